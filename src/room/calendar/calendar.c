/* room/calendar/calendar.c -- reading and taking the office's days; the arithmetic is in calendar_rules.c. */
#include "base/text.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/calendar/calendar.h"
#include "room/job/job.h"

#include "gen/calendar_sql.h"

err calendar_load(struct ctx *cx, struct calendar *out)
{
	struct rows it;
	struct row *r;
	struct calendar_day *days;
	size_t n = 0;

	TRY(db_rows(cx->db, &SQL_calendar_days, BIND({"n", I64(CALENDAR_DAYS_MAX)}), &it));
	days = mem_new(cx->mem, struct calendar_day, it.n);
	while ((r = rows_next(&it)) != NULL) {
		days[n++] = (struct calendar_day){
			.day = row_date(r, "day"),
			.is_working = text_is(row_text(r, "kind"), "work"),
			.is_expected = row_bool(r, "is_expected"),
			.name = row_text(r, "name"),
			.source = row_text(r, "source"),
		};
	}
	*out = (struct calendar){days, n};
	return OK;
}

/* One line of a data file cut at its tabs into at most max cells; the rest of the cells are "". */
static size_t cut_cells(struct mem *m, const char *line, size_t n, const char **cells, size_t max)
{
	size_t cells_n = 0;
	const char *end = line + n;

	for (size_t i = 0; i < max; i++)
		cells[i] = "";
	while (cells_n < max) {
		const char *tab = memchr(line, '\t', (size_t)(end - line));
		size_t len = (size_t)((tab != NULL ? tab : end) - line);

		cells[cells_n++] = text_line(m, mem_copy(m, line, len));
		if (tab == NULL)
			break;
		line = tab + 1;
	}
	return cells_n;
}

/* What is wrong with a line, as a fault; true when nothing is. */
static bool check_line(struct ctx *cx, const char *place, size_t cells_n, const char *const *cells)
{
	size_t before = cx->faults.total;
	date d = date_from_iso(cells[0]);

	if (cells_n < 4)
		fault(cx, place, "Dòng cần bốn cột cách nhau bằng dấu tab: ngày (năm-tháng-ngày), off, work hoặc week, tên, nguồn.");
	else if (d == DATE_NONE)
		fault(cx, place, "“%s” không phải là ngày; hãy viết năm-tháng-ngày, ví dụ 2024-04-30.", cells[0]);
	else if (!text_is(cells[1], "off") && !text_is(cells[1], "work") && !text_is(cells[1], "week"))
		fault(cx, place, "Cột thứ hai là “off” (nghỉ), “work” (làm bù) hoặc “week” (trở lại như ngày thường trong tuần), "
		      "không phải “%s”.", cells[1]);
	else if (text_is(cells[1], "work") && date_weekday(d) < 6)
		fault(cx, place, "Ngày làm bù phải là thứ Bảy hoặc Chủ nhật; %s thì không.", date_vn(cx->mem, d));
	else if (*cells[2] == '\0' || *cells[3] == '\0')
		fault(cx, place, "Hãy ghi tên ngày nghỉ và văn bản làm căn cứ.");
	else if (*cells[4] != '\0' && !text_is(cells[4], "expected"))
		fault(cx, place, "Cột thứ năm để trống, hoặc là “expected” khi ngày ấy mới là dự kiến; không phải “%s”.", cells[4]);
	return cx->faults.total == before;
}

static err put_day(struct ctx *cx, const char *const *cells, int64_t *n)
{
	const struct bind *b = BIND({"day", STR(cells[0])}, {"kind", STR(cells[1])}, {"name", STR(cells[2])},
	                            {"source", STR(cells[3])}, {"expected", I64(*cells[4] != '\0')});
	int64_t changed = 0;
	err e = db_add(cx->db, &SQL_calendar_day_add, b, NULL);

	if (e == ERR_TAKEN)
		TRY(db_sweep(cx->db, &SQL_calendar_day_set, b, &changed));
	else if (e != OK)
		return e;
	else
		changed = 1;
	*n += changed;
	return OK;
}

err calendar_take(struct ctx *cx, const char *text, int64_t *n_out)
{
	int64_t n = 0, line_no = 0, lines = 0, job_id;
	const char *cells[5];

	TRY(may(cx, R_CALENDAR_EDIT, 0));
	need(cx, strlen(text) <= CALENDAR_FILE_MAX, "file", "Tệp lịch không được quá 1 MB.");
	TRY(faults(cx));
	for (const char *p = text; *p != '\0';) {
		size_t len = strcspn(p, "\n"), cells_n = cut_cells(cx->mem, p, len, cells, COUNT(cells));

		p += len + (p[len] == '\n');
		line_no++;
		if (cells[0][0] == '#' || (cells_n == 1 && cells[0][0] == '\0') || text_is(cells[0], "day"))
			continue;
		lines++;
		if (check_line(cx, mem_text(cx->mem, "dòng %" PRId64, line_no), cells_n, cells))
			TRY(put_day(cx, cells, &n));
	}
	need(cx, lines > 0, "file", "Tệp không có dòng nào về ngày nghỉ hoặc ngày làm bù.");
	TRY(faults(cx));
	*n_out = n;
	if (n == 0)
		return OK;
	TRY(job_add(cx, (struct job_in){.kind = "calendar.changed", .payload = "", .goto_path = "", .is_unique = true}, &job_id));
	return audit_detail(cx, "calendar.take", 0, "%" PRId64 " ngày", n);
}
