/* room/register/register_figures_papers.c -- the same table as a sheet. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/register/register_figures.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

static void put_row(struct paper *p, const struct register_figures_ask *in, const struct register_figure *row)
{
	struct paper_cell cells[REGISTER_BY_N + 2];
	size_t c = 0;

	for (int by = 0; by < REGISTER_BY_N; by++)
		if (in->by[by])
			cells[c++] = cell_text(row->label[by]);
	cells[c++] = cell_int(row->n);
	if (in->with_people)
		cells[c++] = cell_int(row->people);
	paper_cells(p, cells, c);
}

err register_figures_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct register_figures_ask in = {.q = args_text(a, "--q"), .with_people = args_has(a, "--people")};
	struct paper_column columns[REGISTER_BY_N + 2];
	struct register_figures f;
	size_t n = 0;

	if (!register_by_typed(cx, "by", args_text(a, "--by"), in.by))
		return ERR_INVALID;
	TRY(register_figures(cx, &in, &f));
	for (int i = 0; i < REGISTER_BY_N; i++)
		if (in.by[i])
			columns[n++] = (struct paper_column){register_by_words((enum register_by)i), 60, false};
	columns[n++] = (struct paper_column){"Khen thưởng", 28, false};
	if (in.with_people)
		columns[n++] = (struct paper_column){"Người khác nhau", 28, false};
	paper_table(p, columns, n);
	for (size_t i = 0; i < f.n; i++) {
		MEM_EACH(cx) {
			struct register_figure row;

			TRY(register_figure(cx, &f, i, &row));
			put_row(p, &in, &row);
		}
		TRY(paper_err(p));
	}
	return OK;
}
