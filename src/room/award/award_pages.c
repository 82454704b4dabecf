/* room/award/award_pages.c -- the catalogue in its two classes, one award, the grounds. */
#include "base/text.h"
#include "room/award/award_view.h"
#include "web/req.h"

#include "gen/award_tmpl.h"

#define ROWS "room/award/award.def"
#include "core/declare.h"

const char *award_for_words(const struct award *a)
{
	static const char *const WORDS[] = {"", "Cá nhân", "Tập thể", "Cá nhân, tập thể", "Hộ gia đình", "Cá nhân, hộ gia đình",
	                                    "Tập thể, hộ gia đình", "Cá nhân, tập thể, hộ gia đình"};

	return WORDS[(a->for_person ? 1 : 0) + (a->for_collective ? 2 : 0) + (a->for_household ? 4 : 0)];
}

const char *award_times(struct mem *m, int64_t hundredths)
{
	if (hundredths % 100 == 0)
		return mem_text(m, "%" PRId64, hundredths / 100);
	if (hundredths % 10 == 0)
		return mem_text(m, "%" PRId64 ",%" PRId64, hundredths / 100, hundredths / 10 % 10);
	return mem_text(m, "%" PRId64 ",%02" PRId64, hundredths / 100, hundredths % 100);
}

err award_list_page(struct ctx *cx, struct req *rq)
{
	static const struct choice SUBJECTS[] = {{"", "Mọi đối tượng"}, {"1", "Cá nhân"}, {"2", "Tập thể"}, {"3", "Hộ gia đình"}};
	struct award_list_view v = {.q = rq_text(rq, "q"), .subject = rq_text(rq, "subject"), .subjects = {SUBJECTS, COUNT(SUBJECTS)}};
	int64_t subject = rq_i64(rq, "subject");
	struct award_filter f = {.q = v.q, .day = DATE_NONE, .class = AWARD_TITLE};

	f.subject = subject >= AWARD_PERSON && subject <= AWARD_HOUSEHOLD ? (enum award_subject)subject : AWARD_ANYBODY;
	TRY(award_list(cx, f, &v.titles));
	f.class = AWARD_HONOUR;
	TRY(award_list(cx, f, &v.honours));
	rq_title(rq, "Danh hiệu, hình thức khen thưởng");
	award_list_html(rq->out, &v);
	return OK;
}

err award_ground_page(struct ctx *cx, struct req *rq)
{
	struct award_grounds grounds;

	TRY(award_grounds(cx, &grounds));
	rq_title(rq, "Loại hình khen thưởng");
	award_grounds_html(rq->out, &grounds);
	return OK;
}

static err money_rows(struct ctx *cx, struct award_show_view *v)
{
	struct award_rules *rules = mem_new(cx->mem, struct award_rules, 1);

	TRY(award_rules(cx, v->award.id, rules));
	v->money = mem_new(cx->mem, struct award_money_view, rules->multiples_n + 1);
	for (size_t i = 0; i < rules->multiples_n; i++) {
		const struct award_multiple *x = &rules->multiples[i];
		struct award_money_view *m = &v->money[v->money_n];

		if (x->award_id != v->award.id)
			continue;
		*m = (struct award_money_view){x, award_times(cx->mem, x->hundredths), award_subject_words(x->subject), {0}};
		m->today = award_money_on(rules, v->award.id, x->subject, cx->today);
		m->today.is_known = m->today.is_known && m->today.multiple == x;
		v->money_n++;
	}
	return OK;
}

err award_show_page(struct ctx *cx, struct req *rq)
{
	struct award_show_view v = {.form = form_of(rq), .may_edit = may_bool(cx, R_AWARD_EDIT, 0)};

	TRY(award_get_code(cx, rq_arg(rq, "code"), &v.award));
	TRY(law_place_get(cx, v.award.place_id, &v.place));
	TRY(award_aliases(cx, v.award.id, &v.aliases));
	TRY(money_rows(cx, &v));
	rq_title(rq, "%s", v.award.name);
	award_show_html(rq->out, &v);
	return OK;
}

err award_alias_post(struct ctx *cx, struct req *rq)
{
	struct award a;
	int64_t id;
	err e;

	TRY(award_get_code(cx, rq_arg(rq, "code"), &a));
	e = award_alias_add(cx, (struct award_alias){.words = rq_text(rq, "alias"), .award_id = a.id}, &id);
	if (e == ERR_TAKEN) {
		fault(cx, "alias", "“%s” đã dùng cho một danh hiệu hoặc hình thức.", rq_text(rq, "alias"));
		return ERR_INVALID;
	}
	TRY(e);
	rq_flash(rq, "Đã thêm cách gọi khác.");
	return rq_goto(rq, "/award/%s", a.code);
}

err award_alias_remove_post(struct ctx *cx, struct req *rq)
{
	TRY(award_alias_remove(cx, rq_arg_id(rq, "alias")));
	rq_flash(rq, "Đã bỏ cách gọi khác.");
	return rq_goto(rq, "/award/%s", rq_arg(rq, "code"));
}
