/* plan_view -- what the pages of room plan show; for plan_pages.c and plan.tmpl only. */
#ifndef ROOM_PLAN_VIEW_H
#define ROOM_PLAN_VIEW_H

#include "room/plan/plan_amend.h"
#include "web/form.h"

struct plan_show_view {
	struct plan_list_view list;
	int state;                      /* the wanted enum calendar_state, -1 for any */
	const char *q;
	bool is_mine, is_warned;
	bool may_publish, may_edit, may_import;
	struct papers papers;
};

/* One row of the tray, to be corrected. */
struct plan_row_view {
	int64_t intake_id;
	struct intake_row row;
};

struct plan_move_view {
	struct plan_task_view task;
	const struct plan_stone *stone;
};

/* Words for people. */
const char *plan_fate_words(enum plan_fate fate);               /* "Mới" */
const char *plan_when_words(enum plan_when kind);               /* "trước ngày" */
/* A period without its year: "2024-12" -> "tháng 12", "2024-Q1" -> "quý I", "2024" -> "", "week" -> "hằng tuần". */
const char *plan_period_words(const char *period);
int plan_period_year(const char *period);                       /* 0 for one that recurs */

#endif
