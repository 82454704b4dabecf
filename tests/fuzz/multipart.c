/* tests/fuzz/multipart.c -- uploads: whole or byte by byte, the fields and sizes are the same; limits hold.
 * The boundary is always "B". */
#define BASE_MAY_ALLOC
#include "tests/fuzz/fuzz.h"
#include "base/text.h"
#include "web/body.h"

static const struct multipart_limits limits = {.fields_max = 8, .files_max = 2, .form_max = 1000, .file_max = 2000};

static err run(struct mem *m, const uint8_t *data, size_t size, size_t step, struct params *fields, int64_t *files_bytes)
{
	const struct upload *ups = NULL;
	size_t ups_n = 0;
	struct multipart *mp = multipart_open(m, "B", limits, "/tmp");
	err e = OK;

	for (size_t i = 0; i < size && e == OK; i += step)
		e = multipart_feed(mp, (const char *)data + i, size - i < step ? size - i : step);
	if (e == OK)
		e = multipart_end(mp, fields, &ups, &ups_n);
	*files_bytes = 0;
	for (size_t i = 0; i < ups_n; i++) {
		CHECK(ups[i].size_bytes <= limits.file_max);
		CHECK(*ups[i].name != '\0' && strchr(ups[i].name, '/') == NULL && strlen(ups[i].name) <= 200);
		*files_bytes += ups[i].size_bytes;
	}
	return e;
}

FUZZ_TARGET(multipart)
{
	struct mem *m = mem_open(16 * 1024 * 1024);
	struct params a = {0}, b = {0};
	int64_t bytes_a, bytes_b;
	err ea = run(m, data, size, size + 1, &a, &bytes_a), eb = run(m, data, size, 1, &b, &bytes_b);

	CHECK(ea == eb);
	if (ea == OK) {
		CHECK(a.n == b.n && a.n <= limits.fields_max && bytes_a == bytes_b);
		for (size_t i = 0; i < a.n; i++) {
			CHECK(text_is(a.at[i].name, b.at[i].name) && text_is(a.at[i].value, b.at[i].value));
			CHECK(text_is_utf8(a.at[i].value, strlen(a.at[i].value)));
		}
	}
	mem_close(m);
	return 0;
}
