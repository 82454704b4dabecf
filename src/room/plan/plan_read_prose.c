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
		r->out->title = mem_text(r->mem, "Kế hoạch %s%s", is_capitals(r->mem, title) ? first : text_lower(r->mem, first), q);
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

	return body_is_head(t, 0) && toks_match_any(t, 0, t->n, places) == 0;
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
		if (!is_named && t.n >= 2 && t.n <= 30 && toks_match(&t, 0, t.n, "ke hoach") > 0 && is_capitals(r->mem, mem_copy(r->mem, l.at[i], strcspn(l.at[i], "\n") > 12 ? 12 : strlen(l.at[i])))) {
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

/* The strongest times that are due, joined by ';', and how many phrases they are; "" for none. */
static const char *dues_in(struct plan_reading *r, const struct toks *t, size_t *n)
{
	struct time_frame tf = {.mem = r->mem, .bodies = &r->bodies, .year = r->out->year};
	const char *all = "";

	*n = 0;
	for (int rank = 0; rank < 3 && *n == 0; rank++) {
		for (size_t i = 0; i < t->n; i++) {
			const struct phrase *p = phrase_at(&tf, t, i, t->n);

			if (p == NULL)
				continue;
			if (p->rank == rank && is_due(r, t, i, p) && (rank < 2 || p->at[0].kind == PLAN_WHEN_RECURRING)) {
				all = mem_text(r->mem, "%s%s%s", all, *n > 0 ? "; " : "", toks_text(r->mem, t, i, i + p->tokens));
				(*n)++;
			}
			i += p->tokens - 1;
		}
	}
	return all;
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

/* "Thời gian thực hiện: Quý I": the column, and where the words begin. */
static enum plan_column label_of(struct mem *m, const struct toks *t, size_t *after)
{
	size_t i = 0, k;
	enum plan_column col;

	while (i < t->n && !t->at[i].is_word)
		i++;
	for (k = i; k < t->n && k < i + 10 && !tok_is(t, k, ":"); k++)
		;
	if (k >= t->n || !tok_is(t, k, ":") || k == i)
		return COL_N;
	col = column_of_heading(m, toks_text(m, t, i, k));
	*after = k + 1;
	return col == COL_OTHER || col == COL_NO || col == COL_CONTENT ? COL_N : col;
}

static void sentence(struct prose *p, const struct toks *t, size_t i, size_t j, const struct para *para, bool as_candidates)
{
	struct toks one = {.at = t->at + i, .n = j - i};
	struct plan_row row;
	const char *dues;
	size_t n;

	while (one.n > 0 && !one.at[0].is_word) {
		one.at++;
		one.n--;
	}
	dues = dues_in(p->r, &one, &n);
	if (n == 0)
		return;
	if (!as_candidates) {
		reading_unread(p->r, para->place.page, para->place.sheet == NULL ? "" : para->place.sheet, para->place.from_line,
		               para->place.to_line, toks_text(p->r->mem, t, i, j));
		return;
	}
	empty_row(&row, para);
	row.no = ++p->candidate_no;
	row.at[COL_CONTENT] = toks_text(p->r->mem, &one, 0, one.n);
	row.at[COL_TIME] = dues;
	if (n > 1)
		warn_add(p->r->mem, &row.warnings, "milestones", "Câu này nêu nhiều thời hạn: cần xem thời hạn nào của việc nào.");
	who_in(p->r, &one, &row);
	reading_task(p->r, &row);
}

static void sentences(struct prose *p, const struct toks *t, size_t from, const struct para *para, bool as_candidates)
{
	size_t i = from;

	for (size_t k = from; k < t->n; k++) {
		bool is_stop = tok_is(t, k, ";") ||
		               (tok_is(t, k, ".") && (k + 1 == t->n || (!t->at[k + 1].is_glued && t->at[k + 1].is_capital)));

		if (is_stop || k + 1 == t->n) {
			sentence(p, t, i, k + 1, para, as_candidates);
			i = k + 1;
		}
	}
}

static void take_para(struct prose *p, const struct para *para, bool as_candidates)
{
	struct mem *m = p->r->mem;
	const char *mark, *title;
	struct toks t;
	size_t after = 0, i = 0, n;
	enum plan_column col;

	toks_of(m, para->text, &t);
	if (t.n == 0)
		return;
	if (as_candidates && section_of(m, para->text, &mark, &title) && *title != '\0' && t.n < 40) {
		close_item(p);
		p->r->section = mark;
		p->r->section_title = title;
		return;
	}
	col = as_candidates ? label_of(m, &t, &after) : COL_N;
	if (col != COL_N && p->is_item) {
		p->item.at[col] = toks_text(m, &t, after, t.n);
		p->item.source.to_line = para->place.to_line;
		return;
	}
	if (as_candidates && tok_number(&t.at[0]) > 0 && t.n > 2 && (tok_is(&t, 1, ".") || tok_is(&t, 1, ")"))) {
		close_item(p);
		while (i < t.n && (tok_number(&t.at[i]) >= 0 || tok_is(&t, i, ".") || tok_is(&t, i, ")")))
			i++;
		dues_in(p->r, &t, &n);
		if (n == 0) {
			empty_row(&p->item, para);
			p->is_item = true;
			p->item.at[COL_CONTENT] = toks_text(m, &t, i, t.n);
			return;
		}
	}
	sentences(p, &t, i, para, as_candidates);
}

/* Lines of a text file as paragraphs: a list mark, a number or a finished sentence begins a new one. */
static bool begins_para(const struct prose *p, const char *line)
{
	const struct para *last = p->paras.n == 0 ? NULL : &p->paras.at[p->paras.n - 1];
	size_t n = last == NULL ? 0 : strlen(last->text);
	const char *mark, *title;
	size_t digits = strspn(line, "0123456789");

	if (last == NULL || n == 0 || n > 4000)
		return true;
	if (strchr(".;:", last->text[n - 1]) != NULL || line[0] == '-' || line[0] == '+')
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
		if (p->r->in->kind == READ_DOCX || p->r->in->kind == READ_XLSX || begins_para(p, text)) {
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
		take_para(&p, &p.paras.at[i], as_candidates);
	close_item(&p);
}
