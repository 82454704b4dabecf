/* base/date_test.c -- days. */
#include "base/date.h"

#include "tests/t.h"

TEST(date_every_day_of_the_calendar_goes_there_and_back)
{
	date expected = date_of(1, 1, 1);
	int days = 0, weekday = date_weekday(expected);

	for (int y = 1; y <= 9999; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= date_month_days(y, m); d++) {
				date got = date_of(y, m, d);
				struct ymd t = date_ymd(got);

				if (got != expected || t.year != y || t.month != m || t.day != d ||
				    date_weekday(got) != weekday)
					t_int(expected, got);
				expected++;
				days++;
				weekday = weekday % 7 + 1;
			}
	t_int(3652059, days);
	t_int(0, date_of(1970, 1, 1));
	t_int(4, date_weekday(0));
	t_int(2, date_weekday(date_of(2024, 3, 5)));
}

TEST(date_there_is_no_thirtieth_of_february)
{
	t_int(DATE_NONE, date_of(2024, 2, 30));
	t_true(date_of(2024, 2, 29) != DATE_NONE);
	t_int(DATE_NONE, date_of(2023, 2, 29));
	t_int(DATE_NONE, date_of(1900, 2, 29));
	t_true(date_of(2000, 2, 29) != DATE_NONE);
	t_int(DATE_NONE, date_of(0, 1, 1));
	t_int(DATE_NONE, date_of(10000, 1, 1));
	t_int(DATE_NONE, date_of(2024, 13, 1));
	t_int(DATE_NONE, date_of(2024, 1, 0));
}

TEST(date_is_read_only_as_it_is_written)
{
	static const char *const bad_iso[] = {"", "2024-1-05", "2024-01-5", "2024-01-05 ", " 2024-01-05", "2024/01/05",
		"24-01-05", "2024-02-30", "20240105", "2024-01-05T00", "-024-01-05"};
	static const char *const bad_vn[] = {"", "5/3", "5/3/24", "5/3/2024x", "32/1/2024", "5//3/2024", "a/3/2024"};

	t_int(date_of(2024, 1, 5), date_from_iso("2024-01-05"));
	for (size_t i = 0; i < COUNT(bad_iso); i++)
		t_int(DATE_NONE, date_from_iso(bad_iso[i]));
	t_int(date_of(2024, 3, 5), date_from_vn("5/3/2024"));
	t_int(date_of(2024, 3, 5), date_from_vn("05-03-2024"));
	t_int(date_of(2024, 3, 5), date_from_vn("05.3.2024"));
	for (size_t i = 0; i < COUNT(bad_vn); i++)
		t_int(DATE_NONE, date_from_vn(bad_vn[i]));
}

TEST(date_is_shown_in_both_forms)
{
	t_text("2024-03-05", date_iso(t_mem(), date_of(2024, 3, 5)));
	t_text("05/03/2024", date_vn(t_mem(), date_of(2024, 3, 5)));
	t_text("0001-01-01", date_iso(t_mem(), date_of(1, 1, 1)));
	t_text("", date_iso(t_mem(), DATE_NONE));
	t_text("", date_vn(t_mem(), DATE_NONE));
}

TEST(date_of_an_instant_is_the_day_in_viet_nam)
{
	int64_t midnight = INT64_C(1709571600000);      /* 2024-03-05 00:00 in Việt Nam */

	t_int(date_of(2024, 3, 5), date_of_ms(midnight));
	t_int(date_of(2024, 3, 4), date_of_ms(midnight - 1));
	t_text("05/03/2024 00:00", date_vn_ms(t_mem(), midnight));
	t_text("04/03/2024 23:59", date_vn_ms(t_mem(), midnight - 1));
	t_int(date_of(1969, 12, 31), date_of_ms(-INT64_C(7 * 3600 * 1000) - 1));
	t_text("31/12/1969 23:59", date_vn_ms(t_mem(), -INT64_C(7 * 3600 * 1000) - 1));
}
