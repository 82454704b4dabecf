/* room/plan/plan_read_text.c -- tables of plain text: their heads, and which lines are a row.
 *
 * The heads tell the columns and their order. A row is its number and the lines up to the next one. Its cells stand side by
 * side (plan_read_page.c, and plan_read_side.c where each row has places of its own), one below the other, or run together (plan_read_cut.c). */
#include "base/text.h"
#include "read/grid.h"
#include "room/plan/plan_read_text_in.h"

enum { HEAD_LINES = 24, LOOKS = 10, MARK_CHARS = 3, DOUBT_SHARE = 40, SCRATCH_MAX = 256 * 1024 * 1024 };

/* ---- heads --------------------------------------------------------------------------------------------------------- */

/* What comes after the last row: who gets the paper, who signs ("GIÁM ĐỐC" in capitals). */
bool line_is_foot(struct mem *m, const char *text)
{
	static const char *const feet[] = {"noi nhan :", "tm|kt|tl|tuq .", "t|k / m|t|l", "nguoi lap bieu", "ghi chu :", NULL};
	static const char *const signs[] = {"[pho] chu tich|nhiem", "[pho] [tong] giam doc", "[pho] hieu truong", "[pho] bi thu",
	                                    "[pho] cuc|vien|vu|bo|thu|hat|tong|doi truong", "[pho] chi huy truong", "chinh uy",
	                                    "[pho] truong phong|ban|khoa|doan", "chanh van|thanh|an", NULL};
	struct toks t;

	toks_of(m, heading_first_words(m, text), &t);
	return toks_match_any(&t, 0, t.n, feet) > 0 || (toks_match_any(&t, 0, t.n, signs) > 0 && is_capitals(m, text));
}

/* The first words of a head that may begin here: of "ST" and "Số" the next line's too, where a narrow column broke "STT". */
static const char *first_words(const struct table *tb, size_t at)
{
	const char *text = tb->lines.at[at].text;
	const char *own = heading_first_words(tb->scratch, text);

	if (text_chars(text_line(tb->scratch, text)) > MARK_CHARS || at + 1 >= tb->lines.n)
		return own;
	return mem_text(tb->scratch, "%s\n%s", own, heading_first_words(tb->scratch, tb->lines.at[at + 1].text));
}

/* Whether a head begins at this line; it must say what and when, or what and who. */
static bool head_at(struct table *tb, size_t at, struct head *out)
{
	struct mem *m = tb->scratch;
	struct buf *b;
	enum plan_column col = COL_OTHER;
	struct toks t;
	bool seen[COL_N] = {false};
	size_t i = 0, n;

	mem_reset(m);
	toks_of(m, first_words(tb, at), &t);
	if (t.n == 0 || heading_at(&t, 0, &col) == 0 || (col != COL_NO && col != COL_CONTENT))
		return false;
	if (side_head(tb, at, false, out) || (is_gapped(tb->lines.at[at].text) && side_head(tb, at, true, out)))
		return true;
	b = buf_new(m, 8000);
	for (size_t k = at; k < tb->lines.n && k < at + HEAD_LINES; k++) {
		buf_text(b, heading_spread(m, tb->lines.at[k].text));
		buf_char(b, '\n');
	}
	toks_of(m, b->p, &t);
	*out = (struct head){.bare = PLAN_WHEN_TEXT};
	while (i < t.n && out->n < COLS_MAX) {
		n = heading_at(&t, i, &col);
		n = n == 0 ? heading_between(m, &t, i, &col) : n;
		if (n == 0)
			break;
		if (seen[col] && col != COL_OTHER)
			break;
		seen[col] = true;
		out->is_deadline = out->is_deadline || (col == COL_TIME && n > 2 && (toks_match(&t, i + n - 2, i + n, "hoan thanh") > 0));
		out->bare = col == COL_TIME ? heading_bare(m, toks_text(m, &t, i, i + n)) : out->bare;
		out->at[out->n++] = col;
		i += n;
	}
	if (out->n < 3 || !seen[COL_CONTENT] || (!seen[COL_TIME] && !seen[COL_EXECUTE]))
		return false;
	if (i < t.n && !t.at[i].is_first)
		return false;
	out->lines = 0;
	for (size_t k = at; k < tb->lines.n && k < at + HEAD_LINES; k++) {
		int from = t.at[i - 1].line;
		int line = 0;

		/* A spread line may have become several. */
		for (size_t q = at; q <= k; q++) {
			for (const char *p = heading_spread(m, tb->lines.at[q].text); *p != '\0'; p++)
				line += *p == '\n';
			line++;
		}
		out->lines++;
		if (line > from)
			break;
	}
	return true;
}

bool table_same_head(const struct head *a, const struct head *b)
{
	return a->n == b->n && memcmp(a->at, b->at, sizeof a->at) == 0;
}

/* Whether each heading and each number has a line of its own from the head at `at` on, as when cells were written one
 * below the other. */
static bool is_celled(struct table *tb, size_t at, const struct head *h)
{
	int want = 1;

	if (h->lines < h->n)
		return false;
	for (size_t k = at + h->lines; k < tb->lines.n && appendix_of(tb->scratch, tb->lines.at[k].text) == 0; k++) {
		struct toks t;

		if (tb->looks == 0)
			return false;
		tb->looks--;
		mem_reset(tb->scratch);
		if (tb->lines.at[k].text[strspn(tb->lines.at[k].text, " ")] > '9')
			continue;
		toks_of(tb->scratch, tb->lines.at[k].text, &t);
		if (t.n == 0 || tok_number(&t.at[0]) != want)
			continue;
		want++;
		if (t.n > 2 || (t.n == 2 && t.at[1].is_word))
			return false;
	}
	return want > 3;
}

/* ---- rows ---------------------------------------------------------------------------------------------------------- */

void table_close_row(struct table *tb)
{
	struct plan_row row = {.no = tb->no, .warnings = tb->warnings};
	const struct line *first, *last;

	if (tb->row_from == SIZE_MAX)
		return;
	for (size_t k = 0; k < COL_N; k++)
		row.at[k] = "";
	first = &tb->lines.at[tb->row_from];
	last = &tb->lines.at[tb->row_to];
	row.source = (struct plan_doc_source){.page = first->page, .sheet = first->sheet, .from_line = first->no,
	                                      .to_line = last->no, .text = mem_dup(tb->r->mem, tb->text->p)};
	if (tb->text->is_full)
		warn_add(tb->r->mem, &row.warnings, "content", "Dòng quá dài, phần cuối chưa được đọc.");
	if (tb->side.is_loose) {
		loose_row(tb);
		row.warnings = tb->warnings;
	}
	if (tb->side.n > 0)
		side_row(tb, &row);
	else
		cut_row(tb, &row);
	reading_task(tb->r, &row);
	tb->row_from = SIZE_MAX;
	tb->warnings = (struct plan_doc_warnings){0};
}

static int roman_number(const char *mark)
{
	static const char *const romans[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};

	for (size_t i = 0; i < COUNT(romans); i++) {
		if (text_is(mark, romans[i]))
			return (int)i + 1;
	}
	return mark[0] >= 'A' && mark[0] <= 'H' ? mark[0] - 'A' + 1 : 0;
}

/* The number of a row at the beginning of a line; *after is where its words begin. */
static int row_number(const struct table *tb, const struct toks *t, size_t *after)
{
	int n = t->n == 0 ? -1 : tok_number(&t->at[0]), want = tb->no + 1;
	bool is_marked = tok_is(t, 1, ".") || tok_is(t, 1, ")");

	if (n < 1 || n > 999 || (tok_is(t, 1, ".") && t->n > 2 && tok_number(&t->at[2]) >= 0 && t->at[2].is_glued))
		return 0;
	*after = is_marked ? 2 : 1;
	if (n == want || (n == 1 && (tb->no == 0 || tb->is_titled))) {
		if (is_marked || t->n == 1 || t->at[1].is_capital || tok_is(t, 1, "-") || tok_is(t, 1, "\""))
			return n;
		return 0;
	}
	return is_marked && n > want && n <= want + 3 ? n : 0;
}

static void open_row(struct table *tb, size_t at, const struct toks *t, int no, size_t after)
{
	table_close_row(tb);
	if (no != tb->no + 1 && no != 1)
		warn_add(tb->r->mem, &tb->warnings, "no", mem_text(tb->r->mem, "Trước dòng số %d thiếu số %d.", no, tb->no + 1));
	tb->no = no;
	tb->row_from = at;
	tb->row_to = at;
	tb->is_titled = false;
	buf_reset(tb->text);
	/* "43. 1": the number behind is the mark of a footnote. */
	if (after + 1 == t->n && tok_number(&t->at[after]) >= 0 && tok_number(&t->at[after]) < 10 && after == 2)
		return;
	if (after < t->n) {
		buf_text(tb->text, toks_lines(tb->r->mem, t, after, t->n));
		buf_char(tb->text, '\n');
	}
}

size_t table_section_at(const struct table *tb, size_t at, int *section, const char **mark, const char **title)
{
	struct toks t;
	size_t lines = 1;
	int n;

	if (!section_of(tb->r->mem, tb->lines.at[at].text, mark, title) && !side_section(tb, at, mark, title))
		return 0;
	n = roman_number(*mark);
	if (n != 1 && n != *section + 1)
		return 0;
	if (**title == '\0') {
		toks_of(tb->r->mem, at > 0 ? tb->lines.at[at - 1].text : "", &t);
		if (at + 1 >= tb->lines.n ||
		    (t.n > 0 && toks_match(&t, t.n - 1, t.n, "quy|khoi|loai|dot|hang|cum|nhom|va|,|lan|cap") > 0))
			return 0;
		*title = title_of(tb->r->mem, tb->lines.at[at + 1].text);
		lines = 2;
	}
	*section = n;
	return lines;
}

void table_open_section(struct table *tb, const char *mark, const char *title)
{
	table_close_row(tb);
	tb->section = roman_number(mark);
	tb->r->section = mark;
	tb->r->section_title = title;
	tb->is_titled = true;
}

static size_t open_section(struct table *tb, size_t at)
{
	const char *mark, *title;
	int section = tb->section;
	size_t lines = table_section_at(tb, at, &section, &mark, &title);

	if (lines > 0)
		table_open_section(tb, mark, title);
	return lines;
}

/* Returns how many lines it took. */
static size_t take_side_line(struct table *tb, size_t at)
{
	const struct line *l = &tb->lines.at[at];
	int no = side_number(tb, at);
	bool is_apart = at > 0 && l->no > tb->lines.at[at - 1].no + 1;

	size_t n = no == 0 ? open_section(tb, at) : 0;

	if (n > 0)
		return n;
	/* Words from the margin on across the columns are no part of the table. */
	if (no == 0 && *l->text != ' ' && !is_gapped(l->text) && is_across(tb, at)) {
		table_close_row(tb);
		tb->is_in = false;
		return 1;
	}
	if (no > 0 || (no < 0 && (is_apart || tb->row_from == SIZE_MAX))) {
		table_close_row(tb);
		tb->no = no > 0 ? no : 0;
		tb->row_from = at;
		tb->is_titled = false;
		buf_reset(tb->text);
		for (size_t k = 0; k < tb->side.n; k++)
			buf_reset(tb->cell[k]);
		tb->row_lines.n = 0;
	}
	if (tb->row_from != SIZE_MAX && at - tb->row_from < ROW_LINES_MAX)
		add_side_line(tb, at);
	else
		reading_unread(tb->r, l->page, l->sheet, l->no, l->no, l->text);
	return 1;
}

/* "III. TỔ CHỨC THỰC HIỆN" below the last row: a part of the letter, whose number is none of the table's sections. */
static bool is_next_part(const struct table *tb, size_t at)
{
	const char *mark, *title;

	return section_of(tb->scratch, tb->lines.at[at].text, &mark, &title) && roman_number(mark) > 1 && strchr(tb->lines.at[at].text, '.') != NULL &&
	       *title != '\0' && is_capitals(tb->scratch, title);
}

/* Returns how many lines it took. */
static size_t take_line(struct table *tb, size_t at)
{
	const struct line *l = &tb->lines.at[at];
	const char *text = heading_spread(tb->r->mem, l->text);
	struct toks t;
	size_t after = 0, n;
	int no;

	toks_of(tb->r->mem, text, &t);
	if (t.n == 0)
		return 1;
	no = row_number(tb, &t, &after);
	if (no > 0) {
		open_row(tb, at, &t, no, after);
		return 1;
	}
	n = open_section(tb, at);
	if (n > 0)
		return n;
	if (is_next_part(tb, at)) {
		table_close_row(tb);
		tb->is_in = false;
		return 1;
	}
	if (tb->row_from != SIZE_MAX && at - tb->row_from < ROW_LINES_MAX) {
		buf_text(tb->text, text);
		buf_char(tb->text, '\n');
		tb->row_to = at;
	} else if (tb->is_titled && tb->row_from == SIZE_MAX) {
		tb->r->section_title =
		    text_line(tb->r->mem, mem_text(tb->r->mem, "%s %s", tb->r->section_title, l->text));
	} else {
		reading_unread(tb->r, l->page, l->sheet, l->no, l->no, l->text);
	}
	return 1;
}

bool table_is_page_number(struct table *tb, size_t at)
{
	struct toks t;
	struct head h;

	if (strpbrk(tb->lines.at[at].text, "0123456789") == NULL || strlen(tb->lines.at[at].text) > 12)
		return false;
	toks_of(tb->scratch, tb->lines.at[at].text, &t);
	if (t.n != 1 || tok_number(&t.at[0]) < 0)
		return false;
	return at + 1 >= tb->lines.n || head_at(tb, at + 1, &h) || appendix_of(tb->scratch, tb->lines.at[at + 1].text) > 0;
}

static void begun(struct table *tb, size_t at)
{
	if (tb->r->text_from == 0)
		tb->r->text_from = tb->lines.at[at].no;
}

void table_judge(struct table *tb)
{
	bool seen[COL_N] = {false};

	for (size_t k = 0; k < tb->head.n; k++)
		seen[tb->head.at[k]] = true;
	plan_doubt(tb->r, &(struct plan_table){.from = tb->judged, .seen = seen});
	tb->judged = tb->r->out->tasks.n;
}

static void walk(struct table *tb)
{
	for (size_t at = 0; at < tb->lines.n; at++) {
		const struct line *l = &tb->lines.at[at];
		int appendix = appendix_of(tb->scratch, l->text);
		struct head h;

		if (reading_is_full(tb->r, l->no))
			break;

		if (appendix > 0) {
			begun(tb, at);
			table_close_row(tb);
			table_judge(tb);
			tb->is_in = false;
			tb->no = 0;
			tb->section = 0;
			tb->r->appendix = appendix;
			tb->r->section = "";
			tb->r->section_title = "";
			continue;
		}
		if (page_head(tb, at, &h)) {
			size_t end = page_take(tb, at, &h);

			if (end > 0) {
				begun(tb, at);
				at = end - 1;
				continue;
			}
		}
		if (head_at(tb, at, &h)) {
			if (!tb->is_in || !table_same_head(&h, &tb->head)) {
				table_close_row(tb);
				table_judge(tb);
				tb->head = h;
				tb->r->is_deadline = h.is_deadline;
				tb->r->bare = h.bare;
				tb->is_celled = is_celled(tb, at, &h);
				tb->lined = tb->wrapped = 0;
				tb->no = tb->is_in ? tb->no : 0;
				open_side(tb, at);
			} else if (h.side.n == h.n && tb->side.n == h.n) {
				/* Another page, other places. */
				if (tb->side.is_loose && tb->row_from != SIZE_MAX)
					loose_row(tb);
				tb->row_lines.n = 0;
				tb->side = h.side;
			}
			tb->is_in = true;
			begun(tb, at);
			at += h.lines - 1;
			continue;
		}
		if (!tb->is_in || table_is_page_number(tb, at))
			continue;
		if (line_is_foot(tb->scratch, l->text)) {
			table_close_row(tb);
			tb->is_in = false;
			continue;
		}
		at += (tb->side.n > 0 ? take_side_line(tb, at) : take_line(tb, at)) - 1;
	}
	table_close_row(tb);
}

/* Whether a warning of the row says that its cells may be others. */
static bool is_doubtful(const struct plan_doc_task *t)
{
	for (size_t i = 0; i < t->warnings.n; i++) {
		if (text_is(t->warnings.at[i].column, "content") || text_is(t->warnings.at[i].column, "milestones") ||
		    text_is(t->warnings.at[i].reason, border_unsure))
			return true;
	}
	return false;
}

/* Where many rows of a table were a guess the others may be one too: every cell of it is warned about. */
static void doubt_whole(struct plan_reading *r, size_t from)
{
	static const char *const columns[] = {"content", "direct", "execute", "coordinate", "milestones"};
	size_t doubtful = 0, n = r->out->tasks.n - from;

	for (size_t i = from; i < r->out->tasks.n; i++)
		doubtful += is_doubtful(&r->out->tasks.at[i]);
	if (n < 3 || doubtful * 100 < n * DOUBT_SHARE)
		return;
	reading_warn(r, "Chữ của nhiều ô trong bảng đứng lẫn vào nhau, không đọc chắc được: cần so từng dòng với bản gốc, hoặc nộp bản .docx.");
	for (size_t i = from; i < r->out->tasks.n; i++) {
		for (size_t k = 0; k < COUNT(columns); k++)
			warn_add(r->mem, &r->out->tasks.at[i].warnings, columns[k], "Nhiều dòng của bảng này không đọc chắc được: cần so với bản gốc.");
		r->out->tasks.at[i].confidence = 0.2;
	}
}

/* A line that begins with "TT" is of a table's head: no row of it was read, and the person hears of it. */
static void tell_lost(struct table *tb)
{
	for (size_t i = 0; i < tb->lines.n && tb->r->in->kind == READ_TXT; i++) {
		enum plan_column col = COL_N;
		struct toks t;

		mem_reset(tb->scratch);
		toks_of(tb->scratch, first_words(tb, i), &t);
		if (t.n == 0 || strchr("TtSs", t.at[0].p[0]) == NULL || heading_at(&t, 0, &col) == 0 || col != COL_NO)
			continue;
		tb->r->lost_from = tb->lines.at[i].no;
		reading_warn(tb->r, mem_text(tb->r->mem, "Từ dòng %d có bảng nhưng chữ của các ô đứng lẫn vào nhau, không tách được thành dòng: chỉ những "
		                             "dòng chữ có thời hạn được nêu để xem. Nên nộp bản .docx hoặc .pdf.", tb->r->lost_from));
		return;
	}
}

bool read_text_tables(struct plan_reading *r)
{
	struct table tb = {.r = r, .row_from = SIZE_MAX, .text = buf_new(r->mem, 64 * 1024),
	                   .scratch = mem_open(SCRATCH_MAX)};
	size_t before = r->out->tasks.n;

	for (size_t i = 0; i < r->in->n; i++) {
		const struct read_block *b = &r->in->at[i];

		if (b->table == NULL && b->text[strspn(b->text, " \t")] != '\0')
			*list_add(r->mem, &tb.lines) = (struct line){b->text, b->place.from_line, b->place.page, b->place.sheet};
	}
	tb.looks = LOOKS * tb.lines.n + HEAD_LINES;
	tb.judged = before;
	walk(&tb);
	table_judge(&tb);
	if (r->out->tasks.n == before)
		tell_lost(&tb);
	mem_close(tb.scratch);
	doubt_whole(r, before);
	if (r->out->tasks.n == before)
		r->text_from = 0;
	return r->out->tasks.n > before;
}
