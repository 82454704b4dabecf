/* paper/paper_text.c -- a paper as plain text: for golden files, for the terminal, for who reads with a screen reader. */
#include "paper/paper_inside.h"

#include <fcntl.h>

#include "base/text.h"

enum { TEXT_MAX = 32 * 1024 * 1024 };

/* The lines that are not empty, each with what stands before it. */
static void lines(struct paper *p, struct buf *b, const char *before, const char *text)
{
	const char *line;

	while (text != NULL && *text != '\0' && (line = line_next(p->mem, &text)) != NULL)
		buf_fmt(b, "%s%s\n", before, line);
}

static void head(struct paper *p, struct buf *b, const struct paper_head *h)
{
	lines(p, b, "", h->above);
	lines(p, b, "", h->issuer);
	lines(p, b, "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc");
	lines(p, b, "", h->number);
	lines(p, b, "", h->place_day);
}

static void sign(struct paper *p, struct buf *b, const struct paper_sign *s)
{
	lines(p, b, "", s->authority);
	lines(p, b, "", s->office);
	lines(p, b, "", s->name);
	lines(p, b, "", s->receivers);
}

/* Cells of a row between bars; a line end within one is " / ". */
static void table(struct paper *p, struct buf *b, const struct table *t)
{
	for (size_t i = 0; i < t->columns_n; i++)
		buf_fmt(b, "%s%s", i == 0 ? "" : " | ", t->columns[i].head);
	buf_char(b, '\n');
	for (size_t i = 0; i < t->lines.n; i++) {
		const struct line *l = &t->lines.at[i];

		for (size_t k = 0; k < (l->is_band ? 1 : t->columns_n); k++) {
			const char *rest = cell_words(p->mem, &l->cells[k]), *line = "";

			buf_text(b, k == 0 ? "" : " | ");
			for (int n = 0; rest != NULL && (line = line_next(p->mem, &rest)) != NULL; n++)
				buf_fmt(b, "%s%s", n == 0 ? "" : " / ", line);
		}
		buf_char(b, '\n');
	}
}

static void block(struct paper *p, struct buf *b, const struct block *at)
{
	switch (at->kind) {
	case BLOCK_PAGE: buf_text(b, b->n == 0 ? "" : "\f"); break;
	case BLOCK_HEAD: head(p, b, &at->head); break;
	case BLOCK_SIGN: sign(p, b, &at->sign); break;
	case BLOCK_CODE: break;
	case BLOCK_TABLE: table(p, b, at->table); break;
	case BLOCK_TEXT:
	case BLOCK_TITLE:
	case BLOCK_HEADING:
		for (size_t i = 0; i < at->runs.n; i++)
			buf_text(b, at->runs.at[i].text);
		buf_char(b, '\n');
		break;
	}
}

err text_write(struct paper *p)
{
	struct buf *b = buf_new(p->mem, TEXT_MAX);
	FILE *f;
	bool is_whole;

	for (size_t i = 0; i < p->blocks.n; i++)
		block(p, b, &p->blocks.at[i]);
	TRY(buf_err(b));
	f = fopen(p->to.path, "wb");
	if (f == NULL)
		return ERR_IO;
	is_whole = fwrite(b->p, 1, b->n, f) == b->n;
	return fclose(f) == 0 && is_whole ? OK : ERR_IO;
}
