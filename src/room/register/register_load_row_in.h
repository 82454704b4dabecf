/* room/register/register_load_row_in.h -- what a kept row means, for the files that look at it and that write it. */
#ifndef ROOM_REGISTER_LOAD_ROW_IN_H
#define ROOM_REGISTER_LOAD_ROW_IN_H

#include "room/person/person.h"
#include "room/register/register_load_in.h"

struct row;

struct row;

enum { LOAD_SEEN_MAX = 8 };

/* Whom and what a row is about, seen in the register as it is now. */
struct load_seen {
	struct register_line line;              /* as it is to be written, but for its number and its decision's */
	struct person_key key;                  /* of a person or household */
	struct person_matches whom;             /* whom.id 0: a new record is to be made */
	struct register_line about;             /* the award that a revocation and its like names; no 0: none */
	int64_t names_id, names_line;           /* or the earlier row of the same file that grants it, and its line there; 0: none */
	struct sheet_problem problems[LOAD_SEEN_MAX];
	size_t problems_n;
	bool has_error;
};

/* What was looked up before: a text and its id. Over as many as that it begins anew. */
struct keep {
	struct mem *mem;                /* its own, emptied then; NULL: the writer's, where the job is too short for it to matter */
	size_t most;
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
	const char *sheet;              /* of the row that is looked at */
	int64_t before;                 /* rows of the file are looked for before this place; 0: all that are kept */
	struct person_crowd *crowd;     /* of a filling, which nobody else writes beside; NULL: the database is asked */
};

MUST err load_row_see(struct ctx *cx, struct load_writer *w, const char *const at[SHEET_FIELD_N], int64_t line_id, int64_t choice, struct load_seen *out);
/* The row as a line of the register, with its person or household made where there was no record, and its decision; all but its
 * number. made_out: the record was made. ERR_INVALID: the register does not take it; the faults say why. */
MUST err load_row_line(struct ctx *cx, struct load_writer *w, const char *const at[SHEET_FIELD_N], int64_t line_id, int64_t choice, struct load_seen *out, bool *made_out);
/* Since when somebody was in the Party, as a cell says on the day of a decision: "x", "Đảng viên", a day; DATE_NONE: it does not say so. */
date load_party(struct mem *m, const char *cell, date day, date until);
/* The row as a leaf; its hash. Its person is noted at the row. ERR_INVALID: the register does not take it; the faults say why. */
MUST err load_row_write(struct ctx *cx, struct load_writer *w, const struct row *r, const char *const at[SHEET_FIELD_N], int64_t leaf, struct merkle_hash *hash_out);

/* ---- rows about earlier rows of the same file (register_load_inner.c) */

/* An earlier row that grants what is spoken of. */
struct load_inner {
	int64_t id, line, year;
	const char *name;
	bool is_other;          /* it says somebody else than the row that looks for it */
};
enum { LOAD_INNERS = 9 };
/* By which a grant is found again: who and what; 0 for any other row. */
int64_t load_row_key(struct mem *m, const char *const at[SHEET_FIELD_N]);
/* The number in "tệp:12", "Tệp 12"; 0 for anything else. */
int64_t load_inner_said(struct mem *m, const char *text);
/* Earlier rows of the file that grant that award to whoever the row says, as far as both say it. said_line: of that line of its sheet,
 * whoever it says. */
MUST err load_inner_find(struct ctx *cx, const struct load_writer *w, const char *const at[SHEET_FIELD_N], int64_t said_line, struct load_inner out[LOAD_INNERS],
                         size_t *n_out);
/* The line of the file in which an earlier row ends that award already; 0: none does. */
MUST err load_inner_ended(struct ctx *cx, const struct load_writer *w, int64_t names_id, int64_t *line_out);
/* In the transaction that publishes: writes the rows that wait for it after the last line, whose leaves begin at from. *n_out: how many. */
MUST err load_inner_publish(struct ctx *cx, const struct register_load *l, int64_t from, struct merkle_log *log, int64_t *n_out);

/* The decision as it is kept; its id. */
MUST err load_row_decision(struct ctx *cx, struct load_writer *w, struct register_decision *d);

#endif
