/* db/db.c -- the face of both engines: prepared statements, binding and reading by name, transactions.
 *
 * A transaction in which the engine reported an error is broken: it can only be rolled back. PostgreSQL insists on
 * that; SQLite would go on, so it is done here for both. */
#include "db/db_inside.h"

#include <stdatomic.h>

#include "base/date.h"

enum { PREPARED_FIRST = 64 };

/* A mistake in the program, named with the statement. */
static _Noreturn void wrong(const char *what, const char *statement, const char *name)
{
	char text[256];

	snprintf(text, sizeof text, "SQL_%s: %s \"%s\"", statement, what, name);
	check_failed(text, __FILE__, __LINE__);
}

/* ---- values ------------------------------------------------------------------------------------------------- */

struct value db_str(const char *text)
{
	return (struct value){VALUE_TEXT, 0, text, strlen(text)};
}

struct value db_str_or_null(const char *text)
{
	return *text == '\0' ? SQLNULL : db_str(text);
}

struct value db_like(struct mem *m, const char *words)
{
	char *like = mem_alloc(m, 2 * strlen(words) + 3);
	size_t n = 0;

	if (*words == '\0')
		return SQLNULL;
	like[n++] = '%';
	for (; *words != '\0'; words++) {
		if (*words == '%' || *words == '_' || *words == '\\')
			like[n++] = '\\';
		like[n++] = *words;
	}
	like[n++] = '%';
	like[n] = '\0';
	return db_str(like);
}

struct value db_id_or_null(int64_t id)
{
	return id == 0 ? SQLNULL : I64(id);
}

struct value db_date(struct mem *m, int32_t d)
{
	return d == DATE_NONE ? SQLNULL : db_str(date_iso(m, d));
}

/* ---- opening -------------------------------------------------------------------------------------------------- */

static void close_deferred(void *ptr)
{
	db_close(ptr);
}

err db_open(struct mem *m, const char *where, enum db_use use, struct db **out)
{
	static const char scheme[] = "postgres:";
	struct db *db = mem_new(m, struct db, 1);
	bool is_pg = strncmp(where, scheme, sizeof scheme - 1) == 0;
	err e;

	db->mem = m;
	db->use = use;
	db->asked = mem_dup(m, where);
	db->log_fd = -1;
	db->engine = is_pg ? &engine_pg : &engine_lite;
	mem_defer(m, close_deferred, db);
	e = db->engine->open(db, is_pg ? where + sizeof scheme - 1 : where);
	if (e != OK)
		db_close(db);
	*out = db;
	return e;
}

err db_open_beside(struct mem *m, const struct db *db, enum db_use use, struct db **out)
{
	return db_open(m, db->asked, use, out);
}

/* The place of what goes by this drop(), the first free one when it has none yet. */
static size_t kept_at(const struct db *db, void (*drop)(void *what))
{
	size_t i = 0;

	while (i < DB_KEPT_MAX && db->kept[i].drop != NULL && db->kept[i].drop != drop)
		i++;
	CHECK(i < DB_KEPT_MAX);
	return i;
}

void db_keep(struct db *db, void *what, void (*drop)(void *what))
{
	size_t i = kept_at(db, drop);

	if (db->kept[i].what != NULL)
		drop(db->kept[i].what);
	db->kept[i].what = what;
	db->kept[i].drop = drop;
}

void *db_kept(const struct db *db, void (*drop)(void *what))
{
	return db->kept[kept_at(db, drop)].what;
}

bool db_only_reads(const struct db *db)
{
	return db->use == DB_READ;
}

void db_close(struct db *db)
{
	if (db->native == NULL)
		return;
	for (size_t i = 0; i < DB_KEPT_MAX && db->kept[i].drop != NULL; i++)
		db_keep(db, NULL, db->kept[i].drop);
	db_rollback(db);
	db->engine->close(db);
	db->native = NULL;
}

const char *db_why(const struct db *db)
{
	return db->why;
}

bool db_is_pg(const struct db *db)
{
	return db->engine == &engine_pg;
}

void db_note(struct db *db, const char *message)
{
	size_t n;

	snprintf(db->why, sizeof db->why, "%s", message);
	n = strlen(db->why);
	while (n > 0 && db->why[n - 1] == '\n')
		db->why[--n] = '\0';
	for (char *p = db->why; *p != '\0'; p++)
		if (*p == '\n')
			*p = ' ';
}

/* ---- transactions ---------------------------------------------------------------------------------------------- */

/* Counts statements and commits for db_fail_at(). */
static bool must_fail(struct db *db)
{
	if (db->fail_at == 0 || ++db->fail_n != db->fail_at)
		return false;
	db->has_failed = true;
	db_note(db, "made to fail by a test");
	return true;
}

err db_begin(struct db *db, struct mem *m, enum db_use use)
{
	CHECK(db->native != NULL && !db->is_begun);
	CHECK(use == DB_READ || db->use == DB_WRITE);
	if (must_fail(db))
		return ERR_DB;
	TRY(db->engine->begin(db, use));
	db->is_begun = true;
	db->begun_use = use;
	db->broken = OK;
	db->rows = m;
	return OK;
}

/* After a transaction: the next in the line may write, unless the turn was given for more. */
static void turn_over(struct db *db)
{
	if (db->has_turn && !db->keeps_turn) {
		db->has_turn = false;
		db->engine->turn_end(db);
	}
}

err db_commit_seen(struct db *db, int64_t *mark_out)
{
	err e = db->broken;

	CHECK(db->is_begun);
	*mark_out = 0;
	if (e == OK && must_fail(db))
		e = ERR_DB;
	if (e == OK)
		e = db->engine->commit(db);
	if (e != OK) {
		db_rollback(db);
		return e;
	}
	db->is_begun = false;
	turn_over(db);
	if (db->begun_use == DB_WRITE) {
		db->commits_n++;
		*mark_out = db->engine->leaves_flush(db) ? ++db->seen_n : 0;
	}
	return OK;
}

err db_safe(struct db *db, int64_t mark)
{
	int64_t all = db->seen_n;

	if (mark <= db->safe_n)
		return OK;
	TRY(db->engine->flush(db));
	/* Of two who were here at once the later may have known less: the number never falls. */
	for (int64_t was = db->safe_n; was < all && !atomic_compare_exchange_weak(&db->safe_n, &was, all);)
		continue;
	return OK;
}

void db_gather(struct db *db, struct db *by)
{
	CHECK(db != by && !db->is_begun && !by->is_begun && db->gatherer == NULL && pthread_mutex_init(&db->gathering, NULL) == 0);
	if (db_is_pg(db)) {
		db->gatherer = by;
		if (db->engine->flush(db) != OK)        /* a server that cannot: each commit waits for itself, as before */
			db->gatherer = NULL;
	}
}

void db_log_leave(struct db *db)
{
	db->leaves_log = true;
}

bool db_log_is_long(const struct db *db)
{
	return db->log_pages >= DB_LOG_PAGES;
}

void db_log_tidy(struct db *db)
{
	CHECK(!db->is_begun);
	if (db->engine->log_tidy != NULL)
		db->engine->log_tidy(db);
}

void db_wide(struct db *db, bool is_wide)
{
	if (db->engine->wide != NULL)
		db->engine->wide(db, is_wide);
}

err db_commit(struct db *db)
{
	int64_t mark;

	TRY(db_commit_seen(db, &mark));
	TRY(db_safe(db, mark));
	if (db_log_is_long(db) && !db->leaves_log)
		db_log_tidy(db);
	return OK;
}

void db_rollback(struct db *db)
{
	if (!db->is_begun)
		return;
	db->engine->rollback(db);
	db->is_begun = false;
	turn_over(db);
}

err db_turn_wait(struct db *db, int ms)
{
	if (db->engine->turn_wait == NULL)
		return OK;
	TRY(db->engine->turn_wait(db, ms));
	db->has_turn = db->keeps_turn = true;
	return OK;
}

const char *db_state(struct db *db)
{
	char state[DB_STATE_BYTES] = "";

	CHECK(db->is_begun && db->begun_use == DB_READ);
	if (db->broken == OK)
		db->engine->state(db, state);
	return mem_dup(db->rows, state);
}

void db_turn_end(struct db *db)
{
	db->keeps_turn = false;
	if (!db->is_begun)
		turn_over(db);
}

bool db_in_transaction(const struct db *db)
{
	return db->is_begun;
}

struct mem *db_mem(struct db *db, struct mem *m)
{
	struct mem *old = db->rows;

	db->rows = m;
	return old;
}

int64_t db_commits(const struct db *db)
{
	return db->commits_n;
}

void db_fail_at(struct db *db, int64_t n)
{
	db->fail_at = n;
	db->fail_n = 0;
	db->has_failed = false;
}

bool db_has_failed(const struct db *db)
{
	return db->has_failed;
}

/* ---- prepared statements --------------------------------------------------------------------------------------- */

static size_t slot_of(const struct prepared *table, size_t cap, const struct sql *q)
{
	size_t i = ((uintptr_t)q >> 4) * 0x9e3779b97f4a7c15u >> 20 & (cap - 1);

	while (table[i].q != NULL && table[i].q != q)
		i = (i + 1) & (cap - 1);
	return i;
}

static void grow(struct db *db)
{
	size_t cap = db->prepared_cap == 0 ? PREPARED_FIRST : db->prepared_cap * 2;
	struct prepared *table = mem_new(db->mem, struct prepared, cap);

	for (size_t i = 0; i < db->prepared_cap; i++)
		if (db->prepared[i].q != NULL)
			table[slot_of(table, cap, db->prepared[i].q)] = db->prepared[i];
	db->prepared = table;
	db->prepared_cap = cap;
}

static err prepared_of(struct db *db, const struct sql *q, struct prepared **out)
{
	struct prepared *p;

	if (db->prepared_n * 2 >= db->prepared_cap)
		grow(db);
	p = &db->prepared[slot_of(db->prepared, db->prepared_cap, q)];
	if (p->q == NULL) {
		struct prepared made = {.q = q};

		TRY(db->engine->prepare(db, &made));
		*p = made;
		db->prepared_n++;
	}
	*out = p;
	return OK;
}

void db_forget_prepared(struct db *db)
{
	for (size_t i = 0; i < db->prepared_cap; i++)
		db->prepared[i] = (struct prepared){.q = NULL};
	db->prepared_n = 0;
}

err db_prepare(struct db *db, const struct sql *q)
{
	struct prepared *p;

	return prepared_of(db, q, &p);
}

/* ---- executing --------------------------------------------------------------------------------------------------- */

/* The values of b in the order of q's parameters. */
static void values_of(const struct sql *q, const struct bind *b, struct value *out)
{
	bool is_bound[SQL_PARAMS_MAX] = {false};
	int from = 0;           /* where the next one is looked for first: they mostly come in order */

	CHECK(q->params_n <= SQL_PARAMS_MAX);
	for (size_t k = 0; k < b->n; k++) {
		int i = from, seen = 0;

		for (; seen < q->params_n; seen++, i++) {
			i = i >= q->params_n ? 0 : i;
			if (strcmp(q->params[i], b->args[k].name) == 0)
				break;
		}
		if (seen == q->params_n)
			wrong("unknown parameter", q->name, b->args[k].name);
		from = i + 1;
		if (is_bound[i])
			wrong("parameter bound twice", q->name, b->args[k].name);
		is_bound[i] = true;
		out[i] = b->args[k].value;
	}
	for (int i = 0; i < q->params_n; i++)
		if (!is_bound[i])
			wrong("parameter not bound", q->name, q->params[i]);
}

err db_run(struct db *db, const struct sql *q, const struct bind *b, struct found *out)
{
	struct value values[SQL_PARAMS_MAX];
	struct prepared *p = NULL;
	err e;

	CHECK(db->is_begun);
	values_of(q, b, values);
	if (db->broken != OK)
		return db->broken;
	if (must_fail(db)) {
		db->broken = ERR_DB;
		return ERR_DB;
	}
	*out = (struct found){.n = 0};
	e = prepared_of(db, q, &p);
	if (e == OK) {
		if (db->begun_use == DB_READ && !p->only_reads)
			wrong("a change in a transaction for reading", q->name, "");
		e = db->engine->run(db, p, values, out);
		if (q->seen != NULL)
			++*q->seen;
	}
	if (e != OK)
		db->broken = e;
	return e;
}

struct columns *columns_new(struct mem *m, int n)
{
	struct columns *c = mem_new(m, struct columns, 1);

	c->names = mem_new(m, const char *, (size_t)n);
	c->n = n;
	return c;
}

struct row *found_row(struct db *db, struct found *out, struct columns *c)
{
	struct row *r = mem_alloc(db->rows, sizeof *r + (size_t)c->n * sizeof *r->values);

	r->columns = c;
	*list_add(db->rows, out) = r;
	return r;
}

err db_one(struct db *db, const struct sql *q, const struct bind *b, struct row **out)
{
	struct found f;

	TRY(db_run(db, q, b, &f));
	if (f.n == 0)
		return ERR_NOTFOUND;
	if (f.n > 1)
		wrong("more than one row", q->name, "");
	*out = f.at[0];
	return OK;
}

err db_rows(struct db *db, const struct sql *q, const struct bind *b, struct rows *out)
{
	struct found f;

	TRY(db_run(db, q, b, &f));
	*out = (struct rows){.at = f.at, .n = f.n};
	return OK;
}

struct row *rows_next(struct rows *it)
{
	return it->next < it->n ? it->at[it->next++] : NULL;
}

err db_change(struct db *db, const struct sql *q, const struct bind *b)
{
	struct found f;

	TRY(db_run(db, q, b, &f));
	if (f.changed > 1)
		wrong("changed more than one row", q->name, "");
	return f.changed == 1 ? OK : ERR_STALE;
}

err db_sweep(struct db *db, const struct sql *q, const struct bind *b, int64_t *n_out)
{
	struct found f;

	TRY(db_run(db, q, b, &f));
	if (n_out != NULL)
		*n_out = f.changed;
	return OK;
}

err db_add(struct db *db, const struct sql *q, const struct bind *b, int64_t *id_out)
{
	struct found f;

	TRY(db_run(db, q, b, &f));
	if (f.n == 0)
		return ERR_TAKEN;
	if (f.n > 1)
		wrong("added more than one row", q->name, "");
	if (id_out != NULL)
		*id_out = row_i64(f.at[0], "id");
	return OK;
}

/* ---- rows ---------------------------------------------------------------------------------------------------------- */

static const struct value *value_of(const struct row *r, const char *name)
{
	struct columns *c = r->columns;
	unsigned char *seen = &c->seen[((uintptr_t)name * 0x9e3779b97f4a7c15u >> 32) % COLUMNS_SEEN];

	if (*seen < c->n && strcmp(c->names[*seen], name) == 0)
		return &r->values[*seen];
	for (int k = 0; k < c->n; k++) {
		int i = c->next + k < c->n ? c->next + k : c->next + k - c->n;

		if (strcmp(c->names[i], name) == 0) {
			c->next = i + 1 == c->n ? 0 : i + 1;
			*seen = (unsigned char)i;
			return &r->values[i];
		}
	}
	wrong("no such column", "?", name);
}

bool row_is_null(const struct row *r, const char *name)
{
	return value_of(r, name)->kind == VALUE_NULL;
}

int64_t row_i64(const struct row *r, const char *name)
{
	const struct value *v = value_of(r, name);

	if (v->kind == VALUE_NULL)
		return 0;
	if (v->kind != VALUE_I64)
		wrong("not a number", "?", name);
	return v->i;
}

bool row_bool(const struct row *r, const char *name)
{
	return row_i64(r, name) != 0;
}

const char *row_text(const struct row *r, const char *name)
{
	const struct value *v = value_of(r, name);

	if (v->kind == VALUE_NULL)
		return "";
	if (v->kind != VALUE_TEXT)
		wrong("not a text", "?", name);
	return v->p;
}

int32_t row_date(const struct row *r, const char *name)
{
	const char *text = row_text(r, name);
	date d;

	if (*text == '\0')
		return DATE_NONE;
	d = date_from_iso(text);
	if (d == DATE_NONE)
		wrong("not a day", "?", name);
	return d;
}

const void *row_bytes(const struct row *r, const char *name, size_t *n_out)
{
	const struct value *v = value_of(r, name);

	if (v->kind != VALUE_NULL && v->kind != VALUE_BYTES)
		wrong("not bytes", "?", name);
	*n_out = v->n;
	return v->kind == VALUE_NULL ? "" : v->p;
}

/* ---- copies ---------------------------------------------------------------------------------------------------------- */

err db_copy(struct db *db, const char *to_path)
{
	CHECK(db->native != NULL && !db->is_begun);
	return db->engine->copy(db, to_path);
}

err db_verify(struct db *db, struct mem *m, const char **problems_out)
{
	CHECK(db->native != NULL && !db->is_begun);
	return db->engine->verify(db, m, problems_out);
}
