/* room/plan/plan_line.c -- tasks as lists show them: one statement over one table, and one over the kept counts of duties.
 *
 * What hangs on a task (points, milestones, open warnings) stands a second time on its row, as lines of fields, written
 * by plan_reckon() in the act that changed the parts. How a milestone stands is never stored: it follows from the counts
 * of room duty, and of a task from its milestones. */
#include "room/plan/plan_row.h"

#include "base/buf.h"
#include "base/text.h"
#include "db/db.h"
#include "gen/plan_sql.h"

enum { PARTS_MAX = 500, LINES_MAX = 4 * 1024 * 1024, TWINS_MAX = 3 };
enum { KEPT_MEM = 512 * 1024 * 1024, KEPT_FULL = 16 * 1024 * 1024 };    /* room for one more that is as large as a plan may be */

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

static void put_day(struct ctx *cx, struct buf *out, date d)
{
	plan_put_field(out, date_iso(cx->mem, d), '\t');
}

/* A milestone on one line: line, kind, first day of its span, last good day, act, words. Only what spans many days has
 * a first day. */
static void put_stone(struct ctx *cx, struct buf *out, const struct plan_stone *s)
{
	date from, to;

	plan_when_span(&s->as, &from, &to);
	buf_i64(out, s->line_id);
	buf_char(out, '\t');
	plan_put_field(out, plan_when_name(s->as.kind), '\t');
	put_day(cx, out, from != to ? from : DATE_NONE);
	put_day(cx, out, s->good_day);
	plan_put_field(out, s->as.act, '\t');
	plan_put_field(out, s->as.words, '\n');
}

static err stones_text(struct ctx *cx, int64_t task_id, struct buf *out, date *first)
{
	struct plan_stones l;

	*first = DATE_NONE;
	TRY(plan_stones_of(cx, task_id, &l));
	for (size_t i = 0; i < l.n; i++) {
		date day = l.at[i].good_day;

		if (day != DATE_NONE && (*first == DATE_NONE || day < *first))
			*first = day;
		put_stone(cx, out, &l.at[i]);
	}
	return buf_err(out);
}

err plan_reckon(struct ctx *cx, int64_t task_id)
{
	struct buf *points = buf_new(cx->mem, LINES_MAX), *stones = buf_new(cx->mem, LINES_MAX);
	struct rows warnings;
	struct row *unknown;
	date first;

	TRY(points_text(cx, task_id, points));
	TRY(stones_text(cx, task_id, stones, &first));
	TRY(db_rows(cx->db, &SQL_plan_warning_list, BIND({"task", I64(task_id)}, {"n", I64(PARTS_MAX)}), &warnings));
	TRY(db_one(cx->db, &SQL_plan_unknown_n, BIND({"task", I64(task_id)}), &unknown));
	return db_change(cx->db, &SQL_plan_task_reckon, BIND(
	    {"id", I64(task_id)}, {"first_day", db_date(cx->mem, first)}, {"warnings_n", I64(warnings.n)},
	    {"unknown_n", I64(row_i64(unknown, "n"))}, {"points", STR(points->p)}, {"stones", STR(stones->p)}));
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

static date day_next(char **p)
{
	const char *day = field_next(p, '\t');

	return *day == '\0' ? DATE_NONE : date_from_iso(day);
}

static void take_marks(struct ctx *cx, const char *text, struct plan_line *l)
{
	char *p = *text == '\0' ? NULL : mem_dup(cx->mem, text);

	l->last_day = DATE_NONE;
	while (p != NULL && *p != '\0') {
		struct plan_mark m = {.line_id = strtoll(field_next(&p, '\t'), NULL, 10)};

		m.kind = plan_when_of(field_next(&p, '\t'));
		m.from = day_next(&p);
		m.good_day = day_next(&p);
		m.act = field_next(&p, '\t');
		m.words = field_next(&p, '\n');
		if (m.good_day != DATE_NONE && (l->last_day == DATE_NONE || m.good_day > l->last_day))
			l->last_day = m.good_day;
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
		.unknown_n = (int)row_i64(r, "unknown_n"),
		.twin_id = row_i64(r, "twin_id"),
	};

	take_points(cx, row_text(r, "points"), &l);
	take_marks(cx, row_text(r, "stones"), &l);
	return l;
}

/* ---- how it stands today --------------------------------------------------------------------------------------------- */

/* Groups come ordered by what they are of. */
static const struct duty_group *group_of(const struct duty_groups *l, int64_t line_id)
{
	size_t low = 0, high = l->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (l->at[mid].object_id < line_id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < l->n && l->at[low].object_id == line_id ? &l->at[low] : NULL;
}

struct plan_standing plan_stands(const struct duty_groups *groups, int64_t line_id, date good_day, date today)
{
	const struct duty_fact nobody = {.good_day = good_day, .told_day = DATE_NONE};
	const struct duty_group *g = group_of(groups, line_id);
	struct plan_standing s = {.days_left = good_day == DATE_NONE ? 0 : good_day - today};

	if (g == NULL) {
		s.state = duty_state(&nobody, today);
	} else {
		s.group_id = g->id;
		s.state = g->state;
		s.units_n = g->units_n;
		s.done_n = g->n[DUTY_IS_DONE] + g->n[DUTY_IS_DONE_LATE];
	}
	s.is_near = good_day != DATE_NONE && duty_is_open(s.state) && s.days_left >= 0 && s.days_left <= DUTY_NEAR_DAYS;
	return s;
}

/* The milestone of the twin that tells the same fact: of the same day, else its last. */
static const struct plan_mark *twin_mark(const struct plan_line *twin, date good_day)
{
	const struct plan_mark *last = NULL;

	for (size_t i = 0; i < twin->marks.n; i++) {
		const struct plan_mark *m = &twin->marks.at[i];

		if (m->good_day == good_day)
			return m;
		if (last == NULL || m->good_day >= last->good_day)
			last = m;
	}
	return last;
}

static const struct plan_line *line_by_id(const struct plan_lines *l, int64_t id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->at[i].id == id)
			return &l->at[i];
	return NULL;
}

/* A task that tells the same fact as another stands as that one does. */
static void mirror(const struct plan_lines *all, struct plan_line *l)
{
	const struct plan_line *twin = line_by_id(all, l->twin_id);

	for (int i = 0; i < TWINS_MAX && twin != NULL && twin->twin_id != 0; i++)
		twin = line_by_id(all, twin->twin_id);
	for (size_t i = 0; twin != NULL && i < l->marks.n; i++) {
		const struct plan_mark *m = twin_mark(twin, l->marks.at[i].good_day);

		if (m != NULL)
			l->marks.at[i].is = m->is;
	}
}

static void sum_up(struct plan_line *l, int year)
{
	int64_t n[DUTY_STATE_N] = {0};

	for (size_t i = 0; i < l->marks.n; i++) {
		n[l->marks.at[i].is.state]++;
		l->is_near |= l->marks.at[i].is.is_near;
	}
	l->state = duty_state_of_many(n);
	l->quarter = plan_quarter_of(l->last_day, year);
}

enum plan_quarter plan_quarter_of(date day, int year)
{
	struct ymd d;

	if (day == DATE_NONE)
		return PLAN_NO_DAY;
	d = date_ymd(day);
	return d.year != year ? PLAN_OTHER_YEAR : (enum plan_quarter)((d.month + 2) / 3);
}

static void tell_states(struct ctx *cx, const struct duty_groups *groups, int year, struct plan_lines *all)
{
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->at[i].marks.n; k++) {
			struct plan_mark *m = &all->at[i].marks.at[k];

			m->is = plan_stands(groups, m->line_id, m->good_day, cx->today);
		}
	for (size_t i = 0; i < all->n; i++) {
		if (all->at[i].twin_id != 0)
			mirror(all, &all->at[i]);
		sum_up(&all->at[i], year);
	}
}

/* ---- lists ------------------------------------------------------------------------------------------------------------ */

/* Whether a task passes the parts of the filter that do not ask the database. */
static bool passes(const struct plan_filter *f, const struct plan_line *l)
{
	return (f->state < 0 || (int)l->state == f->state || (f->state == DUTY_STATE_N && duty_is_open(l->state))) &&
	       (!f->only_near || l->is_near) && (f->appendix == 0 || l->appendix == f->appendix) &&
	       (*f->section == '\0' || text_is(l->section, f->section)) &&
	       (f->quarter == PLAN_ANY_QUARTER || l->quarter == f->quarter) && (!f->only_warned || l->warnings_n > 0) &&
	       (!f->only_unknown || l->unknown_n > 0) && (!f->only_followed || l->is_followed);
}

static void count(struct plan_list_view *v, const struct plan_line *l)
{
	v->tasks_n++;
	v->counts[l->state]++;
	v->near_n += l->is_near;
	v->unknown_n += l->unknown_n > 0;
	v->followed_n += l->is_followed;
	v->plan.warnings_n += l->warnings_n;
}

/* Every task of the plan: how one stands may follow from another that the filter leaves out. */
static err read_lines(struct ctx *cx, const struct plan_filter *f, struct plan_lines *out)
{
	struct rows tasks;
	struct row *r;
	const char *q = text_fold(cx->mem, f->q);

	TRY(db_rows(cx->db, &SQL_plan_line_list, BIND(
	    {"plan", I64(f->plan_id)}, {"unit", db_id_or_null(f->unit_id)}, {"folds", I64(*q != '\0')},
	    {"n", I64(PLAN_TASKS_MAX)}), &tasks));
	while ((r = rows_next(&tasks)) != NULL) {
		struct plan_line l = line_of(cx, r);

		l.is_of_unit = row_bool(r, "is_of_unit");
		l.has_words = *q == '\0' || strstr(row_text(r, "find_fold"), q) != NULL;
		*list_add(cx->mem, out) = l;
	}
	return OK;
}

static err read_all(struct ctx *cx, const struct plan_filter *f, int year, struct plan_lines *out)
{
	struct duty_groups groups;

	TRY(read_lines(cx, f, out));
	TRY(duty_groups(cx, "plan", f->plan_id, 0, &groups));
	tell_states(cx, &groups, year, out);
	return OK;
}

/* ---- kept while nothing changes ----------------------------------------------------------------------------------------
 *
 * Every view of a plan, whoever looks and whatever is filtered, begins with all its tasks and how they stand today. A reading
 * connection keeps them for as long as the database has not changed (decision 64). Nothing in them is about a person. */

struct kept_plan {
	int64_t id;
	struct plan_lines lines;
};
struct kept_plans {
	struct mem *own, *mem;          /* of this struct; of what it holds */
	const char *state;              /* db_state() that all of it was read in */
	date today;
	struct LIST(struct kept_plan) plans;
};

static void kept_drop(void *what)
{
	struct kept_plans *k = what;

	mem_close(k->mem);
	mem_close(k->own);
}

static void kept_clear(struct kept_plans *k, const char *state, date today)
{
	mem_reset(k->mem);
	k->state = mem_dup(k->mem, state);
	k->today = today;
	k->plans.at = NULL;
	k->plans.n = k->plans.cap = 0;
}

/* What is kept of this very state and day, emptied when it was of another or has grown large. */
static struct kept_plans *kept_now(struct ctx *cx, const char *state)
{
	struct kept_plans *k = db_kept(cx->db, kept_drop);

	if (k == NULL) {
		struct mem *own = mem_open(sizeof *k + 1024);

		k = mem_new(own, struct kept_plans, 1);
		k->own = own;
		k->mem = mem_open(KEPT_MEM);
		db_keep(cx->db, k, kept_drop);
		kept_clear(k, state, cx->today);
	}
	if (!text_is(k->state, state) || k->today != cx->today || mem_used(k->mem) > KEPT_FULL)
		kept_clear(k, state, cx->today);
	return k;
}

/* Reads a plan into what is kept; nothing is kept of what fails. */
static err kept_read(struct ctx *cx, struct kept_plans *k, const struct plan_filter *f, int year)
{
	struct kept_plan p = {.id = f->plan_id};
	struct mem *own = cx->mem, *rows = db_mem(cx->db, k->mem);
	err e;

	cx->mem = k->mem;
	e = read_all(cx, f, year, &p.lines);
	cx->mem = own;
	db_mem(cx->db, rows);
	if (e == OK)
		*list_add(k->mem, &k->plans) = p;
	return e;
}

/* All tasks of the plan with how they stand, told of the filter what only the database knows. */
static err all_lines(struct ctx *cx, const struct plan_filter *f, int year, struct plan_lines *out)
{
	bool is_plain = f->unit_id == 0 && *f->q == '\0' && db_only_reads(cx->db);
	const char *state = is_plain ? db_state(cx->db) : "";
	struct kept_plans *k;
	size_t i = 0;

	if (*state == '\0')
		return read_all(cx, f, year, out);
	k = kept_now(cx, state);
	while (i < k->plans.n && k->plans.at[i].id != f->plan_id)
		i++;
	if (i == k->plans.n)
		TRY(kept_read(cx, k, f, year));
	out->n = out->cap = k->plans.at[i].lines.n;
	out->at = mem_new(cx->mem, struct plan_line, out->n);   /* its own: each list marks them as it needs */
	if (out->n > 0)
		memcpy(out->at, k->plans.at[i].lines.at, out->n * sizeof *out->at);
	return OK;
}

/* Marks the tasks of which a unit that the person follows owes something. */
static err mark_followed(struct ctx *cx, int64_t plan_id, struct plan_lines *l)
{
	struct duty_items items;

	TRY(duty_follow_items(cx, "plan", plan_id, &items));
	for (size_t i = 0; i < items.n; i++)
		for (size_t k = 0; k < l->n; k++)
			l->at[k].is_followed |= l->at[k].id == items.at[i];
	return OK;
}

err plan_lines_of(struct ctx *cx, const struct plan_filter *f, struct plan_list_view *out)
{
	struct plan_list_view v = {.today = cx->today};
	struct plan_lines all = {0};

	TRY(plan_head(cx, f->plan_id, &v.plan));
	TRY(all_lines(cx, f, v.plan.year, &all));
	if (cx->who->user_id != 0)
		TRY(mark_followed(cx, f->plan_id, &all));
	for (size_t i = 0; i < all.n; i++) {
		struct plan_line *l = &all.at[i];
		const struct plan_line *last = v.tasks.n > 0 ? &v.tasks.at[v.tasks.n - 1] : NULL;

		if (!l->is_of_unit)
			continue;
		count(&v, l);
		if (!passes(f, l) || !l->has_words)
			continue;
		l->is_first = last == NULL || last->appendix != l->appendix || !text_is(last->section, l->section);
		*list_add(cx->mem, &v.tasks) = *l;
	}
	v.plan.tasks_n = v.tasks_n;
	*out = v;
	return OK;
}

err plan_task_list(struct ctx *cx, const struct plan_filter *f, struct plan_list_view *out)
{
	TRY(may(cx, R_PLAN_READ, 0));
	return plan_lines_of(cx, f, out);
}

err plan_public_list(struct ctx *cx, const struct plan_filter *f, struct plan_list_view *out)
{
	struct plan p;

	TRY(plan_head(cx, f->plan_id, &p));
	return text_is(p.state, "published") ? plan_lines_of(cx, f, out) : ERR_NOTFOUND;
}
