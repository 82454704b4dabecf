/* room/notice/notice_jobs.c -- letters leave, one after the other.
 *
 * A letter is taken in a transaction of its own (state sending, under a lease), sent with none open, and its end is
 * written in the transaction that takes the next: one commit for each letter, and never more than one on its way. Who
 * dies in between leaves that one letter in state sending; when its lease is over it goes once more, under the same
 * Message-ID. A run ends after RUN_MS, so that other jobs have their turn, and asks for the next. */
#include "base/faults.h"
#include "base/mime.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/job/job.h"
#include "room/notice/notice_inside.h"
#include "room/notice/notice_text.h"

#include "gen/notice_sql.h"

#define ROWS "room/notice/notice.def"
#include "core/declare.h"

enum { RUN_MAILS = 500, RUN_MS = 10000, LEASE_MS = 180000, LETTER_MAX = 4 * NOTICE_TEXT_MAX, SWEEP_N = 1000, PEOPLE_N = NOTICE_BATCH,
       DAILY_HOUR = 17 };
#define MINUTE_MS ((int64_t)60 * 1000)
#define DAY_MS ((int64_t)24 * 3600 * 1000)
#define LETTER_LIFE_MS (5 * DAY_MS)             /* put off so long, it fails */
#define LETTER_PAUSE_MAX_MS (240 * MINUTE_MS)
#define SERVER_PAUSE_MAX_MS (30 * MINUTE_MS)
#define SETTINGS_LOOK_MS (10 * MINUTE_MS)
#define READ_KEPT_MS (365 * DAY_MS)
#define MAIL_KEPT_MS (90 * DAY_MS)

struct letter {
	int64_t id, attempts, made_ms;
	const char *address, *message_id;
	struct notice notice;
};

/* What a run knows from one letter to the next, so that it asks once. */
struct run {
	struct mail_line *line;
	const struct notice_settings *settings;
	bool has_lost;                  /* there may be letters whose sender died */
	bool has_trouble;               /* the server made some before */
	bool goes_on;
};

/* Takes the next due letter, one that was lost first; ERR_NOTFOUND: none is. */
static err take(struct ctx *cx, struct run *run, struct letter *out)
{
	struct row *due, *r;
	err e = ERR_NOTFOUND;

	if (run->has_lost)
		e = db_one(cx->db, &SQL_notice_mail_lost, BIND({"now", I64(cx->now_ms)}), &due);
	run->has_lost = e != ERR_NOTFOUND;
	if (e == ERR_NOTFOUND)
		e = db_one(cx->db, &SQL_notice_mail_due, BIND({"now", I64(cx->now_ms)}), &due);
	TRY(e);
	TRY(db_one(cx->db, &SQL_notice_mail_whole, BIND({"id", I64(row_i64(due, "id"))}), &r));
	*out = (struct letter){
		.id = row_i64(r, "id"),
		.attempts = row_i64(due, "attempts") + 1,
		.made_ms = row_i64(r, "made_ms"),
		.address = row_text(r, "address"),
		.message_id = row_text(r, "message_id"),
		.notice = {.id = row_i64(r, "notice_id"), .kind = row_text(r, "kind"), .subject = row_text(r, "subject"),
		           .text = row_text(r, "body"), .path = row_text(r, "path"), .made_ms = row_i64(r, "notice_ms"),
		           .is_outside = row_bool(r, "is_outside")},
	};
	return db_change(cx->db, &SQL_notice_mail_take,
	                 BIND({"id", I64(out->id)}, {"attempts", I64(out->attempts - 1)}, {"state", STR(row_text(due, "state"))},
	                      {"lease", I64(cx->now_ms + LEASE_MS)}));
}

/* The letter as bytes and on its way. No transaction is open. */
static struct mail_result letter_send(struct ctx *cx, struct mail_line *line, const struct notice_settings *s, const struct letter *l)
{
	struct buf *text = buf_new(cx->mem, LETTER_MAX), *html = buf_new(cx->mem, LETTER_MAX), *bytes = buf_new(cx->mem, 4 * LETTER_MAX);
	struct mime m = {.from = s->from, .from_name = s->from_name, .to = l->address, .subject = l->notice.subject,
	                 .message_id = l->message_id, .date_ms = l->notice.made_ms,
	                 .unsubscribe = l->notice.is_outside ? "" : mem_text(cx->mem, "%s/tai-khoan/thong-bao", s->site)};

	notice_letter_text(text, cx->mem, &l->notice, s->site);
	notice_letter_html(html, cx->mem, &l->notice, s->site);
	m.text = text->p;
	m.html = html->p;
	if (mime_write(bytes, &m) != OK || buf_err(bytes) != OK)
		return (struct mail_result){MAIL_REFUSED, "Địa chỉ thư của người nhận không hợp lệ."};
	return mail_send(line, cx->mem, s->from, l->address, (struct view){bytes->p, bytes->n});
}

static int64_t pause_ms(int64_t first_ms, int64_t n, int64_t max_ms)
{
	int64_t ms = first_ms << (n > 12 ? 12 : n);

	return ms > max_ms ? max_ms : ms;
}

static err end(struct ctx *cx, const struct letter *l, const char *state, int64_t run_after_ms, const char *error)
{
	err e = db_change(cx->db, &SQL_notice_mail_end,
	                  BIND({"id", I64(l->id)}, {"attempts", I64(l->attempts)}, {"state", STR(state)},
	                       {"run_after", I64(run_after_ms)}, {"error", STR(error)}, {"now", I64(cx->now_ms)}));

	return e == ERR_STALE ? OK : e; /* the lease was lost: the letter is another's */
}

static err server_failed(struct ctx *cx, const char *words)
{
	struct notice_trouble t;

	TRY(notice_trouble_get(cx, &t));
	t.again_ms = cx->now_ms + pause_ms(MINUTE_MS / 2, t.failed_n, SERVER_PAUSE_MAX_MS);
	t.failed_n++;
	if (t.since_ms == 0)
		t.since_ms = cx->now_ms;
	t.error = words;
	return notice_trouble_set(cx, &t);
}

static err server_works(struct ctx *cx, struct run *run)
{
	if (run->has_trouble)
		TRY(notice_trouble_set(cx, &(struct notice_trouble){.error = ""}));
	run->has_trouble = false;
	return OK;
}

/* Writes down how it went, and whether the next may be tried. */
static err note(struct ctx *cx, struct run *run, const struct letter *l, const struct mail_result *r)
{
	int64_t again_ms = cx->now_ms + pause_ms(MINUTE_MS, l->attempts - 1, LETTER_PAUSE_MAX_MS);
	bool is_over = cx->now_ms - l->made_ms >= LETTER_LIFE_MS;

	switch (r->end) {
	case MAIL_SENT:
		TRY(server_works(cx, run));
		return end(cx, l, "sent", cx->now_ms, "");
	case MAIL_REFUSED:
		TRY(server_works(cx, run));
		return end(cx, l, "failed", cx->now_ms, r->words);
	case MAIL_LATER:
		return end(cx, l, is_over ? "failed" : "queued", again_ms, r->words);
	case MAIL_CUT:
		run->goes_on = false;
		TRY(server_failed(cx, r->words));
		return end(cx, l, is_over ? "failed" : "queued", again_ms, r->words);
	case MAIL_NO_SERVER:
		run->goes_on = false;
		TRY(server_failed(cx, r->words));
		return end(cx, l, "queued", cx->now_ms, r->words);
	}
	CHECK(false);
	return OK;
}

/* Letters until none is due, the server fails, or the run is over; in a write transaction before and after. */
static err send_due(struct ctx *cx, struct run *run)
{
	int64_t until_ms = ctx_clock_ms() + RUN_MS;

	for (int i = 0; i < RUN_MAILS && run->goes_on && ctx_clock_ms() < until_ms; i++) {
		MEM_EACH(cx) {
			struct mail_result result;
			struct letter l;
			err e = take(cx, run, &l);

			if (e == ERR_NOTFOUND || e == ERR_STALE)
				return OK;
			TRY(e);
			TRY(job_aside(cx));
			result = letter_send(cx, run->line, run->settings, &l);
			cx->now_ms = ctx_clock_later(cx);
			TRY(job_back(cx));
			TRY(note(cx, run, &l, &result));
		}
	}
	return OK;
}

/* Asks for the next look, if there is anything to look at. */
static err ask_next(struct ctx *cx, int64_t not_before_ms)
{
	struct row *r;
	int64_t next;

	TRY(db_one(cx->db, &SQL_notice_mail_next, BIND_NONE, &r));
	if (row_is_null(r, "next_ms"))
		return OK;
	next = row_i64(r, "next_ms");
	if (next < not_before_ms)
		next = not_before_ms;
	return notice_mail_poke(cx, next > cx->now_ms ? next : cx->now_ms);
}

err notice_mail_job(struct ctx *cx, struct job *j)
{
	struct notice_settings s;
	struct notice_trouble t;
	struct faults f;

	(void)j;
	faults_init(&f, cx->mem);
	TRY(notice_trouble_get(cx, &t));
	if (t.again_ms > cx->now_ms)
		return ask_next(cx, t.again_ms);
	if (notice_settings(cx, &s, &f) != OK)
		return ask_next(cx, cx->now_ms + SETTINGS_LOOK_MS);
	MEM_EACH(cx) {                  /* and the connection is closed */
		struct run run = {.settings = &s, .has_lost = true, .has_trouble = t.since_ms != 0, .goes_on = true};

		TRY(mail_open(cx->mem, &s.server, &run.line));
		TRY(send_due(cx, &run));
	}
	TRY(notice_trouble_get(cx, &t));
	return ask_next(cx, t.again_ms);
}

err notice_mail_test(struct ctx *cx, const char *address, bool *is_sent_out, const char **words_out)
{
	struct letter l = {.notice = {.id = 0, .kind = NOTICE_DIGEST, .subject = "Thư thử của hệ thống thi đua, khen thưởng",
	                              .text = "Nhận được thư này nghĩa là máy chủ thư đã được thiết đặt đúng.\n", .path = ""}};
	struct notice_settings s;
	struct mail_line *line;
	struct mail_result result;
	err e;

	TRY(may(cx, R_NOTICE_MANAGE, 0));
	need(cx, mime_address_is_good(address), "address", "Địa chỉ thư viết dạng ten@coquan.vn.");
	TRY(faults(cx));
	e = notice_settings(cx, &s, &cx->faults);
	if (e == ERR_NOTFOUND)
		fault(cx, "", "Chưa có tệp %s/" NOTICE_CONF " nên chưa gửi được thư; xem mục “Thư điện tử” trong hướng dẫn cài đặt.", cx->data_dir);
	if (e != OK)
		return e == ERR_NOTFOUND ? ERR_STATE : e;
	l.address = address;
	l.message_id = mem_text(cx->mem, "thu.%s@%s", cx_random_code(cx, 20), s.server.helo);
	l.notice.made_ms = cx->now_ms;
	TRY(audit_detail(cx, "notice.mail_test", 0, "%s", address));
	TRY(job_aside(cx));
	TRY(mail_open(cx->mem, &s.server, &line));
	result = letter_send(cx, line, &s, &l);
	TRY(job_back(cx));
	*is_sent_out = result.end == MAIL_SENT;
	*words_out = result.words;
	return OK;
}

/* ---- once a day ------------------------------------------------------------------------------------------------------- */

err notice_daily(struct ctx *cx)
{
	int64_t id, at_ms = (int64_t)date_of_ms(cx->now_ms) * DAY_MS + (DAILY_HOUR - 7) * 60 * MINUTE_MS;

	/* In the afternoon, when the digests of the morning have been made. */
	if (at_ms <= cx->now_ms)
		at_ms += DAY_MS;
	return job_add(cx, (struct job_in){.kind = "notice.daily", .payload = "", .goto_path = "", .run_after_ms = at_ms,
	                                   .is_unique = true}, &id);
}

/* The digest of those for whom something waits and nobody else made one today. */
static err digests(struct ctx *cx, struct job *j)
{
	const char *subject = mem_text(cx->mem, "Thông báo ngày %s", date_vn(cx->mem, cx->today));
	int64_t after = 0, done = 0;
	struct rows it;
	struct row *r;

	do {
		TRY(db_rows(cx->db, &SQL_notice_waiting_people, BIND({"after", I64(after)}, {"n", I64(PEOPLE_N)}), &it));
		while ((r = rows_next(&it)) != NULL) {
			after = row_i64(r, "user_id");
			MEM_EACH(cx) {
				err e = notice_digest(cx, after, cx->today, subject, NULL, 0);

				if (e != OK && e != ERR_TAKEN)
					return e;
			}
		}
		done += (int64_t)it.n;
		TRY(job_progress(cx, j, done, done));
	} while (it.n == PEOPLE_N);
	return OK;
}

err notice_daily_job(struct ctx *cx, struct job *j)
{
	int64_t n;

	TRY(digests(cx, j));
	TRY(db_sweep(cx->db, &SQL_notice_mail_sweep, BIND({"until", I64(cx->now_ms - MAIL_KEPT_MS)}), NULL));
	TRY(db_sweep(cx->db, &SQL_notice_digest_sweep, BIND({"day", db_date(cx->mem, cx->today - 365)}), NULL));
	do {
		TRY(db_sweep(cx->db, &SQL_notice_sweep, BIND({"until", I64(cx->now_ms - READ_KEPT_MS)}, {"n", I64(SWEEP_N)}), &n));
		TRY(job_progress(cx, j, 0, 0));
	} while (n == SWEEP_N);
	return notice_mail_poke(cx, 0);
}
