/* room/register/register_find_pages.c -- the box and its results, help, acts on many lines with their preview, a unit's page. */
#include "base/text.h"
#include "room/register/register_find_view.h"
#include "room/register/register_view.h"
#include "web/req.h"

#include "gen/register_find_tmpl.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

enum { PER_PAGE = 50 };

/* ---- the box --------------------------------------------------------------------------------------------------------------------- */

/* Columns come as boxes of the form, or as one list of a link. */
static struct register_columns columns_typed(struct ctx *cx, struct req *rq)
{
	const char *all[REGISTER_COL_N];
	size_t n = rq_all(rq, "cot", all, REGISTER_COL_N);
	const char *codes = "";

	for (size_t i = 0; i < n; i++)
		codes = mem_text(cx->mem, "%s%s%s", codes, i > 0 ? "," : "", all[i]);
	return register_columns_of(codes);
}

static void fill_columns(struct ctx *cx, struct register_found_view *v)
{
	struct register_box *boxes = mem_new(cx->mem, struct register_box, REGISTER_COL_N);
	struct register_found_row *rows = mem_new(cx->mem, struct register_found_row, v->found.n + 1);

	for (int i = 0; i < REGISTER_COL_N; i++)
		boxes[i] = (struct register_box){REGISTER_COLUMNS[i].code, REGISTER_COLUMNS[i].head,
		                                 register_columns_have(&v->shown, (enum register_column)i)};
	v->boxes = boxes;
	v->boxes_n = REGISTER_COL_N;
	for (size_t i = 0; i < v->found.n; i++) {
		struct register_value *values = mem_new(cx->mem, struct register_value, v->shown.n);

		for (size_t c = 0; c < v->shown.n; c++)
			values[c] = register_value_of(cx->mem, &v->found.at[i], v->shown.at[c]);
		rows[i].at = values;
	}
	v->rows = rows;
}

/* Words that found nobody but are what a unit is called. */
static err hint_unit(struct ctx *cx, struct register_found_view *v)
{
	struct unit_list l;

	v->unit_hint = "";
	if (v->found.total > 0 || *v->q == '\0' || strpbrk(v->q, ":\"") != NULL)
		return OK;
	TRY(unit_ever(cx, v->q, &l));
	if (l.n > 0)
		v->unit_hint = mem_text(cx->mem, "đv:\"%s\"", l.at[0].name);
	return OK;
}

static err waiting(struct req *rq)
{
	rq_title(rq, "Sổ khen thưởng");
	rq->refresh_s = 3;
	register_wait_html(rq->out);
	return OK;
}

/* Where a form is shown again, the faults of what was posted are the form's: the search has its own. */
static err search(struct ctx *cx, struct register_ask in, struct register_found *out, const char **fault_out)
{
	struct faults posted = cx->faults;
	err e;

	faults_init(&cx->faults, cx->mem);
	e = register_find(cx, in, out);
	*fault_out = faults_of(&cx->faults, "q");
	cx->faults = posted;
	return e;
}

err register_found_page(struct ctx *cx, struct req *rq)
{
	struct register_found_view v = {.form = form_of(rq), .q = rq_text(rq, "q"), .order = rq_text(rq, "xep"), .unit_hint = "",
	                                .fault = "", .shown = columns_typed(cx, rq), .may_edit = may_bool(cx, R_REGISTER_EDIT, 0),
	                                .may_prove = may_bool(cx, R_REGISTER_PROVE, 0)};
	int page = rq_int(rq, "trang");
	err e;

	TRY(register_saved_list(cx, &v.saved));
	if (!rq_has(rq, "q") && !rq_has(rq, "cot")) {
		TRY(register_saved_default(cx, &v.columns, &v.order));
		v.shown = register_columns_of(v.columns);
	}
	page = page < 1 ? 1 : page > REGISTER_FOUND_MAX / PER_PAGE ? REGISTER_FOUND_MAX / PER_PAGE : page;
	e = search(cx, (struct register_ask){.q = v.q, .skip = (page - 1) * PER_PAGE, .n = PER_PAGE, .by_name = text_is(v.order, "ten")},
	           &v.found, &v.fault);
	if (e == ERR_BUSY)
		return waiting(rq);
	if (e == ERR_INVALID) {
		v.found = (struct register_found){.heard = "", .order = ""};
	} else {
		TRY(e);
		TRY(hint_unit(cx, &v));
	}
	v.columns = register_columns_put(cx->mem, &v.shown);
	v.may_bulk = *v.q != '\0' && v.found.total > 0 && v.found.total <= REGISTER_BULK_MAX;
	if (register_columns_said(&v.shown))
		TRY(register_said(cx, v.found.at, v.found.n));
	fill_columns(cx, &v);
	v.pager = pager_of(rq, v.found.total < REGISTER_FOUND_MAX ? v.found.total : REGISTER_FOUND_MAX, PER_PAGE);
	rq_title(rq, "Sổ khen thưởng");
	register_found_html(rq->out, &v);
	return OK;
}

err register_saved_post(struct ctx *cx, struct req *rq)
{
	struct register_columns c = columns_typed(cx, rq);
	int64_t id;

	TRY(register_saved_add(cx, rq_text(rq, "name"), rq_text(rq, "q"), text_is(rq_text(rq, "xep"), "ten") ? "ten" : "",
	                       register_columns_put(cx->mem, &c), &id));
	rq_flash(rq, "Đã lưu cách tìm “%s”.", rq_text(rq, "name"));
	return rq_goto(rq, "/register");
}

err register_saved_drop_post(struct ctx *cx, struct req *rq)
{
	TRY(register_saved_drop(cx, rq_id(rq)));
	rq_flash(rq, "Đã bỏ cách tìm đã lưu.");
	return rq_goto(rq, "/register");
}

err register_help_page(struct ctx *cx, struct req *rq)
{
	(void)cx;
	rq_title(rq, "Cách tìm trong sổ khen thưởng");
	register_help_html(rq->out);
	return OK;
}

/* ---- many lines at once ------------------------------------------------------------------------------------------------------------- */

static const struct choice BULK[] = {{"unit", "Ghi lại đơn vị"}, {"withdraw", "Rút dòng ghi nhầm"}};

/* Lines ticked one by one, or else all that the question finds. */
static err bulk_lines(struct ctx *cx, struct req *rq, struct register_bulk_view *v)
{
	int64_t *nos = mem_new(cx->mem, int64_t, REGISTER_BULK_MAX);
	const char *ticked[REGISTER_BULK_MAX];
	size_t ticked_n = rq_all(rq, "so", ticked, REGISTER_BULK_MAX), n = register_nos_of(rq_text(rq, "nos"), nos, REGISTER_BULK_MAX);
	struct faults posted = cx->faults;
	struct register_list list;
	const char *fault;
	err e;

	for (size_t i = 0; i < ticked_n && n < REGISTER_BULK_MAX; i++)
		n += register_nos_of(ticked[i], nos + n, 1);
	if (n == 0 && *v->q == '\0')
		return ERR_NOTFOUND;
	if (n == 0) {
		TRY(search(cx, (struct register_ask){.q = v->q, .n = REGISTER_BULK_MAX}, &v->found, &fault));
		if (v->found.total > REGISTER_BULK_MAX)
			return ERR_FULL;
		for (size_t i = 0; i < v->found.n; i++)
			nos[n++] = v->found.at[i].no;
	} else {
		faults_init(&cx->faults, cx->mem);
		e = register_chosen(cx, nos, n, &list);
		cx->faults = posted;
		if (e == ERR_INVALID)
			return ERR_NOTFOUND;
		TRY(e);
		v->found = (struct register_found){.total = (int64_t)list.n, .at = list.at, .n = list.n, .heard = "", .order = ""};
		v->q = "";
	}
	v->nos = register_nos_put(cx->mem, nos, n);
	return OK;
}

err register_bulk_page(struct ctx *cx, struct req *rq)
{
	struct register_bulk_view v = {.form = form_of(rq), .q = rq_text(rq, "q"), .acts = {BULK, COUNT(BULK)}, .columns = rq_text(rq, "cot"),
	                               .may_edit = may_bool(cx, R_REGISTER_EDIT, 0)};

	if (!rq_has(rq, "so") && !rq_has(rq, "nos") && *v.q == '\0') {
		rq_flash(rq, "Hãy đánh dấu các dòng cần in, xuất hoặc xử lý trước.");
		return rq_goto(rq, "/register");
	}
	TRY(bulk_lines(cx, rq, &v));
	v.may_receive = may_bool(cx, R_CASEFILE_RECEIVE, 0) && v.found.n > 0 && v.found.n <= REGISTER_CHOSEN_MAX;
	v.is_long = v.found.n > REGISTER_CHOSEN_MAX;
	rq_title(rq, "In, xuất, xử lý nhiều dòng");
	register_bulk_html(rq->out, &v);
	return OK;
}

err register_bulk_post(struct ctx *cx, struct req *rq)
{
	int64_t *nos = mem_new(cx->mem, int64_t, REGISTER_BULK_MAX);
	size_t n = register_nos_of(rq_text(rq, "nos"), nos, REGISTER_BULK_MAX);

	if (text_is(rq_text(rq, "act"), "unit")) {
		TRY(register_correct_unit_all(cx, nos, n, rq_text(rq, "unit"), rq_text(rq, "reason"), &n));
		rq_flash(rq, "Đã ghi lại đơn vị của %zu dòng.", n);
		return rq_goto(rq, "/register");
	}
	need(cx, text_is(rq_text(rq, "act"), "withdraw"), "act", "Hãy chọn việc: ghi lại đơn vị, hoặc rút dòng ghi nhầm.");
	TRY(faults(cx));
	TRY(register_withdraw_all(cx, nos, n, rq_text(rq, "reason")));
	rq_flash(rq, "Đã rút %zu dòng ghi nhầm.", n);
	return rq_goto(rq, "/register");
}

/* ---- a unit ---------------------------------------------------------------------------------------------------------------------------- */

enum { STEP_PX = 32, STEPS_MAX = 90, BAR_PX = 14 };

struct register_picture register_picture_of(struct mem *m, const struct register_list *list)
{
	struct register_picture p = {.words = ""};
	struct register_step *at;
	int64_t first = 0, last = 0;

	for (size_t i = 0; i < list->n; i++) {
		first = first == 0 || list->at[i].year < first ? list->at[i].year : first;
		last = list->at[i].year > last ? list->at[i].year : last;
	}
	if (last == 0)
		return p;
	if (last - first >= STEPS_MAX)
		first = last - STEPS_MAX + 1;
	p.n = (size_t)(last - first + 1);
	at = mem_new(m, struct register_step, p.n);
	for (size_t i = 0; i < p.n; i++)
		at[i] = (struct register_step){.year = first + (int64_t)i, .x = (int)i * STEP_PX};
	for (size_t i = 0; i < list->n; i++) {
		const struct register_line *l = &list->at[i];
		struct register_step *s;

		if (l->year < first || l->about_no != 0 || l->ended_by_no != 0)
			continue;
		s = &at[l->year - first];
		s->n++;
		s->is_high |= !text_is(l->decision.level, "base");
		s->height = (int)(s->n > 6 ? 6 : s->n) * BAR_PX;
	}
	for (size_t i = 0; i < p.n; i++)
		p.words = mem_text(m, "%s%s%" PRId64 ": %zu", p.words, i > 0 ? "; " : "Số khen thưởng theo năm: ", at[i].year, at[i].n);
	p.at = at;
	p.width = (int)p.n * STEP_PX;
	return p;
}

err register_unit_page(struct ctx *cx, struct req *rq)
{
	struct register_unit_view v = {.now = ""};
	err e;

	TRY(unit_get(cx, rq_id(rq), &v.unit));
	TRY(unit_history(cx, v.unit.id, &v.history));
	v.q = mem_text(cx->mem, "đv:%s", v.unit.code);
	for (size_t i = 0; i < v.history.successors_n && v.unit.to != DATE_NONE; i++)
		if (v.history.successors[i].is_forward && *v.now == '\0')
			v.now = v.history.successors[i].name;
	e = register_find(cx, (struct register_ask){.q = v.q, .n = 0}, &v.found);
	if (e == ERR_BUSY)
		return waiting(rq);
	TRY(e);
	TRY(register_unit_ladder(cx, v.unit.id, &v.list));
	v.picture = register_picture_of(cx->mem, &v.list);
	rq_title(rq, "Khen thưởng của %s", v.unit.name);
	register_unit_html(rq->out, &v);
	return OK;
}
