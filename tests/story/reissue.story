# A certificate is asked for again: request, found line, decision, new line; the clock stands still while the applicant is asked.
$ thidua init
Cơ sở dữ liệu đã sẵn sàng trong data.

$ thidua person add "Nguyễn Thị An" --birth=1980 --sex=f --unit=S-NV
Đã thêm hồ sơ 1.

$ thidua register add BKT 15/QĐ-UBND 20/01/2019 --person=1 --issuer="UBND Thành phố" --level=province --ground=CONGTRANG --certificate=1234
Đã ghi dòng số 1.

$ thidua casefile kinds | head -4
CAP-DOI  Cấp đổi bằng, hiện vật khen thưởng
  Căn cứ: Nghị định 85/2014/NĐ-CP, Điều 41 (chưa đối chiếu)
  received  Tiếp nhận, thẩm tra, 15 ngày làm việc: Nghị định 85/2014/NĐ-CP, Điều 41 (mức cơ quan tự đặt, chưa đối chiếu)
  checked  Đã đối chiếu, chờ quyết định

$ thidua casefile receive reissue 9 "Nguyễn Thị An" ""
? 5
thidua: Hãy ghi lý do, ví dụ bị mất, hỏng, ghi sai.
thidua: Không có dòng số 9 của sổ trong phạm vi của bạn.

$ thidua --today=2024-03-05 casefile receive reissue 1 "Nguyễn Thị An" "cháy nhà, mất bằng" --contact="phường Láng"
Đã tiếp nhận hồ sơ 1.

$ thidua --today=2024-03-05 casefile act 1 check
? 5
thidua: Hồ sơ còn thiếu: Đơn đề nghị, có xác nhận của đơn vị hoặc Ủy ban nhân dân cấp xã.

$ thidua --today=2024-03-06 casefile pause 1 "đơn chưa có xác nhận"
Đã dừng tính hạn, chờ bổ sung.

$ thidua --today=2024-03-11 casefile paper 1 "" --need=DON
Đã thêm giấy tờ.

# Three working days of waiting: the last good day moves from the 26th to the 29th.
$ thidua --today=2024-03-11 casefile resume 1
Hạn lại được tính: 29/03/2024.

$ thidua --today=2024-03-27 casefile list --state=near
   1  HS2024-00001  CAP-LAI — Bằng khen của Chủ tịch Ủy ban nhân dân Thành phố, Nguyễn Thị An; Tiếp nhận, thẩm tra; Còn 2 ngày, hạn 29/03/2024

$ thidua --today=2024-03-27 casefile turn; thidua --today=2024-03-27 casefile turn
Đã báo 1 hồ sơ.
Đã báo 0 hồ sơ.

$ thidua --today=2024-03-27 casefile act 1 check
Đã chuyển bước hồ sơ.

$ thidua --today=2024-03-27 paper /casefile/1/decision.docx du-thao.docx && thidua --today=2024-03-27 paper /casefile/1/receipt.txt nhan.txt && grep -c "15 ngày làm việc" nhan.txt && tail -1 nhan.txt
1
Hệ thống

# The decision's day is wrong: no line, and the case stays as it was.
$ thidua --today=2024-03-27 casefile finish 1 20/QĐ-UBND 28/03/2024 --issuer="UBND Thành phố" --level=province
? 5
thidua: Ngày quyết định chưa tới.

$ thidua --today=2024-03-27 casefile finish 1 20/QĐ-UBND 27/03/2024 --issuer="UBND Thành phố" --level=province --certificate=CL-01
Đã ghi dòng số 2 vào sổ và kết thúc hồ sơ.

$ thidua register show 1
     1  2019  Bằng khen của Chủ tịch Ủy ban nhân dân Thành phố — Nguyễn Thị An, Sở Nội vụ* — 15/QĐ-UBND ngày 20/01/2019 — Tặng
Tiền thưởng: *
Căn cứ: *
Lịch sử:
     1  2019 *
     2  2019  Bằng khen của Chủ tịch Ủy ban nhân dân Thành phố — Nguyễn Thị An, Sở Nội vụ* — 20/QĐ-UBND ngày 27/03/2024 — Cấp lại

$ thidua casefile list
   1  HS2024-00001  CAP-LAI — Bằng khen của Chủ tịch Ủy ban nhân dân Thành phố, Nguyễn Thị An; Đã giải quyết

$ thidua register verify
Sổ khen thưởng đúng: 2 dòng, 0 đầu sổ đã ký.
