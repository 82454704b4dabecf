/* room/user/user_saved.c -- addresses that a person keeps by a name: a filter of a plan, a search of the register. */
#include "base/text.h"
#include "db/db.h"
#include "room/user/user.h"

#include "gen/user_saved_sql.h"

static struct user_saved saved_of(const struct row *r)
{
	return (struct user_saved){.id = row_i64(r, "id"), .user_id = row_i64(r, "user_id"), .place = row_text(r, "place"),
	                           .name = row_text(r, "name"), .address = row_text(r, "address")};
}

err user_saved_list(struct ctx *cx, const char *place, struct user_saveds *out)
{
	struct rows it;
	struct row *r;
	struct user_saveds l = {0};

	TRY(db_rows(cx->db, &SQL_user_saved_list,
	            BIND({"user", I64(cx->who->user_id)}, {"place", STR(place)}, {"n", I64(USER_SAVED_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &l) = saved_of(r);
	*out = l;
	return OK;
}

err user_saved_get(struct ctx *cx, int64_t id, struct user_saved *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_user_saved_one, BIND({"id", I64(id)}), &r));
	*out = saved_of(r);
	return OK;
}

err user_saved_add(struct ctx *cx, const char *place, const char *name, const char *address, int64_t *id_out)
{
	struct user_saveds have;
	const char *line = text_line(cx->mem, name);

	TRY(user_saved_list(cx, place, &have));
	need(cx, *line != '\0', "name", "Hãy đặt tên, ví dụ Việc quá hạn của quý I.");
	need(cx, strlen(line) <= USER_SAVED_NAME_MAX, "name", "Tên dài quá 200 byte; hãy rút ngắn.");
	need(cx, have.n < USER_SAVED_MAX, "name", "Mỗi người giữ được 30 cách xem ở một nơi; hãy bỏ bớt một cách xem.");
	need(cx, strlen(address) <= USER_SAVED_ADDRESS_MAX, "q", "Điều kiện lọc dài quá; hãy rút ngắn chữ cần tìm.");
	for (size_t i = 0; i < have.n; i++)
		need(cx, !text_is(have.at[i].name, line), "name", "Bạn đã có cách xem tên này; hãy đặt tên khác.");
	TRY(faults(cx));
	return db_add(cx->db, &SQL_user_saved_add,
	              BIND({"user", I64(cx->who->user_id)}, {"place", STR(place)}, {"name", STR(line)}, {"address", STR(address)},
	                   {"now", I64(cx->now_ms)}), id_out);
}

err user_saved_drop(struct ctx *cx, int64_t id)
{
	struct user_saved s;

	TRY(user_saved_get(cx, id, &s));
	if (s.user_id != cx->who->user_id)
		return ERR_NOTFOUND;
	return db_change(cx->db, &SQL_user_saved_end, BIND({"id", I64(id)}, {"now", I64(cx->now_ms)}));
}
