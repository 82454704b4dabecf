/* base/brake_test.c */
#include "base/brake.h"

#include "tests/t.h"

TEST(brake_counts_a_place_within_its_window)
{
	const char *path = mem_text(t_mem(), "%s/brake", t_dir());

	for (int i = 0; i < 3; i++)
		t_true(brake_take(path, "10.0.0.1", 1000000, 1000, 3));
	t_false(brake_take(path, "10.0.0.1", 1000001, 1000, 3));
	t_true(brake_take(path, "10.0.0.2", 1000001, 1000, 3));
	t_true(brake_take(path, "10.0.0.1", 1001000, 1000, 3));
	t_true(brake_take("/nowhere/brake", "10.0.0.1", 0, 1000, 0));
	t_text(brake_place(t_mem(), "2001:db8::1"), brake_place(t_mem(), "2001:db8::2"));
	t_text("10.0.0.1", brake_place(t_mem(), "10.0.0.1"));
}
