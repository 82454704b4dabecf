/* read/roll_test.c -- long lists row by row: workbooks and text with columns. */
#include "read/roll.h"

#include "base/buf.h"
#include "base/text.h"
#include "base/zip.h"
#include "tests/t.h"

/* A workbook of one sheet: what stands within <worksheet>, and shared texts. */
static const char *book(const char *name, const char *inside, const char *strings)
{
	const char *path = mem_text(t_mem(), "%s/%s", t_dir(), name);
	const char *parts[][2] = {
		{"xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='Ẩn' state='hidden' r:id='a'/>"
		                    "<sheet name='Danh sách' r:id='b'/></sheets></workbook>"},
		{"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='a' Target='worksheets/sheet1.xml'/>"
		                               "<Relationship Id='b' Target='worksheets/sheet2.xml'/></Relationships>"},
		{"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"},
		{"xl/sharedStrings.xml", mem_text(t_mem(), "<sst>%s</sst>", strings)},
		{"xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"},
		{"xl/worksheets/sheet2.xml", mem_text(t_mem(), "<worksheet>%s</worksheet>", inside)},
	};
	struct zip_entry entries[COUNT(parts)];

	for (size_t i = 0; i < COUNT(parts); i++)
		entries[i] = (struct zip_entry){parts[i][0], {parts[i][1], strlen(parts[i][1])}, false};
	t_ok(zip_write(path, entries, COUNT(entries)));
	return path;
}

/* All rows as "line: a | b | c" lines, with * behind the number of a row with a wide merged cell. */
static const char *rows_of(struct roll *r)
{
	struct buf *b = buf_new(t_mem(), 1 << 20);
	const struct roll_row *row;

	for (;;) {
		t_ok(roll_next(r, &row));
		if (row == NULL)
			return b->p;
		buf_fmt(b, "%d%s:", row->line, row->merged_n > 1 ? "*" : "");
		for (size_t i = 0; i < row->n; i++)
			buf_fmt(b, "%s %s", i > 0 ? " |" : "", row->at[i]);
		buf_text(b, "\n");
	}
}

static struct roll *opened(const char *path)
{
	struct faults f;
	struct roll *r;

	faults_init(&f, t_mem());
	t_ok(roll_open(t_mem(), path, &f, &r));
	return r;
}

static const char *refusal(const char *path)
{
	struct faults f;
	struct roll *r;
	const struct roll_row *row = NULL;
	err e;

	faults_init(&f, t_mem());
	e = roll_open(t_mem(), path, &f, &r);
	while (e == OK) {
		e = roll_next(r, &row);
		t_true(e != OK || row != NULL);
	}
	t_int(ERR_INVALID, e);
	t_int(1, f.n);
	return mem_text(t_mem(), "%s: %s", f.at[0].field, f.at[0].sentence);
}

static const char *csv(const char *text)
{
	return t_file("list.csv", text, strlen(text));
}

TEST(roll_reads_a_sheet_with_dates_gaps_and_merged_cells)
{
	struct roll *r = opened(book("a.xlsx",
		"<sheetData>"
		"<row r='1'><c r='A1' t='s'><v>0</v></c></row>"
		"<row r='3'><c r='A3'><v>1</v></c><c r='C3' s='1'><v>45306</v></c><c r='D3' t='inlineStr'><is><t>Lê</t></is></c></row>"
		"<row r='4'><c r='A4'><v>2</v></c></row>"
		"<row r='5'/><row r='6' hidden='1'><c r='B6' t='s'><v>1</v></c></row>"
		"</sheetData><mergeCells count='2'><mergeCell ref='A1:D1'/><mergeCell ref='D3:D4'/></mergeCells><pageMargins/>",
		"<si><t>DANH SÁCH</t></si><si><r><t>Tô </t></r><r><t>Ngọc</t></r></si>"));
	size_t n;

	t_text("Danh sách", roll_names(r, &n)[0]);
	t_int(1, n);
	t_text("1*: DANH SÁCH | DANH SÁCH | DANH SÁCH | DANH SÁCH\n"
	       "3: 1 |  | 15/01/2024 | Lê\n"
	       "4: 2 |  |  | Lê\n"
	       "6:  | Tô Ngọc\n", rows_of(r));
	t_int(100, roll_percent(r));
	t_ok(roll_begin(r, 0));
	t_has("3: 1 |  | 15/01/2024 | Lê\n", rows_of(r));
}

TEST(roll_keeps_rows_that_lie_across_pieces)
{
	struct buf *b = buf_new(t_mem(), 8 << 20);
	const struct roll_row *row;
	struct roll *r;
	int lines = 0;

	buf_text(b, "<sheetData>");
	for (int i = 1; i <= 5000; i++)
		buf_fmt(b, "<row r='%d'><c r='A%d'><v>%d</v></c><c r='B%d' t='inlineStr'><is><t>Người thứ %d %0*d</t></is></c>"
		        "<c r='C%d' t='s'><v>0</v></c></row>", i, i, i, i, i, i % 97 + 1, 7, i);
	buf_text(b, "</sheetData><mergeCells><mergeCell ref='E2:E5000'/></mergeCells>");
	r = opened(book("long.xlsx", b->p, "<si><t>chung</t></si>"));
	for (;; lines++) {
		t_ok(roll_next(r, &row));
		if (row == NULL)
			break;
		t_int(lines + 1, row->line);
		t_text(mem_text(t_mem(), "%d", lines + 1), row->at[0]);
		t_text(mem_text(t_mem(), "Người thứ %d %0*d", lines + 1, (lines + 1) % 97 + 1, 7), row->at[1]);
		t_text("chung", row->at[2]);
	}
	t_int(5000, lines);
}

TEST(roll_reads_text_with_whatever_parts_its_columns)
{
	t_text("1: TT | Họ và tên | Năm\n2: 1 | Lê, Văn A | 2020\n4: 2 | Ô \"B\" | 2021\n",
	       rows_of(opened(csv("TT;Họ và tên;Năm\r\n1;Lê, Văn A;2020\r\n;;\r\n2;\"Ô \"\"B\"\"\";2021"))));
	t_text("1: a | b\n2: 1 | hai\ndòng\n4: 3 | 4\n", rows_of(opened(csv("\xef\xbb\xbf" "a,b\n1,\"hai\ndòng\"\n3,4\n"))));
	t_text("1: a | b | c\n2: 1,5 | 2 | 3;4\n", rows_of(opened(csv("a\tb\tc\n1,5\t2\t3;4\n"))));
	t_text("2: một | hai\n", rows_of(opened(csv("sep=|\nmột|hai\n"))));
	t_text("1: chỉ một cột\n2: dòng hai\n", rows_of(opened(csv("chỉ một cột\ndòng hai\n"))));
	t_text("1: a\n", rows_of(opened(csv("a"))));
	/* decomposed letters are composed */
	t_text("1: Lê | ế\n", rows_of(opened(csv("Le\xcc\x82;e\xcc\x82\xcc\x81\n"))));
	/* UTF-16, as Excel calls Unicode text */
	t_text("1: ế | b\n", rows_of(opened(t_file("w.csv", "\xff\xfe\xbf\x1e\t\0b\0\r\0\n\0", 12))));
}

TEST(roll_reads_old_codes_of_letters)
{
	/* TCVN3: "Nguyễn Thị Hồng" and its like, one byte a letter */
	static const char tcvn3[] = "Hä vµ tªn;§¬n vÞ\nNguyÔn ThÞ Hång;Së Y tÕ\n";
	struct buf *b = buf_new(t_mem(), 1000);
	const char *p = tcvn3;
	uint32_t c;

	while ((c = text_next(&p)) != 0)
		buf_char(b, (char)(unsigned char)c);
	t_text("1: Họ và tên | Đơn vị\n2: Nguyễn Thị Hồng | Sở Y tế\n", rows_of(opened(t_file("old.csv", b->p, b->n))));
}

TEST(roll_says_what_is_wrong_with_a_file)
{
	const char *wide = mem_text(t_mem(), "%0400d", 0), *word = mem_text(t_mem(), "%s/word.xlsx", t_dir());

	t_has("rỗng", refusal(t_file("none.csv", "", 0)));
	t_has("dòng 2: Dấu ngoặc kép", refusal(csv("a;b\n\"1;2\n3;4\n")));
	t_has("kiểu tệp", refusal(t_file("x.csv", "ab\0\1\2\3", 6)));
	t_has("hỏng", refusal(t_file("x.xlsx", "PK\3\4 cut", 8)));
	t_ok(zip_write(word, &(struct zip_entry){"word/document.xml", {"<a/>", 4}, false}, 1));
	t_has("bảng tính .xlsx", refusal(word));
	t_has("cột thứ 256", refusal(book("wide.xlsx", "<sheetData><row r='7'><c r='ZZ7'><v>1</v></c></row></sheetData>", "")));
	t_has("hỏng", refusal(book("cut.xlsx", "<sheetData><row r='7'><c r='A7'><v>1</v></row>", "")));
	for (char *q = (char *)(uintptr_t)wide; *q != '\0'; q++)
		*q = ';';
	t_has("dòng 1: Dòng có trên 256 cột", refusal(csv(wide)));
}
