/* room/user/user_test.c -- the door: passwords, tries, sessions, second step, links, accounts. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypt.h"
#include "base/text.h"
#include "base/totp.h"
#include "db/db.h"
#include "gen/user_sql.h"
#include "room/audit/audit.h"
#include "room/unit/unit.h"
#include "room/user/user_inside.h"

#include "test/t.h"

static const char PASSWORD[] = "một câu dễ nhớ 2024";
static struct user_hash hash_store;
static struct who who_store;

/* Units, roles and the demo's accounts, all with PASSWORD. */
static struct ctx *t_people(void)
{
	static const char *const files[] = {"data/unit/kinds.tsv", "data/unit/units.tsv"};
	struct ctx *cx = t_ctx();
	struct user_demo *list;
	size_t n;
	int64_t added;

	crypt_password_be_quick();
	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(unit_load(cx, t_source(files[i]), &added));
	t_ok(user_demo(cx, PASSWORD, &list, &n));
	t_true(n >= 15);
	cx->origin = "192.0.2.1";
	cx->hashed = NULL;
	return cx;
}

static void as(struct ctx *cx, const char *login)
{
	t_ok(user_who_as(cx, login, &who_store));
}

static void hash(struct ctx *cx, const char *login, const char *password, const char *new_password)
{
	t_ok(user_hash_ask(cx, login, password, new_password, &hash_store));
	user_hash_work(&hash_store);
	cx->hashed = &hash_store.done;
}

static struct user_signed sign(struct ctx *cx, const char *login, const char *password, const char *device)
{
	struct user_signed s;

	cx->who = &WHO_NOBODY;
	hash(cx, login, password, "");
	t_ok(user_signin(cx, (struct user_signin){login, device, "Trình duyệt"}, &s));
	return s;
}

static int64_t id_of(struct ctx *cx, const char *login)
{
	struct user u;

	cx->who = &WHO_SYSTEM;
	t_ok(user_get_login(cx, login, &u));
	return u.id;
}

TEST(user_signs_in_and_gets_rights_and_reach)
{
	struct ctx *cx = t_people();
	struct user_signed s = sign(cx, "  ChuyenVien ", PASSWORD, "");
	struct who w;

	t_int(USER_IN, s.outcome);
	t_int(64, strlen(s.token));
	t_ok(user_who_load(cx, s.token, &w));
	t_text("chuyenvien", w.name);
	t_true(w.sees_all);
	t_true(may_bool(cx, R_UNIT_READ, 0));
	t_false(may_bool(cx, R_USER_EDIT, 0));
	s = sign(cx, "canbo", PASSWORD, "");
	t_ok(user_who_load(cx, s.token, &w));
	t_false(w.sees_all);
	t_int(1, w.units_n);
	t_true(in_reach(cx, w.unit_id));
}

TEST(user_signin_says_the_same_to_wrong_passwords_and_unknown_names)
{
	struct ctx *cx = t_people();

	t_int(USER_REFUSED, sign(cx, "canbo", "sai mật khẩu rồi", "").outcome);
	t_int(USER_REFUSED, sign(cx, "khongco", PASSWORD, "").outcome);
	t_int(USER_REFUSED, sign(cx, "canbo", "", "").outcome);
}

TEST(user_signin_renews_a_hash_of_former_parameters)
{
	/* PASSWORD under two passes of 8 MiB, which is no setting of ours */
	static const char *const former =
	    "$argon2id$v=19$m=8192,t=2,p=1$u7wgrzeeDa980nEPOghz1g$DXlo4VdQkgeblqV5jyWpkXVx+2lOavlScKWl4/kxiqg";
	struct ctx *cx = t_people();

	as(cx, "canbo");
	t_ok(db_change(cx->db, &SQL_user_password_set, BIND({"id", I64(who_store.user_id)}, {"hash", STR(former)},
	                                                   {"must", I64(0)})));
	t_int(USER_IN, sign(cx, "canbo", PASSWORD, "").outcome);
	t_text(former, hash_store.stored);
	t_int(USER_IN, sign(cx, "canbo", PASSWORD, "").outcome);
	t_true(strcmp(former, hash_store.stored) != 0);
	t_false(crypt_password_is_old(hash_store.stored));
}

TEST(user_signin_takes_the_hash_of_that_very_account_only)
{
	struct ctx *cx = t_people();
	struct user_signed s;

	cx->who = &WHO_NOBODY;
	hash(cx, "canbo", PASSWORD, "");
	t_ok(user_signin(cx, (struct user_signin){"quantri", "", ""}, &s));
	t_int(USER_REFUSED, s.outcome);
}

TEST(user_signin_renews_a_hash_of_older_parameters_and_ends_no_session)
{
	/* PASSWORD with two passes over 64 KiB */
	static const char OLD[] = "$argon2id$v=19$m=64,t=2,p=1$7XNkZdvpjIAeeQgRIhYGzA$"
	                          "kwwWOlm8v6/Zw23Vh6CqTA8PD1IRYnhmKE92iIufjCM";
	struct ctx *cx = t_people();
	int64_t id = id_of(cx, "canbo");
	struct user_signed first;
	struct who w;

	t_ok(user_hash_store(cx, id, OLD, false, 0));
	first = sign(cx, "canbo", PASSWORD, "");
	t_int(USER_IN, first.outcome);
	t_text(OLD, cx->hashed->stored);
	t_int(USER_IN, sign(cx, "canbo", PASSWORD, "").outcome);
	t_false(text_is(OLD, cx->hashed->stored));
	t_false(crypt_password_is_old(cx->hashed->stored));
	t_int(USER_REFUSED, sign(cx, "canbo", "sai mật khẩu rồi", "").outcome);
	t_ok(user_who_load(cx, first.token, &w));
	t_int(id, w.user_id);
}

TEST(user_tries_make_their_place_wait_and_nobody_else)
{
	struct ctx *cx = t_people();
	struct user_signed s = sign(cx, "canbo", PASSWORD, "");
	const char *device = s.device;
	int i;

	cx->origin = "203.0.113.9";
	for (i = 0; i < 5; i++)
		t_int(USER_REFUSED, sign(cx, "canbo", "sai mật khẩu rồi", "").outcome);
	s = sign(cx, "canbo", PASSWORD, "");
	t_int(USER_WAIT, s.outcome);
	t_true(s.wait_s >= 1 && s.wait_s <= 2);
	/* Another address, and the known browser even from the bad address, are let in. */
	t_int(USER_IN, sign(cx, "canbo", PASSWORD, device).outcome);
	cx->origin = "192.0.2.1";
	t_int(USER_IN, sign(cx, "canbo", PASSWORD, "").outcome);
	cx->origin = "203.0.113.9";
	cx->now_ms += 3000;
	t_int(USER_REFUSED, sign(cx, "canbo", "sai mật khẩu rồi", "").outcome);
	t_true(sign(cx, "canbo", PASSWORD, "").wait_s >= 3);
	cx->now_ms += 5000;
	t_int(USER_IN, sign(cx, "canbo", PASSWORD, "").outcome);
}

TEST(user_tries_of_many_names_from_one_place_wait_too)
{
	struct ctx *cx = t_people();
	int i;

	for (i = 0; i < 50; i++)
		t_int(USER_REFUSED, sign(cx, mem_text(cx->mem, "ten%d", i), "sai mật khẩu rồi", "").outcome);
	t_int(USER_WAIT, sign(cx, "canbo", PASSWORD, "").outcome);
	cx->origin = "192.0.2.77";
	t_int(USER_IN, sign(cx, "canbo", PASSWORD, "").outcome);
}

TEST(user_tries_from_one_network_of_ipv6_come_from_one_place)
{
	struct ctx *cx = t_people();

	for (int i = 0; i < 5; i++) {
		cx->origin = mem_text(cx->mem, "2001:db8:1:2:%x::1", (unsigned)i + 1);
		t_int(USER_REFUSED, sign(cx, "canbo", "sai mật khẩu rồi", "").outcome);
	}
	cx->origin = "2001:db8:1:2::99";
	t_int(USER_WAIT, sign(cx, "canbo", PASSWORD, "").outcome);
	cx->origin = "2001:db8:1:3::1";
	t_int(USER_IN, sign(cx, "canbo", PASSWORD, "").outcome);
}

TEST(user_session_ends_by_signing_out_idleness_age_and_disabling)
{
	struct ctx *cx = t_people();
	struct user_signed s = sign(cx, "canbo", PASSWORD, "");
	struct user u;
	struct who w;
	int64_t start = cx->now_ms;

	cx->now_ms = start + USER_IDLE_MS - 1;
	t_ok(user_who_load(cx, s.token, &w));
	t_true(w.user_id != 0);
	t_true(user_seen_is_due(cx));
	t_ok(user_seen(cx));
	cx->now_ms += USER_IDLE_MS - 1;
	t_ok(user_who_load(cx, s.token, &w));
	t_true(w.user_id != 0);
	cx->now_ms += 2;
	t_ok(user_who_load(cx, s.token, &w));
	t_int(0, w.user_id);
	cx->now_ms = start;
	s = sign(cx, "canbo", PASSWORD, "");
	t_ok(user_who_load(cx, s.token, &w));
	t_ok(user_signout(cx));
	t_ok(user_who_load(cx, s.token, &w));
	t_int(0, w.user_id);
	s = sign(cx, "canbo", PASSWORD, "");
	cx->who = &WHO_SYSTEM;
	t_ok(user_get_login(cx, "canbo", &u));
	t_ok(user_disable(cx, u.id, u.version));
	t_ok(user_who_load(cx, s.token, &w));
	t_int(0, w.user_id);
	t_int(USER_REFUSED, sign(cx, "canbo", PASSWORD, "").outcome);
	cx->who = &WHO_SYSTEM;
	t_ok(user_get_login(cx, "canbo", &u));
	t_ok(user_enable(cx, u.id, u.version));
	t_int(USER_IN, sign(cx, "canbo", PASSWORD, "").outcome);
}

TEST(user_who_load_takes_no_other_token)
{
	struct ctx *cx = t_people();
	struct who w;

	t_ok(user_who_load(cx, "", &w));
	t_int(0, w.user_id);
	t_ok(user_who_load(cx, "0123456789012345678901234567890123456789012345678901234567890123", &w));
	t_int(0, w.user_id);
	t_text("", user_csrf(cx->mem, ""));
	t_false(text_is(user_csrf(cx->mem, "a"), user_csrf(cx->mem, "b")));
}

TEST(user_sessions_can_be_listed_and_ended_one_or_all)
{
	struct ctx *cx = t_people();
	struct user_signed first = sign(cx, "canbo", PASSWORD, ""), second = sign(cx, "canbo", PASSWORD, "");
	struct user_session *list;
	struct who w, other;
	size_t n;

	t_ok(user_who_load(cx, second.token, &w));
	t_ok(user_session_list(cx, w.user_id, &list, &n));
	t_int(2, n);
	t_text("192.0.2.1", list[0].address);
	t_true(list[0].is_this);
	t_ok(user_session_end(cx, list[1].id));
	t_err(ERR_STATE, user_session_end(cx, list[1].id));
	t_ok(user_who_load(cx, first.token, &other));
	t_int(0, other.user_id);
	sign(cx, "canbo", PASSWORD, "");
	t_ok(user_who_load(cx, second.token, &w));
	t_ok(user_session_end_all(cx, w.user_id));
	t_ok(user_session_list(cx, w.user_id, &list, &n));
	t_int(1, n);
	as(cx, "giamkhao");
	t_err(ERR_NOTFOUND, user_session_end(cx, list[0].id));
}

TEST(user_password_change_asks_for_the_old_one_and_for_a_good_new_one)
{
	static const char *const bad[] = {"ngắn", "1234567890", "MatKhau123", "aaaaaaaaaaaa", "xin chào canbo nhé"};
	struct ctx *cx = t_people();
	struct user_signed old = sign(cx, "canbo", PASSWORD, ""), s = sign(cx, "canbo", PASSWORD, "");
	struct who w, other;

	t_ok(user_who_load(cx, s.token, &w));
	hash(cx, "", "không phải mật khẩu", "một câu mới dài hơn");
	t_err(ERR_INVALID, user_password_change(cx, "một câu mới dài hơn", "một câu mới dài hơn"));
	t_fault(cx, "password");
	for (size_t i = 0; i < COUNT(bad); i++) {
		faults_init(&cx->faults, cx->mem);
		hash(cx, "", PASSWORD, bad[i]);
		t_err(ERR_INVALID, user_password_change(cx, bad[i], bad[i]));
		t_fault(cx, "new_password");
	}
	faults_init(&cx->faults, cx->mem);
	hash(cx, "", PASSWORD, "một câu mới dài hơn");
	t_err(ERR_INVALID, user_password_change(cx, "một câu mới dài hơn", "một câu khác"));
	t_fault(cx, "again");
	faults_init(&cx->faults, cx->mem);
	t_ok(user_password_change(cx, "một câu mới dài hơn", "một câu mới dài hơn"));
	t_ok(user_who_load(cx, old.token, &other));
	t_int(0, other.user_id);
	t_ok(user_who_load(cx, s.token, &w));
	t_true(w.user_id != 0);
	t_int(USER_REFUSED, sign(cx, "canbo", PASSWORD, "").outcome);
	t_int(USER_IN, sign(cx, "canbo", "một câu mới dài hơn", "").outcome);
}

TEST(user_who_must_change_the_password_may_do_nothing_else)
{
	struct ctx *cx = t_people();
	struct user_signed s;
	struct who w;

	t_ok(user_password_set(cx, id_of(cx, "quantri"), "mật khẩu tạm thời", true));
	s = sign(cx, "quantri", "mật khẩu tạm thời", "");
	t_true(s.must_change);
	t_ok(user_who_load(cx, s.token, &w));
	t_true(w.must_change);
	t_false(may_bool(cx, R_USER_READ, 0));
	hash(cx, "", "mật khẩu tạm thời", PASSWORD);
	t_ok(user_password_change(cx, PASSWORD, PASSWORD));
	t_ok(user_who_load(cx, s.token, &w));
	t_true(may_bool(cx, R_USER_READ, 0));
}

/* The account's code at the context's time. */
static const char *code_now(struct ctx *cx, const char *base32)
{
	unsigned char secret[TOTP_SECRET];
	char code[TOTP_DIGITS + 1];
	uint32_t have = 0;
	int bits = 0;
	size_t n = 0;

	for (const char *p = base32; *p != '\0'; p++) {
		have = have << 5 | (uint32_t)(*p >= 'A' ? *p - 'A' : *p - '2' + 26);
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			secret[n++] = (unsigned char)(have >> bits);
		}
	}
	totp_code(code, secret, n, totp_step(cx->now_ms));
	return mem_dup(cx->mem, code);
}

static const char *switch_totp_on(struct ctx *cx, const char *login, const char *codes[USER_CODES_N])
{
	const char *secret, *uri, *again;

	as(cx, login);
	t_ok(user_totp_begin(cx, &secret, &uri));
	t_has("otpauth://totp/thidua:", uri);
	t_has(secret, uri);
	t_ok(user_totp_pending(cx, &again, &uri));
	t_text(secret, again);
	t_err(ERR_INVALID, user_totp_confirm(cx, "abc", codes));
	faults_init(&cx->faults, cx->mem);
	t_ok(user_totp_confirm(cx, code_now(cx, secret), codes));
	t_err(ERR_STATE, user_totp_begin(cx, &secret, &uri));
	return secret;
}

static struct row *secrets(struct ctx *cx, int64_t id)
{
	struct row *r;

	t_ok(db_one(cx->db, &SQL_user_secrets, BIND({"id", I64(id)}), &r));
	return r;
}

TEST(user_totp_secret_lies_sealed_for_its_account_under_a_private_key)
{
	struct ctx *cx = t_people();
	const char *codes[USER_CODES_N], *text = switch_totp_on(cx, "canbo", codes);
	int64_t id = id_of(cx, "canbo"), other = id_of(cx, "giamkhao");
	unsigned char secret[TOTP_SECRET];
	const void *sealed;
	struct stat st;
	size_t n;

	sealed = row_bytes(secrets(cx, id), "totp_secret", &n);
	t_int(TOTP_SECRET + CRYPT_SEAL, n);
	t_true(user_secret_open(cx, secrets(cx, id), "totp_secret", secret));
	t_text(text, totp_base32(cx->mem, secret, sizeof(secret)));
	t_true(memmem(sealed, n, secret, sizeof(secret)) == NULL);
	t_int(0, stat(mem_text(cx->mem, "%s/secret.key", cx->data_dir), &st));
	t_int(0600, st.st_mode & 07777);
	t_ok(user_key_make(cx));
	t_true(user_secret_open(cx, secrets(cx, id), "totp_secret", secret));
	/* The same bytes in another's row are nothing. */
	t_ok(db_change(cx->db, &SQL_user_totp_next, BIND({"id", I64(other)}, {"secret", BYTES(sealed, n)})));
	t_false(user_secret_open(cx, secrets(cx, other), "totp_next", secret));
}

TEST(user_totp_without_its_key_leaves_the_recovery_codes)
{
	struct ctx *cx = t_people();
	const char *codes[USER_CODES_N], *secret = switch_totp_on(cx, "canbo", codes), *uri;
	struct user_signed s;
	struct who w;

	t_int(0, unlink(mem_text(cx->mem, "%s/secret.key", cx->data_dir)));
	cx->now_ms += 60000;
	s = sign(cx, "canbo", PASSWORD, "");
	t_ok(user_who_load(cx, s.token, &w));
	t_ok(user_signin_code(cx, code_now(cx, secret), "", &s));
	t_int(USER_REFUSED, s.outcome);
	t_ok(user_signin_code(cx, codes[0], "", &s));
	t_int(USER_IN, s.outcome);
	/* A new key serves those who switch it on from now. */
	as(cx, "giamkhao");
	t_ok(user_totp_begin(cx, &secret, &uri));
	t_ok(user_totp_confirm(cx, code_now(cx, secret), codes));
}

TEST(user_totp_holds_the_session_half_open_until_the_code)
{
	struct ctx *cx = t_people();
	const char *codes[USER_CODES_N], *secret = switch_totp_on(cx, "canbo", codes), *code;
	struct user_signed s, in;
	struct who w;

	cx->now_ms += 60000;
	s = sign(cx, "canbo", PASSWORD, "");
	t_int(USER_NEEDS_CODE, s.outcome);
	t_ok(user_who_load(cx, s.token, &w));
	t_int(0, w.user_id);
	t_true(w.is_half);
	code = code_now(cx, secret);
	t_ok(user_signin_code(cx, "000000", "", &in));
	t_int(USER_REFUSED, in.outcome);
	t_ok(user_signin_code(cx, code, "", &in));
	t_int(USER_IN, in.outcome);
	t_false(text_is(in.token, s.token));
	t_ok(user_who_load(cx, s.token, &w));
	t_int(0, w.session_id);
	t_ok(user_who_load(cx, in.token, &w));
	t_text("canbo", w.name);
	/* The same code again, in another sign-in, is refused. */
	s = sign(cx, "canbo", PASSWORD, "");
	t_ok(user_who_load(cx, s.token, &w));
	t_ok(user_signin_code(cx, code, "", &in));
	t_int(USER_REFUSED, in.outcome);
	/* A recovery code works once, typed in any way. */
	t_ok(user_signin_code(cx, mem_text(cx->mem, " %.5s-%s", codes[3], codes[3] + 5), "", &in));
	t_int(USER_IN, in.outcome);
	s = sign(cx, "canbo", PASSWORD, "");
	t_ok(user_who_load(cx, s.token, &w));
	t_ok(user_signin_code(cx, codes[3], "", &in));
	t_int(USER_REFUSED, in.outcome);
}

TEST(user_totp_half_session_ends_after_five_wrong_codes_and_five_minutes)
{
	struct ctx *cx = t_people();
	const char *codes[USER_CODES_N];
	struct user_signed s, in;
	struct who w;

	(void)switch_totp_on(cx, "canbo", codes);
	s = sign(cx, "canbo", PASSWORD, "");
	t_ok(user_who_load(cx, s.token, &w));
	for (int i = 0; i < 5; i++)
		t_ok(user_signin_code(cx, "000000", "", &in));
	t_ok(user_who_load(cx, s.token, &w));
	t_int(0, w.session_id);
	s = sign(cx, "canbo", PASSWORD, "");
	t_ok(user_who_load(cx, s.token, &w));
	t_ok(user_signin_code(cx, "000000", "", &in));
	t_int(USER_WAIT, in.outcome);
	cx->now_ms += USER_HALF_MS;
	t_ok(user_who_load(cx, s.token, &w));
	t_int(0, w.session_id);
	cx->who = &WHO_NOBODY;
	t_err(ERR_SIGNIN, user_signin_code(cx, "000000", "", &in));
}

/* Signs in with the password from an address of its own and gives the code; what came of it. */
static struct user_signed code_from(struct ctx *cx, const char *address, const char *device, const char *code)
{
	struct user_signed s, in = {.outcome = USER_REFUSED};
	struct who w;

	cx->origin = address;
	s = sign(cx, "canbo", PASSWORD, device);
	t_int(USER_NEEDS_CODE, s.outcome);
	t_ok(user_who_load(cx, s.token, &w));
	t_ok(user_signin_code(cx, code, device, &in));
	return in;
}

TEST(user_totp_codes_of_many_sessions_and_places_count_together_and_lock_nobody_out)
{
	struct ctx *cx = t_people();
	const char *codes[USER_CODES_N], *secret = switch_totp_on(cx, "canbo", codes), *device;
	struct user_signed s;

	cx->now_ms += 60000;
	device = code_from(cx, "192.0.2.1", "", code_now(cx, secret)).device;
	cx->now_ms += 60000;
	for (int i = 0; i < 10; i++) {
		s = code_from(cx, mem_text(cx->mem, "198.51.100.%d", i), "", "000000");
		t_int(USER_REFUSED, s.outcome);
	}
	/* From anywhere not known even the right digits are not looked at now. */
	s = code_from(cx, "203.0.113.1", "", code_now(cx, secret));
	t_int(USER_WAIT, s.outcome);
	t_true(s.wait_s > 0);
	/* Their owner's browser goes on, and a recovery code opens from anywhere. */
	s = code_from(cx, "203.0.113.2", device, code_now(cx, secret));
	t_int(USER_IN, s.outcome);
	for (int i = 0; i < 12; i++)
		s = code_from(cx, mem_text(cx->mem, "198.51.101.%d", i), "", "000000");
	t_int(USER_WAIT, s.outcome);
	s = code_from(cx, "203.0.113.3", "", codes[1]);
	t_int(USER_IN, s.outcome);
	/* The wait ends by itself. */
	for (int i = 0; i < 12; i++)
		s = code_from(cx, mem_text(cx->mem, "198.51.102.%d", i), "", "000000");
	cx->now_ms += 900 * 1000;
	t_int(USER_IN, code_from(cx, "203.0.113.4", "", code_now(cx, secret)).outcome);
}

TEST(user_signin_is_in_the_log_under_its_own_name)
{
	struct ctx *cx = t_people();
	struct audit_list list;
	struct audit_filter f = {.user = "canbo", .act = "user.signin", .from = DATE_NONE, .to = DATE_NONE, .n = 10};

	(void)sign(cx, "canbo", PASSWORD, "");
	(void)sign(cx, "canbo", "sai rồi nhé", "");
	cx->who = &WHO_SYSTEM;
	t_ok(audit_list(cx, f, &list));
	t_int(1, list.n);
	t_text("user.signin", list.at[0].act);
	f.user = "";
	t_ok(audit_list(cx, f, &list));
	t_text("user.signin_refused", list.at[0].act);
	t_text("", list.at[0].user_name);
}

TEST(user_agent_is_told_in_words)
{
	static const struct {
		const char *agent, *words;
	} cases[] = {
		{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "Chrome trên Windows"},
		{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge trên Windows"},
		{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/126.0 Chrome/120 Safari/537.36", "Cốc Cốc trên Windows"},
		{"Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox trên Linux"},
		{"Mozilla/5.0 (Linux; Android 14; SM-A556E) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121 Mobile Safari/537.36", "Samsung Internet trên Android"},
		{"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari trên iPhone"},
		{"Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1", "Chrome trên iPad"},
		{"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15", "Safari trên máy Mac"},
		{"curl/7.88.1", "thiết bị không rõ"}, {"", "thiết bị không rõ"},
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		t_text(cases[i].words, user_agent_words(t_mem(), cases[i].agent));
}

TEST(user_totp_off_asks_for_the_password)
{
	struct ctx *cx = t_people();
	const char *codes[USER_CODES_N];

	(void)switch_totp_on(cx, "canbo", codes);
	hash(cx, "", "không phải mật khẩu", "");
	t_err(ERR_INVALID, user_totp_off(cx));
	t_fault(cx, "password");
	faults_init(&cx->faults, cx->mem);
	hash(cx, "", PASSWORD, "");
	t_ok(user_totp_off(cx));
	t_err(ERR_STATE, user_totp_off(cx));
	t_int(USER_IN, sign(cx, "canbo", PASSWORD, "").outcome);
}

TEST(user_link_works_once_within_a_day)
{
	struct ctx *cx = t_people();
	const char *path, *token, *second;
	struct user u;
	int64_t id = id_of(cx, "canbo");

	t_ok(user_link(cx, id, &path));
	t_true(text_starts(path, "/lien-ket/"));
	token = path + strlen("/lien-ket/");
	t_ok(user_link(cx, id, &second));
	t_err(ERR_NOTFOUND, user_link_get(cx, token, &u));
	token = second + strlen("/lien-ket/");
	cx->who = &WHO_NOBODY;
	t_ok(user_link_get(cx, token, &u));
	t_text("canbo", u.login);
	hash(cx, "", "", "một câu mới dài hơn");
	t_ok(user_link_use(cx, token, "một câu mới dài hơn", "một câu mới dài hơn"));
	t_err(ERR_NOTFOUND, user_link_use(cx, token, "một câu mới dài hơn", "một câu mới dài hơn"));
	t_int(USER_IN, sign(cx, "canbo", "một câu mới dài hơn", "").outcome);
	cx->who = &WHO_SYSTEM;
	t_ok(user_link(cx, id, &path));
	cx->now_ms += USER_LINK_MS;
	t_err(ERR_NOTFOUND, user_link_get(cx, path + strlen("/lien-ket/"), &u));
}

TEST(user_add_says_all_that_is_wrong_and_refuses_a_used_name)
{
	static const char *const roles[] = {"specialist", "khong_co"}, *const fine[] = {"specialist", "editor"};
	struct ctx *cx = t_people();
	struct user_put in = {.login = "A b", .full_name = " ", .unit_id = 999999, .roles = roles, .roles_n = 2};
	struct user u;
	int64_t id;

	t_err(ERR_INVALID, user_add(cx, in, &id));
	t_fault(cx, "login");
	t_fault(cx, "full_name");
	t_fault(cx, "unit");
	t_fault(cx, "role");
	faults_init(&cx->faults, cx->mem);
	in = (struct user_put){.login = "nguyenvana", .full_name = "Nguyễn Văn A", .unit_id = 0, .roles = fine, .roles_n = 2};
	t_ok(user_add(cx, in, &id));
	t_ok(user_get(cx, id, &u));
	t_int(2, u.roles_n);
	t_false(u.has_password);
	t_int(USER_REFUSED, sign(cx, "nguyenvana", PASSWORD, "").outcome);
	cx->who = &WHO_SYSTEM;
	t_err(ERR_TAKEN, user_add(cx, in, &id));
}

TEST(user_edit_gives_and_takes_roles_and_notices_another_editor)
{
	static const char *const roles[] = {"editor"};
	struct ctx *cx = t_people();
	struct user u;
	struct user_put in;

	(void)id_of(cx, "canbo");
	t_ok(user_get_login(cx, "canbo", &u));
	in = (struct user_put){.id = u.id, .version = u.version, .full_name = "Nguyễn Thu Ánh", .unit_id = u.unit_id,
	                       .roles = roles, .roles_n = 1};
	t_ok(user_edit(cx, in));
	t_ok(user_get(cx, u.id, &u));
	t_int(1, u.roles_n);
	t_text("editor", u.roles[0]);
	t_text("Nguyễn Thu Ánh", u.full_name);
	t_err(ERR_STALE, user_edit(cx, in));
}

TEST(user_last_admin_stays)
{
	static const char *const roles[] = {"editor"};
	struct ctx *cx = t_people();
	struct user u;

	(void)id_of(cx, "quantri");
	t_ok(user_get_login(cx, "quantri", &u));
	t_err(ERR_INVALID, user_disable(cx, u.id, u.version));
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, user_edit(cx, (struct user_put){.id = u.id, .version = u.version, .full_name = u.full_name,
	                                                   .unit_id = u.unit_id, .roles = roles, .roles_n = 1}));
	t_fault(cx, "role");
}

TEST(user_admin_cannot_disable_themself_and_others_cannot_look)
{
	struct ctx *cx = t_people();
	struct user u;
	struct user_list list;
	int64_t admin = id_of(cx, "quantri"), id;

	as(cx, "quantri");
	t_ok(user_get(cx, admin, &u));
	t_err(ERR_INVALID, user_disable(cx, u.id, u.version));
	as(cx, "canbo");
	t_err(ERR_NOTFOUND, user_get(cx, admin, &u));
	t_ok(user_get(cx, cx->who->user_id, &u));
	t_err(ERR_DENIED, user_list(cx, &(struct user_filter){0}, &list));
	t_err(ERR_DENIED, user_add(cx, (struct user_put){.login = "x", .full_name = "x"}, &id));
}

TEST(user_list_filters_by_words_role_and_unit)
{
	struct ctx *cx = t_people();
	struct user_list list;
	struct unit u;
	const struct user_role *roles;
	size_t n;

	t_ok(user_list(cx, &(struct user_filter){.q = "thu"}, &list));
	t_true(list.total >= 3);
	t_ok(user_list(cx, &(struct user_filter){.role = "admin"}, &list));
	t_int(1, list.total);
	t_text("quantri", list.at[0].login);
	t_ok(unit_get_code(cx, "S-NV", &u));
	t_ok(user_list(cx, &(struct user_filter){.unit_id = u.id}, &list));
	t_true(list.total >= 4);
	t_ok(user_list(cx, &(struct user_filter){.per_page = 2, .page = 2}, &list));
	t_int(2, list.n);
	t_ok(user_roles(cx, &roles, &n));
	t_int(15, n);
}

TEST(user_local_admin_gives_no_role_beyond_their_own_rights)
{
	static const char *const head[] = {"unit_head"}, *const all[] = {"board_head"};
	struct ctx *cx = t_people();
	struct who local = WHO_NOBODY;
	const int64_t *units;
	size_t n;
	struct unit u;
	int64_t id;

	t_ok(unit_get_code(cx, "S-NV", &u));
	t_ok(unit_reach(cx, u.id, &units, &n));
	local.user_id = id_of(cx, "canbo");
	local.name = "canbo";
	local.unit_id = u.id;
	local.units = units;
	local.units_n = n;
	local.rights[R_USER_EDIT / 64] |= (uint64_t)1 << (R_USER_EDIT % 64);
	cx->who = &local;
	t_err(ERR_INVALID, user_add(cx, (struct user_put){.login = "dia-phuong", .full_name = "Một Người", .unit_id = u.id,
	                                                  .roles = all, .roles_n = 1}, &id));
	t_fault(cx, "role");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, user_add(cx, (struct user_put){.login = "dia-phuong", .full_name = "Một Người", .unit_id = u.id,
	                                                  .roles = head, .roles_n = 1}, &id));
	t_fault(cx, "role");
}

TEST(user_first_admin_gets_a_link)
{
	struct ctx *cx = t_ctx();
	const char *path, *again;
	struct user u;

	t_ok(user_first_admin(cx, "giamdoc", &path));
	t_true(text_starts(path, "/lien-ket/"));
	t_ok(user_first_admin(cx, "giamdoc", &again));
	t_false(text_is(path, again));
	t_ok(user_get_login(cx, "giamdoc", &u));
	t_text("admin", u.roles[0]);
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, user_first_admin(cx, "khac", &path));
	t_err(ERR_DENIED, user_seed(cx));
}

TEST(user_seed_leaves_what_is_there)
{
	struct ctx *cx = t_people();

	cx->audited_n = 0;
	t_ok(user_seed(cx));
	t_int(0, cx->audited_n);
}

/* ---- addresses, and who is to hear ---------------------------------------------------------------------------------- */

TEST(user_has_an_address_that_is_one)
{
	struct ctx *cx = t_people();
	struct user u;
	int64_t id = id_of(cx, "canbo"), other = id_of(cx, "thutruong");

	as(cx, "canbo");
	t_ok(user_email_set(cx, id, "  canbo@example.vn "));
	t_ok(user_get(cx, id, &u));
	t_text("canbo@example.vn", u.email);
	t_err(ERR_DENIED, user_email_set(cx, other, "x@example.vn"));
	as(cx, "quantri");
	t_ok(user_email_set(cx, other, "x@example.vn"));
	t_ok(user_email_set(cx, id, ""));
	t_ok(user_get(cx, id, &u));
	t_text("", u.email);
	t_err(ERR_INVALID, user_email_set(cx, id, "không@có"));
	t_fault(cx, "email");
	cx->who = &WHO_NOBODY;
	t_err(ERR_SIGNIN, user_email_set(cx, id, "x@example.vn"));
}

TEST(user_holders_are_those_whose_roles_give_the_right_over_the_unit)
{
	struct ctx *cx = t_people();
	struct user_holder *list;
	struct user u;
	struct unit unit;
	size_t n, own_n;

	cx->who = &WHO_SYSTEM;
	t_ok(unit_get_code(cx, "S-VHTT", &unit));
	t_ok(user_holders(cx, R_PLAN_READ, unit.id, true, &list, &own_n));
	t_int(2, own_n);
	t_text("canbo", list[0].login);
	t_text("thutruong", list[1].login);
	t_ok(user_holders(cx, R_USER_EDIT, unit.id, true, &list, &n));
	t_int(0, n);
	t_ok(user_holders(cx, R_USER_EDIT, unit.id, false, &list, &n));
	t_int(1, n);
	t_text("quantri", list[0].login);
	t_ok(user_holders(cx, R_PLAN_READ, unit.id, false, &list, &n));
	t_true(n > own_n);
	for (size_t i = 0; i < n; i++)          /* of another unit, and seeing only that */
		t_false(text_is(list[i].login, "thanhvien"));
	t_ok(user_get_login(cx, "canbo", &u));
	t_ok(user_disable(cx, u.id, u.version));
	t_ok(user_holders(cx, R_PLAN_READ, unit.id, true, &list, &n));
	t_int(1, n);
}
