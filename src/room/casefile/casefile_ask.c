/* room/casefile/casefile_ask.c -- who has no account asks on the public page, and follows what becomes of it by a code.
 *
 * Nothing that is said to the asker depends on the register: neither the form nor the follow-up tells whether somebody was ever
 * awarded anything. An officer of the city looks for the line; only then is there a case, a unit, a clock. */
#include "base/brake.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/casefile/casefile_inside.h"
#include "room/job/job.h"
#include "room/law/law.h"
#include "room/notice/notice.h"

#include "gen/casefile_sql.h"

#define ROWS "room/casefile/casefile.def"
#include "core/declare.h"

enum { NET_TIMES = 10, HOUR_MS = 3600000, DAY_MS = 24 * HOUR_MS, FORGET_ROWS = 200 };

static int64_t take_budget(struct ctx *cx)
{
	const char *place = brake_place(cx->mem, cx->origin), *net = brake_net(cx->mem, cx->origin);
	const char *hours = mem_text(cx->mem, "%s/yeu-cau-gio.count", cx->data_dir), *days = mem_text(cx->mem, "%s/yeu-cau-ngay.count", cx->data_dir);
	struct brake_budget all[] = {{hours, place, HOUR_MS, CASEFILE_ASK_HOUR_MAX}, {hours, net, HOUR_MS, NET_TIMES * CASEFILE_ASK_HOUR_MAX},
	                             {days, place, DAY_MS, CASEFILE_ASK_DAY_MAX}, {days, net, DAY_MS, NET_TIMES * CASEFILE_ASK_DAY_MAX}};

	return brake_take_all(all, COUNT(all), cx->now_ms);
}

static struct casefile_ask ask_of(const struct row *r)
{
	return (struct casefile_ask){
		.id = row_i64(r, "id"), .version = row_i64(r, "version"), .code = row_text(r, "code"), .does = row_text(r, "does"),
		.name = row_text(r, "name"), .thing = row_text(r, "thing"), .certificate = row_text(r, "certificate"), .year = row_i64(r, "year"),
		.applicant = row_text(r, "applicant"), .contact = row_text(r, "contact"), .reason = row_text(r, "reason"),
		.state = row_text(r, "state"), .answer = row_text(r, "answer"), .case_id = row_i64(r, "case_id"),
		.asked_on = row_date(r, "asked_on"), .at_ms = row_i64(r, "at_ms"), .is_blanked = !row_is_null(r, "blanked_ms")};
}

static err check(struct ctx *cx, struct casefile_ask *in)
{
	need(cx, text_is(in->does, "reissue") || text_is(in->does, "exchange"), "does", "Hãy chọn cấp lại hoặc cấp đổi.");
	casefile_words(cx, "name", &in->name, "tên in trên bằng", CASEFILE_WORDS_MAX, true);
	casefile_words(cx, "thing", &in->thing, "khen thưởng nào, ví dụ Bằng khen của Chủ tịch UBND Thành phố", CASEFILE_WORDS_MAX, true);
	casefile_words(cx, "certificate", &in->certificate, "số bằng", CASEFILE_WORDS_MAX, false);
	casefile_words(cx, "applicant", &in->applicant, "họ và tên người đề nghị", CASEFILE_WORDS_MAX, true);
	casefile_words(cx, "contact", &in->contact, "địa chỉ, điện thoại để liên hệ", CASEFILE_WORDS_MAX, true);
	casefile_words(cx, "reason", &in->reason, "lý do, ví dụ bị mất, hỏng, ghi sai", CASEFILE_WORDS_MAX, true);
	need(cx, in->year == 0 || (in->year >= 1945 && in->year <= date_ymd(cx->today).year), "year",
	     "Hãy ghi năm khen thưởng từ 1945 đến năm nay, hoặc để trống.");
	return faults(cx);
}

static err waiting(struct ctx *cx, int64_t *n_out, int64_t *oldest_ms_out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_casefile_ask_waiting, BIND_NONE, &r));
	*n_out = row_i64(r, "n");
	if (oldest_ms_out != NULL)
		*oldest_ms_out = row_i64(r, "oldest_ms");
	return OK;
}

/* Those who may look at it. Nothing of what was said: letters leave the house and cannot be called back. */
static err tell(struct ctx *cx, const struct casefile_ask *in, int64_t id)
{
	struct notice_in n = {.kind = "casefile.ask", .subject = mem_text(cx->mem, "Đề nghị %s gửi qua mạng, số %" PRId64,
	                                                                 text_is(in->does, "exchange") ? "cấp đổi" : "cấp lại", id),
	                      .text = "Hãy tìm dòng trong sổ rồi lập hồ sơ, hoặc trả lời. Thời hạn tính từ hôm nay.",
	                      .path = mem_text(cx->mem, "/casefile/ask/%" PRId64, id)};

	return notice_send_holders(cx, R_CASEFILE_RECEIVE, 0, false, n, NULL);
}

err casefile_ask(struct ctx *cx, struct casefile_ask in, const char **code_out, int64_t *wait_s_out)
{
	const char *code = text_lower(cx->mem, cx_random_code(cx, CASEFILE_ASK_CODE));
	int64_t id, n;

	*wait_s_out = 0;
	TRY(check(cx, &in));
	TRY(waiting(cx, &n, NULL));
	if (n >= CASEFILE_ASKS_WAIT_MAX)
		return ERR_FULL;
	*wait_s_out = take_budget(cx);
	if (*wait_s_out != 0)
		return ERR_FULL;
	TRY(db_add(cx->db, &SQL_casefile_ask_add,
	           BIND({"code", STR(code)}, {"does", STR(in.does)}, {"name", STR(in.name)}, {"thing", STR(in.thing)}, {"year", I64(in.year)},
	                {"certificate", STR(in.certificate)}, {"applicant", STR(in.applicant)}, {"contact", STR(in.contact)},
	                {"reason", STR(in.reason)}, {"day", db_date(cx->mem, cx->today)}, {"now", I64(cx->now_ms)}), &id));
	*code_out = code;
	TRY(tell(cx, &in, id));
	return audit(cx, "casefile.ask", id);
}

err casefile_follow(struct ctx *cx, const char *code, struct casefile_follow *out)
{
	struct casefile_ask a;
	struct casefile c;
	struct row *r;

	TRY(db_one(cx->db, &SQL_casefile_ask_of_code, BIND({"code", STR(text_lower(cx->mem, text_line(cx->mem, code)))}), &r));
	a = ask_of(r);
	*out = (struct casefile_follow){.state = "Chờ xem xét", .number = "", .answer = a.answer, .asked_on = a.asked_on, .due = DATE_NONE};
	if (text_is(a.state, "refused"))
		out->state = "Đã trả lời";
	if (text_is(a.state, "gone"))
		out->state = "Đã xóa thông tin; muốn giải quyết, hãy gửi đề nghị mới hoặc nộp trực tiếp";
	if (a.case_id == 0)
		return OK;
	TRY(casefile_any(cx, a.case_id, &c));
	out->number = c.number;
	out->due = c.is_open ? c.due : DATE_NONE;
	out->state = c.is_open && c.paused_from != DATE_NONE ? "Chờ người nộp bổ sung giấy tờ" : c.step_name;
	return OK;
}

/* What is of no unit is seen by who sees all. */
static err may_look(struct ctx *cx)
{
	TRY(may(cx, R_CASEFILE_RECEIVE, 0));
	return cx->who->is_system || cx->who->sees_all ? OK : ERR_DENIED;
}

err casefile_asks_waiting(struct ctx *cx, int64_t *n_out, int64_t *oldest_ms_out)
{
	TRY(may_look(cx));
	return waiting(cx, n_out, oldest_ms_out);
}

err casefile_asks(struct ctx *cx, int64_t after_id, struct casefile_asks *out)
{
	struct casefile_asks l = {0};
	struct rows it;
	struct row *r;

	TRY(may_look(cx));
	TRY(waiting(cx, &l.total, NULL));
	TRY(db_rows(cx->db, &SQL_casefile_asks, BIND({"after", I64(after_id)}, {"n", I64(CASEFILE_ASKS_PAGE + 1)}), &it));
	l.at = mem_new(cx->mem, struct casefile_ask, it.n);
	while ((r = rows_next(&it)) != NULL && l.n < CASEFILE_ASKS_PAGE)
		l.at[l.n++] = ask_of(r);
	l.next_after = it.n > CASEFILE_ASKS_PAGE ? l.at[l.n - 1].id : 0;
	*out = l;
	return OK;
}

err casefile_ask_get(struct ctx *cx, int64_t id, struct casefile_ask *out)
{
	struct row *r;

	TRY(may_look(cx));
	TRY(db_one(cx->db, &SQL_casefile_ask_get, BIND({"id", I64(id)}), &r));
	*out = ask_of(r);
	return OK;
}

/* For a change. */
static err take_ask(struct ctx *cx, int64_t id, int64_t version, struct casefile_ask *a)
{
	TRY(casefile_ask_get(cx, id, a));
	if (!text_is(a->state, "new"))
		return ERR_STATE;
	return a->version == version ? OK : ERR_STALE;
}

static err end(struct ctx *cx, const struct casefile_ask *a, const char *state, const char *answer, int64_t case_id)
{
	return db_change(cx->db, &SQL_casefile_ask_end,
	                 BIND({"id", I64(a->id)}, {"version", I64(a->version)}, {"state", STR(state)}, {"answer", STR(answer)},
	                      {"case", db_id_or_null(case_id)}, {"by", STR(casefile_by(cx))}, {"now", I64(cx->now_ms)}));
}

err casefile_ask_take(struct ctx *cx, int64_t id, int64_t version, int64_t line_no, int64_t *case_out)
{
	struct casefile_ask a;

	TRY(take_ask(cx, id, version, &a));
	/* One that waited for longer than a case may be dated back is received on the first day that may be. */
	a.asked_on = a.asked_on > cx->today - CASEFILE_BACK_DAYS ? a.asked_on : cx->today - CASEFILE_BACK_DAYS;
	TRY(casefile_receive(cx, (struct casefile_request){.does = a.does, .line_no = line_no, .applicant = a.applicant, .contact = a.contact,
	                                                   .reason = a.reason, .wish = "", .received = a.asked_on}, case_out));
	TRY(end(cx, &a, "taken", "", *case_out));
	return audit_detail(cx, "casefile.ask_take", id, "hồ sơ %" PRId64, *case_out);
}

err casefile_ask_refuse(struct ctx *cx, int64_t id, int64_t version, const char *answer)
{
	struct casefile_ask a;

	TRY(take_ask(cx, id, version, &a));
	casefile_words(cx, "answer", &answer, "câu trả lời cho người đề nghị", CASEFILE_TEXT_MAX, true);
	TRY(faults(cx));
	TRY(end(cx, &a, "refused", answer, 0));
	return audit(cx, "casefile.ask_refuse", id);
}

/* ---- forgotten -------------------------------------------------------------------------------------------------------- */

err casefile_ask_blank(struct ctx *cx, int64_t id, int64_t version, const char *reason)
{
	struct casefile_ask a;

	TRY(may(cx, R_CASEFILE_BLANK, 0));
	TRY(casefile_ask_get(cx, id, &a));
	if (a.version != version)
		return ERR_STALE;
	if (!text_is(a.state, "new") && !text_is(a.state, "refused"))
		return ERR_STATE;
	casefile_words(cx, "why", &reason, "lý do xóa: người đề nghị yêu cầu, gửi nhầm, căn cứ", CASEFILE_WORDS_MAX, true);
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_casefile_ask_gone, BIND({"id", I64(id)}, {"version", I64(version)}, {"by", STR(casefile_by(cx))}, {"now", I64(cx->now_ms)})));
	return audit_detail(cx, "casefile.ask_blank", id, "%s", reason);
}

err casefile_ask_kept(struct ctx *cx, struct casefile_ask_kept *out)
{
	struct law_keep waiting, answered, taken;

	TRY(law_keep_on(cx, "casefile.ask.waiting", cx->today, &waiting));
	TRY(law_keep_on(cx, "casefile.ask.answered", cx->today, &answered));
	TRY(law_keep_on(cx, "casefile.ask.taken", cx->today, &taken));
	*out = (struct casefile_ask_kept){waiting.days, answered.days, taken.days};
	return OK;
}

/* Some of what came to its end before so many days. */
static err sweep(struct ctx *cx, const struct sql *q, bool is_deleting, int days, int64_t *n_out)
{
	int64_t until = cx->now_ms - (int64_t)days * DAY_MS;

	*n_out = 0;
	if (days == 0)
		return OK;
	if (is_deleting)
		return db_sweep(cx->db, q, BIND({"until", I64(until)}, {"n", I64(FORGET_ROWS)}), n_out);
	return db_sweep(cx->db, q, BIND({"until", I64(until)}, {"now", I64(cx->now_ms)}, {"n", I64(FORGET_ROWS)}), n_out);
}

err casefile_forget(struct ctx *cx, int64_t *n_out)
{
	struct casefile_ask_kept kept;
	int64_t waiting_n, answered_n, taken_n;

	TRY(may(cx, R_CASEFILE_BLANK, 0));
	TRY(casefile_ask_kept(cx, &kept));
	TRY(sweep(cx, &SQL_casefile_ask_sweep_answered, true, kept.answered, &answered_n));
	TRY(sweep(cx, &SQL_casefile_ask_sweep_waiting, false, kept.waiting, &waiting_n));
	TRY(sweep(cx, &SQL_casefile_ask_sweep_taken, false, kept.taken, &taken_n));
	*n_out = answered_n + waiting_n + taken_n;
	if (*n_out == 0)
		return OK;
	return audit_detail(cx, "casefile.forget", 0, "%" PRId64 " chờ quá %d ngày, %" PRId64 " trả lời quá %d ngày, %" PRId64 " lập hồ sơ quá %d ngày", waiting_n,
	                    kept.waiting, answered_n, kept.answered, taken_n, kept.taken);
}

err casefile_forget_job(struct ctx *cx, struct job *j)
{
	return job_rounds(cx, j, casefile_forget);
}
