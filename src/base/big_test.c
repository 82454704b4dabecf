/* base/big_test.c -- large arrays and mapped files. */
#include "base/big.h"
#include "tests/t.h"

TEST(big_array_keeps_what_was_written_while_it_grows)
{
	struct big *b = big_open(t_mem(), sizeof(uint32_t));
	const uint32_t *at;

	for (uint32_t i = 0; i < 300000; i++)
		*(uint32_t *)big_add(b, 1) = i * 7;
	at = BIG_AT(b, uint32_t);
	t_int(300000, b->n);
	for (uint32_t i = 0; i < 300000; i += 99)
		t_int(i * 7, at[i]);
	big_drop(b);
	t_int(0, b->n);
	*(uint32_t *)big_add(b, 1) = 5;
	t_int(5, BIG_AT(b, uint32_t)[0]);
}

TEST(file_map_shows_the_bytes_of_a_file_and_says_when_there_is_none)
{
	struct view v;

	t_ok(file_map(t_mem(), t_file("lines", "một hai", 9), &v));
	t_int(9, v.n);
	t_true(memcmp(v.p, "một hai", 9) == 0);
	t_ok(file_map(t_mem(), t_file("empty", "", 0), &v));
	t_int(0, v.n);
	t_err(ERR_NOTFOUND, file_map(t_mem(), mem_text(t_mem(), "%s/none", t_dir()), &v));
	t_err(ERR_IO, file_map(t_mem(), t_dir(), &v));
}
