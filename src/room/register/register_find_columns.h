/* room/register/register_find_columns.h -- the columns that a list of lines may show, on a page and in a sheet. */
#ifndef ROOM_REGISTER_FIND_COLUMNS_H
#define ROOM_REGISTER_FIND_COLUMNS_H

#include "room/register/register.h"

enum register_column {
	REGISTER_COL_LINE, REGISTER_COL_YEAR, REGISTER_COL_NAME, REGISTER_COL_POSITION, REGISTER_COL_UNIT, REGISTER_COL_UNIT_NOW,
	REGISTER_COL_AWARD, REGISTER_COL_GROUND, REGISTER_COL_NUMBER, REGISTER_COL_DAY, REGISTER_COL_LEVEL, REGISTER_COL_ISSUER,
	REGISTER_COL_SIGNER, REGISTER_COL_PLACE, REGISTER_COL_CERTIFICATE, REGISTER_COL_CLASS, REGISTER_COL_PARTY, REGISTER_COL_ORIGIN, REGISTER_COL_MOVEMENT,
	REGISTER_COL_ACHIEVEMENT, REGISTER_COL_MONEY, REGISTER_COL_STATE, REGISTER_COL_N
};
struct register_column_row {
	const char *code, *head;        /* "quyet-dinh", "Quyết định" */
	int width_mm;
	bool is_shown;                  /* when nobody chose */
};
extern const struct register_column_row REGISTER_COLUMNS[REGISTER_COL_N];

/* One value: a number with is_number, a day with is_day, else text. */
struct register_value {
	const char *text, *path;        /* path "": leads nowhere */
	int64_t n;
	bool is_number, is_day;
};
struct register_value register_value_of(struct mem *m, const struct register_line *l, enum register_column c);

/* Chosen columns in their order: codes split by commas; "" or nothing known gives those shown when nobody chose. How many. */
struct register_columns {
	enum register_column at[REGISTER_COL_N];
	size_t n;
};
struct register_columns register_columns_of(const char *codes);
const char *register_columns_put(struct mem *m, const struct register_columns *c);      /* codes split by commas */
/* Whether a column tells what the record of the person says: see register_said(). */
bool register_columns_said(const struct register_columns *c);
bool register_columns_have(const struct register_columns *c, enum register_column column);

#endif
