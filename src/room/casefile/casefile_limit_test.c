/* room/casefile/casefile_limit_test.c -- time limits changed from a day on. */
#include "room/casefile/casefile.h"
#include "base/text.h"
#include "room/law/law.h"
#include "tests/t.h"

static struct ctx *house(struct casefile_kind *kind_out)
{
	static const char *const files[] = {"kinds", "steps", "acts", "clocks", "papers"};
	struct ctx *cx = t_ctx();
	struct casefile_kinds kinds;
	int64_t n;

	t_ok(law_load(cx, t_source("data/law/laws.tsv"), &n));
	t_ok(law_load(cx, t_source("data/law/places.tsv"), &n));
	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(casefile_load(cx, t_source(mem_text(t_mem(), "data/casefile/%s.tsv", files[i])), &n));
	t_ok(casefile_kinds(cx, &kinds));
	*kind_out = (struct casefile_kind){0};
	for (size_t i = 0; i < kinds.n; i++)
		if (text_is(kinds.at[i].code, "CAP-LAI"))
			*kind_out = kinds.at[i];
	t_true(kind_out->id != 0);
	return cx;
}

static struct casefile_limit limit(int64_t days, date from)
{
	return (struct casefile_limit){.step = "received", .days = days, .is_working = true, .is_verified = true, .from = from, .to = DATE_NONE,
	                               .cite = "Luật 06/2022/QH15, Điều 84", .source = "đã đọc toàn văn"};
}

TEST(casefile_limit_holds_from_its_day_until_the_next)
{
	struct casefile_kind kind;
	struct ctx *cx = house(&kind);
	struct casefile_limits l;
	struct casefile_clock c;

	t_ok(casefile_limits(cx, kind.id, &l));
	t_int(2, l.n);
	t_true(l.at[0].from > l.at[1].from);    /* newest first */
	t_false(l.at[0].is_verified);
	t_ok(casefile_clock_on(cx, kind.id, "received", date_of(2026, 3, 1), &c));
	t_int(15, c.days);
	t_has("mức cơ quan tự đặt", c.cite);
	t_ok(casefile_limit_set(cx, kind.id, limit(10, date_of(2026, 3, 1))));
	t_ok(casefile_limit_set(cx, kind.id, limit(7, date_of(2025, 1, 1))));   /* before it: ends where it begins */
	t_ok(casefile_limit_set(cx, kind.id, limit(12, date_of(2026, 3, 1))));  /* put right */
	t_ok(casefile_clock_on(cx, kind.id, "received", date_of(2026, 3, 1), &c));
	t_int(12, c.days);
	t_text("Luật 06/2022/QH15, Điều 84", c.cite);
	t_ok(casefile_clock_on(cx, kind.id, "received", date_of(2026, 2, 28), &c));
	t_int(7, c.days);
	t_ok(casefile_clock_on(cx, kind.id, "received", date_of(2024, 12, 31), &c));
	t_int(15, c.days);
}

TEST(casefile_limit_says_everything_that_is_wrong_with_it)
{
	struct casefile_kind kind;
	struct ctx *cx = house(&kind);

	t_err(ERR_INVALID, casefile_limit_set(cx, kind.id, (struct casefile_limit){.step = "done", .from = DATE_NONE, .to = DATE_NONE, .cite = "Luật trên trời", .source = ""}));
	t_fault(cx, "step");
	t_fault(cx, "days");
	t_fault(cx, "from");
	t_fault(cx, "source");
	t_fault(cx, "cite");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_NOTFOUND, casefile_limit_set(cx, 999999, limit(10, date_of(2026, 3, 1))));
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, casefile_limit_set(cx, kind.id, limit(10, date_of(2026, 3, 1))));
}
