/* read/grid.h -- any document as paragraphs and tables, each with the place it was read from.
 *
 * The reader of a format says only what stands where; what a column means is the business of rooms. */
#ifndef READ_GRID_H
#define READ_GRID_H

#include "base/base.h"
#include "base/faults.h"

enum read_kind { READ_TXT, READ_DOCX, READ_PDF, READ_XLSX };

/* Where something was read: lines count from 1 over the whole document (txt: lines of the file as it is, empty ones
 * too; docx: paragraphs; pdf: lines of text; xlsx: rows of the sheet); 0 or "" for not known. */
struct read_place {
	int page;
	const char *sheet;
	int from_line, to_line;
};

struct read_cell {
	const char *text;       /* paragraphs joined by \n, trimmed; list marks written out ("-", "1.", "a)") */
	int col, col_span;      /* in the table's own grid, from 0 */
	bool is_below;          /* continues a cell merged from the row above: text is that cell's text */
	bool is_bold;
};

struct read_row {
	struct read_cell *at;   /* left to right, by col; a place of the grid without a cell is empty */
	size_t n, cap;
	struct read_place place;
	bool is_head;           /* the document itself calls this row a head */
	bool is_repeat;         /* the head of the table again, at the top of another page */
	bool is_unsure;         /* no line parts it from the next: where it begins and ends is a guess */
};

/* In Word the letterhead and the signatures are often a table without borders: a table of this kind has one or two
 * rows of two cells and no numbers. In a PDF what has ruling lines is a table, and words that
 * stand in columns (pdf_gutter.c). */
struct read_table {
	struct read_row *at;
	size_t n, cap;
	int cols_n;
};

struct read_block {
	const char *text;               /* a paragraph (docx, pdf, xlsx) or one line of the file (txt); "" for a table */
	const struct read_table *table; /* NULL for a paragraph */
	struct read_place place;
	int level;                      /* heading level of the word processor, 0 for none */
	bool is_bold, is_centred;
};

struct read_doc {
	enum read_kind kind;
	struct read_block *at;
	size_t n, cap;
	struct faults notes;            /* what the reader could not be sure of, and footnotes, with the place */
};

enum {
	READ_FILE_MAX = 32 * 1024 * 1024,       /* bytes of the file */
	READ_BLOCKS_MAX = 200000,               /* paragraphs, lines and tables */
	READ_CELLS_MAX = 3000000,               /* of all tables together */
	READ_COLS_MAX = 1000,
};

/* Reads a file whose format is told by its content, never by its name alone. On ERR_INVALID the faults say in
 * Vietnamese what the file is and what would be accepted (a scan without text, an old .doc, a file with a password,
 * a broken or over-large archive). ERR_IO when it cannot be read at all. A document of ordinary size needs some
 * megabytes of the arena; one that needs more than the arena has left is ERR_INVALID too, said as too large. */
MUST err read_file(struct mem *m, const char *path, const char *name, struct faults *f, struct read_doc *out);

#endif
