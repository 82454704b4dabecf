/* room/calendar/calendar_lunar.c -- the Vietnamese lunar calendar, reckoned from where the Moon and the Sun stand.
 *
 * Two questions are asked of the sky: on which day in Việt Nam does the k-th new moon fall, and in which of the twelve
 * signs (30 degrees of the ecliptic each) does the Sun stand when a day begins there. Everything else is counting. The
 * series are Meeus's (see calendar.h); their terms are tables of numbers, written down once. */
#include <math.h>

#include "room/calendar/calendar.h"

#define DEGREE (3.14159265358979323846 / 180)
#define EPOCH_JD 2440587.5              /* 1970-01-01 0h UT */
#define VN_DAYS (7.0 / 24)              /* the clock of Việt Nam is ahead of UT by this part of a day */
#define MONTH_DAYS 29.530588861
enum { SIGN_WINTER = 9 };               /* the sign that the Sun enters at the winter solstice: 270 degrees */

static double sin_deg(double degrees)
{
	return sin(fmod(degrees, 360) * DEGREE);
}

/* How far dynamical time is ahead of the Earth's rotation, in days: seen until 2025, expected after. */
static double delta_t(double year)
{
	static const double seconds[] = {33.2, 40.2, 50.5, 56.9, 63.8, 66.1, 69.4, 70.0, 73.0, 77.0};    /* 1960, 1970, … 2050 */
	double at = (year - 1960) / 10;
	int i = at < 0 ? 0 : at >= COUNT(seconds) - 1 ? (int)COUNT(seconds) - 2 : (int)at;

	return (seconds[i] + (seconds[i + 1] - seconds[i]) * (at - i)) / 86400;
}

/* ---- the Moon ------------------------------------------------------------------------------------------------------ */

/* Terms of the true new moon: hundred-thousandths of a day; how often the anomaly of the Sun (which also scales the term
 * by the eccentricity of the Earth's orbit), that of the Moon and the Moon's latitude go in. */
static const struct {
	double amount;
	int sun, moon, latitude;
} MOON_TERMS[] = {
	{-40720, 0, 1, 0}, {17241, 1, 0, 0}, {1608, 0, 2, 0}, {1039, 0, 0, 2}, {739, -1, 1, 0}, {-514, 1, 1, 0},
	{208, 2, 0, 0}, {-111, 0, 1, -2}, {-57, 0, 1, 2}, {56, 1, 2, 0}, {-42, 0, 3, 0}, {42, 1, 0, 2}, {38, 1, 0, -2},
	{-24, -1, 2, 0}, {-7, 2, 1, 0}, {4, 0, 2, -2}, {4, 3, 0, 0}, {3, 1, 1, -2}, {3, 0, 2, 2}, {-3, 1, 1, 2},
	{3, -1, 1, 2}, {-2, -1, 1, -2}, {-2, 1, 3, 0}, {2, 0, 4, 0},
};

/* What the planets add: millionths of a day, and an angle that grows with the number of the moon. */
static const struct {
	double amount, degrees, each;
} PLANET_TERMS[] = {
	{325, 299.77, 0.107408}, {165, 251.88, 0.016321}, {164, 251.83, 26.651886}, {126, 349.42, 36.412478},
	{110, 84.66, 18.206239}, {62, 141.74, 53.303771}, {60, 207.14, 2.453732}, {56, 154.84, 7.306860},
	{47, 34.52, 27.261239}, {42, 207.19, 0.121824}, {40, 291.34, 1.844379}, {37, 161.72, 24.198154},
	{35, 239.56, 25.513099}, {23, 331.55, 3.592518},
};

/* The day in Việt Nam of the k-th new moon; the 0th is that of 6 January 2000. */
static date new_moon(int k)
{
	double t = k / 1236.85, t2 = t * t, t3 = t2 * t, jd, days = 0;
	double eccentricity = 1 - 0.002516 * t - 0.0000074 * t2;
	double sun = 2.5534 + 29.10535670 * k - 0.0000014 * t2 - 0.00000011 * t3;
	double moon = 201.5643 + 385.81693528 * k + 0.0107582 * t2 + 0.00001238 * t3;
	double latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t2 - 0.00000227 * t3;
	double node = 124.7746 - 1.56375588 * k + 0.0020672 * t2 + 0.00000215 * t3;

	for (size_t i = 0; i < COUNT(MOON_TERMS); i++)
		days += MOON_TERMS[i].amount * 1e-5 * pow(eccentricity, abs(MOON_TERMS[i].sun)) *
		        sin_deg(MOON_TERMS[i].sun * sun + MOON_TERMS[i].moon * moon + MOON_TERMS[i].latitude * latitude);
	days -= 17e-5 * sin_deg(node);
	for (size_t i = 0; i < COUNT(PLANET_TERMS); i++)
		days += PLANET_TERMS[i].amount * 1e-6 *
		        sin_deg(PLANET_TERMS[i].degrees + PLANET_TERMS[i].each * k - (i == 0 ? 0.009173 * t2 : 0));
	jd = 2451550.09766 + MONTH_DAYS * k + 0.00015437 * t2 - 0.000000150 * t3 + days;
	return (date)floor(jd - delta_t(2000 + t * 100) - EPOCH_JD + VN_DAYS);
}

/* ---- the Sun ------------------------------------------------------------------------------------------------------- */

/* The sign, 0 … 11, in which the Sun stands when the day begins in Việt Nam. */
static int sun_sign(date d)
{
	double jd = d + EPOCH_JD - VN_DAYS, t, anomaly, centre, longitude;

	t = (jd + delta_t(2000 + (jd - 2451545) / 365.25) - 2451545) / 36525;
	anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t * t;
	centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin_deg(anomaly) +
	         (0.019993 - 0.000101 * t) * sin_deg(2 * anomaly) + 0.000289 * sin_deg(3 * anomaly);
	longitude = 280.46646 + 36000.76983 * t + 0.0003032 * t * t + centre - 0.00569 -
	            0.00478 * sin_deg(125.04 - 1934.136 * t);
	return (int)floor((longitude - 360 * floor(longitude / 360)) / 30);
}

/* ---- months ---------------------------------------------------------------------------------------------------------- */

/* The number of the moon whose month the day lies in. */
static int moon_of(date d)
{
	int k = (int)floor((d - date_of(2000, 1, 6)) / MONTH_DAYS);

	while (new_moon(k + 1) <= d)
		k++;
	while (new_moon(k) > d)
		k--;
	return k;
}

/* The months from the 11th of one year up to the 11th of the next. */
struct months {
	int year;                       /* in whose December the first one's solstice lies */
	int first, n;                   /* the moon of the 11th month; 12 or 13 */
	int leap;                       /* how far from the first the leap month is; 0 for none */
};

/* The moon of the month in which the Sun reaches its winter solstice. */
static int eleventh(int year)
{
	int k = moon_of(date_of(year, 12, 31));

	return sun_sign(new_moon(k)) >= SIGN_WINTER ? k - 1 : k;
}

static struct months months_of(int year)
{
	struct months m = {.year = year, .first = eleventh(year)};

	m.n = eleventh(year + 1) - m.first;
	for (int i = 1; m.n == 13 && m.leap == 0 && i < m.n; i++)
		if (sun_sign(new_moon(m.first + i)) == sun_sign(new_moon(m.first + i + 1)))
			m.leap = i;
	return m;
}

static bool is_known(date d)
{
	return d != DATE_NONE && d >= date_of(CALENDAR_LUNAR_FIRST, 1, 1) && d <= date_of(CALENDAR_LUNAR_LAST, 12, 31);
}

bool calendar_lunar_of(date d, struct calendar_lunar *out)
{
	struct months m;
	int k, n;

	if (!is_known(d))
		return false;
	k = moon_of(d);
	m = months_of(date_ymd(d).year);
	if (k < m.first)
		m = months_of(m.year - 1);
	n = k - m.first;
	out->is_leap = m.leap != 0 && n == m.leap;
	n -= m.leap != 0 && n >= m.leap;
	out->month = (n + 10) % 12 + 1;
	out->year = m.year + (n >= 2);
	out->day = d - new_moon(k) + 1;
	return true;
}

date calendar_lunar_day(const struct calendar_lunar *l)
{
	struct months m;
	date first;
	int n = l->month >= 11 ? l->month - 11 : l->month + 1;

	if (l->year < CALENDAR_LUNAR_FIRST - 1 || l->year > CALENDAR_LUNAR_LAST || l->month < 1 || l->month > 12 || l->day < 1)
		return DATE_NONE;
	m = months_of(l->month >= 11 ? l->year : l->year - 1);
	if (l->is_leap && m.leap != n + 1)
		return DATE_NONE;
	n += m.leap != 0 && (l->is_leap || n >= m.leap);
	first = new_moon(m.first + n);
	if (first + l->day > new_moon(m.first + n + 1) || !is_known(first + l->day - 1))
		return DATE_NONE;
	return first + l->day - 1;
}

const char *calendar_lunar_words(struct mem *m, const struct calendar_lunar *l)
{
	static const char *const stems[] = {"Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"};
	static const char *const branches[] = {
		"Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"};
	const char *month = l->month == 1 ? "Giêng" : l->month == 12 ? "Chạp" : mem_text(m, "%d", l->month);

	return mem_text(m, "%s %d tháng %s%s năm %s %s", l->day <= 10 ? "mùng" : "ngày", l->day, month,
	                l->is_leap ? " nhuận" : "", stems[(l->year + 6) % 10], branches[(l->year + 8) % 12]);
}
