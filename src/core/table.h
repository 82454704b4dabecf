/* core/table.h -- data files: UTF-8 text, cells split by tabs, the first line that is no comment (#) names the columns
 * and with them the table. What the rooms' catalogues are loaded from. */
#ifndef CORE_TABLE_H
#define CORE_TABLE_H

#include "core/ctx.h"

enum { TABLE_CELLS_MAX = 20, TABLE_FILE_MAX = 4 << 20 };

/* One line as its table's function sees it; cells that the line does not have are "". */
struct table_line {
	struct ctx *cx;
	const char *place;              /* "dòng 12": the field of its faults */
	const char *cells[TABLE_CELLS_MAX + 1];
	size_t cells_n;
	int64_t added;                  /* over the whole file; the function counts up */
};

struct table {
	const char *columns;            /* names, split by one space */
	err (*take)(struct table_line *l);
};

/* Gives every line to the table that the first line names. ERR_INVALID: every bad line is a fault "dòng N", and the
 * caller's transaction is to be rolled back, so that nothing of the file stays. added_out: what the functions counted. */
MUST err table_read(struct ctx *cx, const char *text, const struct table *tables, size_t tables_n, int64_t *added_out);

/* The text of a data file on the server, for verbs. ERR_INVALID: no UTF-8. ERR_IO, ERR_FULL as file_read(). */
MUST err table_file(struct ctx *cx, const char *path, const char **text_out);

/* Cells as values; what is none is a fault of the line. "" is DATE_NONE, 0, false. */
date table_date(struct table_line *l, size_t i);
/* A number of at most `decimals` digits after the point, times 10^decimals: "4.5" with 2 is 450. */
int64_t table_number(struct table_line *l, size_t i, int decimals);
bool table_yes(struct table_line *l, size_t i);         /* "yes" or "no" */
/* A fault unless the cell is there and has at most max code points; what names the cell for people. */
bool table_text(struct table_line *l, size_t i, const char *what, size_t max);
/* A code of capitals, digits, '-', '.' (32 at most), the way all catalogues have them; else a fault. */
bool table_code(struct table_line *l, size_t i);

#endif
