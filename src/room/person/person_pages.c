/* room/person/person_pages.c -- the list, one person with a form for each thing that is recorded, merging. */
#include "base/text.h"
#include "room/person/person_view.h"
#include "room/unit/unit.h"
#include "web/req.h"

#include "gen/person_tmpl.h"

#define ROWS "room/person/person.def"
#include "core/declare.h"

enum { PER_PAGE = 50 };

static const struct choice SEXES[] = {{"", "chưa rõ"}, {"m", "Nam"}, {"f", "Nữ"}};
static const struct choice FACTS[] = {{"party", "Đảng viên"}, {"leader", "Nhóm lãnh đạo"}, {"direct", "Trực tiếp lao động, công tác, học tập"},
                                      {"leave", "Nghỉ"}, {"maternity", "Nghỉ thai sản"}, {"study", "Đi học, bồi dưỡng"},
                                      {"discipline", "Kỷ luật"}, {"origin", "Quê quán"}};

const char *person_sex_words(const char *sex)
{
	return text_is(sex, "m") ? "Nam" : text_is(sex, "f") ? "Nữ" : "";
}

static struct person_line_view line_of(struct ctx *cx, const struct person *p)
{
	return (struct person_line_view){*p, person_birth_words(cx->mem, p->birth, p->birth_year)};
}

err person_list_page(struct ctx *cx, struct req *rq)
{
	static const struct choice KINDS[] = {{"", "Cá nhân và hộ gia đình"}, {"0", "Cá nhân"}, {"1", "Hộ gia đình"}};
	struct person_list_view v = {.q = rq_text(rq, "q"), .unit = rq_text(rq, "unit"), .kind = rq_text(rq, "kind"),
	                             .kinds = {KINDS, COUNT(KINDS)}, .may_edit = may_bool(cx, R_PERSON_EDIT, 0)};
	struct person_filter f = {.q = v.q, .is_household = text_is(v.kind, "0") ? 0 : text_is(v.kind, "1") ? 1 : -1,
	                          .after_id = rq_i64(rq, "sau"), .n = PER_PAGE};
	struct person_list list = {0};

	TRY(unit_typed(cx, "unit", v.unit, &f.under_id));
	v.unit_fault = faults_of(&cx->faults, "unit");
	if (cx->faults.total == 0)
		TRY(person_list(cx, f, &list));
	v.at = mem_new(cx->mem, struct person_line_view, list.n);
	for (; v.n < list.n; v.n++)
		v.at[v.n] = line_of(cx, &list.at[v.n]);
	v.next_after = list.next_after;
	rq_title(rq, "Cá nhân, hộ gia đình");
	person_list_html(rq->out, &v);
	return OK;
}

static err class_hint(struct ctx *cx, const char **out)
{
	const struct person_class *classes;
	size_t n;
	const char *s = "";

	TRY(person_classes(cx, &classes, &n));
	for (size_t i = 0; i < n; i++)
		s = mem_text(cx->mem, "%s%s%s: %s", s, i == 0 ? "" : "; ", classes[i].code, classes[i].name);
	*out = s;
	return OK;
}

static err fill(struct ctx *cx, struct req *rq, struct person_show_view *v)
{
	*v = (struct person_show_view){.form = form_of(rq), .sexes = {SEXES, COUNT(SEXES)}, .kinds = {FACTS, COUNT(FACTS)},
	                               .speaker = "", .head = ""};
	TRY(person_get(cx, rq_id(rq), &v->person));
	v->birth = person_birth_words(cx->mem, v->person.birth, v->person.birth_year);
	v->may_edit = may_bool(cx, R_PERSON_EDIT, v->person.unit_id) && (v->person.unit_id != 0 || cx->who->sees_all);
	if (v->person.head_id != 0)
		v->head = mem_text(cx->mem, "%" PRId64, v->person.head_id);
	rq_title(rq, "%s", v->person.name);
	return OK;
}

err person_show_page(struct ctx *cx, struct req *rq)
{
	struct person_show_view v;
	struct person speaker;
	const struct person_twin *twins;
	size_t n;

	TRY(fill(cx, rq, &v));
	TRY(person_history(cx, v.person.id, &v.history));
	TRY(person_doubts(cx, v.person.id, v.doubts, &v.doubts_n));
	TRY(class_hint(cx, &v.classes));
	if (v.person.merged_id != 0 && person_get(cx, v.person.merged_id, &speaker) == OK)
		v.speaker = speaker.name;
	TRY(person_twins(cx, v.person.id, &twins, &n));
	v.twins = mem_new(cx->mem, struct person_twin_view, n);
	for (; v.twins_n < n && v.may_edit; v.twins_n++)
		v.twins[v.twins_n] = (struct person_twin_view){line_of(cx, &twins[v.twins_n].person), twins[v.twins_n].why};
	person_show_html(rq->out, &v);
	return OK;
}

err person_add_page(struct ctx *cx, struct req *rq)
{
	struct person_show_view v = {.form = form_of(rq), .sexes = {SEXES, COUNT(SEXES)}, .is_new = true, .birth = "", .head = "",
	                             .person = {.name = "", .sex = "", .ethnicity = "", .religion = "", .nationality = "",
	                                        .staff_code = "", .address = "", .died = DATE_NONE,
	                                        .is_household = rq_bool(rq, "ho")}};

	rq_title(rq, v.person.is_household ? "Thêm hộ gia đình" : "Thêm cá nhân");
	person_edit_html(rq->out, &v);
	return OK;
}

/* A day that was typed but is none. */
static date day_typed(struct ctx *cx, struct req *rq, const char *field)
{
	need(cx, *rq_text(rq, field) == '\0' || rq_date(rq, field) != DATE_NONE, field,
	     "Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 01/7/2024.");
	return rq_date(rq, field);
}

static struct person_in person_typed(struct ctx *cx, struct req *rq)
{
	return (struct person_in){.is_household = rq_bool(rq, "ho"), .name = rq_text(rq, "name"), .birth = rq_text(rq, "birth"),
	                          .sex = rq_text(rq, "sex"), .ethnicity = rq_text(rq, "ethnicity"), .religion = rq_text(rq, "religion"),
	                          .nationality = rq_text(rq, "nationality"), .staff_code = rq_text(rq, "staff_code"),
	                          .address = rq_text(rq, "address"), .died = day_typed(cx, rq, "died"), .head_id = rq_i64(rq, "head")};
}

/* A post as typed: the unit by its name or code, else outside the catalogue when the words are given apart. */
static err post_typed(struct ctx *cx, struct req *rq, struct person_post_in *out)
{
	*out = (struct person_post_in){.unit_words = rq_text(rq, "elsewhere"), .position = rq_text(rq, "position"),
	                               .paper = rq_text(rq, "paper"), .from = day_typed(cx, rq, "from"), .to = day_typed(cx, rq, "to")};
	TRY(unit_typed(cx, "unit", rq_text(rq, "unit"), &out->unit_id));
	return faults(cx);
}

err person_add_post(struct ctx *cx, struct req *rq)
{
	struct person_in in = person_typed(cx, rq);
	struct person_post_in post;
	int64_t id;

	TRY(post_typed(cx, rq, &post));
	TRY(person_add(cx, in, post, rq_text(rq, "number"), &id));
	rq_flash(rq, "Đã thêm hồ sơ.");
	return rq_goto(rq, "/person/%" PRId64, id);
}

err person_edit_page(struct ctx *cx, struct req *rq)
{
	struct person_show_view v;

	TRY(fill(cx, rq, &v));
	if (!v.may_edit)
		return ERR_DENIED;
	person_edit_html(rq->out, &v);
	return OK;
}

static err done(struct req *rq, const char *sentence)
{
	rq_flash(rq, "%s", sentence);
	return rq_goto(rq, "/person/%" PRId64, rq_id(rq));
}

err person_edit_post(struct ctx *cx, struct req *rq)
{
	TRY(person_edit(cx, rq_id(rq), rq_i64(rq, "version"), person_typed(cx, rq)));
	return done(rq, "Đã sửa hồ sơ.");
}

err person_number_post(struct ctx *cx, struct req *rq)
{
	int64_t id;

	TRY(person_number_add(cx, rq_id(rq), rq_text(rq, "number"), &id));
	return done(rq, "Đã ghi số định danh.");
}

err person_name_post(struct ctx *cx, struct req *rq)
{
	int64_t id;

	TRY(person_name_add(cx, rq_id(rq), rq_text(rq, "other_name"), &id));
	return done(rq, "Đã ghi tên gọi khác.");
}

err person_post_post(struct ctx *cx, struct req *rq)
{
	struct person_post_in in;
	int64_t id;

	TRY(post_typed(cx, rq, &in));
	TRY(person_post_add(cx, rq_id(rq), in, &id));
	return done(rq, "Đã ghi chức vụ, nơi công tác.");
}

err person_fact_post(struct ctx *cx, struct req *rq)
{
	struct person_fact_in in = {.kind = rq_text(rq, "kind"), .value = rq_text(rq, "value"), .paper = rq_text(rq, "fact_paper"),
	                            .from = day_typed(cx, rq, "fact_from"), .to = day_typed(cx, rq, "fact_to")};
	int64_t id;

	TRY(person_fact_add(cx, rq_id(rq), in, &id));
	return done(rq, "Đã ghi diễn biến.");
}

err person_fact_end_post(struct ctx *cx, struct req *rq)
{
	TRY(person_fact_end(cx, rq_id(rq), rq_arg_id(rq, "fact"), day_typed(cx, rq, "end")));
	return done(rq, "Đã ghi ngày cuối.");
}

err person_remove_post(struct ctx *cx, struct req *rq)
{
	TRY(person_remove(cx, rq_id(rq), rq_text(rq, "what"), rq_i64(rq, "row")));
	return done(rq, "Đã bỏ dòng ghi nhầm; dòng cũ vẫn được lưu.");
}

err person_merge_page(struct ctx *cx, struct req *rq)
{
	struct person_show_view v;
	struct person into = {.name = ""};

	TRY(fill(cx, rq, &v));
	if (!v.may_edit)
		return ERR_DENIED;
	if (rq_i64(rq, "into") != 0 && person_get(cx, rq_i64(rq, "into"), &into) != OK)
		into.name = "";
	person_merge_html(rq->out, &v, rq_text(rq, "into"), into.name);
	return OK;
}

err person_merge_post(struct ctx *cx, struct req *rq)
{
	TRY(person_merge(cx, rq_id(rq), rq_i64(rq, "into"), rq_text(rq, "note")));
	rq_flash(rq, "Đã gộp hai hồ sơ.");
	return rq_goto(rq, "/person/%" PRId64, rq_i64(rq, "into"));
}

err person_part_post(struct ctx *cx, struct req *rq)
{
	TRY(person_part(cx, rq_id(rq), rq_text(rq, "note")));
	return done(rq, "Đã tách lại hai hồ sơ.");
}

err person_twins_page(struct ctx *cx, struct req *rq)
{
	struct person_pairs pairs;
	struct person_pairs_view v = {.next = ""};

	TRY(person_pairs(cx, rq_i64(rq, "sau"), &pairs));
	v.first = mem_new(cx->mem, struct person_line_view, pairs.n);
	v.second = mem_new(cx->mem, struct person_line_view, pairs.n);
	for (; v.n < pairs.n; v.n++) {
		v.first[v.n] = line_of(cx, &pairs.first[v.n]);
		v.second[v.n] = line_of(cx, &pairs.second[v.n]);
	}
	if (pairs.next_after != 0)
		v.next = mem_text(cx->mem, "/person/twins?sau=%" PRId64, pairs.next_after);
	rq_title(rq, "Hồ sơ có thể trùng");
	person_twins_html(rq->out, &v);
	return OK;
}
