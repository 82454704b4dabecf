/* bench/tally.c -- figures over registers of growing size: tally FOLDER [LINES...]; with --csv FILE LINES it writes the lines
 * for another engine instead. Each table is made eleven times after one that warms up; prints the median and the slowest. */
#include "base/crypt.h"
#include "bench/people.h"
#include "room/tally/tally.h"

enum { ROUNDS = 11, AWARD = 0, YEAR = 1, SEX = 2, JOB = 3, GROUND = 4, DIMS_N = 5 };

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

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static struct tally_line line_of(uint64_t i, uint64_t n)
{
	struct people_line p;

	people_line(i, n, &p);
	return (struct tally_line){(int64_t)i + 1, p.unit, p.person,
	                           {(uint8_t)p.award, (uint8_t)(p.year - PEOPLE_FIRST_YEAR), p.is_woman, p.job, p.ground, 0}};
}

static int write_csv(const char *path, uint64_t n)
{
	FILE *f = fopen(path, "w");

	if (f == NULL)
		return 1;
	fprintf(f, "unit,person,award,year,sex,job,ground\n");
	for (uint64_t i = 0; i < n; i++) {
		struct tally_line l = line_of(i, n);

		fprintf(f, "%" PRId64 ",%" PRId64 ",%d,%d,%d,%d,%d\n", l.unit_id, l.person_id, l.dim[AWARD], l.dim[YEAR],
		        l.dim[SEX], l.dim[JOB], l.dim[GROUND]);
	}
	return fclose(f) != 0;
}

static void build(const char *path, uint64_t n)
{
	struct mem *m = mem_open((size_t)1 << 40);
	struct tally_build *b = tally_build_open(m);
	double start = now_ms();

	for (uint64_t i = 0; i < n; i++) {
		struct tally_line l = line_of(i, n);

		CHECK(tally_build_add(b, &l) == OK);
	}
	CHECK(tally_build_write(b, path, (int64_t)n) == OK);
	mem_close(m);
	printf("| built in %.1f s (%.1f s of the processor) | | | | |\n", (now_ms() - start) / 1e3, ms_of(CLOCK_PROCESS_CPUTIME_ID) / 1e3);
}

static void time_it(struct tally *t, const char *what, const struct tally_ask *ask)
{
	double took[ROUNDS], worked[ROUNDS];
	struct tally_table table = {0};

	for (int i = -1; i < ROUNDS; i++) {
		struct mem *m = mem_open((size_t)1 << 40);
		double start = now_ms(), start_work = ms_of(CLOCK_PROCESS_CPUTIME_ID);

		CHECK(tally_count(t, m, ask, &table) == OK);
		if (i >= 0) {
			took[i] = now_ms() - start;
			worked[i] = ms_of(CLOCK_PROCESS_CPUTIME_ID) - start_work;
		}
		mem_close(m);
	}
	qsort(took, ROUNDS, sizeof *took, ascending);
	qsort(worked, ROUNDS, sizeof *worked, ascending);
	printf("| %s | %.2f | %.2f | %.2f | %zu |\n", what, took[ROUNDS / 2], took[ROUNDS - 1], worked[0], table.n);
}

static void ask_all(const char *path)
{
	static const uint64_t one[4] = {2}, recent[4] = {UINT64_MAX << 26};
	static const int64_t unit[1] = {5}, largest[1] = {1};
	struct mem *m = mem_open((size_t)1 << 40);
	struct tally *t;

	CHECK(tally_open(m, path, &t) == OK);
	time_it(t, "unit × award × year", &(struct tally_ask){.by_unit = true, .by_dim = {[AWARD] = true, [YEAR] = true}});
	time_it(t, "the same, one job group, women",
	        &(struct tally_ask){.by_unit = true, .by_dim = {[AWARD] = true, [YEAR] = true}, .only = {[SEX] = one, [JOB] = one}});
	time_it(t, "award × year × sex × job × ground",
	        &(struct tally_ask){.by_dim = {true, true, true, true, true}});
	time_it(t, "year × sex × job from 2016, different people",
	        &(struct tally_ask){.with_people = true, .by_dim = {[YEAR] = true, [SEX] = true, [JOB] = true}, .only = {[YEAR] = recent}});
	time_it(t, "unit × year, different people", &(struct tally_ask){.with_people = true, .by_unit = true, .by_dim = {[YEAR] = true}});
	time_it(t, "award × year of one unit",
	        &(struct tally_ask){.by_dim = {[AWARD] = true, [YEAR] = true}, .units = unit, .units_n = 1});
	time_it(t, "award × year of the largest unit, different people",
	        &(struct tally_ask){.with_people = true, .by_dim = {[AWARD] = true, [YEAR] = true}, .units = largest, .units_n = 1});
	mem_close(m);
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "--csv") == 0)
		return write_csv(argv[2], strtoull(argv[3], NULL, 10));
	if (argc < 2) {
		fprintf(stderr, "tally FOLDER [LINES...] | tally --csv FILE LINES\n");
		return 2;
	}
	crypt_init();
	for (int i = 2; i < argc; i++) {
		char path[4096];

		snprintf(path, sizeof path, "%s/tally-%s", argv[1], argv[i]);
		printf("| %s lines | median ms | slowest ms | of the processor, least | cells |\n|---|---|---|---|---|\n", argv[i]);
		build(path, strtoull(argv[i], NULL, 10));
		ask_all(path);
		fflush(stdout);
	}
	return 0;
}
