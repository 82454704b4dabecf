/* room/duty/duty_digest.c -- one digest a day for each person, and a person's dated duties for their calendar.
 *
 * Who is told what is the one statement duty_digest_list; here its rows become sections of lines in words. */
#include "room/duty/duty_inside.h"

#include "base/text.h"
#include "room/audit/audit.h"
#include "room/notice/notice.h"

#include "gen/duty_sql.h"

enum { SECTIONS = 5, LINES = 20, MS_PER_DAY = 86400000 };

static const struct {
	const char *title, *short_words, *rest_path;
} SECTION[SECTIONS + 1] = {
	[1] = {"Báo cáo bị trả lại, cần làm lại", "bị trả lại", "/duty"},
	[2] = {"Việc quá hạn", "quá hạn", "/duty?state=late"},
	[3] = {"Việc sắp đến hạn", "sắp đến hạn", "/duty?near=1"},
	[4] = {"Việc đơn vị chỉ đạo đang chậm", "chậm trong phạm vi chỉ đạo", "/duty?state=late"},
	[5] = {"Báo cáo chờ xác nhận", "chờ xác nhận", "/duty?order=wait"},
};

/* What is said beside a line. */
static const char *note_of(struct ctx *cx, const struct row *r, int section, date day)
{
	date due;
	int days;

	if (section == 5) {
		days = (int)((cx->now_ms - row_i64(r, "days_ms")) / MS_PER_DAY);
		return days > 0 ? mem_text(cx->mem, "%s, chờ %d ngày", row_text(r, "unit_name"), days) : row_text(r, "unit_name");
	}
	due = row_date(r, "day");
	if (section == 4)
		return mem_text(cx->mem, "%" PRId64 " đơn vị, quá hạn %d ngày", row_i64(r, "units_n"), day - due);
	if (due == DUTY_NEVER)
		return "";
	days = due - day;
	if (days < 0)
		return mem_text(cx->mem, "quá hạn %d ngày", -days);
	return days == 0 ? "hạn cuối hôm nay" : mem_text(cx->mem, "còn %d ngày, hạn %s", days, date_vn(cx->mem, due));
}

/* The lines of one section of one person, from *it on; all_out: with those left out. */
static struct notice_section section_of(struct ctx *cx, struct rows *it, date day, int64_t *all_out)
{
	const struct row *first = it->at[it->next];
	int64_t user_id = row_i64(first, "user_id");
	int section = (int)row_i64(first, "section");
	struct notice_line *lines = mem_new(cx->mem, struct notice_line, LINES + 1);
	size_t n = 0;

	*all_out = row_i64(first, "all_n");
	while (it->next < it->n && row_i64(it->at[it->next], "user_id") == user_id &&
	       row_i64(it->at[it->next], "section") == section) {
		const struct row *r = rows_next(it);

		lines[n++] = (struct notice_line){
			.text = row_text(r, "title"), .note = note_of(cx, r, section, day),
			.path = mem_text(cx->mem, section == 4 ? "/duty/group/%" PRId64 : "/duty/%" PRId64, row_i64(r, "thing_id"))};
	}
	if (*all_out > (int64_t)n) {
		const char *rest = mem_text(cx->mem, "và %" PRId64 " việc nữa", *all_out - (int64_t)n);

		lines[n++] = (struct notice_line){.text = rest, .note = "", .path = SECTION[section].rest_path};
	}
	return (struct notice_section){SECTION[section].title, lines, n};
}

/* One person's digest from the rows at *it on; wrote_out: there was none of that day yet. */
static err digest_one(struct ctx *cx, struct rows *it, date day, bool *wrote_out)
{
	int64_t user_id = row_i64(it->at[it->next], "user_id"), all;
	struct notice_section sections[SECTIONS];
	const char *subject = mem_text(cx->mem, "Việc ngày %s", date_vn(cx->mem, day));
	size_t n = 0;
	err e;

	while (it->next < it->n && row_i64(it->at[it->next], "user_id") == user_id) {
		int section = (int)row_i64(it->at[it->next], "section");

		sections[n] = section_of(cx, it, day, &all);
		subject = mem_text(cx->mem, "%s%s %" PRId64 " %s", subject, n == 0 ? ":" : ",", all, SECTION[section].short_words);
		n++;
	}
	e = notice_digest(cx, user_id, day, subject, sections, n);
	*wrote_out = e == OK;
	return e == ERR_TAKEN ? OK : e;
}

err duty_digest_some(struct ctx *cx, date day, int64_t after, int n, int64_t *last_out, int64_t *people)
{
	struct rows accounts, it;
	int64_t first;

	TRY(db_rows(cx->db, &SQL_duty_people_list, BIND({"after", I64(after)}, {"n", I64(n)}), &accounts));
	*last_out = 0;
	if (accounts.n == 0)
		return OK;
	first = row_i64(accounts.at[0], "id");
	*last_out = row_i64(accounts.at[accounts.n - 1], "id");
	TRY(db_rows(cx->db, &SQL_duty_digest_list,
	            BIND({"first", I64(first)}, {"last", I64(*last_out)}, {"today", db_date(cx->mem, day)},
	                 {"soon", db_date(cx->mem, day + DUTY_NEAR_DAYS)}, {"lines", I64(LINES)},
	                 {"n", I64(n * SECTIONS * LINES)}), &it));
	while (it.next < it.n) {
		bool wrote;

		TRY(digest_one(cx, &it, day, &wrote));
		*people += wrote;
	}
	return OK;
}

err duty_digest(struct ctx *cx, date day, int64_t *people_n_out)
{
	int64_t after = 0, people = 0;

	do {
		MEM_EACH(cx) {
			TRY(duty_digest_some(cx, day, after, NOTICE_BATCH, &after, &people));
		}
	} while (after != 0);
	*people_n_out = people;
	return people == 0 ? OK : audit_detail(cx, "duty.digest", 0, "%s: %" PRId64 " người", date_vn(cx->mem, day), people);
}

err duty_dated(struct ctx *cx, int64_t user_id, date from, date to, int64_t n, struct duties *out)
{
	struct duties l = {0};
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_duty_dated_list,
	            BIND({"user", I64(user_id)}, {"from", db_date(cx->mem, from)}, {"to", db_date(cx->mem, to)}, {"n", I64(n)}),
	            &it));
	l.at = mem_new(cx->mem, struct duty, it.n);
	while ((r = rows_next(&it)) != NULL)
		l.at[l.n++] = duty_of_row(cx, r);
	l.total = (int64_t)l.n;
	*out = l;
	return OK;
}
