/* room/duty/duty_test.c -- how a duty stands, in every case there is; things that oblige units, spread and ended. */
#include "tests/t.h"
#include "room/duty/duty_test.h"

#include "db/db.h"
#include "gen/duty_sql.h"
#include "room/unit/unit.h"

/* ---- the small office -------------------------------------------------------------------------------------------------- */

struct office office_of(struct ctx *cx)
{
	static const char *const names[OFFICE_UNITS] = {"Sở A", "Sở B", "Sở C", "Sở D", "Sở E", "Sở F"};
	struct office o;
	int64_t n;

	t_ok(unit_load(cx, "kind_code\tkind_name\nso\tSở\nphong\tPhòng\n", &n));
	for (int i = 0; i < OFFICE_UNITS; i++)
		t_ok(unit_add(cx, (struct unit_add){.code = "", .name = names[i], .short_name = "", .kind = "so", .paper = "",
		                                    .from = DATE_NONE}, &o.units[i]));
	t_ok(unit_class_add(cx, "CAC-SO", "Các sở", "", &o.class_id));
	t_ok(unit_class_put(cx, o.class_id, 0, "so"));
	return o;
}

struct duty_thing thing_of(int64_t item, int64_t object, date good_day)
{
	return (struct duty_thing){.room = "plan", .parent_id = 1, .item_id = item, .object_id = object,
	                           .title = "Mục I.3: Gửi báo cáo sơ kết", .words = "trước ngày 15/3/2024",
	                           .path = "/plan/task/3", .good_day = good_day};
}

struct duty_group group_of(struct ctx *cx, int64_t object)
{
	struct duty_groups l;

	t_ok(duty_groups(cx, "plan", 1, 0, &l));
	for (size_t i = 0; i < l.n; i++) {
		if (l.at[i].object_id == object)
			return l.at[i];
	}
	t_true(false);
	return l.at[0];
}

struct duty duty_at(struct ctx *cx, int64_t object, int64_t unit_id)
{
	struct duty_filter f = {.room = "plan", .object_id = object, .unit_id = unit_id, .state = -1, .q = "", .page = 1,
	                        .per_page = DUTY_LIST_MAX};
	struct duties l;

	t_ok(duty_list(cx, &f, &l));
	for (size_t i = 0; i < l.n; i++) {
		if (l.at[i].object_id == object)
			return l.at[i];
	}
	t_true(false);
	return l.at[0];
}

/* A duty stands as its facts say. */
static enum duty_state state_by_facts(struct ctx *cx, const struct duty *d, const struct duty_group *g)
{
	struct duty_fact f = {.phase = d->phase, .is_suspended = d->is_suspended, .is_waiting = g->is_waiting,
	                      .good_day = d->good_day, .told_day = d->told_day};

	return duty_state(&f, cx->today);
}

static void add(struct duty_count *c, enum duty_state s)
{
	c->n[s]++;
	c->total++;
}

static void counts_are(const struct duty_count *want, const struct duty_count *got)
{
	t_int(want->total, got->total);
	for (int s = 0; s < DUTY_STATE_N; s++)
		t_int(want->n[s], got->n[s]);
}

void counts_hold(struct ctx *cx)
{
	struct duty_filter f = {.room = "plan", .state = -1, .q = "", .page = 1, .per_page = DUTY_LIST_MAX};
	struct duty_count all = {0}, c;
	struct duty_counts units;
	struct duties l;
	int64_t wrong = -1;

	t_ok(duty_recount(cx, false, &wrong));
	t_int(0, wrong);
	for (int64_t parent = 1; parent <= 2; parent++) {
		struct duty_groups groups;

		t_ok(duty_groups(cx, "plan", parent, 0, &groups));
		for (size_t i = 0; i < groups.n; i++) {
			struct duty_count of_group = {0}, kept = {0};

			f.object_id = groups.at[i].object_id;
			t_ok(duty_list(cx, &f, &l));
			for (size_t k = 0; k < l.n; k++) {
				t_int(state_by_facts(cx, &l.at[k], &groups.at[i]), l.at[k].state);
				add(&of_group, l.at[k].state);
				add(&all, l.at[k].state);
			}
			memcpy(kept.n, groups.at[i].n, sizeof kept.n);
			kept.total = groups.at[i].units_n;
			counts_are(&of_group, &kept);
		}
	}
	t_ok(duty_count_one(cx, "plan", 0, 0, &c));
	counts_are(&all, &c);
	t_ok(duty_count_units(cx, "plan", 0, 1, DUTY_LIST_MAX, &units));
	memset(&c, 0, sizeof c);
	for (size_t i = 0; i < units.n; i++) {
		struct duty_count one;

		t_ok(duty_count_one(cx, "plan", 0, units.at[i].unit_id, &one));
		counts_are(&units.at[i], &one);
		for (int s = 0; s < DUTY_STATE_N; s++)
			c.n[s] += one.n[s];
		c.total += one.total;
	}
	counts_are(&all, &c);
}

/* ---- how a duty stands --------------------------------------------------------------------------------------------------- */

/* S suspended, L late, W waiting, R reported, U under way, N not begun, d done late, D done. */
static char letter_of(enum duty_state s)
{
	static const char letters[DUTY_STATE_N + 1] = {
		[DUTY_IS_SUSPENDED] = 'S', [DUTY_IS_LATE] = 'L', [DUTY_IS_WAITING] = 'W', [DUTY_IS_REPORTED] = 'R',
		[DUTY_IS_UNDER_WAY] = 'U', [DUTY_IS_NOT_BEGUN] = 'N', [DUTY_IS_DONE_LATE] = 'd', [DUTY_IS_DONE] = 'D'};

	return letters[s];
}

/* The table of the manual for what runs and waits for nothing. Rows: the phase; columns: the complete report in time,
 * late, or not at all. One letter each for a day before the last good day, that day, the day after, and no day. */
static const char *const TABLE[DUTY_PHASE_N][3] = {
	[DUTY_NEW] = {"NNLN", "NNLN", "NNLN"},
	[DUTY_BEGUN] = {"UULU", "UULU", "UULU"},
	[DUTY_PARTIAL] = {"RRLR", "RRLR", "RRLR"},
	[DUTY_TOLD] = {"RRRR", "RRLR", "RRLR"},
	[DUTY_DONE] = {"DDDD", "dddD", "dddD"},
};

/* What the table's letter becomes for a duty that waits for another: only what is neither done nor late waits. */
static char waiting_letter(char c)
{
	return c == 'R' || c == 'U' || c == 'N' ? 'W' : c;
}

static void look_at_day(struct duty_fact f, int told, int day)
{
	const date good = date_of(2024, 3, 15);
	static const int told_days[] = {0, 1, 0}, days[] = {-1, 0, 1, 0};
	char want = TABLE[f.phase][told][day];

	f.good_day = day == 3 ? DATE_NONE : good;
	f.told_day = told == 2 ? DATE_NONE : good + told_days[told];
	if (f.is_waiting)
		want = waiting_letter(want);
	if (f.is_suspended)
		want = 'S';
	t_int(want, letter_of(duty_state(&f, good + days[day])));
	if (told == 0) {        /* one day earlier is as good */
		f.told_day--;
		t_int(want, letter_of(duty_state(&f, good + days[day])));
	}
}

TEST(duty_state_follows_the_table_in_every_case)
{
	for (int phase = 0; phase < DUTY_PHASE_N; phase++)
		for (int stops = 0; stops < 4; stops++)
			for (int told = 0; told < 3; told++)
				for (int day = 0; day < 4; day++)
					look_at_day((struct duty_fact){.phase = (enum duty_phase)phase,
					                               .is_suspended = (stops & 1) != 0,
					                               .is_waiting = (stops & 2) != 0}, told, day);
}

/* The rule for many, over the set of the letters that occur. */
static char letter_of_many(const char *set)
{
	static const char *const wins = "LWRU";

	for (const char *p = wins; *p != '\0'; p++)
		if (strchr(set, *p) != NULL)
			return *p;
	if (strpbrk(set, "Dd") != NULL)
		return strchr(set, 'N') != NULL ? 'U' : strchr(set, 'd') != NULL ? 'd' : 'D';
	if (strchr(set, 'N') != NULL)
		return 'N';
	return strchr(set, 'S') != NULL ? 'S' : 'N';
}

TEST(duty_state_of_many_follows_the_rule_for_every_set_of_states)
{
	for (unsigned set = 0; set < 1u << DUTY_STATE_N; set++) {
		int64_t n[DUTY_STATE_N] = {0};
		char letters[DUTY_STATE_N + 1] = "";
		size_t k = 0;

		for (unsigned s = 0; s < DUTY_STATE_N; s++) {
			if ((set >> s & 1) != 0) {
				n[s] = 1 + (s * 7 + set) % 3;
				letters[k++] = letter_of((enum duty_state)s);
			}
		}
		t_int(letter_of_many(letters), letter_of(duty_state_of_many(n)));
	}
}

TEST(duty_states_have_names_that_lead_back)
{
	enum duty_state s;

	for (int i = 0; i < DUTY_STATE_N; i++) {
		t_true(duty_state_from(duty_state_name((enum duty_state)i), &s));
		t_int(i, s);
		t_true(*duty_state_words(s) != '\0');
		t_int(strchr("SDd", letter_of(s)) == NULL, duty_is_open(s));
	}
	t_false(duty_state_from("", &s));
	t_false(duty_state_from("soon", &s));
	for (int i = 0; i < DUTY_PHASE_N; i++)
		t_true(*duty_phase_name((enum duty_phase)i) != '\0');
}

/* ---- things that oblige units ---------------------------------------------------------------------------------------------- */

TEST(duty_of_a_class_is_one_for_each_of_its_units)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(3, 30, date_of(2024, 3, 15));
	struct duty_group g;

	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.class_id = o.class_id}}, 1));
	g = group_of(cx, 30);
	t_int(OFFICE_UNITS, g.units_n);
	t_int(OFFICE_UNITS, g.n[DUTY_IS_NOT_BEGUN]);
	t_int(DUTY_IS_NOT_BEGUN, g.state);
	t_int(10, g.days_left);
	counts_hold(cx);
	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.class_id = o.class_id}}, 1));
	t_int(OFFICE_UNITS, group_of(cx, 30).units_n);
	counts_hold(cx);
}

TEST(duty_who_executes_and_coordinates_executes)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(3, 30, date_of(2024, 3, 15));

	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.unit_id = o.units[0]},
	                                                {.class_id = o.class_id, .part = DUTY_COORDINATE}}, 2));
	t_int(1, group_of(cx, 30).units_n);
	counts_hold(cx);
	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.class_id = o.class_id, .part = DUTY_COORDINATE}}, 1));
	t_int(0, group_of(cx, 30).units_n);
	counts_hold(cx);
}

TEST(duty_of_whom_the_thing_means_no_longer_ends)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(3, 30, date_of(2024, 3, 15));

	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.unit_id = o.units[0]}, {.unit_id = o.units[1]}}, 2));
	t_int(2, group_of(cx, 30).units_n);
	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.unit_id = o.units[1]}, {.unit_id = o.units[2]}}, 2));
	t_int(2, group_of(cx, 30).units_n);
	t_ok(duty_oblige(cx, &t, NULL, 0));
	t_int(0, group_of(cx, 30).units_n);
	t_int(DUTY_IS_NOT_BEGUN, group_of(cx, 30).state);
	counts_hold(cx);
}

TEST(duty_group_without_units_stands_as_the_day_says)
{
	struct ctx *cx = t_ctx();
	struct duty_thing past = thing_of(3, 30, date_of(2024, 3, 4)), undated = thing_of(4, 40, DATE_NONE);

	t_ok(duty_oblige(cx, &past, NULL, 0));
	t_ok(duty_oblige(cx, &undated, NULL, 0));
	t_int(DUTY_IS_LATE, group_of(cx, 30).state);
	t_int(-1, group_of(cx, 30).days_left);
	t_int(DUTY_IS_NOT_BEGUN, group_of(cx, 40).state);
}

TEST(duty_released_ends_and_lives_again)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(3, 30, date_of(2024, 3, 1));
	struct duty_target all = {.class_id = o.class_id};
	struct duty_groups l;

	t_ok(duty_oblige(cx, &t, &all, 1));
	t_int(DUTY_IS_LATE, group_of(cx, 30).state);
	t_ok(duty_release(cx, "plan", 30));
	t_ok(duty_release(cx, "plan", 30));
	t_ok(duty_release(cx, "plan", 31));
	t_ok(duty_groups(cx, "plan", 1, 0, &l));
	t_int(0, l.n);
	counts_hold(cx);
	t_ok(duty_oblige(cx, &t, &all, 1));
	t_int(OFFICE_UNITS, group_of(cx, 30).n[DUTY_IS_LATE]);
	counts_hold(cx);
}

/* Things 30 and 40 of plan 1, of which the second waits for the first, and thing 50 of plan 2, which waits for it, too. */
static void two_plans(struct ctx *cx, const struct office *o)
{
	struct duty_thing things[] = {thing_of(3, 30, date_of(2024, 3, 1)), thing_of(4, 40, date_of(2024, 3, 15)),
	                              thing_of(5, 50, date_of(2024, 3, 15))};
	const struct duty_target all = {.class_id = o->class_id}, one = {.unit_id = o->units[0], .part = DUTY_COORDINATE};
	const int64_t on[] = {30};

	things[2].parent_id = 2;
	for (size_t i = 0; i < COUNT(things); i++)
		t_ok(duty_oblige(cx, &things[i], i == 1 ? (const struct duty_target[]){all, one} : &all, i == 1 ? 2 : 1));
	t_ok(duty_wait(cx, "plan", 40, on, 1));
	t_ok(duty_wait(cx, "plan", 50, on, 1));
}

TEST(duty_released_with_its_plan_is_as_released_one_by_one)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_groups l;

	two_plans(cx, &o);
	report(cx, 40, o.units[1], 100);
	t_ok(duty_release_all(cx, "plan", 1));
	t_ok(duty_groups(cx, "plan", 1, 0, &l));
	t_int(0, l.n);
	t_ok(duty_groups(cx, "plan", 2, 0, &l));
	t_int(1, l.n);
	t_true(!l.at[0].is_waiting);
	t_int(OFFICE_UNITS, l.at[0].n[DUTY_IS_NOT_BEGUN]);
	counts_hold(cx);
	t_ok(duty_release_all(cx, "plan", 1));
	counts_hold(cx);
	two_plans(cx, &o);
	t_int(OFFICE_UNITS, group_of(cx, 30).n[DUTY_IS_LATE]);
	t_true(group_of(cx, 40).is_waiting);
	t_int(1, duty_at(cx, 40, o.units[1]).reports_n);
	counts_hold(cx);
}

TEST(duty_takes_the_place_of_an_earlier_thing)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(3, 30, date_of(2024, 3, 15));
	struct duty_target all = {.class_id = o.class_id};
	int64_t id;

	t_ok(duty_oblige(cx, &t, &all, 1));
	id = group_of(cx, 30).id;
	t.object_id = 31;
	t.was_object_id = 30;
	t.item_id = 5;
	t_ok(duty_oblige(cx, &t, &all, 1));
	t_int(id, group_of(cx, 31).id);
	t_int(5, group_of(cx, 31).item_id);
	t_ok(duty_oblige(cx, &t, &all, 1));
	counts_hold(cx);
}

TEST(duty_of_an_item_stops_and_runs_by_a_paper)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing one = thing_of(3, 30, date_of(2024, 3, 1)), two = thing_of(3, 31, date_of(2024, 4, 1));
	struct duty_target all = {.class_id = o.class_id};
	struct duty_groups l;

	t_ok(duty_oblige(cx, &one, &all, 1));
	t_ok(duty_oblige(cx, &two, &all, 1));
	t_err(ERR_STATE, duty_item_resume(cx, "plan", 3, "Công văn số 13"));
	t_ok(duty_item_suspend(cx, "plan", 3, "Công văn số 12"));
	t_err(ERR_STATE, duty_item_suspend(cx, "plan", 3, "Công văn số 12"));
	t_int(DUTY_IS_SUSPENDED, group_of(cx, 30).state);
	t_int(OFFICE_UNITS, group_of(cx, 31).n[DUTY_IS_SUSPENDED]);
	t_text("Công văn số 12", group_of(cx, 30).suspend_paper);
	counts_hold(cx);
	t_ok(duty_oblige(cx, &one, &all, 1));
	t_int(DUTY_IS_SUSPENDED, group_of(cx, 30).state);
	t_ok(duty_item_resume(cx, "plan", 3, "Công văn số 13"));
	t_int(DUTY_IS_LATE, group_of(cx, 30).state);
	t_ok(duty_groups(cx, "plan", 1, 3, &l));
	t_int(2, l.n);
	counts_hold(cx);
}

TEST(duty_waits_until_the_other_is_done_or_gone)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing first = thing_of(3, 30, date_of(2024, 3, 15)), then = thing_of(4, 40, date_of(2024, 3, 20));
	struct duty_target all = {.class_id = o.class_id};
	int64_t on[] = {30, 40, 99};

	t_ok(duty_oblige(cx, &first, &all, 1));
	t_ok(duty_oblige(cx, &then, &all, 1));
	t_err(ERR_NOTFOUND, duty_wait(cx, "plan", 99, on, 1));
	t_ok(duty_wait(cx, "plan", 40, on, 3));
	t_true(group_of(cx, 40).is_waiting);
	t_int(DUTY_IS_WAITING, group_of(cx, 40).state);
	counts_hold(cx);
	t_ok(duty_release(cx, "plan", 30));
	t_int(DUTY_IS_NOT_BEGUN, group_of(cx, 40).state);
	counts_hold(cx);
	t_ok(duty_oblige(cx, &first, &all, 1));
	t_int(DUTY_IS_WAITING, group_of(cx, 40).state);
	t_ok(duty_wait(cx, "plan", 40, NULL, 0));
	t_int(DUTY_IS_NOT_BEGUN, group_of(cx, 40).state);
	counts_hold(cx);
}

TEST(duty_becomes_late_by_itself_when_the_day_passes)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(3, 30, cx->today), later = thing_of(4, 40, cx->today + 3);
	struct duty_target all = {.class_id = o.class_id};

	t_ok(duty_oblige(cx, &t, &all, 1));
	t_ok(duty_oblige(cx, &later, &all, 1));
	t_int(DUTY_IS_NOT_BEGUN, group_of(cx, 30).state);
	counts_hold(cx);
	cx->today++;
	t_int(DUTY_IS_LATE, group_of(cx, 30).state);
	counts_hold(cx);
	t_ok(duty_turn(cx, cx->today));
	counts_hold(cx);
	cx->today += 10;
	t_ok(duty_turn(cx, cx->today));
	counts_hold(cx);
	t_int(DUTY_IS_LATE, group_of(cx, 40).state);
	cx->today -= 11;
	counts_hold(cx);
	t_ok(duty_turn(cx, cx->today));
	counts_hold(cx);
}

TEST(duty_recount_finds_what_is_wrong_and_mends_it)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(3, 30, cx->today), then = thing_of(4, 40, DATE_NONE);
	struct duty_target all = {.class_id = o.class_id};
	int64_t wrong;

	t_ok(duty_oblige(cx, &t, &all, 1));
	t_ok(duty_oblige(cx, &then, &all, 1));
	t_ok(duty_wait(cx, "plan", 40, (int64_t[]){30}, 1));
	/* As if something else had written: counts of nothing, duties that do not wait. */
	t_ok(db_sweep(cx->db, &SQL_duty_tally_zero, BIND_NONE, NULL));
	t_ok(db_change(cx->db, &SQL_duty_wait_set, BIND({"id", I64(group_of(cx, 40).id)}, {"n", I64(0)})));
	t_ok(db_change(cx->db, &SQL_duty_calm_set, BIND({"id", I64(1)}, {"calm", I64(7)}, {"due", STR("2024-01-01")})));
	t_ok(duty_recount(cx, false, &wrong));
	t_true(wrong > 2 * OFFICE_UNITS);
	t_ok(duty_recount(cx, true, &wrong));
	t_true(wrong > 2 * OFFICE_UNITS);
	counts_hold(cx);
	t_int(DUTY_IS_WAITING, group_of(cx, 40).state);
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, duty_recount(cx, true, &wrong));
}
