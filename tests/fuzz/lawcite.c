/* tests/fuzz/lawcite.c -- a citation: whatever is typed, its parts are what parts can be. */
#include "tests/fuzz/fuzz.h"

#include "base/text.h"
#include "room/law/law.h"

FUZZ_TARGET(lawcite)
{
	struct mem *m = mem_open(64 * 1024 * 1024);
	struct law_cite c;

	if (size < 4000 && text_is_utf8((const char *)data, size) &&
	    law_cite_read(m, text_clean(m, (const char *)data, size), &c)) {
		size_t digits = strspn(c.article, "0123456789");

		CHECK(*c.number != '\0' || *c.name != '\0');
		CHECK(*c.article == '\0' || (digits > 0 && strlen(c.article) <= digits + 1));
		CHECK(c.clause >= 0 && c.clause < 1000);
		CHECK(text_chars(c.point) <= 1);
		CHECK(*c.number == '\0' || strchr(c.number, '/') != NULL);
	}
	mem_close(m);
	return 0;
}
