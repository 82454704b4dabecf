/* register_bulk.c -- one act on many lines: all of them or none, and a fault for each that cannot bear it. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/register/register.h"
#include "room/unit/unit.h"

static err check(struct ctx *cx, size_t n, const char *reason)
{
	TRY(may(cx, R_REGISTER_EDIT, 0));
	need(cx, n > 0 && n <= REGISTER_BULK_MAX, "nos", "Hãy chọn từ 1 đến 500 dòng.");
	need(cx, *text_line(cx->mem, reason) != '\0', "reason", "Hãy ghi lý do.");
	return OK;
}

/* What one line answered: a fault that names it, or an error that ends everything. */
static err answered(struct ctx *cx, int64_t no, err e, const char *state_words)
{
	if (e == ERR_STATE)
		fault(cx, "nos", "Dòng số %" PRId64 " %s", no, state_words);
	else if (e == ERR_NOTFOUND || e == ERR_DENIED)
		fault(cx, "nos", "Dòng số %" PRId64 " ngoài phạm vi của bạn.", no);
	else if (e != ERR_INVALID)
		return e;
	return OK;
}

err register_withdraw_all(struct ctx *cx, const int64_t *nos, size_t n, const char *reason)
{
	TRY(check(cx, n, reason));
	TRY(faults(cx));
	for (size_t i = 0; i < n; i++) {
		int64_t made;

		TRY(answered(cx, nos[i], register_withdraw(cx, nos[i], reason, &made), "không rút được: dòng khác nêu nó hoặc dựa vào nó."));
	}
	TRY(faults(cx));
	return audit_detail(cx, "register.bulk", nos[0], "%zu dòng: %s", n, reason);
}

err register_correct_unit_all(struct ctx *cx, const int64_t *nos, size_t n, const char *unit, const char *reason, size_t *n_out)
{
	struct unit_list l = {0};
	size_t made_n = 0;

	TRY(check(cx, n, reason));
	TRY(unit_ever(cx, unit, &l));
	need(cx, l.n == 1, "unit", l.n == 0 ? "Không có đơn vị này; hãy ghi mã hoặc tên đầy đủ." :
	                                      "Có nhiều đơn vị mang tên này; hãy ghi mã của đơn vị.");
	TRY(faults(cx));
	for (size_t i = 0; i < n; i++) {
		struct register_line old = {0};
		int64_t made;
		err e = register_get(cx, nos[i], &old);

		if (e == OK && old.unit_id == l.at[0].id && old.corrected_by_no == 0)
			continue;
		if (e == OK)
			e = register_correct_unit(cx, nos[i], l.at[0].id, reason, &made);
		TRY(answered(cx, nos[i], e, "đang được rút cùng lần nạp của nó."));
		made_n++;
	}
	TRY(faults(cx));
	*n_out = made_n;
	return audit_detail(cx, "register.bulk_unit", nos[0], "%zu dòng về %s: %s", made_n, l.at[0].code, reason);
}
