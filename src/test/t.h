/* test/t.h -- the helper of the tests lies in tests/, because ./test is the command. */
#include "tests/t.h"
