/* room/register/register_load_cli.c -- verbs that read old lists of awards. */
#include "base/json.h"
#include "base/text.h"
#include "core/cli.h"
#include "core/table.h"
#include "room/file/file.h"
#include "room/job/job.h"
#include "room/register/register_build.h"
#include "room/register/register_load.h"
#include "room/unit/unit.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

enum { PART_MAX = 256 * 1024 * 1024 };

struct printing {
	struct ctx *cx;
	bool is_json;
	struct buf *rows, *problems, *skipped;
	int64_t lines_n, rows_n, skipped_n, problems_n, errors_n;
};

static void comma(struct buf *b)
{
	if (b->n > 0)
		buf_char(b, ',');
}

static const char *subject_code(enum award_subject s)
{
	return s == AWARD_COLLECTIVE ? "collective" : s == AWARD_HOUSEHOLD ? "household" : "person";
}

static void sheet_of(struct buf *b, const char *sheet)
{
	if (*sheet != '\0')
		json_field(b, "sheet", sheet);
}

static void print_row(struct printing *p, const struct sheet_said *said, const struct sheet_row *r)
{
	static const enum sheet_field more[] = {SHEET_BIRTH, SHEET_SEX, SHEET_NUMBER, SHEET_STAFF, SHEET_POSITION, SHEET_ADDRESS, SHEET_ORIGIN, SHEET_ETHNIC, SHEET_RELIGION,
	                                        SHEET_NATION, SHEET_PARTY, SHEET_ACHIEVEMENT, SHEET_PERIOD, SHEET_ISSUER, SHEET_LEVEL, SHEET_SIGNER, SHEET_SIGNER_TITLE,
	                                        SHEET_CERTIFICATE, SHEET_LEADER, SHEET_CLASS, SHEET_MOVEMENT, SHEET_MONEY, SHEET_NOTE};
	struct buf *b = p->rows;

	comma(b);
	buf_char(b, '{');
	json_field_i64(b, "line", said->line);
	sheet_of(b, said->sheet);
	json_field(b, "subject_kind", subject_code(r->subject));
	json_field(b, "name", r->at[SHEET_NAME]);
	json_field(b, "unit", r->at[SHEET_UNIT]);
	json_field(b, "award", r->award == NULL ? "" : r->award->code);
	json_field(b, "award_text", r->at[SHEET_AWARD]);
	json_field_i64(b, "year", r->year);
	json_field(b, "decision_number", r->at[SHEET_DECISION]);
	json_field(b, "decision_date", r->at[SHEET_DAY]);
	json_field(b, "nature", r->nature == 0 ? "" : register_nature_code(r->nature));
	for (size_t i = 0; i < COUNT(more); i++)
		if (*r->at[more[i]] != '\0')
			json_field(b, sheet_field_code(more[i]), r->at[more[i]]);
	if (r->ground != NULL)
		json_field(b, "ground", r->ground->code);
	if (r->place != 0)
		json_field_i64(b, "place", r->place);
	buf_char(b, '}');
}

static void print_problem(struct printing *p, const char *sheet, int line, const struct sheet_problem *x)
{
	struct buf *b = p->problems;

	p->problems_n++;
	p->errors_n += x->is_error;
	comma(b);
	buf_char(b, '{');
	json_field_i64(b, "line", line);
	sheet_of(b, sheet);
	json_field(b, "column", x->heading);
	json_field(b, "field", sheet_field_code(x->field));
	json_field(b, "value", x->value);
	json_field(b, "message", x->message);
	json_field(b, "accepted", x->accepted);
	json_field(b, "severity", x->is_error ? "error" : "doubt");
	buf_char(b, '}');
}

static void take(struct printing *p, const struct sheet_said *said)
{
	struct buf *b = p->skipped;

	p->lines_n++;
	for (size_t i = 0; p->is_json && i < said->rows_n; i++)
		print_row(p, said, &said->rows[i]);
	for (size_t i = 0; i < said->problems_n; i++)
		print_problem(p, said->sheet, said->line, &said->problems[i]);
	p->rows_n += (int64_t)said->rows_n;
	if (*said->why == '\0')
		return;
	p->skipped_n++;
	comma(b);
	buf_char(b, '{');
	json_field_i64(b, "line", said->line);
	sheet_of(b, said->sheet);
	json_field(b, "text", said->text);
	json_field(b, "why", said->why);
	buf_char(b, '}');
}

static void print_columns(struct buf *b, const struct sheet_column *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (*c[i].heading == '\0' && c[i].field == SHEET_NONE)
			continue;
		if (b->p[b->n - 1] != '[')
			buf_char(b, ',');
		buf_char(b, '{');
		json_field(b, "heading", c[i].heading);
		json_field(b, "field", sheet_field_code(c[i].field));
		buf_fmt(b, ",\"confidence\":%d.%02d", c[i].field == SHEET_NONE ? 0 : c[i].confidence / 100, c[i].field == SHEET_NONE ? 0 : c[i].confidence % 100);
		if (c[i].field == SHEET_MARK)
			json_field(b, "award", c[i].award->code);
		if (c[i].field == SHEET_AWARD_YEAR)
			json_field_i64(b, "year", c[i].year);
		buf_char(b, '}');
	}
}

static err read_all(struct ctx *cx, struct args *a, const struct sheet_map *map, struct printing *p, struct register_reads **reads_out)
{
	struct register_reads *r;
	const struct sheet_said *said;
	struct sheet_problem *end;
	size_t n;

	TRY(register_reads_open(cx, cx->mem, args_text(a, "FILE"), args_text(a, "FILE"), map, &r));
	for (;;) {
		TRY(register_reads_next(r, &said));
		if (said == NULL)
			break;
		take(p, said);
	}
	register_reads_end(r, &end, &n);
	for (size_t i = 0; i < n; i++)
		print_problem(p, "", 0, &end[i]);
	*reads_out = r;
	return OK;
}

static void print_counts(struct buf *b, const struct printing *p)
{
	buf_text(b, "\"counts\":{");
	json_field_i64(b, "lines", p->lines_n);
	json_field_i64(b, "rows", p->rows_n);
	json_field_i64(b, "skipped", p->skipped_n);
	json_field_i64(b, "problems", p->problems_n);
	json_field_i64(b, "errors", p->errors_n);
	buf_char(b, '}');
}

static err dry_run(struct ctx *cx, struct args *a, const struct sheet_map *map)
{
	struct printing p = {.cx = cx, .is_json = a->is_json, .rows = buf_new(cx->mem, PART_MAX), .problems = buf_new(cx->mem, PART_MAX), .skipped = buf_new(cx->mem, PART_MAX)};
	struct register_reads *r;
	const struct sheet_column *columns;
	size_t n;

	TRY(read_all(cx, a, map, &p, &r));
	columns = register_reads_columns(r, &n);
	if (a->is_json) {
		buf_text(a->out, "{\"columns\":[");
		print_columns(a->out, columns, n);
		buf_fmt(a->out, "],\"rows\":[%s],\"problems\":[%s],\"skipped\":[%s],", p.rows->p, p.problems->p, p.skipped->p);
		print_counts(a->out, &p);
		buf_text(a->out, "}\n");
		return buf_err(p.rows) != OK || buf_err(p.problems) != OK || buf_err(p.skipped) != OK ? ERR_FULL : buf_err(a->out);
	}
	for (size_t i = 0; i < n; i++)
		if (*columns[i].heading != '\0')
			buf_fmt(a->out, "%s → %s (%d%%)\n", columns[i].heading, sheet_field_words(columns[i].field), columns[i].field == SHEET_NONE ? 0 : columns[i].confidence);
	buf_fmt(a->out, "%" PRId64 " dòng: %" PRId64 " khen thưởng, %" PRId64 " dòng không ghi khen thưởng, %" PRId64 " chỗ cần xem, trong đó %" PRId64 " lỗi.\n", p.lines_n, p.rows_n,
	        p.skipped_n, p.problems_n, p.errors_n);
	return OK;
}

err register_build_cmd(struct ctx *cx, struct args *a)
{
	struct LIST(struct register_build_file) files = {0};
	struct register_built b;
	const char *path, *map = "";
	err e;

	if (args_has(a, "--map"))
		TRY(table_file(cx, args_text(a, "--map"), &map));
	for (size_t i = 0; (path = args_nth(a, "FILE", i)) != NULL; i++) {
		const char *slash = strrchr(path, '/');

		*list_add(cx->mem, &files) = (struct register_build_file){path, slash == NULL ? path : slash + 1};
	}
	TRY(job_aside(cx));
	e = register_build(cx, files.at, files.n, map, &b);
	need(cx, e != ERR_BUSY, "", "Có chương trình khác đang mở cơ sở dữ liệu; hãy dừng thidua serve rồi làm lại.");
	need(cx, e != ERR_STATE, "", "Sổ đã có dòng; chỉ sổ còn trống mới dựng được. Hãy nạp từng tệp bằng register import.");
	TRY(faults(cx));
	TRY(e);
	TRY(job_back(cx));
	buf_fmt(a->out, "Đã dựng sổ: %" PRId64 " dòng sổ từ %" PRId64 " dòng của %zu tệp (%" PRId64 " dòng không ghi khen thưởng, %" PRId64 " chỗ nên xem), %" PRId64 " hồ sơ mới.\n", b.rows_n,
	        b.lines_n, files.n, b.skipped_n, b.doubts_n, b.people_n);
	return OK;
}

/* Into the queue, to be looked at and then taken. */
static err send(struct ctx *cx, struct args *a, const char *map)
{
	const char *path = args_text(a, "FILE"), *slash = strrchr(path, '/');
	int64_t unit_id, file_id, id, job;

	TRY(unit_typed(cx, "--unit", args_text(a, "--unit"), &unit_id));
	TRY(faults(cx));
	TRY(file_take(cx, path, slash == NULL ? path : slash + 1, "FILE", &file_id));
	TRY(register_load_begin(cx, file_id, unit_id, map, &id, &job));
	buf_fmt(a->out, "Lần nạp số %" PRId64 ": việc nền số %" PRId64 " sẽ đọc tệp; xem: thidua register load %" PRId64 "\n", id, job, id);
	return OK;
}

err register_import_cmd(struct ctx *cx, struct args *a)
{
	struct sheet_map map = {0};
	const char *text = "";

	TRY(may(cx, R_REGISTER_EDIT, 0));
	if (args_has(a, "--map")) {
		TRY(table_file(cx, args_text(a, "--map"), &text));
		TRY(sheet_map_read(cx, text, &map));
	}
	if (args_has(a, "--dry-run"))
		return dry_run(cx, a, &map);
	return send(cx, a, args_has(a, "--map") ? text : "");
}

static err load_put(struct ctx *cx, struct args *a, const struct register_load *l)
{
	if (!a->is_json) {
		buf_fmt(a->out, "%" PRId64 "  %s  %s: %s — %" PRId64 " khen thưởng, %" PRId64 " lỗi, %" PRId64 " chỗ cần xem", l->id, date_vn_ms(cx->mem, l->made_ms), l->name,
		        register_load_state_words(l->state), l->rows_n, l->errors_n, l->doubts_n);
		if (l->first_no != 0)
			buf_fmt(a->out, "; dòng %" PRId64 " đến %" PRId64, l->first_no, l->first_no + l->rows_n - 1);
		buf_text(a->out, "\n");
		return OK;
	}
	buf_char(a->out, '{');
	json_field_i64(a->out, "load", l->id);
	json_field(a->out, "name", l->name);
	json_field(a->out, "state", l->state);
	json_field_i64(a->out, "lines", l->lines_n);
	json_field_i64(a->out, "rows", l->rows_n);
	json_field_i64(a->out, "errors", l->errors_n);
	json_field_i64(a->out, "doubts", l->doubts_n);
	json_field_i64(a->out, "first_line", l->first_no);
	json_field_i64(a->out, "first_withdrawal", l->undo_no);
	buf_char(a->out, '}');
	return OK;
}

err register_loads_cmd(struct ctx *cx, struct args *a)
{
	struct register_loads list;

	TRY(register_load_list(cx, &list));
	if (a->is_json)
		buf_char(a->out, '[');
	for (size_t i = 0; i < list.n; i++) {
		if (a->is_json && i > 0)
			buf_char(a->out, ',');
		TRY(load_put(cx, a, &list.at[i]));
	}
	if (a->is_json)
		buf_text(a->out, "]\n");
	else if (list.n == 0)
		buf_text(a->out, "Chưa nạp tệp nào.\n");
	return OK;
}

static void line_put(struct args *a, const struct register_load_line *l)
{
	buf_fmt(a->out, "%s%s%" PRId64 "  ", l->sheet, *l->sheet == '\0' ? "" : "!", l->line);
	if (l->is_row)
		buf_fmt(a->out, "%s | %s | %s | %s | %s %s\n", l->at[SHEET_NAME], l->at[SHEET_UNIT], l->at[SHEET_AWARD_CODE], l->at[SHEET_YEAR], l->at[SHEET_DECISION], l->at[SHEET_DAY]);
	else
		buf_fmt(a->out, "%s — %s\n", l->said, l->why);
	if (l->is_seen && l->has_person)
		buf_fmt(a->out, "    #%" PRId64 " → %s\n", l->place, l->meant_id != 0 ? l->meant : "hồ sơ mới");
	if (l->is_seen && l->names_line != 0)
		buf_fmt(a->out, "    #%" PRId64 " → dòng %" PRId64 " của tệp\n", l->place, l->names_line);
	if (l->is_seen && l->about_no != 0)
		buf_fmt(a->out, "    #%" PRId64 " → dòng số %" PRId64 "\n", l->place, l->about_no);
	for (size_t i = 0; i < l->problems_n; i++)
		buf_fmt(a->out, "    %s %s: %s Có thể ghi: %s\n", l->problems[i].is_error ? "LỖI" : "xem", l->problems[i].heading, l->problems[i].message, l->problems[i].accepted);
}

err register_load_cmd(struct ctx *cx, struct args *a)
{
	struct register_load l;
	struct register_load_lines list;

	TRY(register_load_get(cx, args_i64(a, "ID", 0), &l));
	TRY(load_put(cx, a, &l));
	if (a->is_json) {
		buf_char(a->out, '\n');
		return OK;
	}
	buf_text(a->out, l.columns);
	TRY(register_load_lines(cx, (struct register_load_filter){.load_id = l.id, .after = args_i64(a, "--after", 0), .only_problems = args_has(a, "--problems"), .with_look = true},
	                        &list));
	for (size_t i = 0; i < list.n; i++)
		line_put(a, &list.at[i]);
	if (list.next_after != 0)
		buf_fmt(a->out, "… còn nữa: --after=%" PRId64 "\n", list.next_after);
	return OK;
}

/* Whom a row is about: the row by its number in the list of the load (#). */
err register_choose_cmd(struct ctx *cx, struct args *a)
{
	struct register_load_lines list;
	int64_t place = args_i64(a, "N", 0), person = args_i64(a, "--person", 0);

	need(cx, (person > 0) + args_has(a, "--new") + args_has(a, "--found") == 1, "--person", "Hãy nêu đúng một trong: --person=SỐ HỒ SƠ, --new, --found.");
	TRY(faults(cx));
	TRY(register_load_lines(cx, (struct register_load_filter){.load_id = args_i64(a, "ID", 0), .after = place - 1, .n = 1}, &list));
	if (list.n == 0 || list.at[0].place != place)
		return ERR_NOTFOUND;
	TRY(register_load_correct(cx, list.at[0].id, list.at[0].version, list.at[0].at, args_has(a, "--new") ? -1 : person));
	buf_fmt(a->out, "Đã chọn hồ sơ của dòng #%" PRId64 ".\n", place);
	return OK;
}

err register_take_cmd(struct ctx *cx, struct args *a)
{
	struct register_load l;
	int64_t job;

	TRY(register_load_get(cx, args_i64(a, "ID", 0), &l));
	TRY(register_load_take(cx, l.id, l.version, &job));
	buf_fmt(a->out, "Việc nền số %" PRId64 " sẽ ghi %" PRId64 " khen thưởng; xem: thidua register load %" PRId64 "\n", job, l.rows_n, l.id);
	return OK;
}

err register_drop_cmd(struct ctx *cx, struct args *a)
{
	struct register_load l;

	TRY(register_load_get(cx, args_i64(a, "ID", 0), &l));
	TRY(register_load_drop(cx, l.id, l.version));
	buf_text(a->out, "Đã bỏ lần nạp này.\n");
	return OK;
}

err register_undo_cmd(struct ctx *cx, struct args *a)
{
	struct register_load l;
	int64_t job;

	TRY(register_load_get(cx, args_i64(a, "ID", 0), &l));
	TRY(register_load_undo(cx, l.id, l.version, args_text(a, "REASON"), &job));
	buf_fmt(a->out, "Việc nền số %" PRId64 " sẽ ghi %" PRId64 " dòng rút.\n", job, l.rows_n);
	return OK;
}

err register_forget_cmd(struct ctx *cx, struct args *a)
{
	int64_t n, all = 0;

	do {
		TRY(register_load_forget(cx, &n));
		all += n;
	} while (n > 0);
	buf_text(a->out, all == 0 ? "Không có tệp nào quá thời hạn lưu.\n" : "Đã xóa các tệp sổ cũ quá thời hạn lưu.\n");
	return OK;
}
