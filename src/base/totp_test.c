/* base/totp_test.c -- the vectors of RFC 2202, RFC 4648 and RFC 6238 (appendix B, SHA-1, last six digits). */
#include "base/totp.h"

#include "test/t.h"

TEST(totp_hmac_gives_the_vectors_of_rfc_2202)
{
	static const unsigned char want[TOTP_SHA1] = {0xef, 0xfc, 0xdf, 0x6a, 0xe5, 0xeb, 0x2f, 0xa2, 0xd2, 0x74,
	                                              0x16, 0xd5, 0xf1, 0x84, 0xdf, 0x9c, 0x25, 0x9a, 0x7c, 0x79};
	unsigned char got[TOTP_SHA1];

	totp_hmac_sha1(got, (const unsigned char *)"Jefe", 4, (const unsigned char *)"what do ya want for nothing?", 28);
	t_true(memcmp(want, got, sizeof(got)) == 0);
}

TEST(totp_code_gives_the_vectors_of_rfc_6238)
{
	static const struct {
		int64_t unix_s;
		const char *code;
	} cases[] = {{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"},
	             {2000000000, "279037"}, {20000000000, "353130"}};
	const unsigned char *secret = (const unsigned char *)"12345678901234567890";
	char code[TOTP_DIGITS + 1];

	for (size_t i = 0; i < COUNT(cases); i++) {
		totp_code(code, secret, 20, totp_step(cases[i].unix_s * 1000));
		t_text(cases[i].code, code);
	}
}

TEST(totp_match_takes_a_neighbouring_step_but_no_step_twice)
{
	const unsigned char *secret = (const unsigned char *)"12345678901234567890";
	char code[TOTP_DIGITS + 1];

	for (int64_t off = -2; off <= 2; off++) {
		totp_code(code, secret, 20, 1000 + off);
		t_int(off < -1 || off > 1 ? -1 : 1000 + off, totp_match(secret, 20, 1000, 0, code));
	}
	totp_code(code, secret, 20, 1000);
	t_int(-1, totp_match(secret, 20, 1000, 1000, code));
	t_int(-1, totp_match(secret, 20, 1000, 0, ""));
	t_int(-1, totp_match(secret, 20, 1000, 0, "1234567"));
}

TEST(totp_base32_gives_the_vectors_of_rfc_4648)
{
	static const char *const cases[][2] = {{"", ""}, {"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"}, {"foob", "MZXW6YQ"},
	                                       {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}};

	for (size_t i = 0; i < COUNT(cases); i++)
		t_text(cases[i][1], totp_base32(t_mem(), (const unsigned char *)cases[i][0], strlen(cases[i][0])));
}
