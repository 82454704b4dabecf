/* plan_row -- rows of the plan's tables as structs, shared by the .c files of room plan and by nobody else. */
#ifndef ROOM_PLAN_ROW_H
#define ROOM_PLAN_ROW_H

#include "room/plan/plan.h"

struct buf;
struct row;

/* A milestone of the plan_milestone statements; how it stands is told by plan_stands(). */
struct plan_stone plan_stone_of(const struct row *r);
/* How the milestone of that line stands; groups in the order of duty_groups(). */
struct plan_standing plan_stands(const struct duty_groups *groups, int64_t line_id, date good_day, date today);
enum plan_quarter plan_quarter_of(date day, int year);
/* A task of the plan_task statements, without its milestones. */
struct plan_task_row plan_task_of(const struct row *r);
/* The living milestones of a task. */
struct plan_stones LIST(struct plan_stone);
MUST err plan_stones_of(struct ctx *cx, int64_t task_id, struct plan_stones *out);
/* For each of `is` the line of the milestone that it renews, 0 for none: the same words, else the same act, else the next
 * in order whose act is alike. lines holds is->n. Pure. */
void plan_stone_lines(struct mem *m, const struct plan_stones *was, const struct plan_doc_milestones *is, int64_t *lines);
/* What room calendar reckons a milestone by. */
struct calendar_term plan_term(const struct plan_doc_milestone *m);
/* A plan of the plan statements. */
struct plan plan_of(const struct row *r);
/* A plan without its counts. */
MUST err plan_head(struct ctx *cx, int64_t id, struct plan *out);
/* A fault on knows_links for every linked task, unless the person has seen them: their days do not follow. */
void plan_need_links(struct ctx *cx, const struct plan_task_view *v, bool knows_links);
/* Faults on paper, paper_day: a published plan changes only by a paper and its day. */
void plan_need_paper(struct ctx *cx, const struct plan *p, const struct plan_paper *paper);
/* plan_task_list() without asking for a right. */
MUST err plan_lines_of(struct ctx *cx, const struct plan_filter *f, struct plan_list_view *out);
/* Says to room duty what a published plan, or one task of it, obliges whom to; of a plan that is not published, that it
 * obliges nobody. Every act that changes tasks, bodies, milestones or links of a plan ends in one of them. */
MUST err plan_oblige(struct ctx *cx, int64_t plan_id);
MUST err plan_oblige_task(struct ctx *cx, int64_t task_id);
/* The next n milestones after an id; last_out: the id to go on after, 0 when none is left. */
MUST err plan_days_some(struct ctx *cx, int64_t after, int n, int64_t *last_out, int64_t *moved_n);
MUST err plan_days_told(struct ctx *cx, int64_t moved_n);       /* on record, when any moved */
/* The parts of plan_publish_open(), _some() and _end() that tell room duty (plan_oblige.c). */
MUST err plan_stage_open(struct ctx *cx, int64_t plan_id, struct plan_staging *s);
MUST err plan_stage_some(struct ctx *cx, struct plan_staging *s, int n);
MUST err plan_stage_reveal(struct ctx *cx, const struct plan_staging *s);
/* Keeps on the task what lists show of its parts; every act that changes a part ends in it. */
MUST err plan_reckon(struct ctx *cx, int64_t task_id);
/* A field and its end into lines of fields; tabs and line ends inside it would break the line and become spaces. */
void plan_put_field(struct buf *b, const char *s, char end);

/* A stored plan as the document it would be, tasks in order with their ids beside. */
struct plan_stored {
	struct plan_doc doc;
	int64_t *ids;                   /* of doc.tasks */
};
/* The plan of that year by that issuer; id 0: none. */
MUST err plan_of_year(struct ctx *cx, int year, const char *issuer, struct plan *out);
MUST err plan_stored(struct ctx *cx, const struct plan *p, struct plan_stored *out);

/* ---- tasks written (plan_take.c); of a staged row its task, its place and order, and the warnings of its cells count ---- */

/* What every task needs while it is written. */
struct plan_writing {
	struct calendar calendar;
	const struct body_lexicon *lex;
};
MUST err plan_writing_open(struct ctx *cx, const struct body_lexicon *lex, struct plan_writing *out);
MUST err plan_write_add(struct ctx *cx, const struct plan_writing *w, int64_t plan_id, const struct plan_staged_row *r,
                       int64_t *id_out);
/* The task keeps its id; what hung on it is ended and written anew, each milestone in the line of the one it renews. */
MUST err plan_write_renew(struct ctx *cx, const struct plan_writing *w, int64_t id, const struct plan_staged_row *r);
MUST err plan_write_end(struct ctx *cx, int64_t id);

/* ---- the tray (plan_stage.c) ---- */

/* Points as one text, a line each, and back: empty lines are none. */
const char *plan_lines_join(struct mem *m, const struct plan_doc_texts *l);
void plan_lines_split(struct mem *m, const char *text, struct plan_doc_texts *out);
/* A staged row as the task it means: bodies by today's lexicon, milestones as read, or read again when corrected. */
void plan_task_of_intake(struct ctx *cx, const struct intake_row *r, const struct body_lexicon *lex, int year,
                         struct plan_doc_task *out);
/* The parts of the document's head; links only when doc is to keep them. */
void plan_head_of_intake(struct ctx *cx, const char *head, struct plan_doc *out);
extern const char *const PLAN_COLUMNS[];        /* of a staged row, ended by NULL */
enum { PLAN_COLUMN_STONES = 10 };               /* the hidden one: what the times mean, as read */

#endif
