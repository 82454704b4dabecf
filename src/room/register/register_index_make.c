/* room/register/register_index_make.c -- both files from all lines, in one walk. What is corrected while it runs is either left
 * out or told again by whoever opens the files. */
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/register/register_index_files.h"

#include "gen/register_index_sql.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

enum { CHUNK = 20000, PEOPLE_MAX = 1 << 28 };

struct making {
	struct ctx *cx;
	struct register_index slots;
	struct find_build *find;
	struct tally_build *tally;
	struct big *speakers, *sexes;   /* by a person's id: uint32_t, 0 for oneself; uint8_t */
	int64_t size, from, person;     /* the last one read */
	bool has_people;
	struct mark mark;
};

static err begin(struct making *k, struct mem *m)
{
	TRY(register_index_now(k->cx, &k->size, &k->mark));
	TRY(register_slots_read(k->cx, m, &k->slots));
	k->find = find_build_open(m);
	k->tally = tally_build_open(m);
	k->speakers = big_open(m, sizeof(uint32_t));
	k->sexes = big_open(m, 1);
	find_build_mark(k->find, &k->mark);
	tally_build_mark(k->tally, &k->mark);
	return OK;
}

/* A part of all people. Read once and looked up in memory: lines meet them in no order, and a database would read a page of its
 * file for each. Who changes meanwhile is told again by whoever opens the files. */
static err some_people(struct making *k)
{
	struct ctx *cx = k->cx;

	MEM_EACH(cx) {
		struct rows it;
		struct row *r;

		TRY(db_rows(cx->db, &SQL_register_index_people, BIND({"after", I64(k->person)}, {"n", I64(CHUNK)}), &it));
		k->has_people = it.n < CHUNK;
		while ((r = rows_next(&it)) != NULL) {
			size_t id = (size_t)row_i64(r, "id");

			if (id >= PEOPLE_MAX || row_i64(r, "merged_id") >= PEOPLE_MAX)
				return ERR_FULL;
			big_add(k->speakers, id + 1 - k->speakers->n);
			big_add(k->sexes, id + 1 - k->sexes->n);
			BIG_AT(k->speakers, uint32_t)[id] = (uint32_t)row_i64(r, "merged_id");
			BIG_AT(k->sexes, uint8_t)[id] = (uint8_t)register_sex_of(row_text(r, "sex"));
			k->person = (int64_t)id;
		}
	}
	return OK;
}

/* People are read after the size of the log was: whoever a line below it names is among them. */
static struct register_who who_is(const struct making *k, int64_t id)
{
	size_t speaker = (size_t)id;

	if (id <= 0 || speaker >= k->speakers->n)
		return (struct register_who){id, 0};
	if (BIG_AT(k->speakers, uint32_t)[speaker] != 0)
		speaker = BIG_AT(k->speakers, uint32_t)[speaker];
	return (struct register_who){(int64_t)speaker, speaker < k->sexes->n ? BIG_AT(k->sexes, uint8_t)[speaker] : 0};
}

static err chunk(struct making *k, bool *is_more)
{
	struct ctx *cx = k->cx;

	if (!k->has_people)
		return some_people(k);
	MEM_EACH(cx) {
		struct rows it;
		struct row *r;

		TRY(db_rows(cx->db, &SQL_register_index_bare, BIND({"from", I64(k->from)}, {"until", I64(k->size)}, {"n", I64(CHUNK)}), &it));
		*is_more = it.n == CHUNK;
		while ((r = rows_next(&it)) != NULL) {
			struct register_told t;

			TRY(register_told_of(&k->slots, r, who_is(k, row_i64(r, "person_id")), &t));
			TRY(find_build_add(k->find, &t.line));
			if (t.is_held)
				TRY(tally_build_add(k->tally, &t.figure));
			k->from = row_i64(r, "leaf") + 1;
		}
	}
	return OK;
}

/* One step of a job: nobody who writes waits for what is only read. */
static err aside(struct making *k, struct job *j, struct mem *m, bool *is_more)
{
	struct ctx *cx = k->cx;
	err e;

	TRY(job_aside(cx));
	TRY(cx_begin(cx, false));
	e = k->find == NULL ? begin(k, m) : chunk(k, is_more);
	db_rollback(cx->db);
	TRY(e);
	return job_progress(cx, j, k->from, k->size);
}

static err make(struct making *k, struct job *j, struct mem *m)
{
	struct ctx *cx = k->cx;
	bool is_more = true;

	if (j != NULL)
		TRY(aside(k, j, m, &is_more));
	else
		TRY(begin(k, m));
	while (is_more) {
		if (j != NULL)
			TRY(aside(k, j, m, &is_more));
		else
			TRY(chunk(k, &is_more));
	}
	if (j != NULL)
		TRY(job_aside(cx));
	TRY(find_build_write(k->find, register_index_path(cx, m, "find"), k->size));
	TRY(tally_build_write(k->tally, register_index_path(cx, m, "tally"), k->size));
	return j != NULL ? job_back(cx) : OK;
}

err register_index_make(struct ctx *cx, struct job *j)
{
	struct mem *m = mem_open((size_t)1 << 40);
	struct making k = {.cx = cx};
	err e = make(&k, j, m);

	mem_close(m);
	return e;
}

err register_index_job(struct ctx *cx, struct job *j)
{
	return register_index_make(cx, j);
}

err register_index_look(struct ctx *cx)
{
	int64_t late, id;

	TRY(register_index_late(cx, &late));
	if (late < REGISTER_TAIL_DUE)
		return OK;
	return job_add(cx, (struct job_in){.kind = "register.index", .payload = "", .goto_path = "", .is_unique = true}, &id);
}
