/* room/user/user_pages.c -- what administrators see and do. */
#include "base/text.h"
#include "room/unit/unit.h"
#include "room/user/user_view.h"
#include "web/req.h"

#include "gen/user_tmpl.h"

#define ROWS "room/user/user.def"
#include "core/declare.h"

enum { PER_PAGE = 50 };

err user_list_page(struct ctx *cx, struct req *rq)
{
	struct user_list_view v = {.filter = {.q = rq_text(rq, "q"), .role = rq_text(rq, "role"),
	                                      .with_disabled = rq_bool(rq, "all"), .per_page = PER_PAGE},
	                           .may_edit = may_bool(cx, R_USER_EDIT, 0)};
	const struct user_role *roles;
	struct choice *list;
	size_t n;

	TRY(user_roles(cx, &roles, &n));
	list = mem_new(cx->mem, struct choice, n + 1);
	list[0] = (struct choice){"", "Mọi vai trò"};
	for (size_t i = 0; i < n; i++)
		list[i + 1] = (struct choice){roles[i].code, roles[i].name};
	v.roles = (struct choices){list, n + 1};
	v.filter.page = rq_int(rq, "trang");
	TRY(user_list(cx, &v.filter, &v.list));
	v.pager = pager_of(rq, v.list.total, PER_PAGE);
	v.papers = papers_of(rq, "/user");
	rq_title(rq, "Tài khoản");
	user_list_html(rq->out, &v);
	return OK;
}

/* Roles with those held, or in a form that is shown again those typed. */
static err tell_roles(struct ctx *cx, struct req *rq, struct user_edit_view *v)
{
	const char *typed[USER_ROLES_MAX];
	size_t typed_n = rq_all(rq, "role", typed, USER_ROLES_MAX);
	bool *held;

	TRY(user_roles(cx, &v->roles, &v->roles_n));
	held = mem_new(cx->mem, bool, v->roles_n);
	for (size_t i = 0; i < v->roles_n; i++) {
		size_t n = rq->typed != NULL ? typed_n : v->user.roles_n;

		for (size_t k = 0; k < n; k++)
			held[i] = held[i] || text_is(v->roles[i].code, rq->typed != NULL ? typed[k] : v->user.roles[k]);
	}
	v->held = held;
	return OK;
}

/* The form's fields; a unit that nobody knows is a fault. */
static err read_put(struct ctx *cx, struct req *rq, const char **roles, struct user_put *out)
{
	struct unit u = {0};
	const char *unit = rq_text(rq, "unit");
	err e = *unit == '\0' ? OK : unit_find(cx, unit, &u);

	if (e == ERR_NOTFOUND)
		fault(cx, "unit", "Không có đơn vị nào, hoặc có hơn một đơn vị, được gọi là “%s”; hãy ghi mã hoặc tên đầy đủ.", unit);
	else
		TRY(e);
	*out = (struct user_put){.id = rq_id(rq), .version = rq_i64(rq, "version"), .login = rq_text(rq, "login"),
	                         .full_name = rq_text(rq, "full_name"), .email = rq_text(rq, "email"), .unit_id = u.id, .roles = roles,
	                         .roles_n = rq_all(rq, "role", roles, USER_ROLES_MAX)};
	return OK;
}

err user_add_page(struct ctx *cx, struct req *rq)
{
	struct user_edit_view v = {.form = form_of(rq), .user = {.login = "", .full_name = "", .email = ""}, .unit_code = "", .link = ""};

	TRY(tell_roles(cx, rq, &v));
	rq_title(rq, "Thêm tài khoản");
	user_add_html(rq->out, &v);
	return OK;
}

/* One account; link: just made, else "". */
static err show(struct ctx *cx, struct req *rq, int64_t id, const char *link)
{
	struct user_edit_view v = {.form = form_of(rq), .unit_code = "", .link = link};
	struct unit u;

	TRY(user_get(cx, id, &v.user));
	if (v.user.unit_id != 0) {
		TRY(unit_get(cx, v.user.unit_id, &u));
		v.unit_code = u.code;
	}
	v.may_edit = may_bool(cx, R_USER_EDIT, v.user.unit_id);
	v.is_self = id == cx->who->user_id;
	if (v.may_edit)
		TRY(user_session_list(cx, id, &v.sessions, &v.sessions_n));
	TRY(tell_roles(cx, rq, &v));
	rq_title(rq, "%s", v.user.full_name);
	user_show_html(rq->out, &v);
	return OK;
}

/* The link is shown in the answer itself: it is kept nowhere in the clear. */
static err show_link(struct ctx *cx, struct req *rq, int64_t id)
{
	const char *path;

	TRY(user_link(cx, id, &path));
	return show(cx, rq, id, mem_text(cx->mem, "%s://%s%s", rq->scheme, rq->host, path));
}

err user_add_post(struct ctx *cx, struct req *rq)
{
	const char *roles[USER_ROLES_MAX];
	struct user_put in;
	int64_t id;

	TRY(read_put(cx, rq, roles, &in));
	TRY(user_add(cx, in, &id));
	return show_link(cx, rq, id);
}

err user_show_page(struct ctx *cx, struct req *rq)
{
	return show(cx, rq, rq_id(rq), "");
}

err user_edit_post(struct ctx *cx, struct req *rq)
{
	const char *roles[USER_ROLES_MAX];
	struct user_put in;

	TRY(read_put(cx, rq, roles, &in));
	TRY(user_edit(cx, in));
	rq_flash(rq, "Đã lưu.");
	return rq_goto(rq, "/user/%" PRId64, in.id);
}

err user_disable_post(struct ctx *cx, struct req *rq)
{
	TRY(user_disable(cx, rq_id(rq), rq_i64(rq, "version")));
	rq_flash(rq, "Đã khóa tài khoản và kết thúc mọi phiên.");
	return rq_goto(rq, "/user/%" PRId64, rq_id(rq));
}

err user_enable_post(struct ctx *cx, struct req *rq)
{
	TRY(user_enable(cx, rq_id(rq), rq_i64(rq, "version")));
	rq_flash(rq, "Đã mở khóa tài khoản.");
	return rq_goto(rq, "/user/%" PRId64, rq_id(rq));
}

err user_link_make_post(struct ctx *cx, struct req *rq)
{
	return show_link(cx, rq, rq_id(rq));
}

err user_end_post(struct ctx *cx, struct req *rq)
{
	TRY(user_session_end_all(cx, rq_id(rq)));
	rq_flash(rq, "Đã kết thúc mọi phiên.");
	return rq_goto(rq, "/user/%" PRId64, rq_id(rq));
}
