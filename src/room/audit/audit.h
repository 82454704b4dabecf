/* audit -- what was done, by whom, when: an append-only log, each row chained to the one before by its hash.
 *
 * Every command of the house ends in audit(cx, "room.verb", id), in the same transaction as what it records, so that
 * neither can exist without the other. The row's hash covers the hash before it and every field (of the words the
 * salted digest, so that they can be blanked by law and the chain holds); the head of the chain is one row, locked and moved on with each entry, so that writers form one line. What is refused leaves no
 * transaction behind: such notes wait in the context and the dispatcher writes them after the rollback.
 * Acts are rows ACT(code, sentence) of the rooms; an act without a row is a programmer's error.
 * Owns the tables audit, audit_head and audit_once; reads no other room. */
#ifndef ROOM_AUDIT_H
#define ROOM_AUDIT_H

#include "core/ctx.h"

enum { AUDIT_LIST_MAX = 200, AUDIT_DETAIL_MAX = 4000, AUDIT_KEY_MAX = 64, AUDIT_LOCATION_MAX = 500 };

struct audit_row {
	int64_t seq;                    /* 1, 2, … without a gap */
	int64_t at_ms, user_id, object_id;
	const char *user_name;          /* kept as text: accounts may change, the log does not */
	const char *act, *sentence;     /* "plan.publish", "Công bố kế hoạch" */
	const char *detail, *origin;    /* of a blanked one: that it was */
	const char *salt, *detail_sum;
	bool is_refusal;
	const char *prev_hash, *hash;
};

struct audit_filter {
	const char *user, *act;         /* login name; beginning of the act: "plan", "plan.publish"; "" for any */
	int64_t object_id;              /* 0 for any */
	date from, to;                  /* DATE_NONE for no bound; both days are in */
	int64_t before_seq;             /* keyset paging: only older rows; 0 for the newest */
	int n;                          /* 1 … AUDIT_LIST_MAX */
};

struct audit_list {
	struct audit_row *at;
	size_t n;
	int64_t next_before_seq;        /* for the next page; 0 when this is the last */
};

struct audit_check {
	int64_t rows_n;
	int64_t bad_seq;                /* first row that does not hold; 0 when all do */
	const char *reason;             /* "" when all hold */
};

/* Newest first. ERR_DENIED without the right AUDIT_READ. */
MUST err audit_list(struct ctx *cx, struct audit_filter f, struct audit_list *out);
/* Walks the whole chain. ERR_DENIED without the right AUDIT_READ. A broken chain is OK with out->bad_seq. */
MUST err audit_verify(struct ctx *cx, struct audit_check *out);
const char *audit_sentence(const char *act);            /* of the ACT row; NULL when there is none */

/* Takes a place in the line in which audit() puts every writer: from now to the end of the transaction no other act is
 * written, so that what is read stays so. For commands that keep counts over many rows. In the open write transaction. */
MUST err audit_line(struct ctx *cx);
/* Records an act of this context in the open write transaction. object_id is 0 where there is no object. */
MUST err audit(struct ctx *cx, const char *act, int64_t object_id);
/* The same with words for people about what changed. Never a password, code or token. */
MUST err audit_detail(struct ctx *cx, const char *act, int64_t object_id, const char *fmt, ...) PRINTF(4, 5);

/* What was told about an object goes for good, as a law or a court demands: the words of every entry of a room's acts about it. Each
 * is an entry of its own, so that a blanking that was none of the house's acts is found by audit_verify(). No right is asked: the room
 * has decided. n_out (may be NULL): how many. */
MUST err audit_blank(struct ctx *cx, const char *act, int64_t object_id, int64_t *n_out);

/* Keeps a note of something refused, to be written after the rollback; at most 16 per context. No transaction. */
void audit_refusal(struct ctx *cx, const char *act, int64_t object_id, const char *fmt, ...) PRINTF(4, 5);
/* Writes the notes in the open write transaction and forgets them: for the dispatcher. */
MUST err audit_refusals_write(struct ctx *cx);

/* A form's key against double submits, for the dispatcher: the first time OK, and the location is to be left by
 * audit_once_done() in the same transaction; a second time ERR_TAKEN with the location left then. */
MUST err audit_once(struct ctx *cx, const char *key, const char **location_out);
MUST err audit_once_done(struct ctx *cx, const char *key, const char *location);
/* Forgets keys older than two days. */
MUST err audit_once_sweep(struct ctx *cx);

#endif
