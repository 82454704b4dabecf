/* room/plan/plan_line.c -- tasks as lists show them: one statement over one table.
 *
 * What hangs on a task (points, milestones, open warnings) stands a second time on its row, as lines of fields, written
 * by plan_reckon() in the act that changed the parts. */
#include "room/plan/plan_row.h"

#include "base/buf.h"
#include "base/text.h"
#include "db/db.h"
#include "gen/plan_sql.h"

enum { PARTS_MAX = 500, LINES_MAX = 4 * 1024 * 1024 };

/* ---- kept on the row ---------------------------------------------------------------------------------------------- */

static err points_text(struct ctx *cx, int64_t task_id, struct buf *out)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_plan_item_list, BIND({"task", I64(task_id)}, {"n", I64(PARTS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		plan_put_field(out, row_text(r, "words"), '\n');
	return buf_err(out);
}

static err stones_text(struct ctx *cx, int64_t task_id, struct buf *out, date *first)
{
	struct rows it;
	struct row *r;

	*first = DATE_NONE;
	TRY(db_rows(cx->db, &SQL_plan_milestone_task_list, BIND({"task", I64(task_id)}, {"n", I64(PARTS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		struct plan_stone s = plan_stone_of(r, cx->today);

		if (s.good_day != DATE_NONE && (*first == DATE_NONE || s.good_day < *first))
			*first = s.good_day;
		plan_put_field(out, s.good_day == DATE_NONE ? "" : date_iso(cx->mem, s.good_day), '\t');
		plan_put_field(out, s.as.words, '\n');
	}
	return buf_err(out);
}

err plan_reckon(struct ctx *cx, int64_t task_id)
{
	struct buf *points = buf_new(cx->mem, LINES_MAX), *stones = buf_new(cx->mem, LINES_MAX);
	struct rows warnings;
	date first;

	TRY(points_text(cx, task_id, points));
	TRY(stones_text(cx, task_id, stones, &first));
	TRY(db_rows(cx->db, &SQL_plan_warning_list, BIND({"task", I64(task_id)}, {"n", I64(PARTS_MAX)}), &warnings));
	return db_change(cx->db, &SQL_plan_task_reckon, BIND(
	    {"id", I64(task_id)}, {"first_day", db_date(cx->mem, first)}, {"warnings_n", I64(warnings.n)},
	    {"points", STR(points->p)}, {"stones", STR(stones->p)}));
}

/* ---- and read again ------------------------------------------------------------------------------------------------- */

/* Ends the field at *p where `end` stands and moves *p behind it. */
static const char *field_next(char **p, char end)
{
	char *field = *p, *to = strchr(field, end);

	CHECK(to != NULL);
	*to = '\0';
	*p = to + 1;
	return field;
}

static void take_points(struct ctx *cx, const char *text, struct plan_line *l)
{
	char *p = *text == '\0' ? NULL : mem_dup(cx->mem, text);

	while (p != NULL && *p != '\0')
		*list_add(cx->mem, &l->items) = field_next(&p, '\n');
}

static void take_marks(struct ctx *cx, const char *text, struct plan_line *l)
{
	char *p = *text == '\0' ? NULL : mem_dup(cx->mem, text);

	while (p != NULL && *p != '\0') {
		const char *day = field_next(&p, '\t');
		struct plan_mark m = {.words = field_next(&p, '\n'), .good_day = DATE_NONE};

		if (*day != '\0')
			m.good_day = date_from_iso(day);
		m.state = calendar_state_on(m.good_day, cx->today, &m.days_left);
		l->state = calendar_pressing(l->state, m.state);
		*list_add(cx->mem, &l->marks) = m;
	}
}

static struct plan_line line_of(struct ctx *cx, const struct row *r)
{
	struct plan_line l = {
		.id = row_i64(r, "id"),
		.appendix = (int)row_i64(r, "appendix"),
		.no = (int)row_i64(r, "no"),
		.section = row_text(r, "section"),
		.section_title = row_text(r, "section_title"),
		.is_candidate = row_bool(r, "is_candidate"),
		.lead = row_text(r, "lead"),
		.direct_text = row_text(r, "direct_text"),
		.execute_text = row_text(r, "execute_text"),
		.coordinate_text = row_text(r, "coordinate_text"),
		.warnings_n = (int)row_i64(r, "warnings_n"),
	};

	take_points(cx, row_text(r, "points"), &l);
	take_marks(cx, row_text(r, "stones"), &l);
	return l;
}

/* Whether a task passes the parts of the filter that do not ask the database. */
static bool passes(const struct plan_filter *f, const char *q_fold, const struct plan_line *l, const char *fold)
{
	return (f->state < 0 || (int)l->state == f->state) && (f->appendix == 0 || l->appendix == f->appendix) &&
	       (*f->section == '\0' || text_is(l->section, f->section)) && (!f->only_warned || l->warnings_n > 0) &&
	       (*q_fold == '\0' || strstr(fold, q_fold) != NULL);
}

err plan_task_list(struct ctx *cx, const struct plan_filter *f, struct plan_list_view *out)
{
	struct rows tasks;
	struct row *r;
	struct plan_list_view v = {0};
	const char *q = text_fold(cx->mem, f->q);

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(plan_head(cx, f->plan_id, &v.plan));
	TRY(db_rows(cx->db, &SQL_plan_line_list, BIND(
	    {"plan", I64(f->plan_id)}, {"unit", db_id_or_null(f->unit_id)}, {"folds", I64(*q != '\0')},
	    {"n", I64(PLAN_TASKS_MAX)}), &tasks));
	while ((r = rows_next(&tasks)) != NULL) {
		struct plan_line l = line_of(cx, r);
		const struct plan_line *last = v.tasks.n > 0 ? &v.tasks.at[v.tasks.n - 1] : NULL;

		v.tasks_n++;
		v.counts[l.state]++;
		v.plan.warnings_n += l.warnings_n;
		if (!passes(f, q, &l, row_text(r, "find_fold")))
			continue;
		l.is_first = last == NULL || last->appendix != l.appendix || !text_is(last->section, l.section);
		*list_add(cx->mem, &v.tasks) = l;
	}
	v.plan.tasks_n = v.tasks_n;
	*out = v;
	return OK;
}
