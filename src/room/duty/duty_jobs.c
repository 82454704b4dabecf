/* room/duty/duty_jobs.c -- what happens by itself: after midnight what became late, at seven on working days the digests,
 * and duties following the units. The first two leave their own next run behind; the daily look of the jobs process sees
 * that there is one. */
#include "room/calendar/calendar.h"
#include "room/duty/duty_inside.h"
#include "room/audit/audit.h"
#include "room/job/job.h"
#include "room/notice/notice.h"

#define ROWS "room/duty/duty.def"
#include "core/declare.h"

enum { GROUPS_STEP = 20 };
#define HOUR_MS ((int64_t)3600 * 1000)

/* That hour of a day in Việt Nam, UTC+7. */
static int64_t hour_of(date day, int hour)
{
	return (int64_t)day * 24 * HOUR_MS + (hour - 7) * HOUR_MS;
}

static err add(struct ctx *cx, const char *kind, int64_t at_ms)
{
	int64_t id;

	return job_add(cx, (struct job_in){.kind = kind, .payload = "", .goto_path = "", .run_after_ms = at_ms,
	                                   .is_unique = true}, &id);
}

int64_t duty_digest_next_ms(const struct calendar *c, int64_t now_ms)
{
	date day = date_of_ms(now_ms);

	if (now_ms >= hour_of(day, DUTY_DIGEST_HOUR))
		day++;
	return hour_of(calendar_next_working(c, day), DUTY_DIGEST_HOUR);
}

err duty_daily(struct ctx *cx)
{
	struct calendar c;

	TRY(calendar_load(cx, &c));
	TRY(duty_turn(cx, cx->today));
	TRY(add(cx, "duty.turn", hour_of(date_of_ms(cx->now_ms) + 1, 0)));
	return add(cx, "duty.digest", duty_digest_next_ms(&c, cx->now_ms));
}

err duty_turn_job(struct ctx *cx, struct job *j)
{
	(void)j;
	TRY(duty_turn(cx, cx->today));
	return add(cx, "duty.turn", hour_of(date_of_ms(cx->now_ms) + 1, 0));
}

err duty_digest_job(struct ctx *cx, struct job *j)
{
	struct calendar c;
	int64_t after = 0, people = 0;

	TRY(calendar_load(cx, &c));
	if (!calendar_is_working(&c, date_of_ms(cx->now_ms)))
		return duty_daily(cx);
	do {
		MEM_EACH(cx) {
			TRY(duty_digest_some(cx, cx->today, after, NOTICE_BATCH, &after, &people));
			TRY(job_progress(cx, j, people, people));
		}
	} while (after != 0);
	if (people > 0)
		TRY(audit_detail(cx, "duty.digest", 0, "%s: %" PRId64 " người", date_vn(cx->mem, cx->today), people));
	return duty_daily(cx);
}

err duty_spread_job(struct ctx *cx, struct job *j)
{
	int64_t after = 0, changed = 0;

	do {
		MEM_EACH(cx) {
			TRY(duty_spread_some(cx, after, GROUPS_STEP, &after, &changed));
			TRY(job_progress(cx, j, changed, changed));
		}
	} while (after != 0);
	TRY(duty_follow_heirs(cx));
	return changed == 0 ? OK : audit_detail(cx, "duty.spread", 0, "%" PRId64 " việc", changed);
}
