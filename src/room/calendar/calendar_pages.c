/* room/calendar/calendar_pages.c -- the year's months. */
#include "room/calendar/calendar_view.h"
#include "web/req.h"

#include "gen/calendar_tmpl.h"

#define ROWS "room/calendar/calendar.def"
#include "core/declare.h"

static const char *lunar_words(const struct ctx *cx, date d)
{
	struct calendar_lunar l;

	return calendar_lunar_of(d, &l) ? calendar_lunar_words(cx->mem, &l) : "";
}

static void fill_month(const struct ctx *cx, const struct calendar *c, int year, struct calendar_month *m)
{
	date first = date_of(year, m->month, 1);
	int days = date_month_days(year, m->month), at = date_weekday(first) - 1;

	for (int day = 1; day <= days; day++, at++) {
		date d = first + day - 1;
		const struct calendar_day *special = calendar_find(c, d);
		bool is_working = calendar_is_working(c, d);

		m->weeks[at / 7].cells[at % 7] = (struct calendar_cell){
			.day = day,
			.word = is_working ? "làm bù" : "nghỉ",
			.is_free = !is_working,
			.is_special = special != NULL,
			.is_today = d == cx->today,
		};
		m->working_n += is_working;
	}
	m->weeks_n = (size_t)(at + 6) / 7;
	m->lunar = lunar_words(cx, first);
}

err calendar_page(struct ctx *cx, struct req *rq)
{
	struct calendar_view *v = mem_new(cx->mem, struct calendar_view, 1);
	int64_t asked = rq_i64(rq, "year");
	struct calendar c;
	size_t i = 0;

	v->year = asked >= 1900 && asked <= 2200 ? (int)asked : date_ymd(cx->today).year;
	v->today = cx->today;
	v->lunar = lunar_words(cx, cx->today);
	TRY(calendar_load(cx, &c));
	while (i < c.n && date_ymd(c.days[i].day).year < v->year)
		i++;
	v->days = c.days + i;
	while (i + v->days_n < c.n && date_ymd(c.days[i + v->days_n].day).year == v->year)
		v->expected_n += c.days[i + v->days_n++].is_expected;
	for (int month = 1; month <= 12; month++) {
		v->months[month - 1].month = month;
		fill_month(cx, &c, v->year, &v->months[month - 1]);
	}
	v->papers = papers_of(rq, "/calendar");
	rq_title(rq, "Lịch làm việc năm %d", v->year);
	calendar_html(rq->out, v);
	return OK;
}
