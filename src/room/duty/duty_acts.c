/* room/duty/duty_acts.c -- what is done to one duty: reported, confirmed, returned, reopened, stopped, resumed.
 *
 * Every act stands in the line first, so what it has read stays so; then it checks, writes, moves the kept counts by what
 * changed, tells the people concerned, and leaves its audit row. */
#include "room/duty/duty_inside.h"

#include "base/text.h"
#include "room/audit/audit.h"

#include "gen/duty_sql.h"

/* A duty in the line, and what its act makes of it. */
struct held {
	struct row *row;
	int64_t id, version, group_id, unit_id, parent_id;
	const char *room, *unit_name, *title, *group_paper;
	bool is_counted;                /* it executes */
	date clock, good_day;
	struct duty_fact was, is;
	int percent;
	const char *suspend_paper;
	int64_t waits_ms, reports_n;
};

static struct held held_of(struct row *r, date clock)
{
	struct held h = {
		.row = r,
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.group_id = row_i64(r, "group_id"),
		.unit_id = row_i64(r, "unit_id"),
		.parent_id = row_i64(r, "parent_id"),
		.room = row_text(r, "room"),
		.unit_name = row_text(r, "unit_name"),
		.title = row_text(r, "title"),
		.group_paper = row_text(r, "group_paper"),
		.is_counted = text_is(row_text(r, "part"), "execute"),
		.clock = clock,
		.good_day = row_date(r, "good_day"),
		.percent = (int)row_i64(r, "percent"),
		.suspend_paper = row_text(r, "suspend_paper"),
		.waits_ms = row_i64(r, "waits_ms"),
		.reports_n = row_i64(r, "reports_n"),
	};

	h.was = (struct duty_fact){
		.phase = duty_phase_of(row_text(r, "phase")),
		.is_suspended = *h.suspend_paper != '\0' || *h.group_paper != '\0',
		.is_waiting = row_i64(r, "waits_n") > 0,
		.good_day = h.good_day,
		.told_day = row_date(r, "told_day"),
	};
	h.is = h.was;
	return h;
}

/* The living duty as it was read at that version, in the line. */
static err hold(struct ctx *cx, int64_t duty_id, int64_t version, enum right right, struct held *h)
{
	struct row *r;
	date clock;

	TRY(duty_line(cx, &clock));
	TRY(db_one(cx->db, &SQL_duty_one, BIND({"id", I64(duty_id)}), &r));
	*h = held_of(r, clock);
	if (!may_bool(cx, R_DUTY_READ, h->unit_id))
		return ERR_NOTFOUND;
	TRY(may(cx, right, h->unit_id));
	if (!row_is_null(r, "ended_ms"))
		return ERR_STATE;
	return h->version == version ? OK : ERR_STALE;
}

/* ---- kept counts ------------------------------------------------------------------------------------------------------ */

enum { BUCKETS = 8 };
static const char *const BUCKET_NAMES[BUCKETS] = {"new", "begun", "partial", "told", "told_late", "done", "done_late",
                                                  "suspended"};

/* Which of the group's counts a duty is in. */
static int bucket_of(const struct duty_fact *f)
{
	bool is_late = f->good_day != DATE_NONE && f->told_day > f->good_day;

	if (f->is_suspended)
		return 7;
	switch (f->phase) {
	case DUTY_NEW: return 0;
	case DUTY_BEGUN: return 1;
	case DUTY_PARTIAL: return 2;
	case DUTY_TOLD: return is_late ? 4 : 3;
	case DUTY_DONE: return is_late ? 6 : 5;
	case DUTY_PHASE_N: break;
	}
	CHECK(false);
	return 0;
}

/* Does a group with these counts hold up those that wait for it? */
static bool holds_up(const int64_t n[BUCKETS])
{
	return n[0] + n[1] + n[2] + n[3] + n[4] > 0 || (n[5] + n[6] == 0 && n[7] > 0);
}

static err move_group(struct ctx *cx, const struct held *h, int from, int to)
{
	int64_t now[BUCKETS], before[BUCKETS], step[BUCKETS] = {0};
	struct row *r;

	step[from]--;
	step[to]++;
	TRY(db_one(cx->db, &SQL_duty_group_move,
	           BIND({"id", I64(h->group_id)}, {"new", I64(step[0])}, {"begun", I64(step[1])}, {"partial", I64(step[2])},
	                {"told", I64(step[3])}, {"told_late", I64(step[4])}, {"done", I64(step[5])},
	                {"done_late", I64(step[6])}, {"suspended", I64(step[7])}), &r));
	for (int i = 0; i < BUCKETS; i++) {
		now[i] = row_i64(r, mem_text(cx->mem, "%s_n", BUCKET_NAMES[i]));
		before[i] = now[i] - step[i];
	}
	TRY(db_change(cx->db, &SQL_duty_group_done_day, BIND({"id", I64(h->group_id)})));
	return holds_up(before) != holds_up(now) ? duty_waiters_settle(cx, h->group_id, h->clock) : OK;
}

static err move_tally(struct ctx *cx, const struct held *h, enum duty_state from, enum duty_state to)
{
	int step[DUTY_STATE_N] = {0};

	if (from == to)
		return OK;
	step[from]--;
	step[to]++;
	return db_sweep(cx->db, &SQL_duty_tally_move,
	                BIND({"room", STR(h->room)}, {"parent", I64(h->parent_id)}, {"unit", I64(h->unit_id)},
	                     {"suspended", I64(step[DUTY_IS_SUSPENDED])}, {"late", I64(step[DUTY_IS_LATE])},
	                     {"waiting", I64(step[DUTY_IS_WAITING])}, {"reported", I64(step[DUTY_IS_REPORTED])},
	                     {"under_way", I64(step[DUTY_IS_UNDER_WAY])}, {"not_begun", I64(step[DUTY_IS_NOT_BEGUN])},
	                     {"done_late", I64(step[DUTY_IS_DONE_LATE])}, {"done", I64(step[DUTY_IS_DONE])}), NULL);
}

/* Writes the duty as its act has made it, and moves the counts. */
static err put(struct ctx *cx, struct held *h, const char *act)
{
	enum duty_state calm;
	date due;
	int from = bucket_of(&h->was), to;

	h->is.is_suspended = *h->suspend_paper != '\0' || *h->group_paper != '\0';
	to = bucket_of(&h->is);
	duty_stand(&h->is, h->is_counted, &calm, &due);
	TRY(db_change(cx->db, &SQL_duty_put,
	              BIND({"id", I64(h->id)}, {"version", I64(h->version)}, {"phase", STR(duty_phase_name(h->is.phase))},
	                   {"told_day", db_date(cx->mem, h->is.told_day)}, {"percent", I64(h->percent)},
	                   {"paper", STR(h->suspend_paper)}, {"waits_ms", db_id_or_null(h->waits_ms)},
	                   {"reports", I64(h->reports_n)}, {"act", STR(act)}, {"by", STR(duty_by(cx))}, {"now", I64(cx->now_ms)})));
	/* Apart: four indexes follow from how it stands, and most reports leave that as it is. */
	if (calm != (enum duty_state)row_i64(h->row, "calm") || due != row_date(h->row, "due_day"))
		TRY(db_change(cx->db, &SQL_duty_calm_set,
		              BIND({"id", I64(h->id)}, {"calm", I64(calm)}, {"due", db_date(cx->mem, due)})));
	if (!h->is_counted)
		return OK;
	if (from != to)
		TRY(move_group(cx, h, from, to));
	return move_tally(cx, h, duty_state(&h->was, h->clock), duty_state(&h->is, h->clock));
}

/* ---- reports -------------------------------------------------------------------------------------------------------------- */

/* A file's fault as evidence; "" for none. */
static const char *evidence_fault(struct ctx *cx, const struct file *f)
{
	static const char *const kinds[] = {"pdf", "docx", "xlsx", "jpeg", "png", "zip", "odt"};
	bool is_taken = false;

	for (size_t i = 0; i < COUNT(kinds); i++)
		is_taken = is_taken || text_is(f->kind, kinds[i]);
	if (!is_taken)
		return mem_text(cx->mem, "Tệp “%s” không thuộc loại nhận làm minh chứng. Hãy gửi tệp PDF, Word (.docx), Excel (.xlsx), "
		                "OpenDocument (.odt), ảnh JPEG hoặc PNG, hoặc tệp nén .zip.", f->name);
	if (f->size_bytes > DUTY_FILE_BYTES_MAX)
		return mem_text(cx->mem, "Tệp “%s” quá lớn. Mỗi tệp minh chứng không quá 20 MB.", f->name);
	if (!file_is_whole(cx, file_path(cx, f), f->kind))
		return mem_text(cx->mem, "Tệp “%s” bị thiếu phần cuối, có thể do tải lên chưa hết. Hãy mở thử tệp trên máy rồi gửi lại.",
		                f->name);
	return "";
}

static err check_files(struct ctx *cx, const struct duty_report_in *in)
{
	for (size_t i = 0; i < in->files_n && i < DUTY_FILES_MAX; i++) {
		struct file f;
		const char *wrong;

		TRY(file_get(cx, in->file_ids[i], &f));
		CHECK(f.user_id == cx->who->user_id);   /* only what this very person has brought */
		wrong = evidence_fault(cx, &f);
		need(cx, *wrong == '\0', "evidence", wrong);
	}
	need(cx, in->files_n <= DUTY_FILES_MAX, "evidence", "Mỗi báo cáo kèm tối đa 10 tệp minh chứng.");
	return OK;
}

static void check_text(struct ctx *cx, const char *field, const char *text, bool is_wanted, const char *sentence)
{
	need(cx, !is_wanted || *text != '\0', field, sentence);
	if (strlen(text) > DUTY_TEXT_MAX)
		fault(cx, field, "Nội dung dài quá %d byte (khoảng 5.000 chữ cái); hãy rút ngắn hoặc gửi kèm tệp.", DUTY_TEXT_MAX);
}

/* The report that waits ends as `state`; ERR_STATE when none does. */
static err end_waiting(struct ctx *cx, const struct held *h, const char *state, const char *answer, struct row **out)
{
	err e = db_one(cx->db, &SQL_duty_report_waiting, BIND({"duty", I64(h->id)}), out);

	if (e == ERR_NOTFOUND)
		return ERR_STATE;
	TRY(e);
	return db_change(cx->db, &SQL_duty_report_end,
	                 BIND({"id", I64(row_i64(*out, "id"))}, {"state", STR(state)}, {"answer", STR(answer)},
	                      {"by", STR(duty_by(cx))}, {"now", I64(cx->now_ms)}));
}

/* Nothing waits any more, and the whole is not done: how far it has come by what was confirmed. */
static err fall_back(struct ctx *cx, struct held *h)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_duty_report_sum, BIND({"duty", I64(h->id)}), &r));
	h->is.phase = row_i64(r, "answered_n") > 0 ? DUTY_BEGUN : DUTY_NEW;
	h->is.told_day = DATE_NONE;
	h->percent = (int)row_i64(r, "percent");
	h->waits_ms = 0;
	return OK;
}

static err add_report(struct ctx *cx, const struct duty_report_in *in, int64_t *id_out)
{
	TRY(db_add(cx->db, &SQL_duty_report_add,
	           BIND({"duty", I64(in->duty_id)}, {"text", STR(in->text)}, {"percent", I64(in->percent)},
	                {"day", db_date(cx->mem, cx->today)}, {"by_id", I64(cx->who->user_id)}, {"by", STR(duty_by(cx))},
	                {"now", I64(cx->now_ms)}), id_out));
	for (size_t i = 0; i < in->files_n; i++)
		TRY(db_add(cx->db, &SQL_duty_evidence_add,
		           BIND({"report", I64(*id_out)}, {"file", I64(in->file_ids[i])}), NULL));
	return OK;
}

err duty_report(struct ctx *cx, struct duty_report_in in, int64_t *id_out)
{
	struct held h;
	struct row *r;
	int64_t id;
	err e;

	TRY(hold(cx, in.duty_id, in.version, R_DUTY_REPORT, &h));
	if (h.was.is_suspended || h.was.phase == DUTY_DONE)
		return ERR_STATE;
	in.text = text_trim(cx->mem, in.text);
	check_text(cx, "text", in.text, true, "Hãy ghi kết quả đã làm được, khó khăn nếu có.");
	need(cx, in.percent >= 1 && in.percent <= 100, "percent",
	     "Hãy ghi tỷ lệ hoàn thành từ 1 đến 100; 100 nghĩa là đã xong toàn bộ.");
	TRY(check_files(cx, &in));
	TRY(faults(cx));
	e = end_waiting(cx, &h, "withdrawn", "", &r);
	if (e != OK && e != ERR_STATE)
		return e;
	TRY(add_report(cx, &in, &id));
	h.is.phase = in.percent == 100 ? DUTY_TOLD : DUTY_PARTIAL;
	h.is.told_day = in.percent == 100 ? cx->today : DATE_NONE;
	h.percent = in.percent;
	h.waits_ms = cx->now_ms;
	h.reports_n++;
	TRY(put(cx, &h, "duty.report"));
	TRY(audit_detail(cx, "duty.report", h.id, "%s: %s, %d%%", h.unit_name, h.title, in.percent));
	*id_out = id;
	return OK;
}

err duty_report_withdraw(struct ctx *cx, int64_t duty_id, int64_t version)
{
	struct held h;
	struct row *r;

	TRY(hold(cx, duty_id, version, R_DUTY_REPORT, &h));
	TRY(end_waiting(cx, &h, "withdrawn", "", &r));
	TRY(fall_back(cx, &h));
	TRY(put(cx, &h, "duty.withdraw"));
	return audit_detail(cx, "duty.withdraw", h.id, "%s: %s", h.unit_name, h.title);
}

/* ---- the board's word ------------------------------------------------------------------------------------------------------- */

err duty_confirm(struct ctx *cx, int64_t duty_id, int64_t version, const char *remark)
{
	struct held h;
	struct row *r;

	TRY(hold(cx, duty_id, version, R_DUTY_ANSWER, &h));
	remark = text_trim(cx->mem, remark);
	check_text(cx, "answer", remark, false, "");
	TRY(faults(cx));
	TRY(end_waiting(cx, &h, "confirmed", remark, &r));
	h.percent = (int)row_i64(r, "percent");
	h.is.phase = h.percent == 100 ? DUTY_DONE : DUTY_BEGUN;
	h.is.told_day = h.percent == 100 ? row_date(r, "day") : DATE_NONE;
	h.waits_ms = 0;
	TRY(put(cx, &h, "duty.confirm"));
	TRY(duty_tell_unit(cx, h.unit_id, "duty.answer", h.id,
	                   mem_text(cx->mem, "Báo cáo đã được xác nhận: %s", h.title), remark));
	return audit_detail(cx, "duty.confirm", h.id, "%s: %s, %d%%", h.unit_name, h.title, h.percent);
}

err duty_return(struct ctx *cx, int64_t duty_id, int64_t version, const char *reason)
{
	struct held h;
	struct row *r;

	TRY(hold(cx, duty_id, version, R_DUTY_ANSWER, &h));
	reason = text_trim(cx->mem, reason);
	check_text(cx, "answer", reason, true, "Hãy ghi lý do trả lại và điều đơn vị cần bổ sung.");
	TRY(faults(cx));
	TRY(end_waiting(cx, &h, "returned", reason, &r));
	TRY(fall_back(cx, &h));
	TRY(put(cx, &h, "duty.return"));
	TRY(duty_tell_unit(cx, h.unit_id, "duty.answer", h.id,
	                   mem_text(cx->mem, "Báo cáo bị trả lại: %s", h.title), reason));
	return audit_detail(cx, "duty.return", h.id, "%s: %s. %s", h.unit_name, h.title, reason);
}

err duty_reopen(struct ctx *cx, int64_t duty_id, int64_t version, const char *reason)
{
	struct held h;

	TRY(hold(cx, duty_id, version, R_DUTY_ANSWER, &h));
	if (h.was.phase != DUTY_DONE)
		return ERR_STATE;
	reason = text_trim(cx->mem, reason);
	check_text(cx, "reason", reason, true, "Hãy ghi lý do mở lại và điều đơn vị cần làm tiếp.");
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_duty_report_undo,
	              BIND({"duty", I64(h.id)}, {"answer", STR(reason)}, {"by", STR(duty_by(cx))}, {"now", I64(cx->now_ms)})));
	TRY(fall_back(cx, &h));
	TRY(put(cx, &h, "duty.reopen"));
	TRY(duty_event_add(cx, h.id, "reopen", reason));
	TRY(duty_tell_unit(cx, h.unit_id, "duty.answer", h.id,
	                   mem_text(cx->mem, "Việc đã xong được mở lại: %s", h.title), reason));
	return audit_detail(cx, "duty.reopen", h.id, "%s: %s. %s", h.unit_name, h.title, reason);
}

/* ---- stopped and resumed ------------------------------------------------------------------------------------------------------ */

static void check_paper(struct ctx *cx, const char *paper)
{
	need(cx, *paper != '\0', "paper", "Hãy ghi văn bản làm căn cứ, ví dụ “Công văn số 12/UBND-TĐKT ngày 05/3/2024”.");
	need(cx, strlen(paper) <= DUTY_PAPER_MAX, "paper", "Tên văn bản dài quá 1.000 byte; hãy rút ngắn.");
}

err duty_suspend(struct ctx *cx, int64_t duty_id, int64_t version, const char *paper)
{
	struct held h;

	TRY(hold(cx, duty_id, version, R_DUTY_SUSPEND, &h));
	if (h.was.is_suspended || h.was.phase == DUTY_DONE)
		return ERR_STATE;
	paper = text_line(cx->mem, paper);
	check_paper(cx, paper);
	TRY(faults(cx));
	h.suspend_paper = paper;
	TRY(put(cx, &h, "duty.suspend"));
	TRY(duty_event_add(cx, h.id, "suspend", paper));
	return audit_detail(cx, "duty.suspend", h.id, "%s: %s, theo %s", h.unit_name, h.title, paper);
}

err duty_resume(struct ctx *cx, int64_t duty_id, int64_t version, const char *paper)
{
	struct held h;

	TRY(hold(cx, duty_id, version, R_DUTY_SUSPEND, &h));
	if (*h.suspend_paper == '\0')
		return ERR_STATE;
	paper = text_line(cx->mem, paper);
	check_paper(cx, paper);
	TRY(faults(cx));
	h.suspend_paper = "";
	TRY(put(cx, &h, "duty.resume"));
	TRY(duty_event_add(cx, h.id, "resume", paper));
	return audit_detail(cx, "duty.resume", h.id, "%s: %s, theo %s", h.unit_name, h.title, paper);
}
