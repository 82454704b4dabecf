/* room/calendar/calendar.h -- working days, and what "late" means for each kind of date that papers write.
 *
 * Saturday and Sunday are free; single days that differ (holidays, Tết, working Saturdays given in exchange) are dated
 * data with their source: data/calendar/YEAR.tsv, table calendar_day. Days that nobody has announced yet are in it too,
 * marked as expected: they count like others until announced ones take their place. Everything about lateness is a pure
 * function over a struct calendar, so that rules can be tested exhaustively and a page computes fifty rows from one read.
 * Owns the table calendar_day; leaves work to room job. */
#ifndef ROOM_CALENDAR_H
#define ROOM_CALENDAR_H

#include "core/ctx.h"

enum { CALENDAR_DAYS_MAX = 4000, CALENDAR_NEAR_DAYS = 14, CALENDAR_FILE_MAX = 1 << 20 };

struct calendar_day {
	date day;
	bool is_working;                /* a Saturday or Sunday worked in exchange; false: a free day */
	bool is_expected;               /* reckoned by the law's pattern: nobody has announced it yet */
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
	CALENDAR_NEAR,                  /* within CALENDAR_NEAR_DAYS of its last good day, that day included */
	CALENDAR_LATE
};
enum { CALENDAR_STATE_N = CALENDAR_LATE + 1 };

/* ---- pure ---------------------------------------------------------------------------------------------------- */

bool calendar_is_working(const struct calendar *c, date d);
date calendar_next_working(const struct calendar *c, date d);           /* d itself when it is one */
/* n working days after d (n < 0: before); d itself is never counted. */
date calendar_add_working(const struct calendar *c, date d, int n);
/* Working days from first to last, both counted; 0 when last is before first. */
int calendar_working_between(const struct calendar *c, date first, date last);
const struct calendar_day *calendar_find(const struct calendar *c, date d);     /* NULL: an ordinary day */

const char *calendar_weekday_words(date d);                             /* "thứ Hai" */

/* "before" -> CALENDAR_BEFORE; false for an unknown name. */
bool calendar_kind_from(const char *name, enum calendar_kind *out);
const char *calendar_kind_name(enum calendar_kind kind);
/* First and last day of "2024", "2024-H1", "2024-Q1", "2024-01"; false for anything else. */
bool calendar_period(const char *period, date *first_out, date *last_out);

/* The last day on which the thing is still in time. When it falls on a free day it moves to the next working day
 * (Bộ luật Dân sự 2015, Điều 148 khoản 5). DATE_NONE: never late by itself, or its date is not known. */
date calendar_last_good_day(const struct calendar *c, const struct calendar_term *t);
/* What a last good day means on another day; days_left: from today to it, negative when late, 0 for DATE_NONE. */
enum calendar_state calendar_state_on(date good_day, date today, int *days_left);
/* What of two milestones of one task presses more: what is near can still be met, then what lies ahead; a task is past
 * its day only when all its days are. */
enum calendar_state calendar_pressing(enum calendar_state a, enum calendar_state b);

/* ---- the lunar calendar (calendar_lunar.c), pure ---- */

/* A date of the Vietnamese lunar calendar: months begin on the day of the new moon in Việt Nam (UTC+7, in force since
 * 1968), the month of the winter solstice is the 11th, and of thirteen months between two solstices the first in which
 * the Sun enters no sign is the leap one. The positions are those of Jean Meeus, Astronomical Algorithms, 2nd edition,
 * chapters 25 and 49: new moons to a few seconds, the Sun to 0.01 degrees (a quarter of an hour). Within these years
 * no month depends on less: the nearest new moon lies 89 seconds from midnight, the nearest sign that decides a month
 * 37 minutes -- save one of 8 minutes in 2033, where both answers give the same months. */
enum { CALENDAR_LUNAR_FIRST = 1968, CALENDAR_LUNAR_LAST = 2050 };
struct calendar_lunar {
	int year;                       /* by the solar year in which it began, and from month 1 on: Tết 2026 is 1/1/2026 */
	int month, day;                 /* 1 … 12, 1 … 30 */
	bool is_leap;                   /* the second month of that number */
};

/* False for a day outside of the solar years above. */
bool calendar_lunar_of(date d, struct calendar_lunar *out);
/* DATE_NONE when that lunar year has no such day, or the day lies outside of the solar years above. */
date calendar_lunar_day(const struct calendar_lunar *l);
/* "mùng 10 tháng 3 năm Bính Ngọ", "ngày 23 tháng Chạp năm Ất Tỵ", "ngày 15 tháng 6 nhuận năm Ất Tỵ". */
const char *calendar_lunar_words(struct mem *m, const struct calendar_lunar *l);

/* ---- the office's days --------------------------------------------------------------------------------------- */

MUST err calendar_load(struct ctx *cx, struct calendar *out);
/* Takes the text of a data file: lines "yyyy-mm-dd TAB off|work|week TAB name TAB source [TAB expected]"; week makes a day
 * what the week says again, when an expected one came to nothing. All or nothing; a day that is there already is
 * replaced when it differs, but never an announced one by an expected one. What was reckoned from the days before is reckoned
 * again by the job "calendar.changed" (room plan). ERR_INVALID lists every bad line;
 * ERR_DENIED. n_out: rows changed. */
MUST err calendar_take(struct ctx *cx, const char *text, int64_t *n_out);

#endif
