/* read/pdf_gutter.c -- tables without ruling lines, from the blanks that words leave free one under the other.
 *
 * Lines of at least three pieces show where the columns are: what none of their words covers is a gutter. A row begins
 * where the first column has a number; where the other columns do not begin on the same line, that is a guess. */
#include <math.h>

#include "base/text.h"
#include "read/pdf.h"

static const float PIECE = 0.75f, FLOW = 0.45f, APART = 2.4f, GUTTER = 4;

enum { WIDE = 4000, COLS_MIN = 3, LINES_MIN = 3, HEAD_LINES = 4, CROSSING_MAX = 2 };

struct row_line {
	size_t from, to;        /* words at[from..to-1], from left to right */
	float top, bottom, y;
	bool is_crossing;       /* its words flow over a gutter */
};

struct area {
	struct pdf *pdf;
	struct pdf_page *page;
	size_t page_no;
	size_t *at;             /* words by line, and in it from the left */
	size_t words_n;
	struct row_line *lines;
	size_t n;
	float gutter[PDF_COLS_MAX];     /* their middles */
	size_t gutters_n;
};

static const struct pdf_word *word(const struct area *a, size_t k)
{
	return &a->page->words.at[a->at[k]];
}

static int by_middle(const void *u, const void *v, void *words)
{
	const struct pdf_word *a = &((const struct pdf_word *)words)[*(const size_t *)u];
	const struct pdf_word *b = &((const struct pdf_word *)words)[*(const size_t *)v];
	float m = a->y0 + a->y1, n = b->y0 + b->y1;

	return m < n ? -1 : m > n;
}

static int by_left(const void *u, const void *v, void *words)
{
	const struct pdf_word *a = &((const struct pdf_word *)words)[*(const size_t *)u];
	const struct pdf_word *b = &((const struct pdf_word *)words)[*(const size_t *)v];

	return a->x0 < b->x0 ? -1 : a->x0 > b->x0;
}

static void find_lines(struct area *a, struct mem *m)
{
	struct pdf_page *p = a->page;

	a->at = mem_new(m, size_t, p->words.n + 1);
	a->lines = mem_new(m, struct row_line, p->words.n + 1);
	for (size_t i = 0; i < p->words.n; i++) {
		if (!p->words.at[i].is_taken && *p->words.at[i].text != '\0')
			a->at[a->words_n++] = i;
	}
	qsort_r(a->at, a->words_n, sizeof *a->at, by_middle, p->words.at);
	for (size_t i = 0; i < a->words_n;) {
		const struct pdf_word *first = word(a, i);
		float y = (first->y0 + first->y1) / 2, tall = first->y1 - first->y0;
		struct row_line l = {.from = i, .top = first->y0, .bottom = first->y1, .y = y};

		/* A word without height is a line too. */
		for (; i == l.from || (i < a->words_n && (word(a, i)->y0 + word(a, i)->y1) / 2 - y < tall * 0.4f); i++) {
			l.top = fminf(l.top, word(a, i)->y0);
			l.bottom = fmaxf(l.bottom, word(a, i)->y1);
		}
		l.to = i;
		qsort_r(a->at + l.from, l.to - l.from, sizeof *a->at, by_left, p->words.at);
		a->lines[a->n++] = l;
	}
}

static size_t pieces(const struct area *a, const struct row_line *l)
{
	size_t n = 1;

	for (size_t k = l->from + 1; k < l->to; k++)
		n += word(a, k)->x0 - word(a, k - 1)->x1 > (l->bottom - l->top) * PIECE;
	return n;
}

/* The gutters of lines from..to-1 by those of them that have three pieces or more; how many such lines there are. */
static size_t find_gutters(struct area *a, size_t from, size_t to, struct mem *m)
{
	uint8_t *used = mem_new(m, uint8_t, WIDE + 1);
	size_t lines = 0, x = 0, begin;

	for (size_t i = from; i < to; i++) {
		if (pieces(a, &a->lines[i]) < COLS_MIN)
			continue;
		lines++;
		for (size_t k = a->lines[i].from; k < a->lines[i].to; k++) {
			for (int at = (int)word(a, k)->x0; at <= (int)word(a, k)->x1; at++) {
				if (at >= 0 && at < WIDE)
					used[at] = 1;
			}
		}
	}
	a->gutters_n = 0;
	while (x < WIDE && used[x] == 0)
		x++;
	while (x < WIDE) {
		for (; x < WIDE && used[x] != 0; x++)
			;
		for (begin = x; x < WIDE && used[x] == 0; x++)
			;
		if (x < WIDE && (float)(x - begin) >= GUTTER && a->gutters_n < PDF_COLS_MAX - 1)
			a->gutter[a->gutters_n++] = (float)(begin + x) / 2;
	}
	return lines;
}

/* Whether words of the line stand on a gutter, or flow over it with no more than a space. */
static bool crosses(const struct area *a, const struct row_line *l)
{
	for (size_t g = 0; g < a->gutters_n; g++) {
		const struct pdf_word *left = NULL;

		for (size_t k = l->from; k < l->to; k++) {
			const struct pdf_word *w = word(a, k);

			if (w->x0 < a->gutter[g] && w->x1 > a->gutter[g])
				return true;
			if (w->x1 <= a->gutter[g])
				left = w;
			else if (left != NULL && w->x0 - left->x1 < (l->bottom - l->top) * FLOW)
				return true;
			else
				break;
		}
	}
	return false;
}

static size_t column_of(const struct area *a, const struct pdf_word *w)
{
	size_t c = 0;

	while (c < a->gutters_n && (w->x0 + w->x1) / 2 > a->gutter[c])
		c++;
	return c;
}

static bool has_column(const struct area *a, const struct row_line *l, size_t column)
{
	for (size_t k = l->from; k < l->to; k++) {
		if (column_of(a, word(a, k)) == column)
			return true;
	}
	return false;
}

/* "12", "3.", "IV" alone in the first column. */
static bool has_number(const struct area *a, const struct row_line *l)
{
	const char *s = word(a, l->from)->text;
	size_t n = strspn(s, "0123456789IVX.");

	return column_of(a, word(a, l->from)) == 0 && n > 0 && s[n] == '\0' && strlen(s) <= 5 &&
	       (l->to == l->from + 1 || column_of(a, word(a, l->from + 1)) > 0);
}

/* ---- the table --------------------------------------------------------------------------------------------------- */

static void widen(struct read_place *place, int line)
{
	if (place->from_line == 0 || line < place->from_line)
		place->from_line = line;
	if (line > place->to_line)
		place->to_line = line;
}

/* Lines from..to-1 as one row; a crossing line is one cell over all columns. */
static void add_row(struct area *a, struct read_table *t, size_t from, size_t to, bool is_unsure, struct mem *m)
{
	struct read_row *row = reader_row(a->pdf->rd, t);
	size_t *at = mem_new(m, size_t, a->words_n + 1);

	row->place = (struct read_place){.page = (int)a->page_no + 1, .sheet = ""};
	row->is_unsure = is_unsure;
	for (size_t c = 0; c <= a->gutters_n; c++) {
		struct read_cell *cell = reader_cell(a->pdf->rd, row);
		size_t n = 0;

		for (size_t i = from; i < to; i++) {
			for (size_t k = a->lines[i].from; k < a->lines[i].to; k++) {
				struct pdf_word *w = &a->page->words.at[a->at[k]];

				if (!a->lines[from].is_crossing && column_of(a, w) != c)
					continue;
				at[n++] = a->at[k];
				w->is_taken = true;
				widen(&row->place, w->line);
			}
		}
		*cell = (struct read_cell){.text = pdf_words_text(a->pdf, a->page, at, n), .col = (int)c,
		                           .col_span = a->lines[from].is_crossing ? t->cols_n : 1};
		if (a->lines[from].is_crossing)
			return;
	}
}

/* Every column that the row has words in begins on its first line: nothing was centred by its height. */
static bool begins_together(const struct area *a, size_t from, size_t to)
{
	for (size_t c = 0; c <= a->gutters_n; c++) {
		for (size_t i = from + 1; i < to; i++) {
			if (has_column(a, &a->lines[i], c) && !has_column(a, &a->lines[from], c))
				return false;
		}
	}
	return true;
}

static float gap_above(const struct area *a, size_t i)
{
	return a->lines[i].y - a->lines[i - 1].y;
}

/* Where the row with its number on line `no` begins: after the last line of the row before. A blank that is wider than
 * those around it parts the two; without one, the number stands on the first line. */
static size_t row_begin(const struct area *a, size_t last, size_t no)
{
	size_t widest = no;
	float least = INFINITY;

	for (size_t i = last + 1; i <= no; i++) {
		widest = gap_above(a, i) > gap_above(a, widest) + 0.5f ? i : widest;
		least = fminf(least, gap_above(a, i));
	}
	return widest < no && gap_above(a, widest) > least * 1.2f ? widest : no;
}

static void build(struct area *a, size_t from, size_t to, struct pdf_tables *out, struct mem *m)
{
	struct read_table *t = reader_table(a->pdf->rd);
	size_t begin = from, no = from, numbers = 0;
	float usual = INFINITY;
	struct pdf_table *one;

	t->cols_n = (int)a->gutters_n + 1;
	for (size_t i = from + 1; i < to; i++) {
		numbers += has_number(a, &a->lines[i]);
		usual = fminf(usual, gap_above(a, i));
	}
	for (size_t i = from + 1; i <= to; i++) {
		bool is_end = i == to || a->lines[i].is_crossing || a->lines[i - 1].is_crossing;
		size_t next = i;

		if (!is_end && numbers > 0 && has_number(a, &a->lines[i]))
			next = row_begin(a, no, i);
		else if (!is_end && (numbers > 0 || gap_above(a, i) < usual * 1.3f))
			continue;
		if (next <= begin)
			next = i;
		add_row(a, t, begin, next, !a->lines[begin].is_crossing && begin > from && (numbers == 0 || !begins_together(a, begin, next)), m);
		begin = next;
		no = i;
	}
	if (a->pdf->rd->is_full || t->n < 2)
		return;
	one = list_add(a->pdf->rd->mem, out);
	*one = (struct pdf_table){.table = t, .cols_n = t->cols_n, .top = a->lines[from].top, .bottom = a->lines[to - 1].bottom,
	                          .is_loose = true};
	one->x[0] = word(a, a->lines[from].from)->x0;
	memcpy(one->x + 1, a->gutter, a->gutters_n * sizeof *a->gutter);
	one->x[one->cols_n] = a->page->width;
}

/* The gutters of the page before, when the lines of this one leave them free. */
static void as_before(struct area *a, const struct pdf_table *before)
{
	struct area old = *a;

	if (before == NULL || !before->is_loose || before->cols_n == (int)a->gutters_n + 1)
		return;
	old.gutters_n = (size_t)before->cols_n - 1;
	memcpy(old.gutter, before->x + 1, old.gutters_n * sizeof *old.gutter);
	for (size_t i = 0; i < a->n; i++) {
		if (pieces(a, &a->lines[i]) >= COLS_MIN && crosses(&old, &a->lines[i]))
			return;
	}
	memcpy(a->gutter, old.gutter, sizeof a->gutter);
	a->gutters_n = old.gutters_n;
}

/* How many lines of `from` on are of the table: until words flow over the gutters for more than a title, or after a blank. */
static size_t table_end(const struct area *a, size_t from)
{
	size_t end = from + 1, crossing = 0;

	for (size_t i = from + 1; i < a->n; i++) {
		bool is_apart = gap_above(a, i) > (a->lines[i].bottom - a->lines[i].top) * APART;

		crossing = a->lines[i].is_crossing ? crossing + 1 : 0;
		if (crossing > CROSSING_MAX || (is_apart && pieces(a, &a->lines[i]) < COLS_MIN && !has_number(a, &a->lines[i])))
			break;
		if (crossing == 0)
			end = i + 1;
	}
	return end;
}

void pdf_gutters_find(struct pdf *pdf, size_t page, const struct pdf_table *before, struct pdf_tables *out)
{
	struct mem *m = mem_open(64 * 1024 * 1024);
	struct area a = {.pdf = pdf, .page = &pdf->at[page], .page_no = page};
	size_t from = 0, to, had = out->n;

	find_lines(&a, m);
	while (from < a.n && pieces(&a, &a.lines[from]) < COLS_MIN)
		from++;
	if (find_gutters(&a, from, a.n, m) >= LINES_MIN)
		as_before(&a, before);
	if (a.gutters_n + 1 >= COLS_MIN && from < a.n) {
		for (size_t i = 0; i < a.n; i++)
			a.lines[i].is_crossing = crosses(&a, &a.lines[i]);
		/* The first lines of a head, and what a row of the page before left over, may be few words. */
		for (size_t k = 0; k < HEAD_LINES && from > 0 && !a.lines[from - 1].is_crossing &&
		                   gap_above(&a, from) < (a.lines[from].bottom - a.lines[from].top) * 1.6f; k++)
			from--;
		to = table_end(&a, from);
		if (to - from >= LINES_MIN && !a.lines[from].is_crossing)
			build(&a, from, to, out, m);
	}
	if (out->n > had)
		reader_note(pdf->rd, mem_text(pdf->rd->mem, "trang %zu", page + 1),
		            "Bảng ở trang này không có đường kẻ; các cột được tách theo khoảng trống, cần so với bản gốc.");
	mem_close(m);
}
