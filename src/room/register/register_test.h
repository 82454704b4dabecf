/* room/register/register_test.h -- what the tests of room register share: a house with units, awards and a key. */
#ifndef ROOM_REGISTER_TEST_H
#define ROOM_REGISTER_TEST_H

#include "room/register/register.h"
#include "room/register/register_load.h"

struct ctx *register_house(void);
int64_t register_unit(struct ctx *cx, const char *code);
int64_t register_award(struct ctx *cx, const char *code);
/* A person born 1980 with a post in the unit since 2015. */
int64_t register_somebody(struct ctx *cx, const char *name, const char *unit);
/* A grant as most lines are; the test changes what it is about. */
struct register_in register_grant(struct ctx *cx, int64_t person, const char *award, const char *number, date day);
int64_t register_put(struct ctx *cx, struct register_in in);
/* From now on an officer of one unit asks, as room user would load one. */
void register_officer(struct ctx *cx, const char *unit);
/* A list that was sent for the city and read; as it is now; taken and written (register_load_test.c). */
int64_t register_load_read(struct ctx *cx, const char *text);
struct register_load register_load_now(struct ctx *cx, int64_t id);
void register_load_written(struct ctx *cx, int64_t id);

#endif
