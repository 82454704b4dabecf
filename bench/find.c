/* bench/find.c -- the search index on registers of growing size: find FOLDER [LINES...]
 *
 * For each size: how long the file takes to build and how large it is; then a thousand questions of each kind, drawn from
 * lines that exist, each timed by itself after a round that warms up. Prints a table row for each size and kind. */
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/crypt.h"
#include "base/text.h"
#include "bench/people.h"
#include "room/find/find.h"

enum { QUESTIONS = 1000 };

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

static void build(const char *path, uint64_t n)
{
	struct mem *m = mem_open((size_t)1 << 40);
	struct find_build *b = find_build_open(m);
	struct people_line p;
	double start = now_ms();
	struct stat st;

	for (uint64_t i = 0; i < n; i++) {
		people_line(i, n, &p);
		CHECK(find_build_add(b, &(struct find_line){(int64_t)i + 1, p.name, p.unit, {p.year, p.award, p.ground, p.job}}) == OK);
	}
	CHECK(find_build_write(b, path, (int64_t)n) == OK);
	mem_close(m);
	CHECK(stat(path, &st) == 0);
	printf("| %" PRIu64 " lines: built in | %.1f s | %.0f MB file | | |\n", n, (now_ms() - start) / 1e3, (double)st.st_size / 1e6);
}

/* Cuts a name into words in place. */
static size_t cut(char *name, const char **words)
{
	size_t n = 0;

	for (char *p = name; n < FIND_WORDS_MAX; p++) {
		words[n++] = p;
		p = strchr(p, ' ');
		if (p == NULL)
			break;
		*p = '\0';
		while (p[1] == ' ')
			p++;
	}
	return n;
}

enum kind { MARKED, BARE, GIVEN_UNIT, GIVEN_YEAR, CUT, GIVEN, FAMILY_CUT, KIND_N };
static const char *const KINDS[] = {"full name with marks", "full name, no marks", "given name + unit", "given name + one year",
                                    "full name, last word cut", "given name alone", "`ng` cut"};

static void ask_of(struct mem *m, enum kind kind, uint64_t i, uint64_t n, struct find_ask *ask)
{
	struct people_line *p = mem_new(m, struct people_line, 1);
	int64_t *unit = mem_new(m, int64_t, 1);

	people_line(people_any(i, 99, n), n, p);
	*ask = FIND_ANY;
	*unit = p->unit;
	ask->words_n = cut(p->name, ask->words);
	if (kind == MARKED)
		return;
	for (size_t k = 0; k < ask->words_n; k++)
		ask->words[k] = text_fold(m, ask->words[k]);
	if (kind == GIVEN_UNIT || kind == GIVEN || kind == GIVEN_YEAR) {
		ask->words[0] = ask->words[ask->words_n - 1];
		ask->words_n = 1;
	}
	if (kind == GIVEN_UNIT) {
		ask->units = unit;
		ask->units_n = 1;
	}
	if (kind == GIVEN_YEAR)
		ask->keys[0] = (struct find_range){p->year, p->year};
	if (kind == CUT) {
		ask->words[ask->words_n - 1] = mem_copy(m, ask->words[ask->words_n - 1], 1);
		ask->is_cut = true;
	}
	if (kind == FAMILY_CUT) {
		ask->words[0] = "ng";
		ask->words_n = 1;
		ask->is_cut = true;
	}
}

static void ask_all(const char *path, uint64_t n)
{
	struct mem *m = mem_open((size_t)1 << 40), *q = mem_open(1 << 28);
	struct find_index *f;
	double start = now_ms(), took[QUESTIONS];

	CHECK(find_open(m, path, &f) == OK);
	printf("| opened in | %.2f ms | | | |\n", now_ms() - start);
	for (int kind = 0; kind < KIND_N; kind++) {
		int64_t total = 0;

		for (int round = 0; round < 2; round++)
			for (uint64_t i = 0; i < QUESTIONS; i++) {
				struct find_ask ask;
				struct find_answer a;
				double t;

				ask_of(q, (enum kind)kind, i, n, &ask);
				t = now_ms();
				find_query(f, q, &ask, &a);
				took[i] = now_ms() - t;
				total += a.total;
				mem_reset(q);
			}
		qsort(took, QUESTIONS, sizeof *took, ascending);
		printf("| %s | %.3f | %.3f | %.3f | %.0f |\n", KINDS[kind], took[QUESTIONS / 2], took[QUESTIONS * 99 / 100],
		       took[QUESTIONS - 1], (double)total / QUESTIONS / 2);
	}
	mem_close(q);
	mem_close(m);
}

int main(int argc, char **argv)
{
	struct rusage use;

	if (argc < 2) {
		fprintf(stderr, "find FOLDER [LINES...]\n");
		return 2;
	}
	crypt_init();
	for (int i = 2; i < argc; i++) {
		uint64_t n = strtoull(argv[i], NULL, 10);
		char path[4096];

		snprintf(path, sizeof path, "%s/find-%" PRIu64, argv[1], n);
		printf("| %" PRIu64 " lines | p50 ms | p99 ms | max ms | lines found, mean |\n|---|---|---|---|---|\n", n);
		build(path, n);
		ask_all(path, n);
		fflush(stdout);
	}
	getrusage(RUSAGE_SELF, &use);
	fprintf(stderr, "most memory: %ld MB\n", use.ru_maxrss / 1024);
	return 0;
}
