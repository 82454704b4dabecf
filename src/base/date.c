/* base/date.c -- the proleptic Gregorian calendar by arithmetic, without the system's time zone. */
#include "base/date.h"

enum { MS_PER_DAY = 86400000, VN_OFFSET_MS = 7 * 3600 * 1000 };

/* Days from 1970-01-01 to the first of March of the year's era, after the well-known count of 400-year eras. */
static date days_of(int y, int m, int d)
{
	int era, yoe, doy, doe;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

int date_month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	CHECK(month >= 1 && month <= 12);
	if (month == 2 && (year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)))
		return 29;
	return days[month - 1];
}

date date_of(int year, int month, int day)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > date_month_days(year, month))
		return DATE_NONE;
	return days_of(year, month, day);
}

struct ymd date_ymd(date d)
{
	int z, era, doe, yoe, doy, mp;
	struct ymd out;

	CHECK(d != DATE_NONE);
	z = d + 719468;
	era = (z >= 0 ? z : z - 146096) / 146097;
	doe = z - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	out.day = doy - (153 * mp + 2) / 5 + 1;
	out.month = mp < 10 ? mp + 3 : mp - 9;
	out.year = yoe + era * 400 + (out.month <= 2);
	return out;
}

int date_weekday(date d)
{
	int w;

	CHECK(d != DATE_NONE);
	w = (d + 3) % 7;                /* 1970-01-01 was a Thursday */
	return (w < 0 ? w + 7 : w) + 1;
}

date date_of_ms(int64_t unix_ms)
{
	int64_t local = unix_ms + VN_OFFSET_MS, day = local / MS_PER_DAY;

	if (local % MS_PER_DAY < 0)
		day--;
	return (date)day;
}

/* Reads at least min and at most max digits; -1 when there are fewer. */
static int digits(const char **p, int min, int max)
{
	int n = 0, value = 0;

	while (n < max && **p >= '0' && **p <= '9') {
		value = value * 10 + (**p - '0');
		(*p)++;
		n++;
	}
	return n < min ? -1 : value;
}

date date_from_iso(const char *text)
{
	const char *p = text;
	int y, m, d;

	if ((y = digits(&p, 4, 4)) < 0 || *p++ != '-' || (m = digits(&p, 2, 2)) < 0 || *p++ != '-' ||
	    (d = digits(&p, 2, 2)) < 0 || *p != '\0')
		return DATE_NONE;
	return date_of(y, m, d);
}

static bool is_date_mark(char c)
{
	return c == '/' || c == '-' || c == '.';
}

date date_from_vn(const char *text)
{
	const char *p = text;
	int y, m, d;

	if ((d = digits(&p, 1, 2)) < 0 || !is_date_mark(*p))
		return DATE_NONE;
	p++;
	if ((m = digits(&p, 1, 2)) < 0 || !is_date_mark(*p))
		return DATE_NONE;
	p++;
	if ((y = digits(&p, 4, 4)) < 0 || *p != '\0')
		return DATE_NONE;
	return date_of(y, m, d);
}

/* The last n digits of v, ending before `end`: pages and lists write days by the thousand. */
static void write_digits(char *end, int v, int n)
{
	for (; n > 0; n--, v /= 10)
		*--end = (char)('0' + v % 10);
}

static struct ymd four_digits(date d)
{
	struct ymd t = date_ymd(d);

	t.year = t.year < 0 ? 0 : t.year > 9999 ? 9999 : t.year;
	return t;
}

void date_write_iso(char *out, date d)
{
	struct ymd t = four_digits(d);

	memcpy(out, "yyyy-mm-dd", DATE_CHARS);
	write_digits(out + 4, t.year, 4);
	write_digits(out + 7, t.month, 2);
	write_digits(out + 10, t.day, 2);
}

void date_write_vn(char *out, date d)
{
	struct ymd t = four_digits(d);

	memcpy(out, "dd/mm/yyyy", DATE_CHARS);
	write_digits(out + 2, t.day, 2);
	write_digits(out + 5, t.month, 2);
	write_digits(out + 10, t.year, 4);
}

const char *date_iso(struct mem *m, date d)
{
	char *p;

	if (d == DATE_NONE)
		return "";
	p = mem_alloc(m, DATE_CHARS + 1);
	date_write_iso(p, d);
	return p;
}

const char *date_official(struct mem *m, date d)
{
	struct ymd y = date_ymd(d);

	return mem_text(m, "ngày %02d tháng %s%d năm %d", y.day, y.month < 3 ? "0" : "", y.month, y.year);
}

const char *date_vn(struct mem *m, date d)
{
	char *p;

	if (d == DATE_NONE)
		return "";
	p = mem_alloc(m, DATE_CHARS + 1);
	date_write_vn(p, d);
	return p;
}

const char *date_vn_ms(struct mem *m, int64_t unix_ms)
{
	date d = date_of_ms(unix_ms);
	int64_t minutes = (unix_ms + VN_OFFSET_MS - (int64_t)d * MS_PER_DAY) / 60000;
	struct ymd t = date_ymd(d);

	return mem_text(m, "%02d/%02d/%04d %02d:%02d", t.day, t.month, t.year, (int)(minutes / 60), (int)(minutes % 60));
}
