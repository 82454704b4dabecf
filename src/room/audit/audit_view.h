/* audit_view.h -- what the template of room audit is told. */
#ifndef ROOM_AUDIT_VIEW_H
#define ROOM_AUDIT_VIEW_H

#include "room/audit/audit.h"
#include "web/form.h"

struct audit_list_view {
	const struct form *form;
	const char *user, *act, *from, *to;     /* the filter as typed */
	struct audit_list list;
	struct papers papers;
	const char *next;                       /* path of the older rows; "" for none */
};

#endif
