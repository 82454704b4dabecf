/* room/duty/duty_tell.c -- what room duty says to people, and what it keeps of what befell a duty. */
#include "room/duty/duty_inside.h"

#include "gen/duty_sql.h"

const char *duty_by(const struct ctx *cx)
{
	return *cx->who->full_name != '\0' ? cx->who->full_name : cx->who->name;
}

err duty_tell_unit(struct ctx *cx, int64_t unit_id, const char *kind, int64_t duty_id, const char *subject,
                   const char *text)
{
	(void)cx;
	(void)unit_id;
	(void)kind;
	(void)duty_id;
	(void)subject;
	(void)text;
	return OK;
}

err duty_event_add(struct ctx *cx, int64_t duty_id, const char *kind, const char *text)
{
	return db_add(cx->db, &SQL_duty_event_add,
	              BIND({"duty", I64(duty_id)}, {"kind", STR(kind)}, {"text", STR(text)}, {"by", STR(duty_by(cx))},
	                   {"now", I64(cx->now_ms)}), NULL);
}
