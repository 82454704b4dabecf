/* read/pdf.h -- the pages of a PDF between the steps of reading: words and ruling lines with their places.
 *
 * Places are in points from the top left corner. */
#ifndef READ_PDF_H
#define READ_PDF_H

#include "read/reader.h"

enum { PDF_PAGES_MAX = 2000, PDF_WORDS_MAX = 1000000, PDF_RULES_MAX = 4000, PDF_COLS_MAX = 64, PDF_ROWS_MAX = 600,
       PDF_WORK_MAX = 500000000 };

struct pdf_word {
	float x0, y0, x1, y1;
	const char *text;
	int group;              /* words with one number stand together in a line of their column */
	int line;               /* of the document, from 1, across columns */
	bool is_taken;          /* stands in a table */
};

/* Horizontal (y0 equals y1) or vertical. */
struct pdf_rule {
	float x0, y0, x1, y1;
};

struct pdf_page {
	float width, height;
	struct {
		struct pdf_word *at;
		size_t n, cap;
	} words;
	struct {
		struct pdf_rule *at;
		size_t n, cap;
	} rules;
};

struct pdf {
	struct reader *rd;
	struct pdf_page *at;
	size_t n, cap;
	size_t words_n;
	size_t work;            /* comparisons of ruling lines so far */
};

/* A table of one page, with the places of its columns' edges. */
struct pdf_table {
	struct read_table *table;
	float x[PDF_COLS_MAX + 1];
	int cols_n;
	float top, bottom;
	bool is_loose;          /* without ruling lines: x are middles of the blanks between columns */
};

struct pdf_tables {
	struct pdf_table *at;
	size_t n, cap;
};

/* Adds the ruling lines of the drawing to the pages; what is no drawing adds none. */
void pdf_rules_read(struct pdf *pdf, struct view drawing);
/* The tables of a page by its ruling lines, from top to bottom; their words are taken. */
void pdf_tables_find(struct pdf *pdf, size_t page, struct pdf_tables *out);
/* The same by the blanks that lines of words leave free one under the other, of what is not taken yet; `before` is the
 * table at the end of the page before, NULL for none. */
void pdf_gutters_find(struct pdf *pdf, size_t page, const struct pdf_table *before, struct pdf_tables *out);
/* Adds the rows of a table at the top of a page to the one it goes on from; false when it is another table. */
bool pdf_table_join(struct pdf *pdf, struct pdf_table *to, const struct pdf_table *more);
/* Whether a line of n bytes ends in the hyphen of a code ("09/2020/QĐ-"), which the next line goes on without a space. */
bool pdf_is_broken_word(const char *s, size_t n);
/* The words (indices) as lines of text joined by \n, each line from left to right. Sorts the indices. */
const char *pdf_words_text(struct pdf *pdf, const struct pdf_page *page, size_t *at, size_t n);

#endif
