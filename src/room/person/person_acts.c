/* room/person/person_acts.c -- what is recorded about people; each act checks, writes, leaves its audit. An audit line
 * never holds an identity number. */
#include "base/text.h"
#include "core/table.h"
#include "room/audit/audit.h"
#include "room/person/person_inside.h"
#include "room/unit/unit.h"

#include "gen/person_sql.h"

static bool sees_all(const struct ctx *cx)
{
	return cx->who->is_system || cx->who->sees_all;
}

static void check_text(struct ctx *cx, const char *field, const char *text, const char *what)
{
	if (text_chars(text) > PERSON_TEXT_MAX)
		fault(cx, field, "%s không được quá 500 ký tự.", what);
}

/* Everything that is wrong with the fields; birth read into day and year. */
static err check_in(struct ctx *cx, struct person_in *in, date *day, int64_t *year)
{
	struct person head;
	err e = OK;

	in->name = text_line(cx->mem, in->name);
	need(cx, *text_fold(cx->mem, in->name) != '\0', "name", "Hãy ghi họ và tên; hộ gia đình thì ghi tên người đại diện.");
	need(cx, text_chars(in->name) <= PERSON_NAME_MAX, "name", "Tên không được quá 200 ký tự.");
	if (!person_birth_read(text_line(cx->mem, in->birth), day, year)) {
		fault(cx, "birth", "“%s” không phải ngày sinh; hãy ghi ngày/tháng/năm hoặc chỉ năm, ví dụ 05/03/1980 hoặc 1980.", in->birth);
		*day = DATE_NONE;
		*year = 0;
	}
	need(cx, *year == 0 || *year <= date_ymd(cx->today).year, "birth", "Năm sinh chưa tới.");
	need(cx, *day == DATE_NONE || *day <= cx->today, "birth", "Ngày sinh chưa tới.");
	need(cx, *in->sex == '\0' || text_is(in->sex, "m") || text_is(in->sex, "f"), "sex", "Giới tính là m (nam) hoặc f (nữ), hoặc để trống.");
	need(cx, !in->is_household || (*year == 0 && *in->sex == '\0'), "birth", "Hộ gia đình không có ngày sinh, giới tính; hãy ghi ở hồ sơ của cá nhân.");
	need(cx, in->died == DATE_NONE || in->died <= cx->today, "died", "Ngày mất chưa tới.");
	need(cx, in->died == DATE_NONE || *year == 0 || date_ymd(in->died).year >= *year, "died", "Ngày mất đứng trước năm sinh.");
	need(cx, in->head_id == 0 || in->is_household, "head", "Chỉ hộ gia đình mới có người đại diện.");
	check_text(cx, "ethnicity", in->ethnicity, "Dân tộc");
	check_text(cx, "religion", in->religion, "Tôn giáo");
	check_text(cx, "nationality", in->nationality, "Quốc tịch");
	check_text(cx, "staff_code", in->staff_code, "Mã cán bộ");
	check_text(cx, "address", in->address, "Địa chỉ");
	if (in->head_id != 0)
		e = person_get(cx, in->head_id, &head);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	need(cx, e == OK, "head", "Không có cá nhân này để làm đại diện hộ.");
	return OK;
}

/* What is wrong with a post; its unit's name, or the words, into *where. */
static err check_post(struct ctx *cx, struct person_post_in *in, bool may_be_empty, const char **where)
{
	struct unit u;
	err e = OK;

	in->position = text_line(cx->mem, in->position);
	in->unit_words = text_line(cx->mem, in->unit_words);
	*where = in->unit_words;
	check_text(cx, "position", in->position, "Chức vụ");
	check_text(cx, "unit", in->unit_words, "Nơi công tác");
	check_text(cx, "paper", in->paper, "Căn cứ");
	need(cx, may_be_empty || in->unit_id != 0 || *in->unit_words != '\0' || *in->position != '\0', "unit",
	     "Hãy ghi đơn vị, nơi công tác hoặc chức vụ.");
	need(cx, in->from == DATE_NONE || in->to == DATE_NONE || in->from <= in->to, "to", "Ngày cuối đứng trước ngày đầu.");
	need(cx, in->from == DATE_NONE || in->from <= cx->today, "from", "Ngày bắt đầu chưa tới; hãy ghi khi đến ngày.");
	if (in->unit_id == 0)
		return OK;
	e = unit_get(cx, in->unit_id, &u);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	need(cx, e == OK, "unit", "Không có đơn vị này; hãy chọn trong danh mục.");
	need(cx, e != OK || may_bool(cx, R_PERSON_EDIT, in->unit_id), "unit", "Đơn vị này ngoài phạm vi của bạn.");
	*where = e == OK ? u.name : "";
	return OK;
}

/* The present post, as posts say, onto the person's row. */
static err show_present(struct ctx *cx, int64_t id)
{
	struct row *r;
	err e = db_one(cx->db, &SQL_person_post_present, BIND({"person", I64(id)}), &r);

	if (e != OK && e != ERR_NOTFOUND)
		return e;
	return db_change(cx->db, &SQL_person_post_show,
	                 BIND({"id", I64(id)}, {"unit", db_id_or_null(e == OK ? row_i64(r, "unit_id") : 0)},
	                      {"position", STR(e == OK ? row_text(r, "position") : "")}));
}

static err write_post(struct ctx *cx, int64_t id, const struct person_post_in *in, int64_t *id_out)
{
	return db_add(cx->db, &SQL_person_post_add,
	              BIND({"person", I64(id)}, {"unit", db_id_or_null(in->unit_id)},
	                   {"words", STR(in->unit_id == 0 ? in->unit_words : "")}, {"position", STR(in->position)},
	                   {"from", db_date(cx->mem, in->from)}, {"to", db_date(cx->mem, in->to)}, {"paper", STR(in->paper)},
	                   {"now", I64(cx->now_ms)}), id_out);
}

static err insert_post(struct ctx *cx, int64_t id, const struct person_post_in *in, int64_t *id_out)
{
	int64_t post;

	TRY(write_post(cx, id, in, &post));
	if (in->to == DATE_NONE && in->from != DATE_NONE)
		TRY(db_sweep(cx->db, &SQL_person_post_close,
		             BIND({"person", I64(id)}, {"but", I64(post)}, {"to", db_date(cx->mem, in->from - 1)}), NULL));
	TRY(show_present(cx, id));
	*id_out = post;
	return OK;
}

/* A fault when the number is none, or another's. */
static err insert_number(struct ctx *cx, int64_t id, const char *number, int64_t *id_out)
{
	err e = db_add(cx->db, &SQL_person_number_add,
	               BIND({"person", I64(id)}, {"number", STR(number)}, {"now", I64(cx->now_ms)}), id_out);

	if (e != ERR_TAKEN)
		return e;
	fault(cx, "number", "Số định danh này đã ghi cho một hồ sơ khác; hãy tìm hồ sơ đó theo số, nếu là một người thì gộp lại.");
	return ERR_INVALID;
}

static void check_number(struct ctx *cx, const char *number)
{
	need(cx, person_number_is_good(number), "number", "Số định danh gồm 12 chữ số, hoặc 9 chữ số của chứng minh nhân dân cũ.");
}

static const struct bind *bind_of(struct ctx *cx, const struct person_in *in, date day, int64_t year, struct bind_arg *at,
                                  struct bind *b)
{
	const struct bind_arg args[] = {
		{"name", STR(in->name)}, {"fold", STR(text_fold(cx->mem, in->name))},
		{"sortkey", STR(text_sortkey_name(cx->mem, in->name))}, {"birth", db_date(cx->mem, day)},
		{"year", db_id_or_null(year)}, {"sex", STR(in->sex)}, {"ethnicity", STR(in->ethnicity)},
		{"religion", STR(in->religion)}, {"nationality", STR(in->nationality)}, {"staff", STR(in->staff_code)},
		{"address", STR(in->address)}, {"died", db_date(cx->mem, in->died)}, {"head", db_id_or_null(in->head_id)}};

	memcpy(at, args, sizeof args);
	*b = (struct bind){at, COUNT(args) + 2};
	return b;
}

/* Writes the record, its post and number; where it stands in words. */
static err add_record(struct ctx *cx, struct person_in in, struct person_post_in post, const char *number, const char **where_out, int64_t *id_out)
{
	struct bind_arg at[18];
	struct bind b;
	date day;
	int64_t year, id, post_id, number_id;
	const char *where;
	bool has_post, is_present;

	TRY(may(cx, R_PERSON_EDIT, 0));
	TRY(check_in(cx, &in, &day, &year));
	TRY(check_post(cx, &post, true, &where));
	has_post = post.unit_id != 0 || *post.unit_words != '\0' || *post.position != '\0';
	need(cx, sees_all(cx) || post.unit_id != 0, "unit", "Hãy chọn đơn vị trong phạm vi của bạn.");
	if (*number != '\0') {
		check_number(cx, number);
		need(cx, may_bool(cx, R_PERSON_SENSITIVE, 0), "number", "Bạn không có quyền ghi số định danh.");
		need(cx, !in.is_household, "number", "Hộ gia đình không có số định danh; hãy ghi ở hồ sơ của cá nhân.");
	}
	TRY(faults(cx));
	is_present = has_post && post.from == DATE_NONE && post.to == DATE_NONE;        /* the one post there is, and it holds */
	bind_of(cx, &in, day, year, at, &b);
	at[13] = (struct bind_arg){"household", I64(in.is_household)};
	at[14] = (struct bind_arg){"now", I64(cx->now_ms)};
	at[15] = (struct bind_arg){"unit", is_present ? db_id_or_null(post.unit_id) : SQLNULL};
	at[16] = (struct bind_arg){"position", STR(is_present ? post.position : "")};
	b.n = 17;
	TRY(db_add(cx->db, &SQL_person_add, &b, &id));
	if (has_post)
		TRY(is_present ? write_post(cx, id, &post, &post_id) : insert_post(cx, id, &post, &post_id));
	if (*number != '\0')
		TRY(insert_number(cx, id, number, &number_id));
	*where_out = where;
	*id_out = id;
	return OK;
}

err person_add(struct ctx *cx, struct person_in in, struct person_post_in post, const char *number, int64_t *id_out)
{
	const char *where;

	TRY(add_record(cx, in, post, number, &where, id_out));
	return audit_detail(cx, "person.add", *id_out, "%s%s%s", text_line(cx->mem, in.name), *where == '\0' ? "" : " — ", where);
}

err person_load_add(struct ctx *cx, struct person_in in, struct person_post_in post, const char *number, int64_t *id_out)
{
	const char *where;

	return add_record(cx, in, post, number, &where, id_out);
}

err person_load_undo(struct ctx *cx, int64_t id)
{
	struct row *r;
	err e;

	TRY(may(cx, R_PERSON_EDIT, 0));
	e = db_one(cx->db, &SQL_person_load_used, BIND({"id", I64(id)}), &r);
	if (e != ERR_NOTFOUND)
		return e == OK ? ERR_STATE : e;
	TRY(db_sweep(cx->db, &SQL_person_load_drop_numbers, BIND({"id", I64(id)}), NULL));
	TRY(db_sweep(cx->db, &SQL_person_load_drop_posts, BIND({"id", I64(id)}), NULL));
	return db_sweep(cx->db, &SQL_person_load_drop, BIND({"id", I64(id)}), NULL);
}

err person_edit(struct ctx *cx, int64_t id, int64_t version, struct person_in in)
{
	struct bind_arg at[16];
	struct bind b;
	struct person p;
	date day;
	int64_t year;

	TRY(person_for_edit(cx, id, &p));
	in.is_household = p.is_household;
	TRY(check_in(cx, &in, &day, &year));
	need(cx, in.head_id != id, "head", "Đại diện hộ là một cá nhân.");
	TRY(faults(cx));
	bind_of(cx, &in, day, year, at, &b);
	at[13] = (struct bind_arg){"id", I64(id)};
	at[14] = (struct bind_arg){"version", I64(version)};
	TRY(db_change(cx->db, &SQL_person_set, &b));
	if (!text_is(p.name, in.name))
		TRY(db_add(cx->db, &SQL_person_name_add,
		           BIND({"person", I64(id)}, {"name", STR(p.name)}, {"fold", STR(text_fold(cx->mem, p.name))},
		                {"former", I64(1)}, {"now", I64(cx->now_ms)}), NULL));
	return audit_detail(cx, "person.edit", id, text_is(p.name, in.name) ? "%s" : "%s → %s", p.name, in.name);
}

static err touch(struct ctx *cx, int64_t id)
{
	return db_change(cx->db, &SQL_person_touch, BIND({"id", I64(id)}));
}

err person_number_add(struct ctx *cx, int64_t id, const char *number, int64_t *id_out)
{
	struct person p;
	int64_t row;

	TRY(person_for_edit(cx, id, &p));
	if (!p.may_see_number)
		return ERR_DENIED;
	check_number(cx, number);
	need(cx, !p.is_household, "number", "Hộ gia đình không có số định danh; hãy ghi ở hồ sơ của cá nhân.");
	TRY(faults(cx));
	TRY(insert_number(cx, id, number, &row));
	TRY(touch(cx, id));
	TRY(audit(cx, "person.number_add", id));
	*id_out = row;
	return OK;
}

err person_name_add(struct ctx *cx, int64_t id, const char *name, int64_t *id_out)
{
	struct person p;
	int64_t row;

	TRY(person_for_edit(cx, id, &p));
	name = text_line(cx->mem, name);
	need(cx, *text_fold(cx->mem, name) != '\0', "other_name", "Hãy ghi cách viết khác của tên.");
	need(cx, text_chars(name) <= PERSON_NAME_MAX, "other_name", "Tên không được quá 200 ký tự.");
	TRY(faults(cx));
	TRY(db_add(cx->db, &SQL_person_name_add,
	           BIND({"person", I64(id)}, {"name", STR(name)}, {"fold", STR(text_fold(cx->mem, name))}, {"former", I64(0)},
	                {"now", I64(cx->now_ms)}), &row));
	TRY(touch(cx, id));
	TRY(audit_detail(cx, "person.name_add", id, "%s", name));
	*id_out = row;
	return OK;
}

err person_post_add(struct ctx *cx, int64_t id, struct person_post_in in, int64_t *id_out)
{
	struct person p;
	const char *where;
	int64_t post;

	TRY(person_for_edit(cx, id, &p));
	TRY(check_post(cx, &in, false, &where));
	TRY(faults(cx));
	TRY(insert_post(cx, id, &in, &post));
	TRY(touch(cx, id));
	TRY(audit_detail(cx, "person.post_add", id, "%s%s%s", in.position, *where == '\0' ? "" : ", ", where));
	*id_out = post;
	return OK;
}

err person_fact_add(struct ctx *cx, int64_t id, struct person_fact_in in, int64_t *id_out)
{
	struct person p;
	const struct person_class *classes;
	size_t n;
	int64_t fact;
	bool is_known = false;

	TRY(person_for_edit(cx, id, &p));
	in.value = text_line(cx->mem, in.value);
	TRY(person_classes(cx, &classes, &n));
	for (size_t i = 0; i < n; i++)
		is_known |= text_is(classes[i].code, in.value);
	need(cx, *person_fact_words(in.kind) != '\0', "kind", "Hãy chọn loại diễn biến trong danh sách.");
	need(cx, !p.is_household, "kind", "Hộ gia đình không có diễn biến loại này; hãy ghi ở hồ sơ của cá nhân.");
	need(cx, !text_is(in.kind, "leader") || is_known, "value", "Hãy ghi mã nhóm lãnh đạo có trong danh mục.");
	need(cx, !text_is(in.kind, "discipline") || *in.value != '\0', "value", "Hãy ghi hình thức kỷ luật, ví dụ “khiển trách”.");
	need(cx, !text_is(in.kind, "origin") || *in.value != '\0', "value", "Hãy ghi quê quán, ví dụ “xã Cổ Loa, Hà Nội”.");
	check_text(cx, "value", in.value, "Nội dung");
	check_text(cx, "fact_paper", in.paper, "Căn cứ");
	need(cx, in.from != DATE_NONE || text_is(in.kind, "party") || text_is(in.kind, "leader") || text_is(in.kind, "direct") ||
	     text_is(in.kind, "origin"), "fact_from", "Hãy ghi ngày bắt đầu, ví dụ 01/7/2024.");
	need(cx, in.from == DATE_NONE || in.to == DATE_NONE || in.from <= in.to, "fact_to", "Ngày cuối đứng trước ngày đầu.");
	TRY(faults(cx));
	TRY(db_add(cx->db, &SQL_person_fact_add,
	           BIND({"person", I64(id)}, {"kind", STR(in.kind)}, {"value", STR(in.value)}, {"from", db_date(cx->mem, in.from)},
	                {"to", db_date(cx->mem, in.to)}, {"paper", STR(in.paper)}, {"now", I64(cx->now_ms)}), &fact));
	TRY(touch(cx, id));
	TRY(audit_detail(cx, "person.fact_add", id, "%s %s", in.kind, in.value));
	*id_out = fact;
	return OK;
}

err person_fact_end(struct ctx *cx, int64_t person_id, int64_t fact_id, date day)
{
	struct person p;
	int64_t n;

	TRY(person_for_edit(cx, person_id, &p));
	need(cx, day != DATE_NONE, "end", "Hãy ghi ngày cuối, ví dụ 30/6/2024.");
	TRY(faults(cx));
	TRY(db_sweep(cx->db, &SQL_person_fact_end,
	             BIND({"id", I64(fact_id)}, {"person", I64(person_id)}, {"to", db_date(cx->mem, day)}), &n));
	need(cx, n == 1, "end", "Diễn biến này đã kết thúc, hoặc ngày cuối đứng trước ngày đầu.");
	TRY(faults(cx));
	TRY(touch(cx, person_id));
	return audit(cx, "person.fact_end", person_id);
}

err person_remove(struct ctx *cx, int64_t person_id, const char *what, int64_t row_id)
{
	static const struct {
		const char *what;
		const struct sql *sql;
	} ROWS_OF[] = {{"number", &SQL_person_number_remove}, {"name", &SQL_person_name_remove}, {"post", &SQL_person_post_remove},
	               {"fact", &SQL_person_fact_remove}};
	const struct sql *sql = NULL;
	struct person p;
	int64_t n;

	TRY(person_for_edit(cx, person_id, &p));
	for (size_t i = 0; i < COUNT(ROWS_OF); i++)
		sql = text_is(ROWS_OF[i].what, what) ? ROWS_OF[i].sql : sql;
	if (sql == NULL)
		return ERR_NOTFOUND;
	if (text_is(what, "number") && !p.may_see_number)
		return ERR_DENIED;
	TRY(db_sweep(cx->db, sql, BIND({"id", I64(row_id)}, {"person", I64(person_id)}, {"now", I64(cx->now_ms)}), &n));
	if (n == 0)
		return ERR_NOTFOUND;
	if (text_is(what, "post"))
		TRY(show_present(cx, person_id));
	TRY(touch(cx, person_id));
	return audit_detail(cx, "person.remove", person_id, "%s %" PRId64, what, row_id);
}

/* ---- one person, two records --------------------------------------------------------------------------------------------------- */

static err keep_merge(struct ctx *cx, int64_t from_id, int64_t into_id, bool is_undo, const char *note)
{
	return db_add(cx->db, &SQL_person_merge_add,
	              BIND({"from", I64(from_id)}, {"into", I64(into_id)}, {"undo", I64(is_undo)}, {"note", STR(note)},
	                   {"by", STR(cx->who->name)}, {"now", I64(cx->now_ms)}), NULL);
}

err person_merge(struct ctx *cx, int64_t from_id, int64_t into_id, const char *note)
{
	struct person from, into = {0};
	struct person_history h;
	err e;

	TRY(person_for_edit(cx, from_id, &from));
	e = into_id == 0 ? ERR_NOTFOUND : person_for_edit(cx, into_id, &into);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	need(cx, e == OK, "into", "Không có hồ sơ này trong phạm vi của bạn; hãy ghi số của hồ sơ giữ lại.");
	need(cx, from_id != into_id, "into", "Hãy ghi một hồ sơ khác.");
	need(cx, e != OK || from.is_household == into.is_household, "into", "Không gộp cá nhân với hộ gia đình.");
	check_text(cx, "note", note, "Ghi chú");
	TRY(faults(cx));
	TRY(person_history(cx, from_id, &h));
	/* one step only, so that who speaks for a record is found in one look */
	if (from.merged_id != 0 || into.merged_id != 0 || h.aliases_n > 0)
		return ERR_STATE;
	TRY(db_change(cx->db, &SQL_person_merged_set, BIND({"id", I64(from_id)}, {"into", I64(into_id)})));
	TRY(touch(cx, into_id));
	TRY(keep_merge(cx, from_id, into_id, false, note));
	return audit_detail(cx, "person.merge", from_id, "%" PRId64 " → %" PRId64, from_id, into_id);
}

err person_part(struct ctx *cx, int64_t from_id, const char *note)
{
	struct person from;

	TRY(person_for_edit(cx, from_id, &from));
	check_text(cx, "note", note, "Ghi chú");
	TRY(faults(cx));
	if (from.merged_id == 0)
		return ERR_STATE;
	TRY(db_change(cx->db, &SQL_person_merged_set, BIND({"id", I64(from_id)}, {"into", SQLNULL})));
	TRY(touch(cx, from.merged_id));
	TRY(keep_merge(cx, from_id, from.merged_id, true, note));
	return audit_detail(cx, "person.part", from_id, "%" PRId64 " ≠ %" PRId64, from_id, from.merged_id);
}

/* ---- data files ------------------------------------------------------------------------------------------------------------------- */

static err add_row(struct table_line *l, err e)
{
	l->added += e == OK;
	return e == ERR_TAKEN ? OK : e;
}

static err load_class(struct table_line *l)
{
	int64_t place = table_number(l, 2, 0);

	if (!table_code(l, 0) || !table_text(l, 1, "tên nhóm", PERSON_TEXT_MAX))
		return OK;
	return add_row(l, db_add(l->cx->db, &SQL_person_class_add,
	                         BIND({"code", STR(l->cells[0])}, {"name", STR(l->cells[1])}, {"place", I64(place)}), NULL));
}

static err load_province(struct table_line *l)
{
	if (strlen(l->cells[0]) != 3 || strspn(l->cells[0], "0123456789") != 3)
		fault(l->cx, l->place, "Mã tỉnh của số định danh gồm ba chữ số.");
	else if (table_text(l, 1, "tên tỉnh", PERSON_TEXT_MAX))
		return add_row(l, db_add(l->cx->db, &SQL_person_province_add,
		                         BIND({"code", STR(l->cells[0])}, {"name", STR(l->cells[1])}), NULL));
	return OK;
}

static const struct table TABLES[] = {
	{"class_code class_name place", load_class},
	{"province_code province_name", load_province},
};

err person_load(struct ctx *cx, const char *text, int64_t *n_out)
{
	int64_t n;

	TRY(may(cx, R_PERSON_EDIT, 0));
	if (!sees_all(cx))
		return ERR_DENIED;
	TRY(table_read(cx, text, TABLES, COUNT(TABLES), &n));
	*n_out = n;
	return n == 0 ? OK : audit_detail(cx, "person.load", 0, "%" PRId64 " dòng", n);
}
