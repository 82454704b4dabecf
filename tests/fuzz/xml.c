/* tests/fuzz/xml.c -- XML as it comes: what is read by hand says what the general parser says, however the bytes are cut. The
 * first byte says how. Names that are not in ASCII may be refused by one alone. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "base/buf.h"
#include "base/xml.h"

enum { DOCUMENT_MAX = 64 * 1024 };

static void tell_open(void *at, const char *name, const char *const *attrs)
{
	buf_fmt(at, "<%s", name);
	for (size_t i = 0; attrs[i] != NULL; i += 2)
		buf_fmt(at, " %s=[%s]", attrs[i], attrs[i + 1]);
	buf_char(at, '>');
}

static void tell_close(void *at, const char *name)
{
	buf_fmt(at, "</%s>", name);
}

static void tell_text(void *at, const char *p, size_t n)
{
	buf_bytes(at, p, n);
}

/* What a reader tells of the document, or NULL when it refuses it. */
static const char *told(struct mem *m, bool is_plain, const char *p, size_t n, size_t piece)
{
	static const struct xml_face face = {.open = tell_open, .close = tell_close, .text = tell_text};
	struct buf *b = buf_new(m, 64 * DOCUMENT_MAX);
	struct xml *x = is_plain ? xml_new_plain(m, &face, b) : xml_new(m, &face, b);

	for (size_t at = 0; at < n || at == 0; at += piece) {
		size_t k = n - at < piece ? n - at : piece;

		if (xml_feed(x, p + at, k, at + k >= n) != OK)
			return NULL;
	}
	return b->p;
}

FUZZ_TARGET(xml)
{
	struct mem *m;
	const char *p = (const char *)data + 1, *by_hand, *general;
	size_t n = size - 1;
	bool is_ascii = true;

	if (size < 1 || size > DOCUMENT_MAX)
		return 0;
	for (size_t i = 0; i < n; i++)
		is_ascii = is_ascii && (unsigned char)p[i] < 0x80;
	m = mem_open(64 * 1024 * 1024);
	by_hand = told(m, true, p, n, data[0] == 0 || n == 0 ? n + 1 : data[0]);
	general = told(m, false, p, n, n + 1);
	CHECK(by_hand == NULL || (general != NULL && strcmp(by_hand, general) == 0));
	CHECK(by_hand != NULL || general == NULL || !is_ascii);
	mem_close(m);
	return 0;
}
