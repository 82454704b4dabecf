/* room/plan/plan_take.c -- from the tray into the plan: what is the same is left, what differs renewed, what is new
 * added, what is gone ended; one transaction.
 *
 * Both sides are brought into the same form, the document they would be, and compared by plan_diff(); so the preview
 * and the taking can never disagree. */
#include "room/plan/plan_amend.h"
#include "room/plan/plan_row.h"

#include "base/text.h"
#include "db/db.h"
#include "gen/plan_next_sql.h"
#include "gen/plan_sql.h"
#include "room/audit/audit.h"
#include "room/unit/unit.h"

enum { PARTS_MAX = 20 * PLAN_TASKS_MAX, SAME_YEAR_MAX = 100, TITLE_MAX = 2000 };

/* ---- the plan as the document it would be ------------------------------------------------------------------------- */

/* The plan's tasks come in one order in every statement, so their parts are taken by walking on. */
static bool is_of(const struct rows *it, int64_t task_id)
{
	return it->next < it->n && row_i64(it->at[it->next], "task_id") == task_id;
}

static void take_parts(struct ctx *cx, struct rows *items, struct rows *bodies, struct rows *stones, int64_t id,
                       struct plan_doc_task *t)
{
	while (is_of(items, id))
		*list_add(cx->mem, &t->items) = row_text(rows_next(items), "words");
	while (is_of(bodies, id)) {
		const struct row *r = rows_next(bodies);
		const char *part = row_text(r, "part");
		struct plan_doc_bodies *l = text_is(part, "direct") ? &t->direct
		    : text_is(part, "execute") ? &t->execute : &t->coordinate;

		*list_add(cx->mem, l) = (struct plan_doc_body){.words = row_text(r, "words"), .unit = row_text(r, "unit_code"),
		                                                .class_code = row_text(r, "class_code")};
	}
	while (is_of(stones, id))
		*list_add(cx->mem, &t->milestones) = plan_stone_of(rows_next(stones)).as;
}

err plan_stored(struct ctx *cx, const struct plan *p, struct plan_stored *out)
{
	struct rows tasks, items, bodies, stones;
	struct row *r;
	struct plan_stored s = {.doc = {.year = p->year, .title = p->title, .issuer = p->issuer, .number = p->number,
	                                .day = p->issued_on}};

	TRY(db_rows(cx->db, &SQL_plan_task_list, BIND({"plan", I64(p->id)}, {"n", I64(PLAN_TASKS_MAX)}), &tasks));
	TRY(db_rows(cx->db, &SQL_plan_item_plan_list, BIND({"plan", I64(p->id)}, {"n", I64(PARTS_MAX)}), &items));
	TRY(db_rows(cx->db, &SQL_plan_body_plan_list, BIND({"plan", I64(p->id)}, {"n", I64(PARTS_MAX)}), &bodies));
	TRY(db_rows(cx->db, &SQL_plan_milestone_list, BIND({"plan", I64(p->id)}, {"n", I64(PARTS_MAX)}), &stones));
	s.ids = mem_new(cx->mem, int64_t, tasks.n);
	while ((r = rows_next(&tasks)) != NULL) {
		struct plan_task_row row = plan_task_of(r);
		struct plan_doc_task t = {
			.appendix = row.appendix, .section = row.section, .section_title = row.section_title,
			.no = row.no, .is_candidate = row.is_candidate, .content = row.content,
			.direct_text = row.direct_text, .execute_text = row.execute_text,
			.coordinate_text = row.coordinate_text, .time_text = row.time_text, .product = row.product,
			.source = {row.page, "", row.from_line, row.to_line, ""}, .confidence = row.confidence / 100.0,
		};

		take_parts(cx, &items, &bodies, &stones, row.id, &t);
		s.ids[s.doc.tasks.n] = row.id;
		*list_add(cx->mem, &s.doc.tasks) = t;
	}
	*out = s;
	return OK;
}

err plan_of_year(struct ctx *cx, int year, const char *issuer, struct plan *out)
{
	struct rows it;
	struct row *r;
	const char *fold = text_fold(cx->mem, issuer);

	*out = (struct plan){0};
	TRY(db_rows(cx->db, &SQL_plan_same_list, BIND({"year", I64(year)}, {"n", I64(SAME_YEAR_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		if (text_is(text_fold(cx->mem, row_text(r, "issuer")), fold))
			return plan_get(cx, row_i64(r, "id"), out);
	return OK;
}

/* ---- the tray, beside the plan that is there ----------------------------------------------------------------------- */

struct comparison {
	struct plan_doc doc;            /* the rows kept, as a document */
	size_t *row_of;                 /* for each of its tasks the staged row */
	struct plan_stored stored;      /* the target; no tasks when there is none */
	struct plan_doc_changes changes;
	struct body_lexicon lex;        /* the office's, as of this reading */
};

static void compare(struct ctx *cx, const struct plan_staged *s, struct comparison *out)
{
	struct comparison c = {.doc = {.year = s->year, .title = s->title, .issuer = s->issuer, .number = s->number,
	                               .day = s->issued_on}, .stored = out->stored, .lex = out->lex};

	c.row_of = mem_new(cx->mem, size_t, s->rows.n);
	for (size_t i = 0; i < s->rows.n; i++) {
		if (!s->rows.at[i].row.is_kept)
			continue;
		c.row_of[c.doc.tasks.n] = i;
		*list_add(cx->mem, &c.doc.tasks) = s->rows.at[i].task;
	}
	plan_diff(cx->mem, &c.stored.doc, &c.doc, &c.changes);
	*out = c;
}

static void tell_fates(struct ctx *cx, struct plan_staged *s, const struct comparison *c)
{
	for (size_t i = 0; i < c->changes.n; i++) {
		const struct plan_doc_change *ch = &c->changes.at[i];
		struct plan_staged_row *row;

		if (ch->kind == PLAN_CHANGE_REMOVED) {
			*list_add(cx->mem, &s->gone) = c->stored.doc.tasks.at[ch->was].content;
			continue;
		}
		row = &s->rows.at[c->row_of[ch->is]];
		row->fate = ch->kind == PLAN_CHANGE_ADDED ? PLAN_FATE_NEW : PLAN_FATE_CHANGED;
		*list_add(cx->mem, &row->changes) = *ch;
	}
	for (size_t i = 0; i < s->rows.n; i++) {
		if (s->rows.at[i].row.is_kept)
			s->counts[s->rows.at[i].fate]++;
		else
			s->dropped_n++;
	}
}

static void collect_unresolved(struct ctx *cx, struct plan_staged *s, const struct plan_doc_bodies *l)
{
	for (size_t i = 0; i < l->n; i++) {
		bool is_there = false;

		if (*l->at[i].unit != '\0' || *l->at[i].class_code != '\0')
			continue;
		for (size_t k = 0; k < s->unresolved.n && !is_there; k++)
			is_there = text_is(s->unresolved.at[k], l->at[i].words);
		if (!is_there)
			*list_add(cx->mem, &s->unresolved) = l->at[i].words;
	}
}

static err staged(struct ctx *cx, int64_t intake_id, const struct plan_head_in *head, struct plan_staged *out,
                  struct comparison *c)
{
	struct plan_staged s = {0};
	struct plan_doc doc;
	struct intake_rows rows;

	TRY(may(cx, R_PLAN_IMPORT, 0));
	TRY(intake_get(cx, intake_id, &s.intake));
	if (!text_is(s.intake.kind, "plan"))
		return ERR_NOTFOUND;
	plan_head_of_intake(cx, s.intake.head, &doc);
	s.year = head != NULL ? head->year : doc.year;
	s.title = head != NULL ? head->title : doc.title;
	s.issuer = head != NULL ? head->issuer : doc.issuer;
	s.number = head != NULL ? head->number : doc.number;
	s.issued_on = head != NULL ? head->issued_on : doc.day;
	s.warnings = doc.warnings;
	TRY(plan_lexicon(cx, &c->lex));
	TRY(intake_rows_of(cx, intake_id, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		struct plan_staged_row r = {.row = rows.at[i]};

		plan_task_of_intake(cx, &rows.at[i], &c->lex, s.year, &r.task);
		collect_unresolved(cx, &s, &r.task.direct);
		collect_unresolved(cx, &s, &r.task.execute);
		collect_unresolved(cx, &s, &r.task.coordinate);
		*list_add(cx->mem, &s.rows) = r;
	}
	TRY(intake_lines_of(cx, intake_id, &s.lines));
	TRY(plan_of_year(cx, s.year, s.issuer, &s.target));
	if (s.target.id != 0)
		TRY(plan_stored(cx, &s.target, &c->stored));
	compare(cx, &s, c);
	tell_fates(cx, &s, c);
	c->doc.links.at = doc.links.at;
	c->doc.links.n = doc.links.n;
	c->doc.appendices.at = doc.appendices.at;
	c->doc.appendices.n = doc.appendices.n;
	*out = s;
	return OK;
}

const char *plan_fate_words(enum plan_fate fate)
{
	static const char *const words[PLAN_FATE_N] = {
		[PLAN_FATE_SAME] = "Như cũ", [PLAN_FATE_NEW] = "Mới", [PLAN_FATE_CHANGED] = "Thay đổi"};

	return words[fate];
}

err plan_staged(struct ctx *cx, int64_t intake_id, struct plan_staged *out)
{
	struct comparison c = {0};

	return staged(cx, intake_id, NULL, out, &c);
}

/* ---- taking --------------------------------------------------------------------------------------------------------- */

err plan_writing_open(struct ctx *cx, const struct body_lexicon *lex, struct plan_writing *out)
{
	out->lex = lex;
	return calendar_load(cx, &out->calendar);
}

static err add_bodies(struct ctx *cx, int64_t task_id, int64_t stone_id, const char *part, const struct plan_doc_bodies *l,
                      int *ord)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct plan_doc_body *b = &l->at[i];
		struct unit u = {0};
		struct row *class_row = NULL;

		if (*b->unit != '\0')
			TRY(unit_get_code(cx, b->unit, &u));
		if (*b->class_code != '\0')
			TRY(db_one(cx->db, &SQL_plan_class_of, BIND({"code", STR(b->class_code)}), &class_row));
		TRY(db_add(cx->db, &SQL_plan_body_add, BIND(
		    {"task", I64(task_id)}, {"milestone", I64(stone_id)}, {"ord", I64((*ord)++)}, {"part", STR(part)},
		    {"words", STR(b->words)}, {"unit", I64(u.id)},
		    {"class", I64(class_row != NULL ? row_i64(class_row, "id") : 0)}), NULL));
	}
	return OK;
}

static err add_stone(struct ctx *cx, int64_t task_id, int64_t line_id, size_t ord, const struct plan_doc_milestone *s,
                     date good_day, int64_t *id_out)
{
	return db_add(cx->db, &SQL_plan_milestone_add, BIND(
	    {"task", I64(task_id)}, {"line", I64(line_id)}, {"ord", I64(ord)}, {"kind", STR(plan_when_name(s->kind))},
	    {"on_day", db_date(cx->mem, s->from)}, {"end_day", db_date(cx->mem, s->end)}, {"days", I64(s->days)},
	    {"period", STR(s->period)}, {"part", STR(s->part)}, {"follows", STR(s->follows)}, {"act", STR(s->act)},
	    {"actors", STR(s->actors)}, {"words", STR(s->words)}, {"good_day", db_date(cx->mem, good_day)}), id_out);
}

/* The milestones, each in the line of the one it renews, with the bodies that it names for itself. */
static err add_stones(struct ctx *cx, const struct plan_writing *w, int64_t task_id, const struct plan_doc_milestones *l,
                      const struct plan_stones *was, int *ord)
{
	int64_t *lines = mem_new(cx->mem, int64_t, l->n);

	plan_stone_lines(cx->mem, was, l, lines);
	for (size_t i = 0; i < l->n; i++) {
		struct calendar_term term = plan_term(&l->at[i]);
		struct plan_doc_bodies actors = {0};
		int64_t id;

		TRY(add_stone(cx, task_id, lines[i], i + 1, &l->at[i], calendar_last_good_day(&w->calendar, &term), &id));
		if (*l->at[i].actors == '\0')
			continue;
		plan_read_bodies(cx->mem, l->at[i].actors, w->lex, &actors);
		TRY(add_bodies(cx, task_id, id, "act", &actors, ord));
	}
	return OK;
}

/* Everything that hangs on a task: its points, bodies, milestones, and the warnings nobody has settled. */
static err add_parts(struct ctx *cx, const struct plan_writing *w, int64_t task_id, const struct plan_stones *was,
                     const struct plan_staged_row *r)
{
	const struct plan_doc_task *t = &r->task;
	int ord = 1;

	for (size_t i = 0; i < t->items.n; i++)
		TRY(db_add(cx->db, &SQL_plan_item_add, BIND(
		    {"task", I64(task_id)}, {"ord", I64(i + 1)}, {"words", STR(t->items.at[i])}), NULL));
	TRY(add_bodies(cx, task_id, 0, "direct", &t->direct, &ord));
	TRY(add_bodies(cx, task_id, 0, "execute", &t->execute, &ord));
	TRY(add_bodies(cx, task_id, 0, "coordinate", &t->coordinate, &ord));
	TRY(add_stones(cx, w, task_id, &t->milestones, was, &ord));
	for (size_t i = 0; i < r->row.cells_n; i++)
		if (*r->row.cells[i].warning != '\0')
			TRY(db_add(cx->db, &SQL_plan_warning_add, BIND(
			    {"task", I64(task_id)}, {"col", STR(r->row.cells[i].column)},
			    {"reason", STR(r->row.cells[i].warning)}), NULL));
	return plan_reckon(cx, task_id);
}

/* The content before its first bullet point; the whole of it when it has none, or when a person wrote other points. */
static const char *lead_of(struct mem *m, const struct plan_doc_task *t)
{
	const char *first = t->items.n > 0 ? strstr(t->content, t->items.at[0]) : NULL;
	size_t n;

	if (first == NULL)
		return t->content;
	n = (size_t)(first - t->content);
	while (n > 0 && strchr(" -+*", t->content[n - 1]) != NULL)
		n--;
	return mem_copy(m, t->content, n);
}

#define TASK_WORDS(cx, r)                                                                                          \
	{"ord", I64((r)->row.ord)}, {"appendix", I64((r)->task.appendix)}, {"section", STR((r)->task.section)},    \
	    {"section_title", STR((r)->task.section_title)}, {"no", I64((r)->task.no)},                            \
	    {"content", STR((r)->task.content)}, {"lead", STR(lead_of((cx)->mem, &(r)->task))}, {"direct", STR((r)->task.direct_text)},                           \
	    {"execute", STR((r)->task.execute_text)}, {"coordinate", STR((r)->task.coordinate_text)},              \
	    {"time", STR((r)->task.time_text)}, {"product", STR((r)->task.product)},                               \
	    {"candidate", I64((r)->task.is_candidate)}, {"place", STR((r)->row.place)},                            \
	    {"page", I64((r)->row.page)}, {"from_line", I64((r)->row.from_line)},                                  \
	    {"to_line", I64((r)->row.to_line)}, {"confidence", I64((r)->row.confidence)},                          \
	    {"fold", STR(text_fold((cx)->mem, mem_text((cx)->mem, "%s %s %s %s", (r)->task.content,                \
	                 (r)->task.direct_text, (r)->task.execute_text, (r)->task.coordinate_text)))}

/* A task remembers the one it first came from. */
static err add_origin(struct ctx *cx, int64_t id, int64_t from_id)
{
	err e = from_id == 0 ? OK : db_add(cx->db, &SQL_plan_origin_add, BIND({"task", I64(id)}, {"from_task", I64(from_id)}), NULL);

	return e == ERR_TAKEN ? OK : e;
}

err plan_write_add(struct ctx *cx, const struct plan_writing *w, int64_t plan_id, const struct plan_staged_row *r,
                   int64_t *id_out)
{
	struct plan_stones none = {0};

	TRY(db_add(cx->db, &SQL_plan_task_add, BIND({"plan", I64(plan_id)}, TASK_WORDS(cx, r)), id_out));
	TRY(add_origin(cx, *id_out, r->task.origin_id));
	return add_parts(cx, w, *id_out, &none, r);
}

static err end_parts(struct ctx *cx, int64_t task_id)
{
	const struct bind *b = BIND({"task", I64(task_id)}, {"now", I64(cx->now_ms)});

	TRY(db_sweep(cx->db, &SQL_plan_item_end, b, NULL));
	TRY(db_sweep(cx->db, &SQL_plan_body_end, b, NULL));
	TRY(db_sweep(cx->db, &SQL_plan_milestone_end, b, NULL));
	return db_sweep(cx->db, &SQL_plan_warning_end, b, NULL);
}

err plan_write_renew(struct ctx *cx, const struct plan_writing *w, int64_t id, const struct plan_staged_row *r)
{
	struct plan_stones was;

	TRY(plan_stones_of(cx, id, &was));
	TRY(db_change(cx->db, &SQL_plan_task_renew, BIND({"id", I64(id)}, TASK_WORDS(cx, r))));
	TRY(add_origin(cx, id, r->task.origin_id));
	TRY(end_parts(cx, id));
	return add_parts(cx, w, id, &was, r);
}

err plan_write_end(struct ctx *cx, int64_t id)
{
	TRY(db_sweep(cx->db, &SQL_plan_twin_lost, BIND({"twin", I64(id)}), NULL));
	return db_change(cx->db, &SQL_plan_task_end, BIND({"id", I64(id)}, {"now", I64(cx->now_ms)}));
}

/* The document that renews a plan is the paper of every change it brings. A plan that is new has no history yet. */
static err keep_act(struct ctx *cx, int64_t plan_id, int64_t task_id, const char *act, const struct plan_staged *s,
                    const struct plan_fields *fields)
{
	const char *words = *s->number != '\0' ? s->number : s->intake.name;

	if (s->target.id == 0)
		return OK;
	return plan_amend_keep(cx, &(struct plan_act){plan_id, task_id, act, {words, s->issued_on, s->intake.file_id}, ""}, fields);
}

/* The changes of the row at i and of those after it that are of the same task, as columns of the history. */
static void fields_of(struct mem *m, const struct plan_doc_changes *l, size_t i, struct plan_fields *out)
{
	for (size_t k = i; k < l->n && l->at[k].kind == PLAN_CHANGE_CHANGED && l->at[k].is == l->at[i].is; k++)
		*list_add(m, out) = (struct plan_field){
			text_is(l->at[k].column, "milestones") ? "time" : l->at[k].column, l->at[k].from, l->at[k].to};
}

/* What the comparison says, carried out. A changed row has one change for each column; it is renewed once. */
static err carry_out(struct ctx *cx, int64_t plan_id, const struct plan_staged *s, const struct comparison *c,
                     bool keeps_gone)
{
	struct plan_writing w;
	size_t last = SIZE_MAX;
	int64_t id;

	TRY(plan_writing_open(cx, &c->lex, &w));
	for (size_t i = 0; i < c->changes.n; i++) {
		const struct plan_doc_change *ch = &c->changes.at[i];
		struct plan_fields fields = {0};

		if (ch->kind == PLAN_CHANGE_ADDED) {
			TRY(plan_write_add(cx, &w, plan_id, &s->rows.at[c->row_of[ch->is]], &id));
			TRY(keep_act(cx, plan_id, id, "add", s, &fields));
		} else if (ch->kind == PLAN_CHANGE_REMOVED) {
			if (keeps_gone)
				continue;
			TRY(plan_write_end(cx, c->stored.ids[ch->was]));
			TRY(keep_act(cx, plan_id, c->stored.ids[ch->was], "end", s, &fields));
		} else if (ch->is != last) {
			last = ch->is;
			fields_of(cx->mem, &c->changes, i, &fields);
			TRY(plan_write_renew(cx, &w, c->stored.ids[ch->was], &s->rows.at[c->row_of[ch->is]]));
			TRY(keep_act(cx, plan_id, c->stored.ids[ch->was], "change", s, &fields));
		}
	}
	return OK;
}

/* The living task at a place of the paper; no 0 means a whole appendix, which is no task: 0. */
static int64_t task_at(const struct plan_stored *s, const struct plan_doc_place *p)
{
	for (size_t i = 0; i < s->doc.tasks.n; i++) {
		const struct plan_doc_task *t = &s->doc.tasks.at[i];

		if (p->no != 0 && t->appendix == p->appendix && t->no == p->no && text_is(t->section, p->section))
			return s->ids[i];
	}
	return 0;
}

static err take_links(struct ctx *cx, const struct plan *p, const struct plan_doc *doc)
{
	struct plan_stored now;

	TRY(plan_stored(cx, p, &now));
	TRY(db_sweep(cx->db, &SQL_plan_link_end, BIND({"plan", I64(p->id)}, {"now", I64(cx->now_ms)}), NULL));
	TRY(db_sweep(cx->db, &SQL_plan_twin_clear, BIND({"plan", I64(p->id)}), NULL));
	for (size_t i = 0; i < doc->links.n; i++) {
		const struct plan_doc_link *l = &doc->links.at[i];
		int64_t from = task_at(&now, &l->from), to = task_at(&now, &l->to);

		if (from == 0 || to == 0)
			continue;
		TRY(db_add(cx->db, &SQL_plan_link_add, BIND(
		    {"plan", I64(p->id)}, {"from_task", I64(from)}, {"to_task", I64(to)},
		    {"kind", STR(l->is_same ? "same" : "follows")}), NULL));
		if (l->is_same)
			TRY(db_change(cx->db, &SQL_plan_twin_set, BIND({"id", I64(from)}, {"twin", I64(to)})));
	}
	return OK;
}

/* What the appendices are called: as this reading says. */
static err take_appendices(struct ctx *cx, const struct plan *p, const struct plan_doc *doc)
{
	TRY(db_sweep(cx->db, &SQL_plan_appendix_end, BIND({"plan", I64(p->id)}, {"now", I64(cx->now_ms)}), NULL));
	for (size_t i = 0; i < doc->appendices.n; i++)
		TRY(db_add(cx->db, &SQL_plan_appendix_add, BIND(
		    {"plan", I64(p->id)}, {"no", I64(doc->appendices.at[i].no)}, {"title", STR(doc->appendices.at[i].title)}), NULL));
	return OK;
}

static void check_rows(struct ctx *cx, const struct plan_staged *s)
{
	for (size_t i = 0; i < s->rows.n; i++) {
		const struct plan_staged_row *r = &s->rows.at[i];
		const char *field = mem_text(cx->mem, "row-%d", r->row.ord);

		if (!r->row.is_kept)
			continue;
		if (*r->task.content == '\0')
			fault(cx, field, "Dòng %d chưa có nội dung; hãy ghi nội dung hoặc bỏ dòng này.", r->row.ord);
		for (size_t k = 0; k < i && r->task.no != 0; k++) {
			const struct plan_staged_row *o = &s->rows.at[k];

			if (o->row.is_kept && o->task.no == r->task.no && o->task.appendix == r->task.appendix &&
			    text_is(o->task.section, r->task.section))
				fault(cx, field, "Dòng %d và dòng %d cùng là mục %s.%d của Phụ lục %d; hãy sửa số hoặc "
				      "bỏ một dòng.", o->row.ord, r->row.ord, r->task.section, r->task.no,
				      r->task.appendix);
		}
	}
}

static void check_head(struct ctx *cx, const struct plan_head_in *in, const struct plan_staged *s)
{
	need(cx, in->year >= 2000 && in->year <= 2100, "year", "Hãy ghi năm của kế hoạch, từ 2000 đến 2100.");
	need(cx, *in->title != '\0', "title", "Hãy ghi tên kế hoạch.");
	need(cx, strlen(in->title) <= TITLE_MAX, "title", "Tên kế hoạch dài quá 2.000 byte; hãy rút ngắn.");
	need(cx, *in->issuer != '\0', "issuer", "Hãy ghi cơ quan ban hành.");
	need(cx, strlen(in->issuer) <= TITLE_MAX, "issuer", "Tên cơ quan dài quá 2.000 byte; hãy rút ngắn.");
	need(cx, strlen(in->number) <= 200, "number", "Số văn bản dài quá 200 byte; hãy rút ngắn.");
	need(cx, s->dropped_n < (int64_t)s->rows.n, "", "Phải giữ ít nhất một dòng.");
	need(cx, s->rows.n <= PLAN_TASKS_MAX, "", "Một kế hoạch có nhiều nhất 2.000 nhiệm vụ.");
}

/* What the document says otherwise of the whole plan. */
static err keep_head(struct ctx *cx, const struct plan_head_in *in, const struct plan_staged *s)
{
	const struct plan *p = &s->target;
	const struct plan_field all[] = {
		{"title", p->title, in->title}, {"issuer", p->issuer, in->issuer}, {"number", p->number, in->number},
		{"issued_on", date_vn(cx->mem, p->issued_on), date_vn(cx->mem, in->issued_on)}};
	struct plan_fields fields = {0};

	for (size_t i = 0; i < COUNT(all); i++)
		if (!text_is(all[i].was, all[i].now))
			*list_add(cx->mem, &fields) = all[i];
	return fields.n > 0 ? keep_act(cx, p->id, 0, "head", s, &fields) : OK;
}

static err target_of(struct ctx *cx, const struct plan_head_in *in, const struct plan_staged *s, int64_t *id_out)
{
	if (s->target.id == 0)
		return db_add(cx->db, &SQL_plan_add, BIND(
		    {"year", I64(in->year)}, {"title", STR(in->title)}, {"issuer", STR(in->issuer)},
		    {"number", STR(in->number)}, {"issued_on", db_date(cx->mem, in->issued_on)}, {"unit", I64(0)},
		    {"file", I64(s->intake.file_id)}, {"intake", I64(s->intake.id)}, {"now", I64(cx->now_ms)},
		    {"by", STR(cx->who->name)}), id_out);
	TRY(may(cx, R_PLAN_EDIT, s->target.unit_id));
	TRY(keep_head(cx, in, s));
	*id_out = s->target.id;
	return db_change(cx->db, &SQL_plan_head_set, BIND(
	    {"id", I64(s->target.id)}, {"version", I64(s->target.version)}, {"year", I64(in->year)},
	    {"title", STR(in->title)}, {"issuer", STR(in->issuer)}, {"number", STR(in->number)},
	    {"issued_on", db_date(cx->mem, in->issued_on)}, {"file", I64(s->intake.file_id)},
	    {"intake", I64(s->intake.id)}));
}

err plan_take(struct ctx *cx, struct plan_head_in in, int64_t *plan_id_out)
{
	struct plan_staged s;
	struct comparison c = {0};
	struct plan p;
	int64_t id;

	TRY(staged(cx, in.intake_id, &in, &s, &c));
	if (!text_is(s.intake.state, "staged"))
		return ERR_STATE;
	check_head(cx, &in, &s);
	check_rows(cx, &s);
	TRY(faults(cx));
	TRY(target_of(cx, &in, &s, &id));
	TRY(carry_out(cx, id, &s, &c, in.keeps_gone));
	TRY(plan_get(cx, id, &p));
	TRY(take_links(cx, &p, &c.doc));
	TRY(take_appendices(cx, &p, &c.doc));
	TRY(plan_oblige(cx, id));
	TRY(intake_accept(cx, in.intake_id, in.version, id));
	TRY(audit_detail(cx, "plan.take", id, "%" PRId64 " mới, %" PRId64 " thay đổi, %" PRId64 " như cũ, %zu không còn",
	                 s.counts[PLAN_FATE_NEW], s.counts[PLAN_FATE_CHANGED], s.counts[PLAN_FATE_SAME],
	                 in.keeps_gone ? 0 : s.gone.n));
	*plan_id_out = id;
	return OK;
}

err plan_take_staged(struct ctx *cx, const struct plan_staged *s, bool keeps_gone, int64_t *plan_id_out)
{
	return plan_take(cx, (struct plan_head_in){
		.intake_id = s->intake.id, .version = s->intake.version, .year = s->year, .title = s->title, .issuer = s->issuer,
		.number = s->number, .issued_on = s->issued_on, .keeps_gone = keeps_gone}, plan_id_out);
}
