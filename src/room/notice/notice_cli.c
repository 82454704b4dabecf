/* room/notice/notice_cli.c -- verbs of room notice. */
#include "base/json.h"
#include "base/text.h"
#include "core/cli.h"
#include "room/notice/notice.h"
#include "room/notice/notice_text.h"

#define ROWS "room/notice/notice.def"
#include "core/declare.h"

enum { N_DEFAULT = 50 };

/* How many rows are asked for; a fault when that is no number of rows. */
static int rows_n(struct ctx *cx, const struct args *a)
{
	int64_t n = args_i64(a, "--n", N_DEFAULT);

	if (n < 1 || n > NOTICE_LIST_MAX)
		fault(cx, "--n", "--n phải từ 1 đến %d.", NOTICE_LIST_MAX);
	return (int)n;
}

/* The inbox is somebody's. */
static void need_person(struct ctx *cx)
{
	need(cx, cx->who->user_id != 0, "--as", "Hộp thông báo là của từng người; hãy ghi --as TÀI-KHOẢN.");
}

static void notice_json(struct buf *b, const struct notice *n)
{
	buf_text(b, b->p[b->n - 1] == '[' ? "{" : ",{");
	json_field_i64(b, "id", n->id);
	json_field(b, "kind", n->kind);
	json_field(b, "subject", n->subject);
	json_field(b, "path", n->path);
	json_field_i64(b, "made_ms", n->made_ms);
	json_field_bool(b, "read", n->read_ms != 0);
	buf_char(b, '}');
}

err notice_list_cmd(struct ctx *cx, struct args *a)
{
	struct notice_list list;
	int n = rows_n(cx, a);

	need_person(cx);
	TRY(faults(cx));
	TRY(notice_list(cx, args_has(a, "--all"), args_i64(a, "--before", 0), n, &list));
	if (a->is_json)
		buf_text(a->out, "{\"notices\":[");
	for (size_t i = 0; i < list.n; i++) {
		const struct notice *one = &list.at[i];

		if (a->is_json)
			notice_json(a->out, one);
		else
			buf_fmt(a->out, "%6" PRId64 "  %s  %s%s\n", one->id, date_vn_ms(cx->mem, one->made_ms), one->subject,
			        one->read_ms == 0 ? "" : " (đã đọc)");
	}
	if (a->is_json)
		buf_fmt(a->out, "],\"next_before\":%" PRId64 "}\n", list.next_before_id);
	else if (list.n == 0)
		buf_text(a->out, args_has(a, "--all") ? "Không có thông báo nào.\n" : "Không có thông báo nào chưa đọc.\n");
	return OK;
}

static void notice_print(struct ctx *cx, struct buf *b, const struct notice *n)
{
	struct notice_parts parts = notice_parts(cx->mem, n->text);

	buf_fmt(b, "%s\n%s, %s\n", n->subject, n->kind_words, date_vn_ms(cx->mem, n->made_ms));
	for (size_t i = 0; i < parts.n; i++) {
		const struct notice_part *p = &parts.at[i];

		buf_fmt(b, p->kind == NOTICE_ITEM ? "- %s%s%s\n" : "\n%s\n", p->text, *p->note == '\0' ? "" : " — ", p->note);
	}
	if (*n->path != '\0')
		buf_fmt(b, "\n%s\n", n->path);
}

err notice_read_cmd(struct ctx *cx, struct args *a)
{
	struct notice n;
	int64_t count;

	need_person(cx);
	need(cx, args_has(a, "ID") != args_has(a, "--all"), "ID", "Hãy ghi số của một thông báo, hoặc --all.");
	TRY(faults(cx));
	if (args_has(a, "--all")) {
		TRY(notice_read_all(cx, &count));
		buf_fmt(a->out, "Đã đánh dấu đã đọc %" PRId64 " thông báo.\n", count);
		return OK;
	}
	TRY(notice_read(cx, args_i64(a, "ID", 0), &n));
	notice_print(cx, a->out, &n);
	return OK;
}

err notice_send_cmd(struct ctx *cx, struct args *a)
{
	TRY(notice_word(cx, args_text(a, "LOGIN"), args_text(a, "SUBJECT"), args_text(a, "TEXT")));
	buf_fmt(a->out, "Đã gửi lời nhắn cho %s.\n", args_text(a, "LOGIN"));
	return OK;
}

/* ---- what a person wants ---------------------------------------------------------------------------------------------- */

err notice_choose_cmd(struct ctx *cx, struct args *a)
{
	struct notice_choice in = {.kind = args_text(a, "KIND")};
	const struct notice_choice *known;
	size_t n;

	need_person(cx);
	need(cx, args_has(a, "KIND") == args_has(a, "WAY") && (!args_has(a, "WAY") || notice_way_from(args_text(a, "WAY"), &in.way)),
	     "WAY", "Hãy ghi loại thông báo và cách nhận: once (gửi ngay), digest (gộp vào bản tổng hợp ngày) hoặc none (không gửi).");
	TRY(faults(cx));
	if (args_has(a, "KIND"))
		TRY(notice_choose(cx, &in, 1));
	TRY(notice_choices(cx, &known, &n));
	for (size_t i = 0; i < n; i++)
		buf_fmt(a->out, "%-16s %-7s %s\n", known[i].kind, notice_way_name(known[i].way), known[i].sentence);
	return OK;
}

err notice_feed_cmd(struct ctx *cx, struct args *a)
{
	struct notice_feed f;
	const char *path;

	need_person(cx);
	need(cx, !args_has(a, "--new") || !args_has(a, "--end"), "--new", "Hãy chọn một: --new hoặc --end.");
	TRY(faults(cx));
	if (args_has(a, "--new")) {
		TRY(notice_feed_make(cx, &path));
		buf_fmt(a->out, "Địa chỉ lịch mới, chỉ in một lần: %s\n", path);
		return OK;
	}
	if (args_has(a, "--end")) {
		TRY(notice_feed_end(cx));
		buf_text(a->out, "Đã bỏ địa chỉ lịch.\n");
		return OK;
	}
	TRY(notice_feed_get(cx, &f));
	if (f.made_ms != 0)
		buf_fmt(a->out, "Có một địa chỉ lịch, tạo lúc %s.\n", date_vn_ms(cx->mem, f.made_ms));
	else
		buf_text(a->out, "Chưa có địa chỉ lịch; tạo bằng: thidua notice feed --new\n");
	return OK;
}

static void outbox_print(struct ctx *cx, struct buf *b, const struct notice_outbox *o)
{
	if (!o->is_on)
		buf_text(b, "Chưa thiết đặt máy chủ thư: không gửi thư.\n");
	else if (*o->fault != '\0')
		buf_fmt(b, "Thiết đặt máy chủ thư chưa đúng: %s\n", o->fault);
	else
		buf_fmt(b, "Máy chủ %s, người gửi %s.\n", o->server, o->sender);
	if (o->trouble_ms != 0)
		buf_fmt(b, "Máy chủ chưa nhận thư từ %s. %s\n", date_vn_ms(cx->mem, o->trouble_ms), o->trouble);
	buf_fmt(b, "%" PRId64 " đang chờ, %" PRId64 " không gửi được, %" PRId64 " đã gửi trong 24 giờ.\n", o->queued_n, o->failed_n,
	        o->sent_n);
	if (o->oldest_ms != 0)
		buf_fmt(b, "Chờ lâu nhất từ %s.\n", date_vn_ms(cx->mem, o->oldest_ms));
}

static void mail_json(struct buf *b, const struct notice_mail *m)
{
	buf_text(b, b->p[b->n - 1] == '[' ? "{" : ",{");
	json_field_i64(b, "id", m->id);
	json_field(b, "to", m->login);
	json_field(b, "address", m->address);
	json_field(b, "subject", m->subject);
	json_field(b, "state", m->state);
	json_field(b, "error", m->error);
	json_field(b, "message_id", m->message_id);
	json_field_i64(b, "attempts", m->attempts);
	buf_char(b, '}');
}

err notice_outbox_cmd(struct ctx *cx, struct args *a)
{
	const char *state = args_text(a, "--state");
	struct notice_mails list;
	struct notice_outbox o;
	int n = rows_n(cx, a);

	need(cx, notice_mail_is_filter(state), "--state",
	     "--state phải là waiting, failed, recent, queued, sending, sent hoặc dropped.");
	TRY(faults(cx));
	TRY(notice_outbox(cx, &o));
	TRY(notice_mail_list(cx, state, args_i64(a, "--before", 0), n, &list));
	if (a->is_json)
		buf_fmt(a->out, "{\"queued\":%" PRId64 ",\"failed\":%" PRId64 ",\"mails\":[", o.queued_n, o.failed_n);
	else
		outbox_print(cx, a->out, &o);
	for (size_t i = 0; i < list.n; i++) {
		const struct notice_mail *m = &list.at[i];

		if (a->is_json)
			mail_json(a->out, m);
		else
			buf_fmt(a->out, "%6" PRId64 "  %s <%s>: %s (%s)%s%s\n", m->id, m->login, m->address, m->subject,
			        notice_mail_words(m->state), *m->error == '\0' ? "" : " — ", m->error);
	}
	if (a->is_json)
		buf_fmt(a->out, "],\"next_before\":%" PRId64 "}\n", list.next_before_id);
	return OK;
}

err notice_retry_cmd(struct ctx *cx, struct args *a)
{
	int64_t n = 1;

	need(cx, args_has(a, "ID") != args_has(a, "--all"), "ID", "Hãy ghi số của một thư, hoặc --all.");
	TRY(faults(cx));
	if (args_has(a, "--all"))
		TRY(notice_mail_retry_all(cx, &n));
	else
		TRY(notice_mail_retry(cx, args_i64(a, "ID", 0)));
	buf_fmt(a->out, "Đã xếp lại %" PRId64 " thư để gửi ngay.\n", n);
	return OK;
}

err notice_drop_cmd(struct ctx *cx, struct args *a)
{
	TRY(notice_mail_drop(cx, args_i64(a, "ID", 0)));
	buf_text(a->out, "Đã bỏ thư; thông báo vẫn nằm trong hộp của người nhận.\n");
	return OK;
}

err notice_test_cmd(struct ctx *cx, struct args *a)
{
	const char *address = args_text(a, "ADDRESS"), *words;
	bool is_sent;

	TRY(notice_mail_test(cx, address, &is_sent, &words));
	if (!is_sent) {
		fault(cx, "", "Chưa gửi được thư thử. %s", words);
		return ERR_IO;
	}
	buf_fmt(a->out, "Máy chủ thư đã nhận thư thử gửi %s. Hãy xem hộp thư đó, cả mục thư rác.\n", address);
	return OK;
}
