/* room/register/register_columns.c -- which line of a sheet is its heading, and what each column says: by the words of the
 * heading, by what a person chose before, and by what stands in the column. Pure. */
#include "base/text.h"
#include "room/register/register_sheet_in.h"

enum { HEAD_CHARS_MAX = 90, HEAD_LINES = 60, HEAD_ROWS = 3, PROFILE_ROWS = 120, SURE = 70 };

/* Words by which offices head a column, without marks; the first are the usual ones. */
static const struct {
	enum sheet_field field;
	const char *words;
} HEADINGS[] = {
	{SHEET_NO, "stt|tt|so tt|so thu tu|thu tu|no"},
	{SHEET_SUBJECT, "doi tuong|loai doi tuong|loai|doi tuong khen thuong|doi tuong kt|loai hinh doi tuong|pldoituong|ca nhan hay tap the|ca nhan tap the ho gia dinh|loai chu the"},
	{SHEET_NAME, "ho va ten|ho ten|hoten|ho va ten ca nhan|ho ten ca nhan|ten ca nhan|ten tap the|tap the|ca nhan|ten tap the ca nhan|ten ca nhan tap the|"
	             "tap the ca nhan|ca nhan tap the|ten doi tuong|tendoituong|tendt|ten doi tuong duoc khen thuong|nguoi duoc khen|nguoi duoc khen thuong|ho ten nguoi duoc khen|"
	             "ho va ten nguoi duoc khen thuong|ten don vi ca nhan|ten don vi va ca nhan|don vi ca nhan|don vi ca nhan duoc khen thuong|ten|ten ho gia dinh|ho gia dinh|chu ho|ho ten chu ho|ho va ten chu ho|"
	             "ten tap the ho gia dinh|ten tap the ca nhan ho gia dinh|ten tap the ca nhan duoc khen thuong|ca nhan duoc khen|tap the duoc khen|tap the ca nhan duoc khen thuong|danh sach|danh sach ca nhan|danh sach tap the|"
	             "ten goi|full name|name|ten nguoi duoc tang|ho ten nguoi duoc tang|ten don vi duoc khen|ten don vi duoc tang|ten don vi duoc khen thuong|ten to chuc ca nhan"},
	{SHEET_FAMILY, "ho dem|ho va dem|ho lot|ho va ten dem|ho va chu dem|ho"},
	{SHEET_WHO, "ho ten chuc vu don vi|ho va ten chuc vu don vi cong tac|ho ten chuc vu don vi cong tac|ho va ten chuc vu don vi|ho va ten chuc danh don vi|ho ten chuc vu|ho va ten chuc vu"},
	{SHEET_BIRTH, "nam sinh|ngay sinh|ngay thang nam sinh|namsinh|ngaysinh|ngay thang sinh|sinh ngay|sinh nam|ngay thang nam sinh nam nu|nam sinh nam nu|ns|birth|sinh|ngay nam sinh"},
	{SHEET_BIRTH_M, "nam sinh nam|ngay sinh nam|ngay thang nam sinh nam"},
	{SHEET_BIRTH_F, "nam sinh nu|ngay sinh nu|ngay thang nam sinh nu"},
	{SHEET_SEX, "gioi tinh|gioitinh|gt|phai|nam nu|gioi|sex"},
	{SHEET_SEX_M, "gioi tinh nam|nam"}, {SHEET_SEX_F, "gioi tinh nu|nu|la nu"},
	{SHEET_NUMBER, "so dinh danh ca nhan|so dinh danh|so cccd|cccd|so cmnd|cmnd|cmt|so cmt|cmtnd|so cmtnd|cmnd cccd|cccd cmnd|can cuoc|so can cuoc|so can cuoc cong dan|can cuoc cong dan|socancuoc|"
	               "madinhdanh|ma dinh danh|ma so dinh danh|so giay to|so cccd cmnd|so cmnd cccd|dinh danh|can cuoc cmnd"},
	{SHEET_STAFF, "ma can bo|ma so can bo|maccvc|ma cong chuc|ma nhan vien|ma vien chuc|so hieu cong chuc|so hieu cbccvc|ma cbccvc|ma cb|ma nv|ma so cbcc|ma so cong chuc|ma so ccvc|ma ccvc"},
	{SHEET_POSITION, "chuc vu|chuc danh|chucvu|chuc vu chuc danh|chuc danh chuc vu|nghe nghiep|cong viec|chuc vu cong tac|chuc vu hien nay|cap bac chuc vu|chuc vu nghe nghiep|chuc vu dang chinh quyen|chuc vu cong viec"},
	{SHEET_POST, "chuc vu don vi|chuc vu don vi cong tac|chuc vu noi cong tac|chuc vu co quan|chuc danh don vi cong tac|chuc vu don vi dia chi|chuc vu don vi cong tac dia chi|chuc vu co quan don vi|"
	             "chuc vu chuc danh don vi cong tac|chuc danh chuc vu don vi cong tac|chuc vu va don vi cong tac|chuc vu dia chi|don vi chuc vu|chuc vu don vi cong tac noi o"},
	{SHEET_UNIT, "don vi|don vi cong tac|donvi|tendonvi|tencoquan|ten don vi|noi cong tac|co quan|co quan don vi|co quan cong tac|phong ban|bo phan|cong tac tai|noi lam viec|don vi quan ly|truong|don vi noi cong tac|"
	             "co quan don vi cong tac|phong ban don vi|don vi phong ban|don vi de nghi|don vi trinh|don vi truc thuoc|thuoc don vi|don vi chu quan|dv|dv cong tac|phong khoa|khoa phong|to chuyen mon|ten truong|xa phuong|don vi xa phuong|quan huyen|unit|don vi de nghi khen thuong|don vi trinh khen|noi cong tac don vi"},
	{SHEET_ADDRESS, "dia chi|diachi|noi o|cho o|tru quan|truquan|thuong tru|noi thuong tru|noi cu tru|ho khau|ho khau thuong tru|dia chi thuong tru|noi o hien nay|cho o hien nay|dia chi noi o|dia chi lien he|noi dang ky ho khau|thon to dan pho"},
	{SHEET_ORIGIN, "que quan|nguyen quan|nguyenquan|chinh quan|que|sinh quan"},
	{SHEET_ETHNIC, "dan toc"}, {SHEET_RELIGION, "ton giao"}, {SHEET_NATION, "quoc tich"}, {SHEET_PARTY, "dang vien|la dang vien|dang"},
	{SHEET_AWARD, "danh hieu hinh thuc khen thuong|danh hieu thi dua hinh thuc khen thuong|hinh thuc danh hieu|danh hieu|khen thuong|danh hieu hinh thuc|hinh thuc khen thuong danh hieu thi dua|danh hieu khen thuong|"
	              "hinh thuc khen|loai khen thuong|loai khen|muc khen thuong|muc khen|danh hieu dat duoc|khen|phan thuong|danh hieu thi dua va hinh thuc khen thuong|hinh thuc khen thuong danh hieu|ten danh hieu hinh thuc|ten danh hieu|"
	              "danh hieu htkt|dh htkt|dhtd htkt|ket qua khen thuong|noi dung tang|danh hieu duoc tang|duoc tang|htkt dhtd|danh hieu duoc cong nhan|ket qua|ten khen thuong|award"},
	{SHEET_TITLE, "danh hieu thi dua|dhtd|danh hieu td|ten danh hieu thi dua"},
	{SHEET_HONOUR, "hinh thuc khen thuong|htkt|hinhthuc|hinh thuc|hinh thuc kt|ten hinh thuc|ten hinh thuc khen thuong|tenhinhthuc|hinhthuckt|hinh thuc duoc khen"},
	{SHEET_AWARD_CODE, "ma danh hieu|ma hinh thuc|ma hinh thuc khen thuong|mahinhthuc|ma hinh thuc kt|mahinhthuckt|ky hieu|viet tat|ten viet tat|ma viet tat|ma khen thuong|ma dhtd|ma danh hieu hinh thuc"},
	{SHEET_GROUND, "loai hinh khen thuong|loai hinh|loai hinh kt|loaihinhkt|phuong thuc khen thuong|phuong thuc|loai hinh khen|maloaihinhkt"},
	{SHEET_ACHIEVEMENT, "thanh tich|thanhtich|noi dung thanh tich|noi dung|thanh tich dat duoc|noi dung khen thuong|noi dung khen|ly do khen thuong|ly do khen|ly do|tom tat thanh tich|da co thanh tich|thanh tich khen thuong|thanh tich duoc khen|noi dung thanh tich khen thuong|trich yeu thanh tich"},
	{SHEET_PERIOD, "thoi gian|giai doan|thoi gian thanh tich|thoi gian lap thanh tich|thoi gian dat thanh tich|thoi gian xet|tu nam den nam|khoang thoi gian|thoi gian tinh thanh tich"},
	{SHEET_YEAR, "nam|nam khen thuong|nam khen|nam dat|nam thanh tich|nam xet|nam cong nhan|nam hoc|nam thi dua|nam duoc khen|nam tang|nam danh gia|nam dat danh hieu|nam kt|year|nam khen thuong nam hoc|namkt"},
	{SHEET_DECISION, "so quyet dinh|so qd|qd so|quyet dinh so|quyet dinh|qd|so van ban|so ky hieu|so hieu van ban|so qd khen thuong|quyet dinh khen thuong|so quyet dinh khen thuong|soqd|so ngay quyet dinh|so va ngay quyet dinh|"
	                 "so quyet dinh ngay thang nam|so ngay thang nam quyet dinh|so quyet dinh ngay quyet dinh|van ban|so hieu quyet dinh|can cu|theo quyet dinh|so quyet dinh ngay ky|quyet dinh so ngay thang nam|"
	                 "quyet dinh so ngay|quyet dinh so ngay thang nam ky|so qd ngay qd|so qd ngay thang nam|qd khen thuong|quyet dinh so ky hieu|so quyet dinh ngay|quyet dinh ngay thang nam|quyet dinh cong nhan|quyet dinh cong nhan danh hieu|so ky hieu quyet dinh|decision"},
	{SHEET_DAY, "ngay quyet dinh|ngay qd|ngayqd|ngay ky|ngay ban hanh|ngay thang nam quyet dinh|ngay ky quyet dinh|ngay thang quyet dinh|ngay thang nam ban hanh|ngay ra quyet dinh|ngay thang|ngay|ngay thang nam|"
	            "ngay ky qd|ngay thang nam ky|ngay thang nam ra quyet dinh|quyet dinh ngay|quyet dinh ngay ky|quyet dinh ngay ban hanh|quyet dinh ngay thang nam|quyet dinh ngay thang|qd ngay|ngay khen thuong|ngay khen|ngay thang nam qd|quyet dinh ngay thang nam ky|quyet dinh khen thuong ngay|ngay ban hanh quyet dinh|thoi gian quyet dinh|thoi gian ky"},
	{SHEET_ISSUER, "co quan ban hanh|co quan quyet dinh|co quan ra quyet dinh|noi ban hanh|co quan khen thuong|don vi khen thuong|co quan ky|tham quyen|cap ra quyet dinh|nguoi ra quyet dinh|co quan khen|noi khen thuong|"
	               "don vi ra quyet dinh|cap ban hanh|co quan tang|co quan ban hanh quyet dinh|quyet dinh co quan ban hanh|noi ra quyet dinh|cap ky|co quan cap|noi trinh|co quan ra qd|don vi ban hanh|quyet dinh co quan|tham quyen quyet dinh|cap quyet dinh khen thuong|don vi ky"},
	{SHEET_LEVEL, "cap khen thuong|cap khen|cap quyet dinh|cap|cap do khen thuong|cap do"},
	{SHEET_SIGNER, "nguoi ky|nguoi ky quyet dinh|nguoiky|ho ten nguoi ky|nguoi ky qd|quyet dinh nguoi ky|ho va ten nguoi ky|nguoi ky ban hanh"},
	{SHEET_SIGNER_TITLE, "chuc vu nguoi ky|chuc danh nguoi ky|chuc vu ky|quyet dinh chuc vu nguoi ky"},
	{SHEET_CERTIFICATE, "so bang|so hieu bang|so giay chung nhan|so bang khen|so hieu giay khen|so chung nhan|so giay khen|ma so bang|so hieu bang khen|so bang khen giay khen|so phoi bang"},
	{SHEET_PLACE, "so so vang|so vang|so vao so|vao so so|so vao so vang|so thu tu trong quyet dinh|stt trong quyet dinh|stt trong qd|stt qd|so tt trong quyet dinh|so thu tu so vang|so so"},
	{SHEET_NATURE, "tinh chat|tinhchat|tang truy tang|hinh thuc tang|tinh chat khen thuong|tinh chat khen|truy tang"},
	{SHEET_LEADER, "phu cap lanh dao|lanh dao|lanhdao|co phu cap lanh dao|phu cap chuc vu|huong phu cap lanh dao|la lanh dao|phu cap"},
	{SHEET_CLASS, "nhom lanh dao|phan loai can bo|phan loai lanh dao|phan loai|nhom doi tuong|phan loai doi tuong|maphanloaicanbo|doi tuong lanh dao|nhom can bo|phanloai|loai can bo|cap lanh dao|phan loai cong tac|doi tuong cong tac"},
	{SHEET_MOVEMENT, "phong trao|phong trao thi dua|chuyen de|ten phong trao|phong trao chuyen de|dot thi dua|phong trao thi dua chuyen de"},
	{SHEET_ABOUT, "dong trong so duoc neu|dong trong so|so dong trong so"},
	{SHEET_MONEY, "tien thuong|so tien|muc thuong|muc tien thuong|tien|muc tien|tien thuong dong|so tien thuong|thanh tien"},
	{SHEET_NOTE, "ghi chu|ghichu|chu thich|gc|ghi chu khac|note|luu y|thong tin khac"},
};

static const struct {
	const char *code, *words;
} FIELDS[] = {
#define X(name, code, words) {code, words},
	SHEET_FIELDS(X)
#undef X
};

const char *sheet_field_code(enum sheet_field f)
{
	return FIELDS[f].code;
}

const char *sheet_field_words(enum sheet_field f)
{
	return FIELDS[f].words;
}

enum sheet_field sheet_field_of(const char *code)
{
	for (size_t i = 0; i < SHEET_FIELD_N; i++)
		if (text_is(FIELDS[i].code, code) && (*code != '\0' || i == 0))
			return (enum sheet_field)i;
	return SHEET_FIELD_N;
}

/* ---- headings ----------------------------------------------------------------------------------------------------- */

/* How well the words of a heading fit one alias. */
static int fits(const char *words, size_t n, const char *alias, size_t k)
{
	const char *p;

	if (n == k && memcmp(words, alias, k) == 0)
		return 100;
	if (k < 5 || n < k || n > k * 4 + 12)
		return 0;
	if (memcmp(words, alias, k) == 0 && words[k] == ' ')
		return 88;
	if (memcmp(words + n - k, alias, k) == 0 && words[n - k - 1] == ' ')
		return 80;
	for (p = words; k >= 6 && (p = strstr(p, " ")) != NULL; p++)
		if (strncmp(p + 1, alias, k) == 0 && p[1 + k] == ' ')
			return 74;
	return 0;
}

static int by_words(const char *words, enum sheet_field *out)
{
	size_t n = strlen(words), longest = 0;
	int best = 0;

	for (size_t i = 0; i < COUNT(HEADINGS); i++)
		for (const char *p = HEADINGS[i].words; *p != '\0';) {
			size_t k = strcspn(p, "|");
			int fit = fits(words, n, p, k);

			if (fit > best || (fit == best && fit > 0 && k > longest)) {
				best = fit;
				longest = k;
				*out = HEADINGS[i].field;
			}
			p += k + (p[k] == '|');
		}
	return best;
}

/* Without what stands in brackets: "Năm sinh (Nam/Nữ)". */
static const char *unbracketed(struct mem *m, const char *raw)
{
	const char *open = strchr(raw, '('), *close = open != NULL ? strchr(open, ')') : NULL;

	return open == NULL || open == raw ? raw : mem_text(m, "%s %s", mem_copy(m, raw, (size_t)(open - raw)), close != NULL ? close + 1 : "");
}

int heading_field(struct mem *m, const char *raw, enum sheet_field *out)
{
	const char *words, *lower;
	int best, other;
	enum sheet_field f = SHEET_NONE;

	if (*raw == '\0' || text_chars(raw) > HEAD_CHARS_MAX)
		return 0;
	words = sheet_plain(m, raw);
	best = by_words(words, out);
	if (best < 100 && strchr(raw, '(') != NULL) {
		other = by_words(sheet_plain(m, unbracketed(m, raw)), &f);
		if (other > best) {
			best = other - 2;
			*out = f;
		}
	}
	/* "Năm" and "Nam" are one without marks */
	lower = text_lower(m, raw);
	if (text_is(words, "nam"))
		*out = strstr(lower, "năm") != NULL ? SHEET_YEAR : strstr(lower, "nam") != NULL ? SHEET_SEX_M : SHEET_YEAR;
	return best;
}

/* What a person said of a heading. */
static bool is_chosen(const struct sheet *s, const char *heading, enum sheet_field *out)
{
	const char *words;

	if (s->map == NULL || s->map->choices_n == 0 || *heading == '\0')
		return false;
	words = sheet_plain(s->scratch, heading);
	for (size_t i = 0; i < s->map->choices_n; i++)
		if (text_is(s->map->choices[i].heading, words)) {
			*out = s->map->choices[i].field;
			return true;
		}
	return false;
}

static bool is_long(const struct sheet_line *l)
{
	/* a title that is merged over all columns says one thing in each */
	return l->n > 1 && l->merged_n > 0 && (size_t)l->merged_n >= l->n;
}

int heading_score(struct sheet *s, const struct sheet_line *l)
{
	bool has[SHEET_FIELD_N] = {false};
	int n = 0;
	const char *before = "";

	if (l->is_prose || is_long(l))
		return 0;
	for (size_t c = 0; c < l->n && c < SHEET_COLUMNS_MAX; c++) {
		enum sheet_field f = SHEET_NONE;

		if (*l->at[c] == '\0' || text_is(l->at[c], before))
			continue;
		before = l->at[c];
		if ((is_chosen(s, l->at[c], &f) || heading_field(s->scratch, l->at[c], &f) >= SURE) && !has[f]) {
			has[f] = true;
			n++;
		}
	}
	/* data that happens to read like headings has no name for its names */
	return has[SHEET_NAME] || has[SHEET_WHO] || has[SHEET_FAMILY] || has[SHEET_AWARD] || has[SHEET_TITLE] || has[SHEET_HONOUR] || has[SHEET_NO] ||
	       (has[SHEET_UNIT] && n > 1) ? n : 0;
}

bool heading_numbers(const struct sheet_line *l)
{
	int64_t before = -1;
	int n = 0;

	if (l->is_prose)
		return false;
	for (size_t c = 0; c < l->n; c++) {
		const char *p = l->at[c];
		int64_t v = 0;

		if (*p == '\0')
			continue;
		p += *p == '(' || *p == '[';
		if (p[0] >= 'A' && p[0] <= 'F' && (p[1] == '\0' || p[1] == ')') && n < 3 && before < 1) {
			n++;
			before = 0;
			continue;
		}
		if (*p < '0' || *p > '9')
			return false;
		for (; *p >= '0' && *p <= '9' && v < 1000; p++)
			v = v * 10 + (*p - '0');
		if ((*p != '\0' && *p != ')' && *p != ']' && strncmp(p, "=", 1) != 0) || (before >= 0 && v != before + 1) || (before < 0 && v > 1))
			return false;
		before = v;
		n++;
	}
	return n >= 3;
}

/* ---- what stands in a column ------------------------------------------------------------------------------------------ */

struct profile {
	int n, days, years, numbers, decisions, awards, people, bodies, sexes, subjects, marks, ids, distinct;
	const char *first;
};

/* "Cộng | 12 | 3": what stands in it is no example. */
static bool is_count(struct sheet *s, const struct sheet_line *l)
{
	for (size_t c = 0; c < l->n && c < 3; c++)
		if (*l->at[c] != '\0' && band_is_total(s->scratch, l->at[c]))
			return true;
	return false;
}

static struct profile profile_of(struct sheet *s, const struct sheet_line *at, size_t n, size_t col)
{
	struct profile p = {.first = ""};

	for (size_t i = 0; i < n && p.n < PROFILE_ROWS; i++) {
		const char *text = col < at[i].n && !at[i].is_prose && !is_long(&at[i]) ? at[i].at[col] : "";
		const char *fold, *q = text;
		size_t len = strlen(text);
		struct cell_day d;
		enum award_subject kind;

		if (len == 0 || len > 400 || is_count(s, &at[i]))
			continue;
		p.n++;
		fold = text_fold(s->scratch, text);
		d = cell_day(text, s->today);
		p.days += d.day != DATE_NONE && len > 5;
		p.years += d.day == DATE_NONE && d.year != 0 && !d.is_unsure && len <= 8;
		p.numbers += strspn(q, "0123456789") == len && len <= 6;
		p.ids += strspn(q, "0123456789") == len && (len == 12 || len == 9);
		p.decisions += cell_decision(s->scratch, text, s->today).is_found;
		p.awards += len > 1 && award_words_of(s->words, text).award != NULL;
		kind = cell_kind_of_name(s->scratch, text, fold);
		p.people += kind == AWARD_PERSON;
		p.bodies += kind == AWARD_COLLECTIVE || kind == AWARD_HOUSEHOLD;
		p.sexes += *cell_sex(fold) != '\0';
		p.subjects += cell_subject(fold) != AWARD_ANYBODY;
		p.marks += cell_is_mark(fold);
		p.distinct += !text_is(text, p.first);
		p.first = text;
	}
	return p;
}

static bool most(int part, const struct profile *p)
{
	return p->n > 0 && part * 10 >= p->n * 7;
}

/* What a column without a known heading says by itself. */
static enum sheet_field by_content(const struct sheet *s, const struct profile *p)
{
	if (p->n == 0)
		return SHEET_NONE;
	if (most(p->ids, p) && !s->has_field[SHEET_NUMBER])
		return SHEET_NUMBER;
	if (most(p->decisions, p) && !s->has_field[SHEET_DECISION])
		return SHEET_DECISION;
	if (most(p->awards, p) && !s->has_field[SHEET_AWARD] && !s->has_field[SHEET_TITLE] && !s->has_field[SHEET_HONOUR])
		return SHEET_AWARD;
	if (most(p->subjects, p) && !s->has_field[SHEET_SUBJECT] && !most(p->people, p))
		return SHEET_SUBJECT;
	if (most(p->people, p) && !s->has_field[SHEET_NAME] && !s->has_field[SHEET_WHO] && !s->has_field[SHEET_FAMILY])
		return SHEET_NAME;
	if (most(p->sexes, p) && !s->has_field[SHEET_SEX] && !most(p->marks, p))
		return SHEET_SEX;
	if (most(p->bodies, p) && s->has_field[SHEET_NAME] && !s->has_field[SHEET_UNIT])
		return SHEET_UNIT;
	if (most(p->bodies, p) && !s->has_field[SHEET_NAME])
		return SHEET_NAME;
	return SHEET_NONE;
}

static bool has_award(const struct sheet *s)
{
	return s->has_field[SHEET_AWARD] || s->has_field[SHEET_TITLE] || s->has_field[SHEET_HONOUR];
}

/* Headings that mean several things are settled by what stands below them. */
static void settle(struct sheet *s, struct sheet_column *c, const struct profile *p)
{
	bool no_award = most(p->awards, p);

	switch ((int)c->field) {
	case SHEET_LEVEL:
		if (most(p->bodies, p) && !s->has_field[SHEET_ISSUER])
			c->field = SHEET_ISSUER;
		else if (no_award && p->n >= 2 && !has_award(s))
			c->field = SHEET_AWARD;
		break;
	case SHEET_NAME:
		if (most(p->subjects, p) && p->people == 0)
			c->field = SHEET_SUBJECT;
		break;
	case SHEET_SUBJECT:
		if (!most(p->subjects, p) && p->n > 0)
			c->field = p->people + p->bodies > p->n / 2 && !s->has_field[SHEET_NAME] ? SHEET_NAME : SHEET_CLASS;
		break;
	case SHEET_DAY:
		if (most(p->decisions, p) && !s->has_field[SHEET_DECISION])
			c->field = SHEET_DECISION;
		break;
	case SHEET_SEX_M:
	case SHEET_YEAR:
		if (most(p->years, p) && s->has_field[SHEET_SEX_F] && !s->has_field[SHEET_BIRTH] && c->field == SHEET_SEX_M)
			c->field = SHEET_BIRTH_M;
		else if (c->field == SHEET_SEX_M && most(p->years, p))
			c->field = SHEET_YEAR;
		else if (c->field == SHEET_YEAR && most(p->marks, p) && p->n > 0 && !most(p->years, p))
			c->field = SHEET_SEX_M;
		break;
	case SHEET_SEX_F:
		if (most(p->years, p))
			c->field = SHEET_BIRTH_F;
		break;
	case SHEET_BIRTH:
		if (most(p->sexes, p))
			c->field = SHEET_SEX;
		break;
	case SHEET_ACHIEVEMENT: case SHEET_NOTE: case SHEET_GROUND: case SHEET_MOVEMENT:
		if (no_award && p->n >= 2 && !has_award(s))
			c->field = SHEET_AWARD;
		break;
	case SHEET_AWARD: case SHEET_TITLE: case SHEET_HONOUR:
		if (p->awards == 0 && p->n > 2 && p->decisions > 0 && most(p->decisions, p) && !s->has_field[SHEET_DECISION])
			c->field = SHEET_DECISION;
		break;
	case SHEET_DECISION:
		if (!most(p->decisions, p) && most(p->days, p) && !s->has_field[SHEET_DAY])
			c->field = SHEET_DAY;
		break;
	default:
		break;
	}
}

/* A heading that is itself an award, marked in the cells; or a year, with that year's award in them. */
static bool of_award_or_year(struct sheet *s, struct sheet_column *c, const struct profile *p)
{
	struct award_said said = award_words_of(s->words, c->heading);
	struct cell_years y = cell_years(c->heading);

	if (said.award != NULL && !said.is_near && !said.is_begin && (p->n == 0 || most(p->marks + p->years + p->decisions, p))) {
		c->field = SHEET_MARK;
		c->award = said.award;
		c->confidence = 90;
		return true;
	}
	if (y.to != 0 && strlen(c->heading) <= 24 && p->awards > 0) {
		c->field = SHEET_AWARD_YEAR;
		c->year = y.to;
		c->confidence = 90;
		return true;
	}
	return false;
}

/* ---- columns -------------------------------------------------------------------------------------------------------------- */

static void count_fields(struct sheet *s)
{
	memset(s->has_field, 0, sizeof s->has_field);
	for (size_t i = 0; i < s->columns_n; i++)
		s->has_field[s->columns[i].field] = true;
	s->has_field[SHEET_NONE] = false;
}

/* The words of a column over the lines of the heading, each once; a cell left empty beside a heading that spans takes it. */
static const char *heading_of(struct sheet *s, const struct sheet_line *rows, size_t n, size_t col)
{
	const char *out = "";

	for (size_t r = 0; r < n; r++) {
		const char *text = col < rows[r].n ? rows[r].at[col] : "";
		bool goes_on = r + 1 < n && col < rows[r + 1].n && *rows[r + 1].at[col] != '\0';

		for (size_t k = col; *text == '\0' && goes_on && k-- > 0 && k < rows[r].n;)
			text = rows[r].at[k];
		if (*text != '\0' && !text_is(text, out) && !text_ends(out, text))
			out = *out == '\0' ? text : mem_text(s->mem, "%s %s", out, text);
	}
	return text_line(s->mem, out);
}

/* Fields that only one column may say: the surest keeps it; "Họ và tên" over two columns is family and given name. */
static void keep_one(struct sheet *s, struct profile *profiles)
{
	for (size_t i = 0; i < s->columns_n; i++) {
		struct sheet_column *a = &s->columns[i];

		for (size_t k = i + 1; k < s->columns_n; k++) {
			struct sheet_column *b = &s->columns[k];

			if (a->field == SHEET_NONE || a->field != b->field || a->field == SHEET_MARK || a->field == SHEET_AWARD_YEAR)
				continue;
			if (a->field == SHEET_NAME && k == i + 1 && (text_is(a->heading, b->heading) || *b->heading == '\0')) {
				a->field = SHEET_FAMILY;
				b->field = SHEET_GIVEN;
				continue;
			}
			/* "Tên" beside "Họ đệm"; a name of a unit beside one of a person */
			if (a->field == SHEET_NAME && profiles != NULL && most(profiles[k].people, &profiles[k]) && most(profiles[i].bodies, &profiles[i]))
				a->field = s->has_field[SHEET_UNIT] ? SHEET_NONE : SHEET_UNIT;
			else if (a->field == SHEET_NAME && profiles != NULL && most(profiles[i].people, &profiles[i]) && most(profiles[k].bodies, &profiles[k]))
				b->field = s->has_field[SHEET_UNIT] ? SHEET_NONE : SHEET_UNIT;
			else if (b->confidence > a->confidence && !a->is_chosen)
				a->field = SHEET_NONE;
			else
				b->field = SHEET_NONE;
			count_fields(s);
		}
	}
	for (size_t i = 0; i < s->columns_n && s->has_field[SHEET_FAMILY]; i++)
		if (s->columns[i].field == SHEET_NAME && text_is(sheet_plain(s->scratch, s->columns[i].heading), "ten"))
			s->columns[i].field = SHEET_GIVEN;
	count_fields(s);
}

/* The number of the row: 1, 2, 3 …; a column before all others without a heading. */
static void find_numbering(struct sheet *s, const struct profile *profiles)
{
	for (size_t i = 0; i < s->columns_n && !s->has_field[SHEET_NO]; i++)
		if (s->columns[i].field == SHEET_NONE && i < 2 && profiles[i].n > 1 && most(profiles[i].numbers, &profiles[i]) &&
		    *s->columns[i].heading == '\0') {
			s->columns[i].field = SHEET_NO;
			s->columns[i].confidence = 60;
			s->has_field[SHEET_NO] = true;
		}
}

static void by_what_stands(struct sheet *s, const struct sheet_line *below, size_t n)
{
	struct profile *profiles = mem_new(s->scratch, struct profile, s->columns_n + 1);

	for (size_t i = 0; i < s->columns_n; i++) {
		struct sheet_column *c = &s->columns[i];

		profiles[i] = profile_of(s, below, n, i);
		if (c->is_chosen)
			continue;
		if (c->confidence >= SURE)
			settle(s, c, &profiles[i]);
		if (c->confidence < 100 && *c->heading != '\0' && (c->field == SHEET_NONE || c->confidence < 100))
			(void)of_award_or_year(s, c, &profiles[i]);
		count_fields(s);
	}
	for (size_t i = 0; i < s->columns_n; i++) {
		struct sheet_column *c = &s->columns[i];

		if (c->field != SHEET_NONE || c->is_chosen)
			continue;
		c->field = by_content(s, &profiles[i]);
		if (c->field != SHEET_NONE)
			c->confidence = 55;
		count_fields(s);
	}
	find_numbering(s, profiles);
	keep_one(s, profiles);
	/* without a heading two columns of days: the older one is of births */
	for (size_t i = 0; i < s->columns_n; i++)
		if (s->columns[i].field == SHEET_NONE && *s->columns[i].heading == '\0' && (most(profiles[i].days, &profiles[i]) || most(profiles[i].years, &profiles[i]))) {
			struct cell_day d = cell_day(profiles[i].first, s->today);
			bool is_old = d.year != 0 && d.year < date_ymd(s->today).year - 16 && d.year < 2006;

			s->columns[i].field = is_old && !s->has_field[SHEET_BIRTH] ? SHEET_BIRTH
			                    : d.day == DATE_NONE && !s->has_field[SHEET_YEAR] ? SHEET_YEAR : !s->has_field[SHEET_DAY] ? SHEET_DAY : SHEET_NONE;
			s->columns[i].confidence = 50;
			count_fields(s);
		}
}

static void remember_head(struct sheet *s)
{
	s->head_name = "";
	for (size_t i = 0; i < s->columns_n; i++)
		if (s->columns[i].field == SHEET_NAME || s->columns[i].field == SHEET_WHO || s->columns[i].field == SHEET_FAMILY)
			s->head_name = sheet_plain(s->mem, s->columns[i].heading);
}

static void columns_set(struct sheet *s, const struct sheet_line *rows, size_t rows_n, size_t width)
{
	s->columns_n = width < SHEET_COLUMNS_MAX ? width : SHEET_COLUMNS_MAX;
	for (size_t i = 0; i < s->columns_n; i++) {
		struct sheet_column *c = &s->columns[i];
		enum sheet_field f = SHEET_NONE;
		const char *last = rows_n > 1 && i < rows[rows_n - 1].n ? rows[rows_n - 1].at[i] : "";

		*c = (struct sheet_column){.heading = rows_n == 0 ? "" : heading_of(s, rows, rows_n, i)};
		c->confidence = heading_field(s->scratch, c->heading, &f);
		c->field = c->confidence >= SURE ? f : SHEET_NONE;
		if (c->confidence < 100 && *last != '\0') {     /* of "Thông tin cá nhân / Họ và tên" the last says it */
			int own = heading_field(s->scratch, last, &f);

			if (own > c->confidence && own >= SURE) {
				c->confidence = own - 5;
				c->field = f;
			}
		}
		if (is_chosen(s, c->heading, &c->field)) {
			c->is_chosen = true;
			c->confidence = 100;
		}
	}
	count_fields(s);
}

/* How many lines the heading has: those below that only say parts of it. */
static size_t head_lines(struct sheet *s, const struct sheet_line *at, size_t n)
{
	size_t lines = 1;

	while (lines < HEAD_ROWS && lines < n) {
		const struct sheet_line *l = &at[lines];
		bool has_part = false, has_other = false;

		if (l->is_blank || l->is_prose || is_long(l) || l->line != at[lines - 1].line + 1 || heading_numbers(l))
			break;
		for (size_t c = 0; c < l->n; c++) {
			const char *text = l->at[c], *above = c < at[lines - 1].n ? at[lines - 1].at[c] : "";
			enum sheet_field f = SHEET_NONE;

			if (*text == '\0' || text_is(text, above))
				continue;
			if (heading_field(s->scratch, text, &f) >= 80 || text_is(text_fold(s->scratch, text), "so"))
				has_part = true;
			else if (award_words_of(s->words, text).award != NULL || (cell_years(text).to != 0 && strlen(text) < 12))
				;
			else
				has_other = true;
		}
		if (!has_part || has_other)
			break;
		lines++;
	}
	return lines;
}

/* Fields that a list says once and leaves empty below. */
static void find_groups(struct sheet *s, const struct sheet_line *below, size_t n)
{
	static const enum sheet_field may[] = {SHEET_DECISION, SHEET_DAY, SHEET_ISSUER, SHEET_SIGNER, SHEET_SIGNER_TITLE, SHEET_AWARD, SHEET_TITLE, SHEET_HONOUR,
	                                       SHEET_UNIT, SHEET_YEAR, SHEET_GROUND, SHEET_LEVEL, SHEET_PERIOD, SHEET_MOVEMENT};

	memset(s->is_grouped, 0, sizeof s->is_grouped);
	for (size_t i = 0; i < s->columns_n; i++) {
		int rows = 0, filled = 0, named = 0;
		bool first = false;

		for (size_t r = 0; r < n; r++) {
			int cells = 0;

			for (size_t c = 0; c < below[r].n; c++)
				cells += *below[r].at[c] != '\0';
			if (below[r].is_prose || is_long(&below[r]) || cells < 2)
				continue;
			named = i < below[r].n && *below[r].at[i] != '\0';
			first |= rows == 0 && named;
			rows++;
			filled += named;
		}
		for (size_t k = 0; k < COUNT(may); k++)
			if (s->columns[i].field == may[k] && first && rows >= 3 && filled * 10 <= rows * 6)
				s->is_grouped[may[k]] = true;
	}
	/* of two columns of awards each may be empty by right */
	if (s->has_field[SHEET_TITLE] && s->has_field[SHEET_HONOUR])
		s->is_grouped[SHEET_TITLE] = s->is_grouped[SHEET_HONOUR] = false;
}

static size_t width_of(const struct sheet_line *at, size_t n)
{
	size_t width = 0;

	for (size_t i = 0; i < n; i++)
		width = at[i].n > width && !at[i].is_prose ? at[i].n : width;
	return width;
}

void columns_find(struct sheet *s, const struct sheet_line *sample, size_t n)
{
	size_t head = n, lines = 0;
	int best = 1;

	mem_reset(s->scratch);
	for (size_t i = 0; i < n && i < HEAD_LINES; i++) {
		int score = heading_score(s, &sample[i]);

		if (score > best + (head < n ? 1 : 0)) {
			best = score;
			head = i;
		}
	}
	s->head_from = s->head_to = 0;
	if (head < n) {
		lines = head_lines(s, &sample[head], n - head);
		s->head_from = sample[head].line;
		s->head_to = sample[head + lines - 1].line;
	}
	columns_set(s, &sample[head < n ? head : 0], lines, width_of(&sample[head < n ? head : 0], n - (head < n ? head : 0)));
	by_what_stands(s, &sample[head < n ? head + lines : 0], n - (head < n ? head + lines : 0));
	find_groups(s, &sample[head < n ? head + lines : 0], n - (head < n ? head + lines : 0));
	remember_head(s);
}

void columns_again(struct sheet *s, const struct sheet_line *l)
{
	mem_reset(s->scratch);
	if (s->rows_here > s->best_rows) {
		s->best = mem_array(s->mem, s->columns_n + 1, sizeof *s->best);
		memcpy(s->best, s->columns, s->columns_n * sizeof *s->best);
		s->best_n = s->columns_n;
		s->best_rows = s->rows_here;
	}
	s->rows_here = 0;
	columns_set(s, l, 1, l->n);
	for (size_t i = 0; i < s->columns_n; i++) {
		struct profile none = {.first = ""};

		if (s->columns[i].field == SHEET_NONE)
			(void)of_award_or_year(s, &s->columns[i], &none);
	}
	count_fields(s);
	keep_one(s, NULL);
	s->head_from = s->head_to = l->line;
	memset(s->is_grouped, 0, sizeof s->is_grouped);
	remember_head(s);
}

const struct sheet_column *sheet_columns(const struct sheet *s, size_t *n_out)
{
	bool is_now = s->rows_here >= s->best_rows;

	*n_out = is_now ? s->columns_n : s->best_n;
	return is_now ? s->columns : s->best;
}
