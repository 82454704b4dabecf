/* room/register/register_load_jobs.c -- loads read, written, undone, each in short transactions; killed, they go on. */
#include "base/text.h"
#include "db/db.h"
#include "room/file/file.h"
#include "room/job/job.h"
#include "room/register/register_load_in.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

enum { READ_ROWS = 1000, WRITE_FIRST = 100, WRITE_MIN = 25, WRITE_MAX = 1600, STEP_MS = 60 };

struct reading {
	struct ctx *cx;
	struct job *job;
	struct register_reads *reads;
	struct load_writer *writer;     /* what is asked of the register */
	int64_t load_id, seen, staged;  /* lines of the file seen; those that were kept by an earlier run */
	int64_t place, row_place, inner;
	bool is_over;
};

/* Reads on and keeps one batch; no transaction is open while the file is read. */
static err read_batch(struct reading *k)
{
	struct ctx *cx = k->cx;
	struct LIST(struct load_kept) kept = {0};
	int64_t lines = 0, rows = 0, errors = 0, doubts = 0, before;
	err e = OK;

	while (kept.n < READ_ROWS && !k->is_over) {
		const struct sheet_said *said;
		struct load_kept some[SHEET_ROWS_MAX];
		size_t n;

		TRY(register_reads_next(k->reads, &said));
		k->is_over = said == NULL;
		if (said == NULL)
			break;
		load_keep(cx->mem, said, some, &n);
		if (k->seen++ < k->staged) {            /* an earlier run kept it */
			for (size_t i = 0; i < n; i++) {
				k->place++;
				k->row_place += some[i].is_row;
			}
			continue;
		}
		lines++;
		for (size_t i = 0; i < n; i++) {
			struct load_kept *one = list_add(cx->mem, &kept);

			*one = some[i];
			one->sheet = mem_dup(cx->mem, one->sheet);
			one->said = mem_dup(cx->mem, one->said);
		}
	}
	if (k->is_over) {
		struct sheet_problem *end;
		size_t n;

		register_reads_end(k->reads, &end, &n);
		for (size_t i = 0; i < n; i++)
			*list_add(cx->mem, &kept) = load_keep_problem(cx->mem, &end[i]);
	}
	before = k->row_place;
	if (k->place + (int64_t)kept.n > REGISTER_LOAD_LINES_MAX) {
		fault(cx, "file", "Tệp có trên 200.000 dòng; hãy chia thành nhiều tệp, ví dụ mỗi năm một tệp.");
		return ERR_INVALID;
	}
	TRY(cx_begin(cx, false));       /* who writes need not wait for what is only asked */
	for (size_t i = 0; i < kept.n && e == OK; i++)
		e = load_keep_seen_ahead(cx, k->writer, &kept.at[i]);
	db_rollback(cx->db);
	TRY(e);
	TRY(job_back(cx));
	for (size_t i = 0; i < kept.n; i++) {
		if (kept.at[i].is_waiting)
			TRY(load_keep_seen(cx, k->writer, 0, &kept.at[i]));
		k->inner += kept.at[i].names_id != 0;
		load_inner_need(cx, k->inner, "file");
		TRY(faults(cx));
		TRY(load_add(cx, k->load_id, ++k->place, &k->row_place, &kept.at[i]));
		errors += kept.at[i].errors_n;
		doubts += kept.at[i].doubts_n;
	}
	rows = k->row_place - before;
	TRY(load_read_more(cx, k->load_id, k->seen, lines, rows, errors, doubts));
	if (k->is_over) {
		size_t n;
		const struct sheet_column *columns = register_reads_columns(k->reads, &n);

		return load_read_end(cx, k->load_id, load_columns(cx->mem, columns, n));
	}
	TRY(job_progress(cx, k->job, register_reads_percent(k->reads), 100));
	return job_aside(cx);
}

err register_read_job(struct ctx *cx, struct job *j)
{
	struct reading k = {.cx = cx, .job = j, .load_id = j->object_id};
	struct register_load l;
	struct sheet_map map = {0};
	struct file f;
	bool more = true;

	TRY(register_load_get(cx, j->object_id, &l));
	if (!text_is(l.state, "reading"))       /* dropped meanwhile, or done by an earlier run */
		return OK;
	while (l.staged_n == 0 && more) {       /* what an earlier reading with other columns left */
		TRY(load_forget(cx, l.id, &more));
		TRY(job_progress(cx, j, 0, 100));
	}
	if (*l.map != '\0')
		TRY(sheet_map_read(cx, l.map, &map));
	TRY(file_get(cx, l.file_id, &f));
	k.staged = l.staged_n;
	TRY(load_inner_count(cx, l.id, &k.inner));
	TRY(load_writer_new(cx, &l, &k.writer));
	TRY(register_reads_open(cx, cx->mem, file_path(cx, &f), f.name, &map, &k.reads));
	TRY(job_aside(cx));
	while (!k.is_over) {
		MEM_EACH(cx)
			TRY(read_batch(&k));
	}
	return OK;
}

/* Asked to stop, or the register does not take it: what was written ahead and whom it made is taken back, a little at a time. */
static err break_off(struct ctx *cx, const struct register_load *l)
{
	bool is_done = false;

	if (!db_in_transaction(cx->db))
		TRY(job_back(cx));
	while (!is_done) {
		MEM_EACH(cx)
			TRY(load_take_back(cx, l, &is_done));
		TRY(job_aside(cx));
		if (!is_done)
			TRY(job_back(cx));
	}
	return OK;
}

/* Tried again, it may pass. */
static bool may_pass(err e)
{
	return e == ERR_BUSY || e == ERR_STALE || e == ERR_DB || e == ERR_IO || e == ERR_SPACE;
}

/* As many rows a step as others can wait for: a step costs a flush of the disk, so few are slow, and they keep others out. */
static int rows_next_step(int rows, int64_t took_ms)
{
	if (took_ms > STEP_MS)
		return rows / 2 > WRITE_MIN ? rows / 2 : WRITE_MIN;
	return took_ms < STEP_MS / 2 && rows * 2 <= WRITE_MAX ? rows * 2 : rows;
}

static err write_all(struct ctx *cx, struct job *j)
{
	struct register_load l;
	struct load_writer *w;
	int64_t n = 1, done;
	int rows = WRITE_FIRST;
	err e = OK;

	TRY(register_load_get(cx, j->object_id, &l));
	if (!text_is(l.state, "writing") && !text_is(l.state, "undoing"))
		return OK;
	TRY(load_writer_new(cx, &l, &w));
	done = l.written_n;
	while (n > 0 && done < l.rows_n && e == OK) {
		int64_t from_ms = ctx_clock_later(cx);

		MEM_EACH(cx)
			e = load_write(cx, w, rows, &n);
		done += n;
		rows = rows_next_step(rows, ctx_clock_later(cx) - from_ms);
		if (e == OK)
			e = job_progress(cx, j, done, l.rows_n);
	}
	if (e == OK)
		e = load_publish(cx, &l);
	if (e != OK && !may_pass(e)) {  /* nothing of it stays */
		db_rollback(cx->db);
		TRY(break_off(cx, &l));
	}
	return e;
}

static err write_wide(struct ctx *cx, struct job *j)
{
	err e;

	db_wide(cx->db, true);
	e = write_all(cx, j);
	db_wide(cx->db, false);
	return e;
}

err register_write_job(struct ctx *cx, struct job *j)
{
	return write_wide(cx, j);
}

err register_undo_job(struct ctx *cx, struct job *j)
{
	return write_wide(cx, j);
}
