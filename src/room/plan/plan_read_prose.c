/* room/plan/plan_read_prose.c -- the head of a plan, and what its sentences say: candidates where there is no table. */
#include "base/text.h"
#include "read/grid.h"
#include "room/plan/plan_date_in.h"

enum { HEAD_BLOCKS = 120 };

struct para {
	const char *text;
	struct read_place place;
};

struct prose {
	struct plan_reading *r;
	struct LIST(struct para) paras;
	struct plan_row item;   /* a numbered point with lines of its own about who and when */
	bool is_item;
	int candidate_no;
};

/* ---- the head -------------------------------------------------------------------------------------------------------- */

static int year_in(struct mem *m, const char *text)
{
	struct toks t;

	toks_of(m, text, &t);
	for (size_t i = 0; i + 1 < t.n; i++) {
		int y = tok_is(&t, i, "nam") ? tok_number(&t.at[i + 1]) : -1;

		if (y >= 2000 && y <= 2100)
			return y;
	}
	return 0;
}

static bool is_upper(struct mem *m, const char *s)
{
	return *s != '\0' && strcmp(text_lower(m, s), s) != 0 && !(s[0] >= 'a' && s[0] <= 'z') && text_chars(s) > 4;
}

bool is_capitals(struct mem *m, const char *s)
{
	for (const char *p = s; *p != '\0'; p++) {
		if (*p >= 'a' && *p <= 'z')
			return false;
	}
	return is_upper(m, s);
}

/* "Số: 12/KH-UBND", "Số 61-KH/ĐUK"; "" while the number is blank. */
static const char *number_in(struct mem *m, const char *line)
{
	const char *p = line + strcspn(line, " :");
	size_t n;

	p += strspn(p, " \t:");
	n = strcspn(p, " \t\n|");
	return *p >= '0' && *p <= '9' && memchr(p, '/', n) != NULL ? mem_copy(m, p, n) : "";
}

static date day_in(struct plan_reading *r, const struct toks *t)
{
	struct time_frame tf = {.mem = r->mem, .bodies = &r->bodies};

	for (size_t i = 0; i < t->n; i++) {
		const struct phrase *p = tok_is(t, i, "ngay") ? phrase_at(&tf, t, i, t->n) : NULL;

		if (p != NULL && p->rank == 0 && !p->at[0].is_impossible)
			return p->at[0].from;
	}
	return DATE_NONE;
}

static const char *issuer_of(struct plan_reading *r, const char *caps)
{
	const struct body_word *w = NULL;
	struct toks t;

	toks_of(r->mem, caps, &t);
	return t.n > 0 && body_match(&r->bodies, &t, 0, t.n, &w) == t.n && *w->words != '\0' ? w->words : caps;
}

/* The line's left and right part when a gap is between them. */
static void side_by_side(struct mem *m, const char *line, struct plan_doc_texts *out)
{
	const char *begin = line + strspn(line, " \t"), *gap = strstr(begin, "   ");

	gap = gap == NULL ? strchr(begin, '\t') : gap;
	if (gap != NULL)
		*list_add(m, out) = text_line(m, mem_copy(m, line, (size_t)(gap - line)));
	*list_add(m, out) = text_line(m, gap == NULL ? line : gap);
}

/* The letter's lines, those of a borderless table of the letterhead too. */
static void head_lines(struct plan_reading *r, struct plan_doc_texts *out)
{
	for (size_t i = 0; i < r->in->n && i < HEAD_BLOCKS; i++) {
		const struct read_block *b = &r->in->at[i];

		if (b->table == NULL) {
			for (const char *p = b->text; *p != '\0'; p += strcspn(p, "\n"), p += *p == '\n')
				side_by_side(r->mem, mem_copy(r->mem, p, strcspn(p, "\n")), out);
			continue;
		}
		for (size_t k = 0; k < b->table->n && k < 6 && i < 10; k++) {
			for (size_t c = 0; c < b->table->at[k].n; c++) {
				for (const char *p = b->table->at[k].at[c].text; *p != '\0'; p += strcspn(p, "\n"), p += *p == '\n')
					*list_add(r->mem, out) = text_line(r->mem, mem_copy(r->mem, p, strcspn(p, "\n")));
			}
		}
	}
}

static void read_title(struct plan_reading *r, const struct plan_doc_texts *l, size_t at)
{
	const char *title = "";

	for (size_t i = at + 1; i < l->n && i < at + 5; i++) {
		const char *p = l->at[i];
		const char *mark, *rest;
		size_t n = strlen(p);

		if (*p == '\0')
			continue;
		if (section_of(r->mem, p, &mark, &rest) || strspn(p, "-_* ") == n || n > 300)
			break;
		title = *title == '\0' ? p : mem_text(r->mem, "%s %s", title, p);
		if (year_in(r->mem, p) > 0)
			break;
	}
	if (*title != '\0') {
		const char *q = title;
		uint32_t c = text_next(&q);
		char first[8] = "";

		first[text_put(first, c)] = '\0';
		r->out->title = mem_text(r->mem, "%s %s%s", text_starts(text_fold(r->mem, l->at[at]), "ke") ? "Kế hoạch" : "Chương trình",
		                         is_capitals(r->mem, title) ? first : text_lower(r->mem, first), q);
	}
	if (r->out->year == 0)
		r->out->year = year_in(r->mem, title);
}

enum { CENTURY = 2000, YEARS = 100, TIME_CELL_MAX = 120 };

/* Adds each "…/20nn" of the text to its year. */
static void count_years(const char *p, int count[YEARS])
{
	for (; (p = strstr(p, "/20")) != NULL; p += 3) {
		if (p[3] >= '0' && p[3] <= '9' && p[4] >= '0' && p[4] <= '9' && (p[5] < '0' || p[5] > '9'))
			count[(p[3] - '0') * 10 + (p[4] - '0')]++;
	}
}

/* A sheet that names its year nowhere: the year that most of its short cells tell. 0 for none. */
static int year_of_cells(const struct plan_reading *r)
{
	int count[YEARS] = {0}, best = 0;

	for (size_t i = 0; i < r->in->n; i++) {
		const struct read_table *t = r->in->at[i].table;

		for (size_t k = 0; t != NULL && k < t->n; k++) {
			for (size_t c = 0; c < t->at[k].n; c++) {
				if (strlen(t->at[k].at[c].text) < TIME_CELL_MAX)
					count_years(t->at[k].at[c].text, count);
			}
		}
	}
	for (int y = 1; y < YEARS; y++)
		best = count[y] > count[best] ? y : best;
	return count[best] > 2 ? CENTURY + best : 0;
}

/* Under the body that it belongs to stands the body that issues: "SỞ Y TẾ" / "BỆNH VIỆN …". A place ends a name that has
 * begun: "ỦY BAN NHÂN DÂN" / "TỈNH …". */
static bool is_below(const struct toks *t)
{
	static const char *const places[] = {"tinh|quan|huyen|xa|phuong", "thi xa|tran", "thanh pho", "dac khu", NULL};

	return t->n > 1 && body_is_head(t, 0) && toks_match_any(t, 0, t->n, places) == 0;
}

/* "(Kèm theo Kế hoạch số 03/KH-UBND ngày 12/01/2026 của …)": what an appendix alone says of its plan. */
static void read_cited(struct plan_reading *r, const struct toks *t)
{
	size_t n = toks_match(t, 0, t->n, "[(] [ban] [hanh] kem theo ke hoach so [:]"), i = n;

	while (n > 0 && i < t->n && !tok_is(t, i, "ngay"))
		i++;
	if (n == 0 || i >= t->n || *r->out->number != '\0')
		return;
	r->out->number = number_in(r->mem, mem_text(r->mem, "số %s", toks_text(r->mem, t, n, i)));
	r->out->day = r->out->day == DATE_NONE ? day_in(r, t) : r->out->day;
}

void read_head(struct plan_reading *r)
{
	struct plan_doc_texts l = {0};
	const char *issuer = "";
	bool is_named = false, is_issued = false;

	head_lines(r, &l);
	for (size_t i = 0; i < l.n; i++) {
		const char *f = text_fold(r->mem, l.at[i]);
		bool is_number;
		struct toks t;

		toks_of(r->mem, l.at[i], &t);
		is_number = tok_is(&t, 0, "so") && (tok_is(&t, 1, ":") || (t.n > 1 && tok_number(&t.at[1]) >= 0));

		/* The letterhead's right side may stand between the lines of its left. */
		if (text_starts(f, "cong hoa xa hoi") || text_starts(f, "dang cong san"))
			continue;
		is_issued = is_issued || is_number;
		if (!is_issued && !is_named && !text_starts(f, "ke hoach") && is_capitals(r->mem, l.at[i]) && t.n < 14 &&
		    appendix_of(r->mem, l.at[i]) == 0)
			issuer = *issuer == '\0' || is_below(&t) ? l.at[i] : mem_text(r->mem, "%s %s", issuer, l.at[i]);
		read_cited(r, &t);
		if (is_number)
			r->out->number = *r->out->number == '\0' ? number_in(r->mem, l.at[i]) : r->out->number;
		if (!is_named && r->out->day == DATE_NONE && strstr(f, "ngay") != NULL && strstr(f, "thang") != NULL && t.n < 24)
			r->out->day = day_in(r, &t);
		if (!is_named && t.n >= 2 && t.n <= 30 && (toks_match(&t, 0, t.n, "ke hoach") > 0 || toks_match(&t, 0, t.n, "chuong trinh") == t.n) && is_capitals(r->mem, toks_text(r->mem, &t, 0, 2))) {
			is_named = true;
			r->out->year = t.n > 2 ? year_in(r->mem, l.at[i]) : 0;
			if (t.n > 2)
				r->out->title = l.at[i];
			else
				read_title(r, &l, i);
		}
	}
	r->out->issuer = issuer_of(r, issuer);
	for (size_t i = 0; i < r->in->n && i < HEAD_BLOCKS && r->out->year == 0; i++)
		r->out->year = year_in(r->mem, r->in->at[i].table == NULL ? r->in->at[i].text : "");
	if (r->out->year == 0)
		r->out->year = year_of_cells(r);
	for (size_t i = 0; i < l.n && r->out->year == 0; i++)
		r->out->year = year_in(r->mem, l.at[i]);
	if (r->out->year == 0 && r->out->day != DATE_NONE)
		r->out->year = date_ymd(r->out->day).year;
}

/* ---- sentences ------------------------------------------------------------------------------------------------------- */

/* Within brackets, or the day of a paper that is cited. */
static bool is_cited(const struct toks *t, size_t i)
{
	int depth = 0;

	for (size_t k = 0; k < i; k++) {
		depth += tok_is(t, k, "(");
		depth -= tok_is(t, k, ")");
	}
	if (depth > 0)
		return true;
	for (size_t k = i > 12 ? i - 12 : 0; k < i; k++) {
		if (tok_is(t, k, "so") && k + 1 < t->n && tok_number(&t->at[k + 1]) >= 0)
			return true;
	}
	return false;
}

/* Whether the phrase at i says when a thing is due: in the plan's own year or later, or again and again. */
static bool is_due(struct plan_reading *r, const struct toks *t, size_t i, const struct phrase *p)
{
	const struct when *w = &p->at[0];
	struct plan_doc_milestone ms = {.kind = w->kind, .from = w->from, .end = w->end, .period = w->period};
	date from = DATE_NONE, to = DATE_NONE;

	if (w->is_aside)
		return false;
	/* "Thường xuyên", "hằng năm" are in every other sentence. */
	if (w->kind == PLAN_WHEN_RECURRING)
		return p->rank == 0 || (!text_is(w->period, "always") && !text_is(w->period, "year"));
	plan_when_span(&ms, &from, &to);
	if (from == DATE_NONE)
		from = w->from == DATE_NONE ? to : w->from;
	/* "(trước ngày 10/6)" is no day of a paper. */
	return (w->kind == PLAN_WHEN_BEFORE || w->kind == PLAN_WHEN_UNTIL || !is_cited(t, i)) && from != DATE_NONE && from != r->out->day && date_ymd(from).year >= r->out->year;
}

/* What a time hangs on that is no law or rule: "theo hướng dẫn của …", "sau khi …", "khi có …". */
static bool is_told_hanging(const struct toks *t, const struct when *w)
{
	static const char *const paths[] = {"huong dan", "ke hoach", "lich", "tien do", "chuong trinh", "thong bao", "yeu cau|phat sinh|tinh hinh", "de nghi", NULL};

	if (w->kind == PLAN_WHEN_OFFSET)
		return *w->follows != '\0';
	return w->kind == PLAN_WHEN_ARISES || (w->kind == PLAN_WHEN_FOLLOWS && (toks_match(t, w->at, w->to, "[ngay] sau khi") > 0 ||
	                                                                        toks_match_any(t, w->at + 1, w->to, paths) > 0));
}

/* How strongly times are told: days, months and quarters; what comes again and halves of the year; what hangs on something
 * else or goes on always. */
enum { STRONG, AGAIN, HANGING, STRENGTHS };

struct dues {
	const char *words;      /* joined by ';' */
	size_t n;
};

static void add_due(struct plan_reading *r, struct dues *d, const char *words)
{
	d->words = d->n == 0 ? words : mem_text(r->mem, "%s; %s", d->words, words);
	d->n++;
}

/* The strongest times that are due in tokens of t, and how many they are; "" for none. Hanging ones only when asked for:
 * they are in every other sentence. */
static const char *dues_in(struct plan_reading *r, const struct toks *t, bool hangs, size_t *n)
{
	struct time_frame tf = {.mem = r->mem, .bodies = &r->bodies, .year = r->out->year};
	struct dues all[STRENGTHS] = {{"", 0}, {"", 0}, {"", 0}};

	for (size_t i = 0; i < t->n; i++) {
		const struct phrase *p = phrase_at(&tf, t, i, t->n);
		struct when w;
		size_t end = i;

		if (p != NULL) {
			bool is_often = p->at[0].kind == PLAN_WHEN_RECURRING || p->at[0].kind == PLAN_WHEN_HALF_YEAR;

			if ((is_due(r, t, i, p) && (p->rank < 2 || is_often)) || (hangs && p->at[0].kind == PLAN_WHEN_TEXT && p->rank == 0))
				add_due(r, &all[p->rank < 2 ? STRONG : AGAIN], toks_text(r->mem, t, i, i + p->tokens));
			else if (hangs && p->at[0].kind == PLAN_WHEN_RECURRING)
				add_due(r, &all[HANGING], toks_text(r->mem, t, i, i + p->tokens));
			i += p->tokens - 1;
			continue;
		}
		/* Within a sentence more may follow than a cell of times has: "mỗi tuần đăng ít nhất 01 bài". */
		end = i + toks_match(t, i, t->n, "[dinh] [ki] hang|moi ngay|tuan|thang|quy");
		if (end > i + 1) {
			add_due(r, &all[AGAIN], toks_text(r->mem, t, i, end));
			i = end - 1;
			continue;
		}
		end = i;
		while (hangs && end < t->n && !tok_is(t, end, ";") && !tok_is(t, end, ",") && !(tok_is(t, end, ".") && end + 1 == t->n))
			end++;
		if (end > i && toks_match(t, i, end, "vao|nhan dip") > 0) {
			add_due(r, &all[HANGING], toks_text(r->mem, t, i, end));
			i = end - 1;
			continue;
		}
		/* "Khen thưởng đột xuất" is a name. */
		if (end > i && toks_match(t, i, end, "dot xuat") == 0 && hanging_at(&tf, t, i, end, &w) > 0 && is_told_hanging(t, &w)) {
			add_due(r, &all[HANGING], toks_text(r->mem, t, w.at, w.to));
			i = w.to - 1;
		}
	}
	for (size_t k = 0; k < STRENGTHS; k++) {
		if (all[k].n > 0) {
			*n = all[k].n;
			return all[k].words;
		}
	}
	*n = 0;
	return "";
}

static void who_in(struct plan_reading *r, const struct toks *t, struct plan_row *row)
{
	static const char *const acts[] = {"chu tri", "chiu trach nhiem", "tham muu", "phoi hop", ": chu tri", NULL};
	static const char *const leads[] = {"giao", "giao cho", NULL};
	static const char *const with[] = {"phoi hop voi", "phoi hop cung", "cung voi", NULL};
	size_t i = toks_match_any(t, 0, t->n, leads);
	size_t n = body_match(&r->bodies, t, i, t->n, NULL);

	if (n > 0 && (i > 0 || toks_match_any(t, n, t->n, acts) > 0))
		row->at[COL_EXECUTE] = toks_text(r->mem, t, i, i + n);
	for (i = 0; i < t->n; i++) {
		size_t w = toks_match_any(t, i, t->n, with);

		n = w == 0 ? 0 : body_match(&r->bodies, t, i + w, t->n, NULL);
		if (n > 0) {
			row->at[COL_COORDINATE] = toks_text(r->mem, t, i + w, i + w + n);
			return;
		}
	}
}

static void empty_row(struct plan_row *row, const struct para *p)
{
	*row = (struct plan_row){.is_candidate = true};
	for (size_t k = 0; k < COL_N; k++)
		row->at[k] = "";
	row->source = (struct plan_doc_source){.page = p->place.page, .sheet = p->place.sheet == NULL ? "" : p->place.sheet,
	                                       .from_line = p->place.from_line, .to_line = p->place.to_line,
	                                       .text = p->text};
}

static void close_item(struct prose *p)
{
	if (p->is_item && (*p->item.at[COL_TIME] != '\0' || *p->item.at[COL_EXECUTE] != '\0')) {
		if (p->item.no == 0)
			p->item.no = ++p->candidate_no;
		reading_task(p->r, &p->item);
	}
	p->is_item = false;
}

/* One sentence, or the last of some; false when nothing in it is due. */
static bool sentence(struct prose *p, const struct toks *t, size_t i, size_t j, const struct para *para, bool as_candidates, bool is_point)
{
	struct toks one = {.at = t->at + i, .n = j - i};
	struct plan_row row;
	const char *dues;
	size_t n;

	while (one.n > 0 && !one.at[0].is_word) {
		one.at++;
		one.n--;
	}
	dues = dues_in(p->r, &one, is_point, &n);
	if (n == 0)
		return false;
	if (!as_candidates) {
		reading_unread(p->r, para->place.page, para->place.sheet == NULL ? "" : para->place.sheet, para->place.from_line,
		               para->place.to_line, toks_text(p->r->mem, t, i, j));
		return true;
	}
	empty_row(&row, para);
	row.no = ++p->candidate_no;
	row.at[COL_CONTENT] = toks_text(p->r->mem, &one, 0, one.n);
	row.at[COL_TIME] = dues;
	if (n > 1)
		warn_add(p->r->mem, &row.warnings, "milestones", "Câu này nêu nhiều thời hạn: cần xem thời hạn nào của việc nào.");
	who_in(p->r, &one, &row);
	reading_task(p->r, &row);
	return true;
}

/* Whether a section tells tasks and not what they are for, or who pays. */
static bool tells_tasks(struct plan_reading *r)
{
	static const char *const others[] = {"muc dich", "yeu cau", "kinh phi", "to chuc thuc hien", "quan diem", NULL};
	struct toks t;

	toks_of(r->mem, r->section_title, &t);
	return toks_match_any(&t, 0, t.n, others) == 0;
}

/* Sentences that tell a time. In a point of a list those before it say what it is of. */
static void sentences(struct prose *p, const struct toks *t, size_t from, const struct para *para, bool as_candidates, bool is_point)
{
	bool hangs = is_point && as_candidates && tells_tasks(p->r);
	size_t i = from;

	for (size_t k = from; k < t->n; k++) {
		bool is_stop = tok_is(t, k, ".") && (k + 1 == t->n || (!t->at[k + 1].is_glued && t->at[k + 1].is_capital));

		if (!is_stop && k + 1 < t->n && !(tok_is(t, k, ";") && !is_point))
			continue;
		if (sentence(p, t, i, k + 1, para, as_candidates, hangs) || !is_point)
			i = k + 1;
	}
}

/* ---- points with labels ---------------------------------------------------------------------------------------------- */

enum { LABEL_WORDS = 7 };

/* "Thời gian thực hiện:" at i, after a mark or with a capital: its column, and where the words behind it begin. */
static enum plan_column label_at(struct mem *m, const struct toks *t, size_t i, size_t *after)
{
	enum plan_column col;
	size_t k = i;

	if (!t->at[i].is_word || (i > 0 && t->at[i - 1].is_word && !t->at[i].is_capital))
		return COL_N;
	while (k < t->n && k < i + LABEL_WORDS && (t->at[k].is_word || tok_is(t, k, ",") || tok_is(t, k, "/")))
		k++;
	if (k >= t->n || !tok_is(t, k, ":") || tok_number(&t->at[k - 1]) >= 0)
		return COL_N;
	col = column_of_heading(m, toks_text(m, t, i, k));
	if (col == COL_OTHER && !heading_is_known(m, toks_text(m, t, i, k)))
		return COL_N;
	*after = k + 1;
	return col == COL_NO ? COL_N : col;
}

/* The cell's words without the marks around them; a bracket that it does not close goes too. */
static const char *cell_words(struct mem *m, const struct toks *t, size_t i, size_t j)
{
	int depth = 0;

	while (i < j && !t->at[i].is_word && !tok_is(t, i, "\"") && !tok_is(t, i, "("))
		i++;
	for (size_t k = i; k < j; k++)
		depth += tok_is(t, k, "(") - tok_is(t, k, ")");
	while (j > i && !t->at[j - 1].is_word && !tok_is(t, j - 1, "\"") && (!tok_is(t, j - 1, ")") || depth < 0)) {
		depth += tok_is(t, j - 1, ")");
		j--;
	}
	return toks_text(m, t, i, j);
}

static void fill(struct prose *p, enum plan_column col, const char *words)
{
	const char **at = &p->item.at[col];

	*at = **at == '\0' ? words : *words == '\0' ? *at : mem_text(p->r->mem, "%s; %s", *at, words);
}

/* A paragraph whose words are told by labels, within it or at its beginning, into the open point or one of its own; false
 * when it has none. */
static bool take_labels(struct prose *p, const struct toks *t, size_t from, const struct para *para, bool is_point)
{
	struct mem *m = p->r->mem;
	enum plan_column col = COL_N, next = COL_N;
	size_t at = from, after = 0, begin = from, k;
	bool is_new = false;

	for (; at < t->n && (col = label_at(m, t, at, &after)) == COL_N; at++)
		;
	if (at >= t->n)
		return false;
	/* Words before the first label are what is to be done; so are those of "Nội dung: …". */
	if (*cell_words(m, t, begin, at) != '\0' || col == COL_CONTENT) {
		if (!is_point && col != COL_CONTENT)
			return false;
		close_item(p);
		empty_row(&p->item, para);
		p->is_item = is_new = true;
		p->item.at[COL_CONTENT] = cell_words(m, t, begin, at);
	}
	if (!p->is_item)
		return false;
	for (; at < t->n; at = k, col = next, after = begin) {
		for (k = after; k < t->n && (next = label_at(m, t, k, &begin)) == COL_N; k++)
			;
		fill(p, col, cell_words(m, t, after, k));
	}
	p->item.source.to_line = para->place.to_line;
	if (!is_new)
		p->item.source.text = mem_text(m, "%s\n%s", p->item.source.text, para->text);
	return true;
}

/* Of a table whose cells could not be told apart: each line stands for itself. */
static bool is_lost(const struct plan_reading *r, int line)
{
	return r->lost_from > 0 && line >= r->lost_from;
}

/* Past a point's mark: "1.", "2.4.", "a)", "-"; i when there is none. */
static size_t past_mark(const struct toks *t, size_t i)
{
	size_t k = i;

	if (k < t->n && (tok_is(t, k, "-") || tok_is(t, k, "+") || tok_is(t, k, "*")))
		return k + 1;
	if (k + 1 >= t->n || !(tok_number(&t->at[k]) > 0 || (t->at[k].n <= 2 && !t->at[k].is_capital && t->at[k].is_word)) ||
	    !(tok_is(t, k + 1, ".") || tok_is(t, k + 1, ")")))
		return i;
	while (k < t->n && (tok_number(&t->at[k]) >= 0 || tok_is(t, k, ".") || tok_is(t, k, ")") || (k == i)))
		k++;
	return k;
}

/* Whether the next paragraph begins with a label: it says more of this one. */
static bool is_labelled_below(const struct prose *p, size_t at)
{
	struct toks t;
	enum plan_column col;
	size_t after, i;

	if (at + 1 >= p->paras.n)
		return false;
	toks_of(p->r->mem, p->paras.at[at + 1].text, &t);
	i = past_mark(&t, 0);
	col = i < t.n ? label_at(p->r->mem, &t, i, &after) : COL_N;
	return col != COL_N && col != COL_CONTENT && col != COL_OTHER;
}

static void take_para(struct prose *p, size_t at, bool as_candidates)
{
	const struct para *para = &p->paras.at[at];
	struct mem *m = p->r->mem;
	const char *mark, *title;
	struct toks t;
	size_t i, n;
	bool is_point;

	toks_of(m, para->text, &t);
	if (t.n == 0)
		return;
	if (as_candidates && section_of(m, para->text, &mark, &title) && *title != '\0' && t.n < 40) {
		close_item(p);
		p->r->section = mark;
		p->r->section_title = title;
		return;
	}
	i = past_mark(&t, 0);
	is_point = i > 0;
	if (as_candidates && !is_lost(p->r, para->place.from_line) && take_labels(p, &t, i, para, is_point))
		return;
	if (as_candidates && tok_number(&t.at[0]) > 0 && t.n > 2 && is_point && !is_lost(p->r, para->place.from_line)) {
		close_item(p);
		dues_in(p->r, &t, false, &n);
		if (n == 0 || is_labelled_below(p, at)) {
			empty_row(&p->item, para);
			p->is_item = true;
			p->item.at[COL_CONTENT] = toks_text(m, &t, i, t.n);
			if (is_labelled_below(p, at))
				return;
		}
	}
	n = p->r->out->tasks.n;
	sentences(p, &t, i, para, as_candidates, is_point);
	if (n == p->r->out->tasks.n && is_lost(p->r, para->place.from_line))
		reading_unread(p->r, para->place.page, "", para->place.from_line, para->place.to_line, para->text);
}

static bool is_label_line(struct mem *m, const char *line)
{
	enum { LABEL_BYTES = 80 };
	const char *colon = strchr(line, ':');
	struct toks t;
	size_t after;

	if (colon == NULL || colon - line > LABEL_BYTES)
		return false;
	toks_of(m, line, &t);
	return t.n > 0 && label_at(m, &t, past_mark(&t, 0) < t.n ? past_mark(&t, 0) : 0, &after) != COL_N;
}

/* Lines of a text file as paragraphs: a list mark, a number or a finished sentence begins a new one. */
static bool begins_para(const struct prose *p, const char *line)
{
	const struct para *last = p->paras.n == 0 ? NULL : &p->paras.at[p->paras.n - 1];
	size_t n = last == NULL ? 0 : strlen(last->text);
	const char *mark, *title;
	size_t digits = strspn(line, "0123456789"), marked = strspn(line, "0123456789.");

	if (last == NULL || n == 0 || n > 4000)
		return true;
	if (strchr(".;:", last->text[n - 1]) != NULL || line[0] == '-' || line[0] == '+')
		return true;
	/* "1.2. …" */
	if (is_label_line(p->r->mem, line) || (digits > 0 && digits < 3 && marked > digits + 2 && line[marked] == ' '))
		return true;
	if (digits > 0 && digits < 3 && (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ')
		return true;
	return section_of(p->r->mem, last->text, &mark, &title) || (section_of(p->r->mem, line, &mark, &title) && strchr(line, '.') != NULL);
}

static void gather(struct prose *p)
{
	for (size_t i = 0; i < p->r->in->n; i++) {
		const struct read_block *b = &p->r->in->at[i];
		const char *text = b->table == NULL ? text_line(p->r->mem, b->text) : "";
		struct para *last;

		if (*text == '\0')
			continue;
		if (reading_is_full(p->r, b->place.from_line))
			return;
		if (p->r->in->kind == READ_TXT && p->r->text_from > 0 && b->place.from_line >= p->r->text_from)
			return;
		if (is_lost(p->r, b->place.from_line) || p->r->in->kind == READ_DOCX || p->r->in->kind == READ_XLSX || begins_para(p, text)) {
			*list_add(p->r->mem, &p->paras) = (struct para){text, b->place};
			continue;
		}
		last = &p->paras.at[p->paras.n - 1];
		last->text = mem_text(p->r->mem, "%s %s", last->text, text);
		last->place.to_line = b->place.to_line;
	}
}

void read_prose(struct plan_reading *r, bool as_candidates)
{
	struct prose p = {.r = r};

	r->appendix = 1;
	r->section = "";
	r->section_title = "";
	gather(&p);
	for (size_t i = 0; i < p.paras.n && !reading_is_full(r, p.paras.at[i].place.from_line); i++)
		take_para(&p, i, as_candidates);
	close_item(&p);
}
