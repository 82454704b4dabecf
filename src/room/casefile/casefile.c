/* room/casefile/casefile.c -- reads: procedures, one case with all that belongs to it, lists. */
#include "base/text.h"
#include "room/casefile/casefile_inside.h"
#include "room/unit/unit.h"

#include "gen/casefile_sql.h"

/* ---- procedures ----------------------------------------------------------------------------------------------------------- */

static struct casefile_kind kind_of(const struct row *r)
{
	return (struct casefile_kind){row_i64(r, "id"), row_text(r, "code"), row_text(r, "name"), row_text(r, "does"),
	                              row_text(r, "levels"), row_text(r, "cite"), row_text(r, "source"), row_bool(r, "is_verified")};
}

err casefile_kinds(struct ctx *cx, struct casefile_kinds *out)
{
	struct rows it;
	struct row *r;

	*out = (struct casefile_kinds){0};
	TRY(db_rows(cx->db, &SQL_casefile_kinds, BIND({"n", I64(CASEFILE_PAGE_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, out) = kind_of(r);
	return OK;
}

err casefile_kind_get(struct ctx *cx, int64_t id, struct casefile_kind *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_casefile_kind_get, BIND({"id", I64(id)}), &r));
	*out = kind_of(r);
	return OK;
}

err casefile_steps(struct ctx *cx, int64_t kind_id, struct casefile_steps *out)
{
	struct rows it;
	struct row *r;

	*out = (struct casefile_steps){0};
	TRY(db_rows(cx->db, &SQL_casefile_steps, BIND({"kind", I64(kind_id)}, {"n", I64(CASEFILE_STEPS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, out) = (struct casefile_step){row_text(r, "code"), row_text(r, "name"), row_text(r, "ends")};
	return OK;
}

err casefile_arrows(struct ctx *cx, int64_t kind_id, const char *step, struct casefile_arrows *out)
{
	struct casefile_steps steps;
	struct rows it;
	struct row *r;

	*out = (struct casefile_arrows){0};
	TRY(casefile_steps(cx, kind_id, &steps));
	TRY(db_rows(cx->db, &SQL_casefile_arrows, BIND({"kind", I64(kind_id)}, {"step", STR(step)}, {"n", I64(CASEFILE_STEPS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		struct casefile_arrow *a = list_add(cx->mem, out);

		*a = (struct casefile_arrow){row_text(r, "act"), row_text(r, "name"), row_text(r, "to_step"), right_of_name(row_text(r, "who")),
		                             row_bool(r, "wants_reason"), row_bool(r, "wants_papers"), false};
		for (size_t i = 0; i < steps.n; i++)
			a->is_end = a->is_end || (text_is(steps.at[i].code, a->to) && text_is(steps.at[i].ends, "done"));
	}
	return OK;
}

err casefile_needs(struct ctx *cx, int64_t kind_id, date day, struct casefile_needs *out)
{
	struct rows it;
	struct row *r;

	*out = (struct casefile_needs){0};
	TRY(db_rows(cx->db, &SQL_casefile_needs,
	            BIND({"kind", I64(kind_id)}, {"day", db_date(cx->mem, day)}, {"n", I64(CASEFILE_STEPS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, out) = (struct casefile_need){row_text(r, "code"), row_text(r, "name"), row_text(r, "cite"),
		                                                 row_text(r, "source"), row_bool(r, "is_needed"), row_bool(r, "is_verified"), false};
	return OK;
}

err casefile_clock_on(struct ctx *cx, int64_t kind_id, const char *step, date day, struct casefile_clock *out)
{
	struct row *r;
	err e = db_one(cx->db, &SQL_casefile_clock_on,
	               BIND({"kind", I64(kind_id)}, {"step", STR(step)}, {"day", db_date(cx->mem, day)}), &r);

	*out = (struct casefile_clock){.from = DATE_NONE, .cite = ""};
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	*out = (struct casefile_clock){day, (int)row_i64(r, "days"), row_bool(r, "is_working"), 0,
	                               row_bool(r, "is_verified") ? row_text(r, "cite")
	                               : mem_text(cx->mem, "%s (mức cơ quan tự đặt, chưa đối chiếu)", row_text(r, "cite"))};
	return OK;
}

/* ---- cases ------------------------------------------------------------------------------------------------------------------- */

static struct casefile case_of(struct ctx *cx, const struct row *r)
{
	return (struct casefile){
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.number = mem_text(cx->mem, "HS%" PRId64 "-%05" PRId64, row_i64(r, "year"), row_i64(r, "seq")),
		.kind_id = row_i64(r, "kind_id"),
		.kind_code = row_text(r, "kind_code"),
		.kind_name = row_text(r, "kind_name"),
		.does = row_text(r, "does"),
		.line_no = row_i64(r, "line_no"),
		.unit_id = row_i64(r, "unit_id"),
		.subject = *row_text(r, "subject") != '\0' ? row_text(r, "subject") : REGISTER_BLANKED,
		.thing = row_text(r, "thing"),
		.applicant = row_text(r, "applicant"),
		.contact = row_text(r, "contact"),
		.reason = row_text(r, "reason"),
		.wish = row_text(r, "wish"),
		.received = row_date(r, "received"),
		.due = row_date(r, "due"),
		.paused_from = row_date(r, "paused_from"),
		.clock = {row_date(r, "clock_from"), (int)row_i64(r, "clock_days"), row_bool(r, "is_working"), (int)row_i64(r, "paused_n"),
		          row_text(r, "clock_cite")},
		.step = row_text(r, "step"),
		.step_name = row_text(r, "step_name"),
		.ends = row_text(r, "ends"),
		.is_open = row_bool(r, "is_open"),
		.holder_id = row_i64(r, "holder_id"),
		.holder_name = row_text(r, "holder_name"),
		.holder_login = row_text(r, "holder_login"),
		.result_no = row_i64(r, "result_no"),
		.is_blanked = !row_is_null(r, "blanked_ms"),
		.by_id = row_i64(r, "by_id"),
		.by = row_text(r, "by_words"),
		.by_name = row_text(r, "by_name"),
		.by_unit = row_text(r, "by_unit"),
		.added_ms = row_i64(r, "added_ms"),
		.moved_ms = row_i64(r, "moved_ms"),
		.closed_ms = row_i64(r, "closed_ms"),
	};
}

/* A case outside the catalogue of units is seen by who sees all. */
static bool is_seen(const struct ctx *cx, int64_t unit_id)
{
	return may_bool(cx, R_CASEFILE_READ, unit_id) && (unit_id != 0 || cx->who->is_system || cx->who->sees_all);
}

err casefile_any(struct ctx *cx, int64_t id, struct casefile *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_casefile_get, BIND({"id", I64(id)}), &r));
	*out = case_of(cx, r);
	return OK;
}

err casefile_get(struct ctx *cx, int64_t id, struct casefile *out)
{
	struct casefile c;

	TRY(may(cx, R_CASEFILE_READ, 0));
	TRY(casefile_any(cx, id, &c));
	if (!is_seen(cx, c.unit_id))
		return ERR_NOTFOUND;
	*out = c;
	return OK;
}

err casefile_take(struct ctx *cx, int64_t id, int64_t version, enum right right, struct casefile *out)
{
	TRY(casefile_get(cx, id, out));
	TRY(may(cx, right, out->unit_id));
	if (!out->is_open)
		return ERR_STATE;
	return out->version == version ? OK : ERR_STALE;
}

err casefile_papers_of(struct ctx *cx, int64_t case_id, struct casefile_papers *out)
{
	struct rows it;
	struct row *r;

	*out = (struct casefile_papers){0};
	TRY(db_rows(cx->db, &SQL_casefile_papers, BIND({"case", I64(case_id)}, {"n", I64(CASEFILE_PAPERS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		struct casefile_paper *p = list_add(cx->mem, out);

		*p = (struct casefile_paper){.id = row_i64(r, "id"), .need = row_text(r, "need"), .name = row_text(r, "name"),
		                             .by = row_text(r, "by_words"), .file_id = row_i64(r, "file_id"), .at_ms = row_i64(r, "at_ms")};
		if (p->file_id != 0)
			TRY(file_get(cx, p->file_id, &p->file));
	}
	return OK;
}

static err events_of(struct ctx *cx, int64_t case_id, int64_t before_id, struct casefile_events *out)
{
	struct casefile_events l = {0};
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_casefile_events,
	            BIND({"case", I64(case_id)}, {"before", I64(before_id == 0 ? INT64_MAX : before_id)}, {"n", I64(CASEFILE_EVENTS_MAX + 1)}), &it));
	l.n = it.n > CASEFILE_EVENTS_MAX ? CASEFILE_EVENTS_MAX : it.n;
	l.at = mem_new(cx->mem, struct casefile_event, l.n + 1);
	for (size_t i = l.n; i > 0; i--) {
		CHECK((r = rows_next(&it)) != NULL);
		l.at[i - 1] = (struct casefile_event){row_i64(r, "id"), row_text(r, "act"), row_text(r, "words"), row_text(r, "step"),
		                                      row_text(r, "text"), row_text(r, "by_words"), row_i64(r, "at_ms")};
	}
	l.next_before = it.n > CASEFILE_EVENTS_MAX ? l.at[0].id : 0;
	*out = l;
	return OK;
}

err casefile_events(struct ctx *cx, int64_t id, int64_t before_id, struct casefile_events *out)
{
	struct casefile c;

	TRY(casefile_get(cx, id, &c));
	return events_of(cx, id, before_id, out);
}

err casefile_view(struct ctx *cx, int64_t id, struct casefile_view *out)
{
	struct casefile_view v = {0};
	struct casefile_arrows arrows;

	TRY(casefile_get(cx, id, &v.is));
	TRY(casefile_kind_get(cx, v.is.kind_id, &v.kind));
	TRY(casefile_steps(cx, v.is.kind_id, &v.steps));
	TRY(casefile_needs(cx, v.is.kind_id, v.is.received, &v.needs));
	TRY(casefile_papers_of(cx, id, &v.papers));
	TRY(events_of(cx, id, 0, &v.events));
	TRY(casefile_arrows(cx, v.is.kind_id, v.is.step, &arrows));
	for (size_t i = 0; i < v.needs.n; i++)
		for (size_t k = 0; k < v.papers.n; k++)
			v.needs.at[i].is_there = v.needs.at[i].is_there || text_is(v.papers.at[k].need, v.needs.at[i].code);
	for (size_t i = 0; v.is.is_open && i < arrows.n; i++)
		if (may_bool(cx, arrows.at[i].who, v.is.unit_id))
			*list_add(cx->mem, &v.acts) = arrows.at[i];
	v.days_left = v.is.due == DATE_NONE ? 0 : v.is.due - cx->today;
	v.may_handle = may_bool(cx, R_CASEFILE_HANDLE, v.is.unit_id);
	v.may_receive = may_bool(cx, R_CASEFILE_RECEIVE, v.is.unit_id);
	v.may_decide = may_bool(cx, R_CASEFILE_DECIDE, v.is.unit_id);
	*out = v;
	return OK;
}

/* "HS2026-00012", "12/2026"; false for anything else. */
static bool number_of(const char *text, int64_t *year, int64_t *seq)
{
	char *end;
	bool is_ours = (text[0] == 'H' || text[0] == 'h') && (text[1] == 'S' || text[1] == 's');
	long long a = strtoll(text + (is_ours ? 2 : 0), &end, 10), b;

	if ((*end != '-' && *end != '/') || end == text)
		return false;
	b = strtoll(end + 1, &end, 10);
	if (*end != '\0' || a <= 0 || b <= 0)
		return false;
	*year = is_ours ? a : b;
	*seq = is_ours ? b : a;
	return true;
}

err casefile_list(struct ctx *cx, const struct casefile_filter *f, struct casefile_list *out)
{
	struct casefile_list l = {0};
	struct unit_sight sight;
	struct rows it;
	struct row *r;
	int64_t year = 0, seq = 0;
	int page = f->page > 0 ? f->page : 1, per_page = f->per_page > 0 && f->per_page < CASEFILE_PAGE_MAX ? f->per_page : CASEFILE_PAGE_MAX;

	TRY(may(cx, R_CASEFILE_READ, 0));
	if (*f->number != '\0' && !number_of(f->number, &year, &seq))
		fault(cx, "number", "Số hồ sơ viết như HS2026-00012 hoặc 12/2026.");
	TRY(faults(cx));
	*out = l;
	TRY(unit_sight(cx, f->under_id, &sight));
	if (sight.is_nothing)
		return OK;
	TRY(db_one(cx->db, &SQL_casefile_count,
	           BIND({"low", db_str_or_null(sight.low)}, {"high", db_str_or_null(sight.high)}, {"kind", I64(f->kind_id)},
	                {"line", I64(f->line_no)}, {"year", I64(year)}, {"seq", I64(seq)}, {"state", STR(f->state)},
	                {"me", I64(cx->who->user_id)}, {"today", db_date(cx->mem, cx->today)},
	                {"soon", db_date(cx->mem, cx->today + CASEFILE_NEAR_DAYS)}), &r));
	l.total = row_i64(r, "n");
	l.oldest_ms = row_i64(r, "oldest_ms");
	TRY(db_rows(cx->db, &SQL_casefile_list,
	            BIND({"low", db_str_or_null(sight.low)}, {"high", db_str_or_null(sight.high)}, {"kind", I64(f->kind_id)},
	                 {"line", I64(f->line_no)}, {"year", I64(year)}, {"seq", I64(seq)}, {"state", STR(f->state)},
	                 {"me", I64(cx->who->user_id)}, {"today", db_date(cx->mem, cx->today)},
	                 {"soon", db_date(cx->mem, cx->today + CASEFILE_NEAR_DAYS)}, {"n", I64(per_page)},
	                 {"skip", I64((int64_t)(page - 1) * per_page)}), &it));
	l.at = mem_new(cx->mem, struct casefile, it.n);
	while ((r = rows_next(&it)) != NULL)
		l.at[l.n++] = case_of(cx, r);
	*out = l;
	return OK;
}
