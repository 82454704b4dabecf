/* tally -- figures over millions of lines: how many, and how many different people, by unit and by a few small numbers.
 *
 * It knows no room. A room builds a file of its lines (tally_build_*), maps it (tally_open) and asks it any cross table
 * (tally_count). As in room find the file is derived: it names the last line it has seen, what came later or counts no more is
 * handed over (tally_tail_*), and every answer is what plain SQL over all lines would say; a lost file is built anew.
 *
 * Lines lie twice, as columns of bytes: by unit, so that one unit's figures read only its own lines, and by person, so that
 * different people are counted in one pass without remembering anybody.
 * Owns no table. */
#ifndef ROOM_TALLY_H
#define ROOM_TALLY_H

#include "base/big.h"
#include "core/ctx.h"

enum {
	TALLY_DIMS = 6,                 /* small numbers of a line, 0 … 255 each, that the room gives meaning */
	TALLY_UNITS_MAX = 65000,
	TALLY_CELLS_MAX = 1 << 25       /* of one table, empty ones included */
};

struct tally_line {
	int64_t id;                     /* ascending from one tally_build_add() to the next, up to 2^32-1 */
	int64_t unit_id;                /* 1 … 2^32-1 */
	int64_t person_id;              /* up to 2^32-1; 0: nobody (a collective), never counted among people */
	uint8_t dim[TALLY_DIMS];
};

/* ---- building ------------------------------------------------------------------------------------------------------ */

struct tally_build;
struct tally_build *tally_build_open(struct mem *m);
MUST err tally_build_add(struct tally_build *b, const struct tally_line *line);        /* ERR_FULL */
/* What tally_mark() will say of the file. */
void tally_build_mark(struct tally_build *b, const struct mark *mark);
/* ERR_IO, ERR_SPACE: the old file stays. */
MUST err tally_build_write(struct tally_build *b, const char *path, int64_t last_id);

/* ---- asking -------------------------------------------------------------------------------------------------------- */

struct tally;
MUST err tally_open(struct mem *m, const char *path, struct tally **out);       /* ERR_NOTFOUND: none that can be used */
/* One of no lines, where there is no file (yet). */
struct tally *tally_empty(struct mem *m);
int64_t tally_last_id(const struct tally *t);
const struct mark *tally_mark(const struct tally *t);
/* A line after the watermark, or one of before told anew, which takes its old place; ids in any order. */
void tally_tail_add(struct tally *t, const struct tally_line *line);
void tally_tail_drop(struct tally *t, int64_t id);                      /* twice is harmless */
size_t tally_tail_n(const struct tally *t);

struct tally_ask {
	bool by_unit, by_dim[TALLY_DIMS];       /* what the table is by; none: one cell */
	bool with_people;               /* count different people too */
	/* The units asked for, ascending, each in the column of its group (0, 1, …); units NULL: every unit, each by itself. */
	const int64_t *units;
	const uint32_t *groups;         /* of each of units; NULL: its place in units */
	size_t units_n;
	const uint64_t *only[TALLY_DIMS];       /* 256 bits: the values let through; NULL: all */
};
struct tally_cell {
	int64_t unit;                   /* id, or group where groups or units were given; 0 when not by unit */
	int64_t lines, people;
	uint8_t dim[TALLY_DIMS];        /* 0 where not by that dim */
};
struct tally_table {
	struct tally_cell *at;          /* the cells that are not empty, by unit and then by dims in their order */
	size_t n;
	int64_t lines;                  /* of all cells together */
	int64_t people;                 /* different ones over all cells */
};
/* ERR_FULL: the table would have more than TALLY_CELLS_MAX cells. The table lives in m. */
MUST err tally_count(struct tally *t, struct mem *m, const struct tally_ask *ask, struct tally_table *out);

#endif
