/* tests/t_fuzz.c -- the seeds of the fuzzers as an ordinary test: what once broke a parser is read again every time. */
#define BASE_MAY_ALLOC
#include "tests/t.h"

#include <dirent.h>

#define FUZZ(name) int fuzz_##name(const uint8_t *data, size_t size);
#include "gen/fuzz.def"
#undef FUZZ

static const struct {
	const char *name;
	int (*fn)(const uint8_t *data, size_t size);
} targets[] = {
#define FUZZ(name) {#name, fuzz_##name},
#include "gen/fuzz.def"
#undef FUZZ
};

static void one(int (*fn)(const uint8_t *data, size_t size), const char *path)
{
	enum { SEED_MAX = 1024 * 1024 };
	uint8_t *data = malloc(SEED_MAX), *exact;
	FILE *in = fopen(path, "rb");
	size_t n;

	CHECK(in != NULL && data != NULL);
	n = fread(data, 1, SEED_MAX, in);
	fclose(in);
	/* An allocation of the very size: a sanitizer sees a step beyond the end. */
	exact = malloc(n + (n == 0));
	CHECK(exact != NULL);
	memcpy(exact, data, n);
	assert_int_equal(fn(exact, n), 0);
	free(exact);
	free(data);
}

TEST(seeds_of_all_fuzzers_pass)
{
	size_t seeds_n = 0;

	for (size_t i = 0; i < COUNT(targets); i++) {
		const char *dir = t_source_path(mem_text(t_mem(), "tests/fuzz/seed/%s", targets[i].name));
		struct dirent *e;
		DIR *d;

		d = opendir(dir);
		if (d == NULL)
			fprintf(stderr, "no seeds for fuzzer %s\n", targets[i].name);
		assert_non_null(d);
		while ((e = readdir(d)) != NULL) {
			if (e->d_name[0] == '.')
				continue;
			one(targets[i].fn, mem_text(t_mem(), "%s/%s", dir, e->d_name));
			seeds_n++;
		}
		closedir(d);
	}
	assert_true(seeds_n >= COUNT(targets));
}
