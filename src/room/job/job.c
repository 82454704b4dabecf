/* job.c -- leases.
 *
 * Whoever takes a job counts its attempts up; that number is the lease. Everything a runner writes to the job asks for
 * its own number, so a process that was thought dead cannot speak for a job that another has taken up again. */
#include "room/job/job.h"

#include "base/text.h"
#include "db/db.h"
#include "room/audit/audit.h"

#include "gen/job_sql.h"

enum { BACKOFF_MS = 15000, REST_MS_MAX = 25 };
#define KEPT_MS ((int64_t)90 * 24 * 3600 * 1000)

static const struct {
	const char *kind, *sentence;
} kinds[] = {
#define JOB(kind, fn, sentence) {kind, sentence},
#define ROWS "gen/rooms.def"
#include "core/rows.h"
	{NULL, NULL},
};

static const char *sentence_of(const char *kind)
{
	for (size_t i = 0; kinds[i].kind != NULL; i++)
		if (text_is(kinds[i].kind, kind))
			return kinds[i].sentence;
	return NULL;
}

const char *job_state_words(const char *state)
{
	static const char *const words[][2] = {{"queued", "đang chờ"}, {"running", "đang chạy"}, {"done", "đã xong"},
	                                       {"failed", "không xong"}, {"cancelled", "đã dừng"}};

	for (size_t i = 0; i < COUNT(words); i++)
		if (text_is(words[i][0], state))
			return words[i][1];
	return "";
}

static struct job job_read(const struct row *r)
{
	struct job j = {
		.id = row_i64(r, "id"),
		.kind = row_text(r, "kind"),
		.payload = row_text(r, "payload"),
		.goto_path = row_text(r, "goto_path"),
		.object_id = row_i64(r, "object_id"),
		.state = row_text(r, "state"),
		.progress_n = row_i64(r, "progress_n"),
		.progress_total = row_i64(r, "progress_total"),
		.owner_id = row_i64(r, "owner_id"),
		.owner_name = row_text(r, "owner_name"),
		.run_after_ms = row_i64(r, "run_after_ms"),
		.added_ms = row_i64(r, "added_ms"),
		.started_ms = row_i64(r, "started_ms"),
		.ended_ms = row_i64(r, "ended_ms"),
		.lease_until_ms = row_i64(r, "lease_until_ms"),
		.attempts = row_i64(r, "attempts"),
		.is_cancel_asked = row_bool(r, "is_cancel_asked"),
		.error = row_text(r, "error"),
	};

	j.sentence = sentence_of(j.kind);
	if (j.sentence == NULL)         /* a kind of an older program */
		j.sentence = j.kind;
	return j;
}

err job_get(struct ctx *cx, int64_t id, struct job *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_job_get, BIND({"id", I64(id)}), &r));
	/* Jobs of the program itself have the owner 0, who is not whoever is not signed in. */
	if ((cx->who->user_id == 0 || row_i64(r, "owner_id") != cx->who->user_id) && !may_bool(cx, R_JOB_MANAGE, 0))
		return ERR_NOTFOUND;
	*out = job_read(r);
	return OK;
}

err job_list(struct ctx *cx, const char *state, int64_t before_id, int n, struct job_list *out)
{
	struct job_list list = {0};
	struct rows rows;
	struct row *r;

	TRY(may(cx, R_SIGNED_IN, 0));
	CHECK(n > 0 && n <= JOB_LIST_MAX);
	TRY(db_rows(cx->db, &SQL_job_list, BIND(
	    {"before", I64(before_id > 0 ? before_id : INT64_MAX)}, {"state", STR(state)},
	    {"owner_id", I64(may_bool(cx, R_JOB_MANAGE, 0) ? -1 : cx->who->user_id)}, {"n", I64(n + 1)}), &rows));
	list.at = mem_new(cx->mem, struct job, rows.n);
	while ((r = rows_next(&rows)) != NULL && list.n < (size_t)n)
		list.at[list.n++] = job_read(r);
	if (rows.n > (size_t)n)
		list.next_before_id = list.at[list.n - 1].id;
	*out = list;
	return OK;
}

err job_add(struct ctx *cx, struct job_in in, int64_t *id_out)
{
	CHECK(sentence_of(in.kind) != NULL);
	CHECK(strlen(in.payload) <= JOB_PAYLOAD_MAX);
	if (in.is_unique) {
		struct row *r;
		err e = db_one(cx->db, &SQL_job_queued,
		               BIND({"kind", STR(in.kind)}, {"object_id", I64(in.object_id)}), &r);

		if (e == OK) {
			*id_out = row_i64(r, "id");
			return OK;
		}
		if (e != ERR_NOTFOUND)
			return e;
	}
	return db_add(cx->db, &SQL_job_add, BIND(
	    {"kind", STR(in.kind)}, {"payload", STR(in.payload)}, {"goto_path", STR(in.goto_path)},
	    {"object_id", I64(in.object_id)}, {"owner_id", I64(cx->who->user_id)}, {"owner_name", STR(cx->who->name)},
	    {"run_after", I64(in.run_after_ms)}, {"now", I64(cx->now_ms)}), id_out);
}

err job_cancel(struct ctx *cx, int64_t id)
{
	struct job j;
	int64_t n;

	TRY(job_get(cx, id, &j));
	TRY(db_sweep(cx->db, &SQL_job_cancel_queued, BIND({"id", I64(id)}, {"now", I64(cx->now_ms)}), &n));
	if (n == 0)
		TRY(db_sweep(cx->db, &SQL_job_cancel_running, BIND({"id", I64(id)}), &n));
	if (n == 0)
		return ERR_STATE;
	return audit(cx, "job.cancel", id);
}

static err commit(struct ctx *cx)
{
	return db_in_transaction(cx->db) ? db_commit(cx->db) : OK;
}

/* After a long transaction a job rests a while: who waits for its turn to write needs that to wake up and take it. */
static void rest(int64_t took_ms)
{
	int64_t ms = took_ms / 4 < REST_MS_MAX ? took_ms / 4 : REST_MS_MAX;
	const struct timespec pause = {.tv_nsec = (ms > 0 ? ms : 0) * 1000000L};

	if (ms > 0)
		nanosleep(&pause, NULL);
}

err job_progress(struct ctx *cx, struct job *j, int64_t n, int64_t total)
{
	int64_t before_ms = cx->now_ms;
	struct row *r;

	if (!db_in_transaction(cx->db)) {
		TRY(cx_begin(cx, true));
		before_ms = ctx_clock_later(cx);        /* it held nobody up until now */
	}
	cx->now_ms = ctx_clock_later(cx);
	TRY(db_change(cx->db, &SQL_job_progress, BIND(
	    {"id", I64(j->id)}, {"attempts", I64(j->attempts)}, {"n", I64(n)}, {"total", I64(total)},
	    {"lease_until", I64(cx->now_ms + JOB_LEASE_MS)})));
	TRY(commit(cx));
	rest(cx->now_ms - before_ms);
	j->progress_n = n;
	j->progress_total = total;
	TRY(cx_begin(cx, true));
	TRY(db_one(cx->db, &SQL_job_get, BIND({"id", I64(j->id)}), &r));
	return row_bool(r, "is_cancel_asked") ? ERR_STATE : OK;
}

err job_rounds(struct ctx *cx, struct job *j, err (*round)(struct ctx *cx, int64_t *n_out))
{
	int64_t n = 1, done = 0;

	while (n > 0) {
		MEM_EACH(cx) {
			TRY(round(cx, &n));
			done += n;
			TRY(job_progress(cx, j, done, done));
		}
	}
	return OK;
}

err job_aside(struct ctx *cx)
{
	return commit(cx);
}

err job_back(struct ctx *cx)
{
	return cx_begin(cx, true);
}

err job_take(struct ctx *cx, struct job *out)
{
	struct row *r;
	struct job j;

	TRY(db_sweep(cx->db, &SQL_job_expire_cancelled, BIND({"now", I64(cx->now_ms)}), NULL));
	TRY(db_sweep(cx->db, &SQL_job_expire, BIND(
	    {"now", I64(cx->now_ms)}, {"attempts_max", I64(JOB_ATTEMPTS_MAX)},
	    {"error", STR("Việc bị ngắt giữa chừng quá nhiều lần nên đã dừng.")}), NULL));
	TRY(db_one(cx->db, &SQL_job_due, BIND({"now", I64(cx->now_ms)}), &r));
	j = job_read(r);
	j.lease_until_ms = cx->now_ms + JOB_LEASE_MS;
	TRY(db_change(cx->db, &SQL_job_lease, BIND(
	    {"id", I64(j.id)}, {"state", STR(j.state)}, {"attempts", I64(j.attempts)}, {"now", I64(cx->now_ms)},
	    {"lease_until", I64(j.lease_until_ms)})));
	j.state = "running";
	j.attempts++;
	*out = j;
	return OK;
}

static err end(struct ctx *cx, const struct job *j, const char *state, const char *error)
{
	return db_change(cx->db, &SQL_job_end, BIND(
	    {"id", I64(j->id)}, {"attempts", I64(j->attempts)}, {"state", STR(state)}, {"error", STR(error)},
	    {"goto_path", STR(j->goto_path)}, {"now", I64(cx->now_ms)}));
}

err job_done(struct ctx *cx, const struct job *j)
{
	return end(cx, j, "done", "");
}

err job_stopped(struct ctx *cx, const struct job *j)
{
	return end(cx, j, "cancelled", "");
}

err job_failed(struct ctx *cx, const struct job *j, const char *sentence, bool is_final)
{
	CHECK(strlen(sentence) <= JOB_ERROR_MAX);
	if (is_final || j->attempts >= JOB_ATTEMPTS_MAX)
		return end(cx, j, "failed", sentence);
	return db_change(cx->db, &SQL_job_again, BIND(
	    {"id", I64(j->id)}, {"attempts", I64(j->attempts)}, {"error", STR(sentence)},
	    {"run_after", I64(cx->now_ms + (BACKOFF_MS << (j->attempts - 1)))}));
}

err job_next_ms(struct ctx *cx, int64_t *out)
{
	struct row *r;
	int64_t next;

	TRY(db_one(cx->db, &SQL_job_next, BIND_NONE, &r));
	next = row_i64(r, "next_ms");
	*out = next < 0 ? INT64_MAX : next;
	return OK;
}

err job_sweep(struct ctx *cx, int64_t *n_out)
{
	return db_sweep(cx->db, &SQL_job_sweep, BIND({"until", I64(cx->now_ms - KEPT_MS)}), n_out);
}
