/* room/casefile/casefile_reissue.c -- the first procedure: a certificate is asked for again. The request names a line of the
 * register; the decision appends the line that says so, in the transaction that closes the case. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/casefile/casefile_inside.h"
#include "room/notice/notice.h"
#include "room/user/user.h"

#include "gen/casefile_sql.h"

/* A word of "base province". */
static bool has_word(struct mem *m, const char *words, const char *word)
{
	char *rest = mem_dup(m, words);

	for (const char *w; (w = strsep(&rest, " ")) != NULL;)
		if (text_is(w, word))
			return true;
	return false;
}

/* The procedure for what is asked of an award of that level; a fault when there is none. */
static err kind_for(struct ctx *cx, const char *does, const char *level, struct casefile_kind *out)
{
	struct casefile_kinds kinds;

	*out = (struct casefile_kind){0};
	if (!text_is(does, "reissue") && !text_is(does, "exchange")) {
		fault(cx, "does", "Hãy chọn cấp lại hoặc cấp đổi.");
		return OK;
	}
	TRY(casefile_kinds(cx, &kinds));
	for (size_t i = 0; i < kinds.n; i++)
		if (text_is(kinds.at[i].does, does) && has_word(cx->mem, kinds.at[i].levels, level))
			*out = kinds.at[i];
	need(cx, out->id != 0, "does", "Chưa nạp thủ tục cho khen thưởng cấp này; xem bằng: thidua casefile kinds");
	return OK;
}

/* The line in force in the place of another. */
static err line_now(struct ctx *cx, int64_t no, struct register_line *out)
{
	TRY(register_get(cx, no, out));
	for (int i = 0; out->corrected_by_no != 0 && i < REGISTER_CHAIN_MAX; i++)
		TRY(register_get(cx, out->corrected_by_no, out));
	return OK;
}

static bool is_grant(enum register_nature n)
{
	return n == REGISTER_GRANT || n == REGISTER_POSTHUMOUS || n == REGISTER_ADJUST;
}

/* The award asked about: held, by a grant, and not asked about already. */
static err check_line(struct ctx *cx, int64_t no, struct register_line *l)
{
	struct row *r;
	err e = line_now(cx, no, l);

	if (e == ERR_NOTFOUND) {
		fault(cx, "line", "Không có dòng số %" PRId64 " của sổ trong phạm vi của bạn.", no);
		*l = (struct register_line){.name = "", .award_name = ""};
		return OK;
	}
	TRY(e);
	need(cx, is_grant(l->nature), "line", "Dòng này không phải là dòng tặng; hãy nêu dòng tặng.");
	need(cx, l->ended_by_no == 0, "line", "Khen thưởng này đã bị thu hồi hoặc hủy bỏ.");
	e = db_one(cx->db, &SQL_casefile_of_line, BIND({"line", I64(l->root_no)}), &r);
	if (e == OK)
		fault(cx, "line", "Đã có hồ sơ đang xử lý về khen thưởng này (hồ sơ %" PRId64 ").", row_i64(r, "id"));
	return e == ERR_NOTFOUND ? OK : e;
}

static err check_papers(struct ctx *cx, const struct casefile_request *in, const struct casefile_needs *needs)
{
	for (size_t i = 0; i < in->papers_n; i++) {
		bool is_known = false;

		for (size_t k = 0; k < needs->n; k++)
			is_known = is_known || text_is(needs->at[k].code, in->papers[i]);
		if (!is_known)
			fault(cx, "papers", "Thủ tục này không có giấy tờ mã “%s”.", in->papers[i]);
	}
	return OK;
}

static err keep_papers(struct ctx *cx, int64_t id, const struct casefile_request *in, const struct casefile_needs *needs)
{
	for (size_t i = 0; i < needs->n; i++) {
		bool is_there = false;

		for (size_t k = 0; k < in->papers_n; k++)
			is_there = is_there || text_is(needs->at[i].code, in->papers[k]);
		if (is_there)
			TRY(db_add(cx->db, &SQL_casefile_paper_add,
			           BIND({"case", I64(id)}, {"need", STR(needs->at[i].code)}, {"name", STR(needs->at[i].name)}, {"file", SQLNULL},
			                {"by", STR(casefile_by(cx))}, {"now", I64(cx->now_ms)}), NULL));
	}
	return OK;
}

/* The row of a case that was checked; its number is the next of the year. */
static err insert(struct ctx *cx, const struct casefile_request *in, const struct register_line *l, const struct casefile_kind *kind,
                  int64_t *id_out, int64_t *seq_out)
{
	struct casefile_steps steps;
	struct casefile_clock k;
	struct calendar calendar;
	int64_t year = date_ymd(cx->today).year;
	struct row *r;
	err e;

	TRY(calendar_load(cx, &calendar));
	TRY(casefile_steps(cx, kind->id, &steps));
	if (steps.n == 0)
		return ERR_STATE;
	TRY(casefile_clock_on(cx, kind->id, steps.at[0].code, in->received, &k));
	TRY(db_one(cx->db, &SQL_casefile_next_seq, BIND({"year", I64(year)}), &r));
	*seq_out = row_i64(r, "seq") + 1;
	e = db_add(cx->db, &SQL_casefile_add,
	           BIND({"year", I64(year)}, {"seq", I64(*seq_out)}, {"kind", I64(kind->id)}, {"line", I64(l->root_no)},
	                {"unit", db_id_or_null(l->unit_id)}, {"thing", STR(l->award_name)},
	                {"applicant", STR(in->applicant)}, {"contact", STR(in->contact)}, {"reason", STR(in->reason)}, {"wish", STR(in->wish)},
	                {"received", db_date(cx->mem, in->received)}, {"step", STR(steps.at[0].code)},
	                {"clock_from", db_date(cx->mem, k.from)}, {"clock_days", I64(k.days)}, {"working", I64(k.is_working)},
	                {"cite", STR(k.cite)}, {"due", db_date(cx->mem, casefile_due(&calendar, &k))},
	                {"by_id", db_id_or_null(cx->who->user_id)}, {"by", STR(casefile_by(cx))}, {"now", I64(cx->now_ms)}), id_out);
	return e == ERR_TAKEN ? ERR_STALE : e;          /* somebody else took that number: again */
}

err casefile_receive_quiet(struct ctx *cx, struct casefile_request in, int64_t *id_out, int64_t *unit_out, const char **kind_out, const char **thing_out)
{
	struct casefile_kind kind;
	struct casefile_needs needs = {0};
	struct register_line l;
	int64_t seq;

	TRY(may(cx, R_CASEFILE_RECEIVE, 0));
	in.received = in.received == DATE_NONE ? cx->today : in.received;
	casefile_words(cx, "applicant", &in.applicant, "tên người nộp", CASEFILE_WORDS_MAX, true);
	casefile_words(cx, "contact", &in.contact, "địa chỉ, điện thoại", CASEFILE_WORDS_MAX, false);
	casefile_words(cx, "reason", &in.reason, "lý do, ví dụ bị mất, hỏng, ghi sai", CASEFILE_WORDS_MAX, true);
	casefile_words(cx, "wish", &in.wish, "tên trên bằng mới", CASEFILE_WORDS_MAX, false);
	need(cx, in.received <= cx->today, "received", "Ngày nhận chưa tới.");
	need(cx, in.received >= cx->today - CASEFILE_BACK_DAYS, "received", "Ngày nhận không được quá một năm trước.");
	TRY(check_line(cx, in.line_no, &l));
	TRY(kind_for(cx, in.does, l.no == 0 ? "base" : l.decision.level, &kind));
	if (kind.id != 0) {
		TRY(casefile_needs(cx, kind.id, in.received, &needs));
		TRY(check_papers(cx, &in, &needs));
	}
	TRY(faults(cx));
	TRY(may(cx, R_CASEFILE_RECEIVE, l.unit_id));
	TRY(insert(cx, &in, &l, &kind, id_out, &seq));
	TRY(keep_papers(cx, *id_out, &in, &needs));
	TRY(casefile_event_add(cx, *id_out, "receive", "Tiếp nhận hồ sơ", "", in.reason));
	*unit_out = l.unit_id;
	*kind_out = kind.name;
	*thing_out = l.award_name;
	/* no name: what the journal says cannot be taken back one day */
	return audit_detail(cx, "casefile.receive", *id_out, "%s, dòng %" PRId64, kind.code, l.no);
}

err casefile_receive(struct ctx *cx, struct casefile_request in, int64_t *id_out)
{
	const char *kind, *thing;
	int64_t unit;

	TRY(casefile_receive_quiet(cx, in, id_out, &unit, &kind, &thing));
	return notice_send_holders(cx, R_CASEFILE_HANDLE, unit, false,
	                           (struct notice_in){.kind = "casefile.new", .text = thing, .object_id = *id_out,
	                                              .subject = mem_text(cx->mem, "Hồ sơ mới: %s", kind),
	                                              .path = mem_text(cx->mem, "/casefile/%" PRId64, *id_out)}, NULL);
}

err casefile_finish(struct ctx *cx, struct casefile_decision in, int64_t *no_out)
{
	const struct casefile_arrow *a = NULL;
	struct casefile_arrows arrows;
	struct register_line l;
	struct casefile c;

	TRY(casefile_take(cx, in.id, in.version, R_CASEFILE_DECIDE, &c));
	TRY(casefile_arrows(cx, c.kind_id, c.step, &arrows));
	for (size_t i = 0; i < arrows.n; i++)
		a = arrows.at[i].is_end ? &arrows.at[i] : a;
	if (a == NULL) {
		fault(cx, "", "Ở bước “%s” chưa ghi quyết định được; hãy thẩm tra xong trước.", c.step_name);
		return ERR_INVALID;
	}
	TRY(may(cx, a->who, c.unit_id));
	if (c.paused_from != DATE_NONE) {
		fault(cx, "", "Hồ sơ đang chờ bổ sung; hãy cho tính hạn trở lại trước.");
		return ERR_INVALID;
	}
	if (a->wants_papers)
		TRY(casefile_whole(cx, &c));
	TRY(line_now(cx, c.line_no, &l));
	TRY(register_add(cx, (struct register_in){
		.nature = text_is(c.does, "exchange") ? REGISTER_EXCHANGE : REGISTER_REISSUE, .about_no = l.no, .decision = in.decision,
		.name = *in.name != '\0' ? in.name : c.wish, .unit_words = "", .position = "", .achievement = "", .movement = "",
		.certificate = in.certificate, .reason = mem_text(cx->mem, "%s (hồ sơ %s)", c.reason, c.number),
		.period_from = DATE_NONE, .period_to = DATE_NONE}, no_out));
	TRY(casefile_go(cx, &c, a, mem_text(cx->mem, "Quyết định %s ngày %s, dòng số %" PRId64 " của sổ", in.decision.number,
	                                       date_vn(cx->mem, in.decision.day), *no_out), *no_out));
	return audit_detail(cx, "casefile.finish", in.id, "%s: dòng %" PRId64, c.number, *no_out);
}
