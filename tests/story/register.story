# The register: awards are written, corrected, revoked, re-issued; nothing is lost, and everything can be proved.
$ thidua init
Cơ sở dữ liệu đã sẵn sàng trong data.

$ stat -c %a data/register.key
600

$ thidua person add "Nguyễn Thị An" --birth=1980 --sex=f --unit=S-NV --position="Chuyên viên" --since=01/01/2015
Đã thêm hồ sơ 1.

$ for y in 2021 2022 2023; do thidua register add CSTĐCS $y/QĐ-SNV 20/12/$y --person=1 --issuer="Sở Nội vụ" --signer="Trần Văn Bình" --signer-title="Giám đốc" --ground=CONGTRANG --place=1 --year=$y; done
Đã ghi dòng số 1.
Đã ghi dòng số 2.
Đã ghi dòng số 3.

$ thidua register add CSTDT 15/QĐ-UBND 20/01/2024 --person=1 --issuer="UBND Thành phố" --level=province --year=2023 --counts-on=1,2,3
Đã ghi dòng số 4.

$ thidua register add TTLDXS 15/QĐ-UBND 20/01/2024 --person=1 --level=province
? 5
thidua: Hãy ghi cơ quan ban hành quyết định.
thidua: “Tập thể lao động xuất sắc” không tặng cho đối tượng là Cá nhân.

$ thidua register show 4
     4  2023  Chiến sĩ thi đua Thành phố — Nguyễn Thị An, Sở Nội vụ* — 15/QĐ-UBND ngày 20/01/2024 — Tặng
Tiền thưởng: 5400000 đồng
Căn cứ: Luật 06/2022/QH15, Điều 22

# A mistake is put right by a complete new line.
$ thidua register add CSTĐCS 2021/QĐ-SNV 20/12/2021 --corrects=1 --issuer="Sở Nội vụ" --signer="Trần Văn Bình" --signer-title="Giám đốc" --place=1 --year=2021 --name="Nguyễn Thị Ân" --reason="sai tên"
Đã ghi dòng số 5.

$ thidua register person 1
     5  2021  Chiến sĩ thi đua cơ sở — Nguyễn Thị Ân, Sở Nội vụ* — 2021/QĐ-SNV ngày 20/12/2021 — Tặng
     2  2022  Chiến sĩ thi đua cơ sở — Nguyễn Thị An, Sở Nội vụ* — 2022/QĐ-SNV ngày 20/12/2022 — Tặng
     3  2023  Chiến sĩ thi đua cơ sở — Nguyễn Thị An, Sở Nội vụ* — 2023/QĐ-SNV ngày 20/12/2023 — Tặng
     4  2023  Chiến sĩ thi đua Thành phố — Nguyễn Thị An, Sở Nội vụ* — 15/QĐ-UBND ngày 20/01/2024 — Tặng

# A revocation names what counted on the award.
$ thidua register act revoke 2 7/QĐ-SNV 01/03/2024 --issuer="Sở Nội vụ" --reason="khai man thành tích"
Đã ghi dòng số 6.
Cần xem xét lại, vì đã dựa vào khen thưởng này:
     4  2023  Chiến sĩ thi đua Thành phố * Tặng

$ thidua register act reissue 2 8/QĐ-SNV 01/03/2024 --issuer="Sở Nội vụ" --reason="hỏng"
? 5
thidua: Khen thưởng này đã bị thu hồi hoặc hủy bỏ ở dòng số 6.

$ thidua register act reissue 3 8/QĐ-SNV 01/03/2024 --issuer="Sở Nội vụ" --reason="hỏng" --certificate=CL-01
Đã ghi dòng số 7.

$ thidua register list --unit=S-NV --award=CSTDCS --year=2022
     6  2022  Chiến sĩ thi đua cơ sở * 7/QĐ-SNV ngày 01/03/2024 — Thu hồi
     2  2022  Chiến sĩ thi đua cơ sở * Tặng, đã thu hồi hoặc hủy bỏ

$ thidua register show 5 --json
{"line":5,"name":"Nguyễn Thị Ân",*"nature":"grant","state":"held",*"history":[{"line":1,*"state":"corrected"},{"line":5,*}],*"masked":[]}

# What leaves the house can be checked without it.
$ thidua register head > head.txt; thidua register prove 4 > proof.txt; thidua register copy copy.txt
Đã xuất 7 dòng.

$ thidua-verify head.txt copy.txt
Sổ * có 7 dòng; gốc *.
Chú ý: *
ĐÚNG: bản sao là toàn bộ sổ ở đầu sổ này, không dòng nào bị sửa.

$ thidua-verify --key $(sed -n 's/^key //p' head.txt) proof.txt | grep -c "ĐÚNG: dòng số 4\|name = Nguyễn Thị An"
2

$ head -n 6 copy.txt > cut.txt; thidua-verify head.txt cut.txt | tail -1
SAI: bản sao bị cắt: ít dòng hơn đầu sổ.

$ sed '5s/2/3/' copy.txt > changed.txt; cmp -s copy.txt changed.txt || thidua-verify head.txt changed.txt | tail -1
SAI: *

$ awk 'NR==4{a=$0;next} {print} NR==5{print a}' copy.txt > swapped.txt; thidua-verify head.txt swapped.txt | tail -1
SAI: *

$ thidua register grown 4 | tee grown.txt | head -3; thidua-verify grown.txt | tail -1
thidua-proof 1
kind growth
from 4
ĐÚNG: sổ này là sổ 4 dòng trước đây viết thêm, không dòng cũ nào bị sửa.

$ thidua register verify
Sổ khen thưởng đúng: 7 dòng, 2 đầu sổ đã ký.

$ sqlite3 data/thidua.db "update register_leaf set name = 'Người khác' where leaf = 3"; thidua register verify
? 5
thidua: Sổ khen thưởng KHÔNG đúng: dòng số 4 không còn như khi ghi, hoặc bị bỏ.
