/* paper/paper_test.c -- papers written, then read back by the readers of this very program. */
#include "tests/t.h"

#include "base/file.h"
#include "base/text.h"
#include "base/zip.h"
#include "paper/paper.h"
#include "read/grid.h"

static const char *path_of(enum paper_form form)
{
	static const char *const names[PAPER_FORM_N] = {"a.txt", "a.xlsx"};

	return mem_text(t_mem(), "%s/%s", t_dir(), names[form]);
}

static struct paper *begin(enum paper_form form)
{
	struct paper *p;

	t_ok(paper_open(t_mem(), (struct paper_to){.form = form, .path = path_of(form), .tmp_dir = t_dir(),
	                                           .title = "Danh mục", .house = "https://tdkt.vn",
	                                           .now_ms = INT64_C(1709600400000)}, &p));
	return p;
}

static struct read_doc back(enum paper_form form)
{
	struct read_doc doc = {0};
	struct faults f;

	faults_init(&f, t_mem());
	t_ok(read_file(t_mem(), path_of(form), "a", &f, &doc));
	return doc;
}

/* The i-th table that was read back. */
static const struct read_table *table_at(const struct read_doc *doc, size_t i)
{
	for (size_t k = 0; k < doc->n; k++)
		if (doc->at[k].table != NULL && i-- == 0)
			return doc->at[k].table;
	t_true(false);
	return NULL;
}

/* What stands in a column of a row; "" for nothing. */
static const char *cell_at(const struct read_table *t, size_t row, int col)
{
	for (size_t i = 0; i < t->at[row].n; i++)
		if (t->at[row].at[i].col == col)
			return t->at[row].at[i].text;
	return "";
}

static const char *part(enum paper_form form, const char *name)
{
	struct unzip *z;
	struct view v;

	t_ok(unzip_open(t_mem(), path_of(form), &z));
	t_ok(unzip_read(z, t_mem(), name, 1 << 24, &v));
	return v.p;
}

static const struct paper_column two[] = {{"Mã", 20}, {"Tên đơn vị", 60}};
static const struct paper_column kinds[] = {{"Chữ", 20}, {"Số", 20}, {"Tiền", 20}, {"Phần trăm", 20}, {"Ngày", 20},
                                            {"Lúc", 20}, {"Nối", 20}};

static void say_kinds(struct paper *p)
{
	paper_table(p, kinds, COUNT(kinds));
	paper_row(p, cell_text("Sở Nội vụ"), cell_int(-7), cell_money(1234567), cell_percent(1250),
	          cell_date(date_of(2024, 3, 5)), cell_time(INT64_C(1709600400000)), cell_link("mục 1", "/plan/1"));
	paper_row(p, cell_text(""), cell_int(INT64_C(9007199254740993)), cell_money(0), cell_percent(-5),
	          cell_date(DATE_NONE), cell_time(0), cell_link("", "/plan/1"));
	paper_row(p, cell_text("a\nb"), cell_int(0), cell_money(-1000), cell_percent(0), cell_date(date_of(1890, 5, 19)),
	          cell_time(1), cell_link("x", "/y?q=a&b=c"));
}

TEST(sheet_keeps_every_kind_of_cell)
{
	struct paper *p = begin(PAPER_XLSX);
	struct read_doc doc;
	const struct read_table *t;
	const char *sheet;

	say_kinds(p);
	t_ok(paper_close(p));
	doc = back(PAPER_XLSX);
	t = table_at(&doc, 0);
	t_int(4, t->n);
	t_int(7, t->cols_n);
	t_text("Sở Nội vụ", cell_at(t, 1, 0));
	t_text("-7", cell_at(t, 1, 1));
	t_text("05/03/2024", cell_at(t, 1, 4));
	t_text("05/03/2024 08:00", cell_at(t, 1, 5));
	t_text("mục 1", cell_at(t, 1, 6));
	t_text("9007199254740993", cell_at(t, 2, 1));
	t_text("a\nb", cell_at(t, 3, 0));
	t_text("19/05/1890", cell_at(t, 3, 4));
	sheet = part(PAPER_XLSX, "xl/worksheets/sheet1.xml");
	t_has("<c r=\"C2\" s=\"", sheet);
	t_has("<v>1234567</v>", sheet);
	t_has("<v>0.125</v>", sheet);
	t_has("<v>45356</v>", sheet);                   /* 05/03/2024 as Excel counts */
	t_has("state=\"frozen\"", sheet);
	t_has("<autoFilter ref=\"A1:G4\"/>", sheet);
	t_has("https://tdkt.vn/y?q=a&amp;b=c", part(PAPER_XLSX, "xl/worksheets/_rels/sheet1.xml.rels"));
}

TEST(sheet_takes_no_text_for_a_formula_and_loses_no_letter)
{
	static const char *const words[] = {
		"=1+1", "+1", "-1", "@SUM(A1)", "{=A1}", "=HYPERLINK(\"http://x\")", "'a", "<b>&amp;\"", "_x0041_", "007",
		"1e5", "05/03/2024", "Nguyễn Thị Ngọc Ẩn", "https://example.org", "  giữa  ", "internal:A1"};
	struct paper *p = begin(PAPER_XLSX);
	struct read_doc doc;
	const struct read_table *t;

	paper_table(p, two, COUNT(two));
	for (size_t i = 0; i < COUNT(words); i++)
		paper_row(p, cell_text(words[i]), cell_link(words[i], "/a"));
	t_ok(paper_close(p));
	t_has_not("<f>", part(PAPER_XLSX, "xl/worksheets/sheet1.xml"));
	doc = back(PAPER_XLSX);
	t = table_at(&doc, 0);
	for (size_t i = 0; i < COUNT(words); i++) {
		t_text(words[i], t->at[i + 1].at[0].text);
		t_text(words[i], t->at[i + 1].at[1].text);
	}
}

TEST(sheet_says_where_excel_can_hold_no_more)
{
	struct paper *p = begin(PAPER_XLSX);
	char *much = mem_alloc(t_mem(), 3 * 40000 + 1);
	struct read_doc doc;
	const char *cell;

	for (size_t i = 0; i < 40000; i++)
		memcpy(much + 3 * i, "ệ", 3);
	paper_table(p, two, COUNT(two));
	paper_row(p, cell_text(much), cell_text("a\x01" "b\xEF\xBF\xBE" "c\td"));
	t_ok(paper_close(p));
	doc = back(PAPER_XLSX);
	cell = table_at(&doc, 0)->at[1].at[0].text;
	t_int(32000 + 43, text_chars(cell));
	t_true(text_ends(cell, "(phần còn lại không vừa một ô của Excel)"));
	t_text("abc d", table_at(&doc, 0)->at[1].at[1].text);
}

TEST(sheet_begins_a_new_one_for_each_table_and_page)
{
	struct paper *p = begin(PAPER_XLSX);
	const char *book;

	paper_head(p, (struct paper_head){"UBND THÀNH PHỐ", "BAN THI ĐUA", "Số: 05/KH", "Hà Nội, ngày 05 tháng 3 năm 2024"});
	paper_title(p, "PHỤ LỤC I");
	paper_table(p, two, COUNT(two));
	paper_band(p, "I. Quý I");
	paper_row(p, cell_text("1"), cell_text("Việc một"));
	paper_text(p, PAPER_ITALIC, "Ghi chú.");
	paper_page(p, "Phụ lục [II]: a/b?", true);
	paper_table(p, two, COUNT(two));
	paper_row(p, cell_text("2"), cell_text("Việc hai"));
	paper_table(p, two, COUNT(two));
	paper_row(p, cell_text("3"), cell_text("Việc ba"));
	paper_sign(p, (struct paper_sign){"Như trên;\nLưu: VT.", "TM. ỦY BAN", "CHỦ TỊCH", "Trần Văn A"});
	t_ok(paper_close(p));
	book = part(PAPER_XLSX, "xl/workbook.xml");
	t_has("<sheet name=\"Danh mục\"", book);
	t_has("<sheet name=\"Phụ lục  II   a b\"", book);
	t_has("<sheet name=\"Trang 3\"", book);
	t_has("<mergeCell ref=\"A7:B7\"/>", part(PAPER_XLSX, "xl/worksheets/sheet1.xml"));
	t_has_not("<autoFilter", part(PAPER_XLSX, "xl/worksheets/sheet1.xml"));
	t_has("landscape", part(PAPER_XLSX, "xl/worksheets/sheet2.xml"));
}

TEST(sheet_needs_no_memory_for_its_rows)
{
	struct paper *p = begin(PAPER_XLSX);
	size_t before;

	paper_table(p, two, COUNT(two));
	before = mem_used(t_mem());
	for (int i = 0; i < 30000; i++)
		paper_row(p, cell_int(i), cell_text("Ủy ban nhân dân thành phố"));
	t_int(before, mem_used(t_mem()));
	t_ok(paper_close(p));
	t_has("<c r=\"A30001\"", part(PAPER_XLSX, "xl/worksheets/sheet1.xml"));
}

TEST(paper_is_closed_whole_or_not_at_all)
{
	struct paper *p = begin(PAPER_TXT);

	paper_table(p, two, COUNT(two));
	for (int i = 0; i <= PAPER_ROWS_MAX; i++)
		paper_row(p, cell_int(i), cell_int(i));
	t_err(ERR_FULL, paper_err(p));
	t_err(ERR_FULL, paper_close(p));
	t_err(ERR_IO, paper_open(t_mem(), (struct paper_to){.form = PAPER_XLSX, .path = "/nowhere/at/all.xlsx", .tmp_dir = "",
	                                                    .title = "", .house = ""}, &p) == OK ? paper_close(p) : ERR_IO);
	t_ok(paper_open(t_mem(), (struct paper_to){.form = PAPER_TXT, .path = "/nowhere/at/all.txt", .tmp_dir = "",
	                                           .title = "", .house = ""}, &p));
	t_err(ERR_IO, paper_close(p));
}

TEST(paper_is_the_same_words_as_text)
{
	struct paper *p = begin(PAPER_TXT);
	struct view v;

	paper_head(p, (struct paper_head){"UBND THÀNH PHỐ", "BAN THI ĐUA", "", "Hà Nội, ngày 05 tháng 3 năm 2024"});
	paper_title(p, "KẾ HOẠCH");
	paper_text(p, PAPER_PLAIN, "Căn cứ ");
	paper_run(p, PAPER_BOLD, "Luật");
	paper_run(p, PAPER_PLAIN, ".");
	say_kinds(p);
	paper_band(p, "Hết");
	paper_sign(p, (struct paper_sign){"Như trên;\nLưu: VT.", "", "CHỦ TỊCH", "Trần Văn A"});
	t_ok(paper_close(p));
	t_ok(file_read(t_mem(), path_of(PAPER_TXT), 1 << 20, &v));
	t_text("UBND THÀNH PHỐ\nBAN THI ĐUA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
	       "Hà Nội, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nCăn cứ Luật.\n"
	       "Chữ | Số | Tiền | Phần trăm | Ngày | Lúc | Nối\n"
	       "Sở Nội vụ | -7 | 1.234.567 | 12,50 % | 05/03/2024 | 05/03/2024 08:00 | mục 1\n"
	       " | 9007199254740993 | 0 | -0,05 % |  |  | \n"
	       "a / b | 0 | -1.000 | 0,00 % | 19/05/1890 | 01/01/1970 07:00 | x\nHết\n"
	       "CHỦ TỊCH\nTrần Văn A\nNhư trên;\nLưu: VT.\n", v.p);
}

TEST(paper_file_is_called_what_a_file_may_be_called)
{
	struct paper *p = begin(PAPER_TXT);

	t_text("Danh mục.txt", paper_file_name(p));
	paper_name(p, "Nhiệm vụ: 1/2\n“năm” %d. ", 2024);
	t_text("Nhiệm vụ- 1-2 “năm” 2024.txt", paper_file_name(p));
	paper_name(p, "../../etc");
	t_text("..-..-etc.txt", paper_file_name(p));
	paper_name(p, " ");
	t_text("thidua.txt", paper_file_name(p));
	t_int(PAPER_XLSX, paper_form_of("/unit.xlsx"));
	t_int(PAPER_FORM_N, paper_form_of("/unit"));
}
