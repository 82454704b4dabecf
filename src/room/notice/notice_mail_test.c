/* room/notice/notice_mail_test.c -- letters and servers of every temper: nothing is lost, nothing goes twice unasked. */
#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/job/job.h"
#include "room/notice/notice_inside.h"
#include "room/notice/notice_text.h"
#include "room/user/user.h"

#include "gen/notice_sql.h"
#include "test/t.h"
#include "tests/t_program.h"
#include "tests/t_smtp.h"
#include "tests/tcp.h"

#define ROWS "room/notice/notice.def"
#include "core/declare.h"

#define MINUTE_MS ((int64_t)60 * 1000)

static void conf(const char *more, int port)
{
	const char *text = mem_text(t_mem(), "server = 127.0.0.1\nport = %d\ntls = none\nfrom = thidua@example.vn\n"
	                                     "site = https://thidua.example.vn\n%s", port, more);

	t_int(0, chmod(t_file("mail.conf", text, strlen(text)), 0600));
}

static struct smtp server(enum smtp_way way)
{
	static int n;
	struct smtp s = smtp_start(t_mem(), mem_text(t_mem(), "%s/smtp%d", t_dir(), ++n), way);

	conf("", s.port);
	return s;
}

static int64_t person(struct ctx *cx, const char *login, const char *email)
{
	static const char *const ROLES[] = {"admin"};
	int64_t id = 0;

	t_ok(user_seed(cx));
	t_ok(user_add(cx, (struct user_put){.login = login, .full_name = "Nguyễn Văn A", .email = email, .roles = ROLES, .roles_n = 1}, &id));
	return id;
}

static void say(struct ctx *cx, int64_t id, const char *subject)
{
	t_ok(notice_send(cx, id, (struct notice_in){NOTICE_DIGEST, subject, "Đề nghị đơn vị báo cáo.", "/job/12", 12}));
}

/* The job as the jobs process runs it; the letters and trouble it leaves are kept. */
static void run(struct ctx *cx)
{
	struct job j = {0};

	t_commit(cx);
	t_ok(notice_mail_job(cx, &j));
	t_commit(cx);
}

static struct notice_mail only(struct ctx *cx, const char *state)
{
	struct notice_mails list = {0};

	t_ok(notice_mail_list(cx, state, 0, 10, &list));
	t_int(1, list.n);
	return list.n == 1 ? list.at[0] : (struct notice_mail){.state = "", .error = "", .message_id = ""};
}

static int64_t count(struct ctx *cx, const char *state)
{
	struct notice_mails list = {0};

	t_ok(notice_mail_list(cx, state, 0, NOTICE_LIST_MAX, &list));
	return (int64_t)list.n;
}

static struct notice_outbox outbox(struct ctx *cx)
{
	struct notice_outbox o = {0};

	t_ok(notice_outbox(cx, &o));
	return o;
}

/* Each number of the outbox opens as many letters. */
static void numbers_open(struct ctx *cx)
{
	t_int(outbox(cx).queued_n, count(cx, "waiting"));
	t_int(outbox(cx).failed_n, count(cx, "failed"));
	t_int(outbox(cx).sent_n, count(cx, "recent"));
}

TEST(notice_letter_goes_to_an_address_outside_and_asks_it_for_nothing)
{
	struct ctx *cx = t_ctx();
	struct smtp s = server(SMTP_TAKES);
	struct notice_in in = {"register.head", "Đầu sổ", "thidua-head 1\nlog 1", "/so-khen-thuong/dau-so", 3};
	struct notice told = {.kind = in.kind, .subject = in.subject, .text = in.text, .path = in.path, .is_outside = true};
	struct buf *text = buf_new(t_mem(), 1 << 16);
	const char *letter;
	int64_t id = 0;

	t_ok(user_seed(cx));
	t_err(ERR_INVALID, notice_letter(cx, "nobody", in, &id));
	t_fault(cx, "address");
	cx->faults.total = cx->faults.n = 0;
	t_ok(notice_letter(cx, "thanhtra@example.vn", in, &id));
	t_true(id > 0);
	run(cx);
	smtp_stop(&s);
	t_text("thanhtra@example.vn", only(cx, "sent").address);
	t_text("", only(cx, "sent").login);
	letter = smtp_letter(t_mem(), &s, 1);
	t_has("To: thanhtra@example.vn\r\n", letter);
	t_has_not("List-Unsubscribe", letter);
	notice_letter_text(text, t_mem(), &told, "https://t.vn");
	notice_letter_html(text, t_mem(), &told, "https://t.vn");
	t_has("thidua-head 1\nlog 1\n", text->p);
	t_has("https://t.vn/so-khen-thuong/dau-so", text->p);
	t_has_not("/tai-khoan/thong-bao", text->p);
}

TEST(notice_mail_goes_to_its_person_with_many_on_one_connection)
{
	struct ctx *cx = t_ctx();
	int64_t id = person(cx, "nguyenvana", "a@example.vn");
	struct smtp s = server(SMTP_TAKES);
	const char *log, *letter;

	for (int i = 0; i < 5; i++)
		say(cx, id, "Đôn đốc: báo cáo sơ kết phong trào thi đua quý I năm 2024 của các đơn vị");
	run(cx);
	smtp_stop(&s);
	t_int(5, count(cx, "sent"));
	log = smtp_log(t_mem(), &s);
	t_text("+\n", mem_copy(t_mem(), log, 2));
	t_true(strstr(log + 1, "+\n") == NULL);
	t_has("MAIL FROM:<thidua@example.vn>\nRCPT TO:<a@example.vn>\nDATA\n", log);
	letter = smtp_letter(t_mem(), &s, 5);
	t_has("To: a@example.vn\r\n", letter);
	t_has("Auto-Submitted: auto-generated\r\n", letter);
	t_has("List-Unsubscribe: <https://thidua.example.vn/tai-khoan/thong-bao>\r\n", letter);
	t_has("@example.vn>\r\n", strstr(letter, "Message-ID: <"));
	t_int(0, outbox(cx).queued_n);
	t_int(5, outbox(cx).sent_n);
	numbers_open(cx);
	cx->now_ms += 25 * 60 * MINUTE_MS;
	t_int(0, outbox(cx).sent_n);
	numbers_open(cx);
	t_int(5, count(cx, "sent"));
}

TEST(notice_mail_waits_while_the_server_is_down_and_fails_nothing)
{
	struct ctx *cx = t_ctx();
	int64_t id = person(cx, "nguyenvana", "a@example.vn");
	struct job_list jobs;
	struct smtp s;
	int64_t first_again;

	conf("", 1);
	say(cx, id, "Một");
	say(cx, id, "Hai");
	run(cx);
	t_int(2, count(cx, "queued"));
	t_true(outbox(cx).trouble_ms == cx->now_ms);
	t_has("không kết nối được", outbox(cx).trouble);
	numbers_open(cx);
	first_again = outbox(cx).again_ms;
	t_int(cx->now_ms + MINUTE_MS / 2, first_again);
	t_ok(job_list(cx, "queued", 0, 10, &jobs));
	t_int(first_again, jobs.at[0].run_after_ms);
	/* Before its time nothing is tried, however often it is asked. */
	s = server(SMTP_TAKES);
	run(cx);
	t_text("", smtp_log(t_mem(), &s));
	smtp_stop(&s);
	conf("", 1);
	for (int i = 0; i < 12; i++) {
		cx->now_ms = outbox(cx).again_ms;
		run(cx);
	}
	t_int(cx->now_ms + 30 * MINUTE_MS, outbox(cx).again_ms);
	t_int(2, count(cx, "queued"));
	s = server(SMTP_TAKES);
	cx->now_ms = outbox(cx).again_ms;
	run(cx);
	smtp_stop(&s);
	t_int(2, count(cx, "sent"));
	t_int(0, outbox(cx).trouble_ms);
}

TEST(notice_mail_to_a_slow_server_ends_in_time)
{
	struct mem *m = t_mem();
	struct smtp s = server(SMTP_SILENT);
	struct mail_server to = {.host = "127.0.0.1", .port = s.port, .tls = MAIL_TLS_NONE, .user = "", .password = "", .ca = "",
	                         .helo = "example.vn", .time_ms = 300, .connect_ms = 300};
	struct mail_line *line;
	struct mail_result r;
	int64_t start = ctx_clock_ms();

	t_ok(mail_open(m, &to, &line));
	r = mail_send(line, m, "thidua@example.vn", "a@example.vn", (struct view){"x\r\n", 3});
	smtp_stop(&s);
	t_int(MAIL_NO_SERVER, r.end);
	t_has("không trả lời trong thời gian cho phép", r.words);
	t_true(ctx_clock_ms() - start < 3000);
}

TEST(notice_mail_refused_at_its_person_fails_with_the_servers_words)
{
	struct ctx *cx = t_ctx();
	int64_t nobody = person(cx, "khongai", "nobody@example.vn"), id = person(cx, "nguyenvana", "a@example.vn");
	struct smtp s = server(SMTP_NO_SUCH_USER);
	struct notice_mail m;

	say(cx, nobody, "Không ai nhận");
	say(cx, id, "Có người nhận");
	run(cx);
	m = only(cx, "failed");
	t_text("khongai", m.login);
	t_text("Máy chủ thư trả lời: 550 5.1.1 no such user here", m.error);
	t_int(1, count(cx, "sent"));
	t_int(0, outbox(cx).trouble_ms);
	t_int(1, outbox(cx).failed_n);
	numbers_open(cx);
	/* It is not tried again by itself. */
	cx->now_ms += 10 * MINUTE_MS;
	run(cx);
	smtp_stop(&s);
	t_int(1, only(cx, "failed").attempts);
}

TEST(notice_mail_put_off_is_tried_later_and_later_and_fails_after_days)
{
	static const enum smtp_way WAYS[] = {SMTP_LATER, SMTP_LETTER_LATER};

	for (size_t i = 0; i < COUNT(WAYS); i++) {
		struct ctx *cx = t_ctx();
		int64_t id = person(cx, i == 0 ? "nguyenvana" : "nguyenvanb", "a@example.vn");
		struct smtp s = server(WAYS[i]);
		struct notice_mail m;

		say(cx, id, "Bận");
		run(cx);
		m = only(cx, "queued");
		t_int(cx->now_ms + MINUTE_MS, m.run_after_ms);
		t_has("Máy chủ thư trả lời: 45", m.error);
		t_int(0, outbox(cx).trouble_ms);
		cx->now_ms = m.run_after_ms;
		run(cx);
		m = only(cx, "queued");
		t_int(cx->now_ms + 2 * MINUTE_MS, m.run_after_ms);
		for (int k = 0; k < 10; k++) {
			cx->now_ms = only(cx, "queued").run_after_ms;
			run(cx);
		}
		t_int(cx->now_ms + 240 * MINUTE_MS, only(cx, "queued").run_after_ms);
		cx->now_ms += 5 * 24 * 60 * MINUTE_MS;
		run(cx);
		m = only(cx, "failed");
		t_has("Máy chủ thư trả lời: 45", m.error);
		smtp_stop(&s);
		t_ok(notice_mail_drop(cx, m.id));
		t_commit(cx);
	}
}

TEST(notice_mail_refused_after_it_was_read_fails)
{
	struct ctx *cx = t_ctx();
	int64_t id = person(cx, "nguyenvana", "a@example.vn");
	struct smtp s = server(SMTP_NO_LETTER);

	say(cx, id, "Bị từ chối");
	run(cx);
	smtp_stop(&s);
	t_text("Máy chủ thư trả lời: 554 5.7.1 we do not like it", only(cx, "failed").error);
}

TEST(notice_mail_waits_when_it_is_the_server_that_refuses_us)
{
	static const struct {
		enum smtp_way way;
		const char *words;
	} cases[] = {{SMTP_BUSY, "421 4.7.0 too many"}, {SMTP_NO_SENDER, "530 5.7.0 sign in first"}};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct ctx *cx = t_ctx();
		int64_t id = person(cx, i == 0 ? "nguyenvana" : "nguyenvanb", "a@example.vn");
		struct smtp s = server(cases[i].way);

		say(cx, id, "Chờ");
		run(cx);
		smtp_stop(&s);
		t_has(cases[i].words, outbox(cx).trouble);
		t_ok(notice_mail_drop(cx, only(cx, "queued").id));
		t_ok(notice_trouble_set(cx, &(struct notice_trouble){.error = ""}));
		t_commit(cx);
	}
}

TEST(notice_mail_cut_off_half_way_goes_again_under_the_same_id)
{
	static const enum smtp_way WAYS[] = {SMTP_CUTS, SMTP_TAKES_AND_CUTS};

	for (size_t i = 0; i < COUNT(WAYS); i++) {
		struct ctx *cx = t_ctx();
		int64_t id = person(cx, i == 0 ? "nguyenvana" : "nguyenvanb", "a@example.vn");
		struct smtp bad = server(WAYS[i]), good;
		struct notice_mail m;

		say(cx, id, "Đứt giữa chừng");
		run(cx);
		smtp_stop(&bad);
		m = only(cx, "queued");
		t_has("kết nối bị ngắt giữa chừng", m.error);
		good = server(SMTP_TAKES);
		cx->now_ms += 10 * MINUTE_MS;
		run(cx);
		smtp_stop(&good);
		t_has(mem_text(cx->mem, "Message-ID: <%s>\r\n", m.message_id), smtp_letter(t_mem(), &good, 1));
		t_text("", smtp_letter(t_mem(), &good, 2));
		if (WAYS[i] == SMTP_TAKES_AND_CUTS)
			t_has(mem_text(cx->mem, "Message-ID: <%s>\r\n", m.message_id), smtp_letter(t_mem(), &bad, 1));
		t_int((int64_t)i + 1, count(cx, "sent"));
	}
}

/* A process that dies between the server's yes and its own commit leaves the letter as it was taken. */
TEST(notice_mail_of_a_sender_that_died_goes_once_more_when_its_lease_is_over)
{
	struct ctx *cx = t_ctx();
	int64_t id = person(cx, "nguyenvana", "a@example.vn");
	struct smtp s = server(SMTP_TAKES);
	struct notice_mail m;

	say(cx, id, "Đang gửi thì tắt máy");
	m = only(cx, "queued");
	t_ok(db_change(cx->db, &SQL_notice_mail_take,
	               BIND({"id", I64(m.id)}, {"attempts", I64(0)}, {"state", STR("queued")}, {"lease", I64(cx->now_ms + MINUTE_MS)})));
	run(cx);
	t_text("", smtp_letter(t_mem(), &s, 1));
	t_err(ERR_STATE, notice_mail_drop(cx, m.id));
	t_rollback(cx);
	cx->now_ms += MINUTE_MS + 1;
	run(cx);
	run(cx);
	smtp_stop(&s);
	t_has(mem_text(cx->mem, "Message-ID: <%s>\r\n", m.message_id), smtp_letter(t_mem(), &s, 1));
	t_text("", smtp_letter(t_mem(), &s, 2));
	t_int(2, only(cx, "sent").attempts);
}

TEST(notice_mail_of_a_process_killed_after_the_letter_was_taken_is_there_twice_under_one_id)
{
	struct ctx *cx = t_ctx();
	int64_t id = person(cx, "nguyenvana", "a@example.vn");
	struct smtp bad = server(SMTP_TAKES_AND_HANGS), good;
	const char *where, *message_id;
	int pid;

	say(cx, id, "Tắt máy");
	message_id = only(cx, "queued").message_id;
	t_commit(cx);
	where = t_where();
	pid = program_start((const char *const[]){BUILD_ROOT "/thidua", "--data", t_dir(), "--db", where, "job", "run-once", NULL});
	for (int i = 0; i < 200 && *smtp_letter(t_mem(), &bad, 1) == '\0'; i++)
		usleep(50 * 1000);
	program_stop(pid);
	smtp_stop(&bad);
	t_has(mem_text(t_mem(), "Message-ID: <%s>\r\n", message_id), smtp_letter(t_mem(), &bad, 1));
	cx = t_ctx();
	t_text("nguyenvana", only(cx, "sending").login);
	good = server(SMTP_TAKES);
	cx->now_ms = ctx_clock_ms();
	run(cx);
	t_text("", smtp_letter(t_mem(), &good, 1));
	cx->now_ms += 10 * MINUTE_MS;
	run(cx);
	run(cx);
	smtp_stop(&good);
	t_has(mem_text(t_mem(), "Message-ID: <%s>\r\n", message_id), smtp_letter(t_mem(), &good, 1));
	t_text("", smtp_letter(t_mem(), &good, 2));
	t_int(2, only(cx, "sent").attempts);
}

TEST(notice_mail_that_failed_is_sent_when_the_administrator_says_so)
{
	struct ctx *cx = t_ctx();
	int64_t id = person(cx, "nguyenvana", "nobody@example.vn"), n;
	struct smtp s = server(SMTP_NO_SUCH_USER);
	struct notice_mail m;

	say(cx, id, "Thử lại");
	run(cx);
	smtp_stop(&s);
	m = only(cx, "failed");
	s = server(SMTP_TAKES);
	t_ok(notice_mail_retry(cx, m.id));
	run(cx);
	t_int(1, count(cx, "sent"));
	t_err(ERR_STATE, notice_mail_retry(cx, m.id));
	t_rollback(cx);
	t_err(ERR_NOTFOUND, notice_mail_retry(cx, 999999));
	/* All at once, also past a pause that trouble asked for. */
	say(cx, id, "Nữa");
	t_ok(notice_trouble_set(cx, &(struct notice_trouble){3, cx->now_ms, cx->now_ms + MINUTE_MS, "đang trục trặc"}));
	t_ok(notice_mail_retry_all(cx, &n));
	t_int(1, n);
	run(cx);
	smtp_stop(&s);
	t_int(2, count(cx, "sent"));
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, notice_mail_retry_all(cx, &n));
	t_err(ERR_DENIED, notice_mail_drop(cx, m.id));
	t_err(ERR_DENIED, notice_outbox(cx, &(struct notice_outbox){0}));
}

TEST(notice_mail_dropped_is_not_sent_and_leaves_the_inbox_alone)
{
	struct ctx *cx = t_ctx();
	int64_t id = person(cx, "nguyenvana", "a@example.vn");
	struct smtp s = server(SMTP_TAKES);
	struct notice_list list;
	struct who who;

	say(cx, id, "Bỏ");
	t_ok(notice_mail_drop(cx, only(cx, "").id));
	run(cx);
	smtp_stop(&s);
	t_text("", smtp_log(t_mem(), &s));
	t_int(0, count(cx, ""));
	t_int(1, count(cx, "dropped"));
	t_ok(user_who_as(cx, "nguyenvana", &who));
	t_ok(notice_list(cx, false, 0, 10, &list));
	t_int(1, list.n);
}

/* ---- a real server ------------------------------------------------------------------------------------------------------- */

/* Whether somebody listens there within ten seconds. */
static bool listens(int port)
{
	struct sockaddr_in sa = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons((uint16_t)port)};
	bool does = false;

	for (int i = 0; i < 100 && !does; i++) {
		int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

		does = connect(fd, (struct sockaddr *)&sa, sizeof sa) == 0;
		close(fd);
		if (!does)
			usleep(100 * 1000);
	}
	return does;
}

TEST(notice_text_comes_apart_as_it_was_put_together)
{
	static const struct notice_line LINES[] = {{"một", "", ""}, {"hai", "ghi chú", ""}, {"ba", "", "/x"}, {"bốn\tnăm", "a\nb", "/y"}, {"", "", ""}};
	static const struct {
		const char *text, *note, *path;
	} WANT[] = {{"một", "", ""}, {"hai", "ghi chú", ""}, {"ba", "", "/x"}, {"bốn năm", "a b", "/y"}, {"", "", ""}};
	struct buf *b = buf_new(t_mem(), 65536);
	struct notice_parts parts;

	notice_put_text(b, "Đoạn một\ndòng hai\n\n\n\t#không là đề mục\nhết");
	notice_put_heading(b, "Đề mục");
	for (size_t i = 0; i < COUNT(LINES); i++)
		notice_put_line(b, &LINES[i]);
	parts = notice_parts(t_mem(), b->p);
	t_int(3 + COUNT(LINES), parts.n);
	t_text("Đoạn một\ndòng hai", parts.at[0].text);
	t_text(" #không là đề mục\nhết", parts.at[1].text);
	t_int(NOTICE_HEADING, parts.at[2].kind);
	t_text("Đề mục", parts.at[2].text);
	for (size_t i = 0; i < COUNT(LINES); i++) {
		t_int(NOTICE_ITEM, parts.at[3 + i].kind);
		t_text(WANT[i].text, parts.at[3 + i].text);
		t_text(WANT[i].note, parts.at[3 + i].note);
		t_text(WANT[i].path, parts.at[3 + i].path);
		t_int(i == 0, parts.at[3 + i].is_first);
		t_int(i + 1 == COUNT(LINES), parts.at[3 + i].is_last);
	}
	t_int(0, notice_parts(t_mem(), "").n);
}

TEST(notice_digest_is_read_back_whole_from_a_real_server)
{
	static const struct notice_line LATE[] = {{"Nhiệm vụ 12: báo cáo <sơ kết> & kiến nghị", "quá hạn 3 ngày", "/duty/12"},
	                                          {"Nhiệm vụ 15", "", ""}};
	static const struct notice_section SECTIONS[] = {{"Việc quá hạn", LATE, 2}};
	const char *folder = mem_text(t_mem(), "%s/maildir", t_dir()), *said;
	struct ctx *cx = t_ctx();
	int64_t id = person(cx, "nguyenvana", "a@example.vn");
	int port, pid, listener = tcp_listen(&port);

	close(listener);
	said = program_output((const char *const[]){"/usr/bin/python3", "-c", "import aiosmtpd; print('there')", NULL}, t_dir());
	if (!text_starts(said, "there"))
		skip();
	pid = program_start((const char *const[]){"/usr/bin/python3", "-m", "aiosmtpd", "-n", "-l", mem_text(t_mem(), "127.0.0.1:%d", port), "-c",
	                                          "aiosmtpd.handlers.Mailbox", folder, NULL});
	t_true(listens(port));
	conf("", port);
	t_ok(notice_digest(cx, id, cx->today, "Việc đến hạn ngày 05/03/2024: 2 việc quá hạn, cần báo cáo Ban Thi đua - Khen thưởng", SECTIONS, 1));
	run(cx);
	program_stop(pid);
	t_int(1, count(cx, "sent"));
	said = program_output((const char *const[]){"/usr/bin/python3", t_source_path("tests/mail/read.py"), folder, NULL}, t_dir());
	t_has("defects 0\nFrom \"Thi đua, khen thưởng\" <thidua@example.vn>\nTo a@example.vn\n"
	      "Subject Việc đến hạn ngày 05/03/2024: 2 việc quá hạn, cần báo cáo Ban Thi đua - Khen thưởng\n", said);
	t_has("Date Tue, 05 Mar 2024 08:00:00 +0700\nAuto-Submitted auto-generated\nContent-Type multipart/alternative;", said);
	t_has("part text/plain utf-8 defects 0\nViệc đến hạn ngày 05/03/2024: 2 việc quá hạn, cần báo cáo Ban Thi đua - Khen thưởng\n", said);
	t_has("\nViệc quá hạn\n\n- Nhiệm vụ 12: báo cáo <sơ kết> & kiến nghị (quá hạn 3 ngày)\n"
	      "  https://thidua.example.vn/duty/12\n- Nhiệm vụ 15\n\n", said);
	t_has("part text/html utf-8 defects 0\n", said);
	t_has("|Việc quá hạn|Nhiệm vụ 12: báo cáo <sơ kết> & kiến nghị|(quá hạn 3 ngày)|Nhiệm vụ 15|", said);
	t_has("\nhttps://thidua.example.vn/duty/12 https://thidua.example.vn/tai-khoan/thong-bao\n", said);
	t_has(mem_text(t_mem(), "Message-ID <%s>\n", only(cx, "sent").message_id), said);
}

/* ---- settings --------------------------------------------------------------------------------------------------------------- */

static err settings(struct ctx *cx, const char *text, struct faults *f)
{
	struct notice_settings s;

	t_int(0, chmod(t_file("mail.conf", text, strlen(text)), 0600));
	faults_init(f, cx->mem);
	return notice_settings(cx, &s, f);
}

TEST(notice_settings_say_everything_that_is_wrong_at_once)
{
	struct ctx *cx = t_ctx();
	struct faults f;

	t_err(ERR_INVALID, settings(cx, "server = mail server\nport = 70000\ntls = ssl\nfrom = a\nsite = thidua\nmau = xanh\nxin chào\n", &f));
	t_has("“server”", faults_of(&f, "server"));
	t_has("“port”", faults_of(&f, "port"));
	t_has("“tls”", faults_of(&f, "tls"));
	t_has("“from”", faults_of(&f, "from"));
	t_has("“site”", faults_of(&f, "site"));
	t_has("không có khóa “mau”", faults_of(&f, "mau"));
	t_int(7, f.total);
	t_err(ERR_INVALID, settings(cx, "# trống\n", &f));
	t_int(3, f.total);
	t_err(ERR_INVALID, settings(cx, "server = m.vn\nfrom = a@m.vn\nsite = https://t.vn\nuser = a\n", &f));
	t_has("đi cùng nhau", faults_of(&f, "password"));
	t_err(ERR_INVALID, settings(cx, "server = m.vn\ntls = none\nfrom = a@m.vn\nsite = https://t.vn\nuser = a\npassword = b\n", &f));
	t_has("không mã hóa", faults_of(&f, "tls"));
	t_ok(settings(cx, "server = m.vn\nfrom = a@m.vn\nsite = https://t.vn/\nuser = a\npassword = b#c\n", &f));
}

TEST(notice_settings_that_others_may_read_are_refused)
{
	struct ctx *cx = t_ctx();
	static const char CONF[] = "server = m.vn\nfrom = a@m.vn\nsite = https://t.vn\n";
	struct notice_settings s;
	struct faults f;

	faults_init(&f, cx->mem);
	t_err(ERR_NOTFOUND, notice_settings(cx, &s, &f));
	t_int(0, chmod(t_file("mail.conf", CONF, sizeof CONF - 1), 0640));
	t_err(ERR_INVALID, notice_settings(cx, &s, &f));
	t_has("chmod 600", faults_of(&f, "mode"));
	t_int(0, chmod(t_file("mail.conf", CONF, sizeof CONF - 1), 0600));
	faults_init(&f, cx->mem);
	t_ok(notice_settings(cx, &s, &f));
	t_int(587, s.server.port);
	t_int(MAIL_TLS_START, s.server.tls);
	t_text("m.vn", s.server.helo);
	t_text("https://t.vn", s.site);
}

TEST(notice_settings_that_are_wrong_keep_letters_waiting)
{
	struct ctx *cx = t_ctx();
	int64_t id = person(cx, "nguyenvana", "a@example.vn");
	struct job_list jobs;

	conf("port = không\n", 1);
	say(cx, id, "Chờ sửa");
	run(cx);
	t_int(1, count(cx, "queued"));
	t_has("“port”", outbox(cx).fault);
	t_ok(job_list(cx, "queued", 0, 10, &jobs));
	t_int(cx->now_ms + 10 * MINUTE_MS, jobs.at[0].run_after_ms);
}

TEST(notice_test_letter_says_what_became_of_it)
{
	struct ctx *cx = t_ctx();
	struct smtp s;
	const char *words;
	bool is_sent;

	t_err(ERR_INVALID, notice_mail_test(cx, "không phải", &is_sent, &words));
	t_rollback(cx);
	t_err(ERR_STATE, notice_mail_test(cx, "a@example.vn", &is_sent, &words));
	t_rollback(cx);
	s = server(SMTP_TAKES);
	t_ok(notice_mail_test(cx, "a@example.vn", &is_sent, &words));
	t_true(is_sent);
	smtp_stop(&s);
	t_has("RCPT TO:<a@example.vn>", smtp_log(t_mem(), &s));
	conf("", 1);
	t_ok(notice_mail_test(cx, "a@example.vn", &is_sent, &words));
	t_false(is_sent);
	t_has("không kết nối được", words);
}
