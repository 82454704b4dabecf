/* room/plan/plan_year.c -- years and days found in words by a small scanner, and written anew.
 *
 * The scanner cuts a text into marks: runs of numbers joined by '/', '-' or '.', with what they must be. Between two marks
 * the words are copied; a mark is copied too unless a year or a day of it moves. */
#include "room/plan/plan_year.h"

#include "base/text.h"

enum { WORDS_MAX = 64 * 1024, NUMBERS_MAX = 3, YEAR_LEAST = 1900, YEAR_MOST = 2199 };

/* Numbers joined in the text at [from, to). */
struct mark {
	const char *from, *to;
	int numbers[NUMBERS_MAX], digits[NUMBERS_MAX], n;
	const char *at[NUMBERS_MAX];    /* where each number begins */
	char join;                      /* between the numbers, 0 for none */
	bool is_paper;                  /* the number of a paper: its letters follow, up to `to` */
};
struct marks LIST(struct mark);

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A letter begins here: ASCII, or any sign beyond it that is no quotation mark or dash (those begin with E2). */
static bool is_letter(const char *p)
{
	return (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || ((unsigned char)*p >= 0xC3 && (unsigned char)*p != 0xE2);
}

static const char *take_number(const char *p, struct mark *k)
{
	int value = 0, digits = 0;

	k->at[k->n] = p;
	for (; is_digit(*p); p++, digits++)
		value = digits < 6 ? value * 10 + (*p - '0') : value;
	k->numbers[k->n] = value;
	k->digits[k->n] = digits;
	k->n++;
	return p;
}

/* The mark that begins with the digit at p. */
static struct mark mark_at(const char *p)
{
	struct mark k = {.from = p};

	p = take_number(p, &k);
	while (k.n < NUMBERS_MAX && (*p == '/' || *p == '-' || *p == '.') && (k.join == 0 || *p == k.join)) {
		const char *next = p;

		while (*next == *p)     /* "31/01//2024" */
			next++;
		if (!is_digit(*next))
			break;
		k.join = *p;
		p = take_number(next, &k);
	}
	k.is_paper = (*p == '/' || *p == '-') && is_letter(p + 1);
	if (k.is_paper)
		p += strcspn(p, " \n\t,;:()");
	k.to = p;
	return k;
}

static void find_marks(struct mem *m, const char *text, struct marks *out)
{
	const char *p = text;

	while (*p != '\0') {
		struct mark k;

		if (!is_digit(*p) || (p > text && (is_letter(p - 1) || is_digit(p[-1])))) {
			p++;
			continue;
		}
		k = mark_at(p);
		*list_add(m, out) = k;
		p = k.to;
	}
}

static bool is_year(int number, int digits)
{
	return digits == 4 && number >= YEAR_LEAST && number <= YEAR_MOST;
}

/* Which of its numbers is the year: the last, by itself, after a month or a round, or after a day and a month. -1: none. */
static int year_of(const struct mark *k)
{
	int last = k->n - 1;

	if (k->is_paper || !is_year(k->numbers[last], k->digits[last]))
		return -1;
	return k->n == 1 || k->digits[0] <= 2 ? last : -1;
}

static bool is_month(int number)
{
	return number >= 1 && number <= 12;
}

/* A day and a month, with or without a year. */
static bool is_day(const struct mark *k)
{
	return !k->is_paper && k->n >= 2 && k->numbers[0] >= 1 && k->numbers[0] <= 31 && is_month(k->numbers[1]) &&
	       k->digits[0] <= 2 && k->digits[1] <= 2 && (k->n == 3 ? year_of(k) == 2 : k->join == '/');
}

/* Two years written as one mark: "2023-2024". */
static bool is_pair(const struct mark *k)
{
	return !k->is_paper && k->n == 2 && is_year(k->numbers[0], k->digits[0]) && is_year(k->numbers[1], k->digits[1]);
}

/* The words between two marks, folded and without spaces at their ends. */
static const char *between(struct mem *m, const struct mark *a, const struct mark *b)
{
	return text_fold(m, text_trim(m, mem_copy(m, a->to, (size_t)(b->from - a->to))));
}

static bool is_span_word(const char *gap)
{
	return text_is(gap, "-") || text_is(gap, "den") || text_is(gap, "den nam") || text_is(gap, "den ngay") ||
	       text_is(gap, "- nam") || text_is(gap, "- ngay");
}

/* How many years the span that the i-th mark stands in lasts; 0 when it stands in none. */
static int span_of(struct mem *m, const struct marks *l, size_t i)
{
	int at = year_of(&l->at[i]), year = at >= 0 ? l->at[i].numbers[at] : 0, other;

	if (is_pair(&l->at[i]))
		return abs(l->at[i].numbers[1] - l->at[i].numbers[0]);
	for (int side = -1; side <= 1 && at >= 0; side += 2) {
		size_t k = side < 0 ? i - 1 : i + 1;

		if ((side < 0 && i == 0) || k >= l->n || (other = year_of(&l->at[k])) < 0)
			continue;
		if (is_span_word(side < 0 ? between(m, &l->at[k], &l->at[i]) : between(m, &l->at[i], &l->at[k])))
			return abs(l->at[k].numbers[other] - year);
	}
	return 0;
}

/* The day of a paper belongs to its number: "09/2020/QĐ-UBND ngày 28/4/2020", also where the number is broken in two:
 * "30/2022/NQ- HĐND ngày 10/12/2022". */
static bool dates_a_paper(struct mem *m, const struct marks *l, size_t i)
{
	const char *gap = i > 0 && l->at[i - 1].is_paper ? between(m, &l->at[i - 1], &l->at[i]) : "";
	const char *space = strchr(gap, ' ');

	return text_ends(gap, "ngay") && (space == NULL || strchr(space + 1, ' ') == NULL);
}

static bool is_near(int year, int plan_year)
{
	return abs(year - plan_year) <= 1;
}

/* ---- another year ----------------------------------------------------------------------------------------------------- */

static bool is_leap_day(const struct mark *k)
{
	return is_day(k) && k->numbers[0] == 29 && k->numbers[1] == 2;
}

static bool has_leap_day(int year)
{
	return date_month_days(year, 2) == 29;
}

/* Writes a mark with its years moved by `by`. */
static void put_moved(struct buf *b, const struct mark *k, int by)
{
	const char *p = k->from;
	int at = year_of(k);

	for (int i = 0; i < k->n; i++) {
		bool is_moved = i == at || is_pair(k);

		buf_bytes(b, p, (size_t)(k->at[i] - p));
		p = k->at[i] + k->digits[i];
		if (is_moved)
			buf_fmt(b, "%d", k->numbers[i] + by);
		else if (i == 0 && is_leap_day(k) && at >= 0 && !has_leap_day(k->numbers[at] + by))
			buf_text(b, "28");
		else
			buf_bytes(b, k->at[i], (size_t)k->digits[i]);
	}
	buf_bytes(b, p, (size_t)(k->to - p));
}

static bool moves(struct mem *m, const struct marks *l, size_t i, int from)
{
	const struct mark *k = &l->at[i];
	int at = year_of(k);

	if (is_pair(k))
		return is_near(k->numbers[0], from) && is_near(k->numbers[1], from) && span_of(m, l, i) <= 1;
	return at >= 0 && is_near(k->numbers[at], from) && span_of(m, l, i) <= 1 && !dates_a_paper(m, l, i);
}

const char *plan_year_words(struct mem *m, const char *text, int from, int to)
{
	struct buf *b = buf_new(m, WORDS_MAX);
	struct marks l = {0};
	const char *p = text;

	find_marks(m, text, &l);
	for (size_t i = 0; i < l.n; i++) {
		const struct mark *k = &l.at[i];

		buf_bytes(b, p, (size_t)(k->from - p));
		p = k->to;
		if (moves(m, &l, i, from))
			put_moved(b, k, to - from);
		else if (k->n == 2 && is_leap_day(k) && has_leap_day(from) && !has_leap_day(to))
			buf_fmt(b, "28%.*s", (int)(k->to - k->at[0] - k->digits[0]), k->at[0] + k->digits[0]);
		else
			buf_bytes(b, k->from, (size_t)(k->to - k->from));
	}
	buf_text(b, p);
	return b->p;
}

static date move_day(date d, int by, bool *lost_day)
{
	struct ymd y;
	date moved;

	if (d == DATE_NONE)
		return d;
	y = date_ymd(d);
	moved = date_of(y.year + by, y.month, y.day);
	if (moved != DATE_NONE)
		return moved;
	*lost_day = true;
	return date_of(y.year + by, y.month, date_month_days(y.year + by, y.month));
}

/* "2024-Q1" of another year; what recurs has no year and stays. */
static const char *move_period(struct mem *m, const char *period, int by)
{
	int year = is_digit(*period) ? (int)strtol(period, NULL, 10) : 0;

	return year > 0 ? mem_text(m, "%04d%s", year + by, period + 4) : period;
}

struct plan_doc_milestone plan_year_stone(struct mem *m, const struct plan_doc_milestone *ms, int from, int to, bool *lost_day)
{
	struct plan_doc_milestone s = *ms;

	*lost_day = false;
	s.from = move_day(ms->from, to - from, lost_day);
	s.end = move_day(ms->end, to - from, lost_day);
	s.period = move_period(m, ms->period, to - from);
	s.follows = plan_year_words(m, ms->follows, from, to);
	s.act = plan_year_words(m, ms->act, from, to);
	s.actors = plan_year_words(m, ms->actors, from, to);
	s.words = plan_year_words(m, ms->words, from, to);
	return s;
}

/* ---- another day ------------------------------------------------------------------------------------------------------- */

const char *plan_year_redate(struct mem *m, const char *words, date was, date now)
{
	struct buf *b = buf_new(m, WORDS_MAX);
	struct ymd w = date_ymd(was), n = date_ymd(now);
	struct marks l = {0};
	const char *p = words;
	bool is_found = false;

	find_marks(m, words, &l);
	for (size_t i = 0; i < l.n; i++) {
		const struct mark *k = &l.at[i];
		bool is_it = is_day(k) && k->numbers[0] == w.day && k->numbers[1] == w.month && (k->n == 2 || k->numbers[2] == w.year);

		buf_bytes(b, p, (size_t)((is_it ? k->from : k->to) - p));
		p = k->to;
		if (!is_it)
			continue;
		is_found = true;
		if (k->n == 2 && n.year == w.year)
			buf_fmt(b, "%02d/%02d", n.day, n.month);
		else
			buf_text(b, date_vn(m, now));
	}
	buf_text(b, p);
	return is_found ? b->p : "";
}

/* ---- once, or every year ------------------------------------------------------------------------------------------------- */

/* Words before a number that count something: the next one is another. */
static const char *const COUNTED[] = {"tap", "lan thu", "khoa", "nhiem ky", "so thu"};

/* The words right before the mark end in one of COUNTED; which, or NULL. */
static const char *counted(struct mem *m, const char *text, const struct mark *k)
{
	const char *before = text_fold(m, text_trim(m, mem_copy(m, text, (size_t)(k->from - text))));

	for (size_t i = 0; i < COUNT(COUNTED); i++) {
		size_t n = strlen(before), c = strlen(COUNTED[i]);

		if (text_ends(before, COUNTED[i]) && (n == c || before[n - c - 1] == ' '))
			return COUNTED[i];
	}
	return NULL;
}

/* "70 năm", but not the 1 of "đợt 1 năm 2024". */
static bool is_duration(struct mem *m, const struct mark *k)
{
	const char *after = text_fold(m, text_trim(m, k->to));

	return k->n == 1 && k->numbers[0] < YEAR_LEAST && *k->to == ' ' && text_starts(after, "nam") &&
	       (after[3] == '\0' || (after[3] == ' ' && !is_digit(after[4])));
}

/* Why the i-th mark speaks against every year; "" when it does not. */
static const char *why_once(struct mem *m, const char *text, const struct marks *l, size_t i, int year)
{
	const struct mark *k = &l->at[i];
	const char *words = mem_copy(m, k->from, (size_t)(k->to - k->from));
	int at = year_of(k);

	if (k->is_paper)
		return mem_text(m, "nêu một văn bản cụ thể (%s)", words);
	if (dates_a_paper(m, l, i))
		return "";
	if (is_duration(m, k))
		return mem_text(m, "nhắc đến “%s năm”", words);
	if (k->n == 1 && at < 0 && counted(m, text, k) != NULL)
		return mem_text(m, "có đánh số (%s)", words);
	if (span_of(m, l, i) > 1)
		return "nói về một giai đoạn nhiều năm";
	if ((at >= 0 && !is_near(k->numbers[at], year)) || (is_pair(k) && !moves(m, l, i, year)))
		return mem_text(m, "nêu một năm khác (%s)", words);
	return "";
}

const char *plan_year_once(struct mem *m, const char *text, int year)
{
	struct marks l = {0};
	const char *fold = text_fold(m, text), *why;

	find_marks(m, text, &l);
	for (size_t i = 0; i < l.n; i++) {
		why = why_once(m, text, &l, i, year);
		if (*why != '\0')
			return why;
	}
	return strstr(fold, "de an ") != NULL ? "là việc xây dựng một đề án" : "";
}
