/* tests/fuzz/query.c -- queries, cookies, paths, file names, ranges: what comes out is valid text within its limits. */
#define BASE_MAY_ALLOC
#include "tests/fuzz/fuzz.h"
#include "base/text.h"
#include "web/body.h"
#include "web/peer.h"
#include "web/wire.h"

static void valid(const struct params *ps)
{
	for (size_t i = 0; i < ps->n; i++) {
		CHECK(text_is_utf8(ps->at[i].name, strlen(ps->at[i].name)));
		CHECK(text_is_utf8(ps->at[i].value, strlen(ps->at[i].value)));
	}
}

FUZZ_TARGET(query)
{
	struct mem *m = mem_open(64 * 1024 * 1024);
	char *s = mem_copy(m, (const char *)data, size);
	const char *path, *name, *boundary;
	struct params ps = {0};
	struct wire_range r;
	struct peer direct = {{0}}, p;

	if (body_form(m, s, size, 50, &ps) == OK)
		CHECK(ps.n <= 50);
	valid(&ps);
	body_cookies(m, s, &ps);
	valid(&ps);
	if (body_path(m, s, size, &path) == OK)
		CHECK(text_is_utf8(path, strlen(path)));
	name = body_file_name(m, s, size);
	CHECK(*name != '\0' && *name != '.' && strlen(name) <= 200 && strpbrk(name, "/\\\"") == NULL);
	CHECK(strpbrk(wire_attachment(m, name), "\r\n") == NULL);
	if (body_boundary(m, s, &boundary))
		CHECK(strlen(boundary) >= 1 && strlen(boundary) <= 70);
	if (wire_range(s, 1000, &r) == 206)
		CHECK(r.from >= 0 && r.n > 0 && r.from + r.n <= 1000);
	wire_etag_matches(s, "\"x\"");
	wire_accepts_gzip(s);
	p = peer_behind(&direct, s, NULL, 0);
	CHECK(*peer_text(m, &p) != '\0');
	mem_close(m);
	return 0;
}
