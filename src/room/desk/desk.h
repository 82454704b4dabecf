/* desk -- "việc của tôi": what waits for the person who is signed in, as verbs with counts and the oldest wait, each leading to
 * exactly what it counts; and the person's calendar. Owns no table; asks rooms casefile, duty, intake, notice and plan. */
#ifndef ROOM_DESK_H
#define ROOM_DESK_H

#include "core/ctx.h"
#include "room/plan/plan.h"

struct buf;

enum {
	DESK_OWN_MAX = 20,              /* duties of the person's unit that the page shows */
	DESK_FEED_MAX = 1000,           /* days in one calendar */
	DESK_FEED_BYTES_MAX = 2 << 20
};

/* "Báo cáo 3 việc quá hạn, lâu nhất 12 ngày". */
struct desk_item {
	const char *verb, *things;      /* "Báo cáo", "việc quá hạn" */
	int64_t n;
	const char *path;
	int days;                       /* how long the oldest waits; 0: is not said */
	int days_left;                  /* of what is still to come: to the nearest, counted from 1 for today; 0: is not said */
	bool is_pressing;
};

struct desk {
	const char *full_name, *unit_name;
	int64_t unit_id;
	struct LIST(struct desk_item) items;    /* what presses first comes first */
	struct duties own;              /* open duties of the person's unit, the longest late first; DESK_OWN_MAX of them */
	struct duties returned;         /* those of them whose last report came back */
	struct plan_list_view plan;     /* the newest published plan, for those who look over all units; id 0: none */
};

MUST err desk_get(struct ctx *cx, struct desk *out);

/* The calendar of the person whose secret address has that token: the last good days of what the person's units owe, from a
 * month before today to a year after it. ERR_NOTFOUND. */
MUST err desk_feed(struct ctx *cx, const char *token, const char *house, struct buf *out);

#endif
