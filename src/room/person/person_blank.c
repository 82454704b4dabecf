/* room/person/person_blank.c -- a record is emptied, as a law or a court demands; its number stays, for lines of the log name it. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/person/person_inside.h"

#include "gen/person_sql.h"

static err blank_one(struct ctx *cx, int64_t id)
{
	static const struct sql *const goes[] = {&SQL_person_number_blank, &SQL_person_name_blank, &SQL_person_post_blank,
	                                         &SQL_person_fact_blank, &SQL_person_merge_blank};

	TRY(db_change(cx->db, &SQL_person_blank, BIND({"id", I64(id)}, {"words", STR("(đã xóa theo luật)")})));
	for (size_t i = 0; i < COUNT(goes); i++)
		TRY(db_sweep(cx->db, goes[i], BIND({"id", I64(id)}), NULL));
	return audit_blank(cx, "person.", id, NULL);
}

err person_blank(struct ctx *cx, int64_t id, const char *reason)
{
	const char *words = text_line(cx->mem, reason);
	struct person_history h;
	struct person p;

	TRY(may(cx, R_PERSON_BLANK, 0));
	TRY(person_speaker(cx, id, &id));
	TRY(person_get(cx, id, &p));
	TRY(may(cx, R_PERSON_BLANK, p.unit_id));
	need(cx, *words != '\0', "reason", "Hãy ghi căn cứ của việc xóa: bản án, quyết định, điều luật.");
	need(cx, text_chars(words) <= PERSON_TEXT_MAX, "reason", "Căn cứ không được quá 500 ký tự.");
	TRY(faults(cx));
	TRY(person_history(cx, id, &h));
	TRY(blank_one(cx, id));
	for (size_t i = 0; i < h.aliases_n; i++)
		TRY(blank_one(cx, h.aliases[i]));
	return audit_detail(cx, "person.blank", id, "%s", words);
}
