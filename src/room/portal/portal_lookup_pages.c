/* room/portal/portal_lookup_pages.c -- /tra-cuu: who looks too often waits, whatever there is to be found. */
#include "base/brake.h"
#include "base/text.h"
#include "room/portal/portal_lookup_view.h"
#include "web/req.h"

#include "gen/portal_lookup_tmpl.h"

#define ROWS "room/portal/portal.def"
#include "core/declare.h"

enum { LOOKS_MAX = 30, WINDOW_MS = 600000 };

static err look(struct ctx *cx, struct req *rq, struct portal_lookup_view *v)
{
	if (!brake_take(mem_text(cx->mem, "%s/tra-cuu.count", cx->data_dir), brake_place(cx->mem, cx->origin), cx->now_ms, WINDOW_MS, LOOKS_MAX)) {
		v->is_wait = true;
		rq->status = 429;
		return OK;
	}
	return *v->certificate != '\0' ? register_public_certificate(cx, v->certificate, &v->found)
	                               : register_public_name(cx, v->name, rq_i64(rq, "nam"), &v->found);
}

err portal_lookup_page(struct ctx *cx, struct req *rq)
{
	struct portal_lookup_view *v = mem_new(cx->mem, struct portal_lookup_view, 1);
	err e = OK;

	*v = (struct portal_lookup_view){.name = rq_text(rq, "ten"), .year = rq_text(rq, "nam"), .certificate = rq_text(rq, "bang")};
	v->is_asked = *v->name != '\0' || *v->year != '\0' || *v->certificate != '\0';
	rq->is_public = true;
	rq_title(rq, "Tra cứu khen thưởng");
	if (v->is_asked)
		e = look(cx, rq, v);
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
