/* room/plan/plan_read_columns.c -- what the columns of a table with cells are: by their heads, and where these say nothing,
 * by what stands below them. */
#include "base/text.h"
#include "room/plan/plan_read_grid_in.h"

enum { LOOK_ROWS = 40, LOOK_TOKENS = 80, LEAST_CELLS = 2, MOST = 70, MONTHS = 12, QUARTERS = 4 };

const struct read_cell *grid_cell(const struct read_row *row, size_t col)
{
	for (size_t i = 0; i < row->n; i++) {
		const struct read_cell *c = &row->at[i];

		if ((size_t)c->col <= col && col < (size_t)(c->col + (c->col_span > 0 ? c->col_span : 1)))
			return c;
	}
	return NULL;
}

/* ---- heads --------------------------------------------------------------------------------------------------------- */

/* "3" below "Tháng", "II" below "Quý": the period; "" for none. */
static const char *period_below(struct plan_reading *r, const char *above, const char *own)
{
	static const char *const romans[] = {"", "I", "II", "III", "IV"};
	const char *f = text_fold(r->mem, text_line(r->mem, above));
	struct toks t;
	int n;

	toks_of(r->mem, own, &t);
	if (t.n != 1)
		return "";
	n = tok_number(&t.at[0]);
	for (int k = 1; n < 0 && k <= QUARTERS; k++)
		n = text_is(own, romans[k]) ? k : n;
	if (strstr(f, "quy") != NULL && n >= 1 && n <= QUARTERS)
		return mem_text(r->mem, "Quý %s", romans[n]);
	return strstr(f, "thang") != NULL && n >= 1 && n <= MONTHS && tok_number(&t.at[0]) > 0 ? mem_text(r->mem, "Tháng %d", n) : "";
}

static struct column column_of(struct plan_reading *r, const char *heading)
{
	struct column c = {.col = COL_OTHER, .when = ""};
	const char *f = text_fold(r->mem, text_line(r->mem, heading));
	const char *last = strrchr(heading, '\n'), *own;

	last = last == NULL ? heading : last + 1;
	if (strstr(f, "don vi tinh") != NULL)
		return c;
	c.when = reading_is_period(r, last) ? text_line(r->mem, last) : period_below(r, heading, last);
	if (*c.when != '\0') {
		c.col = COL_TIME;
		return c;
	}
	c.col = column_of_heading(r->mem, heading);
	own = text_fold(r->mem, text_line(r->mem, last));
	c.is_start = strstr(f, "bat dau") != NULL || strstr(f, "tu ngay") != NULL || text_is(own, "tu");
	c.is_end = !c.is_start && (strstr(f, "ket thuc") != NULL || strstr(f, "den ngay") != NULL || text_is(own, "den"));
	if (c.is_start || c.is_end)
		c.col = COL_TIME;
	return c;
}

/* The heading of a column over several head rows, each text once. */
static const char *heading_of(const struct grid *g, size_t from, size_t to, size_t col)
{
	const char *out = "";

	for (size_t i = from; i <= to; i++) {
		const struct read_cell *c = grid_cell(&g->t->at[i], col);

		if (c == NULL || *c->text == '\0' || c->is_below)
			continue;
		out = *out == '\0' ? c->text : mem_text(g->r->mem, "%s\n%s", out, c->text);
	}
	return out;
}

/* The heading of a column: under a heading over several columns its own says more. */
static struct column column_under(const struct grid *g, size_t from, size_t to, size_t i)
{
	const struct read_cell *own = grid_cell(&g->t->at[to], i);
	const char *whole = heading_of(g, from, to, i);
	struct column c = {.col = COL_OTHER, .when = ""};

	if (to > from && own != NULL && !own->is_below && *own->text != '\0')
		c = column_of(g->r, own->text);
	if (c.col == COL_OTHER || c.col == COL_NO)
		c = column_of(g->r, whole);
	c.heading = whole;
	return c;
}

/* A start has its end beside it: "Bắt đầu | Hoàn thành". */
static void pair_ends(struct grid *g)
{
	for (size_t i = 0; i + 1 < g->n; i++) {
		struct column *next = &g->cols[i + 1];

		if (g->cols[i].is_start && !next->is_start && !next->is_end &&
		    strstr(text_fold(g->r->mem, text_line(g->r->mem, next->heading)), "hoan thanh") != NULL) {
			next->is_end = true;
			next->col = COL_TIME;
		}
	}
}

static void count_columns(struct grid *g)
{
	memset(g->seen, 0, sizeof g->seen);
	memset(g->is_double, 0, sizeof g->is_double);
	for (size_t i = 0; i < g->n; i++) {
		enum plan_column col = g->cols[i].col;

		g->is_double[col] = g->is_double[col] || g->seen[col];
		g->seen[col] = true;
	}
	g->has_no = g->seen[COL_NO];
}

/* A column of which only the cells can tell what it is. */
static bool is_open(const struct grid *g, size_t i)
{
	return g->cols[i].col == COL_OTHER && *g->cols[i].heading != '\0' && !heading_is_known(g->r->mem, g->cols[i].heading);
}

bool grid_heads(struct grid *g, size_t from, size_t to)
{
	size_t kinds = 0;
	bool has_open = false;

	g->n = g->t->cols_n > GRID_COLS ? GRID_COLS : (size_t)g->t->cols_n;
	g->r->is_deadline = false;
	g->r->bare = PLAN_WHEN_TEXT;
	memset(g->doubt, 0, sizeof g->doubt);
	for (size_t i = 0; i < g->n; i++) {
		struct column *c = &g->cols[i];

		*c = column_under(g, from, to, i);
		if (strlen(c->heading) > HEADING_BYTES)
			return false;
		has_open = has_open || is_open(g, i);
		if (c->col == COL_TIME && strstr(text_fold(g->r->mem, text_line(g->r->mem, c->heading)), "hoan thanh") != NULL)
			g->r->is_deadline = true;
		if (c->col == COL_TIME && g->r->bare == PLAN_WHEN_TEXT)
			g->r->bare = heading_bare(g->r->mem, c->heading);
	}
	pair_ends(g);
	count_columns(g);
	for (size_t k = COL_NO; k < COL_N; k++)
		kinds += g->seen[k];
	/* Without a word for what is done: a number, and who or when. */
	if (!g->seen[COL_CONTENT])
		return g->has_no && has_open && kinds >= 3;
	return kinds >= 2 && (g->seen[COL_TIME] || g->seen[COL_EXECUTE] || g->seen[COL_COORDINATE] || g->seen[COL_DIRECT]);
}

/* ---- what the cells say -------------------------------------------------------------------------------------------- */

struct look {
	size_t cells;           /* looked at: not empty, not merged from above */
	size_t times, bodies;   /* that hold only times, only bodies */
	size_t officers;        /* that name a person or the post of one */
	size_t numbers;         /* "3", "1.2", "II.", "b)" */
	size_t bytes;
};

/* A number or one letter, or several with a dot between. */
static bool is_mark(const struct toks *t)
{
	size_t words = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct tok *k = &t->at[i];

		words += k->is_word;
		if (k->is_word ? tok_number(k) < 0 && k->n > 1 && strspn(k->p, "IVX") < k->n : strchr(".)(", *k->p) == NULL)
			return false;
	}
	return words > 0 && words <= 3;
}

static struct look look_at(struct grid *g, size_t col)
{
	struct time_frame tf = {.mem = g->r->mem, .bodies = &g->r->bodies, .year = g->r->out->year};
	struct look l = {0};

	for (size_t i = g->head_to + 1; i < g->t->n && i <= g->head_to + LOOK_ROWS; i++) {
		const struct read_cell *c = grid_cell(&g->t->at[i], col);
		struct time_count times;
		struct body_count bodies;
		struct toks t;

		if (c == NULL || (size_t)c->col != col || c->col_span > 2 || c->is_below || *c->text == '\0' || g->t->at[i].is_repeat)
			continue;
		l.cells++;
		l.bytes += strlen(c->text);
		toks_of(g->r->mem, c->text, &t);
		if (t.n > LOOK_TOKENS)
			continue;
		l.numbers += is_mark(&t);
		l.officers += body_is_person(&t, 0) || body_is_officer(&t, 0);
		times = time_read(&tf, &t, 0, t.n, NULL, NULL);
		bodies = body_read(g->r->mem, &g->r->bodies, &t, 0, t.n, NULL);
		l.times += times.known > 0 && times.text == 0 && times.strange == 0;
		l.bodies += bodies.known + bodies.unknown > 0 && bodies.strange == 0;
	}
	return l;
}

static bool is_most(size_t n, const struct look *l)
{
	return l->cells >= LEAST_CELLS && n * 100 >= l->cells * MOST;
}

static bool says(struct grid *g, size_t i, const char *words)
{
	struct toks t;

	toks_of(g->r->mem, g->cols[i].heading, &t);
	for (size_t k = 0; k < t.n; k++) {
		if (toks_match(&t, k, t.n, words) > 0)
			return true;
	}
	return false;
}

/* Of two columns of contents the one with few words ("Lĩnh vực", "Phong trào") is beside the other. */
static void settle_contents(struct grid *g)
{
	size_t longest = g->n, most = 0;

	for (size_t i = 0; i < g->n && g->is_double[COL_CONTENT]; i++) {
		struct look l = {0};

		if (g->cols[i].col == COL_CONTENT)
			l = look_at(g, i);
		if (l.bytes > most) {
			longest = i;
			most = l.bytes;
		}
	}
	for (size_t i = 0; i < g->n && longest < g->n; i++) {
		struct look l;

		if (i == longest || g->cols[i].col != COL_CONTENT)
			continue;
		l = look_at(g, i);
		if (l.bytes * 3 < most)
			g->cols[i].col = COL_OTHER;
	}
	count_columns(g);
}

/* Before what is done, under a heading that nobody knows or none: numbers. */
static void settle_no(struct grid *g)
{
	for (size_t i = 0; i < g->n && !g->seen[COL_NO] && g->cols[i].col != COL_CONTENT; i++) {
		struct look l = look_at(g, i);

		if ((is_open(g, i) || *g->cols[i].heading == '\0') && is_most(l.numbers, &l))
			g->cols[i].col = COL_NO;
		count_columns(g);
	}
}

/* Without a word for what is done, the column of most words that no heading explains. */
static void settle_content(struct grid *g)
{
	size_t content = g->n, most = 0;

	for (size_t i = 0; i < g->n && !g->seen[COL_CONTENT]; i++) {
		struct look l = look_at(g, i);

		if (is_open(g, i) && l.bytes > most) {
			content = i;
			most = l.bytes;
		}
	}
	if (content < g->n)
		g->cols[content].col = COL_CONTENT;
	count_columns(g);
}

/* A heading that says neither who nor when. */
static void settle_open(struct grid *g)
{
	for (size_t i = 0; i < g->n; i++) {
		struct look l;

		if (g->cols[i].col != COL_OTHER || *g->cols[i].heading == '\0' || says(g, i, "ghi chu"))
			continue;
		l = look_at(g, i);
		if (!g->seen[COL_TIME] && is_most(l.times, &l))
			g->cols[i].col = COL_TIME;
		else if (is_most(l.bodies, &l) && !g->seen[COL_EXECUTE] && !g->seen[COL_DIRECT])
			g->cols[i].col = COL_EXECUTE;
		else if (is_open(g, i) && is_most(l.bodies, &l) && !g->seen[COL_COORDINATE])
			g->doubt[COL_COORDINATE] = "Bảng có cột không rõ là gì, có thể là cột này: cần xem lại.";
		count_columns(g);
	}
}

/* Of two columns that execute, or direct, the one of posts directs and the other executes; where nobody directs, a column of
 * posts under a heading that nobody knows. */
static void settle_leaders(struct grid *g)
{
	size_t leaders = g->n, bodies = g->n;

	for (size_t i = 0; i < g->n; i++) {
		bool is_open_column = is_open(g, i);
		struct look l;

		if (g->cols[i].col != COL_EXECUTE && g->cols[i].col != COL_DIRECT && !is_open_column)
			continue;
		l = look_at(g, i);
		if (is_most(l.officers, &l) && (leaders == g->n || g->cols[leaders].col == COL_OTHER))
			leaders = i;
		else if (!is_open_column && bodies == g->n)
			bodies = i;
	}
	if (leaders == g->n || bodies == g->n || (g->seen[COL_DIRECT] && g->seen[COL_EXECUTE]))
		return;
	g->cols[leaders].col = COL_DIRECT;
	g->cols[bodies].col = COL_EXECUTE;
	count_columns(g);
}

/* "Phụ trách" beside nobody who executes is who does it. */
static void settle_charge(struct grid *g)
{
	for (size_t i = 0; i < g->n; i++) {
		if (g->cols[i].col == COL_DIRECT && !g->seen[COL_EXECUTE] && !g->is_double[COL_DIRECT] && says(g, i, "phu trach") &&
		    !says(g, i, "chi dao|lanh") && !says(g, i, "thuong truc"))
			g->cols[i].col = COL_EXECUTE;
	}
	count_columns(g);
}

/* "Chủ trì" beside who prepares is who takes the chair. */
static void settle_chair(struct grid *g)
{
	bool has_preparer = false;

	for (size_t i = 0; i < g->n; i++)
		has_preparer = has_preparer || (g->cols[i].col == COL_EXECUTE && says(g, i, "chuan bi"));
	for (size_t i = 0; i < g->n; i++) {
		if (has_preparer && g->is_double[COL_EXECUTE] && !g->seen[COL_DIRECT] && g->cols[i].col == COL_EXECUTE &&
		    says(g, i, "chu tri|toa") && !says(g, i, "chuan bi"))
			g->cols[i].col = COL_DIRECT;
	}
	count_columns(g);
}

void grid_settle(struct grid *g)
{
	settle_content(g);
	settle_contents(g);
	settle_no(g);
	settle_leaders(g);
	settle_open(g);
	settle_charge(g);
	settle_chair(g);
	for (size_t i = 0; i < g->n; i++) {
		if (is_open(g, i) && g->r->out->warnings.n < 100)
			reading_warn(g->r, mem_text(g->r->mem, "Không rõ cột “%.200s” là gì: chữ trong cột được giữ ở phần sản phẩm, ghi chú.",
			                            text_line(g->r->mem, g->cols[i].heading)));
	}
	for (size_t k = COL_CONTENT; k < COL_TIME; k++) {
		if (g->is_double[k])
			g->doubt[k] = "Bảng có hơn một cột được hiểu là cột này: cần xem chữ nào thuộc về đâu.";
	}
	/* One of two may be who directs. */
	if (g->is_double[COL_EXECUTE] && !g->seen[COL_DIRECT])
		g->doubt[COL_DIRECT] = g->doubt[COL_EXECUTE];
}

bool grid_guess(struct grid *g, size_t i)
{
	static const char guessed[] = "Tên cột không nói cột là gì, đã hiểu theo chữ trong cột: cần xem lại.";
	size_t open = 0;

	grid_heads(g, i, i);
	for (size_t k = 0; k < g->n; k++)
		open += g->cols[k].col == COL_OTHER && *g->cols[k].heading != '\0';
	if (!g->has_no || open < 2)
		return false;
	g->head_from = g->head_to = i;
	settle_content(g);
	settle_open(g);
	for (size_t k = COL_CONTENT; k < COL_N; k++)
		g->doubt[k] = g->seen[k] ? guessed : g->doubt[k];
	return g->seen[COL_CONTENT] && (g->seen[COL_TIME] || g->seen[COL_EXECUTE]);
}

/* ---- columns that are times ---------------------------------------------------------------------------------------- */

static bool is_tick(const char *text)
{
	return text_chars(text) <= 2 && strpbrk(text, "0123456789") == NULL;
}

const char *grid_period_text(struct grid *g, const struct read_cell *c, size_t col, bool *is_doubtful)
{
	struct mem *m = g->r->mem;
	struct time_frame tf = {.mem = m, .bodies = &g->r->bodies, .year = g->r->out->year};
	const char *when = g->cols[col].when;
	size_t last = col + (size_t)(c->col_span > 1 ? c->col_span - 1 : 0);
	struct time_count n;
	struct toks t;

	if (last > col && last < g->n && *g->cols[last].when != '\0')
		when = mem_text(m, "Từ %s đến %s", when, g->cols[last].when);
	if (is_tick(c->text))
		return when;
	toks_of(m, c->text, &t);
	n = time_read(&tf, &t, 0, t.n, NULL, NULL);
	if (n.known > 0 && n.text == 0)
		return c->text;
	/* "Trước ngày 15" below "Tháng 3". */
	if (strncmp(when, "Tháng ", strlen("Tháng ")) == 0 && t.n > 0 && tok_number(&t.at[t.n - 1]) > 0)
		return mem_text(m, "%s%s t%s", t.n == 1 ? "ngày " : "", text_line(m, c->text), when + 1);
	*is_doubtful = n.text == 0 || n.known > 0;
	return mem_text(m, "%s: %s", when, text_line(m, c->text));
}
