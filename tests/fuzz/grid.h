/* tests/fuzz/grid.h -- what the readers promise of any document that they accept. */
#ifndef TEST_FUZZ_GRID_H
#define TEST_FUZZ_GRID_H

#include "base/text.h"
#include "read/reader.h"

static inline void grid_check_row(const struct read_table *t, const struct read_row *r)
{
	int col = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct read_cell *c = &r->at[i];

		CHECK(text_is_utf8(c->text, strlen(c->text)));
		CHECK(c->col >= col && c->col_span >= 1 && c->col + c->col_span <= t->cols_n + READ_COLS_MAX);
		col = c->col + 1;
	}
}

static inline void grid_check(const struct read_doc *doc)
{
	CHECK(doc->n <= READ_BLOCKS_MAX);
	for (size_t i = 0; i < doc->n; i++) {
		const struct read_table *t = doc->at[i].table;

		CHECK(text_is_utf8(doc->at[i].text, strlen(doc->at[i].text)));
		for (size_t r = 0; t != NULL && r < t->n; r++)
			grid_check_row(t, &t->at[r]);
	}
	for (size_t i = 0; i < doc->notes.n; i++)
		CHECK(text_is_utf8(doc->notes.at[i].sentence, strlen(doc->notes.at[i].sentence)));
}

#endif
