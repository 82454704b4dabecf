/* read/legacy.c -- tables of the old codes.
 *
 * In TCVN3 every letter of lower case has a byte of its own and capitals with a tone exist only in fonts whose name
 * ends in H. In VNI a mark is a byte of its own after the vowel. Both hide behind Western letters: what Windows took
 * for "©" is "â". So text is first brought to one byte a letter, be it bytes or UTF-8. */
#include "base/buf.h"
#include "base/text.h"
#include "read/legacy.h"

enum { SIGNS_MIN = 3, PERCENT_SURE = 96 };

/* Windows-1252, 0x80 to 0x9f. */
static const uint16_t cp1252[32] = {
	0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
	0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
};

/* TCVN3, 0xa1 to 0xfe; 0 for none. */
static const uint16_t tcvn3[] = {
	0x102, 0xc2, 0xca, 0xd4, 0x1a0, 0x1af, 0x110, 0x103, 0xe2, 0xea, 0xf4, 0x1a1, 0x1b0, 0x111, 0,             /* a1 */
	0, 0, 0, 0, 0, 0xe0, 0x1ea3, 0xe3, 0xe1, 0x1ea1, 0, 0x1eb1, 0x1eb3, 0x1eb5, 0x1eaf, 0,                      /* b0 */
	0, 0, 0, 0, 0, 0, 0x1eb7, 0x1ea7, 0x1ea9, 0x1eab, 0x1ea5, 0x1ead, 0xe8, 0, 0x1ebb, 0x1ebd,                  /* c0 */
	0xe9, 0x1eb9, 0x1ec1, 0x1ec3, 0x1ec5, 0x1ebf, 0x1ec7, 0xec, 0x1ec9, 0, 0, 0, 0x129, 0xed, 0x1ecb, 0xf2,     /* d0 */
	0, 0x1ecf, 0xf5, 0xf3, 0x1ecd, 0x1ed3, 0x1ed5, 0x1ed7, 0x1ed1, 0x1ed9, 0x1edd, 0x1edf, 0x1ee1, 0x1edb, 0x1ee3, 0xf9,
	0, 0x1ee7, 0x169, 0xfa, 0x1ee5, 0x1eeb, 0x1eed, 0x1eef, 0x1ee9, 0x1ef1, 0x1ef3, 0x1ef7, 0x1ef9, 0xfd, 0x1ef5,
};

static uint32_t tcvn3_letter(unsigned char c)
{
	return c >= 0xa1 && c <= 0xfe ? tcvn3[c - 0xa1] : 0;
}

/* The marks that a VNI byte puts on the vowel before it, as combining characters; 0 for none. */
struct marks {
	uint16_t shape, tone;
};

static struct marks vni_marks(unsigned char c)
{
	switch (c) {
	case 0xd9: case 0xf9: return (struct marks){0, 0x301};
	case 0xd8: case 0xf8: return (struct marks){0, 0x300};
	case 0xdb: case 0xfb: return (struct marks){0, 0x309};
	case 0xd5: case 0xf5: return (struct marks){0, 0x303};
	case 0xcf: case 0xef: return (struct marks){0, 0x323};
	case 0xc2: case 0xe2: return (struct marks){0x302, 0};
	case 0xc1: case 0xe1: return (struct marks){0x302, 0x301};
	case 0xc0: case 0xe0: return (struct marks){0x302, 0x300};
	case 0xc5: case 0xe5: return (struct marks){0x302, 0x309};
	case 0xc3: case 0xe3: return (struct marks){0x302, 0x303};
	case 0xc4: case 0xe4: return (struct marks){0x302, 0x323};
	case 0xca: case 0xea: return (struct marks){0x306, 0};
	case 0xc9: case 0xe9: return (struct marks){0x306, 0x301};
	case 0xc8: case 0xe8: return (struct marks){0x306, 0x300};
	case 0xda: case 0xfa: return (struct marks){0x306, 0x309};
	case 0xdc: case 0xfc: return (struct marks){0x306, 0x303};
	case 0xcb: case 0xeb: return (struct marks){0x306, 0x323};
	default: return (struct marks){0, 0};
	}
}

/* Letters that VNI writes as one byte. */
static uint32_t vni_letter(unsigned char c)
{
	switch (c) {
	case 0xf1: return 0x111;
	case 0xd1: return 0x110;
	case 0xf4: return 0x1a1;
	case 0xd4: return 0x1a0;
	case 0xf6: return 0x1b0;
	case 0xd6: return 0x1af;
	case 0xed: case 0xcd: return c;
	case 0xec: case 0xcc: return c;
	case 0xe6: return 0x1ec9;
	case 0xc6: return 0x1ec8;
	case 0xf3: return 0x129;
	case 0xd3: return 0x128;
	case 0xf2: return 0x1ecb;
	case 0xd2: return 0x1eca;
	case 0xee: return 0x1ef5;
	case 0xce: return 0x1ef4;
	default: return 0;
	}
}

/* Which marks can follow: a breve only on a, a circumflex on a e o, a tone on those and on u y ơ ư. */
static bool vni_takes(unsigned char vowel, struct marks k)
{
	int low = vowel < 0x80 ? vowel | 0x20 : vowel;

	if (k.shape == 0x306)
		return low == 'a';
	if (k.shape == 0x302)
		return low == 'a' || low == 'e' || low == 'o';
	if (k.tone == 0)
		return false;
	return low == 'a' || low == 'e' || low == 'o' || low == 'u' || low == 'y' || vowel == 0xf4 || vowel == 0xd4 ||
	       vowel == 0xf6 || vowel == 0xd6;
}

enum legacy legacy_of_font(const char *font)
{
	size_t n = strlen(font);

	if (strncasecmp(font, ".Vn", 3) == 0)
		return n > 3 && font[n - 1] == 'H' ? LEGACY_TCVN3_CAPS : LEGACY_TCVN3;
	if (strncasecmp(font, "VNI-", 4) == 0 || strncasecmp(font, "VNI ", 4) == 0)
		return LEGACY_VNI;
	return LEGACY_NONE;
}

static unsigned char byte_of(uint32_t c)
{
	if (c < 0x80 || (c >= 0xa0 && c <= 0xff))
		return (unsigned char)c;
	for (size_t i = 0; i < COUNT(cp1252); i++)
		if (cp1252[i] == c)
			return (unsigned char)(0x80 + i);
	return 0;
}

/* The next letter of p..end as a byte; 0 for one that is none, which *wide then holds. */
static unsigned char next_byte(const char **p, const char *end, bool is_utf8, uint32_t *wide)
{
	if (!is_utf8) {
		*wide = 0;
		return (unsigned char)*(*p)++;
	}
	if (*p >= end)
		return 0;
	*wide = text_next(p);
	return byte_of(*wide);
}

static bool is_ascii_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

enum legacy legacy_of_text(const char *p, size_t n)
{
	bool is_utf8 = text_is_utf8(p, n);
	size_t high = 0, modern = 0, vni = 0, tcvn = 0, in_word = 0;
	const char *end = p + n;
	unsigned char before = 0;

	while (p < end) {
		uint32_t wide;
		unsigned char c = next_byte(&p, end, is_utf8, &wide);

		if (c == 0 && (wide == 0x1a1 || wide == 0x1b0 || wide == 0x111 || (wide >= 0x1ea0 && wide <= 0x1ef9)))
			modern++;
		if (c >= 0xa1) {
			high++;
			vni += vni_takes(before, vni_marks(c)) || vni_letter(c) != 0;
			tcvn += tcvn3_letter(c) != 0;
			in_word += is_ascii_letter(before) || before >= 0xa1;
		}
		before = c;
	}
	if (high < SIGNS_MIN || modern > high / 20)
		return LEGACY_NONE;
	if (vni * 100 >= high * PERCENT_SURE && in_word * 2 > high)
		return LEGACY_VNI;
	if (tcvn * 100 >= high * PERCENT_SURE)
		return LEGACY_TCVN3;
	return LEGACY_NONE;
}

static void put(struct buf *b, uint32_t c)
{
	char bytes[4];

	buf_bytes(b, bytes, text_put(bytes, c));
}

/* Gives a letter back as it is; U+FFFD for a byte that Windows does not know. */
static void put_plain(struct buf *b, unsigned char c, uint32_t wide)
{
	if (wide == 0)
		wide = c >= 0x80 && c < 0xa0 ? cp1252[c - 0x80] : c;
	put(b, wide == 0 ? 0xfffd : wide);
}

static void put_tcvn3(struct buf *b, unsigned char c, uint32_t wide, bool is_caps)
{
	uint32_t letter = tcvn3_letter(c);
	char utf8[5] = {0};
	static const struct {
		uint32_t low, up;
	} odd[] = {{0x103, 0x102}, {0x1a1, 0x1a0}, {0x1b0, 0x1af}, {0x111, 0x110}, {0x129, 0x128}, {0x169, 0x168}};

	if (letter == 0 && is_caps && c >= 'a' && c <= 'z')
		letter = c - 32u;
	if (letter == 0) {
		put_plain(b, c, wide);
		return;
	}
	if (is_caps && letter >= 0xe0 && letter <= 0xfe)
		letter -= 32;
	if (is_caps && letter >= 0x1ea0)
		letter &= ~1u;
	for (size_t i = 0; is_caps && i < COUNT(odd); i++)
		if (odd[i].low == letter)
			letter = odd[i].up;
	buf_bytes(b, utf8, text_put(utf8, letter));
}

/* Whether the word around p is of capitals: then a letter of TCVN3 is one too, which its code cannot say. */
static bool is_in_capitals(const char *from, const char *p, const char *end)
{
	int up = 0, low = 0;

	while (p > from && (unsigned char)p[-1] > ' ')
		p--;
	for (; p < end && (unsigned char)*p > ' '; p++) {
		up += *p >= 'A' && *p <= 'Z';
		low += *p >= 'a' && *p <= 'z';
	}
	return low == 0 && up > 1;
}

static void put_vni(struct buf *b, unsigned char before, unsigned char c, uint32_t wide)
{
	struct marks k = vni_marks(c);
	uint32_t letter = vni_letter(c);

	if (vni_takes(before, k)) {
		if (k.shape != 0)
			put(b, k.shape);
		if (k.tone != 0)
			put(b, k.tone);
	} else if (letter != 0) {
		put(b, letter);
	} else {
		put_plain(b, c, wide);
	}
}

struct view legacy_text(struct mem *m, enum legacy code, const char *p, size_t n)
{
	bool is_utf8 = text_is_utf8(p, n);
	struct buf *b = buf_new(m, n * 6 + 16);
	const char *from = p, *end = p + n;
	unsigned char before = 0;

	while (p < end) {
		const char *at = p;
		uint32_t wide;
		unsigned char c = next_byte(&p, end, is_utf8, &wide);

		if (c == 0 || code == LEGACY_NONE)
			put_plain(b, c, wide);
		else if (code == LEGACY_VNI)
			put_vni(b, before, c, wide);
		else
			put_tcvn3(b, c, wide, code == LEGACY_TCVN3_CAPS ||
			          (c >= 0xa1 && is_in_capitals(from, at, end)));
		before = c;
	}
	return (struct view){b->p, b->n};
}
