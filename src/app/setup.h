/* app/setup.h -- where the installation lies: options of the command line, else the environment, else the
 * configuration file, else the defaults.
 *
 * /etc/thidua.conf (or the file named by THIDUA_CONF) has lines "key = value"; '#' begins a comment. Keys and their
 * environment: data (THIDUA_DATA), database (THIDUA_DATABASE), listen (THIDUA_LISTEN), workers (THIDUA_WORKERS),
 * trusted (THIDUA_TRUSTED, proxies, separated by commas), log (error, warning, notice, info). */
#ifndef APP_SETUP_H
#define APP_SETUP_H

#include "base/date.h"
#include "base/faults.h"
#include "core/ctx.h"

enum { SETUP_TRUSTED_MAX = 16 };

struct setup {
	struct mem *mem;
	const char *data_dir;           /* "var" unless said */
	const char *database;           /* path, or "postgres:…"; data_dir/thidua.db unless said */
	const char *listen;
	int workers_n;                  /* 0: one for each core */
	const char *trusted[SETUP_TRUSTED_MAX];
	size_t trusted_n;
	const char *as;                 /* account that verbs act as; "" for the system */
	date today;                     /* assumed day; DATE_NONE for the clock's */
	bool is_json;
	struct faults faults;
	bool is_said;                   /* why it failed has been printed already */
};

/* File and environment. ERR_INVALID with faults: a line that is none, an unknown key, a wrong value. */
MUST err setup_read(struct setup *s, struct mem *m);
/* What follows once all options are known: the database's place, the data folder. ERR_IO: the folder cannot be made. */
MUST err setup_finish(struct setup *s);

/* ---- an open installation ------------------------------------------------------------------------------------ */

/* Opens a writing connection, brings the database to the program's version, and sets up a context of the setup's
 * account (setup.as, else the system) outside any transaction. The arena of s holds it. ERR_NOTFOUND: no such account.
 * Why is in setup.faults, in words. */
MUST err setup_open(struct setup *s, struct ctx *out);
/* fn in a write transaction on an open context: committed when OK, else rolled back. */
MUST err setup_write(struct ctx *cx, err (*fn)(struct ctx *cx, void *arg), void *arg);

#endif
