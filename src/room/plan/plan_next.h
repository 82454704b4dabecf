/* plan_next -- next year's plan drafted from this one: looked at first, staged into the tray, taken by a person.
 *
 * The tray of room intake is the preview: its rows are kept, dropped and corrected there, and plan_take() makes the draft
 * in one transaction, as of any document (decision 26). Every task of the new plan remembers the one it goes on from. */
#ifndef ROOM_PLAN_NEXT_H
#define ROOM_PLAN_NEXT_H

#include "room/plan/plan.h"

enum { PLAN_NEXT_YEARS_MAX = 10 };      /* so far ahead of its plan */

enum plan_next_fate {
	PLAN_NEXT_RECURS,               /* carried over, its years and days moved */
	PLAN_NEXT_SLIPPED,              /* speaks of one year only, but was not finished: offered to go on */
	PLAN_NEXT_ONCE,                 /* speaks of one year only: a person keeps or drops it */
	PLAN_NEXT_N
};

struct plan_next_task {
	int64_t from_id;
	enum plan_next_fate fate;
	const char *why;                /* what speaks against every year; "" for none */
	const char *unfinished;         /* why it is not finished, by reports or days; "" when it is, or nobody can say */
};

struct plan_next {
	struct plan plan;               /* the one it is drafted from */
	struct plan existing;           /* that of the new year, id 0 for none */
	int year;
	struct plan_doc doc;            /* the draft: as if it had been read */
	struct LIST(struct plan_next_task) tasks;       /* beside doc.tasks */
	int64_t counts[PLAN_NEXT_N], unfinished_n;
};

/* Whether that year can be drafted from the plan: after its own, and not too far. */
bool plan_next_is_year(const struct plan *p, int year);
/* R_PLAN_IMPORT. Nothing is written. ERR_INVALID: the year cannot be drafted; ERR_NOTFOUND. */
MUST err plan_next_look(struct ctx *cx, int64_t plan_id, int year, struct plan_next *out);
/* Puts the draft into the tray. ERR_INVALID also when there is a plan of that year by the same issuer already: what is
 * there is amended, never drafted over. */
MUST err plan_next_stage(struct ctx *cx, int64_t plan_id, int year, int64_t *intake_id_out);
const char *plan_next_words(enum plan_next_fate fate);          /* "Việc một lần" */

/* ---- where a task comes from and where it went: R_PLAN_READ ---- */

struct plan_kin {
	int64_t task_id, plan_id;
	int year, appendix, no;
	const char *section;
	bool is_later;                  /* the task went on into this one; otherwise it came from it */
};
struct plan_kins LIST(struct plan_kin);
MUST err plan_kin_list(struct ctx *cx, int64_t task_id, struct plan_kins *out);         /* by year */

#endif
