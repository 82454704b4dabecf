/* web/http.h -- one worker's HTTP server: whole requests in, replies out, everything slow or hostile kept outside.
 *
 * One process, one loop, one handler at a time. A handler sees a request that is complete (uploads already lie on
 * disk), within limits, unambiguous; it fills the reply in struct req and says what comes next. The library behind
 * it is named in http_mhd.c only. */
#ifndef WEB_HTTP_H
#define WEB_HTTP_H

#include "web/req.h"

enum http_next {
	HTTP_DONE,      /* the reply in rq is complete */
	HTTP_RETRY,     /* the database is busy: the same request comes again soon, from the loop, for at most retry_ms;
	                 * rq->retry_n counts, and on the last call rq->is_last_try is true: answer then */
	HTTP_TURN,      /* another writes: the same request comes again when it is its turn, those first that came first, after
	                 * retry_ms at the latest with rq->is_last_try. With rq->must_line_up others wait already: nothing is
	                 * to be tried */
	HTTP_LATER,     /* rq->later_fn(rq->later_arg) runs on a helper thread, then the same request comes again with
	                 * rq->is_later_done; where the queue is full, at once with rq->is_later_full: answer 503. What
	                 * takes seconds says rq->is_later_long, what goes to the disk rq->is_later_disk: what takes a moment
	                 * never waits behind them */
	HTTP_SAFE       /* the reply in rq is complete, but leaves only once rq->later_fn(rq->later_arg) has run */
};

struct http_limits {
	int connections_max;            /* of this worker; 0 takes what RLIMIT_NOFILE allows, at most 20,000 */
	int per_address_max;            /* connections of one address in this worker, trusted proxies excepted; 0 no limit;
	                                 * less than 0: 200, but no limit where only this machine can connect */
	int head_ms;                    /* until a request's head is complete */
	int idle_ms;                    /* between requests */
	int body_ms;                    /* until the body is complete */
	int body_rate_min;              /* bytes a second, on average, after body_grace_ms */
	int body_grace_ms;
	int send_ms;                    /* until the reply is taken */
	int retry_ms;                   /* how long HTTP_RETRY and HTTP_TURN may go on */
	int stop_ms;                    /* requests in flight get this long when the worker is stopped */
	size_t arena_max;               /* memory of one request */
	size_t url_max;
	int64_t form_max;               /* bytes of a form without files, and of all fields of one with files */
	int64_t body_max;               /* bytes of a whole body with files */
	int64_t file_max;               /* of one file */
	size_t fields_max, files_max;
	size_t later_max;               /* requests waiting for the thread that hashes, and for the one of long work */
	size_t disk_max;                /* requests waiting for those that write, and as many replies for the disk */
};

/* The limits of an ordinary installation. */
struct http_limits http_limits_default(void);

struct http_config {
	int listen_fd;                  /* shared by all workers; stays open */
	int stop_fd;                    /* readable when the worker shall end */
	struct http_limits limits;
	const char *const *trusted;     /* proxies whose X-Forwarded-… is believed: "10.0.0.1", "fd00::/8"; a peer on a
	                                 * Unix socket always is */
	size_t trusted_n;
	const char *tmp_dir;            /* where uploads lie until their request ends */
	bool may_gzip;                  /* pages over 1 kB, where no form token stands in them */
	void *app;
	enum http_next (*handle)(void *app, struct req *rq);
	/* Optional: the most bytes of body that this request may bring, asked when its head is complete (method, path,
	 * query, cookies, headers are set): 0 refuses it with 413, less with that status (-403). Never raises the limits. */
	int64_t (*body_max)(void *app, const struct req *rq);
	/* Optional, with HTTP_TURN: whether this process may write now, and then until it gives that up. */
	bool (*turn_begin)(void *app);
	void (*turn_end)(void *app);
};

/* Whether a text may stand in trusted. */
bool http_is_range(const char *text);

/* Serves until stop_fd; returns an exit code. Once per process. */
int http_serve(const struct http_config *c);

#endif
