/* base/mime_test.c -- letters are what mail programs expect, and nothing in a field becomes another. */
#include "base/mime.h"

#include "base/text.h"
#include "test/t.h"

TEST(mime_knows_addresses)
{
	static const char *const good[] = {"a@b.vn", "nguyen.van-a+tdkt@hanoi.gov.vn", "o'brien@x.co", "a@1.2.vn", "A_B@so-noi-vu.vn"};
	static const char *const bad[] = {"", "a", "@b.vn", "a@", "a@b", "a@b..vn", "a@.vn", "a@b.vn.", "a@-b.vn", "a@b-.vn", ".a@b.vn",
	                                  "a.@b.vn", "a..b@b.vn", "a b@c.vn", "a@b c.vn", "a@b.vn\r\nBcc: x@y.vn", "\"a\"@b.vn",
	                                  "a@b@c.vn", "<a@b.vn>", "a@b.vn,c@d.vn", "á@b.vn", "a@thư.vn", "a@[127.0.0.1]"};
	char longest[400];

	for (size_t i = 0; i < COUNT(good); i++)
		t_true(mime_address_is_good(good[i]));
	for (size_t i = 0; i < COUNT(bad); i++)
		t_false(mime_address_is_good(bad[i]));
	memset(longest, 'a', sizeof longest);
	memcpy(longest + 64, "@b.vn", 6);
	t_true(mime_address_is_good(longest));
	memset(longest, 'a', 65);
	memcpy(longest + 65, "@b.vn", 6);
	t_false(mime_address_is_good(longest));
}

static int value_of(char c)
{
	static const char SIGNS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *p = c == '\0' ? NULL : strchr(SIGNS, c);

	return p == NULL ? -1 : (int)(p - SIGNS);
}

/* By hand, so that the writer is not judged by itself. */
static void unbase64(struct buf *out, const char *p, size_t n)
{
	unsigned bits = 0;
	int have = 0;

	for (size_t i = 0; i < n && value_of(p[i]) >= 0; i++) {
		bits = bits << 6 | (unsigned)value_of(p[i]);
		have += 6;
		if (have >= 8) {
			have -= 8;
			buf_char(out, (char)(bits >> have & 255));
		}
	}
}

/* A header of encoded words as a mail program shows it. */
static const char *shown(const char *header)
{
	struct buf *b = buf_new(t_mem(), 65536);

	for (const char *p = strstr(header, "=?UTF-8?B?"); p != NULL; p = strstr(p, "=?UTF-8?B?")) {
		const char *end = strstr(p, "?=");

		t_true(end - p <= 73);
		p += 10;
		unbase64(b, p, (size_t)(end - p));
	}
	return b->p;
}

static const char *header(const char *value)
{
	struct buf *b = buf_new(t_mem(), 65536);

	mime_header(b, "Subject", value);
	return b->p;
}

TEST(mime_header_keeps_every_character_whole)
{
	static const char LONG[] = "Đôn đốc: báo cáo sơ kết phong trào thi đua “Hà Nội thi đua xây dựng nông thôn mới” quý I năm 2024 của các sở, "
	                           "ban, ngành, quận, huyện, thị xã, 🏅🏅🏅🏅🏅🏅🏅🏅🏅🏅🏅🏅";

	t_text("Subject: Plain words\r\n", header("Plain words"));
	t_text(LONG, shown(header(LONG)));
	for (size_t from = 0; from < sizeof LONG - 1; from++) {
		const char *part = LONG + from;

		if (((unsigned char)*part & 0xC0) == 0x80)
			continue;
		for (const char *p = header(part); *p != '\0';) {
			size_t n = strcspn(p, "\r");

			t_true(n <= MIME_LINE_MAX);
			p += n + 2;
		}
		if (!text_is(part, "") && strpbrk(part, "àáâĐđờ🏅") != NULL)
			t_text(part, shown(header(part)));
	}
	t_has("=?UTF-8?B?", header("=?utf-8?q?already?="));
	t_text("=?utf-8?q?already?=", shown(header("=?utf-8?q?already?=")));
}

TEST(mime_header_cannot_begin_another)
{
	t_text("Việc  Bcc: x@y.vn", shown(header("Việc\r\nBcc: x@y.vn")));
	t_text("Plain  Bcc: x@y.vn", shown(header("Plain\r\nBcc: x@y.vn")));
	t_true(strstr(header("Plain\r\nBcc: x@y.vn"), "Bcc") == NULL);
}

static struct mime letter(void)
{
	return (struct mime){.from = "thidua@example.vn", .from_name = "Thi đua, khen thưởng", .to = "a@example.vn", .subject = "Đôn đốc",
	                     .message_id = "1@example.vn", .unsubscribe = "https://t.vn/x", .date_ms = 1709600400000,
	                     .text = "Dòng một\n.\nDòng ba", .html = "<p>Dòng</p>\n"};
}

static const char *body(const char *whole, const char *type)
{
	struct buf *b = buf_new(t_mem(), 1024 * 1024);
	const char *p = strstr(whole, mem_text(t_mem(), "Content-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", type));

	t_true(p != NULL);
	for (p = strstr(p, "\r\n\r\n") + 4; *p != '-';) {
		size_t n = strcspn(p, "\r");

		t_true(n <= MIME_LINE_MAX && p[n] == '\r' && p[n + 1] == '\n');
		unbase64(b, p, n);
		p += n + 2;
	}
	return b->p;
}

TEST(mime_letter_is_text_and_html_beside_each_other)
{
	struct buf *b = buf_new(t_mem(), 1024 * 1024);
	struct mime m = letter();

	t_ok(mime_write(b, &m));
	t_has("To: a@example.vn\r\nSubject: =?UTF-8?B?", b->p);
	t_has("Date: Tue, 5 Mar 2024 08:00:00 +0700\r\nMessage-ID: <1@example.vn>\r\nAuto-Submitted: auto-generated\r\n", b->p);
	t_has("List-Unsubscribe: <https://t.vn/x>\r\n", b->p);
	t_text("Thi đua, khen thưởng", mem_copy(t_mem(), shown(b->p), strlen("Thi đua, khen thưởng")));
	t_text("Dòng một\r\n.\r\nDòng ba", body(b->p, "text/plain"));
	t_text("<p>Dòng</p>\r\n", body(b->p, "text/html"));
	t_true(text_ends(b->p, "--\r\n"));
}

TEST(mime_body_of_any_length_comes_back)
{
	for (size_t n = 0; n < 200; n++) {
		struct buf *b = buf_new(t_mem(), 1024 * 1024), *text = buf_new(t_mem(), 4096);
		struct mime m = letter();

		for (size_t i = 0; i < n; i++)
			buf_char(text, (char)('a' + i % 26));
		m.text = text->p;
		t_ok(mime_write(b, &m));
		t_text(text->p, body(b->p, "text/plain"));
	}
}

TEST(mime_letter_to_no_address_is_not_written)
{
	struct buf *b = buf_new(t_mem(), 65536);
	struct mime m = letter();

	m.to = "a@example.vn\r\nBcc: b@example.vn";
	t_err(ERR_INVALID, mime_write(b, &m));
	m = letter();
	m.message_id = "1@a.vn>\r\nX: y";
	t_err(ERR_INVALID, mime_write(b, &m));
	m = letter();
	m.unsubscribe = "https://t.vn/ x";
	t_err(ERR_INVALID, mime_write(b, &m));
	m = letter();
	m.from = "";
	t_err(ERR_INVALID, mime_write(b, &m));
	t_int(0, b->n);
}
