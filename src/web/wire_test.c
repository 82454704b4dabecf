/* web/wire_test.c -- ranges, validators, addresses, the getters of a request, the front-end files. */
#include "web/wire.h"

#include "base/date.h"
#include "base/text.h"
#include "tests/t.h"
#include "web/incoming.h"
#include "web/peer.h"
#include "web/static.h"

enum { ARENA = 4 * 1024 * 1024 };

TEST(range_is_one_piece_within_the_body)
{
	static const struct {
		const char *header;
		int status;
		int64_t from, n;
	} cases[] = {
	    {"bytes=0-9", 206, 0, 10},   {"bytes=90-", 206, 90, 10}, {"bytes=-10", 206, 90, 10},
	    {"bytes=-500", 206, 0, 100}, {"bytes=50-500", 206, 50, 50}, {"bytes=99-99", 206, 99, 1},
	    {"bytes=100-", 416, 0, 0},   {"bytes=-0", 416, 0, 0},       {"bytes=9-5", 200, 0, 0},
	    {"bytes=0-1,3-4", 200, 0, 0}, {"lines=0-1", 200, 0, 0},     {"", 200, 0, 0},
	    {"bytes=-", 200, 0, 0},      {"bytes= 0-1", 200, 0, 0},     {"bytes=0-99999999999999999999", 200, 0, 0},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct wire_range r = {0, 0};

		assert_int_equal(wire_range(cases[i].header, 100, &r), cases[i].status);
		assert_int_equal(r.from, cases[i].from);
		assert_int_equal(r.n, cases[i].n);
	}
}

TEST(validators_match_whole_tags)
{
	assert_true(wire_etag_matches("\"a\"", "\"a\""));
	assert_true(wire_etag_matches("\"b\", W/\"a\"", "\"a\""));
	assert_true(wire_etag_matches("*", "\"a\""));
	assert_false(wire_etag_matches("\"ab\"", "\"a\""));
	assert_false(wire_etag_matches("", "\"a\""));
	assert_true(wire_accepts_gzip("br, gzip;q=0.5"));
	assert_true(wire_accepts_gzip("GZIP"));
	assert_false(wire_accepts_gzip("gzip;q=0"));
	assert_false(wire_accepts_gzip("gzip; q=0.00, br"));
	assert_false(wire_accepts_gzip("xgzip, br"));
}

TEST(file_name_in_a_reply_is_safe_and_readable)
{
	struct mem *m = mem_open(ARENA);

	assert_string_equal(wire_attachment(m, "Tờ trình 1.pdf"),
	                    "attachment; filename=\"T_ tr_nh 1.pdf\"; filename*=UTF-8''T%E1%BB%9D%20tr%C3%ACnh%201.pdf");
	assert_string_equal(wire_attachment(m, "a\"\r\n;b"), "attachment; filename=\"a____b\"; filename*=UTF-8''a%22%0D%0A%3Bb");
	mem_close(m);
}

TEST(refusal_is_a_whole_reply_for_every_status)
{
	static const int statuses[] = {400, 405, 408, 411, 413, 414, 415, 417, 429, 431, 500, 503, 505, 507};
	char out[4096];

	for (size_t i = 0; i < COUNT(statuses); i++) {
		size_t n = wire_refusal(out, sizeof out, statuses[i]);
		const char *body = strstr(out, "\r\n\r\n");

		assert_non_null(body);
		assert_true(text_is_utf8(out, n));
		assert_int_equal(strtol(out + 9, NULL, 10), statuses[i]);
		assert_int_equal(strtol(strstr(out, "Content-Length: ") + 16, NULL, 10), n - (size_t)(body + 4 - out));
		assert_non_null(strstr(out, "Content-Security-Policy: default-src 'none'"));
	}
}

static const char *behind(struct mem *m, const char *direct, const char *forwarded)
{
	struct peer_range trusted[2], d;
	struct peer p;

	assert_true(peer_range_parse("10.0.0.0/8", &trusted[0]) && peer_range_parse("fd00::/16", &trusted[1]));
	assert_true(peer_range_parse(direct, &d));
	p = peer_behind(&d.peer, forwarded, trusted, 2);
	return peer_text(m, &p);
}

TEST(address_behind_proxies_is_the_last_one_not_trusted)
{
	struct mem *m = mem_open(ARENA);

	assert_string_equal(behind(m, "10.0.0.1", "1.2.3.4"), "1.2.3.4");
	assert_string_equal(behind(m, "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.9.9.9"), "1.2.3.4");
	assert_string_equal(behind(m, "10.0.0.1", ""), "10.0.0.1");
	assert_string_equal(behind(m, "10.0.0.1", "1.2.3.4, <script>"), "10.0.0.1");
	assert_string_equal(behind(m, "10.0.0.1", "10.1.1.1,10.2.2.2"), "10.1.1.1");
	assert_string_equal(behind(m, "fd00::1", " 2001:db8::5 "), "2001:db8::5");
	mem_close(m);
}

TEST(address_ranges_are_read_strictly)
{
	struct peer_range r, one;

	assert_true(peer_range_parse("10.1.0.0/15", &r) && peer_range_parse("10.0.255.1", &one));
	assert_true(peer_in(&one.peer, &r, 1));
	assert_true(peer_range_parse("10.2.0.1", &one));
	assert_false(peer_in(&one.peer, &r, 1));
	assert_false(peer_range_parse("10.0.0.0/33", &r));
	assert_false(peer_range_parse("10.0.0.0/", &r));
	assert_false(peer_range_parse("fd00::/129", &r));
	assert_false(peer_range_parse("nginx.local", &r));
	assert_false(peer_range_parse("", &r));
	assert_false(peer_range_parse("10.0.0.0/8x", &r));
}

static void head(struct incoming *in, const char *name, const char *value)
{
	incoming_header(in, name, strlen(name), value, strlen(value));
}

static struct req *request(struct mem *m, const char *direct, const char *target)
{
	struct req *rq = mem_new(m, struct req, 1);
	struct incoming in;
	struct peer_range d, trusted;

	rq->mem = m;
	assert_true(peer_range_parse(direct, &d) && peer_range_parse("10.0.0.1", &trusted));
	incoming_begin(&in, rq);
	head(&in, "Host", "tdkt.example");
	head(&in, "X-FORWARDED-FOR", "1.2.3.4");
	head(&in, "X-Forwarded-Proto", "https");
	head(&in, "X-Forwarded-Host", "tdkt.hanoi.example");
	head(&in, "Cookie", "a=1");
	head(&in, "Cookie", "b=2");
	head(&in, "Referer", "https://tdkt.hanoi.example/plan/1?x=2");
	head(&in, "X-Bad", "\xff");
	assert_int_equal(incoming_end(&in, "GET", target, 10, &d.peer, &trusted, 1), OK);
	return rq;
}

TEST(only_a_trusted_proxy_is_believed)
{
	struct mem *m = mem_open(ARENA);
	struct req *rq = request(m, "10.0.0.1", "/k%C3%AA?a=%C4%91");

	assert_string_equal(rq->remote, "1.2.3.4");
	assert_string_equal(rq->scheme, "https");
	assert_string_equal(rq->host, "tdkt.hanoi.example");
	assert_string_equal(rq->referer_path, "/plan/1?x=2");
	assert_string_equal(rq->path, "/kê");
	assert_string_equal(rq->query, "a=%C4%91");
	assert_string_equal(rq_text(rq, "a"), "đ");
	assert_string_equal(rq_cookie(rq, "b"), "2");
	assert_string_equal(rq_header(rq, "x-bad"), "");
	rq = request(m, "10.0.0.2", "/");
	assert_string_equal(rq->remote, "10.0.0.2");
	assert_string_equal(rq->scheme, "http");
	assert_string_equal(rq->host, "tdkt.example");
	assert_string_equal(rq->referer_path, "");
	mem_close(m);
}

TEST(getters_read_numbers_days_and_lists)
{
	static const struct param form[] = {{"n", " -12 "}, {"d", "5/3/2024"}, {"iso", "2024-03-05"}, {"many", "a"},
	                                    {"many", "b"},  {"on", "on"},      {"big", "9223372036854775808"},
	                                    {"x", "12x"},   {"t", "  chữ  "}};
	static const struct param query[] = {{"n", "7"}, {"q", "8"}};
	static const struct param args[] = {{"id", "42"}};
	struct mem *m = mem_open(ARENA);
	struct req rq = {.mem = m, .form_params = {form, COUNT(form)}, .query_params = {query, COUNT(query)},
	                 .args = {args, COUNT(args)}};
	const char *many[8];

	assert_int_equal(rq_id(&rq), 42);
	assert_int_equal(rq_i64(&rq, "n"), -12);
	assert_int_equal(rq_i64(&rq, "q"), 8);
	assert_int_equal(rq_i64(&rq, "big"), 0);
	assert_int_equal(rq_i64(&rq, "x"), 0);
	assert_int_equal(rq_date(&rq, "d"), date_of(2024, 3, 5));
	assert_int_equal(rq_date(&rq, "iso"), date_of(2024, 3, 5));
	assert_int_equal(rq_date(&rq, "t"), DATE_NONE);
	assert_true(rq_bool(&rq, "on") && !rq_bool(&rq, "t") && rq_has(&rq, "q") && !rq_has(&rq, "no"));
	assert_string_equal(rq_text(&rq, "t"), "chữ");
	assert_string_equal(rq_raw(&rq, "t"), "  chữ  ");
	assert_int_equal(rq_all(&rq, "many", many, COUNT(many)), 2);
	assert_string_equal(many[1], "b");
	assert_string_equal(rq_text(&rq, "no"), "");
	mem_close(m);
}

TEST(assets_are_sorted_and_found_by_their_name)
{
	assert_true(assets_n > 0);
	for (size_t i = 0; i < assets_n; i++) {
		assert_ptr_equal(static_find(assets[i].name), &assets[i]);
		assert_true(i == 0 || strcmp(assets[i - 1].name, assets[i].name) < 0);
		assert_true(text_starts(static_url(assets[i].name), STATIC_PREFIX));
		assert_string_not_equal(assets[i].type, "application/octet-stream");
	}
	assert_null(static_find("no.css"));
	assert_null(static_find("../app.css"));
}
