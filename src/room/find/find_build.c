/* room/find/find_build.c -- from lines to the file: forms and units are numbered as they come; at the end forms are sorted
 * by their fold, and everything is counted into its place. Nothing is sorted but names and their suffixes. */
#include "room/find/find_file.h"

#include "base/big.h"
#include "base/text.h"

enum { SLOTS_FIRST = 1 << 16 };

struct form {
	uint32_t text;                  /* where it begins in `texts` */
	uint32_t fold_text;             /* where its fold begins in `folds` */
	uint64_t hash;
};

struct find_build {
	struct mem *m;
	struct big *line_id, *line_form, *line_unit, *keys[FIND_KEYS_N];
	struct big *forms, *texts, *folds;
	struct big *form_slots;         /* open addressing: 1 + number, 0 for free */
	struct numbers units;
	int64_t last_id;
	struct mark mark;
};

struct find_build *find_build_open(struct mem *m)
{
	struct find_build *b = mem_new(m, struct find_build, 1);

	b->m = m;
	b->line_id = big_open(m, sizeof(uint32_t));
	b->line_form = big_open(m, sizeof(uint32_t));
	b->line_unit = big_open(m, sizeof(uint32_t));
	for (size_t k = 0; k < FIND_KEYS_N; k++)
		b->keys[k] = big_open(m, sizeof(uint16_t));
	b->forms = big_open(m, sizeof(struct form));
	b->texts = big_open(m, 1);
	b->folds = big_open(m, 1);
	b->form_slots = big_open(m, sizeof(uint32_t));
	b->units = numbers_open(m);
	big_add(b->form_slots, SLOTS_FIRST);
	return b;
}

void find_build_mark(struct find_build *b, const struct mark *mark)
{
	b->mark = *mark;
}

/* ---- numbering -------------------------------------------------------------------------------------------------- */

/* Twice the slots, when they are half full. */
static void widen(struct find_build *b)
{
	size_t n = b->form_slots->n * 2;
	uint32_t *at;

	if (b->forms->n * 2 < b->form_slots->n)
		return;
	big_drop(b->form_slots);
	at = big_add(b->form_slots, n);
	for (size_t i = 0; i < b->forms->n; i++) {
		size_t s = BIG_AT(b->forms, struct form)[i].hash & (n - 1);

		while (at[s] != 0)
			s = (s + 1) & (n - 1);
		at[s] = (uint32_t)i + 1;
	}
}

static uint32_t put_text(struct big *texts, const char *p)
{
	size_t n = strlen(p) + 1, at = texts->n;

	memcpy(big_add(texts, n), p, n);
	return (uint32_t)at;
}

static uint32_t form_number(struct find_build *b, const char *name)
{
	uint64_t h = text_hash(name);
	uint32_t *slots = BIG_AT(b->form_slots, uint32_t);
	size_t mask = b->form_slots->n - 1, s = h & mask;
	struct form *f;

	for (; slots[s] != 0; s = (s + 1) & mask) {
		f = &BIG_AT(b->forms, struct form)[slots[s] - 1];
		if (f->hash == h && strcmp(BIG_AT(b->texts, char) + f->text, name) == 0)
			return slots[s] - 1;
	}
	f = big_add(b->forms, 1);
	f->hash = h;
	f->text = put_text(b->texts, name);
	slots[s] = (uint32_t)b->forms->n;
	widen(b);
	return (uint32_t)b->forms->n - 1;
}

err find_build_add(struct find_build *b, const struct find_line *line)
{
	CHECK(line->id > b->last_id || b->line_id->n == 0);
	if (line->id < 0 || line->id > UINT32_MAX || line->unit_id < 0 || line->unit_id >= UINT32_MAX ||
	    b->line_id->n >= UINT32_MAX - 1 || b->texts->n > UINT32_MAX / 4)
		return ERR_FULL;
	b->last_id = line->id;
	*(uint32_t *)big_add(b->line_id, 1) = (uint32_t)line->id;
	*(uint32_t *)big_add(b->line_form, 1) = form_number(b, line->name);
	*(uint32_t *)big_add(b->line_unit, 1) = line->unit_id == 0 ? 0 : 1 + numbers_put(&b->units, (uint32_t)line->unit_id);
	for (size_t k = 0; k < FIND_KEYS_N; k++)
		*(uint16_t *)big_add(b->keys[k], 1) = line->keys[k];
	return OK;
}

/* ---- sorting names ------------------------------------------------------------------------------------------------ */

static int by_fold_then_form(const void *a, const void *b, void *build)
{
	const struct find_build *w = build;
	const struct form *x = &BIG_AT(w->forms, struct form)[*(const uint32_t *)a];
	const struct form *y = &BIG_AT(w->forms, struct form)[*(const uint32_t *)b];
	int c = strcmp(BIG_AT(w->folds, char) + x->fold_text, BIG_AT(w->folds, char) + y->fold_text);

	return c != 0 ? c : strcmp(BIG_AT(w->texts, char) + x->text, BIG_AT(w->texts, char) + y->text);
}

/* Every form in the order of its fold. */
static uint32_t *sort_forms(struct find_build *b)
{
	struct form *forms = BIG_AT(b->forms, struct form);
	uint32_t *order = big_add(big_open(b->m, sizeof *order), b->forms->n);
	struct mem *m = mem_open(1 << 20);

	for (size_t i = 0; i < b->forms->n; i++) {
		order[i] = (uint32_t)i;
		forms[i].fold_text = put_text(b->folds, find_fold_of(m, BIG_AT(b->texts, char) + forms[i].text));
		mem_reset(m);
	}
	mem_close(m);
	qsort_r(order, b->forms->n, sizeof *order, by_fold_then_form, b);
	return order;
}

struct suffix {
	uint64_t head;                  /* its first eight bytes, the first one highest: most comparisons end here */
	uint32_t fold;
	uint32_t at;
};

static uint64_t head_of(const char *p)
{
	uint64_t h = 0;

	for (int i = 0; i < 8; i++) {
		h = h << 8 | (unsigned char)*p;
		p += *p != '\0';
	}
	return h;
}

struct fold_texts {
	const char *text;
	const uint32_t *at;
};

static int by_suffix(const void *a, const void *b, void *texts)
{
	const struct suffix *x = a, *y = b;
	const struct fold_texts *t = texts;
	int c;

	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	c = strcmp(t->text + t->at[x->fold] + x->at, t->text + t->at[y->fold] + y->at);
	if (c != 0)
		return c;
	return x->fold != y->fold ? (x->fold < y->fold ? -1 : 1) : (x->at < y->at ? -1 : x->at > y->at);
}

/* ---- laying out ------------------------------------------------------------------------------------------------------ */

/* Names into the file's order: texts, forms of each fold, and for every form as it came its new number. */
struct names {
	uint32_t *order;                /* forms as they came, sorted */
	uint32_t *number;               /* of a form as it came: its place in that order */
	uint32_t *fold;                 /* of a form in that order */
	struct big *suffixes;           /* struct suffix, unsorted */
};

static void count_names(struct find_build *b, struct names *n, struct find_head *h)
{
	const struct form *forms = BIG_AT(b->forms, struct form);
	const char *before = NULL;

	n->order = sort_forms(b);
	n->number = big_add(big_open(b->m, sizeof(uint32_t)), b->forms->n);
	n->fold = big_add(big_open(b->m, sizeof(uint32_t)), b->forms->n);
	n->suffixes = big_open(b->m, sizeof(struct suffix));
	for (size_t i = 0; i < b->forms->n; i++) {
		const struct form *f = &forms[n->order[i]];
		const char *fold = BIG_AT(b->folds, char) + f->fold_text;

		n->number[n->order[i]] = (uint32_t)i;
		h->text_n += strlen(BIG_AT(b->texts, char) + f->text) + 1;
		if (before == NULL || strcmp(before, fold) != 0) {
			before = fold;
			h->folds_n++;
			h->text_n += strlen(fold) + 1;
			for (const char *p = fold; *p != '\0'; p += p[find_word_n(p)] == ' ' ? find_word_n(p) + 1 : find_word_n(p))
				*(struct suffix *)big_add(n->suffixes, 1) = (struct suffix){
					head_of(p), (uint32_t)h->folds_n - 1, (uint32_t)(p - fold)};
		}
		n->fold[i] = (uint32_t)h->folds_n - 1;
	}
	h->forms_n = b->forms->n;
	h->suffixes_n = n->suffixes->n;
}

static void write_names(struct find_build *b, const struct names *n, struct find_parts *p, const struct find_head *h)
{
	const struct form *forms = BIG_AT(b->forms, struct form);
	uint32_t at = 0, fold = UINT32_MAX;

	for (uint32_t i = 0; i < h->forms_n; i++) {
		const struct form *f = &forms[n->order[i]];
		const char *form = BIG_AT(b->texts, char) + f->text, *folded = BIG_AT(b->folds, char) + f->fold_text;

		if (n->fold[i] != fold) {
			fold = n->fold[i];
			p->fold_text[fold] = at;
			p->fold_form[fold] = i;
			memcpy(p->text + at, folded, strlen(folded) + 1);
			at += (uint32_t)strlen(folded) + 1;
		}
		p->form_text[i] = at;
		memcpy(p->text + at, form, strlen(form) + 1);
		at += (uint32_t)strlen(form) + 1;
	}
	p->fold_text[h->folds_n] = p->form_text[h->forms_n] = at;
	p->fold_form[h->folds_n] = (uint32_t)h->forms_n;
}

struct keyed {
	uint64_t head;                  /* as of a suffix */
	const char *key;
	uint32_t at, form;
};

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;

	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	return strcmp(x->key, y->key);
}

/* Given name first, as lists of names are sorted. */
static void write_ranks(struct find_build *b, struct find_parts *p, const struct find_head *h)
{
	struct big *keys = big_open(b->m, 1);
	struct keyed *all = big_add(big_open(b->m, sizeof *all), h->forms_n);
	struct mem *m = mem_open(1 << 20);
	uint32_t rank = 0;

	for (uint32_t i = 0; i < h->forms_n; i++) {
		all[i] = (struct keyed){.at = put_text(keys, text_sortkey_name(m, p->text + p->form_text[i])), .form = i};
		mem_reset(m);
	}
	mem_close(m);
	for (uint32_t i = 0; i < h->forms_n; i++) {
		all[i].key = BIG_AT(keys, char) + all[i].at;
		all[i].head = head_of(all[i].key);
	}
	qsort(all, h->forms_n, sizeof *all, by_key);
	for (uint32_t i = 0; i < h->forms_n; i++) {
		rank += i > 0 && by_key(&all[i - 1], &all[i]) != 0;
		p->form_rank[all[i].form] = rank;
	}
	big_drop(keys);
}

/* Lines come in the order of time, so most zones hold one year, and a question about a year few zones. */
static void write_zones(struct find_parts *p, const struct find_head *h)
{
	size_t zones_n = (h->lines_n + FIND_ZONE - 1) / FIND_ZONE;

	for (size_t k = 0; k < FIND_KEYS_N; k++)
		for (size_t i = 0; i < h->lines_n; i++) {
			struct find_range *z = &p->zone[k * zones_n + i / FIND_ZONE];
			uint16_t v = p->line_key[k * h->lines_n + i];

			if (i % FIND_ZONE == 0)
				*z = (struct find_range){v, v};
			z->low = v < z->low ? v : z->low;
			z->high = v > z->high ? v : z->high;
		}
}

static void write_lines(struct find_build *b, const struct names *n, struct find_parts *p, const struct find_head *h)
{
	uint32_t *next = big_add(big_open(b->m, sizeof *next), h->folds_n + 1);

	memcpy(p->line_id, b->line_id->at, h->lines_n * sizeof(uint32_t));
	for (size_t k = 0; k < FIND_KEYS_N; k++)
		memcpy(p->line_key + k * h->lines_n, b->keys[k]->at, h->lines_n * sizeof(uint16_t));
	for (size_t i = 0; i < h->lines_n; i++) {
		p->line_form[i] = n->number[BIG_AT(b->line_form, uint32_t)[i]];
		p->form_last[p->line_form[i]] = (uint32_t)i;
		p->fold_line[n->fold[p->line_form[i]]]++;
	}
	big_begin_groups(p->fold_line, h->folds_n);
	memcpy(next, p->fold_line, (h->folds_n + 1) * sizeof *next);
	for (size_t i = 0; i < h->lines_n; i++)
		p->by_fold[next[n->fold[p->line_form[i]]]++] = (uint32_t)i;
}

static void write_suffixes(struct find_build *b, const struct names *n, struct find_parts *p, const struct find_head *h)
{
	struct fold_texts texts = {p->text, p->fold_text};
	struct suffix *s = BIG_AT(n->suffixes, struct suffix);
	uint32_t *before = big_add(big_open(b->m, sizeof *before), h->folds_n);
	uint64_t *sketch = big_add(big_open(b->m, sizeof *sketch), h->folds_n);

	for (uint64_t f = 0; f < h->folds_n; f++)
		sketch[f] = find_sketch(p->text + p->fold_text[f]);
	if (h->suffixes_n > 0)
		qsort_r(s, h->suffixes_n, sizeof *s, by_suffix, &texts);
	for (uint32_t i = 0; i < h->suffixes_n; i++) {
		uint32_t f = s[i].fold;

		p->suffix_fold[i] = f;
		p->suffix_at[i] = (uint16_t)s[i].at;
		p->suffix_prev[i] = before[f];
		before[f] = i + 1;
		p->suffix_lines[i] = p->fold_line[f + 1] - p->fold_line[f];
		p->suffix_last[i] = p->by_fold[p->fold_line[f + 1] - 1];
		p->suffix_sketch[i] = sketch[f];
	}
}

/* Units sorted; lines of each unit in the order of folds, and of places within: read by fold, dealt out by unit. */
static void deal_units(struct find_build *b, const struct names *n, struct find_parts *p, struct find_head *h,
                       struct big *pairs_fold, struct big *pairs_line)
{
	uint32_t *number = big_add(big_open(b->m, sizeof *number), h->units_n);
	uint32_t *next = big_add(big_open(b->m, sizeof *next), h->units_n + 1);
	uint32_t *first = big_add(big_open(b->m, sizeof *first), h->units_n + 1);

	numbers_sort(b->m, &b->units, p->unit, number);
	for (size_t i = 0; i < h->lines_n; i++) {
		uint32_t unit = BIG_AT(b->line_unit, uint32_t)[i];

		if (unit != 0)
			first[number[unit - 1]]++;
		p->line_unit[i] = unit != 0 ? number[unit - 1] + 1 : 0;
	}
	big_begin_groups(first, h->units_n);
	memcpy(next, first, (h->units_n + 1) * sizeof *next);
	for (size_t i = 0; i < h->lines_n; i++) {
		uint32_t place = p->by_fold[i], unit = p->line_unit[place];

		if (unit != 0)
			p->by_unit[next[unit - 1]++] = place;
	}
	for (uint32_t u = 0; u < h->units_n; u++) {
		uint32_t fold = UINT32_MAX;

		p->unit_pair[u] = (uint32_t)pairs_fold->n;
		for (uint32_t i = first[u]; i < first[u + 1]; i++) {
			uint32_t f = n->fold[p->line_form[p->by_unit[i]]];

			if (f == fold)
				continue;
			fold = f;
			*(uint32_t *)big_add(pairs_fold, 1) = f;
			*(uint32_t *)big_add(pairs_line, 1) = i;
		}
	}
	p->unit_pair[h->units_n] = (uint32_t)pairs_fold->n;
	*(uint32_t *)big_add(pairs_line, 1) = first[h->units_n];
	h->pairs_n = pairs_fold->n;
}

/* ---- the file ---------------------------------------------------------------------------------------------------------- */

err find_build_write(struct find_build *b, const char *path, int64_t last_id)
{
	struct find_head h = {.magic = FIND_MAGIC, .order = FIND_ORDER, .last_id = last_id, .lines_n = b->line_id->n,
	                      .units_n = b->units.ids->n, .mark = b->mark};
	struct big *pairs_fold = big_open(b->m, sizeof(uint32_t)), *pairs_line = big_open(b->m, sizeof(uint32_t));
	struct names names = {0};
	struct find_parts p;
	struct fresh *file;

	CHECK(last_id >= b->last_id);
	count_names(b, &names, &h);
	h.pairs_n = h.lines_n;          /* at most; how many there are is known at the end, and the file is cut to it */
	TRY(fresh_open(b->m, path, find_lay(&h, NULL, NULL), &file));
	find_lay(&h, file->at, &p);
	write_names(b, &names, &p, &h);
	write_ranks(b, &p, &h);
	write_lines(b, &names, &p, &h);
	write_zones(&p, &h);
	write_suffixes(b, &names, &p, &h);
	deal_units(b, &names, &p, &h, pairs_fold, pairs_line);
	/* What lies after the pairs moves up behind them. */
	{
		struct find_parts was = p;

		find_lay(&h, file->at, &p);
		memcpy(p.pair_fold, pairs_fold->at, pairs_fold->n * sizeof(uint32_t));
		memmove(p.by_unit, was.by_unit, h.lines_n * sizeof(uint32_t));
		memcpy(p.pair_line, pairs_line->at, pairs_line->n * sizeof(uint32_t));
		memmove(p.text, was.text, h.text_n);
	}
	h.bytes = find_lay(&h, NULL, NULL);
	find_sum(&h, h.sum);
	memcpy(file->at, &h, sizeof h);
	return fresh_keep(b->m, file, h.bytes);
}
