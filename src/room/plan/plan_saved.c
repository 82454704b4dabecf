/* room/plan/plan_saved.c -- filters that a person keeps by a name. */
#include "room/plan/plan_work.h"

#include "base/text.h"
#include "db/db.h"
#include "gen/plan_saved_sql.h"
#include "room/audit/audit.h"

static struct plan_saved saved_of(struct mem *m, const struct row *r)
{
	struct plan_saved s = {
		.id = row_i64(r, "id"),
		.user_id = row_i64(r, "user_id"),
		.plan_id = row_i64(r, "plan_id"),
		.name = row_text(r, "name"),
		.view = row_text(r, "shown_as"),
		.query = row_text(r, "query"),
	};
	bool is_list = text_is(s.view, "list");

	s.path = mem_text(m, "/plan/%" PRId64 "%s%s%s%s", s.plan_id, is_list ? "" : "/", is_list ? "" : s.view,
	                  *s.query != '\0' ? "?" : "", s.query);
	return s;
}

err plan_saved_list(struct ctx *cx, int64_t plan_id, struct plan_saveds *out)
{
	struct rows it;
	struct row *r;
	struct plan_saveds l = {0};

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_rows(cx->db, &SQL_plan_saved_list, BIND(
	    {"user", I64(cx->who->user_id)}, {"plan", I64(plan_id)}, {"n", I64(PLAN_SAVED_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &l) = saved_of(cx->mem, r);
	*out = l;
	return OK;
}

err plan_saved_get(struct ctx *cx, int64_t id, struct plan_saved *out)
{
	struct row *r;

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_one(cx->db, &SQL_plan_saved_one, BIND({"id", I64(id)}), &r));
	*out = saved_of(cx->mem, r);
	return OK;
}

err plan_saved_add(struct ctx *cx, const struct plan_filter *f, const char *view, const char *name, int64_t *id_out)
{
	struct plan p;
	struct plan_saveds have;
	const char *query = plan_filter_query(cx->mem, f);
	int64_t id;

	TRY(plan_get(cx, f->plan_id, &p));
	TRY(plan_saved_list(cx, f->plan_id, &have));
	need(cx, *name != '\0', "name", "Hãy đặt tên cho cách xem, ví dụ Việc quá hạn của quý I.");
	need(cx, strlen(name) <= PLAN_SAVED_NAME_MAX, "name", "Tên dài quá 200 byte; hãy rút ngắn.");
	need(cx, have.n < PLAN_SAVED_MAX, "name", "Mỗi người giữ được 30 cách xem của một kế hoạch; hãy bỏ bớt một cách xem.");
	need(cx, text_is(view, "list") || text_is(view, "board") || text_is(view, "month") || text_is(view, "timeline"), "view",
	     "Cách trình bày là một trong: list, board, month, timeline.");
	need(cx, strlen(query) <= PLAN_QUERY_MAX, "q", "Điều kiện lọc dài quá; hãy rút ngắn chữ cần tìm.");
	for (size_t i = 0; i < have.n; i++)
		need(cx, !text_is(have.at[i].name, name), "name", "Bạn đã có cách xem tên này; hãy đặt tên khác.");
	TRY(faults(cx));
	TRY(db_add(cx->db, &SQL_plan_saved_add, BIND(
	    {"user", I64(cx->who->user_id)}, {"plan", I64(f->plan_id)}, {"name", STR(name)}, {"view", STR(view)},
	    {"query", STR(query)}, {"now", I64(cx->now_ms)}), &id));
	*id_out = id;
	return audit_detail(cx, "plan.save", id, "%s", name);
}

err plan_saved_drop(struct ctx *cx, int64_t id)
{
	struct plan_saved s;

	TRY(plan_saved_get(cx, id, &s));
	if (s.user_id != cx->who->user_id)
		return ERR_NOTFOUND;
	TRY(db_change(cx->db, &SQL_plan_saved_end, BIND({"id", I64(id)}, {"now", I64(cx->now_ms)})));
	return audit_detail(cx, "plan.unsave", id, "%s", s.name);
}
