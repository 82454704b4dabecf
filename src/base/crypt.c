/* base/crypt.c -- over libsodium; the library is initialised once per process. */
#include "base/crypt.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

static unsigned long long password_ops = 2;
static size_t password_bytes = 64u << 20;

_Static_assert(sizeof(struct crypt_sum) >= sizeof(crypto_generichash_state), "the state fits");
_Static_assert((int)CRYPT_PASSWORD_MAX >= (int)crypto_pwhash_STRBYTES, "the stored password fits");

void crypt_init(void)
{
	CHECK(sodium_init() >= 0);
}

void crypt_random(void *out, size_t n)
{
	randombytes_buf(out, n);
}

void crypt_hash(unsigned char out[CRYPT_HASH], const void *p, size_t n)
{
	CHECK(crypto_generichash(out, CRYPT_HASH, p, n, NULL, 0) == 0);
}

const char *crypt_hash_hex(struct mem *m, const void *p, size_t n)
{
	unsigned char sum[CRYPT_HASH];

	crypt_hash(sum, p, n);
	return crypt_hex(m, sum, sizeof sum);
}

void crypt_mac(unsigned char out[CRYPT_HASH], const void *key, size_t key_n, const void *p, size_t n)
{
	CHECK(key_n >= crypto_generichash_KEYBYTES_MIN && key_n <= crypto_generichash_KEYBYTES_MAX);
	CHECK(crypto_generichash(out, CRYPT_HASH, p, n, key, key_n) == 0);
}

bool crypt_same(const void *a, const void *b, size_t n)
{
	return sodium_memcmp(a, b, n) == 0;
}

bool crypt_same_text(const char *a, const char *b)
{
	size_t n = strlen(a);

	return n == strlen(b) && crypt_same(a, b, n);
}

void crypt_sum_open(struct crypt_sum *s)
{
	CHECK(crypto_generichash_init((crypto_generichash_state *)s, NULL, 0, CRYPT_HASH) == 0);
}

void crypt_sum_add(struct crypt_sum *s, const void *p, size_t n)
{
	CHECK(crypto_generichash_update((crypto_generichash_state *)s, p, n) == 0);
}

void crypt_sum_close(struct crypt_sum *s, unsigned char out[CRYPT_HASH])
{
	CHECK(crypto_generichash_final((crypto_generichash_state *)s, out, CRYPT_HASH) == 0);
}

err crypt_sum_file(struct mem *m, const char *path, const char **hex_out, int64_t *size_out)
{
	unsigned char block[65536], sum[CRYPT_HASH];
	struct crypt_sum s;
	int64_t size = 0;
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return ERR_IO;
	crypt_sum_open(&s);
	while ((n = read(fd, block, sizeof block)) > 0) {
		crypt_sum_add(&s, block, (size_t)n);
		size += n;
	}
	close(fd);
	if (n < 0)
		return ERR_IO;
	crypt_sum_close(&s, sum);
	*hex_out = crypt_hex(m, sum, sizeof sum);
	*size_out = size;
	return OK;
}

void crypt_seal(unsigned char *out, const unsigned char key[CRYPT_KEY], const unsigned char nonce[CRYPT_NONCE],
                const void *p, size_t n, const char *about)
{
	_Static_assert(CRYPT_NONCE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "the nonce is XChaCha20's");
	_Static_assert(CRYPT_SEAL == CRYPT_NONCE + crypto_aead_xchacha20poly1305_ietf_ABYTES, "the seal is Poly1305's");

	memcpy(out, nonce, CRYPT_NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + CRYPT_NONCE, NULL, p, n, (const unsigned char *)about,
	                                           strlen(about), NULL, nonce, key);
}

bool crypt_unseal(unsigned char *out, const unsigned char key[CRYPT_KEY], const void *sealed, size_t n,
                  const char *about)
{
	const unsigned char *p = sealed;

	return n >= CRYPT_SEAL &&
	       crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, p + CRYPT_NONCE, n - CRYPT_NONCE,
	                                                  (const unsigned char *)about, strlen(about), p, key) == 0;
}

const char *crypt_hex(struct mem *m, const void *p, size_t n)
{
	char *hex = mem_alloc(m, 2 * n + 1);

	sodium_bin2hex(hex, 2 * n + 1, p, n);
	return hex;
}

bool crypt_from_hex(unsigned char *out, size_t n, const char *hex)
{
	size_t got;

	return strlen(hex) == 2 * n && sodium_hex2bin(out, n, hex, 2 * n, NULL, &got, NULL) == 0 && got == n;
}

const char *crypt_base64url(struct mem *m, const void *p, size_t n)
{
	size_t size = sodium_base64_encoded_len(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *text = mem_alloc(m, size);

	sodium_bin2base64(text, size, p, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return text;
}

bool crypt_from_base64url(unsigned char *out, size_t max, size_t *n_out, const char *text)
{
	return sodium_base642bin(out, max, text, strlen(text), NULL, n_out, NULL,
	                         sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
}

static void wipe(void *ptr)
{
	const struct secret *s = ptr;

	sodium_memzero(s->p, s->n);
}

struct secret secret_of(struct mem *m, const char *text)
{
	struct secret *s = mem_new(m, struct secret, 1);

	s->p = mem_dup(m, text);
	s->n = strlen(text);
	mem_defer(m, wipe, s);
	return *s;
}

void secret_wipe(struct secret s)
{
	sodium_memzero(s.p, s.n);
}

err crypt_password_hash(char out[CRYPT_PASSWORD_MAX], const char *password)
{
	if (crypto_pwhash_str(out, password, strlen(password), password_ops, password_bytes) != 0)
		return ERR_BUSY;
	return OK;
}

bool crypt_password_is(const char *stored, const char *password)
{
	char whole[CRYPT_PASSWORD_MAX] = {0};   /* the library reads its full length */
	size_t n = strlen(stored);

	if (n >= sizeof whole)
		return false;
	memcpy(whole, stored, n);
	return crypto_pwhash_str_verify(whole, password, strlen(password)) == 0;
}

bool crypt_password_is_old(const char *stored)
{
	char whole[CRYPT_PASSWORD_MAX] = {0};
	size_t n = strlen(stored);

	if (n >= sizeof whole)
		return true;
	memcpy(whole, stored, n);
	return crypto_pwhash_str_needs_rehash(whole, password_ops, password_bytes) != 0;
}

void crypt_password_be_quick(void)
{
	password_ops = crypto_pwhash_OPSLIMIT_MIN;
	password_bytes = crypto_pwhash_MEMLIMIT_MIN;
}
