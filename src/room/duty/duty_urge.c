/* room/duty/duty_urge.c -- urging: a row of history and a notice for each duty whose unit has not; escalation says it to who
 * directs as well. Nobody is urged who has done, stands still by a paper, or waits for the board's word. */
#include "room/duty/duty_inside.h"

#include "base/text.h"
#include "room/audit/audit.h"

#include "gen/duty_sql.h"

/* The house's own sentence. */
static const char *sentence_of(struct ctx *cx, const struct duty *d)
{
	const char *due = d->good_day == DATE_NONE ? "" : mem_text(cx->mem, " Hạn cuối: %s.", date_vn(cx->mem, d->good_day));
	const char *late = d->state != DUTY_IS_LATE ? "" : mem_text(cx->mem, " Đã quá hạn %d ngày.", -d->days_left);

	return mem_text(cx->mem, "Đề nghị đơn vị khẩn trương thực hiện và báo cáo: %s.%s%s", d->title, due, late);
}

static bool is_to_be_urged(const struct duty *d)
{
	return !d->has_ended && d->part == DUTY_EXECUTE && duty_is_open(d->state) && d->waits_ms == 0;
}

static err urge_one(struct ctx *cx, const struct row *r, const struct duty *d, const struct duty_urge_in *in)
{
	const char *text = *in->text != '\0' ? in->text : sentence_of(cx, d), *to = d->unit_name;
	int64_t direct = in->escalates ? row_i64(r, "direct_unit_id") : 0;
	const char *subject = mem_text(cx->mem, "%s: %s", in->escalates ? "Báo cáo cấp chỉ đạo" : "Đôn đốc", d->title);

	if (direct == d->unit_id)
		direct = 0;
	if (direct != 0)
		to = mem_text(cx->mem, "%s; %s", d->unit_name, row_text(r, "direct_name"));
	TRY(db_add(cx->db, &SQL_duty_urge_add,
	           BIND({"duty", I64(d->id)}, {"kind", STR(in->escalates ? "escalate" : "urge")}, {"text", STR(text)},
	                {"by", STR(duty_by(cx))}, {"to", STR(to)}, {"now", I64(cx->now_ms)}), NULL));
	TRY(db_change(cx->db, &SQL_duty_urged, BIND({"id", I64(d->id)}, {"by", STR(duty_by(cx))}, {"now", I64(cx->now_ms)})));
	TRY(duty_tell_unit(cx, d->unit_id, in->escalates ? "duty.escalate" : "duty.urge", d->id, subject, text));
	if (direct != 0)
		TRY(duty_tell_director(cx, direct, d->id, mem_text(cx->mem, "%s (%s)", subject, d->unit_name), text));
	return OK;
}

static int by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

err duty_urge(struct ctx *cx, struct duty_urge_in in, int64_t *n_out)
{
	int64_t *ids = mem_new(cx->mem, int64_t, in.n), n = 0;
	date clock;

	TRY(may(cx, R_DUTY_URGE, 0));
	CHECK(in.n <= DUTY_UNITS_MAX);
	in.text = text_trim(cx->mem, in.text);
	need(cx, strlen(in.text) <= DUTY_TEXT_MAX, "urging", "Lời đôn đốc dài quá 8.000 byte; hãy rút ngắn.");
	need(cx, in.n > 0, "ids", "Hãy chọn ít nhất một đơn vị để đôn đốc.");
	TRY(faults(cx));
	TRY(duty_line(cx, &clock));
	memcpy(ids, in.duty_ids, in.n * sizeof *ids);
	qsort(ids, in.n, sizeof *ids, by_id);
	for (size_t i = 0; i < in.n; i++) {
		struct row *r;
		struct duty d;

		if (i > 0 && ids[i] == ids[i - 1])
			continue;
		TRY(db_one(cx->db, &SQL_duty_urge_one, BIND({"id", I64(ids[i])}), &r));
		d = duty_of_row(cx, r);
		TRY(may(cx, R_DUTY_URGE, d.unit_id));
		if (!is_to_be_urged(&d))
			continue;
		TRY(urge_one(cx, r, &d, &in));
		TRY(audit_detail(cx, in.escalates ? "duty.escalate" : "duty.urge", d.id, "%s: %s", d.unit_name, d.title));
		n++;
	}
	need(cx, n > 0, "ids", "Không còn đơn vị nào cần đôn đốc: các đơn vị được chọn đã báo cáo, đã xong hoặc đang tạm dừng.");
	TRY(faults(cx));
	*n_out = n;
	return OK;
}

err duty_urge_group(struct ctx *cx, int64_t group_id, const char *text, bool escalates, int64_t *n_out)
{
	struct rows it;
	struct row *r;
	int64_t *ids;
	size_t n = 0;

	TRY(may(cx, R_DUTY_URGE, 0));
	TRY(db_rows(cx->db, &SQL_duty_open_list, BIND({"group", I64(group_id)}, {"today", db_date(cx->mem, cx->today)},
	                                              {"n", I64(DUTY_UNITS_MAX)}), &it));
	ids = mem_new(cx->mem, int64_t, it.n + 1);
	while ((r = rows_next(&it)) != NULL)
		ids[n++] = row_i64(r, "id");
	if (n == 0)
		fault(cx, "ids", "Không còn đơn vị nào cần đôn đốc: tất cả đã báo cáo, đã xong hoặc đang tạm dừng.");
	TRY(faults(cx));
	return duty_urge(cx, (struct duty_urge_in){.duty_ids = ids, .n = n, .text = text, .escalates = escalates}, n_out);
}
