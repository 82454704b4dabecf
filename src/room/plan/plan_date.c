/* room/plan/plan_date.c -- the grammar of times: what one phrase of a plan says about when.
 *
 * Times are of four ranks. Within a clause only the strongest rank that occurs is read, so that "tổng kết năm 2023
 * trước ngày 15/01/2024" has one time, and not two. */
#include "base/text.h"
#include "room/plan/plan_date_in.h"

enum { YEAR_MIN = 1900, YEAR_MAX = 2100 };

struct at {
	const struct time_frame *tf;
	const struct toks *t;
	size_t end;
	struct when *w;
};

static bool is(const struct at *a, size_t i, const char *f)
{
	return i < a->end && tok_is(a->t, i, f);
}

static bool is_slash(const struct at *a, size_t i)
{
	return is(a, i, "/") || is(a, i, "-") || is(a, i, ".");
}

static size_t past_slashes(const struct at *a, size_t i)
{
	while (is_slash(a, i))
		i++;
	return i;
}

/* A number; letters that a scan takes for digits are mended, and said. */
static int number(const struct at *a, size_t i, bool *mended)
{
	static const char like[] = "oO0lI1";
	const struct tok *t;
	bool near = (i > 0 && is_slash(a, i - 1)) || is_slash(a, i + 1);
	int v = 0, digits = 0;

	if (i >= a->end)
		return -1;
	t = &a->t->at[i];
	if (tok_number(t) >= 0)
		return tok_number(t);
	if (t->n > 4 || !near)
		return -1;
	for (size_t k = 0; k < t->n; k++) {
		const char *l = strchr(like, t->p[k]);
		int d = t->p[k] >= '0' && t->p[k] <= '9' ? t->p[k] - '0' : l == NULL ? -1 : l < like + 3 ? 0 : 1;

		if (d < 0)
			return -1;
		digits += t->p[k] >= '0' && t->p[k] <= '9';
		v = v * 10 + d;
	}
	if (digits == 0)
		return -1;
	*mended = true;
	return v;
}

static int number_in(const struct at *a, size_t i, int min, int max, bool *mended)
{
	bool is_mended = false;
	int v = number(a, i, &is_mended);

	if (v < min || v > max)
		return -1;
	*mended = *mended || is_mended;
	return v;
}

static int year_at(const struct at *a, size_t i)
{
	bool mended = false;
	int v = number_in(a, i, 0, YEAR_MAX, &mended);

	if (v < 0)
		return -1;
	a->w->is_mended = a->w->is_mended || mended;
	if (v >= YEAR_MIN)
		return v;
	return a->t->at[i].n == 2 && v >= 20 && v < 60 ? 2000 + v : -1;
}

/* A year that may follow a month: "/2024", "năm 2024", ", 2024"; else the plan's. */
static size_t trailing_year(const struct at *a, size_t i, int *year)
{
	size_t k = past_slashes(a, i);

	/* "tháng 6/24" when the plan is of about that year. */
	if (k == i + 1 && is(a, i, "/") && a->tf->year > 0 && k < a->end && a->t->at[k].n == 2 &&
	    abs(year_at(a, k) - a->tf->year) <= 1 && !is_slash(a, k + 1)) {
		*year = year_at(a, k);
		return k + 1;
	}
	/* "quý II-2024", without spaces; with them a dash is a range's. */
	if (k > i && (!is(a, i, "-") || (a->t->at[i].is_glued && k < a->end && a->t->at[k].is_glued)) &&
	    year_at(a, k) >= YEAR_MIN && a->t->at[k].n == 4) {
		*year = year_at(a, k);
		return k + 1;
	}
	k = i + (size_t)is(a, i, ",");
	if (is(a, k, "nam") && year_at(a, k + 1) >= YEAR_MIN) {
		*year = year_at(a, k + 1);
		return k + 2;
	}
	*year = a->tf->year;
	return i;
}

struct span {
	date from, to;
	const char *period;     /* "" for a day */
	enum plan_when kind;    /* PLAN_WHEN_ON for a day */
	const char *part;
};

static void no_year(const struct at *a, int year)
{
	a->w->is_yearless = a->w->is_yearless || year == 0;
}

static void set_day(const struct at *a, struct span *s, int y, int m, int d)
{
	no_year(a, y);
	s->kind = PLAN_WHEN_ON;
	s->period = "";
	s->part = "";
	s->from = y == 0 ? DATE_NONE : date_of(y, m, d);
	s->to = s->from;
	a->w->is_impossible = a->w->is_impossible || (y != 0 && s->from == DATE_NONE);
}

/* 15/01/2024, 15.1.2024, 15/1, 15 tháng 1 năm 2024; after `i` may stand "ngày". A whole date with a day that no month
 * has (35/01/2024) is read as one that cannot be, never as its month. */
static size_t day_at(const struct at *a, size_t i, struct span *s)
{
	bool named = is(a, i, "ngay") || is(a, i, "mung"), mended = false, is_real;
	size_t k = i + (size_t)named, n;
	int d, m, y;

	/* "tháng 01 - 12", "tuần 2 tháng 3": the number is of the word before it. */
	if (!named && i > 0 && (tok_is(a->t, i - 1, "thang") || tok_is(a->t, i - 1, "tuan") || tok_is(a->t, i - 1, "quy") ||
	                         tok_is(a->t, i - 1, "thu")))
		return 0;
	k += (size_t)is(a, k, "mung");
	d = number_in(a, k, 0, 99, &mended);
	if (d < 0)
		return 0;
	is_real = d >= 1 && d <= 31;
	k++;
	if (is(a, k, "thang")) {
		m = number_in(a, k + 1, 1, 12, &mended);
		n = m < 0 && !is(a, k + 1, "gieng") ? spoken_month(a->t, k + 1, a->end, &m) : 1;
		if (n == 0 || m < 0 || !(is_real || named))
			return 0;
		k = trailing_year(a, k + 1 + n, &y);
		set_day(a, s, y, m, d);
		a->w->is_mended = a->w->is_mended || mended;
		return k - i;
	}
	n = past_slashes(a, k);
	m = number_in(a, n, 1, 12, &mended);
	if (n == k || (m < 0 && number_in(a, n, 13, 31, &mended) < 0))
		return 0;
	/* "ngày 10-12 tháng 5" is a range. */
	if (is(a, n + 1, "thang"))
		return 0;
	k = past_slashes(a, n + 1);
	/* "01/4 - 30/6/2025": the dash begins the end of a range. */
	if (k > n + 1 && is(a, n + 1, "-") && !is(a, n - 1, "-") && k < a->end && a->t->at[k].n < 4)
		k = n + 1;
	if (k > n + 1 && year_at(a, k) >= 0) {
		y = year_at(a, k);
		if (m < 0)
			a->w->is_impossible = true;
		set_day(a, s, y, m < 0 ? 13 : m, d);
		a->w->is_mended = a->w->is_mended || mended;
		return k + 1 - i;
	}
	/* Without a year only a slash makes a day, or the word. */
	if (m < 0 || !is_real || (!named && !is(a, n - 1, "/")) || (a->t->at[n].n == 4))
		return 0;
	k = trailing_year(a, n + 1, &y);
	if (is_slash(a, k) && !is(a, k, ".") && !is(a, k, "-"))
		return 0;
	set_day(a, s, y, m, d);
	a->w->is_mended = a->w->is_mended || mended;
	return k - i;
}

static void set_months(const struct at *a, struct span *s, int y, int first, int last)
{
	no_year(a, y);
	s->part = "";
	s->from = y == 0 ? DATE_NONE : date_of(y, first, 1);
	s->to = y == 0 ? DATE_NONE : date_of(y, last, date_month_days(y, last));
}

/* A comma, "và" or a plus between months or quarters of one list. */
static bool is_join(const struct at *a, size_t i)
{
	return tok_is(a->t, i, ",") || tok_is(a->t, i, "va") || tok_is(a->t, i, "+");
}

/* trailing_year(), and of "tháng 4 và 10/2025" the year at the end of the list. */
static size_t list_year(const struct at *a, size_t i, int *year)
{
	size_t after = trailing_year(a, i, year);
	int last;

	if (after > i)
		return after;
	for (size_t k = i; k + 1 < a->end && is_join(a, k); k += 2) {
		int v = tok_number(&a->t->at[k + 1]);

		if ((v < 1 || v > 12) && roman(a->t->at[k + 1].f) == 0)
			break;
		if (trailing_year(a, k + 2, &last) > k + 2) {
			*year = last;
			break;
		}
	}
	return i;
}

/* "tháng 3, 6, 9": the sixth, without the word. */
static bool is_next_month(const struct at *a, size_t i)
{
	int v = i < a->end ? tok_number(&a->t->at[i]) : -1;

	if (v < 1 || v > 12 || is(a, i + 1, "thang") || is(a, i + 1, "ngay") || is(a, i + 1, "lan") || is(a, i + 1, "gio"))
		return false;
	if (is(a, i + 1, "/") && !(i + 2 < a->end && a->t->at[i + 2].n == 4))
		return false;
	while (i >= 2 && is_join(a, i - 1) && tok_number(&a->t->at[i - 2]) >= 1 && tok_number(&a->t->at[i - 2]) <= 12) {
		i -= 2;
		if (i >= 1 && tok_is(a->t, i - 1, "thang"))
			return true;
	}
	return false;
}

static size_t month_at(const struct at *a, size_t i, struct span *s)
{
	bool mended = false;
	size_t k = i, n = 1;
	int m, y;

	if (is(a, k, "thang") || ((is(a, k, "t") || is(a, k, "th")) && is(a, k + 1, "."))) {
		k += (size_t)!is(a, k, "thang");
		m = number_in(a, k + 1, 1, 12, &mended);
		if (m < 0 && is(a, k, "thang"))
			n = spoken_month(a->t, k + 1, a->end, &m);
		if (m < 0 || n == 0)
			return 0;
		k = list_year(a, k + 1 + n, &y);
	} else if (is_next_month(a, i)) {
		m = number_in(a, k, 1, 12, &mended);
		k = list_year(a, k + 1, &y);
	} else if (i < a->end && short_month(a->t->at[i].f) > 0) {
		m = short_month(a->t->at[i].f);
		k = trailing_year(a, k + 1, &y);
	} else {
		m = number_in(a, k, 1, 12, &mended);
		if (m < 0 || !is(a, k + 1, "/") || (i > 0 && tok_is(a->t, i - 1, "dot")))
			return 0;
		k = past_slashes(a, k + 1);
		if (k >= a->end || a->t->at[k].n != 4 || year_at(a, k) < YEAR_MIN)
			return 0;
		y = year_at(a, k++);
	}
	a->w->is_mended = a->w->is_mended || mended;
	set_months(a, s, y, m, m);
	s->kind = PLAN_WHEN_MONTH;
	s->period = y == 0 ? "" : mem_text(a->tf->mem, "%04d-%02d", y, m);
	return k - i;
}

static size_t quarter_at(const struct at *a, size_t i, struct span *s, bool is_named)
{
	size_t k = i + (size_t)is_named;
	int q, y;

	if (k >= a->end && !is_named)
		return 0;
	if (is_named && !is(a, i, "quy")) {
		/* "Q.II", "Q3" */
		if (!is(a, i, "q") && !(i < a->end && a->t->at[i].f[0] == 'q' && roman(a->t->at[i].f + 1) > 0))
			return 0;
		k = is(a, i, "q") ? i + 1 + (size_t)is(a, i + 1, ".") : i;
	}
	/* "hằng quý 1 lần" is no first quarter. */
	if (k >= a->end || is(a, k + 1, "lan") || (is_named && i > 0 && tok_is(a->t, i - 1, "hang")))
		return 0;
	q = roman(a->t->at[k].f + (a->t->at[k].f[0] == 'q'));
	if (q == 0 && is_named && is(a, i, "quy") && spoken_month(a->t, k, a->end, &q) != 1)
		return 0;
	if (q < 1 || q > 4)
		return 0;
	k = list_year(a, k + 1, &y);
	set_months(a, s, y, q * 3 - 2, q * 3);
	s->kind = PLAN_WHEN_QUARTER;
	s->period = y == 0 ? "" : mem_text(a->tf->mem, "%04d-Q%d", y, q);
	return k - i;
}

static size_t half_at(const struct at *a, size_t i, struct span *s)
{
	static const char *const firsts[] = {"6 thang dau nam", "06 thang dau nam", "sau thang dau nam", "nua dau nam", NULL};
	static const char *const lasts[] = {"6 thang cuoi nam", "06 thang cuoi nam", "sau thang cuoi nam", "nua cuoi nam",
	                                    NULL};
	size_t n = toks_match_any(a->t, i, a->end, firsts), k;
	int h = n > 0 ? 1 : 2, y;

	if (n == 0)
		n = toks_match_any(a->t, i, a->end, lasts);
	if (n == 0)
		return 0;
	k = i + n - 1;
	if (year_at(a, k + 1) >= YEAR_MIN) {
		y = year_at(a, k + 1);
		n++;
	} else {
		n = trailing_year(a, i + n, &y) - i;
	}
	set_months(a, s, y, h * 6 - 5, h * 6);
	s->kind = PLAN_WHEN_HALF_YEAR;
	s->period = y == 0 ? "" : mem_text(a->tf->mem, "%04d-H%d", y, h);
	return n;
}

static size_t whole_year_at(const struct at *a, size_t i, struct span *s)
{
	size_t k = i;
	int y = a->tf->year;

	/* A cell that is a year alone. */
	if (i == 0 && a->end == 1 && year_at(a, i) >= YEAR_MIN && a->t->at[i].n == 4) {
		y = year_at(a, i);
		set_months(a, s, y, 1, 12);
		s->kind = PLAN_WHEN_YEAR;
		s->period = mem_text(a->tf->mem, "%04d", y);
		return 1;
	}
	if (!is(a, i, "nam"))
		return 0;
	k++;
	if (year_at(a, k) >= YEAR_MIN)
		y = year_at(a, k++);
	else if (i == 0 || (!tok_is(a->t, i - 1, "trong") && !tok_is(a->t, i - 1, "ca") && !tok_is(a->t, i - 1, "cuoi") &&
	                    !tok_is(a->t, i - 1, "dau") && !tok_is(a->t, i - 1, "giua")))
		return 0;
	set_months(a, s, y, 1, 12);
	s->kind = PLAN_WHEN_YEAR;
	s->period = y == 0 ? "" : mem_text(a->tf->mem, "%04d", y);
	return k - i;
}

/* "quý I, III": the third, without the word. */
static bool is_next_quarter(const struct at *a, size_t i)
{
	while (i >= 2 && is_join(a, i - 1) && roman(a->t->at[i - 2].f) > 0) {
		i -= 2;
		if (i >= 1 && tok_is(a->t, i - 1, "quy"))
			return true;
	}
	return false;
}

/* "thượng tuần", "những ngày cuối", "tuần thứ 2": the part of the month that follows. */
static size_t month_part(const struct at *a, size_t i, const char **part)
{
	static const char *const parts[] = {"early", "mid", "mid", "late", "late"};
	size_t k = i;
	bool mended = false;
	int v;

	if (is(a, i + 1, "tuan") && (is(a, i, "thuong") || is(a, i, "trung") || is(a, i, "ha"))) {
		*part = is(a, i, "thuong") ? "early" : is(a, i, "trung") ? "mid" : "late";
		return 2;
	}
	k += toks_match(a->t, k, a->end, "nhung ngay");
	if (k == i && is(a, k, "tuan"))
		k++;
	if (k == i)
		return 0;
	if (is(a, k, "dau") || is(a, k, "giua") || is(a, k, "cuoi")) {
		*part = is(a, k, "dau") ? "early" : is(a, k, "giua") ? "mid" : "late";
		k++;
	} else {
		k += (size_t)is(a, k, "thu");
		v = number_in(a, k, 1, 5, &mended);
		if (v < 0 && spoken_month(a->t, k, a->end, &v) != 1)
			return 0;
		if (v < 1 || v > 5)
			return 0;
		*part = parts[v - 1];
		k++;
	}
	k += (size_t)(is(a, k, "cua") || is(a, k, "/") || is(a, k, "-") || is(a, k, ","));
	return k - i;
}

/* A day or a period; "đầu", "giữa", "cuối" before it say its part. max_rank: 0 days, 1 months too, 2 all. */
static size_t span_at(const struct at *a, size_t i, int max_rank, struct span *s)
{
	const char *part = is(a, i, "dau") ? "early" : is(a, i, "giua") ? "mid" : is(a, i, "cuoi") ? "late" : "";
	size_t k = i + (size_t)(*part != '\0'), n;

	if (is(a, i, "nua") && (is(a, i + 1, "dau") || is(a, i + 1, "cuoi")) && !is(a, i + 2, "nam")) {
		n = span_at(a, i + 1, max_rank, s);
		return n == 0 ? 0 : n + 1;
	}

	/* "bắt đầu tháng 3" is not at its beginning. */
	if (is(a, i, "dau") && i > 0 && tok_is(a->t, i - 1, "bat"))
		return 0;
	if (max_rank >= 1 && (n = month_part(a, i, &part)) > 0) {
		size_t of = month_at(a, i + n, s);

		if (of == 0)
			return 0;
		s->part = part;
		a->w->is_week = a->w->is_week || is(a, i, "tuan");
		return n + of;
	}
	n = *part != '\0' ? 0 : day_at(a, k, s);
	if (n == 0 && max_rank >= 1)
		n = month_at(a, k, s);
	if (n == 0 && max_rank >= 1)
		n = quarter_at(a, k, s, true);
	if (n == 0 && max_rank >= 1 && is_next_quarter(a, k))
		n = quarter_at(a, k, s, false);
	if (n == 0 && max_rank >= 2)
		n = half_at(a, k, s);
	if (n == 0 && max_rank >= 2)
		n = whole_year_at(a, k, s);
	if (n == 0)
		return 0;
	s->part = part;
	return k + n - i;
}

static int rank_of(const struct span *s)
{
	if (s->kind == PLAN_WHEN_ON)
		return 0;
	return s->kind == PLAN_WHEN_MONTH || s->kind == PLAN_WHEN_QUARTER ? 1 : 2;
}

static void set_range(const struct at *a, const struct span *s, const struct span *e)
{
	a->w->kind = PLAN_WHEN_RANGE;
	a->w->from = s->from;
	a->w->end = e->to;
	a->w->rank = rank_of(e);
	a->w->is_week = a->w->is_week || (*s->part != '\0' && strcmp(s->part, "early") != 0) ||
	                (*e->part != '\0' && strcmp(e->part, "late") != 0);
	a->w->is_impossible = a->w->is_impossible || (s->from != DATE_NONE && e->to != DATE_NONE && s->from > e->to);
}

static size_t past_to(const struct at *a, size_t i)
{
	size_t k = i;

	k += toks_match(a->t, k, a->end, "cho den");
	if (k == i && !is(a, k, "-") && !is(a, k, "den") && !is(a, k, "toi"))
		return 0;
	k += (size_t)(k == i);
	k += (size_t)is(a, k, "het");
	return k;
}

/* The end of a range that began with s. A month or quarter may leave its word out ("tháng 3 - 4", "quý I - II"). */
static size_t range_end(const struct at *a, size_t i, struct span *s, struct span *e)
{
	size_t k = past_to(a, i), n = 0;
	bool mended = false;
	int m, y;

	if (k == 0)
		return 0;
	if (s->kind == PLAN_WHEN_QUARTER)
		n = quarter_at(a, k, e, false);
	if (n == 0 && s->kind == PLAN_WHEN_MONTH && (m = number_in(a, k, 1, 12, &mended)) > 0 && a->t->at[k].n <= 2) {
		size_t after = trailing_year(a, k + 1, &y);

		a->w->is_mended = a->w->is_mended || mended;
		set_months(a, e, y, m, m);
		e->kind = PLAN_WHEN_MONTH;
		e->period = y == 0 ? "" : mem_text(a->tf->mem, "%04d-%02d", y, m);
		n = after - k;
	}
	if (n == 0 && s->kind == PLAN_WHEN_YEAR && k < a->end && a->t->at[k].n == 4 && year_at(a, k) >= YEAR_MIN) {
		set_months(a, e, year_at(a, k), 1, 12);
		e->kind = PLAN_WHEN_YEAR;
		return k + 1 - i;
	}
	if (n == 0)
		n = span_at(a, k, 2, e);
	if (n == 0)
		return 0;
	/* "tháng 3 - 4/2025", "từ 01/10 đến 15/3/2025" the plan's year holds for the first unless it turns round. */
	if (s->from != DATE_NONE && e->from != DATE_NONE && s->kind != PLAN_WHEN_ON && s->kind == e->kind &&
	    date_ymd(e->from).year != date_ymd(s->from).year) {
		struct ymd from = date_ymd(s->from);

		if (from.month <= date_ymd(e->from).month) {
			y = date_ymd(e->from).year;
			s->from = date_of(y, from.month, 1);
			s->period = s->kind == PLAN_WHEN_MONTH ? mem_text(a->tf->mem, "%04d-%02d", y, from.month)
			                                       : mem_text(a->tf->mem, "%04d-Q%d", y, (from.month + 2) / 3);
		}
	}
	return k + n - i;
}

/* "15 - 20/3/2024", "15 đến ngày 20/3/2024": the first day leaves out its month. */
static size_t short_range(const struct at *a, size_t i)
{
	struct span s = {.period = "", .part = ""}, e = s;
	bool mended = false;
	size_t k = i + (size_t)is(a, i, "ngay"), n;
	int d = number_in(a, k, 1, 31, &mended);
	struct ymd at;

	if (d < 0 || past_to(a, k + 1) == 0)
		return 0;
	k = past_to(a, k + 1);
	n = day_at(a, k, &e);
	if (n == 0 || e.from == DATE_NONE)
		return 0;
	/* "15-3-2024" is a day. */
	at = date_ymd(e.from);
	a->w->is_mended = a->w->is_mended || mended;
	set_day(a, &s, at.year, at.month, d);
	set_range(a, &s, &e);
	return k + n - i;
}

static void set_point(const struct at *a, const struct span *s, enum plan_when kind)
{
	a->w->kind = kind;
	a->w->from = kind == PLAN_WHEN_BEFORE ? s->from : s->to;
	a->w->period = s->period;
	a->w->part = s->part;
	a->w->rank = rank_of(s);
	/* Before its beginning and until its end are days; of "trước cuối tháng 9" the day is not known. */
	a->w->is_week = a->w->is_week ||
	                (*s->part != '\0' && strcmp(s->part, kind == PLAN_WHEN_BEFORE ? "early" : "late") != 0);
}

static void set_bare(const struct at *a, const struct span *s)
{
	a->w->kind = s->kind == PLAN_WHEN_ON && a->tf->is_deadline ? PLAN_WHEN_UNTIL : s->kind;
	a->w->from = s->kind == PLAN_WHEN_ON ? s->from : DATE_NONE;
	a->w->period = s->period;
	a->w->part = s->part;
	a->w->rank = rank_of(s);
	if (s->kind != PLAN_WHEN_ON && *s->period == '\0')
		a->w->is_yearless = true;
}

static const char *const befores[] = {"truoc ngay", "truoc", "truoc thoi diem", "xong truoc", "xong truoc ngay",
                                      "ket thuc truoc", "ket thuc truoc ngay", NULL};
static const char *const untils[] = {
	"den", "den het", "cham nhat", "cham nhat la", "cham nhat vao", "cham nhat den", "cham nhat den het", "cham nhat het",
	"cham nhat trong", "cham nhat la ngay", "muon nhat", "muon nhat la", "muon nhat vao", "muon nhat den", "muon nhat den het", "han", "han cuoi", "han chot",
	"han cuoi la", "han den", "khong qua", "het", "tre nhat", "khong muon hon", "thoi han", "thoi han den",
	"thoi han :", "han :", "cham nhat :", "truoc hoac trong", "toi", "tu nay den", "tu nay den het", "tu nay den ngay", "tu nay toi",
	"tu nay cho den", "khong cham hon", "khong cham hon ngay", "khong tre hon", "cham nhat truoc", NULL};
static const char *const arounds[] = {"vao dip", "dip", "nhan dip", "khoang", "vao khoang",
                                      "du kien", "du kien vao dip", "khoang ngay", "du kien ngay", NULL};
static const char *const ins[] = {"trong", "vao", "trong khoang", "ca", "vao cac", "suot", "trong suot", NULL};

/* "trước ngày 25 hằng tháng". */
static size_t recurring_day(const struct at *a, size_t i)
{
	static const char *const leads[] = {"truoc ngay", "truoc", "cham nhat ngay", "cham nhat", "ngay", "den ngay",
	                                    "cham nhat la ngay", "vao ngay", NULL};
	bool mended = false;
	size_t k = i + toks_match(a->t, i, a->end, "dinh ki"), lead = toks_match_any(a->t, k, a->end, leads);

	k += lead;
	if (lead == 0 || number_in(a, k, 1, 31, &mended) < 0)
		return 0;
	k++;
	k += (size_t)is(a, k, "cua");
	/* "ngày 15 tháng cuối (mỗi) quý" */
	if (is(a, k, "thang") && (is(a, k + 1, "cuoi") || is(a, k + 1, "dau"))) {
		k += 2;
		k += (size_t)(is(a, k, "hang") || is(a, k, "moi") || is(a, k, "cua"));
		a->w->kind = PLAN_WHEN_RECURRING;
		a->w->period = "quarter";
		a->w->rank = 0;
		return is(a, k, "quy") && (k + 1 >= a->end || roman(a->t->at[k + 1].f) == 0) ? k + 1 - i : 0;
	}
	if (!is(a, k, "hang") && !is(a, k, "moi"))
		return 0;
	a->w->kind = PLAN_WHEN_RECURRING;
	a->w->period = is(a, k + 1, "thang") ? "month" : is(a, k + 1, "quy") ? "quarter" : is(a, k + 1, "nam") ? "year" : "";
	a->w->rank = 0;
	return *a->w->period == '\0' ? 0 : k + 2 - i;
}

/* "năm", "cả năm" at the end of what is told. */
static bool ends_in_year(const struct at *a, size_t i)
{
	size_t k = i + (size_t)is(a, i, "ca");

	return is(a, k, "nam") && (k + 1 >= a->end || !a->t->at[k + 1].is_word);
}

/* What stands before i is "…tháng," or "…quý và". */
static bool follows_recurring(const struct at *a, size_t i)
{
	size_t k = i - 1;

	if (!tok_is(a->t, k, ",") && !tok_is(a->t, k, "va"))
		return false;
	k -= (size_t)(k > 0 && tok_is(a->t, k - 1, ","));
	return k > 0 && (tok_is(a->t, k - 1, "thang") || tok_is(a->t, k - 1, "quy") || tok_is(a->t, k - 1, "tuan"));
}

static size_t recurring_at(const struct at *a, size_t i)
{
	static const struct {
		const char *f, *period;
	} units[] = {{"ngay", "day"}, {"tuan", "week"}, {"thang", "month"}, {"quy", "quarter"}, {"nam", "year"}};
	static const char *const joins[] = {",", "va", ", va", NULL};
	static const char *const always[] = {"thuong xuyen", "lien tuc", "thuong xuyen lien tuc", "thuong xuyen , lien tuc",
	                                     "xuyen suot", "quanh nam",
	                                     "thuong ki", NULL};
	size_t k = i, n = toks_match_any(a->t, i, a->end, always);

	a->w->kind = PLAN_WHEN_RECURRING;
	a->w->rank = 2;
	if (n > 0) {
		a->w->period = "always";
		if (toks_match(a->t, i + n, a->end, "trong nam") || toks_match(a->t, i + n, a->end, "ca nam"))
			n += 2;
		else if (toks_match(a->t, i + n, a->end, ", trong nam"))
			n += 3;
		if (n >= 4 && year_at(a, i + n) >= YEAR_MIN)
			n++;
		return n;
	}
	n = often_at(a->t, i, a->end, &a->w->period);
	if (n > 0)
		return n;
	a->w->period = "";
	k += toks_match(a->t, k, a->end, "dinh ki");
	k += (size_t)(k > i && (is(a, k, "hang") || is(a, k, "moi")));
	n = toks_match(a->t, k, a->end, "6 thang");
	if (n > 0) {
		size_t join = toks_match_any(a->t, k + n, a->end, joins);

		/* "6 tháng, năm", "6 tháng và cả năm" are reports at these times. */
		a->w->period = "half_year";
		return k > i || (join > 0 && ends_in_year(a, k + n + join)) ? k + n - i : 0;
	}
	if (i >= 2 && k == i && ends_in_year(a, k) && follows_recurring(a, k)) {
		a->w->period = "year";
		return k + (size_t)is(a, k, "ca") + 1 - i;
	}
	/* "hằng tháng, quý, năm" */
	if (i >= 2 && k == i && is(a, k, "quy") && (k + 1 >= a->end || toks_match_any(a->t, k + 1, a->end, joins) > 0) &&
	    follows_recurring(a, k)) {
		a->w->period = "quarter";
		return 1;
	}
	if (!is(a, k, "hang") && !is(a, k, "moi") && k == i)
		return 0;
	k += (size_t)(is(a, k, "hang") || is(a, k, "moi"));
	for (size_t u = 0; u < COUNT(units); u++) {
		if (is(a, k, units[u].f)) {
			a->w->period = units[u].period;
			return k + 1 - i;
		}
	}
	return 0;
}

static size_t dated_at(const struct at *a, size_t i, int rank)
{
	struct span s = {.period = "", .part = ""}, e = s;
	size_t k = i, n, r;

	if (rank == 0 && (n = recurring_day(a, i)) > 0)
		return n;
	/* "15h ngày 12/3", "trước 17h ngày 20/6": the day; before an hour of it is on it. */
	n = toks_match_any(a->t, i, a->end, untils);
	n = n > 0 ? n + (size_t)is(a, i + n, ":") : toks_match_any(a->t, i, a->end, befores);
	r = clock_at(a->t, i + n, a->end);
	if (r > 0 && (k = day_at(a, i + n + r, &s)) > 0) {
		if (n > 0)
			set_point(a, &s, PLAN_WHEN_UNTIL);
		else
			set_bare(a, &s);
		return rank == 0 ? n + r + k : 0;
	}
	k = i;
	if (is(a, i, "tu") && !is(a, i + 1, "nay")) {
		n = short_range(a, i + 1);
		if (n > 0)
			return a->w->rank == rank ? n + 1 : 0;
		n = span_at(a, i + 1, 2, &s);
		r = n == 0 ? 0 : range_end(a, i + 1 + n, &s, &e);
		if (r > 0) {
			set_range(a, &s, &e);
			return a->w->rank == rank ? 1 + n + r : 0;
		}
		return 0;
	}
	if ((n = toks_match_any(a->t, i, a->end, befores)) > 0 && (r = span_at(a, i + n, 2, &s)) > 0) {
		set_point(a, &s, PLAN_WHEN_BEFORE);
		return a->w->rank == rank ? n + r : 0;
	}
	n = toks_match_any(a->t, i, a->end, untils);
	n += (size_t)(n > 0 && is(a, i + n, ":"));
	if (n > 0 && (r = span_at(a, i + n, 2, &s)) > 0) {
		set_point(a, &s, PLAN_WHEN_UNTIL);
		return a->w->rank == rank ? n + r : 0;
	}
	if ((n = toks_match_any(a->t, i, a->end, arounds)) > 0 && (r = span_at(a, i + n, 2, &s)) > 0) {
		/* About a month is no closer than the month. */
		set_bare(a, &s);
		a->w->kind = s.kind == PLAN_WHEN_ON ? PLAN_WHEN_AROUND : s.kind;
		return a->w->rank == rank ? n + r : 0;
	}
	k += toks_match_any(a->t, k, a->end, ins);
	n = span_at(a, k, 2, &s);
	if (n > 0 && (r = range_end(a, k + n, &s, &e)) > 0) {
		set_range(a, &s, &e);
		return a->w->rank == rank ? k + n + r - i : 0;
	}
	if (n == 0 || rank_of(&s) == 0) {
		struct span keep = s;

		r = n == 0 ? short_range(a, k) : 0;
		if (r > 0)
			return a->w->rank == rank ? k + r - i : 0;
		s = keep;
	}
	if (n == 0)
		return 0;
	set_bare(a, &s);
	return a->w->rank == rank ? k + n - i : 0;
}

bool time_may_begin(const char *f)
{
	static const char *const words[] = {
		"truoc", "xong", "den", "cham", "muon", "han", "khong", "het", "tre", "hoan", "thoi", "toi", "vao", "dip", "nhan",
		"khoang", "du", "trong", "ca", "tu", "ngay", "mung", "thang", "quy", "dau", "giua", "cuoi", "nam", "nua", "sau",
		"thuong", "lien", "xuyen", "hang", "moi", "dinh", "it", "khi", "dot", "theo", "neu", "phat", "tuy", "cung", "can",
		"trung", "ha", "tuan", "nhung", "t", "th", "q", "ket", "suot", "quanh", "sang", "chieu", "thu", "chu", "mot", "hai",
		"luc", "buoi", "trua"};

	if ((f[0] >= '0' && f[0] <= '9') || f[0] == 'o' || f[0] == 'l' || f[0] == 'i' || short_month(f) > 0 || (f[0] == 'q' && roman(f + 1) > 0))
		return true;
	for (size_t i = 0; i < COUNT(words); i++) {
		if (words[i][0] == f[0] && words[i][1] == f[1] && strcmp(words[i], f) == 0)
			return true;
	}
	return false;
}

size_t when_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t j, int rank, struct when *w)
{
	struct at a = {.tf = tf, .t = t, .end = j, .w = w};
	size_t n;

	*w = (struct when){.from = DATE_NONE, .end = DATE_NONE, .period = "", .part = "", .follows = ""};
	if (i >= j || !t->at[i].may_be_time)
		return 0;
	if (rank <= 2) {
		n = dated_at(&a, i, rank);
		if (n > 0 || rank < 2)
			return n;
		*w = (struct when){.from = DATE_NONE, .end = DATE_NONE, .period = "", .part = "", .follows = ""};
		return recurring_at(&a, i);
	}
	return hanging_at(tf, t, i, j, w);
}
