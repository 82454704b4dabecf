/* room/calendar/calendar_test.c -- working days of 2024 and lateness for every kind, day by day. */
#include "room/calendar/calendar.h"

#include "test/t.h"

static struct calendar year_2024(struct ctx *cx)
{
	struct calendar c;
	int64_t n;

	t_ok(calendar_take(cx, t_source("data/calendar/2024.tsv"), &n));
	t_ok(calendar_load(cx, &c));
	t_true(c.n > 0);
	return c;
}

TEST(calendar_knows_the_free_days_of_2024)
{
	struct calendar c = year_2024(t_ctx());

	t_false(calendar_is_working(&c, date_of(2024, 1, 1)));
	t_true(calendar_is_working(&c, date_of(2024, 2, 7)));
	for (int day = 8; day <= 14; day++)
		t_false(calendar_is_working(&c, date_of(2024, 2, day)));
	t_true(calendar_is_working(&c, date_of(2024, 2, 15)));
	t_false(calendar_is_working(&c, date_of(2024, 4, 18)));
	t_false(calendar_is_working(&c, date_of(2024, 4, 29)));
	t_true(calendar_is_working(&c, date_of(2024, 5, 4)));
	t_false(calendar_is_working(&c, date_of(2024, 5, 5)));
	t_false(calendar_is_working(&c, date_of(2024, 9, 3)));
	t_true(calendar_is_working(&c, date_of(2024, 9, 4)));
	/* 262 days from Monday to Friday, 12 of them free, one Saturday worked. */
	t_int(262 - 12 + 1 + 1 - 1, calendar_working_between(&c, date_of(2024, 1, 1), date_of(2024, 12, 31)));
}

TEST(calendar_counts_working_days_both_ways)
{
	struct calendar c = year_2024(t_ctx());
	date before_tet = date_of(2024, 2, 7), after_tet = date_of(2024, 2, 15);

	t_int(after_tet, calendar_add_working(&c, before_tet, 1));
	t_int(before_tet, calendar_add_working(&c, after_tet, -1));
	t_int(before_tet, calendar_add_working(&c, before_tet, 0));
	t_int(after_tet, calendar_next_working(&c, date_of(2024, 2, 8)));
	t_int(2, calendar_working_between(&c, before_tet, after_tet));
	t_int(0, calendar_working_between(&c, after_tet, before_tet));
}

TEST(calendar_kinds_have_names_that_lead_back)
{
	enum calendar_kind k;

	for (int i = 0; i < CALENDAR_KIND_N; i++) {
		t_true(calendar_kind_from(calendar_kind_name((enum calendar_kind)i), &k));
		t_int(i, k);
	}
	t_false(calendar_kind_from("sometime", &k));
	t_false(calendar_kind_from("", &k));
}

TEST(calendar_periods_have_a_first_and_a_last_day)
{
	static const struct {
		const char *period;
		int m1, m2;
	} cases[] = {{"2024", 1, 12}, {"2024-H1", 1, 6}, {"2024-H2", 7, 12}, {"2024-Q1", 1, 3}, {"2024-Q4", 10, 12},
	             {"2024-02", 2, 2}, {"2024-12", 12, 12}};
	static const char *const bad[] = {"", "24", "2024-", "2024-13", "2024-00", "2024-Q5", "2024-Q0", "2024-H3", "2024-1",
	                                  "2024-Qx", "2024-01-01", "x024", "0000"};
	date first, last;

	for (size_t i = 0; i < COUNT(cases); i++) {
		t_true(calendar_period(cases[i].period, &first, &last));
		t_int(date_of(2024, cases[i].m1, 1), first);
		t_int(date_of(2024, cases[i].m2, date_month_days(2024, cases[i].m2)), last);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		t_false(calendar_period(bad[i], &first, &last));
}

/* The end as the table of the manual says it, by hand and not by the code under test. */
static date end_by_table(enum calendar_kind kind, date d)
{
	struct ymd y = date_ymd(d);

	switch (kind) {
	case CALENDAR_BEFORE:
		return d - 1;
	case CALENDAR_UNTIL:
	case CALENDAR_AROUND:
	case CALENDAR_ON:
		return d;
	case CALENDAR_RANGE:
		return d + 10;
	case CALENDAR_MONTH:
		return date_of(y.year, y.month, date_month_days(y.year, y.month));
	case CALENDAR_QUARTER:
		return y.month <= 3 ? date_of(y.year, 3, 31) : y.month <= 6 ? date_of(y.year, 6, 30) :
		       y.month <= 9 ? date_of(y.year, 9, 30) : date_of(y.year, 12, 31);
	case CALENDAR_HALF_YEAR:
		return y.month <= 6 ? date_of(y.year, 6, 30) : date_of(y.year, 12, 31);
	case CALENDAR_YEAR:
		return date_of(y.year, 12, 31);
	case CALENDAR_OFFSET:
		return d - 5;
	case CALENDAR_RECURRING:
	case CALENDAR_FOLLOWS:
	case CALENDAR_WHEN_ARISES:
	case CALENDAR_TEXT:
	case CALENDAR_KIND_N:
		break;
	}
	return DATE_NONE;
}

static void look_at(const struct calendar *c, enum calendar_kind kind, date d)
{
	struct calendar_term t = {.kind = kind, .day = d, .end = kind == CALENDAR_RANGE ? d + 10 : DATE_NONE, .days = 5,
	                          .period = ""};
	date want = end_by_table(kind, d), got = calendar_last_good_day(c, &t);

	if (want == DATE_NONE) {
		t_int(DATE_NONE, got);
		t_int(CALENDAR_NEVER, calendar_state(c, &t, d + 1000, 7));
		return;
	}
	while (!calendar_is_working(c, want))
		want++;
	t_int(want, got);
	t_int(CALENDAR_NEAR, calendar_state(c, &t, got, 7));
	t_int(CALENDAR_NEAR, calendar_state(c, &t, got - 7, 7));
	t_int(CALENDAR_AHEAD, calendar_state(c, &t, got - 8, 7));
	t_int(CALENDAR_LATE, calendar_state(c, &t, got + 1, 7));
	t_int(0, calendar_days_left(c, &t, got));
	t_int(-1, calendar_days_left(c, &t, got + 1));
}

TEST(calendar_last_good_day_follows_the_table_for_every_kind_and_day)
{
	struct calendar c = year_2024(t_ctx());

	for (int kind = 0; kind < CALENDAR_KIND_N; kind++) {
		for (date d = date_of(2024, 1, 1); d <= date_of(2024, 12, 31); d++)
			look_at(&c, (enum calendar_kind)kind, d);
	}
}

TEST(calendar_terms_without_a_day_are_never_late)
{
	struct calendar c = {NULL, 0};
	struct calendar_term t = {.day = DATE_NONE, .end = DATE_NONE, .period = ""};

	for (int kind = 0; kind < CALENDAR_KIND_N; kind++) {
		t.kind = (enum calendar_kind)kind;
		t_int(DATE_NONE, calendar_last_good_day(&c, &t));
		t_int(CALENDAR_NEVER, calendar_state(&c, &t, date_of(2024, 1, 1), 7));
	}
	t.kind = CALENDAR_MONTH;
	t.period = "2024-12";
	t_int(date_of(2024, 12, 31), calendar_last_good_day(&c, &t));
}

TEST(calendar_before_15_january_2024_ends_on_the_14th_moved_to_monday)
{
	struct calendar c = year_2024(t_ctx());
	struct calendar_term t = {.kind = CALENDAR_BEFORE, .day = date_of(2024, 1, 15), .end = DATE_NONE, .period = ""};

	/* The 14th is a Sunday. */
	t_int(date_of(2024, 1, 15), calendar_last_good_day(&c, &t));
	t.day = date_of(2024, 2, 29);
	t_int(date_of(2024, 2, 28), calendar_last_good_day(&c, &t));
}

TEST(calendar_take_is_repeatable_and_replaces_what_differs)
{
	struct ctx *cx = t_ctx();
	struct calendar c = year_2024(cx);
	size_t before = c.n;
	int64_t n;

	t_ok(calendar_take(cx, t_source("data/calendar/2024.tsv"), &n));
	t_int(0, n);
	t_ok(calendar_take(cx, "2024-09-03\toff\tQuốc khánh\tnguồn khác\n", &n));
	t_int(1, n);
	t_ok(calendar_load(cx, &c));
	t_int(before, c.n);
	t_text("nguồn khác", calendar_find(&c, date_of(2024, 9, 3))->source);
}

TEST(calendar_take_lists_every_bad_line)
{
	struct ctx *cx = t_ctx();
	int64_t n;

	t_err(ERR_INVALID, calendar_take(cx, "# ghi chú\nngày mai\toff\ta\tb\n2024-05-01\tfree\ta\tb\n2024-05-01\twork\ta\tb\n"
	                                     "2024-05-01\toff\t\tb\n2024-05-01\n", &n));
	t_fault(cx, "dòng 2");
	t_fault(cx, "dòng 3");
	t_fault(cx, "dòng 4");
	t_fault(cx, "dòng 5");
	t_fault(cx, "dòng 6");
}
