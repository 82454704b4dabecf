/* room/unit/unit_class.c -- aliases and classes: the words of papers, and the sets they mean. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/unit/unit_inside.h"

#include "gen/unit_sql.h"

/* Whether the folded words name some other unit or class already. */
static err words_are_taken(struct ctx *cx, const char *fold, const struct unit_alias *in, bool *out)
{
	struct rows it;
	struct row *r;

	*out = false;
	TRY(db_rows(cx->db, &SQL_unit_taken_words, BIND({"fold", STR(fold)}, {"today", unit_today(cx)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		if (row_i64(r, "id") != (row_bool(r, "is_class") ? in->class_id : in->unit_id))
			*out = true;
	}
	return OK;
}

static err may_name(struct ctx *cx, const struct unit_alias *in)
{
	struct unit u;
	struct unit_class c;

	if (in->class_id != 0) {
		TRY(unit_may_edit_all(cx));
		return unit_class_get(cx, in->class_id, &c);
	}
	TRY(unit_get(cx, in->unit_id, &u));
	return may(cx, R_UNIT_EDIT, in->unit_id);
}

err unit_alias_insert(struct ctx *cx, const struct unit_alias *in, int64_t *id_out)
{
	const char *fold = text_fold(cx->mem, in->words);
	bool is_taken;

	TRY(words_are_taken(cx, fold, in, &is_taken));
	if (is_taken)
		return ERR_TAKEN;
	TRY(db_add(cx->db, &SQL_unit_alias_add,
	           BIND({"words", STR(in->words)}, {"fold", STR(fold)}, {"unit", db_id_or_null(in->unit_id)},
	                {"class", db_id_or_null(in->class_id)}, {"now", I64(cx->now_ms)}), id_out));
	return audit_detail(cx, "unit.alias_add", in->unit_id != 0 ? in->unit_id : in->class_id, "%s", in->words);
}

err unit_alias_add(struct ctx *cx, struct unit_alias in, int64_t *id_out)
{
	CHECK((in.unit_id == 0) != (in.class_id == 0));
	TRY(may_name(cx, &in));
	in.words = text_line(cx->mem, in.words);
	need(cx, *text_fold(cx->mem, in.words) != '\0', "alias", "Hãy ghi cách gọi khác của đơn vị, ví dụ “Sở VH&TT”.");
	need(cx, text_chars(in.words) <= UNIT_NAME_MAX, "alias", "Cách gọi khác không được quá 300 ký tự.");
	TRY(faults(cx));
	return unit_alias_insert(cx, &in, id_out);
}

err unit_alias_remove(struct ctx *cx, int64_t alias_id)
{
	struct row *r;
	struct unit_alias a = {.id = alias_id};

	TRY(db_one(cx->db, &SQL_unit_alias_get, BIND({"id", I64(alias_id)}), &r));
	a.unit_id = row_i64(r, "unit_id");
	a.class_id = row_i64(r, "class_id");
	TRY(may_name(cx, &a));
	TRY(db_change(cx->db, &SQL_unit_alias_remove, BIND({"id", I64(alias_id)}, {"now", I64(cx->now_ms)})));
	return audit_detail(cx, "unit.alias_remove", a.unit_id != 0 ? a.unit_id : a.class_id, "%s",
	                    row_text(r, "words"));
}

static err read_classes(struct ctx *cx, int64_t id, struct unit_class **out, size_t *n_out)
{
	struct rows it;
	struct row *r;
	struct unit_class *list;
	size_t n = 0;

	TRY(db_rows(cx->db, &SQL_unit_classes,
	            BIND({"id", db_id_or_null(id)}, {"today", unit_today(cx)}, {"n", I64(UNIT_PAGE_MAX)}), &it));
	list = mem_new(cx->mem, struct unit_class, it.n);
	while ((r = rows_next(&it)) != NULL)
		list[n++] = (struct unit_class){row_i64(r, "id"), row_i64(r, "version"), row_text(r, "code"),
		                                row_text(r, "name"), row_text(r, "note"), row_i64(r, "members_n")};
	*out = list;
	*n_out = n;
	return OK;
}

err unit_class_list(struct ctx *cx, struct unit_class **out, size_t *n_out)
{
	return read_classes(cx, 0, out, n_out);
}

err unit_class_get(struct ctx *cx, int64_t id, struct unit_class *out)
{
	struct unit_class *list;
	size_t n;

	TRY(read_classes(cx, id, &list, &n));
	if (id == 0 || n == 0)
		return ERR_NOTFOUND;
	*out = list[0];
	return OK;
}

err unit_class_get_code(struct ctx *cx, const char *code, struct unit_class *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_unit_class_id_of_code, BIND({"code", STR(code)}), &r));
	return unit_class_get(cx, row_i64(r, "id"), out);
}

err unit_class_entries(struct ctx *cx, int64_t class_id, const struct unit_member **out, size_t *n_out)
{
	struct rows it;
	struct row *r;
	struct unit_member *list;
	size_t n = 0;

	TRY(db_rows(cx->db, &SQL_unit_class_entries, BIND({"class", I64(class_id)}, {"n", I64(UNIT_TREE_MAX)}), &it));
	list = mem_new(cx->mem, struct unit_member, it.n);
	while ((r = rows_next(&it)) != NULL)
		list[n++] = (struct unit_member){row_i64(r, "unit_id"), row_text(r, "kind"), row_text(r, "name")};
	*out = list;
	*n_out = n;
	return OK;
}

err unit_class_aliases(struct ctx *cx, int64_t class_id, const struct unit_alias **out, size_t *n_out)
{
	struct rows it;
	struct row *r;
	struct unit_alias *list;
	size_t n = 0;

	TRY(db_rows(cx->db, &SQL_unit_aliases,
	            BIND({"unit", SQLNULL}, {"class", I64(class_id)}, {"n", I64(UNIT_PAGE_MAX)}), &it));
	list = mem_new(cx->mem, struct unit_alias, it.n);
	while ((r = rows_next(&it)) != NULL)
		list[n++] = (struct unit_alias){row_i64(r, "id"), row_text(r, "words"), 0, class_id};
	*out = list;
	*n_out = n;
	return OK;
}

err unit_class_members(struct ctx *cx, int64_t class_id, struct unit_list *out)
{
	struct rows it;
	struct row *r;
	struct unit_list list = {0};

	TRY(db_rows(cx->db, &SQL_unit_class_members,
	            BIND({"class", I64(class_id)}, {"today", unit_today(cx)}, {"n", I64(UNIT_TREE_MAX)}), &it));
	list.at = mem_new(cx->mem, struct unit, it.n);
	while ((r = rows_next(&it)) != NULL)
		list.at[list.n++] = unit_of_row(cx, r);
	list.total = (int64_t)list.n;
	*out = list;
	return OK;
}

/* A fault when the words name a unit or class, or are an alias in force. */
static err check_words_free(struct ctx *cx, const char *field, const char *words)
{
	const char *fold = text_fold(cx->mem, words);
	struct unit_alias nobody = {0};
	struct row *r;
	bool is_taken;
	err e;

	TRY(words_are_taken(cx, fold, &nobody, &is_taken));
	e = db_one(cx->db, &SQL_unit_alias_of, BIND({"fold", STR(fold)}), &r);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (is_taken || e == OK)
		fault(cx, field, "“%s” đã là tên hoặc cách gọi của một đơn vị hay nhóm khác.", words);
	return OK;
}

err unit_class_add(struct ctx *cx, const char *code, const char *name, const char *note, int64_t *id_out)
{
	int64_t id;

	TRY(unit_may_edit_all(cx));
	name = text_line(cx->mem, name);
	need(cx, unit_code_is_good(code), "code", "Mã gồm chữ in hoa không dấu, chữ số, dấu chấm, dấu gạch nối, tối đa 32 ký tự.");
	need(cx, *name != '\0', "name", "Hãy ghi tên nhóm, ví dụ “Các sở, ban, ngành”.");
	need(cx, text_chars(name) <= UNIT_NAME_MAX, "name", "Tên nhóm không được quá 300 ký tự.");
	need(cx, text_chars(note) <= UNIT_NOTE_MAX, "note", "Ghi chú không được quá 1000 ký tự.");
	if (*name != '\0')
		TRY(check_words_free(cx, "name", name));
	TRY(faults(cx));
	TRY(db_add(cx->db, &SQL_unit_class_add,
	           BIND({"code", STR(code)}, {"name", STR(name)}, {"fold", STR(text_fold(cx->mem, name))},
	                {"sortkey", STR(text_sortkey(cx->mem, name))}, {"note", STR(note)}), &id));
	TRY(audit_detail(cx, "unit.class_add", id, "%s: %s", code, name));
	*id_out = id;
	return OK;
}

err unit_class_insert(struct ctx *cx, int64_t class_id, int64_t unit_id, const char *kind)
{
	err e;

	if (unit_id != 0)
		e = db_add(cx->db, &SQL_unit_class_put_unit,
		           BIND({"class", I64(class_id)}, {"unit", I64(unit_id)}, {"now", I64(cx->now_ms)}), NULL);
	else
		e = db_add(cx->db, &SQL_unit_class_put_kind,
		           BIND({"class", I64(class_id)}, {"kind", STR(kind)}, {"now", I64(cx->now_ms)}), NULL);
	return e == ERR_TAKEN ? OK : e;
}

/* The member's name for people; a fault unless exactly one of the two is said and known. */
static err check_member(struct ctx *cx, int64_t unit_id, const char *kind, const char **name_out)
{
	struct unit u = {.name = kind};
	bool is_known = true;
	err e = OK;

	need(cx, (unit_id == 0) != (*kind == '\0'), "unit", "Hãy ghi một đơn vị, hoặc chọn một loại đơn vị; chỉ một trong hai.");
	if (*kind != '\0')
		TRY(unit_kind_is_known(cx, kind, &is_known));
	need(cx, is_known, "kind", "Hãy chọn loại đơn vị trong danh sách.");
	if (unit_id != 0)
		e = unit_get(cx, unit_id, &u);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	need(cx, e == OK, "unit", "Không có đơn vị này; hãy ghi mã hoặc tên đầy đủ.");
	*name_out = e == OK ? u.name : "";
	return OK;
}

err unit_class_put(struct ctx *cx, int64_t class_id, int64_t unit_id, const char *kind)
{
	struct unit_class c;
	const char *name;

	TRY(unit_may_edit_all(cx));
	TRY(unit_class_get(cx, class_id, &c));
	TRY(check_member(cx, unit_id, kind, &name));
	TRY(faults(cx));
	TRY(unit_class_insert(cx, class_id, unit_id, kind));
	TRY(unit_changed(cx));
	return audit_detail(cx, "unit.class_put", class_id, "%s: %s", c.code, name);
}

err unit_class_drop(struct ctx *cx, int64_t class_id, int64_t unit_id, const char *kind)
{
	struct unit_class c;
	const char *name;
	int64_t n;

	TRY(unit_may_edit_all(cx));
	TRY(unit_class_get(cx, class_id, &c));
	TRY(check_member(cx, unit_id, kind, &name));
	TRY(faults(cx));
	TRY(db_sweep(cx->db, &SQL_unit_class_drop,
	             BIND({"class", I64(class_id)}, {"unit", db_id_or_null(unit_id)}, {"kind", db_str_or_null(kind)},
	                  {"now", I64(cx->now_ms)}), &n));
	if (n == 0)
		return ERR_NOTFOUND;
	TRY(unit_changed(cx));
	return audit_detail(cx, "unit.class_drop", class_id, "%s: %s", c.code, name);
}
