/* room/register/register_find_words.c -- from what was typed to what is asked of the index.
 *
 * A field may be called by two words ("tính chất:"), and its value may go on in the words behind it ("loại:tập thể"): the longest
 * that means something is taken, the rest are words of a name. Fields of one kind widen one another, those of different kinds
 * narrow. A word that is no part of a name is known for what it is: a number of a decision (it has a slash), a year or years,
 * an abbreviation of an award in capitals, "nữ" or "nam" standing apart from other words. */
#include "base/buf.h"
#include "base/text.h"
#include "room/register/register_find.h"
#include "room/register/register_index.h"
#include "room/person/person.h"
#include "room/unit/unit.h"

enum { HEARD_MAX = 2000, FOLLOW_MAX = 8, NUMBERS_MAX = 20, YEAR_LOW = 1900, YEAR_HIGH = 2155 };

enum kind { NOTHING, UNIT, YEAR, AWARD, TITLE, HONOUR, NUMBER, SUBJECT, LEVEL, NATURE, SEX, GROUND, CLASS, NAME, HELD, ONLY_UNIT };

static const struct {
	const char *name;               /* folded */
	enum kind kind;
} FIELDS[] = {
	{"dv", UNIT}, {"don vi", UNIT}, {"nam", YEAR}, {"dh", AWARD}, {"kt", AWARD}, {"khen thuong", AWARD}, {"danh hieu", TITLE},
	{"hinh thuc", HONOUR}, {"ht", HONOUR}, {"so", NUMBER}, {"qd", NUMBER}, {"quyet dinh", NUMBER}, {"so quyet dinh", NUMBER},
	{"loai", SUBJECT}, {"doi tuong", SUBJECT}, {"cap", LEVEL}, {"tinh chat", NATURE}, {"tc", NATURE}, {"gioi", SEX},
	{"gioi tinh", SEX}, {"loai hinh", GROUND}, {"lh", GROUND}, {"nhom", CLASS}, {"ten", NAME}, {"hieu luc", HELD},
	{"hl", HELD}, {"rieng dv", ONLY_UNIT}, {"rieng don vi", ONLY_UNIT}};
#define ACCEPTED "đv:, năm:, dh:, danh hiệu:, hình thức:, số:, loại:, cấp:, tính chất:, loại hình:, giới:, nhóm:, hiệu lực:, riêng đv:, tên:"

struct word_value {
	const char *words;              /* folded */
	int value;
	const char *said;
};
static const struct word_value SUBJECTS[] = {
	{"ca nhan", AWARD_PERSON, "cá nhân"}, {"cn", AWARD_PERSON, "cá nhân"}, {"tap the", AWARD_COLLECTIVE, "tập thể"},
	{"tt", AWARD_COLLECTIVE, "tập thể"}, {"ho", AWARD_HOUSEHOLD, "hộ gia đình"}, {"ho gia dinh", AWARD_HOUSEHOLD, "hộ gia đình"},
	{"hgd", AWARD_HOUSEHOLD, "hộ gia đình"}, {"gia dinh", AWARD_HOUSEHOLD, "hộ gia đình"}};
static const struct word_value LEVELS[] = {
	{"nha nuoc", 0, "cấp Nhà nước"}, {"chu tich nuoc", 0, "cấp Nhà nước"}, {"chinh phu", 1, "cấp Chính phủ"},
	{"thu tuong", 1, "cấp Chính phủ"}, {"thanh pho", 2, "cấp Thành phố"}, {"tinh", 2, "cấp Thành phố"}, {"tp", 2, "cấp Thành phố"},
	{"co so", 3, "cấp cơ sở"}};
static const struct word_value NATURES[] = {
	{"tang", REGISTER_GRANT, "tặng"}, {"truy tang", REGISTER_POSTHUMOUS, "truy tặng"}, {"cap doi", REGISTER_EXCHANGE, "cấp đổi"},
	{"cap lai", REGISTER_REISSUE, "cấp lại"}, {"dieu chinh", REGISTER_ADJUST, "điều chỉnh"}, {"thu hoi", REGISTER_REVOKE, "thu hồi"},
	{"huy bo", REGISTER_CANCEL, "hủy bỏ"}, {"huy", REGISTER_CANCEL, "hủy bỏ"}};
static const struct word_value SEXES[] = {{"nu", 2, "nữ"}, {"nam", 1, "nam"}, {"khong ro", 0, "không rõ giới tính"}};
static const struct word_value HELDS[] = {{"co", 1, "đang có hiệu lực"}, {"con", 1, "đang có hiệu lực"},
	{"khong", 0, "không tính là khen thưởng đang có hiệu lực"}, {"het", 0, "không tính là khen thưởng đang có hiệu lực"}};

/* A query in the making. */
struct hearing {
	struct ctx *cx;
	const struct register_index *x;
	const struct find_typed *typed;
	bool *is_used;                  /* of each word */
	struct register_want w;
	struct buf *heard;
	struct LIST(int64_t) units;
	bool has_units;
	uint64_t *years, *awards, *traits, *grounds;    /* sets; NULL: any */
	struct buf *parts[REGISTER_PART_N];
	unsigned helds;                 /* bits; 0: any */
};

static void hear(struct hearing *h, const char *what, const char *said)
{
	buf_fmt(h->heard, "%s%s%s%s", h->heard->n > 0 ? "; " : "", what, *what != '\0' ? " " : "", said);
}

static uint64_t *set_of(struct hearing *h, uint64_t **set)
{
	if (*set == NULL)
		*set = mem_new(h->cx->mem, uint64_t, FIND_SET_WORDS);
	return *set;
}

static void put(uint64_t *set, unsigned v)
{
	set[v / 64] |= UINT64_C(1) << v % 64;
}

/* ---- values --------------------------------------------------------------------------------------------------------------------- */

static const struct word_value *known(const struct word_value *all, size_t n, const char *fold)
{
	for (size_t i = 0; i < n; i++)
		if (text_is(all[i].words, fold))
			return &all[i];
	return NULL;
}

static bool take_bits(struct hearing *h, const struct word_value *all, size_t n, const char *value, unsigned *bits)
{
	const struct word_value *v = known(all, n, text_fold(h->cx->mem, value));

	if (v == NULL)
		return false;
	*bits |= 1u << v->value;
	hear(h, "", v->said);
	return true;
}

static err take_award(struct hearing *h, enum award_class class, const char *value, bool *is_taken)
{
	struct award a;
	err e = award_find(h->cx, value, class, &a);
	int slot;

	*is_taken = false;
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	slot = register_slot(&h->x->awards, a.id);
	put(set_of(h, &h->awards), (unsigned)slot);
	hear(h, "", a.name);
	*is_taken = true;
	return OK;
}

static err take_ground(struct hearing *h, const char *value, bool *is_taken)
{
	struct award_ground g;
	err e;

	if (text_is(text_fold(h->cx->mem, value), "khong")) {
		h->w.ground[0] = h->w.has_ground = *is_taken = true;
		hear(h, "", "không ghi loại hình");
		return OK;
	}
	e = award_ground_find(h->cx, value, &g);
	*is_taken = e == OK;
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	h->w.has_ground = true;
	h->w.ground[register_slot(&h->x->grounds, g.id)] = true;
	hear(h, "loại hình", g.name);
	return OK;
}

static err take_class(struct hearing *h, const char *value, bool *is_taken)
{
	const struct person_class *all;
	const char *fold = text_fold(h->cx->mem, value);
	size_t n;

	*is_taken = true;
	if (text_is(fold, "truc tiep")) {
		h->w.direct |= 2;
		hear(h, "", "người trực tiếp");
		return OK;
	}
	if (text_is(fold, "khong truc tiep")) {
		h->w.direct |= 1;
		hear(h, "", "không phải người trực tiếp");
		return OK;
	}
	if (text_is(fold, "khong")) {
		h->w.class[0] = h->w.has_class = true;
		hear(h, "", "không thuộc nhóm lãnh đạo nào");
		return OK;
	}
	TRY(person_classes(h->cx, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (text_is(fold, text_fold(h->cx->mem, all[i].code)) || text_is(fold, text_fold(h->cx->mem, all[i].name))) {
			h->w.has_class = true;
			h->w.class[register_slot(&h->x->classes, all[i].id)] = true;
			hear(h, "nhóm", all[i].name);
			return OK;
		}
	*is_taken = false;
	return OK;
}

static err take_only_unit(struct hearing *h, const char *value, bool *is_taken)
{
	struct unit_list l;

	TRY(unit_ever(h->cx, value, &l));
	*is_taken = l.n > 0;
	h->has_units |= l.n > 0;
	for (size_t i = 0; i < l.n; i++)
		*list_add(h->cx->mem, &h->units) = l.at[i].id;
	if (l.n > 0)
		hear(h, "riêng đơn vị", l.at[0].name);
	return OK;
}

static err take_unit(struct hearing *h, const char *value, bool *is_taken)
{
	struct unit_list l;
	size_t all = 0;

	TRY(unit_ever(h->cx, value, &l));
	*is_taken = l.n > 0;
	for (size_t i = 0; i < l.n; i++) {
		const int64_t *ids;
		size_t n;

		TRY(unit_lineage(h->cx, l.at[i].id, &ids, &n));
		for (size_t k = 0; k < n; k++)
			*list_add(h->cx->mem, &h->units) = ids[k];
		all += n;
	}
	if (l.n == 0)
		return OK;
	h->has_units = true;
	hear(h, "đơn vị", all == 1 ? l.at[0].name : mem_text(h->cx->mem, "%s (cả trực thuộc và tiền thân: %zu đơn vị)", l.at[0].name, all));
	return OK;
}

static bool take_year(struct hearing *h, const char *value)
{
	struct find_range r;

	if (!find_range_of(value, YEAR_LOW, YEAR_HIGH, &r))
		return false;
	for (unsigned y = r.low; y <= r.high; y++)
		put(set_of(h, &h->years), y);
	hear(h, "năm", r.low == r.high ? mem_text(h->cx->mem, "%d", r.low) : mem_text(h->cx->mem, "%d–%d", r.low, r.high));
	return true;
}

static bool take_number(struct hearing *h, const char *value)
{
	const char *fold = text_fold(h->cx->mem, value);

	if (*fold == '\0' || h->w.numbers.n == NUMBERS_MAX)
		return false;
	*list_add(h->cx->mem, &h->w.numbers) = fold;
	hear(h, "quyết định số", value);
	return true;
}

/* The words of a phrase, which stand side by side. */
static bool take_phrase(struct hearing *h, const char *value)
{
	struct find_ask *a = &h->w.ask;
	char *words = mem_copy(h->cx->mem, value, strlen(value));

	if (a->phrases_n == FIND_PHRASES_MAX || strlen(value) > FIND_WORD_MAX * 4)
		return false;
	a->phrases[a->phrases_n++] = text_fold(h->cx->mem, value);
	for (char *p = strtok_r(words, " ", &words); p != NULL; p = strtok_r(NULL, " ", &words)) {
		if (a->words_n == FIND_WORDS_MAX || strlen(p) > FIND_WORD_MAX)
			return false;
		a->words[a->words_n++] = p;
	}
	hear(h, "", mem_text(h->cx->mem, "tên có “%s”", value));
	return true;
}

static err take_value(struct hearing *h, enum kind kind, const char *value, bool *is_taken)
{
	switch (kind) {
	case UNIT: return take_unit(h, value, is_taken);
	case AWARD: return take_award(h, AWARD_ANY_CLASS, value, is_taken);
	case TITLE: return take_award(h, AWARD_TITLE, value, is_taken);
	case HONOUR: return take_award(h, AWARD_HONOUR, value, is_taken);
	case GROUND: return take_ground(h, value, is_taken);
	case CLASS: return take_class(h, value, is_taken);
	case ONLY_UNIT: return take_only_unit(h, value, is_taken);
	case HELD: *is_taken = take_bits(h, HELDS, COUNT(HELDS), value, &h->helds); return OK;
	case YEAR: *is_taken = take_year(h, value); return OK;
	case NUMBER: *is_taken = take_number(h, value); return OK;
	case SUBJECT: *is_taken = take_bits(h, SUBJECTS, COUNT(SUBJECTS), value, &h->w.subjects); return OK;
	case LEVEL: *is_taken = take_bits(h, LEVELS, COUNT(LEVELS), value, &h->w.levels); return OK;
	case NATURE: *is_taken = take_bits(h, NATURES, COUNT(NATURES), value, &h->w.natures); return OK;
	case SEX: *is_taken = take_bits(h, SEXES, COUNT(SEXES), value, &h->w.sexes); return OK;
	case NAME:
	case NOTHING: break;
	}
	*is_taken = take_phrase(h, value);
	return OK;
}

/* A value taken, and kept as it can be typed again. */
static err take(struct hearing *h, enum kind kind, const char *value, bool *is_taken)
{
	static const struct {
		enum register_part part;
		const char *name;
	} parts[] = {[NOTHING] = {REGISTER_PART_OTHER, "tên"}, [UNIT] = {REGISTER_PART_UNIT, "đv"}, [YEAR] = {REGISTER_PART_YEAR, "năm"},
	             [AWARD] = {REGISTER_PART_AWARD, "dh"}, [TITLE] = {REGISTER_PART_AWARD, "danh hiệu"},
	             [HONOUR] = {REGISTER_PART_AWARD, "hình thức"}, [NUMBER] = {REGISTER_PART_OTHER, "số"},
	             [SUBJECT] = {REGISTER_PART_SUBJECT, "loại"}, [LEVEL] = {REGISTER_PART_OTHER, "cấp"},
	             [NATURE] = {REGISTER_PART_OTHER, "tính chất"}, [SEX] = {REGISTER_PART_SEX, "giới"},
	             [GROUND] = {REGISTER_PART_GROUND, "loại hình"}, [CLASS] = {REGISTER_PART_JOB, "nhóm"},
	             [NAME] = {REGISTER_PART_OTHER, "tên"}, [HELD] = {REGISTER_PART_OTHER, "hiệu lực"},
	             [ONLY_UNIT] = {REGISTER_PART_UNIT, "riêng đv"}};

	TRY(take_value(h, kind, value, is_taken));
	if (*is_taken)
		buf_fmt(h->parts[parts[kind].part], "%s:\"%s\" ", parts[kind].name, value);
	return OK;
}

/* What a field would have accepted. */
static void refuse(struct hearing *h, enum kind kind, const char *name, const char *value)
{
	static const char *const accepted[] = {
		[NOTHING] = "Một cụm từ có nhiều nhất 8 từ; câu tìm có nhiều nhất 4 cụm từ",
		[UNIT] = "Hãy ghi mã, tên đầy đủ, tên viết tắt hoặc tên cũ của đơn vị, tên có khoảng trắng thì đặt trong ngoặc kép, ví dụ đv:\"Sở Y tế\"",
		[YEAR] = "Hãy ghi một năm hoặc khoảng năm từ 1900 đến 2155, ví dụ năm:2023, năm:2019..2023, năm:..2015",
		[AWARD] = "Hãy ghi mã, tên hoặc tên viết tắt của một danh hiệu, hình thức, ví dụ dh:CSTĐCS, dh:\"Lao động tiên tiến\"; xem ở trang Danh hiệu",
		[TITLE] = "Hãy ghi mã, tên hoặc tên viết tắt của một danh hiệu thi đua, ví dụ danh hiệu:CSTĐCS",
		[HONOUR] = "Hãy ghi mã, tên hoặc tên viết tắt của một hình thức khen thưởng, ví dụ hình thức:BKTTG",
		[NUMBER] = "Hãy ghi số quyết định, ví dụ số:123/QĐ-UBND; nhiều nhất 20 số",
		[SUBJECT] = "Hãy ghi một trong: cá nhân, tập thể, hộ",
		[LEVEL] = "Hãy ghi một trong: nhà nước, chính phủ, thành phố, cơ sở",
		[NATURE] = "Hãy ghi một trong: tặng, truy tặng, cấp đổi, cấp lại, điều chỉnh, thu hồi, hủy bỏ",
		[SEX] = "Hãy ghi nam hoặc nữ",
		[GROUND] = "Hãy ghi mã hoặc tên của một loại hình, ví dụ loại hình:\"công trạng\"",
		[CLASS] = "Hãy ghi mã hoặc tên của một nhóm, ví dụ nhóm:DOANHNHAN, hoặc trực tiếp",
		[HELD] = "Hãy ghi có hoặc không",
		[ONLY_UNIT] = "Hãy ghi mã hoặc tên của một đơn vị",
		[NAME] = "Một cụm từ có nhiều nhất 8 từ; câu tìm có nhiều nhất 4 cụm từ"};

	fault(h->cx, "q", "Không hiểu “%s%s%s”. %s.", name, *name != '\0' ? ":" : "", value, accepted[kind]);
}

/* ---- fields --------------------------------------------------------------------------------------------------------------------- */

static enum kind kind_of(const char *name)
{
	for (size_t i = 0; i < COUNT(FIELDS); i++)
		if (text_is(FIELDS[i].name, name))
			return FIELDS[i].kind;
	return NOTHING;
}

static size_t words_after(const struct hearing *h, size_t field)
{
	return field + 1 < h->typed->fields.n ? h->typed->fields.at[field + 1].words_n : h->typed->words.n;
}

/* What kind a field is; words before it that belong to its name are used up. */
static enum kind name_of(struct hearing *h, size_t field)
{
	const struct find_field *f = &h->typed->fields.at[field];
	size_t first = field == 0 ? 0 : h->typed->fields.at[field - 1].words_n;
	const char *name = f->name;
	enum kind kind = kind_of(name);

	for (size_t i = f->words_n, taken = 1; i > first && taken < 3 && !h->is_used[i - 1]; i--, taken++) {
		enum kind longer;

		name = mem_text(h->cx->mem, "%s %s", text_fold(h->cx->mem, h->typed->words.at[i - 1]), name);
		longer = kind_of(name);
		if (longer == NOTHING)
			continue;
		kind = longer;
		for (size_t k = i - 1; k < f->words_n; k++)
			h->is_used[k] = true;
	}
	return kind;
}

/* One value of a list split by commas. */
static err take_parts(struct hearing *h, enum kind kind, const char *name, const char *value)
{
	while (*value != '\0') {
		size_t n = strcspn(value, ",;");
		const char *part = text_line(h->cx->mem, mem_copy(h->cx->mem, value, n));
		bool is_taken = *part == '\0';

		if (!is_taken)
			TRY(take(h, kind, part, &is_taken));
		if (!is_taken)
			refuse(h, kind, name, part);
		value += n + (value[n] != '\0');
	}
	return OK;
}

static err take_field(struct hearing *h, size_t field)
{
	const struct find_field *f = &h->typed->fields.at[field];
	enum kind kind = *f->name == '\0' ? NAME : name_of(h, field);
	size_t last = words_after(h, field) - f->words_n;
	bool is_taken = false, is_long = !f->is_quoted && kind != YEAR && kind != NUMBER && kind != NAME;

	if (kind == NOTHING) {
		fault(h->cx, "q", "Không có mục “%s:”. Các mục dùng được: " ACCEPTED ".", f->said);
		return OK;
	}
	if (strpbrk(f->value, ",;") != NULL && kind != NAME && !f->is_quoted)
		return take_parts(h, kind, f->said, f->value);
	last = !is_long ? 0 : last < FOLLOW_MAX ? last : FOLLOW_MAX;
	for (size_t n = last + 1; n > 0 && !is_taken; n--) {
		struct buf *b = buf_new(h->cx->mem, FIND_WORD_MAX * (FOLLOW_MAX + 2) + 400);

		buf_text(b, f->value);
		for (size_t i = 0; i + 1 < n; i++)
			buf_fmt(b, " %s", h->typed->words.at[f->words_n + i]);
		TRY(take(h, kind, b->p, &is_taken));
		for (size_t i = 0; is_taken && i + 1 < n; i++)
			h->is_used[f->words_n + i] = true;
	}
	if (!is_taken)
		refuse(h, kind, f->said, f->value);
	return OK;
}

/* ---- words ----------------------------------------------------------------------------------------------------------------------- */

/* Three letters or more, and no small one of the alphabet without marks. */
static bool is_abbreviation(struct mem *m, const char *word)
{
	for (const char *p = word; *p != '\0'; p++)
		if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9'))
			return false;
	return text_chars(word) >= 3 && !text_is(word, text_lower(m, word));
}

/* Does a word stand apart, between fields or beside one, with no other word near? */
static bool is_apart(const struct hearing *h, size_t i)
{
	size_t from = 0, to = h->typed->words.n, n = 0;

	if (h->typed->fields.n == 0)
		return false;
	for (size_t k = 0; k < h->typed->fields.n; k++) {
		size_t at = h->typed->fields.at[k].words_n;

		from = at <= i ? at : from;
		to = at > i && at < to ? at : to;
	}
	for (size_t k = from; k < to; k++)
		n += !h->is_used[k];
	return n == 1;
}

static err take_word(struct hearing *h, size_t i)
{
	const char *word = h->typed->words.at[i], *fold = text_fold(h->cx->mem, word);
	bool is_taken = false;
	size_t n = strlen(word);

	if (strchr(word, '/') != NULL && strpbrk(word, "0123456789") != NULL)
		TRY(take(h, NUMBER, word, &is_taken));
	else if (*word >= '0' && *word <= '9' && (n == 4 || strstr(word, "..") != NULL))
		TRY(take(h, YEAR, word, &is_taken));
	else if ((text_is(fold, "nu") || text_is(fold, "nam")) && is_apart(h, i))
		TRY(take(h, SEX, word, &is_taken));
	else if (is_abbreviation(h->cx->mem, word))
		TRY(take(h, AWARD, word, &is_taken));
	h->is_used[i] = is_taken;
	return OK;
}

/* What is left are words of a name. */
static void take_names(struct hearing *h)
{
	struct find_ask *a = &h->w.ask;
	struct buf *said = buf_new(h->cx->mem, HEARD_MAX);
	size_t n = h->typed->words.n;

	for (size_t i = 0; i < n; i++) {
		const char *word = h->typed->words.at[i];
		size_t len = strlen(word);
		bool is_last = i + 1 == n && h->typed->is_cut;

		if (h->is_used[i])
			continue;
		if (a->words_n == FIND_WORDS_MAX) {
			fault(h->cx, "q", "Chỉ tìm được nhiều nhất %d từ của tên một lần; hãy bớt từ.", FIND_WORDS_MAX);
			return;
		}
		if (strchr(word, '*') != NULL && (!is_last || word[len - 1] != '*' || len == 1 || strchr(word, '*') != word + len - 1)) {
			fault(h->cx, "q", "Không hiểu “%s”. Dấu * chỉ đặt ở cuối từ cuối cùng, ví dụ nguyễn văn a*.", word);
			return;
		}
		h->w.is_cut = word[len - 1] == '*';
		h->w.may_be_cut = is_last;
		a->words[a->words_n++] = h->w.is_cut ? mem_copy(h->cx->mem, word, len - 1) : word;
		buf_fmt(said, "%s%s", said->n > 0 ? " " : "", word);
	}
	if (said->n > 0)
		hear(h, "", mem_text(h->cx->mem, "tên có các từ “%s”", said->p));
}

/* ---- together ---------------------------------------------------------------------------------------------------------------------- */

static void narrow(struct find_ask *a, enum register_key key, uint64_t *set)
{
	unsigned low = FIND_KEY_MAX, high = 0;

	if (set == NULL)
		return;
	for (unsigned v = 0; v <= FIND_KEY_MAX; v++)
		if ((set[v / 64] >> v % 64 & 1) != 0) {
			low = v < low ? v : low;
			high = v;
		} else if (v % 64 == 0 && set[v / 64] == 0) {
			v += 63;
		}
	a->keys[key] = (struct find_range){(uint16_t)low, (uint16_t)high};
	if (low > high)
		a->keys[key] = (struct find_range){1, 0};
	for (unsigned v = low; v <= high; v++)
		if ((set[v / 64] >> v % 64 & 1) == 0) {
			a->sets[key] = set;
			return;
		}
}

static bool lets(unsigned bits, int v)
{
	return bits == 0 || (bits >> v & 1) != 0;
}

static void put_sets(struct hearing *h)
{
	if (h->w.subjects != 0 || h->w.natures != 0 || h->w.sexes != 0 || h->w.levels != 0 || h->w.direct != 0 ||
	    h->helds != 0)
		for (unsigned v = 0; v < REGISTER_TRAITS_N; v++) {
			struct register_traits t = register_traits_of((uint16_t)v);

			set_of(h, &h->traits);
			if (lets(h->w.subjects, t.subject) && lets(h->w.natures, t.nature) && lets(h->w.sexes, t.sex) && lets(h->w.levels, t.level) &&
			    lets(h->w.direct, t.is_direct) && lets(h->helds, t.is_held))
				put(h->traits, v);
		}
	if (h->w.has_ground || h->w.has_class)
		for (unsigned v = 0; v < (REGISTER_SLOTS_MAX + 1) << 4; v++) {
			set_of(h, &h->grounds);
			if ((!h->w.has_ground || h->w.ground[v >> 4]) && (!h->w.has_class || h->w.class[v & 15]))
				put(h->grounds, v);
		}
	narrow(&h->w.ask, REGISTER_KEY_YEAR, h->years);
	narrow(&h->w.ask, REGISTER_KEY_AWARD, h->awards);
	narrow(&h->w.ask, REGISTER_KEY_TRAITS, h->traits);
	narrow(&h->w.ask, REGISTER_KEY_GROUND, h->grounds);
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* The units asked for that are in reach; who sees everything and names none sees lines of no unit too. */
static void put_units(struct hearing *h)
{
	const struct who *who = h->cx->who;
	bool sees_all = who->is_system || who->sees_all;
	size_t n = 0;

	if (!h->has_units) {
		h->w.ask.units = sees_all ? NULL : who->units;
		h->w.ask.units_n = sees_all ? 0 : who->units_n;
		h->w.is_nothing = !sees_all && who->units_n == 0;
	} else {
		qsort(h->units.at, h->units.n, sizeof *h->units.at, by_id);
		for (size_t i = 0; i < h->units.n; i++)
			if ((n == 0 || h->units.at[n - 1] != h->units.at[i]) && (sees_all || in_reach(h->cx, h->units.at[i])))
				h->units.at[n++] = h->units.at[i];
		h->w.ask.units = h->units.at;
		h->w.ask.units_n = n;
		h->w.is_nothing = n == 0;
	}
	need(h->cx, h->w.ask.units_n <= FIND_UNITS_MAX, "q", "Câu tìm nêu quá 20.000 đơn vị; hãy nêu ít đơn vị hơn.");
}

err register_want(struct ctx *cx, const struct register_index *x, const char *q, struct register_want *out)
{
	struct hearing *h = mem_new(cx->mem, struct hearing, 1);
	struct find_typed typed;

	TRY(find_words(cx, "q", q, &typed));
	*h = (struct hearing){.cx = cx, .x = x, .typed = &typed, .w = {.ask = FIND_ANY}, .heard = buf_new(cx->mem, HEARD_MAX)};
	for (size_t i = 0; i < REGISTER_PART_N; i++)
		h->parts[i] = buf_new(cx->mem, HEARD_MAX);
	h->is_used = mem_new(cx->mem, bool, typed.words.n + 1);
	for (size_t i = 0; i < typed.fields.n; i++)
		TRY(take_field(h, i));
	for (size_t i = 0; i < typed.words.n; i++)
		if (!h->is_used[i])
			TRY(take_word(h, i));
	take_names(h);
	put_units(h);
	TRY(faults(cx));
	put_sets(h);
	h->w.heard = h->heard->p;
	for (size_t i = 0; i < REGISTER_PART_N; i++)
		h->w.parts[i] = h->parts[i]->p;
	*out = h->w;
	return OK;
}
