/* desk_view -- what the page of room desk shows; for desk_pages.c and desk.tmpl only. */
#ifndef ROOM_DESK_VIEW_H
#define ROOM_DESK_VIEW_H

#include "room/desk/desk.h"
#include "web/form.h"

struct desk_count {
	const char *label, *path;
	int64_t n;
};
struct desk_counts LIST(struct desk_count);

#endif
