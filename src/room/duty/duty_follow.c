/* room/duty/duty_follow.c -- who follows which units and classes: they see them first, and see them at all where their
 * reach does not hold them. duty_follow_unit is what follows from it, unit by unit. */
#include "room/duty/duty_inside.h"

#include "base/text.h"
#include "room/audit/audit.h"
#include "room/unit/unit.h"

#include "gen/duty_sql.h"

err duty_follow_fill(struct ctx *cx, int64_t user_id)
{
	TRY(db_sweep(cx->db, &SQL_duty_follow_drop, BIND({"user", I64(user_id)}), NULL));
	return db_sweep(cx->db, &SQL_duty_follow_fill,
	                BIND({"user", I64(user_id)}, {"today", db_date(cx->mem, cx->today)}), NULL);
}

err duty_follow_heirs(struct ctx *cx)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_duty_follow_orphan_list,
	            BIND({"today", db_date(cx->mem, cx->today)}, {"n", I64(DUTY_UNITS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		int64_t heir;
		err e = OK;

		TRY(duty_heir(cx, row_i64(r, "unit_id"), &heir));
		TRY(db_change(cx->db, &SQL_duty_follow_end, BIND({"id", I64(row_i64(r, "id"))}, {"now", I64(cx->now_ms)})));
		if (heir != 0)
			e = db_add(cx->db, &SQL_duty_follow_add, BIND({"user", I64(row_i64(r, "user_id"))}, {"unit", I64(heir)},
			                                              {"class", I64(0)}, {"now", I64(cx->now_ms)}), NULL);
		if (e != OK && e != ERR_TAKEN)
			return e;
	}
	return duty_follow_fill(cx, 0);
}

err duty_follow_list(struct ctx *cx, int64_t user_id, struct duty_follows *out)
{
	struct duty_follows l = {0};
	struct rows it;
	struct row *r;

	if (user_id == 0 || user_id != cx->who->user_id)
		TRY(may(cx, R_DUTY_ASSIGN, 0));
	TRY(db_rows(cx->db, &SQL_duty_follow_list,
	            BIND({"user", I64(user_id)}, {"today", db_date(cx->mem, cx->today)}, {"n", I64(DUTY_UNITS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &l) = (struct duty_follow){
			.id = row_i64(r, "id"), .user_id = row_i64(r, "user_id"), .unit_id = row_i64(r, "unit_id"),
			.class_id = row_i64(r, "class_id"), .user_name = row_text(r, "user_name"), .name = row_text(r, "name"),
			.units_n = row_i64(r, "units_n")};
	*out = l;
	return OK;
}

err duty_follow_items(struct ctx *cx, const char *room, int64_t parent_id, struct duty_items *out)
{
	struct rows it;
	struct row *r;

	*out = (struct duty_items){0};
	TRY(db_rows(cx->db, &SQL_duty_followed_items,
	            BIND({"room", STR(room)}, {"parent", I64(parent_id)}, {"me", I64(cx->who->user_id)}, {"n", I64(DUTY_GROUPS_MAX)}),
	            &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, out) = row_i64(r, "item_id");
	return OK;
}

/* Faults of what is to be followed, and its name. */
static err check_thing(struct ctx *cx, const struct duty_follow *in, const char **name_out)
{
	struct unit u = {.name = ""};
	struct unit_class c = {.name = ""};
	err e = OK;

	*name_out = "";
	need(cx, (in->unit_id == 0) != (in->class_id == 0) || *faults_of(&cx->faults, "unit") != '\0', "unit",
	     "Hãy chọn một đơn vị hoặc một nhóm đơn vị; chỉ một trong hai.");
	if (in->unit_id != 0)
		e = unit_get(cx, in->unit_id, &u);
	else if (in->class_id != 0)
		e = unit_class_get(cx, in->class_id, &c);
	if (e == ERR_NOTFOUND)
		need(cx, false, "unit", "Không có đơn vị hoặc nhóm này; hãy chọn trong danh sách.");
	else if (e != OK)
		return e;
	need(cx, u.to == DATE_NONE || u.to >= cx->today || in->unit_id == 0, "unit",
	     "Đơn vị này đã kết thúc hoạt động; hãy chọn đơn vị đang hoạt động.");
	*name_out = in->unit_id != 0 ? u.name : c.name;
	return OK;
}

err duty_follow_put(struct ctx *cx, struct duty_follow in, int64_t *id_out)
{
	struct row *r = NULL;
	const char *name;
	int64_t id;
	err e;

	TRY(may(cx, R_DUTY_ASSIGN, 0));
	e = db_one(cx->db, &SQL_duty_account, BIND({"id", I64(in.user_id)}), &r);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	need(cx, e == OK, "user", "Không có tài khoản này, hoặc tài khoản đã bị khóa; hãy ghi đúng tên đăng nhập.");
	TRY(check_thing(cx, &in, &name));
	TRY(faults(cx));
	TRY(db_add(cx->db, &SQL_duty_follow_add,
	           BIND({"user", I64(in.user_id)}, {"unit", I64(in.unit_id)}, {"class", I64(in.class_id)},
	                {"now", I64(cx->now_ms)}), &id));
	TRY(duty_follow_fill(cx, in.user_id));
	TRY(audit_detail(cx, "duty.follow", in.user_id, "%s: %s", row_text(r, "login"), name));
	*id_out = id;
	return OK;
}

err duty_follow_end(struct ctx *cx, int64_t id)
{
	struct row *r;

	TRY(may(cx, R_DUTY_ASSIGN, 0));
	TRY(db_one(cx->db, &SQL_duty_follow_one, BIND({"id", I64(id)}), &r));
	TRY(db_change(cx->db, &SQL_duty_follow_end, BIND({"id", I64(id)}, {"now", I64(cx->now_ms)})));
	TRY(duty_follow_fill(cx, row_i64(r, "user_id")));
	return audit_detail(cx, "duty.unfollow", row_i64(r, "user_id"), "%s", row_text(r, "login"));
}

/* The unit or class that is called so; both 0 for nothing. */
static err find_thing(struct ctx *cx, const char *words, struct duty_follow *out)
{
	struct unit u;
	struct unit_class *classes;
	const char *fold = text_fold(cx->mem, words);
	size_t n;
	err e;

	if (*fold == '\0')
		return OK;
	e = unit_find(cx, words, &u);
	if (e == OK)
		out->unit_id = u.id;
	if (e != ERR_NOTFOUND)
		return e;
	TRY(unit_class_list(cx, &classes, &n));
	for (size_t i = 0; i < n; i++) {
		if (text_is(classes[i].code, words) || text_is(text_fold(cx->mem, classes[i].name), fold))
			out->class_id = classes[i].id;
	}
	if (out->class_id == 0)
		fault(cx, "unit", "Không có đơn vị hay nhóm đơn vị nào được gọi là “%s”; hãy ghi mã hoặc tên đầy đủ.", words);
	return OK;
}

err duty_follow_typed(struct ctx *cx, const char *login, const char *words, struct duty_follow *out)
{
	struct duty_follow f = {0};
	struct row *r;
	err e = db_one(cx->db, &SQL_duty_account_of, BIND({"login", STR(text_line(cx->mem, login))}), &r);

	if (e == OK)
		f.user_id = row_i64(r, "id");
	else if (e != ERR_NOTFOUND)
		return e;
	TRY(find_thing(cx, text_line(cx->mem, words), &f));
	*out = f;
	return OK;
}
