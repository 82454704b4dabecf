/* person -- people and households, one record each, over time.
 *
 * A person has names, identity numbers, posts in units, and facts that held for a time (Party member, leader class, direct
 * worker, leave, study, discipline). A household is a row of the same kind, without birth or sex: what is commended and
 * looked for by name lies in one place (docs/decisions/0040). Nothing is deleted: rows are marked removed.
 * Two records of one person are joined by making one the alias of the other; nothing that was issued changes, and it can
 * be undone. Identity numbers are shown only to who may see them.
 * Who sees a person: everybody whose reach holds a unit in which the person has or had a post.
 * Owns the tables person, person_*; reads room unit. */
#ifndef ROOM_PERSON_H
#define ROOM_PERSON_H

#include "core/ctx.h"

enum {
	PERSON_NAME_MAX = 200,          /* code points */
	PERSON_TEXT_MAX = 500,
	PERSON_PAGE_MAX = 100,
	PERSON_MANY = 48,          /* rows of one person_list */
	PERSON_ROWS_MAX = 500,          /* posts, facts, names … of one person */
	PERSON_TWINS_MAX = 50,
	PERSON_WARN_MAX = 5
};

struct person {
	int64_t id, version;
	bool is_household;
	const char *name;
	date birth;                     /* DATE_NONE: only the year, or nothing, is known */
	int64_t birth_year;             /* 0: not known */
	const char *sex;                /* "m" "f" "" */
	const char *ethnicity, *religion, *nationality, *staff_code, *address;
	date died;
	int64_t unit_id;                /* of the present post; 0 for none */
	const char *unit_name, *position;
	int64_t head_id, merged_id;     /* 0 for none */
	bool may_see_number;            /* numbers of this person are shown to who asks */
};

struct person_list {
	struct person *at;
	size_t n;
	int64_t next_after;             /* for the next page; 0: this is the last */
};

struct person_filter {
	const char *q;                  /* words of a name, or a whole identity number; "" or NULL */
	int64_t under_id;               /* those whose present unit is this or below it; 0: wherever one may look */
	int is_household;               /* -1 both, 0 people, 1 households */
	int64_t after_id;               /* keyset: the last of the page before; 0 for the first */
	int n;
};

struct person_number {
	int64_t id;
	const char *number;             /* whole, or its last three digits behind dots */
	bool is_masked;
};
struct person_name {
	int64_t id;
	const char *name;
	bool is_former;
};
struct person_post {
	int64_t id, unit_id;
	const char *unit_words;         /* the unit's name, or what was written */
	const char *position;
	date from, to;
	const char *paper;
};
struct person_fact {
	int64_t id;
	const char *kind, *value;       /* value of a leader class: its code */
	const char *words;              /* for people: "Đảng viên", "Lãnh đạo cấp vụ, sở" */
	date from, to;
	const char *paper;
};
struct person_merge {
	int64_t from_id, into_id;
	const char *from_name, *note, *by;
	bool is_undo;
	int64_t at_ms;
};
struct person_class {
	int64_t id;
	const char *code, *name;
};

struct person_history {
	struct person_number *numbers;
	size_t numbers_n;
	struct person_name *names;
	size_t names_n;
	struct person_post *posts;      /* newest first */
	size_t posts_n;
	struct person_fact *facts;
	size_t facts_n;
	struct person_merge *merges;
	size_t merges_n;
	int64_t *aliases;               /* ids of records that this one speaks for */
	size_t aliases_n;
};

/* How things stood on a day. */
struct person_day {
	int64_t unit_id;
	const char *unit_words, *position;
	int64_t class_id;               /* leader class; 0 for none */
	const char *class_code, *class_name;
	bool is_party, is_direct;
};

/* Perhaps the same person, and why. */
struct person_twin {
	struct person person;
	int score;                      /* 1 name only … 4 name, day of birth and unit */
	const char *why;
};

/* ---- identity numbers and birth, pure ------------------------------------------------------------------------------- */

/* 12 digits, or the older 9. */
bool person_number_is_good(const char *number);
/* What in a 12-digit number does not fit: century and sex (fourth digit), year (fifth, sixth). History allows misfits, so
 * these are words to look at, not refusals. birth_year 0, sex "": not compared. The number of sentences written. */
int person_number_doubts(struct mem *m, const char *number, int64_t birth_year, const char *sex,
                         const char *out[PERSON_WARN_MAX]);
/* "05/03/1980" or "1980"; "" is neither. false for anything else. */
bool person_birth_read(const char *text, date *day_out, int64_t *year_out);
const char *person_birth_words(struct mem *m, date birth, int64_t year);

/* ---- reads ------------------------------------------------------------------------------------------------------------ */

/* ERR_NOTFOUND also hides people out of reach. An alias is given as it is; merged_id says who speaks for it. */
MUST err person_get(struct ctx *cx, int64_t id, struct person *out);
/* Those of these records that one may see, by their numbers; the others are left out. One statement for PERSON_MANY of them. */
MUST err person_many(struct ctx *cx, const int64_t *ids, size_t n, struct person_list *out);
/* What is recorded of people on days, for lists: of those in sight. A few statements for PERSON_MANY of them. */
struct person_said {
	bool is_seen, is_party;
	const char *origin;             /* "" where it is not known */
};
MUST err person_said_on(struct ctx *cx, const int64_t *ids, const date *days, size_t n, struct person_said *out);
/* By name as the language sorts. Needs PERSON_READ; a number is looked for only with PERSON_SENSITIVE. */
MUST err person_list(struct ctx *cx, struct person_filter f, struct person_list *out);
MUST err person_history(struct ctx *cx, int64_t id, struct person_history *out);
/* The record that speaks for this one: itself, or what it was merged into. ERR_NOTFOUND. No right is asked. */
MUST err person_speaker(struct ctx *cx, int64_t id, int64_t *id_out);
/* For rooms that record what held on a day. No right is asked: the caller has decided. ERR_NOTFOUND. */
MUST err person_on(struct ctx *cx, int64_t id, date day, struct person_day *out);
/* Best first. */
MUST err person_twins(struct ctx *cx, int64_t id, const struct person_twin **out, size_t *n_out);
/* Which record within reach is meant by what an old list says of somebody: by the identity number where the name agrees, by
 * name and day of birth, by name, unit and year of birth or unit alone; 0 when none is, or when several may be. Never by the name alone. No right is asked. */
struct person_key {
	bool is_household, is_number_taken;     /* is_number_taken: set when the number is that of somebody called otherwise */
	const char *name, *number;
	date birth;
	int64_t birth_year, unit_id;
	const char *sex;
};
MUST err person_match(struct ctx *cx, struct person_key *key, int64_t *id_out);
/* The same with everybody within reach who is called so and of whom nothing that is said differs, for a person to choose from.
 * is_tied: several are as near as one another, so that none is meant. */
enum { PERSON_MAY_MAX = 8 };
struct person_matches {
	int64_t id;                     /* as person_match() */
	int64_t may[PERSON_MAY_MAX];
	size_t may_n;
	bool is_tied;
};
MUST err person_match_all(struct ctx *cx, struct person_key *key, struct person_matches *out);
/* All records that there are, kept at hand while a whole register is filled: asked ten million times, the database would take longer
 * than all the rest. person_crowd_match() answers as person_match_all() does to who sees all; the crowd must be told of every record made since. */
struct person_crowd;
MUST err person_crowd_open(struct ctx *cx, struct mem *m, struct person_crowd **out);
void person_crowd_add(struct ctx *cx, struct person_crowd *c, int64_t id, const struct person_key *key);
MUST err person_crowd_match(struct ctx *cx, const struct person_crowd *c, struct person_key *key, struct person_matches *out);
/* Pairs that look like one person, in the order of their ids after after_id: first[i] and second[i]. */
struct person_pairs {
	struct person *first, *second;
	size_t n;
	int64_t next_after;
};
MUST err person_pairs(struct ctx *cx, int64_t after_id, struct person_pairs *out);
MUST err person_classes(struct ctx *cx, const struct person_class **out, size_t *n_out);
/* Doubts about the numbers of a person, for who may see them. */
MUST err person_doubts(struct ctx *cx, int64_t id, const char *out[PERSON_WARN_MAX], int *n_out);

/* ---- commands: need PERSON_EDIT over the person's unit; ERR_INVALID see faults ------------------------------------------ */

struct person_in {
	bool is_household;
	const char *name, *birth;       /* birth: "dd/mm/yyyy", "yyyy" or "" */
	const char *sex, *ethnicity, *religion, *nationality, *staff_code, *address;
	date died;
	int64_t head_id;
};
struct person_post_in {
	int64_t unit_id;                /* 0: outside the catalogue, in unit_words */
	const char *unit_words, *position, *paper;
	date from, to;
};
/* With its first post (unit or words may be left out by who sees all) and number ("" for none). ERR_TAKEN never: a number
 * that is another's is a fault. */
MUST err person_add(struct ctx *cx, struct person_in in, struct person_post_in post, const char *number, int64_t *id_out);
/* The same for a room that loads many: without an audit row, for the load has one. */
MUST err person_load_add(struct ctx *cx, struct person_in in, struct person_post_in post, const char *number, int64_t *id_out);
/* What a sheet says of somebody on a day: kind "party" or "origin", from that day until the next of its kind; known already is OK. load_id:
 * by which it is taken back. Without an audit row, for the load has one. */
MUST err person_load_fact(struct ctx *cx, int64_t id, const char *kind, const char *value, date day, const char *paper, int64_t load_id);
/* Some of what a load said goes, as it was broken off; n_out: how many. Of one that was undone: all of it, marked. */
MUST err person_load_facts_drop(struct ctx *cx, int64_t load_id, int64_t *n_out);
MUST err person_load_facts_end(struct ctx *cx, int64_t load_id);
/* Takes back what person_load_add() made, of a load that was broken off. ERR_STATE: it has a name,
 * a fact, a merger or a household by now; whether other rooms refer to it the caller has asked. */
MUST err person_load_undo(struct ctx *cx, int64_t id);
/* A changed name is kept as a former one. ERR_STALE. */
MUST err person_edit(struct ctx *cx, int64_t id, int64_t version, struct person_in in);
MUST err person_number_add(struct ctx *cx, int64_t id, const char *number, int64_t *id_out);    /* needs PERSON_SENSITIVE too */
MUST err person_name_add(struct ctx *cx, int64_t id, const char *name, int64_t *id_out);
/* A post that still holds ends the one before it, and is what the person's row shows. */
MUST err person_post_add(struct ctx *cx, int64_t id, struct person_post_in in, int64_t *id_out);
struct person_fact_in {
	const char *kind, *value, *paper;
	date from, to;
};
MUST err person_fact_add(struct ctx *cx, int64_t id, struct person_fact_in in, int64_t *id_out);
/* Ends a fact or post that still holds. */
MUST err person_fact_end(struct ctx *cx, int64_t person_id, int64_t fact_id, date day);
/* What was recorded by mistake; the row stays, marked. what: "number" "name" "post" "fact". ERR_NOTFOUND. */
MUST err person_remove(struct ctx *cx, int64_t person_id, const char *what, int64_t row_id);

/* from becomes an alias of into. ERR_STATE: one of them is an alias already. Both must be in reach. */
MUST err person_merge(struct ctx *cx, int64_t from_id, int64_t into_id, const char *note);
/* Undoes it. ERR_STATE: it is no alias. */
MUST err person_part(struct ctx *cx, int64_t from_id, const char *note);

/* Everything that is recorded of somebody goes for good, as a law or a court demands: of this record and of its aliases; the numbers
 * of the records stay, and what the journal told about them is blanked there. Lines of the register are its room's: see
 * register_blank_person(). Needs PERSON_BLANK. ERR_INVALID: no reason. */
MUST err person_blank(struct ctx *cx, int64_t id, const char *reason);

/* Data files: "class_code class_name place", "province_code province_name". Needs PERSON_EDIT over everything. */
MUST err person_load(struct ctx *cx, const char *text, int64_t *n_out);

const char *person_fact_words(const char *kind);        /* "Đảng viên"; "" for no kind */

#endif
