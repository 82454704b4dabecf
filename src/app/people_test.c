/* people_test.c -- the pages of units, accounts and the calendar, asked as a browser asks: cookies, forms, tokens. */
#include "app/dispatch.h"
#include "app/kept.h"
#include "app/limits.h"
#include "base/crypt.h"
#include "base/text.h"
#include "base/totp.h"
#include "room/audit/audit.h"
#include "room/unit/unit.h"
#include "room/user/user.h"
#include "tests/t.h"
#include "tests/t_app.h"

#include "gen/user_sql.h"

enum { PARAMS_MAX = 16 };

static const char PASSWORD[] = "một câu dễ nhớ 2024", OTHER[] = "câu khác cũng dễ nhớ";

static struct app app;
static int64_t first_seq;               /* the last row of the audit when the house was set up */
/* What the browser keeps. */
static struct {
	const char *token, *device;
} jar;

/* Hà Nội's units and the demo's accounts. */
static void house(void)
{
	static const char *const files[] = {"data/unit/kinds.tsv", "data/unit/units.tsv", "data/unit/classes.tsv",
	                                    "data/unit/bodies.tsv"};
	struct ctx *cx = t_ctx();
	struct user_demo *demo;
	size_t n;
	int64_t added;
	struct audit_list last;

	crypt_password_be_quick();
	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(unit_load(cx, t_source(files[i]), &added));
	t_ok(user_demo(cx, PASSWORD, &demo, &n));
	t_ok(audit_list(cx, (struct audit_filter){.user = "", .act = "", .from = DATE_NONE, .to = DATE_NONE, .n = 1}, &last));
	first_seq = last.at[0].seq;
	t_commit(cx);
	t_app_open(&app, DATE_NONE);
	jar.token = jar.device = "";
}

static const char *cookie_value(const char *cookie, const char *name)
{
	size_t n = strlen(name);
	const char *v = cookie + n + 1;

	return text_starts(cookie, name) && cookie[n] == '=' ? mem_copy(t_mem(), v, strcspn(v, ";")) : NULL;
}

static void keep_cookies(const struct req *rq)
{
	for (size_t i = 0; i < rq->set_cookies_n; i++) {
		const char *token = cookie_value(rq->set_cookies[i], USER_COOKIE);
		const char *device = cookie_value(rq->set_cookies[i], USER_DEVICE_COOKIE);

		jar.token = token != NULL ? token : jar.token;
		jar.device = device != NULL ? device : jar.device;
	}
}

static struct req run(enum method method, const char *path, const struct param *ps, size_t n)
{
	struct param *form = mem_new(t_mem(), struct param, PARAMS_MAX), *cookies = mem_new(t_mem(), struct param, 2);
	struct param *headers = mem_new(t_mem(), struct param, 1);
	struct req rq = {.mem = t_mem(), .method = method, .path = path, .query = "", .host = "a.vn", .scheme = "http",
	                 .remote = "192.0.2.1", .user_agent = "Trình duyệt thử", .referer_path = "", .csrf = "", .title = "",
	                 .flash = "", .status = 200, .out = buf_new(t_mem(), LIMIT_PAGE), .is_last_try = true};

	for (size_t i = 0; i < n; i++)
		form[i] = ps[i];
	form[n] = (struct param){REQ_CSRF, user_csrf(t_mem(), jar.token)};
	headers[0] = (struct param){"origin", "http://a.vn"};
	cookies[0] = (struct param){USER_COOKIE, jar.token};
	cookies[1] = (struct param){USER_DEVICE_COOKIE, jar.device};
	rq.headers = (struct params){headers, 1};
	rq.cookies = (struct params){cookies, 2};
	if (method == METHOD_POST)
		rq.form_params = (struct params){form, n + 1};
	else
		rq.query_params = (struct params){form, n};
	app.chance++;   /* no two requests draw the same token */
	if (dispatch(&app, &rq) == HTTP_LATER) {
		rq.later_fn(rq.later_arg);
		rq.is_later_done = true;
		t_int(HTTP_DONE, dispatch(&app, &rq));
	}
	keep_cookies(&rq);
	return rq;
}

static struct req get(const char *path)
{
	return run(METHOD_GET, path, NULL, 0);
}

#define POST_TO(path, ...)                                                                                 \
	run(METHOD_POST, (path), (const struct param[]){__VA_ARGS__},                                          \
	    sizeof((const struct param[]){__VA_ARGS__}) / sizeof(struct param))

static struct req sign_in(const char *login, const char *password)
{
	jar.token = jar.device = "";
	return POST_TO("/dang-nhap", {"login", login}, {"password", password}, {"tiep", "/unit"});
}

/* A look at what is kept, as the system, until looked(). */
static struct ctx *look(void)
{
	struct ctx *cx = mem_new(t_mem(), struct ctx, 1);

	ctx_init(cx, t_mem(), app.reader, app.now_ms, DATE_NONE);
	cx->who = &WHO_SYSTEM;
	t_ok(db_begin(app.reader, t_mem(), DB_READ));
	return cx;
}

static void looked(const struct ctx *cx)
{
	db_rollback(cx->db);
}

/* How many rows the audit got since the house was set up: of one act, or with a dot at the end of a whole room. */
static int64_t audits(const char *act)
{
	struct ctx *cx = look();
	struct audit_list list;
	int64_t n = 0;

	t_ok(audit_list(cx, (struct audit_filter){.user = "", .act = "", .from = DATE_NONE, .to = DATE_NONE, .n = 50}, &list));
	looked(cx);
	for (size_t i = 0; i < list.n && list.at[i].seq > first_seq; i++)
		n += text_is(list.at[i].act, act) || (act[strlen(act) - 1] == '.' && text_starts(list.at[i].act, act));
	return n;
}

static struct unit unit_now(const char *code)
{
	struct ctx *cx = look();
	struct unit u;

	t_ok(unit_get_code(cx, code, &u));
	looked(cx);
	return u;
}

static struct user user_now(const char *login)
{
	struct ctx *cx = look();
	struct user u;

	t_ok(user_get_login(cx, login, &u));
	looked(cx);
	return u;
}

static const char *path_of(const char *fmt, int64_t id)
{
	struct buf *b = buf_new(t_mem(), 200);
	const char *mark = strchr(fmt, '#');

	buf_fmt(b, "%.*s%" PRId64 "%s", (int)(mark - fmt), fmt, id, mark + 1);
	return b->p;
}

static const char *number(int64_t n)
{
	return mem_text(t_mem(), "%" PRId64, n);
}

/* ---- the door --------------------------------------------------------------------------------------------------- */

TEST(people_wrong_password_shows_the_form_again_and_the_right_one_leads_on)
{
	struct req rq;

	house();
	rq = sign_in("canbo", "sai mật khẩu rồi");
	t_int(422, rq.status);
	t_has("Tên đăng nhập hoặc mật khẩu chưa đúng.", rq.out->p);
	t_has("value=\"canbo\"", rq.out->p);
	t_has_not("sai mật khẩu rồi", rq.out->p);
	t_text("", jar.token);
	t_int(1, audits("user.signin_refused"));
	rq = sign_in("", "");
	t_int(422, rq.status);
	t_has("Hãy nhập tên đăng nhập.", rq.out->p);
	rq = sign_in("canbo", PASSWORD);
	t_int(303, rq.status);
	t_text("/unit", rq.location);
	t_int(200, get("/unit").status);
	t_int(1, audits("user.signin"));
	t_text("/desk", get("/dang-nhap").location);
	rq = POST_TO("/dang-xuat", {"x", ""});
	t_text("/dang-nhap", rq.location);
	t_text("", jar.token);
	t_int(1, audits("user.signout"));
	t_int(303, get("/unit").status);
}

TEST(people_who_guess_from_one_place_are_told_to_wait)
{
	struct req rq;

	house();
	for (int i = 0; i < 5; i++)
		t_int(422, sign_in("canbo", "sai mật khẩu rồi").status);
	rq = sign_in("canbo", PASSWORD);
	t_int(429, rq.status);
	t_has("Hãy thử lại sau", rq.out->p);
}

TEST(people_who_must_change_the_password_are_led_to_do_so_first)
{
	struct ctx *cx;
	struct req rq;

	house();
	cx = t_ctx();
	t_ok(user_password_set(cx, user_now("chuyenvien").id, PASSWORD, true));
	t_commit(cx);
	(void)t_where();
	rq = sign_in("chuyenvien", PASSWORD);
	t_text("/tai-khoan/mat-khau", rq.location);
	rq = get("/unit");
	t_int(303, rq.status);
	t_text("/tai-khoan/mat-khau", rq.location);
	t_has("hãy đặt mật khẩu của riêng bạn", rq.flash);
	t_text("/tai-khoan/mat-khau", get("/desk").location);
	t_text("/tai-khoan/mat-khau", POST_TO("/unit/1/close", {"paper", "x"}).location);
	t_int(200, get("/tai-khoan/mat-khau").status);
	t_int(200, get("/tai-khoan").status);
	rq = POST_TO("/tai-khoan/mat-khau", {"password", "sai"}, {"new_password", "ngắn"}, {"again", "khác"});
	t_int(422, rq.status);
	t_has("Mật khẩu hiện nay chưa đúng.", rq.out->p);
	t_has("Mật khẩu cần ít nhất 10 ký tự", rq.out->p);
	t_has("Hai lần nhập mật khẩu chưa giống nhau.", rq.out->p);
	t_int(1, audits("user.password_refused"));
	rq = POST_TO("/tai-khoan/mat-khau", {"password", PASSWORD}, {"new_password", OTHER}, {"again", OTHER});
	t_text("/tai-khoan", rq.location);
	t_int(200, get("/unit").status);
	t_int(1, audits("user.password_change"));
}

/* The bytes behind the base32 that a page shows. */
static size_t from_base32(const char *text, unsigned char *out)
{
	unsigned bits = 0, held = 0;
	size_t n = 0;

	for (; *text != '\0'; text++) {
		held = held << 5 | (unsigned)(*text >= 'A' ? *text - 'A' : *text - '2' + 26);
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			out[n++] = (unsigned char)(held >> bits);
		}
	}
	return n;
}

/* What stands in a page after the words, up to the end mark. */
static const char *after(const struct req *rq, const char *words, const char *end)
{
	const char *at = strstr(rq->out->p, words);

	t_true(at != NULL);
	at += strlen(words);
	return mem_copy(t_mem(), at, strcspn(at, end));
}

static const char *code_now(const unsigned char *secret, size_t n)
{
	char code[TOTP_DIGITS + 1];

	totp_code(code, secret, n, totp_step(app.now_ms));
	return mem_dup(t_mem(), code);
}

TEST(people_second_step_is_switched_on_asked_for_and_switched_off)
{
	unsigned char secret[64];
	const char *spare;
	struct req rq;
	size_t n;

	house();
	(void)sign_in("canbo", PASSWORD);
	t_text("/tai-khoan/hai-buoc", POST_TO("/tai-khoan/hai-buoc", {"x", ""}).location);
	rq = get("/tai-khoan/hai-buoc");
	n = from_base32(after(&rq, "<code class=\"secret\">", "<"), secret);
	t_int(TOTP_SECRET, n);
	rq = POST_TO("/tai-khoan/hai-buoc/bat", {"code", "abc"});
	t_int(422, rq.status);
	t_has("Mã chưa đúng.", rq.out->p);
	rq = POST_TO("/tai-khoan/hai-buoc/bat", {"code", code_now(secret, n)});
	t_int(200, rq.status);
	t_has("Mười mã dự phòng", rq.out->p);
	spare = after(&rq, "<li><code>", "<");
	t_int(11, strlen(spare));
	rq = sign_in("canbo", PASSWORD);
	t_text("/dang-nhap/ma?tiep=%2Funit", rq.location);
	t_int(303, get("/unit").status);
	t_int(200, get("/dang-nhap/ma").status);
	rq = POST_TO("/dang-nhap/ma", {"code", code_now(secret, n)});
	t_int(422, rq.status);
	t_has("Mã chưa đúng hoặc đã dùng.", rq.out->p);
	app.now_ms += 60000;
	rq = POST_TO("/dang-nhap/ma", {"code", code_now(secret, n)}, {"tiep", "/calendar"});
	t_text("/calendar", rq.location);
	t_int(200, get("/unit").status);
	(void)sign_in("canbo", PASSWORD);
	t_int(303, POST_TO("/dang-nhap/ma", {"code", spare}).status);
	(void)sign_in("canbo", PASSWORD);
	t_int(422, POST_TO("/dang-nhap/ma", {"code", spare}).status);
	app.now_ms += 60000;
	t_int(303, POST_TO("/dang-nhap/ma", {"code", code_now(secret, n)}).status);
	rq = POST_TO("/tai-khoan/hai-buoc/tat", {"password", "sai"});
	t_int(422, rq.status);
	t_has("Mật khẩu hiện nay chưa đúng.", rq.out->p);
	t_int(303, POST_TO("/tai-khoan/hai-buoc/tat", {"password", PASSWORD}).status);
	t_text("/unit", sign_in("canbo", PASSWORD).location);
	t_int(1, audits("user.totp_begin"));
	t_int(1, audits("user.totp_on"));
	t_int(1, audits("user.totp_off"));
	t_int(2, audits("user.signin_refused"));
}

/* ---- units ------------------------------------------------------------------------------------------------------ */

static struct req act_on(const char *code, const char *act, const char *field, const char *value)
{
	struct unit u = unit_now(code);

	return POST_TO(path_of(mem_text(t_mem(), "/unit/#/%s", act), u.id), {"version", number(u.version)},
	               {"day", "01/03/2024"}, {"paper", "Quyết định số 1/QĐ-UBND"}, {field, value});
}

TEST(people_every_form_of_a_unit_is_shown_and_says_all_that_is_wrong)
{
	static const char *const ACTS[] = {"rename", "move", "merge", "split", "close"};
	struct req rq;

	house();
	(void)sign_in("quantri", PASSWORD);
	for (size_t i = 0; i < COUNT(ACTS); i++) {
		const char *path = path_of(mem_text(t_mem(), "/unit/#/%s", ACTS[i]), unit_now("S-NV").id);

		rq = get(path);
		t_int(200, rq.status);
		t_has(mem_text(t_mem(), "action=\"%s\"", path), rq.out->p);
		rq = POST_TO(path, {"day", "32/13/2024"}, {"note", "chữ đã gõ"});
		t_int(422, rq.status);
		t_has("Hãy viết ngày theo dạng ngày/tháng/năm", rq.out->p);
		t_has("Hãy ghi văn bản làm căn cứ", rq.out->p);
		t_has("value=\"32/13/2024\"", rq.out->p);
		t_has("value=\"chữ đã gõ\"", rq.out->p);
	}
	t_has("Hãy ghi cấp trên mới.", POST_TO(path_of("/unit/#/move", unit_now("S-NV").id), {"day", ""}).out->p);
	t_int(404, get("/unit/999999/merge").status);
	t_int(0, audits("unit."));
}

TEST(people_rename_move_merge_split_and_close_a_unit_by_its_forms)
{
	struct req rq;

	house();
	(void)sign_in("quantri", PASSWORD);
	rq = act_on("S-DL", "rename", "name", "Sở Du lịch và Lễ hội");
	t_text(path_of("/unit/#", unit_now("S-DL").id), rq.location);
	t_text("Sở Du lịch và Lễ hội", unit_now("S-DL").name);
	rq = get(rq.location);
	t_has("Sở Du lịch và Lễ hội", rq.out->p);
	t_has("Sở Du lịch thành phố Hà Nội", rq.out->p);
	t_int(303, act_on("S-DL", "move", "parent", "HDND").status);
	t_int(unit_now("HDND").id, unit_now("S-DL").parent_id);
	t_int(303, act_on("S-NV", "merge", "into", "Sở Tư pháp").status);
	t_int(unit_now("S-TP").id, unit_now("B-TDKT").parent_id);
	t_int(303, act_on("H-018", "split", "into", "Q-004, H-017").status);
	t_int(date_of(2024, 2, 29), unit_now("H-018").to);
	t_int(303, act_on("B-TDKT", "close", "note", "").status);
	t_int(409, act_on("B-TDKT", "close", "note", "").status);
	t_int(409, POST_TO(path_of("/unit/#/rename", unit_now("S-DL").id), {"version", "1"}, {"day", "02/03/2024"},
	                   {"paper", "QĐ"}, {"name", "Sở khác"}).status);
	t_int(1, audits("unit.rename"));
	t_int(1, audits("unit.move"));
	t_int(1, audits("unit.merge"));
	t_int(1, audits("unit.split"));
	t_int(1, audits("unit.close"));
}

TEST(people_acts_on_a_unit_whose_day_has_not_come_are_refused)
{
	static const char *const ACTS[][3] = {{"rename", "name", "Tên mới"}, {"move", "parent", "HDND"},
	                                      {"merge", "into", "S-TP"}, {"split", "into", "S-TP,S-TC"}, {"close", "x", ""}};
	struct req rq;

	house();
	(void)sign_in("quantri", PASSWORD);
	for (size_t i = 0; i < COUNT(ACTS); i++) {
		struct unit u = unit_now("B-TDKT");

		rq = POST_TO(path_of(mem_text(t_mem(), "/unit/#/%s", ACTS[i][0]), u.id), {"version", number(u.version)},
		             {"day", "06/03/2024"}, {"paper", "QĐ"}, {ACTS[i][1], ACTS[i][2]});
		t_int(422, rq.status);
		t_has("Ngày có hiệu lực chưa đến (hôm nay là 05/03/2024)", rq.out->p);
	}
	rq = POST_TO("/unit/add", {"name", "Phòng Mới"}, {"kind", "phong"}, {"parent", "B-TDKT"}, {"day", "06/03/2024"});
	t_int(422, rq.status);
	t_has("Ngày thành lập chưa đến", rq.out->p);
	t_int(0, audits("unit."));
	t_int(unit_now("S-NV").id, unit_now("B-TDKT").parent_id);
	t_int(303, act_on("B-TDKT", "close", "x", "").status);
}

TEST(people_add_a_unit_and_its_other_names_by_forms)
{
	struct req rq;
	const char *page;

	house();
	(void)sign_in("quantri", PASSWORD);
	t_int(200, get("/unit/add").status);
	rq = POST_TO("/unit/add", {"name", ""}, {"kind", "la"}, {"parent", "Sở Không có"}, {"code", "a b"}, {"paper", "chữ đã gõ"});
	t_int(422, rq.status);
	t_has("Hãy ghi tên đầy đủ của đơn vị.", rq.out->p);
	t_has("Hãy chọn loại đơn vị trong danh sách.", rq.out->p);
	t_has("được gọi là “Sở Không có”", rq.out->p);
	t_has("Mã gồm chữ in hoa không dấu", rq.out->p);
	t_has("value=\"chữ đã gõ\"", rq.out->p);
	t_int(0, audits("unit.add"));
	rq = POST_TO("/unit/add", {"name", "Phòng Nghiệp vụ 9"}, {"kind", "phong"}, {"parent", "ban thi dua - khen thuong"},
	             {"code", "P-9"}, {"is_small", "1"});
	t_int(303, rq.status);
	t_int(unit_now("B-TDKT").id, unit_now("P-9").parent_id);
	t_int(1, audits("unit.add"));
	page = rq.location;
	t_int(409, POST_TO("/unit/add", {"name", "Phòng khác"}, {"kind", "phong"}, {"code", "P-9"}).status);
	rq = POST_TO(mem_text(t_mem(), "%s/alias", page), {"alias", "Sở Tư pháp"});
	t_int(422, rq.status);
	t_has("đã là tên hoặc cách gọi của một đơn vị hay nhóm khác", rq.out->p);
	t_int(303, POST_TO(mem_text(t_mem(), "%s/alias", page), {"alias", "Phòng chín"}).status);
	rq = get(page);
	t_has("Phòng chín", rq.out->p);
	t_has("/alias/", rq.out->p);
	page = strstr(rq.out->p, "/remove\"");
	while (*page != '"')
		page--;
	t_int(303, POST_TO(mem_copy(t_mem(), page + 1, strcspn(page + 1, "\"")), {"x", ""}).status);
	t_int(404, POST_TO(mem_copy(t_mem(), page + 1, strcspn(page + 1, "\"")), {"x", ""}).status);
	t_int(1, audits("unit.alias_add"));
	t_int(1, audits("unit.alias_remove"));
}

TEST(people_make_classes_of_units_by_forms)
{
	struct req rq;
	const char *page;

	house();
	(void)sign_in("quantri", PASSWORD);
	t_int(200, get("/unit/class").status);
	rq = POST_TO("/unit/class", {"code", "nhóm a"}, {"name", "Sở Tư pháp"}, {"note", "chữ đã gõ"});
	t_int(422, rq.status);
	t_has("Mã gồm chữ in hoa không dấu", rq.out->p);
	t_has("đã là tên hoặc cách gọi của một đơn vị hay nhóm khác", rq.out->p);
	t_has("value=\"chữ đã gõ\"", rq.out->p);
	rq = POST_TO("/unit/class", {"code", "C-THU"}, {"name", "Các đơn vị làm thử"}, {"note", ""});
	t_int(303, rq.status);
	page = rq.location;
	rq = POST_TO("/unit/class", {"code", "C-THU"}, {"name", "Các đơn vị làm thử nữa"});
	t_int(422, rq.status);
	t_has("Mã “C-THU” đã được dùng cho nhóm khác", rq.out->p);
	rq = POST_TO(mem_text(t_mem(), "%s/put", page), {"unit", ""}, {"kind", ""});
	t_int(422, rq.status);
	t_has("chỉ một trong hai", rq.out->p);
	t_int(422, POST_TO(mem_text(t_mem(), "%s/put", page), {"unit", "S-NV"}, {"kind", "quan"}).status);
	t_int(422, POST_TO(mem_text(t_mem(), "%s/put", page), {"unit", ""}, {"kind", "la"}).status);
	t_int(303, POST_TO(mem_text(t_mem(), "%s/put", page), {"unit", "so noi vu"}, {"kind", ""}).status);
	t_int(303, POST_TO(mem_text(t_mem(), "%s/put", page), {"unit", ""}, {"kind", "quan"}).status);
	t_int(303, POST_TO(mem_text(t_mem(), "%s/alias", page), {"alias", "Các đơn vị thử nghiệm"}).status);
	rq = get(page);
	t_has("Mọi đơn vị loại “Quận”", rq.out->p);
	t_has("Các đơn vị thử nghiệm", rq.out->p);
	t_int(303, POST_TO(mem_text(t_mem(), "%s/drop", page), {"member", number(unit_now("S-NV").id)}).status);
	t_int(404, POST_TO(mem_text(t_mem(), "%s/drop", page), {"member", number(unit_now("S-NV").id)}).status);
	t_int(303, POST_TO(mem_text(t_mem(), "%s/drop", page), {"member", "0"}, {"member_kind", "quan"}).status);
	t_has("Nhóm này không có danh sách cố định.", get(page).out->p);
	t_int(404, POST_TO("/unit/class/999999/put", {"unit", "S-NV"}).status);
	t_int(404, POST_TO("/unit/class/999999/alias", {"alias", "abc"}).status);
	t_int(1, audits("unit.class_add"));
	t_int(2, audits("unit.class_put"));
	t_int(2, audits("unit.class_drop"));
	t_int(303, sign_in("canbo", PASSWORD).status);
	t_int(200, get(page).status);
	t_has_not("<form method=\"post\" action=\"/unit/class", get(page).out->p);
	t_int(403, POST_TO(mem_text(t_mem(), "%s/put", page), {"unit", "S-NV"}).status);
}

/* ---- accounts --------------------------------------------------------------------------------------------------- */

TEST(people_account_is_added_and_its_link_sets_the_password_once)
{
	const char *link;
	struct req rq;

	house();
	(void)sign_in("quantri", PASSWORD);
	t_int(200, get("/user/add").status);
	rq = POST_TO("/user/add", {"login", "Chị Ba"}, {"full_name", ""}, {"unit", "Sở Không có"}, {"role", "la"});
	t_int(422, rq.status);
	t_has("Tên đăng nhập gồm 3–60 ký tự", rq.out->p);
	t_has("Hãy ghi họ và tên.", rq.out->p);
	t_has("được gọi là “Sở Không có”", rq.out->p);
	t_has("Hãy chọn vai trò trong danh sách", rq.out->p);
	t_has("value=\"Chị Ba\"", rq.out->p);
	t_has("value=\"Sở Không có\"", rq.out->p);
	t_int(0, audits("user.add"));
	rq = POST_TO("/user/add", {"login", "chiba"}, {"full_name", "Lê Thị Ba"}, {"unit", "so noi vu"}, {"role", "unit_officer"},
	             {"role", "juror"});
	t_int(200, rq.status);
	link = mem_text(t_mem(), "/lien-ket/%s", after(&rq, "/lien-ket/", "<"));
	t_int(2, user_now("chiba").roles_n);
	t_int(unit_now("S-NV").id, user_now("chiba").unit_id);
	t_int(1, audits("user.add"));
	t_int(1, audits("user.link"));
	t_int(409, POST_TO("/user/add", {"login", "chiba"}, {"full_name", "Người khác"}, {"unit", "S-NV"},
	                   {"role", "juror"}).status);
	jar.token = jar.device = "";
	rq = get(link);
	t_int(200, rq.status);
	t_has("Lê Thị Ba", rq.out->p);
	rq = POST_TO(link, {"new_password", "chiba"}, {"again", "khác"});
	t_int(422, rq.status);
	t_has("Mật khẩu cần ít nhất 10 ký tự", rq.out->p);
	t_has("Mật khẩu không được chứa tên đăng nhập.", rq.out->p);
	t_has("Hai lần nhập mật khẩu chưa giống nhau.", rq.out->p);
	rq = POST_TO(link, {"new_password", OTHER}, {"again", OTHER});
	t_text("/dang-nhap", rq.location);
	t_int(404, get(link).status);
	t_int(404, POST_TO(link, {"new_password", OTHER}, {"again", OTHER}).status);
	t_int(404, get("/lien-ket/khong-co").status);
	t_int(1, audits("user.link_use"));
	t_text("/unit", sign_in("chiba", OTHER).location);
}

TEST(people_link_ends_after_its_day)
{
	struct req rq;
	const char *link;

	house();
	(void)sign_in("quantri", PASSWORD);
	rq = POST_TO(path_of("/user/#/link", user_now("canbo").id), {"x", ""});
	link = mem_text(t_mem(), "/lien-ket/%s", after(&rq, "/lien-ket/", "<"));
	jar.token = jar.device = "";
	t_int(200, get(link).status);
	app.now_ms += USER_LINK_MS;
	t_int(404, get(link).status);
}

TEST(people_account_is_edited_disabled_enabled_and_its_sessions_end)
{
	struct user u;
	struct req rq;
	const char *token, *page;

	house();
	(void)sign_in("canbo", PASSWORD);
	token = jar.token;
	(void)sign_in("quantri", PASSWORD);
	u = user_now("canbo");
	page = path_of("/user/#", u.id);
	t_has("Nguyễn Thu An", get("/user").out->p);
	t_int(200, get(page).status);
	rq = POST_TO(mem_text(t_mem(), "%s/edit", page), {"version", number(u.version)}, {"full_name", ""}, {"unit", "S-TP"});
	t_int(422, rq.status);
	t_has("Hãy ghi họ và tên.", rq.out->p);
	t_has("Hãy chọn ít nhất một vai trò.", rq.out->p);
	t_has("value=\"S-TP\"", rq.out->p);
	rq = POST_TO(mem_text(t_mem(), "%s/edit", page), {"version", number(u.version)}, {"full_name", "Nguyễn Thu Anh"},
	             {"unit", "S-TP"}, {"role", "unit_head"});
	t_text(page, rq.location);
	t_text("unit_head", user_now("canbo").roles[0]);
	t_int(1, user_now("canbo").roles_n);
	t_int(409, POST_TO(mem_text(t_mem(), "%s/edit", page), {"version", number(u.version)}, {"full_name", "Cũ"},
	                   {"unit", "S-TP"}, {"role", "unit_head"}).status);
	t_int(303, POST_TO(mem_text(t_mem(), "%s/end", page), {"x", ""}).status);
	t_int(303, POST_TO(mem_text(t_mem(), "%s/disable", page), {"version", number(user_now("canbo").version)}).status);
	t_int(409, POST_TO(mem_text(t_mem(), "%s/disable", page), {"version", number(user_now("canbo").version)}).status);
	t_has_not("Nguyễn Thu Anh", get("/user").out->p);
	rq = POST_TO(path_of("/user/#/disable", user_now("quantri").id), {"version", number(user_now("quantri").version)});
	t_int(422, rq.status);
	t_has("Không thể tự khóa tài khoản của chính mình", rq.out->p);
	t_int(1, audits("user.edit"));
	t_int(1, audits("user.session_end"));
	t_int(1, audits("user.disable"));
	t_int(422, sign_in("canbo", PASSWORD).status);
	jar.token = token;
	t_int(303, get("/desk").status);
	(void)sign_in("quantri", PASSWORD);
	t_int(303, POST_TO(mem_text(t_mem(), "%s/enable", page), {"version", number(user_now("canbo").version)}).status);
	t_text("/unit", sign_in("canbo", PASSWORD).location);
	t_int(1, audits("user.enable"));
}

TEST(people_end_their_own_other_sessions)
{
	struct req rq;
	const char *first, *end;

	house();
	(void)sign_in("canbo", PASSWORD);
	first = jar.token;
	(void)sign_in("canbo", PASSWORD);
	rq = get("/tai-khoan");
	t_has("phiên này", rq.out->p);
	end = mem_text(t_mem(), "/tai-khoan/phien/%s/ket-thuc", after(&rq, "action=\"/tai-khoan/phien/", "/"));
	t_text("/tai-khoan", POST_TO(end, {"x", ""}).location);
	t_int(409, POST_TO(end, {"x", ""}).status);
	jar.token = first;
	t_int(303, get("/desk").status);
	(void)sign_in("canbo", PASSWORD);
	t_text("/tai-khoan", POST_TO("/tai-khoan/phien/ket-thuc", {"x", ""}).location);
	t_int(2, audits("user.session_end"));
	(void)sign_in("giamkhao", PASSWORD);
	t_int(404, POST_TO(end, {"x", ""}).status);
}

/* ---- reach ------------------------------------------------------------------------------------------------------ */

/* A right for a role, as an administrator's choice would leave it. */
static void grant(const char *role, enum right right)
{
	struct ctx *cx = t_ctx();

	t_ok(db_add(cx->db, &SQL_user_role_right_seed, BIND({"role", STR(role)}, {"right", STR(right_name(right))}), NULL));
	t_commit(cx);
	(void)t_where();
}

TEST(people_of_a_unit_see_and_touch_the_accounts_of_its_subtree_only)
{
	static const char *const GARBAGE[] = {"0", "-1", "999999", "12abc", "%00", "9223372036854775808", "..", "1/edit"};
	static const char *const ACTS[] = {"edit", "disable", "enable", "link", "end"};
	const char *theirs, *own;
	struct req rq;

	house();
	grant("unit_officer", R_USER_READ);
	grant("unit_officer", R_USER_EDIT);
	theirs = path_of("/user/#", user_now("quantri").id);
	own = path_of("/user/#", user_now("thutruong").id);
	(void)sign_in("canbo", PASSWORD);
	rq = get("/user");
	t_int(200, rq.status);
	t_has("Trần Quốc Bảo", rq.out->p);
	t_has_not("Trịnh Văn Tùng", rq.out->p);
	t_int(200, get(own).status);
	t_int(404, get(theirs).status);
	for (size_t i = 0; i < COUNT(ACTS); i++) {
		int status = POST_TO(mem_text(t_mem(), "%s/%s", theirs, ACTS[i]), {"version", "1"}, {"full_name", "Kẻ khác"},
		                     {"role", "unit_officer"}).status;

		t_true(status == 403 || status == 404);
		for (size_t k = 0; k < COUNT(GARBAGE); k++) {
			status = POST_TO(mem_text(t_mem(), "/user/%s/%s", GARBAGE[k], ACTS[i]), {"version", "1"}).status;
			t_true(status == 403 || status == 404 || status == 405);
		}
	}
	rq = POST_TO("/user/add", {"login", "nguoimoi"}, {"full_name", "Người Mới"}, {"unit", "S-TP"}, {"role", "unit_officer"});
	t_int(403, rq.status);
	rq = POST_TO("/user/add", {"login", "nguoimoi"}, {"full_name", "Người Mới"}, {"unit", "S-VHTT"}, {"role", "admin"});
	t_int(422, rq.status);
	t_has("Bạn không được giao vai trò “Quản trị hệ thống”", rq.out->p);
	rq = POST_TO("/user/add", {"login", "nguoimoi"}, {"full_name", "Người Mới"}, {"unit", ""}, {"role", "unit_officer"});
	t_int(422, rq.status);
	t_has("Hãy chọn đơn vị của người dùng.", rq.out->p);
	t_int(0, audits("user.add"));
	t_int(0, audits("user.edit"));
	t_int(0, audits("user.link"));
	t_int(200, POST_TO("/user/add", {"login", "nguoimoi"}, {"full_name", "Người Mới"}, {"unit", "S-VHTT"},
	                   {"role", "unit_officer"}).status);
}

TEST(people_of_a_unit_change_units_of_its_subtree_only)
{
	struct unit theirs;

	house();
	grant("unit_officer", R_UNIT_EDIT);
	theirs = unit_now("S-TP");
	(void)sign_in("canbo", PASSWORD);
	t_int(403, get(path_of("/unit/#/rename", theirs.id)).status);
	t_int(403, act_on("S-TP", "rename", "name", "Sở khác").status);
	t_int(403, act_on("S-TP", "close", "x", "").status);
	t_int(403, POST_TO(path_of("/unit/#/alias", theirs.id), {"alias", "Sở của tôi"}).status);
	t_int(422, act_on("S-VHTT", "merge", "into", "S-TP").status);
	t_int(403, POST_TO("/unit/add", {"name", "Sở mới"}, {"kind", "so"}, {"parent", "UBND"}).status);
	t_int(403, POST_TO("/unit/add", {"name", "Sở mới"}, {"kind", "so"}, {"parent", ""}).status);
	t_int(403, POST_TO("/unit/class", {"code", "C-X"}, {"name", "Nhóm mới"}).status);
	t_int(0, audits("unit."));
	t_int(303, POST_TO("/unit/add", {"name", "Phòng mới"}, {"kind", "phong"}, {"parent", "S-VHTT"}).status);
}

/* ---- calendar --------------------------------------------------------------------------------------------------- */

TEST(people_see_the_calendar_of_any_year_that_can_be)
{
	house();
	t_int(303, get("/calendar").status);
	(void)sign_in("canbo", PASSWORD);
	t_has("Lịch làm việc năm 2024", get("/calendar").out->p);
	t_has("Lịch làm việc năm 2025", run(METHOD_GET, "/calendar", &(struct param){"year", "2025"}, 1).out->p);
	t_has("Lịch làm việc năm 2024", run(METHOD_GET, "/calendar", &(struct param){"year", "99999999999"}, 1).out->p);
	t_has("Lịch làm việc năm 2024", run(METHOD_GET, "/calendar", &(struct param){"year", "năm"}, 1).out->p);
}

/* The desk, until it was found kept: any commit of anybody makes it anew, and what else runs on the same PostgreSQL commits too. */
static const char *desk_found_kept(void)
{
	enum { TRIES = 200 };
	int64_t before = app.kept_n;
	struct req rq = {0};

	for (int i = 0; i < TRIES && app.kept_n == before; i++) {
		rq = get("/desk");
		t_int(200, rq.status);
		t_true(rq.cache_control == NULL);       /* no browser keeps it */
	}
	t_int(before + 1, app.kept_n);
	return rq.out->p;
}

TEST(people_are_shown_a_kept_page_only_while_nothing_has_changed)
{
	const char *first, *token;
	struct req other;
	int64_t found;

	house();
	app.kept = kept_open(t_mem());
	t_int(303, sign_in("canbo", PASSWORD).status);
	token = jar.token;
	(void)get("/desk");
	t_int(0, app.kept_n);
	first = desk_found_kept();
	t_text(first, desk_found_kept());
	found = app.kept_n;
	t_int(303, sign_in("lanhdaoban", PASSWORD).status);        /* writes a session: the same page is made anew */
	other = get("/desk");
	t_int(200, other.status);
	t_false(text_is(first, other.out->p));
	t_int(found, app.kept_n);
	jar.token = token;
	t_has("canbo", get("/tai-khoan").out->p);
	(void)get("/desk");
	t_int(found, app.kept_n);
	(void)desk_found_kept();
	found = app.kept_n;
	t_int(303, run(METHOD_POST, "/dang-xuat", NULL, 0).status);
	t_int(303, get("/desk").status);
	t_int(found, app.kept_n);
}
