/* room/award/award_load.c -- data files of the catalogue; each citation is resolved when its row is taken, so that no row
 * can cite what is not stored. */
#include "base/text.h"
#include "core/table.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/award/award.h"

#include "gen/award_sql.h"

/* Adds, or brings what is there to the row. */
static err put(struct table_line *l, const struct sql *add, const struct sql *set, const struct bind *b)
{
	int64_t n = 0;
	err e = db_add(l->cx->db, add, b, NULL);

	if (e == ERR_TAKEN && set != NULL)
		TRY(db_sweep(l->cx->db, set, b, &n));
	else if (e != OK && e != ERR_TAKEN)
		return e;
	l->added += e == OK ? 1 : n;
	return OK;
}

static void check_span(struct table_line *l, date from, date to, bool needs_from)
{
	if (needs_from && from == DATE_NONE)
		fault(l->cx, l->place, "Hãy ghi ngày bắt đầu áp dụng, dạng năm-tháng-ngày.");
	if (from != DATE_NONE && to != DATE_NONE && to < from)
		fault(l->cx, l->place, "Ngày cuối đứng trước ngày đầu.");
}

/* code class name short for level decider rank width height from to cite verified source */
static err load_award(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	const char *subjects = l->cells[4], *level = l->cells[5];
	date from = table_date(l, 10), to = table_date(l, 11);
	int64_t place, rank = table_number(l, 7, 0), width = table_number(l, 8, 0), height = table_number(l, 9, 0);
	bool is_verified = table_yes(l, 13);
	struct award old;
	err e;

	table_code(l, 0);
	if (award_class_of(l->cells[1]) == AWARD_ANY_CLASS)
		fault(cx, l->place, "Cột class là title (danh hiệu thi đua) hoặc honour (hình thức khen thưởng), không phải “%s”.", l->cells[1]);
	table_text(l, 2, "tên", AWARD_NAME_MAX);
	if (*subjects == '\0' || strspn(subjects, "pch ") != strlen(subjects))
		fault(cx, l->place, "Cột for gồm p (cá nhân), c (tập thể), h (hộ gia đình), cách nhau bằng dấu cách.");
	if (!text_is(level, "state") && !text_is(level, "government") && !text_is(level, "province") && !text_is(level, "base"))
		fault(cx, l->place, "Cột level là state, government, province hoặc base, không phải “%s”.", level);
	table_text(l, 6, "người quyết định", AWARD_NAME_MAX);
	table_text(l, 14, "nguồn", AWARD_SOURCE_MAX);
	check_span(l, from, to, false);
	TRY(law_cite_place(cx, l->cells[12], DATE_NONE, l->place, &place));
	e = award_get_code(cx, l->cells[0], &old);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (e == OK && !text_is(award_class_code(old.class), l->cells[1]))
		fault(cx, l->place, "“%s” đã có là %s; loại của một mục không đổi.", l->cells[0], award_class_words(old.class));
	if (cx->faults.total != before)
		return OK;
	return put(l, &SQL_award_add, &SQL_award_set, BIND(
	    {"code", STR(l->cells[0])}, {"class", STR(l->cells[1])}, {"name", STR(l->cells[2])},
	    {"fold", STR(text_fold(cx->mem, l->cells[2]))}, {"short", STR(l->cells[3])},
	    {"person", I64(strchr(subjects, 'p') != NULL)}, {"collective", I64(strchr(subjects, 'c') != NULL)},
	    {"household", I64(strchr(subjects, 'h') != NULL)}, {"level", STR(level)}, {"decider", STR(l->cells[6])},
	    {"rank", I64(rank)}, {"width", I64(width)}, {"height", I64(height)}, {"from", db_date(cx->mem, from)},
	    {"to", db_date(cx->mem, to)}, {"cite", STR(l->cells[12])}, {"place", I64(place)}, {"verified", I64(is_verified)},
	    {"source", STR(l->cells[14])}));
}

/* way_code way_name place cite */
static err load_way(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	int64_t law, place = table_number(l, 2, 0);

	table_code(l, 0);
	table_text(l, 1, "tên", AWARD_NAME_MAX);
	TRY(law_cite_place(cx, l->cells[3], DATE_NONE, l->place, &law));
	if (cx->faults.total != before)
		return OK;
	return put(l, &SQL_award_way_add, NULL, BIND({"code", STR(l->cells[0])}, {"name", STR(l->cells[1])},
	                                             {"place", I64(place)}, {"cite", STR(l->cells[3])}, {"law", I64(law)}));
}

/* ground_code ground_name way place cite verified source */
static err load_ground(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	int64_t law, place = table_number(l, 3, 0), way = 0;
	bool is_verified = table_yes(l, 5);
	struct row *r;
	err e;

	table_code(l, 0);
	table_text(l, 1, "tên", AWARD_NAME_MAX);
	table_text(l, 6, "nguồn", AWARD_SOURCE_MAX);
	e = db_one(cx->db, &SQL_award_way_of_code, BIND({"code", STR(l->cells[2])}), &r);
	if (e == OK)
		way = row_i64(r, "id");
	else if (e == ERR_NOTFOUND)
		fault(cx, l->place, "Chưa có phương thức “%s”; hãy nạp danh mục phương thức trước.", l->cells[2]);
	else
		return e;
	TRY(law_cite_place(cx, l->cells[4], DATE_NONE, l->place, &law));
	if (cx->faults.total != before)
		return OK;
	return put(l, &SQL_award_ground_add, &SQL_award_ground_set, BIND(
	    {"code", STR(l->cells[0])}, {"name", STR(l->cells[1])}, {"fold", STR(text_fold(cx->mem, l->cells[1]))},
	    {"way", I64(way)}, {"place", I64(place)}, {"cite", STR(l->cells[4])}, {"law", I64(law)},
	    {"verified", I64(is_verified)}, {"source", STR(l->cells[6])}));
}

/* kind code alias */
static err load_alias(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	bool is_ground = text_is(l->cells[0], "ground");
	const char *fold = text_fold(cx->mem, l->cells[2]);
	struct award a = {0};
	struct award_ground g = {0};
	struct row *r;
	err e;

	if (!is_ground && !text_is(l->cells[0], "award"))
		fault(cx, l->place, "Cột đầu là award hoặc ground, không phải “%s”.", l->cells[0]);
	table_text(l, 2, "cách gọi khác", AWARD_NAME_MAX);
	e = is_ground ? award_ground_get_code(cx, l->cells[1], &g) : award_get_code(cx, l->cells[1], &a);
	if (e == ERR_NOTFOUND)
		fault(cx, l->place, "Không có mục nào mang mã “%s”.", l->cells[1]);
	else
		TRY(e);
	if (cx->faults.total != before)
		return OK;
	e = db_one(cx->db, &SQL_award_alias_of, BIND({"fold", STR(fold)}, {"is_ground", I64(is_ground)}), &r);
	if (e == OK) {
		if (row_i64(r, "award_id") != a.id || row_i64(r, "ground_id") != g.id)
			fault(cx, l->place, "Cách gọi “%s” đã dùng cho mục khác.", l->cells[2]);
		return OK;
	}
	if (e != ERR_NOTFOUND)
		return e;
	if (is_ground)
		return put(l, &SQL_award_alias_add_ground, NULL, BIND({"words", STR(l->cells[2])}, {"fold", STR(fold)},
		                                                     {"ground", I64(g.id)}, {"now", I64(cx->now_ms)}));
	return put(l, &SQL_award_alias_add, NULL, BIND({"words", STR(l->cells[2])}, {"fold", STR(fold)}, {"award", I64(a.id)},
	                                               {"now", I64(cx->now_ms)}));
}

/* award subject multiple at_most from to cite verified */
static err load_multiple(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	const char *letter = *l->cells[1] == '\0' || l->cells[1][1] != '\0' ? NULL : strchr("pch", l->cells[1][0]);
	int64_t place, hundredths = table_number(l, 2, 2);
	bool is_at_most = table_yes(l, 3), is_verified = table_yes(l, 7);
	date from = table_date(l, 4), to = table_date(l, 5);
	struct award a = {0};
	err e = award_get_code(cx, l->cells[0], &a);

	if (e == ERR_NOTFOUND)
		fault(cx, l->place, "Không có danh hiệu, hình thức nào mang mã “%s”.", l->cells[0]);
	else
		TRY(e);
	if (letter == NULL)
		fault(cx, l->place, "Cột subject là p (cá nhân), c (tập thể) hoặc h (hộ gia đình).");
	check_span(l, from, to, true);
	TRY(law_cite_place(cx, l->cells[6], from, l->place, &place));
	if (cx->faults.total != before || letter == NULL)
		return OK;
	return put(l, &SQL_award_multiple_add, &SQL_award_multiple_set, BIND(
	    {"award", I64(a.id)}, {"subject", I64(*letter == 'p' ? AWARD_PERSON : *letter == 'c' ? AWARD_COLLECTIVE : AWARD_HOUSEHOLD)},
	    {"hundredths", I64(hundredths)}, {"at_most", I64(is_at_most)}, {"from", db_date(cx->mem, from)},
	    {"to", db_date(cx->mem, to)}, {"cite", STR(l->cells[6])}, {"place", I64(place)}, {"verified", I64(is_verified)}));
}

/* figure amount direction from to cite verified */
static err load_figure(struct table_line *l)
{
	struct ctx *cx = l->cx;
	size_t before = cx->faults.total;
	const char *kind = l->cells[0], *direction = l->cells[2];
	bool is_rounding = text_is(kind, "rounding"), is_verified = table_yes(l, 6);
	int64_t place, amount = table_number(l, 1, text_is(kind, "household") ? 2 : 0);
	date from = table_date(l, 3), to = table_date(l, 4);

	if (!is_rounding && !text_is(kind, "salary") && !text_is(kind, "household"))
		fault(cx, l->place, "Cột figure là salary, rounding hoặc household, không phải “%s”.", kind);
	if (is_rounding && !text_is(direction, "up") && !text_is(direction, "down") && !text_is(direction, "near") && *direction != '\0')
		fault(cx, l->place, "Hướng làm tròn là up, down, near, hoặc để trống là không làm tròn.");
	check_span(l, from, to, true);
	TRY(law_cite_place(cx, l->cells[5], from, l->place, &place));
	if (cx->faults.total != before)
		return OK;
	return put(l, &SQL_award_figure_add, &SQL_award_figure_set, BIND(
	    {"kind", STR(kind)}, {"amount", I64(amount)}, {"direction", STR(is_rounding ? direction : "")},
	    {"from", db_date(cx->mem, from)}, {"to", db_date(cx->mem, to)}, {"cite", STR(l->cells[5])}, {"place", I64(place)},
	    {"verified", I64(is_verified)}));
}

static const struct table TABLES[] = {
	{"code class name short for level decider rank width height from to cite verified source", load_award},
	{"way_code way_name place cite", load_way},
	{"ground_code ground_name way place cite verified source", load_ground},
	{"kind code alias", load_alias},
	{"award subject multiple at_most from to cite verified", load_multiple},
	{"figure amount direction from to cite verified", load_figure},
};

err award_load(struct ctx *cx, const char *text, int64_t *n_out)
{
	int64_t n;

	TRY(may(cx, R_AWARD_EDIT, 0));
	TRY(table_read(cx, text, TABLES, COUNT(TABLES), &n));
	*n_out = n;
	return n == 0 ? OK : audit_detail(cx, "award.load", 0, "%" PRId64 " dòng", n);
}
