/* room/plan/plan_read_appendix.c -- what appendices are called: the lines between "PHỤ LỤC 1" and "(Kèm theo …)" or the table. */
#include "base/buf.h"
#include "base/text.h"
#include "read/grid.h"
#include "room/plan/plan_read_in.h"

enum { TITLE_LINES = 4, TITLE_BYTES = 600 };

static bool has_tasks(const struct plan_doc *d, int appendix)
{
	for (size_t i = 0; i < d->tasks.n; i++)
		if (d->tasks.at[i].appendix == appendix)
			return true;
	return false;
}

static bool is_titled(const struct plan_doc *d, int appendix)
{
	for (size_t i = 0; i < d->appendices.n; i++)
		if (d->appendices.at[i].no == appendix)
			return true;
	return false;
}

/* Whether the title ends before this line: "(Kèm theo …)", or the heads of a table, which begin with "TT". */
static bool ends_title(struct mem *m, const char *line)
{
	enum plan_column column;
	struct toks t;

	if (*line == '(')
		return true;
	toks_of(m, line, &t);
	return heading_at(&t, 0, &column) > 0 && column == COL_NO;
}

/* The title that begins at block i; "" when nothing says where it ends. */
static const char *title_at(struct plan_reading *r, size_t i)
{
	struct buf *b = buf_new(r->mem, TITLE_BYTES);

	for (int lines = 0; i < r->in->n; i++) {
		const struct read_block *at = &r->in->at[i];
		const char *line = text_line(r->mem, at->text);

		if (at->table != NULL)
			return b->p;
		if (*line == '\0')
			continue;
		if (ends_title(r->mem, line))
			return b->p;
		if (lines++ == TITLE_LINES || appendix_of(r->mem, line) > 0)
			return "";
		buf_fmt(b, "%s%s", b->n > 0 ? " " : "", line);
	}
	return "";
}

void read_appendices(struct plan_reading *r)
{
	for (size_t i = 0; i < r->in->n; i++) {
		int no = r->in->at[i].table == NULL ? appendix_of(r->mem, r->in->at[i].text) : 0;
		const char *title;

		if (no == 0 || !has_tasks(r->out, no) || is_titled(r->out, no))
			continue;
		title = title_at(r, i + 1);
		if (*title != '\0')
			*list_add(r->mem, &r->out->appendices) = (struct plan_doc_appendix){no, title};
	}
}
