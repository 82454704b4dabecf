/* base/text.c -- Vietnamese text over utf8proc.
 *
 * A Vietnamese letter is a base letter with at most one shape mark (breve, circumflex, horn; đ is a letter of its
 * own) and at most one tone. Folding drops both; the sort key writes letter and shape first, then, after all
 * letters of the word, the tones: so that "hoa" < "hoà" < "hoả" and all of them before "hoang". */
#define BASE_MAY_ALLOC
#include "base/text.h"

#include <utf8proc.h>

#include "base/buf.h"

enum { TEXT_MAX = 256 * 1024 * 1024 };

bool text_is_utf8(const char *p, size_t n)
{
	const utf8proc_uint8_t *u = (const utf8proc_uint8_t *)p;
	size_t i = 0;

	while (i < n) {
		utf8proc_int32_t c;
		utf8proc_ssize_t used = 1;

		if (u[i] == 0)
			return false;
		if (u[i] >= 0x80) {
			used = utf8proc_iterate(u + i, (utf8proc_ssize_t)(n - i), &c);
			if (used <= 0)
				return false;
		}
		i += (size_t)used;
	}
	return true;
}

/* Copies without controls, byte order marks and soft hyphens; \r\n and lone \r become \n. */
static char *without_controls(struct mem *m, const char *p, size_t n)
{
	char *out = mem_alloc(m, n + 1);
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c == '\r') {
			if (i + 1 >= n || p[i + 1] != '\n')
				out[k++] = '\n';
		} else if (c == 0x7f || (c < 0x20 && c != '\n' && c != '\t')) {
			continue;
		} else if (c == 0xef && i + 2 < n && (unsigned char)p[i + 1] == 0xbb &&
		           (unsigned char)p[i + 2] == 0xbf) {
			i += 2;
		} else if (c == 0xc2 && i + 1 < n && ((unsigned char)p[i + 1] == 0xad ||
		           (unsigned char)p[i + 1] < 0xa0)) {
			i += 1;         /* soft hyphen, C1 controls */
		} else {
			out[k++] = (char)c;
		}
	}
	out[k] = '\0';
	return out;
}

/* Composed already, and nothing to take out: ASCII, the letters of Latin-1 and Latin Extended (U+00C0 to U+01BF, U+1E80 to
 * U+1EFF) and the dashes, quotes and dots of print (U+2010 to U+2027). Each of these is stable under NFC, and no mark that
 * could join with one is among them; nearly every Vietnamese text is made of nothing else. */
static bool is_composed(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = p[i];

		if (c < 0x7f && (c >= 0x20 || c == '\n' || c == '\t'))
			continue;
		if (c >= 0xc3 && c <= 0xc6 && i + 1 < n && (p[i + 1] & 0xc0) == 0x80) {
			i += 1;
			continue;
		}
		if (i + 2 >= n || (p[i + 2] & 0xc0) != 0x80)
			return false;
		if (!(c == 0xe1 && (p[i + 1] == 0xba || p[i + 1] == 0xbb)) &&
		    !(c == 0xe2 && p[i + 1] == 0x80 && p[i + 2] >= 0x90 && p[i + 2] <= 0xa7))
			return false;
		i += 2;
	}
	return true;
}

const char *text_clean(struct mem *m, const char *p, size_t n)
{
	utf8proc_uint8_t *nfc = NULL;
	char *plain, *out;
	utf8proc_ssize_t len;

	if (is_composed(p, n))
		return mem_copy(m, p, n);
	plain = without_controls(m, p, n);
	len = utf8proc_map((const utf8proc_uint8_t *)plain, 0, &nfc,
	                   UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	CHECK(len >= 0);
	out = mem_copy(m, (const char *)nfc, (size_t)len);
	free(nfc);
	return out;
}

/* The letter at *p of valid UTF-8, which is not at its end; what is not valid is a programmer's error. */
static inline uint32_t next(const char **p)
{
	const unsigned char *u = (const unsigned char *)*p;
	uint32_t c = u[0];

	if (c < 0x80) {
		*p += 1;
		return c;
	}
	if (c >= 0xc2 && c < 0xe0 && (u[1] & 0xc0) == 0x80) {
		*p += 2;
		return (c & 0x1f) << 6 | (u[1] & 0x3f);
	}
	if ((c & 0xf0) == 0xe0 && (u[1] & 0xc0) == 0x80 && (u[2] & 0xc0) == 0x80) {
		*p += 3;
		return (c & 0x0f) << 12 | (uint32_t)(u[1] & 0x3f) << 6 | (u[2] & 0x3f);
	}
	CHECK((c & 0xf8) == 0xf0 && (u[1] & 0xc0) == 0x80 && (u[2] & 0xc0) == 0x80 && (u[3] & 0xc0) == 0x80);
	*p += 4;
	return (c & 0x07) << 18 | (uint32_t)(u[1] & 0x3f) << 12 | (uint32_t)(u[2] & 0x3f) << 6 | (u[3] & 0x3f);
}

uint32_t text_next(const char **p)
{
	return **p == '\0' ? 0 : next(p);
}

static inline size_t put(char *out, uint32_t c)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n;

	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	n = utf8proc_encode_char((utf8proc_int32_t)c, bytes);
	CHECK(n > 0);
	memcpy(out, bytes, (size_t)n);
	return (size_t)n;
}

size_t text_put(char out[4], uint32_t c)
{
	return put(out, c);
}

size_t text_chars(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

static inline bool is_space(uint32_t c)
{
	if (c > ' ' && c < 0xa0)
		return false;
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) || c == 0x202f ||
	       c == 0x3000 || c == 0xfeff;
}

const char *text_trim(struct mem *m, const char *s)
{
	const char *from = s, *end = s, *p = s;
	bool begun = false;

	while (*p != '\0') {
		const char *at = p;

		if (is_space(next(&p)))
			continue;
		if (!begun)
			from = at;
		begun = true;
		end = p;
	}
	return mem_copy(m, from, (size_t)(end - from));
}

const char *text_line(struct mem *m, const char *s)
{
	char *out = mem_alloc(m, strlen(s) + 1);
	size_t n = 0;
	bool gap = false;

	while (*s != '\0') {
		const char *at = s;

		if (is_space(next(&s))) {
			gap = n > 0;
			continue;
		}
		if (gap)
			out[n++] = ' ';
		gap = false;
		while (at < s)
			out[n++] = *at++;
	}
	out[n] = '\0';
	return out;
}

/* A code point as letter, shape and tone; anything that is no Latin letter of Vietnamese has neither. */
struct letter {
	uint32_t base;          /* lower case, without marks; 'd' for đ */
	int shape;              /* 0 none, 1 breve, 2 circumflex, 3 horn, 4 the bar of đ */
	int tone;               /* 0 ngang, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng */
};

static bool mark(struct letter *l, uint32_t c)
{
	switch (c) {
	case 0x306: l->shape = 1; return true;
	case 0x302: l->shape = 2; return true;
	case 0x31b: l->shape = 3; return true;
	case 0x300: l->tone = 1; return true;
	case 0x309: l->tone = 2; return true;
	case 0x303: l->tone = 3; return true;
	case 0x301: l->tone = 4; return true;
	case 0x323: l->tone = 5; return true;
	default: return c >= 0x300 && c <= 0x36f;
	}
}

static struct letter taken_apart(uint32_t c)
{
	utf8proc_int32_t parts[8];
	struct letter l = {c, 0, 0};
	utf8proc_ssize_t n;
	int boundclass = 0;

	if (c < 0x80) {
		if (c >= 'A' && c <= 'Z')
			l.base = c + 32;
		return l;
	}
	/* U+00D0 looks like Đ, and stands for it where scans were read. */
	if (c == 0x110 || c == 0x111 || c == 0xd0 || c == 0xf0)
		return (struct letter){'d', 4, 0};
	c = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
	l.base = c;
	n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, COUNT(parts), UTF8PROC_DECOMPOSE, &boundclass);
	if (n <= 0 || n > (utf8proc_ssize_t)COUNT(parts))
		return l;
	l.base = (uint32_t)parts[0];
	for (utf8proc_ssize_t i = 1; i < n; i++)
		if (!mark(&l, (uint32_t)parts[i]))
			return (struct letter){c, 0, 0};
	return l;
}

/* Taking a letter apart is a walk through tables, and nearly every letter is one of these: each is walked once. What is
 * kept is a property of the letter alone; a process folds on one thread only (its helper thread hashes passwords). */
static struct letter letter_of(uint32_t c)
{
	enum { FROM = 0xc0, TO = 0x1f00 };
	static struct letter known[TO - FROM];

	if (c < FROM || c >= TO)
		return taken_apart(c);
	if (known[c - FROM].base == 0)
		known[c - FROM] = taken_apart(c);
	return known[c - FROM];
}

/* The same for small letters. */
static inline uint32_t lower_of(uint32_t c)
{
	enum { FROM = 0xc0, TO = 0x1f00 };
	static uint16_t known[TO - FROM];

	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	if (c < FROM || c >= TO)
		return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
	if (known[c - FROM] == 0) {
		utf8proc_int32_t small = utf8proc_tolower((utf8proc_int32_t)c);

		if (small > UINT16_MAX)
			return (uint32_t)small;
		known[c - FROM] = (uint16_t)small;
	}
	return known[c - FROM];
}

const char *text_lower(struct mem *m, const char *s)
{
	char *out = mem_alloc(m, strlen(s) * 3 + 1);
	size_t n = 0;

	while (*s != '\0')
		n += put(out + n, lower_of(next(&s)));
	out[n] = '\0';
	return out;
}

const char *text_upper(struct mem *m, const char *s)
{
	char *out = mem_alloc(m, strlen(s) * 3 + 1);
	size_t n = 0;

	while (*s != '\0')
		n += put(out + n, (uint32_t)utf8proc_toupper((utf8proc_int32_t)next(&s)));
	out[n] = '\0';
	return out;
}

static uint32_t plain_sign(uint32_t c)
{
	switch (c) {
	case 0x2018: case 0x2019: case 0x201b: case 0x2032: return '\'';
	case 0x201c: case 0x201d: case 0x201f: case 0x2033: case 0xab: case 0xbb: return '"';
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: return '-';
	default: return c;
	}
}

/* The letter without marks; letter_of() says more than a fold needs. */
static inline uint32_t base_of(uint32_t c)
{
	enum { FROM = 0xc0, TO = 0x1f00 };
	static uint16_t known[TO - FROM];

	if (c < FROM || c >= TO)
		return letter_of(plain_sign(c)).base;
	if (known[c - FROM] == 0) {
		uint32_t base = letter_of(c).base;

		if (base > UINT16_MAX)
			return base;
		known[c - FROM] = (uint16_t)base;
	}
	return known[c - FROM];
}

const char *text_fold(struct mem *m, const char *s)
{
	char *out = mem_alloc(m, strlen(s) * 3 + 1);
	size_t n = 0;
	bool gap = false;
	uint32_t c;

	while (*s != '\0') {
		c = next(&s);
		if (is_space(c)) {
			gap = n > 0;
			continue;
		}
		if (c >= 0x300 && c <= 0x36f)
			continue;
		if (gap)
			out[n++] = ' ';
		gap = false;
		n += put(out + n, c < 0x80 ? lower_of(c) : base_of(c));
	}
	out[n] = '\0';
	return out;
}

/* Rank of a letter: the alphabet a ă â b c d đ e ê … as two printable bytes. */
static void rank(struct buf *b, struct letter l)
{
	if (l.base < 0x80) {
		buf_char(b, (char)l.base);
		buf_char(b, (char)('0' + (l.base == 'o' && l.shape == 3 ? 3 : l.shape)));
		return;
	}
	buf_fmt(b, "~%06x", (unsigned)l.base);
}

static void key_of_word(struct buf *b, const char *p, size_t n)
{
	char tones[64];
	size_t tones_n = 0;
	const char *end = p + n;

	while (p < end) {
		struct letter l = letter_of(plain_sign(text_next(&p)));

		rank(b, l);
		if (tones_n < sizeof tones && l.base < 0x80)
			tones[tones_n++] = (char)('0' + l.tone);
	}
	buf_char(b, '!');
	buf_bytes(b, tones, tones_n);
	buf_char(b, ' ');
}

/* Letters of all words first, one '!' after each, so that a tone decides only between equal letters of its word. */
const char *text_sortkey(struct mem *m, const char *s)
{
	const char *line = text_line(m, s), *p = line;
	struct buf *b = buf_new(m, TEXT_MAX);

	while (*p != '\0') {
		size_t n = strcspn(p, " ");

		key_of_word(b, p, n);
		p += n;
		p += strspn(p, " ");
	}
	return b->p;
}

const char *text_sortkey_name(struct mem *m, const char *full_name)
{
	const char *line = text_line(m, full_name), *given = strrchr(line, ' '), *middle = strchr(line, ' ');
	struct buf *b = buf_new(m, TEXT_MAX);

	if (given == NULL)
		return text_sortkey(m, line);
	key_of_word(b, given + 1, strlen(given + 1));
	if (middle < given)
		buf_text(b, text_sortkey(m, mem_copy(m, middle + 1, (size_t)(given - middle - 1))));
	buf_char(b, ' ');
	key_of_word(b, line, (size_t)(middle - line));
	return b->p;
}

int text_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

uint64_t text_hash(const char *s)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(0x100000001b3);
	return h ^ h >> 32;
}

bool text_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *s, const char *suffix)
{
	size_t n = strlen(s), k = strlen(suffix);

	return n >= k && memcmp(s + n - k, suffix, k) == 0;
}
