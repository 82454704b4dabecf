/* room/plan/plan_read_grid.c -- tables with cells: columns found by their headings, rows by their numbers. */
#include "base/text.h"
#include "read/grid.h"
#include "room/plan/plan_read_grid_in.h"

/* "(1) (2) (3)" or "A B C" under the heads. */
static bool is_counting(struct plan_reading *r, const struct read_row *row)
{
	size_t n = 0;
	char letter = 'A';

	for (size_t i = 0; i < row->n; i++) {
		struct toks t;
		size_t k;

		if (*row->at[i].text == '\0')
			continue;
		toks_of(r->mem, row->at[i].text, &t);
		k = tok_is(&t, 0, "(");
		if (t.n > 3 || k >= t.n || (tok_number(&t.at[k]) < 0 && (t.at[k].n != 1 || (*t.at[k].p & ~0x20) != letter)))
			return false;
		letter++;
		n++;
	}
	return n >= 3;
}

/* A second row of headings: under merged cells, without a number. */
static bool is_head_row(const struct grid *g, size_t i)
{
	const struct read_row *row = &g->t->at[i];

	if (i >= g->t->n || row->n == 0 || (row->at[0].col == 0 && is_counting(g->r, row)))
		return false;
	if (row->is_head && !row->is_repeat)
		return true;
	for (size_t k = 0; k < row->n; k++) {
		if (row->at[k].is_below)
			return row->at[k].col <= 1;
	}
	return false;
}

/* A row of the table, no head: its first cell is a number. */
static bool is_numbered(const struct grid *g, const struct read_row *row)
{
	struct toks t;

	for (size_t k = 0; k < row->n; k++) {
		if (*row->at[k].text == '\0')
			continue;
		toks_of(g->r->mem, row->at[k].text, &t);
		return t.n > 0 && t.n <= 2 && tok_number(&t.at[0]) >= 0;
	}
	return false;
}

/* The row after the heads; 0 when the table has none. */
static size_t find_head(struct grid *g)
{
	for (size_t i = 0; i < g->t->n && i < HEAD_WITHIN; i++) {
		size_t last = i;

		if (g->t->at[i].n < 2 || is_numbered(g, &g->t->at[i]) || !grid_heads(g, i, i))
			continue;
		while (last - i < 2 && is_head_row(g, last + 1))
			last++;
		g->head_from = i;
		g->head_to = last;
		if (last > i && !grid_heads(g, i, last)) {
			grid_heads(g, i, i);
			g->head_to = i;
		}
		grid_settle(g);
		return last + 1;
	}
	for (size_t i = 0; i + 1 < g->t->n && i < HEAD_WITHIN; i++) {
		if (g->t->at[i].n >= 3 && !is_numbered(g, &g->t->at[i]) && is_numbered(g, &g->t->at[i + 1]) && grid_guess(g, i))
			return i + 1;
	}
	return 0;
}

static const char *text_at(const struct read_row *row, size_t col)
{
	const struct read_cell *c = grid_cell(row, col);

	return c == NULL || ((size_t)c->col != col) ? "" : c->text;
}

/* ---- rows ---------------------------------------------------------------------------------------------------------- */

static void flush(struct grid *g)
{
	if (g->is_open)
		reading_task(g->r, &g->row);
	g->is_open = false;
}

/* The last row of the table was read. */
static void close_table(struct grid *g)
{
	flush(g);
	plan_doubt(g->r, &(struct plan_table){.from = g->from, .seen = g->seen});
	g->from = g->r->out->tasks.n;
}

static const char *joined(struct mem *m, const char *a, const char *b)
{
	if (*a == '\0' || *b == '\0')
		return *a == '\0' ? b : a;
	return mem_text(m, "%s\n%s", a, b);
}

/* A cell of two columns says what both say, or what only one of them does. */
static void warn_wide(struct grid *g, const struct read_cell *c, size_t col, struct plan_doc_warnings *warn)
{
	for (size_t k = col + 1; k < g->n && k < col + (size_t)c->col_span; k++) {
		if (g->cols[k].col == g->cols[col].col)
			continue;
		warn_add(g->r->mem, warn, column_name(g->cols[col].col), "Ô được gộp qua nhiều cột: cần xem chữ thuộc cột nào.");
		warn_add(g->r->mem, warn, column_name(g->cols[k].col), "Ô được gộp qua nhiều cột: cần xem chữ thuộc cột nào.");
	}
}

/* What a column beside that of the products says is told with its heading: "Người ký: Giám đốc". */
static const char *labelled(struct mem *m, const char *heading, const char *text)
{
	const char *f = text_fold(m, text_line(m, heading));

	if (*f == '\0' || strstr(f, "san pham") != NULL || strstr(f, "ket qua") != NULL)
		return text;
	return mem_text(m, "%s: %s", text_line(m, heading), text);
}

/* Texts of the row by column; fresh: without those merged from above; what is doubtful about them goes to warn, if any. */
static void texts_of(struct grid *g, const struct read_row *row, bool fresh, const char *at[COL_N], struct plan_doc_warnings *warn)
{
	struct mem *m = g->r->mem;
	const char *start = "";
	size_t ticked = g->n;   /* the last column of a period that says something */

	for (size_t k = 0; k < COL_N; k++)
		at[k] = "";
	for (size_t i = 0; i < g->n; i++) {
		const struct read_cell *c = grid_cell(row, i);
		const struct column *col = &g->cols[i];
		const char *text = text_at(row, i);
		bool is_doubtful = false;

		if (c == NULL || *text == '\0' || (fresh && c->is_below))
			continue;
		if (warn != NULL && c->col_span > 1 && *col->when == '\0')
			warn_wide(g, c, i, warn);
		if (col->is_start) {
			start = text;
			continue;
		}
		if (col->is_end) {
			text = *start == '\0' ? mem_text(m, "đến %s", text) : mem_text(m, "từ %s đến %s", start, text);
		} else if (*col->when != '\0') {
			text = grid_period_text(g, c, i, &is_doubtful);
			is_doubtful = is_doubtful || ticked + 1 == i;
			ticked = i;
		}
		if (is_doubtful && warn != NULL)
			warn_add(m, warn, "milestones", "Thời gian chia theo cột: cần xem các ô được đánh dấu là từng kỳ hay một khoảng, chữ trong ô nói gì.");
		if (*col->when != '\0' && *at[COL_TIME] != '\0')
			at[COL_TIME] = mem_text(m, "%s;", at[COL_TIME]);
		if (col->col == COL_OTHER && g->is_double[COL_OTHER])
			text = labelled(m, col->heading, text);
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

/* The number in the column of numbers of the next row that has one; 0 for none. */
static int next_number(struct grid *g, size_t i)
{
	for (size_t k = i + 1; k < g->t->n && k < i + 3; k++) {
		const struct read_cell *only = NULL;
		const char *at[COL_N];
		struct toks t;

		if (g->t->at[k].is_repeat || filled(&g->t->at[k], &only) == 0)
			continue;
		texts_of(g, &g->t->at[k], true, at, NULL);
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
	texts_of(g, &g->t->at[k], true, next, NULL);
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
		/* "2.1" within II is its first. */
		if (roman_of(g->r->section, strlen(g->r->section)) != tok_number(&t.at[i]))
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

/* What is to be looked at in every row of the table. */
static void warn_columns(struct grid *g)
{
	for (size_t k = COL_CONTENT; k < COL_N; k++) {
		if (g->doubt[k] != NULL)
			warn_add(g->r->mem, &g->row.warnings, column_name((enum plan_column)k), g->doubt[k]);
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
	enum plan_when bare = g->r->bare;
	bool is_deadline = g->r->is_deadline;
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
	if (!grid_heads(&next, i, i)) {
		g->r->is_deadline = is_deadline;
		g->r->bare = bare;
		return false;
	}
	close_table(g);
	next.from = g->from;
	next.is_open = next.is_over = false;
	next.head_from = next.head_to = i;
	*g = next;
	grid_settle(g);
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

/* "Tổng cộng" and its sums: no task, and no more of the last one. */
static bool take_sum(struct grid *g, const struct read_row *row)
{
	for (size_t k = 0; k < row->n; k++) {
		struct toks t;

		if (*row->at[k].text == '\0')
			continue;
		toks_of(g->r->mem, row->at[k].text, &t);
		if (toks_match(&t, 0, t.n, "[tong] cong [:]") != t.n && toks_match(&t, 0, t.n, "tong so [:]") != t.n)
			return false;
		flush(g);
		return true;
	}
	return false;
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
	if (row->is_repeat || filled(row, &only) == 0 || is_counting(g->r, row) || take_sum(g, row))
		return;
	texts_of(g, row, false, at, NULL);
	texts_of(g, row, true, fresh, NULL);
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
	texts_of(g, row, false, g->row.at, &g->row.warnings);
	g->row.source = (struct plan_doc_source){.page = row->place.page, .sheet = row->place.sheet,
	                                         .from_line = row->place.from_line, .to_line = row->place.to_line,
	                                         .text = source_text(g->r->mem, row)};
	if (row->is_unsure)
		warn_unsure(g, at);
	warn_columns(g);
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
	if (i + 1 >= r->in->n || r->in->at[i + 1].table == NULL || !reading_is_period(r, title))
		return;
	toks_of(r->mem, title, &t);
	r->section = *mark != '\0' ? mark : toks_text(r->mem, &t, 1, 2);
	r->section_title = title_of(r->mem, title);
}

/* A table without heads that are known: its numbered rows are not lost in silence. */
static void pass_over(struct grid *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->t->n; i++) {
		const struct read_cell *only = NULL;

		n += filled(&g->t->at[i], &only) >= 3 && is_numbered(g, &g->t->at[i]);
	}
	for (size_t i = 0; i < g->t->n && n >= 3; i++) {
		const struct read_row *row = &g->t->at[i];

		if (is_numbered(g, row))
			reading_unread(g->r, row->place.page, row->place.sheet, row->place.from_line, row->place.to_line, source_text(g->r->mem, row));
	}
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
		g.from = r->out->tasks.n;
		from = find_head(&g);
		if (from == 0) {
			pass_over(&g);
			continue;
		}
		for (size_t k = from; k < g.t->n && !reading_is_full(r, g.t->at[k].place.from_line); k++)
			take_row(&g, k);
		close_table(&g);
	}
}
