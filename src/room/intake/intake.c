/* room/intake/intake.c -- rows are staged as they were read; what a person changes stands beside it, so that the
 * preview can always show both and the record of an accepted document is complete. */
#include "room/intake/intake.h"

#include "base/text.h"

#include "db/db.h"
#include "gen/intake_sql.h"
#include "room/audit/audit.h"

enum { WAITING_MAX = 200 };

/* Bytes of everything that a preview would have to show. */
static size_t bytes_of(const struct intake_row *rows, size_t rows_n, const struct intake_line *lines, size_t lines_n)
{
	size_t n = 0;

	for (size_t i = 0; i < rows_n; i++) {
		n += strlen(rows[i].source);
		for (size_t k = 0; k < rows[i].cells_n; k++)
			n += strlen(rows[i].cells[k].text);
	}
	for (size_t i = 0; i < lines_n; i++)
		n += strlen(lines[i].text);
	return n;
}

static err stage_row(struct ctx *cx, int64_t intake_id, int ord, const struct intake_row *r)
{
	int64_t row_id;

	if (r->cells_n > INTAKE_COLUMNS_MAX || strlen(r->source) > 4 * INTAKE_TEXT_MAX)
		return ERR_FULL;
	TRY(db_add(cx->db, &SQL_intake_row_add, BIND(
	    {"intake", I64(intake_id)}, {"ord", I64(ord)}, {"kept", I64(r->is_kept)}, {"place", STR(r->place)},
	    {"page", I64(r->page)}, {"from_line", I64(r->from_line)}, {"to_line", I64(r->to_line)},
	    {"source", STR(r->source)}, {"confidence", I64(r->confidence)}), &row_id));
	for (size_t i = 0; i < r->cells_n; i++) {
		const struct intake_cell *c = &r->cells[i];

		if (strlen(c->text) > INTAKE_TEXT_MAX)
			return ERR_FULL;
		TRY(db_add(cx->db, &SQL_intake_cell_add, BIND(
		    {"row", I64(row_id)}, {"ord", I64(i)}, {"col", STR(c->column)}, {"text", STR(c->text)},
		    {"warning", STR(c->warning)}), NULL));
	}
	return OK;
}

err intake_stage(struct ctx *cx, struct intake in, const struct intake_row *rows, size_t rows_n,
                 const struct intake_line *lines, size_t lines_n, int64_t *id_out)
{
	int64_t id;

	if (rows_n > INTAKE_ROWS_MAX || lines_n > INTAKE_LINES_MAX ||
	    bytes_of(rows, rows_n, lines, lines_n) > INTAKE_BYTES_MAX)
		return ERR_FULL;
	TRY(db_add(cx->db, &SQL_intake_add, BIND(
	    {"kind", STR(in.kind)}, {"name", STR(in.name)}, {"head", STR(in.head)}, {"file", I64(in.file_id)},
	    {"unit", I64(in.unit_id)}, {"now", I64(cx->now_ms)}, {"by", STR(cx->who->name)}), &id));
	for (size_t i = 0; i < rows_n; i++)
		TRY(stage_row(cx, id, (int)i + 1, &rows[i]));
	for (size_t i = 0; i < lines_n; i++)
		TRY(db_add(cx->db, &SQL_intake_line_add, BIND(
		    {"intake", I64(id)}, {"from_line", I64(lines[i].from_line)},
		    {"to_line", I64(lines[i].to_line)}, {"text", STR(lines[i].text)}), NULL));
	TRY(audit(cx, "intake.stage", id));
	*id_out = id;
	return OK;
}

static struct intake intake_of(const struct row *r)
{
	return (struct intake){
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.kind = row_text(r, "kind"),
		.state = row_text(r, "state"),
		.name = row_text(r, "name"),
		.head = row_text(r, "head"),
		.file_id = row_i64(r, "file_id"),
		.unit_id = row_i64(r, "unit_id"),
		.target_id = row_i64(r, "target_id"),
		.made_ms = row_i64(r, "made_ms"),
		.made_by = row_text(r, "made_by"),
		.rows_n = (int)row_i64(r, "rows_n"),
		.warnings_n = (int)row_i64(r, "warnings_n"),
		.lines_n = (int)row_i64(r, "lines_n"),
	};
}

err intake_get(struct ctx *cx, int64_t id, struct intake *out)
{
	struct row *r;
	struct intake i;

	TRY(db_one(cx->db, &SQL_intake_one, BIND({"id", I64(id)}), &r));
	i = intake_of(r);
	if (!cx->who->is_system && !in_reach(cx, i.unit_id))
		return ERR_NOTFOUND;
	*out = i;
	return OK;
}

err intake_waiting(struct ctx *cx, const char *kind, struct intakes *out)
{
	struct rows it;
	struct row *r;
	struct intakes l = {0};

	TRY(db_rows(cx->db, &SQL_intake_waiting_list, BIND({"kind", STR(kind)}, {"n", I64(WAITING_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		struct intake i = intake_of(r);

		if (cx->who->is_system || in_reach(cx, i.unit_id))
			*list_add(cx->mem, &l) = i;
	}
	*out = l;
	return OK;
}

static struct intake_row row_of(const struct row *r)
{
	return (struct intake_row){
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.ord = (int)row_i64(r, "ord"),
		.is_kept = row_bool(r, "is_kept"),
		.place = row_text(r, "place"),
		.page = (int)row_i64(r, "page"),
		.from_line = (int)row_i64(r, "from_line"),
		.to_line = (int)row_i64(r, "to_line"),
		.source = row_text(r, "source"),
		.confidence = (int)row_i64(r, "confidence"),
	};
}

/* The next cells of `it` that belong to the row; the cells come in the rows' order. */
static void take_cells(struct ctx *cx, struct rows *it, struct intake_row *row)
{
	struct { struct intake_cell *at; size_t n, cap; } l = {0};

	while (it->next < it->n && row_i64(it->at[it->next], "row_id") == row->id) {
		const struct row *r = rows_next(it);
		struct intake_cell c = {
			.column = row_text(r, "col"),
			.text = row_text(r, "now_text"),
			.was = row_text(r, "was_text"),
			.warning = row_text(r, "warning"),
		};

		row->warnings_n += *c.warning != '\0';
		*list_add(cx->mem, &l) = c;
	}
	row->cells = l.at;
	row->cells_n = l.n;
}

err intake_rows_of(struct ctx *cx, int64_t id, struct intake_rows *out)
{
	struct rows it, cells;
	struct row *r;
	struct intake i;
	struct intake_rows l = {0};

	TRY(intake_get(cx, id, &i));
	TRY(db_rows(cx->db, &SQL_intake_row_list, BIND({"intake", I64(id)}, {"n", I64(INTAKE_ROWS_MAX)}), &it));
	TRY(db_rows(cx->db, &SQL_intake_cell_list, BIND(
	    {"intake", I64(id)}, {"n", I64(INTAKE_ROWS_MAX * INTAKE_COLUMNS_MAX)}), &cells));
	while ((r = rows_next(&it)) != NULL) {
		struct intake_row row = row_of(r);

		take_cells(cx, &cells, &row);
		*list_add(cx->mem, &l) = row;
	}
	*out = l;
	return OK;
}

err intake_row_get(struct ctx *cx, int64_t row_id, int64_t *intake_id_out, struct intake_row *out)
{
	struct rows cells;
	struct row *r;
	struct intake i;
	struct intake_row row;

	TRY(db_one(cx->db, &SQL_intake_row_one, BIND({"id", I64(row_id)}), &r));
	TRY(intake_get(cx, row_i64(r, "intake_id"), &i));
	TRY(db_rows(cx->db, &SQL_intake_row_cell_list, BIND(
	    {"row", I64(row_id)}, {"n", I64(INTAKE_COLUMNS_MAX)}), &cells));
	row = row_of(r);
	take_cells(cx, &cells, &row);
	*intake_id_out = i.id;
	*out = row;
	return OK;
}

err intake_lines_of(struct ctx *cx, int64_t id, struct intake_lines *out)
{
	struct rows it;
	struct row *r;
	struct intake i;
	struct intake_lines l = {0};

	TRY(intake_get(cx, id, &i));
	TRY(db_rows(cx->db, &SQL_intake_line_list, BIND({"intake", I64(id)}, {"n", I64(INTAKE_LINES_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &l) = (struct intake_line){
			.id = row_i64(r, "id"),
			.from_line = (int)row_i64(r, "from_line"),
			.to_line = (int)row_i64(r, "to_line"),
			.text = row_text(r, "line_text"),
		};
	*out = l;
	return OK;
}

err intake_correct(struct ctx *cx, struct intake_correction in)
{
	struct intake i;
	struct intake_row row;
	int64_t id;

	TRY(intake_row_get(cx, in.row_id, &id, &row));
	TRY(intake_get(cx, id, &i));
	if (!text_is(i.state, "staged"))
		return ERR_STATE;
	for (size_t k = 0; k < in.cells_n; k++)
		need(cx, strlen(in.cells[k].text) <= INTAKE_TEXT_MAX, in.cells[k].column,
		     "Ô này dài quá 20.000 byte; hãy rút ngắn.");
	TRY(faults(cx));
	TRY(db_change(cx->db, &SQL_intake_row_touch, BIND(
	    {"id", I64(in.row_id)}, {"version", I64(in.version)}, {"kept", I64(in.is_kept)})));
	for (size_t k = 0; k < in.cells_n; k++)
		TRY(db_change(cx->db, &SQL_intake_cell_set, BIND(
		    {"row", I64(in.row_id)}, {"col", STR(in.cells[k].column)},
		    {"text", STR(in.cells[k].text)})));
	return audit_detail(cx, "intake.correct", id, "dòng %d", row.ord);
}

err intake_warn(struct ctx *cx, int64_t row_id, const char *column, const char *warning)
{
	return db_change(cx->db, &SQL_intake_cell_warn, BIND(
	    {"row", I64(row_id)}, {"col", STR(column)}, {"warning", STR(warning)}));
}

static err end(struct ctx *cx, int64_t id, int64_t version, const char *state, int64_t target_id)
{
	struct intake i;

	TRY(intake_get(cx, id, &i));
	if (!text_is(i.state, "staged"))
		return ERR_STATE;
	return db_change(cx->db, &SQL_intake_end, BIND(
	    {"id", I64(id)}, {"version", I64(version)}, {"state", STR(state)}, {"target", I64(target_id)},
	    {"now", I64(cx->now_ms)}, {"by", STR(cx->who->name)}));
}

err intake_accept(struct ctx *cx, int64_t id, int64_t version, int64_t target_id)
{
	TRY(end(cx, id, version, "accepted", target_id));
	return audit(cx, "intake.accept", id);
}

err intake_drop(struct ctx *cx, int64_t id, int64_t version)
{
	TRY(end(cx, id, version, "dropped", 0));
	return audit(cx, "intake.drop", id);
}

const char *intake_text(const struct intake_row *r, const char *column)
{
	for (size_t i = 0; i < r->cells_n; i++)
		if (text_is(r->cells[i].column, column))
			return r->cells[i].text;
	return "";
}
