/* room/plan/plan_read_test.c -- the real plan of Hà Nội in four formats against what a person reads in it; the grammar
 * of times; bodies; text of other plans; the same document again. */
#include "tests/t.h"

#include <jansson.h>

#include "base/date.h"
#include "base/text.h"
#include "read/grid.h"
#include "room/plan/plan_read.h"

enum { ARENA = 512 * 1024 * 1024, WORDS = 8000, FIELDS = 9 };

#define SEED "data/plan/ke-hoach-thi-dua-khen-thuong-ha-noi-2024.txt"

struct bench {
	struct mem *m;
	struct body_word *words;
	struct body_lexicon lex;
	struct read_doc in;
	struct plan_doc doc;
};

static void add_words(struct bench *b, const char *words, const char *code, bool is_class)
{
	if (words != NULL && *words != '\0' && b->lex.n < WORDS)
		b->words[b->lex.n++] = (struct body_word){words, code, is_class};
}

/* The columns of a data file; which of them are words and codes is told by its name. */
static void load(struct bench *b, const char *path, int code, int first, int second, bool is_class)
{
	const char *p = t_source(path);
	bool is_named = false;

	while (*p != '\0') {
		size_t n = strcspn(p, "\n");
		char *line = mem_copy(b->m, p, n), *f[FIELDS] = {NULL};
		size_t k = 0;

		p += n + (p[n] == '\n');
		if (*line == '#' || *line == '\0')
			continue;
		for (char *s = line; s != NULL && k < FIELDS; k++) {
			f[k] = s;
			s = strchr(s, '\t');
			if (s != NULL)
				*s++ = '\0';
		}
		if (is_named) {
			add_words(b, f[first], f[code], code == 1 ? text_is(f[0], "class") : is_class);
			if (second >= 0)
				add_words(b, f[second], f[code], is_class);
		}
		is_named = true;
	}
}

static void bench_open(struct bench *b)
{
	*b = (struct bench){.m = mem_open(ARENA)};
	b->words = mem_new(b->m, struct body_word, WORDS);
	b->lex.at = b->words;
	load(b, "data/unit/units.tsv", 0, 3, 4, false);
	load(b, "data/unit/classes.tsv", 0, 1, -1, true);
	load(b, "data/unit/bodies.tsv", 1, 2, -1, false);
}

static void read_path(struct bench *b, const char *path)
{
	struct faults f;

	faults_init(&f, b->m);
	assert_int_equal(read_file(b->m, t_source_path(path), path, &f, &b->in), OK);
	plan_read(b->m, &b->in, &b->lex, &b->doc);
}

static void read_words(struct bench *b, const char *text)
{
	struct faults f;
	const char *path = t_file("ke-hoach.txt", text, strlen(text));

	faults_init(&f, b->m);
	assert_int_equal(read_file(b->m, path, "ke-hoach.txt", &f, &b->in), OK);
	plan_read(b->m, &b->in, &b->lex, &b->doc);
}

/* ---- the seed ------------------------------------------------------------------------------------------------------- */

/* Every field that `want` has is in `got` with the same value; what was read may say more. */
static bool says(const json_t *want, const json_t *got)
{
	const char *key;
	json_t *value;
	size_t i;

	if (json_is_object(want)) {
		json_object_foreach((json_t *)want, key, value)
		{
			if (!says(value, json_object_get(got, key)))
				return false;
		}
		return true;
	}
	if (!json_is_array(want))
		return json_equal(want, got);
	if (json_array_size(want) != json_array_size(got))
		return false;
	json_array_foreach((json_t *)want, i, value)
	{
		if (!says(value, json_array_get(got, i)))
			return false;
	}
	return true;
}

/* A line of the text file that ends in a hyphen is folded to a space like any other. */
static void loosen(json_t *tasks)
{
	json_t *task = json_array_get(tasks, 26);
	const char *was = json_string_value(json_object_get(task, "content"));
	struct mem *m = mem_open(1 << 20);
	const char *at = strstr(was, "NQ-HĐND");

	assert_non_null(at);
	json_object_set_new(task, "content",
	                    json_string(mem_text(m, "%s- %s", mem_copy(m, was, (size_t)(at - was) + 2), at + 3)));
	mem_close(m);
}

static void seed_reads(const char *path, bool is_text, bool with_head)
{
	struct bench b;
	struct buf *out;
	json_t *want, *got, *task;
	size_t i, bad = 0;

	bench_open(&b);
	read_path(&b, path);
	out = buf_new(b.m, PLAN_JSON_MAX);
	plan_doc_json(&b.doc, out);
	t_ok(buf_err(out));
	got = json_loads(out->p, 0, NULL);
	want = json_loads(t_source("tests/plan/ha-noi-2024.expected.json"), 0, NULL);
	assert_non_null(got);
	assert_non_null(want);
	if (is_text)
		loosen(json_object_get(want, "tasks"));
	assert_int_equal(json_array_size(json_object_get(got, "tasks")), 50);
	json_array_foreach(json_object_get(want, "tasks"), i, task)
	{
		const json_t *one = json_array_get(json_object_get(got, "tasks"), i);

		if (says(task, one) && json_real_value(json_object_get(one, "confidence")) == 1.0)
			continue;
		print_error("%s: task %zu reads %s\n", path, i, json_dumps(one, 0));
		bad++;
	}
	assert_int_equal(bad, 0);
	assert_true(says(json_object_get(want, "links"), json_object_get(got, "links")));
	assert_int_equal(json_array_size(json_object_get(got, "unresolved")), 0);
	assert_int_equal(json_array_size(json_object_get(got, "unread")), 0);
	if (with_head)
		assert_true(says(json_object_get(want, "plan"), json_object_get(got, "plan")));
	json_decref(got);
	json_decref(want);
	mem_close(b.m);
}

TEST(plan_read_takes_every_column_of_the_text_as_it_is) { seed_reads(SEED, true, true); }

TEST(plan_read_takes_the_same_from_word) { seed_reads("tests/files/ha-noi-2024.docx", false, true); }

TEST(plan_read_takes_the_same_from_pdf) { seed_reads("tests/files/ha-noi-2024.pdf", false, true); }

TEST(plan_read_takes_the_same_from_excel) { seed_reads("tests/files/ha-noi-2024.xlsx", false, false); }

TEST(plan_read_knows_the_lines_of_each_row)
{
	struct bench b;

	bench_open(&b);
	read_path(&b, SEED);
	assert_int_equal(b.doc.tasks.at[0].source.from_line, 599);
	assert_int_equal(b.doc.tasks.at[0].source.to_line, 617);
	mem_close(b.m);
}

/* ---- times ------------------------------------------------------------------------------------------------------------ */

static const char *told(struct mem *m, const char *cell)
{
	struct body_lexicon none = {0};
	struct plan_doc_milestones ms = {0};
	struct plan_doc_warnings warn = {0};
	const char *out = "";

	plan_read_times(m, cell, 2024, &none, &ms, &warn);
	for (size_t i = 0; i < ms.n; i++)
		out = mem_text(m, "%s%s%s %s %s %d %s%s%s%s", out, *out == '\0' ? "" : "; ", plan_when_name(ms.at[i].kind),
		               date_iso(m, ms.at[i].from), date_iso(m, ms.at[i].end), ms.at[i].days, ms.at[i].period,
		               *ms.at[i].part == '\0' ? "" : ":", ms.at[i].part, ms.at[i].follows);
	return warn.n > 0 ? mem_text(m, "%s !", out) : out;
}

TEST(plan_date_reads_each_way_of_telling_a_time)
{
	static const struct {
		const char *cell, *want;
	} cases[] = {
		{"15.3.2024", "on 2024-03-15  0 "},
		{"15-3-2024", "on 2024-03-15  0 "},
		{"ngày 15 tháng 3 năm 2024", "on 2024-03-15  0 "},
		{"Trước ngày 15/01//2024", "before 2024-01-15  0 "},
		{"Hoàn thành trước 30/6", "before 2024-06-30  0 "},
		{"Chậm nhất 20/11", "until 2024-11-20  0 "},
		{"Đến hết tháng 9", "until 2024-09-30  0 2024-09"},
		{"Vào dịp 10/10/2024", "around 2024-10-10  0 "},
		{"Nửa đầu tháng 3", "month   0 2024-03:early"},
		{"Nửa đầu năm", "half_year   0 2024-H1"},
		{"Dự kiến tháng 9/2024", "month   0 2024-09"},
		{"Từ 01/4 - 30/6/2024", "range 2024-04-01 2024-06-30 0 "},
		{"Định kỳ 6 tháng, năm", "recurring   0 half_year; recurring   0 year"},
		{"Hằng tháng, quý, năm", "recurring   0 month; recurring   0 quarter; recurring   0 year"},
		{"Trước kỳ họp giữa năm 10 ngày", "offset   10 kỳ họp giữa năm"},
		{"Hạn cuối: 30/9/2024", "until 2024-09-30  0 "},
		{"Hoàn thành trong quý II", "quarter   0 2024-Q2"},
		{"Trong quý II", "quarter   0 2024-Q2"},
		{"Quý I, III", "quarter   0 2024-Q1; quarter   0 2024-Q3"},
		{"Đầu quý III", "quarter   0 2024-Q3:early"},
		{"Tháng 12/2024", "month   0 2024-12"},
		{"Tháng 3-4", "range 2024-03-01 2024-04-30 0 "},
		{"Tháng 01 - 12/2024", "range 2024-01-01 2024-12-31 0 "},
		{"15-20/3/2024", "range 2024-03-15 2024-03-20 0 "},
		{"từ 01/10/2024 đến 15/3/2025", "range 2024-10-01 2025-03-15 0 "},
		{"6 tháng đầu năm", "half_year   0 2024-H1"},
		{"Cuối năm", "year   0 2024:late"},
		{"Hằng tháng", "recurring   0 month"},
		{"Trước ngày 25 hằng tháng", "recurring   0 month"},
		{"Thường xuyên", "recurring   0 always"},
		{"Trước kỳ họp 10 ngày", "offset   10 kỳ họp"},
		{"Chậm nhất 10 ngày làm việc trước kỳ họp", "offset   10 kỳ họp"},
		{"Trong vòng 05 ngày kể từ ngày nhận hồ sơ", "offset   -5 ngày nhận hồ sơ"},
		{"Thực hiện theo tiến độ tại Phụ lục 1", "follows   0 Phụ lục 1"},
		{"Thực hiện khi có nội dung phát sinh", "when_arises   0 "},
		{"Trước 20/6, 20/12", "before 2024-06-20  0 ; before 2024-12-20  0 "},
		{"Trước 31/4/2024", "text   0  !"},
		{"Trước ngày 35/01/2024", "text   0  !"},
		{"Trước ngày 00/01/2024", "text   0  !"},
		{"ngày 32 tháng 3 năm 2024", "text   0  !"},
		{"15/O3/2024", "on 2024-03-15  0  !"},
		{"Sẽ bàn sau", "text   0  !"},
	};
	struct mem *m = t_mem();

	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(told(m, cases[i].cell), cases[i].want);
}

TEST(plan_when_before_ends_on_the_day_before)
{
	struct plan_doc_milestone ms = {.kind = PLAN_WHEN_BEFORE, .from = date_of(2024, 1, 15), .period = ""};
	date from, to;

	plan_when_span(&ms, &from, &to);
	assert_int_equal(to, date_of(2024, 1, 14));
	ms = (struct plan_doc_milestone){.kind = PLAN_WHEN_QUARTER, .period = "2024-Q2", .from = DATE_NONE};
	plan_when_span(&ms, &from, &to);
	assert_int_equal(from, date_of(2024, 4, 1));
	assert_int_equal(to, date_of(2024, 6, 30));
}

/* ---- bodies ----------------------------------------------------------------------------------------------------------- */

static const char *split(struct bench *b, const char *cell)
{
	struct plan_doc_bodies l = {0};
	const char *out = "";

	plan_read_bodies(b->m, cell, &b->lex, &l);
	for (size_t i = 0; i < l.n; i++)
		out = mem_text(b->m, "%s%s%s=%s%s", out, i > 0 ? " | " : "", l.at[i].words, l.at[i].unit, l.at[i].class_code);
	return out;
}

TEST(plan_body_splits_between_bodies_and_never_within_a_class)
{
	static const struct {
		const char *cell, *want;
	} cases[] = {
		{"UBND - Hội đồng TĐKT Thành phố", "UBND=UBND | Hội đồng TĐKT Thành phố=HD-TDKT"},
		{"Sở Nội vụ (Ban TĐKT Thành phố); Văn phòng UBND TP", "Sở Nội vụ=S-NV | Ban TĐKT Thành phố=B-TDKT | Văn phòng UBND TP=VP-UBND"},
		{"Các ngành, đơn vị liên quan", "Các ngành, đơn vị liên quan=C-NDVLQ"},
		{"Các quận, huyện, thị xã", "Các quận, huyện, thị xã=C-QHTX"},
		{"Sở Nội vụ, Sở Tài chính và Công an Thành phố", "Sở Nội vụ=S-NV | Sở Tài chính=S-TC | Công an Thành phố=CA"},
		{"Sở Y tế tỉnh Bắc Ninh", "Sở Y tế tỉnh Bắc Ninh="},
		{"UBND huyện Xa Lạ", "UBND huyện Xa Lạ="},
		{"Phòng Nội vụ huyện; các xã, thị trấn", "Phòng Nội vụ huyện= | các xã, thị trấn="},
	};
	struct bench b;

	bench_open(&b);
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(split(&b, cases[i].cell), cases[i].want);
	mem_close(b.m);
}

/* ---- other plans ------------------------------------------------------------------------------------------------------ */

TEST(plan_read_takes_dated_sentences_of_prose_as_candidates)
{
	struct bench b;

	bench_open(&b);
	read_words(&b, "KẾ HOẠCH\nCông tác thi đua năm 2024\n\nII. NHIỆM VỤ\n"
	               "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tổ chức Hội nghị tổng kết trước ngày 20/12/2024.\n"
	               "2. Nâng cao chất lượng công tác.\n"
	               "Thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị.\n");
	assert_int_equal(b.doc.tasks.n, 1);
	assert_true(b.doc.tasks.at[0].is_candidate);
	assert_true(b.doc.tasks.at[0].confidence < 1.0);
	assert_string_equal(b.doc.tasks.at[0].execute.at[0].unit, "S-NV");
	assert_string_equal(b.doc.tasks.at[0].coordinate.at[0].unit, "S-TC");
	assert_int_equal(b.doc.tasks.at[0].milestones.at[0].from, date_of(2024, 12, 20));
	mem_close(b.m);
}

TEST(plan_read_follows_the_columns_of_another_order)
{
	struct bench b;

	bench_open(&b);
	read_words(&b, "KẾ HOẠCH\nCông tác năm 2024\nTT Nhiệm vụ Thời gian\nĐơn vị chủ trì\nĐơn vị phối hợp\nGhi chú\n"
	               "1. Tổ chức phát động thi đua\nQuý I/2024\nSở Nội vụ\nSở Tài chính; Sở Tư pháp\n"
	               "2. Sơ kết công tác thi đua\nTrước 30/6\nSở Tư pháp\nCác ngành, đơn vị liên quan\n");
	assert_int_equal(b.doc.tasks.n, 2);
	assert_string_equal(b.doc.tasks.at[0].content, "Tổ chức phát động thi đua");
	assert_string_equal(b.doc.tasks.at[0].milestones.at[0].period, "2024-Q1");
	assert_int_equal(b.doc.tasks.at[0].coordinate.n, 2);
	assert_string_equal(b.doc.tasks.at[1].execute_text, "Sở Tư pháp");
	mem_close(b.m);
}

TEST(plan_read_takes_a_plan_of_another_province_without_doubt)
{
	struct bench b;

	bench_open(&b);
	read_words(&b, "ỦY BAN NHÂN DÂN\nTỈNH HẢI DƯƠNG\nSố: 128/KH-UBND\nHải Dương, ngày 15 tháng 01 năm 2024\n"
	               "KẾ HOẠCH\nCông tác thi đua, khen thưởng năm 2024\nSTT\nNội dung công việc\nĐơn vị chủ trì\n"
	               "Đơn vị phối hợp\nThời gian thực hiện\nSản phẩm\n"
	               "1\nBan hành Kế hoạch\nSở Nội vụ\nCác sở, ban, ngành\nQuý I/2024\nKế hoạch\n"
	               "2\nTổ chức Hội nghị sơ kết:\n- Chuẩn bị báo cáo;\n- Tổ chức Hội nghị.\nSở Nội vụ\n"
	               "Văn phòng UBND tỉnh; UBND các huyện, thị xã, thành phố\nTrước 30/6\nBáo cáo\n"
	               "3\nTuyên truyền\nBáo Hải Dương, Đài Phát thanh và Truyền hình tỉnh\nCác đơn vị liên quan\n"
	               "Thường xuyên\nTin, bài\n");
	assert_string_equal(b.doc.number, "128/KH-UBND");
	assert_int_equal(b.doc.day, date_of(2024, 1, 15));
	assert_int_equal(b.doc.tasks.n, 3);
	assert_int_equal(b.doc.unread.n, 0);
	assert_string_equal(b.doc.tasks.at[1].coordinate_text, "Văn phòng UBND tỉnh; UBND các huyện, thị xã, thành phố");
	assert_int_equal(b.doc.tasks.at[1].items.n, 2);
	assert_string_equal(b.doc.tasks.at[2].product, "Tin, bài");
	for (size_t i = 0; i < b.doc.tasks.n; i++)
		assert_int_equal(b.doc.tasks.at[i].warnings.n, 0);
	mem_close(b.m);
}

TEST(plan_read_says_what_it_does_not_understand)
{
	struct bench b;

	bench_open(&b);
	read_words(&b, "KẾ HOẠCH\nCông tác năm 2024\nTT Nội dung\nĐơn vị thực hiện\nThời gian\n"
	               "1. Tổ chức phát động thi đua\nSở Nội vụ\nSẽ thông báo\n");
	assert_int_equal(b.doc.tasks.n, 1);
	assert_true(b.doc.tasks.at[0].warnings.n > 0);
	assert_true(b.doc.tasks.at[0].confidence < 1.0);
	mem_close(b.m);
}

/* ---- again ------------------------------------------------------------------------------------------------------------- */

TEST(plan_diff_of_the_same_document_is_empty)
{
	struct bench a, b;
	struct plan_doc_changes out;

	bench_open(&a);
	bench_open(&b);
	read_path(&a, SEED);
	read_path(&b, SEED);
	plan_diff(b.m, &a.doc, &b.doc, &out);
	assert_int_equal(out.n, 0);
	mem_close(a.m);
	mem_close(b.m);
}

TEST(plan_diff_tells_what_was_added_removed_and_changed)
{
	struct bench a, b;
	struct plan_doc_changes out;
	struct plan_doc_task *t;

	bench_open(&a);
	bench_open(&b);
	read_path(&a, SEED);
	read_path(&b, SEED);
	b.doc.tasks.at[0].milestones.at[0].from = date_of(2024, 1, 20);
	b.doc.tasks.at[3].content = "Một việc hoàn toàn khác hẳn mà ai đọc cũng thấy là mới";
	t = &b.doc.tasks.at[10];
	t->execute_text = "Sở Tài chính";
	plan_diff(b.m, &a.doc, &b.doc, &out);
	assert_int_equal(out.n, 4);
	assert_string_equal(out.at[0].column, "milestones");
	assert_int_equal(out.at[1].kind, PLAN_CHANGE_ADDED);
	assert_string_equal(out.at[2].column, "execute");
	assert_int_equal(out.at[3].kind, PLAN_CHANGE_REMOVED);
	assert_int_equal(out.at[3].was, 3);
	mem_close(a.m);
	mem_close(b.m);
}

/* ---- documents that are no plan ------------------------------------------------------------------------------------ */

/* A megabyte of one line, read within an arena an eighth of the program's: up to somewhere, and the person is told where. */
static void read_much(const char *head, const char *line)
{
	static char text[1024 * 1024 + 1000];
	struct bench b = {.m = mem_open(ARENA / 8)};
	size_t n = (size_t)snprintf(text, sizeof text, "Kế hoạch thi đua năm 2024\n%s", head);
	bool is_told = false;

	while (n < 1024 * 1024)
		n += (size_t)snprintf(text + n, sizeof text - n, "%s\n", line);
	read_words(&b, text);
	for (size_t i = 0; i < b.doc.warnings.n; i++)
		is_told = is_told || strstr(b.doc.warnings.at[i], "Tài liệu quá dài: từ dòng") != NULL;
	t_true(is_told || mem_left(b.m) > ARENA / 24);
	mem_close(b.m);
}

TEST(plan_read_of_a_text_far_too_long_ends_and_says_where)
{
	static const char run_together[] = "TT\nNội dung\nĐơn vị thực hiện\nThời gian\n1\n";

	read_much("", "a b c d e f g h i k l m n o p q r s t u v x y a b c d e");
	read_much("", ", . ; : - ( ) , . ; : - ( ) , . ; : - ( ) , . ; : - ( )");
	read_much("", "Nội dung       làm việc      gì đó");
	read_much("", "TT     Nội dung     Đơn vị thực hiện     Thời gian");
	read_much(run_together, "t 1/1 1/2 1/3 1/4 1/5 1/6 1/7 1/8 1/9 t1 t2 t3 t4 t5 t6");
}
/* ---- one table behind another ---------------------------------------------------------------------------------------- */

#define TITLE "KẾ HOẠCH\nCông tác thi đua, khen thưởng năm 2024\n\n"

static void row_is(const struct plan_doc_task *t, const char *content, const char *direct, const char *execute, const char *coordinate)
{
	assert_string_equal(t->content, content);
	assert_string_equal(t->direct_text, direct);
	assert_string_equal(t->execute_text, execute);
	assert_string_equal(t->coordinate_text, coordinate);
	assert_int_equal(t->warnings.n, 0);
}

/* The row still open when another head begins is of the columns above it. */
TEST(plan_text_rows_are_of_the_head_above_them)
{
	static const char more[] = "TT   Nội dung công việc            Đơn vị chủ trì      Thời gian\n"
	                           "1    Họp hội đồng lần thứ nhất     Sở Nội vụ           Tháng 1/2024\n"
	                           "2    Ký giao ước thi đua           Sở Y tế             Tháng 2/2024\n"
	                           "TT   Nội dung công việc            Lãnh đạo chỉ đạo    Đơn vị chủ trì      Thời gian\n"
	                           "1    Tổng kết phong trào           Phó Chủ tịch        Văn phòng           Tháng 11/2024\n"
	                           "2    Xét khen thưởng cuối năm      Chủ tịch            Sở Tài chính        Tháng 12/2024\n",
	                  swapped[] = "TT   Nội dung công việc            Đơn vị chủ trì      Đơn vị phối hợp     Thời gian\n"
	                              "1    Họp hội đồng lần thứ nhất     Sở Nội vụ           Sở Y tế             Tháng 1/2024\n"
	                              "2    Ký giao ước thi đua           Sở Y tế             Văn phòng           Tháng 2/2024\n"
	                              "TT   Nội dung công việc            Đơn vị phối hợp     Đơn vị chủ trì      Thời gian\n"
	                              "3    Tổng kết phong trào           Công an tỉnh        Văn phòng           Tháng 11/2024\n",
	                  celled[] = "TT\nNội dung công việc\nĐơn vị chủ trì\nThời gian\n1\nHọp hội đồng\nSở Nội vụ\nTháng 1/2024\n"
	                             "2\nKý giao ước\nSở Y tế\nTháng 2/2024\n3\nSơ kết\nSở Y tế\nTháng 6/2024\n"
	                             "TT   Nội dung công việc            Lãnh đạo chỉ đạo    Đơn vị chủ trì      Thời gian\n"
	                             "1    Tổng kết phong trào           Phó Chủ tịch        Văn phòng           Tháng 11/2024\n"
	                             "2    Xét khen thưởng cuối năm      Chủ tịch            Sở Tài chính        Tháng 12/2024\n";
	struct bench b;

	bench_open(&b);
	read_words(&b, mem_text(b.m, TITLE "%s", more));
	assert_int_equal(b.doc.tasks.n, 4);
	row_is(&b.doc.tasks.at[1], "Ký giao ước thi đua", "", "Sở Y tế", "");
	row_is(&b.doc.tasks.at[2], "Tổng kết phong trào", "Phó Chủ tịch", "Văn phòng", "");
	read_words(&b, mem_text(b.m, TITLE "%s", swapped));
	assert_int_equal(b.doc.tasks.n, 3);
	row_is(&b.doc.tasks.at[1], "Ký giao ước thi đua", "", "Sở Y tế", "Văn phòng");
	row_is(&b.doc.tasks.at[2], "Tổng kết phong trào", "", "Văn phòng", "Công an tỉnh");
	read_words(&b, mem_text(b.m, TITLE "%s", celled));
	assert_int_equal(b.doc.tasks.n, 5);
	assert_string_equal(b.doc.tasks.at[2].execute_text, "Sở Y tế");
	row_is(&b.doc.tasks.at[4], "Xét khen thưởng cuối năm", "Chủ tịch", "Sở Tài chính", "");
	mem_close(b.m);
}

/* Many rows on one page, rows of many lines, cells of many words: all of it is read or told, and nothing ends the program. */
TEST(plan_text_columns_hold_much)
{
	enum { ROWS = 660, REST = 900, WORDS_N = 120 };
	static const char head[] = TITLE "TT   Nội dung công việc            Đơn vị chủ trì      Thời gian\n";
	struct bench b;
	struct buf *t;

	bench_open(&b);
	t = buf_new(b.m, 1024 * 1024);
	buf_text(t, head);
	for (int i = 1; i <= ROWS; i++)
		buf_fmt(t, "%-5dHọp hội đồng lần thứ %-9dSở Nội vụ           Tháng 1/2024\n     về việc\n     xét khen\n     thưởng\n", i, i);
	read_words(&b, t->p);
	assert_int_equal(b.doc.tasks.n, ROWS);
	row_is(&b.doc.tasks.at[ROWS - 1], "Họp hội đồng lần thứ 660 về việc xét khen thưởng", "", "Sở Nội vụ", "");
	buf_reset(t);
	buf_fmt(t, "%s1    Họp hội đồng                  Sở Nội vụ           Tháng 1/2024\n", head);
	for (int i = 0; i < REST; i++)
		buf_text(t, "     tiếp theo\n");
	buf_text(t, "2    Ký giao ước                   Sở Y tế             Tháng 2/2024\n");
	read_words(&b, t->p);
	assert_int_equal(b.doc.tasks.n, 2);
	assert_string_equal(b.doc.tasks.at[1].content, "Ký giao ước");
	assert_true(b.doc.unread.n >= REST / 2);
	buf_reset(t);
	buf_fmt(t, "%s1    Họp hội đồng                  Sở Nội vụ           ", head);
	for (int i = 0; i < WORDS_N; i++)
		buf_text(t, "Tháng 1 ");
	buf_text(t, "rồi tháng 12/2024\n2    Ký giao ước                   Sở Y tế             Tháng 2/2024\n");
	read_words(&b, t->p);
	assert_int_equal(b.doc.tasks.n, 2);
	assert_non_null(strstr(b.doc.tasks.at[0].source.text, "rồi tháng 12/2024"));
	assert_true(b.doc.tasks.at[0].milestones.n > 0);
	assert_non_null(strstr(b.doc.tasks.at[0].milestones.at[b.doc.tasks.at[0].milestones.n - 1].words, "12/2024"));
	mem_close(b.m);
}

/* A row that goes on over thousands of lines. */
TEST(plan_text_of_bars_and_tabs_holds_much)
{
	enum { LINES = 15000 };
	struct bench b;
	struct buf *t;

	bench_open(&b);
	t = buf_new(b.m, 8 * 1024 * 1024);
	buf_text(t, TITLE "|TT|Nội dung|Chủ trì|Thời gian|\n|1|Họp|Sở Y tế|Tháng 1|\n");
	for (int i = 0; i < LINES; i++)
		buf_text(t, "||chữ tiếp theo chữ tiếp theo chữ tiếp theo chữ tiếp theo|||\n");
	read_words(&b, t->p);
	assert_int_equal(b.doc.tasks.n, 1);
	buf_reset(t);
	buf_text(t, TITLE "TT\tNội dung\tChủ trì\tThời gian\n1\tHọp\tSở Y tế\tTháng 1\n");
	for (int i = 0; i < LINES; i++)
		buf_text(t, "- thêm chữ vào ô cuối cùng của dòng trước đó\n");
	read_words(&b, t->p);
	assert_int_equal(b.doc.tasks.n, 1);
	mem_close(b.m);
}

/* A sheet's cell between quotes, with quotes of its own. */
TEST(plan_text_of_a_sheet_keeps_the_quotes_of_a_cell)
{
	struct bench b;

	bench_open(&b);
	read_words(&b, TITLE "TT;Nội dung;Chủ trì;Thời gian\n1;\"Phát động \"\"Người tốt; việc tốt\"\"\";Sở Nội vụ;Tháng 1/2024\n"
	                     "2;Ký giao ước;Sở Y tế;Tháng 2/2024\n3;Tổng kết;Sở Y tế;Tháng 12/2024\n");
	assert_int_equal(b.doc.tasks.n, 3);
	assert_string_equal(b.doc.tasks.at[0].content, "Phát động \"Người tốt; việc tốt\"");
	mem_close(b.m);
}

/* A drawn line between a row and the rest of it: the rest is of no drawn line. */
TEST(plan_text_of_a_table_with_a_line_within_a_row_is_read)
{
	struct bench b;

	bench_open(&b);
	read_words(&b, TITLE "TT\tNội dung\tChủ trì\tThời gian\n1\tTổ chức Lễ\tSở Nội vụ\tTháng 1/2024\n+-----+\n- và các đơn vị\n"
	                     "2\tTổ chức Hội\tSở Y tế\tTháng 2/2024\n3\tBáo cáo\tSở Y tế\tTháng 3/2024\n");
	assert_true(b.doc.tasks.n >= 3);
	assert_string_equal(b.doc.tasks.at[0].content, "Tổ chức Lễ");
	mem_close(b.m);
}

/* ---- tables that were lost ------------------------------------------------------------------------------------------ */

/* The numbers of the rows stand apart from their cells: no row is made of them, and each line is told. */
TEST(plan_text_table_that_cannot_be_parted_is_told_line_by_line)
{
	struct bench b;

	bench_open(&b);
	read_words(&b, "KẾ HOẠCH\nCông tác thi đua, khen thưởng năm 2025\n\nTT\nNhiệm vụ\n1\n2\nKý giao ước thi đua\nTổng kết năm\n"
	               "Đơn vị\nVăn phòng\nTrước ngày 15/12/2025\n");
	assert_int_equal(b.doc.tasks.n, 1);
	assert_true(b.doc.tasks.at[0].is_candidate);
	assert_string_equal(b.doc.tasks.at[0].content, "Trước ngày 15/12/2025");
	assert_true(b.doc.unread.n >= 6);
	assert_non_null(strstr(b.doc.warnings.at[0], "Từ dòng 4"));
	mem_close(b.m);
}

/* ---- lists and sentences ------------------------------------------------------------------------------------------- */

static const struct plan_doc_task *only_task(struct bench *b, const char *point)
{
	read_words(b, mem_text(b->m, "UBND TỈNH AN SƠN\nKẾ HOẠCH\nCông tác thi đua, khen thưởng năm 2025\n\nII. NỘI DUNG\n%s\n", point));
	assert_int_equal(b->doc.tasks.n, 1);
	assert_true(b->doc.tasks.at[0].is_candidate);
	return &b->doc.tasks.at[0];
}

/* Who and when may be told by labels below the point, behind it, or in brackets. */
TEST(plan_text_points_with_labels_are_read_by_them)
{
	static const char *const forms[] = {
		"1. Tổng kết năm 2025\n- Chủ trì: Sở Nội vụ.\n- Phối hợp: Sở Tài chính.\n- Thời gian: trước ngày 15/12/2025.",
		"1. Nội dung: Tổng kết năm 2025\nĐơn vị chủ trì: Sở Nội vụ\nĐơn vị phối hợp: Sở Tài chính\nThời hạn hoàn thành: trước ngày 15/12/2025",
		"1. Tổng kết năm 2025 (Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính; thời gian: trước ngày 15/12/2025).",
		"1. Tổng kết năm 2025. Chủ trì: Sở Nội vụ. Phối hợp: Sở Tài chính. Thời gian: trước ngày 15/12/2025."};

	for (size_t i = 0; i < COUNT(forms); i++) {
		struct bench b;
		const struct plan_doc_task *t;

		bench_open(&b);
		t = only_task(&b, forms[i]);
		assert_string_equal(t->content, "Tổng kết năm 2025");
		assert_string_equal(t->execute_text, "Sở Nội vụ");
		assert_string_equal(t->coordinate_text, "Sở Tài chính");
		assert_string_equal(t->time_text, "trước ngày 15/12/2025");
		mem_close(b.m);
	}
}

/* A point of a list tells its time in days, again and again, or by what it hangs on; its sentences before are of it. */
TEST(plan_text_points_that_tell_any_time_are_candidates)
{
	static const struct {
		const char *point;
		enum plan_when kind;
	} cases[] = {
		{"- Sửa đổi Quy chế; Sở Nội vụ trình trước ngày 30/4/2025.", PLAN_WHEN_BEFORE},
		{"- Hiến máu tình nguyện được duy trì hằng tháng tại các cơ sở.", PLAN_WHEN_RECURRING},
		{"1.1. Đăng ít nhất 01 bài mỗi tuần trên trang tin.", PLAN_WHEN_RECURRING},
		{"- Khen thưởng đột xuất ngay khi có thành tích.", PLAN_WHEN_ARISES},
		{"- Biểu dương bí thư chi bộ giỏi sau khi có hướng dẫn của Tỉnh ủy.", PLAN_WHEN_FOLLOWS},
		{"- Kiểm tra tại các huyện trong 6 tháng cuối năm.", PLAN_WHEN_HALF_YEAR}};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bench b;
		const struct plan_doc_task *t;

		bench_open(&b);
		t = only_task(&b, cases[i].point);
		assert_string_equal(t->content, strchr(cases[i].point, ' ') + 1);
		assert_int_equal(t->milestones.at[0].kind, cases[i].kind);
		mem_close(b.m);
	}
}

