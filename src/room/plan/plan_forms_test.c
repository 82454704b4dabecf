/* room/plan/plan_forms_test.c -- one table in many forms of plain text: as a word processor, pdftotext, a sheet, a letter or
 * a hand leaves it. Each file of tests/plan/forms says the same; every row must be read right in every column. */
#include "room/plan/plan.h"

#include <dirent.h>

#include "base/text.h"
#include "read/grid.h"
#include "room/unit/unit.h"
#include "tests/t.h"

#define FORMS "tests/plan/forms"

enum { FORMS_MIN = 20 };

static const struct {
	const char *section, *content, *execute, *coordinate, *time;
} rows[] = {
	{"I", "Ban hành Kế hoạch tổ chức các phong trào thi đua chào mừng Đại hội Đảng bộ tỉnh nhiệm kỳ 2025 - 2030", "Sở Nội vụ",
	 "Văn phòng UBND tỉnh; các sở, ban, ngành", "Trước ngày 28/02/2025"},
	{"I", "Ký kết giao ước thi đua", "Trưởng các cụm, khối thi đua", "Sở Nội vụ", "Tháng 3/2025"},
	{"I", "Phát động phong trào thi đua xây dựng nông thôn mới, đô thị văn minh", "Sở Nông nghiệp và Môi trường",
	 "UBND các huyện, thành phố; Ủy ban MTTQ Việt Nam tỉnh", "Quý II/2025"},
	{"II", "Thẩm định hồ sơ, trình Chủ tịch UBND tỉnh khen thưởng thành tích đột xuất", "Sở Nội vụ", "Các cơ quan, đơn vị liên quan",
	 "Khi có phát sinh"},
	{"II", "Xét, công nhận sáng kiến có phạm vi ảnh hưởng trong toàn tỉnh", "Sở Khoa học và Công nghệ", "Sở Nội vụ",
	 "Chậm nhất ngày 15/10/2025"},
	{"II", "Báo cáo kết quả công tác thi đua, khen thưởng năm 2025", "Sở Nội vụ", "Các sở, ban, ngành", "Trước ngày 20/12/2025"},
};

/* How many cells of the row say something else, each of them told. */
static int wrong_in(const char *name, size_t i, const struct plan_doc_task *t)
{
	const struct {
		const char *column, *want, *got;
	} cells[] = {{"section", rows[i].section, t->section}, {"content", rows[i].content, t->content},
	             {"execute", rows[i].execute, t->execute_text}, {"coordinate", rows[i].coordinate, t->coordinate_text},
	             {"time", rows[i].time, t->time_text}};
	int wrong = 0;

	for (size_t k = 0; k < COUNT(cells); k++) {
		if (text_is(cells[k].want, cells[k].got))
			continue;
		print_message("  %s, row %zu, %s: expected %s, got %s\n", name, i + 1, cells[k].column, cells[k].want, cells[k].got);
		wrong++;
	}
	return wrong;
}

static int wrong_of(struct ctx *cx, const struct body_lexicon *lex, const char *name)
{
	struct read_doc in;
	struct plan_doc out;
	int wrong = 0;

	assert_int_equal(read_file(cx->mem, t_source_path(mem_text(t_mem(), FORMS "/%s", name)), name, &cx->faults, &in), OK);
	plan_of_document(cx, &in, lex, &out);
	if (out.tasks.n != COUNT(rows)) {
		print_message("  %s: expected %zu rows, got %zu\n", name, COUNT(rows), out.tasks.n);
		return 1;
	}
	for (size_t i = 0; i < COUNT(rows); i++)
		wrong += wrong_in(name, i, &out.tasks.at[i]);
	return wrong;
}

TEST(plan_text_of_every_form_says_the_same_rows)
{
	struct ctx *cx = t_ctx();
	struct body_lexicon lex;
	struct dirent *e;
	DIR *dir = opendir(t_source_path(FORMS));
	int files = 0, wrong = 0;

	static const char *const office[] = {"data/unit/kinds.tsv", "data/unit/units.tsv", "data/unit/classes.tsv",
	                                    "data/unit/bodies.tsv"};
	int64_t n;

	assert_non_null(dir);
	for (size_t i = 0; i < COUNT(office); i++)
		t_ok(unit_load(cx, t_source(office[i]), &n));
	assert_int_equal(plan_lexicon(cx, &lex), OK);
	while ((e = readdir(dir)) != NULL) {
		if (!text_ends(e->d_name, ".txt"))
			continue;
		files++;
		wrong += wrong_of(cx, &lex, e->d_name);
	}
	closedir(dir);
	assert_true(files >= FORMS_MIN);
	assert_int_equal(wrong, 0);
}
