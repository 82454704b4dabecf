/* core/cli.h -- what a verb of the command line reads and prints. */
#ifndef CORE_CLI_H
#define CORE_CLI_H

#include "base/buf.h"
#include "base/date.h"
#include "base/faults.h"

/* Arguments, already checked against the row's pattern: "ID FILE [--due=DATE] [--json]" is the specification, the
 * parser and the help. Words: ID (positive number), N (number), DATE (yyyy-mm-dd or dd/mm/yyyy), FILE (readable
 * path), and any other word in capitals for text. */
struct args {
	struct mem *mem;
	struct buf *out;                /* standard output, text for people or JSON */
	bool is_json;                   /* --json was given */
	const struct arg *at;
	size_t n;
};

struct arg {
	const char *name;               /* "ID", "--due" */
	const char *value;
};

const char *args_text(const struct args *a, const char *name);          /* "" when not given */
int64_t args_i64(const struct args *a, const char *name, int64_t otherwise);
int32_t args_date(const struct args *a, const char *name);              /* DATE_NONE when not given */
bool args_has(const struct args *a, const char *name);

/* One argument of a pattern, for whoever fills a struct args. */
enum arg_kind { ARG_TEXT, ARG_ID, ARG_N, ARG_DATE, ARG_FILE, ARG_FLAG };

/* Reads the words of the command line after the verb against the pattern of its row. ERR_INVALID fills faults, one
 * sentence for each argument that is missing, unknown or not what the pattern asks for. a->mem, a->out are set by the
 * caller; values are valid UTF-8, cleaned. Pattern: positional words, then [OPTIONAL] ones, then [--flag] or
 * [--name=WORD]; a last positional word with "..." takes the rest, found under its name several times. */
MUST err args_read(struct args *a, const char *pattern, int argc, char *const *argv, struct faults *f);
/* The same from names and values, as an address brings them: "id" is the ID of the pattern, "state" its --state. What is
 * empty was not given; a flag is given by 1, on or true. */
MUST err args_fill(struct args *a, const char *pattern, const struct arg *given, size_t n, struct faults *f);
/* The i-th value given under a name that may come several times; NULL after the last. */
const char *args_nth(const struct args *a, const char *name, size_t i);

#endif
