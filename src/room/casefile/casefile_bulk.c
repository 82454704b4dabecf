/* room/casefile/casefile_bulk.c -- one act on many cases, a case for each of many lines: all or none, everything that is wrong at once. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/casefile/casefile_inside.h"
#include "room/notice/notice.h"

size_t casefile_picks_of(const char *text, struct casefile_pick *out, size_t max)
{
	size_t n = 0;

	while (n < max) {
		char *end;

		text += strspn(text, ",. ");
		out[n].id = strtoll(text, &end, 10);
		if (end == text || *end != '-')
			break;
		out[n++].version = strtoll(end + 1, &end, 10);
		text = end;
	}
	return n;
}

/* What one of them answered goes to all, after its name; an error that ends everything is returned. The next is asked with no fault
 * before it. What holds for all of them alike is said once. */
static err answered(struct ctx *cx, struct faults *all, const char *which, err e)
{
	struct faults mine = cx->faults;

	faults_init(&cx->faults, cx->mem);
	if (e == ERR_NOTFOUND || e == ERR_DENIED)
		faults_add(all, "chon", mem_text(cx->mem, "%s: ngoài phạm vi của bạn, hoặc bạn không được làm việc này.", which));
	else if (e == ERR_STALE)
		faults_add(all, "chon", mem_text(cx->mem, "%s: vừa được người khác thay đổi; hãy chọn lại.", which));
	else if (e == ERR_STATE)
		faults_add(all, "chon", mem_text(cx->mem, "%s: đã kết thúc.", which));
	else if (e != OK && e != ERR_INVALID)
		return e;
	for (size_t i = 0; i < mine.n; i++) {
		const char *field = mine.at[i].field;
		bool is_own = text_is(field, "line") || text_is(field, "act") || text_is(field, "papers") || text_is(field, "") || text_is(field, "login");

		if (is_own)
			faults_add(all, text_is(field, "line") || *field == '\0' ? "chon" : field, mem_text(cx->mem, "%s: %s", which, mine.at[i].sentence));
		else if (*faults_of(all, field) == '\0')
			faults_add(all, field, mine.at[i].sentence);
	}
	return OK;
}

static err all_said(struct ctx *cx, const struct faults *all)
{
	cx->faults = *all;
	return faults(cx);
}

static err act_one(struct ctx *cx, const char *act, const struct casefile_pick *p, const char *login, const char *text, int64_t *who_out)
{
	if (text_is(act, "take") || text_is(act, "give"))
		return casefile_hold_quiet(cx, p->id, p->version, text_is(act, "take") ? "" : login, who_out);
	return casefile_act(cx, p->id, p->version, act, text);
}

err casefile_bulk(struct ctx *cx, const char *act, const struct casefile_pick *picks, size_t n, const char *login, const char *text)
{
	struct faults all;
	int64_t who = 0;

	TRY(may(cx, R_CASEFILE_READ, 0));
	need(cx, n > 0 && n <= CASEFILE_BULK_MAX, "chon", "Hãy chọn từ 1 đến 200 hồ sơ.");
	need(cx, *act != '\0', "act", "Hãy chọn việc cần làm.");
	need(cx, !text_is(act, "give") || *login != '\0', "login", "Hãy ghi tài khoản được giao.");
	TRY(faults(cx));
	faults_init(&all, cx->mem);
	for (size_t i = 0; i < n; i++) {
		const char *which = mem_text(cx->mem, "Hồ sơ thứ %zu", i + 1);
		struct casefile c;
		err e = casefile_get(cx, picks[i].id, &c);

		if (e == OK) {
			which = mem_text(cx->mem, "Hồ sơ %s", c.number);
			e = act_one(cx, act, &picks[i], login, text, &who);
		}
		TRY(answered(cx, &all, which, e));
	}
	TRY(all_said(cx, &all));
	if (who != 0 && who != cx->who->user_id)
		TRY(notice_send(cx, who, (struct notice_in){.kind = "casefile.given", .subject = mem_text(cx->mem, "Được giao xử lý %zu hồ sơ", n), .text = "",
		                                            .path = "/casefile?state=mine"}));
	/* what was typed beside an act that gives nobody anything is no account, perhaps a name */
	return audit_detail(cx, "casefile.bulk", picks[0].id, "%zu hồ sơ: %s%s%s", n, act, text_is(act, "give") ? " " : "", text_is(act, "give") ? login : "");
}

/* ---- a case for each line ------------------------------------------------------------------------------------------------ */

struct told {
	int64_t unit_id, n;
};
struct tellings LIST(struct told);

/* One more for who handles cases of that unit. */
static void tell_more(struct ctx *cx, struct tellings *list, int64_t unit_id)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].unit_id == unit_id) {
			list->at[i].n++;
			return;
		}
	*list_add(cx->mem, list) = (struct told){unit_id, 1};
}

/* A case for one line, asked for by who holds the award where nobody else does. */
static err receive_one(struct ctx *cx, struct casefile_request in, struct tellings *tell)
{
	const char *kind, *thing;
	int64_t id, unit;

	/* No name is copied into the case: the register has it, and may be asked to forget it. */
	if (*in.applicant == '\0')
		in.applicant = "Người được khen thưởng";
	TRY(casefile_receive_quiet(cx, in, &id, &unit, &kind, &thing));
	tell_more(cx, tell, unit);
	return OK;
}

err casefile_receive_all(struct ctx *cx, struct casefile_request in, const int64_t *lines, size_t n)
{
	struct tellings tell = {0};
	struct faults all;

	TRY(may(cx, R_CASEFILE_RECEIVE, 0));
	need(cx, n > 0 && n <= CASEFILE_BULK_MAX, "chon", "Hãy chọn từ 1 đến 200 dòng của sổ.");
	TRY(faults(cx));
	faults_init(&all, cx->mem);
	for (size_t i = 0; i < n; i++) {
		err e;

		in.line_no = lines[i];
		e = receive_one(cx, in, &tell);
		/* Two who receive at once: the dispatcher asks again. */
		if (e == ERR_STALE)
			return e;
		TRY(answered(cx, &all, mem_text(cx->mem, "Dòng số %" PRId64, lines[i]), e));
	}
	TRY(all_said(cx, &all));
	for (size_t i = 0; i < tell.n; i++)
		TRY(notice_send_holders(cx, R_CASEFILE_HANDLE, tell.at[i].unit_id, false,
		                        (struct notice_in){.kind = "casefile.new", .subject = mem_text(cx->mem, "%" PRId64 " hồ sơ mới cần thẩm tra", tell.at[i].n),
		                                           .text = "", .path = "/casefile?state=free"}, NULL));
	return audit_detail(cx, "casefile.receive_all", lines[0], "%zu dòng, %s", n, in.does);
}
