/* room/duty/duty_inside.h -- what the files of room duty share; nobody else includes it. */
#ifndef ROOM_DUTY_INSIDE_H
#define ROOM_DUTY_INSIDE_H

#include "db/db.h"
#include "room/duty/duty.h"

enum { DUTY_GROUPS_MAX = 20000, DUTY_ITEM_GROUPS_MAX = 200, DUTY_WAITS_MAX = 500 };

#define DUTY_NEVER date_of(9999, 12, 31)        /* due_day of what is never late by itself */

/* DUTY_PHASE_N for an unknown name. */
enum duty_phase duty_phase_of(const char *name);

/* How a duty stands while its day has not passed, and after which day it is late: the kept columns calm and due_day. */
void duty_stand(const struct duty_fact *f, bool is_counted, enum duty_state *calm_out, date *due_out);

/* Who acts, for people. */
const char *duty_by(const struct ctx *cx);
/* Says to the unit's officers and head what became of their duty. */
MUST err duty_tell_unit(struct ctx *cx, int64_t unit_id, const char *kind, int64_t duty_id, const char *subject,
                        const char *text);
/* Escalates to the people of the unit that directs. */
MUST err duty_tell_director(struct ctx *cx, int64_t unit_id, int64_t duty_id, const char *subject, const char *text);
MUST err duty_event_add(struct ctx *cx, int64_t duty_id, const char *kind, const char *text);

/* ---- kept counts (duty_keep.c) ---------------------------------------------------------------------------------------
 *
 * Every command stands in audit's line before it reads what it changes, so that nobody else changes it meanwhile; then
 * it knows the clock's day, as of which the tally counts. A change of many duties of a group stands between
 * duty_group_open() and duty_group_close(). */

/* Into the line. clock_out: the clock's day; the first command ever sets it to cx->today. */
MUST err duty_line(struct ctx *cx, date *clock_out);
/* The clock's day for readers; cx->today before the first command. */
MUST err duty_clock(struct ctx *cx, date *out);
/* Takes the group's duties out of the tally. */
MUST err duty_group_open(struct ctx *cx, int64_t group_id, date clock);
/* Reckons anew how the group's duties stand, puts them into the tally, counts the group and tells those that wait. */
MUST err duty_group_close(struct ctx *cx, int64_t group_id, date clock);
/* Reckons for how many others a group waits, and how its duties stand by that. */
MUST err duty_wait_settle(struct ctx *cx, int64_t group_id, date clock);
/* Tells those that wait for a group that it may have been done, or opened again. */
MUST err duty_waiters_settle(struct ctx *cx, int64_t group_id, date clock);

/* ---- spreading (duty_oblige.c) ---------------------------------------------------------------------------------------- */

/* duty_release() with another moment for its end. */
MUST err duty_release_as(struct ctx *cx, const char *room, int64_t object_id, int64_t stamp_ms);
/* The living unit that is meant by a unit: itself, or who came after it (the first, where it was split); 0 when it closed
 * and nobody came. */
MUST err duty_heir(struct ctx *cx, int64_t unit_id, int64_t *out);
/* Between duty_group_open() and _close(): who is meant today and has no duty gets one; who is meant no longer loses it,
 * unless something was reported. */
MUST err duty_spread(struct ctx *cx, int64_t group_id);
/* The same for those of the next n groups after an id that are not as the units of today want them, opened and closed here.
 * last_out: the id to go on after, 0 when none is left. However few are affected, no more than n are looked at at a time. */
MUST err duty_spread_some(struct ctx *cx, int64_t after, int n, int64_t *last_out, int64_t *changed);
/* The digests of the next n accounts after an id. last_out: the id to go on after, 0 when none is left. */
MUST err duty_digest_some(struct ctx *cx, date day, int64_t after, int n, int64_t *last_out, int64_t *people);
/* The units that people follow, from what they were told to follow; user_id 0: everybody's. */
MUST err duty_follow_fill(struct ctx *cx, int64_t user_id);
/* Followings of units that ended go to who came after. */
MUST err duty_follow_heirs(struct ctx *cx);
/* A row of duty_v_row as a duty on cx->today. */
struct duty duty_of_row(struct ctx *cx, const struct row *r);
/* ERR_NOTFOUND. */
MUST err duty_group_of(struct ctx *cx, const char *room, int64_t object_id, struct row **out);
struct duty_group duty_group_of_row(struct ctx *cx, const struct row *r);

#endif
