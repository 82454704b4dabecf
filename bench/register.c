/* bench/register.c -- the register on SQLite: register FOLDER LINES. Lines through register_add(), a thousand a transaction;
 * then lists, a ladder, proofs and the whole check. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypt.h"
#include "base/file.h"
#include "db/db.h"
#include "room/award/award.h"
#include "room/law/law.h"
#include "room/person/person.h"
#include "room/register/register.h"
#include "room/unit/unit.h"

enum { PEOPLE_N = 1000, BATCH = 1000, ROUNDS = 200 };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static void say(const char *what, double *took, size_t n)
{
	qsort(took, n, sizeof *took, ascending);
	printf("| %s | %.2f | %.2f |\n", what, took[n / 2], took[n * 99 / 100]);
}

static void load(struct ctx *cx)
{
	static const struct {
		const char *file;
		err (*take)(struct ctx *cx, const char *text, int64_t *n_out);
	} files[] = {{"unit/kinds", unit_load}, {"unit/units", unit_load}, {"law/laws", law_load}, {"law/places", law_load},
	             {"award/awards", award_load}, {"award/ways", award_load}, {"award/grounds", award_load},
	             {"award/money", award_load}, {"award/figures", award_load}};

	for (size_t i = 0; i < COUNT(files); i++) {
		struct view text;
		int64_t n;

		CHECK(file_read(cx->mem, mem_text(cx->mem, "data/%s.tsv", files[i].file), 1 << 22, &text) == OK);
		CHECK(files[i].take(cx, text.p, &n) == OK);
	}
	CHECK(register_key_make(cx) == OK);
}

static void add_people(struct ctx *cx)
{
	struct unit u;

	CHECK(unit_get_code(cx, "S-NV", &u) == OK);
	for (int i = 0; i < PEOPLE_N; i++) {
		struct person_in in = {.name = mem_text(cx->mem, "Nguyễn Văn %d", i), .birth = "1980", .sex = "", .ethnicity = "",
		                       .religion = "", .nationality = "", .staff_code = "", .address = "", .died = DATE_NONE};
		struct person_post_in post = {.unit_id = u.id, .unit_words = "", .position = "Chuyên viên", .paper = "",
		                              .from = DATE_NONE, .to = DATE_NONE};
		int64_t id;

		CHECK(person_add(cx, in, post, "", &id) == OK);
	}
}

static void add_lines(struct ctx *cx, int64_t n)
{
	double start = now_ms();
	struct award a;
	struct db *db = cx->db;
	struct mem *whole = cx->mem, *part = mem_open((size_t)1 << 30);

	CHECK(award_get_code(cx, "LDTT", &a) == OK);
	CHECK(db_commit(db) == OK);
	for (int64_t i = 0; i < n;) {
		mem_reset(part);
		cx->mem = part;
		faults_init(&cx->faults, part);
		CHECK(db_begin(db, part, DB_WRITE) == OK);
		for (int k = 0; k < BATCH && i < n; k++, i++) {
			struct register_in in = {.nature = REGISTER_GRANT, .subject = AWARD_PERSON, .person_id = 1 + i % PEOPLE_N, .award_id = a.id,
			                         .decision = {.number = mem_text(part, "%d/QĐ", (int)(i / 500)), .day = date_of(2000 + (int)(i % 24), 12, 20),
			                                      .issuer = "Sở Nội vụ", .level = "base", .signer = "Trần Văn Bình",
			                                      .signer_title = "Giám đốc", .title = ""},
			                         .period_from = DATE_NONE, .period_to = DATE_NONE, .name = "", .unit_words = "", .position = "",
			                         .achievement = "Hoàn thành tốt nhiệm vụ", .movement = "", .certificate = "", .reason = ""};
			int64_t no;

			CHECK(register_add(cx, in, &no) == OK);
		}
		CHECK(db_commit(db) == OK);
	}
	cx->mem = whole;
	CHECK(db_begin(db, whole, DB_WRITE) == OK);
	printf("%" PRId64 " lines written in %.1f s, %.0f a second\n", n, (now_ms() - start) / 1e3, (double)n / (now_ms() - start) * 1e3);
	mem_close(part);
}

static void ask(struct ctx *cx, int64_t n)
{
	static double list_ms[ROUNDS], ladder_ms[ROUNDS], proof_ms[ROUNDS];
	struct register_check c;
	struct head h;
	double start;

	CHECK(register_head_sign(cx, &h) == OK);
	for (int i = 0; i < ROUNDS; i++) {
		struct register_list list;
		const char *text;

		MEM_EACH(cx) {
			start = now_ms();
			CHECK(register_list(cx, (struct register_filter){.year = 2000 + i % 24, .n = 50}, &list) == OK);
			list_ms[i] = now_ms() - start;
			start = now_ms();
			CHECK(register_ladder(cx, 1 + i % PEOPLE_N, &list) == OK);
			ladder_ms[i] = now_ms() - start;
			start = now_ms();
			CHECK(register_proof(cx, 1 + (i * 7919) % n, &text) == OK);
			proof_ms[i] = now_ms() - start;
		}
	}
	printf("| ms | median | p99 |\n|---|---|---|\n");
	say("the newest 50 of a year", list_ms, ROUNDS);
	say("everything of one person", ladder_ms, ROUNDS);
	say("the proof of a line", proof_ms, ROUNDS);
	start = now_ms();
	CHECK(register_verify(cx, &c) == OK && *c.wrong == '\0');
	printf("every line made anew and compared: %.1f s\n", (now_ms() - start) / 1e3);
}

int main(int argc, char **argv)
{
	struct mem *m = mem_open((size_t)4 << 30);
	struct db *db;
	struct ctx cx;
	const char *path;
	struct stat st;
	int64_t n = argc > 2 ? strtoll(argv[2], NULL, 10) : 100000;
	int applied;

	CHECK(argc > 1);
	crypt_init();
	path = mem_text(m, "%s/register.db", argv[1]);
	(void)unlink(path);
	CHECK(db_open(m, path, DB_WRITE, &db) == OK && db_migrate(db, m, &applied) == OK);
	ctx_init(&cx, m, db, ctx_clock_ms(), DATE_NONE);
	cx.who = &WHO_SYSTEM;
	cx.origin = "bench";
	cx.data_dir = argv[1];
	CHECK(db_begin(db, m, DB_WRITE) == OK);
	load(&cx);
	add_people(&cx);
	add_lines(&cx, n);
	ask(&cx, n);
	CHECK(db_commit(db) == OK && stat(path, &st) == 0);
	printf("the file: %.0f bytes a line\n", (double)st.st_size / (double)n);
	mem_close(m);
	return 0;
}
