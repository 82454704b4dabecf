# What the house has to say: an inbox, a person's choices, letters that wait for a mail server.
$ thidua init --demo --demo-password="một câu dễ nhớ 2024" >/dev/null; thidua notice send bientap "Bảo trì tối thứ Bảy" "Từ 20 giờ đến 22 giờ."
Đã gửi lời nhắn cho bientap.

$ thidua --as bientap notice list
*  * *  Bảo trì tối thứ Bảy

# The number waits in the frame of every page, and goes when it is read.
$ thidua --as bientap request /calendar | grep -o 'Thông báo <span class="badge">1<'
Thông báo <span class="badge">1<

$ thidua --as bientap request /notice | grep -o '>Bảo trì tối thứ Bảy</button>'
>Bảo trì tối thứ Bảy</button>

$ thidua --as bientap request POST "/notice/$(thidua --as bientap notice list --json | grep -o '"id":[0-9]*' | cut -d: -f2)/open"
303 /notice/*

$ thidua --as bientap request "/notice/$(thidua --as bientap notice list --all --json | grep -o '"id":[0-9]*' | cut -d: -f2)" | grep -o 'Từ 20 giờ đến 22 giờ.'
Từ 20 giờ đến 22 giờ.

$ thidua --as bientap request /calendar | grep -c 'class="badge">1<'
? 1
0

$ thidua --as bientap notice list
Không có thông báo nào chưa đọc.

$ thidua --as bientap notice list --all --json
{"notices":[{"id":*,"kind":"notice.word","subject":"Bảo trì tối thứ Bảy","path":"","made_ms":*,"read":true}],"next_before":0}

# Nobody sees another's, and the inbox is somebody's.
$ thidua --as thutruong notice read 1
? 3
thidua: Không có mục này, hoặc bạn không được xem.

$ thidua notice list
? 5
thidua: Hộp thông báo là của từng người; hãy ghi --as TÀI-KHOẢN.

$ thidua --as bientap notice send thutruong "Chào"
? 4
thidua: Bạn không có quyền làm việc này.

# Addresses and choices.
$ thidua user email canbo "không phải"
? 5
thidua: Địa chỉ thư điện tử viết dạng ten@coquan.vn, không dấu, không khoảng trắng; để trống nếu không có.

$ thidua --as canbo request POST /tai-khoan/thong-bao email=canbo@example.vn notice.digest=once notice.word=once
303 /tai-khoan/thong-bao
Đã lưu.

$ thidua --as canbo request POST /tai-khoan/thong-bao email=sai notice.word=lúc-nào-đó 2>/dev/null | grep -o '>[^<]*\(trong các cách nhận thư\|dạng ten@\)[^<]*</a>' | sort -u
>Hãy chọn một trong các cách nhận thư.</a>
>Địa chỉ thư điện tử viết dạng ten@coquan.vn, không dấu, không khoảng trắng; để trống nếu không có.</a>

$ thidua --as canbo notice choose notice.word digest | grep notice.word
notice.word      digest  Lời nhắn của quản trị viên

$ thidua --as canbo notice choose notice.word once >/dev/null; thidua --as canbo notice choose notice.word hom-nao
? 5
thidua: Hãy ghi loại thông báo và cách nhận: *

$ thidua --as canbo notice feed; thidua --as canbo notice feed --new; thidua --as canbo notice feed; thidua --as canbo notice feed --end
Chưa có địa chỉ lịch; tạo bằng: thidua notice feed --new
Địa chỉ lịch mới, chỉ in một lần: /lich/*.ics
Có một địa chỉ lịch, tạo lúc *.
Đã bỏ địa chỉ lịch.

# Without settings there are no letters; with wrong ones they wait, and everything that is wrong is said.
$ thidua notice outbox
Chưa thiết đặt máy chủ thư: không gửi thư.
0 đang chờ, 0 không gửi được, 0 đã gửi trong 24 giờ.

$ thidua notice test a@example.vn
? 6
thidua: Chưa có tệp data/mail.conf nên chưa gửi được thư; xem mục “Thư điện tử” trong hướng dẫn cài đặt.

$ printf 'server = 127.0.0.1\nport = 1\ntls = none\nfrom = thidua@example.vn\n' >data/mail.conf; chmod 640 data/mail.conf; thidua notice test a@example.vn
? 5
thidua: data/mail.conf: thiếu dòng “site = https://…”, địa chỉ của hệ thống để ghi vào thư.
thidua: data/mail.conf có thể bị người khác trên máy đọc; hãy chạy: chmod 600 data/mail.conf

$ echo 'site = https://thidua.example.vn' >>data/mail.conf; chmod 600 data/mail.conf; thidua notice test a@example.vn
? 11
thidua: Chưa gửi được thư thử. Máy chủ thư 127.0.0.1:1: không kết nối được; máy chủ không chạy, hoặc cổng bị chặn.

$ thidua notice send canbo "Có thư" >/dev/null; until thidua job run-once | grep -q "Không có việc"; do :; done; thidua notice outbox
Máy chủ 127.0.0.1:1 (không mã hóa), người gửi thidua@example.vn.
Máy chủ chưa nhận thư từ *. Máy chủ thư 127.0.0.1:1: không kết nối được; máy chủ không chạy, hoặc cổng bị chặn.
1 đang chờ, 0 không gửi được, 0 đã gửi trong 24 giờ.
Chờ lâu nhất từ *.
     1  canbo <canbo@example.vn>: Có thư (đang chờ) — Máy chủ thư 127.0.0.1:1: không kết nối được; máy chủ không chạy, hoặc cổng bị chặn.

$ thidua --as canbo notice retry --all
? 4
thidua: Bạn không có quyền làm việc này.

$ thidua notice retry --all
Đã xếp lại 1 thư để gửi ngay.

$ thidua --as quantri request POST /notice/outbox/1/drop
303 /notice/outbox
Đã bỏ thư; thông báo vẫn nằm trong hộp của người nhận.

$ thidua notice drop 1
? 6
thidua: Việc này không còn làm được, hoặc chưa đến lúc làm.

# The calendar's address is told once.
$ thidua --as canbo request POST /tai-khoan/lich | grep -o 'http://localhost/lich/[0-9a-f]*.ics' | wc -c
91

$ thidua --as canbo request /tai-khoan/thong-bao | grep -c '/lich/[0-9a-f]'
? 1
0

$ thidua --as canbo request POST /tai-khoan/lich/ket-thuc
303 /tai-khoan/thong-bao
Đã bỏ địa chỉ lịch; chương trình lịch đang dùng địa chỉ đó sẽ không cập nhật nữa.

$ thidua audit verify
*
