/* base/totp.c -- RFC 6238 by hand: SHA-1 is used nowhere else in the house, so it lives here. */
#include "base/totp.h"

enum { BLOCK = 64, SHORT_MAX = 192 };

static uint32_t rol(uint32_t x, unsigned n)
{
	return (x << n) | (x >> (32 - n));
}

static void sha1_block(uint32_t h[5], const unsigned char *p)
{
	uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];

	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 | (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
	for (int i = 16; i < 80; i++)
		w[i] = rol(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	for (int i = 0; i < 80; i++) {
		uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
		uint32_t k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
		uint32_t t = rol(a, 5) + f + e + k + w[i];

		e = d;
		d = c;
		c = rol(b, 30);
		b = a;
		a = t;
	}
	h[0] += a;
	h[1] += b;
	h[2] += c;
	h[3] += d;
	h[4] += e;
}

/* Of at most SHORT_MAX bytes: a secret's block and a counter, or an inner hash. */
static void sha1(unsigned char out[TOTP_SHA1], const unsigned char *p, size_t n)
{
	uint32_t h[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
	unsigned char m[SHORT_MAX + BLOCK + 9] = {0};
	size_t total = (n + 9 + BLOCK - 1) / BLOCK * BLOCK;
	uint64_t bits = (uint64_t)n * 8;

	CHECK(n <= SHORT_MAX);
	memcpy(m, p, n);
	m[n] = 0x80;
	for (int i = 0; i < 8; i++)
		m[total - 1 - (size_t)i] = (unsigned char)(bits >> (8 * i));
	for (size_t at = 0; at < total; at += BLOCK)
		sha1_block(h, m + at);
	for (int i = 0; i < 5; i++) {
		out[4 * i] = (unsigned char)(h[i] >> 24);
		out[4 * i + 1] = (unsigned char)(h[i] >> 16);
		out[4 * i + 2] = (unsigned char)(h[i] >> 8);
		out[4 * i + 3] = (unsigned char)h[i];
	}
}

void totp_hmac_sha1(unsigned char out[TOTP_SHA1], const unsigned char *key, size_t key_n, const unsigned char *p, size_t n)
{
	unsigned char inner[SHORT_MAX], outer[BLOCK + TOTP_SHA1], k[BLOCK] = {0};

	CHECK(key_n <= BLOCK && n <= SHORT_MAX - BLOCK);
	memcpy(k, key, key_n);
	for (int i = 0; i < BLOCK; i++) {
		inner[i] = k[i] ^ 0x36;
		outer[i] = k[i] ^ 0x5c;
	}
	memcpy(inner + BLOCK, p, n);
	sha1(outer + BLOCK, inner, BLOCK + n);
	sha1(out, outer, sizeof(outer));
}

int64_t totp_step(int64_t unix_ms)
{
	return unix_ms / 1000 / TOTP_STEP_S;
}

void totp_code(char out[TOTP_DIGITS + 1], const unsigned char *secret, size_t n, int64_t step)
{
	unsigned char counter[8], h[TOTP_SHA1];
	uint32_t v;
	int at;

	for (int i = 0; i < 8; i++)
		counter[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
	totp_hmac_sha1(h, secret, n, counter, sizeof(counter));
	at = h[TOTP_SHA1 - 1] & 15;
	v = ((uint32_t)(h[at] & 0x7f) << 24 | (uint32_t)h[at + 1] << 16 | (uint32_t)h[at + 2] << 8 | h[at + 3]) % 1000000;
	for (int i = TOTP_DIGITS - 1; i >= 0; i--, v /= 10)
		out[i] = (char)('0' + v % 10);
	out[TOTP_DIGITS] = '\0';
}

int64_t totp_match(const unsigned char *secret, size_t n, int64_t now_step, int64_t last_used, const char *code)
{
	char right[TOTP_DIGITS + 1];
	int64_t found = -1;

	if (strlen(code) != TOTP_DIGITS)
		return -1;
	for (int64_t step = now_step - 1; step <= now_step + 1; step++) {
		unsigned char differs = 0;

		totp_code(right, secret, n, step);
		for (int i = 0; i < TOTP_DIGITS; i++)
			differs |= (unsigned char)(right[i] ^ code[i]);
		if (differs == 0 && step > last_used)
			found = step;
	}
	return found;
}

const char *totp_base32(struct mem *m, const unsigned char *p, size_t n)
{
	static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	char *out = mem_alloc(m, n * 8 / 5 + 2);
	size_t out_n = 0;
	uint32_t have = 0;
	int bits = 0;

	for (size_t i = 0; i < n; i++) {
		have = have << 8 | p[i];
		for (bits += 8; bits >= 5; bits -= 5)
			out[out_n++] = ALPHABET[have >> (bits - 5) & 31];
	}
	if (bits > 0)
		out[out_n++] = ALPHABET[have << (5 - bits) & 31];
	return out;
}
