/* room/register/register_load_write.c -- rows of a load as lines behind the end of the log, and the one transaction that moves
 * the end (decision 45).
 *
 * Whoever appends a line meanwhile takes the place at the end; the first of the rows that wait there becomes the last of
 * them. A loaded line's leaf does not say its number, so nothing of it changes by that. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/person/person.h"
#include "room/register/register_inside.h"
#include "room/register/register_load_in.h"
#include "room/unit/unit.h"

#include "gen/register_load_sql.h"
#include "gen/register_sql.h"

enum { KEEP_BITS = 15, BACK_ROWS = 500, HASHES_ROWS = 20000 };

/* What was looked up before: a text and its id. */
struct keep {
	struct { const char *text, *code; int64_t id; } *at;    /* 1 << KEEP_BITS; code: of a unit */
	size_t n;
};

struct load_writer {
	struct mem *mem;
	struct register_load load;
	struct award_list awards;
	struct award_grounds grounds;
	struct award_rules rules;
	const struct person_class *classes;
	size_t classes_n;
	struct keep units, decisions;
	const char *unit_code;          /* of the office whose sheet it is */
	int64_t after;                  /* rows written so far */
};

/* Where it stands, or now stands. */
static size_t keep_at(struct load_writer *w, struct keep *k, const char *text, bool *is_new)
{
	size_t mask = ((size_t)1 << KEEP_BITS) - 1, at;
	uint32_t h = 2166136261U;

	for (const char *p = text; *p != '\0'; p++)
		h = (h ^ (unsigned char)*p) * 16777619U;
	if (k->at == NULL || k->n > mask / 2) {
		k->at = mem_array(w->mem, mask + 1, sizeof *k->at);
		k->n = 0;
	}
	for (at = h & mask; k->at[at].text != NULL; at = (at + 1) & mask)
		if (text_is(k->at[at].text, text)) {
			*is_new = false;
			return at;
		}
	k->at[at].text = mem_dup(w->mem, text);
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
	TRY(award_list(cx, (struct award_filter){.day = DATE_NONE}, &w->awards));
	TRY(award_grounds(cx, &w->grounds));
	TRY(award_rules(cx, 0, &w->rules));
	TRY(person_classes(cx, &w->classes, &w->classes_n));
	w->unit_code = "";
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
			w->units.at[at].code = mem_dup(w->mem, u.code);
		}
	}
	*id_out = w->units.at[at].id;
	*code_out = w->units.at[at].code;
	return OK;
}

static err decision_of(struct ctx *cx, struct load_writer *w, struct register_decision *d)
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

/* Who the row is about: somebody who is known, or a new record. */
static err person_of(struct ctx *cx, const char *const at[SHEET_FIELD_N], struct register_line *l, int64_t line_id)
{
	const char *no_sex = "";
	bool is_household = l->subject == AWARD_HOUSEHOLD;
	const char *name = is_household ? cell_name(cx->mem, cell_household(cx->mem, at[SHEET_NAME]), &no_sex) : at[SHEET_NAME];
	struct cell_day birth = is_household ? (struct cell_day){.day = DATE_NONE} : cell_day(at[SHEET_BIRTH], cx->today);
	struct person_key key = {.is_household = is_household, .name = name, .number = is_household ? "" : at[SHEET_NUMBER], .birth = birth.day, .birth_year = birth.year,
	                         .unit_id = l->unit_id, .sex = is_household ? "" : at[SHEET_SEX]};
	int64_t id;
	bool is_made;

	TRY(person_match(cx, &key, &id));
	is_made = id == 0;
	if (is_made) {
		struct person_in in = {.is_household = is_household, .name = name, .sex = key.sex, .ethnicity = at[SHEET_ETHNIC], .religion = at[SHEET_RELIGION],
		                       .birth = birth.day != DATE_NONE ? date_vn(cx->mem, birth.day) : birth.year != 0 ? mem_text(cx->mem, "%" PRId64, birth.year) : "",
		                       .nationality = at[SHEET_NATION], .staff_code = at[SHEET_STAFF], .address = at[SHEET_ADDRESS], .died = DATE_NONE};
		struct person_post_in post = {.unit_id = l->unit_id, .unit_words = l->unit_id == 0 ? at[SHEET_UNIT] : "", .position = at[SHEET_POSITION], .paper = "",
		                              .from = DATE_NONE, .to = DATE_NONE};

		TRY(person_load_add(cx, in, post, key.is_number_taken ? "" : key.number, &id));
	}
	l->person_id = id;
	return db_change(cx->db, &SQL_register_load_line_person, BIND({"id", I64(line_id)}, {"person", I64(id)}, {"made", I64(is_made)}));
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

/* From the fields of a kept row to the line. ERR_INVALID with a fault: something the register does not take. */
static err line_of(struct ctx *cx, struct load_writer *w, const char *const at[SHEET_FIELD_N], int64_t line_id, struct register_line *l)
{
	const struct award *a = NULL;
	struct award_money money;
	int64_t said;
	const char *place = at[SHEET_PLACE];

	*l = (struct register_line){.nature = register_nature_of(at[SHEET_NATURE]), .subject = cell_subject(sheet_plain(cx->mem, at[SHEET_SUBJECT])),
	                            .unit_code = "", .ground_code = "", .period_from = DATE_NONE, .period_to = DATE_NONE, .reason = "", .load_line_id = line_id,
	                            .by = w->load.by, .added_ms = cx->now_ms};
	for (size_t i = 0; i < w->awards.n; i++)
		a = text_is(w->awards.at[i].code, at[SHEET_AWARD_CODE]) ? &w->awards.at[i] : a;
	for (size_t i = 0; i < w->grounds.n; i++)
		if (text_is(w->grounds.at[i].code, at[SHEET_GROUND])) {
			l->ground_id = w->grounds.at[i].id;
			l->ground_code = w->grounds.at[i].code;
		}
	if (a == NULL || (l->nature != REGISTER_GRANT && l->nature != REGISTER_POSTHUMOUS)) {
		fault(cx, "", "Dòng “%s”: chỉ nạp được tặng, truy tặng; thu hồi, cấp đổi, cấp lại ghi ở trang của khen thưởng đó.", at[SHEET_NAME]);
		return ERR_INVALID;
	}
	l->award_id = a->id;
	l->award_code = a->code;
	l->decision = (struct register_decision){.number = at[SHEET_DECISION], .day = date_from_iso(at[SHEET_DAY]), .issuer = at[SHEET_ISSUER], .level = at[SHEET_LEVEL],
	                                         .signer = at[SHEET_SIGNER], .signer_title = at[SHEET_SIGNER_TITLE], .title = "", .file_hash = ""};
	if (l->decision.day == DATE_NONE) {
		fault(cx, "", "Dòng “%s” thiếu ngày quyết định.", at[SHEET_NAME]);
		return ERR_INVALID;
	}
	if (!cx->who->is_system && !cx->who->sees_all && !text_is(a->level, "base")) {
		fault(cx, "", "Dòng “%s”: khen thưởng từ cấp Thành phố trở lên do cơ quan thi đua, khen thưởng của Thành phố ghi vào sổ.", at[SHEET_NAME]);
		return ERR_INVALID;
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
	return OK;
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

static err write_row(struct ctx *cx, struct load_writer *w, const struct row *r, int64_t leaf)
{
	const char *at[SHEET_FIELD_N];
	struct register_line l;
	struct merkle_hash hash;

	load_fields(cx->mem, row_text(r, "fields"), at);
	TRY(line_of(cx, w, at, row_i64(r, "id"), &l));
	TRY(units_of(cx, w, &l));
	if (l.subject != AWARD_COLLECTIVE)
		TRY(person_of(cx, at, &l, row_i64(r, "id")));
	TRY(decision_of(cx, w, &l.decision));
	l.no = l.root_no = leaf + 1;
	return register_line_write(cx, &l, &hash);
}

/* A line once more as its withdrawal. */
static err withdraw_row(struct ctx *cx, struct load_writer *w, const struct row *r, int64_t leaf)
{
	struct register_line l = register_line_of(r);
	struct merkle_hash hash;
	err e;

	l.corrects_no = l.no;
	l.no = leaf + 1;
	l.nature = REGISTER_WITHDRAW;
	l.reason = w->load.reason;
	l.has_money = false;
	l.vnd = 0;
	l.place_no = 0;
	l.by = cx->who->name;
	l.added_ms = cx->now_ms;
	e = register_line_write(cx, &l, &hash);
	if (e != ERR_TAKEN)
		return e;
	fault(cx, "", "Dòng số %" PRId64 " vừa được sửa hoặc rút; lần nạp không còn rút được như một việc.", l.corrects_no);
	return ERR_INVALID;
}

err load_write(struct ctx *cx, struct load_writer *w, int n, int64_t *n_out)
{
	bool is_undo = text_is(w->load.state, "undoing");
	struct merkle_log log;
	struct rows it;
	struct row *r;
	int64_t ahead, whose, left = w->load.rows_n - w->after;

	TRY(register_log_next(cx, &log));
	TRY(register_log_ahead(cx, &ahead, &whose));
	if (whose != 0 && whose != w->load.id)
		return ERR_BUSY;
	if (is_undo)
		TRY(db_rows(cx->db, &SQL_register_walk, BIND({"from", I64(w->load.first_no - 1 + w->after)}, {"n", I64(left < n ? left : n)}), &it));
	else
		TRY(db_rows(cx->db, &SQL_register_load_rows, BIND({"load", I64(w->load.id)}, {"after", I64(w->after)}, {"n", I64(n)}), &it));
	*n_out = (int64_t)it.n;
	while ((r = rows_next(&it)) != NULL) {
		TRY(is_undo ? withdraw_row(cx, w, r, log.size + ahead) : write_row(cx, w, r, log.size + ahead));
		ahead++;
	}
	TRY(db_change(cx->db, &SQL_register_load_written, BIND({"id", I64(w->load.id)}, {"n", I64(w->after + *n_out)}, {"before", I64(w->after)})));
	w->after += *n_out;
	return register_log_ahead_set(cx, ahead, w->load.id);
}

/* The leaves from..until-1, which wait behind the end, join the log. */
static err publish_some(struct ctx *cx, struct merkle_log *log, int64_t from, int64_t until)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_register_leaf_hashes, BIND({"from", I64(from)}, {"until", I64(until)}, {"n", I64(HASHES_ROWS)}), &it));
	if ((int64_t)it.n != until - from)
		return ERR_STATE;
	while ((r = rows_next(&it)) != NULL) {
		struct merkle_hash h;
		size_t n;
		const void *p = row_bytes(r, "hash", &n);

		CHECK(n == MERKLE_HASH);
		memcpy(h.b, p, n);
		TRY(register_log_add(cx, log, h));
	}
	return OK;
}

err load_publish(struct ctx *cx, const struct register_load *l)
{
	bool is_undo = text_is(l->state, "undoing");
	struct merkle_log log;
	int64_t ahead, whose, first;
	err e;

	TRY(register_log_next(cx, &log));
	e = is_undo ? load_relied_on(cx, l) : OK;
	if (e == ERR_STATE) {
		fault(cx, "", "Trong khi rút, đã có dòng sau nhắc tới một dòng của lần nạp, hoặc đầu sổ có các dòng này đã ra ngoài; không rút dòng nào.");
		return ERR_INVALID;
	}
	TRY(e);
	TRY(register_log_ahead(cx, &ahead, &whose));
	if (whose != l->id || ahead != l->rows_n)
		return ERR_STATE;
	first = log.size;
	for (int64_t from = first; from < first + ahead; from += HASHES_ROWS)
		MEM_EACH(cx)
			TRY(publish_some(cx, &log, from, from + HASHES_ROWS < first + ahead ? from + HASHES_ROWS : first + ahead));
	TRY(register_log_keep(cx, &log));
	TRY(register_log_ahead_set(cx, 0, 0));
	TRY(db_change(cx->db, is_undo ? &SQL_register_load_undone : &SQL_register_load_published,
	              BIND({"id", I64(l->id)}, {"leaf", I64(first)}, {"now", I64(cx->now_ms)})));
	return audit_detail(cx, is_undo ? "register.load_undone" : "register.load_publish", l->id, "%s: %" PRId64 " dòng từ dòng số %" PRId64, l->name, ahead, first + 1);
}

err load_take_back(struct ctx *cx, const struct register_load *l, bool *is_done)
{
	bool is_undo = text_is(l->state, "undoing");
	struct merkle_log log;
	struct rows it;
	struct row *r;
	int64_t ahead, whose, n;
	err e;

	*is_done = false;
	TRY(register_log_next(cx, &log));
	TRY(register_log_ahead(cx, &ahead, &whose));
	if (whose == l->id && ahead > 0) {
		n = ahead < BACK_ROWS ? ahead : BACK_ROWS;
		TRY(db_sweep(cx->db, &SQL_register_leaf_drop, BIND({"from", I64(log.size + ahead - n)}), NULL));
		return register_log_ahead_set(cx, ahead - n, ahead == n ? 0 : l->id);
	}
	if (!is_undo) {
		TRY(db_rows(cx->db, &SQL_register_load_made, BIND({"load", I64(l->id)}, {"n", I64(BACK_ROWS)}), &it));
		while ((r = rows_next(&it)) != NULL) {
			TRY(db_change(cx->db, &SQL_register_load_line_person, BIND({"id", I64(row_i64(r, "id"))}, {"person", SQLNULL}, {"made", I64(0)})));
			TRY(db_sweep(cx->db, &SQL_register_load_unperson, BIND({"load", I64(l->id)}, {"person", I64(row_i64(r, "person_id"))}), NULL));
			e = row_bool(r, "is_used") ? ERR_STATE : person_load_undo(cx, row_i64(r, "person_id"));
			if (e != OK && e != ERR_STATE)  /* somebody used the record meanwhile: it stays */
				return e;
		}
		if (it.n == BACK_ROWS)
			return OK;
	}
	*is_done = true;
	return db_change(cx->db, &SQL_register_load_back, BIND({"id", I64(l->id)}, {"from", STR(l->state)}, {"to", STR(is_undo ? "published" : "read")}));
}
