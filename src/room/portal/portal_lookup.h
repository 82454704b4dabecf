/* room/portal/portal_lookup.h -- what a stranger may ask of the register, and how often (docs/decisions/0066).
 *
 * Whoever knows what he asks for finds it and hardly meets a limit; whoever tries names or numbers misses, and misses are
 * counted hard: for the address, for the network around it, and for the whole house, whose misses make every place's budget small.
 * Nobody waits in a worker: who is over a budget is answered at once, and told when to come again. */
#ifndef ROOM_PORTAL_LOOKUP_H
#define ROOM_PORTAL_LOOKUP_H

#include "room/casefile/casefile.h"
#include "room/register/register_public.h"

enum {
	PORTAL_LOOKS_MAX = 30,          /* of an address in ten minutes, whatever comes of them */
	PORTAL_MISSES_MAX = 10,         /* of an address in an hour; a network has ten times as many */
	PORTAL_MISSES_DAY_MAX = 30,     /* in a day */
	PORTAL_MISSES_STRICT_MAX = 3,   /* in an hour, once the house had too many */
	PORTAL_MISSES_HOUSE_MAX = 1500  /* of all together in an hour */
};

struct portal_ask {
	const char *certificate;        /* with the name on it; "" asks by name and year */
	const char *name;
	int64_t year;
};
struct portal_found {
	struct register_publics is;
	int64_t wait_s;                 /* nothing was looked at: so long until it may come again; 0: it was */
};

/* Answers the asking of cx->origin. ERR_INVALID faults of "ten", "nam", "bang"; ERR_BUSY: the index is being built. */
MUST err portal_look(struct ctx *cx, struct portal_ask ask, struct portal_found *out);

/* What became of an asking, by its code; guesses are misses like others. wait_s_out: 0, or nothing was looked at. ERR_NOTFOUND. */
MUST err portal_follow(struct ctx *cx, const char *code, struct casefile_follow *out, int64_t *wait_s_out);

#endif
