/* base/buf.h -- the one way to build text: grows up to its limit, and remembers if it reached it. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/base.h"

struct buf {
	char *p;                /* always NUL-terminated */
	size_t n, cap, max;     /* bytes; cap is never more than max and the NUL */
	bool is_full;           /* something did not fit; what came after is lost: ask buf_err() once, at the end */
};

/* An empty buffer whose bytes are released with the arena. max_bytes without the NUL. */
struct buf *buf_new(struct mem *m, size_t max_bytes);
void buf_reset(struct buf *b);                          /* empty again, the error forgotten */

/* For buf_bytes(). */
void buf_grow(struct buf *b, const char *p, size_t n);

/* The next three stand in the header because pages are made of thousands of small pieces. */
static inline void buf_bytes(struct buf *b, const char *p, size_t n)
{
	if (b->is_full || n >= b->cap - b->n) {
		buf_grow(b, p, n);
		return;
	}
	memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

/* The text without its NUL. */
static inline void buf_text(struct buf *b, const char *text)
{
	buf_bytes(b, text, strlen(text));
}

/* One byte. */
static inline void buf_char(struct buf *b, char c)
{
	buf_bytes(b, &c, 1);
}

/* The text as XML and HTML hold it, in elements and quoted attributes: & < > " ' escaped, five and no others. */
void buf_markup(struct buf *b, const char *text);
void buf_markup_bytes(struct buf *b, const char *p, size_t n);
/* The same, a line's end as <br>. */
void buf_markup_lines(struct buf *b, const char *text);
/* Text as printf writes it; a number in decimal. */
void buf_fmt(struct buf *b, const char *fmt, ...) PRINTF(2, 3);
void buf_i64(struct buf *b, int64_t n);

/* OK, or ERR_FULL when the limit was reached. */
MUST err buf_err(const struct buf *b);

#endif
