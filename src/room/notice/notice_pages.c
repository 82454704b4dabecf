/* room/notice/notice_pages.c -- the inbox, the outbox, and what a person wants. */
#include "base/text.h"
#include "room/notice/notice_view.h"
#include "room/user/user.h"
#include "web/req.h"

#include "gen/notice_tmpl.h"

#define ROWS "room/notice/notice.def"
#include "core/declare.h"

enum { PAGE_ROWS = 50 };

/* ---- inbox ------------------------------------------------------------------------------------------------------------ */

err notice_list_page(struct ctx *cx, struct req *rq)
{
	struct notice_list_view v = {.form = form_of(rq), .with_read = rq_bool(rq, "all")};

	TRY(notice_count(cx, &v.unread_n));
	TRY(notice_list(cx, v.with_read, rq_i64(rq, "before"), PAGE_ROWS, &v.list));
	v.papers = papers_of(rq, "/notice");
	rq_title(rq, "Thông báo");
	notice_list_html(rq->out, &v);
	return OK;
}

err notice_show_page(struct ctx *cx, struct req *rq)
{
	struct notice_show_view v = {.form = form_of(rq)};

	TRY(notice_get(cx, rq_id(rq), &v.notice));
	v.parts = notice_parts(cx->mem, v.notice.text);
	rq_title(rq, "%s", v.notice.subject);
	notice_show_html(rq->out, &v);
	return OK;
}

/* A notice that leads nowhere else, or says more than its subject, is read on its own page first. */
err notice_open_post(struct ctx *cx, struct req *rq)
{
	struct notice n;

	TRY(notice_read(cx, rq_id(rq), &n));
	if (*n.path == '\0' || (*n.text != '\0' && !rq_bool(rq, "go")))
		return rq_goto(rq, "/notice/%" PRId64, n.id);
	return rq_goto(rq, "%s", n.path);
}

err notice_read_post(struct ctx *cx, struct req *rq)
{
	int64_t n;

	TRY(notice_read_all(cx, &n));
	rq_flash(rq, "Đã đánh dấu đã đọc %" PRId64 " thông báo.", n);
	return rq_goto(rq, "/notice");
}

/* ---- outbox ------------------------------------------------------------------------------------------------------------- */

err notice_outbox_page(struct ctx *cx, struct req *rq)
{
	static const struct choice STATES[] = {{"", "Chưa gửi xong"}, {"waiting", "Đang chờ"}, {"failed", "Không gửi được"},
	                                       {"recent", "Đã gửi trong 24 giờ"}, {"sent", "Đã gửi"}, {"dropped", "Đã bỏ"}};
	struct notice_outbox_view v = {.form = form_of(rq), .state = rq_text(rq, "state"), .states = {STATES, COUNT(STATES)}};

	if (!notice_mail_is_filter(v.state))
		v.state = "";
	TRY(notice_outbox(cx, &v.outbox));
	TRY(notice_mail_list(cx, v.state, rq_i64(rq, "before"), PAGE_ROWS, &v.list));
	v.papers = papers_of(rq, "/notice/outbox");
	rq_title(rq, "Thư đi");
	notice_outbox_html(rq->out, &v);
	return OK;
}

err notice_retry_all_post(struct ctx *cx, struct req *rq)
{
	int64_t n;

	TRY(notice_mail_retry_all(cx, &n));
	rq_flash(rq, "Đã xếp lại %" PRId64 " thư để gửi ngay.", n);
	return rq_goto(rq, "/notice/outbox");
}

err notice_retry_post(struct ctx *cx, struct req *rq)
{
	TRY(notice_mail_retry(cx, rq_id(rq)));
	rq_flash(rq, "Đã xếp lại thư để gửi ngay.");
	return rq_goto(rq, "/notice/outbox");
}

err notice_drop_post(struct ctx *cx, struct req *rq)
{
	TRY(notice_mail_drop(cx, rq_id(rq)));
	rq_flash(rq, "Đã bỏ thư; thông báo vẫn nằm trong hộp của người nhận.");
	return rq_goto(rq, "/notice/outbox");
}

/* ---- what a person wants ---------------------------------------------------------------------------------------------------- */

/* feed: the calendar's address just made, else "". */
static err show_choices(struct ctx *cx, struct req *rq, const char *feed)
{
	static const struct choice WAYS[] = {{"once", "Gửi thư ngay"}, {"digest", "Gộp vào bản tổng hợp ngày"}, {"none", "Không gửi thư"}};
	static const struct choice DIGEST_WAYS[] = {{"once", "Gửi thư mỗi ngày"}, {"none", "Không gửi thư"}};
	struct notice_choice_view v = {.form = form_of(rq), .ways = {WAYS, COUNT(WAYS)}, .ways_digest = {DIGEST_WAYS, COUNT(DIGEST_WAYS)},
	                               .feed_url = feed, .is_mail_on = notice_mail_is_on(cx)};
	struct notice_feed f;
	struct user u;

	TRY(notice_choices(cx, &v.choices, &v.choices_n));
	TRY(notice_feed_get(cx, &f));
	TRY(user_get(cx, cx->who->user_id, &u));
	v.feed_ms = f.made_ms;
	v.email = u.email;
	rq_title(rq, "Thông báo và lịch của tôi");
	notice_choice_html(rq->out, &v);
	return OK;
}

err notice_choice_page(struct ctx *cx, struct req *rq)
{
	return show_choices(cx, rq, "");
}

err notice_choice_post(struct ctx *cx, struct req *rq)
{
	const struct notice_choice *known;
	struct notice_choice *in;
	size_t n, asked_n = 0;

	TRY(notice_choices(cx, &known, &n));
	in = mem_new(cx->mem, struct notice_choice, n);
	for (size_t i = 0; i < n; i++) {
		const char *way = rq_text(rq, known[i].kind);

		if (!rq_has(rq, known[i].kind))
			continue;
		in[asked_n].kind = known[i].kind;
		if (!notice_way_from(way, &in[asked_n++].way))
			fault(cx, known[i].kind, "Hãy chọn một trong các cách nhận thư.");
	}
	TRY(user_email_set(cx, cx->who->user_id, rq_text(rq, "email")));
	TRY(notice_choose(cx, in, asked_n));
	rq_flash(rq, "Đã lưu.");
	return rq_goto(rq, "/tai-khoan/thong-bao");
}

/* The address is shown in the answer itself: it is kept nowhere in the clear. */
err notice_feed_make_post(struct ctx *cx, struct req *rq)
{
	const char *path;

	TRY(notice_feed_make(cx, &path));
	return show_choices(cx, rq, mem_text(cx->mem, "%s://%s%s", rq->scheme, rq->host, path));
}

err notice_feed_end_post(struct ctx *cx, struct req *rq)
{
	TRY(notice_feed_end(cx));
	rq_flash(rq, "Đã bỏ địa chỉ lịch; chương trình lịch đang dùng địa chỉ đó sẽ không cập nhật nữa.");
	return rq_goto(rq, "/tai-khoan/thong-bao");
}
