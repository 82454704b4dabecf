/* room/portal/portal_lookup_pages.c -- /tra-cuu: two forms and one answer. */
#include "base/text.h"
#include "room/portal/portal_lookup_view.h"
#include "web/req.h"

#include "gen/portal_lookup_tmpl.h"

#define ROWS "room/portal/portal.def"
#include "core/declare.h"

const char *portal_wait_words(struct mem *m, int64_t s)
{
	return s < 90 ? "một phút" : s < 5400 ? mem_text(m, "%" PRId64 " phút", (s + 59) / 60) : mem_text(m, "%" PRId64 " giờ", (s + 3599) / 3600);
}

err portal_lookup_page(struct ctx *cx, struct req *rq)
{
	struct portal_lookup_view *v = mem_new(cx->mem, struct portal_lookup_view, 1);
	err e = OK;

	*v = (struct portal_lookup_view){.name = rq_text(rq, "ten"), .year = rq_text(rq, "nam"), .certificate = rq_text(rq, "bang"), .wait = ""};
	v->is_check = rq_has(rq, "bang");
	v->is_asked = *v->name != '\0' || *v->year != '\0' || v->is_check;
	rq->is_public = true;
	rq_title(rq, "Tra cứu khen thưởng");
	if (v->is_asked && v->is_check && *v->certificate == '\0') {
		fault(cx, "bang", "Hãy ghi số bằng như in trên bằng.");
		e = ERR_INVALID;
	} else if (v->is_asked) {
		e = portal_look(cx, (struct portal_ask){.certificate = v->certificate, .name = v->name, .year = rq_i64(rq, "nam")}, &v->found);
	}
	if (e == OK && v->found.wait_s != 0) {
		v->wait = portal_wait_words(cx->mem, v->found.wait_s);
		rq->status = 429;
		rq->wait_s = v->found.wait_s;
	}
	v->is_busy = e == ERR_BUSY;
	v->is_asked &= e == OK;
	v->name_fault = faults_of(&cx->faults, "ten");
	v->year_fault = faults_of(&cx->faults, "nam");
	v->certificate_fault = faults_of(&cx->faults, "bang");
	if (e != OK && e != ERR_INVALID && e != ERR_BUSY)
		return e;
	portal_lookup_html(rq->out, v);
	return OK;
}
