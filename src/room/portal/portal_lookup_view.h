/* room/portal/portal_lookup_view.h -- what the page of looking up tells its template. */
#ifndef ROOM_PORTAL_LOOKUP_VIEW_H
#define ROOM_PORTAL_LOOKUP_VIEW_H

#include "room/portal/portal_lookup.h"

struct portal_lookup_view {
	const char *name, *year, *certificate;  /* as typed */
	const char *name_fault, *year_fault, *certificate_fault;
	bool is_asked, is_check, is_busy;       /* is_check: the second form was sent */
	struct portal_found found;
	const char *wait;                       /* "", or until when to wait, in words */
};

const char *portal_wait_words(struct mem *m, int64_t s);     /* "5 phút", "3 giờ" */

#endif
