/* read/xlsx.c -- Excel workbooks: every visible sheet a table, each cell as its reader sees it.
 *
 * Read as a stream. A row's cells are gathered in one array that is used again and copied when the row is complete, so
 * that a large sheet costs no more than its cells. Merges come after the cells and are laid over them at the end. */
#include "base/text.h"
#include "read/book.h"
#include "read/part.h"

enum { MERGES_MAX = 20000, MERGED_ROWS_MAX = 500000 };

struct merge {
	int col, row, to_col, to_row;
};

struct xlsx {
	struct book b;                  /* first: its callback for text takes the whole */
	struct reader *rd;
	struct LIST(struct merge) merges;

	/* the sheet being read */
	const struct book_sheet *sheet;
	struct read_table *table;
	struct read_cell *cells;        /* of this row, READ_COLS_MAX of them */
	size_t cells_n;
	int hidden_rows_n;
};

/* ---- cells ------------------------------------------------------------------------------------------------------ */

static void close_cell(struct xlsx *x)
{
	const char *text;

	if (x->b.text->n == 0)
		return;
	if (x->b.col >= READ_COLS_MAX || x->cells_n >= READ_COLS_MAX || mem_left(x->rd->mem) / 4 < x->b.text->n + 1024) {
		x->rd->is_full = true;
		return;
	}
	if (x->cells_n > 0 && x->cells[x->cells_n - 1].col >= x->b.col)
		return;
	text = book_cell_text(&x->b);
	if (*text == '\0')
		return;
	x->cells[x->cells_n++] = (struct read_cell){.text = text, .col = x->b.col, .col_span = 1};
	if (x->b.col >= x->table->cols_n)
		x->table->cols_n = x->b.col + 1;
}

static void open_row(struct xlsx *x, const char *const *attrs)
{
	book_row_open(&x->b, attrs);
	x->cells_n = 0;
	x->hidden_rows_n += book_is_hidden(attrs);
}

static void close_row(struct xlsx *x)
{
	struct read_row *r;

	if (x->cells_n == 0)
		return;
	x->rd->cells_n += x->cells_n;
	if (x->rd->cells_n > READ_CELLS_MAX || mem_left(x->rd->mem) / 4 < x->cells_n * sizeof *x->cells)
		x->rd->is_full = true;
	r = reader_row(x->rd, x->table);
	if (x->rd->is_full)
		return;
	r->place = (struct read_place){.sheet = x->sheet->name, .from_line = x->b.row, .to_line = x->b.row};
	r->at = mem_new(x->rd->mem, struct read_cell, x->cells_n);
	r->n = r->cap = x->cells_n;
	memcpy(r->at, x->cells, x->cells_n * sizeof *r->at);
}

static void add_merge(struct xlsx *x, const char *const *attrs)
{
	const char *p = xml_attr(attrs, "ref");
	struct merge g;

	if (p == NULL || x->merges.n >= MERGES_MAX || !book_place(&p, &g.col, &g.row) || *p++ != ':' ||
	    !book_place(&p, &g.to_col, &g.to_row))
		return;
	if (g.to_col >= READ_COLS_MAX)
		g.to_col = READ_COLS_MAX - 1;
	if (g.to_col >= g.col && g.to_row >= g.row)
		*list_add(x->rd->mem, &x->merges) = g;
}

static void sheet_open(void *at, const char *name, const char *const *attrs)
{
	struct xlsx *x = at;

	if (x->rd->is_full)
		return;
	if (text_is(name, "c"))
		book_cell_open(&x->b, attrs);
	else if (text_is(name, "v") || text_is(name, "t"))
		x->b.is_text = true;
	else if (text_is(name, "row"))
		open_row(x, attrs);
	else if (text_is(name, "rPh"))
		x->b.is_phonetic = true;
	else if (text_is(name, "mergeCell"))
		add_merge(x, attrs);
}

static void sheet_close(void *at, const char *name)
{
	struct xlsx *x = at;

	if (x->rd->is_full)
		return;
	if (text_is(name, "c"))
		close_cell(x);
	else if (text_is(name, "v") || text_is(name, "t"))
		x->b.is_text = false;
	else if (text_is(name, "row"))
		close_row(x);
	else if (text_is(name, "rPh"))
		x->b.is_phonetic = false;
}

/* ---- merges ----------------------------------------------------------------------------------------------------- */

/* Index of the first row whose number is at least n. */
static size_t row_from(const struct read_table *t, int n)
{
	size_t low = 0, high = t->n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (t->at[mid].place.from_line < n)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Puts the merged cell over the places col..to_col of a row. */
static void cover(struct xlsx *x, struct read_row *r, const struct merge *g, const char *text, bool is_below)
{
	struct read_cell *at = mem_new(x->rd->mem, struct read_cell, r->n + 1);
	size_t n = 0, i = 0;

	while (i < r->n && r->at[i].col < g->col)
		at[n++] = r->at[i++];
	at[n++] = (struct read_cell){.text = text, .col = g->col, .col_span = g->to_col - g->col + 1, .is_below = is_below};
	while (i < r->n && r->at[i].col <= g->to_col)
		i++;
	while (i < r->n)
		at[n++] = r->at[i++];
	r->at = at;
	r->n = r->cap = n;
}

static const char *text_at(const struct read_row *r, int col)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->at[i].col == col)
			return r->at[i].text;
	return "";
}

static void lay_merges(struct xlsx *x)
{
	struct read_table *t = x->table;
	size_t touched = 0;

	for (size_t i = 0; i < x->merges.n; i++) {
		const struct merge *g = &x->merges.at[i];
		size_t r = row_from(t, g->row);
		const char *text = "";

		if (r < t->n && t->at[r].place.from_line == g->row)
			text = text_at(&t->at[r], g->col);
		for (; r < t->n && t->at[r].place.from_line <= g->to_row; r++) {
			if (++touched > MERGED_ROWS_MAX || mem_left(x->rd->mem) < 1024 * 1024) {
				x->rd->is_full = true;
				return;
			}
			cover(x, &t->at[r], g, text, t->at[r].place.from_line > g->row);
		}
		if (g->to_col >= t->cols_n && *text != '\0')
			t->cols_n = g->to_col + 1;
	}
}

/* ---- the whole -------------------------------------------------------------------------------------------------- */

static err read_sheet(struct xlsx *x, struct unzip *z, const struct book_sheet *s)
{
	static const struct xml_face face = {.open = sheet_open, .close = sheet_close, .text = book_text};
	struct read_block *b;

	x->sheet = s;
	x->table = reader_table(x->rd);
	x->b.row = x->hidden_rows_n = 0;
	x->merges.n = 0;
	x->b.is_text = x->b.is_phonetic = false;
	TRY(part_read(x->rd->mem, z, s->part, &face, x));
	if (x->table->n == 0 || x->rd->is_full)
		return OK;
	lay_merges(x);
	reader_mark_repeats(x->rd, x->table);
	if (x->hidden_rows_n > 0)
		reader_note(x->rd, s->name, mem_text(x->rd->mem, "Trang tính “%s” có %d hàng ẩn; các hàng này vẫn được đọc.",
		            s->name, x->hidden_rows_n));
	b = reader_block(x->rd);
	b->table = x->table;
	b->place = (struct read_place){.sheet = s->name, .from_line = x->table->at[0].place.from_line,
	                               .to_line = x->table->at[x->table->n - 1].place.from_line};
	return OK;
}

err xlsx_read(struct reader *rd, struct unzip *z)
{
	struct xlsx *x = mem_new(rd->mem, struct xlsx, 1);

	rd->doc->kind = READ_XLSX;
	x->rd = rd;
	x->cells = mem_new(rd->mem, struct read_cell, READ_COLS_MAX);
	TRY(book_open(rd, z, &x->b));
	for (size_t i = 0; i < x->b.sheets.n && !rd->is_full; i++) {
		const struct book_sheet *s = &x->b.sheets.at[i];

		if (s->is_hidden)
			reader_note(rd, s->name, mem_text(rd->mem, "Trang tính “%s” bị ẩn nên không đọc.", s->name));
		else
			TRY(read_sheet(x, z, s));
	}
	return OK;
}
