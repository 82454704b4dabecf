/* core/right.h -- the rights of the house as bare names, read from the rooms' RIGHT rows. */
#ifndef CORE_RIGHT_H
#define CORE_RIGHT_H

#include "base/base.h"

enum right {
	R_PUBLIC,               /* anyone, signed in or not */
	R_SIGNED_IN,            /* anyone who is signed in */
#define RIGHT(name, sentence) R_##name,
#define ROWS "gen/rooms.def"
#include "core/rows.h"
	R_N
};

enum { RIGHT_WORDS = (R_N + 63) / 64 };

const char *right_name(enum right right);               /* "PLAN_PUBLISH" */
const char *right_sentence(enum right right);           /* Vietnamese, what the holder may do */
enum right right_of_name(const char *name);             /* R_N when there is none */

#endif
