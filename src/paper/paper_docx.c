/* paper/paper_docx.c -- a Word document: real tables with heads that repeat, a section for each page that turns, the
 * measures of NĐ 30/2020/NĐ-CP (A4, margins, Times New Roman 13, numbers of pages in the top margin from the second on). */
#include "base/qr.h"
#include "base/zip.h"
#include "paper/paper_inside.h"

enum { PART_MAX = 32 * 1024 * 1024, SMALL_MAX = 64 * 1024, EMU_PER_MM = 36000 };
static const double TWIPS_PER_MM = 1440 / 25.4;
/* Twentieths of a point. */
enum { A4_SHORT = 11906, A4_LONG = 16838, MARGIN = 1134, MARGIN_LEFT = 1701, CELL_PAD = 85 };

#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"
#define NO_HEIGHT "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>"

struct docx {
	struct paper *paper;
	struct mem *mem;
	struct buf *body, *links;       /* word/document.xml, and where its links lead */
	const struct block *page;       /* that began the section; NULL for the first */
	size_t links_n;
	int cell_size;                  /* letters of the table that is written, in half points */
	size_t sections_n;
	struct LIST(struct zip_entry) codes;    /* pictures of codes */
	bool is_first;                  /* nothing stands in the document yet */
};

static void put(struct docx *d, const char *xml)
{
	buf_text(d->body, xml);
}

/* Text as XML holds it, as Word writes it: an apostrophe stays. */
static void escape(struct buf *b, const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		switch (*p) {
		case '&': buf_text(b, "&amp;"); break;
		case '<': buf_text(b, "&lt;"); break;
		case '>': buf_text(b, "&gt;"); break;
		case '"': buf_text(b, "&quot;"); break;
		default: buf_char(b, *p);
		}
	}
}

/* Width of the text between the margins. */
static int text_width(const struct docx *d)
{
	return d->page != NULL && d->page->is_landscape ? A4_LONG - 2 * MARGIN : A4_SHORT - MARGIN - MARGIN_LEFT;
}

/* ---- paragraphs --------------------------------------------------------------------------------------------------- */

/* size in half points; 0: as the document. */
static void run(struct docx *d, unsigned looks, int size, const char *text)
{
	put(d, "<w:r>");
	if (looks & (PAPER_BOLD | PAPER_ITALIC) || size != 0)
		put(d, "<w:rPr>");
	if (looks & PAPER_BOLD)
		put(d, "<w:b/>");
	if (looks & PAPER_ITALIC)
		put(d, "<w:i/>");
	if (size != 0)
		buf_fmt(d->body, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", size, size);
	if (looks & (PAPER_BOLD | PAPER_ITALIC) || size != 0)
		put(d, "</w:rPr>");
	put(d, "<w:t xml:space=\"preserve\">");
	escape(d->body, text);
	put(d, "</w:t></w:r>");
}

/* A paragraph in one look; props go into its properties. */
static void para(struct docx *d, const char *props, unsigned looks, int size, const char *text)
{
	put(d, "<w:p><w:pPr>");
	put(d, props);
	put(d, looks & PAPER_CENTRED ? "<w:jc w:val=\"center\"/></w:pPr>" : "</w:pPr>");
	if (*text != '\0')
		run(d, looks, size, text);
	put(d, "</w:p>");
}

/* A paragraph for each line. */
static void paras(struct docx *d, const char *props, unsigned looks, int size, const char *text)
{
	const char *line;

	while ((line = line_next(d->mem, &text)) != NULL)
		para(d, props, looks, size, line);
}

static void text_block(struct docx *d, const struct block *b)
{
	static const char *const styles[] = {[BLOCK_TITLE] = "Title", [BLOCK_HEADING] = "Heading1"};
	bool is_body = b->kind == BLOCK_TEXT && !(b->looks & (PAPER_CENTRED | PAPER_SMALL));

	put(d, "<w:p><w:pPr>");
	if (b->kind != BLOCK_TEXT)
		buf_fmt(d->body, "<w:pStyle w:val=\"%s\"/>", styles[b->kind]);
	else if (is_body)
		put(d, "<w:spacing w:before=\"60\" w:after=\"60\" w:line=\"276\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"720\"/>"
		       "<w:jc w:val=\"both\"/>");
	else if (b->looks & PAPER_CENTRED)
		put(d, "<w:spacing w:before=\"0\" w:after=\"60\"/><w:jc w:val=\"center\"/>");
	put(d, "</w:pPr>");
	for (size_t i = 0; i < b->runs.n; i++)
		run(d, b->runs.at[i].looks, b->looks & PAPER_SMALL ? 22 : 0, b->runs.at[i].text);
	put(d, "</w:p>");
}

/* ---- tables ------------------------------------------------------------------------------------------------------- */

static void cell_open(struct docx *d, int width, int span)
{
	buf_fmt(d->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
	if (span > 1)
		buf_fmt(d->body, "<w:gridSpan w:val=\"%d\"/>", span);
	put(d, "</w:tcPr>");
}

static void table_open(struct docx *d, const int *widths, size_t n, bool has_borders)
{
	static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
	int whole = 0;

	for (size_t i = 0; i < n; i++)
		whole += widths[i];
	buf_fmt(d->body, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>", whole);
	if (has_borders) {
		put(d, "<w:tblBorders>");
		for (size_t i = 0; i < COUNT(sides); i++)
			buf_fmt(d->body, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>", sides[i]);
		put(d, "</w:tblBorders>");
	}
	buf_fmt(d->body, "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"%d\" w:type=\"dxa\"/>"
	        "<w:right w:w=\"%d\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>", CELL_PAD, CELL_PAD);
	for (size_t i = 0; i < n; i++)
		buf_fmt(d->body, "<w:gridCol w:w=\"%d\"/>", widths[i]);
	put(d, "</w:tblGrid>");
}

/* A link and its address among the relations of the document. */
static void link_put(struct docx *d, const char *address, const char *text)
{
	d->links_n++;
	buf_fmt(d->links, "<Relationship Id=\"l%zu\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
	        "relationships/hyperlink\" TargetMode=\"External\" Target=\"", d->links_n);
	escape(d->links, address);
	buf_text(d->links, "\"/>");
	buf_fmt(d->body, "<w:p><w:pPr/><w:hyperlink r:id=\"l%zu\"><w:r><w:rPr><w:color w:val=\"0B4EA2\"/>"
	        "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">",
	        d->links_n, d->cell_size, d->cell_size);
	escape(d->body, text);
	put(d, "</w:t></w:r></w:hyperlink></w:p>");
}

static void cell_put(struct docx *d, const struct paper_cell *c, bool is_centred)
{
	static const char *const justify[] = {
		[CELL_INT] = "<w:jc w:val=\"right\"/>", [CELL_MONEY] = "<w:jc w:val=\"right\"/>",
		[CELL_PERCENT] = "<w:jc w:val=\"right\"/>", [CELL_DATE] = "<w:jc w:val=\"center\"/>",
		[CELL_TIME] = "<w:jc w:val=\"center\"/>", [CELL_TEXT] = "", [CELL_LINK] = "", [CELL_BAD] = ""};
	const char *address = cell_address(d->mem, d->paper, c);

	if (*address != '\0' && *c->text != '\0')
		link_put(d, address, c->text);
	else
		paras(d, is_centred ? "" : justify[c->kind], is_centred ? PAPER_CENTRED : 0, d->cell_size, cell_words(d->mem, c));
}

static void line_put(struct docx *d, const struct table *t, const int *widths, const struct line *l)
{
	put(d, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
	if (l->is_band) {
		cell_open(d, text_width(d), (int)t->columns_n);
		paras(d, "<w:keepNext/>", PAPER_BOLD, d->cell_size, l->cells[0].text);
		put(d, "</w:tc></w:tr>");
		return;
	}
	for (size_t i = 0; i < t->columns_n; i++) {
		cell_open(d, widths[i], 1);
		cell_put(d, &l->cells[i], t->columns[i].is_centred);
		put(d, "</w:tc>");
	}
	put(d, "</w:tr>");
}

static void table_put(struct docx *d, const struct table *t)
{
	int widths[PAPER_COLUMNS_MAX];

	for (size_t i = 0; i < t->columns_n; i++)
		widths[i] = (int)((int64_t)text_width(d) * t->columns[i].width_mm / t->width_mm);
	d->cell_size = table_half_points(t, text_width(d) / TWIPS_PER_MM);
	table_open(d, widths, t->columns_n, true);
	put(d, "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
	for (size_t i = 0; i < t->columns_n; i++) {
		cell_open(d, widths[i], 1);
		paras(d, "<w:keepNext/>", PAPER_BOLD | PAPER_CENTRED, d->cell_size, t->columns[i].head);
		put(d, "</w:tc>");
	}
	put(d, "</w:tr>");
	for (size_t i = 0; i < t->lines.n; i++)
		line_put(d, t, widths, &t->lines.at[i]);
	put(d, "</w:tbl>");
	para(d, NO_HEIGHT, 0, 0, "");   /* Word wants a paragraph between a table and what comes next */
}

/* ---- head and signature ------------------------------------------------------------------------------------------- */

/* A line below a text: as long as the cell less what is left free at both sides. */
static void rule(struct docx *d, int free_twips)
{
	buf_fmt(d->body, "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>"
	        "<w:spacing w:before=\"20\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>"
	        "<w:ind w:left=\"%d\" w:right=\"%d\"/></w:pPr></w:p>", free_twips, free_twips);
}

static void head_put(struct docx *d, const struct paper_head *h)
{
	int left = text_width(d) * 2 / 5, right = text_width(d) - left;

	table_open(d, (int[]){left, right}, 2, false);
	put(d, "<w:tr>");
	cell_open(d, left, 1);
	if (*h->above != '\0')
		paras(d, "", PAPER_CENTRED, 26, h->above);
	paras(d, "", PAPER_BOLD | PAPER_CENTRED, 26, h->issuer);
	rule(d, left / 3);
	put(d, "</w:tc>");
	cell_open(d, right, 1);
	para(d, "", PAPER_BOLD | PAPER_CENTRED, 24, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
	para(d, "", PAPER_BOLD | PAPER_CENTRED, 26, "Độc lập - Tự do - Hạnh phúc");
	rule(d, (right - 2 * CELL_PAD) / 4);
	put(d, "</w:tc></w:tr><w:tr>");
	cell_open(d, left, 1);
	para(d, "", PAPER_CENTRED, 26, h->number);
	put(d, "</w:tc>");
	cell_open(d, right, 1);
	para(d, "", PAPER_ITALIC | PAPER_CENTRED, 26, h->place_day);
	put(d, "</w:tc></w:tr></w:tbl>");
	para(d, "", 0, 0, "");
}

static void sign_put(struct docx *d, const struct paper_sign *s)
{
	enum { ROOM_TO_SIGN = 4 };
	int left = text_width(d) / 2, right = text_width(d) - left;

	para(d, "", 0, 0, "");
	table_open(d, (int[]){left, right}, 2, false);
	put(d, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
	cell_open(d, left, 1);
	para(d, "", PAPER_BOLD | PAPER_ITALIC, 24, *s->receivers != '\0' ? "Nơi nhận:" : "");
	if (*s->receivers != '\0')
		paras(d, "", 0, 22, s->receivers);
	put(d, "</w:tc>");
	cell_open(d, right, 1);
	if (*s->authority != '\0')
		paras(d, "<w:keepNext/>", PAPER_BOLD | PAPER_CENTRED, 26, s->authority);
	paras(d, "<w:keepNext/>", PAPER_BOLD | PAPER_CENTRED, 26, s->office);
	for (int i = 0; i < ROOM_TO_SIGN; i++)
		para(d, "<w:keepNext/>", PAPER_CENTRED, 26, "");
	para(d, "", PAPER_BOLD | PAPER_CENTRED, 26, s->name);
	put(d, "</w:tc></w:tr></w:tbl>");
	para(d, "", 0, 0, "");
}

/* A picture of the code, and the file it lies in among the relations of the document. */
static err code_put(struct docx *d, const struct block *b)
{
	size_t n = d->codes.n + 1;
	int64_t side = (int64_t)b->width_mm * EMU_PER_MM;
	struct zip_entry *e;
	struct view png;

	TRY(qr_png(d->mem, b->runs.at[0].text, &png));
	e = list_add(d->mem, &d->codes);
	*e = (struct zip_entry){mem_text(d->mem, "word/media/code%zu.png", n), png, true};
	buf_fmt(d->links, "<Relationship Id=\"c%zu\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" "
	        "Target=\"media/code%zu.png\"/>", n, n);
	put(d, "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:drawing>");
	buf_fmt(d->body, "<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%" PRId64 "\" cy=\"%" PRId64 "\"/>"
	        "<wp:docPr id=\"%zu\" name=\"code%zu\" descr=\"Mã QR\"/><a:graphic><a:graphicData uri=\"" DRAWING "picture\"><pic:pic>"
	        "<pic:nvPicPr><pic:cNvPr id=\"%zu\" name=\"code%zu.png\"/><pic:cNvPicPr/></pic:nvPicPr>"
	        "<pic:blipFill><a:blip r:embed=\"c%zu\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
	        "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%" PRId64 "\" cy=\"%" PRId64 "\"/></a:xfrm>"
	        "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>",
	        side, side, n, n, n, n, n, side, side);
	put(d, "</w:drawing></w:r></w:p>");
	return OK;
}

/* ---- sections ----------------------------------------------------------------------------------------------------- */

/* The measures of the section that ends here; a named part counts its pages from 1 and says none on its first. */
static void section(struct docx *d)
{
	bool is_landscape = d->page != NULL && d->page->is_landscape;
	bool is_part = d->page != NULL && *d->page->name != '\0';

	buf_fmt(d->body, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h1\"/><w:type w:val=\"nextPage\"/>"
	        "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" "
	        "w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>%s%s</w:sectPr>",
	        is_landscape ? A4_LONG : A4_SHORT, is_landscape ? A4_SHORT : A4_LONG,
	        is_landscape ? " w:orient=\"landscape\"" : "", MARGIN, MARGIN, MARGIN,
	        is_landscape ? MARGIN : MARGIN_LEFT,
	        is_part ? "<w:pgNumType w:start=\"1\"/>" : "", is_part || d->sections_n == 0 ? "<w:titlePg/>" : "");
	d->sections_n++;
}

static void page_put(struct docx *d, const struct block *b)
{
	if (!d->is_first) {
		put(d, "<w:p><w:pPr>" NO_HEIGHT);
		section(d);
		put(d, "</w:pPr></w:p>");
	}
	d->page = b;
}

static err block_put(struct docx *d, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_PAGE: page_put(d, b); return OK;
	case BLOCK_HEAD: head_put(d, &b->head); break;
	case BLOCK_SIGN: sign_put(d, &b->sign); break;
	case BLOCK_CODE: TRY(code_put(d, b)); break;
	case BLOCK_TABLE: table_put(d, b->table); break;
	case BLOCK_TEXT:
	case BLOCK_TITLE:
	case BLOCK_HEADING: text_block(d, b); break;
	}
	d->is_first = false;
	return OK;
}

/* ---- the other parts ---------------------------------------------------------------------------------------------- */

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
#define W_NAMES "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" " \
	"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define PICTURE_NAMES " xmlns:wp=\"" DRAWING "wordprocessingDrawing\" xmlns:a=\"" DRAWING "main\" xmlns:pic=\"" DRAWING "picture\""
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."

static const char types[] = XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	"<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
	"<Override PartName=\"/word/document.xml\" ContentType=\"" WORD "document.main+xml\"/>"
	"<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD "styles+xml\"/>"
	"<Override PartName=\"/word/header1.xml\" ContentType=\"" WORD "header+xml\"/>"
	"<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
	"</Types>";

static const char rels[] = XML "<Relationships xmlns=\"" RELATIONS "\">"
	"<Relationship Id=\"d1\" Type=\"" OFFICE "officeDocument\" Target=\"word/document.xml\"/>"
	"<Relationship Id=\"d2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
	"Target=\"docProps/core.xml\"/></Relationships>";

static const char header[] = XML "<w:hdr " W_NAMES "><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>"
	"<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
	"<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:hdr>";

#define STYLE(id, name, rest) "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/>" \
	"<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/>" rest "</w:style>"

static const char styles[] = XML "<w:styles " W_NAMES "><w:docDefaults><w:rPrDefault><w:rPr>"
	"<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>"
	"<w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/><w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\"/></w:rPr></w:rPrDefault>"
	"<w:pPrDefault/></w:docDefaults>"
	"<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
	STYLE("Title", "Title", "<w:pPr><w:spacing w:before=\"60\" w:after=\"60\"/><w:jc w:val=\"center\"/></w:pPr>"
	      "<w:rPr><w:b/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr>")
	STYLE("Heading1", "heading 1", "<w:pPr><w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/>"
	      "<w:ind w:firstLine=\"720\"/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/></w:rPr>")
	"</w:styles>";

static const char *about(struct docx *d)
{
	struct buf *b = buf_new(d->mem, SMALL_MAX);
	struct ymd day = date_ymd((date)(d->paper->to.now_ms / 86400000));
	int64_t s = d->paper->to.now_ms / 1000 % 86400;

	buf_text(b, XML "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
	         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
	         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
	escape(b, d->paper->name);
	buf_fmt(b, "</dc:title><dc:language>vi-VN</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">"
	        "%04d-%02d-%02dT%02d:%02d:%02dZ</dcterms:created></cp:coreProperties>", day.year, day.month, day.day,
	        (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
	return b->p;
}

static struct view whole(const char *text)
{
	return (struct view){text, strlen(text)};
}

err docx_write(struct paper *p)
{
	struct docx d = {.paper = p, .mem = p->mem, .body = buf_new(p->mem, PART_MAX), .links = buf_new(p->mem, PART_MAX / 4),
	                 .is_first = true};
	struct LIST(struct zip_entry) all = {0};
	struct zip_entry parts[] = {{"[Content_Types].xml", whole(types)}, {"_rels/.rels", whole(rels)},
	                            {"docProps/core.xml", {"", 0}}, {"word/styles.xml", whole(styles)},
	                            {"word/header1.xml", whole(header)}, {"word/_rels/document.xml.rels", {"", 0}},
	                            {"word/document.xml", {"", 0}}};

	put(&d, XML "<w:document " W_NAMES PICTURE_NAMES "><w:body>");
	buf_text(d.links, XML "<Relationships xmlns=\"" RELATIONS "\">"
	         "<Relationship Id=\"s1\" Type=\"" OFFICE "styles\" Target=\"styles.xml\"/>"
	         "<Relationship Id=\"h1\" Type=\"" OFFICE "header\" Target=\"header1.xml\"/>");
	for (size_t i = 0; i < p->blocks.n; i++)
		TRY(block_put(&d, &p->blocks.at[i]));
	section(&d);
	put(&d, "</w:body></w:document>");
	buf_text(d.links, "</Relationships>");
	TRY(buf_err(d.body));
	TRY(buf_err(d.links));
	parts[2].bytes = whole(about(&d));
	parts[5].bytes = (struct view){d.links->p, d.links->n};
	parts[6].bytes = (struct view){d.body->p, d.body->n};
	for (size_t i = 0; i < COUNT(parts); i++)
		*list_add(p->mem, &all) = parts[i];
	for (size_t i = 0; i < d.codes.n; i++)
		*list_add(p->mem, &all) = d.codes.at[i];
	return zip_write(p->to.path, all.at, all.n);
}
