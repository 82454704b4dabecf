# The demo's register: a stranger sees awards, a search, a ladder, figures, the look-up and a proof without having written a line.
$ thidua init --demo --demo-password=mot-cau-de-nho-2024 | tail -1
quantri *

$ thidua register loads
2  * mau-so-van-hoa-the-thao.csv: đã vào sổ — 39 khen thưởng, 0 lỗi, 0 chỗ cần xem; dòng 122 đến 160
1  * mau-cap-thanh-pho.csv: đã vào sổ — 121 khen thưởng, 0 lỗi, 0 chỗ cần xem; dòng 1 đến 121

$ thidua register verify
Sổ khen thưởng đúng: 163 dòng, 1 đầu sổ đã ký.

$ thidua --as=canbo register find "dh:CSTĐCS năm:2022 vu lan quyen" | tail -1
   149  2022  Chiến sĩ thi đua cơ sở — Vũ Lan Quyên, Sở Văn hóa và Thể thao — 140/QĐ-SVHTT ngày 26/12/2022 — Tặng, đã thu hồi hoặc hủy bỏ

# What counted on a revoked award is listed.
$ thidua register show 149 | sed -n '/Đã dựa vào/,$p'
Đã dựa vào khen thưởng này:
   162  2023  Bằng khen của Chủ tịch Ủy ban nhân dân Thành phố — Vũ Lan Quyên, *

$ thidua register person 3 | wc -l
3

$ thidua register prove 10 > proof.txt; thidua-verify proof.txt | grep -o "ĐÚNG: dòng số 10"
ĐÚNG: dòng số 10

$ thidua request GET /tra-cuu ten="khuat hong giang" nam=2019 2>/dev/null | grep -o "187/QĐ-UBND"
187/QĐ-UBND

$ thidua --today=2024-03-05 casefile list
   1  HS2024-00001  CAP-LAI — *

# A certificate is checked by its number and its name; wrong ones are answered alike.
$ for w in "TP-1201|Khuất Hồng Giang" "TP-1201|Trần Văn A" "TP-9999|Khuất Hồng Giang"; do thidua request GET /tra-cuu bang="${w%|*}" ten="${w#*|}" 2>/dev/null | grep -o "Đang có hiệu lực\|Không có khen thưởng nào được công khai"; done
Đang có hiệu lực
Không có khen thưởng nào được công khai
Không có khen thưởng nào được công khai

# Again: nothing is brought in twice.
$ thidua init --demo --demo-password=mot-cau-de-nho-2024 >/dev/null; thidua register loads | wc -l
2

# Who has no account asks for a certificate again: nothing is told, a code follows it.
$ thidua request POST /cap-lai does=reissue name="Khuất Hồng Giang" thing="Bằng khen Thành phố" year=2019 certificate= applicant= contact="phường Láng" reason="bị mất" 2>/dev/null | grep -o "Hãy ghi họ và tên người đề nghị" | head -1
Hãy ghi họ và tên người đề nghị

$ thidua --today=2024-03-05 request POST /cap-lai does=reissue name="Khuất Hồng Giang" thing="Bằng khen Thành phố" year=2019 certificate= applicant="Khuất Hồng Giang" contact="phường Láng" reason="bị mất" 2>/dev/null | head -1 | tee to | cut -c1-26
303 /cap-lai/theo-doi?ma=*

$ thidua --as=chuyenvien casefile asks
   1  * Khuất Hồng Giang: Bằng khen Thành phố, bị mất; người đề nghị: Khuất Hồng Giang

$ thidua --as=chuyenvien --today=2024-03-05 casefile ask-take 1 1
Đã lập hồ sơ 2.

$ thidua request GET /cap-lai/theo-doi ma=$(sed 's/.*ma=//; s/&.*//' to) 2>/dev/null | grep -o "HS20[0-9-]*\|Tiếp nhận, thẩm tra\|Khuất"
Tiếp nhận, thẩm tra
HS2024-00002
