/* room/find/find_file.c -- the layout of the file, and the few words about words that building and asking share. */
#include "room/find/find_file.h"

#include "base/crypt.h"
#include "base/text.h"

enum { ALIGN = 64 };

uint64_t find_lay(const struct find_head *h, unsigned char *base, struct find_parts *out)
{
	uint64_t lines_n = h->lines_n, folds_n = h->folds_n, forms_n = h->forms_n, suffixes_n = h->suffixes_n;
	uint64_t units_n = h->units_n, pairs_n = h->pairs_n, text_n = h->text_n, at = sizeof *h;
	uint64_t zones_n = (lines_n + FIND_ZONE - 1) / FIND_ZONE;
	struct find_parts p = {0};

#define X(name, type, count)                                            \
	at = (at + ALIGN - 1) / ALIGN * ALIGN;                          \
	p.name = base != NULL ? (type *)(void *)(base + at) : NULL;     \
	at += (uint64_t)(count) * sizeof(type);
	FIND_PARTS(X)
#undef X
	if (base != NULL)
		*out = p;
	return at;
}

void find_sum(const struct find_head *h, unsigned char out[32])
{
	crypt_hash(out, h, offsetof(struct find_head, sum));
}

const char *find_fold_of(struct mem *m, const char *name)
{
	const char *fold = text_fold(m, name);
	size_t n = FIND_NAME_MAX;

	if (strlen(fold) <= n)
		return fold;
	while (n > 0 && fold[n] != ' ')
		n--;
	return mem_copy(m, fold, n);
}

size_t find_word_n(const char *p)
{
	return strcspn(p, " ");
}

/* Two of 64 bits a word, by FNV-1a. */
static uint64_t word_bits(const char *p, size_t n)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * UINT64_C(0x100000001b3);
	h ^= h >> 29;
	return UINT64_C(1) << (h & 63) | UINT64_C(1) << (h >> 6 & 63);
}

uint64_t find_sketch(const char *folded)
{
	uint64_t bits = 0;

	for (const char *p = folded; *p != '\0';) {
		size_t n = find_word_n(p);

		bits |= word_bits(p, n);
		p += n + (p[n] == ' ');
	}
	return bits;
}

bool find_has_phrase(const char *folded, const char *phrase)
{
	size_t n = strlen(phrase);

	for (const char *p = folded; (p = strstr(p, phrase)) != NULL; p++)
		if ((p == folded || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' '))
			return true;
	return false;
}

bool find_has_word(const char *folded, const char *word, bool is_cut)
{
	size_t n = strlen(word);

	for (const char *p = folded; *p != '\0';) {
		size_t len = find_word_n(p);

		if (len >= n && (is_cut || len == n) && memcmp(p, word, n) == 0)
			return true;
		p += len + (p[len] == ' ');
	}
	return false;
}
