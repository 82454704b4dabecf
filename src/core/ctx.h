/* core/ctx.h -- who asks, when, on which connection: the first parameter of the domain.
 *
 * One context per request, verb, job step or test. Time and chance come only from here, so that tests fix them. */
#ifndef CORE_CTX_H
#define CORE_CTX_H

#include "base/base.h"
#include "base/date.h"
#include "base/faults.h"
#include "core/right.h"

struct db;
struct refusal;

/* Who asks. Loaded once per request by room user; text and lists live as long as the context. */
struct who {
	int64_t user_id;                /* 0: nobody is signed in, or the system itself */
	const char *name;               /* the login name; "system" for the system, "" for nobody */
	const char *full_name;
	int64_t unit_id;                /* the person's own unit, 0 for none */
	int64_t session_id;             /* 0 outside a session */
	bool is_system;                 /* the program itself, on the server: may everything */
	bool sees_all;                  /* city bodies: every unit is in reach */
	uint64_t rights[RIGHT_WORDS];   /* bit set over enum right */
	const int64_t *units;           /* ids in reach, ascending: own subtree */
	size_t units_n;
	bool must_change;               /* the password must be changed before anything else */
	bool is_half;                   /* the session waits for its second step: nobody is signed in yet */
	int64_t seen_ms;                /* when the session was last seen */
};

/* What was found out about a password before the transaction began (rows POST_HASH; room user makes it). */
struct hashed {
	bool is_right;                  /* the password typed belongs to the account asked for */
	const char *stored;             /* the hash it was compared with: the account must still have it; "" for none */
	const char *fresh;              /* hash of the new password; "" when none was typed */
};

struct ctx {
	struct mem *mem;
	struct db *db;
	const struct who *who;
	int64_t now_ms;                 /* the clock, Unix milliseconds */
	date today;                     /* the office's day: the clock's, or the assumed day of a demo */
	bool today_is_assumed;
	struct faults faults;
	const char *note;               /* what a room adds to the log line of a failed request; "" for none */
	const char *data_dir;           /* where uploads and backups lie */
	const char *origin;             /* remote address or "cli", for the audit */
	uint64_t chance;                /* state of a fixed generator in tests; 0: the system's randomness */
	const struct hashed *hashed;    /* NULL unless the row is a POST_HASH */
	int64_t audited_n;              /* audit rows of this transaction, counted by room audit */
	struct refusal *refusals;       /* what was refused, kept by room audit until after the rollback */
};

/* Sets up a context for nobody at now_ms; today follows from it unless assumed_today is a date. */
void ctx_init(struct ctx *cx, struct mem *m, struct db *db, int64_t now_ms, date assumed_today);
int64_t ctx_clock_ms(void);             /* the system's clock: only for those who make contexts */

/* The context's time moved on to the clock's, unless tests fixed it (chance != 0). For long jobs. */
int64_t ctx_clock_later(const struct ctx *cx);

void cx_random(struct ctx *cx, void *out, size_t n);
/* n random characters of an alphabet without look-alikes, for codes and one-time passwords. */
const char *cx_random_code(struct ctx *cx, size_t n);
void cx_note(struct ctx *cx, const char *fmt, ...) PRINTF(2, 3);

/* OK when the person holds the right over that unit; unit_id 0: over anything at all. Else ERR_DENIED. Pure. */
MUST err may(const struct ctx *cx, enum right right, int64_t unit_id);
bool may_bool(const struct ctx *cx, enum right right, int64_t unit_id);
bool in_reach(const struct ctx *cx, int64_t unit_id);
extern const struct who WHO_NOBODY, WHO_SYSTEM;

/* Collects a fault unless ok; both texts are for the user. need() never returns early: faults() does. */
void need(struct ctx *cx, bool ok, const char *field, const char *sentence);
void fault(struct ctx *cx, const char *field, const char *fmt, ...) PRINTF(3, 4);
/* ERR_INVALID when any fault was collected. */
MUST err faults(const struct ctx *cx);

/* db_begin() that sleeps while another writer holds the database, up to ten seconds: for verbs and jobs, never for a
 * worker's loop. ERR_BUSY after that. */
MUST err cx_begin(struct ctx *cx, bool is_write);

/* A short-lived arena for one turn of a long loop:  MEM_EACH(cx) { … }  nothing survives it but what was written,
 * rows of statements included. Leaving the block by return or break closes it too. */
#define MEM_EACH(cx)                                                                                     \
	for (struct mem_each each_ __attribute__((cleanup(mem_each_close))) = mem_each_open(cx); each_.is_open; \
	     mem_each_close(&each_))
struct mem_each {
	struct ctx *cx;
	struct mem *outer, *outer_rows;
	bool is_open;
};
/* The two halves of MEM_EACH. */
struct mem_each mem_each_open(struct ctx *cx);
void mem_each_close(struct mem_each *e);

#endif
