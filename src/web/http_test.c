/* web/http_test.c -- a real worker on a loopback port, asked by raw sockets. */
#define BASE_MAY_ALLOC
#include "web/http.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "tests/t.h"
#include "tests/tcp.h"
#include "web/static.h"

struct worker {
	int port, stop_fd;
	pid_t pid;
	char dir[64];
};

static void nap(void *arg)
{
	usleep(*(useconds_t *)arg);
}

/* Pages that show what arrived and do what a test needs. */
static enum http_next handle(void *app, struct req *rq)
{
	/* long enough that a busy machine has taken the request before they are over */
	static useconds_t us = 700 * 1000, safe_us = 2000 * 1000, many_us = 3 * 1000 * 1000;

	if (text_is(rq->path, "/later") && !rq->is_later_done && !rq->is_later_full) {
		rq->later_fn = nap;
		rq->later_arg = rq_has(rq, "long") ? &many_us : &us;
		return HTTP_LATER;
	}
	if (text_is(rq->path, "/safe")) {
		static int asked_n;

		buf_fmt(rq->out, "SERVED /safe %d", ++asked_n);
		rq->later_fn = nap;
		rq->later_arg = asked_n == 1 ? &safe_us : &us;
		return HTTP_SAFE;
	}
	if (rq->is_later_full)
		rq->status = 503;
	if ((text_is(rq->path, "/retry") && rq->retry_n < 3) || text_is(rq->path, "/busy"))
		return HTTP_RETRY;
	if (text_is(rq->path, "/file")) {
		rq->send_path = mem_text(rq->mem, "%s/gui", (const char *)app);
		rq->send_name = "Gửi.txt";
		rq->content_type = "text/plain";
		rq->etag = "\"v1\"";
		rq->send_unlink = rq_has(rq, "unlink");
		return HTTP_DONE;
	}
	if (text_is(rq->path, "/goto")) {
		rq_set_cookie(rq, "phien=1; HttpOnly");
		return rq_goto(rq, "/x") == OK ? HTTP_DONE : HTTP_RETRY;
	}
	if (text_is(rq->path, "/long"))
		for (int i = 0; i < 500; i++)
			buf_text(rq->out, "phong trào ");
	rq->csrf = text_is(rq->query, "form") ? "token" : "";
	buf_fmt(rq->out, "SERVED %s a=%s", rq->path, rq_text(rq, "a"));
	for (size_t i = 0; i < rq->uploads_n; i++)
		buf_fmt(rq->out, " %s=%s:%" PRId64, rq->uploads[i].field, rq->uploads[i].name,
		        rq->uploads[i].size_bytes);
	return HTTP_DONE;
}

static int64_t body_max(void *app, const struct req *rq)
{
	return text_is(rq->path, "/none") ? 0 : INT64_MAX;
}

static struct http_limits quick(void)
{
	struct http_limits l = http_limits_default();

	l.head_ms = 300;
	l.idle_ms = 500;
	l.body_grace_ms = 300;
	l.body_rate_min = 1000;
	l.retry_ms = 200;
	l.stop_ms = 3000;
	l.per_address_max = 0;
	l.later_max = 2;
	return l;
}

static struct worker worker_start(struct http_limits limits)
{
	struct worker w = {.dir = "/tmp/thidua-http-XXXXXX"};
	int stop[2], listen_fd = tcp_listen(&w.port);
	FILE *out;

	assert_non_null(mkdtemp(w.dir));
	out = fopen(mem_text(t_mem(), "%s/gui", w.dir), "w");
	assert_non_null(out);
	fputs("0123456789", out);
	fclose(out);
	assert_int_equal(pipe2(stop, O_CLOEXEC), 0);
	fflush(NULL);
	w.pid = fork();
	if (w.pid == 0) {
		struct http_config c = {.listen_fd = listen_fd, .stop_fd = stop[0], .limits = limits, .tmp_dir = w.dir,
		                        .may_gzip = true, .app = w.dir, .handle = handle, .body_max = body_max};

		close(stop[1]);
		_exit(http_serve(&c));
	}
	assert_true(w.pid > 0);
	close(stop[0]);
	close(listen_fd);
	w.stop_fd = stop[1];
	return w;
}

/* The worker may write no file beyond that size: to the program, a full disk. */
static struct worker worker_with_little_room(rlim_t bytes)
{
	struct rlimit before, little;
	struct worker w;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_IGN);
	little = (struct rlimit){bytes, before.rlim_max};
	fflush(NULL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
	w = worker_start(quick());
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	return w;
}

static void worker_stop(struct worker *w)
{
	int status;

	close(w->stop_fd);
	assert_int_equal(waitpid(w->pid, &status, 0), w->pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	unlink(mem_text(t_mem(), "%s/gui", w->dir));
	assert_int_equal(rmdir(w->dir), 0);     /* nothing is left of the uploads */
}

static const char *ask(const struct worker *w, const char *text)
{
	bool is_closed;

	return tcp_ask(w->port, text, strlen(text), &is_closed);
}

#define H "Host: a.vn\r\n"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"
#define NEXT "GET /smuggled HTTP/1.1\r\n" H "\r\n"

TEST(http_never_serves_what_is_smuggled)
{
	static const struct {
		int status;
		const char *text;
		size_t n;
	} cases[] = {
#define CASE(status, text) {status, text NEXT, sizeof(text NEXT) - 1}
	    CASE(400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	    CASE(400, "POST /p HTTP/1.1\r\n" H FORM "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n"),
	    CASE(400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 3\r\nContent-Length: 0\r\n\r\na=1"),
	    CASE(400, "POST /p HTTP/1.1\r\n" H FORM "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
	    CASE(400, "GET / HTTP/1.1\r\n\r\n"),
	    CASE(400, "GET / HTTP/1.1\r\n" H H "\r\n"),
	    CASE(400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length : 3\r\n\r\na=1"),
	    CASE(400, "GET / HTTP/1.1\r\n" H "X: a\0b\r\n\r\n"),
	    CASE(400, "GET / HTTP/1.1\nHost: a\n\n"),
	    CASE(400, "GET / HTTP/1.1\r\n" H "X: a\r\n b\r\n\r\n"),
	    CASE(400, "GET /../../etc/passwd HTTP/1.1\r\n" H "\r\n"),
	    CASE(400, "GET /%2e%2e/etc HTTP/1.1\r\n" H "\r\n"),
	    CASE(400, "GET /a%2fb HTTP/1.1\r\n" H "\r\n"),
	    CASE(400, "GET /a%00 HTTP/1.1\r\n" H "\r\n"),
	    CASE(400, "GET / HTTP/1.1\r\n" H "Content-Length: 5\r\n\r\nhello"),
	    CASE(400, "POST /p HTTP/1.1\r\n" H FORM "Transfer-Encoding: chunked\r\n\r\n3;x\r\na=1\r\n0\r\n\r\n"),
	    CASE(400, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 1x\r\n\r\na"),
	    CASE(405, "DELETE / HTTP/1.1\r\n" H "\r\n"),
	    CASE(411, "POST /p HTTP/1.1\r\n" H FORM "\r\n"),
	    CASE(413, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 99999999999\r\n\r\na"),
	    CASE(413, "POST /none HTTP/1.1\r\n" H FORM "Content-Length: 3\r\n\r\na=1"),
	    CASE(413, "POST /p HTTP/1.1\r\n" H FORM "Content-Length: 1048577\r\n\r\na=1"),
	    CASE(415, "POST /p HTTP/1.1\r\n" H "Content-Type: text/xml\r\nContent-Length: 3\r\n\r\na=1"),
	    CASE(400, "GET /?a=%ff HTTP/1.1\r\n" H "\r\n"),
#undef CASE
	};
	struct worker w = worker_start(quick());

	for (size_t i = 0; i < COUNT(cases); i++) {
		bool is_closed;
		const char *reply = tcp_ask(w.port, cases[i].text, cases[i].n, &is_closed);

		/* A query that is no text passes the gate and is refused by the decoder: the connection may live on. */
		bool may_go_on = i == COUNT(cases) - 1;

		if (tcp_status(reply) != cases[i].status || (!may_go_on && !is_closed))
			fprintf(stderr, "case %zu: %s", i, reply);
		assert_int_equal(tcp_status(reply), cases[i].status);
		assert_true(may_go_on || is_closed);
		assert_null(strstr(reply, "SERVED /smuggled") != NULL && !may_go_on ? reply : NULL);
		assert_non_null(strstr(reply, "Content-Security-Policy"));
		assert_true(tcp_status(reply) != 405 || strstr(reply, "Allow: GET, HEAD, POST") != NULL);
	}
	assert_int_equal(tcp_status(ask(&w, "GET / HTTP/1.1\r\n" H "\r\n")), 200);
	worker_stop(&w);
}

TEST(http_limits_heads_and_addresses)
{
	struct worker w = worker_start(quick());
	struct mem *m = t_mem();
	char *much = mem_alloc(m, 14001);

	memset(much, 'a', 14000);
	assert_int_equal(tcp_status(ask(&w, mem_text(m, "GET /%s HTTP/1.1\r\n" H "\r\n", much))), 414);
	assert_int_equal(tcp_status(ask(&w, mem_text(m, "GET / HTTP/1.1\r\n" H "Cookie: %s\r\n\r\n", much))), 431);
	much[5000] = '\0';
	assert_int_equal(tcp_status(ask(&w, mem_text(m, "GET / HTTP/1.1\r\n" H "Cookie: %s\r\n\r\n", much))), 200);
	assert_int_equal(tcp_status(ask(&w, mem_text(m, "GET /%s HTTP/1.1\r\n" H "\r\n", much))), 414);
	worker_stop(&w);
}

TEST(http_keeps_connections_and_answers_in_order)
{
	static const char three[] = "POST /p1 HTTP/1.1\r\n" H FORM "Content-Length: 5\r\n\r\na=%41"
	                            "GET /p2 HTTP/1.1\r\n" H "\r\n"
	                            "POST /p3 HTTP/1.1\r\n" H FORM "Transfer-Encoding: chunked\r\n\r\n"
	                            "1\r\na\r\n2\r\n=z\r\n0\r\n\r\n";
	struct http_limits limits = quick();
	struct worker w;
	int fd;
	const char *reply, *p;
	bool is_closed;

	limits.idle_ms = limits.head_ms = 10 * 1000;
	w = worker_start(limits);
	fd = tcp_connect(w.port);
	for (size_t i = 0; i < sizeof three - 1; i += 7)        /* whatever the pieces */
		tcp_send(fd, three + i, sizeof three - 1 - i < 7 ? sizeof three - 1 - i : 7);
	reply = tcp_read(fd, 1000, &is_closed);
	assert_false(is_closed);
	p = strstr(reply, "SERVED /p1 a=A");
	assert_non_null(p);
	p = strstr(p, "SERVED /p2 a=");
	assert_non_null(p);
	assert_non_null(strstr(p, "SERVED /p3 a=z"));
	tcp_text(fd, "HEAD /long HTTP/1.0\r\n\r\n");
	reply = tcp_read(fd, 1000, &is_closed);
	assert_int_equal(tcp_status(reply), 200);
	assert_null(strstr(reply, "phong"));
	close(fd);
	reply = ask(&w, "GET /goto HTTP/1.1\r\n" H "\r\n");
	assert_int_equal(tcp_status(reply), 303);
	assert_non_null(strstr(reply, "Location: /x\r\n"));
	assert_non_null(strstr(reply, "Set-Cookie: phien=1; HttpOnly\r\n"));
	assert_non_null(strstr(reply, "Cache-Control: no-store\r\n"));
	worker_stop(&w);
}

TEST(http_packs_pages_without_forms)
{
	struct worker w = worker_start(quick());
	const char *reply = ask(&w, "GET /long HTTP/1.1\r\n" H "Accept-Encoding: gzip\r\n\r\n");

	assert_non_null(strstr(reply, "Content-Encoding: gzip"));
	assert_null(strstr(reply, "phong"));
	assert_non_null(strstr(ask(&w, "GET /long HTTP/1.1\r\n" H "\r\n"), "phong"));
	assert_non_null(strstr(ask(&w, "GET /long?form HTTP/1.1\r\n" H "Accept-Encoding: gzip\r\n\r\n"), "phong"));
	worker_stop(&w);
}

TEST(http_sends_files_whole_and_in_parts)
{
	struct worker w = worker_start(quick());
	const char *reply = ask(&w, "GET /file HTTP/1.1\r\n" H "\r\n");

	assert_non_null(strstr(reply, "\r\n\r\n0123456789"));
	assert_non_null(strstr(reply, "filename*=UTF-8''G%E1%BB%ADi.txt"));
	reply = ask(&w, "GET /file HTTP/1.1\r\n" H "Range: bytes=3-5\r\n\r\n");
	assert_int_equal(tcp_status(reply), 206);
	assert_non_null(strstr(reply, "Content-Range: bytes 3-5/10\r\n"));
	assert_string_equal(strstr(reply, "\r\n\r\n"), "\r\n\r\n345");
	reply = ask(&w, "GET /file HTTP/1.1\r\n" H "Range: bytes=3-5\r\nIf-Range: \"old\"\r\n\r\n");
	assert_int_equal(tcp_status(reply), 200);
	assert_int_equal(tcp_status(ask(&w, "GET /file HTTP/1.1\r\n" H "Range: bytes=10-\r\n\r\n")), 416);
	assert_int_equal(tcp_status(ask(&w, "GET /file HTTP/1.1\r\n" H "If-None-Match: \"v1\"\r\n\r\n")), 304);
	reply = ask(&w, "HEAD /file HTTP/1.1\r\n" H "\r\n");
	assert_non_null(strstr(reply, "Content-Length: 10\r\n"));
	assert_null(strstr(reply, "0123"));
	assert_int_equal(tcp_status(ask(&w, "GET /file?unlink HTTP/1.1\r\n" H "\r\n")), 200);
	assert_int_equal(tcp_status(ask(&w, "GET /file HTTP/1.1\r\n" H "\r\n")), 404);
	worker_stop(&w);
}

TEST(http_serves_assets_with_validators)
{
	struct worker w = worker_start(quick());
	const struct asset *a = &assets[0];
	struct mem *m = t_mem();
	const char *reply = ask(&w, mem_text(m, "GET %s HTTP/1.1\r\n" H "\r\n", a->url));

	assert_int_equal(tcp_status(reply), 200);
	assert_non_null(strstr(reply, "immutable"));
	reply = ask(&w, mem_text(m, "GET " STATIC_PREFIX "%s HTTP/1.1\r\n" H "If-None-Match: \"%s\"\r\n\r\n", a->name,
	                         a->hash));
	assert_int_equal(tcp_status(reply), 304);
	assert_non_null(strstr(reply, "Cache-Control: no-cache\r\n"));
	assert_int_equal(tcp_status(ask(&w, "GET " STATIC_PREFIX "none.css HTTP/1.1\r\n" H "\r\n")), 404);
	worker_stop(&w);
}

TEST(http_closes_slow_heads_and_slow_bodies_and_serves_others_meanwhile)
{
	enum { SLOW_N = 100 };
	struct worker w = worker_start(quick());
	int fds[SLOW_N], closed_n = 0;
	int64_t began = tcp_clock_ms();
	bool is_closed;

	for (int i = 0; i < SLOW_N; i++) {
		fds[i] = tcp_connect(w.port);
		if (i % 3 == 0)
			tcp_text(fds[i], "GET / HTTP/1.1\r\n");
		else if (i % 3 == 1)
			tcp_text(fds[i], "POST / HTTP/1.1\r\n" H FORM "Content-Length: 1000\r\n\r\n");
	}
	while (tcp_clock_ms() - began < 1500) {
		for (int i = 0; i < SLOW_N; i++)
			if (i % 3 < 2)
				tcp_send(fds[i], "a", 1);
		assert_int_equal(tcp_status(ask(&w, "GET / HTTP/1.1\r\n" H "Connection: close\r\n\r\n")), 200);
		usleep(50 * 1000);
	}
	for (int i = 0; i < SLOW_N; i++) {
		tcp_read(fds[i], 0, &is_closed);
		closed_n += is_closed;
		close(fds[i]);
	}
	assert_int_equal(closed_n, SLOW_N);
	worker_stop(&w);
}

TEST(http_holds_idle_connections_until_their_time)
{
	enum { IDLE_N = 1000 };
	static int fds[IDLE_N];
	struct http_limits limits = quick();
	struct rlimit rl;
	struct worker w;
	bool is_closed;

	assert_int_equal(getrlimit(RLIMIT_NOFILE, &rl), 0);
	if (rl.rlim_cur < IDLE_N + 100 && rl.rlim_max >= IDLE_N + 100) {
		rl.rlim_cur = IDLE_N + 100;
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &rl), 0);
	}
	limits.idle_ms = limits.head_ms = 3000;
	w = worker_start(limits);
	for (int i = 0; i < IDLE_N; i++) {
		fds[i] = tcp_connect(w.port);
		tcp_text(fds[i], "GET / HTTP/1.1\r\n" H "\r\n");
	}
	for (int turn = 0; turn < 2; turn++)
		for (int i = 0; i < IDLE_N; i++) {
			if (turn == 1)
				tcp_text(fds[i], "GET / HTTP/1.1\r\n" H "\r\n");
			struct pollfd pfd = {.fd = fds[i], .events = POLLIN};
			char reply[2048];

			assert_int_equal(poll(&pfd, 1, 3000), 1);
			assert_true(recvfrom(fds[i], reply, sizeof reply, 0, NULL, NULL) > 0);
		}
	printf("http: %ld kB resident with %d idle connections\n", tcp_rss_kb(w.pid), IDLE_N);
	tcp_read(fds[0], 5000, &is_closed);
	assert_true(is_closed);
	for (int i = 0; i < IDLE_N; i++)
		close(fds[i]);
	worker_stop(&w);
}

TEST(http_limits_the_connections_of_one_address)
{
	struct http_limits limits = quick();
	struct worker w;
	int fds[4];
	bool is_closed;

	limits.per_address_max = 3;
	limits.idle_ms = 10 * 1000;
	w = worker_start(limits);
	for (int i = 0; i < 4; i++) {
		fds[i] = tcp_connect(w.port);
		tcp_text(fds[i], "GET / HTTP/1.1\r\n" H "\r\n");
		assert_int_equal(tcp_status(tcp_read(fds[i], 500, &is_closed)), i < 3 ? 200 : 429);
	}
	for (int i = 0; i < 4; i++)
		close(fds[i]);
	usleep(500 * 1000);
	assert_int_equal(tcp_status(ask(&w, "GET / HTTP/1.1\r\n" H "\r\n")), 200);
	worker_stop(&w);
}

TEST(http_takes_a_long_upload_straight_to_disk)
{
	enum { MB = 1024 * 1024, SIZE_MB = 45 };
	static const char head[] = "--B\r\nContent-Disposition: form-data; name=\"t\"; filename=\"lon.pdf\"\r\n\r\n";
	static const char tail[] = "\r\n--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nxong\r\n--B--\r\n";
	struct worker w = worker_start(quick());
	size_t size = (size_t)SIZE_MB * MB;
	char *piece = malloc(MB);
	int64_t began;
	long before, after;
	const char *reply;
	bool is_closed;
	int fd;

	assert_non_null(piece);
	memset(piece, '\r', MB);
	assert_int_equal(tcp_status(ask(&w, "GET / HTTP/1.1\r\n" H "\r\n")), 200);
	before = tcp_rss_kb(w.pid);
	fd = tcp_connect(w.port);
	began = tcp_clock_ms();
	tcp_text(fd, mem_text(t_mem(), "POST /up HTTP/1.1\r\n" H "Content-Type: multipart/form-data; boundary=B\r\n"
	                                 "Content-Length: %zu\r\n\r\n%s", sizeof head - 1 + size + sizeof tail - 1, head));
	for (int i = 0; i < SIZE_MB; i++)
		tcp_send(fd, piece, MB);
	after = tcp_rss_kb(w.pid);
	tcp_text(fd, tail);
	reply = tcp_read(fd, 3000, &is_closed);
	assert_non_null(strstr(reply, mem_text(t_mem(), "SERVED /up a=xong t=lon.pdf:%zu", size)));
	printf("http: %d MB taken in %" PRId64 " ms, %ld kB resident before, %ld kB while it came\n", SIZE_MB,
	       tcp_clock_ms() - began, before, after);
	assert_true(after - before < 4 * 1024);
	close(fd);
	free(piece);
	worker_stop(&w);
}

TEST(http_refuses_uploads_that_are_broken)
{
#define UP(n) "POST /up HTTP/1.1\r\n" H "Content-Type: multipart/form-data; boundary=B\r\nContent-Length: " #n "\r\n\r\n"
	struct worker w = worker_start(quick());

	assert_int_equal(tcp_status(ask(&w, UP(5) "hello")), 400);
	assert_int_equal(tcp_status(ask(&w, UP(5) "--B--")), 200);
	assert_int_equal(tcp_status(ask(&w, "POST /up HTTP/1.1\r\n" H "Content-Type: multipart/form-data\r\n"
	                                    "Content-Length: 5\r\n\r\n--B--")), 400);
	worker_stop(&w);
#undef UP
}

TEST(http_says_when_the_disk_is_full_and_leaves_nothing)
{
	enum { SIZE = 100 * 1000 };
	struct worker w = worker_with_little_room(50 * 1000);
	struct mem *m = t_mem();
	char *bytes = mem_alloc(m, SIZE + 1);
	const char *body, *reply;

	memset(bytes, 'x', SIZE);
	body = mem_text(m, "--B\r\nContent-Disposition: form-data; name=\"t\"; filename=\"a\"\r\n\r\n%s\r\n--B--", bytes);
	reply = ask(&w, mem_text(m, "POST /up HTTP/1.1\r\n" H "Content-Type: multipart/form-data; boundary=B\r\n"
	                            "Content-Length: %zu\r\n\r\n%s", strlen(body), body));
	assert_int_equal(tcp_status(reply), 507);
	assert_non_null(strstr(reply, "Máy chủ hết chỗ lưu"));
	assert_int_equal(tcp_status(ask(&w, "GET / HTTP/1.1\r\n" H "\r\n")), 200);
	worker_stop(&w);
}

TEST(http_tries_again_while_the_database_is_busy)
{
	struct worker w = worker_start(quick());
	int64_t began = tcp_clock_ms();

	assert_non_null(strstr(ask(&w, "GET /retry HTTP/1.1\r\n" H "Connection: close\r\n\r\n"), "SERVED /retry"));
	began = tcp_clock_ms();
	assert_int_equal(tcp_status(ask(&w, "GET /busy HTTP/1.1\r\n" H "Connection: close\r\n\r\n")), 503);
	assert_true(tcp_clock_ms() - began >= 200);
	worker_stop(&w);
}

TEST(http_computes_aside_and_serves_others_meanwhile)
{
	struct worker w = worker_start(quick());
	int fds[6], full_n = 0, done_n = 0;
	bool is_closed;

	for (int i = 0; i < 6; i++) {
		fds[i] = tcp_connect(w.port);
		tcp_text(fds[i], "GET /later HTTP/1.1\r\n" H "Connection: close\r\n\r\n");
	}
	assert_non_null(strstr(ask(&w, "GET /now HTTP/1.1\r\n" H "Connection: close\r\n\r\n"), "SERVED /now"));
	for (int i = 0; i < 6; i++) {
		int status = tcp_status(tcp_read(fds[i], 2000, &is_closed));

		full_n += status == 503;
		done_n += status == 200;
		close(fds[i]);
	}
	assert_int_equal(full_n + done_n, 6);
	assert_int_equal(done_n, 2);            /* the queue holds two; the others learn it at once */
	worker_stop(&w);
}

TEST(http_finishes_what_is_in_flight_when_it_stops)
{
	struct worker w = worker_start(quick());
	int fd = tcp_connect(w.port), idle = tcp_connect(w.port);
	bool is_closed;

	tcp_text(idle, "GET / HTTP/1.1\r\n" H "\r\n");
	tcp_read(idle, 100, &is_closed);
	tcp_text(fd, "GET /later HTTP/1.1\r\n" H "\r\n");
	usleep(300 * 1000);
	worker_stop(&w);
	assert_non_null(strstr(tcp_read(fd, 100, &is_closed), "SERVED /later"));
	assert_true(is_closed);
	close(fd);
	close(idle);
}

TEST(http_keeps_a_reply_until_it_is_safe_and_serves_others_meanwhile)
{
	struct http_limits limits = quick();
	struct worker w;
	struct pollfd reply = {.events = POLLIN};
	int64_t began = tcp_clock_ms();
	int fd;
	bool is_closed;

	limits.idle_ms = 10 * 1000;
	w = worker_start(limits);
	fd = reply.fd = tcp_connect(w.port);
	tcp_text(fd, "GET /safe HTTP/1.1\r\n" H "\r\n");
	usleep(10 * 1000);
	assert_non_null(strstr(ask(&w, "GET /p HTTP/1.1\r\n" H "Connection: close\r\n\r\n"), "SERVED /p"));
	assert_true(tcp_clock_ms() - began < 2000);
	assert_int_equal(poll(&reply, 1, 10 * 1000), 1);
	assert_non_null(strstr(tcp_read(fd, 300, &is_closed), "SERVED /safe 1"));
	assert_true(tcp_clock_ms() - began >= 2000);
	/* also the one that is waiting when the server is told to stop */
	tcp_text(fd, "GET /safe HTTP/1.1\r\n" H "\r\n");
	usleep(300 * 1000);
	worker_stop(&w);
	assert_non_null(strstr(tcp_read(fd, 2000, &is_closed), "SERVED /safe 2"));
	close(fd);
}

TEST(http_answers_who_waits_when_its_time_to_stop_is_over)
{
	struct http_limits limits = quick();
	struct worker w;
	int fds[2];
	bool is_closed;

	limits.stop_ms = 200;
	w = worker_start(limits);
	for (int i = 0; i < 2; i++) {
		fds[i] = tcp_connect(w.port);
		tcp_text(fds[i], "GET /later?long HTTP/1.1\r\n" H "\r\n");
	}
	usleep(500 * 1000);
	worker_stop(&w);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(tcp_status(tcp_read(fds[i], 100, &is_closed)), 503);
		close(fds[i]);
	}
}
