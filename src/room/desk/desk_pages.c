/* room/desk/desk_pages.c -- the page a person sees first */
#include "room/desk/desk.h"

#include "gen/desk_tmpl.h"
#include "web/req.h"

#define ROWS "room/desk/desk.def"
#include "core/declare.h"

err desk_page(struct ctx *cx, struct req *rq)
{
	struct desk d;

	TRY(desk_get(cx, &d));
	rq_title(rq, "Việc của tôi");
	desk_show_html(rq->out, &d);
	return OK;
}
