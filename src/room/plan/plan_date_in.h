/* room/plan/plan_date_in.h -- the grammar of times, between plan_date.c, plan_often.c, plan_hang.c and plan_times.c. */
#ifndef ROOM_PLAN_DATE_IN_H
#define ROOM_PLAN_DATE_IN_H

#include "room/plan/plan_read_in.h"

enum { WHENS_MAX = 16, WHEN_RANKS = 4 };

struct when {
	enum plan_when kind;
	date from, end;
	int days;
	const char *period, *part, *follows;
	size_t at, to;          /* its tokens; the first of a phrase begins with what leads it */
	size_t on;              /* tokens on..to-1 say what it hangs on; 0 for nothing */
	int rank;               /* 0 days, 1 months and quarters, 2 years and what recurs, 3 what hangs on something else */
	bool is_mended;         /* letters were taken for digits */
	bool is_impossible;     /* no such day, or a range that ends before it begins */
	bool is_yearless;       /* no year told and the plan's not known */
	bool is_lunar;          /* a feast of the lunar year: the day is not told */
	bool is_aside;          /* the day of a feast, in brackets behind its name */
	bool is_vague;          /* a week, an open end, a part of a month: more than the kind can hold */
};

/* Times that are told together: "trước ngày 10/6 và 10/12", "hằng tháng, quý, năm". */
struct phrase {
	struct when at[WHENS_MAX];
	size_t n;
	size_t tokens;
	int rank;               /* the strongest of them: the smallest */
};

/* The time told from i on, before j; NULL for none. What hangs on something else is not among them. */
const struct phrase *phrase_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t j);

/* What comes again ("hằng tháng"); its tokens, 0 for none. */
size_t recurring_at(const struct toks *t, size_t i, size_t j, struct phrase *p);
/* A time that hangs on something else, to the end of what is told; its tokens, 0 for none. */
size_t hanging_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t j, struct when *w);

/* A time about which nothing is known yet. */
struct when when_blank(enum plan_when kind, int rank);
/* The quarter that "ii" or "2" names; 0 for none. */
int roman(const char *f);
/* Hours, parts of the day and days of the week before or behind a day: their tokens. */
size_t clock_at(const struct toks *t, size_t i, size_t end);
/* "giêng", "mười hai" after "tháng": its tokens. */
size_t spoken_month(const struct toks *t, size_t i, size_t end, int *month);
/* Whether words that were not read as a time look like a part of one. */
bool time_smells(struct mem *m, const struct toks *t, size_t i, size_t end);

#endif
