/* room/plan/plan_compare.c -- the plan as it was first published beside the plan as it is now, and the papers between.
 *
 * Both sides are brought into one form (struct seen), task by task under the same id; what differs is told column by
 * column with every act of the history that touched that column since. */
#include "room/plan/plan_amend.h"

#include "base/text.h"
#include "db/db.h"
#include "gen/plan_amend_sql.h"
#include "room/plan/plan_row.h"

enum { SEEN_COLUMNS = 8 };

const char *plan_since_words(enum plan_fate_since fate)
{
	static const char *const words[PLAN_SINCE_N] = {
		[PLAN_SINCE_CHANGED] = "Sửa đổi", [PLAN_SINCE_ADDED] = "Bổ sung", [PLAN_SINCE_ENDED] = "Kết thúc",
		[PLAN_SINCE_SAME] = "Giữ nguyên"};

	return words[fate];
}

static const char *const NAMES[PLAN_SINCE_N] = {
	[PLAN_SINCE_CHANGED] = "changed", [PLAN_SINCE_ADDED] = "added", [PLAN_SINCE_ENDED] = "ended", [PLAN_SINCE_SAME] = "same"};

const char *plan_since_name(enum plan_fate_since fate)
{
	return NAMES[fate];
}

bool plan_since_is_name(const char *name)
{
	for (int i = 0; i < PLAN_SINCE_N; i++)
		if (text_is(NAMES[i], name))
			return true;
	return false;
}

void plan_since_keep(struct mem *m, struct plan_since *v, const char *name)
{
	struct plan_since_tasks kept = {0};

	for (size_t i = 0; i < v->tasks.n; i++) {
		const struct plan_since_task *t = &v->tasks.at[i];

		if (*name == '\0' ? t->fate != PLAN_SINCE_SAME : text_is(name, NAMES[t->fate]))
			*list_add(m, &kept) = *t;
	}
	v->tasks = kept;
}

/* A task as one of the two sides has it. */
static const char *const COLUMNS[SEEN_COLUMNS] = {
	"place", "content", "items", "direct", "execute", "coordinate", "time", "product"};
struct seen {
	int64_t task_id;
	int appendix, no;
	const char *section, *lead;
	bool is_ended;
	const char *texts[SEEN_COLUMNS];
};
struct seens LIST(struct seen);

static const char *place_words(struct mem *m, int appendix, const char *section, int no)
{
	return mem_text(m, "Phụ lục %d, mục %s%s%d", appendix, section, *section != '\0' ? "." : "", no);
}

/* Times by their milestones; a task that says times which became none, by its text. */
static const char *times_of(struct mem *m, const struct plan_doc_task *t)
{
	return t->milestones.n > 0 ? plan_times_words(m, &t->milestones) : t->time_text;
}

err plan_issued_keep(struct ctx *cx, const struct plan *p)
{
	struct row *r;
	struct plan_stored s;

	TRY(db_one(cx->db, &SQL_plan_issued_one, BIND({"plan", I64(p->id)}), &r));
	if (!row_is_null(r, "kept_ms"))
		return OK;
	TRY(plan_stored(cx, p, &s));
	for (size_t i = 0; i < s.doc.tasks.n; i++) {
		const struct plan_doc_task *t = &s.doc.tasks.at[i];

		TRY(db_add(cx->db, &SQL_plan_issued_add, BIND(
		    {"plan", I64(p->id)}, {"task", I64(s.ids[i])}, {"now", I64(cx->now_ms)}, {"appendix", I64(t->appendix)},
		    {"section", STR(t->section)}, {"no", I64(t->no)}, {"content", STR(t->content)},
		    {"items", STR(plan_lines_join(cx->mem, &t->items))}, {"direct", STR(t->direct_text)},
		    {"execute", STR(t->execute_text)}, {"coordinate", STR(t->coordinate_text)},
		    {"times", STR(times_of(cx->mem, t))}, {"product", STR(t->product)}), NULL));
	}
	return OK;
}

static err issued_side(struct ctx *cx, int64_t plan_id, struct seens *out)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_plan_issued_list, BIND({"plan", I64(plan_id)}, {"n", I64(PLAN_TASKS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		int appendix = (int)row_i64(r, "appendix"), no = (int)row_i64(r, "no");

		*list_add(cx->mem, out) = (struct seen){
			row_i64(r, "task_id"), appendix, no, row_text(r, "section"), row_text(r, "lead"),
			!row_is_null(r, "ended_ms"),
			{place_words(cx->mem, appendix, row_text(r, "section"), no), row_text(r, "content"),
			 row_text(r, "items"), row_text(r, "direct_text"), row_text(r, "execute_text"),
			 row_text(r, "coordinate_text"), row_text(r, "times"), row_text(r, "product")}};
	}
	return OK;
}

static err present_side(struct ctx *cx, const struct plan *p, struct seens *out)
{
	struct plan_stored s;

	TRY(plan_stored(cx, p, &s));
	for (size_t i = 0; i < s.doc.tasks.n; i++) {
		const struct plan_doc_task *t = &s.doc.tasks.at[i];

		*list_add(cx->mem, out) = (struct seen){
			s.ids[i], t->appendix, t->no, t->section, t->content, false,
			{place_words(cx->mem, t->appendix, t->section, t->no), t->content, plan_lines_join(cx->mem, &t->items),
			 t->direct_text, t->execute_text, t->coordinate_text, times_of(cx->mem, t), t->product}};
	}
	return OK;
}

/* ---- beside one another --------------------------------------------------------------------------------------------------- */

static const struct seen *of_task(const struct seens *l, int64_t task_id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->at[i].task_id == task_id)
			return &l->at[i];
	return NULL;
}

static bool touches(const struct plan_amend *a, const char *column)
{
	for (size_t i = 0; i < a->fields.n; i++)
		if (text_is(a->fields.at[i].column, column))
			return true;
	return false;
}

/* Acts on a task since it was issued, oldest first; the history has them newest first. */
static void papers_of(struct mem *m, const struct plan_amends *acts, int64_t after_id, int64_t task_id, const char *act,
                      const char *column, struct plan_amend_refs *out)
{
	for (size_t i = acts->n; i-- > 0;) {
		const struct plan_amend *a = &acts->at[i];

		if (a->task_id == task_id && a->id > after_id &&
		    (*column != '\0' ? touches(a, column) : text_is(a->act, act)))
			*list_add(m, out) = a;
	}
}

static void compare_columns(struct mem *m, const struct seen *was, const struct seen *is, const struct plan_amends *acts,
                            int64_t after_id, struct plan_since_task *out)
{
	for (size_t k = 0; k < SEEN_COLUMNS; k++) {
		struct plan_since_field f = {.column = COLUMNS[k], .was = was->texts[k], .now = is->texts[k]};

		if (text_is(text_line(m, f.was), text_line(m, f.now)))
			continue;
		papers_of(m, acts, after_id, is->task_id, "", f.column, &f.papers);
		*list_add(m, &out->fields) = f;
	}
}

static struct plan_since_task since_of(const struct seen *s, enum plan_fate_since fate)
{
	return (struct plan_since_task){.task_id = s->task_id, .fate = fate, .appendix = s->appendix, .no = s->no,
	                                .section = s->section, .lead = *s->lead != '\0' ? s->lead : s->texts[1]};      /* the content */
}

static void add_task(struct mem *m, struct plan_since *out, const struct plan_since_task *t)
{
	*list_add(m, &out->tasks) = *t;
	out->counts[t->fate]++;
}

/* The whole history, newest first. */
static err all_acts(struct ctx *cx, int64_t plan_id, struct plan_amends *out)
{
	int64_t before_id = 0;

	do {
		struct plan_amends some;

		TRY(plan_amend_list(cx, plan_id, 0, before_id, &some));
		for (size_t i = 0; i < some.n; i++)
			*list_add(cx->mem, out) = some.at[i];
		before_id = plan_amend_next(&some);
	} while (before_id != 0);
	return OK;
}

err plan_compare(struct ctx *cx, int64_t plan_id, struct plan_since *out)
{
	struct plan_since v = {0};
	struct seens was = {0}, is = {0};
	struct plan_amends *acts = mem_new(cx->mem, struct plan_amends, 1);
	struct row *r;
	int64_t after_id;

	TRY(plan_get(cx, plan_id, &v.plan));
	TRY(db_one(cx->db, &SQL_plan_issued_one, BIND({"plan", I64(plan_id)}), &r));
	v.issued_ms = row_i64(r, "kept_ms");
	after_id = row_i64(r, "after_id");
	if (v.issued_ms != 0) {
		TRY(issued_side(cx, plan_id, &was));
		TRY(present_side(cx, &v.plan, &is));
		TRY(all_acts(cx, plan_id, acts));
	}
	for (size_t i = 0; i < was.n; i++) {
		const struct seen *now = of_task(&is, was.at[i].task_id);
		struct plan_since_task t = since_of(&was.at[i], now == NULL ? PLAN_SINCE_ENDED : PLAN_SINCE_CHANGED);

		if (now == NULL)
			papers_of(cx->mem, acts, after_id, t.task_id, "end", "", &t.papers);
		else
			compare_columns(cx->mem, &was.at[i], now, acts, after_id, &t);
		if (now != NULL && t.fields.n == 0)
			t.fate = PLAN_SINCE_SAME;
		add_task(cx->mem, &v, &t);
	}
	for (size_t i = 0; i < is.n; i++) {
		struct plan_since_task t = since_of(&is.at[i], PLAN_SINCE_ADDED);

		if (of_task(&was, t.task_id) != NULL)
			continue;
		papers_of(cx->mem, acts, after_id, t.task_id, "add", "", &t.papers);
		add_task(cx->mem, &v, &t);
	}
	*out = v;
	return OK;
}
