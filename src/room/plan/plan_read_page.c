/* room/plan/plan_read_page.c -- one page of a table whose columns stand side by side: heads, columns, and which lines are a
 * row.
 *
 * The headings tell how many columns there are and about where. A border is the place between two headings that fewest
 * lines write over and behind which most begin. A row's number stands on its first line, or in its middle when cells are
 * centred: lines above a number are then of its row. Which lines are whose is what costs least: a row about its number as
 * evenly as may be, cells that begin as cells do, none of them missing. Where another parting is nearly as good, the cells
 * of the lines in dispute are warned about. */
#include <math.h>

#include "base/text.h"
#include "read/grid.h"
#include "room/plan/plan_read_text_in.h"

/* A page or row that is longer is read line by line, the strict way. */
enum { PAGE_LINES_MAX = 4000, PAGE_BYTES_MAX = 1024 * 1024, PAGE_ROW_MAX = 150, PAGE_MEM = 128 * 1024 * 1024 };
enum { SPILL_MAX = 6, NEAR = 3, SHIFT_LEFT = 10, SHIFT_RIGHT = 6 };
#define NEVER 1e9

static const char *const unsure_rows = "Không chắc chữ này của dòng trên hay dòng dưới: cần so với bản gốc.";

struct page_line {
	size_t at;
	const char *cell[COLS_MAX];
	bool is_cut[COLS_MAX];  /* the cell's first letter touches the column before */
	size_t spans;           /* borders that words stand across */
	int no;                 /* 0 for none */
	const char *mark, *title;       /* of a section; NULL for none */
};

struct page {
	struct table *tb;
	struct mem *m;
	const struct head *head;
	size_t no_col, content_col;     /* SIZE_MAX for none */
	bool is_other;                  /* its head is not the one before: numbers may begin anew */
	size_t width[COLS_MAX];         /* letters of the column's longest line */
	size_t last_n[COLS_MAX];        /* letters of the open row's last line in it */
	struct LIST(struct page_line) lines;
};

/* ---- columns --------------------------------------------------------------------------------------------------------- */

/* Where the page ends: at the next head or appendix, or below the last row; *is_over for the latter. */
static size_t page_end(struct page *p, size_t from, bool *is_over)
{
	size_t at = from;
	struct head h;

	*is_over = false;
	for (; at < p->tb->lines.n && at < from + PAGE_LINES_MAX; at++) {
		const char *text = p->tb->lines.at[at].text;

		mem_reset(p->tb->scratch);
		if (appendix_of(p->tb->scratch, text) > 0 || page_head(p->tb, at, &h))
			return at;
		if (line_is_foot(p->tb->scratch, text)) {
			*is_over = true;
			return at;
		}
	}
	return at;
}

/* The border before each column: the blank place that fewest lines write over and behind which most begin. */
static void find_borders(struct page *p, struct head *h, size_t from, size_t to)
{
	size_t used[PAGE_WIDE] = {0};
	double begins[PAGE_WIDE] = {0};
	size_t borders[COLS_MAX] = {0};
	const char *mark, *title;

	for (size_t at = from; at < to; at++) {
		const char *line = p->tb->lines.at[at].text;
		uint32_t last = ' ', before = ' ';

		mem_reset(p->tb->scratch);
		if (section_of(p->tb->scratch, line, &mark, &title) && *title != '\0' && !is_gapped(line + strlen(mark)))
			continue;
		for (size_t x = 0; *line != '\0' && x < PAGE_WIDE; x++) {
			uint32_t c = text_next(&line);

			used[x] += c != ' ';
			/* a word behind one blank seldom begins a cell */
			begins[x] += c == ' ' || last != ' ' ? 0 : before == ' ' ? 1 : 0.25;
			before = last;
			last = c;
		}
	}
	for (size_t k = 1; k < h->n; k++) {
		/* Its words begin behind the middle of the heading before, and before that of its own. */
		size_t lo = (h->side.lo[k - 1] + h->side.from[k - 1]) / 2 + 1, hi = (h->side.lo[k] + h->side.from[k] + 1) / 2;
		double best = -1e9;

		hi = hi < PAGE_WIDE - 1 ? hi : PAGE_WIDE - 1;
		lo = borders[k - 1] + 1 > lo ? borders[k - 1] + 1 : lo;
		borders[k] = h->side.lo[k];
		for (size_t x = lo; x <= hi; x++) {
			bool is_blank_before = x == 0 || used[x - 1] == 0;
			double good = begins[x] - 3.0 * (double)(x > 0 ? used[x - 1] : 0) + (is_blank_before ? 0.5 : 0) -
			              (x > h->side.lo[k] ? 0.05 * (double)(x - h->side.lo[k]) : 0);

			if (good > best) {
				best = good;
				borders[k] = x;
			}
		}
	}
	for (size_t k = 0; k < h->n; k++)
		h->side.from[k] = borders[k];
	h->side.is_loose = false;
}

/* ---- lines ----------------------------------------------------------------------------------------------------------- */

/* Where a line's words stand: its letters, whether each is a blank. */
struct shape {
	size_t n;
	bool is_blank[PAGE_WIDE + 1];
};

static void shape_of(const char *line, struct shape *out)
{
	for (out->n = 0; *line != '\0' && out->n < PAGE_WIDE; out->n++)
		out->is_blank[out->n] = text_next(&line) == ' ';
	out->is_blank[out->n] = true;
}

/* The end of the words from x on that single blanks part. */
static size_t words_end(const struct shape *f, size_t x)
{
	while (x < f->n && !(f->is_blank[x] && f->is_blank[x + 1]))
		x++;
	return x;
}

/* The place nearest to a border where a word begins; the border itself for none near. */
static size_t word_near(const struct shape *f, size_t border)
{
	for (size_t d = 0; d <= SPILL_MAX; d++) {
		for (int side = -1; side <= 1; side += 2) {
			size_t x = side < 0 ? border - (d < border ? d : border) : border + d;

			if (x > 0 && x < f->n && !f->is_blank[x] && f->is_blank[x - 1])
				return x;
		}
	}
	return border;
}

static void add_part(struct page *p, struct page_line *l, size_t k, size_t a, size_t b)
{
	const char *part = line_part(p->m, p->tb->lines.at[l->at].text, a, b);

	l->cell[k] = *l->cell[k] == '\0' ? part : mem_text(p->m, "%s %s", l->cell[k], part);
}

static size_t column_at(const struct page *p, const size_t *from, size_t x)
{
	size_t k = p->head->n - 1;

	while (k > 0 && from[k] > x)
		k--;
	return k;
}

/* How many letters of a..b-1 stand in column k. */
static size_t overlap(const struct page *p, const size_t *from, size_t k, size_t a, size_t b)
{
	size_t lo = from[k] > a ? from[k] : a, hi = k + 1 < p->head->n && from[k + 1] < b ? from[k + 1] : b;

	return hi > lo ? hi - lo : 0;
}

/* Words that stand together are of the column that holds most of them, but for some that hang over; what fills several
 * columns is parted where words begin at the borders. */
static void cells_of(struct page *p, struct page_line *l, const size_t *from)
{
	struct shape f;

	shape_of(p->tb->lines.at[l->at].text, &f);
	l->spans = 0;
	for (size_t k = 0; k < p->head->n; k++) {
		l->cell[k] = "";
		l->is_cut[k] = false;
	}
	for (size_t a = 0, b; a < f.n; a = b + 1) {
		size_t first, last, full = 0, most;

		b = a;
		if (f.is_blank[a])
			continue;
		b = words_end(&f, a);
		first = most = column_at(p, from, a);
		last = column_at(p, from, b - 1);
		for (size_t k = first; k <= last; k++) {
			full += overlap(p, from, k, a, b) > SPILL_MAX || (k > first && from[k] < f.n && !f.is_blank[from[k]] && f.is_blank[from[k] - 1] && overlap(p, from, k, a, b) > 2 && overlap(p, from, first, a, b) > SPILL_MAX);
			most = overlap(p, from, k, a, b) > overlap(p, from, most, a, b) ? k : most;
		}
		if (full < 2) {
			add_part(p, l, most, a, b);
			continue;
		}
		for (size_t k = first; k <= last; k++) {
			size_t to = k == last ? b : word_near(&f, from[k + 1]);

			l->is_cut[k] = l->is_cut[k] || (k > first && !(f.is_blank[a - 1] && a == from[k]));
			if (to > a)
				add_part(p, l, k, a, to);
			l->spans += k > first;
			a = to > a ? to : a;
		}
		b = a;
	}
	/* What stands beyond is of the last column. */
	if (f.n == PAGE_WIDE)
		add_part(p, l, p->head->n - 1, PAGE_WIDE, SIZE_MAX);
}

/* The number in its column that goes on from `last`; 0 for none. */
static int number_of(const struct page *p, const struct page_line *l, int last, bool is_new)
{
	struct toks t;
	int n;

	if (p->no_col == SIZE_MAX)
		return 0;
	toks_of(p->m, l->cell[p->no_col], &t);
	n = t.n > 0 && t.n <= 3 ? tok_number(&t.at[0]) : -1;
	if (n < 1 || (t.n > 1 && !tok_is(&t, 1, ".") && !tok_is(&t, 1, ")")))
		return 0;
	return (n > last && n <= last + 3) || (n == 1 && (is_new || last == 0)) ? n : 0;
}

/* A number alone at the page's end, apart from the lines above it or under no column of numbers. */
static bool is_page_number(struct page *p, size_t at)
{
	const struct line *l = &p->tb->lines.at[at];
	struct toks t;

	toks_of(p->m, l->text, &t);
	return t.n == 1 && tok_number(&t.at[0]) >= 0 &&
	       (l->no > l[-1].no + 1 || strspn(l->text, " ") >= p->head->side.from[p->head->n > 1]);
}

/* Reads the page's lines up to `to`; stops before words across the columns, which are no part of it. Returns where. */
static size_t read_lines(struct page *p, size_t from, size_t to)
{
	int last = p->tb->is_in ? p->tb->no : 0, section = p->tb->section;
	bool is_new = p->is_other;

	for (size_t at = from; at < to; at++) {
		const struct line *line = &p->tb->lines.at[at];
		struct page_line l = {.at = at};
		size_t taken;

		if (at + 1 == to && is_page_number(p, at))
			continue;
		mem_reset(p->tb->scratch);
		cells_of(p, &l, p->head->side.from);
		l.no = number_of(p, &l, last, is_new);
		taken = l.no > 0 ? 0 : table_section_at(p->tb, at, &section, &l.mark, &l.title);
		if (l.no == 0 && taken == 0 && l.spans > 0 && l.spans + 1 >= p->head->n / 2 &&
		    (*line->text != ' ' || line->no > p->tb->lines.at[at - 1].no + 1))
			return at;
		/* "III. TỔ CHỨC THỰC HIỆN" below a table whose sections are others. */
		if (l.no == 0 && taken == 0 && line->no > p->tb->lines.at[at - 1].no + 1 && at > from &&
		    section_of(p->tb->scratch, line->text, &l.mark, &l.title) && *l.title != '\0')
			return at;
		if (taken == 0)
			l.mark = NULL;
		is_new = taken > 0 || (is_new && l.no == 0);
		last = l.no > 0 ? l.no : last;
		*list_add(p->m, &p->lines) = l;
		at += taken > 1 ? taken - 1 : 0;
	}
	return to;
}

/* ---- rows ------------------------------------------------------------------------------------------------------------ */

/* Numbers between two sections or page ends, and which lines are whose. */
struct run {
	struct page *p;
	size_t from, n;         /* its lines */
	struct LIST(size_t) nos;        /* lines with a number, from the run's beginning */
	bool is_centred;
	size_t *ahead, *behind; /* [column][line]: the first line from there on with words in it, the last before it; n, SIZE_MAX for none */
	size_t *low, *place;    /* of each number: the first line its row may begin on, where that line's cost lies in rest */
	double *rest;           /* what it costs when a row begins on that line: it and those behind */
	size_t *next;           /* where it then ends */
};

static const struct page_line *run_line(const struct run *r, size_t i)
{
	return &r->p->lines.at[r->from + i];
}

static bool begins_small(const char *s)
{
	const char *p = s + strspn(s, " ");
	const char *q = p;
	uint32_t c = *p == '\0' ? ' ' : text_next(&q);

	if (strncmp(p, "các ", strlen("các ")) == 0 || strncmp(p, "đ/c ", strlen("đ/c ")) == 0)
		return false;
	return (c >= 'a' && c <= 'z') || (c >= 0xe0 && c <= 0xff && c != 0xf7) || (c >= 0x100 && c < 0x180 && c % 2 == 1) ||
	       c == 0x1a1 || c == 0x1b0 || (c >= 0x1ea0 && c <= 0x1ef9 && c % 2 == 1);
}

/* Lines a..b-1 as the row whose number stands on line no. */
static double row_cost(const struct run *r, size_t a, size_t b, size_t no)
{
	double above = (double)(no - a), below = (double)(b - 1 - no), cost;

	cost = !r->is_centred ? 5 * above : fabs(above - below) < 0.5 ? 0 : fabs(below - above - 1) < 0.5 ? 0.4 : fabs(above - below);
	for (size_t k = 0; k < r->p->head->n; k++) {
		size_t first = r->ahead[k * (r->n + 1) + a], last = r->behind[k * (r->n + 1) + b];

		if (k == r->p->no_col)
			continue;
		if (first >= b) {
			cost += k == r->p->content_col ? 8 : r->p->head->at[k] == COL_TIME ? 1.5 : r->p->head->at[k] == COL_EXECUTE ? 1 : 0;
			continue;
		}
		cost += begins_small(run_line(r, first)->cell[k]) ? (k == r->p->content_col ? 3 : 1.5) : 0;
		if (r->is_centred)
			cost += 0.1 * fabs((double)no - (double)first - ((double)last - (double)no));
	}
	return cost;
}

/* Where each column has words. */
static void see_run(struct run *r)
{
	size_t w = r->n + 1;

	r->ahead = mem_new(r->p->m, size_t, r->p->head->n * w);
	r->behind = mem_new(r->p->m, size_t, r->p->head->n * w);
	for (size_t k = 0; k < r->p->head->n; k++) {
		size_t *ahead = r->ahead + k * w, *behind = r->behind + k * w;

		ahead[r->n] = r->n;
		behind[0] = SIZE_MAX;
		for (size_t i = r->n; i-- > 0;)
			ahead[i] = *run_line(r, i)->cell[k] != '\0' ? i : ahead[i + 1];
		for (size_t i = 0; i < r->n; i++)
			behind[i + 1] = *run_line(r, i)->cell[k] != '\0' ? i : behind[i];
	}
}

/* The cost from line a on when row i begins there; none is behind the last. */
static double rest_of(const struct run *r, size_t i, size_t a)
{
	if (i == r->nos.n)
		return a == r->n ? 0 : NEVER;
	return a < r->low[i] || a > r->nos.at[i] ? NEVER : r->rest[r->place[i] + a - r->low[i]];
}

/* The line behind the last that row i may have. */
static size_t high_of(const struct run *r, size_t i)
{
	return i + 1 < r->nos.n ? r->nos.at[i + 1] : r->n;
}

/* Room for the costs of each row's beginnings: behind the number before, and not too far above its own. */
static void open_costs(struct run *r)
{
	size_t n = 0;

	r->low = mem_new(r->p->m, size_t, r->nos.n + 1);
	r->place = mem_new(r->p->m, size_t, r->nos.n + 1);
	for (size_t i = 0; i < r->nos.n; i++) {
		size_t no = r->nos.at[i], low = i == 0 ? 0 : r->nos.at[i - 1] + 1;

		r->low[i] = low + PAGE_ROW_MAX < no ? no - PAGE_ROW_MAX : low;
		r->place[i] = n;
		n += no - r->low[i] + 1;
	}
	r->rest = mem_new(r->p->m, double, n + 1);
	r->next = mem_new(r->p->m, size_t, n + 1);
	for (size_t i = 0; i < n; i++)
		r->rest[i] = NEVER;
}

/* The cheapest beginnings of the rows; begin[i] of the i-th number. Lines before begin[0] are of a row before the run. */
static double part_run(struct run *r, size_t *begin)
{
	size_t rows = r->nos.n;
	double best = NEVER;

	see_run(r);
	open_costs(r);
	for (size_t i = rows; i-- > 0;) {
		size_t no = r->nos.at[i];

		for (size_t a = r->low[i]; a <= no; a++) {
			size_t at = r->place[i] + a - r->low[i];

			for (size_t b = no + 1; b <= high_of(r, i); b++) {
				double cost = rest_of(r, i + 1, b);

				cost = cost >= NEVER ? cost : cost + row_cost(r, a, b, no);
				if (cost < r->rest[at]) {
					r->rest[at] = cost;
					r->next[at] = b;
				}
			}
		}
	}
	for (size_t a = rows > 0 ? r->low[0] : 0; rows > 0 && a <= r->nos.at[0]; a++) {
		/* What stands above the first row goes on from the page before. */
		double cost = rest_of(r, 0, a) + (a > 0 ? (r->is_centred ? 4 : 0.5) + 0.1 * (double)a : 0);

		if (a > 0 && (r->from > 0 || r->p->tb->row_from == SIZE_MAX))
			cost += 20;
		if (cost < best) {
			best = cost;
			begin[0] = a;
		}
	}
	for (size_t i = 0; i + 1 < rows; i++)
		begin[i + 1] = r->next[r->place[i] + begin[i] - r->low[i]];
	return best;
}

/* How much dearer it is when row i (from 1) begins elsewhere, and where; the rows before it stay. */
static double margin_of(const struct run *r, const size_t *begin, size_t i, size_t *elsewhere)
{
	size_t no = r->nos.at[i - 1];
	double is = row_cost(r, begin[i - 1], begin[i], no) + rest_of(r, i, begin[i]), margin = NEVER;

	for (size_t b = no + 1; b <= r->nos.at[i]; b++) {
		double cost = b == begin[i] ? NEVER : row_cost(r, begin[i - 1], b, no) + rest_of(r, i, b);

		if (cost - is < margin) {
			margin = cost - is;
			*elsewhere = b;
		}
	}
	return margin;
}

/* The cells of lines a..b-1 are in dispute between the open row and the next. */
static void doubt(struct page *p, size_t a, size_t b, struct plan_doc_warnings *w)
{
	for (size_t i = a; i < b; i++) {
		for (size_t k = 0; k < p->head->n; k++) {
			if (k != p->no_col && *p->lines.at[i].cell[k] != '\0')
				warn_add(p->tb->r->mem, w, column_name(p->head->at[k]), unsure_rows);
		}
	}
}

/* Whether the line before was full, so that its words only went on below: the next word had no room on it. */
static bool is_wrapped(const struct page *p, size_t k, const char *next)
{
	const char *cell = p->tb->cell[k]->p;
	enum plan_column col = p->head->at[k];
	char end = cell[strlen(cell) - 1];

	if (*next == '-' && (col == COL_CONTENT || col == COL_TIME || strchr(":;.", end) != NULL))
		return false;
	return p->last_n[k] + 1 + text_chars(mem_copy(p->m, next, strcspn(next, " "))) > p->width[k];
}

static void add_line(struct page *p, const struct page_line *l)
{
	struct table *tb = p->tb;

	for (size_t k = 0; k < p->head->n; k++) {
		if (*l->cell[k] == '\0' || k == p->no_col)
			continue;
		if (tb->cell[k]->n > 0)
			buf_char(tb->cell[k], is_wrapped(p, k, l->cell[k]) ? ' ' : '\n');
		p->last_n[k] = text_chars(l->cell[k]);
		buf_text(tb->cell[k], l->cell[k]);
		if (l->is_cut[k]) {
			warn_add(tb->r->mem, &tb->warnings, column_name(p->head->at[k]), cells_cut);
			warn_add(tb->r->mem, &tb->warnings, column_name(p->head->at[k - 1]), cells_cut);
		}
	}
	buf_text(tb->text, tb->lines.at[l->at].text);
	buf_char(tb->text, '\n');
	tb->row_to = l->at;
}

/* Where column k begins in lines a..b-1, which may stand a little elsewhere than on the page: behind the widest blank near
 * its place that all these lines leave. */
static size_t row_border(const struct page *p, const size_t used[PAGE_WIDE], size_t k, size_t after)
{
	size_t page = p->head->side.from[k], best = page, lo = page > SHIFT_LEFT ? page - SHIFT_LEFT : 1;
	size_t next = k + 1 < p->head->n ? p->head->side.from[k + 1] : PAGE_WIDE - 1;
	size_t hi = page + SHIFT_RIGHT < next ? page + SHIFT_RIGHT : next - 1;
	double most = used[page - 1] == 0 ? 3 : -1e9;

	for (size_t x = lo > after ? lo : after + 1; x <= hi && x < PAGE_WIDE; x++) {
		size_t gap = 0;
		double good, far = fabs((double)x - (double)page);

		if (used[x] == 0 || used[x - 1] > 0)
			continue;
		while (gap < x && used[x - 1 - gap] == 0)
			gap++;
		good = gap >= 2 ? 6 + fmin((double)gap, 6) - 0.4 * far : 2 - 0.6 * far;
		if (good > most) {
			most = good;
			best = x;
		}
	}
	return best;
}

/* Reads the cells of a row's lines once more, with its own borders. */
static void settle_row(struct page *p, size_t a, size_t b)
{
	size_t used[PAGE_WIDE] = {0}, from[COLS_MAX] = {0};

	for (size_t i = a; i < b; i++)
		line_used(p->tb->lines.at[p->lines.at[i].at].text, used);
	for (size_t k = 1; k < p->head->n; k++)
		from[k] = row_border(p, used, k, from[k - 1]);
	for (size_t i = a; i < b; i++)
		cells_of(p, &p->lines.at[i], from);
}

static void open_row(struct page *p, size_t line, int no)
{
	struct table *tb = p->tb;

	table_close_row(tb);
	if (no > tb->no + 1 && no > 1)
		warn_add(tb->r->mem, &tb->warnings, "no", mem_text(tb->r->mem, "Trước dòng số %d thiếu số %d.", no, tb->no + 1));
	tb->no = no;
	tb->row_from = p->lines.at[line].at;
	tb->is_titled = false;
	buf_reset(tb->text);
	for (size_t k = 0; k < p->head->n; k++)
		buf_reset(tb->cell[k]);
}

static void take_rows(struct run *r, const size_t *begin)
{
	struct page *p = r->p;
	struct plan_doc_warnings ahead = {0};

	for (size_t i = 0; i < (r->nos.n > 0 ? begin[0] : r->n); i++) {
		const struct line *l = &p->tb->lines.at[run_line(r, i)->at];

		if (p->tb->row_from != SIZE_MAX)
			add_line(p, run_line(r, i));
		else
			reading_unread(p->tb->r, l->page, l->sheet, l->no, l->no, l->text);
	}
	if (r->nos.n > 0 && begin[0] > 0)
		doubt(p, r->from, r->from + begin[0], r->is_centred ? &p->tb->warnings : &ahead);
	for (size_t i = 0; i < r->nos.n; i++) {
		size_t end = i + 1 < r->nos.n ? begin[i + 1] : r->n, other = end;

		open_row(p, r->from + begin[i], run_line(r, r->nos.at[i])->no);
		for (size_t k = 0; k < ahead.n; k++)
			warn_add(p->tb->r->mem, &p->tb->warnings, ahead.at[k].column, ahead.at[k].reason);
		ahead.n = 0;
		settle_row(p, r->from + begin[i], r->from + end);
		for (size_t k = begin[i]; k < end; k++)
			add_line(p, run_line(r, k));
		if (i + 1 < r->nos.n && margin_of(r, begin, i + 1, &other) < 1.0) {
			size_t a = r->from + (other < end ? other : end), b = r->from + (other < end ? end : other);

			doubt(p, a, b, &p->tb->warnings);
			doubt(p, a, b, &ahead);
		}
		if (row_cost(r, begin[i], end, r->nos.at[i]) > 4)
			doubt(p, r->from + begin[i], r->from + end, &p->tb->warnings);
	}
}

/* The run from line i on up to the next section. */
static struct run run_from(struct page *p, size_t i, bool is_centred)
{
	struct run r = {.p = p, .from = i, .is_centred = is_centred};

	for (; i < p->lines.n && p->lines.at[i].mark == NULL; i++) {
		if (p->lines.at[i].no > 0)
			*list_add(p->m, &r.nos) = i - r.from;
	}
	r.n = i - r.from;
	return r;
}

static size_t *begins_of(struct run *r, double *cost)
{
	size_t *begin = mem_new(r->p->m, size_t, r->nos.n + 1);

	*cost += part_run(r, begin);
	return begin;
}

/* Whether numbers stand in the middle of their rows. */
static bool is_centred(struct page *p)
{
	double cost[2] = {0};

	for (int mode = 0; mode < 2; mode++) {
		for (size_t i = 0; i < p->lines.n; i++) {
			struct run r = run_from(p, i, mode == 1);

			if (r.nos.n > 0)
				begins_of(&r, &cost[mode]);
			i += r.n;
		}
	}
	return cost[1] < cost[0];
}

/* Without numbers a row begins below an empty line. */
static void take_unnumbered(struct page *p)
{
	for (size_t i = 0; i < p->lines.n; i++) {
		const struct page_line *l = &p->lines.at[i];
		bool is_apart = i == 0 || p->tb->lines.at[l->at].no > p->tb->lines.at[p->lines.at[i - 1].at].no + 1;

		if (l->mark != NULL) {
			table_open_section(p->tb, l->mark, l->title);
			continue;
		}
		if (is_apart || p->tb->row_from == SIZE_MAX)
			open_row(p, i, 0);
		add_line(p, l);
	}
}

static void take_lines(struct page *p)
{
	bool centred = is_centred(p);

	for (size_t i = 0; i < p->lines.n; i++) {
		struct run r = run_from(p, i, centred);
		double cost = 0;

		if (r.n > 0)
			take_rows(&r, r.nos.n > 0 ? begins_of(&r, &cost) : NULL);
		i += r.n;
		if (i < p->lines.n)
			table_open_section(p->tb, p->lines.at[i].mark, p->lines.at[i].title);
	}
}

/* ---- the page -------------------------------------------------------------------------------------------------------- */

/* Whether words stand across a border of the page and none begins near it. */
static bool stands_across(const struct page *p, const struct page_line *l)
{
	struct shape f;

	shape_of(p->tb->lines.at[l->at].text, &f);
	for (size_t k = 1; k < p->head->n && l->spans > 0; k++) {
		size_t x = p->head->side.from[k], near = word_near(&f, x);

		if (x < f.n && !f.is_blank[x] && !f.is_blank[x - 1] && (near > x ? near - x : x - near) > NEAR)
			return true;
	}
	return false;
}

/* How many of its lines have words across a border, of a hundred. */
static size_t cut_share(const struct page *p)
{
	size_t cut = 0, lines = 0;

	for (size_t i = 0; i < p->lines.n; i++) {
		lines += p->lines.at[i].mark == NULL;
		cut += p->lines.at[i].mark == NULL && stands_across(p, &p->lines.at[i]);
	}
	return lines == 0 ? 0 : cut * 100 / lines;
}

/* The same head at the same places again: the page goes on with the table, and has its borders, for it may be short. */
static bool goes_on(const struct table *tb, const struct head *h)
{
	return tb->is_in && tb->side.n == h->n && !tb->side.is_loose && table_same_head(h, &tb->head);
}

/* Whether its rows are short enough to be parted by what it costs: from number to number, and behind the last. */
static bool has_short_rows(const struct page *p)
{
	size_t since = 0;
	bool has_number = false;

	for (size_t i = 0; i < p->lines.n; i++) {
		bool is_end = p->lines.at[i].mark != NULL;

		since = is_end || p->lines.at[i].no > 0 ? 0 : since + 1;
		has_number = !is_end && (has_number || p->lines.at[i].no > 0);
		if (has_number && since >= PAGE_ROW_MAX)
			return false;
	}
	return true;
}

/* Measures the columns; whether there is a number. */
static bool measure(struct page *p)
{
	bool has_number = false;

	for (size_t i = 0; i < p->lines.n; i++) {
		has_number = has_number || p->lines.at[i].no > 0;
		for (size_t k = 0; k < p->head->n && p->lines.at[i].mark == NULL; k++) {
			size_t n = p->lines.at[i].spans > 0 ? 0 : text_chars(p->lines.at[i].cell[k]);

			p->width[k] = n > p->width[k] ? n : p->width[k];
		}
	}
	return has_number;
}

static size_t bytes_of(const struct table *tb, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t at = from; at < to; at++)
		n += strlen(tb->lines.at[at].text);
	return n;
}

size_t page_take(struct table *tb, size_t at, const struct head *h)
{
	enum { CUTS_MAX = 15 };
	struct page p = {.tb = tb, .m = mem_open(PAGE_MEM), .no_col = SIZE_MAX, .content_col = SIZE_MAX};
	struct head head = *h;
	const struct side was = tb->side;
	bool is_over, is_same = goes_on(tb, h);
	size_t from = at + h->lines, to = page_end(&p, from, &is_over), end = from;

	p.head = &head;
	p.is_other = tb->is_in && !is_same;
	for (size_t k = 0; k < head.n; k++) {
		p.no_col = head.at[k] == COL_NO ? k : p.no_col;
		p.content_col = head.at[k] == COL_CONTENT ? k : p.content_col;
	}
	if (bytes_of(tb, from, to) <= PAGE_BYTES_MAX) {
		if (is_same && memcmp(was.lo, head.side.lo, sizeof was.lo) == 0)
			head.side = was;
		else
			find_borders(&p, &head, from, to);
		tb->side = head.side;
		end = read_lines(&p, from, to);
		tb->side = was;
	}
	if (p.lines.n == 0 || (!measure(&p) && p.no_col != SIZE_MAX) || cut_share(&p) > CUTS_MAX || !has_short_rows(&p)) {
		mem_close(p.m);
		return 0;
	}
	if (!is_same) {
		table_close_row(tb);    /* by the columns it was read with */
		table_judge(tb);
		for (size_t k = 0; k < head.n; k++)
			tb->cell[k] = buf_new(tb->r->mem, 64 * 1024);
	}
	tb->side = head.side;
	tb->head = head;
	tb->r->is_deadline = head.is_deadline;
	tb->r->bare = head.bare;
	if (p.no_col == SIZE_MAX)
		take_unnumbered(&p);
	else
		take_lines(&p);
	tb->is_in = !is_over && end == to;
	if (!tb->is_in)
		table_close_row(tb);
	mem_close(p.m);
	return end;
}
