/* room/audit/audit_papers.c -- the log as a list, newest first, with the hashes that prove it whole. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/audit/audit.h"

#define ROWS "room/audit/audit.def"
#include "core/declare.h"

static void put_rows(struct paper *p, const struct audit_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct audit_row *r = &l->at[i];

		paper_row(p, cell_int(r->seq), cell_time(r->at_ms), cell_text(r->user_name),
		          cell_text(r->is_refusal ? "Từ chối" : ""), cell_text(r->sentence), cell_text(r->act),
		          cell_int(r->object_id), cell_text(r->detail), cell_text(r->origin), cell_text(r->hash));
	}
}

err audit_list_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Số", 18}, {"Lúc", 35}, {"Tài khoản", 35}, {"Từ chối", 20}, {"Thao tác", 60}, {"Mã thao tác", 35},
		{"Đối tượng", 20}, {"Chi tiết", 90}, {"Từ", 32}, {"Mã băm", 60}};
	struct audit_filter f = {.user = args_text(a, "--user"), .act = args_text(a, "--act"),
	                         .from = args_date(a, "--from"), .to = args_date(a, "--to"), .n = AUDIT_LIST_MAX};

	paper_table(p, columns, COUNT(columns));
	do {
		MEM_EACH(cx) {
			struct audit_list l;

			TRY(audit_list(cx, f, &l));
			put_rows(p, &l);
			f.before_seq = l.next_before_seq;
		}
		TRY(paper_err(p));
	} while (f.before_seq != 0);
	return OK;
}
