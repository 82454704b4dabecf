/* room/register/register_bands.c -- titles above a list and headings between its rows: which award, decision, year, unit
 * and kind of subject they say for what stands below; counts and signatures, which say nothing. Pure. */
#include "base/text.h"
#include "room/register/register_sheet_in.h"

static inline bool starts_word(const char *s, const char *word)
{
	size_t n;

	if (*s != *word)
		return false;
	n = strlen(word);
	return strncmp(s, word, n) == 0 && (s[n] == '\0' || s[n] == ' ');
}

bool band_is_mark(const char *text)
{
	size_t n = strlen(text);

	while (n > 0 && (text[n - 1] == '.' || text[n - 1] == ')' || text[n - 1] == ' ' || text[n - 1] == '/' || text[n - 1] == '-'))
		n--;
	if (n == 0 || n > 6)
		return false;
	if (strspn(text, "IVXLC") >= n)
		return true;
	if (n == 1)
		return (text[0] >= 'A' && text[0] <= 'K') || (text[0] >= 'a' && text[0] <= 'k') || text[0] == '*' || text[0] == '+' || text[0] == '-';
	return strspn(text, "0123456789.") >= n && memchr(text, '.', n) != NULL;
}

/* Without the number before it: "II. Chiến sĩ thi đua cơ sở". */
static const char *unnumbered(const char *text)
{
	size_t n = strcspn(text, " ");
	char first[12];

	while (*text == '*' || *text == '+' || *text == '-' || *text == ' ')
		text++;
	n = strcspn(text, " ");
	if (n == 0 || n >= sizeof first || text[n] == '\0')
		return text;
	memcpy(first, text, n);
	first[n] = '\0';
	if ((first[n - 1] == '.' || first[n - 1] == ')' || first[n - 1] == '/') && (band_is_mark(first) || strspn(first, "0123456789") == n - 1))
		text += n;
	else if (strspn(first, "IVX") == n && (text[n + 1] == '-' || text[n + 1] == '.' || text[n + 1] == ':'))
		text += n + 2;
	while (*text == ' ' || *text == '-' || *text == '.' || *text == ':')
		text++;
	return text;
}

/* "Cộng", "Tổng cộng: 45 cá nhân", "Tổng 12"; but "Công an Phường 12", "Tổng công ty 28", "Cộng đồng dân cư" are bodies. */
static bool is_sum(const char *lower, const char *words)
{
	static const char *const sums[] = {"tong cong", "cong cong", "cong tong", "tong", "cong"},
	                         *const goes_on[] = {"co", "gom", "la", "so", "danh sach", "ca nhan", "tap the", "ho gia dinh", "ho", "nguoi", "don vi", "truong hop", "trang", "nam",
	                                             "khen thuong", "giay khen", "bang khen", "chung", "muc", "phan", "toan"};

	if (text_starts(lower, "công ") || text_starts(lower, "tổng công "))
		return false;
	for (size_t i = 0; i < COUNT(sums); i++) {
		const char *rest = words + strlen(sums[i]);

		if (!starts_word(words, sums[i]))
			continue;
		rest += *rest == ' ';
		if (*rest == '\0' || (*rest >= '0' && *rest <= '9'))
			return true;
		for (size_t k = 0; k < COUNT(goes_on); k++)
			if (starts_word(rest, goes_on[k]) && (i < 3 || (strpbrk(rest, "0123456789") != NULL && strlen(rest) < 60)))
				return true;
	}
	return false;
}

bool band_is_total(struct mem *m, const char *text)
{
	static const char *const begins[] = {"tong so", "danh sach nay co", "danh sach gom", "danh sach co", "an dinh danh sach", "tong hop chung", "tong ca nhan",
	                                     "tong tap the", "bang chu", "danh sach tren co", "tong danh sach"};
	const char *bare = unnumbered(text), *words = sheet_plain(m, bare), *lower;

	if (*words == '\0' || strchr("tcdab", *words) == NULL)  /* cheap first: every line is asked */
		return false;
	lower = text_lower(m, bare);
	if (text_starts(lower, "tống "))        /* a family name */
		return false;
	if (text_starts(lower, "ấn định"))      /* An Định is a place */
		return true;
	for (size_t i = 0; i < COUNT(begins); i++)
		if (starts_word(words, begins[i]))
			return true;
	return is_sum(lower, words);
}

bool band_is_foot(struct mem *m, const char *text)
{
	static const char *const begins[] = {"nguoi lap", "nguoi lap bieu", "nguoi lap danh sach", "thu truong", "ky ten", "xac nhan", "noi nhan", "kt chu tich", "tm uy ban nhan dan",
	                                     "tm ubnd", "tl chu tich", "kt giam doc", "tl giam doc", "ke toan truong", "pho chu tich", "chu tich", "giam doc", "pho giam doc", "hieu truong",
	                                     "kt hieu truong", "ghi chu", "luu y", "ky va ghi ro ho ten", "da ky", "ky dong dau", "nguoi tong hop", "can bo phu trach", "thu truong don vi",
	                                     "tm ban thi dua", "truong phong", "truong ban", "kt truong ban", "lanh dao don vi", "don vi xac nhan", "nguoi kiem tra", "tm hoi dong", "tm ban chap hanh"};
	const char *words = sheet_plain(m, text);

	for (size_t i = 0; i < COUNT(begins); i++)
		if (starts_word(words, begins[i]) && strlen(words) < strlen(begins[i]) + 60)
			return true;
	/* "Hà Nội, ngày 05 tháng 3 năm 2020" */
	return strstr(words, " ngay ") != NULL && strstr(words, " thang ") != NULL && strlen(words) < 60 && strstr(words, "quyet dinh") == NULL &&
	       strstr(words, "qd") == NULL && strchr(text, ',') != NULL;
}

/* "năm 2019", "năm học 2018-2019" outside of days. */
static int64_t year_of_title(struct sheet *s, const char *text)
{
	const char *words = sheet_plain(s->scratch, text), *p = words;
	int64_t year = 0;

	while ((p = strstr(p, "nam ")) != NULL) {
		const char *q = p + 4;
		bool is_word = p == words || p[-1] == ' ', is_day;
		size_t back = (size_t)(p - words);

		p = q;
		if (strncmp(q, "hoc ", 4) == 0)
			q += 4;
		/* "tháng 3 năm 2020" is part of a day */
		is_day = back > 9 && (strncmp(words + back - 8, "thang ", 6) == 0 || strncmp(words + back - 9, "thang ", 6) == 0);
		if (is_word && !is_day && *q >= '1' && *q <= '2' && cell_years(q).to != 0 && strspn(q, "0123456789") == 4) {
			struct cell_years y = cell_years(mem_copy(s->scratch, q, strspn(q, "0123456789 ")));

			/* a list of several years says nothing of one row; a school year is one */
			year = y.to - y.from <= 1 ? y.to : 0;
		}
	}
	if (year == 0 && strspn(text, "0123456789 -") == strlen(text) && cell_years(text).from == cell_years(text).to)
		year = cell_years(text).to;
	return year > date_ymd(s->today).year || year < 1945 ? 0 : year;
}

static enum award_subject subject_of(const char *words)
{
	bool person = strstr(words, "ca nhan") != NULL, collective = strstr(words, "tap the") != NULL || starts_word(words, "don vi"),
	     household = strstr(words, "ho gia dinh") != NULL || starts_word(words, "ho");

	/* "Tập thể, cá nhân": of both */
	if (person + collective + household != 1)
		return AWARD_ANYBODY;
	return person ? AWARD_PERSON : collective ? AWARD_COLLECTIVE : AWARD_HOUSEHOLD;
}

/* A heading of this kind ends what headings below its rank said. */
static void ends_below(struct sheet *s, const bool has[BAND_N])
{
	int first = s->order_n;

	for (int k = 0; k < BAND_N; k++) {
		bool is_known = false;

		for (int i = 0; i < s->order_n; i++)
			is_known |= s->order[i] == k;
		if (has[k] && !is_known)
			s->order[s->order_n++] = k;
	}
	for (int i = s->order_n; i-- > 0;)
		first = has[s->order[i]] ? i : first;
	for (int i = first + 1; i < s->order_n; i++) {
		if (has[s->order[i]])
			continue;
		switch ((enum band)s->order[i]) {
		case BAND_SUBJECT: s->held.subject = s->base.subject; break;
		case BAND_AWARD:
			s->held.award = s->base.award;
			s->held.award_text = s->base.award_text;
			break;
		case BAND_UNIT: s->held.unit = s->base.unit; break;
		case BAND_DECISION:
			s->held.number = s->base.number;
			s->held.issuer = s->base.issuer;
			s->held.day = s->base.day;
			break;
		case BAND_YEAR: s->held.year = s->base.year; break;
		case BAND_GROUND: s->held.ground = s->base.ground; break;
		case BAND_N: break;
		}
	}
}

/* What the rows before left for empty cells below is over when a heading says it anew. */
static void forget_rows(struct sheet *s, const bool has[BAND_N])
{
	static const struct {
		enum band band;
		enum sheet_field field;
	} over[] = {{BAND_AWARD, SHEET_AWARD}, {BAND_AWARD, SHEET_TITLE}, {BAND_AWARD, SHEET_HONOUR}, {BAND_UNIT, SHEET_UNIT}, {BAND_YEAR, SHEET_YEAR}, {BAND_GROUND, SHEET_GROUND},
	            {BAND_DECISION, SHEET_DECISION}, {BAND_DECISION, SHEET_DAY}, {BAND_DECISION, SHEET_ISSUER}, {BAND_DECISION, SHEET_SIGNER}, {BAND_DECISION, SHEET_SIGNER_TITLE}};

	for (size_t i = 0; i < COUNT(over); i++)
		if (has[over[i].band])
			s->last[over[i].field] = NULL;
}

static bool is_group_of_units(const char *words)
{
	return starts_word(words, "khoi") || starts_word(words, "cum") || starts_word(words, "nhom") || starts_word(words, "linh vuc") || starts_word(words, "cac");
}

bool band_take(struct sheet *s, const char *text, bool is_title)
{
	const char *plain = text_line(s->mem, unnumbered(text)), *words = sheet_plain(s->scratch, plain);
	struct held h = is_title ? s->base : s->held;
	struct cell_decision d = cell_decision(s->mem, plain, s->today);
	bool has[BAND_N] = {false};
	bool speaks = d.is_found || strstr(words, "quyet dinh") != NULL;
	const char *rest = plain;
	enum award_subject subject;
	const struct award *a;
	int64_t year;

	if (d.is_found) {
		h.number = d.number;
		h.issuer = *d.issuer != '\0' ? d.issuer : "";
		h.day = d.day;
		has[BAND_DECISION] = true;
		/* what the decision is called is no award: but "Quyết định … tặng Bằng khen" says one */
		rest = strchr(plain, '(') != NULL && strstr(sheet_plain(s->scratch, strchr(plain, '(')), "quyet dinh") != NULL
		     ? mem_copy(s->scratch, plain, (size_t)(strchr(plain, '(') - plain)) : plain;
	}
	a = award_words_in(s->words, rest);
	if (a != NULL) {
		h.award = a;
		h.award_text = a->name;
		has[BAND_AWARD] = true;
	}
	subject = a != NULL && strstr(words, "tap the lao dong") != NULL ? AWARD_ANYBODY : subject_of(words);
	if (subject != AWARD_ANYBODY && strlen(words) < 200) {
		h.subject = subject;
		has[BAND_SUBJECT] = true;
	}
	year = year_of_title(s, rest);
	if (year != 0) {
		h.year = year;
		has[BAND_YEAR] = true;
	}
	if (strstr(words, "truy tang") != NULL) {
		h.nature = REGISTER_POSTHUMOUS;
		speaks = true;
	} else if (a != NULL) {
		h.nature = REGISTER_GRANT;
	}
	if (a == NULL && !d.is_found && !is_title) {
		const struct award_ground *g = award_words_ground(s->words, plain);
		enum award_subject kind = cell_kind_of_name(s->scratch, plain, text_fold(s->scratch, plain));

		if (g != NULL) {
			h.ground = g;
			has[BAND_GROUND] = true;
		} else if (!has[BAND_SUBJECT] && kind == AWARD_COLLECTIVE && !is_group_of_units(words)) {
			h.unit = plain;
			has[BAND_UNIT] = true;
		} else if (is_group_of_units(words)) {
			speaks = true;
		}
	}
	for (int k = 0; k < BAND_N; k++)
		speaks |= has[k];
	if (!speaks)
		return false;
	forget_rows(s, has);
	if (is_title) {
		s->base = s->held = h;
		return true;
	}
	s->held = h;
	ends_below(s, has);
	return true;
}
