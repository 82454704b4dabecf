/* tools/tidy_sql.c -- rules for SQL: a table is named only in its own room, others read its windows x_v_…; a list has a
 * limit; an append-only table is never updated or deleted from. */
#include "tidy.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WORD_MAX = 128, APPEND_ONLY_MAX = 64 };

static char *append_only[APPEND_ONLY_MAX];
static int append_only_n;

/* The next word of SQL at *p, in lower case, or a single sign; false at the end. at_out: where it began. */
static bool next_word(const char *text, size_t *p, char out[WORD_MAX], size_t *at_out)
{
	size_t n = 0;

	while (text[*p] == ' ' || text[*p] == '\n' || text[*p] == '\t')
		++*p;
	*at_out = *p;
	if (text[*p] == '\0')
		return false;
	if (!is_word(text[*p])) {
		out[0] = text[(*p)++];
		out[1] = '\0';
		return true;
	}
	while (is_word(text[*p])) {
		char c = text[(*p)++];

		if (n + 1 < WORD_MAX)
			out[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	out[n] = '\0';
	return true;
}

/* Is name, in this file, that of a common table expression: “name as (” or “name (columns) as (”? */
static bool is_cte(const struct file *f, const char *name)
{
	char word[WORD_MAX], before[WORD_MAX] = "";
	size_t p = 0, at;

	while (next_word(f->bare, &p, word, &at)) {
		if (strcmp(word, name) == 0 && (strcmp(before, "with") == 0 || strcmp(before, "recursive") == 0 ||
		                                strcmp(before, ",") == 0)) {
			size_t q = p;

			next_word(f->bare, &q, before, &at);
			if (strcmp(before, "as") == 0)
				return true;
			if (strcmp(before, "(") == 0) {
				q += strcspn(f->bare + q, ")") + 1;
				if (next_word(f->bare, &q, before, &at) && strcmp(before, "as") == 0)
					return true;
			}
		}
		memcpy(before, word, sizeof before);
	}
	return false;
}

static bool is_window(const char *name)
{
	const char *rest = strchr(name, '_');

	return rest != NULL && starts(rest, "_v_");
}

/* A name after from, join, into, update. */
static void table_use(struct file *f, size_t at, const char *name, const char *verb)
{
	int own = room_of_path(f->path), its = room_of_name(name);

	if (its < 0 || is_cte(f, name))
		return;
	if (its == own) {
		for (int i = 0; i < append_only_n; i++) {
			bool changes = strcmp(verb, "update") == 0 || strcmp(verb, "delete") == 0;

			if (changes && strcmp(append_only[i], name) == 0)
				bad(f, at, "%s is append-only: a correction is a new row", name);
		}
		return;
	}
	if (!is_window(name))
		bad(f, at, "table %s belongs to room %s; others read its windows %s_v_…", name, tree.rooms[its],
		    tree.rooms[its]);
	else if (own >= 0 && its > own)
		bad(f, at, "window %s: room %s is later than %s in src/room/ORDER", name, tree.rooms[its],
		    tree.rooms[own]);
	else if (strcmp(verb, "from") != 0)
		bad(f, at, "window %s is only for reading", name);
}

static void statements(struct file *f)
{
	char word[WORD_MAX], before[WORD_MAX] = "", before2[WORD_MAX] = "";
	size_t p = 0, at;

	while (next_word(f->bare, &p, word, &at)) {
		bool is_name = is_word(word[0]) && strcmp(word, "select") != 0 && strcmp(word, "set") != 0 &&
		               strcmp(word, "not") != 0;

		if (is_name && strcmp(before, "from") == 0 && strcmp(before2, "distinct") != 0)
			table_use(f, at, word, strcmp(before2, "delete") == 0 ? "delete" : "from");
		else if (is_name && strcmp(before, "join") == 0)
			table_use(f, at, word, "from");
		else if (is_name && strcmp(before, "into") == 0)
			table_use(f, at, word, "insert");
		else if (is_name && strcmp(before, "update") == 0 && strcmp(before2, "do") != 0)
			table_use(f, at, word, "update");
		memcpy(before2, before, sizeof before2);
		memcpy(before, word, sizeof before);
	}
}

/* What a room's picture makes is the room's: x, x_…; an index may be named freely. */
static void picture(struct file *f)
{
	char word[WORD_MAX], before[WORD_MAX] = "";
	size_t p = 0, at;
	int own = room_of_path(f->path);

	while (next_word(f->bare, &p, word, &at)) {
		bool is_made = strcmp(before, "table") == 0 || strcmp(before, "view") == 0;

		if (is_made && strcmp(word, "if") != 0 && is_word(word[0]) && room_of_name(word) != own)
			bad(f, at, "%s is made in the picture of room %s, so its name begins with %s", word,
			    own >= 0 ? tree.rooms[own] : "?", own >= 0 ? tree.rooms[own] : "?");
		memcpy(before, word, sizeof before);
	}
}

/* “append-only” in the comment above a table marks it. */
static void find_append_only(const struct file *f)
{
	for (const char *p = strstr(f->text, "append-only"); p != NULL; p = strstr(p + 1, "append-only")) {
		size_t at = (size_t)(p - f->text), q, where;
		char word[WORD_MAX], before[WORD_MAX] = "";

		q = at + strcspn(f->text + at, "\n");
		/* the first statement after the comment */
		for (int i = 0; i < 6 && next_word(f->bare, &q, word, &where); i++) {
			if (strcmp(before, "table") == 0 && append_only_n < APPEND_ONLY_MAX) {
				append_only[append_only_n++] = text_of(word, strlen(word));
				break;
			}
			memcpy(before, word, sizeof before);
		}
	}
}

/* The text of statement NAME in a .sql file: from its “-- NAME: …” line to the semicolon. NULL when it is not here. */
static const char *statement_of(const struct file *f, const char *name, size_t *at_out, size_t *n_out)
{
	char *head = text_fmt("-- %s:", name);
	const char *p = strstr(f->text, head);

	while (p != NULL && p != f->text && p[-1] != '\n')
		p = strstr(p + 1, head);
	free(head);
	if (p == NULL)
		return NULL;
	*at_out = (size_t)(p - f->text);
	*n_out = strcspn(f->bare + *at_out, ";");
	return f->bare + *at_out;
}

/* A statement that is read with db_rows is a list, and every list has a limit. */
static void lists(struct file *c)
{
	for (const char *p = strstr(c->bare, "db_rows("); p != NULL; p = strstr(p + 1, "db_rows(")) {
		const char *q = strstr(p, "&SQL_");
		char *name, *slash, *sql_path;
		const char *text = NULL;
		size_t at = 0, n = 0;

		if (q == NULL || q - p > 200)
			continue;
		q += strlen("&SQL_");
		n = strspn(q, "abcdefghijklmnopqrstuvwxyz0123456789_");
		name = text_of(q, n);
		slash = strrchr(c->path, '/');
		sql_path = text_of(c->path, (size_t)(slash - c->path));
		for (size_t i = 0; i < tree.n && text == NULL; i++) {
			struct file *f = &tree.at[i];

			if (!ends(f->path, ".sql") || !starts(f->path, sql_path))
				continue;
			text = statement_of(f, name, &at, &n);
			if (text != NULL && memmem(text, n, "limit", 5) == NULL)
				bad(f, at, "%s is read as a list, and a list ends in limit", name);
		}
		free(name);
		free(sql_path);
	}
}

void tidy_sql(void)
{
	for (size_t i = 0; i < tree.n; i++) {
		if (ends(tree.at[i].path, "_schema.sql"))
			find_append_only(&tree.at[i]);
	}
	for (size_t i = 0; i < tree.n; i++) {
		struct file *f = &tree.at[i];

		if (starts(f->path, "src/") && ends(f->path, ".sql"))
			statements(f);
		if (starts(f->path, "src/room/") && ends(f->path, "_schema.sql"))
			picture(f);
		if (starts(f->path, "src/") && ends(f->path, ".c") && !ends(f->path, "_test.c"))
			lists(f);
	}
}
