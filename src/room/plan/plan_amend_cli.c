/* room/plan/plan_amend_cli.c -- verbs of amending and comparing */
#include "room/plan/plan_amend.h"

#include "base/text.h"
#include "core/cli.h"
#include "room/file/file.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

/* The paper of the arguments; its file is kept in the store. */
static err paper_given(struct ctx *cx, const struct args *a, struct plan_paper *out)
{
	const char *path = args_text(a, "--file"), *slash = strrchr(path, '/');

	*out = (struct plan_paper){args_text(a, "--paper"), args_date(a, "--paper-date"), 0};
	return *path == '\0' ? OK : file_take(cx, path, slash != NULL ? slash + 1 : path, "--file", &out->file_id);
}

/* What the arguments say over what is there. */
static void texts_given(const struct args *a, struct plan_texts *t)
{
	const struct {
		const char *name, **text;
	} all[] = {{"--content", &t->content}, {"--items", &t->items}, {"--direct", &t->direct}, {"--execute", &t->execute},
	           {"--coordinate", &t->coordinate}, {"--time", &t->time}, {"--product", &t->product}};

	for (size_t i = 0; i < COUNT(all); i++)
		if (args_has(a, all[i].name))
			*all[i].text = args_text(a, all[i].name);
}

err plan_amend_cmd(struct ctx *cx, struct args *a)
{
	struct plan_task_view v;
	struct plan_amend_in in = {.task_id = args_i64(a, "ID", 0), .knows_links = args_has(a, "--knows-links")};

	TRY(plan_task_get(cx, in.task_id, &v));
	in.version = v.task.version;
	plan_texts_of(cx->mem, &v.task, &in.to);
	texts_given(a, &in.to);
	TRY(paper_given(cx, a, &in.paper));
	TRY(plan_task_amend(cx, in));
	buf_fmt(a->out, "Đã sửa đổi mục %s.%d, Phụ lục %d.\n", v.task.section, v.task.no, v.task.appendix);
	return OK;
}

err plan_add_cmd(struct ctx *cx, struct args *a)
{
	struct plan_add_in in = {
		.plan_id = args_i64(a, "ID", 0), .appendix = (int)args_i64(a, "--appendix", 1), .section = args_text(a, "--section"),
		.section_title = args_text(a, "--section-title"), .no = (int)args_i64(a, "--no", 0),
		.to = {args_text(a, "CONTENT"), "", "", "", "", "", ""}};
	int64_t id;

	texts_given(a, &in.to);
	TRY(paper_given(cx, a, &in.paper));
	TRY(plan_task_add(cx, in, &id));
	buf_fmt(a->out, "Đã bổ sung nhiệm vụ số %" PRId64 ".\n", id);
	return OK;
}

err plan_end_cmd(struct ctx *cx, struct args *a)
{
	struct plan_task_view v;
	struct plan_end_in in = {.task_id = args_i64(a, "ID", 0), .reason = args_text(a, "--reason"),
	                         .knows_links = args_has(a, "--knows-links")};

	TRY(plan_task_get(cx, in.task_id, &v));
	in.version = v.task.version;
	TRY(paper_given(cx, a, &in.paper));
	TRY(plan_task_end(cx, in));
	buf_fmt(a->out, "Đã kết thúc mục %s.%d, Phụ lục %d.\n", v.task.section, v.task.no, v.task.appendix);
	return OK;
}

static void say_paper(struct buf *b, struct mem *m, const struct plan_paper *p)
{
	if (*p->words == '\0')
		buf_text(b, "không có văn bản");
	else
		buf_fmt(b, "%s%s%s", p->words, p->day != DATE_NONE ? " ngày " : "", date_vn(m, p->day));
}

static void say_change(struct buf *b, struct mem *m, const char *column, const char *was, const char *now)
{
	buf_fmt(b, "  %s: “%s” -> “%s”", plan_column_words(column), text_line(m, was), text_line(m, now));
}

err plan_move_cmd(struct ctx *cx, struct args *a)
{
	struct plan_task_view v;
	struct plan_paper paper;
	int64_t stone_id = args_i64(a, "ID", 0);
	int64_t task_id;

	TRY(plan_stone_task(cx, stone_id, &task_id));
	TRY(plan_task_get(cx, task_id, &v));
	for (size_t i = 0; i < v.task.stones_n; i++) {
		const struct plan_stone *s = &v.task.stones[i];

		if (s->id != stone_id)
			continue;
		TRY(paper_given(cx, a, &paper));
		TRY(plan_stone_move(cx, (struct plan_move){
			.stone_id = s->id, .version = s->version, .day = args_date(a, "DATE"),
			.end = args_date(a, "--end"), .paper = paper,
			.knows_links = args_has(a, "--knows-links")}));
		buf_fmt(a->out, "Đã đổi “%s” sang %s\n", s->as.words, date_vn(cx->mem, args_date(a, "DATE")));
	}
	return OK;
}

static void say_act(struct ctx *cx, struct buf *b, const struct plan_amend *x)
{
	buf_fmt(b, "%s\t%s\t%s\t", date_vn_ms(cx->mem, x->done_ms), x->done_by, plan_amend_words(x->act));
	if (x->task_id != 0)
		buf_fmt(b, "Phụ lục %d, mục %s.%d\t", x->appendix, x->section, x->no);
	else
		buf_text(b, "cả kế hoạch\t");
	say_paper(b, cx->mem, &x->paper);
	buf_char(b, '\n');
	for (size_t k = 0; k < x->fields.n; k++) {
		say_change(b, cx->mem, x->fields.at[k].column, x->fields.at[k].was, x->fields.at[k].now);
		buf_char(b, '\n');
	}
}

err plan_history_cmd(struct ctx *cx, struct args *a)
{
	int64_t before_id = 0, n = 0;
	struct plan p;

	TRY(plan_get(cx, args_i64(a, "ID", 0), &p));
	do {
		MEM_EACH(cx) {
			struct plan_amends l;

			TRY(plan_amend_list(cx, p.id, 0, before_id, &l));
			for (size_t i = 0; i < l.n; i++)
				say_act(cx, a->out, &l.at[i]);
			n += (int64_t)l.n;
			before_id = plan_amend_next(&l);
		}
	} while (before_id != 0);
	if (n == 0)
		buf_text(a->out, "Kế hoạch chưa được sửa đổi từ khi nhận vào hệ thống.\n");
	return OK;
}

static void say_papers(struct buf *b, struct mem *m, const struct plan_amend_refs *l)
{
	buf_text(b, " (");
	for (size_t i = 0; i < l->n; i++) {
		buf_text(b, i > 0 ? "; " : "");
		say_paper(b, m, &l->at[i]->paper);
	}
	buf_text(b, l->n == 0 ? "không rõ văn bản)\n" : ")\n");
}

err plan_compare_cmd(struct ctx *cx, struct args *a)
{
	const char *fate = args_text(a, "--fate");
	struct plan_since v;

	need(cx, *fate == '\0' || plan_since_is_name(fate), "--fate", "--fate là một trong: changed, added, ended, same.");
	TRY(faults(cx));
	TRY(plan_compare(cx, args_i64(a, "ID", 0), &v));
	plan_since_keep(cx->mem, &v, fate);
	if (v.issued_ms == 0) {
		buf_text(a->out, "Kế hoạch chưa được công bố nên chưa có bản ban hành để so.\n");
		return OK;
	}
	for (size_t i = 0; i < v.tasks.n; i++) {
		const struct plan_since_task *t = &v.tasks.at[i];

		buf_fmt(a->out, "%s: Phụ lục %d, mục %s.%d", plan_since_words(t->fate), t->appendix, t->section, t->no);
		if (t->fate == PLAN_SINCE_CHANGED) {
			buf_char(a->out, '\n');
		} else {
			buf_fmt(a->out, ": %s", text_line(cx->mem, t->lead));
			say_papers(a->out, cx->mem, &t->papers);
		}
		for (size_t k = 0; k < t->fields.n; k++) {
			say_change(a->out, cx->mem, t->fields.at[k].column, t->fields.at[k].was, t->fields.at[k].now);
			say_papers(a->out, cx->mem, &t->fields.at[k].papers);
		}
	}
	buf_fmt(a->out, "%" PRId64 " sửa đổi, %" PRId64 " bổ sung, %" PRId64 " kết thúc, %" PRId64 " giữ nguyên\n",
	        v.counts[PLAN_SINCE_CHANGED], v.counts[PLAN_SINCE_ADDED], v.counts[PLAN_SINCE_ENDED], v.counts[PLAN_SINCE_SAME]);
	return OK;
}
