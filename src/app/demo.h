/* app/demo.h -- a little life for the plan of the demo. */
#ifndef APP_DEMO_H
#define APP_DEMO_H

#include "core/ctx.h"

/* Reports, answers, urgings and what else a few months of work leave, up to 2024-03-05. In the open write transaction of the
 * system, with the accounts of user_demo(); the bundled plan is published. */
MUST err demo_life(struct ctx *cx, int64_t plan_id);

#endif
