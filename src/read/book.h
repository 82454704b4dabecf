/* read/book.h -- an Excel workbook but for its cells: sheets, formats, shared texts. For the readers of sheets. */
#ifndef READ_BOOK_H
#define READ_BOOK_H

#include "base/buf.h"
#include "base/xml.h"
#include "read/legacy.h"
#include "read/reader.h"

struct book_sheet {
	const char *name, *rel, *part;
	bool is_hidden;
};

enum book_shown { AS_IS, AS_DAY, AS_MONTH, AS_PERCENT };

struct book_custom {
	int id;
	enum book_shown shown;
};

struct book_format {
	enum book_shown shown;
	enum legacy font;
};

struct book {
	struct reader *rd;
	struct LIST(struct book_sheet) sheets;
	struct LIST(struct book_custom) customs;
	struct LIST(enum legacy) fonts;
	struct LIST(struct book_format) formats;
	struct LIST(const char *) strings;
	bool is_1904, has_old_font, is_in_fonts, is_in_xfs;

	/* where the reading of a sheet stands */
	bool is_text, is_phonetic;      /* within a text; within a reading aid, which is none */
	struct buf *text;               /* of the cell */
	int row, col, format;
	char type;                      /* of the cell: 's' shared, 'i' inline, 'f' formula's text, 'b', 'e', 'n' */
};

/* Reads all but the sheets. ERR_INVALID, ERR_FULL, ERR_DENIED as part_read(). */
MUST err book_open(struct reader *rd, struct unzip *z, struct book *out);

/* Callbacks' halves: elements <row> and <c> begin, text within them, and the text that a finished cell shows ("" for none),
 * in x->rd->mem. */
int book_row_open(struct book *x, const char *const *attrs);   /* the row's number, from 1 */
bool book_is_hidden(const char *const *attrs);
void book_cell_open(struct book *x, const char *const *attrs);
void book_text(void *book, const char *p, size_t n);            /* of an xml_face */
const char *book_cell_text(struct book *x);
/* "BC12" as column 54 and row 12, *p moving on; false when it is none. */
bool book_place(const char **p, int *col, int *row);

#endif
