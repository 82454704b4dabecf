/* base/crypt.h -- hashes, keyed codes, randomness and passwords: a thin face over libsodium. */
#ifndef BASE_CRYPT_H
#define BASE_CRYPT_H

#include "base/base.h"

enum {
	CRYPT_HASH = 32,                /* bytes of a hash (BLAKE2b-256) and of a keyed code */
	CRYPT_HEX = 2 * CRYPT_HASH,     /* the same in hexadecimal, without the NUL */
	CRYPT_KEY = 32,
	CRYPT_NONCE = 24,               /* random bytes of one sealing */
	CRYPT_SEAL = CRYPT_NONCE + 16,  /* bytes that sealing adds */
	CRYPT_PASSWORD_MAX = 128,       /* bytes of a stored password hash, with the NUL */
};

/* Once, before anything else here; twice is harmless. A failure ends the process. */
void crypt_init(void);
void crypt_random(void *out, size_t n);

void crypt_hash(unsigned char out[CRYPT_HASH], const void *p, size_t n);
const char *crypt_hash_hex(struct mem *m, const void *p, size_t n);     /* 64 characters in lower case */
/* A code that only the holder of the key can make. key is 16 to 64 bytes. */
void crypt_mac(unsigned char out[CRYPT_HASH], const void *key, size_t key_n, const void *p, size_t n);
bool crypt_same(const void *a, const void *b, size_t n);                /* in constant time */
bool crypt_same_text(const char *a, const char *b);                     /* the same, lengths are no secret */

/* Seals n bytes under a key (XChaCha20-Poly1305) into n + CRYPT_SEAL of out. `about` says what they belong to: what was
 * sealed about one thing does not open about another. The nonce is fresh randomness. */
void crypt_seal(unsigned char *out, const unsigned char key[CRYPT_KEY], const unsigned char nonce[CRYPT_NONCE],
                const void *p, size_t n, const char *about);
/* The n - CRYPT_SEAL bytes back; false when key, bytes or `about` are others. */
bool crypt_unseal(unsigned char *out, const unsigned char key[CRYPT_KEY], const void *sealed, size_t n,
                  const char *about);

/* Hashing in pieces, for files. */
struct crypt_sum {
	_Alignas(64) unsigned char state[384];
};
void crypt_sum_open(struct crypt_sum *s);
void crypt_sum_add(struct crypt_sum *s, const void *p, size_t n);
void crypt_sum_close(struct crypt_sum *s, unsigned char out[CRYPT_HASH]);
/* The hash of a whole file in hexadecimal, and its size. ERR_IO when it cannot be read. */
MUST err crypt_sum_file(struct mem *m, const char *path, const char **hex_out, int64_t *size_out);

const char *crypt_hex(struct mem *m, const void *p, size_t n);
bool crypt_from_hex(unsigned char *out, size_t n, const char *hex);     /* exactly n bytes, else false */
const char *crypt_base64url(struct mem *m, const void *p, size_t n);    /* without padding */
/* Into out of at most max bytes; false when the text is no base64url or too long. */
bool crypt_from_base64url(unsigned char *out, size_t max, size_t *n_out, const char *text);

/* A text that must not stay in memory: wiped when the arena is released; no formatter accepts it. */
struct secret {
	char *p;
	size_t n;
};
struct secret secret_of(struct mem *m, const char *text);       /* a copy, wiped with m */
void secret_wipe(struct secret s);

/* Argon2id with 64 MiB and two passes, about 60 ms: serving processes call these from the hashing thread only.
 * Pure: no arena, no state. ERR_BUSY when there is no memory for it. */
MUST err crypt_password_hash(char out[CRYPT_PASSWORD_MAX], const char *password);
bool crypt_password_is(const char *stored, const char *password);
bool crypt_password_is_old(const char *stored);         /* made with other parameters than today's */
/* For tests: the least memory and passes that the library allows, so that a suite signs in fast. */
void crypt_password_be_quick(void);

#endif
