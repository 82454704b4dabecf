# The pages of people, awards and the register as a browser would use them: forms shown, refused with every fault, taken.
$ thidua init --demo --no-register --demo-password="một câu dễ nhớ 2024" > /dev/null

$ thidua request --as=chuyenvien GET /person/add 2>/dev/null | grep -c 'name="birth"'
1

$ thidua request --as=chuyenvien POST /person/add name= birth=hôm unit=không-có 2>/dev/null | grep -o "Hãy ghi họ và tên\|không phải ngày sinh\|Không có đơn vị nào" | sort -u
Không có đơn vị nào

$ thidua request --as=chuyenvien POST /person/add name= birth=hôm unit=S-NV 2>/dev/null | grep -o "Hãy ghi họ và tên\|không phải ngày sinh" | sort -u
Hãy ghi họ và tên
không phải ngày sinh

$ thidua request --as=chuyenvien POST /person/add name="Nguyễn Thị An" birth=1980 sex=f unit=S-NV position="Chuyên viên" from=01/01/2015 number=001180012345 2>/dev/null | head -2
303 /person/1
Đã thêm hồ sơ.

$ thidua request --as=chuyenvien GET /person q="nguyen thi an" 2>/dev/null | grep -o 'href="/person/1"'
href="/person/1"

$ thidua request --as=chuyenvien GET /person/1 2>/dev/null | grep -o "001180012345" | head -1
001180012345

$ thidua request --as=lanhdao GET /person/1 2>/dev/null | grep -o "••• 345\|001180012345" | head -1
••• 345

$ thidua request --as=chuyenvien POST /person/1/fact kind=discipline 2>/dev/null | grep -o "Hãy ghi hình thức kỷ luật" | head -1
Hãy ghi hình thức kỷ luật

$ thidua request --as=chuyenvien POST /person/1/fact kind=party fact_from=03/02/2005 2>/dev/null | head -1
303*

# Two pickers: a title for a person, never a flag; a form of commendation in the other.
$ thidua request --as=chuyenvien GET /register/add person=1 2>/dev/null | grep -o '<option value="[A-Z]*"[^>]*>\(Chiến sĩ thi đua cơ sở\|Cờ thi đua của Chính phủ\|Giấy khen\)<'
<option value="CSTDCS">Chiến sĩ thi đua cơ sở<
<option value="GK">Giấy khen<

$ thidua request --as=chuyenvien POST /register/add person=1 nature=grant award_title=CSTDCS award_honour=GK number= day=32/1/2024 2>/dev/null | grep -o "không cả hai\|Hãy viết ngày theo dạng" | sort -u
Hãy viết ngày theo dạng
không cả hai

$ thidua request --as=chuyenvien POST /register/add person=1 nature=grant award_title=CSTDCS number=12/QĐ-SNV day=20/12/2023 issuer="Sở Nội vụ" level=base ground=CONGTRANG place_no=1 2>/dev/null | head -2
303 /register/1
Đã ghi vào sổ khen thưởng.

$ thidua request --as=chuyenvien GET /register/1 2>/dev/null | grep -o "Chiến sĩ thi đua cơ sở\|1.800.000 đồng\|Công trạng" | sort -u
1.800.000 đồng
Chiến sĩ thi đua cơ sở
Công trạng

$ thidua request --as=chuyenvien POST /register/1/correct award_title=CSTDCS number=12/QĐ-SNV day=20/12/2023 issuer="Sở Nội vụ" level=base place_no=1 2>/dev/null | grep -o "Hãy ghi lý do" | head -1
Hãy ghi lý do

$ thidua request --as=chuyenvien POST /register/1/correct award_title=CSTDCS number=12/QĐ-SNV day=20/12/2023 issuer="Sở Nội vụ" level=base place_no=1 certificate=77 reason="thiếu số bằng" 2>/dev/null | head -1
303*

$ thidua request --as=chuyenvien GET /register/1 2>/dev/null | grep -o "Dòng này đã được thay bằng" | head -1
Dòng này đã được thay bằng

$ thidua request --as=chuyenvien POST /register/2/act nature=revoke number=9/QĐ-SNV day=01/03/2024 issuer="Sở Nội vụ" level=base reason="khai man" 2>/dev/null | head -1
303*

$ thidua request --as=chuyenvien GET /register/person/1 2>/dev/null | grep -o "Đã thu hồi hoặc hủy bỏ" | head -1
Đã thu hồi hoặc hủy bỏ

$ thidua request --as=chuyenvien POST /register/head 2>/dev/null | head -1
303*

$ thidua request --as=chuyenvien GET /register/2/proof 2>/dev/null > proof.txt; grep -c "^path\|^signature" proof.txt
3

$ thidua request --as=canbo GET /register/head 2>/dev/null | head -1
403*

# Anybody sees the heads.
$ thidua request GET /so-khen-thuong/dau-so 2>/dev/null | grep -o "3 dòng\|thidua-head 1" | sort -u
3 dòng
thidua-head 1

# The catalogue: another name is added once and means one thing.
$ thidua request --as=lanhdaoban POST /award/GK/alias alias="Giấy khen SNV" 2>/dev/null | head -1
303*

$ thidua request --as=lanhdaoban POST /award/BKT/alias alias="giay khen snv" 2>/dev/null | grep -o "đã dùng cho một danh hiệu" | head -1
đã dùng cho một danh hiệu

$ thidua request --as=canbo GET /law q=152/2025 2>/dev/null | grep -o "Nghị định 152/2025/NĐ-CP" | head -1
Nghị định 152/2025/NĐ-CP
