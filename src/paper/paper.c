/* paper/paper.c -- what rooms say, kept as blocks or, in a sheet, handed on row by row. */
#include "paper/paper_inside.h"

#include "base/text.h"

static const struct {
	const char *ending, *media_type;
} forms[PAPER_FORM_N] = {
	[PAPER_TXT] = {".txt", "text/plain; charset=utf-8"},
	[PAPER_XLSX] = {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	[PAPER_DOCX] = {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	[PAPER_PDF] = {".pdf", "application/pdf"},
	[PAPER_HTML] = {".html", "text/html; charset=utf-8"},
};

enum paper_form paper_form_of(const char *path)
{
	for (int i = 0; i < PAPER_FORM_N; i++)
		if (text_ends(path, forms[i].ending))
			return (enum paper_form)i;
	return PAPER_FORM_N;
}

const char *paper_media_type(enum paper_form form)
{
	CHECK(form < PAPER_FORM_N);
	return forms[form].media_type;
}

/* ---- for the forms ------------------------------------------------------------------------------------------------ */

/* 1.234.567 */
static const char *grouped(struct mem *m, int64_t n)
{
	const char *digits = mem_text(m, "%" PRId64, n);
	size_t len = strlen(digits), from = *digits == '-' ? 1 : 0;
	char *out = mem_alloc(m, len + len / 3 + 2);
	size_t k = 0;

	for (size_t i = 0; i < len; i++) {
		if (i > from && (len - i) % 3 == 0)
			out[k++] = '.';
		out[k++] = digits[i];
	}
	return out;
}

const char *cell_words(struct mem *m, const struct paper_cell *c)
{
	uint64_t size = c->n < 0 ? -(uint64_t)c->n : (uint64_t)c->n;

	switch (c->kind) {
	case CELL_TEXT:
	case CELL_LINK:
	case CELL_BAD: return c->text;
	case CELL_INT: return mem_text(m, "%" PRId64, c->n);
	case CELL_MONEY: return grouped(m, c->n);
	case CELL_PERCENT:
		return mem_text(m, "%s%" PRIu64 ",%02" PRIu64 " %%", c->n < 0 ? "-" : "", size / 100, size % 100);
	case CELL_DATE: return date_vn(m, (date)c->n);
	case CELL_TIME: return c->n == 0 ? "" : date_vn_ms(m, c->n);
	}
	return "";
}

const char *cell_address(struct mem *m, const struct paper *p, const struct paper_cell *c)
{
	return c->kind != CELL_LINK || *p->to.house == '\0' ? "" : mem_text(m, "%s%s", p->to.house, c->path);
}

int table_half_points(const struct table *t, double room_mm)
{
	enum { USUAL = 24, SMALLEST = 16 };
	double size = t->width_mm <= room_mm ? USUAL : USUAL * room_mm / t->width_mm;

	return size < SMALLEST ? SMALLEST : (int)size;
}

const char *line_next(struct mem *m, const char **text)
{
	const char *line;
	size_t n;

	if (*text == NULL)
		return NULL;
	n = strcspn(*text, "\n");
	line = mem_copy(m, *text, n);
	*text = (*text)[n] == '\n' ? *text + n + 1 : NULL;
	return line;
}

/* ---- keeping ------------------------------------------------------------------------------------------------------ */

/* What no XML may hold, though it is a code point. */
static bool is_no_char(const char *s)
{
	return strncmp(s, "\xEF\xBF\xBE", 3) == 0 || strncmp(s, "\xEF\xBF\xBF", 3) == 0;
}

/* The forms that wait for the whole paper put it together in the same arena: there must be room for that too. */
enum { TEXT_BYTES_MAX = 4 << 20, FREE_BYTES_MIN = 96 << 20 };

/* Copied, without what no document can hold. Tabs are spaces here. */
static const char *kept(struct paper *p, const char *text)
{
	size_t n = strlen(text), k = 0;
	char *out;

	if (p->e == OK && (n > TEXT_BYTES_MAX || mem_left(p->mem) < FREE_BYTES_MIN))
		p->e = ERR_FULL;
	if (p->e != OK)
		return "";
	out = mem_copy(p->mem, text, n);

	for (size_t i = 0; out[i] != '\0'; i++) {
		if (is_no_char(out + i))
			i += 2;
		else if (out[i] == '\t')
			out[k++] = ' ';
		else if ((unsigned char)out[i] >= ' ' || out[i] == '\n')
			out[k++] = out[i];
	}
	out[k] = '\0';
	return out;
}

/* A new block; NULL once something went wrong. */
static struct block *add(struct paper *p, enum block_kind kind)
{
	struct block *b;

	p->table = NULL;
	if (p->e == OK && p->texts_n++ >= PAPER_TEXTS_MAX)
		p->e = ERR_FULL;
	if (p->e != OK)
		return NULL;
	b = list_add(p->mem, &p->blocks);
	*b = (struct block){.kind = kind, .name = ""};
	return b;
}

static void add_run(struct paper *p, struct block *b, unsigned looks, const char *text)
{
	*list_add(p->mem, &b->runs) = (struct run){looks, text};
}

void paper_name(struct paper *p, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	p->name = mem_vtext(p->mem, fmt, ap);
	va_end(ap);
}

void paper_page(struct paper *p, const char *name, bool is_landscape)
{
	struct block *b = add(p, BLOCK_PAGE);

	if (b == NULL)
		return;
	b->name = kept(p, name);
	b->is_landscape = is_landscape;
}

void paper_head(struct paper *p, struct paper_head head)
{
	struct block *b = add(p, BLOCK_HEAD);

	if (b == NULL)
		return;
	b->head = (struct paper_head){text_upper(p->mem, kept(p, head.above)), text_upper(p->mem, kept(p, head.issuer)), kept(p, head.number),
	                              kept(p, head.place_day)};
}

void paper_text(struct paper *p, unsigned looks, const char *text)
{
	const char *rest = kept(p, text), *line;

	while (rest != NULL && (line = line_next(p->mem, &rest)) != NULL) {
		struct block *b = add(p, BLOCK_TEXT);

		if (b == NULL)
			return;
		b->looks = looks;
		add_run(p, b, looks, line);
	}
}

void paper_run(struct paper *p, unsigned looks, const char *text)
{
	CHECK(p->e != OK || (p->blocks.n > 0 && p->blocks.at[p->blocks.n - 1].kind == BLOCK_TEXT));
	if (p->e == OK)
		add_run(p, &p->blocks.at[p->blocks.n - 1], looks, kept(p, text));
}

void paper_title(struct paper *p, const char *text)
{
	struct block *b = add(p, BLOCK_TITLE);

	if (b != NULL)
		add_run(p, b, PAPER_BOLD | PAPER_CENTRED, kept(p, text));
}

void paper_heading(struct paper *p, const char *text)
{
	struct block *b = add(p, BLOCK_HEADING);

	if (b != NULL)
		add_run(p, b, PAPER_BOLD, kept(p, text));
}

void paper_code(struct paper *p, const char *text, int width_mm)
{
	struct block *b = add(p, BLOCK_CODE);

	if (b == NULL)
		return;
	b->width_mm = width_mm;
	add_run(p, b, PAPER_PLAIN, kept(p, text));
}

bool paper_code_path(struct paper *p, const char *path, int width_mm)
{
	if (*p->to.house == '\0')
		return false;
	paper_code(p, mem_text(p->mem, "%s%s", p->to.house, path), width_mm);
	return true;
}

void paper_sign(struct paper *p, struct paper_sign sign)
{
	struct block *b = add(p, BLOCK_SIGN);

	if (b == NULL)
		return;
	b->sign = (struct paper_sign){kept(p, sign.receivers), kept(p, sign.authority), kept(p, sign.office),
	                              kept(p, sign.name)};
}

/* ---- tables ------------------------------------------------------------------------------------------------------- */

static struct table *table_new(struct paper *p, const struct paper_column *columns, size_t n)
{
	struct table *t = mem_new(p->mem, struct table, 1);

	CHECK(n > 0 && n <= PAPER_COLUMNS_MAX);
	t->columns = mem_new(p->mem, struct paper_column, n);
	t->columns_n = n;
	for (size_t i = 0; i < n; i++) {
		CHECK(columns[i].width_mm > 0);
		t->columns[i] = columns[i];
		t->columns[i].head = kept(p, columns[i].head);
		t->width_mm += columns[i].width_mm;
	}
	return t;
}

void paper_table(struct paper *p, const struct paper_column *columns, size_t n)
{
	struct table *t = table_new(p, columns, n);
	bool is_list = p->blocks.n == 0 && p->sheet == NULL;
	struct block *b = NULL;

	if (is_list)
		paper_page(p, p->name, t->width_mm > UPRIGHT_MM);
	if (is_list)
		paper_title(p, p->name);
	p->table = NULL;
	if (p->sheet == NULL)
		b = add(p, BLOCK_TABLE);
	if (p->e != OK)
		return;
	p->table = t;
	if (b != NULL)
		b->table = t;
	else
		p->e = sheet_table(p);
}

/* A row for the tree: a copy, within the limit. */
static void keep_line(struct paper *p, bool is_band, const struct paper_cell *cells, size_t n)
{
	struct paper_cell *copy;

	if (p->rows_n++ >= PAPER_ROWS_MAX) {
		p->e = ERR_FULL;
		return;
	}
	copy = mem_new(p->mem, struct paper_cell, n);
	for (size_t i = 0; i < n; i++) {
		copy[i] = cells[i];
		copy[i].text = kept(p, cells[i].text);
		copy[i].path = mem_dup(p->mem, cells[i].path);
	}
	*list_add(p->mem, &p->table->lines) = (struct line){is_band, copy};
}

static void line(struct paper *p, bool is_band, const struct paper_cell *cells, size_t n)
{
	if (p->e != OK)
		return;
	CHECK(p->table != NULL);
	if (p->sheet != NULL)
		p->e = sheet_line(p, &(struct line){is_band, cells});
	else
		keep_line(p, is_band, cells, n);
	if (++p->lines_n % PAPER_STEP == 0 && p->e == OK && p->to.step != NULL)
		p->e = p->to.step(p->to.step_arg, p->lines_n, p->expected_n);
}

void paper_expect(struct paper *p, int64_t rows_n)
{
	p->expected_n = rows_n;
}

void paper_cells(struct paper *p, const struct paper_cell *cells, size_t n)
{
	CHECK(p->e != OK || (p->table != NULL && n == p->table->columns_n));
	line(p, false, cells, n);
}

void paper_band(struct paper *p, const char *text)
{
	const struct paper_cell cell = cell_text(text);

	line(p, true, &cell, 1);
}

/* ---- open, close -------------------------------------------------------------------------------------------------- */

err paper_err(const struct paper *p)
{
	return p->e;
}

err paper_open(struct mem *m, struct paper_to to, struct paper **out)
{
	struct paper *p = mem_new(m, struct paper, 1);

	CHECK(to.form < PAPER_FORM_N);
	*p = (struct paper){.mem = m, .to = to, .name = to.title};
	if (to.form == PAPER_XLSX)
		TRY(sheet_open(p));
	*out = p;
	return OK;
}

err paper_close(struct paper *p)
{
	TRY(p->e);
	switch (p->to.form) {
	case PAPER_TXT: p->e = text_write(p); break;
	case PAPER_XLSX: p->e = sheet_close(p); break;
	case PAPER_DOCX: p->e = docx_write(p); break;
	case PAPER_PDF: p->e = pdf_write(p); break;
	case PAPER_HTML: p->e = html_write(p); break;
	case PAPER_FORM_N: CHECK(false);
	}
	return p->e;
}

int paper_unknown_n(const struct paper *p)
{
	return p->unknown_n;
}

/* Of one line, and nothing in it that a file system or a shell takes for something else. */
const char *paper_file_name(const struct paper *p)
{
	const char *name = text_line(p->mem, p->name), *at = name;
	char *out = mem_alloc(p->mem, strlen(name) + 1);
	size_t k = 0;

	for (size_t i = 0; i < PAPER_NAME_MAX; i++) {
		char u[4];
		uint32_t c = text_next(&at);
		size_t n;

		if (c == 0)
			break;
		n = text_put(u, c < ' ' || (c < 0x80 && strchr("/\\:*?\"<>|", (int)c) != NULL) ? '-' : c);
		memcpy(out + k, u, n);
		k += n;
	}
	while (k > 0 && (out[k - 1] == '.' || out[k - 1] == ' '))
		out[--k] = '\0';
	return mem_text(p->mem, "%s%s", k == 0 ? "thidua" : out, forms[p->to.form].ending);
}
