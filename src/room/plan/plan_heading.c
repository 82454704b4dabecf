/* room/plan/plan_heading.c -- headings of columns as they run together in plain text. */
#include "base/text.h"
#include "room/plan/plan_read_in.h"

enum { LOOSE_LINES = 3, LOOSE_WORDS = 8 };

static const struct {
	const char *f;
	enum plan_column col;
} headings[] = {
	{"tt", COL_NO}, {"stt", COL_NO}, {"so tt", COL_NO},
	{"noi dung", COL_CONTENT}, {"noi dung thuc hien", COL_CONTENT}, {"noi dung cong viec", COL_CONTENT},
	{"noi dung nhiem vu", COL_CONTENT}, {"noi dung , nhiem vu", COL_CONTENT}, {"nhiem vu", COL_CONTENT},
	{"nhiem vu trong tam", COL_CONTENT}, {"ten nhiem vu", COL_CONTENT}, {"noi dung cong tac", COL_CONTENT},
	{"noi dung hoat dong", COL_CONTENT}, {"cong viec", COL_CONTENT}, {"nhiem vu cu the", COL_CONTENT},
	{"noi dung / nhiem vu", COL_CONTENT}, {"nhiem vu , giai phap", COL_CONTENT}, {"hoat dong", COL_CONTENT},
	{"nhiem vu / noi dung", COL_CONTENT}, {"noi dung cong viec thuc hien", COL_CONTENT}, {"dau viec", COL_CONTENT},
	{"chi dao", COL_DIRECT}, {"chi dao , chu tri", COL_DIRECT}, {"lanh dao chi dao", COL_DIRECT},
	{"don vi chi dao", COL_DIRECT}, {"co quan chi dao", COL_DIRECT}, {"lanh dao phu trach", COL_DIRECT},
	{"nguoi chi dao", COL_DIRECT},
	{"don vi thuc hien", COL_EXECUTE}, {"co quan thuc hien", COL_EXECUTE}, {"don vi chu tri", COL_EXECUTE},
	{"co quan chu tri", COL_EXECUTE}, {"don vi tham muu", COL_EXECUTE}, {"co quan tham muu", COL_EXECUTE},
	{"chu tri", COL_EXECUTE}, {"chu tri thuc hien", COL_EXECUTE}, {"bo phan thuc hien", COL_EXECUTE},
	{"don vi chu tri thuc hien", COL_EXECUTE}, {"co quan chu tri thuc hien", COL_EXECUTE},
	{"co quan , don vi thuc hien", COL_EXECUTE}, {"co quan , don vi chu tri", COL_EXECUTE},
	{"co quan , don vi chu tri thuc hien", COL_EXECUTE}, {"phong chu tri", COL_EXECUTE},
	{"don vi chu tri , tham muu", COL_EXECUTE}, {"phan cong thuc hien", COL_EXECUTE}, {"thuc hien", COL_EXECUTE},
	{"cap thuc hien", COL_EXECUTE}, {"co quan / don vi chu tri", COL_EXECUTE}, {"trach nhiem thuc hien", COL_EXECUTE},
	{"don vi phoi hop", COL_COORDINATE}, {"co quan phoi hop", COL_COORDINATE}, {"phoi hop", COL_COORDINATE},
	{"phoi hop thuc hien", COL_COORDINATE}, {"don vi phoi hop thuc hien", COL_COORDINATE},
	{"co quan , don vi phoi hop", COL_COORDINATE}, {"co quan phoi hop thuc hien", COL_COORDINATE},
	{"co quan , don vi phoi hop thuc hien", COL_COORDINATE}, {"bo phan phoi hop", COL_COORDINATE},
	{"don vi dau moi", COL_EXECUTE}, {"dau moi", COL_EXECUTE}, {"trach nhiem", COL_EXECUTE},
	{"nguoi phu trach", COL_DIRECT}, {"phu trach", COL_DIRECT}, {"don vi , ca nhan thuc hien", COL_EXECUTE},
	{"thoi gian", COL_TIME}, {"thoi gian hoan thanh", COL_TIME}, {"thoi gian thuc hien", COL_TIME},
	{"thoi han", COL_TIME}, {"thoi han hoan thanh", COL_TIME}, {"tien do", COL_TIME}, {"han hoan thanh", COL_TIME},
	{"tien do thuc hien", COL_TIME}, {"tien do hoan thanh", COL_TIME}, {"thoi gian , tien do", COL_TIME},
	{"thoi gian thuc hien , hoan thanh", COL_TIME}, {"thoi gian to chuc", COL_TIME}, {"han", COL_TIME},
	{"ghi chu", COL_OTHER}, {"san pham", COL_OTHER}, {"ket qua", COL_OTHER}, {"san pham du kien", COL_OTHER},
	{"san pham , ket qua", COL_OTHER}, {"ket qua / san pham", COL_OTHER}, {"kinh phi", COL_OTHER},
	{"san pham / ket qua", COL_OTHER}, {"ket qua , san pham", COL_OTHER}, {"san pham hoan thanh", COL_OTHER},
	{"san pham dau ra", COL_OTHER}, {"ket qua du kien", COL_OTHER}, {"dia diem", COL_OTHER},
};

size_t heading_at(const struct toks *t, size_t i, enum plan_column *col)
{
	size_t best = 0;

	for (size_t k = 0; k < COUNT(headings); k++) {
		size_t n = i >= t->n || t->at[i].f[0] != headings[k].f[0] ? 0 : toks_match(t, i, t->n, headings[k].f);

		if (n > best) {
			best = n;
			*col = headings[k].col;
		}
	}
	return best;
}

size_t heading_between(struct mem *m, const struct toks *t, size_t i, enum plan_column *col)
{
	enum plan_column next;
	size_t j = i;

	if (i >= t->n || !t->at[i].is_first || !t->at[i].is_capital)
		return 0;
	for (int lines = 0; lines < LOOSE_LINES && j < t->n && j - i <= LOOSE_WORDS; lines++) {
		for (j++; j < t->n && !t->at[j].is_first; j++)
			;
		if (j < t->n && j - i <= LOOSE_WORDS && heading_at(t, j, &next) > 0) {
			*col = column_of_heading(m, toks_text(m, t, i, j));
			return j - i;
		}
	}
	return 0;
}

const char *heading_spread(struct mem *m, const char *text)
{
	char *p = mem_dup(m, text);

	for (char *q = p; *q != '\0'; q++) {
		if (*q == '\t' || *q == '|')
			*q = '\n';
	}
	return p;
}

const char *heading_first_words(struct mem *m, const char *line)
{
	size_t n = strspn(line, " \t");

	for (int words = 0; words < 3 && line[n] != '\0'; words++) {
		n += strcspn(line + n, " \t|");
		n += strspn(line + n, " \t|");
	}
	return heading_spread(m, mem_copy(m, line, n));
}

const char *column_name(enum plan_column col)
{
	switch (col) {
	case COL_CONTENT:
		return "content";
	case COL_DIRECT:
		return "direct";
	case COL_EXECUTE:
		return "execute";
	case COL_COORDINATE:
		return "coordinate";
	case COL_TIME:
		return "milestones";
	case COL_NO:
		return "no";
	case COL_OTHER:
	case COL_N:
		break;
	}
	return "product";
}
