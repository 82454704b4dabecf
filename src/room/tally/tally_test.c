/* room/tally/tally_test.c -- every table is what counting line by line gives. */
#include "room/tally/tally.h"

#include "base/big.h"
#include "tests/t.h"

static uint64_t seed;
static uint32_t any(uint32_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % n;
}

static struct tally_line random_line(int64_t id, uint32_t units, uint32_t people)
{
	return (struct tally_line){
		.id = id,
		.unit_id = 5 + 3 * any(units),
		.person_id = any(7) == 0 ? 0 : 100 + any(people),
		.dim = {(uint8_t)any(4), (uint8_t)any(7), (uint8_t)(200 + any(3)), (uint8_t)any(2), 0, (uint8_t)any(3)},
	};
}

static struct tally_ask random_ask(void)
{
	struct tally_ask ask = {.by_unit = any(2) == 0, .with_people = any(3) > 0};
	int64_t *units = mem_new(t_mem(), int64_t, 8);
	uint32_t *groups = mem_new(t_mem(), uint32_t, 8);

	for (size_t d = 0; d < TALLY_DIMS; d++) {
		uint64_t *only = mem_new(t_mem(), uint64_t, 4);

		ask.by_dim[d] = any(4) == 0;
		for (size_t i = 0; i < 4; i++)
			only[i] = (uint64_t)any(1u << 31) << 32 | any(1u << 31);
		if (any(4) == 0)
			ask.only[d] = only;
	}
	if (any(2) == 0) {
		ask.units_n = any(8);
		for (size_t i = 0; i < ask.units_n; i++) {
			units[i] = 5 + 3 * (int64_t)(i * 2 + any(2));
			groups[i] = any(3);
		}
		ask.units = units;
		if (any(2) == 0)
			ask.groups = groups;
	}
	return ask;
}

/* The column of a line, or -1: the plain meaning of units and groups. */
static int64_t column(const struct tally_ask *ask, const struct tally_line *l)
{
	for (size_t d = 0; d < TALLY_DIMS; d++)
		if (ask->only[d] != NULL && (ask->only[d][l->dim[d] / 64] >> l->dim[d] % 64 & 1) == 0)
			return -1;
	if (ask->units == NULL)
		return l->unit_id;
	for (size_t i = 0; i < ask->units_n; i++)
		if (ask->units[i] == l->unit_id)
			return ask->groups != NULL ? (int64_t)ask->groups[i] : l->unit_id;
	return -1;
}

static bool same_cell(const struct tally_ask *ask, const struct tally_cell *c, int64_t col, const struct tally_line *l)
{
	if (col < 0 || (ask->by_unit && c->unit != col))
		return false;
	for (size_t d = 0; d < TALLY_DIMS; d++)
		if (ask->by_dim[d] && c->dim[d] != l->dim[d])
			return false;
	return true;
}

/* Every line is in exactly one cell, every cell has the lines and people that belong to it, and cells are in order. */
static void check(const struct tally_line *lines, size_t n, const bool *dropped, const struct tally_ask *ask,
                  const struct tally_table *t)
{
	bool *anywhere = mem_new(t_mem(), bool, 1000);
	int64_t all = 0, everybody = 0;

	for (size_t i = 0; i < n; i++) {
		if (dropped[i] || column(ask, &lines[i]) < 0)
			continue;
		all++;
		everybody += lines[i].person_id != 0 && !anywhere[lines[i].person_id];
		anywhere[lines[i].person_id] = true;
	}
	t_int(all, t->lines);
	t_int(ask->with_people ? everybody : 0, t->people);
	for (size_t c = 0; c < t->n; c++) {
		int64_t count = 0, people = 0;
		bool *seen = mem_new(t_mem(), bool, 1000);

		for (size_t i = 0; i < n; i++) {
			if (dropped[i] || !same_cell(ask, &t->at[c], column(ask, &lines[i]), &lines[i]))
				continue;
			count++;
			people += lines[i].person_id != 0 && !seen[lines[i].person_id];
			seen[lines[i].person_id] = true;
		}
		t_int(count, t->at[c].lines);
		t_true(count > 0);
		if (ask->with_people)
			t_int(people, t->at[c].people);
		t_true(c == 0 || t->at[c - 1].unit < t->at[c].unit ||
		       (t->at[c - 1].unit == t->at[c].unit && memcmp(t->at[c - 1].dim, t->at[c].dim, TALLY_DIMS) < 0));
	}
}

static void try_tables(uint64_t chance, size_t n, size_t file_n, uint32_t people, size_t asks)
{
	struct tally_line *lines = mem_new(t_mem(), struct tally_line, n);
	bool *dropped = mem_new(t_mem(), bool, n + 1);
	const char *path = mem_text(t_mem(), "%s/tally-%" PRIu64, t_dir(), chance);
	struct tally_build *b = tally_build_open(t_mem());
	struct tally *t;

	seed = chance;
	for (size_t i = 0; i < n; i++)
		lines[i] = random_line((int64_t)(i * 2 + 1 + any(2)), i < file_n ? 9 : 14, people);
	for (size_t i = 0; i < file_n; i++)
		t_ok(tally_build_add(b, &lines[i]));
	t_ok(tally_build_write(b, path, file_n > 0 ? lines[file_n - 1].id : 0));
	t_ok(tally_open(t_mem(), path, &t));
	for (size_t i = file_n; i < n; i++)
		tally_tail_add(t, &lines[i]);
	t_int(n > 0 ? lines[n - 1].id : 0, tally_last_id(t));
	for (size_t i = 0; i < asks; i++) {
		struct tally_ask ask = random_ask();
		struct tally_table table;

		if (n > 0 && any(3) == 0) {
			size_t gone = any((uint32_t)n);

			dropped[gone] = true;
			tally_tail_drop(t, lines[gone].id);
			tally_tail_drop(t, lines[gone].id);
		}
		if (n > 0 && any(3) == 0) {
			size_t told = any((uint32_t)n);

			lines[told] = random_line(lines[told].id, 14, people);
			dropped[told] = false;
			tally_tail_add(t, &lines[told]);
		}
		t_ok(tally_count(t, t_mem(), &ask, &table));
		check(lines, n, dropped, &ask, &table);
	}
}

TEST(tally_says_what_counting_line_by_line_says)
{
	try_tables(1, 0, 0, 3, 20);
	try_tables(2, 1, 1, 3, 30);
	try_tables(3, 400, 400, 90, 80);
	try_tables(4, 600, 450, 90, 120);
	try_tables(5, 80, 0, 20, 60);
	try_tables(6, 500, 400, 4, 60);         /* many lines of one person */
	try_tables(7, 9000, 8900, 800, 6);
}

TEST(tally_refuses_a_table_that_is_too_large)
{
	struct tally_build *b = tally_build_open(t_mem());
	const char *path = mem_text(t_mem(), "%s/large", t_dir());
	struct tally_ask ask = {.by_dim = {true, true, true, true, true, true}};
	struct tally_table table;
	struct tally *t;

	t_ok(tally_build_add(b, &(struct tally_line){1, 1, 1, {255, 255, 255, 255, 255, 255}}));
	t_ok(tally_build_write(b, path, 1));
	t_ok(tally_open(t_mem(), path, &t));
	t_err(ERR_FULL, tally_count(t, t_mem(), &ask, &table));
	ask.by_dim[0] = ask.by_dim[1] = ask.by_dim[2] = false;
	t_ok(tally_count(t, t_mem(), &ask, &table));
	t_int(1, table.n);
	t_int(255, table.at[0].dim[5]);
}

TEST(tally_file_that_is_cut_or_of_another_version_is_none)
{
	struct tally_build *b = tally_build_open(t_mem());
	const char *path = mem_text(t_mem(), "%s/whole", t_dir());
	struct tally *t;
	struct view v;
	char *bytes;

	t_ok(tally_build_add(b, &(struct tally_line){1, 1, 0, {0}}));
	t_ok(tally_build_write(b, path, 1));
	t_ok(file_map(t_mem(), path, &v));
	bytes = mem_copy(t_mem(), v.p, v.n);
	t_err(ERR_NOTFOUND, tally_open(t_mem(), t_file("cut", bytes, v.n - 1), &t));
	bytes[30]++;
	t_err(ERR_NOTFOUND, tally_open(t_mem(), t_file("head", bytes, v.n), &t));
	t_err(ERR_NOTFOUND, tally_open(t_mem(), mem_text(t_mem(), "%s/none", t_dir()), &t));
}
