/* room/plan/plan_read_grid_in.h -- tables with cells, between plan_read_grid.c (rows) and plan_read_columns.c (columns). */
#ifndef ROOM_PLAN_READ_GRID_IN_H
#define ROOM_PLAN_READ_GRID_IN_H

#include "read/grid.h"
#include "room/plan/plan_read_in.h"

enum { GRID_COLS = 40, HEAD_WITHIN = 20, HEADING_BYTES = 120 };

struct column {
	enum plan_column col;
	const char *heading;    /* its lines over several head rows, each text once */
	const char *when;       /* of a column that is a time itself: "Quý I"; "" */
	bool is_start, is_end;  /* "Bắt đầu", "Kết thúc" */
};

struct grid {
	struct plan_reading *r;
	const struct read_table *t;
	struct column cols[GRID_COLS];
	size_t n;
	size_t head_from, head_to;      /* rows of the heads */
	bool has_no;
	bool seen[COL_N];
	bool is_double[COL_N];  /* more than one column is of that kind */
	const char *doubt[COL_N];       /* why every cell of the column is to be looked at; NULL for nothing */
	struct plan_row row;    /* open */
	size_t from;            /* the first task of this table */
	bool is_open;
	bool is_over;           /* what comes below the last row has begun */
	bool is_group;          /* the section is a numbered row of the table, its tasks are numbered within it */
};

/* The cell that covers a place; NULL for none. */
const struct read_cell *grid_cell(const struct read_row *row, size_t col);
/* Whether the rows from..to are heads of a table of tasks; what each column is then stands in g->cols. */
bool grid_heads(struct grid *g, size_t from, size_t to);
/* What the heads leave open is told by the cells below them; the person hears of what stays unclear. */
void grid_settle(struct grid *g);
/* Whether row i numbers its columns and what they hold can be told by their cells alone; a doubt in every column then. */
bool grid_guess(struct grid *g, size_t i);
/* What a cell under a time says: "x" under "Quý I" is the quarter, "Sơ kết" is done in it. is_doubtful: when the day or the
 * span that it means is not told in so many words. */
const char *grid_period_text(struct grid *g, const struct read_cell *c, size_t col, bool *is_doubtful);

#endif
