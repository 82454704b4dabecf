/* room/plan/plan_work.c -- the filter as addresses write it, and the views by status, month and quarter. */
#include "room/plan/plan_work.h"

#include "base/buf.h"
#include "base/text.h"
#include "core/cli.h"
#include "room/unit/unit.h"

/* ---- the filter ------------------------------------------------------------------------------------------------------ */

const char *const PLAN_FILTER_NAMES[] = {"state", "near", "section", "quarter", "unit", "q", "followed", "warned", "unknown",
                                         NULL};

static const struct {
	const char *name, *words;
} QUARTERS[PLAN_QUARTER_N] = {
	[PLAN_ANY_QUARTER] = {"", "Cả năm"}, [PLAN_Q1] = {"1", "Quý I"}, [PLAN_Q2] = {"2", "Quý II"},
	[PLAN_Q3] = {"3", "Quý III"}, [PLAN_Q4] = {"4", "Quý IV"}, [PLAN_OTHER_YEAR] = {"other", "Năm khác"},
	[PLAN_NO_DAY] = {"none", "Không có ngày cụ thể"}};

const char *plan_quarter_words(enum plan_quarter q)
{
	return QUARTERS[q].words;
}

static err set_state(struct plan_filter *f, const char *value)
{
	enum duty_state s;

	if (text_is(value, "open")) {
		f->state = DUTY_STATE_N;
		return OK;
	}
	if (!duty_state_from(value, &s))
		return ERR_NOTFOUND;
	f->state = (int)s;
	return OK;
}

static err set_quarter(struct plan_filter *f, const char *value)
{
	for (int i = 0; i < PLAN_QUARTER_N; i++)
		if (text_is(QUARTERS[i].name, value)) {
			f->quarter = (enum plan_quarter)i;
			return OK;
		}
	return ERR_NOTFOUND;
}

/* "2.II": appendix and section. */
static err set_section(struct mem *m, struct plan_filter *f, const char *value)
{
	char *end;
	long appendix = strtol(value, &end, 10);

	if (end == value || *end != '.' || appendix < 1 || appendix > 99)
		return ERR_NOTFOUND;
	f->appendix = (int)appendix;
	f->section = mem_dup(m, end + 1);
	return OK;
}

/* A unit by its number, code or any of its names. */
static err set_unit(struct ctx *cx, struct plan_filter *f, const char *value)
{
	struct unit u;
	char *end;
	long long id = strtoll(value, &end, 10);

	TRY(*end == '\0' ? unit_get(cx, id, &u) : unit_find(cx, value, &u));
	f->unit_id = u.id;
	return OK;
}

err plan_filter_set(struct ctx *cx, struct plan_filter *f, const char *name, const char *value)
{
	bool is_on = text_is(value, "1");

	if (*value == '\0')
		return OK;
	if (text_is(name, "state"))
		return set_state(f, value);
	if (text_is(name, "quarter"))
		return set_quarter(f, value);
	if (text_is(name, "section"))
		return set_section(cx->mem, f, value);
	if (text_is(name, "unit"))
		return set_unit(cx, f, value);
	if (text_is(name, "q"))
		f->q = mem_dup(cx->mem, value);
	else if (text_is(name, "near"))
		f->only_near = is_on;
	else if (text_is(name, "followed"))
		f->only_followed = is_on;
	else if (text_is(name, "warned"))
		f->only_warned = is_on;
	else if (text_is(name, "unknown"))
		f->only_unknown = is_on;
	else
		return ERR_NOTFOUND;
	return OK;
}

err plan_filter_args(struct ctx *cx, const struct args *a, struct plan_filter *f)
{
	static const char *const options[][2] = {
		{"--state", "state"}, {"--section", "section"}, {"--quarter", "quarter"}, {"--unit", "unit"}, {"--find", "q"}, {"--q", "q"}};

	*f = (struct plan_filter){
		.plan_id = args_i64(a, "ID", 0), .state = -1, .section = "", .q = "", .only_near = args_has(a, "--near"),
		.only_followed = args_has(a, "--followed"), .only_warned = args_has(a, "--warned"),
		.only_unknown = args_has(a, "--unknown"), .unit_id = args_has(a, "--mine") ? cx->who->unit_id : 0};
	for (size_t i = 0; i < COUNT(options); i++) {
		err e = plan_filter_set(cx, f, options[i][1], args_text(a, options[i][0]));

		if (e == ERR_NOTFOUND)
			fault(cx, options[i][0], "Không hiểu “%s”. Tình trạng: late, reported, under-way, not-begun, waiting, suspended, "
			      "done-late, done, open; quý: 1 đến 4, other, none; phần: phụ lục.phần, ví dụ 1.II; đơn vị: tên hoặc mã.",
			      args_text(a, options[i][0]));
		else if (e != OK)
			return e;
	}
	return faults(cx);
}

static void put(struct buf *b, const char *name, const char *value)
{
	static const char digits[] = "0123456789ABCDEF";

	if (*value == '\0')
		return;
	buf_fmt(b, "%s%s=", b->n > 0 ? "&" : "", name);
	for (const unsigned char *p = (const unsigned char *)value; *p != '\0'; p++) {
		if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || strchr("-._", *p) != NULL) {
			buf_char(b, (char)*p);
		} else {
			buf_char(b, '%');
			buf_char(b, digits[*p >> 4]);
			buf_char(b, digits[*p & 15]);
		}
	}
}

const char *plan_filter_query(struct mem *m, const struct plan_filter *f)
{
	struct buf *b = buf_new(m, 8 * PLAN_QUERY_MAX);

	put(b, "state", f->state < 0 ? "" : f->state == DUTY_STATE_N ? "open" : duty_state_name((enum duty_state)f->state));
	put(b, "near", f->only_near ? "1" : "");
	put(b, "section", f->appendix == 0 ? "" : mem_text(m, "%d.%s", f->appendix, f->section));
	put(b, "quarter", QUARTERS[f->quarter].name);
	put(b, "unit", f->unit_id == 0 ? "" : mem_text(m, "%" PRId64, f->unit_id));
	put(b, "q", f->q);
	put(b, "followed", f->only_followed ? "1" : "");
	put(b, "warned", f->only_warned ? "1" : "");
	put(b, "unknown", f->only_unknown ? "1" : "");
	return b->p;
}

const char *plan_filter_path(struct mem *m, const struct plan_filter *f, const char *view)
{
	const char *query = plan_filter_query(m, f);

	return mem_text(m, "/plan/%" PRId64 "%s%s%s%s", f->plan_id, *view != '\0' ? "/" : "", view, *query != '\0' ? "?" : "",
	                query);
}

/* ---- by status ------------------------------------------------------------------------------------------------------- */

const enum duty_state PLAN_STATES[DUTY_STATE_N] = {
	DUTY_IS_LATE, DUTY_IS_REPORTED, DUTY_IS_UNDER_WAY, DUTY_IS_NOT_BEGUN, DUTY_IS_WAITING, DUTY_IS_SUSPENDED, DUTY_IS_DONE_LATE,
	DUTY_IS_DONE};

void plan_board_of(struct mem *m, const struct plan_list_view *l, struct plan_board *out)
{
	size_t place[DUTY_STATE_N];

	*out = (struct plan_board){0};
	for (size_t i = 0; i < DUTY_STATE_N; i++) {
		out->at[i].state = PLAN_STATES[i];
		place[PLAN_STATES[i]] = i;
	}
	for (size_t i = 0; i < l->tasks.n; i++)
		*list_add(m, &out->at[place[l->tasks.at[i].state]].tasks) = &l->tasks.at[i];
}

/* ---- by month -------------------------------------------------------------------------------------------------------- */

void plan_month_of(struct mem *m, const struct plan_list_view *l, const struct calendar *c, date day, struct plan_month *out)
{
	struct ymd d = date_ymd(day);
	date first = date_of(d.year, d.month, 1), last = first + date_month_days(d.year, d.month) - 1;
	date start = first - (date_weekday(first) - 1);

	*out = (struct plan_month){
		.year = d.year, .month = d.month, .weeks_n = (size_t)(last - start) / 7 + 1,
		.prev_year = d.month == 1 ? d.year - 1 : d.year, .prev_month = d.month == 1 ? 12 : d.month - 1,
		.next_year = d.month == 12 ? d.year + 1 : d.year, .next_month = d.month == 12 ? 1 : d.month + 1};
	for (date at = start; at < start + 7 * (date)out->weeks_n; at++) {
		const struct calendar_day *special = calendar_find(c, at);

		out->weeks[(at - start) / 7].days[(at - start) % 7] = (struct plan_day){
			.day = at, .special = special != NULL ? special->name : "", .is_free = !calendar_is_working(c, at),
			.is_today = at == l->today, .is_outside = at < first || at > last};
	}
	for (size_t i = 0; i < l->tasks.n; i++)
		for (size_t k = 0; k < l->tasks.at[i].marks.n; k++) {
			const struct plan_mark *mark = &l->tasks.at[i].marks.at[k];

			if (mark->good_day == DATE_NONE || mark->good_day < first || mark->good_day > last)
				continue;
			*list_add(m, &out->weeks[(mark->good_day - start) / 7].days[(mark->good_day - start) % 7].entries) =
			    (struct plan_entry){&l->tasks.at[i], mark};
			out->entries_n++;
		}
}

/* ---- by quarter -------------------------------------------------------------------------------------------------------- */

static void count(struct plan_section *s, const struct plan_line *t)
{
	const enum plan_quarter in[] = {PLAN_ANY_QUARTER, t->quarter};

	for (size_t i = 0; i < COUNT(in); i++) {
		s->quarters[in[i]].n[t->state]++;
		s->quarters[in[i]].total++;
	}
}

void plan_quarters_of(struct mem *m, const struct plan_list_view *l, struct plan_quarters *out)
{
	*out = (struct plan_quarters){.all = {.section = "", .title = "Cả kế hoạch"}};
	for (size_t i = 0; i < l->tasks.n; i++) {
		const struct plan_line *t = &l->tasks.at[i];

		if (t->is_first || out->sections.n == 0)
			*list_add(m, &out->sections) = (struct plan_section){
				.appendix = t->appendix, .section = t->section, .title = t->section_title};
		count(&out->sections.at[out->sections.n - 1], t);
		count(&out->all, t);
		out->has[t->quarter] = true;
	}
}
