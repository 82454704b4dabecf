/* room/find/find_test.c -- the index says what looking at every line says, whatever was added, dropped and asked. */
#include "room/find/find.h"

#include "base/big.h"
#include "base/text.h"
#include "tests/t.h"

static const char *const FAMILY[] = {"Nguyễn", "Nguyên", "Trần", "Lê", "Phạm", "Đặng", "Dương", "Ngô"};
static const char *const MIDDLE[] = {"Văn", "Thị", "Đức", "Vân", "Thị Ánh", "An", ""};
static const char *const GIVEN[] = {"An", "Ân", "Anh", "Ánh", "Bình", "Dũng", "Đông", "Nga", "Ngân", "Văn"};
static const char *const TYPED[] = {"nguyen", "nguyễn", "Nguyên", "n", "ng", "a", "an", "ân", "anh", "ánh", "van", "vân",
                                    "thi", "đ", "d", "duc", "đức", "tran", "xyz", "Văn"};

static uint64_t seed;
static uint32_t any(uint32_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % n;
}
#define ANY(list) (list)[any(COUNT(list))]

static struct find_line random_line(int64_t id)
{
	const char *middle = ANY(MIDDLE);

	return (struct find_line){
		.id = id,
		.name = mem_text(t_mem(), "%s %s%s%s", ANY(FAMILY), middle, *middle != '\0' ? " " : "", ANY(GIVEN)),
		.unit_id = any(6) == 0 ? 0 : 10 + any(12) * 3,
		.keys = {(uint16_t)(2000 + id / 800 + any(5)), (uint16_t)any(9), (uint16_t)any(3), 0},
	};
}

static struct find_ask random_ask(void)
{
	struct find_ask ask = FIND_ANY;
	int64_t *units = mem_new(t_mem(), int64_t, 4);

	ask.words_n = any(4);
	for (size_t i = 0; i < ask.words_n; i++)
		ask.words[i] = ANY(TYPED);
	ask.is_cut = any(2) == 0;
	if (any(3) == 0) {
		ask.units_n = 1 + any(3);
		for (size_t i = 0; i < ask.units_n; i++)
			units[i] = 10 + 3 * (int64_t)(any(3) + i * 4);
		ask.units = units;
	}
	if (any(3) == 0)
		ask.keys[0] = (struct find_range){(uint16_t)(2000 + any(20)), (uint16_t)(2010 + any(20))};
	if (any(5) == 0)
		ask.keys[1] = (struct find_range){3, 5};
	if (any(4) == 0) {
		uint64_t *set = mem_new(t_mem(), uint64_t, FIND_SET_WORDS);

		set[0] = any(1 << 9) | (uint64_t)any(1 << 20) << 8;
		ask.sets[1 + any(2)] = set;
	}
	if (ask.words_n > 0 && any(4) == 0) {
		static const char *const phrases[] = {"van an", "thi anh", "nguyen", "duc binh"};

		ask.phrases[0] = ANY(phrases);
		ask.phrases_n = 1;
		ask.words[0] = mem_copy(t_mem(), ask.phrases[0], strcspn(ask.phrases[0], " "));
		if (ask.words_n == 1)
			ask.is_cut = false;
	}
	if (any(6) == 0) {
		int64_t *some = mem_new(t_mem(), int64_t, 200), id = 0;

		for (ask.among_n = 0; ask.among_n < any(200) + 1;)
			some[ask.among_n++] = id += 1 + any(6);
		ask.among = some;
	}
	ask.by_name = any(3) == 0;
	ask.skip = any(3) == 0 ? any(30) : 0;
	ask.n = any(4) == 0 ? 200 : 1 + any(20);
	return ask;
}

struct named {
	const char *key;
	int64_t id;
};

static int by_key(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int c = strcmp(x->key, y->key);

	return c != 0 ? c : x->id > y->id ? -1 : x->id < y->id;
}

/* All that match as names are sorted; the newest of one name first. */
static size_t sorted(const struct find_line *lines, size_t n, const bool *matches, int64_t *ids)
{
	struct named *all = mem_new(t_mem(), struct named, n + 1);
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (matches[i])
			all[k++] = (struct named){text_sortkey_name(t_mem(), lines[i].name), lines[i].id};
	qsort(all, k, sizeof *all, by_key);
	for (size_t i = 0; i < k; i++)
		ids[i] = all[i].id;
	return k;
}

/* By looking at every line. */
static void answer_slowly(const struct find_line *lines, size_t n, const bool *is_dropped, const struct find_ask *ask,
                          struct find_answer *out)
{
	int64_t *ids = mem_new(t_mem(), int64_t, n + 1);
	bool *exact = mem_new(t_mem(), bool, n + 1), *matches = mem_new(t_mem(), bool, n + 1);
	size_t k = 0, at = 0, exact_n = 0;

	*out = (struct find_answer){0};
	for (size_t i = 0; i < n; i++) {
		matches[i] = !is_dropped[i] && find_matches(t_mem(), ask, &lines[i], &exact[i]);
		out->total += matches[i];
	}
	out->ids = ids;
	if (ask->by_name) {
		k = sorted(lines, n, matches, ids);
		out->ids += ask->skip < k ? ask->skip : k;
		out->n = ask->skip < k ? k - ask->skip : 0;
		out->n = out->n < ask->n ? out->n : ask->n;
		return;
	}
	for (int want = 1; want >= 0; want--)
		for (size_t i = n; i > 0; i--) {
			if (!matches[i - 1] || exact[i - 1] != want)
				continue;
			if (at++ >= ask->skip && k < ask->n) {
				ids[k++] = lines[i - 1].id;
				exact_n += (size_t)want;
			}
		}
	out->n = k;
	out->exact_n = exact_n;
}

static void same(const struct find_answer *want, const struct find_answer *got)
{
	t_int(want->total, got->total);
	t_int(want->n, got->n);
	t_int(want->exact_n, got->exact_n);
	for (size_t i = 0; i < want->n; i++)
		t_int(want->ids[i], got->ids[i]);
}

static void try_index(uint64_t chance, size_t n, size_t file_n, size_t asks)
{
	struct find_line *lines = mem_new(t_mem(), struct find_line, n);
	bool *dropped = mem_new(t_mem(), bool, n + 1);
	const char *path = mem_text(t_mem(), "%s/index-%" PRIu64, t_dir(), chance);
	struct find_build *b = find_build_open(t_mem());
	struct find_index *f;
	struct big *all;

	seed = chance;
	for (size_t i = 0; i < n; i++)
		lines[i] = random_line((int64_t)(i * 2 + 1 + any(2)));
	for (size_t i = 0; i < file_n; i++)
		t_ok(find_build_add(b, &lines[i]));
	t_ok(find_build_write(b, path, file_n > 0 ? lines[file_n - 1].id : 0));
	t_ok(find_open(t_mem(), path, &f));
	t_int(file_n, find_lines_n(f));
	for (size_t i = file_n; i < n; i++)
		find_tail_add(f, &lines[i]);
	for (size_t i = 0; i < asks; i++) {
		struct find_ask ask = random_ask();
		struct find_answer want, got;

		if (n > 0 && any(4) == 0) {
			size_t gone = any((uint32_t)n);

			dropped[gone] = true;
			find_tail_drop(f, lines[gone].id);
			find_tail_drop(f, lines[gone].id);
		}
		if (n > 0 && any(4) == 0) {
			size_t told = any((uint32_t)n);

			lines[told] = random_line(lines[told].id);
			dropped[told] = false;
			find_tail_add(f, &lines[told]);
		}
		answer_slowly(lines, n, dropped, &ask, &want);
		find_query(f, t_mem(), &ask, &got);
		same(&want, &got);
		find_all(f, t_mem(), &ask, &all);
		t_int(want.total, all->n);
		for (size_t k = 1; k < all->n && !ask.by_name; k++)
			t_true(BIG_AT(all, uint32_t)[k - 1] < BIG_AT(all, uint32_t)[k]);
		for (size_t k = 0; k < want.n && ask.by_name; k++)
			t_int(want.ids[k], BIG_AT(all, uint32_t)[ask.skip + k]);
	}
}

TEST(find_says_what_looking_at_every_line_says)
{
	try_index(1, 0, 0, 20);
	try_index(2, 1, 1, 40);
	try_index(3, 300, 300, 300);
	try_index(6, 9000, 8800, 60);
	try_index(4, 700, 500, 400);
	try_index(5, 90, 0, 100);
	for (uint64_t i = 0; i < 12; i++)
		try_index(100 + i, 40 + 30 * i, 20 + 30 * i, 60);
}

TEST(find_puts_lines_that_bear_the_marks_first_and_counts_all)
{
	static const char *const names[] = {"Nguyễn Văn Ân", "Nguyen Van An", "Nguyễn Văn An", "NGUYỄN VĂN AN", "Trần An"};
	struct find_build *b = find_build_open(t_mem());
	const char *path = mem_text(t_mem(), "%s/marks", t_dir());
	struct find_ask ask = FIND_ANY;
	struct find_answer a;
	struct find_index *f;

	for (size_t i = 0; i < COUNT(names); i++)
		t_ok(find_build_add(b, &(struct find_line){.id = (int64_t)i + 1, .name = names[i]}));
	t_ok(find_build_write(b, path, 9));
	t_ok(find_open(t_mem(), path, &f));
	t_int(9, find_last_id(f));
	ask.words[0] = "Ân";
	ask.words_n = 1;
	find_query(f, t_mem(), &ask, &a);
	t_int(5, a.total);
	t_int(1, a.exact_n);
	t_int(1, a.ids[0]);
	t_int(5, a.ids[1]);
	ask.words[0] = "văn";
	ask.words[1] = "nguyễn";
	ask.words_n = 2;
	find_query(f, t_mem(), &ask, &a);
	t_int(4, a.total);
	t_int(3, a.exact_n);
	t_int(4, a.ids[0]);
	t_int(2, a.ids[3]);
	ask.words[2] = "an";            /* beside words with marks, one without is meant so too */
	ask.words_n = 3;
	find_query(f, t_mem(), &ask, &a);
	t_int(4, a.total);
	t_int(2, a.exact_n);
	t_int(3, a.ids[1]);
}

TEST(find_file_that_is_cut_or_of_another_version_is_none)
{
	struct find_build *b = find_build_open(t_mem());
	const char *path = mem_text(t_mem(), "%s/whole", t_dir());
	struct find_index *f;
	struct view v;
	char *bytes;

	t_ok(find_build_add(b, &(struct find_line){.id = 1, .name = "Lê Đông"}));
	t_ok(find_build_write(b, path, 1));
	t_ok(find_open(t_mem(), path, &f));
	t_err(ERR_NOTFOUND, find_open(t_mem(), mem_text(t_mem(), "%s/none", t_dir()), &f));
	t_ok(file_map(t_mem(), path, &v));
	bytes = mem_copy(t_mem(), v.p, v.n);
	t_err(ERR_NOTFOUND, find_open(t_mem(), t_file("cut", bytes, v.n - 1), &f));
	t_err(ERR_NOTFOUND, find_open(t_mem(), t_file("short", bytes, 20), &f));
	bytes[14]++;
	t_err(ERR_NOTFOUND, find_open(t_mem(), t_file("version", bytes, v.n), &f));
	bytes[14]--;
	bytes[40]++;
	t_err(ERR_NOTFOUND, find_open(t_mem(), t_file("head", bytes, v.n), &f));
}

TEST(find_words_are_cut_from_fields_and_phrases)
{
	struct ctx *cx = t_ctx();
	struct find_typed t;

	t_ok(find_words(cx, "q", "đv:“Sở Y tế”  năm:2019..2023 dh:CSTĐCS nguyễn văn a", &t));
	t_int(3, t.fields.n);
	t_text("dv", t.fields.at[0].name);
	t_text("Sở Y tế", t.fields.at[0].value);
	t_text("nam", t.fields.at[1].name);
	t_text("2019..2023", t.fields.at[1].value);
	t_text("CSTĐCS", t.fields.at[2].value);
	t_int(3, t.words.n);
	t_text("nguyễn", t.words.at[0]);
	t_true(t.is_cut);
	t_ok(find_words(cx, "q", "lan ", &t));
	t_false(t.is_cut);
	t_ok(find_words(cx, "q", "\"Quyết định 12/QĐ\" :", &t));
	t_int(1, t.fields.n);
	t_text("", t.fields.at[0].name);
	t_int(0, t.words.n);
	t_err(ERR_INVALID, find_words(cx, "q", "đv:\"Sở", &t));
	t_fault(cx, "q");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, find_words(cx, "q", "đv: lan", &t));
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, find_words(cx, "q", "a b c d e g h i k", &t));
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, find_words(cx, "q", mem_text(cx->mem, "%0500d", 1), &t));
}

TEST(find_ranges_are_numbers_with_two_dots)
{
	struct find_range r;

	t_true(find_range_of("2019..2023", 1945, 2100, &r));
	t_true(r.low == 2019 && r.high == 2023);
	t_true(find_range_of("2019", 1945, 2100, &r));
	t_true(r.low == 2019 && r.high == 2019);
	t_true(find_range_of("..2019", 1945, 2100, &r));
	t_true(r.low == 1945 && r.high == 2019);
	t_true(find_range_of("2019..", 1945, 2100, &r));
	t_true(r.low == 2019 && r.high == 2100);
	t_false(find_range_of("2023..2019", 1945, 2100, &r));
	t_false(find_range_of("1900", 1945, 2100, &r));
	t_false(find_range_of("20x9", 1945, 2100, &r));
	t_false(find_range_of("", 1945, 2100, &r));
	t_false(find_range_of("123456", 0, 65535, &r));
}
