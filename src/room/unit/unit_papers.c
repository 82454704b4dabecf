/* room/unit/unit_papers.c -- the directory of units as a list: the whole tree, or what is searched for. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/unit/unit.h"

#define ROWS "room/unit/unit.def"
#include "core/declare.h"

static void put_units(struct ctx *cx, struct paper *p, const struct unit_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct unit *u = &l->at[i];

		paper_row(p, cell_text(u->code), cell_link(u->name, mem_text(cx->mem, "/unit/%" PRId64, u->id)),
		          cell_text(u->short_name), cell_text(u->kind_name), cell_text(u->parent_name), cell_int(u->depth + 1),
		          cell_date(u->from), cell_date(u->to), cell_text(u->source));
	}
}

err unit_list_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Mã", 28}, {"Tên đơn vị", 90}, {"Tên viết tắt", 45}, {"Loại", 45}, {"Đơn vị cấp trên", 70}, {"Cấp", 14, true},
		{"Từ ngày", 32}, {"Đến ngày", 32}, {"Căn cứ", 70}};
	struct unit_filter f = {.q = args_text(a, "--q"), .kind = args_text(a, "--kind"), .with_closed = args_has(a, "--all"),
	                        .page = 1, .per_page = UNIT_PAGE_MAX};
	bool is_more = true;

	paper_table(p, columns, COUNT(columns));
	if (*f.q == '\0' && *f.kind == '\0' && !f.with_closed) {
		struct unit_list l;

		TRY(unit_tree(cx, 0, &l));
		put_units(cx, p, &l);
		return paper_err(p);
	}
	for (; is_more; f.page++) {
		MEM_EACH(cx) {
			struct unit_list l;

			TRY(unit_list(cx, &f, &l));
			put_units(cx, p, &l);
			is_more = l.n == UNIT_PAGE_MAX;
		}
		TRY(paper_err(p));
	}
	return OK;
}
