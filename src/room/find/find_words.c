/* room/find/find_words.c -- what was typed: words and fields; and what it means for a line to match. */
#include "room/find/find_in.h"

#include "base/text.h"

const struct find_ask FIND_ANY = {
	.keys = {{0, FIND_KEY_MAX}, {0, FIND_KEY_MAX}, {0, FIND_KEY_MAX}, {0, FIND_KEY_MAX}}, .n = 20};

/* ---- matching ------------------------------------------------------------------------------------------------------ */

void find_want_of(struct mem *m, const struct find_ask *ask, struct find_want *out)
{
	struct find_want w = {.ask = ask};

	for (size_t i = 0; i < ask->words_n; i++) {
		const char *lower = text_lower(m, ask->words[i]);
		bool is_cut = ask->is_cut && i + 1 == ask->words_n;

		w.folds[i] = text_fold(m, ask->words[i]);
		w.marks[i] = lower;
		w.has_marks |= !text_is(lower, w.folds[i]);
		if (!is_cut)
			w.sketch |= find_sketch(w.folds[i]);
	}
	*out = w;
}

bool find_fold_matches(const struct find_want *w, const char *folded)
{
	for (size_t i = 0; i < w->ask->words_n; i++)
		if (!find_has_word(folded, w->folds[i], w->ask->is_cut && i + 1 == w->ask->words_n))
			return false;
	for (size_t i = 0; i < w->ask->phrases_n; i++)
		if (!find_has_phrase(folded, w->ask->phrases[i]))
			return false;
	return true;
}

bool find_form_is_exact(struct mem *m, const struct find_want *w, const char *name)
{
	const char *lower = text_line(m, text_lower(m, name));

	for (size_t i = 0; i < w->ask->words_n; i++)
		if (!find_has_word(lower, w->marks[i], w->ask->is_cut && i + 1 == w->ask->words_n))
			return false;
	return true;
}

bool find_keys_match(const struct find_ask *ask, const uint16_t keys[FIND_KEYS_N])
{
	for (size_t k = 0; k < FIND_KEYS_N; k++)
		if (keys[k] < ask->keys[k].low || keys[k] > ask->keys[k].high ||
		    (ask->sets[k] != NULL && (ask->sets[k][keys[k] / 64] >> keys[k] % 64 & 1) == 0))
			return false;
	return true;
}

bool find_unit_matches(const struct find_ask *ask, int64_t unit_id)
{
	size_t low = 0, high = ask->units_n;

	if (ask->units_n == 0)
		return true;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (ask->units[mid] < unit_id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < ask->units_n && ask->units[low] == unit_id;
}

static bool is_among(const struct find_ask *ask, int64_t id)
{
	for (size_t i = 0; i < ask->among_n; i++)
		if (ask->among[i] == id)
			return true;
	return ask->among == NULL;
}

bool find_matches(struct mem *m, const struct find_ask *ask, const struct find_line *line, bool *is_exact_out)
{
	struct find_want w;

	find_want_of(m, ask, &w);
	if (!is_among(ask, line->id) || !find_keys_match(ask, line->keys) || !find_unit_matches(ask, line->unit_id) ||
	    !find_fold_matches(&w, find_fold_of(m, line->name)))
		return false;
	*is_exact_out = w.has_marks && find_form_is_exact(m, &w, line->name);
	return true;
}

/* ---- what was typed -------------------------------------------------------------------------------------------------- */

enum { TYPED_MAX = 400 };       /* bytes */

/* A quoted text at *p, which moves on; "" and a fault when the quote does not close. */
static const char *quoted(struct ctx *cx, const char *field, const char **p)
{
	const char *from = *p + 1, *end = strchr(from, '"');

	if (end == NULL) {
		fault(cx, field, "Dấu ngoặc kép chưa đóng; hãy thêm dấu \" ở cuối cụm từ.");
		*p += strlen(*p);
		return "";
	}
	*p = end + 1;
	return text_line(cx->mem, mem_copy(cx->mem, from, (size_t)(end - from)));
}

static const char *straight_quotes(struct mem *m, const char *s)
{
	char *out = mem_alloc(m, strlen(s) + 1);
	size_t n = 0;
	uint32_t c;

	while ((c = text_next(&s)) != 0)
		n += text_put(out + n, c == 0x201c || c == 0x201d ? '"' : c);
	return out;
}

/* One part of what was typed: a word, name:value, name:"value" or "phrase". */
static void take_part(struct ctx *cx, const char *field, const char **p, struct find_typed *t)
{
	size_t n = strcspn(*p, " \t\n:\"");
	struct find_field f = {.name = "", .said = "", .words_n = t->words.n};
	const char *word = mem_copy(cx->mem, *p, n);

	*p += n;
	if (**p == ':' && n > 0) {
		++*p;
		f.name = text_fold(cx->mem, word);
		f.said = word;
		f.is_quoted = **p == '"';
		if (f.is_quoted) {
			f.value = quoted(cx, field, p);
		} else {
			n = strcspn(*p, " \t\n");
			f.value = mem_copy(cx->mem, *p, n);
			*p += n;
		}
		need(cx, *f.value != '\0', field, mem_text(cx->mem, "Sau “%s:” cần có giá trị cần tìm.", word));
		*list_add(cx->mem, &t->fields) = f;
		return;
	}
	if (n > 0) {
		if (n > FIND_WORD_MAX)
			fault(cx, field, "Một từ dài quá %d byte; hãy rút ngắn.", FIND_WORD_MAX);
		*list_add(cx->mem, &t->words) = word;
		return;
	}
	if (**p == '"') {
		f.value = quoted(cx, field, p);
		f.is_quoted = true;
		if (*f.value != '\0')
			*list_add(cx->mem, &t->fields) = f;
		return;
	}
	++*p;                           /* a colon by itself */
}

err find_words(struct ctx *cx, const char *field, const char *text, struct find_typed *out)
{
	struct find_typed t = {0};
	const char *p;

	need(cx, strlen(text) <= TYPED_MAX, field, "Câu tìm dài quá 400 byte; hãy rút ngắn.");
	TRY(faults(cx));
	p = straight_quotes(cx->mem, text);
	while (*(p += strspn(p, " \t\n")) != '\0') {
		size_t words_n = t.words.n;

		take_part(cx, field, &p, &t);
		t.is_cut = t.words.n > words_n && *p == '\0';
	}
	if (t.words.n > FIND_WORDS_MAX)
		fault(cx, field, "Chỉ tìm được nhiều nhất %d từ một lần; hãy bớt từ.", FIND_WORDS_MAX);
	TRY(faults(cx));
	*out = t;
	return OK;
}

/* A number of one to five digits that ends at `end`; -1 for anything else. */
static long number(const char *p, const char *end)
{
	long v = 0;

	if (end - p < 1 || end - p > 5)
		return -1;
	for (; p < end; p++) {
		if (*p < '0' || *p > '9')
			return -1;
		v = v * 10 + (*p - '0');
	}
	return v;
}

bool find_range_of(const char *value, int low, int high, struct find_range *out)
{
	const char *dots = strstr(value, ".."), *end = value + strlen(value);
	long from, to;

	if (dots == NULL) {
		from = to = number(value, end);
	} else {
		from = dots == value ? low : number(value, dots);
		to = dots + 2 == end ? high : number(dots + 2, end);
	}
	if (from < low || to > high || from > to)
		return false;
	*out = (struct find_range){(uint16_t)from, (uint16_t)to};
	return true;
}
