/* person_test.c */
#include "room/person/person.h"

#include "base/text.h"
#include "room/audit/audit.h"
#include "room/unit/unit.h"
#include "tests/t.h"

static const struct person_in NOBODY = {.name = "", .birth = "", .sex = "", .ethnicity = "", .religion = "", .nationality = "",
                                        .staff_code = "", .address = "", .died = DATE_NONE};
static const struct person_post_in NOWHERE = {.unit_words = "", .position = "", .paper = "", .from = DATE_NONE, .to = DATE_NONE};

static struct ctx *house(void)
{
	static const char *const files[] = {"data/unit/kinds.tsv", "data/unit/units.tsv"};
	struct ctx *cx = t_ctx();
	int64_t n;

	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(unit_load(cx, t_source(files[i]), &n));
	t_ok(person_load(cx, t_source("data/person/classes.tsv"), &n));
	t_int(5, n);
	t_ok(person_load(cx, t_source("data/person/provinces.tsv"), &n));
	t_int(63, n);
	return cx;
}

static int64_t unit_of(struct ctx *cx, const char *code)
{
	struct unit u = {0};

	t_ok(unit_get_code(cx, code, &u));
	return u.id;
}

static int64_t add(struct ctx *cx, const char *name, const char *birth, const char *unit)
{
	struct person_in in = NOBODY;
	struct person_post_in post = NOWHERE;
	int64_t id = 0;

	in.name = name;
	in.birth = birth;
	post.unit_id = *unit == '\0' ? 0 : unit_of(cx, unit);
	post.position = "Chuyên viên";
	t_ok(person_add(cx, in, post, "", &id));
	return id;
}

/* An officer of one unit, as room user would load one. */
static struct ctx *as_officer(struct ctx *cx, const char *unit)
{
	struct who *w = mem_new(t_mem(), struct who, 1);
	static const enum right rights[] = {R_PERSON_READ, R_PERSON_EDIT};

	*w = (struct who){.user_id = 9, .name = "canbo", .full_name = "Cán bộ", .unit_id = unit_of(cx, unit)};
	for (size_t i = 0; i < COUNT(rights); i++)
		w->rights[rights[i] / 64] |= (uint64_t)1 << (rights[i] % 64);
	t_ok(unit_reach(cx, w->unit_id, &w->units, &w->units_n));
	cx->who = w;
	return cx;
}

TEST(person_number_has_twelve_digits_or_nine)
{
	t_true(person_number_is_good("001080012345"));
	t_true(person_number_is_good("011223344"));
	t_false(person_number_is_good(""));
	t_false(person_number_is_good("00108001234"));
	t_false(person_number_is_good("00108001234x"));
	t_false(person_number_is_good("0010800123456"));
}

TEST(person_number_doubts_name_what_does_not_fit)
{
	static const struct {
		const char *number;
		int64_t year;
		const char *sex;
		int n;
	} cases[] = {
		{"001080012345", 1980, "m", 0}, {"001180012345", 1980, "f", 0}, {"001205012345", 2005, "m", 0}, {"001305012345", 2005, "f", 0},
		{"001080012345", 1981, "m", 1}, {"001080012345", 1980, "f", 1}, {"001080012345", 1990, "f", 2}, {"001080012345", 0, "", 0},
		{"011223344", 1980, "f", 0},
	};
	const char *out[PERSON_WARN_MAX];

	for (size_t i = 0; i < COUNT(cases); i++)
		t_int(cases[i].n, person_number_doubts(t_mem(), cases[i].number, cases[i].year, cases[i].sex, out));
}

TEST(person_birth_is_a_day_or_a_year)
{
	date d;
	int64_t y;

	t_true(person_birth_read("05/03/1980", &d, &y));
	t_int(date_of(1980, 3, 5), d);
	t_int(1980, y);
	t_true(person_birth_read("1980", &d, &y));
	t_int(DATE_NONE, d);
	t_int(1980, y);
	t_true(person_birth_read("", &d, &y));
	t_int(0, y);
	t_false(person_birth_read("3/1980", &d, &y));
	t_false(person_birth_read("31/02/1980", &d, &y));
	t_false(person_birth_read("0980", &d, &y));
	t_false(person_birth_read("khoảng 1980", &d, &y));
	t_text("1980", person_birth_words(t_mem(), DATE_NONE, 1980));
	t_text("05/03/1980", person_birth_words(t_mem(), date_of(1980, 3, 5), 1980));
}

TEST(person_all_that_is_wrong_is_said_at_once)
{
	struct ctx *cx = house();
	struct person_in in = NOBODY;
	struct person_post_in post = NOWHERE;
	int64_t id;

	in.birth = "hôm qua";
	in.sex = "x";
	in.died = cx->today + 1;
	post.unit_id = 99999;
	post.from = cx->today + 1;
	t_err(ERR_INVALID, person_add(cx, in, post, "12", &id));
	t_fault(cx, "name");
	t_fault(cx, "birth");
	t_fault(cx, "sex");
	t_fault(cx, "died");
	t_fault(cx, "unit");
	t_fault(cx, "from");
	t_fault(cx, "number");
}

TEST(person_is_found_without_marks_in_the_order_of_given_names)
{
	struct ctx *cx = house();
	struct person_list list;
	int64_t an = add(cx, "Nguyễn Thị An", "1980", "S-NV"), dat = add(cx, "Trần Đạt", "1979", "S-NV");
	int64_t an2 = add(cx, "Bùi Văn Ân", "05/03/1985", "S-YT");

	t_ok(person_list(cx, (struct person_filter){.is_household = -1}, &list));
	t_int(3, list.n);
	t_int(an, list.at[0].id);
	t_int(an2, list.at[1].id);
	t_int(dat, list.at[2].id);
	t_ok(person_list(cx, (struct person_filter){.q = "tran  dat", .is_household = 0}, &list));
	t_int(1, list.n);
	t_text("Trần Đạt", list.at[0].name);
	t_ok(person_list(cx, (struct person_filter){.is_household = -1, .under_id = unit_of(cx, "S-YT")}, &list));
	t_int(1, list.n);
	t_ok(person_list(cx, (struct person_filter){.is_household = 1}, &list));
	t_int(0, list.n);
	t_ok(person_list(cx, (struct person_filter){.is_household = -1, .n = 2}, &list));
	t_int(2, list.n);
	t_int(an2, list.next_after);
	t_ok(person_list(cx, (struct person_filter){.is_household = -1, .n = 2, .after_id = list.next_after}, &list));
	t_int(1, list.n);
	t_int(0, list.next_after);
	t_int(dat, list.at[0].id);
}

TEST(person_number_is_masked_for_who_may_not_see_it)
{
	struct ctx *cx = house();
	struct person_history h;
	struct person_list list;
	struct audit_list log;
	int64_t id = add(cx, "Nguyễn Thị An", "1980", "S-NV"), row;
	const char *doubts[PERSON_WARN_MAX];
	int n;

	t_ok(person_number_add(cx, id, "999080012345", &row));
	t_ok(person_history(cx, id, &h));
	t_text("999080012345", h.numbers[0].number);
	t_ok(person_doubts(cx, id, doubts, &n));
	t_int(1, n);
	t_has("999", doubts[0]);
	t_ok(person_list(cx, (struct person_filter){.q = "999080012345", .is_household = -1}, &list));
	t_int(1, list.n);
	t_ok(audit_list(cx, (struct audit_filter){.user = "", .act = "person", .from = DATE_NONE, .to = DATE_NONE, .n = 20}, &log));
	for (size_t i = 0; i < log.n; i++)
		t_has_not("999080012345", log.at[i].detail);
	as_officer(cx, "S-NV");
	t_ok(person_history(cx, id, &h));
	t_text("••• 345", h.numbers[0].number);
	t_true(h.numbers[0].is_masked);
	t_ok(person_doubts(cx, id, doubts, &n));
	t_int(0, n);
	t_err(ERR_DENIED, person_list(cx, (struct person_filter){.q = "999080012345", .is_household = -1}, &list));
	t_err(ERR_DENIED, person_number_add(cx, id, "011223344", &row));
	t_err(ERR_DENIED, person_remove(cx, id, "number", h.numbers[0].id));
}

TEST(person_number_is_one_persons_only)
{
	struct ctx *cx = house();
	int64_t a = add(cx, "Nguyễn An", "", "S-NV"), b = add(cx, "Lê Bình", "", "S-NV"), row, other;

	t_ok(person_number_add(cx, a, "001080012345", &row));
	t_err(ERR_INVALID, person_number_add(cx, b, "001080012345", &other));
	t_fault(cx, "number");
	faults_init(&cx->faults, cx->mem);
	t_ok(person_remove(cx, a, "number", row));
	t_ok(person_number_add(cx, b, "001080012345", &other));
}

TEST(person_out_of_reach_is_not_there_and_who_left_still_is)
{
	struct ctx *cx = house();
	int64_t here = add(cx, "Nguyễn An", "1980", "S-NV"), there = add(cx, "Lê Bình", "1981", "S-YT"), moved, post, out;
	struct person p;
	struct person_list list;
	struct person_in in = NOBODY;
	struct person_post_in at = NOWHERE;

	moved = add(cx, "Phạm Cường", "1982", "S-NV");
	at.unit_id = unit_of(cx, "S-YT");
	at.from = date_of(2024, 1, 1);
	t_ok(person_post_add(cx, moved, at, &post));
	as_officer(cx, "S-NV");
	t_ok(person_get(cx, here, &p));
	t_err(ERR_NOTFOUND, person_get(cx, there, &p));
	t_ok(person_get(cx, moved, &p));
	t_ok(person_list(cx, (struct person_filter){.is_household = -1}, &list));
	t_int(1, list.n);
	in.name = "Tên mới";
	t_err(ERR_DENIED, person_edit(cx, moved, p.version, in));
	t_err(ERR_NOTFOUND, person_edit(cx, there, 1, in));
	t_err(ERR_INVALID, person_add(cx, in, at, "", &out));
	t_fault(cx, "unit");
	t_ok(person_list(cx, (struct person_filter){.is_household = -1, .under_id = unit_of(cx, "S-YT")}, &list));
	t_int(0, list.n);
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, person_list(cx, (struct person_filter){.is_household = -1}, &list));
}

TEST(person_changed_name_stays_findable)
{
	struct ctx *cx = house();
	int64_t id = add(cx, "Nguyễn Thị An", "1980", "S-NV"), row;
	struct person p;
	struct person_list list;
	struct person_history h;
	struct person_in in = NOBODY;

	t_ok(person_get(cx, id, &p));
	in.name = "Nguyễn Thị Ân";
	in.birth = "05/03/1980";
	in.sex = "f";
	t_ok(person_edit(cx, id, p.version, in));
	t_err(ERR_STALE, person_edit(cx, id, p.version, in));
	t_ok(person_history(cx, id, &h));
	t_int(1, h.names_n);
	t_true(h.names[0].is_former);
	t_ok(person_name_add(cx, id, "Ng. Thị Ân", &row));
	t_ok(person_list(cx, (struct person_filter){.q = "ng. thi an", .is_household = -1}, &list));
	t_int(1, list.n);
	t_ok(person_remove(cx, id, "name", row));
	t_err(ERR_NOTFOUND, person_remove(cx, id, "name", row));
	t_err(ERR_NOTFOUND, person_remove(cx, id, "shoe", row));
}

TEST(person_on_a_day_is_what_posts_and_facts_say)
{
	struct ctx *cx = house();
	int64_t id = add(cx, "Nguyễn An", "1980", ""), post, fact, direct;
	struct person_post_in at = NOWHERE;
	struct person_day d;
	struct person p;

	at.position = "Phó Giám đốc";
	at.unit_id = unit_of(cx, "S-NV");
	at.from = date_of(2015, 1, 1);
	t_ok(person_post_add(cx, id, at, &post));
	at.position = "Giám đốc";
	at.unit_id = unit_of(cx, "S-YT");
	at.from = date_of(2020, 6, 1);
	t_ok(person_post_add(cx, id, at, &post));
	t_ok(person_fact_add(cx, id, (struct person_fact_in){"leader", "LD-SO", "", date_of(2015, 1, 1), DATE_NONE}, &fact));
	t_ok(person_fact_add(cx, id, (struct person_fact_in){"direct", "", "", DATE_NONE, date_of(2014, 12, 31)}, &direct));
	t_ok(person_on(cx, id, date_of(2020, 5, 31), &d));
	t_text("Phó Giám đốc", d.position);
	t_int(unit_of(cx, "S-NV"), d.unit_id);
	t_text("LD-SO", d.class_code);
	t_false(d.is_direct);
	t_ok(person_on(cx, id, date_of(2020, 6, 1), &d));
	t_text("Giám đốc", d.position);
	t_ok(person_on(cx, id, date_of(2010, 6, 1), &d));
	t_true(d.is_direct);
	t_int(0, d.class_id);
	t_ok(person_get(cx, id, &p));
	t_text("Giám đốc", p.position);
	t_ok(person_remove(cx, id, "post", post));
	t_ok(person_get(cx, id, &p));
	t_text("", p.position);         /* what the removed post had ended stays ended */
	t_ok(person_fact_end(cx, id, fact, date_of(2023, 12, 31)));
	t_err(ERR_INVALID, person_fact_end(cx, id, fact, date_of(2023, 12, 31)));
	faults_init(&cx->faults, cx->mem);
	t_ok(person_remove(cx, id, "fact", direct));
}

TEST(person_fact_says_what_it_lacks)
{
	struct ctx *cx = house();
	int64_t id = add(cx, "Nguyễn An", "1980", "S-NV"), fact;

	t_err(ERR_INVALID, person_fact_add(cx, id, (struct person_fact_in){"leader", "KHONG-CO", "", DATE_NONE, DATE_NONE}, &fact));
	t_fault(cx, "value");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, person_fact_add(cx, id, (struct person_fact_in){"discipline", "", "", DATE_NONE, DATE_NONE}, &fact));
	t_fault(cx, "value");
	t_fault(cx, "fact_from");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, person_fact_add(cx, id, (struct person_fact_in){"hobby", "", "", date_of(2024, 2, 1), date_of(2024, 1, 1)}, &fact));
	t_fault(cx, "kind");
	t_fault(cx, "fact_to");
}

TEST(person_twins_are_ranked_by_what_speaks_for_them)
{
	struct ctx *cx = house();
	int64_t id = add(cx, "Nguyễn Thị An", "05/03/1980", "S-NV"), same = add(cx, "NGUYỄN THỊ AN", "05/03/1980", "S-NV");
	int64_t year = add(cx, "Nguyen Thi An", "1980", "S-YT"), none = add(cx, "Nguyễn Thị Ân", "", "");
	const struct person_twin *twins;
	struct person_pairs pairs;
	size_t n;

	add(cx, "Nguyễn Thị An", "1981", "S-NV");       /* another person: another year */
	t_ok(person_twins(cx, id, &twins, &n));
	t_int(3, n);
	t_int(same, twins[0].person.id);
	t_int(year, twins[1].person.id);
	t_int(none, twins[2].person.id);
	t_text("cùng tên, cùng ngày sinh, cùng đơn vị", twins[0].why);
	t_ok(person_pairs(cx, 0, &pairs));
	t_true(pairs.n >= 6);
	t_int(id, pairs.first[0].id);
	t_int(same, pairs.second[0].id);
}

TEST(person_merge_is_an_alias_that_can_be_undone)
{
	struct ctx *cx = house();
	int64_t a = add(cx, "Nguyễn An", "1980", "S-NV"), b = add(cx, "Nguyễn An", "1980", "S-NV"), c = add(cx, "Nguyễn An", "", ""), who;
	struct person p;
	struct person_history h;
	struct person_list list;

	t_ok(person_merge(cx, b, a, "cùng quyết định bổ nhiệm"));
	t_ok(person_speaker(cx, b, &who));
	t_int(a, who);
	t_ok(person_speaker(cx, a, &who));
	t_int(a, who);
	t_ok(person_get(cx, b, &p));
	t_int(a, p.merged_id);
	t_ok(person_list(cx, (struct person_filter){.q = "nguyen an", .is_household = -1}, &list));
	t_int(2, list.n);
	t_ok(person_history(cx, a, &h));
	t_int(1, h.aliases_n);
	t_int(b, h.aliases[0]);
	t_int(1, h.merges_n);
	t_err(ERR_STATE, person_merge(cx, b, c, ""));
	t_err(ERR_STATE, person_merge(cx, a, c, ""));
	t_err(ERR_STATE, person_merge(cx, c, b, ""));
	t_err(ERR_STATE, person_part(cx, a, ""));
	t_err(ERR_INVALID, person_merge(cx, a, a, ""));
	t_fault(cx, "into");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, person_merge(cx, c, 99999, ""));
	faults_init(&cx->faults, cx->mem);
	t_ok(person_part(cx, b, "hai người"));
	t_ok(person_history(cx, a, &h));
	t_int(0, h.aliases_n);
	t_int(2, h.merges_n);
	t_true(h.merges[1].is_undo);
}

TEST(person_household_is_a_record_without_birth_or_number)
{
	struct ctx *cx = house();
	struct person_in in = NOBODY;
	struct person_post_in at = NOWHERE;
	int64_t head = add(cx, "Đỗ Văn Hòa", "1950", "S-NV"), id, row, fact;
	struct person p;

	in.name = "Đỗ Văn Hòa";
	in.is_household = true;
	in.head_id = head;
	at.unit_id = unit_of(cx, "S-NV");
	t_ok(person_add(cx, in, at, "", &id));
	t_ok(person_get(cx, id, &p));
	t_true(p.is_household);
	t_int(head, p.head_id);
	t_err(ERR_INVALID, person_number_add(cx, id, "001080012345", &row));
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, person_fact_add(cx, id, (struct person_fact_in){"party", "", "", DATE_NONE, DATE_NONE}, &fact));
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, person_merge(cx, id, head, ""));
	faults_init(&cx->faults, cx->mem);
	in.birth = "1950";
	t_err(ERR_INVALID, person_add(cx, in, at, "", &id));
	t_fault(cx, "birth");
}

TEST(person_match_finds_one_among_many_who_are_called_so)
{
	struct ctx *cx = house();
	struct person_key born = {.name = "Nguyễn Thị Lan", .number = "", .birth = DATE_NONE, .birth_year = 1999, .unit_id = unit_of(cx, "S-YT"), .sex = ""}, placed = born;
	int64_t last, found;

	for (int i = 0; i < PERSON_ROWS_MAX; i++)
		add(cx, born.name, mem_text(cx->mem, "%d", 1940 + i % 50), "S-NV");
	last = add(cx, born.name, "1999", "S-YT");
	t_ok(person_match(cx, &born, &found));
	t_int(last, found);
	placed.birth_year = 0;
	t_ok(person_match(cx, &placed, &found));
	t_int(last, found);
}

TEST(person_load_tells_bad_lines)
{
	struct ctx *cx = house();
	int64_t n;

	t_err(ERR_INVALID, person_load(cx, "province_code\tprovince_name\n1\tA\n002\t\n", &n));
	t_fault(cx, "dòng 2");
	t_fault(cx, "dòng 3");
	faults_init(&cx->faults, cx->mem);
	as_officer(cx, "S-NV");
	t_err(ERR_DENIED, person_load(cx, "province_code\tprovince_name\n", &n));
}
