/* room/plan/plan_read_side.c -- a table of plain text whose columns stand side by side, parted by blanks.
 *
 * The blanks that all lines of a page leave free tell the columns; where each row has its own, the headings tell between
 * which places a column begins, and the widest blank of the row's own lines there is its border. */
#include "base/text.h"
#include "read/grid.h"
#include "room/plan/plan_read_text_in.h"

enum { HEAD_SIDE_LINES = 6 };

/* ---- columns ------------------------------------------------------------------------------------------------------- */

/* The line's part between two columns' beginnings; *is_cut when a word stands across the border. */
static const char *side_part(struct mem *m, const char *line, size_t from, size_t to, bool *is_cut)
{
	const char *p = line, *begin = NULL;
	uint32_t last = ' ';
	size_t k = 0;

	for (; *p != '\0' && k < to; k++) {
		if (k == from) {
			begin = p;
			*is_cut = *is_cut || (from > 0 && last != ' ' && *p != ' ');
		}
		last = text_next(&p);
	}
	return begin == NULL ? "" : text_line(m, mem_copy(m, begin, (size_t)(p - begin)));
}

bool is_gapped(const char *line)
{
	return strstr(line + strspn(line, " "), "   ") != NULL;
}

/* Whether the line begins as heads do: by the column of numbers. */
static bool begins_head(const struct table *tb, size_t at)
{
	enum plan_column col = COL_N;
	struct toks t;

	if (strchr("TSts", tb->lines.at[at].text[strspn(tb->lines.at[at].text, " \t")]) == NULL)
		return false;
	toks_of(tb->scratch, heading_first_words(tb->scratch, tb->lines.at[at].text), &t);
	return heading_at(&t, 0, &col) > 0 && col == COL_NO;
}

/* How many of the lines have a letter at each place. The head's own letters count for all; the title of a section
 * reaches over the columns. */
static size_t count_places(struct table *tb, size_t at, size_t used[PAGE_WIDE])
{
	const char *mark, *title;
	size_t lines = 0;

	for (size_t k = at; k < tb->lines.n && appendix_of(tb->scratch, tb->lines.at[k].text) == 0 &&
	                    !line_is_foot(tb->scratch, tb->lines.at[k].text); k++) {
		const char *p = tb->lines.at[k].text;

		if (tb->looks == 0)
			return 0;
		tb->looks--;
		mem_reset(tb->scratch);
		if (k > at && begins_head(tb, k))
			break;
		if ((!is_gapped(p) && *p != ' ') || (k > at && section_of(tb->scratch, p, &mark, &title)))
			continue;
		lines++;
		for (size_t x = 0; *p != '\0' && x < PAGE_WIDE; x++)
			used[x] += text_next(&p) == ' ' ? 0 : k == at ? ROW_LINES_MAX : 1;
	}
	return lines;
}

/* Whether the head itself has a blank more before place x or behind it. */
static bool is_wide_in_head(const char *head, size_t x)
{
	size_t k = 0;
	uint32_t c = ' ', before = ' ', at = ' ';

	for (; *head != '\0' && k <= x; k++) {
		c = text_next(&head);
		before = k + 2 == x ? c : before;
		at = k == x ? c : at;
	}
	return before == ' ' || at == ' ';
}

/* Finds the columns by the blanks that all lines from the head on leave free. */
static void side_columns(struct table *tb, size_t at, struct side *out)
{
	size_t used[PAGE_WIDE] = {0}, lines, x = 0, gap;

	*out = (struct side){0};
	if (!is_gapped(tb->lines.at[at].text))
		return;
	lines = count_places(tb, at, used);
	if (lines == 0)
		return;
	while (x < PAGE_WIDE && used[x] == 0)
		x++;
	out->n = 1;
	while (x < PAGE_WIDE) {
		for (; x < PAGE_WIDE && used[x] * 20 > lines; x++)
			;
		for (gap = 0; x < PAGE_WIDE && used[x] * 20 <= lines; x++)
			gap++;
		if (x >= PAGE_WIDE)
			break;
		if (gap < 2 && !is_wide_in_head(tb->lines.at[at].text, x))
			continue;
		if (out->n == COLS_MAX) {
			out->n = 0;
			return;
		}
		out->from[out->n++] = x;
	}
}

/* The line's part in column k. */
static const char *side_text(const struct table *tb, const struct side *s, size_t at, size_t k, bool *is_cut)
{
	return side_part(tb->scratch, tb->lines.at[at].text, s->from[k], k + 1 < s->n ? s->from[k + 1] : SIZE_MAX, is_cut);
}

void open_side(struct table *tb, size_t at)
{
	struct side side = tb->head.side;

	if (side.n == 0)
		side_columns(tb, at, &side);
	tb->side = side.n == tb->head.n ? side : (struct side){0};
	for (size_t k = 0; k < tb->side.n; k++)
		tb->cell[k] = buf_new(tb->r->mem, 64 * 1024);
}

/* Where the headings themselves stand, parted by two blanks or more. */
static void side_headings(const struct table *tb, size_t at, struct head *out)
{
	size_t used[PAGE_WIDE] = {0};
	const char *first = tb->lines.at[at].text;
	size_t begin = strspn(first, " "), end = begin + strcspn(first + begin, " "), x = 0;
	struct side *s = &out->side;

	*s = (struct side){.is_loose = true};
	for (out->lines = 1; out->lines < HEAD_SIDE_LINES && at + out->lines < tb->lines.n &&
	                     strspn(tb->lines.at[at + out->lines].text, " ") > end; out->lines++)
		;
	for (size_t k = at; k < at + out->lines; k++)
		line_used(tb->lines.at[k].text, used);
	while (x < PAGE_WIDE && s->n < COLS_MAX) {
		size_t last = x;

		for (; x < PAGE_WIDE && used[x] == 0; x++)
			;
		if (x >= PAGE_WIDE)
			break;
		s->lo[s->n] = last;
		s->from[s->n] = s->n == 0 ? 0 : x;
		s->n++;
		for (; x + 1 < PAGE_WIDE && (used[x] > 0 || used[x + 1] > 0); x++)
			;
	}
}

bool side_head(struct table *tb, size_t at, bool is_loose, struct head *out)
{
	struct mem *m = tb->scratch;
	bool seen[COL_N] = {false}, is_cut = false;
	struct head headings;

	*out = (struct head){.lines = 1, .bare = PLAN_WHEN_TEXT};
	if (is_loose)
		side_headings(tb, at, out);
	else
		side_columns(tb, at, &out->side);
	if (out->side.n < 3)
		return false;
	while (!is_loose && out->lines < HEAD_SIDE_LINES && at + out->lines < tb->lines.n &&
	       *side_text(tb, &out->side, at + out->lines, 0, &is_cut) == '\0')
		out->lines++;
	for (; out->n < out->side.n; out->n++) {
		const char *h = "";
		enum plan_column col;

		for (size_t k = at; k < at + out->lines; k++)
			h = mem_text(m, "%s%s%s", h, *h == '\0' ? "" : " ", side_text(tb, &out->side, k, out->n, &is_cut));
		/* A chance gap within a wide column has no heading of its own. */
		if (*text_line(m, h) == '\0' && out->n > 0) {
			memmove(&out->side.from[out->n], &out->side.from[out->n + 1],
			        (out->side.n - out->n - 1) * sizeof out->side.from[0]);
			out->side.n--;
			out->n--;
			continue;
		}
		col = column_of_heading(m, h);
		if ((seen[col] && col != COL_OTHER) || (col == COL_OTHER && !heading_is_known(m, h)) ||
		    (out->n == 0 && col != COL_NO && col != COL_CONTENT))
			return false;
		seen[col] = true;
		out->at[out->n] = col;
		out->is_deadline = out->is_deadline || (col == COL_TIME && strstr(text_fold(m, h), "hoan thanh") != NULL);
		out->bare = col == COL_TIME ? heading_bare(m, h) : out->bare;
	}
	/* Two headings over one column: its blanks are not those of all rows. */
	side_headings(tb, at, &headings);
	return seen[COL_CONTENT] && (seen[COL_TIME] || seen[COL_EXECUTE]) && headings.side.n == out->side.n;
}

/* ---- rows ---------------------------------------------------------------------------------------------------------- */

static const char *const sides_touch = "Chữ của hai cột đứng sát nhau: cần so với bản gốc.";
const char cells_cut[] = "Chữ đứng vắt qua hai cột: cần so với bản gốc.";

static const char *joined(struct mem *m, const char *a, const char *b)
{
	return *a == '\0' ? mem_dup(m, b) : *b == '\0' ? a : mem_text(m, "%s\n%s", a, b);
}

/* The place where column k begins in the open row: behind the widest blank of all its lines between the headings. */
static size_t loose_border(const struct table *tb, const size_t *used, size_t k, bool *is_sure)
{
	const struct side *s = &tb->side;
	size_t best = 0, at = s->from[k], runs = 0;

	for (size_t x = s->lo[k]; x <= s->from[k];) {
		size_t from = x;

		for (; x <= s->from[k] && used[x] == 0; x++)
			;
		/* Its whole width, beyond the headings too. */
		for (; from > 0 && x > from && used[from - 1] == 0; from--)
			;
		if (x > from) {
			runs++;
			if (x - from > best) {
				best = x - from;
				at = x <= s->from[k] ? x : s->from[k];
			}
		}
		x++;
	}
	*is_sure = best > 1 || runs == 1;
	return at;
}

void loose_row(struct table *tb)
{
	size_t used[PAGE_WIDE] = {0};
	struct side s = {.n = tb->side.n};

	for (size_t i = 0; i < tb->row_lines.n; i++)
		line_used(tb->lines.at[tb->row_lines.at[i]].text, used);
	for (size_t k = 1; k < s.n; k++) {
		bool is_sure;

		s.from[k] = loose_border(tb, used, k, &is_sure);
		for (size_t q = k - 1; q <= k && !is_sure; q++)
			warn_add(tb->r->mem, &tb->warnings, column_name(tb->head.at[q]), sides_touch);
	}
	for (size_t i = 0; i < tb->row_lines.n; i++) {
		for (size_t k = 0; k < s.n; k++) {
			bool is_cut = false;
			const char *part = side_text(tb, &s, tb->row_lines.at[i], k, &is_cut);

			if (*part == '\0')
				continue;
			if (is_cut)
				warn_add(tb->r->mem, &tb->warnings, column_name(tb->head.at[k]), cells_cut);
			if (tb->cell[k]->n > 0)
				buf_char(tb->cell[k], '\n');
			buf_text(tb->cell[k], part);
		}
	}
}

void side_row(struct table *tb, struct plan_row *row)
{
	for (size_t k = 0; k < tb->side.n; k++) {
		if (tb->head.at[k] != COL_NO)
			row->at[tb->head.at[k]] = joined(tb->r->mem, row->at[tb->head.at[k]], tb->cell[k]->p);
	}
}

/* What stands in the first column; of loose ones up to the first wide blank. */
static const char *first_column(const struct table *tb, size_t at, bool *is_cut)
{
	const char *line = tb->lines.at[at].text, *begin = line + strspn(line, " "), *gap = strstr(begin, "  ");

	if (!tb->side.is_loose)
		return side_text(tb, &tb->side, at, 0, is_cut);
	if ((size_t)(begin - line) > tb->side.lo[1])
		return "";
	return text_line(tb->scratch, mem_copy(tb->scratch, begin, gap == NULL ? strlen(begin) : (size_t)(gap - begin)));
}

bool side_section(const struct table *tb, size_t at, const char **mark, const char **title)
{
	bool is_cut = false;
	const char *first = tb->side.n == 0 ? "" : first_column(tb, at, &is_cut);

	if (*first == '\0' || is_cut || !section_of(tb->r->mem, first, mark, title) || **title != '\0')
		return false;
	*title = title_of(tb->r->mem, text_line(tb->r->mem, tb->lines.at[at].text) + strlen(first));
	return **title != '\0';
}

void add_side_line(struct table *tb, size_t at)
{
	struct mem *m = tb->r->mem;
	const char *line = tb->lines.at[at].text;
	bool is_cut = false;

	*list_add(m, &tb->row_lines) = at;
	for (size_t k = 0; k < tb->side.n && !tb->side.is_loose; k++) {
		const char *part = side_text(tb, &tb->side, at, k, &is_cut);

		if (*part == '\0')
			continue;
		if (tb->cell[k]->n > 0)
			buf_char(tb->cell[k], '\n');
		buf_text(tb->cell[k], part);
		if (is_cut)
			warn_add(m, &tb->warnings, column_name(tb->head.at[k]), cells_cut);
		is_cut = false;
	}
	buf_text(tb->text, line);
	buf_char(tb->text, '\n');
	tb->row_to = at;
}

int side_number(const struct table *tb, size_t at)
{
	for (size_t k = 0; k < tb->side.n; k++) {
		bool is_cut = false;
		struct toks t;

		if (tb->head.at[k] != COL_NO)
			continue;
		toks_of(tb->scratch, k == 0 ? first_column(tb, at, &is_cut) : side_text(tb, &tb->side, at, k, &is_cut), &t);
		return t.n > 0 && tok_number(&t.at[0]) > 0 ? tok_number(&t.at[0]) : 0;
	}
	return -1;
}

bool is_across(const struct table *tb, size_t at)
{
	bool is_cut = false;

	for (size_t k = 1; k < tb->side.n; k++)
		side_text(tb, &tb->side, at, k, &is_cut);
	return is_cut || tb->side.is_loose;
}
