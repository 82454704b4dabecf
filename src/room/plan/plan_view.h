/* plan_view -- what the pages of room plan show; for plan_pages.c and plan.tmpl only. */
#ifndef ROOM_PLAN_VIEW_H
#define ROOM_PLAN_VIEW_H

#include "room/plan/plan.h"

struct plan_show_view {
	struct plan_list_view list;
	int state;                      /* the wanted enum calendar_state, -1 for any */
	const char *q;
	bool is_mine, is_warned;
	bool may_publish, may_edit, may_import;
};

#endif
