/* read/pdf_rules.c -- the straight lines of a page, from its drawing as SVG.
 *
 * A border is a stroked line, the side of a stroked box, or a box filled so thin that it is a line. */
#include <math.h>

#include "base/text.h"
#include "base/xml.h"
#include "read/pdf.h"

static const float THIN = 3, SHORT = 4, SLANT = 1;

enum { POINTS_MAX = 64 };

struct matrix {
	double a, b, c, d, e, f;
};

struct svg {
	struct pdf *pdf;
	size_t page;            /* of the pages seen so far; 0 before the first */
	int hidden;             /* inside so many definitions, which draw nothing by themselves */
};

static struct matrix matrix_of(const char *s)
{
	struct matrix m = {1, 0, 0, 1, 0, 0};
	double v[6];
	char *end;

	if (s == NULL || !text_starts(s, "matrix("))
		return m;
	s += 7;
	for (int i = 0; i < 6; i++) {
		v[i] = strtod(s, &end);
		if (end == s || !isfinite(v[i]))
			return m;
		s = end + strspn(end, ", ");
	}
	return (struct matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
}

static void add(struct svg *v, float x0, float y0, float x1, float y1)
{
	struct pdf_page *p = v->page > 0 && v->page <= v->pdf->n ? &v->pdf->at[v->page - 1] : NULL;
	bool is_flat = fabsf(y1 - y0) <= fabsf(x1 - x0);
	struct pdf_rule r;

	if (p == NULL || p->rules.n >= PDF_RULES_MAX || !isfinite(x0 + y0 + x1 + y1))
		return;
	r = (struct pdf_rule){fminf(x0, x1), fminf(y0, y1), fmaxf(x0, x1), fmaxf(y0, y1)};
	if (is_flat)
		r.y0 = r.y1 = (r.y0 + r.y1) / 2;
	else
		r.x0 = r.x1 = (r.x0 + r.x1) / 2;
	if (r.x1 - r.x0 + r.y1 - r.y0 >= SHORT)
		*list_add(v->pdf->rd->mem, &p->rules) = r;
}

struct point {
	float x, y;
};

static void add_path(struct svg *v, const struct point *p, size_t n, bool is_closed, bool is_filled)
{
	float x0, y0, x1, y1;

	if (n < 2)
		return;
	if (!is_filled) {
		for (size_t i = 0; i + 1 < n + is_closed; i++) {
			struct point a = p[i], b = p[(i + 1) % n];

			if (fabsf(a.x - b.x) <= SLANT || fabsf(a.y - b.y) <= SLANT)
				add(v, a.x, a.y, b.x, b.y);
		}
		return;
	}
	x0 = x1 = p[0].x;
	y0 = y1 = p[0].y;
	for (size_t i = 1; i < n; i++) {
		x0 = fminf(x0, p[i].x);
		x1 = fmaxf(x1, p[i].x);
		y0 = fminf(y0, p[i].y);
		y1 = fmaxf(y1, p[i].y);
	}
	if (x1 - x0 <= THIN || y1 - y0 <= THIN)
		add(v, x0, y0, x1, y1);
}

/* The straight subpaths of d; one with a curve, or with too many points for a border, is left out. */
static void read_path(struct svg *v, const char *d, struct matrix m, bool is_filled)
{
	struct point points[POINTS_MAX], at;
	size_t n = 0;
	bool is_bad = false;

	while (*d != '\0') {
		char c = *d;
		char *end;
		double x, y;

		if (c == 'M' || c == 'Z') {
			if (!is_bad)
				add_path(v, points, n, c == 'Z', is_filled);
			n = 0;
			is_bad = false;
		} else if (c == 'C') {
			is_bad = true;
		}
		if ((c >= 'A' && c <= 'Z') || c == ' ' || c == ',') {
			d++;
			continue;
		}
		x = strtod(d, &end);
		if (end == d)
			return;
		d = end + strspn(end, ", ");
		y = strtod(d, &end);
		if (end == d)
			return;
		d = end;
		at = (struct point){(float)(m.a * x + m.c * y + m.e), (float)(m.b * x + m.d * y + m.f)};
		if (n < POINTS_MAX)
			points[n++] = at;
		else
			is_bad = true;
	}
	if (!is_bad)
		add_path(v, points, n, false, is_filled);
}

static bool is_definition(const char *name)
{
	return text_is(name, "defs") || text_is(name, "clipPath") || text_is(name, "symbol") || text_is(name, "mask");
}

static void on_open(void *ptr, const char *name, const char *const *attrs)
{
	struct svg *v = ptr;
	const char *d = xml_attr(attrs, "d"), *style = xml_attr(attrs, "style"), *fill = xml_attr(attrs, "fill");
	bool is_filled;

	if (v->hidden > 0 || is_definition(name)) {
		v->hidden++;
		return;
	}
	if (text_is(name, "page"))
		v->page++;
	if (!text_is(name, "path") || d == NULL)
		return;
	if (v->page == 0)
		v->page = 1;
	is_filled = style != NULL ? strstr(style, "fill:none") == NULL : fill != NULL && !text_is(fill, "none");
	read_path(v, d, matrix_of(xml_attr(attrs, "transform")), is_filled);
}

static void on_close(void *ptr, const char *name)
{
	struct svg *v = ptr;

	if (v->hidden > 0)
		v->hidden--;
}

void pdf_rules_read(struct pdf *pdf, struct view drawing)
{
	static const struct xml_face face = {.open = on_open, .close = on_close};
	struct svg *v = mem_new(pdf->rd->mem, struct svg, 1);

	v->pdf = pdf;
	if (drawing.n == 0 || drawing.n > INT32_MAX)
		return;
	if (xml_feed(xml_new(pdf->rd->mem, &face, v), drawing.p, drawing.n, true) != OK)
		reader_note(pdf->rd, "", "Không đọc hết được nét kẻ bảng trong PDF; bảng có thể bị chia cột sai.");
}
