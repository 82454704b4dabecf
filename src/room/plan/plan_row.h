/* plan_row -- rows of the plan's tables as structs, shared by the .c files of room plan and by nobody else. */
#ifndef ROOM_PLAN_ROW_H
#define ROOM_PLAN_ROW_H

#include "room/plan/plan.h"

struct row;

/* A milestone of the plan_milestone statements, its state reckoned on today. */
struct plan_stone plan_stone_of(const struct row *r, date today);
/* A task of the plan_task statements, without its milestones. */
struct plan_task_row plan_task_of(const struct row *r);

#endif
