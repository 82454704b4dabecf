/* room/register/register_find_view.h -- what the pages of finding tell their templates. */
#ifndef ROOM_REGISTER_FIND_VIEW_H
#define ROOM_REGISTER_FIND_VIEW_H

#include "room/person/person.h"
#include "room/register/register_find.h"
#include "room/register/register_find_columns.h"
#include "room/register/register_view.h"
#include "room/unit/unit.h"
#include "web/form.h"

struct register_found_row {
	const struct register_value *at;        /* of each column */
};
struct register_box {
	const char *value, *label;
	bool is_on;
};
struct register_found_view {
	const char *q, *columns, *order, *fault, *unit_hint;    /* unit_hint: a query by the unit that was perhaps meant; "" */
	struct register_found found;
	struct register_columns shown;
	const struct register_found_row *rows;
	const struct register_box *boxes;
	size_t boxes_n;
	struct pager pager;
	const struct form *form;
	struct register_saveds saved;
	bool may_edit, may_prove, may_bulk;
};

struct register_bulk_view {
	const struct form *form;
	const char *q, *nos;            /* of the question they were found by, "" for none; the numbers of the lines, split by dots */
	const char *columns;
	bool is_long;                   /* an address cannot list them: lists and slips are asked for by the question */
	struct choices acts;
	struct register_found found;
	bool may_edit, may_receive;     /* may_receive: not of a long list */
};

struct register_unit_view {
	struct unit unit;
	struct unit_history history;
	struct register_found found;
	struct register_picture picture;
	const char *now;                /* what it is now, when it has ended: "nay là …"; "" */
	struct register_list list;
	const char *q;
};

#endif
