/* tests/fuzz/mktmpl.c -- the template compiler on any bytes: it accepts or refuses with a line, and never breaks. What it
 * accepts holds no value outside the places where one is harmless: each html_ call was let through by need_place(). */
#define MKTMPL_NO_MAIN
#include "../../tools/mktmpl.c"

#define BASE_MAY_ALLOC
#include "tests/fuzz/fuzz.h"

FUZZ_TARGET(mktmpl)
{
	static struct tmpl t;
	char *copy = malloc(size + 1);

	CHECK(copy != NULL);
	memcpy(copy, data, size);
	copy[size] = '\0';
	if (tmpl_compile(&t, "fuzz.tmpl", copy, size)) {
		CHECK(t.depth == 0);
		CHECK(t.st.where == TEXT || t.h.n == 0);
	} else {
		CHECK(t.error[0] >= '1' && t.error[0] <= '9');
	}
	tmpl_free(&t);
	free(copy);
	return 0;
}
