/* room/register/register_figures_view.h -- what the page of statistics tells its template. */
#ifndef ROOM_REGISTER_FIGURES_VIEW_H
#define ROOM_REGISTER_FIGURES_VIEW_H

#include "room/register/register_figures.h"
#include "web/form.h"

enum { REGISTER_FIGURES_SHOWN = 500 };          /* rows of the page; the sheet has all */

struct register_figures_box {
	const char *code, *label;
	bool is_on;
};
struct register_figures_view {
	const char *q, *by, *fault;     /* by: codes split by commas */
	struct register_figures_ask ask;
	struct register_figures figures;
	struct register_figures_box boxes[REGISTER_BY_N];
	struct register_figure *rows;
	size_t shown_n;
};

#endif
