/* room/tally/tally.c -- a table out of columns of bytes.
 *
 * A table is an array of counters; a line's cell is a sum of strides. Lines are taken in blocks: for a block first who is let
 * through, then the cells, column by column, then one pass that counts. Different people are counted where one person's lines
 * lie together: each cell remembers the last person it counted. That is so among the lines by person; and among those by unit,
 * where every unit has cells of its own. People of whom a line was added or dropped after the file was written are left out of
 * those passes and counted by themselves, from all their lines. */
#include "room/tally/tally_file.h"

#include "base/big.h"

enum { BLOCK = 1024 };

struct late {
	struct tally_line line;
	bool is_dropped;
};

struct tally {
	struct mem *mem;
	struct tally_head head;
	struct tally_parts p;
	struct big *late;               /* struct late, ascending by id */
	struct big *dropped;            /* lines of the file that count no more: their number among `id`, ascending */
	struct big *touched;            /* ids of people with late or dropped lines, ascending, each once */
};

/* ---- opening, and what came later ------------------------------------------------------------------------------- */

struct tally *tally_empty(struct mem *m)
{
	struct tally *t = mem_new(m, struct tally, 1);

	t->mem = m;
	t->late = big_open(m, sizeof(struct late));
	t->dropped = big_open(m, sizeof(uint32_t));
	t->touched = big_open(m, sizeof(uint32_t));
	return t;
}

err tally_open(struct mem *m, const char *path, struct tally **out)
{
	struct tally *t = tally_empty(m);
	struct view file;
	unsigned char sum[32];

	if (file_map(m, path, &file) != OK || file.n < sizeof t->head)
		return ERR_NOTFOUND;
	memcpy(&t->head, file.p, sizeof t->head);
	tally_sum(&t->head, sum);
	if (memcmp(t->head.magic, TALLY_MAGIC, sizeof TALLY_MAGIC) != 0 || t->head.order != TALLY_ORDER ||
	    t->head.bytes != file.n || memcmp(sum, t->head.sum, sizeof sum) != 0 ||
	    tally_lay(&t->head, NULL, NULL) != file.n)
		return ERR_NOTFOUND;
	tally_lay(&t->head, (unsigned char *)(uintptr_t)file.p, &t->p);         /* only read */
	*out = t;
	return OK;
}

int64_t tally_last_id(const struct tally *t)
{
	int64_t late = t->late->n > 0 ? BIG_AT(t->late, struct late)[t->late->n - 1].line.id : 0;

	return late > t->head.last_id ? late : t->head.last_id;
}

const struct mark *tally_mark(const struct tally *t)
{
	return &t->head.mark;
}

size_t tally_tail_n(const struct tally *t)
{
	return t->late->n + t->dropped->n;
}

/* Into an ascending list, once. */
static void insert(struct big *b, uint32_t v)
{
	size_t i = numbers_seek(BIG_AT(b, uint32_t), b->n, v);
	uint32_t *at;

	if (i < b->n && BIG_AT(b, uint32_t)[i] == v)
		return;
	big_add(b, 1);
	at = BIG_AT(b, uint32_t);
	memmove(at + i + 1, at + i, (b->n - 1 - i) * sizeof *at);
	at[i] = v;
}

/* Where the first late line of this id, or of a later one, is. */
static size_t late_seek(const struct tally *t, int64_t id)
{
	const struct late *late = BIG_AT(t->late, struct late);
	size_t low = 0, high = t->late->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (late[mid].line.id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void tally_tail_add(struct tally *t, const struct tally_line *line)
{
	size_t i = late_seek(t, line->id);
	struct late *at;

	CHECK(line->id > 0 && line->id <= UINT32_MAX && line->unit_id > 0 && line->person_id <= UINT32_MAX);
	tally_tail_drop(t, line->id);
	at = BIG_AT(t->late, struct late);
	if (i == t->late->n || at[i].line.id != line->id) {
		big_add(t->late, 1);
		at = BIG_AT(t->late, struct late);
		memmove(at + i + 1, at + i, (t->late->n - 1 - i) * sizeof *at);
	}
	at[i] = (struct late){.line = *line};
	if (line->person_id != 0)
		insert(t->touched, (uint32_t)line->person_id);
}

/* The number of the person whose lines hold a place; 0: nobody's. */
static uint32_t person_at(const struct tally *t, uint32_t place)
{
	size_t low = 0, high = t->head.people_n + 1;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (t->p.person_line[mid] <= place)
			low = mid;
		else
			high = mid;
	}
	return (uint32_t)low;
}

void tally_tail_drop(struct tally *t, int64_t id)
{
	struct late *late = BIG_AT(t->late, struct late);
	size_t i = late_seek(t, id);
	uint32_t person;

	if (i < t->late->n && late[i].line.id == id)
		late[i].is_dropped = true;
	if (id < 0 || id > UINT32_MAX)
		return;
	i = numbers_seek(t->p.id, t->head.lines_n, (uint32_t)id);
	if (i == t->head.lines_n || t->p.id[i] != id)
		return;
	insert(t->dropped, (uint32_t)i);
	person = person_at(t, t->p.place[i]);
	if (person != 0)
		insert(t->touched, t->p.person[person - 1]);
}

/* ---- a question made ready ------------------------------------------------------------------------------------------ */

/* How many different people, and the last of them: their lines come one person after the other. */
struct seen {
	uint32_t last, n;
};

struct work {
	const struct tally *t;
	const struct tally_ask *ask;
	uint32_t *group;                /* of each unit of the file: 1 + its column, 0 when it is not asked for */
	size_t groups_n;
	uint8_t *lets;                  /* 256 for each dim: 1 when the value is let through */
	size_t only[TALLY_DIMS], only_n;
	/* What a dim lets through as a range of `span` values from `low`; span -1 when it is none. */
	int low[TALLY_DIMS], span[TALLY_DIMS];
	size_t by[TALLY_DIMS], by_n;
	uint32_t values[TALLY_DIMS];    /* of the file and of what came later */
	uint32_t stride[TALLY_DIMS], unit_stride;
	size_t cells_n;
	uint32_t *lines;                /* of each cell */
	struct seen *people;            /* of each cell */
	struct seen anywhere;           /* over the whole table */
	uint64_t *touched;              /* a bit for each person of the file who is left out; NULL: nobody is */
};

static bool lets(const struct work *w, const uint8_t dim[TALLY_DIMS])
{
	for (size_t i = 0; i < w->only_n; i++)
		if (!w->lets[w->only[i] * 256 + dim[w->only[i]]])
			return false;
	return true;
}

/* The column of a unit; false when it is not asked for. Units that came later and are asked for one by one lie behind those
 * of the file, in the order of `fresh_units`. */
static bool column(const struct work *w, const struct big *fresh_units, int64_t unit_id, uint32_t *out)
{
	const struct tally *t = w->t;
	size_t i;

	if (w->ask->units != NULL) {
		size_t low = 0, high = w->ask->units_n;

		while (low < high) {
			size_t mid = low + (high - low) / 2;

			if (w->ask->units[mid] < unit_id)
				low = mid + 1;
			else
				high = mid;
		}
		if (low == w->ask->units_n || w->ask->units[low] != unit_id)
			return false;
		*out = w->ask->groups != NULL ? w->ask->groups[low] : (uint32_t)low;
		return true;
	}
	i = numbers_seek(t->p.unit, t->head.units_n, (uint32_t)unit_id);
	if (i == t->head.units_n || t->p.unit[i] != unit_id)
		i = t->head.units_n + numbers_seek(BIG_AT(fresh_units, uint32_t), fresh_units->n, (uint32_t)unit_id);
	*out = (uint32_t)i;
	return true;
}

static void find_units(struct work *w, struct mem *m, struct big *fresh_units)
{
	const struct tally *t = w->t;
	const struct late *late = BIG_AT(t->late, struct late);

	w->group = mem_new(m, uint32_t, t->head.units_n + 1);
	for (size_t i = 0; i < t->late->n && w->ask->units == NULL; i++) {
		size_t at = numbers_seek(t->p.unit, t->head.units_n, (uint32_t)late[i].line.unit_id);

		if (at == t->head.units_n || t->p.unit[at] != late[i].line.unit_id)
			insert(fresh_units, (uint32_t)late[i].line.unit_id);
	}
	w->groups_n = w->ask->units != NULL ? 0 : t->head.units_n + fresh_units->n;
	for (size_t i = 0; i < w->ask->units_n; i++) {
		uint32_t g = w->ask->groups != NULL ? w->ask->groups[i] : (uint32_t)i;

		if (g >= w->groups_n)
			w->groups_n = (size_t)g + 1;
	}
	for (size_t u = 0; u < t->head.units_n; u++) {
		uint32_t g;

		w->group[u] = column(w, fresh_units, t->p.unit[u], &g) ? g + 1 : 0;
	}
}

/* Most questions want one value of a dim, or those from here to there: compared sixteen at a time. */
static void find_range(struct work *w, size_t d)
{
	const uint8_t *through = w->lets + d * 256;
	int low = 0, high = 255, n = 0;

	while (low < 256 && through[low] == 0)
		low++;
	while (high > low && through[high] == 0)
		high--;
	for (int v = low; v < 256; v++)
		n += through[v];
	w->low[d] = low < 256 ? low : 0;
	w->span[d] = n > 0 && n == high - low + 1 ? n - 1 : -1;
}

static err make_ready(struct work *w, struct mem *m, struct big *fresh_units)
{
	const struct late *late = BIG_AT(w->t->late, struct late);
	uint64_t n = 1;

	find_units(w, m, fresh_units);
	w->lets = mem_new(m, uint8_t, TALLY_DIMS * 256);
	for (size_t d = 0; d < TALLY_DIMS; d++) {
		w->values[d] = w->t->head.values[d];
		for (size_t i = 0; i < w->t->late->n; i++)
			if (late[i].line.dim[d] >= w->values[d])
				w->values[d] = late[i].line.dim[d] + 1u;
		if (w->ask->only[d] != NULL)
			w->only[w->only_n++] = d;
		for (size_t v = 0; v < 256; v++)
			w->lets[d * 256 + v] = w->ask->only[d] == NULL || (w->ask->only[d][v / 64] >> v % 64 & 1) != 0;
		find_range(w, d);
	}
	/* The last dim varies fastest: cells lie in the order of the answer. */
	for (size_t d = TALLY_DIMS; d > 0; d--) {
		if (!w->ask->by_dim[d - 1])
			continue;
		w->by[w->by_n++] = d - 1;
		w->stride[d - 1] = (uint32_t)n;
		n *= w->values[d - 1] > 0 ? w->values[d - 1] : 1;
		if (n > TALLY_CELLS_MAX)
			return ERR_FULL;
	}
	w->unit_stride = (uint32_t)n;
	if (w->ask->by_unit)
		n *= w->groups_n;
	if (n > TALLY_CELLS_MAX)
		return ERR_FULL;
	w->cells_n = (size_t)n;
	w->lines = big_add(big_open(m, sizeof *w->lines), w->cells_n + 1);
	w->people = big_add(big_open(m, sizeof *w->people), w->cells_n + 1);
	return OK;
}

static uint32_t cell_of(const struct work *w, uint32_t col, const uint8_t dim[TALLY_DIMS])
{
	uint32_t cell = w->ask->by_unit ? col * w->unit_stride : 0;

	for (size_t i = 0; i < w->by_n; i++)
		cell += dim[w->by[i]] * w->stride[w->by[i]];
	return cell;
}

/* ---- blocks --------------------------------------------------------------------------------------------------------------- */

/* passes[i] stays 1 where the i-th of n lines is let through. */
static inline __attribute__((always_inline)) void filter_n(const struct work *w, const uint8_t *columns, size_t from, size_t n,
                                                           uint8_t *restrict passes)
{
	for (size_t k = 0; k < w->only_n; k++) {
		size_t d = w->only[k];
		const uint8_t *restrict col = columns + d * w->t->head.lines_n + from, *restrict through = w->lets + d * 256;
		uint8_t low = (uint8_t)w->low[d], span = (uint8_t)w->span[d];

		if (w->span[d] >= 0)
			for (size_t i = 0; i < n; i++)
				passes[i] = (uint8_t)(passes[i] & ((uint8_t)(col[i] - low) <= span));
		else
			for (size_t i = 0; i < n; i++)
				passes[i] &= through[col[i]];
	}
}

/* The same for a whole block with its length as a constant, which compilers turn into wide instructions. */
static void filter(const struct work *w, const uint8_t *columns, size_t from, size_t n, uint8_t *passes)
{
	if (n == BLOCK)
		filter_n(w, columns, from, BLOCK, passes);
	else
		filter_n(w, columns, from, n, passes);
}

/* The numbers of those of n lines that pass, n rounded up to eight with zeros; how many. */
static size_t pick(const uint8_t *passes, size_t n, uint32_t *restrict picked)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i += 8) {
		uint64_t eight;

		memcpy(&eight, passes + i, 8);
		for (; eight != 0; eight &= eight - 1)
			picked[k++] = (uint32_t)(i + (size_t)__builtin_ctzll(eight) / 8);
	}
	return k;
}

static inline __attribute__((always_inline)) void add_column(const uint8_t *restrict col, uint32_t stride, size_t n,
                                                             uint32_t *restrict cells)
{
	for (size_t i = 0; i < n; i++)
		cells[i] += col[i] * stride;
}

/* The dims' part of the cells: of lines picked, or of all when picked is NULL. */
static void add_cells(const struct work *w, const uint8_t *columns, size_t from, const uint32_t *restrict picked, size_t n,
                      uint32_t *restrict cells)
{
	for (size_t k = 0; k < w->by_n; k++) {
		const uint8_t *restrict col = columns + w->by[k] * w->t->head.lines_n + from;
		uint32_t stride = w->stride[w->by[k]];

		if (picked != NULL)
			for (size_t i = 0; i < n; i++)
				cells[i] += col[picked[i]] * stride;
		else if (n == BLOCK)
			add_column(col, stride, BLOCK, cells);
		else
			add_column(col, stride, n, cells);
	}
}

/* The cells of those of up to a block of lines that pass, each on top of `base`, packed; how many. passes are 1 for those
 * that may pass, and have room for eight more. */
static size_t block(const struct work *w, const uint8_t *columns, size_t from, size_t n, uint32_t base,
                    uint8_t *restrict passes, uint32_t *restrict cells)
{
	uint32_t picked[BLOCK + 8];

	if (w->only_n > 0) {
		filter(w, columns, from, n, passes);
		memset(passes + n, 0, 8);
		n = pick(passes, n, picked);
	}
	for (size_t i = 0; i < n; i++)
		cells[i] = base;
	add_cells(w, columns, from, w->only_n > 0 ? picked : NULL, n, cells);
	return n;
}

/* All lines of the units asked for. */
static void count_lines(struct work *w)
{
	const struct tally_parts *p = &w->t->p;
	uint8_t passes[BLOCK + 8];
	uint32_t cells[BLOCK], *restrict lines = w->lines;

	for (size_t u = 0; u < w->t->head.units_n; u++) {
		uint32_t base;

		if (w->group[u] == 0)
			continue;
		base = w->ask->by_unit ? (w->group[u] - 1) * w->unit_stride : 0;
		for (size_t from = p->unit_line[u], n; from < p->unit_line[u + 1]; from += n) {
			size_t k;

			n = p->unit_line[u + 1] - from < BLOCK ? p->unit_line[u + 1] - from : BLOCK;
			memset(passes, 1, n);
			k = block(w, p->unit_dim, from, n, base, passes, cells);
			for (size_t i = 0; i < k; i++)
				lines[cells[i]]++;
		}
	}
}

/* ---- different people ----------------------------------------------------------------------------------------------------- */

/* Up to a block of lines with their people; after pick_part() those that are let through, packed. */
struct part {
	uint8_t passes[BLOCK + 8];
	uint32_t cells[BLOCK], who[BLOCK];
};

static inline void see(struct seen *s, uint32_t who)
{
	s->n += s->last != who;
	s->last = who;
}

static void see_cells(struct work *w, const struct part *b, size_t n)
{
	struct seen *people = w->people;

	for (size_t i = 0; i < n; i++)
		see(&people[b->cells[i]], b->who[i]);
}

static void see_anywhere(struct work *w, const struct part *b, size_t n)
{
	struct seen all = w->anywhere;

	for (size_t i = 0; i < n; i++)
		see(&all, b->who[i]);
	w->anywhere = all;
}

/* The cells of lines that are let through, and their people; how many. */
static size_t pick_part(const struct work *w, const uint8_t *columns, size_t from, size_t n, struct part *b)
{
	uint32_t picked[BLOCK + 8];
	size_t k;

	memset(b->passes + n, 0, 8);
	k = pick(b->passes, n, picked);
	for (size_t i = 0; k < n && i < k; i++) {
		b->cells[i] = b->cells[picked[i]];
		b->who[i] = b->who[picked[i]];
	}
	add_cells(w, columns, from, k < n ? picked : NULL, k, b->cells);
	return k;
}

static bool has_bit(const uint64_t *bits, uint32_t i)
{
	return (bits[i / 64] >> i % 64 & 1) != 0;
}

/* Lines of people that are counted by themselves. */
static void leave_out(const struct work *w, struct part *b, size_t n)
{
	if (w->touched != NULL)
		for (size_t i = 0; i < n; i++)
			b->passes[i] &= !has_bit(w->touched, b->who[i]);
}

/* Is anybody of these, who come one after the other, left out? */
static bool some_touched(const struct work *w, uint32_t first, uint32_t last)
{
	for (uint32_t i = first / 64; w->touched != NULL && i <= last / 64; i++)
		if (w->touched[i] != 0)
			return true;
	return false;
}

/* Which of the lines by person are of units asked for, and the units' part of their cells. */
static void mark_units(const struct work *w, size_t from, size_t n, uint8_t *restrict passes, uint32_t *restrict cells)
{
	const uint16_t *restrict unit = w->t->p.person_unit + from;
	uint32_t stride = w->ask->by_unit ? w->unit_stride : 0;

	memset(passes, 1, n);
	memset(cells, 0, n * sizeof *cells);
	if (w->ask->units == NULL && !w->ask->by_unit)
		return;
	for (size_t i = 0; i < n; i++) {
		uint32_t g = w->group[unit[i]];

		passes[i] = g != 0;
		cells[i] = (g - (g != 0)) * stride;
	}
}

/* From the lines by person; nobody's come first and are passed over. */
static void count_people(struct work *w)
{
	const struct tally *t = w->t;
	struct part b;
	uint32_t who = 0;

	for (size_t from = t->head.lines_n > 0 ? t->p.person_line[1] : 0, n; from < t->head.lines_n; from += n) {
		const uint8_t *first = t->p.person_first + from;
		size_t k;

		n = t->head.lines_n - from < BLOCK ? t->head.lines_n - from : BLOCK;
		mark_units(w, from, n, b.passes, b.cells);
		filter(w, t->p.person_dim, from, n, b.passes);
		for (size_t i = 0; i < n; i++)
			b.who[i] = who += first[i];
		if (some_touched(w, b.who[0], who))
			leave_out(w, &b, n);
		k = pick_part(w, t->p.person_dim, from, n, &b);
		see_anywhere(w, &b, k);
		see_cells(w, &b, k);
	}
}

/* People seen in another unit before are known by their bits. */
static void see_bits(struct work *w, uint64_t *bits, const struct part *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t *word = &bits[b->who[i] / 64], bit = UINT64_C(1) << b->who[i] % 64;

		w->anywhere.n += (*word & bit) == 0;
		*word |= bit;
	}
}

/* The same for a unit or a few that are each their own column: among the lines by unit, people of one unit lie together. */
static void count_people_of_units(struct work *w, struct mem *m)
{
	const struct tally_parts *p = &w->t->p;
	uint64_t *bits = big_add(big_open(m, sizeof *bits), w->t->head.people_n / 64 + 1);
	struct part b;

	for (size_t u = 0; u < w->t->head.units_n; u++) {
		uint32_t base = w->ask->by_unit && w->group[u] != 0 ? (w->group[u] - 1) * w->unit_stride : 0;

		for (size_t from = p->unit_line[u], n; w->group[u] != 0 && from < p->unit_line[u + 1]; from += n) {
			size_t k;

			n = p->unit_line[u + 1] - from < BLOCK ? p->unit_line[u + 1] - from : BLOCK;
			memcpy(b.who, p->unit_person + from, n * sizeof *b.who);
			for (size_t i = 0; i < n; i++) {
				b.passes[i] = b.who[i] != 0;
				b.cells[i] = base;
			}
			filter(w, p->unit_dim, from, n, b.passes);
			leave_out(w, &b, n);
			k = pick_part(w, p->unit_dim, from, n, &b);
			see_bits(w, bits, &b, k);
			see_cells(w, &b, k);
		}
	}
}

static void find_touched(struct work *w, struct mem *m)
{
	const struct tally *t = w->t;

	if (t->touched->n == 0)
		return;
	w->touched = big_add(big_open(m, sizeof *w->touched), t->head.people_n / 64 + 1);
	for (size_t i = 0; i < t->touched->n; i++) {
		uint32_t id = BIG_AT(t->touched, uint32_t)[i];
		size_t no = numbers_seek(t->p.person, t->head.people_n, id);

		if (no < t->head.people_n && t->p.person[no] == id)
			w->touched[(no + 1) / 64] |= UINT64_C(1) << (no + 1) % 64;
	}
}

/* ---- what changed after the file ---------------------------------------------------------------------------------------- */

static void line_at(const struct tally *t, uint32_t place, struct tally_line *out)
{
	*out = (struct tally_line){.unit_id = t->p.unit[t->p.person_unit[place]]};
	for (size_t d = 0; d < TALLY_DIMS; d++)
		out->dim[d] = t->p.person_dim[d * t->head.lines_n + place];
}

static bool cell_of_line(const struct work *w, const struct big *fresh_units, const struct tally_line *l, uint32_t *out)
{
	uint32_t col;

	if (!lets(w, l->dim) || !column(w, fresh_units, l->unit_id, &col))
		return false;
	*out = cell_of(w, col, l->dim);
	return true;
}

static void count_late_lines(struct work *w, const struct big *fresh_units)
{
	const struct tally *t = w->t;
	const struct late *late = BIG_AT(t->late, struct late);
	struct tally_line l;
	uint32_t cell;

	for (size_t i = 0; i < t->late->n; i++)
		if (!late[i].is_dropped && cell_of_line(w, fresh_units, &late[i].line, &cell))
			w->lines[cell]++;
	for (size_t i = 0; i < t->dropped->n; i++) {
		line_at(t, t->p.place[BIG_AT(t->dropped, uint32_t)[i]], &l);
		if (cell_of_line(w, fresh_units, &l, &cell))
			w->lines[cell]--;
	}
}

/* Late lines by person, in the order they came. */
static int by_person(const void *a, const void *b)
{
	const struct late *x = *(const struct late *const *)a, *y = *(const struct late *const *)b;

	if (x->line.person_id != y->line.person_id)
		return x->line.person_id < y->line.person_id ? -1 : 1;
	return x->line.id < y->line.id ? -1 : x->line.id > y->line.id;
}

static int ascending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* Lines dropped from the file, as places by person, ascending. */
static const uint32_t *dropped_places(const struct tally *t, struct mem *m)
{
	uint32_t *places = mem_new(m, uint32_t, t->dropped->n + 1);

	for (size_t i = 0; i < t->dropped->n; i++)
		places[i] = t->p.place[BIG_AT(t->dropped, uint32_t)[i]];
	if (t->dropped->n > 0)
		qsort(places, t->dropped->n, sizeof *places, ascending);
	return places;
}

static void see_late(struct work *w, uint32_t cell, uint32_t who)
{
	see(&w->people[cell], who);
	see(&w->anywhere, who);
}

/* Numbered behind the people of the file, so that nobody is taken for another. */
static void count_touched_people(struct work *w, struct mem *m, const struct big *fresh_units)
{
	const struct tally *t = w->t;
	const struct late **late = mem_new(m, const struct late *, t->late->n + 1);
	const uint32_t *gone = dropped_places(t, m);
	size_t next = 0;

	for (size_t i = 0; i < t->late->n; i++)
		late[i] = &BIG_AT(t->late, struct late)[i];
	if (t->late->n > 0)
		qsort(late, t->late->n, sizeof *late, by_person);
	for (size_t k = 0; k < t->touched->n; k++) {
		uint32_t id = BIG_AT(t->touched, uint32_t)[k], who = (uint32_t)(t->head.people_n + 1 + k), cell;
		size_t no = numbers_seek(t->p.person, t->head.people_n, id);
		struct tally_line l;

		if (no < t->head.people_n && t->p.person[no] == id)
			for (uint32_t at = t->p.person_line[no + 1]; at < t->p.person_line[no + 2]; at++) {
				size_t g = numbers_seek(gone, t->dropped->n, at);

				line_at(t, at, &l);
				if (!(g < t->dropped->n && gone[g] == at) && cell_of_line(w, fresh_units, &l, &cell))
					see_late(w, cell, who);
			}
		for (; next < t->late->n && late[next]->line.person_id <= id; next++)
			if (late[next]->line.person_id == id && !late[next]->is_dropped &&
			    cell_of_line(w, fresh_units, &late[next]->line, &cell))
				see_late(w, cell, who);
	}
}

/* ---- the answer ------------------------------------------------------------------------------------------------------------ */

static int64_t unit_of_column(const struct work *w, const struct big *fresh_units, size_t col)
{
	const struct tally *t = w->t;

	if (w->ask->units != NULL)
		return w->ask->groups != NULL ? (int64_t)col : w->ask->units[col];
	return col < t->head.units_n ? t->p.unit[col] : BIG_AT(fresh_units, uint32_t)[col - t->head.units_n];
}

static int by_unit_then_dims(const void *a, const void *b)
{
	const struct tally_cell *x = a, *y = b;

	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	return memcmp(x->dim, y->dim, sizeof x->dim);
}

static void gather(const struct work *w, struct mem *m, const struct big *fresh_units, struct tally_table *out)
{
	struct tally_table t = {.people = w->anywhere.n};
	size_t n = 0;

	for (size_t c = 0; c < w->cells_n; c++)
		n += w->lines[c] != 0;
	t.at = big_add(big_open(m, sizeof *t.at), n + 1);
	for (size_t c = 0; c < w->cells_n; c++) {
		struct tally_cell *cell = &t.at[t.n];

		if (w->lines[c] == 0)
			continue;
		*cell = (struct tally_cell){.lines = w->lines[c], .people = w->people[c].n};
		if (w->ask->by_unit)
			cell->unit = unit_of_column(w, fresh_units, c / w->unit_stride);
		for (size_t i = 0; i < w->by_n; i++) {
			size_t d = w->by[i];

			cell->dim[d] = (uint8_t)(c / w->stride[d] % (w->values[d] > 0 ? w->values[d] : 1));
		}
		t.lines += cell->lines;
		t.n++;
	}
	if (fresh_units->n > 0 && t.n > 0)      /* they lie behind, whatever their id */
		qsort(t.at, t.n, sizeof *t.at, by_unit_then_dims);
	*out = t;
}

err tally_count(struct tally *t, struct mem *m, const struct tally_ask *ask, struct tally_table *out)
{
	struct work w = {.t = t, .ask = ask};
	struct big *fresh_units = big_open(m, sizeof(uint32_t));
	bool is_each_its_own = ask->by_unit && ask->groups == NULL;

	TRY(make_ready(&w, m, fresh_units));
	count_lines(&w);
	count_late_lines(&w, fresh_units);
	if (ask->with_people) {
		find_touched(&w, m);
		if (is_each_its_own || (ask->units != NULL && ask->units_n == 1))
			count_people_of_units(&w, m);
		else
			count_people(&w);
		count_touched_people(&w, m, fresh_units);
	}
	gather(&w, m, fresh_units, out);
	return OK;
}
