/* plan_row -- rows of the plan's tables as structs, shared by the .c files of room plan and by nobody else. */
#ifndef ROOM_PLAN_ROW_H
#define ROOM_PLAN_ROW_H

#include "room/plan/plan.h"

struct buf;
struct row;

/* A milestone of the plan_milestone statements, its state reckoned on today. */
struct plan_stone plan_stone_of(const struct row *r, date today);
/* A task of the plan_task statements, without its milestones. */
struct plan_task_row plan_task_of(const struct row *r);
/* What room calendar reckons a milestone by. */
struct calendar_term plan_term(const struct plan_doc_milestone *m);
/* A plan of the plan statements. */
struct plan plan_of(const struct row *r);
/* A plan without its counts. */
MUST err plan_head(struct ctx *cx, int64_t id, struct plan *out);
/* Keeps on the task what lists show of its parts; every act that changes a part ends in it. */
MUST err plan_reckon(struct ctx *cx, int64_t task_id);
/* A field and its end into lines of fields; tabs and line ends inside it would break the line and become spaces. */
void plan_put_field(struct buf *b, const char *s, char end);

/* A stored plan as the document it would be, tasks in order with their ids beside. */
struct plan_stored {
	struct plan_doc doc;
	int64_t *ids;                   /* of doc.tasks */
};
MUST err plan_stored(struct ctx *cx, const struct plan *p, struct plan_stored *out);

/* ---- the tray (plan_stage.c) ---- */

/* A staged row as the task it means: bodies by today's lexicon, milestones as read, or read again when corrected. */
void plan_task_of_intake(struct ctx *cx, const struct intake_row *r, const struct body_lexicon *lex, int year,
                         struct plan_doc_task *out);
/* The parts of the document's head; links only when doc is to keep them. */
void plan_head_of_intake(struct ctx *cx, const char *head, struct plan_doc *out);
extern const char *const PLAN_COLUMNS[];        /* of a staged row, ended by NULL */
enum { PLAN_COLUMN_STONES = 10 };               /* the hidden one: what the times mean, as read */

#endif
