/* app/demo.c -- the life of the demo: what officers of a few units told by the demo's assumed day, what the board answered,
 * who was urged. All of it by the functions that people use, as the demo's accounts, on the days of the story. */
#include "app/demo.h"

#include "base/text.h"
#include "room/audit/audit.h"
#include "room/plan/plan.h"
#include "room/unit/unit.h"
#include "room/user/user.h"

enum { OFFICE_OPENS_MS = 8 * 3600 * 1000, DAY_MS = 24 * 3600 * 1000, VIET_NAM_MS = 7 * 3600 * 1000 };

enum deed { REPORT, CONFIRM, RETURN, URGE_ALL };

/* task and words: the milestone of appendix 1 whose words hold these; unit: whose duty, by its code. */
static const struct demo_deed {
	const char *day, *login;
	enum deed deed;
	int task;
	const char *words, *unit;
	int percent;
	const char *text;
} DEEDS[] = {
	{"2024-01-10", "canboban", REPORT, 1, "", "B-TDKT", 100, "Đã trình và được ban hành Kế hoạch tổ chức Hội nghị biểu dương."},
	{"2024-01-11", "canbonoivu", REPORT, 1, "", "S-NV", 100, "Đã phối hợp xây dựng và trình ban hành Kế hoạch."},
	{"2024-01-12", "chuyenvien", CONFIRM, 1, "", "B-TDKT", 0, ""},
	{"2024-01-12", "chuyenvien", CONFIRM, 1, "", "S-NV", 0, ""},
	{"2024-01-12", "canbo", REPORT, 3, "trước 15/01", "S-VHTT", 100, "Đã gửi 03 hồ sơ đề nghị khen cấp Nhà nước."},
	{"2024-01-16", "chuyenvien", CONFIRM, 3, "trước 15/01", "S-VHTT", 0, "Đủ hồ sơ."},
	{"2024-01-29", "canboban", REPORT, 4, "", "B-TDKT", 100, "Đã trình Đề án kiện toàn các cụm, khối thi đua."},
	{"2024-01-29", "canbonoivu", REPORT, 4, "", "S-NV", 100, "Đã có ý kiến thống nhất về Đề án."},
	{"2024-01-31", "chuyenvien", CONFIRM, 4, "", "B-TDKT", 0, ""},
	{"2024-01-31", "chuyenvien", CONFIRM, 4, "", "S-NV", 0, ""},
	{"2024-02-05", "canboban", REPORT, 7, "", "B-TDKT", 100, "Đã trình dự thảo quyết định sửa đổi, bổ sung."},
	{"2024-02-05", "canbonoivu", REPORT, 7, "", "S-NV", 100, "Đã thẩm định và trình cùng Ban Thi đua - Khen thưởng."},
	{"2024-02-07", "chuyenvien", CONFIRM, 7, "", "B-TDKT", 0, ""},
	{"2024-02-07", "chuyenvien", CONFIRM, 7, "", "S-NV", 0, ""},
	{"2024-02-20", "canboban", REPORT, 5, "", "B-TDKT", 60, "Đã lấy ý kiến lần thứ nhất; đang tổng hợp."},
	{"2024-02-21", "chuyenvien", CONFIRM, 5, "", "B-TDKT", 0, "Đề nghị hoàn thành trước ngày 15/3."},
	{"2024-02-26", "canbonoivu", REPORT, 6, "", "S-NV", 100, "Đã trình dự thảo."},
	{"2024-02-28", "chuyenvien", RETURN, 6, "", "S-NV", 0, "Hồ sơ chưa có bản tổng hợp ý kiến góp ý; đề nghị bổ sung."},
	{"2024-02-26", "canboban", REPORT, 3, "Họp Hội đồng", "B-TDKT", 100, "Hội đồng đã họp phiên thứ nhất."},
	{"2024-02-26", "canbonoivu", REPORT, 3, "Họp Hội đồng", "S-NV", 100, "Đã phục vụ phiên họp thứ nhất của Hội đồng."},
	{"2024-02-28", "chuyenvien", CONFIRM, 3, "Họp Hội đồng", "B-TDKT", 0, ""},
	{"2024-02-28", "chuyenvien", CONFIRM, 3, "Họp Hội đồng", "S-NV", 0, ""},
	{"2024-02-27", "canbo", REPORT, 12, "", "S-VHTT", 100, "Đã ban hành kế hoạch và đăng ký 02 chuyên đề thi đua năm 2024."},
	{"2024-02-28", "canbonoivu", REPORT, 12, "", "S-NV", 100, "Đã ban hành kế hoạch và đăng ký chuyên đề thi đua."},
	{"2024-02-29", "chuyenvien", CONFIRM, 12, "", "S-NV", 0, ""},
	{"2024-02-29", "canbo", REPORT, 18, "gửi hồ sơ", "S-VHTT", 100, "Gửi 12 hồ sơ đề nghị tặng Kỷ niệm chương."},
	{"2024-03-01", "canbo", REPORT, 11, "", "S-VHTT", 40, "Đã bình xét xong ở các phòng; đang hoàn thiện hồ sơ trình khen."},
	{"2024-03-01", "chuyenvien", URGE_ALL, 12, "", "", 0, "Đề nghị đơn vị gửi kế hoạch và đăng ký chuyên đề thi đua."},
	{"2024-03-04", "chuyenvien", CONFIRM, 11, "", "S-VHTT", 0, ""},
	{"2024-03-04", "chuyenvien", RETURN, 18, "gửi hồ sơ", "S-VHTT", 0, "Thiếu danh sách trích ngang; đề nghị gửi lại."},
	{"2024-03-04", "canboban", REPORT, 13, "", "B-TDKT", 50, "Đã xong kịch bản và danh sách khách mời."},
};

err demo_stand_in(struct ctx *cx, const char *login, date day, int act_no, struct who *who)
{
	TRY(user_who_as(cx, login, who));
	cx->who = who;
	if (day == DATE_NONE)
		return OK;
	cx->today = day;
	cx->now_ms = (int64_t)day * DAY_MS - VIET_NAM_MS + OFFICE_OPENS_MS + act_no * 60 * 1000;
	return OK;
}

/* The milestone of a task of appendix 1. ERR_NOTFOUND. */
static err find_stone(const struct plan_list_view *v, int no, const char *words, int64_t *line_out)
{
	for (size_t i = 0; i < v->tasks.n; i++) {
		const struct plan_line *t = &v->tasks.at[i];

		for (size_t k = 0; t->appendix == 1 && t->no == no && k < t->marks.n; k++)
			if (strstr(t->marks.at[k].words, words) != NULL) {
				*line_out = t->marks.at[k].line_id;
				return OK;
			}
	}
	return ERR_NOTFOUND;
}

/* The duty of one unit for a milestone, as the system sees it. */
static err find_duty(struct ctx *cx, int64_t line_id, const char *code, struct duty *out)
{
	struct duty_filter f = {.room = "plan", .object_id = line_id, .state = -1, .q = "", .page = 1, .per_page = DUTY_LIST_MAX};
	struct duties l;
	struct unit u;

	TRY(unit_get_code(cx, code, &u));
	TRY(duty_list(cx, &f, &l));
	for (size_t i = 0; i < l.n; i++)
		if (l.at[i].unit_id == u.id) {
			*out = l.at[i];
			return OK;
		}
	return ERR_NOTFOUND;
}

static err act(struct ctx *cx, const struct plan_list_view *v, const struct demo_deed *d, int act_no)
{
	struct ctx person = *cx;
	struct who who;
	struct duty duty = {0};
	int64_t line_id, id;
	err e = OK;

	TRY(find_stone(v, d->task, d->words, &line_id));
	if (d->deed != URGE_ALL)
		TRY(find_duty(cx, line_id, d->unit, &duty));
	TRY(demo_stand_in(&person, d->login, date_from_iso(d->day), act_no, &who));
	switch (d->deed) {
	case REPORT:
		e = duty_report(&person, (struct duty_report_in){
			.duty_id = duty.id, .version = duty.version, .text = d->text, .percent = d->percent}, &id);
		break;
	case CONFIRM:
		e = duty_confirm(&person, duty.id, duty.version, d->text);
		break;
	case RETURN:
		e = duty_return(&person, duty.id, duty.version, d->text);
		break;
	case URGE_ALL:
		TRY(find_duty(cx, line_id, "S-TC", &duty));
		e = duty_urge_group(&person, duty.group_id, d->text, false, &id);
		break;
	}
	cx->faults = person.faults;
	return e;
}

/* One task stands still by a paper; one person follows the districts; one keeps a filter. */
static err arrange(struct ctx *cx, const struct plan_list_view *v, int64_t plan_id)
{
	struct ctx person = *cx;
	struct who who;
	struct plan_task_view task;
	struct plan_filter late = {.plan_id = plan_id, .state = DUTY_IS_LATE, .section = "", .q = ""};
	struct unit_class districts;
	struct user officer;
	int64_t id;

	for (size_t i = 0; i < v->tasks.n; i++) {
		if (v->tasks.at[i].appendix != 1 || v->tasks.at[i].no != 16)
			continue;
		TRY(demo_stand_in(&person, "chuyenvien", date_of(2024, 3, 1), 90, &who));
		TRY(plan_task_get(&person, v->tasks.at[i].id, &task));
		TRY(plan_task_suspend(&person, task.task.id, task.task.version, "Công văn số 410/UBND-NC ngày 28/02/2024"));
	}
	TRY(user_get_login(cx, "chuyenvien", &officer));
	TRY(unit_class_get_code(cx, "C-QHTX", &districts));
	TRY(demo_stand_in(&person, "lanhdaoban", date_of(2024, 1, 3), 0, &who));
	TRY(duty_follow_put(&person, (struct duty_follow){.user_id = officer.id, .class_id = districts.id}, &id));
	TRY(demo_stand_in(&person, "chuyenvien", date_of(2024, 3, 4), 91, &who));
	return plan_saved_add(&person, &late, "list", "Việc quá hạn", &id);
}

err demo_life(struct ctx *cx, int64_t plan_id)
{
	struct plan_filter f = {.plan_id = plan_id, .state = -1, .section = "", .q = ""};
	struct plan_list_view v;

	TRY(plan_task_list(cx, &f, &v));
	for (size_t i = 0; i < COUNT(DEEDS); i++)
		TRY(act(cx, &v, &DEEDS[i], (int)i));
	TRY(arrange(cx, &v, plan_id));
	return audit_detail(cx, "app.demo", plan_id, "%zu việc", COUNT(DEEDS));
}
