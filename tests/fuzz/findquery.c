/* tests/fuzz/findquery.c -- what is typed into the box that finds: words, fields, phrases, ranges; then asked of an index, which
 * must say what looking at every line says. */
#include "tests/fuzz/fuzz.h"

#include <unistd.h>

#include "base/big.h"
#include "base/text.h"
#include "room/find/find.h"

static const struct find_line LINES[] = {
	{1, "Nguyễn Văn An", 5, {2019, 1, 4, 0}},       {2, "Nguyễn Văn Ân", 5, {2019, 2, 5, 0}},
	{3, "Trần Thị Ánh", 7, {2020, 1, 4, 0}},        {4, "ĐẶNG THỊ NGA", 0, {2020, 3, 8, 0}},
	{5, "Sở Y tế", 7, {2021, 1, 4, 0}},             {6, "Nguyen Van An", 9, {2021, 2, 4, 0}},
	{7, "Phạm  Nam", 9, {2022, 1, 5, 0}},           {8, "", 9, {2022, 1, 5, 0}},
	{9, "Lê An An Bình", 5, {2023, 1, 5, 0}},       {10, "Đỗ Nữ Hoàng Anh", 5, {2023, 2, 5, 0}}};
enum { IN_FILE = 6 };

/* Made once, for the life of the process. */
static struct find_index *index_of_lines(void)
{
	static struct find_index *f;
	static struct mem *m;
	struct find_build *b;
	char path[64];

	if (f != NULL)
		return f;
	m = mem_open((size_t)1 << 30);
	b = find_build_open(m);
	snprintf(path, sizeof path, "/tmp/fuzz-find-%ld", (long)getpid());
	for (size_t i = 0; i < IN_FILE; i++)
		CHECK(find_build_add(b, &LINES[i]) == OK);
	CHECK(find_build_write(b, path, IN_FILE) == OK && find_open(m, path, &f) == OK);
	unlink(path);
	for (size_t i = IN_FILE; i < COUNT(LINES); i++)
		find_tail_add(f, &LINES[i]);
	return f;
}

/* Fields mean something here too: a range narrows the years, a quoted text is a phrase of the name. */
static void ask_of(struct mem *m, const struct find_typed *t, struct find_ask *ask)
{
	*ask = FIND_ANY;
	ask->n = COUNT(LINES);
	for (size_t i = 0; i < t->fields.n; i++) {
		const struct find_field *f = &t->fields.at[i];
		struct find_range r;

		CHECK(*f->value != '\0' && f->words_n <= t->words.n);
		if (find_range_of(f->value, 1900, 2155, &r)) {
			CHECK(r.low >= 1900 && r.low <= r.high && r.high <= 2155);
			ask->keys[0] = r;
		}
		if (*f->name == '\0' && ask->phrases_n < FIND_PHRASES_MAX && ask->words_n < FIND_WORDS_MAX && strchr(f->value, ' ') == NULL &&
		    strlen(f->value) <= FIND_WORD_MAX) {
			ask->phrases[ask->phrases_n++] = text_fold(m, f->value);
			ask->words[ask->words_n++] = f->value;
		}
		ask->by_name |= text_is(f->name, "ten");
	}
	for (size_t i = 0; i < t->words.n && ask->words_n < FIND_WORDS_MAX; i++)
		ask->words[ask->words_n++] = t->words.at[i];
	ask->is_cut = t->is_cut && ask->words_n > 0;
}

FUZZ_TARGET(findquery)
{
	struct mem *m = mem_open(64 * 1024 * 1024);
	struct find_typed t;
	struct find_answer a;
	struct find_ask ask;
	struct ctx cx = {0};
	struct big *all;
	int64_t total = 0;
	size_t exact_n = 0;

	if (size > 2000 || !text_is_utf8((const char *)data, size)) {
		mem_close(m);
		return 0;
	}
	ctx_init(&cx, m, NULL, 0, DATE_NONE);
	if (find_words(&cx, "q", text_clean(m, (const char *)data, size), &t) != OK) {
		CHECK(cx.faults.n > 0);
		mem_close(m);
		return 0;
	}
	CHECK(t.words.n <= FIND_WORDS_MAX && cx.faults.n == 0);
	ask_of(m, &t, &ask);
	find_query(index_of_lines(), m, &ask, &a);
	find_all(index_of_lines(), m, &ask, &all);
	for (size_t i = 0; i < COUNT(LINES); i++) {
		bool is_exact = false, is = find_matches(m, &ask, &LINES[i], &is_exact), is_there = false;

		total += is;
		exact_n += is && is_exact && !ask.by_name;
		for (size_t k = 0; k < a.n; k++)
			is_there |= a.ids[k] == LINES[i].id;
		CHECK(is == is_there);
	}
	CHECK(a.total == total && (int64_t)a.n == total && (int64_t)all->n == total && a.exact_n == exact_n);
	mem_close(m);
	return 0;
}
