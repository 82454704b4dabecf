/* register_test.c */
#include "room/register/register_test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/crypt.h"
#include "base/file.h"
#include "base/text.h"
#include "room/person/person.h"
#include "room/register/register_find_columns.h"
#include "room/unit/unit.h"
#include "tests/t.h"

#include "gen/register_sql.h"

/* What somebody with the database in hand could do to it; no statement of the house does. */
#define TAMPER(id, lite_text, pg_text, n, ...)                         \
	static const char *const id##_params[] = {__VA_ARGS__};        \
	static const struct sql id = {#id, lite_text, pg_text, id##_params, n, NULL}
TAMPER(REWRITE, "update register_leaf set name = ?1 where leaf = ?2", "update register_leaf set name = $1 where leaf = $2", 2, "name", "leaf");
TAMPER(MONEY, "update register_leaf set vnd = vnd + 1 where leaf = ?1", "update register_leaf set vnd = vnd + 1 where leaf = $1", 1, "leaf");
TAMPER(CUT, "delete from register_leaf where leaf = ?1", "delete from register_leaf where leaf = $1", 1, "leaf");
TAMPER(MOVE, "update register_leaf set leaf = ?1 where leaf = ?2", "update register_leaf set leaf = $1 where leaf = $2", 2, "to", "leaf");
TAMPER(SHORTEN, "update register_log set size = ?1, frontier = ?2", "update register_log set size = $1, frontier = $2", 2, "size", "frontier");

struct ctx *register_house(void)
{
	static const struct {
		const char *file;
		err (*take)(struct ctx *cx, const char *text, int64_t *n_out);
	} files[] = {{"unit/kinds", unit_load}, {"unit/units", unit_load}, {"person/classes", person_load}, {"law/laws", law_load},
	             {"law/places", law_load}, {"award/awards", award_load}, {"award/ways", award_load}, {"award/grounds", award_load},
	             {"award/aliases", award_load}, {"award/money", award_load}, {"award/figures", award_load}};
	struct ctx *cx = t_ctx();
	int64_t n;

	cx->data_dir = t_dir();
	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(files[i].take(cx, t_source(mem_text(t_mem(), "data/%s.tsv", files[i].file)), &n));
	t_ok(register_key_make(cx));
	return cx;
}

int64_t register_unit(struct ctx *cx, const char *code)
{
	struct unit u = {0};

	t_ok(unit_get_code(cx, code, &u));
	return u.id;
}

int64_t register_award(struct ctx *cx, const char *code)
{
	struct award a = {0};

	t_ok(award_get_code(cx, code, &a));
	return a.id;
}

int64_t register_somebody(struct ctx *cx, const char *name, const char *unit)
{
	struct person_in in = {.name = name, .birth = "1980", .sex = "", .ethnicity = "", .religion = "", .nationality = "",
	                       .staff_code = "", .address = "", .died = DATE_NONE};
	struct person_post_in post = {.unit_id = register_unit(cx, unit), .unit_words = "", .position = "Chuyên viên", .paper = "",
	                              .from = date_of(2015, 1, 1), .to = DATE_NONE};
	int64_t id = 0;

	t_ok(person_add(cx, in, post, "", &id));
	return id;
}

/* A grant as most lines are; the test changes what it is about. */
struct register_in register_grant(struct ctx *cx, int64_t person, const char *award, const char *number, date day)
{
	return (struct register_in){.nature = REGISTER_GRANT, .subject = AWARD_PERSON, .person_id = person, .award_id = register_award(cx, award),
	                            .decision = {.number = number, .day = day, .issuer = "Sở Nội vụ", .level = "base",
	                                         .signer = "Trần Văn Bình", .signer_title = "Giám đốc", .title = ""},
	                            .period_from = DATE_NONE, .period_to = DATE_NONE, .name = "", .unit_words = "", .position = "",
	                            .achievement = "", .movement = "", .certificate = "", .reason = ""};
}

int64_t register_put(struct ctx *cx, struct register_in in)
{
	int64_t no = 0;

	t_ok(register_add(cx, in, &no));
	return no;
}

static struct register_line line(struct ctx *cx, int64_t no)
{
	struct register_line l = {0};

	t_ok(register_get(cx, no, &l));
	return l;
}

TEST(register_line_keeps_what_held_that_day)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-NV"), fact, post;
	struct register_in in = register_grant(cx, an, "CSTDCS", "12/QĐ-SNV", date_of(2023, 12, 20));
	struct person_post_in moved = {.unit_id = register_unit(cx, "S-YT"), .unit_words = "", .position = "Phó Giám đốc", .paper = "",
	                               .from = date_of(2024, 1, 1), .to = DATE_NONE};
	struct register_line l;

	t_ok(person_fact_add(cx, an, (struct person_fact_in){"leader", "LD-PHONG", "", date_of(2020, 1, 1), DATE_NONE}, &fact));
	t_ok(person_fact_add(cx, an, (struct person_fact_in){"direct", "", "", DATE_NONE, DATE_NONE}, &fact));
	t_ok(person_post_add(cx, an, moved, &post));
	in.period_from = date_of(2023, 1, 1);
	in.period_to = date_of(2023, 12, 31);
	in.place_no = 3;
	in.certificate = "0012";
	in.achievement = "Hoàn thành xuất sắc nhiệm vụ";
	l = line(cx, register_put(cx, in));
	t_int(1, l.no);
	t_text("Nguyễn Thị An", l.name);
	t_text("Sở Nội vụ thành phố Hà Nội", l.unit_words);
	t_text("Chuyên viên", l.position);
	t_text("LD-PHONG", l.class_code);
	t_true(l.is_direct);
	t_int(2023, l.year);
	t_int(1800000, l.vnd);          /* 1.0 × 1.800.000, by the day of the decision */
	t_text("12/QĐ-SNV", l.decision.number);
	t_int(3, l.place_no);
	t_int(0, l.corrected_by_no);
}

TEST(register_says_everything_that_is_wrong_at_once)
{
	struct ctx *cx = register_house();
	struct register_in in = register_grant(cx, 999, "CSTDCS", " ", cx->today + 1);
	int64_t no, an;

	in.award_id = 0;
	in.decision.issuer = "";
	in.decision.level = "galaxy";
	in.ground_id = 99;
	in.place_no = -1;
	in.year = 1900;
	t_err(ERR_INVALID, register_add(cx, in, &no));
	t_fault(cx, "person");
	t_fault(cx, "number");
	t_fault(cx, "day");
	t_fault(cx, "issuer");
	t_fault(cx, "level");
	t_fault(cx, "award");
	t_fault(cx, "place_no");
	t_fault(cx, "year");
	faults_init(&cx->faults, cx->mem);
	an = register_somebody(cx, "Nguyễn Thị An", "S-NV");
	in = register_grant(cx, an, "TTLDXS", "1", date_of(2024, 1, 5));
	t_err(ERR_INVALID, register_add(cx, in, &no));
	t_has("không tặng cho đối tượng là Cá nhân", faults_of(&cx->faults, "award"));
	faults_init(&cx->faults, cx->mem);
	in = register_grant(cx, an, "CSTDCS", "1", date_of(2024, 1, 5));
	in.nature = REGISTER_REVOKE;
	t_err(ERR_INVALID, register_add(cx, in, &no));
	t_fault(cx, "about");
	faults_init(&cx->faults, cx->mem);
	in.nature = REGISTER_ADJUST;
	t_err(ERR_INVALID, register_add(cx, in, &no));
	t_fault(cx, "corrects");
	faults_init(&cx->faults, cx->mem);
	in.nature = REGISTER_WITHDRAW;
	t_err(ERR_INVALID, register_add(cx, in, &no));
	t_fault(cx, "nature");
}

TEST(register_number_in_a_decision_is_one_awards)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-NV"), binh = register_somebody(cx, "Lê Bình", "S-NV"), first, no;
	struct register_in in = register_grant(cx, an, "CSTDCS", "12/QĐ-SNV", date_of(2023, 12, 20));

	in.place_no = 1;
	first = register_put(cx, in);
	in.person_id = binh;
	t_err(ERR_INVALID, register_add(cx, in, &no));
	t_has("dòng số 1", faults_of(&cx->faults, "place_no"));
	faults_init(&cx->faults, cx->mem);
	in.place_no = 2;
	register_put(cx, in);
	t_int(line(cx, first).decision.id, line(cx, 2).decision.id);
	in.person_id = an;              /* a correction keeps its own number */
	in.place_no = 1;
	in.corrects_no = first;
	in.reason = "thiếu số bằng";
	in.certificate = "77";
	t_int(3, register_put(cx, in));
}

TEST(register_correction_is_a_complete_line_in_the_place_of_the_old)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-NV"), old, new, held, no;
	struct register_in in = register_grant(cx, an, "CSTDCS", "12/QĐ-SNV", date_of(2023, 12, 20));
	struct register_list list;

	in.name = "Nguyễn Thi An";
	old = register_put(cx, in);
	in.name = "Nguyễn Thị An";
	in.corrects_no = old;
	t_err(ERR_INVALID, register_add(cx, in, &no));
	t_fault(cx, "reason");
	faults_init(&cx->faults, cx->mem);
	in.reason = "sai dấu";
	new = register_put(cx, in);
	t_int(new, line(cx, old).corrected_by_no);
	t_int(old, line(cx, new).corrects_no);
	t_int(old, line(cx, new).root_no);
	t_ok(register_list(cx, (struct register_filter){0}, &list));
	t_int(1, list.n);
	t_text("Nguyễn Thị An", list.at[0].name);
	t_ok(register_held(cx, (struct register_filter){0}, &held));
	t_int(1, held);
	t_ok(register_chain(cx, old, &list));
	t_int(2, list.n);
	t_err(ERR_INVALID, register_add(cx, in, &no));  /* the old one has its successor */
	t_has("dòng số 2", faults_of(&cx->faults, "corrects"));
	faults_init(&cx->faults, cx->mem);
	in.nature = REGISTER_ADJUST;
	in.corrects_no = new;
	in.decision.number = "99/QĐ-SNV";
	in.award_id = register_award(cx, "LDTT");
	t_int(3, register_put(cx, in));
	t_ok(register_held(cx, (struct register_filter){.award_id = register_award(cx, "CSTDCS")}, &held));
	t_int(0, held);
	t_ok(register_held(cx, (struct register_filter){.award_id = register_award(cx, "LDTT")}, &held));
	t_int(1, held);
}

TEST(register_revocation_ends_an_award_and_names_what_counted_on_it)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-NV"), years[3], city, prime, revoked, held, no;
	struct register_in in = register_grant(cx, an, "CSTDCS", "", date_of(2021, 12, 20));
	struct register_list list;

	for (int i = 0; i < 3; i++) {
		in.decision.number = mem_text(t_mem(), "%d/QĐ-SNV", i + 1);
		in.decision.day = date_of(2021 + i, 12, 20);
		in.year = 2021 + i;
		years[i] = register_put(cx, in);
	}
	in = register_grant(cx, an, "CSTDT", "5/QĐ-UBND", date_of(2024, 1, 20));
	in.bases = years;
	in.bases_n = 3;
	city = register_put(cx, in);
	in = register_grant(cx, an, "BKTTG", "6/QĐ-TTg", date_of(2024, 2, 20));
	in.bases = &city;
	in.bases_n = 1;
	prime = register_put(cx, in);
	in = (struct register_in){.nature = REGISTER_REVOKE, .about_no = years[1], .name = "", .unit_words = "", .position = "",
	                          .achievement = "", .movement = "", .certificate = "", .reason = "khai man thành tích",
	                          .decision = register_grant(cx, an, "CSTDCS", "7/QĐ-SNV", date_of(2024, 3, 1)).decision,
	                          .period_from = DATE_NONE, .period_to = DATE_NONE};
	revoked = register_put(cx, in);
	t_int(revoked, line(cx, years[1]).ended_by_no);
	t_int(years[1], line(cx, revoked).about_no);
	t_text("Nguyễn Thị An", line(cx, revoked).name);
	t_ok(register_held(cx, (struct register_filter){0}, &held));
	t_int(4, held);
	t_ok(register_dependents(cx, years[1], &list));
	t_int(2, list.n);
	t_int(city, list.at[0].no);
	t_int(prime, list.at[1].no);
	t_err(ERR_INVALID, register_add(cx, in, &no));
	t_fault(cx, "about");
	faults_init(&cx->faults, cx->mem);
	in.nature = REGISTER_REISSUE;
	t_err(ERR_INVALID, register_add(cx, in, &no));
	faults_init(&cx->faults, cx->mem);
	t_ok(register_withdraw(cx, revoked, "nhầm người", &no));        /* the revocation itself was a mistake */
	t_int(0, line(cx, years[1]).ended_by_no);
	t_ok(register_held(cx, (struct register_filter){0}, &held));
	t_int(5, held);
}

TEST(register_reissue_is_a_line_that_counts_nothing)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-NV"), old, held, no;
	struct register_in in = register_grant(cx, an, "CSTDCS", "12/QĐ-SNV", date_of(2010, 12, 20));
	struct register_list list;

	old = register_put(cx, in);
	in.nature = REGISTER_REISSUE;
	in.about_no = old;
	in.decision.number = "3/QĐ-SNV";
	in.decision.day = date_of(2024, 3, 1);
	in.certificate = "CL-01";
	in.reason = "bằng bị hỏng do lũ";
	no = register_put(cx, in);
	t_int(0, line(cx, no).has_money);
	t_int(1, line(cx, old).renewed_n);
	t_ok(register_held(cx, (struct register_filter){0}, &held));
	t_int(1, held);
	t_ok(register_ladder(cx, an, &list));
	t_int(2, list.n);
	t_int(line(cx, old).year, list.at[0].year);
	t_err(ERR_STATE, register_withdraw(cx, old, "thử", &no));       /* another line is about it */
}

TEST(register_withdrawn_line_leaves_lists_and_stays_in_its_history)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-NV"), old, no, held;
	struct register_list list;

	old = register_put(cx, register_grant(cx, an, "CSTDCS", "12/QĐ-SNV", date_of(2023, 12, 20)));
	t_err(ERR_INVALID, register_withdraw(cx, old, " ", &no));
	t_fault(cx, "reason");
	faults_init(&cx->faults, cx->mem);
	t_ok(register_withdraw(cx, old, "nhập hai lần", &no));
	t_ok(register_list(cx, (struct register_filter){0}, &list));
	t_int(0, list.n);
	t_ok(register_held(cx, (struct register_filter){0}, &held));
	t_int(0, held);
	t_ok(register_chain(cx, old, &list));
	t_int(2, list.n);
	t_int(REGISTER_WITHDRAW, list.at[1].nature);
	t_err(ERR_INVALID, register_withdraw(cx, old, "lần nữa", &no));
	t_fault(cx, "corrects");
}

TEST(register_list_pages_by_key_and_filters)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-NV"), binh = register_somebody(cx, "Lê Bình", "S-YT");
	struct register_list list;
	struct register_filter f = {.n = 3};
	int seen = 0;

	for (int i = 0; i < 10; i++) {
		struct register_in in = register_grant(cx, i % 2 == 0 ? an : binh, i % 3 == 0 ? "LDTT" : "CSTDCS", mem_text(t_mem(), "%d/QĐ", i + 1),
		                              date_of(2015 + i % 5, 12, 1));
		register_put(cx, in);
	}
	do {
		int64_t year = f.before_no == 0 ? 9999 : f.before_year;

		t_ok(register_list(cx, f, &list));
		for (size_t i = 0; i < list.n; i++, seen++) {
			t_true(list.at[i].year <= year);
			year = list.at[i].year;
		}
		f.before_no = list.next_no;
		f.before_year = list.next_year;
	} while (list.next_no != 0);
	t_int(10, seen);
	t_ok(register_list(cx, (struct register_filter){.under_id = register_unit(cx, "S-NV")}, &list));
	t_int(5, list.n);
	t_ok(register_list(cx, (struct register_filter){.unit_id = register_unit(cx, "S-YT"), .year = 2016}, &list));
	t_int(1, list.n);
	t_ok(register_list(cx, (struct register_filter){.award_id = register_award(cx, "LDTT")}, &list));
	t_int(4, list.n);
	t_ok(register_list(cx, (struct register_filter){.decision_id = list.at[0].decision.id}, &list));
	t_int(1, list.n);
}

/* An officer of one unit, as room user would load one. */
void register_officer(struct ctx *cx, const char *unit)
{
	struct who *w = mem_new(t_mem(), struct who, 1);
	static const enum right rights[] = {R_PERSON_READ, R_PERSON_EDIT, R_REGISTER_READ, R_REGISTER_EDIT};

	*w = (struct who){.user_id = 9, .name = "canbo", .full_name = "Cán bộ", .unit_id = register_unit(cx, unit)};
	for (size_t i = 0; i < COUNT(rights); i++)
		w->rights[rights[i] / 64] |= (uint64_t)1 << (rights[i] % 64);
	t_ok(unit_reach(cx, w->unit_id, &w->units, &w->units_n));
	cx->who = w;
}

TEST(register_is_seen_and_written_within_reach)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-NV"), binh = register_somebody(cx, "Lê Bình", "S-YT"), no;
	int64_t hers = register_put(cx, register_grant(cx, an, "CSTDCS", "1/QĐ", date_of(2023, 12, 1)));
	int64_t his = register_put(cx, register_grant(cx, binh, "CSTDCS", "2/QĐ", date_of(2023, 12, 1)));
	struct register_line l;
	struct register_list list;
	struct register_check check;
	struct head h;

	register_officer(cx, "S-NV");
	t_ok(register_get(cx, hers, &l));
	t_err(ERR_NOTFOUND, register_get(cx, his, &l));
	t_ok(register_list(cx, (struct register_filter){0}, &list));
	t_int(1, list.n);
	t_ok(register_list(cx, (struct register_filter){.under_id = register_unit(cx, "S-YT")}, &list));
	t_int(0, list.n);
	t_err(ERR_NOTFOUND, register_ladder(cx, binh, &list));
	t_ok(register_add(cx, register_grant(cx, an, "LDTT", "3/QĐ", date_of(2023, 12, 2)), &no));
	t_err(ERR_INVALID, register_add(cx, register_grant(cx, an, "CSTDT", "4/QĐ", date_of(2023, 12, 2)), &no));
	t_has("Thành phố ghi vào sổ", faults_of(&cx->faults, "award"));
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, register_add(cx, register_grant(cx, binh, "LDTT", "5/QĐ", date_of(2023, 12, 2)), &no));
	t_fault(cx, "person");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_DENIED, register_verify(cx, &check));
	t_err(ERR_DENIED, register_head_sign(cx, &h));
	t_err(ERR_DENIED, register_copy(cx, "x", &no));
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, register_list(cx, (struct register_filter){0}, &list));
}

TEST(register_ladder_holds_lines_of_merged_records)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-NV"), twin = register_somebody(cx, "Nguyễn Thị An", "S-NV");
	struct register_list list;

	register_put(cx, register_grant(cx, twin, "LDTT", "1/QĐ", date_of(2021, 12, 1)));
	register_put(cx, register_grant(cx, an, "CSTDCS", "2/QĐ", date_of(2023, 12, 1)));
	t_ok(register_ladder(cx, an, &list));
	t_int(1, list.n);
	t_ok(person_merge(cx, twin, an, ""));
	t_ok(register_ladder(cx, an, &list));
	t_int(2, list.n);
	t_int(2021, list.at[0].year);
	t_ok(register_ladder(cx, twin, &list));
	t_int(2, list.n);
	t_int(twin, list.at[0].person_id);      /* what was issued has not changed */
}

TEST(register_collective_is_a_unit_called_as_that_day)
{
	struct ctx *cx = register_house();
	int64_t id = register_unit(cx, "S-DL");
	struct unit u;
	struct register_in in = register_grant(cx, 0, "TTLDXS", "8/QĐ-UBND", date_of(2020, 1, 15));
	struct register_list list;
	struct register_line l;

	t_ok(unit_get(cx, id, &u));
	t_ok(unit_rename(cx, (struct unit_act_in){id, u.version, date_of(2023, 1, 1), "QĐ 1", ""}, "Sở Du lịch và Lễ hội", ""));
	in.subject = AWARD_COLLECTIVE;
	in.unit_id = id;
	in.decision.level = "province";
	l = line(cx, register_put(cx, in));
	t_text(u.name, l.name);
	t_text("Sở Du lịch và Lễ hội", l.unit_now);
	t_int(2240000, l.vnd);          /* 1.5 × 1.490.000 = 2.235.000, up */
	t_ok(register_unit_ladder(cx, id, &list));
	t_int(1, list.n);
	t_int(l.no, list.at[0].no);
	t_ok(register_unit_ladder(cx, register_unit(cx, "S-NV"), &list));
	t_int(0, list.n);
}

/* ---- proof ---------------------------------------------------------------------------------------------------------------------- */

/* n lines of one person, signed after those whose number is a power of two. */
static void fill(struct ctx *cx, int64_t n)
{
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-NV");
	struct register_in in = register_grant(cx, an, "LDTT", "1/QĐ", date_of(2023, 12, 1));
	struct head h;

	for (int64_t i = 1; i <= n; i++) {
		in.place_no = i;
		t_int(i, register_put(cx, in));
		if ((i & (i - 1)) == 0)
			t_ok(register_head_sign(cx, &h));
	}
	t_ok(register_head_sign(cx, &h));
	t_int(n, h.size);
}

TEST(register_every_line_is_proved_to_who_holds_the_head_only)
{
	struct ctx *cx = register_house();
	const char *text;
	struct proof *p = mem_new(t_mem(), struct proof, 1);

	fill(cx, 19);
	for (int64_t no = 1; no <= 19; no++) {
		t_ok(register_proof(cx, no, &text));
		t_text("", proof_read(t_mem(), text, p));
		t_text("", proof_wrong(p));
		t_int(no - 1, p->leaf);
		t_has_not("Nguyễn", p->data);           /* hidden in the leaf, opened beside it */
		t_true(p->fields_n > 0);
		p->fields[0].value = "khác";
		t_has("không khớp", proof_wrong(p));
	}
	for (int64_t from = 1; from <= 19; from++) {
		t_ok(register_proof_growth(cx, from, &text));
		t_text("", proof_read(t_mem(), text, p));
		t_text("", proof_wrong(p));
		p->old_root.b[3] ^= 1;
		t_has("không phải là sổ cũ", proof_wrong(p));
	}
	t_err(ERR_STATE, register_proof_growth(cx, 0, &text));
	t_err(ERR_STATE, register_proof_growth(cx, 20, &text));
	t_err(ERR_NOTFOUND, register_proof(cx, 20, &text));
	register_put(cx, register_grant(cx, register_somebody(cx, "Lê Bình", "S-YT"), "LDTT", "9/QĐ", date_of(2023, 12, 1)));
	t_err(ERR_STATE, register_proof(cx, 20, &text));        /* no head has it yet */
}

static const char *wrong(struct ctx *cx)
{
	struct register_check c = {.wrong = "?"};

	t_ok(register_verify(cx, &c));
	return c.wrong;
}

TEST(register_verify_finds_a_rewrite_a_cut_tail_and_a_swap)
{
	struct ctx *cx = register_house();
	struct register_check c;

	fill(cx, 19);
	t_commit(cx);
	t_ok(register_verify(cx, &c));
	t_text("", c.wrong);
	t_int(19, c.lines_n);
	t_int(6, c.heads_n);
	t_ok(db_change(cx->db, &REWRITE, BIND({"leaf", I64(6)}, {"name", STR("Kẻ mạo danh")})));
	t_has("dòng số 7", wrong(cx));
	t_rollback(cx);
	t_ok(db_change(cx->db, &MONEY, BIND({"leaf", I64(6)})));
	t_has("dòng số 7", wrong(cx));
	t_rollback(cx);
	t_ok(db_change(cx->db, &CUT, BIND({"leaf", I64(18)})));
	t_has("cắt", wrong(cx));
	t_rollback(cx);
	t_ok(db_change(cx->db, &MOVE, BIND({"leaf", I64(4)}, {"to", I64(1000)})));
	t_ok(db_change(cx->db, &MOVE, BIND({"leaf", I64(5)}, {"to", I64(4)})));
	t_ok(db_change(cx->db, &MOVE, BIND({"leaf", I64(1000)}, {"to", I64(5)})));
	t_has("dòng số 5", wrong(cx));
	t_rollback(cx);
	t_text("", wrong(cx));
}

/* Who cuts the tail and mends the end of the log still meets the heads that were signed before. */
TEST(register_verify_finds_a_cut_that_mends_its_own_end)
{
	struct ctx *cx = register_house();
	struct merkle_log log = {0};
	struct merkle_hash done[MERKLE_LEVELS];
	struct rows it;
	struct row *r;
	size_t n;

	fill(cx, 19);
	t_ok(db_rows(cx->db, &SQL_register_hashes, BIND({"from", I64(0)}, {"until", I64(18)}, {"n", I64(18)}), &it));
	while ((r = rows_next(&it)) != NULL)
		merkle_add(&log, *(const struct merkle_hash *)row_bytes(r, "hash", &n), done);
	t_ok(db_change(cx->db, &CUT, BIND({"leaf", I64(18)})));
	t_ok(db_change(cx->db, &SHORTEN, BIND({"size", I64(18)}, {"frontier", BYTES(log.at, 2 * MERKLE_HASH)})));
	t_has("nay chỉ còn 18", wrong(cx));
}

/* thidua-verify run on files; its exit code, and what it printed. copy "": none. */
static int verify(const char *head, const char *copy, const char **out)
{
	const char *to = mem_text(t_mem(), "%s/out", t_dir());
	struct view text = {"", 0};
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

		if (fd < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0)
			_exit(99);
		execl(BUILD_ROOT "/thidua-verify", "thidua-verify", head, *copy == '\0' ? NULL : copy, NULL);
		_exit(98);
	}
	t_true(pid > 0);
	t_true(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	t_ok(file_read(t_mem(), to, 1 << 20, &text));
	*out = mem_copy(t_mem(), text.p, text.n);
	return WEXITSTATUS(status);
}

TEST(register_copy_is_checked_by_the_program_that_stands_alone)
{
	struct ctx *cx = register_house();
	struct head h;
	struct view v;
	const char *copy = mem_text(t_mem(), "%s/copy.txt", t_dir()), *head, *text, *out, *changed, *at, *next;
	int64_t n;

	fill(cx, 19);
	t_ok(register_head_sign(cx, &h));
	head = t_file("head.txt", head_text(t_mem(), &h), strlen(head_text(t_mem(), &h)));
	t_ok(register_copy(cx, copy, &n));
	t_int(19, n);
	t_err(ERR_TAKEN, register_copy(cx, copy, &n));
	t_int(0, verify(head, "", &out));
	t_int(0, verify(head, copy, &out));
	t_has("ĐÚNG", out);
	t_ok(register_proof(cx, 7, &text));
	t_int(0, verify(t_file("proof.txt", text, strlen(text)), "", &out));
	t_has("name = Nguyễn Thị An", out);
	t_ok(register_proof_growth(cx, 8, &text));
	t_int(0, verify(t_file("grown.txt", text, strlen(text)), "", &out));

	t_ok(file_read(t_mem(), copy, 1 << 22, &v));
	changed = mem_copy(t_mem(), v.p, v.n);
	at = strstr(changed, "\n17 ");                  /* cut after line 17 */
	t_int(1, verify(head, t_file("cut.txt", changed, (size_t)(at + 1 - changed)), &out));
	t_has("cắt", out);
	at = strstr(changed, "\n3 ") + 1;               /* line 3 and 4 change places */
	next = strstr(at, "\n4 ") + 1;
	text = mem_text(t_mem(), "%.*s3 %.*s4 %.*s%s", (int)(at - changed), changed, (int)(strcspn(next, "\n") + 1 - 2), next + 2,
	                (int)(next - at - 2), at + 2, next + strcspn(next, "\n") + 1);
	t_int(v.n, strlen(text));
	t_int(1, verify(head, t_file("swap.txt", text, strlen(text)), &out));
	t_has("đổi chỗ", out);
	text = mem_dup(t_mem(), changed);               /* one letter of one line */
	((char *)text)[strstr(text, "\n9 ") - text + 20] ^= 1;
	t_int(1, verify(head, t_file("rewrite.txt", text, strlen(text)), &out));
	t_has("SAI", out);
	text = mem_text(t_mem(), "%s19 QQ\n", changed);
	t_int(1, verify(head, t_file("more.txt", text, strlen(text)), &out));
	h.size = 18;
	text = head_text(t_mem(), &h);
	t_int(1, verify(t_file("forged.txt", text, strlen(text)), "", &out));
	t_has("chữ ký", out);
	t_int(2, verify(t_file("none.txt", "thidua-head 1\n", 14), "", &out));
}

TEST(register_blanked_field_is_gone_and_everything_still_verifies)
{
	struct ctx *cx = register_house();
	struct register_line l;
	struct register_check c;
	struct head h;
	const char *copy = mem_text(t_mem(), "%s/blank.txt", t_dir()), *head, *text, *out;
	int64_t n;

	fill(cx, 9);
	t_ok(register_head_sign(cx, &h));
	head = t_file("head.txt", head_text(t_mem(), &h), strlen(head_text(t_mem(), &h)));
	t_err(ERR_INVALID, register_blank(cx, 3, "certificate", ""));
	t_fault(cx, "field");
	t_fault(cx, "reason");
	cx->faults.total = cx->faults.n = 0;
	t_ok(register_blank(cx, 3, "name", "Bản án số 5"));
	t_ok(register_get(cx, 3, &l));
	t_text("", l.name);
	t_has("xóa theo luật", register_value_of(t_mem(), &l, REGISTER_COL_NAME).text);         /* a link needs words */
	t_ok(register_verify(cx, &c));
	t_text("", c.wrong);
	t_ok(register_blank(cx, 3, "person", "Bản án số 5"));
	t_ok(register_get(cx, 3, &l));
	t_int(0, l.person_id);
	t_ok(register_verify(cx, &c));
	t_text("", c.wrong);
	t_err(ERR_INVALID, register_blank(cx, 3, "name", "lần nữa"));
	t_fault(cx, "field");
	cx->faults.total = cx->faults.n = 0;
	t_ok(register_copy(cx, copy, &n));
	t_int(0, verify(head, copy, &out));
	t_ok(register_proof(cx, 3, &text));
	t_int(0, verify(t_file("proof.txt", text, strlen(text)), "", &out));
	t_has_not("name = ", out);
	t_ok(db_sweep(cx->db, &REWRITE, BIND({"name", STR("Người khác")}, {"leaf", I64(3)}), NULL));
	t_ok(register_verify(cx, &c));
	t_has("dòng số 4", c.wrong);
}

TEST(register_key_is_a_secret_file_and_the_log_keeps_its_name)
{
	struct ctx *cx = register_house();
	const char *path = mem_text(t_mem(), "%s/register.key", t_dir()), *log;
	struct head h;
	struct stat st;
	struct register_heads heads;

	t_ok(register_key_make(cx));    /* twice is harmless */
	t_int(0, stat(path, &st));
	t_int(0600, st.st_mode & 0777);
	t_int(32, st.st_size);
	t_ok(register_head_sign(cx, &h));
	log = h.log;
	t_int(0, h.size);
	t_true(head_is_signed(&h));
	t_int(0, unlink(path));
	t_err(ERR_IO, register_head_sign(cx, &h));
	t_ok(register_key_make(cx));
	cx->now_ms++;
	t_ok(register_head_sign(cx, &h));
	t_text(log, h.log);
	t_ok(register_heads(cx, 0, &heads));
	t_int(2, heads.n);
	t_text(h.log, heads.at[0].log);
	t_true(memcmp(heads.at[0].key, heads.at[1].key, HEAD_KEY) != 0);
	t_text("", wrong(cx));
}

/* Past one kept node: roots and proofs go through it. */
TEST(register_log_of_hundreds_is_proved_through_its_kept_nodes)
{
	struct ctx *cx = register_house();
	const char *text;
	struct proof *p = mem_new(t_mem(), struct proof, 1);
	static const int64_t some[] = {1, 255, 256, 257, 300};

	fill(cx, 300);
	for (size_t i = 0; i < COUNT(some); i++) {
		t_ok(register_proof(cx, some[i], &text));
		t_text("", proof_read(t_mem(), text, p));
		t_text("", proof_wrong(p));
		t_ok(register_proof_growth(cx, some[i], &text));
		t_text("", proof_read(t_mem(), text, p));
		t_text("", proof_wrong(p));
	}
	t_text("", wrong(cx));
}

/* Who may see a person sees all that the person holds, and is led only where he may go. */
TEST(register_ladder_says_which_lines_may_be_opened)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-NV"), here, there;
	struct register_in in = register_grant(cx, an, "CSTDCS", "1/QĐ", date_of(2022, 12, 1));
	struct register_list list;
	struct register_line l;

	here = register_put(cx, in);
	in.unit_id = register_unit(cx, "S-YT");
	in.decision.day = date_of(2023, 12, 1);
	there = register_put(cx, in);
	register_officer(cx, "S-NV");
	t_ok(register_ladder(cx, an, &list));
	t_int(2, list.n);
	t_true(list.at[0].no == here && list.at[0].may_open);
	t_true(list.at[1].no == there && !list.at[1].may_open);
	t_err(ERR_NOTFOUND, register_get(cx, there, &l));
}
