/* room/user/user.c -- accounts: reads, and what an administrator does to them. */
#include "base/crypt.h"
#include "base/mime.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/unit/unit.h"
#include "room/user/user_inside.h"

#include "gen/user_sql.h"

static struct user user_of_row(const struct row *r)
{
	return (struct user){
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.login = row_text(r, "login"),
		.full_name = row_text(r, "full_name"),
		.email = row_text(r, "email"),
		.unit_id = row_i64(r, "unit_id"),
		.unit_name = row_text(r, "unit_name"),
		.role_names = "",
		.is_disabled = !row_is_null(r, "disabled_ms"),
		.has_password = row_bool(r, "has_password"),
		.has_totp = row_bool(r, "has_totp"),
		.must_change = row_bool(r, "must_change"),
		.made_ms = row_i64(r, "made_ms"),
		.seen_ms = row_i64(r, "seen_ms"),
	};
}

static err read_roles(struct ctx *cx, struct user *u)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_user_roles_held, BIND({"user", I64(u->id)}, {"n", I64(USER_ROLES_MAX)}), &it));
	u->roles_n = 0;
	u->role_names = "";
	while ((r = rows_next(&it)) != NULL) {
		u->roles[u->roles_n++] = row_text(r, "role");
		u->role_names = mem_text(cx->mem, "%s%s%s", u->role_names, *u->role_names == '\0' ? "" : "; ",
		                         row_text(r, "name"));
	}
	return OK;
}

/* Without asking for a right: for commands that ask for another. */
static err get(struct ctx *cx, int64_t id, struct user *out)
{
	struct row *r;
	struct user u;

	TRY(db_one(cx->db, &SQL_user_get, BIND({"id", I64(id)}), &r));
	u = user_of_row(r);
	TRY(read_roles(cx, &u));
	*out = u;
	return OK;
}

err user_get(struct ctx *cx, int64_t id, struct user *out)
{
	struct user u;

	TRY(get(cx, id, &u));
	if (cx->who->user_id != id && may(cx, R_USER_READ, u.unit_id) != OK)
		return ERR_NOTFOUND;
	*out = u;
	return OK;
}

err user_get_login(struct ctx *cx, const char *login, struct user *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_user_by_login, BIND({"fold", STR(text_fold(cx->mem, text_line(cx->mem, login)))}), &r));
	return user_get(cx, row_i64(r, "id"), out);
}

err user_list(struct ctx *cx, const struct user_filter *f, struct user_list *out)
{
	struct rows it;
	struct row *r;
	struct user_list list = {0};
	struct value disabled = I64(f->with_disabled ? 1 : 0), words = db_like(cx->mem, text_fold(cx->mem, f->q == NULL ? "" : f->q));
	struct value role = db_str_or_null(f->role == NULL ? "" : f->role), top = db_id_or_null(f->unit_id);
	int n = f->per_page > 0 && f->per_page < USER_PAGE_MAX ? f->per_page : USER_PAGE_MAX;

	TRY(may(cx, R_USER_READ, f->unit_id));
	if (f->unit_id == 0 && !cx->who->sees_all && !cx->who->is_system)
		top = I64(cx->who->unit_id);
	TRY(db_one(cx->db, &SQL_user_list_total,
	           BIND({"disabled", disabled}, {"words", words}, {"role", role}, {"top", top}), &r));
	list.total = row_i64(r, "total");
	TRY(db_rows(cx->db, &SQL_user_list,
	            BIND({"disabled", disabled}, {"words", words}, {"role", role}, {"top", top}, {"n", I64(n)},
	                 {"skip", I64(f->page > 1 ? (int64_t)(f->page - 1) * n : 0)}), &it));
	list.at = mem_new(cx->mem, struct user, it.n);
	while ((r = rows_next(&it)) != NULL) {
		list.at[list.n] = user_of_row(r);
		TRY(read_roles(cx, &list.at[list.n]));
		list.n++;
	}
	*out = list;
	return OK;
}

err user_holders(struct ctx *cx, enum right right, int64_t unit_id, bool is_own, struct user_holder **out, size_t *n_out)
{
	struct rows it;
	struct row *r;
	struct user_holder *list;
	size_t n = 0;

	TRY(db_rows(cx->db, is_own ? &SQL_user_holders_own : &SQL_user_holders,
	            BIND({"right", STR(right_name(right))}, {"unit", I64(unit_id)}, {"n", I64(USER_HOLDERS_MAX)}), &it));
	list = mem_new(cx->mem, struct user_holder, it.n);
	while ((r = rows_next(&it)) != NULL)
		list[n++] = (struct user_holder){row_i64(r, "id"), row_text(r, "login"), row_text(r, "full_name"), row_text(r, "email")};
	*out = list;
	*n_out = n;
	return OK;
}

err user_roles(struct ctx *cx, const struct user_role **out, size_t *n_out)
{
	struct rows it;
	struct row *r;
	struct user_role *roles;
	size_t n = 0;

	TRY(db_rows(cx->db, &SQL_user_roles, BIND({"n", I64(USER_ROLES_MAX)}), &it));
	roles = mem_new(cx->mem, struct user_role, it.n);
	while ((r = rows_next(&it)) != NULL)
		roles[n++] = (struct user_role){row_text(r, "code"), row_text(r, "name"), row_text(r, "reach"),
		                                row_i64(r, "users_n")};
	*out = roles;
	*n_out = n;
	return OK;
}

/* ---- commands --------------------------------------------------------------------------------------------------------- */

static bool login_is_good(const char *login)
{
	size_t n = strlen(login);

	return n >= 3 && n <= USER_LOGIN_MAX && strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789._-") == n;
}

/* Everything that a role gives is held by who gives it; who sees everything may give any role. */
static err may_give(struct ctx *cx, const struct user_role *role, bool *out)
{
	struct rows it;
	struct row *r;

	*out = cx->who->is_system || cx->who->sees_all;
	if (*out || !text_is(role->reach, "own"))
		return OK;
	*out = true;
	TRY(db_rows(cx->db, &SQL_user_role_rights, BIND({"role", STR(role->code)}, {"n", I64(R_N)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		enum right right = right_of_name(row_text(r, "right_name"));

		if (right < R_N && !may_bool(cx, right, cx->who->unit_id))
			*out = false;
	}
	return OK;
}

static bool holds(const char *const *roles, size_t n, const char *role)
{
	for (size_t i = 0; i < n; i++) {
		if (text_is(roles[i], role))
			return true;
	}
	return false;
}

/* Faults of roles that do not exist or may not be given; those held already (old) may stay. */
static err check_roles(struct ctx *cx, const struct user_put *in, const struct user *old)
{
	const struct user_role *roles;
	size_t n, known = 0;

	TRY(user_roles(cx, &roles, &n));
	for (size_t i = 0; i < n; i++) {
		bool is_given, is_held = old != NULL && holds(old->roles, old->roles_n, roles[i].code);

		if (!holds(in->roles, in->roles_n, roles[i].code))
			continue;
		known++;
		TRY(may_give(cx, &roles[i], &is_given));
		if (!is_given && !is_held)
			fault(cx, "role", "Bạn không được giao vai trò “%s”: vai trò này có quyền mà bạn không có.", roles[i].name);
	}
	need(cx, known >= in->roles_n, "role", "Hãy chọn vai trò trong danh sách, mỗi vai trò một lần.");
	need(cx, in->roles_n > 0, "role", "Hãy chọn ít nhất một vai trò.");
	return OK;
}

static err check_unit(struct ctx *cx, int64_t unit_id)
{
	struct unit u;
	err e;

	if (unit_id == 0) {
		need(cx, cx->who->is_system || cx->who->sees_all, "unit", "Hãy chọn đơn vị của người dùng.");
		return OK;
	}
	e = unit_get(cx, unit_id, &u);
	need(cx, e == OK && (u.to == DATE_NONE || u.to >= cx->today), "unit", "Hãy chọn một đơn vị đang hoạt động trong danh sách.");
	return e == ERR_NOTFOUND ? OK : e;
}

/* Cleans the address and says what is wrong with it; NULL and "" are none. */
static void check_email(struct ctx *cx, const char **email)
{
	*email = *email == NULL ? "" : text_line(cx->mem, *email);
	need(cx, **email == '\0' || mime_address_is_good(*email), "email",
	     "Địa chỉ thư điện tử viết dạng ten@coquan.vn, không dấu, không khoảng trắng; để trống nếu không có.");
}

static err put_roles(struct ctx *cx, int64_t id, const struct user_put *in, const struct user *old)
{
	for (size_t i = 0; old != NULL && i < old->roles_n; i++) {
		if (!holds(in->roles, in->roles_n, old->roles[i]))
			TRY(db_change(cx->db, &SQL_user_role_take,
			              BIND({"user", I64(id)}, {"role", STR(old->roles[i])}, {"now", I64(cx->now_ms)})));
	}
	for (size_t i = 0; i < in->roles_n; i++) {
		err e = db_add(cx->db, &SQL_user_role_give,
		               BIND({"user", I64(id)}, {"role", STR(in->roles[i])}, {"now", I64(cx->now_ms)}), NULL);

		if (e != OK && e != ERR_TAKEN)
			return e;
	}
	return OK;
}

static const char *roles_in_words(struct ctx *cx, const struct user_put *in)
{
	const char *words = "";

	for (size_t i = 0; i < in->roles_n; i++)
		words = mem_text(cx->mem, "%s%s%s", words, i == 0 ? "" : ", ", in->roles[i]);
	return words;
}

err user_add(struct ctx *cx, struct user_put in, int64_t *id_out)
{
	int64_t id;

	TRY(may(cx, R_USER_EDIT, in.unit_id));
	in.login = text_line(cx->mem, in.login);
	in.full_name = text_line(cx->mem, in.full_name);
	need(cx, login_is_good(in.login), "login",
	     "Tên đăng nhập gồm 3–60 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.");
	need(cx, *in.full_name != '\0', "full_name", "Hãy ghi họ và tên.");
	need(cx, text_chars(in.full_name) <= USER_NAME_MAX, "full_name", "Họ và tên không được quá 120 ký tự.");
	check_email(cx, &in.email);
	TRY(check_unit(cx, in.unit_id));
	TRY(check_roles(cx, &in, NULL));
	TRY(faults(cx));
	TRY(db_add(cx->db, &SQL_user_add,
	           BIND({"login", STR(in.login)}, {"fold", STR(text_fold(cx->mem, in.login))}, {"name", STR(in.full_name)},
	                {"name_fold", STR(text_fold(cx->mem, in.full_name))},
	                {"sortkey", STR(text_sortkey_name(cx->mem, in.full_name))}, {"unit", db_id_or_null(in.unit_id)},
	                {"email", db_str_or_null(in.email)}, {"now", I64(cx->now_ms)}), &id));
	TRY(put_roles(cx, id, &in, NULL));
	TRY(audit_detail(cx, "user.add", id, "%s: %s", in.login, roles_in_words(cx, &in)));
	*id_out = id;
	return OK;
}

/* A fault when nobody could administer the house any more. */
static err check_last_admin(struct ctx *cx, const struct user *u, const char *field)
{
	struct row *r;

	if (u->is_disabled || !holds(u->roles, u->roles_n, "admin"))
		return OK;
	TRY(db_one(cx->db, &SQL_user_admins, BIND({"role", STR("admin")}), &r));
	need(cx, row_i64(r, "n") > 1, field, "Đây là quản trị viên cuối cùng; hãy giao vai trò quản trị cho người khác trước.");
	return OK;
}

err user_edit(struct ctx *cx, struct user_put in)
{
	struct user old;

	TRY(get(cx, in.id, &old));
	TRY(may(cx, R_USER_EDIT, old.unit_id));
	TRY(may(cx, R_USER_EDIT, in.unit_id));
	in.full_name = text_line(cx->mem, in.full_name);
	need(cx, *in.full_name != '\0', "full_name", "Hãy ghi họ và tên.");
	need(cx, text_chars(in.full_name) <= USER_NAME_MAX, "full_name", "Họ và tên không được quá 120 ký tự.");
	check_email(cx, &in.email);
	if (in.unit_id != old.unit_id)
		TRY(check_unit(cx, in.unit_id));
	TRY(check_roles(cx, &in, &old));
	if (!holds(in.roles, in.roles_n, "admin"))
		TRY(check_last_admin(cx, &old, "role"));
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_user_edit,
	              BIND({"id", I64(in.id)}, {"version", I64(in.version)}, {"name", STR(in.full_name)},
	                   {"name_fold", STR(text_fold(cx->mem, in.full_name))},
	                   {"sortkey", STR(text_sortkey_name(cx->mem, in.full_name))},
	                   {"unit", db_id_or_null(in.unit_id)}, {"email", db_str_or_null(in.email)})));
	TRY(put_roles(cx, in.id, &in, &old));
	return audit_detail(cx, "user.edit", in.id, "%s: %s", old.login, roles_in_words(cx, &in));
}

err user_email_set(struct ctx *cx, int64_t id, const char *email)
{
	struct user u;

	if (cx->who->user_id == 0 && !cx->who->is_system)
		return ERR_SIGNIN;
	TRY(get(cx, id, &u));
	if (id != cx->who->user_id)
		TRY(may(cx, R_USER_EDIT, u.unit_id));
	check_email(cx, &email);
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_user_email, BIND({"id", I64(id)}, {"email", db_str_or_null(email)})));
	return audit_detail(cx, "user.email", id, "%s: %s", u.login, *email == '\0' ? "không có" : email);
}

err user_disable(struct ctx *cx, int64_t id, int64_t version)
{
	struct user u;

	TRY(get(cx, id, &u));
	TRY(may(cx, R_USER_EDIT, u.unit_id));
	if (u.is_disabled)
		return ERR_STATE;
	need(cx, id != cx->who->user_id, "", "Không thể tự khóa tài khoản của chính mình; hãy nhờ quản trị viên khác.");
	TRY(check_last_admin(cx, &u, ""));
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_user_disable,
	              BIND({"id", I64(id)}, {"version", I64(version)}, {"now", I64(cx->now_ms)})));
	TRY(db_sweep(cx->db, &SQL_user_session_end_all,
	             BIND({"user", I64(id)}, {"but", I64(0)}, {"now", I64(cx->now_ms)}), NULL));
	TRY(db_sweep(cx->db, &SQL_user_links_drop, BIND({"user", I64(id)}, {"now", I64(cx->now_ms)}), NULL));
	return audit_detail(cx, "user.disable", id, "%s", u.login);
}

err user_enable(struct ctx *cx, int64_t id, int64_t version)
{
	struct user u;

	TRY(get(cx, id, &u));
	TRY(may(cx, R_USER_EDIT, u.unit_id));
	if (!u.is_disabled)
		return ERR_STATE;
	TRY(db_change(cx->db, &SQL_user_enable, BIND({"id", I64(id)}, {"version", I64(version)})));
	return audit_detail(cx, "user.enable", id, "%s", u.login);
}

err user_link(struct ctx *cx, int64_t id, const char **path_out)
{
	struct user u;
	const char *token;

	TRY(get(cx, id, &u));
	TRY(may(cx, R_USER_EDIT, u.unit_id));
	if (u.is_disabled)
		return ERR_STATE;
	/* Who may not give a role may not take over an account that holds it. */
	TRY(check_roles(cx, &(struct user_put){.roles = u.roles, .roles_n = u.roles_n}, NULL));
	TRY(faults(cx));
	token = user_token_new(cx);
	TRY(db_sweep(cx->db, &SQL_user_links_drop, BIND({"user", I64(id)}, {"now", I64(cx->now_ms)}), NULL));
	TRY(db_add(cx->db, &SQL_user_link_add,
	           BIND({"user", I64(id)}, {"hash", STR(user_token_hash(cx, token))}, {"now", I64(cx->now_ms)},
	                {"ends", I64(cx->now_ms + USER_LINK_MS)}), NULL));
	TRY(audit_detail(cx, "user.link", id, "%s", u.login));
	*path_out = mem_text(cx->mem, "/lien-ket/%s", token);
	return OK;
}

static err find_link(struct ctx *cx, const char *token, int64_t *link_out, struct user *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_user_link_get,
	           BIND({"hash", STR(user_token_hash(cx, token))}, {"now", I64(cx->now_ms)}), &r));
	*link_out = row_i64(r, "id");
	return get(cx, row_i64(r, "user_id"), out);
}

err user_link_get(struct ctx *cx, const char *token, struct user *out)
{
	int64_t link;

	return find_link(cx, token, &link, out);
}

err user_link_use(struct ctx *cx, const char *token, const char *new_password, const char *again)
{
	struct user u;
	int64_t link;

	TRY(find_link(cx, token, &link, &u));
	user_check_password(cx, u.login, new_password, again);
	TRY(faults(cx));
	if (cx->hashed == NULL || *cx->hashed->fresh == '\0')
		return ERR_BUSY;
	TRY(db_change(cx->db, &SQL_user_link_use, BIND({"id", I64(link)}, {"now", I64(cx->now_ms)})));
	TRY(user_hash_store(cx, u.id, cx->hashed->fresh, false, 0));
	TRY(db_change(cx->db, &SQL_user_totp_off, BIND({"id", I64(u.id)})));
	TRY(db_sweep(cx->db, &SQL_user_codes_drop, BIND({"user", I64(u.id)}, {"now", I64(cx->now_ms)}), NULL));
	return audit_detail(cx, "user.link_use", u.id, "%s", u.login);
}

err user_password_set(struct ctx *cx, int64_t id, const char *password, bool must_change)
{
	struct user u;
	char hash[CRYPT_PASSWORD_MAX];

	TRY(get(cx, id, &u));
	TRY(may(cx, R_USER_EDIT, u.unit_id));
	user_check_password(cx, u.login, password, password);
	TRY(faults(cx));
	TRY(crypt_password_hash(hash, password));
	TRY(user_hash_store(cx, id, hash, must_change, 0));
	return audit_detail(cx, "user.password_set", id, "%s", u.login);
}
