/* room/desk/desk_cli.c -- the verb of room desk */
#include "room/desk/desk.h"

#include "core/cli.h"

#define ROWS "room/desk/desk.def"
#include "core/declare.h"

err desk_cmd(struct ctx *cx, struct args *a)
{
	struct desk d;

	TRY(desk_get(cx, &d));
	for (size_t i = 0; i < d.items.n; i++) {
		const struct desk_item *x = &d.items.at[i];

		buf_fmt(a->out, "%s %" PRId64 " %s", x->verb, x->n, x->things);
		if (x->days > 0)
			buf_fmt(a->out, ", lâu nhất %d ngày", x->days);
		else if (x->days_left == 1)
			buf_text(a->out, ", gần nhất hôm nay");
		else if (x->days_left > 1)
			buf_fmt(a->out, ", gần nhất còn %d ngày", x->days_left - 1);
		buf_fmt(a->out, "\t%s\n", x->path);
	}
	if (d.items.n == 0)
		buf_text(a->out, "Chưa có việc nào chờ.\n");
	return OK;
}
