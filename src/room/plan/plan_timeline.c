/* room/plan/plan_timeline.c -- the year of a plan as one picture: a row for each task, grouped by section.
 *
 * Lengths are units of a drawing 1640 wide, which with fifty tasks fills an A3 sheet laid across. Looks are said twice: as attributes, so
 * that the file shows alone, and as classes, so that the style sheet of pages takes over, in the dark too. A state is a
 * shape and a sign before it is a colour. */
#include "room/plan/plan_work.h"

#include "base/buf.h"
#include "base/text.h"

enum {
	WIDTH = 1640, LABEL_X = 8, LABEL_W = 620, GRID_X = 640, GRID_W = 770, REST_X = 1424, REST_W = 212,
	HEAD_Y = 62, LINE_H = 13, ROW_PAD = 5, SECTION_H = 22, LEGEND_H = 36, FONT = 12, MARK = 8, GAP = 15,
	LINES_MAX = 2, MONTHS_MAX = 24
};

struct drawing {
	struct mem *mem;
	struct buf *b;
	const char *links;
	date today, first, last;        /* the days of the grid */
	int y;
};

/* ---- signs ------------------------------------------------------------------------------------------------------------ */

static const struct sign {
	const char *fill, *stroke;
	const char *extra;              /* more attributes of the diamond */
	const char *glyph;              /* a path within it; "" for none */
	const char *glyph_stroke;
} SIGNS[DUTY_STATE_N] = {
	[DUTY_IS_LATE] = {"#a3151f", "#a3151f", "", "M0 -4V1M0 3.2V4", "#ffffff"},
	[DUTY_IS_REPORTED] = {"#0b57a4", "#0b57a4", "", "M0 4V-3.5M-2.6 -1L0 -3.8L2.6 -1", "#ffffff"},
	[DUTY_IS_UNDER_WAY] = {"#ffffff", "#0b57a4", "", "M0 -5.5V5.5L-5.5 0Z", "#0b57a4"},
	[DUTY_IS_NOT_BEGUN] = {"#ffffff", "#525d6b", "", "", ""},
	[DUTY_IS_WAITING] = {"#fff1d6", "#7a4a00", " stroke-dasharray=\"3 2\"", "M-2.4 -3H2.4L-2.4 3H2.4Z", "#7a4a00"},
	[DUTY_IS_SUSPENDED] = {"#d4d9e0", "#525d6b", "", "M-1.8 -3V3M1.8 -3V3", "#1b2430"},
	[DUTY_IS_DONE_LATE] = {"#ffffff", "#14632f", "", "M-3 0L-.8 2.4L3 -2.4", "#14632f"},
	[DUTY_IS_DONE] = {"#14632f", "#14632f", "", "M-3 0L-.8 2.4L3 -2.4", "#ffffff"},
};

static void put_signs(struct buf *b)
{
	buf_text(b, "<defs>");
	for (int i = 0; i < DUTY_STATE_N; i++) {
		const char *name = duty_state_name((enum duty_state)i);
		const struct sign *s = &SIGNS[i];

		buf_fmt(b, "<g id=\"sign-%s\"><path class=\"sign-%s\" d=\"M0 -7L7 0L0 7L-7 0Z\" fill=\"%s\" stroke=\"%s\" "
		        "stroke-width=\"1.6\"%s/>", name, name, s->fill, s->stroke, s->extra);
		if (*s->glyph != '\0')
			buf_fmt(b, "<path class=\"glyph-%s\" d=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.8\"/>", name,
			        s->glyph, i == DUTY_IS_UNDER_WAY ? s->glyph_stroke : "none", s->glyph_stroke);
		buf_text(b, "</g>");
	}
	buf_text(b, "</defs>\n");
}

static void put_sign(struct drawing *d, enum duty_state s, int x, int y)
{
	buf_fmt(d->b, "<use href=\"#sign-%s\" x=\"%d\" y=\"%d\"/>", duty_state_name(s), x, y);
}

/* ---- words ------------------------------------------------------------------------------------------------------------- */

/* How wide a character is, in hundredths of the font's size; on the wide side, for the font may be another one. */
static int char_width(uint32_t c)
{
	if (c == 'i' || c == 'j' || c == 'l' || c == '.' || c == ',' || c == ':' || c == ';' || c == '\'' || c == '|' || c == ' ' ||
	    c == '(' || c == ')' || c == 'I' || c == 't' || c == 'f' || c == 'r' || c == '-' || c == '/')
		return 40;
	if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == 0x2026)
		return 96;
	return c >= 'A' && c <= 'Z' ? 74 : 61;
}

/* The end of the words from p that fill at most `width` units; never in the middle of a word, but for one that is too long. */
static const char *line_end(const char *p, int width)
{
	const char *last = NULL, *at = p;
	int used = 0;

	while (*at != '\0') {
		const char *next = at;
		uint32_t c = text_next(&next);

		used += char_width(c) * FONT;
		if (used > width * 100)
			return last != NULL ? last : at;
		if (c == ' ')
			last = at;
		at = next;
	}
	return at;
}

struct label {
	const char *lines[LINES_MAX];
	int n;
};

/* The text in at most so many lines; what does not fit ends in "…", and is said whole in the link's title. */
static struct label label_of(struct mem *m, const char *text, int width)
{
	struct label l = {.n = 0};
	const char *p = text_line(m, text);

	while (*p != '\0' && l.n < LINES_MAX) {
		const char *end = line_end(p, width);

		if (l.n + 1 == LINES_MAX && *end != '\0') {
			end = line_end(p, width - FONT);
			l.lines[l.n++] = mem_text(m, "%s…", mem_copy(m, p, (size_t)(end - p)));
			break;
		}
		l.lines[l.n++] = mem_copy(m, p, (size_t)(end - p));
		p = end + (*end == ' ');
	}
	return l;
}

static void put_text(struct drawing *d, const char *class, const char *more, int x, int y, const char *text)
{
	buf_fmt(d->b, "<text class=\"%s\" x=\"%d\" y=\"%d\"%s>", class, x, y, more);
	buf_markup(d->b, text);
	buf_text(d->b, "</text>");
}

static void put_label(struct drawing *d, const struct label *l, const char *class, int x)
{
	for (int i = 0; i < l->n; i++)
		put_text(d, class, "", x, d->y + LINE_H * (i + 1) - 1, l->lines[i]);
}

/* ---- days --------------------------------------------------------------------------------------------------------------- */

static int x_of(const struct drawing *d, date day)
{
	date at = day < d->first ? d->first : day > d->last ? d->last : day;

	return GRID_X + (int)((int64_t)(at - d->first) * GRID_W / (d->last - d->first + 1));
}

/* The year of the plan, longer where its days are, up to two years. */
static void span_of(const struct plan_list_view *l, struct drawing *d)
{
	struct ymd end;

	d->first = date_of(l->plan.year, 1, 1);
	d->last = date_of(l->plan.year, 12, 31);
	for (size_t i = 0; i < l->tasks.n; i++)
		if (l->tasks.at[i].last_day != DATE_NONE && l->tasks.at[i].last_day > d->last)
			d->last = l->tasks.at[i].last_day;
	end = date_ymd(d->last);
	if (end.year > l->plan.year + MONTHS_MAX / 12 - 1)
		end = (struct ymd){l->plan.year + MONTHS_MAX / 12 - 1, 12, 31};
	d->last = date_of(end.year, end.month, date_month_days(end.year, end.month));
}

/* Months with their names, weeks, and today, from the head down to `bottom`. */
static void put_grid(struct drawing *d, int bottom)
{
	struct buf *b = d->b;

	buf_fmt(b, "<path class=\"weeks\" stroke=\"#e4e8ee\" stroke-width=\".6\" d=\"");
	for (date day = d->first + (8 - date_weekday(d->first)) % 7; day <= d->last; day += 7)
		buf_fmt(b, "M%d %dV%d", x_of(d, day), HEAD_Y, bottom);
	buf_fmt(b, "\"/>\n<path class=\"lines\" stroke=\"#b9c1cc\" d=\"");
	for (date day = d->first; day <= d->last; day += date_month_days(date_ymd(day).year, date_ymd(day).month))
		buf_fmt(b, "M%d %dV%d", x_of(d, day), HEAD_Y - 18, bottom);
	buf_fmt(b, "M%d %dV%d\"/>\n", GRID_X + GRID_W, HEAD_Y - 18, bottom);
	for (date day = d->first; day <= d->last; day += date_month_days(date_ymd(day).year, date_ymd(day).month))
		put_text(d, "ink", "", x_of(d, day) + 4, HEAD_Y - 5,
		         mem_text(d->mem, d->last - d->first > 370 ? "%d" : "Tháng %d", date_ymd(day).month));
	put_text(d, "ink", " font-weight=\"600\"", REST_X, HEAD_Y - 5, "Không có ngày cụ thể");
	if (d->today < d->first || d->today > d->last)
		return;
	buf_fmt(b, "\n<path class=\"today\" stroke=\"#a3151f\" stroke-width=\"1.6\" stroke-dasharray=\"6 3\" d=\"M%d %dV%d\"/>",
	        x_of(d, d->today), HEAD_Y - 18, bottom);
	put_text(d, "today-words", " text-anchor=\"middle\" font-weight=\"600\" fill=\"#a3151f\"", x_of(d, d->today), HEAD_Y - 23,
	         mem_text(d->mem, "Hôm nay %.5s", date_vn(d->mem, d->today)));
	buf_char(b, '\n');
}

/* ---- rows --------------------------------------------------------------------------------------------------------------- */

static const char *words_of_mark(struct mem *m, const struct plan_mark *k)
{
	return mem_text(m, "%s%s%s: %s%s", k->act, *k->act != '\0' && strstr(k->words, k->act) == NULL ? ": " : "",
	                *k->act != '\0' && strstr(k->words, k->act) != NULL ? "" : k->words, duty_state_words(k->is.state),
	                k->is.units_n > 1 ? mem_text(m, ", %" PRId64 "/%" PRId64 " đơn vị", k->is.done_n, k->is.units_n) : "");
}

static void put_mark(struct drawing *d, const struct plan_mark *k, int *right)
{
	int y = d->y + LINE_H - 4, x = x_of(d, k->good_day);
	const struct sign *s = &SIGNS[k->is.state];

	buf_text(d->b, "<g><title>");
	buf_markup(d->b, words_of_mark(d->mem, k));
	buf_text(d->b, "</title>");
	if (k->from != DATE_NONE && k->from < k->good_day)
		buf_fmt(d->b, "<rect class=\"sign-%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"7\" rx=\"2\" fill=\"%s\" stroke=\"%s\"/>",
		        duty_state_name(k->is.state), x_of(d, k->from), y - 3, x - x_of(d, k->from), s->fill, s->stroke);
	/* signs of one row never lie over one another */
	x = x < *right + GAP ? *right + GAP : x;
	put_sign(d, k->is.state, x, y);
	*right = x;
	buf_text(d->b, "</g>");
}

/* The marks with a day from left to right, those without in the last column. */
static int put_marks(struct drawing *d, const struct plan_line *t)
{
	const char *rest = "";
	enum duty_state state = DUTY_IS_NOT_BEGUN;
	date after = INT32_MIN;
	int right = INT32_MIN / 2;
	struct label l;

	for (size_t left = t->marks.n; left > 0; left--) {
		const struct plan_mark *next = NULL;

		for (size_t i = 0; i < t->marks.n; i++)
			if (t->marks.at[i].good_day > after && (next == NULL || t->marks.at[i].good_day < next->good_day))
				next = &t->marks.at[i];
		if (next == NULL)
			break;
		after = next->good_day;
		for (size_t i = 0; i < t->marks.n; i++)
			if (t->marks.at[i].good_day == after)
				put_mark(d, &t->marks.at[i], &right);
	}
	for (size_t i = 0; i < t->marks.n; i++) {
		if (t->marks.at[i].good_day != DATE_NONE)
			continue;
		state = t->marks.at[i].is.state;
		rest = mem_text(d->mem, "%s%s%s", rest, *rest != '\0' ? "; " : "", t->marks.at[i].words);
	}
	if (*rest == '\0')
		return 1;
	l = label_of(d->mem, rest, REST_W - 2 * GAP);
	put_sign(d, state, REST_X + MARK, d->y + LINE_H - 4);
	put_label(d, &l, "ink", REST_X + 2 * GAP - 8);
	return l.n;
}

static const char *task_words(struct mem *m, const struct plan_line *t)
{
	const char *text = t->lead;

	for (size_t i = 0; i < t->items.n; i++)
		text = mem_text(m, "%s%s%s", text, *text != '\0' ? " " : "", t->items.at[i]);
	return text;
}

static void put_task(struct drawing *d, const struct plan_line *t)
{
	const char *words = task_words(d->mem, t);
	struct label l = label_of(d->mem, mem_text(d->mem, "%d. %s", t->no, words), LABEL_W);
	int lines, height;

	buf_fmt(d->b, "<a href=\"%s/plan/task/%" PRId64 "\"><title>", d->links, t->id);
	buf_markup(d->b, mem_text(d->mem, "Mục %s.%d: %s. %s", t->section, t->no, words, duty_state_words(t->state)));
	buf_text(d->b, "</title>");
	put_label(d, &l, "ink", LABEL_X);
	lines = put_marks(d, t);
	lines = l.n > lines ? l.n : lines;
	height = lines * LINE_H + ROW_PAD;
	buf_fmt(d->b, "</a><path class=\"weeks\" stroke=\"#e4e8ee\" d=\"M0 %dH%d\"/>\n", d->y + height - 2, WIDTH);
	d->y += height;
}

static void put_section(struct drawing *d, const struct plan_line *t)
{
	buf_fmt(d->b, "<rect class=\"band\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#eef1f5\"/>", d->y - 2, WIDTH,
	        SECTION_H - 4);
	put_text(d, "ink", " font-weight=\"700\"", LABEL_X, d->y + LINE_H - 1,
	         mem_text(d->mem, "Phụ lục %d · %s. %s", t->appendix, t->section, t->section_title));
	buf_char(d->b, '\n');
	d->y += SECTION_H;
}

static void put_legend(struct drawing *d)
{
	int x = LABEL_X + MARK;

	d->y += 8;
	for (int i = 0; i < DUTY_STATE_N; i++) {
		put_sign(d, (enum duty_state)i, x, d->y + LINE_H - 4);
		put_text(d, "ink", "", x + 14, d->y + LINE_H, duty_state_words((enum duty_state)i));
		x += 190;
	}
	d->y += LEGEND_H - 8;
}

void plan_timeline_svg(struct mem *m, const struct plan_list_view *l, const char *links, struct buf *out)
{
	struct drawing d = {.mem = m, .b = buf_new(m, PLAN_SVG_MAX), .links = links, .today = l->today, .y = HEAD_Y + 4};
	struct buf *rows = d.b;

	span_of(l, &d);
	for (size_t i = 0; i < l->tasks.n; i++) {
		if (l->tasks.at[i].is_first)
			put_section(&d, &l->tasks.at[i]);
		put_task(&d, &l->tasks.at[i]);
	}
	d.b = out;
	buf_fmt(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"timeline\" role=\"group\" aria-labelledby=\"timeline-title\" "
	        "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"'Be Vietnam Pro', system-ui, sans-serif\" "
	        "font-size=\"%d\" fill=\"#1b2430\">\n<title id=\"timeline-title\">", WIDTH, d.y + LEGEND_H, WIDTH, d.y + LEGEND_H, FONT);
	buf_markup(out, mem_text(m, "%s: các mốc thời gian trong năm", l->plan.title));
	buf_text(out, "</title>\n<desc>Mỗi nhiệm vụ một dòng, theo từng phần của kế hoạch; mốc có ngày là hình thoi, khoảng thời gian là "
	         "thanh; dấu trong hình thoi cho biết tình trạng.</desc>\n");
	put_signs(out);
	put_text(&d, "ink", " font-size=\"17\" font-weight=\"700\"", LABEL_X, 22, l->plan.title);
	put_text(&d, "soft", " fill=\"#525d6b\"", LABEL_X, 42,
	         mem_text(m, "%s. Tình trạng tính đến ngày %s.", l->plan.issuer, date_vn(m, l->today)));
	put_grid(&d, d.y);
	buf_bytes(out, rows->p, rows->n);
	put_legend(&d);
	buf_text(out, "</svg>\n");
}
