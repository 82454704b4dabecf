/* app/demo_register.c -- the register of the demo: two sheets of invented awards, loaded as people load theirs, then a few acts
 * after them: an achievement that was left out put in, an award revoked that another counted on, a lost certificate asked for
 * again, a head. */
#include "app/demo.h"
#include "app/jobs.h"
#include "base/text.h"
#include "room/casefile/casefile.h"
#include "room/file/file.h"
#include "room/register/register_load.h"
#include "room/unit/unit.h"

enum { TURNS_MAX = 50 };

static const struct sheet {
	const char *name, *login;
} SHEETS[] = {{"mau-cap-thanh-pho.csv", "chuyenvien"}, {"mau-so-van-hoa-the-thao.csv", "chuyenvien"}};

struct bringing {
	const char *folder;
	const struct sheet *sheet;
	int64_t load_id;
	struct register_load load;
	bool is_there;                  /* the register has lines */
};

static err look(struct ctx *cx, void *arg)
{
	struct bringing *b = arg;

	return register_load_get(cx, b->load_id, &b->load);
}

static err look_whether(struct ctx *cx, void *arg)
{
	struct bringing *b = arg;
	struct register_list l;

	TRY(register_list(cx, (struct register_filter){.n = 1}, &l));
	b->is_there = l.n > 0;
	return OK;
}

static err bring(struct ctx *cx, void *arg)
{
	struct bringing *b = arg;
	struct ctx person = *cx;
	struct who who;
	int64_t file_id, job;

	TRY(demo_stand_in(&person, b->sheet->login, DATE_NONE, 0, &who));
	TRY(file_take(&person, mem_text(cx->mem, "%s/%s", b->folder, b->sheet->name), b->sheet->name, "", &file_id));
	return register_load_begin(&person, file_id, 0, "", &b->load_id, &job);
}

static err take(struct ctx *cx, void *arg)
{
	struct bringing *b = arg;
	struct ctx person = *cx;
	struct who who;
	int64_t job;
	err e;

	TRY(demo_stand_in(&person, b->sheet->login, DATE_NONE, 0, &who));
	e = register_load_take(&person, b->load.id, b->load.version, &job);
	cx->faults = person.faults;
	return e;
}

/* The jobs process does not run yet: its work is done here until the load is where it should be. */
static err run_until(struct ctx *cx, struct bringing *b, const char *state)
{
	bool ran = true;

	for (int i = 0; i < TURNS_MAX && ran; i++) {
		TRY(jobs_run_one(cx, &ran));
		cx->who = &WHO_SYSTEM;
		TRY(setup_write(cx, look, b));
		if (text_is(b->load.state, state))
			return OK;
	}
	return ERR_STATE;
}

/* ---- a few acts ------------------------------------------------------------------------------------------------------------ */

/* The first line in force of an award in a year. ERR_NOTFOUND. */
static err find_line(struct ctx *cx, const char *code, int64_t year, struct register_line *out)
{
	struct register_list l;
	struct award a;

	TRY(award_get_code(cx, code, &a));
	TRY(register_list(cx, (struct register_filter){.award_id = a.id, .year = year, .n = 1}, &l));
	if (l.n == 0)
		return ERR_NOTFOUND;
	*out = l.at[0];
	return OK;
}

/* An achievement that was typed incompletely: a complete line takes the place of the old one. */
static err put_right(struct ctx *cx)
{
	struct register_line l;
	int64_t no;

	TRY(find_line(cx, "BKT", 2021, &l));
	return register_add(cx, (struct register_in){
		.nature = l.nature, .subject = l.subject, .person_id = l.person_id, .unit_id = l.unit_id, .award_id = l.award_id,
		.ground_id = l.ground_id, .decision = l.decision, .place_no = l.place_no, .year = l.year, .period_from = l.period_from,
		.period_to = l.period_to, .name = l.name, .unit_words = l.unit_words, .position = l.position, .movement = l.movement,
		.achievement = mem_text(cx->mem, "%s; có giải pháp được áp dụng tại đơn vị", l.achievement), .certificate = l.certificate,
		.reason = "Ghi thiếu thành tích so với quyết định", .corrects_no = l.no}, &no);
}

/* A title given because of another, and that other revoked: what counted on it is listed from now on. */
static err revoke_one(struct ctx *cx)
{
	struct register_line base;
	struct award title;
	int64_t no;

	TRY(find_line(cx, "CSTDCS", 2022, &base));
	TRY(award_get_code(cx, "BKT", &title));
	TRY(register_add(cx, (struct register_in){
		.nature = REGISTER_GRANT, .subject = AWARD_PERSON, .person_id = base.person_id, .unit_id = base.unit_id, .award_id = title.id,
		.decision = {.number = "88/QĐ-UBND", .issuer = "Chủ tịch UBND Thành phố", .level = "province", .signer = "Ngô Đình Minh",
		             .signer_title = "Chủ tịch", .title = "", .day = date_of(2024, 1, 22)}, .year = 2023, .period_from = DATE_NONE, .period_to = DATE_NONE,
		.name = base.name, .unit_words = base.unit_words, .position = base.position, .movement = "", .reason = "",
		.achievement = "Hai năm liên tục hoàn thành xuất sắc nhiệm vụ", .certificate = "TP-1600", .bases = &base.no, .bases_n = 1}, &no));
	base.decision.number = "31/QĐ-SVHTT";
	base.decision.day = date_of(2024, 2, 28);
	return register_add(cx, (struct register_in){
		.nature = REGISTER_REVOKE, .about_no = base.no, .decision = base.decision, .period_from = DATE_NONE,
		.period_to = DATE_NONE, .name = "", .unit_words = "", .position = "", .achievement = "", .movement = "", .certificate = "",
		.reason = "Kết luận kiểm tra: kê khai không đúng thành tích năm 2022"}, &no);
}

static err ask_again(struct ctx *cx)
{
	static const char *const came[] = {"DON"};
	struct register_line l;
	int64_t id;

	TRY(find_line(cx, "BKT", 2020, &l));
	return casefile_receive(cx, (struct casefile_request){
		.does = "reissue", .line_no = l.no, .applicant = l.name, .contact = "Nộp trực tiếp", .reason = "Bằng bị thất lạc khi chuyển trụ sở",
		.wish = "", .received = date_of(2024, 2, 29), .papers = came, .papers_n = 1}, &id);
}

static err live(struct ctx *cx, void *arg)
{
	static err (*const acts[])(struct ctx *cx) = {put_right, revoke_one, ask_again};
	struct ctx person = *cx;
	struct who who;
	struct head head;
	err e = OK;

	(void)arg;
	for (size_t i = 0; i < COUNT(acts) && e == OK; i++) {
		TRY(demo_stand_in(&person, "lanhdaoban", date_of(2024, 3, 1), (int)i, &who));
		e = acts[i](&person);
	}
	cx->faults = person.faults;
	TRY(e);
	return register_head_sign(cx, &head);
}

err demo_register(struct ctx *cx, const char *folder)
{
	struct bringing b = {.folder = folder};

	TRY(setup_write(cx, look_whether, &b));
	if (b.is_there)
		return OK;
	for (size_t i = 0; i < COUNT(SHEETS); i++) {
		b.sheet = &SHEETS[i];
		TRY(setup_write(cx, bring, &b));
		TRY(run_until(cx, &b, "read"));
		TRY(setup_write(cx, take, &b));
		TRY(run_until(cx, &b, "published"));
	}
	return setup_write(cx, live, NULL);
}
