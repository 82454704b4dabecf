/* portal -- the public site: what anyone may read, signed in or not.
 *
 * Reads only the windows x_v_public of other rooms, and the heads of the register, which are there to be seen by everybody;
 * on a read-only connection. Owns no table. */
#ifndef ROOM_PORTAL_H
#define ROOM_PORTAL_H

#include "core/ctx.h"
#include "room/calendar/calendar.h"
#include "room/register/register.h"

enum { PORTAL_PLANS_MAX = 100, PORTAL_TASKS_MAX = 2000 };

struct portal_plan {
	int64_t id;
	int year;
	const char *title, *issuer, *number;
	date issued_on;
	int64_t published_ms;
};
struct portal_plans LIST(struct portal_plan);

struct portal_milestone {
	const char *words, *act, *actors;
	date good_day;                  /* DATE_NONE: bound to no day */
	enum calendar_state state;
	int days_left;                  /* to good_day; negative when past */
};

struct portal_task {
	int64_t id;
	int appendix, no;
	const char *section, *section_title;
	bool is_first;                  /* of its section: a heading stands before it */
	const char *lead;               /* its words before the bullet points */
	struct { const char **at; size_t n, cap; } items;
	const char *direct, *execute, *coordinate;
	struct portal_milestone *milestones;
	size_t milestones_n;
	enum calendar_state state;        /* the most pressing of its milestones */
};
struct portal_tasks LIST(struct portal_task);

struct portal_plan_view {
	struct portal_plan plan;
	struct portal_plans others;     /* every published plan, newest year first */
	struct portal_tasks tasks;      /* those of the wanted state, or all */
	int64_t counts[CALENDAR_STATE_N]; /* over all tasks */
	int64_t tasks_n;                /* over all */
	int wanted;                     /* enum calendar_state, -1 for all */
	date today;
};

struct portal_heads_view {
	struct register_heads heads;    /* newest first */
	const char **texts;             /* of each, as thidua-verify takes it */
	const char *key;                /* the public key of the newest; "" before the first */
};

/* Published plans, newest year first. */
MUST err portal_plans(struct ctx *cx, struct portal_plans *out);
/* One published plan with its tasks; id 0: the newest. ERR_NOTFOUND, also for one that is not published. */
MUST err portal_plan(struct ctx *cx, int64_t id, int wanted, struct portal_plan_view *out);

#endif
