/* db/db_inside.h -- what db.c, migrate.c and the two engines share; nobody else includes it. */
#ifndef DB_DB_INSIDE_H
#define DB_DB_INSIDE_H

#include <pthread.h>

#include "db/db.h"

enum { COLUMNS_SEEN = 64 };

/* The names of a result's columns. Rows are mostly read in their order, so a search goes on where it ended; and by the same words
 * of the program again and again, so where a name was found is looked at first, by its address. */
struct columns {
	const char **names;
	int n;
	int next;
	unsigned char seen[COLUMNS_SEEN];
};

struct row {
	struct columns *columns;
	struct value values[];
};

/* What a statement gave: its rows, or how many it changed. */
struct found {
	struct row **at;
	size_t n, cap;
	int64_t changed;
};

/* Statements prepared on a connection, by the address of their struct sql. */
struct prepared {
	const struct sql *q;
	void *stmt;
	bool only_reads;
	bool gives_id;                  /* SQLite: an insertion of one row, asked for its id without "returning" */
	struct columns *columns;        /* SQLite: of its result, once it gave a row */
};

enum { DB_STATE_BYTES = 256 };
/* A log of so many pages is long: 64 MB, so that what is written again and again is copied once. */
enum { DB_LOG_PAGES = 16384 };

enum db_own { DB_OWN_BEGIN, DB_OWN_BEGIN_WRITE, DB_OWN_SNAPSHOT, DB_OWN_COMMIT, DB_OWN_ROLLBACK, DB_OWN_N };

struct engine {
	err (*open)(struct db *db, const char *where);
	void (*close)(struct db *db);
	err (*begin)(struct db *db, enum db_use use);
	/* As begin for writing, but waits for another writer; for migrations. */
	err (*begin_alone)(struct db *db);
	err (*commit)(struct db *db);
	/* What commit leaves to be done until all commits so far lie on the disk. On any thread. */
	err (*flush)(struct db *db);
	bool (*leaves_flush)(const struct db *db);      /* does it leave that? */
	void (*rollback)(struct db *db);
	/* The turn to write; NULL: there is none. The second ends whatever the first, or begin, has got. */
	err (*turn_wait)(struct db *db, int ms);
	void (*state)(struct db *db, char out[DB_STATE_BYTES]);
	void (*log_tidy)(struct db *db);        /* NULL: nothing to be done */
	void (*turn_end)(struct db *db);
	/* Fills p->stmt and p->only_reads. */
	err (*prepare)(struct db *db, struct prepared *p);
	void (*wide)(struct db *db, bool is_wide);      /* NULL: nothing to be done */
	/* Nobody else has the database, and a rollback journal takes the place of the log; and back. NULL: nothing to be done. */
	err (*alone)(struct db *db, bool is_alone);
	/* Every reference of the table's rows is kept; NULL: the engine saw to it at each row. ERR_DB. */
	err (*refers)(struct db *db, const char *table);
	/* values are those of q->params, in order. */
	err (*run)(struct db *db, struct prepared *p, const struct value *values, struct found *out);
	/* Several statements in the open transaction. */
	err (*script)(struct db *db, const char *text);
	err (*copy)(struct db *db, const char *to_path);
	err (*verify)(struct db *db, struct mem *m, const char **problems_out);
};

extern const struct engine engine_lite, engine_pg;

struct db {
	struct mem *mem;                /* the connection's own */
	struct mem *rows;               /* of the transaction */
	const struct engine *engine;
	void *native;                   /* sqlite3 * or PGconn *; NULL once closed */
	enum db_use use, begun_use;
	bool is_begun;
	err broken;                     /* the error after which the transaction cannot be kept */
	char why[512];
	struct prepared *prepared;      /* open addressing, a power of two */
	size_t prepared_n, prepared_cap;
	uint64_t names_n;               /* PostgreSQL: statement names given so far */
	uint64_t resets_n;              /* PostgreSQL: how often the connection was made anew */
	const char *asked;              /* where, as db_open() was told */
	char *where;                    /* PostgreSQL: connection words */
	void *own[DB_OWN_N];            /* SQLite: statements of transactions */
	int log_fd;                     /* SQLite: the write-ahead log of a writing connection, else -1 */
	struct db *gatherer;            /* PostgreSQL: by which commits come to the disk; NULL: each by itself */
	pthread_mutex_t gathering;      /* who uses the gatherer now */
	_Atomic int64_t seen_n, safe_n; /* writing commits that were made, and of those how many lie on the disk */
	bool leaves_log;
	int64_t log_pages;              /* SQLite: as of the last commit */
	const char *const *filled;      /* the tables of a filling */
	size_t filled_n;
	const char *const *later;       /* statements that make the indexes that a filling took away; NULL behind the last */
	bool has_turn, keeps_turn;      /* SQLite: to write; beyond the transaction */
	int64_t commits_n;
	struct {
		void *what;
		void (*drop)(void *what);
	} kept[DB_KEPT_MAX];            /* by rooms, each in a place of its own */
	int64_t fail_at, fail_n;        /* for tests */
	bool has_failed;
};

/* Notes the engine's message, without line ends. */
void db_note(struct db *db, const char *message);
void db_forget_prepared(struct db *db); /* after a new connection behind the same struct db */
/* A row with place for its values, added to out. */
struct row *found_row(struct db *db, struct found *out, struct columns *c);
struct columns *columns_new(struct mem *m, int n);
/* Executes within the transaction and counts. */
MUST err db_run(struct db *db, const struct sql *q, const struct bind *b, struct found *out);

#endif
