/* read/read_test.c -- documents as strangers send them: what is read, and what is refused with which words. */
#include "tests/t.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "read/reader.h"
#include "tests/fuzz/office.h"

enum { ARENA = 256 * 1024 * 1024 };

struct bench {
	struct mem *m;
	struct faults faults;
	struct read_doc doc;
	struct reader rd;
};

static void bench_open(struct bench *b)
{
	*b = (struct bench){.m = mem_open(ARENA)};
	faults_init(&b->faults, b->m);
	faults_init(&b->doc.notes, b->m);
	b->rd = (struct reader){.mem = b->m, .faults = &b->faults, .doc = &b->doc};
}

static err read_fixture(struct bench *b, const char *name)
{
	return read_file(b->m, t_source_path(name), name, &b->faults, &b->doc);
}

static err read_bytes(struct bench *b, const char *p, size_t n)
{
	return read_file(b->m, t_file("x", p, n), "x", &b->faults, &b->doc);
}

static const struct read_table *first_table(const struct read_doc *doc)
{
	for (size_t i = 0; i < doc->n; i++)
		if (doc->at[i].table != NULL)
			return doc->at[i].table;
	return NULL;
}

/* ---- text ------------------------------------------------------------------------------------------------------- */

TEST(txt_keeps_the_numbers_of_lines)
{
	struct bench b;

	bench_open(&b);
	assert_int_equal(txt_read(&b.rd, (struct view){"\xef\xbb\xbfmột\r\n\r\nba\n", 14}), OK);
	assert_int_equal(b.doc.n, 2);
	assert_string_equal(b.doc.at[0].text, "một");
	assert_int_equal(b.doc.at[0].place.from_line, 1);
	assert_string_equal(b.doc.at[1].text, "ba");
	assert_int_equal(b.doc.at[1].place.from_line, 3);
	mem_close(b.m);
}

/* Tabs or bars part cells; a cell may go on over lines, a line without marks reaches over all. */
TEST(txt_lines_with_marks_are_a_table)
{
	static const char text[] = "KẾ HOẠCH\nTT\tViệc\tĐơn vị\tHạn\nPhần một\n1\tHọp\tSở Nội vụ;\nSở Y tế\tQuý I\n"
	                           "2\tBáo cáo\t\"Sở A;\nSở B\"\tQuý II\nTM. ỦY BAN\n";
	struct bench b;
	const struct read_table *t;

	bench_open(&b);
	assert_int_equal(txt_read(&b.rd, (struct view){text, strlen(text)}), OK);
	assert_int_equal(b.doc.n, 3);
	t = b.doc.at[1].table;
	assert_non_null(t);
	assert_int_equal(t->n, 4);
	assert_int_equal(t->at[1].at[0].col_span, 4);
	assert_string_equal(t->at[2].at[2].text, "Sở Nội vụ;\nSở Y tế");
	assert_int_equal(t->at[2].place.from_line, 4);
	assert_int_equal(t->at[2].place.to_line, 5);
	assert_string_equal(t->at[3].at[2].text, "Sở A;\nSở B");
	assert_string_equal(b.doc.at[2].text, "TM. ỦY BAN");
	mem_close(b.m);
}

/* Cell c of row r of the only table in the text; NULL for no table. */
static const char *txt_cell(const char *text, size_t rows, size_t r, size_t c)
{
	struct bench b;
	const struct read_table *t;
	const char *is;

	bench_open(&b);
	assert_int_equal(txt_read(&b.rd, (struct view){text, strlen(text)}), OK);
	t = first_table(&b.doc);
	assert_true((t == NULL) == (rows == 0));
	assert_int_equal(t == NULL ? 0 : t->n, rows);
	is = t == NULL ? NULL : mem_dup(t_mem(), t->at[r].at[c].text);
	mem_close(b.m);
	return is;
}

TEST(txt_table_may_be_drawn_written_down_or_exported)
{
	assert_string_equal(txt_cell("+--+-----+----+\n|TT|Việc |Hạn |\n+--+-----+----+\n|1 |Họp  |Quý |\n|  |giao |I   |\n+--+-----+----+\n"
	                             "|2 |Báo  |Quý |\n|  |cáo  |II  |\n+--+-----+----+\n", 3, 1, 1), "Họp\ngiao");
	assert_string_equal(txt_cell("┌──┬─────┬────┐\n│TT│Việc │Hạn │\n├──┼─────┼────┤\n│1 │Họp  │Quý │\n│  │giao │I   │\n│2 │Báo  │Quý │\n"
	                             "│  │cáo  │II  │\n└──┴─────┴────┘\n", 3, 2, 2), "Quý\nII");
	assert_string_equal(txt_cell("| TT | Việc | Hạn |\n|---|---|---|\n| 1 | **Họp** giao<br>ban | Quý I |\n| 2 | Báo cáo | Quý II |\n", 3, 1, 1),
	                    "Họp giao\nban");
	assert_string_equal(txt_cell("TT;Việc;Đơn vị;Hạn\n1;\"Họp; giao ban\";Sở A;Quý I\n2;Báo cáo;Sở B;Quý II\n", 3, 1, 1), "Họp; giao ban");
	assert_string_equal(txt_cell("> TT\tViệc\tHạn\n> 1\tHọp\t- Quý I\n> - Quý II\n> 2\tBáo cáo\tQuý II\n", 3, 1, 2), "- Quý I\n- Quý II");
}

TEST(txt_letterhead_set_with_tabs_and_sentences_with_commas_are_no_table)
{
	txt_cell("ỦY BAN\t\t\t\tCỘNG HÒA\nTỈNH\t\t\t\tĐộc lập\n\tI. MỤC ĐÍCH\n\t1. Khơi dậy\n\t2. Khen thưởng\n", 0, 0, 0);
	txt_cell("các sở, ban, ngành, đoàn thể\ncác quận, huyện, thị xã, phường\ncác hội, đoàn, trường, viện\n", 0, 0, 0);
}

TEST(txt_of_every_code_becomes_the_same_text)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *text;
		bool has_note;
	} cases[] = {
#define CASE(bytes, text, note) {bytes, sizeof bytes - 1, text, note}
		CASE("K\xe1\xba\xbf ho\xe1\xba\xa1" "ch", "Kế hoạch", false),
		CASE("Ke\xcc\x82\xcc\x81 hoa\xcc\xa3" "ch", "Kế hoạch", false),
		CASE("\xff\xfeK\0\xbf\x1e", "Kế", false),
		CASE("\xfe\xff\0K\x1e\xbf", "Kế", false),
		CASE("U\xfb ban nh\xa9n d\xa9n th\xb5nh ph\xe8 H\xb5 N\xe9i", "Uỷ ban nhân dân thành phố Hà Nội", true),
		CASE("Uû ban nh©n d©n thµnh phè Hµ Néi", "Uỷ ban nhân dân thành phố Hà Nội", true),
		CASE("U\xdbY BAN NHA\xc2N DA\xc2N tha\xf8nh pho\xe1 Ha\xf8 No\xe4i, \xf1\xf6\xf4\xefng",
		     "ỦY BAN NHÂN DÂN thành phố Hà Nội, đượng", true),
		CASE("KÕ ho¹ch thi ®ua, khen th­ëng", "Kế hoạch thi đua, khen thưởng", true),
		CASE("Café à Paris, Việt Nam được", "Café à Paris, Việt Nam được", false),
#undef CASE
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bench b;

		bench_open(&b);
		assert_int_equal(txt_read(&b.rd, (struct view){cases[i].bytes, cases[i].n}), OK);
		assert_int_equal(b.doc.n, 1);
		assert_string_equal(b.doc.at[0].text, cases[i].text);
		assert_int_equal(b.doc.notes.n > 0, cases[i].has_note);
		mem_close(b.m);
	}
}

TEST(txt_of_the_real_plan_has_all_its_lines)
{
	struct bench b;

	bench_open(&b);
	assert_int_equal(read_fixture(&b, "data/plan/ke-hoach-thi-dua-khen-thuong-ha-noi-2024.txt"), OK);
	assert_int_equal(b.doc.kind, READ_TXT);
	assert_string_equal(b.doc.at[0].text, "ỦY BAN NHÂN DÂN ");
	assert_int_equal(b.doc.at[0].place.from_line, 2);
	assert_int_equal(b.doc.at[b.doc.n - 1].place.from_line, 1954);
	mem_close(b.m);
}

/* ---- Word --------------------------------------------------------------------------------------------------------- */

#define W_OPEN "<w:document xmlns:w=\"w\"><w:body>"
#define W_CLOSE "</w:body></w:document>"
#define W_P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define W_TC(props, text) "<w:tc><w:tcPr>" props "</w:tcPr>" W_P(text) "</w:tc>"

static void read_word(struct bench *b, const char *document, const char *numbering, const char *footnotes)
{
	const struct office_part parts[] = {{"word/document.xml", {document, strlen(document)}},
	                                    {"word/numbering.xml", {numbering, strlen(numbering)}},
	                                    {"word/footnotes.xml", {footnotes, strlen(footnotes)}}};
	struct unzip *z;

	bench_open(b);
	assert_int_equal(unzip_open_bytes(b->m, office_zip(b->m, parts, COUNT(parts)), &z), OK);
	assert_int_equal(docx_read(&b->rd, z), OK);
}

TEST(docx_takes_tracked_changes_as_accepted)
{
	struct bench b;

	read_word(&b, W_OPEN "<w:p><w:r><w:t>Trước ngày </w:t></w:r><w:del><w:r><w:delText>15</w:delText></w:r></w:del>"
	          "<w:ins><w:r><w:t>20/01</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom></w:p>"
	          "<w:tbl><w:tr>" W_TC("", "giữ") "</w:tr><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>" W_TC("", "bỏ")
	          "</w:tr></w:tbl>" W_CLOSE, "<x/>", "<x/>");
	assert_int_equal(b.doc.n, 2);
	assert_string_equal(b.doc.at[0].text, "Trước ngày 20/01");
	assert_int_equal(b.doc.at[1].table->n, 1);
	mem_close(b.m);
}

TEST(docx_writes_out_the_numbers_of_lists)
{
#define ITEM(level, text) "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>" \
	"<w:r><w:t>" text "</w:t></w:r></w:p>"
#define LEVEL(n, form, text) "<w:lvl w:ilvl=\"" n "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" form "\"/>" \
	"<w:lvlText w:val=\"" text "\"/></w:lvl>"
	static const char *const want[] = {"I. Quý", "I.1. một", "a) chữ", "I.2. hai", "II. Quý", "II.1. một", "- gạch"};
	struct bench b;

	read_word(&b, W_OPEN ITEM("0", "Quý") ITEM("1", "một") ITEM("2", "chữ") ITEM("1", "hai") ITEM("0", "Quý")
	          ITEM("1", "một") ITEM("3", "gạch") W_CLOSE,
	          "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"7\">" LEVEL("0", "upperRoman", "%1.")
	          LEVEL("1", "decimal", "%1.%2.") LEVEL("2", "lowerLetter", "%3)") LEVEL("3", "bullet", "x")
	          "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>", "<x/>");
	assert_int_equal(b.doc.n, COUNT(want));
	for (size_t i = 0; i < COUNT(want); i++)
		assert_string_equal(b.doc.at[i].text, want[i]);
	mem_close(b.m);
}

TEST(docx_merged_and_nested_cells_keep_their_places)
{
	const struct read_table *t;
	struct bench b;

	read_word(&b, W_OPEN "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" W_TC("<w:gridSpan w:val=\"2\"/>", "đầu")
	          W_TC("<w:vMerge w:val=\"restart\"/>", "chung") "</w:tr><w:tr>" W_TC("", "a") "<w:tc>" W_P("b")
	          "<w:tbl><w:tr>" W_TC("", "c") W_TC("", "d") "</w:tr></w:tbl></w:tc>" W_TC("<w:vMerge/>", "")
	          "</w:tr></w:tbl>" W_CLOSE, "<x/>", "<x/>");
	t = first_table(&b.doc);
	assert_int_equal(t->cols_n, 3);
	assert_true(t->at[0].is_head && !t->at[1].is_head);
	assert_int_equal(t->at[0].at[0].col_span, 2);
	assert_int_equal(t->at[0].at[1].col, 2);
	assert_string_equal(t->at[1].at[1].text, "b\nc d");
	assert_true(t->at[1].at[2].is_below);
	assert_string_equal(t->at[1].at[2].text, "chung");
	mem_close(b.m);
}

TEST(docx_reads_a_text_box_once_and_a_footnote_as_a_note)
{
	struct bench b;

	read_word(&b, W_OPEN "<w:p><w:r><w:t>ngoài</w:t><AlternateContent><Choice><w:txbxContent>" W_P("trong")
	          "</w:txbxContent></Choice><Fallback><w:txbxContent>" W_P("trong") "</w:txbxContent></Fallback>"
	          "</AlternateContent><w:footnoteReference w:id=\"2\"/></w:r></w:p>" W_CLOSE, "<x/>",
	          "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"0\">" W_P("không") "</w:footnote>"
	          "<w:footnote w:id=\"2\">" W_P("Kể cả ngày nghỉ.") "</w:footnote></w:footnotes>");
	assert_int_equal(b.doc.n, 2);
	assert_string_equal(b.doc.at[0].text, "trong");
	assert_string_equal(b.doc.at[1].text, "ngoài");
	assert_int_equal(b.doc.notes.n, 1);
	assert_string_equal(b.doc.notes.at[0].sentence, "Kể cả ngày nghỉ.");
	mem_close(b.m);
}

TEST(docx_converts_the_runs_of_old_fonts_only)
{
	struct bench b;

	read_word(&b, W_OPEN "<w:p><w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>Thi ®ua khen th­ëng</w:t></w:r>"
	          "<w:r><w:t xml:space=\"preserve\"> và điển hình, </w:t></w:r><w:r><w:rPr><w:rFonts w:ascii=\"VNI-Times\"/>"
	          "</w:rPr><w:t>Haø Noäi</w:t></w:r><w:r><w:rPr><w:rFonts w:ascii=\".VnTimeH\"/></w:rPr><w:t> sè</w:t></w:r>"
	          "</w:p>" W_CLOSE, "<x/>", "<x/>");
	assert_string_equal(b.doc.at[0].text, "Thi đua khen thưởng và điển hình, Hà Nội SỐ");
	assert_int_equal(b.doc.notes.n, 1);
	mem_close(b.m);
}

TEST(docx_of_500_rows_is_read_at_once)
{
	struct buf *doc;
	struct bench b;
	struct mem *m = mem_open(ARENA);
	clock_t from;

	doc = buf_new(m, ARENA);
	buf_text(doc, W_OPEN "<w:tbl>");
	for (int i = 1; i <= 500; i++)
		buf_fmt(doc, "<w:tr>" W_TC("", "%d.") W_TC("", "Nội dung thực hiện nhiệm vụ thứ %d của kế hoạch")
		        W_TC("", "Sở Nội vụ") W_TC("", "Các ngành, đơn vị liên quan") W_TC("", "Trước ngày 15/01/2024") "</w:tr>",
		        i, i);
	buf_text(doc, "</w:tbl>" W_CLOSE);
	from = clock();
	read_word(&b, doc->p, "<x/>", "<x/>");
	assert_true(clock() - from < CLOCKS_PER_SEC / 2);
	assert_int_equal(first_table(&b.doc)->n, 500);
	mem_close(b.m);
	mem_close(m);
}

TEST(docx_of_libreoffice_is_read)
{
	const struct read_table *t;
	struct bench b;

	bench_open(&b);
	assert_int_equal(read_fixture(&b, "tests/files/libreoffice.docx"), OK);
	assert_int_equal(b.doc.at[0].level, 1);
	assert_true(b.doc.at[1].is_centred && b.doc.at[1].is_bold);
	assert_string_equal(b.doc.at[3].text, "2. Hai");
	t = first_table(&b.doc);
	assert_int_equal(t->at[0].at[2].col_span, 2);
	assert_true(t->at[2].at[0].is_below);
	assert_string_equal(t->at[2].at[1].text, "c\n- q");
	mem_close(b.m);
}

/* ---- Excel -------------------------------------------------------------------------------------------------------- */

TEST(xlsx_shows_cells_as_their_reader_sees_them)
{
	static const char book[] = "<workbook xmlns:r=\"r\"><workbookPr/><sheets><sheet name=\"Một\" r:id=\"a\"/>"
		"<sheet name=\"Ẩn\" r:id=\"b\" state=\"hidden\"/></sheets></workbook>";
	static const char rels[] = "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/>"
		"<Relationship Id=\"b\" Target=\"worksheets/sheet2.xml\"/></Relationships>";
	static const char styles[] = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-42A]dd/mm/yyyy;@\"/>"
		"<numFmt numFmtId=\"165\" formatCode=\"&quot;Tháng &quot;mm/yyyy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>"
		"<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>";
	static const char strings[] = "<sst><si><r><t>Sở </t></r><r><t>Nội vụ</t></r></si></sst>";
	static const char sheet[] = "<worksheet><sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" s=\"1\">"
		"<v>45306</v></c><c r=\"C2\" s=\"2\"><v>45306</v></c><c r=\"D2\"><v>0.30000000000000004</v></c><c r=\"E2\" s=\"3\">"
		"<v>0.95</v></c><c r=\"G2\" t=\"inlineStr\"><is><t>cuối</t></is></c></row><row r=\"5\"><c r=\"B5\" t=\"str\"><v>dưới"
		"</v></c></row></sheetData><mergeCells><mergeCell ref=\"A2:A5\"/></mergeCells></worksheet>";
	const struct office_part parts[] = {{"xl/workbook.xml", {book, sizeof book - 1}},
	                                    {"xl/_rels/workbook.xml.rels", {rels, sizeof rels - 1}},
	                                    {"xl/styles.xml", {styles, sizeof styles - 1}},
	                                    {"xl/sharedStrings.xml", {strings, sizeof strings - 1}},
	                                    {"xl/worksheets/sheet1.xml", {sheet, sizeof sheet - 1}},
	                                    {"xl/worksheets/sheet2.xml", {sheet, sizeof sheet - 1}}};
	static const struct {
		int col;
		const char *text;
	} want[] = {{0, "Sở Nội vụ"}, {1, "15/01/2024"}, {2, "01/2024"}, {3, "0.3"}, {4, "95%"}, {6, "cuối"}};
	const struct read_table *t;
	struct unzip *z;
	struct bench b;

	bench_open(&b);
	assert_int_equal(unzip_open_bytes(b.m, office_zip(b.m, parts, COUNT(parts)), &z), OK);
	assert_int_equal(xlsx_read(&b.rd, z), OK);
	assert_int_equal(b.doc.n, 1);
	t = b.doc.at[0].table;
	assert_int_equal(t->n, 2);
	assert_int_equal(t->at[0].n, COUNT(want));
	for (size_t i = 0; i < COUNT(want); i++) {
		assert_int_equal(t->at[0].at[i].col, want[i].col);
		assert_string_equal(t->at[0].at[i].text, want[i].text);
	}
	assert_string_equal(t->at[1].place.sheet, "Một");
	assert_int_equal(t->at[1].place.from_line, 5);
	assert_true(t->at[1].at[0].is_below);
	assert_string_equal(t->at[1].at[0].text, "Sở Nội vụ");
	assert_int_equal(b.doc.notes.n, 1);
	mem_close(b.m);
}

TEST(xlsx_of_libreoffice_is_read)
{
	struct bench b;

	bench_open(&b);
	assert_int_equal(read_fixture(&b, "tests/files/libreoffice.xlsx"), OK);
	assert_string_equal(first_table(&b.doc)->at[0].at[0].text, "15/01/2024");
	assert_true(first_table(&b.doc)->at[1].at[1].is_below);
	mem_close(b.m);
}

/* ---- the real plan in three forms ---------------------------------------------------------------------------------- */

enum { FIELDS = 8, NO = 2, CONTENT = 3, DIRECT = 4 };

struct tab_row {
	const char *at[FIELDS];
};

/* Rows with a number of tests/layout/ha-noi-2024.tab, their cells as one line. */
static size_t tab_read(struct mem *m, struct tab_row *rows, size_t max)
{
	struct view v;
	size_t n = 0;

	assert_int_equal(file_read(m, t_source_path("tests/layout/ha-noi-2024.tab"), 1024 * 1024, &v), OK);
	for (const char *p = v.p; *p != '\0' && n < max;) {
		for (int i = 0; i < FIELDS; i++) {
			size_t k = strcspn(p, "\t\n");
			char *cell = mem_copy(m, p, k);

			for (char *s = strstr(cell, "\\n"); s != NULL; s = strstr(s, "\\n"))
				memcpy(s, " \t", 2);
			rows[n].at[i] = text_line(m, cell);
			p += k + (p[k] == '\t');
		}
		p += *p == '\n';
		n += *rows[n].at[NO] != '\0';
	}
	return n;
}

static void expect_row(struct mem *m, const struct tab_row *want, const struct read_row *r, bool has_direct)
{
	size_t at = 0;

	for (int i = NO; i < FIELDS; i++) {
		const char *got;

		if (i == DIRECT && !has_direct)
			continue;
		assert_true(at < r->n);
		got = text_line(m, r->at[at++].text);
		if (i == NO)
			assert_int_equal(strtol(got, NULL, 10), strtol(want->at[NO], NULL, 10));
		else
			assert_string_equal(got, want->at[i]);
	}
	assert_int_equal(at, r->n);
}

static void expect_plan(const char *file)
{
	struct tab_row rows[64];
	struct bench b;
	size_t n, k = 0, tables = 0;

	bench_open(&b);
	n = tab_read(b.m, rows, COUNT(rows));
	assert_int_equal(n, 50);
	assert_int_equal(read_fixture(&b, file), OK);
	for (size_t i = 0; i < b.doc.n; i++) {
		const struct read_table *t = b.doc.at[i].table;

		tables += t != NULL;
		for (size_t r = 0; t != NULL && r < t->n; r++) {
			if (t->at[r].is_repeat || t->at[r].n < 4 || text_is(t->at[r].at[0].text, "TT"))
				continue;
			assert_true(k < n);
			expect_row(b.m, &rows[k], &t->at[r], text_is(rows[k].at[0], "1"));
			assert_true(t->at[r].place.from_line > 0 && t->at[r].place.to_line >= t->at[r].place.from_line);
			k++;
		}
	}
	assert_int_equal(k, n);
	assert_int_equal(tables, 2);
	mem_close(b.m);
}

TEST(docx_of_the_real_plan_has_every_cell)
{
	expect_plan("tests/files/ha-noi-2024.docx");
}

TEST(xlsx_of_the_real_plan_has_every_cell)
{
	expect_plan("tests/files/ha-noi-2024.xlsx");
}

TEST(pdf_of_the_real_plan_has_every_cell)
{
	expect_plan("tests/files/ha-noi-2024.pdf");
}

/* ---- PDF ----------------------------------------------------------------------------------------------------------- */

TEST(pdf_of_a_browser_has_heads_of_two_rows_and_cells_over_pages)
{
	const struct read_table *t;
	struct bench b;
	int no = 0;

	bench_open(&b);
	assert_int_equal(read_fixture(&b, "tests/files/trinh-duyet.pdf"), OK);
	t = first_table(&b.doc);
	assert_int_equal(t->cols_n, 5);
	assert_int_equal(t->at[0].at[2].col_span, 2);
	assert_true(t->at[1].at[0].is_below);
	for (size_t r = 2; r < t->n; r++) {
		if (t->at[r].is_repeat || t->at[r].n < 5)
			continue;
		no++;
		assert_int_equal(strtol(t->at[r].at[0].text, NULL, 10), no);
		assert_non_null(strstr(t->at[r].at[1].text, mem_text(b.m, "- Đợt %db", no)));
		assert_true(text_starts(t->at[r].at[4].text, "Trước ngày"));
		assert_int_equal(t->at[r].at[4].is_below, no % 2 == 0);
	}
	assert_int_equal(no, 20);
	mem_close(b.m);
}

#define WORD(x, y, text) "<line><word xMin=\"" x "0\" yMin=\"" y "0\" xMax=\"" x "9\" yMax=\"" y "9\">" text "</word></line>"

TEST(pdf_words_of_a_broken_program_are_refused)
{
	static const char bad[] = "<html><page width=\"1\"";
	struct bench b;

	bench_open(&b);
	assert_int_equal(pdf_read_parts(&b.rd, (struct view){bad, sizeof bad - 1}, (struct view){"", 0}), ERR_INVALID);
	mem_close(b.m);
}

TEST(pdf_page_numbers_are_no_text)
{
	static const char words[] = "<html><page width=\"600\" height=\"800\">" WORD("30", "1", "12") WORD("10", "40", "Điều")
		"</page></html>";
	struct bench b;

	bench_open(&b);
	assert_int_equal(pdf_read_parts(&b.rd, (struct view){words, sizeof words - 1}, (struct view){"", 0}), OK);
	assert_int_equal(b.doc.n, 1);
	assert_string_equal(b.doc.at[0].text, "Điều");
	mem_close(b.m);
}

TEST(pdf_letterhead_stays_in_two_columns)
{
	static const char words[] = "<html><page width=\"600\" height=\"800\">" WORD("11", "11", "UBND") WORD("13", "11", "CỘNG HÒA")
		WORD("11", "50", "Số:") WORD("13", "50", "/KH") "</page></html>";
	struct bench b;

	bench_open(&b);
	assert_int_equal(pdf_read_parts(&b.rd, (struct view){words, sizeof words - 1}, (struct view){"", 0}), OK);
	assert_int_equal(b.doc.n, 3);
	assert_string_equal(b.doc.at[0].text, "UBND");
	assert_string_equal(b.doc.at[1].text, "CỘNG HÒA");
	assert_string_equal(b.doc.at[2].text, "Số: /KH");
	mem_close(b.m);
}

#define PLACED(x0, y0, x1, y1, text) "<word xMin=\"" x0 "\" yMin=\"" y0 "\" xMax=\"" x1 "\" yMax=\"" y1 "\">" text "</word>"

/* "năm 2026" and a small raised 1 that touches it, also where that is of a line of its own; a figure of full height, and the 2 of km, are
 * text. */
TEST(pdf_marks_of_footnotes_are_no_text)
{
	static const char words[] = "<html><page width=\"600\" height=\"800\"><line>" PLACED("50", "100", "80", "115", "năm")
		PLACED("84", "100", "110", "115", "2026") PLACED("110", "98", "114", "108", "1") "</line><line>"
		PLACED("50", "200", "80", "215", "đợt") PLACED("83", "200", "90", "215", "1") "</line><line>"
		PLACED("50", "300", "70", "315", "km") PLACED("70", "298", "74", "308", "2") "</line><line>"
		PLACED("50", "350", "80", "365", "500m") PLACED("80", "348", "84", "358", "2") "</line><line>"
		PLACED("50", "400", "80", "415", "sách") "</line><line>" PLACED("80", "398", "84", "408", "*") "</line></page></html>";
	struct bench b;

	bench_open(&b);
	assert_int_equal(pdf_read_parts(&b.rd, (struct view){words, sizeof words - 1}, (struct view){"", 0}), OK);
	assert_string_equal(b.doc.at[0].text, "năm 2026");
	assert_string_equal(b.doc.at[1].text, "đợt 1");
	assert_string_equal(b.doc.at[2].text, "km 2");
	assert_string_equal(b.doc.at[3].text, "500m 2");
	assert_string_equal(b.doc.at[4].text, "sách");
	mem_close(b.m);
}

/* Borders as Word exports them: filled boxes half a point thin, one for each side of each cell. */
TEST(pdf_borders_drawn_piece_by_piece_make_one_table)
{
	static const char words[] = "<html><page width=\"600\" height=\"800\">" WORD("11", "11", "một") WORD("21", "11", "hai")
		WORD("11", "12", "ba") WORD("21", "12", "bốn") "</page></html>";
	const struct read_table *t;
	struct buf *svg;
	struct bench b;

	bench_open(&b);
	svg = buf_new(b.m, ARENA);
	buf_text(svg, "<svg>");
	for (int i = 0; i < 3; i++) {
		for (int k = 0; k < 2; k++) {
			int x = 100 + 100 * i, y = 105 + 10 * i;

			buf_fmt(svg, "<path style=\"fill:rgb(0%%,0%%,0%%)\" d=\"M %d %d L %d.5 %d L %d.5 %d L %d %d Z M 1 1 \"/>", x,
			        105 + 10 * k, x, 105 + 10 * k, x, 115 + 10 * k, x, 115 + 10 * k);
			buf_fmt(svg, "<path style=\"fill:rgb(0%%,0%%,0%%)\" d=\"M %d %d L %d %d L %d %d.5 L %d %d.5 Z M 1 1 \"/>",
			        100 + 100 * k, y, 200 + 100 * k, y, 200 + 100 * k, y, 100 + 100 * k, y);
		}
	}
	buf_text(svg, "</svg>");
	assert_int_equal(pdf_read_parts(&b.rd, (struct view){words, sizeof words - 1}, (struct view){svg->p, svg->n}), OK);
	assert_int_equal(b.doc.n, 1);
	t = first_table(&b.doc);
	assert_int_equal(t->n, 2);
	assert_int_equal(t->at[1].n, 2);
	assert_string_equal(t->at[0].at[1].text, "hai");
	assert_string_equal(t->at[1].at[0].text, "ba");
	mem_close(b.m);
}

/* ---- refusals ------------------------------------------------------------------------------------------------------ */

static void expect_refusal(const char *p, size_t n, const char *words)
{
	struct bench b;

	bench_open(&b);
	assert_int_equal(read_bytes(&b, p, n), ERR_INVALID);
	assert_int_equal(b.faults.n, 1);
	if (strstr(b.faults.at[0].sentence, words) == NULL)
		assert_string_equal(b.faults.at[0].sentence, words);
	mem_close(b.m);
}

TEST(every_file_that_cannot_be_read_is_refused_with_what_to_do)
{
#define OLE "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	static const struct {
		const char *bytes;
		size_t n;
		const char *words;
	} cases[] = {
#define CASE(bytes, words) {bytes, sizeof bytes - 1, words}
		CASE("", "Tệp rỗng"),
		CASE(OLE "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", ".docx rồi gửi tệp .docx"),
		CASE(OLE "W\0o\0r\0k\0b\0o\0o\0k\0", ".xlsx rồi gửi tệp .xlsx"),
		CASE(OLE "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "bỏ mật khẩu"),
		CASE(OLE "khác", "Office kiểu cũ"),
		CASE("\x89PNG\r\n\x1a\n", "nhận dạng chữ"),
		CASE("\xff\xd8\xff\xe0", "nhận dạng chữ"),
		CASE("{\\rtf1 x}", "RTF"),
		CASE("PK\3\4 hỏng rồi", "bị hỏng"),
		CASE("MZ\0\0\1", "Không nhận ra"),
		CASE("%PDF-1.7\nhỏng", "bị hỏng"),
		CASE("  \n\n", "Không đọc được chữ nào"),
		CASE("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
		     "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>endobj trailer<</Root 1 0 R>>\n%%EOF\n", "bản quét"),
#undef CASE
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_refusal(cases[i].bytes, cases[i].n, cases[i].words);
}

static void expect_zip_refusal(const char *name, const char *bytes, size_t n, const char *words)
{
	struct mem *m = mem_open(ARENA);
	const struct office_part part = {name, {bytes, n}};
	struct view v = office_zip(m, &part, 1);

	expect_refusal(v.p, v.n, words);
	mem_close(m);
}

TEST(archives_that_are_no_document_are_refused)
{
	static const char odt[] = "application/vnd.oasis.opendocument.text";
	static const char doctype[] = "<!DOCTYPE x [<!ENTITY a \"b\">]><w:document xmlns:w=\"w\"/>";

	expect_zip_refusal("mimetype", odt, sizeof odt - 1, ".odt");
	expect_zip_refusal("anh.png", "x", 1, "tệp nén");
	expect_zip_refusal("word/document.xml", doctype, sizeof doctype - 1, "bị hỏng");
	expect_zip_refusal("word/document.xml", "<a>", 3, "bị hỏng");
}

TEST(an_archive_that_swells_is_refused)
{
	enum { SWOLLEN = 60 * 1024 * 1024 };
	struct bench b;
	char *zeros;
	struct zip_entry entry = {"word/document.xml", {"", 0}, false};
	const char *path = t_file("x.docx", "", 0);

	bench_open(&b);
	zeros = mem_alloc(b.m, SWOLLEN);
	memset(zeros, ' ', SWOLLEN);
	entry.bytes = (struct view){zeros, SWOLLEN};
	assert_int_equal(zip_write(path, &entry, 1), OK);
	assert_int_equal(read_file(b.m, path, "x", &b.faults, &b.doc), ERR_INVALID);
	assert_non_null(strstr(b.faults.at[0].sentence, "quá lớn"));
	mem_close(b.m);
}

TEST(a_pdf_with_a_password_is_refused)
{
	struct bench b;

	bench_open(&b);
	assert_int_equal(read_fixture(&b, "tests/files/co-mat-khau.pdf"), ERR_INVALID);
	assert_non_null(strstr(b.faults.at[0].sentence, "mật khẩu"));
	mem_close(b.m);
}

TEST(a_document_too_large_for_its_arena_is_refused_not_fatal)
{
	struct mem *m = mem_open(2 * 1024 * 1024), *small = mem_open(4 * 1024 * 1024);
	struct buf *text = buf_new(m, ARENA);
	struct faults f;
	struct read_doc out;

	for (int i = 0; i < 100000; i++)
		buf_text(text, "một dòng của văn bản dài\n");
	faults_init(&f, small);
	assert_int_equal(read_file(small, t_file("x", text->p, text->n), "x", &f, &out), ERR_INVALID);
	assert_non_null(strstr(f.at[0].sentence, "quá lớn"));
	mem_close(small);
	mem_close(m);
}

TEST(a_missing_file_is_an_error_of_the_machine)
{
	struct bench b;

	bench_open(&b);
	assert_int_equal(read_file(b.m, "/nonexistent/x.docx", "x.docx", &b.faults, &b.doc), ERR_IO);
	mem_close(b.m);
}
