/* bench/search.c -- the register asked as people ask it: search FOLDER LINES [postgres:WORDS]
 *
 * Fills a database, unless it was filled before, with made-up people and lines straight by SQL (the bulk load has a bench of its own),
 * builds the index and the figures, then asks register_find(), register_ladder() and register_figures() as a reading connection does: a thousand
 * questions of each kind drawn from lines that exist, after a round that warms up. At the end a million lines as a sheet, in a
 * process of its own, so that its peak of memory is its own. Prints rows of a table. */
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/big.h"
#include "base/crypt.h"
#include "base/file.h"
#include "base/merkle.h"
#include "base/text.h"
#include "bench/people.h"
#include "core/cli.h"
#include "db/db.h"
#include "paper/paper.h"
#include "room/award/award.h"
#include "room/law/law.h"
#include "room/person/person.h"
#include "room/register/register_figures.h"
#include "room/register/register_index.h"
#include "room/unit/unit.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

enum { QUESTIONS = 1000, ROUNDS = 11, BATCH = 50000, LINES_A_DECISION = 200, SHEET_MEM = 256 * 1024 * 1024, LIST_N = 10000, LIST_MAX = 4 << 20 };

#define RAW(id, text_lite, text_pg, n, ...)                             \
	static const char *const id##_params[] = {__VA_ARGS__};         \
	static int64_t id##_seen;                                       \
	static const struct sql id = {#id, text_lite, text_pg, id##_params, n, &id##_seen}
#define PLAIN(id, text) RAW(id, text, text, 0, NULL)

PLAIN(DROP_1, "drop index register_line_by_person");
PLAIN(DROP_2, "drop index register_line_by_unit");
PLAIN(DROP_3, "drop index register_line_by_award");
PLAIN(DROP_4, "drop index register_line_by_year");
PLAIN(DROP_5, "drop index register_line_by_decision");
PLAIN(MAKE_1, "create index register_line_by_person on register_leaf (person_id, year, leaf)");
PLAIN(MAKE_2, "create index register_line_by_unit on register_leaf (unit_id, year, leaf)");
PLAIN(MAKE_3, "create index register_line_by_award on register_leaf (award_id, year, leaf)");
PLAIN(MAKE_4, "create index register_line_by_year on register_leaf (year, leaf)");
PLAIN(MAKE_5, "create index register_line_by_decision on register_leaf (decision_id, place_no)");
PLAIN(ANALYZE, "analyze");
#define PERSON(a, b, c, d) "insert into person (is_household, name, name_fold, sortkey, birth_year, sex, ethnicity, religion, nationality, " \
	"staff_code, address, position, added_ms) values (0, " a ", " b ", " c ", 1980, " d ", '', '', '', '', '', '', 0)"
RAW(ADD_PERSON, PERSON("?1", "?2", "?3", "?4"), PERSON("$1", "$2", "$3", "$4"), 4, "name", "fold", "key", "sex");
#define UNIT(a, b) "insert into unit (code, kind, path, name, short_name, name_fold, short_fold, sortkey, source) " \
	"values (" a ", 'so', " b ", " a ", '', lower(" a "), '', " a ", '')"
RAW(ADD_UNIT, UNIT("?1", "?2"), UNIT("$1", "$2"), 2, "code", "path");
#define DECISION(a, b, c) "insert into register_decision (number, number_fold, day, issuer, issuer_fold, level, signer, signer_title, " \
	"title, file_hash, added_ms) values (" a ", " b ", " c ", 'UBND Thành phố', 'ubnd thanh pho', 'province', 'Trần Văn Bình', " \
	"'Chủ tịch', '', '', 0)"
RAW(ADD_DECISION, DECISION("?1", "?2", "?3"), DECISION("$1", "$2", "$3"), 3, "number", "fold", "day");
#define LINE(a, b, c, d, e, f, g, h, i, j) "insert into register_leaf (leaf, root, nature, subject, person_id, unit_id, award_id, ground_id, " \
	"decision_id, year, place_no, class_id, is_direct, name, unit_words, position, achievement, movement, certificate, reason, salt, " \
	"hash, by_login, added_ms) values (" a ", " a ", 1, 1, " b ", " c ", " d ", " e ", " f ", " g ", 1, " h ", 0, " i ", 'Đơn vị', " \
	"'Chuyên viên', 'Hoàn thành tốt nhiệm vụ', '', '', '', " j ", " j ", 'bench', 0)"
RAW(ADD_LINE, LINE("?1", "?2", "?3", "?4", "?5", "?6", "?7", "?8", "?9", "?10"), LINE("$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10"),
    10, "leaf", "person", "unit", "award", "ground", "decision", "year", "class", "name", "hash");
/* PostgreSQL is asked once for ten thousand rows, given as lists: row by row it would look up six references for each. */
PLAIN(TRUST, "set session_replication_role = replica");
RAW(ADD_PEOPLE, "", "insert into person (is_household, name, name_fold, sortkey, birth_year, sex, ethnicity, religion, nationality, staff_code, "
	"address, position, added_ms) select 0, n, f, k, 1980, s, '', '', '', '', '', '', 0 from unnest(cast($1 as text[]), cast($2 as text[]), "
	"cast($3 as text[]), cast($4 as text[])) as u (n, f, k, s)", 4, "name", "fold", "key", "sex");
RAW(ADD_LINES, "", "insert into register_leaf (leaf, root, nature, subject, person_id, unit_id, award_id, ground_id, decision_id, year, place_no, "
	"class_id, is_direct, name, unit_words, position, achievement, movement, certificate, reason, salt, hash, by_login, added_ms) "
	"select l, l, 1, 1, p, u, a, g, d, y, 1, nullif(c, 0), 0, n, 'Đơn vị', 'Chuyên viên', 'Hoàn thành tốt nhiệm vụ', '', '', '', "
	"sha256(int8send(l)), sha256(int8send(l)), 'bench', 0 from unnest(cast($1 as bigint[]), cast($2 as bigint[]), cast($3 as bigint[]), "
	"cast($4 as bigint[]), cast($5 as bigint[]), cast($6 as bigint[]), cast($7 as bigint[]), cast($8 as bigint[]), cast($9 as text[])) "
	"as r (l, p, u, a, g, d, y, c, n)", 9, "leaf", "person", "unit", "award", "ground", "decision", "year", "class", "name");
PLAIN(LOG_SIZE, "select size from register_log where id = 1");
RAW(END_LOG, "insert into register_log (id, size, frontier, ahead_n, ahead_load) values (1, ?1, ?2, 0, 0)",
    "insert into register_log (id, size, frontier, ahead_n, ahead_load) values (1, $1, $2, 0, 0)",
    2, "size", "frontier");

static double ms_of(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double now_ms(void)
{
	return ms_of(CLOCK_MONOTONIC);
}

/* Our own part: what a server and other work on the machine take is not in it. */
static double work_ms(void)
{
	return ms_of(CLOCK_PROCESS_CPUTIME_ID);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static long peak_mb(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return use.ru_maxrss / 1024;
}

/* ---- filling ------------------------------------------------------------------------------------------------------------------------ */

static void load(struct ctx *cx)
{
	static const struct {
		const char *file;
		err (*take)(struct ctx *cx, const char *text, int64_t *n_out);
	} files[] = {{"unit/kinds", unit_load}, {"person/classes", person_load}, {"law/laws", law_load}, {"law/places", law_load},
	             {"award/awards", award_load}, {"award/ways", award_load}, {"award/grounds", award_load}, {"award/aliases", award_load}};

	for (size_t i = 0; i < COUNT(files); i++) {
		struct view text;
		int64_t n;

		CHECK(file_read(cx->mem, mem_text(cx->mem, "data/%s.tsv", files[i].file), 1 << 22, &text) == OK);
		CHECK(files[i].take(cx, text.p, &n) == OK);
	}
	for (int u = 1; u <= PEOPLE_UNITS; u++)
		CHECK(db_sweep(cx->db, &ADD_UNIT, BIND({"code", STR(mem_text(cx->mem, "DV-%d", u))}, {"path", STR(mem_text(cx->mem, "/%d/", u))}), NULL) == OK);
}

/* Keeps what was done; the rows of the next part lie in `part`. */
static void next_part(struct ctx *cx, struct mem *part)
{
	CHECK(db_commit(cx->db) == OK);
	mem_reset(part);
	CHECK(db_begin(cx->db, part, DB_WRITE) == OK);
}

enum { LISTS_N = 9 };
struct lists {
	struct buf *at[LISTS_N];
	size_t n;
};

static void lists_begin(struct lists *l, struct mem *m)
{
	for (size_t i = 0; i < LISTS_N; i++)
		l->at[i] = buf_new(m, LIST_MAX);
	l->n = 0;
}

static void put_number(struct lists *l, size_t i, int64_t v)
{
	buf_fmt(l->at[i], "%s%" PRId64, l->n == 0 ? "{" : ",", v);
}

static void put_text(struct lists *l, size_t i, const char *v)
{
	buf_fmt(l->at[i], "%s\"%s\"", l->n == 0 ? "{" : ",", v);
}

static struct value list_of(struct lists *l, size_t i)
{
	buf_text(l->at[i], "}");
	return STR(l->at[i]->p);
}

/* Every person of the generator: the name and sex of a line, which follow from the person alone. */
static void add_people(struct ctx *cx, struct mem *part, uint64_t n)
{
	uint64_t people_n = n / 4 + 1;
	struct mem *own = mem_open((size_t)1 << 20);
	struct people_line *of = big_add(big_open(own, sizeof *of), people_n + 1);
	struct lists l;

	lists_begin(&l, part);

	for (uint64_t i = 0; i < n; i++) {
		struct people_line p;

		people_line(i, n, &p);
		of[p.person] = p;
	}
	for (uint64_t k = 1; k <= people_n; k++) {
		const char *name = *of[k].name != '\0' ? of[k].name : "Nguyễn Văn Không";

		if (k % BATCH == 0 && !db_is_pg(cx->db))
			next_part(cx, part);
		if (db_is_pg(cx->db)) {
			put_text(&l, 0, name);
			put_text(&l, 1, text_fold(part, name));
			put_text(&l, 2, text_sortkey_name(part, name));
			put_text(&l, 3, of[k].is_woman ? "f" : "m");
			if (++l.n < LIST_N && k < people_n)
				continue;
			CHECK(db_sweep(cx->db, &ADD_PEOPLE, BIND({"name", list_of(&l, 0)}, {"fold", list_of(&l, 1)}, {"key", list_of(&l, 2)},
			               {"sex", list_of(&l, 3)}), NULL) == OK);
			next_part(cx, part);
			lists_begin(&l, part);
			continue;
		}
		CHECK(db_sweep(cx->db, &ADD_PERSON, BIND({"name", STR(name)}, {"fold", STR(text_fold(part, name))},
		               {"key", STR(text_sortkey_name(part, name))}, {"sex", STR(of[k].is_woman ? "f" : "m")}), NULL) == OK);
	}
	mem_close(own);
}

static void put_line(struct lists *l, const struct people_line *p, uint64_t i)
{
	const int64_t values[] = {(int64_t)i, p->person, p->unit, p->award + 1, p->ground + 1, (int64_t)(i / LINES_A_DECISION + 1), p->year,
	                          p->job == 0 || p->job > 5 ? 0 : p->job};

	for (size_t k = 0; k < COUNT(values); k++)
		put_number(l, k, values[k]);
	put_text(l, COUNT(values), p->name);
	l->n++;
}

static void add_lines(struct ctx *cx, struct mem *part, uint64_t n)
{
	struct lists l;

	next_part(cx, part);
	lists_begin(&l, part);
	for (uint64_t i = 0; i < n; i++) {
		struct people_line p;
		unsigned char hash[32] = {0};

		if (i % BATCH == 0 && !db_is_pg(cx->db))
			next_part(cx, part);
		people_line(i, n, &p);
		memcpy(hash, &i, sizeof i);
		if (i % LINES_A_DECISION == 0) {
			const char *number = mem_text(part, "%d/QĐ-UBND", (int)(i / LINES_A_DECISION) % 6000 + 1);

			CHECK(db_sweep(cx->db, &ADD_DECISION, BIND({"number", STR(number)}, {"fold", STR(text_fold(part, number))},
			               {"day", STR(mem_text(part, "%d-12-20", p.year))}), NULL) == OK);
		}
		if (db_is_pg(cx->db)) {
			put_line(&l, &p, i);
			if (l.n < LIST_N && i + 1 < n)
				continue;
			CHECK(db_sweep(cx->db, &ADD_LINES,
			               BIND({"leaf", list_of(&l, 0)}, {"person", list_of(&l, 1)}, {"unit", list_of(&l, 2)}, {"award", list_of(&l, 3)},
			                    {"ground", list_of(&l, 4)}, {"decision", list_of(&l, 5)}, {"year", list_of(&l, 6)},
			                    {"class", list_of(&l, 7)}, {"name", list_of(&l, 8)}), NULL) == OK);
			next_part(cx, part);
			lists_begin(&l, part);
			continue;
		}
		CHECK(db_sweep(cx->db, &ADD_LINE,
		               BIND({"leaf", I64(i)}, {"person", I64(p.person)}, {"unit", I64(p.unit)}, {"award", I64(p.award + 1)},
		                    {"ground", I64(p.ground + 1)}, {"decision", I64(i / LINES_A_DECISION + 1)}, {"year", I64(p.year)},
		                    {"class", p.job == 0 || p.job > 5 ? SQLNULL : I64(p.job)}, {"name", STR(p.name)}, {"hash", BYTES(hash, 32)}),
		               NULL) == OK);
	}
}

static void fill(struct ctx *cx, struct mem *m, uint64_t n)
{
	static const struct sql *const drops[] = {&DROP_1, &DROP_2, &DROP_3, &DROP_4, &DROP_5};
	static const struct sql *const makes[] = {&MAKE_1, &MAKE_2, &MAKE_3, &MAKE_4, &MAKE_5};
	static const unsigned char zeros[MERKLE_LEVELS * MERKLE_HASH];
	struct mem *part = mem_open((size_t)1 << 32);
	double start = now_ms();

	CHECK(db_begin(cx->db, m, DB_WRITE) == OK);
	load(cx);
	for (size_t i = 0; i < COUNT(drops); i++)
		CHECK(db_sweep(cx->db, drops[i], BIND_NONE, NULL) == OK);
	next_part(cx, part);
	if (db_is_pg(cx->db))
		CHECK(db_sweep(cx->db, &TRUST, BIND_NONE, NULL) == OK);
	add_people(cx, part, n);
	add_lines(cx, part, n);
	for (size_t i = 0; i < COUNT(makes); i++)
		CHECK(db_sweep(cx->db, makes[i], BIND_NONE, NULL) == OK);
	CHECK(db_sweep(cx->db, &END_LOG, BIND({"size", I64(n)}, {"frontier", BYTES(zeros, (size_t)merkle_frontier_n((int64_t)n) * MERKLE_HASH)}),
	               NULL) == OK);
	CHECK(db_commit(cx->db) == OK);
	/* a server looks at its tables by itself, in its own time */
	if (db_is_pg(cx->db)) {
		CHECK(db_begin(cx->db, part, DB_WRITE) == OK && db_sweep(cx->db, &ANALYZE, BIND_NONE, NULL) == OK);
		CHECK(db_commit(cx->db) == OK);
	}
	printf("| filled by SQL | %.1f s | | %.1f s | |\n", (now_ms() - start) / 1e3, work_ms() / 1e3);
	mem_close(part);
}

/* ---- asking --------------------------------------------------------------------------------------------------------------------------- */

enum kind { MARKED, BARE, GIVEN_UNIT, CUT, FIELDS, NUMBER, LADDER, KIND_N };
static const char *const KINDS[] = {"full name with marks", "full name, no marks", "given name + unit", "full name, last word cut",
                                    "unit, years, award, women", "number of a decision", "everything of one person"};

static const char *question(struct mem *m, enum kind kind, const struct people_line *p, uint64_t i, uint64_t n)
{
	const char *given = strrchr(p->name, ' ') + 1, *fold = text_fold(m, p->name);

	switch (kind) {
	case MARKED: return mem_text(m, "%s ", p->name);
	case BARE: return mem_text(m, "%s ", fold);
	case GIVEN_UNIT: return mem_text(m, "%s đv:DV-%u", text_fold(m, given), p->unit);
	case CUT: return mem_text(m, "%.*s*", (int)(strrchr(fold, ' ') - fold + 2), fold);
	case FIELDS: return mem_text(m, "đv:DV-%u năm:%d..%d nữ", p->unit, p->year - 2, p->year);
	case NUMBER: return mem_text(m, "%d/QĐ-UBND năm:%d", (int)(people_any(i, 99, n) / LINES_A_DECISION) % 6000 + 1, p->year);
	case LADDER:
	case KIND_N: break;
	}
	return "";
}

/* Each in a transaction of its own, as a page is. */
static void ask_all(struct ctx *cx, uint64_t n)
{
	struct mem *m = mem_open((size_t)1 << 30);
	static double took[QUESTIONS], worked[QUESTIONS];

	for (int kind = 0; kind < KIND_N; kind++) {
		int64_t found = 0;

		for (int round = 0; round < 2; round++)
			for (uint64_t i = 0; i < QUESTIONS; i++) {
				struct people_line p;
				struct register_found f = {0};
				struct register_list list = {0};
				const char *q;
				double t, work;

				mem_reset(m);
				cx->mem = m;
				faults_init(&cx->faults, m);
				people_line(people_any(i, 99, n), n, &p);
				q = question(m, (enum kind)kind, &p, i, n);
				CHECK(db_begin(cx->db, m, DB_READ) == OK);
				t = now_ms();
				work = work_ms();
				if (kind == LADDER)
					CHECK(register_ladder(cx, p.person, &list) == OK);
				else
					CHECK(register_find(cx, (struct register_ask){.q = q, .n = 20}, &f) == OK);
				worked[i] = work_ms() - work;
				took[i] = now_ms() - t;
				db_rollback(cx->db);
				found += kind == LADDER ? (int64_t)list.n : f.total;
			}
		qsort(took, QUESTIONS, sizeof *took, ascending);
		qsort(worked, QUESTIONS, sizeof *worked, ascending);
		printf("| %s | %.2f | %.2f | %.2f (%.2f) | %.0f |\n", KINDS[kind], took[QUESTIONS / 2], took[QUESTIONS * 99 / 100],
		       worked[QUESTIONS / 2], worked[QUESTIONS * 99 / 100], (double)found / QUESTIONS / 2);
		fflush(stdout);
	}
	mem_close(m);
}

static void count_all(struct ctx *cx)
{
	static const struct {
		const char *words, *q;
		bool by[REGISTER_BY_N], with_people;
	} tables[] = {
		{"unit × award × year", "", {[REGISTER_BY_UNIT] = true, [REGISTER_BY_AWARDS] = true, [REGISTER_BY_YEARS] = true}, false},
		{"award × year × sex × job × ground, years from 2016", "năm:2016..", {false, true, true, true, true, true, false}, false},
		{"one unit: award × year", "riêng đv:DV-5", {false, true, true, false, false, false, false}, false},
		{"year × sex, different people", "", {false, false, true, true, false, false, false}, true}};

	for (size_t k = 0; k < COUNT(tables); k++) {
		double took[ROUNDS], worked[ROUNDS];
		size_t cells = 0;
		err e = OK;

		for (int i = -1; i < ROUNDS; i++) {
			struct mem *m = mem_open((size_t)1 << 31);
			struct register_figures_ask in = {.q = tables[k].q, .with_people = tables[k].with_people};
			struct register_figures f = {0};
			double t, work;

			memcpy(in.by, tables[k].by, sizeof in.by);
			cx->mem = m;
			faults_init(&cx->faults, m);
			CHECK(db_begin(cx->db, m, DB_READ) == OK);
			t = now_ms();
			work = work_ms();
			e = register_figures(cx, &in, &f);
			if (i >= 0) {
				worked[i] = work_ms() - work;
				took[i] = now_ms() - t;
			}
			cells = f.n;
			db_rollback(cx->db);
			mem_close(m);
		}
		qsort(took, ROUNDS, sizeof *took, ascending);
		qsort(worked, ROUNDS, sizeof *worked, ascending);
		printf("| figures: %s%s | %.2f | %.2f | %.2f (%.2f) | %zu |\n", tables[k].words, e == ERR_FULL ? " (too many rows to name)" : "",
		       took[ROUNDS / 2], took[ROUNDS - 1], worked[ROUNDS / 2], worked[ROUNDS - 1], cells);
	}
}

/* The newest `n` lines as a sheet. */
static void sheet(const char *where, const char *folder, uint64_t n)
{
	struct mem *m = mem_open(SHEET_MEM);
	struct db *db;
	struct ctx cx;
	struct paper *p;
	struct arg q = {"--q", mem_text(m, "năm:%d..", n <= 1000000 ? 1990 : PEOPLE_FIRST_YEAR + PEOPLE_YEARS - (int)(PEOPLE_YEARS * 1000000 / n))};
	struct args a = {.mem = m, .at = &q, .n = 1};
	const char *path = mem_text(m, "%s/found.xlsx", folder);
	double start = now_ms();
	int64_t bytes;

	CHECK(db_open(m, where, DB_READ, &db) == OK);
	ctx_init(&cx, m, db, ctx_clock_ms(), DATE_NONE);
	cx.who = &WHO_SYSTEM;
	cx.data_dir = folder;
	CHECK(db_begin(db, m, DB_READ) == OK);
	CHECK(paper_open(m, (struct paper_to){.form = PAPER_XLSX, .path = path, .tmp_dir = folder, .title = "Sổ", .house = ""}, &p) == OK);
	CHECK(register_found_paper(&cx, &a, p) == OK && paper_close(p) == OK && file_size(path, &bytes) == OK);
	printf("| a sheet of `%s` | %.1f s | %ld MB | %.1f s | %.0f MB file |\n", q.value, (now_ms() - start) / 1e3, peak_mb(), work_ms() / 1e3,
	       (double)bytes / 1e6);
	fflush(stdout);
	mem_close(m);
}

int main(int argc, char **argv)
{
	struct mem *m = mem_open((size_t)1 << 40);
	struct db *db, *reader;
	struct ctx cx;
	const char *where;
	struct register_found f;
	int64_t bytes = 0;
	uint64_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : 100000;
	int applied, status;
	bool is_filled;
	struct row *r;
	double start, work;
	pid_t pid;

	CHECK(argc > 1);
	crypt_init();
	where = argc > 3 ? argv[3] : mem_text(m, "%s/search.db", argv[1]);
	CHECK(db_open(m, where, DB_WRITE, &db) == OK && db_migrate(db, m, &applied) == OK);
	ctx_init(&cx, m, db, ctx_clock_ms(), DATE_NONE);
	cx.who = &WHO_SYSTEM;
	cx.origin = "bench";
	cx.data_dir = argv[1];
	printf("| %" PRIu64 " lines | p50 ms | p99 ms | of the processor, p50 (p99) | lines or cells, mean |\n|---|---|---|---|---|\n", n);
	CHECK(db_begin(db, m, DB_READ) == OK);
	is_filled = db_one(db, &LOG_SIZE, BIND_NONE, &r) == OK && row_i64(r, "size") == (int64_t)n;
	db_rollback(db);
	if (!is_filled)
		fill(&cx, m, n);
	start = now_ms();
	work = work_ms();
	CHECK(db_begin(db, m, DB_READ) == OK && register_index_make(&cx, NULL) == OK);
	db_rollback(db);
	printf("| index and figures built | %.1f s | %ld MB | %.1f s | |\n", (now_ms() - start) / 1e3, peak_mb(), (work_ms() - work) / 1e3);
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		sheet(where, argv[1], n);
		_exit(0);
	}
	CHECK(waitpid(pid, &status, 0) == pid && status == 0);
	CHECK(db_open(m, where, DB_READ, &reader) == OK);
	cx.db = reader;
	start = now_ms();
	work = work_ms();
	CHECK(db_begin(reader, m, DB_READ) == OK && register_find(&cx, (struct register_ask){.q = "nguyễn văn an", .n = 20}, &f) == OK);
	db_rollback(reader);
	printf("| the first question of a new connection | %.1f | | %.1f | %" PRId64 " |\n", now_ms() - start, work_ms() - work, f.total);
	ask_all(&cx, n);
	count_all(&cx);
	if (argc <= 3)
		CHECK(file_size(where, &bytes) == OK);
	printf("| the database | %.0f MB | | | |\n", (double)bytes / 1e6);
	mem_close(m);
	return 0;
}
