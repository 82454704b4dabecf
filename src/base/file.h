/* base/file.h -- small files, read whole, with a limit. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/base.h"

/* The bytes of a regular file of at most max bytes, with a NUL behind them. ERR_IO when it cannot be read,
 * ERR_FULL when it is larger. */
MUST err file_read(struct mem *m, const char *path, size_t max, struct view *out);
/* At most max of its first bytes, however large it is. */
MUST err file_head(struct mem *m, const char *path, size_t max, struct view *out);
/* The size of a regular file. ERR_IO when there is none. */
MUST err file_size(const char *path, int64_t *out);

#endif
