/* audit_cli.c -- verbs of room audit. */
#include "base/json.h"
#include "core/cli.h"
#include "room/audit/audit.h"

#define ROWS "room/audit/audit.def"
#include "core/declare.h"

enum { N_DEFAULT = 50 };

static void row_json(struct buf *b, const struct audit_row *r)
{
	buf_text(b, b->p[b->n - 1] == '[' ? "{" : ",{");
	json_field_i64(b, "seq", r->seq);
	json_field_i64(b, "at_ms", r->at_ms);
	json_field(b, "user", r->user_name);
	json_field(b, "act", r->act);
	json_field_i64(b, "object_id", r->object_id);
	json_field(b, "detail", r->detail);
	json_field(b, "origin", r->origin);
	json_field_bool(b, "refused", r->is_refusal);
	json_field(b, "hash", r->hash);
	buf_char(b, '}');
}

static void row_line(struct ctx *cx, struct buf *b, const struct audit_row *r)
{
	buf_fmt(b, "%6" PRId64 "  %s  %-20s  %s%s", r->seq, date_vn_ms(cx->mem, r->at_ms),
	        *r->user_name == '\0' ? "(chưa đăng nhập)" : r->user_name, r->is_refusal ? "TỪ CHỐI: " : "", r->sentence);
	if (r->object_id != 0)
		buf_fmt(b, " #%" PRId64, r->object_id);
	if (*r->detail != '\0')
		buf_fmt(b, ": %s", r->detail);
	buf_fmt(b, "  [%s]\n", r->origin);
}

err audit_list_cmd(struct ctx *cx, struct args *a)
{
	int64_t n = args_i64(a, "--n", N_DEFAULT);
	struct audit_list list;

	if (n < 1 || n > AUDIT_LIST_MAX)
		fault(cx, "--n", "--n phải từ 1 đến %d.", AUDIT_LIST_MAX);
	TRY(faults(cx));
	TRY(audit_list(cx, (struct audit_filter){
		.user = args_text(a, "--user"), .act = args_text(a, "--act"), .object_id = args_i64(a, "--object", 0),
		.from = args_date(a, "--from"), .to = args_date(a, "--to"), .before_seq = args_i64(a, "--before", 0),
		.n = (int)n}, &list));
	if (a->is_json)
		buf_text(a->out, "{\"rows\":[");
	for (size_t i = 0; i < list.n; i++) {
		if (a->is_json)
			row_json(a->out, &list.at[i]);
		else
			row_line(cx, a->out, &list.at[i]);
	}
	if (a->is_json)
		buf_fmt(a->out, "],\"next_before\":%" PRId64 "}\n", list.next_before_seq);
	else if (list.next_before_seq > 0)
		buf_fmt(a->out, "… còn nữa: --before=%" PRId64 "\n", list.next_before_seq);
	return OK;
}

err audit_verify_cmd(struct ctx *cx, struct args *a)
{
	struct audit_check check;

	TRY(audit_verify(cx, &check));
	if (a->is_json) {
		buf_char(a->out, '{');
		json_field_i64(a->out, "rows", check.rows_n);
		json_field_i64(a->out, "bad_seq", check.bad_seq);
		json_field(a->out, "reason", check.reason);
		buf_text(a->out, "}\n");
	} else if (check.bad_seq == 0) {
		buf_fmt(a->out, "Chuỗi nhật ký đúng: %" PRId64 " dòng.\n", check.rows_n);
	}
	if (check.bad_seq == 0)
		return OK;
	fault(cx, "", "Chuỗi nhật ký sai ở dòng %" PRId64 ": %s.", check.bad_seq, check.reason);
	return ERR_INVALID;
}
