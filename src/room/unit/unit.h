/* room/unit/unit.h -- organisations: a tree over time.
 *
 * A unit is born (add), may be renamed, moved, merged into another, split into others, closed: each is a recorded act
 * with its day and the paper that says so; nothing is deleted, and every name can be asked for as of a day. A class is
 * a named set that papers speak of ("các sở, ban, ngành"): its members follow from kinds or are listed. Aliases are
 * the other ways papers write a unit or a class; one folded alias means one thing.
 *
 * Whoever spreads things over units (room duty) learns of every change by the job "unit.changed".
 *
 * The subtree of a unit is a range of its path ("/1/5/12/"), so reach is one indexed read.
 * Owns the tables unit, unit_*; reads rooms audit and job. */
#ifndef ROOM_UNIT_H
#define ROOM_UNIT_H

#include "core/ctx.h"

enum {
	UNIT_NAME_MAX = 300,            /* code points */
	UNIT_SHORT_MAX = 100,
	UNIT_CODE_MAX = 32,
	UNIT_NOTE_MAX = 1000,
	UNIT_PAGE_MAX = 200,            /* rows of one unit_list */
	UNIT_TREE_MAX = 20000,          /* units of one subtree */
	UNIT_LEXICON_MAX = 50000,
	UNIT_DEPTH_MAX = 12,
	UNIT_SPLIT_MAX = 20
};

struct unit {
	int64_t id, version;
	const char *code;               /* unique, capitals, digits, '-', '.' */
	const char *name;               /* full: "Sở Văn hóa và Thể thao" */
	const char *short_name;         /* "Sở VH&TT"; "" for none */
	const char *kind;               /* code of a unit_kind row */
	const char *kind_name;
	int64_t parent_id;              /* 0: at the top */
	const char *parent_name;
	date from, to;                  /* life span; DATE_NONE: always was, is still */
	bool is_small;                  /* a small collective: a room, team, group of a unit */
	const char *source;             /* the paper that says so */
	int depth;                      /* 0 at the top */
	int64_t children_n;             /* living units directly below */
};

struct unit_list {
	struct unit *at;
	size_t n;
	int64_t total;                  /* of the whole filter */
};

struct unit_filter {
	const char *q;                  /* words of name, short name, code or alias, marks and case aside; "" or NULL */
	const char *kind;               /* "" or NULL: any */
	int64_t under_id;               /* the subtree of; 0: everywhere */
	bool with_closed;               /* those that have ended by cx->today too */
	int page, per_page;             /* from 1; per_page 0: UNIT_PAGE_MAX */
};

struct unit_kind {
	const char *code, *name;
};

struct unit_alias {
	int64_t id;
	const char *words;
	int64_t unit_id, class_id;      /* exactly one is set */
};

struct unit_act {
	int64_t id;
	const char *kind;               /* "add" "rename" "move" "merge" "split" "close" */
	date day;
	const char *paper, *note;       /* "Quyết định số …"; why */
	const char *before, *after;     /* names or parents in words */
	const char *by;                 /* login name of the doer */
	int64_t at_ms;
};

/* A name that held from..to (DATE_NONE: open on that side). */
struct unit_name {
	const char *name, *short_name;
	date from, to;
};

struct unit_successor {
	int64_t unit_id;
	const char *code, *name;
	const char *kind;               /* "merge" or "split" */
	date day;
	bool is_forward;                /* true: it came after this one; false: before */
};

struct unit_class {
	int64_t id, version;
	const char *code, *name, *note;
	int64_t members_n;              /* living units in it */
};

/* What a class was said to hold: a unit, or every living unit of a kind. */
struct unit_member {
	int64_t unit_id;                /* 0 for a kind */
	const char *kind;               /* "" for a unit */
	const char *name;               /* of the unit or kind */
};

struct unit_history {
	struct unit_act *acts;
	size_t acts_n;
	struct unit_name *names;
	size_t names_n;
	struct unit_successor *successors;
	size_t successors_n;
	struct unit_alias *aliases;
	size_t aliases_n;
	struct unit_class *classes;     /* of which it is a member */
	size_t classes_n;
};

/* ---- reads ---------------------------------------------------------------------------------------------------- */

/* ERR_NOTFOUND. Any signed-in person may look at units: they are public bodies. */
MUST err unit_get(struct ctx *cx, int64_t id, struct unit *out);
MUST err unit_get_code(struct ctx *cx, const char *code, struct unit *out);
/* What somebody typed in a field: as unit_find(); "" gives 0. A fault of the field, and 0, when nobody or more than one is
 * called so. */
MUST err unit_typed(struct ctx *cx, const char *field, const char *words, int64_t *id_out);
/* Which part of the tree one may look at: under_id and below, 0 for all that is in reach. For lists of other rooms, which
 * ask paths of unit_v_unit from low to below high. */
struct unit_sight {
	bool is_nothing;
	const char *low, *high;         /* "": everything */
};
MUST err unit_sight(struct ctx *cx, int64_t under_id, struct unit_sight *out);
/* By code, exact alias, name or short name, marks and case aside. ERR_NOTFOUND also when it means several. */
MUST err unit_find(struct ctx *cx, const char *words, struct unit *out);
/* ERR_FULL never: pages. Ordered as the tree reads when there is no q, else by name. */
MUST err unit_list(struct ctx *cx, const struct unit_filter *f, struct unit_list *out);
/* The unit and all below it, living on cx->today, parents before children. root 0: everything. */
MUST err unit_tree(struct ctx *cx, int64_t root, struct unit_list *out);
/* Ids of the unit and all below it (closed ones too: their past stays visible), ascending. */
MUST err unit_reach(struct ctx *cx, int64_t unit_id, const int64_t **ids_out, size_t *n_out);
/* Every unit, living or ended, that is or was ever called exactly so: by code, name, short name, alias or an earlier name, marks
 * and case aside. At most UNIT_PAGE_MAX; none is OK. */
MUST err unit_ever(struct ctx *cx, const char *words, struct unit_list *out);
/* Ids, ascending, of the unit and all below it, and of every unit that any of these came after, with all below those. */
MUST err unit_lineage(struct ctx *cx, int64_t unit_id, const int64_t **ids_out, size_t *n_out);
/* The name as of a day (DATE_NONE: now). */
MUST err unit_name_on(struct ctx *cx, int64_t id, date day, const char **out);
MUST err unit_history(struct ctx *cx, int64_t id, struct unit_history *out);
MUST err unit_kinds(struct ctx *cx, const struct unit_kind **out, size_t *n_out);

/* What a reader of papers knows bodies by: every name, short name and alias of living units and of classes. */
struct unit_word {
	bool is_class;
	int64_t id;                     /* of the unit or class */
	const char *code;
	const char *words;
};
struct unit_lexicon {
	struct unit_word *at;
	size_t n;
};
MUST err unit_lexicon(struct ctx *cx, struct unit_lexicon *out);

/* ---- commands: need R_UNIT_EDIT over the unit; ERR_INVALID see faults ----------------------------------------- */

struct unit_add {
	const char *code;               /* "": made from the kind and a number */
	const char *name, *short_name, *kind, *paper;
	int64_t parent_id;
	date from;                      /* not after cx->today; DATE_NONE when nobody knows */
	bool is_small;
};
MUST err unit_add(struct ctx *cx, struct unit_add in, int64_t *id_out);        /* ERR_TAKEN: the code is used */

/* What every act on a living unit says; version as it was read (ERR_STALE). ERR_STATE: the unit has ended. */
struct unit_act_in {
	int64_t id, version;
	date day;                       /* when it takes effect; not after cx->today, for it changes the tree at once */
	const char *paper, *note;
};
MUST err unit_rename(struct ctx *cx, struct unit_act_in in, const char *name, const char *short_name);
/* ERR_INVALID also when the new parent lies below the unit itself. */
MUST err unit_move(struct ctx *cx, struct unit_act_in in, int64_t parent_id);
/* The unit ends; what lay below it goes to `into`. */
MUST err unit_merge(struct ctx *cx, struct unit_act_in in, int64_t into_id);
/* The unit ends; `into` (two or more, living) follow it. What lay below goes to the first. */
MUST err unit_split(struct ctx *cx, struct unit_act_in in, const int64_t *into, size_t into_n);
/* ERR_STATE while living units lie below it. */
MUST err unit_close(struct ctx *cx, struct unit_act_in in);

/* ERR_TAKEN: the alias means something else already. Set one of unit_id and class_id. */
MUST err unit_alias_add(struct ctx *cx, struct unit_alias in, int64_t *id_out);
/* The row stays, marked as removed. */
MUST err unit_alias_remove(struct ctx *cx, int64_t alias_id);

/* ---- classes ----------------------------------------------------------------------------------------------------- */

MUST err unit_class_list(struct ctx *cx, struct unit_class **out, size_t *n_out);
MUST err unit_class_get(struct ctx *cx, int64_t id, struct unit_class *out);
/* The living units that the class means today, by kind or by list, ordered by name. */
MUST err unit_class_members(struct ctx *cx, int64_t class_id, struct unit_list *out);
MUST err unit_class_get_code(struct ctx *cx, const char *code, struct unit_class *out);        /* ERR_NOTFOUND */
/* The same as it was said: kinds first, then units by name. */
MUST err unit_class_entries(struct ctx *cx, int64_t class_id, const struct unit_member **out, size_t *n_out);
MUST err unit_class_aliases(struct ctx *cx, int64_t class_id, const struct unit_alias **out, size_t *n_out);
/* ERR_TAKEN: the code is used. A fault when the name means something else already. */
MUST err unit_class_add(struct ctx *cx, const char *code, const char *name, const char *note, int64_t *id_out);
/* Exactly one of unit_id and kind ("" for none), else ERR_INVALID. Adding what is there is OK; removing marks the row,
 * and ERR_NOTFOUND when it was no member. */
MUST err unit_class_put(struct ctx *cx, int64_t class_id, int64_t unit_id, const char *kind);
MUST err unit_class_drop(struct ctx *cx, int64_t class_id, int64_t unit_id, const char *kind);

/* ---- data files ------------------------------------------------------------------------------------------------------ */

/* Takes the text of a data file; its first line that is no comment (#) names the columns and so the table:
 *   code kind parent name short from to source      units, parents first
 *   kind_code kind_name                             kinds
 *   class name note members                         classes; members: codes of units or kind:CODE, split by ' '
 *   kind code alias                                 other names: "unit" or "class", its code, the words
 * All or nothing: every bad line is a fault "dòng N". Repeatable: what is there already is left, n_out counts what
 * was added. The system or R_UNIT_EDIT over everything. */
MUST err unit_load(struct ctx *cx, const char *text, int64_t *n_out);

#endif
