/* app/paper_later.h -- what the page is told that asks whether a long paper is to be made as a job. */
#ifndef APP_PAPER_LATER_H
#define APP_PAPER_LATER_H

#include "web/form.h"

struct paper_ask_view {
	const struct form *form;
	const char *title, *kind;       /* "Việc của các đơn vị", "Excel" */
	const char *path;               /* of the paper, with its query */
	const char *back;
	int64_t rows_max;
};

#endif
