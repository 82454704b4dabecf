/* law_test.c */
#include "room/law/law.h"

#include "base/text.h"
#include "tests/t.h"

static struct ctx *loaded(void)
{
	struct ctx *cx = t_ctx();
	int64_t n = 0;

	t_ok(law_load(cx, t_source("data/law/laws.tsv"), &n));
	t_true(n > 20);
	t_ok(law_load(cx, t_source("data/law/places.tsv"), &n));
	t_true(n > 60);
	t_ok(law_load(cx, t_source("data/law/links.tsv"), &n));
	t_true(n > 5);
	t_ok(law_load(cx, t_source("data/law/keep.tsv"), &n));
	t_true(n > 3);
	return cx;
}

TEST(law_keep_is_the_rule_of_its_day)
{
	struct ctx *cx = loaded();
	struct law_keeps all;
	struct law_keep k;
	int64_t n;

	t_ok(law_load(cx, t_source("data/law/keep.tsv"), &n));
	t_int(0, n);            /* as it is */
	t_ok(law_load(cx, "keep\tdays\tfrom\tto\tcite\tverified\tsource\n"
	                  "register.load.dropped\t60\t2026-01-01\t\tLuật 91/2025/QH15, Điều 3\tno\tquyết định của cơ quan\n", &n));
	t_int(1, n);            /* put right */
	t_ok(law_keeps(cx, &all));
	for (size_t i = 0; i < all.n; i++)
		t_true(*law_keep_words(all.at[i].what) != '\0' && !text_is(law_keep_words(all.at[i].what), all.at[i].what));

	t_ok(law_load(cx, "keep\tdays\tfrom\tto\tcite\tverified\tsource\n"
	                  "casefile.ask.waiting\t30\t2027-01-01\t\tLuật 91/2025/QH15, Điều 3\tyes\tquyết định của cơ quan\n", &n));
	t_int(1, n);
	t_ok(law_keep_on(cx, "casefile.ask.waiting", date_of(2026, 12, 31), &k));
	t_int(365, k.days);
	t_false(k.is_verified);
	t_ok(law_keep_on(cx, "casefile.ask.waiting", date_of(2027, 1, 1), &k));
	t_int(30, k.days);
	t_true(k.is_verified);
	t_ok(law_keep_on(cx, "casefile.ask.waiting", date_of(2023, 6, 30), &k));
	t_int(0, k.days);       /* no rule: nothing goes */
	t_err(ERR_INVALID, law_load(cx, "keep\tdays\tfrom\tto\tcite\tverified\tsource\n"
	                                "casefile.ask.wating\t0\t\t\tLuật 91/2025/QH15, Điều 3\tno\t\n", &n));
	t_int(4, cx->faults.n);         /* what it is, how long, since when, who says so */
}

TEST(law_citation_is_read_in_every_usual_order)
{
	static const struct {
		const char *words, *number, *article, *point;
		int64_t clause;
	} cases[] = {
		{"Luật 06/2022/QH15, Điều 21 khoản 1", "6/2022/qh15", "21", "", 1},
		{"điểm a khoản 2 Điều 9 Nghị định số 91/2017/NĐ-CP", "91/2017/nd-cp", "9", "a", 2},
		{"Đ21 k1 Luật 06/2022/QH15", "6/2022/qh15", "21", "", 1},
		{"Đ. 21, K. 1 - Luật 6/2022/QH15", "6/2022/qh15", "21", "", 1},
		{"NĐ 152/2025, Đ50.", "152/2025", "50", "", 0},
		{"khoản 3 Điều 21a (Thông tư 02/2023/TT-BNV)", "2/2023/tt-bnv", "21a", "", 3},
		{"Điểm đ khoản 1 Điều 5 Luật 15/2003/QH11", "15/2003/qh11", "5", "đ", 1},
		{"DIEU 7 LUAT 06/2022/QH15", "6/2022/qh15", "7", "", 0},
		{"Quyết định 5450/QĐ-UBND", "5450/qd-ubnd", "", "", 0},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct law_cite c;

		t_true(law_cite_read(t_mem(), cases[i].words, &c));
		t_text(cases[i].number, c.number);
		t_text(cases[i].article, c.article);
		t_int(cases[i].clause, c.clause);
		t_text(cases[i].point, c.point);
	}
}

TEST(law_citation_without_a_text_is_none)
{
	struct law_cite c;

	t_false(law_cite_read(t_mem(), "", &c));
	t_false(law_cite_read(t_mem(), "Điều 21 khoản 1", &c));
	t_false(law_cite_read(t_mem(), " ,;() ", &c));
}

TEST(law_citation_resolves_to_the_place_or_to_what_holds_it)
{
	struct ctx *cx = loaded();
	struct law_found f;

	t_ok(law_cite(cx, "Luật 06/2022/QH15, Điều 79 khoản 4", DATE_NONE, &f));
	t_true(f.is_exact);
	t_int(4, f.place.clause);
	t_true(f.is_in_force);
	t_ok(law_cite(cx, "Luật 06/2022/QH15, Điều 21 khoản 1", DATE_NONE, &f));
	t_false(f.is_exact);
	t_text("21", f.place.article);
	t_ok(law_cite(cx, "NĐ 152/2025, Đ50", DATE_NONE, &f));
	t_false(f.is_in_force);         /* the test's day is in 2024 */
	t_ok(law_cite(cx, "NĐ 152/2025, Đ50", date_of(2025, 7, 1), &f));
	t_true(f.is_in_force);
	t_ok(law_cite(cx, "Luật 06/2022/QH15, Điều 999", DATE_NONE, &f));
	t_int(0, f.place.id);
	t_false(f.is_exact);
	t_err(ERR_NOTFOUND, law_cite(cx, "Luật 99/2099/QH99, Điều 1", DATE_NONE, &f));
}

TEST(law_name_means_the_text_in_force_on_the_day)
{
	struct ctx *cx = loaded();
	struct law_found f;

	t_ok(law_cite(cx, "Điều 8 Luật Thi đua, khen thưởng", date_of(2024, 3, 5), &f));
	t_text("06/2022/QH15", f.law.number);
	t_int(1, f.place.id != 0);
	t_ok(law_cite(cx, "Luật thi đua khen thưởng 15/2003/QH11", DATE_NONE, &f));
	t_text("15/2003/QH11", f.law.number);
	t_ok(law_cite(cx, "Luật Thi đua, khen thưởng", date_of(2020, 1, 1), &f));
	t_text("15/2003/QH11", f.law.number);
	t_err(ERR_NOTFOUND, law_cite(cx, "Luật Không có", DATE_NONE, &f));
}

TEST(law_list_knows_words_and_days)
{
	struct ctx *cx = loaded();
	struct law_list list;
	struct law_links links;
	struct law_places places;
	struct law_found f;

	t_ok(law_list(cx, "06/2022", DATE_NONE, &list));
	t_int(1, list.n);
	t_ok(law_list(cx, "luong co so", DATE_NONE, &list));
	t_int(5, list.n);
	t_ok(law_list(cx, "luong co so", date_of(2024, 7, 1), &list));
	t_int(1, list.n);
	t_text("73/2024/NĐ-CP", list.at[0].number);
	t_ok(law_cite(cx, "06/2022/QH15", DATE_NONE, &f));
	t_ok(law_links(cx, f.law.id, &links));
	t_int(4, links.n);
	t_ok(law_places(cx, f.law.id, &places));
	t_int(f.law.places_n, places.n);
	t_text("toàn văn", law_place_words(t_mem(), &(struct law_place){.article = "", .point = ""}));
	t_text("Điều 3", law_place_words(t_mem(), &places.at[0]));
	t_text("Điều 3 khoản 6", law_place_words(t_mem(), &places.at[1]));
	t_ok(law_place_get(cx, 1, &f));
	t_true(f.place.law_id == f.law.id);
	t_err(ERR_NOTFOUND, law_get(cx, 9999, &f.law));
}

TEST(law_load_brings_rows_to_what_the_file_says_and_tells_every_bad_line)
{
	struct ctx *cx = loaded();
	struct law_found f;
	int64_t n = 0;

	t_ok(law_load(cx, t_source("data/law/places.tsv"), &n));
	t_int(0, n);
	t_ok(law_load(cx, "number\tkind\ttitle\tissuer\tsigned\tfrom\tto\tverified\tsource\n"
	                  "152/2025/NĐ-CP\tNghị định\tđã đổi\tChính phủ\t\t2025-07-01\t2027-03-01\tyes\tđã xem\n", &n));
	t_int(1, n);
	t_ok(law_cite(cx, "152/2025", DATE_NONE, &f));
	t_text("đã đổi", f.law.title);
	t_int(date_of(2027, 3, 1), f.law.to);
	t_err(ERR_INVALID, law_load(cx, "law\tarticle\tclause\tpoint\ttitle\twords\tfrom\tto\tverified\tsource\n"
	                                "1/2000/QH1\t1\t\t\tA\t\t\t\tyes\tx\n"
	                                "06/2022/QH15\txx\t\ta\t\t\t2024-02-30\t\tmaybe\tx\n", &n));
	t_fault(cx, "dòng 2");
	t_fault(cx, "dòng 3");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, law_load(cx, "from_law\tdoes\tto_law\tday\n06/2022/QH15\teats\t06/2022/QH15\t\n", &n));
	t_fault(cx, "dòng 2");
}
