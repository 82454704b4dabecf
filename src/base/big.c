/* base/big.c -- memory by the page: mremap moves an array without copying it. */
#define BASE_MAY_ALLOC
#include "base/big.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/copy.h"

enum { ROOM_MIN = 1 << 16, LARGE = 4 << 20 };

/* Where an empty array begins: sorting or copying no items wants an address all the same. */
static max_align_t nowhere;

static void big_free(void *ptr)
{
	big_drop(ptr);
	free(ptr);
}

struct big *big_open(struct mem *m, size_t item_size)
{
	struct big *b = calloc(1, sizeof *b);

	CHECK(b != NULL && item_size > 0);
	b->at = (unsigned char *)&nowhere;
	b->size = item_size;
	mem_defer(m, big_free, b);
	return b;
}

void *big_add(struct big *b, size_t n)
{
	size_t want, room = b->room > 0 ? b->room : ROOM_MIN, first = b->n * b->size;

	CHECK(!__builtin_mul_overflow(b->n + n, b->size, &want));
	if (want > b->room) {
		void *p;

		while (room < want)
			CHECK(!__builtin_mul_overflow(room, (size_t)2, &room));
		p = b->room == 0 ? mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
		                 : mremap(b->at, b->room, room, MREMAP_MAYMOVE);
		CHECK(p != MAP_FAILED);
		/* A fault for every 4 KB would cost more than what is written; not every kernel has large pages. */
		if (room >= LARGE)
			(void)madvise(p, room, MADV_HUGEPAGE);
		b->at = p;
		b->room = room;
	}
	b->n += n;
	return b->at + first;
}

void big_drop(struct big *b)
{
	if (b->room > 0)
		munmap(b->at, b->room);
	*b = (struct big){.at = (unsigned char *)&nowhere, .size = b->size};
}

struct mapping {
	void *p;
	size_t n;
};

static void unmap(void *ptr)
{
	struct mapping *g = ptr;

	munmap(g->p, g->n);
	free(g);
}

err file_map(struct mem *m, const char *path, struct view *out)
{
	struct mapping *g;
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	void *p = NULL;
	bool is_bad;

	if (fd < 0)
		return errno == ENOENT ? ERR_NOTFOUND : ERR_IO;
	is_bad = fstat(fd, &st) != 0 || !S_ISREG(st.st_mode);
	if (!is_bad && st.st_size > 0) {
		p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
		is_bad = p == MAP_FAILED;
	}
	close(fd);
	if (is_bad)
		return ERR_IO;
	*out = (struct view){"", 0};
	if (p != NULL) {
		g = malloc(sizeof *g);
		CHECK(g != NULL);
		*g = (struct mapping){p, (size_t)st.st_size};
		mem_defer(m, unmap, g);
		*out = (struct view){p, g->n};
	}
	return OK;
}

/* ---- numbers ------------------------------------------------------------------------------------------------------ */

struct numbers numbers_open(struct mem *m)
{
	struct numbers n = {big_open(m, sizeof(uint32_t)), big_open(m, sizeof(uint32_t))};

	big_add(n.slots, 1 << 10);
	return n;
}

static size_t slot_of(const struct numbers *n, uint32_t id)
{
	const uint32_t *slots = BIG_AT(n->slots, uint32_t), *ids = BIG_AT(n->ids, uint32_t);
	size_t mask = n->slots->n - 1, s = (id * UINT64_C(0x9e3779b97f4a7c15) >> 24) & mask;

	while (slots[s] != 0 && ids[slots[s] - 1] != id)
		s = (s + 1) & mask;
	return s;
}

uint32_t numbers_put(struct numbers *n, uint32_t id)
{
	size_t s = slot_of(n, id), room = n->slots->n;
	uint32_t no = BIG_AT(n->slots, uint32_t)[s];

	if (no != 0)
		return no - 1;
	*(uint32_t *)big_add(n->ids, 1) = id;
	no = (uint32_t)n->ids->n;
	BIG_AT(n->slots, uint32_t)[s] = no;
	if (n->ids->n * 2 >= room) {
		big_drop(n->slots);
		big_add(n->slots, room * 2);
		for (uint32_t i = 0; i < no; i++)
			BIG_AT(n->slots, uint32_t)[slot_of(n, BIG_AT(n->ids, uint32_t)[i])] = i + 1;
	}
	return no - 1;
}

static int by_id(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

void numbers_sort(struct mem *m, const struct numbers *n, uint32_t *sorted, uint32_t *place_of)
{
	struct big *both = big_open(m, sizeof(uint64_t));
	uint64_t *at = big_add(both, n->ids->n);

	for (size_t i = 0; i < n->ids->n; i++)
		at[i] = (uint64_t)BIG_AT(n->ids, uint32_t)[i] << 32 | i;
	if (n->ids->n > 0)
		qsort(at, n->ids->n, sizeof *at, by_id);
	for (size_t i = 0; i < n->ids->n; i++) {
		sorted[i] = (uint32_t)(at[i] >> 32);
		place_of[(uint32_t)at[i]] = (uint32_t)i;
	}
	big_drop(both);
}

size_t numbers_seek(const uint32_t *ids, size_t n, uint32_t id)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (ids[mid] < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void big_begin_groups(uint32_t *first, size_t n)
{
	uint32_t sum = 0;

	for (size_t g = 0; g <= n; g++) {
		uint32_t count = first[g];

		first[g] = sum;
		sum += count;
	}
}

/* ---- a file in the making -------------------------------------------------------------------------------------------- */

static void fresh_end(void *ptr)
{
	struct fresh *f = ptr;

	if (f->at != NULL) {
		munmap(f->at, f->n);
		unlink(f->beside);
	}
	f->at = NULL;
}

err fresh_open(struct mem *m, const char *path, size_t bytes, struct fresh **out)
{
	struct fresh *f = mem_new(m, struct fresh, 1);
	int fd, why;
	void *at = MAP_FAILED;

	f->path = mem_dup(m, path);
	f->beside = mem_text(m, "%s.new", path);
	fd = open(f->beside, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	if (fd < 0)
		return ERR_IO;
	why = posix_fallocate(fd, 0, (off_t)bytes);
	if (why == 0)
		at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (at == MAP_FAILED) {
		unlink(f->beside);
		return why == ENOSPC ? ERR_SPACE : ERR_IO;
	}
	f->at = at;
	f->n = bytes;
	mem_defer(m, fresh_end, f);
	*out = f;
	return OK;
}

err fresh_keep(struct mem *m, struct fresh *f, size_t bytes)
{
	char *folder = mem_dup(m, f->path), *slash = strrchr(folder, '/');

	if (msync(f->at, f->n, MS_SYNC) != 0 || truncate(f->beside, (off_t)bytes) != 0 || rename(f->beside, f->path) != 0)
		return ERR_IO;
	munmap(f->at, f->n);
	f->at = NULL;
	if (slash != NULL)
		*slash = '\0';
	return folder_sync(slash != NULL ? folder : ".");
}
