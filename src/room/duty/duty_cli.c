/* room/duty/duty_cli.c -- verbs of room duty. */
#include "base/json.h"
#include "base/text.h"
#include "core/cli.h"
#include "room/duty/duty.h"
#include "room/unit/unit.h"

#define ROWS "room/duty/duty.def"
#include "core/declare.h"

enum { PER_PAGE = 100 };

/* ---- reading ------------------------------------------------------------------------------------------------------- */

static void json_duty(struct ctx *cx, struct buf *b, const struct duty *d)
{
	buf_char(b, '{');
	json_field_i64(b, "id", d->id);
	json_field_i64(b, "version", d->version);
	json_field(b, "title", d->title);
	json_field(b, "path", d->path);
	json_field_i64(b, "unit_id", d->unit_id);
	json_field(b, "unit", d->unit_name);
	json_field(b, "part", d->part == DUTY_EXECUTE ? "execute" : "coordinate");
	json_field(b, "phase", duty_phase_name(d->phase));
	json_field(b, "state", duty_state_name(d->state));
	json_field(b, "words", d->words);
	json_field(b, "good_day", date_iso(cx->mem, d->good_day));
	json_field(b, "told_day", date_iso(cx->mem, d->told_day));
	json_field_i64(b, "days_left", d->days_left);
	json_field_i64(b, "percent", d->percent);
	json_field(b, "suspended_by", d->suspend_paper);
	json_field_i64(b, "reports", d->reports_n);
	json_field_i64(b, "urges", d->urges_n);
	json_field_bool(b, "followed", d->is_followed);
	json_field_bool(b, "ended", d->has_ended);
}

static void say_duty(struct ctx *cx, struct buf *b, const struct duty *d)
{
	buf_fmt(b, "%" PRId64 "\t%s\t%s\t%s\t%s\t%d%%\n", d->id, duty_state_words(d->state), d->unit_name,
	        d->good_day == DATE_NONE ? "không có hạn" : date_vn(cx->mem, d->good_day), d->title, d->percent);
}

/* The state of --state; a fault when there is none such. */
static int state_of(struct ctx *cx, const char *word)
{
	enum duty_state s = DUTY_STATE_N;

	if (*word == '\0')
		return -1;
	need(cx, text_is(word, "open") || duty_state_from(word, &s), "--state",
	     "Tình trạng là một trong: open, late, waiting, reported, under-way, not-begun, done, done-late, suspended.");
	return (int)s;
}

err duty_list_cmd(struct ctx *cx, struct args *a)
{
	struct duty_filter f = {.room = "", .q = args_text(a, "WORDS"), .only_near = args_has(a, "--near"),
	                        .only_followed = args_has(a, "--followed"),
	                        .order = args_has(a, "--waiting") ? DUTY_BY_WAIT : DUTY_BY_DAY,
	                        .page = (int)args_i64(a, "--page", 1), .per_page = PER_PAGE};
	struct duties l;
	struct unit u;

	f.state = state_of(cx, args_text(a, "--state"));
	need(cx, f.page >= 1 && f.page <= 1000000, "--page", "Số trang tính từ 1.");
	if (args_has(a, "--unit")) {
		err e = unit_get_code(cx, args_text(a, "--unit"), &u);

		need(cx, e != ERR_NOTFOUND, "--unit", "Không có đơn vị mang mã này; xem mã bằng: thidua unit list");
		if (e != OK && e != ERR_NOTFOUND)
			return e;
		f.unit_id = e == OK ? u.id : 0;
	}
	TRY(faults(cx));
	TRY(duty_list(cx, &f, &l));
	if (a->is_json) {
		buf_fmt(a->out, "{\"total\":%" PRId64 ",\"duties\":[", l.total);
		for (size_t i = 0; i < l.n; i++) {
			buf_text(a->out, i == 0 ? "" : ",");
			json_duty(cx, a->out, &l.at[i]);
			buf_char(a->out, '}');
		}
		buf_text(a->out, "]}\n");
		return OK;
	}
	for (size_t i = 0; i < l.n; i++)
		say_duty(cx, a->out, &l.at[i]);
	buf_fmt(a->out, "%zu trong %" PRId64 " việc\n", l.n, l.total);
	return OK;
}

err duty_units_cmd(struct ctx *cx, struct args *a)
{
	int64_t page = args_i64(a, "--page", 1);
	struct duty_counts l;

	need(cx, page >= 1 && page <= 1000000, "--page", "Số trang tính từ 1.");
	TRY(faults(cx));
	TRY(duty_count_units(cx, "plan", 0, (int)page, PER_PAGE, &l));
	if (a->is_json)
		buf_fmt(a->out, "{\"total\":%" PRId64 ",\"units\":[", l.total);
	for (size_t i = 0; i < l.n; i++) {
		const struct duty_count *c = &l.at[i];

		if (!a->is_json) {
			buf_fmt(a->out, "%s\t%" PRId64 " việc, %" PRId64 " quá hạn, %" PRId64 " chờ xác nhận, %" PRId64 " đã xong\n",
			        c->unit_name, c->total, c->n[DUTY_IS_LATE], c->n[DUTY_IS_REPORTED],
			        c->n[DUTY_IS_DONE] + c->n[DUTY_IS_DONE_LATE]);
			continue;
		}
		buf_text(a->out, i == 0 ? "{" : ",{");
		json_field_i64(a->out, "unit_id", c->unit_id);
		json_field(a->out, "unit", c->unit_name);
		json_field_i64(a->out, "total", c->total);
		for (int s = 0; s < DUTY_STATE_N; s++)
			json_field_i64(a->out, duty_state_name((enum duty_state)s), c->n[s]);
		buf_char(a->out, '}');
	}
	if (a->is_json)
		buf_text(a->out, "]}\n");
	return OK;
}

static void json_history(struct buf *b, const struct duty_view *v)
{
	buf_text(b, ",\"history\":[");
	for (size_t i = 0; i < v->reports.n; i++) {
		const struct duty_report *r = &v->reports.at[i];

		buf_text(b, i == 0 ? "{" : ",{");
		json_field_i64(b, "id", r->id);
		json_field(b, "state", r->state);
		json_field_i64(b, "percent", r->percent);
		json_field(b, "text", r->text);
		json_field(b, "by", r->by_name);
		json_field_i64(b, "at_ms", r->at_ms);
		json_field(b, "answer", r->answer);
		json_field_i64(b, "files", (int64_t)r->files_n);
		buf_char(b, '}');
	}
	buf_char(b, ']');
}

err duty_show_cmd(struct ctx *cx, struct args *a)
{
	struct duty_view v;

	TRY(duty_get(cx, args_i64(a, "ID", 0), &v));
	if (a->is_json) {
		json_duty(cx, a->out, &v.duty);
		json_history(a->out, &v);
		buf_text(a->out, "}\n");
		return OK;
	}
	say_duty(cx, a->out, &v.duty);
	if (*v.duty.urged_words != '\0')
		buf_fmt(a->out, "%s\n", v.duty.urged_words);
	for (size_t i = 0; i < v.reports.n; i++) {
		const struct duty_report *r = &v.reports.at[i];

		buf_fmt(a->out, "Báo cáo %s (%s): %d%%, %s, %zu tệp. %s%s%s\n", date_vn_ms(cx->mem, r->at_ms), r->by_name, r->percent,
		        r->state, r->files_n, r->text, *r->answer != '\0' ? " — " : "", r->answer);
	}
	if (*v.reminded_words != '\0')
		buf_fmt(a->out, "%s\n", v.reminded_words);
	for (size_t i = 0; i < v.urges.n; i++)
		buf_fmt(a->out, "Đôn đốc %s (%s, gửi %s): %s\n", date_vn_ms(cx->mem, v.urges.at[i].at_ms), v.urges.at[i].by_name,
		        v.urges.at[i].to_name, v.urges.at[i].text);
	for (size_t i = 0; i < v.events.n; i++)
		buf_fmt(a->out, "%s %s (%s): %s\n", v.events.at[i].kind, date_vn_ms(cx->mem, v.events.at[i].at_ms),
		        v.events.at[i].by_name, v.events.at[i].text);
	if (v.is_cut)
		buf_fmt(a->out, "Chỉ có %d báo cáo, lần đôn đốc, thay đổi mới nhất.\n", DUTY_LIST_MAX);
	return OK;
}

/* ---- acts ---------------------------------------------------------------------------------------------------------- */

/* The duty of ID as it stands now: a verb acts on what is there. */
static err duty_of(struct ctx *cx, struct args *a, struct duty *out)
{
	struct duty_view v;

	TRY(duty_get(cx, args_i64(a, "ID", 0), &v));
	*out = v.duty;
	return OK;
}

static err said(struct args *a, const char *what, const struct duty *d)
{
	buf_fmt(a->out, "%s: %s, %s\n", what, d->unit_name, d->title);
	return OK;
}

err duty_report_cmd(struct ctx *cx, struct args *a)
{
	struct duty d;
	int64_t files[DUTY_FILES_MAX + 1], id, percent = args_i64(a, "N", 0);
	struct duty_report_in in = {.text = args_text(a, "TEXT"), .file_ids = files};
	const char *path;

	TRY(duty_of(cx, a, &d));
	while (in.files_n < COUNT(files) && (path = args_nth(a, "--file", in.files_n)) != NULL) {
		const char *slash = strrchr(path, '/');

		TRY(file_take(cx, path, slash != NULL ? slash + 1 : path, "--file", &files[in.files_n++]));
	}
	in.duty_id = d.id;
	in.version = d.version;
	in.percent = percent >= 1 && percent <= 100 ? (int)percent : 0;
	TRY(duty_report(cx, in, &id));
	return said(a, "Đã gửi báo cáo", &d);
}

err duty_withdraw_cmd(struct ctx *cx, struct args *a)
{
	struct duty d;

	TRY(duty_of(cx, a, &d));
	TRY(duty_report_withdraw(cx, d.id, d.version));
	return said(a, "Đã rút báo cáo", &d);
}

err duty_confirm_cmd(struct ctx *cx, struct args *a)
{
	struct duty d;

	TRY(duty_of(cx, a, &d));
	TRY(duty_confirm(cx, d.id, d.version, args_text(a, "REMARK")));
	return said(a, "Đã xác nhận", &d);
}

err duty_return_cmd(struct ctx *cx, struct args *a)
{
	struct duty d;

	TRY(duty_of(cx, a, &d));
	TRY(duty_return(cx, d.id, d.version, args_text(a, "REASON")));
	return said(a, "Đã trả lại", &d);
}

err duty_reopen_cmd(struct ctx *cx, struct args *a)
{
	struct duty d;

	TRY(duty_of(cx, a, &d));
	TRY(duty_reopen(cx, d.id, d.version, args_text(a, "REASON")));
	return said(a, "Đã mở lại", &d);
}

err duty_suspend_cmd(struct ctx *cx, struct args *a)
{
	struct duty d;

	TRY(duty_of(cx, a, &d));
	TRY(duty_suspend(cx, d.id, d.version, args_text(a, "PAPER")));
	return said(a, "Đã tạm dừng", &d);
}

err duty_resume_cmd(struct ctx *cx, struct args *a)
{
	struct duty d;

	TRY(duty_of(cx, a, &d));
	TRY(duty_resume(cx, d.id, d.version, args_text(a, "PAPER")));
	return said(a, "Tiếp tục", &d);
}

err duty_urge_cmd(struct ctx *cx, struct args *a)
{
	struct duty_view v;
	bool escalates = args_has(a, "--escalate");
	int64_t n;

	TRY(duty_get(cx, args_i64(a, "ID", 0), &v));
	if (args_has(a, "--group"))
		TRY(duty_urge_group(cx, v.group.id, args_text(a, "TEXT"), escalates, &n));
	else
		TRY(duty_urge(cx, (struct duty_urge_in){.duty_ids = &v.duty.id, .n = 1, .text = args_text(a, "TEXT"),
		                                        .escalates = escalates}, &n));
	buf_fmt(a->out, "Đã đôn đốc %" PRId64 " đơn vị: %s\n", n, v.duty.title);
	return OK;
}

/* The following that is meant by who and whom; ERR_NOTFOUND. */
static err end_following(struct ctx *cx, const struct duty_follow *f)
{
	struct duty_follows l;

	TRY(duty_follow_list(cx, f->user_id, &l));
	for (size_t i = 0; i < l.n; i++) {
		if (l.at[i].user_id == f->user_id && l.at[i].unit_id == f->unit_id && l.at[i].class_id == f->class_id)
			return duty_follow_end(cx, l.at[i].id);
	}
	return ERR_NOTFOUND;
}

err duty_follow_cmd(struct ctx *cx, struct args *a)
{
	struct duty_follow f = {0};
	struct duty_follows l;
	int64_t id;

	TRY(duty_follow_typed(cx, args_text(a, "LOGIN"), args_text(a, "UNIT"), &f));
	if (args_has(a, "UNIT")) {
		TRY(args_has(a, "--end") ? end_following(cx, &f) : duty_follow_put(cx, f, &id));
		buf_text(a->out, args_has(a, "--end") ? "Đã thôi phân công.\n" : "Đã phân công theo dõi.\n");
		return OK;
	}
	need(cx, f.user_id != 0 || !args_has(a, "LOGIN"), "LOGIN", "Không có tài khoản này.");
	TRY(faults(cx));
	TRY(duty_follow_list(cx, f.user_id, &l));
	for (size_t i = 0; i < l.n; i++)
		buf_fmt(a->out, "%s\t%s\t%" PRId64 " đơn vị\n", l.at[i].user_name, l.at[i].name, l.at[i].units_n);
	return OK;
}

err duty_recount_cmd(struct ctx *cx, struct args *a)
{
	bool mends = args_has(a, "--mend");
	int64_t wrong;

	TRY(duty_recount(cx, mends, &wrong));
	if (wrong == 0)
		buf_text(a->out, "Mọi số liệu đều đúng.\n");
	else
		buf_fmt(a->out, mends ? "Đã sửa %" PRId64 " số liệu sai.\n" : "Có %" PRId64 " số liệu sai; sửa bằng: thidua duty recount --mend\n",
		        wrong);
	return OK;
}
