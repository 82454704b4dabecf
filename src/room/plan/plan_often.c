/* room/plan/plan_often.c -- small pieces of the grammar of times: how often, at what hour, months told in words, and
 * what smells of a time that nobody read. */
#include "room/plan/plan_date_in.h"

int roman(const char *f)
{
	static const char *const romans[] = {"i", "ii", "iii", "iv"};

	for (int k = 0; k < 4; k++) {
		if (strcmp(f, romans[k]) == 0 || (f[0] == '1' + k && f[1] == '\0'))
			return k + 1;
	}
	return 0;
}

int short_month(const char *f)
{
	int m;

	if (f[0] != 't' || f[1] < '0' || f[1] > '9')
		return 0;
	m = f[1] - '0';
	if (f[2] >= '0' && f[2] <= '9' && f[3] == '\0')
		return m * 10 + (f[2] - '0') <= 12 ? m * 10 + (f[2] - '0') : 0;
	return f[2] == '\0' ? m : 0;
}

static int count_at(const struct toks *t, size_t i, size_t end)
{
	if (i >= end)
		return -1;
	return tok_is(t, i, "mot") ? 1 : tok_is(t, i, "hai") ? 2 : tok_number(&t->at[i]);
}

/* Months of the unit; of a week and a day the code's own negative mark. */
static int unit_at(const struct toks *t, size_t i, size_t end)
{
	if (i >= end)
		return 0;
	return tok_is(t, i, "thang") ? 1 : tok_is(t, i, "quy") ? 3 : tok_is(t, i, "nam") ? 12 : tok_is(t, i, "tuan") ? -7
	       : tok_is(t, i, "ngay") ? -1 : 0;
}

/* `count` times in `units` of that length; NULL when no period is of that length. */
static const char *period_of(int unit, int units, int count)
{
	if (unit < 0)
		return units != 1 || count != 1 ? NULL : unit == -7 ? "week" : "day";
	if (count < 1 || units < 1 || units > 60 || unit * units % count != 0)
		return NULL;
	switch (unit * units / count) {
	case 1:
		return "month";
	case 3:
		return "quarter";
	case 6:
		return "half_year";
	case 12:
		return "year";
	default:
		return NULL;
	}
}

size_t often_at(const struct toks *t, size_t i, size_t end, const char **period)
{
	size_t k = i + toks_match(t, i, end, "dinh ki");
	bool is_each = tok_is(t, k, "hang") || tok_is(t, k, "moi") || tok_is(t, k, "theo");
	int count, units = 1, unit;

	k += (size_t)is_each;
	k += (size_t)(is_each && tok_is(t, k, "tung"));
	count = count_at(t, k, end);
	if (!is_each && count > 0 && tok_is(t, k + 1, "lan")) {
		/* "02 lần/năm", "1 lần mỗi quý" */
		k += 2;
		while (k < end && (tok_is(t, k, "/") || tok_is(t, k, "moi") || tok_is(t, k, "trong") || tok_is(t, k, "mot")))
			k++;
		unit = unit_at(t, k, end);
		*period = unit == 0 ? NULL : period_of(unit, 1, count);
		return *period == NULL ? 0 : k + 1 - i;
	}
	if (count > 0 && unit_at(t, k + 1, end) != 0) {
		units = count;
		k++;
	}
	unit = unit_at(t, k, end);
	/* Of "hai năm/lần" nothing is read, rather than its end. */
	if (unit == 0 || k + 1 > end || (k == i && i > 0 && (tok_number(&t->at[i - 1]) >= 0 || count_at(t, i - 1, end) > 0)))
		return 0;
	k++;
	/* "6 tháng/lần", "mỗi quý một lần", "hằng năm 2 lần" */
	if (k < end && tok_is(t, k, "/"))
		k++;
	count = count_at(t, k, end);
	if (count > 0 && k + 1 < end && tok_is(t, k + 1, "lan")) {
		*period = period_of(unit, units, count);
		return *period == NULL ? 0 : k + 2 - i;
	}
	if (k < end && tok_is(t, k, "lan") && tok_is(t, k - 1, "/")) {
		*period = period_of(unit, units, 1);
		return *period == NULL ? 0 : k + 1 - i;
	}
	if (tok_is(t, i, "theo") && k >= end && units == 1) {
		*period = period_of(unit, 1, 1);
		return *period == NULL ? 0 : k - i;
	}
	return 0;
}

/* "15h", "8h00" as one word. */
static bool is_hour_word(const char *f)
{
	size_t n = 0;

	while (f[n] >= '0' && f[n] <= '9')
		n++;
	if (n == 0 || n > 2 || (f[n] != 'h' && f[n] != 'g'))
		return false;
	for (n++; f[n] >= '0' && f[n] <= '9';)
		n++;
	return f[n] == '\0';
}

size_t clock_at(const struct toks *t, size_t i, size_t end)
{
	static const char *const parts[] = {"sang", "chieu", "toi", "trua", "buoi sang", "buoi chieu", "thu hai", "thu ba",
	                                    "thu tu", "thu nam", "thu sau", "thu bai", "thu bay", "thu 2", "thu 3", "thu 4",
	                                    "thu 5", "thu 6", "thu 7", "chu nhat", "vao luc", "luc", NULL};
	size_t k = i, n;

	for (;;) {
		if (k < end && is_hour_word(t->at[k].f)) {
			k++;
		} else if (k + 1 < end && tok_number(&t->at[k]) >= 0 && tok_is(t, k + 1, "gio")) {
			k += 2;
			if (k < end && tok_number(&t->at[k]) >= 0 && !tok_is(t, k + 1, "/") && !tok_is(t, k + 1, "thang"))
				k++;
			if (k < end && tok_is(t, k, "phut"))
				k++;
		} else if (k + 2 < end && tok_number(&t->at[k]) >= 0 && tok_is(t, k + 1, ":") && tok_number(&t->at[k + 2]) >= 0) {
			k += 3;
		} else if ((n = toks_match_any(t, k, end, parts)) > 0) {
			k += n;
		} else if (k > i && k < end && tok_is(t, k, ",")) {
			k++;
		} else {
			return k - i;
		}
	}
}

size_t spoken_month(const struct toks *t, size_t i, size_t end, int *month)
{
	static const struct {
		const char *f, *ends;   /* folded; how it ends as written, when the folded word is another's too */
		int month;
	} words[] = {{"gieng", "", 1}, {"mot", "", 1}, {"hai", "", 2}, {"ba", "", 3}, {"tu", "ư", 4}, {"sau", "áu", 6},
	             {"bay", "", 7}, {"bai", "", 7}, {"tam", "", 8}, {"chin", "", 9}, {"muoi", "", 10}};

	/* "6 tháng một lần" */
	if (i >= end || tok_is(t, i + 1, "lan"))
		return 0;
	if (toks_match(t, i, end, "muoi mot") > 0 || toks_match(t, i, end, "muoi hai") > 0) {
		*month = tok_is(t, i + 1, "mot") ? 11 : 12;
		return 2;
	}
	for (size_t w = 0; w < COUNT(words); w++) {
		const struct tok *k = &t->at[i];
		size_t n = strlen(words[w].ends);

		if (strcmp(k->f, words[w].f) == 0 && k->n > n && memcmp(k->p + k->n - n, words[w].ends, n) == 0) {
			*month = words[w].month;
			return 1;
		}
	}
	return 0;
}

/* "đợt 1", "lần thứ hai", "kỳ II": the name of a round, no time. */
static size_t round_at(const struct toks *t, size_t i, size_t end)
{
	static const char *const heads[] = {"dot", "lan", "ki", "ki hop", "phien", "khoa", "vong", "buoc", "so", "giai doan",
	                                    "dieu", "muc", "phu luc", "mau", "mau so", "bieu", "cap", "nhom", "loai",
	                                    "dai hoi", "hoi nghi", NULL};
	size_t k = i + toks_match_any(t, i, end, heads);

	if (k == i)
		return 0;
	k += (size_t)(tok_is(t, k, "thu") || tok_is(t, k, "lan"));
	k += (size_t)(tok_is(t, k, "thu"));
	return k < end && (tok_number(&t->at[k]) >= 0 || t->at[k].n <= 3 || tok_is(t, k, "nhat") ||
	                   tok_is(t, k, "hai") || tok_is(t, k, "bay") || tok_is(t, k, "tam") || tok_is(t, k, "muoi"))
	               ? k + 1 - i : 0;
}

bool time_smells(const struct toks *t, size_t i, size_t end)
{
	static const char *const words[] = {"tuan",  "ngay", "thang", "quy",  "nam", "dau",  "giua", "cuoi", "lan", "dot",
	                                    "truoc", "tu",   "den",   "het",  "ke",  "hang", "moi",  "sau",  "dinh ki",
	                                    "gio",   "dip",  "hoac",  "khoang", "nay", "chap", "tet", "lan nua", "am lich", "thuong xuyen", "thu hai", "thu ba", "thu tu", "thu sau",
	                                    "thu bay", "thu 2", "thu 3", "thu 4", "thu 5", "thu 6", "thu 7", "chu nhat",
	                                    "tai ki hop", NULL};
	bool has_word = false;

	if (i + 1 == end && tok_is(t, i, "qua"))
		return true;    /* "qua tháng 5" */
	while (i < end) {
		size_t n = round_at(t, i, end);
		const char *f = t->at[i].f;

		if (n == 0 && has_word && (tok_is(t, i, "nam") || tok_is(t, i, "thang") || tok_is(t, i, "quy")) && i + 1 < end &&
		    t->at[i + 1].is_word && t->at[i + 1].n <= 4)
			n = 2;  /* "tổng kết năm 2023": of the work, which has a word before it */
		if (n == 0 && has_word && i + 2 < end && (tok_is(t, i, "6") || tok_is(t, i, "06")) && tok_is(t, i + 1, "thang"))
			n = toks_match(t, i + 2, end, "dau nam") + toks_match(t, i + 2, end, "cuoi nam") + 2;
		if (n == 0 && tok_is(t, i + 1, "%"))
			n = 2;
		if (n == 0 && i + 1 == end && tok_is(t, i, "100"))
			n = 1;
		if (n == 0 && ((f[0] >= '0' && f[0] <= '9') || toks_match_any(t, i, end, words) > 0))
			return true;
		has_word = has_word || (n == 0 && t->at[i].is_word);
		i += n > 0 ? n : 1;
	}
	return false;
}

bool time_counts(const struct toks *t, size_t i, size_t end)
{
	for (; i < end; i++) {
		if (tok_number(&t->at[i]) < 0)
			continue;
		if (unit_at(t, i + 1, end) != 0 || tok_is(t, i + 1, "gio") || tok_is(t, i + 1, "lan"))
			return true;
		if (i > 0 && (tok_is(t, i - 1, "ngay") || tok_is(t, i - 1, "thang") || tok_is(t, i - 1, "truoc")))
			return true;
	}
	return false;
}
