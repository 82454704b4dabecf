/* register_bulk.c -- one act on many lines: all of them or none, and a fault for each that cannot bear it. */
#include "base/buf.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/register/register_find.h"
#include "room/register/register_inside.h"
#include "room/unit/unit.h"

size_t register_nos_of(const char *text, int64_t *nos, size_t max)
{
	size_t n = 0;

	while (n < max) {
		char *end;
		bool is_there = false;

		text += strspn(text, ",. ");
		nos[n] = strtoll(text, &end, 10);
		if (end == text)
			break;
		for (size_t i = 0; i < n; i++)
			is_there |= nos[i] == nos[n];
		n += !is_there;
		text = end;
	}
	return n;
}

const char *register_nos_put(struct mem *m, const int64_t *nos, size_t n)
{
	struct buf *b = buf_new(m, n * 20 + 1);

	for (size_t i = 0; i < n; i++)
		buf_fmt(b, "%s%" PRId64, i > 0 ? "." : "", nos[i]);
	return b->p;
}

err register_chosen(struct ctx *cx, const int64_t *nos, size_t n, struct register_list *out)
{
	struct register_list list;
	size_t at = 0;

	TRY(may(cx, R_REGISTER_READ, 0));
	need(cx, n > 0 && n <= REGISTER_BULK_MAX, "nos", "Hãy chọn từ 1 đến 500 dòng.");
	TRY(faults(cx));
	TRY(register_find_lines(cx, nos, n, &list));
	for (size_t i = 0; i < n; i++) {
		if (at < list.n && list.at[at].no == nos[i] && register_may(cx, R_REGISTER_READ, list.at[at].unit_id) == OK)
			at++;
		else if (at < list.n && list.at[at].no == nos[i])
			list.at[at++].no = 0;
		if (at == 0 || list.at[at - 1].no != nos[i])
			fault(cx, "nos", "Dòng số %" PRId64 " không có, hoặc ngoài phạm vi của bạn.", nos[i]);
	}
	TRY(faults(cx));
	*out = list;
	return OK;
}

static err check(struct ctx *cx, size_t n, const char *reason)
{
	TRY(may(cx, R_REGISTER_EDIT, 0));
	need(cx, n > 0 && n <= REGISTER_BULK_MAX, "nos", "Hãy chọn từ 1 đến 500 dòng.");
	need(cx, *text_line(cx->mem, reason) != '\0', "reason", "Hãy ghi lý do.");
	need(cx, text_chars(reason) <= REGISTER_WORDS_MAX, "reason", "Lý do không được quá 500 ký tự.");
	return OK;
}

/* What one line answered goes to all, with its number; an error that ends everything is returned. The next line is asked with no
 * fault before it, for an act with faults does nothing. */
static err answered(struct ctx *cx, struct faults *all, int64_t no, err e, const char *state_words)
{
	const char *line = mem_text(cx->mem, "Dòng số %" PRId64, no);

	if (e == ERR_STATE)
		faults_add(all, "nos", mem_text(cx->mem, "%s %s", line, state_words));
	else if (e == ERR_NOTFOUND || e == ERR_DENIED)
		faults_add(all, "nos", mem_text(cx->mem, "%s ngoài phạm vi của bạn.", line));
	else if (e != ERR_INVALID)
		return e;
	for (size_t i = 0; i < cx->faults.n; i++)
		faults_add(all, cx->faults.at[i].field, mem_text(cx->mem, "%s: %s", line, cx->faults.at[i].sentence));
	faults_init(&cx->faults, cx->mem);
	return OK;
}

static err all_said(struct ctx *cx, const struct faults *all)
{
	cx->faults = *all;
	return faults(cx);
}

err register_withdraw_all(struct ctx *cx, const int64_t *nos, size_t n, const char *reason)
{
	struct faults all;

	faults_init(&all, cx->mem);
	TRY(check(cx, n, reason));
	TRY(faults(cx));
	for (size_t i = 0; i < n; i++) {
		int64_t made;

		TRY(answered(cx, &all, nos[i], register_withdraw(cx, nos[i], reason, &made), "không rút được: dòng khác nêu nó hoặc dựa vào nó."));
	}
	TRY(all_said(cx, &all));
	return audit_detail(cx, "register.bulk", nos[0], "%zu dòng: %s", n, reason);
}

err register_correct_unit_all(struct ctx *cx, const int64_t *nos, size_t n, const char *unit, const char *reason, size_t *n_out)
{
	struct unit_list l = {0};
	struct faults all;
	size_t made_n = 0;

	faults_init(&all, cx->mem);
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
		TRY(answered(cx, &all, nos[i], e, "đang được rút cùng lần nạp của nó."));
		made_n++;
	}
	TRY(all_said(cx, &all));
	*n_out = made_n;
	return audit_detail(cx, "register.bulk_unit", nos[0], "%zu dòng về %s: %s", made_n, l.at[0].code, reason);
}
