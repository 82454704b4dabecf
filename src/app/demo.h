/* app/demo.h -- a little life for the plan of the demo, and a register of invented awards. */
#ifndef APP_DEMO_H
#define APP_DEMO_H

#include "core/ctx.h"

/* Reports, answers, urgings and what else a few months of work leave, up to 2024-03-05. In the open write transaction of the
 * system, with the accounts of user_demo(); the bundled plan is published. */
MUST err demo_life(struct ctx *cx, int64_t plan_id);

/* The sheets of data/register (folder) through the importer that people use, then a correction, a revocation, a case, a head. On an
 * open context of the system, outside any transaction; nothing where the register has lines. ERR_STATE: a sheet was not taken. */
MUST err demo_register(struct ctx *cx, const char *folder);

/* The same context as a person of the demo, on a day of its story (DATE_NONE: now); act_no keeps the hours in order. */
MUST err demo_stand_in(struct ctx *cx, const char *login, date day, int act_no, struct who *who);

#endif
