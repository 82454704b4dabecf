/* tools/tidy_text.c -- rules for every text file: a first comment, whole Unicode, no left-over words, no spaces at the
 * end of a line, nothing that names the machine it was written on. */
#include "tidy.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How a file of a kind begins. A script's first line names its shell, the second is the comment. */
static const struct {
	const char *end, *begin, *or_begin;
} first[] = {
	{".c", "/*", NULL},      {".h", "/*", NULL},    {".def", "/*", NULL}, {".sql", "--", NULL},
	{".css", "/*", NULL},    {".js", "/*", "//"},   {".mjs", "/*", "//"}, {".awk", "#", NULL},
	{"meson.build", "#", NULL}, {".sh", "#!", NULL},
};

static bool is_code(const char *path)
{
	for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
		if (ends(path, first[i].end))
			return true;
	}
	return ends(path, ".tmpl");
}

static void first_comment(struct file *f)
{
	if (starts(f->text, "#!")) {
		const char *second = strchr(f->text, '\n');

		if (second == NULL ||
		    (!starts(second + 1, "# ") && !starts(second + 1, "/*") && !starts(second + 1, "//")))
			bad(f, 0, "the second line of a script is a comment that says what it is for");
		return;
	}
	for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
		if (!ends(f->path, first[i].end) || starts(f->text, first[i].begin) ||
		    (first[i].or_begin != NULL && starts(f->text, first[i].or_begin)))
			continue;
		bad(f, 0, "a file begins with a comment that says what it is for");
		return;
	}
}

/* Well-formed UTF-8 and no combining marks: Vietnamese is written in NFC. */
static void unicode(struct file *f)
{
	const unsigned char *p = (const unsigned char *)f->text;

	for (size_t i = 0; i < f->n; i++) {
		size_t more = p[i] < 0x80 ? 0 : p[i] >= 0xF0 ? 3 : p[i] >= 0xE0 ? 2 : 1;

		if ((p[i] >= 0x80 && p[i] < 0xC2) || p[i] > 0xF4) {
			bad(f, i, "not UTF-8");
			return;
		}
		if ((p[i] == 0xCC && p[i + 1] >= 0x80) || (p[i] == 0xCD && p[i + 1] <= 0xAF)) {
			bad(f, i, "a combining mark; write the letter in one piece (NFC)");
			return;
		}
		for (; more > 0; more--) {
			if ((p[++i] & 0xC0) != 0x80) {
				bad(f, i, "not UTF-8");
				return;
			}
		}
	}
}

static void left_over_words(struct file *f)
{
	static const char *const words[] = {"XX" "X", "TO" "DO", "FIX" "ME", "HA" "CK"};

	for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
		size_t n = strlen(words[w]);

		for (const char *p = strstr(f->text, words[w]); p != NULL; p = strstr(p + n, words[w])) {
			if ((p == f->text || !is_word(p[-1])) && !is_word(p[n]))
				bad(f, (size_t)(p - f->text), "%s; an open question is NEEDSWORK: with the question",
				    words[w]);
		}
	}
}

static void line_ends(struct file *f)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->text[i] == '\r')
			bad(f, i, "a carriage return");
		else if (f->text[i] == '\n' && i > 0 && (f->text[i - 1] == ' ' || f->text[i - 1] == '\t'))
			bad(f, i, "spaces at the end of the line");
	}
	if (f->n > 0 && f->text[f->n - 1] != '\n')
		bad(f, f->n, "the last line has no end");
}

/* What would tell a stranger nothing, or tell him of one machine: homes, the folder of this tree, where packages
 * were fetched from. */
static void machine(struct file *f, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *p = names[i] != NULL ? strstr(f->text, names[i]) : NULL;

		if (p != NULL)
			bad(f, (size_t)(p - f->text), "names a place of one machine or a package host: %s", names[i]);
	}
}

void tidy_text(void)
{
	const char *names[8] = {"/ro" "ot/", "/ho" "me/", ":/" "/registry.", ":/" "/deb.", "\"res" "olved\":"};
	char here[PATH_MAX] = "";
	size_t names_n = 5;

	/* The folder of this tree and the one around it, when they are no common names. */
	if (getcwd(here, sizeof here) != NULL && strlen(here) > 6) {
		char *slash = strrchr(here, '/');

		names[names_n++] = text_of(here, strlen(here));
		slash[1] = '\0';
		if (slash - here >= 4 && strcmp(here, "/tmp/") != 0)
			names[names_n++] = here;
	}
	for (size_t i = 0; i < tree.n; i++) {
		struct file *f = &tree.at[i];
		bool is_test_data = starts(f->path, "data/") || (starts(f->path, "test") && !is_code(f->path));

		machine(f, names, names_n);
		first_comment(f);
		if (is_test_data || strcmp(f->path, "LICENSE") == 0 || ends(f->path, "-lock.json"))
			continue;
		unicode(f);
		if (is_code(f->path)) {
			left_over_words(f);
			line_ends(f);
		}
	}
}
