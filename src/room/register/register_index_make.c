/* room/register/register_index_make.c -- both files from all lines, in one walk. What is corrected while it runs is either left
 * out or told again by whoever opens the files. */
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/register/register_index_files.h"

#include "gen/register_index_sql.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

enum { CHUNK = 20000 };

struct making {
	struct ctx *cx;
	struct register_index slots;
	struct find_build *find;
	struct tally_build *tally;
	int64_t size, from;
	struct mark mark;
};

static err begin(struct making *k, struct mem *m)
{
	TRY(register_index_now(k->cx, &k->size, &k->mark));
	TRY(register_slots_read(k->cx, m, &k->slots));
	k->find = find_build_open(m);
	k->tally = tally_build_open(m);
	find_build_mark(k->find, &k->mark);
	tally_build_mark(k->tally, &k->mark);
	return OK;
}

static err chunk(struct making *k, bool *is_more)
{
	struct ctx *cx = k->cx;

	MEM_EACH(cx) {
		struct rows it;
		struct row *r;

		TRY(db_rows(cx->db, &SQL_register_index_lines, BIND({"from", I64(k->from)}, {"until", I64(k->size)}, {"n", I64(CHUNK)}), &it));
		*is_more = it.n == CHUNK;
		while ((r = rows_next(&it)) != NULL) {
			struct register_told t;

			TRY(register_told_of(&k->slots, r, &t));
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
