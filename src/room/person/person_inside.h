/* room/person/person_inside.h -- what the files of room person share; nobody else includes it. */
#ifndef ROOM_PERSON_INSIDE_H
#define ROOM_PERSON_INSIDE_H

#include "db/db.h"
#include "room/person/person.h"

/* The record, with the right over its present unit; ERR_NOTFOUND when it is out of sight, ERR_DENIED when only in sight. */
MUST err person_for_edit(struct ctx *cx, int64_t id, struct person *out);
/* The name of the province of a number; "" when no such code is known. */
MUST err person_province(struct ctx *cx, const char *number, const char **out);

/* Weighing who is meant by a key: one after another who may be, then who it is. */
struct person_weighing {
	const struct person_key *key;
	struct person_matches *out;
	int64_t by_day, by_both, by_unit, before;
	int days, both, units;
};
struct person_like {
	int64_t id;                     /* of the record that speaks for the person */
	int64_t unit_id, birth_year;
	date birth;
	const char *sex;
};
void person_weigh(struct person_weighing *w, const struct person_like *p);
void person_weighed(struct person_weighing *w);

#endif
