/* room/plan/plan_read_text_in.h -- the inside of reading tables of plain text: lines, heads, the open table. */
#ifndef ROOM_PLAN_READ_TEXT_IN_H
#define ROOM_PLAN_READ_TEXT_IN_H

#include "room/plan/plan_read_in.h"

enum { COLS_MAX = 10, ROW_LINES_MAX = 400, PAGE_WIDE = 400 };

struct line {
	const char *text;
	int no, page;
	const char *sheet;
};

/* Columns that stand side by side, parted by blanks: where each begins, in letters from the line's beginning. */
struct side {
	size_t n;               /* 0: cells stand one below the other */
	size_t from[COLS_MAX];
	bool is_loose;          /* a column begins in each row at a blank of its own, behind lo[k] and at from[k] at the latest */
	size_t lo[COLS_MAX];
};

struct head {
	enum plan_column at[COLS_MAX];
	size_t n;
	size_t lines;           /* lines it takes */
	bool is_deadline;
	enum plan_when bare;    /* what a number alone is in the column of times */
	struct side side;
};

struct table {
	struct plan_reading *r;
	struct mem *scratch;    /* for what is looked at and not kept: emptied again and again */
	size_t looks;           /* how many lines may still be looked at to find out how cells stand, of all heads together */
	struct LIST(struct line) lines;
	struct head head;
	size_t row_from;        /* lines of the open row, SIZE_MAX for none */
	size_t row_to;
	struct LIST(size_t) row_lines;
	int no;
	const char *row_text;   /* its first line after the number */
	struct buf *text;
	struct side side;
	struct buf *cell[COLS_MAX];     /* of the open row, when columns stand side by side */
	bool is_in;             /* within a table */
	int section;            /* number of the last section, 0 for none */
	bool is_celled;         /* no line holds words of two cells */
	size_t lined, wrapped;  /* rows so far whose cells were lines, and others */
	bool is_titled;         /* the last line was of a section's title */
	struct plan_doc_warnings warnings;
	size_t judged;          /* tasks before this one are of tables that were judged as a whole */
};

/* ---- what the ways of reading share (plan_read_text.c) --------------------------------------------------------------- */

bool table_same_head(const struct head *a, const struct head *b);
/* The rows under one head are all read: they are doubted or not as a whole. */
void table_judge(struct table *tb);
/* Hands the open row over, if there is one. */
void table_close_row(struct table *tb);
/* A section's mark and title on one line, or its mark alone on a line and the title on the next; the lines it takes, 0 for
 * none. It goes on from *section, which it moves. */
size_t table_section_at(const struct table *tb, size_t at, int *section, const char **mark, const char **title);
void table_open_section(struct table *tb, const char *mark, const char *title);
bool table_is_page_number(struct table *tb, size_t at);

/* ---- one page of columns side by side (plan_read_head.c, plan_read_page.c) ---------------------------------------------- */

/* Counts the line where its words stand. */
void line_used(const char *line, size_t used[PAGE_WIDE]);
/* The letters of the line from place a up to b. */
const char *line_part(struct mem *m, const char *line, size_t a, size_t b);
/* Whether heads stand side by side from this line on; side.lo and side.from tell where each begins and ends. */
bool page_head(struct table *tb, size_t at, struct head *out);
/* Reads the page below that head; the line after it, 0 when its lines do not stand in columns. */
size_t page_take(struct table *tb, size_t at, const struct head *h);

/* ---- columns side by side (plan_read_side.c) ------------------------------------------------------------------------ */

/* Whether the line has a blank of three letters within. */
bool is_gapped(const char *line);
/* A head whose columns stand side by side, each over as many lines as it takes; the next row or section ends it. Loose: by
 * where the headings themselves stand. */
bool side_head(struct table *tb, size_t at, bool is_loose, struct head *out);
/* The columns of the new head, when its lines or those below tell just so many. */
void open_side(struct table *tb, size_t at);
/* Adds a line to the open row, to its cells where those of all rows begin at the same places. */
void add_side_line(struct table *tb, size_t at);
/* The cells of the open row, whose columns begin elsewhere than those of other rows. */
void loose_row(struct table *tb);
/* Hands the open row's cells over. */
void side_row(struct table *tb, struct plan_row *row);
/* "A      Quý I": the mark stands in the first column. */
bool side_section(const struct table *tb, size_t at, const char **mark, const char **title);
/* The line's number, when the column of numbers has one; 0 for none, -1 when the table has no such column. */
int side_number(const struct table *tb, size_t at);
/* Whether the line's words stand across a border. */
bool is_across(const struct table *tb, size_t at);

/* ---- cells that run together (plan_read_cut.c) ---------------------------------------------------------------------- */

/* What is said of a cell whose border could stand elsewhere, and of one that words stand across. */
extern const char border_unsure[], cells_cut[];

/* Parts the open row into the head's columns, with warnings where that is a guess. */
void cut_row(struct table *tb, struct plan_row *row);

#endif
