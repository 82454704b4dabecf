/* room/portal/portal_ask_view.h -- what the pages of asking for a certificate again tell their templates. */
#ifndef ROOM_PORTAL_ASK_VIEW_H
#define ROOM_PORTAL_ASK_VIEW_H

#include "room/portal/portal_lookup.h"
#include "web/form.h"

struct portal_ask_view {
	const struct form *form;
	struct choices does;
	struct casefile_ask_kept kept;
};
struct portal_follow_view {
	const char *code, *wait;        /* wait: "", or how long to, in words */
	bool is_asked, is_new, is_found;
	struct casefile_follow is;
};

#endif
