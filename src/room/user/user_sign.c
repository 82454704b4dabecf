/* room/user/user_sign.c -- passwords and the door: the slow hash in two steps, tries that wait, the second step.
 *
 * Tries are counted for an account from a place, never for an account alone: who types wrong passwords elsewhere
 * makes only that place wait. A browser that signed in to the account before is a place of its own. */
#include <arpa/inet.h>

#include "base/buf.h"
#include "base/crypt.h"
#include "base/text.h"
#include "base/totp.h"
#include "room/audit/audit.h"
#include "room/user/user_inside.h"

#include "gen/user_sql.h"

enum {
	FREE_TRIES = 5,                 /* of one account from one place, before waiting begins */
	FREE_TRIES_PLACE = 50,          /* of any account from one place */
	TRIES_A_MINUTE = 300,           /* of anyone from places not known */
	WAIT_MAX_S = 900,
	AGENT_MAX = 300,
	CODE_TRIES = 5,                 /* in one half-open session */
	FREE_CODES = 10,                /* wrong codes of one account from all places not known */
	RECOVERY_CHARS = 10
};
#define TRIES_AGE_MS ((int64_t)24 * 3600 * 1000)

/* ---- passwords ---------------------------------------------------------------------------------------------------- */

static void copy_short(char *out, size_t out_n, const char *text)
{
	size_t n = strlen(text);

	/* What is too long was refused by name before; here it only must not fit by accident. */
	if (n >= out_n)
		n = 0;
	memcpy(out, text, n);
	out[n] = '\0';
}

err user_hash_ask(struct ctx *cx, const char *login, const char *password, const char *new_password,
                  struct user_hash *out)
{
	struct row *r;
	err e;

	memset(out, 0, sizeof(*out));
	copy_short(out->typed, sizeof(out->typed), password);
	copy_short(out->wanted, sizeof(out->wanted), new_password);
	out->done = (struct hashed){.stored = out->stored, .fresh = out->fresh};
	if (*login == '\0' && cx->who->user_id == 0)
		return OK;
	if (*login != '\0')
		e = db_one(cx->db, &SQL_user_by_login, BIND({"fold", STR(text_fold(cx->mem, text_line(cx->mem, login)))}), &r);
	else
		e = db_one(cx->db, &SQL_user_secrets, BIND({"id", I64(cx->who->user_id)}), &r);
	if (e == ERR_NOTFOUND)
		return OK;
	TRY(e);
	if (row_is_null(r, "disabled_ms"))
		copy_short(out->stored, sizeof(out->stored), row_text(r, "hash"));
	return OK;
}

static void wipe(char *p, size_t n)
{
	secret_wipe((struct secret){p, n});
}

void user_hash_work(struct user_hash *h)
{
	char waste[CRYPT_PASSWORD_MAX];

	if (h->typed[0] != '\0' && h->stored[0] != '\0') {
		h->done.is_right = crypt_password_is(h->stored, h->typed);
		/* The same password under today's parameters; user_signin() keeps it. */
		if (h->done.is_right && h->wanted[0] == '\0' && crypt_password_is_old(h->stored))
			memcpy(h->wanted, h->typed, sizeof(h->wanted));
	} else if (h->typed[0] != '\0') {
		/* The same work for a name that nobody has, so that the answer's time tells nothing. */
		if (crypt_password_hash(waste, h->typed) != OK)
			h->done.is_right = false;
	}
	if (h->wanted[0] != '\0' && crypt_password_hash(h->fresh, h->wanted) != OK)
		h->fresh[0] = '\0';
	wipe(h->typed, sizeof(h->typed));
	wipe(h->wanted, sizeof(h->wanted));
}

/* The password typed is right for the hash that the account has now. */
static bool is_right(const struct ctx *cx, const char *stored)
{
	return cx->hashed != NULL && cx->hashed->is_right && *stored != '\0' && text_is(cx->hashed->stored, stored);
}

void user_check_password(struct ctx *cx, const char *login, const char *password, const char *again)
{
	static const char *const COMMON[] = {
		"1234567890", "0123456789", "9876543210", "0987654321", "1122334455", "1111111111", "0000000000", "password12",
		"password123", "password1234", "password12345", "passw0rd123", "matkhau123", "matkhau1234", "matkhau12345",
		"matkhau123456", "qwertyuiop", "qwerty12345", "qwerty123456", "asdfghjkl1", "1qaz2wsx3edc", "abcdef123456",
		"abc1234567", "abcd123456", "iloveyou123", "admin12345", "admin123456", "administrator", "thiduakhenthuong",
		"thidua2024", "khenthuong2024", "hanoi123456", "vietnam123", "vietnam2024", "1234567891", "12345678910",
		"123456789a", "a123456789", "anhyeuem123", "emyeuanh123",
	};
	const char *fold = text_fold(cx->mem, password), *name = text_fold(cx->mem, login);
	bool is_common = false, is_one = *password != '\0';
	struct buf *bare = buf_new(cx->mem, 4096);

	for (const char *p = fold; *p != '\0'; p++) {
		if (*p != ' ')
			buf_char(bare, *p);
	}
	for (size_t i = 0; i < COUNT(COMMON); i++)
		is_common = is_common || text_is(bare->p, COMMON[i]);
	for (const char *p = password; *p != '\0'; p++)
		is_one = is_one && *p == *password;
	need(cx, text_chars(password) >= USER_PASSWORD_MIN, "new_password", "Mật khẩu cần ít nhất 10 ký tự; một câu dễ nhớ là tốt nhất.");
	need(cx, strlen(password) <= USER_PASSWORD_MAX, "new_password", "Mật khẩu không được quá 256 byte.");
	need(cx, !is_common && !is_one, "new_password", "Mật khẩu này quá phổ biến, ai cũng đoán được; hãy đặt mật khẩu khác.");
	need(cx, strlen(name) < 3 || strstr(fold, name) == NULL, "new_password", "Mật khẩu không được chứa tên đăng nhập.");
	need(cx, text_is(password, again), "again", "Hai lần nhập mật khẩu chưa giống nhau.");
}

err user_hash_store(struct ctx *cx, int64_t user_id, const char *hash, bool must_change, int64_t but_session)
{
	CHECK(*hash != '\0');
	TRY(db_change(cx->db, &SQL_user_password_set,
	              BIND({"id", I64(user_id)}, {"hash", STR(hash)}, {"must", I64(must_change ? 1 : 0)})));
	return db_sweep(cx->db, &SQL_user_session_end_all,
	                BIND({"user", I64(user_id)}, {"but", I64(but_session)}, {"now", I64(cx->now_ms)}), NULL);
}

err user_password_change(struct ctx *cx, const char *new_password, const char *again)
{
	struct row *r;
	bool is_fine;

	if (cx->who->user_id == 0)
		return ERR_SIGNIN;
	TRY(db_one(cx->db, &SQL_user_secrets, BIND({"id", I64(cx->who->user_id)}), &r));
	is_fine = is_right(cx, row_text(r, "hash"));
	need(cx, is_fine, "password", "Mật khẩu hiện nay chưa đúng.");
	if (!is_fine)
		audit_refusal(cx, "user.password_refused", cx->who->user_id, "đổi mật khẩu");
	user_check_password(cx, row_text(r, "login"), new_password, again);
	TRY(faults(cx));
	if (*cx->hashed->fresh == '\0')
		return ERR_BUSY;
	TRY(user_hash_store(cx, cx->who->user_id, cx->hashed->fresh, false, cx->who->session_id));
	return audit(cx, "user.password_change", cx->who->user_id);
}

/* ---- tries ------------------------------------------------------------------------------------------------------------- */

/* Seconds still to wait after n failed tries, the last of them at last_ms. */
static int wait_left(int64_t failed_n, int64_t last_ms, int64_t now_ms, int free_n)
{
	int64_t wait_s = 0, left_ms;

	if (failed_n < free_n)
		return 0;
	wait_s = failed_n - free_n >= 9 ? WAIT_MAX_S : (int64_t)2 << (failed_n - free_n);
	if (wait_s > WAIT_MAX_S)
		wait_s = WAIT_MAX_S;
	left_ms = last_ms + wait_s * 1000 - now_ms;
	return left_ms <= 0 ? 0 : (int)((left_ms + 999) / 1000);
}

static err ask_wait(struct ctx *cx, const char *who, const char *place, int free_n, int *wait_s)
{
	struct row *r;
	int left;
	err e = db_one(cx->db, &SQL_user_try_get, BIND({"who", STR(who)}, {"place", STR(place)}), &r);

	if (e == ERR_NOTFOUND)
		return OK;
	TRY(e);
	left = wait_left(row_i64(r, "failed_n"), row_i64(r, "last_ms"), cx->now_ms, free_n);
	if (cx->now_ms - row_i64(r, "last_ms") < TRIES_AGE_MS && left > *wait_s)
		*wait_s = left;
	return OK;
}

static err count_try(struct ctx *cx, const char *who, const char *place)
{
	err e = db_add(cx->db, &SQL_user_try_first,
	               BIND({"who", STR(who)}, {"place", STR(place)}, {"now", I64(cx->now_ms)}), NULL);

	if (e != ERR_TAKEN)
		return e;
	return db_change(cx->db, &SQL_user_try_again,
	                 BIND({"who", STR(who)}, {"place", STR(place)}, {"now", I64(cx->now_ms)},
	                      {"since", I64(cx->now_ms - TRIES_AGE_MS)}));
}

/* Where a try comes from, and what is counted besides. */
struct door {
	const char *who;                /* login_fold, or "ma:" before it for the second step (see code_door) */
	const char *place;              /* the address, or "device:ID" */
	const char *minute;             /* "phut:N" */
	bool is_known;                  /* a browser that signed in before: the common limits do not touch it */
};

/* An address as a place of tries. Who has one address of IPv6 has the 2^64 of its network. */
static const char *place_of(struct mem *m, const char *address)
{
	unsigned char a[sizeof(struct in6_addr)];

	if (strchr(address, ':') == NULL || inet_pton(AF_INET6, address, a) != 1)
		return address;
	return mem_text(m, "%02x%02x:%02x%02x:%02x%02x:%02x%02x::/64", a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);
}

static err find_door(struct ctx *cx, const char *fold, const char *device, struct door *out)
{
	struct row *r;
	struct door d = {fold, place_of(cx->mem, cx->origin), mem_text(cx->mem, "phut:%" PRId64, cx->now_ms / 60000), false};

	if (*device != '\0') {
		err e = db_one(cx->db, &SQL_user_device_get,
		               BIND({"hash", STR(user_token_hash(cx, device))}, {"fold", STR(fold)},
		                    {"since", I64(cx->now_ms - USER_DEVICE_MS)}), &r);

		if (e != OK && e != ERR_NOTFOUND)
			return e;
		if (e == OK) {
			d.is_known = true;
			d.place = mem_text(cx->mem, "device:%" PRId64, row_i64(r, "id"));
		}
	}
	*out = d;
	return OK;
}

static err door_wait(struct ctx *cx, const struct door *d, int *wait_s)
{
	struct row *r;
	err e;

	*wait_s = 0;
	TRY(ask_wait(cx, d->who, d->place, FREE_TRIES, wait_s));
	if (d->is_known)
		return OK;
	TRY(ask_wait(cx, "*", d->place, FREE_TRIES_PLACE, wait_s));
	e = db_one(cx->db, &SQL_user_try_get, BIND({"who", STR("*")}, {"place", STR(d->minute)}), &r);
	if (e == ERR_NOTFOUND)
		return OK;
	TRY(e);
	if (row_i64(r, "failed_n") >= TRIES_A_MINUTE && *wait_s < 60)
		*wait_s = 60;
	return OK;
}

static err door_refuse(struct ctx *cx, const struct door *d)
{
	TRY(count_try(cx, d->who, d->place));
	if (d->is_known)
		return OK;
	TRY(count_try(cx, "*", d->place));
	return count_try(cx, "*", d->minute);
}

static err door_open(struct ctx *cx, const struct door *d)
{
	TRY(db_sweep(cx->db, &SQL_user_try_forget, BIND({"who", STR(d->who)}, {"place", STR(d->place)}), NULL));
	return db_sweep(cx->db, &SQL_user_try_sweep, BIND({"since", I64(cx->now_ms - TRIES_AGE_MS)}), NULL);
}

/* ---- signing in --------------------------------------------------------------------------------------------------------- */

static const char *short_agent(struct ctx *cx, const char *agent)
{
	const char *line = text_line(cx->mem, agent), *p = line;

	for (int i = 0; i < AGENT_MAX && *p != '\0'; i++)
		(void)text_next(&p);
	return mem_copy(cx->mem, line, (size_t)(p - line));
}

/* An act of the account itself, whose password was right, though no session of it is open yet. */
static err audit_own(struct ctx *cx, const struct row *account, const char *act, const char *detail)
{
	const struct who *was = cx->who;
	struct who own = *was;
	err e;

	own.user_id = row_i64(account, "id");
	own.name = row_text(account, "login");
	cx->who = &own;
	e = audit_detail(cx, act, own.user_id, "%s", detail);
	cx->who = was;
	return e;
}

/* A session, whole or half open, and what goes with a sign-in. */
static err let_in(struct ctx *cx, const struct row *account, const struct user_signin *in, const struct door *d,
                  struct user_signed *out)
{
	int64_t user_id = row_i64(account, "id");
	bool is_half = !row_is_null(account, "totp_secret");

	out->token = user_token_new(cx);
	TRY(db_add(cx->db, &SQL_user_session_add,
	           BIND({"user", I64(user_id)}, {"hash", STR(user_token_hash(cx, out->token))},
	                {"half", I64(is_half ? 1 : 0)}, {"agent", STR(short_agent(cx, in->user_agent))},
	                {"address", STR(cx->origin)}, {"now", I64(cx->now_ms)}), NULL));
	TRY(db_sweep(cx->db, &SQL_user_session_end_oldest,
	             BIND({"user", I64(user_id)}, {"now", I64(cx->now_ms)}, {"n", I64(USER_SESSIONS_MAX)}), NULL));
	TRY(door_open(cx, d));
	if (!d->is_known && !is_half) {
		out->device = user_token_new(cx);
		TRY(db_add(cx->db, &SQL_user_device_add,
		           BIND({"user", I64(user_id)}, {"hash", STR(user_token_hash(cx, out->device))},
		                {"now", I64(cx->now_ms)}), NULL));
	}
	if (crypt_password_is_old(row_text(account, "hash")) && *cx->hashed->fresh != '\0')
		TRY(db_sweep(cx->db, &SQL_user_rehash,
		             BIND({"id", I64(user_id)}, {"hash", STR(cx->hashed->fresh)}), NULL));
	out->outcome = is_half ? USER_NEEDS_CODE : USER_IN;
	out->must_change = row_bool(account, "must_change");
	if (is_half)
		return audit_own(cx, account, "user.signin_half", user_agent_words(cx->mem, in->user_agent));
	TRY(db_sweep(cx->db, &SQL_user_seen, BIND({"id", I64(user_id)}, {"now", I64(cx->now_ms)}), NULL));
	return audit_own(cx, account, "user.signin", user_agent_words(cx->mem, in->user_agent));
}

err user_signin(struct ctx *cx, struct user_signin in, struct user_signed *out)
{
	const char *fold = text_fold(cx->mem, text_line(cx->mem, in.login));
	struct user_signed signed_in = {.outcome = USER_REFUSED, .token = "", .device = ""};
	struct row *r = NULL;
	struct door d;
	err e;

	CHECK(cx->hashed != NULL);
	need(cx, *fold != '\0', "login", "Hãy nhập tên đăng nhập.");
	need(cx, text_chars(fold) <= USER_LOGIN_MAX, "login", "Tên đăng nhập không quá 60 ký tự.");
	TRY(faults(cx));
	TRY(find_door(cx, fold, in.device, &d));
	TRY(door_wait(cx, &d, &signed_in.wait_s));
	e = db_one(cx->db, &SQL_user_by_login, BIND({"fold", STR(fold)}), &r);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (signed_in.wait_s > 0) {
		signed_in.outcome = USER_WAIT;
		*out = signed_in;
		return audit_detail(cx, "user.signin_wait", e == OK ? row_i64(r, "id") : 0, "%s", e == OK ? row_text(r, "login") : "");
	}
	if (e == OK && row_is_null(r, "disabled_ms") && is_right(cx, row_text(r, "hash"))) {
		TRY(let_in(cx, r, &in, &d, &signed_in));
		*out = signed_in;
		return OK;
	}
	TRY(door_refuse(cx, &d));
	*out = signed_in;
	/* A name that nobody has is not written down: it may be a password typed in the wrong field. */
	return audit_detail(cx, "user.signin_refused", e == OK ? row_i64(r, "id") : 0, "%s",
	                    e == OK ? row_text(r, "login") : "tên đăng nhập không có");
}

/* A recovery code not yet used; it is now. */
static err spare_is_right(struct ctx *cx, const struct row *account, const char *code, bool *out)
{
	int64_t used;

	TRY(db_sweep(cx->db, &SQL_user_code_use,
	             BIND({"user", I64(row_i64(account, "id"))}, {"hash", STR(user_token_hash(cx, text_lower(cx->mem, code)))},
	                  {"now", I64(cx->now_ms)}), &used));
	*out = used > 0;
	return OK;
}

/* The code is right: six digits of a step not yet used, or a recovery code. */
static err code_is_right(struct ctx *cx, const struct row *account, const char *code, bool *out)
{
	unsigned char secret[TOTP_SECRET];
	int64_t id = row_i64(account, "id"), used, step = -1;

	if (user_secret_open(cx, account, "totp_secret", secret))
		step = totp_match(secret, sizeof(secret), totp_step(cx->now_ms), row_i64(account, "totp_step"), code);
	if (step >= 0) {
		TRY(db_sweep(cx->db, &SQL_user_totp_step, BIND({"id", I64(id)}, {"step", I64(step)}), &used));
		*out = used == 1;
		return OK;
	}
	return spare_is_right(cx, account, code, out);
}

/* Spaces and hyphens that people type inside codes are nothing. */
static const char *bare_code(struct mem *m, const char *code)
{
	struct buf *b = buf_new(m, 64);

	for (; *code != '\0'; code++) {
		if (*code != ' ' && *code != '-')
			buf_char(b, *code);
	}
	return b->p;
}

static err finish_half(struct ctx *cx, const struct row *account, struct user_signed *out)
{
	int64_t id = row_i64(account, "id");

	out->token = user_token_new(cx);
	out->device = user_token_new(cx);
	TRY(db_change(cx->db, &SQL_user_session_rekey,
	              BIND({"id", I64(cx->who->session_id)}, {"hash", STR(user_token_hash(cx, out->token))},
	                   {"now", I64(cx->now_ms)})));
	TRY(db_add(cx->db, &SQL_user_device_add,
	           BIND({"user", I64(id)}, {"hash", STR(user_token_hash(cx, out->device))}, {"now", I64(cx->now_ms)}), NULL));
	TRY(db_sweep(cx->db, &SQL_user_seen, BIND({"id", I64(id)}, {"now", I64(cx->now_ms)}), NULL));
	out->outcome = USER_IN;
	out->must_change = row_bool(account, "must_change");
	return audit_own(cx, account, "user.signin", "có mã xác thực");
}

/* Codes are counted apart from passwords. */
static err code_door(struct ctx *cx, const struct row *account, const char *device, struct door *out)
{
	const char *fold = text_fold(cx->mem, row_text(account, "login"));

	TRY(find_door(cx, fold, device, out));
	out->who = mem_text(cx->mem, "ma:%s", fold);
	return OK;
}

/* A wrong code: the place, the account and the session know it. */
static err code_refuse(struct ctx *cx, const struct door *d, const struct row *session)
{
	TRY(door_refuse(cx, d));
	if (!d->is_known)
		TRY(count_try(cx, d->who, "*"));
	TRY(db_sweep(cx->db, &SQL_user_session_tried, BIND({"id", I64(cx->who->session_id)}), NULL));
	if (row_i64(session, "tries_n") + 1 >= CODE_TRIES)
		TRY(db_sweep(cx->db, &SQL_user_session_end, BIND({"id", I64(cx->who->session_id)}, {"now", I64(cx->now_ms)}), NULL));
	return OK;
}

/* How long the account's codes are not looked at, from places not known. */
static err code_wait(struct ctx *cx, const struct door *d, int *wait_s)
{
	*wait_s = 0;
	return d->is_known ? OK : ask_wait(cx, d->who, "*", FREE_CODES, wait_s);
}

err user_signin_code(struct ctx *cx, const char *code, const char *device, struct user_signed *out)
{
	struct user_signed signed_in = {.outcome = USER_REFUSED, .token = "", .device = ""};
	struct row *session, *account;
	struct door d;
	int account_s;
	bool is_fine;

	if (!cx->who->is_half)
		return ERR_SIGNIN;
	TRY(db_one(cx->db, &SQL_user_session_get, BIND({"id", I64(cx->who->session_id)}), &session));
	TRY(db_one(cx->db, &SQL_user_secrets, BIND({"id", I64(row_i64(session, "user_id"))}), &account));
	TRY(code_door(cx, account, device, &d));
	TRY(door_wait(cx, &d, &signed_in.wait_s));
	TRY(code_wait(cx, &d, &account_s));
	if (signed_in.wait_s > 0) {
		signed_in.outcome = USER_WAIT;
		*out = signed_in;
		return audit_own(cx, account, "user.signin_wait", "mã xác thực");
	}
	code = bare_code(cx->mem, code);
	TRY(account_s > 0 ? spare_is_right(cx, account, code, &is_fine) : code_is_right(cx, account, code, &is_fine));
	if (is_fine) {
		TRY(door_open(cx, &d));
		TRY(db_sweep(cx->db, &SQL_user_try_forget, BIND({"who", STR(d.who)}, {"place", STR("*")}), NULL));
		TRY(finish_half(cx, account, &signed_in));
		*out = signed_in;
		return OK;
	}
	TRY(code_refuse(cx, &d, session));
	signed_in.wait_s = account_s;
	signed_in.outcome = account_s > 0 ? USER_WAIT : USER_REFUSED;
	*out = signed_in;
	return audit_own(cx, account, account_s > 0 ? "user.signin_wait" : "user.signin_refused", "mã xác thực sai");
}

/* ---- the second step ------------------------------------------------------------------------------------------------------ */

static const char *totp_uri(struct ctx *cx, const char *login, const char *secret)
{
	return mem_text(cx->mem, "otpauth://totp/thidua:%s?secret=%s&issuer=thidua&digits=6&period=30",
	                text_fold(cx->mem, login), secret);
}

err user_totp_begin(struct ctx *cx, const char **secret_out, const char **uri_out)
{
	unsigned char secret[TOTP_SECRET];
	struct value sealed;
	struct row *r;
	const char *text;

	if (cx->who->user_id == 0)
		return ERR_SIGNIN;
	TRY(db_one(cx->db, &SQL_user_secrets, BIND({"id", I64(cx->who->user_id)}), &r));
	if (!row_is_null(r, "totp_secret"))
		return ERR_STATE;
	cx_random(cx, secret, sizeof(secret));
	text = totp_base32(cx->mem, secret, sizeof(secret));
	TRY(user_secret_seal(cx, cx->who->user_id, secret, &sealed));
	TRY(db_change(cx->db, &SQL_user_totp_next, BIND({"id", I64(cx->who->user_id)}, {"secret", sealed})));
	TRY(audit(cx, "user.totp_begin", cx->who->user_id));
	*secret_out = text;
	*uri_out = totp_uri(cx, row_text(r, "login"), text);
	return OK;
}

err user_totp_pending(struct ctx *cx, const char **secret_out, const char **uri_out)
{
	struct row *r;
	unsigned char secret[TOTP_SECRET];

	*secret_out = *uri_out = "";
	if (cx->who->user_id == 0)
		return ERR_SIGNIN;
	TRY(db_one(cx->db, &SQL_user_secrets, BIND({"id", I64(cx->who->user_id)}), &r));
	if (row_is_null(r, "totp_next") || !user_secret_open(cx, r, "totp_next", secret))
		return OK;
	*secret_out = totp_base32(cx->mem, secret, sizeof(secret));
	*uri_out = totp_uri(cx, row_text(r, "login"), *secret_out);
	return OK;
}

err user_totp_confirm(struct ctx *cx, const char *code, const char *codes_out[USER_CODES_N])
{
	struct row *r;
	unsigned char secret[TOTP_SECRET];
	int64_t step, id = cx->who->user_id;

	if (id == 0)
		return ERR_SIGNIN;
	TRY(db_one(cx->db, &SQL_user_secrets, BIND({"id", I64(id)}), &r));
	if (row_is_null(r, "totp_next") || !user_secret_open(cx, r, "totp_next", secret))
		return ERR_STATE;
	step = totp_match(secret, sizeof(secret), totp_step(cx->now_ms), 0, bare_code(cx->mem, code));
	need(cx, step >= 0, "code", "Mã chưa đúng. Hãy nhập sáu chữ số đang hiện trong ứng dụng và xem giờ của điện thoại có đúng không.");
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_user_totp_on, BIND({"id", I64(id)}, {"step", I64(step)})));
	TRY(db_sweep(cx->db, &SQL_user_codes_drop, BIND({"user", I64(id)}, {"now", I64(cx->now_ms)}), NULL));
	for (int i = 0; i < USER_CODES_N; i++) {
		const char *one = text_lower(cx->mem, cx_random_code(cx, RECOVERY_CHARS));

		TRY(db_add(cx->db, &SQL_user_code_add,
		           BIND({"user", I64(id)}, {"hash", STR(user_token_hash(cx, one))}, {"now", I64(cx->now_ms)}), NULL));
		codes_out[i] = one;
	}
	return audit(cx, "user.totp_on", id);
}

err user_totp_off(struct ctx *cx)
{
	struct row *r;
	int64_t id = cx->who->user_id;
	bool is_fine;

	if (id == 0)
		return ERR_SIGNIN;
	TRY(db_one(cx->db, &SQL_user_secrets, BIND({"id", I64(id)}), &r));
	is_fine = is_right(cx, row_text(r, "hash"));
	need(cx, is_fine, "password", "Mật khẩu hiện nay chưa đúng.");
	if (!is_fine)
		audit_refusal(cx, "user.password_refused", id, "tắt xác thực hai bước");
	TRY(faults(cx));
	if (row_is_null(r, "totp_secret"))
		return ERR_STATE;
	TRY(db_change(cx->db, &SQL_user_totp_off, BIND({"id", I64(id)})));
	TRY(db_sweep(cx->db, &SQL_user_codes_drop, BIND({"user", I64(id)}, {"now", I64(cx->now_ms)}), NULL));
	return audit(cx, "user.totp_off", id);
}
