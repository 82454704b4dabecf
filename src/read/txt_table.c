/* read/txt_table.c -- tables of plain text whose cells are parted by marks: tabs, bars, or the semicolons and commas of a
 * sheet.
 *
 * A line with too few marks goes on in the next ones until the row has all its cells. Where lines are drawn between the
 * rows ("+---+---+") they tell the rows; where a table of bars has lines without a first cell, these go on with the row
 * above them. */
#include "base/text.h"
#include "read/txt.h"

enum { COLS_MIN = 3, ROW_LINES_MAX = 40, TABLE_LINES_MAX = 20000, HEADING_BYTES = 80, LOOKS_AHEAD = 3, LOOKS_BYTES = 8 * 1024 * 1024, MEM_KEPT = 8 * 1024 * 1024 };

struct fields {
	const char **at;
	size_t n;
};

/* One line of the table, or the lines that make up one row of marks. */
struct piece {
	struct fields f;
	int from, to;           /* lines of the file */
	bool is_ruler;
	bool is_rest;           /* one field: more words of the last cell of the piece before */
};

struct drawn {
	struct mem *mem;
	const struct txt_lines *l;
	char mark;
	size_t cols;
	size_t looks;           /* bytes of lines that may still be looked at twice */
	size_t last;            /* the last piece that is a row */
	struct LIST(struct piece) pieces;
};

/* "|---|:---:|", "+---+---+", "----+----": drawn, not written. */
static bool is_ruler(const char *line)
{
	return strpbrk(line, "-=") != NULL && strpbrk(line, "|+") != NULL && line[strspn(line, " |:+-=\t")] == '\0';
}

/* "<br>" and "<br/>" of a cell as line ends. */
static const char *broken(struct mem *m, const char *s)
{
	char *p, *to;

	if (strstr(s, "<br") == NULL)
		return s;
	p = mem_dup(m, s);
	for (to = p; *s != '\0';) {
		size_t n = strncmp(s, "<br>", 4) == 0 ? 4 : strncmp(s, "<br/>", 5) == 0 ? 5 : strncmp(s, "<br />", 6) == 0 ? 6 : 0;

		*to++ = n > 0 ? '\n' : *s;
		s += n > 0 ? n : 1;
	}
	*to = '\0';
	return p;
}

/* The quote that closes a cell of n bytes which begins with one; two of them are one of the cell's own. */
static const char *closing(const char *p, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (p[i] != '"')
			continue;
		if (i + 1 == n || p[i + 1] != '"')
			return p + i;
		i++;
	}
	return NULL;
}

/* A cell's words without the quotes around it and its own doubled. */
static const char *undoubled(struct mem *m, const char *p, size_t n)
{
	char *out = mem_copy(m, p, n), *to = out;

	for (const char *q = out; *q != '\0'; q++) {
		*to++ = *q;
		q += *q == '"' && q[1] == '"';
	}
	*to = '\0';
	return out;
}

static void add_field(struct mem *m, struct fields *f, const char *p, size_t n)
{
	f->at[f->n++] = broken(m, text_line(m, mem_copy(m, p, n)));
}

static size_t marks_in(const char *line, char mark)
{
	size_t n = 0;

	for (; *line != '\0'; line++)
		n += *line == mark;
	return n;
}

static void add_quoted(struct mem *m, struct fields *f, const char *p, size_t n)
{
	const char *words = undoubled(m, p, n);

	add_field(m, f, words, strlen(words));
}

/* The parts of the line between its marks; of "| a | b |" the outer bars are none. */
static struct fields fields_of(struct mem *m, const char *line, char mark)
{
	struct fields f = {.at = mem_new(m, const char *, marks_in(line, mark) + 1)};
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
		/* A sheet puts a cell with marks or line ends of its own between quotes. */
		const char *close = (mark == ';' || mark == ',') && n > 1 && *p == '"' ? closing(p, n) : NULL;
		const char *after = close == NULL ? p : close;
		const char *end = memchr(after, mark, n - (size_t)(after - p));
		size_t k = end == NULL ? n : (size_t)(end - p);

		if (close != NULL && close + 1 == p + k)
			add_quoted(m, &f, p + 1, k - 2);
		else
			add_field(m, &f, p, k);
		if (end == NULL)
			return f;
		n -= k + 1;
		p = end + 1;
	}
}

static size_t filled(const struct fields *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += *f->at[i] != '\0';
	return n;
}

/* A row begins with its number, or the mark of a section. */
static bool begins_row(const struct fields *f)
{
	const char *s = f->at[0];
	size_t n = strspn(s, "0123456789IVX");

	return f->n >= 2 && n > 0 && n <= 4 && strchr(".)", s[n]) != NULL;
}

/* A line without marks that is no title of a section: a point of a list, or words that go on. */
static bool continues(const char *s)
{
	s += strspn(s, " \t");
	return strchr("-+*;,(", *s) != NULL || (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9' && strchr(s, '/') != NULL) ||
	       strncmp(s, "•", strlen("•")) == 0;
}

/* A cell of several lines that a sheet put between quotes. */
static const char *unquoted(struct mem *m, const char *s)
{
	size_t n = strlen(s);

	return n > 2 && s[0] == '"' && s[n - 1] == '"' && strchr(s, '\n') != NULL ? mem_copy(m, s + 1, n - 2) : s;
}

/* The parts one below the other, those left out that are empty. */
static const char *joined(struct mem *m, const char *const *parts, size_t n)
{
	size_t bytes = 0;
	char *out, *p;

	if (n == 1)
		return parts[0];
	for (size_t i = 0; i < n; i++)
		bytes += strlen(parts[i]) + 1;
	p = out = mem_alloc(m, bytes + 1);
	for (size_t i = 0; i < n; i++) {
		if (*parts[i] == '\0')
			continue;
		if (p > out)
			*p++ = '\n';
		p = stpcpy(p, parts[i]);
	}
	return out;
}

/* Whether a line may be looked at once more. */
static bool may_look(struct drawn *d, size_t k)
{
	size_t n = k < d->l->n ? strlen(d->l->at[k].text) : 0;

	if (k >= d->l->n || n > d->looks || mem_left(d->mem) < MEM_KEPT)
		return false;
	d->looks -= n;
	return true;
}

/* How many of the next lines have marks, of the first few; of tabs in two places, since one may only push a line in. */
static bool goes_on(struct drawn *d, size_t i)
{
	for (size_t k = i; k < i + LOOKS_AHEAD && may_look(d, k); k++) {
		struct fields f = fields_of(d->mem, d->l->at[k].text, d->mark);

		if (f.n >= COLS_MIN && (d->mark != '\t' || filled(&f) >= 2 || *f.at[0] != '\0'))
			return true;
	}
	return false;
}

/* The row of marks from line i on; *used lines. Cells that go on over lines are joined. */
static struct fields row_at(struct drawn *d, size_t i, size_t *used)
{
	struct fields f = fields_of(d->mem, d->l->at[i].text, d->mark);
	const char *open[ROW_LINES_MAX];
	size_t k = i + 1, open_n = 1;

	*used = 1;
	if (f.n < 2 || f.n >= d->cols)
		return f;
	f.at = memcpy(mem_new(d->mem, const char *, d->cols), f.at, f.n * sizeof *f.at);
	open[0] = f.at[f.n - 1];
	for (; k < i + ROW_LINES_MAX && f.n < d->cols && may_look(d, k); k++) {
		struct fields more = fields_of(d->mem, d->l->at[k].text, d->mark);

		if (begins_row(&more) || f.n + more.n - 1 > d->cols)
			break;
		open[open_n++] = more.at[0];
		if (more.n > 1) {
			f.at[f.n - 1] = joined(d->mem, open, open_n);
			open_n = 1;
		}
		for (size_t c = 1; c < more.n; c++)
			f.at[f.n++] = open[0] = more.at[c];
	}
	f.at[f.n - 1] = joined(d->mem, open, open_n);
	if (f.n == d->cols)
		*used = k - i;
	else
		f = fields_of(d->mem, d->l->at[i].text, d->mark);
	return f;
}

/* A line without marks below a full row: the rest of its last cell. */
static bool take_rest(struct drawn *d, size_t i, const struct fields *f)
{
	const struct piece *last = d->pieces.n == 0 ? NULL : &d->pieces.at[d->last];

	if (last == NULL || d->mark == '|' || f->n != 1 || last->is_ruler || last->f.n != d->cols || !continues(f->at[0]))
		return false;
	*list_add(d->mem, &d->pieces) = (struct piece){.f = *f, .from = d->l->at[i].no, .to = d->l->at[i].no, .is_rest = true};
	return true;
}

/* The table's lines from i on; the line after them. */
static size_t gather(struct drawn *d, size_t i)
{
	size_t used;

	for (; i < d->l->n && d->pieces.n < TABLE_LINES_MAX; i += used) {
		const char *text = d->l->at[i].text;
		struct fields f;

		if (is_ruler(text)) {
			d->last = d->pieces.n;
			*list_add(d->mem, &d->pieces) = (struct piece){.is_ruler = true, .from = d->l->at[i].no, .to = d->l->at[i].no};
			used = 1;
			continue;
		}
		f = row_at(d, i, &used);
		if (f.n > d->cols || (f.n < COLS_MIN && !goes_on(d, i + 1) && !(d->mark == '|' && f.n == 2)) ||
		    (d->mark == '\t' && f.n < d->cols && *f.at[0] == '\0' && !goes_on(d, i + used)))
			break;
		if (take_rest(d, i, &f))
			continue;
		d->last = d->pieces.n;
		*list_add(d->mem, &d->pieces) = (struct piece){.f = f, .from = d->l->at[i].no, .to = d->l->at[i + used - 1].no};
	}
	return i;
}

/* The pieces from p on, n of them, are one row. */
static void add_row(struct reader *rd, struct read_table *t, const struct piece *p, size_t n)
{
	struct read_row *row = reader_row(rd, t);
	const struct fields *f = &p->f;
	const char **parts = mem_new(rd->mem, const char *, n);

	row->place = (struct read_place){.sheet = "", .from_line = p->from, .to_line = p[n - 1].to};
	for (size_t c = 0; c < f->n; c++) {
		struct read_cell *cell = reader_cell(rd, row);

		for (size_t i = 0; i < n; i++)
			parts[i] = p[i].is_ruler ? "" : !p[i].is_rest ? p[i].f.at[c] : c + 1 == f->n ? p[i].f.at[0] : "";

		/* A line without marks among the rows reaches over all columns. */
		*cell = (struct read_cell){.text = unquoted(rd->mem, joined(rd->mem, parts, n)), .col = (int)c, .col_span = f->n == 1 ? t->cols_n : 1};
	}
}

/* Lines are drawn between the rows too, not only around the table and under its head. */
static bool is_ruled(const struct drawn *d)
{
	size_t rulers = 0;

	for (size_t i = 0; i < d->pieces.n; i++)
		rulers += d->pieces.at[i].is_ruler && i > 0 && i + 1 < d->pieces.n && !d->pieces.at[i + 1].is_ruler;
	return rulers >= 2;
}

/* Whether many lines have no first cell: a row goes on over them. */
static bool is_wrapped(const struct drawn *d)
{
	size_t without = 0, lines = 0;

	for (size_t i = 0; i < d->pieces.n; i++) {
		const struct piece *p = &d->pieces.at[i];

		lines += !p->is_ruler && p->f.n == d->cols;
		without += !p->is_ruler && p->f.n == d->cols && *p->f.at[0] == '\0';
	}
	return without * 5 >= lines;
}

static void add_rows(struct reader *rd, struct drawn *d, struct read_table *t)
{
	bool is_bars = d->mark == '|', ruled = is_bars && is_ruled(d), wrapped = is_bars && !ruled && is_wrapped(d), is_new = true;
	const struct piece *open = NULL;
	size_t open_n = 0;

	for (size_t i = 0; i < d->pieces.n && !rd->is_full; i++) {
		const struct piece *p = &d->pieces.at[i];
		bool begins = !p->is_rest && (!(ruled || wrapped) || open == NULL || is_new || p->f.n != open->f.n);

		if (p->is_ruler) {
			is_new = true;
			continue;
		}
		/* Numbers of two rows between the same lines are two rows. */
		if (ruled)
			begins = begins || (*p->f.at[0] != '\0' && *open->f.at[0] != '\0' && begins_row(&p->f) && begins_row(&open->f));
		else if (!p->is_rest)
			begins = begins || *p->f.at[0] != '\0';
		if (begins && open != NULL)
			add_row(rd, t, open, open_n);
		open = begins ? p : open;
		open_n = begins ? 1 : open_n + 1;
		is_new = false;
	}
	if (open != NULL)
		add_row(rd, t, open, open_n);
}

/* Whether a mark stands without a blank behind it everywhere, as a sheet writes it and a sentence does not. */
static bool is_tight(const char *line, char mark)
{
	const char *p = line;

	for (; (p = strchr(p, mark)) != NULL; p++) {
		if (p[1] == ' ' || p[1] == '\0')
			return false;
	}
	return true;
}

/* The mark of a table that begins with this line: 0 for none. Its first row is the heads, and none of them is empty; a
 * sheet's are short, and the next rows have as many cells. */
static char mark_of(struct mem *m, const struct txt_lines *l, size_t i)
{
	static const char sheets[] = ";,";
	const char *first = l->at[i].text;
	struct fields f;

	if (strchr(first, '|') != NULL)
		return '|';
	if (strchr(first, '\t') != NULL) {
		f = fields_of(m, first, '\t');
		return filled(&f) >= COLS_MIN && filled(&f) + 2 >= f.n ? '\t' : '\0';
	}
	for (const char *s = sheets; *s != '\0'; s++) {
		bool is_all = strchr(first, *s) != NULL && is_tight(first, *s);

		if (!is_all)
			continue;
		f = fields_of(m, first, *s);
		is_all = f.n > COLS_MIN && filled(&f) == f.n && i + 2 < l->n;
		for (size_t c = 0; c < f.n && is_all; c++)
			is_all = strlen(f.at[c]) <= HEADING_BYTES && f.at[c][strlen(f.at[c]) - 1] != '.';
		for (size_t k = i + 1; k < i + LOOKS_AHEAD && is_all; k++)
			is_all = fields_of(m, l->at[k].text, *s).n >= f.n - 1;
		if (is_all)
			return *s;
	}
	return '\0';
}

size_t txt_table(struct reader *rd, const struct txt_lines *l, size_t i)
{
	size_t first = i + is_ruler(l->at[i].text), end;
	struct drawn d = {.mem = rd->mem, .l = l, .looks = LOOKS_BYTES};
	struct read_table *t;
	struct read_block *b;

	d.mark = first < l->n ? mark_of(rd->mem, l, first) : '\0';
	d.cols = d.mark == '\0' ? 0 : fields_of(rd->mem, l->at[first].text, d.mark).n;
	if (d.cols < COLS_MIN || d.cols > READ_COLS_MAX || !goes_on(&d, first + 1))
		return 0;
	end = gather(&d, first);
	t = reader_table(rd);
	t->cols_n = (int)d.cols;
	add_rows(rd, &d, t);
	b = reader_block(rd);
	b->table = t;
	b->place = (struct read_place){.sheet = "", .from_line = l->at[i].no, .to_line = l->at[end - 1].no};
	reader_mark_repeats(rd, t);
	return end - i;
}
