/* room/register/register_load_pages.c -- old lists: the list of loads, one load with its lines, one line to be corrected. */
#include "base/buf.h"
#include "base/text.h"
#include "room/file/file.h"
#include "room/job/job.h"
#include "room/register/register_load_view.h"
#include "room/unit/unit.h"
#include "web/req.h"

#include "gen/register_load_tmpl.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

enum { REFRESH_S = 2, MAP_BYTES = 64 * 1024 };

static const enum sheet_field GIVEN[] = {SHEET_DECISION, SHEET_DAY, SHEET_ISSUER, SHEET_AWARD, SHEET_YEAR};
static const enum sheet_field SHOWN[] = {SHEET_SUBJECT, SHEET_NAME, SHEET_BIRTH, SHEET_SEX, SHEET_NUMBER, SHEET_POSITION, SHEET_UNIT, SHEET_AWARD, SHEET_YEAR, SHEET_DECISION,
                                         SHEET_DAY, SHEET_ISSUER, SHEET_SIGNER, SHEET_SIGNER_TITLE, SHEET_GROUND, SHEET_ACHIEVEMENT, SHEET_PERIOD, SHEET_PLACE,
                                         SHEET_CERTIFICATE, SHEET_NATURE, SHEET_ABOUT, SHEET_LEVEL, SHEET_MOVEMENT, SHEET_MONEY, SHEET_PARTY, SHEET_ORIGIN, SHEET_NOTE};

const char *register_load_badge(const char *state)
{
	return text_is(state, "published") ? "badge-done" : text_is(state, "read") ? "badge-warn" : text_is(state, "undone") || text_is(state, "dropped") ? "badge-quiet" : "badge-near";
}

err register_loads_page(struct ctx *cx, struct req *rq)
{
	struct register_loads_view v = {.form = form_of(rq), .unit = ""};
	struct unit u;

	TRY(register_load_list(cx, &v.list));
	if (cx->who->unit_id != 0 && !cx->who->sees_all && unit_get(cx, cx->who->unit_id, &u) == OK)
		v.unit = u.code;
	rq_title(rq, "Nạp sổ cũ");
	register_loads_html(rq->out, &v);
	return OK;
}

err register_loads_post(struct ctx *cx, struct req *rq)
{
	const struct upload *u = rq_upload(rq, "file");
	int64_t unit_id, id, job_id;

	TRY(unit_typed(cx, "unit", rq_text(rq, "unit"), &unit_id));
	TRY(register_load_begin(cx, u != NULL ? u->file_id : 0, unit_id, "", &id, &job_id));
	return rq_goto(rq, "/register/load/%" PRId64, id);
}

/* ---- one load ------------------------------------------------------------------------------------------------------------- */

static void columns_of(struct ctx *cx, struct register_load_view *v)
{
	const char *p = v->load.columns;
	struct LIST(struct register_column) list = {0};

	while (*p != '\0') {
		size_t n = strcspn(p, "\n"), a = strcspn(p, "\t"), b = a < n ? a + 1 + strcspn(p + a + 1, "\t") : n;

		if (b < n && list.n < SHEET_COLUMNS_MAX)
			*list_add(cx->mem, &list) = (struct register_column){mem_text(cx->mem, "c%zu", list.n), mem_copy(cx->mem, p, a), mem_copy(cx->mem, p + a + 1, b - a - 1),
			                                                    strtoll(p + b + 1, NULL, 10)};
		p += n + (p[n] == '\n');
	}
	v->columns = list.at;
	v->columns_n = list.n;
}

static void choices_of(struct ctx *cx, struct register_load_view *v)
{
	struct choice *at = mem_new(cx->mem, struct choice, SHEET_FIELD_N);

	for (int f = 0; f < SHEET_FIELD_N; f++)
		at[f] = (struct choice){sheet_field_code((enum sheet_field)f), sheet_field_words((enum sheet_field)f)};
	v->fields = (struct choices){at, SHEET_FIELD_N};
}

err register_load_page(struct ctx *cx, struct req *rq)
{
	struct register_load_view v = {.form = form_of(rq), .only_problems = text_is(rq_text(rq, "xem"), "loi"), .next = ""};
	struct sheet_map map = {0};

	TRY(register_load_get(cx, rq_id(rq), &v.load));
	TRY(register_load_lines(cx, (struct register_load_filter){.load_id = v.load.id, .after = rq_i64(rq, "sau"), .only_problems = v.only_problems, .with_look = true},
	                        &v.lines));
	columns_of(cx, &v);
	choices_of(cx, &v);
	if (*v.load.map != '\0')
		TRY(sheet_map_read(cx, v.load.map, &map));
	for (size_t i = 0; i < COUNT(GIVEN); i++)
		v.given[i] = map.given[GIVEN[i]] == NULL ? "" : map.given[GIVEN[i]];
	if (v.lines.next_after != 0)
		v.next = mem_text(cx->mem, "/register/load/%" PRId64 "?sau=%" PRId64 "%s", v.load.id, v.lines.next_after, v.only_problems ? "&xem=loi" : "");
	v.problems_path = mem_text(cx->mem, "/register/load/%" PRId64 "/problems.xlsx", v.load.id);
	v.is_working = text_is(v.load.state, "reading") || text_is(v.load.state, "writing") || text_is(v.load.state, "undoing");
	rq->refresh_s = v.is_working ? REFRESH_S : 0;
	rq_title(rq, "Nạp %s", v.load.name);
	register_load_html(rq->out, &v);
	return OK;
}

err register_load_file_page(struct ctx *cx, struct req *rq)
{
	struct file f;

	TRY(register_load_file(cx, rq_id(rq), &f));
	rq->content_type = file_media_type(&f);
	rq->send_path = file_path(cx, &f);
	rq->send_name = f.name;
	return OK;
}

/* The choices of the form as the lines of a map. */
static const char *map_typed(struct ctx *cx, struct req *rq)
{
	struct buf *b = buf_new(cx->mem, MAP_BYTES);

	for (size_t i = 0; i < SHEET_COLUMNS_MAX; i++) {
		const char *name = mem_text(cx->mem, "c%zu", i), *heading = rq_text(rq, mem_text(cx->mem, "h-c%zu", i)), *field = rq_text(rq, name);

		if (*heading != '\0')
			buf_fmt(b, "%s\t%s\n", heading, *field == '\0' ? "-" : field);
	}
	for (size_t i = 0; i < COUNT(GIVEN); i++)
		if (*rq_text(rq, sheet_field_code(GIVEN[i])) != '\0')
			buf_fmt(b, "=%s\t%s\n", sheet_field_code(GIVEN[i]), rq_text(rq, sheet_field_code(GIVEN[i])));
	return b->p;
}

err register_load_map_post(struct ctx *cx, struct req *rq)
{
	int64_t job_id;

	TRY(register_load_again(cx, rq_id(rq), rq_i64(rq, "version"), map_typed(cx, rq), &job_id));
	return rq_goto(rq, "/register/load/%" PRId64, rq_id(rq));
}

err register_load_take_post(struct ctx *cx, struct req *rq)
{
	int64_t job_id;

	TRY(register_load_take(cx, rq_id(rq), rq_i64(rq, "version"), &job_id));
	return rq_goto(rq, "/register/load/%" PRId64, rq_id(rq));
}

err register_load_drop_post(struct ctx *cx, struct req *rq)
{
	TRY(register_load_drop(cx, rq_id(rq), rq_i64(rq, "version")));
	rq_flash(rq, "Đã bỏ tệp này.");
	return rq_goto(rq, "/register/load");
}

err register_load_undo_post(struct ctx *cx, struct req *rq)
{
	int64_t job_id;

	TRY(register_load_undo(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "reason"), &job_id));
	return rq_goto(rq, "/register/load/%" PRId64, rq_id(rq));
}

/* ---- one line ----------------------------------------------------------------------------------------------------------------- */

/* What is wrong with a field, for its hint. */
static const char *hint_of(const struct register_load_line *l, enum sheet_field f)
{
	for (size_t i = 0; i < l->problems_n; i++)
		if (l->problems[i].field == f)
			return l->problems[i].accepted;
	return "";
}

/* A kept value as people write it; what is none of ours stays as it was written. */
static const char *value_of(struct mem *m, const struct register_load_line *l, enum sheet_field f)
{
	static const char *const levels[][2] = {{"state", "Nhà nước"}, {"government", "Chính phủ"}, {"province", "Thành phố"}, {"base", "Cơ sở"}};
	const char *kept = l->at[f];

	if (f == SHEET_NATURE && register_nature_of(kept) != 0)
		return register_nature_words(register_nature_of(kept));
	if (f == SHEET_DAY && date_from_iso(kept) != DATE_NONE)
		return date_vn(m, date_from_iso(kept));
	for (size_t i = 0; f == SHEET_LEVEL && i < COUNT(levels); i++)
		if (text_is(levels[i][0], kept))
			return levels[i][1];
	return kept;
}

/* Whom the row may be about: as it is found, each who may be meant, a new record. */
static void whom_of(struct ctx *cx, struct register_load_line_view *v)
{
	const struct register_load_line *l = &v->line;
	struct choice *at = mem_new(cx->mem, struct choice, PERSON_MAY_MAX + 3);
	size_t n = 0;
	bool is_there = l->choice <= 0;

	v->choice = mem_text(cx->mem, "%" PRId64, l->choice);
	if (!l->has_person)
		return;
	at[n++] = (struct choice){"0", l->choice == 0 && l->meant_id != 0 ? mem_text(cx->mem, "Tự tìm: %s", l->meant) : "Tự tìm"};
	for (size_t i = 0; i < l->may_n; i++) {
		at[n++] = (struct choice){mem_text(cx->mem, "%" PRId64, l->may[i].id), l->may[i].words};
		is_there |= l->may[i].id == l->choice;
	}
	if (!is_there)
		at[n++] = (struct choice){v->choice, l->meant};
	at[n++] = (struct choice){"-1", "Lập hồ sơ mới"};
	v->whom = (struct choices){at, n};
}

err register_load_line_page(struct ctx *cx, struct req *rq)
{
	struct register_load_line_view v = {.form = form_of(rq)};

	TRY(register_load_line(cx, rq_id(rq), &v.line));
	TRY(register_load_get(cx, v.line.load_id, &v.load));
	v.fields = mem_new(cx->mem, struct register_load_field, COUNT(SHOWN));
	for (size_t i = 0; i < COUNT(SHOWN); i++)
		v.fields[v.fields_n++] = (struct register_load_field){sheet_field_code(SHOWN[i]), sheet_field_words(SHOWN[i]), value_of(cx->mem, &v.line, SHOWN[i]), hint_of(&v.line, SHOWN[i])};
	whom_of(cx, &v);
	rq_title(rq, "Dòng %" PRId64 " của %s", v.line.line, v.load.name);
	register_load_line_html(rq->out, &v);
	return OK;
}

err register_load_line_post(struct ctx *cx, struct req *rq)
{
	struct register_load_line l;
	int64_t choice;

	TRY(register_load_line(cx, rq_id(rq), &l));
	choice = rq_has(rq, "whom") ? strtoll(rq_text(rq, "whom"), NULL, 10) : l.choice;
	if (rq_i64(rq, "person") > 0)
		choice = rq_i64(rq, "person");
	for (size_t i = 0; i < COUNT(SHOWN); i++)
		if (rq_has(rq, sheet_field_code(SHOWN[i])))
			l.at[SHOWN[i]] = rq_text(rq, sheet_field_code(SHOWN[i]));
	TRY(register_load_correct(cx, l.id, rq_i64(rq, "version"), l.at, choice));
	rq_flash(rq, "Đã lưu dòng %" PRId64 ".", l.line);
	return rq_goto(rq, "/register/load/%" PRId64 "?xem=loi", l.load_id);
}
