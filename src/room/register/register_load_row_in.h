/* room/register/register_load_row_in.h -- what a kept row means, for the files that look at it and that write it. */
#ifndef ROOM_REGISTER_LOAD_ROW_IN_H
#define ROOM_REGISTER_LOAD_ROW_IN_H

#include "room/person/person.h"
#include "room/register/register_load_in.h"

enum { LOAD_SEEN_MAX = 8 };

/* Whom and what a row is about, seen in the register as it is now. */
struct load_seen {
	struct register_line line;              /* as it is to be written, but for its number and its decision's */
	struct person_key key;                  /* of a person or household */
	struct person_matches whom;             /* whom.id 0: a new record is to be made */
	struct register_line about;             /* the award that a revocation and its like names; no 0: none */
	struct sheet_problem problems[LOAD_SEEN_MAX];
	size_t problems_n;
	bool has_error;
};

/* What was looked up before: a text and its id. */
struct keep {
	struct { const char *text, *code; int64_t id; } *at;    /* 1 << KEEP_BITS; code: of a unit */
	size_t n;
};

struct load_writer {
	struct mem *mem;
	struct register_load load;
	struct award_list awards;
	struct award_grounds grounds;
	struct award_rules rules;
	const struct person_class *classes;
	size_t classes_n;
	struct keep units, decisions;
	const char *unit_code;          /* of the office whose sheet it is */
	int64_t after;                  /* rows written so far */
	struct person_crowd *crowd;     /* of a filling, which nobody else writes beside; NULL: the database is asked */
};

MUST err load_row_see(struct ctx *cx, struct load_writer *w, const char *const at[SHEET_FIELD_N], int64_t line_id, int64_t choice, struct load_seen *out);
/* The row as a line of the register, with its person or household made where there was no record, and its decision; all but its
 * number. made_out: the record was made. ERR_INVALID: the register does not take it; the faults say why. */
MUST err load_row_line(struct ctx *cx, struct load_writer *w, const char *const at[SHEET_FIELD_N], int64_t line_id, int64_t choice, struct load_seen *out, bool *made_out);
/* The decision as it is kept; its id. */
MUST err load_row_decision(struct ctx *cx, struct load_writer *w, struct register_decision *d);

#endif
