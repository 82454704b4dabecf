/* read/csv.h -- text whose columns are parted by a sign (RFC 4180, and as Excel writes it here: semicolons). For roll.c. */
#ifndef READ_CSV_H
#define READ_CSV_H

#include "read/roll.h"

struct csv;

/* Code of letters and parting sign are told by the beginning of the file. ERR_INVALID with a fault: no text, or no table. */
MUST err csv_open(struct mem *m, const char *path, struct faults *f, struct csv **out);
MUST err csv_begin(struct csv *c);
MUST err csv_next(struct csv *c, const struct roll_row **out);
int csv_line(const struct csv *c);        /* the last line that was reached */
int csv_percent(const struct csv *c);

#endif
