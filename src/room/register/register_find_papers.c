/* room/register/register_find_papers.c -- whatever was found, as a sheet: row by row, whatever its length. */
#include "base/big.h"
#include "base/text.h"
#include "core/cli.h"
#include "paper/paper.h"
#include "room/register/register_find.h"
#include "room/register/register_find_columns.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

enum { PART = 200, SHEET_MAX = 1000000 };

static struct paper_cell cell_of(struct mem *m, const struct register_line *l, enum register_column c)
{
	struct register_value v = register_value_of(m, l, c);

	return v.is_day ? cell_date((date)v.n) : v.is_number && c == REGISTER_COL_MONEY ? cell_money(v.n) : v.is_number ? cell_int(v.n) : cell_text(v.text);
}

static void put_lines(struct ctx *cx, struct paper *p, const struct register_columns *c, const struct register_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct paper_cell cells[REGISTER_COL_N];

		for (size_t k = 0; k < c->n; k++)
			cells[k] = cell_of(cx->mem, &list->at[i], c->at[k]);
		paper_cells(p, cells, c->n);
	}
}

err register_found_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct register_columns c = register_columns_of(args_text(a, "--cot"));
	struct paper_column columns[REGISTER_COL_N];
	bool by_name = text_is(args_text(a, "--xep"), "ten");
	struct big *ids;

	TRY(register_find_all(cx, args_text(a, "--q"), by_name, &ids));
	if (ids->n > SHEET_MAX) {
		fault(cx, "q", "Kết quả có %zu dòng; một tệp Excel chứa nhiều nhất 1.000.000 dòng. Hãy tìm hẹp hơn.", ids->n);
		return ERR_INVALID;
	}
	for (size_t i = 0; i < c.n; i++)
		columns[i] = (struct paper_column){REGISTER_COLUMNS[c.at[i]].head, REGISTER_COLUMNS[c.at[i]].width_mm, false};
	paper_expect(p, (int64_t)ids->n);
	paper_table(p, columns, c.n);
	for (size_t done = 0; done < ids->n;) {
		MEM_EACH(cx) {
			struct register_list list;
			int64_t nos[PART];
			size_t n = 0;

			for (; n < PART && done < ids->n; done++)
				nos[n++] = BIG_AT(ids, uint32_t)[by_name ? done : ids->n - 1 - done];
			TRY(register_find_lines(cx, nos, n, &list));
			put_lines(cx, p, &c, &list);
		}
		TRY(paper_err(p));
	}
	return OK;
}
