/* read/txt.h -- the lines of a plain text, and the tables among them. */
#ifndef READ_TXT_H
#define READ_TXT_H

#include "read/reader.h"

struct txt_line {
	const char *text;
	int no;                 /* in the file, from 1 */
};

struct txt_lines LIST(struct txt_line);

/* Adds the table that begins at line i, whose cells are parted by tabs or bars; its lines, 0 when there is none. */
size_t txt_table(struct reader *rd, const struct txt_lines *l, size_t i);

#endif
