# A unit reports, is sent back, reports again and is done; others are urged; units change. $SOURCE is the source tree.
$ thidua init --demo --demo-password=mot-cau-de-nho-2024 | tail -1
quantri * Quản trị hệ thống

# What the demo's officer owes, the nearest day first.
$ thidua --today 05/03/2024 --as canbo duty list | sed -n '1p;$p' | cut -f1-4
308*Đang thực hiện*Sở Văn hóa và Thể thao thành phố Hà Nội*14/03/2024
13 trong 13 việc

# A report with a file of a wrong kind keeps nothing.
$ printf 'MZ\220\0\3' >chay.exe; thidua --today 05/03/2024 --as canbo duty report 401 100 "Đã gửi" --file=chay.exe
? 5
thidua: Tệp “chay.exe” không thuộc loại nhận làm minh chứng. *

$ head -c 3000 $SOURCE/tests/files/ha-noi-2024.docx >cut.docx; thidua --today 05/03/2024 --as canbo duty report 401 120 "" --file=cut.docx
? 5
thidua: Hãy ghi kết quả đã làm được, khó khăn nếu có.
thidua: Hãy ghi tỷ lệ hoàn thành từ 1 đến 100; 100 nghĩa là đã xong toàn bộ.
thidua: Tệp “cut.docx” bị thiếu phần cuối, *

$ thidua --today 05/03/2024 duty list --waiting
209*Chờ xác nhận*
283*Chờ xác nhận*
2 trong 2 việc

$ thidua --today 05/03/2024 --as canbo duty report 401 60 "Đã gửi văn bản" --file=$SOURCE/tests/files/ha-noi-2024.pdf --file=$SOURCE/tests/files/ha-noi-2024.docx
Đã gửi báo cáo: Sở Văn hóa và Thể thao thành phố Hà Nội, Mục II.22: *

# Officers do not confirm; the board does, or sends back with a reason.
$ thidua --today 05/03/2024 --as canbo duty confirm 401
? 4
thidua: Bạn không có quyền làm việc này.

$ thidua --today 05/03/2024 --as chuyenvien duty return 401 "Thiếu số liệu"
Đã trả lại: *

$ thidua --today 05/03/2024 --as chuyenvien duty return 401 "Thiếu số liệu"
? 6
thidua: Việc này không còn làm được, hoặc chưa đến lúc làm.

$ thidua --today 05/03/2024 --as canbo duty report 401 100 "Đã bổ sung"
Đã gửi báo cáo: *

$ thidua --today 05/03/2024 --as chuyenvien duty confirm 401 "Đầy đủ"
Đã xác nhận: *

$ thidua --today 05/03/2024 --as canbo duty show 401 | cut -c1-60 | sed 's/([0-9:\/ ]*)//'
401*Hoàn thành*
Báo cáo *: 100%, *
Báo cáo *: 60%, *

# Only those who have not are urged; the officer of another unit is not asked.
$ thidua --today 05/03/2024 --as chuyenvien duty urge 401
? 5
thidua: Không còn đơn vị nào cần đôn đốc*

$ thidua --today 05/03/2024 --as chuyenvien duty urge 401 --group --escalate | cut -d" " -f1-3,5
Đã đôn đốc đơn

# A paper stops the clock.
$ thidua --today 05/03/2024 --as lanhdaoban duty suspend 209 "Công văn số 12/UBND-TĐKT"
Đã tạm dừng: *

$ thidua --today 05/03/2024 --as canbo duty list --state=suspended | cut -f1,2
209*Tạm dừng
1 trong 1 việc

$ thidua --today 05/03/2024 --as lanhdaoban duty resume 209 "Công văn số 15/UBND-TĐKT"
Tiếp tục: *

# Who follows a unit sees it first.
$ thidua --today 05/03/2024 --as lanhdaoban duty follow lanhdao S-VHTT
Đã phân công theo dõi.

$ thidua --today 05/03/2024 --as lanhdao duty list --state=not-begun | head -1 | cut -f2,3
Chưa bắt đầu*Sở Văn hóa và Thể thao thành phố Hà Nội

$ thidua --today 05/03/2024 --as lanhdaoban duty follow
*Các quận, huyện, thị xã*
*Sở Văn hóa và Thể thao thành phố Hà Nội*1 đơn vị

$ thidua --today 05/03/2024 duty recount
Mọi số liệu đều đúng.
