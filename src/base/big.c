/* base/big.c -- memory by the page: mremap moves an array without copying it. */
#define BASE_MAY_ALLOC
#include "base/big.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROOM_MIN = 1 << 16 };

static void big_free(void *ptr)
{
	big_drop(ptr);
	free(ptr);
}

struct big *big_open(struct mem *m, size_t item_size)
{
	struct big *b = calloc(1, sizeof *b);

	CHECK(b != NULL && item_size > 0);
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
	*b = (struct big){.size = b->size};
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
