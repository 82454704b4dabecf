/* room/plan/plan_next.c -- next year's draft: the tasks of a plan as a document of the new year, put into the tray.
 *
 * What the words say moves with plan_year.c. What can hardly recur is flagged with the reason, which is a warning of its
 * row: it shows in the preview, and holds back the publication until a person has settled it. Last good days are not
 * carried over: they are reckoned by the new year's calendar when the draft is taken. */
#include "room/plan/plan_next.h"

#include "base/text.h"
#include "db/db.h"
#include "gen/plan_next_sql.h"
#include "room/audit/audit.h"
#include "room/plan/plan_row.h"
#include "room/plan/plan_year.h"

enum { PARTS_MAX = 20 * PLAN_TASKS_MAX, KIN_MAX = 100, FLAGGED_PERCENT = 80 };

const char *plan_next_words(enum plan_next_fate fate)
{
	static const char *const words[PLAN_NEXT_N] = {
		[PLAN_NEXT_RECURS] = "Việc hằng năm", [PLAN_NEXT_SLIPPED] = "Việc một lần, chưa xong",
		[PLAN_NEXT_ONCE] = "Việc một lần"};

	return words[fate];
}

static bool is_owed(const struct plan_line *l)
{
	for (size_t i = 0; i < l->marks.n; i++)
		if (l->marks.at[i].is.group_id != 0)
			return true;
	return false;
}

/* Why a task is not finished, "" when it is: by the reports of those who owe it. Of what nobody owes only the days are
 * known: what is still to come is not finished, of the rest nobody can say. */
static const char *unfinished(const struct ctx *cx, const struct plan_line *l)
{
	if (is_owed(l) && (l->state == DUTY_IS_DONE || l->state == DUTY_IS_DONE_LATE))
		return "";
	if (is_owed(l))
		return mem_text(cx->mem, "%s%s%s", text_lower(cx->mem, duty_state_words(l->state)),
		                l->last_day != DATE_NONE ? ", hạn cuối " : "", date_vn(cx->mem, l->last_day));
	if (l->last_day == DATE_NONE || l->last_day < cx->today)
		return "";
	return mem_text(cx->mem, "hạn cuối %s chưa đến khi lập dự thảo", date_vn(cx->mem, l->last_day));
}

/* ---- one task ---------------------------------------------------------------------------------------------------------- */

static void warn(struct mem *m, struct plan_doc_task *t, const char *column, const char *reason)
{
	*list_add(m, &t->warnings) = (struct plan_doc_warning){column, reason};
	t->confidence = FLAGGED_PERCENT / 100.0;
}

static struct plan_doc_task move_task(struct mem *m, const struct plan_doc_task *was, int from, int to)
{
	struct plan_doc_task t = *was;

	t.is_candidate = false;
	t.confidence = 1.0;
	t.section_title = plan_year_words(m, was->section_title, from, to);
	t.content = plan_year_words(m, was->content, from, to);
	t.direct_text = plan_year_words(m, was->direct_text, from, to);
	t.execute_text = plan_year_words(m, was->execute_text, from, to);
	t.coordinate_text = plan_year_words(m, was->coordinate_text, from, to);
	t.time_text = plan_year_words(m, was->time_text, from, to);
	t.product = plan_year_words(m, was->product, from, to);
	t.items = (struct plan_doc_texts){0};
	t.milestones = (struct plan_doc_milestones){0};
	t.direct = t.execute = t.coordinate = (struct plan_doc_bodies){0};     /* found anew in the tray */
	for (size_t i = 0; i < was->items.n; i++)
		*list_add(m, &t.items) = plan_year_words(m, was->items.at[i], from, to);
	for (size_t i = 0; i < was->milestones.n; i++) {
		bool lost_day;

		*list_add(m, &t.milestones) = plan_year_stone(m, &was->milestones.at[i], from, to, &lost_day);
		if (lost_day)
			warn(m, &t, "milestones", mem_text(m, "Năm %d không có ngày 29/02: mốc đã thành 28/02; hãy xem lại.", to));
	}
	return t;
}

/* The flag of what can hardly recur, and of what is to go on. */
static void flag(struct mem *m, const struct plan_next *v, const struct plan_next_task *n, struct plan_doc_task *t)
{
	if (n->fate == PLAN_NEXT_ONCE)
		warn(m, t, "content", mem_text(m, "Có thể chỉ là việc của năm %d: %s. Hãy giữ, sửa hoặc bỏ dòng này.", v->plan.year,
		                               n->why));
	else if (n->fate == PLAN_NEXT_SLIPPED)
		warn(m, t, "content", mem_text(m, "Việc một lần (%s) nhưng chưa xong: %s. Giữ dòng này nếu sẽ làm tiếp trong năm %d.",
		                               n->why, n->unfinished, v->year));
}

static const char *source_words(struct mem *m, const struct plan_next *v, const struct plan_doc_task *was,
                                const struct plan_next_task *n)
{
	const char *times = *was->time_text != '\0' ? mem_text(m, "\nThời gian: %s", was->time_text) : "";
	const char *slip = *n->unfinished != '\0' ? mem_text(m, "\nNăm %d chưa xong: %s.", v->plan.year, n->unfinished) : "";

	return mem_text(m, "%s%s%s", was->content, times, slip);
}

static void carry_over(struct ctx *cx, struct plan_next *v, const struct plan_doc_task *was, const struct plan_line *l)
{
	struct plan_doc_task t = move_task(cx->mem, was, v->plan.year, v->year);
	struct plan_next_task n = {.from_id = l->id};

	n.why = plan_year_once(cx->mem, was->content, v->plan.year);
	n.unfinished = unfinished(cx, l);
	n.fate = *n.why == '\0' ? PLAN_NEXT_RECURS : *n.unfinished != '\0' ? PLAN_NEXT_SLIPPED : PLAN_NEXT_ONCE;
	flag(cx->mem, v, &n, &t);
	t.origin_id = l->id;
	t.source = (struct plan_doc_source){.sheet = "", .text = source_words(cx->mem, v, was, &n)};
	t.origin_place = mem_text(cx->mem, "mục %s%s%d, Phụ lục %d của kế hoạch năm %d", was->section,
	                          *was->section != '\0' ? "." : "", was->no, was->appendix, v->plan.year);
	v->counts[n.fate]++;
	v->unfinished_n += *n.unfinished != '\0';
	*list_add(cx->mem, &v->doc.tasks) = t;
	*list_add(cx->mem, &v->tasks) = n;
}

/* ---- the whole plan ------------------------------------------------------------------------------------------------------ */

static err carry_links(struct ctx *cx, struct plan_next *v)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_plan_next_link_list, BIND({"plan", I64(v->plan.id)}, {"n", I64(PARTS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &v->doc.links) = (struct plan_doc_link){
			.from = {(int)row_i64(r, "from_appendix"), row_text(r, "from_section"), (int)row_i64(r, "from_no")},
			.to = {(int)row_i64(r, "to_appendix"), row_text(r, "to_section"), (int)row_i64(r, "to_no")},
			.is_same = text_is(row_text(r, "kind"), "same")};
	return OK;
}

static struct plan_doc_task *task_from(struct plan_next *v, int64_t from_id)
{
	for (size_t i = 0; i < v->tasks.n; i++)
		if (v->tasks.at[i].from_id == from_id)
			return &v->doc.tasks.at[i];
	return NULL;
}

/* Bodies that are no more: who came after them is said, to be written by a person. */
static err warn_of_ended(struct ctx *cx, struct plan_next *v)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_plan_next_ended_list, BIND(
	    {"plan", I64(v->plan.id)}, {"today", db_date(cx->mem, cx->today)}, {"n", I64(PARTS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		struct plan_doc_task *t = task_from(v, row_i64(r, "task_id"));
		const char *next = row_text(r, "next_name");

		if (t != NULL)
			warn(cx->mem, t, row_text(r, "part"), mem_text(cx->mem, "%s không còn%s%s; hãy sửa tên đơn vị.",
			     row_text(r, "unit_name"), *next != '\0' ? ", nay là " : "", next));
	}
	return OK;
}

/* What the new year's calendar does not know yet. */
static err warn_of_calendar(struct ctx *cx, struct plan_next *v)
{
	struct calendar c;
	size_t days = 0, expected = 0;

	TRY(calendar_load(cx, &c));
	for (size_t i = 0; i < c.n; i++) {
		bool is_of = date_ymd(c.days[i].day).year == v->year;

		days += is_of;
		expected += is_of && c.days[i].is_expected;
	}
	if (days == 0)
		*list_add(cx->mem, &v->doc.warnings) = mem_text(cx->mem, "Chưa có lịch nghỉ năm %d: hạn cuối chỉ trừ thứ Bảy và "
		    "Chủ nhật. Khi nạp lịch, hạn cuối được tính lại.", v->year);
	else if (expected > 0)
		*list_add(cx->mem, &v->doc.warnings) = mem_text(cx->mem, "Lịch nghỉ năm %d còn %zu ngày dự kiến. Khi lịch được công "
		    "bố, hãy nạp lịch; hạn cuối được tính lại ngay.", v->year, expected);
	return OK;
}

static const struct plan_line *line_of(const struct plan_list_view *l, int64_t task_id)
{
	for (size_t i = 0; i < l->tasks.n; i++)
		if (l->tasks.at[i].id == task_id)
			return &l->tasks.at[i];
	return NULL;
}

bool plan_next_is_year(const struct plan *p, int year)
{
	return year > p->year && year <= p->year + PLAN_NEXT_YEARS_MAX;
}

err plan_next_look(struct ctx *cx, int64_t plan_id, int year, struct plan_next *out)
{
	struct plan_next v = {.year = year};
	struct plan_filter all = {.plan_id = plan_id, .state = -1, .section = "", .q = ""};
	struct plan_stored s;
	struct plan_list_view lines;

	TRY(may(cx, R_PLAN_IMPORT, 0));
	TRY(plan_get(cx, plan_id, &v.plan));
	if (!plan_next_is_year(&v.plan, year)) {
		fault(cx, "year", "Hãy ghi một năm từ %d đến %d.", v.plan.year + 1, v.plan.year + PLAN_NEXT_YEARS_MAX);
		return faults(cx);
	}
	TRY(plan_of_year(cx, year, v.plan.issuer, &v.existing));
	TRY(plan_stored(cx, &v.plan, &s));
	TRY(plan_task_list(cx, &all, &lines));
	v.doc = (struct plan_doc){
		.year = year, .title = plan_year_words(cx->mem, v.plan.title, v.plan.year, year), .issuer = v.plan.issuer,
		.number = "", .day = DATE_NONE};
	for (size_t i = 0; i < s.doc.tasks.n; i++) {
		const struct plan_line *l = line_of(&lines, s.ids[i]);

		CHECK(l != NULL);
		carry_over(cx, &v, &s.doc.tasks.at[i], l);
	}
	TRY(carry_links(cx, &v));
	TRY(warn_of_ended(cx, &v));
	TRY(warn_of_calendar(cx, &v));
	*out = v;
	return OK;
}

err plan_next_stage(struct ctx *cx, int64_t plan_id, int year, int64_t *intake_id_out)
{
	struct plan_next v;
	int64_t id;

	TRY(plan_next_look(cx, plan_id, year, &v));
	if (v.existing.id != 0)
		fault(cx, "year", "Đã có kế hoạch năm %d của cơ quan này; hãy sửa kế hoạch ấy, hoặc chọn năm khác.", year);
	TRY(faults(cx));
	TRY(plan_stage(cx, &v.doc, mem_text(cx->mem, "Dự thảo năm %d từ kế hoạch năm %d", year, v.plan.year), 0, &id));
	TRY(audit_detail(cx, "plan.next", plan_id, "năm %d: %" PRId64 " hằng năm, %" PRId64 " chưa xong, %" PRId64 " một lần", year,
	                 v.counts[PLAN_NEXT_RECURS], v.counts[PLAN_NEXT_SLIPPED], v.counts[PLAN_NEXT_ONCE]));
	*intake_id_out = id;
	return OK;
}

/* ---- kin ------------------------------------------------------------------------------------------------------------------- */

err plan_kin_list(struct ctx *cx, int64_t task_id, struct plan_kins *out)
{
	struct rows it;
	struct row *r;
	struct plan_kins l = {0};

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_rows(cx->db, &SQL_plan_origin_list, BIND({"task", I64(task_id)}, {"n", I64(KIN_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &l) = (struct plan_kin){
			.task_id = row_i64(r, "id"),
			.plan_id = row_i64(r, "plan_id"),
			.year = (int)row_i64(r, "year"),
			.appendix = (int)row_i64(r, "appendix"),
			.no = (int)row_i64(r, "no"),
			.section = row_text(r, "section"),
			.is_later = row_bool(r, "is_later"),
		};
	*out = l;
	return OK;
}
