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
	brake_give(path, "10.0.0.1", 1001000, 1000);
	brake_give(path, "10.0.0.1", 1001000, 1000);    /* no more than was taken */
	for (int i = 0; i < 3; i++)
		t_true(brake_take(path, "10.0.0.1", 1001000, 1000, 3));
	t_false(brake_take(path, "10.0.0.1", 1001000, 1000, 3));
	t_int(1, brake_wait_s(1001999, 1000));
	t_int(3, brake_wait_s(997500, 10000));
	t_true(brake_take("/nowhere/brake", "10.0.0.1", 0, 1000, 0));
	t_text(brake_net(t_mem(), "10.1.2.3"), brake_net(t_mem(), "10.1.2.200"));
	t_false(strcmp(brake_net(t_mem(), "10.1.2.3"), brake_net(t_mem(), "10.1.3.3")) == 0);
	t_text(brake_net(t_mem(), "2001:db8:1::1"), brake_net(t_mem(), "2001:db8:1:2::2"));
	t_text(brake_place(t_mem(), "2001:db8::1"), brake_place(t_mem(), "2001:db8::2"));
	t_text("10.0.0.1", brake_place(t_mem(), "10.0.0.1"));
}
