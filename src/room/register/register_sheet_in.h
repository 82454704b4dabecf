/* room/register/register_sheet_in.h -- what the files that read a sheet share; nobody else includes it. */
#ifndef ROOM_REGISTER_SHEET_IN_H
#define ROOM_REGISTER_SHEET_IN_H

#include "room/register/register_sheet.h"

/* Kinds of what a heading between rows may say. */
enum band { BAND_SUBJECT, BAND_AWARD, BAND_UNIT, BAND_DECISION, BAND_YEAR, BAND_GROUND, BAND_N };

/* What holds for the rows below a heading, until another of its kind. */
struct held {
	enum award_subject subject;
	const struct award *award;
	const char *award_text, *unit, *number, *issuer;
	struct cell_day day;
	int64_t year;
	const struct award_ground *ground;
	enum register_nature nature;
};

struct sheet {
	struct mem *mem, *scratch;
	struct award_words *words;
	const struct sheet_map *map;
	date today;
	const char *name;

	struct sheet_column columns[SHEET_COLUMNS_MAX];
	size_t columns_n;
	bool has_field[SHEET_FIELD_N];
	bool is_grouped[SHEET_FIELD_N];         /* said once for the rows below */
	struct sheet_column *best;              /* of the table with most rows so far */
	size_t best_n, best_rows, rows_here;
	int head_from, head_to;                 /* lines of the heading; 0: there is none */
	const char *head_name;                  /* sheet_plain() of the heading of the names */

	struct held base, held;                 /* of the titles; of the headings between rows */
	int order[BAND_N], order_n;             /* in which these kinds came first */
	const char *last[SHEET_FIELD_N];        /* of the row before, in last_mem */
	struct mem *last_mem;
	bool has_last, is_over;                 /* is_over: signatures were met */

	uint64_t *seen;                         /* hashes of rows, and the lines they stood on */
	int *seen_line;
	size_t seen_n, seen_cap;
	struct LIST(struct sheet_said_number) numbers;
	int64_t rows_n, missing_n[SHEET_FIELD_N];
};

/* A decision's number as first met, with its day. */
struct sheet_said_number {
	const char *number, *issuer;
	struct cell_day day;
	int line;
};

/* ---- register_columns.c */
/* What the words of a heading mean, in hundredths of certainty; 0: nothing. raw: with marks. */
int heading_field(struct mem *m, const char *raw, enum sheet_field *out);
/* Distinct fields that the cells name as headings. */
int heading_score(struct sheet *s, const struct sheet_line *l);
bool heading_numbers(const struct sheet_line *l);       /* (1) (2) (3) … below the headings */
/* Finds the headings in the sample and what each column says. */
void columns_find(struct sheet *s, const struct sheet_line *sample, size_t n);
/* Takes this line as the heading of another table. */
void columns_again(struct sheet *s, const struct sheet_line *l);

/* ---- register_bands.c */
/* What a title or a heading between rows says; false: nothing that is known. Adds it to what is held. */
bool band_take(struct sheet *s, const char *text, bool is_title);
bool band_is_total(struct mem *m, const char *text);
bool band_is_foot(struct mem *m, const char *text);
/* "I", "II.", "A", "1.2", "a)": the number of a heading, not of a row. */
bool band_is_mark(const char *text);

/* ---- register_row.c */
void row_read(struct sheet *s, struct mem *m, const struct sheet_line *l, struct sheet_said *out);

#endif
