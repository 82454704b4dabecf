/* register_sheet_test.c -- old sheets as offices keep them, each with what it says beside it in tests/sheets/. */
#include "room/register/register_sheet.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "room/law/law.h"
#include "tests/t.h"

static struct ctx *house(void)
{
	static const struct {
		const char *file;
		err (*take)(struct ctx *cx, const char *text, int64_t *n_out);
	} files[] = {{"law/laws", law_load}, {"law/places", law_load}, {"award/awards", award_load}, {"award/ways", award_load}, {"award/grounds", award_load},
	             {"award/aliases", award_load}};
	struct ctx *cx = t_ctx();
	int64_t n;

	cx->today = date_of(2024, 3, 5);
	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(files[i].take(cx, t_source(mem_text(t_mem(), "data/%s.tsv", files[i].file)), &n));
	return cx;
}

static void put_said(struct buf *b, const struct sheet_said *said)
{
	static const char *const kinds[] = {"?", "person", "collective", "household"};

	for (size_t i = 0; i < said->rows_n; i++) {
		const struct sheet_row *r = &said->rows[i];

		buf_fmt(b, "R %d %s | %s | %s | %s | %" PRId64 " | %s | %s | %s | %s\n", said->line, kinds[r->subject], r->at[SHEET_NAME], r->at[SHEET_UNIT],
		        r->award == NULL ? "?" : r->award->code, r->year, r->at[SHEET_DECISION], r->at[SHEET_DAY], r->at[SHEET_BIRTH], r->at[SHEET_ISSUER]);
	}
	for (size_t i = 0; i < said->problems_n; i++)
		buf_fmt(b, "P %d %s %s\n", said->line, said->problems[i].is_error ? "error" : "doubt", sheet_field_code(said->problems[i].field));
	if (*said->why != '\0')
		buf_fmt(b, "S %d %s\n", said->line, said->text);
}

/* What a file says, a line for each thing. */
static const char *read_all(struct ctx *cx, const char *path, const struct sheet_map *map)
{
	struct buf *b = buf_new(t_mem(), 1 << 20);
	struct register_reads *r = NULL;
	const struct sheet_column *columns;
	const struct sheet_said *said;
	struct sheet_problem *end;
	size_t n;

	t_ok(register_reads_open(cx, t_mem(), path, path, map, &r));
	for (;;) {
		t_ok(register_reads_next(r, &said));
		if (said == NULL)
			break;
		/* a line is one of the two, never both and never none */
		t_true((*said->why == '\0') == (said->rows_n > 0));
		put_said(b, said);
	}
	register_reads_end(r, &end, &n);
	for (size_t i = 0; i < n; i++)
		buf_fmt(b, "P 0 %s\n", sheet_field_code(end[i].field));
	columns = register_reads_columns(r, &n);
	for (size_t i = 0; i < n; i++)
		buf_fmt(b, "C %s: %s\n", columns[i].heading, sheet_field_code(columns[i].field));
	return b->p;
}

static void reads_as(const char *name)
{
	static const struct sheet_map none;
	struct ctx *cx = house();
	const char *got = read_all(cx, t_source_path(mem_text(t_mem(), "tests/sheets/%s", name)), &none);

	t_text(t_source(mem_text(t_mem(), "tests/sheets/%s.truth", name)), got);
}

TEST(sheet_of_a_department_says_its_decision_in_the_title) { reads_as("so-noi-vu-2019.xlsx"); }
TEST(sheet_of_several_years_has_headings_on_two_lines_and_a_row_that_slipped) { reads_as("nhieu-nam.xlsx"); }
TEST(sheet_of_a_school_has_a_column_for_each_year) { reads_as("truong-theo-nam.csv"); }
TEST(sheet_without_marks_is_read) { reads_as("khong-dau.csv"); }
TEST(sheet_with_names_and_births_over_two_columns_is_read) { reads_as("so-xay-dung.xlsx"); }
TEST(sheet_with_headings_of_decisions_between_rows_is_read) { reads_as("theo-quyet-dinh.xlsx"); }
TEST(sheet_of_a_word_document_is_read) { reads_as("bang-khen-y-te.docx"); }
TEST(sheet_of_nineteen_fields_is_read) { reads_as("muoi-chin-muc.xlsx"); }
TEST(sheet_without_headings_is_read_by_what_stands_in_it) { reads_as("khong-tieu-de.csv"); }
TEST(sheet_of_a_commune_in_the_other_form_of_unicode_says_things_once) { reads_as("xa-kim-lan.xlsx"); }
TEST(sheet_with_marks_in_columns_of_awards_is_read) { reads_as("danh-dau.xlsx"); }

TEST(sheet_map_says_which_column_is_what_and_what_holds_for_all)
{
	struct ctx *cx = house();
	const char *text = "A;B;C\n1;Nguyễn Văn An;LĐTT\n";
	const char *path = t_file("la.csv", text, strlen(text));
	struct sheet_map map = {0}, again = {0};

	t_ok(sheet_map_read(cx, "# cách đọc\nB\tname\nC = award\nA\t-\n=decision_number\t7/QĐ-SNV\n=decision_date\t5/1/2020\n=issuer\tSở Nội vụ\n=unit\tVăn phòng\n", &map));
	t_has("R 2 person | Nguyễn Văn An | Văn phòng | LDTT | 2020 | 7/QĐ-SNV | 2020-01-05 |  | Sở Nội vụ\n", read_all(cx, path, &map));
	t_ok(sheet_map_read(cx, sheet_map_text(t_mem(), &map), &again));
	t_text(sheet_map_text(t_mem(), &map), sheet_map_text(t_mem(), &again));
	t_ok(sheet_map_read(cx, "{\"columns\":[{\"heading\":\"B\",\"field\":\"name\",\"confidence\":0.5},{\"heading\":\"C\",\"field\":\"award\"}],\"given\":{\"year\":2019}}", &map));
	t_has("LDTT | 2019", read_all(cx, path, &map));
	t_err(ERR_INVALID, sheet_map_read(cx, "B\tten\n", &map));
	t_fault(cx, "dòng 1");
}

TEST(sheet_map_refuses_what_cannot_hold_for_all_lines)
{
	struct ctx *cx = house();
	struct sheet_map map = {0};

	t_err(ERR_INVALID, sheet_map_read(cx, "=certificate\t12\n=decision_date\thôm qua\n=year\tnay\n=subject\tai đó\n=signer\tNguyễn Văn An\n", &map));
	t_int(4, cx->faults.n);
	t_fault(cx, "dòng 1");
	t_fault(cx, "dòng 2");
	t_fault(cx, "dòng 3");
	t_fault(cx, "dòng 4");
}

static const char *read_text(struct ctx *cx, const char *text)
{
	static const struct sheet_map none;

	return read_all(cx, t_file("list.csv", text, strlen(text)), &none);
}

TEST(sheet_column_of_an_award_takes_marks_and_decisions_mixed)
{
	const char *said = read_text(house(), "TT;Họ và tên;LĐTT;CSTĐCS\n1;Ngô Thị Loan;x;12/QĐ-PGD ngày 3/5/2019\n2;Hà Văn Dũng;2019;v\n");

	t_has("R 2 person | Ngô Thị Loan |  | CSTDCS | 2019 | 12/QĐ-PGD | 2019-05-03", said);
	t_has("R 3 person | Hà Văn Dũng |  | LDTT | 2019", said);
	t_has("R 3 person | Hà Văn Dũng |  | CSTDCS", said);
	/* a decision in each award's cell is enough, and must have come */
	said = read_text(house(), "TT;Họ và tên;LĐTT;Cơ quan ban hành\n1;Ngô Thị Loan;12/QĐ-PGD ngày 3/5/2019;Phòng Giáo dục\n2;Hà Văn Dũng;13/QĐ-PGD ngày 3/5/2029;Phòng Giáo dục\n");
	t_false(strstr(said, "P 0") != NULL);
	t_has("P 3 error award_mark\n", said);
}

TEST(sheet_row_of_a_body_whose_name_begins_like_a_count_is_no_count)
{
	static const char *const bodies[] = {"Tổng công ty Điện lực Hà Nội", "Công an Phường 12", "Cộng đồng dân cư thôn 3", "Tổng cục 2", "Tổng Công đoàn 1", "Công ty 36",
	                                     "Tong cong ty 28", "Cong an phuong 5", "Cộng tác viên Tổ 4", "Tổ An Định 2", "An Định 3", "TỔNG CÔNG TY 319"};
	static const char *const counts[] = {"Cộng: 7", "Tổng cộng", "Cộng", "TỔNG CỘNG: 12 tập thể", "Tong cong 12", "Tổng 12", "Cộng danh sách: 5 tập thể", "Tổng số: 5", "Ấn định: 12 tập thể",
	                                     "Tổng cộng có 12 tập thể được Chủ tịch Ủy ban nhân dân Thành phố tặng Bằng khen trong năm công tác 2019"};
	struct buf *b = buf_new(t_mem(), 1 << 16);
	const char *said;

	buf_text(b, "STT;Tên tập thể;Danh hiệu;Số QĐ;Ngày QĐ;Cơ quan ban hành\n");
	for (size_t i = 0; i < COUNT(bodies); i++)
		buf_fmt(b, "%zu;%s;GK;5/QĐ-SNV;20/12/2019;Sở Nội vụ\n", i + 1, bodies[i]);
	for (size_t i = 0; i < COUNT(counts); i++)
		buf_fmt(b, ";%s;;;;\n", counts[i]);
	said = read_text(house(), b->p);
	for (size_t i = 0; i < COUNT(bodies); i++)
		t_has(mem_text(t_mem(), "R %zu collective | %s |", i + 2, bodies[i]), said);
	for (size_t i = 0; i < COUNT(counts); i++)
		t_has(mem_text(t_mem(), "S %zu %s\n", COUNT(bodies) + i + 2, counts[i]), said);
}

TEST(sheet_cell_of_several_awards_a_line_each_gives_all_of_them)
{
	const char *said = read_text(house(), "TT;Họ và tên;Danh hiệu;Số QĐ;Ngày QĐ;Cơ quan ban hành\n1;Ngô Thị Loan;\"Giấy khen\nBằng khen UBND TP\";5/QĐ-SNV;20/12/2019;Sở Nội vụ\n"
	                                      "2;Hà Văn Dũng;\"Chiến sĩ thi đua\ncơ sở\";5/QĐ-SNV;20/12/2019;Sở Nội vụ\n");

	t_has("R 2 person | Ngô Thị Loan |  | GK |", said);
	t_has("R 2 person | Ngô Thị Loan |  | BKT |", said);
	t_has("| Hà Văn Dũng |  | CSTDCS |", said);
}

TEST(sheet_row_of_too_many_awards_is_an_error_however_many_doubts_it_has)
{
	struct buf *b = buf_new(t_mem(), 1 << 16);

	buf_text(b, "TT;Họ và tên;Năm sinh");
	for (int i = 0; i < SHEET_ROWS_MAX + 1; i++)
		buf_text(b, ";LĐTT");
	buf_text(b, "\n1;Ngô Thị Loan;1980");
	for (int i = 0; i < SHEET_ROWS_MAX + 1; i++)
		buf_text(b, ";x");
	buf_text(b, "\n");
	t_has("P 2 error award_mark\n", read_text(house(), b->p));
}

TEST(sheet_cell_longer_than_the_register_takes_is_an_error)
{
	struct buf *b = buf_new(t_mem(), 1 << 16);

	buf_text(b, "TT;Họ và tên;Danh hiệu;Số bằng;Thành tích\n1;Ngô Thị Loan;LĐTT;");
	for (int i = 0; i < REGISTER_WORDS_MAX + 1; i++)
		buf_text(b, "đ");
	buf_text(b, ";");
	for (int i = 0; i < REGISTER_TEXT_MAX + 1; i++)
		buf_text(b, "đ");
	buf_text(b, "\n2;Hà Văn Dũng;LĐTT;12;tốt\n");
	t_has("P 2 error achievement\nP 2 error certificate\nR 3", read_text(house(), b->p));
}

TEST(cell_days_are_read_as_offices_write_them)
{
	static const struct {
		const char *text, *day;
		int year;
		bool is_unsure, is_none;
	} cases[] = {
		{"05/3/1980", "1980-03-05", 1980, false, false}, {"5.3.80", "1980-03-05", 1980, false, false}, {"5-3-19", "2019-03-05", 2019, false, false},
		{"ngày 5 tháng 3 năm 1980", "1980-03-05", 1980, false, false}, {"Ngay 05 thang 03 nam 1980", "1980-03-05", 1980, false, false},
		{"1980-03-05 00:00:00", "1980-03-05", 1980, false, false}, {"29285", "1980-03-05", 1980, false, false}, {"29285.0", "1980-03-05", 1980, false, false},
		{"1980", "", 1980, false, false}, {"Sinh năm 1980", "", 1980, false, false}, {"03/1980", "", 1980, true, false}, {"__/__/1980", "", 1980, false, false},
		{"tháng 3 năm 1980", "", 1980, true, false}, {"03/25/1980", "1980-03-25", 1980, true, false}, {"31/02/2019", "", 2019, false, true},
		{"05031980", "1980-03-05", 1980, true, false}, {"5 / 3 / 1980", "1980-03-05", 1980, false, false}, {"5/3/198", "", 0, false, false}, {"hôm qua", "", 0, false, false},
		{"", "", 0, false, false}, {"12/QĐ-UBND", "", 0, false, false},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cell_day d = cell_day(cases[i].text, date_of(2024, 3, 5));

		t_text(cases[i].day, date_iso(t_mem(), d.day));
		t_int(cases[i].year, d.year);
		t_int(cases[i].is_unsure, d.is_unsure);
		t_int(cases[i].is_none, d.is_none);
	}
}

TEST(cell_decisions_are_read_whole)
{
	struct cell_decision d = cell_decision(t_mem(), "Theo Quyết định số 123 /QĐ - UBND ngày 05 tháng 3 năm 2020 của Chủ tịch UBND Thành phố về việc tặng Bằng khen", date_of(2024, 3, 5));

	t_true(d.is_found);
	t_text("123/QĐ-UBND", d.number);
	t_text("2020-03-05", date_iso(t_mem(), d.day.day));
	t_text("Chủ tịch UBND Thành phố", d.issuer);
	t_text("15/2019/QĐ-TTg", cell_decision(t_mem(), "15/2019/QĐ-TTg", date_of(2024, 3, 5)).number);
	t_false(cell_decision(t_mem(), "05/03/2020", date_of(2024, 3, 5)).is_found);
	t_false(cell_decision(t_mem(), "Nguyễn Văn An", date_of(2024, 3, 5)).is_found);
}

TEST(award_words_tell_titles_from_forms)
{
	static const struct {
		const char *text, *code;
	} cases[] = {
		{"CSTĐCS", "CSTDCS"}, {"cstđ cơ sở", "CSTDCS"}, {"Chien sy thi dua co so", "CSTDCS"}, {"Danh hiệu “Chiến sĩ thi đua cơ sở” năm 2019", "CSTDCS"},
		{"CSTT", "CSTT"}, {"LĐTT", "LDTT"}, {"Lao động tiên tiến", "LDTT"}, {"TTLĐXS", "TTLDXS"}, {"Tập thể LĐTT", "TTLDTT"}, {"BK UBND TP", "BKT"},
		{"BK.UBND.TP", "BKT"}, {"Bằng khen của Chủ tịch UBND Thành phố Hà Nội", "BKT"}, {"Bằng khen UBND Tình", "BKT"}, {"Bằng khen của Thủ tướng Chính phủ", "BKTTG"},
		{"BK TTCP", "BKTTG"}, {"Bằng khen của Bộ trưởng Bộ Y tế", "BKB"}, {"HCLĐ hạng Ba", "HCLD3"}, {"HCLĐ hạng III", "HCLD3"}, {"Huân chương Lao động Hạng nhì", "HCLD2"},
		{"HC Độc lập hạng 1", "HCDL1"}, {"Huân chương Kháng chiến hạng Nhì", "HCKC2"}, {"Huy chương Kháng chiến hạng Nhất", "HUYCKC1"}, {"GK", "GK"},
		{"Giấy khen của Giám đốc Sở Y tế", "GK"}, {"Giấy khen của Chủ tịch UBND xã Kim Lan", "GKX"}, {"Giấy khen của CT UBND phường", "GKX"}, {"CSTĐ TP", "CSTDT"},
		{"Cờ thi đua của UBND Thành phố", "CTDT"}, {"Cờ thi đua của Chính phủ", "CTDCP"}, {"GĐVH", "GDVH"}, {"Lao động tiên tiếnn", "LDTT"},
		{"Chiến sĩ thi đua toàn quốc", "CSTDTQ"}, {"Kỷ niệm chương Vì sự nghiệp giáo dục", "KNCBN"}, {"Huân chương Lao động", "?"}, {"Bằng tốt nghiệp", "?"}, {"Khá", "?"},
		{"TTND", "TTND"}, {"Nhà giáo Ưu tú", "NGUT"},
	};
	struct ctx *cx = house();
	struct award_words *w = NULL;

	t_ok(award_words_open(cx, &w));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct award_said said = award_words_of(w, text_clean(t_mem(), cases[i].text, strlen(cases[i].text)));

		t_text(mem_text(t_mem(), "%s %s", cases[i].text, cases[i].code), mem_text(t_mem(), "%s %s", cases[i].text, said.award == NULL ? "?" : said.award->code));
	}
}

TEST(sheet_cell_says_a_sum_of_money)
{
	static const struct {
		const char *text;
		int64_t sum;
	} cells[] = {{"1.490.000 đ", 1490000}, {"1,490,000", 1490000}, {"1 490 000 đồng", 1490000}, {"1490000", 1490000}, {"300", 300}, {"1.49", -1}, {"1.490,5", -1},
	             {"hai triệu", -1}, {"", -1}, {"5 triệu", -1}, {"1.490.00", -1}, {"9999999999999", -1}};

	for (size_t i = 0; i < COUNT(cells); i++)
		t_int(cells[i].sum, cell_sum(cells[i].text));
}
