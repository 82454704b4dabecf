/* app/style_pages.c -- /giao-dien: every piece of the design system on one page, so that it can be looked at. */
#include "app/style.h"
#include "core/ctx.h"
#include "gen/style_tmpl.h"

#define ROWS "app/app.def"
#include "core/declare.h"

static const struct choice CHOICES[] = {{"", "Chọn một loại"}, {"so", "Sở, ban, ngành"}, {"quan", "Quận, huyện, thị xã"}};
static const struct crumb CRUMBS[] = {{"/", "Trang chủ"}, {"", "Giao diện"}};
static const struct crumb TABS[] = {{"", "Thông tin chung"}, {"/giao-dien#bang", "Bảng"}, {"/giao-dien#bieu-mau", "Biểu mẫu"}};
static const struct param TYPED[] = {{"sai_ten", "Sở"}, {"sai_ngay", "31/02/2024"}, {"sai_loai", ""}};

err style_page(struct ctx *cx, struct req *rq)
{
	struct faults *wrong = mem_new(rq->mem, struct faults, 1);
	struct params *typed = mem_new(rq->mem, struct params, 1);
	struct form *f = mem_new(rq->mem, struct form, 1);
	struct style_view v = {
	    .fresh = form_of(rq),
	    .choices = {CHOICES, COUNT(CHOICES)},
	    .pager = {.page = 2, .pages = 7, .total = 1234, .prev = "/giao-dien?trang=1", .next = "/giao-dien?trang=3"},
	    .papers = papers_of(rq, "/calendar"),
	    .crumbs = {CRUMBS, COUNT(CRUMBS)},
	    .tabs = {TABS, COUNT(TABS)},
	    .today = cx->today,
	};

	faults_init(wrong, rq->mem);
	faults_add(wrong, "sai_ten", "Tên đơn vị cần ít nhất 3 chữ, ví dụ “Sở Nội vụ”.");
	faults_add(wrong, "sai_ngay", "Ngày ban hành phải là một ngày có thật, viết dd/mm/yyyy.");
	faults_add(wrong, "sai_loai", "Hãy chọn loại đơn vị.");
	*typed = (struct params){TYPED, COUNT(TYPED)};
	*f = (struct form){"", "", typed, wrong};
	v.wrong = f;
	rq->is_public = true;
	rq->title = "Giao diện";
	style_html(rq->out, &v);
	return OK;
}
