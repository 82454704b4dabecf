/* room/register/register_cells.c -- cells of old sheets as values: days, years, decisions, names. Every function takes what
 * offices really write and says when it cannot. Pure. */
#include "base/buf.h"
#include "base/text.h"
#include "room/register/register_sheet.h"

enum { WORDS_MAX = 4096, EXCEL_FIRST = 1000, EXCEL_LAST = 73050, YEAR_FIRST = 1900 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static void skip_spaces(const char **p)
{
	while (**p == ' ' || **p == '\t' || **p == '\n')
		++*p;
}

/* Digits at *p, at most max of them; how many, and the number. */
static int digits(const char **p, int max, int *out)
{
	int n = 0, v = 0;

	while (is_digit((*p)[n]) && n < max)
		v = v * 10 + ((*p)[n++] - '0');
	if (n == 0 || is_digit((*p)[n]))
		return 0;
	*p += n;
	*out = v;
	return n;
}

/* A word in lower case with its marks, or the same without. */
static bool word(const char **p, const char *marked, const char *bare)
{
	const char *q = *p;
	size_t a = strlen(marked), b = strlen(bare);

	skip_spaces(&q);
	if (strncmp(q, marked, a) == 0 && !is_letter(q[a]))
		q += a;
	else if (strncmp(q, bare, b) == 0 && !is_letter(q[b]))
		q += b;
	else
		return false;
	skip_spaces(&q);
	*p = q;
	return true;
}

/* ---- days ----------------------------------------------------------------------------------------------------------------- */

static int64_t whole_year(int year, int n, date until)
{
	int last = date_ymd(until).year;

	if (n == 4)
		return year;
	return 2000 + year <= last ? 2000 + year : 1900 + year;
}

static struct cell_day day_of(int64_t year, int month, int day)
{
	struct cell_day d = {.day = date_of((int)year, month, day), .year = year};

	/* 03/25/2019: there is no such month, and the other way round it is a day */
	if (d.day == DATE_NONE && month > 12 && month <= 31 && day >= 1 && day <= 12) {
		d.day = date_of((int)year, day, month);
		d.is_unsure = true;
	}
	d.is_none = d.day == DATE_NONE;
	return d;
}

static bool is_sign(char c)
{
	return c == '/' || c == '-' || c == '.';
}

/* d/m/y with the same sign twice, blanks around them allowed; or y-m-d. */
static bool signed_day(const char **p, date until, struct cell_day *out)
{
	const char *q = *p;
	int a, b, c, an, cn;
	char sign;

	if ((an = digits(&q, 4, &a)) == 0)
		return false;
	skip_spaces(&q);
	sign = *q;
	if (!is_sign(sign))
		return false;
	for (; *q == sign || *q == ' '; q++)
		;
	if (digits(&q, 2, &b) == 0)
		return false;
	skip_spaces(&q);
	if (!is_sign(*q))
		return false;
	for (; is_sign(*q) || *q == ' '; q++)
		;
	if ((cn = digits(&q, 4, &c)) == 0 || (an == 4 && cn > 2) || an == 3 || cn == 3 || cn == 1)
		return false;
	*out = an == 4 ? day_of(a, b, c) : day_of(whole_year(c, cn, until), b, a);
	*p = q;
	return true;
}

/* "[ngày] 5 tháng 3 năm 1980", "5 tháng 3, 1980"; "tháng 3 năm 1980". */
static bool spoken_day(const char **p, date until, struct cell_day *out)
{
	const char *q = *p;
	int d = 0, m, y, yn;
	bool has_day;

	(void)word(&q, "ngày", "ngay");
	has_day = digits(&q, 2, &d) > 0;
	if (!word(&q, "tháng", "thang") || digits(&q, 2, &m) == 0)
		return false;
	skip_spaces(&q);
	if (*q == ',' || *q == '/' || *q == '-')
		q++;
	(void)word(&q, "năm", "nam");
	skip_spaces(&q);
	yn = digits(&q, 4, &y);
	if (yn != 4 && yn != 2)
		return false;
	*p = q;
	*out = has_day ? day_of(whole_year(y, yn, until), m, d)
	               : (struct cell_day){.day = DATE_NONE, .year = m >= 1 && m <= 12 ? whole_year(y, yn, until) : 0, .is_unsure = true};
	return true;
}

/* Lower case for the words; digits and signs stay. Only ASCII and the few marked letters that the words need change. */
static const char *lowered(const char *text, char out[128])
{
	size_t n = 0;

	for (; *text != '\0' && n < 127; text++)
		out[n++] = *text >= 'A' && *text <= 'Z' ? (char)(*text + 32) : *text;
	out[n] = '\0';
	return out;
}

/* "29285", "29285.0": the number that Excel keeps for a day. */
static bool excel_day(const char *t, struct cell_day *out)
{
	const char *p = t;
	int n;

	if (digits(&p, 5, &n) != 5 || n > EXCEL_LAST)
		return false;
	if (*p == '.')
		for (p++; is_digit(*p); p++)
			;
	if (*p != '\0')
		return false;
	out->day = date_of(1899, 12, 30) + n;
	out->year = date_ymd(out->day).year;
	return true;
}

/* "03/1980", "--/03/1980", "../../1980": what is said of the day is its year. */
static bool part_of_day(const char *t, date until, struct cell_day *out)
{
	size_t n = strlen(t);
	const char *p = t;
	int year = 0, month = 0;

	if (n < 5 || strspn(t, "0123456789/.-_x ?") != n || !is_digit(t[n - 1]) || !is_digit(t[n - 4]) || is_digit(t[n - 5]))
		return false;
	p = t + n - 4;
	(void)digits(&p, 4, &year);
	p = t;
	while (p < t + n - 4 && !is_digit(*p))
		p++;
	if (p < t + n - 4 && digits(&p, 2, &month) == 0)
		return false;
	for (; p < t + n - 4; p++)
		if (is_digit(*p) && *p != '0')
			return false;
	if (month > 12 || year > date_ymd(until).year || year < YEAR_FIRST)
		return false;
	*out = (struct cell_day){.day = DATE_NONE, .year = year, .is_unsure = month != 0};
	return true;
}

struct cell_day cell_day(const char *text, date until)
{
	struct cell_day d = {.day = DATE_NONE};
	char small[128];
	const char *p, *t;
	int y;

	skip_spaces(&text);
	t = p = lowered(text, small);
	if (*p == '\'')
		t = ++p;
	if (signed_day(&p, until, &d) || spoken_day(&p, until, &d)) {
		skip_spaces(&p);
		/* an hour of midnight, a full stop */
		if (strspn(p, "0123456789:. apmtz") == strlen(p))
			return d;
		d = (struct cell_day){.day = DATE_NONE};
	}
	p = t;
	(void)word(&p, "sinh", "sinh");
	(void)word(&p, "năm", "nam");
	if (digits(&p, 4, &y) == 4 && (*p == '\0' || strcmp(p, ".0") == 0) && y >= YEAR_FIRST && y <= date_ymd(until).year) {
		d.year = y;
		return d;
	}
	if (excel_day(t, &d) || part_of_day(t, until, &d))
		return d;
	p = t;
	if (digits(&p, 8, &y) == 8 && *p == '\0') {     /* 05031980 or 19800305 */
		d = y / 10000 >= YEAR_FIRST && y / 10000 <= date_ymd(until).year ? day_of(y / 10000, y / 100 % 100, y % 100)
		                                                                  : day_of(y % 10000, y / 10000 % 100, y / 1000000);
		d.is_unsure |= d.day != DATE_NONE;
		if (d.year < YEAR_FIRST || d.year > date_ymd(until).year)
			d = (struct cell_day){.day = DATE_NONE};
	}
	return d;
}

struct cell_day cell_day_in(const char **text, date until)
{
	struct cell_day d = {.day = DATE_NONE};
	char before = ' ';

	for (const char *p = *text; *p != '\0'; before = *p++) {
		char small[128];
		const char *q, *start;

		if (is_letter(before) || is_digit(before) || is_sign(before))
			continue;
		if (!is_digit(*p) && *p != 'n' && *p != 'N' && *p != 't' && *p != 'T')
			continue;
		q = start = lowered(p, small);
		if (spoken_day(&q, until, &d) || signed_day(&q, until, &d)) {
			*text = p + (q - start);
			return d;
		}
	}
	return d;
}

struct cell_years cell_years(const char *text)
{
	struct cell_years y = {0};
	const char *p = text;

	while (*p != '\0') {
		const char *q = p;
		int v, n = is_digit(*p) && (p == text || !is_digit(p[-1])) ? digits(&q, 4, &v) : 0;

		if (n == 4 && v >= YEAR_FIRST && v <= 2200) {
			if (y.from == 0)
				y.from = v;
			y.to = v;
			p = q;
			skip_spaces(&q);
			/* 2018-19 */
			if (*q == '-' || *q == '/') {
				int w;

				q++;
				skip_spaces(&q);
				if (digits(&q, 2, &w) == 2 && *q != '/' && *q != '-' && v % 100 < w && w - v % 100 <= 6) {
					y.to = v - v % 100 + w;
					p = q;
				}
			}
			continue;
		}
		while (n == 0 && is_digit(p[0]) && is_digit(p[1]))
			p++;
		p = q > p ? q : p + 1;
	}
	return y;
}

int64_t cell_sum(const char *text)
{
	enum { DIGITS_MAX = 12 };
	static const char *const units[] = {"", "đ", "đồng", "vnđ", "vnd", "VNĐ", "VND", "Đ", "dong", "d"};
	int64_t v = 0;
	int n = 0, group = 0;
	char sign = '\0';

	skip_spaces(&text);
	for (; is_digit(*text) || ((*text == '.' || *text == ',' || *text == ' ') && is_digit(text[1])); text++) {
		if (is_digit(*text)) {
			v = v * 10 + (*text - '0');
			group++;
			if (++n > DIGITS_MAX)
				return -1;
			continue;
		}
		if ((sign != '\0' && (*text != sign || group != 3)) || group == 0 || group > 3)
			return -1;
		sign = *text;
		group = 0;
	}
	if (n == 0 || (sign != '\0' && group != 3))
		return -1;
	if (*text == '.' || *text == ',')
		text++;
	skip_spaces(&text);
	for (size_t i = 0; i < COUNT(units); i++)
		if (strcmp(text, units[i]) == 0)
			return v;
	return -1;
}

/* ---- decisions ------------------------------------------------------------------------------------------------------------- */

/* "123/QĐ-UBND", "05 /QĐ - UBND", "15/2019/QĐ-TTg" at p: written without blanks into out; its end, NULL for none. */
static const char *number_at(const char *p, char out[96])
{
	const char *q = p;
	size_t n = 0;
	int slashes = 0, letters = 0, after_digits = 0;

	while (is_digit(*q) && n < 8)
		out[n++] = *q++;
	if (n == 0 || n == 8)
		return NULL;
	while ((*q >= 'A' && *q <= 'Z') || (*q >= 'a' && *q <= 'd'))    /* 12A/QĐ */
		if (n < 12)
			out[n++] = *q++;
		else
			return NULL;
	for (; n < 80; q++) {
		const char *r = q;

		skip_spaces(&r);
		if (*r == '/' || *r == '-' || strncmp(r, "–", 3) == 0) {
			const char *s = r + (*r == '/' || *r == '-' ? 1 : 3);

			skip_spaces(&s);
			if (!is_letter(*s) && !is_digit(*s))
				break;
			/* a blank before a dash and letters that are no sign of an office: it is over */
			slashes += *r == '/';
			out[n++] = *r == '/' ? '/' : '-';
			q = s - 1;
			continue;
		}
		if (!is_letter(*q) && !is_digit(*q) && *q != '&')
			break;
		letters += is_letter(*q);
		after_digits += slashes > 0 && is_digit(*q);
		out[n++] = *q;
	}
	out[n] = '\0';
	if (slashes == 0 || letters < 2 || slashes > 3 || after_digits > 6)
		return NULL;
	return q;
}

/* From behind "của" to what ends the name of an office. */
static const char *issuer_in(struct mem *m, const char *text)
{
	static const char *const ends[] = {" về việc", " về ", " V/v", " v/v", " tặng", " khen thưởng", " và ", ")", ",", ";", "(", "\n"};
	const char *p = strstr(text, "của ");
	size_t n;

	if (p == NULL)
		return "";
	p += strlen("của ");
	n = strlen(p);
	for (size_t i = 0; i < COUNT(ends); i++) {
		const char *e = strstr(p, ends[i]);

		/* “Sở Lao động - Thương binh và Xã hội”: “và” within a name is no end; a comma may follow it */
		if (e != NULL && text_is(ends[i], " và ") && e[strlen(" và ")] >= 'A' && e[strlen(" và ")] <= 'Z')
			continue;
		if (e != NULL && (size_t)(e - p) < n)
			n = (size_t)(e - p);
	}
	while (n > 0 && (p[n - 1] == '.' || p[n - 1] == ' '))
		n--;
	return text_line(m, mem_copy(m, p, n));
}

bool cell_period(const char *text, date until, date *from, date *to)
{
	const char *p = text;
	struct cell_day a = cell_day_in(&p, until), b = cell_day_in(&p, until);
	struct cell_years y = cell_years(text);

	*from = *to = DATE_NONE;
	if (a.day != DATE_NONE && b.day != DATE_NONE && a.day <= b.day) {
		*from = a.day;
		*to = b.day;
	} else if (y.to != 0 && y.from <= y.to) {
		*from = date_of((int)y.from, 1, 1);
		*to = date_of((int)y.to, 12, 31);
	}
	return *from != DATE_NONE;
}

struct cell_decision cell_decision(struct mem *m, const char *text, date until)
{
	struct cell_decision d = {.number = "", .issuer = "", .day = {.day = DATE_NONE}};
	const char *rest = text;

	for (const char *p = text; *p != '\0'; p++) {
		char out[96];
		const char *end;

		if (!is_digit(*p) || (p > text && (is_digit(p[-1]) || is_sign(p[-1]) || is_letter(p[-1]))))
			continue;
		end = number_at(p, out);
		if (end == NULL)
			continue;
		d.number = text_clean(m, out, strlen(out));
		d.is_found = true;
		rest = end;
		break;
	}
	d.day = cell_day_in(&rest, until);
	d.issuer = issuer_in(m, rest);
	return d;
}

/* ---- names ------------------------------------------------------------------------------------------------------------------- */

const char *sheet_plain(struct mem *m, const char *text)
{
	const char *f = text_fold(m, text);
	char *out = mem_alloc(m, strlen(f) + 1);
	size_t n = 0;

	for (; *f != '\0'; f++) {
		bool is_word = is_letter(*f) || is_digit(*f);

		if (is_word)
			out[n++] = *f;
		else if (n > 0 && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return out;
}

/* Asked of hundreds of words for each name: nearly all differ in the first letter. */
static inline bool begins(const char *s, const char *word)
{
	size_t n;

	if (*s != *word)
		return false;
	n = strlen(word);
	return strncmp(s, word, n) == 0 && (s[n] == '\0' || s[n] == ' ' || s[n] == '.' || s[n] == ':');
}

const char *cell_name(struct mem *m, const char *text, const char **sex_out)
{
	static const struct {
		const char *word, *sex;
	} forms[] = {{"Ông", "m"}, {"ông", "m"}, {"ÔNG", "m"}, {"Bà", "f"}, {"bà", "f"}, {"BÀ", "f"}, {"Anh", "m"}, {"Chị", "f"},
	             {"Đồng chí", ""}, {"đồng chí", ""}, {"Đ/c", ""}, {"đ/c", ""}, {"Đ/C", ""}, {"Ong", "m"}, {"Ba", "f"}};
	const char *p = text_line(m, text);

	*sex_out = "";
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < COUNT(forms); i++) {
			const char *rest = p + strlen(forms[i].word);

			/* “Anh”, “Bà” … need two more words: they are names too */
			if (!begins(p, forms[i].word))
				continue;
			while (*rest == ' ' || *rest == '.' || *rest == ':')
				rest++;
			if (strchr(rest, ' ') == NULL)
				continue;
			p = rest;
			if (*forms[i].sex != '\0')
				*sex_out = forms[i].sex;
			break;
		}
	return text_line(m, p);
}

const char *cell_household(struct mem *m, const char *text)
{
	static const char *const forms[] = {"Hộ gia đình", "hộ gia đình", "HỘ GIA ĐÌNH", "Gia đình", "gia đình", "GIA ĐÌNH", "Hộ", "hộ", "HỘ", "GĐ"};

	for (size_t i = 0; i < COUNT(forms); i++)
		if (begins(text, forms[i]))
			return text_line(m, text + strlen(forms[i]));
	return text;
}

/* Beginnings of names of bodies. With marks where a family name looks alike without them. */
static bool is_body(const char *lower, const char *fold)
{
	static const char *const bare[] = {
		"phong", "truong thpt", "truong thcs", "truong tieu hoc", "truong mam non", "truong th", "truong mn", "truong dai hoc", "truong cao dang", "truong trung", "cong ty", "tong cong ty", "chi cuc", "cuc", "khoa", "benh vien", "trung tam", "vien", "ubnd", "uy ban",
		"lien doan", "cong doan", "chi bo", "dang bo", "dang uy", "thanh uy", "quan uy", "huyen uy", "van phong", "xi nghiep",
		"nha may", "nha hat", "nha thieu nhi", "nha van hoa", "huyen", "xa", "phuong", "thi tran", "thi xa", "thon", "hop tac xa",
		"htx", "tap the", "don vi", "chi nhanh", "ngan hang", "kho bac", "toa an", "cong an", "bo chi huy", "bo tu lenh", "trung doan",
		"su doan", "tieu doan", "dai doi", "hat kiem lam", "tram", "xuong", "phan xuong", "clb", "cau lac bo", "hoc vien", "mam non",
		"mn", "thpt", "thcs", "th", "tieu hoc", "mat tran", "ubmttq", "ub mttq", "mttq", "nhan dan va", "can bo va", "can bo nhan dan", "khu",
		"cum", "khoi", "hoi dong", "thanh tra", "bao tang", "thu vien", "cty", "doanh nghiep", "hai quan", "dien luc", "buu dien", "quan",
		"lang", "hdnd", "doan thanh nien", "doan tncs", "doan kinh te", "doan dai bieu", "doan truong", "doan phuong", "doan xa", "ban",
		"hoi nong dan", "hoi phu nu", "hoi lien hiep", "hoi cuu", "hoi cuu chien binh", "hoi chu thap do", "hoi lhpn", "hoi nguoi cao tuoi",
		"to dan pho", "to chuyen mon", "to hanh chinh", "to van phong", "tdp", "doi quan ly", "doi cshs", "doi csgt", "bo mon", "vpubnd",
		"nha tre", "dai truyen", "dai phat thanh", "quy dau tu", "ban quan ly", "so noi vu", "so y te", "so giao duc", "so tai chinh",
		"so van hoa", "so tu phap", "so xay dung", "so cong thuong", "so du lich", "so giao thong", "so khoa hoc", "so nong nghiep", "so ke hoach",
		"so tai nguyen", "so thong tin", "so lao dong", "so quy hoach", "so ngoai vu"};
	static const char *const marked[] = {"sở", "trường", "vụ", "tổ", "đội", "hội", "đoàn thanh", "báo", "đài", "bộ", "quỹ", "nhà"};

	static const char *const posts[] = {"thanh tra vien", "van phong vien", "cong an vien", "phong vien", "khoa vien", "tram truong", "cum truong", "khoi truong", "doi truong"};

	for (size_t i = 0; i < COUNT(posts); i++)
		if (begins(fold, posts[i]))
			return false;
	for (size_t i = 0; i < COUNT(bare); i++)
		if (begins(fold, bare[i]))
			return true;
	for (size_t i = 0; i < COUNT(marked); i++)      /* “Vụ Thị Mai” has a slip in its family name */
		if (begins(lower, marked[i]) && strstr(fold, " thi ") == NULL && strstr(fold, " van ") == NULL)
			return true;
	return false;
}

static bool is_family_name(const char *fold)
{
	static const char names[] =
		" nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh doan mai dao lam ha cao luong luu truong chu "
		"ta to quach kieu tong bach vuong la thai dam nghiem phung khuat an kim bac trieu han ma nong be ninh nhu khuc cu thach son lo vi "
		"hua giap mac tu cung lai luc quang tieu ong au phi dong diep than thi tang ung vang giang sung lau thao chau cat dau ngac nhu phu "
		"quan sam tan thieu tri trang ung van vien vuu xa y hau hinh hong huong khong khau kha lieu lu ngan nhan on phuong quyen sai si sy ";
	char word[32];
	size_t n = strcspn(fold, " ");

	if (n + 3 > sizeof word)
		return false;
	word[0] = ' ';
	memcpy(word + 1, fold, n);
	word[n + 1] = ' ';
	word[n + 2] = '\0';
	return strstr(names, word) != NULL;
}

enum award_subject cell_kind_of_name(struct mem *m, const char *name, const char *fold)
{
	const char *lower;
	int words = 1;
	bool is_plain = true;

	if (begins(fold, "ho gia dinh") || begins(fold, "gia dinh") || begins(fold, "gd ong") || begins(fold, "gd ba") || begins(fold, "gd")
	    || begins(fold, "ho ong") || begins(fold, "ho ba") || begins(fold, "ho kinh doanh"))
		return AWARD_HOUSEHOLD;
	lower = text_lower(m, name);
	if (begins(lower, "hộ"))
		return AWARD_HOUSEHOLD;
	if (is_body(lower, fold))
		return AWARD_COLLECTIVE;
	for (const char *p = fold; *p != '\0'; p++) {
		words += *p == ' ';
		is_plain &= is_letter(*p) || *p == ' ' || *p == '\'' || *p == '.' || *p == '-';
	}
	if (begins(fold, "ong") || begins(fold, "ba") || begins(fold, "dong chi"))
		return words > 2 ? AWARD_PERSON : AWARD_ANYBODY;
	return is_plain && words >= 2 && words <= 6 && is_family_name(fold) ? AWARD_PERSON : AWARD_ANYBODY;
}

const char *cell_sex(const char *fold)
{
	static const char *const men[] = {"nam", "m", "male", "trai", "ong"}, *const women[] = {"nu", "f", "female", "gai", "ba"};

	for (size_t i = 0; i < COUNT(men); i++)
		if (text_is(fold, men[i]))
			return "m";
	for (size_t i = 0; i < COUNT(women); i++)
		if (text_is(fold, women[i]))
			return "f";
	return "";
}

enum award_subject cell_subject(const char *fold)
{
	static const struct {
		const char *words;
		enum award_subject subject;
	} known[] = {{"ca nhan", AWARD_PERSON}, {"cn", AWARD_PERSON}, {"nguoi", AWARD_PERSON}, {"person", AWARD_PERSON}, {"tap the", AWARD_COLLECTIVE},
	             {"tt", AWARD_COLLECTIVE}, {"don vi", AWARD_COLLECTIVE}, {"collective", AWARD_COLLECTIVE}, {"ho gia dinh", AWARD_HOUSEHOLD},
	             {"hgd", AWARD_HOUSEHOLD}, {"ho", AWARD_HOUSEHOLD}, {"gia dinh", AWARD_HOUSEHOLD}, {"household", AWARD_HOUSEHOLD},
	             {"to chuc", AWARD_COLLECTIVE}, {"doanh nghiep", AWARD_COLLECTIVE}, {"tap the nho", AWARD_COLLECTIVE}, {"ca nhan nguoi nuoc ngoai", AWARD_PERSON}};

	for (size_t i = 0; i < COUNT(known); i++)
		if (text_is(fold, known[i].words))
			return known[i].subject;
	return AWARD_ANYBODY;
}

bool cell_is_mark(const char *fold)
{
	static const char *const marks[] = {"x", "v", "co", "1", "+", "xx", "✓", "✔", "√", "dat", "yes", "*", "●"};

	for (size_t i = 0; i < COUNT(marks); i++)
		if (text_is(fold, marks[i]))
			return true;
	return false;
}
