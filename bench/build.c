/* bench/build.c -- writes a made-up register as offices would hand it in: build FOLDER LINES; files of a hundred thousand lines and
 * twelve columns, as text. A person has one birth and one unit wherever they occur; the lines of a file come in no order of theirs. */
#include "bench/people.h"

enum { LINES_A_FILE = 100000, LINES_A_DECISION = 200 };

static int write_file(const char *folder, uint64_t from, uint64_t until, uint64_t n)
{
	static const char *const awards[] = {"Lao động tiên tiến", "CSTĐCS", "Giấy khen", "Bằng khen của UBND Thành phố", "CSTĐ cấp Thành phố"};
	char path[4096];
	FILE *f;

	snprintf(path, sizeof path, "%s/so-%05u.csv", folder, (unsigned)(from / LINES_A_FILE));
	f = fopen(path, "w");
	if (f == NULL)
		return 1;
	fputs("TT,Họ và tên,Giới tính,Ngày sinh,Đơn vị,Chức vụ,Danh hiệu,Năm,Số quyết định,Ngày quyết định,Cơ quan ban hành,Ghi chú\n", f);
	for (uint64_t i = from; i < until; i++) {
		uint64_t decision = i / LINES_A_DECISION;
		struct people_line p;

		people_line(i, n, &p);
		fprintf(f, "%u,%s,%s,%02u/%02u/%u,Trường Trung học cơ sở số %u,Giáo viên,%s,%u,%u/QĐ-UBND,%02u/%02u/%u,UBND Thành phố,Theo tờ trình của đơn vị\n",
		        (unsigned)(i - from + 1), p.name, p.is_woman ? "Nữ" : "Nam", (unsigned)people_any(p.person, 51, 28) + 1,
		        (unsigned)people_any(p.person, 52, 12) + 1, (unsigned)people_any(p.person, 53, 45) + 1940, p.unit, awards[p.award % COUNT(awards)],
		        p.year, (unsigned)(decision % 5000 + 1), (unsigned)(decision % 28) + 1, (unsigned)(decision / 28 % 12) + 1, p.year);
	}
	return fclose(f) != 0;
}

int main(int argc, char **argv)
{
	uint64_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;

	if (argc != 3 || n == 0) {
		fprintf(stderr, "build FOLDER LINES\n");
		return 2;
	}
	for (uint64_t at = 0; at < n; at += LINES_A_FILE)
		if (write_file(argv[1], at, at + LINES_A_FILE < n ? at + LINES_A_FILE : n, n) != 0)
			return 1;
	return 0;
}
