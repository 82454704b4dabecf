/* room/plan/plan_token.c -- text of a plan as words that can be compared, each knowing where it stood. */
#include "base/text.h"
#include "room/plan/plan_read_in.h"

static bool is_space(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) || c == 0x202f || c == 0x3000;
}

static bool is_dash(uint32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2022 || c == 0x25cf || c == 0x25aa ||
	       c == 0x25a0 || c == 0xb7 || c == 0xf0b7 || c == 0x2192 || c == 0x2713 || c == 0x27a2 || c == 0x25e6 || c == 0xf02d;
}

static bool is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	if (c < 0xc0 || (c >= 0x2000 && c < 0x2c00) || c == 0xd7 || c == 0xf7 || (c >= 0x3000 && c < 0x3040))
		return false;
	return !is_dash(c);
}

/* "sỹ" and "sĩ", "kỷ" and "kỉ" are one word: a final y after a consonant becomes i. */
static const char *folded(struct mem *m, const char *p, size_t n)
{
	char *f = mem_copy(m, p, n);
	bool is_ascii = true;

	for (size_t i = 0; i < n; i++) {
		if (f[i] >= 'A' && f[i] <= 'Z')
			f[i] = (char)(f[i] + ('a' - 'A'));
		is_ascii = is_ascii && (unsigned char)f[i] < 0x80;
	}
	if (!is_ascii)
		f = mem_dup(m, text_fold(m, f));
	n = strlen(f);
	if (n >= 2 && f[n - 1] == 'y' && strchr("aeiou", f[n - 2]) == NULL)
		f[n - 1] = 'i';
	return f;
}

static const char *punctuation(struct mem *m, uint32_t c, const char *p, size_t n)
{
	if (is_dash(c))
		return "-";
	if (c == '"' || (c >= 0x201c && c <= 0x201f) || c == 0xab || c == 0xbb)
		return "\"";
	return mem_copy(m, p, n);
}

/* The end of the word that begins at p; an apostrophe between letters is of it ("R'lấp", "M'Đrắk"). */
static const char *word_end(const char *p)
{
	const char *q = p;

	while (*q != '\0') {
		const char *at = q, *next;
		uint32_t c = text_next(&q);

		next = q;
		if (!is_letter(c) && !((c == '\'' || c == 0x2019) && at > p && *q != '\0' && is_letter(text_next(&next))))
			return at;
	}
	return q;
}

/* Of the letters that Vietnamese writes; in these blocks capitals are even but for Ư. */
static bool is_capital(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	if (c < 0x100)
		return c >= 0xc0 && c <= 0xde && c != 0xd7;
	if (c < 0x138 || (c >= 0x1ea0 && c <= 0x1ef9))
		return c % 2 == 0;
	return c == 0x168 || c == 0x1a0 || c == 0x1af;
}

void toks_of(struct mem *m, const char *text, struct toks *out)
{
	const char *p = text;
	int line = 0;
	bool is_first = true, is_glued = false;

	*out = (struct toks){0};
	while (*p != '\0') {
		const char *at = p;
		uint32_t c = text_next(&p);
		struct tok *t;

		if (c == '\n' || is_space(c)) {
			line += c == '\n';
			is_first = is_first || c == '\n';
			is_glued = false;
			continue;
		}
		if (out->n >= PLAN_READ_TOKENS_MAX) {
			out->is_cut = true;
			return;
		}
		if (is_letter(c))
			p = word_end(at);
		t = list_add(m, out);
		*t = (struct tok){.p = at, .n = (size_t)(p - at), .line = line, .is_first = is_first, .is_glued = is_glued};
		t->is_word = is_letter(c) || c == '&';
		t->f = c == '&' ? "va" : is_letter(c) ? folded(m, at, t->n) : punctuation(m, c, at, t->n);
		t->is_capital = is_letter(c) && is_capital(c);
		is_first = false;
		is_glued = true;
	}
}

bool tok_is(const struct toks *t, size_t i, const char *f)
{
	return i < t->n && t->at[i].f[0] == f[0] && strcmp(t->at[i].f, f) == 0;
}

static bool ends_word(char c)
{
	static const bool ends[256] = {['\0'] = true, [' '] = true, ['|'] = true, [']'] = true};

	return ends[(unsigned char)c];
}

/* Whether one of the words "a|b|c" at p is the folded word; *after is where they end. */
static bool is_one_of(const char *f, const char *p, const char **after)
{
	bool is_met = false;

	for (;; p++) {
		if (*p == *f) {
			const char *q = f;

			while (*q != '\0' && *q == *p)
				q++, p++;
			is_met = is_met || (*q == '\0' && ends_word(*p));
		}
		while (!ends_word(*p))
			p++;
		if (*p != '|') {
			*after = p;
			return is_met;
		}
	}
}

size_t toks_match(const struct toks *t, size_t i, size_t end, const char *like)
{
	size_t k = i;

	while (*like != '\0') {
		bool may_miss = *like == '[', is_met = is_one_of(k < end ? t->at[k].f : "", like + may_miss, &like);

		if (!is_met && !may_miss)
			return 0;
		k += is_met;
		like += *like == ']';
		like += *like == ' ';
	}
	return k - i;
}

/* Whether the first element of the pattern may be the word, by its first two letters: most patterns end here. */
static bool may_be(const char *f, const char *like)
{
	for (;; like++) {
		if (*like == '[' || (*like == f[0] && (like[1] == f[1] || f[1] == '\0')))
			return true;
		while (!ends_word(*like))
			like++;
		if (*like != '|')
			return false;
	}
}

size_t toks_match_any(const struct toks *t, size_t i, size_t end, const char *const *list)
{
	size_t best = 0;

	for (; i < end && *list != NULL; list++) {
		size_t n = may_be(t->at[i].f, *list) ? toks_match(t, i, end, *list) : 0;

		best = n > best ? n : best;
	}
	return best;
}

const char *toks_lines(struct mem *m, const struct toks *t, size_t i, size_t j)
{
	if (i >= j)
		return "";
	return mem_copy(m, t->at[i].p, (size_t)(t->at[j - 1].p + t->at[j - 1].n - t->at[i].p));
}

const char *toks_text(struct mem *m, const struct toks *t, size_t i, size_t j)
{
	return text_line(m, toks_lines(m, t, i, j));
}

int tok_number(const struct tok *t)
{
	int v = 0;

	if (t->n == 0 || t->n > 9)
		return -1;
	for (size_t i = 0; i < t->n; i++) {
		if (t->p[i] < '0' || t->p[i] > '9')
			return -1;
		v = v * 10 + (t->p[i] - '0');
	}
	return v;
}
