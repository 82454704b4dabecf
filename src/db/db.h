/* db/db.h -- two SQL engines, one face.
 *
 * Statements are named texts of x.sql files, compiled by tools/mksql; values always travel as parameters, by name.
 * There is no function that takes SQL text at run time. A connection is used by one thread; what it returns lives
 * in the arena given to db_begin().
 *
 * The connection knows nothing of contexts, tables or rooms: rooms pass cx->db. */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/base.h"

struct db;
struct row;

/* ---- statements (written by tools/mksql only) -------------------------------------------------------------- */

enum { SQL_PARAMS_MAX = 48, SQL_COLUMNS_MAX = 64 };

struct sql {
	const char *name;       /* "petition_answer" */
	const char *lite, *pg;  /* with ?1 … and $1 … */
	const char *const *params;      /* names in order of their number */
	int params_n;
	int64_t *seen;          /* how often this process executed it */
};
extern const struct sql *const sql_all[];       /* every statement of the house, ends with NULL */

/* ---- values ------------------------------------------------------------------------------------------------- */

enum value_kind { VALUE_NULL, VALUE_I64, VALUE_TEXT, VALUE_BYTES };

struct value {
	enum value_kind kind;
	int64_t i;
	const char *p;
	size_t n;
};

struct bind_arg {
	const char *name;
	struct value value;
};

struct bind {
	const struct bind_arg *args;
	size_t n;
};

#define I64(v) ((struct value){VALUE_I64, (int64_t)(v), NULL, 0})
#define STR(s) db_str(s)
#define BYTES(ptr, len) ((struct value){VALUE_BYTES, 0, (const char *)(ptr), (len)})
#define SQLNULL ((struct value){VALUE_NULL, 0, NULL, 0})
struct value db_str(const char *text);          /* the text, "" included */
struct value db_str_or_null(const char *text);  /* NULL for "" */
/* '%words%' for like … escape '\\', LIKE's own signs in words taken literally; NULL for "". */
struct value db_like(struct mem *m, const char *words);
struct value db_id_or_null(int64_t id);         /* NULL for 0 */
struct value db_date(struct mem *m, int32_t d); /* 'YYYY-MM-DD'; NULL for DATE_NONE */

#define BIND(...)                                                                          \
	(&(const struct bind){(const struct bind_arg[]){__VA_ARGS__},                      \
	                      sizeof((const struct bind_arg[]){__VA_ARGS__}) / sizeof(struct bind_arg)})
#define BIND_NONE (&(const struct bind){NULL, 0})

/* ---- opening -------------------------------------------------------------------------------------------------- */

enum db_use { DB_READ, DB_WRITE };

/* where: a path of a SQLite file, or "postgres:" followed by libpq's connection words. A DB_READ connection cannot
 * write. Foreign keys are on and verified; the full-text tokenizer "vi", which folds all marks and đ, is registered.
 * m outlives the connection. Not to be carried over a fork. When it fails, *out is closed and only good for
 * db_why(). */
MUST err db_open(struct mem *m, const char *where, enum db_use use, struct db **out);
/* Another connection to the same database, for who must read one state of it while this one goes on writing. */
MUST err db_open_beside(struct mem *m, const struct db *db, enum db_use use, struct db **out);
void db_close(struct db *db);           /* also tied to m of db_open; twice is harmless */
const char *db_why(const struct db *db);/* the engine's last message, for the log */
bool db_is_pg(const struct db *db);
/* Prepares a statement without executing it; ERR_DB when this engine does not take it. */
MUST err db_prepare(struct db *db, const struct sql *q);

/* ---- what is kept beside a connection ---------------------------------------------------------------------------- */

/* Something that was made out of what this connection said, kept from one transaction to the next (room register: the
 * opened search index; room plan: lists of tasks). It goes, by drop(), with the connection or when another with the same
 * drop() takes its place; NULL only clears the place. */
enum { DB_KEPT_MAX = 4 };
void db_keep(struct db *db, void *what, void (*drop)(void *what));
void *db_kept(const struct db *db, void (*drop)(void *what));   /* NULL for nothing */
bool db_only_reads(const struct db *db);/* opened as DB_READ: nothing it said is ever taken back */

/* ---- transactions ---------------------------------------------------------------------------------------------- */

/* After an error of the engine the transaction cannot be kept any more: db_commit() rolls it back and returns the
 * error again, whatever the room made of it. Refusals by a unique key are such errors too: `on conflict do nothing`
 * and ERR_TAKEN of db_add() are the way to ask.
 *
 * DB_WRITE is `begin immediate` on SQLite, `read committed` on PostgreSQL. ERR_BUSY: another writer holds the
 * SQLite database (the caller parks and retries; nothing has begun). Nesting is a programmer's error. */
MUST err db_begin(struct db *db, struct mem *m, enum db_use use);
/* ERR_SPACE when the disk is full, ERR_STALE on a serialization failure: nothing is kept. */
MUST err db_commit(struct db *db);
/* The same in two halves, so that one wait for the disk serves several connections (decision 48). After db_commit_seen()
 * everyone sees what was written and it outlives this process, but not yet a fall of the machine: nobody may be told before
 * db_safe() of that mark, which alone of all functions of a connection may run on another thread. On PostgreSQL the first half does
 * everything, unless db_gather() was called. ERR_IO, ERR_SPACE of db_safe(): whether it is kept is not known. */
MUST err db_commit_seen(struct db *db, int64_t *mark_out);
MUST err db_safe(struct db *db, int64_t mark);
/* On PostgreSQL, too, writers wait for the disk without their locks from now on; `by`, a connection of the same database that does
 * nothing else and is closed later, brings their commits there. Nothing on SQLite, or where the server cannot. Once. */
void db_gather(struct db *db, struct db *by);
void db_rollback(struct db *db);        /* harmless when nothing is open */
bool db_in_transaction(const struct db *db);
/* What the open reading transaction sees, as a word: while this connection gets the same word again, nothing that anybody
 * wrote lies between. "" when it cannot be told. */
const char *db_state(struct db *db);
/* SQLite's log is copied into the database now and then: by the connection that made it long, after its commit; or, after
 * db_log_leave(), by whoever sees db_log_is_long() and calls db_log_tidy() on another connection, on any thread: writers wait
 * only for its last moment, and readers never. What fails is done the next time. PostgreSQL does so by itself. */
void db_log_leave(struct db *db);
bool db_log_is_long(const struct db *db);
void db_log_tidy(struct db *db);
/* A connection keeps little of the file at hand (2 MB), for there are many; one that is about to write a hundred thousand rows
 * keeps 16 MB of it until it is wide no more. Nothing on PostgreSQL. What it cannot get it goes without. */
void db_wide(struct db *db, bool is_wide);
/* A filling (decision 49): one transaction for writing that puts in so much that the database had better be alone and the indexes of
 * these tables made once, at its end. Begins it, without them; ERR_BUSY: another process has the SQLite database open. Unique
 * indexes are among them, those that `unique` in a table makes are not. */
MUST err db_fill_begin(struct db *db, struct mem *m, const char *const *tables, size_t n);
/* The indexes again, in the same transaction. ERR_TAKEN: what was put in is not unique. ERR_DB: it refers to what is not there, which
 * SQLite looks at only now. */
MUST err db_fill_end(struct db *db);
/* After its commit or its end without one: others may open the database. */
MUST err db_fill_over(struct db *db);
/* The turn to write (decision 42), of all processes: waits for it at most ms (0: not at all); then db_begin(DB_WRITE) finds the
 * database free until db_turn_end(). ERR_BUSY. db_begin() alone takes the turn where nobody has it, for one transaction. On
 * PostgreSQL, where writers do not wait for each other so, it is always one's turn. */
MUST err db_turn_wait(struct db *db, int ms);
void db_turn_end(struct db *db);        /* in a transaction: with it */
/* Where rows go from now on, within a transaction; returns where they went. For the turns of a long loop. */
struct mem *db_mem(struct db *db, struct mem *m);
int64_t db_commits(const struct db *db);        /* transactions this connection kept */
/* For tests: the n-th statement or commit from now fails as if the engine did not answer; 0: none. Whether it came
 * to that is told by db_has_failed(). */
void db_fail_at(struct db *db, int64_t n);
bool db_has_failed(const struct db *db);

/* Errors of every statement beside those named: ERR_DB; ERR_STALE for a deadlock; ERR_SPACE for a full disk; ERR_IO;
 * ERR_BUSY when a row stayed locked for five seconds (PostgreSQL); ERR_TAKEN for a unique key; ERR_STATE when
 * something referred to is not there, or is still referred to. */

/* ---- statements in a transaction ---------------------------------------------------------------------------------- */

/* The one row. ERR_NOTFOUND for none; more than one is a programmer's error. */
MUST err db_one(struct db *db, const struct sql *q, const struct bind *b, struct row **out);
/* All rows, read whole (every list ends in `limit`). */
struct rows {
	struct row **at;
	size_t n;
	size_t next;
};
/* Every row the statement gives. */
MUST err db_rows(struct db *db, const struct sql *q, const struct bind *b, struct rows *out);
struct row *rows_next(struct rows *it);         /* NULL after the last */
/* Exactly one row changed, else ERR_STALE. */
MUST err db_change(struct db *db, const struct sql *q, const struct bind *b);
/* Any number of rows; n_out may be NULL. */
MUST err db_sweep(struct db *db, const struct sql *q, const struct bind *b, int64_t *n_out);
/* `insert … returning id`; ERR_TAKEN when `on conflict do nothing` returned none. id_out may be NULL. */
MUST err db_add(struct db *db, const struct sql *q, const struct bind *b, int64_t *id_out);

/* ---- reading a row, by column name; an unknown name is a programmer's error ---------------------------------------- */

bool row_is_null(const struct row *r, const char *name);
int64_t row_i64(const struct row *r, const char *name);         /* 0 for NULL */
bool row_bool(const struct row *r, const char *name);
const char *row_text(const struct row *r, const char *name);    /* "" for NULL */
int32_t row_date(const struct row *r, const char *name);        /* DATE_NONE for NULL */
const void *row_bytes(const struct row *r, const char *name, size_t *n_out);

/* ---- migrations ------------------------------------------------------------------------------------------------------ */

struct migration {
	int number;             /* 1, 2, … */
	const char *name;       /* "0001_start" */
	const char *lite, *pg;
	const char *checksum;   /* of both texts */
};
extern const struct migration migrations[];     /* written by tools/mksql; the last has number 0 */
extern const struct migration migration_picture;        /* what all of them together must come to; for tests */

/* Brings the database to the program's version, one transaction each, under a lock against a second starter.
 * ERR_STATE: the database is newer than the program, or a migration it had was changed; db_why() says which. */
MUST err db_migrate(struct db *db, struct mem *m, int *applied_n_out);
/* The same with other migrations than the program's own. */
MUST err db_migrate_by(struct db *db, struct mem *m, const struct migration *list, int *applied_n_out);
/* OK when nothing is to be migrated; else ERR_STATE with db_why(). Changes nothing. */
MUST err db_migrated(struct db *db, struct mem *m);
/* Tables, columns, indexes and windows as the engine knows them, one line each, sorted; for comparing. */
MUST err db_catalogue(struct db *db, struct mem *m, const char **out);

/* ---- copies ----------------------------------------------------------------------------------------------------------- */

/* A consistent copy of a SQLite database while others write, as one file, on the disk when it returns. ERR_TAKEN when
 * the file is there already, ERR_IO or ERR_SPACE when it cannot be written, ERR_STATE on PostgreSQL. Not in a
 * transaction. */
MUST err db_copy(struct db *db, const char *to_path);
/* What is wrong with the stored data itself: pages, indexes, references; "" for nothing, else a line each (at most
 * 100). Not in a transaction. PostgreSQL keeps its own house: always "". */
MUST err db_verify(struct db *db, struct mem *m, const char **problems_out);

#endif
