/* room/register/register.c -- reads of the register: one line, lists by keyset, a person's ladder, chains. */
#include "base/text.h"
#include "room/person/person.h"
#include "room/register/register_inside.h"
#include "room/unit/unit.h"

#include "gen/register_sql.h"

static const struct {
	const char *code, *words;
} NATURES[] = {{"", ""}, {"grant", "Tặng"}, {"posthumous", "Truy tặng"}, {"exchange", "Cấp đổi"}, {"reissue", "Cấp lại"},
               {"adjust", "Điều chỉnh"}, {"revoke", "Thu hồi"}, {"cancel", "Hủy bỏ"}, {"withdraw", "Rút dòng ghi nhầm"}};

const char *register_nature_words(enum register_nature nature)
{
	return NATURES[nature].words;
}

const char *register_nature_code(enum register_nature nature)
{
	return NATURES[nature].code;
}

enum register_nature register_nature_of(const char *code)
{
	for (size_t i = 1; i < COUNT(NATURES); i++) {
		if (text_is(NATURES[i].code, code))
			return (enum register_nature)i;
	}
	return (enum register_nature)0;
}

const char *register_now_words(const struct register_line *l)
{
	return *l->unit_words != '\0' && text_starts(l->unit_now, l->unit_words) ? "" : l->unit_now;
}

const char *register_name_words(const struct register_line *l)
{
	return *l->name != '\0' ? l->name : REGISTER_BLANKED;
}

const char *register_state_words(const struct register_line *l)
{
	if (l->nature == REGISTER_WITHDRAW)
		return "Dòng rút";
	if (l->corrected_by_no != 0)
		return "Đã thay bằng dòng khác";
	if (l->about_no != 0)
		return register_nature_words(l->nature);
	if (l->ended_by_no != 0)
		return "Đã thu hồi hoặc hủy bỏ";
	return "Đang có hiệu lực";
}

/* The number that people use of a leaf; 0 for NULL. */
static int64_t no_of(const struct row *r, const char *column)
{
	return row_is_null(r, column) ? 0 : row_i64(r, column) + 1;
}

static struct register_decision decision_of(const struct row *r)
{
	return (struct register_decision){
		.id = row_i64(r, "decision_id"),
		.number = row_text(r, "number"),
		.issuer = row_text(r, "issuer"),
		.level = row_text(r, "level"),
		.signer = row_text(r, "signer"),
		.signer_title = row_text(r, "signer_title"),
		.title = row_text(r, "title"),
		.day = row_date(r, "day"),
		.file_id = row_i64(r, "file_id"),
		.file_hash = row_text(r, "file_hash"),
	};
}

struct register_line register_line_of(const struct row *r)
{
	size_t salt_n;

	(void)row_bytes(r, "salt", &salt_n);
	return (struct register_line){
		.no = no_of(r, "leaf"),
		.root_no = no_of(r, "root"),
		.corrects_no = no_of(r, "corrects"),
		.about_no = no_of(r, "about"),
		.nature = (enum register_nature)row_i64(r, "nature"),
		.subject = (enum award_subject)row_i64(r, "subject"),
		.person_id = row_i64(r, "person_id"),
		.unit_id = row_i64(r, "unit_id"),
		.unit_code = row_text(r, "unit_code"),
		.unit_now = row_text(r, "unit_now"),
		.award_id = row_i64(r, "award_id"),
		.award_code = row_text(r, "award_code"),
		.award_name = row_text(r, "award_name"),
		.ground_id = row_i64(r, "ground_id"),
		.ground_code = row_text(r, "ground_code"),
		.ground_name = row_text(r, "ground_name"),
		.year = row_i64(r, "year"),
		.place_no = row_i64(r, "place_no"),
		.class_id = row_i64(r, "class_id"),
		.class_code = row_text(r, "class_code"),
		.class_name = row_text(r, "class_name"),
		.is_direct = row_bool(r, "is_direct"),
		.has_money = !row_is_null(r, "vnd"),
		.vnd = row_i64(r, "vnd"),
		.period_from = row_date(r, "period_from"),
		.period_to = row_date(r, "period_to"),
		.name = row_text(r, "name"),
		.unit_words = row_text(r, "unit_words"),
		.position = row_text(r, "position"),
		.achievement = row_text(r, "achievement"),
		.movement = row_text(r, "movement"),
		.certificate = row_text(r, "certificate"),
		.reason = row_text(r, "reason"),
		.decision = decision_of(r),
		.by = row_text(r, "by_login"),
		.added_ms = row_i64(r, "added_ms"),
		.load_line_id = row_i64(r, "load_line_id"),
		.corrected_by_no = no_of(r, "corrected_by"),
		.ended_by_no = no_of(r, "ended_by"),
		.renewed_n = row_i64(r, "renewed_n"),
		.blanked = row_text(r, "blanked"),
		.salt_n = salt_n,
	};
}

static bool sees_all(const struct ctx *cx)
{
	return cx->who->is_system || cx->who->sees_all;
}

err register_may(struct ctx *cx, enum right right, int64_t unit_id)
{
	TRY(may(cx, right, unit_id));
	return unit_id != 0 || sees_all(cx) ? OK : ERR_DENIED;
}

err register_get(struct ctx *cx, int64_t no, struct register_line *out)
{
	struct row *r;
	struct register_line l;

	TRY(may(cx, R_REGISTER_READ, 0));
	TRY(db_one(cx->db, &SQL_register_get, BIND({"leaf", I64(no - 1)}), &r));
	l = register_line_of(r);
	if (register_may(cx, R_REGISTER_READ, l.unit_id) != OK)
		return ERR_NOTFOUND;
	l.may_open = true;
	*out = l;
	return OK;
}

err register_rows(struct ctx *cx, struct rows *it, struct register_list *out)
{
	struct row *r;
	struct register_list list = {0};

	list.at = mem_new(cx->mem, struct register_line, it->n);
	while ((r = rows_next(it)) != NULL) {
		list.at[list.n] = register_line_of(r);
		list.at[list.n].may_open = register_may(cx, R_REGISTER_READ, list.at[list.n].unit_id) == OK;
		list.n++;
	}
	*out = list;
	return OK;
}

err register_list(struct ctx *cx, struct register_filter f, struct register_list *out)
{
	struct rows it;
	struct unit_sight sight;
	int n = f.n > 0 && f.n < REGISTER_PAGE_MAX ? f.n : REGISTER_PAGE_MAX;
	struct register_list list = {0};

	TRY(may(cx, R_REGISTER_READ, 0));
	TRY(unit_sight(cx, f.under_id, &sight));
	if (!sight.is_nothing) {
		TRY(db_rows(cx->db, &SQL_register_list,
		            BIND({"low", db_str_or_null(sight.low)}, {"high", db_str_or_null(sight.high)},
		                 {"unit", I64(f.unit_id)}, {"award", I64(f.award_id)},
		                 {"year", I64(f.year)}, {"decision", I64(f.decision_id)}, {"before", I64(f.before_no - 1)},
		                 {"before_year", I64(f.before_year)}, {"n", I64(n + 1)}), &it));
		TRY(register_rows(cx, &it, &list));
	}
	if (list.n > (size_t)n) {
		list.n = (size_t)n;
		list.next_no = list.at[n - 1].no;
		list.next_year = list.at[n - 1].year;
	}
	*out = list;
	return OK;
}

err register_held(struct ctx *cx, struct register_filter f, int64_t *n_out)
{
	struct row *r;
	struct unit_sight sight;

	TRY(may(cx, R_REGISTER_READ, 0));
	TRY(unit_sight(cx, f.under_id, &sight));
	*n_out = 0;
	if (sight.is_nothing)
		return OK;
	TRY(db_one(cx->db, &SQL_register_held,
	           BIND({"low", db_str_or_null(sight.low)}, {"high", db_str_or_null(sight.high)},
		                 {"unit", I64(f.unit_id)}, {"award", I64(f.award_id)},
	                {"year", I64(f.year)}, {"decision", I64(f.decision_id)}), &r));
	*n_out = row_i64(r, "n");
	return OK;
}

err register_ladder(struct ctx *cx, int64_t person_id, struct register_list *out)
{
	struct rows it;
	struct person p;

	TRY(may(cx, R_REGISTER_READ, 0));
	TRY(person_get(cx, person_id, &p));
	TRY(db_rows(cx->db, &SQL_register_ladder,
	            BIND({"person", I64(p.merged_id != 0 ? p.merged_id : p.id)}, {"n", I64(REGISTER_LADDER_MAX)}), &it));
	return register_rows(cx, &it, out);
}

err register_unit_ladder(struct ctx *cx, int64_t unit_id, struct register_list *out)
{
	struct rows it;

	TRY(may(cx, R_REGISTER_READ, 0));
	if (register_may(cx, R_REGISTER_READ, unit_id) != OK) {
		*out = (struct register_list){0};
		return OK;
	}
	TRY(db_rows(cx->db, &SQL_register_unit_ladder, BIND({"unit", I64(unit_id)}, {"n", I64(REGISTER_LADDER_MAX)}), &it));
	return register_rows(cx, &it, out);
}

err register_chain(struct ctx *cx, int64_t no, struct register_list *out)
{
	struct rows it;
	struct register_line l;

	TRY(register_get(cx, no, &l));
	TRY(db_rows(cx->db, &SQL_register_chain,
	            BIND({"root", I64((l.about_no != 0 ? l.about_no : l.root_no) - 1)}, {"n", I64(REGISTER_CHAIN_MAX)}), &it));
	return register_rows(cx, &it, out);
}

err register_dependents(struct ctx *cx, int64_t no, struct register_list *out)
{
	struct rows it;
	struct register_line l;

	TRY(register_get(cx, no, &l));
	TRY(db_rows(cx->db, &SQL_register_dependents,
	            BIND({"root", I64((l.about_no != 0 ? l.about_no : l.root_no) - 1)}, {"n", I64(REGISTER_PAGE_MAX)}), &it));
	return register_rows(cx, &it, out);
}

err register_said(struct ctx *cx, struct register_line *lines, size_t n)
{
	int64_t *ids = mem_new(cx->mem, int64_t, n);
	date *days = mem_new(cx->mem, date, n);
	struct person_said *said = mem_new(cx->mem, struct person_said, n);

	for (size_t i = 0; i < n; i++) {
		ids[i] = lines[i].subject == AWARD_PERSON ? lines[i].person_id : 0;
		days[i] = lines[i].decision.day;
	}
	TRY(person_said_on(cx, ids, days, n, said));
	for (size_t i = 0; i < n; i++) {
		lines[i].origin = said[i].origin;
		lines[i].is_party = said[i].is_party;
		lines[i].is_seen = said[i].is_seen;
	}
	return OK;
}
