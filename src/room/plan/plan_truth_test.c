/* room/plan/plan_truth_test.c -- what the reader says, held against what a person read in the same document.
 *
 * tests/plan/ha-noi-2024.expected.json and tests/plan/varied/NN-name.expected.json were written by hand from the papers,
 * never from the reader's output. Their form is that of `thidua plan import --json`, with two freedoms: a list of texts
 * where the JSON has one text means that each of them is a right reading, and what a file leaves out is not compared. */
#include "room/plan/plan.h"

#include <dirent.h>
#include <jansson.h>

#include "base/buf.h"
#include "base/text.h"
#include "room/unit/unit.h"
#include "tests/t.h"

#define HA_NOI_TRUTH "tests/plan/ha-noi-2024.expected.json"
#define VARIED "tests/plan/varied"

enum { LINE_MAX_BYTES = 4000, FILES_MAX = 200 };

/* Columns of a row: each is right or wrong as a whole. */
enum column { C_PLACE, C_CONTENT, C_DIRECT, C_EXECUTE, C_COORDINATE, C_MILESTONES, C_PRODUCT, C_SOURCE, C_N };

static const char *const column_names[C_N] = {"place",      "content",    "direct",  "execute",
                                              "coordinate", "milestones", "product", "source"};

struct score {
	int rows;               /* of the person's reading, and those that the reader made up */
	int right;
	int right_flagged;      /* right, and yet with a warning */
	int unflagged;          /* wrong, with a wrong column that no warning names */
	int prose, prose_found; /* candidates of prose: not part of the bar */
	int other;              /* wrong in the head, the links or what was left unread */
};

/* One comparison of a document under way. */
struct trial {
	const char *name;
	const char *row;        /* "1.II.22" */
	enum column column;
	unsigned wrong;         /* bits of columns */
	const json_t *lines;    /* of the text file; NULL for other formats */
	struct score score;
};

/* ---- values ------------------------------------------------------------------------------------------------------ */

/* White space of every kind folds to one blank, after a hyphen that broke a line ("NQ-\nHĐND") to none; of words as
 * they stand in a cell, marks at the end do not count. */
static void folded(char *out, size_t cap, const char *s, bool is_loose)
{
	size_t n = 0;

	while (*s != '\0' && n + 2 < cap) {
		if (*s == ' ' || *s == '\n' || *s == '\t' || *s == '\r') {
			if (n > 0 && out[n - 1] != ' ')
				out[n++] = ' ';
			s++;
		} else if ((unsigned char)s[0] == 0xc2 && (unsigned char)s[1] == 0xa0) {
			if (n > 0 && out[n - 1] != ' ')
				out[n++] = ' ';
			s += 2;
		} else {
			out[n++] = *s++;
		}
		if (n > 2 && out[n - 1] == ' ' && out[n - 2] == '-' && out[n - 3] != ' ')
			n--;
	}
	while (n > 0 && (out[n - 1] == ' ' || (is_loose && strchr(";,.:", out[n - 1]) != NULL)))
		n--;
	out[n] = '\0';
}

static bool text_agrees(const char *want, const char *got, bool is_loose)
{
	char a[LINE_MAX_BYTES], b[LINE_MAX_BYTES];

	folded(a, sizeof a, want, is_loose);
	folded(b, sizeof b, got, is_loose);
	return strcmp(a, b) == 0;
}

static bool value_agrees(const json_t *want, const json_t *got, bool is_loose)
{
	if (json_is_array(want)) {
		size_t i;
		json_t *one;

		json_array_foreach((json_t *)want, i, one)
		{
			if (value_agrees(one, got, is_loose))
				return true;
		}
		return false;
	}
	if (json_is_string(want) && json_is_string(got))
		return text_agrees(json_string_value(want), json_string_value(got), is_loose);
	return json_equal(want, got) == 1;
}

static const char *shown(const json_t *j)
{
	const size_t cap = 2 * LINE_MAX_BYTES;
	char *p;
	size_t n;

	if (j == NULL)
		return "nothing";
	p = mem_alloc(t_mem(), cap);
	n = json_dumpb(j, p, cap - 1, JSON_ENCODE_ANY | JSON_COMPACT);
	p[n < cap ? n : cap - 1] = '\0';
	return p;
}

static void differs(struct trial *t, const char *what, const json_t *want, const json_t *got)
{
	print_message("  %s, row %s, %s%s%s: expected %s, got %s\n", t->name, t->row, column_names[t->column],
	              *what != '\0' ? " " : "", what, shown(want), shown(got));
	t->wrong |= 1u << t->column;
}

static void compare_field(struct trial *t, const json_t *want, const json_t *got, const char *key, bool is_loose)
{
	const json_t *w = json_object_get(want, key);

	if (w != NULL && !value_agrees(w, json_object_get(got, key), is_loose))
		differs(t, key, w, json_object_get(got, key));
}

/* ---- a row ------------------------------------------------------------------------------------------------------- */

static void compare_bodies(struct trial *t, const json_t *want, const json_t *got, const char *key, const char *text)
{
	const json_t *w = json_object_get(want, key);
	const json_t *g = json_object_get(got, key);

	compare_field(t, want, got, text, false);
	if (w == NULL)
		return;
	if (json_array_size(w) != json_array_size(g)) {
		differs(t, "", w, g);
		return;
	}
	for (size_t i = 0; i < json_array_size(w); i++) {
		compare_field(t, json_array_get(w, i), json_array_get(g, i), "words", true);
		compare_field(t, json_array_get(w, i), json_array_get(g, i), "unit", false);
		compare_field(t, json_array_get(w, i), json_array_get(g, i), "class", false);
	}
}

static void compare_milestones(struct trial *t, const json_t *want, const json_t *got)
{
	static const char *const exact[] = {"kind", "date", "end", "days", "period", "part"};
	static const char *const loose[] = {"follows", "act", "actors", "words"};
	const json_t *w = json_object_get(want, "milestones");
	const json_t *g = json_object_get(got, "milestones");

	compare_field(t, want, got, "time_text", false);
	if (w == NULL)
		return;
	if (json_array_size(w) != json_array_size(g)) {
		differs(t, "", w, g);
		return;
	}
	for (size_t i = 0; i < json_array_size(w); i++) {
		for (size_t k = 0; k < COUNT(exact); k++)
			compare_field(t, json_array_get(w, i), json_array_get(g, i), exact[k], false);
		for (size_t k = 0; k < COUNT(loose); k++)
			compare_field(t, json_array_get(w, i), json_array_get(g, i), loose[k], true);
	}
}

static void compare_items(struct trial *t, const json_t *want, const json_t *got)
{
	const json_t *w = json_object_get(want, "items");
	const json_t *g = json_object_get(got, "items");

	if (w == NULL)
		return;
	if (json_array_size(w) != json_array_size(g)) {
		differs(t, "items", w, g);
		return;
	}
	for (size_t i = 0; i < json_array_size(w); i++) {
		if (!value_agrees(json_array_get(w, i), json_array_get(g, i), true))
			differs(t, "items", json_array_get(w, i), json_array_get(g, i));
	}
}

/* `lines` of the truth: [appendix, section, number, first line, last line] of each row, for the text file. */
static void compare_line(struct trial *t, const json_t *want, const json_t *source, const char *key, size_t at)
{
	size_t i;
	json_t *one;

	json_array_foreach((json_t *)t->lines, i, one)
	{
		if (value_agrees(json_array_get(one, 0), json_object_get(want, "appendix"), false) &&
		    value_agrees(json_array_get(one, 1), json_object_get(want, "section"), false) &&
		    value_agrees(json_array_get(one, 2), json_object_get(want, "no"), false) &&
		    !json_equal(json_array_get(one, at), json_object_get(source, key)))
			differs(t, key, json_array_get(one, at), json_object_get(source, key));
	}
}

static void compare_row(struct trial *t, const json_t *want, const json_t *got)
{
	static const char *const place[] = {"appendix", "section", "section_title", "no", "candidate"};

	t->wrong = 0;
	t->column = C_PLACE;
	for (size_t i = 0; i < COUNT(place); i++)
		compare_field(t, want, got, place[i], false);
	t->column = C_CONTENT;
	compare_field(t, want, got, "content", false);
	compare_items(t, want, got);
	t->column = C_DIRECT;
	compare_bodies(t, want, got, "direct", "direct_text");
	t->column = C_EXECUTE;
	compare_bodies(t, want, got, "execute", "execute_text");
	t->column = C_COORDINATE;
	compare_bodies(t, want, got, "coordinate", "coordinate_text");
	t->column = C_MILESTONES;
	compare_milestones(t, want, got);
	t->column = C_PRODUCT;
	compare_field(t, want, got, "product", true);
	t->column = C_SOURCE;
	if (t->lines != NULL) {
		compare_line(t, want, json_object_get(got, "source"), "from_line", 3);
		compare_line(t, want, json_object_get(got, "source"), "to_line", 4);
	}
}

/* A warning may name the column or the text of it; of the place, any part. */
static bool warning_names(const char *column, enum column c)
{
	static const char *const place[] = {"place", "no", "section", "section_title", "appendix"};

	if (c == C_PLACE) {
		for (size_t i = 0; i < COUNT(place); i++)
			if (strcmp(column, place[i]) == 0)
				return true;
		return false;
	}
	if (strcmp(column, column_names[c]) == 0)
		return true;
	if (c == C_MILESTONES)
		return strcmp(column, "time_text") == 0;
	if (c == C_CONTENT)
		return strcmp(column, "items") == 0;
	return strncmp(column, column_names[c], strlen(column_names[c])) == 0 &&
	       strcmp(column + strlen(column_names[c]), "_text") == 0;
}

static bool is_flagged(const json_t *got, enum column c)
{
	size_t i;
	json_t *w;

	json_array_foreach(json_object_get(got, "warnings"), i, w)
	{
		const char *column = json_string_value(json_object_get(w, "column"));

		if (column != NULL && warning_names(column, c))
			return true;
	}
	return false;
}

static void count_row(struct trial *t, const json_t *got)
{
	t->score.rows++;
	if (t->wrong == 0) {
		t->score.right++;
		if (json_array_size(json_object_get(got, "warnings")) > 0) {
			print_message("  %s, row %s is right and flagged: %s\n", t->name, t->row,
			              shown(json_object_get(got, "warnings")));
			t->score.right_flagged++;
		}
		return;
	}
	for (int c = 0; c < C_N; c++) {
		if ((t->wrong & 1u << c) != 0 && !is_flagged(got, (enum column)c)) {
			print_message("  %s, row %s: wrong and not flagged: %s\n", t->name, t->row, column_names[c]);
			t->score.unflagged++;
			return;
		}
	}
}

/* ---- a document -------------------------------------------------------------------------------------------------- */

static const char *row_name(const json_t *task)
{
	const json_t *section = json_object_get(task, "section");

	if (json_is_array(section))
		section = json_array_get(section, 0);
	return mem_text(t_mem(), "%d.%s.%d", (int)json_integer_value(json_object_get(task, "appendix")),
	                json_is_string(section) ? json_string_value(section) : "",
	                (int)json_integer_value(json_object_get(task, "no")));
}

static bool is_candidate(const json_t *task)
{
	return json_is_true(json_object_get(task, "candidate"));
}

static bool same_place(const json_t *want, const json_t *got)
{
	return value_agrees(json_object_get(want, "appendix"), json_object_get(got, "appendix"), false) &&
	       value_agrees(json_object_get(want, "section"), json_object_get(got, "section"), false) &&
	       value_agrees(json_object_get(want, "no"), json_object_get(got, "no"), false);
}

/* The reader's row for a row of the person: of the same words, else of the same place. Words may stand twice in a plan,
 * so the same words at the same place go before. */
static size_t partner(const json_t *want, const json_t *tasks, const bool *used)
{
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < json_array_size(tasks); i++) {
			const json_t *got = json_array_get(tasks, i);
			bool is_place = same_place(want, got);
			bool is_words = value_agrees(json_object_get(want, "content"), json_object_get(got, "content"), true);

			if (used[i] || is_candidate(got))
				continue;
			if ((round == 0 && is_place && is_words) || (round == 1 && is_words) ||
			    (round == 2 && is_place && json_integer_value(json_object_get(want, "no")) > 0))
				return i;
		}
	}
	return SIZE_MAX;
}

static void compare_rows(struct trial *t, const json_t *want, const json_t *got)
{
	bool *used = mem_new(t_mem(), bool, json_array_size(got) + 1);

	for (size_t i = 0; i < json_array_size(want); i++) {
		const json_t *w = json_array_get(want, i);
		size_t k;

		if (is_candidate(w))
			continue;
		t->row = row_name(w);
		k = partner(w, got, used);
		if (k == SIZE_MAX) {
			print_message("  %s, row %s is missing\n", t->name, t->row);
			t->score.rows++;
			t->score.unflagged++;
			continue;
		}
		used[k] = true;
		compare_row(t, w, json_array_get(got, k));
		count_row(t, json_array_get(got, k));
	}
	for (size_t k = 0; k < json_array_size(got); k++) {
		const json_t *g = json_array_get(got, k);

		if (used[k] || is_candidate(g))
			continue;
		print_message("  %s: row %s is not in the document: \"%.80s\"\n", t->name, row_name(g),
		              json_string_value(json_object_get(g, "content")));
		t->score.rows++;
		t->score.unflagged += json_array_size(json_object_get(g, "warnings")) == 0;
	}
}

/* Of prose a candidate is found when it holds the person's words and the same milestones. */
static void compare_prose(struct trial *t, const json_t *want, const json_t *got)
{
	for (size_t i = 0; i < json_array_size(want); i++) {
		const json_t *w = json_array_get(want, i);
		const char *words = json_string_value(json_object_get(w, "content"));
		bool is_found = false;

		if (!is_candidate(w))
			continue;
		t->score.prose++;
		t->column = C_MILESTONES;
		t->row = mem_text(t_mem(), "\"%.60s\"", words);
		for (size_t k = 0; k < json_array_size(got) && !is_found; k++) {
			const json_t *g = json_array_get(got, k);

			if (!is_candidate(g) || strstr(json_string_value(json_object_get(g, "content")), words) == NULL)
				continue;
			is_found = true;
			t->wrong = 0;
			compare_milestones(t, w, g);
			t->score.prose_found += t->wrong == 0;
		}
		if (!is_found)
			print_message("  %s: no candidate for %s\n", t->name, t->row);
	}
}

static bool list_holds(const json_t *list, const json_t *one)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		if (json_equal(json_array_get(list, i), one))
			return true;
	return false;
}

static void compare_lists(struct trial *t, const json_t *want, const json_t *got, const char *key)
{
	const json_t *w = json_object_get(want, key), *g = json_object_get(got, key);

	if (w == NULL)
		return;
	for (size_t i = 0; i < json_array_size(w); i++) {
		if (!list_holds(g, json_array_get(w, i)))
			differs(t, key, json_array_get(w, i), NULL);
	}
	for (size_t i = 0; i < json_array_size(g); i++) {
		if (!list_holds(w, json_array_get(g, i)))
			differs(t, key, NULL, json_array_get(g, i));
	}
}

static bool head_agrees(const json_t *want, const json_t *got)
{
	/* Letter heads are in capitals, the title mostly too: case says nothing in them. */
	if (json_is_array(want)) {
		for (size_t i = 0; i < json_array_size(want); i++)
			if (head_agrees(json_array_get(want, i), got))
				return true;
		return false;
	}
	if (json_is_string(want) && json_is_string(got))
		return strcmp(text_lower(t_mem(), json_string_value(want)), text_lower(t_mem(), json_string_value(got))) == 0;
	return json_equal(want, got) == 1;
}

static void compare_head(struct trial *t, const json_t *want, const json_t *got, bool with_head)
{
	static const char *const keys[] = {"year", "number", "date", "title", "issuer"};
	const size_t n = with_head ? COUNT(keys) : 3;

	t->row = "head";
	t->wrong = 0;
	t->column = C_PLACE;
	for (size_t i = 0; i < n; i++) {
		const json_t *w = json_object_get(json_object_get(want, "plan"), keys[i]);
		const json_t *g = json_object_get(json_object_get(got, "plan"), keys[i]);

		if (w != NULL && !head_agrees(w, g))
			differs(t, keys[i], w, g);
	}
	compare_lists(t, want, got, "links");
	compare_lists(t, want, got, "unresolved");
	compare_lists(t, want, got, "unread");
	t->score.other += t->wrong != 0;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static void load_office(struct ctx *cx)
{
	static const char *const files[] = {"data/unit/kinds.tsv", "data/unit/units.tsv", "data/unit/classes.tsv",
	                                    "data/unit/bodies.tsv"};
	int64_t n;

	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(unit_load(cx, t_source(files[i]), &n));
}

static json_t *json_of(const char *text, const char *name)
{
	json_error_t e;
	json_t *j = json_loads(text, 0, &e);

	if (j == NULL)
		print_message("  %s, line %d: %s\n", name, e.line, e.text);
	t_true(j != NULL);
	return j;
}

/* with_head: the letter itself is in the file, not its appendices alone. */
static struct score try_document(struct ctx *cx, const char *path, const char *truth, bool with_head)
{
	struct trial t = {.name = strrchr(path, '/') + 1};
	struct plan_doc doc;
	struct buf *b = buf_new(cx->mem, PLAN_JSON_MAX);
	json_t *want, *got;

	t_ok(plan_read_file(cx, t_source_path(path), t.name, &doc));
	plan_doc_json(&doc, b);
	want = json_of(t_source(truth), truth);
	got = json_of(b->p, path);
	if (text_is(strrchr(path, '.'), ".txt"))
		t.lines = json_object_get(want, "lines");
	compare_rows(&t, json_object_get(want, "tasks"), json_object_get(got, "tasks"));
	compare_prose(&t, json_object_get(want, "tasks"), json_object_get(got, "tasks"));
	compare_head(&t, want, got, with_head);
	json_decref(want);
	json_decref(got);
	return t.score;
}

/* ---- the seed ---------------------------------------------------------------------------------------------------- */

static void ha_noi_is_right(const char *path, bool with_head)
{
	struct ctx *cx = t_ctx();
	struct score s;

	load_office(cx);
	s = try_document(cx, path, HA_NOI_TRUTH, with_head);
	t_int(50, s.rows);
	t_int(50, s.right);
	t_int(0, s.right_flagged);
	t_int(0, s.other);
}

TEST(plan_ha_noi_text_reads_every_column)
{
	ha_noi_is_right("data/plan/ke-hoach-thi-dua-khen-thuong-ha-noi-2024.txt", true);
}

TEST(plan_ha_noi_docx_reads_every_column)
{
	ha_noi_is_right("tests/files/ha-noi-2024.docx", true);
}

TEST(plan_ha_noi_pdf_reads_every_column)
{
	ha_noi_is_right("tests/files/ha-noi-2024.pdf", true);
}

TEST(plan_ha_noi_xlsx_reads_every_column)
{
	ha_noi_is_right("tests/files/ha-noi-2024.xlsx", false);
}

/* A comparison that finds everything right proves nothing until it was seen to find a fault. */
TEST(plan_truth_notices_a_changed_word)
{
	json_t *want = json_of(t_source(HA_NOI_TRUTH), HA_NOI_TRUTH);
	json_t *got = json_of("{\"no\":1,\"appendix\":1,\"section\":\"I\",\"content\":\"x\",\"milestones\":[],\"warnings\":"
	                      "[{\"column\":\"content\",\"reason\":\"x\"}]}", "x");
	struct trial t = {.name = "x", .row = "1.I.1"};

	compare_row(&t, json_array_get(json_object_get(want, "tasks"), 0), got);
	t_true((t.wrong & 1u << C_CONTENT) != 0);
	t_true((t.wrong & 1u << C_MILESTONES) != 0);
	t_true((t.wrong & 1u << C_DIRECT) != 0);
	count_row(&t, got);
	t_int(0, t.score.right);
	t_int(1, t.score.unflagged);
	json_decref(want);
	json_decref(got);
}

/* ---- plans of other bodies --------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The documents of the set, in order: what is neither truth nor the folder that makes them. */
static size_t varied_files(const char *names[FILES_MAX])
{
	DIR *d = opendir(t_source_path(VARIED));
	size_t n = 0;

	t_true(d != NULL);
	for (struct dirent *e = readdir(d); e != NULL; e = readdir(d)) {
		const char *dot = strrchr(e->d_name, '.');

		if (e->d_name[0] == '.' || dot == NULL || strcmp(dot, ".json") == 0)
			continue;
		t_true(n < FILES_MAX);
		names[n++] = mem_text(t_mem(), "%s", e->d_name);
	}
	closedir(d);
	qsort(names, n, sizeof *names, by_name);
	return n;
}

static void add_score(struct score *sum, const struct score *s)
{
	sum->rows += s->rows;
	sum->right += s->right;
	sum->right_flagged += s->right_flagged;
	sum->unflagged += s->unflagged;
	sum->prose += s->prose;
	sum->prose_found += s->prose_found;
	sum->other += s->other;
}

static void print_score(const char *name, const struct score *s)
{
	print_message("%-44s rows %3d right %3d, right but flagged %2d, wrong unflagged %2d, prose %d/%d%s\n", name, s->rows,
	              s->right, s->right_flagged, s->unflagged, s->prose_found, s->prose,
	              s->other > 0 ? ", head or links wrong" : "");
}

/* The bar of the set: of the rows, in hundredths; of wrong ones without a word of warning, and of sentences passed over. */
enum { RIGHT_MIN = 95, RIGHT_FLAGGED_MAX = 10, UNFLAGGED_MAX = 0, PROSE_MISSED_MAX = 0 };

TEST(plan_varied_rows_are_right_or_flagged)
{
	struct ctx *cx = t_ctx();
	const char *names[FILES_MAX];
	size_t n = varied_files(names);
	struct score all = {0}, half[2] = {{0}, {0}};
	struct score *each = mem_new(cx->mem, struct score, n + 1);

	load_office(cx);
	t_true(n >= 16);
	for (size_t i = 0; i < n; i++) {
		const char *dot = strrchr(names[i], '.');

		each[i] = try_document(cx, mem_text(cx->mem, VARIED "/%s", names[i]),
		                       mem_text(cx->mem, VARIED "/%.*s.expected.json", (int)(dot - names[i]), names[i]), true);
		add_score(&all, &each[i]);
		add_score(&half[(names[i][1] - '0') % 2], &each[i]);
	}
	for (size_t i = 0; i < n; i++)
		print_score(names[i], &each[i]);
	print_score("odd numbers", &half[1]);
	print_score("even numbers", &half[0]);
	print_score("all", &all);
	t_true(all.right * 100 >= all.rows * RIGHT_MIN);
	t_true(all.unflagged <= UNFLAGGED_MAX);
	t_true(all.right_flagged * 100 <= all.right * RIGHT_FLAGGED_MAX);
	t_true(all.prose_found + PROSE_MISSED_MAX >= all.prose);
}
