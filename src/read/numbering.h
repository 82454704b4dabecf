/* read/numbering.h -- the numbers that Word computes itself ("1.", "II.", "a)", "-") and does not write down. */
#ifndef READ_NUMBERING_H
#define READ_NUMBERING_H

#include "base/zip.h"

enum { NUMBERING_LEVELS = 9, NUMBERING_MARK_MAX = 64, NUMBERING_MAX = 4000 };

struct numbering;

/* From word/numbering.xml; an archive without it has no lists. ERR_INVALID broken, ERR_FULL. */
MUST err numbering_read(struct mem *m, struct unzip *z, struct numbering **out);
/* The mark of the next paragraph of list num at a level from 0, as written before its text, without the space; "" when
 * there is no such list. Counts on, so it is called once for each paragraph, in their order. */
void numbering_next(struct numbering *nb, int num, int level, char mark[NUMBERING_MARK_MAX]);

#endif
