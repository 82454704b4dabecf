/* room/casefile/casefile_cli.c -- verbs of cases. */
#include "base/json.h"
#include "base/text.h"
#include "core/cli.h"
#include "core/table.h"
#include "room/casefile/casefile.h"
#include "room/unit/unit.h"

#define ROWS "room/casefile/casefile.def"
#include "core/declare.h"

static int64_t id_of(const struct args *a)
{
	return args_i64(a, "ID", 0);
}

/* The version of now: a verb is one act, there was no page to read before it. */
static err version_of(struct ctx *cx, struct args *a, int64_t *out)
{
	struct casefile c;

	TRY(casefile_get(cx, id_of(a), &c));
	*out = c.version;
	return OK;
}

err casefile_kinds_cmd(struct ctx *cx, struct args *a)
{
	struct casefile_kinds kinds;

	TRY(casefile_kinds(cx, &kinds));
	for (size_t i = 0; i < kinds.n; i++) {
		const struct casefile_kind *k = &kinds.at[i];
		struct casefile_steps steps;
		struct casefile_needs needs;

		buf_fmt(a->out, "%s  %s\n  Căn cứ: %s%s\n", k->code, k->name, k->cite, k->is_verified ? "" : " (chưa đối chiếu)");
		TRY(casefile_steps(cx, k->id, &steps));
		for (size_t s = 0; s < steps.n; s++) {
			struct casefile_clock c;

			TRY(casefile_clock_on(cx, k->id, steps.at[s].code, cx->today, &c));
			buf_fmt(a->out, "  %s  %s", steps.at[s].code, steps.at[s].name);
			if (c.days > 0)
				buf_fmt(a->out, ", %d ngày%s: %s", c.days, c.is_working ? " làm việc" : "", c.cite);
			buf_text(a->out, "\n");
		}
		TRY(casefile_needs(cx, k->id, cx->today, &needs));
		for (size_t n = 0; n < needs.n; n++)
			buf_fmt(a->out, "  giấy tờ %s  %s%s\n", needs.at[n].code, needs.at[n].name, needs.at[n].is_needed ? "" : " (không bắt buộc)");
	}
	return OK;
}

err casefile_limit_cmd(struct ctx *cx, struct args *a)
{
	struct casefile_kinds kinds;

	TRY(casefile_kinds(cx, &kinds));
	for (size_t i = 0; i < kinds.n; i++) {
		if (!text_is(kinds.at[i].code, args_text(a, "KIND")))
			continue;
		TRY(casefile_limit_set(cx, kinds.at[i].id, (struct casefile_limit){
			.step = args_text(a, "STEP"), .days = args_i64(a, "N", 0), .is_working = !args_has(a, "--week"), .is_verified = args_has(a, "--verified"),
			.from = args_date(a, "DATE"), .to = DATE_NONE, .cite = args_text(a, "CITE"), .source = args_text(a, "SOURCE")}));
		buf_text(a->out, "Đã đổi thời hạn; hồ sơ đang tính hạn giữ thời hạn cũ.\n");
		return OK;
	}
	fault(cx, "KIND", "Không có thủ tục này; xem bằng: thidua casefile kinds");
	return ERR_INVALID;
}

err casefile_load_cmd(struct ctx *cx, struct args *a)
{
	const char *text;
	int64_t n;

	TRY(table_file(cx, args_text(a, "FILE"), &text));
	TRY(casefile_load(cx, text, &n));
	buf_fmt(a->out, "Đã nạp %" PRId64 " dòng.\n", n);
	return OK;
}

static void json_case(struct ctx *cx, struct buf *b, const struct casefile *c)
{
	const char *code;

	(void)casefile_state_words(cx->mem, c, cx->today, &code);
	buf_text(b, "{");
	json_field_i64(b, "id", c->id);
	json_field(b, "number", c->number);
	json_field(b, "kind", c->kind_code);
	json_field_i64(b, "line", c->line_no);
	json_field(b, "subject", c->subject);
	json_field(b, "award", c->thing);
	json_field(b, "applicant", c->applicant);
	json_field(b, "reason", c->reason);
	json_field(b, "received", date_iso(cx->mem, c->received));
	json_field(b, "step", c->step);
	json_field(b, "state", code);
	json_field(b, "due", date_iso(cx->mem, c->due));
	json_field(b, "holder", c->holder_login);
	json_field_i64(b, "result", c->result_no);
}

static void print_case(struct ctx *cx, struct buf *b, const struct casefile *c)
{
	buf_fmt(b, "%4" PRId64 "  %s  %s — %s, %s; %s", c->id, c->number, c->kind_code, c->thing, c->subject, c->step_name);
	if (c->is_open)
		buf_fmt(b, "; %s", casefile_state_words(cx->mem, c, cx->today, NULL));
	if (c->is_open && c->due != DATE_NONE)
		buf_fmt(b, ", hạn %s", date_vn(cx->mem, c->due));
	buf_fmt(b, "%s%s\n", c->holder_id == 0 ? "" : "; ", c->holder_name);
}

err casefile_list_cmd(struct ctx *cx, struct args *a)
{
	struct casefile_filter f = {.state = args_text(a, "--state"), .number = args_text(a, "--number"), .line_no = args_i64(a, "--line", 0),
	                            .page = (int)args_i64(a, "--page", 1), .per_page = CASEFILE_PAGE_MAX};
	struct casefile_kinds kinds;
	struct casefile_list l;

	if (args_has(a, "--unit"))
		TRY(unit_typed(cx, "--unit", args_text(a, "--unit"), &f.under_id));
	TRY(casefile_kinds(cx, &kinds));
	for (size_t i = 0; i < kinds.n; i++)
		f.kind_id = text_is(kinds.at[i].code, args_text(a, "--kind")) ? kinds.at[i].id : f.kind_id;
	need(cx, !args_has(a, "--kind") || f.kind_id != 0, "--kind", "Không có thủ tục này; xem bằng: thidua casefile kinds");
	TRY(faults(cx));
	TRY(casefile_list(cx, &f, &l));
	if (a->is_json)
		buf_text(a->out, "[");
	for (size_t i = 0; i < l.n; i++) {
		if (!a->is_json) {
			print_case(cx, a->out, &l.at[i]);
			continue;
		}
		buf_text(a->out, i == 0 ? "" : ",");
		json_case(cx, a->out, &l.at[i]);
		buf_text(a->out, "}");
	}
	if (a->is_json)
		buf_text(a->out, "]\n");
	else if (l.n == 0)
		buf_text(a->out, "Không có hồ sơ nào.\n");
	return OK;
}

err casefile_show_cmd(struct ctx *cx, struct args *a)
{
	struct casefile_view v;

	TRY(casefile_view(cx, id_of(a), &v));
	if (args_has(a, "--before"))
		TRY(casefile_events(cx, id_of(a), args_i64(a, "--before", 0), &v.events));
	if (a->is_json) {
		json_case(cx, a->out, &v.is);
		json_field_i64(a->out, "version", v.is.version);
		buf_text(a->out, "}\n");
		return OK;
	}
	print_case(cx, a->out, &v.is);
	buf_fmt(a->out, "Người nộp: %s. Lý do: %s.\n", v.is.applicant, v.is.reason);
	if (*v.is.clock.cite != '\0' && v.is.is_open)
		buf_fmt(a->out, "Thời hạn: %d ngày%s từ %s, %s\n", v.is.clock.days, v.is.clock.is_working ? " làm việc" : "",
		        date_vn(cx->mem, v.is.clock.from), v.is.clock.cite);
	for (size_t i = 0; i < v.needs.n; i++)
		if (v.needs.at[i].is_needed && !v.needs.at[i].is_there)
			buf_fmt(a->out, "Còn thiếu: %s  %s\n", v.needs.at[i].code, v.needs.at[i].name);
	for (size_t i = 0; i < v.acts.n; i++)
		buf_fmt(a->out, "Làm được: %s  %s\n", v.acts.at[i].act, v.acts.at[i].name);
	if (v.events.next_before != 0)
		buf_fmt(a->out, "… những việc trước đó: --before=%" PRId64 "\n", v.events.next_before);
	for (size_t i = 0; i < v.events.n; i++)
		buf_fmt(a->out, "%s  %s%s%s (%s)\n", date_vn_ms(cx->mem, v.events.at[i].at_ms), v.events.at[i].words,
		        *v.events.at[i].text == '\0' ? "" : ": ", v.events.at[i].text, v.events.at[i].by);
	return OK;
}

/* Codes of papers as --papers lists them; how many. */
static size_t papers_given(struct ctx *cx, const struct args *a, const char *papers[CASEFILE_STEPS_MAX])
{
	char *rest = mem_dup(cx->mem, args_text(a, "--papers"));
	size_t n = 0;

	for (const char *w; n < CASEFILE_STEPS_MAX && (w = strsep(&rest, ", ")) != NULL;)
		if (*w != '\0')
			papers[n++] = w;
	return n;
}

err casefile_receive_cmd(struct ctx *cx, struct args *a)
{
	const char *papers[CASEFILE_STEPS_MAX];
	struct casefile_request in = {.does = args_text(a, "NATURE"), .line_no = strtoll(args_text(a, "LINE"), NULL, 10),
	                              .applicant = args_text(a, "APPLICANT"), .reason = args_text(a, "REASON"),
	                              .contact = args_text(a, "--contact"), .wish = args_text(a, "--wish"),
	                              .received = args_date(a, "--received"), .papers = papers};
	int64_t id;

	in.papers_n = papers_given(cx, a, papers);
	TRY(casefile_receive(cx, in, &id));
	buf_fmt(a->out, "Đã tiếp nhận hồ sơ %" PRId64 ".\n", id);
	return OK;
}

err casefile_act_cmd(struct ctx *cx, struct args *a)
{
	int64_t version;

	TRY(version_of(cx, a, &version));
	TRY(casefile_act(cx, id_of(a), version, args_text(a, "ACT"), args_text(a, "TEXT")));
	buf_text(a->out, "Đã chuyển bước hồ sơ.\n");
	return OK;
}

err casefile_pause_cmd(struct ctx *cx, struct args *a)
{
	int64_t version;

	TRY(version_of(cx, a, &version));
	TRY(casefile_pause(cx, id_of(a), version, args_text(a, "TEXT")));
	buf_text(a->out, "Đã dừng tính hạn, chờ bổ sung.\n");
	return OK;
}

err casefile_resume_cmd(struct ctx *cx, struct args *a)
{
	struct casefile c;
	int64_t version;

	TRY(version_of(cx, a, &version));
	TRY(casefile_resume(cx, id_of(a), version, args_text(a, "TEXT")));
	TRY(casefile_get(cx, id_of(a), &c));
	buf_fmt(a->out, "Hạn lại được tính: %s.\n", date_vn(cx->mem, c.due));
	return OK;
}

err casefile_hold_cmd(struct ctx *cx, struct args *a)
{
	int64_t version;

	TRY(version_of(cx, a, &version));
	TRY(casefile_hold(cx, id_of(a), version, args_text(a, "LOGIN")));
	buf_text(a->out, "Đã phân công xử lý hồ sơ.\n");
	return OK;
}

err casefile_note_cmd(struct ctx *cx, struct args *a)
{
	int64_t version;

	TRY(version_of(cx, a, &version));
	TRY(casefile_note(cx, id_of(a), version, args_text(a, "TEXT")));
	buf_text(a->out, "Đã ghi chú.\n");
	return OK;
}

/* The file named by an option, taken into the store; 0 when none was given. */
static err file_given(struct ctx *cx, struct args *a, int64_t *id_out)
{
	const char *path = args_text(a, "--file"), *slash = strrchr(path, '/');

	*id_out = 0;
	return *path == '\0' ? OK : file_take(cx, path, slash == NULL ? path : slash + 1, "--file", id_out);
}

err casefile_paper_cmd(struct ctx *cx, struct args *a)
{
	int64_t version, file;

	TRY(version_of(cx, a, &version));
	TRY(file_given(cx, a, &file));
	TRY(casefile_paper_add(cx, id_of(a), version, args_text(a, "--need"), args_text(a, "NAME"), file));
	buf_text(a->out, "Đã thêm giấy tờ.\n");
	return OK;
}

err casefile_finish_cmd(struct ctx *cx, struct args *a)
{
	struct casefile_decision in = {
		.id = id_of(a), .certificate = args_text(a, "--certificate"), .name = args_text(a, "--name"),
		.decision = {.number = args_text(a, "NUMBER"), .day = args_date(a, "DATE"), .issuer = args_text(a, "--issuer"),
		             .level = args_has(a, "--level") ? args_text(a, "--level") : "base", .signer = args_text(a, "--signer"),
		             .signer_title = args_text(a, "--signer-title"), .title = args_text(a, "--title")}};
	int64_t no;

	TRY(version_of(cx, a, &in.version));
	TRY(file_given(cx, a, &in.decision.file_id));
	TRY(casefile_finish(cx, in, &no));
	buf_fmt(a->out, "Đã ghi dòng số %" PRId64 " vào sổ và kết thúc hồ sơ.\n", no);
	return OK;
}

err casefile_turn_cmd(struct ctx *cx, struct args *a)
{
	int64_t n;

	TRY(casefile_turn(cx, &n));
	buf_fmt(a->out, "Đã báo %" PRId64 " hồ sơ.\n", n);
	return OK;
}

err casefile_blank_cmd(struct ctx *cx, struct args *a)
{
	int64_t version;

	TRY(version_of(cx, a, &version));
	TRY(casefile_blank(cx, id_of(a), version, args_text(a, "REASON")));
	buf_text(a->out, "Đã xóa thông tin cá nhân của hồ sơ.\n");
	return OK;
}

err casefile_asks_cmd(struct ctx *cx, struct args *a)
{
	struct casefile_asks l;

	TRY(casefile_asks(cx, args_i64(a, "--after", 0), &l));
	for (size_t i = 0; i < l.n; i++)
		buf_fmt(a->out, "%4" PRId64 "  %s  %s: %s, %s; người đề nghị: %s\n", l.at[i].id, date_vn(cx->mem, l.at[i].asked_on), l.at[i].name,
		        l.at[i].thing, l.at[i].reason, l.at[i].applicant);
	if (l.n == 0)
		buf_text(a->out, "Không có đề nghị nào đang chờ.\n");
	if (l.next_after != 0)
		buf_fmt(a->out, "… còn nữa: --after=%" PRId64 "\n", l.next_after);
	return OK;
}

err casefile_ask_take_cmd(struct ctx *cx, struct args *a)
{
	struct casefile_ask ask;
	int64_t id;

	TRY(casefile_ask_get(cx, id_of(a), &ask));
	TRY(casefile_ask_take(cx, ask.id, ask.version, strtoll(args_text(a, "LINE"), NULL, 10), &id));
	buf_fmt(a->out, "Đã lập hồ sơ %" PRId64 ".\n", id);
	return OK;
}

err casefile_ask_answer_cmd(struct ctx *cx, struct args *a)
{
	struct casefile_ask ask;

	TRY(casefile_ask_get(cx, id_of(a), &ask));
	TRY(casefile_ask_refuse(cx, ask.id, ask.version, args_text(a, "TEXT")));
	buf_text(a->out, "Đã trả lời.\n");
	return OK;
}

err casefile_ask_blank_cmd(struct ctx *cx, struct args *a)
{
	struct casefile_ask ask;

	TRY(casefile_ask_get(cx, id_of(a), &ask));
	TRY(casefile_ask_blank(cx, ask.id, ask.version, args_text(a, "REASON")));
	buf_text(a->out, "Đã xóa thông tin của đề nghị.\n");
	return OK;
}

err casefile_forget_cmd(struct ctx *cx, struct args *a)
{
	int64_t n, all = 0;

	do {
		TRY(casefile_forget(cx, &n));
		all += n;
	} while (n > 0);
	buf_fmt(a->out, "Đã xóa %" PRId64 " đề nghị quá thời hạn lưu.\n", all);
	return OK;
}

/* ---- many at once ---------------------------------------------------------------------------------------------------------- */

err casefile_bulk_cmd(struct ctx *cx, struct args *a)
{
	struct casefile_pick picks[CASEFILE_BULK_MAX + 1];     /* one too many is refused, not cut */
	int64_t ids[CASEFILE_BULK_MAX + 1];
	size_t n = register_nos_of(args_text(a, "IDS"), ids, CASEFILE_BULK_MAX + 1);

	for (size_t i = 0; i < n; i++) {
		struct casefile c;

		TRY(casefile_get(cx, ids[i], &c));
		picks[i] = (struct casefile_pick){c.id, c.version};
		buf_fmt(a->out, "%4" PRId64 "  %s  %s của %s: %s\n", c.id, c.number, c.thing, c.subject, c.step_name);
	}
	if (!args_has(a, "--yes")) {
		buf_fmt(a->out, "%zu hồ sơ; thêm --yes để thực hiện.\n", n);
		return OK;
	}
	TRY(casefile_bulk(cx, args_text(a, "ACT"), picks, n, args_text(a, "--login"), args_text(a, "TEXT")));
	buf_fmt(a->out, "Đã xử lý %zu hồ sơ.\n", n);
	return OK;
}

err casefile_receive_many_cmd(struct ctx *cx, struct args *a)
{
	const char *papers[CASEFILE_STEPS_MAX];
	struct casefile_request in = {.does = args_text(a, "NATURE"), .applicant = args_text(a, "--applicant"), .contact = args_text(a, "--contact"),
	                              .reason = args_text(a, "REASON"), .wish = "", .received = args_date(a, "--received"), .papers = papers};
	int64_t lines[CASEFILE_BULK_MAX + 1];
	size_t n = register_nos_of(args_text(a, "LINES"), lines, CASEFILE_BULK_MAX + 1);
	struct register_list list;

	TRY(register_chosen(cx, lines, n, &list));
	for (size_t i = 0; i < list.n; i++)
		buf_fmt(a->out, "%4" PRId64 "  %s: %s, năm %" PRId64 "\n", list.at[i].no, register_name_words(&list.at[i]), list.at[i].award_name, list.at[i].year);
	if (!args_has(a, "--yes")) {
		buf_fmt(a->out, "%zu dòng; thêm --yes để lập hồ sơ.\n", n);
		return OK;
	}
	in.papers_n = papers_given(cx, a, papers);
	TRY(casefile_receive_all(cx, in, lines, n));
	buf_fmt(a->out, "Đã lập %zu hồ sơ.\n", n);
	return OK;
}
