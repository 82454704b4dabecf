/* read/roll.c -- Excel sheets row by row, and which kind of file it is; text is in csv.c.
 *
 * The parser is fed piece by piece; rows that a piece completes wait in a list. Two arenas take turns, so that a row
 * begun in one piece and ended in the next is whole while everything older is let go. Where cells are merged is written
 * behind all rows, so the end of the part is looked at first. */
#include "read/roll.h"

#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"
#include "read/book.h"
#include "read/csv.h"

enum { PIECE = 64 * 1024, PIECE_MEM = 64 * 1024 * 1024, HEAD_BYTES = 4096 };

struct merge {
	int row, to_row, col, to_col;
	const char *text;               /* once its first row has passed */
};

struct waiting {
	struct roll_row row;
	const char **at;
};

struct roll {
	struct mem *mem;
	struct faults *faults;
	const char *path;
	struct csv *csv;                /* NULL for a workbook */
	struct LIST(const char *) names;
	struct LIST(const char *) hidden;

	/* a workbook */
	struct book book;               /* not the first member: its callback for text is given it by hand */
	struct reader rd;
	struct LIST(const struct book_sheet *) sheets;
	const struct book_sheet *now;
	struct mem *own;                /* of this reading of the sheet */
	struct unzip *zip;
	struct xml *xml;
	struct mem *turns[2];
	int turn;
	struct LIST(struct merge) merges;       /* by first row */
	size_t merges_from;             /* those before are over */
	const char *cells[ROLL_COLS_MAX];      /* of the row being read */
	size_t cells_n;
	bool is_hidden, is_wide;        /* a cell too far to the right, or too long */
	struct waiting *rows;           /* completed; in the arena of this turn */
	size_t rows_n, rows_cap, rows_next;
	struct roll_row out;
	int64_t bytes, read_bytes;
	bool is_over;
	int line;
};

/* ---- refusing ---------------------------------------------------------------------------------------------------- */

static err refuse(struct roll *s, const char *place, const char *sentence)
{
	faults_add(s->faults, place, sentence);
	return ERR_INVALID;
}

static err refuse_zip(struct roll *s, err e)
{
	switch ((int)e) {
	case ERR_FULL:
		return refuse(s, "", "Tệp bung ra quá lớn (nén bất thường) nên không được đọc. Hãy chia thành nhiều tệp.");
	case ERR_DENIED:
		return refuse(s, "", "Tệp được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi gửi lại.");
	case ERR_INVALID:
	case ERR_NOTFOUND:
		return refuse(s, "", "Tệp bị hỏng hoặc tải lên chưa trọn vẹn. Hãy mở thử tệp trên máy, lưu lại rồi gửi lại.");
	default:
		return e;
	}
}

/* ---- merges: from the end of the part ---------------------------------------------------------------------------- */

static void merge_open(void *at, const char *name, const char *const *attrs)
{
	struct roll *s = at;
	const char *p = xml_attr(attrs, "ref");
	struct merge g;

	if (!text_is(name, "mergeCell") || p == NULL || s->merges.n > ROLL_MERGES_MAX ||
	    !book_place(&p, &g.col, &g.row) || *p++ != ':' || !book_place(&p, &g.to_col, &g.to_row))
		return;
	g.text = "";
	if (g.to_col >= ROLL_COLS_MAX)
		g.to_col = ROLL_COLS_MAX - 1;
	if (g.to_col >= g.col && g.to_row >= g.row)
		*list_add(s->own, &s->merges) = g;
}

static void no_close(void *at, const char *name)
{
}

static int by_row(const void *a, const void *b)
{
	const struct merge *x = a, *y = b;

	return x->row != y->row ? (x->row < y->row ? -1 : 1) : x->col - y->col;
}

/* What follows the closing tag of the rows, whatever prefix it bears; NULL when it is not in the n bytes. */
static const char *end_of_rows(const char *p, size_t n)
{
	static const char NAME[] = "sheetData>";
	const char *at = p, *end = p + n;

	while ((at = memmem(at, (size_t)(end - at), NAME, sizeof NAME - 1)) != NULL) {
		const char *open = memrchr(p, '<', (size_t)(at - p));

		at += sizeof NAME - 1;
		if (open != NULL && open[1] == '/')
			return at;
	}
	return NULL;
}

/* The part is inflated once for its end: what follows </sheetData> is given to a parser under a root of our own, with the
 * prefix that the closing tag bears. */
static err read_merges(struct roll *s)
{
	enum { KEEP = 64 };             /* a closing tag with its prefix may lie across pieces */
	static const struct xml_face face = {.open = merge_open, .close = no_close};
	struct xml *x = NULL;
	char piece[PIECE + KEEP];
	size_t kept = 0, n;

	TRY(unzip_begin(s->zip, s->now->part));
	s->bytes = 0;
	do {
		const char *end;

		TRY(unzip_next(s->zip, piece + kept, PIECE, &n));
		s->bytes += (int64_t)n;
		if (x != NULL) {
			/* The document's own end closes a root that this parser has not seen: what is wrong there is no matter. */
			if (xml_feed(x, piece, n, false) != OK)
				break;
			continue;
		}
		end = end_of_rows(piece, kept + n);
		if (end == NULL) {
			size_t keep = kept + n < KEEP ? kept + n : KEEP;

			memmove(piece, piece + kept + n - keep, keep);
			kept = keep;
			continue;
		}
		x = xml_new(s->own, &face, s);
		TRY(xml_feed(x, "<root>", 6, false));
		if (xml_feed(x, end, (size_t)(piece + kept + n - end), false) != OK)
			break;
		kept = 0;
	} while (n > 0);
	/* Stopped early, its size is not known: the rest is only counted. */
	while (n > 0) {
		TRY(unzip_next(s->zip, piece, PIECE, &n));
		s->bytes += (int64_t)n;
	}
	if (s->merges.n > ROLL_MERGES_MAX)
		return refuse(s, s->now->name, "Trang tính có trên 200.000 ô gộp nên không được đọc. Hãy bỏ gộp ô rồi gửi lại.");
	if (s->merges.n > 0)
		qsort(s->merges.at, s->merges.n, sizeof *s->merges.at, by_row);
	return OK;
}

/* What merged cells say in this row: the text of their first place in every place. */
static void lay_merges(struct roll *s, struct waiting *w, struct mem *m)
{
	size_t widest = w->row.n;

	while (s->merges_from < s->merges.n && s->merges.at[s->merges_from].to_row < w->row.line)
		s->merges_from++;
	for (size_t i = s->merges_from; i < s->merges.n && s->merges.at[i].row <= w->row.line; i++)
		if (s->merges.at[i].to_row >= w->row.line && (size_t)s->merges.at[i].to_col + 1 > widest)
			widest = (size_t)s->merges.at[i].to_col + 1;
	if (s->merges_from == s->merges.n || s->merges.at[s->merges_from].row > w->row.line)
		return;
	if (widest > w->row.n) {
		const char **wider = mem_new(m, const char *, widest);

		for (size_t c = 0; c < widest; c++)
			wider[c] = c < w->row.n ? w->at[c] : "";
		w->at = wider;
		w->row.n = widest;
	}
	for (size_t i = s->merges_from; i < s->merges.n && s->merges.at[i].row <= w->row.line; i++) {
		struct merge *g = &s->merges.at[i];

		if (g->to_row < w->row.line)
			continue;
		if (g->row == w->row.line)
			g->text = mem_dup(s->own, w->at[g->col]);
		for (int c = g->col; c <= g->to_col; c++)
			w->at[c] = g->text;
		if (*g->text != '\0' && g->to_col - g->col + 1 > w->row.merged_n)
			w->row.merged_n = g->to_col > g->col ? g->to_col - g->col + 1 : w->row.merged_n;
	}
}

/* ---- rows --------------------------------------------------------------------------------------------------------- */

static void close_cell(struct roll *s)
{
	struct book *b = &s->book;
	const char *text;

	if (b->text->n == 0)
		return;
	if (b->col >= ROLL_COLS_MAX || b->text->n > ROLL_CELL_MAX) {
		s->is_wide = true;
		return;
	}
	text = book_cell_text(b);
	if (*text == '\0' || b->col < (int)s->cells_n)
		return;
	while (s->cells_n < (size_t)b->col)
		s->cells[s->cells_n++] = "";
	s->cells[s->cells_n++] = text;
}

static void close_row(struct roll *s)
{
	struct mem *m = s->turns[s->turn];
	struct waiting *w;

	if (s->rows_n == s->rows_cap) {
		struct waiting *more = mem_new(m, struct waiting, s->rows_cap * 2 + 64);

		if (s->rows_n > 0)
			memcpy(more, s->rows, s->rows_n * sizeof *more);
		s->rows = more;
		s->rows_cap = s->rows_cap * 2 + 64;
	}
	w = &s->rows[s->rows_n++];
	*w = (struct waiting){.row = {.line = s->book.row, .n = s->cells_n, .is_hidden = s->is_hidden}};
	w->at = mem_new(m, const char *, s->cells_n + 1);
	if (s->cells_n > 0)
		memcpy(w->at, s->cells, s->cells_n * sizeof *w->at);
	s->cells_n = 0;
}

/* Cells come by the million: their names are one letter. */
static inline bool is_one(const char *name, char letter)
{
	return name[0] == letter && name[1] == '\0';
}

static void row_open(void *at, const char *name, const char *const *attrs)
{
	struct roll *s = at;

	if (is_one(name, 'c')) {
		book_cell_open(&s->book, attrs);
	} else if (is_one(name, 'v') || is_one(name, 't')) {
		s->book.is_text = true;
	} else if (text_is(name, "row")) {
		book_row_open(&s->book, attrs);
		s->is_hidden = book_is_hidden(attrs);
		s->cells_n = 0;
	} else if (text_is(name, "rPh")) {
		s->book.is_phonetic = true;
	}
}

static void row_close(void *at, const char *name)
{
	struct roll *s = at;

	if (is_one(name, 'c'))
		close_cell(s);
	else if (is_one(name, 'v') || is_one(name, 't'))
		s->book.is_text = false;
	else if (text_is(name, "row"))
		close_row(s);
	else if (text_is(name, "rPh"))
		s->book.is_phonetic = false;
}

static void row_text(void *at, const char *p, size_t n)
{
	struct roll *s = at;

	book_text(&s->book, p, n);
}

/* The next piece into the arena whose turn it is; cells of a row that is still open come along. */
static err feed(struct roll *s)
{
	char piece[PIECE];
	size_t n;
	err e;

	s->turn = !s->turn;
	mem_reset(s->turns[s->turn]);
	s->rows = NULL;
	s->rows_n = s->rows_cap = s->rows_next = 0;
	for (size_t i = 0; i < s->cells_n; i++)
		s->cells[i] = mem_dup(s->turns[s->turn], s->cells[i]);
	s->rd.mem = s->turns[s->turn];
	e = unzip_next(s->zip, piece, sizeof piece, &n);
	if (e == OK)
		e = xml_feed(s->xml, piece, n, n == 0);
	s->rd.mem = s->mem;
	s->read_bytes += (int64_t)n;
	s->is_over = n == 0;
	if (e != OK)
		return refuse_zip(s, e);
	if (s->is_wide)
		return refuse(s, mem_text(s->mem, "hàng %d", s->book.row),
		              "Có ô ở quá cột thứ 256 hoặc dài quá 32 KB. Hãy xóa ô thừa ở bên phải bảng rồi gửi lại.");
	return OK;
}

static err next_of_book(struct roll *s, const struct roll_row **out)
{
	*out = NULL;
	for (;;) {
		while (s->rows_next < s->rows_n) {
			struct waiting *w = &s->rows[s->rows_next++];

			lay_merges(s, w, s->turns[s->turn]);
			if (w->row.n == 0)
				continue;
			s->out = w->row;
			s->out.to_line = w->row.line;
			s->line = w->row.line;
			s->out.at = w->at;
			*out = &s->out;
			return OK;
		}
		if (s->is_over) {
			s->line = s->book.row > s->line ? s->book.row : s->line;
			return OK;
		}
		TRY(feed(s));
	}
}

/* ---- opening -------------------------------------------------------------------------------------------------------- */

static void close_arenas(void *ptr)
{
	struct roll *s = ptr;

	mem_close(s->own);
	mem_close(s->turns[0]);
	mem_close(s->turns[1]);
	s->own = s->turns[0] = s->turns[1] = NULL;
}

static err open_book(struct roll *s)
{
	struct unzip *z;
	err e = unzip_open(s->mem, s->path, &z);

	if (e == OK && !unzip_has(z, "xl/workbook.xml"))
		return refuse(s, "", "Đây không phải là bảng tính .xlsx. Hãy gửi tệp Excel .xlsx hoặc .csv; với .xls hay .ods, hãy "
		              "mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx.");
	s->rd = (struct reader){.mem = s->mem, .faults = s->faults, .doc = mem_new(s->mem, struct read_doc, 1)};
	faults_init(&s->rd.doc->notes, s->mem);
	if (e == OK)
		e = book_open(&s->rd, z, &s->book);
	if (e == OK && s->rd.is_full)
		e = ERR_FULL;
	if (e != OK)
		return refuse_zip(s, e);
	for (size_t i = 0; i < s->book.sheets.n; i++) {
		const struct book_sheet *one = &s->book.sheets.at[i];

		if (*one->part == '\0' || !unzip_has(z, one->part))
			continue;
		if (one->is_hidden) {
			*list_add(s->mem, &s->hidden) = one->name;
			continue;
		}
		*list_add(s->mem, &s->sheets) = one;
		*list_add(s->mem, &s->names) = one->name;
	}
	if (s->sheets.n == 0)
		return refuse(s, "", "Tệp không có trang tính nào nhìn thấy được. Hãy bỏ ẩn trang tính có danh sách rồi gửi lại.");
	s->own = mem_open((size_t)PIECE_MEM * 4);
	s->turns[0] = mem_open(PIECE_MEM);
	s->turns[1] = mem_open(PIECE_MEM);
	mem_defer(s->mem, close_arenas, s);
	return roll_begin(s, 0);
}

err roll_begin(struct roll *s, size_t which)
{
	static const struct xml_face face = {.open = row_open, .close = row_close, .text = row_text};
	err e;

	CHECK(which < s->names.n);
	if (s->csv != NULL)
		return csv_begin(s->csv);
	mem_reset(s->own);
	mem_reset(s->turns[0]);
	mem_reset(s->turns[1]);
	s->now = s->sheets.at[which];
	s->merges.at = NULL;
	s->merges.n = s->merges.cap = s->merges_from = 0;
	s->cells_n = s->rows_n = s->rows_next = s->rows_cap = 0;
	s->book.row = 0;
	s->book.is_text = s->book.is_phonetic = s->is_wide = s->is_over = false;
	s->read_bytes = 0;
	s->line = 0;
	e = unzip_open(s->own, s->path, &s->zip);
	if (e == OK)
		e = read_merges(s);
	if (e == OK)
		e = unzip_begin(s->zip, s->now->part);
	if (e != OK)
		return s->faults->n > 0 ? e : refuse_zip(s, e);
	s->xml = xml_new_plain(s->own, &face, s);
	return OK;
}

err roll_open(struct mem *m, const char *path, struct faults *f, struct roll **out)
{
	struct roll *s = mem_new(m, struct roll, 1);
	struct view head;
	int64_t size;

	*s = (struct roll){.mem = m, .faults = f, .path = mem_dup(m, path)};
	TRY(file_size(path, &size));
	if (size == 0)
		return refuse(s, "", "Tệp rỗng, không có nội dung. Hãy chọn lại tệp Excel .xlsx hoặc .csv.");
	if (size > ROLL_FILE_MAX)
		return refuse(s, "", "Tệp lớn hơn 64 MB nên không được đọc. Hãy chia thành nhiều tệp, ví dụ mỗi năm một tệp.");
	TRY(file_head(m, path, HEAD_BYTES, &head));
	if (head.n >= 4 && memcmp(head.p, "PK\3\4", 4) == 0) {
		TRY(open_book(s));
	} else {
		*list_add(m, &s->names) = "";
		TRY(csv_open(m, path, f, &s->csv));
	}
	*out = s;
	return OK;
}

const char *const *roll_names(const struct roll *s, size_t *n_out)
{
	*n_out = s->names.n;
	return s->names.at;
}

const char *const *roll_hidden(const struct roll *s, size_t *n_out)
{
	*n_out = s->hidden.n;
	return s->hidden.at;
}

int roll_line(const struct roll *s)
{
	return s->csv != NULL ? csv_line(s->csv) : s->line;
}

err roll_next(struct roll *s, const struct roll_row **out)
{
	return s->csv != NULL ? csv_next(s->csv, out) : next_of_book(s, out);
}

int roll_percent(const struct roll *s)
{
	if (s->csv != NULL)
		return csv_percent(s->csv);
	return s->bytes == 0 || s->is_over ? 100 : (int)(s->read_bytes * 100 / s->bytes);
}
