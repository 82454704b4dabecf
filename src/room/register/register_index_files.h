/* room/register/register_index_files.h -- what building and opening the derived files share. */
#ifndef ROOM_REGISTER_INDEX_FILES_H
#define ROOM_REGISTER_INDEX_FILES_H

#include "room/register/register_index.h"

const char *register_index_path(struct ctx *cx, struct mem *m, const char *ending);
/* How long the log is, its last hash and the last act of the audit. */
MUST err register_index_now(struct ctx *cx, int64_t *size_out, struct mark *out);
MUST err register_slots_read(struct ctx *cx, struct mem *m, struct register_index *x);

#endif
