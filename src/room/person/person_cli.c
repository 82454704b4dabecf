/* room/person/person_cli.c -- verbs of people. A person is named by the number of the record. */
#include "base/json.h"
#include "base/text.h"
#include "core/cli.h"
#include "core/table.h"
#include "room/person/person.h"
#include "room/unit/unit.h"

#define ROWS "room/person/person.def"
#include "core/declare.h"

/* The unit named by an option; 0 when it was not given, a fault when there is none. */
static err unit_named(struct ctx *cx, struct args *a, const char *name, int64_t *id_out)
{
	struct unit u = {0};
	err e = args_has(a, name) ? unit_find(cx, args_text(a, name), &u) : OK;

	if (e == ERR_NOTFOUND) {
		fault(cx, name, "Không có đơn vị nào, hoặc có hơn một, là “%s”; xem mã bằng: thidua unit list", args_text(a, name));
		return ERR_INVALID;
	}
	*id_out = u.id;
	return e;
}

static void print_person(struct ctx *cx, struct args *a, const struct person *p, bool is_first)
{
	const char *birth = person_birth_words(cx->mem, p->birth, p->birth_year);

	if (!a->is_json) {
		buf_fmt(a->out, "%6" PRId64 "  %s%s%s%s%s%s\n", p->id, p->is_household ? "Hộ " : "", p->name, *birth == '\0' ? "" : ", sinh ",
		        birth, *p->unit_name == '\0' ? "" : " — ", p->unit_name);
		return;
	}
	buf_text(a->out, is_first ? "{" : ",{");
	json_field_i64(a->out, "id", p->id);
	json_field_bool(a->out, "household", p->is_household);
	json_field(a->out, "name", p->name);
	json_field(a->out, "birth", birth);
	json_field(a->out, "sex", p->sex);
	json_field(a->out, "unit", p->unit_name);
	json_field(a->out, "position", p->position);
	buf_text(a->out, "}");
}

err person_list_cmd(struct ctx *cx, struct args *a)
{
	struct person_filter f = {.q = args_text(a, "WORDS"), .is_household = args_has(a, "--household") ? 1 : -1,
	                          .after_id = args_i64(a, "--after", 0)};
	struct person_list list;

	TRY(unit_named(cx, a, "--unit", &f.under_id));
	TRY(person_list(cx, f, &list));
	if (a->is_json)
		buf_text(a->out, "[");
	for (size_t i = 0; i < list.n; i++)
		print_person(cx, a, &list.at[i], i == 0);
	if (a->is_json)
		buf_text(a->out, "]\n");
	else if (list.n == 0)
		buf_text(a->out, "Không có hồ sơ nào khớp.\n");
	else if (list.next_after != 0)
		buf_fmt(a->out, "… còn nữa: --after=%" PRId64 "\n", list.next_after);
	return OK;
}

/* What a list has no room for. */
static void print_more(struct ctx *cx, struct args *a, const struct person *p)
{
	const struct {
		const char *what, *words;
	} said[] = {{"Dân tộc", p->ethnicity}, {"Tôn giáo", p->religion}, {"Quốc tịch", p->nationality}, {"Mã cán bộ", p->staff_code},
	            {"Địa chỉ", p->address}, {"Mất ngày", date_vn(cx->mem, p->died)}};

	for (size_t i = 0; i < COUNT(said); i++)
		if (*said[i].words != '\0')
			buf_fmt(a->out, "%s: %s\n", said[i].what, said[i].words);
}

err person_show_cmd(struct ctx *cx, struct args *a)
{
	int64_t id = args_i64(a, "ID", 0);
	struct person p;
	struct person_history h;
	const char *doubts[PERSON_WARN_MAX];
	int n;

	TRY(person_get(cx, id, &p));
	TRY(person_history(cx, id, &h));
	TRY(person_doubts(cx, id, doubts, &n));
	print_person(cx, a, &p, true);
	print_more(cx, a, &p);
	for (size_t i = 0; i < h.numbers_n; i++)
		buf_fmt(a->out, "Số định danh: %s\n", h.numbers[i].number);
	for (size_t i = 0; i < h.names_n; i++)
		buf_fmt(a->out, "Tên gọi khác: %s%s\n", h.names[i].name, h.names[i].is_former ? " (tên cũ)" : "");
	for (size_t i = 0; i < h.posts_n; i++)
		buf_fmt(a->out, "%s – %s: %s%s%s\n", date_vn(cx->mem, h.posts[i].from), date_vn(cx->mem, h.posts[i].to), h.posts[i].position,
		        *h.posts[i].position != '\0' && *h.posts[i].unit_words != '\0' ? ", " : "", h.posts[i].unit_words);
	for (size_t i = 0; i < h.facts_n; i++)
		buf_fmt(a->out, "%s – %s: %s (diễn biến %" PRId64 ")\n", date_vn(cx->mem, h.facts[i].from), date_vn(cx->mem, h.facts[i].to), h.facts[i].words,
		        h.facts[i].id);
	for (int i = 0; i < n; i++)
		buf_fmt(a->out, "Cần xem lại: %s\n", doubts[i]);
	if (p.merged_id != 0)
		buf_fmt(a->out, "Đã gộp vào hồ sơ %" PRId64 "\n", p.merged_id);
	for (size_t i = 0; i < h.aliases_n; i++)
		buf_fmt(a->out, "Gồm cả hồ sơ %" PRId64 "\n", h.aliases[i]);
	return OK;
}

err person_add_cmd(struct ctx *cx, struct args *a)
{
	struct person_in in = {.is_household = args_has(a, "--household"), .name = args_text(a, "NAME"), .birth = args_text(a, "--birth"),
	                       .sex = args_text(a, "--sex"), .ethnicity = "", .religion = "", .nationality = "", .staff_code = "",
	                       .address = "", .died = DATE_NONE};
	struct person_post_in post = {.unit_words = "", .position = args_text(a, "--position"), .paper = "",
	                              .from = args_date(a, "--since"), .to = DATE_NONE};
	int64_t id;

	TRY(unit_named(cx, a, "--unit", &post.unit_id));
	TRY(person_add(cx, in, post, args_text(a, "--number"), &id));
	buf_fmt(a->out, "Đã thêm hồ sơ %" PRId64 ".\n", id);
	return OK;
}

err person_post_cmd(struct ctx *cx, struct args *a)
{
	struct person_post_in in = {.unit_words = args_text(a, "--at"), .position = args_text(a, "--position"),
	                            .paper = args_text(a, "--paper"), .from = args_date(a, "--from"), .to = args_date(a, "--to")};
	int64_t id;

	TRY(unit_named(cx, a, "--unit", &in.unit_id));
	TRY(person_post_add(cx, args_i64(a, "ID", 0), in, &id));
	buf_text(a->out, "Đã ghi chức vụ, nơi công tác.\n");
	return OK;
}

err person_fact_cmd(struct ctx *cx, struct args *a)
{
	struct person_fact_in in = {.kind = args_text(a, "KIND"), .value = args_text(a, "--value"), .paper = args_text(a, "--paper"),
	                            .from = args_date(a, "--from"), .to = args_date(a, "--to")};
	int64_t id;

	TRY(person_fact_add(cx, args_i64(a, "ID", 0), in, &id));
	buf_text(a->out, "Đã ghi diễn biến.\n");
	return OK;
}

err person_twins_cmd(struct ctx *cx, struct args *a)
{
	const struct person_twin *twins;
	struct person_pairs pairs;
	size_t n;

	if (args_has(a, "ID")) {
		TRY(person_twins(cx, args_i64(a, "ID", 0), &twins, &n));
		for (size_t i = 0; i < n; i++) {
			print_person(cx, a, &twins[i].person, true);
			buf_fmt(a->out, "        %s\n", twins[i].why);
		}
		return OK;
	}
	TRY(person_pairs(cx, args_i64(a, "--after", 0), &pairs));
	for (size_t i = 0; i < pairs.n; i++)
		buf_fmt(a->out, "%" PRId64 " %" PRId64 "  %s\n", pairs.first[i].id, pairs.second[i].id, pairs.first[i].name);
	if (pairs.next_after != 0)
		buf_fmt(a->out, "… còn nữa: --after=%" PRId64 "\n", pairs.next_after);
	return OK;
}

err person_merge_cmd(struct ctx *cx, struct args *a)
{
	int64_t into = strtoll(args_text(a, "INTO"), NULL, 10);

	TRY(person_merge(cx, args_i64(a, "ID", 0), into, args_text(a, "--note")));
	buf_fmt(a->out, "Đã gộp vào hồ sơ %" PRId64 ".\n", into);
	return OK;
}

err person_part_cmd(struct ctx *cx, struct args *a)
{
	TRY(person_part(cx, args_i64(a, "ID", 0), args_text(a, "--note")));
	buf_text(a->out, "Đã tách lại hồ sơ.\n");
	return OK;
}

err person_load_cmd(struct ctx *cx, struct args *a)
{
	const char *text;
	int64_t n;

	TRY(table_file(cx, args_text(a, "FILE"), &text));
	TRY(person_load(cx, text, &n));
	buf_fmt(a->out, "Đã thêm %" PRId64 " dòng.\n", n);
	return OK;
}

static const char *given(struct args *a, const char *name, const char *was)
{
	return args_has(a, name) ? args_text(a, name) : was;
}

err person_edit_cmd(struct ctx *cx, struct args *a)
{
	int64_t id = args_i64(a, "ID", 0);
	struct person p;

	TRY(person_get(cx, id, &p));
	TRY(person_edit(cx, id, p.version, (struct person_in){
		.is_household = p.is_household, .name = given(a, "--name", p.name),
		.birth = given(a, "--birth", person_birth_words(cx->mem, p.birth, p.birth_year)), .sex = given(a, "--sex", p.sex),
		.ethnicity = given(a, "--ethnicity", p.ethnicity), .religion = given(a, "--religion", p.religion),
		.nationality = given(a, "--nationality", p.nationality), .staff_code = given(a, "--staff-code", p.staff_code),
		.address = given(a, "--address", p.address), .died = args_has(a, "--died") ? args_date(a, "--died") : p.died,
		.head_id = p.head_id}));
	buf_text(a->out, "Đã sửa hồ sơ.\n");
	return OK;
}

err person_number_cmd(struct ctx *cx, struct args *a)
{
	int64_t id;

	TRY(person_number_add(cx, args_i64(a, "ID", 0), args_text(a, "NUMBER"), &id));
	buf_text(a->out, "Đã ghi số định danh.\n");
	return OK;
}

err person_name_cmd(struct ctx *cx, struct args *a)
{
	int64_t id;

	TRY(person_name_add(cx, args_i64(a, "ID", 0), args_text(a, "NAME"), &id));
	buf_text(a->out, "Đã ghi tên gọi khác.\n");
	return OK;
}

err person_end_cmd(struct ctx *cx, struct args *a)
{
	TRY(person_fact_end(cx, args_i64(a, "ID", 0), args_i64(a, "FACT", 0), args_date(a, "DATE")));
	buf_text(a->out, "Đã ghi ngày cuối.\n");
	return OK;
}

err person_remove_cmd(struct ctx *cx, struct args *a)
{
	TRY(person_remove(cx, args_i64(a, "ID", 0), args_text(a, "WHAT"), args_i64(a, "ROW", 0)));
	buf_text(a->out, "Đã bỏ dòng ghi nhầm.\n");
	return OK;
}

err person_blank_cmd(struct ctx *cx, struct args *a)
{
	TRY(person_blank(cx, args_i64(a, "ID", 0), args_text(a, "REASON")));
	buf_text(a->out, "Đã xóa thông tin của hồ sơ.\n");
	return OK;
}
