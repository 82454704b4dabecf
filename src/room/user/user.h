/* room/user/user.h -- accounts, roles, reach, sessions: who may come in and what they may do.
 *
 * An account is added by an administrator without a password; a one-time link lets the person set it. Signing in makes
 * a session (32 random bytes in a cookie, only their BLAKE2b kept); with two-step verification the session is half
 * open until the code is given. Accounts are disabled, never deleted. Roles and what rights they give are rows
 * (ROLE and GRANT in *.def) that user_seed() brings into tables.
 *
 * Passwords are hashed (argon2id) outside the transaction: the dispatcher calls user_hash_ask() in a read
 * transaction, user_hash_work() on the helper thread with none open, sets cx->hashed, and then runs the handler.
 *
 * Owns the tables user_*; reads room unit. */
#ifndef ROOM_USER_H
#define ROOM_USER_H

#include "core/ctx.h"

enum {
	USER_LOGIN_MAX = 60,            /* code points */
	USER_NAME_MAX = 120,
	USER_PASSWORD_MIN = 10,         /* code points */
	USER_PASSWORD_MAX = 256,        /* bytes */
	USER_PAGE_MAX = 200,
	USER_ROLES_MAX = 32,
	USER_HOLDERS_MAX = 1000,
	USER_SESSIONS_MAX = 50,         /* of one account; the oldest ends */
	USER_CODES_N = 10,              /* recovery codes */
	USER_HASH_MAX = 128,
	USER_IDLE_MS = 8 * 3600 * 1000,         /* a session unused so long has ended */
	USER_HALF_MS = 5 * 60 * 1000,           /* time to give the second step */
	USER_SEEN_MS = 60 * 1000,               /* how exactly "last seen" is kept */
	USER_LINK_MS = 24 * 3600 * 1000
};
#define USER_LIFE_MS ((int64_t)7 * 24 * 3600 * 1000)    /* a session ends after that in any case */
#define USER_DEVICE_MS ((int64_t)180 * 24 * 3600 * 1000)

#define USER_COOKIE "thidua"                    /* over plain http on loopback */
#define USER_COOKIE_HTTPS "__Host-thidua"
#define USER_DEVICE_COOKIE "thidua-may"
#define USER_DEVICE_COOKIE_HTTPS "__Host-thidua-may"

/* ---- who asks -------------------------------------------------------------------------------------------------- */

/* Fills *out from a session token (the cookie's value) and sets cx->who to it. An unknown, ended or idle token, and a
 * disabled account, give WHO_NOBODY and OK. A half-open session gives nobody's rights but its session_id. While the
 * password must be changed, only R_SIGNED_IN is held (out->must_change). Reads only. */
MUST err user_who_load(struct ctx *cx, const char *token, struct who *out);
/* The same for a login name: verbs with --as, tests. ERR_NOTFOUND. */
MUST err user_who_as(struct ctx *cx, const char *login, struct who *out);
/* True when the session's last-seen is older than USER_SEEN_MS: then user_seen() is due in a write transaction. */
bool user_seen_is_due(const struct ctx *cx);
MUST err user_seen(struct ctx *cx);
/* What forms of this session carry: keyed hash of the token. "" for an empty token. */
const char *user_csrf(struct mem *m, const char *token);

/* ---- the slow part of a password --------------------------------------------------------------------------------- */

struct user_hash {
	char stored[USER_HASH_MAX];             /* of the account asked for; "" when there is none */
	char typed[USER_PASSWORD_MAX + 1];      /* wiped by user_hash_work */
	char wanted[USER_PASSWORD_MAX + 1];
	struct hashed done;                     /* core/ctx.h */
	char fresh[USER_HASH_MAX];
};
/* In a read transaction. login "": the account of cx->who. password: what was typed to prove who it is; new_password:
 * what is to be hashed; "" for neither. Takes as long for an unknown name as for a known one (in user_hash_work). */
MUST err user_hash_ask(struct ctx *cx, const char *login, const char *password, const char *new_password,
                       struct user_hash *out);
/* Pure and slow (50–150 ms): touches nothing but *h, so a helper thread may run it. Then cx->hashed = &h->done. */
void user_hash_work(struct user_hash *h);

/* ---- signing in ------------------------------------------------------------------------------------------------------ */

struct user_signin {
	const char *login;
	const char *device;             /* value of the device cookie, "" for none */
	const char *user_agent;
};
enum user_outcome { USER_IN, USER_NEEDS_CODE, USER_REFUSED, USER_WAIT };
struct user_signed {
	enum user_outcome outcome;
	const char *token, *device;     /* new cookie values; "" when refused */
	bool must_change;
	int wait_s;                     /* USER_WAIT: seconds until the next try is looked at */
};
/* Needs cx->hashed. Refusals are an outcome and return OK, so that the try is counted and audited. Tries count for
 * account and address together, growing the wait; a device that signed in before counts by itself, so nobody can lock
 * out a person from elsewhere. */
MUST err user_signin(struct ctx *cx, struct user_signin in, struct user_signed *out);
/* The second step in a half-open session: six digits, or a recovery code. A step once used is refused. Wrong codes count
 * for the account as well as for the place, so that many half-open sessions give no more tries; that wait holds up
 * neither a known device nor a recovery code, so nobody is locked out by who knows the password. */
MUST err user_signin_code(struct ctx *cx, const char *code, const char *device, struct user_signed *out);
MUST err user_signout(struct ctx *cx);

struct user_session {
	int64_t id;
	const char *user_agent, *address;
	const char *device;             /* user_agent in words */
	int64_t made_ms, seen_ms;
	bool is_this;
};
/* "Chrome trên Windows"; pure. */
const char *user_agent_words(struct mem *m, const char *agent);
MUST err user_session_list(struct ctx *cx, int64_t user_id, struct user_session **out, size_t *n_out);
MUST err user_session_end(struct ctx *cx, int64_t session_id);                 /* one's own, or R_USER_EDIT */
/* All but this one when it is one's own account. */
MUST err user_session_end_all(struct ctx *cx, int64_t user_id);

/* ---- one's own account ------------------------------------------------------------------------------------------------- */

/* Needs cx->hashed with both passwords. Ends every other session. */
MUST err user_password_change(struct ctx *cx, const char *new_password, const char *again);
/* A secret that is not in force until user_totp_confirm() has seen one right code. */
MUST err user_totp_begin(struct ctx *cx, const char **secret_out, const char **uri_out);
/* The same two again while they wait; both "" when none does. */
MUST err user_totp_pending(struct ctx *cx, const char **secret_out, const char **uri_out);
MUST err user_totp_confirm(struct ctx *cx, const char *code, const char *codes_out[USER_CODES_N]);
MUST err user_totp_off(struct ctx *cx);         /* needs cx->hashed->is_right */

/* ---- accounts ------------------------------------------------------------------------------------------------------------ */

struct user {
	int64_t id, version;
	const char *login, *full_name;
	const char *email;              /* "": gets no letters */
	int64_t unit_id;                /* 0: none */
	const char *unit_name;
	const char *roles[USER_ROLES_MAX];      /* codes */
	const char *role_names;         /* "Cán bộ …, Chuyên viên" */
	size_t roles_n;
	bool is_disabled, has_password, has_totp, must_change;
	int64_t made_ms, seen_ms;       /* seen_ms 0: never signed in */
};
struct user_list {
	struct user *at;
	size_t n;
	int64_t total;
};
struct user_filter {
	const char *q;                  /* login or name, marks aside */
	const char *role;
	int64_t unit_id;                /* its subtree */
	bool with_disabled;
	int page, per_page;
};
struct user_role {
	const char *code, *name;
	const char *reach;              /* "own" subtree, "all", or "given" by a duty, council or cluster */
	int64_t users_n;
};
/* Need R_USER_READ over the account's unit (or one's own account). */
MUST err user_get(struct ctx *cx, int64_t id, struct user *out);
MUST err user_get_login(struct ctx *cx, const char *login, struct user *out);
MUST err user_list(struct ctx *cx, const struct user_filter *f, struct user_list *out);
MUST err user_roles(struct ctx *cx, const struct user_role **out, size_t *n_out);

/* Who is to hear of something about a unit. */
struct user_holder {
	int64_t id;
	const char *login, *full_name, *email;
};
/* Living accounts whose roles give the right over that unit, by name: those of the unit itself and (not is_own) those
 * whose reach holds it, city bodies among them. At most USER_HOLDERS_MAX. For the program itself: asks for no right. */
MUST err user_holders(struct ctx *cx, enum right right, int64_t unit_id, bool is_own, struct user_holder **out,
                      size_t *n_out);

struct user_put {
	int64_t id, version;            /* 0 when adding */
	const char *login, *full_name;  /* the login name is fixed once added */
	const char *email;              /* "" for none */
	int64_t unit_id;
	const char *const *roles;
	size_t roles_n;
};
/* Need R_USER_EDIT over the unit. Nobody may give a role whose rights go beyond their own. */
MUST err user_add(struct ctx *cx, struct user_put in, int64_t *id_out);        /* ERR_TAKEN */
MUST err user_edit(struct ctx *cx, struct user_put in);
/* The address for letters, "" for none: of one's own account, or with R_USER_EDIT. */
MUST err user_email_set(struct ctx *cx, int64_t id, const char *email);
MUST err user_disable(struct ctx *cx, int64_t id, int64_t version);            /* its sessions end; not one's own */
MUST err user_enable(struct ctx *cx, int64_t id, int64_t version);
/* A link that sets the password once, within USER_LINK_MS: shown now and never again. Older links end. */
MUST err user_link(struct ctx *cx, int64_t id, const char **path_out);
/* The account a living link is for; ERR_NOTFOUND. */
MUST err user_link_get(struct ctx *cx, const char *token, struct user *out);
/* Needs cx->hashed->fresh. Uses the link up, ends all sessions, switches a lost second step off. */
MUST err user_link_use(struct ctx *cx, const char *token, const char *new_password, const char *again);
/* Sets a password by the system (verbs, demo): hashes here and now. */
MUST err user_password_set(struct ctx *cx, int64_t id, const char *password, bool must_change);

/* ---- kept addresses -------------------------------------------------------------------------------------------------------- */

enum { USER_SAVED_MAX = 30, USER_SAVED_NAME_MAX = 200, USER_SAVED_ADDRESS_MAX = 2000 };
/* An address kept by a name at a place of the house; the room of the place writes and reads it, asks its own right, and leaves
 * the audit of adding and dropping. */
struct user_saved {
	int64_t id, user_id;
	const char *place, *name, *address;
};
struct user_saveds LIST(struct user_saved);
MUST err user_saved_list(struct ctx *cx, const char *place, struct user_saveds *out);   /* one's own */
/* Whoever keeps it: an address may be handed on. ERR_NOTFOUND. */
MUST err user_saved_get(struct ctx *cx, int64_t id, struct user_saved *out);
/* ERR_INVALID: faults of "name"; there are USER_SAVED_MAX already. */
MUST err user_saved_add(struct ctx *cx, const char *place, const char *name, const char *address, int64_t *id_out);
MUST err user_saved_drop(struct ctx *cx, int64_t id);  /* one's own; ERR_NOTFOUND */

/* ---- start ---------------------------------------------------------------------------------------------------------------- */

/* The key under which secrets of the second step lie: a file of the data folder, made when there is none. */
MUST err user_key_make(struct ctx *cx);
/* Roles and their rights from the rows of all rooms; repeatable, leaves what an administrator changed. */
MUST err user_seed(struct ctx *cx);
struct user_demo {
	const char *login, *full_name, *role_name, *password;
};
/* One account for each role, with that password, or a random one each when it is "". Whether it may be done
 * (loopback only) is the caller's. Accounts that are there get the new password. */
MUST err user_demo(struct ctx *cx, const char *password, struct user_demo **out, size_t *n_out);
/* For `init --admin NAME`: adds (or finds) an administrator and returns the one-time link's path. */
MUST err user_first_admin(struct ctx *cx, const char *login, const char **path_out);

#endif
