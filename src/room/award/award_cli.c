/* room/award/award_cli.c -- verbs of the catalogue. */
#include "base/json.h"
#include "base/text.h"
#include "core/cli.h"
#include "core/table.h"
#include "room/award/award.h"

#define ROWS "room/award/award.def"
#include "core/declare.h"

/* The award of that code or other name; a fault when there is none. */
static err award_named(struct ctx *cx, struct args *a, struct award *out)
{
	err e = award_find(cx, args_text(a, "CODE"), AWARD_ANY_CLASS, out);

	if (e == ERR_NOTFOUND) {
		fault(cx, "CODE", "Không có danh hiệu, hình thức nào là “%s”, hoặc có hơn một; xem mã bằng: thidua award list",
		      args_text(a, "CODE"));
		return ERR_INVALID;
	}
	return e;
}

err award_list_cmd(struct ctx *cx, struct args *a)
{
	struct award_filter f = {.q = args_text(a, "WORDS"), .class = award_class_of(args_text(a, "--class")), .day = DATE_NONE};
	struct award_list list;

	need(cx, !args_has(a, "--class") || f.class != AWARD_ANY_CLASS, "--class", "--class là title hoặc honour.");
	TRY(faults(cx));
	TRY(award_list(cx, f, &list));
	if (a->is_json)
		buf_text(a->out, "[");
	for (size_t i = 0; i < list.n; i++) {
		const struct award *x = &list.at[i];

		if (!a->is_json) {
			buf_fmt(a->out, "%-10s  %s%s%s\n", x->code, x->name, *x->short_name != '\0' ? " — " : "", x->short_name);
			continue;
		}
		buf_text(a->out, i == 0 ? "{" : ",{");
		json_field(a->out, "code", x->code);
		json_field(a->out, "class", award_class_code(x->class));
		json_field(a->out, "name", x->name);
		json_field(a->out, "short", x->short_name);
		json_field(a->out, "level", x->level);
		json_field(a->out, "cite", x->cite);
		json_field_bool(a->out, "verified", x->is_verified);
		buf_text(a->out, "}");
	}
	if (a->is_json)
		buf_text(a->out, "]\n");
	else if (list.n == 0)
		buf_text(a->out, "Không có mục nào khớp.\n");
	return OK;
}

err award_show_cmd(struct ctx *cx, struct args *a)
{
	struct award x;
	struct award_aliases aliases;
	struct award_rules rules;

	TRY(award_named(cx, a, &x));
	TRY(award_aliases(cx, x.id, &aliases));
	TRY(award_rules(cx, x.id, &rules));
	buf_fmt(a->out, "%s  %s\n%s\nNgười quyết định: %s\nCăn cứ: %s\n", x.code, x.name, award_class_words(x.class), x.decider, x.cite);
	for (size_t i = 0; i < aliases.n; i++)
		buf_fmt(a->out, "Gọi khác: %s\n", aliases.at[i].words);
	for (size_t i = 0; i < rules.multiples_n; i++) {
		const struct award_multiple *m = &rules.multiples[i];

		if (m->award_id == x.id)
			buf_fmt(a->out, "%s: %" PRId64 ".%02" PRId64 " × lương cơ sở, %s – %s (%s)\n", award_subject_words(m->subject),
			        m->hundredths / 100, m->hundredths % 100, date_vn(cx->mem, m->from), date_vn(cx->mem, m->to), m->cite);
	}
	return OK;
}

err award_money_cmd(struct ctx *cx, struct args *a)
{
	const char *letter = args_text(a, "SUBJECT");
	date day = args_has(a, "--day") ? args_date(a, "--day") : cx->today;
	struct award x;
	struct award_rules rules;
	struct award_money m;

	need(cx, strlen(letter) == 1 && strchr("pch", letter[0]) != NULL, "SUBJECT", "SUBJECT là p (cá nhân), c (tập thể) hoặc h (hộ gia đình).");
	TRY(faults(cx));
	TRY(award_named(cx, a, &x));
	TRY(award_rules(cx, x.id, &rules));
	m = award_money_on(&rules, x.id, *letter == 'p' ? AWARD_PERSON : *letter == 'c' ? AWARD_COLLECTIVE : AWARD_HOUSEHOLD, day);
	if (!m.is_known) {
		buf_fmt(a->out, "Danh mục chưa có mức tiền của %s ngày %s.\n", x.name, date_vn(cx->mem, day));
		return OK;
	}
	buf_fmt(a->out, "%s%" PRId64 " đồng (%" PRId64 " × %" PRId64 ".%02" PRId64 " = %" PRId64 ")%s\nCăn cứ: %s; %s\n",
	        m.is_at_most ? "Tối đa " : "", m.vnd, m.salary->amount, m.multiple->hundredths / 100, m.multiple->hundredths % 100,
	        m.exact_vnd, m.is_verified ? "" : " — có căn cứ chưa đối chiếu", m.multiple->cite, m.salary->cite);
	return OK;
}

err award_ground_cmd(struct ctx *cx, struct args *a)
{
	struct award_grounds list;

	TRY(award_grounds(cx, &list));
	for (size_t i = 0; i < list.n; i++)
		buf_fmt(a->out, "%-12s  %s — %s\n", list.at[i].code, list.at[i].name, list.at[i].way_name);
	return OK;
}

err award_alias_cmd(struct ctx *cx, struct args *a)
{
	const char *fold = text_fold(cx->mem, args_text(a, "WORDS"));
	struct award_aliases aliases;
	struct award x;
	int64_t id;

	TRY(award_named(cx, a, &x));
	if (!args_has(a, "--remove")) {
		TRY(award_alias_add(cx, (struct award_alias){.words = args_text(a, "WORDS"), .award_id = x.id}, &id));
		buf_text(a->out, "Đã thêm cách gọi khác.\n");
		return OK;
	}
	TRY(award_aliases(cx, x.id, &aliases));
	for (size_t i = 0; i < aliases.n; i++) {
		if (text_is(text_fold(cx->mem, aliases.at[i].words), fold)) {
			TRY(award_alias_remove(cx, aliases.at[i].id));
			buf_text(a->out, "Đã bỏ cách gọi khác.\n");
			return OK;
		}
	}
	return ERR_NOTFOUND;
}

err award_load_cmd(struct ctx *cx, struct args *a)
{
	const char *text;
	int64_t n;

	TRY(table_file(cx, args_text(a, "FILE"), &text));
	TRY(award_load(cx, text, &n));
	buf_fmt(a->out, "Đã thêm hoặc sửa %" PRId64 " dòng.\n", n);
	return OK;
}
