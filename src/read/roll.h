/* read/roll.h -- a roll: the rows of a long list, one after another, in little memory: a sheet of an Excel workbook (.xlsx), or a
 * text whose columns are parted by commas, semicolons or tabs (.csv).
 *
 * For lists of people and awards that an office has kept for years: a hundred thousand rows pass through without the file
 * ever being in memory. Old codes of letters (TCVN3, VNI) are told by font or by the letters and become Unicode. A cell merged
 * over several rows or columns stands in each of them, as a person reads it. */
#ifndef READ_ROLL_H
#define READ_ROLL_H

#include "base/base.h"
#include "base/faults.h"

enum {
	ROLL_FILE_MAX = 64 * 1024 * 1024,      /* bytes of the file */
	ROLL_COLS_MAX = 256,                   /* cells further to the right make the file ERR_INVALID */
	ROLL_CELL_MAX = 32 * 1024,             /* bytes of one cell */
	ROLL_MERGES_MAX = 200000
};

struct roll;

struct roll_row {
	int line;                       /* number in the sheet, or the line of the file on which it begins */
	int to_line;                    /* on which it ends */
	const char *const *at;          /* a clean text for each column, "" for none */
	size_t n;                       /* up to the last column that has one */
	int merged_n;                   /* columns of its widest merged cell; 0 for none: a heading within the table */
	bool is_hidden;
};

/* Opens and stands before the first row of the first visible sheet. On ERR_INVALID the faults say in Vietnamese what the
 * file is and what would be accepted. ERR_IO when it cannot be read. */
MUST err roll_open(struct mem *m, const char *path, struct faults *f, struct roll **out);
/* Names of the visible sheets; one without a name for text. */
const char *const *roll_names(const struct roll *s, size_t *n_out);
/* Names of sheets that are hidden and are not read. */
const char *const *roll_hidden(const struct roll *s, size_t *n_out);
/* Stands before the first row of that sheet; also to read one again. */
MUST err roll_begin(struct roll *s, size_t which);
/* The next row that has any text; it lives until the next call. *out is NULL after the last. ERR_INVALID: broken, or a
 * limit; the faults say where. */
MUST err roll_next(struct roll *s, const struct roll_row **out);
/* How much of the sheet has been read, in per cent of its bytes. */
/* The last line that was reached, an empty one too. */
int roll_line(const struct roll *s);
int roll_percent(const struct roll *s);

#endif
