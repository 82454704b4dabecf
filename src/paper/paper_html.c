/* paper/paper_html.c -- a paper as one page of HTML that needs nothing beside it: looked at in any browser, printed from there, read
 * aloud by who cannot see it. Everything that was said is escaped; no script, no address but those of links. */
#include "base/qr.h"
#include "base/text.h"
#include "paper/paper_inside.h"

enum { HTML_MAX = 32 * 1024 * 1024 };

static const char begin[] = "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>";
static const char style[] = "</title><style>"
	"body{font:13pt/1.4 'Times New Roman',serif;max-width:180mm;margin:10mm auto;padding:0 4mm;color:#000;background:#fff}"
	"h1{font-size:14pt;text-align:center;margin:.4em 0}h2{font-size:13pt;margin:.8em 0 .3em}p{margin:.3em 0}"
	".b{text-align:justify;text-indent:10mm}.c{text-align:center}.s{font-size:11pt}"
	".two{display:grid;grid-template-columns:2fr 3fr;gap:4mm;text-align:center;margin-bottom:6mm}.two.sign{grid-template-columns:1fr 1fr;margin-top:8mm}"
	".room{height:25mm}table{border-collapse:collapse;width:100%;margin:.5em 0}th,td{border:1px solid #000;padding:1mm 2mm;vertical-align:top}"
	"thead{display:table-header-group}tr{break-inside:avoid}.r{text-align:right}.band td{font-weight:bold}svg{display:block;margin:4mm auto}"
	".page{break-before:page}@page{size:A4;margin:20mm}@page lying{size:A4 landscape}.lying{page:lying}@media print{body{max-width:none;margin:0;padding:0}}"
	"</style></head><body>\n";

static void put_run(struct buf *b, unsigned looks, const char *text)
{
	buf_text(b, looks & PAPER_BOLD ? "<b>" : "");
	buf_text(b, looks & PAPER_ITALIC ? "<i>" : "");
	buf_markup_lines(b, text);
	buf_text(b, looks & PAPER_ITALIC ? "</i>" : "");
	buf_text(b, looks & PAPER_BOLD ? "</b>" : "");
}

static void text_block(struct buf *b, const struct block *at)
{
	const char *tag = at->kind == BLOCK_TITLE ? "h1" : at->kind == BLOCK_HEADING ? "h2" : "p";

	buf_fmt(b, "<%s", tag);
	if (at->kind == BLOCK_TEXT)
		buf_fmt(b, " class=\"%s%s%s\"", at->looks & PAPER_CENTRED ? "c" : "", at->looks & PAPER_SMALL ? " s" : "",
		        at->looks & (PAPER_CENTRED | PAPER_SMALL) ? "" : "b");
	buf_char(b, '>');
	for (size_t i = 0; i < at->runs.n; i++)
		put_run(b, at->kind == BLOCK_TEXT ? at->runs.at[i].looks : 0, at->runs.at[i].text);
	buf_fmt(b, "</%s>\n", tag);
}

static void put_lines(struct buf *b, const char *tag, const char *text)
{
	if (*text == '\0')
		return;
	buf_fmt(b, "<%s>", tag);
	buf_markup_lines(b, text);
	buf_fmt(b, "</%s>", tag);
}

static void head_block(struct buf *b, const struct paper_head *h)
{
	buf_text(b, "<div class=\"two\"><div>");
	put_lines(b, "div", h->above);
	put_lines(b, "b", h->issuer);
	put_lines(b, "div", h->number);
	buf_text(b, "</div><div><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b><div><i>");
	buf_markup_lines(b, h->place_day);
	buf_text(b, "</i></div></div></div>\n");
}

static void sign_block(struct buf *b, const struct paper_sign *s)
{
	buf_text(b, "<div class=\"two sign\"><div class=\"s\">");
	if (*s->receivers != '\0')
		buf_text(b, "<b><i>Nơi nhận:</i></b><br>");
	buf_markup_lines(b, s->receivers);
	buf_text(b, "</div><div>");
	put_lines(b, "b", s->authority);
	if (*s->authority != '\0')
		buf_text(b, "<br>");
	put_lines(b, "b", s->office);
	buf_text(b, "<div class=\"room\"></div>");
	put_lines(b, "b", s->name);
	buf_text(b, "</div></div>\n");
}

static void cell_put(struct paper *p, struct buf *b, const struct paper_cell *c, bool is_centred)
{
	const char *address = cell_address(p->mem, p, c);
	bool is_number = c->kind == CELL_INT || c->kind == CELL_MONEY || c->kind == CELL_PERCENT;

	buf_text(b, is_centred ? "<td class=\"c\">" : is_number ? "<td class=\"r\">" : "<td>");
	if (*address != '\0') {
		buf_text(b, "<a href=\"");
		buf_markup_lines(b, address);
		buf_text(b, "\">");
	}
	buf_markup_lines(b, cell_words(p->mem, c));
	buf_text(b, *address != '\0' ? "</a></td>" : "</td>");
}

static void table_block(struct paper *p, struct buf *b, const struct table *t)
{
	buf_text(b, "<table><thead><tr>");
	for (size_t i = 0; i < t->columns_n; i++) {
		buf_fmt(b, "<th scope=\"col\" style=\"width:%d%%\">", t->columns[i].width_mm * 100 / t->width_mm);
		buf_markup_lines(b, t->columns[i].head);
		buf_text(b, "</th>");
	}
	buf_text(b, "</tr></thead><tbody>\n");
	for (size_t i = 0; i < t->lines.n; i++) {
		const struct line *l = &t->lines.at[i];

		if (l->is_band)
			buf_fmt(b, "<tr class=\"band\"><td colspan=\"%zu\">", t->columns_n);
		else
			buf_text(b, "<tr>");
		if (l->is_band) {
			buf_markup_lines(b, cell_words(p->mem, &l->cells[0]));
			buf_text(b, "</td>");
		}
		for (size_t k = 0; !l->is_band && k < t->columns_n; k++)
			cell_put(p, b, &l->cells[k], t->columns[k].is_centred);
		buf_text(b, "</tr>\n");
	}
	buf_text(b, "</tbody></table>\n");
}

static err code_block(struct paper *p, struct buf *b, const struct block *at)
{
	const char *d;
	int size;

	TRY(qr_path(p->mem, at->runs.at[0].text, &d, &size));
	buf_fmt(b, "<svg role=\"img\" aria-label=\"Mã QR\" width=\"%dmm\" height=\"%dmm\" viewBox=\"0 0 %d %d\"><rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>"
	        "<path d=\"%s\"/></svg>\n", at->width_mm, at->width_mm, size, size, size, size, d);
	return OK;
}

static err block(struct paper *p, struct buf *b, const struct block *at, bool *is_open)
{
	switch (at->kind) {
	case BLOCK_PAGE:
		if (*is_open)
			buf_text(b, "</section>\n");
		buf_fmt(b, "<section class=\"%s%s\">", *is_open ? "page" : "", at->is_landscape ? " lying" : "");
		*is_open = true;
		break;
	case BLOCK_HEAD: head_block(b, &at->head); break;
	case BLOCK_SIGN: sign_block(b, &at->sign); break;
	case BLOCK_CODE: return code_block(p, b, at);
	case BLOCK_TABLE: table_block(p, b, at->table); break;
	case BLOCK_TEXT:
	case BLOCK_TITLE:
	case BLOCK_HEADING: text_block(b, at); break;
	}
	return OK;
}

err html_write(struct paper *p)
{
	struct buf *b = buf_new(p->mem, HTML_MAX);
	bool is_open = false, is_whole;
	FILE *f;

	buf_text(b, begin);
	buf_markup_lines(b, p->name);
	buf_text(b, style);
	for (size_t i = 0; i < p->blocks.n; i++)
		TRY(block(p, b, &p->blocks.at[i], &is_open));
	buf_text(b, is_open ? "</section>\n</body></html>\n" : "</body></html>\n");
	TRY(buf_err(b));
	f = fopen(p->to.path, "wb");
	if (f == NULL)
		return ERR_IO;
	is_whole = fwrite(b->p, 1, b->n, f) == b->n;
	return fclose(f) == 0 && is_whole ? OK : ERR_IO;
}
