/* room/register/register_sheet.c -- lines of a sheet one after another: what kind of line each is, and why. Pure. */
#include "base/buf.h"
#include "base/text.h"
#include "room/register/register_sheet_in.h"

enum { SCRATCH = 8 * 1024 * 1024, LAST = 1024 * 1024, TEXT_MAX = 4000, SEEN_FIRST = 4096 };

static void close_arenas(void *ptr)
{
	struct sheet *s = ptr;

	mem_close(s->scratch);
	mem_close(s->last_mem);
}

struct sheet *sheet_new(struct mem *m, struct award_words *words, const struct sheet_map *map, date today)
{
	struct sheet *s = mem_new(m, struct sheet, 1);

	s->mem = m;
	s->words = words;
	s->map = map;
	s->today = today;
	s->scratch = mem_open(SCRATCH);
	s->last_mem = mem_open(LAST);
	s->seen_cap = SEEN_FIRST;
	s->seen = mem_new(m, uint64_t, s->seen_cap);
	s->seen_line = mem_new(m, int, s->seen_cap);
	mem_defer(m, close_arenas, s);
	return s;
}

static void hold_nothing(struct held *h)
{
	*h = (struct held){.award_text = "", .unit = "", .number = "", .issuer = "", .day = {.day = DATE_NONE}};
}

void sheet_begin(struct sheet *s, const char *name, const struct sheet_line *sample, size_t n)
{
	struct sheet_column *old = s->columns;

	if (s->rows_here > s->best_rows) {
		s->best = mem_array(s->mem, s->columns_n + 1, sizeof *s->best);
		memcpy(s->best, old, s->columns_n * sizeof *s->best);
		s->best_n = s->columns_n;
		s->best_rows = s->rows_here;
	}
	s->rows_here = 0;
	s->name = name;
	s->is_over = s->has_last = false;
	s->order_n = 0;
	hold_nothing(&s->base);
	hold_nothing(&s->held);
	if (*name != '\0')
		(void)band_take(s, name, true);
	columns_find(s, sample, n);
}

/* The cells of a line in one text. */
static const char *text_of(struct mem *m, const struct sheet_line *l)
{
	struct buf *b = buf_new(m, TEXT_MAX);
	const char *before = "";

	for (size_t c = 0; c < l->n; c++) {
		if (*l->at[c] == '\0' || (l->merged_n > 0 && text_is(l->at[c], before)))
			continue;
		if (b->n > 0)
			buf_text(b, " | ");
		buf_text(b, l->at[c]);
		before = l->at[c];
	}
	return b->is_full ? "…" : text_clean(m, b->p, b->n);
}

static bool is_plain_number(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n > 0 && n <= 6 && (text[n] == '\0' || text_is(text + n, ".") || text_is(text + n, ".0"));
}

/* How the cells are filled: how many differ, which alone says something, and the number before it. */
struct shape {
	int texts, mapped;              /* cells but for the row's number; in columns that are read */
	const char *only, *number;
	bool has_name;
};

static struct shape shape_of(const struct sheet *s, const struct sheet_line *l)
{
	struct shape x = {.only = "", .number = ""};
	const char *before = "";

	for (size_t c = 0; c < l->n; c++) {
		const char *text = l->at[c];
		enum sheet_field f = c < s->columns_n ? s->columns[c].field : SHEET_NONE;

		if (*text == '\0')
			continue;
		if (f == SHEET_NO && !(l->merged_n > 1 && c + 1 < l->n && text_is(text, l->at[c + 1])) &&
		    (strlen(text) <= 4 || is_plain_number(text) || band_is_mark(text))) {
			x.number = text;
			continue;
		}
		if (text_is(text, before))
			continue;
		before = text;
		x.texts++;
		x.mapped += f != SHEET_NONE && f != SHEET_NO;
		x.has_name |= f == SHEET_NAME || f == SHEET_WHO || f == SHEET_GIVEN;
		if (x.texts == 1)
			x.only = text;
	}
	return x;
}

static size_t fields_n(const struct sheet *s)
{
	size_t n = 0;

	for (size_t i = 1; i < SHEET_FIELD_N; i++)
		n += s->has_field[i] && i != SHEET_NO && i != SHEET_NOTE;
	return n;
}

/* One text alone in a line of a table that has several columns: a heading between rows, unless it is a row with a number. */
static const char *why_band(struct sheet *s, const struct sheet_line *l, const struct shape *x)
{
	bool is_row = is_plain_number(x->number) && x->has_name && l->merged_n < 2;
	const char *words;

	if (x->texts != 1 || fields_n(s) < 2)
		return "";
	words = sheet_plain(s->scratch, x->only);
	if (is_row && award_words_of(s->words, x->only).award == NULL)
		return "";
	if (band_is_foot(s->scratch, x->only) && !is_row) {
		s->is_over = true;
		return "Phần ký tên, ghi chú ở cuối danh sách.";
	}
	/* a list of names alone, without numbers: a name is a row */
	if (x->has_name && *x->number == '\0' && l->merged_n < 2 && fields_n(s) <= 2 && !s->has_field[SHEET_NO] &&
	    award_words_of(s->words, x->only).award == NULL && !cell_decision(s->scratch, x->only, s->today).is_found && cell_subject(words) == AWARD_ANYBODY)
		return "";
	/* a person's name is no heading: a row that lacks all else */
	if (x->has_name && l->merged_n < 2 && !band_is_mark(x->number) && cell_kind_of_name(s->scratch, x->only, text_fold(s->scratch, x->only)) == AWARD_PERSON)
		return "";
	if (band_take(s, x->only, false))
		return "Tiêu đề nhóm; những gì tiêu đề nêu được dùng cho các dòng bên dưới.";
	return "Dòng chỉ có một ô chữ: tiêu đề hoặc ghi chú, không phải một khen thưởng.";
}

static bool is_heading_again(struct sheet *s, const struct sheet_line *l)
{
	const char *first = "";

	for (size_t c = 0; c < l->n && c < 4 && *first == '\0'; c++)
		first = l->at[c];
	/* cheap first: a heading begins with a word that heads a column */
	if (is_plain_number(first) || text_chars(first) > 40)
		return false;
	return heading_score(s, l) >= 3;
}

static bool is_same_head(const struct sheet *s, const struct sheet_line *l)
{
	size_t same = 0, n = 0;

	for (size_t c = 0; c < l->n && c < s->columns_n; c++) {
		if (*l->at[c] == '\0')
			continue;
		n++;
		same += text_ends(s->columns[c].heading, l->at[c]) || text_starts(s->columns[c].heading, l->at[c]) ||
		        text_is(sheet_plain(s->scratch, s->columns[c].heading), sheet_plain(s->scratch, l->at[c]));
	}
	return n > 0 && same * 10 >= n * 8;
}

/* Why the line gives no row; "" when it does. */
static const char *why_none(struct sheet *s, const struct sheet_line *l)
{
	struct shape x;
	const char *why;

	if (l->is_blank)
		return "Dòng trống.";
	if (l->is_prose) {
		(void)band_take(s, l->at[0], s->rows_here == 0);
		return "Đoạn văn ngoài bảng; số quyết định, danh hiệu, năm nêu ở đây được dùng cho bảng bên dưới.";
	}
	if (s->head_from != 0 && l->line >= s->head_from && l->line <= s->head_to)
		return "Tiêu đề cột.";
	if (heading_numbers(l))
		return "Hàng đánh số cột.";
	x = shape_of(s, l);
	if (s->head_from != 0 && l->line < s->head_from) {
		for (size_t c = 0; c < l->n; c++)
			if (*l->at[c] != '\0' && (c == 0 || !text_is(l->at[c], l->at[c - 1])))
				(void)band_take(s, l->at[c], true);
		return "Tiêu đề của danh sách; số quyết định, danh hiệu, năm nêu ở đây được dùng cho các dòng bên dưới.";
	}
	if (band_is_total(s->scratch, x.texts > 0 ? x.only : x.number))
		return "Dòng cộng.";
	if (is_heading_again(s, l)) {
		if (is_same_head(s, l))
			return "Tiêu đề cột lặp lại.";
		columns_again(s, l);
		return "Tiêu đề cột của bảng tiếp theo.";
	}
	if (x.texts == 0)
		return "Dòng chỉ có số thứ tự.";
	why = why_band(s, l, &x);
	if (*why != '\0')
		return why;
	if ((s->is_over || !x.has_name) && x.texts <= 4 && x.mapped <= x.texts) {
		bool all_foot = true, any_foot = false;

		for (size_t c = 0; c < l->n; c++) {
			bool is_foot = *l->at[c] != '\0' && band_is_foot(s->scratch, l->at[c]);

			any_foot |= is_foot;
			all_foot &= *l->at[c] == '\0' || is_foot || s->is_over;
		}
		if (any_foot && all_foot) {
			s->is_over = true;
			return "Phần ký tên, ghi chú ở cuối danh sách.";
		}
	}
	if (s->is_over && x.texts <= 3 && !is_plain_number(x.number))
		return "Phần ký tên, ghi chú ở cuối danh sách.";
	return "";
}

struct sheet_said sheet_take(struct sheet *s, struct mem *m, const struct sheet_line *l)
{
	struct sheet_said said = {.sheet = s->name, .line = l->line, .text = "", .why = ""};

	mem_reset(s->scratch);
	said.why = why_none(s, l);
	if (*said.why == '\0') {
		row_read(s, m, l, &said);
		s->rows_here += said.rows_n > 0;
		s->rows_n += (int64_t)said.rows_n;
	}
	if (*said.why != '\0')
		said.text = text_of(m, l);
	return said;
}

static void say(struct sheet_problem *p, enum sheet_field f, const char *message, const char *accepted)
{
	*p = (struct sheet_problem){.field = f, .column = -1, .heading = sheet_field_words(f), .value = "", .message = message, .accepted = accepted, .is_error = true};
}

void sheet_end(struct sheet *s, struct mem *m, struct sheet_problem **out, size_t *n_out)
{
	static const struct {
		enum sheet_field field;
		const char *accepted;
	} may[] = {{SHEET_NAME, "Một cột có tên cá nhân, tập thể hoặc hộ gia đình."},
	           {SHEET_AWARD, "Một cột, một dòng tiêu đề, hoặc một danh hiệu, hình thức cho cả tệp, ví dụ CSTĐCS."},
	           {SHEET_DECISION, "Một cột, một dòng tiêu đề, hoặc một số quyết định cho cả tệp, ví dụ 123/QĐ-UBND."},
	           {SHEET_DAY, "Một cột, một dòng tiêu đề, hoặc một ngày quyết định cho cả tệp, ví dụ 05/03/2020."},
	           {SHEET_ISSUER, "Một cột, một dòng tiêu đề, hoặc một cơ quan ban hành cho cả tệp, ví dụ Sở Nội vụ."}};
	size_t n = 0;

	*out = mem_array(m, COUNT(may) + 1, sizeof **out);
	for (size_t i = 0; i < COUNT(may); i++)
		if (s->missing_n[may[i].field] > 0)
			say(&(*out)[n++], may[i].field,
			    mem_text(m, "Không có gì nêu “%s” cho %" PRId64 " dòng.", sheet_field_words(may[i].field), s->missing_n[may[i].field]), may[i].accepted);
	if (s->rows_n == 0)
		say(&(*out)[n++], SHEET_NAME, "Không đọc được khen thưởng nào trong tệp.",
		    "Một bảng có hàng tiêu đề cột như: STT, Họ và tên, Đơn vị, Danh hiệu, Số quyết định, Ngày quyết định.");
	*n_out = n;
}
