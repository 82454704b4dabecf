/* base/ics.h -- iCalendar out (RFC 5545): days as all-day events that calendar programs take in and keep up to date.
 *
 * Lines end in CRLF and are folded at 75 octets, never within a character; texts are escaped. A feed is the whole
 * calendar each time: an event keeps its uid, and its sequence grows when it changes. */
#ifndef BASE_ICS_H
#define BASE_ICS_H

#include "base/buf.h"
#include "base/date.h"

enum { ICS_LINE_MAX = 75 };

struct ics_event {
	const char *uid;                /* the same for ever: "task-12@thidua.example.vn" */
	date first, last;               /* both days are in; last DATE_NONE: one day */
	int64_t changed_ms;             /* when the event was last changed */
	int sequence;                   /* how often, from 0 */
	const char *summary;            /* of one line, as is the location: line ends become spaces */
	const char *description, *location;     /* "" for none */
	const char *url;                /* https://… of its page; "" for none */
	int alarm_days;                 /* reminds at 8 in the morning so many days before the last day; -1: does not */
	bool is_cancelled;
};

/* The head; name is what programs call the calendar. */
void ics_begin(struct buf *b, const char *name);
/* last may not be before first: a programmer's error. */
void ics_event(struct buf *b, const struct ics_event *e);
void ics_end(struct buf *b);

#endif
