/* room/register/register_inside.h -- what the files of room register share; nobody else includes it. */
#ifndef ROOM_REGISTER_INSIDE_H
#define ROOM_REGISTER_INSIDE_H

#include "db/db.h"
#include "room/register/register.h"

/* A line as a row of register_v_row tells it. */
struct register_line register_line_of(const struct row *r);
/* Right over the line's unit; for one outside the catalogue only who sees all. */
MUST err register_may(struct ctx *cx, enum right right, int64_t unit_id);
MUST err register_rows(struct ctx *cx, struct rows *it, struct register_list *out);

/* A head as a row tells it. */
struct head register_head_of(const struct row *r);
/* Signs the log under its lock and publishes the head; no right is asked. */
MUST err register_sign(struct ctx *cx, struct head *out, int64_t *id_out);
/* A head left the house; mail_id 0 for none. */
MUST err register_out_add(struct ctx *cx, int64_t head_id, const char *way, const char *whom, int64_t mail_id);

/* The data of a line's leaf, and its hidden fields opened when fields is not NULL (HEAD_FIELDS_MAX of them). */
const char *register_leaf(struct mem *m, const struct register_line *l, const unsigned char *salt,
                          struct head_field *fields, int *fields_n);
/* Writes a line as leaf no - 1 with a fresh salt; its hash. ERR_FULL: it is too long for a leaf. */
MUST err register_line_write(struct ctx *cx, const struct register_line *l, struct merkle_hash *hash_out);
/* Its two halves; the first is only computing. */
MUST err register_line_hash(struct mem *m, const struct register_line *l, const unsigned char salt[HEAD_SALT], struct merkle_hash *out);
MUST err register_line_put(struct ctx *cx, const struct register_line *l, const unsigned char salt[HEAD_SALT], struct merkle_hash hash);
/* The decision as it was kept before, or kept now; its id. */
MUST err register_decision_keep(struct ctx *cx, struct register_decision *d);
enum { REGISTER_HIDDEN_N = 8 };        /* fields of a leaf behind digests */
/* Every hidden field opened, empty ones too, in the order of the leaf: REGISTER_HIDDEN_N of them. */
void register_hidden(struct mem *m, const struct register_line *l, const unsigned char *salt, struct head_field *out);
/* The log as it ends now, locked until the transaction ends. */
MUST err register_log_next(struct ctx *cx, struct merkle_log *out);
/* Lines of a load lie behind the end, invisible: how many, and of which load (0: none). Both under the lock of the log. */
MUST err register_log_ahead(struct ctx *cx, int64_t *n_out, int64_t *load_out);
MUST err register_log_ahead_set(struct ctx *cx, int64_t n, int64_t load);
/* Makes room for one line at the end: the first of those behind it becomes the last of them. */
MUST err register_log_room(struct ctx *cx, const struct merkle_log *log);
/* Adds a leaf's hash to the log in memory and what it completes to the nodes; register_log_keep() writes the end. */
MUST err register_log_add(struct ctx *cx, struct merkle_log *log, struct merkle_hash leaf);
MUST err register_log_keep(struct ctx *cx, const struct merkle_log *log);
/* Roots and proofs of the log as it was at a size. ERR_NOTFOUND: rows are missing. */
MUST err register_log_inclusion(struct ctx *cx, int64_t leaf, int64_t size, struct merkle_proof *out);
MUST err register_log_growth(struct ctx *cx, int64_t from, int64_t to, struct merkle_proof *out);
MUST err register_log_root(struct ctx *cx, int64_t size, struct merkle_hash *out);

#endif
