/* tools/tidy.h -- what the parts of tidy share: the files of the tree, and how a finding is reported. */
#ifndef TOOLS_TIDY_H
#define TOOLS_TIDY_H

#include <stdbool.h>
#include <stddef.h>

enum { ROOMS_MAX = 64 };

struct file {
	char *path;             /* from the root of the tree */
	char *text;
	char *code;             /* text with comments as spaces, for C and SQL; else the same as text */
	char *bare;             /* code with the insides of strings as spaces too */
	size_t n;
	int errors_n;
};

struct tree {
	struct file *at;
	size_t n, cap;
	char *rooms[ROOMS_MAX]; /* src/room/ORDER */
	int rooms_n;
};

extern struct tree tree;
extern bool shows_guides;

#define PRINTF(fmt_at, args_at) __attribute__((format(printf, fmt_at, args_at)))

/* A finding: fails. at points into the file's text, code or bare (same places), which gives the line. */
void bad(struct file *f, size_t at, const char *fmt, ...) PRINTF(3, 4);
/* A guide: reported, does not fail. */
void guide(struct file *f, size_t at, const char *fmt, ...) PRINTF(3, 4);

void *need_mem(void *p, size_t n);              /* realloc that never fails */
char *text_of(const char *p, size_t n);         /* a copy of n bytes with a NUL */
char *text_fmt(const char *fmt, ...) PRINTF(1, 2);
bool starts(const char *s, const char *prefix);
bool ends(const char *s, const char *suffix);
bool is_word(int c);                            /* letter, digit, _ */
struct file *file_find(const char *path);       /* NULL when the tree has none */
int room_place(const char *word, size_t n);     /* place in ORDER, -1 for no room */
int room_of_path(const char *path);             /* the room a path lies in, -1 */
int room_of_name(const char *name);             /* the room whose word is name or begins it before _; -1 */

/* The rules, one file each. */
void tidy_text(void);           /* every file: first comment, words, spaces, paths of machines */
void tidy_code(void);           /* C: includes by floor and ORDER, contracts, left-overs; guides */
void tidy_sql(void);            /* tables in their room, limits, append-only */
void tidy_rows(void);           /* rows of .def: rights, paths, forms; links of templates */
void tidy_docs(bool write);     /* docs/rows.md and docs/words.md */

/* Rows, read once by tidy_rows(). */
enum { ROW_ARGS_MAX = 12 };
struct def_row {
	struct file *file;
	size_t at;
	char *word;             /* "PAGE" */
	char *args[ROW_ARGS_MAX];       /* strings without their quotes */
	int args_n;
};
extern struct def_row *rows;
extern size_t rows_n;

#endif
