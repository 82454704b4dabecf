/* room/register/register_find.c -- a question asked of the index, and its lines read. A question that names a decision is answered
 * among the decision's lines. */
#include "base/text.h"
#include "db/db.h"
#include "room/register/register_find.h"
#include "room/register/register_index.h"
#include "room/register/register_inside.h"

#include "gen/register_find_sql.h"

enum { ROWS_N = 20, DECISIONS_MAX = 20000, CHUNK = 20000 };

/* ---- lines by number ------------------------------------------------------------------------------------------------------------ */

static err rows_of(struct ctx *cx, const int64_t *nos, size_t n, struct register_list *out)
{
	static const char *const names[ROWS_N] = {"l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9", "l10", "l11", "l12", "l13",
	                                          "l14", "l15", "l16", "l17", "l18", "l19"};
	struct bind_arg args[ROWS_N];
	struct rows it;

	for (size_t i = 0; i < ROWS_N; i++)
		args[i] = (struct bind_arg){names[i], I64(i < n && nos[i] > 0 ? nos[i] - 1 : -1)};
	TRY(db_rows(cx->db, &SQL_register_find_rows, &(struct bind){args, ROWS_N}, &it));
	return register_rows(cx, &it, out);
}

err register_find_lines(struct ctx *cx, const int64_t *nos, size_t n, struct register_list *out)
{
	struct register_list list = {.at = mem_new(cx->mem, struct register_line, n)};

	for (size_t from = 0; from < n; from += ROWS_N) {
		size_t k = n - from < ROWS_N ? n - from : ROWS_N;
		struct register_list part;

		TRY(rows_of(cx, nos + from, k, &part));
		for (size_t i = 0; i < k; i++)
			for (size_t r = 0; r < part.n; r++)
				if (part.at[r].no == nos[from + i])
					list.at[list.n++] = part.at[r];
	}
	*out = list;
	return OK;
}

/* ---- by decision ---------------------------------------------------------------------------------------------------------------- */

static err lines_of(struct ctx *cx, int64_t decision, struct big *nos)
{
	int64_t from = 0;
	bool is_more = true;

	while (is_more) {
		MEM_EACH(cx) {
			struct rows it;
			struct row *r;

			TRY(db_rows(cx->db, &SQL_register_find_of_decision,
			            BIND({"decision", I64(decision)}, {"from", I64(from)}, {"n", I64(CHUNK)}), &it));
			is_more = it.n == CHUNK;
			while ((r = rows_next(&it)) != NULL) {
				from = row_i64(r, "leaf") + 1;
				*(int64_t *)big_add(nos, 1) = from;
			}
		}
	}
	return OK;
}

static int oldest_first(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static err decisions_of(struct ctx *cx, const char *number, struct big *decisions)
{
	struct rows it;
	struct row *r;

	/* What goes on after "123" with a sign between '-' and '/' */
	TRY(db_rows(cx->db, &SQL_register_find_decisions,
	            BIND({"number", STR(number)}, {"low", STR(mem_text(cx->mem, "%s-", number))},
	                 {"high", STR(mem_text(cx->mem, "%s0", number))}, {"n", I64(DECISIONS_MAX + 1)}), &it));
	need(cx, it.n <= DECISIONS_MAX, "q", "Có quá nhiều quyết định mang số này; hãy ghi cả ký hiệu, ví dụ số:12/QĐ-UBND.");
	TRY(faults(cx));
	while ((r = rows_next(&it)) != NULL)
		*(int64_t *)big_add(decisions, 1) = row_i64(r, "id");
	return OK;
}

/* Where decisions are named: their lines, in force or not, of which the index knows the rest. */
static err put_numbers(struct ctx *cx, const struct register_want *w, struct find_ask *ask)
{
	struct big *decisions, *nos;
	const int64_t *ids;

	if (w->numbers.n == 0)
		return OK;
	decisions = big_open(cx->mem, sizeof(int64_t));
	nos = big_open(cx->mem, sizeof(int64_t));
	for (size_t i = 0; i < w->numbers.n; i++)
		TRY(decisions_of(cx, w->numbers.at[i], decisions));
	if (decisions->n > 0)
		qsort(decisions->at, decisions->n, sizeof *ids, oldest_first);
	ids = BIG_AT(decisions, int64_t);
	for (size_t i = 0; i < decisions->n; i++)
		if (i == 0 || ids[i] != ids[i - 1])
			TRY(lines_of(cx, ids[i], nos));
	if (nos->n > 0)
		qsort(nos->at, nos->n, sizeof *ids, oldest_first);
	ask->among = BIG_AT(nos, int64_t);
	ask->among_n = nos->n;
	return OK;
}

/* ---- the answer ------------------------------------------------------------------------------------------------------------------ */

static void put_cut(const struct register_want *w, struct find_ask *ask, bool is_cut)
{
	/* a phrase's words come first: the last one is the last typed */
	ask->is_cut = is_cut && w->ask.words_n > 0;
}

err register_find(struct ctx *cx, struct register_ask in, struct register_found *out)
{
	struct register_index *x;
	struct register_want w;
	struct find_ask ask;
	struct find_answer a = {0};
	struct register_list list;

	TRY(may(cx, R_REGISTER_READ, 0));
	need(cx, in.skip >= 0 && in.n >= 0 && in.skip + in.n <= REGISTER_FOUND_MAX, "n",
	     "Chỉ xem được 2.000 dòng đầu; hãy tìm hẹp hơn hoặc tải danh sách Excel.");
	TRY(faults(cx));
	TRY(register_index_open(cx, &x));
	TRY(register_want(cx, x, in.q, &w));
	ask = w.ask;
	ask.skip = (size_t)in.skip;
	ask.n = (size_t)in.n;
	ask.by_name = in.by_name;
	put_cut(&w, &ask, w.is_cut);
	TRY(put_numbers(cx, &w, &ask));
	if (!w.is_nothing)
		find_query(x->find, cx->mem, &ask, &a);
	if (a.total == 0 && !w.is_nothing && w.may_be_cut && !w.is_cut) {
		put_cut(&w, &ask, true);
		find_query(x->find, cx->mem, &ask, &a);
	}
	TRY(register_find_lines(cx, a.ids, a.n, &list));
	*out = (struct register_found){.total = a.total, .at = list.at, .n = list.n, .exact_n = a.exact_n, .is_cut = ask.is_cut,
	                               .order = in.by_name ? "given-name" : "marks,newest", .heard = w.heard};
	return OK;
}

err register_find_all(struct ctx *cx, const char *q, bool by_name, struct big **out)
{
	struct register_index *x;
	struct register_want w;
	struct find_ask ask;
	struct big *ids = big_open(cx->mem, sizeof(uint32_t));

	TRY(may(cx, R_REGISTER_READ, 0));
	TRY(register_index_open(cx, &x));
	TRY(register_want(cx, x, q, &w));
	ask = w.ask;
	ask.by_name = by_name;
	TRY(put_numbers(cx, &w, &ask));
	for (int round = 0; round < 2 && ids->n == 0 && !w.is_nothing; round++) {
		if (round == 1 && (w.is_cut || !w.may_be_cut))
			break;
		put_cut(&w, &ask, round == 1 || w.is_cut);
		find_all(x->find, cx->mem, &ask, &ids);
	}
	*out = ids;
	return OK;
}
