/* tests/fuzz/office.h -- an archive in memory, its entries stored as they are, for fuzzers and tests of office files. */
#ifndef TEST_FUZZ_OFFICE_H
#define TEST_FUZZ_OFFICE_H

#include "base/buf.h"

#include <zlib.h>

struct office_part {
	const char *name;
	struct view bytes;
};

static inline void office_le(struct buf *b, uint32_t v, int n)
{
	for (int i = 0; i < n; i++)
		buf_char(b, (char)(v >> (8 * i) & 0xff));
}

/* What the local header of an entry and its line in the directory have in common. */
static inline void office_common(struct buf *b, const struct office_part *p)
{
	office_le(b, 20, 2);
	office_le(b, 0x0800, 2);
	office_le(b, 0, 2);
	office_le(b, 33u << 16, 4);
	office_le(b, (uint32_t)crc32(0, (const unsigned char *)p->bytes.p, (unsigned)p->bytes.n), 4);
	office_le(b, (uint32_t)p->bytes.n, 4);
	office_le(b, (uint32_t)p->bytes.n, 4);
	office_le(b, (uint32_t)strlen(p->name), 2);
	office_le(b, 0, 2);
}

static inline struct view office_zip(struct mem *m, const struct office_part *parts, size_t n)
{
	struct buf *b = buf_new(m, 64 * 1024 * 1024), *dir = buf_new(m, 1024 * 1024);
	size_t from;

	for (size_t i = 0; i < n; i++) {
		from = b->n;
		office_le(b, 0x04034b50, 4);
		office_common(b, &parts[i]);
		buf_text(b, parts[i].name);
		buf_bytes(b, parts[i].bytes.p, parts[i].bytes.n);
		office_le(dir, 0x02014b50, 4);
		office_le(dir, 20, 2);
		office_common(dir, &parts[i]);
		office_le(dir, 0, 2);
		office_le(dir, 0, 2);
		office_le(dir, 0, 2);
		office_le(dir, 0, 4);
		office_le(dir, (uint32_t)from, 4);
		buf_text(dir, parts[i].name);
	}
	from = b->n;
	buf_bytes(b, dir->p, dir->n);
	office_le(b, 0x06054b50, 4);
	office_le(b, 0, 4);
	office_le(b, (uint32_t)n, 2);
	office_le(b, (uint32_t)n, 2);
	office_le(b, (uint32_t)dir->n, 4);
	office_le(b, (uint32_t)from, 4);
	office_le(b, 0, 2);
	return (struct view){b->p, b->n};
}

/* The bytes as parts, cut at NUL bytes; those that are missing are empty. */
static inline void office_cut(const uint8_t *data, size_t size, struct office_part *parts, size_t n)
{
	const char *p = (const char *)data, *end = p + size;

	for (size_t i = 0; i < n; i++) {
		const char *nul = p < end && i + 1 < n ? memchr(p, '\0', (size_t)(end - p)) : NULL;
		const char *to = nul != NULL ? nul : end;

		parts[i].bytes = p < end ? (struct view){p, (size_t)(to - p)} : (struct view){"", 0};
		p = nul != NULL ? nul + 1 : end;
	}
}

#endif
