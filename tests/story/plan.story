# A plan from its document to the public page, read again, moved and withdrawn. $SOURCE is the source tree.
$ thidua init --demo --demo-password=mot-cau-de-nho-2024 | tail -1
quantri * Quản trị hệ thống

# The demo brought the plan in and published it.
$ thidua --today 05/03/2024 plan list
1*2024*Đã công bố*50 nhiệm vụ*Kế hoạch công tác thi đua, khen thưởng năm 2024

$ thidua --today 05/03/2024 plan show 1 --find="thu khoa"
Phụ lục 1 · III. Quý III
*33*Còn thời gian*Trước ngày 30/9/2024*Xét, khen thưởng Thủ khoa xuất sắc tốt nghiệp*

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
