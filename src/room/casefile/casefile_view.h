/* room/casefile/casefile_view.h -- what the pages of room casefile tell their templates. */
#ifndef ROOM_CASEFILE_VIEW_H
#define ROOM_CASEFILE_VIEW_H

#include "room/casefile/casefile.h"
#include "web/form.h"

struct casefile_count {
	const char *state, *label;
	int64_t n;
};

struct casefile_list_view {
	struct casefile_filter filter;
	struct casefile_list list;
	struct LIST(struct casefile_count) counts;
	struct pager pager;
	struct papers papers;
	const char *fault;              /* what is wrong with the number that was typed; "" for nothing */
	const char **states, **codes;   /* of each case, in words and for its look */
	bool may_receive, may_ask;
	int64_t asks_n;
};

/* Many cases and what may be done with them. */
struct casefile_bulk_view {
	const struct form *form;
	struct LIST(struct casefile) list;
	struct LIST(const char *) states, codes;
	const char *picks;
	struct choices acts;
};

/* A case for each of many lines. */
struct casefile_many_view {
	const struct form *form;
	struct register_list lines;
	const char *nos;
	struct choices does;
	struct casefile_needs needs;
};

struct casefile_show_view {
	const struct form *form;
	struct casefile_view v;
	const char *state, *code;
	struct choices needs;
	const char *now_no;             /* of the line */
	bool may_blank;
};

struct casefile_add_view {
	const struct form *form;
	struct register_line line;      /* no 0: to be chosen first */
	struct choices does;
	struct casefile_needs needs;    /* of both procedures for this award */
	const char *fault, *typed;
};

struct casefile_asks_view {
	struct casefile_asks list;
	struct casefile_ask_kept kept;
	date today;
};

struct casefile_ask_view {
	const struct form *form;
	struct casefile_ask ask;
	struct casefile_ask_kept kept;
	struct register_line *lines;    /* that it may be about */
	size_t lines_n;
	int64_t found_n;                /* how many bear that name, shown here or not */
	bool may_blank;
};

struct casefile_finish_view {
	const struct form *form;
	struct casefile is;
	struct choices levels;
	struct register_line line;
};

#endif
