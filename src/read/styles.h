/* read/styles.h -- what Word's paragraph styles say that matters for reading: heading level, list, bold, centre, font. */
#ifndef READ_STYLES_H
#define READ_STYLES_H

#include "base/zip.h"
#include "read/legacy.h"

struct style {
	const char *id, *based_on;
	int level;              /* heading level from 1; 0 for none */
	int num, num_level;     /* list; 0 for none */
	bool is_bold, is_centred;
	bool has_font;
	enum legacy font;
};

struct styles;

/* From word/styles.xml; an archive without it has no styles. */
MUST err styles_read(struct mem *m, struct unzip *z, struct styles **out);
/* A style with what it inherits; "" or an unknown one is the default paragraph style. */
struct style styles_of(const struct styles *s, const char *id);

#endif
