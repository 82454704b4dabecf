/* room/calendar/calendar_cli.c -- verbs of the calendar. */
#include "base/file.h"
#include "base/text.h"
#include "core/cli.h"
#include "room/calendar/calendar.h"

#define ROWS "room/calendar/calendar.def"
#include "core/declare.h"

err calendar_show_cmd(struct ctx *cx, struct args *a)
{
	struct calendar c;
	int year = (int)args_i64(a, "YEAR", date_ymd(cx->today).year);
	bool is_first = true;

	TRY(calendar_load(cx, &c));
	if (a->is_json)
		buf_text(a->out, "[");
	for (size_t i = 0; i < c.n; i++) {
		const struct calendar_day *d = &c.days[i];

		if (date_ymd(d->day).year != year)
			continue;
		if (a->is_json)
			buf_fmt(a->out, "%s{\"day\":\"%s\",\"working\":%s,\"expected\":%s}", is_first ? "" : ",",
			        date_iso(cx->mem, d->day), d->is_working ? "true" : "false",
			        d->is_expected ? "true" : "false");
		else
			buf_fmt(a->out, "%s  %-8s  %-8s  %s%s (%s)\n", date_vn(cx->mem, d->day), calendar_weekday_words(d->day),
			        d->is_working ? "làm bù" : "nghỉ", d->name, d->is_expected ? " -- dự kiến" : "", d->source);
		is_first = false;
	}
	if (a->is_json)
		buf_text(a->out, "]\n");
	else if (is_first)
		buf_fmt(a->out, "Chưa có lịch nghỉ của năm %d. Hãy nạp bằng: thidua calendar load TỆP\n", year);
	return OK;
}

err calendar_load_cmd(struct ctx *cx, struct args *a)
{
	struct view text;
	int64_t n;

	TRY(file_read(cx->mem, args_text(a, "FILE"), CALENDAR_FILE_MAX, &text));
	need(cx, text_is_utf8(text.p, text.n), "FILE", "Tệp phải là văn bản UTF-8.");
	TRY(faults(cx));
	TRY(calendar_take(cx, text_clean(cx->mem, text.p, text.n), &n));
	buf_fmt(a->out, "Đã ghi %" PRId64 " ngày.%s\n", n,
	        n > 0 ? " Hạn cuối trong các kế hoạch được tính lại ngay sau đây." : "");
	return OK;
}

err calendar_day_cmd(struct ctx *cx, struct args *a)
{
	struct calendar c;
	struct calendar_term t = {.kind = CALENDAR_UNTIL, .end = DATE_NONE, .period = ""};
	const struct calendar_day *special;
	const char *kind = args_text(a, "--kind");
	date last;

	t.day = args_date(a, "DATE");
	TRY(calendar_load(cx, &c));
	need(cx, *kind == '\0' || calendar_kind_from(kind, &t.kind), "--kind",
	     "Cách viết ngày là một trong: before, until, range, around, on, month, quarter, half_year, year, recurring, "
	     "offset, follows, when_arises, text.");
	TRY(faults(cx));
	special = calendar_find(&c, t.day);
	buf_fmt(a->out, "%s, %s: %s%s%s\n", calendar_weekday_words(t.day), date_vn(cx->mem, t.day),
	        calendar_is_working(&c, t.day) ? "ngày làm việc" : "ngày nghỉ", special != NULL ? " -- " : "",
	        special != NULL ? special->name : "");
	if (*kind == '\0')
		return OK;
	last = calendar_last_good_day(&c, &t);
	buf_fmt(a->out, "Ngày cuối còn đúng hạn: %s\n", last == DATE_NONE ? "không tính được từ một ngày" : date_vn(cx->mem, last));
	return OK;
}

err calendar_lunar_cmd(struct ctx *cx, struct args *a)
{
	date d = args_date(a, "DATE");
	struct calendar_lunar l;

	need(cx, calendar_lunar_of(d, &l), "DATE", "Âm lịch tính được cho các ngày từ 01/01/1968 đến 31/12/2050.");
	TRY(faults(cx));
	buf_fmt(a->out, "%s, %s: %s\n", calendar_weekday_words(d), date_vn(cx->mem, d), calendar_lunar_words(cx->mem, &l));
	return OK;
}

err calendar_solar_cmd(struct ctx *cx, struct args *a)
{
	struct calendar_lunar l = {.is_leap = args_has(a, "--leap")};
	char *end;
	date d;

	l.day = (int)strtol(args_text(a, "LUNAR"), &end, 10);
	l.month = *end == '/' ? (int)strtol(end + 1, &end, 10) : 0;
	l.year = *end == '/' ? (int)strtol(end + 1, &end, 10) : 0;
	d = *end == '\0' ? calendar_lunar_day(&l) : DATE_NONE;
	need(cx, d != DATE_NONE, "LUNAR", "Không có ngày âm lịch này từ năm 1968 đến hết năm 2050. Hãy ghi ngày/tháng/năm, ví dụ "
	     "10/3/2026; thêm --leap nếu là tháng nhuận.");
	TRY(faults(cx));
	buf_fmt(a->out, "%s: %s, %s\n", calendar_lunar_words(cx->mem, &l), calendar_weekday_words(d), date_vn(cx->mem, d));
	return OK;
}
