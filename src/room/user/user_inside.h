/* room/user/user_inside.h -- what the files of room user share; nobody else includes it. */
#ifndef ROOM_USER_INSIDE_H
#define ROOM_USER_INSIDE_H

#include "base/totp.h"
#include "db/db.h"
#include "room/user/user.h"

/* Hexadecimal BLAKE2b of a token, code or cookie: what the tables keep. */
const char *user_token_hash(struct ctx *cx, const char *token);
const char *user_token_new(struct ctx *cx);     /* 32 random bytes, 64 characters */
/* Faults of a new password and its repetition. */
void user_check_password(struct ctx *cx, const char *login, const char *password, const char *again);
/* Stores a hash, ends the account's sessions but one (0: all). */
MUST err user_hash_store(struct ctx *cx, int64_t user_id, const char *hash, bool must_change, int64_t but_session);

/* A secret as the tables keep it: sealed for that account under the key of the data folder. ERR_IO, ERR_SPACE. */
MUST err user_secret_seal(struct ctx *cx, int64_t user_id, const unsigned char *secret, struct value *out);
/* The other way, from a row with id and that column; false, and a line in the log, when the key is another's. */
bool user_secret_open(struct ctx *cx, const struct row *account, const char *column, unsigned char out[TOTP_SECRET]);

#endif
