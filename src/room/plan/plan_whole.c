/* room/plan/plan_whole.c -- a plan as it stands, whole: the document that it would be, for papers and for other programs. */
#include "room/plan/plan_row.h"

#include "db/db.h"
#include "gen/plan_amend_sql.h"
#include "gen/plan_sql.h"

enum { PARTS_MAX = 20 * PLAN_TASKS_MAX, APPENDICES_MAX = 100 };

static err whole_warnings(struct ctx *cx, struct plan_whole *w)
{
	struct rows it;
	struct row *r;
	size_t i = 0;

	TRY(db_rows(cx->db, &SQL_plan_warning_plan_list, BIND({"plan", I64(w->plan.id)}, {"n", I64(PARTS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		while (i < w->doc.tasks.n && w->ids[i] != row_i64(r, "task_id"))
			i++;
		CHECK(i < w->doc.tasks.n);
		*list_add(cx->mem, &w->doc.tasks.at[i].warnings) = (struct plan_doc_warning){
			.column = row_text(r, "col"), .reason = row_text(r, "reason")};
	}
	return OK;
}

/* Where a task stands in the paper. */
static struct plan_doc_place place_of(const struct plan_whole *w, int64_t task_id)
{
	for (size_t i = 0; i < w->doc.tasks.n; i++) {
		const struct plan_doc_task *t = &w->doc.tasks.at[i];

		if (w->ids[i] == task_id)
			return (struct plan_doc_place){t->appendix, t->section, t->no};
	}
	return (struct plan_doc_place){0, "", 0};
}

static err whole_links(struct ctx *cx, struct plan_whole *w)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_plan_link_plan_list, BIND({"plan", I64(w->plan.id)}, {"n", I64(PARTS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &w->doc.links) = (struct plan_doc_link){
			.from = place_of(w, row_i64(r, "from_task_id")), .to = place_of(w, row_i64(r, "to_task_id")),
			.is_same = *row_text(r, "kind") == 's'};
	return OK;
}

static err whole_appendices(struct ctx *cx, struct plan_whole *w)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_plan_appendix_list, BIND({"plan", I64(w->plan.id)}, {"n", I64(APPENDICES_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &w->doc.appendices) = (struct plan_doc_appendix){
			.no = (int)row_i64(r, "no"), .title = row_text(r, "title")};
	return OK;
}

err plan_whole(struct ctx *cx, int64_t id, struct plan_whole *out)
{
	struct plan_whole w = {0};
	struct plan_stored s;

	TRY(plan_get(cx, id, &w.plan));
	TRY(plan_stored(cx, &w.plan, &s));
	w.doc = s.doc;
	w.ids = s.ids;
	TRY(whole_warnings(cx, &w));
	TRY(whole_links(cx, &w));
	TRY(whole_appendices(cx, &w));
	*out = w;
	return OK;
}

err plan_whole_issued(struct ctx *cx, int64_t id, struct plan_whole *out)
{
	struct plan_whole w = {0};
	struct rows it;
	struct row *r;
	int64_t *ids;

	TRY(plan_get(cx, id, &w.plan));
	TRY(db_rows(cx->db, &SQL_plan_issued_list, BIND({"plan", I64(id)}, {"n", I64(PLAN_TASKS_MAX)}), &it));
	if (it.n == 0)
		return ERR_STATE;
	ids = mem_new(cx->mem, int64_t, it.n);
	while ((r = rows_next(&it)) != NULL) {
		struct plan_doc_task *t = list_add(cx->mem, &w.doc.tasks);

		*t = (struct plan_doc_task){
			.appendix = (int)row_i64(r, "appendix"), .section = row_text(r, "section"), .section_title = row_text(r, "section_title"),
			.no = (int)row_i64(r, "no"), .content = row_text(r, "content"), .direct_text = row_text(r, "direct_text"),
			.execute_text = row_text(r, "execute_text"), .coordinate_text = row_text(r, "coordinate_text"),
			.time_text = row_text(r, "times"), .product = row_text(r, "product")};
		plan_lines_split(cx->mem, row_text(r, "items"), &t->items);
		ids[w.doc.tasks.n - 1] = row_i64(r, "task_id");
	}
	w.ids = ids;
	TRY(whole_appendices(cx, &w));
	*out = w;
	return OK;
}
