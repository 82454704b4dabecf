/* room/law/law_view.h -- what the pages of room law tell their templates. */
#ifndef ROOM_LAW_VIEW_H
#define ROOM_LAW_VIEW_H

#include "room/law/law.h"
#include "web/form.h"

struct law_list_view {
	struct law_list list;
	const char *q;
	bool is_in_force_only;
};

struct law_place_view {
	struct law_place place;
	const char *words;              /* "Điều 21 khoản 1" */
};

struct law_show_view {
	struct law law;
	struct law_place_view *places;
	size_t places_n;
	struct law_links links;
};

const char *law_link_words(const struct law_link *k);   /* "Thay thế", "Được thay thế bởi" */

#endif
