/* app/style.h -- what the living page of the design system is told. */
#ifndef APP_STYLE_H
#define APP_STYLE_H

#include "web/form.h"

struct style_view {
	const struct form *fresh, *wrong;       /* a form as it is opened, and one that was refused */
	struct choices choices;
	struct pager pager;
	struct papers papers;
	struct crumbs crumbs, tabs;
	date today;
};

#endif
