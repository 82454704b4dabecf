/* app/verbs.h -- the words of the command line, read from the rows of all rooms. */
#ifndef APP_VERBS_H
#define APP_VERBS_H

#include "app/setup.h"
#include "core/cli.h"

struct verb {
	const char *words;              /* "plan import" */
	err (*fn)(struct ctx *cx, struct args *a);              /* NULL for a tool */
	err (*tool)(struct setup *s, struct args *a);           /* NULL for a verb */
	const char *pattern, *help;
};

extern const struct verb verbs[];       /* ends with words NULL */

/* The verb that the words begin with, the longest; words_n_out how many it took. NULL when none fits. */
const struct verb *verb_find(int argc, char *const *argv, int *words_n_out);

/* The whole program: reads the words, runs the verb, prints; the exit code. */
int cli_main(int argc, char **argv);

#endif
