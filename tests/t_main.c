/* tests/t_main.c -- build/thidua-test [WORD…]: runs the tests whose name or file holds a word; all without one.
 * The last line is "N passed, N failed". */
#include "tests/t.h"

#include "base/crypt.h"

#define TEST_ROW(name, file) void test_##name(void **state);
#include "gen/tests.def"
#undef TEST_ROW

struct entry {
	const char *name, *file;
	CMUnitTestFunction fn;
};

static struct entry entries[] = {
#define TEST_ROW(name, file) {#name, file, test_##name},
#include "gen/tests.def"
#undef TEST_ROW
};

enum { FAIL_STATEMENTS_MAX = 400 };

static bool is_wanted(const struct entry *e, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strstr(e->name, argv[i]) != NULL || strstr(e->file, argv[i]) != NULL)
			return true;
	return argc == 1;
}

static void run_entry(void **state)
{
	const struct entry *e = *state;

	t_run(e->fn, state);
}

static int run_some(const struct CMUnitTest *tests, size_t n)
{
	return n == 0 ? 0 : _cmocka_run_group_tests("thidua", tests, n, NULL, NULL);
}

/* FAIL=1: each test once more for each of its statements, with that one failing. */
static int run_failing(const struct CMUnitTest *tests, size_t n, int *runs_out)
{
	int failed = 0, runs = 0;

	for (size_t i = 0; i < n; i++) {
		for (int64_t k = 1; k <= FAIL_STATEMENTS_MAX; k++) {
			int bad;

			t_fail_at(k);
			bad = run_some(&tests[i], 1);
			runs++;
			if (bad != 0)
				printf("%s: with statement %d failing\n", tests[i].name, (int)k);
			failed += bad;
			if (!t_has_failed() || bad != 0)
				break;
		}
	}
	t_fail_at(0);
	*runs_out = runs;
	return failed;
}

int main(int argc, char **argv)
{
	const char *fail = getenv("FAIL");
	bool is_failing = fail != NULL && strcmp(fail, "1") == 0;
	struct mem *m = mem_open(1024 * 1024);
	struct CMUnitTest *tests = mem_new(m, struct CMUnitTest, COUNT(entries));
	size_t n = 0;
	int failed, bad, runs = 0;

	crypt_init();
	crypt_password_be_quick();
	for (size_t i = 0; i < COUNT(entries); i++)
		if (is_wanted(&entries[i], argc, argv))
			tests[n++] = (struct CMUnitTest){entries[i].name, run_entry, t_setup, t_teardown,
			                                   &entries[i]};
	t_open();
	if (is_failing) {
		failed = run_failing(tests, n, &runs);
	} else {
		failed = run_some(tests, n);
		runs = (int)n;
	}
	bad = t_statements(argc == 1 && !is_failing);
	t_close();
	if (bad > 0)
		printf("%d statements fail\n", bad);
	mem_close(m);
	printf("%d passed, %d failed\n", runs - failed, failed + (bad > 0));
	return failed > 0 || bad > 0 || n == 0;
}
