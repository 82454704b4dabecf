/* core/right.h -- the rights of the house as bare names, read from the rooms' RIGHT rows. */
#ifndef CORE_RIGHT_H
#define CORE_RIGHT_H

enum right {
	R_PUBLIC,               /* anyone, signed in or not */
	R_SIGNED_IN,            /* anyone who is signed in */
#define RIGHT(name, sentence) R_##name,
#define ROWS "gen/rooms.def"
#include "core/rows.h"
	R_N
};

enum { RIGHT_WORDS = (R_N + 63) / 64 };

#endif
