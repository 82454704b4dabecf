/* room/plan/plan_date.c -- the grammar of times: what one phrase of a plan says about when.
 *
 *   phrase = recurring | [lead] end { join end }
 *   end    = span [to span]
 *   span   = [clock] day | [part] (month | quarter | half | year)
 *
 * What a span leaves out (its unit, its month, its year) it takes from the next one that tells it: "tháng 3, 6 và
 * 9/2025". A word that no rule takes ends the phrase; whoever called sees what is left. */
#include "base/text.h"
#include "room/plan/plan_date_in.h"

enum { YEAR_MIN = 1900, YEAR_MAX = 2100, SPANS_MAX = WHENS_MAX, FEAST_WORDS = 16 };

enum unit { NO_UNIT, DAY, MONTH, QUARTER, HALF, YEAR };

struct span {
	enum unit unit;
	int y, m, d;            /* 0 while not told; m is the number of the month, the quarter, the half */
	const char *part;
	size_t at, to;          /* its tokens */
	bool is_end;            /* of the range that the span before begins */
	bool is_bare;           /* a number alone: what it is, the next one tells */
	bool is_mended, is_vague;
};

struct spans {
	struct span at[SPANS_MAX];
	size_t n;
};

struct at {
	const struct time_frame *tf;
	const struct toks *t;
	size_t end;
	bool is_led;            /* "trước", "trong" stand before: what follows is a time for sure */
	bool is_in;             /* "trong", "cả": a year may be the plan's own */
};

static bool is(const struct at *a, size_t i, const char *f)
{
	return i < a->end && tok_is(a->t, i, f);
}

static size_t like(const struct at *a, size_t i, const char *pattern)
{
	return toks_match(a->t, i, a->end, pattern);
}

struct when when_blank(enum plan_when kind, int rank)
{
	return (struct when){.kind = kind, .rank = rank, .from = DATE_NONE, .end = DATE_NONE, .period = "", .part = "",
	                     .follows = ""};
}

/* ---- numbers ----------------------------------------------------------------------------------------------------- */

static bool is_slash(const struct at *a, size_t i)
{
	return i < a->end && a->t->at[i].n == 1 && strchr("/-.", a->t->at[i].f[0]) != NULL && i > 0;
}

static size_t past_slashes(const struct at *a, size_t i)
{
	while (is_slash(a, i))
		i++;
	return i;
}

/* Within min..max, -1 for anything else; letters that a scan takes for digits are mended, and said. */
static int number_in(const struct at *a, size_t i, int min, int max, bool *mended)
{
	static const char like_digits[] = "oO0lI1";
	const struct tok *t;
	int v = 0, digits = 0;

	if (i >= a->end)
		return -1;
	t = &a->t->at[i];
	v = tok_number(t);
	if (v >= 0)
		return v >= min && v <= max ? v : -1;
	if (t->n > 4 || !((i > 0 && is_slash(a, i - 1)) || is_slash(a, i + 1)))
		return -1;
	v = 0;
	for (size_t k = 0; k < t->n; k++) {
		const char *l = strchr(like_digits, t->p[k]);
		bool is_digit = t->p[k] >= '0' && t->p[k] <= '9';

		if (!is_digit && l == NULL)
			return -1;
		digits += is_digit;
		v = v * 10 + (is_digit ? t->p[k] - '0' : l < like_digits + 3 ? 0 : 1);
	}
	if (digits == 0 || v < min || v > max)
		return -1;
	*mended = true;
	return v;
}

/* A year of four digits; with `is_short` also one of two. */
static int year_at(const struct at *a, size_t i, bool is_short, bool *mended)
{
	int v = i < a->end && a->t->at[i].n == 4 ? number_in(a, i, YEAR_MIN, YEAR_MAX, mended) : -1;

	if (v < 0 && is_short && i < a->end && a->t->at[i].n == 2 && (v = number_in(a, i, 20, 59, mended)) > 0)
		v += 2000;
	return v;
}

/* A year that may follow a month: "/2024", "năm 2024", ", năm 2024", "-2024" without spaces; after it, or i. */
static size_t trailing_year(const struct at *a, size_t i, struct span *s)
{
	size_t k = past_slashes(a, i);
	bool is_dash = is(a, i, "-") && !(a->t->at[i].is_glued && k < a->end && a->t->at[k].is_glued);
	int y = k == i || is_dash ? -1 : year_at(a, k, false, &s->is_mended);

	/* "tháng 6/24" when the plan is of about that year. */
	if (y < 0 && k == i + 1 && is(a, i, "/") && a->tf->year > 0 && !is_slash(a, k + 1)) {
		y = year_at(a, k, true, &s->is_mended);
		y = y > 0 && abs(y - a->tf->year) > 1 ? -1 : y;
	}
	if (y < 0) {
		k = i + like(a, i, "[,] [cua] nam");
		y = k == i ? -1 : year_at(a, k, false, &s->is_mended);
	}
	if (y < 0)
		return i;
	s->y = y;
	return k + 1;
}

/* ---- spans ------------------------------------------------------------------------------------------------------- */

/* What stands before a number says that it is no day or month of its own: "tuần 2, 3 tháng 8", "đợt 1/2024". */
static bool is_counted(const struct at *a, size_t i)
{
	while (i >= 2 && toks_match(a->t, i - 1, a->t->n, ",|va") > 0 && tok_number(&a->t->at[i - 2]) >= 0)
		i -= 2;
	return i > 0 && toks_match(a->t, i - 1, a->t->n, "tuan|thu|thang|quy|dot|lan|so|ki|khoa|dieu|muc") > 0;
}

/* A month by number or word at i; after it, or i. */
static size_t month_number(const struct at *a, size_t i, struct span *s)
{
	size_t n;
	int m = number_in(a, i, 1, 12, &s->is_mended);

	if (m > 0) {
		s->m = m;
		return i + 1;
	}
	n = spoken_month(a->t, i, a->end, &m);
	s->m = n > 0 ? m : s->m;
	return i + n;
}

/* 15/01/2024, 15.1.2024, 2024-01-15, 15/1, 15 tháng 1 năm 2024, "ngày 15" alone. A whole date with a day that no month
 * has (35/01/2024) is a day that cannot be, never its month. */
static size_t day_at(const struct at *a, size_t i, struct span *s)
{
	bool named = like(a, i, "ngay|mung|hom|sang|chieu") > 0, is_glued;
	size_t k = i + like(a, i, "ngay|hom|sang|chieu [mung]"), n;
	int m;

	k += k == i ? like(a, i, "mung") : 0;
	if (!named && is_counted(a, i))
		return 0;
	if (k + 4 < a->end && year_at(a, k, false, &s->is_mended) > 0 && is(a, k + 1, "-") && is(a, k + 3, "-")) {
		*s = (struct span){.part = "", .y = tok_number(&a->t->at[k]), .m = number_in(a, k + 2, 1, 12, &s->is_mended),
		                   .d = number_in(a, k + 4, 1, 31, &s->is_mended)};
		return s->m > 0 && s->d > 0 ? k + 5 - i : 0;
	}
	s->d = k < a->end && a->t->at[k].n <= 2 ? number_in(a, k, 0, 99, &s->is_mended) : -1;
	if (s->d < 0)
		return 0;
	k++;
	if (is(a, k, "thang")) {
		n = month_number(a, k + 1, s);
		if (n == k + 1 || !(named || (s->d >= 1 && s->d <= 31)))
			return 0;
		return trailing_year(a, n, s) - i;
	}
	n = past_slashes(a, k);
	m = n == k ? -1 : number_in(a, n, 1, 31, &s->is_mended);
	/* "ngày 10-12 tháng 5" is a range. */
	if (m < 0 || is(a, n + 1, "thang"))
		return 0;
	/* "3 - 5/2024" are months. */
	if (is(a, n - 1, "-") && is(a, n + 1, "/") && n + 2 < a->end && a->t->at[n + 2].n == 4 && s->d >= 1 && s->d <= 12 && m <= 12)
		return 0;
	is_glued = a->t->at[n].is_glued && a->t->at[n - 1].is_glued;
	s->m = m;
	k = past_slashes(a, n + 1);
	/* "01/4 - 30/6/2025": the dash begins the end of a range. */
	if (k > n + 1 && is(a, n + 1, "-") && !is(a, n - 1, "-") && k < a->end && a->t->at[k].n < 4)
		k = n + 1;
	if (k > n + 1 && (s->y = year_at(a, k, true, &s->is_mended)) > 0)
		return k + 1 - i;
	s->y = 0;
	/* Without a year a slash makes a day, or the word, or what leads to it: "trước 30.6". */
	if (m > 12 || s->d < 1 || s->d > 31 || a->t->at[n].n > 2 ||
	    (!named && !is(a, n - 1, "/") && !(a->is_led && is_glued)))
		return 0;
	k = trailing_year(a, n + 1, s);
	return k == n + 1 && is(a, k, "/") ? 0 : k - i;
}

/* "t6", "q3": the letter and a number in one word. */
static int short_unit(const struct tok *t, char letter, int max)
{
	struct tok rest = {.p = t->p + 1, .n = t->n - 1};
	int v = t->n < 2 || t->f[0] != letter || t->f[1] < '0' || t->f[1] > '9' ? 0 : tok_number(&rest);

	return v > max || v < 0 ? 0 : v;
}

static size_t month_at(const struct at *a, size_t i, struct span *s)
{
	size_t k = i + like(a, i, "thang"), n;

	k += k == i ? like(a, i, "t|th|thg [.]") : 0;
	if (k == i + 1 && is(a, i, "t"))
		k = i;
	if (k > i) {
		n = month_number(a, k, s);
		return n == k ? 0 : trailing_year(a, n, s) - i;
	}
	s->m = short_unit(&a->t->at[i], 't', 12);
	if (s->m > 0)
		return trailing_year(a, i + 1, s) - i;
	s->m = number_in(a, i, 1, 12, &s->is_mended);
	if (s->m < 0 || !is_slash(a, i + 1) || is_counted(a, i) || (is(a, i + 1, "-") && !a->t->at[i + 1].is_glued))
		return 0;
	k = past_slashes(a, i + 1);
	s->y = year_at(a, k, false, &s->is_mended);
	return s->y < 0 ? 0 : k + 1 - i;
}

static size_t quarter_at(const struct at *a, size_t i, struct span *s)
{
	size_t k = i + like(a, i, "quy"), n;

	k += k == i ? like(a, i, "q [.]") : 0;
	if (k == i) {
		s->m = short_unit(&a->t->at[i], 'q', 4);
		if (s->m == 0 && a->t->at[i].f[0] == 'q')
			s->m = roman(a->t->at[i].f + 1);
		return s->m == 0 ? 0 : trailing_year(a, i + 1, s) - i;
	}
	/* "hằng quý 1 lần" is no first quarter. */
	if (k >= a->end || is(a, k + 1, "lan") || (i > 0 && tok_is(a->t, i - 1, "hang")))
		return 0;
	s->m = roman(a->t->at[k].f);
	if (s->m == 0 && a->t->at[k].n <= 3 && strspn(a->t->at[k].f, "il1") == a->t->at[k].n) {
		/* A scan's "Quý l" */
		s->m = (int)a->t->at[k].n;
		s->is_mended = true;
	}
	n = k + 1;
	if (s->m == 0 && is(a, i, "quy"))
		n = k + spoken_month(a->t, k, a->end, &s->m);
	return n == k || s->m < 1 || s->m > 4 ? 0 : trailing_year(a, n, s) - i;
}

static size_t half_at(const struct at *a, size_t i, struct span *s)
{
	size_t n = like(a, i, "6|06|sau thang dau|cuoi nam"), k;

	if (n == 0)
		n = like(a, i, "nua dau|cuoi nam");
	if (n == 0)
		return 0;
	k = i + n;
	s->m = is(a, k - 2, "dau") ? 1 : 2;
	s->y = year_at(a, k, false, &s->is_mended);
	if (s->y > 0)
		return k + 1 - i;
	s->y = 0;
	return trailing_year(a, k, s) - i;
}

static size_t whole_year_at(const struct at *a, size_t i, struct span *s, const struct span *last)
{
	size_t k = i + like(a, i, "nam");
	bool is_named = k > i;

	s->y = year_at(a, k, false, &s->is_mended);
	if (s->y < 0) {
		s->y = 0;
		return is_named && (*s->part != '\0' || a->is_in) && (k >= a->end || tok_number(&a->t->at[k]) < 0) &&
		       !is(a, k, "hoc") ? k - i : 0;
	}
	/* A year without the word: a cell's only word, or one of several. */
	if (!is_named && !(last != NULL && last->unit == YEAR) && !(i > 0 && tok_is(a->t, i - 1, "doan")) && !(i == 0 && (a->end == 1 || a->end == 3)))
		return 0;
	return k + 1 - i;
}

/* "đầu", "thượng tuần", "tuần thứ 2", "những ngày cuối": the part of the period that follows. */
static size_t part_at(const struct at *a, size_t i, struct span *s)
{
	static const struct {
		const char *like, *part;
	} parts[] = {
		{"[nua] dau", "early"}, {"giua", "mid"}, {"[nua] cuoi", "late"}, {"thuong tuan", "early"}, {"trung tuan", "mid"},
		{"ha tuan", "late"}, {"nhung|cac ngay dau", "early"}, {"nhung|cac ngay giua", "mid"}, {"nhung|cac ngay cuoi", "late"}, {"[trong] tuan dau [tien]", "early"}, {"[trong] tuan cuoi [cung]", "late"},
	};
	static const char *const weeks[] = {"early", "mid", "mid", "late", "late"};
	size_t k = i, n;
	int v = 0;

	for (size_t p = 0; p < COUNT(parts); p++) {
		if ((n = like(a, i, parts[p].like)) > k - i) {
			k = i + n;
			s->part = parts[p].part;
		}
	}
	if (k == i && (n = like(a, i, "tuan [le] [thu]")) > 0) {
		k = i + n;
		v = number_in(a, k, 1, 5, &s->is_mended);
		n = v > 0 ? 1 : spoken_month(a->t, k, a->end, &v);
		if (n == 0 && is(a, k, "nhat"))
			v = (int)(n = 1);
		if (n == 0 || v > 5)
			return 0;
		k += n;
		s->part = weeks[v - 1];
	}
	if (k == i && number_in(a, i, 2, 15, &s->is_mended) > 0 && (n = like(a, i + 1, "ngay dau|cuoi")) > 0) {
		k = i + 1 + n;
		s->part = is(a, k - 1, "dau") ? "early" : "late";
		s->is_vague = true;
	}
	return k == i ? 0 : k + like(a, k, "cua|/|-|,") - i;
}

/* A number alone after `last`, or as the first of several. */
static size_t bare_at(const struct at *a, size_t i, const struct span *last, struct span *s)
{
	static const struct span month = {.unit = MONTH}, quarter = {.unit = QUARTER};
	size_t k = i + 1;
	int v = i < a->end && a->t->at[i].n <= 2 ? number_in(a, i, 1, 31, &s->is_mended) : -1;
	bool is_stop = k >= a->end || !a->t->at[k].is_word || like(a, k, "va|den|toi|cho|nam|hang|moi") > 0;

	if (last == NULL && (a->tf->bare == PLAN_WHEN_MONTH || a->tf->bare == PLAN_WHEN_QUARTER))
		last = a->tf->bare == PLAN_WHEN_MONTH ? &month : &quarter;
	if (last == NULL && i < a->end && v < 0 && i == 0 && is(a, k, "-") && roman(a->t->at[i].f) > 0) {
		*s = (struct span){.unit = QUARTER, .m = roman(a->t->at[i].f), .part = ""};
		return 1;
	}
	if (last != NULL && last->unit == QUARTER && i < a->end && is_stop && roman(a->t->at[i].f) > 0) {
		*s = (struct span){.unit = QUARTER, .m = roman(a->t->at[i].f), .part = ""};
		return trailing_year(a, k, s) - i;
	}
	if (v < 0 || !is_stop || (last == NULL && is_counted(a, i)))
		return 0;
	*s = (struct span){.unit = DAY, .d = v, .part = "", .is_bare = true, .is_mended = s->is_mended};
	if (last == NULL || last->unit != MONTH)
		return last == NULL || last->unit == DAY ? 1 : 0;
	if (v > 12)
		return 0;
	*s = (struct span){.unit = MONTH, .m = v, .part = "", .is_mended = s->is_mended};
	return trailing_year(a, k, s) - i;
}

static size_t span_at(const struct at *a, size_t i, const struct span *last, struct span *s)
{
	size_t k, n;

	*s = (struct span){.part = ""};
	if (i >= a->end)
		return 0;
	k = i + part_at(a, i, s);
	for (enum unit u = k == i ? DAY : MONTH; u <= YEAR; u++) {
		struct span one = {.unit = u, .part = s->part, .is_vague = s->is_vague};
		size_t clock = u == DAY ? clock_at(a->t, k, a->end) : 0;

		if (k >= a->end)
			return 0;
		n = u == DAY ? day_at(a, k + clock, &one) : u == MONTH ? month_at(a, k, &one) : u == QUARTER ? quarter_at(a, k, &one)
		    : u == HALF ? half_at(a, i, &one) : whole_year_at(a, k, &one, last);
		if (n == 0)
			continue;
		if (u == HALF)
			one = (struct span){.unit = u, .y = one.y, .m = one.m, .part = ""};
		else
			n += k - i + clock;
		*s = one;
		s->unit = u;
		s->at = i;
		s->to = i + n;
		return n;
	}
	if (k > i)
		return 0;
	n = like(a, i, "ngay");
	k = bare_at(a, i + n, n > 0 ? NULL : last, s);
	if (k == 0 || (n > 0 && s->unit != DAY))
		return 0;
	s->is_bare = s->is_bare && n == 0;
	s->at = i;
	s->to = i + n + k;
	return n + k;
}

/* ---- several together -------------------------------------------------------------------------------------------- */

static size_t to_at(const struct at *a, size_t i)
{
	size_t n = like(a, i, "[cho] den|toi [het]");

	/* A dash at the beginning of a line is of a list only when the first line has one. */
	if (n == 0 && is(a, i, "-") && (!a->t->at[i].is_first || (!tok_is(a->t, 0, "-") && i + 1 < a->end && tok_number(&a->t->at[i + 1]) > 0)))
		n = 1 + like(a, i + 1, "het");
	return n;
}

static size_t join_at(const struct at *a, size_t i)
{
	size_t n = like(a, i, "[,] va|+");

	if (n == 0 && is(a, i, "/") && like(a, i + 1, "thang|quy|ngay") > 0)
		n = 1;
	return n > 0 ? n : like(a, i, ",");
}

/* Fills from the right what is left out, then from the left the years; false when a day stays without a month. */
static bool complete(const struct at *a, struct spans *l)
{
	for (size_t k = l->n; k-- > 0;) {
		struct span *s = &l->at[k], *next = k + 1 < l->n ? &l->at[k + 1] : NULL;

		if (s->unit == DAY && s->is_bare && s->d <= 12 && next != NULL && next->unit == MONTH && tok_number(&a->t->at[next->at]) > 0) {
			s->unit = MONTH;
			s->m = s->d;
			s->d = 0;
		}
		if (s->unit == DAY && s->m == 0 && (next == NULL || next->unit != DAY || next->m == 0))
			return false;
		if (s->unit == DAY && s->m == 0)
			s->m = next->m;
		if (s->y == 0 && next != NULL && next->y > 0 && s->unit == next->unit) {
			/* "từ 15/11 đến 15/02/2025" turns round the year. */
			bool is_round = s->m > next->m || (s->m == next->m && s->d > next->d);

			s->y = next->y - (is_round && s->unit != YEAR && next->y != a->tf->year);
		}
	}
	for (size_t k = 0; k < l->n; k++) {
		if (l->at[k].y == 0 && k > 0 && l->at[k - 1].y > a->tf->year)
			l->at[k].is_vague = true;
		if (l->at[k].y == 0)
			l->at[k].y = a->tf->year;
	}
	return true;
}

/* Spans from i on, as many as can be made whole; returns after the last, or i. */
static size_t spans_at(const struct at *a, size_t i, struct spans *l)
{
	struct spans whole = {0};
	size_t k = i, n = 0, after = i;

	*l = whole;
	while (l->n < SPANS_MAX) {
		struct span *s = &l->at[l->n], *last = l->n > 0 ? &l->at[l->n - 1] : NULL;
		size_t to = last == NULL || last->is_end ? 0 : to_at(a, k), gap = to > 0 ? to : last == NULL ? 0 : join_at(a, k);
		struct spans tried;

		if (last != NULL && gap == 0)
			break;
		n = span_at(a, k + gap, last, s);
		/* A comma, a dash and words: the end of a range only when it is one. */
		if (n == 0)
			break;
		s->is_end = to > 0;
		l->n++;
		k += gap + n;
		tried = *l;
		if (complete(a, &tried)) {
			whole = tried;
			after = k;
		}
	}
	*l = whole;
	return after;
}

/* ---- meaning ----------------------------------------------------------------------------------------------------- */

/* First and last day, and the period's name; DATE_NONE without a year. */
static void bounds(const struct at *a, const struct span *s, date *from, date *to, const char **period)
{
	static const int months[] = {[MONTH] = 1, [QUARTER] = 3, [HALF] = 6, [YEAR] = 12};
	static const char *const letters[] = {[MONTH] = "", [QUARTER] = "Q", [HALF] = "H"};
	int last;

	*period = "";
	*from = *to = DATE_NONE;
	if (s->y <= 0)
		return;
	if (s->unit == DAY) {
		*from = *to = s->m <= 12 ? date_of(s->y, s->m, s->d) : DATE_NONE;
		return;
	}
	last = s->unit == YEAR ? 12 : s->m * months[s->unit];
	*from = date_of(s->y, last - months[s->unit] + 1, 1);
	*to = date_of(s->y, last, date_month_days(s->y, last));
	*period = s->unit == YEAR ? mem_text(a->tf->mem, "%04d", s->y) : mem_text(a->tf->mem, "%04d-%s%0*d", s->y, letters[s->unit], s->unit == MONTH ? 2 : 1, s->m);
}

static int rank_of(const struct span *s)
{
	return s->unit == DAY ? 0 : s->unit <= QUARTER ? 1 : 2;
}

/* What leads to days and periods. FOLLOWS stands for "từ", ARISES for what has a beginning only. */
static const struct {
	const char *like;
	enum plan_when kind;
} leads[] = {
	{"[xong] truoc [thoi] [diem] [:]", PLAN_WHEN_BEFORE}, {"hoan thanh|tat [xong] truoc", PLAN_WHEN_BEFORE},
	{"ket thuc truoc", PLAN_WHEN_BEFORE}, {"cham nhat truoc", PLAN_WHEN_BEFORE},
	{"cham|muon|tre|lau nhat [la|vao|den|trong|ngay] [het] [:]", PLAN_WHEN_UNTIL}, {"truoc hoac trong", PLAN_WHEN_UNTIL},
	{"[thoi] han [cuoi|chot|nop|gui|cuoi] [cung] [la|den|vao|trong] [het] [:]", PLAN_WHEN_UNTIL},
	{"khong qua [het]", PLAN_WHEN_UNTIL}, {"khong cham|muon|tre|qua hon", PLAN_WHEN_UNTIL},
	{"[cho] den|toi|het [het|truoc]", PLAN_WHEN_UNTIL}, {"ke tu nay [cho] den|toi [het]", PLAN_WHEN_UNTIL},
	{"tu nay [cho] den|toi [het]", PLAN_WHEN_UNTIL}, {"tu bay gio [cho] den|toi [het]", PLAN_WHEN_UNTIL},
	{"[vao|nhan|trong|du] [kien] [vao] dip [ki] [niem]", PLAN_WHEN_AROUND}, {"[trong|tai|nhan] [buoi|dip] [le] ki niem", PLAN_WHEN_AROUND}, {"nhan ngay|le", PLAN_WHEN_AROUND},
	{"[vao|trong] khoang", PLAN_WHEN_AROUND}, {"du kien [vao|trong] [khoang]", PLAN_WHEN_AROUND},
	{"chao mung [ki] [niem]", PLAN_WHEN_AROUND},
	{"[ngay] trong|vao|ca|dung [khoang|cac|suot]", PLAN_WHEN_ON}, {"[trong] suot|cac|nhung", PLAN_WHEN_ON},
	{"tu", PLAN_WHEN_FOLLOWS}, {"ke tu", PLAN_WHEN_ARISES}, {"bat dau [tu|vao|trong] [:]", PLAN_WHEN_ARISES},
	{"sau", PLAN_WHEN_ARISES}, {"tu sau", PLAN_WHEN_ARISES}, {"[trong] giai doan", PLAN_WHEN_ON},
};

static size_t lead_at(const struct at *a, size_t i, enum plan_when *kind)
{
	size_t best = 0;

	*kind = PLAN_WHEN_ON;
	for (size_t k = 0; k < COUNT(leads); k++) {
		size_t n = like(a, i, leads[k].like);

		if (n > best) {
			best = n;
			*kind = leads[k].kind;
		}
	}
	return best;
}

/* One span, or the two of a range. */
static struct when when_of(const struct at *a, enum plan_when lead, const struct span *s, const struct span *e)
{
	struct when w = when_blank(lead, rank_of(s));
	date from, to, end = DATE_NONE, begin;
	const char *period, *end_period;

	bounds(a, s, &from, &to, &period);
	w.at = s->at;
	w.to = e == NULL ? s->to : e->to;
	w.is_mended = s->is_mended || (e != NULL && e->is_mended);
	w.is_vague = s->is_vague || (e != NULL && e->is_vague);
	w.is_yearless = s->y == 0;
	w.is_impossible = s->y > 0 && from == DATE_NONE;
	if (e != NULL) {
		bounds(a, e, &begin, &end, &end_period);
		w.kind = PLAN_WHEN_RANGE;
		w.from = from;
		w.end = end;
		w.rank = rank_of(e);
		w.is_impossible = w.is_impossible || (e->y > 0 && end == DATE_NONE) || (s->y > 0 && e->y > 0 && from > end);
		w.is_vague = w.is_vague || (lead != PLAN_WHEN_ON && lead != PLAN_WHEN_FOLLOWS) ||
		             (*s->part != '\0' && !text_is(s->part, "early")) || (*e->part != '\0' && !text_is(e->part, "late"));
		/* "(11/6/1948 - 11/6/2024)" is the day of an anniversary. */
		if (s->unit == DAY && e->unit == DAY && s->d == e->d && s->m == e->m && e->y > s->y + 1) {
			w.kind = PLAN_WHEN_AROUND;
			w.from = end;
			w.end = DATE_NONE;
			w.is_vague = false;
		}
		return w;
	}
	w.period = period;
	w.part = s->part;
	if (lead == PLAN_WHEN_BEFORE || lead == PLAN_WHEN_UNTIL) {
		/* Before its beginning and until its end are days; of "trước cuối tháng 9" the day is not known. */
		w.from = lead == PLAN_WHEN_BEFORE ? from : to;
		w.is_vague = w.is_vague || (*s->part != '\0' && !text_is(s->part, lead == PLAN_WHEN_BEFORE ? "early" : "late"));
		return w;
	}
	if (lead == PLAN_WHEN_FOLLOWS || lead == PLAN_WHEN_ARISES) {
		/* Only when it begins is told. */
		w = when_blank(PLAN_WHEN_TEXT, w.rank);
		w.at = s->at;
		w.to = s->to;
		w.is_vague = true;
		return w;
	}
	if (s->unit == DAY) {
		w.kind = lead == PLAN_WHEN_AROUND ? PLAN_WHEN_AROUND : a->tf->is_deadline ? PLAN_WHEN_UNTIL : PLAN_WHEN_ON;
		w.from = from;
		return w;
	}
	/* About a month is no closer than the month. */
	w.kind = s->unit == MONTH ? PLAN_WHEN_MONTH : s->unit == QUARTER ? PLAN_WHEN_QUARTER
	         : s->unit == HALF ? PLAN_WHEN_HALF_YEAR : PLAN_WHEN_YEAR;
	return w;
}

/* "dịp Quốc khánh 02/9", "kỷ niệm 80 năm Ngày truyền thống 28/8/2025": the day behind the name of a feast. */
static size_t feast_at(const struct at *a, size_t i, struct spans *l)
{
	for (size_t k = i; k < a->end && k < i + 2 * FEAST_WORDS && (a->t->at[k].is_word || like(a, k, "(|\"") > 0); k++) {
		/* The next cell begins. */
		if (a->t->at[k].is_first && k > i && body_is_head(a->t, k))
			break;
		size_t after = tok_number(&a->t->at[k]) > 0 && (k < i + FEAST_WORDS || tok_is(a->t, k - 1, "(")) ? spans_at(a, k, l) : k;

		if (after > k && l->at[0].unit == DAY)
			return after;
	}
	l->n = 0;
	return i;
}

/* "Trước Tết Nguyên đán 2025", "dịp Tết Ất Tỵ": which feast is known, the day is not. */
static size_t lunar_at(const struct at *a, size_t i, size_t lead, struct phrase *p)
{
	size_t k = i + lead, n = like(a, k, "tet [nguyen|trung|doan] [dan|thu|ngo] [nam]");
	bool mended;

	if (n == 0 || !a->t->at[k].is_capital)
		return 0;
	k += n;
	if (year_at(a, k, false, &mended) > 0)
		k++;
	else if (k + 1 < a->end && a->t->at[k].is_capital && a->t->at[k + 1].is_capital && !a->t->at[k].is_first && !body_is_head(a->t, k))
		k += 2;
	*p = (struct phrase){.n = 1, .rank = 1, .tokens = k - i};
	p->at[0] = when_blank(PLAN_WHEN_TEXT, 1);
	p->at[0].at = i;
	p->at[0].to = k;
	p->at[0].is_lunar = true;
	return k - i;
}

static size_t dated_at(struct at *a, size_t i, struct phrase *p)
{
	enum plan_when lead;
	size_t n = lead_at(a, i, &lead), after, clock;
	struct spans l;
	bool is_aside;

	a->is_led = n > 0;
	a->is_in = n > 0 && lead == PLAN_WHEN_ON;
	clock = n > 0 ? clock_at(a->t, i + n, a->end) : 0;
	after = spans_at(a, i + n, &l);
	if (l.n == 0 && n > 0 && like(a, i + n - 1, "dip|mung|niem|ngay|le") > 0 && lead == PLAN_WHEN_AROUND)
		after = feast_at(a, i + n, &l);
	/* "những ngày cuối tháng" */
	if (l.n == 0 && n > 0) {
		lead = PLAN_WHEN_ON;
		after = spans_at(a, i, &l);
	}
	/* "trước 17h ngày 20/6": before an hour of the day is on it. */
	if (l.n > 0 && clock > 0 && lead == PLAN_WHEN_BEFORE)
		lead = PLAN_WHEN_UNTIL;
	if (l.n == 0)
		return lunar_at(a, i, n, p);
	is_aside = lead == PLAN_WHEN_AROUND && tok_is(a->t, l.at[0].at - 1, "(");
	l.at[0].at = i;
	*p = (struct phrase){.tokens = after - i, .rank = WHEN_RANKS};
	for (size_t k = 0; k < l.n; k++) {
		const struct span *e = k + 1 < l.n && l.at[k + 1].is_end ? &l.at[k + 1] : NULL;
		struct when *w = &p->at[p->n++];

		*w = when_of(a, lead, &l.at[k], e);
		w->is_aside = is_aside;
		p->rank = w->rank < p->rank ? w->rank : p->rank;
		k += e != NULL;
	}
	return p->tokens;
}

/* What a time may begin with, by its first letter: most words are no time and need not be tried. */
static bool may_begin(const struct toks *t, size_t i)
{
	static const char *const words['z' - 'a' + 1] = {
		['b' - 'a'] = "bat|ba|bon|bay|buoi", ['c' - 'a'] = "cham|ca|cac|cuoi|cho|chao|chieu|chu|chin", ['d' - 'a'] = "den|dip|du|dau|dinh|dem|dung",
		['g' - 'a'] = "giua|giai", ['h' - 'a'] = "hoan|han|het|hang|ha|hom|hai", ['i' - 'a'] = "it|i|ii|iii|iv", ['k' - 'a'] = "ket|khong|ke|khoang|kien|ki",
		['l' - 'a'] = "lau|lien|luc|le", ['m' - 'a'] = "muon|moi|mung|mot", ['n' - 'a'] = "nhan|ngay|nam|nua|nhung|nhat",
		['q' - 'a'] = "q|qi|qii|qiii|qiv|quy|quanh", ['s' - 'a'] = "suot|sau|sang",
		['t' - 'a'] = "truoc|tre|tet|thoi|toi|tu|trong|thuong|trung|tuan|thang|t|th|theo|tung|thu|trua|tam|thg",
		['v' - 'a'] = "vao|vai", ['x' - 'a'] = "xong|xuyen",
	};
	const char *f = t->at[i].f, *list = f[0] >= 'a' && f[0] <= 'z' ? words[f[0] - 'a'] : NULL;

	if (strpbrk(f, "0123456789") != NULL || (t->at[i].n <= 4 && strpbrk(f, "ol") != NULL))
		return true;
	return list != NULL && toks_match(t, i, t->n, list) > 0;
}

const struct phrase *phrase_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t j)
{
	struct at a = {.tf = tf, .t = t, .end = t->n};
	struct tok *at = &t->at[i];
	struct phrase p;
	struct phrase *kept;

	if (i >= j)
		return NULL;
	/* What was found without an end holds for every end that does not cut it off. */
	if (at->is_asked && (at->phrase == NULL || i + at->phrase->tokens <= j))
		return at->phrase;
	a.end = at->is_asked ? j : t->n;
	if (!may_begin(t, i) || (recurring_at(t, i, a.end, &p) == 0 && dated_at(&a, i, &p) == 0))
		kept = NULL;
	else
		*(kept = mem_new(tf->mem, struct phrase, 1)) = p;
	if (at->is_asked)
		return kept;
	at->phrase = kept;
	at->is_asked = true;
	return phrase_at(tf, t, i, j);
}
