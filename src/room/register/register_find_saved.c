/* room/register/register_find_saved.c -- searches kept by a name: order, columns, then what was typed, split by line feeds, which
 * none of them can hold. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/register/register_find.h"
#include "room/user/user.h"

#define PLACE "register"

struct parts {
	const char *order, *columns, *q;
};

static struct parts parts_of(struct mem *m, const char *address)
{
	size_t order = strcspn(address, "\n"), columns;
	struct parts p = {.order = mem_copy(m, address, order), .columns = "", .q = ""};

	address += order + (address[order] != '\0');
	columns = strcspn(address, "\n");
	p.columns = mem_copy(m, address, columns);
	address += columns + (address[columns] != '\0');
	p.q = address;
	return p;
}

err register_saved_list(struct ctx *cx, struct register_saveds *out)
{
	struct user_saveds all;
	struct register_saveds l = {0};

	TRY(may(cx, R_REGISTER_READ, 0));
	TRY(user_saved_list(cx, PLACE, &all));
	for (size_t i = 0; i < all.n; i++) {
		struct parts p = parts_of(cx->mem, all.at[i].address);

		*list_add(cx->mem, &l) = (struct register_saved){all.at[i].id, all.at[i].name, p.q, p.order, p.columns};
	}
	*out = l;
	return OK;
}

err register_saved_add(struct ctx *cx, const char *name, const char *q, const char *order, const char *columns, int64_t *id_out)
{
	TRY(may(cx, R_REGISTER_READ, 0));
	TRY(user_saved_add(cx, PLACE, name, mem_text(cx->mem, "%s\n%s\n%s", order, columns, text_line(cx->mem, q)), id_out));
	return audit_detail(cx, "register.save", *id_out, "%s", name);
}

err register_saved_drop(struct ctx *cx, int64_t id)
{
	struct user_saved s;

	TRY(may(cx, R_REGISTER_READ, 0));
	TRY(user_saved_get(cx, id, &s));
	if (!text_is(s.place, PLACE))
		return ERR_NOTFOUND;
	TRY(user_saved_drop(cx, id));
	return audit_detail(cx, "register.unsave", id, "%s", s.name);
}

err register_saved_default(struct ctx *cx, const char **columns_out, const char **order_out)
{
	struct user_saveds all;

	*columns_out = *order_out = "";
	TRY(user_saved_list(cx, PLACE, &all));
	for (size_t i = 0; i < all.n; i++)
		if (text_is(all.at[i].name, REGISTER_SAVED_DEFAULT)) {
			struct parts p = parts_of(cx->mem, all.at[i].address);

			*columns_out = p.columns;
			*order_out = p.order;
		}
	return OK;
}
