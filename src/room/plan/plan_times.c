/* room/plan/plan_times.c -- one cell of times as milestones: clauses, who does what in each, and when.
 *
 * A clause ends at ';', before a list mark, and at brackets that hold a time of their own. */
#include "base/text.h"
#include "room/plan/plan_date_in.h"

enum { CITED_WORDS = 9 };

static const char strange_words[] = "Trong “%s” chưa hiểu “%s” nói gì về thời gian: cần xem lại.";

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

/* The phrase at pos, but no day of a paper that is cited: "Theo Kế hoạch số 12/KH-UBND ngày 05/01/2024"; *n tokens of it,
 * or one. */
static const struct phrase *told_at(const struct work *k, size_t pos, size_t j, size_t *n)
{
	const struct phrase *p = phrase_at(k->tf, k->t, pos, j);

	*n = p == NULL ? 1 : p->tokens;
	for (size_t i = pos; p != NULL && p->rank == 0 && tok_is(k->t, pos, "ngay") && i-- > 0 && i + CITED_WORDS > pos;) {
		if (tok_is(k->t, i, "so") && tok_number(&k->t->at[i + 1]) >= 0)
			return NULL;
	}
	return p;
}

/* The strongest rank of i..j-1; WHEN_RANKS when no time is told. */
static int best_rank(const struct work *k, size_t i, size_t j)
{
	int best = WHEN_RANKS;
	struct when w;

	for (size_t pos = i, n; pos < j && best > 0; pos += n) {
		const struct phrase *p = told_at(k, pos, j, &n);

		best = p != NULL && p->rank < best ? p->rank : best;
	}
	for (size_t pos = i; pos < j && best == WHEN_RANKS; pos++)
		best = hanging_at(k->tf, k->t, pos, j, &w) > 0 ? w.rank : best;
	return best;
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
static bool is_point(const struct work *k, size_t i, size_t from)
{
	const struct toks *t = k->t;
	const struct phrase *p;

	if (!tok_is(t, i, "-") && !tok_is(t, i, "+") && !tok_is(t, i, "*"))
		return false;
	if (i + 1 >= t->n)
		return false;
	if (t->at[i].is_first)
		return tok_number(&t->at[i + 1]) < 0;
	if (i == from || t->at[i].is_glued || t->at[i + 1].is_glued || tok_number(&t->at[i - 1]) <= 1000 || !t->at[i + 1].is_capital)
		return false;
	/* "Quý II/2025 - Quý I/2026" is a range. */
	p = phrase_at(k->tf, t, from, t->n);
	return p == NULL || from + p->tokens <= i;
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

/* What is done by a day, by its first words, the first of them without a choice; anything else before or behind a time is a
 * doubt. */
static const char *const verbs[] = {
	"ban hanh", "bao cao|ve", "be mac", "bien soan|tap", "bieu duong|quyet", "binh xet|chon|bau", "bo sung|tri", "boi duong",
	"cap phat|nhat", "cham [diem|giai]", "cho y kien", "chot [so]", "chu tri", "chuan bi|y", "cong bo|khai|nhan|dien", "cung cap",
	"dai hoi", "danh gia", "dang ki|tai|bai", "de nghi|xuat", "dien ra", "doi chieu", "don doc", "du thao|toan|hop", "dua tin|vao",
	"duyet", "ghi hinh|nhan", "giam sat", "giao ban|chi|luu", "gioi thieu", "gop y", "gui", "hien mau", "hoan thanh|thien|chinh",
	"hoi nghi|thao|dong|thi|thi|cho", "hop", "huong dan", "in [an]", "keo dai", "ket thuc|nap|noi", "khai mac|giang|truong",
	"khanh thanh", "khao sat", "khen thuong", "khoi cong|dong", "ki [ket|ban|duyet|niem]", "kien toan", "kiem tra|diem|ke",
	"lam viec|thu", "lap", "lay y|phieu", "le trao|ki|phat|khai|be|tong|ra|don|cong|ton|tuyen", "len danh|ke", "lua chon",
	"lien hoan", "luu tru", "mit tinh", "mo [lop|so|cuoc]", "mua sam", "nghiem thu", "nhan ho|bai|san", "nhap lieu|du", "nop",
	"phai xong", "phan cong|bo|tich|loai", "phat dong|hanh|song|bieu|thuong|giai", "phe duyet", "phoi hop", "quyet dinh|toan",
	"ra soat|mat|quan|quyet|nghi|thong|van", "rut kinh", "so ket|duyet|khao|tuyen|loai", "soan thao", "sua doi|chua", "tap huan|hop", "tham dinh|muu|gia|hoi",
	"thanh lap|tra|toan", "thao luan", "theo doi", "thi", "thong bao|qua|nhat|tin", "thu thap|nhan|nop", "thuc hien", "tiep nhan|tuc|thu",
	"to chuc", "toa dam", "ton vinh", "tong hop|ket|duyet|ra", "tra loi", "trang tri", "trao [tang|thuong|giai]", "trien khai|lam",
	"trinh", "trong cay", "trung bay|tap", "truyen hinh|thong", "tuyen duong|truyen|chon", "van dong", "viet bai|sach",
	"vinh danh", "xac nhan|minh|dinh", "xay dung", "xep loai", "xet [duyet|chon|tang|khen|cong]", "xin y", "xuat ban",
	"chung ket|khao|tuyen", "cuoc thi", "ngay hoi", "nghi quyet", NULL};

/* Asked of every word of a text: most end at the first letter. */
static bool is_verb(const struct toks *t, size_t i, size_t j)
{
	for (const char *const *v = verbs; i < j && *v != NULL; v++) {
		if (**v == t->at[i].f[0] && toks_match(t, i, j, *v) > 0)
			return true;
	}
	return false;
}

/* Of what the day is: a round, a level, a part. */
static const char *const labels[] = {
	"dot", "lan", "ki", "vong", "giai doan", "buoc", "phan", "cap", "khoi", "cum", "nhom", "luot", "bang", "lop", "so", "tap", "rieng",
	"doi voi", "voi", "ho so", "danh sach", "ke hoach", "noi dung", "san pham", "phien [hop]", "chuong trinh", "van ban",
	"to trinh", "khu vuc", "cac", "moi", "tinh", "huyen", "xa", "phuong", "don vi", "co quan", "hoc sinh|vien", "giao vien",
	"cong trinh", "chien dich", "ban|du thao", "ki hop", "chuyen de", "6|06|9 thang", "nam", "ngay", "bai", "tin", "mon", "san", "thang diem", "dai dien", "phia|mien bac|nam|trung|tay|dong", NULL};

/* Words that say no more than that there is a time. */
static const char *const fillers[] = {
	"hoan thanh [xong]", "[thuc] hien", "thuc hien", "xong", "thoi gian|han|diem", "vao", "trong", "du kien", "va", "ngay",
	"ket thuc", "den", "it nhat", "toi thieu", "nhan", "gom", "cu the", "trong do", "phan dau", "co ban", "dut diem", "tap trung", "kip thoi", "chia", "lam", "tien do", "tien hanh", ":", "-",
	NULL};

/* Who acts, at the beginning of a clause: a body that is known, or words of one up to a verb. */
static size_t actors_at(const struct work *k, size_t i, size_t j)
{
	size_t n = body_match(k->tf->bodies, k->t, i, j, NULL), v;

	if (n > 0 && i + n < j && is_verb(k->t, i + n, j))
		return n;
	if (!body_is_head(k->t, i) || is_verb(k->t, i, j))
		return 0;
	for (v = i + 1; v < j && v < i + 16; v++) {
		if (is_verb(k->t, v, j) && !tok_is(k->t, v - 1, "to"))
			return v - i;
	}
	return 0;
}

bool time_verb_at(const struct toks *t, size_t i)
{
	return tok_is(t, i, ":") || is_verb(t, i, t->n);
}

/* "(1)", "(*)": the mark of a note below the table. */
static bool is_note(const struct toks *t, struct clause c)
{
	return c.j == c.i + 3 && tok_is(t, c.i, "(") && tok_is(t, c.j - 1, ")") &&
	       (!t->at[c.i + 1].is_word || (tok_number(&t->at[c.i + 1]) >= 0 && tok_number(&t->at[c.i + 1]) < 100));
}

/* The end of a clause that has nothing but fillers, otherwise its beginning. */
static size_t past_fillers(const struct toks *t, struct clause c)
{
	size_t k = c.i, n = 1;

	while (k < c.j && n > 0) {
		n = toks_match_any(t, k, c.j, fillers);
		k += n;
	}
	return k >= c.j ? c.j : c.i;
}

/* "2 kỳ/năm: kỳ 1 …", "02 đợt: tháng 6 …": how many times follow, before they are told. */
static size_t past_preface(const struct toks *t, struct clause c)
{
	struct phrase p;
	size_t n;

	if (c.i >= c.j)
		return c.i;
	n = tok_number(&t->at[c.i]) > 0 ? toks_match(t, c.i + 1, c.j, "dot|lan|ki|giai|luot [doan]") + 1 : 0;
	if (n < 2 || !tok_is(t, c.i + n, ":"))
		n = recurring_at(t, c.i, c.j, &p);
	return n > 0 && tok_is(t, c.i + n, ":") ? c.i + n + (c.i + n < c.j) : c.i;
}

/* Whether words begin as those of what is done, or of what the day is. */
static bool begins_act(const struct work *k, struct clause c)
{
	return is_verb(k->t, c.i, c.j) || toks_match_any(k->t, c.i, c.j, labels) > 0 ||
	       body_match(k->tf->bodies, k->t, c.i, c.j, NULL) > 0 || body_is_head(k->t, c.i) || body_is_person(k->t, c.i);
}

/* The same, and nothing in them is of a time. */
static bool is_act(const struct work *k, struct clause c)
{
	return c.i >= c.j || (begins_act(k, c) && !time_smells(k->tf->mem, k->t, c.i, c.j));
}

/* "Thứ Hai" hằng tuần, "Mùng 5" hằng tháng: the day within what comes again; its tokens, when nothing is left. */
static size_t recurring_day_at(const struct toks *t, size_t i, size_t j)
{
	size_t n = toks_match(t, i, j, "[vao] [truoc] ngay|mung"), k = i + (n > 0 ? n : clock_at(t, i, j));

	k += n > 0 && k < j && tok_number(&t->at[k]) > 0;
	return k == j && k > i ? k - i : 0;
}

static void set_act(const struct work *k, struct clause lead, struct clause tail, struct plan_doc_milestone *ms)
{
	struct mem *m = k->tf->mem;
	size_t n;

	bool is_told = tok_is(k->t, tail.i, ":") && tail.i < tail.j;      /* "Quý II: thực hiện" */

	lead = trim(k->t, lead);
	tail = is_note(k->t, tail) ? (struct clause){0, 0} : trim(k->t, tail);
	if (ms->from != DATE_NONE && *ms->period == '\0') {
		lead.i += clock_at(k->t, lead.i, lead.j);
		tail.i += clock_at(k->t, tail.i, tail.j);
	}
	if (ms->kind == PLAN_WHEN_RECURRING)
		lead.i += recurring_day_at(k->t, lead.i, lead.j);
	ms->act = "";
	ms->actors = "";
	lead.i = past_preface(k->t, lead);
	lead.i = past_fillers(k->t, lead);
	if (!is_told)
		tail.i = past_fillers(k->t, tail);
	n = lead.i < lead.j ? actors_at(k, lead.i, lead.j) : 0;
	if (n > 0) {
		ms->actors = toks_text(m, k->t, lead.i, lead.i + n);
		lead.i += n;
	}
	/* "6 tháng, năm 2024" are two times. */
	if (k->warn != NULL && (!is_act(k, lead) || (tok_is(k->t, lead.j, ",") && toks_match(k->t, lead.i, lead.j, "6|06|9 thang") > 0)))
		warn_add(m, k->warn, "milestones", mem_text(m, strange_words, ms->words, toks_text(m, k->t, lead.i, lead.j)));
	if (k->warn != NULL && !is_act(k, tail))
		warn_add(m, k->warn, "milestones", mem_text(m, strange_words, ms->words, toks_text(m, k->t, tail.i, tail.j)));
	ms->act = toks_text(m, k->t, lead.i, lead.j);
	if (tail.i < tail.j)
		ms->act = *ms->act == '\0' ? toks_text(m, k->t, tail.i, tail.j)
		                           : mem_text(m, "%s %s", ms->act, toks_text(m, k->t, tail.i, tail.j));
}

static void doubt(struct work *k, const struct when *w, struct clause lead, const char *words)
{
	struct mem *m = k->tf->mem;

	lead.i = past_fillers(k->t, lead);
	if (k->warn == NULL)
		return;
	/* "Hội nghị tổng kết năm 2024": the year may be of the name. */
	if (w->kind == PLAN_WHEN_YEAR && lead.j > lead.i + 1 && k->t->at[lead.j - 1].is_word && tok_is(k->t, w->at, "nam"))
		warn_add(m, k->warn, "milestones", mem_text(m, "Năm trong “%s” có thể là của tên việc: cần xem lại.", words));
	if (w->is_impossible)
		warn_add(m, k->warn, "milestones", mem_text(m, "Ngày trong “%s” không có thật: cần sửa.", words));
	if (w->is_mended)
		warn_add(m, k->warn, "milestones", mem_text(m, "“%s” có chữ đứng ở chỗ của số, đã đọc là số: cần xem lại.", words));
	if (w->kind == PLAN_WHEN_OFFSET && *w->follows == '\0')
		warn_add(m, k->warn, "milestones", mem_text(m, "“%s” không nói tính từ việc gì: cần xem lại.", words));
	if (w->is_lunar)
		warn_add(m, k->warn, "milestones", mem_text(m, "“%s” tính theo âm lịch: cần ghi ngày.", words));
	else if (w->kind == PLAN_WHEN_TEXT)
		warn_add(m, k->warn, "milestones", mem_text(m, "“%s” chỉ nói lúc bắt đầu: cần ghi hạn.", words));
	else if (w->is_vague)
		warn_add(m, k->warn, "milestones",
		         mem_text(m, "“%s” nói tuần hoặc một phần của kỳ, chưa ghi được đúng ngày: cần xem lại.", words));
	if (w->on > 0 && time_smells(m, k->t, w->on, w->to))
		warn_add(m, k->warn, "milestones",
		         mem_text(m, "Trong “%s” còn chữ hoặc số về thời gian chưa được hiểu: cần xem lại.", words));
	if (w->is_yearless)
		warn_add(m, k->warn, "milestones", mem_text(m, "“%s” không ghi năm và không rõ năm của kế hoạch.", words));
	if (w->from != DATE_NONE && k->tf->year > 0 &&
	    abs(date_ymd(w->from - (w->kind == PLAN_WHEN_BEFORE)).year - k->tf->year) > 1)
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

	/* "Hằng quý (tháng cuối quý)" is told twice. */
	if (k->out != NULL && k->out->n > 0 && w->kind == PLAN_WHEN_RECURRING && lead.i >= lead.j && tail.i >= tail.j &&
	    k->out->at[k->out->n - 1].kind == PLAN_WHEN_RECURRING && text_is(k->out->at[k->out->n - 1].period, w->period))
		return;
	k->count.known += !w->is_impossible;
	k->count.text += w->is_impossible;
	k->count.lead += lead.j - lead.i;
	if (k->out == NULL && lead.i < lead.j) {
		struct clause words = trim(k->t, lead);

		words.i = past_fillers(k->t, words);
		k->count.strange += words.i < words.j && !begins_act(k, words);
	}
	k->count.tails += tail.i < tail.j && k->t->at[tail.i].is_word && k->t->at[tail.i].is_capital;
	if (k->out == NULL)
		return;
	all = trim(k->t, all);
	all.i += (size_t)(all.i + 1 < all.j && tok_is(k->t, all.i, "va"));
	ms = milestone(k);
	*ms = (struct plan_doc_milestone){.kind = w->kind, .from = w->from, .end = w->end, .days = w->days,
	                                  .period = w->period, .part = w->part, .follows = w->follows};
	ms->words = toks_text(k->tf->mem, k->t, all.i, all.j);
	set_act(k, lead, tail, ms);
	doubt(k, w, lead, ms->words);
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

/* Whether the marks between two times are such as a list has. */
static bool is_plain_gap(const struct toks *t, size_t i, size_t j)
{
	for (; i < j; i++) {
		if (!t->at[i].is_word && toks_match(t, i, j, ",|.|:|(|)|;|\"") == 0 && !t->at[i].is_first)
			return false;
	}
	return true;
}

/* Times of the clause's strongest rank, with the words before and behind each. */
static void read_dated(struct work *k, struct clause c, int rank)
{
	size_t from = c.i, pos = c.i;

	while (pos < c.j) {
		size_t next, after, skip;
		const struct phrase *p = told_at(k, pos, c.j, &skip);

		if (p == NULL || p->rank > rank) {
			pos += skip;
			continue;
		}
		for (next = pos + skip; next < c.j; next += skip) {
			const struct phrase *other = told_at(k, next, c.j, &skip);

			if (other != NULL && other->rank <= rank)
				break;
		}
		/* "15/6 (đợt 1), 15/12 (đợt 2)": what brackets right after a time say is of it. */
		after = next < c.j ? pos + p->tokens : c.j;
		if (next < c.j && tok_is(k->t, after, "(") && closing(k->t, after, next) < next)
			after = closing(k->t, after, next) + 1;
		for (size_t n = 0; n < p->n; n++) {
			struct when w = p->at[n];
			size_t end = n + 1 < p->n ? w.to : after;

			/* "Hạn nộp về Sở: 20/12" */
			if (n == 0 && w.kind == PLAN_WHEN_ON && toks_match(k->t, from, pos, "[thoi] han") > 0)
				w.kind = PLAN_WHEN_UNTIL;
			if (n == 0 && from > c.i) {
				inherit(k, &w, (struct clause){from, pos});
				w.is_vague = w.is_vague || !is_plain_gap(k->t, from, pos);
			}
			put_time(k, &w, (struct clause){from, end}, (struct clause){from, w.at}, (struct clause){w.to, end});
			from = end;
		}
		pos = after;
	}
}

static void read_clause(struct work *k, struct clause c)
{
	struct when w;
	size_t pos, n = 0;
	int rank;

	c = trim(k->t, c);
	if (c.i >= c.j)
		return;
	rank = best_rank(k, c.i, c.j);
	/* "Trước kỳ họp giữa năm 10 ngày" is no year. */
	if (rank == 2 && hanging_at(k->tf, k->t, c.i, c.j, &w) > 0 && w.kind == PLAN_WHEN_OFFSET && w.days > 0 && *w.follows != '\0')
		rank = 3;
	if (rank < 3) {
		read_dated(k, c, rank);
		return;
	}
	for (pos = c.i; pos < c.j && rank == 3 && n == 0; pos++)
		n = hanging_at(k->tf, k->t, pos, c.j, &w);
	if (n == 0) {
		put_text(k, c);
		return;
	}
	put_time(k, &w, c, (struct clause){c.i, w.at}, (struct clause){w.to, c.j});
}

/* Where one time ends and another of another kind begins: "Tháng 5, chậm nhất 25/5", "Thường xuyên và đột xuất". */
static bool is_turn(const struct work *k, size_t from, size_t pos, size_t j)
{
	const struct phrase *p = NULL, *next;

	if (!tok_is(k->t, pos, ",") && !tok_is(k->t, pos, "va"))
		return false;
	while (from < pos && !k->t->at[from].is_word)
		from++;
	p = phrase_at(k->tf, k->t, from, pos);
	if (p == NULL || from + p->tokens != pos)
		return false;
	/* "Thường xuyên, sơ kết vào tháng 8" */
	if (text_is(p->at[0].period, "always") && time_verb_at(k->t, pos + 1) && best_rank(k, pos + 1, j) <= 1)
		return true;
	if (toks_match(k->t, pos + 1, j, "dot xuat") > 0 || toks_match(k->t, pos + 1, j, "khi co|phat") > 0)
		return true;
	next = phrase_at(k->tf, k->t, pos + 1, j);
	return next != NULL && p->at[0].kind != PLAN_WHEN_RECURRING && p->rank > next->rank &&
	       (next->at[0].kind == PLAN_WHEN_BEFORE || next->at[0].kind == PLAN_WHEN_UNTIL);
}

/* Whether a time told before the brackets at pos ends within them: "kỷ niệm Quốc khánh (02/9)". */
static bool ends_within(const struct work *k, size_t from, size_t pos, size_t j)
{
	for (; from < pos; from++) {
		const struct phrase *p = phrase_at(k->tf, k->t, from, j);

		if (p != NULL && from + p->tokens > pos + 1)
			return true;
	}
	return false;
}

/* "a)", "2)" at the beginning of a line: its tokens. */
static size_t mark_at(const struct toks *t, size_t i, size_t j)
{
	const struct tok *m = &t->at[i];

	return m->is_first && i + 2 < j && m->n == 1 && ((*m->p >= 'a' && *m->p <= 'h') || (*m->p >= '1' && *m->p <= '9')) &&
	                       tok_is(t, i + 1, ")") && t->at[i + 1].is_glued ? 2 : 0;
}

/* Clauses of i..j-1, in their order; brackets with a time of their own are clauses. */
static void read_clauses(struct work *k, size_t i, size_t j)
{
	size_t from = i, pos;

	for (pos = i; pos < j; pos++) {
		bool is_end = tok_is(k->t, pos, ";") || is_point(k, pos, from) || is_turn(k, from, pos, j);
		size_t close = tok_is(k->t, pos, "(") ? closing(k->t, pos, j) : j, mark = mark_at(k->t, pos, j);

		if (mark > 0) {
			read_clause(k, (struct clause){from, pos});
			pos += mark - 1;
			from = pos + 1;
			continue;
		}
		if (tok_is(k->t, pos, "(") && best_rank(k, pos + 1, close) <= 1 && !ends_within(k, from, pos, j)) {
			/* "Lễ khai giảng (25/9)": the day is of what stands before. */
			if (from < pos && best_rank(k, from, pos) == WHEN_RANKS && is_act(k, trim(k->t, (struct clause){from, pos}))) {
				read_clause(k, (struct clause){from, close});
				pos = close;
				from = close + 1;
				continue;
			}
			/* "90 ngày (từ 01/7 đến 28/9)": how long is told twice. */
			if (!(pos == from + 2 && tok_number(&k->t->at[from]) > 0 && toks_match(k->t, from + 1, pos, "ngay|tuan|thang") > 0))
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
	const struct phrase *p = phrase_at(tf, t, i, j);
	struct when w;

	return p != NULL ? p->tokens : hanging_at(tf, t, i, j, &w);
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
