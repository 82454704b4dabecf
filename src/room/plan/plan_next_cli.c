/* room/plan/plan_next_cli.c -- next year's draft from the command line: said, staged, or staged and taken. */
#include "room/plan/plan_next.h"

#include "base/text.h"
#include "core/cli.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

static void say_next(struct buf *b, struct mem *m, const struct plan_next *v)
{
	buf_fmt(b, "%s\n", v->doc.title);
	for (size_t i = 0; i < v->tasks.n; i++) {
		const struct plan_doc_task *t = &v->doc.tasks.at[i];
		const struct plan_next_task *n = &v->tasks.at[i];

		if (n->fate != PLAN_NEXT_RECURS)
			buf_fmt(b, "%s: Phụ lục %d, mục %s.%d: %s (%s%s%s)\n", plan_next_words(n->fate), t->appendix, t->section, t->no,
			        text_line(m, t->content), n->why, *n->unfinished != '\0' ? "; " : "", n->unfinished);
	}
	for (size_t i = 0; i < v->doc.warnings.n; i++)
		buf_fmt(b, "%s\n", v->doc.warnings.at[i]);
	buf_fmt(b, "%" PRId64 " việc hằng năm, %" PRId64 " việc một lần chưa xong, %" PRId64 " việc một lần\n",
	        v->counts[PLAN_NEXT_RECURS], v->counts[PLAN_NEXT_SLIPPED], v->counts[PLAN_NEXT_ONCE]);
}

/* Takes every row of the draft as it is; what is flagged stays a warning of its task. */
static err take_all(struct ctx *cx, int64_t intake_id, int64_t *plan_id)
{
	struct plan_staged s;

	TRY(plan_staged(cx, intake_id, &s));
	return plan_take_staged(cx, &s, false, plan_id);
}

err plan_next_cmd(struct ctx *cx, struct args *a)
{
	int64_t plan_id = args_i64(a, "ID", 0), intake_id;
	int year = (int)args_i64(a, "YEAR", 0);
	struct plan_next v;

	TRY(plan_next_look(cx, plan_id, year, &v));
	if (!args_has(a, "--dry-run"))
		TRY(plan_next_stage(cx, plan_id, year, &intake_id));
	say_next(a->out, cx->mem, &v);
	if (args_has(a, "--dry-run"))
		return OK;
	if (!args_has(a, "--take")) {
		buf_fmt(a->out, "Dự thảo đang chờ ở trang /plan/intake/%" PRId64 "\n", intake_id);
		return OK;
	}
	TRY(take_all(cx, intake_id, &plan_id));
	buf_fmt(a->out, "Đã nhận thành kế hoạch số %" PRId64 " (bản nháp)\n", plan_id);
	return OK;
}
