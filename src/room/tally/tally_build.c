/* room/tally/tally_build.c -- from lines to the two orders of the file, by counting. */
#include "room/tally/tally_file.h"

#include "base/big.h"
#include "base/crypt.h"

enum { ALIGN = 64 };

uint64_t tally_lay(const struct tally_head *h, unsigned char *base, struct tally_parts *out)
{
	uint64_t lines_n = h->lines_n, units_n = h->units_n, people_n = h->people_n, at = sizeof *h;
	struct tally_parts p = {0};

#define X(name, type, count)                                            \
	at = (at + ALIGN - 1) / ALIGN * ALIGN;                          \
	p.name = base != NULL ? (type *)(void *)(base + at) : NULL;     \
	at += (uint64_t)(count) * sizeof(type);
	TALLY_PARTS(X)
#undef X
	if (base != NULL)
		*out = p;
	return at;
}

void tally_sum(const struct tally_head *h, unsigned char out[32])
{
	crypt_hash(out, h, offsetof(struct tally_head, sum));
}

struct tally_build {
	struct mem *m;
	struct big *id, *unit, *person, *dim[TALLY_DIMS];       /* of each line as it came; person 0: nobody */
	struct numbers units, people;
	int64_t last_id;
	struct mark mark;
};

struct tally_build *tally_build_open(struct mem *m)
{
	struct tally_build *b = mem_new(m, struct tally_build, 1);

	b->m = m;
	b->id = big_open(m, sizeof(uint32_t));
	b->unit = big_open(m, sizeof(uint32_t));
	b->person = big_open(m, sizeof(uint32_t));
	for (size_t d = 0; d < TALLY_DIMS; d++)
		b->dim[d] = big_open(m, 1);
	b->units = numbers_open(m);
	b->people = numbers_open(m);
	return b;
}

void tally_build_mark(struct tally_build *b, const struct mark *mark)
{
	b->mark = *mark;
}

err tally_build_add(struct tally_build *b, const struct tally_line *line)
{
	CHECK(line->id > b->last_id || b->id->n == 0);
	CHECK(line->unit_id > 0 && line->person_id >= 0);
	if (line->id > UINT32_MAX || line->unit_id > UINT32_MAX || line->person_id > UINT32_MAX ||
	    b->id->n >= UINT32_MAX - 1 || b->units.ids->n >= TALLY_UNITS_MAX)
		return ERR_FULL;
	b->last_id = line->id;
	*(uint32_t *)big_add(b->id, 1) = (uint32_t)line->id;
	*(uint32_t *)big_add(b->unit, 1) = numbers_put(&b->units, (uint32_t)line->unit_id);
	*(uint32_t *)big_add(b->person, 1) =
	    line->person_id == 0 ? 0 : 1 + numbers_put(&b->people, (uint32_t)line->person_id);
	for (size_t d = 0; d < TALLY_DIMS; d++)
		*(uint8_t *)big_add(b->dim[d], 1) = line->dim[d];
	return OK;
}

/* Units and people as the file numbers them: ascending by id. Person 0 stays nobody. */
static void renumber(struct tally_build *b, struct tally_parts *p, const struct tally_head *h)
{
	uint32_t *unit = big_add(big_open(b->m, sizeof *unit), h->units_n);
	uint32_t *person = big_add(big_open(b->m, sizeof *person), h->people_n);
	uint32_t *units = BIG_AT(b->unit, uint32_t), *people = BIG_AT(b->person, uint32_t);

	numbers_sort(b->m, &b->units, p->unit, unit);
	numbers_sort(b->m, &b->people, p->person, person);
	for (size_t i = 0; i < h->lines_n; i++) {
		units[i] = unit[units[i]];
		people[i] = people[i] == 0 ? 0 : person[people[i] - 1] + 1;
	}
}

/* By person; returns the lines in that order. */
static const uint32_t *write_people(struct tally_build *b, struct tally_parts *p, struct tally_head *h)
{
	uint32_t *line = big_add(big_open(b->m, sizeof *line), h->lines_n);
	uint32_t *next = big_add(big_open(b->m, sizeof *next), h->people_n + 2);
	const uint32_t *people = BIG_AT(b->person, uint32_t), *units = BIG_AT(b->unit, uint32_t);

	for (size_t i = 0; i < h->lines_n; i++)
		p->person_line[people[i]]++;
	big_begin_groups(p->person_line, h->people_n + 1);
	memcpy(next, p->person_line, (h->people_n + 2) * sizeof *next);
	for (size_t i = 0; i < h->lines_n; i++) {
		uint32_t at = next[people[i]]++;

		p->id[i] = BIG_AT(b->id, uint32_t)[i];
		p->place[i] = at;
		line[at] = (uint32_t)i;
		p->person_unit[at] = (uint16_t)units[i];
	}
	for (size_t k = 1; k <= h->people_n; k++)
		p->person_first[p->person_line[k]] = 1;
	for (size_t d = 0; d < TALLY_DIMS; d++)
		for (size_t i = 0; i < h->lines_n; i++) {
			uint8_t v = b->dim[d]->at[line[i]];

			p->person_dim[d * h->lines_n + i] = v;
			if (v + 1u > h->values[d])
				h->values[d] = v + 1u;
		}
	return line;
}

/* By unit: dealt out from the order by person, so that people of one unit lie together. */
static void write_units(struct tally_build *b, struct tally_parts *p, const struct tally_head *h, const uint32_t *line)
{
	uint32_t *next = big_add(big_open(b->m, sizeof *next), h->units_n + 1);
	uint32_t *from = big_add(big_open(b->m, sizeof *from), h->lines_n);
	const uint32_t *people = BIG_AT(b->person, uint32_t), *units = BIG_AT(b->unit, uint32_t);

	for (size_t i = 0; i < h->lines_n; i++)
		p->unit_line[units[i]]++;
	big_begin_groups(p->unit_line, h->units_n);
	memcpy(next, p->unit_line, (h->units_n + 1) * sizeof *next);
	for (size_t i = 0; i < h->lines_n; i++) {
		uint32_t at = next[units[line[i]]]++;

		from[at] = (uint32_t)i;
		p->unit_person[at] = people[line[i]];
	}
	for (size_t d = 0; d < TALLY_DIMS; d++)
		for (size_t i = 0; i < h->lines_n; i++)
			p->unit_dim[d * h->lines_n + i] = p->person_dim[d * h->lines_n + from[i]];
}

err tally_build_write(struct tally_build *b, const char *path, int64_t last_id)
{
	struct tally_head h = {.magic = TALLY_MAGIC, .order = TALLY_ORDER, .last_id = last_id, .lines_n = b->id->n,
	                       .units_n = b->units.ids->n, .people_n = b->people.ids->n, .mark = b->mark};
	struct tally_parts p;
	struct fresh *file;

	CHECK(last_id >= b->last_id);
	h.bytes = tally_lay(&h, NULL, NULL);
	TRY(fresh_open(b->m, path, h.bytes, &file));
	tally_lay(&h, file->at, &p);
	renumber(b, &p, &h);
	write_units(b, &p, &h, write_people(b, &p, &h));
	tally_sum(&h, h.sum);
	memcpy(file->at, &h, sizeof h);
	return fresh_keep(b->m, file, h.bytes);
}
