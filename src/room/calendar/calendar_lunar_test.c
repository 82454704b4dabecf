/* room/calendar/calendar_lunar_test.c -- the lunar calendar against the almanac of eighty-three years, and the days of
 * every data file against both the lunar calendar and the law. */
#include "room/calendar/calendar.h"

#include "base/text.h"
#include "test/t.h"

/* Tết of 1968 … 2050 by the civil almanac. Where Việt Nam and China part (Tết of 1968, 1969, 1985, 2007, 2030) it is the
 * Vietnamese day. */
static const struct {
	int month, day;
} TET[] = {
	{1, 29}, {2, 16}, {2, 6}, {1, 27}, {2, 15}, {2, 3}, {1, 23}, {2, 11}, {1, 31}, {2, 18}, {2, 7}, {1, 28}, {2, 16},
	{2, 5}, {1, 25}, {2, 13}, {2, 2}, {1, 21}, {2, 9}, {1, 29}, {2, 17}, {2, 6}, {1, 27}, {2, 15}, {2, 4}, {1, 23},
	{2, 10}, {1, 31}, {2, 19}, {2, 7}, {1, 28}, {2, 16}, {2, 5}, {1, 24}, {2, 12}, {2, 1}, {1, 22}, {2, 9}, {1, 29},
	{2, 17}, {2, 7}, {1, 26}, {2, 14}, {2, 3}, {1, 23}, {2, 10}, {1, 31}, {2, 19}, {2, 8}, {1, 28}, {2, 16}, {2, 5},
	{1, 25}, {2, 12}, {2, 1}, {1, 22}, {2, 10}, {1, 29}, {2, 17}, {2, 6}, {1, 26}, {2, 13}, {2, 2}, {1, 23}, {2, 11},
	{1, 31}, {2, 19}, {2, 8}, {1, 28}, {2, 15}, {2, 4}, {1, 24}, {2, 12}, {2, 1}, {1, 22}, {2, 10}, {1, 30}, {2, 17},
	{2, 6}, {1, 26}, {2, 14}, {2, 2}, {1, 23},
};

/* Year, number and first day of every leap month. That of 1985 is the second (China's was the tenth of 1984). */
static const struct {
	int year, leap, month, day;
} LEAPS[] = {
	{1968, 7, 8, 24}, {1971, 5, 6, 23}, {1974, 4, 5, 22}, {1976, 8, 9, 24}, {1979, 6, 7, 24}, {1982, 4, 5, 23},
	{1985, 2, 3, 21}, {1987, 7, 8, 24}, {1990, 5, 6, 23}, {1993, 3, 4, 22}, {1995, 8, 9, 24}, {1998, 5, 6, 24},
	{2001, 4, 5, 23}, {2004, 2, 3, 21}, {2006, 7, 8, 24}, {2009, 5, 6, 23}, {2012, 4, 5, 21}, {2014, 9, 10, 24},
	{2017, 6, 7, 23}, {2020, 4, 5, 23}, {2023, 2, 3, 22}, {2025, 6, 7, 25}, {2028, 5, 6, 23}, {2031, 3, 4, 21},
	{2033, 11, 12, 22}, {2036, 6, 7, 23}, {2039, 5, 6, 22}, {2042, 2, 3, 22}, {2044, 7, 8, 23}, {2047, 5, 6, 23},
	{2050, 3, 4, 21},
};

enum { FILE_FIRST = 2020, FILE_LAST = 2030, FILE_EXPECTED = 2027 };

TEST(calendar_lunar_new_year_is_that_of_the_almanac_from_1968_to_2050)
{
	struct calendar_lunar l;

	t_int(CALENDAR_LUNAR_LAST - CALENDAR_LUNAR_FIRST + 1, COUNT(TET));
	for (int i = 0; i < (int)COUNT(TET); i++) {
		date d = date_of(CALENDAR_LUNAR_FIRST + i, TET[i].month, TET[i].day);

		l = (struct calendar_lunar){CALENDAR_LUNAR_FIRST + i, 1, 1, false};
		t_int(d, calendar_lunar_day(&l));
	}
}

TEST(calendar_lunar_leap_months_are_those_of_the_almanac)
{
	size_t n = 0;

	for (int year = CALENDAR_LUNAR_FIRST; year <= CALENDAR_LUNAR_LAST; year++) {
		for (int month = 1; month <= 12; month++) {
			struct calendar_lunar l = {year, month, 1, true};
			date d = calendar_lunar_day(&l);

			if (d == DATE_NONE)
				continue;
			t_true(n < COUNT(LEAPS));
			t_int(LEAPS[n].year, year);
			t_int(LEAPS[n].leap, month);
			t_int(date_of(year, LEAPS[n].month, LEAPS[n].day), d);
			n++;
		}
	}
	t_int(COUNT(LEAPS), n);
}

/* Every day follows the one before: the next of its month, or the first of the next month, which may be a leap one. */
static void follows(const struct calendar_lunar *was, const struct calendar_lunar *is)
{
	bool is_leap_next = is->is_leap && !was->is_leap && is->month == was->month;

	if (is->day > 1) {
		t_int(was->day + 1, is->day);
		t_true(was->month == is->month && was->is_leap == is->is_leap && was->year == is->year);
		return;
	}
	t_true(was->day == 29 || was->day == 30);
	t_int(is_leap_next ? was->month : was->month % 12 + 1, is->month);
	t_int(was->year + (is->month == 1 && was->month == 12), is->year);
}

TEST(calendar_lunar_days_follow_one_another_and_lead_back)
{
	date first = date_of(CALENDAR_LUNAR_FIRST, 1, 1), last = date_of(CALENDAR_LUNAR_LAST, 12, 31);
	struct calendar_lunar was, is;

	t_true(calendar_lunar_of(first, &was));
	for (date d = first + 1; d <= last; d++, was = is) {
		t_true(calendar_lunar_of(d, &is));
		follows(&was, &is);
		t_int(d, calendar_lunar_day(&is));
	}
	t_false(calendar_lunar_of(first - 1, &is));
	t_false(calendar_lunar_of(last + 1, &is));
	t_false(calendar_lunar_of(DATE_NONE, &is));
}

TEST(calendar_lunar_days_that_are_not_are_none)
{
	static const struct calendar_lunar bad[] = {
		{2026, 0, 1, false}, {2026, 13, 1, false}, {2026, 1, 0, false}, {2026, 1, 31, false}, {2026, 6, 1, true},
		{2025, 12, 30, false}, {1966, 12, 1, false}, {2051, 1, 1, false}, {2050, 12, 20, false}, {2025, 6, 30, true}};

	for (size_t i = 0; i < COUNT(bad); i++)
		t_int(DATE_NONE, calendar_lunar_day(&bad[i]));
}

TEST(calendar_lunar_dates_have_their_vietnamese_names)
{
	static const struct {
		int year, month, day;
		const char *words;
	} cases[] = {
		{2026, 2, 17, "mùng 1 tháng Giêng năm Bính Ngọ"}, {2026, 2, 16, "ngày 29 tháng Chạp năm Ất Tỵ"},
		{2026, 4, 26, "mùng 10 tháng 3 năm Bính Ngọ"}, {2025, 8, 8, "ngày 15 tháng 6 nhuận năm Ất Tỵ"},
		{1985, 1, 21, "mùng 1 tháng Giêng năm Ất Sửu"}, {1985, 1, 20, "ngày 30 tháng Chạp năm Giáp Tý"},
		{2024, 2, 10, "mùng 1 tháng Giêng năm Giáp Thìn"},
	};
	struct calendar_lunar l;

	for (size_t i = 0; i < COUNT(cases); i++) {
		t_true(calendar_lunar_of(date_of(cases[i].year, cases[i].month, cases[i].day), &l));
		t_text(cases[i].words, calendar_lunar_words(t_mem(), &l));
	}
}

/* ---- the data files -------------------------------------------------------------------------------------------------- */

static struct calendar office_days(struct ctx *cx)
{
	struct calendar c;
	int64_t n;

	for (int year = FILE_FIRST; year <= FILE_LAST; year++)
		t_ok(calendar_take(cx, t_source(mem_text(t_mem(), "data/calendar/%d.tsv", year)), &n));
	t_ok(calendar_load(cx, &c));
	return c;
}

static bool is_named(const struct calendar *c, date d, const char *name)
{
	const struct calendar_day *day = calendar_find(c, d);

	return day != NULL && !day->is_working && text_is(day->name, name);
}

TEST(calendar_files_call_each_day_of_tet_by_its_lunar_date)
{
	struct calendar c = office_days(t_ctx());
	int tet[FILE_LAST - FILE_FIRST + 1] = {0};
	struct calendar_lunar l;

	for (size_t i = 0; i < c.n; i++) {
		const struct calendar_day *d = &c.days[i];
		const char *lunar;

		if (strstr(d->name, "Tết Nguyên đán (") == NULL)
			continue;
		t_true(calendar_lunar_of(d->day, &l));
		t_true(l.month == 1 || l.month == 12);
		lunar = mem_text(t_mem(), l.month == 1 ? "(mùng %d)" : "(%d tháng Chạp)", l.day);
		t_true(text_ends(d->name, lunar));
		tet[date_ymd(d->day).year - FILE_FIRST] += text_starts(d->name, "Tết");
	}
	/* Five days by the law, and the first of the year is one of them. */
	for (int year = FILE_FIRST; year <= FILE_LAST; year++) {
		l = (struct calendar_lunar){year, 1, 1, false};
		t_int(5, tet[year - FILE_FIRST]);
		t_true(is_named(&c, calendar_lunar_day(&l), "Tết Nguyên đán (mùng 1)"));
	}
}

TEST(calendar_files_hold_the_holidays_of_the_law_and_gio_to_by_the_moon)
{
	struct calendar c = office_days(t_ctx());

	for (int year = FILE_FIRST; year <= FILE_LAST; year++) {
		struct calendar_lunar l = {year, 3, 10, false};
		int national = 0, gio_to = 0;

		t_true(is_named(&c, date_of(year, 1, 1), "Tết Dương lịch"));
		t_true(is_named(&c, calendar_lunar_day(&l), "Giỗ Tổ Hùng Vương (10/3 âm lịch)"));
		t_true(is_named(&c, date_of(year, 4, 30), "Ngày Chiến thắng"));
		t_true(is_named(&c, date_of(year, 5, 1), "Ngày Quốc tế Lao động"));
		t_int(year >= 2026, is_named(&c, date_of(year, 11, 24), "Ngày Văn hóa Việt Nam"));
		for (size_t i = 0; i < c.n; i++) {
			bool is_of = date_ymd(c.days[i].day).year == year;

			national += is_of && text_starts(c.days[i].name, "Quốc khánh");
			gio_to += is_of && text_starts(c.days[i].name, "Giỗ Tổ");
		}
		t_int(1, gio_to);
		t_int(year < 2021 ? 1 : 2, national);
		t_true(is_named(&c, date_of(year, 9, 2), "Quốc khánh"));
	}
}

/* The holidays of the law that fall on the weekly days of rest are as many as the days given in lieu. Of the Culture Day,
 * which is no day of Điều 112, no law gives one. */
TEST(calendar_files_give_a_day_in_lieu_for_each_holiday_at_a_weekend)
{
	struct calendar c = office_days(t_ctx());

	for (int year = FILE_FIRST; year <= FILE_LAST; year++) {
		int weekend = 0, in_lieu = 0;

		for (size_t i = 0; i < c.n; i++) {
			const struct calendar_day *d = &c.days[i];
			bool is_in_lieu = text_starts(d->name, "Nghỉ bù");

			if (date_ymd(d->day).year != year || d->is_working)
				continue;
			t_true(!is_in_lieu || date_weekday(d->day) <= 5);
			in_lieu += is_in_lieu;
			weekend += !is_in_lieu && date_weekday(d->day) > 5 && !text_starts(d->name, "Ngày Văn hóa");
		}
		t_int(weekend, in_lieu);
	}
}

TEST(calendar_files_work_one_saturday_for_each_day_exchanged)
{
	struct calendar c = office_days(t_ctx());
	int off = 0, worked = 0;

	for (size_t i = 0; i < c.n; i++) {
		const struct calendar_day *d = &c.days[i];

		off += text_starts(d->name, "Nghỉ hoán đổi");
		worked += d->is_working;
		t_true(!d->is_working || date_weekday(d->day) == 6);
		t_true(*d->source != '\0');
		t_true(!d->is_expected || date_ymd(d->day).year >= FILE_EXPECTED);
	}
	t_int(4, off);
	t_int(4, worked);
}
