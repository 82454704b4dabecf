/* base/child.h -- other people's programs, run on strangers' files: shut in, with a limit on everything.
 *
 * Where bubblewrap works the child sees only the system's programs (read-only), its one input as /in, and no network, no
 * other process, no home. Elsewhere it still runs without new privileges, with limits of time, memory and output. No
 * shell is involved. */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include "base/base.h"

enum { CHILD_ARGS_MAX = 24 };

struct child {
	const char *const *argv;        /* ends in NULL; argv[0] is the program's name, sought in /usr/bin and /bin */
	const char *in_path;            /* its input; the argument "/in" in argv stands for it */
	const char *dir;                /* a directory it may write to, the argument "/dir" stands for it; NULL for none */
	size_t out_max;                 /* bytes of its standard output */
	int time_ms;
};

struct child_end {
	struct view out;                /* its standard output, with a NUL behind */
	const char *errors;             /* the beginning of its standard error */
	int code;                       /* exit code; -1 when it was ended by a signal */
	bool is_late, is_over;          /* ended by us: over its time; over its output */
};

/* Runs it to its end. ERR_NOTFOUND no such program; ERR_IO it could not be started. What became of it is in *out. */
MUST err child_run(struct mem *m, const struct child *in, struct child_end *out);

#endif
