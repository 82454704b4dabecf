/* web/http_mhd.c -- one worker's server on libmicrohttpd: the only file that knows the library.
 *
 * Our loop waits on the library's epoll, on the listening socket, on the helper threads and on the wish to stop; the
 * library reads, writes and parses. What it lets through (ambiguous requests, slow heads) is stopped around it:
 *
 * - The tap. The library reads sockets by the C library's recv(). The program defines recv() itself, so that the
 *   bytes of a connection pass the request gate (web/gate.h) on their way: the piece that completes a bad head never
 *   arrives at the library; the sender gets the refusal and the connection is closed. The handler refuses any
 *   request of a connection on which the gate has not seen as many heads: should the tap ever be out of place,
 *   nothing is served.
 * - The reaper. Ten times within the shortest time limit at most, every connection's stage and the time it began are
 *   looked at, and those who are too slow are shut.
 * - Linger. A reply sent while the body still comes would be lost to the reset that follows a close with unread
 *   bytes; a second descriptor of the socket reads the rest for a moment. */
#define BASE_MAY_ALLOC
#include "web/http.h"

#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "web/body.h"
#include "web/gate.h"
#include "web/incoming.h"
#include "web/later.h"
#include "web/static.h"
#include "web/wire.h"

enum {
	POOL = 16 * 1024,               /* the library's memory for a connection */
	HEAD_MAX = 12 * 1024,           /* what fits into the pool with the library's own notes about it */
	HEADERS_MAX = 100,
	CONNECTIONS_MAX = 20000,
	ACCEPT_TURN = 16,
	ARENAS_KEPT = 16,
	LINGER_N = 128, LINGER_MS = 2000,
	TRUSTED_MAX = 32,
	PAGE_MAX = 16 * 1024 * 1024,
	GZIP_MIN = 1024,
	RETRY_FIRST_MS = 5, RETRY_LAST_MS = 50,
	TURN_CALLS = 32, TURN_MS = 20,  /* of those that wait how many write in one turn, and for how long */
	TURN_REST_MS = 3, TURN_POLL_MS = 2,
	LOG_EVERY_MS = 60 * 1000,
	PER_ADDRESS_MAX = 200,
	ACCEPT_PAUSE_MS = 100,
	DISK_THREADS = 4
};

/* Hashing waits for nothing else; of what goes to the disk the system makes one flush of several that wait together; a
 * reply that waits for its transaction to be safe stands behind no file. */
enum helper { HELPER_HASH, HELPER_LONG, HELPER_DISK, HELPER_SAFE, HELPER_N };

enum stage { STAGE_IDLE, STAGE_HEAD, STAGE_BODY, STAGE_WORK, STAGE_SEND };

struct conn {
	int fd;
	bool is_trusted, is_shut;
	enum stage stage;
	unsigned served_n;
	int64_t since_ms;               /* when the stage began */
	int64_t in_n;                   /* bytes since then */
	struct peer peer;
	struct gate gate;
	struct call *call;              /* the request that is being answered, NULL for none */
};

enum call_at { CALL_NEW, CALL_BODY, CALL_WAIT, CALL_READY };

/* One request, from its first line until its reply is sent. */
struct call {
	struct mem *mem;
	struct req *rq;
	struct conn *conn;
	struct MHD_Connection *mhd;
	const char *target;
	enum call_at at;
	err err;                        /* of the body */
	int64_t body_n, body_max;
	struct multipart *multipart;
	struct buf *form;
	int64_t first_ms, again_ms;     /* of HTTP_RETRY */
	struct call *parked_next, *line_next;
	bool is_parked, is_in_line;
	bool is_complete;               /* the reply only waits for its later_fn */
};

struct http {
	const struct http_config *c;
	struct http_limits limits;
	struct gate_limits gate_limits;
	struct peer_range trusted[TRUSTED_MAX];
	size_t trusted_n;
	struct MHD_Daemon *daemon;
	struct later *helpers[HELPER_N];
	int epoll_fd, mhd_fd;
	int64_t now_ms, reap_ms, log_ms, accept_again_ms;
	int tick_ms;
	bool is_stopping, is_listening;
	int64_t stop_ms;
	struct conn **conns;            /* by descriptor */
	size_t conns_max, conns_n;
	int fd_top;                     /* no connection has a higher descriptor */
	struct conn *adding;            /* the one that MHD_add_connection is about to tell us of */
	struct call *parked;
	struct call *line, *line_last;  /* of HTTP_TURN, in the order of coming */
	bool turn_is_ours;
	int64_t turn_again_ms;          /* not tried for before: others have a chance */
	struct mem *arenas[ARENAS_KEPT];
	size_t arenas_n;
	struct {
		int fd;
		int64_t until_ms;
	} linger[LINGER_N];
	size_t linger_n;
	int refused_n, refused_status, reaped_n;
};

static struct http *server;

struct http_limits http_limits_default(void)
{
	return (struct http_limits){
	    .per_address_max = -1,
	    .head_ms = 10 * 1000,
	    .idle_ms = 70 * 1000,
	    .body_ms = 15 * 60 * 1000,
	    .body_rate_min = 1000,
	    .body_grace_ms = 10 * 1000,
	    .send_ms = 15 * 60 * 1000,
	    .retry_ms = 5 * 1000,
	    .stop_ms = 5 * 1000,
	    .arena_max = 256 * 1024 * 1024,
	    .url_max = 4 * 1024,
	    .form_max = 1024 * 1024,
	    .body_max = 64 * 1024 * 1024,
	    .file_max = 50 * 1024 * 1024,
	    .fields_max = 2000,
	    .files_max = 20,
	    .later_max = 32,
	    .disk_max = 1024,
	};
}

static int64_t clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void stage_set(struct http *h, struct conn *cn, enum stage stage)
{
	cn->stage = stage;
	cn->since_ms = h->now_ms;
	cn->in_n = 0;
}

/* ---- the tap ----------------------------------------------------------------------------------------------- */

static void linger(struct http *h, int fd)
{
	int again;

	if (h->linger_n == LINGER_N)
		return;
	again = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	if (again < 0)
		return;
	h->linger[h->linger_n].fd = again;
	h->linger[h->linger_n++].until_ms = h->now_ms + LINGER_MS;
}

static void conn_shut(struct conn *cn)
{
	if (!cn->is_shut)
		shutdown(cn->fd, SHUT_RDWR);
	cn->is_shut = true;
}

/* Says why, and lets the library see a broken connection. */
static ssize_t refuse(struct http *h, struct conn *cn, int status)
{
	char reply[4096];
	size_t n = wire_refusal(reply, sizeof reply, status);

	if (send(cn->fd, reply, n, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0)
		linger(h, cn->fd);
	shutdown(cn->fd, SHUT_WR);
	h->refused_n++;
	h->refused_status = status;
	errno = ECONNRESET;
	return -1;
}

static ssize_t tapped(struct http *h, struct conn *cn, const char *p, size_t n)
{
	int status = gate_feed(&cn->gate, &h->gate_limits, p, n);

	if (status != 0)
		return refuse(h, cn, status);
	if (cn->stage == STAGE_IDLE)
		stage_set(h, cn, STAGE_HEAD);
	cn->in_n += (int64_t)n;
	return (ssize_t)n;
}

/* The C library's name, our body: see the head of this file. Everybody else's reads pass untouched. */
ssize_t http_tap_recv(int fd, void *p, size_t n, int flags) __asm__("recv");

ssize_t http_tap_recv(int fd, void *p, size_t n, int flags)
{
	ssize_t k = recvfrom(fd, p, n, flags, NULL, NULL);

	if (k <= 0 || server == NULL || fd < 0 || (size_t)fd >= server->conns_max || server->conns[fd] == NULL)
		return k;
	return tapped(server, server->conns[fd], p, (size_t)k);
}

/* ---- calls: building, handling, answering -------------------------------------------------------------------- */

static void *call_open(void *cls, const char *target, struct MHD_Connection *mhd)
{
	struct http *h = cls;
	struct mem *m = h->arenas_n > 0 ? h->arenas[--h->arenas_n] : mem_open(h->limits.arena_max);
	struct call *call = mem_new(m, struct call, 1);

	call->mem = m;
	call->mhd = mhd;
	call->target = mem_dup(m, target);
	call->rq = mem_new(m, struct req, 1);
	return call;
}

static void call_unpark(struct http *h, struct call *call)
{
	struct call **at = &h->parked;

	while (call->is_parked && *at != call)
		at = &(*at)->parked_next;
	if (call->is_parked)
		*at = call->parked_next;
	call->is_parked = false;
}

static void call_leave_line(struct http *h, struct call *call)
{
	struct call *before = NULL;

	if (!call->is_in_line)
		return;
	for (struct call *c = h->line; c != call; c = c->line_next)
		before = c;
	*(before == NULL ? &h->line : &before->line_next) = call->line_next;
	if (h->line_last == call)
		h->line_last = before;
	call->line_next = NULL;
	call->is_in_line = false;
}

static void call_completed(void *cls, struct MHD_Connection *mhd, void **con_cls,
                           enum MHD_RequestTerminationCode toe)
{
	struct http *h = cls;
	struct call *call = *con_cls;
	struct mem *m;

	if (call == NULL)
		return;
	*con_cls = NULL;
	call_unpark(h, call);
	call_leave_line(h, call);
	if (call->conn != NULL) {
		call->conn->call = NULL;
		stage_set(h, call->conn, gate_is_idle(&call->conn->gate) ? STAGE_IDLE : STAGE_HEAD);
	}
	m = call->mem;
	mem_reset(m);
	if (h->arenas_n < ARENAS_KEPT)
		h->arenas[h->arenas_n++] = m;
	else
		mem_close(m);
}

static void reply_reset(struct call *call)
{
	struct req *rq = call->rq;

	if (rq->out == NULL)
		rq->out = buf_new(call->mem, PAGE_MAX);
	buf_reset(rq->out);
	rq->status = 200;
	rq->content_type = rq->location = rq->send_path = rq->send_name = NULL;
	rq->title = rq->flash = "";
	rq->etag = rq->cache_control = rq->content_encoding = NULL;
	rq->send_unlink = rq->is_bare = rq->is_public = false;
	rq->send_bytes = NULL;
	rq->send_bytes_n = rq->set_cookies_n = 0;
	rq->refresh_s = 0;
}

static void reply_page(struct call *call, int status)
{
	reply_reset(call);
	call->rq->status = status;
	call->rq->content_type = "text/html; charset=utf-8";
	buf_text(call->rq->out, wire_page(call->mem, status));
}

static void park(struct http *h, struct call *call)
{
	int wait = RETRY_FIRST_MS * (call->rq->retry_n + 1);

	call->again_ms = h->now_ms + (wait < RETRY_LAST_MS ? wait : RETRY_LAST_MS);
	call->rq->retry_n++;
	if (!call->is_parked) {
		call->parked_next = h->parked;
		h->parked = call;
	}
	call->is_parked = true;
}

static void line_up(struct http *h, struct call *call)
{
	call->rq->retry_n++;
	if (!call->is_in_line) {
		*(h->line == NULL ? &h->line : &h->line_last->line_next) = call;
		h->line_last = call;
		call->is_in_line = true;
	}
}

/* False when that helper has no room, or is gone. */
static bool help(struct http *h, enum helper which, struct call *call)
{
	struct later *l = h->helpers[which];

	return l != NULL && later_add(l, call->rq->later_fn, call->rq->later_arg, call);
}

/* Runs the handler as far as it goes now; true when the reply is ready, false when it will go on later. */
static bool call_step(struct http *h, struct call *call)
{
	struct req *rq = call->rq;

	for (;;) {
		enum http_next next;

		reply_reset(call);
		rq->is_last_try = h->now_ms - call->first_ms >= h->limits.retry_ms || h->is_stopping;
		rq->must_line_up = h->line != NULL && !(h->turn_is_ours && h->line == call);
		next = h->c->handle(h->c->app, rq);
		if (next == HTTP_RETRY && !rq->is_last_try) {
			park(h, call);
			return false;
		}
		if (next == HTTP_TURN && !rq->is_last_try) {
			line_up(h, call);
			return false;
		}
		call_unpark(h, call);
		call_leave_line(h, call);
		if (next == HTTP_LATER && !rq->is_later_full) {
			if (help(h, rq->is_later_long ? HELPER_LONG : rq->is_later_disk ? HELPER_DISK : HELPER_HASH, call))
				return false;
			rq->is_later_full = true;
			continue;
		}
		if (next == HTTP_SAFE) {
			call->is_complete = help(h, HELPER_SAFE, call);
			if (!call->is_complete)
				rq->later_fn(rq->later_arg);
			return !call->is_complete;
		}
		if (next != HTTP_DONE)
			reply_page(call, 503);
		return true;
	}
}

static enum MHD_Result add_header(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_n,
                                  const char *value, size_t value_n)
{
	incoming_header(cls, name, name_n, value == NULL ? "" : value, value_n);
	return MHD_YES;
}

/* What this request may bring, and where to put it; a status to refuse it with, or 0. */
static int body_begin(struct http *h, struct call *call)
{
	const char *type = rq_header(call->rq, "content-type"), *boundary;
	const char *length = rq_header(call->rq, "content-length");
	bool is_multipart = strncasecmp(type, "multipart/form-data", 19) == 0;

	call->body_max = is_multipart ? h->limits.body_max : h->limits.form_max;
	if (h->c->body_max != NULL) {
		int64_t max = h->c->body_max(h->c->app, call->rq);

		if (max < 0)
			return (int)-max;
		call->body_max = max < call->body_max ? max : call->body_max;
	}
	if (strtoll(length, NULL, 10) > call->body_max)
		return 413;
	if (!is_multipart)
		return 0;
	if (!body_boundary(call->mem, type, &boundary))
		return 400;
	call->multipart = multipart_open(call->mem, boundary,
	                                 (struct multipart_limits){.fields_max = h->limits.fields_max,
	                                                           .files_max = h->limits.files_max,
	                                                           .form_max = h->limits.form_max,
	                                                           .file_max = h->limits.file_max},
	                                 h->c->tmp_dir);
	return 0;
}

/* The head is there. 0, or the status to refuse the request with. */
static int call_begin(struct http *h, struct call *call, const char *method)
{
	struct incoming in;
	struct conn *cn = call->conn;
	err e;

	if (++cn->served_n > cn->gate.heads_n)
		return 500;
	call->rq->mem = call->mem;
	incoming_begin(&in, call->rq);
	MHD_get_connection_values_n(call->mhd, MHD_HEADER_KIND, add_header, &in);
	e = incoming_end(&in, method, call->target, h->limits.fields_max, &cn->peer, h->trusted, h->trusted_n);
	if (e != OK)
		return e == ERR_FULL ? 413 : 400;
	call->rq->faults = mem_new(call->mem, struct faults, 1);
	faults_init(call->rq->faults, call->mem);
	stage_set(h, cn, STAGE_BODY);
	return call->rq->method == METHOD_POST ? body_begin(h, call) : 0;
}

static void body_take(struct call *call, const char *p, size_t n)
{
	call->body_n += (int64_t)n;
	if (call->body_n > call->body_max)
		call->err = ERR_FULL;
	if (call->err != OK)
		return;
	if (call->multipart != NULL) {
		call->err = multipart_feed(call->multipart, p, n);
		return;
	}
	if (call->form == NULL)
		call->form = buf_new(call->mem, (size_t)call->body_max);
	buf_bytes(call->form, p, n);
}

static err body_end(struct http *h, struct call *call)
{
	struct req *rq = call->rq;

	TRY(call->err);
	if (call->multipart != NULL)
		return multipart_end(call->multipart, &rq->form_params, &rq->uploads, &rq->uploads_n);
	if (call->form == NULL)
		return OK;
	return body_form(call->mem, call->form->p, call->form->n, h->limits.fields_max, &rq->form_params);
}

/* The request is whole. True when the reply is ready. */
static bool call_whole(struct http *h, struct call *call)
{
	err e = body_end(h, call);

	stage_set(h, call->conn, STAGE_WORK);
	call->first_ms = h->now_ms;
	if (e != OK) {
		reply_page(call, e == ERR_INVALID ? 400 : err_status(e));
		return true;
	}
	reply_reset(call);
	if (static_answer(call->rq)) {
		if (call->rq->status == 404)
			reply_page(call, 404);
		return true;
	}
	return call_step(h, call);
}

/* ---- replies ------------------------------------------------------------------------------------------------- */

static void header(struct MHD_Response *r, const char *name, const char *value)
{
	/* The library refuses a value with a line end: then nothing must leave. */
	CHECK(MHD_add_response_header(r, name, value) == MHD_YES);
}

/* Bytes [from, from + n) of what the reply holds, from memory or from a file. */
static struct MHD_Response *response_of(const void *p, int fd, struct wire_range at)
{
	if (fd >= 0)
		return MHD_create_response_from_fd_at_offset64((uint64_t)at.n, fd, (uint64_t)at.from);
	return MHD_create_response_from_buffer((size_t)at.n, (void *)((uintptr_t)p + (size_t)at.from),
	                                       MHD_RESPMEM_PERSISTENT);
}

/* The file to send, -1 when there is none; then the reply has become a page that says so. */
static int file_open(struct call *call, int64_t *size)
{
	struct req *rq = call->rq;
	struct stat st;
	int fd = open(rq->send_path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (rq->send_unlink)
		unlink(rq->send_path);
	if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
		close(fd);
		fd = -1;
	}
	if (fd < 0) {
		int status = errno == ENOENT ? 404 : 500;

		reply_page(call, status);
		return -1;
	}
	*size = st.st_size;
	return fd;
}

static bool may_gzip(const struct http *h, const struct req *rq, size_t n)
{
	/* A page that holds a form's token and repeats what was typed would tell the token by its packed length. */
	return h->c->may_gzip && n > GZIP_MIN && rq->send_bytes == NULL && (rq->csrf == NULL || *rq->csrf == '\0') &&
	       (rq->content_type == NULL || text_starts(rq->content_type, "text/")) &&
	       wire_accepts_gzip(rq_header(rq, "accept-encoding"));
}

/* Ranges are for things that stay the same: files and what is part of the program. */
static struct wire_range range_of(struct req *rq, int64_t size)
{
	struct wire_range all = {0, size}, part;
	const char *if_range = rq_header(rq, "if-range");
	int status;

	if (rq->method == METHOD_POST || rq->status != 200 || rq->content_encoding != NULL ||
	    (*if_range != '\0' && (rq->etag == NULL || !text_is(if_range, rq->etag))))
		return all;
	status = wire_range(rq_header(rq, "range"), size, &part);
	if (status == 206) {
		rq->status = 206;
		return part;
	}
	if (status == 416) {
		rq->status = 416;
		return (struct wire_range){0, 0};
	}
	return all;
}

static void headers_add(struct http *h, struct call *call, struct MHD_Response *r)
{
	struct req *rq = call->rq;

	for (size_t i = 0; i < WIRE_HEADERS_N; i++)
		header(r, WIRE_HEADERS[i].name, WIRE_HEADERS[i].value);
	if (text_is(rq->scheme, "https"))
		header(r, "Strict-Transport-Security", "max-age=31536000");
	header(r, "Cache-Control", rq->cache_control == NULL ? "no-store" : rq->cache_control);
	if (rq->refresh_s > 0) {
		char seconds[16];

		snprintf(seconds, sizeof seconds, "%d", rq->refresh_s);
		header(r, "Refresh", seconds);
	}
	if (rq->status != 304)
		header(r, "Content-Type", rq->content_type == NULL ? "text/html; charset=utf-8" : rq->content_type);
	if (rq->etag != NULL)
		header(r, "ETag", rq->etag);
	if (rq->content_encoding != NULL)
		header(r, "Content-Encoding", rq->content_encoding);
	if (h->c->may_gzip || rq->send_bytes != NULL)
		header(r, "Vary", "Accept-Encoding");
	if (rq->location != NULL)
		header(r, "Location", rq->location);
	if (rq->send_path != NULL && rq->send_name != NULL)
		header(r, "Content-Disposition", wire_attachment(call->mem, rq->send_name));
	for (size_t i = 0; i < rq->set_cookies_n; i++)
		header(r, "Set-Cookie", rq->set_cookies[i]);
	if (rq->status == 429 || rq->status == 503)
		header(r, "Retry-After", mem_text(call->mem, "%" PRId64, rq->wait_s > 0 ? rq->wait_s : INT64_C(5)));
	if (h->is_stopping)
		header(r, "Connection", "close");
}

static enum MHD_Result call_answer(struct http *h, struct call *call)
{
	struct req *rq = call->rq;
	struct MHD_Response *r;
	struct wire_range at, whole;
	const void *p;
	size_t n;
	int64_t size = 0;
	int fd = -1;
	enum MHD_Result result;

	if (buf_err(rq->out) != OK)
		reply_page(call, 500);
	if (rq->send_path != NULL)
		fd = file_open(call, &size);
	p = rq->send_bytes != NULL ? rq->send_bytes : rq->out->p;
	n = rq->send_bytes != NULL ? rq->send_bytes_n : rq->out->n;
	if (fd < 0 && may_gzip(h, rq, n)) {
		size_t packed_n;
		const char *packed = wire_gzip(call->mem, p, n, &packed_n);

		if (packed != NULL) {
			p = packed;
			n = packed_n;
			rq->content_encoding = "gzip";
		}
	}
	if (rq->status == 200 && rq->etag != NULL && wire_etag_matches(rq_header(rq, "if-none-match"), rq->etag))
		rq->status = 304;
	whole = (struct wire_range){0, fd >= 0 ? size : (int64_t)n};
	at = fd >= 0 || rq->send_bytes != NULL ? range_of(rq, whole.n) : whole;
	if (rq->status == 304)
		at = (struct wire_range){0, 0};
	if (fd >= 0 && at.n == 0) {
		close(fd);      /* the library takes no empty piece of a file */
		fd = -1;
	}
	r = response_of(p, fd, at);
	CHECK(r != NULL);
	headers_add(h, call, r);
	if (whole.n > 0 && (rq->send_path != NULL || rq->send_bytes != NULL) && rq->content_encoding == NULL)
		header(r, "Accept-Ranges", "bytes");
	if (rq->status == 206)
		header(r, "Content-Range", mem_text(call->mem, "bytes %" PRId64 "-%" PRId64 "/%" PRId64, at.from,
		                                    at.from + at.n - 1, whole.n));
	if (rq->status == 416)
		header(r, "Content-Range", mem_text(call->mem, "bytes */%" PRId64, whole.n));
	stage_set(h, call->conn, STAGE_SEND);
	result = MHD_queue_response(call->mhd, (unsigned)rq->status, r);
	MHD_destroy_response(r);
	return result;
}

/* A refusal before the body has come: the library closes after it. */
static enum MHD_Result call_refuse(struct http *h, struct call *call, int status)
{
	struct MHD_Response *r;
	const char *page = wire_page(call->mem, status);
	enum MHD_Result result;

	r = MHD_create_response_from_buffer(strlen(page), (void *)(uintptr_t)page, MHD_RESPMEM_PERSISTENT);
	CHECK(r != NULL);
	for (size_t i = 0; i < WIRE_HEADERS_N; i++)
		header(r, WIRE_HEADERS[i].name, WIRE_HEADERS[i].value);
	header(r, "Content-Type", "text/html; charset=utf-8");
	header(r, "Cache-Control", "no-store");
	header(r, "Connection", "close");
	stage_set(h, call->conn, STAGE_SEND);
	linger(h, call->conn->fd);
	result = MHD_queue_response(call->mhd, (unsigned)status, r);
	MHD_destroy_response(r);
	return result;
}

/* The library calls this when the head is there, for each piece of the body, when all is there, and after a rest. */
static enum MHD_Result access_handler(void *cls, struct MHD_Connection *mhd, const char *url, const char *method,
                                      const char *version, const char *p, size_t *n, void **con_cls)
{
	struct http *h = cls;
	struct call *call = *con_cls;
	int status;

	switch (call->at) {
	case CALL_NEW:
		call->conn = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
		call->conn->call = call;
		status = call_begin(h, call, method);
		call->at = CALL_BODY;
		return status == 0 ? MHD_YES : call_refuse(h, call, status);
	case CALL_BODY:
		if (*n > 0) {
			body_take(call, p, *n);
			*n = 0;
			return MHD_YES;
		}
		if (call_whole(h, call))
			return call_answer(h, call);
		call->at = CALL_WAIT;
		MHD_suspend_connection(mhd);
		return MHD_YES;
	case CALL_WAIT:
		return MHD_YES;
	case CALL_READY:
		return call_answer(h, call);
	}
	return MHD_NO;
}

static void call_wake(struct call *call)
{
	call->at = CALL_READY;
	MHD_resume_connection(call->mhd);
}

/* ---- connections --------------------------------------------------------------------------------------------- */

static void conn_event(void *cls, struct MHD_Connection *mhd, void **context, enum MHD_ConnectionNotificationCode toe)
{
	struct http *h = cls;
	struct conn *cn = *context;

	if (toe == MHD_CONNECTION_NOTIFY_STARTED) {
		*context = h->adding;
		return;
	}
	if (cn == NULL)
		return;
	*context = NULL;
	h->conns[cn->fd] = NULL;
	h->conns_n--;
	gate_free(&cn->gate);
	free(cn);
}

static size_t conns_of(const struct http *h, const struct peer *p)
{
	size_t n = 0;

	for (int fd = 0; fd <= h->fd_top; fd++)
		if (h->conns[fd] != NULL && memcmp(&h->conns[fd]->peer, p, sizeof *p) == 0)
			n++;
	return n;
}

/* All places are taken: the one that has been silent longest makes room, for the next that comes. */
static void make_room(struct http *h)
{
	struct conn *oldest = NULL;

	for (int fd = 0; fd <= h->fd_top; fd++) {
		struct conn *cn = h->conns[fd];

		if (cn != NULL && cn->stage == STAGE_IDLE && !cn->is_shut &&
		    (oldest == NULL || cn->since_ms < oldest->since_ms))
			oldest = cn;
	}
	if (oldest != NULL)
		conn_shut(oldest);
}

static void conn_add(struct http *h, int fd, const struct sockaddr_storage *sa, socklen_t sa_n)
{
	struct peer peer = peer_of((const struct sockaddr *)sa);
	bool is_trusted = peer_in(&peer, h->trusted, h->trusted_n);
	struct conn *cn;

	if (h->conns_n >= (size_t)h->limits.connections_max || (size_t)fd >= h->conns_max) {
		make_room(h);
		close(fd);
		return;
	}
	if (!is_trusted && h->limits.per_address_max > 0 && conns_of(h, &peer) >= (size_t)h->limits.per_address_max) {
		refuse(h, &(struct conn){.fd = fd}, 429);
		close(fd);
		return;
	}
	cn = calloc(1, sizeof *cn);
	CHECK(cn != NULL);
	cn->fd = fd;
	cn->peer = peer;
	cn->is_trusted = is_trusted;
	stage_set(h, cn, STAGE_HEAD);           /* the first head is owed at once */
	h->conns[fd] = h->adding = cn;
	h->conns_n++;
	h->fd_top = fd > h->fd_top ? fd : h->fd_top;
	if (MHD_add_connection(h->daemon, fd, (const struct sockaddr *)sa, sa_n) != MHD_YES && h->conns[fd] == cn) {
		h->conns[fd] = NULL;
		h->conns_n--;
		free(cn);
	}
}

static void listen_set(struct http *h, bool is_on)
{
	struct epoll_event e = {.events = EPOLLIN | EPOLLEXCLUSIVE, .data.fd = h->c->listen_fd};

	if (is_on != h->is_listening)
		CHECK(epoll_ctl(h->epoll_fd, is_on ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, h->c->listen_fd, &e) == 0);
	h->is_listening = is_on;
}

static void accept_some(struct http *h)
{
	for (int i = 0; i < ACCEPT_TURN && h->is_listening; i++) {
		struct sockaddr_storage sa = {0};
		socklen_t sa_n = sizeof sa;
		int fd = accept4(h->c->listen_fd, (struct sockaddr *)&sa, &sa_n, SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (fd >= 0) {
			conn_add(h, fd, &sa, sa_n);
			continue;
		}
		if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
			make_room(h);
			listen_set(h, false);
			h->accept_again_ms = h->now_ms + ACCEPT_PAUSE_MS;
		}
		if (errno != EINTR && errno != ECONNABORTED)
			return;
	}
}

static bool is_too_slow(const struct http *h, const struct conn *cn)
{
	int64_t ms = h->now_ms - cn->since_ms;

	switch (cn->stage) {
	case STAGE_IDLE:
		return ms > h->limits.idle_ms || h->is_stopping;
	case STAGE_HEAD:
		return ms > h->limits.head_ms;
	case STAGE_BODY:
		return ms > h->limits.body_ms ||
		       (ms > h->limits.body_grace_ms && cn->in_n * 1000 / ms < h->limits.body_rate_min);
	case STAGE_SEND:
		return ms > h->limits.send_ms;
	case STAGE_WORK:
		return false;
	}
	return false;
}

static void reap(struct http *h)
{
	int top = 0;

	for (int fd = 0; fd <= h->fd_top; fd++) {
		struct conn *cn = h->conns[fd];

		if (cn == NULL)
			continue;
		top = fd;
		if (cn->is_shut || !is_too_slow(h, cn))
			continue;
		h->reaped_n += cn->stage != STAGE_IDLE;
		conn_shut(cn);
	}
	h->fd_top = top;
	h->reap_ms = h->now_ms + h->tick_ms;
}

static void linger_on(struct http *h)
{
	for (size_t i = 0; i < h->linger_n;) {
		char waste[16 * 1024];
		ssize_t n;
		int turns = 0;

		do
			n = recvfrom(h->linger[i].fd, waste, sizeof waste, MSG_DONTWAIT, NULL, NULL);
		while (n > 0 && ++turns < 64);
		if (n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR) && h->now_ms < h->linger[i].until_ms)) {
			if (h->now_ms < h->linger[i].until_ms) {
				i++;
				continue;
			}
		}
		shutdown(h->linger[i].fd, SHUT_RDWR);
		close(h->linger[i].fd);
		h->linger[i] = h->linger[--h->linger_n];
	}
}

/* What the gate and the reaper did goes into one line a minute, whatever an attacker sends. */
static void log_counts(struct http *h)
{
	if (h->refused_n + h->reaped_n > 0)
		fprintf(stderr, "thidua: %d yêu cầu sai quy cách bị từ chối (gần nhất: %d), %d kết nối quá chậm bị đóng\n",
		        h->refused_n, h->refused_status, h->reaped_n);
	h->refused_n = h->reaped_n = 0;
	h->log_ms = h->now_ms + LOG_EVERY_MS;
}

/* ---- the loop ------------------------------------------------------------------------------------------------ */

static void parked_again(struct http *h)
{
	struct call *call = h->parked;

	while (call != NULL) {
		struct call *next = call->parked_next;

		if (call->again_ms <= h->now_ms || h->is_stopping)
			if (call_step(h, call))
				call_wake(call);
		call = next;
	}
}

/* Where it is our turn those who waited write one after another; but some of them only, so that other processes and who
 * reads have their turn soon. It is not waited for elsewhere: that would keep it while the loop still has other work. */
static void turn_try(struct http *h)
{
	int64_t until = clock_ms() + TURN_MS;
	struct call *call;

	if (h->line == NULL || h->now_ms < h->turn_again_ms || (h->c->turn_begin != NULL && !h->c->turn_begin(h->c->app)))
		return;
	h->turn_is_ours = true;
	for (int i = 0; i < TURN_CALLS && (call = h->line) != NULL && clock_ms() <= until; i++) {
		if (call_step(h, call))
			call_wake(call);
		if (h->line == call)    /* who writes does not take turns: a copy, or a person's own tool */
			break;
	}
	h->turn_is_ours = false;
	if (h->c->turn_end != NULL)
		h->c->turn_end(h->c->app);
	if (h->line != NULL)
		h->turn_again_ms = clock_ms() + TURN_REST_MS;
}

/* Whoever has waited too long is told so; those who came first have waited longest. */
static void line_again(struct http *h)
{
	while (h->line != NULL && (h->is_stopping || h->now_ms - h->line->first_ms >= h->limits.retry_ms)) {
		struct call *call = h->line;

		if (call_step(h, call))
			call_wake(call);
		else if (call->is_in_line)
			break;
	}
	turn_try(h);
}

static void later_done(struct http *h, struct later *l)
{
	struct call *call;

	while ((call = later_next(l)) != NULL) {
		call->rq->is_later_done = true;
		if (call->is_complete || call_step(h, call))
			call_wake(call);
	}
}

static int wait_ms(struct http *h)
{
	int64_t ms = h->tick_ms;
	MHD_UNSIGNED_LONG_LONG mhd_ms;

	if (h->parked != NULL || h->linger_n > 0)
		ms = RETRY_FIRST_MS;
	if (h->line != NULL)
		ms = TURN_POLL_MS;
	if (MHD_get_timeout(h->daemon, &mhd_ms) == MHD_YES && (int64_t)mhd_ms < ms)
		ms = (int64_t)mhd_ms;
	return (int)ms;
}

static void turn(struct http *h)
{
	struct epoll_event events[8];
	int n = epoll_wait(h->epoll_fd, events, COUNT(events), wait_ms(h));

	h->now_ms = clock_ms();
	for (int i = 0; i < n; i++) {
		int fd = events[i].data.fd;

		if (fd == h->c->stop_fd && !h->is_stopping) {
			h->is_stopping = true;
			h->stop_ms = h->now_ms + h->limits.stop_ms;
			listen_set(h, false);
			CHECK(epoll_ctl(h->epoll_fd, EPOLL_CTL_DEL, fd, NULL) == 0);
			h->reap_ms = 0;
		} else if (fd == h->c->listen_fd) {
			accept_some(h);
		}
		for (int k = 0; k < HELPER_N; k++)
			if (fd == later_done_fd(h->helpers[k]))
				later_done(h, h->helpers[k]);
	}
	parked_again(h);
	line_again(h);
	MHD_run(h->daemon);
	if (h->linger_n > 0)
		linger_on(h);
	if (h->now_ms >= h->reap_ms)
		reap(h);
	if (h->now_ms >= h->log_ms)
		log_counts(h);
	if (!h->is_listening && !h->is_stopping && h->now_ms >= h->accept_again_ms)
		listen_set(h, true);
}

/* ---- beginning and end ----------------------------------------------------------------------------------------- */

/* Descriptors for all the connections that are wanted, if the system lets us. */
static void descriptors(struct http *h)
{
	enum { OTHERS = 256 };
	struct rlimit rl;
	rlim_t want = CONNECTIONS_MAX + OTHERS;

	CHECK(getrlimit(RLIMIT_NOFILE, &rl) == 0);
	if (rl.rlim_cur < want) {
		rl.rlim_cur = rl.rlim_max == RLIM_INFINITY || rl.rlim_max > want ? want : rl.rlim_max;
		if (setrlimit(RLIMIT_NOFILE, &rl) != 0)
			CHECK(getrlimit(RLIMIT_NOFILE, &rl) == 0);
	}
	h->conns_max = rl.rlim_cur < want ? (size_t)rl.rlim_cur : (size_t)want;
	if (h->limits.connections_max <= 0 || (size_t)h->limits.connections_max + OTHERS > h->conns_max)
		h->limits.connections_max = (int)(h->conns_max > 2 * OTHERS ? h->conns_max - OTHERS : h->conns_max / 2);
	h->conns = calloc(h->conns_max, sizeof(struct conn *));
	CHECK(h->conns != NULL);
}

/* On a loopback address all callers share it, and are this machine's own. */
static void per_address(struct http *h)
{
	struct sockaddr_storage sa = {0};
	socklen_t n = sizeof sa;
	struct peer_range own[2];
	struct peer p;

	if (h->limits.per_address_max >= 0)
		return;
	CHECK(peer_range_parse("127.0.0.0/8", &own[0]) && peer_range_parse("::1", &own[1]));
	CHECK(getsockname(h->c->listen_fd, (struct sockaddr *)&sa, &n) == 0);
	p = peer_of((struct sockaddr *)&sa);
	h->limits.per_address_max = peer_in(&p, own, COUNT(own)) ? 0 : PER_ADDRESS_MAX;
}

static int tick_of(const struct http_limits *l)
{
	int least = l->head_ms;

	least = l->idle_ms < least ? l->idle_ms : least;
	least = l->body_grace_ms < least ? l->body_grace_ms : least;
	least /= 10;
	return least < 20 ? 20 : least > 1000 ? 1000 : least;
}

static void watch(const struct http *h, int fd)
{
	struct epoll_event e = {.events = EPOLLIN, .data.fd = fd};

	CHECK(epoll_ctl(h->epoll_fd, EPOLL_CTL_ADD, fd, &e) == 0);
}

/* Percent signs are decoded by web/body.h, once; the library leaves them alone. */
static size_t unescape_nothing(void *cls, struct MHD_Connection *mhd, char *s)
{
	return strlen(s);
}

static bool http_open(struct http *h)
{
	h->now_ms = clock_ms();
	signal(SIGPIPE, SIG_IGN);       /* and so the library may use sendfile() */
	descriptors(h);
	per_address(h);
	h->gate_limits = (struct gate_limits){.head_max = HEAD_MAX, .url_max = h->limits.url_max,
	                                      .fields_max = HEADERS_MAX, .body_max = h->limits.body_max};
	for (size_t i = 0; i < h->c->trusted_n && h->trusted_n < TRUSTED_MAX; i++)
		h->trusted_n += peer_range_parse(h->c->trusted[i], &h->trusted[h->trusted_n]);
	h->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
	                             access_handler, h, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL,
	                             MHD_OPTION_CONNECTION_LIMIT, (unsigned)h->limits.connections_max,
	                             MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
	                             MHD_OPTION_NOTIFY_CONNECTION, conn_event, h,
	                             MHD_OPTION_NOTIFY_COMPLETED, call_completed, h, MHD_OPTION_URI_LOG_CALLBACK,
	                             call_open, h, MHD_OPTION_UNESCAPE_CALLBACK, unescape_nothing, NULL, MHD_OPTION_END);
	if (h->daemon == NULL)
		return false;
	h->helpers[HELPER_HASH] = later_open(h->limits.later_max, 1);
	h->helpers[HELPER_LONG] = later_open(h->limits.later_max, 1);
	h->helpers[HELPER_DISK] = later_open(h->limits.disk_max, DISK_THREADS);
	h->helpers[HELPER_SAFE] = later_open(h->limits.disk_max, 1);
	h->mhd_fd = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	h->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	CHECK(h->epoll_fd >= 0);
	watch(h, h->mhd_fd);
	watch(h, h->c->stop_fd);
	for (int k = 0; k < HELPER_N; k++)
		watch(h, later_done_fd(h->helpers[k]));
	h->tick_ms = tick_of(&h->limits);
	h->log_ms = h->now_ms + LOG_EVERY_MS;
	listen_set(h, true);
	return true;
}

/* Whoever still waits for a helper thread or the database learns that the server is going. */
static void http_close(struct http *h)
{
	log_counts(h);
	for (int k = 0; k < HELPER_N; k++) {
		later_close(h->helpers[k]);
		h->helpers[k] = NULL;
	}
	for (int fd = 0; fd <= h->fd_top; fd++) {
		struct call *call = h->conns[fd] == NULL ? NULL : h->conns[fd]->call;

		if (call == NULL || call->at != CALL_WAIT)
			continue;
		call_unpark(h, call);
		call_leave_line(h, call);
		if (call->is_complete)  /* what was done is told */
			call->rq->later_fn(call->rq->later_arg);
		else
			reply_page(call, 503);
		call_wake(call);
	}
	MHD_run(h->daemon);
	MHD_run(h->daemon);
	for (int fd = 0; fd <= h->fd_top; fd++)
		if (h->conns[fd] != NULL)
			conn_shut(h->conns[fd]);
	MHD_stop_daemon(h->daemon);
	for (size_t i = 0; i < h->linger_n; i++)
		close(h->linger[i].fd);
	for (size_t i = 0; i < h->arenas_n; i++)
		mem_close(h->arenas[i]);
	close(h->epoll_fd);
	free(h->conns);
}

bool http_is_range(const char *text)
{
	struct peer_range range;

	return peer_range_parse(text, &range);
}

int http_serve(const struct http_config *c)
{
	static struct http h;

	CHECK(server == NULL);
	h = (struct http){.c = c, .limits = c->limits};
	if (!http_open(&h)) {
		fprintf(stderr, "thidua: không mở được máy chủ web\n");
		return err_exit_code(ERR_IO);
	}
	server = &h;
	while (!h.is_stopping || (h.conns_n > 0 && h.now_ms < h.stop_ms))
		turn(&h);
	http_close(&h);
	server = NULL;
	return 0;
}
