/* read/reader.h -- what the readers of the single formats share: the document as it grows, and its limits.
 *
 * A reader adds blocks, tables, rows and cells through these functions only. When a limit is reached they take
 * nothing more and is_full is set; read_file() turns that into its one sentence. */
#ifndef READ_READER_H
#define READ_READER_H

#include "base/zip.h"
#include "read/grid.h"

struct reader {
	struct mem *mem;
	struct faults *faults;  /* why the file is refused */
	struct read_doc *doc;
	size_t cells_n;
	bool is_full;
};

/* Refuses the file with a sentence: return reader_refuse(rd, "…"). */
MUST err reader_refuse(struct reader *rd, const char *sentence);
void reader_note(struct reader *rd, const char *place, const char *sentence);

/* text is n bytes of any kind; what comes back is clean and lives as long as the arena. Bytes that are no UTF-8 are
 * replaced by U+FFFD. */
const char *reader_clean(struct reader *rd, const char *p, size_t n);

/* The new block, zeroed but for text ""; never NULL (a block to be lost when the limit is reached). */
struct read_block *reader_block(struct reader *rd);
struct read_table *reader_table(struct reader *rd);
struct read_row *reader_row(struct reader *rd, struct read_table *t);
struct read_cell *reader_cell(struct reader *rd, struct read_row *row);

/* Marks the rows that say the head of their table again, for formats that print it on each page. */
void reader_mark_repeats(struct reader *rd, struct read_table *t);

/* ---- the formats; all take a document that is empty -------------------------------------------------------------- */

MUST err txt_read(struct reader *rd, struct view bytes);
/* The name of the main part of a Word document; "" when the archive is none. */
const char *docx_part(const struct unzip *z);
MUST err docx_read(struct reader *rd, struct unzip *z);
MUST err xlsx_read(struct reader *rd, struct unzip *z);
MUST err pdf_read(struct reader *rd, const char *path);
/* What pdftotext -bbox-layout wrote, and pdftocairo -svg ("" for no ruling lines known). */
MUST err pdf_read_parts(struct reader *rd, struct view words, struct view drawing);

#endif
