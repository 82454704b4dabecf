/* room/unit/unit_view.h -- what the pages of room unit tell their templates. */
#ifndef ROOM_UNIT_VIEW_H
#define ROOM_UNIT_VIEW_H

#include "room/unit/unit.h"
#include "web/form.h"

struct unit_list_view {
	struct unit_list list;
	struct unit_filter filter;
	struct choices kinds;           /* with "" first */
	struct pager pager;
	struct papers papers;
	bool is_tree;                   /* nothing is searched for: the whole tree */
	bool may_edit;
};

struct unit_show_view {
	const struct form *form;
	struct unit unit;
	struct unit_history history;
	struct unit_list below;
	struct choices kinds;
	const char *today;
	bool may_edit, has_ended;
};

struct unit_classes_view {
	const struct form *form;
	struct unit_class *list;
	size_t list_n;
	bool may_edit;
};

struct unit_class_view {
	const struct form *form;
	struct unit_class class;
	struct unit_list members;       /* the living units it means */
	const struct unit_member *entries;      /* and as it was said */
	size_t entries_n;
	const struct unit_alias *aliases;
	size_t aliases_n;
	struct choices kinds;
	bool may_edit;
};

const char *unit_act_words(const char *kind);   /* "Đổi tên" */

#endif
