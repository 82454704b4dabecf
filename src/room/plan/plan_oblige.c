/* room/plan/plan_oblige.c -- whom a published plan obliges: every milestone the bodies that execute its task, or those it
 * names for itself.
 *
 * A milestone is known to room duty by its line, which a renewed milestone takes over from the one it renews, so that what
 * was reported stays with it. A task that tells the same fact as one of an earlier appendix (a meeting of the council's
 * programme) obliges nobody: it stands as that one does (decision 37). */
#include "room/plan/plan_row.h"

#include "base/text.h"
#include "db/db.h"
#include "gen/plan_oblige_sql.h"
#include "gen/plan_sql.h"
#include "room/audit/audit.h"
#include "room/plan/plan_read_in.h"
#include "room/unit/unit.h"

enum { STONES_MAX = 20 * PLAN_TASKS_MAX, FOLLOWS_MAX = 100, LEAD_CHARS = 160 };

/* ---- lines of milestones -------------------------------------------------------------------------------------------- */

static bool is_alike(struct mem *m, const struct plan_stone *a, const struct plan_doc_milestone *b)
{
	if (*a->as.act == '\0' || *b->act == '\0')
		return *a->as.act == *b->act;
	return plan_alike(m, a->as.act, b->act) > 0.5;
}

/* How sure it is that b renews a: 0 not at all. */
static int kinship(struct mem *m, const struct plan_stone *a, const struct plan_doc_milestone *b)
{
	if (a->as.kind == b->kind && text_is(a->as.words, b->words))
		return 3;
	if (*b->act != '\0' && text_is(a->as.act, b->act) && text_is(a->as.actors, b->actors))
		return 2;
	return is_alike(m, a, b) ? 1 : 0;
}

void plan_stone_lines(struct mem *m, const struct plan_stones *was, const struct plan_doc_milestones *is, int64_t *lines)
{
	bool *is_taken = mem_new(m, bool, was->n);

	for (int sure = 3; sure > 0; sure--)
		for (size_t i = 0; i < is->n; i++)
			for (size_t k = 0; k < was->n && lines[i] == 0; k++) {
				if (is_taken[k] || kinship(m, &was->at[k], &is->at[i]) != sure)
					continue;
				is_taken[k] = true;
				lines[i] = was->at[k].line_id;
			}
}

/* ---- telling room duty ---------------------------------------------------------------------------------------------- */

/* The first words of the task, cut at a space where they are many. */
static const char *lead_of(struct mem *m, const struct row *r)
{
	const char *text = text_line(m, *row_text(r, "lead") != '\0' ? row_text(r, "lead") : row_text(r, "content"));
	const char *p, *cut = NULL;

	text += strspn(text, "-+* ");
	p = text;
	for (int i = 0; i < LEAD_CHARS && *p != '\0'; i++)
		if (text_next(&p) == ' ')
			cut = p - 1;
	return *p == '\0' || cut == NULL ? text : mem_text(m, "%s…", mem_copy(m, text, (size_t)(cut - text)));
}

static const char *thing_title(struct mem *m, const struct row *r)
{
	const char *act = row_text(r, "act"), *section = row_text(r, "section");

	return mem_text(m, "Mục %s%s%" PRId64 "%s: %s%s%s%s", section, *section != '\0' ? "." : "", row_i64(r, "no"),
	                row_i64(r, "appendix") > 1 ? mem_text(m, ", Phụ lục %" PRId64, row_i64(r, "appendix")) : "",
	                lead_of(m, r), *act != '\0' ? " (" : "", act, *act != '\0' ? ")" : "");
}

struct targets LIST(struct duty_target);

static void add_target(struct mem *m, struct targets *l, const struct row *b, enum duty_part part)
{
	struct duty_target t = {.unit_id = row_i64(b, "unit_id"), .class_id = row_i64(b, "class_id"), .part = part};

	if (t.unit_id == 0 && t.class_id == 0)
		return;
	for (size_t i = 0; i < l->n; i++)
		if (l->at[i].unit_id == t.unit_id && l->at[i].class_id == t.class_id)
			return;
	*list_add(m, l) = t;
}

/* The bodies of one task; they come in the order of tasks, each task's together. */
struct bodies {
	struct row **at;
	size_t n;
};

static struct bodies bodies_next(struct rows *it, int64_t task_id)
{
	struct bodies l = {.at = it->at + it->next};

	while (it->next < it->n && row_i64(it->at[it->next], "task_id") == task_id) {
		rows_next(it);
		l.n++;
	}
	return l;
}

/* Whom one milestone obliges: the bodies that it names itself, known or not; else those that execute the task. */
static void targets_of(struct mem *m, const struct bodies *l, int64_t stone_id, struct targets *out, int64_t *direct)
{
	bool has_own = false;

	for (size_t i = 0; i < l->n; i++)
		has_own |= row_i64(l->at[i], "milestone_id") == stone_id;
	for (size_t i = 0; i < l->n; i++) {
		const struct row *b = l->at[i];

		if (has_own ? row_i64(b, "milestone_id") == stone_id : text_is(row_text(b, "part"), "execute"))
			add_target(m, out, b, DUTY_EXECUTE);
		if (text_is(row_text(b, "part"), "direct") && *direct == 0)
			*direct = row_i64(b, "unit_id");
	}
	for (size_t i = 0; i < l->n; i++)
		if (text_is(row_text(l->at[i], "part"), "coordinate"))
			add_target(m, out, l->at[i], DUTY_COORDINATE);
}

static int64_t line_of(const struct row *r)
{
	return row_i64(r, "line_id") != 0 ? row_i64(r, "line_id") : row_i64(r, "id");
}

/* A milestone and whom it obliges; stamp_ms 0: at once, else staged with that stamp. */
static err oblige_stone(struct ctx *cx, int64_t plan_id, const struct row *r, const struct bodies *bodies, int64_t stamp_ms)
{
	struct targets l = {0};
	struct duty_thing t = {
		.room = "plan",
		.parent_id = plan_id,
		.item_id = row_i64(r, "task_id"),
		.object_id = line_of(r),
		.title = thing_title(cx->mem, r),
		.words = row_text(r, "words"),
		.path = mem_text(cx->mem, "/plan/task/%" PRId64, row_i64(r, "task_id")),
		.good_day = row_date(r, "good_day"),
	};

	targets_of(cx->mem, bodies, row_i64(r, "id"), &l, &t.direct_unit_id);
	return stamp_ms == 0 ? duty_oblige(cx, &t, l.at, l.n) : duty_stage(cx, &t, l.at, l.n, stamp_ms);
}

/* The clock of a task that stands still stands still for its new milestones too. */
static err keep_suspended(struct ctx *cx, const struct duty_groups *was, int64_t task_id)
{
	for (size_t i = 0; i < was->n; i++) {
		err e;

		if (was->at[i].item_id != task_id || !was->at[i].is_suspended)
			continue;
		e = duty_item_suspend(cx, "plan", task_id, was->at[i].suspend_paper);
		return e == ERR_STATE ? OK : e;
	}
	return OK;
}

/* Ends what no living milestone stands for any more; lines are those that do. */
static err release_rest(struct ctx *cx, const struct duty_groups *was, const int64_t *lines, size_t n)
{
	for (size_t i = 0; i < was->n; i++) {
		bool is_there = false;

		for (size_t k = 0; k < n && !is_there; k++)
			is_there = lines[k] == was->at[i].object_id;
		if (!is_there)
			TRY(duty_release(cx, "plan", was->at[i].object_id));
	}
	return OK;
}

/* Which milestones wait for which others. */
static err tell_waits(struct ctx *cx, int64_t plan_id)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_plan_follows_list, BIND({"plan", I64(plan_id)}, {"n", I64(STONES_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		int64_t stone_id = row_i64(r, "stone_id"), on[FOLLOWS_MAX];
		int64_t line_id = row_i64(r, "line_id") != 0 ? row_i64(r, "line_id") : stone_id;
		size_t n = 0;

		for (;; r = rows_next(&it)) {
			if (n < FOLLOWS_MAX)
				on[n++] = row_i64(r, "on_line_id") != 0 ? row_i64(r, "on_line_id") : row_i64(r, "on_id");
			if (it.next >= it.n || row_i64(it.at[it.next], "stone_id") != stone_id)
				break;
		}
		TRY(duty_wait(cx, "plan", line_id, on, n));
	}
	return OK;
}

/* The milestones of a plan that oblige somebody, in order, each with the bodies of its task. */
struct walk {
	struct rows stones, targets;
	struct bodies bodies;
	int64_t last_task_id;
};

/* task_id 0: the whole plan. */
static err walk_open(struct ctx *cx, int64_t plan_id, int64_t task_id, struct walk *w)
{
	const struct bind *b = BIND({"plan", I64(plan_id)}, {"task", db_id_or_null(task_id)}, {"n", I64(STONES_MAX)});

	*w = (struct walk){0};
	TRY(db_rows(cx->db, &SQL_plan_stone_list, b, &w->stones));
	return db_rows(cx->db, &SQL_plan_target_list, b, &w->targets);
}

/* The next milestone, its bodies in w->bodies; NULL at the end. */
static struct row *walk_next(struct walk *w)
{
	struct row *r;

	while ((r = rows_next(&w->stones)) != NULL) {
		int64_t of = row_i64(r, "task_id");

		if (row_i64(r, "twin_id") != 0)
			continue;
		while (of != w->last_task_id && w->targets.next < w->targets.n &&
		       row_i64(w->targets.at[w->targets.next], "task_id") != of)
			rows_next(&w->targets);
		if (of != w->last_task_id)
			w->bodies = bodies_next(&w->targets, of);
		w->last_task_id = of;
		return r;
	}
	return NULL;
}

/* task_id 0: the whole plan. */
static err oblige(struct ctx *cx, int64_t plan_id, int64_t task_id)
{
	struct walk w;
	struct duty_groups was;
	struct row *r;
	int64_t *lines;
	size_t n = 0;

	TRY(duty_groups(cx, "plan", plan_id, task_id, &was));
	TRY(walk_open(cx, plan_id, task_id, &w));
	lines = mem_new(cx->mem, int64_t, w.stones.n);
	for (size_t i = 0; i < was.n; i++)
		if (was.at[i].is_waiting)
			TRY(duty_wait(cx, "plan", was.at[i].object_id, NULL, 0));
	while ((r = walk_next(&w)) != NULL) {
		lines[n++] = line_of(r);
		TRY(oblige_stone(cx, plan_id, r, &w.bodies, 0));
		TRY(keep_suspended(cx, &was, row_i64(r, "task_id")));
	}
	return release_rest(cx, &was, lines, n);
}

err plan_oblige(struct ctx *cx, int64_t plan_id)
{
	struct plan p;

	TRY(plan_head(cx, plan_id, &p));
	if (!text_is(p.state, "published"))
		return duty_release_all(cx, "plan", plan_id);
	TRY(oblige(cx, plan_id, 0));
	return tell_waits(cx, plan_id);
}

err plan_oblige_task(struct ctx *cx, int64_t task_id)
{
	struct row *r;
	struct plan p;

	TRY(db_one(cx->db, &SQL_plan_task_one, BIND({"id", I64(task_id)}), &r));
	TRY(plan_head(cx, row_i64(r, "plan_id"), &p));
	if (!text_is(p.state, "published"))
		return OK;
	TRY(oblige(cx, p.id, task_id));
	return tell_waits(cx, p.id);
}

/* ---- staged, then revealed: what a plan obliges when it is first published ------------------------------------------- */

struct plan_stage_walk {
	struct walk w;
};

err plan_stage_open(struct ctx *cx, int64_t plan_id, struct plan_staging *s)
{
	s->walk = mem_new(cx->mem, struct plan_stage_walk, 1);
	s->stamp_ms = cx->now_ms;
	s->done_n = s->made_n = 0;
	TRY(walk_open(cx, plan_id, 0, &s->walk->w));
	s->total_n = (int64_t)s->walk->w.stones.n;
	return OK;
}

err plan_stage_some(struct ctx *cx, struct plan_staging *s, int n)
{
	for (int i = 0; i < n; i++) {
		struct row *r = walk_next(&s->walk->w);

		if (r == NULL) {
			s->done_n = s->total_n;
			return OK;
		}
		TRY(oblige_stone(cx, s->plan.id, r, &s->walk->w.bodies, s->stamp_ms));
		s->made_n++;
	}
	s->done_n = (int64_t)s->walk->w.stones.next < s->total_n ? (int64_t)s->walk->w.stones.next : s->total_n - 1;
	return OK;
}

err plan_stage_reveal(struct ctx *cx, const struct plan_staging *s)
{
	int64_t n;

	TRY(duty_reveal(cx, "plan", s->plan.id, s->stamp_ms, &n));
	/* Somebody else makes the same plan ready, and took some of them. */
	if (n != s->made_n)
		return ERR_STALE;
	return tell_waits(cx, s->plan.id);
}

/* ---- suspended by a paper ---------------------------------------------------------------------------------------------- */

static err set_clock(struct ctx *cx, int64_t task_id, int64_t version, const char *paper, bool stops)
{
	struct row *r;
	struct plan p;

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_one(cx->db, &SQL_plan_task_one, BIND({"id", I64(task_id)}), &r));
	TRY(plan_head(cx, row_i64(r, "plan_id"), &p));
	TRY(may(cx, R_PLAN_EDIT, p.unit_id));
	need(cx, *paper != '\0', "paper", stops ? "Hãy ghi văn bản cho tạm dừng, ví dụ Công văn số 12/UBND-TĐKT ngày 05/3/2024."
	                                        : "Hãy ghi văn bản cho tiếp tục, ví dụ Công văn số 15/UBND-TĐKT ngày 20/3/2024.");
	need(cx, strlen(paper) <= PLAN_REASON_MAX, "paper", "Tên văn bản dài quá 1.000 byte; hãy rút ngắn.");
	TRY(faults(cx));
	if (!text_is(p.state, "published"))
		return ERR_STATE;
	TRY(db_change(cx->db, &SQL_plan_task_touch, BIND({"id", I64(task_id)}, {"version", I64(version)})));
	TRY(stops ? duty_item_suspend(cx, "plan", task_id, paper) : duty_item_resume(cx, "plan", task_id, paper));
	return audit_detail(cx, stops ? "plan.suspend" : "plan.resume", task_id, "%s", paper);
}

err plan_task_suspend(struct ctx *cx, int64_t task_id, int64_t version, const char *paper)
{
	return set_clock(cx, task_id, version, paper, true);
}

err plan_task_resume(struct ctx *cx, int64_t task_id, int64_t version, const char *paper)
{
	return set_clock(cx, task_id, version, paper, false);
}

/* ---- bodies that nothing means -------------------------------------------------------------------------------------------- */

err plan_unknown_list(struct ctx *cx, int64_t plan_id, struct plan_unknowns *out)
{
	struct rows it;
	struct row *r;
	struct plan_unknowns l = {0};

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_rows(cx->db, &SQL_plan_unknown_list, BIND({"plan", I64(plan_id)}, {"n", I64(PLAN_LIST_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &l) = (struct plan_unknown){
			.words = row_text(r, "words"), .tasks_n = row_i64(r, "tasks_n"), .task_id = row_i64(r, "task_id")};
	*out = l;
	return OK;
}

/* What the words of one body mean today, when they mean exactly one thing. */
static err resolve(struct ctx *cx, const struct row *r, const struct body_lexicon *lex, bool *is_known)
{
	struct plan_doc_bodies l = {0};
	struct unit u = {0};
	struct unit_class c = {0};

	plan_read_bodies(cx->mem, row_text(r, "words"), lex, &l);
	*is_known = l.n == 1 && (*l.at[0].unit != '\0' || *l.at[0].class_code != '\0');
	if (!*is_known)
		return OK;
	if (*l.at[0].unit != '\0')
		TRY(unit_get_code(cx, l.at[0].unit, &u));
	else
		TRY(unit_class_get_code(cx, l.at[0].class_code, &c));
	return db_change(cx->db, &SQL_plan_body_known, BIND(
	    {"id", I64(row_i64(r, "id"))}, {"unit", I64(u.id)}, {"class", I64(c.id)}));
}

err plan_unknown_resolve(struct ctx *cx, int64_t plan_id, int64_t *n_out)
{
	struct plan p;
	struct rows it;
	struct row *r;
	struct body_lexicon lex;
	int64_t n = 0, last = 0;

	TRY(plan_get(cx, plan_id, &p));
	TRY(may(cx, R_PLAN_EDIT, p.unit_id));
	TRY(plan_lexicon(cx, &lex));
	TRY(db_rows(cx->db, &SQL_plan_unknown_rows, BIND({"plan", I64(plan_id)}, {"n", I64(STONES_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		bool is_known;

		TRY(resolve(cx, r, &lex, &is_known));
		n += is_known;
		if (is_known && row_i64(r, "task_id") != last)
			last = row_i64(r, "task_id");
		if (is_known)
			TRY(plan_reckon(cx, last));
	}
	*n_out = n;
	if (n == 0)
		return audit_detail(cx, "plan.resolve", plan_id, "không tên nào");
	TRY(plan_oblige(cx, plan_id));
	TRY(db_change(cx->db, &SQL_plan_touch, BIND({"id", I64(plan_id)})));
	return audit_detail(cx, "plan.resolve", plan_id, "%" PRId64 " tên", n);
}
