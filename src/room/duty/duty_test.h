/* room/duty/duty_test.h -- a small office for the tests of room duty: units, classes, a plan of things. */
#ifndef ROOM_DUTY_TEST_H
#define ROOM_DUTY_TEST_H

#include "room/duty/duty.h"

enum { OFFICE_UNITS = 6 };

struct office {
	int64_t units[OFFICE_UNITS];    /* sở A … sở F, all of one kind */
	int64_t class_id;               /* the kind's units */
};

/* Units and a class that holds them all by their kind. */
struct office office_of(struct ctx *cx);
/* A thing of plan 1, task `item`, milestone `object`, due by that day. */
struct duty_thing thing_of(int64_t item, int64_t object, date good_day);
/* An office with one thing of everyone's, due on that day. */
struct office everyone_by(struct ctx *cx, int64_t object, date good_day);
/* A report of so many per cent of the duty as it was read, and the same made for a unit. */
struct duty_report_in report_in(const struct duty *d, int percent);
void report(struct ctx *cx, int64_t object, int64_t unit_id, int percent);
/* Signs in as a new account with that role in that unit; its id. */
int64_t be(struct ctx *cx, const char *role, int64_t unit_id);
/* The group of that milestone as plan 1 shows it. */
struct duty_group group_of(struct ctx *cx, int64_t object);
/* A unit's duty in that milestone. */
struct duty duty_at(struct ctx *cx, int64_t object, int64_t unit_id);
/* The kept counts are those of a recount, and what readers say of groups and units is what looking at each duty gives. */
void counts_hold(struct ctx *cx);

#endif
