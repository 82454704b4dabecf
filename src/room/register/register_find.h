/* room/register/register_find.h -- one box that finds anything in the register, and what came out of it.
 *
 * What was typed are words of a name and fields: `đv:"Sở Y tế" năm:2019..2023 dh:CSTĐCS nữ nguyễn văn an`. Names match with or
 * without marks, every word in any order; who typed marks sees those that bear them first. The last word is a whole word where
 * there is such a line, else the beginning of one; `ngu*` is always a beginning. Found are lines in force, in reach. */
#ifndef ROOM_REGISTER_FIND_H
#define ROOM_REGISTER_FIND_H

#include "room/find/find.h"
#include "room/register/register.h"

enum { REGISTER_FOUND_MAX = FIND_N_MAX };       /* lines that one can page through; more are narrowed or taken as a list */

struct register_ask {
	const char *q;
	int skip, n;
	bool by_name;                   /* as names are sorted, given name first */
};
struct register_found {
	int64_t total;                  /* exact */
	struct register_line *at;
	size_t n, exact_n;              /* of at: those that bear the marks as typed; they come first */
	bool is_cut;                    /* the last word was taken as the beginning of one */
	const char *order;              /* "marks,newest" or "given-name" */
	const char *heard;              /* how it was understood, in words */
};

/* Needs REGISTER_READ. ERR_INVALID: a fault of the field "q" names what is not understood. ERR_BUSY: the index is being built. */
MUST err register_find(struct ctx *cx, struct register_ask in, struct register_found *out);
/* Numbers of every line that matches, ascending or as names are sorted: uint32_t. As register_find(). */
MUST err register_find_all(struct ctx *cx, const char *q, bool by_name, struct big **out);
/* Lines by their numbers, in that order; numbers that are no line are left out. The caller has asked for the right. */
MUST err register_find_lines(struct ctx *cx, const int64_t *nos, size_t n, struct register_list *out);

/* ---- searches that a person keeps (register_find_saved.c): REGISTER_READ ------------------------------------------------------ */

#define REGISTER_SAVED_DEFAULT "Mặc định"
struct register_saved {
	int64_t id;
	const char *name, *q, *order, *columns;
};
struct register_saveds LIST(struct register_saved);
MUST err register_saved_list(struct ctx *cx, struct register_saveds *out);
/* Columns as codes split by commas; order "" or "ten". One named REGISTER_SAVED_DEFAULT says what columns and order the register is
 * opened with. ERR_INVALID: as user_saved_add(). */
MUST err register_saved_add(struct ctx *cx, const char *name, const char *q, const char *order, const char *columns, int64_t *id_out);
MUST err register_saved_drop(struct ctx *cx, int64_t id);      /* one's own; ERR_NOTFOUND */
/* The columns and order of the default; "" where none is kept. */
MUST err register_saved_default(struct ctx *cx, const char **columns_out, const char **order_out);

/* ---- what was typed, understood (register_find_words.c) -------------------------------------------------------------------- */

/* What was typed as fields, by what the figures are made by: to be typed again without one of them. */
enum register_part { REGISTER_PART_UNIT, REGISTER_PART_AWARD, REGISTER_PART_YEAR, REGISTER_PART_SEX, REGISTER_PART_JOB, REGISTER_PART_GROUND,
                     REGISTER_PART_SUBJECT, REGISTER_PART_OTHER, REGISTER_PART_N };

struct register_index;
struct register_want {
	struct find_ask ask;            /* skip and n are the asker's */
	bool is_nothing;                /* no line can match: nothing in reach */
	bool is_cut;                    /* the last word was marked as the beginning of one, with * */
	bool may_be_cut;                /* it ends what was typed */
	struct LIST(const char *) numbers;      /* of decisions, folded: any of them; none: any decision */
	const char *heard;
	unsigned subjects, natures, sexes, levels, direct;      /* bits; 0: any. direct: 1 not, 2 is */
	bool ground[256], class[16], has_ground, has_class;     /* by slot; 0: none */
	const char *parts[REGISTER_PART_N];     /* `năm:"2023" ` … */
};
MUST err register_want(struct ctx *cx, const struct register_index *x, const char *q, struct register_want *out);

#endif
