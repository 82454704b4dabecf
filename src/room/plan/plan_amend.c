/* room/plan/plan_amend.c -- tasks changed, added and ended by papers, and the history of all that changed a plan.
 *
 * A changed task is written through the same functions as one that was read (plan_take.c): what stays is handed over as
 * it is, what is new is read as at import. */
#include "room/plan/plan_amend.h"

#include "base/text.h"
#include "db/db.h"
#include "gen/plan_sql.h"
#include "gen/plan_amend_sql.h"
#include "room/audit/audit.h"
#include "room/plan/plan_row.h"
#include "room/unit/unit.h"

enum { FIELDS_MAX = 20 * PLAN_AMENDS_MAX, JOINED_MAX = 64 * 1024 };

/* ---- words ----------------------------------------------------------------------------------------------------------- */

const char *plan_amend_words(const char *act)
{
	static const char *const words[][2] = {{"change", "Sửa đổi"}, {"move", "Đổi ngày"}, {"add", "Bổ sung nhiệm vụ"},
	                                       {"end", "Kết thúc nhiệm vụ"}, {"head", "Sửa thông tin kế hoạch"}};

	for (size_t i = 0; i < COUNT(words); i++)
		if (text_is(words[i][0], act))
			return words[i][1];
	return act;
}

const char *plan_column_words(const char *column)
{
	static const char *const words[][2] = {
		{"appendix", "Phụ lục"}, {"section", "Phần"}, {"section_title", "Tên phần"}, {"no", "Số thứ tự"},
		{"content", "Nội dung"}, {"items", "Các ý"}, {"direct", "Chỉ đạo, chủ trì"},
		{"execute", "Đơn vị thực hiện"}, {"coordinate", "Đơn vị phối hợp"}, {"time", "Thời gian"},
		{"milestones", "Thời gian"}, {"place", "Vị trí"}, {"product", "Sản phẩm, ghi chú"},
		{"title", "Tên kế hoạch"}, {"issuer", "Cơ quan ban hành"}, {"number", "Số văn bản"},
		{"issued_on", "Ngày ban hành"}};

	for (size_t i = 0; i < COUNT(words); i++)
		if (text_is(words[i][0], column))
			return words[i][1];
	return column;
}

const char *plan_times_words(struct mem *m, const struct plan_doc_milestones *l)
{
	struct plan_doc_texts words = {0};

	for (size_t i = 0; i < l->n; i++)
		*list_add(m, &words) = l->at[i].words;
	return plan_lines_join(m, &words);
}

void plan_texts_of(struct mem *m, const struct plan_task_row *t, struct plan_texts *out)
{
	*out = (struct plan_texts){
		.content = t->content, .items = plan_lines_join(m, &t->items), .direct = t->direct_text, .execute = t->execute_text,
		.coordinate = t->coordinate_text, .time = t->time_text, .product = t->product};
}

/* ---- the history ------------------------------------------------------------------------------------------------------ */

err plan_amend_keep(struct ctx *cx, const struct plan_act *a, const struct plan_fields *fields)
{
	int64_t id;

	TRY(db_add(cx->db, &SQL_plan_amend_add, BIND(
	    {"plan", I64(a->plan_id)}, {"task", I64(a->task_id)}, {"act", STR(a->act)}, {"paper", STR(a->paper.words)},
	    {"paper_day", db_date(cx->mem, a->paper.day)}, {"file", I64(a->paper.file_id)}, {"note", STR(a->note)},
	    {"now", I64(cx->now_ms)}, {"by", STR(cx->who->name)}), &id));
	for (size_t i = 0; i < fields->n; i++)
		TRY(db_add(cx->db, &SQL_plan_amend_field_add, BIND(
		    {"amend", I64(id)}, {"col", STR(fields->at[i].column)}, {"was", STR(fields->at[i].was)},
		    {"is", STR(fields->at[i].now)}), NULL));
	return OK;
}

static struct plan_amend amend_of(const struct row *r)
{
	return (struct plan_amend){
		.id = row_i64(r, "id"),
		.plan_id = row_i64(r, "plan_id"),
		.task_id = row_i64(r, "task_id"),
		.act = row_text(r, "act"),
		.appendix = (int)row_i64(r, "appendix"),
		.no = (int)row_i64(r, "no"),
		.section = row_text(r, "section"),
		.lead = row_text(r, "lead"),
		.paper = {row_text(r, "paper"), row_date(r, "paper_day"), row_i64(r, "file_id")},
		.note = row_text(r, "note"),
		.done_ms = row_i64(r, "done_ms"),
		.done_by = row_text(r, "done_by"),
	};
}

int64_t plan_amend_next(const struct plan_amends *l)
{
	return l->n == PLAN_AMENDS_MAX ? l->at[l->n - 1].id : 0;
}

err plan_amend_list(struct ctx *cx, int64_t plan_id, int64_t task_id, int64_t before_id, struct plan_amends *out)
{
	const struct bind_arg before = {"before", I64(before_id > 0 ? before_id : INT64_MAX)};
	struct rows acts, fields;
	struct row *r;
	struct plan_amends l = {0};

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_rows(cx->db, &SQL_plan_amend_list, BIND(
	    {"plan", I64(plan_id)}, {"task", db_id_or_null(task_id)}, before, {"n", I64(PLAN_AMENDS_MAX)}), &acts));
	while ((r = rows_next(&acts)) != NULL)
		*list_add(cx->mem, &l) = amend_of(r);
	TRY(db_rows(cx->db, &SQL_plan_amend_field_list, BIND(
	    {"plan", I64(plan_id)}, {"task", db_id_or_null(task_id)}, {"first", I64(l.n > 0 ? l.at[l.n - 1].id : 0)},
	    before, {"n", I64(FIELDS_MAX)}), &fields));
	for (size_t i = 0; i < l.n; i++) {
		while (fields.next < fields.n && row_i64(fields.at[fields.next], "amend_id") == l.at[i].id) {
			r = rows_next(&fields);
			*list_add(cx->mem, &l.at[i].fields) = (struct plan_field){
				row_text(r, "col"), row_text(r, "was_text"), row_text(r, "now_text")};
		}
	}
	*out = l;
	return OK;
}

err plan_amend_file(struct ctx *cx, int64_t amend_id, int64_t *file_id_out)
{
	struct row *r;

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_one(cx->db, &SQL_plan_amend_one, BIND({"id", I64(amend_id)}), &r));
	if (row_i64(r, "file_id") == 0)
		return ERR_NOTFOUND;
	*file_id_out = row_i64(r, "file_id");
	return OK;
}

/* ---- what a person wrote ------------------------------------------------------------------------------------------------ */

void plan_need_paper(struct ctx *cx, const struct plan *p, const struct plan_paper *paper)
{
	bool is_bound = text_is(p->state, "published");

	need(cx, *paper->words != '\0' || !is_bound, "paper",
	     "Kế hoạch đã công bố: hãy ghi văn bản làm căn cứ, ví dụ Công văn số 12/UBND-TĐKT.");
	need(cx, paper->day != DATE_NONE || !is_bound, "paper_day", "Hãy ghi ngày của văn bản theo dạng ngày/tháng/năm, ví dụ 05/3/2024.");
	need(cx, paper->day == DATE_NONE || paper->day <= cx->today, "paper_day", "Ngày của văn bản không được sau hôm nay.");
	need(cx, strlen(paper->words) <= PLAN_REASON_MAX, "paper", "Tên văn bản dài quá 1.000 byte; hãy rút ngắn.");
}

static void check_texts(struct ctx *cx, const struct plan_texts *t)
{
	const struct {
		const char *field, *text;
	} all[] = {{"content", t->content}, {"items", t->items}, {"direct", t->direct}, {"execute", t->execute},
	           {"coordinate", t->coordinate}, {"time", t->time}, {"product", t->product}};

	need(cx, *text_line(cx->mem, t->content) != '\0', "content", "Hãy ghi nội dung nhiệm vụ.");
	for (size_t i = 0; i < COUNT(all); i++)
		need(cx, strlen(all[i].text) <= PLAN_TEXT_MAX, all[i].field, "Mục này dài quá 20.000 byte; hãy rút ngắn.");
}

/* Whether two texts say otherwise; where their lines break is no matter. */
static bool differ(struct mem *m, const char *a, const char *b)
{
	return !text_is(text_line(m, a), text_line(m, b));
}

static void note_field(struct mem *m, struct plan_fields *l, const char *column, const char *was, const char *now)
{
	if (differ(m, was, now))
		*list_add(m, l) = (struct plan_field){column, was, now};
}

static void add_warning(struct mem *m, struct intake_row *r, const char *column, const char *reason)
{
	struct intake_cell *cells = mem_new(m, struct intake_cell, r->cells_n + 1);

	if (r->cells_n > 0)
		memcpy(cells, r->cells, r->cells_n * sizeof *cells);
	cells[r->cells_n] = (struct intake_cell){column, "", "", reason};
	r->cells = cells;
	r->cells_n++;
}

/* Times read as at import; what is not sure is a warning of the task. */
static void read_times(struct mem *m, const char *text, int year, const struct body_lexicon *lex, struct plan_staged_row *r)
{
	struct plan_doc_warnings warnings = {0};

	r->task.milestones = (struct plan_doc_milestones){0};
	plan_read_times(m, text, year, lex, &r->task.milestones, &warnings);
	for (size_t i = 0; i < warnings.n; i++)
		add_warning(m, &r->row, "time", warnings.at[i].reason);
	if (r->task.milestones.n == 0 && warnings.n == 0)
		add_warning(m, &r->row, "time", "Chưa có mốc thời gian nào; hãy ghi thời gian như văn bản ghi, ví dụ “Trước ngày "
		                                "15/01/2024” hoặc “Quý I”.");
}

static const struct plan_doc_task NO_TASK = {
	.section = "", .section_title = "", .content = "", .direct_text = "", .execute_text = "", .coordinate_text = "",
	.time_text = "", .product = "", .source = {.sheet = "", .text = ""}, .confidence = 1.0};

/* The bodies of one part as they stand, by the codes of what they mean. */
static err bodies_of(struct ctx *cx, const struct plan_task_view *v, const char *part, struct plan_doc_bodies *out)
{
	for (size_t i = 0; i < v->bodies.n; i++) {
		const struct plan_body_row *b = &v->bodies.at[i];
		struct plan_doc_body body = {.words = b->words, .unit = "", .class_code = ""};
		struct unit u;
		struct unit_class c;

		if (!text_is(b->part, part))
			continue;
		if (b->unit_id != 0) {
			TRY(unit_get(cx, b->unit_id, &u));
			body.unit = u.code;
		} else if (b->class_id != 0) {
			TRY(unit_class_get(cx, b->class_id, &c));
			body.class_code = c.code;
		}
		*list_add(cx->mem, out) = body;
	}
	return OK;
}

/* ---- changed --------------------------------------------------------------------------------------------------------------- */

/* The task as it stands, ready to be written again. */
static err standing(struct ctx *cx, const struct plan_task_view *v, int ord, struct plan_staged_row *out)
{
	const struct plan_task_row *t = &v->task;
	struct plan_staged_row r = {
		.row = {.ord = ord, .is_kept = true, .place = t->place, .page = t->page, .from_line = t->from_line,
		        .to_line = t->to_line, .confidence = t->confidence},
		.task = NO_TASK,
	};

	r.task.appendix = t->appendix;
	r.task.section = t->section;
	r.task.section_title = t->section_title;
	r.task.no = t->no;
	r.task.is_candidate = t->is_candidate;
	r.task.content = t->content;
	r.task.items = t->items;
	r.task.direct_text = t->direct_text;
	r.task.execute_text = t->execute_text;
	r.task.coordinate_text = t->coordinate_text;
	r.task.time_text = t->time_text;
	r.task.product = t->product;
	TRY(bodies_of(cx, v, "direct", &r.task.direct));
	TRY(bodies_of(cx, v, "execute", &r.task.execute));
	TRY(bodies_of(cx, v, "coordinate", &r.task.coordinate));
	for (size_t i = 0; i < t->stones_n; i++)
		*list_add(cx->mem, &r.task.milestones) = t->stones[i].as;
	*out = r;
	return OK;
}

static void put_bodies(struct mem *m, const char *was, const char *now, const struct body_lexicon *lex, const char **text,
                       struct plan_doc_bodies *bodies)
{
	if (!differ(m, was, now))
		return;
	*text = now;
	*bodies = (struct plan_doc_bodies){0};
	plan_read_bodies(m, now, lex, bodies);
}

/* Puts what the person wrote over the task; tells which columns are other than before. */
static void put_texts(struct mem *m, const struct plan_texts *to, int year, const struct body_lexicon *lex,
                      struct plan_staged_row *r, struct plan_fields *fields)
{
	const struct plan_doc_task was = r->task;
	const char *items = plan_lines_join(m, &was.items);

	note_field(m, fields, "content", was.content, to->content);
	note_field(m, fields, "items", items, to->items);
	note_field(m, fields, "direct", was.direct_text, to->direct);
	note_field(m, fields, "execute", was.execute_text, to->execute);
	note_field(m, fields, "coordinate", was.coordinate_text, to->coordinate);
	note_field(m, fields, "product", was.product, to->product);
	r->task.content = to->content;
	r->task.product = to->product;
	if (differ(m, items, to->items)) {
		r->task.items = (struct plan_doc_texts){0};
		plan_lines_split(m, to->items, &r->task.items);
	}
	put_bodies(m, was.direct_text, to->direct, lex, &r->task.direct_text, &r->task.direct);
	put_bodies(m, was.execute_text, to->execute, lex, &r->task.execute_text, &r->task.execute);
	put_bodies(m, was.coordinate_text, to->coordinate, lex, &r->task.coordinate_text, &r->task.coordinate);
	if (!differ(m, was.time_text, to->time))
		return;
	r->task.time_text = to->time;
	read_times(m, to->time, year, lex, r);
	*list_add(m, fields) = (struct plan_field){
		"time", was.milestones.n > 0 ? plan_times_words(m, &was.milestones) : was.time_text,
		r->task.milestones.n > 0 ? plan_times_words(m, &r->task.milestones) : to->time};
}

static bool has_field(const struct plan_fields *l, const char *column)
{
	for (size_t i = 0; i < l->n; i++)
		if (text_is(l->at[i].column, column))
			return true;
	return false;
}

/* Open warnings stay open on columns that nobody touched. */
static void keep_warnings(struct mem *m, const struct plan_task_view *v, const struct plan_fields *fields,
                          struct plan_staged_row *r)
{
	for (size_t i = 0; i < v->remarks.n; i++)
		if (!has_field(fields, v->remarks.at[i].column))
			add_warning(m, &r->row, v->remarks.at[i].column, v->remarks.at[i].reason);
}

static err keep_moved(struct ctx *cx, const struct plan_task_row *t)
{
	for (size_t i = 0; i < t->stones_n; i++)
		if (*t->stones[i].moved_paper != '\0')
			TRY(db_sweep(cx->db, &SQL_plan_amend_stone_paper, BIND(
			    {"task", I64(t->id)}, {"words", STR(t->stones[i].as.words)},
			    {"paper", STR(t->stones[i].moved_paper)}), NULL));
	return OK;
}

static const char *columns_words(struct mem *m, const struct plan_fields *l)
{
	struct buf *b = buf_new(m, JOINED_MAX);

	for (size_t i = 0; i < l->n; i++)
		buf_fmt(b, "%s%s", i > 0 ? ", " : "", l->at[i].column);
	return b->p;
}

/* The head of the plan a task belongs to, whose task may be changed by whoever asks. */
static err open_task(struct ctx *cx, int64_t task_id, int64_t version, struct plan_task_view *v, int *ord)
{
	struct row *r;

	TRY(plan_task_get(cx, task_id, v));
	TRY(may(cx, R_PLAN_EDIT, v->plan.unit_id));
	TRY(db_one(cx->db, &SQL_plan_amend_task_one, BIND({"id", I64(task_id)}), &r));
	*ord = (int)row_i64(r, "ord");
	return row_i64(r, "version") == version && row_is_null(r, "ended_ms") ? OK : ERR_STALE;
}

static err touch(struct ctx *cx, int64_t plan_id)
{
	return db_change(cx->db, &SQL_plan_touch, BIND({"id", I64(plan_id)}));
}

err plan_task_amend(struct ctx *cx, struct plan_amend_in in)
{
	struct plan_task_view v;
	struct plan_staged_row r;
	struct plan_fields fields = {0};
	struct body_lexicon lex;
	struct plan_writing w;
	int ord;

	TRY(open_task(cx, in.task_id, in.version, &v, &ord));
	plan_need_paper(cx, &v.plan, &in.paper);
	check_texts(cx, &in.to);
	TRY(faults(cx));
	TRY(plan_lexicon(cx, &lex));
	TRY(standing(cx, &v, ord, &r));
	put_texts(cx->mem, &in.to, v.plan.year, &lex, &r, &fields);
	need(cx, fields.n > 0, "", "Chưa có gì khác so với hiện nay; hãy sửa ít nhất một mục.");
	if (has_field(&fields, "time"))
		plan_need_links(cx, &v, in.knows_links);
	TRY(faults(cx));
	keep_warnings(cx->mem, &v, &fields, &r);
	TRY(plan_writing_open(cx, &lex, &w));
	TRY(db_change(cx->db, &SQL_plan_amend_hold, BIND({"id", I64(in.task_id)}, {"version", I64(in.version)})));
	TRY(plan_write_renew(cx, &w, in.task_id, &r));
	TRY(keep_moved(cx, &v.task));
	TRY(plan_oblige_task(cx, in.task_id));
	TRY(plan_amend_keep(cx, &(struct plan_act){v.plan.id, in.task_id, "change", in.paper, ""}, &fields));
	TRY(touch(cx, v.plan.id));
	return audit_detail(cx, "plan.amend", in.task_id, "%s%s%s", columns_words(cx->mem, &fields),
	                    *in.paper.words != '\0' ? " theo " : "", in.paper.words);
}

/* ---- added --------------------------------------------------------------------------------------------------------------------- */

/* Finds the place of a new task: after the last of its section, with the section's title and the next number. */
static err find_place(struct ctx *cx, struct plan_add_in *in, int *ord)
{
	struct rows it;
	struct row *r;
	int next = 1;
	bool is_new = true;

	*ord = 1;
	TRY(db_rows(cx->db, &SQL_plan_amend_place_list, BIND({"plan", I64(in->plan_id)}, {"n", I64(PLAN_TASKS_MAX)}), &it));
	need(cx, it.n < PLAN_TASKS_MAX, "", "Một kế hoạch có nhiều nhất 2.000 nhiệm vụ.");
	while ((r = rows_next(&it)) != NULL) {
		int no = (int)row_i64(r, "no");
		bool is_here = row_i64(r, "appendix") == in->appendix && text_is(row_text(r, "section"), in->section);

		if (is_here || is_new)
			*ord = (int)row_i64(r, "ord");
		if (!is_here)
			continue;
		is_new = false;
		in->section_title = row_text(r, "section_title");
		next = no >= next ? no + 1 : next;
		if (in->no != 0 && no == in->no)
			fault(cx, "no", "Mục %s.%d của Phụ lục %d đã có; hãy chọn số khác, hoặc để trống để lấy số tiếp theo.",
			      in->section, in->no, in->appendix);
	}
	if (in->no == 0)
		in->no = next;
	return OK;
}

/* Every column of a new task, from nothing. */
static void note_all(struct mem *m, const struct plan_staged_row *r, struct plan_fields *l)
{
	note_field(m, l, "content", "", r->task.content);
	note_field(m, l, "items", "", plan_lines_join(m, &r->task.items));
	note_field(m, l, "direct", "", r->task.direct_text);
	note_field(m, l, "execute", "", r->task.execute_text);
	note_field(m, l, "coordinate", "", r->task.coordinate_text);
	note_field(m, l, "time", "", plan_times_words(m, &r->task.milestones));
	note_field(m, l, "product", "", r->task.product);
}

static void check_add(struct ctx *cx, const struct plan *p, const struct plan_add_in *in)
{
	plan_need_paper(cx, p, &in->paper);
	check_texts(cx, &in->to);
	need(cx, in->appendix >= 1 && in->appendix <= 100, "appendix", "Hãy ghi số phụ lục, từ 1 đến 100.");
	need(cx, in->no >= 0 && in->no <= 10000, "no", "Số thứ tự là một số từ 1 đến 10.000; để trống thì lấy số tiếp theo.");
	need(cx, strlen(in->section) <= 100, "section", "Phần là một ký hiệu ngắn, ví dụ II.");
	need(cx, strlen(in->section_title) <= PLAN_REASON_MAX, "section_title", "Tên phần dài quá 1.000 byte; hãy rút ngắn.");
}

err plan_task_add(struct ctx *cx, struct plan_add_in in, int64_t *task_id_out)
{
	struct plan p;
	struct plan_fields fields = {0}, ignored = {0};
	struct plan_staged_row r = {.row = {.is_kept = true, .confidence = 100}, .task = NO_TASK};
	struct body_lexicon lex;
	struct plan_writing w;
	int64_t id;

	TRY(plan_get(cx, in.plan_id, &p));
	TRY(may(cx, R_PLAN_EDIT, p.unit_id));
	check_add(cx, &p, &in);
	TRY(find_place(cx, &in, &r.row.ord));
	TRY(faults(cx));
	r.row.place = *in.paper.words != '\0' ? mem_text(cx->mem, "bổ sung theo %s", in.paper.words) : "bổ sung bằng tay";
	r.task.appendix = in.appendix;
	r.task.section = in.section;
	r.task.section_title = in.section_title;
	r.task.no = in.no;
	TRY(plan_lexicon(cx, &lex));
	put_texts(cx->mem, &in.to, p.year, &lex, &r, &ignored);
	note_all(cx->mem, &r, &fields);
	TRY(plan_writing_open(cx, &lex, &w));
	TRY(plan_write_add(cx, &w, p.id, &r, &id));
	TRY(plan_oblige_task(cx, id));
	TRY(plan_amend_keep(cx, &(struct plan_act){p.id, id, "add", in.paper, ""}, &fields));
	TRY(touch(cx, p.id));
	*task_id_out = id;
	return audit_detail(cx, "plan.add", id, "mục %s.%d, Phụ lục %d%s%s", in.section, in.no, in.appendix,
	                    *in.paper.words != '\0' ? " theo " : "", in.paper.words);
}

/* ---- ended ----------------------------------------------------------------------------------------------------------------------- */

err plan_task_end(struct ctx *cx, struct plan_end_in in)
{
	struct plan_task_view v;
	struct plan_fields none = {0};
	int ord;

	TRY(open_task(cx, in.task_id, in.version, &v, &ord));
	plan_need_paper(cx, &v.plan, &in.paper);
	need(cx, strlen(in.reason) <= PLAN_REASON_MAX, "reason", "Lý do dài quá 1.000 byte; hãy rút ngắn.");
	plan_need_links(cx, &v, in.knows_links);
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_plan_amend_hold, BIND({"id", I64(in.task_id)}, {"version", I64(in.version)})));
	TRY(plan_write_end(cx, in.task_id));
	TRY(plan_oblige(cx, v.plan.id));
	TRY(plan_amend_keep(cx, &(struct plan_act){v.plan.id, in.task_id, "end", in.paper, in.reason}, &none));
	TRY(touch(cx, v.plan.id));
	return audit_detail(cx, "plan.end", in.task_id, "%s%s%s", in.reason, *in.paper.words != '\0' ? " theo " : "",
	                    in.paper.words);
}

err plan_task_is_ended(struct ctx *cx, int64_t task_id, bool *out)
{
	struct row *r;

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_one(cx->db, &SQL_plan_amend_task_one, BIND({"id", I64(task_id)}), &r));
	*out = !row_is_null(r, "ended_ms");
	return OK;
}
