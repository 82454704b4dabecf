/* base/ics_test.c -- feeds as RFC 5545 has them: by our own unfolding, by libical, by a calendar program. */
#include "base/ics.h"

#include "base/text.h"
#include "test/t.h"
#include "tests/t_program.h"

#ifdef HAVE_LIBICAL
#include <libical/ical.h>
#endif

static const char HARD[] = "Báo cáo sơ kết; “Người tốt, việc tốt” (đợt 1), đường dẫn C:\\thi đua\nDòng hai: Ệ Ự đ, hạn trước 15/01 — gửi Sở Nội vụ, "
                           "Ban Thi đua - Khen thưởng; 🏅 kèm biểu mẫu số 1, 2, 3";

static struct ics_event event(const char *summary)
{
	return (struct ics_event){.uid = "task-12@thidua.example.vn", .first = date_of(2024, 1, 15), .last = DATE_NONE,
	                          .changed_ms = 1709600400000, .sequence = 2, .summary = summary, .description = "", .location = "",
	                          .url = "", .alarm_days = -1};
}

static const char *feed(const struct ics_event *at, size_t n)
{
	struct buf *b = buf_new(t_mem(), 4 * 1024 * 1024);

	ics_begin(b, "Việc của tôi, thi đua");
	for (size_t i = 0; i < n; i++)
		ics_event(b, &at[i]);
	ics_end(b);
	t_ok(buf_err(b));
	return b->p;
}

/* Unfolded; every line of the folded text is looked at on the way. */
static const char *unfolded(const char *ics)
{
	struct buf *b = buf_new(t_mem(), 4 * 1024 * 1024);

	for (const char *p = ics; *p != '\0';) {
		size_t n = strcspn(p, "\r\n");

		t_true(p[n] == '\r' && p[n + 1] == '\n');
		t_true(n <= ICS_LINE_MAX);
		t_true(text_is_utf8(p, n));
		if (*p == ' ')
			buf_bytes(b, p + 1, n - 1);
		else
			buf_fmt(b, "%s%.*s", b->n == 0 ? "" : "\n", (int)n, p);
		p += n + 2;
	}
	return b->p;
}

/* The value of a line, its escapes taken out. */
static const char *value(const char *lines, const char *name)
{
	struct buf *b = buf_new(t_mem(), 65536);
	const char *p = strstr(lines, mem_text(t_mem(), "\n%s:", name));

	t_true(p != NULL);
	for (p += strlen(name) + 2; *p != '\0' && *p != '\n'; p++) {
		if (*p != '\\') {
			t_true(*p != ';' && *p != ',');
			buf_char(b, *p);
		} else {
			p++;
			buf_char(b, *p == 'n' ? '\n' : *p);
		}
	}
	return b->p;
}

/* As a title: in one line. */
static const char *title(const char *text)
{
	char *out = mem_dup(t_mem(), text);

	for (char *p = out; *p != '\0'; p++)
		*p = *p == '\n' ? ' ' : *p;
	return out;
}

TEST(ics_line_is_folded_between_characters_and_comes_back_whole)
{
	for (size_t from = 0; from < sizeof HARD - 1; from++) {
		struct ics_event e = event(HARD + from);

		if (((unsigned char)HARD[from] & 0xC0) == 0x80)
			continue;
		e.description = HARD;
		t_text(title(HARD + from), value(unfolded(feed(&e, 1)), "SUMMARY"));
		t_text(HARD, value(unfolded(feed(&e, 1)), "DESCRIPTION"));
	}
}

TEST(ics_event_is_a_whole_day_with_an_end_behind_its_last)
{
	struct ics_event e = event("Nộp hồ sơ");
	const char *lines;

	e.last = date_of(2024, 2, 29);
	e.url = "https://thidua.example.vn/plan/task/12";
	e.alarm_days = 3;
	lines = unfolded(feed(&e, 1));
	t_has("\nDTSTAMP:20240305T010000Z\n", lines);
	t_has("\nSEQUENCE:2\nDTSTART;VALUE=DATE:20240115\nDTEND;VALUE=DATE:20240301\n", lines);
	t_has("\nURL:https://thidua.example.vn/plan/task/12\n", lines);
	t_has("\nTRIGGER;RELATED=END:-P3DT16H\n", lines);
	e.last = DATE_NONE;
	e.is_cancelled = true;
	e.url = "https://x y";
	lines = unfolded(feed(&e, 1));
	t_has("\nDTSTART;VALUE=DATE:20240115\nDTEND;VALUE=DATE:20240116\n", lines);
	t_has("\nSTATUS:CANCELLED\n", lines);
	t_has_not("VALARM", lines);
	t_has_not("URL", lines);
}

TEST(ics_text_cannot_begin_another_line)
{
	struct ics_event e = event("Một\r\nEND:VEVENT\nBEGIN:VALARM");
	const char *lines = unfolded(feed(&e, 1));

	t_has("\nSUMMARY:Một  END:VEVENT BEGIN:VALARM\n", lines);
	t_true(strstr(lines, "\nEND:VEVENT") == strstr(lines, "\nEND:VEVENT\nEND:VCALENDAR"));
}

#ifdef HAVE_LIBICAL
TEST(ics_feed_is_what_libical_reads)
{
	struct ics_event e[200];
	icalcomponent *all, *one;
	int n = 0;

	for (size_t i = 0; i < COUNT(e); i++) {
		e[i] = event(HARD);
		e[i].uid = mem_text(t_mem(), "task-%zu@thidua.example.vn", i);
		e[i].first = date_of(2024, 1, 1) + (date)i;
		e[i].last = i % 3 == 0 ? e[i].first + 4 : DATE_NONE;
		e[i].description = i % 2 == 0 ? HARD : "";
		e[i].alarm_days = (int)(i % 5) - 1;
	}
	all = icalparser_parse_string(feed(e, COUNT(e)));
	t_true(all != NULL);
	t_int(0, icalcomponent_count_errors(all));
	for (one = icalcomponent_get_first_component(all, ICAL_VEVENT_COMPONENT); one != NULL;
	     one = icalcomponent_get_next_component(all, ICAL_VEVENT_COMPONENT), n++) {
		struct icaltimetype from = icalcomponent_get_dtstart(one), to = icalcomponent_get_dtend(one);
		struct ymd y = date_ymd(e[n].first), z = date_ymd((e[n].last == DATE_NONE ? e[n].first : e[n].last) + 1);

		t_text(e[n].uid, icalcomponent_get_uid(one));
		t_text(title(HARD), icalcomponent_get_summary(one));
		if (*e[n].description != '\0')
			t_text(HARD, icalcomponent_get_description(one));
		t_true(from.is_date && from.year == y.year && from.month == y.month && from.day == y.day);
		t_true(to.is_date && to.year == z.year && to.month == z.month && to.day == z.day);
		t_int(e[n].alarm_days >= 0, icalcomponent_get_first_component(one, ICAL_VALARM_COMPONENT) != NULL);
	}
	t_int(COUNT(e), n);
	icalcomponent_free(all);
}
#endif

TEST(ics_feed_is_what_a_calendar_program_shows)
{
	struct ics_event e[] = {event("Báo cáo sơ kết, đợt 1"), event(HARD)};
	const char *ics, *path, *said;

	e[1].uid = "task-13@thidua.example.vn";
	e[1].first = date_of(2024, 1, 18);
	e[1].last = date_of(2024, 1, 19);
	e[1].alarm_days = 2;
	ics = feed(e, COUNT(e));
	path = t_file("viec.ics", ics, strlen(ics));
	said = program_output((const char *const[]){"calcurse", "-D", t_dir(), "-i", path, NULL}, t_dir());
	if (*said == '\0')
		skip();
	t_has("2 events", said);
	said = program_output((const char *const[]){"calcurse", "-D", t_dir(), "-Q", "--from", "01/15/2024", "--days", "10", NULL}, t_dir());
	t_has("01/15/24:\n * Báo cáo sơ kết, đợt 1", said);
	t_has("01/19/24:", said);
	t_has("Báo cáo sơ kết; “Người tốt, việc tốt” (đợt 1), đường dẫn C:\\thi đua", said);
}
