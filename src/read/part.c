/* read/part.c */
#include "read/part.h"

enum { PIECE = 64 * 1024 };

err part_read(struct mem *m, struct unzip *z, const char *name, const struct xml_face *face, void *at)
{
	char piece[PIECE];
	struct xml *x;
	size_t n;

	if (!unzip_has(z, name))
		return OK;
	x = xml_new_plain(m, face, at);
	TRY(unzip_begin(z, name));
	do {
		TRY(unzip_next(z, piece, sizeof piece, &n));
		TRY(xml_feed(x, piece, n, n == 0));
	} while (n > 0);
	return OK;
}
