/* base/buf.c -- growing text. The bytes are the system's, tied to the arena, so that growth gives the old ones back. */
#define BASE_MAY_ALLOC
#include "base/buf.h"

enum { FIRST = 256, GROW_FAST = 16 * 1024 };

static void buf_free(void *ptr)
{
	struct buf *b = ptr;

	free(b->p);
}

struct buf *buf_new(struct mem *m, size_t max_bytes)
{
	struct buf *b = mem_new(m, struct buf, 1);

	b->max = max_bytes;
	b->cap = max_bytes < FIRST ? max_bytes + 1 : FIRST;
	b->p = calloc(1, b->cap);
	CHECK(b->p != NULL);
	mem_defer(m, buf_free, b);
	return b;
}

void buf_reset(struct buf *b)
{
	b->n = 0;
	b->p[0] = '\0';
	b->is_full = false;
}

/* Room for n more bytes and the NUL; false when that is over the limit. */
static bool room(struct buf *b, size_t n)
{
	size_t cap = b->cap;

	if (b->is_full)
		return false;
	if (n > b->max - b->n) {
		b->is_full = true;
		return false;
	}
	if (b->n + n < cap)
		return true;
	while (cap <= b->n + n)
		cap *= cap < GROW_FAST ? 4 : 2;
	cap = cap > b->max ? b->max + 1 : cap;
	b->p = realloc(b->p, cap);
	CHECK(b->p != NULL);
	b->cap = cap;
	return true;
}

void buf_grow(struct buf *b, const char *p, size_t n)
{
	if (n == 0 || !room(b, n))
		return;
	memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	size_t left = b->is_full ? 0 : b->cap - b->n;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(b->is_full ? NULL : b->p + b->n, left, fmt, ap);
	CHECK(n >= 0);
	if ((size_t)n < left) {
		b->n += (size_t)n;
	} else if (!b->is_full) {       /* it had no room: what came of it goes again */
		b->p[b->n] = '\0';
		if (room(b, (size_t)n)) {
			vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
			b->n += (size_t)n;
		}
	}
	va_end(again);
	va_end(ap);
}

void buf_i64(struct buf *b, int64_t n)
{
	char digits[20];
	size_t at = sizeof digits;
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do
		digits[--at] = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (n < 0)
		buf_char(b, '-');
	buf_bytes(b, digits + at, sizeof digits - at);
}

err buf_err(const struct buf *b)
{
	return b->is_full ? ERR_FULL : OK;
}
