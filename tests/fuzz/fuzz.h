/* tests/fuzz/fuzz.h -- a fuzz target is one function of bytes: libFuzzer feeds it in build-fuzz (-DFUZZ_MAIN), the test
 * of the seeds calls it by its name. It ends the process by CHECK when a promise is broken; it returns 0. */
#ifndef TEST_FUZZ_FUZZ_H
#define TEST_FUZZ_FUZZ_H

#include "base/base.h"

#ifdef FUZZ_MAIN
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
#define FUZZ_TARGET(name) int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
#else
#define FUZZ_TARGET(name)                              \
	int fuzz_##name(const uint8_t *data, size_t size); \
	int fuzz_##name(const uint8_t *data, size_t size)
#endif

#endif
