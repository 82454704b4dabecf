/* duty_pages_test.c -- the pages of room duty from the request to the page: a report with a file, returned, reported again,
 * confirmed; two people at once; urging; what a person may not see. */
#include "app/dispatch.h"
#include "app/limits.h"
#include "tests/t.h"
#include "tests/t_app.h"

#include "base/text.h"
#include "room/duty/duty.h"
#include "room/unit/unit.h"
#include "room/user/user.h"

enum { PARAMS_MAX = 16, UNITS = 3 };

static struct app app;
static int64_t unit_ids[UNITS];

static void account(struct ctx *cx, const char *login, const char *role, int64_t unit_id)
{
	int64_t id;

	t_ok(user_add(cx, (struct user_put){.login = login, .full_name = login, .email = "", .unit_id = unit_id, .roles = &role,
	                                    .roles_n = 1}, &id));
}

/* Three units that owe one thing by tomorrow, and their people. */
static void house(void)
{
	static const char *const names[UNITS] = {"Sở A", "Sở B", "Sở <C>"};
	struct duty_thing t = {.room = "plan", .parent_id = 1, .item_id = 3, .object_id = 30,
	                       .title = "Mục I.3: Gửi báo cáo <sơ kết>", .words = "trước ngày 07/3/2024",
	                       .path = "/plan/task/3", .good_day = date_of(2024, 3, 6)};
	struct duty_target targets[UNITS];
	struct ctx *cx = t_ctx();
	int64_t n;

	t_ok(user_seed(cx));
	t_ok(unit_load(cx, "kind_code\tkind_name\nso\tSở\n", &n));
	for (int i = 0; i < UNITS; i++) {
		t_ok(unit_add(cx, (struct unit_add){.code = mem_text(cx->mem, "SO-%d", i + 1), .name = names[i], .short_name = "",
		                                    .kind = "so", .paper = "", .from = DATE_NONE}, &unit_ids[i]));
		targets[i] = (struct duty_target){.unit_id = unit_ids[i]};
	}
	t_ok(duty_oblige(cx, &t, targets, UNITS));
	account(cx, "canbo", "unit_officer", unit_ids[0]);
	account(cx, "canbo-b", "unit_officer", unit_ids[1]);
	account(cx, "chuyenvien", "specialist", 0);
	account(cx, "lanhdao", "board_head", 0);
	t_commit(cx);
	t_app_open(&app, DATE_NONE);
	app.is_inside = true;
}

static struct req ask(const char *who, enum method method, const char *path, const struct param *ps, size_t n,
                      const struct upload *file)
{
	struct param *form = mem_new(t_mem(), struct param, PARAMS_MAX);
	struct req rq = {.mem = t_mem(), .method = method, .path = path, .query = "", .host = "a.vn", .scheme = "http",
	                 .remote = "192.0.2.1", .user_agent = "", .referer_path = "", .csrf = "", .title = "", .flash = "",
	                 .status = 200, .out = buf_new(t_mem(), LIMIT_PAGE), .is_last_try = true, .uploads = file,
	                 .uploads_n = file != NULL};

	for (size_t i = 0; i < n; i++)
		form[i] = ps[i];
	if (method == METHOD_POST)
		rq.form_params = (struct params){form, n};
	else
		rq.query_params = (struct params){form, n};
	app.as = who;
	app.chance++;
	t_int(HTTP_DONE, dispatch(&app, &rq));
	return rq;
}

#define PARAMS(...) (const struct param[]){__VA_ARGS__}, sizeof((const struct param[]){__VA_ARGS__}) / sizeof(struct param)
#define GET(who, path, ...) ask((who), METHOD_GET, (path), PARAMS(__VA_ARGS__), NULL)
#define POST(who, path, ...) ask((who), METHOD_POST, (path), PARAMS(__VA_ARGS__), NULL)

static struct req page(const char *who, const char *path)
{
	struct req rq = ask(who, METHOD_GET, path, NULL, 0, NULL);

	t_int(200, rq.status);
	return rq;
}

static void sent(struct req rq, const char *flash)
{
	t_text("/duty/1", rq.location);
	t_int(303, rq.status);
	t_has(flash, rq.flash);
}

TEST(duty_goes_from_report_to_return_to_report_to_confirmation_on_its_page)
{
	static const char pdf[] = "%PDF-1.7\n%%EOF\n";
	struct upload file = {.field = "evidence", .name = "Báo cáo.pdf", .size_bytes = sizeof pdf - 1};
	struct req rq;

	house();
	file.path = t_file("up", pdf, sizeof pdf - 1);
	t_has("Báo cáo kết quả", page("canbo", "/duty/1").out->p);
	t_has_not("name=\"act\"", page("canbo", "/duty/1").out->p);
	sent(ask("canbo", METHOD_POST, "/duty/1/report",
	         PARAMS({"version", "1"}, {"text", "Đã <gửi>"}, {"percent", "60"}), &file), "Đã gửi báo cáo");
	rq = page("chuyenvien", "/duty/1");
	t_has("Đã &lt;gửi&gt;", rq.out->p);
	t_has("Báo cáo.pdf", rq.out->p);
	t_has("name=\"act\" value=\"return\"", rq.out->p);
	rq = page("chuyenvien", "/duty/1/file/1");
	t_text("application/pdf", rq.content_type);
	t_text("Báo cáo.pdf", rq.send_name);
	t_int(404, GET("canbo-b", "/duty/1/file/1", {"a", "b"}).status);
	t_int(404, GET("chuyenvien", "/duty/2/file/1", {"a", "b"}).status);

	rq = POST("chuyenvien", "/duty/1/answer", {"version", "2"}, {"act", "return"}, {"answer", ""});
	t_int(422, rq.status);
	t_has("Hãy ghi lý do trả lại", rq.out->p);
	sent(POST("chuyenvien", "/duty/1/answer", {"version", "2"}, {"act", "return"}, {"answer", "Thiếu phụ lục"}), "Đã trả lại");
	t_has("Thiếu phụ lục", page("canbo", "/duty/1").out->p);
	sent(POST("canbo", "/duty/1/report", {"version", "3"}, {"text", "Đã đủ"}, {"percent", "100"}), "Đã gửi");
	sent(POST("lanhdao", "/duty/1/answer", {"version", "4"}, {"act", "confirm"}, {"answer", ""}), "Đã xác nhận");
	rq = page("canbo", "/duty/1");
	t_has("Hoàn thành", rq.out->p);
	t_has_not("Gửi báo cáo</button>", rq.out->p);
	sent(POST("lanhdao", "/duty/1/reopen", {"version", "5"}, {"reason", "Sai số liệu"}), "Đã mở lại");
	sent(POST("lanhdao", "/duty/1/suspend", {"version", "6"}, {"paper", "Công văn số 12"}), "Đã tạm dừng");
	t_has("Công văn số 12", page("canbo", "/duty/1").out->p);
	sent(POST("lanhdao", "/duty/1/resume", {"version", "7"}, {"paper", "Công văn số 15"}), "tiếp tục");
	sent(POST("canbo", "/duty/1/report", {"version", "8"}, {"text", "Đang làm"}, {"percent", "50"}), "Đã gửi");
	sent(POST("canbo", "/duty/1/withdraw", {"version", "9"}), "Đã rút");
}

TEST(duty_form_that_is_wrong_keeps_what_was_typed_but_for_files)
{
	struct upload file = {.field = "evidence", .name = "chay.exe", .size_bytes = 5};
	struct req rq;

	house();
	file.path = t_file("up", "MZ\x90\0\3", 5);
	rq = ask("canbo", METHOD_POST, "/duty/1/report",
	         PARAMS({"version", "1"}, {"text", "Lời dài đã soạn"}, {"percent", "nhiều"}), &file);
	t_int(422, rq.status);
	t_has("Lời dài đã soạn</textarea>", rq.out->p);
	t_has("value=\"nhiều\"", rq.out->p);
	t_has("từ 1 đến 100", rq.out->p);
	t_has("không thuộc loại nhận làm minh chứng", rq.out->p);
	t_has("Tệp minh chứng không được giữ lại", rq.out->p);
	t_has("chưa gửi báo cáo nào", page("canbo", "/duty/1").out->p);
}

TEST(duty_second_person_sees_what_the_first_did_and_what_was_typed)
{
	struct req rq;

	house();
	sent(POST("canbo", "/duty/1/report", {"version", "1"}, {"text", "Một"}, {"percent", "100"}), "Đã gửi");
	sent(POST("chuyenvien", "/duty/1/answer", {"version", "2"}, {"act", "return"}, {"answer", "Thiếu"}), "Đã trả lại");
	rq = POST("lanhdao", "/duty/1/answer", {"version", "2"}, {"act", "confirm"}, {"answer", "Rất tốt"});
	t_int(422, rq.status);
	t_has("chuyenvien vừa thực hiện “Trả lại báo cáo của đơn vị”", rq.out->p);
	rq = POST("canbo", "/duty/1/report", {"version", "2"}, {"text", "Hai"}, {"percent", "90"});
	t_int(422, rq.status);
	t_has("chưa có gì bị ghi đè", rq.out->p);
	t_has("Hai</textarea>", rq.out->p);
	t_has("name=\"version\" value=\"3\"", rq.out->p);
	sent(POST("canbo", "/duty/1/report", {"version", "3"}, {"text", "Hai"}, {"percent", "90"}), "Đã gửi");
}

TEST(duty_lists_count_filter_and_urge_those_who_have_not)
{
	struct req rq;

	house();
	sent(POST("canbo", "/duty/1/report", {"version", "1"}, {"text", "Một"}, {"percent", "100"}), "Đã gửi");
	rq = page("chuyenvien", "/duty");
	t_has("Tất cả <b>3</b>", rq.out->p);
	t_has("Chờ xác nhận <b>1</b>", rq.out->p);
	t_has("Gửi báo cáo &lt;sơ kết&gt;", rq.out->p);
	t_has("Còn 1 ngày", rq.out->p);
	t_has_not("Sở B", GET("chuyenvien", "/duty", {"state", "reported"}).out->p);
	t_has("Sở &lt;C&gt;", GET("chuyenvien", "/duty", {"q", "so <c>"}).out->p);
	t_has("Không có việc nào khớp", GET("chuyenvien", "/duty", {"q", "không có từ này"}).out->p);
	t_has("Tất cả <b>1</b>", page("canbo-b", "/duty").out->p);
	t_has_not("Sở A", page("canbo-b", "/duty").out->p);
	t_int(404, GET("canbo-b", "/duty/1", {"a", "b"}).status);
	t_int(404, GET("canbo-b", mem_text(t_mem(), "/duty/unit/%" PRId64, unit_ids[0]), {"a", "b"}).status);
	rq = page("chuyenvien", "/duty/unit");
	t_has(mem_text(t_mem(), "/duty/unit/%" PRId64 "?state=reported", unit_ids[0]), rq.out->p);
	t_has("Việc chỉ phối hợp", page("chuyenvien", mem_text(t_mem(), "/duty/unit/%" PRId64, unit_ids[0])).out->p);
	rq = page("chuyenvien", "/duty/group/1");
	t_has("name=\"ids\" value=\"2\"", rq.out->p);
	t_has_not("name=\"ids\" value=\"1\"", rq.out->p);
	t_int(422, POST("chuyenvien", "/duty/group/1/urge", {"whom", "some"}, {"urging", ""}).status);
	t_int(403, POST("canbo", "/duty/group/1/urge", {"whom", "all"}, {"urging", ""}).status);
	rq = POST("chuyenvien", "/duty/group/1/urge", {"whom", "some"}, {"ids", "2"}, {"ids", "1"}, {"urging", ""});
	t_has("Đã đôn đốc 1 đơn vị", rq.flash);
	rq = POST("lanhdao", "/duty/group/1/urge", {"whom", "all"}, {"urging", "Đề nghị gửi ngay"}, {"escalates", "1"});
	t_has("Đã đôn đốc 2 đơn vị", rq.flash);
	t_has("Đã đôn đốc 2 lần", page("chuyenvien", "/duty/2").out->p);
	rq = POST("chuyenvien", "/duty/1/urge", {"urging", ""});
	t_int(422, rq.status);
	t_has("Không còn đơn vị nào cần đôn đốc", rq.out->p);
	t_has("Đôn đốc", page("canbo-b", "/notice").out->p);
}

TEST(duty_following_is_put_and_ended_on_its_page)
{
	struct req rq;

	house();
	t_has("Chưa phân công ai", page("lanhdao", "/duty/follow").out->p);
	rq = POST("lanhdao", "/duty/follow", {"user", "khong-co"}, {"unit", "không có"});
	t_int(422, rq.status);
	t_has("Không có tài khoản này", rq.out->p);
	t_has("nào được gọi là “không có”", rq.out->p);
	t_has("value=\"khong-co\"", rq.out->p);
	t_text("/duty/follow", POST("lanhdao", "/duty/follow", {"user", "chuyenvien"}, {"unit", "SO-2"}).location);
	t_has("đã được phân công", POST("lanhdao", "/duty/follow", {"user", "chuyenvien"}, {"unit", "Sở B"}).out->p);
	t_has("Sở B", page("chuyenvien", "/duty/follow").out->p);
	t_has("theo dõi", page("chuyenvien", "/duty").out->p);
	t_int(403, POST("chuyenvien", "/duty/follow/1/end", {"a", "b"}).status);
	t_text("/duty/follow", POST("lanhdao", "/duty/follow/1/end", {"a", "b"}).location);
	t_has("chưa được phân công", page("chuyenvien", "/duty/follow").out->p);
}

TEST(duty_lists_are_a_sheet_away_with_their_filter)
{
	const char *unit;
	struct req rq;

	house();
	sent(POST("canbo", "/duty/1/report", {"version", "1"}, {"text", "Một"}, {"percent", "100"}), "Đã gửi");
	unit = mem_text(t_mem(), "/duty/unit/%" PRId64 "/list.xlsx", unit_ids[0]);
	t_has(unit, page("chuyenvien", mem_text(t_mem(), "/duty/unit/%" PRId64, unit_ids[0])).out->p);
	rq = GET("chuyenvien", unit, {"state", "reported"});
	t_int(200, rq.status);
	t_has("Sở A", rq.send_name);
	t_int(200, GET("chuyenvien", "/duty.xlsx", {"state", "late"}).status);
	t_int(200, GET("chuyenvien", "/duty.xlsx", {"order", "wait"}).status);
	t_int(200, GET("chuyenvien", "/duty/unit.xlsx", {"a", ""}).status);
	t_int(404, GET("canbo-b", unit, {"a", ""}).status);
}
