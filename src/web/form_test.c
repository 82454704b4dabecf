/* web/form_test.c -- what a form shows again, what it never shows again, and pagers. */
#include "web/form.h"

#include "gen/form_tmpl.h"
#include "gen/piece_tmpl.h"
#include "tests/t.h"

enum { ARENA = 4 * 1024 * 1024, OUT = 65536 };

static const struct param TYPED[] = {{"name", "Sở <Nội> vụ"}, {"empty", ""}, {"password", "bí mật"}};

static struct form *form(struct mem *m, bool is_again)
{
	struct form *f = mem_new(m, struct form, 1);
	struct params *typed = mem_new(m, struct params, 1);
	struct faults *faults = mem_new(m, struct faults, 1);

	faults_init(faults, m);
	*typed = (struct params){TYPED, COUNT(TYPED)};
	*f = (struct form){"token", "key", is_again ? typed : NULL, faults};
	if (is_again)
		faults_add(faults, "name", "Tên đơn vị cần ít nhất 3 chữ.");
	return f;
}

TEST(form_shown_again_holds_what_was_typed_and_not_what_is_stored)
{
	struct mem *m = mem_open(ARENA);
	const struct form *fresh = form(m, false), *again = form(m, true);

	assert_string_equal(form_value(fresh, "name", "cũ"), "cũ");
	assert_string_equal(form_value(again, "name", "cũ"), "Sở <Nội> vụ");
	assert_string_equal(form_value(again, "empty", "cũ"), "");
	assert_string_equal(form_value(again, "never sent", "cũ"), "");
	mem_close(m);
}

TEST(form_box_that_was_not_ticked_stays_so_when_shown_again)
{
	struct mem *m = mem_open(ARENA);

	assert_true(form_checked(form(m, false), "box", true));
	assert_false(form_checked(form(m, true), "box", true));
	assert_true(form_checked(form(m, true), "name", false));
	mem_close(m);
}

TEST(form_faults_are_tied_to_their_field_and_escaped)
{
	struct mem *m = mem_open(ARENA);
	struct buf *b = buf_new(m, OUT);
	const struct form *f = form(m, true);

	assert_true(form_has_faults(f));
	assert_string_equal(form_fault(f, "other"), "");
	form_summary_html(b, f);
	assert_non_null(strstr(b->p, "<a href=\"#f-name\">Tên đơn vị cần ít nhất 3 chữ.</a>"));
	buf_reset(b);
	form_text_html(b, f, "name", "Tên", "Viết đầy đủ.", "");
	assert_non_null(strstr(b->p, "value=\"Sở &lt;Nội&gt; vụ\""));
	assert_non_null(strstr(b->p, "aria-invalid=\"true\""));
	assert_non_null(strstr(b->p, "aria-describedby=\"f-name-hint f-name-fault\""));
	assert_non_null(strstr(b->p, "id=\"f-name-fault\""));
	assert_non_null(strstr(b->p, "id=\"f-name-hint\""));
	mem_close(m);
}

TEST(form_never_shows_a_password_again)
{
	struct mem *m = mem_open(ARENA);
	struct buf *b = buf_new(m, OUT);

	form_password_html(b, form(m, true), "password", "Mật khẩu", "", "current-password");
	assert_null(strstr(b->p, "bí mật"));
	assert_null(strstr(b->p, "value="));
	mem_close(m);
}

TEST(form_guard_carries_token_key_and_version)
{
	struct mem *m = mem_open(ARENA);
	struct buf *b = buf_new(m, OUT);

	form_guard_html(b, form(m, false), 7);
	assert_non_null(strstr(b->p, "name=\"_csrf\" value=\"token\""));
	assert_non_null(strstr(b->p, "name=\"_key\" value=\"key\""));
	assert_non_null(strstr(b->p, "name=\"version\" value=\"7\""));
	buf_reset(b);
	form_guard_html(b, form(m, false), 0);
	assert_null(strstr(b->p, "name=\"version\""));
	mem_close(m);
}

static struct pager pager(struct mem *m, const char *page, const char *query, int64_t total)
{
	struct param *p = mem_new(m, struct param, 1);
	struct req rq = {.mem = m, .path = "/unit", .query = query};

	*p = (struct param){"trang", page};
	rq.query_params = (struct params){p, 1};
	return pager_of(&rq, total, 10);
}

TEST(pager_stays_within_its_pages_and_keeps_the_rest_of_the_query)
{
	struct mem *m = mem_open(ARENA);
	struct pager p = pager(m, "2", "q=a%26b&trang=2&kind=so", 25);

	assert_int_equal(p.page, 2);
	assert_int_equal(p.pages, 3);
	assert_string_equal(p.prev, "/unit?q=a%26b&kind=so&trang=1");
	assert_string_equal(p.next, "/unit?q=a%26b&kind=so&trang=3");
	p = pager(m, "99", "", 25);
	assert_int_equal(p.page, 3);
	assert_string_equal(p.next, "");
	p = pager(m, "-1", "", 0);
	assert_int_equal(p.page, 1);
	assert_int_equal(p.pages, 1);
	assert_string_equal(p.prev, "");
	mem_close(m);
}
