/* room/user/user_who.c -- who asks: a session token or a login name turned into rights and reach; sessions. */
#include "base/crypt.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/unit/unit.h"
#include "room/user/user_inside.h"

#include "gen/user_sql.h"

enum { TOKEN_BYTES = 32, ROLES_MAX = 1000 };

const char *user_token_hash(struct ctx *cx, const char *token)
{
	return crypt_hash_hex(cx->mem, token, strlen(token));
}

const char *user_token_new(struct ctx *cx)
{
	unsigned char bytes[TOKEN_BYTES];

	cx_random(cx, bytes, sizeof(bytes));
	return crypt_hex(cx->mem, bytes, sizeof(bytes));
}

const char *user_csrf(struct mem *m, const char *token)
{
	static const char WHAT[] = "csrf";
	unsigned char key[CRYPT_HASH], code[CRYPT_HASH];

	if (*token == '\0')
		return "";
	crypt_hash(key, token, strlen(token));
	crypt_mac(code, key, sizeof(key), WHAT, sizeof(WHAT) - 1);
	return crypt_base64url(m, code, sizeof(code));
}

/* Rights and reach of an account; w->user_id and w->unit_id are known. */
static err load_rights(struct ctx *cx, struct who *w)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_user_rights, BIND({"user", I64(w->user_id)}, {"n", I64(ROLES_MAX * R_N)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		enum right right = right_of_name(row_text(r, "right_name"));

		/* A right that this program no longer has gives nothing. */
		if (right < R_N)
			w->rights[right / 64] |= (uint64_t)1 << (right % 64);
		w->sees_all |= text_is(row_text(r, "reach"), "all");
	}
	if (!w->sees_all && w->unit_id != 0)
		TRY(unit_reach(cx, w->unit_id, &w->units, &w->units_n));
	return OK;
}

err user_who_load(struct ctx *cx, const char *token, struct who *out)
{
	struct row *r;
	struct who w = WHO_NOBODY;
	err e;

	cx->who = &WHO_NOBODY;
	*out = WHO_NOBODY;
	if (strlen(token) != 2 * TOKEN_BYTES)
		return OK;
	e = db_one(cx->db, &SQL_user_session_who, BIND({"hash", STR(user_token_hash(cx, token))}), &r);
	if (e == ERR_NOTFOUND)
		return OK;
	TRY(e);
	w.is_half = row_bool(r, "is_half");
	w.seen_ms = row_i64(r, "seen_ms");
	if (cx->now_ms - row_i64(r, "made_ms") >= (w.is_half ? USER_HALF_MS : USER_LIFE_MS) ||
	    cx->now_ms - w.seen_ms >= USER_IDLE_MS)
		return OK;
	w.session_id = row_i64(r, "session_id");
	if (!w.is_half) {
		w.user_id = row_i64(r, "id");
		w.name = row_text(r, "login");
		w.full_name = row_text(r, "full_name");
		w.unit_id = row_i64(r, "unit_id");
		w.must_change = row_bool(r, "must_change");
		if (!w.must_change)
			TRY(load_rights(cx, &w));
	}
	*out = w;
	cx->who = out;
	return OK;
}

err user_who_as(struct ctx *cx, const char *login, struct who *out)
{
	struct row *r;
	struct who w = WHO_NOBODY;

	TRY(db_one(cx->db, &SQL_user_by_login, BIND({"fold", STR(text_fold(cx->mem, login))}), &r));
	if (!row_is_null(r, "disabled_ms"))
		return ERR_NOTFOUND;
	w.user_id = row_i64(r, "id");
	w.name = row_text(r, "login");
	w.full_name = w.name;
	w.unit_id = row_i64(r, "unit_id");
	TRY(load_rights(cx, &w));
	*out = w;
	cx->who = out;
	return OK;
}

bool user_seen_is_due(const struct ctx *cx)
{
	return cx->who->session_id != 0 && cx->now_ms - cx->who->seen_ms >= USER_SEEN_MS;
}

err user_seen(struct ctx *cx)
{
	return db_sweep(cx->db, &SQL_user_session_seen,
	                BIND({"id", I64(cx->who->session_id)}, {"now", I64(cx->now_ms)}, {"address", STR(cx->origin)}),
	                NULL);
}

/* One's own account, or the right over its unit. */
static err may_see_sessions(struct ctx *cx, int64_t user_id)
{
	struct user u;

	if (cx->who->user_id == user_id && user_id != 0)
		return OK;
	TRY(user_get(cx, user_id, &u));
	return may(cx, R_USER_EDIT, u.unit_id);
}

err user_session_list(struct ctx *cx, int64_t user_id, struct user_session **out, size_t *n_out)
{
	struct rows it;
	struct row *r;
	struct user_session *list;
	size_t n = 0;

	TRY(may_see_sessions(cx, user_id));
	TRY(db_rows(cx->db, &SQL_user_session_list,
	            BIND({"user", I64(user_id)}, {"idle", I64(cx->now_ms - USER_IDLE_MS)},
	                 {"life", I64(cx->now_ms - USER_LIFE_MS)}, {"n", I64(USER_SESSIONS_MAX)}), &it));
	list = mem_new(cx->mem, struct user_session, it.n);
	while ((r = rows_next(&it)) != NULL) {
		list[n++] = (struct user_session){
			.id = row_i64(r, "id"),
			.user_agent = row_text(r, "user_agent"),
			.device = user_agent_words(cx->mem, row_text(r, "user_agent")),
			.address = row_text(r, "address"),
			.made_ms = row_i64(r, "made_ms"),
			.seen_ms = row_i64(r, "seen_ms"),
			.is_this = row_i64(r, "id") == cx->who->session_id,
		};
	}
	*out = list;
	*n_out = n;
	return OK;
}

err user_session_end(struct ctx *cx, int64_t session_id)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_user_session_get, BIND({"id", I64(session_id)}), &r));
	if (may_see_sessions(cx, row_i64(r, "user_id")) != OK)
		return ERR_NOTFOUND;
	if (!row_is_null(r, "ended_ms"))
		return ERR_STATE;
	TRY(db_change(cx->db, &SQL_user_session_end, BIND({"id", I64(session_id)}, {"now", I64(cx->now_ms)})));
	return audit(cx, "user.session_end", row_i64(r, "user_id"));
}

err user_session_end_all(struct ctx *cx, int64_t user_id)
{
	int64_t n;

	TRY(may_see_sessions(cx, user_id));
	TRY(db_sweep(cx->db, &SQL_user_session_end_all,
	             BIND({"user", I64(user_id)}, {"but", I64(cx->who->user_id == user_id ? cx->who->session_id : 0)},
	                  {"now", I64(cx->now_ms)}), &n));
	return audit_detail(cx, "user.session_end", user_id, "%" PRId64 " phiên", n);
}

err user_signout(struct ctx *cx)
{
	if (cx->who->session_id == 0)
		return ERR_SIGNIN;
	TRY(db_sweep(cx->db, &SQL_user_session_end,
	             BIND({"id", I64(cx->who->session_id)}, {"now", I64(cx->now_ms)}), NULL));
	return audit(cx, "user.signout", cx->who->user_id);
}
