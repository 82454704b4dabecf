/* room/plan/plan_often.c -- small pieces of the grammar of times: how often, at what hour, months told in words, and
 * what smells of a time that nobody read. */
#include "base/text.h"
#include "room/plan/plan_date_in.h"

enum { COUNTED_WORDS = 4 };

int roman(const char *f)
{
	static const char *const romans[] = {"i", "ii", "iii", "iv"};

	for (int k = 0; k < 4; k++) {
		if (strcmp(f, romans[k]) == 0 || (f[0] == '1' + k && f[1] == '\0'))
			return k + 1;
	}
	return 0;
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

/* What is counted: "02 lần", "2 đợt". */
static const char times_word[] = "lan|dot|luot|ki";

/* "02 lần/năm", "mỗi quý một lần": its tokens and the period between two times; 0 for none. */
static size_t often_at(const struct toks *t, size_t i, size_t end, const char **period)
{
	size_t k = i + toks_match(t, i, end, "dinh ki");
	bool is_each = tok_is(t, k, "hang") || tok_is(t, k, "moi") || tok_is(t, k, "theo");
	int count, units = 1, unit;
	size_t words;

	k += (size_t)is_each;
	k += (size_t)(is_each && tok_is(t, k, "tung"));
	k += toks_match(t, k, end, "[it|toi] [nhat|thieu|da]");
	count = count_at(t, k, end);
	if (!is_each && count > 0 && toks_match(t, k + 1, end, times_word) > 0) {
		/* "02 lần/năm", "1 lần mỗi quý" */
		k += 2;
		while (k < end && (tok_is(t, k, "/") || tok_is(t, k, "moi") || tok_is(t, k, "trong") || tok_is(t, k, "mot")))
			k++;
		/* "02 lần/tuần" comes again every week. */
		unit = unit_at(t, k, end);
		*period = unit == 0 ? NULL : period_of(unit, 1, count);
		*period = unit == 0 || *period != NULL ? *period : period_of(unit, 1, 1);
		return *period == NULL ? 0 : k + 1 - i;
	}
	/* "02 bài/tháng" comes again every month. */
	for (words = 1; words <= COUNTED_WORDS && k + words < end && t->at[k + words].is_word && unit_at(t, k + words, end) == 0; words++)
		;
	if (!is_each && count > 0 && words > 1 && k + words + 1 < end && tok_is(t, k + words, "/") && unit_at(t, k + words + 1, end) != 0) {
		*period = period_of(unit_at(t, k + words + 1, end), 1, 1);
		return k + words + 2 - i;
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
	k += toks_match(t, k, end, "[it|toi] [nhat|thieu|da]");
	count = count_at(t, k, end);
	if (count > 0 && k + 1 < end && toks_match(t, k + 1, end, times_word) > 0) {
		*period = period_of(unit, units, count);
		return *period == NULL ? 0 : k + 2 - i;
	}
	/* "Mỗi quý 01 số" */
	if (is_each && count > 0 && k + 1 < end && t->at[k + 1].is_word && unit_at(t, k + 1, end) == 0 && (k + 2 >= end || !t->at[k + 2].is_word)) {
		*period = period_of(unit, 1, 1);
		return k + 2 - i;
	}
	if (k < end && toks_match(t, k, end, times_word) > 0 && tok_is(t, k - 1, "/")) {
		*period = period_of(unit, units, 1);
		return *period == NULL ? 0 : k + 1 - i;
	}
	if (tok_is(t, i, "theo") && k >= end && units == 1) {
		*period = period_of(unit, 1, 1);
		return *period == NULL ? 0 : k - i;
	}
	return 0;
}

/* "cả năm", "hằng quý" after what comes again: the next of the list; its tokens. */
static size_t next_period(const struct toks *t, size_t i, size_t end, const char **period)
{
	static const struct {
		const char *like, *period;
	} units[] = {{"ngay", "day"}, {"tuan", "week"}, {"thang", "month"}, {"quy", "quarter"}, {"6|06 thang", "half_year"}, {"nam", "year"}};
	size_t k = i + toks_match(t, i, end, "hang|moi|ca|tung"), n = 0, u;
	bool is_each;

	for (u = 0; u < COUNT(units) && (n = toks_match(t, k, end, units[u].like)) == 0; u++)
		;
	if (n == 0)
		return 0;
	is_each = toks_match(t, i, end, "hang|moi|tung") > 0 || (i > 0 && toks_match(t, i - 1, end, "hang|moi") > 0);
	n += k - i;
	/* "quý II", "năm 2024", "6 tháng đầu năm" are times of their own. */
	if (i + n < end && t->at[i + n].is_word && !tok_is(t, i + n, "va") &&
	    !(is_each && (toks_match(t, i + n, end, "truoc|vao|cham|trong|nam") > 0 || time_verb_at(t, i + n))))
		return 0;
	*period = units[u].period;
	return n;
}

/* "trước ngày 25 hằng tháng", "ngày 15 của tháng cuối mỗi quý". */
static size_t recurring_day(const struct toks *t, size_t i, size_t end, const char **period)
{
	size_t k = i + toks_match(t, i, end, "[dinh] [ki] [,] [vao|truoc|cham|den|trong] [nhat] [la|vao] [ngay]"), n;

	n = toks_match(t, k, end, "thang cuoi|dau [cung|tien] [cua] [hang|moi|tung|cac] quy");
	if (n > 0 && (k + n >= end || roman(t->at[k + n].f) == 0)) {
		*period = "quarter";
		return k + n - i;
	}
	if (k == i || k >= end || tok_number(&t->at[k]) < 1 || tok_number(&t->at[k]) > 31)
		return 0;
	k++;
	if ((n = toks_match(t, k, end, "[cua] thang cuoi|dau [cung|tien] [hang|moi|cua|tung] [hang|moi|tung] quy")) > 0) {
		*period = "quarter";
		return k + n < end && roman(t->at[k + n].f) > 0 ? 0 : k + n - i;
	}
	*period = toks_match(t, k, end, "[cua] hang|moi thang") > 0 ? "month" : toks_match(t, k, end, "[cua] hang|moi quy") > 0
	          ? "quarter" : NULL;
	return *period == NULL ? 0 : k + toks_match(t, k, end, "[cua] hang|moi thang|quy") - i;
}

/* "/2024", "năm 2024", "trong năm" behind what comes again: its tokens. */
static size_t within_year(const struct toks *t, size_t i, size_t end)
{
	size_t n = toks_match(t, i, end, "[,] [trong|cua] nam"), k = i + n + toks_match(t, i + n, end, "/");
	bool has_year = k > i && k < end && t->at[k].n == 4 && tok_number(&t->at[k]) > 1900;

	return has_year ? k + 1 - i : n > 0 && toks_match(t, i + n - 2, end, "trong|cua") > 0 ? n : 0;
}

/* "Thường xuyên, liên tục trong năm 2024" */
static size_t always_at(const struct toks *t, size_t i, size_t end)
{
	static const char *const always[] = {
		"thuong xuyen [,|va] [lien] [tuc] [,] [quanh|trong|ca|suot] [ca] [nam]", "lien tuc [trong|ca|suot] [ca] [nam]",
		"xuyen suot [trong|ca] [ca] [nam]", "quanh nam", "thuong ki", "hang ngay , thuong xuyen", NULL};
	size_t n = toks_match_any(t, i, end, always);

	/* "Thường xuyên trong quý" is not told by the year. */
	while (n > 0 && toks_match(t, i + n - 1, end, "trong|ca|suot|quanh|,") > 0)
		n--;
	if (n > 0 && tok_is(t, i + n - 1, "nam") && i + n < end && tok_number(&t->at[i + n]) > 1900)
		n++;
	return n;
}

size_t recurring_at(const struct toks *t, size_t i, size_t end, struct phrase *p)
{
	static const struct {
		const char *like, *period;
	} all[] = {{"[trong] cac tuan trong|cua nam", "week"}, {"[trong] cac thang trong|cua nam", "month"},
	           {"[trong] cac quy trong|cua nam", "quarter"}};
	struct when w = when_blank(PLAN_WHEN_RECURRING, 2);
	size_t n = always_at(t, i, end), k, join, part = 0;

	w.period = "always";
	if (n == 0 && (n = recurring_day(t, i, end, &w.period)) > 0)
		w.rank = 0;
	if (n == 0)
		n = often_at(t, i, end, &w.period);
	for (size_t u = 0; u < COUNT(all) && n == 0; u++) {
		n = toks_match(t, i, end, all[u].like);
		w.period = all[u].period;
	}
	if (n == 0) {
		/* "Cuối mỗi quý" */
		part = toks_match(t, i, end, "dau|giua|cuoi hang|moi|tung") > 0;
		w.part = part == 0 ? "" : tok_is(t, i, "dau") ? "early" : tok_is(t, i, "cuoi") ? "late" : "mid";
		k = i + part + toks_match(t, i, end, "dinh ki [,]");
		k += k == i + part || toks_match(t, k, end, "hang|moi") > 0 ? toks_match(t, k, end, "[vao] hang|moi") : 0;
		/* "6 tháng, năm", "quý và năm" alone are the times of reports. */
		n = k >= end ? 0 : next_period(t, k, end, &w.period);
		join = n == 0 ? 0 : toks_match(t, k + n, end, ",|va [va]");
		if (n == 0 || (k == i && (i > 0 || join == 0 || next_period(t, k + n + join, end, &w.follows) == 0)))
			return 0;
		w.follows = "";
		n += k - i;
	}
	n += w.rank > 0 && !text_is(w.period, "always") ? within_year(t, i + n, end) : 0;
	*p = (struct phrase){.rank = w.rank, .n = 1};
	w.at = i;
	w.to = i + n;
	p->at[0] = w;
	/* "Hằng tháng, trước ngày 25": the day within it. */
	k = i + n + toks_match(t, i + n, end, "[,|(] [truoc|vao|cham|den] [nhat] [la|vao] ngay");
	if (w.rank > 0 && k > i + n && k < end && tok_number(&t->at[k]) > 0 && tok_number(&t->at[k]) <= 31 &&
	    (k + 1 >= end || !t->at[k + 1].is_word) && !tok_is(t, k + 1, "/") && !tok_is(t, k + 1, "-") && !text_is(w.period, "always"))
		p->at[0].to = k + 1 + toks_match(t, k + 1, end, ")");
	for (k = p->at[0].to; w.rank > 0 && p->n < WHENS_MAX && (join = toks_match(t, k, end, ",|va [va]")) > 0; k += join + n) {
		w.at = k + join;
		n = next_period(t, w.at, end, &w.period);
		if (n == 0)
			break;
		w.to = w.at + n;
		p->at[p->n++] = w;
	}
	p->tokens = p->at[p->n - 1].to - i;
	return p->tokens;
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

/* A number or a word of times at i. */
static bool smells_at(struct mem *m, const struct toks *t, size_t i)
{
	static const char *const words[] = {
		"tuần", "ngày", "tháng", "quý", "năm", "đầu", "giữa", "cuối", "lần", "đợt", "trước", "từ", "hết", "kể", "sau", "dịp",
		"hoặc", "khoảng", "nay", "chạp", "tết", "giờ", "hạn", "hè", "mùa", "âm", "khi", "nếu", "tùy", "tuỳ", "xuyên", "kỳ", "theo",
		"sớm", "muộn", "chậm", "trừ", "thứ", "chủ", "đột"};
	const char *word;

	if (t->at[i].f[0] >= '0' && t->at[i].f[0] <= '9')
		return true;
	word = text_lower(m, mem_copy(m, t->at[i].p, t->at[i].n));
	for (size_t k = 0; k < COUNT(words); k++) {
		if (text_is(word, words[k]))
			return true;
	}
	return false;
}

/* "Nghị định số 98/2023/NĐ-CP ngày 31/12/2023": a paper and its day. */
static size_t paper_at(const struct toks *t, size_t i, size_t end)
{
	static const char *const papers[] = {"nghi dinh|quyet", "thong tu|bao|tri", "quyet dinh", "luat", "chi thi", "ke hoach", "cong van|dien",
	                                     "huong dan", "quy che|dinh", "van ban", "to trinh", "phu luc", NULL};
	size_t k = i + toks_match_any(t, i, end, papers);

	if (k == i)
		return 0;
	k += toks_match(t, k, end, "so");
	if (k >= end || tok_number(&t->at[k]) < 0)
		return 0;
	for (k++; k < end && t->at[k].is_glued; k++)
		;
	if (toks_match(t, k, end, "[,] ngay") > 0 && k + 5 < end && toks_match(t, k + 2, end, "/|-|.") > 0)
		k += 6;
	return k <= end ? k - i : 0;
}

/* Words that look like a time's and are none: "tổng kết năm 2023", "báo cáo quý", "theo quy định", "100%". */
static size_t harmless_at(const struct toks *t, size_t i, size_t end, bool has_word)
{
	static const char *const words[] = {
		"tung dot|phong|chuyen|linh|thoi|nhom", "dot xuat", "theo quy|ke|mau|de|noi|dung|yeu|chuyen|tung|phan|linh", "bao|so|tong cao|ket [cong] [tac] quy|thang|nam|tuan|ngay", "cong tac quy|thang|nam|tuan",
		"bao|so|tong cao|ket 6|06 thang [dau|cuoi] [nam]", "sau dai hoc", "thu truong|tu|muc", "chu tich|tri|nhiem|de|dong",
		"han muc|che", "thuong|dinh ki", "ki hop|niem|ket|luat|thi|nang", "hoc ki", "nam hoc",
		"6 thang", "thang diem", "ban ngay", "dau moi|tu|thau", "ngay hoi|le|truyen", "tuan le|hanh", "nam gioi|nu", "gio hoc",
		"100", NULL};
	size_t n = round_at(t, i, end);

	n = n > 0 ? n : toks_match_any(t, i, end, words);
	if (!has_word && i + 1 == end && tok_is(t, i, "nam"))
		n = 1;
	if (n == 0 && (n = paper_at(t, i, end)) > 0)
		return n;
	/* "Ngày Nhà giáo Việt Nam" is a name. */
	if (n == 0 && tok_is(t, i, "ngay") && t->at[i].is_capital && i + 1 < end && t->at[i + 1].is_capital)
		n = 2;
	if (n == 0 && has_word && toks_match(t, i, end, "nam|thang|quy") > 0 && i + 1 < end && t->at[i + 1].is_word &&
	    t->at[i + 1].n <= 4)
		n = 2;  /* of the work, which has a word before it */
	if (n == 0 && has_word && tok_number(&t->at[i]) > 0 && i + 1 < end && t->at[i + 1].is_word && t->at[i].n <= 3 &&
	    toks_match(t, i + 1, end, "ngay|tuan|thang|quy|nam|gio|phut|lan|h|g|den|toi|va|hoac") == 0)
		n = 2;  /* "5 thành phố" */
	return n == 0 && tok_is(t, i + 1, "%") ? 2 : n;
}

bool time_smells(struct mem *m, const struct toks *t, size_t i, size_t end)
{
	bool has_word = false;

	while (i < end) {
		size_t n = harmless_at(t, i, end, has_word);

		if (n == 0 && smells_at(m, t, i))
			return true;
		has_word = has_word || (n == 0 && t->at[i].is_word);
		i += n > 0 ? n : 1;
	}
	return false;
}
