/* casefile -- anything that goes from desk to desk under a clock: steps, who may act at each, time limits, papers, history.
 *
 * A procedure (kind) is data: its steps, the arrows between them with the right that each asks for, the papers an applicant
 * brings, and dated time limits with their citation. A case is one run of it. Its state follows from its step; nothing about
 * it is said twice. The clock counts working days (room calendar) or days of the week from the day it began; while the case
 * waits for the applicant it stands still, and what it stood still is added to its end. A step with a clock of its own
 * begins that clock. Every act is a row of the history, and audited.
 *
 * Its first user is the re-issue and exchange of certificates (casefile_reissue.c): about a line of the register; its end is
 * a new line, appended in the transaction that closes the case. Another procedure adds rows, and a function for its end
 * that calls casefile_go(). Owns the tables casefile_* and casefile; reads rooms calendar, file, unit, user, notice, law,
 * award, register. */
#ifndef ROOM_CASEFILE_H
#define ROOM_CASEFILE_H

#include "core/ctx.h"
#include "room/calendar/calendar.h"
#include "room/file/file.h"
#include "room/register/register.h"

enum {
	CASEFILE_TEXT_MAX = 2000,       /* code points of a note, a reason */
	CASEFILE_WORDS_MAX = 300,       /* of a name, a contact */
	CASEFILE_PAGE_MAX = 100,
	CASEFILE_BULK_MAX = 200,        /* cases, or lines, of one act */
	CASEFILE_STEPS_MAX = 20,        /* of a kind; arrows and papers likewise */
	CASEFILE_EVENTS_MAX = 200,      /* shown of one case at a time */
	CASEFILE_PAPERS_MAX = 50,       /* of one case */
	CASEFILE_NEAR_DAYS = 3          /* days left, today among them, from which a case is near its end */
};

/* ---- the clock, pure ---------------------------------------------------------------------------------------------------- */

struct casefile_clock {
	date from;                      /* the day it began, which is not counted; DATE_NONE: none runs */
	int days;
	bool is_working;                /* working days; else days of the week */
	int paused_n;                   /* days that pauses took, counted as the clock counts */
	const char *cite;
};

/* The last good day; what ends on a free day ends on the next working day. DATE_NONE: no clock runs. */
date casefile_due(const struct calendar *c, const struct casefile_clock *k);
/* How many days of the clock a pause from one day to another took: the day it began is not one, the day it ended is. */
int casefile_paused(const struct calendar *c, const struct casefile_clock *k, date from, date to);

/* ---- procedures ------------------------------------------------------------------------------------------------------------ */

struct casefile_kind {
	int64_t id;
	const char *code, *name, *does, *levels;        /* does: "reissue", "exchange"; levels of awards it is for */
	const char *cite, *source;
	bool is_verified;
};
struct casefile_kinds LIST(struct casefile_kind);

struct casefile_step {
	const char *code, *name, *ends; /* ends: "", "done", "refused", "withdrawn" */
};
struct casefile_steps LIST(struct casefile_step);

struct casefile_arrow {
	const char *act, *name, *to;
	enum right who;
	bool wants_reason, wants_papers;
	bool is_end;                    /* leads to the step that only casefile_go() reaches */
};
struct casefile_arrows LIST(struct casefile_arrow);

struct casefile_need {
	const char *code, *name, *cite, *source;
	bool is_needed, is_verified;
	bool is_there;                  /* of a case: such a paper came */
};
struct casefile_needs LIST(struct casefile_need);

MUST err casefile_kinds(struct ctx *cx, struct casefile_kinds *out);
MUST err casefile_kind_get(struct ctx *cx, int64_t id, struct casefile_kind *out);
MUST err casefile_steps(struct ctx *cx, int64_t kind_id, struct casefile_steps *out);
MUST err casefile_arrows(struct ctx *cx, int64_t kind_id, const char *step, struct casefile_arrows *out);
MUST err casefile_needs(struct ctx *cx, int64_t kind_id, date day, struct casefile_needs *out);
/* The time limit that begins with a step on a day; days 0: none does. */
MUST err casefile_clock_on(struct ctx *cx, int64_t kind_id, const char *step, date day, struct casefile_clock *out);
/* A dated time limit of a step, as its row says it. */
struct casefile_limit {
	const char *step;
	int64_t days;
	bool is_working, is_verified;
	date from, to;                  /* to DATE_NONE: still */
	const char *cite, *source;
};
struct casefile_limits LIST(struct casefile_limit);
/* Of a procedure, step by step, newest first. */
MUST err casefile_limits(struct ctx *cx, int64_t kind_id, struct casefile_limits *out);
/* From a day on, a step takes so long, as a citation says; the limit before it ends the day before. One that begins on that day is
 * put right. Cases whose clock runs keep theirs. Needs CASEFILE_LOAD. ERR_INVALID see faults; ERR_NOTFOUND: no such procedure. */
MUST err casefile_limit_set(struct ctx *cx, int64_t kind_id, struct casefile_limit in);
/* The data files of data/casefile. Needs CASEFILE_LOAD. ERR_INVALID lists every bad line. */
MUST err casefile_load(struct ctx *cx, const char *text, int64_t *n_out);

/* ---- cases -------------------------------------------------------------------------------------------------------------------- */

struct casefile {
	int64_t id, version;
	const char *number;             /* "HS2026-00012" */
	int64_t kind_id;
	const char *kind_code, *kind_name, *does;
	int64_t line_no, unit_id;
	const char *subject, *thing, *applicant, *contact, *reason, *wish;
	date received, due, paused_from;        /* DATE_NONE: none */
	struct casefile_clock clock;
	const char *step, *step_name, *ends;
	bool is_open;
	int64_t holder_id;
	const char *holder_name, *holder_login;
	int64_t result_no;
	bool is_blanked;                /* what was said of people went by law */
	int64_t by_id;
	const char *by, *by_name, *by_unit;     /* who received it: login, full name, and the unit of that account; "" for none */
	int64_t added_ms, moved_ms, closed_ms;
};
struct casefile_list {
	struct casefile *at;
	size_t n;
	int64_t total, oldest_ms;       /* of all that the filter takes; oldest_ms 0: none */
};

struct casefile_filter {
	const char *state;              /* "open" "mine" "free" "near" "late" "paused" "closed", "" for any */
	const char *number;             /* "HS2026-00012" or "12/2026"; "" for any */
	int64_t kind_id, under_id, line_no;     /* 0: any */
	int page, per_page;
};

struct casefile_event {
	int64_t id;
	const char *act, *words, *step, *text, *by;
	int64_t at_ms;
};
struct casefile_events {
	struct casefile_event *at;      /* oldest first */
	size_t n;
	int64_t next_before;            /* 0: nothing is older than these */
};

struct casefile_paper {
	int64_t id;
	const char *need, *name, *by;
	int64_t file_id;                /* 0: on paper */
	struct file file;
	int64_t at_ms;
};
struct casefile_papers LIST(struct casefile_paper);

/* Everything about one case, and what who asks may do with it now. */
struct casefile_view {
	struct casefile is;
	struct casefile_kind kind;
	struct casefile_needs needs;
	struct casefile_papers papers;
	struct casefile_events events;
	struct casefile_arrows acts;    /* those the person may do */
	struct casefile_steps steps;
	int days_left;                  /* negative when late; 0 without a last good day */
	bool may_handle, may_receive, may_decide;
};

/* "Quá hạn 3 ngày", "Tạm dừng từ 05/03/2024", "Đã giải quyết" …; code_out (may be NULL): late near paused open closed. */
const char *casefile_state_words(struct mem *m, const struct casefile *c, date today, const char **code_out);

/* Reads need CASEFILE_READ; a case is seen by whose reach holds its unit. ERR_NOTFOUND hides the others. */
MUST err casefile_get(struct ctx *cx, int64_t id, struct casefile *out);
/* Its newest events. */
MUST err casefile_view(struct ctx *cx, int64_t id, struct casefile_view *out);
/* What befell a case before an event, the newest of it; 0: up to now. ERR_NOTFOUND. */
MUST err casefile_events(struct ctx *cx, int64_t id, int64_t before_id, struct casefile_events *out);
/* Open ones first, the nearest last good day before others; closed ones newest first. */
MUST err casefile_list(struct ctx *cx, const struct casefile_filter *f, struct casefile_list *out);

/* Acts: the version is that of the case as it was read. ERR_STALE changed since; ERR_STATE closed; ERR_INVALID see faults;
 * ERR_DENIED without the right over its unit. */

/* Along an arrow of its step; the arrow says which right it needs. Not to the end that is done: casefile_finish() does. */
MUST err casefile_act(struct ctx *cx, int64_t id, int64_t version, const char *act, const char *text);
/* Waits for the applicant: the clock stands still. Need CASEFILE_HANDLE. */
MUST err casefile_pause(struct ctx *cx, int64_t id, int64_t version, const char *text);
MUST err casefile_resume(struct ctx *cx, int64_t id, int64_t version, const char *text);
/* Who has it now; login "": who asks. Needs CASEFILE_HANDLE; the person must hold it too. */
MUST err casefile_hold(struct ctx *cx, int64_t id, int64_t version, const char *login);
/* One act on many cases: all of them or none, everything that stands against it said at once with the number of the case. act: "take"
 * (who asks has it now), "give" (login has it), or an arrow's that leads to no decision. ERR_INVALID see faults. */
struct casefile_pick {
	int64_t id, version;
};
MUST err casefile_bulk(struct ctx *cx, const char *act, const struct casefile_pick *picks, size_t n, const char *login, const char *text);
/* "12-3.15-1": ids with their versions, as a form lists them. How many; what comes after max is left out. */
size_t casefile_picks_of(const char *text, struct casefile_pick *out, size_t max);
MUST err casefile_note(struct ctx *cx, int64_t id, int64_t version, const char *text);
/* A paper that came, as a file or (file_id 0) on paper. need "": another than those asked for. */
MUST err casefile_paper_add(struct ctx *cx, int64_t id, int64_t version, const char *need, const char *name, int64_t file_id);
/* What a closed case says of people goes for good, as a law or a court demands: who asked, how to reach him, why, notes, papers, notices;
 * the name of who holds the award is the register's, see register_blank(). Needs CASEFILE_BLANK. ERR_STATE open, or blanked before. */
MUST err casefile_blank(struct ctx *cx, int64_t id, int64_t version, const char *reason);
/* Says of cases near their end or late, once each, to who holds them or who could. A few hundred at a time. */
MUST err casefile_turn(struct ctx *cx, int64_t *n_out);
/* Queues the jobs of a day: that one, and the one that forgets (casefile_forget()). */
MUST err casefile_daily(struct ctx *cx);

/* ---- re-issue and exchange ------------------------------------------------------------------------------------------------------ */

struct casefile_request {
	const char *does;               /* "reissue", "exchange" */
	int64_t line_no;
	const char *applicant, *contact, *reason;
	const char *wish;               /* another name on the new one; "" as before */
	date received;                  /* DATE_NONE: today */
	const char *const *papers;      /* codes of papers that came with it */
	size_t papers_n;
};
/* Needs CASEFILE_RECEIVE over the line's unit. The kind follows from what is asked and the level of the award. */
MUST err casefile_receive(struct ctx *cx, struct casefile_request in, int64_t *id_out);
/* The same for many lines (in.line_no is not asked): a case for each, or none. applicant "": whoever holds the award, by the name in the
 * register. Who handles them is told once. ERR_INVALID: everything at once, with the number of the line. */
MUST err casefile_receive_all(struct ctx *cx, struct casefile_request in, const int64_t *lines, size_t n);

/* ---- asked over the public page (casefile_ask.c) -------------------------------------------------------------------------------- */

enum {
	CASEFILE_ASKS_WAIT_MAX = 2000,  /* more are not taken until some were looked at */
	CASEFILE_ASKS_PAGE = 100,
	CASEFILE_BACK_DAYS = 365,       /* a request is dated back by no more */
	CASEFILE_ASK_HOUR_MAX = 3,      /* of an address */
	CASEFILE_ASK_DAY_MAX = 6,       /* a network ten times as many of both */
	CASEFILE_ASK_CODE = 12          /* letters and digits of its code */
};

struct casefile_ask {
	int64_t id, version;
	const char *code, *does;
	const char *name, *thing, *certificate;         /* as the asker remembers; certificate "" when lost */
	int64_t year;                   /* 0: not known */
	const char *applicant, *contact, *reason;
	const char *state, *answer;     /* "new" "taken" "refused" "gone" */
	int64_t case_id;
	date asked_on;
	int64_t at_ms;
	bool is_blanked;                /* what the asker said is gone */
};
struct casefile_asks {
	struct casefile_ask *at;
	size_t n;
	int64_t total, next_after;
};
/* What the asker is told, and no name among it. */
struct casefile_follow {
	const char *state;              /* in words */
	const char *number;             /* of the case; "" before there is one */
	const char *answer;
	date asked_on, due;
};

/* Anybody asks; nothing is said of whether the register has such an award. Who may look at it is told, once. code_out: by which it is followed. ERR_FULL: too many
 * wait, or too many came from there: wait_s_out then says for how long, 0 for the former. ERR_INVALID see faults. */
MUST err casefile_ask(struct ctx *cx, struct casefile_ask in, const char **code_out, int64_t *wait_s_out);
/* ERR_NOTFOUND: no such code. No right is asked: who has the code may. The caller limits guesses. */
MUST err casefile_follow(struct ctx *cx, const char *code, struct casefile_follow *out);
/* Those that wait. Needs CASEFILE_RECEIVE over everything: they are of no unit yet. */
/* How many, and since when the oldest waits (may be NULL; 0: none does); the same right. */
MUST err casefile_asks_waiting(struct ctx *cx, int64_t *n_out, int64_t *oldest_ms_out);
MUST err casefile_asks(struct ctx *cx, int64_t after_id, struct casefile_asks *out);
MUST err casefile_ask_get(struct ctx *cx, int64_t id, struct casefile_ask *out);       /* ERR_NOTFOUND */
/* It is about that line: a case of the day it was asked on. Errors of casefile_receive(). ERR_STALE, ERR_STATE ended before. */
MUST err casefile_ask_take(struct ctx *cx, int64_t id, int64_t version, int64_t line_no, int64_t *case_out);
MUST err casefile_ask_refuse(struct ctx *cx, int64_t id, int64_t version, const char *answer);
/* What the asker said goes for good, before its time (law_keep_on()): of one that waits or was answered; one that became a case goes
 * with it (casefile_blank()). Needs CASEFILE_BLANK over everything. ERR_INVALID: no reason. ERR_STALE, ERR_STATE. */
MUST err casefile_ask_blank(struct ctx *cx, int64_t id, int64_t version, const char *reason);
/* How many days an ask is kept that waits, that was answered, that became a case; 0: for as long as there is no rule. */
struct casefile_ask_kept {
	int waiting, answered, taken;
};
MUST err casefile_ask_kept(struct ctx *cx, struct casefile_ask_kept *out);
/* Forgets what was kept for long enough, some hundreds at a time; *n_out: how many, 0 when there is no more. For the job of every night
 * and its verb; needs CASEFILE_BLANK. */
MUST err casefile_forget(struct ctx *cx, int64_t *n_out);

struct casefile_decision {
	int64_t id, version;
	struct register_decision decision;
	const char *certificate, *name; /* name "": as wished, else as before */
};
/* The decision is there: appends the line and closes the case, both or neither. Needs CASEFILE_DECIDE and REGISTER_EDIT.
 * no_out: the new line. */
MUST err casefile_finish(struct ctx *cx, struct casefile_decision in, int64_t *no_out);

#endif
