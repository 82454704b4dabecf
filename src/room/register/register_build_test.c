/* register_build_test.c -- a whole register at once. */
#include "room/register/register_build.h"

#include "base/buf.h"
#include "base/text.h"
#include "room/job/job.h"
#include "room/register/register_load.h"
#include "room/register/register_load_in.h"
#include "room/register/register_test.h"
#include "tests/t.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

#define HEADS "STT;Họ và tên;Năm sinh;Đơn vị;Danh hiệu;Năm;Số QĐ;Ngày QĐ;Cơ quan ban hành;Số bằng\n"

static const char FIRST[] = HEADS "1;Nguyễn Văn An;1980;Sở Y tế;CSTĐCS;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;\n"
                                  "2;Trần Thị Bình;1981;Sở Y tế;LĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;\n"
                                  "3;Phòng Tài chính;;Sở Y tế;TTLĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;\n"
                                  "Cộng: 3\n";
static const char SECOND[] = HEADS "1;NGUYỄN VĂN AN;1980;Sở Y tế;LĐTT;2020;7/QĐ-SYT;20/12/2020;Sở Y tế;0012\n"
                                   "2;Trần Thị Bình;1985;Sở Y tế;LĐTT;2020;7/QĐ-SYT;20/12/2020;Sở Y tế;\n";

/* What the built register has is read in a transaction of the test's own. fail_at: the statement of the building that fails; 0: none. */
static err build_failing(struct ctx *cx, const char *second, int64_t fail_at, struct register_built *out)
{
	const struct register_build_file files[] = {{t_file("first.csv", FIRST, strlen(FIRST)), "first.csv"}, {t_file("second.csv", second, strlen(second)), "second.csv"}};
	err e;

	t_commit(cx);
	db_rollback(cx->db);
	faults_init(&cx->faults, cx->mem);
	db_fail_at(cx->db, fail_at);
	e = register_build(cx, files, COUNT(files), "", out);
	db_fail_at(cx->db, 0);
	t_false(db_in_transaction(cx->db));
	t_ok(cx_begin(cx, true));
	return e;
}

static err build(struct ctx *cx, const char *second, struct register_built *out)
{
	return build_failing(cx, second, 0, out);
}

static void t_lines(struct ctx *cx, int64_t n)
{
	struct register_check c = {.wrong = "?"};

	t_ok(register_verify(cx, &c));
	t_text("", c.wrong);
	t_int(n, c.lines_n);
}

static struct person_list people(struct ctx *cx)
{
	struct person_list list = {0};

	t_ok(person_list(cx, (struct person_filter){.q = "", .is_household = -1}, &list));
	return list;
}

/* Names of all indexes and what they are: a building leaves them as they were. */
static const char *shape(struct ctx *cx)
{
	const char *out = "";

	t_commit(cx);
	db_rollback(cx->db);
	t_ok(db_catalogue(cx->db, t_mem(), &out));
	t_ok(cx_begin(cx, true));
	return out;
}

TEST(register_build_makes_lines_people_and_proof_of_several_files)
{
	struct ctx *cx = register_house();
	struct register_built b = {0};
	struct register_list held = {0};
	struct register_line l = {.no = 0};
	const char *before = shape(cx), *proof = NULL;
	int64_t an = 0;
	struct head h;

	t_ok(build(cx, SECOND, &b));
	t_int(8, b.lines_n);    /* with both headings and the count */
	t_int(5, b.rows_n);
	t_int(3, b.skipped_n);
	t_int(3, b.people_n);   /* An is in both files; the Bình of 1985 is another */
	t_int(3, people(cx).n);
	t_lines(cx, 5);
	for (size_t i = 0; i < people(cx).n; i++)
		an = text_is(people(cx).at[i].name, "Nguyễn Văn An") ? people(cx).at[i].id : an;
	t_ok(register_ladder(cx, an, &held));
	t_int(2, held.n);
	t_ok(register_get(cx, 4, &l));
	t_int(an, l.person_id);
	t_text("NGUYỄN VĂN AN", l.name);
	t_text("0012", l.certificate);
	t_text("7/QĐ-SYT", l.decision.number);
	t_ok(register_head_sign(cx, &h));
	t_ok(register_proof(cx, 4, &proof));
	t_text(before, shape(cx));
	t_err(ERR_STATE, build(cx, SECOND, &b));        /* only where nothing is */
	t_lines(cx, 5);
}

TEST(register_build_of_many_lines_keeps_their_order_and_their_words)
{
	struct ctx *cx = register_house();
	struct register_built b = {0};
	struct register_line l = {.no = 0};
	struct buf *text = buf_new(cx->mem, 1 << 20);

	buf_text(text, HEADS);
	for (int i = 1; i <= 1700; i++)         /* more than are written at once, some times over */
		buf_fmt(text, "%d;Lê Văn %d;1980;Sở Y tế;LĐTT;2020;%d/QĐ-SYT;20/12/2020;Sở Y tế;\n", i, i % 600, i / 100 + 1);
	t_ok(build(cx, text->p, &b));
	t_int(1703, b.rows_n);
	t_int(602, b.people_n);
	t_lines(cx, 1703);
	for (int i = 1; i <= 1700; i += 333) {
		t_ok(register_get(cx, 3 + i, &l));
		t_text(mem_text(cx->mem, "Lê Văn %d", i % 600), l.name);
		t_text(mem_text(cx->mem, "%d/QĐ-SYT", i / 100 + 1), l.decision.number);
	}
}

TEST(register_build_takes_a_row_as_one_is_taken_that_was_kept)
{
	struct ctx *cx = register_house();
	struct sheet_map none = {0};
	struct register_reads *r = NULL;
	const struct sheet_said *said = NULL;
	int n = 0;

	t_ok(register_reads_open(cx, cx->mem, t_file("first.csv", FIRST, strlen(FIRST)), "first.csv", &none, &r));
	while (register_reads_next(r, &said) == OK && said != NULL) {
		struct load_kept kept[SHEET_ROWS_MAX];
		const char *at[SHEET_FIELD_N], *direct[SHEET_FIELD_N];
		size_t kept_n;

		load_keep(cx->mem, said, kept, &kept_n);
		for (size_t i = 0; i < said->rows_n; i++, n++) {
			load_fields(cx->mem, kept[i].fields, at);
			load_fields_of(cx->mem, said, &said->rows[i], direct);
			for (int f = 1; f < SHEET_FIELD_N; f++)
				t_text(at[f], direct[f]);
		}
	}
	t_int(3, n);
}

TEST(register_build_with_an_error_anywhere_leaves_everything_as_it_was)
{
	static const char *const bad[] = {
		HEADS "1;Lê Văn Cường;1980;Sở Y tế;LĐTT;2020;7/QĐ-SYT;31/02/2020;Sở Y tế;\n",
		HEADS "1;Lê Văn Cường;1980;Sở Y tế;LĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;0012\n2;Lê Văn Dũng;1980;Sở Y tế;LĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế;0012\n"};
	struct ctx *cx = register_house();
	const char *before = shape(cx);
	struct register_built b = {0};

	for (size_t i = 0; i < COUNT(bad); i++) {
		t_err(ERR_INVALID, build(cx, bad[i], &b));
		t_true(cx->faults.n > 0);
		t_has(i == 0 ? "second.csv, dòng 2" : "0012", i == 0 ? cx->faults.at[0].field : cx->faults.at[0].sentence);
		t_lines(cx, 0);
		t_int(0, people(cx).n);
		t_text(before, shape(cx));
	}
	t_ok(build(cx, SECOND, &b));
	t_lines(cx, 5);
}

TEST(register_build_that_fails_at_any_statement_leaves_nothing)
{
	struct ctx *cx = register_house();
	const char *before = shape(cx);
	struct register_built b = {0};
	int64_t k = 1;
	err e;

	while ((e = build_failing(cx, SECOND, k, &b)) != OK) {
		t_int(ERR_DB, e);
		t_lines(cx, 0);
		t_int(0, people(cx).n);
		if (k % 10 == 1)
			t_text(before, shape(cx));
		k++;
	}
	t_true(k > 30);
	t_lines(cx, 5);
	t_text(before, shape(cx));
}

TEST(register_build_finds_in_the_crowd_whom_the_database_would_find)
{
	static const struct {
		const char *name, *sex, *unit;
		int year, day;
	} keys[] = {{"Trần Thị Lan", "", "S-YT", 0, 0}, {"Trần Thị Lan", "f", "S-YT", 1980, 0}, {"tran thi lan", "", "S-NV", 1980, 3}, {"Trần Thị Lan", "m", "S-NV", 1980, 0},
	            {"Trần Thị Lan", "", "", 1980, 3}, {"Trần Thị Lan", "", "S-NV", 0, 0}, {"Trần Thị Lan", "", "S-TC", 1990, 0}, {"Ai đó", "", "S-NV", 1980, 0}};
	struct ctx *cx = register_house();
	struct person_crowd *crowd = NULL;
	int64_t ids[4];
	const char *births[] = {"1980", "03/3/1980", "1981", ""}, *units[] = {"S-NV", "S-YT", "S-NV", "S-NV"};

	for (size_t i = 0; i < COUNT(ids); i++) {
		struct person_in in = {.name = "Trần Thị Lan", .birth = births[i], .sex = i == 1 ? "f" : "", .ethnicity = "", .religion = "", .nationality = "", .staff_code = "",
		                       .address = "", .died = DATE_NONE};
		struct person_post_in post = {.unit_id = register_unit(cx, units[i]), .unit_words = "", .position = "", .paper = "", .from = DATE_NONE, .to = DATE_NONE};

		t_ok(person_add(cx, in, post, i == 3 ? "001080012345" : "", &ids[i]));
	}
	t_ok(person_crowd_open(cx, cx->mem, &crowd));
	for (size_t i = 0; i < 2 * COUNT(keys); i++) {
		size_t k = i / 2;
		struct person_key key = {.name = keys[k].name, .sex = keys[k].sex, .unit_id = *keys[k].unit == '\0' ? 0 : register_unit(cx, keys[k].unit), .birth_year = keys[k].year,
		                         .birth = keys[k].day == 0 ? DATE_NONE : date_of(keys[k].year, 3, keys[k].day), .number = i % 2 == 0 ? "" : "001080012345"};
		struct person_key same = key;
		struct person_matches from_db, from_crowd;

		t_ok(person_match_all(cx, &key, &from_db));
		t_ok(person_crowd_match(cx, crowd, &same, &from_crowd));
		t_int(from_db.id, from_crowd.id);
		t_int(from_db.may_n, from_crowd.may_n);
		t_true(from_db.is_tied == from_crowd.is_tied);
		t_true(key.is_number_taken == same.is_number_taken);
	}
}

TEST(register_build_is_refused_while_others_have_the_database)
{
	struct ctx *cx = register_house();
	struct register_built b = {0};
	struct db *other = NULL;
	const char *where;

	t_commit(cx);
	where = t_where();
	cx = t_ctx();
	t_ok(db_open(t_mem(), where, DB_READ, &other));
	t_err(t_is_pg() ? OK : ERR_BUSY, build(cx, SECOND, &b));
	db_close(other);
	if (!t_is_pg())
		t_ok(build(cx, SECOND, &b));
	t_lines(cx, 5);
}
