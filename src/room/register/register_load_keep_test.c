/* room/register/register_load_keep_test.c -- what is kept of loads, what is said of their rows, and rows that name one another. */
#include "base/buf.h"
#include "base/text.h"
#include "room/file/file.h"
#include "room/job/job.h"
#include "room/law/law.h"
#include "room/person/person.h"
#include "room/register/register_load_row_in.h"
#include "room/register/register_test.h"
#include "tests/t.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

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

/* Granted, revoked, given again in one file; two are granted the same, one of whom by another unit. */
#define HEADS "STT;Họ và tên;Năm sinh;Đơn vị;Danh hiệu;Năm;Số QĐ;Ngày QĐ;Cơ quan ban hành;Tính chất;Dòng trong sổ được nêu\n"
static const char INNER_TEXT[] =
    HEADS
    "1;Nguyễn Văn An;1980;Sở Y tế;CSTĐCS;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;Tặng;\n"
    "2;Trần Thị Bình;1981;Sở Y tế;LĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;Tặng;\n"
    "3;Nguyễn Văn An;1980;Sở Y tế;CSTĐCS;2019;7/QĐ-SYT;20/12/2020;Sở Y tế;Thu hồi;\n"
    "4;Trần Thị Bình;1981;Sở Y tế;LĐTT;2019;8/QĐ-SYT;20/12/2020;Sở Y tế;Cấp lại;tệp:3\n"
    "5;Lê Văn Cường;1982;Sở Y tế;LĐTT;2020;9/QĐ-SYT;20/12/2020;Sở Y tế;Tặng;\n";

static struct register_line line(struct ctx *cx, int64_t no)
{
	struct register_line l = {.name = ""};

	t_ok(register_get(cx, no, &l));
	return l;
}

TEST(load_takes_a_grant_and_its_revocation_from_one_file)
{
	struct ctx *cx = register_house();
	struct register_load_lines lines = {0};
	struct register_check check;
	int64_t id = register_load_read(cx, INNER_TEXT);

	t_int(0, register_load_now(cx, id).errors_n);
	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id, .with_look = true}, &lines));
	t_int(2, lines.at[3].names_line);       /* the first line is the heading */
	t_int(3, lines.at[4].names_line);
	t_false(lines.at[3].has_person);
	register_load_written(cx, id);
	t_text("published", register_load_now(cx, id).state);
	t_text("Nguyễn Văn An", line(cx, 1).name);
	t_int(4, line(cx, 1).ended_by_no);      /* those that name others come after all */
	t_text("Lê Văn Cường", line(cx, 3).name);
	t_true(line(cx, 4).nature == REGISTER_REVOKE);
	t_int(1, line(cx, 4).about_no);
	t_int(line(cx, 1).person_id, line(cx, 4).person_id);
	t_int(2, line(cx, 5).about_no);
	t_int(1, line(cx, 2).renewed_n);
	t_ok(register_verify(cx, &check));
	t_text("", check.wrong);
}

TEST(load_with_rows_about_its_own_is_undone_as_one)
{
	struct ctx *cx = register_house();
	struct register_check check;
	struct register_load l;
	struct load_writer *w;
	int64_t id = register_load_read(cx, INNER_TEXT), job, n = 1;

	register_load_written(cx, id);
	l = register_load_now(cx, id);
	t_ok(register_load_undo(cx, id, l.version, "nạp nhầm", &job));
	t_commit(cx);
	l = register_load_now(cx, id);
	t_ok(load_writer_new(cx, &l, &w));
	while (n > 0)
		t_ok(load_write(cx, w, 2, &n));
	l = register_load_now(cx, id);
	t_ok(load_publish(cx, &l));
	t_text("undone", register_load_now(cx, id).state);
	for (int no = 1; no <= 5; no++)
		t_int(5 + no, line(cx, no).corrected_by_no);
	t_ok(register_verify(cx, &check));
	t_text("", check.wrong);
}

/* Whoever appends a line meanwhile moves the first of those ahead to their end: here the one that is revoked. */
TEST(load_names_its_own_rows_where_they_came_to_stand)
{
	struct ctx *cx = register_house();
	struct register_check check;
	struct register_load l;
	struct load_writer *w;
	int64_t id = register_load_read(cx, INNER_TEXT), other = register_somebody(cx, "Phạm Văn Dũng", "S-TC"), job, n = 1;

	t_ok(register_load_take(cx, id, register_load_now(cx, id).version, &job));
	l = register_load_now(cx, id);
	t_ok(load_writer_new(cx, &l, &w));
	t_ok(load_write(cx, w, 2, &n));
	t_int(1, register_put(cx, register_grant(cx, other, "CSTDCS", "1/QĐ-STC", date_of(2020, 1, 5))));
	while (n > 0)
		t_ok(load_write(cx, w, 2, &n));
	l = register_load_now(cx, id);
	t_ok(load_publish(cx, &l));
	t_text("Nguyễn Văn An", line(cx, 3).name);
	t_int(5, line(cx, 3).ended_by_no);
	t_text("Trần Thị Bình", line(cx, 2).name);
	t_int(1, line(cx, 2).renewed_n);
	t_int(0, line(cx, 1).ended_by_no);
	t_ok(register_verify(cx, &check));
	t_text("", check.wrong);
}

TEST(load_says_what_of_its_own_rows_cannot_be_meant)
{
	static const char TEXT[] =
	    HEADS
	    "1;Nguyễn Văn An;1980;Sở Y tế;CSTĐCS;2019;7/QĐ-SYT;20/12/2020;Sở Y tế;Thu hồi;\n"          /* before its grant */
	    "2;Nguyễn Văn An;1980;Sở Y tế;CSTĐCS;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;Tặng;\n"
	    "3;Nguyễn Văn An;1980;Sở Tài chính;CSTĐCS;2019;7/QĐ-STC;20/12/2020;Sở Tài chính;Thu hồi;\n"    /* somebody else's */
	    "4;Nguyễn Văn An;1980;Sở Y tế;CSTĐCS;2019;7/QĐ-SYT;20/12/2020;Sở Y tế;Thu hồi;\n"
	    "5;Nguyễn Văn An;1980;Sở Y tế;CSTĐCS;2019;8/QĐ-SYT;20/12/2020;Sở Y tế;Hủy bỏ;\n"            /* once more */
	    "6;Nguyễn Văn An;1980;Sở Y tế;CSTĐCS;2019;8/QĐ-SYT;20/12/2021;Sở Y tế;Cấp lại;tệp:9\n";     /* no such line above */
	static const char *const words[] = {"Không thấy", "", "Không thấy", "", "đã bị thu hồi", "Dòng 9 của tệp"};
	struct ctx *cx = register_house();
	struct register_load_lines lines = {0};
	int64_t id = register_load_read(cx, TEXT);

	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id}, &lines));
	for (size_t i = 0; i < COUNT(words); i++) {
		const char *said = "";

		for (size_t k = 0; k < lines.at[i + 1].problems_n; k++)
			said = lines.at[i + 1].problems[k].is_error ? lines.at[i + 1].problems[k].message : said;
		if (*words[i] == '\0')
			t_text("", said);
		else
			t_has(words[i], said);
	}
}

static const char SAID_TEXT[] =
    "STT;Họ và tên;Năm sinh;Quê quán;Đảng viên;Đơn vị;Danh hiệu;Năm;Số QĐ;Ngày QĐ;Cơ quan ban hành\n"
    "1;Nguyễn Văn An;1980;xã Cổ Loa, Hà Nội;x;Sở Y tế;CSTĐCS;2019;5/QĐ-SYT;20/12/2019;Sở Y tế\n"
    "2;Trần Thị Bình;1981;;không;Sở Y tế;LĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế\n"
    "3;Lê Văn Cường;1982;tỉnh Nam Định;03/02/2015;Sở Y tế;LĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế\n"
    "4;Đỗ Thị Dung;1983;;đang xét;Sở Y tế;LĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế\n";

static struct person_history history(struct ctx *cx, int64_t no)
{
	struct person_history h = {0};

	t_ok(person_history(cx, line(cx, no).person_id, &h));
	return h;
}

TEST(load_keeps_party_and_origin_as_dated_facts_of_the_person)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Văn An", "S-YT"), fact, id;
	struct register_line said;

	t_ok(person_fact_add(cx, an, (struct person_fact_in){"party", "", "", date_of(2021, 1, 1), DATE_NONE}, &fact));
	id = register_load_read(cx, SAID_TEXT);
	t_int(0, register_load_now(cx, id).errors_n);
	t_int(1, register_load_now(cx, id).doubts_n);   /* neither yes nor no */
	register_load_written(cx, id);
	t_int(an, line(cx, 1).person_id);
	t_int(3, history(cx, 1).facts_n);
	t_text("Quê quán: xã Cổ Loa, Hà Nội", history(cx, 1).facts[2].words);
	t_text("Quyết định số 5/QĐ-SYT", history(cx, 1).facts[2].paper);
	t_true(history(cx, 1).facts[1].to == date_of(2020, 12, 31));    /* until the next that was recorded by somebody */
	t_int(0, history(cx, 2).facts_n);
	t_true(history(cx, 3).facts[1].from == date_of(2015, 2, 3));
	t_int(0, history(cx, 4).facts_n);
	said = line(cx, 1);
	t_ok(register_said(cx, &said, 1));
	t_true(said.is_party && said.is_seen);
	t_text("xã Cổ Loa, Hà Nội", said.origin);
	said = line(cx, 2);
	t_ok(register_said(cx, &said, 1));
	t_false(said.is_party);
	t_commit(cx);
	id = register_load_read(cx, SAID_TEXT);
	register_load_written(cx, id);          /* said once more: nothing is written twice */
	t_int(3, history(cx, 1).facts_n);
	register_officer(cx, "S-TC");           /* who may not see the person is told nothing */
	said.person_id = an;
	t_ok(register_said(cx, &said, 1));
	t_false(said.is_seen || said.is_party || *said.origin != '\0');
}

TEST(load_that_is_undone_takes_back_what_it_said_of_people)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Văn An", "S-YT"), id = register_load_read(cx, SAID_TEXT), n = 1, job;
	struct person_history h;
	struct register_load l;
	struct load_writer *w;
	bool is_done = false;

	t_ok(register_load_take(cx, id, register_load_now(cx, id).version, &job));
	l = register_load_now(cx, id);
	t_ok(load_writer_new(cx, &l, &w));
	t_ok(load_write(cx, w, 3, &n));
	t_ok(person_history(cx, an, &h));
	t_int(2, h.facts_n);
	while (!is_done)                        /* broken off */
		t_ok(load_take_back(cx, &l, &is_done));
	t_ok(person_history(cx, an, &h));
	t_int(0, h.facts_n);
	t_commit(cx);
	register_load_written(cx, id);
	t_int(2, history(cx, 1).facts_n);
	t_ok(register_load_undo(cx, id, register_load_now(cx, id).version, "nạp nhầm", &job));
	l = register_load_now(cx, id);
	t_ok(load_writer_new(cx, &l, &w));
	for (n = 1; n > 0;)
		t_ok(load_write(cx, w, 10, &n));
	l = register_load_now(cx, id);
	t_ok(load_publish(cx, &l));
	t_ok(person_history(cx, an, &h));
	t_int(0, h.facts_n);
}

TEST(load_reads_back_what_the_form_of_a_row_shows)
{
	struct ctx *cx = register_house();
	struct register_load_lines lines = {0};
	struct register_load_line now;
	const char *at[SHEET_FIELD_N];
	int64_t id = register_load_read(cx, INNER_TEXT);

	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id}, &lines));
	for (int f = 0; f < SHEET_FIELD_N; f++)
		at[f] = lines.at[3].at[f];
	at[SHEET_NATURE] = register_nature_words(register_nature_of(at[SHEET_NATURE]));
	at[SHEET_DAY] = "20/12/2020";
	at[SHEET_LEVEL] = "Cơ sở";
	t_ok(register_load_correct(cx, lines.at[3].id, lines.at[3].version, at, 0));
	t_ok(register_load_line(cx, lines.at[3].id, &now));
	t_int(0, now.problems_n);
	t_text("revoke", now.at[SHEET_NATURE]);
	t_text("2020-12-20", now.at[SHEET_DAY]);
	t_text("base", now.at[SHEET_LEVEL]);
	t_int(2, now.names_line);
}

/* The row at that place of the load, with another text in one cell. */
static void correct(struct ctx *cx, int64_t id, size_t place, enum sheet_field f, const char *text)
{
	struct register_load_lines lines = {0};
	const char *at[SHEET_FIELD_N];

	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id}, &lines));
	memcpy(at, lines.at[place].at, sizeof at);
	at[f] = text;
	at[SHEET_NATURE] = register_nature_words(register_nature_of(at[SHEET_NATURE]));
	t_ok(register_load_correct(cx, lines.at[place].id, lines.at[place].version, at, 0));
	t_commit(cx);
}

static struct register_load_line row_at(struct ctx *cx, int64_t id, size_t place)
{
	struct register_load_lines lines = {0};

	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id, .with_look = true}, &lines));
	return lines.at[place];
}

TEST(load_sees_rows_again_that_name_a_row_put_right)
{
	struct ctx *cx = register_house();
	int64_t id = register_load_read(cx, INNER_TEXT), job;

	t_int(0, register_load_now(cx, id).errors_n);
	correct(cx, id, 1, SHEET_NAME, "Nguyễn Thị Bông");      /* its revocation says another name */
	t_int(1, register_load_now(cx, id).errors_n);
	t_int(1, row_at(cx, id, 3).problems_n);
	t_has("Không thấy", row_at(cx, id, 3).problems[0].message);
	t_err(ERR_INVALID, register_load_take(cx, id, register_load_now(cx, id).version, &job));
	cx->faults.n = cx->faults.total = 0;
	correct(cx, id, 3, SHEET_NAME, "Nguyễn Thị Bông");
	t_int(0, register_load_now(cx, id).errors_n);
	t_int(2, row_at(cx, id, 3).names_line);
	correct(cx, id, 1, SHEET_BIRTH, "1970");
	t_int(1, register_load_now(cx, id).errors_n);
}

TEST(load_sees_again_that_two_rows_may_be_meant_by_a_third)
{
	struct ctx *cx = register_house();
	int64_t id = register_load_read(cx, INNER_TEXT);

	correct(cx, id, 2, SHEET_AWARD, "CSTĐCS");
	correct(cx, id, 2, SHEET_BIRTH, "1980");
	t_int(1, register_load_now(cx, id).errors_n);   /* “tệp:3” spoke of what was granted there */
	correct(cx, id, 2, SHEET_NAME, "Nguyễn Văn An");
	t_int(2, register_load_now(cx, id).errors_n);
	t_has("dòng 2 của tệp, dòng 3 của tệp", row_at(cx, id, 3).problems[0].message);
}

/* What a row says of its grant is looked at once more when it is written. */
TEST(load_ends_no_award_of_another_than_the_row_says)
{
	struct ctx *cx = register_house();
	struct register_load l;
	struct load_writer *w;
	int64_t id = register_load_read(cx, INNER_TEXT), job, n = 1;
	struct register_load_line revoked = row_at(cx, id, 1), renewed = row_at(cx, id, 2);

	t_ok(register_load_take(cx, id, register_load_now(cx, id).version, &job));
	l = register_load_now(cx, id);
	t_ok(load_writer_new(cx, &l, &w));
	while (n > 0)
		t_ok(load_write(cx, w, 10, &n));
	t_commit(cx);
	t_ok(load_blank(cx, revoked.id, "name"));
	l = register_load_now(cx, id);
	t_err(ERR_INVALID, load_publish(cx, &l));
	t_has("không còn khớp", cx->faults.at[0].sentence);
	cx->faults.n = cx->faults.total = 0;
	db_rollback(cx->db);
	t_ok(cx_begin(cx, true));
	t_ok(load_blank(cx, renewed.id, "name"));       /* named by its line, not by what it says */
	t_ok(load_publish(cx, &l));
	t_int(2, line(cx, 5).about_no);
}

TEST(load_of_more_than_a_thousand_rows_about_its_own_is_refused_as_it_is_read)
{
	struct ctx *cx = register_house();
	struct buf *b = buf_new(cx->mem, 1024 * 1024);
	struct job j;
	int64_t file = 0, id = 0, job;

	buf_text(b, HEADS "1;Phòng Tài chính;;Sở Y tế;TTLĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;Tặng;\n");
	for (int i = 0; i <= LOAD_INNER_MAX; i++)
		buf_fmt(b, "%d;Phòng Tài chính;;Sở Y tế;TTLĐTT;2019;8/QĐ-SYT;20/12/2020;Sở Y tế;Cấp lại;tệp:2\n", i + 2);
	t_ok(file_take(cx, t_file("list.csv", b->p, strlen(b->p)), "list.csv", "file", &file));
	t_ok(register_load_begin(cx, file, 0, "", &id, &job));
	t_commit(cx);
	do {
		t_ok(job_take(cx, &j));
		t_ok(text_is(j.kind, "register.read") ? OK : job_done(cx, &j));
		t_commit(cx);
	} while (!text_is(j.kind, "register.read"));
	t_err(ERR_INVALID, register_read_job(cx, &j));
	t_has("hơn 1.000 dòng", cx->faults.at[0].sentence);
	db_rollback(cx->db);
	cx->faults.n = cx->faults.total = 0;
}

TEST(load_doubts_a_named_line_of_somebody_else_and_knows_it_by_its_sheet)
{
	struct ctx *cx = register_house();
	int64_t id = register_load_read(cx, HEADS
	    "1;Trần Thị Bình;1981;Sở Y tế;LĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;Tặng;\n"
	    "2;Lê Thị Hoa;1981;Sở Y tế;LĐTT;2019;8/QĐ-SYT;20/12/2020;Sở Y tế;Cấp lại;tệp:2\n");
	struct register_load_line row = row_at(cx, id, 2);
	struct register_load l = register_load_now(cx, id);
	struct load_inner found[LOAD_INNERS];
	struct load_writer *w;
	size_t n;

	t_int(0, l.errors_n);
	t_int(1, l.doubts_n);
	t_has("Trần Thị Bình", row.problems[0].message);
	t_int(2, row.names_line);
	t_ok(load_writer_new(cx, &l, &w));
	w->sheet = row.sheet;
	t_ok(load_inner_find(cx, w, row.at, 2, found, &n));
	t_int(1, n);
	w->sheet = "Năm 2018";
	t_ok(load_inner_find(cx, w, row.at, 2, found, &n));
	t_int(0, n);
}

/* A register is built from more units and decisions than are kept at a time. */
TEST(load_writer_that_has_looked_up_many_things_takes_no_more_memory)
{
	struct ctx *cx = register_house();
	struct register_load l = register_load_now(cx, register_load_read(cx, LIST_TEXT));
	struct mem *m = mem_open(4 * 1024 * 1024);
	struct load_writer *w;
	int64_t first = 0;

	t_ok(load_writer_new(cx, &l, &w));
	w->decisions.mem = m;
	w->decisions.most = 8;
	for (int i = 0; i <= 100; i++) {
		struct register_decision d = {.number = mem_text(cx->mem, "%d/QĐ-SYT", i % 100 + 1), .day = date_of(2019, 12, 20), .issuer = "Sở Y tế", .level = "base",
		                              .signer = "", .signer_title = "", .title = "", .file_hash = ""};

		t_ok(load_row_decision(cx, w, &d));
		first = i == 0 ? d.id : first;
		t_true(i < 100 ? i == 0 || d.id != first : d.id == first);
	}
	mem_close(m);
}
