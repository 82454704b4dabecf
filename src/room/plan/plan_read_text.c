/* room/plan/plan_read_text.c -- a table of plain text, whose cells run together: cell borders from what cells can say.
 *
 * The heads tell the columns and their order. A row is its number and the lines up to the next one. Its borders are
 * those that cost least: a column of bodies should read as bodies, a column of times as times, a border should stand at
 * a line's beginning. Where the cheapest reading is still dear, the columns concerned are warned about. */
#include <math.h>

#include "base/text.h"
#include "read/grid.h"
#include "room/plan/plan_date_in.h"

enum { COLS_MAX = 10, HEAD_LINES = 24, BORDERS_MAX = 160, ROW_LINES_MAX = 400, SIDE_WIDE = 400, HEAD_SIDE_LINES = 6, LEAD_WORDS = 16 };

/* A border is sure when every other one makes the row dearer by this. */
static const double sure = 0.75;

struct line {
	const char *text;
	int no, page;
	const char *sheet;
};

/* Columns that stand side by side, parted by blanks: where each begins, in letters from the line's beginning. */
struct side {
	size_t n;               /* 0: cells stand one below the other */
	size_t from[COLS_MAX];
	bool is_loose;          /* a column begins in each row at a blank of its own, behind lo[k] and at from[k] at the latest */
	size_t lo[COLS_MAX];
};

struct head {
	enum plan_column at[COLS_MAX];
	size_t n;
	size_t lines;           /* lines it takes */
	bool is_deadline;
	enum plan_when bare;    /* what a number alone is in the column of times */
	struct side side;
};

struct table {
	struct plan_reading *r;
	struct LIST(struct line) lines;
	struct head head;
	size_t row_from;        /* lines of the open row, SIZE_MAX for none */
	size_t row_to;
	struct LIST(size_t) row_lines;
	int no;
	const char *row_text;   /* its first line after the number */
	struct buf *text;
	struct side side;
	struct buf *cell[COLS_MAX];     /* of the open row, when columns stand side by side */
	bool is_in;             /* within a table */
	int section;            /* number of the last section, 0 for none */
	bool is_celled;         /* no line holds words of two cells */
	bool is_titled;         /* the last line was of a section's title */
	struct plan_doc_warnings warnings;
};

/* ---- columns side by side ------------------------------------------------------------------------------------------ */

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

static bool is_gapped(const char *line)
{
	return strstr(line + strspn(line, " "), "   ") != NULL;
}

/* What comes after the last row: who gets the paper, who signs ("GIÁM ĐỐC" in capitals). */
bool line_is_foot(struct mem *m, const char *text)
{
	static const char *const feet[] = {"noi nhan :", "tm|kt|tl|tuq .", "t|k / m|t|l", "nguoi lap bieu", "ghi chu :", NULL};
	static const char *const signs[] = {"[pho] chu tich|nhiem", "[pho] [tong] giam doc", "[pho] hieu truong", "[pho] bi thu",
	                                    "[pho] cuc|vien|vu|bo|thu|hat|tong|doi truong", "[pho] chi huy truong", "chinh uy", "[pho] truong phong|ban|khoa|doan",
	                                    "chanh van|thanh|an", NULL};
	struct toks t;

	toks_of(m, heading_first_words(m, text), &t);
	return toks_match_any(&t, 0, t.n, feet) > 0 || (toks_match_any(&t, 0, t.n, signs) > 0 && is_capitals(m, text));
}

/* Whether the line begins as heads do: by the column of numbers. */
static bool begins_head(const struct table *tb, size_t at)
{
	enum plan_column col = COL_N;
	struct toks t;

	if (strchr("TSts", tb->lines.at[at].text[strspn(tb->lines.at[at].text, " \t")]) == NULL)
		return false;
	toks_of(tb->r->mem, heading_first_words(tb->r->mem, tb->lines.at[at].text), &t);
	return heading_at(&t, 0, &col) > 0 && col == COL_NO;
}

/* How many of the lines have a letter at each place. The head's own letters count for all; the title of a section
 * reaches over the columns. */
static size_t count_places(const struct table *tb, size_t at, size_t used[SIDE_WIDE])
{
	const char *mark, *title;
	size_t lines = 0;

	for (size_t k = at; k < tb->lines.n && appendix_of(tb->r->mem, tb->lines.at[k].text) == 0 && !line_is_foot(tb->r->mem, tb->lines.at[k].text); k++) {
		const char *p = tb->lines.at[k].text;

		if (k > at && begins_head(tb, k))
			break;
		if ((!is_gapped(p) && *p != ' ') || (k > at && section_of(tb->r->mem, p, &mark, &title)))
			continue;
		lines++;
		for (size_t x = 0; *p != '\0' && x < SIDE_WIDE; x++)
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
static void side_columns(const struct table *tb, size_t at, struct side *out)
{
	size_t *used = mem_new(tb->r->mem, size_t, SIDE_WIDE);
	size_t lines, x = 0, gap;

	*out = (struct side){0};
	if (!is_gapped(tb->lines.at[at].text))
		return;
	lines = count_places(tb, at, used);
	while (x < SIDE_WIDE && used[x] == 0)
		x++;
	out->n = 1;
	while (x < SIDE_WIDE) {
		for (; x < SIDE_WIDE && used[x] * 20 > lines; x++)
			;
		for (gap = 0; x < SIDE_WIDE && used[x] * 20 <= lines; x++)
			gap++;
		if (x >= SIDE_WIDE)
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
	return side_part(tb->r->mem, tb->lines.at[at].text, s->from[k], k + 1 < s->n ? s->from[k + 1] : SIZE_MAX, is_cut);
}

/* Where the headings themselves stand, parted by two blanks or more. */
static void side_headings(const struct table *tb, size_t at, struct head *out)
{
	size_t *used = mem_new(tb->r->mem, size_t, SIDE_WIDE);
	const char *first = tb->lines.at[at].text;
	size_t begin = strspn(first, " "), end = begin + strcspn(first + begin, " "), x = 0;
	struct side *s = &out->side;

	*s = (struct side){.is_loose = true};
	for (out->lines = 1; out->lines < HEAD_SIDE_LINES && at + out->lines < tb->lines.n &&
	                     strspn(tb->lines.at[at + out->lines].text, " ") > end; out->lines++)
		;
	for (size_t k = at; k < at + out->lines; k++) {
		const char *p = tb->lines.at[k].text;

		for (size_t q = 0; *p != '\0' && q < SIDE_WIDE; q++)
			used[q] += text_next(&p) != ' ';
	}
	while (x < SIDE_WIDE && s->n < COLS_MAX) {
		size_t last = x;

		for (; x < SIDE_WIDE && used[x] == 0; x++)
			;
		if (x >= SIDE_WIDE)
			break;
		s->lo[s->n] = last;
		s->from[s->n] = s->n == 0 ? 0 : x;
		s->n++;
		for (; x + 1 < SIDE_WIDE && (used[x] > 0 || used[x + 1] > 0); x++)
			;
	}
}

/* A head whose columns stand side by side, each over as many lines as it takes; the next row or section ends it. */
static bool side_head(const struct table *tb, size_t at, bool is_loose, struct head *out)
{
	struct mem *m = tb->r->mem;
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
			memmove(&out->side.from[out->n], &out->side.from[out->n + 1], (out->side.n - out->n - 1) * sizeof out->side.from[0]);
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

/* ---- heads --------------------------------------------------------------------------------------------------------- */

/* Whether a head begins at this line; it must say what and when, or what and who. */
static bool head_at(const struct table *tb, size_t at, struct head *out)
{
	struct mem *m = tb->r->mem;
	struct buf *b;
	enum plan_column col = COL_OTHER;
	struct toks t;
	bool seen[COL_N] = {false};
	size_t i = 0, n;

	toks_of(m, heading_first_words(m, tb->lines.at[at].text), &t);
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

static bool same_head(const struct head *a, const struct head *b)
{
	return a->n == b->n && memcmp(a->at, b->at, sizeof a->at) == 0;
}

/* ---- borders ------------------------------------------------------------------------------------------------------- */

struct cut {
	struct table *tb;
	struct time_frame tf;
	struct toks t;
	size_t border[BORDERS_MAX];
	size_t n;
	enum plan_column col[COLS_MAX];
	size_t cols_n;
	bool has_other;         /* a column of products, notes */
	size_t *verbs;          /* how many verbs stand before this token */
	size_t *labels;         /* the same of labels of roles */
	double *bodies, *times; /* [border][border]: what that cell costs, below 0 while not known */
	double *cost;           /* [col][border]: of the best reading of columns col… from border on */
	size_t *next;           /* the border where column col ends */
};

static bool is_open_word(const struct toks *t, size_t i)
{
	/* "Phó" before "Chủ tịch", and not "Thành Phố" */
	if (tok_is(t, i, "pho"))
		return t->at[i].is_capital && !(i > 0 && tok_is(t, i - 1, "thanh") && t->at[i - 1].is_capital);
	if (tok_is(t, i, "cap"))
		return i > 0 && !tok_is(t, i - 1, "cac");
	if (tok_is(t, i, "vong"))
		return i > 0 && tok_is(t, i - 1, "trong");
	return toks_match(t, i, t->n, "cua|cac|va|voi|thuoc|cho|theo|tai|tren|len|(|,|-") > 0 &&
	       !(i > 0 && tok_is(t, i, "thuoc") && tok_is(t, i - 1, "truc"));
}

/* The word asks for a body behind it: "gửi", "trình". */
static bool is_hungry(const struct toks *t, size_t i)
{
	return toks_match(t, i, t->n, "gui|trinh|cua|voi|len|cho") > 0 || (i > 0 && toks_match(t, i - 1, t->n, "gui|trinh|bao ve|len|cao") == 2) ||
	       (i > 0 && toks_match(t, i - 1, t->n, "de nghi") > 0);
}

/* A cell seldom begins with a small letter, but for "nt" and "đ/c Nguyễn Văn A". */
static bool is_small(const struct toks *t, size_t i)
{
	const struct tok *k = &t->at[i];

	return k->is_word && !k->is_capital && tok_number(k) < 0 && !tok_is(t, i, "nt") && !body_is_person(t, i) &&
	       toks_match(t, i, t->n, "uy ban") == 0;
}

static double unbalanced(const struct toks *t, size_t i, size_t j)
{
	int depth = 0;
	double bad = 0;

	for (; i < j; i++) {
		if (t->at[i].is_word)
			continue;
		depth += tok_is(t, i, "(");
		depth -= tok_is(t, i, ")");
		bad += depth < 0 ? 6 : 0;
		depth = depth < 0 ? 0 : depth;
	}
	return bad + 6 * depth;
}

/* A name that is known goes on behind the border; one that begins a line is surely a name. */
static double broken_name(const struct cut *c, size_t i, size_t j)
{
	double bad = 0;

	for (size_t s = j > i + 8 ? j - 8 : i; s < j && j < c->t.n; s++) {
		/* "Thành phố / Chủ tịch" is no "Phó Chủ tịch". */
		/* The name's beginning is the end of another name. */
		if (c->t.at[j].is_first && !c->t.at[s].is_first && c->t.at[s - 1].is_word)
			continue;
		/* "Văn phòng | Thành ủy" */
		if (!c->t.at[j].is_first && c->t.at[s].is_capital && body_is_post(&c->t, s, j) && body_match(&c->tb->r->bodies, &c->t, j, c->t.n, NULL) > 0)
			bad = fmax(bad, 5);
		if ((c->t.at[s].is_capital || tok_is(&c->t, s, "cac")) && body_match(&c->tb->r->bodies, &c->t, s, c->t.n, NULL) > j - s)
			bad = fmax(bad, c->t.at[s].is_first ? 10 : 7);
	}
	return bad;
}

/* A time that began goes on behind the border. */
static double broken_time(const struct cut *c, size_t i, size_t j)
{
	for (size_t s = j > i + 6 ? j - 6 : i; s < j && j < c->t.n; s++) {
		const struct phrase *p = phrase_at(&c->tf, &c->t, s, c->t.n);

		if (p != NULL && s + p->tokens > j)
			return 8;
	}
	return 0;
}

/* The last lines of a content that are bodies, though nothing before them says that the sentence goes on. */
static double trailing_bodies(const struct cut *c, size_t i, size_t j)
{
	for (size_t s = j > i + 14 ? j - 14 : i + 1; s < j; s++) {
		struct body_count n;

		if (!c->t.at[s].is_first || !c->t.at[s].is_capital || is_open_word(&c->t, s - 1))
			continue;
		if (body_match(&c->tb->r->bodies, &c->t, s, j, NULL) < 2)
			continue;
		n = body_read(c->tb->r->mem, &c->tb->r->bodies, &c->t, s, j, NULL);
		if (n.unknown + n.strange == 0)
			return 4;
	}
	return 0;
}

static bool has_day(const struct cut *c, size_t i, size_t j)
{
	for (; i < j; i++) {
		if (tok_number(&c->t.at[i]) > 0 && i + 2 < j && tok_is(&c->t, i + 1, "/") && time_at(&c->tf, &c->t, i, j) > 2)
			return true;
	}
	return false;
}

/* "Chủ trì:", "Đơn vị phối hợp:": who of a cell does what; its tokens. */
static size_t role_label(const struct toks *t, size_t i, size_t end)
{
	return toks_match(t, i, end, "[don|co] [vi|quan] chu|phoi tri|hop :");
}

/* The bodies of a cell, whose roles may be told by labels. */
static struct body_count bodies_in(const struct cut *c, size_t i, size_t j)
{
	struct body_count all = {0};

	if (c->labels[i] == c->labels[j])
		return body_read(c->tb->r->mem, &c->tb->r->bodies, &c->t, i, j, NULL);
	while (i < j) {
		size_t from = i + role_label(&c->t, i, j);
		struct body_count n;

		for (i = from; i < j && role_label(&c->t, i, j) == 0; i++)
			;
		n = body_read(c->tb->r->mem, &c->tb->r->bodies, &c->t, from, i, NULL);
		all.known += n.known;
		all.unknown += n.unknown;
		all.strange += n.strange;
		all.touching += n.touching;
		all.joined += n.joined;
		all.alone += n.alone;
	}
	return all;
}

/* How many labels of roles stand where none belongs. */
static double labels_in(const struct cut *c, size_t i, size_t j)
{
	return (double)(c->labels[j] - c->labels[i]);
}

static double cost_bodies(struct cut *c, size_t i, size_t j)
{
	struct body_count n;
	size_t word = i;

	if (j - i > 150)
		return 1000;
	while (word < j && !c->t.at[word].is_word)
		word++;
	/* A point of a list of times is no body; a list that ends in ';' goes on. */
	if (has_day(c, i, j))
		return 30;
	n = bodies_in(c, i, j);
	/* Nor does a time begin a line of it. */
	for (size_t k = i + 1; k < j; k++) {
		if (c->t.at[k].is_first && phrase_at(&c->tf, &c->t, k, j) != NULL)
			return 30;
	}
	/* "Ban", "Thuế" alone are the end of a name. */
	return (j - i == 1 && n.unknown > 0 ? 5 : 0) + (tok_is(&c->t, j - 1, ";") ? 5 : 0) + broken_name(c, i, j) + (tok_is(&c->t, i, "(") ? 10 : 0) + 2.0 * (double)n.unknown + 12.0 * (double)(n.strange - n.alone) + 2.0 * (double)n.alone +
	       6.0 * (double)n.touching + (double)n.joined +
	       (word < j && !is_small(&c->t, word) ? 0 : 3) + (n.known + n.unknown + n.alone == 0 ? 12 : 0);
}

/* What comes of a task, where the table has a column for it: "Quyết định", "Biên bản". */
static bool is_product(const struct cut *c, size_t i)
{
	static const char *const products[] = {"quyet dinh", "bao cao", "to trinh", "thong bao", "ke hoach", "hoi nghi", "bien ban", "van ban",
	                                       "cong van", "huong dan", "danh sach", "nghi quyet", "ho so", "tai lieu", "ban dang", "bai viet", "quy che", NULL};

	return c->has_other && c->t.at[i].is_capital && toks_match_any(&c->t, i, c->t.n, products) > 0;
}

static double cost_times(struct cut *c, size_t i, size_t j)
{
	struct time_count n;
	size_t b, first;

	if (i == j)
		return 9;
	if (j - i > 300)
		return 1000;
	n = time_read(&c->tf, &c->t, i, j, NULL, NULL);
	for (first = i + 1; first < j; first++)
		n.tails += !c->t.at[first].is_first && is_product(c, first) && toks_match(&c->t, first - 1, j, "theo|sau|co|khi|cua") == 0;
	b = body_match(&c->tb->r->bodies, &c->t, i, j, NULL);
	for (first = i + b; b > 0 && first < j && first < i + b + LEAD_WORDS && time_at(&c->tf, &c->t, first, j) == 0; first++)
		;
	/* A body before a time does something, or is of the column before. */
	return (b > 0 && first < j && c->verbs[first] == c->verbs[i + b] ? 6 : 0) + (tok_is(&c->t, i, "(") && unbalanced(&c->t, i + 1, j - 1) > 0 ? 8 : 0) + 8.0 * (double)n.text + 0.15 * (double)n.lead + 5.0 * (double)n.tails + 4.0 * (double)n.strange + (n.known == 0 ? 8 : 0) +
	       (c->t.at[i].is_word && !c->t.at[i].is_capital && tok_number(&c->t.at[i]) < 0 ? 2 : 0);
}

/* Computed once: three columns ask for the same cell. */
static double once(struct cut *c, double *known, size_t b, size_t e, double (*cost)(struct cut *, size_t, size_t))
{
	double *k = &known[b * c->n + e];

	if (*k < 0)
		*k = cost(c, c->border[b], c->border[e]);
	return *k;
}

/* What the cell costs; where it is dear by its border alone, no more than that it is at least `enough`. */
static double cost_of(struct cut *c, enum plan_column col, size_t b, size_t e, double enough)
{
	size_t i = c->border[b], j = c->border[e];
	double cost = unbalanced(&c->t, i, j);

	if (j < c->t.n && i < j)
		cost += (c->t.at[j].is_first ? 0 : c->tb->is_celled ? 12 : 4) + (is_open_word(&c->t, j - 1) ? 5 : 0) + (is_small(&c->t, j) ? 3 : 0) + broken_time(c, i, j);
	if (cost >= enough)
		return cost;
	switch (col) {
	case COL_CONTENT:
		return cost + (i == j ? 30 : broken_name(c, i, j) + trailing_bodies(c, i, j) + 8 * labels_in(c, i, j) + (tok_is(&c->t, i, "(") ? 8 : 0) + (tok_is(&c->t, j - 1, ";") ? 6 : 0) +
		                                 (is_hungry(&c->t, j - 1) ? 5 : 0) + (j - i < 2 ? 8 : 0));
	case COL_DIRECT:
	case COL_EXECUTE:
	case COL_COORDINATE:
		/* Who executes is told more often than who directs, and that more often than who helps. */
		if (i == j)
			return cost + (col == COL_EXECUTE ? 8.5 : col == COL_DIRECT ? 8 : 7);
		return cost + once(c, c->bodies, b, e, cost_bodies);
	case COL_TIME:
		return cost + 8 * labels_in(c, i, j) + once(c, c->times, b, e, cost_times);
	case COL_OTHER:
		return cost + (i == j ? 1 : 0.05 * (double)(j - i) + (has_day(c, i, j) ? 6 : 0));
	case COL_NO:
	case COL_N:
		break;
	}
	return cost;
}

static void borders(struct cut *c)
{
	size_t after = SIZE_MAX;        /* the last time ends here */

	for (size_t i = 0; i < c->t.n && c->n + 1 < BORDERS_MAX; i++) {
		const struct tok *t = &c->t.at[i];
		const struct phrase *p = phrase_at(&c->tf, &c->t, i, c->t.n);
		bool is_border = t->is_first || (i == after && t->is_word && t->is_capital) || is_product(c, i);

		if (!is_border && t->is_word && !t->is_glued && (t->is_capital || tok_number(t) >= 0))
			is_border = body_match(&c->tb->r->bodies, &c->t, i, c->t.n, NULL) > 1 || time_at(&c->tf, &c->t, i, c->t.n) > 1 ||
			            (body_is_head(&c->t, i) && c->t.n < 60);
		if (is_border)
			c->border[c->n++] = i;
		after = p != NULL ? i + p->tokens : after;
	}
	c->border[c->n++] = c->t.n;
}

static void solve(struct cut *c)
{
	size_t n = c->n;

	c->verbs = mem_new(c->tb->r->mem, size_t, c->t.n + 1);
	c->labels = mem_new(c->tb->r->mem, size_t, c->t.n + 1);
	for (size_t i = 0; i < c->t.n; i++) {
		c->verbs[i + 1] = c->verbs[i] + time_verb_at(&c->t, i);
		c->labels[i + 1] = c->labels[i] + (role_label(&c->t, i, c->t.n) > 0);
	}

	c->cost = mem_new(c->tb->r->mem, double, (c->cols_n + 1) * n);
	c->next = mem_new(c->tb->r->mem, size_t, (c->cols_n + 1) * n);
	c->bodies = mem_new(c->tb->r->mem, double, n * n);
	c->times = mem_new(c->tb->r->mem, double, n * n);
	for (size_t b = 0; b < n * n; b++) {
		c->bodies[b] = -1;
		c->times[b] = -1;
	}
	for (size_t b = 0; b < n; b++)
		c->cost[c->cols_n * n + b] = b + 1 == n ? 0 : 1e6;
	for (size_t k = c->cols_n; k-- > 0;) {
		for (size_t b = 0; b < n; b++) {
			c->cost[k * n + b] = 1e9;
			if (k == 0 && b > 0)
				break;
			for (size_t e = k + 1 == c->cols_n ? n - 1 : b; e < n; e++) {
				double rest = c->cost[(k + 1) * n + e], cost;

				if (rest >= 1e6 || rest >= c->cost[k * n + b])
					continue;
				cost = rest + cost_of(c, c->col[k], b, e, c->cost[k * n + b] - rest);
				if (cost < c->cost[k * n + b]) {
					c->cost[k * n + b] = cost;
					c->next[k * n + b] = e;
				}
			}
		}
	}
}

/* What the cheapest reading costs that has another beginning of column k than b: a border is sure where that is dear. */
static void cost_otherwise(struct cut *c, const size_t *begin, double *other)
{
	size_t n = c->n;
	double *to = mem_new(c->tb->r->mem, double, (c->cols_n + 1) * n);

	for (size_t x = 0; x < (c->cols_n + 1) * n; x++)
		to[x] = x == 0 ? 0 : 1e6;
	for (size_t k = 0; k + 1 < c->cols_n; k++) {
		other[k + 1] = 1e6;
		for (size_t b = 0; b < n; b++) {
			for (size_t e = b; e < n && to[k * n + b] < c->cost[0] + sure; e++) {
				double *best = &to[(k + 1) * n + e];
				double rest = c->cost[(k + 1) * n + e];

				if (to[k * n + b] + rest < c->cost[0] + sure && to[k * n + b] < *best)
					*best = fmin(*best, to[k * n + b] + cost_of(c, c->col[k], b, e, c->cost[0] + sure - to[k * n + b] - rest));
			}
		}
		for (size_t e = 0; e < n; e++) {
			if (e != begin[k + 1])
				other[k + 1] = fmin(other[k + 1], to[(k + 1) * n + e] + c->cost[(k + 1) * n + e]);
		}
	}
}

static const char *const unsure_border = "Không chắc chỗ bắt đầu và kết thúc của ô này: cần so với bản gốc.";

static bool is_of_bodies(enum plan_column col)
{
	return col == COL_DIRECT || col == COL_EXECUTE || col == COL_COORDINATE;
}

/* A border of bodies that could stand elsewhere at nearly the same cost is a doubt of both its columns. */
static void warn_borders(struct cut *c, struct plan_row *row, const bool warned[COLS_MAX + 1])
{
	size_t begin[COLS_MAX + 1] = {0};
	double other[COLS_MAX + 1] = {0};
	bool is_unsure[COLS_MAX + 2] = {false};

	/* What is dear may have taken from its neighbours, or given to them. */
	for (size_t k = 0; k < c->cols_n; k++) {
		is_unsure[k] = is_unsure[k] || (k > 0 && warned[k - 1]) || warned[k + 1];
	}
	for (size_t k = 0; k < c->cols_n; k++)
		begin[k + 1] = c->next[k * c->n + begin[k]];
	cost_otherwise(c, begin, other);
	for (size_t k = 1; k < c->cols_n; k++) {
		if (is_of_bodies(c->col[k]) && other[k] < c->cost[0] + sure) {
			is_unsure[k - 1] = true;
			is_unsure[k] = true;
		}
	}
	for (size_t k = 0; k < c->cols_n; k++) {
		if (is_unsure[k] && !warned[k])
			warn_add(c->tb->r->mem, &row->warnings, column_name(c->col[k]), unsure_border);
	}
}

static void cut_row(struct table *tb, struct plan_row *row)
{
	struct cut c = {.tb = tb};
	bool warned[COLS_MAX + 1] = {false};
	size_t b = 0;

	c.tf = (struct time_frame){.mem = tb->r->mem, .bodies = &tb->r->bodies, .year = tb->r->out->year,
	                           .is_deadline = tb->r->is_deadline, .bare = tb->r->bare};
	toks_of(tb->r->mem, tb->text->p, &c.t);
	body_mark(&tb->r->bodies, &c.t);
	for (size_t k = 0; k < tb->head.n; k++) {
		if (tb->head.at[k] != COL_NO)
			c.col[c.cols_n++] = tb->head.at[k];
		c.has_other = c.has_other || tb->head.at[k] == COL_OTHER;
	}
	borders(&c);
	solve(&c);
	if (c.cost[0] >= 1e6) {
		row->at[COL_CONTENT] = tb->text->p;
		warn_add(tb->r->mem, &row->warnings, "content", "Không tách được dòng này thành các cột.");
		return;
	}
	for (size_t k = 0; k < c.cols_n; k++) {
		size_t e = c.next[k * c.n + b];
		double cost = c.cost[k * c.n + b] - c.cost[(k + 1) * c.n + e];

		row->at[c.col[k]] = toks_lines(tb->r->mem, &c.t, c.border[b], c.border[e]);
		/* A content may end in words that look like a body; alone that is no doubt. */
		warned[k] = cost > (c.col[k] == COL_CONTENT ? 8 : 6.5);
		if (warned[k])
			warn_add(tb->r->mem, &row->warnings, column_name(c.col[k]), unsure_border);
		b = e;
	}
	warn_borders(&c, row, warned);
	if (c.t.is_cut)
		warn_add(tb->r->mem, &row->warnings, "content", "Dòng quá dài, phần cuối chưa được đọc.");
}

/* ---- rows of columns side by side ---------------------------------------------------------------------------------- */

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

/* The cells of the open row, whose columns begin elsewhere than those of other rows. */
static void loose_row(struct table *tb)
{
	size_t *used = mem_new(tb->r->mem, size_t, SIDE_WIDE);
	struct side s = {.n = tb->side.n};

	for (size_t i = 0; i < tb->row_lines.n; i++) {
		const char *p = tb->lines.at[tb->row_lines.at[i]].text;

		for (size_t x = 0; *p != '\0' && x < SIDE_WIDE; x++)
			used[x] += text_next(&p) != ' ';
	}
	for (size_t k = 1; k < s.n; k++) {
		bool is_sure;

		s.from[k] = loose_border(tb, used, k, &is_sure);
		for (size_t q = k - 1; q <= k && !is_sure; q++)
			warn_add(tb->r->mem, &tb->warnings, column_name(tb->head.at[q]), "Chữ của hai cột đứng sát nhau: cần so với bản gốc.");
	}
	for (size_t i = 0; i < tb->row_lines.n; i++) {
		for (size_t k = 0; k < s.n; k++) {
			bool is_cut = false;
			const char *part = side_text(tb, &s, tb->row_lines.at[i], k, &is_cut);

			if (*part == '\0')
				continue;
			if (is_cut)
				warn_add(tb->r->mem, &tb->warnings, column_name(tb->head.at[k]), "Chữ đứng vắt qua hai cột: cần so với bản gốc.");
			if (tb->cell[k]->n > 0)
				buf_char(tb->cell[k], '\n');
			buf_text(tb->cell[k], part);
		}
	}
}

static void side_row(struct table *tb, struct plan_row *row)
{
	for (size_t k = 0; k < tb->side.n; k++) {
		if (tb->head.at[k] != COL_NO)
			row->at[tb->head.at[k]] = joined(tb->r->mem, row->at[tb->head.at[k]], tb->cell[k]->p);
	}
}

/* ---- rows ---------------------------------------------------------------------------------------------------------- */

static void close_row(struct table *tb)
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
	close_row(tb);
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

/* What stands in the first column; of loose ones up to the first wide blank. */
static const char *first_column(const struct table *tb, size_t at, bool *is_cut)
{
	const char *line = tb->lines.at[at].text, *begin = line + strspn(line, " "), *gap = strstr(begin, "  ");

	if (!tb->side.is_loose)
		return side_text(tb, &tb->side, at, 0, is_cut);
	return (size_t)(begin - line) > tb->side.lo[1] ? "" : text_line(tb->r->mem, mem_copy(tb->r->mem, begin, gap == NULL ? strlen(begin) : (size_t)(gap - begin)));
}

/* "A      Quý I": the mark stands in the first column. */
static bool side_section(const struct table *tb, size_t at, const char **mark, const char **title)
{
	bool is_cut = false;
	const char *first = tb->side.n == 0 ? "" : first_column(tb, at, &is_cut);

	if (*first == '\0' || is_cut || !section_of(tb->r->mem, first, mark, title) || **title != '\0')
		return false;
	*title = title_of(tb->r->mem, text_line(tb->r->mem, tb->lines.at[at].text) + strlen(first));
	return **title != '\0';
}

/* A section's mark and title on one line, or its mark alone on a line and the title on the next; the lines it takes. */
static size_t open_section(struct table *tb, size_t at)
{
	const char *mark, *title;
	struct toks t;
	size_t lines = 1;
	int n;

	if (!section_of(tb->r->mem, tb->lines.at[at].text, &mark, &title) && !side_section(tb, at, &mark, &title))
		return 0;
	n = roman_number(mark);
	if (n != 1 && n != tb->section + 1)
		return 0;
	if (*title == '\0') {
		toks_of(tb->r->mem, at > 0 ? tb->lines.at[at - 1].text : "", &t);
		if (at + 1 >= tb->lines.n || (t.n > 0 && toks_match(&t, t.n - 1, t.n, "quy|khoi|loai|dot|hang|cum|nhom|va|,|lan|cap") > 0))
			return 0;
		title = title_of(tb->r->mem, tb->lines.at[at + 1].text);
		lines = 2;
	}
	close_row(tb);
	tb->section = n;
	tb->r->section = mark;
	tb->r->section_title = title;
	tb->is_titled = true;
	return lines;
}

static void add_side_line(struct table *tb, size_t at)
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
			warn_add(m, &tb->warnings, column_name(tb->head.at[k]), "Chữ đứng vắt qua hai cột: cần so với bản gốc.");
		is_cut = false;
	}
	buf_text(tb->text, line);
	buf_char(tb->text, '\n');
	tb->row_to = at;
}

/* The line's number, when the column of numbers has one; 0 for none, -1 when the table has no such column. */
static int side_number(const struct table *tb, size_t at)
{
	for (size_t k = 0; k < tb->side.n; k++) {
		bool is_cut = false;
		struct toks t;

		if (tb->head.at[k] != COL_NO)
			continue;
		toks_of(tb->r->mem, k == 0 ? first_column(tb, at, &is_cut) : side_text(tb, &tb->side, at, k, &is_cut), &t);
		return t.n > 0 && tok_number(&t.at[0]) > 0 ? tok_number(&t.at[0]) : 0;
	}
	return -1;
}

static bool is_across(const struct table *tb, size_t at)
{
	bool is_cut = false;

	for (size_t k = 1; k < tb->side.n; k++)
		side_text(tb, &tb->side, at, k, &is_cut);
	return is_cut || tb->side.is_loose;
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
		close_row(tb);
		tb->is_in = false;
		return 1;
	}
	if (no > 0 || (no < 0 && (is_apart || tb->row_from == SIZE_MAX))) {
		close_row(tb);
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
	if (tb->row_from != SIZE_MAX && at - tb->row_from < ROW_LINES_MAX) {
		buf_text(tb->text, text);
		buf_char(tb->text, '\n');
		tb->row_to = at;
	} else if (tb->is_titled && tb->row_from == SIZE_MAX) {
		tb->r->section_title = text_line(tb->r->mem, mem_text(tb->r->mem, "%s %s", tb->r->section_title, l->text));
	} else {
		reading_unread(tb->r, l->page, l->sheet, l->no, l->no, l->text);
	}
	return 1;
}

static bool is_page_number(struct table *tb, size_t at)
{
	struct toks t;
	struct head h;

	if (strpbrk(tb->lines.at[at].text, "0123456789") == NULL || strlen(tb->lines.at[at].text) > 12)
		return false;
	toks_of(tb->r->mem, tb->lines.at[at].text, &t);
	if (t.n != 1 || tok_number(&t.at[0]) < 0)
		return false;
	return at + 1 >= tb->lines.n || head_at(tb, at + 1, &h) || appendix_of(tb->r->mem, tb->lines.at[at + 1].text) > 0;
}

static void begun(struct table *tb, size_t at)
{
	if (tb->r->text_from == 0)
		tb->r->text_from = tb->lines.at[at].no;
}

/* The columns of the new head, when its lines or those below tell just so many. */
static void open_side(struct table *tb, size_t at)
{
	struct side side = tb->head.side;

	if (side.n == 0)
		side_columns(tb, at, &side);
	tb->side = side.n == tb->head.n ? side : (struct side){0};
	for (size_t k = 0; k < tb->side.n; k++)
		tb->cell[k] = buf_new(tb->r->mem, 64 * 1024);
}

/* Whether each heading and each number has a line of its own from the head at `at` on, as when cells were written one
 * below the other. */
static bool is_celled(const struct table *tb, size_t at, const struct head *h)
{
	int want = 1;

	if (h->lines < h->n)
		return false;
	for (size_t k = at + h->lines; k < tb->lines.n && appendix_of(tb->r->mem, tb->lines.at[k].text) == 0; k++) {
		struct toks t;

		if (tb->lines.at[k].text[strspn(tb->lines.at[k].text, " ")] > '9')
			continue;
		toks_of(tb->r->mem, tb->lines.at[k].text, &t);
		if (t.n == 0 || tok_number(&t.at[0]) != want)
			continue;
		want++;
		if (t.n > 2 || (t.n == 2 && t.at[1].is_word))
			return false;
	}
	return want > 3;
}

static void walk(struct table *tb)
{
	for (size_t at = 0; at < tb->lines.n; at++) {
		int appendix = appendix_of(tb->r->mem, tb->lines.at[at].text);
		struct head h;

		if (appendix > 0) {
			begun(tb, at);
			close_row(tb);
			tb->is_in = false;
			tb->no = 0;
			tb->section = 0;
			tb->r->appendix = appendix;
			tb->r->section = "";
			tb->r->section_title = "";
			continue;
		}
		if (head_at(tb, at, &h)) {
			if (!tb->is_in || !same_head(&h, &tb->head)) {
				close_row(tb);
				tb->head = h;
				tb->r->is_deadline = h.is_deadline;
				tb->r->bare = h.bare;
				tb->is_celled = is_celled(tb, at, &h);
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
		if (!tb->is_in || is_page_number(tb, at))
			continue;
		if (line_is_foot(tb->r->mem, tb->lines.at[at].text)) {
			close_row(tb);
			tb->is_in = false;
			continue;
		}
		at += (tb->side.n > 0 ? take_side_line(tb, at) : take_line(tb, at)) - 1;
	}
	close_row(tb);
}

bool read_text_tables(struct plan_reading *r)
{
	struct table tb = {.r = r, .row_from = SIZE_MAX, .text = buf_new(r->mem, 64 * 1024)};
	size_t before = r->out->tasks.n;

	for (size_t i = 0; i < r->in->n; i++) {
		const struct read_block *b = &r->in->at[i];

		if (b->table == NULL && b->text[strspn(b->text, " \t")] != '\0')
			*list_add(r->mem, &tb.lines) = (struct line){b->text, b->place.from_line, b->place.page, b->place.sheet};
	}
	walk(&tb);
	if (r->out->tasks.n == before)
		r->text_from = 0;
	return r->out->tasks.n > before;
}
