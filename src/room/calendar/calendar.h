/* room/calendar/calendar.h -- working days, and what "late" means for each kind of date that papers write.
 *
 * Saturday and Sunday are free; single days that differ (holidays, Tết, working Saturdays given in exchange) are dated
 * data with their source: data/calendar/YEAR.tsv, table calendar_day. Everything about lateness is a pure function over
 * a struct calendar, so that rules can be tested exhaustively and a page computes fifty rows from one read.
 * Owns the table calendar_day; reads no other room. */
#ifndef ROOM_CALENDAR_H
#define ROOM_CALENDAR_H

#include "core/ctx.h"

enum { CALENDAR_DAYS_MAX = 4000, CALENDAR_NEAR_DAYS = 14, CALENDAR_FILE_MAX = 1 << 20 };

struct calendar_day {
	date day;
	bool is_working;                /* a Saturday or Sunday worked in exchange; false: a free day */
	const char *name;               /* "Tết Nguyên đán (mùng 1)" */
	const char *source;             /* the paper that says so */
};

/* The days that differ from the week, ascending. An empty one knows weekends only. */
struct calendar {
	const struct calendar_day *days;
	size_t n;
};

/* How a paper writes a date. The names (calendar_kind_name) are those of the plan's JSON: "before", "until", … */
enum calendar_kind {
	CALENDAR_BEFORE,                /* trước ngày D: last good day D−1 */
	CALENDAR_UNTIL,                 /* đến, chậm nhất, hạn D: D */
	CALENDAR_RANGE,                 /* từ D đến E: E */
	CALENDAR_AROUND,                /* vào dịp D: D */
	CALENDAR_ON,                    /* ngày D: D */
	CALENDAR_MONTH,                 /* the last day of the period */
	CALENDAR_QUARTER,
	CALENDAR_HALF_YEAR,
	CALENDAR_YEAR,
	CALENDAR_RECURRING,             /* thường xuyên: never late by itself, as are the last three */
	CALENDAR_OFFSET,                /* trước D ít nhất N ngày: D−N; without D never late */
	CALENDAR_FOLLOWS,
	CALENDAR_WHEN_ARISES,
	CALENDAR_TEXT,
	CALENDAR_KIND_N
};

struct calendar_term {
	enum calendar_kind kind;
	date day;                       /* D, or the first day of a range; DATE_NONE for none */
	date end;                       /* E of a range; DATE_NONE for none */
	int days;                       /* N of an offset */
	const char *period;             /* "2024", "2024-H1", "2024-Q1", "2024-01"; "" for none: taken from day */
};

enum calendar_state {
	CALENDAR_NEVER,                 /* cannot be late by itself */
	CALENDAR_AHEAD,
	CALENDAR_NEAR,                  /* within near_days of its last good day, that day included */
	CALENDAR_LATE
};

/* ---- pure ---------------------------------------------------------------------------------------------------- */

bool calendar_is_working(const struct calendar *c, date d);
date calendar_next_working(const struct calendar *c, date d);           /* d itself when it is one */
/* n working days after d (n < 0: before); d itself is never counted. */
date calendar_add_working(const struct calendar *c, date d, int n);
/* Working days from first to last, both counted; 0 when last is before first. */
int calendar_working_between(const struct calendar *c, date first, date last);
const struct calendar_day *calendar_find(const struct calendar *c, date d);     /* NULL: an ordinary day */

/* "before" -> CALENDAR_BEFORE; false for an unknown name. */
bool calendar_kind_from(const char *name, enum calendar_kind *out);
const char *calendar_kind_name(enum calendar_kind kind);
/* First and last day of "2024", "2024-H1", "2024-Q1", "2024-01"; false for anything else. */
bool calendar_period(const char *period, date *first_out, date *last_out);

/* The last day on which the thing is still in time. When it falls on a free day it moves to the next working day
 * (Bộ luật Dân sự 2015, Điều 148 khoản 5). DATE_NONE: never late by itself, or its date is not known. */
date calendar_last_good_day(const struct calendar *c, const struct calendar_term *t);
enum calendar_state calendar_state(const struct calendar *c, const struct calendar_term *t, date today, int near_days);
/* Days from today to the last good day: 0 today, negative when late. Only when calendar_last_good_day is a day. */
int calendar_days_left(const struct calendar *c, const struct calendar_term *t, date today);

/* ---- the office's days --------------------------------------------------------------------------------------- */

MUST err calendar_load(struct ctx *cx, struct calendar *out);
/* Takes the text of a data file: lines "yyyy-mm-dd TAB off|work TAB name TAB source". All or nothing; a day that is
 * there already is replaced when it differs. ERR_INVALID lists every bad line; ERR_DENIED. n_out: rows changed. */
MUST err calendar_take(struct ctx *cx, const char *text, int64_t *n_out);

#endif
