/* room/plan/plan_times_more_test.c -- cells of times as officials write them, each with the one meaning it has.
 *
 * A meaning is written as "kind day..end period part days <follows> «act» @actors", milestones joined by "; ". A '!'
 * before it: no kind says the whole of it, so that the row must carry a warning whatever is read. */
#include "tests/t.h"

#include "base/text.h"
#include "room/plan/plan_read.h"

struct told {
	const char *cell, *means;
};

static const struct told cells[] = {
	/* Weeks and parts of months. */
	{"Tuần thứ 2 tháng 3", "month 2024-03 mid"},
	{"Tuần 1/T5", "month 2024-05 early"},
	{"tuần 4 tháng 11/2024", "month 2024-11 late"},
	{"Tuần đầu tháng 9", "month 2024-09 early"},
	{"Tuần cuối tháng 12", "month 2024-12 late"},
	{"thứ Sáu tuần cuối tháng", "!"},
	{"Thứ Hai, tuần thứ ba hằng tháng", "!"},
	{"Thượng tuần tháng 4", "month 2024-04 early"},
	{"Trung tuần tháng 4/2024", "month 2024-04 mid"},
	{"Hạ tuần tháng 10 năm 2024", "month 2024-10 late"},
	{"khoảng trung tuần tháng 7", "month 2024-07 mid"},
	{"giữa tháng 6", "month 2024-06 mid"},
	{"nửa cuối tháng 8", "month 2024-08 late"},
	{"Nửa đầu tháng 8/2024", "month 2024-08 early"},
	{"cuối quý I", "quarter 2024-Q1 late"},
	{"Đầu Quý IV/2024", "quarter 2024-Q4 early"},
	{"những ngày cuối tháng 12", "month 2024-12 late"},
	{"cuối năm 2024", "year 2024 late"},
	{"đầu năm 2025", "year 2025 early"},
	/* Months and quarters, short. */
	{"T3/2024", "month 2024-03"},
	{"T.6", "month 2024-06"},
	{"Th.9/2024", "month 2024-09"},
	{"3/2024", "month 2024-03"},
	{"Tháng Ba", "month 2024-03"},
	{"Tháng giêng năm 2024", "month 2024-01"},
	{"tháng Mười Hai", "month 2024-12"},
	{"tháng mười một/2024", "month 2024-11"},
	{"Q.II", "quarter 2024-Q2"},
	{"Q3/2024", "quarter 2024-Q3"},
	{"QIV", "quarter 2024-Q4"},
	{"Quý 2 và 3", "quarter 2024-Q2; quarter 2024-Q3"},
	{"Quý II + III", "quarter 2024-Q2; quarter 2024-Q3"},
	{"Quý I, II và IV", "quarter 2024-Q1; quarter 2024-Q2; quarter 2024-Q4"},
	{"Quý một", "quarter 2024-Q1"},
	{"trong tháng 3 và tháng 9", "month 2024-03; month 2024-09"},
	{"Tháng 3, 6, 9, 12", "month 2024-03; month 2024-06; month 2024-09; month 2024-12"},
	{"Tháng 4 và 10/2024", "month 2024-04; month 2024-10"},
	{"tháng 01-12", "range 2024-01-01..2024-12-31"},
	{"I-IV/2024", "range 2024-01-01..2024-12-31"},
	{"Quý I đến quý III/2024", "range 2024-01-01..2024-09-30"},
	{"từ tháng 5 đến hết tháng 7", "range 2024-05-01..2024-07-31"},
	{"tháng 11, 12/2024", "month 2024-11; month 2024-12"},
	{"T5-T7/2024", "range 2024-05-01..2024-07-31"},
	{"6 tháng đầu năm", "half_year 2024-H1"},
	{"6 tháng cuối năm 2024", "half_year 2024-H2"},
	/* Days. */
	{"20/11/2024", "on 2024-11-20"},
	{"ngày 05/6 và ngày 05/12", "on 2024-06-05; on 2024-12-05"},
	{"Ngày 15/3, 15/6, 15/9", "on 2024-03-15; on 2024-06-15; on 2024-09-15"},
	{"15h ngày 12/3", "on 2024-03-12"},
	{"8h00 ngày 12/3/2024", "on 2024-03-12"},
	{"14 giờ 30 ngày 05/4", "on 2024-04-05"},
	{"8 giờ 00 phút, ngày 20/5/2024 (thứ Hai)", "on 2024-05-20"},
	{"Sáng ngày 10/10", "on 2024-10-10"},
	{"thứ Năm, ngày 14/3/2024", "on 2024-03-14"},
	{"từ 10-15/5", "range 2024-05-10..2024-05-15"},
	{"từ ngày 10 đến ngày 15 tháng 5", "range 2024-05-10..2024-05-15"},
	{"ngày 10-12 tháng 5 năm 2024", "range 2024-05-10..2024-05-12"},
	{"từ nay đến 30/6", "until 2024-06-30"},
	{"từ nay đến hết năm 2024", "until 2024-12-31 2024"},
	{"Từ 01/01 tới 31/3/2024", "range 2024-01-01..2024-03-31"},
	{"từ ngày ban hành đến 30/9", "!"},
	{"đến hết quý III", "until 2024-09-30 2024-Q3"},
	{"xong trước 20/11", "before 2024-11-20"},
	{"hoàn thành 100% trước 31/10", "before 2024-10-31 «hoàn thành 100»"},
	{"Hoàn thành trong tháng 8", "month 2024-08"},
	{"Hoàn thành chậm nhất ngày 30/11/2024", "until 2024-11-30"},
	{"chậm nhất là ngày 25 hằng tháng", "recurring month"},
	{"Không chậm hơn 15/7", "until 2024-07-15"},
	{"muộn nhất 30/8", "until 2024-08-30"},
	{"kết thúc trước ngày 01/12/2024", "before 2024-12-01"},
	{"bắt đầu từ 01/3/2024", "!"},
	{"Từ tháng 4 trở đi", "!"},
	{"kể từ ngày 01/7/2024", "!"},
	{"trước 17h ngày 20/6", "until 2024-06-20"},
	{"dịp 2/9", "around 2024-09-02"},
	{"Nhân dịp 20/10", "around 2024-10-20"},
	{"nhân kỷ niệm 80 năm Quốc khánh", "!"},
	{"Trước Tết Nguyên đán", "!"},
	{"sau Tết Nguyên đán 2024", "!"},
	{"Dịp 10/10 hằng năm", "!"},
	{"ngày 32/5/2024", "!"},
	{"31/4", "!"},
	/* What comes again. */
	{"02 lần/năm", "recurring half_year"},
	{"2 lần / năm", "recurring half_year"},
	{"01 lần/quý", "recurring quarter"},
	{"1 lần/tháng", "recurring month"},
	{"6 tháng/lần", "recurring half_year"},
	{"6 tháng một lần", "recurring half_year"},
	{"03 tháng/lần", "recurring quarter"},
	{"mỗi quý một lần", "recurring quarter"},
	{"Mỗi tuần 01 lần", "recurring week"},
	{"mỗi năm 2 lần", "recurring half_year"},
	{"hằng quý 1 lần", "recurring quarter"},
	{"2 tuần/lần", "!"},
	{"5 năm/lần", "!"},
	{"định kỳ ngày 20 hằng tháng", "recurring month"},
	{"trước ngày 15 tháng cuối quý", "recurring quarter"},
	{"ngày 15 của tháng cuối mỗi quý", "recurring quarter"},
	{"Trước ngày 20/12 hằng năm", "!"},
	{"Theo quý", "recurring quarter"},
	{"Hàng tháng (trước ngày 10)", "!recurring month"},
	{"Thường xuyên", "recurring always"},
	{"Thường xuyên, liên tục trong năm 2024", "recurring always"},
	{"định kỳ", "!"},
	{"Cả năm", "year 2024"},
	{"trong năm", "year 2024"},
	{"Quanh năm", "recurring always"},
	{"Suốt năm 2024", "year 2024"},
	{"năm học 2024-2025", "!"},
	{"Năm 2024-2025", "range 2024-01-01..2025-12-31"},
	{"nhiệm kỳ 2020-2025", "!"},
	/* What hangs on something else. */
	{"ngay sau khi có hướng dẫn", "follows <có hướng dẫn>"},
	{"sau 05 ngày làm việc kể từ ngày nhận hồ sơ", "offset -5 <ngày nhận hồ sơ>"},
	{"trong 10 ngày kể từ ngày nhận", "offset -10 <ngày nhận>"},
	{"trước kỳ họp thứ 15 là 15 ngày", "offset 15 <kỳ họp thứ 15>"},
	{"trước kỳ họp thứ Bảy 15 ngày", "offset 15 <kỳ họp thứ Bảy>"},
	{"Trước Đại hội 01 tháng", "!"},
	{"sau 2 tuần kể từ khi ban hành", "offset -14 <ban hành>"},
	{"theo hướng dẫn của Trung ương", "follows <hướng dẫn của Trung ương>"},
	{"theo kế hoạch riêng", "follows <kế hoạch riêng>"},
	{"theo chỉ đạo", "follows <chỉ đạo>"},
	{"Theo quy định", "follows <quy định>"},
	{"theo lịch của Hội đồng", "follows <Hội đồng>"},
	{"khi có yêu cầu", "when_arises"},
	{"đột xuất", "when_arises"},
	{"Định kỳ và đột xuất", "!"},
	{"Khi phát sinh vụ việc", "when_arises"},
	{"Sau khi kết thúc đợt 1", "follows <kết thúc đợt 1>"},
	/* Several in one cell, with who does what. */
	{"Đợt 1: trước 15/6; đợt 2: trước 15/12", "before 2024-06-15 «Đợt 1»; before 2024-12-15 «đợt 2»"},
	{"Lần 1: Tháng 5. Lần 2: Tháng 10", "month 2024-05 «Lần 1»; month 2024-10 «Lần 2»"},
	{"Sơ kết: tháng 6; tổng kết: tháng 12/2024", "month 2024-06 «Sơ kết»; month 2024-12 «tổng kết»"},
	{"Các sở gửi báo cáo trước 10/6", "before 2024-06-10 «gửi báo cáo» @Các sở"},
	{"15/6 (đợt 1), 15/12 (đợt 2)", "on 2024-06-15 «đợt 1»; on 2024-12-15 «đợt 2»"},
	/* Nothing of it can be known. */
	{"Chưa xác định", "!"},
	{"Có thông báo sau", "!"},
	{"Xem phụ lục 3", "!"},
	{"dự kiến 45 phút", "!"},
	{"Quý V/2024", "!"},
	{"tháng 13", "!"},
	{"tháng 3 hoặc 4 tùy tình hình", "!"},
	/* A second hand, after the first were read. */
	{"Quý II và quý IV năm 2024", "quarter 2024-Q2; quarter 2024-Q4"},
	{"Quý III-IV", "range 2024-07-01..2024-12-31"},
	{"Quý 1/2025", "quarter 2025-Q1"},
	{"Trong quý III/2024 (trước 15/9)", "quarter 2024-Q3; before 2024-09-15"},
	{"Tháng 3,4/2025", "month 2025-03; month 2025-04"},
	{"Tháng 02 năm 2025 và tháng 02 năm 2026", "month 2025-02; month 2026-02"},
	{"Tháng 5 đến tháng 9", "range 2024-05-01..2024-09-30"},
	{"Tháng 12/2024 - 02/2025", "range 2024-12-01..2025-02-28"},
	{"Từ 15/11/2024 đến 15/02/2025", "range 2024-11-15..2025-02-15"},
	{"Từ tháng 9/2024 đến tháng 5/2025", "range 2024-09-01..2025-05-31"},
	{"Từ đầu tháng 3 đến cuối tháng 5", "range 2024-03-01..2024-05-31"},
	{"Từ giữa tháng 3 đến 20/4", "!"},
	{"01-05/8", "range 2024-08-01..2024-08-05"},
	{"Ngày 01 và 02/8/2024", "on 2024-08-01; on 2024-08-02"},
	{"Ngày 5, 6 tháng 7", "on 2024-07-05; on 2024-07-06"},
	{"ngày 5 và 20 hằng tháng", "!"},
	{"trước ngày 5 của tháng sau", "!"},
	{"Trước ngày 25 tháng cuối cùng của quý", "recurring quarter"},
	{"Trước ngày 10/6 và 10/12", "before 2024-06-10; before 2024-12-10"},
	{"Trước 30/6 hoặc 31/7", "!"},
	{"Trước mùng 5 Tết", "!"},
	{"28 tháng Chạp", "!"},
	{"mùng 10 tháng 3 âm lịch", "!"},
	{"10/3 (âm lịch)", "!"},
	{"Giỗ Tổ Hùng Vương", "!"},
	{"Trước kỳ họp thường lệ cuối năm", "!"},
	{"Tại kỳ họp HĐND giữa năm", "!"},
	{"Sau Hội nghị tổng kết 07 ngày", "offset -7 <Hội nghị tổng kết>"},
	{"Chậm nhất 03 ngày sau hội nghị", "offset -3 <hội nghị>"},
	{"Trước khi khai mạc 30 phút", "!"},
	{"Trong vòng 24 giờ kể từ khi có thông báo", "!"},
	{"Trong 01 tháng kể từ ngày ban hành", "!"},
	{"sau 6 tháng triển khai", "!"},
	{"Không quá 30 ngày", "!"},
	{"30 ngày", "!"},
	{"03 tháng", "!"},
	{"2 năm một lần", "!"},
	{"Hai năm/lần", "!"},
	{"6 tháng, 1 năm", "!"},
	{"6 tháng và năm", "recurring half_year; recurring year"},
	{"Sơ kết 6 tháng, tổng kết năm", "!"},
	{"Báo cáo quý trước ngày 15 tháng cuối quý", "recurring quarter «Báo cáo quý»"},
	{"Hằng tháng, hằng quý", "recurring month; recurring quarter"},
	{"Hằng ngày", "recurring day"},
	{"thứ Hai hằng tuần", "!recurring week"},
	{"Tuần thứ nhất hàng tháng", "!"},
	{"2024", "year 2024"},
	{"2024 - 2025", "range 2024-01-01..2025-12-31"},
	{"Năm 2024 và các năm tiếp theo", "!"},
	{"Hết năm 2025", "until 2025-12-31 2025"},
	{"Trước năm 2026", "before 2026-01-01 2026"},
	{"Hoàn thành xong trong Quý I", "quarter 2024-Q1"},
	{"Xong trong tháng 4", "month 2024-04"},
	{"Thực hiện từ tháng 3", "!"},
	{"Bắt đầu tháng 3, kết thúc tháng 6", "!"},
	{"Khởi công: 19/5; khánh thành: 02/9/2025", "on 2024-05-19 «Khởi công»; on 2025-09-02 «khánh thành»"},
	{"Theo lịch của UBND tỉnh (dự kiến tháng 8)", "follows <UBND tỉnh>; month 2024-08"},
	{"theo Kế hoạch số 12/KH-UBND ngày 05/01/2024", "follows <Kế hoạch số 12/KH-UBND ngày 05/01/2024>"},
	{"Theo Công văn 345", "follows <Công văn 345>"},
	{"Khi có văn bản, chậm nhất 3 ngày", "!"},
	{"Dự kiến quý II", "quarter 2024-Q2"},
	{"Dự kiến: 20/8", "on 2024-08-20"},
	{"20.8.2024", "on 2024-08-20"},
	{"20-8-2024", "on 2024-08-20"},
	{"ngày 20 tháng 8", "on 2024-08-20"},
	{"20 tháng Tám năm 2024", "on 2024-08-20"},
	{"2024-08-20", "on 2024-08-20"},
	{"20/08/24", "on 2024-08-20"},
	{"20/8/2204", "!"},
	{"hạn cuối: 17h00 ngày 20/8", "until 2024-08-20"},
	{"Hạn: 25/10", "until 2024-10-25"},
	{"Trước 16 giờ 30 phút ngày 20/8/2024", "until 2024-08-20"},
	{"Đến ngày 20/8 phải xong", "until 2024-08-20 «phải xong»"},
	{"Cuối tháng", "!"},
	{"Cuối quý", "!"},
	{"Đầu năm", "year 2024 early"},
	{"Quý sau", "!"},
	{"Tháng sau", "!"},
	{"-", ""},
	{"...", "!"},
	{"...../2024", "!"},
	{"ngày .../.../2024", "!"},
	{"Tháng .../2024", "!"},
	/* A third hand. */
	{"Chậm nhất vào ngày 15 của tháng đầu quý sau", "!"},
	{"Quý II (tháng 5)", "quarter 2024-Q2; month 2024-05"},
	{"Các tháng trong năm", "recurring month"},
	{"Các quý trong năm", "recurring quarter"},
	{"Hằng quý, trước ngày 20 tháng cuối quý", "!"},
	{"Trước ngày 5/7 (6 tháng); trước ngày 5/1/2025 (năm)",
	 "before 2024-07-05 «6 tháng»; before 2025-01-05 «năm»"},
	{"Từ 5/3 - 8/3", "range 2024-03-05..2024-03-08"},
	{"Trong 3 ngày 5, 6, 7/6", "!"},
	{"Từ 01 đến 03/10/2024", "range 2024-10-01..2024-10-03"},
	{"Nửa đầu quý II", "quarter 2024-Q2 early"},
	{"Giữa quý III năm 2024", "quarter 2024-Q3 mid"},
	{"Sau ngày 15/8", "!"},
	{"Sau tháng 6", "!"},
	{"Từ ngày 01/10/2024", "!"},
	{"Qua tháng 5", "!"},
	{"Vài ngày đầu tháng 6", "!"},
	{"Chín tháng đầu năm", "!"},
	{"9 tháng đầu năm 2024", "!"},
	{"Trước 15 ngày", "!"},
	{"Hoàn thành trước tháng 7", "before 2024-07-01 2024-07"},
	{"Trước quý IV", "before 2024-10-01 2024-Q4"},
	{"Hết tháng 11", "until 2024-11-30 2024-11"},
	{"Trong và sau tháng 9", "!"},
	{"Đợt 1 quý I, đợt 2 quý III", "quarter 2024-Q1 «Đợt 1»; quarter 2024-Q3 «đợt 2»"},
	{"Tháng 6 và cuối năm", "month 2024-06; year 2024 late"},
	{"Mỗi năm một lần vào tháng 12", "!"},
	{"Năm 2 lần", "recurring half_year"},
	{"Sáu tháng một lần", "!"},
	{"Theo từng quý", "recurring quarter"},
	{"Theo từng thời điểm", "follows <từng thời điểm>"},
	{"Q1-Q3/2024", "range 2024-01-01..2024-09-30"},
	{"Tháng III/2024", "!"},
	{"T12", "month 2024-12"},
	{"10 ngày đầu tháng 5", "!"},
	{"Kỳ 1: 30/6; kỳ 2: 31/12", "on 2024-06-30 «Kỳ 1»; on 2024-12-31 «kỳ 2»"},
	/* A fourth hand. */
	{"Trước 25/11; riêng cấp xã trước 15/11", "before 2024-11-25; before 2024-11-15 «riêng cấp xã»"},
	{"Cấp huyện: tháng 4; cấp tỉnh: tháng 5-6/2024", "month 2024-04 «Cấp huyện»; range 2024-05-01..2024-06-30 «cấp tỉnh»"},
	{"Trong dịp hè", "!"},
	{"Mùa khô 2024", "!"},
	{"Quý IV/2024 và Quý I/2025", "quarter 2024-Q4; quarter 2025-Q1"},
	{"Cuối quý II, đầu quý III", "quarter 2024-Q2 late; quarter 2024-Q3 early"},
	{"Ngay từ đầu năm", "!"},
	{"Ngay trong tháng 1", "month 2024-01"},
	{"Xuyên suốt cả năm", "recurring always"},
	{"Thường xuyên, báo cáo trước 10/12", "recurring always; before 2024-12-10 «báo cáo»"},
	{"Hằng năm, trước 31/3", "!"},
	{"Hằng tháng từ tháng 3 đến tháng 10", "!"},
	{"Tối thiểu 01 lần/quý", "recurring quarter"},
	{"Ít nhất 2 lần trong năm", "recurring half_year"},
	{"Từ 8h00 đến 11h00 ngày 20/5", "!"},
	{"Chiều 12/3/2024", "on 2024-03-12"},
	{"Thứ Bảy 16/3", "on 2024-03-16"},
	{"Ngày 30 tháng cuối mỗi quý", "recurring quarter"},
	{"Khoảng ngày 10-15/7", "!range 2024-07-10..2024-07-15"},
	{"Dự kiến từ 10 đến 15/7", "range 2024-07-10..2024-07-15"},
	{"Dự kiến cuối tháng 7", "month 2024-07 late"},
	{"Muộn nhất đến hết ngày 31/7/2024", "until 2024-07-31"},
	{"chậm nhất cuối tháng 9", "until 2024-09-30 2024-09 late"},
	{"Trước cuối tháng 9", "!"},
	{"Đến giữa tháng 9", "!"},
	{"Trước đầu quý III", "before 2024-07-01 2024-Q3 early"},
	{"Trước 30.6", "before 2024-06-30"},
	{"trước 30-6", "before 2024-06-30"},
	{"30-6-2024", "on 2024-06-30"},
	{"Tháng 6/24", "month 2024-06"},
	{"06/24", "!"},
	{"Tháng 6.2024", "month 2024-06"},
	{"tháng 6-2024", "month 2024-06"},
	{"Q2-2024", "quarter 2024-Q2"},
	{"Quý II-2024", "quarter 2024-Q2"},
	{"quý II.2024", "quarter 2024-Q2"},
	/* A fifth hand. */
	{"Xong trước 05/9/2024 (khai giảng)", "before 2024-09-05 «khai giảng»"},
	{"Gửi hồ sơ trước 01/7, họp xét 15/7", "before 2024-07-01 «Gửi hồ sơ»; on 2024-07-15 «họp xét»"},
	{"Tháng 7 (nhân ngày 27/7)", "month 2024-07; around 2024-07-27"},
	{"Theo tiến độ dự án", "follows <dự án>"},
	{"Cùng thời điểm họp Hội đồng", "follows <họp Hội đồng>"},
	{"Trong 02 ngày 14-15/5", "!"},
	{"02 ngày (14-15/5)", "!"},
	{"Mỗi tháng một kỳ", "recurring month"},
	{"Hai tháng một lần", "!"},
	{"Thứ Sáu hằng tuần, trước 16h", "!"},
	{"Quý I: xây dựng; quý II: thực hiện", "quarter 2024-Q1 «xây dựng»; quarter 2024-Q2 «thực hiện»"},
	{"Ngay sau Hội nghị", "follows <Hội nghị>"},
	{"Sau khi được phê duyệt", "follows <được phê duyệt>"},
	{"Hoàn thành trước Đại hội", "!"},
	{"Kéo dài đến tháng 3/2025", "until 2025-03-31 2025-03 «Kéo dài»"},
	{"Trước ngày 01 tháng 12 năm 2024", "before 2024-12-01"},
	{"tuần 2, 3 tháng 8", "!"},
	{"Trong 2 tuần đầu tháng 8", "!"},
	{"3 tháng cuối năm", "!"},
	{"Năm 2024, 2025", "year 2024; year 2025"},
	/* A sixth hand, and what other plans told. */
	{"Thường xuyên và đột xuất", "recurring always; when_arises"},
	{"Sau Đại hội thi đua yêu nước các cấp", "follows <Đại hội thi đua yêu nước các cấp>"},
	{"Nhân dịp Quốc khánh 02/9", "around 2024-09-02"},
	{"Chào mừng 80 năm Cách mạng tháng Tám và Quốc khánh 2/9", "around 2024-09-02"},
	{"Dịp 30/4 và 01/5", "around 2024-04-30; around 2024-05-01"},
	{"Kỷ niệm 19/5", "around 2024-05-19"},
	{"Hằng tháng, trước ngày 25", "recurring month"},
	{"Mỗi năm ít nhất 02 đợt", "recurring half_year"},
	{"15/3→20/5", "!"},
	{"Trước 20/11/2024 (Ngày Nhà giáo Việt Nam)", "before 2024-11-20 «Ngày Nhà giáo Việt Nam»"},
	{"Tháng 5/2024, chậm nhất 25/5/2024", "month 2024-05; until 2024-05-25"},
	{"Theo quy định tại Nghị định 98/2023/NĐ-CP", "follows <quy định tại Nghị định 98/2023/NĐ-CP>"},
	{"Cuối tháng 6 và cuối tháng 12", "month 2024-06 late; month 2024-12 late"},
	{"Quý II/2024 - Quý I/2025", "range 2024-04-01..2025-03-31"},
	{"Quý IV/2024 hoặc quý I/2025", "!"},
	{"Các quý II, III, IV", "quarter 2024-Q2; quarter 2024-Q3; quarter 2024-Q4"},
	{"Tháng cuối của mỗi quý", "recurring quarter"},
	{"Hàng quý (tháng cuối quý)", "recurring quarter"},
	{"Nhân Ngày Doanh nhân Việt Nam 13/10", "around 2024-10-13"},
	{"Khi công trình hoàn thành", "when_arises"},
	{"Quý l/2024", "!quarter 2024-Q1"},
	{"Tối đa đến ngày 30/6", "!"},
	{"Không để quá ngày 30/6", "!"},
	{"Gần ngày 27/7", "!"},
	{"Phấn đấu hoàn thành trong tháng 6", "month 2024-06"},
	{"Trước, trong và sau Tết", "!"},
	{"Ngày 03/02 âm lịch", "!"},
	{"Định kỳ hằng quý, 6 tháng, năm", "recurring quarter; recurring half_year; recurring year"},
	{"Các đơn vị nộp hồ sơ trước 10/11; họp xét trước 25/11", "before 2024-11-10 «nộp hồ sơ» @Các đơn vị; before 2024-11-25 «họp xét»"},
	{"Tham mưu: tháng 2; ban hành: tháng 3", "month 2024-02 «Tham mưu»; month 2024-03 «ban hành»"},
	{"Trước 15/11 (theo văn bản hướng dẫn)", "!"},
	{"Tại kỳ họp tháng 7", "!"},
	{"Tháng 7 hằng năm", "!"},
	{"Trước thềm Đại hội", "!"},
	{"Quanh dịp 27/7", "!"},
	{"Tháng Giêng âm lịch", "!"},
	{"Trước và trong tháng 7", "!"},
	{"Thông báo sau", "!"},
	{"Trước ngày 5 tháng sau", "!"},
	/* A seventh hand. */
	{"Hằng tháng trước ngày 20", "recurring month"},
	{"Hằng quý năm 2024", "recurring quarter"},
	{"Hằng quý trong năm", "recurring quarter"},
	{"Hàng tháng/2024", "recurring month"},
	{"Hằng tháng trong quý I", "!"},
	{"Cuối mỗi quý", "recurring quarter late"},
	{"Đầu hằng tháng", "recurring month early"},
	{"6 tháng, năm 2024", "!"},
	{"Dịp kỷ niệm 76 năm Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc (11/6/1948 - 11/6/2024)",
	 "around 2024-06-11"},
	{"Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024)", "around 2024-05-07"},
	{"Nhân dịp Quốc khánh (02/9)", "around 2024-09-02"},
	{"Giai đoạn 2021 - 2025", "!range 2021-01-01..2025-12-31"},
};

static const char *day_words(struct mem *m, date d)
{
	struct ymd y;

	if (d == DATE_NONE)
		return "";
	y = date_ymd(d);
	return mem_text(m, "%04d-%02d-%02d", y.year, y.month, y.day);
}

static const char *joined(struct mem *m, const char *a, const char *before, const char *b, const char *after)
{
	return *b == '\0' ? a : mem_text(m, "%s%s%s%s", a, before, b, after);
}

static const char *meaning(struct mem *m, const struct plan_doc_milestones *ms)
{
	const char *all = "";

	for (size_t i = 0; i < ms->n; i++) {
		const struct plan_doc_milestone *x = &ms->at[i];
		const char *s = plan_when_name(x->kind);

		s = joined(m, s, " ", day_words(m, x->from), "");
		s = joined(m, s, "..", day_words(m, x->end), "");
		s = joined(m, s, " ", x->period, "");
		s = joined(m, s, " ", x->part, "");
		s = x->days == 0 ? s : mem_text(m, "%s %d", s, x->days);
		s = joined(m, s, " <", x->follows, ">");
		s = joined(m, s, " «", x->act, "»");
		s = joined(m, s, " @", x->actors, "");
		all = mem_text(m, "%s%s%s", all, i > 0 ? "; " : "", s);
	}
	return all;
}

TEST(plan_times_of_many_hands_are_read_right_or_warned_about)
{
	static const struct body_word one = {"Sở Nội vụ", "so-noi-vu", false};
	const struct body_lexicon lex = {.at = &one, .n = 1};
	int right = 0, flagged = 0, silent = 0, needless = 0;

	for (size_t i = 0; i < COUNT(cells); i++) {
		struct mem *m = mem_open(8 << 20);
		struct plan_doc_milestones ms = {0};
		struct plan_doc_warnings warn = {0};
		const char *want = cells[i].means, *got;
		bool must_warn = *want == '!', same;

		want += must_warn;
		plan_read_times(m, cells[i].cell, 2024, &lex, &ms, &warn);
		got = meaning(m, &ms);
		same = must_warn ? warn.n > 0 : text_is(got, want);
		right += same;
		flagged += !same && warn.n > 0;
		silent += !same && warn.n == 0;
		needless += same && !must_warn && warn.n > 0;
		if (!same || (!must_warn && warn.n > 0))
			print_message("  %s “%s”: expected %s, got %s%s\n",
			              same ? "needless warning" : warn.n > 0 ? "warned" : "SILENT", cells[i].cell,
			              cells[i].means, got, warn.n > 0 ? warn.at[0].reason : "");
		mem_close(m);
	}
	print_message("  %zu cells: %d right (%d of them warned about without need), %d wrong with a warning, %d silent\n",
	              COUNT(cells), right, needless, flagged, silent);
	assert_int_equal(silent, 0);
	assert_true(flagged + needless <= (int)COUNT(cells) / 20);
}
