/* base/buf_test.c -- growing text. */
#include "base/buf.h"

#include "tests/t.h"

TEST(buf_holds_what_was_put_in)
{
	struct buf *b = buf_new(t_mem(), 1000);

	buf_text(b, "một");
	buf_char(b, ' ');
	buf_fmt(b, "%d-%s", 2, "hai");
	buf_i64(b, INT64_MIN);
	t_text("một 2-hai-9223372036854775808", b->p);
	t_int((int64_t)strlen(b->p), (int64_t)b->n);
	t_ok(buf_err(b));
}

TEST(buf_grows_up_to_its_limit_and_not_a_byte_more)
{
	struct buf *b = buf_new(t_mem(), 1000);

	for (int i = 0; i < 1000; i++)
		buf_char(b, 'x');
	t_ok(buf_err(b));
	t_int(1000, (int64_t)b->n);
	buf_char(b, 'y');
	t_err(ERR_FULL, buf_err(b));
	t_int(1000, (int64_t)strlen(b->p));
	buf_reset(b);
	t_ok(buf_err(b));
	t_text("", b->p);
}

TEST(buf_keeps_its_error_until_reset)
{
	struct buf *b = buf_new(t_mem(), 4);

	buf_text(b, "abcde");
	buf_text(b, "a");
	buf_fmt(b, "%s", "b");
	t_err(ERR_FULL, buf_err(b));
	t_text("", b->p);
}

TEST(buf_writes_every_number)
{
	struct buf *b = buf_new(t_mem(), 200);

	buf_i64(b, 0);
	buf_char(b, ' ');
	buf_i64(b, -7);
	buf_char(b, ' ');
	buf_i64(b, INT64_MAX);
	buf_char(b, ' ');
	buf_i64(b, INT64_MIN);
	t_text("0 -7 9223372036854775807 -9223372036854775808", b->p);
}
