/* db/db_pg.c -- PostgreSQL over libpq: statements prepared once per connection, values always as parameters.
 *
 * A connection that the server ended is made anew where nothing can be lost: at the beginning of a transaction, once.
 * Reading transactions are repeatable read, so that a page sees one state; writing ones are read committed, and lost
 * updates are excluded by versions and by the locks of named rows. */
#include "db/db_inside.h"

#include <libpq-fe.h>

static const char settings[] = "set client_min_messages = warning; set lock_timeout = '5s'; "
                               "set statement_timeout = '60s'; set timezone = 'UTC'; "
                               "set default_transaction_isolation = 'read committed'; "
                               /* Disks have no arms any more: a page by an index costs little more than the next one. */
                               "set random_page_cost = 1.1";

static const struct {
	const char *state;      /* SQLSTATE, or its class of two characters */
	err e;
} states[] = {
	{"40001", ERR_STALE}, {"40P01", ERR_STALE},     /* serialization failure, deadlock */
	{"23505", ERR_TAKEN}, {"23503", ERR_STATE},     /* unique key, foreign key */
	{"55P03", ERR_BUSY}, {"53100", ERR_SPACE}, {"58030", ERR_IO},
};

static bool is_lost(const char *state)
{
	return strncmp(state, "08", 2) == 0 || strncmp(state, "57P0", 4) == 0;
}

static const char *state_of(const PGresult *r)
{
	const char *state = r != NULL ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;

	return state != NULL ? state : "";
}

static err err_of(struct db *db, const PGresult *r)
{
	const char *state = state_of(r);
	const char *message = r != NULL ? PQresultErrorMessage(r) : "";

	db_note(db, *message != '\0' ? message : PQerrorMessage(db->native));
	for (size_t i = 0; i < COUNT(states); i++)
		if (strcmp(state, states[i].state) == 0)
			return states[i].e;
	return ERR_DB;
}

static bool is_good(const PGresult *r)
{
	ExecStatusType s = PQresultStatus(r);

	return s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK;
}

static err exec(struct db *db, const char *text)
{
	PGresult *r = PQexec(db->native, text);
	err e = is_good(r) ? OK : err_of(db, r);

	PQclear(r);
	return e;
}

/* ---- opening --------------------------------------------------------------------------------------------------- */

static void no_notice(void *ptr, const PGresult *r)
{
	(void)ptr;
	(void)r;
}

static err session(struct db *db)
{
	if (PQstatus(db->native) != CONNECTION_OK) {
		db_note(db, PQerrorMessage(db->native));
		return ERR_DB;
	}
	if (PQserverVersion(db->native) < 130000) {
		db_note(db, "this PostgreSQL is older than 13");
		return ERR_DB;
	}
	TRY(exec(db, settings));
	if (strcmp(PQparameterStatus(db->native, "server_encoding"), "UTF8") != 0) {
		db_note(db, "the database is not in UTF-8");
		return ERR_DB;
	}
	return db->use == DB_READ ? exec(db, "set default_transaction_read_only = on") : OK;
}

static err pg_open(struct db *db, const char *where)
{
	const char *keys[] = {"dbname", "client_encoding", "fallback_application_name", "connect_timeout", NULL};
	const char *values[] = {where, "UTF8", "thidua", "10", NULL};
	PGconn *c;

	/* The words of the caller are expanded from "dbname"; what comes after them wins, but for the fallback. */
	c = PQconnectdbParams(keys, values, 1);
	CHECK(c != NULL);
	db->native = c;
	PQsetNoticeReceiver(c, no_notice, NULL);
	return session(db);
}

static void pg_close(struct db *db)
{
	PQfinish(db->native);
}

/* ---- transactions ------------------------------------------------------------------------------------------------ */

static err renew(struct db *db)
{
	PQreset(db->native);
	db->resets_n++;
	db_forget_prepared(db);
	db->names_n = 0;
	return session(db);
}

/* Where no commit waits for the gatherer of a server that is gone, it is made anew behind the one it gathers for: it then is of the
 * same life of the server as what that one commits, or of a later one, in which that commit fails. */
static err renew_gatherer(struct db *db)
{
	err e;

	if (db->gatherer == NULL || db->safe_n < db->seen_n)
		return OK;
	CHECK(pthread_mutex_lock(&db->gathering) == 0);
	e = renew(db->gatherer);
	CHECK(pthread_mutex_unlock(&db->gathering) == 0);
	return e;
}

static err pg_begin(struct db *db, enum db_use use)
{
	const char *text = use == DB_WRITE ? "begin" : "begin isolation level repeatable read read only";
	PGresult *r = PQexec(db->native, text);
	bool again = !is_good(r) && (PQstatus(db->native) != CONNECTION_OK || is_lost(state_of(r)));
	err e = is_good(r) ? OK : err_of(db, r);

	PQclear(r);
	if (!again)
		return e;
	TRY(renew(db));
	TRY(renew_gatherer(db));
	return exec(db, text);
}

/* A snapshot says whose writings are seen: two that are written alike see the same. After another server has come behind the
 * connection its numbers may mean something else. */
static void pg_state(struct db *db, char out[DB_STATE_BYTES])
{
	PGresult *r = PQexec(db->native, "select pg_current_snapshot()::text");
	const char *text = is_good(r) && PQntuples(r) == 1 ? PQgetvalue(r, 0, 0) : "";

	if (!is_good(r))
		db->broken = err_of(db, r);
	else if (strlen(text) + 24 < DB_STATE_BYTES)
		snprintf(out, DB_STATE_BYTES, "%" PRIu64 ":%s", db->resets_n, text);
	PQclear(r);
}

/* The number is the lock's name; any other program's would have to be chosen the same by accident. */
static err pg_begin_alone(struct db *db)
{
	err e;

	TRY(pg_begin(db, DB_WRITE));
	e = exec(db, "select pg_advisory_xact_lock(7421803550021)");
	if (e != OK)
		(void)exec(db, "rollback");
	return e;
}

/* Where another connection brings it to the disk the commit does not wait for that, and its locks are given back (decision 59). */
static err pg_commit(struct db *db)
{
	PGresult *r = PQexec(db->native, db->gatherer == NULL ? "commit" : "set local synchronous_commit = off; commit");
	err e = is_good(r) ? OK : err_of(db, r);

	/* A transaction that had failed answers COMMIT with ROLLBACK, politely. */
	if (e == OK && strcmp(PQcmdStatus(r), "COMMIT") != 0) {
		db_note(db, "the server rolled the transaction back");
		e = ERR_DB;
	}
	PQclear(r);
	return e;
}

/* A commit that waits for the disk brings all of the log before it there. It must have written something: a message to nobody
 * is the least. While a commit waits for it the gatherer is never connected anew: while its connection lives the server is the one that
 * made the commits. */
static err pg_flush(struct db *db)
{
	struct db *by = db->gatherer;
	err e;

	CHECK(pthread_mutex_lock(&db->gathering) == 0);
	e = exec(by, "select pg_logical_emit_message(true, 'thidua', '')");
	CHECK(pthread_mutex_unlock(&db->gathering) == 0);
	return e;
}

static bool pg_leaves_flush(const struct db *db)
{
	return db->gatherer != NULL;
}

static void pg_rollback(struct db *db)
{
	if (PQtransactionStatus(db->native) != PQTRANS_IDLE)
		(void)exec(db, "rollback");
}

/* ---- statements --------------------------------------------------------------------------------------------------- */

/* Does the text only read? The server would refuse otherwise; this is for the same CHECK as on SQLite. */
static bool reads_only(const char *text)
{
	static const char *const changes[] = {"insert ", "update ", "delete "};

	for (size_t i = 0; i < COUNT(changes); i++) {
		const char *p = strstr(text, changes[i]);

		if (p == text || (p != NULL && strncmp(text, "with ", 5) == 0))
			return false;
	}
	return true;
}

static err pg_prepare(struct db *db, struct prepared *p)
{
	char *name = mem_text(db->mem, "q%" PRIu64, ++db->names_n);
	PGresult *r = PQprepare(db->native, name, p->q->pg, 0, NULL);
	err e = is_good(r) ? OK : err_of(db, r);

	PQclear(r);
	p->stmt = name;
	p->only_reads = reads_only(p->q->pg);
	return e;
}

/* Types as PostgreSQL numbers them in its catalogue, the same in every version. */
enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_FLOAT4 = 700, OID_FLOAT8 = 701,
	OID_NUMERIC = 1700 };

static int digit(char c)
{
	return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* Bytes come as \x and two digits each. */
static struct value bytes_of(struct mem *m, const char *p, size_t n)
{
	char *out;

	CHECK(n >= 2 && p[0] == '\\' && p[1] == 'x' && n % 2 == 0);
	n = n / 2 - 1;
	out = mem_alloc(m, n + 1);
	for (size_t i = 0; i < n; i++)
		out[i] = (char)(digit(p[2 * i + 2]) * 16 + digit(p[2 * i + 3]));
	return (struct value){VALUE_BYTES, 0, out, n};
}

static struct value value_at(struct mem *m, const PGresult *r, int row, int column)
{
	const char *p = PQgetvalue(r, row, column);
	size_t n = (size_t)PQgetlength(r, row, column);
	char *end;
	int64_t i;

	if (PQgetisnull(r, row, column))
		return SQLNULL;
	switch (PQftype(r, column)) {
	case OID_BOOL:
		return I64(*p == 't');
	case OID_INT2:
	case OID_INT4:
	case OID_INT8:
	case OID_NUMERIC:       /* the sum of bigints */
		i = strtoll(p, &end, 10);
		if (*end != '\0')
			check_failed("no fraction in the database", __FILE__, __LINE__);
		return I64(i);
	case OID_BYTEA:
		return bytes_of(m, p, n);
	case OID_FLOAT4:
	case OID_FLOAT8:
		check_failed("no floating point in the database", __FILE__, __LINE__);
	default:
		return (struct value){VALUE_TEXT, 0, mem_copy(m, p, n), n};
	}
}

static void take_rows(struct db *db, const PGresult *r, struct found *out)
{
	int rows_n = PQntuples(r);
	struct columns *c;

	if (rows_n == 0)
		return;
	c = columns_new(db->rows, PQnfields(r));
	for (int i = 0; i < c->n; i++)
		c->names[i] = mem_dup(db->rows, PQfname(r, i));
	for (int k = 0; k < rows_n; k++) {
		struct row *row = found_row(db, out, c);

		for (int i = 0; i < c->n; i++)
			row->values[i] = value_at(db->rows, r, k, i);
	}
}

static err pg_run(struct db *db, struct prepared *p, const struct value *values, struct found *out)
{
	const char *texts[SQL_PARAMS_MAX];
	int lengths[SQL_PARAMS_MAX], formats[SQL_PARAMS_MAX];
	char numbers[SQL_PARAMS_MAX][24];
	PGresult *r;
	err e = OK;

	for (int i = 0; i < p->q->params_n; i++) {
		const struct value *v = &values[i];

		CHECK(v->n <= INT32_MAX);
		texts[i] = v->kind == VALUE_NULL ? NULL : v->kind == VALUE_I64 ? numbers[i] : v->p;
		lengths[i] = (int)v->n;
		formats[i] = v->kind == VALUE_BYTES;
		if (v->kind == VALUE_I64)
			snprintf(numbers[i], sizeof numbers[i], "%" PRId64, v->i);
	}
	r = PQexecPrepared(db->native, p->stmt, p->q->params_n, texts, lengths, formats, 0);
	if (!is_good(r)) {
		e = err_of(db, r);
	} else {
		take_rows(db, r, out);
		out->changed = p->only_reads ? 0 : (int64_t)strtoll(PQcmdTuples(r), NULL, 10);
	}
	PQclear(r);
	return e;
}

/* ---- copies ---------------------------------------------------------------------------------------------------------- */

static err pg_copy(struct db *db, const char *to_path)
{
	(void)to_path;
	db_note(db, "PostgreSQL is copied by its own tools (pg_dump, pg_basebackup)");
	return ERR_STATE;
}

static err pg_verify(struct db *db, struct mem *m, const char **problems_out)
{
	(void)m;
	TRY(exec(db, "select 1"));
	*problems_out = "";
	return OK;
}

const struct engine engine_pg = {
	.open = pg_open,
	.close = pg_close,
	.begin = pg_begin,
	.begin_alone = pg_begin_alone,
	.state = pg_state,
	.commit = pg_commit,
	.flush = pg_flush,
	.leaves_flush = pg_leaves_flush,
	.rollback = pg_rollback,
	.prepare = pg_prepare,
	.run = pg_run,
	.script = exec,
	.copy = pg_copy,
	.verify = pg_verify,
};
