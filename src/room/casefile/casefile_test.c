/* room/casefile/casefile_test.c -- a certificate is asked for again: the clock, who may do what, nothing half done. */
#include "room/casefile/casefile.h"

#include "base/text.h"
#include "room/audit/audit.h"
#include "room/law/law.h"
#include "room/notice/notice.h"
#include "room/person/person.h"
#include "room/unit/unit.h"
#include "room/user/user.h"
#include "tests/t.h"

static const char *const both[] = {"DON", "HIENVAT"};

static struct ctx *house(void)
{
	static const struct {
		const char *file;
		err (*take)(struct ctx *cx, const char *text, int64_t *n_out);
	} files[] = {{"unit/kinds", unit_load}, {"unit/units", unit_load}, {"person/classes", person_load}, {"law/laws", law_load},
	             {"law/places", law_load}, {"award/awards", award_load}, {"award/ways", award_load}, {"award/grounds", award_load},
	             {"casefile/kinds", casefile_load}, {"casefile/steps", casefile_load}, {"casefile/acts", casefile_load},
	             {"casefile/clocks", casefile_load}, {"casefile/papers", casefile_load}, {"calendar/2024", calendar_take}};
	struct ctx *cx = t_ctx();
	int64_t n;

	cx->data_dir = t_dir();
	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(files[i].take(cx, t_source(mem_text(t_mem(), "data/%s.tsv", files[i].file)), &n));
	t_ok(user_seed(cx));
	return cx;
}

static int64_t unit_of(struct ctx *cx, const char *code)
{
	struct unit u = {0};

	t_ok(unit_get_code(cx, code, &u));
	return u.id;
}

/* An award of that level; its line. */
static int64_t awarded(struct ctx *cx, const char *award, const char *level, const char *number)
{
	struct award a = {0};
	int64_t no = 0;

	t_ok(award_get_code(cx, award, &a));
	t_ok(register_add(cx, (struct register_in){
		.nature = REGISTER_GRANT, .subject = AWARD_COLLECTIVE, .unit_id = unit_of(cx, "S-NV"), .award_id = a.id,
		.decision = {.number = number, .day = date_of(2023, 12, 20), .issuer = "UBND Thành phố", .level = level, .signer = "",
		             .signer_title = "", .title = ""},
		.period_from = DATE_NONE, .period_to = DATE_NONE, .name = "", .unit_words = "", .position = "", .achievement = "", .movement = "",
		.certificate = "", .reason = ""}, &no));
	return no;
}

static struct casefile_request request(int64_t line)
{
	return (struct casefile_request){.does = "exchange", .line_no = line, .applicant = "Sở Nội vụ", .contact = "", .reason = "in sai tên",
	                                 .wish = "Sở Nội vụ Hà Nội", .received = DATE_NONE, .papers = both, .papers_n = 2};
}

static int64_t received(struct ctx *cx, int64_t line)
{
	int64_t id = 0;

	t_ok(casefile_receive(cx, request(line), &id));
	return id;
}

static struct casefile_view look(struct ctx *cx, int64_t id)
{
	struct casefile_view v = {0};

	t_ok(casefile_view(cx, id, &v));
	return v;
}

static struct casefile_decision decided(struct ctx *cx, int64_t id)
{
	return (struct casefile_decision){
		.id = id, .version = look(cx, id).is.version, .certificate = "CĐ-01", .name = "",
		.decision = {.number = "9/QĐ-UBND", .day = cx->today, .issuer = "UBND Thành phố", .level = "province", .signer = "",
		             .signer_title = "", .title = ""}};
}

static void forgiven(struct ctx *cx)
{
	cx->faults.total = cx->faults.n = 0;
}

/* What the journal says cannot be taken back one day: no name of an applicant, nothing typed about one. */
TEST(casefile_leaves_no_personal_words_in_the_journal)
{
	struct ctx *cx = house();
	struct casefile_request in = request(awarded(cx, "TTLDXS", "province", "1/QĐ-UBND"));
	struct audit_list l = {0};
	int64_t id;

	in.applicant = "Nguyễn Thị An";
	t_ok(casefile_receive(cx, in, &id));
	t_ok(casefile_pause(cx, id, look(cx, id).is.version, "Nguyễn Thị An nộp bản sao"));
	t_ok(audit_list(cx, (struct audit_filter){.user = "", .act = "casefile", .from = DATE_NONE, .to = DATE_NONE, .n = 50}, &l));
	t_true(l.n >= 2);
	for (size_t i = 0; i < l.n; i++)
		t_has_not("Thị An", l.at[i].detail);
}

TEST(casefile_due_counts_working_days_and_adds_what_it_stood_still)
{
	static const struct calendar_day off[] = {{.day = 0, .name = "", .source = ""}};
	struct calendar_day days[1] = {off[0]};
	struct calendar c = {days, 1};
	struct casefile_clock k = {.from = date_of(2024, 3, 5), .days = 15, .is_working = true, .cite = ""};

	days[0].day = date_of(2024, 3, 15);
	t_int(date_of(2024, 3, 27), casefile_due(&c, &k));
	/* Friday to Monday: one working day */
	t_int(1, casefile_paused(&c, &k, date_of(2024, 3, 8), date_of(2024, 3, 11)));
	t_int(0, casefile_paused(&c, &k, date_of(2024, 3, 8), date_of(2024, 3, 8)));
	t_int(0, casefile_paused(&c, &k, date_of(2024, 3, 14), date_of(2024, 3, 15)));
	k.paused_n = 2;
	t_int(date_of(2024, 3, 29), casefile_due(&c, &k));
	k.is_working = false;
	k.days = 14;
	k.paused_n = 4;         /* a Saturday: the next working day */
	t_int(date_of(2024, 3, 25), casefile_due(&c, &k));
	t_int(3, casefile_paused(&c, &k, date_of(2024, 3, 8), date_of(2024, 3, 11)));
	k.from = DATE_NONE;
	t_int(DATE_NONE, casefile_due(&c, &k));
}

TEST(casefile_goes_from_request_to_new_line)
{
	struct ctx *cx = house();
	int64_t line = awarded(cx, "TTLDXS", "province", "1/QĐ-UBND"), id = received(cx, line), no = 0;
	struct casefile_view v = look(cx, id);
	struct register_line l;

	t_text("HS2024-00001", v.is.number);
	t_text("CAP-DOI", v.is.kind_code);
	t_text("received", v.is.step);
	t_int(date_of(2024, 3, 26), v.is.due);
	t_int(1, v.events.n);
	t_int(2, v.papers.n);
	t_err(ERR_INVALID, casefile_finish(cx, decided(cx, id), &no));
	t_has("thẩm tra xong", faults_of(&cx->faults, ""));
	forgiven(cx);
	t_ok(casefile_act(cx, id, v.is.version, "check", ""));
	t_err(ERR_INVALID, casefile_act(cx, id, look(cx, id).is.version, "finish", ""));
	t_fault(cx, "act");
	forgiven(cx);
	t_ok(casefile_finish(cx, decided(cx, id), &no));
	v = look(cx, id);
	t_false(v.is.is_open);
	t_text("done", v.is.ends);
	t_int(no, v.is.result_no);
	t_int(0, v.acts.n);
	t_ok(register_get(cx, no, &l));
	t_int(REGISTER_EXCHANGE, l.nature);
	t_int(line, l.about_no);
	t_text("Sở Nội vụ Hà Nội", l.name);
	t_text("CĐ-01", l.certificate);
	t_has("HS2024-00001", l.reason);
	t_err(ERR_STATE, casefile_note(cx, id, v.is.version, "x") == OK ? casefile_pause(cx, id, v.is.version + 1, "x") : ERR_DB);
}

TEST(casefile_and_line_are_kept_both_or_neither)
{
	struct ctx *cx = house();
	int64_t line = awarded(cx, "TTLDXS", "province", "1/QĐ-UBND"), id = received(cx, line), no = 0;
	struct casefile_decision bad;
	struct casefile_list l;

	t_ok(casefile_act(cx, id, look(cx, id).is.version, "check", ""));
	t_commit(cx);
	bad = decided(cx, id);
	bad.decision.day = cx->today + 1;
	t_err(ERR_INVALID, casefile_finish(cx, bad, &no));
	t_fault(cx, "day");
	t_rollback(cx);
	forgiven(cx);
	t_text("checked", look(cx, id).is.step);
	t_ok(casefile_list(cx, &(struct casefile_filter){.state = "open", .number = "1/2024"}, &l));
	t_int(1, l.total);
	bad = decided(cx, id);
	bad.version--;
	t_err(ERR_STALE, casefile_finish(cx, bad, &no));
}

TEST(casefile_clock_stands_still_while_the_applicant_is_asked)
{
	struct ctx *cx = house();
	int64_t id = received(cx, awarded(cx, "TTLDXS", "province", "1/QĐ-UBND"));
	struct casefile_view v = look(cx, id);

	t_err(ERR_STATE, casefile_resume(cx, id, v.is.version, ""));
	t_err(ERR_INVALID, casefile_pause(cx, id, v.is.version, " "));
	t_fault(cx, "text");
	forgiven(cx);
	t_ok(casefile_pause(cx, id, v.is.version, "thiếu xác nhận"));
	v = look(cx, id);
	t_int(DATE_NONE, v.is.due);
	t_text("Chờ bổ sung từ 05/03/2024", casefile_state_words(t_mem(), &v.is, cx->today, NULL));
	t_err(ERR_INVALID, casefile_act(cx, id, v.is.version, "check", ""));
	forgiven(cx);
	cx->today += 7;
	t_ok(casefile_resume(cx, id, v.is.version, ""));
	v = look(cx, id);
	t_int(5, v.is.clock.paused_n);
	t_int(date_of(2024, 4, 2), v.is.due);
	t_err(ERR_STALE, casefile_pause(cx, id, v.is.version - 1, "x"));
}

TEST(casefile_refuses_what_cannot_be_asked_for)
{
	struct ctx *cx = house();
	int64_t line = awarded(cx, "TTLDXS", "province", "1/QĐ-UBND"), id = received(cx, line);
	struct casefile_request in = request(line);

	t_err(ERR_INVALID, casefile_receive(cx, in, &id));
	t_has("Đã có hồ sơ", faults_of(&cx->faults, "line"));
	forgiven(cx);
	in.line_no = 99;
	in.does = "sell";
	in.applicant = "";
	in.received = cx->today + 1;
	t_err(ERR_INVALID, casefile_receive(cx, in, &id));
	t_fault(cx, "line");
	t_fault(cx, "does");
	t_fault(cx, "applicant");
	t_fault(cx, "received");
	forgiven(cx);
	in = request(awarded(cx, "TTLDXS", "province", "2/QĐ-UBND"));
	in.papers = (const char *const[]){"KHAC"};
	in.papers_n = 1;
	t_err(ERR_INVALID, casefile_receive(cx, in, &id));
	t_fault(cx, "papers");
}

TEST(casefile_waits_for_every_needed_paper)
{
	struct ctx *cx = house();
	struct casefile_request in = request(awarded(cx, "TTLDXS", "province", "1/QĐ-UBND"));
	int64_t id;

	in.papers_n = 1;
	t_ok(casefile_receive(cx, in, &id));
	t_err(ERR_INVALID, casefile_act(cx, id, look(cx, id).is.version, "check", ""));
	t_has("hiện vật cũ", faults_of(&cx->faults, "papers"));
	forgiven(cx);
	t_err(ERR_INVALID, casefile_paper_add(cx, id, look(cx, id).is.version, "KHAC", "", 0));
	t_fault(cx, "need");
	forgiven(cx);
	t_ok(casefile_paper_add(cx, id, look(cx, id).is.version, "HIENVAT", "", 0));
	t_ok(casefile_act(cx, id, look(cx, id).is.version, "check", ""));
	t_err(ERR_INVALID, casefile_act(cx, id, look(cx, id).is.version, "back", ""));
	t_fault(cx, "text");
	forgiven(cx);
	t_ok(casefile_act(cx, id, look(cx, id).is.version, "refuse", "không đúng người"));
	t_text("refused", look(cx, id).is.ends);
}

TEST(casefile_of_a_state_award_goes_to_the_centre_and_begins_its_clock)
{
	struct ctx *cx = house();
	int64_t id = received(cx, awarded(cx, "HCLD3", "state", "100/QĐ-CTN"));
	struct casefile_view v = look(cx, id);

	t_text("CAP-DOI-TW", v.is.kind_code);
	t_int(date_of(2024, 3, 20), v.is.due);
	t_ok(casefile_act(cx, id, v.is.version, "check", ""));
	cx->today += 10;
	t_ok(casefile_act(cx, id, look(cx, id).is.version, "send", "Công văn số 5/UBND"));
	v = look(cx, id);
	t_text("sent", v.is.step);
	t_int(cx->today, v.is.clock.from);
	t_int(date_of(2024, 4, 15), v.is.due);          /* the 14th is a Sunday */
}

static struct who person(struct ctx *cx, const char *login, const char *role, const char *unit)
{
	struct who w = {0};
	int64_t id;

	t_ok(user_add(cx, (struct user_put){.login = login, .full_name = mem_text(cx->mem, "Người của %s", unit), .email = "", .roles = &role, .roles_n = 1,
	                                    .unit_id = unit_of(cx, unit)}, &id));
	t_ok(user_who_as(cx, login, &w));
	cx->who = &WHO_SYSTEM;
	return w;
}

TEST(casefile_says_who_received_it_and_at_which_unit)
{
	struct ctx *cx = house();
	int64_t line = awarded(cx, "TTLDXS", "province", "1/QĐ-UBND"), id;
	struct who expert = person(cx, "chuyenvien", "specialist", "S-NV");
	struct unit u;

	cx->who = &expert;
	id = received(cx, line);
	t_text("chuyenvien", look(cx, id).is.by);
	t_text("Người của S-NV", look(cx, id).is.by_name);
	t_ok(unit_get(cx, unit_of(cx, "S-NV"), &u));
	t_text(u.name, look(cx, id).is.by_unit);
}

TEST(casefile_acts_are_for_those_whom_the_procedure_names)
{
	struct ctx *cx = house();
	int64_t id = received(cx, awarded(cx, "TTLDXS", "province", "1/QĐ-UBND")), no;
	struct who officer = person(cx, "canbo", "unit_officer", "S-NV"), far = person(cx, "canbokhac", "unit_officer", "S-YT"),
	           expert = person(cx, "chuyenvien", "specialist", "S-NV"), head = person(cx, "truongban", "board_head", "S-NV");
	struct casefile_list l;

	cx->who = &far;
	t_err(ERR_NOTFOUND, casefile_view(cx, id, &(struct casefile_view){0}));
	t_ok(casefile_list(cx, &(struct casefile_filter){.state = "", .number = ""}, &l));
	t_int(0, l.total);
	cx->who = &officer;
	t_err(ERR_DENIED, casefile_act(cx, id, look(cx, id).is.version, "check", ""));
	t_err(ERR_DENIED, casefile_pause(cx, id, look(cx, id).is.version, "x"));
	t_err(ERR_DENIED, casefile_hold(cx, id, look(cx, id).is.version, ""));
	t_ok(casefile_note(cx, id, look(cx, id).is.version, "đã gọi điện"));
	cx->who = &expert;
	t_ok(casefile_hold(cx, id, look(cx, id).is.version, ""));
	t_ok(casefile_list(cx, &(struct casefile_filter){.state = "mine", .number = ""}, &l));
	t_int(1, l.total);
	t_err(ERR_INVALID, casefile_hold(cx, id, look(cx, id).is.version, "canbo"));
	t_fault(cx, "login");
	forgiven(cx);
	t_ok(casefile_act(cx, id, look(cx, id).is.version, "check", ""));
	t_err(ERR_DENIED, casefile_finish(cx, decided(cx, id), &no));
	t_err(ERR_DENIED, casefile_load(cx, "", &no));
	cx->who = &head;
	t_ok(casefile_finish(cx, decided(cx, id), &no));
}

TEST(casefile_turn_says_near_and_late_once_each)
{
	struct ctx *cx = house();
	struct who expert = person(cx, "chuyenvien", "specialist", "S-NV");
	int64_t id = received(cx, awarded(cx, "TTLDXS", "province", "1/QĐ-UBND")), n, base, now;

	cx->who = &expert;
	t_ok(casefile_hold(cx, id, look(cx, id).is.version, ""));
	t_ok(notice_count(cx, &base));
	cx->who = &WHO_SYSTEM;
	t_ok(casefile_turn(cx, &n));
	t_int(0, n);
	cx->today = look(cx, id).is.due - CASEFILE_NEAR_DAYS;
	t_ok(casefile_turn(cx, &n));
	t_int(1, n);
	t_ok(casefile_turn(cx, &n));
	t_int(0, n);
	cx->today = look(cx, id).is.due + 1;
	t_ok(casefile_turn(cx, &n));
	t_int(1, n);
	t_ok(casefile_turn(cx, &n));
	t_int(0, n);
	cx->who = &expert;
	t_ok(notice_count(cx, &now));
	t_int(base + 2, now);
	t_ok(casefile_daily(cx));
}

TEST(casefile_list_is_asked_by_its_number_and_state)
{
	struct ctx *cx = house();
	struct casefile_list l;
	struct casefile_filter f = {.state = "late", .number = ""};
	int64_t id = received(cx, awarded(cx, "TTLDXS", "province", "1/QĐ-UBND"));

	t_ok(casefile_list(cx, &f, &l));
	t_int(0, l.total);
	cx->today = look(cx, id).is.due + 1;
	t_ok(casefile_list(cx, &f, &l));
	t_int(1, l.total);
	t_true(l.oldest_ms == cx->now_ms);
	f.state = "free";
	f.number = "HS2024-00001";
	t_ok(casefile_list(cx, &f, &l));
	t_int(1, l.n);
	f.number = "ba";
	t_err(ERR_INVALID, casefile_list(cx, &f, &l));
	t_fault(cx, "number");
}

TEST(casefile_procedures_are_loaded_again_without_change_and_refused_with_reasons)
{
	struct ctx *cx = house();
	struct casefile_kinds kinds;
	int64_t n = -1;

	t_ok(casefile_kinds(cx, &kinds));
	t_int(4, kinds.n);
	t_ok(casefile_load(cx, t_source("data/casefile/acts.tsv"), &n));
	t_int(0, n);
	t_err(ERR_INVALID, casefile_load(cx, "kind\tfrom_step\tact\tact_name\tto_step\tright\treason\tpapers\n"
	                                     "CAP-LAI\treceived\tfly\tBay\tnowhere\tFLYING\tno\tmaybe\n", &n));
	t_int(3, cx->faults.total);     /* the step, the right, yes or no: all at once */
	forgiven(cx);
	t_err(ERR_INVALID, casefile_load(cx, "kind\tstep\tdays\tunit\tfrom\tto\tcite\tverified\tsource\n"
	                                     "CAP-LAI\treceived\t0\tmoons\t\t\tkhông đâu\tno\tx\n", &n));
	t_true(cx->faults.total >= 4);
}

TEST(casefile_a_procedure_changes_by_loading_its_rows_again)
{
	struct ctx *cx = house();
	struct casefile_kinds kinds;
	struct casefile_steps steps;
	struct casefile_needs needs;
	struct casefile_clock clock;
	int64_t n, id = 0;

	t_ok(casefile_load(cx, "kind\tname\tdoes\tlevels\tcite\tverified\tsource\n"
	                       "CAP-LAI\tCấp lại hiện vật\treissue\tbase province\tNghị định 85/2014/NĐ-CP, Điều 42\tno\tnơi khác\n", &n));
	t_int(1, n);
	t_ok(casefile_load(cx, "kind\tstep\tstep_name\tplace\tends\nCAP-LAI\tchecked\tĐã xem\t2\t\n", &n));
	t_int(1, n);
	t_err(ERR_INVALID, casefile_load(cx, "kind\tstep\tstep_name\tplace\tends\nCAP-LAI\tchecked\tĐã xem\t2\tdone\n", &n));
	forgiven(cx);
	t_ok(casefile_load(cx, "kind\tstep\tdays\tunit\tfrom\tto\tcite\tverified\tsource\n"
	                       "CAP-LAI\treceived\t10\tworking\t2024-01-01\t\tNghị định 85/2014/NĐ-CP, Điều 42\tno\tnơi khác\n", &n));
	t_int(1, n);
	t_ok(casefile_load(cx, "kind\tpaper\tpaper_name\tplace\tneeded\tfrom\tto\tcite\tverified\tsource\n"
	                       "CAP-LAI\tDON\tĐơn\t1\tno\t2014-11-01\t\tNghị định 85/2014/NĐ-CP, Điều 42\tno\tnơi khác\n", &n));
	t_int(1, n);

	t_ok(casefile_kinds(cx, &kinds));
	t_int(4, kinds.n);
	for (size_t i = 0; i < kinds.n; i++)
		if (strcmp(kinds.at[i].code, "CAP-LAI") == 0) {
			id = kinds.at[i].id;
			t_text("Cấp lại hiện vật", kinds.at[i].name);
		}
	t_ok(casefile_steps(cx, id, &steps));
	t_text("Đã xem", steps.at[1].name);
	t_ok(casefile_clock_on(cx, id, "received", date_of(2024, 3, 5), &clock));
	t_int(10, clock.days);
	t_ok(casefile_needs(cx, id, date_of(2024, 3, 5), &needs));
	t_text("Đơn", needs.at[0].name);
	t_true(!needs.at[0].is_needed);
}

/* The house tells by itself: who may set off the telling need not read cases. */
TEST(casefile_turn_is_set_off_by_who_keeps_the_procedures)
{
	struct who admin = {.user_id = 1, .name = "quantri", .full_name = "Quản trị", .sees_all = true};
	struct ctx *cx = house();
	int64_t id = received(cx, awarded(cx, "TTLDXS", "province", "1/QĐ-UBND")), n = 0;

	cx->today = look(cx, id).is.due + 1;
	admin.rights[R_CASEFILE_LOAD / 64] |= (uint64_t)1 << (R_CASEFILE_LOAD % 64);
	cx->who = &admin;
	t_ok(casefile_turn(cx, &n));
	t_int(1, n);
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, casefile_turn(cx, &n));
}

TEST(casefile_shows_its_newest_events_and_leads_to_the_older)
{
	struct ctx *cx = house();
	int64_t id = received(cx, awarded(cx, "TTLDXS", "province", "1/QĐ-UBND"));
	struct casefile_view v;
	struct casefile_events older;

	for (int i = 1; i <= CASEFILE_EVENTS_MAX + 1; i++)
		t_ok(casefile_note(cx, id, look(cx, id).is.version, mem_text(t_mem(), "ghi chú %d", i)));
	v = look(cx, id);
	t_int(CASEFILE_EVENTS_MAX, v.events.n);
	t_text("ghi chú 2", v.events.at[0].text);
	t_text(mem_text(t_mem(), "ghi chú %d", CASEFILE_EVENTS_MAX + 1), v.events.at[v.events.n - 1].text);
	t_true(v.events.next_before != 0);
	t_ok(casefile_events(cx, id, v.events.next_before, &older));
	t_text("ghi chú 1", older.at[older.n - 1].text);
	t_text("receive", older.at[0].act);
	t_int(0, older.next_before);
}
