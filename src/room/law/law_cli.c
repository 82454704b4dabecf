/* room/law/law_cli.c -- verbs of the texts. */
#include "base/json.h"
#include "base/text.h"
#include "core/cli.h"
#include "core/table.h"
#include "room/law/law.h"

#define ROWS "room/law/law.def"
#include "core/declare.h"

err law_list_cmd(struct ctx *cx, struct args *a)
{
	struct law_list list;

	TRY(law_list(cx, args_text(a, "WORDS"), args_date(a, "--on"), &list));
	if (a->is_json)
		buf_text(a->out, "[");
	for (size_t i = 0; i < list.n; i++) {
		const struct law *l = &list.at[i];

		if (a->is_json) {
			buf_text(a->out, i == 0 ? "{" : ",{");
			json_field(a->out, "number", l->number);
			json_field(a->out, "kind", l->kind);
			json_field(a->out, "title", l->title);
			json_field(a->out, "from", date_iso(cx->mem, l->from));
			json_field(a->out, "to", date_iso(cx->mem, l->to));
			json_field_bool(a->out, "verified", l->is_verified);
			buf_text(a->out, "}");
		} else {
			buf_fmt(a->out, "%s %s — %s%s\n", l->kind, l->number, l->title, l->is_verified ? "" : " (chưa đối chiếu)");
		}
	}
	if (a->is_json)
		buf_text(a->out, "]\n");
	else if (list.n == 0)
		buf_text(a->out, "Không có văn bản nào khớp.\n");
	return OK;
}

err law_show_cmd(struct ctx *cx, struct args *a)
{
	struct law_found f;
	struct law_places places;
	struct law_links links;

	TRY(law_cite(cx, args_text(a, "NUMBER"), DATE_NONE, &f));
	TRY(law_places(cx, f.law.id, &places));
	TRY(law_links(cx, f.law.id, &links));
	buf_fmt(a->out, "%s %s — %s\nCơ quan ban hành: %s\nHiệu lực: %s – %s\nNguồn: %s\n", f.law.kind, f.law.number, f.law.title,
	        f.law.issuer, date_vn(cx->mem, f.law.from), date_vn(cx->mem, f.law.to), f.law.source);
	for (size_t i = 0; i < links.n; i++)
		buf_fmt(a->out, "%s %s %s\n", links.at[i].is_out ? "→" : "←", links.at[i].kind, links.at[i].number);
	for (size_t i = 0; i < places.n; i++)
		buf_fmt(a->out, "%s. %s%s\n", law_place_words(cx->mem, &places.at[i]), places.at[i].title,
		        places.at[i].is_verified ? "" : " (chưa đối chiếu)");
	return OK;
}

err law_cite_cmd(struct ctx *cx, struct args *a)
{
	struct law_found f;
	err e = law_cite(cx, args_text(a, "WORDS"), args_date(a, "--on"), &f);

	if (e == ERR_NOTFOUND) {
		fault(cx, "WORDS", "Không có văn bản nào ứng với “%s”. Hãy ghi số văn bản và điều, ví dụ “Luật 06/2022/QH15, Điều 21”.",
		      args_text(a, "WORDS"));
		return ERR_INVALID;
	}
	TRY(e);
	buf_fmt(a->out, "%s %s (%s)\n", f.law.kind, f.law.number, f.is_in_force ? "có hiệu lực" : "không có hiệu lực");
	if (f.place.id == 0)
		buf_text(a->out, f.is_exact ? "Không nêu điều nào.\n" : "Điều này chưa có trong danh mục.\n");
	else
		buf_fmt(a->out, "%s. %s%s\n", law_place_words(cx->mem, &f.place), f.place.title,
		        f.is_exact ? "" : " (khoản, điểm được dẫn chưa nạp riêng)");
	return OK;
}

err law_keeps_cmd(struct ctx *cx, struct args *a)
{
	struct law_keeps l;

	TRY(law_keeps(cx, &l));
	for (size_t i = 0; i < l.n; i++) {
		const struct law_keep *k = &l.at[i];

		buf_fmt(a->out, "%s  %d ngày, từ %s%s%s\n  %s\n  Căn cứ: %s%s\n", k->what, k->days, date_vn(cx->mem, k->from), k->to == DATE_NONE ? "" : " đến ",
		        date_vn(cx->mem, k->to), law_keep_words(k->what), k->cite, k->is_verified ? "" : " (chưa đối chiếu)");
	}
	return OK;
}

err law_load_cmd(struct ctx *cx, struct args *a)
{
	const char *text;
	int64_t n;

	TRY(table_file(cx, args_text(a, "FILE"), &text));
	TRY(law_load(cx, text, &n));
	buf_fmt(a->out, "Đã thêm hoặc sửa %" PRId64 " dòng.\n", n);
	return OK;
}
