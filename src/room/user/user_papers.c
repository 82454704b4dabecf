/* room/user/user_papers.c -- accounts as a list: who, where, with which roles; no secrets. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/user/user.h"

#define ROWS "room/user/user.def"
#include "core/declare.h"

static void put_users(struct ctx *cx, struct paper *p, const struct user_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct user *u = &l->at[i];

		paper_row(p, cell_link(u->login, mem_text(cx->mem, "/user/%" PRId64, u->id)), cell_text(u->full_name),
		          cell_text(u->unit_name), cell_text(u->role_names), cell_text(u->is_disabled ? "Đã khóa" : "Đang dùng"),
		          cell_text(u->has_totp ? "Có" : "Không"), cell_time(u->made_ms), cell_time(u->seen_ms));
	}
}

err user_list_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Tên đăng nhập", 40}, {"Họ và tên", 55}, {"Đơn vị", 75}, {"Vai trò", 75}, {"Tình trạng", 25, true},
		{"Xác thực hai bước", 25, true}, {"Ngày tạo", 35}, {"Lần cuối", 35}};
	struct user_filter f = {.q = args_text(a, "--q"), .role = args_text(a, "--role"),
	                        .with_disabled = args_has(a, "--all"), .page = 1, .per_page = USER_PAGE_MAX};
	bool is_more = true;

	paper_table(p, columns, COUNT(columns));
	for (; is_more; f.page++) {
		MEM_EACH(cx) {
			struct user_list l;

			TRY(user_list(cx, &f, &l));
			put_users(cx, p, &l);
			is_more = l.n == USER_PAGE_MAX;
		}
		TRY(paper_err(p));
	}
	return OK;
}
