/* web/req.h -- a request as a handler sees it, and the reply it leaves.
 *
 * The request is whole, within limits, valid UTF-8 in NFC. A GET handler fills its view and calls its template,
 * which writes to rq->out; a POST handler calls one domain function and says where to go. Handlers print no error. */
#ifndef WEB_REQ_H
#define WEB_REQ_H

#include "base/buf.h"
#include "base/faults.h"

/* Hidden fields of every form, read by the dispatcher only. */
#define REQ_CSRF "_csrf"
#define REQ_KEY "_key"

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST };

struct param {
	const char *name, *value;
};

struct params {
	const struct param *at;
	size_t n;
};

/* A file part of a multipart form, already on disk, its size known and its name made safe. */
struct upload {
	const char *field;
	const char *name;       /* as the person's machine called it, cleaned, no directories */
	const char *path;       /* where the bytes lie until the request ends */
	int64_t size_bytes;
	int64_t file_id;        /* given by the dispatcher through room file */
};

struct req {
	struct mem *mem;
	enum method method;
	const char *path;               /* decoded, normal: "/petition/12/answer" */
	const char *query;              /* as it came, for links back; "" for none */
	const char *host, *scheme;      /* scheme from the trusted proxy, else "http" */
	const char *remote;             /* address of the person, through the trusted proxy */
	const char *user_agent, *referer_path;
	struct params args;             /* :id of the path */
	struct params query_params, form_params, cookies, headers;
	const struct upload *uploads;
	size_t uploads_n;

	/* what the dispatcher knows and templates are told */
	const char *csrf;               /* token for forms of this session: hidden field REQ_CSRF; "" for none */
	const char *request_key;        /* fresh and random: hidden field REQ_KEY, so that a form sent twice acts once */
	struct faults *faults;          /* of the POST that is shown again; empty otherwise */
	const struct params *typed;     /* values typed in that POST, NULL otherwise */

	/* the reply */
	int status;
	struct buf *out;                /* body: HTML of the main part, or the whole for other types */
	const char *content_type;       /* NULL: an HTML page inside the shell */
	const char *title;
	const char *location;           /* with status 303 */
	const char *flash;              /* one sentence shown on the next page */
	const char *send_path;          /* a file to send instead of out; with send_name as attachment */
	const char *send_name;
	bool send_unlink;               /* the file is temporary: it is removed once open */
	const char *set_cookies[8];     /* whole Set-Cookie values */
	size_t set_cookies_n;
	bool is_public;                 /* the portal's shell, no menu */
	bool is_bare;                   /* HTML without any shell */
	int64_t wait_s;                 /* with status 429, 503: after how long to come again; 0: soon */
	int refresh_s;                  /* a page that changes by itself is loaded again after so long; 0: never */
	const void *send_bytes;         /* bytes that outlive the request, sent instead of out */
	size_t send_bytes_n;
	const char *etag;               /* quoted; a match answers 304 */
	const char *cache_control;      /* NULL: "no-store" */
	const char *content_encoding;   /* of send_bytes; NULL for none */

	/* between the server and the handler: see enum http_next in web/http.h */
	int retry_n;
	bool is_last_try;
	bool must_line_up;              /* others wait for the turn before it: see HTTP_TURN */
	bool is_later_done, is_later_full, is_later_long, is_later_disk;
	void (*later_fn)(void *arg);
	void *later_arg;
	void *app_state;                /* what the dispatcher keeps between two calls for the same request */
};

int64_t rq_id(const struct req *rq);                            /* :id, 0 when it is no positive number */
int64_t rq_arg_id(const struct req *rq, const char *name);      /* :name of the path, 0 likewise */
const char *rq_arg(const struct req *rq, const char *name);     /* :name of the path */
const char *rq_text(const struct req *rq, const char *name);    /* form field, else query parameter, trimmed; "" */
const char *rq_raw(const struct req *rq, const char *name);     /* the same, untrimmed (passwords, long texts) */
int64_t rq_i64(const struct req *rq, const char *name);         /* 0 when absent or no number */
int rq_int(const struct req *rq, const char *name);             /* the same; 0 also for what is no int */
bool rq_bool(const struct req *rq, const char *name);           /* "1", "on", "true" */
int32_t rq_date(const struct req *rq, const char *name);        /* d/m/yyyy or ISO; DATE_NONE else */
bool rq_has(const struct req *rq, const char *name);
size_t rq_all(const struct req *rq, const char *name, const char **out, size_t max);    /* repeated fields */
const struct upload *rq_upload(const struct req *rq, const char *field);                /* NULL when none came */
const char *rq_cookie(const struct req *rq, const char *name);
const char *rq_header(const struct req *rq, const char *name);  /* name in lower case; "" when absent */

/* A path that leads to a page of ours whatever a browser makes of it: one slash first, no backslash, no control sign. */
bool rq_is_ours(const char *path);
/* 303 to a path of the house. Always OK. */
err rq_goto(struct req *rq, const char *fmt, ...) PRINTF(2, 3);
void rq_flash(struct req *rq, const char *fmt, ...) PRINTF(2, 3);
void rq_title(struct req *rq, const char *fmt, ...) PRINTF(2, 3);
void rq_set_cookie(struct req *rq, const char *value);

#endif
