/* paper/paper_inside.h -- a paper as the five forms see it: a list of blocks. For the files of this floor only. */
#ifndef PAPER_PAPER_INSIDE_H
#define PAPER_PAPER_INSIDE_H

#include "base/buf.h"
#include "paper/paper.h"

enum { UPRIGHT_MM = 170 };      /* what fits on an upright page; a wider list lies */

struct run {
	unsigned looks;
	const char *text;
};
struct runs LIST(struct run);

struct line {                           /* of a table */
	bool is_band;                   /* one cell over all columns */
	const struct paper_cell *cells;
};

struct table {
	struct paper_column *columns;
	size_t columns_n;
	int width_mm;                   /* sum of the columns */
	struct LIST(struct line) lines;
};

enum block_kind { BLOCK_PAGE, BLOCK_HEAD, BLOCK_TEXT, BLOCK_TITLE, BLOCK_HEADING, BLOCK_TABLE, BLOCK_SIGN, BLOCK_CODE };
struct block {
	enum block_kind kind;
	bool is_landscape;              /* PAGE */
	const char *name;               /* PAGE */
	struct paper_head head;
	struct paper_sign sign;
	unsigned looks;                 /* TEXT: of the paragraph, the first run's */
	struct runs runs;               /* TEXT, TITLE, HEADING */
	struct table *table;
	int width_mm;                   /* CODE, whose text is the one run */
};

struct sheet;

struct paper {
	struct mem *mem;
	struct paper_to to;
	const char *name;
	err e;
	struct LIST(struct block) blocks;       /* of a sheet: those that wait for the next table */
	struct table *table;            /* that takes rows; NULL for none */
	size_t rows_n, texts_n;         /* kept in the tree */
	int64_t lines_n, expected_n;    /* said, and to come: 0 when not known */
	int unknown_n;                  /* of a PDF: signs that none of our fonts has */
	struct sheet *sheet;            /* of a workbook; NULL for the other forms */
};

/* A cell as people read it: "05/03/2024", "1.234.567", "12,50 %". Dates that are none and times 0 are "". */
const char *cell_words(struct mem *m, const struct paper_cell *c);
/* Where a link leads as a whole address; "" when the house's is not known. */
const char *cell_address(struct mem *m, const struct paper *p, const struct paper_cell *c);
/* The letters of a table in so much room, in half points: 24, fewer for a table that is wider, but never under 16. */
int table_half_points(const struct table *t, double room_mm);
/* The next line of *text, copied; NULL after the last. For texts that are several paragraphs. */
const char *line_next(struct mem *m, const char **text);

/* ---- a workbook, written as it comes (paper_xlsx.c) ---- */

MUST err sheet_open(struct paper *p);
/* The blocks that wait, then the head of p->table, which is new. */
MUST err sheet_table(struct paper *p);
MUST err sheet_line(struct paper *p, const struct line *l);
MUST err sheet_close(struct paper *p);

/* ---- the other forms, from the whole tree ---- */

MUST err text_write(struct paper *p);
MUST err docx_write(struct paper *p);
MUST err pdf_write(struct paper *p);
MUST err html_write(struct paper *p);

#endif
