/* base/brake.c -- a file of 4096 counters; a counter is one number, window and count together, so that it is moved on at once. */
#include "base/brake.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/crypt.h"

enum { SLOTS = 4096, COUNT_BITS = 20 };

const char *brake_place(struct mem *m, const char *address)
{
	unsigned char bytes[16];

	if (strchr(address, ':') == NULL || inet_pton(AF_INET6, address, bytes) != 1)
		return address;
	return crypt_hex(m, bytes, 8);
}

static bool count(_Atomic uint64_t *slot, uint64_t window, uint32_t max)
{
	uint64_t was = atomic_load(slot), now;

	do {
		uint64_t n = was >> COUNT_BITS == window ? was & ((UINT64_C(1) << COUNT_BITS) - 1) : 0;

		if (n >= max)
			return false;
		now = window << COUNT_BITS | (n + 1);
	} while (!atomic_compare_exchange_weak(slot, &was, now));
	return true;
}

bool brake_take(const char *path, const char *place, int64_t now_ms, int64_t window_ms, uint32_t max)
{
	size_t bytes = SLOTS * sizeof(uint64_t);
	unsigned char sum[CRYPT_HASH];
	uint32_t slot;
	void *at;
	bool is;
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0 || ftruncate(fd, (off_t)bytes) != 0) {
		if (fd >= 0)
			close(fd);
		return true;
	}
	at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (at == MAP_FAILED)
		return true;
	crypt_hash(sum, place, strlen(place));
	memcpy(&slot, sum, sizeof slot);
	is = count((_Atomic uint64_t *)at + slot % SLOTS, (uint64_t)(now_ms / window_ms), max);
	munmap(at, bytes);
	return is;
}
