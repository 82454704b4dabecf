/* room/unit/unit_acts.c -- what is done to units: each act checks, changes, leaves its row and its audit.
 *
 * A unit that has ended keeps its row, its names, its place; only what lives below it moves on. */
#include "base/buf.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/job/job.h"
#include "room/unit/unit_inside.h"

#include "gen/unit_sql.h"

bool unit_code_is_good(const char *code)
{
	size_t n = strlen(code);

	return n > 0 && n <= UNIT_CODE_MAX && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") == n;
}

err unit_kind_is_known(struct ctx *cx, const char *kind, bool *out)
{
	const struct unit_kind *kinds;
	size_t n;

	TRY(unit_kinds(cx, &kinds, &n));
	*out = false;
	for (size_t i = 0; i < n; i++) {
		if (text_is(kinds[i].code, kind))
			*out = true;
	}
	return OK;
}

err unit_changed(struct ctx *cx)
{
	int64_t id;

	return job_add(cx, (struct job_in){.kind = "unit.changed", .payload = "", .goto_path = "", .is_unique = true}, &id);
}

err unit_may_edit_all(struct ctx *cx)
{
	TRY(may(cx, R_UNIT_EDIT, 0));
	return cx->who->is_system || cx->who->sees_all ? OK : ERR_DENIED;
}

void unit_check_names(struct ctx *cx, const char *field_name, const char *name, const char *field_short,
                      const char *short_name)
{
	need(cx, *name != '\0', field_name, "Hãy ghi tên đầy đủ của đơn vị.");
	need(cx, text_chars(name) <= UNIT_NAME_MAX, field_name, "Tên đơn vị không được quá 300 ký tự.");
	need(cx, text_chars(short_name) <= UNIT_SHORT_MAX, field_short, "Tên viết tắt không được quá 100 ký tự.");
}

err unit_act_keep(struct ctx *cx, struct unit_act_row a, int64_t *id_out)
{
	return db_add(cx->db, &SQL_unit_act_add,
	              BIND({"unit", I64(a.unit_id)}, {"kind", STR(a.kind)}, {"day", db_date(cx->mem, a.day)},
	                   {"paper", STR(a.paper)}, {"note", STR(a.note)}, {"before", STR(a.before)},
	                   {"after", STR(a.after)}, {"by", STR(cx->who->name)}, {"now", I64(cx->now_ms)}), id_out);
}

err unit_insert(struct ctx *cx, const struct unit_add *in, date to, int64_t *id_out)
{
	const char *above = "/", *path;
	int64_t id;
	struct unit_act_row act = {0, "add", in->from, in->paper, "", "", in->name};

	if (in->parent_id != 0)
		TRY(unit_path(cx, in->parent_id, &above));
	TRY(db_add(cx->db, &SQL_unit_add,
	           BIND({"code", STR(in->code)}, {"kind", STR(in->kind)}, {"parent", db_id_or_null(in->parent_id)},
	                {"name", STR(in->name)}, {"short", STR(in->short_name)},
	                {"fold", STR(text_fold(cx->mem, in->name))},
	                {"short_fold", STR(text_fold(cx->mem, in->short_name))},
	                {"sortkey", STR(text_sortkey(cx->mem, in->name))}, {"from", db_date(cx->mem, in->from)},
	                {"to", db_date(cx->mem, to)}, {"small", I64(in->is_small ? 1 : 0)},
	                {"source", STR(in->paper)}), &id));
	path = mem_text(cx->mem, "%s%" PRId64 "/", above, id);
	TRY(db_change(cx->db, &SQL_unit_path_set, BIND({"id", I64(id)}, {"path", STR(path)})));
	act.unit_id = id;
	TRY(unit_act_keep(cx, act, NULL));
	*id_out = id;
	return OK;
}

/* A code nobody has: the kind in capitals and a number. */
static err make_code(struct ctx *cx, const char *kind, const char **out)
{
	struct row *r;

	for (int i = 0; i < 20; i++) {
		char *code = mem_text(cx->mem, "%s-%s", kind, cx_random_code(cx, 6));

		for (char *p = code; *p != '\0'; p++)
			*p = (char)(*p == '_' ? '-' : *p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p);
		err e = db_one(cx->db, &SQL_unit_id_of_code, BIND({"code", STR(code)}), &r);

		if (e == ERR_NOTFOUND) {
			*out = code;
			return OK;
		}
		TRY(e);
	}
	return ERR_TAKEN;
}

static err check_parent(struct ctx *cx, int64_t parent_id)
{
	struct unit parent;
	err e;

	if (parent_id == 0)
		return unit_may_edit_all(cx);
	TRY(may(cx, R_UNIT_EDIT, parent_id));
	e = unit_get(cx, parent_id, &parent);
	if (e == ERR_NOTFOUND) {
		need(cx, false, "parent", "Không có đơn vị cấp trên này; hãy chọn trong danh sách.");
		return OK;
	}
	TRY(e);
	need(cx, !unit_has_ended(&parent, cx->today), "parent", "Đơn vị cấp trên đã giải thể; hãy chọn đơn vị khác.");
	need(cx, parent.depth + 1 < UNIT_DEPTH_MAX, "parent", "Cây đơn vị chỉ sâu tối đa 12 cấp.");
	return OK;
}

/* ERR_INVALID's fault when a living brother bears the same name. */
static err check_name_free(struct ctx *cx, const char *name, int64_t id, int64_t parent_id)
{
	struct rows it;

	TRY(db_rows(cx->db, &SQL_unit_same_name,
	            BIND({"fold", STR(text_fold(cx->mem, name))}, {"id", I64(id)}, {"parent", db_id_or_null(parent_id)},
	                 {"today", unit_today(cx)}), &it));
	need(cx, it.n == 0, "name", "Đơn vị cấp trên này đã có một đơn vị cùng tên đang hoạt động.");
	return OK;
}

/* An act changes the tree at once, so one whose day has not come is not taken: it is to be entered on its day. */
static void check_day_has_come(struct ctx *cx, date day, const char *what)
{
	if (day != DATE_NONE && day > cx->today)
		fault(cx, "day", "Ngày %s chưa đến (hôm nay là %s). Hãy ghi từ hôm nay trở về trước; việc của ngày sau thì ghi khi đến ngày.",
		      what, date_vn(cx->mem, cx->today));
}

err unit_add(struct ctx *cx, struct unit_add in, int64_t *id_out)
{
	bool is_known;
	int64_t id;

	TRY(may(cx, R_UNIT_EDIT, in.parent_id));
	in.name = text_line(cx->mem, in.name);
	in.short_name = text_line(cx->mem, in.short_name);
	TRY(check_parent(cx, in.parent_id));
	unit_check_names(cx, "name", in.name, "short_name", in.short_name);
	TRY(unit_kind_is_known(cx, in.kind, &is_known));
	need(cx, is_known, "kind", "Hãy chọn loại đơn vị trong danh sách.");
	need(cx, *in.code == '\0' || unit_code_is_good(in.code), "code",
	     "Mã gồm chữ in hoa không dấu, chữ số, dấu chấm, dấu gạch nối, tối đa 32 ký tự; để trống thì máy đặt.");
	need(cx, text_chars(in.paper) <= UNIT_NOTE_MAX, "paper", "Căn cứ không được quá 1000 ký tự.");
	check_day_has_come(cx, in.from, "thành lập");
	TRY(check_name_free(cx, in.name, 0, in.parent_id));
	TRY(faults(cx));
	if (*in.code == '\0')
		TRY(make_code(cx, in.kind, &in.code));
	TRY(unit_insert(cx, &in, DATE_NONE, &id));
	TRY(unit_changed(cx));
	TRY(audit_detail(cx, "unit.add", id, "%s: %s", in.code, in.name));
	*id_out = id;
	return OK;
}

/* What every act asks first; *u is the unit as it stands. */
static err begin_act(struct ctx *cx, const struct unit_act_in *in, struct unit *u)
{
	TRY(unit_get(cx, in->id, u));
	TRY(may(cx, R_UNIT_EDIT, in->id));
	if (u->to != DATE_NONE)
		return ERR_STATE;
	need(cx, in->day != DATE_NONE, "day", "Hãy ghi ngày có hiệu lực, ví dụ 01/7/2024.");
	check_day_has_come(cx, in->day, "có hiệu lực");
	need(cx, in->day == DATE_NONE || u->from == DATE_NONE || in->day > u->from, "day",
	     "Ngày có hiệu lực phải sau ngày thành lập của đơn vị.");
	need(cx, *in->paper != '\0', "paper", "Hãy ghi văn bản làm căn cứ, ví dụ “Quyết định số 12/QĐ-UBND ngày 05/01/2024”.");
	need(cx, text_chars(in->paper) <= UNIT_NOTE_MAX, "paper", "Căn cứ không được quá 1000 ký tự.");
	need(cx, text_chars(in->note) <= UNIT_NOTE_MAX, "note", "Ghi chú không được quá 1000 ký tự.");
	return OK;
}

static err touch(struct ctx *cx, const struct unit_act_in *in)
{
	return db_change(cx->db, &SQL_unit_touch, BIND({"id", I64(in->id)}, {"version", I64(in->version)}));
}

err unit_rename(struct ctx *cx, struct unit_act_in in, const char *name, const char *short_name)
{
	struct unit u;
	struct row *r;
	struct unit_act_row act = {in.id, "rename", in.day, in.paper, in.note, NULL, NULL};
	date from;

	TRY(begin_act(cx, &in, &u));
	name = text_line(cx->mem, name);
	short_name = text_line(cx->mem, short_name);
	unit_check_names(cx, "name", name, "short_name", short_name);
	need(cx, !text_is(name, u.name) || !text_is(short_name, u.short_name), "name", "Tên mới giống hệt tên hiện nay.");
	TRY(db_one(cx->db, &SQL_unit_name_last, BIND({"unit", I64(in.id)}), &r));
	from = row_is_null(r, "day_to") ? u.from : row_date(r, "day_to") + 1;
	need(cx, in.day == DATE_NONE || from == DATE_NONE || in.day > from, "day", "Ngày đổi tên phải sau lần đổi tên trước.");
	TRY(check_name_free(cx, name, in.id, u.parent_id));
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_unit_rename,
	              BIND({"id", I64(in.id)}, {"version", I64(in.version)}, {"name", STR(name)}, {"short", STR(short_name)},
	                   {"fold", STR(text_fold(cx->mem, name))}, {"short_fold", STR(text_fold(cx->mem, short_name))},
	                   {"sortkey", STR(text_sortkey(cx->mem, name))})));
	TRY(db_add(cx->db, &SQL_unit_name_keep,
	           BIND({"unit", I64(in.id)}, {"name", STR(u.name)}, {"short", STR(u.short_name)},
	                {"fold", STR(text_fold(cx->mem, u.name))}, {"from", db_date(cx->mem, from)},
	                {"to", db_date(cx->mem, in.day - 1)}), NULL));
	act.before = u.name;
	act.after = name;
	TRY(unit_act_keep(cx, act, NULL));
	return audit_detail(cx, "unit.rename", in.id, "%s → %s", u.name, name);
}

/* Hangs the unit and all below it under another parent (0: the top). */
static err hang(struct ctx *cx, int64_t id, int64_t parent_id)
{
	const char *path, *above = "/", *to;
	struct unit_range range;

	TRY(unit_path(cx, id, &path));
	if (parent_id != 0)
		TRY(unit_path(cx, parent_id, &above));
	to = mem_text(cx->mem, "%s%" PRId64 "/", above, id);
	range = unit_range_of(cx->mem, path);
	TRY(db_change(cx->db, &SQL_unit_parent_set, BIND({"id", I64(id)}, {"parent", db_id_or_null(parent_id)})));
	return db_sweep(cx->db, &SQL_unit_path_move,
	                BIND({"to", STR(to)}, {"cut", I64(strlen(path) + 1)}, {"low", STR(range.low)},
	                     {"high", STR(range.high)}), NULL);
}

/* A fault when the target lies in the unit's own subtree, or the tree would get too deep. */
static err check_move(struct ctx *cx, int64_t id, int64_t parent_id)
{
	const char *path, *above = "/";
	struct unit_range range;
	struct row *r;
	int64_t depth = 0;

	TRY(unit_path(cx, id, &path));
	if (parent_id != 0)
		TRY(unit_path(cx, parent_id, &above));
	need(cx, !text_starts(above, path), "parent", "Không thể đưa đơn vị vào chính nó hoặc vào cấp dưới của nó.");
	range = unit_range_of(cx->mem, path);
	TRY(db_one(cx->db, &SQL_unit_path_deepest, BIND({"low", STR(range.low)}, {"high", STR(range.high)}), &r));
	depth = row_i64(r, "slashes");
	for (const char *p = above; *p != '\0'; p++)
		depth += *p == '/';
	for (const char *p = path; *p != '\0'; p++)
		depth -= *p == '/';
	need(cx, depth < UNIT_DEPTH_MAX + 1, "parent", "Cây đơn vị chỉ sâu tối đa 12 cấp.");
	return OK;
}

err unit_move(struct ctx *cx, struct unit_act_in in, int64_t parent_id)
{
	struct unit u, parent = {.name = "(cấp cao nhất)"};
	struct unit_act_row act = {in.id, "move", in.day, in.paper, in.note, NULL, NULL};

	TRY(begin_act(cx, &in, &u));
	TRY(check_parent(cx, parent_id));
	TRY(faults(cx));
	need(cx, parent_id != u.parent_id, "parent", "Đơn vị đang trực thuộc đúng đơn vị này.");
	TRY(check_move(cx, in.id, parent_id));
	TRY(check_name_free(cx, u.name, in.id, parent_id));
	TRY(faults(cx));
	if (parent_id != 0)
		TRY(unit_get(cx, parent_id, &parent));
	TRY(touch(cx, &in));
	TRY(hang(cx, in.id, parent_id));
	act.before = u.parent_id == 0 ? "(cấp cao nhất)" : u.parent_name;
	act.after = parent.name;
	TRY(unit_act_keep(cx, act, NULL));
	return audit_detail(cx, "unit.move", in.id, "%s: %s → %s", u.name, act.before, act.after);
}

/* Living children of a unit go to another. */
static err hand_over_children(struct ctx *cx, const struct unit_act_in *in, int64_t to_id)
{
	struct rows it;
	struct row *r;
	struct unit to;

	TRY(unit_get(cx, to_id, &to));
	TRY(db_rows(cx->db, &SQL_unit_children,
	            BIND({"id", I64(in->id)}, {"today", unit_today(cx)}, {"n", I64(UNIT_TREE_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		int64_t child = row_i64(r, "id");
		struct unit_act_row act = {child, "move", in->day, in->paper, in->note, "", to.name};

		if (child == to_id)
			continue;
		TRY(check_move(cx, child, to_id));
		TRY(faults(cx));
		TRY(hang(cx, child, to_id));
		TRY(unit_act_keep(cx, act, NULL));
	}
	return OK;
}

/* The unit's last day is the day before the act takes effect. */
static err end_unit(struct ctx *cx, const struct unit_act_in *in)
{
	return db_change(cx->db, &SQL_unit_end, BIND({"id", I64(in->id)}, {"day", db_date(cx->mem, in->day - 1)}));
}

/* A successor must live, be another, and not lie below the unit that ends. */
static err check_into(struct ctx *cx, const struct unit_act_in *in, const char *field, int64_t into_id,
                      struct unit *out)
{
	const char *path, *below;
	err e = into_id == 0 ? ERR_NOTFOUND : unit_get(cx, into_id, out);

	if (e == ERR_NOTFOUND) {
		need(cx, false, field, "Hãy chọn đơn vị tiếp nhận trong danh sách.");
		return OK;
	}
	TRY(e);
	need(cx, into_id != in->id, field, "Đơn vị tiếp nhận phải là đơn vị khác.");
	need(cx, !unit_has_ended(out, cx->today), field, "Đơn vị tiếp nhận đã giải thể; hãy chọn đơn vị đang hoạt động.");
	need(cx, may_bool(cx, R_UNIT_EDIT, into_id), field, "Bạn không có quyền với đơn vị tiếp nhận này.");
	TRY(unit_path(cx, in->id, &path));
	TRY(unit_path(cx, into_id, &below));
	need(cx, into_id == in->id || !text_starts(below, path), field,
	     "Đơn vị tiếp nhận đang trực thuộc đơn vị kết thúc; hãy chuyển nó ra trước.");
	return OK;
}

err unit_merge(struct ctx *cx, struct unit_act_in in, int64_t into_id)
{
	struct unit u, into = {.name = ""};
	struct unit_act_row act = {in.id, "merge", in.day, in.paper, in.note, NULL, NULL};
	int64_t act_id;

	TRY(begin_act(cx, &in, &u));
	TRY(check_into(cx, &in, "into", into_id, &into));
	TRY(faults(cx));
	TRY(touch(cx, &in));
	act.before = u.name;
	act.after = into.name;
	TRY(unit_act_keep(cx, act, &act_id));
	TRY(db_add(cx->db, &SQL_unit_successor_add,
	           BIND({"act", I64(act_id)}, {"from", I64(in.id)}, {"to", I64(into_id)}, {"kind", STR("merge")},
	                {"day", db_date(cx->mem, in.day)}), NULL));
	TRY(hand_over_children(cx, &in, into_id));
	TRY(end_unit(cx, &in));
	TRY(unit_changed(cx));
	return audit_detail(cx, "unit.merge", in.id, "%s → %s", u.name, into.name);
}

err unit_split(struct ctx *cx, struct unit_act_in in, const int64_t *into, size_t into_n)
{
	struct unit u, one;
	struct buf *names = buf_new(cx->mem, 64 * 1024);
	struct unit_act_row act = {in.id, "split", in.day, in.paper, in.note, NULL, NULL};
	int64_t act_id;

	TRY(begin_act(cx, &in, &u));
	need(cx, into_n >= 2 && into_n <= UNIT_SPLIT_MAX, "into", "Hãy chọn từ hai đến hai mươi đơn vị được tách ra.");
	TRY(faults(cx));
	for (size_t i = 0; i < into_n; i++) {
		one.name = "";
		TRY(check_into(cx, &in, "into", into[i], &one));
		buf_fmt(names, "%s%s", i == 0 ? "" : "; ", one.name);
		for (size_t k = 0; k < i; k++)
			need(cx, into[k] != into[i], "into", "Mỗi đơn vị được tách ra chỉ chọn một lần.");
	}
	TRY(faults(cx));
	TRY(touch(cx, &in));
	act.before = u.name;
	act.after = names->p;
	TRY(unit_act_keep(cx, act, &act_id));
	for (size_t i = 0; i < into_n; i++)
		TRY(db_add(cx->db, &SQL_unit_successor_add,
		           BIND({"act", I64(act_id)}, {"from", I64(in.id)}, {"to", I64(into[i])}, {"kind", STR("split")},
		                {"day", db_date(cx->mem, in.day)}), NULL));
	TRY(hand_over_children(cx, &in, into[0]));
	TRY(end_unit(cx, &in));
	TRY(unit_changed(cx));
	return audit_detail(cx, "unit.split", in.id, "%s → %s", u.name, names->p);
}

err unit_close(struct ctx *cx, struct unit_act_in in)
{
	struct unit u;
	struct unit_act_row act = {in.id, "close", in.day, in.paper, in.note, NULL, ""};

	TRY(begin_act(cx, &in, &u));
	TRY(faults(cx));
	if (u.children_n > 0)
		return ERR_STATE;
	TRY(touch(cx, &in));
	act.before = u.name;
	TRY(unit_act_keep(cx, act, NULL));
	TRY(end_unit(cx, &in));
	TRY(unit_changed(cx));
	return audit_detail(cx, "unit.close", in.id, "%s", u.name);
}
