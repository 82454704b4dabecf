/* plan -- the year's plan as rows: tasks, the bodies that direct, execute and co-ordinate them, and their milestones.
 *
 * A plan comes from a document: plan_stage() reads it into room intake, a person looks and corrects, plan_take()
 * makes or renews the draft, all or nothing. Reading the same or a revised document again finds its plan (by year and
 * issuer), shows the differences and never doubles. A draft becomes public only by plan_publish(). Nothing is deleted:
 * what a later reading no longer has is ended. What is late follows from the milestone's kind (room calendar).
 *
 * Once published its milestones oblige units (room duty): plan_oblige() says whom each means, in the act that changed the
 * plan. How a milestone stands follows from their reports, how a task stands from its milestones; neither is stored.
 *
 * Life: draft → published → withdrawn → published …
 * Owns the tables plan, plan_*; reads rooms audit, calendar, duty, file, unit, intake. */
#ifndef ROOM_PLAN_H
#define ROOM_PLAN_H

#include "core/ctx.h"
#include "room/calendar/calendar.h"
#include "room/duty/duty.h"
#include "room/intake/intake.h"
#include "room/plan/plan_read.h"

enum {
	PLAN_LIST_MAX = 200,
	PLAN_TASKS_MAX = 2000,          /* of one plan */
	PLAN_REASON_MAX = 1000,         /* bytes */
	PLAN_QUERY_MAX = 1000
};

struct plan {
	int64_t id, version;
	int year;
	const char *title, *issuer, *number;
	date issued_on;
	int64_t unit_id;
	const char *state;              /* draft, published, withdrawn */
	int64_t file_id, intake_id;
	int64_t published_ms;
	const char *published_by;
	int64_t tasks_n, warnings_n;    /* living tasks; warnings not yet settled; 0 in a plan_task_view */
};
struct plans LIST(struct plan);

struct plan_standing {                  /* how a milestone stands today */
	int64_t group_id;               /* of room duty; 0: nobody owes it, and only its day says */
	enum duty_state state;
	bool is_near;                   /* open, and its last good day within DUTY_NEAR_DAYS */
	int days_left;                  /* to its last good day, negative when past; 0 without a day */
	int64_t units_n, done_n;        /* executing units, and those of them that are done */
};

struct plan_stone {                     /* a milestone */
	int64_t id, version, task_id;
	int64_t line_id;                /* what room duty knows it by, the same through all its renewals */
	struct plan_doc_milestone as;   /* what it says */
	date good_day;                  /* the last good day; DATE_NONE: never late by itself */
	const char *moved_paper;
	struct plan_standing is;
};

struct plan_body_row {
	const char *part;               /* direct, execute, coordinate; act: of one milestone that names its own */
	int64_t milestone_id;           /* of act, else 0 */
	const char *words;
	int64_t unit_id, class_id;      /* both 0: words that no alias knows yet */
	const char *name;               /* of the unit or class, "" when unknown */
};

struct plan_remark {                    /* a warning of the reading that nobody has settled yet */
	int64_t id;
	const char *column, *reason;
};

struct plan_task_row {
	int64_t id, version, plan_id;
	int appendix, no;
	const char *section, *section_title;
	bool is_candidate;
	const char *content, *lead;     /* lead: content without its points */
	struct plan_doc_texts items;
	const char *direct_text, *execute_text, *coordinate_text, *time_text, *product;
	const char *place;
	int page, from_line, to_line, confidence;
	enum duty_state state;          /* of its milestones together */
	int warnings_n, unknown_n;
	int64_t twin_id;
	struct plan_stone *stones;
	size_t stones_n;
};

struct plan_mark {                      /* a milestone as lists show it */
	int64_t line_id;
	enum plan_when kind;
	date from;                      /* first day of what spans many; DATE_NONE for a day */
	date good_day;
	const char *act, *words;
	struct plan_standing is;
};

enum plan_quarter { PLAN_ANY_QUARTER, PLAN_Q1, PLAN_Q2, PLAN_Q3, PLAN_Q4, PLAN_OTHER_YEAR, PLAN_NO_DAY, PLAN_QUARTER_N };

struct plan_line {                      /* a task as lists show it */
	int64_t id;
	int appendix, no;
	const char *section, *section_title;
	bool is_first;                  /* of its section, in its list */
	bool is_candidate;
	const char *lead;
	struct plan_doc_texts items;
	const char *direct_text, *execute_text, *coordinate_text;
	struct LIST(struct plan_mark) marks;
	enum duty_state state;          /* of its milestones together */
	bool is_near, is_followed;
	date last_day;                  /* the latest of its days; DATE_NONE for none */
	enum plan_quarter quarter;      /* of last_day */
	int warnings_n, unknown_n;
	int64_t twin_id;                /* the task of an earlier appendix that tells the same fact: it stands as that one does */
	bool is_of_unit, has_words;     /* what the filter wants */
};
struct plan_lines LIST(struct plan_line);

struct plan_link_row {
	int64_t id, other_id;
	int other_appendix, other_no;
	const char *other_section, *other_content;
	const char *kind;               /* same, follows */
	bool is_outward;                /* this task is the one that follows */
	bool differs;                   /* `same`, and the last good days are not the same */
	date other_day;                 /* of the other's latest milestone */
};

struct plan_task_view {
	struct plan plan;
	struct plan_task_row task;
	struct LIST(struct plan_body_row) bodies;
	struct LIST(struct plan_remark) remarks;
	struct LIST(struct plan_link_row) links;
};

struct plan_filter {
	int64_t plan_id;
	int state;                      /* enum duty_state, -1 for any, DUTY_STATE_N for all open ones */
	int appendix;                   /* 0 for any */
	const char *section;            /* "" for any */
	enum plan_quarter quarter;      /* in which its last day lies */
	int64_t unit_id;                /* tasks in which this unit or one of its classes has a part; 0 for any */
	const char *q;                  /* words of content and bodies, marks aside; "" for any */
	bool only_near, only_warned, only_unknown;
	bool only_followed;             /* units that the person follows owe something of it */
};

struct plan_list_view {
	struct plan plan;               /* its counts are those of the unit that the filter wants */
	struct plan_lines tasks;        /* those that the filter lets through */
	int64_t tasks_n;                /* of the plan, or of the unit */
	int64_t counts[DUTY_STATE_N];   /* over the same tasks, by state */
	int64_t near_n, unknown_n, followed_n;  /* over the same tasks */
	date today;
};

/* ---- reads: R_PLAN_READ --------------------------------------------------------------------------------------- */

MUST err plan_list(struct ctx *cx, struct plans *out);                  /* newest year first */
MUST err plan_get(struct ctx *cx, int64_t id, struct plan *out);        /* ERR_NOTFOUND */
MUST err plan_task_list(struct ctx *cx, const struct plan_filter *f, struct plan_list_view *out);
MUST err plan_task_get(struct ctx *cx, int64_t task_id, struct plan_task_view *out);
/* The same of a published plan, for anyone; ERR_NOTFOUND for one that is not published. */
MUST err plan_public_list(struct ctx *cx, const struct plan_filter *f, struct plan_list_view *out);
/* The filter as addresses write it: "state=late&section=1.II", always the same words in the same order; "" for none. */
const char *plan_filter_query(struct mem *m, const struct plan_filter *f);

struct plan_whole {
	struct plan plan;
	struct plan_doc doc;            /* living tasks in the paper's order, with open warnings and links */
	const int64_t *ids;             /* of doc.tasks */
};
MUST err plan_whole(struct ctx *cx, int64_t id, struct plan_whole *out);       /* ERR_NOTFOUND */
/* The same of the tasks as they were first published, without warnings and links. ERR_STATE: it never was. */
MUST err plan_whole_issued(struct ctx *cx, int64_t id, struct plan_whole *out);
/* The object of plan_doc_json() with the ids of the plan and of its tasks. */
void plan_whole_json(const struct plan_whole *w, struct buf *b);

/* ---- from a document: R_PLAN_IMPORT ------------------------------------------------------------------------------ */

/* Reads the document at path with the office's lexicon; nothing is written. ERR_INVALID with faults: not readable. */
MUST err plan_read_file(struct ctx *cx, const char *path, const char *name, struct plan_doc *out);
/* plan_read() with what the reader of the format was unsure of. Pure. */
void plan_of_document(struct ctx *cx, const struct read_doc *doc, const struct body_lexicon *lex, struct plan_doc *out);
/* Leaves a job that reads an uploaded file into the tray; its page is /job/:id. */
MUST err plan_read_later(struct ctx *cx, int64_t file_id, int64_t *job_id_out);
/* Puts what was read into the tray; file_id 0 when it came by command line. */
MUST err plan_stage(struct ctx *cx, const struct plan_doc *doc, const char *name, int64_t file_id, int64_t *intake_id_out);
/* The lexicon of the office: every name and alias of room unit. */
MUST err plan_lexicon(struct ctx *cx, struct body_lexicon *out);

/* How a staged row compares with the plan that is there already. */
enum plan_fate { PLAN_FATE_SAME, PLAN_FATE_NEW, PLAN_FATE_CHANGED, PLAN_FATE_N };
const char *plan_fate_words(enum plan_fate fate);               /* "Mới" */
struct plan_staged_row {
	struct intake_row row;
	enum plan_fate fate;
	struct plan_doc_changes changes;        /* from what it was, column by column */
	struct plan_doc_task task;              /* what its cells mean now */
};
struct plan_staged {
	struct intake intake;
	int year;
	const char *title, *issuer, *number;
	date issued_on;
	struct plan target;             /* the plan that taking it would renew; id 0: a new one */
	struct LIST(struct plan_staged_row) rows;
	struct intake_lines lines;      /* what ended in no row */
	struct plan_doc_texts gone;     /* contents of the target's tasks that the document no longer has */
	int64_t counts[PLAN_FATE_N];    /* rows by enum plan_fate */
	int64_t dropped_n;              /* rows not kept */
	struct plan_doc_texts unresolved;       /* bodies that no alias knows */
	struct plan_doc_texts warnings;         /* of the whole document */
};
MUST err plan_staged(struct ctx *cx, int64_t intake_id, struct plan_staged *out);
/* Corrects one row; the corrected cells are read again, and warned about again when they are still unsure.
 * ERR_STATE, ERR_STALE, ERR_INVALID. */
MUST err plan_correct(struct ctx *cx, struct intake_correction in);
struct plan_head_in {
	int64_t intake_id, version;
	int year;
	const char *title, *issuer, *number;
	date issued_on;
	bool keeps_gone;                /* tasks that the document no longer has are left as they are */
};
/* Makes the rows kept a draft, or renews the plan that is there: same rows are left, changed ones renewed, those that
 * are gone ended. One transaction. ERR_INVALID: a kept row without content or with a number twice; ERR_STALE. */
MUST err plan_take(struct ctx *cx, struct plan_head_in in, int64_t *plan_id_out);
/* The same with the head as it was read. */
MUST err plan_take_staged(struct ctx *cx, const struct plan_staged *s, bool keeps_gone, int64_t *plan_id_out);
MUST err plan_unstage(struct ctx *cx, int64_t intake_id, int64_t version);

/* ---- its life ---------------------------------------------------------------------------------------------------- */

/* R_PLAN_PUBLISH. ERR_STATE: published already, or it has no task. ERR_INVALID: warnings are open and not accepted. */
MUST err plan_publish(struct ctx *cx, int64_t id, int64_t version, bool accepts_warnings);
/* The same for a plan that obliges so many units that nobody may wait for it: plan_publish_open() checks what plan_publish()
 * does, plan_publish_some() makes what is owed of the next n milestones, in a transaction of its own and seen by nobody, until
 * done_n is total_n; plan_publish_end() publishes all of it in one short act. ERR_STALE: the plan was changed meanwhile. What
 * was made and never published harms nothing. */
struct plan_staging {
	struct plan plan;
	int64_t stamp_ms, done_n, total_n;      /* milestones */
	int64_t made_n;                         /* those of them that oblige somebody */
	struct plan_stage_walk *walk;
};
enum { PLAN_STAGED_FROM = 3000, PLAN_STAGE_STEP = 10 };
/* At most how many duties publishing makes: from PLAN_STAGED_FROM on it is to be staged. */
MUST err plan_publish_weight(struct ctx *cx, int64_t id, int64_t *duties_n_out);
MUST err plan_publish_open(struct ctx *cx, int64_t id, int64_t version, bool accepts_warnings, struct plan_staging *out);
MUST err plan_publish_some(struct ctx *cx, struct plan_staging *s, int n);
MUST err plan_publish_end(struct ctx *cx, struct plan_staging *s);
/* Asks for that as a job, once all is checked; seen at /job/ID. */
MUST err plan_publish_later(struct ctx *cx, int64_t id, int64_t version, bool accepts_warnings, int64_t *job_id_out);
MUST err plan_withdraw(struct ctx *cx, int64_t id, int64_t version, const char *reason);

/* The paper that says so: every act on a published plan has one. */
struct plan_paper {
	const char *words;              /* "Công văn số 12/UBND-TĐKT"; "" for none */
	date day;                       /* DATE_NONE for none */
	int64_t file_id;                /* 0 for none */
};

struct plan_move {
	int64_t stone_id, version;
	date day, end;                  /* end only for a range */
	struct plan_paper paper;
	bool knows_links;               /* the person has seen that linked tasks keep their day */
};
/* R_PLAN_EDIT. Moves a milestone. ERR_INVALID also when a task linked as the same one keeps another day and
 * knows_links is false: the fault on "knows_links" names it. ERR_STATE: the milestone has no day to move. */
MUST err plan_stone_move(struct ctx *cx, struct plan_move in);
MUST err plan_stone_task(struct ctx *cx, int64_t stone_id, int64_t *task_id_out);      /* ERR_NOTFOUND */
/* R_PLAN_EDIT. A person has looked: the warning no longer shows. */
MUST err plan_remark_settle(struct ctx *cx, int64_t remark_id);

/* R_PLAN_EDIT. The last good day of every milestone again, by the calendar as it is now. n_out: how many moved. */
MUST err plan_days_reckon(struct ctx *cx, int64_t *n_out);

/* ---- whom it obliges (plan_oblige.c) ------------------------------------------------------------------------------- */

/* R_PLAN_EDIT, with the paper that says so. ERR_STATE: the plan is not published, nothing of the task is owed by anybody,
 * or it stands so already. */
MUST err plan_task_suspend(struct ctx *cx, int64_t task_id, int64_t version, const char *paper);
MUST err plan_task_resume(struct ctx *cx, int64_t task_id, int64_t version, const char *paper);

/* Bodies that no name or alias of room unit means: nobody owes what they alone are to do. */
struct plan_unknown {
	const char *words;
	int64_t tasks_n;
	int64_t task_id;                /* the first of them */
};
struct plan_unknowns LIST(struct plan_unknown);
MUST err plan_unknown_list(struct ctx *cx, int64_t plan_id, struct plan_unknowns *out);
/* R_PLAN_EDIT. Looks the unknown bodies up again, after names or aliases were added; n_out: how many are known now. */
MUST err plan_unknown_resolve(struct ctx *cx, int64_t plan_id, int64_t *n_out);

/* ---- filters that a person keeps (plan_saved.c): R_PLAN_READ ------------------------------------------------------------- */

struct plan_saved {
	int64_t id;
	const char *name;
	const char *plan_path, *path;   /* of the plan; of what it shows */
};
struct plan_saveds LIST(struct plan_saved);
MUST err plan_saved_list(struct ctx *cx, int64_t plan_id, struct plan_saveds *out);     /* the person's own */
/* Anyone may open one whose address was handed on. ERR_NOTFOUND. */
MUST err plan_saved_get(struct ctx *cx, int64_t id, struct plan_saved *out);
/* ERR_INVALID: the name, or there are USER_SAVED_MAX already. */
MUST err plan_saved_add(struct ctx *cx, const struct plan_filter *f, const char *view, const char *name, int64_t *id_out);
MUST err plan_saved_drop(struct ctx *cx, int64_t id);   /* one's own; ERR_NOTFOUND */

const char *plan_state_words(const char *state);                /* "Bản nháp" */

#endif
