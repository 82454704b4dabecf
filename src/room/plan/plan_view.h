/* plan_view -- what the pages of room plan show; for plan_pages.c and plan.tmpl only. */
#ifndef ROOM_PLAN_VIEW_H
#define ROOM_PLAN_VIEW_H

#include "room/plan/plan_amend.h"
#include "room/plan/plan_work.h"
#include "web/form.h"

struct plan_count {                     /* a number that opens what it counts */
	const char *label, *path;
	int64_t n;
	bool is_now;
};

/* Any view of a plan: the same head and filter above each. */
struct plan_show_view {
	struct plan_list_view list;
	struct plan_filter f;
	const char *view;               /* list, board, month, timeline, units, quarters */
	const char *base;               /* its path without a filter */
	const char *query;              /* the filter as text; "" for none */
	struct crumbs tabs;
	struct LIST(struct plan_count) counts;
	struct plan_saveds saved;
	struct LIST(struct choice) hidden;      /* the filter as fields of a form: name, value */
	struct choices quarters;
	const char *unit_typed;         /* the unit's name, or what was typed for it */
	const char *state, *section, *quarter;  /* as addresses write them */
	bool is_unit_wrong;
	bool has_unit, is_mine;         /* the person has a unit, and only its tasks are wanted */
	const char *month;              /* "2024-03" that the month view shows; "" elsewhere */
	bool may_publish, may_edit, may_import;
	struct papers papers;
};

struct plan_cell_paths {
	const char *all;
	struct LIST(const char *) states;       /* of the states that some task is in */
	enum duty_state of[DUTY_STATE_N];       /* which state each of them is */
};
struct plan_quarters_row {
	const char *label;
	const struct plan_section *of;
	struct plan_cell_paths paths[PLAN_QUARTER_N];
};
struct plan_quarters_view {
	struct LIST(struct plan_quarters_row) rows;     /* the sections, then all of them */
	struct LIST(enum plan_quarter) columns; /* those in which a task lies, then the sum */
	const enum duty_state *legend;
};
struct plan_units_view {
	struct duty_counts counts;
	const enum duty_state *columns;
	struct pager pager;
};

struct plan_unknown_view {
	const struct form *form;
	struct plan plan;
	struct plan_unknowns list;
	bool may_edit;
	struct papers papers;
};

enum { PLAN_OWED_MAX = 20, PLAN_TOLD_MAX = 5 };
/* What units owe of one task, and told of it, as far as the person may see. */
struct plan_owed {
	bool is_shown;
	struct duties duties;           /* executing units, the longest late first; PLAN_OWED_MAX of them */
	struct LIST(struct duty_view) told;     /* of those with reports, PLAN_TOLD_MAX */
	const char *suspend_paper;      /* "" while its clock runs */
};

/* One row of the tray, to be corrected. */
struct plan_row_view {
	int64_t intake_id;
	struct intake_row row;
};

struct plan_move_view {
	struct plan_task_view task;
	const struct plan_stone *stone;
	bool is_bound;                  /* published: a paper is needed */
};

/* Words for people. */
const char *plan_when_words(enum plan_when kind);               /* "trước ngày" */
const char *plan_weekday_words(date day);                       /* "Thứ Hai" */
/* A period without its year: "2024-12" -> "tháng 12", "2024-Q1" -> "quý I", "2024" -> "", "week" -> "hằng tuần". */
const char *plan_period_words(const char *period);
int plan_period_year(const char *period);                       /* 0 for one that recurs */

#endif
