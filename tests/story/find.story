# The box that finds: what is typed is understood or refused by name; an answer is a list and a sheet.
$ thidua init --demo --no-register --demo-password="một câu dễ nhớ 2024" > /dev/null

$ for n in "Nguyễn Văn An" "Nguyễn Văn Ân" "Trần Thị Ánh" "Đặng Nam"; do thidua person add "$n" --birth=1980 --unit=S-NV --since=01/01/2015; done
Đã thêm hồ sơ 1.
Đã thêm hồ sơ 2.
Đã thêm hồ sơ 3.
Đã thêm hồ sơ 4.

$ for p in 1 2 3 4; do thidua register add LDTT $p/QĐ-SNV 20/12/202$p --person=$p --issuer="Sở Nội vụ"; done
Đã ghi dòng số 1.
Đã ghi dòng số 2.
Đã ghi dòng số 3.
Đã ghi dòng số 4.

# Without marks both are found; with marks those that bear them come first.
$ thidua register find "nguyen van an"
2 dòng: tên có các từ “nguyen van an”
     2  2022  Lao động tiên tiến — Nguyễn Văn Ân, *
     1  2021  Lao động tiên tiến — Nguyễn Văn An, *

$ thidua register find "văn an nguyễn" --json --limit=1
{"total":2,"order":"marks,newest","understood":"tên có các từ “văn an nguyễn”","exact":1,"lines":[{"line":1,"name":"Nguyễn Văn An",*

# By given name, whatever the order they were written in.
$ thidua register find "" --by-name | cut -d, -f1
4 dòng
     1  2021  Lao động tiên tiến — Nguyễn Văn An
     3  2023  Lao động tiên tiến — Trần Thị Ánh
     2  2022  Lao động tiên tiến — Nguyễn Văn Ân
     4  2024  Lao động tiên tiến — Đặng Nam

# Fields narrow; the same field widens.
$ thidua register find "đv:\"Sở Nội vụ\" năm:2022..2023 dh:LĐTT" | head -1
2 dòng: đơn vị Sở Nội vụ*; năm 2022–2023; Lao động tiên tiến

$ thidua register find "2021 năm:2024" | head -1
2 dòng: năm 2024; năm 2021

$ thidua register find "3/QĐ-SNV" | head -1
1 dòng: quyết định số 3/QĐ-SNV

# "nam" is a name among words, a sex beside a field.
$ thidua register find "đặng nam" | head -1
1 dòng: tên có các từ “đặng nam”

$ thidua register find "năm:2024 nam" | head -1
0 dòng: năm 2024; nam

# What is not understood is named, with what would be.
$ thidua register find "lương:5 năm:20x9 dh:ABC loại:máy \"mở"
? 5
thidua: Dấu ngoặc kép chưa đóng*

$ thidua register find "lương:5 năm:20x9 dh:ABC loại:máy"
? 5
thidua: Không có mục “lương:”. Các mục dùng được: đv:, năm:, dh:,*
thidua: Không hiểu “năm:20x9”. Hãy ghi một năm hoặc khoảng năm*
thidua: Không hiểu “dh:ABC”. Hãy ghi mã, tên hoặc tên viết tắt*
thidua: Không hiểu “loại:máy”. Hãy ghi một trong: cá nhân, tập thể, hộ.

# The list is taken away in the order that is seen.
$ thidua paper "/register/found.xlsx?q=2022..2024&xep=ten&cot=ten,nam" ra.xlsx; unzip -p ra.xlsx xl/worksheets/sheet1.xml | grep -o "Trần Thị Ánh\|Nguyễn Văn Ân\|Đặng Nam" | uniq
Trần Thị Ánh
Nguyễn Văn Ân
Đặng Nam

# One act on all that was found: seen first, then done, all or none.
$ thidua register bulk unit "nguyen van" "sổ cũ ghi nhầm đơn vị" --unit=S-YT | tail -1
2 dòng; thêm --yes để thực hiện.

$ thidua register bulk unit "nguyen van" "sổ cũ ghi nhầm đơn vị" --unit=S-YT --yes | tail -1
Đã xử lý 2 dòng.

$ thidua register find "riêng đv:S-YT" | head -1
2 dòng: riêng đơn vị Sở Y tế*

$ thidua request --as=chuyenvien GET /register/bulk q="tran thi" 2>/dev/null | grep -o "Ghi lại đơn vị\|Rút dòng ghi nhầm\|Trần Thị Ánh" | sort -u
Ghi lại đơn vị
Rút dòng ghi nhầm
Trần Thị Ánh

$ thidua request --as=chuyenvien POST /register/bulk q="tran thi" nos=3 act=unit unit=không-có reason= 2>/dev/null | grep -o "Hãy ghi lý do\|Không có đơn vị này" | sort -u
Hãy ghi lý do
Không có đơn vị này

$ thidua request --as=chuyenvien POST /register/bulk q="tran thi" nos=3 act=withdraw reason="nhập hai lần" 2>/dev/null | sed -n 2p
Đã rút 1 dòng ghi nhầm.
