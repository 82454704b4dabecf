/* room/plan/plan_test.h -- what the tests of room plan share: the office of Hà Nội and its plan of 2024. */
#ifndef ROOM_PLAN_TEST_H
#define ROOM_PLAN_TEST_H

#include "room/plan/plan.h"

/* Units, classes and the working days of 2024. */
void load_office(struct ctx *cx);
/* The plan from its document: staged, taken as a draft (its id), its head as it was read. */
int64_t stage_seed(struct ctx *cx, struct plan_staged *out);
struct plan_head_in head_of(const struct plan_staged *s);
int64_t take_seed(struct ctx *cx);
/* All living tasks, and one of them by its place; section "" for any. */
struct plan_list_view list_all(struct ctx *cx, int64_t plan_id);
const struct plan_line *task_at(const struct plan_list_view *v, int appendix, const char *section, int no);
/* What lists show is kept a second time; it must be what the parts themselves say. */
void lists_equal_a_recount(struct ctx *cx, int64_t plan_id);

#endif
