/* room/casefile/casefile_ask_test.c -- asked by anybody, within limits, and nothing told that the asker did not know. */
#include "base/text.h"
#include "room/casefile/casefile.h"
#include "room/law/law.h"
#include "room/notice/notice.h"
#include "room/register/register_test.h"
#include "room/user/user.h"
#include "tests/t.h"

static struct ctx *house(int64_t *line_out)
{
	static const char *const files[] = {"kinds", "steps", "acts", "clocks", "papers"};
	struct ctx *cx = register_house();
	int64_t n;

	t_ok(law_load(cx, t_source("data/law/keep.tsv"), &n));
	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(casefile_load(cx, t_source(mem_text(t_mem(), "data/casefile/%s.tsv", files[i])), &n));
	t_ok(user_seed(cx));
	*line_out = register_put(cx, register_grant(cx, register_somebody(cx, "Nguyễn Thị An", "S-YT"), "CSTDCS", "12/QĐ-SNV", date_of(2023, 12, 20)));
	cx->data_dir = t_dir();
	cx->origin = "203.0.113.7";
	return cx;
}

static struct casefile_ask asked(void)
{
	return (struct casefile_ask){.does = "reissue", .name = "Nguyễn Thị An", .thing = "CSTĐ cơ sở", .certificate = "", .year = 2023,
	                             .applicant = "Nguyễn Thị An", .contact = "phường Láng", .reason = "mất khi chuyển nhà"};
}

TEST(casefile_ask_becomes_a_case_that_its_code_follows)
{
	int64_t line, wait, id = 0;
	struct ctx *cx = house(&line);
	struct casefile_follow f = {.state = ""};
	struct casefile_asks l = {0};
	const struct who *was = cx->who;
	const char *code = "";
	struct casefile c = {0};

	cx->who = &WHO_NOBODY;
	t_ok(casefile_ask(cx, asked(), &code, &wait));
	t_int(CASEFILE_ASK_CODE, strlen(code));
	t_ok(casefile_follow(cx, code, &f));
	t_text("Chờ xem xét", f.state);
	t_text("", f.number);
	t_err(ERR_NOTFOUND, casefile_follow(cx, "khongphaimanao", &f));
	t_err(ERR_DENIED, casefile_asks(cx, 0, &l));
	cx->who = was;
	t_ok(casefile_asks(cx, 0, &l));
	t_int(1, l.total);
	t_err(ERR_INVALID, casefile_ask_take(cx, l.at[0].id, l.at[0].version, 99, &id));
	faults_init(&cx->faults, cx->mem);
	cx->today += 2;
	t_ok(casefile_ask_take(cx, l.at[0].id, l.at[0].version, line, &id));
	t_err(ERR_STATE, casefile_ask_take(cx, l.at[0].id, l.at[0].version, line, &id));
	t_ok(casefile_get(cx, id, &c));
	t_int(cx->today - 2, c.received);       /* the clock began when it was asked */
	cx->who = &WHO_NOBODY;
	t_ok(casefile_follow(cx, code, &f));
	t_text(c.number, f.number);
	t_int(c.due, f.due);
}

TEST(casefile_ask_says_the_same_whether_there_is_such_an_award)
{
	int64_t line, wait;
	struct ctx *cx = house(&line);
	struct casefile_ask in = asked();
	struct casefile_follow known, unknown;
	const char *code;

	cx->who = &WHO_NOBODY;
	t_ok(casefile_ask(cx, in, &code, &wait));
	t_ok(casefile_follow(cx, code, &known));
	in.name = "Trần Văn Không Có";
	t_ok(casefile_ask(cx, in, &code, &wait));
	t_ok(casefile_follow(cx, code, &unknown));
	t_text(known.state, unknown.state);
	t_text(known.number, unknown.number);
	t_text(known.answer, unknown.answer);
}

TEST(casefile_ask_that_was_accepted_can_be_taken)
{
	int64_t line, wait, id;
	struct ctx *cx = house(&line);
	struct casefile_ask in = asked();
	struct casefile_asks l = {0};
	struct casefile c;
	const char *code;
	struct buf *b = buf_new(t_mem(), 4096);

	for (int i = 0; i < CASEFILE_WORDS_MAX; i++)
		buf_text(b, "ấ");
	in.reason = b->p;
	t_ok(casefile_ask(cx, in, &code, &wait));
	cx->today += 400;       /* nobody looked at it for more than a year */
	t_ok(casefile_asks(cx, 0, &l));
	t_ok(casefile_ask_take(cx, l.at[0].id, l.at[0].version, line, &id));
	t_ok(casefile_get(cx, id, &c));
	t_int(cx->today - CASEFILE_BACK_DAYS, c.received);
}

TEST(casefile_ask_is_answered_and_forgotten_half_a_year_later)
{
	int64_t line, wait;
	struct ctx *cx = house(&line);
	struct casefile_asks l = {0};
	struct casefile_follow f;
	const char *code = "";

	t_ok(casefile_ask(cx, asked(), &code, &wait));
	t_ok(casefile_asks(cx, 0, &l));
	t_err(ERR_INVALID, casefile_ask_refuse(cx, l.at[0].id, l.at[0].version, " "));
	t_fault(cx, "answer");
	faults_init(&cx->faults, cx->mem);
	t_ok(casefile_ask_refuse(cx, l.at[0].id, l.at[0].version, "Chưa tìm thấy quyết định; hãy gửi bản sao."));
	t_ok(casefile_follow(cx, code, &f));
	t_text("Đã trả lời", f.state);
	t_has("bản sao", f.answer);
	cx->now_ms += (int64_t)181 * 24 * 3600 * 1000;
	t_ok(casefile_forget(cx, &line));
	t_int(1, line);
	t_err(ERR_NOTFOUND, casefile_follow(cx, code, &f));
	t_ok(casefile_forget(cx, &line));
	t_int(0, line);
}

static struct who person(struct ctx *cx, const char *login, const char *role, const char *unit)
{
	const struct who *was = cx->who;
	struct who w = {0};
	int64_t id;

	cx->who = &WHO_SYSTEM;
	t_ok(user_add(cx, (struct user_put){.login = login, .full_name = login, .email = "", .unit_id = register_unit(cx, unit), .roles = &role, .roles_n = 1}, &id));
	t_ok(user_who_as(cx, login, &w));
	cx->who = was;
	return w;
}

TEST(casefile_ask_that_nobody_looks_at_is_forgotten_by_the_rule_of_the_day)
{
	int64_t line, wait, n, id;
	struct ctx *cx = house(&line);
	struct casefile_asks l = {0};
	struct casefile_ask a;
	struct casefile_follow f;
	const char *first = "", *second = "";

	t_ok(casefile_ask(cx, asked(), &first, &wait));
	t_ok(casefile_ask(cx, asked(), &second, &wait));
	t_ok(casefile_asks(cx, 0, &l));
	t_ok(casefile_ask_take(cx, l.at[1].id, l.at[1].version, line, &id));
	cx->now_ms += (int64_t)366 * 24 * 3600 * 1000;
	t_ok(casefile_forget(cx, &n));
	t_int(2, n);
	for (size_t i = 0; i < 2; i++) {
		t_ok(casefile_ask_get(cx, l.at[i].id, &a));
		t_true(a.is_blanked);
		t_text("", mem_text(t_mem(), "%s%s%s%s%s%s", a.name, a.thing, a.certificate, a.applicant, a.contact, a.reason));
	}
	t_ok(casefile_follow(cx, first, &f));
	t_has("Đã xóa", f.state);
	t_ok(casefile_follow(cx, second, &f));          /* its case goes on */
	t_has("HS", f.number);
	t_ok(casefile_asks(cx, 0, &l));
	t_int(0, l.total);
}

TEST(casefile_ask_is_blanked_by_hand_and_the_journal_names_nobody)
{
	int64_t line, wait;
	struct ctx *cx = house(&line);
	struct casefile_asks l = {0};
	struct casefile_ask a;
	struct casefile_follow f;
	const char *code = "";

	t_ok(casefile_ask(cx, asked(), &code, &wait));
	t_ok(casefile_asks(cx, 0, &l));
	t_err(ERR_INVALID, casefile_ask_blank(cx, l.at[0].id, l.at[0].version, ""));
	t_fault(cx, "why");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_STALE, casefile_ask_blank(cx, l.at[0].id, l.at[0].version + 1, "gửi nhầm"));
	t_ok(casefile_ask_blank(cx, l.at[0].id, l.at[0].version, "gửi nhầm"));
	t_ok(casefile_ask_get(cx, l.at[0].id, &a));
	t_text("gone", a.state);
	t_text("", a.contact);
	t_err(ERR_STATE, casefile_ask_blank(cx, a.id, a.version, "lần nữa"));
	t_err(ERR_STATE, casefile_ask_take(cx, a.id, a.version, line, &line));
	t_ok(casefile_follow(cx, code, &f));
	t_has("Đã xóa", f.state);
}

TEST(casefile_ask_is_told_once_to_those_who_may_look_at_it)
{
	int64_t line, wait;
	struct ctx *cx = house(&line);
	struct who expert = person(cx, "chuyenvien", "specialist", "S-NV"), officer = person(cx, "coso", "unit_officer", "S-YT");
	struct notice_list list;
	const char *code;

	cx->who = &WHO_NOBODY;
	t_ok(casefile_ask(cx, asked(), &code, &wait));
	cx->who = &expert;
	t_ok(notice_list(cx, false, 0, 10, &list));
	t_int(1, list.n);
	t_text("casefile.ask", list.at[0].kind);
	t_has_not("An", list.at[0].subject);
	t_ok(casefile_asks_waiting(cx, &line, &wait));
	t_int(1, line);
	t_true(wait == cx->now_ms);
	cx->who = &officer;     /* sees one unit: what is of none yet is not for him */
	t_ok(notice_list(cx, false, 0, 10, &list));
	t_int(0, list.n);
}

TEST(casefile_ask_is_braked_for_an_address_and_its_network)
{
	int64_t line, wait = 0;
	struct ctx *cx = house(&line);
	struct casefile_ask in = asked();
	const char *code;
	int n = 0;

	for (int i = 0; i < CASEFILE_ASK_HOUR_MAX; i++)
		t_ok(casefile_ask(cx, in, &code, &wait));
	t_err(ERR_FULL, casefile_ask(cx, in, &code, &wait));
	t_true(wait > 0 && wait <= 3600);
	for (int i = 20; i < 60; i++) {
		cx->origin = mem_text(t_mem(), "203.0.113.%d", i);
		while (casefile_ask(cx, in, &code, &wait) == OK)
			n++;
	}
	t_int(9 * CASEFILE_ASK_HOUR_MAX, n);    /* ten addresses' worth, one of which was used up */
	cx->origin = "192.0.2.1";
	in.applicant = in.reason = "";
	t_err(ERR_INVALID, casefile_ask(cx, in, &code, &wait));         /* all at once */
	t_fault(cx, "applicant");
	t_fault(cx, "reason");
}
