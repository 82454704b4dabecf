/* read/txt_table.c -- tables of plain text whose cells are parted by tabs or bars, as copied from a sheet or written by
 * hand. A cell may go on over several lines: then the line has too few marks, and the next ones the rest. */
#include "base/text.h"
#include "read/txt.h"

enum { COLS_MIN = 3, ROW_LINES_MAX = 40 };

struct fields {
	const char **at;
	size_t n;
};

/* The parts of the line between its marks; of "| a | b |" the outer bars are none. */
static struct fields fields_of(struct mem *m, const char *line, char mark)
{
	struct fields f = {.at = mem_new(m, const char *, strlen(line) + 1)};
	const char *p = line + strspn(line, " ");
	size_t n = strlen(p);

	while (n > 0 && p[n - 1] == ' ')
		n--;
	if (mark == '|') {
		n -= n > 0 && p[n - 1] == '|';
		n -= n > 0 && *p == '|';
		p += *p == '|';
	}
	for (;;) {
		const char *end = memchr(p, mark, n);
		size_t k = end == NULL ? n : (size_t)(end - p);

		f.at[f.n++] = text_line(m, mem_copy(m, p, k));
		if (end == NULL)
			return f;
		n -= k + 1;
		p = end + 1;
	}
}

/* "|---|:---:|" under the heads. */
static bool is_ruler(const char *line)
{
	return strchr(line, '-') != NULL && line[strspn(line, " |:-\t")] == '\0';
}

/* A row begins with its number, or the mark of a section. */
static bool begins_row(const struct fields *f)
{
	const char *s = f->at[0];
	size_t n = strspn(s, "0123456789IVX");

	return f->n >= 2 && n > 0 && n <= 4 && strchr(".)", s[n]) != NULL;
}

/* A cell of several lines that a sheet put between quotes. */
static const char *unquoted(struct mem *m, const char *s)
{
	size_t n = strlen(s);

	return n > 2 && s[0] == '"' && s[n - 1] == '"' && strchr(s, '\n') != NULL ? mem_copy(m, s + 1, n - 2) : s;
}

/* One row from line i on; *used lines. Cells that go on over lines are joined. */
static struct fields row_at(struct mem *m, const struct txt_lines *l, size_t i, char mark, size_t cols, size_t *used)
{
	struct fields f = fields_of(m, l->at[i].text, mark);
	size_t k = i + 1;

	*used = 1;
	if (f.n < 2 || f.n >= cols)
		return f;
	f.at = memcpy(mem_new(m, const char *, cols), f.at, f.n * sizeof *f.at);
	for (; k < l->n && k < i + ROW_LINES_MAX && f.n < cols; k++) {
		struct fields more = fields_of(m, l->at[k].text, mark);

		if (begins_row(&more) || f.n + more.n - 1 > cols)
			break;
		f.at[f.n - 1] = mem_text(m, "%s\n%s", f.at[f.n - 1], more.at[0]);
		for (size_t c = 1; c < more.n; c++)
			f.at[f.n++] = more.at[c];
	}
	if (f.n == cols)
		*used = k - i;
	else
		f = fields_of(m, l->at[i].text, mark);
	return f;
}

static void add_row(struct reader *rd, struct read_table *t, const struct fields *f, int from, int to)
{
	struct read_row *row = reader_row(rd, t);

	row->place = (struct read_place){.sheet = "", .from_line = from, .to_line = to};
	for (size_t c = 0; c < f->n; c++) {
		struct read_cell *cell = reader_cell(rd, row);

		/* A line without marks among the rows reaches over all columns. */
		*cell = (struct read_cell){.text = unquoted(rd->mem, f->at[c]), .col = (int)c, .col_span = f->n == 1 ? t->cols_n : 1};
	}
}

/* How many of the next lines have a mark, of the first few. */
static bool goes_on(struct mem *m, const struct txt_lines *l, size_t i, char mark)
{
	for (size_t k = i; k < l->n && k < i + 3; k++) {
		if (fields_of(m, l->at[k].text, mark).n >= COLS_MIN)
			return true;
	}
	return false;
}

size_t txt_table(struct reader *rd, const struct txt_lines *l, size_t i)
{
	const char *first = l->at[i].text;
	char mark = strchr(first, '|') != NULL ? '|' : '\t';
	size_t cols = strchr(first, mark) == NULL ? 0 : fields_of(rd->mem, first, mark).n, k = i, used;
	struct read_table *t;
	struct read_block *b;

	if (cols < COLS_MIN || cols > READ_COLS_MAX || !goes_on(rd->mem, l, i + 1, mark))
		return 0;
	t = reader_table(rd);
	t->cols_n = (int)cols;
	while (k < l->n && !rd->is_full) {
		struct fields f = row_at(rd->mem, l, k, mark, cols, &used);

		if (f.n > cols || (f.n == 1 && !goes_on(rd->mem, l, k + 1, mark)))
			break;
		if (!is_ruler(l->at[k].text))
			add_row(rd, t, &f, l->at[k].no, l->at[k + used - 1].no);
		k += used;
	}
	b = reader_block(rd);
	b->table = t;
	b->place = (struct read_place){.sheet = "", .from_line = l->at[i].no, .to_line = l->at[k - 1].no};
	reader_mark_repeats(rd, t);
	return k - i;
}
