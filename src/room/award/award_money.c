/* room/award/award_money.c -- what money follows an award, from dated rows. Pure, and whole numbers only. */
#include "base/text.h"
#include "room/award/award.h"

static bool holds_on(date from, date to, date day)
{
	return from <= day && (to == DATE_NONE || day <= to);
}

static const struct award_figure *figure_on(const struct award_rules *rules, const char *kind, date day)
{
	for (size_t i = 0; i < rules->figures_n; i++) {
		const struct award_figure *f = &rules->figures[i];

		if (text_is(f->kind, kind) && holds_on(f->from, f->to, day))
			return f;
	}
	return NULL;
}

static const struct award_multiple *multiple_on(const struct award_rules *rules, int64_t award_id,
                                                enum award_subject subject, date day)
{
	for (size_t i = 0; i < rules->multiples_n; i++) {
		const struct award_multiple *x = &rules->multiples[i];

		if (x->award_id == award_id && x->subject == subject && holds_on(x->from, x->to, day))
			return x;
	}
	return NULL;
}

int64_t award_round(int64_t vnd, int64_t step, const char *direction)
{
	int64_t rest;

	if (step <= 0 || *direction == '\0')
		return vnd;
	rest = vnd % step;
	if (rest == 0)
		return vnd;
	if (text_is(direction, "down") || (text_is(direction, "near") && 2 * rest < step))
		return vnd - rest;
	return vnd - rest + step;
}

struct award_money award_money_on(const struct award_rules *rules, int64_t award_id, enum award_subject subject, date day)
{
	struct award_money m = {0};
	int64_t percent = 100, product;

	if (day == DATE_NONE)
		return m;
	m.salary = figure_on(rules, "salary", day);
	m.rounding = figure_on(rules, "rounding", day);
	m.multiple = multiple_on(rules, award_id, subject, day);
	if (m.multiple == NULL && subject == AWARD_HOUSEHOLD) {
		m.household = figure_on(rules, "household", day);
		if (m.household != NULL)
			m.multiple = multiple_on(rules, award_id, AWARD_PERSON, day);
		percent = m.household == NULL ? 100 : m.household->amount;
	}
	if (m.salary == NULL || m.multiple == NULL)
		return m;
	/* hundredths of the salary, and hundredths of those: the sum is rounded up to whole đồng before any other rounding */
	product = m.salary->amount * m.multiple->hundredths * percent;
	m.exact_vnd = (product + 9999) / 10000;
	m.vnd = m.rounding == NULL ? m.exact_vnd : award_round(m.exact_vnd, m.rounding->amount, m.rounding->direction);
	m.is_known = true;
	m.is_at_most = m.multiple->is_at_most;
	/* a rule of rounding that changed nothing makes nothing doubtful */
	m.is_verified = m.salary->is_verified && m.multiple->is_verified &&
	                (m.rounding == NULL || m.vnd == m.exact_vnd || m.rounding->is_verified) &&
	                (m.household == NULL || m.household->is_verified);
	return m;
}
