/* base/totp.h -- one-time codes of RFC 6238 (HMAC-SHA1, 30 seconds, six digits), and base32 for their secrets. */
#ifndef BASE_TOTP_H
#define BASE_TOTP_H

#include "base/base.h"

enum { TOTP_SECRET = 20, TOTP_STEP_S = 30, TOTP_DIGITS = 6, TOTP_SHA1 = 20 };

int64_t totp_step(int64_t unix_ms);
/* Six digits and a NUL. */
void totp_code(char out[TOTP_DIGITS + 1], const unsigned char *secret, size_t n, int64_t step);
/* The step within one of `now_step` whose code it is and that lies after last_used; -1 when there is none. */
int64_t totp_match(const unsigned char *secret, size_t n, int64_t now_step, int64_t last_used, const char *code);
const char *totp_base32(struct mem *m, const unsigned char *p, size_t n);       /* RFC 4648, without padding */
/* RFC 2104 over SHA-1; for totp_code and its tests. */
void totp_hmac_sha1(unsigned char out[TOTP_SHA1], const unsigned char *key, size_t key_n, const unsigned char *p, size_t n);

#endif
