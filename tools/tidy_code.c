/* tools/tidy_code.c -- rules for C: who may include whom, a contract above every public function, nothing left over
 * from looking for a bug; and the guides, which are reported and do not fail. */
#include "tidy.h"

#include <stdlib.h>
#include <string.h>

/* ---- includes -------------------------------------------------------------------------------------------- */

/* What the files of a floor may include; a room's kinds of file are floors of their own. */
static const struct {
	const char *floor, *may[8];
} floors[] = {
	{"base", {"base/"}},
	{"db", {"base/", "db/", "gen/"}},
	{"web", {"base/", "web/", "gen/"}},
	{"read", {"base/", "read/"}},
	{"paper", {"base/", "paper/"}},
	{"verify", {"base/"}},
	{"core header", {"base/", "core/"}},
	{"core", {"base/", "core/", "db/db.h", "gen/"}},
	{"room header", {"base/", "core/"}},
	{"room", {"base/", "core/", "db/db.h", "gen/"}},
	{"room pages", {"base/", "core/", "web/", "gen/"}},
	{"room reads", {"base/", "core/", "read/"}},
	{"room jobs", {"base/", "core/", "db/db.h", "gen/", "read/"}},
	{"room papers", {"base/", "core/", "paper/"}},
	{"room cli", {"base/", "core/"}},
};

/* Headers of libraries, and where they may be seen. */
static const struct {
	const char *header, *may[4];
} libraries[] = {
	{"sqlite3.h", {"src/db/"}},
	{"libpq-fe.h", {"src/db/"}},
	{"microhttpd.h", {"src/web/http_mhd"}},
	{"expat.h", {"src/base/", "src/read/"}},
	{"zip.h", {"src/base/", "src/read/"}},
	{"zlib.h", {"src/base/", "src/web/", "src/read/", "tools/"}},
	{"sodium.h", {"src/base/"}},
	{"jansson.h", {"src/base/"}},
	{"utf8proc.h", {"src/base/"}},
	{"openssl/", {"src/base/"}},
	{"xlsxwriter.h", {"src/paper/paper_xlsx"}},
	{"pango/", {"src/paper/paper_pdf"}},
	{"fontconfig/", {"src/paper/paper_pdf"}},
	{"cairo", {"src/paper/paper_pdf"}},
};

static bool is_test(const char *path)
{
	return ends(path, "_test.c") || starts(path, "test");
}

static const char *floor_of(const char *path)
{
	if (starts(path, "src/room/")) {
		const char *name = strrchr(path, '/') + 1;

		/* x_reads.h, x_pages.h … are the insides of one kind of file and see what that kind sees. */
		if (strstr(name, "_pages") != NULL || strstr(name, "_view") != NULL)
			return "room pages";
		if (strstr(name, "_read") != NULL)
			return "room reads";
		if (strstr(name, "_jobs") != NULL)
			return "room jobs";
		if (strstr(name, "_papers") != NULL)
			return "room papers";
		if (strstr(name, "_cli") != NULL)
			return "room cli";
		return ends(path, ".h") && strstr(name, "_inside") == NULL ? "room header" : "room";
	}
	if (starts(path, "src/core/"))
		return ends(path, ".h") ? "core header" : "core";
	for (size_t i = 0; i < sizeof floors / sizeof *floors; i++) {
		size_t n = strlen(floors[i].floor);

		if (starts(path, "src/") && strncmp(path + 4, floors[i].floor, n) == 0 && path[4 + n] == '/')
			return floors[i].floor;
	}
	return NULL;
}

static void include_room(struct file *f, size_t at, const char *name)
{
	const char *word = name + strlen("room/");
	int own = room_of_path(f->path), its = room_place(word, strcspn(word, "/"));

	if (its < 0)
		bad(f, at, "%s is of no room in src/room/ORDER", name);
	else if (own < 0 && !starts(f->path, "src/app/") && !starts(f->path, "test") && !starts(f->path, "bench/"))
		bad(f, at, "%s: only rooms, app/, tests and benchmarks may know a room", name);
	else if (own >= 0 && its > own && !is_test(f->path))
		bad(f, at, "%s: room %s is later than %s in src/room/ORDER", name, tree.rooms[its], tree.rooms[own]);
	else if (own >= 0 && its != own && strstr(name, "_pages") != NULL)
		bad(f, at, "%s: the pages of another room", name);
}

static void include_house(struct file *f, size_t at, const char *name)
{
	const char *floor = floor_of(f->path);

	if (starts(name, "room/")) {
		include_room(f, at, name);
		return;
	}
	if (starts(name, "app/") && !starts(f->path, "src/app/") && !is_test(f->path)) {
		bad(f, at, "%s: nobody includes app/", name);
		return;
	}
	if (floor == NULL || is_test(f->path) || strchr(name, '/') == NULL)
		return;
	for (size_t i = 0; i < sizeof floors / sizeof *floors; i++) {
		if (strcmp(floors[i].floor, floor) != 0)
			continue;
		for (size_t k = 0; k < 8 && floors[i].may[k] != NULL; k++) {
			if (starts(name, floors[i].may[k]))
				return;
		}
	}
	bad(f, at, "%s may not be included by the floor “%s”", name, floor);
}

static void include_library(struct file *f, size_t at, const char *name)
{
	if (!starts(f->path, "src/") || is_test(f->path))
		return;
	for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
		bool is_ok = false;

		if (!starts(name, libraries[i].header))
			continue;
		for (size_t k = 0; k < 4 && libraries[i].may[k] != NULL; k++)
			is_ok = is_ok || starts(f->path, libraries[i].may[k]);
		if (!is_ok)
			bad(f, at, "<%s> is wrapped by %s; use its face there", name, libraries[i].may[0]);
	}
}

static void includes(struct file *f)
{
	for (char *p = f->code; (p = strstr(p, "#include")) != NULL; p++) {
		size_t at = (size_t)(p - f->code), n;
		const char *q = p + strlen("#include");
		char *name;

		if (at > 0 && f->code[at - 1] != '\n')
			continue;
		while (*q == ' ')
			q++;
		if (*q != '"' && *q != '<')
			continue;
		n = strcspn(q + 1, "\">\n");
		name = text_of(q + 1, n);
		if (*q == '"')
			include_house(f, at, name);
		else
			include_library(f, at, name);
		free(name);
	}
}

/* ---- left over ------------------------------------------------------------------------------------------- */

static bool may_print(const char *path)
{
	return !starts(path, "src/") || starts(path, "src/app/") || starts(path, "src/verify/") || is_test(path) ||
	       strcmp(path, "src/base/base.c") == 0;
}

static void left_over(struct file *f)
{
	static const char *const prints[] = {"printf(", "puts(", "perror(", "fprintf(stderr", "fputs("};
	const char *p;

	for (p = strstr(f->bare, "//"); p != NULL; p = strstr(p + 2, "//"))
		bad(f, (size_t)(p - f->bare), "a // comment: it is for the time of looking for a bug; write /* */");
	for (size_t i = 0; i < sizeof prints / sizeof *prints && !may_print(f->path); i++) {
		for (p = strstr(f->bare, prints[i]); p != NULL; p = strstr(p + 1, prints[i])) {
			bool to_operator = starts(f->text + (p - f->bare), "fprintf(stderr, \"thidua: ");

			if (!to_operator && (p == f->bare || !is_word(p[-1])))
				bad(f, (size_t)(p - f->bare), "prints; only app/ does (left from looking for a bug?)");
		}
	}
	/* A line that continues another may be aligned with spaces; a statement is indented with tabs. */
	for (size_t i = 1, last = ';'; i < f->n; i++) {
		bool is_indented = f->bare[i - 1] == '\n' && starts(f->text + i, "        ");

		if (is_indented && f->bare[i + strspn(f->bare + i, " ")] != '\n' && strchr(";{}", (int)last) != NULL)
			bad(f, i, "indented with spaces; a tab is eight columns");
		if (f->bare[i] != ' ' && f->bare[i] != '\n' && f->bare[i] != '\t')
			last = (unsigned char)f->bare[i];
	}
}

/* ---- contracts ------------------------------------------------------------------------------------------- */

static size_t line_start(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

enum { CONTRACT_LINES = 12 };

/* Is there a comment on the lines from..to, or on one of the few above? A family of functions has one for all. */
static bool has_contract(const struct file *f, size_t from, size_t to)
{
	size_t at = line_start(f->text, from), end = to + strcspn(f->text + to, "\n");

	for (int i = 0; i < CONTRACT_LINES && at > 0; i++)
		at = line_start(f->text, at - 1);
	for (; at + 1 < end; at++) {
		if (f->text[at] == '*' && f->text[at + 1] == '/')
			return true;
	}
	return false;
}

/* “struct tasks LIST(struct task);” declares no function. */
static bool is_list(const char *p)
{
	const char *list = strstr(p, " LIST(");

	return list != NULL && list < p + strcspn(p, ";");
}

static void contracts(struct file *f)
{
	int depth = 0;
	size_t from = 0;
	bool has_paren = false, is_begun = false;

	for (size_t i = 0; i < f->n; i++) {
		char c = f->bare[i];

		if (c == '#' && (i == 0 || f->bare[i - 1] == '\n')) {
			while (i < f->n && !(f->bare[i] == '\n' && f->bare[i - 1] != '\\'))
				i++;
			is_begun = false;
			continue;
		}
		if (c == '{' || c == '}') {
			depth += c == '{' ? 1 : -1;
			if (c == '}' && depth == 0)
				is_begun = has_paren = false;
			continue;
		}
		if (depth > 0 || c == ' ' || c == '\n' || c == '\t')
			continue;
		if (!is_begun) {
			from = i;
			is_begun = true;
			has_paren = false;
		}
		has_paren = has_paren || c == '(';
		if (c != ';')
			continue;
		if (has_paren && !starts(f->bare + from, "typedef") && !starts(f->bare + from, "_Static_assert") &&
		    !is_list(f->bare + from) && !has_contract(f, from, i))
			bad(f, from, "a public function without a contract in a comment above it");
		is_begun = false;
	}
}

/* ---- guides ---------------------------------------------------------------------------------------------- */

enum { LINE_MAX_COLUMNS = 120, FUNCTION_LINES = 60, FILE_LINES = 800, PARAMS = 5, NESTING = 4 };

static void long_lines(struct file *f)
{
	size_t columns = 0, lines = 0;

	for (size_t i = 0; i < f->n; i++) {
		unsigned char c = (unsigned char)f->text[i];

		if (c == '\n') {
			lines++;
			if (columns > LINE_MAX_COLUMNS)
				guide(f, i, "a line of %zu columns; %d are the guide", columns, LINE_MAX_COLUMNS);
			columns = 0;
		} else if (c == '\t') {
			columns += 8 - columns % 8;
		} else if ((c & 0xC0) != 0x80) {
			columns++;
		}
	}
	if (lines > FILE_LINES)
		guide(f, f->n - 1, "a file of %zu lines; %d are the guide", lines, FILE_LINES);
}

static void one_function(struct file *f, size_t open)
{
	size_t end, lines = 0, head = open;
	int depth = 0, deepest = 0, params = 1, parens = 0;

	for (end = open; end < f->n; end++) {
		lines += f->bare[end] == '\n';
		depth += f->bare[end] == '{' ? 1 : f->bare[end] == '}' ? -1 : 0;
		deepest = depth > deepest ? depth : deepest;
		if (depth == 0)
			break;
	}
	if (lines > FUNCTION_LINES)
		guide(f, open, "a function of %zu lines; %d are the guide", lines, FUNCTION_LINES);
	if (deepest > NESTING)
		guide(f, open, "nested %d deep; %d is the guide", deepest - 1, NESTING - 1);
	while (head > 0 && f->bare[head - 1] != ';' && f->bare[head - 1] != '}' && f->bare[head - 1] != '#')
		head--;
	for (; head < open; head++) {
		parens += f->bare[head] == '(' ? 1 : f->bare[head] == ')' ? -1 : 0;
		params += f->bare[head] == ',' && parens == 1;
	}
	if (params > PARAMS)
		guide(f, open, "%d parameters; %d are the guide", params, PARAMS);
}

static void guides(struct file *f)
{
	long_lines(f);
	for (size_t i = 2; i + 1 < f->n; i++) {
		if (f->bare[i] == '{' && f->bare[i - 1] == '\n' && f->bare[i - 2] == ')')
			one_function(f, i);
	}
}

void tidy_code(void)
{
	for (size_t i = 0; i < tree.n; i++) {
		struct file *f = &tree.at[i];
		int room = room_of_path(f->path);

		if (starts(f->path, "src/room/") && strchr(f->path + 9, '/') != NULL && room < 0)
			bad(f, 0, "its room is not in src/room/ORDER, so nothing builds it");
		if (!ends(f->path, ".c") && !ends(f->path, ".h"))
			continue;
		includes(f);
		left_over(f);
		if (ends(f->path, ".h") && starts(f->path, "src/"))
			contracts(f);
		if (ends(f->path, ".c"))
			guides(f);
	}
}
