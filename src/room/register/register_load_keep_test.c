/* room/register/register_load_keep_test.c -- what is kept of loads, what is said of their rows, and rows that name one another. */
#include "base/text.h"
#include "room/file/file.h"
#include "room/law/law.h"
#include "room/person/person.h"
#include "room/register/register_load.h"
#include "room/register/register_test.h"
#include "tests/t.h"

static const char LIST_TEXT[] =
    "STT;Họ và tên;Năm sinh;Đơn vị;Danh hiệu;Năm;Số QĐ;Ngày QĐ;Cơ quan ban hành\n"
    "1;Nguyễn Văn An;1980;Sở Y tế;CSTĐCS;2019;5/QĐ-SYT;20/12/2019;Sở Y tế\n"
    "2;Trần Thị Bình;1981;Sở Y tế;LĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế\n"
    "3;Trần Thị Bình;1981;Sở Y tế;GK;2019;6/QĐ-SYT;21/12/2019;Sở Y tế\n"
    "4;Phòng Tài chính;;Sở Y tế;TTLĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế\n"
    "Cộng: 4\n";

TEST(load_that_was_dropped_is_forgotten_by_the_rule_of_the_day)
{
	struct ctx *cx = register_house();
	int64_t id = register_load_read(cx, LIST_TEXT), kept = register_load_read(cx, LIST_TEXT), n;
	struct register_load_lines lines = {0};
	struct file f;

	t_ok(law_load(cx, t_source("data/law/keep.tsv"), &n));
	t_ok(register_load_drop(cx, id, register_load_now(cx, id).version));
	t_ok(register_load_forget(cx, &n));
	t_int(0, n);            /* not yet */
	cx->now_ms += INT64_C(91) * 86400000;
	t_ok(register_load_forget(cx, &n));
	t_true(n > 0);
	t_ok(register_load_forget(cx, &n));
	t_int(0, n);
	t_true(register_load_now(cx, id).forgotten_ms == cx->now_ms);
	t_has("đã xóa", register_load_now(cx, id).name);
	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id}, &lines));
	t_int(0, lines.n);
	t_err(ERR_STATE, register_load_file(cx, id, &f));
	t_ok(register_load_file(cx, kept, &f));         /* the same bytes, sent for another load that waits */
	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = kept}, &lines));
	t_true(lines.n > 0);
}

TEST(load_list_says_whom_its_rows_mean_and_one_row_who_else_may_be)
{
	struct ctx *cx = register_house();
	int64_t one = register_somebody(cx, "Nguyễn Văn An", "S-YT"), two = register_somebody(cx, "Nguyễn Văn An", "S-TC");
	struct register_load_lines lines = {0};
	struct register_load_line line;
	int64_t id = register_load_read(cx, LIST_TEXT);

	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id, .with_look = true, .n = 3}, &lines));
	for (size_t i = 0; i < lines.n; i++) {
		if (!text_is(lines.at[i].at[SHEET_NAME], "Nguyễn Văn An"))
			continue;
		t_int(one, lines.at[i].meant_id);
		t_has("Sở Y tế", lines.at[i].meant);
		t_ok(register_load_line(cx, lines.at[i].id, &line));
		t_text(lines.at[i].meant, line.meant);
		t_int(2, line.may_n);
		t_true(line.may[0].id == two || line.may[1].id == two);
		t_has("Nguyễn Văn An", line.may[0].words);
		return;
	}
	t_true(false);
}
