/* room/casefile/casefile_rules.c -- the clock, and what a case's dates mean in words. Pure. */
#include "base/text.h"
#include "room/casefile/casefile.h"

date casefile_due(const struct calendar *c, const struct casefile_clock *k)
{
	if (k->from == DATE_NONE)
		return DATE_NONE;
	if (k->is_working)
		return calendar_add_working(c, k->from, k->days + k->paused_n);
	return calendar_next_working(c, k->from + k->days + k->paused_n);
}

int casefile_paused(const struct calendar *c, const struct casefile_clock *k, date from, date to)
{
	return to <= from ? 0 : k->is_working ? calendar_working_between(c, from + 1, to) : to - from;
}

const char *casefile_state_words(struct mem *m, const struct casefile *c, date today, const char **code_out)
{
	const char *code = "open", *words = c->step_name;

	if (!c->is_open) {
		code = "closed";
	} else if (c->paused_from != DATE_NONE) {
		code = "paused";
		words = mem_text(m, "Chờ bổ sung từ %s", date_vn(m, c->paused_from));
	} else if (c->due == DATE_NONE) {
		words = "Không tính hạn";
	} else if (c->due < today) {
		code = "late";
		words = mem_text(m, "Quá hạn %d ngày", today - c->due);
	} else {
		code = c->due - today <= CASEFILE_NEAR_DAYS ? "near" : "open";
		words = c->due == today ? "Hạn cuối hôm nay" : mem_text(m, "Còn %d ngày", c->due - today);
	}
	if (code_out != NULL)
		*code_out = code;
	return words;
}
