/* room/calendar/calendar_view.h -- what the page of the calendar tells its template. */
#ifndef ROOM_CALENDAR_VIEW_H
#define ROOM_CALENDAR_VIEW_H

#include "room/calendar/calendar.h"
#include "web/form.h"

struct calendar_cell {
	int day;                        /* 0: before the first or after the last of the month */
	const char *word;               /* how it is read out: "nghỉ", "làm bù", ""; */
	bool is_free, is_special, is_today;
};

struct calendar_week {
	struct calendar_cell cells[7];
};

struct calendar_month {
	int month, working_n;
	const char *lunar;              /* its first day by the lunar calendar; "" outside of its years */
	struct calendar_week weeks[6];
	size_t weeks_n;
};

struct calendar_view {
	int year;
	date today;
	const char *lunar;              /* today by the lunar calendar; "" outside of its years */
	struct calendar_month months[12];
	const struct calendar_day *days;        /* of the year */
	size_t days_n, expected_n;
	struct papers papers;
};

#endif
