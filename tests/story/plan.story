# A plan from its document to the public page, read again, moved and withdrawn. $SOURCE is the source tree.
$ thidua init --demo --demo-password=mot-cau-de-nho-2024 | tail -1
quantri * Quản trị hệ thống

# The demo brought the plan in and published it.
$ thidua --today 05/03/2024 plan list
1*2024*Đã công bố*50 nhiệm vụ*Kế hoạch công tác thi đua, khen thưởng năm 2024

$ thidua --today 05/03/2024 plan show 1 --find="thu khoa"
Phụ lục 1 · III. Quý III
*33*Chưa bắt đầu*Trước ngày 30/9/2024*Xét, khen thưởng Thủ khoa xuất sắc tốt nghiệp*

# The demo's units have told and been answered by its day; what waits for each is one page.
$ thidua --today 05/03/2024 plan board 1 | grep -c "đơn vị)"
*

$ thidua --today 05/03/2024 plan show 1 --state=done --section=2.I
Phụ lục 2 · I. Các phiên họp của Hội đồng Thi đua - Khen thưởng Thành phố
*1*Hoàn thành*Trước ngày 29/02/2024 (2/2 đơn vị)*

$ thidua --today 05/03/2024 plan show 1 --state=vui
? 5
thidua: Không hiểu “vui”. *

$ thidua --today 05/03/2024 plan month 1 2024-03 | head -2
Tháng 3/2024: 8 mốc
14/03/2024

$ thidua --today 05/03/2024 plan timeline 1 ca-nam.svg && grep -c "<a href" ca-nam.svg
Đã ghi hình 50 nhiệm vụ vào ca-nam.svg
50

$ thidua --today 05/03/2024 --as canbo desk
Báo cáo lại 1 việc bị trả lại*
Báo cáo * việc sắp đến hạn*

$ thidua --as chuyenvien plan view list 1
*Việc quá hạn*/plan/1?state=late

$ thidua plan unknown 1
Mọi tên đơn vị của kế hoạch đều có trong danh mục.

# The same document again, from Word: nothing doubles.
$ thidua --as chuyenvien plan import $SOURCE/tests/files/ha-noi-2024.docx | tail -1
Đã nhận vào kế hoạch số 1 *

$ thidua plan list
1*2024*50 nhiệm vụ*

# Who may not read plans in is told so.
$ thidua --as canbo plan import $SOURCE/tests/files/ha-noi-2024.docx --dry-run
? 4
thidua: Bạn không có quyền làm việc này.

# What is no plan is refused with what would be accepted.
$ printf 'Chào bạn.\n' >thu.txt; thidua plan import thu.txt
? 5
thidua: Không đọc được nhiệm vụ nào từ văn bản này. *

$ printf '\320\317\021\340\241\261\032\341' >cu.doc; thidua plan import cu.doc
? 5
thidua: Đây là tệp Office kiểu cũ*

# Prose gives candidates; they wait for a person, and no plan is made of them unasked.
$ thidua plan import $SOURCE/tests/plan/varied/10-tinh-son-la-van-xuoi.txt | tail -1
Văn bản không có bảng nhiệm vụ: * việc đề nghị đang chờ bạn chọn ở trang /plan/intake/*

# A published plan changes only by a paper; both sides are remembered and compared.
$ thidua --today 05/03/2024 plan amend 17 --content="Tổ chức hai lớp tập huấn"
? 5
thidua: Kế hoạch đã công bố: hãy ghi văn bản làm căn cứ*
thidua: Hãy ghi ngày của văn bản*

$ thidua --today 05/03/2024 plan amend 17 --content="Tổ chức hai lớp tập huấn" --paper="Công văn số 12/UBND-TĐKT" --paper-date=27/02/2024
Đã sửa đổi mục I.17, Phụ lục 1.

$ thidua --today 05/03/2024 plan add 1 "Tổng kết cụm mới" --section=II --time="Trước ngày 20/6/2024" --paper="Công văn số 17/UBND-TĐKT" --paper-date=02/03/2024
Đã bổ sung nhiệm vụ số 51.

$ thidua --today 05/03/2024 plan end 21 --reason="Gộp vào mục khác" --paper="Công văn số 16/UBND-TĐKT" --paper-date=01/03/2024 --knows-links
Đã kết thúc mục II.21, Phụ lục 1.

$ thidua plan compare 1
Sửa đổi: Phụ lục 1, mục I.17
  Nội dung: “Tổ chức tập huấn*” -> “Tổ chức hai lớp tập huấn” (Công văn số 12/UBND-TĐKT ngày 27/02/2024)
Kết thúc: Phụ lục 1, mục II.21: Kiểm tra* Thành phố (Công văn số 16/UBND-TĐKT ngày 01/03/2024)
Bổ sung: Phụ lục 1, mục II.26: Tổng kết cụm mới (Công văn số 17/UBND-TĐKT ngày 02/03/2024)
1 sửa đổi, 1 bổ sung, 1 kết thúc, 48 giữ nguyên

# The same as a list to work with, and every act on it.
$ thidua paper /plan/1/compare.txt so.txt && head -4 so.txt
Kế hoạch năm 2024 so với bản ban hành
Nhiệm vụ | Thay đổi | Mục thay đổi | Bản ban hành | Hiện nay | Văn bản
Phụ lục 1, mục I.17 | Sửa đổi | Nội dung | Tổ chức tập huấn* | Tổ chức hai lớp tập huấn | Công văn số 12/UBND-TĐKT ngày 27/02/2024
Phụ lục 1, mục II.21 | Kết thúc | Cả nhiệm vụ | Kiểm tra* | Công văn số 16/UBND-TĐKT ngày 01/03/2024

$ thidua paper "/plan/1/history.txt?task=17" lich-su.txt && tail -1 lich-su.txt
* | system | Phụ lục 1, mục I.17 | Sửa đổi | Nội dung | Tổ chức tập huấn* | Tổ chức hai lớp tập huấn | Công văn số 12/UBND-TĐKT ngày 27/02/2024 |*

$ thidua --today 05/03/2024 paper "/plan/1/days.txt?m=2024-03" thang.txt && grep -c '/03/2024 |' thang.txt
8

$ thidua paper "/plan/1/days.txt?m=thang-ba" thang.txt
? 5
thidua: Tháng viết năm-tháng, ví dụ 2024-03.

$ thidua plan task 17 | head -2
Phụ lục 1, mục I.17: *
Tổ chức hai lớp tập huấn

# What waits in the tray is looked through, corrected, taken or dropped.
$ thidua plan tray
*10-tinh-son-la-van-xuoi.txt

$ row=$(thidua plan tray $(thidua plan tray | cut -f1) | head -1 | cut -f1); thidua plan row $row --keep --content="Tổ chức hội nghị"; thidua plan tray $(thidua plan tray | cut -f1) | grep -c "^$row.*mới.*Tổ chức hội nghị"
Đã sửa dòng 1.
1

$ thidua plan drop $(thidua plan tray | cut -f1)
Đã bỏ “10-tinh-son-la-van-xuoi.txt”. Tệp gốc vẫn được giữ trong kho tệp.

$ thidua plan tray
Không có văn bản kế hoạch nào đang chờ.

# The office's days: a day that is announced later moves last good days.
$ printf '2024-05-31\toff\tNghỉ hoán đổi\tCông văn thử\n' >them.tsv; thidua calendar load them.tsv
Đã ghi 1 ngày. Hạn cuối trong các kế hoạch được tính lại ngay sau đây.

$ until thidua job run-once | grep -q "Không có việc"; do :; done; thidua plan reckon
Đã tính lại hạn cuối; 0 mốc đổi ngày.

$ thidua calendar lunar 17/02/2026; thidua calendar solar 10/3/2027; thidua calendar show 2027 | grep -c 'dự kiến'
thứ Ba, 17/02/2026: mùng 1 tháng Giêng năm Bính Ngọ
mùng 10 tháng 3 năm Đinh Mùi: thứ Sáu, 16/04/2027
8

# Next year's plan from this one: said, then staged and taken; what is of one year only is flagged.
$ thidua --today 01/12/2024 plan next 1 2025 --dry-run | grep '70 năm' | head -1
Việc một lần, chưa xong: Phụ lục 1, mục IV.34: * quá hạn, hạn cuối 10/10/2024)

$ thidua --today 01/12/2024 plan next 1 2025 --take | tail -2
33 việc hằng năm, 15 việc một lần chưa xong, 2 việc một lần
Đã nhận thành kế hoạch số 2 (bản nháp)

$ thidua --today 01/12/2024 plan next 1 2025
? 5
thidua: Đã có kế hoạch năm 2025 của cơ quan này*

$ thidua --today 01/12/2024 plan next 1 2024
? 5
thidua: Hãy ghi một năm từ 2025 đến 2034.

$ thidua plan publish 2
? 5
thidua: Kế hoạch còn * chỗ chưa chắc chắn*

# Withdrawing needs a reason; then the public sees nothing.
$ thidua plan withdraw 1 "Có bản sửa đổi"
Đã rút: Kế hoạch công tác thi đua, khen thưởng năm 2024

$ thidua request GET /ke-hoach/1 2>/dev/null | head -1
404

$ thidua plan publish 1
Đã công bố: Kế hoạch công tác thi đua, khen thưởng năm 2024

$ thidua request GET /ke-hoach/1 2>/dev/null | head -1
200

$ thidua audit list --act=plan.withdraw --n=1
*Rút kế hoạch khỏi trang công khai*: Có bản sửa đổi*

$ thidua verify | tail -1
Mọi thứ đều đúng.
