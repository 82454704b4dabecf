/* room/register/register_load_write.c -- rows of a load as lines behind the end of the log, and the one transaction that moves
 * the end (decision 45).
 *
 * Whoever appends a line meanwhile takes the place at the end; the first of the rows that wait there becomes the last of
 * them. A loaded line's leaf does not say its number, so nothing of it changes by that. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/person/person.h"
#include "room/register/register_inside.h"
#include "room/register/register_load_row_in.h"
#include "room/unit/unit.h"

#include "gen/register_load_sql.h"
#include "gen/register_sql.h"

enum { BACK_ROWS = 500, HASHES_ROWS = 20000 };

/* Somebody of whom there is no record yet. */
static err person_make(struct ctx *cx, const char *const at[SHEET_FIELD_N], const struct load_seen *seen, int64_t *id_out)
{
	const struct person_key *key = &seen->key;
	struct person_in in = {.is_household = key->is_household, .name = key->name, .sex = key->sex, .ethnicity = at[SHEET_ETHNIC], .religion = at[SHEET_RELIGION],
	                       .birth = key->birth != DATE_NONE ? date_vn(cx->mem, key->birth) : key->birth_year != 0 ? mem_text(cx->mem, "%" PRId64, key->birth_year) : "",
	                       .nationality = at[SHEET_NATION], .staff_code = at[SHEET_STAFF], .address = at[SHEET_ADDRESS], .died = DATE_NONE};
	struct person_post_in post = {.unit_id = seen->line.unit_id, .unit_words = seen->line.unit_id == 0 ? at[SHEET_UNIT] : "", .position = at[SHEET_POSITION], .paper = "",
	                              .from = DATE_NONE, .to = DATE_NONE};

	return person_load_add(cx, in, post, key->is_number_taken ? "" : key->number, id_out);
}

/* What the sheet says of a person that is no part of a line: dated facts of the record. */
static err tell_person(struct ctx *cx, const struct load_writer *w, const char *const at[SHEET_FIELD_N], const struct register_line *l)
{
	const char *paper = mem_text(cx->mem, "Quyết định số %s", l->decision.number);
	date party = load_party(cx->mem, at[SHEET_PARTY], l->decision.day, cx->today);

	if (l->subject != AWARD_PERSON || l->person_id == 0)
		return OK;
	if (*at[SHEET_ORIGIN] != '\0')
		TRY(person_load_fact(cx, l->person_id, "origin", at[SHEET_ORIGIN], l->decision.day, paper, w->load.id));
	return party == DATE_NONE ? OK : person_load_fact(cx, l->person_id, "party", "", party, paper, w->load.id);
}

err load_row_line(struct ctx *cx, struct load_writer *w, const char *const at[SHEET_FIELD_N], int64_t line_id, int64_t choice, struct load_seen *out, bool *made_out)
{
	struct register_line *l = &out->line;

	TRY(load_row_see(cx, w, at, line_id, choice, out));
	for (size_t i = 0; i < out->problems_n; i++)
		if (out->problems[i].is_error)
			fault(cx, "", "Dòng “%s”: %s", at[SHEET_NAME], out->problems[i].message);
	need(cx, !out->has_error || out->problems_n > 0, "", "Có dòng thiếu danh hiệu, tính chất hoặc ngày quyết định.");
	if (out->has_error)
		return ERR_INVALID;
	/* Whose line is named and has no record was forgotten by law, and stays so. */
	*made_out = l->subject != AWARD_COLLECTIVE && out->whom.id == 0 && out->about.no == 0;
	if (*made_out)
		TRY(person_make(cx, at, out, &l->person_id));
	TRY(tell_person(cx, w, at, l));
	return load_row_decision(cx, w, &l->decision);
}

err load_row_write(struct ctx *cx, struct load_writer *w, const struct row *r, const char *const at[SHEET_FIELD_N], int64_t leaf, struct merkle_hash *hash_out)
{
	struct load_seen seen;
	struct register_line *l = &seen.line;
	bool is_made;
	err e;

	TRY(load_row_line(cx, w, at, row_i64(r, "id"), row_i64(r, "choice"), &seen, &is_made));
	if (l->subject != AWARD_COLLECTIVE)
		TRY(db_change(cx->db, &SQL_register_load_line_person,
		              BIND({"id", I64(row_i64(r, "id"))}, {"person", db_id_or_null(l->person_id)}, {"made", I64(is_made)})));
	l->no = leaf + 1;
	l->root_no = l->corrects_no != 0 ? seen.about.root_no : leaf + 1;
	e = register_line_write(cx, l, hash_out);
	if (e != ERR_TAKEN || l->corrects_no == 0)
		return e;
	fault(cx, "", "Dòng “%s”: dòng số %" PRId64 " của sổ vừa được sửa hoặc rút.", at[SHEET_NAME], l->corrects_no);
	return ERR_INVALID;
}

/* The next row ahead; one about an earlier row of the file waits until all is published. */
static err write_row(struct ctx *cx, struct load_writer *w, const struct row *r, int64_t leaf, int64_t *ahead)
{
	const char *at[SHEET_FIELD_N];
	struct merkle_hash hash;

	if (!row_is_null(r, "names_id"))
		return OK;
	(*ahead)++;
	load_fields(cx->mem, row_text(r, "fields"), at);
	return load_row_write(cx, w, r, at, leaf, &hash);
}

/* A line once more as its withdrawal. */
static err withdraw_row(struct ctx *cx, struct load_writer *w, const struct row *r, int64_t leaf, int64_t *ahead)
{
	struct register_line l = register_line_of(r);
	struct merkle_hash hash;
	err e;

	(*ahead)++;
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
	while ((r = rows_next(&it)) != NULL)
		TRY((is_undo ? withdraw_row : write_row)(cx, w, r, log.size + ahead, &ahead));
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
	int64_t ahead, whose, first, inner = 0;
	struct row *r;
	err e;

	TRY(register_log_next(cx, &log));
	e = is_undo ? load_relied_on(cx, l) : OK;
	if (e == ERR_STATE) {
		fault(cx, "", "Trong khi rút, đã có dòng sau nhắc tới một dòng của lần nạp, hoặc đầu sổ có các dòng này đã ra ngoài; không rút dòng nào.");
		return ERR_INVALID;
	}
	TRY(e);
	TRY(register_log_ahead(cx, &ahead, &whose));
	if (!is_undo)
		TRY(load_inner_count(cx, l->id, &inner));
	if (whose != l->id || ahead + inner != l->rows_n)
		return ERR_STATE;
	first = log.size;
	e = is_undo ? ERR_NOTFOUND : db_one(cx->db, &SQL_register_load_outrun, BIND({"from", I64(first)}), &r);
	if (e == OK) {
		fault(cx, "", "Trong khi ghi, một khen thưởng mà tệp thu hồi, cấp đổi hoặc cấp lại đã bị thu hồi, hủy bỏ hoặc rút; không ghi dòng nào.");
		return ERR_INVALID;
	}
	if (e != ERR_NOTFOUND)
		return e;
	for (int64_t from = first; from < first + ahead; from += HASHES_ROWS)
		MEM_EACH(cx)
			TRY(publish_some(cx, &log, from, from + HASHES_ROWS < first + ahead ? from + HASHES_ROWS : first + ahead));
	TRY(register_log_keep(cx, &log));
	TRY(register_log_ahead_set(cx, 0, 0));
	if (inner > 0)
		TRY(load_inner_publish(cx, l, first, &log, &inner));
	if (is_undo)
		TRY(person_load_facts_end(cx, l->id));
	TRY(db_change(cx->db, is_undo ? &SQL_register_load_undone : &SQL_register_load_published,
	              BIND({"id", I64(l->id)}, {"leaf", I64(first)}, {"now", I64(cx->now_ms)})));
	return audit_detail(cx, is_undo ? "register.load_undone" : "register.load_publish", l->id, "%" PRId64 " dòng từ dòng số %" PRId64, ahead + inner, first + 1);
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
		TRY(person_load_facts_drop(cx, l->id, &n));
		if (n > 0)
			return OK;
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
