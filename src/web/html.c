/* web/html.c -- values as HTML. */
#include "web/html.h"

struct html html_of(const struct buf *b)
{
	return (struct html){b->p, b->n};
}

void html_text(struct buf *b, const char *s)
{
	buf_markup(b, s);
}

void html_raw(struct buf *b, struct html h)
{
	buf_bytes(b, h.p, h.n);
}

void html_date(struct buf *b, date d)
{
	char text[DATE_CHARS];

	if (d == DATE_NONE)
		return;
	date_write_vn(text, d);
	buf_bytes(b, text, sizeof text);
}

void html_iso(struct buf *b, date d)
{
	char text[DATE_CHARS];

	if (d == DATE_NONE)
		return;
	date_write_iso(text, d);
	buf_bytes(b, text, sizeof text);
}

void html_time(struct buf *b, int64_t unix_ms)
{
	enum { MINUTE_MS = 60000, DAY_MINUTES = 1440, VN_MINUTES = 420 };
	int64_t minutes;
	int hour, minute;

	if (unix_ms == 0)
		return;
	minutes = (unix_ms / MINUTE_MS + VN_MINUTES) % DAY_MINUTES;
	if (minutes < 0)
		minutes += DAY_MINUTES;
	hour = (int)(minutes / 60);
	minute = (int)(minutes % 60);
	buf_bytes(b, (const char[]){(char)('0' + hour / 10), (char)('0' + hour % 10), ':', (char)('0' + minute / 10),
	                            (char)('0' + minute % 10), ' '}, 6);
	html_date(b, date_of_ms(unix_ms));
}

void html_money(struct buf *b, int64_t vnd)
{
	char digits[24];
	int n = snprintf(digits, sizeof digits, "%" PRId64, vnd), from = digits[0] == '-';

	if (from)
		buf_char(b, '-');
	for (int i = from; i < n; i++) {
		if (i > from && (n - i) % 3 == 0)
			buf_char(b, '.');
		buf_char(b, digits[i]);
	}
}

void html_i64(struct buf *b, int64_t n)
{
	buf_i64(b, n);
}

void html_u64(struct buf *b, uint64_t n)
{
	buf_fmt(b, "%" PRIu64, n);
}

void html_url_literal(struct buf *b, const char *p, size_t n)
{
	buf_markup_bytes(b, p, n);
}

static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
	       c == '.' || c == '~';
}

void html_url_text(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		if (is_unreserved(*s))
			buf_char(b, *s);
		else
			buf_fmt(b, "%%%02X", (unsigned)(unsigned char)*s);
	}
}

/* Everything an address may hold stays; what would end or change it is encoded. */
void html_path(struct buf *b, const char *path)
{
	bool is_ours = (path[0] == '/' && path[1] != '/' && path[1] != '\\') || path[0] == '?' || path[0] == '#';

	if (!is_ours) {
		buf_char(b, '#');
		return;
	}
	for (; *path != '\0'; path++) {
		if (*path == '&')
			buf_text(b, "&amp;");
		else if (is_unreserved(*path) || strchr("/?#=%:@!$()*+,;", *path) != NULL)
			buf_char(b, *path);
		else
			buf_fmt(b, "%%%02X", (unsigned)(unsigned char)*path);
	}
}
