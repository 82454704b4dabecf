/* room/register/register_load_view.h -- what the pages of loads tell their templates. */
#ifndef ROOM_REGISTER_LOAD_VIEW_H
#define ROOM_REGISTER_LOAD_VIEW_H

#include "room/register/register_load.h"
#include "web/form.h"

struct register_loads_view {
	const struct form *form;
	struct register_loads list;
	const char *unit;
};

/* A column of the file and the field it is read as. */
struct register_column {
	const char *name, *heading, *field;     /* name of its choice in the form */
	int64_t confidence;
};

struct register_load_view {
	const struct form *form;
	struct register_load load;
	struct register_load_lines lines;
	struct register_column *columns;
	size_t columns_n;
	struct choices fields;
	const char *given[5];                   /* what holds for all lines */
	bool only_problems, is_working;
	const char *next;                       /* path of the next page; "" for none */
	const char *problems_path;
};

struct register_load_field {
	const char *code, *label, *value, *hint;
};
struct register_load_line_view {
	const struct form *form;
	struct register_load load;
	struct register_load_line line;
	struct register_load_field *fields;
	size_t fields_n;
	struct choices whom;                    /* records to choose from; n 0: none is asked */
	const char *choice;
};

/* "badge-done" and its like, for the state of a load. */
const char *register_load_badge(const char *state);

#endif
