/* read/pdf_table.c -- tables from ruling lines.
 *
 * Lines that touch belong to one table. Their places give a grid; where a line between two fields of the grid is
 * missing, the fields are one cell. Words go to the cell that holds their middle. */
#include <math.h>

#include "base/buf.h"
#include "base/text.h"
#include "read/pdf.h"

static const float PIECE = 1.5f, NEAR = 3, EDGE = 4, OPEN_END = 10, SAME_COLUMN = 6;

enum { TEXT_MAX = 1024 * 1024, HEAD_ROWS_MAX = 4 };

/* ---- words as text ---------------------------------------------------------------------------------------------- */

static float middle(const struct pdf_word *w)
{
	return (w->y0 + w->y1) / 2;
}

static int by_height(const void *a, const void *b, void *words)
{
	const struct pdf_word *u = &((const struct pdf_word *)words)[*(const size_t *)a];
	const struct pdf_word *v = &((const struct pdf_word *)words)[*(const size_t *)b];

	if (middle(u) != middle(v))
		return middle(u) < middle(v) ? -1 : 1;
	return u->x0 < v->x0 ? -1 : u->x0 > v->x0;
}

static int by_side(const void *a, const void *b, void *words)
{
	const struct pdf_word *u = &((const struct pdf_word *)words)[*(const size_t *)a];
	const struct pdf_word *v = &((const struct pdf_word *)words)[*(const size_t *)b];

	return u->x0 < v->x0 ? -1 : u->x0 > v->x0;
}

bool pdf_is_broken_word(const char *s, size_t n)
{
	return n >= 2 && s[n - 1] == '-' && s[n - 2] != ' ' && s[n - 2] != '\n';
}

const char *pdf_words_text(struct pdf *pdf, const struct pdf_page *page, size_t *at, size_t n)
{
	struct buf *b = buf_new(pdf->rd->mem, TEXT_MAX);
	size_t i = 0;

	if (n > 0)
		qsort_r(at, n, sizeof *at, by_height, page->words.at);
	while (i < n) {
		const struct pdf_word *first = &page->words.at[at[i]];
		float tall = first->y1 - first->y0;
		size_t end = i + 1;

		while (end < n && middle(&page->words.at[at[end]]) - middle(first) < tall * 0.4f)
			end++;
		qsort_r(at + i, end - i, sizeof *at, by_side, page->words.at);
		if (b->n > 0 && !pdf_is_broken_word(b->p, b->n))
			buf_char(b, '\n');
		for (size_t k = i; k < end; k++) {
			if (k > i)
				buf_char(b, ' ');
			buf_text(b, page->words.at[at[k]].text);
		}
		i = end;
	}
	return reader_clean(pdf->rd, b->p, b->n);
}

/* ---- lines that touch ------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
	float u = *(const float *)a, v = *(const float *)b;

	return u < v ? -1 : u > v;
}

/* Sorts places and makes one of those that lie nearer than the tolerance; returns how many are left. */
static size_t distinct(float *at, size_t n, float tolerance)
{
	size_t k = 0;

	if (n == 0)
		return 0;
	qsort(at, n, sizeof *at, by_place);
	for (size_t i = 1; i < n; i++)
		if (at[i] - at[k] > tolerance)
			at[++k] = at[i];
	return k + 1;
}

static bool is_flat(const struct pdf_rule *r)
{
	return r->y0 == r->y1;
}

static bool touch(const struct pdf_rule *a, const struct pdf_rule *b)
{
	return a->x0 <= b->x1 + NEAR && b->x0 <= a->x1 + NEAR && a->y0 <= b->y1 + NEAR && b->y0 <= a->y1 + NEAR;
}

/* Half points are near enough to call two lines one. */
static int half_points(float v)
{
	return (int)lroundf(v * 2);
}

/* Flat ones first, then from line to line, each from its beginning. */
static int by_line(const void *a, const void *b)
{
	const struct pdf_rule *u = a, *v = b;
	int line_u = is_flat(u) ? half_points(u->y0) : half_points(u->x0);
	int line_v = is_flat(v) ? half_points(v->y0) : half_points(v->x0);
	float from_u = is_flat(u) ? u->x0 : u->y0, from_v = is_flat(v) ? v->x0 : v->y0;

	if (is_flat(u) != is_flat(v))
		return is_flat(u) ? -1 : 1;
	if (line_u != line_v)
		return line_u < line_v ? -1 : 1;
	return from_u < from_v ? -1 : from_u > from_v;
}

/* Word draws a border piece by piece, cell by cell: pieces of one line that touch become one. */
static void merge_rules(struct pdf_page *p)
{
	size_t k = 0;

	if (p->rules.n < 2)
		return;
	qsort(p->rules.at, p->rules.n, sizeof *p->rules.at, by_line);
	for (size_t i = 1; i < p->rules.n; i++) {
		struct pdf_rule *a = &p->rules.at[k], *b = &p->rules.at[i];
		bool is_one_line = is_flat(a) == is_flat(b) &&
		                   (is_flat(a) ? half_points(a->y0) == half_points(b->y0) && b->x0 <= a->x1 + PIECE
		                               : half_points(a->x0) == half_points(b->x0) && b->y0 <= a->y1 + PIECE);

		if (is_one_line && is_flat(a))
			a->x1 = fmaxf(a->x1, b->x1);
		else if (is_one_line)
			a->y1 = fmaxf(a->y1, b->y1);
		else
			p->rules.at[++k] = *b;
	}
	p->rules.n = k + 1;
}

/* Drawings of a stranger must not cost us minutes: all that is compared is counted over the whole document. */
static bool may_work(struct pdf *pdf, size_t page, size_t n)
{
	if (pdf->work + n > PDF_WORK_MAX) {
		if (pdf->work <= PDF_WORK_MAX)
			reader_note(pdf->rd, mem_text(pdf->rd->mem, "trang %zu", page + 1),
			            "PDF có quá nhiều nét vẽ; từ trang này bảng không được dựng lại.");
		pdf->work = PDF_WORK_MAX + 1;
		return false;
	}
	pdf->work += n;
	return true;
}

/* Gives every rule the number of its group: *group[i]. Rules are looked at from left to right, so that only those that
 * can touch are compared. */
static void group_rules(const struct pdf_page *p, size_t *group)
{
	bool changed = true;

	for (size_t i = 0; i < p->rules.n; i++)
		group[i] = i;
	for (int round = 0; changed && round < 64; round++) {
		changed = false;
		for (size_t i = 0; i < p->rules.n; i++) {
			for (size_t j = i + 1; j < p->rules.n; j++) {
				if (group[i] == group[j] || !touch(&p->rules.at[i], &p->rules.at[j]))
					continue;
				changed = true;
				if (group[i] < group[j])
					group[j] = group[i];
				else
					group[i] = group[j];
			}
		}
	}
}

/* ---- the grid --------------------------------------------------------------------------------------------------- */

struct grid {
	const struct pdf_page *page;
	const size_t *group;
	size_t which;
	float x[PDF_COLS_MAX + 3], y[PDF_ROWS_MAX + 3];
	size_t cols_n, rows_n;
	uint16_t *owner_row, *owner_col;        /* of each field: where its cell begins */
};

static bool find_places(struct grid *g, struct mem *m)
{
	const struct pdf_page *p = g->page;
	float *x = mem_new(m, float, p->rules.n + 2), *y = mem_new(m, float, p->rules.n + 2);
	float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
	size_t x_n = 0, y_n = 0;

	for (size_t i = 0; i < p->rules.n; i++) {
		const struct pdf_rule *r = &p->rules.at[i];

		if (g->group[i] != g->which)
			continue;
		if (is_flat(r))
			y[y_n++] = r->y0;
		else
			x[x_n++] = r->x0;
		left = fminf(left, r->x0);
		right = fmaxf(right, r->x1);
		top = fminf(top, r->y0);
		bottom = fmaxf(bottom, r->y1);
	}
	x_n = distinct(x, x_n, EDGE);
	y_n = distinct(y, y_n, EDGE);
	/* A table may have no line at its sides, or none where a page ends. */
	if (x_n > 0 && x[0] - left > OPEN_END)
		x[x_n++] = left;
	if (x_n > 0 && right - x[x_n - 1] > OPEN_END && x_n < p->rules.n + 2)
		x[x_n++] = right;
	if (y_n > 0 && y[0] - top > OPEN_END)
		y[y_n++] = top;
	if (y_n > 0 && bottom - y[y_n - 1] > OPEN_END && y_n < p->rules.n + 2)
		y[y_n++] = bottom;
	x_n = distinct(x, x_n, EDGE);
	y_n = distinct(y, y_n, EDGE);
	if (x_n < 3 || y_n < 2 || x_n > PDF_COLS_MAX + 1 || y_n > PDF_ROWS_MAX + 1)
		return false;
	memcpy(g->x, x, x_n * sizeof *x);
	memcpy(g->y, y, y_n * sizeof *y);
	g->cols_n = x_n - 1;
	g->rows_n = y_n - 1;
	return true;
}

/* Whether a line of the group stands at x and covers the height y, or lies at y and covers x. */
static bool has_wall(const struct grid *g, bool flat, float at, float across)
{
	for (size_t i = 0; i < g->page->rules.n; i++) {
		const struct pdf_rule *r = &g->page->rules.at[i];

		if (g->group[i] != g->which || is_flat(r) != flat)
			continue;
		if (flat && fabsf(r->y0 - at) <= EDGE + 1 && r->x0 - NEAR <= across && across <= r->x1 + NEAR)
			return true;
		if (!flat && fabsf(r->x0 - at) <= EDGE + 1 && r->y0 - NEAR <= across && across <= r->y1 + NEAR)
			return true;
	}
	return false;
}

static void own(struct grid *g, size_t row, size_t col)
{
	float across = (g->x[col] + g->x[col + 1]) / 2, along = (g->y[row] + g->y[row + 1]) / 2;
	size_t right = col + 1, down = row + 1;

	while (right < g->cols_n && g->owner_row[row * g->cols_n + right] == UINT16_MAX &&
	       !has_wall(g, false, g->x[right], along))
		right++;
	while (down < g->rows_n && g->owner_row[down * g->cols_n + col] == UINT16_MAX &&
	       !has_wall(g, true, g->y[down], across))
		down++;
	for (size_t r = row; r < down; r++) {
		for (size_t c = col; c < right; c++) {
			g->owner_row[r * g->cols_n + c] = (uint16_t)row;
			g->owner_col[r * g->cols_n + c] = (uint16_t)col;
		}
	}
}

static void find_cells(struct grid *g, struct mem *m)
{
	size_t n = g->rows_n * g->cols_n;

	g->owner_row = mem_new(m, uint16_t, n);
	g->owner_col = mem_new(m, uint16_t, n);
	memset(g->owner_row, 0xff, n * sizeof *g->owner_row);
	for (size_t r = 0; r < g->rows_n; r++)
		for (size_t c = 0; c < g->cols_n; c++)
			if (g->owner_row[r * g->cols_n + c] == UINT16_MAX)
				own(g, r, c);
}

/* The field of the grid that holds a place; false outside. */
static bool field_of(const float *edges, size_t n, float at, size_t *out)
{
	if (at < edges[0] || at > edges[n])
		return false;
	for (size_t i = 0; i < n; i++) {
		if (at <= edges[i + 1]) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* ---- the table -------------------------------------------------------------------------------------------------- */

struct filed {
	size_t cell;            /* row * cols_n + col of its owner */
	size_t word;
};

static int by_cell(const void *a, const void *b)
{
	const struct filed *u = a, *v = b;

	if (u->cell != v->cell)
		return u->cell < v->cell ? -1 : 1;
	return u->word < v->word ? -1 : u->word > v->word;
}

/* Files the words under their cells and takes them; *n_out of them. */
static struct filed *file_words(struct grid *g, struct pdf_page *p, struct mem *m, size_t *n_out)
{
	struct filed *f = mem_new(m, struct filed, p->words.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < p->words.n; i++) {
		struct pdf_word *w = &p->words.at[i];
		size_t r, c;

		if (w->is_taken || !field_of(g->y, g->rows_n, middle(w), &r) ||
		    !field_of(g->x, g->cols_n, (w->x0 + w->x1) / 2, &c))
			continue;
		w->is_taken = true;
		f[n++] = (struct filed){(size_t)g->owner_row[r * g->cols_n + c] * g->cols_n + g->owner_col[r * g->cols_n + c], i};
	}
	qsort(f, n, sizeof *f, by_cell);
	*n_out = n;
	return f;
}

static void widen(struct read_place *place, int line)
{
	if (place->from_line == 0 || line < place->from_line)
		place->from_line = line;
	if (line > place->to_line)
		place->to_line = line;
}

struct cell_text {
	const char *text;
	struct read_place place;
};

static struct cell_text *texts_of(struct pdf *pdf, struct grid *g, struct pdf_page *p, struct mem *m)
{
	struct cell_text *t = mem_new(m, struct cell_text, g->rows_n * g->cols_n);
	size_t n, i = 0;
	struct filed *f = file_words(g, p, m, &n);
	size_t *at = mem_new(m, size_t, n + 1);

	for (size_t k = 0; k < g->rows_n * g->cols_n; k++)
		t[k].text = "";
	while (i < n) {
		size_t cell = f[i].cell, k = 0;

		for (; i < n && f[i].cell == cell; i++) {
			at[k++] = f[i].word;
			widen(&t[cell].place, p->words.at[f[i].word].line);
		}
		t[cell].text = pdf_words_text(pdf, p, at, k);
	}
	return t;
}

static size_t span_of(const struct grid *g, size_t r, size_t c)
{
	size_t end = c + 1, i = r * g->cols_n;

	while (end < g->cols_n && g->owner_row[i + end] == g->owner_row[i + c] && g->owner_col[i + end] == g->owner_col[i + c])
		end++;
	return end - c;
}

static struct read_table *make_table(struct pdf *pdf, struct grid *g, size_t page, struct mem *m)
{
	struct pdf_page *p = &pdf->at[page];
	struct read_table *t = reader_table(pdf->rd);
	struct cell_text *texts = texts_of(pdf, g, p, m);

	t->cols_n = (int)g->cols_n;
	for (size_t r = 0; r < g->rows_n && !pdf->rd->is_full; r++) {
		struct read_row *row = reader_row(pdf->rd, t);

		row->place = (struct read_place){.page = (int)page + 1, .sheet = ""};
		for (size_t c = 0; c < g->cols_n; c += span_of(g, r, c)) {
			size_t owner = (size_t)g->owner_row[r * g->cols_n + c] * g->cols_n + g->owner_col[r * g->cols_n + c];
			struct read_cell *cell = reader_cell(pdf->rd, row);

			cell->col = (int)c;
			cell->col_span = (int)span_of(g, r, c);
			cell->is_below = g->owner_row[r * g->cols_n + c] != r;
			cell->text = texts[owner].text;
			if (!cell->is_below && texts[owner].place.from_line > 0) {
				widen(&row->place, texts[owner].place.from_line);
				widen(&row->place, texts[owner].place.to_line);
			}
		}
	}
	return t;
}

static bool has_words(const struct read_table *t)
{
	for (size_t r = 0; r < t->n; r++)
		for (size_t c = 0; c < t->at[r].n; c++)
			if (*t->at[r].at[c].text != '\0')
				return true;
	return false;
}

static int by_top(const void *a, const void *b)
{
	const struct pdf_table *u = a, *v = b;

	return u->top < v->top ? -1 : u->top > v->top;
}

void pdf_tables_find(struct pdf *pdf, size_t page, struct pdf_tables *out)
{
	struct pdf_page *p = &pdf->at[page];
	struct mem *m = mem_open(512 * 1024 * 1024);
	size_t *group = mem_new(m, size_t, p->rules.n + 1);
	struct grid *g = mem_new(m, struct grid, 1);

	merge_rules(p);
	if (may_work(pdf, page, p->rules.n * p->rules.n * 2))
		group_rules(p, group);
	else
		p->rules.n = 0;
	for (size_t i = 0; i < p->rules.n && !pdf->rd->is_full; i++) {
		struct pdf_table *t;
		struct read_table *table;

		*g = (struct grid){.page = p, .group = group, .which = i};
		if (group[i] != i || !find_places(g, m) || !may_work(pdf, page, g->rows_n * g->cols_n * p->rules.n))
			continue;
		find_cells(g, m);
		table = make_table(pdf, g, page, m);
		if (!has_words(table))
			continue;
		t = list_add(pdf->rd->mem, out);
		*t = (struct pdf_table){.table = table, .cols_n = (int)g->cols_n, .top = g->y[0], .bottom = g->y[g->rows_n]};
		memcpy(t->x, g->x, (g->cols_n + 1) * sizeof *t->x);
	}
	mem_close(m);
	if (out->n > 1)
		qsort(out->at, out->n, sizeof *out->at, by_top);
}

/* ---- over the page's end ---------------------------------------------------------------------------------------- */

static bool is_edge(const struct pdf_table *t, float x)
{
	for (int i = 0; i <= t->cols_n; i++)
		if (fabsf(t->x[i] - x) <= SAME_COLUMN)
			return true;
	return false;
}

/* Whether every column's edge of a is one of b. */
static bool is_within(const struct pdf_table *a, const struct pdf_table *b)
{
	for (int i = 0; i <= a->cols_n; i++)
		if (!is_edge(b, a->x[i]))
			return false;
	return true;
}

static int index_of(const struct pdf_table *t, float x)
{
	int best = 0;

	for (int i = 1; i <= t->cols_n; i++)
		if (fabsf(t->x[i] - x) < fabsf(t->x[best] - x))
			best = i;
	return best;
}

/* Gives the cells of a the columns of b, which has more. */
static void recolumn(const struct pdf_table *a, const struct pdf_table *b)
{
	for (size_t r = 0; r < a->table->n; r++) {
		for (size_t c = 0; c < a->table->at[r].n; c++) {
			struct read_cell *cell = &a->table->at[r].at[c];
			int from = index_of(b, a->x[cell->col]), to = index_of(b, a->x[cell->col + cell->col_span]);

			cell->col = from;
			cell->col_span = to > from ? to - from : 1;
		}
	}
	a->table->cols_n = b->cols_n;
}

static bool is_same_row(const struct read_row *a, const struct read_row *b)
{
	if (a->n != b->n || a->n < 2)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->at[i].col != b->at[i].col || !text_is(a->at[i].text, b->at[i].text))
			return false;
	return true;
}

/* A row goes on after the page's end: the same cells, nothing in the first (where the number stands), something in
 * another. */
static bool goes_on(const struct read_row *last, const struct read_row *next)
{
	bool has_text = false;

	if (last->n != next->n || last->n < 3 || *next->at[0].text != '\0' || *last->at[0].text == '\0')
		return false;
	for (size_t i = 0; i < next->n; i++) {
		if (next->at[i].col != last->at[i].col || next->at[i].is_below)
			return false;
		has_text = has_text || *next->at[i].text != '\0';
	}
	return has_text;
}

static bool is_number(const char *s)
{
	return *s != '\0' && strspn(s, "0123456789. ") == strlen(s);
}

static bool is_capital(struct mem *m, const char *s)
{
	const char *next = s;

	if (*s == '\0')
		return false;
	text_next(&next);
	return strncmp(s, text_lower(m, mem_copy(m, s, (size_t)(next - s))), (size_t)(next - s)) != 0;
}

/* Every cell begins as a new one does: what looks empty below a cell that is no number is of that, which goes on. */
static bool begins_anew(struct mem *m, const struct read_row *last, const struct read_row *next)
{
	size_t capitals = 0;

	for (size_t i = 1; i < next->n; i++) {
		if (*next->at[i].text != '\0' && !is_capital(m, next->at[i].text))
			return false;
		capitals += *next->at[i].text != '\0';
	}
	return capitals >= 3 && !is_number(last->at[0].text);
}

static void append_texts(struct pdf *pdf, struct read_row *last, const struct read_row *next)
{
	for (size_t i = 0; i < last->n; i++) {
		const char *more = next->at[i].text;

		if (*more != '\0' && *last->at[i].text != '\0')
			last->at[i].text = mem_text(pdf->rd->mem, "%s%s%s", last->at[i].text,
			                            pdf_is_broken_word(last->at[i].text, strlen(last->at[i].text)) ? "" : "\n",
			                            more);
		else if (*more != '\0')
			last->at[i].text = more;
	}
	if (next->place.to_line > last->place.to_line)
		last->place.to_line = next->place.to_line;
}

/* What was merged downwards from a cell that goes on is merged from the whole cell. */
static void carry_down(const struct read_table *more, size_t from, const struct read_row *last)
{
	for (size_t c = 0; c < last->n; c++) {
		for (size_t r = from; r < more->n; r++) {
			struct read_cell *under = NULL;

			for (size_t i = 0; i < more->at[r].n; i++)
				if (more->at[r].at[i].col == last->at[c].col && more->at[r].at[i].is_below)
					under = &more->at[r].at[i];
			if (under == NULL)
				break;
			under->text = last->at[c].text;
		}
	}
}

/* A cell merged over the page's end looks empty on the new page: a person has to see to it. */
static void note_gap(struct pdf *pdf, const struct read_row *last, const struct read_row *first)
{
	for (size_t i = 0; i < first->n; i++) {
		if (first->at[i].is_below || *first->at[i].text != '\0' || last->n != first->n || *last->at[i].text == '\0')
			continue;
		reader_note(pdf->rd, mem_text(pdf->rd->mem, "trang %d", first->place.page),
		            "Hàng đầu trang có ô trống; có thể ô này gộp với ô cuối trang trước. Hãy đối chiếu với bản gốc.");
		return;
	}
}

bool pdf_table_join(struct pdf *pdf, struct pdf_table *to, const struct pdf_table *more)
{
	struct read_table *t = to->table;
	size_t i = 0;

	if (to->is_loose != more->is_loose || (to->is_loose && to->cols_n != more->cols_n)) {
		return false;
	} else if (to->is_loose) {
		/* The same columns, wherever the words of this page end. */
	} else if (is_within(more, to)) {
		recolumn(more, to);
	} else if (is_within(to, more)) {
		recolumn(to, more);
		memcpy(to->x, more->x, sizeof to->x);
		to->cols_n = more->cols_n;
	} else {
		return false;
	}
	for (; i < more->table->n && i < HEAD_ROWS_MAX && i < t->n && is_same_row(&t->at[i], &more->table->at[i]); i++) {
		struct read_row *r = reader_row(pdf->rd, t);

		*r = more->table->at[i];
		r->is_repeat = true;
	}
	for (size_t k = i; k < more->table->n && !pdf->rd->is_full; k++) {
		struct read_row *last = t->n > i ? &t->at[t->n - 1 - i] : NULL;

		if (k == i && last != NULL && goes_on(last, &more->table->at[k]) && !begins_anew(pdf->rd->mem, last, &more->table->at[k])) {
			append_texts(pdf, last, &more->table->at[k]);
			carry_down(more->table, k + 1, last);
			continue;
		}
		if (k == i && last != NULL) {
			note_gap(pdf, last, &more->table->at[k]);
			if (goes_on(last, &more->table->at[k])) {
				more->table->at[k].at[0] = last->at[0];
				more->table->at[k].at[0].is_below = true;
			}
		}
		*reader_row(pdf->rd, t) = more->table->at[k];
	}
	return true;
}
