/* room/plan/plan_read_cut.c -- a row of plain text, whose cells run together: cell borders from what cells can say.
 *
 * The borders of a row are those that cost least: a column of bodies should read as bodies, a column of times as times, a
 * border should stand at a line's beginning. Where the cheapest reading is still dear, or another one nearly as cheap, the
 * columns concerned are warned about. */
#include <math.h>

#include "base/text.h"
#include "room/plan/plan_date_in.h"
#include "room/plan/plan_read_text_in.h"

enum { BORDERS_MAX = 160, LEAD_WORDS = 16, LONG_ROW = 5, LINED_LEAST = 3 };

/* A border is sure when every other one makes the row dearer by this. */
static const double sure = 0.75;

struct cut {
	struct table *tb;
	struct time_frame tf;
	struct toks t;
	size_t border[BORDERS_MAX];
	size_t n;
	enum plan_column col[COLS_MAX];
	size_t cols_n;
	bool has_other;         /* a column of products, notes */
	size_t *verbs;          /* how many verbs stand before this token */
	size_t *labels;         /* the same of labels of roles */
	size_t *days;           /* the same of numbers with a stroke behind */
	double *bodies, *times; /* [border][border]: what that cell costs, below 0 while not known */
	double *cost;           /* [col][border]: of the best reading of columns col… from border on */
	size_t *next;           /* the border where column col ends */
};

static bool is_open_word(const struct toks *t, size_t i)
{
	/* "Phó" before "Chủ tịch", and not "Thành Phố" */
	if (tok_is(t, i, "pho"))
		return t->at[i].is_capital && !(i > 0 && tok_is(t, i - 1, "thanh") && t->at[i - 1].is_capital);
	if (tok_is(t, i, "cap"))
		return i > 0 && !tok_is(t, i - 1, "cac");
	if (tok_is(t, i, "vong"))
		return i > 0 && tok_is(t, i - 1, "trong");
	return toks_match(t, i, t->n, "cua|cac|va|voi|thuoc|cho|theo|tai|tren|len|(|,|-") > 0 &&
	       !(i > 0 && tok_is(t, i, "thuoc") && tok_is(t, i - 1, "truc"));
}

/* The word asks for a body behind it: "gửi", "trình". */
static bool is_hungry(const struct toks *t, size_t i)
{
	return toks_match(t, i, t->n, "gui|trinh|cua|voi|len|cho") > 0 ||
	       (i > 0 && toks_match(t, i - 1, t->n, "gui|trinh|bao ve|len|cao") == 2) ||
	       (i > 0 && toks_match(t, i - 1, t->n, "de nghi") > 0);
}

/* A cell seldom begins with a small letter, but for "nt" and "đ/c Nguyễn Văn A". */
static bool is_small(const struct toks *t, size_t i)
{
	const struct tok *k = &t->at[i];

	return k->is_word && !k->is_capital && tok_number(k) < 0 && !tok_is(t, i, "nt") && !body_is_person(t, i) &&
	       toks_match(t, i, t->n, "uy ban") == 0;
}

static double unbalanced(const struct toks *t, size_t i, size_t j)
{
	int depth = 0;
	double bad = 0;

	for (; i < j; i++) {
		if (t->at[i].is_word)
			continue;
		depth += tok_is(t, i, "(");
		depth -= tok_is(t, i, ")");
		bad += depth < 0 ? 6 : 0;
		depth = depth < 0 ? 0 : depth;
	}
	return bad + 6 * depth;
}

/* A name that is known goes on behind the border; one that begins a line is surely a name. */
static double broken_name(const struct cut *c, size_t i, size_t j)
{
	double bad = 0;
	bool is_body = j < c->t.n && !c->t.at[j].is_first && body_match(&c->tb->r->bodies, &c->t, j, c->t.n, NULL) > 0;

	for (size_t s = j > i + 8 ? j - 8 : i; s < j && j < c->t.n; s++) {
		/* "Thành phố / Chủ tịch" is no "Phó Chủ tịch". */
		/* The name's beginning is the end of another name. */
		if (c->t.at[j].is_first && !c->t.at[s].is_first && c->t.at[s - 1].is_word)
			continue;
		/* "Văn phòng | Thành ủy" */
		if (is_body && c->t.at[s].is_capital && body_is_post(&c->t, s, j))
			bad = fmax(bad, 5);
		if ((c->t.at[s].is_capital || tok_is(&c->t, s, "cac")) &&
		    body_match(&c->tb->r->bodies, &c->t, s, c->t.n, NULL) > j - s)
			bad = fmax(bad, c->t.at[s].is_first ? 10 : 7);
	}
	return bad;
}

/* A time that began goes on behind the border. */
static double broken_time(const struct cut *c, size_t i, size_t j)
{
	for (size_t s = j > i + 6 ? j - 6 : i; s < j && j < c->t.n; s++) {
		const struct phrase *p = phrase_at(&c->tf, &c->t, s, c->t.n);

		if (p != NULL && s + p->tokens > j)
			return 8;
	}
	return 0;
}

/* The last lines of a content that are bodies, though nothing before them says that the sentence goes on. */
static double trailing_bodies(const struct cut *c, size_t i, size_t j)
{
	for (size_t s = j > i + 14 ? j - 14 : i + 1; s < j; s++) {
		struct body_count n;

		if (!c->t.at[s].is_first || !c->t.at[s].is_capital || is_open_word(&c->t, s - 1))
			continue;
		if (body_match(&c->tb->r->bodies, &c->t, s, j, NULL) < 2)
			continue;
		n = body_read(c->tb->scratch, &c->tb->r->bodies, &c->t, s, j, NULL);
		if (n.unknown + n.strange == 0)
			return 4;
	}
	return 0;
}

static bool begins_day(const struct toks *t, size_t i)
{
	return tok_number(&t->at[i]) > 0 && tok_is(t, i + 1, "/");
}

static bool has_day(const struct cut *c, size_t i, size_t j)
{
	if (c->days[i] == c->days[j])
		return false;
	for (; i < j; i++) {
		if (c->days[i] < c->days[i + 1] && i + 2 < j && time_at(&c->tf, &c->t, i, j) > 2)
			return true;
	}
	return false;
}

/* "Chủ trì:", "Đơn vị phối hợp:": who of a cell does what; its tokens. */
static size_t role_label(const struct toks *t, size_t i, size_t end)
{
	return toks_match(t, i, end, "[don|co] [vi|quan] chu|phoi tri|hop :");
}

/* The bodies of a cell, whose roles may be told by labels. */
static struct body_count bodies_in(const struct cut *c, size_t i, size_t j)
{
	struct body_count all = {0};

	if (c->labels[i] == c->labels[j])
		return body_read(c->tb->scratch, &c->tb->r->bodies, &c->t, i, j, NULL);
	while (i < j) {
		size_t from = i + role_label(&c->t, i, j);
		struct body_count n;

		for (i = from; i < j && role_label(&c->t, i, j) == 0; i++)
			;
		n = body_read(c->tb->scratch, &c->tb->r->bodies, &c->t, from, i, NULL);
		all.known += n.known;
		all.unknown += n.unknown;
		all.strange += n.strange;
		all.touching += n.touching;
		all.joined += n.joined;
		all.alone += n.alone;
	}
	return all;
}

/* How many labels of roles stand where none belongs. */
static double labels_in(const struct cut *c, size_t i, size_t j)
{
	return (double)(c->labels[j] - c->labels[i]);
}

static double cost_bodies(struct cut *c, size_t i, size_t j)
{
	struct body_count n;
	size_t word = i;

	if (j - i > 150)
		return 1000;
	while (word < j && !c->t.at[word].is_word)
		word++;
	/* A point of a list of times is no body; a list that ends in ';' goes on. */
	if (has_day(c, i, j))
		return 30;
	n = bodies_in(c, i, j);
	/* Nor does a time begin a line of it. */
	for (size_t k = i + 1; k < j; k++) {
		if (c->t.at[k].is_first && phrase_at(&c->tf, &c->t, k, j) != NULL)
			return 30;
	}
	/* "Ban", "Thuế" alone are the end of a name. */
	return (j - i == 1 && n.unknown > 0 ? 5 : 0) + (tok_is(&c->t, j - 1, ";") ? 5 : 0) + broken_name(c, i, j) +
	       (tok_is(&c->t, i, "(") ? 10 : 0) + 2.0 * (double)n.unknown + 12.0 * (double)(n.strange - n.alone) +
	       2.0 * (double)n.alone + 6.0 * (double)n.touching + (double)n.joined +
	       (word < j && !is_small(&c->t, word) ? 0 : 3) + (n.known + n.unknown + n.alone == 0 ? 12 : 0);
}

/* What comes of a task, where the table has a column for it: "Quyết định", "Biên bản". */
static bool is_product(const struct cut *c, size_t i)
{
	static const char *const products[] = {"quyet dinh", "bao cao", "to trinh", "thong bao", "ke hoach", "hoi nghi",
	                                       "bien ban", "van ban", "cong van", "huong dan", "danh sach", "nghi quyet",
	                                       "ho so", "tai lieu", "ban dang", "bai viet", "quy che", NULL};

	return c->has_other && c->t.at[i].is_capital && toks_match_any(&c->t, i, c->t.n, products) > 0;
}

static double cost_times(struct cut *c, size_t i, size_t j)
{
	struct time_count n;
	size_t b, first;

	if (i == j)
		return 9;
	if (j - i > 300)
		return 1000;
	n = time_read(&c->tf, &c->t, i, j, NULL, NULL);
	for (first = i + 1; first < j; first++)
		n.tails += !c->t.at[first].is_first && is_product(c, first) &&
		           toks_match(&c->t, first - 1, j, "theo|sau|co|khi|cua") == 0;
	b = body_match(&c->tb->r->bodies, &c->t, i, j, NULL);
	for (first = i + b; b > 0 && first < j && first < i + b + LEAD_WORDS && time_at(&c->tf, &c->t, first, j) == 0; first++)
		;
	/* A body before a time does something, or is of the column before. */
	return (b > 0 && first < j && c->verbs[first] == c->verbs[i + b] ? 6 : 0) +
	       (tok_is(&c->t, i, "(") && unbalanced(&c->t, i + 1, j - 1) > 0 ? 8 : 0) + 8.0 * (double)n.text +
	       0.15 * (double)n.lead + 5.0 * (double)n.tails + 4.0 * (double)n.strange + (n.known == 0 ? 8 : 0) +
	       (c->t.at[i].is_word && !c->t.at[i].is_capital && tok_number(&c->t.at[i]) < 0 ? 2 : 0);
}

/* Computed once: three columns ask for the same cell. */
static double once(struct cut *c, double *known, size_t b, size_t e, double (*cost)(struct cut *, size_t, size_t))
{
	double *k = &known[b * c->n + e];

	if (*k < 0)
		*k = cost(c, c->border[b], c->border[e]);
	return *k;
}

/* What the cell costs; where it is dear by its border alone, no more than that it is at least `enough`. */
static double cost_of(struct cut *c, enum plan_column col, size_t b, size_t e, double enough)
{
	size_t i = c->border[b], j = c->border[e];
	double cost = unbalanced(&c->t, i, j);

	if (j < c->t.n && i < j)
		cost += (c->t.at[j].is_first ? 0 : c->tb->is_celled ? 12 : 4) + (is_open_word(&c->t, j - 1) ? 5 : 0) +
		        (is_small(&c->t, j) ? 3 : 0) + broken_time(c, i, j);
	if (cost >= enough)
		return cost;
	switch (col) {
	case COL_CONTENT:
		return cost + (i == j ? 30 : broken_name(c, i, j) + trailing_bodies(c, i, j) + 8 * labels_in(c, i, j) +
		                             (tok_is(&c->t, i, "(") ? 8 : 0) + (tok_is(&c->t, j - 1, ";") ? 6 : 0) +
		                             (is_hungry(&c->t, j - 1) ? 5 : 0) + (j - i < 2 ? 8 : 0));
	case COL_DIRECT:
	case COL_EXECUTE:
	case COL_COORDINATE:
		/* Who executes is told more often than who directs, and that more often than who helps. */
		if (i == j)
			return cost + (col == COL_EXECUTE ? 8.5 : col == COL_DIRECT ? 8 : 7);
		return cost + once(c, c->bodies, b, e, cost_bodies);
	case COL_TIME:
		return cost + 8 * labels_in(c, i, j) + once(c, c->times, b, e, cost_times);
	case COL_OTHER:
		return cost + (i == j ? 1 : 0.05 * (double)(j - i) + (has_day(c, i, j) ? 6 : 0));
	case COL_NO:
	case COL_N:
		break;
	}
	return cost;
}

static void borders(struct cut *c)
{
	size_t after = SIZE_MAX;        /* the last time ends here */

	for (size_t i = 0; i < c->t.n && c->n + 1 < BORDERS_MAX; i++) {
		const struct tok *t = &c->t.at[i];
		const struct phrase *p = phrase_at(&c->tf, &c->t, i, c->t.n);
		bool is_border = t->is_first || (i == after && t->is_word && t->is_capital) || is_product(c, i);

		if (!is_border && t->is_word && !t->is_glued && (t->is_capital || tok_number(t) >= 0))
			is_border = body_match(&c->tb->r->bodies, &c->t, i, c->t.n, NULL) > 1 || time_at(&c->tf, &c->t, i, c->t.n) > 1 ||
			            (body_is_head(&c->t, i) && c->t.n < 60);
		if (is_border)
			c->border[c->n++] = i;
		after = p != NULL ? i + p->tokens : after;
	}
	c->border[c->n++] = c->t.n;
}

static void solve(struct cut *c)
{
	size_t n = c->n;

	c->verbs = mem_new(c->tb->scratch, size_t, c->t.n + 1);
	c->labels = mem_new(c->tb->scratch, size_t, c->t.n + 1);
	c->days = mem_new(c->tb->scratch, size_t, c->t.n + 1);
	for (size_t i = 0; i < c->t.n; i++) {
		c->verbs[i + 1] = c->verbs[i] + time_verb_at(&c->t, i);
		c->labels[i + 1] = c->labels[i] + (role_label(&c->t, i, c->t.n) > 0);
		c->days[i + 1] = c->days[i] + begins_day(&c->t, i);
	}

	c->cost = mem_new(c->tb->scratch, double, (c->cols_n + 1) * n);
	c->next = mem_new(c->tb->scratch, size_t, (c->cols_n + 1) * n);
	c->bodies = mem_new(c->tb->scratch, double, n * n);
	c->times = mem_new(c->tb->scratch, double, n * n);
	for (size_t b = 0; b < n * n; b++) {
		c->bodies[b] = -1;
		c->times[b] = -1;
	}
	for (size_t b = 0; b < n; b++)
		c->cost[c->cols_n * n + b] = b + 1 == n ? 0 : 1e6;
	for (size_t k = c->cols_n; k-- > 0;) {
		for (size_t b = 0; b < n; b++) {
			c->cost[k * n + b] = 1e9;
			if (k == 0 && b > 0)
				break;
			for (size_t e = k + 1 == c->cols_n ? n - 1 : b; e < n; e++) {
				double rest = c->cost[(k + 1) * n + e], cost;

				if (rest >= 1e6 || rest >= c->cost[k * n + b])
					continue;
				cost = rest + cost_of(c, c->col[k], b, e, c->cost[k * n + b] - rest);
				if (cost < c->cost[k * n + b]) {
					c->cost[k * n + b] = cost;
					c->next[k * n + b] = e;
				}
			}
		}
	}
}

/* What the cheapest reading costs that has another beginning of column k than b: a border is sure where that is dear. */
static void cost_otherwise(struct cut *c, const size_t *begin, double *other)
{
	size_t n = c->n;
	double *to = mem_new(c->tb->scratch, double, (c->cols_n + 1) * n);

	for (size_t x = 0; x < (c->cols_n + 1) * n; x++)
		to[x] = x == 0 ? 0 : 1e6;
	for (size_t k = 0; k + 1 < c->cols_n; k++) {
		other[k + 1] = 1e6;
		for (size_t b = 0; b < n; b++) {
			for (size_t e = b; e < n && to[k * n + b] < c->cost[0] + sure; e++) {
				double *best = &to[(k + 1) * n + e];
				double rest = c->cost[(k + 1) * n + e];

				if (to[k * n + b] + rest < c->cost[0] + sure && to[k * n + b] < *best)
					*best = fmin(*best, to[k * n + b] + cost_of(c, c->col[k], b, e,
					                                            c->cost[0] + sure - to[k * n + b] - rest));
			}
		}
		for (size_t e = 0; e < n; e++) {
			if (e != begin[k + 1])
				other[k + 1] = fmin(other[k + 1], to[(k + 1) * n + e] + c->cost[(k + 1) * n + e]);
		}
	}
}

const char border_unsure[] = "Không chắc chỗ bắt đầu và kết thúc của ô này: cần so với bản gốc.";

static bool is_of_bodies(enum plan_column col)
{
	return col == COL_DIRECT || col == COL_EXECUTE || col == COL_COORDINATE;
}

/* A border of bodies that could stand elsewhere at nearly the same cost is a doubt of both its columns. */
static void warn_borders(struct cut *c, struct plan_row *row, const bool warned[COLS_MAX + 1])
{
	size_t begin[COLS_MAX + 1] = {0};
	double other[COLS_MAX + 1] = {0};
	bool is_unsure[COLS_MAX + 2] = {false};

	/* What is dear may have taken from its neighbours, or given to them. */
	for (size_t k = 0; k < c->cols_n; k++) {
		is_unsure[k] = is_unsure[k] || (k > 0 && warned[k - 1]) || warned[k + 1];
	}
	for (size_t k = 0; k < c->cols_n; k++)
		begin[k + 1] = c->next[k * c->n + begin[k]];
	cost_otherwise(c, begin, other);
	for (size_t k = 1; k < c->cols_n; k++) {
		if (is_of_bodies(c->col[k]) && other[k] < c->cost[0] + sure) {
			is_unsure[k - 1] = true;
			is_unsure[k] = true;
		}
	}
	for (size_t k = 0; k < c->cols_n; k++) {
		if (is_unsure[k] && !warned[k])
			warn_add(c->tb->r->mem, &row->warnings, column_name(c->col[k]), border_unsure);
	}
}

/* Where each cell was written on a line of its own, the line of each column: from the row's number on, empty lines for empty
 * cells. False when the lines are others. *excess is what the cells so told cost more than the cheapest reading. */
static bool lines_as_cells(struct cut *c, size_t begin[COLS_MAX + 1], double *excess)
{
	enum { STEPS_MAX = 3 };
	struct table *tb = c->tb;
	size_t from = tb->row_from + 1, step = STEPS_MAX + 1, k = 0, token = 0;
	int first = tb->lines.at[tb->row_from].no;

	*excess = 0;
	if (!tb->is_celled || tb->row_to <= tb->row_from || tb->row_to - tb->row_from > c->cols_n)
		return false;
	for (size_t i = tb->row_from + 1; i <= tb->row_to; i++) {
		size_t gap = (size_t)(tb->lines.at[i].no - tb->lines.at[i - 1].no);

		step = gap < step ? gap : step;
	}
	if (step == 0 || step > STEPS_MAX)
		return false;
	for (size_t i = from; i <= tb->row_to; i++) {
		size_t col = ((size_t)(tb->lines.at[i].no - first) + step - 1) / step - 1;

		if (col >= c->cols_n)
			return false;
		for (; k <= col; k++)
			begin[k] = token;
		while (token < c->n && c->t.n > 0 && !(c->border[token] >= c->t.n) && c->t.at[c->border[token]].line < (int)(i - from + 1))
			token++;
	}
	for (; k <= c->cols_n; k++)
		begin[k] = c->n - 1;
	for (k = 0; k < c->cols_n; k++)
		*excess += cost_of(c, c->col[k], begin[k], begin[k + 1], 1e9);
	*excess -= c->cost[0];
	return true;
}

/* Whether the time stands where the cheapest reading has it. */
static bool is_same_time(const struct cut *c, const size_t *begin)
{
	size_t b = 0;

	for (size_t k = 0; k < c->cols_n; k++) {
		size_t e = c->next[k * c->n + b];

		if (c->col[k] == COL_TIME && (b != begin[k] || e != begin[k + 1]))
			return false;
		b = e;
	}
	return true;
}

/* The cells of the row are its lines: that reads hardly worse than the cheapest, or, with a doubt, the rows before were so and
 * this one has a line for each cell. */
static bool take_lines(struct cut *c, struct plan_row *row)
{
	static const double worse = 4;
	struct table *tb = c->tb;
	size_t begin[COLS_MAX + 1] = {0};
	double excess;
	bool is_line_each = tb->row_to - tb->row_from == c->cols_n;

	if (!lines_as_cells(c, begin, &excess) || (excess >= worse && !is_line_each)) {
		tb->wrapped++;
		return false;
	}
	for (size_t k = 0; k < c->cols_n && excess >= worse; k++)
		warn_add(tb->r->mem, &row->warnings, column_name(c->col[k]), border_unsure);
	if (excess >= worse && (tb->lined < LINED_LEAST || tb->wrapped > 0 || !is_same_time(c, begin)))
		return false;
	for (size_t k = 0; k < c->cols_n; k++)
		row->at[c->col[k]] = toks_lines(tb->r->mem, &c->t, c->border[begin[k]], c->border[begin[k + 1]]);
	tb->lined++;
	return true;
}

void cut_row(struct table *tb, struct plan_row *row)
{
	struct cut c = {.tb = tb};
	bool warned[COLS_MAX + 1] = {false};
	size_t b = 0;

	c.tf = (struct time_frame){.mem = tb->scratch, .bodies = &tb->r->bodies, .year = tb->r->out->year,
	                           .is_deadline = tb->r->is_deadline, .bare = tb->r->bare};
	mem_reset(tb->scratch);
	toks_of(tb->scratch, tb->text->p, &c.t);
	if (c.t.is_cut)
		warn_add(tb->r->mem, &row->warnings, "content", "Dòng quá dài, phần cuối chưa được đọc.");
	body_mark(&tb->r->bodies, &c.t);
	for (size_t k = 0; k < tb->head.n; k++) {
		if (tb->head.at[k] != COL_NO)
			c.col[c.cols_n++] = tb->head.at[k];
		c.has_other = c.has_other || tb->head.at[k] == COL_OTHER;
	}
	borders(&c);
	solve(&c);
	if (c.cost[0] >= 1e6) {
		row->at[COL_CONTENT] = tb->text->p;
		warn_add(tb->r->mem, &row->warnings, "content", "Không tách được dòng này thành các cột.");
		return;
	}
	if (take_lines(&c, row))
		return;
	for (size_t k = 0; k < c.cols_n; k++) {
		size_t e = c.next[k * c.n + b];
		double cost = c.cost[k * c.n + b] - c.cost[(k + 1) * c.n + e];

		row->at[c.col[k]] = toks_lines(tb->r->mem, &c.t, c.border[b], c.border[e]);
		/* A content may end in words that look like a body; alone that is no doubt. */
		warned[k] = cost > (c.col[k] == COL_CONTENT ? 8 : 6.5);
		if (warned[k])
			warn_add(tb->r->mem, &row->warnings, column_name(c.col[k]), border_unsure);
		b = e;
	}
	warn_borders(&c, row, warned);
	/* More than one row's worth of lines: the numbers of others were not seen. */
	for (size_t k = 0; k < c.cols_n && tb->is_celled && tb->row_to - tb->row_from > LONG_ROW * c.cols_n; k++)
		warn_add(tb->r->mem, &row->warnings, column_name(c.col[k]), "Dòng này dài bất thường, có thể gồm nhiều dòng: cần so với bản gốc.");
}
