/* room/register/register_out_pages.c -- signed heads: the page that signs, sends and says which left the house. */
#include "base/crypt.h"
#include "room/notice/notice.h"
#include "room/register/register_view.h"
#include "web/req.h"

#include "gen/register_out_tmpl.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

err register_head_page(struct ctx *cx, struct req *rq)
{
	struct register_heads_view v = {.form = form_of(rq), .may_address = may_bool(cx, R_REGISTER_ADDRESS, 0),
	                                .is_mail_on = notice_mail_is_on(cx)};

	TRY(register_heads(cx, 0, &v.heads));
	TRY(register_outs(cx, rq_i64(rq, "truoc"), &v.outs));
	TRY(register_addresses(cx, &v.addresses));
	v.texts = mem_new(cx->mem, const char *, v.heads.n);
	for (size_t i = 0; i < v.heads.n; i++)
		v.texts[i] = head_text(cx->mem, &v.heads.at[i]);
	if (v.heads.n > 0)
		v.key = crypt_hex(cx->mem, v.heads.at[0].key, HEAD_KEY);
	rq_title(rq, "Đầu sổ khen thưởng");
	register_heads_html(rq->out, &v);
	return OK;
}

static err back(struct req *rq)
{
	return rq_goto(rq, "/register/head");
}

err register_head_post(struct ctx *cx, struct req *rq)
{
	struct head h;
	int64_t n;

	TRY(register_head_send(cx, &h, &n));
	if (n > 0)
		rq_flash(rq, "Đã ký đầu sổ, đăng trên trang công khai và gửi %" PRId64 " thư.", n);
	else
		rq_flash(rq, "Đã ký đầu sổ và đăng trên trang công khai.");
	return back(rq);
}

err register_blank_page(struct ctx *cx, struct req *rq)
{
	static const struct choice fields[] = {{"name", "Tên"}, {"position", "Chức vụ"}, {"achievement", "Thành tích"}, {"reason", "Lý do"},
	                                       {"period", "Thời gian thành tích"}, {"class", "Nhóm lãnh đạo"},
	                                       {"direct", "Người trực tiếp"}, {"person", "Liên kết tới hồ sơ cá nhân"}};
	struct register_blank_view v = {.form = form_of(rq), .fields = {fields, COUNT(fields)}};

	TRY(register_get(cx, rq_arg_id(rq, "no"), &v.line));
	rq_title(rq, "Xóa thông tin cá nhân theo luật");
	register_blank_html(rq->out, &v);
	return OK;
}

err register_blank_post(struct ctx *cx, struct req *rq)
{
	int64_t no = rq_arg_id(rq, "no");

	TRY(register_blank(cx, no, rq_text(rq, "field"), rq_text(rq, "reason")));
	rq_flash(rq, "Đã xóa; sổ vẫn kiểm tra được.");
	return rq_goto(rq, "/register/%" PRId64, no);
}

err register_blank_person_page(struct ctx *cx, struct req *rq)
{
	struct register_blank_view v = {.form = form_of(rq)};
	struct register_list list;

	TRY(person_get(cx, rq_id(rq), &v.person));
	TRY(register_ladder(cx, rq_id(rq), &list));
	v.lines_n = (int64_t)list.n;
	rq_title(rq, "Xóa mọi thông tin cá nhân theo luật");
	register_blank_person_html(rq->out, &v);
	return OK;
}

err register_blank_person_post(struct ctx *cx, struct req *rq)
{
	int64_t n;

	TRY(register_blank_person(cx, rq_id(rq), rq_text(rq, "reason"), &n));
	rq_flash(rq, "Đã xóa hồ sơ và %" PRId64 " dòng; sổ vẫn kiểm tra được.", n);
	return rq_goto(rq, "/person/%" PRId64, rq_id(rq));
}

err register_hand_post(struct ctx *cx, struct req *rq)
{
	TRY(register_head_handed(cx, rq_id(rq), rq_text(rq, "whom")));
	rq_flash(rq, "Đã ghi việc giao đầu sổ.");
	return back(rq);
}

err register_address_post(struct ctx *cx, struct req *rq)
{
	int64_t id;

	TRY(register_address_add(cx, rq_text(rq, "email"), rq_text(rq, "who"), &id));
	rq_flash(rq, "Đã thêm nơi nhận đầu sổ.");
	return back(rq);
}

err register_address_end_post(struct ctx *cx, struct req *rq)
{
	TRY(register_address_end(cx, rq_id(rq)));
	rq_flash(rq, "Từ nay không gửi đầu sổ tới nơi đó nữa.");
	return back(rq);
}
