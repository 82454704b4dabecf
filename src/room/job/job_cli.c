/* job_cli.c -- verbs of room job. */
#include "base/json.h"
#include "base/text.h"
#include "core/cli.h"
#include "room/job/job.h"

#define ROWS "room/job/job.def"
#include "core/declare.h"

enum { N_DEFAULT = 50 };

static void row_json(struct buf *b, const struct job *j)
{
	buf_text(b, b->p[b->n - 1] == '[' ? "{" : ",{");
	json_field_i64(b, "id", j->id);
	json_field(b, "kind", j->kind);
	json_field(b, "state", j->state);
	json_field_i64(b, "progress", j->progress_n);
	json_field_i64(b, "total", j->progress_total);
	json_field(b, "owner", j->owner_name);
	json_field_i64(b, "attempts", j->attempts);
	json_field(b, "error", j->error);
	buf_char(b, '}');
}

static void row_line(struct buf *b, const struct job *j)
{
	buf_fmt(b, "%6" PRId64 "  %-10s  %s", j->id, job_state_words(j->state), j->sentence);
	if (j->progress_total > 0)
		buf_fmt(b, " (%" PRId64 "/%" PRId64 ")", j->progress_n, j->progress_total);
	if (*j->error != '\0')
		buf_fmt(b, ": %s", j->error);
	buf_char(b, '\n');
}

err job_list_cmd(struct ctx *cx, struct args *a)
{
	int64_t n = args_i64(a, "--n", N_DEFAULT);
	const char *state = args_text(a, "--state");
	struct job_list list;

	if (n < 1 || n > JOB_LIST_MAX)
		fault(cx, "--n", "--n phải từ 1 đến %d.", JOB_LIST_MAX);
	need(cx, *state == '\0' || *job_state_words(state) != '\0', "--state",
	     "--state phải là queued, running, done, failed hoặc cancelled.");
	TRY(faults(cx));
	TRY(job_list(cx, state, args_i64(a, "--before", 0), (int)n, &list));
	if (a->is_json)
		buf_text(a->out, "{\"jobs\":[");
	for (size_t i = 0; i < list.n; i++) {
		if (a->is_json)
			row_json(a->out, &list.at[i]);
		else
			row_line(a->out, &list.at[i]);
	}
	if (a->is_json)
		buf_fmt(a->out, "],\"next_before\":%" PRId64 "}\n", list.next_before_id);
	return OK;
}

err job_cancel_cmd(struct ctx *cx, struct args *a)
{
	return job_cancel(cx, args_i64(a, "ID", 0));
}
