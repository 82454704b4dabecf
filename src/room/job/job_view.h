/* job_view.h -- what the templates of room job are told. */
#ifndef ROOM_JOB_VIEW_H
#define ROOM_JOB_VIEW_H

#include "room/job/job.h"
#include "web/form.h"

struct job_list_view {
	struct job_list list;
	struct papers papers;
};

struct job_show_view {
	const struct form *form;
	struct job job;
	bool is_alive;                  /* waits or runs */
};

#endif
