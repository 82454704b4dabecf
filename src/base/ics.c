/* base/ics.c -- every line goes through one place that escapes, cleans and folds. */
#include "base/ics.h"

#include "base/text.h"

#define NAME_ZONE "Asia/Ho_Chi_Minh"

/* A line that is being written: octets since the last break. */
struct line {
	struct buf *b;
	size_t n;
};

/* One character of n bytes; breaks before it when it would not fit. */
static void line_put(struct line *l, const char *p, size_t n)
{
	if (l->n + n > ICS_LINE_MAX) {
		buf_text(l->b, "\r\n ");
		l->n = 1;
	}
	buf_bytes(l->b, p, n);
	l->n += n;
}

/* Names and values of our own: ASCII, nothing to escape. */
static void line_plain(struct line *l, const char *text)
{
	for (; *text != '\0'; text++)
		line_put(l, text, 1);
}

/* A value of the type TEXT. Control signs are spaces, and so are line ends but of a long text: programs refuse a title
 * of two lines, though the standard allows it. */
static void line_text(struct line *l, const char *text, bool is_long)
{
	while (*text != '\0') {
		const char *p = text;

		(void)text_next(&text);
		if (*p == '\n' && is_long)
			line_plain(l, "\\n");
		else if (*p == '\\' || *p == ';' || *p == ',') {
			/* Both signs on one line: some programs unfold after they take the backslashes out. */
			if (l->n + 2 > ICS_LINE_MAX)
				l->n = ICS_LINE_MAX;
			line_put(l, "\\", 1);
			line_put(l, p, 1);
		} else if ((unsigned char)*p < ' ' || *p == 127)
			line_put(l, " ", 1);
		else
			line_put(l, p, (size_t)(text - p));
	}
}

static void line_end(struct line *l)
{
	buf_text(l->b, "\r\n");
	l->n = 0;
}

static void plain(struct buf *b, const char *name, const char *value)
{
	struct line l = {b, 0};

	line_plain(&l, name);
	line_put(&l, ":", 1);
	line_plain(&l, value);
	line_end(&l);
}

static void text(struct buf *b, const char *name, const char *value, bool is_long)
{
	struct line l = {b, 0};

	line_plain(&l, name);
	line_put(&l, ":", 1);
	line_text(&l, value, is_long);
	line_end(&l);
}

static void day(struct buf *b, const char *name, date d)
{
	struct ymd y = date_ymd(d);

	buf_fmt(b, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, y.year, y.month, y.day);
}

static void instant(struct buf *b, const char *name, int64_t ms)
{
	int64_t s = ms / 1000, days = s / 86400;
	struct ymd y = date_ymd((date)days);

	s -= days * 86400;
	buf_fmt(b, "%s:%04d%02d%02dT%02d%02d%02dZ\r\n", name, y.year, y.month, y.day, (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
}

/* A URI has no escapes: what may not stand in one is left out, and with it the whole line. */
static void uri(struct buf *b, const char *name, const char *value)
{
	for (const char *p = value; *p != '\0'; p++) {
		if (*p <= ' ' || *p > '~')
			return;
	}
	plain(b, name, value);
}

/* The reminder stands against the end of the event, which is the midnight after its last day. */
static void alarm(struct buf *b, const struct ics_event *e)
{
	int hours = e->alarm_days * 24 + 16;

	buf_text(b, "BEGIN:VALARM\r\nACTION:DISPLAY\r\n");
	text(b, "DESCRIPTION", e->summary, false);
	buf_fmt(b, "TRIGGER;RELATED=END:-P%dDT%dH\r\nEND:VALARM\r\n", hours / 24, hours % 24);
}

void ics_begin(struct buf *b, const char *name)
{
	buf_text(b, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//thidua//thidua//VI\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
	text(b, "NAME", name, false);          /* RFC 7986, and what programs took before it */
	text(b, "X-WR-CALNAME", name, false);
	buf_text(b, "X-WR-TIMEZONE:" NAME_ZONE "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nX-PUBLISHED-TTL:PT6H\r\n");
}

void ics_event(struct buf *b, const struct ics_event *e)
{
	date last = e->last == DATE_NONE ? e->first : e->last;

	CHECK(last >= e->first && *e->uid != '\0');
	buf_text(b, "BEGIN:VEVENT\r\n");
	text(b, "UID", e->uid, false);
	instant(b, "DTSTAMP", e->changed_ms);
	instant(b, "LAST-MODIFIED", e->changed_ms);
	buf_fmt(b, "SEQUENCE:%d\r\n", e->sequence);
	day(b, "DTSTART", e->first);
	day(b, "DTEND", last + 1);      /* the first day after it */
	text(b, "SUMMARY", e->summary, false);
	if (*e->description != '\0')
		text(b, "DESCRIPTION", e->description, true);
	if (*e->location != '\0')
		text(b, "LOCATION", e->location, false);
	if (*e->url != '\0')
		uri(b, "URL", e->url);
	buf_fmt(b, "STATUS:%s\r\nTRANSP:TRANSPARENT\r\n", e->is_cancelled ? "CANCELLED" : "CONFIRMED");
	if (e->alarm_days >= 0 && !e->is_cancelled)
		alarm(b, e);
	buf_text(b, "END:VEVENT\r\n");
}

void ics_end(struct buf *b)
{
	buf_text(b, "END:VCALENDAR\r\n");
}
