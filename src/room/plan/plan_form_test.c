/* room/plan/plan_form_test.c -- the forms that tables of plans come in: one content, many layouts, and layouts that went
 * wrong, which must be doubted.
 *
 * A table is told by lines and bars: "^" goes on from the cell above, "<" is of the cell at its left, "#" at a line's
 * beginning marks a row that is repeated on every page. */
#include "tests/t.h"

#include "base/text.h"
#include "read/grid.h"
#include "room/plan/plan_read.h"

enum { ARENA = 64 * 1024 * 1024 };

/* ---- a table from its picture --------------------------------------------------------------------------------------- */

static void add_cell(struct mem *m, struct read_row *row, const struct read_row *above, const char *text)
{
	struct read_cell *last = row->n > 0 ? &row->at[row->n - 1] : NULL;
	int col = last == NULL ? 0 : last->col + last->col_span;
	struct read_cell c = {.text = text, .col = col, .col_span = 1};

	if (text_is(text, "<") && last != NULL) {
		last->col_span++;
		return;
	}
	for (size_t i = 0; text_is(text, "^") && above != NULL && i < above->n; i++) {
		if (above->at[i].col == col) {
			c = above->at[i];
			c.is_below = true;
		}
	}
	*list_add(m, row) = c;
}

static struct read_table *table_of(struct mem *m, const char *picture)
{
	struct read_table *t = mem_new(m, struct read_table, 1);
	int line = 0;

	while (*picture != '\0') {
		size_t n = strcspn(picture, "\n");
		const char *end = picture + n, *p = picture;
		struct read_row *row = list_add(m, t);

		line++;
		*row = (struct read_row){.place = {.sheet = "", .from_line = line, .to_line = line}, .is_head = *p == '#'};
		p += row->is_head;
		while (p <= end) {
			const char *bar = memchr(p, '|', (size_t)(end - p));

			bar = bar == NULL ? end : bar;
			add_cell(m, row, t->n > 1 ? &t->at[t->n - 2] : NULL, text_trim(m, mem_copy(m, p, (size_t)(bar - p))));
			p = bar + 1;
		}
		t->cols_n = row->n > 0 ? row->at[row->n - 1].col + row->at[row->n - 1].col_span : 0;
		picture = end + (*end == '\n');
	}
	for (size_t i = 0; i < t->n; i++) {
		const struct read_row *row = &t->at[i];
		int cols = row->n > 0 ? row->at[row->n - 1].col + row->at[row->n - 1].col_span : 0;

		t->cols_n = cols > t->cols_n ? cols : t->cols_n;
	}
	return t;
}

static void read_picture(struct mem *m, const char *picture, struct plan_doc *out)
{
	static const struct body_lexicon none = {0};
	struct read_doc doc = {.kind = READ_DOCX};

	*list_add(m, &doc) = (struct read_block){.text = "KẾ HOẠCH công tác thi đua, khen thưởng năm 2024", .place = {.sheet = ""}};
	*list_add(m, &doc) = (struct read_block){.text = "", .table = table_of(m, picture), .place = {.sheet = ""}};
	plan_read(m, &doc, &none, out);
}

static const char *bodies_told(struct mem *m, const struct plan_doc_bodies *l)
{
	const char *out = "";

	for (size_t i = 0; i < l->n; i++)
		out = mem_text(m, "%s%s%s", out, i > 0 ? "+" : "", l->at[i].words);
	return out;
}

static const char *times_told(struct mem *m, const struct plan_doc_milestones *l)
{
	const char *out = "";

	for (size_t i = 0; i < l->n; i++) {
		const struct plan_doc_milestone *s = &l->at[i];
		const char *end = s->end == DATE_NONE ? "" : mem_text(m, "..%s", date_iso(m, s->end));

		out = mem_text(m, "%s%s%s %s%s%s%s%s", out, i > 0 ? "; " : "", plan_when_name(s->kind), s->from == DATE_NONE ? "" : date_iso(m, s->from),
		               end, s->period, *s->act == '\0' ? "" : " ", s->act);
	}
	return out;
}

/* "I.1 content | direct | execute | coordinate | times", one row a line; "!" before a row that is doubted. */
static const char *told(struct mem *m, const struct plan_doc *d)
{
	const char *out = "";

	for (size_t i = 0; i < d->tasks.n; i++) {
		const struct plan_doc_task *t = &d->tasks.at[i];

		out = mem_text(m, "%s%s%s%s%d %s | %s | %s | %s | %s\n", out, t->warnings.n > 0 ? "!" : "", t->section,
		               *t->section == '\0' ? "" : ".", t->no, t->content, bodies_told(m, &t->direct), bodies_told(m, &t->execute),
		               bodies_told(m, &t->coordinate), times_told(m, &t->milestones));
	}
	return out;
}

/* ---- the forms ------------------------------------------------------------------------------------------------------- */

static const struct {
	const char *picture, *means;
} forms[] = {
	{"TT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian\n"
	 "1 | Ký giao ước | Sở Nội vụ | Sở Y tế; Sở Tài chính | Tháng 3\n"
	 "2 | Sơ kết | Sở Y tế | | Trước 30/6",
	 "1 Ký giao ước |  | Sở Nội vụ | Sở Y tế+Sở Tài chính | month 2024-03\n"
	 "2 Sơ kết |  | Sở Y tế |  | before 2024-06-30\n"},
	/* Heads over two rows, the number and the rest merged downwards. */
	{"TT | Nội dung | Phân công | < | Thời gian\n"
	 "^ | ^ | Chủ trì | Phối hợp | ^\n"
	 "1 | Ký giao ước | Sở Nội vụ | Sở Y tế | Tháng 3",
	 "1 Ký giao ước |  | Sở Nội vụ | Sở Y tế | month 2024-03\n"},
	/* Times by columns: ticks, numbers of months, cells merged to a span, words that say what is done. */
	{"TT | Nội dung | Chủ trì | Quý I | Quý II | Quý III | Quý IV\n"
	 "1 | Ký giao ước | Sở Nội vụ | x | | | \n"
	 "2 | Sơ kết | Sở Y tế | | Lập báo cáo | | Trình ký",
	 "1 Ký giao ước |  | Sở Nội vụ |  | quarter 2024-Q1\n"
	 "2 Sơ kết |  | Sở Y tế |  | quarter 2024-Q2 Lập báo cáo; quarter 2024-Q4 Trình ký\n"},
	{"TT | Nội dung | Chủ trì | Tháng | < | < | <\n"
	 "^ | ^ | ^ | 1 | 2 | 3 | 4\n"
	 "1 | Ký giao ước | Sở Nội vụ | | x | | \n"
	 "2 | Sơ kết | Sở Y tế | | x | < | <",
	 "1 Ký giao ước |  | Sở Nội vụ |  | month 2024-02\n"
	 "2 Sơ kết |  | Sở Y tế |  | range 2024-02-01..2024-04-30\n"},
	{"TT | Công việc | Đơn vị thực hiện | Thời gian | <\n"
	 "^ | ^ | ^ | Bắt đầu | Hoàn thành\n"
	 "1 | Ký giao ước | Sở Nội vụ | 01/3/2024 | 15/4/2024",
	 "1 Ký giao ước |  | Sở Nội vụ |  | range 2024-03-01..2024-04-15\n"},
	{"TT | Thời gian (tháng) | Nội dung | Chủ trì\n"
	 "1 | 3 | Ký giao ước | Sở Nội vụ\n"
	 "2 | 6 - 8 | Sơ kết | Sở Y tế",
	 "1 Ký giao ước |  | Sở Nội vụ |  | month 2024-03\n"
	 "2 Sơ kết |  | Sở Y tế |  | range 2024-06-01..2024-08-31\n"},
	/* Who has it in charge executes, where nobody else does; who takes the chair beside who prepares. */
	{"TT | Nội dung | Phụ trách | Phối hợp | Thời gian\n"
	 "1 | Ký giao ước | Ban Giám hiệu | Các tổ chuyên môn | Tháng 3",
	 "1 Ký giao ước |  | Ban Giám hiệu | Các tổ chuyên môn | month 2024-03\n"},
	{"TT | Nội dung phiên họp | Chủ trì | Chuẩn bị tài liệu | Thời gian\n"
	 "1 | Xét sáng kiến | Chủ tịch Hội đồng | Văn phòng Sở | Tháng 3",
	 "1 Xét sáng kiến | Chủ tịch Hội đồng | Văn phòng Sở |  | month 2024-03\n"},
	/* Heads that say nothing of who: the cells do. */
	{"TT | Nơi kiểm tra | Ngày | Thực hiện\n"
	 "1 | Trạm Y tế xã Hòa Phú | 12/3/2024 | Đoàn 1\n"
	 "2 | Các trạm còn lại | Tháng 9 | Đoàn 2",
	 "1 Trạm Y tế xã Hòa Phú |  | Đoàn 1 |  | on 2024-03-12\n"
	 "2 Các trạm còn lại |  | Đoàn 2 |  | month 2024-09\n"},
	{"TT | Nội dung | Thành phần | Thời gian\n"
	 "1 | Họp xét | Thường trực Hội đồng | Tháng 3\n"
	 "2 | Bỏ phiếu | Phòng Nội vụ; Ban Giám đốc | Tháng 9",
	 "1 Họp xét |  | Thường trực Hội đồng |  | month 2024-03\n"
	 "2 Bỏ phiếu |  | Phòng Nội vụ+Ban Giám đốc |  | month 2024-09\n"},
	/* Sections, columns counted, sums, groups with parts, cells merged over rows. */
	{"TT | Nội dung | Chủ trì | Thời gian\n"
	 "A | B | C | D\n"
	 "I | CÔNG TÁC THI ĐUA | < | <\n"
	 "1 | Ký giao ước | Sở Nội vụ | Tháng 3\n"
	 "2 | Sơ kết | ^ | Tháng 6\n"
	 "II | CÔNG TÁC KHEN THƯỞNG | < | <\n"
	 "3 | Họp xét | Sở Y tế | Tháng 9\n"
	 " | Tổng cộng | | 12",
	 "I.1 Ký giao ước |  | Sở Nội vụ |  | month 2024-03\n"
	 "I.2 Sơ kết |  | Sở Nội vụ |  | month 2024-06\n"
	 "II.3 Họp xét |  | Sở Y tế |  | month 2024-09\n"},
	/* Sections that are times: of all their rows, or the month of their days. */
	{"TT | Nội dung | Chủ trì\n"
	 "THÁNG 3/2024 | < | <\n"
	 "1 | Ký giao ước | Sở Nội vụ\n"
	 "CÁC NHIỆM VỤ TRỌNG TÂM QUÝ II | < | <\n"
	 "2 | Sơ kết | Sở Y tế",
	 "1 Ký giao ước |  | Sở Nội vụ |  | month 2024-03\n"
	 "2 Sơ kết |  | Sở Y tế |  | quarter 2024-Q2\n"},
	{"TT | Nội dung | Chủ trì | Ngày\n"
	 "THÁNG 3 | < | < | <\n"
	 "1 | Ký giao ước | Sở Nội vụ | Trước ngày 15\n"
	 "2 | Phát động | Sở Nội vụ | 20\n"
	 "THÁNG 6 | < | < | <\n"
	 "3 | Sơ kết | Sở Y tế | Từ ngày 10 đến ngày 12\n"
	 "4 | Họp | Sở Y tế | Trước 01/7/2024",
	 "1 Ký giao ước |  | Sở Nội vụ |  | before 2024-03-15\n"
	 "2 Phát động |  | Sở Nội vụ |  | on 2024-03-20\n"
	 "3 Sơ kết |  | Sở Y tế |  | range 2024-06-10..2024-06-12\n"
	 "4 Họp |  | Sở Y tế |  | before 2024-07-01\n"},
	{"TT | Nội dung | Phân công | < | < | Hạn\n"
	 "^ | ^ | Lãnh đạo | Chủ trì | Phối hợp | ^\n"
	 "1 | Ký giao ước | Chi cục trưởng | Sở Nội vụ | Sở Y tế | Tháng 3\n"
	 "2 | Sơ kết | Chi cục trưởng | Sở Y tế | | Tháng 6",
	 "1 Ký giao ước | Chi cục trưởng | Sở Nội vụ | Sở Y tế | month 2024-03\n"
	 "2 Sơ kết | Chi cục trưởng | Sở Y tế |  | month 2024-06\n"},
	{"STT | Nội dung | Phòng chủ trì | Lãnh đạo duyệt | Hạn hoàn thành\n"
	 "1 | Ký giao ước | Phòng Nội vụ | Phó Tổng Biên tập Võ Lê Nam | Tháng 3\n"
	 "2 | Sơ kết | Phòng Bạn đọc | Tổng Biên tập | Tháng 6",
	 "1 Ký giao ước | Phó Tổng Biên tập Võ Lê Nam | Phòng Nội vụ |  | month 2024-03\n"
	 "2 Sơ kết | Tổng Biên tập | Phòng Bạn đọc |  | month 2024-06\n"},
	{"STT | Nội dung | Bộ phận chủ trì | Bộ phận hỗ trợ | Theo dõi | Thời điểm\n"
	 "1 | Ký giao ước | Phòng Nội vụ | Công đoàn | Giám đốc | Tháng 3\n"
	 "2 | Sơ kết | Phòng Tư pháp | Phòng Nội vụ | Phó Giám đốc | Tháng 6",
	 "1 Ký giao ước | Giám đốc | Phòng Nội vụ | Công đoàn | month 2024-03\n"
	 "2 Sơ kết | Phó Giám đốc | Phòng Tư pháp | Phòng Nội vụ | month 2024-06\n"},
	/* Who signs is not who directs; a department in charge executes. */
	{"STT | Tên văn bản | Bộ phận soạn thảo | Người ký | Thời gian trình\n"
	 "1 | Quy chế | Phòng Nội vụ | Giám đốc | Tháng 3\n"
	 "2 | Quy định | Phòng Tư pháp | Phó Giám đốc | Tháng 6",
	 "1 Quy chế |  | Phòng Nội vụ |  | month 2024-03\n"
	 "2 Quy định |  | Phòng Tư pháp |  | month 2024-06\n"},
	{"TT | Nội dung | Phòng phụ trách | Người chỉ đạo | Thời gian\n"
	 "1 | Ký giao ước | Phòng Nội vụ | Giám đốc | Tháng 3",
	 "1 Ký giao ước | Giám đốc | Phòng Nội vụ |  | month 2024-03\n"},
	{"TT | Phong trào | Thời gian thực hiện | < | Chủ trì\n"
	 "^ | ^ | Từ | Đến | ^\n"
	 "1 | Ký giao ước | 01/3/2024 | 15/4/2024 | Sở Nội vụ",
	 "1 Ký giao ước |  | Sở Nội vụ |  | range 2024-03-01..2024-04-15\n"},
	/* Help that is work, and no body. */
	{"TT | Nội dung hỗ trợ | Chủ trì | Thời gian\n"
	 "1 | Hỗ trợ hộ nghèo | Sở Nội vụ | Tháng 3",
	 "1 Hỗ trợ hộ nghèo |  | Sở Nội vụ |  | month 2024-03\n"},
	/* A kind of work beside the work. */
	{"TT | Mảng công việc | Nội dung thi đua | Chủ trì | Thời gian\n"
	 "1 | Kinh doanh | Thi đua phát triển thuê bao băng rộng dịp Tết | Phòng Nội vụ | Tháng 3\n"
	 "2 | ^ | Vinh danh nhân viên bán hàng xuất sắc trong năm | Phòng Tư pháp | Tháng 6",
	 "1 Thi đua phát triển thuê bao băng rộng dịp Tết |  | Phòng Nội vụ |  | month 2024-03\n"
	 "2 Vinh danh nhân viên bán hàng xuất sắc trong năm |  | Phòng Tư pháp |  | month 2024-06\n"},
	/* Numbers under a heading of the office's own. */
	{"Mục | Nội dung | Chủ trì | Thời gian\n"
	 "I | Phát động | < | <\n"
	 "1.1 | Ký giao ước | Sở Nội vụ | Tháng 3\n"
	 "1.2 | Sơ kết | Sở Y tế | Tháng 6",
	 "I.1 Ký giao ước |  | Sở Nội vụ |  | month 2024-03\n"
	 "I.2 Sơ kết |  | Sở Y tế |  | month 2024-06\n"},
	/* The numbers of columns are no heads, though Word repeats them with those. */
	{"#TT | Nội dung | Chủ trì | Thời gian\n"
	 "#(1) | (2) | (3) | (4)\n"
	 "I | CÔNG TÁC THI ĐUA | < | <\n"
	 "1 | Ký giao ước | Sở Nội vụ | Tháng 3\n"
	 "2 | Sơ kết | Sở Y tế | Tháng 6",
	 "I.1 Ký giao ước |  | Sở Nội vụ |  | month 2024-03\n"
	 "I.2 Sơ kết |  | Sở Y tế |  | month 2024-06\n"},
	{"TT | Nội dung | Chủ trì | Thời gian\n"
	 "1 | Công tác thi đua | | \n"
	 "1.1 | Ký giao ước | Sở Nội vụ | Tháng 3\n"
	 "1.2 | Sơ kết | Sở Y tế | Tháng 6",
	 "1.1 Ký giao ước |  | Sở Nội vụ |  | month 2024-03\n"
	 "1.2 Sơ kết |  | Sở Y tế |  | month 2024-06\n"},
	/* What is doubted: a cell of two columns, heads that nobody knows, contents that were cut. */
	{"TT | Nội dung | Chủ trì | Phối hợp | Thời gian\n"
	 "1 | Ký giao ước | Các sở, ban, ngành | < | Tháng 3",
	 "!1 Ký giao ước |  | Các sở, ban, ngành |  | month 2024-03\n"},
	{"TT | Chủ đề | Ai làm | Khi nào\n"
	 "1 | Ký giao ước thi đua | Sở Nội vụ | Tháng 3\n"
	 "2 | Sơ kết phong trào | Sở Y tế | Tháng 6",
	 "!1 Ký giao ước thi đua |  | Sở Nội vụ |  | month 2024-03\n"
	 "!2 Sơ kết phong trào |  | Sở Y tế |  | month 2024-06\n"},
};

TEST(plan_tables_of_every_form_are_read)
{
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct mem *m = mem_open(ARENA);
		struct plan_doc doc;

		read_picture(m, forms[i].picture, &doc);
		assert_string_equal(told(m, &doc), forms[i].means);
		mem_close(m);
	}
}

TEST(plan_columns_beside_that_of_the_products_are_told_with_their_headings)
{
	struct mem *m = mem_open(ARENA);
	struct plan_doc doc;

	read_picture(m,
	             "TT | Nội dung | Chủ trì | Thời gian | Sản phẩm | Người ký\n"
	             "1 | Ký giao ước | Sở Nội vụ | Tháng 3 | Bản giao ước | Giám đốc\n"
	             "2 | Sơ kết | Sở Y tế | Tháng 6 | | Phó Giám đốc",
	             &doc);
	assert_string_equal(doc.tasks.at[0].product, "Bản giao ước Người ký: Giám đốc");
	assert_string_equal(doc.tasks.at[1].product, "Người ký: Phó Giám đốc");
	read_picture(m, "TT | Nội dung | Chủ trì | Thời gian | Ghi chú\n1 | Ký giao ước | Sở Nội vụ | Tháng 3 | Mẫu 01", &doc);
	assert_string_equal(doc.tasks.at[0].product, "Mẫu 01");
	mem_close(m);
}

/* ---- readings that went wrong ---------------------------------------------------------------------------------------- */

#define HEAD "TT | Nội dung | Chủ trì | Phối hợp | Thời gian\n"
#define WELL(no) no " | Ký giao ước thi đua | Sở Nội vụ | Sở Y tế | Tháng 3\n"

/* `flags`: rows that are doubted, as the digits of their places from 1; the reason holds `why`. */
static const struct {
	const char *picture, *flags, *why;
} broken[] = {
	{HEAD WELL("1") WELL("2") WELL("3") WELL("4") WELL("5") WELL("6"), "", ""},
	/* One cell alone, and so many that the whole is in doubt. */
	{HEAD WELL("1") WELL("2") WELL("3") WELL("4") WELL("5") WELL("6") "7 | Sơ kết | mặt bằng | Sở Y tế | Tháng 6", "7", "chữ thường"},
	{HEAD WELL("1") WELL("2") WELL("3") "4 | đường bộ | Sở Nội vụ | Sở Y tế | Tháng 6\n5 | và đợt hai | Sở Nội vụ | Sở Y tế | Tháng 6", "12345",
	 "chữ thường"},
	{HEAD WELL("1") WELL("2") WELL("3") "4 | Sơ kết | Hội đồng của | Sở Y tế | Tháng 6\n5 | Họp | Sở Nội vụ và | Sở Y tế | Tháng 9", "12345",
	 "dở dang"},
	{HEAD WELL("1") WELL("2") WELL("3") WELL("4") WELL("5") WELL("6") "7 | Hội thi “Bàn tay vàng | Sở Nội vụ | Sở Y tế | Tháng 6", "7", "ngoặc"},
	/* Empty where the others are full; a column with a head and nothing in it. */
	{HEAD WELL("1") WELL("2") WELL("3") WELL("4") WELL("5") "6 | Sơ kết | | Sở Y tế | Tháng 6", "6", "các dòng khác đều có"},
	{HEAD "1 | Ký | Sở Nội vụ | | Tháng 3\n2 | Họp | Sở Y tế | | Tháng 4\n3 | Sơ kết | Sở Y tế | | Tháng 6", "123", "không dòng nào có chữ"},
	/* The end of a name before the time. */
	{HEAD WELL("1") WELL("2") WELL("3") "4 | Sơ kết | Sở Nội vụ | Văn phòng | Sở Y tế Tháng 6\n5 | Họp | Sở Nội vụ | Văn phòng | Sở Y tế Tháng 9", "12345",
	 "bắt đầu bằng tên đơn vị"},
	/* Numbers that do not follow one another. */
	{HEAD WELL("1") WELL("4") WELL("7") WELL("11"), "1234", "liên tiếp"},
};

TEST(plan_a_table_that_cannot_be_right_is_doubted)
{
	for (size_t i = 0; i < COUNT(broken); i++) {
		struct mem *m = mem_open(ARENA);
		const char *flags = "";
		bool has_reason = *broken[i].why == '\0';
		struct plan_doc doc;

		read_picture(m, broken[i].picture, &doc);
		for (size_t row = 0; row < doc.tasks.n; row++) {
			const struct plan_doc_warnings *w = &doc.tasks.at[row].warnings;

			flags = w->n > 0 ? mem_text(m, "%s%zu", flags, row + 1) : flags;
			for (size_t k = 0; k < w->n; k++)
				has_reason = has_reason || strstr(w->at[k].reason, broken[i].why) != NULL;
			assert_true((w->n == 0) == (doc.tasks.at[row].confidence == 1.0));
		}
		assert_string_equal(flags, broken[i].flags);
		assert_true(has_reason);
		mem_close(m);
	}
}
