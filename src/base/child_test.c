/* base/child_test.c -- other programs are held to their limits. */
#include "tests/t.h"

#include "base/child.h"
#include "base/text.h"

static struct child_end run(struct mem *m, const char *const *argv, size_t out_max, int time_ms)
{
	struct child in = {.argv = argv, .out_max = out_max, .time_ms = time_ms};
	struct child_end end;

	assert_int_equal(child_run(m, &in, &end), OK);
	return end;
}

TEST(child_gives_back_what_it_wrote)
{
	static const char *const argv[] = {"echo", "xin", "chào", NULL};
	struct mem *m = mem_open(1024 * 1024);
	struct child_end end = run(m, argv, 1000, 5000);

	assert_int_equal(end.code, 0);
	assert_string_equal(end.out.p, "xin chào\n");
	mem_close(m);
}

TEST(child_over_its_time_is_ended)
{
	static const char *const argv[] = {"sleep", "30", NULL};
	struct mem *m = mem_open(1024 * 1024);

	assert_true(run(m, argv, 1000, 200).is_late);
	mem_close(m);
}

TEST(child_over_its_output_is_ended)
{
	static const char *const argv[] = {"yes", NULL};
	struct mem *m = mem_open(1024 * 1024);
	struct child_end end = run(m, argv, 100000, 10000);

	assert_true(end.is_over && !end.is_late);
	assert_true(end.out.n <= 100000);
	mem_close(m);
}

TEST(child_sees_no_secret_of_its_parent)
{
	static const char *const argv[] = {"env", NULL};
	struct mem *m = mem_open(1024 * 1024);
	struct child_end end;

	setenv("THIDUA_TEST_SECRET", "x", 1);
	end = run(m, argv, 10000, 5000);
	assert_int_equal(end.code, 0);
	assert_null(strstr(end.out.p, "THIDUA_TEST_SECRET"));
	unsetenv("THIDUA_TEST_SECRET");
	mem_close(m);
}

TEST(child_that_does_not_exist_is_not_found)
{
	static const char *const argv[] = {"thidua-no-such-program", NULL};
	struct mem *m = mem_open(1024 * 1024);
	struct child in = {.argv = argv, .out_max = 10, .time_ms = 100};
	struct child_end end;

	assert_int_equal(child_run(m, &in, &end), ERR_NOTFOUND);
	mem_close(m);
}
