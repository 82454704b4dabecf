/* work_test.c -- every number of the worked plan's pages opens exactly what it counts: asked as the dispatcher is asked. */
#include "app/demo.h"
#include "app/dispatch.h"
#include "app/limits.h"
#include "base/crypt.h"
#include "base/file.h"
#include "base/text.h"
#include "room/notice/notice.h"
#include "room/plan/plan_amend.h"
#include "room/plan/plan_test.h"
#include "room/user/user.h"
#include "tests/t.h"
#include "tests/t_app.h"

enum { PARAMS_MAX = 16, NUMBERS_MAX = 400 };

static struct app app;
static int64_t plan_id;

/* Hà Nội's plan of 2024 with the life of the demo. */
static void house(void)
{
	struct ctx *cx = t_ctx();
	struct user_demo *demo;
	struct plan p;
	size_t n;

	crypt_password_be_quick();
	load_office(cx);
	t_ok(user_demo(cx, "Mat-khau-thu-1", &demo, &n));
	plan_id = take_seed(cx);
	t_ok(plan_get(cx, plan_id, &p));
	t_ok(plan_publish(cx, plan_id, p.version, true));
	t_ok(demo_life(cx, plan_id));
	t_commit(cx);
	t_app_open(&app, date_of(2024, 3, 5));
	app.is_inside = true;
}

static char hex(const char *p)
{
	return (char)(text_hex(p[0]) * 16 + text_hex(p[1]));
}

/* A part of a query as it was meant. */
static const char *plain(const char *p, size_t n)
{
	char *out = mem_copy(t_mem(), p, n), *to = out;

	for (size_t i = 0; i < n; i++) {
		if (p[i] == '%' && i + 2 < n) {
			*to++ = hex(p + i + 1);
			i += 2;
		} else {
			*to++ = p[i];
		}
	}
	*to = '\0';
	return out;
}

/* What the house answers at an address of it, to that person. */
static struct req answer(const char *as, const char *address)
{
	struct param *ps = mem_new(t_mem(), struct param, PARAMS_MAX);
	const char *q = strchr(address, '?'), *end;
	struct req rq = {.mem = t_mem(), .method = METHOD_GET, .query = q != NULL ? q + 1 : "", .host = "a.vn", .scheme = "http",
	                 .remote = "10.0.0.1", .user_agent = "", .referer_path = "", .csrf = "", .title = "", .flash = "", .status = 200,
	                 .out = buf_new(t_mem(), LIMIT_PAGE), .is_last_try = true};
	size_t n = 0;

	rq.path = q != NULL ? mem_copy(t_mem(), address, (size_t)(q - address)) : address;
	for (q = rq.query; *q != '\0'; q = *end == '&' ? end + 1 : end) {
		const char *is = strchr(q, '=');

		end = q + strcspn(q, "&");
		t_true(is != NULL && is < end && n < PARAMS_MAX);
		ps[n++] = (struct param){plain(q, (size_t)(is - q)), plain(is + 1, (size_t)(end - is - 1))};
	}
	rq.query_params = (struct params){ps, n};
	app.as = as;
	t_int(HTTP_DONE, dispatch(&app, &rq));
	t_int(200, rq.status);
	return rq;
}

static const char *page(const char *as, const char *address)
{
	return answer(as, address).out->p;
}

/* An address as the page's HTML writes it, as it is meant. */
static const char *address_of(const char *from, const char *to)
{
	struct buf *b = buf_new(t_mem(), 4000);

	for (const char *c = from; c < to; c++) {
		buf_char(b, *c);
		if (text_starts(c, "&amp;"))
			c += strlen("amp;");
	}
	return b->p;
}

/* How many rows of a list of the page lead to things of that kind, each counted once: links in the first cells. */
static int64_t rows(const char *html, const char *row)
{
	int64_t n = 0;

	for (const char *p = strstr(html, row); p != NULL; p = strstr(p + 1, row))
		n++;
	return n;
}

/* The rows of that list on all its pages. */
static int64_t rows_behind(const char *as, const char *address, const char *row)
{
	static const char next[] = "<a rel=\"next\" href=\"";
	int64_t n = 0;

	while (address != NULL) {
		const char *html = page(as, address), *at = strstr(html, next);

		n += rows(html, row);
		address = at == NULL ? NULL : address_of(at + strlen(next), strchr(at + strlen(next), '"'));
	}
	return n;
}

/* The whole number that the words of a link hold last; -1 for none. Marks of HTML and their hidden words are skipped. */
static int64_t number_in(const char *p, const char *end)
{
	int64_t n = -1;

	while (p < end) {
		if (text_starts(p, "<span class=\"visually-hidden\">")) {
			p = strstr(p, "</span>");
		} else if (*p == '<') {
			p += strcspn(p, ">");
		} else if (*p >= '0' && *p <= '9') {
			n = 0;
			for (; (*p >= '0' && *p <= '9') || (*p == '.' && p[1] >= '0' && p[1] <= '9'); p++)
				n = *p == '.' ? n : n * 10 + (*p - '0');
			p--;
		}
		p++;
	}
	return n;
}

/* Follows each link of the page whose address begins with `like` and whose words hold a number; the page it opens has that
 * many rows. Returns how many numbers there were. */
static int numbers_hold(const char *as, const char *html, const char *like, const char *row)
{
	const char *mark = mem_text(t_mem(), "<a href=\"%s", like);
	int seen = 0;

	for (const char *p = strstr(html, mark); p != NULL && seen < NUMBERS_MAX; p = strstr(p + 1, mark)) {
		const char *from = p + strlen("<a href=\""), *to = strchr(from, '"'), *end = strstr(to, "</a>");
		int64_t n = number_in(strchr(to, '>') + 1, end);

		if (n < 0 || strchr(mem_copy(t_mem(), from, (size_t)(to - from)), '?') == NULL)
			continue;
		t_int(n, rows_behind(as, address_of(from, to), row));
		seen++;
	}
	return seen;
}

TEST(work_every_number_of_a_plan_opens_what_it_counts)
{
	const char *base, *tr = "<td data-label=\"TT\" class=\"num\">";

	house();
	base = mem_text(t_mem(), "/plan/%" PRId64, plan_id);
	t_true(numbers_hold("chuyenvien", page("chuyenvien", base), mem_text(t_mem(), "%s?", base), tr) >= 8);
	t_true(numbers_hold("chuyenvien", page("chuyenvien", mem_text(t_mem(), "%s/board", base)), mem_text(t_mem(), "%s?", base), tr) >= 7);
	t_true(numbers_hold("chuyenvien", page("chuyenvien", mem_text(t_mem(), "%s/board?quarter=1", base)),
	                    mem_text(t_mem(), "%s?", base), tr) >= 3);
	t_true(numbers_hold("thanhtra", page("thanhtra", mem_text(t_mem(), "%s/quarters", base)), mem_text(t_mem(), "%s?", base), tr) >= 40);
}

/* Lists are kept on the reading connection: what another commits, and who looks, is seen at the next look all the same. */
TEST(work_lists_of_a_plan_tell_what_was_done_a_moment_ago)
{
	static const char tr[] = "<td data-label=\"TT\" class=\"num\">";
	const char *paused, *followed;
	struct plan_list_view v;
	struct plan_task_view task;
	struct ctx *cx;
	int64_t n;

	house();
	paused = mem_text(t_mem(), "/plan/%" PRId64 "?state=suspended", plan_id);
	followed = mem_text(t_mem(), "/plan/%" PRId64 "?followed=1", plan_id);
	n = rows(page("chuyenvien", paused), tr);
	t_int(0, rows(page("thanhtra", followed), tr));
	t_true(rows(page("chuyenvien", followed), tr) > 0);
	t_int(0, rows(page("thanhtra", followed), tr));
	cx = t_ctx();
	v = list_all(cx, plan_id);
	t_ok(plan_task_get(cx, task_at(&v, 1, "I", 12)->id, &task));
	t_ok(plan_task_suspend(cx, task.task.id, task.task.version, "Công văn số 1/UBND-TĐKT"));
	t_commit(cx);
	t_int(n + 1, rows(page("chuyenvien", paused), tr));
	t_int(n + 1, rows(page("thanhtra", paused), tr));
	t_int(0, rows(page("thanhtra", mem_text(t_mem(), "%s&q=khong-co-chu-nay", paused)), tr));
	t_int(n + 1, rows(page("thanhtra", paused), tr));
}

TEST(work_every_number_of_units_opens_what_it_counts)
{
	house();
	t_true(numbers_hold("chuyenvien", page("chuyenvien", mem_text(t_mem(), "/plan/%" PRId64 "/units", plan_id)), "/duty/unit/",
	                    "<td data-label=\"Việc\">") >= 50);
}

TEST(work_every_number_of_what_units_owe_opens_what_it_counts)
{
	static const char *const logins[] = {"chuyenvien", "canbo", "lanhdaoban"};
	static const char duties[] = "<td data-label=\"Việc\">";
	struct ctx *cx;
	struct plan_list_view v;
	int64_t group_id;

	house();
	for (size_t i = 0; i < COUNT(logins); i++) {
		t_true(numbers_hold(logins[i], page(logins[i], "/duty"), "/duty?", duties) >= 6);
		t_true(numbers_hold(logins[i], page(logins[i], "/duty/unit"), "/duty", duties) >= 4);
	}
	t_true(numbers_hold("canbo", page("canbo", "/desk"), "/duty", duties) >= 2);
	t_true(numbers_hold("canbonoivu", page("canbonoivu", "/desk"), "/duty", duties) >= 2);
	t_true(numbers_hold("chuyenvien", page("chuyenvien", "/desk"), "/duty", duties) >= 3);
	t_true(numbers_hold("lanhdaoban", page("lanhdaoban", "/desk"), "/duty", duties) >= 2);
	cx = t_ctx();
	v = list_all(cx, plan_id);
	group_id = task_at(&v, 1, "I", 12)->marks.at[0].is.group_id;
	t_rollback(cx);
	t_true(numbers_hold("chuyenvien", page("chuyenvien", mem_text(t_mem(), "/duty/group/%" PRId64, group_id)), "/duty/group/",
	                    "<td data-label=\"Đơn vị\">") >= 6);
}

TEST(work_every_number_of_the_public_page_opens_what_it_counts)
{
	const char *html;

	house();
	html = page("", mem_text(t_mem(), "/ke-hoach/%" PRId64, plan_id));
	t_true(numbers_hold("", html, "/ke-hoach/", "<td data-label=\"TT\" class=\"num\">") >= 10);
	t_has_not("href=\"/plan", html);
	t_has_not("href=\"/duty", html);
	t_has_not("Lê Minh Châu", html);
}

TEST(work_desk_says_to_each_role_what_waits)
{
	static const struct {
		const char *login, *says;
	} cases[] = {
		{"canbo", "việc bị trả lại"}, {"canbo", "việc sắp đến hạn"}, {"chuyenvien", "báo cáo đang chờ"},
		{"chuyenvien", "việc quá hạn của đơn vị tôi theo dõi"}, {"lanhdaoban", "việc quá hạn của các đơn vị"},
		{"lanhdao", "Kế hoạch năm 2024"}, {"thanhtra", "Kế hoạch năm 2024"}, {"giamkhao", "Chưa có việc nào chờ bạn"}};

	house();
	for (size_t i = 0; i < COUNT(cases); i++)
		t_has(cases[i].says, page(cases[i].login, "/desk"));
	/* What was reported in time waits for the board after its day too: no day is told as one to come. */
	t_has("Chờ xác nhận</span> hạn cuối 28/02/2024", page("canbo", "/desk"));
	t_has_not("còn -", page("canbo", "/desk"));
	t_has_not("còn -", page("chuyenvien", mem_text(t_mem(), "/plan/%" PRId64, plan_id)));
	t_has_not("còn -", page("chuyenvien", "/duty?order=wait"));
	t_has("Không có việc nào chờ riêng bạn", page("quantri", "/desk"));
	t_true(numbers_hold("canbo", page("canbo", "/desk"), "/duty/unit/", "<td data-label=\"Việc\">") >= 1);
	t_true(numbers_hold("thanhtra", page("thanhtra", "/desk"), "/plan/", "<td data-label=\"TT\" class=\"num\">") >= 4);
}

TEST(work_task_page_tells_who_has_and_who_has_not)
{
	struct ctx *cx;
	struct plan_list_view v;
	const char *html;

	house();
	cx = t_ctx();
	v = list_all(cx, plan_id);
	t_rollback(cx);
	html = page("chuyenvien", mem_text(t_mem(), "/plan/task/%" PRId64, task_at(&v, 1, "I", 12)->id));
	t_has("Đơn vị đã xong và chưa xong", html);
	t_has("Đã đôn đốc 1 lần", html);
	t_has("1/85 đơn vị", html);
	html = page("chuyenvien", mem_text(t_mem(), "/plan/task/%" PRId64, task_at(&v, 1, "I", 16)->id));
	t_has("Tạm dừng theo Công văn số 410/UBND-NC", html);
	html = page("chuyenvien", mem_text(t_mem(), "/plan/task/%" PRId64, task_at(&v, 2, "I", 1)->id));
	t_has("cùng một việc", html);
}

TEST(work_calendars_of_a_plan_and_of_a_person_are_calendars)
{
	struct ctx *cx, person;
	struct who who;
	const char *path, *ics;

	house();
	ics = page("", mem_text(t_mem(), "/ke-hoach/%" PRId64 "/lich.ics", plan_id));
	t_has("BEGIN:VCALENDAR", ics);
	/* 60 milestones, of which five have no day */
	t_int(55, rows(ics, "BEGIN:VEVENT"));
	cx = t_ctx();
	person = *cx;
	t_ok(user_who_as(&person, "canbo", &who));
	person.who = &who;
	t_ok(notice_feed_make(&person, &path));
	t_commit(cx);
	ics = page("", path);
	t_has("BEGIN:VEVENT", ics);
	t_has("Sở Văn hóa và Thể thao", ics);
}

/* The page at that address offers itself as a sheet, with its own filter, and the sheet is there. */
static void sheet_is_there(const char *as, const char *address)
{
	const char *html = page(as, address), *end = strstr(html, "\">Tải Excel</a>"), *from = end;
	struct view bytes;

	if (end == NULL)
		t_text("an address of a sheet", address);
	while (!text_starts(from, "href=\""))
		from--;
	t_ok(file_read(t_mem(), answer(as, address_of(from + strlen("href=\""), end)).send_path, 1 << 24, &bytes));
	t_true(bytes.n > 1000 && text_starts(bytes.p, "PK"));
}

TEST(work_every_view_is_one_sheet_away)
{
	static const char *const of_plan[] = {
		"", "?state=late", "?quarter=1&state=open", "?mine=1", "/board", "/board?quarter=1", "/month?m=2024-03", "/month?m=2024-03&near=1",
		"/timeline", "/timeline?q=thi%20dua", "/quarters", "/units"};
	static const struct {
		const char *as, *address;
	} others[] = {
		{"chuyenvien", "/plan"}, {"chuyenvien", "/desk"}, {"canbo", "/desk"}, {"lanhdao", "/desk"}, {"chuyenvien", "/duty"},
		{"chuyenvien", "/duty?state=open&near=1"}, {"chuyenvien", "/duty?order=wait"}, {"chuyenvien", "/duty/unit"},
		{"lanhdaoban", "/duty/follow"}, {"canbo", "/notice?all=1"}, {"chuyenvien", "/calendar?year=2024"}};
	struct ctx *cx;
	struct plan_list_view v;
	struct duties late;

	house();
	for (size_t i = 0; i < COUNT(of_plan); i++)
		sheet_is_there("chuyenvien", mem_text(t_mem(), "/plan/%" PRId64 "%s", plan_id, of_plan[i]));
	for (size_t i = 0; i < COUNT(others); i++)
		sheet_is_there(others[i].as, others[i].address);
	sheet_is_there("", mem_text(t_mem(), "/ke-hoach/%" PRId64, plan_id));
	sheet_is_there("", mem_text(t_mem(), "/ke-hoach/%" PRId64 "?tinh-trang=qua-han&quy=1", plan_id));
	cx = t_ctx();
	v = list_all(cx, plan_id);
	t_ok(duty_list(cx, &(struct duty_filter){.room = "", .state = -1, .q = "", .page = 1, .order = DUTY_BY_WAIT}, &late));
	t_rollback(cx);
	sheet_is_there("chuyenvien", mem_text(t_mem(), "/duty?plan=%" PRId64 "&task=%" PRId64, plan_id, task_at(&v, 1, "I", 12)->id));
	sheet_is_there("chuyenvien", mem_text(t_mem(), "/duty/%" PRId64, late.at[0].id));
	sheet_is_there("chuyenvien", mem_text(t_mem(), "/duty/group/%" PRId64, late.at[0].group_id));
	sheet_is_there("chuyenvien", mem_text(t_mem(), "/duty/group/%" PRId64 "?state=late", task_at(&v, 1, "I", 12)->marks.at[0].is.group_id));
	sheet_is_there("chuyenvien", mem_text(t_mem(), "/duty/unit/%" PRId64 "?plan=%" PRId64 "&state=reported", late.at[0].unit_id, plan_id));
}

TEST(work_what_papers_changed_is_one_sheet_away)
{
	struct ctx *cx;
	struct plan_list_view v;
	struct plan_task_view task;
	struct plan_texts texts;
	int64_t id;

	house();
	cx = t_ctx();
	v = list_all(cx, plan_id);
	id = task_at(&v, 1, "I", 12)->id;
	t_ok(plan_task_get(cx, id, &task));
	plan_texts_of(cx->mem, &task.task, &texts);
	texts.product = "Kế hoạch của đơn vị";
	t_ok(plan_task_amend(cx, (struct plan_amend_in){.task_id = id, .version = task.task.version, .to = texts, .knows_links = true,
	                                                .paper = {"Công văn số 12/UBND-TĐKT", date_of(2024, 3, 4), 0}}));
	t_commit(cx);
	sheet_is_there("chuyenvien", mem_text(t_mem(), "/plan/%" PRId64 "/history", plan_id));
	sheet_is_there("chuyenvien", mem_text(t_mem(), "/plan/%" PRId64 "/compare", plan_id));
	sheet_is_there("chuyenvien", mem_text(t_mem(), "/plan/task/%" PRId64, id));
}

/* What a page says between its head and its foot, a tag a line, so that a difference can be read. */
static const char *main_of(const char *html)
{
	const char *p = strstr(html, "<main"), *end = strstr(html, "</main>");
	struct buf *b = buf_new(t_mem(), LIMIT_PAGE * 2);

	t_true(p != NULL && end != NULL);
	for (; p < end; p++) {
		buf_char(b, *p);
		if (*p == '>' && p[1] == '<')
			buf_char(b, '\n');
	}
	buf_char(b, '\n');
	return b->p;
}

TEST(work_main_pages_are_as_they_were)
{
	static const struct {
		const char *name, *as, *address;        /* # the plan, @ a task, ^ its milestone, $ its group, * a duty of it */
	} pages[] = {
		{"plan-list", "chuyenvien", "/plan"}, {"plan", "chuyenvien", "/plan/#?section=1.I"}, {"plan-board", "canbo", "/plan/#/board?section=1.I"},
		{"plan-month", "chuyenvien", "/plan/#/month?m=2024-03"}, {"plan-timeline", "thanhtra", "/plan/#/timeline?section=2.I"},
		{"plan-quarters", "chuyenvien", "/plan/#/quarters"}, {"plan-units", "lanhdaoban", "/plan/#/units?trang=2"},
		{"plan-task", "chuyenvien", "/plan/task/@"}, {"plan-move", "chuyenvien", "/plan/milestone/^/move"},
		{"plan-history", "chuyenvien", "/plan/#/history"}, {"plan-compare", "chuyenvien", "/plan/#/compare"},
		{"plan-publish", "lanhdaoban", "/plan/#/publish"},
		{"duty-list", "chuyenvien", "/duty?order=wait"}, {"duty-group", "chuyenvien", "/duty/group/$?state=done"},
		{"duty-board", "chuyenvien", "/duty/*"}, {"duty-unit", "canbo", "/duty/*"}, {"duty-follow", "lanhdaoban", "/duty/follow"},
		{"desk-unit", "canbo", "/desk"}, {"desk-board", "chuyenvien", "/desk"}, {"desk-head", "lanhdaoban", "/desk"}, {"desk-nobody", "giamkhao", "/desk"},
		{"portal", "", "/ke-hoach/#?quy=1&tinh-trang=qua-han"}};
	struct ctx *cx;
	struct plan_list_view v;
	const struct plan_line *task;
	struct duties l;

	house();
	cx = t_ctx();
	v = list_all(cx, plan_id);
	task = task_at(&v, 1, "I", 12);
	t_ok(duty_list(cx, &(struct duty_filter){.room = "plan", .parent_id = plan_id, .state = -1, .q = "", .item_id = task->id, .page = 1,
	                                            .per_page = DUTY_LIST_MAX, .order = DUTY_BY_UNIT}, &l));
	for (; l.n > 0 && strstr(l.at[0].unit_name, "Văn hóa và Thể thao") == NULL; l.n--)
		l.at++;
	t_true(l.n > 0);
	t_rollback(cx);
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct buf *address = buf_new(t_mem(), 400);

		for (const char *p = pages[i].address; *p != '\0'; p++) {
			if (strchr("#@^$*", *p) == NULL)
				buf_char(address, *p);
			else
				buf_fmt(address, "%" PRId64, *p == '#' ? plan_id : *p == '@' ? task->id : *p == '^' ? task->marks.at[0].line_id :
				        *p == '$' ? task->marks.at[0].is.group_id : l.at[0].id);
		}
		t_golden(mem_text(t_mem(), "%s.html", pages[i].name), main_of(page(pages[i].as, address->p)));
	}
}
