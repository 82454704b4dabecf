/* room/register/register_load_papers.c -- what came in, as a sheet with the cells that need a look marked, each with its note. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/register/register_load.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

static const struct {
	enum sheet_field field;
	int width_mm;
} COLUMNS[] = {{SHEET_SUBJECT, 18}, {SHEET_NAME, 45}, {SHEET_BIRTH, 22}, {SHEET_NUMBER, 28}, {SHEET_POSITION, 32}, {SHEET_UNIT, 45}, {SHEET_AWARD, 40}, {SHEET_YEAR, 14},
               {SHEET_DECISION, 30}, {SHEET_DAY, 22}, {SHEET_ISSUER, 40}, {SHEET_ACHIEVEMENT, 60}};

/* What is wrong with the field, all of it; "" for nothing. */
static const char *note_of(struct mem *m, const struct register_load_line *l, enum sheet_field f)
{
	const char *note = "";

	for (size_t i = 0; i < l->problems_n; i++) {
		const struct register_load_problem *p = &l->problems[i];
		enum sheet_field own = p->field == SHEET_TITLE || p->field == SHEET_HONOUR || p->field == SHEET_MARK || p->field == SHEET_AWARD_YEAR ? SHEET_AWARD : p->field;

		if (own == f || (f == SHEET_NONE && *p->message != '\0'))
			note = mem_text(m, "%s%s%s Có thể ghi: %s", note, *note == '\0' ? "" : "\n", p->message, p->accepted);
	}
	return note;
}

static const char *value_of(const struct register_load_line *l, enum sheet_field f)
{
	for (size_t i = 0; i < l->problems_n; i++)      /* as it came */
		if (l->problems[i].field == f && *l->problems[i].value != '\0')
			return l->problems[i].value;
	return l->at[f];
}

static void put_line(struct ctx *cx, struct paper *p, const struct register_load_line *l)
{
	struct paper_cell cells[COUNT(COLUMNS) + 3];
	size_t n = 0;

	cells[n++] = cell_text(l->sheet);
	cells[n++] = cell_int(l->line);
	for (size_t i = 0; i < COUNT(COLUMNS); i++) {
		const char *note = note_of(cx->mem, l, COLUMNS[i].field);

		cells[n++] = *note == '\0' ? cell_text(l->at[COLUMNS[i].field]) : cell_bad(value_of(l, COLUMNS[i].field), note);
	}
	cells[n++] = cell_text(note_of(cx->mem, l, SHEET_NONE));
	paper_cells(p, cells, n);
}

err register_load_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct paper_column columns[COUNT(COLUMNS) + 3] = {{"Trang tính", 22}, {"Dòng", 14}};
	struct register_load l;
	struct register_load_filter f = {.load_id = args_i64(a, "ID", 0), .only_problems = args_has(a, "--only")};

	TRY(register_load_get(cx, f.load_id, &l));
	for (size_t i = 0; i < COUNT(COLUMNS); i++)
		columns[i + 2] = (struct paper_column){sheet_field_words(COLUMNS[i].field), COLUMNS[i].width_mm};
	columns[COUNT(COLUMNS) + 2] = (struct paper_column){"Cần xem", 90};
	paper_name(p, "Chỗ cần xem của %s", l.name);
	paper_table(p, columns, COUNT(columns));
	do {
		MEM_EACH(cx) {
			struct register_load_lines lines;

			TRY(register_load_lines(cx, f, &lines));
			for (size_t i = 0; i < lines.n; i++)
				if (lines.at[i].is_row || lines.at[i].problems_n > 0)
					put_line(cx, p, &lines.at[i]);
			f.after = lines.next_after;
		}
	} while (f.after != 0 && paper_err(p) == OK);
	return OK;
}
