/* room/law/law_cite.c -- reads a citation as people write it. Pure.
 *
 * Words are looked at one by one: a word that says article, clause or point takes the number or letter after it, also
 * where both are one word ("đ21", "k1"); a word with a slash between digits is the number of the text; everything else
 * is its name. "đ" alone is read from the text as typed, since folding makes it the letter d. */
#include <ctype.h>

#include "base/text.h"
#include "room/law/law.h"

enum part { PART_NONE, PART_ARTICLE, PART_CLAUSE, PART_POINT };

static bool is_sep(char c)
{
	return c == ' ' || c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '\t' || c == '\n' || c == '"';
}

const char *law_number_fold(struct mem *m, const char *number)
{
	char *s = mem_dup(m, text_fold(m, text_line(m, number)));
	char *out = s;

	for (const char *p = s; *p != '\0'; p++) {
		if (*p != ' ')
			*out++ = *p;
	}
	*out = '\0';
	while (*s == '0' && s[1] != '\0')
		s++;
	return s;
}

const char *law_name_fold(struct mem *m, const char *name)
{
	char *s = mem_dup(m, text_fold(m, name));

	for (char *p = s; *p != '\0'; p++)
		*p = is_sep(*p) ? ' ' : *p;
	return text_line(m, s);
}

/* "06/2022/qh15": digits, a slash, and more. */
static bool is_number(const char *w)
{
	size_t n = strspn(w, "0123456789");

	return n > 0 && n <= 6 && w[n] == '/' && w[n + 1] != '\0';
}

/* What a whole word says, or its beginning when digits follow at once. */
static enum part part_of(const char *w, size_t *len)
{
	static const struct {
		const char *word;
		enum part part;
	} WORDS[] = {{"điều", PART_ARTICLE}, {"dieu", PART_ARTICLE}, {"đ.", PART_ARTICLE}, {"đ", PART_ARTICLE},
	             {"khoản", PART_CLAUSE}, {"khoan", PART_CLAUSE}, {"k.", PART_CLAUSE}, {"k", PART_CLAUSE},
	             {"điểm", PART_POINT}, {"diem", PART_POINT}};

	for (size_t i = 0; i < COUNT(WORDS); i++) {
		size_t n = strlen(WORDS[i].word);

		if (text_starts(w, WORDS[i].word) && (w[n] == '\0' || isdigit((unsigned char)w[n]))) {
			*len = n;
			return WORDS[i].part;
		}
	}
	return PART_NONE;
}

/* Digits and at most one letter behind them, as an article's number is: "21", "21a". */
static bool is_article(const char *w)
{
	size_t n = strspn(w, "0123456789");

	return n > 0 && n <= 4 && (w[n] == '\0' || (w[n] >= 'a' && w[n] <= 'z' && w[n + 1] == '\0'));
}

static bool is_clause(const char *w)
{
	size_t n = strspn(w, "0123456789");

	return n > 0 && n <= 3 && w[n] == '\0';
}

static bool is_point(const char *w)
{
	return (w[0] >= 'a' && w[0] <= 'z' && w[1] == '\0') || text_is(w, "đ");
}

/* Gives the part its value; false when it is none, or the part has one already. */
static bool take(struct mem *m, struct law_cite *c, enum part part, const char *w)
{
	if (part == PART_ARTICLE && is_article(w) && *c->article == '\0')
		c->article = mem_dup(m, w);
	else if (part == PART_CLAUSE && is_clause(w) && c->clause == 0)
		c->clause = strtoll(w, NULL, 10);
	else if (part == PART_POINT && is_point(w) && *c->point == '\0')
		c->point = mem_dup(m, w);
	else
		return false;
	return true;
}

bool law_cite_read(struct mem *m, const char *words, struct law_cite *out)
{
	struct law_cite c = {"", "", "", 0, ""};
	const char *p = text_lower(m, text_line(m, words));
	enum part waiting = PART_NONE;

	if (strlen(words) > LAW_CITE_MAX)
		return false;
	while (*p != '\0') {
		const char *w, *begin;
		size_t len = 0;
		enum part part;

		while (*p != '\0' && is_sep(*p))
			p++;
		begin = p;
		while (*p != '\0' && !is_sep(*p))
			p++;
		w = mem_copy(m, begin, (size_t)(p - begin));
		if (*w == '\0')
			break;
		if (text_ends(w, ".") && strlen(w) > 1 && isalnum((unsigned char)w[strlen(w) - 2]))
			w = mem_copy(m, w, strlen(w) - 1);
		if (waiting != PART_NONE && take(m, &c, waiting, w)) {
			waiting = PART_NONE;
			continue;
		}
		waiting = PART_NONE;
		part = part_of(w, &len);
		if (part != PART_NONE && w[len] == '\0')
			waiting = part;
		else if (part != PART_NONE && take(m, &c, part, w + len))
			continue;
		else if (is_number(text_fold(m, w)) && *c.number == '\0')
			c.number = law_number_fold(m, w);
		else
			c.name = mem_text(m, "%s%s%s", c.name, *c.name == '\0' ? "" : " ", text_fold(m, w));
	}
	if (*c.number == '\0' && *c.name == '\0')
		return false;
	*out = c;
	return true;
}

const char *law_place_words(struct mem *m, const struct law_place *p)
{
	if (*p->article == '\0')
		return "toàn văn";
	return mem_text(m, "Điều %s%s%s%s", p->article, p->clause == 0 ? "" : mem_text(m, " khoản %" PRId64, p->clause),
	                *p->point == '\0' ? "" : " điểm ", p->point);
}
