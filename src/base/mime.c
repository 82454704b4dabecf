/* base/mime.c -- base64 for everything that is not plain ASCII: no line of a body can be mistaken for a boundary, a dot
 * or a header, and every server passes it on as it is. */
#include "base/mime.h"

#include "base/date.h"
#include "base/text.h"

#define BOUNDARY "=_thidua_alternative"         /* base64 has no '_' */
enum {
	WORD_BYTES = 39,                /* in one encoded word: 12 + 52 signs beside the longest name of a header */
	LINE_BYTES = 57,                /* in one line of a body: 76 signs */
	PLAIN_MAX = 60,                 /* longer values are folded as encoded words */
	LOCAL_MAX = 64,
	LABEL_MAX = 63
};

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Atoms with single dots between them. */
static bool local_is_good(const char *p, size_t n)
{
	if (n == 0 || n > LOCAL_MAX || p[0] == '.' || p[n - 1] == '.')
		return false;
	for (size_t i = 0; i < n; i++) {
		if (p[i] == '.' ? p[i + 1] == '.' : !is_alnum(p[i]) && (p[i] == '\0' || strchr("!#$%&'*+/=?^_`{|}~-", p[i]) == NULL))
			return false;
	}
	return true;
}

static bool label_is_good(const char *p, size_t n)
{
	if (n == 0 || n > LABEL_MAX || p[0] == '-' || p[n - 1] == '-')
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!is_alnum(p[i]) && p[i] != '-')
			return false;
	}
	return true;
}

bool mime_address_is_good(const char *address)
{
	const char *at = strrchr(address, '@'), *p;
	size_t labels = 0;

	if (at == NULL || strlen(address) > MIME_ADDRESS_MAX || !local_is_good(address, (size_t)(at - address)))
		return false;
	for (p = at; *p != '\0'; labels++) {
		size_t n = strcspn(++p, ".");

		if (!label_is_good(p, n))
			return false;
		p += n;
	}
	return labels >= 2;
}

static void base64(struct buf *b, const char *p, size_t n)
{
	static const char SIGNS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		unsigned char a = (unsigned char)p[i], c = i + 1 < n ? (unsigned char)p[i + 1] : 0;
		unsigned char d = i + 2 < n ? (unsigned char)p[i + 2] : 0;

		buf_char(b, SIGNS[a >> 2]);
		buf_char(b, SIGNS[(a & 3) << 4 | c >> 4]);
		buf_char(b, i + 1 < n ? SIGNS[(c & 15) << 2 | d >> 6] : '=');
		buf_char(b, i + 2 < n ? SIGNS[d & 63] : '=');
	}
}

static bool is_plain(const char *value)
{
	for (const char *p = value; *p != '\0'; p++) {
		if (*p < ' ' || *p > '~')
			return false;
	}
	return strlen(value) <= PLAIN_MAX && strstr(value, "=?") == NULL;
}

/* Bytes of p that make one encoded word: whole characters only. */
static size_t word_bytes(const char *p)
{
	const char *q = p, *end = p;

	while (*q != '\0') {
		(void)text_next(&q);
		if (q - p > WORD_BYTES)
			break;
		end = q;
	}
	return (size_t)(end - p);
}

/* Encoded words, each on a line of its own after the first; control signs are spaces. */
static void encoded(struct buf *b, const char *value)
{
	for (const char *p = value; *p != '\0';) {
		char clean[WORD_BYTES];
		size_t n = word_bytes(p);

		for (size_t i = 0; i < n; i++)
			clean[i] = (unsigned char)p[i] < ' ' || p[i] == 127 ? ' ' : p[i];
		buf_text(b, p != value ? "\r\n =?UTF-8?B?" : "=?UTF-8?B?");
		base64(b, clean, n);
		buf_text(b, "?=");
		p += n;
	}
}

void mime_header(struct buf *b, const char *name, const char *value)
{
	buf_fmt(b, "%s: ", name);
	if (is_plain(value))
		buf_text(b, value);
	else
		encoded(b, value);
	buf_text(b, "\r\n");
}

/* The name is always encoded: a plain one might need quotes. */
static void from_header(struct buf *b, const struct mime *m)
{
	buf_text(b, "From: ");
	if (*m->from_name != '\0') {
		encoded(b, m->from_name);
		buf_fmt(b, "\r\n <%s>\r\n", m->from);
	} else {
		buf_fmt(b, "%s\r\n", m->from);
	}
}

static void date_header(struct buf *b, int64_t ms)
{
	static const char *const DAYS[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	date d = date_of_ms(ms);
	struct ymd y = date_ymd(d);
	int64_t s = ms / 1000 + INT64_C(7) * 3600 - (int64_t)d * 86400;

	buf_fmt(b, "Date: %s, %d %s %04d %02d:%02d:%02d +0700\r\n", DAYS[date_weekday(d) - 1], y.day, MONTHS[y.month - 1], y.year,
	        (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
}

struct line {
	struct buf *b;
	char at[LINE_BYTES];
	size_t n;
};

static void line_end(struct line *l)
{
	if (l->n > 0) {
		base64(l->b, l->at, l->n);
		buf_text(l->b, "\r\n");
	}
	l->n = 0;
}

static void line_put(struct line *l, char c)
{
	l->at[l->n++] = c;
	if (l->n == LINE_BYTES)
		line_end(l);
}

/* One part; line ends of the text become CRLF before it is encoded. */
static void part(struct buf *b, const char *type, const char *text)
{
	struct line l = {.b = b};

	buf_fmt(b, "--" BOUNDARY "\r\nContent-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", type);
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '\n')
			line_put(&l, '\r');
		line_put(&l, *p);
	}
	line_end(&l);
}

/* An address of a page, or a Message-ID: visible ASCII that cannot end its brackets. */
static bool is_token(const char *s)
{
	for (const char *p = s; *p != '\0'; p++) {
		if (*p <= ' ' || *p > '~' || *p == '<' || *p == '>')
			return false;
	}
	return true;
}

err mime_write(struct buf *b, const struct mime *m)
{
	if (!mime_address_is_good(m->from) || !mime_address_is_good(m->to) || !is_token(m->message_id) ||
	    strchr(m->message_id, '@') == NULL || !is_token(m->unsubscribe))
		return ERR_INVALID;
	from_header(b, m);
	buf_fmt(b, "To: %s\r\n", m->to);
	mime_header(b, "Subject", m->subject);
	date_header(b, m->date_ms);
	buf_fmt(b, "Message-ID: <%s>\r\nAuto-Submitted: auto-generated\r\n", m->message_id);
	if (*m->unsubscribe != '\0')
		buf_fmt(b, "List-Unsubscribe: <%s>\r\n", m->unsubscribe);
	buf_text(b, "MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"" BOUNDARY "\"\r\n\r\n");
	part(b, "text/plain", m->text);
	part(b, "text/html", m->html);
	buf_text(b, "--" BOUNDARY "--\r\n");
	return OK;
}
