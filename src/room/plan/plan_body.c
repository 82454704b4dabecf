/* room/plan/plan_body.c -- bodies as papers name them: a lexicon searched by words, and one cell split into bodies.
 *
 * A cell is split at ';' and between bodies that are known separately, brackets around one of them or not: "Sở Nội vụ
 * (Ban TĐKT Thành phố)" is two. It is never split inside a phrase that names a class; other words in brackets stay with
 * the body before them. */
#include "base/text.h"
#include "room/plan/plan_read_in.h"

enum { WORDS_MAX = 40, POST_WORDS = 4 };

struct body_entry {
	const struct body_word *word;
	const char **f;         /* its words */
	bool *is_after_mark;    /* a comma or dash stands before this word */
	size_t n;
	int32_t next;           /* in the list of one hash */
};

static bool is_soft_mark(const char *f)
{
	return strcmp(f, ",") == 0 || strcmp(f, "-") == 0 || strcmp(f, ".") == 0 || strcmp(f, "(") == 0 ||
	       strcmp(f, ")") == 0;
}

static void entry_of(struct mem *m, const struct body_word *w, struct body_entry *e)
{
	struct toks t;
	bool mark = false;

	toks_of(m, w->words, &t);
	*e = (struct body_entry){.word = w, .next = -1};
	e->f = mem_new(m, const char *, t.n);
	e->is_after_mark = mem_new(m, bool, t.n);
	for (size_t i = 0; i < t.n && e->n < WORDS_MAX; i++) {
		if (!t.at[i].is_word) {
			mark = true;
			continue;
		}
		e->f[e->n] = t.at[i].f;
		e->is_after_mark[e->n++] = mark;
		mark = false;
	}
}

void body_index_of(struct mem *m, const struct body_lexicon *lex, struct body_index *out)
{
	*out = (struct body_index){.mem = m, .n = lex->n, .heads_n = 2048};
	out->at = mem_new(m, struct body_entry, lex->n);
	out->heads = mem_new(m, int32_t, out->heads_n);
	for (size_t i = 0; i < out->heads_n; i++)
		out->heads[i] = -1;
	for (size_t i = 0; i < lex->n; i++) {
		struct body_entry *e = &out->at[i];
		size_t h;

		entry_of(m, &lex->at[i], e);
		if (e->n == 0)
			continue;
		h = text_hash(e->f[0]) % out->heads_n;
		e->next = out->heads[h];
		out->heads[h] = (int32_t)i;
	}
}

/* Marks that the alias has may be missing in the text; others may not stand there. */
static size_t entry_match(const struct body_entry *e, const struct toks *t, size_t i, size_t end)
{
	size_t k = i;

	for (size_t w = 0; w < e->n; w++) {
		if (w > 0 && e->is_after_mark[w]) {
			while (k < end && !t->at[k].is_word && is_soft_mark(t->at[k].f))
				k++;
		}
		if (k >= end || t->at[k].f[0] != e->f[w][0] || strcmp(t->at[k].f, e->f[w]) != 0)
			return 0;
		k++;
	}
	return k - i;
}

/* A name whose form is a body's, of which nothing is known. */
static const struct body_word shaped = {.words = "", .code = ""};

static size_t longest_at(const struct body_index *ix, const struct toks *t, size_t i, size_t end,
                         const struct body_word **out)
{
	const struct body_word *word = NULL;
	size_t best = 0, shape = body_shape(t, i, end);

	for (int32_t k = ix->heads[text_hash(t->at[i].f) % ix->heads_n]; k >= 0; k = ix->at[k].next) {
		size_t n = entry_match(&ix->at[k], t, i, end);

		if (n > best) {
			best = n;
			word = ix->at[k].word;
		}
	}
	/* An alias that ends within brackets leaves the closing one behind. */
	if (best > 0 && i + best < end && strcmp(t->at[i + best].f, ")") == 0) {
		for (size_t k = i; k < i + best; k++) {
			if (strcmp(t->at[k].f, "(") == 0) {
				best++;
				break;
			}
		}
	}
	if (shape > best && (best < 2 || body_goes_on(t, i + best, end))) {
		best = shape;
		word = &shaped;
	}
	if (best > 0 && out != NULL)
		*out = word;
	return best;
}

void body_mark(const struct body_index *ix, struct toks *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->at[i].is_word)
			t->at[i].body_n = (uint32_t)longest_at(ix, t, i, t->n, &t->at[i].body);
	t->is_marked = true;
}

/* What was found without an end holds for every end that does not cut it off. */
size_t body_match(const struct body_index *ix, const struct toks *t, size_t i, size_t end,
                  const struct body_word **out)
{
	if (i >= end || !t->at[i].is_word)
		return 0;
	if (!t->is_marked || i + t->at[i].body_n > end)
		return longest_at(ix, t, i, end, out);
	if (t->at[i].body_n > 0 && out != NULL)
		*out = t->at[i].body;
	return t->at[i].body_n;
}

bool body_is_above(const struct toks *t, size_t i, size_t j)
{
	static const char *const above[] = {"nt", "nhu tren", "nhu o|muc|dong tren", "n t", "n / t", "n . t", "\"", "\" \"", NULL};

	while (i < j && tok_is(t, i, "-"))
		i++;
	while (j > i && (tok_is(t, j - 1, "-") || tok_is(t, j - 1, ".")))
		j--;
	return i < j && toks_match_any(t, i, j, above) == j - i;
}

/* A first word has the marks of one ("Sở" and no "Số", "Ban" and no "Bản", "Tổ" and no "Tô", a family name), or none at all. */
static bool has_its_marks(const struct tok *t)
{
	static const struct {
		const char *f, *small, *large;  /* what stands behind the first letter */
	} heads[] = {
		{"so", "ở", "Ở"}, {"to", "ổ", "Ổ"}, {"ban", "an", "AN"}, {"hoi", "ội", "ỘI"}, {"vu", "ụ", "Ụ"}, {"phong", "hòng", "HÒNG"},
		{"cuc", "ục", "ỤC"}, {"bo", "ộ", "Ộ"}, {"hat", "ạt", "ẠT"}, {"tram", "rạm", "RẠM"}, {"khoa", "hoa", "HOA"},
		{"truong", "rường", "RƯỜNG"}, {"truong", "rưởng", "RƯỞNG"},
	};
	size_t bare = 0;
	bool is_listed = false;

	while (bare < t->n && (t->p[bare] & 0x80) == 0)
		bare++;
	for (size_t k = 0; k < COUNT(heads) && bare < t->n; k++) {
		if (strcmp(t->f, heads[k].f) != 0)
			continue;
		is_listed = true;
		if ((strlen(heads[k].small) == t->n - 1 && memcmp(t->p + 1, heads[k].small, t->n - 1) == 0) ||
		    (strlen(heads[k].large) == t->n - 1 && memcmp(t->p + 1, heads[k].large, t->n - 1) == 0))
			return true;
	}
	return !is_listed;
}

/* The first word of a body, with whatever letter it begins. */
static bool is_head_word(const struct toks *t, size_t i)
{
	static const char *const heads[] = {
		"so", "ban", "phong", "ubnd", "uy ban", "hdnd", "hoi", "cong an", "van phong", "vp", "trung tam", "chi cuc",
		"cuc", "dai", "bao", "lien doan", "ldld", "thanh doan", "tinh doan", "huyen doan", "quan doan", "doan", "truong",
		"chu tich", "pho chu tich", "cac", "lanh dao", "thanh tra", "bo", "kho bac", "mat tran", "mttq", "cong ti",
		"tong cong ti", "tap doan", "benh vien", "quan", "huyen", "thi xa", "thi tran", "xa", "phuong", "to", "khoi",
		"cum", "bhxh", "bao hiem", "vien", "toa an|hinh|dan|kinh|lao|hanh|gia", "vksnd", "tand", "dang uy", "thanh uy", "tinh uy", "huyen uy",
		"quan uy", "thi uy", "giam doc", "thu truong", "nganh", "don vi", "co quan", "to chuc", "doanh nghiep",
		"hiep hoi", "lien minh", "lien hiep", "ngan hang", "bql", "tat ca", "toan the", "nhom", "chi bo", "chi doan",
		"cong doan", "khoa", "bch", "bchqs", "thanh vien", "pgd", "hd", "bo tu lenh", "cong chuc", "bi thu", "thuong truc",
		"tieu ban", "hoc vien", "dai hoc", "ctcp", "thu vien", "bao tang", "nha", "vu", "tong cuc", "cap uy",
		"nguoi dung dau", "hat", "chi|tinh|huyen uy", "doi", "tram", "xi nghiep", "hop tac xa", "htx", "buu dien", "thue", "hai quan",
		"thong ke", "quy", "tap chi", "chu nhiem", "hieu truong", "pho cuc", "pho vu", "pho giam doc", "pho tong", "pho hieu",
		"pho truong", "pho lu|trung|su|tieu|dai|doi|doan|hat|tram", "pho tgd|gd|ht|tp", "tgd|pgd|bgd|bgh", "pho bi thu", "pho chanh", "chanh thanh|an|toa|kiem", "tong bien|thu tap|ki", "tu lenh", "pho tu lenh", "uy vien", "tham phan", "pho vien", "pho thu truong", "chanh van phong", "tong giam doc", "trung doan", "lu doan", "nong truong", "lam truong",
		"toa soan", "vnpt", "dien luc", "ho", "ca nhan", "tap the", "chinh uy|tri", "chi huy", "ke toan", "pho chinh|chi|tham", "thu ki", "thon", "ap",
		"can su", "gvcn", "p . tchc|tckt|khth|hctc|hcth|cntt", "chuyen vien", "tieu|su|dai|trung|hai|quan|phan doan|doi", "quan khu", "don", "thuong vu", "tham muu truong", "tro li", "can bo", "toan truong|the|don|co|dan|nganh|khoi|tinh|huyen|cong|vien|bo|quan|dang|thanh|xa|phuong",
		"nhan vien", "giao vien", "phan trai|xuong|hieu|vien", "khu pho", "chi hoi", "[pho] giam thi", "tong thanh tra", "nghiep doan", NULL};

	/* What begins like a body and is none: "Ban hành", "Hội nghị", "Tổ chức Lễ". */
	static const char *const others[] = {
		"ban hanh|giao|dau|ghi", "bao cao|ve|dam|ton|tri", "hoi nghi|thao|thi|dien|thoai|nhap|trai", "dai hoi|bieu|dien",
		"doi moi|song|voi|chieu|tuong|thoai", "bo tieu|sung|may|nhiem|tri|doi", "truong hop", "khoa luan|hoc", "ho so|tro|ten|sinh|li|tich|khau",
		"quan li|trong|triet|ly|he", "xa hoi", "phong trao|ngua|benh|dich|chay", "phong [,] chong", "so ket|lieu|luong|do|hoa|khao|tay", "to quoc", "khoi cong|phuc|nghiep|dong",
		"cum tu", "nganh nghe", "vien tro", "to trinh", "quy che|dinh|trinh|mo|hoach|hoi", "dai tra|dien|hoa", "nha giao|tai|nuoc", "phuong tien|phap|an|huong|thuc", "bao gom", NULL};

	if (!t->at[i].is_head_asked) {
		bool is_other = toks_match_any(t, i, t->n, others) > 0 || (i > 0 && tok_is(t, i - 1, "bo") && toks_match(t, i, t->n, "tu lenh") > 0) ||
		                (toks_match(t, i, t->n, "to chuc") > 0 && toks_match(t, i + 2, t->n, "chinh|dang|doan|cong|xa|co|lien|thanh") == 0);

		t->at[i].is_head_asked = true;
		t->at[i].is_head = !is_other && toks_match_any(t, i, t->n, heads) > 0 && has_its_marks(&t->at[i]);
	}
	return t->at[i].is_head;
}

/* "Thị xã", "Huyện" without its name is whose a body is, none itself: "Hội đồng TĐKT" / "Thị xã". */
static bool is_level(const struct toks *t, size_t i)
{
	size_t n = toks_match(t, i, t->n, "thi xa|tran"), k;

	n = n == 0 ? toks_match(t, i, t->n, "quan|huyen|xa|phuong") : n;
	k = i + n;
	/* "Huyện ủy", "Quận đoàn" are bodies. */
	return n > 0 && toks_match(t, k, t->n, "uy|doan|doi") == 0 && !(k < t->n && t->at[k].is_word && !t->at[k].is_first && (t->at[k].is_capital || tok_number(&t->at[k]) >= 0));
}

bool body_is_head(const struct toks *t, size_t i)
{
	if (i < t->n && t->at[i].is_capital && is_level(t, i))
		return false;
	/* In old fonts "Ủy" may have lost its capital. */
	return i < t->n && (t->at[i].is_capital || strcmp(t->at[i].f, "cac") == 0 || (toks_match(t, i, t->n, "uy ban") > 0 && !t->at[i + 1].is_first)) &&
	       is_head_word(t, i);
}

bool body_is_named_small(const struct toks *t, size_t i)
{
	return i < t->n && is_head_word(t, i);
}

/* The tokens of a title before a person's name or post. */
static size_t title_at(const struct toks *t, size_t i)
{
	static const char *const titles[] = {"d / c", "dong chi", "bs|bscki|bsckii|ts|ths|gs|pgs [.] [ts] [.]", NULL};
	size_t n = i < t->n && strchr("dbtgpo", t->at[i].f[0]) != NULL ? toks_match_any(t, i, t->n, titles) : 0;

	/* "Ba Đình" and "Bà Rịa" are places. */
	if (n == 0 && i < t->n && (strncmp(t->at[i].p, "ông ", 5) == 0 || strncmp(t->at[i].p, "bà ", 4) == 0 || strncmp(t->at[i].p, "Ông ", 5) == 0))
		n = 1;
	if (n == 0 && i < t->n && strncmp(t->at[i].p, "Bà ", 4) == 0 && toks_match(t, i + 1, t->n, "ria|na|trieu|den|trung") == 0)
		n = 1;
	return n;
}

bool body_is_person(const struct toks *t, size_t i)
{
	size_t n = title_at(t, i);

	/* "Đồng chí Chủ tịch UBND huyện" names a post. */
	return n > 0 && i + n < t->n && t->at[i + n].is_capital && !body_is_head(t, i + n);
}

/* A first word that is also a subject of other bodies: "Văn phòng - Thống kê", "Phòng Đất đai và Nhà ở". */
static bool is_weak_head(const struct toks *t, size_t i)
{
	static const char *const weak[] = {"thong ke", "thue", "nha", "ke toan", "thanh tra", "hai quan", "quy", "bao hiem", "buu dien",
	                                   "to chuc", "thu vien", "bao tang", "dai", "bao", "doan the", "to", "nganh", "ho",
	                                   "ca nhan", "tap the", "dang ki", "xa", "phuong", "huyen", "quan", "hoi nhap",
	                                   "hoi nghi", "doi ngoai", "doi song", "doi moi", "bo mon", "dai hoc", "khoa hoc",
	                                   "don vi", "co quan", "doanh nghiep", "hop tac xa", "vien", "bo", "so hoa", "can bo", "nhan vien", "nguoi", NULL};

	return toks_match_any(t, i, t->n, weak) > 0;
}

/* ---- one cell ---------------------------------------------------------------------------------------------------- */

struct cell {
	struct mem *mem;
	const struct body_index *ix;
	const struct toks *t;
	size_t end;
	struct plan_doc_bodies *out;
	struct body_count count;
	const char *lead;       /* "so": the first word that following names of a list leave out */
	bool is_list;           /* the cell begins with a list mark */
};

static bool is_hard(const struct cell *c, size_t i)
{
	return i >= c->end || tok_is(c->t, i, ";");
}

static bool is_between(const struct cell *c, size_t i)
{
	return i < c->end && (!c->t->at[i].is_word || tok_is(c->t, i, "va") || tok_is(c->t, i, "cung"));
}

static bool begins_body(const struct cell *c, size_t i)
{
	return i < c->end && (body_match(c->ix, c->t, i, c->end, NULL) > 0 || body_is_head(c->t, i));
}

/* After the brackets that open at i, if they do. */
static size_t past_brackets(const struct cell *c, size_t i)
{
	int depth = 0;

	if (!tok_is(c->t, i, "(") || i >= c->end)
		return i;
	for (size_t k = i; k < c->end; k++) {
		depth += tok_is(c->t, k, "(");
		depth -= tok_is(c->t, k, ")");
		if (depth == 0)
			return k + 1;
	}
	return i;
}

/* The body that the brackets that open at i hold and nothing else; NULL for none. */
static const struct body_word *bracketed(const struct cell *c, size_t i)
{
	const struct body_word *w = NULL;
	size_t n;

	if (i >= c->end || !tok_is(c->t, i, "("))
		return NULL;
	n = body_match(c->ix, c->t, i + 1, c->end, &w);
	return n > 0 && i + 1 + n < c->end && tok_is(c->t, i + 1 + n, ")") ? w : NULL;
}

/* "Cục Khởi nghiệp và Doanh nghiệp công nghệ": one enterprise behind "và" is a field of the department before. */
static bool is_field_word(const struct cell *c, size_t from, size_t i)
{
	return toks_match(c->t, i, c->end, "doanh nghiep") > 0 && c->t->at[i].is_capital && toks_match(c->t, from, c->end, "[chi] cuc|vu|phong|ban") > 0;
}

/* What begins at i is no known body, and its first word may as well be of the phrase before. */
static bool is_weak_phrase(const struct cell *c, size_t i)
{
	return body_match(c->ix, c->t, i, c->end, NULL) == 0 && is_weak_head(c->t, i);
}

/* Whether what was known up to i may end there. */
static bool may_end(const struct cell *c, size_t i)
{
	if (is_hard(c, i))
		return true;
	/* "UBND TP. Thủ Đức": the point is of the short word. */
	if (!c->t->at[i].is_word)
		return !(tok_is(c->t, i, ".") && c->t->at[i - 1].n <= 3 && i + 1 < c->end && c->t->at[i + 1].is_word);
	if (tok_is(c->t, i, "va"))
		return begins_body(c, i + 1) && !is_weak_phrase(c, i + 1);
	/* "Các sở trong Khối thi đua số 2". */
	if (i > 0 && toks_match(c->t, i - 1, i, "trong|cua|thuoc|tai") > 0)
		return false;
	return body_match(c->ix, c->t, i, c->end, NULL) > 0 || (c->t->at[i].is_first && body_is_head(c->t, i));
}

/* The last word says that a phrase goes on. */
static bool goes_on(const struct cell *c, size_t i)
{
	return toks_match(c->t, i, c->end, "cua|cac|thuoc|va|voi|tai|o|trong|ngoai|theo|giua|,|-|(") > 0 && !(i > 0 && tok_is(c->t, i, "thuoc") && tok_is(c->t, i - 1, "truc"));
}

bool body_is_officer(const struct toks *t, size_t i)
{
	static const char *const posts[] = {"[pho] chu tich|nhiem", "[pho] bi thu", "[pho] chinh uy", "[pho] chi|tham huy|muu truong", "[pho] [tong] giam doc",
	                                    "[pho] hieu|vien|cuc|vu truong", "[pho] chi cuc truong", "[pho] truong ban|phong|khoa|doan|cong",
	                                    "[pho] tong bien tap", "[pho] chanh van|thanh|an phong|tra", "[pho] chanh an", "truong cac",
	                                    "[pho] su|lu|trung|tieu|dai doan|doi truong", "[pho] doi|doan|tram|hat|to|cum|khoi truong", "ke toan truong",
	                                    "[pho] chi doi truong", "[pho] tu lenh", "[pho] thu truong", "bo truong", "uy vien", "cong chuc", "chuyen vien", "can bo", NULL};

	return toks_match_any(t, i, t->n, posts) > 0;
}

bool body_is_post(const struct toks *t, size_t from, size_t i)
{
	static const char *const posts[] = {"ban can su [dang]", "dang doan", "[thuong] vu dang uy", "van phong", "vp", "[pho] chu tich", "lanh dao", "thuong truc", "thanh vien", "thanh tra",
	                                    "[pho] chanh van phong", "[pho] bi thu", "[pho] [tong] giam doc", "thu truong",
	                                    "[pho] hieu|cuc|vu|vien|chi truong", "[pho] truong ban|phong|khoa", NULL};

	return i > from && i - from <= POST_WORDS && toks_match_any(t, from, i, posts) == i - from;
}

/* Words that are no body of their own before the next: "Chủ tịch" / "UBND tỉnh", "Văn phòng" / "HĐND". */
static bool is_led(const struct cell *c, size_t from, size_t i)
{
	static const char *const led[] = {"ubnd", "hdnd", "uy ban", "hoi dong", "tinh uy", "huyen uy", "quan uy", "thanh uy",
	                                  "thi uy", "dang uy", "doan dbqh", "doan dai bieu", NULL};

	return body_is_post(c->t, from, i) && toks_match_any(c->t, i, c->end, led) > 0;
}

/* The phrase is the office of several: "Văn phòng HĐND - UBND quận". */
static bool is_joint_office(const struct cell *c, size_t from, size_t i)
{
	static const char *const offices[] = {"van phong hdnd", "van phong doan dbqh", "vp hdnd", "van phong doan", NULL};

	return toks_match_any(c->t, from, i, offices) > 0;
}

/* "Các phòng, Trung tâm trực thuộc": what follows the comma at i still says which of them are meant. */
static bool is_rest_of_class(const struct cell *c, size_t from, size_t i)
{
	static const char *const rest[] = {"truc thuoc", "lien quan", "co lien quan", NULL};

	if (!tok_is(c->t, i, ",") || !tok_is(c->t, from, "cac"))
		return false;
	for (size_t k = i + 1; !is_hard(c, k) && !tok_is(c->t, k, ","); k++) {
		if (toks_match_any(c->t, k, c->end, rest) > 0)
			return body_match(c->ix, c->t, i + 1, c->end, NULL) == 0;
	}
	return false;
}

/* A name that is known begins before i and goes on behind it. */
static bool is_within_name(const struct cell *c, size_t from, size_t i)
{
	for (size_t s = i > from + 6 ? i - 6 : from; s < i; s++) {
		if (body_match(c->ix, c->t, s, c->end, NULL) > i - s)
			return true;
	}
	return false;
}

/* "BGH", "PX05": letters that stand for a name. */
static bool is_acronym(const struct cell *c, size_t i)
{
	const struct tok *t = &c->t->at[i];

	for (size_t k = 0; i < c->end && k < t->n; k++) {
		if (t->p[k] >= 'a' && t->p[k] <= 'z')
			return false;
	}
	return i < c->end && t->is_capital && t->n >= 3;
}

/* "Phòng TĐKT - Sở Nội vụ": a dash between a department and whose it is. */
static bool is_part_of(const struct cell *c, size_t from, size_t i)
{
	return (toks_match(c->t, from, c->end, "phong") > 0 || toks_match(c->t, from, c->end, "ban tdkt|thi") > 0) &&
	       toks_match(c->t, i, c->end, "- so|ubnd|cuc") > 0;
}

static bool has_acronym(const struct cell *c, size_t i, size_t j)
{
	while (i < j && !is_acronym(c, i))
		i++;
	return i < j;
}

/* A name that begins with a small letter after a comma: "Phòng GD&ĐT, phòng LĐTB&XH"; of a class it may be a member. */
static bool is_small_name(const struct cell *c, size_t from, size_t k)
{
	return !tok_is(c->t, from, "cac") && toks_match(c->t, k, c->end, "phong|ban|khoa|vu|cuc|so") > 0 && k + 1 < c->end &&
	       c->t->at[k + 1].is_capital;
}

/* "Tổ", "Ban": the first word of a name and nothing more, at the end of a line. */
static bool is_bare_head(const struct cell *c, size_t i, size_t j)
{
	static const char *const schools[] = {"dai hoc", "cao dang", "trung cap", "thpt|thcs", "tieu hoc", "mam non", "chinh tri", NULL};

	return j == i + 1 && (toks_match(c->t, i, c->end, "to|ban|phong|khoa|so|vu|cuc|hoi|doi") > 0 ||
	                      (tok_is(c->t, i, "truong") && toks_match_any(c->t, j, c->end, schools) > 0));
}

/* "Bệnh viện Trường" / "Đại học Y khoa Vinh". */
static bool is_of_school(const struct cell *c, size_t i)
{
	return i > 0 && i < c->end && tok_is(c->t, i - 1, "truong") && c->t->at[i].is_first && toks_match(c->t, i, c->end, "dai|cao|trung hoc|dang|cap") > 0;
}

/* "Ban Quản lý" / "Quỹ", "Công an" / "Thành phố": what stands alone on a line and ends the name above; its tokens, 0 for none. */
static size_t last_words(const struct cell *c, size_t i)
{
	static const char *const ends[] = {"hoi|quy|so|ban|phong|khoa|truong|vien|cuc|vu|doi|to|nganh|bo|tinh|huyen|quan|xa|phuong", "thanh pho",
	                                   "thi xa|tran", "dac khu", "[tong] cong ti", NULL};
	size_t n = i > 0 && i < c->end && c->t->at[i].is_first ? toks_match_any(c->t, i, c->end, ends) : 0;

	return n > 0 && is_hard(c, i + n) ? n : 0;
}

/* "Ban Chấp hành" / "Đoàn cơ sở". */
static bool is_of_board(const struct cell *c, size_t from, size_t i)
{
	return toks_match(c->t, from, i, "ban chap|thuong hanh|vu") == i - from &&
	       toks_match(c->t, i, c->end, "doan|hoi|dang|lien|cong|tinh|thanh|huyen|quan|thi bo|co|thanh|phu|cuu|nong|doan|uy") > 0;
}

/* "Sở Nội vụ (Ban Thi đua - Khen thưởng)": a department of the body before the brackets, which open at i. */
static bool is_department_of(const struct cell *c, size_t i)
{
	return toks_match(c->t, i, c->end, "( ban|phong|khoa|to|vp") > 0 || toks_match(c->t, i, c->end, "( van|bo phong|phan") > 0;
}

/* "Bộ trưởng, Chủ nhiệm Ủy ban" is one person. */
static bool is_minister(const struct cell *c, size_t from, size_t i)
{
	return tok_is(c->t, i, ",") && i == from + 2 && toks_match(c->t, from, i, "bo|thu truong") == 2 &&
	       toks_match(c->t, i + 1, c->end, "[pho] chu nhiem") > 0;
}

/* Behind a person's name and a comma: what the person is, where it is no body that is known. */
static bool is_post_of(const struct cell *c, size_t k)
{
	static const char *const works[] = {"tham phan", "van thu", "ke toan", "thu ki|kho|quy", "kiem sat vien", "giao|nhan|chuyen|giang vien", "phu trach", NULL};

	return body_is_officer(c->t, k) || toks_match_any(c->t, k, c->end, works) > 0;
}

/* Whether a phrase not known ends before i. */
static bool phrase_ends(const struct cell *c, size_t from, size_t i)
{
	const struct tok *t = &c->t->at[i];

	if (is_hard(c, i))
		return true;
	if (!t->is_word && (tok_is(c->t, i, ",") || tok_is(c->t, i, "-") || tok_is(c->t, i, "+") || tok_is(c->t, i, "."))) {
		size_t k = i + 1;
		bool is_list = t->is_first && !tok_is(c->t, i, ",") && (c->is_list || begins_body(c, k));

		if (k >= c->end || is_list)
			return true;
		if ((tok_is(c->t, i, "-") && is_joint_office(c, from, i)) || is_rest_of_class(c, from, i))
			return false;
		if (tok_is(c->t, i, ",") && body_is_person(c->t, k))
			return true;
		if (is_minister(c, from, i))
			return false;
		/* "Đ/c Trần Văn An, Phó Bí thư" is one. */
		if (tok_is(c->t, i, ",") && body_is_person(c->t, from) && is_post_of(c, k))
			return false;
		if (tok_is(c->t, i, "-") && !t->is_first && is_part_of(c, from, i))
			return false;
		if (tok_is(c->t, i, "-") && !t->is_first && (body_is_person(c->t, from) || is_weak_phrase(c, k) || (body_is_officer(c->t, from) && body_is_officer(c->t, k))))
			return false;
		if (tok_is(c->t, i, ",") && (is_small_name(c, from, k) || (is_acronym(c, k) && !tok_is(c->t, from, "cac") && !has_acronym(c, from + 1, i))))
			return true;
		return (c->t->at[k].is_capital || tok_is(c->t, k, "cac")) && begins_body(c, k);
	}
	if (tok_is(c->t, i, "va") && i > from)
		return (c->t->at[i + 1 < c->end ? i + 1 : i].is_capital || tok_is(c->t, i + 1, "cac")) && begins_body(c, i + 1) &&
		       !is_joint_office(c, from, i) && !is_within_name(c, from, i) && !is_weak_phrase(c, i + 1) &&
		       !is_field_word(c, from, i + 1);
	/* A class with a capital within the line is of the next cell. */
	if (!t->is_first && i > from && t->is_capital && tok_is(c->t, i, "cac") && !goes_on(c, i - 1) && !is_bare_head(c, from, i))
		return true;
	if (!t->is_first || i == from || goes_on(c, i - 1) || is_bare_head(c, from, i) || last_words(c, i) > 0 || is_of_board(c, from, i) || is_of_school(c, i))
		return false;
	return t->is_capital && begins_body(c, i) && !is_led(c, from, i) && !is_within_name(c, from, i) && body_standing(c->t, i, c->end) == 0;
}

/* "15 trạm y tế", "06 phường, xã": a class by how many there are. */
static bool is_counted(const struct cell *c, size_t i)
{
	return tok_number(&c->t->at[i]) > 0 && i + 2 < c->end && is_head_word(c->t, i + 1);
}

/* Whether the unknown phrase may be more than one body: a comma, dash or "và" before what may begin one, outside of
 * brackets; of a class only before a name. */
static bool may_be_several(const struct cell *c, size_t i, size_t j)
{
	bool is_class = toks_match(c->t, i, c->end, "cac|toan|tat|moi") > 0 || toks_match(c->t, i, c->end, "can bo , cong|vien") > 0 || is_counted(c, i);

	for (size_t k = i + 1; k + 1 < j;) {
		size_t past = past_brackets(c, k);
		bool is_mark = tok_is(c->t, k, ",") || (tok_is(c->t, k, "va") && is_weak_phrase(c, k + 1));

		is_class = is_class || tok_is(c->t, k, "cac");
		if (past > k) {
			k = past;
			continue;
		}
		if (is_mark && (c->t->at[k + 1].is_capital || (!is_class && (tok_number(&c->t->at[k + 1]) >= 0 || is_head_word(c->t, k + 1)))))
			return true;
		k++;
	}
	return false;
}

/* "Phòng Nội vụ qua Phòng Tư pháp": its first word stands in it again. */
static bool is_twice(const struct cell *c, size_t i, size_t j)
{
	for (size_t k = i + 2; k < j; k++) {
		if (c->t->at[k].is_capital && tok_is(c->t, k, c->t->at[i].f) && body_is_head(c->t, k) && toks_match(c->t, k - 1, k, "(|cac|cua|thuoc") == 0)
			return true;
	}
	return false;
}

/* A number at the end that is of no name: of the next cell, perhaps. */
static bool has_stray_number(const struct cell *c, size_t i, size_t j)
{
	return j - i >= 3 && tok_number(&c->t->at[j - 1]) >= 0 &&
	       toks_match(c->t, j - 2, j, "so|nam|nghiep|doi|bo|doan|cum|khoi|to|vung|vuc|quan|cap|loai|nhom|phuong|khu|may|doan|hang|thon|ap") == 0;
}

/* "Các phòng, Hạt Kiểm lâm", "Trưởng các Khu vực, Cụm thi đua": a class of one word before a name may be all departments and that
 * one, or one class of both. */
static bool is_short_class(const struct cell *c, size_t i, size_t j)
{
	size_t k = i + toks_match(c->t, i, j, "[truong] cac");
	bool is_one = j == k + 1 || (j == k + 2 && c->t->at[k].is_capital && !c->t->at[k + 1].is_capital);

	return k > i && is_one && tok_is(c->t, j, ",") && j + 1 < c->end && c->t->at[j + 1].is_capital &&
	       toks_match(c->t, j - 1, j, "so|cap|xa|nganh") == 0;
}

/* "Đ/c Trần Văn An, Phó Bí thư": the post is who is meant. */
static bool has_post(const struct cell *c, size_t i, size_t j)
{
	for (size_t k = i; body_is_person(c->t, i) && k + 1 < j; k++) {
		if (tok_is(c->t, k, ",") && is_post_of(c, k + 1))
			return true;
	}
	return false;
}

static void put(struct cell *c, size_t i, size_t j, const struct body_word *w)
{
	struct plan_doc_body *b;

	if (w == NULL && body_is_above(c->t, i, j))
		c->count.same++;
	else if (w == NULL && body_is_person(c->t, i) && !has_post(c, i, j))
		c->count.persons++;
	else if ((w == NULL && !has_post(c, i, j) && (may_be_several(c, i, j) || is_twice(c, i, j))) || has_stray_number(c, i, j) || is_short_class(c, i, j) ||
	         (is_bare_head(c, i, j) && j < c->end))
		c->count.doubtful++;
	if (w != NULL)
		c->count.known++;
	else if (body_is_head(c->t, i + title_at(c->t, i)) || is_acronym(c, i) || is_small_name(c, i, i) || is_counted(c, i) || has_post(c, i, j))
		c->count.unknown++;
	else
		c->count.strange++;
	c->count.alone = c->count.same + c->count.persons;
	if (c->out == NULL || c->out->n >= PLAN_READ_BODIES_MAX)
		return;
	b = list_add(c->mem, c->out);
	b->words = toks_text(c->mem, c->t, i, j);
	b->unit = w != NULL && !w->is_class ? w->code : "";
	b->class_code = w != NULL && w->is_class ? w->code : "";
}

/* "Sở Nội vụ, Tài chính": a name that leaves out the first word of the one before. */
static size_t match_led(struct cell *c, size_t i, const struct body_word **w)
{
	struct tok pair[WORDS_MAX];
	struct toks t = {.at = pair};
	size_t n;

	if (c->lead == NULL || i >= c->end || !c->t->at[i].is_capital)
		return 0;
	pair[0] = (struct tok){.p = "", .f = c->lead, .is_word = true};
	for (t.n = 1; t.n < WORDS_MAX && i + t.n - 1 < c->end; t.n++)
		pair[t.n] = c->t->at[i + t.n - 1];
	n = body_match(c->ix, &t, 0, t.n, w);
	return n > 1 && may_end(c, i + n - 1) ? n - 1 : 0;
}

/* A body that follows the one at i..i+n-1 on its line with nothing between says whose that is: "Giám đốc Sở Nội vụ",
 * "Đoàn Thanh niên Sở Tư pháp". Two of one form are two ("Sở Nội vụ Sở Y tế"). Its tokens, 0 for none. */
static size_t named_owner(struct cell *c, size_t i, size_t n, const struct body_word *w)
{
	static const char *const lower[] = {"phong", "hoi", "doan", "to", "khoa", "trung tam", "quan|huyen|tinh|thanh|cong doan", "van phong", NULL};
	size_t at = i + n, owner = w == &shaped && at < c->end && (!c->t->at[at].is_first || is_led(c, i, at)) ? body_match(c->ix, c->t, at, c->end, NULL) : 0;

	if (owner == 0 || tok_is(c->t, at, c->t->at[i].f) || !may_end(c, at + owner) || (tok_is(c->t, at, "cac") && c->t->at[at].is_capital))
		return 0;
	c->count.touching += !body_is_post(c->t, i, at);
	c->count.joined += !body_is_post(c->t, i, at);
	/* A lower body is seldom the owner of another. */
	c->count.doubtful += toks_match_any(c->t, at, c->end, lower) > 0 && !body_is_post(c->t, i, at);
	return owner;
}

/* A body in small letters, but no kind of people that a department may be for. */
static bool is_other_named(const struct toks *t, size_t i)
{
	return body_is_named_small(t, i) && toks_match(t, i, t->n, "ca nhan|ho|doanh") == 0;
}

/* "Phòng Quản lý hộ kinh doanh, cá nhân", "Trung tâm Văn hóa, Thể thao": behind the comma at k is another field of the department
 * that begins at i. */
static bool is_field(const struct cell *c, size_t i, size_t k)
{
	static const char *const departments[] = {"phong", "vu", "cuc", "chi cuc", "ban", "khoa", "vien", "trung tam", "bo phan", "to", NULL};
	size_t next = k + 1;

	return tok_is(c->t, k, ",") && next < c->end && c->t->at[next].is_word && !c->t->at[next].is_first && !begins_body(c, next) &&
	       !tok_is(c->t, next, "cac") && !is_other_named(c->t, next) && !body_is_person(c->t, next) &&
	       !is_acronym(c, next) && toks_match_any(c->t, i, c->end, departments) > 0;
}

/* One body from i on, which is a word; returns after it. */
static size_t one_body(struct cell *c, size_t i)
{
	const struct body_word *w = NULL, *inner;
	size_t n = body_match(c->ix, c->t, i, c->end, &w), k;

	/* "Hội đồng TĐKT các sở, ngành": of a class, on one line. */
	if (n > 0 && i + n < c->end && tok_is(c->t, i + n, "cac") && !c->t->at[i + n].is_first && !c->t->at[i + n].is_capital) {
		n = 0;
	} else if (n > 0 && (is_of_school(c, i + n) || is_minister(c, i, i + n))) {
		n = 0;
	} else if (n > 0 && (w == &shaped || tok_is(c->t, i, "thuong") || body_is_post(c->t, i, i + n)) && last_words(c, i + n) > 0) {
		n += last_words(c, i + n);
		w = &shaped;
	} else if (n > 0 && is_of_board(c, i, i + n)) {
		k = body_match(c->ix, c->t, i + n, c->end, NULL);
		n = k > 0 ? n + k : 0;
		w = &shaped;
	}
	/* "Phòng Nghiệp vụ - Dự toán": a form goes on behind a dash where no other body begins; two posts are of one person. */
	if (n > 0 && tok_is(c->t, i + n, "-") && !c->t->at[i + n].is_first && is_part_of(c, i, i + n)) {
		n += 1 + body_match(c->ix, c->t, i + n + 1, c->end, NULL);
		w = &shaped;
	} else if (w == &shaped && tok_is(c->t, i + n, "-") && i + n + 1 < c->end && !c->t->at[i + n].is_first &&
	           c->t->at[i + n + 1].is_word && (!begins_body(c, i + n + 1) || (body_is_officer(c->t, i) && body_is_officer(c->t, i + n + 1))))
		n = 0;
	else if (w == &shaped && is_field(c, i, i + n))
		n = 0;
	/* A name of one word ("UBND") is one only where nothing follows that would make it another's. */
	if (n > 0 && may_end(c, i + n) && (n > 1 || is_hard(c, i + 1) || is_between(c, i + 1))) {
		n += named_owner(c, i, n, w);
		inner = bracketed(c, i + n);
		/* "Sở Nội vụ (Ban TĐKT Thành phố)" is two when both are known; otherwise perhaps. */
		c->count.doubtful += inner != NULL && (w == &shaped || (inner == &shaped && !is_department_of(c, i + n)));
		k = inner != NULL && inner != &shaped && w != &shaped ? i + n : past_brackets(c, i + n);
		c->lead = tok_is(c->t, i, "so") ? "so" : NULL;
		put(c, i, k, w);
		return i > 0 && tok_is(c->t, i - 1, "(") && tok_is(c->t, k, ")") && k < c->end ? k + 1 : k;
	}
	n = match_led(c, i, &w);
	if (n > 0) {
		put(c, i, i + n, w);
		return i + n;
	}
	for (k = i + 1; k < c->end && !phrase_ends(c, i, k);)
		k = past_brackets(c, k) > k ? past_brackets(c, k) : k + 1;
	c->lead = NULL;
	put(c, i, k, NULL);
	return k;
}

/* "Các sở: Nội vụ, Tài chính": the words before the colon only lead. */
static size_t past_lead(struct cell *c, size_t i)
{
	if (toks_match(c->t, i, c->end, "cac so :") > 0) {
		c->lead = "so";
		return i + 3;
	}
	return i;
}

/* "Phòng Tổ chức cán bộ" above "Sở Giáo dục": two, or a department and whose it is. */
static bool is_department_above(const struct toks *t, size_t last, size_t i)
{
	return toks_match(t, last, i, "phong|ban") > 0 && toks_match(t, i, t->n, "so|bo|cuc") > 0 && body_is_head(t, i);
}

/* "Cục Khởi nghiệp" and "Doanh nghiệp công nghệ" behind its "và", which begins at i: what is neither known nor begins as departments
 * do may be the end of the name before. */
static bool is_field_behind(const struct cell *c, size_t last, size_t i)
{
	static const char *const departments[] = {"phong", "vu", "cuc", "chi cuc", "tong cuc", "ban", "khoa", "vien", "trung tam", NULL};
	static const char *const others[] = {"phong", "vu", "cuc", "chi cuc", "tong cuc", "ban", "khoa", "vien", "trung tam", "so", "van phong", "cong doan|an",
	                                     "doan", "hoi", "ubnd", "hdnd", "thanh tra", "cac", "to", "chi bo|doan", "dang uy", "truong", "bao", "dai", "tap chi",
	                                     "benh vien", "mat tran", "toa an", "lien doan", NULL};

	return i > 0 && tok_is(c->t, i - 1, "va") && toks_match_any(c->t, last, i, departments) > 0 &&
	       body_match(c->ix, c->t, i, c->end, NULL) == 0 && toks_match_any(c->t, i, c->end, others) == 0;
}

struct body_count body_read(struct mem *m, const struct body_index *ix, const struct toks *t, size_t i, size_t j,
                            struct plan_doc_bodies *out)
{
	struct cell c = {.mem = m, .ix = ix, .t = t, .end = j, .out = out,
	                 .is_list = i < j && (tok_is(t, i, "-") || tok_is(t, i, "+"))};
	static const char *const bare[] = {"hiep hoi", "lien doan|minh|hiep|hiep hoi", "[tong] cong ti", "trung tam", "chi cuc|nhanh", "tap doan", "ngan hang",
	                                   "truong", "vien", "benh vien", "hoc vien", "ban quan li", "hoi lien hiep", "uy ban", NULL};
	size_t after = i, last = i;
	bool has_semicolon = false;

	for (size_t k = i; k < j; k++)
		has_semicolon = has_semicolon || (tok_is(t, k, ";") && k + 1 < j);
	while (i < j) {
		if (is_between(&c, i)) {
			i++;
			continue;
		}
		if (i > after || after == 0)
			i = past_lead(&c, i);
		if (i >= j)
			break;
		if (is_between(&c, i))
			continue;
		if (i == after && c.count.known + c.count.unknown + c.count.strange > 0) {
			c.count.touching++;
			/* On one line something is missing between them; a post on a line of its own may be of the next. */
			/* Where semicolons part the bodies of a cell, a line's end alone does not; "Hiệp hội" alone is of what follows. */
			c.count.doubtful += !t->at[i].is_first || body_is_post(t, last, i) || is_department_above(t, last, i) || has_semicolon ||
			                    toks_match_any(t, last, i, bare) == i - last ||
			                    (is_weak_phrase(&c, i) && toks_match(t, i, j, "quan|huyen|xa|phuong") == 0);
		}
		c.count.doubtful += is_field_behind(&c, last, i);
		last = i;
		i = one_body(&c, i);
		after = i;
	}
	return c.count;
}

void plan_read_bodies(struct mem *m, const char *cell, const struct body_lexicon *lex, struct plan_doc_bodies *out)
{
	struct body_lexicon own = *lex;
	struct toks t;

	if (own.index == NULL)
		plan_lexicon_index(m, &own);
	toks_of(m, cell, &t);
	body_read(m, own.index, &t, 0, t.n, out);
}

void plan_lexicon_index(struct mem *m, struct body_lexicon *lex)
{
	struct body_index *ix = mem_new(m, struct body_index, 1);

	body_index_of(m, lex, ix);
	lex->index = ix;
}
