/* room/register/register_out_test.c -- heads outside: which left by which way, letters to addresses, a head typed off paper. */
#include "room/register/register.h"

#include <sys/stat.h>

#include "base/file.h"
#include "base/text.h"
#include "core/cli.h"
#include "paper/paper.h"
#include "room/audit/audit.h"
#include "room/notice/notice.h"
#include "tests/t.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

static struct ctx *house(void)
{
	struct ctx *cx = t_ctx();

	cx->data_dir = t_dir();
	t_ok(register_key_make(cx));
	return cx;
}

/* There is a mail server, by its settings; nobody sends. */
static void mail_on(void)
{
	static const char conf[] = "server = 127.0.0.1\nport = 2525\ntls = none\nfrom = thidua@example.vn\nsite = https://thidua.example.vn\n";

	t_int(0, chmod(t_file("mail.conf", conf, sizeof conf - 1), 0600));
}

static struct register_outs outs(struct ctx *cx)
{
	struct register_outs l = {0};

	t_ok(register_outs(cx, 0, &l));
	return l;
}

TEST(register_head_is_outside_as_soon_as_it_is_signed)
{
	struct ctx *cx = house();
	struct register_outs l;
	struct head h;
	int64_t size = -1;

	t_ok(register_out_size(cx, &size));
	t_int(0, size);
	t_int(0, outs(cx).n);
	t_ok(register_head_sign(cx, &h));
	l = outs(cx);
	t_int(1, l.n);
	t_text("page", l.at[0].way);
	t_int(h.size, l.at[0].size);
	t_text("", l.at[0].state);
	t_ok(register_head_handed(cx, l.at[0].head_id, "Thanh tra Thành phố"));
	l = outs(cx);
	t_int(2, l.n);
	t_text("Thanh tra Thành phố", l.at[0].whom);
	t_text("Bản in", l.at[0].way_words);
	t_err(ERR_INVALID, register_head_handed(cx, l.at[0].head_id, " "));
	t_fault(cx, "whom");
	t_err(ERR_NOTFOUND, register_head_handed(cx, 999, "ai đó"));
}

TEST(register_head_is_mailed_to_every_address_and_to_no_ended_one)
{
	struct ctx *cx = house();
	struct register_addresses where;
	struct notice_mails mails;
	struct register_outs l;
	struct head h;
	int64_t one, two, n = -1;

	t_ok(register_address_add(cx, "thanhtra@example.vn", "Thanh tra Thành phố", &one));
	t_ok(register_address_add(cx, " luutru@example.vn ", "Trung tâm Lưu trữ", &two));
	t_err(ERR_INVALID, register_address_add(cx, "luutru@example.vn", "lần nữa", &n));
	t_fault(cx, "email");
	cx->faults.total = cx->faults.n = 0;
	t_ok(register_head_send(cx, &h, &n));
	t_int(0, n);            /* no mail server: the page alone */
	t_int(1, outs(cx).n);
	mail_on();
	t_ok(register_head_send(cx, &h, &n));
	t_int(2, n);
	l = outs(cx);
	t_int(4, l.n);
	t_text("thanhtra@example.vn", l.at[0].whom);
	t_text("đang chờ", l.at[0].state);
	t_ok(notice_mail_list(cx, "queued", 0, 10, &mails));
	t_int(2, mails.n);
	t_text("", mails.at[0].login);
	t_ok(register_address_end(cx, one));
	t_err(ERR_NOTFOUND, register_address_end(cx, one));
	t_ok(register_addresses(cx, &where));
	t_int(1, where.n);
	t_ok(register_head_send(cx, &h, &n));
	t_int(1, n);
	t_ok(register_address_add(cx, "thanhtra@example.vn", "Thanh tra, lại", &one));
}

TEST(register_address_is_refused_with_its_reason)
{
	struct ctx *cx = house();
	struct who who = {.name = "canbo", .full_name = "Cán bộ", .user_id = 7};
	int64_t id;

	t_err(ERR_INVALID, register_address_add(cx, "không phải địa chỉ", "", &id));
	t_fault(cx, "email");
	t_fault(cx, "who");
	cx->who = &who;
	t_err(ERR_DENIED, register_address_add(cx, "a@example.vn", "A", &id));
	t_err(ERR_DENIED, register_address_end(cx, 1));
	t_err(ERR_DENIED, register_head_handed(cx, 1, "A"));
}

TEST(register_addresses_have_a_limit)
{
	struct ctx *cx = house();
	int64_t id;

	for (int i = 0; i < REGISTER_ADDRESSES_MAX; i++)
		t_ok(register_address_add(cx, mem_text(t_mem(), "n%d@example.vn", i), "Nơi nhận", &id));
	t_err(ERR_INVALID, register_address_add(cx, "them@example.vn", "Nơi nhận", &id));
	t_fault(cx, "email");
}

/* The printed page as text. */
static const char *printed(struct ctx *cx, enum paper_form form)
{
	struct arg id = {"ID", "1"};
	struct args a = {.mem = cx->mem, .at = &id, .n = 1};
	const char *path = mem_text(t_mem(), "%s/dau-so%d", t_dir(), (int)form);
	struct view v = {"", 0};
	struct paper *p;

	t_ok(paper_open(cx->mem, (struct paper_to){.form = form, .path = path, .tmp_dir = t_dir(), .title = "Đầu sổ", .house = "",
	                                           .now_ms = cx->now_ms}, &p));
	t_ok(register_head_paper(cx, &a, p));
	t_ok(paper_close(p));
	t_ok(file_read(t_mem(), path, 1 << 22, &v));
	return mem_copy(t_mem(), v.p, v.n);
}

TEST(register_head_typed_off_its_paper_is_the_head_that_was_signed)
{
	struct ctx *cx = house();
	struct head h, typed;
	const char *text, *from;

	t_ok(register_head_sign(cx, &h));
	text = printed(cx, PAPER_TXT);
	from = strstr(text, "thidua-head 1");
	t_true(from != NULL);
	t_text("", head_read(t_mem(), from, &typed));
	t_true(head_is_signed(&typed));
	t_text(head_text(t_mem(), &h), head_text(t_mem(), &typed));
	t_has("%PDF", printed(cx, PAPER_PDF));
}

TEST(register_head_is_read_as_people_type_it)
{
	struct ctx *cx = house();
	struct head h, typed;
	const char *text, *root;
	char *loud;

	t_ok(register_head_sign(cx, &h));
	text = head_text(t_mem(), &h);
	loud = mem_dup(t_mem(), text);
	root = strstr(text, "\nroot ");
	for (char *p = loud + (root - text) + 6; *p != '\n'; p++)
		*p = (char)(*p >= 'a' && *p <= 'f' ? *p - 32 : *p);
	t_text("", head_read(t_mem(), loud, &typed));
	t_true(head_is_signed(&typed));
	/* ends of lines as other systems write them, none at the very end */
	t_text("", head_read(t_mem(), mem_text(t_mem(), "thidua-head 1\r\n%s \r\n\r\n", strchr(text, '\n') + 1), &typed));
	t_true(head_is_signed(&typed));
	loud[root - text + 7] = loud[root - text + 7] == '0' ? '1' : '0';
	t_text("", head_read(t_mem(), loud, &typed));
	t_false(head_is_signed(&typed));
	t_has("thập lục phân", head_read(t_mem(), mem_text(t_mem(), "%.*s7\n%s", (int)(strstr(text, "\ntime") - text), text,
	                                                   strstr(text, "\ntime") + 1), &typed));
}
