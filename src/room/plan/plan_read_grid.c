/* room/plan/plan_read_grid.c -- tables with cells: columns found by their headings, rows by their numbers. */
#include "base/text.h"
#include "read/grid.h"
#include "room/plan/plan_read_in.h"

enum { GRID_COLS = 40, HEAD_WITHIN = 20, HEADING_BYTES = 120 };

struct column {
	enum plan_column col;
	const char *when;       /* of a column that is a time itself: "Quý I"; "" */
	bool is_start, is_end;  /* "Bắt đầu", "Kết thúc" */
};

struct grid {
	struct plan_reading *r;
	const struct read_table *t;
	struct column cols[GRID_COLS];
	size_t n;
	size_t head_from, head_to;      /* rows of the heads */
	bool has_no;
	bool has_unknown;       /* a column that nothing is known of */
	bool seen[COL_N];
	bool is_double[COL_N];  /* more than one column is of that kind */
	struct plan_row row;    /* open */
	bool is_open;
	bool is_over;           /* what comes below the last row has begun */
	bool is_group;          /* the section is a numbered row of the table, its tasks are numbered within it */
};

static const struct read_cell *cell_at(const struct read_row *row, size_t col)
{
	for (size_t i = 0; i < row->n; i++) {
		const struct read_cell *c = &row->at[i];

		if ((size_t)c->col <= col && col < (size_t)(c->col + (c->col_span > 0 ? c->col_span : 1)))
			return c;
	}
	return NULL;
}

static const char *text_at(const struct read_row *row, size_t col)
{
	const struct read_cell *c = cell_at(row, col);

	return c == NULL || ((size_t)c->col != col) ? "" : c->text;
}

/* "Quý I" or "Tháng 3" alone. */
static bool is_period(struct plan_reading *r, const char *text)
{
	struct toks t;

	toks_of(r->mem, text, &t);
	return t.n >= 2 && t.n <= 5 && (tok_is(&t, 0, "quy") || tok_is(&t, 0, "thang")) &&
	       (tok_number(&t.at[1]) > 0 || t.at[1].f[0] == 'i');
}

static struct column column_of(struct plan_reading *r, const char *heading)
{
	struct column c = {.col = COL_OTHER, .when = ""};
	const char *f = text_fold(r->mem, text_line(r->mem, heading));
	const char *last = strrchr(heading, '\n');

	last = last == NULL ? heading : last + 1;
	if (strstr(f, "don vi tinh") != NULL)
		return c;
	if (is_period(r, last)) {
		c.col = COL_TIME;
		c.when = text_line(r->mem, last);
		return c;
	}
	c.col = column_of_heading(r->mem, heading);
	c.is_start = strstr(f, "bat dau") != NULL || strstr(f, "tu ngay") != NULL;
	c.is_end = !c.is_start && (strstr(f, "ket thuc") != NULL || strstr(f, "den ngay") != NULL);
	if (c.is_start || c.is_end)
		c.col = COL_TIME;
	return c;
}

/* The heading of a column over several head rows, each text once. */
static const char *heading_of(const struct grid *g, size_t from, size_t to, size_t col)
{
	const char *out = "";

	for (size_t i = from; i <= to; i++) {
		const struct read_cell *c = cell_at(&g->t->at[i], col);

		if (c == NULL || *c->text == '\0' || c->is_below)
			continue;
		out = *out == '\0' ? c->text : mem_text(g->r->mem, "%s\n%s", out, c->text);
	}
	return out;
}

/* The heading of a column: under a heading over several columns its own says more. */
static struct column column_under(const struct grid *g, size_t from, size_t to, size_t i)
{
	const struct read_cell *own = cell_at(&g->t->at[to], i);
	struct column c = {.col = COL_OTHER, .when = ""};

	if (to > from && own != NULL && !own->is_below && *own->text != '\0')
		c = column_of(g->r, own->text);
	return c.col != COL_OTHER ? c : column_of(g->r, heading_of(g, from, to, i));
}

static bool columns_of(struct grid *g, size_t from, size_t to)
{
	bool seen[COL_N] = {false};
	size_t cols = g->t->cols_n > GRID_COLS ? GRID_COLS : (size_t)g->t->cols_n, kinds = 0;

	g->n = cols;
	g->r->is_deadline = false;
	g->r->bare = PLAN_WHEN_TEXT;
	memset(g->is_double, 0, sizeof g->is_double);
	for (size_t i = 0; i < cols; i++) {
		const char *h = heading_of(g, from, to, i);

		g->cols[i] = column_under(g, from, to, i);
		g->is_double[g->cols[i].col] = g->is_double[g->cols[i].col] || seen[g->cols[i].col];
		kinds += !seen[g->cols[i].col] && g->cols[i].col != COL_OTHER;
		seen[g->cols[i].col] = true;
		if (g->cols[i].col == COL_TIME && strstr(text_fold(g->r->mem, text_line(g->r->mem, h)), "hoan thanh") != NULL)
			g->r->is_deadline = true;
		if (g->cols[i].col == COL_TIME && g->r->bare == PLAN_WHEN_TEXT)
			g->r->bare = heading_bare(g->r->mem, h);
	}
	g->has_no = seen[COL_NO];
	memcpy(g->seen, seen, sizeof seen);
	return seen[COL_CONTENT] && kinds >= 2 && (seen[COL_TIME] || seen[COL_EXECUTE] || seen[COL_COORDINATE]);
}

/* A second row of headings: under merged cells, without a number. */
static bool is_head_row(const struct grid *g, size_t i)
{
	const struct read_row *row = &g->t->at[i];

	if (i >= g->t->n || row->n == 0)
		return false;
	if (row->is_head && !row->is_repeat)
		return true;
	for (size_t k = 0; k < row->n; k++) {
		if (row->at[k].is_below)
			return row->at[k].col <= 1;
	}
	return false;
}

/* What stands in a column that nothing is known of is kept, but the person must hear of it. */
static void warn_columns(struct grid *g, size_t from, size_t to)
{
	g->has_unknown = false;
	for (size_t i = 0; i < g->n; i++) {
		const char *h = heading_of(g, from, to, i);

		if (g->cols[i].col != COL_OTHER || *h == '\0' || heading_is_known(g->r->mem, h) || g->r->out->warnings.n >= 100)
			continue;
		g->has_unknown = true;
		reading_warn(g->r, mem_text(g->r->mem, "Không rõ cột “%.200s” là gì: chữ trong cột được giữ ở phần sản phẩm, ghi chú.",
		                            text_line(g->r->mem, h)));
	}
}

/* The row after the heads; 0 when the table has none. */
static size_t find_head(struct grid *g)
{
	for (size_t i = 0; i < g->t->n && i < HEAD_WITHIN; i++) {
		size_t last = i;

		if (g->t->at[i].n < 2 || !columns_of(g, i, i))
			continue;
		while (last - i < 2 && is_head_row(g, last + 1))
			last++;
		g->head_from = i;
		g->head_to = last;
		if (last > i && !columns_of(g, i, last)) {
			columns_of(g, i, i);
			g->head_to = i;
		}
		warn_columns(g, i, last);
		return last + 1;
	}
	return 0;
}

/* ---- rows ---------------------------------------------------------------------------------------------------------- */

static void flush(struct grid *g)
{
	if (g->is_open)
		reading_task(g->r, &g->row);
	g->is_open = false;
}

static const char *joined(struct mem *m, const char *a, const char *b)
{
	if (*a == '\0' || *b == '\0')
		return *a == '\0' ? b : a;
	return mem_text(m, "%s\n%s", a, b);
}

/* A cell under "Quý I" says only that it is so. */
static bool is_tick(const char *text)
{
	return *text != '\0' && text_chars(text) <= 2;
}

/* Texts of the row by column; fresh: without those merged from above. */
static void texts_of(struct grid *g, const struct read_row *row, bool fresh, const char *at[COL_N])
{
	struct mem *m = g->r->mem;
	const char *start = "";

	for (size_t k = 0; k < COL_N; k++)
		at[k] = "";
	for (size_t i = 0; i < g->n; i++) {
		const struct read_cell *c = cell_at(row, i);
		const struct column *col = &g->cols[i];
		const char *text = text_at(row, i);

		if (c == NULL || *text == '\0' || (fresh && c->is_below))
			continue;
		if (col->is_start) {
			start = text;
			continue;
		}
		if (col->is_end)
			text = *start == '\0' ? mem_text(m, "đến %s", text) : mem_text(m, "từ %s đến %s", start, text);
		else if (*col->when != '\0' && is_tick(text))
			text = col->when;
		at[col->col] = joined(m, at[col->col], text);
	}
	if (*at[COL_TIME] == '\0')
		at[COL_TIME] = start;
}

static const char *source_text(struct mem *m, const struct read_row *row)
{
	struct buf *b = buf_new(m, 32 * 1024);

	for (size_t i = 0; i < row->n; i++) {
		if (*row->at[i].text == '\0')
			continue;
		if (b->n > 0)
			buf_text(b, "\n");
		buf_text(b, row->at[i].text);
	}
	return b->p;
}

static size_t filled(const struct read_row *row, const struct read_cell **only)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++) {
		if (*row->at[i].text == '\0')
			continue;
		n++;
		*only = &row->at[i];
	}
	return n;
}

/* "(1) (2) (3)" under the heads. */
static bool is_counting(struct plan_reading *r, const struct read_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++) {
		struct toks t;
		size_t k;

		if (*row->at[i].text == '\0')
			continue;
		toks_of(r->mem, row->at[i].text, &t);
		k = tok_is(&t, 0, "(");
		if (t.n > 3 || k >= t.n || tok_number(&t.at[k]) < 0)
			return false;
		n++;
	}
	return n >= 3;
}

/* The number in the column of numbers of the next row that has one; 0 for none. */
static int next_number(struct grid *g, size_t i)
{
	for (size_t k = i + 1; k < g->t->n && k < i + 3; k++) {
		const struct read_cell *only = NULL;
		const char *at[COL_N];
		struct toks t;

		if (g->t->at[k].is_repeat || filled(&g->t->at[k], &only) == 0)
			continue;
		texts_of(g, &g->t->at[k], true, at);
		toks_of(g->r->mem, at[COL_NO], &t);
		return t.n == 0 ? 0 : tok_number(&t.at[0]);
	}
	return 0;
}

/* "1" and a title, over all columns or before a row that does not count on from it. */
static bool is_numbered_section(struct grid *g, size_t i, const char *mark, const struct read_cell *title)
{
	struct toks t;
	int next;

	toks_of(g->r->mem, mark, &t);
	if (t.n == 0 || t.n > 2 || tok_number(&t.at[0]) <= 0)
		return false;
	next = next_number(g, i);
	return title->col_span >= 3 || (next > 0 && next != tok_number(&t.at[0]) + 1);
}

static void open_section(struct grid *g, const char *mark, const char *title)
{
	flush(g);
	g->r->section = mark;
	g->r->section_title = title_of(g->r->mem, title);
}

static bool take_section(struct grid *g, size_t i)
{
	const struct read_row *row = &g->t->at[i];
	const struct read_cell *only = NULL, *first = NULL;
	size_t n = filled(row, &only);
	const char *mark, *title;

	if (n == 0 || n > 2)
		return false;
	for (size_t k = row->n; k-- > 0;)
		first = *row->at[k].text != '\0' ? &row->at[k] : first;
	if (n == 2 && section_of(g->r->mem, first->text, &mark, &title) && *title == '\0') {
		open_section(g, mark, only->text);
		return true;
	}
	if (n == 2 && g->has_no && g->cols[first->col].col == COL_NO && is_numbered_section(g, i, first->text, only)) {
		struct toks t;

		toks_of(g->r->mem, first->text, &t);
		open_section(g, toks_text(g->r->mem, &t, 0, 1), only->text);
		return true;
	}
	if (n == 2)
		return false;
	if (section_of(g->r->mem, only->text, &mark, &title)) {
		open_section(g, mark, title);
		return true;
	}
	if (only->is_below || (only->col_span < 3 && only->col != 0 && !only->is_bold) || strlen(only->text) > 300)
		return false;
	open_section(g, "", only->text);
	return true;
}

/* The number of a part of a group: "2.1" under "2", "a)" under any; 0 for none. */
static int part_of(struct grid *g, const char *text, const char *group)
{
	struct toks t;

	toks_of(g->r->mem, text, &t);
	if (t.n >= 3 && tok_is(&t, 0, group) && tok_is(&t, 1, ".") && t.at[2].is_glued && tok_number(&t.at[2]) > 0)
		return tok_number(&t.at[2]);
	if (t.n >= 1 && t.n <= 2 && t.at[0].n == 1 && t.at[0].p[0] >= 'a' && t.at[0].p[0] <= 'h' &&
	    (t.n == 1 || tok_is(&t, 1, ")") || tok_is(&t, 1, ".")))
		return t.at[0].p[0] - 'a' + 1;
	return 0;
}

/* A number and words alone, with the parts of the same number in the rows below: a group, no task. */
static bool take_group(struct grid *g, size_t i, const char *at[COL_N])
{
	const struct read_row *row = &g->t->at[i];
	const struct read_cell *only = NULL;
	const char *next[COL_N], *no;
	struct toks t;
	size_t k = i + 1;

	toks_of(g->r->mem, at[COL_NO], &t);
	if (filled(row, &only) != 2 || *at[COL_CONTENT] == '\0' || t.n == 0 || t.n > 2 || tok_number(&t.at[0]) <= 0)
		return false;
	while (k < g->t->n && g->t->at[k].is_repeat)
		k++;
	if (k >= g->t->n)
		return false;
	no = toks_text(g->r->mem, &t, 0, 1);
	texts_of(g, &g->t->at[k], true, next);
	if (part_of(g, next[COL_NO], no) == 0)
		return false;
	flush(g);
	g->r->section = no;
	g->r->section_title = text_line(g->r->mem, at[COL_CONTENT]);
	g->is_group = true;
	return true;
}

/* "3", "3.", "43. 1" (a footnote's mark behind), "2.1". */
static int number_of(struct grid *g, const char *text)
{
	struct toks t;
	size_t i = 0;

	if (g->is_group && part_of(g, text, g->r->section) > 0)
		return part_of(g, text, g->r->section);
	toks_of(g->r->mem, text, &t);
	i += tok_is(&t, 0, "(");
	if (i >= t.n || tok_number(&t.at[i]) <= 0)
		return 0;
	if (i + 2 < t.n && tok_is(&t, i + 1, ".") && tok_number(&t.at[i + 2]) > 0 && t.at[i + 2].is_glued) {
		g->r->section = toks_text(g->r->mem, &t, i, i + 1);
		return tok_number(&t.at[i + 2]);
	}
	return tok_number(&t.at[i]);
}

/* The row goes on with the one before: a page ended in it, or its number and content are merged. */
static bool goes_on(const struct grid *g, const struct read_row *row, const char *fresh[COL_N])
{
	struct toks t;
	bool is_short = *fresh[COL_TIME] == '\0' && *fresh[COL_EXECUTE] == '\0' && *fresh[COL_DIRECT] == '\0';

	if (!g->is_open)
		return false;
	if (*fresh[COL_CONTENT] == '\0')
		return *fresh[COL_NO] == '\0';
	if (!g->has_no || *fresh[COL_NO] != '\0')
		return false;
	toks_of(g->r->mem, fresh[COL_CONTENT], &t);
	return is_short || (t.n > 0 && !t.at[0].is_capital && tok_number(&t.at[0]) < 0 && !tok_is(&t, 0, "\""));
}

static bool is_merged(const struct read_row *row)
{
	for (size_t i = 0; i < row->n; i++) {
		if (row->at[i].is_below)
			return true;
	}
	return false;
}

static void append(struct grid *g, const struct read_row *row, const char *fresh[COL_N])
{
	static const struct {
		enum plan_column col;
		const char *name;
	} bodies[] = {{COL_DIRECT, "direct"}, {COL_EXECUTE, "execute"}, {COL_COORDINATE, "coordinate"}};

	for (size_t k = 0; k < COUNT(bodies) && !is_merged(row); k++) {
		if (*fresh[bodies[k].col] != '\0' && *g->row.at[bodies[k].col] != '\0')
			warn_add(g->r->mem, &g->row.warnings, bodies[k].name,
			         "Ô được nối từ hai dòng của bảng: cần xem có đúng là một ô không.");
	}
	for (size_t k = 0; k < COL_N; k++)
		g->row.at[k] = joined(g->r->mem, g->row.at[k], fresh[k]);
	g->row.source.to_line = row->place.to_line;
	g->row.source.text = joined(g->r->mem, g->row.source.text, source_text(g->r->mem, row));
}

/* Rows count on from one another, within a section or through all; a gap or a number twice is a doubt. */
static void check_number(struct grid *g)
{
	const struct plan_doc_tasks *l = &g->r->out->tasks;
	const struct plan_doc_task *last = l->n == 0 ? NULL : &l->at[l->n - 1];
	struct mem *m = g->r->mem;

	if (last == NULL || last->appendix != g->r->appendix || last->no == 0 || g->row.no <= 1 || g->row.no == last->no + 1)
		return;
	if (g->row.no == last->no && text_is(last->section, g->r->section))
		warn_add(m, &g->row.warnings, "no", mem_text(m, "Hai dòng cùng số %d: cần xem có đúng là hai việc không.", g->row.no));
	else if (g->row.no > last->no + 1)
		warn_add(m, &g->row.warnings, "no", mem_text(m, "Trước dòng số %d thiếu số %d.", g->row.no, last->no + 1));
}

/* Two columns were joined to one cell. */
static void warn_double(struct grid *g, const char *at[COL_N])
{
	for (size_t k = COL_CONTENT; k < COL_TIME; k++) {
		if (g->is_double[k] && *at[k] != '\0')
			warn_add(g->r->mem, &g->row.warnings, column_name((enum plan_column)k),
			         "Bảng có hơn một cột được hiểu là cột này: cần xem chữ nào thuộc về đâu.");
	}
}

/* A column that was not understood may be one that is missing. */
static void warn_missing(struct grid *g)
{
	static const enum plan_column cols[] = {COL_EXECUTE, COL_COORDINATE, COL_TIME};

	for (size_t k = 0; k < COUNT(cols) && g->has_unknown; k++) {
		if (!g->seen[cols[k]])
			warn_add(g->r->mem, &g->row.warnings, column_name(cols[k]), "Bảng có cột không rõ là gì, có thể là cột này: cần xem lại.");
	}
}

static void warn_unsure(struct grid *g, const char *at[COL_N])
{
	for (size_t k = COL_CONTENT; k < COL_N; k++) {
		if (*at[k] != '\0')
			warn_add(g->r->mem, &g->row.warnings, column_name((enum plan_column)k),
			         "Bảng không có đường kẻ: chưa chắc dòng này bắt đầu và kết thúc ở đâu.");
	}
}

/* Other heads within the table: two tables that nothing parts, as in a sheet or a text. Each cell is a heading and no more,
 * one that of the numbers: "Tháng 6 | Hoạt động hè | Đơn vị Đoàn" is a row. */
static bool take_heads(struct grid *g, size_t i)
{
	const struct read_row *row = &g->t->at[i];
	struct grid next = *g;
	enum plan_column col = COL_N;
	bool has_no = false;
	struct toks t;
	size_t n = 0;

	for (size_t k = 0; k < row->n; k++) {
		if (*row->at[k].text == '\0')
			continue;
		n++;
		toks_of(g->r->mem, row->at[k].text, &t);
		if (strlen(row->at[k].text) > HEADING_BYTES || heading_at(&t, 0, &col) != t.n)
			return false;
		has_no = has_no || col == COL_NO;
	}
	if (n < 3 || !has_no)
		return false;
	if (!columns_of(&next, i, i)) {
		columns_of(g, g->head_from, g->head_to);
		return false;
	}
	flush(g);
	next.is_open = next.is_over = false;
	next.head_from = next.head_to = i;
	*g = next;
	warn_columns(g, i, i);
	return true;
}

/* "Phụ lục 2" on a row of its own. */
static bool take_appendix(struct grid *g, const struct read_row *row)
{
	const struct read_cell *only = NULL;
	int appendix = filled(row, &only) == 1 ? appendix_of(g->r->mem, only->text) : 0;

	if (appendix == 0)
		return false;
	flush(g);
	g->r->appendix = appendix;
	g->r->section = "";
	g->r->section_title = "";
	return true;
}

/* Who signs, below the last row of a sheet: "GIÁM ĐỐC" in a cell, no number before it. Three cells and more are a row of
 * signers only when each of them signs: a row of the table may tell who directs in capitals. */
static bool is_signed(const struct grid *g, const struct read_row *row)
{
	size_t n = 0, feet = 0;

	for (size_t k = 0; k < row->n; k++) {
		const char *text = row->at[k].text;

		if (*text >= '0' && *text <= '9' && k == 0)
			return false;
		n += *text != '\0';
		feet += line_is_foot(g->r->mem, mem_copy(g->r->mem, text, strcspn(text, "\n")));
	}
	return feet > 0 && (n < 3 || feet == n);
}

static void take_row(struct grid *g, size_t i)
{
	const struct read_row *row = &g->t->at[i];
	const char *at[COL_N], *fresh[COL_N];
	const struct read_cell *only = NULL;

	if (!row->is_repeat && (take_appendix(g, row) || take_heads(g, i)))
		return;
	if (g->is_over || is_signed(g, row)) {
		flush(g);
		/* What looks like a row there is not passed over in silence. */
		if (g->is_over && filled(row, &only) >= 3)
			reading_unread(g->r, row->place.page, row->place.sheet, row->place.from_line, row->place.to_line,
			               source_text(g->r->mem, row));
		g->is_over = true;
		return;
	}
	if (row->is_repeat || filled(row, &only) == 0 || is_counting(g->r, row))
		return;
	texts_of(g, row, false, at);
	texts_of(g, row, true, fresh);
	if (take_group(g, i, at))
		return;
	if (take_section(g, i)) {
		g->is_group = false;
		return;
	}
	if (goes_on(g, row, fresh)) {
		append(g, row, fresh);
		return;
	}
	flush(g);
	if (*at[COL_CONTENT] == '\0') {
		reading_unread(g->r, row->place.page, row->place.sheet, row->place.from_line, row->place.to_line,
		               source_text(g->r->mem, row));
		return;
	}
	g->row = (struct plan_row){.no = number_of(g, at[COL_NO])};
	memcpy(g->row.at, at, sizeof at);
	g->row.source = (struct plan_doc_source){.page = row->place.page, .sheet = row->place.sheet,
	                                         .from_line = row->place.from_line, .to_line = row->place.to_line,
	                                         .text = source_text(g->r->mem, row)};
	if (row->is_unsure)
		warn_unsure(g, at);
	warn_double(g, at);
	warn_missing(g);
	check_number(g);
	if (g->has_no && g->row.no == 0)
		warn_add(g->r->mem, &g->row.warnings, "no", "Dòng này không có số thứ tự: có thể là phần tiếp của dòng trên.");
	g->is_open = true;
}

/* "QUÝ I" on a line by itself before a table is its section. */
static void take_period(struct plan_reading *r, size_t i)
{
	const char *text = r->in->at[i].text, *mark = "", *title = text;
	struct toks t;

	section_of(r->mem, text, &mark, &title);
	if (i + 1 >= r->in->n || r->in->at[i + 1].table == NULL || !is_period(r, title))
		return;
	toks_of(r->mem, title, &t);
	r->section = *mark != '\0' ? mark : toks_text(r->mem, &t, 1, 2);
	r->section_title = title_of(r->mem, title);
}

void read_tables(struct plan_reading *r)
{
	struct grid g = {.r = r};
	const char *sheet = "";

	for (size_t i = 0; i < r->in->n; i++) {
		const struct read_block *b = &r->in->at[i];
		size_t from;
		int appendix;

		if (b->table == NULL) {
			appendix = appendix_of(r->mem, b->text);
			if (appendix > 0) {
				r->appendix = appendix;
				r->section = "";
				r->section_title = "";
			}
			take_period(r, i);
			continue;
		}
		/* A sheet may be the appendix that its name says. */
		if (b->place.sheet != NULL && !text_is(sheet, b->place.sheet) &&
		    ((appendix = appendix_of(r->mem, b->place.sheet)) > 0 || r->out->tasks.n > 0)) {
			r->appendix = appendix > 0 ? appendix : r->appendix + 1;
			r->section = "";
			r->section_title = "";
		}
		sheet = b->place.sheet != NULL ? b->place.sheet : "";
		g.t = b->table;
		g.is_group = false;
		g.is_over = false;
		from = find_head(&g);
		if (from == 0)
			continue;
		for (size_t k = from; k < g.t->n && !reading_is_full(r, g.t->at[k].place.from_line); k++)
			take_row(&g, k);
		flush(&g);
	}
}
