/* paper/paper_xlsx.c -- a workbook, written row by row: each table a sheet, its head frozen and ready to be filtered.
 *
 * The library keeps one row in memory and the rest in a file of its own; what is known only at the end of a sheet (how far
 * the filter reaches) is said there. Text is always text: nothing that begins with "=" becomes a formula. */
#include <xlsxwriter.h>

#include "paper/paper_inside.h"

#include "base/text.h"
#include "base/zip.h"

enum { CELL_MAX = 32000, NAME_MAX_UNITS = 31, LINKS_MAX = 65000, ROW_MEM = 64 * 1024 * 1024, LINE_POINTS = 16,
       FONT_POINTS = 12, ROW_POINTS_MAX = 409, PAGE_POINTS = 470, ADDRESS_MAX = 2000, NOTE_MAX = 2000, NOTES_MAX = 5000 };
static const double CHARS_PER_MM = 0.52, CHAR_POINTS = 5.2;     /* of a column */
static const int64_t EXACT_MAX = INT64_C(999999999999999);     /* a sheet keeps fifteen digits of a number */

enum look { LOOK_TEXT, LOOK_CENTRED, LOOK_INT, LOOK_INT_CENTRED, LOOK_MONEY, LOOK_PERCENT, LOOK_DATE, LOOK_TIME, LOOK_LINK, LOOK_BAD, LOOK_HEAD,
            LOOK_BAND, LOOK_PLAIN, LOOK_BOLD, LOOK_MIDDLE, LOOK_MIDDLE_BOLD, LOOK_MIDDLE_ITALIC, LOOK_N };

struct sheet {
	lxw_workbook *book;
	lxw_worksheet *at;              /* NULL: the next thing begins a sheet */
	lxw_format *looks[LOOK_N];
	struct mem *row_mem;            /* emptied after each row */
	const char *name;               /* of the sheet that comes */
	bool is_landscape, is_closed;
	const struct table *table;      /* of this sheet, NULL before it */
	size_t columns_n;
	lxw_row_t row, head_row, end_row;       /* the next row; that of the head; the one behind the table */
	double points;                  /* width of its columns together */
	bool has_bands;
	size_t sheets_n, links_n, notes_n;
	struct LIST(int64_t) rows_bytes;        /* of each sheet that was ended: its file must hold as many */
};

/* ---- what the library says ---------------------------------------------------------------------------------------- */

static err lxw(lxw_error e)
{
	if (e == LXW_NO_ERROR)
		return OK;
	return e == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE ? ERR_FULL : ERR_IO;
}

static lxw_format *look_new(struct sheet *s, enum look look)
{
	lxw_format *f = workbook_add_format(s->book);
	bool is_cell = look <= LOOK_BAND;

	format_set_font_name(f, "Times New Roman");
	format_set_font_size(f, 12);
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	if (is_cell)
		format_set_border(f, LXW_BORDER_THIN);
	if (look == LOOK_TEXT || look == LOOK_CENTRED || look >= LOOK_LINK)
		format_set_text_wrap(f);
	if (look == LOOK_HEAD || look == LOOK_BAND || look == LOOK_BOLD || look == LOOK_MIDDLE_BOLD)
		format_set_bold(f);
	if (look == LOOK_MIDDLE_ITALIC)
		format_set_italic(f);
	if (look == LOOK_CENTRED || look == LOOK_INT_CENTRED || look == LOOK_HEAD || look == LOOK_DATE || look == LOOK_TIME || look >= LOOK_MIDDLE)
		format_set_align(f, LXW_ALIGN_CENTER);
	if (look == LOOK_HEAD) {
		format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
		format_set_bg_color(f, 0xE8EDF3);
	}
	if (look == LOOK_BAD)
		format_set_bg_color(f, 0xF8D7DA);
	if (look == LOOK_LINK) {
		format_set_font_color(f, 0x0B4EA2);
		format_set_underline(f, LXW_UNDERLINE_SINGLE);
	}
	return f;
}

static void looks_make(struct sheet *s)
{
	for (int i = 0; i < LOOK_N; i++)
		s->looks[i] = look_new(s, (enum look)i);
	format_set_num_format(s->looks[LOOK_INT], "0");
	format_set_num_format(s->looks[LOOK_INT_CENTRED], "0");
	format_set_num_format(s->looks[LOOK_MONEY], "#,##0");
	format_set_num_format(s->looks[LOOK_PERCENT], "0.00%");
	format_set_num_format(s->looks[LOOK_DATE], "dd/mm/yyyy");
	format_set_num_format(s->looks[LOOK_TIME], "hh:mm dd/mm/yyyy");
}

static void release(void *ptr)
{
	struct sheet *s = ptr;

	if (!s->is_closed)
		lxw_workbook_free(s->book);
	mem_close(s->row_mem);
}

err sheet_open(struct paper *p)
{
	struct sheet *s = mem_new(p->mem, struct sheet, 1);
	lxw_workbook_options options = {.constant_memory = LXW_TRUE,
	                                .tmpdir = *p->to.tmp_dir != '\0' ? mem_dup(p->mem, p->to.tmp_dir) : NULL};
	lxw_doc_properties about = {.title = mem_dup(p->mem, p->name), .created = p->to.now_ms / 1000};

	s->book = workbook_new_opt(p->to.path, &options);
	if (s->book == NULL)
		return ERR_IO;
	s->name = "";
	s->row_mem = mem_open(ROW_MEM);
	mem_defer(p->mem, release, s);
	workbook_set_properties(s->book, &about);
	looks_make(s);
	p->sheet = s;
	return OK;
}

/* ---- how high a row must be ---------------------------------------------------------------------------------------
 * Programs that open a sheet do not all find that out by themselves, so it is said: from the widths of letters, roughly. */

/* Of a letter of Times New Roman, in thousandths of its size. */
static double letter_width(uint32_t c)
{
	static const struct {
		const char *letters;
		double width;
	} known[] = {{" .,;:!'|/\\ijlt", 270}, {"()[]frsIJ-", 345}, {"ace", 444}, {"mw", 760}, {"MW", 930}};

	for (size_t i = 0; c < 0x80 && i < COUNT(known); i++)
		if (strchr(known[i].letters, (int)c) != NULL)
			return known[i].width;
	if (c < 0x80 && c >= 'A' && c <= 'Z')
		return 700;
	return c > 0x1100 && c < 0x1E00 ? 1000 : 490;
}

/* Lines that the text takes in so many points, words kept whole where they fit. */
static size_t lines_of(const char *text, double points)
{
	const double width = points * 1000 / FONT_POINTS;
	double line = 0, word = 0;
	size_t n = 1;
	uint32_t c;

	while ((c = text_next(&text)) != 0) {
		if (c == '\n') {
			n++;
			line = word = 0;
			continue;
		}
		line += letter_width(c);
		word = c == ' ' ? 0 : word + letter_width(c);
		if (line > width && c != ' ') {
			n++;
			line = word <= width ? word : letter_width(c);
		}
	}
	return n;
}

/* Before anything is put into the row. */
static err height_set(struct sheet *s, size_t lines)
{
	double points = (double)lines * LINE_POINTS;

	return lines <= 1 ? OK : lxw(worksheet_set_row(s->at, s->row, points > ROW_POINTS_MAX ? ROW_POINTS_MAX : points, NULL));
}

static double column_points(const struct table *t, size_t i)
{
	return t->columns[i].width_mm * CHARS_PER_MM * CHAR_POINTS;
}

/* ---- sheets ------------------------------------------------------------------------------------------------------- */

/* A name as the library takes it: short, without its forbidden signs, not there yet. */
static const char *sheet_name(struct sheet *s, struct mem *m, const char *wanted)
{
	const char *at = wanted;
	char *out = mem_alloc(m, strlen(wanted) + 1);
	size_t k = 0, units = 0;
	uint32_t c;

	while ((c = text_next(&at)) != 0) {
		char u[4];
		size_t n;

		units += c > 0xFFFF ? 2 : 1;
		if (units > NAME_MAX_UNITS)
			break;
		n = text_put(u, c < 0x80 && strchr("[]:*?/\\'", (int)c) != NULL ? ' ' : c);
		memcpy(out + k, u, n);
		k += n;
	}
	out = (char *)(uintptr_t)text_trim(m, out);
	if (*out == '\0' || workbook_validate_sheet_name(s->book, out) != LXW_NO_ERROR)
		return mem_text(m, "Trang %zu", s->sheets_n + 1);
	return out;
}

/* The sheet that was begun is done: how far its filter reaches is known now. */
static void sheet_end(struct paper *p)
{
	struct sheet *s = p->sheet;

	if (s->at != NULL)
		*list_add(p->mem, &s->rows_bytes) = s->at->optimize_tmpfile != NULL ? ftello(s->at->optimize_tmpfile) : 0;
	if (s->at != NULL && s->table != NULL && !s->has_bands && s->end_row > s->head_row + 1)
		worksheet_autofilter(s->at, s->head_row, 0, s->end_row - 1, (lxw_col_t)(s->columns_n - 1));
	s->at = NULL;
	s->table = NULL;
	s->has_bands = false;
}

/* A sheet for a table of these columns. */
static err sheet_begin(struct paper *p, const struct table *t)
{
	struct sheet *s = p->sheet;

	s->at = workbook_add_worksheet(s->book, sheet_name(s, s->row_mem, *s->name != '\0' ? s->name : p->name));
	if (s->at == NULL)
		return ERR_IO;
	s->sheets_n++;
	s->row = 0;
	s->links_n = s->notes_n = 0;
	s->columns_n = t != NULL ? t->columns_n : s->columns_n > 0 ? s->columns_n : 1;
	s->points = 0;
	for (size_t i = 0; t != NULL && i < t->columns_n; i++) {
		worksheet_set_column(s->at, (lxw_col_t)i, (lxw_col_t)i, t->columns[i].width_mm * CHARS_PER_MM, NULL);
		s->points += column_points(t, i);
	}
	worksheet_set_paper(s->at, 9);  /* A4 */
	if (s->is_landscape || (*s->name == '\0' && t != NULL && t->width_mm > UPRIGHT_MM))
		worksheet_set_landscape(s->at);
	worksheet_fit_to_pages(s->at, 1, 0);
	worksheet_set_header(s->at, "&C&P");
	return OK;
}

/* ---- what is no table --------------------------------------------------------------------------------------------- */

/* One cell over columns from..to of the next row. */
static err span(struct sheet *s, size_t from, size_t to, const char *text, enum look look)
{
	lxw_col_t a = (lxw_col_t)from, b = (lxw_col_t)to;

	if (from == to)
		return lxw(worksheet_write_string(s->at, s->row, a, text, s->looks[look]));
	return lxw(worksheet_merge_range(s->at, s->row, a, s->row, b, text, s->looks[look]));
}

/* Of a text over all columns. */
static err height_for(struct sheet *s, const char *text)
{
	return height_set(s, lines_of(text, s->points > 0 ? s->points : PAGE_POINTS));
}

/* Two things beside each other, or below where there is but one column. */
static err pair(struct sheet *s, const char *left, enum look left_look, const char *right, enum look right_look)
{
	size_t middle = s->columns_n / 2;

	if (*left == '\0' && *right == '\0')
		return OK;
	if (middle > 0) {
		TRY(span(s, 0, middle - 1, left, left_look));
		TRY(span(s, middle, s->columns_n - 1, right, right_look));
		s->row++;
		return OK;
	}
	TRY(span(s, 0, 0, left, left_look));
	s->row++;
	TRY(span(s, 0, 0, right, right_look));
	s->row++;
	return OK;
}

static err head_put(struct sheet *s, const struct paper_head *h)
{
	TRY(pair(s, h->above, LOOK_MIDDLE, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", LOOK_MIDDLE_BOLD));
	TRY(pair(s, h->issuer, LOOK_MIDDLE_BOLD, "Độc lập - Tự do - Hạnh phúc", LOOK_MIDDLE_BOLD));
	TRY(pair(s, h->number, LOOK_MIDDLE, h->place_day, LOOK_MIDDLE_ITALIC));
	s->row++;
	return OK;
}

static err sign_put(struct sheet *s, const struct paper_sign *sign)
{
	enum { ROOM_TO_SIGN = 4 };

	s->row++;
	TRY(pair(s, "", LOOK_PLAIN, sign->authority, LOOK_MIDDLE_BOLD));
	TRY(pair(s, "", LOOK_PLAIN, sign->office, LOOK_MIDDLE_BOLD));
	s->row += ROOM_TO_SIGN;
	TRY(pair(s, sign->receivers, LOOK_PLAIN, sign->name, LOOK_MIDDLE_BOLD));
	return OK;
}

/* A paragraph in one look: a cell has no runs here. */
static err paragraph_put(struct sheet *s, const struct block *b)
{
	unsigned looks = b->runs.at[0].looks;
	struct buf *words = buf_new(s->row_mem, CELL_MAX);
	enum look look = looks & PAPER_BOLD ? LOOK_BOLD : LOOK_PLAIN;

	for (size_t i = 0; i < b->runs.n; i++)
		buf_text(words, b->runs.at[i].text);
	if (looks & PAPER_CENTRED)
		look = looks & PAPER_BOLD ? LOOK_MIDDLE_BOLD : looks & PAPER_ITALIC ? LOOK_MIDDLE_ITALIC : LOOK_MIDDLE;
	TRY(height_for(s, words->p));
	TRY(span(s, 0, s->columns_n - 1, words->p, look));
	s->row++;
	return OK;
}

static err block_put(struct sheet *s, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_HEAD: return head_put(s, &b->head);
	case BLOCK_SIGN: return sign_put(s, &b->sign);
	case BLOCK_TEXT:
	case BLOCK_TITLE:
	case BLOCK_HEADING: return paragraph_put(s, b);
	case BLOCK_CODE:
	case BLOCK_PAGE:
	case BLOCK_TABLE: break;
	}
	return OK;
}

/* The blocks that waited for a table, to know over how many columns they lie. */
static err waiting_put(struct paper *p, const struct table *t)
{
	struct sheet *s = p->sheet;

	for (size_t i = 0; i < p->blocks.n; i++) {
		const struct block *b = &p->blocks.at[i];

		if (b->kind == BLOCK_PAGE) {
			sheet_end(p);
			s->name = b->name;
			s->is_landscape = b->is_landscape;
			continue;
		}
		if (s->at == NULL)
			TRY(sheet_begin(p, t));
		TRY(block_put(s, b));
	}
	p->blocks.n = 0;
	return OK;
}

/* ---- the table ---------------------------------------------------------------------------------------------------- */

static size_t more(size_t a, size_t b)
{
	return a > b ? a : b;
}

static err head_row(struct sheet *s, const struct table *t)
{
	static const double BOLD = 0.9;         /* of the room that plain letters have */
	size_t lines = 1;

	s->table = t;
	s->head_row = s->row;
	for (size_t i = 0; i < t->columns_n; i++)
		lines = more(lines, lines_of(t->columns[i].head, column_points(t, i) * BOLD));
	TRY(height_set(s, lines));
	for (size_t i = 0; i < t->columns_n; i++)
		TRY(lxw(worksheet_write_string(s->at, s->row, (lxw_col_t)i, t->columns[i].head, s->looks[LOOK_HEAD])));
	worksheet_freeze_panes(s->at, s->row + 1, 0);
	worksheet_repeat_rows(s->at, s->row, s->row);
	s->end_row = ++s->row;
	return OK;
}

err sheet_table(struct paper *p)
{
	struct sheet *s = p->sheet;
	bool has_page = false;

	for (size_t i = 0; i < p->blocks.n; i++)
		has_page = has_page || p->blocks.at[i].kind == BLOCK_PAGE;
	if (s->table != NULL && !has_page)      /* else what comes before the page belongs to the sheet that is there */
		sheet_end(p);
	TRY(waiting_put(p, p->table));
	if (s->at == NULL)
		TRY(sheet_begin(p, p->table));
	TRY(head_row(s, p->table));
	mem_reset(s->row_mem);
	return OK;
}

/* Whether "_x" and four hexadecimal digits and "_" stand here, which a reader of sheets takes for one character. */
static bool is_code(const char *t)
{
	if (t[0] != '_' || t[1] != 'x')
		return false;
	for (int i = 2; i < 6; i++)
		if (text_hex(t[i]) < 0)
			return false;
	return t[6] == '_';
}

/* The text as a cell can hold it: no more than Excel shows, and it says so; nothing that XML cannot hold. */
static const char *cell_of(struct sheet *s, const char *text)
{
	static const char cut[] = " … (phần còn lại không vừa một ô của Excel)";
	const char *at = text;
	struct buf *b;
	size_t units = 0;
	uint32_t c;

	b = buf_new(s->row_mem, strlen(text) * 7 + sizeof cut);
	while ((c = text_next(&at)) != 0) {
		char u[4];

		units += c > 0xFFFF ? 2 : 1;
		if (units > CELL_MAX) {
			buf_text(b, cut);
			break;
		}
		if (c == '_' && is_code(at - 1))
			buf_text(b, "_x005F");
		if (c != 0xFFFE && c != 0xFFFF && (c >= ' ' || c == '\n'))
			buf_bytes(b, u, text_put(u, c));
		else if (c == '\t')
			buf_char(b, ' ');
	}
	return b->p;
}

static err text_put_cell(struct sheet *s, lxw_col_t col, const char *text, enum look look)
{
	text = cell_of(s, text);
	if (*text == '\0')
		return lxw(worksheet_write_blank(s->at, s->row, col, s->looks[look]));
	return lxw(worksheet_write_string(s->at, s->row, col, text, s->looks[look]));
}

static err number_put(struct sheet *s, lxw_col_t col, const struct paper_cell *c)
{
	enum look look = c->kind == CELL_MONEY ? LOOK_MONEY : c->kind == CELL_PERCENT ? LOOK_PERCENT : LOOK_INT;

	if (look == LOOK_INT && s->table->columns[col].is_centred)
		look = LOOK_INT_CENTRED;

	if (c->n > EXACT_MAX || c->n < -EXACT_MAX)
		return text_put_cell(s, col, cell_words(s->row_mem, c), LOOK_TEXT);
	return lxw(worksheet_write_number(s->at, s->row, col, c->kind == CELL_PERCENT ? (double)c->n / 10000 : (double)c->n,
	                                  s->looks[look]));
}

/* A day as Excel counts them, which begins in 1900; earlier ones stay words. */
static err day_put(struct sheet *s, lxw_col_t col, const struct paper_cell *c)
{
	enum { MS_PER_DAY = 86400000, EXCEL_1970 = 25569, EXCEL_MARCH_1900 = 61 };
	static const int64_t vn_ms = 7 * 3600 * 1000;
	bool is_time = c->kind == CELL_TIME;
	double n = is_time ? (double)((c->n + vn_ms) / 60000 * 60000) / MS_PER_DAY + EXCEL_1970 : (double)c->n + EXCEL_1970;

	if ((is_time && c->n == 0) || (!is_time && c->n == DATE_NONE))
		return text_put_cell(s, col, "", LOOK_DATE);
	if (n < EXCEL_MARCH_1900)       /* before that Excel has a 29 February that never was */
		return text_put_cell(s, col, cell_words(s->row_mem, c), LOOK_CENTRED);
	return lxw(worksheet_write_number(s->at, s->row, col, n, s->looks[is_time ? LOOK_TIME : LOOK_DATE]));
}

static err link_put(struct paper *p, lxw_col_t col, const struct paper_cell *c)
{
	struct sheet *s = p->sheet;
	const char *address = cell_address(s->row_mem, p, c);

	if (*address == '\0' || *c->text == '\0' || strlen(address) > ADDRESS_MAX || s->links_n >= LINKS_MAX)
		return text_put_cell(s, col, c->text, LOOK_TEXT);
	s->links_n++;
	TRY(lxw(worksheet_write_url(s->at, s->row, col, address, s->looks[LOOK_LINK])));
	return text_put_cell(s, col, c->text, LOOK_LINK);
}

/* With its note, as far as the library takes one. */
static err bad_put(struct sheet *s, lxw_col_t col, const struct paper_cell *c)
{
	if (*c->path != '\0' && text_chars(c->path) < NOTE_MAX && s->notes_n < NOTES_MAX) {
		s->notes_n++;
		TRY(lxw(worksheet_write_comment(s->at, s->row, col, c->path)));
	}
	return *c->text == '\0' ? lxw(worksheet_write_blank(s->at, s->row, col, s->looks[LOOK_BAD])) : text_put_cell(s, col, c->text, LOOK_BAD);
}

static err cell_put(struct paper *p, size_t i, const struct paper_cell *c)
{
	struct sheet *s = p->sheet;
	lxw_col_t col = (lxw_col_t)i;

	switch (c->kind) {
	case CELL_TEXT: return text_put_cell(s, col, c->text, s->table->columns[i].is_centred ? LOOK_CENTRED : LOOK_TEXT);
	case CELL_INT:
	case CELL_MONEY:
	case CELL_PERCENT: return number_put(s, col, c);
	case CELL_DATE:
	case CELL_TIME: return day_put(s, col, c);
	case CELL_LINK: return link_put(p, col, c);
	case CELL_BAD: return bad_put(s, col, c);
	}
	return OK;
}

/* The same columns on a further sheet, where this one can take no more. */
static err sheet_next(struct paper *p)
{
	struct sheet *s = p->sheet;
	const struct table *t = s->table;

	sheet_end(p);
	TRY(sheet_begin(p, t));
	return head_row(s, t);
}

/* Lines of the highest cell; most rows have short ones only. */
static size_t line_height(const struct table *t, const struct line *l)
{
	size_t lines = 1;

	for (size_t i = 0; i < t->columns_n; i++)
		if (l->cells[i].kind == CELL_TEXT || l->cells[i].kind == CELL_LINK)
			lines = more(lines, lines_of(l->cells[i].text, column_points(t, i)));
	return lines;
}

err sheet_line(struct paper *p, const struct line *l)
{
	struct sheet *s = p->sheet;

	if (s->row >= LXW_ROW_MAX)
		TRY(sheet_next(p));
	if (l->is_band) {
		const char *text = cell_of(s, l->cells[0].text);

		s->has_bands = true;
		TRY(height_for(s, text));
		TRY(span(s, 0, s->columns_n - 1, text, LOOK_BAND));
	} else {
		TRY(height_set(s, line_height(s->table, l)));
		for (size_t i = 0; i < s->table->columns_n; i++)
			TRY(cell_put(p, i, &l->cells[i]));
	}
	s->end_row = ++s->row;
	mem_reset(s->row_mem);
	return s->at->optimize_tmpfile != NULL && ferror(s->at->optimize_tmpfile) ? ERR_SPACE : OK;
}

/* The library does not look whether what it puts together reached the disk: a full one leaves sheets that end early. */
static err look_again(struct paper *p)
{
	struct sheet *s = p->sheet;
	struct unzip *z;

	if (unzip_open(p->mem, p->to.path, &z) != OK)
		return ERR_IO;
	for (size_t i = 0; i < s->rows_bytes.n; i++)
		if ((int64_t)unzip_stated(z, mem_text(p->mem, "xl/worksheets/sheet%zu.xml", i + 1)) <= s->rows_bytes.at[i])
			return ERR_SPACE;
	return OK;
}

err sheet_close(struct paper *p)
{
	struct sheet *s = p->sheet;

	TRY(waiting_put(p, NULL));
	if (s->sheets_n == 0)
		TRY(sheet_begin(p, NULL));
	sheet_end(p);
	s->is_closed = true;
	TRY(lxw(workbook_close(s->book)));
	return look_again(p);
}
