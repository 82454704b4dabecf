/* tools/tidy.c -- looks whether the tree keeps the rules of the house, and says where it does not.
 *
 *     tidy [--root DIR] [--guides] [--write]
 *
 * Every finding is one line, file:line: sentence. Guides (long lines, long functions) are counted and do not fail;
 * --guides shows them. --write writes the generated tables of docs/ anew instead of comparing them. */
#include "tidy.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct tree tree;
bool shows_guides;
static int errors_n, guides_n;

void *need_mem(void *p, size_t n)
{
	p = realloc(p, n > 0 ? n : 1);
	if (p == NULL)
		abort();
	return p;
}

char *text_of(const char *p, size_t n)
{
	char *s = need_mem(NULL, n + 1);

	memcpy(s, p, n);
	s[n] = '\0';
	return s;
}

char *text_fmt(const char *fmt, ...)
{
	va_list ap;
	char small[4096];
	int n;

	va_start(ap, fmt);
	n = vsnprintf(small, sizeof small, fmt, ap);
	va_end(ap);
	if (n < 0)
		abort();
	return text_of(small, (size_t)n < sizeof small ? (size_t)n : sizeof small - 1);
}

bool starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool ends(const char *s, const char *suffix)
{
	size_t n = strlen(s), k = strlen(suffix);

	return n >= k && strcmp(s + n - k, suffix) == 0;
}

bool is_word(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

struct file *file_find(const char *path)
{
	for (size_t i = 0; i < tree.n; i++) {
		if (strcmp(tree.at[i].path, path) == 0)
			return &tree.at[i];
	}
	return NULL;
}

int room_place(const char *word, size_t n)
{
	for (int i = 0; i < tree.rooms_n; i++) {
		if (strlen(tree.rooms[i]) == n && memcmp(tree.rooms[i], word, n) == 0)
			return i;
	}
	return -1;
}

int room_of_path(const char *path)
{
	if (!starts(path, "src/room/"))
		return -1;
	path += strlen("src/room/");
	return room_place(path, strcspn(path, "/"));
}

int room_of_name(const char *name)
{
	return room_place(name, strcspn(name, "_"));
}

static int line_of(const struct file *f, size_t at)
{
	int line = 1;

	for (size_t i = 0; i < at && i < f->n; i++)
		line += f->text[i] == '\n';
	return line;
}

PRINTF(3, 0) static void say(struct file *f, size_t at, const char *fmt, va_list ap)
{
	printf("%s:%d: ", f->path, line_of(f, at));
	vprintf(fmt, ap);
	putchar('\n');
}

void bad(struct file *f, size_t at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(f, at, fmt, ap);
	va_end(ap);
	f->errors_n++;
	errors_n++;
}

void guide(struct file *f, size_t at, const char *fmt, ...)
{
	va_list ap;

	guides_n++;
	if (!shows_guides)
		return;
	va_start(ap, fmt);
	say(f, at, fmt, ap);
	va_end(ap);
}

/* ---- reading the tree --------------------------------------------------------------------------------------- */

/* Blanks comments in out; the insides of strings too where strings is set. Places stay the same. */
static void blank_c(char *out, size_t n, bool strings)
{
	for (size_t i = 0; i < n; i++) {
		if (out[i] == '/' && i + 1 < n && out[i + 1] == '*') {
			size_t end = i + 2;

			while (end + 1 < n && !(out[end] == '*' && out[end + 1] == '/'))
				end++;
			end = end + 2 < n ? end + 2 : n;
			for (; i < end; i++)
				out[i] = out[i] == '\n' ? '\n' : ' ';
			i--;
		} else if (out[i] == '"' || out[i] == '\'') {
			char quote = out[i++];

			while (i < n && out[i] != quote && out[i] != '\n') {
				bool is_pair = out[i] == '\\' && i + 1 < n && out[i + 1] != '\n';

				for (int k = 0; k <= is_pair; k++, i++) {
					if (strings)
						out[i] = ' ';
				}
			}
		}
	}
}

static void blank_sql(char *out, size_t n, bool strings)
{
	for (size_t i = 0; i < n; i++) {
		if (out[i] == '-' && i + 1 < n && out[i + 1] == '-') {
			while (i < n && out[i] != '\n')
				out[i++] = ' ';
		} else if (out[i] == '\'') {
			for (i++; i < n && out[i] != '\''; i++) {
				if (strings && out[i] != '\n')
					out[i] = ' ';
			}
		}
	}
}

static bool is_c(const char *path)
{
	return ends(path, ".c") || ends(path, ".h") || ends(path, ".def");
}

static void add_file(const char *path)
{
	struct file f = {0};
	struct stat st;
	FILE *in = fopen(path, "rb");

	if (in == NULL || fstat(fileno(in), &st) != 0 || st.st_size > 2000000) {
		if (in != NULL)
			fclose(in);
		return;
	}
	f.path = text_of(path, strlen(path));
	f.text = need_mem(NULL, (size_t)st.st_size + 1);
	f.n = fread(f.text, 1, (size_t)st.st_size, in);
	f.text[f.n] = '\0';
	fclose(in);
	if (memchr(f.text, '\0', f.n) != NULL)  /* no text: a picture, a font, an archive */
		return;
	f.code = text_of(f.text, f.n);
	f.bare = text_of(f.text, f.n);
	if (is_c(path)) {
		blank_c(f.code, f.n, false);
		blank_c(f.bare, f.n, true);
	} else if (ends(path, ".sql")) {
		blank_sql(f.code, f.n, false);
		blank_sql(f.bare, f.n, true);
	}
	if (tree.n == tree.cap) {
		tree.cap = tree.cap * 2 + 256;
		tree.at = need_mem(tree.at, tree.cap * sizeof *tree.at);
	}
	tree.at[tree.n++] = f;
}

static bool is_ours(const char *dir, const char *name)
{
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, ".git") == 0)
		return false;
	if (dir[0] == '\0' && (strcmp(name, "build") == 0 || starts(name, "build-") || strcmp(name, "var") == 0))
		return false;
	if (strcmp(dir, "tests") == 0 && strcmp(name, "tidy") == 0)     /* bad trees, on purpose */
		return false;
	return strcmp(name, "node_modules") != 0 && strcmp(name, "subprojects") != 0;
}

static void add_folder(const char *dir)
{
	struct dirent **names;
	int n = scandir(dir[0] != '\0' ? dir : ".", &names, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		const char *name = names[i]->d_name;
		char *path = dir[0] != '\0' ? text_fmt("%s/%s", dir, name) : text_of(name, strlen(name));
		struct stat st;

		if (is_ours(dir, name) && lstat(path, &st) == 0) {
			if (S_ISDIR(st.st_mode))
				add_folder(path);
			else if (S_ISREG(st.st_mode))
				add_file(path);
		}
		free(path);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

static void read_order(void)
{
	struct file *f = file_find("src/room/ORDER");
	const char *p = f != NULL ? f->text : "";

	while (*p != '\0') {
		size_t n = strcspn(p, "\n"), word = strcspn(p, " \t\n");

		if (word > 0 && p[0] != '#' && tree.rooms_n < ROOMS_MAX)
			tree.rooms[tree.rooms_n++] = text_of(p, word);
		p += n + (p[n] == '\n');
	}
}

int main(int argc, char **argv)
{
	bool write = false;
	int clean_n = 0, unclean_n = 0;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--guides") == 0)
			shows_guides = true;
		else if (strcmp(argv[i], "--write") == 0)
			write = true;
		else if (strcmp(argv[i], "--root") == 0 && i + 1 < argc && chdir(argv[i + 1]) == 0)
			i++;
		else {
			fprintf(stderr, "tidy [--root DIR] [--guides] [--write]\n");
			return 2;
		}
	}
	add_folder("");
	read_order();
	tidy_text();
	tidy_code();
	tidy_sql();
	tidy_rows();
	tidy_docs(write);
	for (size_t i = 0; i < tree.n; i++) {
		clean_n += tree.at[i].errors_n == 0;
		unclean_n += tree.at[i].errors_n > 0;
	}
	if (guides_n > 0)
		printf("%d guides passed over; tidy --guides shows them\n", guides_n);
	printf("files: %d passed, %d failed\n", clean_n, unclean_n);
	return errors_n > 0;
}
