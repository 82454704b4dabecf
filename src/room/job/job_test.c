/* job_test.c */
#include "room/job/job.h"

#include "room/audit/audit.h"
#include "tests/t.h"

static int64_t add(struct ctx *cx, int64_t object_id)
{
	int64_t id = 0;

	t_ok(job_add(cx, (struct job_in){.kind = "file.sweep", .payload = "x", .goto_path = "", .object_id = object_id}, &id));
	return id;
}

static struct job get(struct ctx *cx, int64_t id)
{
	struct job j = {0};

	t_ok(job_get(cx, id, &j));
	return j;
}

TEST(job_is_taken_once_in_order_and_ends)
{
	struct ctx *cx = t_ctx();
	int64_t one = add(cx, 1), two = add(cx, 2);
	struct job a, b, c;

	t_ok(job_take(cx, &a));
	t_int(one, a.id);
	t_text("x", a.payload);
	t_text("Dọn tệp không còn ai dùng", a.sentence);
	t_ok(job_take(cx, &b));
	t_int(two, b.id);
	t_err(ERR_NOTFOUND, job_take(cx, &c));
	t_ok(job_done(cx, &a));
	t_text("done", get(cx, one).state);
	t_ok(job_failed(cx, &b, "Không đọc được.", true));
	t_text("failed", get(cx, two).state);
	t_text("Không đọc được.", get(cx, two).error);
}

TEST(job_of_a_process_that_died_is_taken_up_again)
{
	struct ctx *cx = t_ctx();
	int64_t id = add(cx, 1);
	struct job first, second;

	t_ok(job_take(cx, &first));
	t_err(ERR_NOTFOUND, job_take(cx, &second));
	cx->now_ms += JOB_LEASE_MS + 1;
	t_ok(job_take(cx, &second));
	t_int(id, second.id);
	t_int(2, second.attempts);
	/* the first process, if it lives after all, cannot speak for the job any more */
	t_err(ERR_STALE, job_done(cx, &first));
	t_err(ERR_STALE, job_progress(cx, &first, 1, 2));
	t_ok(job_done(cx, &second));
}

TEST(job_that_kills_its_process_every_time_fails_in_the_end)
{
	struct ctx *cx = t_ctx();
	int64_t id = add(cx, 1);
	struct job j;

	for (int i = 0; i < JOB_ATTEMPTS_MAX; i++) {
		t_ok(job_take(cx, &j));
		cx->now_ms += JOB_LEASE_MS + 1;
	}
	t_err(ERR_NOTFOUND, job_take(cx, &j));
	t_text("failed", get(cx, id).state);
	t_true(*get(cx, id).error != '\0');
}

TEST(job_that_failed_is_tried_again_after_growing_pauses)
{
	struct ctx *cx = t_ctx();
	int64_t id = add(cx, 1), last = 0;
	struct job j;

	for (int i = 1; i < JOB_ATTEMPTS_MAX; i++) {
		int64_t pause;

		t_ok(job_take(cx, &j));
		t_ok(job_failed(cx, &j, "Chưa được.", false));
		t_err(ERR_NOTFOUND, job_take(cx, &j));
		pause = get(cx, id).run_after_ms - cx->now_ms;
		t_true(pause > last);
		last = pause;
		cx->now_ms += pause;
	}
	t_ok(job_take(cx, &j));
	t_ok(job_failed(cx, &j, "Chưa được.", false));
	t_text("failed", get(cx, id).state);
}

TEST(job_cancel_stops_what_waits_and_asks_what_runs)
{
	struct ctx *cx = t_ctx();
	int64_t waiting, running = add(cx, 1);
	struct job j;

	t_ok(job_take(cx, &j));
	waiting = add(cx, 2);
	t_ok(job_cancel(cx, waiting));
	t_text("cancelled", get(cx, waiting).state);
	t_err(ERR_STATE, job_cancel(cx, waiting));
	t_ok(job_cancel(cx, running));
	t_err(ERR_STATE, job_progress(cx, &j, 1, 3));
	t_ok(job_stopped(cx, &j));
	t_text("cancelled", get(cx, running).state);
	t_int(1, get(cx, running).progress_n);
	t_true(cx->audited_n > 0);
}

TEST(job_asked_to_stop_whose_process_died_is_stopped)
{
	struct ctx *cx = t_ctx();
	int64_t id = add(cx, 1);
	struct job j;

	t_ok(job_take(cx, &j));
	t_ok(job_cancel(cx, id));
	cx->now_ms += JOB_LEASE_MS + 1;
	t_err(ERR_NOTFOUND, job_take(cx, &j));
	t_text("cancelled", get(cx, id).state);
}

TEST(job_progress_keeps_what_was_done_so_far)
{
	struct ctx *cx = t_ctx();
	int64_t id = add(cx, 1);
	struct job j;

	t_ok(job_take(cx, &j));
	t_ok(job_progress(cx, &j, 2, 5));
	t_ok(job_aside(cx));
	t_false(db_in_transaction(cx->db));
	t_ok(job_back(cx));
	t_rollback(cx);
	t_int(2, get(cx, id).progress_n);
	t_int(5, get(cx, id).progress_total);
	t_text("running", get(cx, id).state);
}

TEST(job_is_seen_by_its_owner_and_by_those_with_the_right)
{
	struct ctx *cx = t_ctx();
	struct who a = {.user_id = 1, .name = "a", .full_name = ""}, b = {.user_id = 2, .name = "b", .full_name = ""};
	struct job_list list;
	struct job j;
	int64_t id;

	cx->who = &a;
	id = add(cx, 1);
	t_ok(job_get(cx, id, &j));
	t_text("a", j.owner_name);
	cx->who = &b;
	t_err(ERR_NOTFOUND, job_get(cx, id, &j));
	t_err(ERR_NOTFOUND, job_cancel(cx, id));
	t_ok(job_list(cx, "", 0, 10, &list));
	t_int(0, list.n);
	cx->who = &WHO_SYSTEM;
	t_ok(job_list(cx, "queued", 0, 10, &list));
	t_int(1, list.n);
	t_ok(job_list(cx, "done", 0, 10, &list));
	t_int(0, list.n);
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, job_list(cx, "", 0, 10, &list));
}

TEST(job_of_the_program_itself_is_not_for_who_is_not_signed_in)
{
	struct ctx *cx = t_ctx();
	struct job j;
	int64_t id = add(cx, 1);

	cx->who = &WHO_NOBODY;
	t_err(ERR_NOTFOUND, job_get(cx, id, &j));
	t_err(ERR_NOTFOUND, job_cancel(cx, id));
}

TEST(job_that_is_unique_waits_once)
{
	struct ctx *cx = t_ctx();
	struct job_in in = {.kind = "file.sweep", .payload = "", .goto_path = "", .object_id = 4, .is_unique = true};
	int64_t one, two, next;
	struct job j;

	t_ok(job_add(cx, in, &one));
	t_ok(job_add(cx, in, &two));
	t_int(one, two);
	t_ok(job_next_ms(cx, &next));
	t_true(next <= cx->now_ms);
	t_ok(job_take(cx, &j));
	t_ok(job_done(cx, &j));
	t_ok(job_next_ms(cx, &next));
	t_true(next == INT64_MAX);
	t_ok(job_add(cx, in, &two));
	t_true(one != two);
}

TEST(job_sweep_forgets_only_what_ended_long_ago)
{
	struct ctx *cx = t_ctx();
	int64_t waiting, n;
	struct job j;

	add(cx, 1);
	t_ok(job_take(cx, &j));
	t_ok(job_done(cx, &j));
	waiting = add(cx, 2);
	t_ok(job_sweep(cx, &n));
	t_int(0, n);
	cx->now_ms += (int64_t)91 * 24 * 3600 * 1000;
	t_ok(job_sweep(cx, &n));
	t_int(1, n);
	t_text("queued", get(cx, waiting).state);
}
