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
	bool is_week;           /* a week or a part of a month that the kind cannot hold */
};

enum { WHEN_RANKS = 4 };

/* A time of that rank told from i on; its tokens, 0 for none. */
size_t when_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t j, int rank, struct when *w);

/* A time that hangs on something else (rank 3); its tokens, 0 for none. w is blank before. */
size_t hanging_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t j, struct when *w);
/* The quarter that "ii" or "2" names, the month that "t6" names; 0 for none. */
int roman(const char *f);
int short_month(const char *f);
/* "02 lần/năm", "mỗi quý một lần": its tokens and the period between two times; 0 for none. */
size_t often_at(const struct toks *t, size_t i, size_t end, const char **period);
/* Hours, parts of the day and days of the week before a day: their tokens. */
size_t clock_at(const struct toks *t, size_t i, size_t end);
/* "giêng", "mười hai" after "tháng": its tokens. */
size_t spoken_month(const struct toks *t, size_t i, size_t end, int *month);
/* Whether words after which a time hangs hold a count of days or a date that nobody read. */
bool time_counts(const struct toks *t, size_t i, size_t end);
/* Whether words that were not read as a time look like a part of one. */
bool time_smells(const struct toks *t, size_t i, size_t end);

#endif
