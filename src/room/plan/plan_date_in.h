/* room/plan/plan_date_in.h -- one time of the grammar, between plan_date.c and plan_times.c. */
#ifndef ROOM_PLAN_DATE_IN_H
#define ROOM_PLAN_DATE_IN_H

#include "room/plan/plan_read_in.h"

struct when {
	enum plan_when kind;
	date from, end;
	int days;
	const char *period, *part, *follows;
	int rank;               /* 0 days, 1 months and quarters, 2 years and what recurs, 3 what hangs on something else */
	bool is_mended;         /* letters were taken for digits */
	bool is_impossible;     /* no such day, or a range that ends before it begins */
	bool is_yearless;       /* no year told and the plan's not known */
	bool is_working;        /* counted in working days */
};

enum { WHEN_RANKS = 4 };

/* A time of that rank told from i on; its tokens, 0 for none. */
size_t when_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t j, int rank, struct when *w);

#endif
