/* room/user/user_secret.c -- secrets of the second step, sealed.
 *
 * A copy of the database alone must not let anybody make codes, so the secrets lie there under a key that is a file
 * of the data folder. Who loses the key loses the second steps and nothing else: recovery codes and one-time links
 * need no key. */
#include "base/copy.h"
#include "base/crypt.h"
#include "base/file.h"
#include "base/log.h"
#include "base/totp.h"
#include "room/user/user_inside.h"

#define KEY_NAME "secret.key"
#define SEALED_MAX (TOTP_SECRET + CRYPT_SEAL)

static const char *key_path(struct ctx *cx)
{
	return mem_text(cx->mem, "%s/" KEY_NAME, cx->data_dir);
}

err user_key_make(struct ctx *cx)
{
	unsigned char key[CRYPT_KEY];
	int64_t size;
	err e;

	if (file_size(key_path(cx), &size) == OK)
		return OK;
	/* Never from the fixed chance of tests: a key must not be known. */
	crypt_random(key, sizeof(key));
	e = private_make(cx->mem, key_path(cx), (const char *)key, sizeof(key));
	secret_wipe((struct secret){(char *)key, sizeof(key)});
	return e == ERR_TAKEN ? OK : e;
}

/* The key into out of CRYPT_KEY bytes; false and a line in the log when there is none that can be. */
static bool key_read(struct ctx *cx, unsigned char *out)
{
	struct view v;

	if (file_read(cx->mem, key_path(cx), CRYPT_KEY, &v) != OK || v.n != CRYPT_KEY) {
		log_event(LOG_ERROR, "no key of 32 bytes in %s: second steps cannot be checked", key_path(cx));
		return false;
	}
	memcpy(out, v.p, CRYPT_KEY);
	return true;
}

static const char *about(struct ctx *cx, int64_t user_id)
{
	return mem_text(cx->mem, "user_account %" PRId64 " totp", user_id);
}

err user_secret_seal(struct ctx *cx, int64_t user_id, const unsigned char *secret, struct value *out)
{
	unsigned char key[CRYPT_KEY], nonce[CRYPT_NONCE];
	unsigned char *sealed = mem_alloc(cx->mem, SEALED_MAX);

	TRY(user_key_make(cx));
	if (!key_read(cx, key))
		return ERR_IO;
	cx_random(cx, nonce, sizeof(nonce));
	crypt_seal(sealed, key, nonce, secret, TOTP_SECRET, about(cx, user_id));
	secret_wipe((struct secret){(char *)key, sizeof(key)});
	*out = BYTES(sealed, SEALED_MAX);
	return OK;
}

bool user_secret_open(struct ctx *cx, const struct row *account, const char *column, unsigned char out[TOTP_SECRET])
{
	unsigned char key[CRYPT_KEY];
	size_t n;
	const unsigned char *sealed = row_bytes(account, column, &n);
	bool is_open;

	if (n != SEALED_MAX || !key_read(cx, key))
		return false;
	is_open = crypt_unseal(out, key, sealed, n, about(cx, row_i64(account, "id")));
	secret_wipe((struct secret){(char *)key, sizeof(key)});
	if (!is_open)
		log_event(LOG_ERROR, "a second step does not open with the key in %s: it was made with another", key_path(cx));
	return is_open;
}
