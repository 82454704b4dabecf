/* base/base_test.c -- errors, the arena, lists. */
#include "base/base.h"

#include "tests/t.h"

TEST(base_every_error_has_status_and_sentence)
{
	for (int e = OK + 1; e < ERR_N; e++) {
		t_true(err_status((err)e) >= 400 && err_status((err)e) < 600);
		t_true(*err_sentence((err)e) != '\0');
		for (int k = OK; k < e; k++)
			t_true(err_exit_code((err)k) != err_exit_code((err)e));
	}
	t_int(0, err_exit_code(OK));
}

TEST(base_arena_hands_out_zeroed_aligned_memory_after_reset_too)
{
	struct mem *m = mem_open(1024 * 1024);

	for (int round = 0; round < 3; round++) {
		for (size_t n = 0; n < 3000; n += 7) {
			char *p = mem_alloc(m, n);

			t_int(0, (int64_t)((uintptr_t)p % 16));
			for (size_t i = 0; i < n; i++)
				t_true(p[i] == 0);
			memset(p, 0xa5, n);
			if (mem_left(m) < 4000)
				break;
		}
		mem_reset(m);
		t_int(0, (int64_t)mem_used(m));
	}
	mem_close(m);
}

TEST(base_arena_wipes_the_chunks_it_keeps)
{
	enum { PIECE = 50000, PIECES = 12 };
	struct mem *m = mem_open(1024 * 1024);

	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < PIECES; i++) {
			char *p = mem_alloc(m, PIECE);

			for (int k = 0; k < PIECE; k++)
				t_int(0, p[k]);
			memset(p, 'x', PIECE);
		}
		mem_reset(m);
	}
	mem_close(m);
}

static void note(void *ptr)
{
	char **at = ptr;

	*(*at)++ = 'x';
}

static char trail[8];
static void first(void *ptr) { (void)ptr; trail[strlen(trail)] = '1'; }
static void second(void *ptr) { (void)ptr; trail[strlen(trail)] = '2'; }

TEST(base_arena_runs_what_was_deferred_last_first_and_once)
{
	char seen[4] = "", *at = seen;
	struct mem *m = mem_open(4096);

	memset(trail, 0, sizeof trail);
	mem_defer(m, note, &at);
	mem_defer(m, first, NULL);
	mem_defer(m, second, NULL);
	mem_reset(m);
	t_text("21", trail);
	t_text("x", seen);
	mem_close(m);
	t_text("21", trail);
}

static void take_too_much(void *ptr)
{
	struct mem *m = mem_open(1000);

	(void)ptr;
	for (int i = 0; i < 100; i++)
		(void)mem_alloc(m, 16);
}

static void overflow(void *ptr)
{
	(void)ptr;
	(void)mem_array(t_mem(), SIZE_MAX / 2, 4);
}

TEST(base_arena_ends_the_process_over_its_limit)
{
	t_dies(take_too_much, NULL);
	t_dies(overflow, NULL);
}

TEST(base_list_keeps_all_it_was_given)
{
	struct LIST(int64_t) l = {0};

	for (int64_t i = 0; i < 1000; i++)
		*list_add(t_mem(), &l) = i * i;
	t_int(1000, (int64_t)l.n);
	for (int64_t i = 0; i < 1000; i++)
		t_int(i * i, l.at[i]);
}
