/* core/cli.h -- what a verb of the command line reads and prints. */
#ifndef CORE_CLI_H
#define CORE_CLI_H

#include "base/buf.h"

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

#endif
