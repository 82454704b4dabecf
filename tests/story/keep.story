# Keeping what was entered safe: start, check, back up, restore elsewhere, and what is refused on the way.
$ thidua init --admin quan-tri
Cơ sở dữ liệu đã sẵn sàng trong data.
Liên kết đặt mật khẩu, dùng một lần trong 24 giờ (thêm địa chỉ máy chủ vào trước): /lien-ket/*

$ thidua verify
nhật ký: * dòng
kho tệp: 0 tệp
sổ khen thưởng: 0 dòng
Mọi thứ đều đúng.

$ thidua backup sao-luu
Đã sao lưu 1 tệp, * byte vào sao-luu

# A name that is taken is never written over.
$ thidua backup sao-luu
? 6
thidua: Thư mục này (hoặc bản .partial của nó) đã có; hãy chọn tên mới: sao-luu

$ thidua restore sao-luu
? 6
thidua: Chỉ khôi phục vào thư mục dữ liệu còn trống; thư mục này đã có dữ liệu: data

$ thidua --data moi restore sao-luu
Đã khôi phục 1 tệp từ sao-luu

$ thidua --data moi verify
nhật ký: * dòng
kho tệp: 0 tệp
sổ khen thưởng: 0 dòng
Mọi thứ đều đúng.

$ thidua --data moi audit list --n=1
 * system                Khôi phục từ bản sao lưu: sao-luu  [cli]
… còn nữa: --before=*

# A backup with one changed byte is refused whole.
$ printf x | dd of=sao-luu/thidua.db bs=1 seek=5000 conv=notrunc 2>/dev/null; thidua --data hong restore sao-luu
? 6
thidua: Bản sao lưu hỏng ở tệp này, nên không khôi phục gì: thidua.db

# (and nothing of it was restored)
$ ls hong

$ thidua audit list --n=0
? 5
thidua: --n phải từ 1 đến 200.

$ thidua khong-co
? 5
thidua: Không có lệnh “khong-co”. Gõ: thidua help

$ thidua --as ai-do audit list
? 3
thidua: Không có tài khoản “ai-do”.

$ thidua request /khong-co 2>/dev/null | head -1
404

# The catalogue of units and the office's days were loaded: duties and plans follow them, and there are none yet.
$ thidua job list
*Tính lại hạn cuối của các kế hoạch theo lịch làm việc mới
*Giao lại việc theo danh mục đơn vị mới

$ thidua job run-once; thidua job run-once
Đã chạy một việc.
Đã chạy một việc.

$ thidua job run-once
Không có việc nào đến lượt.
