/* register_load_test.c -- files of old awards on their way into the register. */
#include "room/register/register_load.h"

#include "base/text.h"
#include "room/file/file.h"
#include "room/job/job.h"
#include "room/person/person.h"
#include "room/register/register_load_in.h"
#include "room/register/register_test.h"
#include "room/unit/unit.h"
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

/* The next job of that kind runs as the jobs process would run it; others are over at once. */
static void run(struct ctx *cx, const char *kind, err (*fn)(struct ctx *cx, struct job *j), bool is_stopped)
{
	struct job j = {.kind = ""};

	while (!text_is(j.kind, kind)) {
		t_ok(job_take(cx, &j));
		t_commit(cx);
		if (!text_is(j.kind, kind)) {
			t_ok(job_done(cx, &j));
			t_commit(cx);
		}
	}
	if (is_stopped) {
		t_ok(job_cancel(cx, j.id));
		t_commit(cx);
	}
	t_err(is_stopped ? ERR_STATE : OK, fn(cx, &j));
	if (!db_in_transaction(cx->db))
		t_ok(cx_begin(cx, true));
	t_ok(is_stopped ? job_stopped(cx, &j) : job_done(cx, &j));
	t_commit(cx);
}

static struct register_load load_of(struct ctx *cx, int64_t id)
{
	struct register_load l = {.state = ""};

	t_ok(register_load_get(cx, id, &l));
	return l;
}

/* A file that was read and waits. */
static int64_t read_for(struct ctx *cx, int64_t unit_id, const char *text, const char *map)
{
	int64_t file = 0, id = 0, job;

	t_ok(file_take(cx, t_file("list.csv", text, strlen(text)), "list.csv", "file", &file));
	t_ok(register_load_begin(cx, file, unit_id, map, &id, &job));
	t_commit(cx);
	run(cx, "register.read", register_read_job, false);
	return id;
}

static int64_t read_in(struct ctx *cx, const char *text, const char *map)
{
	return read_for(cx, 0, text, map);
}

int64_t register_load_read(struct ctx *cx, const char *text)
{
	return read_in(cx, text, "");
}

struct register_load register_load_now(struct ctx *cx, int64_t id)
{
	return load_of(cx, id);
}

void register_load_written(struct ctx *cx, int64_t id)
{
	int64_t job;

	t_ok(register_load_take(cx, id, load_of(cx, id).version, &job));
	t_commit(cx);
	run(cx, "register.write", register_write_job, false);
}

static int64_t taken(struct ctx *cx)
{
	int64_t id = read_in(cx, LIST_TEXT, ""), job;

	t_ok(register_load_take(cx, id, load_of(cx, id).version, &job));
	t_commit(cx);
	return id;
}

static size_t lines_n(struct ctx *cx)
{
	struct register_list list = {0};

	t_ok(register_list(cx, (struct register_filter){.n = 50}, &list));
	return list.n;
}

static void t_holds(struct ctx *cx, int64_t n)
{
	struct register_check c = {.wrong = "?"};

	t_ok(register_verify(cx, &c));
	t_text("", c.wrong);
	t_int(n, c.lines_n);
}

static int64_t people_n(struct ctx *cx)
{
	struct person_list list = {0};

	t_ok(person_list(cx, (struct person_filter){.q = "", .is_household = -1}, &list));
	return (int64_t)list.n;
}

TEST(load_keeps_every_line_and_says_what_is_wrong)
{
	struct ctx *cx = register_house();
	int64_t id = read_in(cx, "STT;Họ và tên;Danh hiệu;Số QĐ;Ngày QĐ;Cơ quan ban hành\n1;Lê Văn Cường;Khá;7/QĐ-SYT;31/02/2019;Sở Y tế\n2;Hà Văn Dũng;GK;7/QĐ-SYT;1/2/2019;Sở Y tế\n", "");
	struct register_load l = load_of(cx, id);
	struct register_load_lines lines = {0};
	const char *at[SHEET_FIELD_N];
	int64_t job;

	t_text("read", l.state);
	t_int(3, l.lines_n);
	t_int(2, l.rows_n);
	t_int(2, l.errors_n);
	t_err(ERR_INVALID, register_load_take(cx, id, l.version, &job));
	t_rollback(cx);
	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id}, &lines));
	t_int(3, lines.n);
	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id, .only_problems = true}, &lines));
	t_int(1, lines.n);
	t_int(2, lines.at[0].line);
	t_int(2, lines.at[0].problems_n);
	memcpy(at, lines.at[0].at, sizeof at);
	at[SHEET_AWARD] = "Lao động tiên tiến";
	at[SHEET_DAY] = "28/2/2019";
	t_ok(register_load_correct(cx, lines.at[0].id, lines.at[0].version, at, 0));
	t_int(0, load_of(cx, id).errors_n);
	t_err(ERR_STALE, register_load_correct(cx, lines.at[0].id, lines.at[0].version, at, 0));
	t_rollback(cx);
}

TEST(load_is_published_as_one_and_each_line_can_be_proved)
{
	struct ctx *cx = register_house();
	int64_t id = taken(cx);
	struct register_line line = {.name = ""};
	struct register_load l;
	struct head h;
	const char *text = "";

	t_int(0, lines_n(cx));
	run(cx, "register.write", register_write_job, false);
	l = load_of(cx, id);
	t_text("published", l.state);
	t_int(1, l.first_no);
	t_int(4, lines_n(cx));
	t_holds(cx, 4);
	/* one person for two awards, the body's unit from the catalogue */
	t_int(2, people_n(cx));
	t_ok(register_get(cx, 2, &line));
	t_text("Trần Thị Bình", line.name);
	t_text("S-YT", line.unit_code);
	t_true(line.load_line_id != 0);
	t_ok(register_head_sign(cx, &h));
	t_ok(register_proof(cx, 2, &text));
	t_true(*text != '\0');
	t_commit(cx);
}

/* A field that goes by law goes from what was kept of the file's line, too; and the file itself is handed out no more. */
TEST(load_forgets_what_is_blanked_in_the_register)
{
	static const char TEXT[] = "Họ và tên;Ngày sinh;Chức vụ;Đơn vị;Danh hiệu;Năm;Số QĐ;Ngày QĐ;Cơ quan ban hành\n"
	                           "Nguyễn Văn An;02/1980;Bác sĩ;Sở Y tế;CSTĐCS;2019;5/QĐ-SYT;20/12/2019;Sở Y tế\n"
	                           "Trần Thị Bình;1981;Y tá;Sở Y tế;LĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế\n";
	struct ctx *cx = register_house();
	int64_t id = read_in(cx, TEXT, ""), job;
	struct register_load_lines kept = {0};
	struct register_line line = {.name = ""};
	struct file f;

	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id, .only_problems = true}, &kept));
	t_int(1, kept.n);               /* the birth: a doubt that names what was written */
	t_int(0, load_of(cx, id).errors_n);
	t_int(1, load_of(cx, id).doubts_n);
	t_ok(register_load_take(cx, id, load_of(cx, id).version, &job));
	t_commit(cx);
	run(cx, "register.write", register_write_job, false);
	t_ok(register_get(cx, 1, &line));
	t_text("Nguyễn Văn An", line.name);
	t_ok(register_load_file(cx, id, &f));
	t_ok(register_blank(cx, 1, "name", "Bản án số 5"));
	t_ok(register_blank(cx, 1, "person", "Bản án số 5"));
	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id, .after = kept.at[0].place - 1, .n = 2}, &kept));
	t_int(2, kept.n);
	t_text("", kept.at[0].at[SHEET_NAME]);
	t_text("", kept.at[0].at[SHEET_BIRTH]);
	t_text("Bác sĩ", kept.at[0].at[SHEET_POSITION]);
	t_int(0, kept.at[0].person_id);
	t_int(0, kept.at[0].problems_n);
	t_int(0, load_of(cx, id).doubts_n);
	t_text("Trần Thị Bình", kept.at[1].at[SHEET_NAME]);
	t_true(kept.at[1].person_id != 0);
	t_err(ERR_STATE, register_load_file(cx, id, &f));
	t_ok(register_load_file(cx, read_in(cx, LIST_TEXT, ""), &f));
	t_ok(register_blank(cx, 1, "position", "Bản án số 5"));
	t_ok(register_load_line(cx, kept.at[0].id, &kept.at[0]));
	t_text("", kept.at[0].at[SHEET_POSITION]);
}

TEST(load_finds_people_again_and_never_by_the_name_alone)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Văn An", "S-YT"), other = register_somebody(cx, "Trần Thị Bình", "S-TC");
	struct register_line line = {.name = ""};

	(void)taken(cx);
	run(cx, "register.write", register_write_job, false);
	t_ok(register_get(cx, 1, &line));
	t_int(an, line.person_id);
	t_ok(register_get(cx, 2, &line));
	t_true(line.person_id != other);
}

TEST(load_gives_way_to_lines_that_others_write_meanwhile)
{
	struct ctx *cx = register_house();
	int64_t somebody = register_somebody(cx, "Hoàng Văn Em", "S-NV"), id = taken(cx), no, n;
	struct register_load l = load_of(cx, id);
	struct load_writer *w = NULL;
	struct register_line line = {.name = ""};

	t_ok(load_writer_new(cx, &l, &w));
	t_ok(load_write(cx, w, 3, &n));
	t_int(3, n);
	t_commit(cx);
	/* nobody sees them, and the next line is the first */
	t_int(0, lines_n(cx));
	no = register_put(cx, register_grant(cx, somebody, "LDTT", "1/QĐ-SNV", date_of(2024, 1, 5)));
	t_int(1, no);
	t_commit(cx);
	t_holds(cx, 1);
	/* killed here: the job goes on where it was */
	run(cx, "register.write", register_write_job, false);
	t_int(5, lines_n(cx));
	t_int(2, load_of(cx, id).first_no);
	t_holds(cx, 5);
	t_ok(register_get(cx, 4, &line));
	t_text("Nguyễn Văn An", line.name);     /* it made room and stands behind the other two */
	t_int(4, line.root_no);
}

TEST(load_that_is_stopped_leaves_nothing)
{
	struct ctx *cx = register_house();
	int64_t id = taken(cx), job;

	run(cx, "register.write", register_write_job, true);
	t_text("read", load_of(cx, id).state);
	t_int(0, lines_n(cx));
	t_int(0, people_n(cx));
	t_ok(register_load_take(cx, id, load_of(cx, id).version, &job));
	t_commit(cx);
	run(cx, "register.write", register_write_job, false);
	t_int(4, lines_n(cx));
	t_holds(cx, 4);
}

TEST(load_is_undone_as_one_act_until_somebody_relied_on_it)
{
	struct ctx *cx = register_house();
	int64_t id = taken(cx), job, no;
	struct register_line line = {.name = ""};
	struct register_load l;

	run(cx, "register.write", register_write_job, false);
	l = load_of(cx, id);
	t_err(ERR_INVALID, register_load_undo(cx, id, l.version, " ", &job));
	t_rollback(cx);
	t_ok(register_load_undo(cx, id, l.version, "nạp nhầm tệp", &job));
	t_commit(cx);
	run(cx, "register.undo", register_undo_job, false);
	t_text("undone", load_of(cx, id).state);
	t_int(0, lines_n(cx));
	t_holds(cx, 8);
	t_ok(register_get(cx, 1, &line));
	t_int(5, line.corrected_by_no);
	/* a second load, of which one line is named by a later one */
	id = taken(cx);
	run(cx, "register.write", register_write_job, false);
	l = load_of(cx, id);
	t_ok(register_get(cx, l.first_no, &line));
	t_ok(register_add(cx, (struct register_in){.nature = REGISTER_REISSUE, .subject = line.subject, .person_id = line.person_id, .award_id = line.award_id, .about_no = line.no,
	                                           .decision = {.number = "9/QĐ", .day = date_of(2024, 2, 1), .issuer = "Sở Y tế", .level = "base", .signer = "", .signer_title = "", .title = ""},
	                                           .period_from = DATE_NONE, .period_to = DATE_NONE, .name = "", .unit_words = "", .position = "", .achievement = "", .movement = "",
	                                           .certificate = "", .reason = "mất bằng"}, &no));
	t_commit(cx);
	t_err(ERR_STATE, register_load_undo(cx, id, l.version, "nạp nhầm", &job));
}

TEST(load_cannot_be_undone_once_a_head_that_has_it_left_the_house)
{
	struct ctx *cx = register_house();
	int64_t id = taken(cx), job;
	struct head h;

	run(cx, "register.write", register_write_job, false);
	t_ok(register_head_sign(cx, &h));
	t_commit(cx);
	t_err(ERR_STATE, register_load_undo(cx, id, load_of(cx, id).version, "nạp nhầm", &job));
}

TEST(load_remembers_how_columns_of_an_office_are_read)
{
	struct ctx *cx = register_house();
	const char *text = "A;B;C;D;E\n1;Nguyễn Văn An;LĐTT;5/QĐ-SYT;20/12/2019\n";
	int64_t id = read_in(cx, text, ""), job;
	const char *map = "A\t-\nB\tname\nC\taward\nD\tdecision_number\nE\tdecision_date\n=issuer\tSở Y tế\n";

	t_true(load_of(cx, id).errors_n > 0);
	t_err(ERR_INVALID, register_load_again(cx, id, load_of(cx, id).version, "A\tho_ten\n", &job));
	t_rollback(cx);
	t_ok(register_load_again(cx, id, load_of(cx, id).version, map, &job));
	t_commit(cx);
	run(cx, "register.read", register_read_job, false);
	t_int(0, load_of(cx, id).errors_n);
	t_int(2, load_of(cx, id).lines_n);
	t_ok(register_load_take(cx, id, load_of(cx, id).version, &job));
	t_commit(cx);
	run(cx, "register.write", register_write_job, false);
	id = read_in(cx, text, "");
	t_int(0, load_of(cx, id).errors_n);
	t_ok(register_load_drop(cx, id, load_of(cx, id).version));
	t_err(ERR_STATE, register_load_take(cx, id, load_of(cx, id).version, &job));
}

TEST(load_of_another_unit_is_out_of_sight)
{
	struct ctx *cx = register_house();
	int64_t id = read_in(cx, LIST_TEXT, "");
	struct register_load l;
	struct register_loads all = {0};

	register_officer(cx, "S-YT");
	t_err(ERR_NOTFOUND, register_load_get(cx, id, &l));
	t_ok(register_load_list(cx, &all));
	t_int(0, all.n);
}

static struct register_load_line first_row(struct ctx *cx, int64_t id)
{
	struct register_load_lines lines = {0};

	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id}, &lines));
	for (size_t i = 0; i < lines.n; i++)
		if (lines.at[i].is_row)
			return lines.at[i];
	t_true(false);
	return (struct register_load_line){.version = 0};
}

TEST(load_corrected_in_one_cell_still_says_what_is_wrong_in_the_others)
{
	struct ctx *cx = register_house();
	int64_t id = read_in(cx, "STT;Họ và tên;Ngày sinh;Giới tính;CCCD;Đơn vị;Danh hiệu;Năm;Tính chất;Số QĐ;Ngày QĐ;Cơ quan ban hành\n"
	                         "1;Lê Văn Cường;31/02/1980;N;12ab;#REF!;Khá;xyz;lạ;7/QĐ-SYT;1/2/2019;Sở Y tế\n", "");
	struct register_load_line l = first_row(cx, id);
	const char *at[SHEET_FIELD_N];

	t_int(7, load_of(cx, id).errors_n);
	memcpy(at, l.at, sizeof at);
	at[SHEET_AWARD] = "LĐTT";
	t_ok(register_load_correct(cx, l.id, l.version, at, 0));
	t_int(6, load_of(cx, id).errors_n);
	t_text("31/02/1980", first_row(cx, id).at[SHEET_BIRTH]);
	t_text("#REF!", first_row(cx, id).at[SHEET_UNIT]);
}

TEST(load_corrected_elsewhere_keeps_the_award_its_code_said)
{
	struct ctx *cx = register_house();
	int64_t id = read_in(cx, "STT;Họ và tên;Danh hiệu;Mã danh hiệu;Số QĐ;Ngày QĐ;Cơ quan ban hành\n1;Lê Văn Cường;Bằng khen;BKTTG;7/QĐ-TTg;1/2/2019;Thủ tướng Chính phủ\n", "");
	struct register_load_line l = first_row(cx, id);
	const char *at[SHEET_FIELD_N];

	t_text("BKTTG", l.at[SHEET_AWARD_CODE]);
	memcpy(at, l.at, sizeof at);
	at[SHEET_NAME] = "Lê Văn Cương";
	t_ok(register_load_correct(cx, l.id, l.version, at, 0));
	t_text("BKTTG", first_row(cx, id).at[SHEET_AWARD_CODE]);
	/* another name is another award */
	l = first_row(cx, id);
	at[SHEET_AWARD] = "Giấy khen";
	t_ok(register_load_correct(cx, l.id, l.version, at, 0));
	t_text("GK", first_row(cx, id).at[SHEET_AWARD_CODE]);
}

TEST(load_writes_no_number_and_no_time_that_reading_doubted)
{
	struct ctx *cx = register_house();
	int64_t id = read_in(cx, "STT;Họ và tên;Danh hiệu;Thời gian thành tích;Số sổ vàng;Số QĐ;Ngày QĐ;Cơ quan ban hành\n"
	                         "1;Lê Văn Cường;LĐTT;31/12/2018 - 01/01/2016;12a;7/QĐ-SYT;1/2/2019;Sở Y tế\n", ""), job;
	struct register_line line = {.name = ""};

	t_int(2, load_of(cx, id).doubts_n);
	t_ok(register_load_take(cx, id, load_of(cx, id).version, &job));
	t_commit(cx);
	run(cx, "register.write", register_write_job, false);
	t_ok(register_get(cx, 1, &line));
	t_int(0, line.place_no);
	t_true(line.period_from == DATE_NONE && line.period_to == DATE_NONE);
}

TEST(load_whose_job_was_cancelled_before_it_began_goes_on_when_asked)
{
	struct ctx *cx = register_house();
	int64_t id = read_in(cx, LIST_TEXT, ""), job;

	t_ok(register_load_take(cx, id, load_of(cx, id).version, &job));
	t_ok(job_cancel(cx, job));
	t_commit(cx);
	t_text("writing", load_of(cx, id).state);
	t_err(ERR_STALE, register_load_take(cx, id, load_of(cx, id).version - 1, &job));
	t_rollback(cx);
	t_ok(register_load_take(cx, id, load_of(cx, id).version, &job));
	t_commit(cx);
	run(cx, "register.write", register_write_job, false);
	t_text("published", load_of(cx, id).state);
	t_holds(cx, 4);
	t_ok(register_load_undo(cx, id, load_of(cx, id).version, "nạp nhầm", &job));
	t_ok(job_cancel(cx, job));
	t_commit(cx);
	t_ok(register_load_undo(cx, id, load_of(cx, id).version, "", &job));
	t_commit(cx);
	run(cx, "register.undo", register_undo_job, false);
	t_text("undone", load_of(cx, id).state);
	t_holds(cx, 8);
}

/* Its undoing breaks off and leaves all as it was. */
static void breaks_off(struct ctx *cx, int64_t id)
{
	struct job j = {.kind = ""};

	while (!text_is(j.kind, "register.undo")) {
		t_ok(job_take(cx, &j));
		t_commit(cx);
	}
	t_err(ERR_INVALID, register_undo_job(cx, &j));
	t_true(cx->faults.n > 0);
	faults_init(&cx->faults, t_mem());
	if (db_in_transaction(cx->db))
		db_rollback(cx->db);
	t_ok(cx_begin(cx, true));
	t_ok(job_failed(cx, &j, "", true));
	t_commit(cx);
	t_text("published", load_of(cx, id).state);
	t_holds(cx, 5);
}

TEST(load_of_which_a_line_was_withdrawn_meanwhile_is_not_undone)
{
	struct ctx *cx = register_house();
	int64_t id = taken(cx), job, no;

	run(cx, "register.write", register_write_job, false);
	t_ok(register_load_undo(cx, id, load_of(cx, id).version, "nạp nhầm", &job));
	t_commit(cx);
	t_ok(register_withdraw(cx, 2, "ghi nhầm", &no));
	t_commit(cx);
	breaks_off(cx, id);
}

TEST(load_of_which_a_head_left_the_house_meanwhile_is_not_undone)
{
	struct ctx *cx = register_house();
	int64_t id = taken(cx), job, no, n;
	struct register_load l;
	struct load_writer *w = NULL;
	struct head h;

	run(cx, "register.write", register_write_job, false);
	t_ok(register_load_undo(cx, id, load_of(cx, id).version, "nạp nhầm", &job));
	t_commit(cx);
	l = load_of(cx, id);
	t_ok(load_writer_new(cx, &l, &w));
	t_ok(load_write(cx, w, 4, &n));
	t_commit(cx);
	/* a line whose withdrawal waits behind the end is nobody else's to withdraw */
	t_err(ERR_STATE, register_withdraw(cx, 2, "ghi nhầm", &no));
	t_rollback(cx);
	(void)register_put(cx, register_grant(cx, register_somebody(cx, "Hoàng Văn Em", "S-NV"), "LDTT", "1/QĐ-SNV", date_of(2024, 1, 5)));
	t_ok(register_head_sign(cx, &h));
	t_commit(cx);
	breaks_off(cx, id);
}

TEST(load_is_written_by_one_at_a_time)
{
	struct ctx *cx = register_house();
	int64_t id = taken(cx), n;
	struct register_load l = load_of(cx, id);
	struct load_writer *one = NULL, *other = NULL;

	t_ok(load_writer_new(cx, &l, &one));
	t_ok(load_writer_new(cx, &l, &other));
	t_ok(load_write(cx, one, 2, &n));
	t_commit(cx);
	t_err(ERR_STALE, load_write(cx, other, 2, &n));
	t_rollback(cx);
	run(cx, "register.write", register_write_job, false);
	t_holds(cx, 4);
}

TEST(load_that_is_stopped_keeps_records_that_others_used_meanwhile)
{
	struct ctx *cx = register_house();
	int64_t id = taken(cx), n, no;
	struct register_load l = load_of(cx, id);
	struct load_writer *w = NULL;
	struct person_list list = {0};

	t_ok(load_writer_new(cx, &l, &w));
	t_ok(load_write(cx, w, 3, &n));
	t_commit(cx);
	t_ok(person_list(cx, (struct person_filter){.q = "", .is_household = -1}, &list));
	t_int(2, list.n);
	no = register_put(cx, register_grant(cx, list.at[0].id, "LDTT", "1/QĐ-SNV", date_of(2024, 1, 5)));
	t_ok(person_name_add(cx, list.at[1].id, "Bình An", &n));
	t_commit(cx);
	run(cx, "register.write", register_write_job, true);
	t_text("read", load_of(cx, id).state);
	t_int(1, no);
	t_holds(cx, 1);
	t_int(2, people_n(cx));
}

/* How many problems of a field a load has; the first one's words. */
static int said_of(struct ctx *cx, int64_t id, enum sheet_field f, const char **message_out)
{
	struct register_load_lines list = {0};
	int n = 0;

	*message_out = "";
	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id}, &list));
	for (size_t i = 0; i < list.n; i++)
		for (size_t k = 0; k < list.at[i].problems_n; k++)
			if (list.at[i].problems[k].field == f && n++ == 0)
				*message_out = list.at[i].problems[k].message;
	return n;
}

TEST(load_says_a_certificate_twice_an_award_before_its_time_and_a_unit_left_empty)
{
	struct ctx *cx = register_house();
	const char *words;
	int64_t id = read_in(cx, "STT;Họ và tên;Năm sinh;Đơn vị;Danh hiệu;Năm;Số QĐ;Ngày QĐ;Cơ quan ban hành;Số bằng;Tiền thưởng\n"
	                         "1;Nguyễn Văn An;1980;Sở Y tế;GK;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;15;1.490.000 đ\n"
	                         "2;Trần Thị Bình;1981;;GK;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;16;hai triệu\n"
	                         "3;Lê Văn Cường;1982;;GK;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;15;\n"
	                         "4;Phạm Thị Dung;1983;;GK;2020;5/QĐ-SYT;20/12/2020;Sở Y tế;15;\n"
	                         "5;Phường Ba Đình;;Phường Ba Đình;XTB;2019;9/QĐ-UBND;20/12/2019;UBND Thành phố;;\n", "");

	t_int(1, said_of(cx, id, SHEET_CERTIFICATE, &words));
	t_text("Số bằng “15” của “Giấy khen” đã ghi ở dòng 2.", words);
	t_int(3, said_of(cx, id, SHEET_UNIT, &words));
	t_text("Ô đơn vị để trống; đã đọc là “Sở Y tế” như dòng trên.", words);
	t_int(1, said_of(cx, id, SHEET_MONEY, &words));
	t_text("Không đọc được số tiền “hai triệu”; tiền thưởng được tính theo quy định của ngày quyết định.", words);
	t_int(1, said_of(cx, id, SHEET_AWARD, &words));
	t_text("Ngày 20/12/2019 chưa có hoặc không còn “Xã, phường, đặc khu tiêu biểu”.", words);
}

/* The i-th line of a load as people look at it. */
static struct register_load_line seen_line(struct ctx *cx, int64_t id, size_t i)
{
	struct register_load_lines list = {0};

	t_ok(register_load_lines(cx, (struct register_load_filter){.load_id = id, .with_look = true}, &list));
	t_true(list.n > i);
	return list.at[i];
}

static void take(struct ctx *cx, int64_t id)
{
	int64_t job;

	t_ok(register_load_take(cx, id, load_of(cx, id).version, &job));
	t_commit(cx);
	run(cx, "register.write", register_write_job, false);
}

TEST(load_shows_whom_each_row_means_and_asks_where_several_may_be)
{
	struct ctx *cx = register_house();
	int64_t one = register_somebody(cx, "Nguyễn Văn An", "S-YT"), other = register_somebody(cx, "Nguyễn Văn An", "S-YT"), id;
	struct register_load_line l;
	struct register_line line = {0};
	const char *words;

	t_commit(cx);
	id = read_in(cx, LIST_TEXT, "");
	t_int(1, said_of(cx, id, SHEET_NAME, &words));
	t_text("Có 2 hồ sơ có thể là “Nguyễn Văn An”; nếu không chọn thì lập hồ sơ mới.", words);
	l = seen_line(cx, id, 1);
	t_true(l.is_seen && l.has_person);
	t_int(0, l.meant_id);
	t_int(2, l.may_n);
	t_int(one, l.may[0].id);
	t_int(other, l.may[1].id);
	t_int(0, seen_line(cx, id, 2).meant_id);
	t_false(seen_line(cx, id, 4).has_person);
	t_ok(register_load_correct(cx, l.id, l.version, l.at, other));
	t_int(0, said_of(cx, id, SHEET_NAME, &words));
	t_int(other, seen_line(cx, id, 1).meant_id);
	t_commit(cx);
	take(cx, id);
	t_ok(register_get(cx, 1, &line));
	t_int(other, line.person_id);
	t_false(seen_line(cx, id, 1).is_made);
	t_true(seen_line(cx, id, 2).is_made);
}

TEST(load_refuses_a_record_that_is_not_there)
{
	struct ctx *cx = register_house();
	int64_t id = read_in(cx, LIST_TEXT, "");
	struct register_load_line l = seen_line(cx, id, 1);
	const char *words;

	t_ok(register_load_correct(cx, l.id, l.version, l.at, 4711));
	t_int(1, load_of(cx, id).errors_n);
	t_int(1, said_of(cx, id, SHEET_NAME, &words));
	t_text("Không có hồ sơ số 4711 của một cá nhân trong phạm vi của bạn.", words);
	l = seen_line(cx, id, 1);
	t_ok(register_load_correct(cx, l.id, l.version, l.at, -1));
	t_int(0, load_of(cx, id).errors_n);
}

static const char ACTS_TEXT[] =
    "STT;Họ và tên;Năm sinh;Đơn vị;Danh hiệu;Năm;Số QĐ;Ngày QĐ;Cơ quan ban hành;Tính chất;Số bằng;Ghi chú\n"
    "1;Nguyễn Văn An;1980;Sở Y tế;CSTĐCS;2019;8/QĐ-SYT;20/12/2020;Sở Y tế;Thu hồi;;Khai man\n"
    "2;Trần Thị Bình;1981;Sở Y tế;LĐTT;2019;9/QĐ-SYT;20/12/2020;Sở Y tế;Cấp lại;77;\n"
    "3;Lê Văn Cường;1982;Sở Y tế;LĐTT;2019;9/QĐ-SYT;20/12/2020;Sở Y tế;Hủy bỏ;;\n";

TEST(load_writes_revocations_and_re_issues_of_awards_that_the_register_holds)
{
	struct ctx *cx = register_house();
	int64_t id;
	const char *words, *at[SHEET_FIELD_N];
	struct register_line line = {0};
	struct register_load_line l;

	take(cx, read_in(cx, LIST_TEXT, ""));
	id = read_in(cx, ACTS_TEXT, "");
	t_int(1, load_of(cx, id).errors_n);
	t_int(1, said_of(cx, id, SHEET_NATURE, &words));
	t_text("Không thấy “Lao động tiên tiến” đang có hiệu lực của “Lê Văn Cường” trong sổ, cũng không ở các dòng trên của tệp, để hủy bỏ.", words);
	t_int(1, seen_line(cx, id, 1).about_no);
	t_int(2, seen_line(cx, id, 2).about_no);
	l = seen_line(cx, id, 3);
	memcpy(at, l.at, sizeof at);
	at[SHEET_ABOUT] = "3";
	t_ok(register_load_correct(cx, l.id, l.version, at, 0));
	t_int(1, said_of(cx, id, SHEET_ABOUT, &words));
	t_text("Dòng số 3 là “Giấy khen”, không phải khen thưởng của dòng này.", words);
	at[SHEET_AWARD] = "Giấy khen";
	t_ok(register_load_correct(cx, l.id, l.version + 1, at, 0));
	t_int(0, load_of(cx, id).errors_n);
	t_commit(cx);
	take(cx, id);
	t_text("published", load_of(cx, id).state);
	t_ok(register_get(cx, 1, &line));
	t_int(5, line.ended_by_no);
	t_ok(register_get(cx, 2, &line));
	t_int(1, line.renewed_n);
	t_ok(register_get(cx, 3, &line));
	t_int(7, line.ended_by_no);
	t_ok(register_get(cx, 5, &line));
	t_int(REGISTER_REVOKE, line.nature);
	t_text("Khai man", line.reason);
	t_ok(register_get(cx, 6, &line));
	t_text("77", line.certificate);
	t_text("Theo quyết định số 9/QĐ-SYT", line.reason);
	t_holds(cx, 7);
	/* the same again finds nothing left to revoke */
	id = read_in(cx, ACTS_TEXT, "");
	t_int(3, load_of(cx, id).errors_n);
}

TEST(load_revokes_no_award_of_a_unit_out_of_reach)
{
	static const char ACT[] = "STT;Họ và tên;Năm sinh;Đơn vị;Danh hiệu;Năm;Số QĐ;Ngày QĐ;Cơ quan ban hành;Tính chất;Ghi chú\n"
	                          "1;Nguyễn Văn An;1980;Sở Du lịch;CSTĐCS;2019;8/QĐ-SDL;20/12/2020;Sở Du lịch;Thu hồi;Khai man\n";
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Văn An", "S-DL"), id;
	struct register_in in = register_grant(cx, an, "CSTDCS", "5/QĐ-SVHTT", date_of(2019, 12, 20));
	const char *words;

	in.unit_id = register_unit(cx, "S-VHTT");       /* where he worked then */
	in.year = 2019;
	in.decision.level = "base";
	t_int(1, register_put(cx, in));
	t_commit(cx);
	register_officer(cx, "S-DL");
	id = read_for(cx, register_unit(cx, "S-DL"), ACT, "");
	t_int(1, load_of(cx, id).errors_n);
	t_int(1, said_of(cx, id, SHEET_ABOUT, &words));
	t_text("Dòng số 1 thuộc đơn vị ngoài phạm vi của bạn.", words);
}

TEST(load_of_a_line_whose_record_was_forgotten_makes_none_anew)
{
	static const char ACT[] = "STT;Họ và tên;Năm sinh;Đơn vị;Danh hiệu;Năm;Số QĐ;Ngày QĐ;Cơ quan ban hành;Tính chất;Dòng trong sổ được nêu\n"
	                          "1;Nguyễn Văn An;1980;Sở Du lịch;CSTĐCS;2019;8/QĐ-SDL;20/12/2020;Sở Du lịch;Thu hồi;1\n";
	struct ctx *cx = register_house();
	struct register_in in = register_grant(cx, register_somebody(cx, "Nguyễn Văn An", "S-DL"), "CSTDCS", "5/QĐ-SDL", date_of(2019, 12, 20));
	struct register_line line;
	int64_t id, n;

	in.year = 2019;
	in.decision.level = "base";
	t_int(1, register_put(cx, in));
	t_ok(register_blank_person(cx, in.person_id, "Theo yêu cầu", &n));
	t_commit(cx);
	id = read_for(cx, 0, ACT, "");
	t_int(0, load_of(cx, id).errors_n);
	t_false(seen_line(cx, id, 1).has_person);
	take(cx, id);
	t_ok(register_get(cx, 2, &line));
	t_int(REGISTER_REVOKE, line.nature);
	t_int(0, line.person_id);
	t_false(seen_line(cx, id, 1).is_made);
}

TEST(load_whose_award_was_revoked_meanwhile_is_not_written)
{
	struct ctx *cx = register_house();
	int64_t id, no, job;
	struct register_load_line l;
	struct register_load load;
	struct load_writer *w;
	int64_t n;

	take(cx, read_in(cx, LIST_TEXT, ""));
	id = read_in(cx, ACTS_TEXT, "");
	l = seen_line(cx, id, 3);
	l.at[SHEET_NATURE] = "grant";
	t_ok(register_load_correct(cx, l.id, l.version, l.at, 0));
	t_ok(register_load_take(cx, id, load_of(cx, id).version, &job));
	t_commit(cx);
	load = load_of(cx, id);
	t_ok(load_writer_new(cx, &load, &w));
	t_ok(load_write(cx, w, 10, &n));
	t_int(3, n);
	t_ok(register_add(cx, (struct register_in){.nature = REGISTER_REVOKE, .about_no = 1, .decision = {.number = "1/QĐ", .day = date_of(2021, 1, 1), .issuer = "Sở Y tế", .level = "base",
	     .signer = "", .signer_title = "", .title = ""}, .period_from = DATE_NONE, .period_to = DATE_NONE, .name = "", .unit_words = "", .position = "", .achievement = "",
	     .movement = "", .certificate = "", .reason = "khai man"}, &no));
	t_err(ERR_INVALID, load_publish(cx, &load));
	t_rollback(cx);
}
