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

/* ---- the table of the manual: docs/vi/lich.md ---------------------------------------------------------------------- */

/* What a term may say; a case of the table says some of it and misses the rest. */
enum { HAS_DAY = 1, HAS_END = 2, HAS_DAYS = 4, HAS_PERIOD = 8, HAS_ALL = 15 };

static date period_end(int year, int last_month)
{
	return date_of(year, last_month, date_month_days(year, last_month));
}

/* The last day of the month, quarter, half or year around d, spelled out. */
static date round_end(enum calendar_kind kind, date d)
{
	static const int quarter[] = {3, 3, 3, 6, 6, 6, 9, 9, 9, 12, 12, 12};
	struct ymd y = date_ymd(d);

	return kind == CALENDAR_MONTH ? period_end(y.year, y.month) :
	       kind == CALENDAR_QUARTER ? period_end(y.year, quarter[y.month - 1]) :
	       kind == CALENDAR_HALF_YEAR ? period_end(y.year, y.month <= 6 ? 6 : 12) : period_end(y.year, 12);
}

/* The end as the table says it, by hand and not by the code under test: from D, E, N days and the period's last day P. */
static date end_by_table(enum calendar_kind kind, int has, date d, date e, int n, date p)
{
	bool has_day = (has & HAS_DAY) != 0, has_end = (has & HAS_END) != 0;

	switch (kind) {
	case CALENDAR_BEFORE:
		return has_day ? d - 1 : DATE_NONE;
	case CALENDAR_UNTIL:
	case CALENDAR_AROUND:
	case CALENDAR_ON:
		return has_day ? d : DATE_NONE;
	case CALENDAR_RANGE:
		return has_end ? e : DATE_NONE;
	case CALENDAR_MONTH:
	case CALENDAR_QUARTER:
	case CALENDAR_HALF_YEAR:
	case CALENDAR_YEAR:
		return (has & HAS_PERIOD) != 0 ? p : has_end ? e : has_day ? round_end(kind, d) : DATE_NONE;
	case CALENDAR_OFFSET:
		return has_day ? d - ((has & HAS_DAYS) != 0 ? n : 0) : DATE_NONE;
	case CALENDAR_RECURRING:
	case CALENDAR_FOLLOWS:
	case CALENDAR_WHEN_ARISES:
	case CALENDAR_TEXT:
	case CALENDAR_KIND_N:
		break;
	}
	return DATE_NONE;
}

static const char *period_of(enum calendar_kind kind, struct ymd y)
{
	if (kind == CALENDAR_MONTH)
		return mem_text(t_mem(), "%04d-%02d", y.year, y.month);
	if (kind == CALENDAR_QUARTER)
		return mem_text(t_mem(), "%04d-Q%d", y.year, (y.month + 2) / 3);
	if (kind == CALENDAR_HALF_YEAR)
		return mem_text(t_mem(), "%04d-H%d", y.year, y.month <= 6 ? 1 : 2);
	return mem_text(t_mem(), "%04d", y.year);
}

static void look_at(const struct calendar *c, enum calendar_kind kind, int has, date d)
{
	enum { LENGTH = 10, N = 5 };
	struct calendar_term t = {
		.kind = kind,
		.day = (has & HAS_DAY) != 0 ? d : DATE_NONE,
		.end = (has & HAS_END) != 0 ? d + LENGTH : DATE_NONE,
		.days = (has & HAS_DAYS) != 0 ? N : 0,
		.period = (has & HAS_PERIOD) != 0 ? period_of(kind, date_ymd(d)) : "",
	};
	date want = end_by_table(kind, has, d, d + LENGTH, N, round_end(kind, d));

	/* A day off is no last day: the next working day is. */
	while (want != DATE_NONE && !calendar_is_working(c, want))
		want++;
	t_int(want, calendar_last_good_day(c, &t));
}

TEST(calendar_last_good_day_follows_the_table_for_every_kind_day_and_missing_part)
{
	struct calendar weekends = {NULL, 0}, c = year_2024(t_ctx());

	for (int kind = 0; kind < CALENDAR_KIND_N; kind++) {
		for (int has = 0; has <= HAS_ALL; has++) {
			for (date d = date_of(2024, 1, 1); d <= date_of(2024, 12, 31); d++) {
				look_at(&c, (enum calendar_kind)kind, has, d);
				look_at(&weekends, (enum calendar_kind)kind, has, d);
			}
		}
	}
}

/* The shift itself, in the manual's own examples: what is written, and the last good day. */
TEST(calendar_end_on_a_day_off_moves_to_the_next_working_day)
{
	static const struct {
		int month, day, good_month, good_day;
	} cases[] = {
		{1, 12, 1, 12}, {1, 13, 1, 15}, {1, 14, 1, 15},         /* a Friday stays; Saturday and Sunday move to Monday */
		{2, 7, 2, 7}, {2, 8, 2, 15}, {2, 10, 2, 15}, {2, 14, 2, 15},    /* Tết and the days in lieu move behind it */
		{4, 27, 5, 2}, {4, 29, 5, 2}, {5, 1, 5, 2},             /* a weekend, a day exchanged and two holidays in one */
		{5, 4, 5, 4}, {5, 5, 5, 6},                             /* the Saturday worked for it is a working day */
		{9, 1, 9, 4}, {9, 2, 9, 4}, {9, 3, 9, 4}, {11, 30, 12, 2},
	};
	struct calendar c = year_2024(t_ctx());

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct calendar_term t = {.kind = CALENDAR_UNTIL, .day = date_of(2024, cases[i].month, cases[i].day),
		                          .end = DATE_NONE, .period = ""};

		t_int(date_of(2024, cases[i].good_month, cases[i].good_day), calendar_last_good_day(&c, &t));
	}
}

TEST(calendar_term_with_a_period_that_is_none_is_never_late)
{
	struct calendar c = {NULL, 0};
	struct calendar_term t = {.kind = CALENDAR_MONTH, .day = date_of(2024, 3, 1), .end = DATE_NONE, .period = "2024-13"};

	t_int(DATE_NONE, calendar_last_good_day(&c, &t));
}

TEST(calendar_state_of_a_day_turns_near_in_time_and_late_only_after_it)
{
	date good = date_of(2024, 6, 14);
	int left;

	for (int k = -400; k <= 400; k++) {
		enum calendar_state want = k < 0 ? CALENDAR_LATE : k <= CALENDAR_NEAR_DAYS ? CALENDAR_NEAR : CALENDAR_AHEAD;

		t_int(want, calendar_state_on(good, good - k, &left));
		t_int(k, left);
	}
	t_int(CALENDAR_NEVER, calendar_state_on(DATE_NONE, good, &left));
	t_int(0, left);
}

TEST(calendar_of_two_milestones_the_one_that_can_still_be_met_presses)
{
	static const enum calendar_state order[] = {CALENDAR_NEVER, CALENDAR_LATE, CALENDAR_AHEAD, CALENDAR_NEAR};

	for (size_t a = 0; a < COUNT(order); a++) {
		for (size_t b = 0; b < COUNT(order); b++)
			t_int(order[a > b ? a : b], calendar_pressing(order[a], order[b]));
	}
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
	                                     "2024-05-01\toff\t\tb\n2024-05-01\n2024-05-01\toff\ta\tb\tmaybe\n", &n));
	t_fault(cx, "dòng 2");
	t_fault(cx, "dòng 3");
	t_fault(cx, "dòng 4");
	t_fault(cx, "dòng 5");
	t_fault(cx, "dòng 6");
	t_fault(cx, "dòng 7");
}

TEST(calendar_expected_days_count_until_announced_ones_take_their_place)
{
	struct ctx *cx = t_ctx();
	struct calendar c;
	int64_t n;

	t_ok(calendar_take(cx, "2029-02-12\toff\tTết\tchưa công bố\texpected\n2029-02-13\toff\tTết\tchưa công bố\texpected\n", &n));
	t_int(2, n);
	t_ok(calendar_load(cx, &c));
	t_true(calendar_find(&c, date_of(2029, 2, 12))->is_expected);
	t_false(calendar_is_working(&c, date_of(2029, 2, 12)));
	/* Announced: one of them, and the other is an ordinary Monday after all. */
	t_ok(calendar_take(cx, "2029-02-12\tweek\tKhông nghỉ\tThông báo 1\n2029-02-13\toff\tTết\tThông báo 1\n", &n));
	t_int(2, n);
	t_ok(calendar_load(cx, &c));
	t_true(calendar_is_working(&c, date_of(2029, 2, 12)));
	t_false(calendar_find(&c, date_of(2029, 2, 13))->is_expected);
	/* What was expected never takes the place of what is announced. */
	t_ok(calendar_take(cx, "2029-02-12\toff\tTết\tchưa công bố\texpected\n2029-02-13\toff\tTết\tchưa công bố\texpected\n", &n));
	t_int(0, n);
	t_ok(calendar_load(cx, &c));
	t_true(calendar_is_working(&c, date_of(2029, 2, 12)));
	t_text("Thông báo 1", calendar_find(&c, date_of(2029, 2, 13))->source);
}
