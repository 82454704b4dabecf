/* room/portal/portal_ask_pages.c -- /cap-lai: who has no account asks for a certificate again, and follows it by a code. */
#include "base/text.h"
#include "room/portal/portal_ask_view.h"
#include "room/portal/portal_lookup_view.h"
#include "web/req.h"

#include "gen/portal_ask_tmpl.h"

#define ROWS "room/portal/portal.def"
#include "core/declare.h"

static const struct choice DOES[] = {{"reissue", "Cấp lại: bằng bị mất"}, {"exchange", "Cấp đổi: bằng hư hỏng, ghi sai"}};

err portal_ask_page(struct ctx *cx, struct req *rq)
{
	struct portal_ask_view v = {.form = form_of(rq), .does = {DOES, COUNT(DOES)}};

	TRY(casefile_ask_kept(cx, &v.kept));
	rq->is_public = true;
	rq_title(rq, "Đề nghị cấp lại, cấp đổi bằng");
	portal_ask_html(rq->out, &v);
	return OK;
}

err portal_ask_post(struct ctx *cx, struct req *rq)
{
	const char *code;
	int64_t wait_s;
	err e;

	need(cx, *rq_text(rq, "year") == '\0' || rq_i64(rq, "year") > 0, "year", "Hãy ghi năm khen thưởng từ 1945 đến năm nay, hoặc để trống.");
	e = casefile_ask(cx, (struct casefile_ask){
		.does = rq_text(rq, "does"), .name = rq_text(rq, "name"), .thing = rq_text(rq, "thing"), .year = rq_i64(rq, "year"),
		.certificate = rq_text(rq, "certificate"), .applicant = rq_text(rq, "applicant"), .contact = rq_text(rq, "contact"),
		.reason = rq_text(rq, "reason")}, &code, &wait_s);
	if (e == ERR_FULL) {
		if (wait_s != 0)
			fault(cx, "", "Đã có nhiều đề nghị từ địa chỉ mạng này. Hãy gửi lại sau %s, hoặc nộp trực tiếp.", portal_wait_words(cx->mem, wait_s));
		else
			fault(cx, "", "Đang có quá nhiều đề nghị chờ xem xét. Hãy gửi lại sau, hoặc nộp trực tiếp.");
		return ERR_INVALID;
	}
	TRY(e);
	return rq_goto(rq, "/cap-lai/theo-doi?ma=%s&moi=1", code);
}

err portal_follow_page(struct ctx *cx, struct req *rq)
{
	struct portal_follow_view v = {.code = rq_text(rq, "ma"), .wait = "", .is_new = rq_has(rq, "moi")};
	int64_t wait_s = 0;
	err e = OK;

	v.is_asked = *v.code != '\0';
	if (v.is_asked)
		e = portal_follow(cx, v.code, &v.is, &wait_s);
	if (e != ERR_NOTFOUND)
		TRY(e);
	v.is_found = v.is_asked && e == OK && wait_s == 0;
	if (wait_s != 0) {
		rq->status = 429;
		rq->wait_s = wait_s;
		v.wait = portal_wait_words(cx->mem, wait_s);
	}
	rq->is_public = true;
	rq_title(rq, "Theo dõi đề nghị cấp lại, cấp đổi");
	portal_follow_html(rq->out, &v);
	return OK;
}
