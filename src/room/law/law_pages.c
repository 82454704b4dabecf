/* room/law/law_pages.c -- the list of texts, one text with its places. */
#include "room/law/law_view.h"
#include "base/text.h"
#include "web/req.h"

#include "gen/law_tmpl.h"

#define ROWS "room/law/law.def"
#include "core/declare.h"

const char *law_link_words(const struct law_link *k)
{
	if (text_is(k->kind, "amends"))
		return k->is_out ? "Sửa đổi, bổ sung" : "Được sửa đổi, bổ sung bởi";
	if (text_is(k->kind, "replaces"))
		return k->is_out ? "Thay thế" : "Được thay thế bởi";
	return k->is_out ? "Quy định chi tiết" : "Được quy định chi tiết bởi";
}

err law_list_page(struct ctx *cx, struct req *rq)
{
	struct law_list_view v = {.q = rq_text(rq, "q"), .is_in_force_only = rq_bool(rq, "con-hieu-luc")};

	TRY(law_list(cx, v.q, v.is_in_force_only ? cx->today : DATE_NONE, &v.list));
	rq_title(rq, "Văn bản");
	law_list_html(rq->out, &v);
	return OK;
}

err law_keeps_page(struct ctx *cx, struct req *rq)
{
	struct law_keeps l;

	TRY(law_keeps(cx, &l));
	rq_title(rq, "Thời hạn lưu thông tin cá nhân");
	law_keeps_html(rq->out, &l, may_bool(cx, R_LAW_EDIT, 0));
	return OK;
}

err law_show_page(struct ctx *cx, struct req *rq)
{
	struct law_show_view v = {0};
	struct law_places places;

	TRY(law_get(cx, rq_id(rq), &v.law));
	TRY(law_places(cx, v.law.id, &places));
	TRY(law_links(cx, v.law.id, &v.links));
	v.places = mem_new(cx->mem, struct law_place_view, places.n);
	for (; v.places_n < places.n; v.places_n++)
		v.places[v.places_n] = (struct law_place_view){places.at[v.places_n], law_place_words(cx->mem, &places.at[v.places_n])};
	rq_title(rq, "%s %s", v.law.kind, v.law.number);
	law_show_html(rq->out, &v);
	return OK;
}
