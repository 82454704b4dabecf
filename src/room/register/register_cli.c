/* room/register/register_cli.c -- verbs of the register. */
#include "base/json.h"
#include "base/text.h"
#include "core/cli.h"
#include "room/person/person.h"
#include "room/register/register_cli.h"
#include "room/unit/unit.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

/* The unit named by an option; 0 when it was not given, a fault when there is none. */
static err unit_named(struct ctx *cx, struct args *a, int64_t *id_out)
{
	struct unit u = {0};
	err e = args_has(a, "--unit") ? unit_find(cx, args_text(a, "--unit"), &u) : OK;

	if (e == ERR_NOTFOUND) {
		fault(cx, "--unit", "Không có đơn vị nào, hoặc có hơn một, là “%s”; xem mã bằng: thidua unit list", args_text(a, "--unit"));
		return ERR_INVALID;
	}
	*id_out = u.id;
	return e;
}

static err award_named(struct ctx *cx, const char *name, const char *words, struct award *out)
{
	err e = award_find(cx, words, AWARD_ANY_CLASS, out);

	if (e == ERR_NOTFOUND) {
		fault(cx, name, "Không có danh hiệu, hình thức nào là “%s”, hoặc có hơn một; xem mã bằng: thidua award list", words);
		return ERR_INVALID;
	}
	return e;
}

/* The number of a line, which the pattern cannot check. */
int64_t register_line_given(struct ctx *cx, struct args *a)
{
	const char *text = args_text(a, "LINE");
	size_t n = strlen(text);

	need(cx, n > 0 && n < 18 && strspn(text, "0123456789") == n && *text != '0', "LINE", "Hãy ghi số của dòng, từ 1.");
	return strtoll(text, NULL, 10);
}

const char *register_state_code(const struct register_line *l)
{
	return l->nature == REGISTER_WITHDRAW ? "withdrawal" : l->corrected_by_no != 0 ? "corrected" : l->about_no != 0 ? "about"
	     : l->ended_by_no != 0 ? "revoked" : "held";
}

void register_json_line(struct ctx *cx, struct buf *b, const struct register_line *l)
{
	buf_text(b, "{");
	json_field_i64(b, "line", l->no);
	json_field(b, "name", l->name);
	json_field(b, "unit", l->unit_words);
	json_field(b, "award", l->award_code);
	json_field(b, "award_text", l->award_name);
	json_field_i64(b, "year", l->year);
	json_field(b, "decision_number", l->decision.number);
	json_field(b, "decision_date", date_iso(cx->mem, l->decision.day));
	json_field(b, "nature", register_nature_code(l->nature));
	json_field(b, "state", register_state_code(l));
}

void register_print_line(struct ctx *cx, struct buf *b, const struct register_line *l)
{
	buf_fmt(b, "%6" PRId64 "  %" PRId64 "  %s — %s%s%s — %s ngày %s — %s%s\n", l->no, l->year, l->award_name, register_name_words(l),
	        *l->unit_words == '\0' ? "" : ", ", l->unit_words, l->decision.number, date_vn(cx->mem, l->decision.day),
	        register_nature_words(l->nature), l->ended_by_no != 0 ? ", đã thu hồi hoặc hủy bỏ" : l->corrected_by_no != 0 ? ", đã thay" : "");
}

void register_print_lines(struct ctx *cx, struct args *a, const struct register_list *list)
{
	if (a->is_json)
		buf_text(a->out, "[");
	for (size_t i = 0; i < list->n; i++) {
		if (!a->is_json) {
			register_print_line(cx, a->out, &list->at[i]);
			continue;
		}
		buf_text(a->out, i == 0 ? "" : ",");
		register_json_line(cx, a->out, &list->at[i]);
		buf_text(a->out, "}");
	}
	if (a->is_json)
		buf_text(a->out, "]");
}

/* Ends the output of a program's reader; people get sentences of their own. */
static void end_json(struct args *a)
{
	if (a->is_json)
		buf_text(a->out, "\n");
}

err register_list_cmd(struct ctx *cx, struct args *a)
{
	struct register_filter f = {.year = args_i64(a, "--year", 0), .before_year = args_i64(a, "--before-year", 0),
	                            .before_no = args_i64(a, "--before", 0)};
	struct register_list list;
	struct award x;

	TRY(unit_named(cx, a, &f.under_id));
	if (args_has(a, "--award")) {
		TRY(award_named(cx, "--award", args_text(a, "--award"), &x));
		f.award_id = x.id;
	}
	TRY(register_list(cx, f, &list));
	register_print_lines(cx, a, &list);
	end_json(a);
	if (!a->is_json && list.n == 0)
		buf_text(a->out, "Không có khen thưởng nào khớp.\n");
	if (!a->is_json && list.next_no != 0)
		buf_fmt(a->out, "… còn nữa: --before-year=%" PRId64 " --before=%" PRId64 "\n", list.next_year, list.next_no);
	return OK;
}

err register_person_cmd(struct ctx *cx, struct args *a)
{
	struct register_list list;

	TRY(register_ladder(cx, args_i64(a, "ID", 0), &list));
	register_print_lines(cx, a, &list);
	end_json(a);
	if (list.n == 0)
		buf_text(a->out, "Sổ chưa có khen thưởng nào của hồ sơ này.\n");
	return OK;
}

static struct register_decision decision_given(struct args *a)
{
	return (struct register_decision){.number = args_text(a, "NUMBER"), .day = args_date(a, "DATE"), .issuer = args_text(a, "--issuer"),
	                                  .level = args_has(a, "--level") ? args_text(a, "--level") : "base",
	                                  .signer = args_text(a, "--signer"), .signer_title = args_text(a, "--signer-title"),
	                                  .title = args_text(a, "--title")};
}

/* Numbers of lines split by commas. */
static void bases_given(struct ctx *cx, struct args *a, struct register_in *in)
{
	int64_t *at = mem_new(cx->mem, int64_t, REGISTER_BASES_MAX);
	const char *p = args_text(a, "--counts-on");
	char *end;

	while (*p != '\0' && in->bases_n < REGISTER_BASES_MAX) {
		at[in->bases_n++] = strtoll(p, &end, 10);
		need(cx, end != p, "--counts-on", "Hãy ghi số của các dòng, cách nhau bằng dấu phẩy, ví dụ 12,15.");
		p = end == p ? "" : end + strspn(end, ", ");
	}
	in->bases = at;
}

/* What an unnamed nature is: a grant, or that of the line which is corrected. */
static err nature_given(struct ctx *cx, struct args *a, struct register_in *in)
{
	struct register_line old;

	in->nature = args_has(a, "--nature") ? register_nature_of(args_text(a, "--nature")) : REGISTER_GRANT;
	if (in->corrects_no == 0)
		return OK;
	TRY(register_get(cx, in->corrects_no, &old));
	if (!args_has(a, "--nature"))
		in->nature = old.nature;
	if (in->person_id == 0 && in->unit_id == 0) {
		in->person_id = old.person_id;
		in->unit_id = old.unit_id;
		in->subject = old.subject;
	}
	return OK;
}

err register_add_cmd(struct ctx *cx, struct args *a)
{
	struct register_in in = {.person_id = args_i64(a, "--person", 0), .corrects_no = args_i64(a, "--corrects", 0),
	                         .decision = decision_given(a), .place_no = args_i64(a, "--place", 0), .year = args_i64(a, "--year", 0),
	                         .period_from = args_date(a, "--from"), .period_to = args_date(a, "--to"), .name = args_text(a, "--name"),
	                         .unit_words = "", .position = args_text(a, "--position"), .achievement = args_text(a, "--achievement"),
	                         .movement = args_text(a, "--movement"), .certificate = args_text(a, "--certificate"),
	                         .reason = args_text(a, "--reason")};
	struct award x;
	struct award_ground g = {0};
	struct person p;
	int64_t no;

	TRY(unit_named(cx, a, &in.unit_id));
	in.subject = in.person_id == 0 ? AWARD_COLLECTIVE : AWARD_PERSON;
	if (in.person_id != 0 && person_get(cx, in.person_id, &p) == OK && p.is_household)
		in.subject = AWARD_HOUSEHOLD;
	TRY(nature_given(cx, a, &in));
	TRY(award_named(cx, "AWARD", args_text(a, "AWARD"), &x));
	in.award_id = x.id;
	if (args_has(a, "--ground")) {
		err e = award_ground_find(cx, args_text(a, "--ground"), &g);

		if (e != OK && e != ERR_NOTFOUND)
			return e;
		need(cx, e == OK, "--ground", "Không có loại hình này; xem bằng: thidua award ground");
	}
	in.ground_id = g.id;
	bases_given(cx, a, &in);
	TRY(faults(cx));
	TRY(register_add(cx, in, &no));
	buf_fmt(a->out, "Đã ghi dòng số %" PRId64 ".\n", no);
	return OK;
}

err register_act_cmd(struct ctx *cx, struct args *a)
{
	struct register_in in = {.nature = register_nature_of(args_text(a, "NATURE")), .about_no = register_line_given(cx, a), .decision = decision_given(a),
	                         .period_from = DATE_NONE, .period_to = DATE_NONE, .name = args_text(a, "--name"), .unit_words = "",
	                         .position = "", .achievement = "", .movement = "", .certificate = args_text(a, "--certificate"),
	                         .reason = args_text(a, "--reason")};
	struct register_list later;
	int64_t no;

	need(cx, in.nature == REGISTER_EXCHANGE || in.nature == REGISTER_REISSUE || in.nature == REGISTER_REVOKE ||
	     in.nature == REGISTER_CANCEL, "NATURE", "NATURE là exchange, reissue, revoke hoặc cancel.");
	TRY(faults(cx));
	TRY(register_add(cx, in, &no));
	buf_fmt(a->out, "Đã ghi dòng số %" PRId64 ".\n", no);
	if (in.nature != REGISTER_REVOKE && in.nature != REGISTER_CANCEL)
		return OK;
	TRY(register_dependents(cx, in.about_no, &later));
	for (size_t i = 0; i < later.n; i++) {
		buf_text(a->out, i == 0 ? "Cần xem xét lại, vì đã dựa vào khen thưởng này:\n" : "");
		register_print_line(cx, a->out, &later.at[i]);
	}
	return OK;
}

err register_withdraw_cmd(struct ctx *cx, struct args *a)
{
	int64_t no = register_line_given(cx, a);

	TRY(faults(cx));
	TRY(register_withdraw(cx, no, args_text(a, "REASON"), &no));
	buf_fmt(a->out, "Đã rút; dòng rút mang số %" PRId64 ".\n", no);
	return OK;
}

err register_head_cmd(struct ctx *cx, struct args *a)
{
	struct register_heads heads;
	struct head h;
	int64_t n;

	if (!args_has(a, "--list")) {
		TRY(args_has(a, "--send") ? register_head_send(cx, &h, &n) : register_head_sign(cx, &h));
		buf_text(a->out, head_text(cx->mem, &h));
		return OK;
	}
	TRY(register_heads(cx, 0, &heads));
	for (size_t i = 0; i < heads.n; i++)
		buf_fmt(a->out, "%4" PRId64 "  %s  %" PRId64 " dòng\n", heads.ids[i], date_vn_ms(cx->mem, heads.at[i].at_ms), heads.at[i].size);
	return OK;
}

err register_blank_cmd(struct ctx *cx, struct args *a)
{
	int64_t no = register_line_given(cx, a);

	TRY(faults(cx));
	TRY(register_blank(cx, no, args_text(a, "FIELD"), args_text(a, "REASON")));
	buf_text(a->out, "Đã xóa; sổ vẫn kiểm tra được.\n");
	return OK;
}

err register_blank_person_cmd(struct ctx *cx, struct args *a)
{
	int64_t n;

	TRY(register_blank_person(cx, args_i64(a, "ID", 0), args_text(a, "REASON"), &n));
	buf_fmt(a->out, "Đã xóa hồ sơ và %" PRId64 " dòng; sổ vẫn kiểm tra được.\n", n);
	return OK;
}

err register_hand_cmd(struct ctx *cx, struct args *a)
{
	TRY(register_head_handed(cx, args_i64(a, "ID", 0), args_text(a, "WHOM")));
	buf_text(a->out, "Đã ghi việc giao đầu sổ.\n");
	return OK;
}

err register_out_cmd(struct ctx *cx, struct args *a)
{
	struct register_outs l;

	TRY(register_outs(cx, args_i64(a, "--before", 0), &l));
	for (size_t i = 0; i < l.n; i++) {
		const struct register_out *o = &l.at[i];

		buf_fmt(a->out, "%s  đầu sổ %" PRId64 " (%" PRId64 " dòng)  %s%s%s%s%s\n", date_vn_ms(cx->mem, o->at_ms), o->head_id, o->size,
		        o->way_words, *o->whom == '\0' ? "" : ": ", o->whom, *o->state == '\0' ? "" : ", ", o->state);
	}
	if (l.n == 0)
		buf_text(a->out, "Chưa đầu sổ nào ra ngoài.\n");
	if (l.next_before_id != 0)
		buf_fmt(a->out, "… còn nữa: --before=%" PRId64 "\n", l.next_before_id);
	return OK;
}

err register_address_cmd(struct ctx *cx, struct args *a)
{
	struct register_addresses l;
	int64_t id;

	if (args_has(a, "--end")) {
		TRY(register_address_end(cx, args_i64(a, "--end", 0)));
		buf_text(a->out, "Từ nay không gửi đầu sổ tới nơi đó nữa.\n");
		return OK;
	}
	if (args_has(a, "EMAIL")) {
		TRY(register_address_add(cx, args_text(a, "EMAIL"), args_text(a, "WHO"), &id));
		buf_fmt(a->out, "Đã thêm nơi nhận %" PRId64 ".\n", id);
		return OK;
	}
	TRY(register_addresses(cx, &l));
	for (size_t i = 0; i < l.n; i++)
		buf_fmt(a->out, "%4" PRId64 "  %s  %s\n", l.at[i].id, l.at[i].email, l.at[i].who);
	if (l.n == 0)
		buf_text(a->out, "Chưa có nơi nhận nào; thêm bằng: thidua register address ĐỊA-CHỈ \"TÊN NƠI NHẬN\"\n");
	return OK;
}

err register_prove_cmd(struct ctx *cx, struct args *a)
{
	int64_t no = register_line_given(cx, a);
	const char *text;
	struct head h;
	err e;

	TRY(faults(cx));
	e = register_proof(cx, no, &text);
	if (e == ERR_STATE) {
		TRY(register_head_sign(cx, &h));
		e = register_proof(cx, no, &text);
	}
	TRY(e);
	buf_text(a->out, text);
	return OK;
}

err register_grown_cmd(struct ctx *cx, struct args *a)
{
	const char *text, *size = args_text(a, "SIZE");
	struct head h;

	need(cx, *size != '\0' && strlen(size) < 18 && strspn(size, "0123456789") == strlen(size), "SIZE", "Hãy ghi số dòng của đầu sổ cũ.");
	TRY(faults(cx));
	TRY(register_head_sign(cx, &h));
	TRY(register_proof_growth(cx, strtoll(size, NULL, 10), &text));
	buf_text(a->out, text);
	return OK;
}

err register_verify_cmd(struct ctx *cx, struct args *a)
{
	struct register_check c;

	TRY(register_verify(cx, &c));
	if (*c.wrong != '\0') {
		fault(cx, "", "Sổ khen thưởng KHÔNG đúng: %s.", c.wrong);
		return ERR_INVALID;
	}
	buf_fmt(a->out, "Sổ khen thưởng đúng: %" PRId64 " dòng, %" PRId64 " đầu sổ đã ký.\n", c.lines_n, c.heads_n);
	return OK;
}

err register_copy_cmd(struct ctx *cx, struct args *a)
{
	int64_t n;
	err e = register_copy(cx, args_text(a, "TO"), &n);

	if (e == ERR_TAKEN) {
		fault(cx, "TO", "Đã có tệp “%s”; hãy ghi tên một tệp mới.", args_text(a, "TO"));
		return ERR_INVALID;
	}
	TRY(e);
	buf_fmt(a->out, "Đã xuất %" PRId64 " dòng.\n", n);
	return OK;
}
