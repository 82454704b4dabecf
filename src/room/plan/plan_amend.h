/* plan_amend -- a plan after it was read: changed by papers, compared with what was issued, carried over to the next year.
 *
 * Every act that changes a task of a plan leaves a row of plan_amend: the paper that says so, who, when, and for each
 * column what it was before and what it is after. Nothing is overwritten without it: a revised document that is read, a
 * milestone that is moved and a task that is changed, added or ended by hand all end in one history. A draft may be
 * changed without a paper; a published plan may not. When a plan is first published a copy of its tasks is kept for good
 * (plan_issued): that is what "as issued" means, and comparing never depends on how the changes came about.
 * For the other files of room plan, its pages and verbs. */
#ifndef ROOM_PLAN_AMEND_H
#define ROOM_PLAN_AMEND_H

#include "room/plan/plan.h"

enum { PLAN_AMENDS_MAX = 500, PLAN_TEXT_MAX = 20000 };          /* of a page of a history; bytes of one column */

/* ---- by a paper ---------------------------------------------------------------------------------------------------- */

/* What a person writes of a task, as in the tray: bodies split by semicolons, points one a line, times as papers say. */
struct plan_texts {
	const char *content, *items, *direct, *execute, *coordinate, *time, *product;
};
void plan_texts_of(struct mem *m, const struct plan_task_row *t, struct plan_texts *out);

/* All need R_PLAN_EDIT. ERR_INVALID lists all that is wrong: no paper or no day of it once the plan is published, no
 * content, nothing changed, linked tasks that the person has not seen. ERR_STALE, also for a task that has ended. */
struct plan_amend_in {
	int64_t task_id, version;
	struct plan_paper paper;
	struct plan_texts to;
	bool knows_links;
};
/* Texts that stay keep their bodies and milestones as they are; new ones are read as at import, and what is not sure of
 * them becomes a warning of the task. */
MUST err plan_task_amend(struct ctx *cx, struct plan_amend_in in);

struct plan_add_in {
	int64_t plan_id;
	struct plan_paper paper;
	int appendix, no;               /* no 0: the next of its section */
	const char *section, *section_title;    /* a title only for a section that is new */
	struct plan_texts to;
};
/* The task stands last in its section. ERR_INVALID also when the number is taken. */
MUST err plan_task_add(struct ctx *cx, struct plan_add_in in, int64_t *task_id_out);

struct plan_end_in {
	int64_t task_id, version;
	struct plan_paper paper;
	const char *reason;             /* "" for none */
	bool knows_links;
};
MUST err plan_task_end(struct ctx *cx, struct plan_end_in in);
/* Whether the task has ended, by a paper or a later reading. ERR_NOTFOUND. */
MUST err plan_task_is_ended(struct ctx *cx, int64_t task_id, bool *out);

/* ---- the history: R_PLAN_READ ---------------------------------------------------------------------------------------- */

struct plan_field {
	const char *column;             /* content, items, direct, execute, coordinate, time, product, place; of the head:
	                                 * title, issuer, number, issued_on */
	const char *was, *now;
};
struct plan_fields LIST(struct plan_field);

struct plan_amend {
	int64_t id, plan_id, task_id;
	const char *act;                /* change, move, add, end; head: of the plan's own title, number … (task_id 0) */
	int appendix, no;               /* of the task as it is now */
	const char *section, *lead;
	struct plan_paper paper;
	const char *note;               /* why; "" for none */
	int64_t done_ms;
	const char *done_by;
	struct plan_fields fields;
};
struct plan_amends LIST(struct plan_amend);
struct plan_amend_refs LIST(const struct plan_amend *);

/* The newest PLAN_AMENDS_MAX before an act (0: the newest of all), newest first; task_id 0: of the whole plan. */
MUST err plan_amend_list(struct ctx *cx, int64_t plan_id, int64_t task_id, int64_t before_id, struct plan_amends *out);
/* The act before which to go on; 0 when there is nothing older. */
int64_t plan_amend_next(const struct plan_amends *l);
MUST err plan_amend_file(struct ctx *cx, int64_t amend_id, int64_t *file_id_out);      /* ERR_NOTFOUND also without file */
const char *plan_amend_words(const char *act);          /* "Sửa đổi" */
const char *plan_column_words(const char *column);      /* "execute" -> "Đơn vị thực hiện", also of the tray's columns */

/* Writes one act into the history, in its transaction; for every act that changes a task. */
struct plan_act {
	int64_t plan_id, task_id;
	const char *act;
	struct plan_paper paper;
	const char *note;
};
MUST err plan_amend_keep(struct ctx *cx, const struct plan_act *a, const struct plan_fields *fields);
/* The milestones in words, one a line: how histories and comparisons tell times. */
const char *plan_times_words(struct mem *m, const struct plan_doc_milestones *l);

/* ---- as issued, and now (plan_compare.c) -------------------------------------------------------------------------- */

/* Keeps the plan's tasks as they are, if that was not done yet; in the act that first publishes it. */
MUST err plan_issued_keep(struct ctx *cx, const struct plan *p);

enum plan_fate_since { PLAN_SINCE_CHANGED, PLAN_SINCE_ADDED, PLAN_SINCE_ENDED, PLAN_SINCE_SAME, PLAN_SINCE_N };
struct plan_since_field {
	const char *column, *was, *now;
	struct plan_amend_refs papers;  /* the acts that changed it, oldest first */
};
struct plan_since_task {
	int64_t task_id;
	enum plan_fate_since fate;
	int appendix, no;
	const char *section, *lead;
	struct LIST(struct plan_since_field) fields;    /* of a changed one */
	struct plan_amend_refs papers;  /* behind an added or ended one, oldest first */
};
struct plan_since_tasks LIST(struct plan_since_task);
struct plan_since {
	struct plan plan;
	int64_t issued_ms;              /* 0: never published, and nothing to compare */
	struct plan_since_tasks tasks;  /* all, in the plan's order, those added last */
	int64_t counts[PLAN_SINCE_N];
};
/* R_PLAN_READ. */
MUST err plan_compare(struct ctx *cx, int64_t plan_id, struct plan_since *out);
const char *plan_since_words(enum plan_fate_since fate);        /* "Bổ sung" */
const char *plan_since_name(enum plan_fate_since fate);         /* "added": in addresses */
bool plan_since_is_name(const char *name);
/* Leaves the tasks of the fate of that name; "" for those that differ. The counts stay. */
void plan_since_keep(struct mem *m, struct plan_since *v, const char *name);

#endif
