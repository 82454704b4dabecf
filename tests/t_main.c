/* tests/t_main.c -- build/thidua-test [WORD…]: runs the tests whose name or file holds a word; all without one.
 * Many tests are dealt out to a few processes, for most of their time goes into waiting; each shows its part when all
 * are done. The last line is "N passed, N failed". */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/t.h"

#include "base/crypt.h"
#include "db/db.h"

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

enum { FAIL_STATEMENTS_MAX = 400, HANDS_MAX = 4, HAND_TESTS_MIN = 25, STATEMENTS_MAX = 5000 };

/* What the processes tell each other. */
struct hand {
	int runs, failed;
	int64_t seen[STATEMENTS_MAX];
};

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

/* Runs every step-th test from the first one on. */
static void run_share(const struct CMUnitTest *tests, size_t n, size_t first, size_t step, struct hand *h)
{
	const char *fail = getenv("FAIL");
	struct mem *m = mem_open(1024 * 1024);
	struct CMUnitTest *mine = mem_new(m, struct CMUnitTest, n + 1);
	size_t mine_n = 0;

	for (size_t i = first; i < n; i += step)
		mine[mine_n++] = tests[i];
	t_open();
	if (fail != NULL && strcmp(fail, "1") == 0) {
		h->failed = run_failing(mine, mine_n, &h->runs);
	} else {
		h->failed = run_some(mine, mine_n);
		h->runs = (int)mine_n;
	}
	t_close();
	mem_close(m);
}

static void show(FILE *f)
{
	char part[8192];
	size_t got;

	rewind(f);
	while ((got = fread(part, 1, sizeof part, f)) > 0)
		(void)fwrite(part, 1, got, stdout);
	fclose(f);
}

static void run_hand(const struct CMUnitTest *tests, size_t n, size_t first, size_t step, struct hand *h, FILE *out)
{
	dup2(fileno(out), STDOUT_FILENO);
	dup2(fileno(out), STDERR_FILENO);
	run_share(tests, n, first, step, h);
	for (size_t i = 0; sql_all[i] != NULL; i++) {
		CHECK(i < STATEMENTS_MAX);
		h->seen[i] = *sql_all[i]->seen;
	}
	fflush(NULL);
	/* exit(), not _exit(): the leak sanitizer speaks then, and its word is the exit code. */
	exit(0);
}

static void run_all(const struct CMUnitTest *tests, size_t n, size_t hands_n, struct hand *hands)
{
	FILE *out[HANDS_MAX];
	pid_t pids[HANDS_MAX];
	int status = 0;

	if (hands_n == 1) {
		run_share(tests, n, 0, 1, &hands[0]);
		return;
	}
	fflush(NULL);
	for (size_t i = 0; i < hands_n; i++) {
		out[i] = tmpfile();
		if (out[i] == NULL || (pids[i] = fork()) < 0) {
			perror("thidua-test");
			exit(1);
		}
		if (pids[i] == 0)
			run_hand(tests, n, i, hands_n, &hands[i], out[i]);
	}
	for (size_t i = 0; i < hands_n; i++) {
		bool is_good = waitpid(pids[i], &status, 0) == pids[i] && status == 0;

		show(out[i]);
		if (!is_good) {
			printf("the process of these tests ended with %s %d\n", WIFSIGNALED(status) ? "signal" : "code",
			       WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
			hands[i].failed++;
			hands[i].runs++;
		}
		for (size_t k = 0; sql_all[k] != NULL; k++)
			*sql_all[k]->seen += hands[i].seen[k];
	}
}

int main(int argc, char **argv)
{
	struct mem *m = mem_open(1024 * 1024);
	struct CMUnitTest *tests = mem_new(m, struct CMUnitTest, COUNT(entries));
	struct hand *hands = mmap(NULL, HANDS_MAX * sizeof *hands, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	size_t n = 0;
	int failed = 0, bad, runs = 0;

	if (hands == MAP_FAILED) {
		perror("thidua-test");
		return 1;
	}
	crypt_init();
	crypt_password_be_quick();
	for (size_t i = 0; i < COUNT(entries); i++)
		if (is_wanted(&entries[i], argc, argv))
			tests[n++] = (struct CMUnitTest){entries[i].name, run_entry, t_setup, t_teardown,
			                                   &entries[i]};
	run_all(tests, n, n / HAND_TESTS_MIN + 1 < HANDS_MAX ? n / HAND_TESTS_MIN + 1 : HANDS_MAX, hands);
	for (size_t i = 0; i < HANDS_MAX; i++) {
		failed += hands[i].failed;
		runs += hands[i].runs;
	}
	t_open();
	bad = t_statements(argc == 1 && getenv("FAIL") == NULL);
	t_close();
	if (bad > 0)
		printf("%d statements fail\n", bad);
	mem_close(m);
	printf("%d passed, %d failed\n", runs - failed, failed + (bad > 0));
	return failed > 0 || bad > 0 || n == 0;
}
