/* room/law/law_load.c -- data files of texts, places and links. A file is what its rows say now: what is there already is
 * brought to it, because a wrong date is put right by editing a row and loading again. */
#include "base/text.h"
#include "core/table.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/law/law.h"

#include "gen/law_sql.h"

static void check_span(struct table_line *l, date from, date to)
{
	if (from != DATE_NONE && to != DATE_NONE && to < from)
		fault(l->cx, l->place, "Ngày hết hiệu lực đứng trước ngày có hiệu lực.");
}

/* number kind title issuer signed from to verified source */
static err load_law(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	const char *fold = law_number_fold(cx->mem, l->cells[0]);
	date from = table_date(l, 5), to = table_date(l, 6);
	const struct bind *b = BIND(
	    {"number", STR(l->cells[0])}, {"fold", STR(fold)}, {"kind", STR(l->cells[1])}, {"title", STR(l->cells[2])},
	    {"name", STR(law_name_fold(cx->mem, mem_text(cx->mem, "%s %s", l->cells[1], l->cells[2])))},
	    {"issuer", STR(l->cells[3])}, {"signed", db_date(cx->mem, table_date(l, 4))}, {"from", db_date(cx->mem, from)},
	    {"to", db_date(cx->mem, to)}, {"verified", I64(table_yes(l, 7))}, {"source", STR(l->cells[8])});
	int64_t n = 0;
	err e;

	table_text(l, 0, "số văn bản", LAW_NUMBER_MAX);
	table_text(l, 1, "loại văn bản", LAW_NUMBER_MAX);
	table_text(l, 2, "tên văn bản", LAW_TITLE_MAX);
	table_text(l, 3, "cơ quan ban hành", LAW_TITLE_MAX);
	table_text(l, 8, "nguồn", LAW_SOURCE_MAX);
	check_span(l, from, to);
	if (cx->faults.total != before)
		return OK;
	e = db_add(cx->db, &SQL_law_add, b, NULL);
	if (e == ERR_TAKEN) {
		TRY(db_sweep(cx->db, &SQL_law_set, b, &n));
		l->added += n;
		return OK;
	}
	l->added += e == OK;
	return e;
}

/* The text of that number in a cell; 0 and a fault when there is none. */
static err law_of_cell(struct table_line *l, size_t i, int64_t *id_out)
{
	struct rows it;
	const char *fold = law_number_fold(l->cx->mem, l->cells[i]);

	TRY(db_rows(l->cx->db, &SQL_law_by_number, BIND({"number", STR(fold)}), &it));
	*id_out = it.n > 0 && text_is(row_text(it.at[0], "number_fold"), fold) ? row_i64(it.at[0], "id") : 0;
	if (*id_out == 0)
		fault(l->cx, l->place, "Chưa có văn bản số “%s”; hãy nạp danh mục văn bản trước.", l->cells[i]);
	return OK;
}

/* law article clause point title words from to verified source */
static err load_place(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total, digits = strspn(l->cells[1], "0123456789");
	int64_t law_id, clause = table_number(l, 2, 0), n = 0;
	date from = table_date(l, 6), to = table_date(l, 7);
	bool is_verified = table_yes(l, 8);
	const char *article = text_lower(cx->mem, l->cells[1]), *point = text_lower(cx->mem, l->cells[3]);
	err e;

	TRY(law_of_cell(l, 0, &law_id));
	if (*article != '\0' && (digits == 0 || digits > 4 || strlen(article) > digits + 1))
		fault(cx, l->place, "Điều là số, có thể kèm một chữ cái, ví dụ 21 hoặc 21a; để trống là toàn văn.");
	if (text_chars(point) > 1 || (*point != '\0' && clause == 0))
		fault(cx, l->place, "Điểm là một chữ cái của một khoản.");
	table_text(l, 4, "tên điều", LAW_TITLE_MAX);
	if (text_chars(l->cells[5]) > LAW_TEXT_MAX)
		fault(cx, l->place, "Tóm tắt không được quá 4000 ký tự.");
	table_text(l, 9, "nguồn", LAW_SOURCE_MAX);
	check_span(l, from, to);
	if (cx->faults.total != before)
		return OK;
	const struct bind *b = BIND(
	    {"law", I64(law_id)}, {"article", STR(article)}, {"no", I64(strtoll(mem_copy(cx->mem, article, digits), NULL, 10))},
	    {"clause", I64(clause)}, {"point", STR(point)}, {"title", STR(l->cells[4])}, {"words", STR(l->cells[5])},
	    {"from", db_date(cx->mem, from)}, {"to", db_date(cx->mem, to)}, {"verified", I64(is_verified)},
	    {"source", STR(l->cells[9])});
	e = db_add(cx->db, &SQL_law_place_add, b, NULL);
	if (e == ERR_TAKEN) {
		TRY(db_sweep(cx->db, &SQL_law_place_set, b, &n));
		l->added += n;
		return OK;
	}
	l->added += e == OK;
	return e;
}

/* from_law does to_law day */
static err load_link(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	int64_t from, to;
	date day = table_date(l, 3);
	err e;

	TRY(law_of_cell(l, 0, &from));
	TRY(law_of_cell(l, 2, &to));
	if (!text_is(l->cells[1], "amends") && !text_is(l->cells[1], "replaces") && !text_is(l->cells[1], "details"))
		fault(cx, l->place, "Cột hai là amends (sửa đổi), replaces (thay thế) hoặc details (quy định chi tiết), không phải “%s”.",
		      l->cells[1]);
	if (from == to && from != 0)
		fault(cx, l->place, "Một văn bản không sửa đổi hay thay thế chính nó.");
	if (cx->faults.total != before)
		return OK;
	e = db_add(cx->db, &SQL_law_link_add,
	           BIND({"from", I64(from)}, {"to", I64(to)}, {"kind", STR(l->cells[1])}, {"day", db_date(cx->mem, day)}), NULL);
	l->added += e == OK;
	return e == ERR_TAKEN ? OK : e;
}

/* keep days from to cite verified source */
static err load_keep(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	int64_t place, n = 0, days = table_number(l, 1, 0);
	date from = table_date(l, 2), to = table_date(l, 3);
	bool is_verified = table_yes(l, 5);
	err e;

	if (text_is(law_keep_words(l->cells[0]), l->cells[0]))
		fault(cx, l->place, "Không có loại thông tin “%s”; xem bằng: thidua law keeps", l->cells[0]);
	if (days < 1 || days > LAW_KEEP_DAYS_MAX)
		fault(cx, l->place, "Thời hạn lưu là số ngày từ 1 đến 36500.");
	if (from == DATE_NONE)
		fault(cx, l->place, "Hãy ghi ngày bắt đầu áp dụng, dạng năm-tháng-ngày.");
	table_text(l, 6, "nguồn", LAW_SOURCE_MAX);
	check_span(l, from, to);
	TRY(law_cite_place(cx, l->cells[4], DATE_NONE, l->place, &place));
	if (cx->faults.total != before)
		return OK;
	const struct bind *b = BIND({"what", STR(l->cells[0])}, {"days", I64(days)}, {"from", db_date(cx->mem, from)}, {"to", db_date(cx->mem, to)},
	                            {"cite", STR(l->cells[4])}, {"place", I64(place)}, {"verified", I64(is_verified)}, {"source", STR(l->cells[6])});
	e = db_add(cx->db, &SQL_law_keep_add, b, NULL);
	if (e == ERR_TAKEN) {
		TRY(db_sweep(cx->db, &SQL_law_keep_set, b, &n));
		l->added += n;
		return OK;
	}
	l->added += e == OK;
	return e;
}

static const struct table TABLES[] = {
	{"number kind title issuer signed from to verified source", load_law},
	{"law article clause point title words from to verified source", load_place},
	{"from_law does to_law day", load_link},
	{"keep days from to cite verified source", load_keep},
};

err law_load(struct ctx *cx, const char *text, int64_t *n_out)
{
	int64_t n;

	TRY(may(cx, R_LAW_EDIT, 0));
	TRY(table_read(cx, text, TABLES, COUNT(TABLES), &n));
	*n_out = n;
	return n == 0 ? OK : audit_detail(cx, "law.load", 0, "%" PRId64 " dòng", n);
}
