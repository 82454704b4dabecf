/* base/tags.h -- XML as office programs write it, read by hand: UTF-8, names in ASCII, no document type. For xml.c, which gives
 * it the large parts; several times as fast as the general parser, and of one mind with it (a test compares them). */
#ifndef BASE_TAGS_H
#define BASE_TAGS_H

#include "base/xml.h"

struct tags;

/* Whether a document that begins with these bytes may be read here: its declaration, if it has one, is one of the usual, in UTF-8. */
bool tags_can(const char *p, size_t n);
struct tags *tags_new(struct mem *m, const struct xml_face *face, void *at);
/* As xml_feed(). */
MUST err tags_feed(struct tags *t, const char *p, size_t n, bool is_last);
void tags_stop(struct tags *t);

#endif
