/* tests/fuzz/legacy.c -- text in whatever code: what comes out is clean. */
#include "tests/fuzz/fuzz.h"

#include "read/legacy.h"
#include "tests/fuzz/grid.h"

FUZZ_TARGET(legacy)
{
	struct mem *m = mem_open(256 * 1024 * 1024);
	struct faults f;
	struct read_doc doc = {0};
	struct reader rd = {.mem = m, .faults = &f, .doc = &doc};
	struct view in = {(const char *)data, size};

	faults_init(&f, m);
	faults_init(&doc.notes, m);
	if (txt_read(&rd, in) == OK)
		grid_check(&doc);
	for (int code = LEGACY_NONE; code <= LEGACY_VNI; code++) {
		struct view v = legacy_text(m, (enum legacy)code, in.p, in.n);

		(void)reader_clean(&rd, v.p, v.n);
	}
	mem_close(m);
	return 0;
}
