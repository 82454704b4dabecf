/* paper/paper_test.c -- papers written, then read back by the readers of this very program. */
#include "tests/t.h"

#include <signal.h>
#include <sys/resource.h>

#include "base/file.h"
#include "base/text.h"
#include "base/qr.h"
#include "base/zip.h"
#include "base/buf.h"
#include "paper/paper.h"
#include "read/grid.h"

static const char *path_of(enum paper_form form)
{
	static const char *const names[PAPER_FORM_N] = {
		[PAPER_XLSX] = "a.xlsx", [PAPER_DOCX] = "a.docx", [PAPER_PDF] = "a.pdf", [PAPER_TXT] = "a.txt", [PAPER_HTML] = "a.html"};

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

/* A letter of the office with a table that goes on over pages. */
static void say_letter(struct paper *p, int rows_n)
{
	static const struct paper_column columns[] = {{"TT", 12, true}, {"Nội dung thực hiện", 90}, {"Thời gian", 40, true}};

	paper_head(p, (struct paper_head){"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI", "BAN THI ĐUA - KHEN THƯỞNG", "Số: 05/KH-TĐKT",
	                                  "Hà Nội, ngày 05 tháng 3 năm 2024"});
	paper_title(p, "KẾ HOẠCH");
	paper_text(p, PAPER_BOLD | PAPER_CENTRED, "Về việc <khen> & \"thưởng\"");
	paper_heading(p, "I. MỤC ĐÍCH");
	paper_text(p, PAPER_PLAIN, "Căn cứ ");
	paper_run(p, PAPER_BOLD, "Luật Thi đua, khen thưởng");
	paper_run(p, PAPER_ITALIC, " năm 2022");
	paper_page(p, "Phụ lục", true);
	paper_title(p, "PHỤ LỤC");
	paper_table(p, columns, COUNT(columns));
	paper_band(p, "I. Quý I");
	for (int i = 1; i <= rows_n; i++)
		paper_row(p, cell_int(i), cell_link(mem_text(t_mem(), "Việc thứ %d\n- ý một\n- ý hai", i), "/plan/task/1?a='b'"),
		          cell_date(date_of(2024, 3, 5)));
	paper_text(p, PAPER_SMALL, "Ghi chú.");
	paper_sign(p, (struct paper_sign){"- Như trên;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn A"});
}

TEST(word_file_reads_back_with_its_table)
{
	struct paper *p = begin(PAPER_DOCX);
	struct read_doc doc;
	const struct read_table *t;
	const char *xml;

	say_letter(p, 60);
	t_ok(paper_close(p));
	doc = back(PAPER_DOCX);
	t = table_at(&doc, 1);
	t_int(62, t->n);
	t_true(t->at[0].is_head);
	t_text("Nội dung thực hiện", cell_at(t, 0, 1));
	t_text("I. Quý I", cell_at(t, 1, 0));
	t_int(3, t->at[1].at[0].col_span);
	t_text("60", cell_at(t, 61, 0));
	t_text("Việc thứ 60\n- ý một\n- ý hai", cell_at(t, 61, 1));
	t_text("05/03/2024", cell_at(t, 61, 2));
	t_text("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI\nBAN THI ĐUA - KHEN THƯỞNG", cell_at(table_at(&doc, 0), 0, 0));
	xml = part(PAPER_DOCX, "word/document.xml");
	t_has("Về việc &lt;khen&gt; &amp; &quot;thưởng&quot;", xml);
	t_has("<w:tblHeader/>", xml);
	t_has("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>", xml);
	t_has("https://tdkt.vn/plan/task/1?a='b'", part(PAPER_DOCX, "word/_rels/document.xml.rels"));
}

TEST(word_files_of_the_same_words_are_the_same_bytes)
{
	struct view first, again;
	struct paper *p = begin(PAPER_DOCX);

	say_letter(p, 3);
	t_ok(paper_close(p));
	t_ok(file_read(t_mem(), path_of(PAPER_DOCX), 1 << 20, &first));
	p = begin(PAPER_DOCX);
	say_letter(p, 3);
	t_ok(paper_close(p));
	t_ok(file_read(t_mem(), path_of(PAPER_DOCX), 1 << 20, &again));
	t_true(first.n == again.n && memcmp(first.p, again.p, first.n) == 0);
}

/* The fonts of a PDF, all of them ours. */
static size_t fonts_n(struct view v)
{
	static const char word[] = "/FontName /";
	size_t n = 0;

	for (size_t i = 0; i + 40 < v.n; i++) {
		if (memcmp(v.p + i, word, sizeof word - 1) != 0)
			continue;
		t_has("+Tinos", mem_copy(t_mem(), v.p + i, 40));
		n++;
	}
	return n;
}

TEST(pdf_reads_back_with_its_table_and_only_our_letters)
{
	struct paper *p = begin(PAPER_PDF);
	struct read_doc doc;
	const struct read_table *t;
	struct view v;

	say_letter(p, 60);
	t_ok(paper_close(p));
	t_int(0, paper_unknown_n(p));
	t_ok(file_read(t_mem(), path_of(PAPER_PDF), 1 << 22, &v));
	t_true(memcmp(v.p, "%PDF-1.4", 8) == 0);
	t_true(fonts_n(v) > 0);
	doc = back(PAPER_PDF);
	t = table_at(&doc, 0);
	t_text("Nội dung thực hiện", cell_at(t, 0, 1));
	t_text("60", cell_at(t, t->n - 1, 0));
	t_has("Việc thứ 60", cell_at(t, t->n - 1, 1));
}

TEST(pdf_has_every_vietnamese_letter)
{
	static const char letters[] =
		"AaÀàÁáẢảÃãẠạĂăẰằẮắẲẳẴẵẶặÂâẦầẤấẨẩẪẫẬậBbCcDdĐđEeÈèÉéẺẻẼẽẸẹÊêỀềẾếỂểỄễỆệGgHhIiÌìÍíỈỉĨĩỊịKkLlMmNnOoÒòÓóỎỏÕõỌọ"
		"ÔôỒồỐốỔổỖỗỘộƠơỜờỚớỞởỠỡỢợPpQqRrSsTtUuÙùÚúỦủŨũỤụƯưỪừỨứỬửỮữỰựVvXxYyỲỳÝýỶỷỸỹỴỵ0123456789–—“”‘’…•₫²³°±×÷";
	static const unsigned looks[] = {0, PAPER_BOLD, PAPER_ITALIC, PAPER_BOLD | PAPER_ITALIC};
	struct paper *p = begin(PAPER_PDF);

	for (size_t i = 0; i < COUNT(looks); i++)
		paper_text(p, looks[i], letters);
	t_ok(paper_close(p));
	t_int(0, paper_unknown_n(p));
	p = begin(PAPER_PDF);
	paper_text(p, 0, "漢字");
	t_ok(paper_close(p));
	t_int(2, paper_unknown_n(p));
}

TEST(pdf_that_begins_with_the_head_of_a_paper_has_it_in_its_place)
{
	struct paper *p = begin(PAPER_PDF);
	struct read_doc doc;
	struct buf *b = buf_new(t_mem(), 1 << 16);

	paper_head(p, (struct paper_head){"", "SỞ NỘI VỤ", "Số: 12/SNV", "ngày 05 tháng 3 năm 2024"});
	paper_text(p, 0, "Kính gửi");
	t_ok(paper_close(p));
	doc = back(PAPER_PDF);
	for (size_t i = 0; i < doc.n; i++)
		buf_fmt(b, "%s\n", doc.at[i].text != NULL ? doc.at[i].text : "");
	t_has("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", b->p);
	t_has("Độc lập - Tự do - Hạnh phúc", b->p);
}

TEST(pdf_breaks_a_row_that_is_higher_than_a_page)
{
	struct paper *p = begin(PAPER_PDF);
	struct buf *b = buf_new(t_mem(), 1 << 20);
	struct read_doc doc;

	for (int i = 1; i <= 300; i++)
		buf_fmt(b, "%sdòng số %d", i == 1 ? "" : "\n", i);
	paper_table(p, two, COUNT(two));
	paper_row(p, cell_text("1"), cell_text(b->p));
	paper_row(p, cell_text("2"), cell_text("hết"));
	t_ok(paper_close(p));
	doc = back(PAPER_PDF);
	b = buf_new(t_mem(), 1 << 20);
	for (size_t i = 0; i < doc.n; i++)
		for (size_t k = 0; doc.at[i].table != NULL && k < doc.at[i].table->n; k++)
			buf_fmt(b, "%s\n", cell_at(doc.at[i].table, k, 1));
	for (int i = 1; i <= 300; i++)
		t_has(mem_text(t_mem(), "dòng số %d\n", i), b->p);
	t_has("hết", b->p);
}

TEST(sheet_that_did_not_reach_the_disk_is_none)
{
	struct paper *p = begin(PAPER_XLSX);
	struct rlimit limit, small;
	void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
	err e;

	paper_table(p, two, COUNT(two));
	for (int i = 0; i < 30000; i++)
		paper_row(p, cell_int(i), cell_text("Ủy ban nhân dân thành phố"));
	t_ok(paper_err(p));
	t_int(0, getrlimit(RLIMIT_FSIZE, &limit));
	small = limit;
	small.rlim_cur = 500 * 1000;    /* from here on the disk takes no more of a file */
	t_int(0, setrlimit(RLIMIT_FSIZE, &small));
	e = paper_close(p);
	t_int(0, setrlimit(RLIMIT_FSIZE, &limit));
	signal(SIGXFSZ, before);
	t_err(ERR_SPACE, e);
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

TEST(paper_code_is_a_picture_in_word_and_in_html)
{
	struct paper *p = begin(PAPER_DOCX);
	struct view png, v;

	t_true(paper_code_path(p, "/tra-cuu?bang=1", 38));
	paper_code(p, "thidua-head 1", 85);
	t_ok(paper_close(p));
	t_has("r:embed=\"c2\"", part(PAPER_DOCX, "word/document.xml"));
	t_has("cx=\"1368000\"", part(PAPER_DOCX, "word/document.xml"));
	t_has("media/code1.png", part(PAPER_DOCX, "word/_rels/document.xml.rels"));
	t_has("image/png", part(PAPER_DOCX, "[Content_Types].xml"));
	t_ok(qr_png(t_mem(), "https://tdkt.vn/tra-cuu?bang=1", &png));
	t_true(memcmp(part(PAPER_DOCX, "word/media/code1.png"), png.p, 8) == 0);
	t_true(memcmp(png.p, "\x89PNG\r\n\x1a\n", 8) == 0);
	p = begin(PAPER_HTML);
	paper_page(p, "", true);
	paper_head(p, (struct paper_head){"", "SỞ <NỘI> VỤ", "Số: 12/SNV", "ngày 05 tháng 3 năm 2024"});
	paper_code(p, "thidua-head 1", 85);
	paper_sign(p, (struct paper_sign){"- Như trên;", "", "GIÁM ĐỐC", "Nguyễn \"A\""});
	t_ok(paper_close(p));
	t_ok(file_read(t_mem(), path_of(PAPER_HTML), 1 << 20, &v));
	t_has("<svg role=\"img\" aria-label=\"Mã QR\" width=\"85mm\"", mem_copy(t_mem(), v.p, v.n));
	t_has("SỞ &lt;NỘI&gt; VỤ", mem_copy(t_mem(), v.p, v.n));
	t_has("Nguyễn &quot;A&quot;", mem_copy(t_mem(), v.p, v.n));
}
