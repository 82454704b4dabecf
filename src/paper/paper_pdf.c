/* paper/paper_pdf.c -- a PDF by Pango and Cairo: pages of A4 as NĐ 30/2020/NĐ-CP measures them, tables that go on over
 * pages with their head repeated, only our own fonts.
 *
 * What is drawn is a stack of layouts; a paragraph or a row that does not fit goes on, line by line, on the next page. */
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include "base/qr.h"
#include "paper/paper_inside.h"

#define FONTS "/usr/share/fonts/truetype/croscore/"
#define MM * (72.0 / 25.4)
static const double SHORT_SIDE = 210 MM, LONG_SIDE = 297 MM, MARGIN = 20 MM, MARGIN_LEFT = 30 MM, INDENT = 12.7 MM,
                    PAD_X = 1.6 MM, PAD_Y = 0.9 MM, NUMBER_AT = 10 MM;
enum { SIZE = 13, SIZE_TITLE = 14, SIZE_SMALL = 11 };

struct pdf {
	struct paper *paper;
	struct mem *mem;                /* emptied after each block and each row */
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoContext *pango;
	double width, height, left, right;      /* of the page; margins at its sides */
	double y;                       /* where the next thing begins */
	double cell_size;               /* letters of the table that is drawn */
	int number;                     /* of the page, within its part; 0: no page is begun */
	int pages_n;                    /* of the document */
	double fresh_y;                 /* below the repeated head of a table, on a page that has nothing else */
	const struct block *page;
	int unknown_n;                  /* signs that no font of ours has */
	err e;                          /* what could not be drawn at all */
};

/* ---- fonts -------------------------------------------------------------------------------------------------------- */

/* Tinos has the measures of Times New Roman and every Vietnamese letter; where it is not installed, what the system has.
 * Made once in a thread and kept: the libraries do not give all of it back, and reading fonts takes longer than a page. */
static PangoFontMap *fonts(void)
{
	static _Thread_local PangoFontMap *kept;
	static const char *const files[] = {"Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf"};
	FcConfig *config;
	bool has_all = true;

	if (kept != NULL)
		return kept;
	kept = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	config = FcConfigCreate();

	for (size_t i = 0; i < COUNT(files); i++) {
		char path[128];

		snprintf(path, sizeof path, "%s%s", FONTS, files[i]);
		has_all = FcConfigAppFontAddFile(config, (const FcChar8 *)path) == FcTrue && has_all;
	}
	if (has_all)
		pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(kept), config);
	FcConfigDestroy(config);
	return kept;
}

/* Takes the list. A word that is too long is broken, but no hyphen is written that nobody wrote. */
static void attrs_set(PangoLayout *l, PangoAttrList *list)
{
	pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
	pango_layout_set_attributes(l, list);
	pango_attr_list_unref(list);
}

/* The text set in a width. The caller lets it go. */
static PangoLayout *layout_new(struct pdf *f, unsigned looks, double size, double width, const char *text)
{
	PangoLayout *l = pango_layout_new(f->pango);
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family(font, "Tinos, Times New Roman, serif");
	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	if (looks & PAPER_BOLD)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	if (looks & PAPER_ITALIC)
		pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
	pango_layout_set_font_description(l, font);
	pango_font_description_free(font);
	pango_layout_set_width(l, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(l, looks & PAPER_CENTRED ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
	pango_layout_set_text(l, text, -1);
	attrs_set(l, pango_attr_list_new());
	return l;
}

static double height_of(PangoLayout *l)
{
	int w, h;

	pango_layout_get_size(l, &w, &h);
	return (double)h / PANGO_SCALE;
}

/* ---- pages -------------------------------------------------------------------------------------------------------- */

static double text_width(const struct pdf *f)
{
	return f->width - f->left - f->right;
}

static void draw_at(struct pdf *f, PangoLayout *l, double x, double y)
{
	f->unknown_n += pango_layout_get_unknown_glyphs_count(l);
	cairo_move_to(f->cr, x, y);
	pango_cairo_show_layout(f->cr, l);
}

static void page_end(struct pdf *f)
{
	if (f->number > 0)
		cairo_show_page(f->cr);
}

/* The next page of the same part; its number stands in the top margin but on the first. */
static void page_next(struct pdf *f)
{
	bool is_landscape = f->page != NULL && f->page->is_landscape;
	PangoLayout *number;

	page_end(f);
	f->width = is_landscape ? LONG_SIDE : SHORT_SIDE;
	f->height = is_landscape ? SHORT_SIDE : LONG_SIDE;
	f->left = is_landscape ? MARGIN : MARGIN_LEFT;
	f->right = MARGIN;
	f->y = MARGIN;
	cairo_pdf_surface_set_size(f->surface, f->width, f->height);
	f->number++;
	f->pages_n++;
	if (f->number == 1)
		return;
	number = layout_new(f, PAPER_CENTRED, SIZE, text_width(f), mem_text(f->mem, "%d", f->number));
	draw_at(f, number, f->left, NUMBER_AT);
	g_object_unref(number);
}

static double room_left(const struct pdf *f)
{
	return f->height - MARGIN - f->y;
}

/* A page is begun, and so much fits on it, if it can fit on any. */
static void need_room(struct pdf *f, double height)
{
	if (f->number == 0 || (room_left(f) < height && f->y > MARGIN))
		page_next(f);
}

/* What a reader's list of contents shows. */
static void outline(struct pdf *f, const char *name)
{
	if (*name != '\0' && f->number > 0)
		cairo_pdf_surface_add_outline(f->surface, CAIRO_PDF_OUTLINE_ROOT, name,
		                              mem_text(f->mem, "page=%d", f->pages_n), CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

/* ---- text --------------------------------------------------------------------------------------------------------- */

/* The lines of a layout from *line on, as many as fit above `bottom`; what they took. is_done when none is left. */
static double lines_draw(struct pdf *f, PangoLayout *l, int *line, double x, double y, double bottom, bool *is_done)
{
	PangoLayoutIter *it = pango_layout_get_iter(l);
	double took = 0, from = 0;
	int i = 0;

	*is_done = true;
	do {
		PangoRectangle at;
		double base = (double)pango_layout_iter_get_baseline(it) / PANGO_SCALE, end;
		int top, below;

		pango_layout_iter_get_line_yrange(it, &top, &below);
		pango_layout_iter_get_line_extents(it, NULL, &at);
		if (i++ < *line)
			continue;
		if (i == *line + 1 && took == 0)
			from = (double)top / PANGO_SCALE;
		end = (double)below / PANGO_SCALE - from;
		if (y + end > bottom + 0.01) {
			*line = i - 1;
			*is_done = false;
			break;
		}
		cairo_move_to(f->cr, x + (double)at.x / PANGO_SCALE, y + base - from);
		pango_cairo_show_layout_line(f->cr, pango_layout_iter_get_line_readonly(it));
		took = end;
	} while (pango_layout_iter_next_line(it));
	pango_layout_iter_free(it);
	return took;
}

/* The whole layout, on further pages too. */
static void flow(struct pdf *f, PangoLayout *l)
{
	bool is_done = false;
	int line = 0;

	f->unknown_n += pango_layout_get_unknown_glyphs_count(l);
	need_room(f, SIZE * 1.5);
	while (!is_done) {
		double took = lines_draw(f, l, &line, f->left, f->y, f->height - MARGIN, &is_done);

		f->y += took;
		if (!is_done && took == 0 && f->y <= MARGIN)
			break;          /* a line higher than a page */
		if (!is_done)
			page_next(f);
	}
}

/* Looks of the runs, as ranges of one text. */
static void runs_set(struct pdf *f, PangoLayout *l, const struct runs *runs)
{
	PangoAttrList *list = pango_attr_list_new();
	struct buf *words = buf_new(f->mem, 1 << 24);

	for (size_t i = 0; i < runs->n; i++) {
		unsigned from = (unsigned)words->n;
		PangoAttribute *attrs[2];

		buf_text(words, runs->at[i].text);
		attrs[0] = pango_attr_weight_new(runs->at[i].looks & PAPER_BOLD ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
		attrs[1] = pango_attr_style_new(runs->at[i].looks & PAPER_ITALIC ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
		for (size_t k = 0; k < COUNT(attrs); k++) {
			attrs[k]->start_index = from;
			attrs[k]->end_index = (unsigned)words->n;
			pango_attr_list_insert(list, attrs[k]);
		}
	}
	pango_layout_set_text(l, words->p, (int)words->n);
	attrs_set(l, list);
}

static void text_block(struct pdf *f, const struct block *b)
{
	bool is_body = b->kind == BLOCK_TEXT && !(b->looks & (PAPER_CENTRED | PAPER_SMALL));
	double size = b->kind == BLOCK_TITLE ? SIZE_TITLE : b->looks & PAPER_SMALL ? SIZE_SMALL : SIZE;
	PangoLayout *l;

	need_room(f, b->kind == BLOCK_TEXT ? 0 : 3 * SIZE);     /* no heading alone at the foot of a page */
	l = layout_new(f, b->kind == BLOCK_TITLE ? PAPER_CENTRED : b->looks & PAPER_CENTRED, size, text_width(f), "");
	if (b->kind == BLOCK_HEADING) {
		outline(f, b->runs.at[0].text);
		f->y += SIZE / 2.0;
	}
	if (is_body || b->kind == BLOCK_HEADING)
		pango_layout_set_indent(l, (int)(INDENT * PANGO_SCALE));
	if (is_body) {
		pango_layout_set_justify(l, TRUE);
		pango_layout_set_line_spacing(l, 1.15f);
	}
	runs_set(f, l, &b->runs);
	flow(f, l);
	f->y += is_body ? 6 : 3;
	g_object_unref(l);
}

/* ---- tables ------------------------------------------------------------------------------------------------------- */

/* A row being drawn: its cells, and how far each has come. */
struct cells {
	size_t n;
	PangoLayout *at[PAPER_COLUMNS_MAX];
	int line[PAPER_COLUMNS_MAX];
	bool is_done[PAPER_COLUMNS_MAX];
	double x[PAPER_COLUMNS_MAX + 1];        /* borders; x[n] is the right one */
	const char *address[PAPER_COLUMNS_MAX];
	double height;                  /* of the whole row */
};

static void cells_free(struct cells *c)
{
	for (size_t i = 0; i < c->n; i++)
		g_object_unref(c->at[i]);
}

static void cell_set(struct pdf *f, struct cells *c, unsigned looks, const char *text, enum cell_kind kind)
{
	size_t i = c->n++;
	PangoLayout *l = layout_new(f, looks, f->cell_size, c->x[i + 1] - c->x[i] - 2 * PAD_X, text);
	double height = height_of(l) + 2 * PAD_Y;

	if (kind == CELL_INT || kind == CELL_MONEY || kind == CELL_PERCENT)
		pango_layout_set_alignment(l, looks & PAPER_CENTRED ? PANGO_ALIGN_CENTER : PANGO_ALIGN_RIGHT);
	if (kind == CELL_DATE || kind == CELL_TIME)
		pango_layout_set_alignment(l, PANGO_ALIGN_CENTER);
	f->unknown_n += pango_layout_get_unknown_glyphs_count(l);
	c->at[i] = l;
	c->line[i] = 0;
	c->is_done[i] = false;
	c->address[i] = "";
	c->height = c->height > height ? c->height : height;
}

static void borders(const struct pdf *f, const struct table *t, struct cells *c)
{
	double x = f->left;

	*c = (struct cells){.n = 0};
	for (size_t i = 0; i < t->columns_n; i++) {
		c->x[i] = x;
		x += text_width(f) * t->columns[i].width_mm / t->width_mm;
	}
	c->x[t->columns_n] = f->left + text_width(f);
}

static void head_set(struct pdf *f, const struct table *t, struct cells *c)
{
	borders(f, t, c);
	for (size_t i = 0; i < t->columns_n; i++)
		cell_set(f, c, PAPER_BOLD | PAPER_CENTRED, t->columns[i].head, CELL_TEXT);
}

static void line_set(struct pdf *f, const struct table *t, const struct line *l, struct cells *c)
{
	borders(f, t, c);
	if (l->is_band) {
		c->x[1] = c->x[t->columns_n];
		cell_set(f, c, PAPER_BOLD, l->cells[0].text, CELL_TEXT);
		return;
	}
	for (size_t i = 0; i < t->columns_n; i++) {
		cell_set(f, c, t->columns[i].is_centred ? PAPER_CENTRED : 0, cell_words(f->mem, &l->cells[i]), l->cells[i].kind);
		c->address[i] = cell_address(f->mem, f->paper, &l->cells[i]);
	}
}

/* The attribute of a link; quotes and backslashes are written with a backslash. */
static const char *link_words(struct pdf *f, const char *address)
{
	struct buf *b = buf_new(f->mem, 2 * strlen(address) + 16);

	buf_text(b, "uri='");
	for (const char *p = address; *p != '\0'; p++) {
		if (*p == '\'' || *p == '\\')
			buf_char(b, '\\');
		buf_char(b, *p);
	}
	buf_char(b, '\'');
	return b->p;
}

/* One cell as far as the page goes. */
static double cell_draw(struct pdf *f, struct cells *c, size_t i, double bottom)
{
	double x = c->x[i] + PAD_X, took;
	bool is_link = *c->address[i] != '\0';

	if (c->is_done[i])
		return 0;
	if (is_link) {
		cairo_tag_begin(f->cr, CAIRO_TAG_LINK, link_words(f, c->address[i]));
		cairo_set_source_rgb(f->cr, 0.04, 0.31, 0.64);
	}
	took = lines_draw(f, c->at[i], &c->line[i], x, f->y + PAD_Y, bottom, &c->is_done[i]);
	if (is_link) {
		cairo_tag_end(f->cr, CAIRO_TAG_LINK);
		cairo_set_source_rgb(f->cr, 0, 0, 0);
	}
	return took;
}

static void box_draw(struct pdf *f, const struct cells *c, double height)
{
	cairo_set_line_width(f->cr, 0.5);
	for (size_t i = 0; i <= c->n; i++) {
		cairo_move_to(f->cr, c->x[i], f->y);
		cairo_line_to(f->cr, c->x[i], f->y + height);
	}
	cairo_move_to(f->cr, c->x[0], f->y);
	cairo_line_to(f->cr, c->x[c->n], f->y);
	cairo_move_to(f->cr, c->x[0], f->y + height);
	cairo_line_to(f->cr, c->x[c->n], f->y + height);
	cairo_stroke(f->cr);
}

/* As much of the row as fits on this page; true when all of it is drawn. */
static bool row_part(struct pdf *f, struct cells *c)
{
	double bottom = f->height - MARGIN - PAD_Y, height = 0;
	bool is_done = true;

	for (size_t i = 0; i < c->n; i++) {
		double took = cell_draw(f, c, i, bottom);

		height = took > height ? took : height;
		is_done = is_done && c->is_done[i];
	}
	if (height > 0 || is_done) {
		box_draw(f, c, height + 2 * PAD_Y);
		f->y += height + 2 * PAD_Y;
	}
	return is_done;
}

static void head_draw(struct pdf *f, const struct table *t)
{
	struct cells c;

	head_set(f, t, &c);
	(void)row_part(f, &c);
	cells_free(&c);
}

/* A page that goes on with the table. */
static void table_page(struct pdf *f, const struct table *t)
{
	page_next(f);
	head_draw(f, t);
	f->fresh_y = f->y;
}

/* The height that must be there before a row is begun: the whole row, and with a band the row below it too; but a row
 * higher than half a page begins where it stands. */
static double row_needs(struct pdf *f, const struct table *t, size_t i, const struct cells *c)
{
	const double high = (f->height - 2 * MARGIN) / 2;
	double height = c->height;
	struct cells next;

	if (t->lines.at[i].is_band && i + 1 < t->lines.n) {
		line_set(f, t, &t->lines.at[i + 1], &next);
		height += next.height;
		cells_free(&next);
	}
	return height <= high ? height : 20 MM;
}

static void table_draw(struct pdf *f, const struct table *t)
{
	struct cells c;

	if (f->number == 0)
		page_next(f);
	f->cell_size = table_half_points(t, text_width(f) / (1 MM)) / 2.0;
	head_set(f, t, &c);
	need_room(f, c.height + 15 MM);
	cells_free(&c);
	head_draw(f, t);
	for (size_t i = 0; i < t->lines.n; i++) {
		line_set(f, t, &t->lines.at[i], &c);
		if (room_left(f) < row_needs(f, t, i, &c))
			table_page(f, t);
		while (!row_part(f, &c)) {
			if (f->y == f->fresh_y)
				break;          /* a line higher than a page */
			table_page(f, t);
		}
		cells_free(&c);
		mem_reset(f->mem);
	}
	f->y += 6;
}

/* ---- head and signature ------------------------------------------------------------------------------------------- */

/* A text centred in a column; what it took. */
static double centred(struct pdf *f, unsigned looks, double size, double x, double width, double y, const char *text)
{
	PangoLayout *l;
	double height;

	if (*text == '\0')
		return 0;
	l = layout_new(f, looks | PAPER_CENTRED, size, width, text);
	draw_at(f, l, x, y);
	height = height_of(l);
	g_object_unref(l);
	return height;
}

static void rule(struct pdf *f, double x, double y, double width)
{
	cairo_set_line_width(f->cr, 0.75);
	cairo_move_to(f->cr, x, y);
	cairo_line_to(f->cr, x + width, y);
	cairo_stroke(f->cr);
}

static double more(double a, double b)
{
	return a > b ? a : b;
}

static void head_block(struct pdf *f, const struct paper_head *h)
{
	double left = text_width(f) * 0.42, right = text_width(f) - left, x = f->left + left, y, z;

	need_room(f, 30 MM);
	y = f->y + centred(f, 0, SIZE, f->left, left, f->y, h->above);
	y += centred(f, PAPER_BOLD, SIZE, f->left, left, y, h->issuer);
	rule(f, f->left + left / 3, y + 1.5, left / 3);
	z = f->y + centred(f, PAPER_BOLD, 12, x, right, f->y, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
	z += centred(f, PAPER_BOLD, SIZE, x, right, z, "Độc lập - Tự do - Hạnh phúc");
	rule(f, x + (right - 58 MM) / 2, z + 1.5, 58 MM);
	f->y = more(y, z) + 6;
	y = centred(f, 0, SIZE, f->left, left, f->y, h->number);
	z = centred(f, PAPER_ITALIC, SIZE, x, right, f->y, h->place_day);
	f->y += more(y, z) + 12;
}

static void sign_block(struct pdf *f, const struct paper_sign *s)
{
	double half = text_width(f) / 2, x = f->left + half, y, z;
	PangoLayout *who = layout_new(f, 0, SIZE_SMALL, half, s->receivers);

	f->y += 12;
	need_room(f, more(height_of(who) + SIZE * 2, 45 MM));
	y = z = f->y;
	if (*s->receivers != '\0') {
		PangoLayout *label = layout_new(f, PAPER_BOLD | PAPER_ITALIC, 12, half, "Nơi nhận:");

		draw_at(f, label, f->left, y);
		y += height_of(label);
		draw_at(f, who, f->left, y);
		y += height_of(who);
		g_object_unref(label);
	}
	z += centred(f, PAPER_BOLD, SIZE, x, half, z, s->authority);
	z += centred(f, PAPER_BOLD, SIZE, x, half, z, s->office) + 25 MM;
	z += centred(f, PAPER_BOLD, SIZE, x, half, z, s->name);
	f->y = more(y, z) + 6;
	g_object_unref(who);
}

/* Squares side by side, a hair wider than a module, so that no white line is seen between two black ones. */
static void code_block(struct pdf *f, const struct block *b)
{
	double width = b->width_mm MM, x0 = f->left + (text_width(f) - width) / 2, side;
	const unsigned char *modules;
	int n;

	if (qr_modules(f->mem, b->runs.at[0].text, &modules, &n) != OK) {
		f->e = ERR_FULL;
		return;
	}
	need_room(f, width + 4 MM);
	side = width / (n + 2 * QR_MARGIN);
	for (int i = 0; i < n * n; i++) {
		if (modules[i] & 1)
			cairo_rectangle(f->cr, x0 + (i % n + QR_MARGIN) * side, f->y + (i / n + QR_MARGIN) * side, side + 0.05,
			                side + 0.05);
	}
	cairo_fill(f->cr);
	f->y += width + 2 MM;
}

/* ---- the whole ---------------------------------------------------------------------------------------------------- */

static void block_draw(struct pdf *f, const struct block *b)
{
	if (f->number == 0 && b->kind != BLOCK_PAGE)    /* the first page needs no call, and what is drawn needs its width */
		page_next(f);
	switch (b->kind) {
	case BLOCK_PAGE:
		f->page = b;
		if (f->number > 0 && *b->name == '\0') {
			page_next(f);
			break;
		}
		page_end(f);
		f->number = 0;
		page_next(f);
		outline(f, b->name);
		break;
	case BLOCK_HEAD: head_block(f, &b->head); break;
	case BLOCK_SIGN: sign_block(f, &b->sign); break;
	case BLOCK_CODE: code_block(f, b); break;
	case BLOCK_TABLE: table_draw(f, b->table); break;
	case BLOCK_TEXT:
	case BLOCK_TITLE:
	case BLOCK_HEADING: text_block(f, b); break;
	}
	mem_reset(f->mem);
}

static void about(struct pdf *f)
{
	int64_t ms = f->paper->to.now_ms;
	struct ymd day = date_ymd((date)(ms / 86400000));
	int s = (int)(ms / 1000 % 86400);

	cairo_pdf_surface_restrict_to_version(f->surface, CAIRO_PDF_VERSION_1_4);
	cairo_pdf_surface_set_metadata(f->surface, CAIRO_PDF_METADATA_TITLE, f->paper->name);
	cairo_pdf_surface_set_metadata(f->surface, CAIRO_PDF_METADATA_CREATOR, "thidua");
	cairo_pdf_surface_set_metadata(f->surface, CAIRO_PDF_METADATA_CREATE_DATE,
	    mem_text(f->mem, "%04d-%02d-%02dT%02d:%02d:%02dZ", day.year, day.month, day.day, s / 3600, s / 60 % 60, s % 60));
}

err pdf_write(struct paper *p)
{
	enum { MEM_MAX = 64 * 1024 * 1024 };
	struct pdf f = {.paper = p, .mem = mem_open(MEM_MAX)};
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_status_t status;

	f.pango = pango_font_map_create_context(fonts());
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(f.pango, options);
	cairo_font_options_destroy(options);
	f.surface = cairo_pdf_surface_create(p->to.path, SHORT_SIDE, LONG_SIDE);
	about(&f);
	f.cr = cairo_create(f.surface);
	pango_cairo_update_context(f.cr, f.pango);
	for (size_t i = 0; i < p->blocks.n; i++)
		block_draw(&f, &p->blocks.at[i]);
	need_room(&f, 0);
	page_end(&f);
	p->unknown_n = f.unknown_n;
	status = cairo_status(f.cr);
	cairo_destroy(f.cr);
	cairo_surface_finish(f.surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(f.surface);
	cairo_surface_destroy(f.surface);
	g_object_unref(f.pango);
	mem_close(f.mem);
	return status != CAIRO_STATUS_SUCCESS ? ERR_IO : f.e;
}
