/* room/plan/plan_read_head.c -- the heads of a table whose columns stand side by side: lines of headings, one above the other,
 * parted by two blanks. */
#include "base/text.h"
#include "read/grid.h"
#include "room/plan/plan_read_text_in.h"

enum { HEAD_LINES_MAX = 7, HEADING_GAP = 2 };

void line_used(const char *line, size_t used[PAGE_WIDE])
{
	for (size_t x = 0; *line != '\0' && x < PAGE_WIDE; x++)
		used[x] += text_next(&line) != ' ';
}

const char *line_part(struct mem *m, const char *line, size_t a, size_t b)
{
	const char *from, *p = line;
	size_t x = 0;

	for (; *p != '\0' && x < a; x++)
		text_next(&p);
	from = p;
	for (; *p != '\0' && x < b; x++)
		text_next(&p);
	return text_line(m, mem_copy(m, from, (size_t)(p - from)));
}

/* Every word that headings are made of. */
static bool is_heading_word(const struct toks *t, size_t i)
{
	static const char words[] =
	    "tt|stt|so|thu|tu|st|t|noi|dung|nhiem|vu|cong|viec|hoat|dong|dau|ten|don|vi|co|quan|bo|phan|phong|ban|ca|nhan|cap|lanh|dao|nguoi|"
	    "trach|moi|chu|tri|thuc|hien|to|chuc|tham|muu|chi|phu|phoi|hop|thoi|gian|han|diem|tien|do|moc|ghi|chu|san|pham|ket|qua|yeu|cau|"
	    "kinh|phi|dia|thanh|muc|tieu|theo|doi|hoan|chiu|thuc|trong|tam|cu|the|chinh|du|kien|ra|tac|chu|yeu|can|dat|bao|cao|trinh|hanh|"
	    "trien|khai|phien|hoi|nghi|kiem|tra|chuan|bi|khen|thuong|thi|dua|va|ho|lien|tai|lieu|giai|phap|luong|gia|hinh|thuc|moc|ngay|"
	    "lich|khoi|luong|cac|cua";

	return !t->at[i].is_word || toks_match(t, i, t->n, words) > 0;
}

/* Whether a line may be of a head: so many of ten of its words at least are those of headings, and none is a number. */
static bool is_heading_line(struct table *tb, size_t at, size_t share)
{
	size_t words = 0, known = 0;
	const char *mark, *title;
	struct toks t;

	if (section_of(tb->scratch, tb->lines.at[at].text, &mark, &title))
		return false;
	if (strlen(tb->lines.at[at].text) > PAGE_WIDE)
		return false;
	toks_of(tb->scratch, tb->lines.at[at].text, &t);
	for (size_t i = 0; i < t.n; i++) {
		if (tok_number(&t.at[i]) >= 0)
			return false;
		words += t.at[i].is_word;
		known += t.at[i].is_word && is_heading_word(&t, i);
	}
	return words > 0 && known * 10 >= words * share;
}

/* Whether the last line's part of a heading begins as words of a cell do: a heading goes on with a small letter, or all of
 * it is in capitals. */
static bool is_below_words(struct table *tb, size_t at, size_t lines, size_t begin, size_t end)
{
	const char *last = line_part(tb->scratch, tb->lines.at[at + lines - 1].text, begin, end + 1), *first = "";
	struct toks t;

	for (size_t k = at; k + 1 < at + lines && *first == '\0'; k++)
		first = line_part(tb->scratch, tb->lines.at[k].text, begin, end + 1);
	toks_of(tb->scratch, last, &t);
	return *first != '\0' && t.n > 0 && t.at[0].is_capital && !is_capitals(tb->scratch, last);
}

/* Where another heading begins one blank behind that of the numbers: "Số TT Nhiệm vụ"; 0 for nowhere. */
static size_t behind_number(struct table *tb, size_t at, size_t lines, size_t begin, size_t end)
{
	for (size_t k = at; k < at + lines; k++) {
		const char *part = line_part(tb->scratch, tb->lines.at[k].text, begin, end + 1);
		enum plan_column col = COL_N;
		struct toks t;
		size_t n;

		toks_of(tb->scratch, part, &t);
		n = heading_at(&t, 0, &col);
		if (n > 0 && n < t.n && col == COL_NO)
			return begin + text_chars(mem_copy(tb->scratch, part, (size_t)(t.at[n].p - part)));
	}
	return 0;
}

/* The headings in lines at..at+lines-1 by the blanks of two that they leave free; their places go to lo and from. */
static bool headings_of(struct table *tb, size_t at, size_t lines, bool is_exact, struct head *out)
{
	size_t used[PAGE_WIDE + HEADING_GAP] = {0}, x = 0;
	bool seen[COL_N] = {false};
	size_t known = 0;

	*out = (struct head){.lines = lines, .bare = PLAN_WHEN_TEXT};
	for (size_t k = at; k < at + lines; k++)
		line_used(tb->lines.at[k].text, used);
	while (x < PAGE_WIDE) {
		size_t begin, end, second;
		const char *h = "";
		enum plan_column col;

		for (; x < PAGE_WIDE && used[x] == 0; x++)
			;
		if (x >= PAGE_WIDE)
			break;
		for (begin = end = x; x < PAGE_WIDE && x - end <= HEADING_GAP; x++)
			end = used[x] > 0 ? x : end;
		second = out->n == 0 ? behind_number(tb, at, lines, begin, end) : 0;
		end = second > 0 ? second - 1 : end;
		x = end + 1;
		if (out->n == COLS_MAX)
			return false;
		for (size_t k = at; k < at + lines; k++) {
			const char *part = line_part(tb->scratch, tb->lines.at[k].text, begin, end + 1);

			h = *part == '\0' ? h : mem_text(tb->scratch, "%s%s%s", h, *h == '\0' ? "" : " ", part);
		}
		if (is_below_words(tb, at, lines, begin, end))
			return false;
		col = column_of_heading(tb->scratch, h);
		if ((seen[col] && col != COL_OTHER) || (out->n == 0 && col != COL_NO && col != COL_CONTENT) || strlen(h) > 120)
			return false;
		known += col != COL_OTHER || heading_is_known(tb->scratch, h);
		seen[col] = true;
		out->side.lo[out->n] = begin;
		out->side.from[out->n] = end;
		out->at[out->n++] = col;
		out->is_deadline = out->is_deadline || (col == COL_TIME && strstr(text_fold(tb->scratch, h), "hoan thanh") != NULL);
		out->bare = col == COL_TIME ? heading_bare(tb->scratch, h) : out->bare;
	}
	out->side.n = out->n;
	return out->n >= 3 && known + 1 >= out->n && (seen[COL_NO] || is_exact) && seen[COL_CONTENT] && (seen[COL_TIME] || seen[COL_EXECUTE]);
}

/* "(1) (2) (3)", "A B 1 2 3": columns counted under their heads. */
static bool is_counting(struct table *tb, size_t at)
{
	struct toks t;
	size_t numbers = 0;

	toks_of(tb->scratch, tb->lines.at[at].text, &t);
	for (size_t i = 0; i < t.n; i++) {
		int n = tok_number(&t.at[i]);

		if (t.at[i].is_word && n < 0 && t.at[i].n > 1)
			return false;
		if (n >= 0 && n != (int)numbers + 1)
			return false;
		numbers += n >= 0;
	}
	return numbers >= 3;
}

bool page_head(struct table *tb, size_t at, struct head *out)
{
	struct head one;
	size_t lines = 0, words = 10;
	bool is_met = false;

	if (!is_gapped(tb->lines.at[at].text) && *tb->lines.at[at].text != ' ')
		return false;
	mem_reset(tb->scratch);
	/* The first lines of headings that read as a head, and those that say more of the same columns. */
	for (; lines < HEAD_LINES_MAX && at + lines < tb->lines.n; lines++) {
		const struct line *l = &tb->lines.at[at + lines];

		if ((lines > 0 && l->no != tb->lines.at[at + lines - 1].no + 1) || !is_heading_line(tb, at + lines, is_met ? 10 : 7))
			break;
		words = is_heading_line(tb, at + lines, 10) ? words : 7;
		if (headings_of(tb, at, lines + 1, words == 10, &one) && (!is_met || one.n == out->n)) {
			*out = one;
			is_met = true;
		} else if (is_met) {
			break;
		}
	}
	/* One line whose headings say more than is known of. */
	if (!is_met && lines == 0 && is_gapped(tb->lines.at[at].text) && headings_of(tb, at, 1, false, &one)) {
		*out = one;
		is_met = true;
	}
	if (is_met && at + out->lines < tb->lines.n && is_counting(tb, at + out->lines))
		out->lines++;
	return is_met;
}
