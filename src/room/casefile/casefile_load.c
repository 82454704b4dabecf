/* room/casefile/casefile_load.c -- data files of procedures; every citation is resolved and every right known when its row is
 * taken, so that no case can meet a row that means nothing. */
#include "base/text.h"
#include "core/table.h"
#include "room/audit/audit.h"
#include "room/casefile/casefile_inside.h"
#include "room/law/law.h"

#include "gen/casefile_sql.h"

/* Adds, or brings what is there to the row. */
static err put(struct table_line *l, const struct sql *add, const struct sql *set, const struct bind *b)
{
	int64_t n = 0;
	err e = db_add(l->cx->db, add, b, NULL);

	if (e == ERR_TAKEN)
		TRY(db_sweep(l->cx->db, set, b, &n));
	else
		TRY(e);
	l->added += e == OK ? 1 : n;
	return OK;
}

/* The procedure that a cell names; 0 and a fault when there is none. */
static err kind_of_cell(struct table_line *l, size_t i, int64_t *id_out)
{
	struct row *r;
	err e = db_one(l->cx->db, &SQL_casefile_kind_of_code, BIND({"code", STR(l->cells[i])}), &r);

	*id_out = 0;
	if (e == ERR_NOTFOUND) {
		fault(l->cx, l->place, "Chưa có thủ tục “%s”; hãy nạp danh mục thủ tục trước.", l->cells[i]);
		return OK;
	}
	TRY(e);
	*id_out = row_i64(r, "id");
	return OK;
}

/* A small name of our own: "received", "check". */
static void word(struct table_line *l, size_t i, const char *what)
{
	size_t n = strlen(l->cells[i]);

	if (n == 0 || n > 32 || strspn(l->cells[i], "abcdefghijklmnopqrstuvwxyz-") != n)
		fault(l->cx, l->place, "Mã %s gồm chữ thường không dấu và dấu gạch, tối đa 32, không phải “%s”.", what, l->cells[i]);
}

static void check_span(struct table_line *l, date from, date to)
{
	if (from == DATE_NONE)
		fault(l->cx, l->place, "Hãy ghi ngày bắt đầu áp dụng, dạng năm-tháng-ngày.");
	if (from != DATE_NONE && to != DATE_NONE && to < from)
		fault(l->cx, l->place, "Ngày cuối đứng trước ngày đầu.");
}

/* Every word of the cell is a level of awards. */
static bool are_levels(struct mem *m, const char *cell)
{
	char *words = mem_dup(m, cell), *rest = words;
	bool is_any = false;

	for (const char *w; (w = strsep(&rest, " ")) != NULL; is_any = true)
		if (!text_is(w, "state") && !text_is(w, "government") && !text_is(w, "province") && !text_is(w, "base"))
			return false;
	return is_any;
}

/* kind name does levels cite verified source */
static err load_kind(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	bool is_verified = table_yes(l, 5);
	int64_t law;
	struct row *r;
	err e;

	table_code(l, 0);
	table_text(l, 1, "tên", CASEFILE_WORDS_MAX);
	table_text(l, 6, "nguồn", CASEFILE_WORDS_MAX);
	if (!text_is(l->cells[2], "reissue") && !text_is(l->cells[2], "exchange"))
		fault(cx, l->place, "Cột does là reissue (cấp lại) hoặc exchange (cấp đổi), không phải “%s”.", l->cells[2]);
	if (!are_levels(cx->mem, l->cells[3]))
		fault(cx, l->place, "Cột levels gồm state, government, province, base, cách nhau bằng một dấu cách.");
	TRY(law_cite_place(cx, l->cells[4], DATE_NONE, l->place, &law));
	e = db_one(cx->db, &SQL_casefile_kind_of_code, BIND({"code", STR(l->cells[0])}), &r);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (e == OK && !text_is(row_text(r, "does"), l->cells[2]))
		fault(cx, l->place, "Việc của một thủ tục đã có không đổi; hãy dùng mã khác.");
	if (cx->faults.total != before)
		return OK;
	return put(l, &SQL_casefile_kind_add, &SQL_casefile_kind_set, BIND(
	    {"code", STR(l->cells[0])}, {"name", STR(l->cells[1])}, {"does", STR(l->cells[2])}, {"levels", STR(l->cells[3])},
	    {"cite", STR(l->cells[4])}, {"law", I64(law)}, {"verified", I64(is_verified)}, {"source", STR(l->cells[6])}));
}

/* How a case ends at a step does not change, for closed cases lie there. */
static err check_end(struct table_line *l, int64_t kind)
{
	struct casefile_steps steps;

	if (kind == 0)
		return OK;
	TRY(casefile_steps(l->cx, kind, &steps));
	for (size_t i = 0; i < steps.n; i++)
		if (text_is(steps.at[i].code, l->cells[1]) && !text_is(steps.at[i].ends, l->cells[4]))
			fault(l->cx, l->place, "Cách kết thúc ở bước “%s” đã có thì không đổi; hãy dùng mã bước khác.", l->cells[1]);
	return OK;
}

/* kind step step_name place ends */
static err load_step(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	const char *ends = l->cells[4];
	int64_t kind, place = table_number(l, 3, 0);

	TRY(kind_of_cell(l, 0, &kind));
	word(l, 1, "bước");
	table_text(l, 2, "tên", CASEFILE_WORDS_MAX);
	if (*ends != '\0' && !text_is(ends, "done") && !text_is(ends, "refused") && !text_is(ends, "withdrawn"))
		fault(cx, l->place, "Cột ends là done, refused, withdrawn hoặc để trống, không phải “%s”.", ends);
	TRY(check_end(l, kind));
	if (cx->faults.total != before)
		return OK;
	return put(l, &SQL_casefile_step_add, &SQL_casefile_step_set, BIND(
	    {"kind", I64(kind)}, {"code", STR(l->cells[1])}, {"name", STR(l->cells[2])}, {"place", I64(place)}, {"ends", STR(ends)}));
}

/* True and no fault when the procedure has the step. */
static err check_step(struct table_line *l, int64_t kind, size_t i)
{
	struct casefile_steps steps;

	if (kind == 0)
		return OK;
	TRY(casefile_steps(l->cx, kind, &steps));
	for (size_t k = 0; k < steps.n; k++)
		if (text_is(steps.at[k].code, l->cells[i]))
			return OK;
	fault(l->cx, l->place, "Thủ tục “%s” không có bước “%s”; hãy nạp các bước trước.", l->cells[0], l->cells[i]);
	return OK;
}

/* kind from_step act act_name to_step right reason papers */
static err load_arrow(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	bool wants_reason = table_yes(l, 6), wants_papers = table_yes(l, 7);
	int64_t kind;

	TRY(kind_of_cell(l, 0, &kind));
	TRY(check_step(l, kind, 1));
	word(l, 2, "việc");
	table_text(l, 3, "tên", CASEFILE_WORDS_MAX);
	TRY(check_step(l, kind, 4));
	if (right_of_name(l->cells[5]) == R_N)
		fault(cx, l->place, "Không có quyền “%s”; xem tên các quyền bằng: thidua rights", l->cells[5]);
	if (cx->faults.total != before)
		return OK;
	return put(l, &SQL_casefile_arrow_add, &SQL_casefile_arrow_set, BIND(
	    {"kind", I64(kind)}, {"from", STR(l->cells[1])}, {"act", STR(l->cells[2])}, {"name", STR(l->cells[3])}, {"to", STR(l->cells[4])},
	    {"who", STR(l->cells[5])}, {"reason", I64(wants_reason)}, {"papers", I64(wants_papers)}));
}

/* kind step days unit from to cite verified source */
static err load_clock(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	int64_t kind, law, days = table_number(l, 2, 0);
	date from = table_date(l, 4), to = table_date(l, 5);
	bool is_verified = table_yes(l, 7);

	TRY(kind_of_cell(l, 0, &kind));
	TRY(check_step(l, kind, 1));
	if (days < 1 || days > 1000)
		fault(cx, l->place, "Thời hạn là số ngày từ 1 đến 1000.");
	if (!text_is(l->cells[3], "working") && !text_is(l->cells[3], "week"))
		fault(cx, l->place, "Cột unit là working (ngày làm việc) hoặc week (ngày), không phải “%s”.", l->cells[3]);
	table_text(l, 8, "nguồn", CASEFILE_WORDS_MAX);
	check_span(l, from, to);
	TRY(law_cite_place(cx, l->cells[6], DATE_NONE, l->place, &law));
	if (cx->faults.total != before)
		return OK;
	return put(l, &SQL_casefile_clock_add, &SQL_casefile_clock_set, BIND(
	    {"kind", I64(kind)}, {"step", STR(l->cells[1])}, {"days", I64(days)}, {"working", I64(text_is(l->cells[3], "working"))},
	    {"from", db_date(cx->mem, from)}, {"to", db_date(cx->mem, to)}, {"cite", STR(l->cells[6])}, {"law", I64(law)},
	    {"verified", I64(is_verified)}, {"source", STR(l->cells[8])}));
}

/* kind paper paper_name place needed from to cite verified source */
static err load_need(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	int64_t kind, law, place = table_number(l, 3, 0);
	date from = table_date(l, 5), to = table_date(l, 6);
	bool is_needed = table_yes(l, 4), is_verified = table_yes(l, 8);

	TRY(kind_of_cell(l, 0, &kind));
	table_code(l, 1);
	table_text(l, 2, "tên", CASEFILE_WORDS_MAX);
	table_text(l, 9, "nguồn", CASEFILE_WORDS_MAX);
	check_span(l, from, to);
	TRY(law_cite_place(cx, l->cells[7], DATE_NONE, l->place, &law));
	if (cx->faults.total != before)
		return OK;
	return put(l, &SQL_casefile_need_add, &SQL_casefile_need_set, BIND(
	    {"kind", I64(kind)}, {"code", STR(l->cells[1])}, {"name", STR(l->cells[2])}, {"place", I64(place)}, {"needed", I64(is_needed)},
	    {"from", db_date(cx->mem, from)}, {"to", db_date(cx->mem, to)}, {"cite", STR(l->cells[7])}, {"law", I64(law)},
	    {"verified", I64(is_verified)}, {"source", STR(l->cells[9])}));
}

static const struct table TABLES[] = {
	{"kind name does levels cite verified source", load_kind},
	{"kind step step_name place ends", load_step},
	{"kind from_step act act_name to_step right reason papers", load_arrow},
	{"kind step days unit from to cite verified source", load_clock},
	{"kind paper paper_name place needed from to cite verified source", load_need},
};

err casefile_load(struct ctx *cx, const char *text, int64_t *n_out)
{
	int64_t n;

	TRY(may(cx, R_CASEFILE_LOAD, 0));
	TRY(table_read(cx, text, TABLES, COUNT(TABLES), &n));
	*n_out = n;
	return n == 0 ? OK : audit_detail(cx, "casefile.load", 0, "%" PRId64 " dòng", n);
}
