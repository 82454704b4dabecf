/* tools/tidy_rows.c -- rules for the rows of .def files: a right on every page, a form page behind every post, paths
 * that begin with the room's word; links of templates that lead somewhere; a line of the manual for every verb; and
 * docs/rows.md, made from the rows. */
#include "tidy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct def_row *rows;
size_t rows_n;
static size_t rows_cap;

/* ---- reading rows ---------------------------------------------------------------------------------------- */

static char *trimmed(const char *p, size_t n)
{
	while (n > 0 && (*p == ' ' || *p == '\t')) {
		p++;
		n--;
	}
	while (n > 0 && (p[n - 1] == ' ' || p[n - 1] == '\t'))
		n--;
	if (n >= 2 && p[0] == '"' && p[n - 1] == '"')
		return text_of(p + 1, n - 2);
	return text_of(p, n);
}

/* The arguments of a row from just after its parenthesis; false when the row does not end on its line. */
static bool read_args(struct def_row *r, const char *p)
{
	const char *from = p;
	int depth = 0;
	bool is_string = false;

	for (; *p != '\0' && *p != '\n'; p++) {
		if (is_string && *p == '\\' && p[1] != '\0')
			p++;
		else if (*p == '"')
			is_string = !is_string;
		else if (!is_string && *p == '(')
			depth++;
		else if (!is_string && ((*p == ',' && depth == 0) || *p == ')')) {
			if (*p == ')' && depth-- > 0)
				continue;
			if (r->args_n < ROW_ARGS_MAX)
				r->args[r->args_n++] = trimmed(from, (size_t)(p - from));
			from = p + 1;
			if (*p == ')')
				return true;
		}
	}
	return false;
}

static void read_rows(struct file *f)
{
	for (size_t i = 0; i < f->n; i += strcspn(f->code + i, "\n") + 1) {
		struct def_row r = {.file = f, .at = i};
		const char *p = f->code + i;
		size_t n = strspn(p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

		if (p[0] == '#') {
			bad(f, i, "rows and comments, nothing else, stand in a .def");
			continue;
		}
		if (n == 0 || p[n] != '(')
			continue;
		r.word = text_of(p, n);
		if (!read_args(&r, p + n + 1)) {
			bad(f, i, "a row fits on one line");
			continue;
		}
		if (rows_n == rows_cap) {
			rows_cap = rows_cap * 2 + 256;
			rows = need_mem(rows, rows_cap * sizeof *rows);
		}
		rows[rows_n++] = r;
	}
}

static bool is(const struct def_row *r, const char *word)
{
	return strcmp(r->word, word) == 0;
}

static bool is_page(const struct def_row *r)
{
	return is(r, "PAGE") || is(r, "PAGE_KEPT") || is(r, "PAGE_SEEN");
}

static bool is_paper(const struct def_row *r)
{
	return is(r, "PAPER") || is(r, "PAPER_SEEN");
}

static bool is_route(const struct def_row *r)
{
	return is_page(r) || is_paper(r) || is(r, "POST") || is(r, "POST_FILE") || is(r, "POST_HASH");
}

/* ---- rules ----------------------------------------------------------------------------------------------- */

static bool right_exists(const char *name)
{
	if (strcmp(name, "PUBLIC") == 0 || strcmp(name, "SIGNED_IN") == 0)
		return true;
	for (size_t i = 0; i < rows_n; i++) {
		if (is(&rows[i], "RIGHT") && rows[i].args_n > 0 && strcmp(rows[i].args[0], name) == 0)
			return true;
	}
	return false;
}

static bool page_handler_exists(const char *name)
{
	for (size_t i = 0; i < rows_n; i++) {
		if (is_page(&rows[i]) && rows[i].args_n > 1 && strcmp(rows[i].args[1], name) == 0)
			return true;
	}
	return false;
}

static void route_rule(struct def_row *r)
{
	int room = room_of_path(r->file->path);
	const char *path = r->args_n > 0 ? r->args[0] : "";
	const char *ending = is_page(r) ? "_page" : is_paper(r) ? "_paper" : "_post";
	size_t word = strcspn(path + (*path != '\0'), "/");

	if (r->args_n < 3) {
		bad(r->file, r->at, "%s needs a path, a handler and a right", r->word);
		return;
	}
	if (path[0] != '/')
		bad(r->file, r->at, "a path begins with /");
	if (!right_exists(r->args[2]))
		bad(r->file, r->at, "no RIGHT row says what %s is", r->args[2]);
	if (!is_page(r) && !is_paper(r) && r->args_n >= 4 && !page_handler_exists(r->args[3]))
		bad(r->file, r->at, "the form page %s of this POST is the handler of no PAGE", r->args[3]);
	if (!ends(r->args[1], ending))
		bad(r->file, r->at, "the handler of a %s ends in %s", r->word, ending);
	if (is_paper(r) && strrchr(path, '/') != NULL && strrchr(path, '/')[1] == ':')
		bad(r->file, r->at, "a paper's path ends in a word of its own: .xlsx comes behind it");
	/* What everybody meets at the door or as their own account has a Vietnamese path, like the public pages. */
	if (room >= 0 && strcmp(r->args[2], "PUBLIC") != 0 && strcmp(path, "/") != 0 &&
	    strncmp(path, "/tai-khoan", 10) != 0 && strcmp(path, "/dang-xuat") != 0 &&
	    (strlen(tree.rooms[room]) != word || strncmp(path + 1, tree.rooms[room], word) != 0))
		bad(r->file, r->at, "an inner path of room %s begins with /%s", tree.rooms[room], tree.rooms[room]);
}

static void duplicate_rule(size_t i)
{
	for (size_t k = 0; k < i; k++) {
		bool same = rows[k].args_n > 0 && rows[i].args_n > 0 && strcmp(rows[k].args[0], rows[i].args[0]) == 0;

		if (same && (strcmp(rows[k].word, rows[i].word) == 0 || (is_page(&rows[k]) && is_page(&rows[i])) ||
		              (is_paper(&rows[k]) && is_paper(&rows[i]))) &&
		    (is_route(&rows[i]) || is(&rows[i], "RIGHT") || is(&rows[i], "VERB") || is(&rows[i], "JOB")))
			bad(rows[i].file, rows[i].at, "%s %s stands twice", rows[i].word, rows[i].args[0]);
	}
}

/* ---- links ----------------------------------------------------------------------------------------------- */

static bool same_path(const char *link, const char *route)
{
	for (;;) {
		size_t a = strcspn(link, "/?#"), b = strcspn(route, "/");
		bool any = route[0] == ':' || memchr(link, '%', a) != NULL;

		if (!any && (a != b || memcmp(link, route, a) != 0))
			return false;
		link += a;
		route += b;
		if (*link != '/' || *route != '/')
			return (*link == '\0' || *link == '?' || *link == '#') && *route == '\0';
		link++;
		route++;
	}
}

/* A link to a paper: the row's path with the ending of a form behind it. */
static bool same_paper(const char *link, const char *route)
{
	static const char *const endings[] = {".xlsx", ".docx", ".pdf", ".txt"};
	bool is_same = false;

	for (size_t i = 0; i < sizeof endings / sizeof *endings && !is_same; i++) {
		char *whole = text_fmt("%s%s", route, endings[i]);

		is_same = same_path(link, whole);
		free(whole);
	}
	return is_same;
}

static void link_rule(struct file *f, size_t at, const char *p, size_t n)
{
	char *link = text_of(p, n);
	bool is_known = starts(link, "/assets/") || starts(link, "//");

	for (size_t i = 0; i < rows_n && !is_known; i++)
		is_known = is_route(&rows[i]) && rows[i].args_n > 0 &&
		           (is_paper(&rows[i]) ? same_paper(link, rows[i].args[0]) : same_path(link, rows[i].args[0]));
	if (!is_known)
		bad(f, at, "no row serves the link %s", link);
	free(link);
}

static void links_after(struct file *f, const char *mark)
{
	size_t n = strlen(mark);

	for (const char *p = strstr(f->text, mark); p != NULL; p = strstr(p + 1, mark)) {
		const char *q = p + n;

		if (*q == '/')
			link_rule(f, (size_t)(p - f->text), q, strcspn(q, "\"\n "));
	}
}

static void links(struct file *f)
{
	if (starts(f->path, "src/") && ends(f->path, ".tmpl")) {
		links_after(f, "href=\"");
		links_after(f, "action=\"");
		links_after(f, "{{ url \"");
		links_after(f, "{{url \"");
	} else if (starts(f->path, "src/") && ends(f->path, ".c") && !ends(f->path, "_test.c")) {
		links_after(f, "rq_goto(rq, \"");
	}
}

/* ---- the manual ------------------------------------------------------------------------------------------ */

/* Whether a text has these words, not as part of others. */
static bool has_words(const char *text, const char *words)
{
	size_t n = strlen(words);

	for (const char *p = strstr(text, words); p != NULL; p = strstr(p + 1, words))
		if ((p == text || (!is_word(p[-1]) && p[-1] != '-')) && !is_word(p[n]) && p[n] != '-')
			return true;
	return false;
}

/* Every act can be done by a verb, so a manual that has all verbs has all acts. */
static void manual_rule(const struct def_row *r)
{
	bool is_told = false;

	for (size_t i = 0; i < tree.n && !is_told; i++)
		is_told = starts(tree.at[i].path, "docs/vi/") && has_words(tree.at[i].text, r->args[0]);
	if (!is_told)
		bad(r->file, r->at, "no page of docs/vi says `thidua %s`", r->args[0]);
}

void tidy_rows(void)
{
	for (size_t i = 0; i < tree.n; i++) {
		if (starts(tree.at[i].path, "src/") && ends(tree.at[i].path, ".def") &&
		    strcmp(tree.at[i].path, "src/base/err.def") != 0)
			read_rows(&tree.at[i]);
	}
	for (size_t i = 0; i < rows_n; i++) {
		if (is_route(&rows[i]))
			route_rule(&rows[i]);
		if (is(&rows[i], "MENU") && rows[i].args_n > 3 && !right_exists(rows[i].args[3]))
			bad(rows[i].file, rows[i].at, "no RIGHT row says what %s is", rows[i].args[3]);
		if (is(&rows[i], "VERB") && rows[i].args_n > 0)
			manual_rule(&rows[i]);
		duplicate_rule(i);
	}
	for (size_t i = 0; i < tree.n; i++)
		links(&tree.at[i]);
}

/* ---- docs ------------------------------------------------------------------------------------------------ */

struct page {
	char *p;
	size_t n, cap;
};

static void put(struct page *out, const char *s)
{
	size_t n = strlen(s);

	if (out->n + n + 1 > out->cap) {
		out->cap = (out->n + n + 1) * 2;
		out->p = need_mem(out->p, out->cap);
	}
	memcpy(out->p + out->n, s, n + 1);
	out->n += n;
}

/* Columns are numbers of arguments; -1 is the method. */
static void put_rows(struct page *out, const char *head, bool (*take)(const struct def_row *), const int *columns,
    int n)
{
	put(out, head);
	for (size_t i = 0; i < rows_n; i++) {
		if (!take(&rows[i]))
			continue;
		put(out, "|");
		for (int k = 0; k < n; k++) {
			const char *cell = columns[k] < 0 ? (is_page(&rows[i]) ? "GET" : "POST")
			                   : columns[k] < rows[i].args_n ? rows[i].args[columns[k]] : "";

			put(out, " ");
			put(out, cell);
			put(out, " |");
		}
		put(out, "\n");
	}
}

static bool is_served(const struct def_row *r) { return is_route(r) && !is_paper(r); }
static bool is_right(const struct def_row *r) { return is(r, "RIGHT"); }
static bool is_verb(const struct def_row *r) { return is(r, "VERB"); }

void tidy_docs(bool write)
{
	struct page out = {0};
	struct file *f = file_find("docs/rows.md"), *words = file_find("docs/words.md");
	struct file *order = file_find("src/room/ORDER");

	put(&out, "# Rows: pages, verbs and rights\n\n"
	    "<!-- written by `./dev docs` from the .def files; do not edit -->\n");
	put_rows(&out, "\n## Pages\n\n| method | path | right |\n|---|---|---|\n", is_served, (int[]){-1, 0, 2}, 3);
	put_rows(&out, "\n## Papers\n\nThe path ends in .xlsx, .docx, .pdf, .html or .txt; `thidua paper PATH TO` writes the same file.\n\n"
	         "| path | arguments | right | |\n|---|---|---|---|\n", is_paper, (int[]){0, 3, 2, 4}, 4);
	put_rows(&out, "\n## Verbs of the command line\n\n| verb | arguments | |\n|---|---|---|\n", is_verb,
	         (int[]){0, 2, 3}, 3);
	put_rows(&out, "\n## Rights\n\n| right | |\n|---|---|\n", is_right, (int[]){0, 1}, 2);
	if (write) {
		FILE *to = fopen("docs/rows.md", "w");

		if (to == NULL || fputs(out.p, to) == EOF || fclose(to) != 0) {
			perror("docs/rows.md");
			exit(1);
		}
	} else if (order != NULL && rows_n > 0 && (f == NULL || strcmp(f->text, out.p) != 0)) {
		bad(f != NULL ? f : order, 0, "docs/rows.md is not what the rows say; ./dev docs writes it");
	}
	for (int i = 0; i < tree.rooms_n && words != NULL; i++) {
		char *word = text_fmt("`%s`", tree.rooms[i]);

		if (strstr(words->text, word) == NULL)
			bad(words, 0, "the room %s is not explained here", word);
		free(word);
	}
}
