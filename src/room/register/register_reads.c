/* room/register/register_reads.c -- a file of old lists, line by line: sheets of a workbook or text through a roll, tables of
 * a Word document through a grid. The first lines of a sheet are kept, for the headings are found in them. */
#include "base/text.h"
#include "read/grid.h"
#include "read/roll.h"
#include "room/register/register_sheet.h"

enum { TURN_MEM = 32 * 1024 * 1024, BLANKS_MAX = 2000 };

struct register_reads {
	struct mem *mem, *turn;         /* what lasts; of the line that is out */
	struct faults *faults;
	struct sheet *sheet;
	struct sheet_said said;

	struct roll *roll;              /* or a document: */
	struct read_doc doc;
	size_t block, row;
	const char *const *names;
	size_t names_n, which;
	bool is_begun, is_sampled_whole;

	struct sheet_line *sample;      /* of the sheet being read */
	size_t sample_n, sample_at;
	int line;                       /* last line given, in this sheet */
	int blank, blank_to;            /* empty lines still to be given */
	struct sheet_line waits;        /* the line behind them */
	bool has_wait;
	struct LIST(struct sheet_problem) notes;
};

/* ---- lines ------------------------------------------------------------------------------------------------------------- */

static struct sheet_line of_roll(const struct register_reads *r, const struct roll_row *row)
{
	return (struct sheet_line){.sheet = r->names[r->which], .line = row->line, .to_line = row->to_line, .at = row->at, .n = row->n, .merged_n = row->merged_n, .is_hidden = row->is_hidden};
}

/* A row of a Word table: merged cells say their text in every place. */
static struct sheet_line of_row(struct mem *m, const struct read_table *t, const struct read_row *row)
{
	struct sheet_line l = {.sheet = "", .line = row->place.from_line, .n = (size_t)(t->cols_n < SHEET_COLUMNS_MAX ? t->cols_n : SHEET_COLUMNS_MAX)};
	const char **at = mem_new(m, const char *, l.n + 1);

	for (size_t c = 0; c < l.n; c++)
		at[c] = "";
	for (size_t i = 0; i < row->n; i++) {
		const struct read_cell *cell = &row->at[i];

		for (int c = cell->col; c < cell->col + (cell->col_span < 1 ? 1 : cell->col_span) && (size_t)c < l.n; c++)
			at[c] = cell->text;
		if (cell->col_span > 1 && *cell->text != '\0' && cell->col_span > l.merged_n)
			l.merged_n = cell->col_span;
	}
	while (l.n > 0 && *at[l.n - 1] == '\0')
		l.n--;
	l.is_blank = l.n == 0;
	l.at = at;
	return l;
}

static bool next_of_doc(struct register_reads *r, struct mem *m, struct sheet_line *out)
{
	while (r->block < r->doc.n) {
		const struct read_block *b = &r->doc.at[r->block];

		if (b->table == NULL) {
			const char **at = mem_new(m, const char *, 1);

			r->block++;
			at[0] = b->text;
			*out = (struct sheet_line){.sheet = "", .line = b->place.from_line, .at = at, .n = 1, .is_prose = true, .is_blank = *b->text == '\0'};
			return true;
		}
		if (r->row < b->table->n) {
			*out = of_row(m, b->table, &b->table->at[r->row++]);
			return true;
		}
		r->block++;
		r->row = 0;
	}
	return false;
}

static err next_line(struct register_reads *r, struct mem *m, struct sheet_line *out, bool *has_out)
{
	const struct roll_row *row;

	*has_out = false;
	if (r->roll == NULL) {
		*has_out = next_of_doc(r, m, out);
		return OK;
	}
	TRY(roll_next(r->roll, &row));
	*has_out = row != NULL;
	if (row != NULL)
		*out = of_roll(r, row);
	return OK;
}

/* ---- a sheet ----------------------------------------------------------------------------------------------------------------- */

static struct sheet_line kept(struct mem *m, const struct sheet_line *l)
{
	struct sheet_line k = *l;
	const char **at = mem_new(m, const char *, l->n + 1);

	for (size_t c = 0; c < l->n; c++)
		at[c] = *l->at[c] == '\0' ? "" : mem_dup(m, l->at[c]);
	k.at = at;
	return k;
}

static err begin_sheet(struct register_reads *r)
{
	bool has = true;

	if (r->roll != NULL && r->which > 0)
		TRY(roll_begin(r->roll, r->which));
	r->sample = mem_new(r->mem, struct sheet_line, SHEET_SAMPLE);
	r->sample_n = r->sample_at = 0;
	r->line = r->blank = r->blank_to = 0;
	r->has_wait = false;
	while (has && r->sample_n < SHEET_SAMPLE) {
		struct sheet_line l;

		TRY(next_line(r, r->mem, &l, &has));
		if (has)
			r->sample[r->sample_n++] = kept(r->mem, &l);
	}
	r->is_sampled_whole = !has;
	r->is_begun = true;
	sheet_begin(r->sheet, r->roll == NULL ? "" : r->names[r->which], r->sample, r->sample_n);
	return OK;
}

static void give(struct register_reads *r, const struct sheet_line *l, const struct sheet_said **out)
{
	r->said = sheet_take(r->sheet, r->turn, l);
	r->said.sheet = r->roll == NULL ? "" : r->names[r->which];
	r->line = l->to_line > l->line ? l->to_line : l->line;
	*out = &r->said;
}

static void give_blank(struct register_reads *r, const struct sheet_said **out)
{
	struct sheet_line l = {.line = r->blank++, .is_blank = true};

	give(r, &l, out);
}

/* Before a line come the empty ones since the last: they are lines too. */
static void give_after_blanks(struct register_reads *r, struct sheet_line l, const struct sheet_said **out)
{
	int from = r->line + 1;

	if (r->roll == NULL && l.line <= r->line)       /* rows of a document that share a paragraph's number */
		l.line = r->line + 1;
	if (r->roll == NULL || l.line <= from || l.line - from > BLANKS_MAX) {
		give(r, &l, out);
		return;
	}
	r->blank = from;
	r->blank_to = l.line;
	r->waits = l;
	r->has_wait = true;
	give_blank(r, out);
}

err register_reads_next(struct register_reads *r, const struct sheet_said **out)
{
	*out = NULL;
	mem_reset(r->turn);
	for (;;) {
		struct sheet_line l;
		bool has;

		if (!r->is_begun)
			TRY(begin_sheet(r));
		if (r->has_wait && r->blank < r->blank_to) {
			give_blank(r, out);
			return OK;
		}
		if (r->has_wait) {
			r->has_wait = false;
			give(r, &r->waits, out);
			return OK;
		}
		if (r->sample_at < r->sample_n) {
			l = r->sample[r->sample_at++];
			has = true;
		} else if (r->is_sampled_whole) {
			has = false;
		} else {
			TRY(next_line(r, r->turn, &l, &has));
			r->is_sampled_whole = !has;
		}
		if (has) {
			give_after_blanks(r, l, out);
			return OK;
		}
		if (r->which + 1 >= r->names_n)
			return OK;
		r->which++;
		r->is_begun = false;
	}
}

/* ---- a file -------------------------------------------------------------------------------------------------------------------- */

static void close_turn(void *ptr)
{
	mem_close(((struct register_reads *)ptr)->turn);
}

static bool is_docx(struct mem *m, const char *name)
{
	const char *lower = text_lower(m, name);

	return text_ends(lower, ".docx") || text_ends(lower, ".docm");
}

static void note(struct register_reads *r, const char *message, const char *value)
{
	*list_add(r->mem, &r->notes) = (struct sheet_problem){.column = -1, .heading = "", .value = value, .message = message,
	                                                      .accepted = "Bỏ ẩn trang tính đó nếu cần đọc."};
}

err register_reads_open(struct ctx *cx, struct mem *m, const char *path, const char *name, const struct sheet_map *map,
                        struct register_reads **out)
{
	struct register_reads *r = mem_new(m, struct register_reads, 1);
	struct award_words *words;
	static const char *const none[] = {""};
	const char *const *hidden;
	size_t hidden_n = 0;

	r->mem = m;
	r->faults = &cx->faults;
	r->turn = mem_open(TURN_MEM);
	mem_defer(m, close_turn, r);
	TRY(award_words_open(cx, &words));
	r->sheet = sheet_new(m, words, map, cx->today);
	if (is_docx(m, name)) {
		TRY(read_file(m, path, name, r->faults, &r->doc));
		r->names = none;
		r->names_n = 1;
		*out = r;
		return OK;
	}
	TRY(roll_open(m, path, r->faults, &r->roll));
	r->names = roll_names(r->roll, &r->names_n);
	hidden = roll_hidden(r->roll, &hidden_n);
	for (size_t i = 0; i < hidden_n; i++)
		note(r, mem_text(m, "Trang tính ẩn “%s” không được đọc.", hidden[i]), hidden[i]);
	*out = r;
	return OK;
}

const struct sheet_column *register_reads_columns(const struct register_reads *r, size_t *n_out)
{
	return sheet_columns(r->sheet, n_out);
}

void register_reads_end(struct register_reads *r, struct sheet_problem **out, size_t *n_out)
{
	struct sheet_problem *end;
	size_t n;

	sheet_end(r->sheet, r->mem, &end, &n);
	for (size_t i = 0; i < n; i++)
		*list_add(r->mem, &r->notes) = end[i];
	*out = r->notes.at;
	*n_out = r->notes.n;
}

int register_reads_percent(const struct register_reads *r)
{
	int here = r->roll != NULL ? roll_percent(r->roll) : r->doc.n == 0 ? 100 : (int)(r->block * 100 / r->doc.n);

	return (int)((r->which * 100 + (size_t)here) / (r->names_n == 0 ? 1 : r->names_n));
}
