/* room/duty/duty_view.h -- what the pages of room duty tell their templates. */
#ifndef ROOM_DUTY_VIEW_H
#define ROOM_DUTY_VIEW_H

#include "room/duty/duty.h"
#include "web/form.h"

struct duty_list_view {
	struct duty_filter filter;
	struct duties list;
	struct duty_count count;        /* of the unit, or of all that the person may see */
	const char *state;              /* the word in the address, "" for any */
	const char *unit_name;          /* "" unless it is a unit's own page */
	struct pager pager;
	struct papers papers;
	bool is_deep;                   /* more than the pages reach */
	bool may_assign, may_write;     /* write: urge on paper what is late */
};

struct duty_show_view {
	const struct form *form;
	struct duty_view v;
	const char *percent;            /* what the form shows at first */
	bool is_again;                  /* the form is shown again: files must be chosen anew */
	struct papers papers;
};

struct duty_group_view {
	const struct form *form;
	struct duty_group group;
	struct duties list;
	const char *state;
	struct pager pager;
	int64_t open_n;                 /* of those shown here: to be urged */
	bool may_urge, sees_all, is_coordinate;
	struct papers papers;
};

struct duty_units_view {
	struct duty_counts list;
	struct duty_count all;
	struct pager pager;
	struct papers papers;
};

struct duty_follow_view {
	const struct form *form;
	struct duty_follows list;
	bool may_assign;
	struct papers papers;
};

/* May this one be ticked for urging. */
bool duty_is_urgeable(const struct duty *d);

#endif
