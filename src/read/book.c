/* read/book.c -- what all readers of Excel workbooks need: its sheets, formats and shared texts, and what a cell shows. */
#include "read/book.h"

#include <math.h>

#include "base/date.h"
#include "base/text.h"
#include "read/part.h"

enum { SHEETS_MAX = 200, FORMATS_MAX = 20000, STRINGS_MAX = 2000000, TEXT_MAX = 4 * 1024 * 1024, ROW_MAX = 1048576 };

static void no_close(void *at, const char *name)
{
}

/* ---- the workbook, its parts and formats ------------------------------------------------------------------------ */

static void workbook_open(void *at, const char *name, const char *const *attrs)
{
	struct book *x = at;

	if (text_is(name, "workbookPr")) {
		const char *v = xml_attr(attrs, "date1904");

		x->is_1904 = v != NULL && (text_is(v, "1") || text_is(v, "true"));
	} else if (text_is(name, "sheet") && x->sheets.n < SHEETS_MAX) {
		const char *title = xml_attr(attrs, "name"), *rel = xml_attr(attrs, "id"), *state = xml_attr(attrs, "state");

		*list_add(x->rd->mem, &x->sheets) = (struct book_sheet){
			.name = title == NULL ? "" : reader_clean(x->rd, title, strlen(title)),
			.rel = rel == NULL ? "" : mem_dup(x->rd->mem, rel),
			.part = "",
			.is_hidden = state != NULL && !text_is(state, "visible"),
		};
	}
}

static void rels_open(void *at, const char *name, const char *const *attrs)
{
	struct book *x = at;
	const char *id = xml_attr(attrs, "Id"), *target = xml_attr(attrs, "Target");

	if (!text_is(name, "Relationship") || id == NULL || target == NULL)
		return;
	for (size_t i = 0; i < x->sheets.n; i++)
		if (text_is(x->sheets.at[i].rel, id))
			x->sheets.at[i].part = *target == '/' ? mem_dup(x->rd->mem, target + 1)
			                                      : mem_text(x->rd->mem, "xl/%s", target);
}

/* What a format shows, by its letters outside of quotes and brackets. */
static enum book_shown shown_of_code(const char *p)
{
	bool day = false, month = false, year = false, hour = false;

	for (; *p != '\0' && *p != ';'; p++) {
		if (*p == '"')
			p += strcspn(p + 1, "\"") + (strchr(p + 1, '"') != NULL);
		else if (*p == '[')
			p += strcspn(p, "]") - (strchr(p, ']') == NULL);
		else if (*p == '\\' && p[1] != '\0')
			p++;
		else if (*p == '%')
			return AS_PERCENT;
		day = day || *p == 'd' || *p == 'D';
		month = month || *p == 'm' || *p == 'M';
		year = year || *p == 'y' || *p == 'Y';
		hour = hour || *p == 'h' || *p == 'H';
		if (*p == '\0')
			break;
	}
	if (month && year && !day)
		return AS_MONTH;
	return (day && (month || year)) || (day && hour) ? AS_DAY : AS_IS;
}

static enum book_shown shown_of(const struct book *x, int id)
{
	for (size_t i = 0; i < x->customs.n; i++)
		if (x->customs.at[i].id == id)
			return x->customs.at[i].shown;
	if (id == 17)
		return AS_MONTH;
	if ((id >= 14 && id <= 16) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
		return AS_DAY;
	return id == 9 || id == 10 ? AS_PERCENT : AS_IS;
}

static void formats_open(void *at, const char *name, const char *const *attrs)
{
	struct book *x = at;
	const char *code = xml_attr(attrs, "formatCode"), *val = xml_attr(attrs, "val");

	if (text_is(name, "numFmt") && code != NULL && x->customs.n < FORMATS_MAX) {
		*list_add(x->rd->mem, &x->customs) = (struct book_custom){xml_attr_int(attrs, "numFmtId", -1), shown_of_code(code)};
	} else if (text_is(name, "fonts")) {
		x->is_in_fonts = true;
	} else if (text_is(name, "cellXfs")) {
		x->is_in_xfs = true;
	} else if (text_is(name, "font") && x->is_in_fonts && x->fonts.n < FORMATS_MAX) {
		*list_add(x->rd->mem, &x->fonts) = LEGACY_NONE;
	} else if (text_is(name, "name") && x->is_in_fonts && val != NULL && x->fonts.n > 0) {
		x->fonts.at[x->fonts.n - 1] = legacy_of_font(val);
		x->has_old_font = x->has_old_font || legacy_of_font(val) != LEGACY_NONE;
	} else if (text_is(name, "xf") && x->is_in_xfs && x->formats.n < FORMATS_MAX) {
		int font = xml_attr_int(attrs, "fontId", -1);

		*list_add(x->rd->mem, &x->formats) = (struct book_format){
			shown_of(x, xml_attr_int(attrs, "numFmtId", 0)),
			font >= 0 && (size_t)font < x->fonts.n ? x->fonts.at[font] : LEGACY_NONE,
		};
	}
}

static void formats_close(void *at, const char *name)
{
	struct book *x = at;

	if (text_is(name, "fonts"))
		x->is_in_fonts = false;
	else if (text_is(name, "cellXfs"))
		x->is_in_xfs = false;
}

/* ---- shared strings --------------------------------------------------------------------------------------------- */

void book_text(void *at, const char *p, size_t n)
{
	struct book *x = at;

	if (x->is_text && !x->is_phonetic)
		buf_bytes(x->text, p, n);
}

static void strings_open(void *at, const char *name, const char *const *attrs)
{
	struct book *x = at;

	if (text_is(name, "si"))
		buf_reset(x->text);
	else if (text_is(name, "t"))
		x->is_text = true;
	else if (text_is(name, "rPh"))
		x->is_phonetic = true;
}

/* "_x000D_" is how a sheet writes a character that XML cannot hold, and "_x005F_" the line before such a word. */
static void decode(struct buf *b)
{
	size_t k = 0;

	if (memchr(b->p, '_', b->n) == NULL)
		return;
	for (size_t i = 0; i < b->n; i++) {
		const char *p = b->p + i;
		uint32_t c = 0;
		bool is_code = b->n - i >= 7 && p[0] == '_' && p[1] == 'x' && p[6] == '_';

		for (int n = 2; is_code && n < 6; n++) {
			is_code = text_hex(p[n]) >= 0;
			c = c * 16 + (uint32_t)(is_code ? text_hex(p[n]) : 0);
		}
		if (is_code && c != 0 && (c < 0xD800 || c > 0xDFFF)) {
			char u[4];
			size_t n = text_put(u, c);

			memcpy(b->p + k, u, n);
			k += n;
			i += 6;
		} else {
			b->p[k++] = b->p[i];
		}
	}
	b->n = k;
	b->p[k] = '\0';
}

static void strings_close(void *at, const char *name)
{
	struct book *x = at;

	if (text_is(name, "t")) {
		x->is_text = false;
	} else if (text_is(name, "rPh")) {
		x->is_phonetic = false;
	} else if (text_is(name, "si")) {
		const char *text = "";

		decode(x->text);
		if (x->strings.n >= STRINGS_MAX || mem_left(x->rd->mem) / 4 < x->text->n + x->strings.n * sizeof text)
			x->rd->is_full = true;
		if (x->rd->is_full)
			return;
		/* With old fonts about, what the letters mean is known only at the cell. */
		if (x->has_old_font)
			text = mem_dup(x->rd->mem, x->text->p);
		else
			text = reader_clean(x->rd, x->text->p, x->text->n);
		*list_add(x->rd->mem, &x->strings) = text;
	}
}

/* ---- cells ------------------------------------------------------------------------------------------------------ */

bool book_place(const char **p, int *col, int *row)
{
	int c = 0, r = 0;

	for (; **p >= 'A' && **p <= 'Z' && c < READ_COLS_MAX * 26; (*p)++)
		c = c * 26 + (**p - 'A' + 1);
	for (; **p >= '0' && **p <= '9' && r < ROW_MAX; (*p)++)
		r = r * 10 + (**p - '0');
	*col = c - 1;
	*row = r;
	return c > 0 && r > 0;
}

static const char *day_text(struct book *x, double v, enum book_shown shown)
{
	double days = floor(v);
	int minutes = (int)floor((v - days) * 1440 + 0.5);
	date d;
	struct ymd ymd;

	if (!(days >= 1 && days < 2958466))
		return NULL;
	/* Excel counts a 29/02/1900 that never was; before it the count is one lower. */
	d = (date)days + (x->is_1904 ? date_of(1904, 1, 1) : date_of(1899, 12, 30) + (days < 60));
	ymd = date_ymd(d);
	if (shown == AS_MONTH)
		return mem_text(x->rd->mem, "%02d/%d", ymd.month, ymd.year);
	if (minutes > 0 && minutes < 1440)
		return mem_text(x->rd->mem, "%s %02d:%02d", date_vn(x->rd->mem, d), minutes / 60, minutes % 60);
	return date_vn(x->rd->mem, d);
}

static bool is_short_number(const char *p, size_t n)
{
	return n < 15 && strspn(p, "0123456789") == n;
}

static const char *number_text(struct book *x, enum book_shown shown)
{
	const char *raw = x->text->p, *text;
	char *end;
	double v;

	if (shown == AS_IS && is_short_number(raw, x->text->n))
		return mem_copy(x->rd->mem, raw, x->text->n);
	v = strtod(raw, &end);
	if (end == raw || *end != '\0' || !isfinite(v))
		return reader_clean(x->rd, raw, x->text->n);
	text = shown == AS_DAY || shown == AS_MONTH ? day_text(x, v, shown) : NULL;
	if (text != NULL)
		return text;
	return shown == AS_PERCENT ? mem_text(x->rd->mem, "%.10g%%", v * 100) : mem_text(x->rd->mem, "%.15g", v);
}

static const char *string_text(struct book *x, const char *raw, size_t n, bool is_clean, enum legacy font)
{
	if (is_clean)
		return raw;
	if (font != LEGACY_NONE) {
		struct view v = legacy_text(x->rd->mem, font, raw, n);

		return reader_clean(x->rd, v.p, v.n);
	}
	return reader_clean(x->rd, raw, n);
}

const char *book_cell_text(struct book *x)
{
	struct book_format none = {AS_IS, LEGACY_NONE}, f = none;
	char *end;

	if (x->format >= 0 && (size_t)x->format < x->formats.n)
		f = x->formats.at[x->format];
	if (x->type == 'n')
		return number_text(x, f.shown);
	if (x->type == 'b')
		return x->text->p[0] == '1' ? "TRUE" : "FALSE";
	if (x->type == 's') {
		unsigned long i = strtoul(x->text->p, &end, 10);
		const char *s = *end == '\0' && i < x->strings.n ? x->strings.at[i] : "";

		return string_text(x, s, strlen(s), !x->has_old_font, f.font);
	}
	decode(x->text);
	return string_text(x, x->text->p, x->text->n, false, f.font);
}

static char type_of(const char *t)
{
	if (t == NULL || text_is(t, "n"))
		return 'n';
	if (text_is(t, "inlineStr"))
		return 'i';
	if (text_is(t, "str"))
		return 'f';
	return t[0] == 's' || t[0] == 'b' || t[0] == 'e' ? t[0] : 'f';
}

void book_cell_open(struct book *x, const char *const *attrs)
{
	const char *r = xml_attr(attrs, "r");
	int col, row;

	x->col++;
	if (r != NULL && book_place(&r, &col, &row))
		x->col = col;
	x->format = xml_attr_int(attrs, "s", -1);
	x->type = type_of(xml_attr(attrs, "t"));
	buf_reset(x->text);
}


int book_row_open(struct book *x, const char *const *attrs)
{
	int row = xml_attr_int(attrs, "r", x->row + 1);

	x->row = row > x->row && row <= ROW_MAX ? row : x->row + 1;
	x->col = -1;
	return x->row;
}

bool book_is_hidden(const char *const *attrs)
{
	const char *hidden = xml_attr(attrs, "hidden");

	return hidden != NULL && (text_is(hidden, "1") || text_is(hidden, "true"));
}

err book_open(struct reader *rd, struct unzip *z, struct book *x)
{
	static const struct xml_face workbook = {.open = workbook_open, .close = no_close};
	static const struct xml_face rels = {.open = rels_open, .close = no_close};
	static const struct xml_face formats = {.open = formats_open, .close = formats_close};
	static const struct xml_face strings = {.open = strings_open, .close = strings_close, .text = book_text};

	*x = (struct book){.rd = rd, .text = buf_new(rd->mem, TEXT_MAX)};
	TRY(part_read(rd->mem, z, "xl/workbook.xml", &workbook, x));
	TRY(part_read(rd->mem, z, "xl/_rels/workbook.xml.rels", &rels, x));
	TRY(part_read(rd->mem, z, "xl/styles.xml", &formats, x));
	return part_read(rd->mem, z, "xl/sharedStrings.xml", &strings, x);
}
