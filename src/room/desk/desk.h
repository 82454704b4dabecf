/* desk -- "việc của tôi": what waits for the person who is signed in, as verbs with counts, the most pressing first.
 * Owns no table; asks rooms plan and intake. */
#ifndef ROOM_DESK_H
#define ROOM_DESK_H

#include "core/ctx.h"
#include "room/plan/plan.h"

enum { DESK_TASKS_MAX = 100 };

struct desk {
	const char *full_name;
	bool may_import, may_publish;
	int64_t staged_n;               /* documents read and waiting to be taken */
	int64_t oldest_staged_id;
	int oldest_staged_days;
	struct plans drafts;            /* plans not yet published that the person may publish */
	struct plan_lines late, near, ahead;    /* tasks with a part for the person's unit */
	int64_t tasks_n;
};

MUST err desk_get(struct ctx *cx, struct desk *out);

#endif
