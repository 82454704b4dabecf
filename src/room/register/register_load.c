/* room/register/register_load.c -- loads as people see them: begun, looked at, corrected, taken, dropped, undone. */
#include "room/register/register_load.h"

#include "base/buf.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/file/file.h"
#include "room/job/job.h"
#include "room/register/register_inside.h"
#include "room/register/register_load_row_in.h"
#include "room/unit/unit.h"

#include "gen/register_load_sql.h"

enum { FORGET_ROWS = 1000, KEPT_BYTES = 256 * 1024, REASON_MAX = REGISTER_WORDS_MAX };

const char *register_load_state_words(const char *state)
{
	static const char *const words[][2] = {{"reading", "đang đọc"}, {"read", "chờ xem"}, {"writing", "đang ghi"}, {"published", "đã vào sổ"},
	                                       {"undoing", "đang rút"}, {"undone", "đã rút"}, {"dropped", "đã bỏ"}};

	for (size_t i = 0; i < COUNT(words); i++)
		if (text_is(words[i][0], state))
			return words[i][1];
	return "";
}

/* ---- lines as they are kept -------------------------------------------------------------------------------------------- */

/* Without tabs and ends of lines, by which the kept text is parted. */
static void put_flat(struct buf *b, const char *text)
{
	for (; *text != '\0'; text++)
		buf_char(b, *text == '\t' || *text == '\n' ? ' ' : *text);
}

/* What was not understood stays as it was written, so that correcting another cell does not hide it; NULL for all else. */
static const char *wrong_value(const struct sheet_said *said, const struct sheet_row *r, enum sheet_field f)
{
	for (size_t i = 0; i < said->problems_n; i++) {
		const struct sheet_problem *p = &said->problems[i];
		enum sheet_field of = p->field == SHEET_BIRTH_M || p->field == SHEET_BIRTH_F ? SHEET_BIRTH : p->field;

		if (p->is_error && of == f && *p->value != '\0' && (*r->at[f] == '\0' || f == SHEET_SUBJECT || f == SHEET_NATURE || f == SHEET_YEAR))
			return p->value;
	}
	return NULL;
}

/* As the kept text has it: "" for what is not kept. */
static const char *kept_value(struct mem *m, const struct sheet_said *said, const struct sheet_row *r, enum sheet_field f)
{
	static const char *const kinds[] = {"", "Cá nhân", "Tập thể", "Hộ gia đình"};
	const char *wrong = said->problems_n == 0 ? NULL : wrong_value(said, r, f);

	if (f == SHEET_TITLE || f == SHEET_HONOUR || f == SHEET_FAMILY || f == SHEET_GIVEN || f == SHEET_WHO || f == SHEET_POST || f == SHEET_NO ||
	    f == SHEET_BIRTH_M || f == SHEET_BIRTH_F || f == SHEET_SEX_M || f == SHEET_SEX_F || f == SHEET_MARK || f == SHEET_AWARD_YEAR)
		return "";
	return wrong != NULL ? wrong : f == SHEET_SUBJECT ? kinds[r->subject] : f == SHEET_NATURE ? (r->nature == 0 ? "" : register_nature_code(r->nature)) :
	       f == SHEET_PLACE && r->place != 0 ? mem_text(m, "%" PRId64, r->place) :
	       f == SHEET_AWARD_CODE ? (r->award == NULL ? "" : r->award->code) : f == SHEET_GROUND && r->ground != NULL ? r->ground->code : r->at[f];
}

static const char *keep_fields(struct mem *m, const struct sheet_said *said, const struct sheet_row *r)
{
	struct buf *b = buf_new(m, KEPT_BYTES);

	for (int f = 1; f < SHEET_FIELD_N; f++) {
		const char *value = kept_value(m, said, r, (enum sheet_field)f);

		if (*value == '\0')
			continue;
		buf_text(b, sheet_field_code((enum sheet_field)f));
		buf_char(b, '\t');
		put_flat(b, value);
		buf_char(b, '\n');
	}
	return b->p;
}

void load_fields_of(struct mem *m, const struct sheet_said *said, const struct sheet_row *r, const char *at[SHEET_FIELD_N])
{
	at[0] = "";
	for (int f = 1; f < SHEET_FIELD_N; f++) {
		const char *value = kept_value(m, said, r, (enum sheet_field)f);
		char *copy = *value == '\0' ? NULL : mem_dup(m, value);

		for (char *p = copy; p != NULL && *(p += strcspn(p, "\t\n")) != '\0';)
			*p = ' ';
		at[f] = copy == NULL ? "" : copy;
	}
}

void load_put_problem(struct buf *b, const struct sheet_problem *p)
{
	const char *const parts[] = {p->heading, p->value, p->message, p->accepted};

	buf_fmt(b, "%s\t%s", p->is_error ? "error" : "doubt", sheet_field_code(p->field));
	for (size_t i = 0; i < COUNT(parts); i++) {
		buf_char(b, '\t');
		put_flat(b, parts[i]);
	}
	buf_char(b, '\n');
}

void load_keep(struct mem *m, const struct sheet_said *said, struct load_kept out[SHEET_ROWS_MAX], size_t *n_out)
{
	struct buf *b = buf_new(m, KEPT_BYTES);
	struct load_kept k = {.sheet = said->sheet, .line = said->line, .fields = "", .why = said->why, .said = said->text, .problems = ""};

	for (size_t i = 0; i < said->problems_n; i++) {
		load_put_problem(b, &said->problems[i]);
		k.errors_n += said->problems[i].is_error;
		k.doubts_n += !said->problems[i].is_error;
	}
	k.problems = b->p;
	*n_out = 0;
	if (said->rows_n == 0)
		out[(*n_out)++] = k;
	for (size_t i = 0; i < said->rows_n; i++) {
		k.is_row = true;
		k.fields = keep_fields(m, said, &said->rows[i]);
		out[(*n_out)++] = k;
		k.problems = "";        /* what is wrong with the line stands at its first row */
		k.errors_n = k.doubts_n = 0;
	}
}

struct load_kept load_keep_problem(struct mem *m, const struct sheet_problem *p)
{
	struct buf *b = buf_new(m, KEPT_BYTES);

	load_put_problem(b, p);
	return (struct load_kept){.sheet = "", .fields = "", .why = "Cả tệp.", .said = "", .problems = b->p, .errors_n = p->is_error, .doubts_n = !p->is_error};
}

const char *load_columns(struct mem *m, const struct sheet_column *c, size_t n)
{
	struct buf *b = buf_new(m, KEPT_BYTES);

	for (size_t i = 0; i < n; i++) {
		if (*c[i].heading == '\0')
			continue;
		put_flat(b, c[i].heading);
		buf_fmt(b, "\t%s\t%d\n", sheet_field_code(c[i].field), c[i].field == SHEET_NONE ? 0 : c[i].confidence);
	}
	return b->p;
}

void load_fields(struct mem *m, const char *text, const char *at[SHEET_FIELD_N])
{
	for (size_t f = 0; f < SHEET_FIELD_N; f++)
		at[f] = "";
	while (*text != '\0') {
		size_t n = strcspn(text, "\n"), k = strcspn(text, "\t");
		enum sheet_field f = k < n ? sheet_field_of(mem_copy(m, text, k)) : SHEET_FIELD_N;

		if (f != SHEET_FIELD_N)
			at[f] = mem_copy(m, text + k + 1, n - k - 1);
		text += n + (text[n] == '\n');
	}
}

static void read_problems(struct mem *m, const char *text, struct register_load_line *l)
{
	struct LIST(struct register_load_problem) list = {0};

	while (*text != '\0') {
		size_t n = strcspn(text, "\n"), k = 0;
		const char *parts[6] = {"", "", "", "", "", ""}, *p = mem_copy(m, text, n);

		for (; k < COUNT(parts); k++) {
			size_t len = strcspn(p, "\t");

			parts[k] = mem_copy(m, p, len);
			if (p[len] == '\0')
				break;
			p += len + 1;
		}
		*list_add(m, &list) = (struct register_load_problem){text_is(parts[0], "error"), sheet_field_of(parts[1]), parts[2], parts[3], parts[4], parts[5]};
		text += n + (text[n] == '\n');
	}
	l->problems = list.at;
	l->problems_n = list.n;
}

/* ---- reads --------------------------------------------------------------------------------------------------------------------- */

static int64_t no_of(const struct row *r, const char *column)
{
	return row_is_null(r, column) ? 0 : row_i64(r, column) + 1;
}

static struct register_load load_of(const struct row *r)
{
	return (struct register_load){
		.id = row_i64(r, "id"), .version = row_i64(r, "version"), .file_id = row_i64(r, "file_id"), .unit_id = row_i64(r, "unit_id"),
		.name = row_text(r, "name"), .unit_name = row_text(r, "unit_name"), .map = row_text(r, "map"), .columns = row_text(r, "columns"),
		.state = row_text(r, "state"), .by = row_text(r, "by_login"), .reason = row_text(r, "reason"), .staged_n = row_i64(r, "staged_n"),
		.lines_n = row_i64(r, "lines_n"), .rows_n = row_i64(r, "rows_n"), .errors_n = row_i64(r, "errors_n"), .doubts_n = row_i64(r, "doubts_n"),
		.written_n = row_i64(r, "written_n"), .first_no = no_of(r, "first_leaf"), .undo_no = no_of(r, "undo_leaf"), .made_ms = row_i64(r, "made_ms"),
		.ended_ms = row_i64(r, "ended_ms"), .forgotten_ms = row_i64(r, "forgotten_ms")};
}

err register_load_get(struct ctx *cx, int64_t id, struct register_load *out)
{
	struct row *r;

	TRY(may(cx, R_REGISTER_EDIT, 0));
	TRY(db_one(cx->db, &SQL_register_load_get, BIND({"id", I64(id)}), &r));
	if (register_may(cx, R_REGISTER_EDIT, row_i64(r, "unit_id")) != OK)
		return ERR_NOTFOUND;
	*out = load_of(r);
	return OK;
}

err register_load_list(struct ctx *cx, struct register_loads *out)
{
	struct rows it;
	struct row *r;
	struct unit_sight sight;
	struct register_loads list = {0};

	TRY(may(cx, R_REGISTER_EDIT, 0));
	TRY(unit_sight(cx, 0, &sight));
	if (!sight.is_nothing) {
		TRY(db_rows(cx->db, &SQL_register_load_list, BIND({"low", db_str_or_null(sight.low)}, {"high", db_str_or_null(sight.high)},
		                                                  {"n", I64(REGISTER_LOADS_MAX)}), &it));
		list.at = mem_new(cx->mem, struct register_load, it.n);
		while ((r = rows_next(&it)) != NULL)
			list.at[list.n++] = load_of(r);
	}
	*out = list;
	return OK;
}

static struct register_load_line line_of(struct ctx *cx, const struct row *r)
{
	struct register_load_line l = {
		.id = row_i64(r, "id"), .version = row_i64(r, "version"), .load_id = row_i64(r, "load_id"), .place = row_i64(r, "place"), .sheet = row_text(r, "sheet"),
		.why = row_text(r, "why"), .said = row_text(r, "said"), .line = row_i64(r, "line"), .is_row = row_bool(r, "is_row"), .person_id = row_i64(r, "person_id"),
		.is_made = row_bool(r, "is_made"), .choice = row_i64(r, "choice"), .meant = ""};

	load_fields(cx->mem, row_text(r, "fields"), l.at);
	read_problems(cx->mem, row_text(r, "problems"), &l);
	return l;
}

err register_load_lines(struct ctx *cx, struct register_load_filter f, struct register_load_lines *out)
{
	struct rows it;
	struct row *r;
	struct register_load load;
	struct register_load_lines list = {0};
	struct load_writer *w;
	int n = f.n > 0 && f.n < REGISTER_LOAD_PAGE ? f.n : REGISTER_LOAD_PAGE;

	TRY(register_load_get(cx, f.load_id, &load));
	TRY(db_rows(cx->db, f.only_problems ? &SQL_register_load_lines_wrong : &SQL_register_load_lines,
	            BIND({"load", I64(f.load_id)}, {"after", I64(f.after)}, {"n", I64(n + 1)}), &it));
	list.at = mem_new(cx->mem, struct register_load_line, it.n);
	while ((r = rows_next(&it)) != NULL && list.n < (size_t)n)
		list.at[list.n++] = line_of(cx, r);
	list.next_after = it.n > (size_t)n ? list.at[list.n - 1].place : 0;
	if (text_is(load.state, "read") && f.with_look) {
		TRY(load_writer_new(cx, &load, &w));
		for (size_t i = 0; i < list.n; i++) {
			w->before = list.at[i].place;
			TRY(load_look(cx, w, &list.at[i]));
		}
		TRY(load_look_words(cx, list.at, list.n, false));
	}
	*out = list;
	return OK;
}

err register_load_line(struct ctx *cx, int64_t line_id, struct register_load_line *out)
{
	struct row *r;
	struct register_load load;
	struct register_load_line l;
	struct load_writer *w;

	TRY(may(cx, R_REGISTER_EDIT, 0));
	TRY(db_one(cx->db, &SQL_register_load_line_get, BIND({"id", I64(line_id)}), &r));
	TRY(register_load_get(cx, row_i64(r, "load_id"), &load));
	l = line_of(cx, r);
	if (text_is(load.state, "read")) {
		TRY(load_writer_new(cx, &load, &w));
		w->before = l.place;
		TRY(load_look(cx, w, &l));
		TRY(load_look_words(cx, &l, 1, true));
	}
	*out = l;
	return OK;
}

err register_load_file(struct ctx *cx, int64_t id, struct file *out)
{
	struct register_load l;
	struct file f;

	TRY(register_load_get(cx, id, &l));
	TRY(file_get(cx, l.file_id, &f));
	if (f.is_gone)
		return ERR_STATE;
	*out = f;
	return OK;
}

/* ---- what goes by law --------------------------------------------------------------------------------------------------- */

static bool goes_with(enum sheet_field f, const char *field)
{
	static const struct {
		const char *field;
		enum sheet_field goes;
	} with[] = {{"name", SHEET_NAME}, {"position", SHEET_POSITION}, {"achievement", SHEET_ACHIEVEMENT}, {"period", SHEET_PERIOD},
	            {"class", SHEET_CLASS}, {"direct", SHEET_CLASS}, {"person", SHEET_BIRTH}, {"person", SHEET_SEX}, {"person", SHEET_NUMBER},
	            {"person", SHEET_STAFF}, {"person", SHEET_ADDRESS}, {"person", SHEET_ORIGIN}, {"person", SHEET_ETHNIC},
	            {"person", SHEET_RELIGION}, {"person", SHEET_NATION}, {"person", SHEET_PARTY}};

	for (size_t i = 0; i < COUNT(with); i++)
		if (with[i].goes == f && text_is(with[i].field, field))
			return true;
	return f == SHEET_NOTE;         /* may say anything */
}

err load_blank(struct ctx *cx, int64_t line_id, const char *field)
{
	struct buf *left = buf_new(cx->mem, KEPT_BYTES);
	const char *at[SHEET_FIELD_N];
	struct row *r;
	int64_t n;

	TRY(db_one(cx->db, &SQL_register_load_line_get, BIND({"id", I64(line_id)}), &r));
	load_fields(cx->mem, row_text(r, "fields"), at);
	for (int f = 1; f < SHEET_FIELD_N; f++)
		if (*at[f] != '\0' && !goes_with((enum sheet_field)f, field))
			buf_fmt(left, "%s\t%s\n", sheet_field_code((enum sheet_field)f), at[f]);
	TRY(db_change(cx->db, &SQL_register_load_line_blank,
	              BIND({"id", I64(line_id)}, {"version", I64(row_i64(r, "version"))}, {"fields", STR(left->p)}, {"field", STR(field)})));
	TRY(db_sweep(cx->db, &SQL_register_load_line_quiet, BIND({"load", I64(row_i64(r, "load_id"))}, {"sheet", STR(row_text(r, "sheet"))},
	                                                         {"line", I64(row_i64(r, "line"))}), &n));
	return n == 0 ? OK : db_change(cx->db, &SQL_register_load_recount, BIND({"id", I64(row_i64(r, "load_id"))}));
}

err load_file_forget(struct ctx *cx, int64_t line_id)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_register_load_file_of, BIND({"id", I64(line_id)}), &r));
	TRY(file_forget(cx, row_i64(r, "file_id")));
	TRY(db_sweep(cx->db, &SQL_register_load_unname, BIND({"id", I64(row_i64(r, "load_id"))}, {"words", STR(REGISTER_BLANKED)}), NULL));
	return db_sweep(cx->db, &SQL_register_load_unsay, BIND({"id", I64(row_i64(r, "load_id"))}), NULL);
}

/* ---- for the jobs ----------------------------------------------------------------------------------------------------------------- */

err load_add(struct ctx *cx, int64_t load_id, int64_t place, int64_t *row_place, const struct load_kept *k)
{
	*row_place += k->is_row;
	return db_add(cx->db, &SQL_register_load_line_add,
	              BIND({"load", I64(load_id)}, {"place", I64(place)}, {"sheet", STR(k->sheet)}, {"line", I64(k->line)}, {"row", I64(k->is_row)},
	                   {"fields", STR(k->fields)}, {"why", STR(k->why)}, {"said", STR(k->said)}, {"problems", STR(k->problems)}, {"errors", I64(k->errors_n)},
	                   {"doubts", I64(k->doubts_n)}, {"row_place", I64(k->is_row ? *row_place : 0)}, {"key", I64(k->key)}, {"names", db_id_or_null(k->names_id)}), NULL);
}

err load_read_more(struct ctx *cx, int64_t load_id, int64_t staged_n, int64_t lines, int64_t rows, int64_t errors, int64_t doubts)
{
	return db_change(cx->db, &SQL_register_load_read, BIND({"id", I64(load_id)}, {"staged", I64(staged_n)}, {"lines", I64(lines)}, {"rows", I64(rows)},
	                                                       {"errors", I64(errors)}, {"doubts", I64(doubts)}));
}

err load_forget(struct ctx *cx, int64_t load_id, bool *more_out)
{
	int64_t n;

	TRY(db_sweep(cx->db, &SQL_register_load_forget, BIND({"load", I64(load_id)}, {"n", I64(FORGET_ROWS)}), &n));
	*more_out = n == FORGET_ROWS;
	return OK;
}

err load_read_end(struct ctx *cx, int64_t load_id, const char *columns)
{
	return db_change(cx->db, &SQL_register_load_read_end, BIND({"id", I64(load_id)}, {"columns", STR(columns)}));
}

/* ---- commands ------------------------------------------------------------------------------------------------------------------------ */

static err later(struct ctx *cx, const char *kind, int64_t id, int64_t *job_out)
{
	return job_add(cx, (struct job_in){.kind = kind, .payload = "", .goto_path = mem_text(cx->mem, "/register/load/%" PRId64, id), .object_id = id, .is_unique = true}, job_out);
}

/* What the unit's columns were last time, when nothing is said. */
static err map_of(struct ctx *cx, int64_t unit_id, const char *map, const char **out)
{
	struct row *r;
	struct sheet_map read;
	err e;

	*out = map;
	if (*map != '\0')
		return sheet_map_read(cx, map, &read);
	e = db_one(cx->db, &SQL_register_load_map_get, BIND({"unit", I64(unit_id)}), &r);
	if (e == OK)
		*out = row_text(r, "map");
	return e == ERR_NOTFOUND ? OK : e;
}

err register_load_begin(struct ctx *cx, int64_t file_id, int64_t unit_id, const char *map, int64_t *id_out, int64_t *job_out)
{
	struct file f;

	need(cx, register_may(cx, R_REGISTER_EDIT, unit_id) == OK, "unit", "Hãy chọn đơn vị trong phạm vi của bạn; chỉ cơ quan của Thành phố được để trống.");
	need(cx, file_id != 0, "file", "Hãy chọn tệp .xlsx, .csv hoặc .docx.");
	TRY(faults(cx));
	TRY(may(cx, R_PERSON_EDIT, 0));
	TRY(file_get(cx, file_id, &f));
	TRY(map_of(cx, unit_id, map, &map));
	TRY(db_add(cx->db, &SQL_register_load_add, BIND({"file", I64(file_id)}, {"name", STR(f.name)}, {"unit", db_id_or_null(unit_id)}, {"map", STR(map)},
	                                                {"by", STR(cx->who->name)}, {"now", I64(cx->now_ms)}), id_out));
	TRY(later(cx, "register.read", *id_out, job_out));
	return audit_detail(cx, "register.load", *id_out, "tệp %s", f.hash);
}

err register_load_again(struct ctx *cx, int64_t id, int64_t version, const char *map, int64_t *job_out)
{
	struct register_load l;
	struct sheet_map read;

	TRY(register_load_get(cx, id, &l));
	if (!text_is(l.state, "read"))
		return ERR_STATE;
	TRY(sheet_map_read(cx, map, &read));
	TRY(db_change(cx->db, &SQL_register_load_clear, BIND({"id", I64(id)}, {"version", I64(version)}, {"map", STR(map)})));
	TRY(later(cx, "register.read", id, job_out));
	return audit(cx, "register.load_map", id);
}

static err go_on(struct ctx *cx, const struct register_load *l, int64_t version, const char *from, const char *to, const char *reason)
{
	return db_change(cx->db, &SQL_register_load_state,
	                 BIND({"id", I64(l->id)}, {"version", I64(version)}, {"from", STR(from)}, {"state", STR(to)}, {"reason", STR(reason)},
	                      {"ended", text_is(to, "dropped") ? I64(cx->now_ms) : SQLNULL}));
}

static err nobody_writes(struct ctx *cx, int64_t id)
{
	struct row *r;
	err e = db_one(cx->db, &SQL_register_load_busy, BIND({"id", I64(id)}), &r);

	return e == ERR_NOTFOUND ? OK : e == OK ? ERR_STATE : e;
}

/* Its job was cancelled, or died too often: another one goes on where it stopped. */
static err go_on_again(struct ctx *cx, const struct register_load *l, int64_t version, const char *kind, const char *act, int64_t *job_out)
{
	if (l->version != version)
		return ERR_STALE;
	TRY(later(cx, kind, l->id, job_out));
	return audit_detail(cx, act, l->id, "tiếp từ %" PRId64 "/%" PRId64, l->written_n, l->rows_n);
}

/* A later line names one of its lines, or a signed head that has them left the house. */
err load_relied_on(struct ctx *cx, const struct register_load *l)
{
	struct row *r;
	err e = db_one(cx->db, &SQL_register_load_named, BIND({"from", I64(l->first_no - 1)}, {"until", I64(l->first_no - 1 + l->rows_n)}), &r);

	if (e == ERR_NOTFOUND)
		e = db_one(cx->db, &SQL_register_load_left, BIND({"from", I64(l->first_no - 1)}), &r);
	return e == ERR_NOTFOUND ? OK : e == OK ? ERR_STATE : e;
}

err register_load_take(struct ctx *cx, int64_t id, int64_t version, int64_t *job_out)
{
	struct register_load l;
	int64_t map_id, inner;

	TRY(register_load_get(cx, id, &l));
	TRY(may(cx, R_PERSON_EDIT, 0));
	if (text_is(l.state, "writing"))
		return go_on_again(cx, &l, version, "register.write", "register.load_take", job_out);
	if (!text_is(l.state, "read"))
		return ERR_STATE;
	TRY(load_inner_count(cx, id, &inner));
	need(cx, l.rows_n > 0, "", "Tệp không có khen thưởng nào để ghi.");
	load_inner_need(cx, inner, "");
	if (l.errors_n > 0)
		fault(cx, "", "Còn %" PRId64 " lỗi; hãy sửa từng ô, nêu cách đọc cột, hoặc sửa tệp rồi nạp lại.", l.errors_n);
	TRY(faults(cx));
	TRY(nobody_writes(cx, id));
	TRY(go_on(cx, &l, version, "read", "writing", ""));
	if (*l.map != '\0')
		TRY(db_add(cx->db, &SQL_register_load_map_set, BIND({"unit", I64(l.unit_id)}, {"map", STR(l.map)}), &map_id));
	TRY(later(cx, "register.write", id, job_out));
	return audit_detail(cx, "register.load_take", id, "%" PRId64 " khen thưởng", l.rows_n);
}

err register_load_drop(struct ctx *cx, int64_t id, int64_t version)
{
	struct register_load l;

	TRY(register_load_get(cx, id, &l));
	if (!text_is(l.state, "read") && !text_is(l.state, "reading"))
		return ERR_STATE;
	TRY(go_on(cx, &l, version, l.state, "dropped", ""));
	return audit(cx, "register.load_drop", id);
}

err register_load_undo(struct ctx *cx, int64_t id, int64_t version, const char *reason, int64_t *job_out)
{
	struct register_load l;

	TRY(register_load_get(cx, id, &l));
	if (text_is(l.state, "undoing"))
		return go_on_again(cx, &l, version, "register.undo", "register.load_undo", job_out);
	reason = text_line(cx->mem, reason);
	need(cx, *reason != '\0', "reason", "Hãy ghi lý do rút cả lần nạp.");
	need(cx, text_chars(reason) <= REASON_MAX, "reason", "Lý do không được quá 500 ký tự.");
	TRY(faults(cx));
	if (!text_is(l.state, "published"))
		return ERR_STATE;
	TRY(nobody_writes(cx, id));
	TRY(load_relied_on(cx, &l));
	TRY(go_on(cx, &l, version, "published", "undoing", reason));
	TRY(later(cx, "register.undo", id, job_out));
	return audit_detail(cx, "register.load_undo", id, "%s", reason);
}

/* The row once more through the reader, as a sheet of its own whose columns are the fields. */
static struct sheet_said read_again(struct ctx *cx, struct award_words *words, const char *const at[SHEET_FIELD_N], const struct register_load_line *old)
{
	struct sheet_map *map = mem_new(cx->mem, struct sheet_map, 1);
	struct sheet_line *lines = mem_new(cx->mem, struct sheet_line, 2);
	const char **heads = mem_new(cx->mem, const char *, SHEET_FIELD_N), **cells = mem_new(cx->mem, const char *, SHEET_FIELD_N);
	struct sheet *s;
	size_t n = 0;

	map->choices = mem_new(cx->mem, struct sheet_choice, SHEET_FIELD_N);
	for (int f = 1; f < SHEET_FIELD_N; f++) {
		/* the code speaks of the award as it was named before */
		if (f == SHEET_MARK || f == SHEET_AWARD_YEAR || f == SHEET_NO || (f == SHEET_AWARD_CODE && !text_is(at[SHEET_AWARD], old->at[SHEET_AWARD])))
			continue;
		heads[n] = sheet_field_words((enum sheet_field)f);
		cells[n] = at[f];
		map->choices[n] = (struct sheet_choice){sheet_plain(cx->mem, heads[n]), (enum sheet_field)f};
		n++;
	}
	map->choices_n = n;
	lines[0] = (struct sheet_line){.sheet = "", .line = 0, .at = heads, .n = n};
	lines[1] = (struct sheet_line){.sheet = "", .line = (int)old->line, .at = cells, .n = n};
	s = sheet_new(cx->mem, words, map, cx->today);
	sheet_begin(s, "", lines, 2);
	return sheet_take(s, cx->mem, &lines[1]);
}

/* What is kept of a row changes, and what its load counts. */
static err keep_row(struct ctx *cx, int64_t load_id, int64_t id, int64_t version, int64_t choice, const struct load_kept *was, const struct load_kept *k)
{
	TRY(db_change(cx->db, &SQL_register_load_line_set, BIND({"id", I64(id)}, {"version", I64(version)}, {"fields", STR(k->fields)}, {"problems", STR(k->problems)},
	                                                        {"errors", I64(k->errors_n)}, {"doubts", I64(k->doubts_n)}, {"choice", I64(choice)}, {"key", I64(k->key)},
	                                                        {"names", db_id_or_null(k->names_id)})));
	return db_change(cx->db, &SQL_register_load_counts,
	                 BIND({"id", I64(load_id)}, {"errors", I64(k->errors_n - was->errors_n)}, {"doubts", I64(k->doubts_n - was->doubts_n)}));
}

/* Rows that name the row that was put right may mean it no longer; those that mean one of its key, now several. */
static err see_again(struct ctx *cx, struct load_writer *w, int64_t row_id, int64_t key, int64_t after)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_register_load_see_again, BIND({"load", I64(w->load.id)}, {"row", I64(row_id)}, {"key", I64(key)}, {"after", I64(after)},
	                                                       {"n", I64(LOAD_INNER_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		const struct load_kept was = {.sheet = row_text(r, "sheet"), .line = row_i64(r, "line"), .fields = row_text(r, "fields"), .problems = row_text(r, "problems"),
		                              .errors_n = row_i64(r, "errors_n"), .doubts_n = row_i64(r, "doubts_n"), .names_id = row_i64(r, "names_id"), .is_row = true};
		struct load_kept k = was;

		w->before = row_i64(r, "place");
		TRY(load_keep_seen(cx, w, row_i64(r, "choice"), &k));
		if (k.names_id != was.names_id || !text_is(k.problems, was.problems))
			TRY(keep_row(cx, w->load.id, row_i64(r, "id"), row_i64(r, "version"), row_i64(r, "choice"), &was, &k));
	}
	return OK;
}

err register_load_correct(struct ctx *cx, int64_t line_id, int64_t version, const char *const at[SHEET_FIELD_N], int64_t choice)
{
	struct load_writer *w;
	struct register_load_line old;
	struct register_load l;
	struct award_words *words;
	struct sheet_said said;
	struct load_kept kept[SHEET_ROWS_MAX], was = {.is_row = true};
	size_t n;

	TRY(register_load_line(cx, line_id, &old));
	TRY(register_load_get(cx, old.load_id, &l));
	if (!text_is(l.state, "read") || !old.is_row)
		return ERR_STATE;
	TRY(award_words_open(cx, &words));
	said = read_again(cx, words, at, &old);
	load_keep(cx->mem, &said, kept, &n);
	need(cx, n == 1 && kept[0].is_row, "award", "Dòng này phải ghi đúng một khen thưởng.");
	TRY(faults(cx));
	TRY(load_writer_new(cx, &l, &w));
	w->before = old.place;
	kept[0].sheet = old.sheet;
	TRY(load_keep_seen(cx, w, choice, &kept[0]));
	for (size_t i = 0; i < old.problems_n; i++) {
		was.errors_n += old.problems[i].is_error;
		was.doubts_n += !old.problems[i].is_error;
	}
	TRY(keep_row(cx, l.id, line_id, version, choice, &was, &kept[0]));
	TRY(see_again(cx, w, line_id, kept[0].key, old.place));
	return audit_detail(cx, "register.load_correct", l.id, "dòng %" PRId64, old.line);
}
