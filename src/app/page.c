/* app/page.c -- what the frame around a page is told: the menu by rights, who is signed in, the assumed day. */
#include "app/page.h"

#include "app/routes.h"
#include "gen/shell_tmpl.h"
#include "room/notice/notice.h"
#include "web/shell.h"

static const struct menu_row {
	int order;
	const char *path, *label;
	enum right right;
} menu_rows[] = {
    {0, "", "", R_PUBLIC},      /* so that the table is never empty */
#define MENU(order, path, label, right) {order, path, label, R_##right},
#define ROWS "gen/rooms.def"
#include "core/rows.h"
};

/* The path when some room serves it, else "": the frame offers nothing that is not there. */
static const char *served(const char *path)
{
	for (size_t i = 0; i < routes_n; i++)
		if (text_is(routes[i].path, path))
			return path;
	return "";
}

static bool is_below(const char *path, const char *top)
{
	size_t n = strlen(top);

	return strncmp(path, top, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

/* Rows the person has the right to, by their order. */
static void menu_fill(const struct ctx *cx, const struct req *rq, struct shell *s)
{
	struct shell_item *items = mem_new(rq->mem, struct shell_item, COUNT(menu_rows));
	int *orders = mem_new(rq->mem, int, COUNT(menu_rows));
	size_t n = 0;

	for (size_t i = 1; i < COUNT(menu_rows); i++) {
		const struct menu_row *m = &menu_rows[i];
		size_t at = n;

		if (!may_bool(cx, m->right, 0))
			continue;
		for (; at > 0 && orders[at - 1] > m->order; at--) {
			orders[at] = orders[at - 1];
			items[at] = items[at - 1];
		}
		orders[at] = m->order;
		items[at] = (struct shell_item){m->path, m->label, is_below(rq->path, m->path)};
		n++;
	}
	s->menu = items;
	s->menu_n = n;
}

static const char *unread_words(struct mem *m, int64_t n)
{
	if (n <= 0)
		return "";
	return n > NOTICE_COUNT_MAX ? mem_text(m, "%d+", NOTICE_COUNT_MAX) : mem_text(m, "%" PRId64, n);
}

void page_wrap(const struct ctx *cx, struct req *rq, int64_t unread_n)
{
	const struct buf *main = rq->out;
	struct shell s = {
	    .title = rq->title != NULL ? rq->title : "",
	    .flash = rq->flash != NULL ? rq->flash : "",
	    .person = cx->who->user_id != 0 ? cx->who->full_name : "",
	    .own_path = served("/tai-khoan"),
	    .signin_path = served("/dang-nhap"),
	    .signout_path = served("/dang-xuat"),
	    .notice_path = served("/notice"),
	    .unread = unread_words(rq->mem, unread_n),
	    .today = cx->today,
	    .today_is_assumed = cx->today_is_assumed,
	    .is_public = rq->is_public,
	    .form = form_of(rq),
	};

	if (buf_err(main) != OK)
		return;
	s.main = html_of(main);
	menu_fill(cx, rq, &s);
	rq->out = buf_new(rq->mem, main->max);
	shell_html(rq->out, &s);
}

/* What an error's page is headed with; the sentence below it says why. */
static const char *error_title(int status)
{
	switch (status) {
	case 401: return "Cần đăng nhập";
	case 403: return "Không có quyền";
	case 404: return "Không tìm thấy";
	case 409: return "Không còn thực hiện được";
	case 413: return "Nội dung quá lớn";
	case 422: return "Thông tin chưa hợp lệ";
	case 429: return "Hệ thống đang bận";
	default: return status >= 500 ? "Hệ thống đang gặp sự cố" : "Không thực hiện được";
	}
}

void page_error(const struct ctx *cx, struct req *rq, int status, const char *sentence)
{
	struct shell_error e = {.status = status, .title = error_title(status), .sentence = sentence,
	                        .faults = cx->faults.at, .faults_n = cx->faults.n};

	rq->status = status;
	rq->title = e.title;
	shell_error_html(rq->out, &e);
}
