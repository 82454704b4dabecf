/* db/migrate.c -- brings a database to the program's version; what was applied is recorded in schema_version, the one
 * table that belongs to the floor db. Each migration is one transaction, under a lock against a second starter, and
 * looks at the record again once it holds the lock. */
#include "db/db_inside.h"

#include "base/buf.h"

enum { CATALOGUE_BYTES = 4 * 1024 * 1024 };

/* These few statements belong to no room, so they are written here in the form that tools/mksql gives. */
static const char *const no_params[] = {NULL};
static const char *const version_params[] = {"number", "name", "checksum", NULL};

static const struct sql SQL_version_table = {
	"version_table",
	"select 1 as n from sqlite_schema where name = 'schema_version'",
	"select 1 as n from information_schema.tables where table_name = 'schema_version'"
	" and table_schema = current_schema()",
	no_params, 0, NULL,
};
static const struct sql SQL_version_all = {
	"version_all",
	"select number, name, checksum from schema_version order by number",
	"select number, name, checksum from schema_version order by number",
	no_params, 0, NULL,
};
static const struct sql SQL_version_add = {
	"version_add",
	"insert into schema_version (number, name, checksum) values (?1, ?2, ?3)",
	"insert into schema_version (number, name, checksum) values ($1, $2, $3)",
	version_params, 3, NULL,
};
static const struct sql SQL_catalogue = {
	"catalogue",
	"select o.type || ' ' || o.name || ' ' || coalesce(o.sql, '') as line from sqlite_schema o"
	" where o.name not like 'sqlite\\_%' escape '\\' order by o.type, o.name",
	"select line from ("
	" select 'column ' || table_name || '.' || column_name || ' ' || ordinal_position || ' ' || data_type || ' ' ||"
	"        is_nullable || ' ' || coalesce(column_default, '') || ' ' || coalesce(identity_generation, '') as line"
	"   from information_schema.columns where table_schema = current_schema()"
	" union all"
	" select 'constraint ' || cast(conrelid as regclass) || ' ' || pg_get_constraintdef(oid)"
	"   from pg_constraint where connamespace = cast(current_schema() as regnamespace)"
	" union all"
	" select 'index ' || indexname || ' ' || replace(indexdef, current_schema() || '.', '')"
	"   from pg_indexes where schemaname = current_schema()"
	" union all"
	" select 'view ' || viewname || ' ' || definition from pg_views where schemaname = current_schema()"
	") l order by line",
	no_params, 0, NULL,
};

static const char table_text[] = "create table schema_version (number bigint primary key, name text not null, "
                                 "checksum text not null)";
static const char table_text_lite[] = "create table schema_version (number integer primary key, name text not null, "
                                      "checksum text not null) strict";

/* What the record and the list disagree about: ERR_STATE with db_why(). n_out: how many are applied. */
static err compare(struct db *db, struct mem *m, const struct migration *list, int *n_out)
{
	struct rows it;
	struct row *r;
	int n = 0;

	TRY(db_rows(db, &SQL_version_table, BIND_NONE, &it));
	*n_out = 0;
	if (it.n == 0)
		return OK;
	TRY(db_rows(db, &SQL_version_all, BIND_NONE, &it));
	while ((r = rows_next(&it)) != NULL) {
		const struct migration *at = &list[n];

		if (at->number == 0) {
			db_note(db, mem_text(m, "the database has migration %s, which this program does not know: "
			                        "it belongs to a newer version", row_text(r, "name")));
			return ERR_STATE;
		}
		if (row_i64(r, "number") != at->number || strcmp(row_text(r, "checksum"), at->checksum) != 0) {
			db_note(db, mem_text(m, "migration %s of the database is not the one of this program (%s %s)",
			                     row_text(r, "name"), at->name, at->checksum));
			return ERR_STATE;
		}
		n++;
	}
	*n_out = n;
	return OK;
}

static err apply(struct db *db, const struct migration *next)
{
	if (next->number == 1)
		TRY(db->engine->script(db, db_is_pg(db) ? table_text : table_text_lite));
	TRY(db->engine->script(db, db_is_pg(db) ? next->pg : next->lite));
	return db_sweep(db, &SQL_version_add, BIND({"number", I64(next->number)}, {"name", STR(next->name)},
	                                           {"checksum", STR(next->checksum)}), NULL);
}

/* One migration in its transaction; is_done_out when there was none left. */
static err step(struct db *db, struct mem *m, const struct migration *list, bool *is_done_out)
{
	int n = 0;
	err e;

	TRY(db->engine->begin_alone(db));
	db->is_begun = true;
	db->begun_use = DB_WRITE;
	db->broken = OK;
	db->rows = m;
	e = compare(db, m, list, &n);
	*is_done_out = e == OK && list[n].number == 0;
	if (e == OK && !*is_done_out) {
		e = apply(db, &list[n]);
		if (e == OK)
			return db_commit(db);
	}
	db_rollback(db);
	return e;
}

err db_migrate_by(struct db *db, struct mem *m, const struct migration *list, int *applied_n_out)
{
	bool is_done = false;
	int n = -1;

	CHECK(db->use == DB_WRITE && !db->is_begun);
	for (; !is_done; n++)
		TRY(step(db, m, list, &is_done));
	if (applied_n_out != NULL)
		*applied_n_out = n;
	return OK;
}

err db_migrate(struct db *db, struct mem *m, int *applied_n_out)
{
	return db_migrate_by(db, m, migrations, applied_n_out);
}

err db_migrated(struct db *db, struct mem *m)
{
	int n = 0;
	err e;

	TRY(db_begin(db, m, DB_READ));
	e = compare(db, m, migrations, &n);
	if (e == OK && migrations[n].number != 0) {
		db_note(db, mem_text(m, "migration %s is not yet applied", migrations[n].name));
		e = ERR_STATE;
	}
	db_rollback(db);
	return e;
}

err db_catalogue(struct db *db, struct mem *m, const char **out)
{
	struct buf *b = buf_new(m, CATALOGUE_BYTES);
	struct rows it;
	struct row *r;
	err e;

	TRY(db_begin(db, m, DB_READ));
	e = db_rows(db, &SQL_catalogue, BIND_NONE, &it);
	while (e == OK && (r = rows_next(&it)) != NULL)
		buf_fmt(b, "%s\n", row_text(r, "line"));
	db_rollback(db);
	TRY(e);
	*out = b->p;
	return buf_err(b);
}
