/* room/unit/unit_load.c -- data files of units, kinds, classes and aliases.
 *
 * The first line that is no comment names the columns, and with them the table. Every bad line becomes a fault; when
 * there is any, the caller's transaction is rolled back, so nothing of the file stays. What is there is left alone,
 * so that a file can be loaded again after it has grown. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/unit/unit_inside.h"

#include "gen/unit_sql.h"

enum { CELLS_MAX = 10 };          /* more than any table has, so that one too many is seen */

struct load {
	struct ctx *cx;
	const char *place;              /* "dòng 12" */
	const char *cells[CELLS_MAX];
	size_t cells_n;
	int64_t added;
};

static err load_kind(struct load *l)
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

/* A day of a cell: "" is none; a fault for what is no day. */
static date cell_date(struct load *l, size_t i)
{
	date d = *l->cells[i] == '\0' ? DATE_NONE : date_from_iso(l->cells[i]);

	if (*l->cells[i] != '\0' && d == DATE_NONE)
		fault(l->cx, l->place, "“%s” không phải là ngày; hãy viết năm-tháng-ngày, ví dụ 2024-01-15.", l->cells[i]);
	return d;
}

/* code kind parent name short from to source */
static err load_unit(struct load *l)
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
	in.from = cell_date(l, 5);
	to = cell_date(l, 6);
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
static err load_members(struct load *l, int64_t class_id, const char *members)
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
static err load_class(struct load *l)
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
static err load_alias(struct load *l)
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

static const struct table {
	const char *columns;            /* the first line, cells joined by a space */
	size_t cells_n;
	err (*take)(struct load *l);
} TABLES[] = {
	{"kind_code kind_name", 2, load_kind},
	{"code kind parent name short from to source", 8, load_unit},
	{"class name note members", 4, load_class},
	{"kind code alias", 3, load_alias},
};

static void cut_line(struct load *l, const char *line, size_t n)
{
	const char *end = line + n;

	l->cells_n = 0;
	for (size_t i = 0; i < CELLS_MAX; i++)
		l->cells[i] = "";
	while (l->cells_n < CELLS_MAX) {
		const char *tab = memchr(line, '\t', (size_t)(end - line));

		l->cells[l->cells_n++] = text_line(l->cx->mem, mem_copy(l->cx->mem, line, (size_t)((tab ? tab : end) - line)));
		if (tab == NULL)
			break;
		line = tab + 1;
	}
}

/* The table whose columns the line names, or NULL with a fault. */
static const struct table *table_of(struct load *l)
{
	const char *columns = "";

	for (size_t i = 0; i < l->cells_n; i++)
		columns = mem_text(l->cx->mem, "%s%s%s", columns, i == 0 ? "" : " ", l->cells[i]);
	for (size_t i = 0; i < COUNT(TABLES); i++) {
		if (text_is(TABLES[i].columns, columns))
			return &TABLES[i];
	}
	fault(l->cx, l->place, "Dòng đầu phải là tên các cột, cách nhau bằng dấu tab, một trong: "
	      "“kind_code kind_name”, “code kind parent name short from to source”, “class name note members”, "
	      "“kind code alias”.");
	return NULL;
}

err unit_load(struct ctx *cx, const char *text, int64_t *n_out)
{
	struct load l = {.cx = cx};
	const struct table *table = NULL;
	int64_t line_no = 0;

	TRY(unit_may_edit_all(cx));
	need(cx, strlen(text) <= UNIT_FILE_MAX, "file", "Tệp danh mục không được quá 4 MB.");
	TRY(faults(cx));
	if (text_starts(text, "\xEF\xBB\xBF"))
		text += 3;
	for (const char *p = text; *p != '\0';) {
		size_t n = strcspn(p, "\n");

		cut_line(&l, p, n);
		p += n + (p[n] == '\n');
		l.place = mem_text(cx->mem, "dòng %" PRId64, ++line_no);
		if (*l.cells[0] == '#' || (l.cells_n == 1 && *l.cells[0] == '\0'))
			continue;
		if (table == NULL) {
			table = table_of(&l);
			TRY(faults(cx));
		} else if (l.cells_n > table->cells_n) {
			fault(cx, l.place, "Dòng có %zu cột, chỉ cần %zu.", l.cells_n, table->cells_n);
		} else {
			TRY(table->take(&l));
		}
	}
	need(cx, table != NULL, "file", "Tệp không có dòng nào.");
	TRY(faults(cx));
	*n_out = l.added;
	if (l.added == 0)
		return OK;
	TRY(unit_changed(cx));
	return audit_detail(cx, "unit.load", 0, "%" PRId64 " dòng", l.added);
}
