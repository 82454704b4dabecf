/* room/plan/plan_times.c -- one cell of times as milestones: clauses, who does what in each, and when.
 *
 * A clause ends at ';', before a list mark, and at brackets that hold a time of their own. */
#include "base/text.h"
#include "room/plan/plan_date_in.h"

struct clause {
	size_t i, j;
};

struct work {
	const struct time_frame *tf;
	const struct toks *t;
	struct plan_doc_milestones *out;
	struct plan_doc_warnings *warn;
	struct time_count count;
};

void warn_add(struct mem *m, struct plan_doc_warnings *w, const char *column, const char *reason)
{
	struct plan_doc_warning *one;

	for (size_t k = 0; k < w->n; k++) {
		if (text_is(w->at[k].column, column) && text_is(w->at[k].reason, reason))
			return;
	}
	one = list_add(m, w);
	*one = (struct plan_doc_warning){column, reason};
}

static bool has_rank(const struct work *k, size_t i, size_t j, int rank)
{
	struct when w;

	for (; i < j; i++) {
		if (when_at(k->tf, k->t, i, j, rank, &w) > 0)
			return true;
	}
	return false;
}

static size_t closing(const struct toks *t, size_t i, size_t j)
{
	int depth = 0;

	for (; i < j; i++) {
		depth += tok_is(t, i, "(");
		depth -= tok_is(t, i, ")");
		if (depth == 0)
			return i;
	}
	return j;
}

/* A dash that begins a point of a list: first of its line, or between a finished date and a word. */
static bool is_point(const struct toks *t, size_t i, size_t from)
{
	if (!tok_is(t, i, "-") && !tok_is(t, i, "+") && !tok_is(t, i, "*"))
		return false;
	if (i + 1 >= t->n)
		return false;
	if (t->at[i].is_first)
		return tok_number(&t->at[i + 1]) < 0;
	return i > from && !t->at[i].is_glued && !t->at[i + 1].is_glued && tok_number(&t->at[i - 1]) > 1000 &&
	       t->at[i + 1].is_capital;
}

/* Tokens without marks at their ends; brackets that do not pair go too. */
static struct clause trim(const struct toks *t, struct clause c)
{
	while (c.i < c.j && !t->at[c.i].is_word && !tok_is(t, c.i, "\"") && !tok_is(t, c.i, "("))
		c.i++;
	while (c.j > c.i && !t->at[c.j - 1].is_word && !tok_is(t, c.j - 1, "\"") && !tok_is(t, c.j - 1, ")"))
		c.j--;
	while (c.i < c.j && tok_is(t, c.i, "(") && closing(t, c.i, c.j) >= c.j - 1)
		c.i++, c.j -= closing(t, c.i - 1, c.j) == c.j - 1;
	while (c.i < c.j && !t->at[c.i].is_word && !tok_is(t, c.i, "\"") && !tok_is(t, c.i, "("))
		c.i++;
	return c;
}

/* Who acts, at the beginning of a clause: a body that is known, or words of one up to a verb. */
static size_t actors_at(const struct work *k, size_t i, size_t j)
{
	static const char *const verbs[] = {"gui", "trinh", "nop", "hop", "to chuc", "bao cao", "xay dung", "dang ki",
	                                    "hoan thanh", "tong hop", "tham dinh", "trien khai", "thuc hien", "ban hanh",
	                                    "de nghi", "xet", "tham muu", "cho y kien", "ki", "cong bo", "binh xet", "cham",
	                                    "de xuat", "lap", "phe duyet", "rut", "nhan", "phat dong", "so ket", "tong ket",
	                                    NULL};
	size_t n = body_match(k->tf->bodies, k->t, i, j, NULL), v;

	if (n > 0 && i + n < j && toks_match_any(k->t, i + n, j, verbs) > 0)
		return n;
	if (!body_is_head(k->t, i))
		return 0;
	for (v = i + 1; v < j && v < i + 16; v++) {
		if (toks_match_any(k->t, v, j, verbs) > 0 && !tok_is(k->t, v - 1, "to"))
			return v - i;
	}
	return 0;
}

/* "(1)", "(*)": the mark of a note below the table. */
static bool is_note(const struct toks *t, struct clause c)
{
	return c.j == c.i + 3 && tok_is(t, c.i, "(") && tok_is(t, c.j - 1, ")") &&
	       (!t->at[c.i + 1].is_word || (tok_number(&t->at[c.i + 1]) >= 0 && tok_number(&t->at[c.i + 1]) < 100));
}

static void set_act(const struct work *k, struct clause lead, struct clause tail, struct plan_doc_milestone *ms)
{
	static const char *const fillers[] = {"hoan thanh", "thuc hien", "xong", "hoan thanh xong", "thoi gian",
	                                      "thoi gian thuc hien", "thoi gian hoan thanh", "xong truoc", "vao",
	                                      "trong", "thoi han", "du kien", "hoan thanh vao", "va", "ngay", "ket thuc",
	                                      "hoan thanh trong", "den", "it nhat", "toi thieu", "nhan",
	                                      NULL};
	struct mem *m = k->tf->mem;
	size_t n;

	lead = trim(k->t, lead);
	tail = is_note(k->t, tail) ? (struct clause){0, 0} : trim(k->t, tail);
	if (ms->from != DATE_NONE && *ms->period == '\0') {
		lead.i += clock_at(k->t, lead.i, lead.j);
		tail.i += clock_at(k->t, tail.i, tail.j);
	}
	ms->act = "";
	ms->actors = "";
	if (lead.i < lead.j && toks_match_any(k->t, lead.i, lead.j, fillers) == lead.j - lead.i)
		lead.i = lead.j;
	n = lead.i < lead.j ? actors_at(k, lead.i, lead.j) : 0;
	if (n > 0) {
		ms->actors = toks_text(m, k->t, lead.i, lead.i + n);
		lead.i += n;
	}
	if (k->warn != NULL && (time_smells(k->t, lead.i, lead.j) || time_smells(k->t, tail.i, tail.j)))
		warn_add(m, k->warn, "milestones",
		         mem_text(m, "Trong “%s” còn chữ hoặc số về thời gian chưa được hiểu: cần xem lại.", ms->words));
	ms->act = toks_text(m, k->t, lead.i, lead.j);
	if (tail.i < tail.j)
		ms->act = *ms->act == '\0' ? toks_text(m, k->t, tail.i, tail.j)
		                           : mem_text(m, "%s %s", ms->act, toks_text(m, k->t, tail.i, tail.j));
}

static void doubt(struct work *k, const struct when *w, const char *words)
{
	struct mem *m = k->tf->mem;

	if (k->warn == NULL)
		return;
	if (w->is_impossible)
		warn_add(m, k->warn, "milestones", mem_text(m, "Ngày trong “%s” không có thật: cần sửa.", words));
	if (w->is_mended)
		warn_add(m, k->warn, "milestones", mem_text(m, "“%s” có chữ đứng ở chỗ của số, đã đọc là số: cần xem lại.", words));
	if (w->kind == PLAN_WHEN_OFFSET && *w->follows == '\0')
		warn_add(m, k->warn, "milestones", mem_text(m, "“%s” không nói tính từ việc gì: cần xem lại.", words));
	if (w->is_week)
		warn_add(m, k->warn, "milestones",
		         mem_text(m, "“%s” nói tuần hoặc một phần của tháng, chưa ghi được đúng ngày: cần xem lại.", words));
	if (w->is_yearless)
		warn_add(m, k->warn, "milestones", mem_text(m, "“%s” không ghi năm và không rõ năm của kế hoạch.", words));
	if (w->from != DATE_NONE && k->tf->year > 0 && abs(date_ymd(w->from).year - k->tf->year) > 1)
		warn_add(m, k->warn, "milestones",
		         mem_text(m, "Năm trong “%s” xa năm của kế hoạch (%d): cần xem lại.", words, k->tf->year));
}

static struct plan_doc_milestone *milestone(struct work *k)
{
	static struct plan_doc_milestone lost;

	if (k->out == NULL || k->out->n >= PLAN_READ_MILESTONES_MAX)
		return &lost;
	return list_add(k->tf->mem, k->out);
}

/* "trước 20/6, 20/12": a bare day after another is of its kind. */
static void inherit(const struct work *k, struct when *w, struct clause lead)
{
	const struct plan_doc_milestone *last = k->out == NULL || k->out->n == 0 ? NULL : &k->out->at[k->out->n - 1];

	lead = trim(k->t, lead);
	if (last == NULL || (lead.i < lead.j && !(lead.j - lead.i == 1 && tok_is(k->t, lead.i, "va"))))
		return;
	if ((w->kind == PLAN_WHEN_ON || w->kind == PLAN_WHEN_UNTIL) && *w->period == '\0' && w->from != DATE_NONE &&
	    (last->kind == PLAN_WHEN_BEFORE || last->kind == PLAN_WHEN_UNTIL) && *last->period == '\0')
		w->kind = last->kind;
}

static void put_time(struct work *k, const struct when *w, struct clause all, struct clause lead, struct clause tail)
{
	struct plan_doc_milestone *ms;

	k->count.known += !w->is_impossible;
	k->count.text += w->is_impossible;
	k->count.lead += lead.j - lead.i;
	if (k->out == NULL)
		return;
	all = trim(k->t, all);
	all.i += (size_t)(all.i + 1 < all.j && tok_is(k->t, all.i, "va"));
	ms = milestone(k);
	*ms = (struct plan_doc_milestone){.kind = w->kind, .from = w->from, .end = w->end, .days = w->days,
	                                  .period = w->period, .part = w->part, .follows = w->follows};
	ms->words = toks_text(k->tf->mem, k->t, all.i, all.j);
	set_act(k, lead, tail, ms);
	doubt(k, w, ms->words);
	if (k->warn != NULL && (w->kind == PLAN_WHEN_ARISES || w->kind == PLAN_WHEN_FOLLOWS) &&
	    time_counts(k->t, lead.j, all.j))
		warn_add(k->tf->mem, k->warn, "milestones",
		         mem_text(k->tf->mem, "Trong “%s” còn số về thời gian chưa được hiểu: cần xem lại.", ms->words));
	if (w->is_impossible)
		ms->kind = PLAN_WHEN_TEXT;
}

static void put_text(struct work *k, struct clause c)
{
	struct plan_doc_milestone *ms;

	k->count.text++;
	if (k->out == NULL)
		return;
	ms = milestone(k);
	*ms = (struct plan_doc_milestone){.kind = PLAN_WHEN_TEXT, .from = DATE_NONE, .end = DATE_NONE, .period = "",
	                                  .part = "", .follows = "", .act = "", .actors = ""};
	ms->words = toks_text(k->tf->mem, k->t, c.i, c.j);
	if (k->warn != NULL)
		warn_add(k->tf->mem, k->warn, "milestones",
		         mem_text(k->tf->mem, "Không hiểu thời gian “%s”: cần chọn loại mốc.", ms->words));
}

static void read_clause(struct work *k, struct clause c)
{
	struct when first;
	size_t from, pos;
	int rank = 0;

	c = trim(k->t, c);
	if (c.i >= c.j)
		return;
	while (rank < WHEN_RANKS && !has_rank(k, c.i, c.j, rank))
		rank++;
	/* "Trước kỳ họp giữa năm 10 ngày" is no year. */
	if (rank == 2 && when_at(k->tf, k->t, c.i, c.j, 3, &first) > 0 && first.kind == PLAN_WHEN_OFFSET && first.days > 0 &&
	    *first.follows != '\0')
		rank = 3;
	if (rank == WHEN_RANKS) {
		put_text(k, c);
		return;
	}
	from = c.i;
	for (pos = c.i; pos < c.j;) {
		struct when w, other;
		size_t n = when_at(k->tf, k->t, pos, c.j, rank, &w), next;

		if (n == 0) {
			pos++;
			continue;
		}
		for (next = pos + n; next < c.j && when_at(k->tf, k->t, next, c.j, rank, &other) == 0;)
			next++;
		if (next < c.j) {
			if (from > c.i)
				inherit(k, &w, (struct clause){from, pos});
			/* "15/6 (đợt 1), 15/12 (đợt 2)": what brackets right after a time say is of it. */
			size_t close = tok_is(k->t, pos + n, "(") ? closing(k->t, pos + n, next) : next;
			size_t after = close < next ? close + 1 : pos + n;

			put_time(k, &w, (struct clause){from, after}, (struct clause){from, pos}, (struct clause){pos + n, after});
			from = after;
			pos = after;
			continue;
		}
		if (from > c.i)
			inherit(k, &w, (struct clause){from, pos});
		put_time(k, &w, (struct clause){from, c.j}, (struct clause){from, pos}, (struct clause){pos + n, c.j});
		return;
	}
}

/* Clauses of i..j-1, in their order; brackets with a time of their own are clauses. */
static void read_clauses(struct work *k, size_t i, size_t j)
{
	size_t from = i, pos;

	for (pos = i; pos < j; pos++) {
		bool is_end = tok_is(k->t, pos, ";") || is_point(k->t, pos, from);
		size_t close = tok_is(k->t, pos, "(") ? closing(k->t, pos, j) : j;

		if (tok_is(k->t, pos, "(") && (has_rank(k, pos + 1, close, 0) || has_rank(k, pos + 1, close, 1))) {
			read_clause(k, (struct clause){from, pos});
			read_clauses(k, pos + 1, close);
			pos = close;
			from = close + 1;
			continue;
		}
		if (tok_is(k->t, pos, "(") && close < j) {
			pos = close;
			continue;
		}
		if (is_end) {
			read_clause(k, (struct clause){from, pos});
			from = pos + 1;
		}
	}
	if (from < j)
		read_clause(k, (struct clause){from, j});
}

struct time_count time_read(const struct time_frame *tf, const struct toks *t, size_t i, size_t j,
                            struct plan_doc_milestones *out, struct plan_doc_warnings *warn)
{
	struct work k = {.tf = tf, .t = t, .out = out, .warn = warn};

	read_clauses(&k, i, j);
	/* "…": a blank that was to be filled in; a dash says that there is none. */
	for (size_t at = i; warn != NULL && k.count.known + k.count.text == 0 && at < j; at++) {
		if (!tok_is(t, at, "-"))
			warn_add(tf->mem, warn, "milestones", "Ô thời gian không có chữ nào đọc được: cần ghi thời gian.");
	}
	return k.count;
}

size_t time_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t j)
{
	struct when w;
	size_t n = 0;

	for (int rank = 0; rank < WHEN_RANKS && n == 0; rank++)
		n = when_at(tf, t, i, j, rank, &w);
	return n;
}

void plan_read_times(struct mem *m, const char *cell, int year, const struct body_lexicon *lex,
                     struct plan_doc_milestones *out, struct plan_doc_warnings *warn)
{
	struct body_lexicon own = *lex;
	struct toks t;
	struct time_frame tf = {.mem = m, .year = year};

	if (own.index == NULL)
		plan_lexicon_index(m, &own);
	tf.bodies = own.index;
	toks_of(m, cell, &t);
	time_read(&tf, &t, 0, t.n, out, warn);
}
