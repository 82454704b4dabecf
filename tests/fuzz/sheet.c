/* tests/fuzz/sheet.c -- an old list: lines with cells parted by tabs. Every line gives rows or a reason, whatever it says. */
#include "tests/fuzz/fuzz.h"

#include "base/text.h"
#include "room/register/register_sheet.h"

enum { LINES_MAX = 400 };

static size_t cut(struct mem *m, const char *text, struct sheet_line *out)
{
	size_t n = 0;

	while (*text != '\0' && n < LINES_MAX) {
		size_t len = strcspn(text, "\n"), cells = 0;
		const char **at = mem_new(m, const char *, SHEET_COLUMNS_MAX), *line = mem_copy(m, text, len);

		while (cells < SHEET_COLUMNS_MAX) {
			size_t k = strcspn(line, "\t");

			at[cells++] = text_trim(m, mem_copy(m, line, k));
			if (line[k] == '\0')
				break;
			line += k + 1;
		}
		out[n] = (struct sheet_line){.sheet = "", .line = (int)n + 1, .at = at, .n = cells, .merged_n = cells == 2 && len % 3 == 0 ? 2 : 0, .is_blank = len == 0};
		n++;
		text += len + (text[len] == '\n');
	}
	return n;
}

FUZZ_TARGET(sheet)
{
	static struct award awards[] = {
		{.id = 1, .code = "CSTDCS", .class = AWARD_TITLE, .name = "Chiến sĩ thi đua cơ sở", .short_name = "CSTĐCS", .for_person = true, .level = "base", .decider = ""},
		{.id = 2, .code = "GK", .class = AWARD_HONOUR, .name = "Giấy khen", .short_name = "GK", .for_person = true, .for_collective = true, .level = "base", .decider = ""}};
	static struct award_ground grounds[] = {{.id = 1, .code = "DOTXUAT", .name = "Đột xuất"}};
	static struct award_alias aliases[] = {{.id = 1, .words = "Giấy khen của …", .award_id = 2}};
	struct mem *m = mem_open(512 * 1024 * 1024);

	if (size < 40000 && text_is_utf8((const char *)data, size)) {
		struct award_words *w = award_words_new(m, (struct award_list){awards, COUNT(awards)}, (struct award_grounds){grounds, COUNT(grounds)},
		                                        (struct award_aliases){aliases, COUNT(aliases)});
		struct sheet_map map = {0};
		struct sheet *s = sheet_new(m, w, &map, date_of(2024, 3, 5));
		struct sheet_line *lines = mem_new(m, struct sheet_line, LINES_MAX);
		size_t n = cut(m, text_clean(m, (const char *)data, size), lines), columns;
		struct sheet_problem *end;

		sheet_begin(s, "", lines, n);
		for (size_t i = 0; i < n; i++) {
			struct sheet_said said = sheet_take(s, m, &lines[i]);

			CHECK((*said.why == '\0') == (said.rows_n > 0));
			for (size_t k = 0; k < said.rows_n; k++) {
				CHECK(said.rows[k].subject != AWARD_ANYBODY);
				for (size_t f = 0; f < SHEET_FIELD_N; f++)
					CHECK(said.rows[k].at[f] != NULL);
			}
			for (size_t k = 0; k < said.problems_n; k++)
				CHECK(*said.problems[k].message != '\0' && *said.problems[k].accepted != '\0');
		}
		(void)sheet_columns(s, &columns);
		sheet_end(s, m, &end, &columns);
	}
	mem_close(m);
	return 0;
}
