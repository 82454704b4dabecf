/* bench/roll.c -- reads a list row by row: roll FILE; prints rows, cells and ms. Or writes one: roll --make shared|inline FILE
 * ROWS, as offices keep them: twelve columns, of which three are numbers and two are dates. */
#include <xlsxwriter.h>

#include "bench/people.h"
#include "read/roll.h"

static int make(const char *kind, const char *path, uint64_t n)
{
	static const char *const heads[] = {"TT", "Họ và tên", "Giới tính", "Ngày sinh", "Đơn vị", "Chức vụ", "Danh hiệu", "Năm",
	                                    "Số quyết định", "Ngày quyết định", "Cấp quyết định", "Ghi chú"};
	lxw_workbook_options how = {.constant_memory = kind[0] == 'i'};
	lxw_workbook *book = workbook_new_opt(path, &how);
	lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
	lxw_format *day = workbook_add_format(book);

	format_set_num_format(day, "dd/mm/yyyy");
	for (size_t c = 0; c < COUNT(heads); c++)
		worksheet_write_string(sheet, 0, (lxw_col_t)c, heads[c], NULL);
	for (uint64_t i = 0; i < n; i++) {
		lxw_row_t r = (lxw_row_t)i + 1;
		struct people_line p;
		char text[64];

		people_line(i, n, &p);
		worksheet_write_number(sheet, r, 0, (double)i + 1, NULL);
		worksheet_write_string(sheet, r, 1, p.name, NULL);
		worksheet_write_string(sheet, r, 2, p.is_woman ? "Nữ" : "Nam", NULL);
		worksheet_write_number(sheet, r, 3, 25000 + (double)people_any(i, 50, 9000), day);
		snprintf(text, sizeof text, "Trường Trung học cơ sở số %u", p.unit);
		worksheet_write_string(sheet, r, 4, text, NULL);
		worksheet_write_string(sheet, r, 5, "Giáo viên", NULL);
		worksheet_write_string(sheet, r, 6, "CSTĐCS", NULL);
		worksheet_write_number(sheet, r, 7, p.year, NULL);
		snprintf(text, sizeof text, "%u/QĐ-UBND", (unsigned)(i / 50 + 1));
		worksheet_write_string(sheet, r, 8, text, NULL);
		worksheet_write_number(sheet, r, 9, 40000 + (double)(i / 50), day);
		worksheet_write_string(sheet, r, 10, "UBND Thành phố", NULL);
		worksheet_write_string(sheet, r, 11, "Theo tờ trình của đơn vị", NULL);
	}
	return workbook_close(book) != LXW_NO_ERROR;
}

int main(int argc, char **argv)
{
	struct mem *m = mem_open((size_t)1 << 30);
	const struct roll_row *row;
	struct timespec a, b;
	struct faults f;
	struct roll *r;
	int64_t rows = 0, cells = 0;

	if (argc == 5 && strcmp(argv[1], "--make") == 0)
		return make(argv[2], argv[3], strtoull(argv[4], NULL, 10));
	if (argc != 2) {
		fprintf(stderr, "roll FILE | roll --make shared|inline FILE ROWS\n");
		return 2;
	}
	faults_init(&f, m);
	clock_gettime(CLOCK_MONOTONIC, &a);
	if (roll_open(m, argv[1], &f, &r) != OK) {
		fprintf(stderr, "%s\n", f.n > 0 ? f.at[0].sentence : "?");
		return 1;
	}
	do {
		CHECK(roll_next(r, &row) == OK);
		rows += row != NULL;
		for (size_t i = 0; row != NULL && i < row->n; i++)
			cells += *row->at[i] != '\0';
	} while (row != NULL);
	clock_gettime(CLOCK_MONOTONIC, &b);
	printf("%" PRId64 " %" PRId64 " %.0f\n", rows, cells,
	       (double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6);
	return 0;
}
