/* base/copy.h -- files and folders written so that a crash leaves either the old or the new, never a half. */
#ifndef BASE_COPY_H
#define BASE_COPY_H

#include "base/base.h"

/* All: ERR_SPACE when the disk is full, ERR_IO otherwise. */
MUST err folder_make(const char *path);                         /* one level; there already is OK */
MUST err folder_sync(const char *path);                         /* names in it are on the disk */
/* A new file with the bytes of another, on the disk when OK; nothing is left otherwise. to must not be there. */
MUST err copy_file(const char *from, const char *to);
/* A whole text in a new file, on the disk when OK; replaces an old one. */
MUST err copy_text(struct mem *m, const char *path, const char *p, size_t n);
/* A new file that only its owner may read, whole and on the disk when OK. ERR_TAKEN: there is one, and it stays. */
MUST err private_make(struct mem *m, const char *path, const char *p, size_t n);

#endif
