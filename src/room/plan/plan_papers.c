/* room/plan/plan_papers.c -- a plan's tasks as a list to work with, and its appendices as they came. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/plan/plan_work.h"

#include "base/buf.h"
#include "base/text.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

enum { CELL_BYTES = 1 << 20 };

/* The task's words, its points below them. */
static const char *content_of(struct mem *m, const struct plan_line *t)
{
	struct buf *b = buf_new(m, CELL_BYTES);

	buf_text(b, t->lead);
	for (size_t i = 0; i < t->items.n; i++)
		buf_fmt(b, "%s- %s", b->n > 0 ? "\n" : "", t->items.at[i]);
	return b->p;
}

static const char *times_of(struct mem *m, const struct plan_line *t)
{
	struct buf *b = buf_new(m, CELL_BYTES);

	for (size_t i = 0; i < t->marks.n; i++)
		buf_fmt(b, "%s%s", b->n > 0 ? "\n" : "", t->marks.at[i].words);
	return b->p;
}

/* The last good day that presses most: the next to come, or the last when all are past. */
static date day_of(const struct plan_line *t)
{
	date next = DATE_NONE, last = DATE_NONE;

	for (size_t i = 0; i < t->marks.n; i++) {
		const struct plan_mark *m = &t->marks.at[i];

		if (m->good_day == DATE_NONE)
			continue;
		if (m->is.days_left >= 0 && (next == DATE_NONE || m->good_day < next))
			next = m->good_day;
		if (last == DATE_NONE || m->good_day > last)
			last = m->good_day;
	}
	return next != DATE_NONE ? next : last;
}

static void put_task(struct ctx *cx, struct paper *p, const struct plan_line *t)
{
	const char *place = mem_text(cx->mem, "%s.%d", t->section, t->no);

	paper_row(p, cell_int(t->appendix), cell_text(t->section_title),
	          cell_link(place, mem_text(cx->mem, "/plan/task/%" PRId64, t->id)), cell_text(content_of(cx->mem, t)),
	          cell_text(t->direct_text), cell_text(t->execute_text), cell_text(t->coordinate_text),
	          cell_text(times_of(cx->mem, t)), cell_date(day_of(t)), cell_text(duty_state_words(t->state)),
	          cell_int(t->warnings_n));
}

err plan_tasks_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Phụ lục", 14, true}, {"Phần", 40}, {"Mục", 16, true}, {"Nội dung thực hiện", 110}, {"Chỉ đạo, chủ trì", 45},
		{"Đơn vị thực hiện", 50}, {"Đơn vị phối hợp", 50}, {"Thời gian", 50}, {"Hạn cuối", 32}, {"Tình trạng", 35},
		{"Chỗ cần xem lại", 18}};
	struct plan_filter f;
	struct plan_list_view v;

	TRY(plan_filter_args(cx, a, &f));
	TRY(plan_task_list(cx, &f, &v));
	paper_name(p, "Nhiệm vụ kế hoạch năm %d", v.plan.year);
	paper_table(p, columns, COUNT(columns));
	for (size_t i = 0; i < v.tasks.n; i++)
		put_task(cx, p, &v.tasks.at[i]);
	return paper_err(p);
}

/* ---- the appendices ------------------------------------------------------------------------------------------------ */

enum part { PART_NO, PART_CONTENT, PART_DIRECT, PART_EXECUTE, PART_COORDINATE, PART_TIME, PART_PRODUCT, PART_N };
static const struct paper_column parts[PART_N] = {
	{"TT", 12, true}, {"Nội dung thực hiện", 90}, {"Chỉ đạo, chủ trì", 36, true}, {"Đơn vị thực hiện", 38, true},
	{"Đơn vị phối hợp", 38, true}, {"Thời gian hoàn thành", 43, true}, {"Sản phẩm, ghi chú", 40}};

static const char *part_text(const struct plan_doc_task *t, enum part part)
{
	switch (part) {
	case PART_NO: return t->no > 0 ? "1" : "";
	case PART_CONTENT: return t->content;
	case PART_DIRECT: return t->direct_text;
	case PART_EXECUTE: return t->execute_text;
	case PART_COORDINATE: return t->coordinate_text;
	case PART_TIME: return t->time_text;
	case PART_PRODUCT: return t->product;
	case PART_N: break;
	}
	return "";
}

/* The points of a list that was read as one line, each on its own again: what stands between "; - " or the like. */
static const char *points_apart(struct mem *m, const char *text, const char *mark)
{
	size_t n = strlen(mark);
	struct buf *b = buf_new(m, CELL_BYTES);

	for (const char *at; (at = strstr(text, mark)) != NULL; text = at + n) {
		buf_bytes(b, text, (size_t)(at - text) + n - strlen(" - "));
		buf_text(b, "\n- ");
	}
	buf_text(b, text);
	return b->p;
}

/* The content with the points that were read from it on lines of their own. */
static const char *content_apart(struct mem *m, const struct plan_doc_task *t)
{
	const char *rest = t->content;
	struct buf *b = buf_new(m, CELL_BYTES);

	for (size_t i = 0; i < t->items.n; i++) {
		const char *mark = mem_text(m, "- %s", t->items.at[i]), *at = strstr(rest, mark);

		if (at == NULL)
			continue;
		buf_bytes(b, rest, (size_t)(at - rest));
		if (b->n > 0 && b->p[b->n - 1] == ' ')
			b->p[b->n - 1] = '\n';
		buf_text(b, mark);
		rest = at + strlen(mark);
	}
	buf_text(b, rest);
	return b->p;
}

static struct paper_cell part_cell(struct mem *m, const struct plan_doc_task *t, enum part part)
{
	if (part == PART_NO)
		return cell_text(t->no > 0 ? mem_text(m, "%d.", t->no) : "");
	if (part == PART_CONTENT)
		return cell_text(content_apart(m, t));
	return cell_text(part == PART_TIME ? points_apart(m, t->time_text, "; - ") : part_text(t, part));
}

/* "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2024 của …)"; blanks where the paper has no number or day yet. */
static const char *with_words(struct mem *m, const struct plan *p)
{
	return mem_text(m, "(Kèm theo Kế hoạch số %s ngày %s của %s)", *p->number != '\0' ? p->number : "       /KH-UBND",
	                p->issued_on != DATE_NONE ? date_vn(m, p->issued_on) : "     /     /        ", p->issuer);
}

/* What the appendix is called; the plan's own title where its paper says nothing. */
static const char *title_of_appendix(const struct plan_whole *w, int no)
{
	for (size_t i = 0; i < w->doc.appendices.n; i++)
		if (w->doc.appendices.at[i].no == no)
			return w->doc.appendices.at[i].title;
	return w->plan.title;
}

/* One appendix: the tasks from..to of the plan, in the columns that it uses. */
static void put_appendix(struct ctx *cx, struct paper *p, const struct plan_whole *w, size_t from, size_t to)
{
	struct paper_column columns[PART_N];
	enum part used[PART_N];
	size_t n = 0;
	int no = w->doc.tasks.at[from].appendix;
	const char *section = "";

	for (enum part part = PART_NO; part < PART_N; part++) {
		bool is_used = part == PART_NO || part == PART_CONTENT;

		for (size_t i = from; i < to && !is_used; i++)
			is_used = *part_text(&w->doc.tasks.at[i], part) != '\0';
		if (is_used) {
			columns[n] = parts[part];
			used[n++] = part;
		}
	}
	paper_page(p, mem_text(cx->mem, "Phụ lục %d", no), true);
	paper_title(p, mem_text(cx->mem, "PHỤ LỤC %d", no));
	paper_text(p, PAPER_BOLD | PAPER_CENTRED, title_of_appendix(w, no));
	paper_text(p, PAPER_ITALIC | PAPER_CENTRED, with_words(cx->mem, &w->plan));
	paper_table(p, columns, n);
	for (size_t i = from; i < to; i++) {
		const struct plan_doc_task *t = &w->doc.tasks.at[i];
		const char *its = mem_text(cx->mem, "%s. %s", t->section, t->section_title);
		struct paper_cell cells[PART_N];

		if (*t->section != '\0' && !text_is(its, section))
			paper_band(p, section = its);
		for (size_t k = 0; k < n; k++)
			cells[k] = part_cell(cx->mem, t, used[k]);
		paper_cells(p, cells, n);
	}
}

err plan_appendix_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct plan_whole w;

	bool is_issued = args_has(a, "--issued");

	TRY(is_issued ? plan_whole_issued(cx, args_i64(a, "ID", 0), &w) : plan_whole(cx, args_i64(a, "ID", 0), &w));
	paper_name(p, "Phụ lục kế hoạch năm %d%s", w.plan.year, is_issued ? ", bản ban hành" : "");
	for (size_t i = 0, end; i < w.doc.tasks.n; i = end) {
		for (end = i; end < w.doc.tasks.n && w.doc.tasks.at[end].appendix == w.doc.tasks.at[i].appendix; end++)
			;
		put_appendix(cx, p, &w, i, end);
	}
	return paper_err(p);
}
