/* room/find/find_query.c -- from a question to its newest lines and their exact number.
 *
 * The words give a set of folds, by one pass over the suffixes of the rarest word. Without a unit or a key that pass also
 * counts and finds the newest, and no line is looked at but those of the answer. With units, each unit's folds are joined
 * with the set. With keys, the lines of the set are looked at one by one; where the question has neither words nor units,
 * all lines are. What lies after the watermark is looked at line by line, and what counts no more is taken off. A question of some
 * lines only looks at these. */
#include "room/find/find_in.h"

#include "base/text.h"

/* ---- the newest -------------------------------------------------------------------------------------------------- */

/* The k greatest of what is put in: a heap whose top is the least. */
struct best {
	uint64_t *at;
	size_t n, k;
};

static bool best_wants(const struct best *b, uint64_t v)
{
	return b->k > 0 && (b->n < b->k || v > b->at[0]);
}

static void best_put(struct best *b, uint64_t v)
{
	size_t i;

	if (!best_wants(b, v))
		return;
	if (b->n < b->k) {
		for (i = b->n++; i > 0 && b->at[(i - 1) / 2] > v; i = (i - 1) / 2)
			b->at[i] = b->at[(i - 1) / 2];
		b->at[i] = v;
		return;
	}
	for (i = 0;;) {
		size_t child = 2 * i + 1;

		if (child >= b->n)
			break;
		if (child + 1 < b->n && b->at[child + 1] < b->at[child])
			child++;
		if (b->at[child] >= v)
			break;
		b->at[i] = b->at[child];
		i = child;
	}
	b->at[i] = v;
}

/* What an answer gathers. Values of the heaps are line ids, behind what goes before them when it is by name: see value_of().
 * Those of the two heaps of groups carry the group behind: newest place << 32 | group. */
struct gather {
	struct find_index *f;
	struct mem *m;
	const struct find_ask *ask;
	struct find_want want;
	int64_t total;
	struct best lines, exact;       /* ids */
	struct mem *scratch;            /* of is_exact(), only when marks were typed */
	size_t keys[FIND_KEYS_N], keys_n;       /* those the question narrows */
	uint32_t low, high;             /* no place before low, none from high on can match the keys */
	struct big *all;                /* uint64_t, of find_all(): every value; else NULL */
	struct big *late;               /* uint32_t: which late lines belong to an answer by name; they have no rank */
};

static const char *fold_text(const struct find_index *f, uint32_t fold)
{
	return f->p.text + f->p.fold_text[fold];
}

/* Does the form bear the marks typed? Looked at once. */
static bool is_exact(struct gather *g, uint32_t form)
{
	struct find_index *f = g->f;
	unsigned char *seen;

	if (f->form_seen == NULL) {
		f->form_seen = big_add(big_open(f->mem, 1), f->head.forms_n);
		f->looked = big_open(f->mem, sizeof form);
	}
	seen = &f->form_seen[form];
	if (*seen == 0) {
		*seen = find_form_is_exact(g->scratch, &g->want, f->p.text + f->p.form_text[form]) ? 2 : 1;
		mem_reset(g->scratch);
		*(uint32_t *)big_add(f->looked, 1) = form;
	}
	return *seen == 2;
}

static void forget_forms(struct find_index *f)
{
	for (size_t i = 0; f->looked != NULL && i < f->looked->n; i++)
		f->form_seen[BIG_AT(f->looked, uint32_t)[i]] = 0;
	if (f->looked != NULL)
		f->looked->n = 0;
}

static bool is_dropped(const struct find_index *f, uint32_t place)
{
	size_t i = numbers_seek(BIG_AT(f->dropped, uint32_t), f->dropped->n, place);

	return i < f->dropped->n && BIG_AT(f->dropped, uint32_t)[i] == place;
}

static bool counts(const struct find_index *f, uint32_t place)
{
	return f->dropped->n == 0 || !is_dropped(f, place);
}

/* The greater, the earlier in the answer. */
static uint64_t value_of(const struct gather *g, uint32_t place)
{
	uint64_t id = g->f->p.line_id[place];

	return g->ask->by_name ? (uint64_t)(UINT32_MAX - g->f->p.form_rank[g->f->p.line_form[place]]) << 32 | id : id;
}

static void put_newest(struct gather *g, uint32_t place, uint64_t id)
{
	bool is_new = best_wants(&g->lines, id), may_be_exact = best_wants(&g->exact, id);

	if ((!is_new && !may_be_exact) || !counts(g->f, place))
		return;
	best_put(&g->lines, id);
	if (may_be_exact && is_exact(g, g->f->p.line_form[place]))
		best_put(&g->exact, id);
}

/* One line of the answer. What counts no more is left out here, and taken off the total at the end. */
static void put_place(struct gather *g, uint32_t place)
{
	uint64_t value = value_of(g, place);

	if (g->all != NULL) {
		if (counts(g->f, place))
			*(uint64_t *)big_add(g->all, 1) = value;
		return;
	}
	put_newest(g, place, value);
}

static bool keys_match(const struct gather *g, uint32_t place)
{
	for (size_t i = 0; i < g->keys_n; i++) {
		size_t k = g->keys[i];
		uint16_t v = g->f->p.line_key[k * g->f->head.lines_n + place];

		if (v < g->ask->keys[k].low || v > g->ask->keys[k].high ||
		    (g->ask->sets[k] != NULL && (g->ask->sets[k][v / 64] >> v % 64 & 1) == 0))
			return false;
	}
	return true;
}

/* ---- words to folds ------------------------------------------------------------------------------------------------ */

struct run {
	uint32_t from, to;              /* of the sorted suffixes */
};

/* Does the suffix come before all that begin with the word (side 0), or not after them (side 1)? */
static bool is_before(const struct find_index *f, uint32_t i, const char *word, size_t n, bool is_cut, int side)
{
	const char *s = fold_text(f, f->p.suffix_fold[i]) + f->p.suffix_at[i];
	int c = strncmp(s, word, n);

	if (c != 0)
		return c < 0;
	/* s begins with the word. A whole one is followed by nothing or a space, which sort before any letter. */
	if (is_cut || s[n] == '\0' || s[n] == ' ')
		return side == 1;
	return false;
}

static uint32_t bound(const struct find_index *f, const char *word, bool is_cut, int side)
{
	uint32_t low = 0, high = (uint32_t)f->head.suffixes_n;
	size_t n = strlen(word);

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (is_before(f, mid, word, n, is_cut, side))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The run of the rarest word. */
static struct run rarest(const struct gather *g)
{
	struct run best = {0, UINT32_MAX};

	for (size_t i = 0; i < g->ask->words_n; i++) {
		bool is_cut = g->ask->is_cut && i + 1 == g->ask->words_n;
		struct run r = {bound(g->f, g->want.folds[i], is_cut, 0), bound(g->f, g->want.folds[i], is_cut, 1)};

		if (r.to - r.from < best.to - best.from)
			best = r;
	}
	return best;
}

/* Is the i-th suffix the first of its fold in the run, and does the fold hold every word? */
static bool suffix_matches(const struct gather *g, struct run r, uint32_t i)
{
	const struct find_index *f = g->f;

	if (f->p.suffix_prev[i] > r.from || (f->p.suffix_sketch[i] & g->want.sketch) != g->want.sketch)
		return false;
	return (g->ask->words_n == 1 && g->ask->phrases_n == 0) || find_fold_matches(&g->want, fold_text(f, f->p.suffix_fold[i]));
}

/* ---- words alone: whole folds ---------------------------------------------------------------------------------------- */

static uint64_t *room(struct mem *m, size_t k)
{
	return mem_new(m, uint64_t, k + 1);
}

/* The newest lines of a fold that may be among the answer's; of one form alone, those that bear the marks. */
static void put_fold(struct gather *g, uint32_t fold, const uint32_t *form, struct best *into)
{
	const struct find_parts *p = &g->f->p;
	size_t left = into->k;

	for (uint32_t i = p->fold_line[fold + 1]; i > p->fold_line[fold] && left > 0; i--) {
		uint32_t place = p->by_fold[i - 1];

		if ((form != NULL && p->line_form[place] != *form) || !counts(g->f, place))
			continue;
		best_put(into, value_of(g, place));
		left--;
	}
}

/* By name: each form stands for its lines; enough of the first ones hold those of the answer. Dropped ones may empty a form. */
static void put_forms_by_name(struct gather *g, uint32_t fold, struct best *forms)
{
	const struct find_parts *p = &g->f->p;

	for (uint32_t form = p->fold_form[fold]; form < p->fold_form[fold + 1]; form++)
		best_put(forms, (uint64_t)(UINT32_MAX - p->form_rank[form]) << 32 | form);
}

static uint32_t fold_of_form(const struct find_index *f, uint32_t form)
{
	uint32_t low = 0, high = (uint32_t)f->head.folds_n;

	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (f->p.fold_form[mid] <= form)
			low = mid;
		else
			high = mid;
	}
	return low;
}

static void put_forms(struct gather *g, const struct best *forms, struct best *into)
{
	for (size_t i = 0; i < forms->n; i++) {
		uint32_t form = (uint32_t)forms->at[i];

		put_fold(g, fold_of_form(g->f, form), &form, into);
	}
}

/* Among k + dropped folds with the newest lines are all of the k newest that count: a line is no newer than its fold. */
static void words_alone(struct gather *g, struct run r)
{
	const struct find_parts *p = &g->f->p;
	size_t k = g->lines.k + g->f->dropped->n;
	struct best folds = {room(g->m, k), 0, k}, forms = {room(g->m, k), 0, g->want.has_marks || g->ask->by_name ? k : 0};

	for (uint32_t i = r.from; i < r.to; i++) {
		uint32_t fold = p->suffix_fold[i];
		uint64_t newest = (uint64_t)p->suffix_last[i] << 32;

		if (!suffix_matches(g, r, i))
			continue;
		g->total += p->suffix_lines[i];
		if (g->ask->by_name) {
			put_forms_by_name(g, fold, &forms);
			continue;
		}
		best_put(&folds, newest | fold);
		if (!best_wants(&forms, newest | UINT32_MAX))
			continue;
		for (uint32_t form = p->fold_form[fold]; form < p->fold_form[fold + 1]; form++) {
			uint64_t v = (uint64_t)p->form_last[form] << 32 | form;

			if (best_wants(&forms, v) && is_exact(g, form))
				best_put(&forms, v);
		}
	}
	for (size_t i = 0; i < folds.n; i++)
		put_fold(g, (uint32_t)folds.at[i], NULL, &g->lines);
	put_forms(g, &forms, g->ask->by_name ? &g->lines : &g->exact);
}

/* ---- units and keys: lines ---------------------------------------------------------------------------------------------- */

static bool zone_matches(const struct gather *g, size_t zone, size_t zones_n)
{
	for (size_t i = 0; i < g->keys_n; i++) {
		const struct find_range *z = &g->f->p.zone[g->keys[i] * zones_n + zone], *want = &g->ask->keys[g->keys[i]];

		if (z->high < want->low || z->low > want->high)
			return false;
	}
	return true;
}

/* Where the zones that can match begin and end. */
static void narrow(struct gather *g)
{
	size_t zones_n = (g->f->head.lines_n + FIND_ZONE - 1) / FIND_ZONE, from = 0, to = zones_n;

	while (from < to && !zone_matches(g, from, zones_n))
		from++;
	while (to > from && !zone_matches(g, to - 1, zones_n))
		to--;
	g->low = (uint32_t)(from * FIND_ZONE);
	g->high = (uint32_t)(to == zones_n ? g->f->head.lines_n : to * FIND_ZONE);
}

static void put_lines(struct gather *g, const uint32_t *places, uint32_t from, uint32_t to)
{
	bool by_keys = g->keys_n > 0;

	if (by_keys) {
		from += (uint32_t)numbers_seek(places + from, to - from, g->low);
		to = from + (uint32_t)numbers_seek(places + from, to - from, g->high);
	} else {
		g->total += to - from;
	}
	for (uint32_t i = to; i > from; i--) {
		uint32_t place = places[i - 1];

		if (by_keys) {
			if (!keys_match(g, place))
				continue;
			g->total++;
		} else if (g->all == NULL && !g->ask->by_name && !best_wants(&g->lines, g->f->p.line_id[place]) && !g->want.has_marks) {
			break;          /* older ones are no better */
		}
		put_place(g, place);
	}
}

/* The number of a unit in the file; false when no line is of it. */
static bool unit_number(const struct find_index *f, int64_t id, uint32_t *out)
{
	*out = (uint32_t)numbers_seek(f->p.unit, f->head.units_n, (uint32_t)id);
	return *out < f->head.units_n && f->p.unit[*out] == id;
}

/* The folds of the question as bits, and how many; taken away again by clear_folds(). */
static size_t mark_folds(struct gather *g, struct run r)
{
	struct find_index *f = g->f;
	size_t n = 0;

	if (f->fold_bits == NULL)
		f->fold_bits = mem_new(f->mem, uint64_t, f->head.folds_n / 64 + 1);
	for (uint32_t i = r.from; i < r.to; i++) {
		uint32_t fold = f->p.suffix_fold[i];

		if (!suffix_matches(g, r, i))
			continue;
		f->fold_bits[fold / 64] |= UINT64_C(1) << fold % 64;
		n++;
	}
	return n;
}

static void clear_folds(struct gather *g, struct run r)
{
	for (uint32_t i = r.from; i < r.to; i++)
		g->f->fold_bits[g->f->p.suffix_fold[i] / 64] = 0;
}

static bool has_fold(const struct find_index *f, uint32_t fold)
{
	return (f->fold_bits[fold / 64] >> fold % 64 & 1) != 0;
}

static void words_and_keys(struct gather *g, struct run r)
{
	const struct find_parts *p = &g->f->p;

	for (uint32_t i = r.from; i < r.to; i++) {
		uint32_t fold = p->suffix_fold[i];

		if (suffix_matches(g, r, i))
			put_lines(g, p->by_fold, p->fold_line[fold], p->fold_line[fold + 1]);
	}
}

/* Few lines bear the words, and there are many units: then the lines are looked at rather than the units. */
static bool words_are_few(const struct gather *g, struct run r)
{
	uint64_t lines = 0;

	for (uint32_t i = r.from; i < r.to && lines <= g->ask->units_n; i++)
		if (suffix_matches(g, r, i))
			lines += g->f->p.suffix_lines[i];
	return lines <= g->ask->units_n;
}

static void few_words_in_units(struct gather *g, struct run r)
{
	const struct find_parts *p = &g->f->p;

	for (uint32_t i = r.from; i < r.to; i++) {
		uint32_t fold = p->suffix_fold[i];

		for (uint32_t k = p->fold_line[fold]; suffix_matches(g, r, i) && k < p->fold_line[fold + 1]; k++) {
			uint32_t place = p->by_fold[k], unit = p->line_unit[place];

			if (!find_unit_matches(g->ask, unit == 0 ? 0 : p->unit[unit - 1]) || !keys_match(g, place))
				continue;
			g->total++;
			put_place(g, place);
		}
	}
}

/* Units: the pairs of each whose fold is wanted; without words all of them. */
static void units(struct gather *g, struct run r)
{
	const struct find_parts *p = &g->f->p;
	bool by_words = g->ask->words_n > 0;

	if (by_words && words_are_few(g, r)) {
		few_words_in_units(g, r);
		return;
	}
	if (by_words && mark_folds(g, r) == 0)
		return;
	for (size_t u = 0; u < g->ask->units_n; u++) {
		uint32_t no;

		if (!unit_number(g->f, g->ask->units[u], &no))
			continue;
		for (uint32_t i = p->unit_pair[no]; i < p->unit_pair[no + 1]; i++)
			if (!by_words || has_fold(g->f, p->pair_fold[i]))
				put_lines(g, p->by_unit, p->pair_line[i], p->pair_line[i + 1]);
	}
	if (by_words)
		clear_folds(g, r);
}

static void everything_by_name(struct gather *g)
{
	size_t k = g->lines.k + g->f->dropped->n;
	struct best forms = {room(g->m, k), 0, k};

	for (uint32_t fold = 0; fold < g->f->head.folds_n; fold++)
		put_forms_by_name(g, fold, &forms);
	put_forms(g, &forms, &g->lines);
}

/* All lines, from the newest: the keys are read column by column. */
static void keys_alone(struct gather *g)
{
	struct find_index *f = g->f;

	if (g->keys_n == 0) {
		g->total = (int64_t)f->head.lines_n;
		if (g->ask->by_name && g->all == NULL) {
			everything_by_name(g);
			return;
		}
		for (uint64_t i = f->head.lines_n; i > 0 && (g->all != NULL || best_wants(&g->lines, f->p.line_id[i - 1])); i--)
			put_place(g, (uint32_t)(i - 1));
		return;
	}
	for (uint32_t i = g->high; i > g->low; i--)
		if (keys_match(g, i - 1)) {
			g->total++;
			put_place(g, i - 1);
		}
}

/* ---- what changed after the file --------------------------------------------------------------------------------------- */

static bool place_matches(const struct gather *g, uint32_t place)
{
	const struct find_index *f = g->f;
	uint32_t unit = f->p.line_unit[place];

	return keys_match(g, place) && find_unit_matches(g->ask, unit == 0 ? 0 : f->p.unit[unit - 1]) &&
	       (g->ask->words_n == 0 ||
	        find_fold_matches(&g->want, fold_text(f, fold_of_form(f, f->p.line_form[place]))));
}

static bool late_matches(const struct gather *g, const struct find_late *l)
{
	return !l->is_dropped && find_keys_match(g->ask, l->keys) && find_unit_matches(g->ask, l->unit) &&
	       find_fold_matches(&g->want, BIG_AT(g->f->late_text, char) + l->fold);
}

static void put_late(struct gather *g, const struct find_late *l)
{
	g->total++;
	if (g->ask->by_name) {
		*(uint32_t *)big_add(g->late, 1) = (uint32_t)(l - BIG_AT(g->f->late, struct find_late));
		return;
	}
	if (g->all != NULL) {
		*(uint64_t *)big_add(g->all, 1) = l->id;
		return;
	}
	best_put(&g->lines, l->id);
	if (g->want.has_marks && find_form_is_exact(g->m, &g->want, BIG_AT(g->f->late_text, char) + l->name))
		best_put(&g->exact, l->id);
}

static void tail(struct gather *g)
{
	const struct find_late *late = BIG_AT(g->f->late, struct find_late);
	const uint32_t *dropped = BIG_AT(g->f->dropped, uint32_t);

	for (size_t i = 0; i < g->f->dropped->n; i++)
		g->total -= place_matches(g, dropped[i]);
	for (size_t i = 0; i < g->f->late->n; i++)
		if (late_matches(g, &late[i]))
			put_late(g, &late[i]);
}

/* ---- some lines only ----------------------------------------------------------------------------------------------------- */

static void among(struct gather *g)
{
	const struct find_index *f = g->f;
	const struct find_late *late = BIG_AT(f->late, struct find_late);

	for (size_t i = 0; i < g->ask->among_n; i++) {
		int64_t id = g->ask->among[i];
		size_t l = find_late_seek(f, id), place;

		if (id <= 0 || id > UINT32_MAX)
			continue;
		place = numbers_seek(f->p.line_id, f->head.lines_n, (uint32_t)id);
		if (l < f->late->n && late[l].id == id) {
			if (late_matches(g, &late[l]))
				put_late(g, &late[l]);
		} else if (place < f->head.lines_n && f->p.line_id[place] == id && counts(f, (uint32_t)place) &&
		           place_matches(g, (uint32_t)place)) {
			g->total++;
			put_place(g, (uint32_t)place);
		}
	}
}

/* ---- the answer ------------------------------------------------------------------------------------------------------------ */

static int newest_first(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x > y ? -1 : x < y;
}

static bool holds(const struct best *b, uint64_t id)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->at[i] == id)
			return true;
	return false;
}

/* What an answer by name merges: lines of the file have a rank, late ones only their name. */
struct named {
	const char *key;
	uint32_t id;
};

static int by_key(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int c = strcmp(x->key, y->key);

	return c != 0 ? c : x->id > y->id ? -1 : x->id < y->id;
}

static struct named *late_by_name(struct gather *g)
{
	struct named *late = mem_new(g->m, struct named, g->late->n + 1);

	for (size_t i = 0; i < g->late->n; i++) {
		const struct find_late *l = &BIG_AT(g->f->late, struct find_late)[BIG_AT(g->late, uint32_t)[i]];

		late[i] = (struct named){text_sortkey_name(g->m, BIG_AT(g->f->late_text, char) + l->name), l->id};
	}
	if (g->late->n > 0)
		qsort(late, g->late->n, sizeof *late, by_key);
	return late;
}

/* How many of the values, greatest first, come before the late line. */
static size_t before(struct gather *g, const uint64_t *values, size_t n, const struct named *late)
{
	const struct find_parts *p = &g->f->p;
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		uint32_t id = (uint32_t)values[mid];
		uint32_t form = p->line_form[numbers_seek(p->line_id, g->f->head.lines_n, id)];
		struct named at = {text_sortkey_name(g->scratch, p->text + p->form_text[form]), id};

		if (by_key(&at, late) < 0)
			low = mid + 1;
		else
			high = mid;
		mem_reset(g->scratch);
	}
	return low;
}

/* Values greatest first, and the late lines between them, up to `max` ids. */
static void merge_by_name(struct gather *g, const uint64_t *values, size_t n, size_t max, struct big *ids)
{
	struct named *late = late_by_name(g);
	size_t at = 0;

	for (size_t i = 0; i <= g->late->n && ids->n < max; i++) {
		size_t until = i < g->late->n ? at + before(g, values + at, n - at, &late[i]) : n;

		for (; at < until && ids->n < max; at++)
			*(uint32_t *)big_add(ids, 1) = (uint32_t)values[at];
		if (i < g->late->n && ids->n < max)
			*(uint32_t *)big_add(ids, 1) = late[i].id;
	}
}

static void page_by_name(struct gather *g, struct find_answer *out)
{
	struct big *merged = big_open(g->m, sizeof(uint32_t));
	size_t skip = g->ask->skip;
	int64_t *ids;

	qsort(g->lines.at, g->lines.n, sizeof *g->lines.at, newest_first);
	merge_by_name(g, g->lines.at, g->lines.n, g->lines.k, merged);
	*out = (struct find_answer){.total = g->total};
	if (merged->n <= skip)
		return;
	ids = mem_new(g->m, int64_t, merged->n - skip);
	for (size_t i = skip; i < merged->n; i++)
		ids[i - skip] = BIG_AT(merged, uint32_t)[i];
	out->ids = ids;
	out->n = merged->n - skip;
}

/* Exact ones first, then the others, each newest first; of these the page. */
static void page(struct gather *g, struct find_answer *out)
{
	size_t k = g->lines.k, n = 0, exact_n = g->exact.n;
	int64_t *ids = mem_new(g->m, int64_t, k + 1);
	size_t skip = g->ask->skip;

	qsort(g->exact.at, g->exact.n, sizeof *g->exact.at, newest_first);
	qsort(g->lines.at, g->lines.n, sizeof *g->lines.at, newest_first);
	for (size_t i = 0; i < g->exact.n; i++)
		ids[n++] = (int64_t)g->exact.at[i];
	/* The k newest hold every one that is not exact and belongs here: k - exact_n of them at most are wanted. */
	for (size_t i = 0; i < g->lines.n && n < k; i++)
		if (!holds(&g->exact, g->lines.at[i]))
			ids[n++] = (int64_t)g->lines.at[i];
	*out = (struct find_answer){.total = g->total};
	if (n > skip) {
		out->ids = ids + skip;
		out->n = n - skip;
		out->exact_n = exact_n > skip ? exact_n - skip : 0;
	}
}

static void gather(struct gather *g)
{
	const struct find_ask *ask = g->ask;
	struct run r = {0, 0};

	CHECK(ask->words_n <= FIND_WORDS_MAX && ask->units_n <= FIND_UNITS_MAX && ask->phrases_n <= FIND_PHRASES_MAX);
	for (size_t i = 0; i < FIND_KEYS_N; i++)
		if (ask->keys[i].low > 0 || ask->keys[i].high < FIND_KEY_MAX || ask->sets[i] != NULL)
			g->keys[g->keys_n++] = i;
	if (ask->among != NULL) {
		among(g);
		return;
	}
	narrow(g);
	if (ask->words_n > 0)
		r = rarest(g);
	if (ask->units_n > 0)
		units(g, r);
	else if (ask->words_n > 0 && (g->keys_n > 0 || g->all != NULL))
		words_and_keys(g, r);
	else if (ask->words_n > 0)
		words_alone(g, r);
	else
		keys_alone(g);
	tail(g);
}

void find_query(struct find_index *f, struct mem *m, const struct find_ask *ask, struct find_answer *out)
{
	size_t k = ask->skip + ask->n;
	struct gather g = {.f = f, .m = m, .ask = ask, .scratch = mem_open(1 << 20)};

	CHECK(k <= FIND_N_MAX);
	find_want_of(m, ask, &g.want);
	g.want.has_marks &= !ask->by_name;
	g.lines = (struct best){room(m, k), 0, k};
	g.exact = (struct best){room(m, k), 0, g.want.has_marks ? k : 0};
	g.late = big_open(m, sizeof(uint32_t));
	gather(&g);
	forget_forms(f);
	if (ask->by_name)
		page_by_name(&g, out);
	else
		page(&g, out);
	mem_close(g.scratch);
}

void find_all(struct find_index *f, struct mem *m, const struct find_ask *ask, struct big **ids_out)
{
	struct gather g = {.f = f, .m = m, .ask = ask, .all = big_open(m, sizeof(uint64_t)), .scratch = mem_open(1 << 20)};
	struct big *ids = big_open(m, sizeof(uint32_t));
	const uint64_t *values;

	find_want_of(m, ask, &g.want);
	g.late = big_open(m, sizeof(uint32_t));
	gather(&g);
	if (g.all->n > 0)
		qsort(g.all->at, g.all->n, sizeof *values, newest_first);
	values = BIG_AT(g.all, uint64_t);
	if (ask->by_name)
		merge_by_name(&g, values, g.all->n, SIZE_MAX, ids);
	for (size_t i = g.all->n; !ask->by_name && i > 0; i--)
		*(uint32_t *)big_add(ids, 1) = (uint32_t)values[i - 1];
	big_drop(g.all);
	mem_close(g.scratch);
	*ids_out = ids;
}
