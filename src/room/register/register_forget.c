/* room/register/register_forget.c -- files of old awards that were dropped are not kept for ever. */
#include "base/text.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/file/file.h"
#include "room/job/job.h"
#include "room/law/law.h"
#include "room/register/register_load_in.h"

#include "gen/register_load_sql.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

#define DAY_MS INT64_C(86400000)
#define FORGOTTEN "(đã xóa: hết thời hạn lưu)"

err register_load_forget(struct ctx *cx, int64_t *n_out)
{
	struct law_keep keep;
	struct row *r;
	int64_t id;
	bool more;
	err e;

	TRY(may(cx, R_REGISTER_BLANK, 0));
	*n_out = 0;
	TRY(law_keep_on(cx, "register.load.dropped", cx->today, &keep));
	if (keep.days == 0)
		return OK;
	e = db_one(cx->db, &SQL_register_load_kept_long, BIND({"until", I64(cx->now_ms - keep.days * DAY_MS)}), &r);
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	id = row_i64(r, "id");
	*n_out = 1;
	TRY(load_forget(cx, id, &more));
	if (more)
		return OK;
	if (!row_bool(r, "is_shared"))
		TRY(file_release(cx, row_i64(r, "file_id"), FORGOTTEN));
	TRY(db_change(cx->db, &SQL_register_load_forgotten, BIND({"id", I64(id)}, {"now", I64(cx->now_ms)}, {"words", STR(FORGOTTEN)})));
	return audit_detail(cx, "register.load_forget", id, "bỏ quá %d ngày", keep.days);
}

err register_forget_job(struct ctx *cx, struct job *j)
{
	return job_rounds(cx, j, register_load_forget);
}
