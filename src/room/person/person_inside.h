/* room/person/person_inside.h -- what the files of room person share; nobody else includes it. */
#ifndef ROOM_PERSON_INSIDE_H
#define ROOM_PERSON_INSIDE_H

#include "db/db.h"
#include "room/person/person.h"

/* The record, with the right over its present unit; ERR_NOTFOUND when it is out of sight, ERR_DENIED when only in sight. */
MUST err person_for_edit(struct ctx *cx, int64_t id, struct person *out);
/* The name of the province of a number; "" when no such code is known. */
MUST err person_province(struct ctx *cx, const char *number, const char **out);

#endif
