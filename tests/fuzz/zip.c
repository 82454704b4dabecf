/* tests/fuzz/zip.c -- an archive as it comes: every entry is read or refused, within the limits. */
#include "tests/fuzz/fuzz.h"

#include "base/zip.h"

FUZZ_TARGET(zip)
{
	enum { ENTRY_MAX = 1024 * 1024 };
	struct mem *m = mem_open(256 * 1024 * 1024);
	struct unzip *z;

	if (unzip_open_bytes(m, (struct view){(const char *)data, size}, &z) == OK) {
		for (size_t i = 0; i < unzip_n(z) && i < 20; i++) {
			struct mem *each = mem_open(16 * 1024 * 1024);
			struct view v = {"", 0};
			err e = unzip_read(z, each, unzip_name(z, i), ENTRY_MAX, &v);

			CHECK(e == OK || e == ERR_INVALID || e == ERR_FULL || e == ERR_DENIED || e == ERR_NOTFOUND);
			CHECK(v.n <= ENTRY_MAX);
			mem_close(each);
		}
	}
	mem_close(m);
	return 0;
}
