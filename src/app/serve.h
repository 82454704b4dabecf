/* app/serve.h -- the processes of the server: a parent that listens, workers that answer, one that does jobs.
 *
 * The parent opens the address, starts the others, replaces those that die (not more than a few a minute each),
 * passes on the wish to stop, and answers nothing itself. */
#ifndef APP_SERVE_H
#define APP_SERVE_H

#include "web/http.h"

struct serve_config {
	const char *listen;             /* "127.0.0.1:8080", "[::1]:8080", ":8080", or the path of a Unix socket */
	int workers_n;                  /* 0: one for each core */
	struct http_limits limits;
	const char *const *trusted;     /* see http_config */
	size_t trusted_n;
	const char *tmp_dir;
	bool may_gzip;
	void *arg;                      /* handed to the functions below */
	/* In the parent, when the address is open; address is what a person types: "http://127.0.0.1:8080/". */
	void (*ready)(void *arg, const char *address);
	/* In a new worker: opens the database and returns the app that the next three get; NULL ends the worker. */
	void *(*worker_start)(void *arg, int worker_no);
	enum http_next (*handle)(void *app, struct req *rq);
	int64_t (*body_max)(void *app, const struct req *rq);   /* optional */
	bool (*turn_begin)(void *app);
	void (*turn_end)(void *app);
	void (*worker_stop)(void *app);                         /* optional */
	/* In the jobs process: works until stop_fd is readable, returns an exit code. NULL: no such process. */
	int (*jobs_run)(void *arg, int stop_fd);
};

/* Runs until SIGTERM or SIGINT; returns an exit code. What the operator must know goes to stderr, in Vietnamese,
 * one line each: a port in use, an address that is none, a worker that was replaced. */
int serve(const struct serve_config *c);

#endif
