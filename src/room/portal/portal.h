/* portal -- the public site: what anyone may read, signed in or not.
 *
 * Reads the windows x_v_public of other rooms, of room plan how a published plan stands, and the heads of the register, which
 * are there to be seen by everybody; on a read-only connection. Owns no table. No page names a person or leads inside. */
#ifndef ROOM_PORTAL_H
#define ROOM_PORTAL_H

#include "core/ctx.h"
#include "room/plan/plan.h"
#include "room/register/register.h"

struct buf;

enum { PORTAL_PLANS_MAX = 100, PORTAL_NEAR = DUTY_STATE_N + 1, PORTAL_FEED_BYTES_MAX = 4 << 20 };

struct portal_plan {
	int64_t id;
	int year;
	const char *title, *issuer, *number;
	date issued_on;
	int64_t published_ms;
};
struct portal_plans LIST(struct portal_plan);

/* A number and the tasks that it counts: state and quarter as portal_plan() takes them. */
struct portal_count {
	const char *label;
	int state;
	enum plan_quarter quarter;
	int64_t n;
};
struct portal_counts LIST(struct portal_count);

struct portal_quarter {
	enum plan_quarter quarter;      /* PLAN_ANY_QUARTER: the whole plan */
	struct portal_counts counts;    /* all of it, then the states that some task is in */
};

struct portal_plan_view {
	struct portal_plan plan;
	struct portal_plans others;     /* every published plan, newest year first */
	struct plan_list_view list;     /* the tasks wanted; its counts are of the whole plan */
	struct LIST(struct portal_quarter) quarters;    /* in which some task has its last day, then the whole plan */
	int state;                      /* wanted: enum duty_state, PORTAL_NEAR, -1 for any */
	enum plan_quarter quarter;
};

struct portal_heads_view {
	struct register_heads heads;    /* newest first */
	const char **texts;             /* of each, as thidua-verify takes it */
	const char *key;                /* the public key of the newest; "" before the first */
};

/* Published plans, newest year first. */
MUST err portal_plans(struct ctx *cx, struct portal_plans *out);
/* One published plan with its tasks and how they stand today; id 0: the newest. state: enum duty_state, PORTAL_NEAR for what is
 * open and soon due, -1 for any. ERR_NOTFOUND, also for one that is not published. */
MUST err portal_plan(struct ctx *cx, int64_t id, int state, enum plan_quarter quarter, struct portal_plan_view *out);
/* "qua-han" and back, as addresses of the public site write a state; PORTAL_NEAR is "sap-den-han". "" and -1: any. */
const char *portal_state_name(int state);
int portal_state_of(const char *name);
const char *portal_quarter_name(enum plan_quarter q);           /* "1", "nam-khac", "khong-ngay"; "" for any */
enum plan_quarter portal_quarter_of(const char *name);
/* The last good days of a published plan as a calendar. ERR_NOTFOUND. */
MUST err portal_feed(struct ctx *cx, int64_t id, const char *house, struct buf *out);

#endif
