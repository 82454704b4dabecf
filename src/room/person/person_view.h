/* room/person/person_view.h -- what the pages of room person tell their templates. */
#ifndef ROOM_PERSON_VIEW_H
#define ROOM_PERSON_VIEW_H

#include "room/person/person.h"
#include "web/form.h"

struct person_line_view {
	struct person person;
	const char *birth;              /* in words */
};

struct person_list_view {
	struct person_line_view *at;
	size_t n;
	const char *q, *unit, *kind;
	struct choices kinds;
	int64_t next_after;             /* the last id here, for the next page; 0: there is none */
	const char *unit_fault;         /* what is wrong with the unit typed; "" for nothing */
	bool may_edit;
};

struct person_twin_view {
	struct person_line_view line;
	const char *why;
};

struct person_show_view {
	const struct form *form;
	struct person person;
	const char *birth, *speaker;    /* name of the record that speaks for this one; "" */
	struct person_history history;
	struct person_twin_view *twins;
	size_t twins_n;
	const char *doubts[PERSON_WARN_MAX];
	int doubts_n;
	struct choices kinds, sexes;
	const char *classes;            /* "LD-SO: …; …" for the hint */
	bool may_edit, is_new;
	const char *head;               /* number of the record of the household's head; "" */
};

struct person_pairs_view {
	struct person_line_view *first, *second;
	size_t n;
	const char *next;
};

const char *person_sex_words(const char *sex);          /* "Nam" "Nữ" "" */

#endif
