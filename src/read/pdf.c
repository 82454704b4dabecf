/* read/pdf.c -- PDF by the places of its words.
 *
 * Two programs of poppler, shut in, say where the words are and what lines are drawn; from these the tables are built
 * again (pdf_table.c, pdf_gutter.c), and what is left becomes paragraphs in the order of reading. A page's number is no text. */
#include <math.h>

#include "base/buf.h"
#include "base/child.h"
#include "base/text.h"
#include "base/xml.h"
#include "read/legacy.h"
#include "read/pdf.h"

enum { OUT_MAX = 96 * 1024 * 1024, TIME_MS = 30000, WORD_MAX = 4096, PARA_MAX = 256 * 1024 };

/* ---- words ------------------------------------------------------------------------------------------------------ */

struct words {
	struct pdf *pdf;
	struct buf *text;
	struct pdf_word now;
	bool is_word;
	int line;
};

static float number(const char *const *attrs, const char *name)
{
	const char *v = xml_attr(attrs, name);
	double n = v == NULL ? 0 : strtod(v, NULL);

	return isfinite(n) && n > -100000 && n < 100000 ? (float)n : 0;
}

static void words_open(void *at, const char *name, const char *const *attrs)
{
	struct words *w = at;

	if (w->pdf->rd->is_full)
		return;
	if (text_is(name, "page")) {
		if (w->pdf->n >= PDF_PAGES_MAX) {
			w->pdf->rd->is_full = true;
			return;
		}
		*list_add(w->pdf->rd->mem, w->pdf) = (struct pdf_page){
			number(attrs, "width"), number(attrs, "height"), {0}, {0}};
	} else if (text_is(name, "line")) {
		w->line++;
	} else if (text_is(name, "word") && w->pdf->n > 0) {
		w->now = (struct pdf_word){.x0 = number(attrs, "xMin"), .y0 = number(attrs, "yMin"), .x1 = number(attrs, "xMax"),
		                           .y1 = number(attrs, "yMax"), .group = w->line};
		w->is_word = true;
		buf_reset(w->text);
	}
}

static void words_close(void *at, const char *name)
{
	struct words *w = at;
	struct pdf_page *p;

	if (!w->is_word || !text_is(name, "word"))
		return;
	w->is_word = false;
	p = &w->pdf->at[w->pdf->n - 1];
	if (++w->pdf->words_n > PDF_WORDS_MAX || mem_left(w->pdf->rd->mem) / 4 < p->words.n * sizeof w->now + WORD_MAX)
		w->pdf->rd->is_full = true;
	if (w->text->n == 0 || w->pdf->rd->is_full)
		return;
	w->now.text = mem_copy(w->pdf->rd->mem, w->text->p, w->text->n);
	*list_add(w->pdf->rd->mem, &p->words) = w->now;
}

static void words_text(void *at, const char *p, size_t n)
{
	struct words *w = at;

	if (w->is_word)
		buf_bytes(w->text, p, n);
}

static int by_middle(const void *a, const void *b)
{
	const struct pdf_word *u = *(struct pdf_word *const *)a, *v = *(struct pdf_word *const *)b;
	float m = u->y0 + u->y1, n = v->y0 + v->y1;

	return m < n ? -1 : m > n;
}

/* Numbers the lines of all pages as the eye counts them, across columns. */
static void number_lines(struct pdf *pdf)
{
	int line = 0;

	for (size_t i = 0; i < pdf->n; i++) {
		struct pdf_page *p = &pdf->at[i];
		struct pdf_word **at = mem_new(pdf->rd->mem, struct pdf_word *, p->words.n + 1);
		float last = -INFINITY;

		for (size_t k = 0; k < p->words.n; k++)
			at[k] = &p->words.at[k];
		qsort(at, p->words.n, sizeof *at, by_middle);
		for (size_t k = 0; k < p->words.n; k++) {
			float middle = (at[k]->y0 + at[k]->y1) / 2;

			if (middle - last > 4) {
				line++;
				last = middle;
			}
			at[k]->line = line;
		}
	}
}

/* A word that is nothing but a sign of a list becomes the dash that lists have here. */
static const char *unbulleted(const char *s)
{
	const char *p = s;
	uint32_t c = text_next(&p);
	bool is_sign = (c >= 0xe000 && c <= 0xf8ff) || c == 0x2022 || c == 0x25cf || c == 0x25aa || c == 0x25a0 || c == 0x2013;

	return is_sign && *p == '\0' && c != 0 ? "-" : s;
}

/* The word beside which small raised figures stand; it is near in the list, not always right before: the figures may be of a
 * line of their own. NULL for none. */
static const struct pdf_word *raised_beside(const struct pdf_page *p, size_t i)
{
	enum { NEAR = 120 };
	const struct pdf_word *w = &p->words.at[i];

	if (strlen(w->text) > 2 || strspn(w->text, "0123456789*") != strlen(w->text))
		return NULL;
	for (size_t k = i > NEAR ? i - NEAR : 0; k < p->words.n && k < i + NEAR; k++) {
		const struct pdf_word *last = &p->words.at[k];

		if (fabsf(w->x0 - last->x1) < 1 && w->y0 < last->y0 && w->y1 > last->y0 && w->y1 - w->y0 < (last->y1 - last->y0) * 0.8f)
			return last;
	}
	return NULL;
}

/* "m", "500m", "đồng/m", "(km" before a raised 2 or 3, or a number before any: a measure or a power, no footnote. */
static bool is_measure(const char *word, const char *raised)
{
	static const char *const units[] = {"km", "dm", "cm", "mm", "m", NULL};
	size_t n = strlen(word);

	if (n > 0 && word[n - 1] >= '0' && word[n - 1] <= '9' && *raised != '*')
		return strspn(word, "0123456789") == n && n <= 2;       /* 10 and its 3, but no year and its mark */
	for (size_t u = 0; (text_is(raised, "2") || text_is(raised, "3")) && units[u] != NULL; u++) {
		size_t k = strlen(units[u]);

		if (n >= k && strcmp(word + n - k, units[u]) == 0 && (n == k || strchr("0123456789/(.,", word[n - k - 1]) != NULL))
			return true;
	}
	return false;
}

/* Marks of footnotes are no text; the 2 of km stands in the line of its unit. */
static void settle_raised(struct pdf_page *p)
{
	for (size_t i = 0; i < p->words.n; i++) {
		const struct pdf_word *last = raised_beside(p, i);

		if (last != NULL && is_measure(last->text, p->words.at[i].text)) {
			p->words.at[i].y0 = last->y0;
			p->words.at[i].y1 = last->y1;
		} else if (last != NULL) {
			p->words.at[i].text = "";
		}
	}
}

/* Every word becomes Unicode, when the words together show an old code, and clean. */
static void settle_words(struct pdf *pdf)
{
	struct buf *all = buf_new(pdf->rd->mem, 1024 * 1024);
	enum legacy code;

	for (size_t i = 0; i < pdf->n; i++) {
		for (size_t k = 0; k < pdf->at[i].words.n; k++) {
			buf_text(all, pdf->at[i].words.at[k].text);
			buf_char(all, ' ');
		}
	}
	code = legacy_of_text(all->p, all->n);
	if (code != LEGACY_NONE)
		reader_note(pdf->rd, "", "PDF dùng phông chữ cũ (TCVN3 hoặc VNI); đã tự chuyển sang Unicode, cần đọc lại chính tả.");
	for (size_t i = 0; i < pdf->n && !pdf->rd->is_full; i++) {
		for (size_t k = 0; k < pdf->at[i].words.n; k++) {
			struct pdf_word *w = &pdf->at[i].words.at[k];
			struct view v = {w->text, strlen(w->text)};

			if (code != LEGACY_NONE)
				v = legacy_text(pdf->rd->mem, code, v.p, v.n);
			w->text = unbulleted(text_line(pdf->rd->mem, reader_clean(pdf->rd, v.p, v.n)));
		}
		settle_raised(&pdf->at[i]);
	}
}

/* ---- paragraphs ------------------------------------------------------------------------------------------------- */

/* A line of text outside of tables. */
struct line {
	float x0, x1, y, tall;
	const char *text;
	int number;
};

struct lines {
	struct line *at;
	size_t n, cap;
};

struct out {
	struct pdf *pdf;
	struct buf *para;
	struct read_place place;
	struct line last;               /* of the paragraph that is being gathered */
	bool is_centred, has_last;
	float left, right, width;       /* of the text on the page of the last line */
	struct pdf_table *table;        /* the last thing was this table, at the end of the page before */
	bool is_notes;                  /* or the notes at the foot of its page */
	struct {
		struct read_table **at;
		size_t n, cap;
	} tables;
};

static int by_line(const void *a, const void *b)
{
	const struct line *u = a, *v = b;

	if (fabsf(u->y - v->y) > 2)
		return u->y < v->y ? -1 : 1;
	return u->x0 < v->x0 ? -1 : u->x0 > v->x0;
}

/* Pieces of one line that only some spaces part ("Số:      /KH-UBND") become one; columns side by side do not, and at
 * the top of the first page, where the body and the motto of the State stand side by side, they are near. */
static void join_pieces(struct pdf *pdf, const struct pdf_page *p, struct lines *l)
{
	size_t k = 0;
	float letterhead = p == pdf->at ? p->height / 3 : 0;

	for (size_t i = 1; i < l->n; i++) {
		struct line *a = &l->at[k], *b = &l->at[i];

		if (fabsf(a->y - b->y) <= 2 && b->x0 >= a->x1 && b->x0 - a->x1 < a->tall * (a->y < letterhead ? 0.7f : 2.5f)) {
			a->text = mem_text(pdf->rd->mem, "%s %s", a->text, b->text);
			a->x1 = fmaxf(a->x1, b->x1);
		} else {
			l->at[++k] = *b;
		}
	}
	l->n = l->n == 0 ? 0 : k + 1;
}

static void find_lines(struct pdf *pdf, struct pdf_page *p, struct lines *out)
{
	size_t *at = mem_new(pdf->rd->mem, size_t, p->words.n + 1);
	size_t i = 0;

	while (i < p->words.n) {
		int group = p->words.at[i].group;
		struct line l = {INFINITY, -INFINITY, 0, 0, "", 0};
		size_t k = 0;

		for (; i < p->words.n && p->words.at[i].group == group; i++) {
			const struct pdf_word *w = &p->words.at[i];

			if (w->is_taken || *w->text == '\0')
				continue;
			l.x0 = fminf(l.x0, w->x0);
			l.x1 = fmaxf(l.x1, w->x1);
			l.y = k == 0 ? (w->y0 + w->y1) / 2 : l.y;
			l.number = k == 0 ? w->line : l.number;
			l.tall = fmaxf(l.tall, w->y1 - w->y0);
			at[k++] = i;
		}
		if (k == 0)
			continue;
		l.text = text_line(pdf->rd->mem, pdf_words_text(pdf, p, at, k));
		*list_add(pdf->rd->mem, out) = l;
	}
	if (out->n > 1)
		qsort(out->at, out->n, sizeof *out->at, by_line);
	join_pieces(pdf, p, out);
}

/* "12", "- 12 -", "Trang 3/10" near an edge of the page. */
static bool is_page_number(const struct line *l, const struct pdf_page *p)
{
	const char *s = l->text;
	size_t digits;

	if (l->y > p->height * 0.1f && l->y < p->height * 0.9f)
		return false;
	s += strspn(s, "- ");
	if (text_starts(s, "Trang "))
		s += strlen("Trang ");
	digits = strspn(s, "0123456789");
	if (digits == 0 || digits > 4)
		return false;
	s += digits;
	s += strspn(s, "/0123456789 -");
	return *s == '\0';
}

static void flush(struct out *o)
{
	struct read_block *b;

	if (o->para->n == 0)
		return;
	b = reader_block(o->pdf->rd);
	b->text = reader_clean(o->pdf->rd, o->para->p, o->para->n);
	b->place = o->place;
	b->is_centred = o->is_centred;
	buf_reset(o->para);
}

static bool is_centred(const struct out *o, const struct line *l)
{
	float middle = (l->x0 + l->x1) / 2;

	return fabsf(middle - o->width / 2) < o->width * 0.06f && l->x0 > o->left + (o->right - o->left) * 0.08f;
}

/* A paragraph goes on in a line that begins at the left edge under one that reached the right edge. */
static bool goes_on(const struct out *o, const struct line *l, bool is_new_page)
{
	if (!o->has_last || o->para->n == 0 || o->is_centred || is_centred(o, l))
		return false;
	if (o->last.x1 < o->right - (o->right - o->left) * 0.15f || l->x0 > o->left + 10)
		return false;
	return is_new_page ? !(l->text[0] == '-' || (l->text[0] >= '0' && l->text[0] <= '9'))
	                   : l->y - o->last.y < o->last.tall * 2;
}

/* "2 Số lượng theo quy định …" at the foot of a page: a note to the table, which may go on behind it. */
static bool is_note(const struct line *l, const struct pdf_page *p)
{
	const char *s = l->text + (*l->text == '(');
	size_t n = strspn(s, "0123456789*");

	return l->y > p->height * 0.6f && n > 0 && n <= 2 && (s[n] == ' ' || s[n] == ')');
}

static void take_line(struct out *o, const struct line *l, size_t page, bool is_new_page)
{
	o->is_notes = o->is_notes || (o->table != NULL && is_note(l, &o->pdf->at[page]));
	if (goes_on(o, l, is_new_page)) {
		if (!pdf_is_broken_word(o->para->p, o->para->n))
			buf_char(o->para, ' ');
	} else {
		flush(o);
		o->is_centred = is_centred(o, l);
		o->place = (struct read_place){.page = (int)page + 1, .sheet = "", .from_line = l->number};
	}
	buf_text(o->para, l->text);
	if (o->place.to_line < l->number)
		o->place.to_line = l->number;
	o->last = *l;
	o->has_last = true;
	if (!o->is_notes)
		o->table = NULL;
}

static void take_table(struct out *o, struct pdf_table *t)
{
	struct read_block *b;

	if (o->table != NULL && o->para->n == 0 && pdf_table_join(o->pdf, o->table, t)) {
		o->table->bottom = t->bottom;
	} else {
		flush(o);
		b = reader_block(o->pdf->rd);
		b->table = t->table;
		b->place = t->table->at[0].place;
		o->table = t;
		*list_add(o->pdf->rd->mem, &o->tables) = t->table;
	}
	o->has_last = false;
}

/* Where the text of a page begins and ends at its sides. */
static void measure(struct out *o, const struct pdf_page *p, const struct lines *lines, const struct pdf_tables *tables)
{
	o->width = p->width;
	o->left = p->width;
	o->right = 0;
	for (size_t i = 0; i < lines->n; i++) {
		o->left = fminf(o->left, lines->at[i].x0);
		o->right = fmaxf(o->right, lines->at[i].x1);
	}
	for (size_t i = 0; i < tables->n; i++) {
		o->left = fminf(o->left, tables->at[i].x[0]);
		o->right = fmaxf(o->right, tables->at[i].x[tables->at[i].cols_n]);
	}
}

static void take_page(struct out *o, size_t page)
{
	struct pdf_page *p = &o->pdf->at[page];
	struct pdf_tables tables = {0};
	struct lines lines = {0};
	size_t t = 0;
	bool is_new_page = true;

	pdf_tables_find(o->pdf, page, &tables);
	pdf_gutters_find(o->pdf, page, o->table, &tables);
	find_lines(o->pdf, p, &lines);
	measure(o, p, &lines, &tables);
	if (o->is_notes) {
		flush(o);
		o->is_notes = o->has_last = false;
	}
	for (size_t i = 0; i < lines.n && !o->pdf->rd->is_full; i++) {
		if (is_page_number(&lines.at[i], p))
			continue;
		while (t < tables.n && tables.at[t].top < lines.at[i].y) {
			take_table(o, &tables.at[t++]);
			is_new_page = false;
		}
		take_line(o, &lines.at[i], page, is_new_page);
		is_new_page = false;
	}
	while (t < tables.n)
		take_table(o, &tables.at[t++]);
}

/* ---- the whole -------------------------------------------------------------------------------------------------- */

static void note_empty_pages(struct pdf *pdf)
{
	for (size_t i = 0; i < pdf->n; i++)
		if (pdf->at[i].words.n == 0)
			reader_note(pdf->rd, mem_text(pdf->rd->mem, "trang %zu", i + 1),
			            "Trang này không có chữ (trang trắng hoặc ảnh quét), nên không đọc được gì.");
}

static void end_tables(struct out *o)
{
	struct read_doc *doc = o->pdf->rd->doc;

	for (size_t i = 0; i < o->tables.n; i++)
		reader_mark_repeats(o->pdf->rd, o->tables.at[i]);
	for (size_t i = 0; i < doc->n; i++) {
		const struct read_table *t = doc->at[i].table;

		for (size_t r = 0; t != NULL && r < t->n; r++)
			if (t->at[r].place.to_line > doc->at[i].place.to_line)
				doc->at[i].place.to_line = t->at[r].place.to_line;
	}
}

err pdf_read_parts(struct reader *rd, struct view words, struct view drawing)
{
	static const struct xml_face face = {
		.open = words_open, .close = words_close, .text = words_text, .may_have_doctype = true};
	struct pdf *pdf = mem_new(rd->mem, struct pdf, 1);
	struct words *w = mem_new(rd->mem, struct words, 1);
	struct out *o = mem_new(rd->mem, struct out, 1);

	rd->doc->kind = READ_PDF;
	pdf->rd = rd;
	*w = (struct words){.pdf = pdf, .text = buf_new(rd->mem, WORD_MAX)};
	TRY(xml_feed(xml_new(rd->mem, &face, w), words.p, words.n, true));
	if (pdf->words_n == 0)
		return reader_refuse(rd, "PDF này là bản quét (ảnh), không có chữ để đọc. Hãy gửi tệp gốc .docx hoặc .xlsx; nếu chỉ "
		                     "có bản giấy, hãy nhận dạng chữ (OCR tiếng Việt) thành PDF có chữ rồi gửi lại.");
	settle_words(pdf);
	number_lines(pdf);
	pdf_rules_read(pdf, drawing);
	*o = (struct out){.pdf = pdf, .para = buf_new(rd->mem, PARA_MAX)};
	for (size_t i = 0; i < pdf->n && !rd->is_full; i++)
		take_page(o, i);
	flush(o);
	end_tables(o);
	note_empty_pages(pdf);
	return OK;
}

static err refusal(struct reader *rd, const struct child_end *end)
{
	if (end->is_late)
		return reader_refuse(rd, "PDF này quá phức tạp, đọc quá 30 giây chưa xong. Hãy gửi tệp gốc .docx, hoặc chia PDF "
		                     "thành nhiều phần.");
	if (end->is_over) {
		rd->is_full = true;
		return OK;
	}
	if (strstr(end->errors, "assword") != NULL)
		return reader_refuse(rd, "PDF này được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu, hoặc gửi tệp gốc .docx.");
	if (end->code == 3)
		return reader_refuse(rd, "PDF này cấm sao chép chữ nên không đọc được. Hãy gửi bản không khoá, hoặc tệp gốc .docx.");
	return reader_refuse(rd, "Tệp PDF bị hỏng hoặc tải lên chưa trọn vẹn. Hãy mở thử tệp trên máy rồi gửi lại.");
}

err pdf_read(struct reader *rd, const char *path)
{
	static const char *const words_argv[] = {"pdftotext", "-bbox-layout", "/in", "-", NULL};
	/* All pages go on paper of one size, or cairo would cut them all to the first's. */
	static const char *const drawing_argv[] = {"pdftocairo", "-q", "-svg", "-paperw", "4000", "-paperh", "4000",
	                                          "-nocenter", "-noshrink", "/in", "-", NULL};
	struct child words = {.argv = words_argv, .in_path = path, .out_max = OUT_MAX, .time_ms = TIME_MS};
	struct child drawing = {.argv = drawing_argv, .in_path = path, .out_max = OUT_MAX, .time_ms = TIME_MS};
	struct child_end a, b;
	err e = child_run(rd->mem, &words, &a);

	if (e == ERR_NOTFOUND)
		return reader_refuse(rd, "Máy chủ chưa cài công cụ đọc PDF (poppler-utils). Hãy báo quản trị viên, hoặc gửi tệp "
		                     ".docx.");
	TRY(e);
	if (a.code != 0 || a.is_late || a.is_over)
		return refusal(rd, &a);
	e = child_run(rd->mem, &drawing, &b);
	if (e != OK || b.code != 0 || b.is_late || b.is_over) {
		b.out = (struct view){"", 0};
		reader_note(rd, "", "Không đọc được nét kẻ bảng trong PDF; bảng có thể bị chia cột sai.");
	}
	return pdf_read_parts(rd, a.out, b.out);
}
