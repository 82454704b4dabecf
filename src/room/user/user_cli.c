/* room/user/user_cli.c -- verbs of accounts. One-time links are printed once and kept nowhere. */
#include "base/text.h"
#include "core/cli.h"
#include "room/unit/unit.h"
#include "room/user/user.h"

#define ROWS "room/user/user.def"
#include "core/declare.h"

static err unit_id_of(struct ctx *cx, struct args *a, int64_t *out)
{
	struct unit u;
	err e;

	*out = 0;
	if (!args_has(a, "--unit"))
		return OK;
	e = unit_get_code(cx, args_text(a, "--unit"), &u);
	if (e == ERR_NOTFOUND) {
		fault(cx, "--unit", "Không có đơn vị mang mã “%s”; xem mã bằng: thidua unit list", args_text(a, "--unit"));
		return ERR_INVALID;
	}
	TRY(e);
	*out = u.id;
	return OK;
}

err user_list_cmd(struct ctx *cx, struct args *a)
{
	struct user_filter f = {.q = args_text(a, "WORDS"), .role = args_text(a, "--role"), .with_disabled = args_has(a, "--all")};
	struct user_list list;

	TRY(unit_id_of(cx, a, &f.unit_id));
	TRY(user_list(cx, &f, &list));
	if (a->is_json)
		buf_text(a->out, "[");
	for (size_t i = 0; i < list.n; i++) {
		const struct user *u = &list.at[i];

		/* Login names hold no character that JSON would have to escape. */
		if (a->is_json)
			buf_fmt(a->out, "%s{\"login\":\"%s\",\"disabled\":%s}", i == 0 ? "" : ",", u->login,
			        u->is_disabled ? "true" : "false");
		else
			buf_fmt(a->out, "%-16s  %s — %s — %s%s%s\n", u->login, u->full_name, u->unit_name, u->role_names,
			        u->is_disabled ? " — đã khóa" : "", u->has_password ? "" : " — chưa đặt mật khẩu");
	}
	if (a->is_json)
		buf_text(a->out, "]\n");
	return OK;
}

err user_roles_cmd(struct ctx *cx, struct args *a)
{
	const struct user_role *roles;
	size_t n;

	TRY(user_roles(cx, &roles, &n));
	for (size_t i = 0; i < n; i++)
		buf_fmt(a->out, "%-18s  %s (%" PRId64 " người)\n", roles[i].code, roles[i].name, roles[i].users_n);
	return OK;
}

static err print_link(struct ctx *cx, struct args *a, int64_t id)
{
	const char *path;

	TRY(user_link(cx, id, &path));
	buf_fmt(a->out, "Liên kết đặt mật khẩu, dùng một lần, trong 24 giờ:\n%s\n", path);
	return OK;
}

err user_add_cmd(struct ctx *cx, struct args *a)
{
	const char *role = args_text(a, "ROLE");
	struct user_put in = {.login = args_text(a, "LOGIN"), .full_name = args_text(a, "NAME"), .roles = &role, .roles_n = 1,
	                      .email = args_text(a, "--email")};
	int64_t id;

	TRY(unit_id_of(cx, a, &in.unit_id));
	TRY(user_add(cx, in, &id));
	buf_fmt(a->out, "Đã thêm tài khoản %s.\n", in.login);
	return print_link(cx, a, id);
}

err user_role_cmd(struct ctx *cx, struct args *a)
{
	struct user u;
	const char *role = args_text(a, "ROLE"), *roles[USER_ROLES_MAX + 1];
	struct user_put in;
	size_t n = 0;

	TRY(user_get_login(cx, args_text(a, "LOGIN"), &u));
	for (size_t i = 0; i < u.roles_n; i++) {
		if (!text_is(u.roles[i], role))
			roles[n++] = u.roles[i];
	}
	if (!args_has(a, "--take"))
		roles[n++] = role;
	in = (struct user_put){.id = u.id, .version = u.version, .full_name = u.full_name, .email = u.email,
	                       .unit_id = u.unit_id, .roles = roles, .roles_n = n};
	TRY(user_edit(cx, in));
	buf_fmt(a->out, "Đã sửa vai trò của %s.\n", u.login);
	return OK;
}

err user_email_cmd(struct ctx *cx, struct args *a)
{
	struct user u;

	TRY(user_get_login(cx, args_text(a, "LOGIN"), &u));
	TRY(user_email_set(cx, u.id, args_text(a, "ADDRESS")));
	buf_fmt(a->out, *args_text(a, "ADDRESS") == '\0' ? "Đã bỏ địa chỉ thư của %s.\n" : "Đã đặt địa chỉ thư của %s.\n", u.login);
	return OK;
}

err user_disable_cmd(struct ctx *cx, struct args *a)
{
	struct user u;

	TRY(user_get_login(cx, args_text(a, "LOGIN"), &u));
	TRY(user_disable(cx, u.id, u.version));
	buf_fmt(a->out, "Đã khóa %s và kết thúc mọi phiên.\n", u.login);
	return OK;
}

err user_enable_cmd(struct ctx *cx, struct args *a)
{
	struct user u;

	TRY(user_get_login(cx, args_text(a, "LOGIN"), &u));
	TRY(user_enable(cx, u.id, u.version));
	buf_fmt(a->out, "Đã mở khóa %s.\n", u.login);
	return OK;
}

err user_link_cmd(struct ctx *cx, struct args *a)
{
	struct user u;

	TRY(user_get_login(cx, args_text(a, "LOGIN"), &u));
	return print_link(cx, a, u.id);
}

err user_sessions_cmd(struct ctx *cx, struct args *a)
{
	struct user u;
	struct user_session *list;
	size_t n;

	TRY(user_get_login(cx, args_text(a, "LOGIN"), &u));
	if (args_has(a, "--end"))
		TRY(user_session_end_all(cx, u.id));
	TRY(user_session_list(cx, u.id, &list, &n));
	for (size_t i = 0; i < n; i++)
		buf_fmt(a->out, "%s  %s  %s\n", date_vn_ms(cx->mem, list[i].seen_ms), list[i].address, list[i].user_agent);
	if (n == 0)
		buf_text(a->out, "Không có phiên làm việc nào.\n");
	return OK;
}
