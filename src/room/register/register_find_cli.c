/* room/register/register_find_cli.c -- verbs that look: find, show, and building the index by hand. */
#include "base/crypt.h"
#include "base/json.h"
#include "base/text.h"
#include "room/person/person.h"
#include "room/register/register_cli.h"
#include "room/register/register_find.h"
#include "room/register/register_index.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

enum { FIND_N = 20 };

/* The search; where the index has to be built first, a verb waits for it. */
static err find(struct ctx *cx, struct register_ask in, struct register_found *out)
{
	err e = register_find(cx, in, out);

	if (e != ERR_BUSY)
		return e;
	TRY(register_index_make(cx, NULL));
	return register_find(cx, in, out);
}

err register_find_cmd(struct ctx *cx, struct args *a)
{
	struct register_ask in = {.q = args_text(a, "QUERY"), .by_name = args_has(a, "--by-name"), .skip = (int)args_i64(a, "--skip", 0)};
	struct register_found f;
	int64_t n = args_i64(a, "--limit", FIND_N);

	need(cx, n >= 1 && n <= REGISTER_FOUND_MAX, "--limit", "Số dòng in ra từ 1 đến 2000.");
	need(cx, in.skip >= 0 && in.skip + n <= REGISTER_FOUND_MAX, "--skip", "Chỉ xem được 2000 dòng đầu.");
	TRY(faults(cx));
	in.n = (int)n;
	TRY(find(cx, in, &f));
	if (a->is_json) {
		buf_text(a->out, "{\"total\":");
		buf_fmt(a->out, "%" PRId64, f.total);
		json_field(a->out, "order", f.order);
		json_field(a->out, "understood", f.heard);
		json_field_i64(a->out, "exact", (int64_t)f.exact_n);
		buf_text(a->out, ",\"lines\":");
	} else {
		buf_fmt(a->out, "%" PRId64 " dòng%s%s\n", f.total, *f.heard != '\0' ? ": " : "", f.heard);
	}
	register_print_lines(cx, a, &(struct register_list){.at = f.at, .n = f.n});
	buf_text(a->out, a->is_json ? "}\n" : "");
	return OK;
}

err register_bulk_cmd(struct ctx *cx, struct args *a)
{
	const char *act = args_text(a, "ACT"), *reason = args_text(a, "REASON");
	struct register_ask in = {.q = args_text(a, "QUERY"), .n = REGISTER_BULK_MAX};
	int64_t nos[REGISTER_BULK_MAX];
	struct register_found f;
	size_t n;

	need(cx, text_is(act, "withdraw") || text_is(act, "unit"), "ACT", "Việc là withdraw (rút) hoặc unit (ghi lại đơn vị).");
	TRY(faults(cx));
	TRY(find(cx, in, &f));
	need(cx, f.total > 0 && f.total <= REGISTER_BULK_MAX, "QUERY", "Câu tìm phải ra từ 1 đến 500 dòng; hãy tìm hẹp hơn.");
	TRY(faults(cx));
	n = f.n;
	for (size_t i = 0; i < n; i++)
		nos[i] = f.at[i].no;
	register_print_lines(cx, a, &(struct register_list){.at = f.at, .n = f.n});
	if (!args_has(a, "--yes")) {
		buf_fmt(a->out, "%zu dòng; thêm --yes để thực hiện.\n", n);
		return OK;
	}
	if (text_is(act, "unit"))
		TRY(register_correct_unit_all(cx, nos, n, args_text(a, "--unit"), reason, &n));
	else
		TRY(register_withdraw_all(cx, nos, n, reason));
	buf_fmt(a->out, "Đã xử lý %zu dòng.\n", n);
	return OK;
}

err register_index_cmd(struct ctx *cx, struct args *a)
{
	int64_t late;

	if (!cx->who->is_system)
		TRY(may(cx, R_REGISTER_PROVE, 0));
	TRY(register_index_make(cx, NULL));
	TRY(register_index_late(cx, &late));
	buf_fmt(a->out, "Đã lập chỉ mục; còn %" PRId64 " dòng ngoài chỉ mục.\n", late);
	return OK;
}

/* ---- show ------------------------------------------------------------------------------------------------------------------------ */

static void json_details(struct ctx *cx, struct buf *b, const struct register_line *l)
{
	json_field(b, "subject_kind", l->subject == AWARD_PERSON ? "person" : l->subject == AWARD_COLLECTIVE ? "collective" : "household");
	json_field_i64(b, "person", l->person_id);
	json_field(b, "unit_code", l->unit_code);
	json_field(b, "unit_now", l->unit_now);
	json_field(b, "ground", l->ground_code);
	json_field(b, "position", l->position);
	json_field(b, "achievement", l->achievement);
	json_field(b, "period_from", date_iso(cx->mem, l->period_from));
	json_field(b, "period_to", date_iso(cx->mem, l->period_to));
	json_field(b, "issuer", l->decision.issuer);
	json_field(b, "level", l->decision.level);
	json_field(b, "signer", l->decision.signer);
	json_field(b, "signer_title", l->decision.signer_title);
	json_field(b, "title", l->decision.title);
	json_field_i64(b, "place", l->place_no);
	json_field(b, "certificate", l->certificate);
	json_field(b, "leader_class", l->class_code);
	json_field_bool(b, "direct", l->is_direct);
	json_field(b, "movement", l->movement);
	if (l->has_money)
		json_field_i64(b, "money", l->vnd);
	else
		buf_text(b, ",\"money\":null");
	json_field(b, "reason", l->reason);
	json_field_i64(b, "corrects", l->corrects_no);
	json_field_i64(b, "about", l->about_no);
	json_field_i64(b, "corrected_by", l->corrected_by_no);
	json_field_i64(b, "ended_by", l->ended_by_no);
	json_field(b, "by", l->by);
	json_field_i64(b, "added_ms", l->added_ms);
}

/* Names of fields that the caller may not see; their values are null. */
struct masked {
	struct LIST(const char *) names;
};

static void null_field(struct ctx *cx, struct buf *b, const char *name, bool is_masked, struct masked *masked)
{
	buf_fmt(b, ",\"%s\":null", name);
	if (is_masked)
		*list_add(cx->mem, &masked->names) = name;
}

/* Of the person, what only some may see: the identity number, the birth. */
static err json_person(struct ctx *cx, struct buf *b, const struct register_line *l, struct masked *masked)
{
	struct register_line said = *l;
	struct person p;
	struct person_history h;
	err e = l->person_id == 0 ? ERR_NOTFOUND : person_get(cx, l->person_id, &p);

	if (e != OK && e != ERR_NOTFOUND && e != ERR_DENIED)
		return e;
	if (e != OK) {
		null_field(cx, b, "birth", l->person_id != 0, masked);
		null_field(cx, b, "sex", l->person_id != 0, masked);
		null_field(cx, b, "identity_number", l->person_id != 0, masked);
		null_field(cx, b, "origin", l->person_id != 0, masked);
		null_field(cx, b, "party", l->person_id != 0, masked);
		return OK;
	}
	TRY(register_said(cx, &said, 1));
	json_field(b, "origin", said.origin);
	json_field_bool(b, "party", said.is_party);
	TRY(person_history(cx, p.id, &h));
	json_field(b, "birth", p.birth != DATE_NONE ? date_iso(cx->mem, p.birth) : p.birth_year != 0 ? mem_text(cx->mem, "%" PRId64, p.birth_year) : "");
	json_field(b, "sex", p.sex);
	if (h.numbers_n > 0 && !h.numbers[0].is_masked)
		json_field(b, "identity_number", h.numbers[0].number);
	else
		null_field(cx, b, "identity_number", !p.may_see_number, masked);
	return OK;
}

static void json_cite(struct buf *b, const char *of, const char *code, const char *cite, bool is_verified, bool *is_first)
{
	buf_text(b, *is_first ? "{\"of\":" : ",{\"of\":");
	*is_first = false;
	json_quote(b, of);
	json_field(b, "code", code);
	json_field(b, "cite", cite);
	json_field_bool(b, "verified", is_verified);
	buf_text(b, "}");
}

/* The award's, the ground's, and those that the money was computed by. */
static err json_cites(struct ctx *cx, struct buf *b, const struct register_line *l)
{
	struct award award;
	struct award_ground ground;
	struct award_rules rules;
	struct award_money money;
	bool is_first = true;

	TRY(award_get(cx, l->award_id, &award));
	json_field(b, "cite", award.cite);
	buf_text(b, ",\"citations\":[");
	json_cite(b, "award", award.code, award.cite, award.is_verified, &is_first);
	if (l->ground_id != 0) {
		TRY(award_ground_get_code(cx, l->ground_code, &ground));
		json_cite(b, "ground", ground.code, ground.cite, ground.is_verified, &is_first);
	}
	TRY(award_rules(cx, l->award_id, &rules));
	money = award_money_on(&rules, l->award_id, l->subject, l->decision.day);
	if (l->has_money && money.is_known) {
		json_cite(b, "money", "multiple", money.multiple->cite, money.multiple->is_verified, &is_first);
		json_cite(b, "money", "salary", money.salary->cite, money.salary->is_verified, &is_first);
		if (money.rounding != NULL)
			json_cite(b, "money", "rounding", money.rounding->cite, money.rounding->is_verified, &is_first);
	}
	buf_text(b, "]");
	return OK;
}

/* That the line is in the log as it ends now: leaf, root and the path between them; and the signed text where a head has it. */
static err json_proof(struct ctx *cx, struct buf *b, const struct register_line *l, struct masked *masked)
{
	struct register_inclusion in;
	const char *text = "";
	err e = register_inclusion(cx, l->no, &in);

	if (e == ERR_DENIED) {
		null_field(cx, b, "proof", true, masked);
		return OK;
	}
	TRY(e);
	e = register_proof(cx, l->no, &text);
	if (e != OK && e != ERR_STATE)
		return e;
	buf_text(b, ",\"proof\":{\"leaf\":");
	buf_fmt(b, "%" PRId64, l->no - 1);
	json_field_i64(b, "size", in.size);
	json_field(b, "leaf_hash", crypt_hex(cx->mem, in.leaf.b, MERKLE_HASH));
	json_field(b, "root", crypt_hex(cx->mem, in.root.b, MERKLE_HASH));
	buf_text(b, ",\"path\":[");
	for (int i = 0; i < in.proof.n; i++) {
		buf_text(b, i > 0 ? "," : "");
		json_quote(b, crypt_hex(cx->mem, in.proof.at[i].b, MERKLE_HASH));
	}
	buf_text(b, "]");
	if (e == OK)
		json_field(b, "signed", text);
	else
		buf_text(b, ",\"signed\":null");
	buf_text(b, "}");
	return OK;
}

static err show_json(struct ctx *cx, struct args *a, const struct register_line *l, const struct register_list *chain,
                     const struct register_list *later)
{
	struct masked masked = {0};

	register_json_line(cx, a->out, l);
	json_details(cx, a->out, l);
	TRY(json_person(cx, a->out, l, &masked));
	TRY(json_cites(cx, a->out, l));
	buf_text(a->out, ",\"history\":");
	register_print_lines(cx, a, chain);
	buf_text(a->out, ",\"dependents\":");
	register_print_lines(cx, a, later);
	TRY(json_proof(cx, a->out, l, &masked));
	buf_text(a->out, ",\"masked\":[");
	for (size_t i = 0; i < masked.names.n; i++) {
		buf_text(a->out, i > 0 ? "," : "");
		json_quote(a->out, masked.names.at[i]);
	}
	buf_text(a->out, "]}\n");
	return OK;
}

err register_show_cmd(struct ctx *cx, struct args *a)
{
	int64_t no = register_line_given(cx, a);
	struct register_line l;
	struct register_list chain, later;
	struct award award;

	TRY(faults(cx));
	TRY(register_get(cx, no, &l));
	TRY(register_chain(cx, no, &chain));
	TRY(register_dependents(cx, no, &later));
	TRY(award_get(cx, l.award_id, &award));
	if (a->is_json)
		return show_json(cx, a, &l, &chain, &later);
	register_print_line(cx, a->out, &l);
	if (l.has_money)
		buf_fmt(a->out, "Tiền thưởng: %" PRId64 " đồng\n", l.vnd);
	buf_fmt(a->out, "Căn cứ: %s\n", award.cite);
	if (*register_now_words(&l) != '\0' && *l.unit_words != '\0')
		buf_fmt(a->out, "%s nay là %s\n", l.unit_words, l.unit_now);
	for (size_t i = 0; chain.n > 1 && i < chain.n; i++) {
		buf_text(a->out, i == 0 ? "Lịch sử:\n" : "");
		register_print_line(cx, a->out, &chain.at[i]);
	}
	for (size_t i = 0; i < later.n; i++) {
		buf_text(a->out, i == 0 ? "Đã dựa vào khen thưởng này:\n" : "");
		register_print_line(cx, a->out, &later.at[i]);
	}
	return OK;
}

