/* base/xml.h -- XML as a stream of elements and text, for documents that strangers send.
 *
 * Names come without their prefix ("w:p" is "p"). A document type is refused unless asked for, an entity declaration
 * always; nesting is limited. The callbacks are the one place below rooms where functions are handed over. */
#ifndef BASE_XML_H
#define BASE_XML_H

#include "base/base.h"

enum { XML_DEPTH_MAX = 400 };

struct xml;

struct xml_face {
	void (*open)(void *at, const char *name, const char *const *attrs);
	void (*close)(void *at, const char *name);
	void (*text)(void *at, const char *p, size_t n);        /* may come in pieces; NULL for none wanted */
	bool may_have_doctype;
};

/* at is handed to the callbacks. The parser is released with the arena. */
struct xml *xml_new(struct mem *m, const struct xml_face *face, void *at);
/* The same for the large parts of office files, which are plain: read by hand where they are in UTF-8 (tags.c). */
struct xml *xml_new_plain(struct mem *m, const struct xml_face *face, void *at);
/* The next n bytes of the document. ERR_INVALID when it is not well-formed, or holds what is refused; no further
 * bytes are taken then. */
MUST err xml_feed(struct xml *x, const char *p, size_t n, bool is_last);
/* From a callback: enough was seen; the rest is skipped and xml_feed says OK. */
void xml_stop(struct xml *x);
/* Value of the attribute with this local name, or NULL. */
const char *xml_attr(const char *const *attrs, const char *name);
/* The same as a number, or otherwise when it is missing or is none. */
int xml_attr_int(const char *const *attrs, const char *name, int otherwise);

#endif
