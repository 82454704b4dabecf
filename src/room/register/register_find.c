/* room/register/register_find.c -- a question asked of the index, and its lines read. A question that names a decision is answered
 * from the decision's lines, each looked at. */
#include "base/text.h"
#include "db/db.h"
#include "room/register/register_find.h"
#include "room/register/register_index.h"
#include "room/register/register_inside.h"

#include "gen/register_find_sql.h"
#include "gen/register_index_sql.h"

enum { ROWS_N = 20, DECISIONS_MAX = 20000, CHUNK = 2000 };

/* ---- lines by number ------------------------------------------------------------------------------------------------------------ */

static err rows_of(struct ctx *cx, const int64_t *nos, size_t n, struct register_list *out)
{
	static const char *const names[ROWS_N] = {"l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9", "l10", "l11", "l12", "l13",
	                                          "l14", "l15", "l16", "l17", "l18", "l19"};
	struct bind_arg args[ROWS_N];
	struct rows it;

	for (size_t i = 0; i < ROWS_N; i++)
		args[i] = (struct bind_arg){names[i], I64(i < n ? nos[i] - 1 : -1)};
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

struct by_number {
	struct LIST(int64_t) ids, exact;        /* ascending as they come, decision by decision */
};

static err look(struct ctx *cx, const struct register_index *x, const struct find_ask *ask, int64_t decision, struct by_number *got)
{
	struct mem *keep = cx->mem;
	int64_t from = 0;
	bool is_more = true;

	while (is_more) {
		MEM_EACH(cx) {
			struct rows it;
			struct row *r;

			TRY(db_rows(cx->db, &SQL_register_index_of_decision,
			            BIND({"decision", I64(decision)}, {"from", I64(from)}, {"n", I64(CHUNK)}), &it));
			is_more = it.n == CHUNK;
			while ((r = rows_next(&it)) != NULL) {
				struct register_told t;
				bool is_exact = false;

				from = row_i64(r, "leaf") + 1;
				TRY(register_told_of(x, r, register_who_of(r), &t));
				if (!find_matches(cx->mem, ask, &t.line, &is_exact))
					continue;
				*list_add(keep, &got->ids) = t.line.id;
				if (is_exact)
					*list_add(keep, &got->exact) = t.line.id;
			}
		}
	}
	return OK;
}

static int newest_first(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x > y ? -1 : x < y;
}

static int oldest_first(const void *a, const void *b)
{
	return newest_first(b, a);
}

static err by_decision(struct ctx *cx, const struct register_index *x, const struct register_want *w, const struct find_ask *ask,
                       struct by_number *got)
{
	struct LIST(int64_t) seen = {0};

	*got = (struct by_number){0};
	for (size_t i = 0; i < w->numbers.n; i++) {
		const char *number = w->numbers.at[i];
		struct rows it;
		struct row *r;

		/* What goes on after "123" with a sign between '-' and '/' */
		TRY(db_rows(cx->db, &SQL_register_find_decisions,
		            BIND({"number", STR(number)}, {"low", STR(mem_text(cx->mem, "%s-", number))},
		                 {"high", STR(mem_text(cx->mem, "%s0", number))}, {"n", I64(DECISIONS_MAX + 1)}), &it));
		need(cx, it.n <= DECISIONS_MAX, "q", "Có quá nhiều quyết định mang số này; hãy ghi cả ký hiệu, ví dụ số:12/QĐ-UBND.");
		TRY(faults(cx));
		while ((r = rows_next(&it)) != NULL)
			*list_add(cx->mem, &seen) = row_i64(r, "id");
	}
	if (seen.n == 0)
		return OK;
	qsort(seen.at, seen.n, sizeof *seen.at, oldest_first);
	for (size_t i = 0; i < seen.n; i++)
		if (i == 0 || seen.at[i] != seen.at[i - 1])
			TRY(look(cx, x, ask, seen.at[i], got));
	return OK;
}

/* The page of what was gathered: exact ones first, newest first. */
static void page_of(struct ctx *cx, struct by_number *got, const struct find_ask *ask, struct find_answer *out)
{
	int64_t *all = mem_new(cx->mem, int64_t, got->ids.n + got->exact.n + 1);
	size_t n = 0;

	if (got->ids.n > 0)
		qsort(got->ids.at, got->ids.n, sizeof *got->ids.at, newest_first);
	if (got->exact.n > 0)
		qsort(got->exact.at, got->exact.n, sizeof *got->exact.at, newest_first);
	for (size_t i = 0; i < got->exact.n; i++)
		all[n++] = got->exact.at[i];
	for (size_t i = 0, e = 0; i < got->ids.n; i++) {
		while (e < got->exact.n && got->exact.at[e] > got->ids.at[i])
			e++;
		if (e == got->exact.n || got->exact.at[e] != got->ids.at[i])
			all[n++] = got->ids.at[i];
	}
	*out = (struct find_answer){.total = (int64_t)n};
	if (n <= ask->skip)
		return;
	out->ids = all + ask->skip;
	out->n = n - ask->skip < ask->n ? n - ask->skip : ask->n;
	out->exact_n = got->exact.n <= ask->skip ? 0 : got->exact.n - ask->skip < out->n ? got->exact.n - ask->skip : out->n;
}

/* ---- the answer ------------------------------------------------------------------------------------------------------------------ */

static err answer(struct ctx *cx, struct register_index *x, const struct register_want *w, const struct find_ask *ask,
                  struct find_answer *out)
{
	struct by_number got;

	if (w->numbers.n == 0) {
		find_query(x->find, cx->mem, ask, out);
		return OK;
	}
	TRY(by_decision(cx, x, w, ask, &got));
	page_of(cx, &got, ask, out);
	return OK;
}

struct named {
	const char *key;
	int64_t no;
};

static int by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int c = strcmp(x->key, y->key);

	return c != 0 ? c : x->no > y->no ? -1 : x->no < y->no;
}

/* All lines of the answer as names are sorted, then the page. */
static err sort_by_name(struct ctx *cx, const struct register_ask *in, struct find_answer *a)
{
	struct named *all = mem_new(cx->mem, struct named, a->n + 1);
	int64_t *nos = mem_new(cx->mem, int64_t, a->n + 1);
	size_t n = 0, skip = (size_t)in->skip;
	struct register_list list;

	TRY(register_find_lines(cx, a->ids, a->n, &list));
	for (size_t i = 0; i < list.n; i++)
		all[n++] = (struct named){text_sortkey_name(cx->mem, list.at[i].name), list.at[i].no};
	qsort(all, n, sizeof *all, by_name);
	for (size_t i = 0; i < n; i++)
		nos[i] = all[i].no;
	a->ids = skip < n ? nos + skip : nos;
	a->n = skip >= n ? 0 : n - skip < (size_t)in->n ? n - skip : (size_t)in->n;
	a->exact_n = 0;
	return OK;
}

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
	ask.skip = in.by_name ? 0 : (size_t)in.skip;
	ask.n = in.by_name ? REGISTER_FOUND_MAX : (size_t)in.n;
	put_cut(&w, &ask, w.is_cut);
	if (!w.is_nothing)
		TRY(answer(cx, x, &w, &ask, &a));
	if (a.total == 0 && !w.is_nothing && w.may_be_cut && !w.is_cut) {
		put_cut(&w, &ask, true);
		TRY(answer(cx, x, &w, &ask, &a));
	}
	need(cx, !in.by_name || a.total <= REGISTER_FOUND_MAX, "order",
	     "Chỉ xếp theo tên được kết quả không quá 2.000 dòng; hãy tìm hẹp hơn hoặc xếp theo dòng mới nhất.");
	TRY(faults(cx));
	if (in.by_name)
		TRY(sort_by_name(cx, &in, &a));
	TRY(register_find_lines(cx, a.ids, a.n, &list));
	*out = (struct register_found){.total = a.total, .at = list.at, .n = list.n, .exact_n = a.exact_n, .is_cut = ask.is_cut,
	                               .order = in.by_name ? "given-name" : "marks,newest", .heard = w.heard};
	return OK;
}

err register_find_all(struct ctx *cx, const char *q, struct big **out)
{
	struct register_index *x;
	struct register_want w;
	struct find_ask ask;
	struct big *ids = big_open(cx->mem, sizeof(uint32_t));

	TRY(may(cx, R_REGISTER_READ, 0));
	TRY(register_index_open(cx, &x));
	TRY(register_want(cx, x, q, &w));
	ask = w.ask;
	for (int round = 0; round < 2 && ids->n == 0 && !w.is_nothing; round++) {
		if (round == 1 && (w.is_cut || !w.may_be_cut))
			break;
		put_cut(&w, &ask, round == 1 || w.is_cut);
		if (w.numbers.n == 0) {
			find_all(x->find, cx->mem, &ask, &ids);
		} else {
			struct by_number got;

			TRY(by_decision(cx, x, &w, &ask, &got));
			if (got.ids.n > 0)
				qsort(got.ids.at, got.ids.n, sizeof *got.ids.at, oldest_first);
			for (size_t i = 0; i < got.ids.n; i++)
				*(uint32_t *)big_add(ids, 1) = (uint32_t)got.ids.at[i];
		}
	}
	*out = ids;
	return OK;
}
