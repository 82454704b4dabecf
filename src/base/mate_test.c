/* mate_test.c */
#include "base/mate.h"

#include "tests/t.h"

struct sum {
	int64_t from, until, total;
	const struct sum *before;
};

/* With what the piece before came to: pieces are done one after another. */
static void add_up(void *arg)
{
	struct sum *s = arg;

	s->total = s->before == NULL ? 0 : s->before->total;
	for (int64_t i = s->from; i < s->until; i++)
		s->total += i;
}

TEST(mate_does_one_piece_after_another)
{
	struct mem *m = mem_open(1 << 16);
	struct mate *mates[] = {mate_open(m), NULL};    /* NULL: where there is no thread */

	for (size_t k = 0; k < COUNT(mates); k++) {
		static struct sum parts[100];

		for (int i = 0; i < 100; i++) {
			parts[i] = (struct sum){i * 1000, (i + 1) * 1000, 0, i == 0 ? NULL : &parts[i - 1]};
			mate_do(mates[k], add_up, &parts[i]);
		}
		mate_wait(mates[k]);
		t_int(INT64_C(99999) * 100000 / 2, parts[99].total);
	}
	mate_wait(mates[0]);
	mem_close(m);
}
