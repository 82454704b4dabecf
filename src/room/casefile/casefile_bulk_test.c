/* room/casefile/casefile_bulk_test.c -- one act on many cases, a case for each of many lines: all or none, everything at once. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/casefile/casefile.h"
#include "room/law/law.h"
#include "room/notice/notice.h"
#include "room/register/register_test.h"
#include "room/user/user.h"
#include "tests/t.h"

enum { LINES = 3 };

static struct ctx *house(int64_t lines[LINES])
{
	static const char *const files[] = {"kinds", "steps", "acts", "clocks", "papers"};
	static const char *const names[LINES] = {"Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Chi"};
	struct ctx *cx = register_house();
	int64_t n;

	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(casefile_load(cx, t_source(mem_text(t_mem(), "data/casefile/%s.tsv", files[i])), &n));
	t_ok(user_seed(cx));
	for (size_t i = 0; i < LINES; i++)
		lines[i] = register_put(cx, register_grant(cx, register_somebody(cx, names[i], "S-YT"), "CSTDCS", mem_text(t_mem(), "%zu/QĐ-SNV", i + 12), date_of(2023, 12, 20)));
	return cx;
}

static struct who person(struct ctx *cx, const char *login, const char *role, const char *unit)
{
	struct who w = {0};
	int64_t id;

	t_ok(user_add(cx, (struct user_put){.login = login, .full_name = login, .email = "", .unit_id = register_unit(cx, unit), .roles = &role, .roles_n = 1}, &id));
	t_ok(user_who_as(cx, login, &w));
	cx->who = &WHO_SYSTEM;
	return w;
}

static struct casefile_request request(void)
{
	return (struct casefile_request){.does = "reissue", .applicant = "", .contact = "", .reason = "mất khi chuyển trụ sở", .wish = "", .received = DATE_NONE};
}

static int64_t cases(struct ctx *cx, const char *state)
{
	struct casefile_list l;

	t_ok(casefile_list(cx, &(struct casefile_filter){.state = state, .number = "", .per_page = 1}, &l));
	return l.total;
}

static int64_t picked(struct ctx *cx, struct casefile_pick *picks)
{
	struct casefile_list l;

	t_ok(casefile_list(cx, &(struct casefile_filter){.state = "open", .number = "", .per_page = 50}, &l));
	for (size_t i = 0; i < l.n; i++)
		picks[i] = (struct casefile_pick){l.at[i].id, l.at[i].version};
	return (int64_t)l.n;
}

TEST(casefile_receive_all_makes_a_case_for_each_line_and_tells_once)
{
	int64_t lines[LINES];
	struct ctx *cx = house(lines);
	struct who expert = person(cx, "chuyenvien", "specialist", "S-NV");
	struct notice_list notices;
	struct casefile_list l;

	t_ok(casefile_receive_all(cx, request(), lines, LINES));
	t_ok(casefile_list(cx, &(struct casefile_filter){.state = "open", .number = "", .line_no = lines[1], .per_page = 5}, &l));
	t_int(1, l.total);
	t_text("Người được khen thưởng", l.at[0].applicant);      /* nobody else asks; no name is copied */
	t_int(LINES, cases(cx, "open"));
	cx->who = &expert;
	t_ok(notice_list(cx, false, 0, 10, &notices));
	t_int(1, notices.n);
	t_has("3 hồ sơ", notices.at[0].subject);
}

TEST(casefile_receive_all_says_of_every_line_what_stands_against_it_and_makes_none)
{
	int64_t lines[LINES], id, some[] = {0, 99, 0};
	struct ctx *cx = house(lines);
	struct casefile_request in = request();

	in.line_no = lines[0];
	in.applicant = "Nguyễn Thị An";
	t_ok(casefile_receive(cx, in, &id));
	t_commit(cx);
	some[0] = lines[0];
	some[2] = lines[2];
	in = request();
	in.reason = "";
	t_err(ERR_INVALID, casefile_receive_all(cx, in, some, LINES));
	t_has("Dòng số 1", cx->faults.at[1].sentence);
	t_fault(cx, "reason");  /* for all alike: once */
	t_int(3, cx->faults.n);
	t_rollback(cx);
	t_int(1, cases(cx, "open"));
}

TEST(casefile_bulk_gives_and_closes_many_or_none)
{
	int64_t lines[LINES];
	struct ctx *cx = house(lines);
	struct who expert = person(cx, "chuyenvien", "specialist", "S-NV"), officer = person(cx, "coso", "unit_officer", "S-YT");
	struct casefile_pick picks[LINES + 1];
	struct notice_list notices;
	struct audit_list acts;

	t_ok(casefile_receive_all(cx, request(), lines, LINES));
	t_int(LINES, picked(cx, picks));
	t_commit(cx);
	t_err(ERR_INVALID, casefile_bulk(cx, "give", picks, LINES, "", ""));
	t_fault(cx, "login");
	t_rollback(cx);
	t_ok(casefile_bulk(cx, "give", picks, LINES, "chuyenvien", ""));
	t_commit(cx);
	cx->who = &expert;
	t_int(LINES, cases(cx, "mine"));
	t_ok(notice_list(cx, false, 0, 10, &notices));
	t_text("Được giao xử lý 3 hồ sơ", notices.at[0].subject);
	t_err(ERR_INVALID, casefile_bulk(cx, "withdraw", picks, LINES, "", "người nộp rút"));    /* versions of before */
	t_int(LINES, cx->faults.n);
	t_has("vừa được người khác", cx->faults.at[2].sentence);
	t_rollback(cx);
	t_int(LINES, picked(cx, picks));
	t_err(ERR_INVALID, casefile_bulk(cx, "withdraw", picks, LINES, "", ""));        /* a reason, said once */
	t_fault(cx, "text");
	t_int(1, cx->faults.n);
	t_rollback(cx);
	t_ok(casefile_bulk(cx, "withdraw", picks, LINES, "", "người nộp rút"));
	t_int(0, cases(cx, "open"));
	cx->who = &WHO_SYSTEM;
	t_ok(audit_list(cx, (struct audit_filter){.user = "", .act = "casefile.bulk", .from = DATE_NONE, .to = DATE_NONE, .n = 10}, &acts));
	t_int(2, acts.n);
	t_commit(cx);
	cx->who = &officer;
	t_err(ERR_INVALID, casefile_bulk(cx, "take", picks, LINES, "", ""));
	t_rollback(cx);
	cx->who = &WHO_SYSTEM;
}

TEST(casefile_picks_are_read_as_a_form_lists_them)
{
	struct casefile_pick p[3];

	t_int(2, casefile_picks_of("12-3.15-1", p, 3));
	t_int(15, p[1].id);
	t_int(1, p[1].version);
	t_int(1, casefile_picks_of("12-3,15", p, 3));
	t_int(0, casefile_picks_of("abc", p, 3));
	t_int(2, casefile_picks_of("1-1.2-2.3-3", p, 2));
}
