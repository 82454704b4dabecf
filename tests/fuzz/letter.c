/* tests/fuzz/letter.c -- any words as a letter, a day of a calendar, a notice: lines stay within their limits, nothing in a
 * field begins another, and the text of a notice comes apart into what it was put together from. */
#define BASE_MAY_ALLOC
#include "tests/fuzz/fuzz.h"

#include "base/ics.h"
#include "base/mime.h"
#include "base/text.h"
#include "room/notice/notice_text.h"

enum { OUT_BYTES = 4 * 1024 * 1024 };

/* Every line ends in CRLF, holds no other control sign, and is no longer than max. */
static void lines_hold(const char *p, size_t max)
{
	while (*p != '\0') {
		size_t n = strcspn(p, "\r\n");

		CHECK(n <= max && p[n] == '\r' && p[n + 1] == '\n' && text_is_utf8(p, n));
		for (size_t i = 0; i < n; i++)
			CHECK((unsigned char)p[i] >= ' ' && p[i] != 127);
		p += n + 2;
	}
}

static size_t count(const char *text, const char *what)
{
	size_t n = 0;

	for (const char *p = strstr(text, what); p != NULL; p = strstr(p + 1, what))
		n++;
	return n;
}

static void as_letter(struct mem *m, const char *words)
{
	struct buf *b = buf_new(m, OUT_BYTES);
	struct mime letter = {.from = "a@b.vn", .from_name = words, .to = "c@d.vn", .subject = words, .message_id = "1@b.vn",
	                      .unsubscribe = "", .date_ms = 1709600400000, .text = words, .html = words};

	CHECK(mime_write(b, &letter) == OK && buf_err(b) == OK);
	lines_hold(b->p, MIME_LINE_MAX);
	CHECK(count(b->p, "\r\nSubject: ") == 1 && count(b->p, "\r\n--=_") == 3 && count(b->p, "\r\n.") == 0);
	buf_reset(b);
	letter.to = words;
	CHECK(mime_write(b, &letter) == (mime_address_is_good(words) ? OK : ERR_INVALID));
	lines_hold(b->p, MIME_ADDRESS_MAX + 4);
}

static void as_day(struct mem *m, const char *words)
{
	struct buf *b = buf_new(m, OUT_BYTES);
	struct ics_event e = {.uid = *words != '\0' ? words : "x", .first = 19000, .last = DATE_NONE, .changed_ms = 1709600400000,
	                      .summary = words, .description = words, .location = words, .url = words, .alarm_days = 1};

	ics_begin(b, words);
	ics_event(b, &e);
	ics_end(b);
	CHECK(buf_err(b) == OK);
	lines_hold(b->p, ICS_LINE_MAX);
	CHECK(count(b->p, "\r\nBEGIN:VEVENT\r\n") == 1 && count(b->p, "\r\nEND:VEVENT\r\n") == 1 && count(b->p, "\r\nSUMMARY:") == 1);
}

static void as_notice(struct mem *m, const char *words)
{
	struct buf *b = buf_new(m, OUT_BYTES), *out = buf_new(m, OUT_BYTES);
	struct notice_line line = {words, words, words};
	struct notice n = {.id = 1, .kind = "notice.word", .subject = words, .path = ""};
	struct notice_parts parts;
	size_t items = 0, headings = 0;

	notice_put_text(b, words);
	notice_put_heading(b, words);
	notice_put_line(b, &line);
	parts = notice_parts(m, b->p);
	for (size_t i = 0; i < parts.n; i++) {
		items += parts.at[i].kind == NOTICE_ITEM;
		headings += parts.at[i].kind == NOTICE_HEADING;
	}
	CHECK(items == 1 && headings == 1);
	n.text = b->p;
	notice_letter_text(out, m, &n, "https://t.vn");
	buf_reset(out);
	notice_letter_html(out, m, &n, "https://t.vn");
	CHECK(count(out->p, "<body") == 1 && count(out->p, "<script") == 0);
	(void)notice_parts(m, words);
}

FUZZ_TARGET(letter)
{
	struct mem *m = mem_open(256 * 1024 * 1024);

	if (size < 20000 && text_is_utf8((const char *)data, size)) {
		const char *raw = mem_copy(m, (const char *)data, size), *words = text_clean(m, raw, size);

		as_letter(m, raw);
		as_day(m, raw);
		as_notice(m, words);
	}
	mem_close(m);
	return 0;
}
