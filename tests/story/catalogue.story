# The catalogue of awards and the texts it cites, from the command line.
$ thidua init
Cơ sở dữ liệu đã sẵn sàng trong data.

$ thidua award list cstdcs
CSTDCS * Chiến sĩ thi đua cơ sở — CSTĐCS

$ thidua award money CSTDCS p --day=01/07/2024
2340000 đồng (2340000 × 1.00 = 2340000)
Căn cứ: Nghị định 98/2023/NĐ-CP, Điều 54; Nghị định 73/2024/NĐ-CP

$ thidua award money "BK UBND TP" h --day=2025-08-01
5270000 đồng (2340000 × 1.50 = 5265000) — có căn cứ chưa đối chiếu
Căn cứ: Nghị định 152/2025/NĐ-CP, Điều 54; Nghị định 73/2024/NĐ-CP

$ thidua award money CSTDCS x
? 5
thidua: SUBJECT là p (cá nhân), c (tập thể) hoặc h (hộ gia đình).

$ thidua award show "khong co"
? 5
thidua: Không có danh hiệu, hình thức nào là “khong co”, hoặc có hơn một; xem mã bằng: thidua award list

$ thidua award alias GK "Giấy khen của Giám đốc Sở Nội vụ"
Đã thêm cách gọi khác.

$ thidua award list "giam doc so noi vu"
GK * Giấy khen — GK

$ thidua award ground
CONGTRANG * Công trạng — Thường xuyên
DOTXUAT * Đột xuất — Đột xuất
PHONGTRAO * Phong trào thi đua — Chuyên đề
CONGHIEN * Quá trình cống hiến — Cống hiến
NIENHAN * Niên hạn — Niên hạn
DOINGOAI * Đối ngoại — Đối ngoại
KHANGCHIEN * Tổng kết thành tích kháng chiến — Kháng chiến
CHUYENDE * Theo đợt (chuyên đề) — Chuyên đề

$ thidua law cite "Đ79 k4 Luật 06/2022/QH15" --on=05/03/2024
Luật 06/2022/QH15 (có hiệu lực)
Điều 79 khoản 4. Thẩm quyền của Chủ tịch Ủy ban nhân dân cấp tỉnh

$ thidua law cite "NĐ 152/2025 Điều 50" --on=05/03/2024
Nghị định 152/2025/NĐ-CP (không có hiệu lực)
Điều 50. Mức tiền thưởng danh hiệu thi đua

$ thidua law cite "Điều 1"
? 5
thidua: Không có văn bản nào ứng với “Điều 1”. Hãy ghi số văn bản và điều, ví dụ “Luật 06/2022/QH15, Điều 21”.

$ printf 'law\tarticle\tclause\tpoint\ttitle\twords\tfrom\tto\tverified\tsource\n06/2022/QH15\t9\t\t\tHình thức khen thưởng\t\t\t\tyes\tđã xem\n' > dieu.tsv; thidua law load dieu.tsv
Đã thêm hoặc sửa 1 dòng.
