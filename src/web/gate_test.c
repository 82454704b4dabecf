/* web/gate_test.c -- what the request gate lets through and what it refuses. */
#define BASE_MAY_ALLOC
#include "web/gate.h"

#include "tests/t.h"

static const struct gate_limits limits = {.head_max = 8192, .url_max = 1000, .fields_max = 50, .body_max = 100000};

#define H "Host: a.vn\r\n"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

static const struct {
	int status;
	const char *head;
	size_t n;       /* where the head holds a NUL */
} cases[] = {
    {0, "GET / HTTP/1.1\r\n" H "\r\n", 0},
    {0, "GET /ke-hoach/2024?q=%C4%91 HTTP/1.1\r\n" H "X-Empty:\r\nAccept: a,\tb\r\n\r\n", 0},
    {0, "HEAD /a.b/..c/...d HTTP/1.1\r\n" H "\r\n", 0},
    {0, "GET / HTTP/1.0\r\n\r\n", 0},
    {0, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 3\r\n\r\n", 0},
    {0, "POST /p HTTP/1.1\r\n" H "Content-Length: 0\r\n\r\n", 0},
    {0, "POST /p HTTP/1.1\r\n" H "Content-Type: Multipart/Form-Data; boundary=x\r\nTransfer-Encoding: Chunked\r\n\r\n", 0},
    {0, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n", 0},
    /* what two readers may understand differently */
    {400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 3\r\nContent-Length: 4\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 3\r\nContent-Length: 3\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 3, 3\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: +3\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 0x3\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: -1\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length:\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Transfer-Encoding: xchunked\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Transfer-Encoding: gzip, chunked\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Transfer-Encoding: identity\r\n\r\n", 0},
    {400, "POST /p HTTP/1.0\r\n" H FORM "Transfer-Encoding: chunked\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Transfer-Encoding : chunked\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length : 3\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\r\n" H "Content-Length: 3\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\r\n" H H "\r\n", 0},
    {400, "GET / HTTP/1.1\r\nHost:\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\r\nHost: a/b@c\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\r\n" H "X: a\0b\r\n\r\n", sizeof "GET / HTTP/1.1\r\n" H "X: a\0b\r\n\r\n" - 1},
    {400, "GET / HTTP/1.1\r\n" H "X: a\rb\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\r\n" H "X: a\nY: b\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\n" H "\r\n", 0},
    {400, "GET / HTTP/1.1\r\n" H "X: a\r\n b\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\r\n" H "X: a\r\n\tb\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\r\n X: a\r\n" H "\r\n", 0},
    {400, "GET / HTTP/1.1\r\n" H "X a\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\r\n" H ": a\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\r\n" H "X\x01: a\r\n\r\n", 0},
    {400, "GET / HTTP/1.1\r\n" H "X: a\x7f\r\n\r\n", 0},
    /* request lines */
    {400, "GET  / HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET / HTTP/1.1 \r\n" H "\r\n", 0},
    {400, " GET / HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /\r\n" H "\r\n", 0},
    {400, "GET / http/1.1\r\n" H "\r\n", 0},
    {400, "GET / HTTP/11\r\n" H "\r\n", 0},
    {505, "GET / HTTP/2.0\r\n" H "\r\n", 0},
    {505, "GET / HTTP/1.2\r\n" H "\r\n", 0},
    {400, "\r\nGET / HTTP/1.1\r\n" H "\r\n", 0},
    {405, "PUT / HTTP/1.1\r\n" H "\r\n", 0},
    {405, "get / HTTP/1.1\r\n" H "\r\n", 0},
    {405, "OPTIONS * HTTP/1.1\r\n" H "\r\n", 0},
    {405, "CONNECT a:443 HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET http://a.vn/ HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET a HTTP/1.1\r\n" H "\r\n", 0},
    /* paths */
    {400, "GET /../etc/passwd HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /a/./b HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /a/.. HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /a/%2e%2E/b HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /a/.%2e?x HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /a%2fb HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /a%5cb HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /a\\b HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /a%00b HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /a%0d%0ab HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /a%zz HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /a%4 HTTP/1.1\r\n" H "\r\n", 0},
    {400, "GET /\xc4\x91 HTTP/1.1\r\n" H "\r\n", 0},
    {0, "GET /%C4%91?a=.. HTTP/1.1\r\n" H "\r\n", 0},
    /* bodies */
    {411, "POST /p HTTP/1.1\r\n" H FORM "\r\n", 0},
    {413, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 100001\r\n\r\n", 0},
    {413, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 99999999999999999999\r\n\r\n", 0},
    {415, "POST /p HTTP/1.1\r\n" H "Content-Type: application/json\r\nContent-Length: 3\r\n\r\n", 0},
    {415, "POST /p HTTP/1.1\r\n" H "Content-Type: text/plain\r\nContent-Length: 3\r\n\r\n", 0},
    {415, "POST /p HTTP/1.1\r\n" H "Content-Length: 3\r\n\r\n", 0},
    {400, "POST /p HTTP/1.1\r\n" H FORM FORM "Content-Length: 3\r\n\r\n", 0},
    {417, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 3\r\nExpect: more\r\n\r\n", 0},
};

TEST(gate_refuses_what_can_be_read_in_two_ways)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t n = cases[i].n > 0 ? cases[i].n : strlen(cases[i].head);
		struct gate g = {0};
		int status = gate_feed(&g, &limits, cases[i].head, n);

		if (status != cases[i].status)
			fprintf(stderr, "case %zu: %d for %s\n", i, status, cases[i].head);
		assert_int_equal(status, cases[i].status);
		assert_int_equal(g.heads_n, status == 0 ? 1 : 0);
		gate_free(&g);
	}
}

TEST(gate_comes_to_the_same_verdict_byte_by_byte)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t n = cases[i].n > 0 ? cases[i].n : strlen(cases[i].head);
		struct gate g = {0};
		int status = 0;

		for (size_t k = 0; k < n && status == 0; k++)
			status = gate_feed(&g, &limits, cases[i].head + k, 1);
		assert_int_equal(status != 0, cases[i].status != 0);
		gate_free(&g);
	}
}

TEST(gate_finds_the_next_head_after_a_body)
{
	static const char two[] = "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 5\r\n\r\na=\r\n\r"
	                          "POST /q HTTP/1.1\r\n" H FORM "Transfer-Encoding: chunked\r\n\r\n"
	                          "3\r\na=1\r\n00A\r\n0123456789\r\n0\r\n\r\nGET / HTTP/1.1\r\n" H "\r\n";
	struct gate g = {0};

	assert_int_equal(gate_feed(&g, &limits, two, sizeof two - 1), 0);
	assert_int_equal(g.heads_n, 3);
	assert_true(gate_is_idle(&g));
	assert_int_equal(gate_feed(&g, &limits, "GET / HTTP/1.1\n\n", 16), 400);
	assert_int_equal(gate_feed(&g, &limits, "GET", 3), 400);        /* it stays shut */
}

TEST(gate_refuses_loose_chunks)
{
	static const char *const bodies[] = {
	    "3;x=1\r\na=1\r\n0\r\n\r\n", "3\na=1\r\n0\r\n\r\n",  "3\r\na=12\r\n0\r\n\r\n", "\r\n", "g\r\n", " 3\r\n",
	    "0x3\r\n", "-1\r\n", "123456789\r\n", "0\r\nX: y\r\n\r\n", "3\r\na=1\n0\r\n\r\n", "FFFFFF\r\n",
	};

	for (size_t i = 0; i < COUNT(bodies); i++) {
		struct gate g = {0};
		static const char head[] = "POST /q HTTP/1.1\r\n" H FORM "Transfer-Encoding: chunked\r\n\r\n";

		assert_int_equal(gate_feed(&g, &limits, head, sizeof head - 1), 0);
		assert_int_not_equal(gate_feed(&g, &limits, bodies[i], strlen(bodies[i])), 0);
		gate_free(&g);
	}
}

TEST(gate_limits_what_never_ends)
{
	struct gate g = {0};
	char line[2000];
	int status = 0, lines_n = 0;

	memset(line, 'a', sizeof line);
	assert_int_equal(gate_feed(&g, &limits, "GET /", 5), 0);
	assert_int_equal(gate_feed(&g, &limits, line, 1500), 414);
	g = (struct gate){0};
	assert_int_equal(gate_feed(&g, &limits, "GET / HTTP/1.1\r\n", 16), 0);
	while (status == 0 && ++lines_n < 100)
		status = gate_feed(&g, &limits, "X: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		                                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", 150);
	assert_int_equal(status, 431);
	assert_null(g.head);
}
