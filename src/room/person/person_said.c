/* room/person/person_said.c -- what sheets say of people beside their records: Party members, where somebody comes from; and the same
 * read for lists. */
#include "base/text.h"
#include "db/db.h"
#include "room/person/person.h"

#include "gen/person_sql.h"

enum { DROP_ROWS = 500 };

err person_load_fact(struct ctx *cx, int64_t id, const char *kind, const char *value, date day, const char *paper, int64_t load_id)
{
	struct row *r;
	date next;

	TRY(may(cx, R_PERSON_EDIT, 0));
	TRY(db_one(cx->db, &SQL_person_fact_next, BIND({"person", I64(id)}, {"kind", STR(kind)}, {"from", db_date(cx->mem, day)}), &r));
	next = row_date(r, "day_from");
	return db_sweep(cx->db, &SQL_person_fact_said,
	                BIND({"person", I64(id)}, {"kind", STR(kind)}, {"value", STR(value)}, {"from", db_date(cx->mem, day)},
	                     {"to", next == DATE_NONE ? SQLNULL : db_date(cx->mem, next - 1)}, {"paper", STR(paper)},
	                     {"now", I64(cx->now_ms)}, {"load", I64(load_id)}), NULL);
}

err person_load_facts_drop(struct ctx *cx, int64_t load_id, int64_t *n_out)
{
	TRY(may(cx, R_PERSON_EDIT, 0));
	return db_sweep(cx->db, &SQL_person_facts_drop, BIND({"load", I64(load_id)}, {"n", I64(DROP_ROWS)}), n_out);
}

err person_load_facts_end(struct ctx *cx, int64_t load_id)
{
	TRY(may(cx, R_PERSON_EDIT, 0));
	return db_sweep(cx->db, &SQL_person_facts_end, BIND({"load", I64(load_id)}, {"now", I64(cx->now_ms)}), NULL);
}

static void put(const struct row *r, const int64_t *ids, const date *days, size_t n, struct person_said *out)
{
	date from = row_date(r, "day_from"), to = row_date(r, "day_to");
	bool is_party = text_is(row_text(r, "kind"), "party");

	for (size_t i = 0; i < n; i++) {
		if (ids[i] != row_i64(r, "person_id") || !out[i].is_seen)
			continue;
		if (is_party)
			out[i].is_party |= (from == DATE_NONE || from <= days[i]) && (to == DATE_NONE || to >= days[i]);
		else if (*out[i].origin == '\0')        /* the newest: it is no matter of days */
			out[i].origin = row_text(r, "value");
	}
}

static err said_of(struct ctx *cx, const int64_t *ids, const date *days, size_t n, struct person_said *out)
{
	struct bind_arg args[PERSON_MANY];
	struct person_list seen;
	struct rows it;
	struct row *r;

	TRY(person_many(cx, ids, n, &seen));
	for (size_t i = 0; i < n; i++) {
		out[i] = (struct person_said){.origin = ""};
		for (size_t k = 0; k < seen.n; k++)
			out[i].is_seen |= seen.at[k].id == ids[i];
	}
	for (size_t i = 0; i < PERSON_MANY; i++)
		args[i] = (struct bind_arg){mem_text(cx->mem, "p%zu", i), I64(i < n ? ids[i] : 0)};
	TRY(db_rows(cx->db, &SQL_person_facts_many, &(struct bind){args, PERSON_MANY}, &it));
	while ((r = rows_next(&it)) != NULL)
		put(r, ids, days, n, out);
	return OK;
}

err person_said_on(struct ctx *cx, const int64_t *ids, const date *days, size_t n, struct person_said *out)
{
	for (size_t from = 0; from < n; from += PERSON_MANY)
		TRY(said_of(cx, ids + from, days + from, n - from < PERSON_MANY ? n - from : PERSON_MANY, out + from));
	return OK;
}
