/* room/plan/plan_year_test.c -- what is said of 2024, said of another year, and what can hardly be said of every year. */
#include "room/plan/plan_year.h"

#include "base/text.h"
#include "test/t.h"

TEST(plan_year_moves_the_years_of_the_plan_and_its_neighbours_in_every_form)
{
	static const char *const cases[][2] = {
		{"Tổng kết công tác năm 2024", "Tổng kết công tác năm 2025"},
		{"Biểu dương kết quả phong trào thi đua năm 2023", "Biểu dương kết quả phong trào thi đua năm 2024"},
		{"Kế hoạch công tác năm 2025", "Kế hoạch công tác năm 2026"},
		{"khen thưởng cấp Nhà nước đợt 1/2024 (Huân chương)", "khen thưởng cấp Nhà nước đợt 1/2025 (Huân chương)"},
		{"trình trong tháng 12/2024", "trình trong tháng 12/2025"}, {"quý I/2024", "quý I/2025"},
		{"năm học 2023 - 2024", "năm học 2024 - 2025"}, {"năm học 2023-2024", "năm học 2024-2025"},
		{"năm học 2023–2024", "năm học 2024–2025"}, {"Trước ngày 15/01//2024", "Trước ngày 15/01//2025"},
		{"từ 01/01/2024 đến 15/3/2024", "từ 01/01/2025 đến 15/3/2025"}, {"ngày 5.4.2024", "ngày 5.4.2025"},
		{"Trước ngày 30/4", "Trước ngày 30/4"}, {"6 tháng đầu năm 2024", "6 tháng đầu năm 2025"}, {"", ""}};

	for (size_t i = 0; i < COUNT(cases); i++)
		t_text(cases[i][1], plan_year_words(t_mem(), cases[i][0], 2024, 2025));
}

TEST(plan_year_leaves_papers_spans_and_far_years_as_they_are)
{
	static const char *const cases[] = {
		"Sửa đổi Quyết định số 09/2020/QĐ-UBND ngày 28/4/2020 của UBND Thành phố",
		"Nghị quyết số 10/2024/NQ-HĐND ngày 17/10/2024 của HĐND", "Chỉ thị số 34-CT/TW", "Kế hoạch số 124-KH/TU",
		"Nghị quyết số 30/2024/NQ- HĐND ngày 10/12/2024", "giai đoạn 2021 - 2025", "giai đoạn 2021-2025", "từ năm 2020 đến năm 2024", "(10/10/1954 - 10/10/2024)",
		"mã số A2024", "20245 hồ sơ", "Tập 20 đến Tập 28", "quý II năm 2030"};

	for (size_t i = 0; i < COUNT(cases); i++)
		t_text(cases[i], plan_year_words(t_mem(), cases[i], 2024, 2025));
}

TEST(plan_year_turns_the_29th_of_february_into_the_28th_where_there_is_none)
{
	t_text("Trước ngày 28/02/2025", plan_year_words(t_mem(), "Trước ngày 29/02/2024", 2024, 2025));
	t_text("Trước ngày 28/2", plan_year_words(t_mem(), "Trước ngày 29/2", 2024, 2025));
	t_text("Trước ngày 29/02/2028", plan_year_words(t_mem(), "Trước ngày 29/02/2024", 2024, 2028));
	t_text("Trước ngày 28/02/2028", plan_year_words(t_mem(), "Trước ngày 28/02/2027", 2027, 2028));
}

static struct plan_doc_milestone stone(enum plan_when kind, date from, date end, const char *period, const char *words)
{
	return (struct plan_doc_milestone){.kind = kind, .from = from, .end = end, .period = period, .part = "",
	                                   .follows = "", .act = "", .actors = "", .words = words};
}

TEST(plan_year_moves_a_milestone_of_every_kind)
{
	date day = date_of(2024, 5, 20), end = date_of(2024, 6, 30);
	bool lost;

	for (int kind = 0; kind < PLAN_WHEN_N; kind++) {
		struct plan_doc_milestone was = stone((enum plan_when)kind, day, end, "2024-Q2", "việc của năm 2024"), is;

		is = plan_year_stone(t_mem(), &was, 2024, 2026, &lost);
		t_int(kind, is.kind);
		t_int(date_of(2026, 5, 20), is.from);
		t_int(date_of(2026, 6, 30), is.end);
		t_text("2026-Q2", is.period);
		t_text("việc của năm 2026", is.words);
		t_false(lost);
		was = stone((enum plan_when)kind, DATE_NONE, DATE_NONE, "month", "hằng tháng");
		is = plan_year_stone(t_mem(), &was, 2024, 2026, &lost);
		t_int(DATE_NONE, is.from);
		t_int(DATE_NONE, is.end);
		t_text("month", is.period);
	}
}

TEST(plan_year_says_when_a_milestone_lost_its_day)
{
	struct plan_doc_milestone was = stone(PLAN_WHEN_BEFORE, date_of(2024, 2, 29), DATE_NONE, "", "Trước ngày 29/02/2024"), is;
	bool lost;

	is = plan_year_stone(t_mem(), &was, 2024, 2025, &lost);
	t_true(lost);
	t_int(date_of(2025, 2, 28), is.from);
	t_text("Trước ngày 28/02/2025", is.words);
}

TEST(plan_year_tells_why_a_task_may_be_of_one_year_only)
{
	static const char *const cases[][2] = {
		{"Lễ Kỷ niệm 70 năm Ngày Giải phóng Thủ đô (10/10/1954 - 10/10/2024)", "nhắc đến “70 năm”"},
		{"Sửa đổi Quyết định số 09/2020/QĐ-UBND ngày 28/4/2020", "nêu một văn bản cụ thể (09/2020/QĐ-UBND)"},
		{"Tổng kết thực hiện Chỉ thị số 34-CT/TW", "nêu một văn bản cụ thể (34-CT/TW)"},
		{"Sách “Những bông hoa đẹp” năm 2024 - Tập 30", "có đánh số (30)"},
		{"sách bản điện tử (từ Tập 20 đến Tập 28)", "có đánh số (20)"},
		{"Đại hội thi đua yêu nước lần thứ 11", "có đánh số (11)"},
		{"phong trào thi đua giai đoạn 2021 - 2025", "nói về một giai đoạn nhiều năm"},
		{"Chuẩn bị Đại hội năm 2030", "nêu một năm khác (2030)"},
		{"Xây dựng Đề án kiện toàn các cụm", "là việc xây dựng một đề án"},
		{"Tổng kết công tác năm 2024, xây dựng kế hoạch năm 2025", ""}, {"Tổ chức sơ kết 6 tháng đầu năm 2024", ""},
		{"Cụm thi đua 5 thành phố trực thuộc Trung ương năm 2023", ""}, {"đợt 1 năm 2024", ""},
		{"năm học 2023 - 2024", ""}, {"đợt 2/2024", ""}, {"", ""}};

	for (size_t i = 0; i < COUNT(cases); i++)
		t_text(cases[i][1], plan_year_once(t_mem(), cases[i][0], 2024));
}

TEST(plan_year_writes_another_day_into_the_words)
{
	date was = date_of(2024, 1, 15);

	t_text("Trước ngày 20/02/2024", plan_year_redate(t_mem(), "Trước ngày 15/01/2024", was, date_of(2024, 2, 20)));
	t_text("Trước ngày 20/02/2024", plan_year_redate(t_mem(), "Trước ngày 15/01//2024", was, date_of(2024, 2, 20)));
	t_text("trước 20/02, nộp 16/01", plan_year_redate(t_mem(), "trước 15/1, nộp 16/01", was, date_of(2024, 2, 20)));
	t_text("trước 05/01/2025", plan_year_redate(t_mem(), "trước 15/1", was, date_of(2025, 1, 5)));
	t_text("", plan_year_redate(t_mem(), "trong tháng Giêng", was, date_of(2024, 2, 20)));
	t_text("", plan_year_redate(t_mem(), "trước 15/01/2023", was, date_of(2024, 2, 20)));
}
