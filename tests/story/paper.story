# Lists and papers from the command line. $SOURCE is the source tree.
$ thidua init --demo --demo-password=mot-cau-de-nho-2024 | tail -1
quantri * Quản trị hệ thống

# A list with the filter of its page; the name of the file says its form.
$ thidua paper "/unit.txt?q=so+van+hoa" so.txt && head -3 so.txt
Danh mục đơn vị
Mã | Tên đơn vị | *
S-VHTT | Sở Văn hóa và Thể thao thành phố Hà Nội | *

# The appendix as a Word file is read again as the same tasks.
$ thidua paper /plan/1/appendix.docx phu-luc.docx && thidua plan import phu-luc.docx --dry-run | grep "nhiệm vụ,"
50 nhiệm vụ, 60 mốc thời gian, *

# A condition that the list does not know is refused, and nothing is written.
$ thidua paper "/unit.xlsx?tinh-trang=1" don-vi.xlsx
? 5
thidua: Ở đây không có điều kiện “tinh-trang”.

$ ls don-vi.xlsx* 2>/dev/null
? 2

$ thidua paper /khong-co.xlsx x.xlsx
? 3
thidua: Không có văn bản nào ở “/khong-co.xlsx”. *

# Rights are those of the page; what takes persons or the log away is on record.
$ thidua --as=canbo paper /audit.xlsx nhat-ky.xlsx
? 4
thidua: Bạn không có quyền làm việc này.

$ thidua --as=quantri paper /user.xlsx tai-khoan.xlsx && thidua audit list --act=user.export | tail -1
*quantri*Tải danh sách tài khoản*
