/* room/unit/unit_load.c -- data files of units, kinds, classes and aliases.
 *
 * What is there is left alone, so that a file can be loaded again after it has grown. */
#include "base/text.h"
#include "core/table.h"
#include "room/audit/audit.h"
#include "room/unit/unit_inside.h"

#include "gen/unit_sql.h"

static err load_kind(struct table_line *l)
{
	struct ctx *cx = l->cx;
	const char *code = l->cells[0];
	err e;

	if (strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(code) || *code == '\0' ||
	    strlen(code) > UNIT_CODE_MAX)
		fault(cx, l->place, "Mã loại đơn vị “%s” phải gồm chữ thường không dấu, chữ số, dấu gạch dưới.", code);
	else if (*l->cells[1] == '\0' || text_chars(l->cells[1]) > UNIT_NAME_MAX)
		fault(cx, l->place, "Loại đơn vị “%s” cần một tên, tối đa 300 ký tự.", code);
	else {
		e = db_add(cx->db, &SQL_unit_kind_add,
		           BIND({"code", STR(code)}, {"name", STR(l->cells[1])}, {"place", I64(l->added + 1)}), NULL);
		if (e != OK && e != ERR_TAKEN)
			return e;
		l->added += e == OK;
	}
	return OK;
}

/* code kind parent name short from to source */
static err load_unit(struct table_line *l)
{
	struct ctx *cx = l->cx;
	struct unit_add in = {.code = l->cells[0], .kind = l->cells[1], .name = l->cells[3], .short_name = l->cells[4],
	                      .paper = l->cells[7]};
	size_t before = cx->faults.total;
	struct unit parent, same;
	date to;
	bool is_known;
	int64_t id;
	err e;

	e = unit_code_is_good(in.code) ? unit_get_code(cx, in.code, &same) : OK;
	if (e == OK && unit_code_is_good(in.code))
		return OK;
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (!unit_code_is_good(in.code))
		fault(cx, l->place, "Mã “%s” phải gồm chữ in hoa không dấu, chữ số, dấu chấm, dấu gạch nối.", in.code);
	TRY(unit_kind_is_known(cx, in.kind, &is_known));
	if (!is_known)
		fault(cx, l->place, "Chưa có loại đơn vị “%s”; hãy nạp danh mục loại trước.", in.kind);
	unit_check_names(cx, l->place, in.name, l->place, in.short_name);
	if (text_chars(in.paper) > UNIT_NOTE_MAX)
		fault(cx, l->place, "Cột nguồn không được quá 1000 ký tự.");
	in.from = table_date(l, 5);
	to = table_date(l, 6);
	if (in.from != DATE_NONE && to != DATE_NONE && to < in.from)
		fault(cx, l->place, "Ngày kết thúc đứng trước ngày thành lập.");
	if (*l->cells[2] != '\0') {
		e = unit_get_code(cx, l->cells[2], &parent);
		if (e == ERR_NOTFOUND)
			fault(cx, l->place, "Chưa có đơn vị cấp trên mang mã “%s”; dòng của cấp trên phải đứng trước.", l->cells[2]);
		else if (e != OK)
			return e;
		else if (parent.depth + 1 >= UNIT_DEPTH_MAX)
			fault(cx, l->place, "Cây đơn vị chỉ sâu tối đa 12 cấp.");
		else
			in.parent_id = parent.id;
	}
	if (cx->faults.total != before)
		return OK;
	TRY(unit_insert(cx, &in, to, &id));
	l->added++;
	return OK;
}

/* "kind:so S-NV …" into a class. */
static err load_members(struct table_line *l, int64_t class_id, const char *members)
{
	struct ctx *cx = l->cx;

	while (*members != '\0') {
		size_t n = strcspn(members, " ");
		const char *word = mem_copy(cx->mem, members, n);
		bool is_kind = text_starts(word, "kind:"), is_known = true;
		struct unit u = {0};

		members += n + strspn(members + n, " ");
		if (is_kind) {
			TRY(unit_kind_is_known(cx, word + 5, &is_known));
		} else {
			err e = unit_get_code(cx, word, &u);

			if (e != OK && e != ERR_NOTFOUND)
				return e;
			is_known = e == OK;
		}
		if (!is_known)
			fault(cx, l->place, "Không có đơn vị hoặc loại đơn vị “%s” để đưa vào nhóm.", word);
		else
			TRY(unit_class_insert(cx, class_id, u.id, is_kind ? word + 5 : ""));
	}
	return OK;
}

/* class name note members */
static err load_class(struct table_line *l)
{
	struct ctx *cx = l->cx;
	struct row *r;
	int64_t id;
	err e;

	if (!unit_code_is_good(l->cells[0])) {
		fault(cx, l->place, "Mã nhóm “%s” phải gồm chữ in hoa không dấu, chữ số, dấu chấm, dấu gạch nối.", l->cells[0]);
		return OK;
	}
	if (*l->cells[1] == '\0' || text_chars(l->cells[1]) > UNIT_NAME_MAX || text_chars(l->cells[2]) > UNIT_NOTE_MAX) {
		fault(cx, l->place, "Nhóm “%s” cần một tên, tối đa 300 ký tự; ghi chú tối đa 1000 ký tự.", l->cells[0]);
		return OK;
	}
	e = db_one(cx->db, &SQL_unit_class_id_of_code, BIND({"code", STR(l->cells[0])}), &r);
	if (e != ERR_NOTFOUND)
		return e;
	TRY(db_add(cx->db, &SQL_unit_class_add,
	           BIND({"code", STR(l->cells[0])}, {"name", STR(l->cells[1])},
	                {"fold", STR(text_fold(cx->mem, l->cells[1]))},
	                {"sortkey", STR(text_sortkey(cx->mem, l->cells[1]))}, {"note", STR(l->cells[2])}), &id));
	l->added++;
	return load_members(l, id, l->cells[3]);
}

/* kind code alias */
static err load_alias(struct table_line *l)
{
	struct ctx *cx = l->cx;
	struct unit_alias in = {.words = l->cells[2]};
	const char *fold = text_fold(cx->mem, in.words);
	bool is_class = text_is(l->cells[0], "class");
	struct row *r;
	int64_t id = 0;
	err e;

	if (!is_class && !text_is(l->cells[0], "unit")) {
		fault(cx, l->place, "Cột đầu là “unit” (đơn vị) hoặc “class” (nhóm), không phải “%s”.", l->cells[0]);
		return OK;
	}
	if (*fold == '\0' || text_chars(in.words) > UNIT_NAME_MAX) {
		fault(cx, l->place, "Hãy ghi cách gọi khác, tối đa 300 ký tự.");
		return OK;
	}
	e = db_one(cx->db, is_class ? &SQL_unit_class_id_of_code : &SQL_unit_id_of_code, BIND({"code", STR(l->cells[1])}), &r);
	if (e == ERR_NOTFOUND) {
		fault(cx, l->place, "Không có %s mang mã “%s”.", is_class ? "nhóm" : "đơn vị", l->cells[1]);
		return OK;
	}
	TRY(e);
	*(is_class ? &in.class_id : &in.unit_id) = row_i64(r, "id");
	e = db_one(cx->db, &SQL_unit_alias_of, BIND({"fold", STR(fold)}), &r);
	if (e == OK) {
		if (row_i64(r, "unit_id") != in.unit_id || row_i64(r, "class_id") != in.class_id)
			fault(cx, l->place, "Cách gọi “%s” đã dùng cho đơn vị hoặc nhóm khác.", in.words);
		return OK;
	}
	if (e != ERR_NOTFOUND)
		return e;
	e = unit_alias_insert(cx, &in, &id);
	if (e == ERR_TAKEN)
		fault(cx, l->place, "Cách gọi “%s” là tên của đơn vị hoặc nhóm khác.", in.words);
	else
		TRY(e);
	l->added += e == OK;
	return OK;
}

static const struct table TABLES[] = {
	{"kind_code kind_name", load_kind},
	{"code kind parent name short from to source", load_unit},
	{"class name note members", load_class},
	{"kind code alias", load_alias},
};

err unit_load(struct ctx *cx, const char *text, int64_t *n_out)
{
	int64_t added;

	TRY(unit_may_edit_all(cx));
	TRY(table_read(cx, text, TABLES, COUNT(TABLES), &added));
	*n_out = added;
	if (added == 0)
		return OK;
	TRY(unit_changed(cx));
	return audit_detail(cx, "unit.load", 0, "%" PRId64 " dòng", added);
}
