/* room/plan/plan_papers_test.c -- the papers of a plan, read back by the reader of plans. */
#include "room/plan/plan.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "core/cli.h"
#include "paper/paper.h"
#include "room/unit/unit.h"
#include "tests/t.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

#define SEED "data/plan/ke-hoach-thi-dua-khen-thuong-ha-noi-2024.txt"

/* The office with the real plan taken; what was read from it in *doc. */
static int64_t take_seed(struct ctx *cx, struct plan_doc *doc)
{
	static const char *const files[] = {
		"data/unit/kinds.tsv", "data/unit/units.tsv", "data/unit/classes.tsv", "data/unit/bodies.tsv"};
	struct plan_staged s;
	int64_t n, id;

	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(unit_load(cx, t_source(files[i]), &n));
	t_ok(calendar_take(cx, t_source("data/calendar/2024.tsv"), &n));
	t_ok(plan_read_file(cx, t_source_path(SEED), "ke-hoach.txt", doc));
	t_ok(plan_stage(cx, doc, "ke-hoach.txt", 0, &id));
	t_ok(plan_staged(cx, id, &s));
	t_ok(plan_take(cx, (struct plan_head_in){.intake_id = id, .version = s.intake.version, .year = s.year, .title = s.title,
	                                         .issuer = s.issuer, .number = s.number, .issued_on = s.issued_on}, &id));
	return id;
}

typedef err maker(struct ctx *cx, const struct args *a, struct paper *p);

/* The paper of the plan with one more condition, as a file; its path. */
static const char *file_of(struct ctx *cx, maker *fn, enum paper_form form, int64_t id, struct arg more)
{
	const struct arg given[] = {{"ID", mem_text(cx->mem, "%" PRId64, id)}, more};
	const struct args a = {.mem = cx->mem, .at = given, .n = more.name == NULL ? 1 : 2};
	const char *path = mem_text(cx->mem, "%s/paper", t_dir());
	struct paper *p;

	t_ok(paper_open(cx->mem, (struct paper_to){.form = form, .path = path, .tmp_dir = t_dir(), .title = "Văn bản",
	                                           .house = "", .now_ms = cx->now_ms}, &p));
	t_ok(fn(cx, &a, p));
	t_ok(paper_close(p));
	return path;
}

static const struct arg nothing = {NULL, NULL};

static const char *text_of(struct ctx *cx, maker *fn, int64_t id, struct arg more)
{
	struct view v;

	t_ok(file_read(cx->mem, file_of(cx, fn, PAPER_TXT, id, more), 1 << 24, &v));
	return v.p;
}

/* Tasks and links as JSON, without where each was read. */
static const char *tasks_json(struct ctx *cx, const struct plan_doc *d)
{
	struct buf *b = buf_new(cx->mem, PLAN_JSON_MAX), *out = buf_new(cx->mem, PLAN_JSON_MAX);
	const char *p;

	plan_doc_json(d, b);
	p = strstr(b->p, "\"tasks\":");
	for (const char *at; (at = strstr(p, "\"source\":{")) != NULL; p = strchr(at, '}')) {
		buf_bytes(out, p, (size_t)(at - p));
	}
	buf_bytes(out, p, (size_t)(strstr(p, "\"appendices\"") - p));
	return out->p;
}

TEST(plan_appendix_reads_back_as_the_same_tasks)
{
	static const enum paper_form forms[] = {PAPER_DOCX, PAPER_XLSX};
	struct ctx *cx = t_ctx();
	struct plan_doc d, again;
	int64_t id = take_seed(cx, &d);

	for (size_t i = 0; i < COUNT(forms); i++) {
		t_ok(plan_read_file(cx, file_of(cx, plan_appendix_paper, forms[i], id, nothing), "phu-luc", &again));
		t_int(50, again.tasks.n);
		t_text(tasks_json(cx, &d), tasks_json(cx, &again));
		t_int(0, again.unread.n);
		t_int(forms[i] == PAPER_DOCX ? 2 : 0, again.appendices.n);      /* in a sheet all is one table */
		for (size_t k = 0; k < again.appendices.n; k++)
			t_text(d.appendices.at[k].title, again.appendices.at[k].title);
	}
}

TEST(plan_appendix_as_pdf_reads_back_with_every_day)
{
	struct ctx *cx = t_ctx();
	struct plan_doc d, again;
	int64_t id = take_seed(cx, &d);

	t_ok(plan_read_file(cx, file_of(cx, plan_appendix_paper, PAPER_PDF, id, nothing), "phu-luc.pdf", &again));
	t_int(d.tasks.n, again.tasks.n);
	for (size_t i = 0; i < d.tasks.n; i++) {
		const struct plan_doc_task *was = &d.tasks.at[i], *is = &again.tasks.at[i];

		t_int(was->no, is->no);
		t_text(was->execute_text, is->execute_text);
		t_int(was->milestones.n, is->milestones.n);
		for (size_t k = 0; k < was->milestones.n; k++)
			t_int(was->milestones.at[k].from, is->milestones.at[k].from);
	}
}

TEST(plan_appendix_has_the_columns_that_it_uses)
{
	struct ctx *cx = t_ctx();
	struct plan_doc d;
	int64_t id = take_seed(cx, &d);
	const char *text = text_of(cx, plan_appendix_paper, id, nothing), *second = strstr(text, "PHỤ LỤC 2");

	t_true(text_starts(text, "PHỤ LỤC 1\nTiến độ thực hiện các nhiệm vụ trọng tâm công tác thi đua, khen thưởng năm 2024\n"
	                         "(Kèm theo Kế hoạch số        /KH-UBND ngày      /     /         của Ủy ban nhân dân thành phố"));
	t_true(text_starts(second, "PHỤ LỤC 2\nChương trình công tác của Hội đồng Thi đua - Khen thưởng Thành phố năm 2024\n"));
	t_has("\nTT | Nội dung thực hiện | Chỉ đạo, chủ trì | Đơn vị thực hiện | Đơn vị phối hợp | Thời gian hoàn thành\n"
	      "I. Quý I\n1. | Xây dựng Kế hoạch", text);
	t_has("\nTT | Nội dung thực hiện | Đơn vị thực hiện | Đơn vị phối hợp | Thời gian hoàn thành\nI. Các phiên họp", second);
	t_has("1. | Phiên họp thứ nhất: / - Xét, đề nghị", second);
}

TEST(plan_tasks_as_a_list_keep_the_filter_of_the_page)
{
	struct ctx *cx = t_ctx();
	struct plan_doc d;
	struct paper *p;
	int64_t id = take_seed(cx, &d);
	const struct arg wrong[] = {{"ID", mem_text(cx->mem, "%" PRId64, id)}, {"--state", "xong"}};
	const char *all = text_of(cx, plan_tasks_paper, id, nothing), *late, *found;

	late = text_of(cx, plan_tasks_paper, id, (struct arg){"--state", "late"});
	t_has("Trước ngày 15/01//2024 | 15/01/2024 | Quá hạn | 0\n", all);
	t_has("| Chưa bắt đầu | 0\n", all);
	t_has("| Quá hạn | 0\n", late);
	t_has_not("| Chưa bắt đầu | 0\n", late);
	found = text_of(cx, plan_tasks_paper, id, (struct arg){"--q", "thu khoa"});
	t_has("Thủ khoa xuất sắc", found);
	t_has_not("Đề án kiện toàn", found);
	t_ok(paper_open(cx->mem, (struct paper_to){.form = PAPER_TXT, .path = "", .tmp_dir = "", .title = "", .house = ""}, &p));
	t_err(ERR_INVALID, plan_tasks_paper(cx, &(struct args){.mem = cx->mem, .at = wrong, .n = 2}, p));
	t_fault(cx, "--state");
}

TEST(plan_whole_is_what_was_read_with_its_ids)
{
	struct ctx *cx = t_ctx();
	struct plan_doc d;
	struct plan_whole w;
	struct plan_doc_changes changes;
	struct buf *b = buf_new(cx->mem, PLAN_JSON_MAX);
	int64_t id = take_seed(cx, &d);

	t_ok(plan_whole(cx, id, &w));
	plan_diff(cx->mem, &d, &w.doc, &changes);
	t_int(0, changes.n);
	t_true(w.ids[0] > 0 && w.doc.links.n + 1 == d.links.n);         /* one leads to a whole appendix, which is no task */
	t_text("S-NV", w.doc.tasks.at[0].execute.at[0].unit);
	t_text("C-NDVLQ", w.doc.tasks.at[0].coordinate.at[0].class_code);
	plan_whole_json(&w, b);
	t_has(mem_text(cx->mem, "\"id\":%" PRId64 ",\"state\":\"draft\"},\"tasks\":[{\"appendix\":1,\"id\":%" PRId64 ",", id, w.ids[0]),
	      b->p);
	t_err(ERR_NOTFOUND, plan_whole(cx, id + 1, &w));
}

TEST(plan_appendix_is_as_it_stands_now_or_as_it_was_issued)
{
	struct ctx *cx = t_ctx();
	struct plan_doc d;
	struct plan p;
	struct plan_list_view v;
	struct plan_task_view t;
	struct plan_move in = {.day = date_of(2024, 4, 10), .end = DATE_NONE, .knows_links = true,
	                       .paper = {"Công văn số 15/UBND-TĐKT", date_of(2024, 3, 4), 0}};
	int64_t id = take_seed(cx, &d);
	const struct arg issued = {"--issued", "1"};
	struct paper *paper;

	t_ok(paper_open(cx->mem, (struct paper_to){.form = PAPER_TXT, .path = "", .tmp_dir = "", .title = "", .house = ""}, &paper));
	t_err(ERR_STATE, plan_appendix_paper(cx, &(struct args){.mem = cx->mem, .n = 2,
	                 .at = (const struct arg[]){{"ID", mem_text(cx->mem, "%" PRId64, id)}, issued}}, paper));
	t_ok(plan_get(cx, id, &p));
	t_ok(plan_publish(cx, id, p.version, true));
	t_ok(plan_task_list(cx, &(struct plan_filter){.plan_id = id, .state = -1, .section = "", .q = "tập huấn"}, &v));
	t_ok(plan_task_get(cx, v.tasks.at[0].id, &t));
	in.stone_id = t.task.stones[0].id;
	in.version = t.task.stones[0].version;
	t_ok(plan_stone_move(cx, in));
	t_has("10/04/2024", text_of(cx, plan_appendix_paper, id, nothing));
	t_has_not("10/04/2024", text_of(cx, plan_appendix_paper, id, issued));
	t_has(t.task.stones[0].as.words, text_of(cx, plan_appendix_paper, id, issued));
	t_has("PHỤ LỤC 2\nChương trình công tác của Hội đồng", text_of(cx, plan_appendix_paper, id, issued));
}

/* The same plan revised: a day that is none, a row less, a line that became no row. */
static int64_t stage_revised(struct ctx *cx, struct plan_staged *s)
{
	const char *at;
	struct plan_doc d;
	struct view v;
	struct buf *b;
	int64_t id;

	t_ok(file_read(cx->mem, t_source_path(SEED), 1 << 24, &v));
	at = strstr(v.p, "15/01//2024");
	t_true(at != NULL);
	b = buf_new(cx->mem, v.n + 16);
	buf_bytes(b, v.p, (size_t)(at - v.p));
	buf_text(b, "35/01/2024");
	buf_text(b, at + strlen("15/01//2024"));
	t_ok(plan_read_file(cx, t_file("sua.txt", b->p, b->n), "sua.txt", &d));
	memmove(&d.tasks.at[4], &d.tasks.at[5], (--d.tasks.n - 4) * sizeof d.tasks.at[0]);
	*list_add(cx->mem, &d.unread) = (struct plan_doc_unread){.sheet = "", .from_line = 900, .to_line = 900, .text = "Ban hành sau khi có hướng dẫn"};
	t_ok(plan_stage(cx, &d, "sua.txt", 0, &id));
	t_ok(plan_staged(cx, id, s));
	return id;
}

TEST(plan_preview_is_a_sheet_with_every_row_what_is_unsure_and_what_is_gone)
{
	struct ctx *cx = t_ctx();
	struct plan_doc d;
	struct plan_staged s;
	const char *text;
	size_t rows = 0;
	int64_t id;

	take_seed(cx, &d);
	id = stage_revised(cx, &s);
	t_true(s.counts[PLAN_FATE_CHANGED] > 0);
	text = text_of(cx, plan_tray_paper, id, nothing);
	t_true(text_starts(text, "Xem trước sua.txt\nDòng | So với kế hoạch | Phụ lục | Phần | Mục | Nội dung"));
	for (size_t i = 0; i < s.rows.n; i++)
		rows += strstr(text, mem_text(cx->mem, "\n%d | %s | ", s.rows.at[i].row.ord, plan_fate_words(s.rows.at[i].fate))) != NULL;
	t_int(s.rows.n, rows);
	t_has("35/01/2024", text);
	t_has("\nĐoạn không thành nhiệm vụ\n", text);
	t_has("Ban hành sau khi có hướng dẫn", text);
	t_int(1, s.gone.n);
	t_has("\nKhông còn trong văn bản\n", text);
	t_has(text_line(cx->mem, s.gone.at[0]), text);
	(void)file_of(cx, plan_tray_paper, PAPER_XLSX, id, nothing);
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, plan_tray_paper(cx, &(struct args){.mem = cx->mem, .at = &(struct arg){"ID", "1"}, .n = 1}, NULL));
}
