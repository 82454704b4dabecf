/* room/register/register_public.h -- what anybody may look up: an award by the whole name and the year, or by the number of its
 * certificate and the name on it. Nobody can list people: a name is whole, the year must be said, and answers are few. No right is asked. */
#ifndef ROOM_REGISTER_PUBLIC_H
#define ROOM_REGISTER_PUBLIC_H

#include "room/register/register.h"

enum { REGISTER_PUBLIC_MAX = 10 };

struct register_public {
	const char *name, *unit, *award, *number, *issuer;
	date day;
	int64_t year;
	bool is_held;
	const char *state;              /* in words */
};
struct register_publics {
	struct register_public at[REGISTER_PUBLIC_MAX];
	size_t n;
	bool is_more;                   /* too many bear that name, or one that holds it: only a certificate tells them apart */
};
/* Awards held, of that year as the register has it, whose name is exactly this one, marks and case aside. ERR_INVALID
 * faults of "ten", "nam". ERR_BUSY: the index is being built. */
MUST err register_public_name(struct ctx *cx, const char *name, int64_t year, struct register_publics *out);
/* Held or not: who has the sheet in hand wants to know, and reads both from it; numbers that follow one another tell nothing by
 * themselves. No such number and another name are one answer: nothing. ERR_INVALID faults of "bang", "ten". */
MUST err register_public_certificate(struct ctx *cx, const char *number, const char *name, struct register_publics *out);

#endif
