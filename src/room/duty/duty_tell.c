/* room/duty/duty_tell.c -- what room duty says to people, and what it keeps of what befell a duty. */
#include "room/duty/duty_inside.h"

#include "room/notice/notice.h"

#include "gen/duty_sql.h"

const char *duty_by(const struct ctx *cx)
{
	return *cx->who->full_name != '\0' ? cx->who->full_name : cx->who->name;
}

static struct notice_in notice_of(struct ctx *cx, const char *kind, int64_t duty_id, const char *subject, const char *text)
{
	return (struct notice_in){.kind = kind, .subject = subject, .text = text,
	                          .path = mem_text(cx->mem, "/duty/%" PRId64, duty_id), .object_id = duty_id};
}

err duty_tell_unit(struct ctx *cx, int64_t unit_id, const char *kind, int64_t duty_id, const char *subject,
                   const char *text)
{
	return notice_send_holders(cx, R_DUTY_REPORT, unit_id, true, notice_of(cx, kind, duty_id, subject, text), NULL);
}

err duty_tell_director(struct ctx *cx, int64_t unit_id, int64_t duty_id, const char *subject, const char *text)
{
	return notice_send_holders(cx, R_DUTY_READ, unit_id, true, notice_of(cx, "duty.escalate", duty_id, subject, text), NULL);
}

err duty_event_add(struct ctx *cx, int64_t duty_id, const char *kind, const char *text)
{
	return db_add(cx->db, &SQL_duty_event_add,
	              BIND({"duty", I64(duty_id)}, {"kind", STR(kind)}, {"text", STR(text)}, {"by", STR(duty_by(cx))},
	                   {"now", I64(cx->now_ms)}), NULL);
}
