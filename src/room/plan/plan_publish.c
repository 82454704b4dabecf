/* room/plan/plan_publish.c -- a plan's life: published, withdrawn, published again.
 *
 * Publishing keeps the plan as issued and obliges its units. Where it obliges whole classes of them that is seconds of
 * work: then it is made in steps that nobody sees and published at the end by one short act. */
#include "room/plan/plan_amend.h"
#include "room/plan/plan_row.h"

#include "base/text.h"
#include "db/db.h"
#include "gen/plan_oblige_sql.h"
#include "gen/plan_sql.h"
#include "room/audit/audit.h"
#include "room/job/job.h"

static err set_state(struct ctx *cx, const struct plan *p, const char *state, const char *reason)
{
	bool is_published = text_is(state, "published");

	return db_change(cx->db, &SQL_plan_state_set, BIND(
	    {"id", I64(p->id)}, {"version", I64(p->version)}, {"state", STR(state)}, {"reason", STR(reason)},
	    {"published_ms", is_published ? I64(cx->now_ms) : I64(p->published_ms)},
	    {"published_by", is_published ? STR(cx->who->name) : STR(p->published_by)}));
}

/* What keeps a plan from being published. */
static err check(struct ctx *cx, int64_t id, int64_t version, bool accepts_warnings, struct plan *p)
{
	TRY(plan_get(cx, id, p));
	TRY(may(cx, R_PLAN_PUBLISH, p->unit_id));
	if (text_is(p->state, "published") || p->tasks_n == 0)
		return ERR_STATE;
	if (p->warnings_n > 0 && !accepts_warnings)
		fault(cx, "accepts_warnings", "Kế hoạch còn %" PRId64 " chỗ chưa chắc chắn. Hãy xem và xác nhận từng chỗ, "
		      "hoặc đánh dấu rằng bạn đã xem và vẫn công bố.", p->warnings_n);
	TRY(faults(cx));
	if (p->version != version)
		return ERR_STALE;
	return OK;
}

static err make_public(struct ctx *cx, const struct plan *p)
{
	TRY(plan_issued_keep(cx, p));
	return set_state(cx, p, "published", "");
}

static err on_record(struct ctx *cx, const struct plan *p)
{
	return audit_detail(cx, "plan.publish", p->id, "%" PRId64 " nhiệm vụ", p->tasks_n);
}

err plan_publish(struct ctx *cx, int64_t id, int64_t version, bool accepts_warnings)
{
	struct plan p;

	TRY(check(cx, id, version, accepts_warnings, &p));
	TRY(make_public(cx, &p));
	TRY(plan_oblige(cx, id));
	return on_record(cx, &p);
}

/* ---- many units at once ------------------------------------------------------------------------------------------------ */

err plan_publish_weight(struct ctx *cx, int64_t id, int64_t *duties_n_out)
{
	struct row *r;

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_one(cx->db, &SQL_plan_publish_weight, BIND({"plan", I64(id)}), &r));
	*duties_n_out = row_i64(r, "n");
	return OK;
}

err plan_publish_open(struct ctx *cx, int64_t id, int64_t version, bool accepts_warnings, struct plan_staging *out)
{
	TRY(check(cx, id, version, accepts_warnings, &out->plan));
	return plan_stage_open(cx, id, out);
}

err plan_publish_some(struct ctx *cx, struct plan_staging *s, int n)
{
	TRY(may(cx, R_PLAN_PUBLISH, s->plan.unit_id));
	return plan_stage_some(cx, s, n);
}

err plan_publish_end(struct ctx *cx, struct plan_staging *s)
{
	TRY(check(cx, s->plan.id, s->plan.version, true, &s->plan));
	CHECK(s->done_n == s->total_n);
	TRY(make_public(cx, &s->plan));
	TRY(plan_stage_reveal(cx, s));
	return on_record(cx, &s->plan);
}

err plan_publish_later(struct ctx *cx, int64_t id, int64_t version, bool accepts_warnings, int64_t *job_id_out)
{
	struct plan p;

	TRY(check(cx, id, version, accepts_warnings, &p));
	TRY(job_add(cx, (struct job_in){.kind = "plan.publish", .payload = mem_text(cx->mem, "%" PRId64, version), .object_id = id,
	                                .goto_path = mem_text(cx->mem, "/plan/%" PRId64, id), .is_unique = true}, job_id_out));
	return audit(cx, "plan.publish_ask", id);
}

/* ---- and back ------------------------------------------------------------------------------------------------------------ */

err plan_withdraw(struct ctx *cx, int64_t id, int64_t version, const char *reason)
{
	struct plan p;

	TRY(plan_get(cx, id, &p));
	TRY(may(cx, R_PLAN_PUBLISH, p.unit_id));
	if (!text_is(p.state, "published"))
		return ERR_STATE;
	need(cx, *reason != '\0', "reason", "Hãy ghi lý do rút kế hoạch khỏi trang công khai.");
	need(cx, strlen(reason) <= PLAN_REASON_MAX, "reason", "Lý do dài quá 1.000 byte; hãy rút ngắn.");
	TRY(faults(cx));
	p.version = version;
	TRY(set_state(cx, &p, "withdrawn", reason));
	TRY(plan_oblige(cx, id));
	return audit_detail(cx, "plan.withdraw", id, "%s", reason);
}
