/* room/plan/plan_cli.c -- verbs of room plan */
#include "room/plan/plan.h"

#include "base/text.h"
#include "core/cli.h"
#include "room/file/file.h"
#include "room/job/job.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

static void say_read(struct buf *b, const struct plan_doc *d)
{
	size_t stones = 0, warned = 0;

	for (size_t i = 0; i < d->tasks.n; i++) {
		stones += d->tasks.at[i].milestones.n;
		warned += d->tasks.at[i].warnings.n > 0;
	}
	buf_fmt(b, "%s\n%s, năm %d\n%zu nhiệm vụ, %zu mốc thời gian, %zu nhiệm vụ cần xem lại, %zu đoạn không thành "
	        "nhiệm vụ\n", d->title, d->issuer, d->year, d->tasks.n, stones, warned, d->unread.n);
	for (size_t i = 0; i < d->tasks.n; i++)
		for (size_t k = 0; k < d->tasks.at[i].warnings.n; k++)
			buf_fmt(b, "Phụ lục %d, mục %s.%d, cột %s: %s\n", d->tasks.at[i].appendix,
			        d->tasks.at[i].section, d->tasks.at[i].no, d->tasks.at[i].warnings.at[k].column,
			        d->tasks.at[i].warnings.at[k].reason);
	for (size_t i = 0; i < d->unread.n; i++)
		buf_fmt(b, "Dòng %d–%d không thành nhiệm vụ: %s\n", d->unread.at[i].from_line, d->unread.at[i].to_line,
		        d->unread.at[i].text);
}

/* Reads the document into the tray and takes what is sure to be a task. Candidates from prose are a person's choice, so
 * a document of nothing else stays in the tray: then *plan_id is 0. The document itself is kept too, so that whoever
 * doubts a row can open its source. */
static err take_whole(struct ctx *cx, const struct plan_doc *d, const char *path, const char *name, struct plan_staged *s,
                      int64_t *plan_id)
{
	int64_t intake_id, file_id;

	TRY(file_take(cx, path, name, "FILE", &file_id));
	TRY(plan_stage(cx, d, name, file_id, &intake_id));
	TRY(plan_staged(cx, intake_id, s));
	*plan_id = 0;
	if (s->dropped_n == (int64_t)s->rows.n)
		return OK;
	return plan_take_staged(cx, s, false, plan_id);
}

err plan_import_cmd(struct ctx *cx, struct args *a)
{
	const char *path = args_text(a, "FILE"), *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	bool is_dry = args_has(a, "--dry-run");
	struct plan_doc d;
	struct plan_staged s;
	int64_t id;

	TRY(plan_read_file(cx, path, name, &d));
	if (!is_dry)
		TRY(take_whole(cx, &d, path, name, &s, &id));
	if (a->is_json) {
		plan_doc_json(&d, a->out);
		return OK;
	}
	say_read(a->out, &d);
	if (is_dry)
		return OK;
	if (id == 0)
		buf_fmt(a->out, "Văn bản không có bảng nhiệm vụ: %" PRId64 " việc đề nghị đang chờ bạn chọn ở trang "
		        "/plan/intake/%" PRId64 "\n", s.dropped_n, s.intake.id);
	else
		buf_fmt(a->out, "Đã nhận vào kế hoạch số %" PRId64 " (bản nháp cho đến khi công bố: thidua plan publish "
		        "%" PRId64 ")\n", id, id);
	if (id != 0 && s.dropped_n > 0)
		buf_fmt(a->out, "%" PRId64 " việc đề nghị đọc từ đoạn văn chưa được nhận.\n", s.dropped_n);
	return OK;
}

err plan_list_cmd(struct ctx *cx, struct args *a)
{
	struct plans l;

	TRY(plan_list(cx, &l));
	for (size_t i = 0; i < l.n; i++)
		buf_fmt(a->out, "%" PRId64 "\t%d\t%s\t%" PRId64 " nhiệm vụ\t%s\n", l.at[i].id, l.at[i].year,
		        plan_state_words(l.at[i].state), l.at[i].tasks_n, l.at[i].title);
	return OK;
}

/* In short transactions, so that nobody who works meanwhile waits for it. */
static err publish_staged(struct ctx *cx, const struct plan *p, bool accepts_warnings)
{
	struct plan_staging s;

	TRY(plan_publish_open(cx, p->id, p->version, accepts_warnings, &s));
	while (s.done_n < s.total_n) {
		TRY(plan_publish_some(cx, &s, PLAN_STAGE_STEP));
		TRY(job_aside(cx));
		TRY(job_back(cx));
	}
	return plan_publish_end(cx, &s);
}

err plan_publish_cmd(struct ctx *cx, struct args *a)
{
	bool accepts = args_has(a, "--with-warnings");
	int64_t duties_n;
	struct plan p;

	TRY(plan_get(cx, args_i64(a, "ID", 0), &p));
	TRY(plan_publish_weight(cx, p.id, &duties_n));
	TRY(duties_n >= PLAN_STAGED_FROM ? publish_staged(cx, &p, accepts) : plan_publish(cx, p.id, p.version, accepts));
	buf_fmt(a->out, "Đã công bố: %s\n", p.title);
	return OK;
}

err plan_withdraw_cmd(struct ctx *cx, struct args *a)
{
	struct plan p;

	TRY(plan_get(cx, args_i64(a, "ID", 0), &p));
	TRY(plan_withdraw(cx, p.id, p.version, args_text(a, "REASON")));
	buf_fmt(a->out, "Đã rút: %s\n", p.title);
	return OK;
}

err plan_reckon_cmd(struct ctx *cx, struct args *a)
{
	int64_t n;

	TRY(plan_days_reckon(cx, &n));
	buf_fmt(a->out, "Đã tính lại hạn cuối; %" PRId64 " mốc đổi ngày.\n", n);
	return OK;
}
