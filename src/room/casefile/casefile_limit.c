/* room/casefile/casefile_limit.c -- time limits of procedures: shown with who says so, changed from a day on. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/casefile/casefile_inside.h"
#include "room/law/law.h"

#include "gen/casefile_sql.h"

enum { LIMITS_MAX = 200, DAYS_MAX = 1000 };

err casefile_limits(struct ctx *cx, int64_t kind_id, struct casefile_limits *out)
{
	struct rows it;
	struct row *r;

	*out = (struct casefile_limits){0};
	TRY(db_rows(cx->db, &SQL_casefile_limits, BIND({"kind", I64(kind_id)}, {"n", I64(LIMITS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, out) = (struct casefile_limit){.step = row_text(r, "step"), .days = row_i64(r, "days"), .is_working = row_bool(r, "is_working"),
		                                                  .is_verified = row_bool(r, "is_verified"), .from = row_date(r, "day_from"), .to = row_date(r, "day_to"),
		                                                  .cite = row_text(r, "cite"), .source = row_text(r, "source")};
	return OK;
}

static err check(struct ctx *cx, int64_t kind_id, struct casefile_limit *in, int64_t *law_out)
{
	struct casefile_steps steps;
	bool is_step = false;

	TRY(casefile_steps(cx, kind_id, &steps));
	for (size_t i = 0; i < steps.n; i++)
		is_step |= text_is(steps.at[i].code, in->step) && *steps.at[i].ends == '\0';
	need(cx, is_step, "step", "Hãy chọn một bước chưa kết thúc của thủ tục này.");
	need(cx, in->days >= 1 && in->days <= DAYS_MAX, "days", "Thời hạn là số ngày từ 1 đến 1000.");
	need(cx, in->from != DATE_NONE, "from", "Hãy ghi ngày bắt đầu áp dụng theo dạng ngày/tháng/năm, ví dụ 05/01/2026.");
	casefile_words(cx, "source", &in->source, "ai quy định mức này, đã đối chiếu ở đâu", CASEFILE_WORDS_MAX, true);
	in->cite = text_line(cx->mem, in->cite);
	return law_cite_place(cx, in->cite, in->from, "cite", law_out);
}

err casefile_limit_set(struct ctx *cx, int64_t kind_id, struct casefile_limit in)
{
	struct casefile_kind kind;
	struct row *r;
	int64_t law, n;
	date next;
	err e;

	TRY(may(cx, R_CASEFILE_LOAD, 0));
	TRY(casefile_kind_get(cx, kind_id, &kind));
	TRY(check(cx, kind_id, &in, &law));
	TRY(faults(cx));
	TRY(db_sweep(cx->db, &SQL_casefile_limit_cut, BIND({"kind", I64(kind_id)}, {"step", STR(in.step)}, {"from", db_date(cx->mem, in.from)},
	                                                   {"to", db_date(cx->mem, in.from - 1)}), NULL));
	TRY(db_one(cx->db, &SQL_casefile_limit_next, BIND({"kind", I64(kind_id)}, {"step", STR(in.step)}, {"from", db_date(cx->mem, in.from)}), &r));
	next = row_date(r, "day_from");
	const struct bind *b = BIND({"kind", I64(kind_id)}, {"step", STR(in.step)}, {"days", I64(in.days)}, {"working", I64(in.is_working)},
	                            {"from", db_date(cx->mem, in.from)}, {"to", next == DATE_NONE ? SQLNULL : db_date(cx->mem, next - 1)},
	                            {"cite", STR(in.cite)}, {"law", I64(law)}, {"verified", I64(in.is_verified)}, {"source", STR(in.source)});
	e = db_add(cx->db, &SQL_casefile_clock_add, b, NULL);
	if (e == ERR_TAKEN)
		TRY(db_sweep(cx->db, &SQL_casefile_clock_set, b, &n));
	else
		TRY(e);
	return audit_detail(cx, "casefile.limit", kind_id, "%s, bước %s: %" PRId64 " ngày%s từ %s, %s", kind.code, in.step, in.days,
	                    in.is_working ? " làm việc" : "", date_vn(cx->mem, in.from), in.cite);
}
