/* room/portal/portal_lookup_test.c -- a stranger finds what he knows, and cannot find out whom there is. */
#include "room/portal/portal_lookup.h"

#include "base/text.h"
#include "room/register/register_test.h"
#include "tests/t.h"

static const struct portal_ask HELD = {.certificate = "TP-7", .name = "nguyễn thị an"};

static struct ctx *house(void)
{
	struct ctx *cx = register_house();
	struct register_in in = register_grant(cx, register_somebody(cx, "Nguyễn Thị An", "S-YT"), "CSTDCS", "12/QĐ-SNV", date_of(2023, 12, 20));

	in.certificate = "TP-7";
	register_put(cx, in);
	cx->data_dir = t_dir();
	cx->origin = "203.0.113.7";
	cx->who = &WHO_NOBODY;
	return cx;
}

static struct portal_found look(struct ctx *cx, struct portal_ask ask)
{
	struct portal_found f;

	t_ok(portal_look(cx, ask, &f));
	return f;
}

/* How many certificates could be tried before the place had to wait. */
static int walk(struct ctx *cx, int tries)
{
	for (int i = 0; i < tries; i++)
		if (look(cx, (struct portal_ask){.certificate = mem_text(t_mem(), "TP-%d", i), .name = "Trần Văn Bình"}).wait_s != 0)
			return i;
	return tries;
}

TEST(portal_look_tells_a_wrong_name_as_it_tells_a_wrong_number)
{
	struct ctx *cx = house();
	struct portal_found right = look(cx, HELD), name = look(cx, (struct portal_ask){.certificate = "TP-7", .name = "Nguyễn Thị"}),
	                    number = look(cx, (struct portal_ask){.certificate = "TP-8", .name = "Nguyễn Thị An"});

	t_int(1, right.is.n);
	t_text("Nguyễn Thị An", right.is.at[0].name);
	t_true(name.is.n == 0 && number.is.n == 0 && !name.is.is_more && !number.is.is_more);
	t_true(name.wait_s == 0 && number.wait_s == 0);
}

TEST(portal_look_lets_nobody_walk_the_numbers)
{
	struct ctx *cx = house();

	t_int(PORTAL_MISSES_MAX, walk(cx, 100));
	t_true(look(cx, HELD).wait_s > 0);              /* a right one is not told from a wrong one any more */
	cx->origin = "203.0.113.8";
	t_int(1, look(cx, HELD).is.n);                  /* others are not shut out */
	cx->origin = "203.0.113.7";
	cx->now_ms += 3600000;
	t_int(PORTAL_MISSES_MAX, walk(cx, 100));
	cx->now_ms += 3600000;
	t_int(PORTAL_MISSES_MAX, walk(cx, 100));
	cx->now_ms += 3600000;
	t_int(0, walk(cx, 100));                        /* that was the day's */
	t_true(look(cx, HELD).wait_s > 3600);
}

TEST(portal_look_counts_a_network_as_one_that_may_be_held_by_one)
{
	struct ctx *cx = house();
	int tried = 0;

	for (int i = 0; i < 200; i++) {
		cx->origin = mem_text(t_mem(), "2001:db8:7:%x::1", i);
		tried += walk(cx, 100);
	}
	t_int(10 * PORTAL_MISSES_MAX, tried);
}

TEST(portal_look_makes_every_budget_small_when_the_house_is_fished)
{
	struct ctx *cx = house();
	int tried = 0;

	for (int i = 0; i < PORTAL_MISSES_HOUSE_MAX / PORTAL_MISSES_MAX; i++) {
		cx->origin = mem_text(t_mem(), "10.%d.0.1", i);
		tried += walk(cx, 100);
	}
	t_int(PORTAL_MISSES_HOUSE_MAX, tried);
	cx->origin = "192.0.2.1";
	t_int(PORTAL_MISSES_STRICT_MAX, walk(cx, 100));
	cx->origin = "192.0.3.1";
	for (int i = 0; i < PORTAL_MISSES_MAX; i++)
		t_int(1, look(cx, HELD).is.n);          /* who knows what he asks for does not notice */
}

TEST(portal_look_that_finds_costs_no_miss)
{
	struct ctx *cx = house();
	struct portal_found f;

	for (int i = 0; i < PORTAL_LOOKS_MAX - PORTAL_MISSES_MAX; i++)
		t_int(1, look(cx, HELD).is.n);
	for (int i = 0; i < 3; i++) {
		t_err(ERR_INVALID, portal_look(cx, (struct portal_ask){.certificate = "TP-7", .name = ""}, &f));
		faults_init(&cx->faults, cx->mem);
	}
	t_int(PORTAL_MISSES_MAX - 3, walk(cx, 100));    /* what is left of the thirty askings, whatever comes of them */
	t_true(look(cx, HELD).wait_s <= 600);
}
