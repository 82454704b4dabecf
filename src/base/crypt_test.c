/* base/crypt_test.c */
#include "base/crypt.h"
#include "tests/t.h"

TEST(crypt_hash_is_the_published_blake2b)
{
	/* BLAKE2b-256 of "abc", from the reference implementation's vectors */
	t_text("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319", crypt_hash_hex(t_mem(), "abc", 3));
}

TEST(crypt_hash_in_pieces_is_the_hash_of_the_whole)
{
	unsigned char a[CRYPT_HASH], b[CRYPT_HASH];
	struct crypt_sum s;

	crypt_hash(a, "abcdef", 6);
	crypt_sum_open(&s);
	crypt_sum_add(&s, "abc", 3);
	crypt_sum_add(&s, "def", 3);
	crypt_sum_close(&s, b);
	t_true(crypt_same(a, b, sizeof a));
}

TEST(crypt_mac_depends_on_key_and_text)
{
	unsigned char a[CRYPT_HASH], b[CRYPT_HASH];
	const char one[] = "0123456789abcdef", two[] = "0123456789abcdeg";

	crypt_mac(a, one, 16, "x", 1);
	crypt_mac(b, two, 16, "x", 1);
	t_false(crypt_same(a, b, sizeof a));
	crypt_mac(b, one, 16, "y", 1);
	t_false(crypt_same(a, b, sizeof a));
	crypt_mac(b, one, 16, "x", 1);
	t_true(crypt_same(a, b, sizeof a));
}

TEST(crypt_same_text_takes_equal_texts_only)
{
	t_true(crypt_same_text("", ""));
	t_true(crypt_same_text("abc", "abc"));
	t_false(crypt_same_text("abc", "abd"));
	t_false(crypt_same_text("abc", "abcd"));
}

TEST(crypt_texts_come_back_from_hex_and_base64url)
{
	unsigned char out[4];
	size_t n;

	t_text("00ff10", crypt_hex(t_mem(), "\x00\xff\x10", 3));
	t_true(crypt_from_hex(out, 3, "00ff10"));
	t_int(0xff, out[1]);
	t_false(crypt_from_hex(out, 3, "00ff1"));
	t_false(crypt_from_hex(out, 3, "00ff1g"));
	t_text("AP8Q-w", crypt_base64url(t_mem(), "\x00\xff\x10\xfb", 4));
	t_true(crypt_from_base64url(out, sizeof out, &n, "AP8Q-w"));
	t_int(4, n);
	t_false(crypt_from_base64url(out, 3, &n, "AP8Q-w"));
	t_false(crypt_from_base64url(out, sizeof out, &n, "A*"));
}

TEST(crypt_password_is_only_the_right_one)
{
	char stored[CRYPT_PASSWORD_MAX];

	crypt_password_be_quick();
	t_ok(crypt_password_hash(stored, "Mật khẩu dài"));
	t_true(crypt_password_is(stored, "Mật khẩu dài"));
	t_false(crypt_password_is(stored, "Mật khẩu dai"));
	t_false(crypt_password_is("", ""));
	t_false(crypt_password_is("$argon2id$nonsense", "x"));
	t_false(crypt_password_is_old(stored));
}

TEST(crypt_seal_opens_with_the_same_key_and_about_the_same_thing_only)
{
	static const unsigned char KEY[CRYPT_KEY] = {1}, OTHER[CRYPT_KEY] = {2}, NONCE[CRYPT_NONCE] = {3};
	unsigned char sealed[5 + CRYPT_SEAL], out[5];

	crypt_init();
	crypt_seal(sealed, KEY, NONCE, "khoa!", 5, "a 1");
	t_true(crypt_unseal(out, KEY, sealed, sizeof sealed, "a 1"));
	t_int(0, memcmp(out, "khoa!", 5));
	t_false(crypt_unseal(out, OTHER, sealed, sizeof sealed, "a 1"));
	t_false(crypt_unseal(out, KEY, sealed, sizeof sealed, "a 2"));
	t_false(crypt_unseal(out, KEY, sealed, sizeof sealed - 1, "a 1"));
	t_false(crypt_unseal(out, KEY, sealed, CRYPT_SEAL - 1, "a 1"));
	for (size_t i = 0; i < sizeof sealed; i++) {
		sealed[i] ^= 1;
		t_false(crypt_unseal(out, KEY, sealed, sizeof sealed, "a 1"));
		sealed[i] ^= 1;
	}
}
