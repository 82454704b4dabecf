/* room/plan/plan_jobs.c -- what takes a while.
 *
 * Reading an uploaded document: file in, tray out; run twice it stages twice at most, and nothing is taken before a person
 * looks. Publishing a plan that obliges thousands: made in steps, published at the end; run twice it makes everything again. */
#include "room/plan/plan_row.h"

#include "read/grid.h"
#include "room/file/file.h"
#include "room/job/job.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

enum { DAYS_STEP = 100 };

err plan_read_job(struct ctx *cx, struct job *j)
{
	struct file f;
	struct body_lexicon lex;
	struct read_doc doc;
	struct plan_doc plan;
	int64_t intake_id;
	err e;

	TRY(may(cx, R_PLAN_IMPORT, 0));
	TRY(file_get(cx, j->object_id, &f));
	TRY(plan_lexicon(cx, &lex));
	TRY(job_aside(cx));
	e = read_file(cx->mem, file_path(cx, &f), f.name, &cx->faults, &doc);
	if (e == OK)
		plan_of_document(cx, &doc, &lex, &plan);
	TRY(job_back(cx));
	TRY(e);
	TRY(plan_stage(cx, &plan, f.name, f.id, &intake_id));
	j->goto_path = mem_text(cx->mem, "/plan/intake/%" PRId64, intake_id);
	return OK;
}

/* Who asked had seen the warnings, if there were any. */
err plan_publish_job(struct ctx *cx, struct job *j)
{
	struct plan_staging s;

	TRY(plan_publish_open(cx, j->object_id, strtoll(j->payload, NULL, 10), true, &s));
	while (s.done_n < s.total_n) {
		TRY(plan_publish_some(cx, &s, PLAN_STAGE_STEP));
		TRY(job_progress(cx, j, s.done_n, s.total_n));
	}
	return plan_publish_end(cx, &s);
}

/* The office's days are others than before: nobody asks for it, so nobody's right is asked. */
err plan_days_job(struct ctx *cx, struct job *j)
{
	int64_t after = 0, moved = 0;

	do {
		MEM_EACH(cx) {
			TRY(plan_days_some(cx, after, DAYS_STEP, &after, &moved));
			TRY(job_progress(cx, j, moved, moved));
		}
	} while (after != 0);
	return plan_days_told(cx, moved);
}
