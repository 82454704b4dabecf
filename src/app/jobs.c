/* jobs.c -- looks, takes, runs, ends; each job in an arena and transactions of its own. */
#include "app/jobs.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/limits.h"
#include "app/paper.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/text.h"
#include "core/cli.h"
#include "core/right.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/casefile/casefile.h"
#include "room/duty/duty.h"
#include "room/job/job.h"
#include "room/notice/notice.h"
#include "room/register/register.h"
#include "room/user/user.h"

#define ROWS "gen/rooms.def"
#include "core/declare.h"

enum { LOOK_MS = 1000, TROUBLE_MS = 5000, OFTEN_MS = 5000 };
#define DAY_MS ((int64_t)24 * 3600 * 1000)

static const struct {
	const char *kind;
	err (*fn)(struct ctx *cx, struct job *j);
} kinds[] = {
#define JOB(kind, fn, sentence) {kind, fn},
#define ROWS "gen/rooms.def"
#include "core/rows.h"
	{NULL, NULL},
};

static err take(struct ctx *cx, void *arg)
{
	return job_take(cx, arg);
}

/* The job acts as who asked for it; an account that is gone or closed has no rights left. */
static err who_load(struct ctx *cx, const struct job *j, struct who *who)
{
	err e;

	cx->who = &WHO_SYSTEM;
	if (j->owner_id == 0)
		return OK;
	TRY(cx_begin(cx, false));
	e = user_who_as(cx, j->owner_name, who);
	db_rollback(cx->db);
	if (e == ERR_NOTFOUND)
		cx->who = &WHO_NOBODY;
	return e == ERR_NOTFOUND ? OK : e;
}

static err call(struct ctx *cx, struct job *j)
{
	err e = ERR_NOTFOUND;

	TRY(cx_begin(cx, true));
	for (size_t i = 0; kinds[i].kind != NULL; i++)
		if (text_is(kinds[i].kind, j->kind))
			e = kinds[i].fn(cx, j);
	if (e == OK && !db_in_transaction(cx->db))      /* it ended aside */
		e = job_back(cx);
	if (e == OK)
		e = job_done(cx, j);
	if (e == OK)
		return db_commit(cx->db);
	db_rollback(cx->db);
	return e;
}

struct ending {
	struct job *job;
	err e;
};

/* Why it failed, in one sentence for people. */
static const char *reason(struct ctx *cx, err e)
{
	struct buf *b = buf_new(cx->mem, JOB_ERROR_MAX);

	if (e != ERR_INVALID || cx->faults.n == 0)
		return err_sentence(e);
	for (size_t i = 0; i < cx->faults.n && b->n + strlen(cx->faults.at[i].sentence) + 1 < JOB_ERROR_MAX; i++)
		buf_fmt(b, "%s%s", i > 0 ? " " : "", cx->faults.at[i].sentence);
	return b->p;
}

/* After the rollback: stopped as asked, to be tried again, or failed for good. */
static err end(struct ctx *cx, void *arg)
{
	const struct ending *ending = arg;
	const struct job *j = ending->job;
	struct job now;
	err e = ending->e;
	bool may_pass = e == ERR_DB || e == ERR_IO || e == ERR_BUSY || e == ERR_SPACE || e == ERR_STALE;
	const char *why = reason(cx, e);

	cx->who = &WHO_SYSTEM;
	TRY(job_get(cx, j->id, &now));
	if (now.is_cancel_asked)
		return job_stopped(cx, j);
	return job_failed(cx, j, why, !may_pass);
}

err jobs_run_one(struct ctx *cx, bool *ran_out)
{
	struct job j;
	struct who who;
	struct ending ending = {.job = &j};
	err e;

	cx->now_ms = ctx_clock_later(cx);
	cx->who = &WHO_SYSTEM;
	e = setup_write(cx, take, &j);
	if (e == ERR_NOTFOUND || e == ERR_STALE) {
		*ran_out = e == ERR_STALE;      /* somebody was faster: look again */
		return OK;
	}
	TRY(e);
	*ran_out = true;
	faults_init(&cx->faults, cx->mem);
	TRY(who_load(cx, &j, &who));
	ending.e = call(cx, &j);
	if (ending.e == OK)
		return OK;
	log_event(LOG_WARNING, "job %" PRId64 " %s: %s %s", j.id, j.kind, err_name(ending.e), cx->note);
	cx->now_ms = ctx_clock_later(cx);
	e = setup_write(cx, end, &ending);
	return e == ERR_STALE ? OK : e; /* the lease was lost: the job is another's */
}

err job_once_tool(struct setup *s, struct args *a)
{
	struct ctx cx;
	bool ran;

	TRY(setup_open(s, &cx));
	TRY(jobs_run_one(&cx, &ran));
	buf_text(a->out, ran ? "Đã chạy một việc.\n" : "Không có việc nào đến lượt.\n");
	return OK;
}

static void touch(const struct setup *s)
{
	char path[4096];
	int fd;

	snprintf(path, sizeof path, "%s/" JOBS_ALIVE, s->data_dir);
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0640);
	if (fd < 0)
		return;
	if (futimens(fd, NULL) != 0)
		log_event(LOG_WARNING, "cannot touch %s", path);
	close(fd);
}

/* What is to be done once a day. */
static err daily(struct ctx *cx, void *arg)
{
	int64_t id;

	(void)arg;
	TRY(job_add(cx, (struct job_in){.kind = "register.head", .payload = "", .goto_path = "", .is_unique = true}, &id));
	TRY(job_add(cx, (struct job_in){.kind = "register.forget", .payload = "", .goto_path = "", .is_unique = true}, &id));
	TRY(audit_once_sweep(cx));
	TRY(job_sweep(cx, &id));
	TRY(notice_daily(cx));
	TRY(duty_daily(cx));
	TRY(casefile_daily(cx));
	paper_sweep(cx);
	return job_add(cx, (struct job_in){.kind = "file.sweep", .payload = "", .goto_path = "", .is_unique = true}, &id);
}

/* What is looked at now and then. */
static err often(struct ctx *cx, void *arg)
{
	(void)arg;
	return register_index_look(cx);
}

/* How long nothing is due; 0 when something is. */
static err pause_ms(struct ctx *cx, int *out)
{
	int64_t next, left;

	TRY(cx_begin(cx, false));
	TRY(job_next_ms(cx, &next));
	db_rollback(cx->db);
	left = next - cx->now_ms;
	*out = next == INT64_MAX || left > LOOK_MS ? LOOK_MS : left <= 0 ? 0 : (int)left;
	return OK;
}

/* One look on a context of its own; how long to wait until the next. */
static int look(struct setup *s, struct db *db, struct mem *m, int64_t *daily_ms, int64_t *often_ms)
{
	struct ctx cx;
	bool ran = false;
	int wait = LOOK_MS;
	err e;

	ctx_init(&cx, m, db, ctx_clock_ms(), s->today);
	cx.data_dir = s->data_dir;
	cx.origin = "job";
	cx.who = &WHO_SYSTEM;
	touch(s);
	e = OK;
	if (cx.now_ms >= *daily_ms) {
		e = setup_write(&cx, daily, NULL);
		if (e == OK)
			*daily_ms = cx.now_ms + DAY_MS;
	}
	if (e == OK && cx.now_ms >= *often_ms) {
		e = setup_write(&cx, often, NULL);
		*often_ms = cx.now_ms + OFTEN_MS;
	}
	if (e == OK)
		e = pause_ms(&cx, &wait);
	if (e == OK && wait == 0)
		e = jobs_run_one(&cx, &ran);
	db_rollback(db);
	if (e != OK)
		log_event(LOG_ERROR, "jobs: %s: %s", err_name(e), db_why(db));
	return e != OK ? TROUBLE_MS : wait;
}

int jobs_run(void *arg, int stop_fd)
{
	struct setup *s = arg;
	struct mem *m = mem_open(LIMIT_JOB_MEM), *own = mem_open(LIMIT_JOB_MEM);
	struct pollfd stop = {.fd = stop_fd, .events = POLLIN};
	struct db *db;
	int64_t daily_ms = 0, often_ms = 0;
	int wait = 0;

	if (db_open(own, s->database, DB_WRITE, &db) != OK) {
		log_event(LOG_ERROR, "jobs: the database cannot be opened: %s", db_why(db));
		mem_close(own);
		mem_close(m);
		return err_exit_code(ERR_DB);
	}
	while (poll(&stop, 1, wait) <= 0) {
		wait = look(s, db, m, &daily_ms, &often_ms);
		mem_reset(m);
	}
	mem_close(own);
	mem_close(m);
	return 0;
}
