/* intake -- a document that was read and waits for a person: its rows beside their source, corrected, accepted
 * or dropped. Knows no other room than the file it came from: a row is named cells of text, a problem is a sentence
 * on a cell. The room that asked for it (kind) says what the columns mean, and when a person accepts, reads the cells
 * and calls its own commands in the same transaction: all or nothing.
 *
 * Life: staged → accepted | dropped; both are final. An accepted intake stays as the record of what was read.
 * Owns the tables intake, intake_row, intake_cell, intake_line; reads room file by id only. */
#ifndef ROOM_INTAKE_H
#define ROOM_INTAKE_H

#include "core/ctx.h"

enum {
	INTAKE_ROWS_MAX = 5000,
	INTAKE_COLUMNS_MAX = 32,
	INTAKE_TEXT_MAX = 20000,        /* bytes of one cell */
	INTAKE_LINES_MAX = 5000,
	INTAKE_BYTES_MAX = 4 * 1024 * 1024      /* of all texts of one document: it must fit into one page */
};

struct intake_cell {
	const char *column;             /* the room's own word for it */
	const char *text;               /* as it stands now */
	const char *was;                /* as it was read */
	const char *warning;            /* what the reader was not sure of; "" for nothing, or once a person confirmed */
};

struct intake_row {
	int64_t id, version;
	int ord;                        /* place in the document, from 1 */
	bool is_kept;                   /* a dropped row is shown, and not accepted */
	const char *place;              /* where it was read, for people: "dòng 12–20", "trang 9" */
	int page, from_line, to_line;
	const char *source;             /* the words of that place */
	int confidence;                 /* hundredths, 0..100 */
	int warnings_n;
	struct intake_cell *cells;
	size_t cells_n;
};

/* A part of the document that ended in no row. */
struct intake_line {
	int64_t id;
	int from_line, to_line;
	const char *text;
};

struct intake {
	int64_t id, version;
	const char *kind;               /* the room that asked: "plan" */
	const char *state;              /* staged, accepted, dropped */
	const char *name;               /* of the document */
	const char *head;               /* what the room keeps of the whole document, in its own JSON */
	int64_t file_id, unit_id, target_id;    /* target_id: what it became, 0 until accepted */
	int64_t made_ms;
	const char *made_by;
	int rows_n, warnings_n, lines_n;
};

/* Stages a document with its rows and unread lines; ids and versions of the rows are ignored.
 * ERR_FULL: more rows, columns or text than the limits. */
MUST err intake_stage(struct ctx *cx, struct intake in, const struct intake_row *rows, size_t rows_n,
                      const struct intake_line *lines, size_t lines_n, int64_t *id_out);

/* ERR_NOTFOUND also hides an intake of a unit out of reach. */
MUST err intake_get(struct ctx *cx, int64_t id, struct intake *out);
struct intake_rows LIST(struct intake_row);
struct intake_lines LIST(struct intake_line);
struct intakes LIST(struct intake);
MUST err intake_rows_of(struct ctx *cx, int64_t id, struct intake_rows *out);
MUST err intake_row_get(struct ctx *cx, int64_t row_id, int64_t *intake_id_out, struct intake_row *out);
MUST err intake_lines_of(struct ctx *cx, int64_t id, struct intake_lines *out);
/* What of a kind still waits, newest first. */
MUST err intake_waiting(struct ctx *cx, const char *kind, struct intakes *out);

/* A person's hand on one row: new texts for the columns given (a text given again confirms it: its warning goes),
 * and whether the row is kept. ERR_STATE: no longer staged. ERR_STALE. ERR_INVALID. */
struct intake_correction {
	int64_t row_id, version;
	bool is_kept;
	const struct intake_cell *cells;        /* column and text */
	size_t cells_n;
};
MUST err intake_correct(struct ctx *cx, struct intake_correction in);
/* Puts a warning on a cell again, by the room that read the corrected text. */
MUST err intake_warn(struct ctx *cx, int64_t row_id, const char *column, const char *warning);

/* Ends it: the room has taken the rows over into target_id in this same transaction. ERR_STATE, ERR_STALE. */
MUST err intake_accept(struct ctx *cx, int64_t id, int64_t version, int64_t target_id);
MUST err intake_drop(struct ctx *cx, int64_t id, int64_t version);

const char *intake_text(const struct intake_row *r, const char *column);        /* "" when it has no such column */

#endif
