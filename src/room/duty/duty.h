/* duty -- what a unit owes by a day: told (reported), confirmed or returned, urged, escalated.
 *
 * A dated thing of another room (a plan's milestone, later a periodic report, a registration, a self-score) obliges units: by
 * name, or as a class. The room that owns the thing says so by duty_oblige(): one duty_group for the thing, one duty for each
 * unit that executes it (those that only co-ordinate are seen and do not hold it up). Units report with words, per cent and
 * evidence; the board confirms or returns with a reason. Nobody types a state: it follows from the reports, the last good day
 * and today, by duty_state() for one duty and duty_state_of_many() from duties to their group and from groups to what holds
 * them. Judged by the day of the complete report, once it is confirmed.
 *
 * Counts that lists need are kept in the same act: on the group, and per unit (duty_tally). What a count must know of today is
 * kept as of one day (duty_clock); a reader of a later day adds what lies between, so that answers always equal a recount.
 *
 * Life of a duty: new → begun ⇄ partial/told → done; suspended by a paper and resumed; passed on when its unit merges.
 * Owns the tables duty, duty_*; reads rooms audit, calendar, file, job, notice, unit, user. */
#ifndef ROOM_DUTY_H
#define ROOM_DUTY_H

#include "core/ctx.h"
#include "room/calendar/calendar.h"
#include "room/file/file.h"

enum {
	DUTY_LIST_MAX = 200,
	DUTY_UNITS_MAX = 5000,          /* of one group */
	DUTY_TEXT_MAX = 8000,           /* bytes of a report, a reason, an urging */
	DUTY_PAPER_MAX = 1000,
	DUTY_FILES_MAX = 10,            /* of one report */
	DUTY_FILE_BYTES_MAX = 20 * 1024 * 1024,
	DUTY_DEPTH_MAX = 2000,          /* rows that the pages of one list reach; what lies deeper is found by a filter */
	DUTY_FIRST_MAX = 100,           /* followed units that come first; who follows more finds them by the filter */
	DUTY_NEAR_DAYS = CALENDAR_NEAR_DAYS,
	DUTY_DIGEST_HOUR = 7
};

/* What was done, whatever day it is: the stored truth of a duty. */
enum duty_phase {
	DUTY_NEW,                       /* nothing reported */
	DUTY_BEGUN,                     /* something confirmed or returned, nothing waits for the board */
	DUTY_PARTIAL,                   /* a report of a part waits for the board */
	DUTY_TOLD,                      /* a report that all is done waits for the board */
	DUTY_DONE,                      /* that report is confirmed */
	DUTY_PHASE_N
};

/* How it stands today, in the order in which states win, but for the two of what is done. */
enum duty_state {
	DUTY_IS_SUSPENDED,
	DUTY_IS_LATE,
	DUTY_IS_WAITING,                /* on another that is not done */
	DUTY_IS_REPORTED,               /* waits for the board's word */
	DUTY_IS_UNDER_WAY,
	DUTY_IS_NOT_BEGUN,
	DUTY_IS_DONE_LATE,
	DUTY_IS_DONE,
	DUTY_STATE_N
};

/* ---- pure ---------------------------------------------------------------------------------------------------------- */

struct duty_fact {
	enum duty_phase phase;
	bool is_suspended, is_waiting;
	date good_day;                  /* DATE_NONE: never late by itself */
	date told_day;                  /* of the complete report, waiting or confirmed; DATE_NONE for none */
};
/* One duty on a day. Suspended wins; what is done is judged by told_day; then late (a complete report made in time is not
 * late, however long the board takes), waiting, reported, under way, not begun. The table is in docs/vi/nhiem-vu.md. */
enum duty_state duty_state(const struct duty_fact *f, date today);
/* The state of what holds things in these states: n[s] of them are in state s. Suspended ones do not count unless all are;
 * then the first of late, waiting, reported that any is in; done when all are, late if one was; under way when one is, or when
 * some are done and others not begun; not begun. Nothing at all: not begun. */
enum duty_state duty_state_of_many(const int64_t n[DUTY_STATE_N]);
bool duty_is_open(enum duty_state s);                   /* not done, not suspended */
const char *duty_state_words(enum duty_state s);        /* "Quá hạn" */
const char *duty_state_name(enum duty_state s);         /* "late": in addresses, JSON, classes of styles */
bool duty_state_from(const char *name, enum duty_state *out);
const char *duty_phase_name(enum duty_phase p);
const char *duty_report_words(const char *state);       /* of a report: "Chờ xác nhận" */
const char *duty_event_words(const char *kind);         /* of an event: "Tạm dừng theo" */

/* ---- for rooms that own the things: no right is asked, they have asked their own ------------------------------------- */

enum duty_part { DUTY_EXECUTE, DUTY_COORDINATE };
struct duty_target {                    /* exactly one of unit_id and class_id */
	int64_t unit_id, class_id;
	enum duty_part part;
};
struct duty_thing {
	const char *room;               /* "plan" */
	int64_t parent_id;              /* the plan */
	int64_t item_id;                /* the task */
	int64_t object_id;              /* the milestone */
	int64_t was_object_id;          /* the object it takes the place of, with all its reports; 0 for none */
	const char *title;              /* one line for lists, mails, calendars: "Mục I.3: Họp Hội đồng … (gửi hồ sơ)" */
	const char *words;              /* the time as the paper writes it: "trước ngày 15/01/2024" */
	const char *path;               /* where it is seen: "/plan/task/3" */
	int64_t direct_unit_id;         /* who directs: gets the escalation; 0 for nobody known */
	date good_day;                  /* DATE_NONE: never late by itself */
};
/* Makes the group of a thing or renews it (title, day, targets), and spreads it: a duty for every unit meant today that has
 * none, an end for those no longer meant and without any report; those with reports stay and are marked as no longer meant.
 * A unit that merged stands for who came after it; one that both executes and co-ordinates executes. Repeatable. In the open
 * write transaction; the act that asks for it has its own audit row. ERR_FULL: more than DUTY_UNITS_MAX units. */
MUST err duty_oblige(struct ctx *cx, const struct duty_thing *t, const struct duty_target *targets, size_t n);
/* The thing is gone or withdrawn: its duties end (kept), or, when it comes back by duty_oblige(), live again. */
MUST err duty_release(struct ctx *cx, const char *room, int64_t object_id);
/* The same for every thing of a parent (a plan that is withdrawn), however many: a statement for each kind of row. */
MUST err duty_release_all(struct ctx *cx, const char *room, int64_t parent_id);
/* Many things at once (duty_stage.c): each is made as by duty_oblige(), in a transaction of its own, and seen by nobody until
 * all of one stamp are revealed, in one short act. The stamp is a moment that no other act has. What waits for what is said
 * after that. things_n_out: how many came to light; fewer than were staged, when somebody staged some of them anew. */
MUST err duty_stage(struct ctx *cx, const struct duty_thing *t, const struct duty_target *targets, size_t n, int64_t stamp_ms);
MUST err duty_reveal(struct ctx *cx, const char *room, int64_t parent_id, int64_t stamp_ms, int64_t *things_n_out);
/* This thing waits until that one is done (both of one room); repeated calls replace what was said before. What is not
 * there, ended, or executed by nobody holds nothing up. ERR_NOTFOUND: the thing that waits is not there. */
MUST err duty_wait(struct ctx *cx, const char *room, int64_t object_id, const int64_t *on_object_ids, size_t n);
/* Stops or resumes the clock of everything of an item (the task), by a paper. ERR_STATE: it stands so already. */
MUST err duty_item_suspend(struct ctx *cx, const char *room, int64_t item_id, const char *paper);
MUST err duty_item_resume(struct ctx *cx, const char *room, int64_t item_id, const char *paper);

struct duty_group {
	int64_t id, object_id, item_id, parent_id;
	const char *room, *title, *words, *path;
	date good_day;
	bool is_suspended, is_waiting;
	const char *suspend_paper;
	int64_t n[DUTY_STATE_N];        /* its executing duties by state today */
	int64_t units_n;                /* sum of them */
	enum duty_state state;          /* of the group today: duty_state_of_many, suspended and waiting by itself, and for a
	                                 * group without units what the day says */
	date done_day;                  /* the last told_day once all is done */
	int days_left;                  /* to good_day, negative when past; 0 without one */
};
struct duty_groups LIST(struct duty_group);
/* Everything of a parent (a plan) in one read of the kept counts, ordered by object. item_id 0: all items. */
MUST err duty_groups(struct ctx *cx, const char *room, int64_t parent_id, int64_t item_id, struct duty_groups *out);

/* ---- reads: R_DUTY_READ, over units in reach and those that the person follows ---------------------------------------- */

struct duty {
	int64_t id, version, group_id, object_id, item_id, parent_id;
	const char *room, *title, *words, *path;
	int64_t unit_id;
	const char *unit_name;
	enum duty_part part;
	enum duty_phase phase;
	enum duty_state state;
	date good_day, told_day;
	int days_left;
	int percent;                    /* as last confirmed, or as last reported while that waits */
	bool is_suspended;
	const char *suspend_paper;
	bool is_passed_on;              /* came from a unit that merged: from_unit_name */
	const char *from_unit_name;
	bool is_no_longer_meant;
	int reports_n, urges_n;
	int64_t waits_ms;               /* since when its report waits for the board; 0 when none does */
	int64_t urged_ms;               /* last urging; 0 for none */
	const char *urged_words;        /* the history in one line: "Đã đôn đốc 2 lần, gần nhất 03/03/2024 (…)"; "" for none */
	bool is_followed;               /* by the person who looks */
	bool has_ended;                 /* kept for its reports */
	const char *last_act, *last_by; /* the act that gave it its version, in words; "" for none */
	int64_t last_ms;
};
struct duties {
	struct duty *at;
	size_t n;
	int64_t total;                  /* of the whole filter */
	bool is_more;                   /* there are more than total: words that so many have are not counted out */
};
/* BY_DAY: the longest late first, then by the last good day, then what has none or is done. BY_UNIT: within a unit, an item or
 * an object only, else as BY_DAY. BY_WAIT: over all, only those whose report waits for the board, the longest first, co-ordinating ones too. */
enum duty_order { DUTY_BY_DAY, DUTY_BY_UNIT, DUTY_BY_WAIT };
struct duty_filter {
	const char *room;               /* "" for any */
	int64_t parent_id, item_id, object_id, unit_id;         /* 0 for any */
	int state;                      /* enum duty_state, -1 for any, DUTY_STATE_N for all open ones */
	bool only_near;                 /* open, and within DUTY_NEAR_DAYS */
	bool only_followed;
	bool only_returned;             /* within a unit only: open, and its last report came back */
	enum duty_part part;            /* co-ordinating ones are listed only within a unit, an item or an object */
	const char *q;                  /* words of title or unit, marks aside; "" for any */
	enum duty_order order;          /* those the person follows come first in each */
	int page, per_page;             /* from 1; per_page 0: 50 */
};
MUST err duty_list(struct ctx *cx, const struct duty_filter *f, struct duties *out);

struct duty_report {
	int64_t id, duty_id;
	const char *text;
	int percent;                    /* 100: all is done */
	const char *state;              /* waiting, confirmed, returned, withdrawn */
	const char *by_name;
	int64_t at_ms;
	date day;                       /* the office's day it was made: what is judged */
	const char *answer, *answered_by;
	int64_t answered_ms;
	struct file *files;
	size_t files_n;
};
struct duty_urge {
	int64_t id;
	const char *kind;               /* urge, escalate */
	const char *text, *by_name, *to_name;
	int64_t at_ms;
};
struct duty_event {
	const char *kind;               /* suspend, resume, reopen, pass_on, end */
	const char *text, *by_name;
	int64_t at_ms;
};
struct duty_view {
	struct duty duty;
	struct duty_group group;
	struct LIST(struct duty_report) reports;        /* newest first, DUTY_LIST_MAX */
	struct LIST(struct duty_urge) urges;            /* newest first */
	struct LIST(struct duty_event) events;          /* newest first */
	bool is_cut;                    /* there are older reports, urgings or changes than those */
	const char *reminded_words;     /* the digests that told of it, in one line: "Bản tin hằng ngày đã nhắc 3 ngày, …"; "" for none */
	bool may_report, may_answer, may_urge, may_suspend;
};
/* The group of a thing; ERR_NOTFOUND. */
MUST err duty_group_get(struct ctx *cx, int64_t group_id, struct duty_group *out);
/* ERR_NOTFOUND also hides one that the person may not see. One that ended is still shown. */
MUST err duty_get(struct ctx *cx, int64_t id, struct duty_view *out);

/* Counts of one unit, or of all, over a parent or all: what every number of the views comes from. */
struct duty_count {
	int64_t unit_id;
	const char *unit_name;
	int64_t n[DUTY_STATE_N];
	int64_t total;
	bool is_followed;
};
struct duty_counts {
	struct duty_count *at;
	size_t n;
	int64_t total;                  /* units */
};
/* By unit, the most late first, those followed before them; units without any duty are left out. parent_id 0: all. */
MUST err duty_count_units(struct ctx *cx, const char *room, int64_t parent_id, int page, int per_page,
                          struct duty_counts *out);
/* unit_id 0: all together that the person may see; room "" for any. */
MUST err duty_count_one(struct ctx *cx, const char *room, int64_t parent_id, int64_t unit_id, struct duty_count *out);
/* Holds what is kept (how each duty stands, groups, tally) against the duties themselves; mends it. R_DUTY_URGE over all. */
MUST err duty_recount(struct ctx *cx, bool mends, int64_t *wrong_n_out);

/* ---- commands ----------------------------------------------------------------------------------------------------------- */

struct duty_report_in {
	int64_t duty_id, version;
	const char *text;
	int percent;                    /* 1 … 100 */
	const int64_t *file_ids;        /* already taken by room file, by this very person */
	size_t files_n;
};
/* Every command: ERR_NOTFOUND hides what the person may not see; ERR_STALE: somebody acted since that version, and nothing
 * is overwritten (duty_changed() says who and what).
 * R_DUTY_REPORT over the unit. A report that still waits is replaced (withdrawn, kept). ERR_STATE: done, suspended or ended;
 * ERR_INVALID, also for evidence of a wrong kind, too large, or without its end. */
MUST err duty_report(struct ctx *cx, struct duty_report_in in, int64_t *id_out);
MUST err duty_report_withdraw(struct ctx *cx, int64_t duty_id, int64_t version);
/* R_DUTY_ANSWER. Of the report that waits. ERR_STATE: none does. return needs a reason. */
MUST err duty_confirm(struct ctx *cx, int64_t duty_id, int64_t version, const char *remark);
MUST err duty_return(struct ctx *cx, int64_t duty_id, int64_t version, const char *reason);
/* R_DUTY_ANSWER. A done duty is opened again with a reason: its confirmed report counts as returned. */
MUST err duty_reopen(struct ctx *cx, int64_t duty_id, int64_t version, const char *reason);
/* R_DUTY_SUSPEND, with the paper that says so. */
MUST err duty_suspend(struct ctx *cx, int64_t duty_id, int64_t version, const char *paper);
MUST err duty_resume(struct ctx *cx, int64_t duty_id, int64_t version, const char *paper);

struct duty_urge_in {
	const int64_t *duty_ids;        /* of units that have not: those done, suspended or waiting for the board are skipped */
	size_t n;
	const char *text;               /* "": the house's own sentence */
	bool escalates;                 /* to who directs, besides the unit's head */
};
/* R_DUTY_URGE. One row of history and one notice a duty. n_out: how many were urged. ERR_INVALID: none could be. */
MUST err duty_urge(struct ctx *cx, struct duty_urge_in in, int64_t *n_out);
/* The same for everyone of a group who has not. */
MUST err duty_urge_group(struct ctx *cx, int64_t group_id, const char *text, bool escalates, int64_t *n_out);

/* Who did what last, as a sentence for whoever comes second. */
MUST err duty_changed(struct ctx *cx, int64_t duty_id, const char **out);

/* ---- who follows whom --------------------------------------------------------------------------------------------------- */

struct duty_follow {
	int64_t id, user_id, unit_id, class_id;         /* exactly one of the last two */
	const char *user_name, *name;   /* of the unit or class */
	int64_t units_n;
};
struct duty_follows LIST(struct duty_follow);
MUST err duty_follow_list(struct ctx *cx, int64_t user_id, struct duty_follows *out);  /* user_id 0: all */
/* The items of a parent of which a unit that the person follows owes something, ascending. Nobody follows: none. */
struct duty_items LIST(int64_t);
MUST err duty_follow_items(struct ctx *cx, const char *room, int64_t parent_id, struct duty_items *out);
MUST err duty_follow_put(struct ctx *cx, struct duty_follow in, int64_t *id_out);      /* R_DUTY_ASSIGN; ERR_TAKEN */
MUST err duty_follow_end(struct ctx *cx, int64_t id);
/* What a person typed: a login name, and a unit or class by code, name or short name. Faults "user", "unit". */
MUST err duty_follow_typed(struct ctx *cx, const char *login, const char *words, struct duty_follow *out);

/* ---- digests, feeds, days ------------------------------------------------------------------------------------------------ */

/* One digest a day for each person: own (returned, late, soon), what is late of what their unit directs, what waits for
 * their word. Who gets what is decided by one query (duty_digest_list); a person without anything due gets nothing.
 * Repeatable on one day without a second mail. people_n_out: digests written. The job "duty.digest" does it at seven on
 * every working day. */
MUST err duty_digest(struct ctx *cx, date day, int64_t *people_n_out);
/* Duties of the person's own units with a day from..to, for calendar feeds; at most n. */
MUST err duty_dated(struct ctx *cx, int64_t user_id, date from, date to, int64_t n, struct duties *out);
/* Moves duty_clock to the day: open duties whose last good day passed count as late. The job "duty.turn" does it after
 * midnight; until then readers reckon what lies between, which costs more the more days there are. */
MUST err duty_turn(struct ctx *cx, date day);
/* When the next digests are due: at DUTY_DIGEST_HOUR of a working day, in Việt Nam. Pure. */
int64_t duty_digest_next_ms(const struct calendar *c, int64_t now_ms);
/* Turns the clock to today, should it stand elsewhere (a demo's assumed day, a house that slept), and sees that the next turn
 * and the next digests are queued: for the daily look of the jobs process. */
MUST err duty_daily(struct ctx *cx);
/* Spreads every living group again: units made, merged, closed, classes changed. For the job "unit.changed". */
MUST err duty_spread_all(struct ctx *cx, int64_t *changed_n_out);

#endif
