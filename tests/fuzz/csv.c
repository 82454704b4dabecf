/* tests/fuzz/csv.c -- a list with parted columns: whatever the bytes, rows are clean text in ascending lines, and reading twice
 * gives the same. */
#include "tests/fuzz/fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "read/roll.h"

/* The sum of all rows, so that two readings can be compared. */
static uint64_t read_all(struct roll *r)
{
	const struct roll_row *row;
	uint64_t sum = 1;
	int line = 0;

	while (roll_next(r, &row) == OK && row != NULL) {
		CHECK(row->line > line && row->n > 0 && row->n <= ROLL_COLS_MAX);
		CHECK(*row->at[row->n - 1] != '\0');
		line = row->line;
		for (size_t i = 0; i < row->n; i++) {
			CHECK(*row->at[i] == '\0' || text_is_utf8(row->at[i], strlen(row->at[i])));
			for (const char *p = row->at[i]; *p != '\0'; p++)
				sum = sum * 31 + (unsigned char)*p;
		}
	}
	CHECK(roll_percent(r) >= 0 && roll_percent(r) <= 100);
	return sum;
}

FUZZ_TARGET(csv)
{
	struct mem *m = mem_open(512 * 1024 * 1024);
	int fd = memfd_create("csv", MFD_CLOEXEC);
	const char *path = mem_text(m, "/proc/self/fd/%d", fd);
	struct faults f;
	struct roll *r;

	faults_init(&f, m);
	CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	if (roll_open(m, path, &f, &r) == OK) {
		uint64_t first = read_all(r);
		size_t refused = f.n;

		CHECK(roll_begin(r, 0) == OK);
		CHECK(read_all(r) == first && f.n == refused * 2);
	} else {
		CHECK(f.n == 1);
	}
	mem_close(m);
	close(fd);
	return 0;
}
