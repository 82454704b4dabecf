/* room/law/law.c -- reads of texts, and citations resolved to places. */
#include "base/text.h"
#include "db/db.h"
#include "room/law/law.h"

#include "gen/law_sql.h"

static struct law law_of(const struct row *r)
{
	return (struct law){
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.number = row_text(r, "number"),
		.kind = row_text(r, "kind"),
		.title = row_text(r, "title"),
		.issuer = row_text(r, "issuer"),
		.signed_on = row_date(r, "signed_on"),
		.from = row_date(r, "day_from"),
		.to = row_date(r, "day_to"),
		.is_verified = row_bool(r, "is_verified"),
		.source = row_text(r, "source"),
		.places_n = row_i64(r, "places_n"),
	};
}

static struct law_place place_of(const struct row *r)
{
	return (struct law_place){
		.id = row_i64(r, "id"),
		.law_id = row_i64(r, "law_id"),
		.article = row_text(r, "article"),
		.clause = row_i64(r, "clause"),
		.point = row_text(r, "point"),
		.title = row_text(r, "title"),
		.words = row_text(r, "words"),
		.from = row_date(r, "day_from"),
		.to = row_date(r, "day_to"),
		.is_verified = row_bool(r, "is_verified"),
		.source = row_text(r, "source"),
	};
}

err law_get(struct ctx *cx, int64_t id, struct law *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_law_get, BIND({"id", I64(id)}), &r));
	*out = law_of(r);
	return OK;
}

err law_list(struct ctx *cx, const char *q, date day, struct law_list *out)
{
	struct rows it;
	struct row *r;
	struct law_list list = {0};

	TRY(db_rows(cx->db, &SQL_law_list,
	            BIND({"words", db_like(cx->mem, law_name_fold(cx->mem, q))},
	                 {"number", db_like(cx->mem, law_number_fold(cx->mem, q))}, {"day", db_date(cx->mem, day)},
	                 {"n", I64(LAW_LIST_MAX)}), &it));
	list.at = mem_new(cx->mem, struct law, it.n);
	while ((r = rows_next(&it)) != NULL)
		list.at[list.n++] = law_of(r);
	*out = list;
	return OK;
}

err law_places(struct ctx *cx, int64_t law_id, struct law_places *out)
{
	struct rows it;
	struct row *r;
	struct law_places list = {0};

	TRY(db_rows(cx->db, &SQL_law_places, BIND({"law", I64(law_id)}, {"n", I64(LAW_PLACES_MAX)}), &it));
	list.at = mem_new(cx->mem, struct law_place, it.n);
	while ((r = rows_next(&it)) != NULL)
		list.at[list.n++] = place_of(r);
	*out = list;
	return OK;
}

err law_links(struct ctx *cx, int64_t law_id, struct law_links *out)
{
	struct rows it;
	struct row *r;
	struct law_links list = {0};

	TRY(db_rows(cx->db, &SQL_law_links, BIND({"law", I64(law_id)}, {"n", I64(LAW_LIST_MAX)}), &it));
	list.at = mem_new(cx->mem, struct law_link, it.n);
	while ((r = rows_next(&it)) != NULL)
		list.at[list.n++] = (struct law_link){row_i64(r, "law_id"), row_text(r, "number"), row_text(r, "title"),
		                                      row_text(r, "kind"), row_date(r, "day"), row_bool(r, "is_out")};
	*out = list;
	return OK;
}

static bool holds_on(date from, date to, date day)
{
	return (from == DATE_NONE || from <= day) && (to == DATE_NONE || to >= day);
}

/* The id of the one text that is meant; ERR_NOTFOUND for none or several. */
static err by_number(struct ctx *cx, const char *number, int64_t *id_out)
{
	struct rows it;

	TRY(db_rows(cx->db, &SQL_law_by_number, BIND({"number", STR(number)}), &it));
	if (it.n == 0 || (it.n > 1 && !text_is(row_text(it.at[0], "number_fold"), number)))
		return ERR_NOTFOUND;
	*id_out = row_i64(it.at[0], "id");
	return OK;
}

/* A name means the text in force on the day that bears exactly that name, else the one whose name begins so; where none
 * is in force, the only one there is. */
static err by_name(struct ctx *cx, const char *name, date day, int64_t *id_out)
{
	struct rows it;
	const struct row *exact = NULL, *living = NULL;
	size_t exact_n = 0, living_n = 0;

	/* db_like() gives %name%; without its first sign the name must begin the title, not stand in another's */
	TRY(db_rows(cx->db, &SQL_law_by_name,
	            BIND({"words", STR(db_like(cx->mem, name).p + 1)}, {"name", STR(name)}, {"day", db_date(cx->mem, day)}), &it));
	for (size_t i = 0; i < it.n; i++) {
		if (!row_bool(it.at[i], "is_in_force"))
			continue;
		living = it.at[i];
		living_n++;
		if (text_is(row_text(it.at[i], "name_fold"), name)) {
			exact = it.at[i];
			exact_n++;
		}
	}
	if (exact_n != 1 && living_n != 1 && it.n != 1)
		return ERR_NOTFOUND;
	*id_out = row_i64(exact_n == 1 ? exact : living_n == 1 ? living : it.at[0], "id");
	return OK;
}

err law_cite(struct ctx *cx, const char *words, date day, struct law_found *out)
{
	struct law_cite c;
	struct law_found f = {.place = {.article = "", .point = "", .title = "", .words = "", .source = ""}};
	struct row *r;
	int64_t id = 0;
	err e;

	day = day == DATE_NONE ? cx->today : day;
	if (!law_cite_read(cx->mem, words, &c))
		return ERR_NOTFOUND;
	TRY(*c.number != '\0' ? by_number(cx, c.number, &id) : by_name(cx, c.name, day, &id));
	TRY(law_get(cx, id, &f.law));
	f.is_in_force = holds_on(f.law.from, f.law.to, day);
	e = db_one(cx->db, &SQL_law_place_find,
	           BIND({"law", I64(id)}, {"article", STR(c.article)}, {"clause", I64(c.clause)}, {"point", STR(c.point)}), &r);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (e == OK) {
		f.place = place_of(r);
		f.is_exact = f.place.clause == c.clause && text_is(f.place.point, c.point);
		f.is_in_force = f.is_in_force && holds_on(f.place.from, f.place.to, day);
	} else if (*c.article == '\0') {
		f.is_exact = true;
	}
	*out = f;
	return OK;
}

err law_cite_place(struct ctx *cx, const char *words, date day, const char *field, int64_t *place_id_out)
{
	struct law_found f;
	err e = law_cite(cx, words, day, &f);

	if (e != OK && e != ERR_NOTFOUND)
		return e;
	*place_id_out = e == OK ? f.place.id : 0;
	if (*place_id_out == 0)
		fault(cx, field, e == OK ? "Văn bản được trích có trong danh mục, nhưng chưa có điều này: “%s”. Hãy nạp điều đó trước."
		                         : "Không có văn bản nào trong danh mục ứng với trích dẫn “%s”. Hãy ghi số văn bản và điều, "
		                           "ví dụ “Luật 06/2022/QH15, Điều 21”.", words);
	return OK;
}

err law_place_get(struct ctx *cx, int64_t place_id, struct law_found *out)
{
	struct law_found f;
	struct row *r;

	TRY(db_one(cx->db, &SQL_law_place_get, BIND({"id", I64(place_id)}), &r));
	f.place = place_of(r);
	TRY(law_get(cx, f.place.law_id, &f.law));
	f.is_exact = true;
	f.is_in_force = holds_on(f.law.from, f.law.to, cx->today) && holds_on(f.place.from, f.place.to, cx->today);
	*out = f;
	return OK;
}
