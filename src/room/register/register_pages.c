/* room/register/register_pages.c -- lists, one line with its chain, a person's ladder, forms for what is done to a line. */
#include "base/text.h"
#include "room/register/register_view.h"
#include "room/unit/unit.h"
#include "web/req.h"

#include "gen/register_tmpl.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

enum { RUNGS_MAX = 120 };

err register_person_page(struct ctx *cx, struct req *rq)
{
	struct register_ladder_view v = {0};
	struct register_list list;
	int64_t year;

	TRY(register_ladder(cx, rq_id(rq), &list));
	TRY(person_get(cx, rq_id(rq), &v.person));
	v.may_edit = may_bool(cx, R_REGISTER_EDIT, 0);
	v.may_blank = may_bool(cx, R_REGISTER_BLANK, v.person.unit_id) && may_bool(cx, R_PERSON_BLANK, v.person.unit_id);
	v.picture = register_picture_of(cx->mem, &list);
	v.rungs = mem_new(cx->mem, struct register_rung, RUNGS_MAX + REGISTER_LADDER_MAX);
	year = list.n == 0 ? 0 : list.at[0].year;
	for (size_t i = 0; i < list.n; i++) {
		for (; year < list.at[i].year && v.rungs_n < RUNGS_MAX; year++)
			v.rungs[v.rungs_n++] = (struct register_rung){year, NULL, 0};
		v.rungs[v.rungs_n] = (struct register_rung){list.at[i].year, &list.at[i], 0};
		while (i < list.n && list.at[i].year == v.rungs[v.rungs_n].year) {
			v.rungs[v.rungs_n].n++;
			i++;
		}
		year = v.rungs[v.rungs_n++].year + 1;
		i--;
	}
	rq_title(rq, "Khen thưởng của %s", v.person.name);
	register_ladder_html(rq->out, &v);
	return OK;
}

static int64_t no_of(struct req *rq)
{
	return rq_arg_id(rq, "no");
}

err register_show_page(struct ctx *cx, struct req *rq)
{
	struct register_show_view v = {.form = form_of(rq), .may_prove = may_bool(cx, R_REGISTER_PROVE, 0), .period = ""};

	TRY(register_get(cx, no_of(rq), &v.line));
	TRY(register_said(cx, &v.line, 1));
	TRY(register_chain(cx, v.line.no, &v.chain));
	TRY(register_dependents(cx, v.line.no, &v.dependents));
	if (v.line.period_from != DATE_NONE || v.line.period_to != DATE_NONE)
		v.period = mem_text(cx->mem, "%s – %s", date_vn(cx->mem, v.line.period_from), date_vn(cx->mem, v.line.period_to));
	v.may_edit = may_bool(cx, R_REGISTER_EDIT, v.line.unit_id) && v.line.corrected_by_no == 0 && v.line.nature != REGISTER_WITHDRAW;
	v.may_receive = may_bool(cx, R_CASEFILE_RECEIVE, v.line.unit_id) && v.line.about_no == 0 && v.line.ended_by_no == 0 &&
	                v.line.corrected_by_no == 0 && v.line.nature != REGISTER_WITHDRAW;
	v.may_blank = may_bool(cx, R_REGISTER_BLANK, v.line.unit_id);
	rq_title(rq, "Dòng số %" PRId64, v.line.no);
	register_show_html(rq->out, &v);
	return OK;
}

/* ---- the form of a line --------------------------------------------------------------------------------------------------------- */

static const struct choice LEVELS[] = {{"base", "Cơ sở"}, {"province", "Thành phố"}, {"government", "Chính phủ, Thủ tướng Chính phủ"},
                                       {"state", "Chủ tịch nước"}};
static const struct choice GRANTS[] = {{"grant", "Tặng"}, {"posthumous", "Truy tặng"}};
static const struct choice CHANGES[] = {{"", "Sửa lỗi ghi sổ: giữ tính chất của dòng cũ"}, {"adjust", "Điều chỉnh bằng quyết định mới"}};
static const struct choice ABOUTS[] = {{"reissue", "Cấp lại"}, {"exchange", "Cấp đổi"}, {"revoke", "Thu hồi"}, {"cancel", "Hủy bỏ quyết định"}};

/* One of the two pickers: only what is lawful for the subject. */
static err award_choices(struct ctx *cx, enum award_class class, enum award_subject subject, struct choices *out)
{
	struct award_list list;
	struct choice *at;

	TRY(award_list(cx, (struct award_filter){.class = class, .subject = subject, .day = DATE_NONE}, &list));
	at = mem_new(cx->mem, struct choice, list.n + 1);
	at[0] = (struct choice){"", class == AWARD_TITLE ? "— không phải danh hiệu —" : "— không phải hình thức —"};
	for (size_t i = 0; i < list.n; i++)
		at[i + 1] = (struct choice){list.at[i].code, list.at[i].name};
	*out = (struct choices){at, list.n + 1};
	return OK;
}

static err ground_choices(struct ctx *cx, struct choices *out)
{
	struct award_grounds list;
	struct choice *at;

	TRY(award_grounds(cx, &list));
	at = mem_new(cx->mem, struct choice, list.n + 1);
	at[0] = (struct choice){"", "— chưa rõ —"};
	for (size_t i = 0; i < list.n; i++)
		at[i + 1] = (struct choice){list.at[i].code, list.at[i].name};
	*out = (struct choices){at, list.n + 1};
	return OK;
}

static void fill_blank(struct register_line *l)
{
	l->name = l->unit_words = l->position = l->achievement = l->movement = l->certificate = l->reason = "";
	l->decision = (struct register_decision){.number = "", .issuer = "", .signer = "", .signer_title = "", .title = "", .level = "base"};
}

/* What every form of a line shows, once its subject is known. */
static err fill_form(struct ctx *cx, struct register_form_view *v)
{
	v->subject_words = award_subject_words(v->subject);
	v->levels = (struct choices){LEVELS, COUNT(LEVELS)};
	v->level = v->line.decision.level;
	TRY(award_choices(cx, AWARD_TITLE, v->subject, &v->titles));
	TRY(award_choices(cx, AWARD_HONOUR, v->subject, &v->honours));
	return ground_choices(cx, &v->grounds);
}

/* Who the form is about: from its hidden fields or the query. A fault when nobody is. */
static err subject_typed(struct ctx *cx, struct req *rq, struct register_form_view *v)
{
	struct person p = {.name = ""};
	struct unit u = {.name = ""};
	int64_t person = rq_i64(rq, "person");
	err e;

	v->who = "";
	if (person != 0) {
		e = person_get(cx, person, &p);
		if (e == ERR_NOTFOUND)
			fault(cx, "person", "Không có hồ sơ số %" PRId64 " trong phạm vi của bạn.", person);
		else
			TRY(e);
		v->subject = e != OK ? AWARD_ANYBODY : p.is_household ? AWARD_HOUSEHOLD : AWARD_PERSON;
		v->person_id = e == OK ? p.id : 0;
		v->who = p.name;
		return OK;
	}
	TRY(unit_typed(cx, "unit", rq_text(rq, "unit"), &v->unit_id));
	if (v->unit_id == 0)
		return OK;
	TRY(unit_get(cx, v->unit_id, &u));
	v->subject = AWARD_COLLECTIVE;
	v->who = u.name;
	return OK;
}

err register_add_page(struct ctx *cx, struct req *rq)
{
	struct register_form_view v = {.form = form_of(rq), .path = "/register/add", .title = "Ghi sổ khen thưởng", .back = "/register",
	                               .natures = {GRANTS, COUNT(GRANTS)}, .nature = "grant", .award_title = "", .award_honour = "",
	                               .ground = "", .day = "", .from = "", .to = "", .place = "", .year = ""};

	fill_blank(&v.line);
	TRY(subject_typed(cx, rq, &v));
	TRY(fill_form(cx, &v));
	rq_title(rq, "%s", v.title);
	if (v.subject == AWARD_ANYBODY)
		register_who_html(rq->out, &v, faults_of(&cx->faults, "person"), faults_of(&cx->faults, "unit"));
	else
		register_form_html(rq->out, &v);
	return OK;
}

/* A day that was typed but is none. */
static date day_typed(struct ctx *cx, struct req *rq, const char *field)
{
	need(cx, *rq_text(rq, field) == '\0' || rq_date(rq, field) != DATE_NONE, field,
	     "Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 05/01/2024.");
	return rq_date(rq, field);
}

static struct register_decision decision_typed(struct ctx *cx, struct req *rq)
{
	return (struct register_decision){.number = rq_text(rq, "number"), .issuer = rq_text(rq, "issuer"), .level = rq_text(rq, "level"),
	                                  .signer = rq_text(rq, "signer"), .signer_title = rq_text(rq, "signer_title"),
	                                  .title = rq_text(rq, "title"), .day = day_typed(cx, rq, "day")};
}

/* The one award of the two pickers. */
static err award_typed(struct ctx *cx, struct req *rq, int64_t *id_out)
{
	const char *title = rq_text(rq, "award_title"), *honour = rq_text(rq, "award_honour");
	struct award a = {0};
	err e = OK;

	*id_out = 0;
	if ((*title == '\0') == (*honour == '\0')) {
		fault(cx, "award_title", "Hãy chọn một danh hiệu hoặc một hình thức khen thưởng, không cả hai.");
		return OK;
	}
	e = award_get_code(cx, *title != '\0' ? title : honour, &a);
	if (e == ERR_NOTFOUND)
		fault(cx, *title != '\0' ? "award_title" : "award_honour", "Hãy chọn trong danh sách.");
	else
		TRY(e);
	*id_out = a.id;
	return OK;
}

static err ground_typed(struct ctx *cx, struct req *rq, int64_t *id_out)
{
	const char *code = rq_text(rq, "ground");
	struct award_ground g = {0};
	err e = *code == '\0' ? OK : award_ground_get_code(cx, code, &g);

	if (e == ERR_NOTFOUND)
		fault(cx, "ground", "Hãy chọn loại hình trong danh sách.");
	else
		TRY(e);
	*id_out = g.id;
	return OK;
}

/* Numbers of lines split by commas or spaces. */
static void bases_typed(struct ctx *cx, const char *text, struct register_in *in)
{
	int64_t *at = mem_new(cx->mem, int64_t, REGISTER_BASES_MAX);
	char *end;

	while (*text != '\0' && in->bases_n < REGISTER_BASES_MAX) {
		text += strspn(text, " ,;");
		if (*text == '\0')
			break;
		at[in->bases_n++] = strtoll(text, &end, 10);
		need(cx, end != text, "bases", "Hãy ghi số của các dòng, cách nhau bằng dấu phẩy, ví dụ 12, 15.");
		text = end == text ? "" : end;
	}
	in->bases = at;
}

static err line_typed(struct ctx *cx, struct req *rq, struct register_in *in)
{
	in->decision = decision_typed(cx, rq);
	in->place_no = rq_i64(rq, "place_no");
	in->year = rq_i64(rq, "year");
	in->period_from = day_typed(cx, rq, "period_from");
	in->period_to = day_typed(cx, rq, "period_to");
	in->name = rq_text(rq, "name");
	in->unit_words = rq_text(rq, "unit_words");
	in->position = rq_text(rq, "position");
	in->achievement = rq_text(rq, "achievement");
	in->movement = rq_text(rq, "movement");
	in->certificate = rq_text(rq, "certificate");
	in->reason = rq_text(rq, "reason");
	bases_typed(cx, rq_text(rq, "bases"), in);
	TRY(award_typed(cx, rq, &in->award_id));
	return ground_typed(cx, rq, &in->ground_id);
}

static err shown(struct req *rq, int64_t no, const char *sentence)
{
	rq_flash(rq, "%s", sentence);
	return rq_goto(rq, "/register/%" PRId64, no);
}

err register_add_post(struct ctx *cx, struct req *rq)
{
	struct register_in in = {.nature = register_nature_of(rq_text(rq, "nature"))};
	struct register_form_view who = {.subject = AWARD_ANYBODY};
	int64_t no;

	TRY(subject_typed(cx, rq, &who));
	in.subject = who.subject;
	in.person_id = who.person_id;
	in.unit_id = who.unit_id;
	TRY(line_typed(cx, rq, &in));
	TRY(faults(cx));
	TRY(register_add(cx, in, &no));
	return shown(rq, no, "Đã ghi vào sổ khen thưởng.");
}

static const char *number_words(struct ctx *cx, int64_t n)
{
	return n == 0 ? "" : mem_text(cx->mem, "%" PRId64, n);
}

err register_correct_page(struct ctx *cx, struct req *rq)
{
	struct register_form_view v = {.form = form_of(rq), .title = "Sửa một dòng bằng dòng mới", .natures = {CHANGES, COUNT(CHANGES)},
	                               .nature = ""};
	struct award a;

	TRY(register_get(cx, no_of(rq), &v.line));
	TRY(award_get(cx, v.line.award_id, &a));
	v.old_no = v.line.no;
	v.path = mem_text(cx->mem, "/register/%" PRId64 "/correct", v.old_no);
	v.back = mem_text(cx->mem, "/register/%" PRId64, v.old_no);
	v.subject = v.line.subject;
	v.person_id = v.line.person_id;
	v.who = v.line.name;
	v.award_title = a.class == AWARD_TITLE ? a.code : "";
	v.award_honour = a.class == AWARD_HONOUR ? a.code : "";
	v.ground = v.line.ground_code;
	v.line.reason = "";
	v.day = date_vn(cx->mem, v.line.decision.day);
	v.from = date_vn(cx->mem, v.line.period_from);
	v.to = date_vn(cx->mem, v.line.period_to);
	v.place = number_words(cx, v.line.place_no);
	v.year = number_words(cx, v.line.year);
	TRY(fill_form(cx, &v));
	rq_title(rq, "%s", v.title);
	register_form_html(rq->out, &v);
	return OK;
}

err register_correct_post(struct ctx *cx, struct req *rq)
{
	struct register_line old;
	struct register_in in = {.corrects_no = no_of(rq)};
	int64_t no;

	TRY(register_get(cx, in.corrects_no, &old));
	in.nature = text_is(rq_text(rq, "nature"), "adjust") ? REGISTER_ADJUST : old.nature;
	in.subject = old.subject;
	in.person_id = old.person_id;
	in.unit_id = old.unit_id;
	TRY(line_typed(cx, rq, &in));
	in.decision.file_id = old.decision.file_id;
	TRY(faults(cx));
	TRY(register_add(cx, in, &no));
	return shown(rq, no, "Đã ghi dòng mới thay dòng cũ.");
}

err register_act_page(struct ctx *cx, struct req *rq)
{
	struct register_form_view v = {.form = form_of(rq), .title = "Cấp đổi, cấp lại, thu hồi, hủy bỏ", .natures = {ABOUTS, COUNT(ABOUTS)},
	                               .nature = "reissue", .levels = {LEVELS, COUNT(LEVELS)}, .day = ""};
	struct register_line old;

	TRY(register_get(cx, no_of(rq), &old));
	fill_blank(&v.line);
	v.old_no = old.no;
	v.path = mem_text(cx->mem, "/register/%" PRId64 "/act", old.no);
	v.back = mem_text(cx->mem, "/register/%" PRId64, old.no);
	v.who = old.name;
	v.level = old.decision.level;
	v.line.award_name = old.award_name;
	rq_title(rq, "%s", v.title);
	register_act_html(rq->out, &v);
	return OK;
}

err register_act_post(struct ctx *cx, struct req *rq)
{
	struct register_in in = {.nature = register_nature_of(rq_text(rq, "nature")), .about_no = no_of(rq), .name = rq_text(rq, "name"),
	                         .unit_words = "", .position = "", .achievement = "", .movement = "",
	                         .certificate = rq_text(rq, "certificate"), .reason = rq_text(rq, "reason"), .period_from = DATE_NONE,
	                         .period_to = DATE_NONE};
	int64_t no;

	in.decision = decision_typed(cx, rq);
	TRY(faults(cx));
	TRY(register_add(cx, in, &no));
	return shown(rq, no, "Đã ghi vào sổ khen thưởng.");
}

err register_withdraw_page(struct ctx *cx, struct req *rq)
{
	struct register_form_view v = {.form = form_of(rq)};

	TRY(register_get(cx, no_of(rq), &v.line));
	rq_title(rq, "Rút dòng ghi nhầm");
	register_withdraw_html(rq->out, &v);
	return OK;
}

err register_withdraw_post(struct ctx *cx, struct req *rq)
{
	int64_t no;

	TRY(register_withdraw(cx, no_of(rq), rq_text(rq, "reason"), &no));
	return shown(rq, no, "Đã rút dòng ghi nhầm; dòng cũ vẫn xem được.");
}

/* ---- proof ------------------------------------------------------------------------------------------------------------------------- */

err register_proof_page(struct ctx *cx, struct req *rq)
{
	const char *text;

	TRY(register_proof(cx, no_of(rq), &text));
	rq->content_type = "text/plain; charset=utf-8";
	buf_text(rq->out, text);
	return OK;
}
