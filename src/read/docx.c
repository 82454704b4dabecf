/* read/docx.c -- Word documents: the body in its order, as paragraphs and tables.
 *
 * Paragraphs nest (a text box stands inside one), tables nest (the inner one becomes text of its cell), and the two nest
 * in each other; both are kept as small stacks. What Word computes when it shows a document is computed here: numbers of
 * lists, merged cells, tracked changes taken as accepted, letters of old fonts. */
#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "read/legacy.h"
#include "read/numbering.h"
#include "read/part.h"
#include "read/reader.h"
#include "read/styles.h"

enum { PARAS_MAX = 8, TABLES_MAX = 8, TEXT_MAX = 4 * 1024 * 1024, SPAN_MAX = 200 };

struct para {
	struct buf *text;       /* as read, of the code `font` from `font_from` on */
	size_t font_from;
	enum legacy font;
	struct style style;
	int num, num_level;
	bool has_num, has_centred, is_centred, is_mark_deleted;
	bool has_plain, has_bold;       /* letters that are not bold, that are */
	int page;
};

struct table {
	struct read_table *to;
	struct read_row *row;
	struct buf *cell;
	int col, span, line_from;
	bool is_below, is_restart, is_row_deleted, cell_has_plain, cell_has_bold;
	bool is_cell_begun;     /* the cell has had a paragraph */
};

struct docx {
	struct reader *rd;
	struct styles *styles;
	struct numbering *numbering;
	struct para paras[PARAS_MAX];
	struct table tables[TABLES_MAX];
	int paras_n, tables_n;  /* may pass the maximum; what is deeper is not kept */
	int line, page;
	int skip;               /* inside so many elements whose content is no part of the text */
	bool is_run_props, is_para_props, is_text, is_row_props;
	bool is_bold, is_hidden, has_font, has_pages, has_old_font;
	enum legacy font;
	/* footnotes */
	int footnote;
};

static struct para *para(struct docx *d)
{
	return d->paras_n > 0 && d->paras_n <= PARAS_MAX ? &d->paras[d->paras_n - 1] : NULL;
}

static struct table *table(struct docx *d)
{
	return d->tables_n > 0 && d->tables_n <= TABLES_MAX ? &d->tables[d->tables_n - 1] : NULL;
}

static bool is_on(const char *const *attrs)
{
	const char *v = xml_attr(attrs, "val");

	return v == NULL || (!text_is(v, "0") && !text_is(v, "false") && !text_is(v, "none") && !text_is(v, "off"));
}

/* ---- text -------------------------------------------------------------------------------------------------- */

/* What was written in an old font since font_from becomes Unicode. */
static void settle_font(struct docx *d, struct para *p)
{
	struct view v;

	if (p->font != LEGACY_NONE && p->text->n > p->font_from) {
		v = legacy_text(d->rd->mem, p->font, p->text->p + p->font_from, p->text->n - p->font_from);
		p->text->n = p->font_from;
		buf_bytes(p->text, v.p, v.n);
		d->has_old_font = true;
	}
	p->font_from = p->text->n;
}

static void put(struct docx *d, const char *s, size_t n)
{
	struct para *p = para(d);
	enum legacy font;

	if (p == NULL || d->skip > 0 || d->is_hidden || n == 0)
		return;
	font = d->has_font ? d->font : p->style.font;
	if (font != p->font) {
		settle_font(d, p);
		p->font = font;
	}
	buf_bytes(p->text, s, n);
	if (*s == ' ' && n == 1)
		return;
	if (d->is_bold || p->style.is_bold)
		p->has_bold = true;
	else
		p->has_plain = true;
}

static void on_text(void *at, const char *p, size_t n)
{
	struct docx *d = at;

	if (d->is_text)
		put(d, p, n);
}

/* ---- paragraphs ---------------------------------------------------------------------------------------------- */

static void open_para(struct docx *d)
{
	struct para *p;
	struct buf *text;

	d->paras_n++;
	p = para(d);
	if (p == NULL)
		return;
	text = p->text != NULL ? p->text : buf_new(d->rd->mem, TEXT_MAX);
	if (!p->is_mark_deleted)
		buf_reset(text);
	*p = (struct para){.text = text, .page = d->page, .font_from = text->n, .style = styles_of(d->styles, "")};
	if (d->paras_n == 1)
		d->line++;
	d->is_bold = d->is_hidden = d->has_font = false;
}

static const char *para_text(struct docx *d, struct para *p)
{
	char mark[NUMBERING_MARK_MAX] = "";
	int num = p->has_num ? p->num : p->style.num, level = p->has_num ? p->num_level : p->style.num_level;
	const char *text;

	settle_font(d, p);
	if (buf_err(p->text) != OK)
		d->rd->is_full = true;
	text = text_trim(d->rd->mem, reader_clean(d->rd, p->text->p, p->text->n));
	if (num > 0)
		numbering_next(d->numbering, num, level, mark);
	if (mark[0] == '\0')
		return text;
	text = mem_text(d->rd->mem, "%s %s", mark, text);
	return text_trim(d->rd->mem, reader_clean(d->rd, text, strlen(text)));
}

static void para_to_cell(struct table *t, const struct para *p, const char *text, bool is_nested)
{
	if (*text != '\0' && t->cell->n > 0 && t->cell->p[t->cell->n - 1] != '\n')
		buf_char(t->cell, is_nested ? ' ' : '\n');
	buf_text(t->cell, text);
	t->cell_has_bold = t->cell_has_bold || p->has_bold;
	t->cell_has_plain = t->cell_has_plain || p->has_plain;
}

static void para_to_block(struct docx *d, const struct para *p, const char *text)
{
	struct read_block *b;

	if (*text == '\0')
		return;
	b = reader_block(d->rd);
	b->text = text;
	b->level = p->style.level;
	b->is_bold = p->has_bold && !p->has_plain;
	b->is_centred = p->has_centred ? p->is_centred : p->style.is_centred;
	b->place = (struct read_place){.page = p->page, .sheet = "", .from_line = d->line, .to_line = d->line};
}

static void footnote_to_notes(struct docx *d, const char *text)
{
	if (*text != '\0' && d->footnote > 0)
		reader_note(d->rd, mem_text(d->rd->mem, "chú thích %d", d->footnote), text);
}

static void close_para(struct docx *d)
{
	struct para *p = para(d);
	const char *text;

	d->paras_n--;
	if (p == NULL || d->rd->is_full || p->is_mark_deleted)
		return;
	if (d->skip > 0)
		return;
	text = para_text(d, p);
	if (d->footnote != 0)
		footnote_to_notes(d, text);
	else if (d->tables_n > 0)
		para_to_cell(&d->tables[0], p, text, d->tables_n > 1);
	else
		para_to_block(d, p, text);
}

static void open_para_property(struct docx *d, struct para *p, const char *name, const char *const *attrs)
{
	const char *val = xml_attr(attrs, "val");

	if (text_is(name, "pStyle") && val != NULL) {
		p->style = styles_of(d->styles, val);
	} else if (text_is(name, "numId")) {
		p->has_num = true;
		p->num = xml_attr_int(attrs, "val", 0);
	} else if (text_is(name, "ilvl")) {
		p->num_level = xml_attr_int(attrs, "val", 0);
	} else if (text_is(name, "jc") && val != NULL) {
		p->has_centred = true;
		p->is_centred = text_is(val, "center");
	} else if (text_is(name, "outlineLvl")) {
		int level = xml_attr_int(attrs, "val", 9);

		p->style.level = level >= 0 && level < 9 ? level + 1 : 0;
	} else if (text_is(name, "del") && d->is_run_props) {
		p->is_mark_deleted = true;
	}
}

static void open_run_property(struct docx *d, const char *name, const char *const *attrs)
{
	if (text_is(name, "b")) {
		d->is_bold = is_on(attrs);
	} else if (text_is(name, "vanish")) {
		d->is_hidden = is_on(attrs);
	} else if (text_is(name, "rFonts") && xml_attr(attrs, "ascii") != NULL) {
		d->has_font = true;
		d->font = legacy_of_font(xml_attr(attrs, "ascii"));
	}
}

static void open_sign(struct docx *d, const char *name, const char *const *attrs)
{
	if (text_is(name, "tab") || text_is(name, "ptab")) {
		put(d, "\t", 1);
	} else if (text_is(name, "br")) {
		const char *type = xml_attr(attrs, "type");

		if (type == NULL || text_is(type, "textWrapping"))
			put(d, "\n", 1);
	} else if (text_is(name, "cr")) {
		put(d, "\n", 1);
	} else if (text_is(name, "noBreakHyphen")) {
		put(d, "-", 1);
	} else if (text_is(name, "softHyphen")) {
		/* In the old fonts the letter ư stands where a soft hyphen stands today. */
		put(d, "\xc2\xad", 2);
	} else if (text_is(name, "sym")) {
		put(d, "\xe2\x80\xa2", 3);
	} else if (text_is(name, "lastRenderedPageBreak")) {
		struct para *p = para(d);
		struct table *t = table(d);

		d->page++;
		d->has_pages = true;
		if (p != NULL && p->text->n == 0)
			p->page = d->page;
		if (t != NULL && t->row != NULL && t->row->n == 0 && t->cell->n == 0)
			t->row->place.page = d->page;
	}
}

/* ---- tables ---------------------------------------------------------------------------------------------------- */

static void open_table(struct docx *d)
{
	struct table *t;

	d->tables_n++;
	if (d->tables_n != 1)
		return;
	t = table(d);
	*t = (struct table){.to = reader_table(d->rd), .cell = t->cell};
	if (t->cell == NULL)
		t->cell = buf_new(d->rd->mem, TEXT_MAX);
}

static void open_row(struct docx *d)
{
	struct table *t = table(d);

	if (d->tables_n > 1) {
		if (d->tables[0].cell->n > 0 && d->skip == 0)
			buf_char(d->tables[0].cell, '\n');
		return;
	}
	t->row = reader_row(d->rd, t->to);
	t->row->place = (struct read_place){.page = d->page, .sheet = "", .from_line = d->line + 1};
	t->col = 0;
	t->is_row_deleted = false;
}

static void open_cell(struct docx *d)
{
	struct table *t = table(d);

	if (d->tables_n != 1)
		return;
	buf_reset(t->cell);
	t->span = 1;
	t->is_below = t->is_restart = t->cell_has_bold = t->cell_has_plain = false;
}

/* The cell of the last row but one that covers a place. */
static const struct read_cell *above(const struct read_table *t, int col)
{
	const struct read_row *r = t->n >= 2 ? &t->at[t->n - 2] : NULL;

	for (size_t i = 0; r != NULL && i < r->n; i++)
		if (r->at[i].col <= col && col < r->at[i].col + r->at[i].col_span)
			return &r->at[i];
	return NULL;
}

static void close_cell(struct docx *d)
{
	struct table *t = table(d);
	const struct read_cell *up;
	struct read_cell *c;

	if (d->tables_n != 1 || t->row == NULL)
		return;
	c = reader_cell(d->rd, t->row);
	c->col = t->col;
	c->col_span = t->span;
	c->is_bold = t->cell_has_bold && !t->cell_has_plain;
	if (buf_err(t->cell) != OK)
		d->rd->is_full = true;
	c->text = text_trim(d->rd->mem, t->cell->p);
	up = t->is_below ? above(t->to, t->col) : NULL;
	if (up != NULL) {
		c->is_below = true;
		c->text = up->text;
	}
	t->col += t->span;
	if (t->col > t->to->cols_n)
		t->to->cols_n = t->col;
}

static void close_row(struct docx *d)
{
	struct table *t = table(d);

	if (d->tables_n != 1 || t->row == NULL)
		return;
	t->row->place.to_line = d->line >= t->row->place.from_line ? d->line : t->row->place.from_line;
	if ((t->is_row_deleted || t->row->n == 0) && t->to->n > 0)
		t->to->n--;
	t->row = NULL;
}

static void close_table(struct docx *d)
{
	struct table *t = table(d);
	struct read_block *b;

	d->tables_n--;
	if (d->tables_n != 0 || t->to->n == 0)
		return;
	reader_mark_repeats(d->rd, t->to);
	b = reader_block(d->rd);
	b->table = t->to;
	b->place = t->to->at[0].place;
	b->place.to_line = t->to->at[t->to->n - 1].place.to_line;
}

static int span_of(const char *const *attrs)
{
	int n = xml_attr_int(attrs, "val", 1);

	return n < 1 ? 1 : n > SPAN_MAX ? SPAN_MAX : n;
}

static void open_table_property(struct docx *d, const char *name, const char *const *attrs)
{
	struct table *t = table(d);
	const char *val = xml_attr(attrs, "val");

	if (d->tables_n != 1 || t->row == NULL)
		return;
	if (text_is(name, "gridSpan")) {
		t->span = span_of(attrs);
	} else if (text_is(name, "vMerge")) {
		t->is_below = val == NULL || !text_is(val, "restart");
	} else if (text_is(name, "tblHeader")) {
		t->row->is_head = is_on(attrs);
	} else if (text_is(name, "gridBefore")) {
		t->col = xml_attr_int(attrs, "val", 0);
		t->col = t->col < 0 || t->col > SPAN_MAX ? 0 : t->col;
	} else if (text_is(name, "del") && d->is_row_props) {
		t->is_row_deleted = true;
	}
}

/* ---- elements ---------------------------------------------------------------------------------------------------- */

/* Content that is no part of the text as shown: the second copy of a text box, what was moved away or struck, old
 * properties of a tracked change. */
static bool is_skipped(struct docx *d, const char *name)
{
	if (text_is(name, "del"))
		return !d->is_run_props && !d->is_row_props && !d->is_para_props;
	return text_is(name, "Fallback") || text_is(name, "moveFrom") || text_is(name, "pPrChange") ||
	       text_is(name, "rPrChange") || text_is(name, "tblPrChange") || text_is(name, "trPrChange") ||
	       text_is(name, "tcPrChange") || text_is(name, "sectPrChange");
}

static void open_in_para(struct docx *d, const char *name, const char *const *attrs)
{
	struct para *p = para(d);

	if (text_is(name, "t")) {
		d->is_text = true;
	} else if (text_is(name, "r")) {
		d->is_bold = d->is_hidden = d->has_font = false;
	} else if (text_is(name, "rPr")) {
		d->is_run_props = true;
	} else if (text_is(name, "pPr")) {
		d->is_para_props = true;
	} else if (d->is_para_props && p != NULL) {
		open_para_property(d, p, name, attrs);
	} else if (d->is_run_props) {
		open_run_property(d, name, attrs);
	} else {
		open_sign(d, name, attrs);
	}
}

static void on_open(void *at, const char *name, const char *const *attrs)
{
	struct docx *d = at;

	if (d->rd->is_full)
		return;
	if (d->skip > 0 || is_skipped(d, name)) {
		d->skip++;
		return;
	}
	if (text_is(name, "p"))
		open_para(d);
	else if (text_is(name, "tbl"))
		open_table(d);
	else if (text_is(name, "tr") && d->tables_n > 0)
		open_row(d);
	else if (text_is(name, "tc") && d->tables_n > 0)
		open_cell(d);
	else if (text_is(name, "trPr"))
		d->is_row_props = true;
	else if (text_is(name, "footnote"))
		d->footnote = xml_attr(attrs, "type") == NULL ? xml_attr_int(attrs, "id", -1) : -1;
	else if (d->paras_n > 0)
		open_in_para(d, name, attrs);
	else
		open_table_property(d, name, attrs);
}

static void on_close(void *at, const char *name)
{
	struct docx *d = at;

	if (d->rd->is_full)
		return;
	if (d->skip > 0) {
		d->skip--;
		return;
	}
	if (text_is(name, "t"))
		d->is_text = false;
	else if (text_is(name, "rPr"))
		d->is_run_props = false;
	else if (text_is(name, "pPr"))
		d->is_para_props = false;
	else if (text_is(name, "trPr"))
		d->is_row_props = false;
	else if (text_is(name, "p"))
		close_para(d);
	else if (text_is(name, "tc") && d->tables_n > 0)
		close_cell(d);
	else if (text_is(name, "tr") && d->tables_n > 0)
		close_row(d);
	else if (text_is(name, "tbl"))
		close_table(d);
}

static void forget_pages(struct read_doc *doc)
{
	for (size_t i = 0; i < doc->n; i++) {
		doc->at[i].place.page = 0;
		for (size_t r = 0; doc->at[i].table != NULL && r < doc->at[i].table->n; r++)
			doc->at[i].table->at[r].place.page = 0;
	}
}

/* Word calls the main part document.xml; some of its editions document2.xml. */
const char *docx_part(const struct unzip *z)
{
	for (size_t i = 0; i < unzip_n(z); i++) {
		const char *name = unzip_name(z, i);

		if (text_starts(name, "word/document") && text_ends(name, ".xml") && strlen(name) <= strlen("word/document00.xml"))
			return name;
	}
	return "";
}

err docx_read(struct reader *rd, struct unzip *z)
{
	static const struct xml_face face = {.open = on_open, .close = on_close, .text = on_text};
	struct docx *d = mem_new(rd->mem, struct docx, 1);

	rd->doc->kind = READ_DOCX;
	d->rd = rd;
	d->page = 1;
	TRY(styles_read(rd->mem, z, &d->styles));
	TRY(numbering_read(rd->mem, z, &d->numbering));
	TRY(part_read(rd->mem, z, docx_part(z), &face, d));
	if (!d->has_pages)
		forget_pages(rd->doc);
	d->footnote = -1;
	TRY(part_read(rd->mem, z, "word/footnotes.xml", &face, d));
	if (d->has_old_font)
		reader_note(rd, "", "Tài liệu có chữ viết bằng phông cũ (TCVN3 hoặc VNI); đã tự chuyển sang Unicode, cần đọc "
		            "lại chính tả.");
	return OK;
}
