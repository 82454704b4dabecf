/* job -- work to be done later: long imports, mail, sweeps, and how far it has come.
 *
 * job_add() leaves a row in the caller's transaction; the jobs process takes it under a lease, runs the function of the
 * row JOB(kind, fn, sentence), and marks it done. A process that dies loses its lease and the job is taken up again:
 * at least once, at most JOB_ATTEMPTS_MAX times, with growing pauses. So a job's function must bear being run twice.
 * A job runs in a transaction of its own; job_progress() commits what was done so far, extends the lease and tells
 * whether someone asked to stop.
 * Owns the table job; reads room audit. */
#ifndef ROOM_JOB_H
#define ROOM_JOB_H

#include "core/ctx.h"

enum { JOB_ATTEMPTS_MAX = 5, JOB_LEASE_MS = 60000, JOB_LIST_MAX = 100, JOB_PAYLOAD_MAX = 64 * 1024,
       JOB_ERROR_MAX = 2000 };

struct job {
	int64_t id;
	const char *kind, *sentence;    /* "plan.read", what it does in words */
	const char *payload;            /* what the function needs: JSON or plain text of the room that added it */
	const char *state;              /* queued running done failed cancelled */
	int64_t progress_n, progress_total;
	int64_t object_id;              /* what it works on, 0 for none */
	int64_t owner_id;               /* account that asked for it, 0 for the system */
	const char *owner_name;
	int64_t run_after_ms, added_ms, started_ms, ended_ms, lease_until_ms;
	int64_t attempts;
	bool is_cancel_asked;
	const char *error;              /* a sentence for people, "" for none */
	const char *goto_path;          /* where the result is to be seen, "" for nowhere; its function may set it */
};

struct job_in {
	const char *kind;               /* of a JOB row */
	const char *payload, *goto_path;        /* "" for none */
	int64_t object_id;
	int64_t run_after_ms;           /* 0: at once */
	bool is_unique;                 /* a queued job of the same kind and object is enough: its id is returned */
};

struct job_list {
	struct job *at;
	size_t n;
	int64_t next_before_id;
};

/* ERR_NOTFOUND also hides a job of others from who may not JOB_MANAGE. */
MUST err job_get(struct ctx *cx, int64_t id, struct job *out);
/* Newest first; state "" for any, before_id 0 for the newest. Only one's own without the right JOB_MANAGE. */
MUST err job_list(struct ctx *cx, const char *state, int64_t before_id, int n, struct job_list *out);

/* The state in words for people: "đang chờ"; "" for no state. */
const char *job_state_words(const char *state);

/* In the open write transaction. No audit row of its own: the act that asked for it has one. */
MUST err job_add(struct ctx *cx, struct job_in in, int64_t *id_out);
/* Queued: never run. Running: asked to stop. ERR_STATE when it has ended. ERR_NOTFOUND as job_get. */
MUST err job_cancel(struct ctx *cx, int64_t id);

/* ---- for a job's function ------------------------------------------------------------------------------------- */

/* Commits, extends the lease, begins again. ERR_STATE: someone asked to stop; return it. ERR_STALE: the lease was
 * lost to another process; return it. */
MUST err job_progress(struct ctx *cx, struct job *j, int64_t n, int64_t total);
/* A sweep in rounds, each in a transaction of its own, until one did nothing. */
MUST err job_rounds(struct ctx *cx, struct job *j, err (*round)(struct ctx *cx, int64_t *n_out));
/* Around slow computing: commits what was done, so that no writer waits; and begins again. */
MUST err job_aside(struct ctx *cx);
MUST err job_back(struct ctx *cx);

/* ---- for the jobs process (app/jobs.c), which knows the functions --------------------------------------------------- */

/* Takes the next due job under a lease, in the open write transaction; ERR_NOTFOUND when nothing is due. Jobs whose
 * lease ran out are due again; those that used up their attempts fail here. */
MUST err job_take(struct ctx *cx, struct job *out);
/* In the open write transaction: the job ended well, was stopped, or failed with a sentence and is tried again later
 * while attempts last. ERR_STALE: the lease was lost meanwhile, and with it this transaction. */
MUST err job_done(struct ctx *cx, const struct job *j);
MUST err job_stopped(struct ctx *cx, const struct job *j);
MUST err job_failed(struct ctx *cx, const struct job *j, const char *sentence, bool is_final);
/* When a queued or leased job is next due; INT64_MAX for none. For the pause between looks. */
MUST err job_next_ms(struct ctx *cx, int64_t *out);
/* Ended jobs older than 90 days are forgotten. */
MUST err job_sweep(struct ctx *cx, int64_t *n_out);

#endif
