/* base/base.c -- errors, checks and the arena.
 *
 * The arena is a chain of chunks; an allocation is a bump of the last chunk, or a new chunk at least as large as
 * the last. Chunks are taken zeroed and wiped on reset, so that what is handed out is always zero and nothing of
 * one request can be read in the next. The largest chunk that is not too large is kept: a second request like the
 * first one needs nothing of the system. */
#define BASE_MAY_ALLOC
#include "base/base.h"

static const struct {
	int status, code;
	const char *name, *sentence;
} errs[] = {
	{200, 0, "OK", ""},
#define ERR(name, status, code, sentence) {status, code, #name, sentence},
#include "base/err.def"
#undef ERR
};

int err_status(err e)
{
	CHECK(e < ERR_N);
	return errs[e].status;
}

int err_exit_code(err e)
{
	CHECK(e < ERR_N);
	return errs[e].code;
}

const char *err_sentence(err e)
{
	CHECK(e < ERR_N);
	return errs[e].sentence;
}

const char *err_name(err e)
{
	CHECK(e < ERR_N);
	return errs[e].name;
}

_Noreturn void check_failed(const char *what, const char *file, int line)
{
	fprintf(stderr, "thidua: CHECK(%s) failed at %s:%d\n", what, file, line);
	abort();
}

/* ---- arena ---------------------------------------------------------------------------------------------- */

enum { CHUNK_MIN = 16 * 1024, CHUNK_KEPT = 256 * 1024, CHUNK_MAX = 4 * 1024 * 1024, ALIGN = 16, SHORT_TEXT = 512 };

struct chunk {
	struct chunk *older;
	size_t size, used;
	_Alignas(16) char bytes[];
};

struct deferred {
	struct deferred *older;
	void (*fn)(void *);
	void *ptr;
};

struct mem {
	struct chunk *last;
	struct deferred *deferred;
	size_t used, max;
};

static struct chunk *chunk_new(size_t size, struct chunk *older)
{
	struct chunk *c = calloc(1, sizeof *c + size);

	CHECK(c != NULL);
	c->older = older;
	c->size = size;
	return c;
}

struct mem *mem_open(size_t max_bytes)
{
	struct mem *m = calloc(1, sizeof *m);

	CHECK(m != NULL);
	m->max = max_bytes;
	m->last = chunk_new(CHUNK_MIN, NULL);
	return m;
}

void mem_reset(struct mem *m)
{
	while (m->deferred != NULL) {
		struct deferred *d = m->deferred;

		m->deferred = d->older;
		d->fn(d->ptr);
	}
	while (m->last->size > CHUNK_KEPT) {
		struct chunk *c = m->last;

		m->last = c->older;
		free(c);
	}
	while (m->last->older != NULL) {
		struct chunk *c = m->last->older;

		m->last->older = c->older;
		free(c);
	}
	memset(m->last->bytes, 0, m->last->used);
	m->last->used = 0;
	m->used = 0;
}

void mem_close(struct mem *m)
{
	if (m == NULL)
		return;
	mem_reset(m);
	free(m->last);
	free(m);
}

size_t mem_used(const struct mem *m)
{
	return m->used;
}

size_t mem_left(const struct mem *m)
{
	return m->max - m->used;
}

void *mem_alloc(struct mem *m, size_t n)
{
	struct chunk *c = m->last;
	void *p;

	CHECK(n <= m->max);
	n = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	CHECK(m->used + n <= m->max);
	if (c->size - c->used < n) {
		size_t size = c->size < CHUNK_MAX ? c->size * 2 : CHUNK_MAX;

		m->last = c = chunk_new(n > size ? n : size, c);
	}
	p = c->bytes + c->used;
	c->used += n;
	m->used += n;
	return p;
}

void *mem_array(struct mem *m, size_t n, size_t size)
{
	size_t bytes;

	CHECK(!__builtin_mul_overflow(n, size, &bytes));
	return mem_alloc(m, bytes);
}

char *mem_copy(struct mem *m, const char *p, size_t n)
{
	char *s = mem_alloc(m, n + 1);

	if (n > 0)
		memcpy(s, p, n);
	return s;
}

char *mem_dup(struct mem *m, const char *text)
{
	return mem_copy(m, text, strlen(text));
}

char *mem_vtext(struct mem *m, const char *fmt, va_list ap)
{
	char first[SHORT_TEXT];
	va_list again;
	int n;
	char *s;

	va_copy(again, ap);
	n = vsnprintf(first, sizeof first, fmt, again);
	va_end(again);
	CHECK(n >= 0);
	s = mem_alloc(m, (size_t)n + 1);
	if ((size_t)n < sizeof first)
		memcpy(s, first, (size_t)n);
	else
		vsnprintf(s, (size_t)n + 1, fmt, ap);
	return s;
}

char *mem_text(struct mem *m, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = mem_vtext(m, fmt, ap);
	va_end(ap);
	return s;
}

void mem_defer(struct mem *m, void (*fn)(void *), void *ptr)
{
	struct deferred *d = mem_new(m, struct deferred, 1);

	d->fn = fn;
	d->ptr = ptr;
	d->older = m->deferred;
	m->deferred = d;
}

void *list_room(struct mem *m, void *at, size_t n, size_t *cap, size_t size)
{
	void *more;

	if (n < *cap)
		return at;
	*cap = *cap == 0 ? 8 : *cap * 2;
	more = mem_array(m, *cap, size);
	if (n > 0)
		memcpy(more, at, n * size);
	return more;
}
