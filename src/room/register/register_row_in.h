/* room/register/register_row_in.h -- what the files that read one row share; nobody else includes it. */
#ifndef ROOM_REGISTER_ROW_IN_H
#define ROOM_REGISTER_ROW_IN_H

#include "room/register/register_sheet_in.h"

/* One award that the row speaks of. */
struct spoken {
	const char *text;
	const struct award *award;      /* of a column of its own; else by the text */
	int column;
	enum sheet_field field;
	int64_t year;                   /* of a column of a year; 0 */
	const char *number;             /* a decision that stands in the cell */
	struct cell_day day;
};

struct rowing {
	struct sheet *s;
	struct mem *m;
	const struct sheet_line *l;
	struct sheet_said *out;
	int shift;
	const char *at[SHEET_FIELD_N];
	int column_of[SHEET_FIELD_N];
	bool lacks[SHEET_FIELD_N];      /* nothing says it, and there is no column for it */
	size_t spoken_n;
	struct sheet_row row;           /* what all of its awards share */
	const char *issuer;             /* as the decision's own cell says */
	struct spoken spoken[SHEET_ROWS_MAX];   /* the last member: what lies before it begins as zeros */
};

/* ---- register_row.c */
void PRINTF(5, 6) row_problem(struct rowing *r, bool is_error, enum sheet_field f, const char *accepted, const char *fmt, ...);

/* ---- register_row_facts.c: each reads its cells into r->at and r->row, and says what is wrong */
/* What holds for the whole file, as the person who loads it said; "" for nothing. */
const char *row_given(const struct rowing *r, enum sheet_field f);
/* Nothing says it: of this row when there is a column for it, else of the file. */
void row_missing(struct rowing *r, enum sheet_field f, const char *accepted);
void row_name(struct rowing *r);
/* "Trưởng phòng, Sở Nội vụ": the unit is what follows the last comma or dash, when it reads like one. */
void row_post(struct rowing *r, const char *text);
void row_birth(struct rowing *r);
void row_sex(struct rowing *r);
void row_number(struct rowing *r);
void row_decision(struct rowing *r);
void row_period(struct rowing *r);
void row_lengths(struct rowing *r, const struct sheet_row *row);
enum register_nature row_nature(struct rowing *r);
int64_t row_place(struct rowing *r);
/* Of one award of the row; a is NULL for one that nobody knows. */
enum award_subject row_subject(struct rowing *r, const struct award *a);
const char *row_subject_words(enum award_subject subject);
bool row_is_for(const struct award *a, enum award_subject subject);
int64_t row_year(struct rowing *r, const struct spoken *x);
const char *row_issuer(struct rowing *r, const struct award *a, const char *number);
const char *row_level(struct rowing *r, const struct award *a);

#endif
