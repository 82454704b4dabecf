/* base/zip.h -- archives that strangers send, and small ones of our own.
 *
 * Sizes that an archive states about itself are never believed: what is inflated is counted here. */
#ifndef BASE_ZIP_H
#define BASE_ZIP_H

#include "base/base.h"

enum {
	UNZIP_ENTRIES_MAX = 20000,
	UNZIP_TOTAL_MAX = 200 * 1024 * 1024,    /* inflated bytes of all entries together */
	UNZIP_RATIO_MAX = 400,                  /* inflated to stored, once UNZIP_RATIO_FROM bytes came out */
	UNZIP_RATIO_FROM = 16 * 1024 * 1024,
};

struct unzip;

/* Both are closed with the arena. ERR_INVALID when it is no archive, is broken or has too many entries; ERR_IO when
 * the file cannot be read. The bytes must live as long as the arena. */
MUST err unzip_open(struct mem *m, const char *path, struct unzip **out);
MUST err unzip_open_bytes(struct mem *m, struct view bytes, struct unzip **out);

size_t unzip_n(const struct unzip *z);
const char *unzip_name(const struct unzip *z, size_t i);        /* "" when it has no proper name */
bool unzip_has(const struct unzip *z, const char *name);
/* The bytes that an entry says it has, 0 when there is none: to be believed of archives of our own only. */
uint64_t unzip_stated(const struct unzip *z, const char *name);

/* Begins to read an entry; one at a time. ERR_NOTFOUND; ERR_DENIED when it is encrypted; ERR_INVALID when broken. */
MUST err unzip_begin(struct unzip *z, const char *name);
/* The next bytes, at most size; *n_out is 0 at the end. ERR_INVALID broken, ERR_FULL a limit was reached. */
MUST err unzip_next(struct unzip *z, char *p, size_t size, size_t *n_out);
/* A whole entry of at most max bytes, with a NUL behind. Errors of both. */
MUST err unzip_read(struct unzip *z, struct mem *m, const char *name, size_t max, struct view *out);

/* ---- writing ------------------------------------------------------------------------------------------------ */

struct zip_entry {
	const char *name;
	struct view bytes;
	bool is_stored;         /* not deflated */
};

/* Writes a new archive, the same bytes for the same entries. ERR_IO. */
MUST err zip_write(const char *path, const struct zip_entry *entries, size_t n);

#endif
