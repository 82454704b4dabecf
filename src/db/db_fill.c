/* db/db_fill.c -- fillings: indexes are taken away and made again as the catalogue says they were.
 *
 * SQLite works with a rollback journal meanwhile: pages that are new need not be written there, so that ten million rows are
 * written once and not twice, and what is broken off leaves the file as it was. References are looked at all at once at the end. */
#include "db/db_inside.h"

static const char *const table_params[] = {"name", NULL};
static const struct sql SQL_indexes_of = {
	"indexes_of",
	"select name, sql as text from sqlite_schema where type = 'index' and tbl_name = ?1 and sql is not null order by name",
	"select c.relname as name, pg_get_indexdef(i.indexrelid) as text"
	"  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid"
	" where t.relname = cast($1 as text) and t.relnamespace = cast(current_schema() as regnamespace)"
	"   and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) order by c.relname",
	table_params, 1, NULL,
};

static err take_away(struct db *db, struct mem *m, const char *const *tables, size_t n)
{
	struct LIST(const char *) later = {0};

	for (size_t t = 0; t < n; t++) {
		struct rows it;
		struct row *r;

		TRY(db_rows(db, &SQL_indexes_of, BIND({"name", STR(tables[t])}), &it));
		while ((r = rows_next(&it)) != NULL) {
			*list_add(m, &later) = row_text(r, "text");
			TRY(db->engine->script(db, mem_text(m, "drop index %s", row_text(r, "name"))));
		}
	}
	*list_add(m, &later) = NULL;
	db->later = later.at;
	db->filled = tables;
	db->filled_n = n;
	return OK;
}

err db_fill_begin(struct db *db, struct mem *m, const char *const *tables, size_t n)
{
	err e = OK;

	CHECK(!db->is_begun);
	if (db->engine->alone != NULL)
		e = db->engine->alone(db, true);
	if (e == OK)
		e = db_begin(db, m, DB_WRITE);
	if (e == OK)
		e = take_away(db, m, tables, n);
	if (e == OK)
		return OK;
	db_rollback(db);
	if (db_fill_over(db) != OK)     /* the first error says more */
		db_note(db, "the database could not be given back to others");
	return e;
}

err db_fill_end(struct db *db)
{
	CHECK(db->is_begun && db->later != NULL);
	for (size_t i = 0; db->later[i] != NULL; i++) {
		err e = db->broken != OK ? db->broken : db->engine->script(db, db->later[i]);

		if (e != OK)
			db->broken = e;
		TRY(e);
	}
	db->later = NULL;
	for (size_t t = 0; t < db->filled_n && db->engine->refers != NULL; t++) {
		err e = db->engine->refers(db, db->filled[t]);

		if (e != OK)
			db->broken = e;
		TRY(e);
	}
	return OK;
}

err db_fill_over(struct db *db)
{
	CHECK(!db->is_begun);
	db->later = NULL;
	return db->engine->alone != NULL ? db->engine->alone(db, false) : OK;
}
