/* bench/paper.c -- papers of growing size: paper FOLDER. Each in a process of its own, so that its peak of memory is its own;
 * beside ours the library alone with the same cells. Prints rows of a table. With --log DATABASE N it adds so many rows to
 * the log of an installation instead. */
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/crypt.h"
#include "core/ctx.h"
#include "db/db.h"
#include "paper/paper.h"
#include "room/audit/audit.h"

enum { COLUMNS_MAX = 12, MEM = 256 * 1024 * 1024 };
static const char *const words[] = {"Sở Nội vụ thành phố Hà Nội", "Nguyễn Thị Ngọc Ánh", "Chiến sĩ thi đua cơ sở", "QĐ-UBND"};

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The i-th column of a row: text, a number, a day, money, in turn. */
static struct paper_cell cell_of(int64_t row, int i)
{
	switch (i % 4) {
	case 0: return cell_text(words[(row + i) % (int64_t)COUNT(words)]);
	case 1: return cell_int(row * 7 + i);
	case 2: return cell_date((date)(19000 + row % 2000));
	default: return cell_money(row * 1000);
	}
}

static void ours(const char *path, const char *folder, int64_t rows_n, int columns_n)
{
	struct mem *m = mem_open(MEM);
	struct paper_column columns[COLUMNS_MAX];
	struct paper *p;

	CHECK(paper_open(m, (struct paper_to){.form = paper_form_of(path), .path = path, .tmp_dir = folder, .title = "Danh sách",
	                                      .house = "", .now_ms = 1709600400000}, &p) == OK);
	for (int i = 0; i < columns_n; i++)
		columns[i] = (struct paper_column){"Cột", i % 4 == 0 ? 60 : 25, false};
	paper_table(p, columns, (size_t)columns_n);
	for (int64_t row = 0; row < rows_n; row++) {
		struct paper_cell cells[COLUMNS_MAX];

		for (int i = 0; i < columns_n; i++)
			cells[i] = cell_of(row, i);
		paper_cells(p, cells, (size_t)columns_n);
	}
	CHECK(paper_close(p) == OK);
	mem_close(m);
}

/* The same cells by the library's own functions. */
static void bare(const char *path, const char *folder, int64_t rows_n, int columns_n)
{
	char tmp[256];
	lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = tmp};
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *day;

	snprintf(tmp, sizeof tmp, "%s", folder);
	book = workbook_new_opt(path, &options);
	sheet = workbook_add_worksheet(book, NULL);
	day = workbook_add_format(book);
	format_set_num_format(day, "dd/mm/yyyy");
	for (int64_t row = 0; row < rows_n; row++) {
		for (int i = 0; i < columns_n; i++) {
			struct paper_cell c = cell_of(row, i);

			if (c.kind == CELL_TEXT)
				worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)i, c.text, NULL);
			else
				worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)i,
				                       (double)c.n + (c.kind == CELL_DATE ? 25569 : 0), c.kind == CELL_DATE ? day : NULL);
		}
	}
	CHECK(workbook_close(book) == LXW_NO_ERROR);
}

static void measure(const char *what, void (*fn)(const char *, const char *, int64_t, int), const char *folder,
                    const char *name, int64_t rows_n, int columns_n)
{
	char path[512];
	struct rusage used;
	struct stat st;
	double start = now_s();
	int status;
	pid_t pid;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	pid = fork();
	if (pid == 0) {
		fn(path, folder, rows_n, columns_n);
		_exit(0);
	}
	CHECK(wait4(pid, &status, 0, &used) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0);
	CHECK(stat(path, &st) == 0);
	printf("| %s | %" PRId64 " × %d | %.2f | %.2f | %ld | %.1f |\n", what, rows_n, columns_n, now_s() - start,
	       (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6,
	       used.ru_maxrss / 1024, (double)st.st_size / 1e6);
	fflush(stdout);
	unlink(path);
}

static int log_grow(const char *database, int64_t n)
{
	struct mem *m = mem_open(MEM);
	struct db *db;
	struct ctx cx;

	crypt_init();
	CHECK(db_open(m, database, DB_WRITE, &db) == OK);
	ctx_init(&cx, m, db, ctx_clock_ms(), DATE_NONE);
	cx.who = &WHO_SYSTEM;
	cx.origin = "bench";
	CHECK(db_begin(db, m, DB_WRITE) == OK);
	for (int64_t i = 0; i < n; i++)
		MEM_EACH(&cx)
			CHECK(audit_detail(&cx, "plan.publish", i, "dòng %" PRId64, i) == OK);
	CHECK(db_commit(db) == OK);
	mem_close(m);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "--log") == 0)
		return log_grow(argv[2], strtoll(argv[3], NULL, 10));
	if (argc != 2) {
		fprintf(stderr, "paper FOLDER | paper --log DATABASE N\n");
		return 2;
	}
	printf("| | rows × columns | s | of the processor | peak MB | file MB |\n|---|---|---|---|---|---|\n");
	measure("Excel", ours, argv[1], "a.xlsx", 100000, 12);
	measure("libxlsxwriter alone", bare, argv[1], "b.xlsx", 100000, 12);
	measure("Excel", ours, argv[1], "a.xlsx", 1000000, 8);
	measure("libxlsxwriter alone", bare, argv[1], "b.xlsx", 1000000, 8);
	measure("Excel, on two sheets", ours, argv[1], "a.xlsx", 1100000, 4);
	measure("Word", ours, argv[1], "a.docx", 5000, 8);
	measure("PDF", ours, argv[1], "a.pdf", 5000, 8);
	return 0;
}
