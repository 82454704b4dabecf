/* read/numbering.c -- lists of Word: a num points to an abstract list; the abstract list counts. */
#include "base/text.h"
#include "base/xml.h"
#include "read/numbering.h"
#include "read/part.h"

enum form { DECIMAL, DECIMAL_ZERO, UPPER_ROMAN, LOWER_ROMAN, UPPER_LETTER, LOWER_LETTER, BULLET, NOTHING };

struct level {
	enum form form;
	int start;
	bool is_legal;          /* all numbers of the mark are shown as decimals */
	char pattern[32];       /* "%1.%2." */
};

struct abstract {
	int id;
	struct level levels[NUMBERING_LEVELS];
	int count[NUMBERING_LEVELS];    /* the last number given, -1 before the first */
};

struct num {
	int id, abstract_id;
	int start[NUMBERING_LEVELS];    /* where this num begins anew, -1 for going on */
	bool is_begun[NUMBERING_LEVELS];
};

struct numbering {
	struct mem *mem;
	struct abstract *at;
	size_t n, cap;
	struct {
		struct num *at;
		size_t n, cap;
	} nums;
	struct abstract *abstract;      /* while reading */
	struct num *num;
	int level;
};

static enum form form_of(const char *v)
{
	static const struct {
		const char *name;
		enum form form;
	} forms[] = {{"decimal", DECIMAL}, {"decimalZero", DECIMAL_ZERO}, {"upperRoman", UPPER_ROMAN},
	             {"lowerRoman", LOWER_ROMAN}, {"upperLetter", UPPER_LETTER}, {"lowerLetter", LOWER_LETTER},
	             {"bullet", BULLET}, {"none", NOTHING}};

	for (size_t i = 0; v != NULL && i < COUNT(forms); i++)
		if (text_is(forms[i].name, v))
			return forms[i].form;
	return DECIMAL;
}

static void open_level(struct numbering *nb, const char *name, const char *const *attrs)
{
	struct level *l;

	if (nb->abstract == NULL || nb->level < 0 || nb->level >= NUMBERING_LEVELS)
		return;
	l = &nb->abstract->levels[nb->level];
	if (text_is(name, "start"))
		l->start = xml_attr_int(attrs, "val", 1);
	else if (text_is(name, "numFmt"))
		l->form = form_of(xml_attr(attrs, "val"));
	else if (text_is(name, "isLgl"))
		l->is_legal = true;
	else if (text_is(name, "lvlText") && xml_attr(attrs, "val") != NULL)
		snprintf(l->pattern, sizeof l->pattern, "%s", xml_attr(attrs, "val"));
}

static void open_num(struct numbering *nb, const char *name, const char *const *attrs)
{
	if (text_is(name, "abstractNumId"))
		nb->num->abstract_id = xml_attr_int(attrs, "val", -1);
	else if (text_is(name, "lvlOverride"))
		nb->level = xml_attr_int(attrs, "ilvl", -1);
	else if (text_is(name, "startOverride") && nb->level >= 0 && nb->level < NUMBERING_LEVELS)
		nb->num->start[nb->level] = xml_attr_int(attrs, "val", 1);
}

static void on_open(void *at, const char *name, const char *const *attrs)
{
	struct numbering *nb = at;

	if (text_is(name, "abstractNum") && nb->n < NUMBERING_MAX) {
		nb->abstract = list_add(nb->mem, nb);
		*nb->abstract = (struct abstract){.id = xml_attr_int(attrs, "abstractNumId", -1)};
		nb->num = NULL;
		for (int i = 0; i < NUMBERING_LEVELS; i++) {
			nb->abstract->levels[i].start = 1;
			nb->abstract->count[i] = -1;
		}
	} else if (text_is(name, "num") && nb->nums.n < NUMBERING_MAX) {
		nb->abstract = NULL;
		nb->num = list_add(nb->mem, &nb->nums);
		*nb->num = (struct num){.id = xml_attr_int(attrs, "numId", -1), .abstract_id = -1};
		for (int i = 0; i < NUMBERING_LEVELS; i++)
			nb->num->start[i] = -1;
	} else if (nb->num != NULL) {
		open_num(nb, name, attrs);
	} else if (text_is(name, "lvl")) {
		nb->level = xml_attr_int(attrs, "ilvl", -1);
	} else {
		open_level(nb, name, attrs);
	}
}

static void on_close(void *at, const char *name)
{
}

err numbering_read(struct mem *m, struct unzip *z, struct numbering **out)
{
	static const struct xml_face face = {.open = on_open, .close = on_close};
	struct numbering *nb = mem_new(m, struct numbering, 1);

	nb->mem = m;
	TRY(part_read(m, z, "word/numbering.xml", &face, nb));
	*out = nb;
	return OK;
}

static size_t put_roman(char *out, size_t size, int n, bool is_upper)
{
	static const struct {
		int value;
		const char *low, *up;
	} digits[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"}, {100, "c", "C"},
	              {90, "xc", "XC"}, {50, "l", "L"}, {40, "xl", "XL"}, {10, "x", "X"}, {9, "ix", "IX"},
	              {5, "v", "V"}, {4, "iv", "IV"}, {1, "i", "I"}};
	size_t k = 0;

	for (size_t i = 0; i < COUNT(digits) && n < 4000; i++)
		for (; n >= digits[i].value; n -= digits[i].value)
			for (const char *p = is_upper ? digits[i].up : digits[i].low; *p != '\0' && k + 1 < size; p++)
				out[k++] = *p;
	return k;
}

static size_t put_number(char *out, size_t size, enum form form, int n)
{
	size_t k = 0;
	int len;

	if (n < 0)
		n = 0;
	if (form == NOTHING)
		return 0;
	if (form == UPPER_ROMAN || form == LOWER_ROMAN)
		return put_roman(out, size, n, form == UPPER_ROMAN);
	if ((form == UPPER_LETTER || form == LOWER_LETTER) && n > 0) {
		for (int i = 0; i <= (n - 1) / 26 && k + 1 < size && i < 8; i++)
			out[k++] = (char)((form == UPPER_LETTER ? 'A' : 'a') + (n - 1) % 26);
		return k;
	}
	len = snprintf(out, size, form == DECIMAL_ZERO ? "%02d" : "%d", n);
	return len < 0 ? 0 : (size_t)len < size ? (size_t)len : size - 1;
}

static struct num *num_of(struct numbering *nb, int id)
{
	for (size_t i = 0; i < nb->nums.n; i++)
		if (nb->nums.at[i].id == id)
			return &nb->nums.at[i];
	return NULL;
}

static struct abstract *abstract_of(struct numbering *nb, int id)
{
	for (size_t i = 0; i < nb->n; i++)
		if (nb->at[i].id == id)
			return &nb->at[i];
	return NULL;
}

static void count_on(struct abstract *a, struct num *n, int level)
{
	if (n->start[level] >= 0 && !n->is_begun[level])
		a->count[level] = n->start[level];
	else if (a->count[level] < 0)
		a->count[level] = a->levels[level].start;
	else if (a->count[level] < INT32_MAX)
		a->count[level]++;
	n->is_begun[level] = true;
	for (int i = level + 1; i < NUMBERING_LEVELS; i++)
		a->count[i] = -1;
	for (int i = 0; i < level; i++)
		if (a->count[i] < 0)
			a->count[i] = a->levels[i].start;
}

void numbering_next(struct numbering *nb, int num, int level, char mark[NUMBERING_MARK_MAX])
{
	struct num *n = num_of(nb, num);
	struct abstract *a = n == NULL ? NULL : abstract_of(nb, n->abstract_id);
	size_t k = 0;
	const struct level *l;

	mark[0] = '\0';
	if (a == NULL || level < 0 || level >= NUMBERING_LEVELS)
		return;
	count_on(a, n, level);
	l = &a->levels[level];
	if (l->form == BULLET) {
		snprintf(mark, NUMBERING_MARK_MAX, "-");
		return;
	}
	for (const char *p = l->pattern; *p != '\0' && k + 1 < NUMBERING_MARK_MAX; p++) {
		int of = p[1] - '1';

		if (*p == '%' && of >= 0 && of < NUMBERING_LEVELS) {
			enum form form = l->is_legal ? DECIMAL : a->levels[of].form;

			k += put_number(mark + k, NUMBERING_MARK_MAX - k, form, a->count[of]);
			p++;
		} else {
			mark[k++] = *p;
		}
	}
	mark[k] = '\0';
}
