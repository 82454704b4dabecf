/* app/jobs.h -- the process that does the work of room job. */
#ifndef APP_JOBS_H
#define APP_JOBS_H

#include "app/setup.h"

/* Runs the next due job to its end on an open context (outside any transaction). *ran_out false: nothing was due.
 * The job's own failure is OK here: it is in its row and in the log. */
MUST err jobs_run_one(struct ctx *cx, bool *ran_out);

/* For serve_config: arg is the struct setup. Until stop_fd is readable; a job that runs then loses its lease and is
 * taken up by the next process. Touches data_dir/jobs.alive at each look. */
int jobs_run(void *arg, int stop_fd);

#define JOBS_ALIVE "jobs.alive"
enum { JOBS_ALIVE_S = 90 };     /* older than that: the process is not there */

#endif
