/* tests/layout/layout.c -- lays the real plan out again as the office would have typed it: .docx and .xlsx.
 *
 *	layout PLAN.txt TABLE.tab OUT.docx OUT.xlsx
 *
 * PLAN.txt gives the letter (what stands before the appendices), TABLE.tab the rows of both appendices: appendix, section,
 * number, content, directing, executing, co-ordinating, time, parted by tabs, lines of a cell by \n; a row without a number
 * is a section's heading. tests/layout/make runs it and LibreOffice. */
#include "base/base.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "base/zip.h"

enum { FIELDS = 8, OUT_MAX = 16 * 1024 * 1024 };

enum field { APPENDIX, SECTION, NO, CONTENT, DIRECT, EXECUTE, COORDINATE, WHEN };

struct row {
	const char *at[FIELDS];
};

struct row_list {
	struct row *at;
	size_t n, cap;
};

static void xml(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '&')
			buf_text(b, "&amp;");
		else if (*s == '<')
			buf_text(b, "&lt;");
		else
			buf_char(b, *s);
	}
}

/* ---- what comes in ---------------------------------------------------------------------------------------------- */

static const char *unfolded(struct mem *m, const char *s, size_t n)
{
	char *out = mem_alloc(m, n + 1);
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\\' && i + 1 < n && s[i + 1] == 'n') {
			out[k++] = '\n';
			i++;
		} else {
			out[k++] = s[i];
		}
	}
	return out;
}

static void read_table(struct mem *m, const char *p, struct row_list *out)
{
	while (*p != '\0') {
		struct row r;

		for (int i = 0; i < FIELDS; i++) {
			size_t n = strcspn(p, "\t\n");

			r.at[i] = unfolded(m, p, n);
			p += n + (p[n] == '\t');
		}
		p += *p == '\n';
		*list_add(m, out) = r;
	}
}

/* ---- Word ------------------------------------------------------------------------------------------------------- */

static void para(struct buf *b, const char *text, const char *jc, bool is_bold, bool is_indented)
{
	buf_fmt(b, "<w:p><w:pPr>%s<w:jc w:val=\"%s\"/></w:pPr><w:r>%s<w:t xml:space=\"preserve\">",
	        is_indented ? "<w:ind w:firstLine=\"567\"/>" : "", jc, is_bold ? "<w:rPr><w:b/></w:rPr>" : "");
	xml(b, text);
	buf_text(b, "</w:t></w:r></w:p>");
}

/* The lines of a cell as an official would type them: one paragraph, a new one after ";" and before a dash or bracket. */
static void cell_paras(struct mem *m, struct buf *b, const char *s, const char *jc, bool is_bold)
{
	struct buf *line = buf_new(m, OUT_MAX);

	for (;;) {
		size_t n = strcspn(s, "\n");

		buf_bytes(line, s, n);
		s += n;
		if (*s == '\0')
			break;
		s++;
		if (line->p[line->n - 1] == ';' || line->p[line->n - 1] == ':' || text_starts(s, "- ") || *s == '(') {
			para(b, line->p, jc, is_bold, false);
			buf_reset(line);
		} else {
			buf_char(line, ' ');
		}
	}
	para(b, line->p, jc, is_bold, false);
}

static void cell(struct mem *m, struct buf *b, const char *s, int width, int span, const char *jc, bool is_bold)
{
	buf_fmt(b, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
	if (span > 1)
		buf_fmt(b, "<w:gridSpan w:val=\"%d\"/>", span);
	buf_text(b, "<w:vAlign w:val=\"center\"/></w:tcPr>");
	cell_paras(m, b, s, jc, is_bold);
	buf_text(b, "</w:tc>");
}

struct column {
	enum field field;
	const char *head;
	int width;
};

static const struct column first[] = {{NO, "TT", 700}, {CONTENT, "Nội dung thực hiện", 5600},
                                      {DIRECT, "Chỉ đạo, chủ trì", 2000}, {EXECUTE, "Đơn vị thực hiện", 2000},
                                      {COORDINATE, "Đơn vị phối hợp", 2100}, {WHEN, "Thời gian hoàn thành", 2100}};
static const struct column second[] = {{NO, "TT", 700}, {CONTENT, "Nội dung thực hiện", 7800},
                                       {EXECUTE, "Đơn vị tham mưu", 2000}, {COORDINATE, "Đơn vị phối hợp", 2100},
                                       {WHEN, "Thời gian", 1900}};

static void table(struct mem *m, struct buf *b, const struct row_list *rows, const char *appendix,
                  const struct column *cols, size_t cols_n)
{
	int all = 0;

	buf_text(b, "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblBorders>");
	for (size_t i = 0; i < 6; i++)
		buf_fmt(b, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>",
		        (const char *[]){"top", "left", "bottom", "right", "insideH", "insideV"}[i]);
	buf_text(b, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
	for (size_t i = 0; i < cols_n; i++) {
		buf_fmt(b, "<w:gridCol w:w=\"%d\"/>", cols[i].width);
		all += cols[i].width;
	}
	buf_text(b, "</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>");
	for (size_t i = 0; i < cols_n; i++)
		cell(m, b, cols[i].head, cols[i].width, 1, "center", true);
	buf_text(b, "</w:tr>");
	for (size_t r = 0; r < rows->n; r++) {
		const struct row *row = &rows->at[r];

		if (!text_is(row->at[APPENDIX], appendix))
			continue;
		buf_text(b, "<w:tr>");
		if (*row->at[NO] == '\0') {
			cell(m, b, row->at[SECTION], cols[0].width, 1, "center", true);
			cell(m, b, row->at[CONTENT], all - cols[0].width, (int)cols_n - 1, "left", true);
		}
		for (size_t i = 0; i < cols_n && *row->at[NO] != '\0'; i++)
			cell(m, b, i == 0 ? mem_text(m, "%s.", row->at[NO]) : row->at[cols[i].field], cols[i].width, 1,
			     i == 1 ? "both" : "center", false);
		buf_text(b, "</w:tr>");
	}
	buf_text(b, "</w:tbl>");
}

static void section(struct buf *b, bool is_landscape, bool is_last)
{
	buf_fmt(b, "%s<w:sectPr><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"%d\" w:h=\"%d\"%s/><w:pgMar w:top=\"1134\" "
	        "w:right=\"851\" w:bottom=\"1134\" w:left=\"1418\" w:header=\"567\" w:footer=\"567\"/></w:sectPr>%s",
	        is_last ? "" : "<w:p><w:pPr>", is_landscape ? 16838 : 11906, is_landscape ? 11906 : 16838,
	        is_landscape ? " w:orient=\"landscape\"" : "", is_last ? "" : "</w:pPr></w:p>");
}

static bool begins_item(const char *s, const char *before)
{
	size_t n = strspn(s, "0123456789.");
	bool is_after_end = strchr(".;:", before[strlen(before) - 1]) != NULL || strlen(before) < 90;

	return (text_starts(s, "- ") && is_after_end) || (n > 1 && s[n - 1] == '.' && s[n] == ' ') ||
	       text_starts(s, "I. ") || text_starts(s, "II. ") || text_starts(s, "III. ");
}

/* The lines before the appendices, joined to paragraphs where a line is full. */
static void letter(struct mem *m, struct buf *b, const char *p)
{
	struct buf *text = buf_new(m, OUT_MAX);
	size_t last = 0, lines = 0;

	for (; *p != '\0' && !text_starts(p, "PHỤ LỤC 1"); p += strcspn(p, "\n"), p += *p == '\n') {
		const char *line = text_line(m, mem_copy(m, p, strcspn(p, "\n")));

		if (*line == '\0')
			continue;
		if (text->n > 0 && (last < 60 || begins_item(line, text->p))) {
			para(b, text->p, lines <= 9 ? "center" : "both", lines <= 9, lines > 9);
			buf_reset(text);
		}
		if (text->n > 0)
			buf_char(text, ' ');
		buf_text(text, line);
		last = text_chars(line);
		lines++;
	}
	para(b, text->p, "both", false, true);
	section(b, false, false);
}

static void document(struct mem *m, struct buf *b, const char *plan, const struct row_list *rows)
{
	buf_text(b, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document "
	         "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
	letter(m, b, plan);
	para(b, "PHỤ LỤC 1", "center", true, false);
	para(b, "Tiến độ thực hiện các nhiệm vụ trọng tâm công tác thi đua, khen thưởng năm 2024", "center", true, false);
	para(b, "(Kèm theo Kế hoạch số          /KH-UBND ngày        /      /2023 của Ủy ban nhân dân thành phố Hà Nội)",
	     "center", false, false);
	table(m, b, rows, "1", first, COUNT(first));
	section(b, true, false);
	para(b, "PHỤ LỤC 2", "center", true, false);
	para(b, "Chương trình công tác của Hội đồng Thi đua - Khen thưởng Thành phố năm 2024", "center", true, false);
	para(b, "(Kèm theo Kế hoạch số          /KH-UBND ngày       /       /2023 của Ủy ban nhân dân thành phố Hà Nội)",
	     "center", false, false);
	table(m, b, rows, "2", second, COUNT(second));
	section(b, true, true);
	buf_text(b, "</w:body></w:document>");
}

#define RELS "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships " \
	"xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define TYPES "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types " \
	"xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" " \
	"ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" " \
	"ContentType=\"application/xml\"/>"

static const char word_types[] = TYPES "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd."
	"openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" "
	"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>";
static const char word_rels[] = RELS "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" "
	"Target=\"word/document.xml\"/></Relationships>";
static const char document_rels[] = RELS "<Relationship Id=\"rId1\" Type=\"" OFFICE "/styles\" "
	"Target=\"styles.xml\"/></Relationships>";
static const char word_styles[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:styles "
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>"
	"<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"26\"/>"
	"</w:rPr></w:rPrDefault></w:docDefaults></w:styles>";

static err write_docx(struct mem *m, const char *path, const char *plan, const struct row_list *rows)
{
	struct buf *b = buf_new(m, OUT_MAX);
	struct zip_entry parts[] = {{"[Content_Types].xml", {word_types, strlen(word_types)}, false},
	                            {"_rels/.rels", {word_rels, strlen(word_rels)}, false},
	                            {"word/_rels/document.xml.rels", {document_rels, strlen(document_rels)}, false},
	                            {"word/styles.xml", {word_styles, strlen(word_styles)}, false},
	                            {"word/document.xml", {"", 0}, false}};

	document(m, b, plan, rows);
	TRY(buf_err(b));
	parts[4].bytes = (struct view){b->p, b->n};
	return zip_write(path, parts, COUNT(parts));
}

/* ---- Excel ------------------------------------------------------------------------------------------------------ */

static void sheet_cell(struct buf *b, size_t col, size_t row, const char *s)
{
	buf_fmt(b, "<c r=\"%c%zu\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", (char)('A' + col), row);
	xml(b, s);
	buf_text(b, "</t></is></c>");
}

static struct view sheet(struct mem *m, const struct row_list *rows, const char *appendix, const struct column *cols,
                         size_t cols_n)
{
	struct buf *b = buf_new(m, OUT_MAX), *merges = buf_new(m, OUT_MAX);
	size_t at = 3;
	char last = (char)('A' + cols_n - 1);

	buf_text(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet "
	         "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">");
	sheet_cell(b, 0, 1, mem_text(m, "PHỤ LỤC %s", appendix));
	buf_text(b, "</row><row r=\"3\">");
	buf_fmt(merges, "<mergeCell ref=\"A1:%c1\"/>", last);
	for (size_t i = 0; i < cols_n; i++)
		sheet_cell(b, i, 3, cols[i].head);
	buf_text(b, "</row>");
	for (size_t r = 0; r < rows->n; r++) {
		const struct row *row = &rows->at[r];

		if (!text_is(row->at[APPENDIX], appendix))
			continue;
		buf_fmt(b, "<row r=\"%zu\">", ++at);
		if (*row->at[NO] == '\0') {
			sheet_cell(b, 0, at, row->at[SECTION]);
			sheet_cell(b, 1, at, row->at[CONTENT]);
			buf_fmt(merges, "<mergeCell ref=\"B%zu:%c%zu\"/>", at, last, at);
		}
		for (size_t i = 0; i < cols_n && *row->at[NO] != '\0'; i++) {
			if (i == 0)
				buf_fmt(b, "<c r=\"A%zu\"><v>%s</v></c>", at, row->at[NO]);
			else
				sheet_cell(b, i, at, row->at[cols[i].field]);
		}
		buf_text(b, "</row>");
	}
	buf_fmt(b, "</sheetData><mergeCells>%s</mergeCells></worksheet>", merges->p);
	return (struct view){b->p, b->n};
}

static const char excel_types[] = TYPES "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd."
	"openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" "
	"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override "
	"PartName=\"/xl/worksheets/sheet2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml."
	"worksheet+xml\"/></Types>";
static const char excel_rels[] = RELS "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" "
	"Target=\"xl/workbook.xml\"/></Relationships>";
static const char book_rels[] = RELS "<Relationship Id=\"rId1\" Type=\"" OFFICE "/worksheet\" "
	"Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" OFFICE "/worksheet\" "
	"Target=\"worksheets/sheet2.xml\"/></Relationships>";
static const char book[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook "
	"xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"" OFFICE "\"><sheets><sheet "
	"name=\"Phụ lục 1\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Phụ lục 2\" sheetId=\"2\" r:id=\"rId2\"/></sheets>"
	"</workbook>";

static err write_xlsx(struct mem *m, const char *path, const struct row_list *rows)
{
	struct zip_entry parts[] = {{"[Content_Types].xml", {excel_types, strlen(excel_types)}, false},
	                            {"_rels/.rels", {excel_rels, strlen(excel_rels)}, false},
	                            {"xl/_rels/workbook.xml.rels", {book_rels, strlen(book_rels)}, false},
	                            {"xl/workbook.xml", {book, strlen(book)}, false},
	                            {"xl/worksheets/sheet1.xml", {"", 0}, false},
	                            {"xl/worksheets/sheet2.xml", {"", 0}, false}};

	parts[4].bytes = sheet(m, rows, "1", first, COUNT(first));
	parts[5].bytes = sheet(m, rows, "2", second, COUNT(second));
	return zip_write(path, parts, COUNT(parts));
}

int main(int argc, char **argv)
{
	struct mem *m = mem_open(256 * 1024 * 1024);
	struct row_list rows = {0};
	struct view plan, tab;

	if (argc != 5 || file_read(m, argv[1], OUT_MAX, &plan) != OK || file_read(m, argv[2], OUT_MAX, &tab) != OK) {
		fprintf(stderr, "usage: layout PLAN.txt TABLE.tab OUT.docx OUT.xlsx\n");
		return 2;
	}
	read_table(m, text_clean(m, tab.p, tab.n), &rows);
	if (write_docx(m, argv[3], text_clean(m, plan.p, plan.n), &rows) != OK || write_xlsx(m, argv[4], &rows) != OK) {
		fprintf(stderr, "layout: cannot write\n");
		return 1;
	}
	mem_close(m);
	return 0;
}
