/* room/register/register_build.c -- one transaction: rows as they are read become leaves, people are matched in memory, indexes are
 * made at the end.
 *
 * Lines go through in parts of some hundreds. While one part is read and its people are found or made, a second thread hashes the leaves of
 * the part before; then that one is written. */
#include "room/register/register_build.h"

#include "base/crypt.h"
#include "base/log.h"
#include "base/mate.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/register/register_inside.h"
#include "room/register/register_load_row_in.h"

#include "gen/register_build_sql.h"

enum { PART_LINES = 500, PART_MEM = 256 * 1024 * 1024, HASH_MEM = 256 * 1024 * 1024, KEEP_MEM = 256 * 1024 * 1024, TWICE_MAX = 20 };

static const char *const TABLES[] = {"person", "person_post", "register_leaf"};

/* Lines that are read, not written yet, and the arena of all that they say. */
struct part {
	struct mem *mem;
	struct LIST(struct pending {
		struct register_line line;
		unsigned char salt[HEAD_SALT];
		struct merkle_hash hash;
		err e;
	}) lines;
};

struct building {
	struct ctx *cx;
	struct load_writer *writer;
	struct merkle_log log;
	struct mate *mate;
	struct part parts[2], *reads, *hashes;
	int64_t no;                     /* of the last line that was read */
	struct register_built so_far;
	const struct register_build_file *file;
	bool is_wrong;                  /* from here on lines are only read, for what else is wrong with them */
};

static void wrong(struct building *b, int line, const struct sheet_problem *p)
{
	b->is_wrong = true;
	fault(b->cx, line == 0 ? b->file->name : mem_text(b->cx->mem, "%s, dòng %d", b->file->name, line), "%s%s%s%s%s%s", p->heading, *p->heading == '\0' ? "" : ": ", p->message,
	      *p->value == '\0' ? "" : mem_text(b->cx->mem, " Ô ghi “%s”.", p->value), *p->accepted == '\0' ? "" : " Có thể ghi: ", p->accepted);
}

static void look(struct building *b, int line, const struct sheet_problem *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (p[i].is_error)
			wrong(b, line, &p[i]);
		else
			b->so_far.doubts_n++;
	}
}

static void hash_part(void *arg)
{
	struct part *p = arg;
	struct mem *m = mem_open(HASH_MEM);

	for (size_t i = 0; i < p->lines.n; i++)
		p->lines.at[i].e = register_line_hash(m, &p->lines.at[i].line, p->lines.at[i].salt, &p->lines.at[i].hash);
	mem_close(m);
}

static void turn_to(struct building *b, struct mem *m)
{
	b->cx->mem = m;
	db_mem(b->cx->db, m);
}

/* The part that was read goes to be hashed; the one before, which is hashed, is written, and its place is free to read the next. */
static err next_part(struct building *b)
{
	struct part *p = b->hashes;

	mate_wait(b->mate);
	mate_do(b->mate, hash_part, b->reads);
	b->hashes = b->reads;
	b->reads = p;
	turn_to(b, p->mem);
	for (size_t i = 0; i < p->lines.n; i++) {
		const struct pending *x = &p->lines.at[i];

		TRY(x->e);
		TRY(register_line_put(b->cx, &x->line, x->salt, x->hash));
		TRY(register_log_add(b->cx, &b->log, x->hash));
	}
	mem_reset(p->mem);
	memset(&p->lines, 0, sizeof p->lines);
	return OK;
}

static err take_row(struct building *b, const struct sheet_said *said, const struct sheet_row *row)
{
	struct ctx *cx = b->cx;
	const char *at[SHEET_FIELD_N];
	struct load_seen seen;
	struct pending *x;
	bool is_made;

	load_fields_of(cx->mem, said, row, at);
	TRY(load_row_line(cx, b->writer, at, 0, 0, &seen, &is_made));
	if (is_made)
		person_crowd_add(cx, b->writer->crowd, seen.line.person_id, &seen.key);
	b->so_far.people_n += is_made;
	b->so_far.doubts_n += (int64_t)seen.problems_n;
	x = list_add(cx->mem, &b->reads->lines);
	x->line = seen.line;
	x->line.unit_code = mem_dup(cx->mem, seen.line.unit_code);      /* it waits longer than the writer keeps units */
	x->line.no = x->line.root_no = ++b->no;
	cx_random(cx, x->salt, sizeof x->salt);
	return OK;
}

/* A line of the file: which awards it records, or why none. */
static err take(struct building *b, const struct sheet_said *said)
{
	b->so_far.lines_n++;
	b->so_far.rows_n += (int64_t)said->rows_n;
	b->so_far.skipped_n += *said->why != '\0';
	look(b, said->line, said->problems, said->problems_n);
	for (size_t i = 0; i < said->rows_n && !b->is_wrong; i++) {
		size_t before = b->cx->faults.n;
		err e = take_row(b, said, &said->rows[i]);

		if (e != OK && e != ERR_INVALID)
			return e;
		b->is_wrong = e == ERR_INVALID;
		for (size_t f = before; f < b->cx->faults.n; f++)
			b->cx->faults.at[f].field = mem_text(b->cx->faults.mem, "%s, dòng %d", b->file->name, said->line);
	}
	return OK;
}

static err take_file(struct building *b, struct mem *m, const struct sheet_map *map)
{
	struct ctx *cx = b->cx;
	struct register_reads *r;
	struct sheet_problem *end;
	const char *hash;
	size_t n;
	int64_t bytes, from = b->no;
	bool is_over = false;

	TRY(crypt_sum_file(m, b->file->path, &hash, &bytes));
	turn_to(b, m);                  /* what the reader knows of awards lasts as long as the file */
	TRY(register_reads_open(cx, m, b->file->path, b->file->name, map, &r));
	turn_to(b, b->reads->mem);
	while (!is_over) {
		for (int i = 0; i < PART_LINES && !is_over; i++) {
			const struct sheet_said *said;

			TRY(register_reads_next(r, &said));
			is_over = said == NULL;
			if (!is_over)
				TRY(take(b, said));
		}
		TRY(next_part(b));
	}
	register_reads_end(r, &end, &n);
	look(b, 0, end, n);
	log_event(LOG_INFO, "register build: %s read, %" PRId64 " lines so far", b->file->name, b->so_far.rows_n);
	if (b->is_wrong)
		return OK;
	return audit_detail(cx, "register.build", from + 1, "tệp %s (%s): dòng số %" PRId64 "–%" PRId64, b->file->name, hash, from + 1, b->no);
}

static err files_all(struct building *b, const struct register_build_file *files, size_t n, const struct sheet_map *map)
{
	for (size_t i = 0; i < n; i++) {
		struct mem *m = mem_open((size_t)1 << 30);
		err e;

		b->file = &files[i];
		e = take_file(b, m, map);
		turn_to(b, b->reads->mem);
		mem_close(m);
		if (e == ERR_INVALID) {         /* no file of that kind: the faults say so */
			b->is_wrong = true;
			e = OK;
		}
		TRY(e);
	}
	if (b->is_wrong)
		return ERR_INVALID;
	TRY(next_part(b));              /* what was being hashed, and what then is */
	return next_part(b);
}

/* With arenas of the two parts. */
static err files_in_parts(struct building *b, struct mem *m, const struct register_build_file *files, size_t n, const struct sheet_map *map)
{
	struct mem *before = b->cx->mem;
	err e;

	for (size_t i = 0; i < COUNT(b->parts); i++)
		b->parts[i].mem = mem_open(PART_MEM);
	b->reads = &b->parts[0];
	b->hashes = &b->parts[1];
	b->mate = mate_open(m);
	turn_to(b, b->reads->mem);
	e = files_all(b, files, n, map);
	mate_wait(b->mate);
	turn_to(b, before);
	for (size_t i = 0; i < COUNT(b->parts); i++)
		mem_close(b->parts[i].mem);
	return e;
}

static err certificates(struct ctx *cx)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_register_build_twice, BIND({"n", I64(TWICE_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		fault(cx, "", "Số bằng “%s” ghi ở dòng số %" PRId64 " và %" PRId64 " của sổ, cùng loại, cùng cơ quan, cùng năm.", row_text(r, "certificate"),
		      row_i64(r, "first") + 1, row_i64(r, "last") + 1);
	return faults(cx);
}

/* In the open transaction. */
static err build(struct building *b, struct mem *m, const struct register_build_file *files, size_t n, const struct sheet_map *map)
{
	struct ctx *cx = b->cx;
	struct register_load nothing = {.name = "", .unit_name = "", .map = "", .columns = "", .state = "", .reason = "", .by = cx->who->name};
	int64_t ahead, whose;
	err e;

	TRY(register_log_next(cx, &b->log));
	TRY(register_log_ahead(cx, &ahead, &whose));
	if (b->log.size != 0 || ahead != 0)
		return ERR_STATE;
	TRY(load_writer_new(cx, &nothing, &b->writer));
	TRY(person_crowd_open(cx, m, &b->writer->crowd));
	b->writer->units.mem = mem_open(KEEP_MEM);
	b->writer->decisions.mem = mem_open(KEEP_MEM);
	e = files_in_parts(b, m, files, n, map);
	mem_close(b->writer->units.mem);
	mem_close(b->writer->decisions.mem);
	TRY(e);
	need(cx, b->log.size > 0, "", "Các tệp không có khen thưởng nào để ghi.");
	TRY(faults(cx));
	TRY(db_fill_end(cx->db));
	TRY(certificates(cx));
	return register_log_keep(cx, &b->log);
}

err register_build(struct ctx *cx, const struct register_build_file *files, size_t n, const char *map, struct register_built *out)
{
	struct building b = {.cx = cx};
	struct sheet_map read = {0};
	struct mem *m;
	err e, over;

	TRY(register_may(cx, R_REGISTER_EDIT, 0));
	TRY(may(cx, R_PERSON_EDIT, 0));
	if (*map != '\0')
		TRY(sheet_map_read(cx, map, &read));
	TRY(db_fill_begin(cx->db, cx->mem, TABLES, COUNT(TABLES)));
	m = mem_open((size_t)1 << 40);
	e = build(&b, m, files, n, &read);
	if (e == OK)
		e = db_commit(cx->db);
	db_rollback(cx->db);
	mem_close(m);
	over = db_fill_over(cx->db);
	*out = b.so_far;
	return e != OK ? e : over;
}
