/* base/brake.c -- a file of 65536 counters; a counter is one number, window and count together, so that it is moved on at once. */
#include "base/brake.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/crypt.h"

enum { SLOTS = 65536, BYTES = SLOTS * sizeof(uint64_t), COUNT_BITS = 20 };

const char *brake_place(struct mem *m, const char *address)
{
	unsigned char bytes[16];

	if (strchr(address, ':') == NULL || inet_pton(AF_INET6, address, bytes) != 1)
		return address;
	return crypt_hex(m, bytes, 8);
}

const char *brake_net(struct mem *m, const char *address)
{
	unsigned char bytes[16];

	if (strchr(address, ':') != NULL && inet_pton(AF_INET6, address, bytes) == 1)
		return mem_text(m, "net %s", crypt_hex(m, bytes, 6));
	if (inet_pton(AF_INET, address, bytes) == 1)
		return mem_text(m, "net %s", crypt_hex(m, bytes, 3));
	return mem_text(m, "net %s", address);
}

int64_t brake_wait_s(int64_t now_ms, int64_t window_ms)
{
	return (window_ms - now_ms % window_ms + 999) / 1000;
}

static void give(_Atomic uint64_t *slot, uint64_t window)
{
	uint64_t was = atomic_load(slot);

	while (was >> COUNT_BITS == window && (was & ((UINT64_C(1) << COUNT_BITS) - 1)) > 0 && !atomic_compare_exchange_weak(slot, &was, was - 1))
		;
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

/* The counter of a place, mapped until let_go(); NULL where the file cannot be used. */
static _Atomic uint64_t *slot_of(const char *path, const char *place, void **map_out)
{
	unsigned char sum[CRYPT_HASH];
	uint32_t slot;
	void *at = MAP_FAILED;
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return NULL;
	if (ftruncate(fd, (off_t)BYTES) == 0)
		at = mmap(NULL, BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (at == MAP_FAILED)
		return NULL;
	crypt_hash(sum, place, strlen(place));
	memcpy(&slot, sum, sizeof slot);
	*map_out = at;
	return (_Atomic uint64_t *)at + slot % SLOTS;
}

bool brake_take(const char *path, const char *place, int64_t now_ms, int64_t window_ms, uint32_t max)
{
	void *map;
	_Atomic uint64_t *slot = slot_of(path, place, &map);
	bool is;

	if (slot == NULL)
		return true;
	is = count(slot, (uint64_t)(now_ms / window_ms), max);
	munmap(map, BYTES);
	return is;
}

void brake_give(const char *path, const char *place, int64_t now_ms, int64_t window_ms)
{
	void *map;
	_Atomic uint64_t *slot = slot_of(path, place, &map);

	if (slot == NULL)
		return;
	give(slot, (uint64_t)(now_ms / window_ms));
	munmap(map, BYTES);
}

int64_t brake_take_all(const struct brake_budget *all, size_t n, int64_t now_ms)
{
	for (size_t i = 0; i < n; i++) {
		if (!brake_take(all[i].path, all[i].place, now_ms, all[i].window_ms, all[i].max)) {
			brake_give_all(all, i, now_ms);
			return brake_wait_s(now_ms, all[i].window_ms);
		}
	}
	return 0;
}

void brake_give_all(const struct brake_budget *all, size_t n, int64_t now_ms)
{
	for (size_t i = 0; i < n; i++)
		brake_give(all[i].path, all[i].place, now_ms, all[i].window_ms);
}
