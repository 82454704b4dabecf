/* room/person/person.c -- reads of people: who may be seen, one person with everything recorded, how things stood on a
 * day, and who looks like the same person. */
#include "base/text.h"
#include "room/person/person_inside.h"
#include "room/unit/unit.h"

#include "gen/person_sql.h"

static const struct {
	const char *kind, *words;
} FACTS[] = {{"party", "Đảng viên"}, {"leader", "Nhóm lãnh đạo"}, {"direct", "Trực tiếp lao động, công tác, học tập"},
             {"leave", "Nghỉ"}, {"maternity", "Nghỉ thai sản"}, {"study", "Đi học, bồi dưỡng"}, {"discipline", "Kỷ luật"},
             {"origin", "Quê quán"}};

const char *person_fact_words(const char *kind)
{
	for (size_t i = 0; i < COUNT(FACTS); i++) {
		if (text_is(FACTS[i].kind, kind))
			return FACTS[i].words;
	}
	return "";
}

static struct person person_of(struct ctx *cx, const struct row *r)
{
	struct person p = {
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.is_household = row_bool(r, "is_household"),
		.name = row_text(r, "name"),
		.birth = row_date(r, "birth_on"),
		.birth_year = row_i64(r, "birth_year"),
		.sex = row_text(r, "sex"),
		.ethnicity = row_text(r, "ethnicity"),
		.religion = row_text(r, "religion"),
		.nationality = row_text(r, "nationality"),
		.staff_code = row_text(r, "staff_code"),
		.address = row_text(r, "address"),
		.died = row_date(r, "died_on"),
		.unit_id = row_i64(r, "unit_id"),
		.unit_name = row_text(r, "unit_name"),
		.position = row_text(r, "position"),
		.head_id = row_i64(r, "head_id"),
		.merged_id = row_i64(r, "merged_id"),
	};

	/* without a unit in the catalogue only who sees all has reach over it */
	p.may_see_number = may_bool(cx, R_PERSON_SENSITIVE, p.unit_id) &&
	                   (p.unit_id != 0 || cx->who->sees_all || cx->who->is_system);
	return p;
}

static bool sees_all(const struct ctx *cx)
{
	return cx->who->is_system || cx->who->sees_all;
}

/* The present unit in reach, or that of any post, so that who has left is still known to the unit of then. */
static err check_sight(struct ctx *cx, const struct person *p)
{
	struct rows it;
	struct row *r;

	TRY(may(cx, R_PERSON_READ, 0));
	if (sees_all(cx) || (p->unit_id != 0 && in_reach(cx, p->unit_id)))
		return OK;
	TRY(db_rows(cx->db, &SQL_person_posts, BIND({"person", I64(p->id)}, {"n", I64(PERSON_ROWS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		if (!row_is_null(r, "unit_id") && in_reach(cx, row_i64(r, "unit_id")))
			return OK;
	}
	return ERR_NOTFOUND;
}

err person_get(struct ctx *cx, int64_t id, struct person *out)
{
	struct row *r;
	struct person p;

	TRY(db_one(cx->db, &SQL_person_get, BIND({"id", I64(id)}), &r));
	p = person_of(cx, r);
	TRY(check_sight(cx, &p));
	*out = p;
	return OK;
}

err person_many(struct ctx *cx, const int64_t *ids, size_t n, struct person_list *out)
{
	struct person_list list = {.at = mem_new(cx->mem, struct person, n)};

	for (size_t from = 0; from < n; from += PERSON_MANY) {
		struct bind_arg args[PERSON_MANY];
		struct rows it;
		struct row *r;

		for (size_t i = 0; i < PERSON_MANY; i++)
			args[i] = (struct bind_arg){mem_text(cx->mem, "p%zu", i), I64(from + i < n ? ids[from + i] : 0)};
		TRY(db_rows(cx->db, &SQL_person_many, &(struct bind){args, PERSON_MANY}, &it));
		while ((r = rows_next(&it)) != NULL) {
			struct person p = person_of(cx, r);
			err e = check_sight(cx, &p);

			if (e != OK && e != ERR_NOTFOUND && e != ERR_DENIED)
				return e;
			if (e == OK)
				list.at[list.n++] = p;
		}
	}
	*out = list;
	return OK;
}

err person_for_edit(struct ctx *cx, int64_t id, struct person *out)
{
	TRY(person_get(cx, id, out));
	TRY(may(cx, R_PERSON_EDIT, out->unit_id));
	return out->unit_id != 0 || sees_all(cx) ? OK : ERR_DENIED;
}

err person_list(struct ctx *cx, struct person_filter f, struct person_list *out)
{
	struct rows it;
	struct row *r;
	struct unit_sight sight;
	struct value words, number = SQLNULL;
	struct person_list list = {0};
	const char *q = f.q == NULL ? "" : text_line(cx->mem, f.q);
	int n = f.n > 0 && f.n < PERSON_PAGE_MAX ? f.n : PERSON_PAGE_MAX;

	TRY(may(cx, R_PERSON_READ, 0));
	TRY(unit_sight(cx, f.under_id, &sight));
	words = db_like(cx->mem, text_fold(cx->mem, q));
	if (person_number_is_good(q)) {
		TRY(may(cx, R_PERSON_SENSITIVE, 0));
		number = STR(q);
		words = SQLNULL;
	}
	if (sight.is_nothing) {
		*out = list;
		return OK;
	}
	TRY(db_rows(cx->db, &SQL_person_list,
	            BIND({"household", I64(f.is_household)}, {"low", db_str_or_null(sight.low)}, {"high", db_str_or_null(sight.high)},
	                 {"words", words}, {"number", number},
	                 {"after", I64(f.after_id)}, {"n", I64(n + 1)}), &it));
	list.at = mem_new(cx->mem, struct person, it.n);
	while ((r = rows_next(&it)) != NULL && list.n < (size_t)n)
		list.at[list.n++] = person_of(cx, r);
	list.next_after = it.n > (size_t)n ? list.at[list.n - 1].id : 0;
	*out = list;
	return OK;
}

err person_speaker(struct ctx *cx, int64_t id, int64_t *id_out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_person_get, BIND({"id", I64(id)}), &r));
	*id_out = row_is_null(r, "merged_id") ? id : row_i64(r, "merged_id");
	return OK;
}

/* ---- one person with everything recorded -------------------------------------------------------------------------------- */

static const char *masked(struct mem *m, const char *number)
{
	return mem_text(m, "••• %s", number + strlen(number) - 3);
}

static err read_numbers(struct ctx *cx, const struct person *p, struct person_history *h)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_person_numbers, BIND({"person", I64(p->id)}, {"n", I64(PERSON_ROWS_MAX)}), &it));
	h->numbers = mem_new(cx->mem, struct person_number, it.n);
	while ((r = rows_next(&it)) != NULL) {
		const char *number = row_text(r, "number");

		h->numbers[h->numbers_n++] = (struct person_number){
		    row_i64(r, "id"), p->may_see_number ? number : masked(cx->mem, number), !p->may_see_number};
	}
	return OK;
}

static err read_names(struct ctx *cx, int64_t id, struct person_history *h)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_person_names, BIND({"person", I64(id)}, {"n", I64(PERSON_ROWS_MAX)}), &it));
	h->names = mem_new(cx->mem, struct person_name, it.n);
	while ((r = rows_next(&it)) != NULL)
		h->names[h->names_n++] = (struct person_name){row_i64(r, "id"), row_text(r, "name"), row_bool(r, "is_former")};
	return OK;
}

static err read_posts(struct ctx *cx, int64_t id, struct person_history *h)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_person_posts, BIND({"person", I64(id)}, {"n", I64(PERSON_ROWS_MAX)}), &it));
	h->posts = mem_new(cx->mem, struct person_post, it.n);
	while ((r = rows_next(&it)) != NULL)
		h->posts[h->posts_n++] = (struct person_post){
			row_i64(r, "id"), row_i64(r, "unit_id"), row_is_null(r, "unit_id") ? row_text(r, "unit_words") : row_text(r, "unit_name"),
			row_text(r, "position"), row_date(r, "day_from"), row_date(r, "day_to"), row_text(r, "paper")};
	return OK;
}

/* "Kỷ luật: khiển trách", "Nhóm lãnh đạo: cấp vụ, sở". */
static const char *fact_said(struct ctx *cx, const struct row *r)
{
	const char *words = person_fact_words(row_text(r, "kind")), *value = row_text(r, "value");

	if (!row_is_null(r, "class_name"))
		value = row_text(r, "class_name");
	return *value == '\0' ? words : mem_text(cx->mem, "%s: %s", words, value);
}

static err read_facts(struct ctx *cx, int64_t id, struct person_history *h)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_person_facts, BIND({"person", I64(id)}, {"n", I64(PERSON_ROWS_MAX)}), &it));
	h->facts = mem_new(cx->mem, struct person_fact, it.n);
	while ((r = rows_next(&it)) != NULL)
		h->facts[h->facts_n++] = (struct person_fact){
			row_i64(r, "id"), row_text(r, "kind"), row_text(r, "value"), fact_said(cx, r), row_date(r, "day_from"),
			row_date(r, "day_to"), row_text(r, "paper")};
	return OK;
}

static err read_merges(struct ctx *cx, int64_t id, struct person_history *h)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_person_merges, BIND({"id", I64(id)}, {"n", I64(PERSON_ROWS_MAX)}), &it));
	h->merges = mem_new(cx->mem, struct person_merge, it.n);
	while ((r = rows_next(&it)) != NULL)
		h->merges[h->merges_n++] = (struct person_merge){
			row_i64(r, "from_id"), row_i64(r, "into_id"), row_text(r, "from_name"), row_text(r, "note"), row_text(r, "by_login"),
			row_bool(r, "is_undo"), row_i64(r, "at_ms")};
	TRY(db_rows(cx->db, &SQL_person_aliases, BIND({"id", I64(id)}, {"n", I64(PERSON_ROWS_MAX)}), &it));
	h->aliases = mem_new(cx->mem, int64_t, it.n);
	while ((r = rows_next(&it)) != NULL)
		h->aliases[h->aliases_n++] = row_i64(r, "id");
	return OK;
}

err person_history(struct ctx *cx, int64_t id, struct person_history *out)
{
	struct person p;
	struct person_history h = {0};

	TRY(person_get(cx, id, &p));
	TRY(read_numbers(cx, &p, &h));
	TRY(read_names(cx, id, &h));
	TRY(read_posts(cx, id, &h));
	TRY(read_facts(cx, id, &h));
	TRY(read_merges(cx, id, &h));
	*out = h;
	return OK;
}

/* ---- how things stood on a day --------------------------------------------------------------------------------------------- */

static bool holds_on(const struct row *r, date day)
{
	date from = row_date(r, "day_from"), to = row_date(r, "day_to");

	return (from == DATE_NONE || from <= day) && (to == DATE_NONE || to >= day);
}

err person_on(struct ctx *cx, int64_t id, date day, struct person_day *out)
{
	struct rows it;
	struct row *r;
	struct person_day d = {.unit_words = "", .position = "", .class_code = "", .class_name = ""};

	TRY(db_one(cx->db, &SQL_person_get, BIND({"id", I64(id)}), &r));
	TRY(db_rows(cx->db, &SQL_person_posts, BIND({"person", I64(id)}, {"n", I64(PERSON_ROWS_MAX)}), &it));
	for (bool is_found = false; !is_found && (r = rows_next(&it)) != NULL;) {
		if (!holds_on(r, day))
			continue;
		d.unit_id = row_i64(r, "unit_id");
		d.unit_words = d.unit_id == 0 ? row_text(r, "unit_words") : row_text(r, "unit_name");
		d.position = row_text(r, "position");
		is_found = true;
	}
	TRY(db_rows(cx->db, &SQL_person_facts, BIND({"person", I64(id)}, {"n", I64(PERSON_ROWS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		const char *kind = row_text(r, "kind");

		if (!holds_on(r, day))
			continue;
		d.is_party |= text_is(kind, "party");
		d.is_direct |= text_is(kind, "direct");
		if (text_is(kind, "leader") && d.class_id == 0) {
			d.class_id = row_i64(r, "class_id");
			d.class_code = row_text(r, "value");
			d.class_name = row_text(r, "class_name");
		}
	}
	*out = d;
	return OK;
}

/* ---- the same person? ---------------------------------------------------------------------------------------------------------- */

/* 0: they are not; else how much speaks for it, and what. */
static int likeness(const struct person *a, const struct person *b, const char **why)
{
	bool same_unit = a->unit_id != 0 && a->unit_id == b->unit_id;

	if (*a->sex != '\0' && *b->sex != '\0' && !text_is(a->sex, b->sex))
		return 0;
	if (a->birth_year != 0 && b->birth_year != 0 && a->birth_year != b->birth_year)
		return 0;
	if (a->birth != DATE_NONE && b->birth != DATE_NONE && a->birth != b->birth)
		return 0;
	if (a->birth != DATE_NONE && a->birth == b->birth) {
		*why = same_unit ? "cùng tên, cùng ngày sinh, cùng đơn vị" : "cùng tên, cùng ngày sinh";
		return same_unit ? 4 : 3;
	}
	if (a->birth_year != 0 && a->birth_year == b->birth_year) {
		*why = same_unit ? "cùng tên, cùng năm sinh, cùng đơn vị" : "cùng tên, cùng năm sinh";
		return same_unit ? 3 : 2;
	}
	*why = same_unit ? "cùng tên, cùng đơn vị" : "cùng tên";
	return same_unit ? 2 : 1;
}

err person_twins(struct ctx *cx, int64_t id, const struct person_twin **out, size_t *n_out)
{
	struct rows it;
	struct row *r;
	struct person p;
	struct person_twin *list;
	size_t n = 0;

	TRY(person_get(cx, id, &p));
	TRY(db_rows(cx->db, &SQL_person_same_fold,
	            BIND({"fold", STR(text_fold(cx->mem, p.name))}, {"id", I64(id)}, {"household", I64(p.is_household)},
	                 {"n", I64(PERSON_TWINS_MAX)}), &it));
	list = mem_new(cx->mem, struct person_twin, it.n);
	while ((r = rows_next(&it)) != NULL) {
		struct person_twin t = {.person = person_of(cx, r)};
		size_t at = n;
		err e = check_sight(cx, &t.person);

		if (e != OK && e != ERR_NOTFOUND)
			return e;
		t.score = likeness(&p, &t.person, &t.why);
		if (e == ERR_NOTFOUND || t.score == 0)
			continue;
		for (; at > 0 && list[at - 1].score < t.score; at--)
			list[at] = list[at - 1];
		list[at] = t;
		n++;
	}
	*out = list;
	*n_out = n;
	return OK;
}

/* What is said of both does not differ. */
static bool may_be(const struct person_key *key, const struct person_like *p)
{
	return (key->birth_year == 0 || p->birth_year == 0 || key->birth_year == p->birth_year) &&
	       (key->birth == DATE_NONE || p->birth == DATE_NONE || key->birth == p->birth) &&
	       (*key->sex == '\0' || *p->sex == '\0' || text_is(key->sex, p->sex));
}

void person_weigh(struct person_weighing *w, const struct person_like *p)
{
	const struct person_key *key = w->key;
	bool in_unit = p->unit_id != 0 && p->unit_id == key->unit_id, is_born = key->birth_year != 0 && p->birth_year == key->birth_year,
	     is_day = key->birth != DATE_NONE && p->birth == key->birth;

	if (!may_be(key, p) || p->id == w->before)
		return;
	w->before = p->id;
	if (w->out->may_n < PERSON_MAY_MAX)
		w->out->may[w->out->may_n++] = p->id;
	w->days += is_day;
	w->both += is_born && in_unit;
	w->units += in_unit;
	w->by_day = is_day ? p->id : w->by_day;
	w->by_both = is_born && in_unit ? p->id : w->by_both;
	w->by_unit = in_unit ? p->id : w->by_unit;
}

void person_weighed(struct person_weighing *w)
{
	w->out->id = w->both == 1 ? w->by_both : w->both == 0 && w->days == 1 ? w->by_day : w->both == 0 && w->days == 0 && w->units == 1 ? w->by_unit : 0;
	w->out->is_tied = w->out->id == 0 && (w->both > 1 || w->days > 1 || w->units > 1);
}

err person_match_all(struct ctx *cx, struct person_key *key, struct person_matches *out)
{
	const char *fold = text_fold(cx->mem, text_line(cx->mem, key->name));
	struct person_weighing w = {.key = key, .out = out};
	struct rows it;
	struct row *r;

	*out = (struct person_matches){.id = 0};
	TRY(db_rows(cx->db, &SQL_person_match, BIND({"fold", STR(fold)}, {"household", I64(key->is_household)}, {"year", db_id_or_null(key->birth_year)},
	                                            {"unit", I64(key->unit_id)}, {"number", STR(key->number)}, {"n", I64(PERSON_ROWS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		struct person_like p = {.id = row_is_null(r, "merged_id") ? row_i64(r, "id") : row_i64(r, "merged_id"), .unit_id = row_i64(r, "unit_id"),
		                        .birth_year = row_i64(r, "birth_year"), .birth = row_date(r, "birth_on"), .sex = row_text(r, "sex")};

		if (!sees_all(cx) && (p.unit_id == 0 || !in_reach(cx, p.unit_id)))
			continue;
		if (!row_bool(r, "has_number")) {
			person_weigh(&w, &p);
		} else if (text_is(row_text(r, "name_fold"), fold)) {
			*out = (struct person_matches){.id = p.id};
			return OK;
		} else {
			key->is_number_taken = true;
		}
	}
	person_weighed(&w);
	return OK;
}

err person_match(struct ctx *cx, struct person_key *key, int64_t *id_out)
{
	struct person_matches all;

	TRY(person_match_all(cx, key, &all));
	*id_out = all.id;
	return OK;
}

err person_pairs(struct ctx *cx, int64_t after_id, struct person_pairs *out)
{
	struct rows it;
	struct row *r;
	struct person_pairs list = {0};

	TRY(may(cx, R_PERSON_EDIT, 0));
	TRY(db_rows(cx->db, &SQL_person_pairs, BIND({"after", I64(after_id)}, {"n", I64(PERSON_TWINS_MAX)}), &it));
	list.first = mem_new(cx->mem, struct person, it.n);
	list.second = mem_new(cx->mem, struct person, it.n);
	while ((r = rows_next(&it)) != NULL) {
		err e = person_get(cx, row_i64(r, "first_id"), &list.first[list.n]);

		if (e == OK)
			e = person_get(cx, row_i64(r, "second_id"), &list.second[list.n]);
		if (e != OK && e != ERR_NOTFOUND)
			return e;
		list.n += e == OK;
		list.next_after = it.n == PERSON_TWINS_MAX ? row_i64(r, "first_id") : 0;
	}
	*out = list;
	return OK;
}

err person_classes(struct ctx *cx, const struct person_class **out, size_t *n_out)
{
	struct rows it;
	struct row *r;
	struct person_class *list;
	size_t n = 0;

	TRY(db_rows(cx->db, &SQL_person_classes, BIND({"n", I64(PERSON_ROWS_MAX)}), &it));
	list = mem_new(cx->mem, struct person_class, it.n);
	while ((r = rows_next(&it)) != NULL)
		list[n++] = (struct person_class){row_i64(r, "id"), row_text(r, "code"), row_text(r, "name")};
	*out = list;
	*n_out = n;
	return OK;
}

err person_province(struct ctx *cx, const char *number, const char **out)
{
	struct row *r;
	err e = db_one(cx->db, &SQL_person_province_of, BIND({"code", STR(mem_copy(cx->mem, number, 3))}), &r);

	if (e != OK && e != ERR_NOTFOUND)
		return e;
	*out = e == OK ? row_text(r, "name") : "";
	return OK;
}

err person_doubts(struct ctx *cx, int64_t id, const char *out[PERSON_WARN_MAX], int *n_out)
{
	struct person p;
	struct person_history h = {0};
	const char *some[PERSON_WARN_MAX], *province;
	int n = 0;

	TRY(person_get(cx, id, &p));
	*n_out = 0;
	if (!p.may_see_number)
		return OK;
	TRY(read_numbers(cx, &p, &h));
	for (size_t i = 0; i < h.numbers_n; i++) {
		int more = person_number_doubts(cx->mem, h.numbers[i].number, p.birth_year, p.sex, some);

		for (int k = 0; k < more && n < PERSON_WARN_MAX; k++)
			out[n++] = some[k];
		if (strlen(h.numbers[i].number) != 12 || n == PERSON_WARN_MAX)
			continue;
		TRY(person_province(cx, h.numbers[i].number, &province));
		if (*province == '\0')
			out[n++] = mem_text(cx->mem, "Ba số đầu %.3s của số định danh không ứng với mã tỉnh nào trong danh mục.",
			                    h.numbers[i].number);
	}
	*n_out = n;
	return OK;
}
