# Units over time and the people of units, from the command line.
$ thidua init --admin quan-tri
Cơ sở dữ liệu đã sẵn sàng trong data.
Liên kết đặt mật khẩu, dùng một lần trong 24 giờ (thêm địa chỉ máy chủ vào trước): /lien-ket/*

$ thidua --today 2024-03-05 unit rename S-DL "Sở Du lịch và Lễ hội" --day=06/03/2024 --paper="QĐ 1"
? 5
thidua: Ngày có hiệu lực chưa đến (hôm nay là 05/03/2024). Hãy ghi từ hôm nay trở về trước; việc của ngày sau thì ghi khi đến ngày.

$ thidua --today 2024-03-05 unit rename S-DL "Sở Du lịch và Lễ hội" --day=05/03/2024 --paper="QĐ 1"
Đã đổi tên S-DL.

# A class is made, filled by a unit and by a kind, called otherwise, and emptied.
$ thidua unit class add C-THU "Các đơn vị làm thử"
Đã thêm nhóm C-THU.

$ thidua unit class put C-THU S-NV
Đã đưa vào nhóm C-THU.

$ thidua unit class put C-THU --kind=thi_xa
Đã đưa vào nhóm C-THU.

$ thidua unit class put C-THU
? 5
thidua: Hãy ghi một đơn vị, hoặc chọn một loại đơn vị; chỉ một trong hai.

$ thidua unit class put C-LA S-NV
? 5
thidua: Không có nhóm mang mã “C-LA”; xem mã bằng: thidua unit class

$ thidua unit class C-THU
S-NV * Sở Nội vụ*
TX-269 * Sơn Tây*

$ thidua unit alias C-THU "Các đơn vị thử nghiệm"
Đã thêm cách gọi khác.

$ thidua unit alias C-THU "cac don vi thu nghiem" --remove
Đã bỏ cách gọi khác.

$ thidua unit class drop C-THU S-NV
Đã đưa ra khỏi nhóm C-THU.

$ thidua unit class drop C-THU S-NV
? 3
thidua: *

$ thidua user add canbo "Nguyễn Thu An" unit_officer --unit=S-NV
Đã thêm tài khoản canbo.
Liên kết đặt mật khẩu, dùng một lần, trong 24 giờ:
/lien-ket/*

$ thidua user list
canbo * Nguyễn Thu An — Sở Nội vụ* — chưa đặt mật khẩu
quan-tri *
