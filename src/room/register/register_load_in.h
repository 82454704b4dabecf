/* room/register/register_load_in.h -- what the files of loading share; nobody else includes it. */
#ifndef ROOM_REGISTER_LOAD_IN_H
#define ROOM_REGISTER_LOAD_IN_H

#include "base/buf.h"
#include "room/register/register_load.h"

/* A line as it is kept. */
struct load_kept {
	const char *sheet, *fields, *why, *said, *problems;
	int64_t line, errors_n, doubts_n;
	int64_t key, names_id;          /* of a row: see register_load_inner.c */
	bool is_row, is_waiting;        /* is_waiting: it may be about an earlier row that is not kept yet; it is asked when it is added */
};
/* What one line of a file came to, for keeping; more than one when it gave several rows. */
void load_keep(struct mem *m, const struct sheet_said *said, struct load_kept out[SHEET_ROWS_MAX], size_t *n_out);
struct load_kept load_keep_problem(struct mem *m, const struct sheet_problem *p);
/* A line of the kept text of problems. */
void load_put_problem(struct buf *b, const struct sheet_problem *p);
const char *load_columns(struct mem *m, const struct sheet_column *c, size_t n);
/* The fields of a kept row. */
void load_fields(struct mem *m, const char *text, const char *at[SHEET_FIELD_N]);

/* The same of a row that is not kept, as load_fields() would give them; copies. */
void load_fields_of(struct mem *m, const struct sheet_said *said, const struct sheet_row *r, const char *at[SHEET_FIELD_N]);

/* Adds lines after those that are kept. */
MUST err load_add(struct ctx *cx, int64_t load_id, int64_t place, int64_t *row_place, const struct load_kept *k);
MUST err load_read_more(struct ctx *cx, int64_t load_id, int64_t staged_n, int64_t lines, int64_t rows, int64_t errors, int64_t doubts);
/* Some of the lines that an earlier reading kept are gone; more_out: there may be others. */
MUST err load_forget(struct ctx *cx, int64_t load_id, bool *more_out);
MUST err load_read_end(struct ctx *cx, int64_t load_id, const char *columns);
/* What was kept of a line whose field (of register_blank()) goes by law goes as well, and what was said about that line. */
MUST err load_blank(struct ctx *cx, int64_t line_id, const char *field);

/* The bytes of the file that the line came in go, too: they say what was blanked. */
MUST err load_file_forget(struct ctx *cx, int64_t line_id);

/* What is needed to write many rows: lists of the catalogue, what was looked up before. */
struct load_writer;
MUST err load_writer_new(struct ctx *cx, const struct register_load *l, struct load_writer **out);
/* Adds to a kept row what the register, as it is now, would not take of it, and where it is not sure who is meant. */
MUST err load_keep_seen(struct ctx *cx, struct load_writer *w, int64_t choice, struct load_kept *k);
/* The same before the rows above it are kept: one about an award is left waiting. */
MUST err load_keep_seen_ahead(struct ctx *cx, struct load_writer *w, struct load_kept *k);
/* Whom and what a line is about, for looking at: numbers of records without their words. */
MUST err load_look(struct ctx *cx, struct load_writer *w, struct register_load_line *l);
/* The words of the records that looked-at lines mean (with_may: of those that may be meant, too), in a statement for PERSON_MANY of them. */
MUST err load_look_words(struct ctx *cx, struct register_load_line *lines, size_t n, bool with_may);
/* Writes up to n rows ahead, in the open transaction; *n_out: how many, 0 after the last. ERR_BUSY: another load is ahead.
 * ERR_STALE: another job writes this one. ERR_INVALID: the register does not take one of them. */
MUST err load_write(struct ctx *cx, struct load_writer *w, int n, int64_t *n_out);
/* Of the rows of a load, those about awards that earlier rows of the same file grant: they are written when it is published, since only
 * then is it sure where the others stand. */
enum { LOAD_INNER_MAX = 1000 };
MUST err load_inner_count(struct ctx *cx, int64_t load_id, int64_t *n_out);
/* n of them are too many: a fault of the field says so. */
void load_inner_need(struct ctx *cx, int64_t n, const char *field);
/* The one short transaction: all that is ahead becomes visible. ERR_INVALID: it was to be undone, but is relied on by now. */
MUST err load_publish(struct ctx *cx, const struct register_load *l);
/* ERR_STATE when a later line names one of its lines, or a signed head that has them left the house. */
MUST err load_relied_on(struct ctx *cx, const struct register_load *l);
/* Takes back some of what was written ahead; *is_done when nothing is left. */
MUST err load_take_back(struct ctx *cx, const struct register_load *l, bool *is_done);

#endif
