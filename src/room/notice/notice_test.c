/* room/notice/notice_test.c -- what is said arrives once, where the person wants it; inbox, digest, choices, calendar. */
#include <sys/stat.h>

#include "base/text.h"
#include "db/db.h"
#include "room/job/job.h"
#include "room/notice/notice_inside.h"
#include "room/notice/notice_text.h"
#include "room/unit/unit.h"
#include "room/user/user.h"

#include "gen/notice_sql.h"
#include "test/t.h"

#define ROWS "room/notice/notice.def"
#include "core/declare.h"

static struct who who_store;
#define DAY_MS ((int64_t)24 * 3600 * 1000)

/* Units, the accounts of the demo; canbo has an address. */
static struct ctx *t_people(void)
{
	static const char *const files[] = {"data/unit/kinds.tsv", "data/unit/units.tsv"};
	struct ctx *cx = t_ctx();
	struct user_demo *list;
	size_t n;
	int64_t added;

	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(unit_load(cx, t_source(files[i]), &added));
	t_ok(user_demo(cx, "một câu dễ nhớ 2024", &list, &n));
	return cx;
}

static int64_t id_of(struct ctx *cx, const char *login)
{
	const struct who *was = cx->who;
	struct user u = {0};

	cx->who = &WHO_SYSTEM;
	t_ok(user_get_login(cx, login, &u));
	cx->who = was;
	return u.id;
}

static void as(struct ctx *cx, const char *login)
{
	t_ok(user_who_as(cx, login, &who_store));
}

/* Settings of a mail server that nobody reaches. */
static void mail_on(void)
{
	static const char CONF[] = "server = 127.0.0.1\nport = 1\ntls = none\nfrom = thidua@example.vn\nsite = https://thidua.example.vn\n";

	t_int(0, chmod(t_file("mail.conf", CONF, sizeof CONF - 1), 0600));
}

static struct notice_in about(const char *subject)
{
	return (struct notice_in){NOTICE_DIGEST, subject, "", "/job/1", 1};
}

static int64_t mails(struct ctx *cx)
{
	struct notice_mails list = {0};

	cx->who = &WHO_SYSTEM;
	t_ok(notice_mail_list(cx, "", 0, NOTICE_LIST_MAX, &list));
	return (int64_t)list.n;
}

TEST(notice_stands_in_the_inbox_until_it_is_read)
{
	struct ctx *cx = t_people();
	struct notice_list list;
	struct notice n;
	int64_t id = id_of(cx, "canbo"), count;

	t_ok(notice_send(cx, id, (struct notice_in){NOTICE_DIGEST, "  Hạn \n nộp báo cáo", "Dòng một\ndòng\thai\n\nĐoạn hai", "/job/7", 7}));
	t_ok(notice_send(cx, id_of(cx, "thutruong"), about("Việc của người khác")));
	as(cx, "canbo");
	t_ok(notice_count(cx, &count));
	t_int(1, count);
	t_ok(notice_list(cx, false, 0, 10, &list));
	t_int(1, list.n);
	t_text("Hạn nộp báo cáo", list.at[0].subject);
	t_text("/job/7", list.at[0].path);
	t_int(7, list.at[0].object_id);
	t_ok(notice_read(cx, list.at[0].id, &n));
	t_text("Dòng một\ndòng hai\n\nĐoạn hai\n", n.text);
	t_ok(notice_count(cx, &count));
	t_int(0, count);
	t_ok(notice_list(cx, false, 0, 10, &list));
	t_int(0, list.n);
	t_ok(notice_list(cx, true, 0, 10, &list));
	t_int(1, list.n);
	t_true(list.at[0].read_ms > 0);
}

TEST(notice_of_another_is_not_there)
{
	struct ctx *cx = t_people();
	struct notice_list list;
	struct notice n;

	t_ok(notice_send(cx, id_of(cx, "canbo"), about("Riêng")));
	as(cx, "canbo");
	t_ok(notice_list(cx, true, 0, 10, &list));
	as(cx, "quantri");
	t_err(ERR_NOTFOUND, notice_get(cx, list.at[0].id, &n));
	t_err(ERR_NOTFOUND, notice_read(cx, list.at[0].id, &n));
	cx->who = &WHO_NOBODY;
	t_err(ERR_SIGNIN, notice_get(cx, list.at[0].id, &n));
	t_err(ERR_SIGNIN, notice_list(cx, true, 0, 10, &list));
}

TEST(notice_list_goes_on_where_the_page_before_ended)
{
	struct ctx *cx = t_people();
	struct notice_list list;
	int64_t id = id_of(cx, "canbo"), n, seen = 0, before = 0;

	for (int i = 0; i < 7; i++)
		t_ok(notice_send(cx, id, about(mem_text(cx->mem, "Số %d", i))));
	as(cx, "canbo");
	do {
		t_ok(notice_list(cx, false, before, 3, &list));
		for (size_t i = 0; i < list.n; i++, seen++)
			t_text(mem_text(cx->mem, "Số %d", 6 - (int)seen), list.at[i].subject);
		before = list.next_before_id;
	} while (before != 0);
	t_int(7, seen);
	t_ok(notice_read_all(cx, &n));
	t_int(7, n);
}

TEST(notice_count_ends_at_its_limit)
{
	struct ctx *cx = t_people();
	int64_t id = id_of(cx, "canbo"), n;

	for (int i = 0; i < NOTICE_COUNT_MAX + 20; i++)
		t_ok(notice_send(cx, id, about("Nhiều")));
	as(cx, "canbo");
	t_ok(notice_count(cx, &n));
	t_int(NOTICE_COUNT_MAX + 1, n);
	cx->who = &WHO_NOBODY;
	t_ok(notice_count(cx, &n));
	t_int(0, n);
}

TEST(notice_reaches_all_who_hold_a_right_over_the_unit)
{
	struct ctx *cx = t_people();
	struct unit u;
	int64_t n;

	t_ok(unit_get_code(cx, "S-VHTT", &u));
	t_ok(notice_send_holders(cx, R_PLAN_READ, u.id, true, about("Cho sở"), &n));
	t_int(2, n);
	as(cx, "thutruong");
	t_ok(notice_count(cx, &n));
	t_int(1, n);
	as(cx, "lanhdaoban");
	t_ok(notice_count(cx, &n));
	t_int(0, n);
	t_ok(notice_send_holders(cx, R_PLAN_READ, u.id, false, about("Cho mọi người"), &n));
	t_true(n > 5);
	t_ok(notice_count(cx, &n));
	t_int(1, n);
}

TEST(notice_says_nothing_to_an_account_that_is_disabled)
{
	struct ctx *cx = t_people();
	struct user u;
	struct row *r;

	t_ok(user_get_login(cx, "canbo", &u));
	t_ok(user_disable(cx, u.id, u.version));
	t_ok(notice_send(cx, u.id, about("Không ai đọc")));
	t_ok(notice_send(cx, 999999, about("Không ai cả")));
	t_ok(db_one(cx->db, &SQL_notice_count, BIND({"user", I64(u.id)}, {"n", I64(10)}), &r));
	t_int(0, row_i64(r, "n"));
}

TEST(notice_writes_a_letter_only_where_one_is_wanted)
{
	struct ctx *cx = t_people();
	int64_t id = id_of(cx, "canbo");
	struct notice_choice never = {NOTICE_DIGEST, "", NOTICE_NEVER};

	t_ok(user_email_set(cx, id, "canbo@example.vn"));
	t_ok(notice_send(cx, id, about("Chưa có máy chủ thư")));
	t_int(0, mails(cx));
	mail_on();
	t_ok(notice_send(cx, id, about("Có thư")));
	t_int(1, mails(cx));
	t_ok(notice_send(cx, id_of(cx, "thutruong"), about("Không có địa chỉ")));
	t_int(1, mails(cx));
	as(cx, "canbo");
	t_ok(notice_choose(cx, &never, 1));
	t_ok(notice_send(cx, id, about("Không muốn thư")));
	t_int(1, mails(cx));
}

TEST(notice_choice_is_one_of_three_and_the_digest_is_not_in_itself)
{
	struct ctx *cx = t_people();
	struct notice_choice wrong[] = {{NOTICE_DIGEST, "", NOTICE_IN_DIGEST}, {"la.gi", "", NOTICE_NEVER}};
	const struct notice_choice *list;
	enum notice_way way;
	size_t n;

	as(cx, "canbo");
	t_err(ERR_INVALID, notice_choose(cx, wrong, 2));
	t_fault(cx, NOTICE_DIGEST);
	t_fault(cx, "la.gi");
	t_rollback(cx);
	cx->who = &WHO_SYSTEM;
	cx = t_people();
	as(cx, "canbo");
	t_ok(notice_choices(cx, &list, &n));
	t_int(NOTICE_AT_ONCE, list[0].way);
	t_ok(notice_choose(cx, &(struct notice_choice){NOTICE_DIGEST, "", NOTICE_NEVER}, 1));
	t_ok(notice_choose(cx, &(struct notice_choice){NOTICE_DIGEST, "", NOTICE_NEVER}, 1));
	t_ok(notice_choices(cx, &list, &n));
	for (size_t i = 0; i < n; i++)
		t_int(text_is(list[i].kind, NOTICE_DIGEST) ? NOTICE_NEVER : NOTICE_AT_ONCE, list[i].way);
	for (int i = 0; i < (int)NOTICE_WAY_N; i++) {
		t_true(notice_way_from(notice_way_name((enum notice_way)i), &way));
		t_int(i, way);
	}
	t_false(notice_way_from("sometimes", &way));
}

/* ---- the digest ---------------------------------------------------------------------------------------------------------- */

static const struct notice_line LATE[] = {{"Nhiệm vụ 12: báo cáo sơ kết", "quá hạn 3 ngày", "/job/12"}, {"Nhiệm vụ 15", "", ""}};
static const struct notice_section SECTIONS[] = {{"Việc quá hạn", LATE, COUNT(LATE)}, {"Sắp đến hạn", NULL, 0}};

TEST(notice_digest_is_made_once_a_day)
{
	struct ctx *cx = t_people();
	int64_t id = id_of(cx, "canbo");
	struct notice_list list;
	struct notice n;

	t_ok(notice_digest(cx, id, cx->today, "Việc ngày 05/03/2024", SECTIONS, COUNT(SECTIONS)));
	t_err(ERR_TAKEN, notice_digest(cx, id, cx->today, "Lần nữa", SECTIONS, COUNT(SECTIONS)));
	t_ok(notice_digest(cx, id, cx->today + 1, "Ngày mai", SECTIONS, COUNT(SECTIONS)));
	as(cx, "canbo");
	t_ok(notice_list(cx, false, 0, 10, &list));
	t_int(2, list.n);
	t_ok(notice_get(cx, list.at[1].id, &n));
	t_text("\t#Việc quá hạn\n\t-Nhiệm vụ 12: báo cáo sơ kết\tquá hạn 3 ngày\t/job/12\n\t-Nhiệm vụ 15\t\t\n", n.text);
}

TEST(notice_digest_with_nothing_to_say_is_not_made)
{
	struct ctx *cx = t_people();
	int64_t id = id_of(cx, "canbo"), n;

	t_ok(notice_digest(cx, id, cx->today, "Không có gì", SECTIONS + 1, 1));
	t_ok(notice_digest(cx, id, cx->today, "Không có gì", NULL, 0));
	as(cx, "canbo");
	t_ok(notice_count(cx, &n));
	t_int(0, n);
	t_ok(notice_digest(cx, id, cx->today, "Nay thì có", SECTIONS, COUNT(SECTIONS)));
}

TEST(notice_digest_that_is_too_long_says_how_much_is_left_out)
{
	struct ctx *cx = t_people();
	struct notice_line *lines = mem_new(cx->mem, struct notice_line, 5000);
	struct notice_section s = {"Rất nhiều việc", lines, 5000};
	struct notice_list list;
	struct notice n;

	for (int i = 0; i < 5000; i++)
		lines[i] = (struct notice_line){"Một nhiệm vụ có tên dài như các nhiệm vụ trong kế hoạch thường có", "quá hạn", "/job/1"};
	t_ok(notice_digest(cx, id_of(cx, "canbo"), cx->today, "Nhiều", &s, 1));
	as(cx, "canbo");
	t_ok(notice_list(cx, false, 0, 10, &list));
	t_ok(notice_get(cx, list.at[0].id, &n));
	t_true(strlen(n.text) <= NOTICE_TEXT_MAX);
	t_has(" dòng nữa, xem trong hệ thống.", n.text);
}

/* The person wants words in the digest, and one comes. */
static void wait_for_digest(struct ctx *cx, int64_t id)
{
	struct notice_choice in_digest = {"notice.word", "", NOTICE_IN_DIGEST};

	mail_on();
	t_ok(user_email_set(cx, id, "canbo@example.vn"));
	as(cx, "canbo");
	t_ok(notice_choose(cx, &in_digest, 1));
	cx->who = &WHO_SYSTEM;
	t_ok(notice_word(cx, "canbo", "Bảo trì tối nay", ""));
	t_int(0, mails(cx));
}

TEST(notice_word_is_an_administrators_to_one_person)
{
	struct ctx *cx = t_people();
	int64_t n;

	as(cx, "canbo");
	t_err(ERR_DENIED, notice_word(cx, "thutruong", "Chào", ""));
	as(cx, "quantri");
	t_err(ERR_NOTFOUND, notice_word(cx, "khong-co", "Chào", ""));
	t_ok(notice_word(cx, "canbo", "Chào", "Dòng một"));
	t_err(ERR_INVALID, notice_word(cx, "canbo", "  ", ""));
	t_fault(cx, "SUBJECT");
	as(cx, "canbo");
	t_ok(notice_count(cx, &n));
	t_int(1, n);
}

TEST(notice_digest_tells_what_waited_for_it)
{
	struct ctx *cx = t_people();
	int64_t id = id_of(cx, "canbo");
	struct notice_list list;
	struct notice n;

	wait_for_digest(cx, id);
	t_ok(notice_digest(cx, id, cx->today, "Việc hôm nay", SECTIONS, COUNT(SECTIONS)));
	as(cx, "canbo");
	t_ok(notice_list(cx, false, 0, 10, &list));
	t_int(2, list.n);
	t_ok(notice_get(cx, list.at[0].id, &n));
	t_has("\t#Thông báo khác\n\t-Bảo trì tối nay\t\t/notice/", n.text);
	t_ok(notice_digest(cx, id, cx->today + 1, "Không còn gì", NULL, 0));
	t_ok(notice_list(cx, false, 0, 10, &list));
	t_int(2, list.n);
}

/* ---- once a day ------------------------------------------------------------------------------------------------------------ */

static void daily(struct ctx *cx)
{
	struct job j;
	int64_t id;

	cx->who = &WHO_SYSTEM;
	t_ok(notice_daily(cx));
	t_ok(job_list(cx, "queued", 0, 1, &(struct job_list){0}));
	cx->now_ms += DAY_MS;
	t_ok(job_take(cx, &j));
	while (!text_is(j.kind, "notice.daily"))
		t_ok(job_take(cx, &j));
	id = j.id;
	t_ok(notice_daily_job(cx, &j));
	t_ok(job_done(cx, &j));
	t_ok(job_get(cx, id, &j));
	t_text("done", j.state);
}

TEST(notice_daily_waits_for_the_afternoon_and_stands_once)
{
	struct ctx *cx = t_people();
	struct job_list list;

	t_ok(notice_daily(cx));
	t_ok(notice_daily(cx));
	t_ok(job_list(cx, "queued", 0, 10, &list));
	t_int(2, list.n);
	t_text("notice.daily", list.at[0].kind);
	t_text("unit.changed", list.at[1].kind);        /* the office's units have come */
	t_text("05/03/2024 17:00", date_vn_ms(cx->mem, list.at[0].run_after_ms));
	t_rollback(cx);
	cx->now_ms += 10 * 3600 * 1000;
	t_ok(notice_daily(cx));
	t_ok(job_list(cx, "queued", 0, 10, &list));
	t_text("06/03/2024 17:00", date_vn_ms(cx->mem, list.at[0].run_after_ms));
}

TEST(notice_daily_tells_what_waits_and_forgets_what_was_read_a_year_ago)
{
	struct ctx *cx = t_people();
	int64_t id = id_of(cx, "canbo"), n;
	struct notice_list list;

	wait_for_digest(cx, id);
	t_ok(notice_send(cx, id_of(cx, "thutruong"), about("Cũ, đã đọc")));
	as(cx, "thutruong");
	t_ok(notice_read_all(cx, &n));
	cx->who = &WHO_SYSTEM;
	t_ok(notice_send(cx, id_of(cx, "thutruong"), about("Cũ, chưa đọc")));
	daily(cx);
	as(cx, "canbo");
	t_ok(notice_list(cx, true, 0, 10, &list));
	t_int(2, list.n);
	t_text("Thông báo ngày 05/03/2024", list.at[0].subject);
	t_int(1, mails(cx));
	as(cx, "thutruong");
	t_ok(notice_list(cx, true, 0, 10, &list));
	t_int(2, list.n);
	cx->now_ms += 366 * DAY_MS;
	daily(cx);
	as(cx, "thutruong");
	t_ok(notice_list(cx, true, 0, 10, &list));
	t_int(1, list.n);
	t_text("Cũ, chưa đọc", list.at[0].subject);
}

/* ---- the calendar's address --------------------------------------------------------------------------------------------------- */

static const char *token_in(struct ctx *cx, const char *path)
{
	t_true(text_starts(path, "/lich/") && text_ends(path, ".ics"));
	return mem_copy(cx->mem, path + 6, strlen(path) - 10);
}

TEST(notice_feed_leads_to_its_person_until_it_is_renewed_or_ended)
{
	struct ctx *cx = t_people();
	struct notice_feed f;
	const char *path, *first, *second;
	int64_t id = id_of(cx, "canbo"), who;

	as(cx, "canbo");
	t_ok(notice_feed_get(cx, &f));
	t_int(0, f.made_ms);
	t_err(ERR_STATE, notice_feed_end(cx));
	t_ok(notice_feed_make(cx, &path));
	first = token_in(cx, path);
	t_ok(notice_feed_who(cx, first, &who));
	t_int(id, who);
	t_ok(notice_feed_make(cx, &path));
	second = token_in(cx, path);
	t_err(ERR_NOTFOUND, notice_feed_who(cx, first, &who));
	t_ok(notice_feed_who(cx, second, &who));
	t_ok(notice_feed_get(cx, &f));
	t_int(cx->now_ms, f.made_ms);
	t_ok(notice_feed_end(cx));
	t_err(ERR_NOTFOUND, notice_feed_who(cx, second, &who));
}

TEST(notice_feed_takes_no_other_word_and_no_disabled_account)
{
	struct ctx *cx = t_people();
	struct user u;
	const char *path, *token;
	char other[65];
	int64_t who;

	as(cx, "canbo");
	t_ok(notice_feed_make(cx, &path));
	token = token_in(cx, path);
	memcpy(other, token, sizeof other);
	other[63] = other[63] == '0' ? '1' : '0';
	t_err(ERR_NOTFOUND, notice_feed_who(cx, other, &who));
	t_err(ERR_NOTFOUND, notice_feed_who(cx, "", &who));
	t_err(ERR_NOTFOUND, notice_feed_who(cx, "abc", &who));
	t_err(ERR_NOTFOUND, notice_feed_who(cx, mem_text(cx->mem, "%s0", token), &who));
	other[0] = 'G';
	t_err(ERR_NOTFOUND, notice_feed_who(cx, other, &who));
	cx->who = &WHO_SYSTEM;
	t_ok(user_get_login(cx, "canbo", &u));
	t_ok(user_disable(cx, u.id, u.version));
	t_err(ERR_NOTFOUND, notice_feed_who(cx, token, &who));
}
