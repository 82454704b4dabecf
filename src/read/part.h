/* read/part.h -- one XML part of an office archive, streamed through a parser. */
#ifndef READ_PART_H
#define READ_PART_H

#include "base/xml.h"
#include "base/zip.h"

/* An archive without the part is OK and no callback is made. ERR_INVALID broken, ERR_FULL over a limit, ERR_DENIED
 * encrypted. */
MUST err part_read(struct mem *m, struct unzip *z, const char *name, const struct xml_face *face, void *at);

#endif
