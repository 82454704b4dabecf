/* room/register/register_build.h -- a whole register from its files, at once, before there is any: what an office has on the day it begins,
 * millions of lines, or what moves here from another house.
 *
 * The files are those of an ordinary load, read by the same reader, with the same meaning of every cell. Differences: nothing is
 * staged for looking at, so any error leaves all as it was; nobody else works meanwhile; only grants, for other lines name what is
 * not there yet. Which lines came from which file is said by the audit, with the file's digest (decision 49). */
#ifndef ROOM_REGISTER_BUILD_H
#define ROOM_REGISTER_BUILD_H

#include "core/ctx.h"

struct register_build_file {
	const char *path, *name;
};
struct register_built {
	int64_t lines_n, rows_n, skipped_n, doubts_n;   /* of the files; awards they record; lines that record none; what should be looked at */
	int64_t people_n;               /* records that were made */
};
/* In transactions of its own: none is open before and after. `map` as in a load, "" for none. ERR_STATE: there are lines already;
 * ERR_BUSY: on SQLite, another process has the database open; ERR_INVALID: the faults say what is wrong in which line of which file. */
MUST err register_build(struct ctx *cx, const struct register_build_file *files, size_t n, const char *map, struct register_built *out);

#endif
