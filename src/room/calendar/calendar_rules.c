/* room/calendar/calendar_rules.c -- working days and lateness: pure functions over a struct calendar. */
#include "room/calendar/calendar.h"

static const char *const KIND_NAMES[CALENDAR_KIND_N] = {
	[CALENDAR_BEFORE] = "before",
	[CALENDAR_UNTIL] = "until",
	[CALENDAR_RANGE] = "range",
	[CALENDAR_AROUND] = "around",
	[CALENDAR_ON] = "on",
	[CALENDAR_MONTH] = "month",
	[CALENDAR_QUARTER] = "quarter",
	[CALENDAR_HALF_YEAR] = "half_year",
	[CALENDAR_YEAR] = "year",
	[CALENDAR_RECURRING] = "recurring",
	[CALENDAR_OFFSET] = "offset",
	[CALENDAR_FOLLOWS] = "follows",
	[CALENDAR_WHEN_ARISES] = "when_arises",
	[CALENDAR_TEXT] = "text",
};

const struct calendar_day *calendar_find(const struct calendar *c, date d)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (c->days[mid].day < d)
			low = mid + 1;
		else
			high = mid;
	}
	return low < c->n && c->days[low].day == d ? &c->days[low] : NULL;
}

bool calendar_is_working(const struct calendar *c, date d)
{
	const struct calendar_day *day = calendar_find(c, d);

	return day != NULL ? day->is_working : date_weekday(d) <= 5;
}

date calendar_next_working(const struct calendar *c, date d)
{
	/* No calendar frees a whole year; one that does is wrong data and must not hang the house. */
	for (int i = 0; i < 366 && !calendar_is_working(c, d); i++)
		d++;
	return d;
}

date calendar_add_working(const struct calendar *c, date d, int n)
{
	int step = n < 0 ? -1 : 1, left = n < 0 ? -n : n;
	int turns = 366 + left * 3;

	while (left > 0 && turns-- > 0) {
		d += step;
		if (calendar_is_working(c, d))
			left--;
	}
	return d;
}

int calendar_working_between(const struct calendar *c, date first, date last)
{
	int n = 0;

	for (date d = first; d <= last; d++) {
		if (calendar_is_working(c, d))
			n++;
	}
	return n;
}

const char *calendar_weekday_words(date d)
{
	static const char *const words[] = {"", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"};

	return words[date_weekday(d)];
}

bool calendar_kind_from(const char *name, enum calendar_kind *out)
{
	for (int i = 0; i < CALENDAR_KIND_N; i++) {
		if (strcmp(KIND_NAMES[i], name) == 0) {
			*out = (enum calendar_kind)i;
			return true;
		}
	}
	return false;
}

const char *calendar_kind_name(enum calendar_kind kind)
{
	CHECK(kind < CALENDAR_KIND_N);
	return KIND_NAMES[kind];
}

/* The number of exactly n digits at p, or -1. */
static int digits(const char *p, size_t n)
{
	int v = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

bool calendar_period(const char *period, date *first_out, date *last_out)
{
	size_t n = strlen(period);
	int year = n >= 4 ? digits(period, 4) : -1, first = 0, months = 0;

	if (year < 1 || (n > 4 && period[4] != '-'))
		return false;
	if (n == 4) {
		first = 1;
		months = 12;
	} else if (n == 7 && period[5] == 'H') {
		months = 6;
		first = 1 + (digits(period + 6, 1) - 1) * months;
	} else if (n == 7 && period[5] == 'Q') {
		months = 3;
		first = 1 + (digits(period + 6, 1) - 1) * months;
	} else if (n == 7) {
		months = 1;
		first = digits(period + 5, 2);
	}
	if (months == 0 || first < 1 || first + months - 1 > 12)
		return false;
	*first_out = date_of(year, first, 1);
	*last_out = date_of(year, first + months - 1, date_month_days(year, first + months - 1));
	return true;
}

/* The last day of the month, quarter, … that holds d. */
static date end_of(enum calendar_kind kind, date d)
{
	struct ymd y = date_ymd(d);
	int months = kind == CALENDAR_MONTH ? 1 : kind == CALENDAR_QUARTER ? 3 : kind == CALENDAR_HALF_YEAR ? 6 : 12;
	int last = (y.month - 1) / months * months + months;

	return date_of(y.year, last, date_month_days(y.year, last));
}

static date last_of_period(const struct calendar_term *t)
{
	date first, last;

	if (t->period != NULL && *t->period != '\0')
		return calendar_period(t->period, &first, &last) ? last : DATE_NONE;
	if (t->end != DATE_NONE)
		return t->end;
	return t->day == DATE_NONE ? DATE_NONE : end_of(t->kind, t->day);
}

/* The end of the term as written, free days not yet looked at. */
static date written_end(const struct calendar_term *t)
{
	switch (t->kind) {
	case CALENDAR_BEFORE:
		return t->day == DATE_NONE ? DATE_NONE : t->day - 1;
	case CALENDAR_UNTIL:
	case CALENDAR_AROUND:
	case CALENDAR_ON:
		return t->day;
	case CALENDAR_RANGE:
		return t->end;
	case CALENDAR_MONTH:
	case CALENDAR_QUARTER:
	case CALENDAR_HALF_YEAR:
	case CALENDAR_YEAR:
		return last_of_period(t);
	case CALENDAR_OFFSET:
		return t->day == DATE_NONE ? DATE_NONE : t->day - t->days;
	case CALENDAR_RECURRING:
	case CALENDAR_FOLLOWS:
	case CALENDAR_WHEN_ARISES:
	case CALENDAR_TEXT:
	case CALENDAR_KIND_N:
		return DATE_NONE;
	}
	return DATE_NONE;
}

date calendar_last_good_day(const struct calendar *c, const struct calendar_term *t)
{
	date d = written_end(t);

	return d == DATE_NONE ? DATE_NONE : calendar_next_working(c, d);
}

enum calendar_state calendar_state_on(date good_day, date today, int *days_left)
{
	*days_left = good_day == DATE_NONE ? 0 : good_day - today;
	if (good_day == DATE_NONE)
		return CALENDAR_NEVER;
	return *days_left < 0 ? CALENDAR_LATE : *days_left <= CALENDAR_NEAR_DAYS ? CALENDAR_NEAR : CALENDAR_AHEAD;
}

enum calendar_state calendar_pressing(enum calendar_state a, enum calendar_state b)
{
	static const int weight[CALENDAR_STATE_N] = {
		[CALENDAR_NEVER] = 0, [CALENDAR_LATE] = 1, [CALENDAR_AHEAD] = 2, [CALENDAR_NEAR] = 3};

	return weight[a] >= weight[b] ? a : b;
}
