/* core/ctx_test.c */
#include "core/ctx.h"

#include "tests/t.h"

static const int64_t reach[] = {3, 5, 9};

static struct who someone(void)
{
	return (struct who){.user_id = 1, .name = "a", .full_name = "A", .units = reach, .units_n = COUNT(reach)};
}

static void give(struct who *w, enum right r)
{
	w->rights[r / 64] |= (uint64_t)1 << (r % 64);
}

TEST(may_needs_the_right_and_the_reach)
{
	struct ctx *cx = t_ctx();
	struct who w = someone();

	cx->who = &w;
	t_err(ERR_DENIED, may(cx, R_AUDIT_READ, 0));
	give(&w, R_AUDIT_READ);
	t_ok(may(cx, R_AUDIT_READ, 0));
	for (int64_t unit = 1; unit < 12; unit++)
		t_int(unit == 3 || unit == 5 || unit == 9, may_bool(cx, R_AUDIT_READ, unit));
	w.sees_all = true;
	t_ok(may(cx, R_AUDIT_READ, 77));
	t_err(ERR_DENIED, may(cx, R_JOB_MANAGE, 5));
}

TEST(may_knows_nobody_the_signed_in_and_the_system)
{
	struct ctx *cx = t_ctx();
	struct who w = someone();

	cx->who = &WHO_NOBODY;
	t_ok(may(cx, R_PUBLIC, 4));
	t_err(ERR_DENIED, may(cx, R_SIGNED_IN, 0));
	t_err(ERR_DENIED, may(cx, R_AUDIT_READ, 0));
	cx->who = &w;
	t_ok(may(cx, R_SIGNED_IN, 0));
	cx->who = &WHO_SYSTEM;
	for (int r = 0; r < (int)R_N; r++)
		t_ok(may(cx, (enum right)r, 4));
}

TEST(faults_are_collected_until_asked)
{
	struct ctx *cx = t_ctx();

	need(cx, true, "a", "không");
	t_ok(faults(cx));
	need(cx, false, "a", "một");
	fault(cx, "b", "hai %d", 2);
	t_err(ERR_INVALID, faults(cx));
	t_int(2, cx->faults.n);
	t_text("hai 2", faults_of(&cx->faults, "b"));
}

static err leave_early(struct ctx *cx)
{
	MEM_EACH(cx) {
		mem_alloc(cx->mem, 10);
		return ERR_STATE;
	}
	return OK;
}

TEST(mem_each_gives_the_arena_back_however_it_is_left)
{
	struct ctx *cx = t_ctx();
	struct mem *outer = cx->mem;
	size_t used = mem_used(outer);

	for (int i = 0; i < 3; i++) {
		MEM_EACH(cx) {
			t_true(cx->mem != outer);
			mem_alloc(cx->mem, 1000);
			if (i == 1)
				break;
		}
		t_true(cx->mem == outer);
	}
	t_err(ERR_STATE, leave_early(cx));
	t_true(cx->mem == outer);
	t_int(used, mem_used(outer));
}

TEST(cx_random_code_has_no_look_alikes_and_no_repetition)
{
	struct ctx *cx = t_ctx();
	const char *a = cx_random_code(cx, 200), *b = cx_random_code(cx, 200);

	t_int(200, strlen(a));
	t_int(200, strspn(a, "23456789abcdefghjkmnpqrstuvwxyz"));
	t_true(strcmp(a, b) != 0);
}

TEST(right_names_lead_to_their_rights)
{
	for (int r = 0; r < (int)R_N; r++)
		t_int(r, right_of_name(right_name((enum right)r)));
	t_int(R_N, right_of_name("NOTHING"));
}
