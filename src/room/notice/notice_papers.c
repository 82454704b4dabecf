/* room/notice/notice_papers.c -- the inbox and the outbox as lists. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/notice/notice.h"

#define ROWS "room/notice/notice.def"
#include "core/declare.h"

err notice_list_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {{"Lúc", 34, true}, {"Loại", 60}, {"Nội dung", 130}, {"Đọc lúc", 34, true}};
	int64_t before = 0;

	paper_table(p, columns, COUNT(columns));
	do {
		MEM_EACH(cx) {
			struct notice_list l;

			TRY(notice_list(cx, args_has(a, "--all"), before, NOTICE_LIST_MAX, &l));
			before = l.next_before_id;
			for (size_t i = 0; i < l.n; i++)
				paper_row(p, cell_time(l.at[i].made_ms), cell_text(l.at[i].kind_words),
				          cell_link(l.at[i].subject, mem_text(cx->mem, "/notice/%" PRId64, l.at[i].id)),
				          cell_time(l.at[i].read_ms));
		}
		TRY(paper_err(p));
	} while (before > 0);
	return OK;
}

err notice_outbox_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Lúc", 34, true}, {"Người nhận", 36}, {"Địa chỉ", 60}, {"Nội dung", 100}, {"Tình trạng", 30}, {"Lần gửi", 18, true},
		{"Gửi lúc", 34, true}, {"Máy chủ trả lời", 80}};
	const char *state = args_text(a, "--state");
	int64_t before = 0;

	need(cx, notice_mail_is_filter(state), "--state",
	     "Tình trạng thư là một trong: waiting, failed, recent, queued, sending, sent, dropped.");
	TRY(faults(cx));
	paper_table(p, columns, COUNT(columns));
	do {
		MEM_EACH(cx) {
			struct notice_mails l;

			TRY(notice_mail_list(cx, state, before, NOTICE_LIST_MAX, &l));
			before = l.next_before_id;
			for (size_t i = 0; i < l.n; i++) {
				const struct notice_mail *m = &l.at[i];

				paper_row(p, cell_time(m->made_ms), cell_text(m->login), cell_text(m->address), cell_text(m->subject),
				          cell_text(notice_mail_words(m->state)), cell_int(m->attempts), cell_time(m->sent_ms),
				          cell_text(m->error));
			}
		}
		TRY(paper_err(p));
	} while (before > 0);
	return OK;
}
