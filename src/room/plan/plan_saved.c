/* room/plan/plan_saved.c -- filters of a plan that a person keeps by a name: the place is the plan, the address is what follows
 * the plan's own. */
#include "room/plan/plan_work.h"

#include "base/text.h"
#include "room/audit/audit.h"
#include "room/user/user.h"

static const char *place_of(struct mem *m, int64_t plan_id)
{
	return mem_text(m, "plan/%" PRId64, plan_id);
}

static struct plan_saved saved_of(struct mem *m, const struct user_saved *s)
{
	return (struct plan_saved){.id = s->id, .name = s->name, .plan_path = mem_text(m, "/%s", s->place),
	                           .path = mem_text(m, "/%s%s", s->place, s->address)};
}

err plan_saved_list(struct ctx *cx, int64_t plan_id, struct plan_saveds *out)
{
	struct user_saveds all;
	struct plan_saveds l = {0};

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(user_saved_list(cx, place_of(cx->mem, plan_id), &all));
	for (size_t i = 0; i < all.n; i++)
		*list_add(cx->mem, &l) = saved_of(cx->mem, &all.at[i]);
	*out = l;
	return OK;
}

err plan_saved_get(struct ctx *cx, int64_t id, struct plan_saved *out)
{
	struct user_saved s;

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(user_saved_get(cx, id, &s));
	if (!text_starts(s.place, "plan/"))
		return ERR_NOTFOUND;
	*out = saved_of(cx->mem, &s);
	return OK;
}

err plan_saved_add(struct ctx *cx, const struct plan_filter *f, const char *view, const char *name, int64_t *id_out)
{
	struct plan p;
	const char *query = plan_filter_query(cx->mem, f);
	bool is_list = text_is(view, "list");

	TRY(plan_get(cx, f->plan_id, &p));
	need(cx, is_list || text_is(view, "board") || text_is(view, "month") || text_is(view, "timeline"), "view",
	     "Cách trình bày là một trong: list, board, month, timeline.");
	need(cx, strlen(query) <= PLAN_QUERY_MAX, "q", "Điều kiện lọc dài quá; hãy rút ngắn chữ cần tìm.");
	TRY(user_saved_add(cx, place_of(cx->mem, f->plan_id), name,
	                   mem_text(cx->mem, "%s%s%s%s", is_list ? "" : "/", is_list ? "" : view, *query != '\0' ? "?" : "", query), id_out));
	return audit_detail(cx, "plan.save", *id_out, "%s", name);
}

err plan_saved_drop(struct ctx *cx, int64_t id)
{
	struct plan_saved s;

	TRY(plan_saved_get(cx, id, &s));
	TRY(user_saved_drop(cx, id));
	return audit_detail(cx, "plan.unsave", id, "%s", s.name);
}
