/* room/casefile/casefile_kinds_view.h -- what the pages of procedures tell their templates. */
#ifndef ROOM_CASEFILE_KINDS_VIEW_H
#define ROOM_CASEFILE_KINDS_VIEW_H

#include "room/casefile/casefile.h"
#include "web/form.h"

struct casefile_kind_view {
	struct casefile_kind kind;
	struct casefile_steps steps;
	struct casefile_limits limits;
	struct casefile_needs needs;
	const char *ends;               /* how a case may end, in words: "đã giải quyết, đã từ chối …" */
};
struct casefile_kinds_view {
	struct casefile_kind_view *at;
	size_t n;
	bool may_set;
};

struct casefile_limit_view {
	const struct form *form;
	struct casefile_kind_view is;
	struct choices steps, units, verified;
};

/* The code itself for a step that the procedure does not have. */
const char *casefile_step_name(const struct casefile_kind_view *v, const char *step);

#endif
