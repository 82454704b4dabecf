/* room/unit/unit_inside.h -- what the files of room unit share; nobody else includes it. */
#ifndef ROOM_UNIT_INSIDE_H
#define ROOM_UNIT_INSIDE_H

#include "db/db.h"
#include "room/unit/unit.h"

/* The range of paths below (and at) path "/1/5/": from it to "/1/50", '0' being the byte after '/'. */
struct unit_range {
	const char *low, *high;
};
struct unit_range unit_range_of(struct mem *m, const char *path);
/* The path of a unit; ERR_NOTFOUND. */
MUST err unit_path(struct ctx *cx, int64_t id, const char **out);
struct unit unit_of_row(struct ctx *cx, const struct row *r);
struct value unit_today(struct ctx *cx);
/* True when the unit's life is over by that day. */
bool unit_has_ended(const struct unit *u, date day);

struct unit_act_row {
	int64_t unit_id;
	const char *kind;
	date day;
	const char *paper, *note, *before, *after;
};
MUST err unit_act_keep(struct ctx *cx, struct unit_act_row a, int64_t *id_out);
/* Adds a unit whose input was checked, and the act. */
MUST err unit_insert(struct ctx *cx, const struct unit_add *in, date to, int64_t *id_out);
/* Faults of a new unit's fields under the names of the form; place is put before them ("" in a form). */
void unit_check_names(struct ctx *cx, const char *field_name, const char *name, const char *field_short,
                      const char *short_name);
bool unit_code_is_good(const char *code);
MUST err unit_kind_is_known(struct ctx *cx, const char *kind, bool *out);
/* An alias, a member whose input was checked. ERR_TAKEN: the words mean something else. */
MUST err unit_alias_insert(struct ctx *cx, const struct unit_alias *in, int64_t *id_out);
MUST err unit_class_insert(struct ctx *cx, int64_t class_id, int64_t unit_id, const char *kind);
/* Leaves the fact that who is there, or in a class, has changed: a job for rooms above that spread things over units. */
MUST err unit_changed(struct ctx *cx);
/* Right over everything: for classes and data files. */
MUST err unit_may_edit_all(struct ctx *cx);

#endif
