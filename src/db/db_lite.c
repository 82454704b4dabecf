/* db/db_lite.c -- SQLite: WAL, foreign keys on, each commit on the disk before it is acknowledged.
 *
 * The engine itself waits for the disk only where the database file would suffer (synchronous = normal); the log is brought to
 * the disk here, after the lock is given back, so that the next writer works meanwhile and one flush serves many (decision 48).
 *
 * There is no busy handler: db_begin() answers ERR_BUSY at once and its caller waits in its own way. Only opening and
 * migrating wait, for they happen where nothing else is to be done. SQLite has no line of writers, only a lock that each tries
 * for; so whoever wants to write first locks the log's file by flock(), where one can wait, and which the system takes back
 * from a dead process (decision 42). */
#include "db/db_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/buf.h"
#include "db/db_vi.h"

enum { WAIT_MS = 10000, TIDY_BESIDE = 2, TIDY_PAUSE_MS = 1, TIDY_TRIES = 1000, TIDY_WAIT_MS = 100, ALONE_WAIT_MS = 10000 };
enum { CACHE_PAGES = 2048, PAGE_BYTES = 4096, PAGE_HEAD = 256 };
enum { COPY_PAGES = 500, COPY_PAUSE_MS = 2, PROBLEMS_MAX = 100, PROBLEMS_BYTES = 65536 };

static err err_of(struct db *db, int rc)
{
	if (db->native != NULL)
		db_note(db, sqlite3_errmsg(db->native));
	else
		db_note(db, sqlite3_errstr(rc));
	switch (rc) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return ERR_TAKEN;
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return ERR_STATE;
	default:
		break;
	}
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_FULL:
		return ERR_SPACE;
	case SQLITE_IOERR:      /* the files beside the database find no room before the database itself does */
		return sqlite3_system_errno(db->native) == ENOSPC ? ERR_SPACE : ERR_IO;
	default:
		return ERR_DB;
	}
}

static err exec(struct db *db, const char *text)
{
	int rc = sqlite3_exec(db->native, text, NULL, NULL, NULL);

	return rc == SQLITE_OK ? OK : err_of(db, rc);
}

/* ---- opening --------------------------------------------------------------------------------------------------- */

/* The one value of a pragma, as text. */
static err pragma(struct db *db, const char *text, char out[32])
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(db->native, text, -1, &s, NULL);

	out[0] = '\0';
	if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		snprintf(out, 32, "%s", (const char *)sqlite3_column_text(s, 0));
		rc = sqlite3_step(s);
	}
	sqlite3_finalize(s);
	return rc == SQLITE_DONE ? OK : err_of(db, rc);
}

static err settings(struct db *db)
{
	char got[32];
	int is_on = 0;

	sqlite3_db_config(db->native, SQLITE_DBCONFIG_ENABLE_FKEY, 1, &is_on);
	sqlite3_db_config(db->native, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->native, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	/* Else the planner looks into what is bound, and every statement with `like` is compiled anew each time it runs. */
	sqlite3_db_config(db->native, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
	if (is_on != 1) {
		db_note(db, "this SQLite cannot keep foreign keys");
		return ERR_DB;
	}
	if (!db_vi_register(db->native)) {
		db_note(db, "this SQLite has no full-text search (FTS5)");
		return ERR_DB;
	}
	/* Read where it lies, as far as SQLite maps (2 GB): a page that is not at hand costs no call and no copy (decision 51). */
	if (db->use == DB_READ)
		return exec(db, "pragma query_only = on; pragma mmap_size = 2147418112");
	TRY(pragma(db, "pragma journal_mode = wal", got));
	if (strcmp(got, "wal") != 0) {
		db_note(db, "the database cannot be kept with a write-ahead log here");
		return ERR_DB;
	}
	return exec(db, "pragma synchronous = normal");
}

/* No connection is used by two threads, and nobody asks how much memory SQLite has: both would cost a lock at every
 * small step. Whenever another connection has written, all that this one holds of the file is given back and read anew: its pages
 * lie in one place of their own, since the heap takes longer for each of them than the reading. What finds no room there is of the
 * heap, as before. Says nothing new after the first connection. */
static void use_alone(void)
{
	static _Alignas(8) unsigned char pages[CACHE_PAGES * (PAGE_BYTES + PAGE_HEAD)];
	int head = PAGE_HEAD;

	(void)sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (sqlite3_config(SQLITE_CONFIG_PCACHE_HDRSZ, &head) == SQLITE_OK && head <= PAGE_HEAD)
		(void)sqlite3_config(SQLITE_CONFIG_PAGECACHE, pages, PAGE_BYTES + PAGE_HEAD, CACHE_PAGES);
}

/* The directory entry must be on the disk too. */
static void sync_folder(struct mem *m, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash == NULL ? "." : slash == path ? "/" : mem_copy(m, path, (size_t)(slash - path));
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
}

/* The log stays the same file for as long as any connection is open, so a descriptor of our own is good for all commits. */
static err log_open(struct db *db, const char *where)
{
	db->log_fd = open(mem_text(db->mem, "%s-wal", where), O_RDWR | O_CLOEXEC);
	if (db->log_fd < 0) {
		db_note(db, strerror(errno));
		return ERR_IO;
	}
	sync_folder(db->mem, where);
	return OK;
}

/* After each commit: how long the log is. It is not copied here, for the commit holds the turn. */
static int log_grew(void *arg, sqlite3 *native, const char *schema, int pages)
{
	struct db *db = arg;

	db->log_pages = pages;
	return SQLITE_OK;
}

static err lite_open(struct db *db, const char *where)
{
	int flags = db->use == DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	sqlite3 *native = NULL;
	char got[32];
	int rc;
	err e;

	use_alone();
	rc = sqlite3_open_v2(where, &native, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	db->native = native;
	if (rc != SQLITE_OK)
		return err_of(db, rc);
	sqlite3_busy_timeout(native, WAIT_MS);
	e = settings(db);
	if (e == OK)    /* opening is lazy: a file that is no database shows here */
		e = pragma(db, "pragma schema_version", got);
	if (e == OK && db->use == DB_WRITE)
		e = log_open(db, where);
	sqlite3_busy_timeout(native, 0);
	(void)sqlite3_wal_hook(native, log_grew, db);
	return e;
}

/* First beside all others, and again what they wrote meanwhile; then, in a turn of its own, the little that is left, so that the
 * log begins anew. */
static void lite_log_tidy(struct db *db)
{
	const struct timespec pause = {.tv_nsec = TIDY_PAUSE_MS * 1000000L};
	int left = TIDY_TRIES;

	db->log_pages = 0;
	for (int i = 0; i < TIDY_BESIDE; i++)
		if (sqlite3_wal_checkpoint_v2(db->native, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL) != SQLITE_OK)
			return;
	while (flock(db->log_fd, LOCK_EX | LOCK_NB) != 0) {
		if (--left == 0)
			return;
		nanosleep(&pause, NULL);
	}
	sqlite3_busy_timeout(db->native, TIDY_WAIT_MS);
	(void)sqlite3_wal_checkpoint_v2(db->native, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
	sqlite3_busy_timeout(db->native, 0);
	(void)flock(db->log_fd, LOCK_UN);
}

/* Whoever has the database open keeps its log in use, so that there is no other journal for us: that is the answer. */
static err lite_alone(struct db *db, bool is_alone)
{
	char got[32];

	if (is_alone) {
		TRY(pragma(db, "pragma journal_mode = delete", got));
		if (strcmp(got, "delete") != 0)
			return ERR_BUSY;
		return exec(db, "pragma locking_mode = exclusive; pragma synchronous = full; pragma cache_size = -128000; pragma foreign_keys = off; "
		                "begin exclusive; commit");
	}
	TRY(exec(db, "pragma locking_mode = normal; pragma cache_size = -2000; pragma foreign_keys = on; select 1 from sqlite_schema limit 1"));
	/* somebody who waited to open it may have it just now */
	sqlite3_busy_timeout(db->native, ALONE_WAIT_MS);
	TRY(pragma(db, "pragma journal_mode = wal", got));
	sqlite3_busy_timeout(db->native, 0);
	TRY(exec(db, "pragma synchronous = normal; select 1 from sqlite_schema limit 1"));
	close(db->log_fd);
	return log_open(db, db->asked);
}

static void lite_wide(struct db *db, bool is_wide)
{
	(void)sqlite3_exec(db->native, is_wide ? "pragma cache_size = -16000" : "pragma cache_size = -2000", NULL, NULL, NULL);
}

static void lite_close(struct db *db)
{
	for (size_t i = 0; i < db->prepared_cap; i++)
		sqlite3_finalize(db->prepared[i].stmt);
	for (int i = 0; i < DB_OWN_N; i++)
		sqlite3_finalize(db->own[i]);
	memset(db->own, 0, sizeof db->own);
	db_forget_prepared(db);
	sqlite3_close_v2(db->native);
	if (db->log_fd >= 0)
		close(db->log_fd);
	db->log_fd = -1;
}

/* ---- transactions ------------------------------------------------------------------------------------------------ */

/* Statements of every request, prepared once. */
static err own(struct db *db, enum db_own which)
{
	static const char *const texts[] = {
		[DB_OWN_BEGIN] = "begin", [DB_OWN_BEGIN_WRITE] = "begin immediate",
		[DB_OWN_SNAPSHOT] = "select 1 from sqlite_schema limit 1", [DB_OWN_COMMIT] = "commit",
		[DB_OWN_ROLLBACK] = "rollback",
	};
	sqlite3_stmt *s = db->own[which];
	int rc = SQLITE_OK;
	err e;

	if (s == NULL)
		rc = sqlite3_prepare_v3(db->native, texts[which], -1, SQLITE_PREPARE_PERSISTENT, &s, NULL);
	db->own[which] = s;
	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	e = rc == SQLITE_DONE || rc == SQLITE_ROW ? OK : err_of(db, rc);
	sqlite3_reset(s);
	return e;
}

static void lite_rollback(struct db *db)
{
	/* After a full disk SQLite may have rolled back by itself. */
	if (sqlite3_get_autocommit(db->native) == 0 && own(db, DB_OWN_ROLLBACK) != OK)
		(void)sqlite3_exec(db->native, "rollback", NULL, NULL, NULL);
}

/* Counts what this connection found changed at the beginnings of its transactions. */
static void lite_state(struct db *db, char out[DB_STATE_BYTES])
{
	unsigned version;

	if (sqlite3_file_control(db->native, "main", SQLITE_FCNTL_DATA_VERSION, &version) == SQLITE_OK)
		snprintf(out, DB_STATE_BYTES, "%u", version);
}

static void lite_turn_end(struct db *db)
{
	(void)flock(db->log_fd, LOCK_UN);
}

/* To write: the turn first, which a free database gives at once. */
static err begin_write(struct db *db)
{
	bool had_turn = db->has_turn;
	err e;

	if (!had_turn && flock(db->log_fd, LOCK_EX | LOCK_NB) != 0)
		return ERR_BUSY;
	e = own(db, DB_OWN_BEGIN_WRITE);
	if (e == OK)
		db->has_turn = true;
	else if (!had_turn)
		lite_turn_end(db);
	return e;
}

static void woken(int sig)
{
	(void)sig;
}

/* A timer interrupts the wait, by a signal. */
static err turn_within(struct db *db, int ms)
{
	struct sigaction wake = {.sa_handler = woken}, before;
	struct itimerval timer = {.it_value = {ms / 1000, ms % 1000 * 1000}, .it_interval = {0, 100 * 1000}}, none = {0};
	int rc;

	CHECK(sigaction(SIGALRM, &wake, &before) == 0 && setitimer(ITIMER_REAL, &timer, NULL) == 0);
	rc = flock(db->log_fd, LOCK_EX);
	CHECK(setitimer(ITIMER_REAL, &none, NULL) == 0 && sigaction(SIGALRM, &before, NULL) == 0);
	return rc == 0 ? OK : ERR_BUSY;
}

static err lite_turn_wait(struct db *db, int ms)
{
	if (flock(db->log_fd, LOCK_EX | LOCK_NB) == 0)
		return OK;
	return ms > 0 ? turn_within(db, ms) : ERR_BUSY;
}

static err lite_begin(struct db *db, enum db_use use)
{
	err e;

	if (use == DB_WRITE)
		return begin_write(db);
	TRY(own(db, DB_OWN_BEGIN));
	/* The first read takes the snapshot, and may meet a recovery: both belong here. */
	e = own(db, DB_OWN_SNAPSHOT);
	if (e != OK)
		lite_rollback(db);
	return e;
}

static err lite_begin_alone(struct db *db)
{
	err e;

	sqlite3_busy_timeout(db->native, WAIT_MS);
	e = exec(db, "begin immediate");
	sqlite3_busy_timeout(db->native, 0);
	return e;
}

static err lite_commit(struct db *db)
{
	return own(db, DB_OWN_COMMIT);
}

static err lite_flush(struct db *db)
{
	if (fdatasync(db->log_fd) == 0)
		return OK;
	return errno == ENOSPC || errno == EDQUOT ? ERR_SPACE : ERR_IO;
}

static bool lite_leaves_flush(const struct db *db)
{
	(void)db;
	return true;
}

/* ---- statements --------------------------------------------------------------------------------------------------- */

/* "insert … values (…) returning id" makes a table of its own for its answer each time it runs, which costs more than the row: the
 * length of the statement without that, -1 where it is another. */
static int without_returning(const char *text)
{
	static const char end[] = " returning id";
	const char *at = strstr(text, end);

	if (at == NULL || at[sizeof end - 1 + strspn(at + sizeof end - 1, " \n;")] != '\0' || strncmp(text, "insert into ", 12) != 0 ||
	    strstr(text, "select ") != NULL || strstr(text, "on conflict") != NULL)
		return -1;
	return (int)(at - text);
}

static err lite_prepare(struct db *db, struct prepared *p)
{
	sqlite3_stmt *s = NULL;
	int n = without_returning(p->q->lite), rc = sqlite3_prepare_v3(db->native, p->q->lite, n, SQLITE_PREPARE_PERSISTENT, &s, NULL);

	p->gives_id = n >= 0;

	if (rc != SQLITE_OK)
		return err_of(db, rc);
	p->stmt = s;
	p->only_reads = sqlite3_stmt_readonly(s) != 0;
	return OK;
}

static int bind_value(sqlite3_stmt *s, int i, const struct value *v)
{
	switch (v->kind) {
	case VALUE_NULL:
		return sqlite3_bind_null(s, i);
	case VALUE_I64:
		return sqlite3_bind_int64(s, i, v->i);
	case VALUE_TEXT:
		return sqlite3_bind_text64(s, i, v->p, v->n, SQLITE_STATIC, SQLITE_UTF8);
	case VALUE_BYTES:
		return sqlite3_bind_blob64(s, i, v->p, v->n, SQLITE_STATIC);
	}
	return SQLITE_MISUSE;
}

/* Text is asked for as bytes: as text SQLite would first make a copy of its own, to put a NUL behind it. */
static struct value value_at(struct mem *m, sqlite3_stmt *s, int i)
{
	sqlite3_value *v = sqlite3_column_value(s, i);
	const char *p;
	size_t n;

	switch (sqlite3_value_type(v)) {
	case SQLITE_NULL:
		return SQLNULL;
	case SQLITE_INTEGER:
		return I64(sqlite3_value_int64(v));
	case SQLITE_TEXT:
		p = sqlite3_value_blob(v);
		n = (size_t)sqlite3_value_bytes(v);
		return (struct value){VALUE_TEXT, 0, mem_copy(m, p, n), n};
	case SQLITE_BLOB:
		p = sqlite3_value_blob(v);
		n = (size_t)sqlite3_value_bytes(v);
		return (struct value){VALUE_BYTES, 0, n > 0 ? mem_copy(m, p, n) : "", n};
	default:
		check_failed("no floating point in the database", __FILE__, __LINE__);
	}
}

static struct columns *columns_of(struct db *db, sqlite3_stmt *s)
{
	struct columns *c = columns_new(db->mem, sqlite3_column_count(s));

	for (int i = 0; i < c->n; i++)
		c->names[i] = mem_dup(db->mem, sqlite3_column_name(s, i));
	return c;
}

static err lite_run(struct db *db, struct prepared *p, const struct value *values, struct found *out)
{
	sqlite3_stmt *s = p->stmt;
	struct columns *c = p->columns;
	int rc = SQLITE_OK;
	err e = OK;

	for (int i = 0; i < p->q->params_n && rc == SQLITE_OK; i++)
		rc = bind_value(s, i + 1, &values[i]);
	if (rc == SQLITE_OK) {
		while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
			struct row *r;

			if (c == NULL)
				c = p->columns = columns_of(db, s);
			r = found_row(db, out, c);
			for (int i = 0; i < c->n; i++)
				r->values[i] = value_at(db->rows, s, i);
		}
	}
	if (rc == SQLITE_DONE && p->gives_id) {
		if (c == NULL) {
			c = p->columns = columns_new(db->mem, 1);
			c->names[0] = "id";
		}
		found_row(db, out, c)->values[0] = I64(sqlite3_last_insert_rowid(db->native));
	}
	if (rc != SQLITE_DONE && rc != SQLITE_OK)
		e = err_of(db, rc);
	else if (!p->only_reads)
		out->changed = sqlite3_changes64(db->native);
	sqlite3_reset(s);
	sqlite3_clear_bindings(s);
	return e;
}

/* ---- copies ---------------------------------------------------------------------------------------------------------- */

/* In one reading transaction: else the library would begin anew whenever somebody else commits, perhaps for ever. */
static int copy_pages(sqlite3 *to, sqlite3 *from)
{
	sqlite3_backup *b;
	int rc = sqlite3_exec(from, "begin; select 1 from sqlite_schema limit 1", NULL, NULL, NULL);

	if (rc != SQLITE_OK)
		return rc;
	b = sqlite3_backup_init(to, "main", from, "main");
	if (b == NULL) {
		rc = sqlite3_errcode(to);
		(void)sqlite3_exec(from, "rollback", NULL, NULL, NULL);
		return rc;
	}
	do {
		rc = sqlite3_backup_step(b, COPY_PAGES);
		if (rc == SQLITE_OK || rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
			sqlite3_sleep(COPY_PAUSE_MS);
	} while (rc == SQLITE_OK || rc == SQLITE_BUSY || rc == SQLITE_LOCKED);
	(void)sqlite3_backup_finish(b);
	(void)sqlite3_exec(from, "rollback", NULL, NULL, NULL);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static err lite_copy(struct db *db, const char *to_path)
{
	sqlite3 *to = NULL;
	int fd = open(to_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int rc;
	err e = OK;

	if (fd < 0) {
		db_note(db, strerror(errno));
		return errno == EEXIST ? ERR_TAKEN : errno == ENOSPC ? ERR_SPACE : ERR_IO;
	}
	close(fd);
	rc = sqlite3_open_v2(to_path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	if (rc == SQLITE_OK)
		rc = copy_pages(to, db->native);
	if (rc == SQLITE_OK)    /* one plain file: the copy needs no log beside it */
		rc = sqlite3_exec(to, "pragma journal_mode = delete", NULL, NULL, NULL);
	if (rc != SQLITE_OK) {
		e = err_of(db, rc);
		db_note(db, sqlite3_errstr(rc));
	}
	sqlite3_close_v2(to);
	if (e != OK)
		(void)unlink(to_path);
	else
		sync_folder(db->mem, to_path);
	return e;
}

static err problems(struct db *db, const char *text, struct buf *b, int *n)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(db->native, text, -1, &s, NULL);

	while (rc == SQLITE_OK || rc == SQLITE_ROW) {
		const char *first;

		rc = sqlite3_step(s);
		if (rc != SQLITE_ROW)
			break;
		first = (const char *)sqlite3_column_text(s, 0);
		if (strcmp(first, "ok") == 0 || *n >= PROBLEMS_MAX)
			continue;
		++*n;
		if (sqlite3_column_count(s) == 1)
			buf_fmt(b, "%s\n", first);
		else
			buf_fmt(b, "%s, row %" PRId64 ": refers to a row of %s that is not there\n", first,
			        (int64_t)sqlite3_column_int64(s, 1), (const char *)sqlite3_column_text(s, 2));
	}
	sqlite3_finalize(s);
	return rc == SQLITE_DONE ? OK : err_of(db, rc);
}

static err lite_verify(struct db *db, struct mem *m, const char **problems_out)
{
	struct buf *b = buf_new(m, PROBLEMS_BYTES);
	int n = 0;
	err e = problems(db, "pragma integrity_check(100)", b, &n);

	if (e == OK)
		e = problems(db, "pragma foreign_key_check", b, &n);
	if (e == ERR_DB) {      /* so damaged that it cannot even be checked: that is the answer */
		buf_fmt(b, "%s\n", db->why);
		e = OK;
	}
	if (e == OK)
		*problems_out = b->p;
	return e;
}

static err lite_refers(struct db *db, const char *table)
{
	char text[128], got[32];

	snprintf(text, sizeof text, "pragma foreign_key_check(%s)", table);
	TRY(pragma(db, text, got));
	if (got[0] == '\0')
		return OK;
	db_note(db, "a row refers to one that is not there");
	return ERR_DB;
}

const struct engine engine_lite = {
	.open = lite_open,
	.close = lite_close,
	.begin = lite_begin,
	.begin_alone = lite_begin_alone,
	.commit = lite_commit,
	.flush = lite_flush,
	.leaves_flush = lite_leaves_flush,
	.rollback = lite_rollback,
	.state = lite_state,
	.log_tidy = lite_log_tidy,
	.wide = lite_wide,
	.alone = lite_alone,
	.refers = lite_refers,
	.turn_wait = lite_turn_wait,
	.turn_end = lite_turn_end,
	.prepare = lite_prepare,
	.run = lite_run,
	.script = exec,
	.copy = lite_copy,
	.verify = lite_verify,
};
