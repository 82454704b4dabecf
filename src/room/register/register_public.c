/* room/register/register_public.c -- the two questions that a stranger may ask. */
#include "base/text.h"
#include "db/db.h"
#include "room/register/register_find.h"
#include "room/register/register_index.h"
#include "room/register/register_inside.h"
#include "room/register/register_public.h"

#include "gen/register_public_sql.h"

enum { LOOKED_AT = 200, NAME_MAX = 300 };

static struct register_public public_of(const struct register_line *l)
{
	struct register_public p = {.name = l->name, .unit = l->unit_words, .award = l->award_name, .number = l->decision.number,
	                            .issuer = l->decision.issuer, .day = l->decision.day, .year = l->year};

	p.is_held = l->ended_by_no == 0 && l->nature != REGISTER_REVOKE && l->nature != REGISTER_CANCEL;
	p.state = p.is_held ? "Đang có hiệu lực" : "Đã thu hồi hoặc hủy bỏ";
	return p;
}

/* The words of a folded name, the first ones where there are more than a question takes; false: one alone, or too long a word. */
static bool words_of(struct ctx *cx, const char *fold, struct find_ask *ask)
{
	char *rest = mem_dup(cx->mem, fold);
	size_t n = 0;

	for (char *p = strtok_r(rest, " ", &rest); p != NULL; p = strtok_r(NULL, " ", &rest)) {
		if (strlen(p) > FIND_WORD_MAX)
			return false;
		n++;
		if (ask->words_n < FIND_WORDS_MAX)
			ask->words[ask->words_n++] = p;
	}
	return n >= 2;
}

/* Awards held of exactly that name; the one too many says that there are more. */
static void put_named(struct ctx *cx, const struct register_list *list, const char *fold, struct register_publics *p)
{
	for (size_t i = 0; i < list->n && !p->is_more; i++) {
		const struct register_line *l = &list->at[i];

		if (!text_is(text_fold(cx->mem, l->name), fold) || l->about_no != 0 || l->ended_by_no != 0)
			continue;
		p->is_more = p->n == REGISTER_PUBLIC_MAX;
		if (!p->is_more)
			p->at[p->n++] = public_of(l);
	}
}

err register_public_name(struct ctx *cx, const char *name, int64_t year, struct register_publics *out)
{
	struct register_index *x;
	struct find_ask ask = FIND_ANY;
	struct find_answer a;
	struct register_list list;
	struct register_publics p = {.n = 0};
	const char *fold = text_fold(cx->mem, text_line(cx->mem, name));

	need(cx, text_chars(name) <= NAME_MAX && words_of(cx, fold, &ask), "ten", "Hãy ghi đủ họ và tên, hoặc tên đầy đủ của tập thể.");
	need(cx, year >= 1945 && year <= date_ymd(cx->today).year, "nam", "Hãy ghi năm khen thưởng, từ 1945 đến năm nay.");
	TRY(faults(cx));
	TRY(register_index_open(cx, &x));
	ask.keys[REGISTER_KEY_YEAR] = (struct find_range){(uint16_t)year, (uint16_t)year};
	ask.n = LOOKED_AT;
	for (bool is_over = false; !is_over && !p.is_more; ask.skip += LOOKED_AT) {
		p.is_more = ask.skip + LOOKED_AT > REGISTER_FOUND_MAX;
		if (p.is_more)
			break;
		find_query(x->find, cx->mem, &ask, &a);
		TRY(register_find_lines(cx, a.ids, a.n, &list));
		put_named(cx, &list, fold, &p);
		is_over = (int64_t)(ask.skip + a.n) >= a.total;
	}
	p.n = p.is_more ? 0 : p.n;
	*out = p;
	return OK;
}

/* A sheet given again says of which award; that award may have ended, and an older sheet is good no more. */
static err certify(struct ctx *cx, const struct register_line *l, struct register_public *p)
{
	struct rows it;
	struct row *r;
	struct register_list list;
	bool is_renewed = l->renewed_n > 0;
	err e;

	if (l->about_no != 0) {
		e = db_one(cx->db, &SQL_register_public_renewed, BIND({"root", I64(l->about_no - 1)}, {"after", I64(l->root_no - 1)}), &r);
		is_renewed = e == OK;
		if (e != OK && e != ERR_NOTFOUND)
			return e;
	}
	if (is_renewed) {
		p->is_held = false;
		p->state = "Bằng này đã được cấp đổi hoặc cấp lại; bằng mới mang số khác";
	}
	if (l->about_no == 0)
		return OK;
	TRY(db_rows(cx->db, &SQL_register_public_root, BIND({"root", I64(l->about_no - 1)}, {"n", I64(1)}), &it));
	TRY(register_rows(cx, &it, &list));
	if (list.n == 0 || list.at[0].ended_by_no != 0) {
		p->is_held = false;
		p->state = "Đã thu hồi hoặc hủy bỏ";
	}
	return OK;
}

err register_public_certificate(struct ctx *cx, const char *number, const char *name, struct register_publics *out)
{
	struct rows it;
	struct register_list list;
	struct register_publics p = {.n = 0};
	const char *line = text_line(cx->mem, number), *fold = text_fold(cx->mem, text_line(cx->mem, name));

	need(cx, *line != '\0' && text_chars(line) <= 100, "bang", "Hãy ghi số bằng như in trên bằng.");
	need(cx, *fold != '\0' && text_chars(name) <= NAME_MAX, "ten", "Hãy ghi họ và tên, hoặc tên tập thể, như in trên bằng.");
	TRY(faults(cx));
	TRY(db_rows(cx->db, &SQL_register_public_certificate, BIND({"number", STR(line)}, {"n", I64(LOOKED_AT)}), &it));
	TRY(register_rows(cx, &it, &list));
	for (size_t i = 0; i < list.n && p.n < REGISTER_PUBLIC_MAX; i++) {
		if (!text_is(text_fold(cx->mem, list.at[i].name), fold))
			continue;
		p.at[p.n] = public_of(&list.at[i]);
		TRY(certify(cx, &list.at[i], &p.at[p.n]));
		p.n++;
	}
	*out = p;
	return OK;
}
