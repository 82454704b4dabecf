/* room/casefile/casefile_inside.h -- what the files of room casefile share; nobody else includes it. */
#ifndef ROOM_CASEFILE_INSIDE_H
#define ROOM_CASEFILE_INSIDE_H

#include "db/db.h"
#include "room/casefile/casefile.h"

/* One line of text, or the fault that it is missing or too long. */
void casefile_words(struct ctx *cx, const char *field, const char **text, const char *what, size_t max, bool is_needed);
const char *casefile_by(const struct ctx *cx);
MUST err casefile_event_add(struct ctx *cx, int64_t case_id, const char *act, const char *words, const char *step, const char *text);
/* One case, whoever asks: for what the house does by itself. ERR_NOTFOUND. */
MUST err casefile_any(struct ctx *cx, int64_t id, struct casefile *out);
/* One case for a change: ERR_NOTFOUND, ERR_STATE closed, ERR_STALE another version, ERR_DENIED without the right. */
MUST err casefile_take(struct ctx *cx, int64_t id, int64_t version, enum right right, struct casefile *out);
/* Along an arrow that was looked at: history and clock; result_no of an end that is done. */
MUST err casefile_go(struct ctx *cx, const struct casefile *c, const struct casefile_arrow *a, const char *text, int64_t result_no);
/* Needed papers that did not come, as a fault. */
MUST err casefile_whole(struct ctx *cx, const struct casefile *c);
/* casefile_hold() and casefile_receive() without saying so to anybody: an act on many says it once. who_out, unit_out: whom to tell. */
MUST err casefile_hold_quiet(struct ctx *cx, int64_t id, int64_t version, const char *login, int64_t *who_out);
MUST err casefile_receive_quiet(struct ctx *cx, struct casefile_request in, int64_t *id_out, int64_t *unit_out, const char **kind_out, const char **thing_out);
MUST err casefile_papers_of(struct ctx *cx, int64_t case_id, struct casefile_papers *out);

#endif
