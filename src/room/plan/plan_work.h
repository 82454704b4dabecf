/* plan_work -- views of a worked plan, all made from one plan_list_view that was read once: by status, by month, by
 * quarter, by year. Pure; pages, verbs and tests of room plan use them. */
#ifndef ROOM_PLAN_WORK_H
#define ROOM_PLAN_WORK_H

#include "room/plan/plan.h"

struct args;
struct buf;

/* ---- the filter ------------------------------------------------------------------------------------------------------ */

/* Sets one condition as addresses and verbs write it: state, near, section, quarter, unit (id, code or name), q, followed,
 * warned, unknown; "" takes none. A value that means nothing lets through no task: ERR_NOTFOUND, and the filter is left. */
MUST err plan_filter_set(struct ctx *cx, struct plan_filter *f, const char *name, const char *value);
extern const char *const PLAN_FILTER_NAMES[];   /* ended by NULL */
/* The filter that the options of a verb or a paper ask for, of the plan ID. ERR_INVALID names each that means nothing. */
MUST err plan_filter_args(struct ctx *cx, const struct args *a, struct plan_filter *f);
/* "/plan/1?state=late&section=1.II"; view "" for the list, else "board", "month", "timeline". */
const char *plan_filter_path(struct mem *m, const struct plan_filter *f, const char *view);

/* ---- by status ------------------------------------------------------------------------------------------------------- */

extern const enum duty_state PLAN_STATES[DUTY_STATE_N];         /* as views show them: what presses first, what is done last */

struct plan_column {
	enum duty_state state;
	struct LIST(const struct plan_line *) tasks;
};
struct plan_board {
	struct plan_column at[DUTY_STATE_N];    /* in the order of PLAN_STATES */
};
void plan_board_of(struct mem *m, const struct plan_list_view *l, struct plan_board *out);

/* ---- by month -------------------------------------------------------------------------------------------------------- */

struct plan_entry {
	const struct plan_line *task;
	const struct plan_mark *mark;
};
struct plan_day {
	date day;
	const char *special;            /* the name of a day that differs from the week; "" for none */
	bool is_free, is_today, is_outside;     /* of the month */
	struct LIST(struct plan_entry) entries; /* whose last good day it is */
};
struct plan_week {
	struct plan_day days[7];
};
struct plan_month {
	int year, month;
	struct plan_week weeks[6];
	size_t weeks_n, entries_n;
	int prev_year, prev_month, next_year, next_month;
};
/* The month of that day. */
void plan_month_of(struct mem *m, const struct plan_list_view *l, const struct calendar *c, date day,
                   struct plan_month *out);

/* ---- by quarter -------------------------------------------------------------------------------------------------------- */

struct plan_cell {
	int64_t n[DUTY_STATE_N];
	int64_t total;
};
struct plan_section {
	int appendix;
	const char *section, *title;
	struct plan_cell quarters[PLAN_QUARTER_N];      /* [PLAN_ANY_QUARTER]: all of them */
};
struct plan_quarters {
	struct LIST(struct plan_section) sections;
	struct plan_section all;
	bool has[PLAN_QUARTER_N];       /* some task lies in it */
};
void plan_quarters_of(struct mem *m, const struct plan_list_view *l, struct plan_quarters *out);
const char *plan_quarter_words(enum plan_quarter q);    /* "Quý I" */

/* ---- by year (plan_timeline.c) -------------------------------------------------------------------------------------------- */

enum { PLAN_SVG_MAX = 8 << 20 };
/* The plan's year as one SVG picture: a row for each task, months and weeks, the days' marks by shape and colour. Links
 * lead to links + the path of a task; links "" for a picture that is a page's part. */
void plan_timeline_svg(struct mem *m, const struct plan_list_view *l, const char *links, struct buf *out);

#endif
