/* room/person/person_crowd.c -- everybody at hand: names, for each the years of birth, for each the people.
 *
 * A name that a thousand people have is walked by its years, of which there are some dozens, and the people of one year are few. */
#include "base/big.h"
#include "base/text.h"
#include "room/person/person_inside.h"

#include "gen/person_sql.h"

enum { CROWD_ROWS = 5000, SLOTS_FIRST = 1 << 16 };

/* What is chained is named by its place plus one; 0: nothing. */
struct somebody {
	int64_t id;
	int32_t birth;
	uint32_t unit, next;
	char sex[2];
};
struct year {
	int32_t year;
	uint32_t people, next;
};
struct name {
	const char *fold;
	bool is_household;
	uint32_t years;
};

struct person_crowd {
	struct mem *mem;
	struct big *people, *years, *names;
	struct big *slots;              /* uint32_t: names by their hash; a power of two */
};

static uint32_t *slot_of(const struct person_crowd *c, const char *fold, bool is_household)
{
	uint32_t *slots = BIG_AT(c->slots, uint32_t);
	size_t mask = c->slots->n - 1, at = (text_hash(fold) + is_household) & mask;

	for (; slots[at] != 0; at = (at + 1) & mask) {
		const struct name *n = &BIG_AT(c->names, struct name)[slots[at] - 1];

		if (n->is_household == is_household && text_is(n->fold, fold))
			break;
	}
	return &slots[at];
}

static void spread(struct person_crowd *c)
{
	struct big *old = c->slots;

	c->slots = big_open(c->mem, sizeof(uint32_t));
	big_add(c->slots, old->n * 2);
	for (uint32_t i = 0; i < c->names->n; i++) {
		const struct name *n = &BIG_AT(c->names, struct name)[i];

		*slot_of(c, n->fold, n->is_household) = i + 1;
	}
	big_drop(old);
}

/* The year of a name, a new one when there is none yet. */
static struct year *year_of(struct person_crowd *c, const char *fold, bool is_household, int64_t year)
{
	uint32_t *slot = slot_of(c, fold, is_household);
	struct name *n;
	struct year *y;

	if (*slot == 0) {
		n = big_add(c->names, 1);
		*n = (struct name){mem_dup(c->mem, fold), is_household, 0};
		*slot = (uint32_t)c->names->n;
		if (c->names->n * 2 > c->slots->n)
			spread(c);
	}
	n = &BIG_AT(c->names, struct name)[*slot_of(c, fold, is_household) - 1];
	for (uint32_t at = n->years; at != 0; at = BIG_AT(c->years, struct year)[at - 1].next)
		if (BIG_AT(c->years, struct year)[at - 1].year == year)
			return &BIG_AT(c->years, struct year)[at - 1];
	y = big_add(c->years, 1);
	*y = (struct year){(int32_t)year, 0, n->years};
	n->years = (uint32_t)c->years->n;
	return y;
}

static void put(struct person_crowd *c, int64_t id, const char *fold, const struct person_key *key)
{
	struct year *y = year_of(c, fold, key->is_household, key->birth_year);
	struct somebody *s = big_add(c->people, 1);

	CHECK(key->unit_id >= 0 && key->unit_id <= UINT32_MAX && c->people->n < UINT32_MAX);
	*s = (struct somebody){.id = id, .birth = key->birth, .unit = (uint32_t)key->unit_id, .next = y->people, .sex = {*key->sex, '\0'}};
	y->people = (uint32_t)c->people->n;
}

void person_crowd_add(struct ctx *cx, struct person_crowd *c, int64_t id, const struct person_key *key)
{
	put(c, id, text_fold(cx->mem, text_line(cx->mem, key->name)), key);
}

err person_crowd_open(struct ctx *cx, struct mem *m, struct person_crowd **out)
{
	struct person_crowd *c = mem_new(m, struct person_crowd, 1);
	int64_t after = 0;
	size_t n = CROWD_ROWS;

	*c = (struct person_crowd){m, big_open(m, sizeof(struct somebody)), big_open(m, sizeof(struct year)), big_open(m, sizeof(struct name)),
	                           big_open(m, sizeof(uint32_t))};
	big_add(c->slots, SLOTS_FIRST);
	while (n == CROWD_ROWS) {
		MEM_EACH(cx) {
			struct rows it;
			struct row *r;

			TRY(db_rows(cx->db, &SQL_person_crowd, BIND({"after", I64(after)}, {"n", I64(CROWD_ROWS)}), &it));
			n = it.n;
			while ((r = rows_next(&it)) != NULL) {
				struct person_key key = {.is_household = row_bool(r, "is_household"), .birth = row_date(r, "birth_on"),
				                         .birth_year = row_i64(r, "birth_year"), .unit_id = row_i64(r, "unit_id"), .sex = row_text(r, "sex")};

				after = row_i64(r, "id");
				put(c, row_is_null(r, "merged_id") ? after : row_i64(r, "merged_id"), row_text(r, "name_fold"), &key);
			}
		}
	}
	*out = c;
	return OK;
}

/* By the number, where the name agrees. */
static err by_number(struct ctx *cx, struct person_key *key, const char *fold, struct person_matches *out)
{
	struct row *r;
	err e;

	if (*key->number == '\0')
		return OK;
	e = db_one(cx->db, &SQL_person_of_number, BIND({"number", STR(key->number)}), &r);
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	key->is_number_taken = !text_is(row_text(r, "name_fold"), fold);
	if (!key->is_number_taken)
		out->id = row_is_null(r, "merged_id") ? row_i64(r, "id") : row_i64(r, "merged_id");
	return OK;
}

err person_crowd_match(struct ctx *cx, const struct person_crowd *c, struct person_key *key, struct person_matches *out)
{
	const char *fold = text_fold(cx->mem, text_line(cx->mem, key->name));
	struct person_weighing w = {.key = key, .out = out};
	const struct year *y;
	const struct somebody *s;
	uint32_t name = *slot_of(c, fold, key->is_household);

	*out = (struct person_matches){.id = 0};
	TRY(by_number(cx, key, fold, out));
	if (out->id != 0)
		return OK;
	for (uint32_t at = name == 0 ? 0 : BIG_AT(c->names, struct name)[name - 1].years; at != 0; at = y->next) {
		y = &BIG_AT(c->years, struct year)[at - 1];
		if (key->birth_year != 0 && y->year != 0 && y->year != key->birth_year)
			continue;
		for (uint32_t who = y->people; who != 0; who = s->next) {
			s = &BIG_AT(c->people, struct somebody)[who - 1];
			person_weigh(&w, &(struct person_like){.id = s->id, .unit_id = s->unit, .birth_year = y->year, .birth = s->birth, .sex = s->sex});
		}
	}
	person_weighed(&w);
	return OK;
}
