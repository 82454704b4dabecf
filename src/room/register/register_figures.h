/* room/register/register_figures.h -- statistics: any table of the awards that are held, and how many different people they went
 * to. What is counted is said as in the box that finds; each number knows the question that lists what it counts. */
#ifndef ROOM_REGISTER_FIGURES_H
#define ROOM_REGISTER_FIGURES_H

#include "room/register/register_find.h"

enum register_by { REGISTER_BY_UNIT, REGISTER_BY_AWARDS, REGISTER_BY_YEARS, REGISTER_BY_SEXES, REGISTER_BY_JOBS, REGISTER_BY_GROUNDS,
                   REGISTER_BY_SUBJECTS, REGISTER_BY_N };

struct register_figures_ask {
	const char *q;                  /* fields only: no words of a name, no number, level or nature */
	bool by[REGISTER_BY_N];
	bool with_people;
};
struct register_figure {
	const char *label[REGISTER_BY_N];       /* of each that the table is by, else "" */
	const char *code[REGISTER_BY_N];
	int64_t n, people;
	const char *q;                  /* what lists them; "" where no question can say it */
};
struct register_figures {
	const struct register_figures_made *made;       /* rows, named when they are asked for */
	size_t n;
	int64_t total, people;          /* of all rows; different people over all of them */
	const char *q, *heard;
};

const char *register_by_code(enum register_by by);      /* "unit" … as the verb takes them */
const char *register_by_words(enum register_by by);     /* "Đơn vị" … */
/* What a table is by, from codes split by commas; false and a fault of the field for one that is none. */
bool register_by_typed(struct ctx *cx, const char *field, const char *codes, bool by[REGISTER_BY_N]);
/* Needs REGISTER_READ; counts what is in reach. ERR_INVALID: see faults of "q". ERR_BUSY as register_find(). ERR_FULL: the table
 * is too large. */
MUST err register_figures(struct ctx *cx, const struct register_figures_ask *in, struct register_figures *out);
/* The i-th row with its names, in the order of the table. */
MUST err register_figure(struct ctx *cx, const struct register_figures *f, size_t i, struct register_figure *out);

#endif
