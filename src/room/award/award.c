/* room/award/award.c -- reads of the catalogue, and the other names that offices add to it. */
#include "room/award/award.h"

#include "base/text.h"
#include "db/db.h"
#include "room/audit/audit.h"

#include "gen/award_sql.h"

const char *award_class_words(enum award_class class)
{
	return class == AWARD_TITLE ? "Danh hiệu thi đua" : class == AWARD_HONOUR ? "Hình thức khen thưởng" : "";
}

const char *award_class_code(enum award_class class)
{
	return class == AWARD_TITLE ? "title" : class == AWARD_HONOUR ? "honour" : "";
}

enum award_class award_class_of(const char *code)
{
	return text_is(code, "title") ? AWARD_TITLE : text_is(code, "honour") ? AWARD_HONOUR : AWARD_ANY_CLASS;
}

const char *award_subject_words(enum award_subject subject)
{
	static const char *const WORDS[] = {"", "Cá nhân", "Tập thể", "Hộ gia đình"};

	return WORDS[subject];
}

const char *award_level_words(const char *level)
{
	static const char *const WORDS[][2] = {{"state", "Chủ tịch nước"}, {"government", "Chính phủ, Thủ tướng Chính phủ"},
	                                       {"province", "Thành phố"}, {"base", "Cơ sở"}};

	for (size_t i = 0; i < COUNT(WORDS); i++) {
		if (text_is(level, WORDS[i][0]))
			return WORDS[i][1];
	}
	return level;
}

static struct award award_of(const struct row *r)
{
	return (struct award){
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.code = row_text(r, "code"),
		.class = award_class_of(row_text(r, "class")),
		.name = row_text(r, "name"),
		.short_name = row_text(r, "short_name"),
		.for_person = row_bool(r, "for_person"),
		.for_collective = row_bool(r, "for_collective"),
		.for_household = row_bool(r, "for_household"),
		.level = row_text(r, "level"),
		.decider = row_text(r, "decider"),
		.rank = row_i64(r, "rank"),
		.width_mm = row_i64(r, "width_mm"),
		.height_mm = row_i64(r, "height_mm"),
		.from = row_date(r, "day_from"),
		.to = row_date(r, "day_to"),
		.cite = row_text(r, "cite"),
		.place_id = row_i64(r, "place_id"),
		.is_verified = row_bool(r, "is_verified"),
		.source = row_text(r, "source"),
	};
}

err award_get(struct ctx *cx, int64_t id, struct award *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_award_get, BIND({"id", I64(id)}), &r));
	*out = award_of(r);
	return OK;
}

err award_get_code(struct ctx *cx, const char *code, struct award *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_award_id_of_code, BIND({"code", STR(code)}), &r));
	return award_get(cx, row_i64(r, "id"), out);
}

err award_find(struct ctx *cx, const char *words, enum award_class class, struct award *out)
{
	struct rows it;
	const char *fold = text_fold(cx->mem, text_line(cx->mem, words));

	if (*fold == '\0')
		return ERR_NOTFOUND;
	TRY(db_rows(cx->db, &SQL_award_ids_of_words,
	            BIND({"class", db_str_or_null(award_class_code(class))}, {"code", STR(words)}, {"fold", STR(fold)}), &it));
	if (it.n != 1)
		return ERR_NOTFOUND;
	return award_get(cx, row_i64(it.at[0], "id"), out);
}

err award_list(struct ctx *cx, struct award_filter f, struct award_list *out)
{
	struct rows it;
	struct row *r;
	struct award_list list = {0};

	TRY(db_rows(cx->db, &SQL_award_list,
	            BIND({"class", db_str_or_null(award_class_code(f.class))}, {"subject", I64(f.subject)},
	                 {"day", db_date(cx->mem, f.day)},
	                 {"words", db_like(cx->mem, text_fold(cx->mem, f.q == NULL ? "" : text_line(cx->mem, f.q)))},
	                 {"n", I64(AWARD_LIST_MAX)}), &it));
	list.at = mem_new(cx->mem, struct award, it.n);
	while ((r = rows_next(&it)) != NULL)
		list.at[list.n++] = award_of(r);
	*out = list;
	return OK;
}

static struct award_alias alias_of(const struct row *r)
{
	return (struct award_alias){row_i64(r, "id"), row_text(r, "words"), row_i64(r, "award_id"), row_i64(r, "ground_id")};
}

err award_aliases(struct ctx *cx, int64_t award_id, struct award_aliases *out)
{
	struct rows it;
	struct row *r;
	struct award_aliases list = {0};

	TRY(db_rows(cx->db, &SQL_award_aliases, BIND({"award", I64(award_id)}, {"n", I64(AWARD_ROWS_MAX)}), &it));
	list.at = mem_new(cx->mem, struct award_alias, it.n);
	while ((r = rows_next(&it)) != NULL)
		list.at[list.n++] = alias_of(r);
	*out = list;
	return OK;
}

err award_rules(struct ctx *cx, int64_t award_id, struct award_rules *out)
{
	struct rows it;
	struct row *r;
	struct award_rules rules = {0};

	TRY(db_rows(cx->db, &SQL_award_multiples, BIND({"award", I64(award_id)}, {"n", I64(AWARD_ROWS_MAX)}), &it));
	rules.multiples = mem_new(cx->mem, struct award_multiple, it.n);
	while ((r = rows_next(&it)) != NULL)
		rules.multiples[rules.multiples_n++] = (struct award_multiple){
			.award_id = row_i64(r, "award_id"),
			.subject = (enum award_subject)row_i64(r, "subject"),
			.hundredths = row_i64(r, "hundredths"),
			.is_at_most = row_bool(r, "is_at_most"),
			.is_verified = row_bool(r, "is_verified"),
			.from = row_date(r, "day_from"),
			.to = row_date(r, "day_to"),
			.cite = row_text(r, "cite"),
			.place_id = row_i64(r, "place_id"),
		};
	TRY(db_rows(cx->db, &SQL_award_figures, BIND({"n", I64(AWARD_ROWS_MAX)}), &it));
	rules.figures = mem_new(cx->mem, struct award_figure, it.n);
	while ((r = rows_next(&it)) != NULL)
		rules.figures[rules.figures_n++] = (struct award_figure){
			.kind = row_text(r, "kind"),
			.amount = row_i64(r, "amount"),
			.direction = row_text(r, "direction"),
			.from = row_date(r, "day_from"),
			.to = row_date(r, "day_to"),
			.cite = row_text(r, "cite"),
			.place_id = row_i64(r, "place_id"),
			.is_verified = row_bool(r, "is_verified"),
		};
	*out = rules;
	return OK;
}

err award_grounds(struct ctx *cx, struct award_grounds *out)
{
	struct rows it;
	struct row *r;
	struct award_grounds list = {0};

	TRY(db_rows(cx->db, &SQL_award_grounds, BIND({"n", I64(AWARD_LIST_MAX)}), &it));
	list.at = mem_new(cx->mem, struct award_ground, it.n);
	while ((r = rows_next(&it)) != NULL)
		list.at[list.n++] = (struct award_ground){
			.id = row_i64(r, "id"),
			.code = row_text(r, "code"),
			.name = row_text(r, "name"),
			.way_id = row_i64(r, "way_id"),
			.way_code = row_text(r, "way_code"),
			.way_name = row_text(r, "way_name"),
			.cite = row_text(r, "cite"),
			.place_id = row_i64(r, "place_id"),
			.is_verified = row_bool(r, "is_verified"),
			.source = row_text(r, "source"),
		};
	*out = list;
	return OK;
}

/* The ground of that id or, with id 0, of that code. */
static err ground_of(struct ctx *cx, int64_t id, const char *code, struct award_ground *out)
{
	struct award_grounds list;

	TRY(award_grounds(cx, &list));
	for (size_t i = 0; i < list.n; i++) {
		if (id != 0 ? list.at[i].id == id : text_is(list.at[i].code, code)) {
			*out = list.at[i];
			return OK;
		}
	}
	return ERR_NOTFOUND;
}

err award_ground_get_code(struct ctx *cx, const char *code, struct award_ground *out)
{
	return ground_of(cx, 0, code, out);
}

err award_ground_find(struct ctx *cx, const char *words, struct award_ground *out)
{
	struct rows it;

	TRY(db_rows(cx->db, &SQL_award_ground_ids_of_words,
	            BIND({"code", STR(words)}, {"fold", STR(text_fold(cx->mem, text_line(cx->mem, words)))}), &it));
	return it.n != 1 ? ERR_NOTFOUND : ground_of(cx, row_i64(it.at[0], "id"), "", out);
}

err award_alias_add(struct ctx *cx, struct award_alias in, int64_t *id_out)
{
	struct award a;
	struct award_ground g;
	int64_t id;
	const char *fold;

	CHECK((in.award_id == 0) != (in.ground_id == 0));
	TRY(may(cx, R_AWARD_EDIT, 0));
	TRY(in.award_id != 0 ? award_get(cx, in.award_id, &a) : ground_of(cx, in.ground_id, "", &g));
	in.words = text_line(cx->mem, in.words);
	fold = text_fold(cx->mem, in.words);
	need(cx, *fold != '\0', "alias", "Hãy ghi cách gọi khác, ví dụ “CSTĐCS”.");
	need(cx, text_chars(in.words) <= AWARD_NAME_MAX, "alias", "Cách gọi khác không được quá 300 ký tự.");
	TRY(faults(cx));
	if (in.award_id != 0)
		TRY(db_add(cx->db, &SQL_award_alias_add,
		           BIND({"words", STR(in.words)}, {"fold", STR(fold)}, {"award", I64(in.award_id)}, {"now", I64(cx->now_ms)}),
		           &id));
	else
		TRY(db_add(cx->db, &SQL_award_alias_add_ground,
		           BIND({"words", STR(in.words)}, {"fold", STR(fold)}, {"ground", I64(in.ground_id)}, {"now", I64(cx->now_ms)}),
		           &id));
	TRY(audit_detail(cx, "award.alias_add", in.award_id != 0 ? in.award_id : in.ground_id, "%s", in.words));
	*id_out = id;
	return OK;
}

err award_alias_remove(struct ctx *cx, int64_t alias_id)
{
	struct row *r;

	TRY(may(cx, R_AWARD_EDIT, 0));
	TRY(db_one(cx->db, &SQL_award_alias_get, BIND({"id", I64(alias_id)}), &r));
	TRY(db_change(cx->db, &SQL_award_alias_remove, BIND({"id", I64(alias_id)}, {"now", I64(cx->now_ms)})));
	return audit_detail(cx, "award.alias_remove", row_i64(r, "award_id"), "%s", row_text(r, "words"));
}
