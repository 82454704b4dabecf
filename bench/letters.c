/* bench/letters.c -- the nightly digest of a city: letters DATABASE FOLDER PEOPLE. Adds that many people with addresses, makes
 * a digest for each as room duty does (short transactions of NOTICE_BATCH), then sends them by the settings in
 * FOLDER/mail.conf. Prints how long each took and how long another writer would have waited. */
#include "base/crypt.h"
#include "db/db.h"
#include "room/job/job.h"
#include "room/notice/notice.h"
#include "room/user/user.h"

#define ROWS "room/notice/notice.def"
#include "core/declare.h"

enum { LINES = 8, MEM_BYTES = 1 << 30 };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static err people_add(struct ctx *cx, int64_t n, int64_t *ids)
{
	static const char *const ROLES[] = {"unit_officer"};

	TRY(cx_begin(cx, true));
	TRY(user_seed(cx));
	for (int64_t i = 0; i < n; i++) {
		MEM_EACH(cx) {
			struct user_put in = {.login = mem_text(cx->mem, "canbo.%" PRId64, i), .full_name = "Nguyễn Thị Minh Khai",
			                      .email = mem_text(cx->mem, "canbo.%" PRId64 "@example.vn", i), .roles = ROLES, .roles_n = 1};

			TRY(user_add(cx, in, &ids[i]));
		}
	}
	return db_commit(cx->db);
}

static err digest(struct ctx *cx, int64_t user_id)
{
	struct notice_line lines[LINES];
	struct notice_section sections[] = {{"Việc quá hạn", lines, LINES / 2}, {"Sắp đến hạn", lines + LINES / 2, LINES / 2}};

	for (int i = 0; i < LINES; i++)
		lines[i] = (struct notice_line){mem_text(cx->mem, "Nhiệm vụ %d: báo cáo sơ kết phong trào thi đua của các đơn vị thuộc Thành phố", i),
		                                "quá hạn 3 ngày", mem_text(cx->mem, "/duty/%d", i)};
	return notice_digest(cx, user_id, cx->today, "Việc đến hạn ngày hôm nay", sections, COUNT(sections));
}

/* One short transaction; how long it held the writers up. */
static err batch(struct ctx *cx, const int64_t *ids, int64_t n, double *longest_ms)
{
	double start;

	TRY(cx_begin(cx, true));
	start = now_ms();
	for (int64_t i = 0; i < n; i++) {
		MEM_EACH(cx)
			TRY(digest(cx, ids[i]));
	}
	TRY(db_commit(cx->db));
	start = now_ms() - start;
	if (start > *longest_ms)
		*longest_ms = start;
	return OK;
}

static err send_all(struct ctx *cx, int64_t *sent_out)
{
	struct notice_outbox o;
	struct job j = {0};

	do {
		cx->now_ms = ctx_clock_ms();
		TRY(cx_begin(cx, true));
		TRY(notice_mail_job(cx, &j));
		TRY(db_commit(cx->db));
		TRY(cx_begin(cx, false));
		TRY(notice_outbox(cx, &o));
		db_rollback(cx->db);
	} while (o.queued_n > 0 && o.trouble_ms == 0);
	*sent_out = o.sent_n;
	return OK;
}

static err bench(struct ctx *cx, int64_t n)
{
	int64_t *ids = mem_new(cx->mem, int64_t, (size_t)n), sent;
	double start, longest = 0;

	TRY(people_add(cx, n, ids));
	start = now_ms();
	for (int64_t i = 0; i < n; i += NOTICE_BATCH)
		TRY(batch(cx, ids + i, n - i < NOTICE_BATCH ? n - i : NOTICE_BATCH, &longest));
	printf("| made and queued, %" PRId64 " people | %.1f s |\n| longest that a writer waits | %.0f ms |\n", n,
	       (now_ms() - start) / 1e3, longest);
	start = now_ms();
	TRY(send_all(cx, &sent));
	printf("| sent over SMTP, %" PRId64 " letters | %.1f s |\n", sent, (now_ms() - start) / 1e3);
	return OK;
}

int main(int argc, char **argv)
{
	struct mem *m = mem_open(MEM_BYTES);
	struct db *db;
	struct ctx cx;
	err e;

	if (argc != 4)
		return 2;
	crypt_init();
	e = db_open(m, argv[1], DB_WRITE, &db);
	if (e == OK)
		e = db_migrate(db, m, NULL);
	ctx_init(&cx, m, db, ctx_clock_ms(), DATE_NONE);
	cx.who = &WHO_SYSTEM;
	cx.origin = "bench";
	cx.data_dir = argv[2];
	if (e == OK)
		e = bench(&cx, strtoll(argv[3], NULL, 10));
	if (e != OK)
		fprintf(stderr, "digest: %s: %s\n", err_name(e), db_why(db));
	mem_close(m);
	return e != OK;
}
