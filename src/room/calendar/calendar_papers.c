/* room/calendar/calendar_papers.c -- the days that differ from the week, as a list. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/calendar/calendar.h"

#define ROWS "room/calendar/calendar.def"
#include "core/declare.h"

err calendar_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Ngày", 28, true}, {"Thứ", 25, true}, {"Loại ngày", 25, true}, {"Tên", 80},
		{"Đã công bố", 22, true}, {"Nguồn", 100}};
	int64_t year = args_i64(a, "--year", date_ymd(cx->today).year);
	struct calendar c;

	TRY(calendar_load(cx, &c));
	paper_name(p, "Ngày nghỉ và ngày làm bù năm %" PRId64, year);
	paper_table(p, columns, COUNT(columns));
	for (size_t i = 0; i < c.n; i++) {
		const struct calendar_day *d = &c.days[i];

		if (date_ymd(d->day).year != year)
			continue;
		paper_row(p, cell_date(d->day), cell_text(calendar_weekday_words(d->day)),
		          cell_text(d->is_working ? "Làm bù" : "Nghỉ"), cell_text(d->name),
		          cell_text(d->is_expected ? "Dự kiến" : "Có"), cell_text(d->source));
	}
	return paper_err(p);
}
