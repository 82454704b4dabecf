/* tests/t.c -- a fresh database and a fixed world for every test.
 *
 * SQLite: a migrated template file is copied. PostgreSQL: a database is made from a migrated template; when a test kept
 * nothing, the next one goes on in the same database with its counters set back, which is much faster. */
#define BASE_MAY_ALLOC
#include "tests/t.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

#ifndef SOURCE_ROOT
#define SOURCE_ROOT "."
#endif

enum { TEST_BYTES = 512 * 1024 * 1024, FILE_BYTES = 64 * 1024 * 1024 };
static const int64_t NOW_MS = INT64_C(1709600400000);   /* 2024-03-05 08:00 in Việt Nam */

/* The whole run. */
static struct {
	struct mem *mem;
	char dir[64];
	const char *template;           /* SQLite: the file; PostgreSQL: the name */
	const char *pg_words;           /* connection words without the name of a database; NULL on SQLite */
	struct db *pg_admin;
	const char *pg_clean;           /* a database that the last test left as it was */
	int64_t fail_at;
	int dirs_n;
} run;

/* The test that runs. */
static struct {
	struct mem *mem;
	const char *dir, *where, *pg_name;
	struct db *db, *reader;
	struct ctx *cx, *read_cx;
	bool is_shared, has_failed;
	jmp_buf escape;                 /* where a test goes that met the failure it was to meet */
} now;

/* A mistake of the harness or its surroundings: nothing can be tested. */
static _Noreturn void stop(const char *what, const char *why)
{
	fprintf(stderr, "thidua-test: %s: %s\n", what, why);
	exit(2);
}

/* ---- folders ---------------------------------------------------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static void remove_tree(const char *path)
{
	(void)nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *t_dir(void)
{
	if (now.dir == NULL) {
		now.dir = mem_text(now.mem, "%s/%d", run.dir, ++run.dirs_n);
		if (mkdir(now.dir, 0700) != 0)
			stop(now.dir, strerror(errno));
	}
	return now.dir;
}

static void write_file(const char *path, const void *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
		stop(path, strerror(errno));
}

const char *t_file(const char *name, const void *bytes, size_t n)
{
	const char *path = mem_text(now.mem, "%s/%s", t_dir(), name);

	write_file(path, bytes, n);
	return path;
}

const char *t_source_path(const char *path)
{
	return mem_text(now.mem, "%s/%s", SOURCE_ROOT, path);
}

const char *t_source(const char *path)
{
	struct view v;

	if (file_read(now.mem, t_source_path(path), FILE_BYTES, &v) != OK)
		stop(path, "cannot be read");
	return v.p;
}

/* ---- databases --------------------------------------------------------------------------------------------------- */

bool t_is_pg(void)
{
	return run.pg_words != NULL;
}

static struct db *open_or_stop(struct mem *m, const char *where, enum db_use use)
{
	struct db *db;

	if (db_open(m, where, use, &db) != OK)
		stop(where, db_why(db));
	return db;
}

static void migrate_or_stop(const char *where)
{
	struct mem *m = mem_open(TEST_BYTES);
	struct db *db = open_or_stop(m, where, DB_WRITE);

	if (db_migrate(db, m, NULL) != OK)
		stop("migrations", db_why(db));
	mem_close(m);
}

static const char *pg_where(struct mem *m, const char *name)
{
	return mem_text(m, "postgres:%s dbname=%s", run.pg_words, name);
}

/* Commands of the harness alone; psql is the one way to say what no room ever says. */
static void pg_command(const char *name, const char *text)
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		execlp("psql", "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d",
		       mem_text(run.mem, "%s dbname=%s", run.pg_words, name), "-c", text, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
		stop("psql", text);
}

static void copy_file(const char *from, const char *to)
{
	struct view v;

	if (file_read(now.mem, from, FILE_BYTES, &v) != OK)
		stop(from, "cannot be read");
	write_file(to, v.p, v.n);
}

void t_open(void)
{
	const char *tmp = getenv("TMPDIR"), *engine = getenv("THIDUA_TEST_DB"), *socket = getenv("THIDUA_TEST_PG");

	run.mem = mem_open(TEST_BYTES);
	snprintf(run.dir, sizeof run.dir, "%s/thidua-test-XXXXXX", tmp != NULL && strlen(tmp) < 40 ? tmp : "/tmp");
	if (mkdtemp(run.dir) == NULL)
		stop(run.dir, strerror(errno));
	if (engine == NULL || strcmp(engine, "pg") != 0) {
		run.template = mem_text(run.mem, "%s/template.db", run.dir);
		migrate_or_stop(run.template);
		return;
	}
	if (socket == NULL || *socket == '\0')
		stop("THIDUA_TEST_PG", "the socket folder of a private PostgreSQL is needed: see tests/pg.sh");
	run.pg_words = mem_text(run.mem, "host=%s user=thidua", socket);
	run.template = mem_text(run.mem, "t%d_template", (int)getpid());
	pg_command("postgres", mem_text(run.mem, "create database %s", run.template));
	migrate_or_stop(pg_where(run.mem, run.template));
}

static void pg_drop(const char *name)
{
	pg_command("postgres", mem_text(run.mem, "drop database if exists %s with (force)", name));
}

void t_close(void)
{
	if (run.pg_words != NULL) {
		if (run.pg_clean != NULL)
			pg_drop(run.pg_clean);
		pg_drop(run.template);
	}
	remove_tree(run.dir);
	mem_close(run.mem);
	memset(&run, 0, sizeof run);    /* it may be opened again in this process */
}

/* Counters do not follow a rollback; ids must be the same in every run. */
static void pg_counters_back(const char *name)
{
	pg_command(name, "do $$ declare s record; begin for s in select schemaname, sequencename from pg_sequences"
	                 " loop execute format('alter sequence %I.%I restart', s.schemaname, s.sequencename);"
	                 " end loop; end $$");
}

static void open_database(void)
{
	if (run.pg_words == NULL) {
		const char *path = mem_text(now.mem, "%s/thidua.db", t_dir());

		copy_file(run.template, path);
		now.where = path;
		return;
	}
	if (run.pg_clean != NULL) {
		now.pg_name = run.pg_clean;
		pg_counters_back(now.pg_name);
	} else {
		now.pg_name = mem_text(run.mem, "t%d_%d", (int)getpid(), ++run.dirs_n);
		pg_command("postgres", mem_text(run.mem, "create database %s template %s", now.pg_name, run.template));
	}
	run.pg_clean = NULL;
	now.where = pg_where(now.mem, now.pg_name);
}

static void begin_or_stop(struct db *db, enum db_use use)
{
	if (db_begin(db, now.mem, use) != OK)
		stop("begin", db_why(db));
}

struct ctx *t_ctx(void)
{
	if (now.where == NULL)
		open_database();
	if (now.cx != NULL) {
		if (!db_in_transaction(now.db))
			begin_or_stop(now.db, DB_WRITE);
		return now.cx;
	}
	now.db = open_or_stop(now.mem, now.where, DB_WRITE);
	begin_or_stop(now.db, DB_WRITE);
	now.cx = mem_new(now.mem, struct ctx, 1);
	ctx_init(now.cx, now.mem, now.db, NOW_MS, DATE_NONE);
	now.cx->who = &WHO_SYSTEM;
	now.cx->origin = "test";
	now.cx->chance = 1;
	now.cx->data_dir = t_dir();
	db_fail_at(now.db, run.fail_at);
	return now.cx;
}

/* FAIL=1: the failure that was asked for has come; the test ends here and is good. */
static void failure_came(void)
{
	if (now.db == NULL || !db_has_failed(now.db))
		return;
	now.has_failed = true;
	longjmp(now.escape, 1);
}

void t_run(CMUnitTestFunction fn, void **state)
{
	if (setjmp(now.escape) == 0)
		fn(state);
}

void t_commit(struct ctx *cx)
{
	t_ok(db_commit(cx->db));
	t_ok(db_begin(cx->db, cx->mem, DB_WRITE));
}

void t_rollback(struct ctx *cx)
{
	db_rollback(cx->db);
	faults_init(&cx->faults, cx->mem);
	t_ok(db_begin(cx->db, cx->mem, DB_WRITE));
}

struct ctx *t_read_ctx(void)
{
	(void)t_ctx();
	if (now.reader == NULL)
		now.reader = open_or_stop(now.mem, now.where, DB_READ);
	db_rollback(now.reader);
	begin_or_stop(now.reader, DB_READ);
	now.read_cx = mem_new(now.mem, struct ctx, 1);
	*now.read_cx = *now.cx;
	now.read_cx->db = now.reader;
	faults_init(&now.read_cx->faults, now.mem);
	return now.read_cx;
}

const char *t_where(void)
{
	if (now.where == NULL)
		open_database();
	if (now.db != NULL)
		db_rollback(now.db);
	if (now.reader != NULL)
		db_rollback(now.reader);
	now.is_shared = true;
	return now.where;
}

struct mem *t_mem(void)
{
	return now.mem;
}

int t_setup(void **state)
{
	(void)state;
	memset(&now, 0, sizeof now);
	now.mem = mem_open(TEST_BYTES);
	return 0;
}

int t_teardown(void **state)
{
	bool is_clean = !now.is_shared && (now.db == NULL || db_commits(now.db) == 0);

	(void)state;
	if (now.db != NULL && db_has_failed(now.db))
		now.has_failed = true;
	if (now.db != NULL)
		db_close(now.db);
	if (now.reader != NULL)
		db_close(now.reader);
	if (now.pg_name != NULL && is_clean)
		run.pg_clean = now.pg_name;
	else if (now.pg_name != NULL)
		pg_drop(now.pg_name);
	mem_close(now.mem);
	if (now.dir != NULL)
		remove_tree(mem_text(run.mem, "%s/%d", run.dir, run.dirs_n));
	now.mem = NULL;
	return 0;
}

void t_fail_at(int64_t n)
{
	run.fail_at = n;
	now.has_failed = false;
}

bool t_has_failed(void)
{
	return now.has_failed;
}

/* ---- claims ------------------------------------------------------------------------------------------------------ */

static void print_faults(void)
{
	if (now.cx == NULL)
		return;
	for (size_t i = 0; i < now.cx->faults.n; i++)
		print_error("  %s: %s\n", now.cx->faults.at[i].field, now.cx->faults.at[i].sentence);
}

void t_err_at(err want, err got, const char *what, const char *file, int line)
{
	if (want == got)
		return;
	failure_came();
	print_error("%s gave %s, not %s\n", what, err_name(got), err_name(want));
	if (got == ERR_INVALID)
		print_faults();
	else if (now.db != NULL && *db_why(now.db) != '\0')
		print_error("  the database says: %s\n", db_why(now.db));
	_fail(file, line);
}

void t_true_at(bool cond, const char *what, const char *file, int line)
{
	if (cond)
		return;
	failure_came();
	print_error("not so: %s\n", what);
	_fail(file, line);
}

void t_int_at(int64_t want, int64_t got, const char *what, const char *file, int line)
{
	if (want == got)
		return;
	failure_came();
	print_error("%s is %" PRId64 ", not %" PRId64 "\n", what, got, want);
	_fail(file, line);
}

void t_text_at(const char *want, const char *got, const char *what, const char *file, int line)
{
	if (want != NULL && got != NULL && strcmp(want, got) == 0)
		return;
	failure_came();
	print_error("%s is\n  \"%s\", not\n  \"%s\"\n", what, got != NULL ? got : "(NULL)", want != NULL ? want : "(NULL)");
	_fail(file, line);
}

static void golden_write(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		stop(path, "the golden file cannot be written");
}

void t_golden_at(const char *name, const char *text, const char *file, int line)
{
	const char *path = t_source_path(mem_text(now.mem, "tests/golden/%s", name)), *how = getenv("GOLDEN"), *was;
	struct view v = {"", 0};
	int at = 1;

	if (how != NULL && strcmp(how, "write") == 0) {
		golden_write(path, text);
		return;
	}
	if (file_read(now.mem, path, TEST_BYTES, &v) == OK && strcmp(v.p, text) == 0)
		return;
	failure_came();
	for (was = v.p; *was != '\0' && *was == *text; was++)
		at += *text++ == '\n';
	print_error("%s differs in line %d: \"%.200s\", not \"%.200s\"; if that is meant: ./dev golden\n", path, at, text, was);
	_fail(file, line);
}

void t_has_at(const char *part, const char *text, bool is_there, const char *what, const char *file, int line)
{
	if ((strstr(text, part) != NULL) == is_there)
		return;
	failure_came();
	print_error("%s %s \"%s\"; it is\n  \"%.2000s\"\n", what, is_there ? "has no" : "has", part, text);
	_fail(file, line);
}

void t_fault_at(struct ctx *cx, const char *field, const char *file, int line)
{
	if (*faults_of(&cx->faults, field) != '\0')
		return;
	failure_came();
	print_error("no fault was found with \"%s\"\n", field);
	print_faults();
	_fail(file, line);
}

void t_dies_at(void (*fn)(void *), void *ptr, const char *what, const char *file, int line)
{
	int status = 0;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

		dup2(null, STDERR_FILENO);
		signal(SIGABRT, SIG_DFL);
		fn(ptr);
		_exit(0);
	}
	if (pid > 0 && waitpid(pid, &status, 0) == pid && WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT)
		return;
	print_error("%s did not end in a CHECK\n", what);
	_fail(file, line);
}

/* ---- statements ----------------------------------------------------------------------------------------------------- */

int t_statements(bool is_full_run)
{
	struct mem *m = mem_open(TEST_BYTES);
	struct db *db = open_or_stop(m, run.pg_words != NULL ? pg_where(m, run.template) : run.template, DB_WRITE);
	int bad = 0;

	for (int i = 0; sql_all[i] != NULL; i++) {
		if (db_prepare(db, sql_all[i]) != OK) {
			printf("statement %s is not taken: %s\n", sql_all[i]->name, db_why(db));
			bad++;
		} else if (is_full_run && *sql_all[i]->seen == 0) {
			printf("statement %s was never executed\n", sql_all[i]->name);
			bad++;
		}
	}
	mem_close(m);
	return bad;
}
