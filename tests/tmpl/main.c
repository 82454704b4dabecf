/* tests/tmpl/main.c -- writes what each compiled template makes of the same facts:  main FOLDER  ->  FOLDER/NN-name.out */
#include "facts.h"

#include <stdio.h>

#define CASE(fn, name) void fn(struct buf *b, const struct facts *f);
#include "cases.def"
#undef CASE

static const struct {
	void (*fn)(struct buf *b, const struct facts *f);
	const char *name;
} cases[] = {
#define CASE(fn, name) {fn, name},
#include "cases.def"
#undef CASE
};

static const char *const words[] = {"một", "<hai>"};
static const struct item items[] = {{"a&b"}, {"c"}};

void inner_html(struct buf *b, const char *s)
{
	html_text(b, s);
}

int main(int argc, char **argv)
{
	enum { OUT_MAX = 65536, MEM_MAX = 1 << 20, DAY_MS = 1709600400 };
	struct mem *m = mem_open(MEM_MAX);
	struct facts f = {
	    .nasty = "<a href=\"x\" title='y'>&amp; Đơn vị/%?#", .path = "/plan/1?a=1&b=\"2\"", .outside = "//example.org/x",
	    .n = 7, .u = 18000000000000000000u, .money = 1234567, .day = date_of(2024, 3, 5), .yes = true,
	    .ms = (int64_t)DAY_MS * 1000, .html = {"<b>raw</b>", 10}, .words = {words, COUNT(words)}, .items = items,
	    .items_n = COUNT(items)};

	for (size_t i = 0; argc == 2 && i < COUNT(cases); i++) {
		struct buf *b = buf_new(m, OUT_MAX);
		char path[4096];
		FILE *out;

		cases[i].fn(b, &f);
		snprintf(path, sizeof path, "%s/%s.out", argv[1], cases[i].name);
		out = fopen(path, "wb");
		if (out == NULL || fwrite(b->p, 1, b->n, out) != b->n || fclose(out) != 0)
			return 1;
	}
	mem_close(m);
	return 0;
}
