/* read/reader.c -- the growing document and its limits. */
#include "base/text.h"
#include "read/reader.h"

enum { SPARE = 256 * 1024, HEAD_ROWS_MAX = 4 };

err reader_refuse(struct reader *rd, const char *sentence)
{
	faults_add(rd->faults, "", sentence);
	return ERR_INVALID;
}

void reader_note(struct reader *rd, const char *place, const char *sentence)
{
	faults_add(&rd->doc->notes, place, sentence);
}

/* Whether n more bytes can be had, with what a doubling list or a conversion needs on top. */
static bool has_room(struct reader *rd, size_t n)
{
	if (!rd->is_full && mem_left(rd->mem) / 4 < n + SPARE / 4)
		rd->is_full = true;
	return !rd->is_full;
}

static const char *repaired(struct reader *rd, const char *p, size_t n, size_t *n_out)
{
	char *out = mem_alloc(rd->mem, n * 3 + 1);
	size_t k = 0, i = 0;

	while (i < n) {
		size_t len = 1;

		while (len < 4 && i + len < n && ((unsigned char)p[i + len] & 0xc0) == 0x80)
			len++;
		if (text_is_utf8(p + i, len)) {
			memcpy(out + k, p + i, len);
			k += len;
		} else {
			k += text_put(out + k, 0xfffd);
			len = 1;
		}
		i += len;
	}
	*n_out = k;
	return out;
}

const char *reader_clean(struct reader *rd, const char *p, size_t n)
{
	if (n == 0 || !has_room(rd, n * 4))
		return "";
	if (!text_is_utf8(p, n))
		p = repaired(rd, p, n, &n);
	return text_clean(rd->mem, p, n);
}

struct read_block *reader_block(struct reader *rd)
{
	static struct read_block lost;
	struct read_block *b = &lost;

	if (rd->doc->n >= READ_BLOCKS_MAX)
		rd->is_full = true;
	if (has_room(rd, rd->doc->n * sizeof *b))
		b = list_add(rd->mem, rd->doc);
	*b = (struct read_block){.text = "", .place.sheet = ""};
	return b;
}

struct read_table *reader_table(struct reader *rd)
{
	static struct read_table lost;

	if (!has_room(rd, sizeof lost)) {
		lost = (struct read_table){0};
		return &lost;
	}
	return mem_new(rd->mem, struct read_table, 1);
}

struct read_row *reader_row(struct reader *rd, struct read_table *t)
{
	static struct read_row lost;
	struct read_row *r = &lost;

	if (has_room(rd, t->n * sizeof *r))
		r = list_add(rd->mem, t);
	*r = (struct read_row){.place.sheet = ""};
	return r;
}

struct read_cell *reader_cell(struct reader *rd, struct read_row *row)
{
	static struct read_cell lost;
	struct read_cell *c = &lost;

	if (rd->cells_n >= READ_CELLS_MAX || row->n >= READ_COLS_MAX)
		rd->is_full = true;
	if (has_room(rd, row->n * sizeof *c)) {
		c = list_add(rd->mem, row);
		rd->cells_n++;
	}
	*c = (struct read_cell){.text = "", .col_span = 1};
	return c;
}

static bool is_same_row(struct mem *m, const struct read_row *a, const struct read_row *b)
{
	bool has_text = false;

	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if (a->at[i].col != b->at[i].col)
			return false;
		if (!text_is(a->at[i].text, b->at[i].text) &&
		    !text_is(text_fold(m, a->at[i].text), text_fold(m, b->at[i].text)))
			return false;
		has_text = has_text || *a->at[i].text != '\0';
	}
	return has_text;
}

/* The head is the rows called so, or else the first; numbers alone ("1 2 3 4") under it belong to it when they come
 * again too. Only rows of at least three cells are compared: a section heading may well come twice. */
void reader_mark_repeats(struct reader *rd, struct read_table *t)
{
	size_t head = 0;
	struct mem *m;

	while (head < t->n && head < HEAD_ROWS_MAX && (t->at[head].is_head || head == 0))
		head++;
	if (rd->is_full || t->n < 2)
		return;
	m = mem_open(64 * 1024 * 1024);
	for (size_t i = head; i < t->n; i++) {
		for (size_t h = 0; h < head && !t->at[i].is_repeat; h++)
			t->at[i].is_repeat = t->at[h].n >= 3 && is_same_row(m, &t->at[h], &t->at[i]);
		if (mem_used(m) > 1024 * 1024)
			mem_reset(m);
	}
	mem_close(m);
}
