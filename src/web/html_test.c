/* web/html_test.c -- every byte, escaped or left; addresses that leave the house; numbers and days. */
#include "web/html.h"

#include "tests/t.h"

enum { OUT = 4096 };

static struct buf *out(void)
{
	return buf_new(t_mem(), OUT);
}

TEST(html_text_escapes_five_bytes_and_no_other)
{
	static const char *const words[256] = {
	    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};
	struct buf *b = out();

	for (int c = 1; c < 256; c++) {
		char s[4] = {'a', (char)c, 'z', '\0'}, want[16];

		if (words[c] != NULL)
			snprintf(want, sizeof want, "a%sz", words[c]);
		else
			snprintf(want, sizeof want, "a%cz", c);
		buf_reset(b);
		html_text(b, s);
		assert_string_equal(b->p, want);
	}
}

TEST(html_text_keeps_runs_and_escapes_at_both_ends)
{
	struct buf *b = out();

	html_text(b, "<b>Đơn vị & \"x\" 'y'</b>");
	assert_string_equal(b->p, "&lt;b&gt;Đơn vị &amp; &quot;x&quot; &#39;y&#39;&lt;/b&gt;");
	buf_reset(b);
	html_text(b, "");
	assert_int_equal(b->n, 0);
}

TEST(html_text_finds_a_sign_at_every_place_of_a_long_text)
{
	enum { LONG = 70 };
	struct buf *b = out();

	for (int n = 1; n <= LONG; n++) {
		for (int at = 0; at < n; at++) {
			char s[LONG + 1] = "", want[LONG + 8] = "";

			memset(s, 'x', (size_t)n);
			s[at] = "&<>\"'"[at % 5];
			snprintf(want, sizeof want, "%.*s%s%s", at, s,
			         (const char *[]){"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"}[at % 5], s + at + 1);
			buf_reset(b);
			html_text(b, s);
			assert_string_equal(b->p, want);
		}
	}
}

TEST(html_url_part_leaves_only_unreserved_bytes)
{
	struct buf *b = out();

	for (int c = 1; c < 256; c++) {
		char s[2] = {(char)c, '\0'}, want[8];
		bool stays = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
		             c == '_' || c == '.' || c == '~';

		snprintf(want, sizeof want, stays ? "%c" : "%%%02X", c);
		buf_reset(b);
		html_url_part(b, s);
		assert_string_equal(b->p, want);
	}
	buf_reset(b);
	html_url_part(b, (int64_t)-5);
	assert_string_equal(b->p, "-5");
}

TEST(html_path_keeps_to_the_house)
{
	static const char *const outside[] = {"", "//example.org/", "/\\example.org", "https://example.org/", "javascript:alert(1)",
	                                      "plan/1", " /plan", "\t/plan", "\\\\example.org"};
	static const char *const inside[][2] = {{"/", "/"}, {"/plan/1", "/plan/1"}, {"/plan?a=1&b=2#c", "/plan?a=1&amp;b=2#c"},
	                                        {"?trang=2", "?trang=2"}, {"#main", "#main"}};
	struct buf *b = out();

	for (size_t i = 0; i < COUNT(outside); i++) {
		buf_reset(b);
		html_path(b, outside[i]);
		assert_string_equal(b->p, "#");
	}
	for (size_t i = 0; i < COUNT(inside); i++) {
		buf_reset(b);
		html_path(b, inside[i][0]);
		assert_string_equal(b->p, inside[i][1]);
	}
}

TEST(html_path_lets_no_byte_end_its_attribute)
{
	struct buf *b = out();

	for (int c = 1; c < 256; c++) {
		char s[4] = {'/', 'a', (char)c, '\0'};

		buf_reset(b);
		html_path(b, s);
		assert_null(strpbrk(b->p, "\"'<> \t\n\r`\\"));
		assert_true(c != '&' || strcmp(b->p, "/a&amp;") == 0);
	}
}

TEST(html_days_times_and_money_are_written_the_vietnamese_way)
{
	static const struct { int64_t n; const char *want; } sums[] = {
	    {0, "0"}, {999, "999"}, {1000, "1.000"}, {1234567, "1.234.567"}, {-1000, "-1.000"}, {-999, "-999"},
	    {INT64_MIN, "-9.223.372.036.854.775.808"}, {INT64_MAX, "9.223.372.036.854.775.807"}};
	const int64_t tet_ms = (int64_t)1707498000 * 1000;      /* 00:00 on 10/02/2024 in Việt Nam */
	struct buf *b = out();

	html_date(b, date_of(2024, 2, 9));
	html_iso(b, date_of(2024, 2, 9));
	html_date(b, DATE_NONE);
	html_iso(b, DATE_NONE);
	html_time(b, 0);
	assert_string_equal(b->p, "09/02/20242024-02-09");
	buf_reset(b);
	html_time(b, tet_ms);
	html_time(b, tet_ms - 1);
	assert_string_equal(b->p, "00:00 10/02/202423:59 09/02/2024");
	for (size_t i = 0; i < COUNT(sums); i++) {
		buf_reset(b);
		html_money(b, sums[i].n);
		assert_string_equal(b->p, sums[i].want);
	}
}

TEST(html_int_takes_signed_and_unsigned)
{
	struct buf *b = out();

	html_int(b, -1);
	html_int(b, SIZE_MAX);
	html_int(b, (unsigned)4294967295u);
	assert_string_equal(b->p, "-1184467440737095516154294967295");
}
