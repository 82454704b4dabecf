/* room/user/user_start.c -- roles from the rows of all rooms, the first administrator, the accounts of a demo. */
#include "base/crypt.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/unit/unit.h"
#include "room/user/user_inside.h"

#include "gen/user_sql.h"

static const struct role_row {
	const char *code, *name, *reach;
} ROLES[] = {
#define ROLE(code, name, reach) {code, name, reach},
#define ROWS "gen/rooms.def"
#include "core/rows.h"
};

static const struct grant_row {
	const char *role;
	enum right right;
} GRANTS[] = {
#define GRANT(role, right) {role, R_##right},
#define ROWS "gen/rooms.def"
#include "core/rows.h"
};

err user_seed(struct ctx *cx)
{
	int64_t added = 0;
	err e;

	if (!cx->who->is_system)
		return ERR_DENIED;
	for (size_t i = 0; i < COUNT(ROLES); i++) {
		e = db_add(cx->db, &SQL_user_role_seed,
		           BIND({"code", STR(ROLES[i].code)}, {"name", STR(ROLES[i].name)}, {"reach", STR(ROLES[i].reach)},
		                {"place", I64((int64_t)i + 1)}), NULL);
		if (e != OK && e != ERR_TAKEN)
			return e;
		added += e == OK;
	}
	for (size_t i = 0; i < COUNT(GRANTS); i++) {
		e = db_add(cx->db, &SQL_user_role_right_seed,
		           BIND({"role", STR(GRANTS[i].role)}, {"right", STR(right_name(GRANTS[i].right))}), NULL);
		if (e != OK && e != ERR_TAKEN)
			return e;
		added += e == OK;
	}
	return added == 0 ? OK : audit_detail(cx, "user.seed", 0, "%" PRId64 " dòng", added);
}

/* One account for each role, and officers of three units; where the unit is not loaded the account has none. */
static const struct demo_row {
	const char *role, *login, *full_name, *unit;
} DEMO[] = {
	{"unit_officer", "canbo", "Nguyễn Thu An", "S-VHTT"},
	{"unit_officer", "canbonoivu", "Nguyễn Văn Hòa", "S-NV"},
	{"unit_officer", "canboban", "Trịnh Thị Loan", "B-TDKT"},
	{"unit_head", "thutruong", "Trần Quốc Bảo", "S-VHTT"},
	{"specialist", "chuyenvien", "Lê Minh Châu", "B-TDKT"},
	{"board_head", "lanhdaoban", "Phạm Thị Dung", "B-TDKT"},
	{"consulted", "laykien", "Hoàng Văn Đức", "C-T"},
	{"council_member", "thanhvien", "Vũ Hải Giang", "S-TC"},
	{"council_secretary", "thuky", "Đặng Thu Hà", "B-TDKT"},
	{"council_chair", "chutichhd", "Bùi Quang Khải", "HD-TDKT"},
	{"cluster_head", "cumtruong", "Đỗ Thị Lan", "S-TC"},
	{"chairman", "lanhdao", "Ngô Đình Minh", "UBND"},
	{"editor", "bientap", "Dương Thanh Nga", "B-TDKT"},
	{"juror", "giamkhao", "Lý Hồng Phúc", "HVHNT"},
	{"accountant", "ketoan", "Phan Thị Quỳnh", "B-TDKT"},
	{"auditor", "thanhtra", "Hồ Sỹ Sơn", "TTR"},
	{"admin", "quantri", "Trịnh Văn Tùng", "VP-UBND"},
};

static err demo_account(struct ctx *cx, const struct demo_row *row, int64_t *id_out)
{
	struct user_put in = {.login = row->login, .full_name = row->full_name, .roles = &row->role, .roles_n = 1};
	struct user u;
	struct unit unit;
	err e = user_get_login(cx, row->login, &u);

	if (e == OK)
		*id_out = u.id;
	if (e != ERR_NOTFOUND)
		return e;
	e = unit_get_code(cx, row->unit, &unit);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	in.unit_id = e == OK ? unit.id : 0;
	return user_add(cx, in, id_out);
}

err user_demo(struct ctx *cx, const char *password, struct user_demo **out, size_t *n_out)
{
	struct user_demo *list = mem_new(cx->mem, struct user_demo, COUNT(DEMO));
	char hash[CRYPT_PASSWORD_MAX];
	bool is_shared = password != NULL && *password != '\0';

	if (!cx->who->is_system)
		return ERR_DENIED;
	TRY(user_seed(cx));
	for (size_t i = 0; i < COUNT(DEMO); i++) {
		const char *own = is_shared ? password : text_lower(cx->mem, cx_random_code(cx, 12)), *role_name = "";
		int64_t id;

		TRY(demo_account(cx, &DEMO[i], &id));
		/* Each with its own salt, even where the password is the same. */
		TRY(crypt_password_hash(hash, own));
		TRY(user_hash_store(cx, id, hash, false, 0));
		for (size_t k = 0; k < COUNT(ROLES); k++) {
			if (text_is(ROLES[k].code, DEMO[i].role))
				role_name = ROLES[k].name;
		}
		list[i] = (struct user_demo){DEMO[i].login, DEMO[i].full_name, role_name, own};
	}
	TRY(audit_detail(cx, "user.demo", 0, "%zu tài khoản", COUNT(DEMO)));
	*out = list;
	*n_out = COUNT(DEMO);
	return OK;
}

err user_first_admin(struct ctx *cx, const char *login, const char **path_out)
{
	static const char *const ADMIN[] = {"admin"};
	struct user_put in = {.login = login, .full_name = "Quản trị hệ thống", .roles = ADMIN, .roles_n = 1};
	struct user u;
	int64_t id = 0;
	err e;

	if (!cx->who->is_system)
		return ERR_DENIED;
	TRY(user_seed(cx));
	e = user_get_login(cx, login, &u);
	if (e == ERR_NOTFOUND)
		e = user_add(cx, in, &id);
	else
		id = u.id;
	TRY(e);
	return user_link(cx, id, path_out);
}
