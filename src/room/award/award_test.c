/* award_test.c */
#include "room/award/award.h"

#include "base/text.h"
#include "tests/t.h"

static struct ctx *loaded(void)
{
	static const char *const laws[] = {"laws", "places", "links"};
	static const char *const files[] = {"awards", "ways", "grounds", "aliases", "money", "figures"};
	struct ctx *cx = t_ctx();
	int64_t n;

	for (size_t i = 0; i < COUNT(laws); i++)
		t_ok(law_load(cx, t_source(mem_text(t_mem(), "data/law/%s.tsv", laws[i])), &n));
	for (size_t i = 0; i < COUNT(files); i++) {
		t_ok(award_load(cx, t_source(mem_text(t_mem(), "data/award/%s.tsv", files[i])), &n));
		t_true(n > 0);
		t_ok(award_load(cx, t_source(mem_text(t_mem(), "data/award/%s.tsv", files[i])), &n));
		t_int(0, n);
	}
	return cx;
}

static void resolves(struct ctx *cx, const char *cite, int64_t place_id)
{
	struct law_found by_words, by_id;

	t_ok(law_cite(cx, cite, DATE_NONE, &by_words));
	t_ok(law_place_get(cx, place_id, &by_id));
	t_int(by_id.place.id, by_words.place.id);
	t_true(*by_id.place.title != '\0');
}

TEST(award_every_row_cites_a_stored_article)
{
	struct ctx *cx = loaded();
	struct award_list list;
	struct award_grounds grounds;
	struct award_rules rules;

	t_ok(award_list(cx, (struct award_filter){.day = DATE_NONE}, &list));
	t_true(list.n > 60);
	for (size_t i = 0; i < list.n; i++)
		resolves(cx, list.at[i].cite, list.at[i].place_id);
	t_ok(award_grounds(cx, &grounds));
	t_int(8, grounds.n);
	for (size_t i = 0; i < grounds.n; i++)
		resolves(cx, grounds.at[i].cite, grounds.at[i].place_id);
	t_ok(award_rules(cx, 0, &rules));
	t_true(rules.multiples_n > 150);
	for (size_t i = 0; i < rules.multiples_n; i++)
		resolves(cx, rules.multiples[i].cite, rules.multiples[i].place_id);
	for (size_t i = 0; i < rules.figures_n; i++)
		resolves(cx, rules.figures[i].cite, rules.figures[i].place_id);
}

/* Two rows of one key never hold on the same day. */
TEST(award_dated_rows_never_overlap)
{
	struct ctx *cx = loaded();
	struct award_rules r;

	t_ok(award_rules(cx, 0, &r));
	for (size_t i = 0; i < r.multiples_n; i++) {
		for (size_t k = i + 1; k < r.multiples_n; k++) {
			const struct award_multiple *a = &r.multiples[i], *b = &r.multiples[k];

			t_false(a->award_id == b->award_id && a->subject == b->subject && (a->to == DATE_NONE || b->from <= a->to));
		}
	}
	for (size_t i = 0; i < r.figures_n; i++) {
		for (size_t k = i + 1; k < r.figures_n; k++)
			t_false(text_is(r.figures[i].kind, r.figures[k].kind) &&
			        (r.figures[i].to == DATE_NONE || r.figures[k].from <= r.figures[i].to));
	}
}

TEST(award_money_is_what_the_decrees_say)
{
	static const struct {
		const char *code;
		enum award_subject subject;
		int year, month, day;
		int64_t vnd;
	} cases[] = {
		{"CSTDCS", AWARD_PERSON, 2024, 6, 30, 1800000},         /* the day before the salary rises */
		{"CSTDCS", AWARD_PERSON, 2024, 7, 1, 2340000},
		{"CSTDCS", AWARD_PERSON, 2026, 6, 30, 2340000},
		{"CSTDCS", AWARD_PERSON, 2026, 7, 1, 2530000},
		{"CSTDTQ", AWARD_PERSON, 2025, 3, 5, 10530000},         /* 4.5 × 2.340.000 */
		{"CSTDT", AWARD_PERSON, 2020, 1, 31, 4470000},          /* 3 × 1.490.000 */
		{"LDTT", AWARD_PERSON, 2024, 12, 31, 710000},           /* 702.000, up */
		{"LDTT", AWARD_PERSON, 2022, 12, 31, 450000},           /* 447.000, up */
		{"GKX", AWARD_PERSON, 2021, 5, 5, 230000},              /* 0.15 × 1.490.000 = 223.500, up */
		{"GK", AWARD_COLLECTIVE, 2024, 3, 5, 1080000},
		{"CTDCP", AWARD_COLLECTIVE, 2025, 7, 1, 28080000},
		{"TTLDTT", AWARD_COLLECTIVE, 2024, 7, 2, 1880000},      /* 1.872.000, up */
		{"HCLD3", AWARD_COLLECTIVE, 2025, 9, 2, 21060000},      /* 9 × 2.340.000 */
		{"HCSV", AWARD_PERSON, 2023, 9, 2, 82800000},           /* 46 × 1.800.000 */
		{"BKT", AWARD_PERSON, 2023, 12, 31, 1800000},           /* 1.0 until then */
		{"BKT", AWARD_PERSON, 2024, 1, 1, 2700000},             /* 1.5 from then */
		{"BKTTG", AWARD_HOUSEHOLD, 2025, 8, 1, 12290000},       /* 3.5 × 1.5 × 2.340.000 = 12.285.000, up */
		{"GK", AWARD_HOUSEHOLD, 2025, 8, 1, 1060000},           /* 0.3 × 1.5 = 1.053.000, up */
		{"XTB", AWARD_COLLECTIVE, 2024, 12, 1, 4680000},
	};
	struct ctx *cx = loaded();
	struct award_rules rules;

	t_ok(award_rules(cx, 0, &rules));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct award a;
		struct award_money m;

		t_ok(award_get_code(cx, cases[i].code, &a));
		m = award_money_on(&rules, a.id, cases[i].subject, date_of(cases[i].year, cases[i].month, cases[i].day));
		t_true(m.is_known);
		t_int(cases[i].vnd, m.vnd);
	}
}

TEST(award_money_is_unknown_where_no_row_speaks)
{
	struct ctx *cx = loaded();
	struct award_rules rules;
	struct award a;

	t_ok(award_rules(cx, 0, &rules));
	t_ok(award_get_code(cx, "CSTDCS", &a));
	t_false(award_money_on(&rules, a.id, AWARD_COLLECTIVE, date_of(2024, 7, 1)).is_known);
	t_false(award_money_on(&rules, a.id, AWARD_PERSON, date_of(1999, 7, 1)).is_known);
	t_false(award_money_on(&rules, a.id, AWARD_PERSON, DATE_NONE).is_known);
	t_ok(award_get_code(cx, "GK", &a));
	t_false(award_money_on(&rules, a.id, AWARD_HOUSEHOLD, date_of(2022, 7, 1)).is_known);
	t_ok(award_get_code(cx, "KNCT", &a));
	t_true(award_money_on(&rules, a.id, AWARD_PERSON, date_of(2025, 8, 1)).is_at_most);
	t_false(award_money_on(&rules, a.id, AWARD_PERSON, date_of(2025, 8, 1)).is_verified);
}

TEST(award_rounding_has_a_step_and_a_direction)
{
	t_int(702000, award_round(702000, 0, "up"));
	t_int(702000, award_round(702000, 10000, ""));
	t_int(710000, award_round(702000, 10000, "up"));
	t_int(700000, award_round(702000, 10000, "down"));
	t_int(700000, award_round(702000, 10000, "near"));
	t_int(710000, award_round(705000, 10000, "near"));
	t_int(700000, award_round(700000, 10000, "up"));
}

/* Within the honours of the state a higher rank never brings less money. */
TEST(award_precedence_is_never_inverted_by_money)
{
	struct ctx *cx = loaded();
	struct award_list list;
	struct award_rules rules;
	int64_t last = INT64_MAX;
	date day = date_of(2025, 9, 2);

	t_ok(award_rules(cx, 0, &rules));
	t_ok(award_list(cx, (struct award_filter){.class = AWARD_HONOUR, .q = "huân chương", .day = day}, &list));
	t_true(list.n >= 19);
	for (size_t i = 0; i < list.n; i++) {
		struct award_money m = award_money_on(&rules, list.at[i].id, AWARD_PERSON, day);

		if (!m.is_known)
			continue;
		t_true(m.vnd <= last);
		last = m.vnd;
	}
}

TEST(award_is_found_by_every_name_of_its_class_only)
{
	static const struct {
		const char *words, *code;
		enum award_class class;
	} cases[] = {
		{"CSTĐCS", "CSTDCS", AWARD_TITLE}, {"cstdcs", "CSTDCS", AWARD_ANY_CLASS}, {"Chiến sỹ thi đua cơ sở", "CSTDCS", AWARD_TITLE},
		{"lao dong tien tien", "LDTT", AWARD_TITLE}, {"BK UBND TP", "BKT", AWARD_HONOUR}, {"Bằng khen", "BKT", AWARD_HONOUR},
		{"Huân chương Lao động hạng III", "HCLD3", AWARD_HONOUR}, {"HC Lao động hạng Nhì", "HCLD2", AWARD_HONOUR},
		{"Bằng khen Thủ tướng", "BKTTG", AWARD_HONOUR},
	};
	struct ctx *cx = loaded();
	struct award a;

	for (size_t i = 0; i < COUNT(cases); i++) {
		t_ok(award_find(cx, cases[i].words, cases[i].class, &a));
		t_text(cases[i].code, a.code);
	}
	t_err(ERR_NOTFOUND, award_find(cx, "CSTĐCS", AWARD_HONOUR, &a));
	t_err(ERR_NOTFOUND, award_find(cx, "Bằng khen", AWARD_TITLE, &a));
	t_err(ERR_NOTFOUND, award_find(cx, "", AWARD_ANY_CLASS, &a));
	t_err(ERR_NOTFOUND, award_find(cx, "không có", AWARD_ANY_CLASS, &a));
}

TEST(award_list_gives_only_what_is_lawful_for_the_subject)
{
	struct ctx *cx = loaded();
	struct award_list list;

	t_ok(award_list(cx, (struct award_filter){.class = AWARD_TITLE, .subject = AWARD_HOUSEHOLD, .day = DATE_NONE}, &list));
	t_int(1, list.n);
	t_text("GDVH", list.at[0].code);
	t_ok(award_list(cx, (struct award_filter){.class = AWARD_TITLE, .subject = AWARD_PERSON, .day = DATE_NONE}, &list));
	t_int(6, list.n);
	t_text("CSTDTQ", list.at[0].code);
	t_ok(award_list(cx, (struct award_filter){.q = "cstđ", .day = DATE_NONE}, &list));
	t_int(4, list.n);
	t_ok(award_list(cx, (struct award_filter){.class = AWARD_TITLE, .q = "tiêu biểu", .day = date_of(2020, 1, 1)}, &list));
	t_int(0, list.n);
}

TEST(award_ground_has_its_way_of_the_statistics)
{
	struct ctx *cx = loaded();
	struct award_ground g;

	t_ok(award_ground_find(cx, "phong trào thi đua", &g));
	t_text("CHUYENDE", g.way_code);
	t_ok(award_ground_find(cx, "thuong xuyen", &g));
	t_text("CONGTRANG", g.code);
	t_ok(award_ground_get_code(cx, "KHANGCHIEN", &g));
	t_text("Kháng chiến", g.way_name);
	t_err(ERR_NOTFOUND, award_ground_find(cx, "gì đó", &g));
}

TEST(award_alias_means_one_award)
{
	struct ctx *cx = loaded();
	struct award a, b;
	struct award_aliases list;
	struct award_ground g;
	int64_t id, n;

	t_ok(award_get_code(cx, "GK", &a));
	t_ok(award_alias_add(cx, (struct award_alias){.words = "  Giấy  khen SNV ", .award_id = a.id}, &id));
	t_ok(award_find(cx, "giay khen snv", AWARD_HONOUR, &b));
	t_int(a.id, b.id);
	t_err(ERR_TAKEN, award_alias_add(cx, (struct award_alias){.words = "GIẤY KHEN SNV", .award_id = a.id}, &n));
	t_err(ERR_INVALID, award_alias_add(cx, (struct award_alias){.words = " ", .award_id = a.id}, &n));
	t_fault(cx, "alias");
	faults_init(&cx->faults, cx->mem);
	t_ok(award_alias_remove(cx, id));
	t_err(ERR_NOTFOUND, award_alias_remove(cx, id));
	t_ok(award_aliases(cx, a.id, &list));
	t_true(list.n > 0);
	t_ok(award_ground_get_code(cx, "CONGTRANG", &g));
	t_ok(award_alias_add(cx, (struct award_alias){.words = "Thành tích năm", .ground_id = g.id}, &id));
	t_ok(award_ground_find(cx, "thanh tich nam", &g));
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, award_alias_add(cx, (struct award_alias){.words = "x", .award_id = a.id}, &id));
	t_err(ERR_DENIED, award_load(cx, "kind\tcode\talias\n", &n));
}

TEST(award_load_tells_every_bad_line)
{
	struct ctx *cx = loaded();
	int64_t n;

	t_err(ERR_INVALID, award_load(cx,
	    "code\tclass\tname\tshort\tfor\tlevel\tdecider\trank\twidth\theight\tfrom\tto\tcite\tverified\tsource\n"
	    "CSTDCS\thonour\tX\t\tp\tbase\tai\t1\t\t\t\t\tLuật 06/2022/QH15, Điều 23\tyes\tx\n"
	    "MOI\ttitle\tX\t\tp\tbase\tai\t1\t\t\t\t\tLuật 06/2022/QH15, Điều 999\tyes\tx\n"
	    "x\tmedal\t\t\tq\tnowhere\t\tx\t\t\t\t\tkhông\tyes\t\n", &n));
	t_fault(cx, "dòng 2");
	t_fault(cx, "dòng 3");
	t_fault(cx, "dòng 4");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, award_load(cx, "award\tsubject\tmultiple\tat_most\tfrom\tto\tcite\tverified\n"
	                                  "KHONG\tz\t1.234\t\t\t\tLuật 06/2022/QH15, Điều 23\t\n", &n));
	t_fault(cx, "dòng 2");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, award_load(cx, "figure\tamount\tdirection\tfrom\tto\tcite\tverified\nbonus\t1\t\t2024-01-01\t\tLuật 06/2022/QH15, Điều 11\t\n", &n));
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, award_load(cx, "lạ\n", &n));
	t_has("figure amount direction", faults_of(&cx->faults, "dòng 1"));
}
