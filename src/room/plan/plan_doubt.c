/* room/plan/plan_doubt.c -- a reading of a table judged as a whole: what cannot be of a table that was read right.
 *
 * A cell that was cut in the wrong place often looks right by itself. It gives itself away beside the others: it begins
 * with a small letter, ends in "và", is empty where the column is full. One such cell is doubted; where there are many,
 * the rows or columns of the whole table were not understood, and every cell of them is doubted. */
#include "base/text.h"
#include "room/plan/plan_read_in.h"

enum { SCRATCH_MAX = 64 * 1024 * 1024 };

struct whole {
	struct plan_reading *r;
	const struct plan_table *t;
	struct mem *scratch;    /* for one look at one cell */
	const struct plan_doc_task *at;
	size_t n;
	size_t filled[COL_N];   /* rows that have a text in the column */
};

static const char *text_of(const struct plan_doc_task *t, enum plan_column col)
{
	switch (col) {
	case COL_CONTENT:
		return t->content;
	case COL_DIRECT:
		return t->direct_text;
	case COL_EXECUTE:
		return t->execute_text;
	case COL_COORDINATE:
		return t->coordinate_text;
	case COL_TIME:
		return t->time_text;
	case COL_OTHER:
	case COL_NO:
	case COL_N:
		break;
	}
	return "";
}

static bool is_one_of(const char *word, const char *const *list)
{
	while (*list != NULL && !text_is(word, *list))
		list++;
	return *list != NULL;
}

/* ---- one cell ------------------------------------------------------------------------------------------------------ */

/* The middle of a sentence or of a name. */
static bool begins_small(const struct whole *w, size_t row, enum plan_column col)
{
	struct toks t;

	toks_of(w->scratch, text_of(&w->at[row], col), &t);
	if (t.n == 0 || !t.at[0].is_word || t.at[0].is_capital || tok_number(&t.at[0]) >= 0 || strpbrk(t.at[0].f, "0123456789") != NULL)
		return false;
	return col == COL_CONTENT || (toks_match(&t, 0, t.n, "cac|ca|toan|tat|moi|lanh|tung") == 0 && !body_is_above(&t, 0, t.n) &&
	                             !body_is_person(&t, 0) && !body_is_named_small(&t, 0));
}

/* Something must follow: the last word, with its marks. */
static bool ends_open(const struct whole *w, size_t row, enum plan_column col)
{
	static const char *const ends[] = {"và", "của", "với", "thuộc", "-", ",", "(", "/", "&", NULL};
	static const char *const leads[] = {"trước", "từ", "đến", "ngày", "trong", NULL};
	const char *last;
	struct toks t;

	toks_of(w->scratch, text_of(&w->at[row], col), &t);
	if (t.n < 2 || body_is_above(&t, 0, t.n) || toks_match(&t, t.n - 2, t.n, "truc thuoc") > 0)
		return false;
	last = text_lower(w->scratch, mem_copy(w->scratch, t.at[t.n - 1].p, t.at[t.n - 1].n));
	if (is_one_of(last, ends))
		return true;
	if (col != COL_TIME)
		return col != COL_CONTENT && text_is(last, "các");
	/* "trước kỳ họp 10 ngày", "hằng ngày" end well. */
	return is_one_of(last, leads) && toks_match(&t, t.n - 2, t.n, "hang|moi|ca|theo|lam ngay") == 0 && tok_number(&t.at[t.n - 2]) < 0;
}

/* A bracket or a quotation that opens and does not close, or closes and did not open. */
static bool is_torn(const struct whole *w, size_t row, enum plan_column col)
{
	int depth = 0, quotes = 0;

	for (const char *p = text_of(&w->at[row], col); *p != '\0';) {
		bool is_list = p[0] != '\0' && p[1] == ')';     /* "a)" */
		uint32_t c = text_next(&p);

		depth += c == '(';
		depth -= c == ')' && depth > 0;
		quotes += c == 0x201c;
		quotes -= c == 0x201d;
		if (is_list && depth == 0)
			p++;
	}
	return depth != 0 || quotes != 0;
}

/* The words of another cell at its end, where that one is empty. */
static bool ends_in_body(const struct whole *w, size_t row, enum plan_column col)
{
	const struct plan_doc_task *task = &w->at[row];
	struct toks t;

	if (!w->t->seen[COL_EXECUTE] || *task->execute_text != '\0' || w->filled[COL_EXECUTE] * 2 < w->n)
		return false;
	toks_of(w->scratch, text_of(task, col), &t);
	for (size_t i = 1; i < t.n; i++) {
		if (t.at[i].is_capital && body_match(&w->r->bodies, &t, i, t.n, NULL) == t.n - i)
			return true;
	}
	return false;
}

/* Heads of columns among the words. */
static bool has_heads(const struct whole *w, size_t row, enum plan_column col)
{
	struct toks t;

	toks_of(w->scratch, text_of(&w->at[row], col), &t);
	for (size_t i = 0; i < t.n; i++) {
		enum plan_column one = COL_N, next = COL_N;
		size_t n = t.at[i].is_capital ? heading_at(&t, i, &one) : 0;

		if (n > 0 && i + n < t.n && t.at[i + n].is_capital && heading_at(&t, i + n, &next) > 0 && one != next)
			return true;
	}
	return false;
}

/* Empty where nearly all others are full. */
static bool is_hole(const struct whole *w, size_t row, enum plan_column col)
{
	return *text_of(&w->at[row], col) == '\0' && w->n >= 5 && w->filled[col] * 10 >= w->n * 8;
}

static bool is_empty(const struct whole *w, size_t row, enum plan_column col)
{
	return w->t->seen[col] && *text_of(&w->at[row], col) == '\0';
}

/* A body before the time that does nothing: of the cell before. "Khối xã: 18/02", "Các phòng gửi trước 20/5" are told well. */
static bool begins_elsewhere(const struct whole *w, size_t row, enum plan_column col)
{
	struct time_frame tf = {.mem = w->scratch, .bodies = &w->r->bodies, .year = w->r->out->year};
	struct toks t;
	size_t n;

	toks_of(w->scratch, text_of(&w->at[row], col), &t);
	if (t.n > 0 && time_at(&tf, &t, 0, t.n) > 0)
		return false;
	n = t.n == 0 || !t.at[0].is_capital ? 0 : body_match(&w->r->bodies, &t, 0, t.n, NULL);
	if (n == 0 && t.n > 1 && body_is_head(&t, 0) && (t.at[1].is_capital || tok_is(&t, 1, "-")))
		n = 1;
	for (size_t i = n; n > 0 && i < t.n; i++) {
		if (time_verb_at(&t, i))
			return false;
	}
	return n > 0;
}

/* No time in a column of times. */
static bool is_timeless(const struct whole *w, size_t row, enum plan_column col)
{
	const struct plan_doc_milestones *l = &w->at[row].milestones;

	for (size_t i = 0; i < l->n; i++) {
		if (l->at[i].kind != PLAN_WHEN_TEXT)
			return false;
	}
	return *text_of(&w->at[row], col) != '\0';
}

/* Doubted already. */
static bool is_warned(const struct whole *w, size_t row, enum plan_column col)
{
	const struct plan_doc_warnings *l = &w->at[row].warnings;

	for (size_t i = 0; i < l->n; i++) {
		if (text_is(l->at[i].column, column_name(col)))
			return true;
	}
	return false;
}

/* A number that does not follow the one before. */
static bool is_jump(const struct whole *w, size_t row, enum plan_column col)
{
	int no = w->at[row].no, last = row > 0 ? w->at[row - 1].no : 0;

	return w->t->seen[col] && no != 1 && no != last + 1 && (no == 0 || text_is(w->at[row].section, row > 0 ? w->at[row - 1].section : ""));
}

/* ---- the checks ------------------------------------------------------------------------------------------------------ */

#define BODIES (1u << COL_DIRECT | 1u << COL_EXECUTE | 1u << COL_COORDINATE)
#define CELLS (BODIES | 1u << COL_CONTENT | 1u << COL_TIME)

static const struct {
	bool (*is_odd)(const struct whole *, size_t row, enum plan_column);
	unsigned cols;          /* looked at, each by itself */
	int share;              /* in hundredths of the rows (that have a text there): from then on all are in doubt */
	int most;               /* and up to this; more is how they were written */
	size_t least;           /* rows */
	bool is_of_all;         /* every column is then, not this one alone */
	const char *one;        /* why an odd cell is; NULL: one alone is none */
	const char *all;
} checks[] = {
	{begins_small, CELLS & ~(1u << COL_TIME), 15, 80, 2, true, "Ô bắt đầu bằng chữ thường: có thể là phần tiếp của ô khác.",
	 "Nhiều ô của bảng bắt đầu bằng chữ thường: có thể các dòng hoặc ô bị tách sai."},
	{ends_open, CELLS, 15, 100, 2, true, "Ô kết thúc dở dang: có thể thiếu phần cuối.",
	 "Nhiều ô của bảng kết thúc dở dang: có thể các dòng hoặc ô bị tách sai."},
	{is_torn, CELLS & ~(1u << COL_TIME), 30, 100, 3, true, "Ô có dấu ngoặc không đủ cặp: có thể bị tách hoặc gộp sai.",
	 "Nhiều ô của bảng có dấu ngoặc không đủ cặp: có thể các dòng hoặc ô bị tách sai."},
	{ends_in_body, 1u << COL_CONTENT, 30, 100, 3, true, "Ô kết thúc bằng tên đơn vị trong khi ô đơn vị trống: cần xem lại chỗ tách.",
	 "Nhiều ô nội dung chứa cả tên đơn vị: có thể các cột bị tách sai."},
	{has_heads, CELLS, 20, 100, 2, true, "Ô chứa cả chữ của đầu bảng: cần xem lại.", "Nhiều ô chứa cả chữ của đầu bảng: có thể bảng bị tách sai."},
	{begins_elsewhere, 1u << COL_TIME, 15, 100, 2, true, "Ô thời gian bắt đầu bằng tên đơn vị: có thể là phần cuối của ô trước.",
	 "Nhiều ô thời gian bắt đầu bằng tên đơn vị: có thể các cột bị tách sai."},
	{is_hole, 1u << COL_DIRECT | 1u << COL_EXECUTE | 1u << COL_TIME, 101, 100, 1, false,
	 "Ô trống trong khi các dòng khác đều có: có thể chữ bị đọc sang chỗ khác.", NULL},
	{is_empty, CELLS, 100, 100, 3, false, NULL, "Cột này có ở đầu bảng nhưng không dòng nào có chữ: có thể các cột bị hiểu sai."},
	{is_timeless, 1u << COL_TIME, 50, 100, 3, false, NULL, "Cột được hiểu là thời gian nhưng phần lớn không ghi thời gian: cần xem lại."},
	{is_warned, BODIES, 70, 99, 4, false, NULL, "Phần lớn các ô của cột này có chỗ chưa chắc: cần xem lại cả cột."},
	{is_jump, 1u << COL_NO, 30, 90, 3, true, NULL, "Số thứ tự các dòng không liên tiếp: có thể các dòng bị tách hoặc gộp sai."},
};

static void warn_row(struct whole *w, size_t row, enum plan_column col, const char *reason)
{
	struct plan_doc_task *task = &w->r->out->tasks.at[w->t->from + row];

	warn_add(w->r->mem, &task->warnings, column_name(col), reason);
	task->confidence = task->warnings.n >= 4 ? 0.2 : 1.0 - 0.2 * (double)task->warnings.n;
}

static void warn_all(struct whole *w, enum plan_column col, bool is_of_all, const char *reason)
{
	for (size_t row = 0; row < w->n; row++) {
		for (enum plan_column k = COL_CONTENT; k < COL_N; k++) {
			if (k == col || (is_of_all && (w->t->seen[k] || k == COL_CONTENT)))
				warn_row(w, row, k, reason);
		}
	}
}

static void check(struct whole *w, size_t which, enum plan_column col)
{
	size_t odd = 0, of = 0;

	for (size_t row = 0; row < w->n; row++) {
		bool is_odd;

		mem_reset(w->scratch);
		is_odd = checks[which].is_odd(w, row, col);

		odd += is_odd;
		of += is_odd || col == COL_NO || *text_of(&w->at[row], col) != '\0';
		if (is_odd && checks[which].one != NULL)
			warn_row(w, row, col, checks[which].one);
	}
	if (checks[which].all != NULL && odd >= checks[which].least && odd * 100 >= of * (size_t)checks[which].share &&
	    odd * 100 <= of * (size_t)checks[which].most)
		warn_all(w, col, checks[which].is_of_all, checks[which].all);
}

void plan_doubt(struct plan_reading *r, const struct plan_table *t)
{
	struct whole w = {.r = r, .t = t};

	if (t->from >= r->out->tasks.n)
		return;
	w.scratch = mem_open(SCRATCH_MAX);
	w.at = r->out->tasks.at + t->from;
	w.n = r->out->tasks.n - t->from;
	for (size_t row = 0; row < w.n; row++) {
		for (enum plan_column col = COL_CONTENT; col < COL_N; col++)
			w.filled[col] += *text_of(&w.at[row], col) != '\0';
	}
	for (size_t i = 0; i < COUNT(checks); i++) {
		for (enum plan_column col = COL_NO; col < COL_N; col++) {
			if (checks[i].cols & 1u << col)
				check(&w, i, col);
		}
	}
	mem_close(w.scratch);
}
