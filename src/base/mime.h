/* base/mime.h -- a letter as the bytes that travel (RFC 5322, 2045-2047): text and HTML beside each other, both in
 * base64. Nothing that stands in a field can begin another header or another letter. */
#ifndef BASE_MIME_H
#define BASE_MIME_H

#include "base/buf.h"

enum { MIME_ADDRESS_MAX = 254, MIME_LINE_MAX = 76 };

struct mime {
	const char *from, *from_name;   /* address; name in words, "" for none */
	const char *to;                 /* address */
	const char *subject;            /* cut to one line */
	const char *message_id;         /* "left@right", without < and > */
	const char *unsubscribe;        /* address of a page; "" for none */
	int64_t date_ms;
	const char *text, *html;        /* both are sent */
};

/* name@domain as it is written in the world: ASCII, 64 + 1 + domain of two labels or more, no quotes, no comments. */
bool mime_address_is_good(const char *address);
/* The letter, every line ended by CRLF and at most MIME_LINE_MAX long, but for lines of one long address. ERR_INVALID:
 * an address or the Message-ID is none. ERR_FULL is told by the buffer. */
MUST err mime_write(struct buf *b, const struct mime *m);
/* A header's value: printable ASCII as it is, anything else as encoded words of RFC 2047, folded; for mime_write. */
void mime_header(struct buf *b, const char *name, const char *value);

#endif
