/* plan_amend_view -- what the pages of amending, comparing and the next year's plan show; for their handlers and templates. */
#ifndef ROOM_PLAN_AMEND_VIEW_H
#define ROOM_PLAN_AMEND_VIEW_H

#include "room/plan/plan_amend.h"
#include "room/plan/plan_next.h"
#include "room/plan/plan_view.h"

/* A task and what a person may write of it. */
struct plan_amend_view {
	struct plan_task_view task;
	struct plan_texts texts;
	bool is_bound;                  /* published: a paper is needed */
};

/* What the page of a task adds below it. */
struct plan_task_acts_view {
	int64_t task_id;
	bool may_edit, is_ended;
	struct plan_amends acts;
	struct plan_kins kins;
	struct papers papers;           /* of the history */
};

struct plan_add_view {
	struct plan plan;
	bool is_bound;
};

struct plan_history_view {
	struct plan plan;
	struct plan_amends acts;
	int64_t next_before_id;         /* 0: nothing is older */
	struct papers papers;
};

struct plan_compare_view {
	struct plan_since since;        /* with the tasks that are shown */
	const char *fate;               /* which they are; "" for all that differ */
	struct papers papers;
};

/* Before the draft of a new year is staged. */
struct plan_next_view {
	struct plan_next next;
	bool is_ready;                  /* the year is one that can be drafted; otherwise the form asks again */
};

#endif
