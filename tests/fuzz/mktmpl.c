/* tests/fuzz/mktmpl.c -- the template compiler on any bytes: it accepts or refuses, and never breaks. */
#define MKTMPL_NO_MAIN
#include "../../tools/mktmpl.c"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct tmpl t;
	char *copy = malloc(size + 1);

	if (copy == NULL)
		abort();
	memcpy(copy, data, size);
	copy[size] = '\0';
	if (tmpl_compile(&t, "fuzz.tmpl", copy, size) && t.depth != 0)
		abort();
	tmpl_free(&t);
	free(copy);
	return 0;
}
