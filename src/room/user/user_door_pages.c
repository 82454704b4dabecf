/* room/user/user_door_pages.c -- signing in and out, one-time links, one's own account. */
#include "base/qr.h"
#include "base/text.h"
#include "room/user/user_view.h"
#include "web/html.h"
#include "web/req.h"

#include "gen/user_tmpl.h"

#define ROWS "room/user/user.def"
#include "core/declare.h"

/* A path of the house to go on to; anything else leads to one's desk. */
static const char *next_of(const struct req *rq)
{
	const char *next = rq_text(rq, "tiep");

	return rq_is_ours(next) ? next : "/desk";
}

static bool is_https(const struct req *rq)
{
	return text_is(rq->scheme, "https");
}

static void put_cookie(struct req *rq, const char *name, const char *value, int64_t age_s)
{
	const char *age = age_s < 0 ? "" : mem_text(rq->mem, "; Max-Age=%" PRId64, age_s);

	rq_set_cookie(rq, mem_text(rq->mem, "%s=%s; Path=/%s; HttpOnly; SameSite=Lax%s", name, value, age,
	                           is_https(rq) ? "; Secure" : ""));
}

static const char *device_of(const struct req *rq)
{
	return rq_cookie(rq, is_https(rq) ? USER_DEVICE_COOKIE_HTTPS : USER_DEVICE_COOKIE);
}

static void keep_cookies(struct req *rq, const struct user_signed *s)
{
	if (*s->token != '\0')
		put_cookie(rq, is_https(rq) ? USER_COOKIE_HTTPS : USER_COOKIE, s->token, -1);
	if (*s->device != '\0')
		put_cookie(rq, is_https(rq) ? USER_DEVICE_COOKIE_HTTPS : USER_DEVICE_COOKIE, s->device, USER_DEVICE_MS / 1000);
}

/* The form again after a refusal that must stay on record: the transaction is kept, so the handler shows it itself. */
static err show_again(struct ctx *cx, struct req *rq, const struct user_signed *s, const char *field,
                      const char *sentence, err (*page)(struct ctx *cx, struct req *rq))
{
	if (s->outcome == USER_WAIT)
		fault(cx, field, "Đã nhập sai nhiều lần từ nơi này. Hãy thử lại sau %d giây.", s->wait_s);
	else
		fault(cx, field, "%s", sentence);
	rq->typed = &rq->form_params;
	TRY(page(cx, rq));
	rq->status = s->outcome == USER_WAIT ? 429 : 422;
	return OK;
}

err user_signin_page(struct ctx *cx, struct req *rq)
{
	if (cx->who->user_id != 0)
		return rq_goto(rq, "%s", next_of(rq));
	rq_title(rq, "Đăng nhập");
	rq->is_public = true;
	user_signin_html(rq->out, form_of(rq), next_of(rq), rq_text(rq, "login"));
	return OK;
}

err user_signin_post(struct ctx *cx, struct req *rq)
{
	struct user_signin in = {
		.login = rq_text(rq, "login"),
		.device = device_of(rq),
		.user_agent = rq->user_agent,
	};
	struct user_signed s;

	TRY(user_signin(cx, in, &s));
	if (s.outcome == USER_REFUSED || s.outcome == USER_WAIT)
		return show_again(cx, rq, &s, "login", "Tên đăng nhập hoặc mật khẩu chưa đúng.", user_signin_page);
	keep_cookies(rq, &s);
	if (s.outcome == USER_NEEDS_CODE) {
		struct buf *next = buf_new(rq->mem, 16 * 1024);

		html_url_text(next, next_of(rq));
		return rq_goto(rq, "/dang-nhap/ma?tiep=%s", next->p);
	}
	return s.must_change ? rq_goto(rq, "/tai-khoan/mat-khau") : rq_goto(rq, "%s", next_of(rq));
}

err user_code_page(struct ctx *cx, struct req *rq)
{
	if (!cx->who->is_half)
		return rq_goto(rq, "/dang-nhap");
	rq_title(rq, "Mã xác thực");
	rq->is_public = true;
	user_code_html(rq->out, form_of(rq), next_of(rq));
	return OK;
}

err user_code_post(struct ctx *cx, struct req *rq)
{
	struct user_signed s;

	TRY(user_signin_code(cx, rq_text(rq, "code"), device_of(rq), &s));
	if (s.outcome != USER_IN)
		return show_again(cx, rq, &s, "code", "Mã chưa đúng hoặc đã dùng. Hãy đợi mã mới trong ứng dụng, hoặc dùng một mã dự phòng.",
		                  user_code_page);
	keep_cookies(rq, &s);
	return s.must_change ? rq_goto(rq, "/tai-khoan/mat-khau") : rq_goto(rq, "%s", next_of(rq));
}

err user_signout_post(struct ctx *cx, struct req *rq)
{
	TRY(user_signout(cx));
	put_cookie(rq, is_https(rq) ? USER_COOKIE_HTTPS : USER_COOKIE, "", 0);
	return rq_goto(rq, "/dang-nhap");
}

err user_link_page(struct ctx *cx, struct req *rq)
{
	struct user u;

	TRY(user_link_get(cx, rq_arg(rq, "token"), &u));
	rq_title(rq, "Đặt mật khẩu");
	rq->is_public = true;
	user_link_html(rq->out, form_of(rq), &u, rq_arg(rq, "token"));
	return OK;
}

err user_link_post(struct ctx *cx, struct req *rq)
{
	TRY(user_link_use(cx, rq_arg(rq, "token"), rq_raw(rq, "new_password"), rq_raw(rq, "again")));
	rq_flash(rq, "Đã đặt mật khẩu. Hãy đăng nhập.");
	return rq_goto(rq, "/dang-nhap");
}

err user_account_page(struct ctx *cx, struct req *rq)
{
	struct user_account_view v = {.form = form_of(rq)};

	if (cx->who->user_id == 0)
		return ERR_SIGNIN;
	TRY(user_get(cx, cx->who->user_id, &v.user));
	TRY(user_session_list(cx, cx->who->user_id, &v.sessions, &v.sessions_n));
	rq_title(rq, "Tài khoản của tôi");
	user_account_html(rq->out, &v);
	return OK;
}

err user_password_page(struct ctx *cx, struct req *rq)
{
	rq_title(rq, "Đổi mật khẩu");
	user_password_html(rq->out, form_of(rq), cx->who->must_change);
	return OK;
}

err user_password_post(struct ctx *cx, struct req *rq)
{
	TRY(user_password_change(cx, rq_raw(rq, "new_password"), rq_raw(rq, "again")));
	rq_flash(rq, "Đã đổi mật khẩu; các phiên khác đã kết thúc.");
	return rq_goto(rq, "/tai-khoan");
}

err user_totp_page(struct ctx *cx, struct req *rq)
{
	struct user_totp_view v = {.form = form_of(rq), .qr = ""};
	struct user u;

	TRY(user_totp_pending(cx, &v.secret, &v.uri));
	TRY(user_get(cx, cx->who->user_id, &u));
	v.is_on = u.has_totp;
	if (*v.uri != '\0')
		TRY(qr_path(cx->mem, v.uri, &v.qr, &v.qr_size));
	rq_title(rq, "Xác thực hai bước");
	user_totp_html(rq->out, &v);
	return OK;
}

err user_totp_begin_post(struct ctx *cx, struct req *rq)
{
	const char *secret, *uri;

	TRY(user_totp_begin(cx, &secret, &uri));
	return rq_goto(rq, "/tai-khoan/hai-buoc");
}

/* The recovery codes are shown in the answer itself: they are kept nowhere in the clear. */
err user_totp_on_post(struct ctx *cx, struct req *rq)
{
	const char *codes[USER_CODES_N];
	struct choice *list = mem_new(cx->mem, struct choice, USER_CODES_N);
	struct user_totp_view v = {.form = form_of(rq), .is_on = true, .secret = "", .uri = "", .qr = ""};

	TRY(user_totp_confirm(cx, rq_text(rq, "code"), codes));
	for (size_t i = 0; i < USER_CODES_N; i++)
		list[i] = (struct choice){"", mem_text(cx->mem, "%.5s-%s", codes[i], codes[i] + 5)};
	v.codes = (struct choices){list, USER_CODES_N};
	rq_title(rq, "Mã dự phòng");
	user_totp_html(rq->out, &v);
	return OK;
}

err user_totp_off_post(struct ctx *cx, struct req *rq)
{
	TRY(user_totp_off(cx));
	rq_flash(rq, "Đã tắt xác thực hai bước.");
	return rq_goto(rq, "/tai-khoan");
}

err user_session_end_post(struct ctx *cx, struct req *rq)
{
	TRY(user_session_end(cx, rq_id(rq)));
	rq_flash(rq, "Đã kết thúc phiên.");
	return rq_goto(rq, "/tai-khoan");
}

err user_session_end_all_post(struct ctx *cx, struct req *rq)
{
	TRY(user_session_end_all(cx, cx->who->user_id));
	rq_flash(rq, "Đã kết thúc mọi phiên khác.");
	return rq_goto(rq, "/tai-khoan");
}
