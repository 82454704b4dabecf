/* room/register/register_blank.c -- a personal field of a line goes, as a law or a court demands, and the log still holds.
 *
 * The leaf has the field behind SHA-256(salt, value). Value and salt go, the digest stays: who has only the house can then not
 * even try guesses, and every old head, proof and copy verifies as before. One salt made those of all fields of the line, so
 * the others get theirs written out and the one they came from goes too. */
#include "base/crypt.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/job/job.h"
#include "room/person/person.h"
#include "room/register/register_inside.h"
#include "room/register/register_load_in.h"

#include "gen/register_sql.h"

/* The sheet a line came in says the same. */
static err blank_load(struct ctx *cx, int64_t load_line_id, const char *field)
{
	TRY(load_blank(cx, load_line_id, field));
	return load_file_forget(cx, load_line_id);
}

err register_blank(struct ctx *cx, int64_t no, const char *field, const char *reason)
{
	struct head_field hidden[HEAD_FIELDS_MAX];
	unsigned char salts[REGISTER_HIDDEN_N * HEAD_SALT] = {0};
	const char *words = text_line(cx->mem, reason), *marks, *digest;
	const struct head_field *gone = NULL;
	struct buf *b = buf_new(cx->mem, HEAD_LEAF_MAX);
	struct register_line l;
	struct row *r;
	size_t n;
	int64_t id;

	TRY(may(cx, R_REGISTER_BLANK, 0));
	TRY(register_get(cx, no, &l));
	TRY(register_may(cx, R_REGISTER_BLANK, l.unit_id));
	TRY(db_one(cx->db, &SQL_register_get, BIND({"leaf", I64(no - 1)}), &r));
	register_hidden(cx->mem, &l, row_bytes(r, "salt", &n), hidden);
	for (int i = 0; i < REGISTER_HIDDEN_N; i++) {
		if (text_is(hidden[i].name, field))
			gone = &hidden[i];
		else
			memcpy(salts + (size_t)i * HEAD_SALT, hidden[i].salt, HEAD_SALT);
	}
	need(cx, gone != NULL, "field", "Mục xóa được là: name, position, achievement, reason, period, class, direct, person.");
	need(cx, gone == NULL || *gone->value != '\0', "field", "Mục này của dòng đã trống, hoặc đã được xóa.");
	need(cx, *words != '\0', "reason", "Hãy ghi căn cứ của việc xóa: bản án, quyết định, điều luật.");
	need(cx, text_chars(words) <= REGISTER_WORDS_MAX, "reason", "Căn cứ không được quá 500 ký tự.");
	TRY(faults(cx));
	leaf_put_hidden(b, gone->name, gone->salt, gone->value);
	digest = b->p + strlen(gone->name) + 3;         /* "name # digest" */
	marks = mem_text(cx->mem, "%s%s %.*s\n", l.blanked, field, (int)strcspn(digest, "\n"), digest);
	TRY(db_change(cx->db, &SQL_register_blank_set,
	              BIND({"leaf", I64(no - 1)}, {"field", STR(field)}, {"salt", BYTES(salts, sizeof salts)}, {"blanked", STR(marks)},
	                   {"before", STR(l.blanked)})));
	if (l.load_line_id != 0)
		TRY(blank_load(cx, l.load_line_id, field));
	/* whoever asks knows at once; the file that is asked has it until it is made anew */
	TRY(job_add(cx, (struct job_in){.kind = "register.index", .payload = "", .goto_path = "", .is_unique = true}, &id));
	return audit_detail(cx, "register.blank", no, "%s: %s", field, words);
}

/* What of a line is still there to go. */
static err blank_line(struct ctx *cx, int64_t no, const char *reason)
{
	struct head_field hidden[HEAD_FIELDS_MAX];
	struct register_line l;
	struct row *r;
	size_t n;

	TRY(register_get(cx, no, &l));
	TRY(db_one(cx->db, &SQL_register_get, BIND({"leaf", I64(no - 1)}), &r));
	register_hidden(cx->mem, &l, row_bytes(r, "salt", &n), hidden);
	for (int k = 0; k < REGISTER_HIDDEN_N; k++)
		if (*hidden[k].value != '\0')
			TRY(register_blank(cx, no, hidden[k].name, reason));
	return OK;
}

/* Every line of one record; one that is blanked is no more of it, so that the next are the first. */
static err blank_lines(struct ctx *cx, int64_t person_id, const char *reason, int64_t *n)
{
	struct rows it;
	struct row *r;

	do {
		TRY(db_rows(cx->db, &SQL_register_of_person, BIND({"person", I64(person_id)}, {"n", I64(REGISTER_LADDER_MAX)}), &it));
		while ((r = rows_next(&it)) != NULL) {
			TRY(blank_line(cx, row_i64(r, "leaf") + 1, reason));
			(*n)++;
		}
	} while (it.n == REGISTER_LADDER_MAX);
	return OK;
}

err register_blank_person(struct ctx *cx, int64_t person_id, const char *reason, int64_t *lines_out)
{
	struct LIST(int64_t) ids = {0};
	struct person_history h;
	struct person p;
	int64_t n = 0;

	TRY(may(cx, R_REGISTER_BLANK, 0));
	TRY(may(cx, R_PERSON_BLANK, 0));
	TRY(person_speaker(cx, person_id, &person_id));
	TRY(person_get(cx, person_id, &p));
	need(cx, *text_line(cx->mem, reason) != '\0', "reason", "Hãy ghi căn cứ của việc xóa: bản án, quyết định, điều luật.");
	TRY(faults(cx));
	TRY(person_history(cx, person_id, &h));
	*list_add(cx->mem, &ids) = person_id;
	for (size_t i = 0; i < h.aliases_n; i++)
		*list_add(cx->mem, &ids) = h.aliases[i];
	for (size_t i = 0; i < ids.n; i++)
		TRY(blank_lines(cx, ids.at[i], reason, &n));
	*lines_out = n;
	return person_blank(cx, person_id, reason);
}
