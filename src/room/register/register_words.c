/* room/register/register_words.c -- what awards are called in old papers, and which award is meant.
 *
 * Words are brought to one form on both sides: without marks and signs, abbreviations written out, without words that tell
 * nothing ("danh hiệu", "tặng", "của Chủ tịch UBND", "năm 2019"), classes of orders as a figure. What is then equal is
 * meant; an alias of the catalogue that ends in "…" means everything that begins so. The longest wins. */
#include "base/text.h"
#include "room/register/register_sheet.h"

enum { KEYS_MAX = 8192, KEYS_HASHES = 4096, MEMO_BITS = 14, NEAR_MAX = 3, SCRATCH = 16 * 1024 * 1024 };

struct key {
	const char *words;              /* in the one form */
	const char *tight;              /* the same without blanks */
	size_t tight_n;
	uint64_t letters;               /* of tight: which there are */
	int next;                       /* with the same hash of tight; -1: none */
	const struct award *award;
	bool is_begin;
};

struct memo {
	const char *text;
	struct award_said said;
};

struct award_words {
	struct mem *mem, *scratch;      /* what lasts; what one question needs */
	struct award_list awards;
	struct award_grounds grounds;
	struct LIST(struct key) keys;
	int first[KEYS_HASHES];         /* of the keys of a hash; -1: none */
	struct { const char *words; const struct award_ground *ground; } *ground_keys;
	size_t ground_keys_n;
	struct memo *memo;              /* 1 << MEMO_BITS */
	size_t memo_n;
};

/* ---- the one form ---------------------------------------------------------------------------------------------------- */

/* Abbreviations and what they say; "" tells nothing. */
static const struct {
	const char *from, *to;
} WORDS[] = {{"cstd", "chien si thi dua"}, {"bk", "bang khen"}, {"gk", "giay khen"}, {"hc", "huan chuong"}, {"huc", "huy chuong"},
             {"td", "thi dua"}, {"ld", "lao dong"}, {"ubnd", ""}, {"tp", "thanh pho"}, {"ttg", "thu tuong"}, {"ttcp", "thu tuong"},
             {"cp", "chinh phu"}, {"ct", ""}, {"tinh", "thanh pho"}, {"sy", "si"}, {"hclđ", "huan chuong lao dong"}, {"knc", "ky niem chuong"},
             {"cua", ""}, {"do", ""}, {"cap", ""}, {"tang", ""}, {"duoc", ""}, {"dat", ""}, {"nhan", ""}, {"thuong", ""}, {"truy", ""},
             {"cong", ""}, {"hang", ""}, {"hnoi", ""}, {"hn", ""}, {"qt", "quyet thang"}, {"xs", "xuat sac"}, {"toanquoc", "toan quoc"},
             {"hcld", "huan chuong lao dong"}, {"hcdl", "huan chuong doc lap"}, {"hcqc", "huan chuong quan cong"},
             {"hccc", "huan chuong chien cong"}, {"hcbvtq", "huan chuong bao ve to quoc"}, {"hckc", "huan chuong khang chien"},
             {"bvtq", "bao ve to quoc"}, {"dl", "doc lap"}, {"qc", "quan cong"}, {"cc", "chien cong"}, {"kc", "khang chien"},
             {"tnxp", "thanh nien xung phong"}, {"csvv", "chien si ve vang"}, {"svn", ""}, {"vs", ""}, {"cs", "co so"},
             {"tq", "toan quoc"}, {"csld", "chien si lao dong"}, {"llvt", "luc luong vu trang"}, {"llvtnd", "luc luong vu trang nhan dan"}};

/* Runs of words that tell nothing or that say one thing. */
static const struct {
	const char *from, *to;
} RUNS[] = {{" uy ban nhan dan ", " "}, {" chu tich nuoc ", " "}, {" chu tich ", " "}, {" danh hieu thi dua ", " "}, {" danh hieu ", " "},
            {" hinh thuc khen thuong ", " "}, {" hinh thuc ", " "}, {" thu tuong chinh phu ", " thu tuong "}, {" thanh pho ha noi ", " thanh pho "},
            {" tp ha noi ", " thanh pho "}, {" thanh pho thanh pho ", " thanh pho "}, {" nam hoc ", " "}, {" lan thu ", " "}, {" huyen ", " quan "},
            {" thi tran ", " xa "}, {" phuong ", " xa "}, {" dac khu ", " xa "}, {" nam qua ", " "}};

static bool is_number(const char *w)
{
	return *w != '\0' && strspn(w, "0123456789") == strlen(w);
}

/* nhất, I, 1 … as "1"; "" for none. */
static const char *rank_of(const char *w)
{
	static const char *const ranks[][4] = {{"nhat", "i", "1", "nhut"}, {"nhi", "ii", "2", "hai"}, {"ba", "iii", "3", "ba"}};
	static const char *const figures[] = {"1", "2", "3"};

	for (size_t i = 0; i < COUNT(ranks); i++)
		for (size_t k = 0; k < COUNT(ranks[i]); k++)
			if (text_is(w, ranks[i][k]))
				return figures[i];
	return "";
}

static void replace_runs(char *text)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (size_t i = 0; i < COUNT(RUNS); i++) {
			char *p = strstr(text, RUNS[i].from);
			size_t from = strlen(RUNS[i].from), to = strlen(RUNS[i].to);

			if (p == NULL)
				continue;
			memmove(p + to, p + from, strlen(p + from) + 1);
			memcpy(p, RUNS[i].to, to);
			changed = true;
		}
	}
}

static const char *one_form(struct mem *m, const char *text)
{
	const char *words = sheet_plain(m, text);
	size_t max = strlen(words) * 4 + 8, n = 0;
	char *out = mem_alloc(m, max), *tail;
	bool is_order;

	out[n++] = ' ';
	for (const char *p = words; *p != '\0';) {
		size_t k = strcspn(p, " ");
		const char *w = mem_copy(m, p, k), *to = w;

		p += k + (p[k] == ' ');
		/* "năm 2019", "2018 2019": of which year is said elsewhere */
		if ((text_is(w, "nam") && p[0] >= '1' && p[0] <= '2') || (is_number(w) && k == 4))
			continue;
		for (size_t i = 0; i < COUNT(WORDS); i++)
			if (text_is(w, WORDS[i].from))
				to = WORDS[i].to;
		if (*to == '\0' || n + strlen(to) + 3 > max)
			continue;
		memcpy(out + n, to, strlen(to));
		n += strlen(to);
		out[n++] = ' ';
	}
	out[n] = '\0';
	replace_runs(out);
	/* the class of an order stands at its end; numbering at the beginning of a heading is none of it */
	is_order = strstr(out, " huan chuong ") != NULL || strstr(out, " huy chuong ") != NULL;
	n = strlen(out);
	if (n > 1)
		out[--n] = '\0';
	tail = strrchr(out, ' ');
	if (is_order && tail != NULL && *rank_of(tail + 1) != '\0') {
		tail[1] = *rank_of(tail + 1);
		tail[2] = '\0';
	}
	return *out == ' ' ? out + 1 : out;
}

static const char *tight(struct mem *m, const char *text)
{
	char *out = mem_alloc(m, strlen(text) + 1);
	size_t n = 0;

	for (; *text != '\0'; text++)
		if (*text != ' ')
			out[n++] = *text;
	return out;
}

/* ---- opening ---------------------------------------------------------------------------------------------------------- */

static uint64_t letters_of(const char *text)
{
	uint64_t set = 0;

	for (; *text != '\0'; text++)
		set |= UINT64_C(1) << (*text & 63);
	return set;
}

static void key_put(struct award_words *w, struct key k)
{
	int *first = &w->first[text_hash(k.tight) % KEYS_HASHES];

	k.tight_n = strlen(k.tight);
	k.letters = letters_of(k.tight);
	k.next = *first;
	*first = (int)w->keys.n;
	*list_add(w->mem, &w->keys) = k;
}

static void key_add(struct award_words *w, const char *words, const struct award *a)
{
	size_t n = strlen(words);
	bool is_begin = n > 3 && text_is(words + n - 3, "…");
	const char *said = is_begin ? mem_copy(w->mem, words, n - 3) : words;
	struct key k = {.words = one_form(w->mem, said), .award = a, .is_begin = is_begin};

	if (*k.words == '\0' || w->keys.n >= KEYS_MAX)
		return;
	k.tight = tight(w->mem, k.words);
	key_put(w, k);
	if (is_begin)
		return;
	k.words = sheet_plain(w->mem, said);
	k.tight = tight(w->mem, k.words);
	key_put(w, k);
}

static const struct award *award_at(const struct award_words *w, int64_t id)
{
	for (size_t i = 0; i < w->awards.n; i++)
		if (w->awards.at[i].id == id)
			return &w->awards.at[i];
	return NULL;
}

static const struct award_ground *ground_at(const struct award_words *w, int64_t id)
{
	for (size_t i = 0; i < w->grounds.n; i++)
		if (w->grounds.at[i].id == id)
			return &w->grounds.at[i];
	return NULL;
}

static void ground_key(struct award_words *w, const char *words, const struct award_ground *g)
{
	w->ground_keys[w->ground_keys_n].words = sheet_plain(w->mem, words);
	w->ground_keys[w->ground_keys_n++].ground = g;
}

static void close_scratch(void *ptr)
{
	mem_close(((struct award_words *)ptr)->scratch);
}

struct award_words *award_words_new(struct mem *m, struct award_list awards, struct award_grounds grounds, struct award_aliases aliases)
{
	struct award_words *w = mem_new(m, struct award_words, 1);

	*w = (struct award_words){.mem = m, .scratch = mem_open(SCRATCH), .awards = awards, .grounds = grounds};
	mem_defer(m, close_scratch, w);
	for (size_t i = 0; i < KEYS_HASHES; i++)
		w->first[i] = -1;
	w->memo = mem_new(m, struct memo, (size_t)1 << MEMO_BITS);
	w->ground_keys = mem_array(m, 2 * grounds.n + aliases.n, sizeof *w->ground_keys);
	for (size_t i = 0; i < awards.n; i++) {
		const struct award *a = &w->awards.at[i];

		key_add(w, a->name, a);
		key_add(w, a->short_name, a);
		key_add(w, a->code, a);
	}
	for (size_t i = 0; i < grounds.n; i++) {
		ground_key(w, grounds.at[i].name, &w->grounds.at[i]);
		ground_key(w, grounds.at[i].code, &w->grounds.at[i]);
	}
	for (size_t i = 0; i < aliases.n; i++) {
		const struct award *a = award_at(w, aliases.at[i].award_id);

		if (a != NULL)
			key_add(w, aliases.at[i].words, a);
		else if (ground_at(w, aliases.at[i].ground_id) != NULL)
			ground_key(w, aliases.at[i].words, ground_at(w, aliases.at[i].ground_id));
	}
	return w;
}

err award_words_open(struct ctx *cx, struct award_words **out)
{
	struct award_list awards;
	struct award_grounds grounds;
	struct award_aliases aliases;

	TRY(award_list(cx, (struct award_filter){.day = DATE_NONE}, &awards));
	TRY(award_grounds(cx, &grounds));
	TRY(award_aliases(cx, 0, &aliases));
	*out = award_words_new(cx->mem, awards, grounds, aliases);
	return OK;
}

/* ---- asking ------------------------------------------------------------------------------------------------------------ */

/* Exactly, in the one form or as it stands; two awards of one key are none. */
static const struct award *exact(const struct award_words *w, const char *tight_text)
{
	const struct award *found = NULL;

	for (int i = w->first[text_hash(tight_text) % KEYS_HASHES]; i >= 0; i = w->keys.at[i].next) {
		if (w->keys.at[i].is_begin || !text_is(w->keys.at[i].tight, tight_text))
			continue;
		if (found != NULL && found != w->keys.at[i].award)
			return NULL;
		found = w->keys.at[i].award;
	}
	return found;
}

static const struct award *by_begin(const struct award_words *w, const char *form)
{
	const struct award *found = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < w->keys.n; i++) {
		size_t n = strlen(w->keys.at[i].words);

		if (w->keys.at[i].is_begin && n > longest && strncmp(form, w->keys.at[i].words, n) == 0 && (form[n] == ' ' || form[n] == '\0')) {
			longest = n;
			found = w->keys.at[i].award;
		}
	}
	return found;
}

enum { EDIT_MAX = 64 };

/* Letters to change, add, leave out; limit + 1 for more. */
static int distance(const char *a, const char *b, int limit)
{
	int row[EDIT_MAX + 1], na = (int)strlen(a), nb = (int)strlen(b);

	if (na > EDIT_MAX || nb > EDIT_MAX || abs(na - nb) > limit)
		return limit + 1;
	for (int k = 0; k <= nb; k++)
		row[k] = k;
	for (int i = 1; i <= na; i++) {
		int before = row[0], best = ++row[0];

		for (int k = 1; k <= nb; k++) {
			int cost = before + (a[i - 1] != b[k - 1]);

			before = row[k];
			row[k] = cost < row[k] + 1 ? cost : row[k] + 1;
			row[k] = row[k - 1] + 1 < row[k] ? row[k - 1] + 1 : row[k];
			best = row[k] < best ? row[k] : best;
		}
		if (best > limit)
			return limit + 1;
	}
	return row[nb];
}

/* Names that are like it, the nearest first; one alone within a letter or two of a long one is meant. */
static void look_near(struct award_words *w, const char *tight_text, struct award_said *out)
{
	const struct award *near[NEAR_MAX];
	int far[NEAR_MAX], n = 0, len = (int)strlen(tight_text), limit = len < 8 ? 1 : len < 14 ? 2 : 3;
	char *said = mem_dup(w->scratch, "");
	uint64_t letters = letters_of(tight_text);

	for (size_t i = 0; len >= 3 && i < w->keys.n; i++) {
		const struct key *k = &w->keys.at[i];
		int d, at = n;

		/* a letter that only one of them has is changed, added or left out: cheap to see for nearly all */
		if (k->is_begin || abs((int)k->tight_n - len) > limit || __builtin_popcountll(k->letters & ~letters) > limit ||
		    __builtin_popcountll(letters & ~k->letters) > limit)
			continue;
		d = distance(k->tight, tight_text, limit);
		if (d > limit)
			continue;
		for (int j = 0; j < n; j++)
			if (near[j] == k->award) {
				far[j] = d < far[j] ? d : far[j];
				at = -1;
			}
		if (at < 0 || (n == NEAR_MAX && d >= far[NEAR_MAX - 1]))
			continue;
		at = n < NEAR_MAX ? n++ : NEAR_MAX - 1;
		for (; at > 0 && far[at - 1] > d; at--) {
			near[at] = near[at - 1];
			far[at] = far[at - 1];
		}
		near[at] = k->award;
		far[at] = d;
	}
	for (int j = 0; j < n; j++)
		said = mem_text(w->scratch, "%s%s“%s”", said, j == 0 ? "" : ", ", near[j]->name);
	out->near = mem_dup(w->mem, said);
	if (n > 0 && len >= 10 && far[0] <= 2 && (n == 1 || far[1] > far[0])) {
		out->award = near[0];
		out->is_near = true;
	}
}

static struct award_said find(struct award_words *w, const char *text)
{
	struct award_said said = {.near = ""};
	const char *form = one_form(w->scratch, text), *open = strchr(text, '('), *close = strrchr(text, ')');

	said.award = exact(w, tight(w->scratch, form));
	if (said.award == NULL)
		said.award = exact(w, tight(w->scratch, sheet_plain(w->scratch, text)));
	if (said.award == NULL && open != NULL && close != NULL && open > text && close > open) {
		said.award = find(w, mem_copy(w->scratch, text, (size_t)(open - text))).award;
		if (said.award == NULL)
			said.award = find(w, mem_copy(w->scratch, open + 1, (size_t)(close - open - 1))).award;
	}
	if (said.award == NULL) {
		said.award = by_begin(w, form);
		said.is_begin = said.award != NULL;
	}
	if (said.award == NULL && *form != '\0')
		look_near(w, tight(w->scratch, form), &said);
	return said;
}

struct award_said award_words_of(struct award_words *w, const char *text)
{
	size_t mask = ((size_t)1 << MEMO_BITS) - 1, at;

	for (at = text_hash(text) & mask; w->memo[at].text != NULL; at = (at + 1) & mask)
		if (text_is(w->memo[at].text, text))
			return w->memo[at].said;
	if (*text == '\0' || text_chars(text) > AWARD_NAME_MAX)
		return (struct award_said){.near = ""};
	if (w->memo_n > mask / 2) {     /* what differs in every line is no list of awards: known words only, nothing kept */
		mem_reset(w->scratch);
		return (struct award_said){.award = exact(w, tight(w->scratch, one_form(w->scratch, text))), .near = ""};
	}
	mem_reset(w->scratch);
	w->memo_n++;
	w->memo[at] = (struct memo){mem_dup(w->mem, text), find(w, text)};
	return w->memo[at].said;
}

const struct award *award_words_in(struct award_words *w, const char *text)
{
	const struct award *found = NULL;
	size_t longest = 3;
	const char *form;

	mem_reset(w->scratch);
	form = mem_text(w->scratch, " %s ", one_form(w->scratch, text));
	for (size_t i = 0; i < w->keys.n; i++) {
		const struct key *k = &w->keys.at[i];
		size_t n = strlen(k->words);
		const char *p = n > longest ? strstr(form, k->words) : NULL;

		if (p != NULL && p[-1] == ' ' && p[n] == ' ') {
			longest = n;
			found = k->award;
		}
	}
	return found;
}

const struct award_ground *award_words_ground(struct award_words *w, const char *text)
{
	const char *words;

	mem_reset(w->scratch);
	words = sheet_plain(w->scratch, text);
	for (size_t i = 0; i < w->ground_keys_n; i++)
		if (text_is(w->ground_keys[i].words, words))
			return w->ground_keys[i].ground;
	return NULL;
}
