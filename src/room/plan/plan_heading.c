/* room/plan/plan_heading.c -- headings of columns as they run together in plain text. */
#include "base/text.h"
#include "room/plan/plan_read_in.h"

enum { LOOSE_LINES = 3, LOOSE_WORDS = 8 };

/* Whether the word has no small letter. */
static bool is_all_capital(const struct toks *t, size_t i)
{
	for (size_t k = 0; k < t->at[i].n; k++) {
		if (t->at[i].p[k] >= 'a' && t->at[i].p[k] <= 'z')
			return false;
	}
	return t->at[i].n > 1;
}

/* A heading is a noun and what is said of it, and more nouns of its kind after a mark: "Cơ quan, đơn vị chủ trì tham mưu".
 * Each word belongs to a column; of "đơn vị" and "cơ quan" what follows tells which. */
static const struct {
	const char *like;
	enum plan_column col;
	bool is_whole;          /* needs nothing behind it */
} nouns[] = {
	{"tt", COL_NO, true}, {"stt", COL_NO, true}, {"so tt", COL_NO, true}, {"so thu tu", COL_NO, true}, {"st t", COL_NO, true},
	{"s tt", COL_NO, true}, {"t t", COL_NO, true}, {"s t t", COL_NO, true},
	{"[ten] noi dung", COL_CONTENT, true}, {"[ten] nhiem vu", COL_CONTENT, true}, {"[ten] cong viec", COL_CONTENT, true},
	{"[ten] hoat dong", COL_CONTENT, true}, {"dau viec", COL_CONTENT, true}, {"viec", COL_CONTENT, true}, {"giai phap", COL_CONTENT, true},
	{"don vi", COL_EXECUTE, false}, {"co quan", COL_EXECUTE, false}, {"bo phan", COL_EXECUTE, false}, {"phong", COL_EXECUTE, false},
	{"ca nhan", COL_EXECUTE, false}, {"cap", COL_EXECUTE, false}, {"lanh dao", COL_DIRECT, false}, {"nguoi", COL_EXECUTE, false}, {"ban", COL_EXECUTE, false},
	{"[phan] [cong] trach nhiem", COL_EXECUTE, true}, {"phan cong", COL_EXECUTE, true}, {"dau moi", COL_EXECUTE, true},
	{"chu tri", COL_EXECUTE, true}, {"thuc hien", COL_EXECUTE, true}, {"to chuc thuc hien", COL_EXECUTE, true}, {"tham muu", COL_EXECUTE, true},
	{"chi dao", COL_DIRECT, true}, {"phu trach", COL_DIRECT, true}, {"phoi hop", COL_COORDINATE, true},
	{"thoi gian|han|diem", COL_TIME, true}, {"tien do", COL_TIME, true}, {"han", COL_TIME, true}, {"moc", COL_TIME, false},
	{"ghi chu", COL_OTHER, true}, {"[yeu] [cau] san pham", COL_OTHER, true}, {"ket qua", COL_OTHER, true}, {"kinh phi", COL_OTHER, true},
	{"dia diem", COL_OTHER, true}, {"thanh phan", COL_OTHER, true}, {"chi tieu", COL_OTHER, true}, {"muc tieu", COL_OTHER, true},
};

/* What is said of a noun; COL_N where the noun's column stays. */
static const struct {
	const char *like;
	enum plan_column col;
} roles[] = {
	{"phoi hop", COL_COORDINATE}, {"chi dao", COL_DIRECT}, {"phu trach", COL_DIRECT}, {"theo doi", COL_DIRECT}, {"chu tri", COL_EXECUTE},
	{"tham muu", COL_EXECUTE}, {"dau moi", COL_EXECUTE}, {"thuc hien", COL_N}, {"to chuc [thuc] [hien]", COL_N}, {"hoan thanh", COL_N},
	{"chiu trach nhiem", COL_EXECUTE}, {"ket thuc", COL_N}, {"trong tam", COL_N}, {"cu the", COL_N}, {"chinh", COL_N}, {"du kien", COL_N},
	{"dau ra", COL_N}, {"cong tac", COL_N}, {"cong viec", COL_N}, {"nhiem vu", COL_N}, {"chu yeu", COL_N}, {"can dat", COL_N}, {"bao cao", COL_N},
	{"trinh", COL_N}, {"ban hanh", COL_N}, {"trien khai", COL_N}, {"[phien] hop", COL_N}, {"hoi nghi", COL_N}, {"kiem tra", COL_N},
	{"chuan bi", COL_N}, {"khen thuong", COL_N}, {"thi dua", COL_N},
};

static size_t noun_at(const struct toks *t, size_t i, enum plan_column *col, bool *is_whole)
{
	size_t best = 0;

	for (size_t k = 0; k < COUNT(nouns); k++) {
		size_t n = toks_match(t, i, t->n, nouns[k].like);

		if (n > best) {
			best = n;
			*col = nouns[k].col;
			*is_whole = nouns[k].is_whole;
		}
	}
	return best;
}

static size_t role_at(const struct toks *t, size_t i, enum plan_column *col)
{
	size_t best = 0;
	enum plan_column of = COL_N;

	for (size_t k = 0; k < COUNT(roles); k++) {
		size_t n = toks_match(t, i, t->n, roles[k].like);

		if (n > best) {
			best = n;
			of = roles[k].col;
		}
	}
	*col = of == COL_N ? *col : of;
	return best;
}

/* A heading is short; a cell that looks like one all along is not walked to its end from every word. */
enum { HEADING_TOKENS = 40 };

size_t heading_at(const struct toks *t, size_t i, enum plan_column *col)
{
	enum plan_column one = COL_N, next;
	bool is_whole = false, is_next;
	size_t n = noun_at(t, i, &one, &is_whole), k = i + n, mark;

	if (n == 0)
		return 0;
	while (k < t->n && k - i < HEADING_TOKENS) {
		bool is_new;

		/* "Đơn vị, cá nhân thực hiện", "Nội dung / Nhiệm vụ" */
		mark = toks_match(t, k, t->n, ",|/|-|va|(");
		is_new = t->at[k + mark < t->n ? k + mark : k].is_capital && mark == 0;
		next = one;
		if (mark > 0 && (n = noun_at(t, k + 1, &next, &is_next)) > 0 && (next == one || (!is_whole && next == COL_EXECUTE))) {
			is_whole = is_whole || is_next;
			k += mark + n;
			continue;
		}
		/* A capital begins the next heading, unless this one says nothing yet. */
		if (is_new && is_whole && (t->at[k].is_first || !is_all_capital(t, k)))
			break;
		next = one;
		n = role_at(t, k + mark, &next);
		if (n == 0 || (one == COL_CONTENT && next != one))
			break;
		/* "CHỦ TRÌ PHỐI HỢP" are two. */
		if (is_new && is_whole && next != one)
			break;
		/* "Chỉ đạo, chủ trì" is of who directs. */
		one = one == COL_DIRECT ? one : next;
		is_whole = true;
		k += mark + n;
		k += toks_match(t, k, t->n, ")");
	}
	if (!is_whole)
		return 0;
	*col = one;
	return k - i;
}

size_t heading_between(struct mem *m, const struct toks *t, size_t i, enum plan_column *col)
{
	enum plan_column next, own;
	size_t j = i + 1;

	if (i >= t->n || !t->at[i].is_capital)
		return 0;
	for (int lines = 0; j < t->n && j - i <= LOOSE_WORDS && lines < LOOSE_LINES; j++) {
		/* The last heading of the line, which says which column it is. */
		if (t->at[j].is_first && !t->at[i].is_first && (own = column_of_heading(m, toks_text(m, t, i, j))) > COL_CONTENT) {
			*col = own;
			return j - i;
		}
		lines += t->at[j].is_first;
		if ((!t->at[j].is_first && !t->at[j].is_capital) || heading_at(t, j, &next) == 0)
			continue;
		own = column_of_heading(m, toks_text(m, t, i, j));
		/* Within a line the words must say which column it is. */
		if (own == COL_OTHER && !(t->at[i].is_first && t->at[j].is_first))
			continue;
		*col = own;
		return j - i;
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

enum plan_when heading_bare(struct mem *m, const char *heading)
{
	struct toks t;

	toks_of(m, heading, &t);
	/* "Tháng thực hiện", "Thời gian (tháng)" */
	if (t.n >= 5 && tok_is(&t, t.n - 1, ")") && tok_is(&t, t.n - 3, "("))
		return tok_is(&t, t.n - 2, "thang") ? PLAN_WHEN_MONTH : tok_is(&t, t.n - 2, "quy") ? PLAN_WHEN_QUARTER : PLAN_WHEN_TEXT;
	if (t.n == 0 || t.n > 3)
		return PLAN_WHEN_TEXT;
	return tok_is(&t, 0, "thang") ? PLAN_WHEN_MONTH : tok_is(&t, 0, "quy") ? PLAN_WHEN_QUARTER : PLAN_WHEN_TEXT;
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
