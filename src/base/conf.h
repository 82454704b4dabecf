/* base/conf.h -- a file of settings: lines "key = value"; '#' begins a comment at the start of a line or after white
 * space, so that a password may hold it. */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include "base/faults.h"

struct conf_line {
	const char *where;              /* "/etc/thidua.conf, dòng 3" */
	const char *key, *value;        /* trimmed */
};

struct conf {
	struct conf_line *at;
	size_t n;
};

/* ERR_NOTFOUND: the file is not there or cannot be opened. A line that is none is a fault and left out. */
MUST err conf_read(struct mem *m, const char *path, struct conf *out, struct faults *f);

#endif
