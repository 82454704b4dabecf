/* room/plan/plan_when.c -- what kinds of milestones there are, and within which days each lies. */
#include "room/plan/plan_read.h"

static const char *const names[PLAN_WHEN_N] = {"before", "until", "range", "around", "on", "month", "quarter",
                                               "half_year", "year", "recurring", "offset", "follows", "when_arises",
                                               "text"};

const char *plan_when_name(enum plan_when w)
{
	CHECK(w < PLAN_WHEN_N);
	return names[w];
}

enum plan_when plan_when_of(const char *name)
{
	enum plan_when w = 0;

	while (w < PLAN_WHEN_N && strcmp(names[w], name) != 0)
		w++;
	return w;
}

/* The number that the text begins with. */
static int leading(const char *p)
{
	int v = 0;

	for (int k = 0; k < 4 && p[k] >= '0' && p[k] <= '9'; k++)
		v = v * 10 + (p[k] - '0');
	return v;
}

/* The first and the last day of "2024", "2024-H1", "2024-Q1", "2024-12". */
static void period_span(const char *p, date *from, date *to)
{
	int year = leading(p), first = 1, last = 12, n;

	if (strlen(p) > 5) {
		n = leading(p + 5 + (p[5] == 'H' || p[5] == 'Q'));
		first = p[5] == 'H' ? n * 6 - 5 : p[5] == 'Q' ? n * 3 - 2 : n;
		last = p[5] == 'H' ? n * 6 : p[5] == 'Q' ? n * 3 : n;
	}
	if (year < 1 || year > 9999 || first < 1 || last > 12)
		return;
	*from = date_of(year, first, 1);
	*to = date_of(year, last, date_month_days(year, last));
}

void plan_when_span(const struct plan_doc_milestone *ms, date *from, date *to)
{
	*from = DATE_NONE;
	*to = DATE_NONE;
	switch (ms->kind) {
	case PLAN_WHEN_BEFORE:
		*to = ms->from == DATE_NONE ? DATE_NONE : ms->from - 1;
		break;
	case PLAN_WHEN_UNTIL:
		*to = ms->from;
		break;
	case PLAN_WHEN_RANGE:
		*from = ms->from;
		*to = ms->end;
		break;
	case PLAN_WHEN_ON:
		*from = ms->from;
		*to = ms->from;
		break;
	case PLAN_WHEN_MONTH:
	case PLAN_WHEN_QUARTER:
	case PLAN_WHEN_HALF_YEAR:
	case PLAN_WHEN_YEAR:
		period_span(ms->period, from, to);
		break;
	case PLAN_WHEN_AROUND:
	case PLAN_WHEN_RECURRING:
	case PLAN_WHEN_OFFSET:
	case PLAN_WHEN_FOLLOWS:
	case PLAN_WHEN_ARISES:
	case PLAN_WHEN_TEXT:
	case PLAN_WHEN_N:
		break;
	}
}
