/* audit_test.c */
#include "room/audit/audit.h"

#include "tests/t.h"

#include "gen/audit_sql.h"

static struct audit_filter any(int n)
{
	return (struct audit_filter){.user = "", .act = "", .from = DATE_NONE, .to = DATE_NONE, .n = n};
}

static void acts(struct ctx *cx, int n)
{
	for (int i = 1; i <= n; i++)
		t_ok(audit_detail(cx, i % 2 == 0 ? "job.cancel" : "file.take", i, "lần %d", i));
}

TEST(audit_rows_are_listed_newest_first_with_their_words)
{
	struct ctx *cx = t_ctx();
	struct audit_list list;

	acts(cx, 3);
	t_ok(audit_list(cx, any(10), &list));
	t_int(3, list.n);
	t_int(3, list.at[0].seq);
	t_text("lần 3", list.at[0].detail);
	t_text("Nhận tệp tải lên", list.at[0].sentence);
	t_text("system", list.at[0].user_name);
	t_int(cx->now_ms, list.at[0].at_ms);
	t_int(3, cx->audited_n);
}

TEST(audit_list_keeps_to_its_filters_and_pages)
{
	struct ctx *cx = t_ctx();
	struct audit_list list;
	struct audit_filter f = any(2);

	acts(cx, 5);
	t_ok(audit_list(cx, f, &list));
	t_int(2, list.n);
	t_int(4, list.next_before_seq);
	f.before_seq = list.next_before_seq;
	t_ok(audit_list(cx, f, &list));
	t_int(3, list.at[0].seq);
	f = any(50);
	f.act = "job";
	t_ok(audit_list(cx, f, &list));
	t_int(2, list.n);
	t_int(0, list.next_before_seq);
	f.object_id = 4;
	t_ok(audit_list(cx, f, &list));
	t_int(1, list.n);
	f = any(50);
	f.user = "ai-do";
	t_ok(audit_list(cx, f, &list));
	t_int(0, list.n);
	f = any(50);
	f.from = f.to = cx->today;
	t_ok(audit_list(cx, f, &list));
	t_int(5, list.n);
	f.to = cx->today - 1;
	f.from = DATE_NONE;
	t_ok(audit_list(cx, f, &list));
	t_int(0, list.n);
}

TEST(audit_is_for_those_with_the_right)
{
	struct ctx *cx = t_ctx();
	struct audit_list list;
	struct audit_check check;

	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, audit_list(cx, any(1), &list));
	t_err(ERR_DENIED, audit_verify(cx, &check));
}

TEST(audit_chain_holds_and_any_change_of_it_is_found)
{
	struct ctx *cx = t_ctx();
	struct audit_check check;

	t_ok(audit_verify(cx, &check));
	t_int(0, check.bad_seq);
	acts(cx, 5);
	t_commit(cx);
	t_ok(audit_verify(cx, &check));
	t_int(5, check.rows_n);
	t_int(0, check.bad_seq);

	/* the head goes on without a row */
	struct row *r;
	t_ok(db_one(cx->db, &SQL_audit_head_next, BIND_NONE, &r));
	t_ok(audit_verify(cx, &check));
	t_int(6, check.bad_seq);
	t_rollback(cx);

	/* a row that no hash before it knows */
	t_ok(db_one(cx->db, &SQL_audit_head_next, BIND_NONE, &r));
	t_ok(db_add(cx->db, &SQL_audit_add, BIND(
	    {"seq", I64(6)}, {"at", I64(1)}, {"user_id", I64(0)}, {"user_name", STR("system")}, {"act", STR("file.take")},
	    {"object_id", I64(1)}, {"detail", STR("")}, {"salt", STR("")}, {"detail_sum", STR("")}, {"origin", STR("")}, {"is_refusal", I64(0)},
	    {"prev_hash", STR(row_text(r, "hash"))}, {"hash", STR("0000")}), NULL));
	t_ok(audit_verify(cx, &check));
	t_int(6, check.bad_seq);
	t_text("nội dung đã bị sửa", check.reason);
	t_rollback(cx);

	/* a head that was put back */
	t_ok(db_change(cx->db, &SQL_audit_head_set, BIND({"hash", STR("feed")}, {"seq", I64(5)})));
	t_ok(audit_verify(cx, &check));
	t_int(5, check.bad_seq);
	t_rollback(cx);
	t_ok(audit_verify(cx, &check));
	t_int(0, check.bad_seq);
}

TEST(audit_goes_with_its_transaction)
{
	struct ctx *cx = t_ctx();
	struct audit_list list;

	acts(cx, 2);
	t_commit(cx);
	acts(cx, 2);
	t_rollback(cx);
	acts(cx, 1);
	t_ok(audit_list(cx, any(10), &list));
	t_int(3, list.n);
	t_int(3, list.at[0].seq);
}

TEST(audit_refusals_outlive_the_rollback)
{
	struct ctx *cx = t_ctx();
	struct audit_list list;

	for (int i = 0; i < 20; i++)
		audit_refusal(cx, "job.cancel", 9, "không được phép");
	t_rollback(cx);
	t_ok(audit_refusals_write(cx));
	t_ok(audit_refusals_write(cx));
	t_ok(audit_list(cx, any(50), &list));
	t_int(16, list.n);
	t_true(list.at[0].is_refusal);
	t_text("không được phép", list.at[0].detail);
}

static void undeclared(void *cx)
{
	if (audit(cx, "no.such_act", 1) != OK)
		return;
}

TEST(audit_of_an_act_without_a_row_is_a_programmers_error)
{
	t_dies(undeclared, t_ctx());
}

TEST(audit_once_lets_a_form_act_once_and_tells_where_it_went)
{
	struct ctx *cx = t_ctx();
	const char *location = "";
	struct who other = {.user_id = 5, .name = "khac", .full_name = ""};

	t_ok(audit_once(cx, "khoa-1", &location));
	t_ok(audit_once_done(cx, "khoa-1", "/noi-den"));
	t_err(ERR_TAKEN, audit_once(cx, "khoa-1", &location));
	t_text("/noi-den", location);
	cx->who = &other;
	t_ok(audit_once(cx, "khoa-1", &location));
	cx->who = &WHO_SYSTEM;
	cx->now_ms += (int64_t)3 * 24 * 3600 * 1000;
	t_ok(audit_once_sweep(cx));
	t_ok(audit_once(cx, "khoa-1", &location));
}

TEST(audit_detail_that_is_too_long_is_cut_at_a_character)
{
	struct ctx *cx = t_ctx();
	struct audit_list list;
	char *text = mem_alloc(cx->mem, 6001);

	for (int i = 0; i < 6000; i += 3)
		memcpy(text + i, "ộ", 3);
	t_ok(audit_detail(cx, "job.cancel", 1, "x%s", text));
	t_ok(audit_list(cx, any(1), &list));
	t_true(strlen(list.at[0].detail) <= AUDIT_DETAIL_MAX);
	t_int(1, strlen(list.at[0].detail) % 3);
}

/* Words about a person may have to go; what was done, by whom and when stays, and the chain holds. */
TEST(audit_blank_takes_the_words_and_the_chain_holds)
{
	struct ctx *cx = t_ctx();
	struct audit_check check;
	struct audit_list list;
	int64_t n = 0;

	t_ok(audit_detail(cx, "person.add", 7, "Nguyễn Thị An"));
	t_ok(audit_detail(cx, "person.edit", 7, "Nguyễn Thị An → Nguyễn Thị Ân"));
	t_ok(audit_detail(cx, "person.add", 8, "Lê Bình"));
	t_ok(audit_detail(cx, "file.take", 7, "a.pdf"));
	t_ok(audit_blank(cx, "person.", 7, &n));
	t_int(2, n);
	t_ok(audit_list(cx, any(50), &list));
	t_int(6, list.n);       /* each blanking is an entry */
	for (size_t i = 0; i < list.n; i++)
		t_has_not("Thị An", list.at[i].detail);
	t_text("(đã xóa theo luật)", list.at[5].detail);
	t_text("Lê Bình", list.at[3].detail);
	t_text("a.pdf", list.at[2].detail);
	t_ok(audit_verify(cx, &check));
	t_int(0, check.bad_seq);
	t_int(6, check.rows_n);
	t_ok(audit_blank(cx, "person.", 7, &n));
	t_int(0, n);
	t_ok(db_change(cx->db, &SQL_audit_blank, BIND({"seq", I64(3)})));      /* by hand, without an act */
	t_ok(audit_verify(cx, &check));
	t_int(3, check.bad_seq);
	t_has("không có việc xóa", check.reason);
}
