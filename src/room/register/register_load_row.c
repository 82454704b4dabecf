/* room/register/register_load_row.c -- what a kept row means in the register as it is now: its line, its unit, whom it is about, the
 * award that a revocation names; and what the register would not take of it. Asked when a sheet is read, when people look, and
 * when it is written. */
#include "base/text.h"
#include "db/db.h"
#include "room/register/register_inside.h"
#include "room/register/register_load_row_in.h"
#include "room/unit/unit.h"

#include "gen/register_load_sql.h"

enum { KEEP_BITS = 15, KEEP_MOST = 16000, PROBLEMS_BYTES = 256 * 1024 };

static struct mem *keep_mem(const struct load_writer *w, const struct keep *k)
{
	return k->mem != NULL ? k->mem : w->mem;
}

/* Where it stands, or now stands; what was got of others before may be gone. */
static size_t keep_at(struct load_writer *w, struct keep *k, const char *text, bool *is_new)
{
	size_t mask = ((size_t)1 << KEEP_BITS) - 1, at;

	if (k->at == NULL || k->n >= k->most) {
		if (k->mem != NULL)
			mem_reset(k->mem);
		k->at = mem_array(keep_mem(w, k), mask + 1, sizeof *k->at);
		k->n = 0;
	}
	for (at = text_hash(text) & mask; k->at[at].text != NULL; at = (at + 1) & mask)
		if (text_is(k->at[at].text, text)) {
			*is_new = false;
			return at;
		}
	k->at[at].text = mem_dup(keep_mem(w, k), text);
	k->n++;
	*is_new = true;
	return at;
}

err load_writer_new(struct ctx *cx, const struct register_load *l, struct load_writer **out)
{
	struct load_writer *w = mem_new(cx->mem, struct load_writer, 1);

	w->mem = cx->mem;
	w->load = *l;
	w->after = l->written_n;
	w->units.most = w->decisions.most = KEEP_MOST;
	TRY(award_list(cx, (struct award_filter){.day = DATE_NONE}, &w->awards));
	TRY(award_grounds(cx, &w->grounds));
	TRY(award_rules(cx, 0, &w->rules));
	TRY(person_classes(cx, &w->classes, &w->classes_n));
	w->unit_code = w->sheet = "";
	if (l->unit_id != 0) {
		struct unit u;

		TRY(unit_get(cx, l->unit_id, &u));
		w->unit_code = u.code;
	}
	*out = w;
	return OK;
}

/* The unit that is called so; 0 for none. Out of reach it stays words. */
static err unit_of(struct ctx *cx, struct load_writer *w, const char *words, int64_t *id_out, const char **code_out)
{
	bool is_new;
	size_t at = keep_at(w, &w->units, words, &is_new);
	struct unit u = {0};
	err e;

	if (is_new) {
		e = unit_find(cx, words, &u);
		if (e != OK && e != ERR_NOTFOUND)
			return e;
		w->units.at[at].code = "";
		if (e == OK && register_may(cx, R_REGISTER_EDIT, u.id) == OK) {
			w->units.at[at].id = u.id;
			w->units.at[at].code = mem_dup(keep_mem(w, &w->units), u.code);
		}
	}
	*id_out = w->units.at[at].id;
	*code_out = w->units.at[at].code;
	return OK;
}

err load_row_decision(struct ctx *cx, struct load_writer *w, struct register_decision *d)
{
	bool is_new;
	size_t at = keep_at(w, &w->decisions, mem_text(cx->mem, "%s\n%d\n%s\n%s\n%s\n%s", d->number, (int)d->day, d->issuer, d->level, d->signer, d->signer_title), &is_new);

	if (is_new) {
		TRY(register_decision_keep(cx, d));
		w->decisions.at[at].id = d->id;
	}
	d->id = w->decisions.at[at].id;
	return OK;
}

static void PRINTF(5, 6) say(struct load_seen *o, struct mem *m, bool is_error, enum sheet_field f, const char *fmt, ...)
{
	va_list ap;

	if (o->problems_n == LOAD_SEEN_MAX)
		return;
	va_start(ap, fmt);
	o->problems[o->problems_n++] = (struct sheet_problem){.field = f, .column = -1, .heading = sheet_field_words(f), .value = "", .message = mem_vtext(m, fmt, ap),
	                                                      .accepted = "", .is_error = is_error};
	va_end(ap);
	o->has_error |= is_error;
}

/* What would be accepted in the place of what was said last. */
static void accept(struct load_seen *o, const char *accepted)
{
	o->problems[o->problems_n - 1].accepted = accepted;
}

/* Who the row is about: whom a person chose, somebody who is known, or nobody yet. */
static err whom(struct ctx *cx, const struct load_writer *w, const char *const at[SHEET_FIELD_N], int64_t choice, struct load_seen *o)
{
	const char *no_sex = "";
	bool is_household = o->line.subject == AWARD_HOUSEHOLD;
	const char *name = is_household ? cell_name(cx->mem, cell_household(cx->mem, at[SHEET_NAME]), &no_sex) : at[SHEET_NAME];
	struct cell_day birth = is_household ? (struct cell_day){.day = DATE_NONE} : cell_day(at[SHEET_BIRTH], cx->today);
	struct person p;
	err e;

	o->key = (struct person_key){.is_household = is_household, .name = name, .number = is_household ? "" : at[SHEET_NUMBER], .birth = birth.day, .birth_year = birth.year,
	                             .unit_id = o->line.unit_id, .sex = is_household ? "" : at[SHEET_SEX]};
	TRY(w->crowd != NULL ? person_crowd_match(cx, w->crowd, &o->key, &o->whom) : person_match_all(cx, &o->key, &o->whom));
	if (choice == 0 && o->whom.is_tied) {
		say(o, cx->mem, false, SHEET_NAME, "Có %zu hồ sơ có thể là “%s”; nếu không chọn thì lập hồ sơ mới.", o->whom.may_n, name);
		accept(o, "Chọn hồ sơ ở trang của dòng này, hoặc ghi thêm ngày sinh, số định danh.");
	}
	if (choice < 0)
		o->whom.id = 0;
	if (choice <= 0)
		return OK;
	e = person_get(cx, choice, &p);
	if (e == ERR_NOTFOUND || (e == OK && p.is_household != is_household)) {
		say(o, cx->mem, true, SHEET_NAME, "Không có hồ sơ số %" PRId64 " của %s trong phạm vi của bạn.", choice, is_household ? "một hộ" : "một cá nhân");
		accept(o, "Một hồ sơ khác, hoặc hồ sơ mới.");
		return OK;
	}
	TRY(e);
	return person_speaker(cx, choice, &o->whom.id);
}

static void class_of(const struct load_writer *w, struct mem *m, const char *words, struct register_line *l)
{
	const char *plain = sheet_plain(m, words);

	l->class_code = "";
	for (size_t i = 0; *plain != '\0' && i < w->classes_n; i++)
		if (text_is(plain, sheet_plain(m, w->classes[i].name)) || text_is(words, w->classes[i].code)) {
			l->class_id = w->classes[i].id;
			l->class_code = w->classes[i].code;
		}
	l->is_direct = strstr(plain, "truc tiep") != NULL;
}

/* From the fields of a kept row to the line. */
static void line_of(struct ctx *cx, struct load_writer *w, const char *const at[SHEET_FIELD_N], int64_t line_id, struct load_seen *o)
{
	struct register_line *l = &o->line;
	const struct award *a = NULL;
	struct award_money money;
	int64_t said;
	const char *place = at[SHEET_PLACE];

	*l = (struct register_line){.nature = register_nature_of(at[SHEET_NATURE]), .subject = cell_subject(sheet_plain(cx->mem, at[SHEET_SUBJECT])),
	                            .unit_code = "", .ground_code = "", .period_from = DATE_NONE, .period_to = DATE_NONE, .reason = "", .load_line_id = line_id,
	                            .by = w->load.by, .added_ms = cx->now_ms};
	for (size_t i = 0; i < w->awards.n && a == NULL; i++)
		a = text_is(w->awards.at[i].code, at[SHEET_AWARD_CODE]) ? &w->awards.at[i] : NULL;
	for (size_t i = 0; i < w->grounds.n; i++)
		if (text_is(w->grounds.at[i].code, at[SHEET_GROUND])) {
			l->ground_id = w->grounds.at[i].id;
			l->ground_code = w->grounds.at[i].code;
		}
	if (a == NULL || l->nature == 0) {      /* the reader has said why */
		o->has_error = true;
		return;
	}
	l->award_id = a->id;
	l->award_code = a->code;
	l->decision = (struct register_decision){.number = at[SHEET_DECISION], .day = date_from_iso(at[SHEET_DAY]), .issuer = at[SHEET_ISSUER], .level = at[SHEET_LEVEL],
	                                         .signer = at[SHEET_SIGNER], .signer_title = at[SHEET_SIGNER_TITLE], .title = "", .file_hash = ""};
	if (l->decision.day == DATE_NONE) {
		o->has_error = true;
		return;
	}
	if (!cx->who->is_system && !cx->who->sees_all && !text_is(a->level, "base")) {
		say(o, cx->mem, true, SHEET_AWARD, "Khen thưởng từ cấp Thành phố trở lên do cơ quan thi đua, khen thưởng của Thành phố ghi vào sổ.");
		accept(o, "Một danh hiệu, hình thức ở cấp cơ sở.");
	}
	l->name = at[SHEET_NAME];
	l->unit_words = at[SHEET_UNIT];
	l->position = at[SHEET_POSITION];
	l->achievement = at[SHEET_ACHIEVEMENT];
	l->movement = at[SHEET_MOVEMENT];
	l->certificate = at[SHEET_CERTIFICATE];
	l->place_no = strspn(place, "0123456789") == strlen(place) && strlen(place) <= 7 ? strtoll(place, NULL, 10) : 0;
	l->year = cell_years(at[SHEET_YEAR]).to;
	(void)cell_period(at[SHEET_PERIOD], cx->today, &l->period_from, &l->period_to);
	money = award_money_on(&w->rules, a->id, l->subject, l->decision.day);
	said = *at[SHEET_MONEY] == '\0' ? -1 : cell_sum(at[SHEET_MONEY]);     /* what was paid then; else what the rules of the day say */
	l->has_money = said >= 0 || money.is_known;
	l->vnd = said >= 0 ? said : money.is_known ? money.vnd : 0;
	class_of(w, cx->mem, at[SHEET_CLASS], l);
}

static err units_of(struct ctx *cx, struct load_writer *w, struct register_line *l)
{
	TRY(unit_of(cx, w, l->subject == AWARD_COLLECTIVE ? l->name : l->unit_words, &l->unit_id, &l->unit_code));
	if (l->unit_id == 0 && l->subject == AWARD_COLLECTIVE && *l->unit_words != '\0')
		TRY(unit_of(cx, w, l->unit_words, &l->unit_id, &l->unit_code));
	if (l->unit_id == 0) {          /* a part of the office, or a body that the catalogue does not have */
		l->unit_id = w->load.unit_id;
		l->unit_code = w->unit_code;
	}
	if (*l->unit_words == '\0' && l->subject != AWARD_COLLECTIVE)
		l->unit_words = w->load.unit_name;
	return OK;
}

/* ---- the award that a line names ------------------------------------------------------------------------------------------- */

static bool is_about(enum register_nature n)
{
	return n == REGISTER_EXCHANGE || n == REGISTER_REISSUE || n == REGISTER_REVOKE || n == REGISTER_CANCEL || n == REGISTER_ADJUST;
}

/* The line whose number the row gives. */
static err about_said(struct ctx *cx, int64_t no, struct load_seen *o)
{
	struct register_line old;
	err e = register_get(cx, no, &old);

	if (e == ERR_NOTFOUND)
		say(o, cx->mem, true, SHEET_ABOUT, "Không có dòng số %" PRId64 " trong phạm vi của bạn.", no);
	else if (e == OK && (old.nature == REGISTER_WITHDRAW || is_about(old.nature)) && old.nature != REGISTER_ADJUST)
		say(o, cx->mem, true, SHEET_ABOUT, "Dòng số %" PRId64 " không phải là dòng tặng.", no);
	else if (e == OK && old.corrected_by_no != 0)
		say(o, cx->mem, true, SHEET_ABOUT, "Dòng số %" PRId64 " đã được thay bằng dòng số %" PRId64 ".", no, old.corrected_by_no);
	else if (e == OK && old.ended_by_no != 0)
		say(o, cx->mem, true, SHEET_ABOUT, "Khen thưởng ở dòng số %" PRId64 " đã bị thu hồi hoặc hủy bỏ ở dòng số %" PRId64 ".", no, old.ended_by_no);
	else if (e == OK && o->line.nature != REGISTER_ADJUST && old.award_id != o->line.award_id)
		say(o, cx->mem, true, SHEET_ABOUT, "Dòng số %" PRId64 " là “%s”, không phải khen thưởng của dòng này.", no, old.award_name);
	else if (e == OK)
		o->about = old;
	if (e == OK || e == ERR_NOTFOUND) {
		if (o->about.no == 0)
			accept(o, "Số của dòng tặng đang có hiệu lực, hoặc để trống để tự tìm.");
		return OK;
	}
	return e;
}

/* The earlier row of the same file; an award that another row of it ends already is none any more. */
static err names_row(struct ctx *cx, const struct load_writer *w, const struct load_inner *row, struct load_seen *o)
{
	int64_t ended;

	TRY(load_inner_ended(cx, w, row->id, &ended));
	if (ended != 0) {
		say(o, cx->mem, true, SHEET_NATURE, "Khen thưởng ở dòng %" PRId64 " của tệp đã bị thu hồi hoặc hủy bỏ ở dòng %" PRId64 " của tệp.", row->line, ended);
		return OK;
	}
	o->names_id = row->id;
	o->names_line = row->line;
	return OK;
}

/* "tệp:12": the earlier row of that line. */
static err about_row(struct ctx *cx, const struct load_writer *w, const char *const at[SHEET_FIELD_N], int64_t line, struct load_seen *o)
{
	struct load_inner rows[LOAD_INNERS];
	size_t n;

	TRY(load_inner_find(cx, w, at, line, rows, &n));
	if (n == 1 && rows[0].is_other) {
		say(o, cx->mem, false, SHEET_ABOUT, "Dòng %" PRId64 " của tệp tặng “%s”, không khớp với dòng này về tên, đơn vị, năm sinh hoặc số định danh.", line, rows[0].name);
		accept(o, "Số của dòng tặng đúng người, đúng tập thể; nếu đã đúng thì giữ nguyên.");
	}
	if (n == 1)
		return names_row(cx, w, &rows[0], o);
	say(o, cx->mem, true, SHEET_ABOUT, "Dòng %" PRId64 " của tệp không đứng trước dòng này, hoặc không tặng khen thưởng này.", line);
	accept(o, "Số của một dòng tặng ở trên trong tệp, viết như tệp:12; hoặc để trống để tự tìm.");
	return OK;
}

/* What can be meant: awards held, and earlier rows of the same file that grant it. */
struct meant {
	const struct register_line *found, *in_year;
	const struct load_inner *row, *row_in_year;
	int n, of_year;
	const char *numbers;            /* for people */
};

static void add_held(struct mem *m, const struct register_list *held, const struct load_seen *o, struct meant *x)
{
	for (size_t i = 0; i < held->n; i++) {
		const struct register_line *l = &held->at[i];

		if (l->award_id != o->line.award_id || l->subject != o->line.subject || l->ended_by_no != 0 || (is_about(l->nature) && l->nature != REGISTER_ADJUST))
			continue;
		x->found = l;
		if (x->n++ < LOAD_SEEN_MAX)
			x->numbers = mem_text(m, "%s%sdòng số %" PRId64 " của sổ", x->numbers, *x->numbers == '\0' ? "" : ", ", l->no);
		x->of_year += l->year == o->line.year;
		x->in_year = l->year == o->line.year ? l : x->in_year;
	}
}

static void add_rows(struct mem *m, const struct load_inner *rows, size_t n, const struct load_seen *o, struct meant *x)
{
	for (size_t i = 0; i < n; i++) {
		x->row = &rows[i];
		if (x->n++ < LOAD_SEEN_MAX)
			x->numbers = mem_text(m, "%s%sdòng %" PRId64 " của tệp", x->numbers, *x->numbers == '\0' ? "" : ", ", rows[i].line);
		x->of_year += rows[i].year == o->line.year;
		x->row_in_year = rows[i].year == o->line.year ? &rows[i] : x->row_in_year;
	}
}

/* Of what the person or body holds or the file grants it above: the one of that award, of that year when there are several. */
static err about_found(struct ctx *cx, const struct load_writer *w, const char *const at[SHEET_FIELD_N], const char *what, struct load_seen *o)
{
	struct register_list held = {0};
	struct load_inner rows[LOAD_INNERS];
	struct meant x = {.numbers = ""};
	size_t rows_n = 0;

	if (o->line.subject == AWARD_COLLECTIVE && o->line.unit_id != 0)
		TRY(register_unit_ladder(cx, o->line.unit_id, &held));
	else if (o->whom.id != 0)
		TRY(register_ladder(cx, o->whom.id, &held));
	add_held(cx->mem, &held, o, &x);
	TRY(load_inner_find(cx, w, at, 0, rows, &rows_n));
	add_rows(cx->mem, rows, rows_n, o, &x);
	if (x.n == 1 || x.of_year == 1) {
		const struct load_inner *row = x.n == 1 ? x.row : x.row_in_year;

		if (row != NULL)
			return names_row(cx, w, row, o);
		o->about = x.n == 1 ? *x.found : *x.in_year;
		return OK;
	}
	if (x.n == 0)
		say(o, cx->mem, true, SHEET_NATURE, "Không thấy “%s” đang có hiệu lực của “%s” trong sổ, cũng không ở các dòng trên của tệp, để %s.", what, o->line.name,
		    text_lower(cx->mem, register_nature_words(o->line.nature)));
	else
		say(o, cx->mem, true, SHEET_NATURE, "“%s” có %d khen thưởng “%s”: %s.", o->line.name, x.n, what, x.numbers);
	accept(o, x.n == 0 ? "Số của dòng tặng ở ô “Dòng trong sổ được nêu”; dòng tặng nằm trong chính tệp thì phải đứng trước dòng này."
	                   : "Năm của khen thưởng đó; hoặc ở ô “Dòng trong sổ được nêu”: số của dòng trong sổ, hay tệp:12 cho dòng 12 của tệp.");
	return OK;
}

static err about(struct ctx *cx, struct load_writer *w, const char *const at[SHEET_FIELD_N], const char *what, struct load_seen *o)
{
	struct register_line *l = &o->line;
	const char *no = at[SHEET_ABOUT];
	struct row *r;
	err e;

	if (*no != '\0' && strlen(no) < 12 && strspn(no, "0123456789") == strlen(no))
		TRY(about_said(cx, strtoll(no, NULL, 10), o));
	else if (load_inner_said(cx->mem, no) != 0)
		TRY(about_row(cx, w, at, load_inner_said(cx->mem, no), o));
	else
		TRY(about_found(cx, w, at, what, o));
	if (o->about.no == 0)
		return OK;
	if (register_may(cx, R_REGISTER_EDIT, o->about.unit_id) != OK) {
		say(o, cx->mem, true, SHEET_ABOUT, "Dòng số %" PRId64 " thuộc đơn vị ngoài phạm vi của bạn.", o->about.no);
		accept(o, "Khen thưởng của đơn vị mình.");
		o->about = (struct register_line){0};
		return OK;
	}
	if (l->nature == REGISTER_REVOKE || l->nature == REGISTER_CANCEL) {
		e = db_one(cx->db, &SQL_register_load_ends_ahead, BIND({"about", I64(o->about.root_no - 1)}), &r);
		if (e == OK)
			say(o, cx->mem, true, SHEET_NATURE, "Khen thưởng ở dòng số %" PRId64 " đã bị thu hồi hoặc hủy bỏ ở một dòng khác của tệp.", o->about.no);
		else if (e != ERR_NOTFOUND)
			return e;
	}
	l->reason = *at[SHEET_NOTE] != '\0' ? at[SHEET_NOTE] : mem_text(cx->mem, "Theo quyết định số %s", l->decision.number);
	l->corrects_no = l->nature == REGISTER_ADJUST ? o->about.no : 0;
	l->about_no = l->nature == REGISTER_ADJUST ? o->about.about_no : o->about.root_no;
	l->subject = o->about.subject;
	l->person_id = o->whom.id = o->about.person_id;
	l->unit_id = o->about.unit_id;
	l->unit_code = o->about.unit_code;
	if (l->nature == REGISTER_ADJUST)
		return OK;
	l->ground_id = o->about.ground_id;
	l->ground_code = o->about.ground_code;
	l->year = o->about.year;
	l->place_no = 0;
	l->has_money = false;
	l->vnd = 0;
	return OK;
}

/* A number of a certificate that the register has for another award of that kind, issuer and year. */
static err certificate(struct ctx *cx, struct load_seen *o)
{
	const struct register_line *l = &o->line;
	int year = date_ymd(l->decision.day).year;
	struct row *r;
	err e;

	if (*l->certificate == '\0' || l->nature == REGISTER_REVOKE || l->nature == REGISTER_CANCEL || l->nature == REGISTER_ADJUST)
		return OK;
	e = db_one(cx->db, &SQL_register_load_certificate,
	           BIND({"certificate", STR(l->certificate)}, {"award", I64(l->award_id)}, {"issuer", STR(text_fold(cx->mem, l->decision.issuer))},
	                {"from", db_date(cx->mem, date_of(year, 1, 1))}, {"to", db_date(cx->mem, date_of(year, 12, 31))}), &r);
	if (e == ERR_NOTFOUND)
		return OK;
	TRY(e);
	say(o, cx->mem, true, SHEET_CERTIFICATE, "Số bằng “%s” đã ghi ở dòng số %" PRId64 " của sổ, cùng loại, cùng cơ quan, cùng năm.", l->certificate, row_i64(r, "leaf") + 1);
	accept(o, "Số trên bằng đó, hoặc để trống.");
	return OK;
}

/* "Không", "chưa", "0", "quần chúng". */
static bool says_no(const char *plain)
{
	return strncmp(plain, "khong", 5) == 0 || strncmp(plain, "chua", 4) == 0 || text_is(plain, "0") || strncmp(plain, "quan chung", 10) == 0;
}

date load_party(struct mem *m, const char *cell, date day, date until)
{
	const char *plain = sheet_plain(m, cell);
	struct cell_day said = cell_day(cell, until);

	if (*cell == '\0' || says_no(plain))
		return DATE_NONE;
	if (said.day != DATE_NONE)
		return said.day <= day ? said.day : DATE_NONE;
	return cell_is_mark(text_fold(m, cell)) || strstr(plain, "dang vien") != NULL || text_is(plain, "dv") || text_is(plain, "dvcs") || said.year != 0 ? day : DATE_NONE;
}

/* A cell of the Party that says neither yes nor no stays with the load, and is said to. */
static void party(struct ctx *cx, const char *const at[SHEET_FIELD_N], struct load_seen *o)
{
	const char *cell = at[SHEET_PARTY];

	if (*cell == '\0' || says_no(sheet_plain(cx->mem, cell)) || load_party(cx->mem, cell, o->line.decision.day, cx->today) != DATE_NONE)
		return;
	say(o, cx->mem, false, SHEET_PARTY, "Ô “%s” không rõ là đảng viên hay không; không ghi vào hồ sơ.", cell);
	accept(o, "x, Đảng viên, ngày vào Đảng (không sau ngày quyết định), hoặc không.");
}

err load_row_see(struct ctx *cx, struct load_writer *w, const char *const at[SHEET_FIELD_N], int64_t line_id, int64_t choice, struct load_seen *out)
{
	struct load_seen *o = mem_new(cx->mem, struct load_seen, 1);
	const char *what = "";

	line_of(cx, w, at, line_id, o);
	if (o->line.award_id == 0 || o->line.decision.day == DATE_NONE) {
		*out = *o;
		return OK;
	}
	for (size_t i = 0; i < w->awards.n; i++)
		what = w->awards.at[i].id == o->line.award_id ? w->awards.at[i].name : what;
	TRY(units_of(cx, w, &o->line));
	if (o->line.subject != AWARD_COLLECTIVE)
		TRY(whom(cx, w, at, choice, o));
	if (o->line.subject == AWARD_PERSON)
		party(cx, at, o);
	o->line.person_id = o->whom.id;
	if (is_about(o->line.nature) && w->crowd != NULL) {
		say(o, cx->mem, true, SHEET_NATURE, "Dòng %s nói về khen thưởng đã có trong sổ, mà sổ đang được dựng.", text_lower(cx->mem, register_nature_words(o->line.nature)));
		accept(o, "Dòng tặng hoặc truy tặng; các dòng khác nạp bằng register import khi đã dựng xong.");
	} else if (is_about(o->line.nature)) {
		TRY(about(cx, w, at, what, o));
	}
	if (w->crowd == NULL)           /* a filling looks at all of them at its end */
		TRY(certificate(cx, o));
	*out = *o;
	return OK;
}

/* ---- for people ------------------------------------------------------------------------------------------------------------------ */

err load_keep_seen(struct ctx *cx, struct load_writer *w, int64_t choice, struct load_kept *k)
{
	const char *at[SHEET_FIELD_N];
	struct load_seen seen;
	struct buf *b, *one;

	if (!k->is_row || k->errors_n > 0)      /* what the cells say comes first */
		return OK;
	load_fields(cx->mem, k->fields, at);
	k->key = load_row_key(cx->mem, at);
	w->sheet = k->sheet;
	TRY(load_row_see(cx, w, at, 0, choice, &seen));
	k->names_id = seen.names_id;
	if (seen.problems_n == 0)
		return OK;
	b = buf_new(cx->mem, PROBLEMS_BYTES);
	buf_text(b, k->problems);
	one = buf_new(cx->mem, PROBLEMS_BYTES);
	for (size_t i = 0; i < seen.problems_n; i++) {
		struct sheet_problem *p = &seen.problems[i];

		p->value = p->field == SHEET_NATURE ? register_nature_words(register_nature_of(at[SHEET_NATURE])) : at[p->field];
		buf_reset(one);
		load_put_problem(one, p);
		if (strstr(k->problems, one->p) != NULL)        /* said when it was seen before */
			continue;
		buf_text(b, one->p);
		k->errors_n += p->is_error;
		k->doubts_n += !p->is_error;
	}
	k->problems = b->p;
	return OK;
}

err load_keep_seen_ahead(struct ctx *cx, struct load_writer *w, struct load_kept *k)
{
	const char *at[SHEET_FIELD_N];

	if (!k->is_row || k->errors_n > 0)
		return OK;
	load_fields(cx->mem, k->fields, at);
	k->is_waiting = is_about(register_nature_of(at[SHEET_NATURE]));
	return k->is_waiting ? OK : load_keep_seen(cx, w, 0, k);
}

static const char *words_of(struct mem *m, const struct person_list *people, int64_t id)
{
	for (size_t i = 0; i < people->n; i++) {
		const struct person *p = &people->at[i];
		const char *birth;

		if (p->id != id)
			continue;
		birth = person_birth_words(m, p->birth, p->birth_year);
		return mem_text(m, "hồ sơ số %" PRId64 ": %s%s%s%s%s%s%s", id, p->name, *birth == '\0' ? "" : ", ", birth, *p->position == '\0' ? "" : ", ", p->position,
		                *p->unit_name == '\0' ? "" : ", ", p->unit_name);
	}
	return "";
}

/* Each once: a list names the same few people on many lines. */
static void want(int64_t *ids, size_t *n, int64_t id)
{
	for (size_t i = 0; i < *n; i++)
		if (ids[i] == id)
			return;
	ids[(*n)++] = id;
}

err load_look_words(struct ctx *cx, struct register_load_line *lines, size_t n, bool with_may)
{
	int64_t *ids = mem_new(cx->mem, int64_t, n * (PERSON_MAY_MAX + 1) + 1);
	struct person_list people;
	size_t ids_n = 0;

	for (size_t i = 0; i < n; i++) {
		if (lines[i].has_person && lines[i].meant_id != 0)
			want(ids, &ids_n, lines[i].meant_id);
		for (size_t k = 0; with_may && k < lines[i].may_n; k++)
			want(ids, &ids_n, lines[i].may[k].id);
	}
	TRY(person_many(cx, ids, ids_n, &people));
	for (size_t i = 0; i < n; i++) {
		size_t left = 0;

		lines[i].meant = words_of(cx->mem, &people, lines[i].has_person ? lines[i].meant_id : 0);
		for (size_t k = 0; with_may && k < lines[i].may_n; k++) {       /* out of sight is not to choose */
			const char *words = words_of(cx->mem, &people, lines[i].may[k].id);

			if (*words != '\0')
				lines[i].may[left++] = (struct register_load_may){lines[i].may[k].id, words};
		}
		lines[i].may_n = with_may ? left : lines[i].may_n;
	}
	return OK;
}

err load_look(struct ctx *cx, struct load_writer *w, struct register_load_line *l)
{
	struct load_seen seen;

	l->meant = "";
	for (size_t i = 0; i < l->problems_n; i++)
		if (l->problems[i].is_error)
			return OK;
	if (!l->is_row)
		return OK;
	w->sheet = l->sheet;
	TRY(load_row_see(cx, w, l->at, 0, l->choice, &seen));
	l->is_seen = true;
	l->names_line = seen.names_line;
	l->has_person = seen.line.subject != AWARD_COLLECTIVE && seen.names_id == 0 && (seen.whom.id != 0 || seen.about.no == 0);
	l->meant_id = seen.whom.id;
	l->about_no = seen.about.no;
	for (; l->may_n < seen.whom.may_n; l->may_n++)
		l->may[l->may_n] = (struct register_load_may){seen.whom.may[l->may_n], ""};
	return OK;
}
