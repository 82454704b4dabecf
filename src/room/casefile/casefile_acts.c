/* room/casefile/casefile_acts.c -- what is done to a case, whatever procedure it follows: along an arrow, the clock stopped and
 * started, given to somebody, notes, papers; and what is said about its clock. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/casefile/casefile_inside.h"
#include "room/job/job.h"
#include "room/notice/notice.h"
#include "room/user/user.h"

#include "gen/casefile_sql.h"

#define ROWS "room/casefile/casefile.def"
#include "core/declare.h"

enum { TELL_BATCH = 200 };

void casefile_words(struct ctx *cx, const char *field, const char **text, const char *what, size_t max, bool is_needed)
{
	*text = text_line(cx->mem, *text);
	if (is_needed && **text == '\0')
		fault(cx, field, "Hãy ghi %s.", what);
	if (text_chars(*text) > max)
		fault(cx, field, "Mục này (%s) không được quá %zu ký tự.", what, max);
}

const char *casefile_by(const struct ctx *cx)
{
	return *cx->who->full_name != '\0' ? cx->who->full_name : cx->who->name;
}

err casefile_event_add(struct ctx *cx, int64_t case_id, const char *act, const char *words, const char *step, const char *text)
{
	return db_add(cx->db, &SQL_casefile_event_add,
	              BIND({"case", I64(case_id)}, {"act", STR(act)}, {"words", STR(words)}, {"step", STR(step)}, {"text", STR(text)},
	                   {"by", STR(casefile_by(cx))}, {"now", I64(cx->now_ms)}), NULL);
}

static struct notice_in told_of(struct ctx *cx, const struct casefile *c, const char *kind, const char *what, const char *text)
{
	/* no name, no words of the applicant: letters leave the house and cannot be called back */
	return (struct notice_in){.kind = kind, .subject = mem_text(cx->mem, "%s %s: %s", what, c->number, c->thing), .text = text,
	                          .path = mem_text(cx->mem, "/casefile/%" PRId64, c->id), .object_id = c->id};
}

/* ---- along an arrow ------------------------------------------------------------------------------------------------------- */

err casefile_whole(struct ctx *cx, const struct casefile *c)
{
	struct casefile_needs needs;
	struct casefile_papers papers;

	TRY(casefile_needs(cx, c->kind_id, c->received, &needs));
	TRY(casefile_papers_of(cx, c->id, &papers));
	for (size_t i = 0; i < needs.n; i++) {
		bool is_there = !needs.at[i].is_needed;

		for (size_t k = 0; k < papers.n; k++)
			is_there = is_there || text_is(papers.at[k].need, needs.at[i].code);
		if (!is_there)
			fault(cx, "papers", "Hồ sơ còn thiếu: %s.", needs.at[i].name);
	}
	return faults(cx);
}

/* Clock and step of a case that goes along an arrow. A step with a clock of its own begins it today. */
err casefile_go(struct ctx *cx, const struct casefile *c, const struct casefile_arrow *a, const char *text, int64_t result_no)
{
	struct casefile_clock k = c->clock, own;
	struct casefile_steps steps;
	struct calendar calendar;
	bool is_open = true;

	TRY(casefile_steps(cx, c->kind_id, &steps));
	for (size_t i = 0; i < steps.n; i++)
		if (text_is(steps.at[i].code, a->to))
			is_open = *steps.at[i].ends == '\0';
	TRY(calendar_load(cx, &calendar));
	if (!text_is(a->act, "back")) {
		TRY(casefile_clock_on(cx, c->kind_id, a->to, cx->today, &own));
		k = own.days > 0 ? own : k;
	}
	TRY(db_change(cx->db, &SQL_casefile_move,
	              BIND({"id", I64(c->id)}, {"version", I64(c->version)}, {"step", STR(a->to)}, {"open", I64(is_open)},
	                   {"clock_from", db_date(cx->mem, k.from)}, {"clock_days", I64(k.days)}, {"working", I64(k.is_working)},
	                   {"cite", STR(k.cite)}, {"paused_n", I64(k.paused_n)}, {"due", db_date(cx->mem, casefile_due(&calendar, &k))},
	                   {"result", I64(result_no)}, {"now", I64(cx->now_ms)}, {"closed", is_open ? SQLNULL : I64(cx->now_ms)})));
	TRY(casefile_event_add(cx, c->id, a->act, a->name, a->to, text));
	if (!is_open && c->by_id != 0 && c->by_id != cx->who->user_id)
		TRY(notice_send(cx, c->by_id, told_of(cx, c, "casefile.closed", a->name, c->kind_name)));
	return OK;
}

err casefile_act(struct ctx *cx, int64_t id, int64_t version, const char *act, const char *text)
{
	const struct casefile_arrow *a = NULL;
	struct casefile_arrows arrows;
	struct casefile c;

	TRY(casefile_take(cx, id, version, R_CASEFILE_READ, &c));
	TRY(casefile_arrows(cx, c.kind_id, c.step, &arrows));
	for (size_t i = 0; i < arrows.n; i++)
		if (text_is(arrows.at[i].act, act))
			a = &arrows.at[i];
	if (a == NULL) {
		fault(cx, "act", "Ở bước “%s” không làm được việc này.", c.step_name);
		return ERR_INVALID;
	}
	TRY(may(cx, a->who, c.unit_id));
	need(cx, !a->is_end, "act", "Bước này kết thúc bằng quyết định; hãy ghi quyết định.");
	need(cx, c.paused_from == DATE_NONE, "act", "Hồ sơ đang chờ bổ sung; hãy cho tính hạn trở lại trước.");
	casefile_words(cx, "text", &text, a->wants_reason ? "lý do" : "ghi chú", CASEFILE_TEXT_MAX, a->wants_reason);
	TRY(faults(cx));
	if (a->wants_papers)
		TRY(casefile_whole(cx, &c));
	TRY(casefile_go(cx, &c, a, text, 0));
	return audit_detail(cx, "casefile.act", id, "%s: %s", c.number, a->name);
}

/* ---- the clock stands still ----------------------------------------------------------------------------------------------------- */

err casefile_pause(struct ctx *cx, int64_t id, int64_t version, const char *text)
{
	struct casefile c;

	TRY(casefile_take(cx, id, version, R_CASEFILE_HANDLE, &c));
	if (c.paused_from != DATE_NONE)
		return ERR_STATE;
	casefile_words(cx, "text", &text, "người nộp cần bổ sung gì", CASEFILE_TEXT_MAX, true);
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_casefile_pause_set,
	              BIND({"id", I64(id)}, {"version", I64(version)}, {"paused_from", db_date(cx->mem, cx->today)},
	                   {"paused_n", I64(c.clock.paused_n)}, {"due", SQLNULL})));
	TRY(casefile_event_add(cx, id, "pause", "Dừng tính hạn, chờ bổ sung", c.step, text));
	return audit_detail(cx, "casefile.pause", id, "%s", c.number);
}

err casefile_resume(struct ctx *cx, int64_t id, int64_t version, const char *text)
{
	struct calendar calendar;
	struct casefile c;
	date due;

	TRY(casefile_take(cx, id, version, R_CASEFILE_HANDLE, &c));
	if (c.paused_from == DATE_NONE)
		return ERR_STATE;
	casefile_words(cx, "text", &text, "ghi chú", CASEFILE_TEXT_MAX, false);
	TRY(faults(cx));
	TRY(calendar_load(cx, &calendar));
	c.clock.paused_n += casefile_paused(&calendar, &c.clock, c.paused_from, cx->today);
	due = casefile_due(&calendar, &c.clock);
	TRY(db_change(cx->db, &SQL_casefile_pause_set,
	              BIND({"id", I64(id)}, {"version", I64(version)}, {"paused_from", SQLNULL}, {"paused_n", I64(c.clock.paused_n)},
	                   {"due", db_date(cx->mem, due)})));
	TRY(casefile_event_add(cx, id, "resume", "Tính hạn trở lại", c.step, text));
	return audit_detail(cx, "casefile.resume", id, "%s: hạn mới %s", c.number, date_vn(cx->mem, due));
}

/* ---- who has it, notes, papers ---------------------------------------------------------------------------------------------------- */

/* An account that may handle cases of that unit, by its login name; id 0 when there is none. */
static err handler(struct ctx *cx, const char *login, int64_t unit_id, struct user_holder *out)
{
	struct user_holder *list;
	size_t n;

	*out = (struct user_holder){.login = "", .full_name = ""};
	TRY(user_holders(cx, R_CASEFILE_HANDLE, unit_id, false, &list, &n));
	for (size_t i = 0; i < n; i++)
		if (text_is(list[i].login, login))
			*out = list[i];
	return OK;
}

err casefile_hold_quiet(struct ctx *cx, int64_t id, int64_t version, const char *login, int64_t *who_out)
{
	struct user_holder who;
	struct casefile c;

	TRY(casefile_take(cx, id, version, R_CASEFILE_HANDLE, &c));
	if (*login == '\0')
		login = cx->who->name;
	TRY(handler(cx, login, c.unit_id, &who));
	need(cx, who.id != 0, "login", "Không có tài khoản này, hoặc tài khoản không được xử lý hồ sơ của đơn vị đó.");
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_casefile_hold_set, BIND({"id", I64(id)}, {"version", I64(version)}, {"holder", I64(who.id)})));
	TRY(casefile_event_add(cx, id, "hold", "Phân công xử lý", c.step, who.full_name));
	*who_out = who.id;
	return audit_detail(cx, "casefile.hold", id, "%s: %s", c.number, who.login);
}

err casefile_hold(struct ctx *cx, int64_t id, int64_t version, const char *login)
{
	struct casefile c;
	int64_t who;

	TRY(casefile_hold_quiet(cx, id, version, login, &who));
	if (who == cx->who->user_id)
		return OK;
	TRY(casefile_any(cx, id, &c));
	return notice_send(cx, who, told_of(cx, &c, "casefile.given", "Xử lý hồ sơ", c.thing));
}

err casefile_note(struct ctx *cx, int64_t id, int64_t version, const char *text)
{
	struct casefile c;

	TRY(casefile_get(cx, id, &c));
	if (!may_bool(cx, R_CASEFILE_HANDLE, c.unit_id))
		TRY(may(cx, R_CASEFILE_RECEIVE, c.unit_id));
	casefile_words(cx, "text", &text, "nội dung ghi chú", CASEFILE_TEXT_MAX, true);
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_casefile_touch, BIND({"id", I64(id)}, {"version", I64(version)})));
	TRY(casefile_event_add(cx, id, "note", "Ghi chú", c.step, text));
	return audit_detail(cx, "casefile.note", id, "%s", c.number);
}

err casefile_paper_add(struct ctx *cx, int64_t id, int64_t version, const char *need_code, const char *name, int64_t file_id)
{
	struct casefile_papers papers;
	struct casefile_needs needs;
	struct casefile c;
	bool is_known = *need_code == '\0';

	TRY(casefile_take(cx, id, version, R_CASEFILE_RECEIVE, &c));
	TRY(casefile_needs(cx, c.kind_id, c.received, &needs));
	TRY(casefile_papers_of(cx, id, &papers));
	for (size_t i = 0; i < needs.n; i++) {
		if (text_is(needs.at[i].code, need_code)) {
			is_known = true;
			name = *name == '\0' ? needs.at[i].name : name;
		}
	}
	casefile_words(cx, "name", &name, "tên giấy tờ", CASEFILE_WORDS_MAX, true);
	need(cx, is_known, "need", "Hãy chọn giấy tờ trong danh sách, hoặc giấy tờ khác.");
	need(cx, papers.n < CASEFILE_PAPERS_MAX, "name", "Một hồ sơ chỉ nhận tối đa 50 giấy tờ.");
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_casefile_touch, BIND({"id", I64(id)}, {"version", I64(version)})));
	TRY(db_add(cx->db, &SQL_casefile_paper_add,
	           BIND({"case", I64(id)}, {"need", STR(need_code)}, {"name", STR(name)}, {"file", db_id_or_null(file_id)},
	                {"by", STR(casefile_by(cx))}, {"now", I64(cx->now_ms)}), NULL));
	TRY(casefile_event_add(cx, id, "paper", "Nhận giấy tờ", c.step, name));
	return audit_detail(cx, "casefile.paper", id, "%s%s%s", c.number, *need_code == '\0' ? "" : ": ", need_code);
}

/* ---- what goes by law ---------------------------------------------------------------------------------------------------------------- */

err casefile_blank(struct ctx *cx, int64_t id, int64_t version, const char *reason)
{
	struct casefile_papers papers;
	struct casefile c;

	TRY(casefile_get(cx, id, &c));
	TRY(may(cx, R_CASEFILE_BLANK, c.unit_id));
	if (c.version != version)
		return ERR_STALE;
	if (c.is_open || c.is_blanked)
		return ERR_STATE;
	casefile_words(cx, "reason", &reason, "căn cứ của việc xóa: bản án, quyết định, điều luật", CASEFILE_WORDS_MAX, true);
	TRY(faults(cx));
	TRY(casefile_papers_of(cx, id, &papers));
	for (size_t i = 0; i < papers.n; i++)
		if (papers.at[i].file_id != 0)
			TRY(file_forget(cx, papers.at[i].file_id));
	TRY(db_change(cx->db, &SQL_casefile_blank_set,
	              BIND({"id", I64(id)}, {"version", I64(version)}, {"words", STR(REGISTER_BLANKED)}, {"now", I64(cx->now_ms)})));
	TRY(db_sweep(cx->db, &SQL_casefile_event_blank, BIND({"case", I64(id)}), NULL));
	TRY(db_sweep(cx->db, &SQL_casefile_paper_blank, BIND({"case", I64(id)}, {"words", STR(REGISTER_BLANKED)}), NULL));
	TRY(db_sweep(cx->db, &SQL_casefile_ask_blank, BIND({"case", I64(id)}, {"now", I64(cx->now_ms)}), NULL));
	TRY(notice_blank(cx, "casefile.", id));
	return audit_detail(cx, "casefile.blank", id, "%s: %s", c.number, reason);
}

/* ---- near and late ------------------------------------------------------------------------------------------------------------------ */

static err tell(struct ctx *cx, int64_t id)
{
	struct casefile c;
	bool is_late;
	struct notice_in in;

	TRY(casefile_any(cx, id, &c));
	is_late = c.due < cx->today;
	in = told_of(cx, &c, is_late ? "casefile.late" : "casefile.near", is_late ? "Quá hạn:" : "Sắp hết hạn:",
	             mem_text(cx->mem, "%s. %s. Hạn cuối %s.", c.thing, c.step_name, date_vn(cx->mem, c.due)));
	TRY(db_change(cx->db, &SQL_casefile_told, BIND({"id", I64(id)}, {"told", STR(is_late ? "late" : "near")})));
	if (c.holder_id != 0)
		return notice_send(cx, c.holder_id, in);
	return notice_send_holders(cx, R_CASEFILE_HANDLE, c.unit_id, false, in, NULL);
}

err casefile_turn(struct ctx *cx, int64_t *n_out)
{
	struct rows it;
	struct row *r;

	TRY(may(cx, R_CASEFILE_LOAD, 0));
	TRY(db_rows(cx->db, &SQL_casefile_due,
	            BIND({"soon", db_date(cx->mem, cx->today + CASEFILE_NEAR_DAYS)}, {"today", db_date(cx->mem, cx->today)},
	                 {"after", I64(0)}, {"n", I64(TELL_BATCH)}), &it));
	while ((r = rows_next(&it)) != NULL)
		TRY(tell(cx, row_i64(r, "id")));
	*n_out = (int64_t)it.n;
	return OK;
}

err casefile_turn_job(struct ctx *cx, struct job *j)
{
	int64_t n = TELL_BATCH, done = 0;

	while (n == TELL_BATCH) {
		MEM_EACH(cx) {
			TRY(casefile_turn(cx, &n));
			done += n;
			TRY(job_progress(cx, j, done, done));
		}
	}
	return OK;
}

err casefile_daily(struct ctx *cx)
{
	int64_t id;

	TRY(job_add(cx, (struct job_in){.kind = "casefile.forget", .payload = "", .goto_path = "", .is_unique = true}, &id));
	return job_add(cx, (struct job_in){.kind = "casefile.turn", .payload = "", .goto_path = "", .is_unique = true}, &id);
}
