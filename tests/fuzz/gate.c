/* tests/fuzz/gate.c -- the request gate: however the bytes are cut, it comes to the same verdict. */
#define BASE_MAY_ALLOC
#include "tests/fuzz/fuzz.h"
#include "web/gate.h"

static const struct gate_limits limits = {.head_max = 2048, .url_max = 256, .fields_max = 20, .body_max = 10000};

FUZZ_TARGET(gate)
{
	struct gate whole = {0}, bits = {0};
	int a, b = 0;

	a = gate_feed(&whole, &limits, (const char *)data, size);
	for (size_t i = 0; i < size && b == 0; i++)
		b = gate_feed(&bits, &limits, (const char *)data + i, 1);
	CHECK((a != 0) == (b != 0));
	CHECK(whole.heads_n == bits.heads_n);
	if (a == 0) {
		CHECK(whole.at == bits.at && whole.left == bits.left && whole.head_n == bits.head_n);
		CHECK(whole.left >= 0 && whole.left <= UINT32_MAX);
	}
	gate_free(&whole);
	gate_free(&bits);
	return 0;
}
