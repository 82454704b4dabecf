/* room/job/job_papers.c -- work in the background as a list, newest first. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/job/job.h"

#define ROWS "room/job/job.def"
#include "core/declare.h"

static void put_jobs(struct ctx *cx, struct paper *p, const struct job_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct job *j = &l->at[i];

		paper_row(p, cell_int(j->id), cell_link(j->sentence, mem_text(cx->mem, "/job/%" PRId64, j->id)),
		          cell_text(job_state_words(j->state)), cell_text(j->owner_name), cell_time(j->added_ms),
		          cell_time(j->started_ms), cell_time(j->ended_ms), cell_int(j->attempts), cell_text(j->error));
	}
}

err job_list_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Số", 18}, {"Việc", 70}, {"Tình trạng", 30}, {"Người yêu cầu", 40}, {"Lúc yêu cầu", 35}, {"Bắt đầu", 35},
		{"Kết thúc", 35}, {"Số lần chạy", 20}, {"Ghi chú", 80}};
	int64_t before_id = 0;

	paper_table(p, columns, COUNT(columns));
	do {
		MEM_EACH(cx) {
			struct job_list l;

			TRY(job_list(cx, "", before_id, JOB_LIST_MAX, &l));
			put_jobs(cx, p, &l);
			before_id = l.next_before_id;
		}
		TRY(paper_err(p));
	} while (before_id != 0);
	return OK;
}
