/* room/register/register_find_test.c -- the box says what looking at every line says, whatever was added, corrected, withdrawn,
 * revoked, whoever was edited or merged, wherever the index stands. */
#include "room/register/register_find.h"

#include <unistd.h>

#include "base/text.h"
#include "core/cli.h"
#include "room/audit/audit.h"
#include "room/job/job.h"
#include "room/person/person.h"
#include "room/register/register_figures.h"
#include "room/register/register_index.h"
#include "room/register/register_public.h"
#include "room/register/register_test.h"
#include "room/unit/unit.h"
#include "tests/t.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

static const char *const NAMES[] = {"Nguyễn Văn An", "Nguyễn Văn Ân", "Trần Thị Ánh", "Lê Đức Bình", "Đặng Thị Nga", "Ngô Văn Dũng",
                                    "NGUYỄN VĂN AN", "Phạm Nam", "Nguyen Van An", "Đỗ Nữ Hoàng Anh"};
static const char *const UNITS[] = {"S-NV", "S-YT", "S-DL", "UBND"};
static const char *const AWARDS[] = {"CSTDCS", "LDTT", "CSTDT", "BKTTG"};
static const char *const TYPED[] = {"nguyen", "nguyễn", "an", "ân", "Văn", "thi", "đ", "anh", "dung", "hoang"};
static const enum register_nature NATURES[] = {REGISTER_GRANT, REGISTER_REVOKE, REGISTER_REISSUE};
static const char *const NATURE_WORDS[] = {"tặng", "thu hồi", "cấp lại"};

static uint64_t seed;
static uint32_t any(uint32_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % n;
}
#define ANY(list) (list)[any(COUNT(list))]

enum { PEOPLE = 12 };
struct world {
	struct ctx *cx;
	int64_t people[PEOPLE];
	int64_t lines_n;
};

static struct register_line line(struct ctx *cx, int64_t no)
{
	struct register_line l = {0};

	t_ok(register_get(cx, no, &l));
	return l;
}

/* One random act; what the house refuses is not done. */
static void act(struct world *w)
{
	struct ctx *cx = w->cx;
	struct register_in in = register_grant(cx, ANY(w->people), ANY(AWARDS), mem_text(t_mem(), "%u/QĐ-UBND", any(5) + 1),
	                                       date_of(2015 + (int)any(8), 1 + (int)any(12), 5));
	uint32_t what = w->lines_n < 5 ? 0 : any(12);
	int64_t no, old = w->lines_n == 0 ? 0 : 1 + any((uint32_t)w->lines_n);
	err e = OK;

	in.name = any(2) == 0 ? "" : ANY(NAMES);
	in.reason = "thử";
	if (what < 6) {
		e = register_add(cx, in, &no);
	} else if (what == 6) {
		in.corrects_no = old;
		in.nature = line(cx, old).nature;
		e = register_add(cx, in, &no);
	} else if (what == 7) {
		e = register_withdraw(cx, old, "nhầm", &no);
	} else if (what < 10) {
		in.nature = what == 8 ? REGISTER_REVOKE : REGISTER_REISSUE;
		in.about_no = old;
		e = register_add(cx, in, &no);
	} else {
		struct person p = {0};
		struct person_in said;

		t_ok(person_get(cx, ANY(w->people), &p));
		if (what == 10 && p.merged_id == 0) {
			said = (struct person_in){.name = p.name, .birth = "1980", .sex = any(2) == 0 ? "m" : "f", .ethnicity = "",
			                          .religion = "", .nationality = "", .staff_code = "", .address = "", .died = DATE_NONE};
			t_ok(person_edit(cx, p.id, p.version, said));
		} else if (p.merged_id == 0) {
			e = person_merge(cx, p.id, ANY(w->people), "");
		} else {
			e = person_part(cx, p.id, "");
		}
		w->lines_n -= 1;
	}
	faults_init(&cx->faults, cx->mem);
	w->lines_n += e == OK || what >= 10;
	t_true(e == OK || e == ERR_INVALID || e == ERR_STATE);
}

/* A question and what it means. */
struct question {
	const char *words[2], *unit, *award, *number, *sex;
	size_t words_n;
	int from, to, subject;
	size_t nature;                  /* 1 + its place in NATURES */
	const char *q;
};

static struct question question(void)
{
	struct question a = {.unit = "", .award = "", .number = "", .sex = ""};
	const char *q = "";

	a.words_n = any(3);
	for (size_t i = 0; i < a.words_n; i++) {
		a.words[i] = ANY(TYPED);
		q = mem_text(t_mem(), "%s%s ", q, a.words[i]);
	}
	if (any(3) == 0) {
		a.unit = ANY(UNITS);
		q = mem_text(t_mem(), "%sđv:%s ", q, a.unit);
	}
	if (any(3) == 0) {
		a.from = 2014 + (int)any(6);
		a.to = a.from + (int)any(5);
		q = mem_text(t_mem(), "%snăm:%d..%d ", q, a.from, a.to);
	}
	if (any(4) == 0) {
		a.award = ANY(AWARDS);
		q = mem_text(t_mem(), "%sdh:%s ", q, a.award);
	}
	if (any(5) == 0) {
		a.number = any(2) == 0 ? "3/QĐ-UBND" : "2";
		q = mem_text(t_mem(), "%ssố:%s ", q, a.number);
	}
	if (any(4) == 0) {
		a.sex = any(2) == 0 ? "m" : "f";
		q = mem_text(t_mem(), "%sgiới:%s ", q, *a.sex == 'm' ? "nam" : "nữ");
	}
	if (any(5) == 0) {
		a.nature = 1 + any(COUNT(NATURES));
		q = mem_text(t_mem(), "%stính chất:\"%s\" ", q, NATURE_WORDS[a.nature - 1]);
	}
	a.q = mem_text(t_mem(), "%sloại:\"cá nhân\" ", q);
	return a;
}

static bool has_word(const char *folded, const char *word)
{
	const char *all = mem_text(t_mem(), " %s ", folded);

	return strstr(all, mem_text(t_mem(), " %s ", word)) != NULL;
}

static bool lies_in(struct ctx *cx, int64_t unit_id, const char *code)
{
	const int64_t *ids;
	size_t n;

	t_ok(unit_lineage(cx, register_unit(cx, code), &ids, &n));
	for (size_t i = 0; i < n; i++)
		if (ids[i] == unit_id)
			return true;
	return false;
}

static const char *sex_of(struct ctx *cx, int64_t person_id)
{
	struct person p = {0};

	t_ok(person_get(cx, person_id, &p));
	if (p.merged_id != 0)
		t_ok(person_get(cx, p.merged_id, &p));
	return p.sex;
}

/* A line by itself, as a person with the book in hand would look. */
static bool matches(struct ctx *cx, const struct question *a, const struct register_line *l)
{
	if (l->corrected_by_no != 0 || l->nature == REGISTER_WITHDRAW)
		return false;
	for (size_t i = 0; i < a->words_n; i++)
		if (!has_word(text_fold(t_mem(), l->name), text_fold(t_mem(), a->words[i])))
			return false;
	if (*a->number != '\0' && !text_starts(text_fold(t_mem(), l->decision.number), mem_text(t_mem(), "%s", text_fold(t_mem(), a->number))))
		return false;
	return (*a->unit == '\0' || lies_in(cx, l->unit_id, a->unit)) && (a->from == 0 || (l->year >= a->from && l->year <= a->to)) &&
	       (*a->award == '\0' || text_is(a->award, l->award_code)) && (*a->sex == '\0' || text_is(a->sex, sex_of(cx, l->person_id))) &&
	       (a->nature == 0 || l->nature == NATURES[a->nature - 1]);
}

static void ask(struct ctx *cx, int64_t lines_n)
{
	struct question a = question();
	struct register_found f = {0};
	struct big *all = NULL;
	int64_t total = 0, *nos = mem_new(t_mem(), int64_t, (size_t)lines_n + 1);

	for (int64_t no = lines_n; no > 0; no--) {
		struct register_line l;
		err e = register_get(cx, no, &l);

		if (e == OK && matches(cx, &a, &l))
			nos[total++] = no;
		t_true(e == OK || e == ERR_NOTFOUND);
	}
	t_ok(register_find(cx, (struct register_ask){.q = a.q, .n = 500}, &f));
	if (f.total != total)
		fail_msg("\"%s\": %" PRId64 " lines, the index says %" PRId64, a.q, total, f.total);
	t_int(total, f.n);
	for (size_t i = f.exact_n; i < f.n; i++)
		t_true(i == f.exact_n || f.at[i].no < f.at[i - 1].no);
	t_ok(register_find_all(cx, a.q, false, &all));
	t_int(total, all->n);
	for (int64_t i = 0; i < total; i++)
		t_int(nos[total - 1 - i], BIG_AT(all, uint32_t)[i]);
}

static struct world world(uint64_t chance)
{
	struct world w = {.cx = register_house()};

	seed = chance;
	for (size_t i = 0; i < PEOPLE; i++)
		w.people[i] = register_somebody(w.cx, NAMES[i % COUNT(NAMES)], UNITS[i % COUNT(UNITS)]);
	return w;
}

TEST(register_find_says_what_looking_at_every_line_says)
{
	struct world w = world(7);

	for (int i = 0; i < 160; i++) {
		act(&w);
		if (i % 40 == 25)
			t_ok(register_index_make(w.cx, NULL));
		if (i % 4 == 3)
			ask(w.cx, w.lines_n);
	}
	register_officer(w.cx, "S-NV");
	for (int i = 0; i < 20; i++)
		ask(w.cx, w.lines_n);
}

/* A reading connection keeps the opened index from one question to the next, and knows when it is true no more. */
TEST(register_find_kept_open_follows_what_is_written)
{
	struct world w = world(11);
	struct ctx *reader;

	for (int i = 0; i < 60; i++) {
		for (int k = 0; k < 3; k++)
			act(&w);
		t_commit(w.cx);
		if (i % 20 == 10)
			t_ok(register_index_make(w.cx, NULL));
		if (i == 45)
			t_int(0, unlink(mem_text(t_mem(), "%s/register.find", t_dir())));
		reader = t_read_ctx();
		reader->data_dir = t_dir();
		reader->who = &WHO_SYSTEM;
		ask(reader, w.lines_n);
	}
}

TEST(register_find_takes_no_file_of_another_register)
{
	struct world w = world(3);
	struct register_found f = {0};
	int64_t late = -1;
	struct view v;

	for (int i = 0; i < 30; i++)
		act(&w);
	t_ok(register_index_make(w.cx, NULL));
	t_ok(register_index_late(w.cx, &late));
	t_int(0, late);
	t_rollback(w.cx);               /* the lines that the file has seen are gone */
	w = world(4);
	for (int i = 0; i < 40; i++)
		act(&w);
	t_ok(register_index_late(w.cx, &late));
	t_int(w.lines_n, late);
	ask(w.cx, w.lines_n);
	t_ok(register_index_make(w.cx, NULL));
	t_ok(file_map(t_mem(), mem_text(t_mem(), "%s/register.tally", t_dir()), &v));
	t_int(0, truncate(mem_text(t_mem(), "%s/register.tally", t_dir()), (off_t)v.n - 1));
	t_ok(register_index_late(w.cx, &late));
	t_int(w.lines_n, late);
	t_ok(register_find(w.cx, (struct register_ask){.q = "", .n = 5}, &f));
	t_true(f.total > 0);
}

static int64_t total(struct ctx *cx, const char *q);

/* The house was put back to an hour before the files were made: no line is missing, but what was done to people is undone. */
TEST(register_find_takes_no_file_that_knows_acts_of_another_past)
{
	struct ctx *cx = register_house();
	struct person p = {0};
	struct person_in said = {.name = "Nguyễn Thị An", .birth = "1980", .sex = "f", .ethnicity = "", .religion = "", .nationality = "",
	                         .staff_code = "", .address = "", .died = DATE_NONE};
	int64_t an = register_somebody(cx, said.name, "S-YT");

	register_put(cx, register_grant(cx, an, "CSTDCS", "1/QĐ-SNV", date_of(2023, 12, 20)));
	t_ok(person_get(cx, an, &p));
	t_commit(cx);
	t_ok(person_edit(cx, an, p.version, said));
	t_ok(register_index_make(cx, NULL));
	t_int(1, total(cx, "giới:nữ"));
	t_rollback(cx);
	t_int(0, total(cx, "giới:nữ"));
	said.sex = "m";
	cx->now_ms += 1000;
	t_ok(person_edit(cx, an, p.version, said));
	t_int(1, total(cx, "giới:nam"));
}

static int64_t total(struct ctx *cx, const char *q)
{
	struct register_found f = {.total = -1};

	t_ok(register_find(cx, (struct register_ask){.q = q, .n = 20}, &f));
	return f.total;
}

static void refused(struct ctx *cx, const char *q, const char *names)
{
	struct register_found f;

	t_err(ERR_INVALID, register_find(cx, (struct register_ask){.q = q, .n = 20}, &f));
	t_has(names, faults_of(&cx->faults, "q"));
	faults_init(&cx->faults, cx->mem);
}

TEST(register_find_understands_fields_and_says_what_it_does_not)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-YT"), nam = register_somebody(cx, "Phạm Văn Nam", "S-NV"), made = 0;
	struct person p = {0};
	struct register_in unit = register_grant(cx, 0, "TTLDXS", "8/QĐ-UBND", date_of(2020, 1, 15));
	struct register_found f = {0};

	t_ok(person_get(cx, an, &p));
	t_ok(person_edit(cx, an, p.version, (struct person_in){.name = p.name, .birth = "1980", .sex = "f", .ethnicity = "", .religion = "",
	                                                       .nationality = "", .staff_code = "", .address = "", .died = DATE_NONE}));
	register_put(cx, register_grant(cx, an, "CSTDCS", "12/QĐ-SNV", date_of(2023, 12, 20)));
	register_put(cx, register_grant(cx, nam, "LDTT", "123/QĐ-UBND", date_of(2019, 12, 20)));
	unit.subject = AWARD_COLLECTIVE;
	unit.unit_id = register_unit(cx, "S-DL");
	made = register_put(cx, unit);
	t_int(3, made);
	t_int(1, total(cx, "đv:\"Sở Y tế\" năm:2019..2023 dh:CSTĐCS nữ"));
	t_int(1, total(cx, "ĐV:Sở Y tế an"));
	t_int(0, total(cx, "đv:\"Sở Y tế\" nam"));
	t_int(1, total(cx, "nam"));
	t_int(1, total(cx, "pham nam"));
	t_int(1, total(cx, "CSTĐCS"));
	t_int(1, total(cx, "danh hiệu:Lao động tiên tiến"));
	refused(cx, "hình thức:LĐTT", "LĐTT");
	t_int(1, total(cx, "loại:tập thể"));
	t_int(1, total(cx, "tính chất:tặng loại:tập thể cấp:cơ sở"));
	t_int(0, total(cx, "tính chất:thu hồi"));
	t_int(2, total(cx, "loại:cn,hộ"));
	t_int(1, total(cx, "số:123/QĐ-UBND"));
	t_int(1, total(cx, "123/QĐ-UBND"));
	t_int(1, total(cx, "số:123"));
	t_int(1, total(cx, "2023"));
	t_int(2, total(cx, "năm:..2020"));
	t_int(1, total(cx, "\"thị an\""));
	t_int(0, total(cx, "\"an thị\""));
	t_int(1, total(cx, "an thị"));
	t_int(1, total(cx, "nguyễn thị a"));
	t_int(0, total(cx, "nguyễn thị a "));
	t_int(1, total(cx, "nguyễn thị a*"));
	t_int(3, total(cx, ""));
	refused(cx, "đv:\"Sở Không có\"", "Sở Không có");
	refused(cx, "năm:20x9", "20x9");
	refused(cx, "xyz:1", "xyz");
	refused(cx, "dh:ABC", "ABC");
	refused(cx, "loại:máy", "cá nhân, tập thể, hộ");
	refused(cx, "a*n", "*");
	refused(cx, "đv:\"Sở", "ngoặc kép");
	t_ok(register_find(cx, (struct register_ask){.q = "loại:\"cá nhân\"", .n = 20, .by_name = true}, &f));
	t_text("Nguyễn Thị An", f.at[0].name);
	t_text("given-name", f.order);
	t_ok(register_find(cx, (struct register_ask){.q = "loại:\"cá nhân\"", .skip = 1, .n = 20, .by_name = true}, &f));
	t_true(f.n == 1 && f.total == 2);
	t_text("Phạm Văn Nam", f.at[0].name);
}

TEST(register_find_knows_units_by_old_names_and_predecessors)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-DL"), old = register_unit(cx, "S-DL"), into = register_unit(cx, "S-VHTT");
	struct unit u = {0};

	register_put(cx, register_grant(cx, an, "CSTDCS", "12/QĐ-SDL", date_of(2023, 12, 20)));
	t_ok(unit_get(cx, old, &u));
	t_ok(unit_rename(cx, (struct unit_act_in){old, u.version, date_of(2024, 1, 1), "QĐ 1", ""}, "Sở Du lịch và Lễ hội", ""));
	t_int(1, total(cx, "đv:\"Sở Du lịch thành phố Hà Nội\""));
	t_int(1, total(cx, "đv:\"so du lich va le hoi\""));
	t_int(0, total(cx, "đv:S-VHTT"));
	t_ok(unit_get(cx, old, &u));
	t_ok(unit_merge(cx, (struct unit_act_in){old, u.version, date_of(2024, 2, 1), "QĐ 2", ""}, into));
	t_int(1, total(cx, "đv:S-VHTT"));
	t_int(1, total(cx, "đv:\"Sở Du lịch và Lễ hội\""));
}

/* ---- figures ---------------------------------------------------------------------------------------------------------------------- */

static int64_t speaker_of(struct ctx *cx, int64_t person_id)
{
	int64_t id = 0;

	t_ok(person_speaker(cx, person_id, &id));
	return id;
}

static const char *label_of(struct ctx *cx, const struct register_line *l, enum register_by by)
{
	const char *sex;
	struct unit u = {0};

	switch (by) {
	case REGISTER_BY_UNIT:
		t_ok(unit_get(cx, l->unit_id, &u));
		return u.name;
	case REGISTER_BY_AWARDS: return l->award_name;
	case REGISTER_BY_YEARS: return mem_text(t_mem(), "%" PRId64, l->year);
	case REGISTER_BY_SEXES:
		sex = sex_of(cx, l->person_id);
		return *sex == 'm' ? "Nam" : *sex == 'f' ? "Nữ" : "Không rõ";
	case REGISTER_BY_JOBS: return "Không phải lãnh đạo";
	case REGISTER_BY_GROUNDS: return "Không ghi";
	case REGISTER_BY_SUBJECTS: return "Cá nhân";
	case REGISTER_BY_N: break;
	}
	return "";
}

static bool is_counted(const struct register_line *l)
{
	return l->corrected_by_no == 0 && l->ended_by_no == 0 &&
	       (l->nature == REGISTER_GRANT || l->nature == REGISTER_POSTHUMOUS || l->nature == REGISTER_ADJUST);
}

static bool is_of(struct ctx *cx, const struct register_line *l, const struct register_figures_ask *in, const struct register_figure *f)
{
	for (int by = 0; by < REGISTER_BY_N; by++)
		if (in->by[by] && !text_is(f->label[by], label_of(cx, l, (enum register_by)by)))
			return false;
	return true;
}

/* One random table, recounted line by line; and every number opens exactly what it counts. */
static void count(struct ctx *cx, int64_t lines_n)
{
	struct register_line *all = mem_new(t_mem(), struct register_line, (size_t)lines_n + 1);
	struct register_figures_ask in = {.q = any(3) == 0 ? "năm:2016..2019" : any(3) == 0 ? "đv:S-YT giới:nữ" : "", .with_people = true};
	struct register_figures f = {0};
	size_t n = 0;
	int64_t sum = 0;

	for (int by = 0; by < REGISTER_BY_N; by++)
		in.by[by] = any(3) == 0;
	for (int64_t no = 1; no <= lines_n; no++) {
		struct register_line l = line(cx, no);

		if (is_counted(&l) && (!text_starts(in.q, "năm") || (l.year >= 2016 && l.year <= 2019)) &&
		    (!text_starts(in.q, "đv") || (lies_in(cx, l.unit_id, "S-YT") && text_is(sex_of(cx, l.person_id), "f"))))
			all[n++] = l;
	}
	t_ok(register_figures(cx, &in, &f));
	t_int(n, f.total);
	for (size_t i = 0; i < f.n; i++) {
		int64_t lines = 0, people = 0;
		bool *seen = mem_new(t_mem(), bool, 10000);
		struct register_figure row = {0};

		t_ok(register_figure(cx, &f, i, &row));
		for (size_t k = 0; k < n; k++) {
			int64_t who;

			if (!is_of(cx, &all[k], &in, &row))
				continue;
			who = speaker_of(cx, all[k].person_id);
			lines++;
			people += !seen[who];
			seen[who] = true;
		}
		t_int(lines, row.n);
		t_int(people, row.people);
		t_int(lines, total(cx, row.q));
		sum += lines;
	}
	t_int(n, sum);
}

TEST(register_figures_are_a_recount_and_open_what_they_count)
{
	struct world w = world(21);
	struct register_figures_ask in = {.q = "nguyễn an"};
	struct register_figures f;
	bool by[REGISTER_BY_N] = {false};

	for (int i = 0; i < 120; i++) {
		act(&w);
		if (i % 40 == 25)
			t_ok(register_index_make(w.cx, NULL));
		if (i % 6 == 5)
			count(w.cx, w.lines_n);
	}
	t_err(ERR_INVALID, register_figures(w.cx, &in, &f));
	t_fault(w.cx, "q");
	faults_init(&w.cx->faults, w.cx->mem);
	t_false(register_by_typed(w.cx, "by", "unit,sexes", by));
	t_has("sexes", faults_of(&w.cx->faults, "by"));
}

/* ---- in public -------------------------------------------------------------------------------------------------------------------- */

TEST(register_public_tells_no_more_than_a_whole_name_of_a_year_or_a_certificate)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-YT"), held, gone, no;
	struct register_in in = register_grant(cx, an, "CSTDCS", "12/QĐ-SNV", date_of(2023, 12, 20));
	struct register_publics p = {.n = 9};

	in.certificate = "0012";
	held = register_put(cx, in);
	in.decision.day = date_of(2021, 12, 20);
	in.certificate = "0099";
	gone = register_put(cx, in);
	in = (struct register_in){.nature = REGISTER_REVOKE, .about_no = gone, .name = "", .unit_words = "", .position = "", .achievement = "",
	                          .movement = "", .certificate = "", .reason = "khai man", .decision = in.decision,
	                          .period_from = DATE_NONE, .period_to = DATE_NONE};
	in.decision.number = "1/QĐ";
	register_put(cx, in);
	cx->who = &WHO_NOBODY;
	t_ok(register_public_name(cx, "nguyen thi an", 2023, &p));
	t_int(1, p.n);
	t_text("Nguyễn Thị An", p.at[0].name);
	t_ok(register_public_name(cx, "thị an", 2023, &p));     /* not the whole name */
	t_int(0, p.n);
	t_ok(register_public_name(cx, "Nguyễn Thị An", 2022, &p));
	t_int(0, p.n);
	t_ok(register_public_name(cx, "Nguyễn Thị An", 2021, &p));      /* revoked: as if it were not there */
	t_int(0, p.n);
	t_err(ERR_INVALID, register_public_name(cx, "An", 2023, &p));
	t_fault(cx, "ten");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, register_public_name(cx, "Nguyễn Thị An", 0, &p));
	t_fault(cx, "nam");
	faults_init(&cx->faults, cx->mem);
	t_ok(register_public_certificate(cx, " 0012 ", "Nguyen Thi An", &p));
	t_true(p.n == 1 && p.at[0].is_held);
	t_ok(register_public_certificate(cx, "0099", "Nguyen Thi An", &p));
	t_true(p.n == 1 && !p.at[0].is_held);
	t_ok(register_public_certificate(cx, "001", "Nguyen Thi An", &p));
	t_int(0, p.n);
	t_ok(register_public_certificate(cx, "0012", "Thị An", &p));    /* a number alone, or near it, says nothing */
	t_int(0, p.n);
	t_err(ERR_INVALID, register_public_certificate(cx, "0012", "", &p));
	t_fault(cx, "ten");
	faults_init(&cx->faults, cx->mem);
	cx->who = &WHO_SYSTEM;
	in.nature = REGISTER_REISSUE;
	in.about_no = held;
	in.certificate = "CL-1";
	in.reason = "bằng hỏng";
	t_ok(register_add(cx, in, &no));
	t_ok(register_public_certificate(cx, "0012", "Nguyen Thi An", &p));
	t_false(p.at[0].is_held);
	t_has("cấp lại", p.at[0].state);
	t_ok(register_public_certificate(cx, "CL-1", "Nguyen Thi An", &p));
	t_true(p.n == 1 && p.at[0].is_held);
	in.certificate = "CL-2";
	in.decision.number = "2/QĐ";
	t_ok(register_add(cx, in, &no));
	t_ok(register_public_certificate(cx, "CL-1", "Nguyen Thi An", &p));      /* lost as well: only the newest sheet is good */
	t_true(p.n == 1 && !p.at[0].is_held);
	t_ok(register_public_certificate(cx, "CL-2", "Nguyen Thi An", &p));
	t_true(p.n == 1 && p.at[0].is_held);
	t_ok(register_withdraw(cx, no, "nhầm", &no));
	t_ok(register_public_certificate(cx, "CL-1", "Nguyen Thi An", &p));
	t_true(p.n == 1 && p.at[0].is_held);
}

/* Lines whose names hold the words are looked at until the whole name is found, or too many are there to say. */
TEST(register_public_finds_a_whole_name_behind_many_longer_ones)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-YT");
	struct register_in in = register_grant(cx, an, "CSTDCS", "1/QĐ-SNV", date_of(2023, 12, 20));
	struct register_publics p = {.n = 9};

	register_put(cx, in);
	in.name = "Nguyễn Thị An Bình";
	for (int i = 0; i < 230; i++) {
		in.decision.number = mem_text(t_mem(), "%d/QĐ-SYT", i);
		register_put(cx, in);
	}
	cx->who = &WHO_NOBODY;
	t_ok(register_public_name(cx, "nguyễn thị an", 2023, &p));
	t_int(1, p.n);
	t_false(p.is_more);
	t_text("Nguyễn Thị An", p.at[0].name);
	t_ok(register_public_name(cx, "nguyễn thị an bình", 2023, &p));
	t_int(0, p.n);
	t_true(p.is_more);
}

/* ---- what changes without a new line --------------------------------------------------------------------------------------------- */

TEST(register_find_forgets_a_blanked_field_at_once)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-YT"), no;
	struct register_figures_ask in = {.q = "", .with_people = true};
	struct register_figures f = {0};

	no = register_put(cx, register_grant(cx, an, "CSTDCS", "1/QĐ-SNV", date_of(2023, 12, 20)));
	t_ok(register_index_make(cx, NULL));
	t_int(1, total(cx, "nguyễn an"));
	t_ok(register_blank(cx, no, "name", "Bản án số 5"));
	t_int(0, total(cx, "nguyễn an"));
	t_int(1, total(cx, ""));
	t_ok(register_figures(cx, &in, &f));
	t_int(1, f.people);
	t_ok(register_blank(cx, no, "person", "Bản án số 5"));
	t_ok(register_figures(cx, &in, &f));
	t_int(1, f.total);
	t_int(0, f.people);
}

/* Before there are so many that a question would not read them for itself. */
TEST(register_index_is_made_anew_when_many_people_changed)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-YT");
	struct job j = {.kind = ""};

	register_put(cx, register_grant(cx, an, "CSTDCS", "1/QĐ-SNV", date_of(2023, 12, 20)));
	t_ok(register_index_make(cx, NULL));
	t_ok(register_index_look(cx));
	while (job_take(cx, &j) == OK) {        /* that of the units */
		t_true(!text_is(j.kind, "register.index"));
		t_ok(job_done(cx, &j));
	}
	for (int i = 0; i < REGISTER_TAIL_DUE; i++)
		t_ok(audit(cx, "person.edit", an));
	t_ok(register_index_look(cx));
	t_ok(job_take(cx, &j));
	t_text("register.index", j.kind);
	t_int(1, total(cx, "an"));
}

/* ---- kept searches ------------------------------------------------------------------------------------------------------------------ */

TEST(register_saved_search_is_ones_own_and_the_default_opens_the_register)
{
	struct ctx *cx = register_house();
	struct who me = WHO_SYSTEM, other = WHO_SYSTEM;
	struct register_saveds l;
	const char *columns = "?", *order = "?";
	int64_t id, more;

	me.user_id = 41;
	other.user_id = 42;
	cx->who = &me;
	t_ok(register_saved_default(cx, &columns, &order));
	t_text("", columns);
	t_ok(register_saved_add(cx, "Nữ của Sở Y tế", "đv:\"Sở Y tế\" nữ", "ten", "ten,nam", &id));
	t_err(ERR_INVALID, register_saved_add(cx, "Nữ của Sở Y tế", "", "", "", &more));
	t_fault(cx, "name");
	faults_init(&cx->faults, cx->mem);
	t_ok(register_saved_add(cx, REGISTER_SAVED_DEFAULT, "", "", "dong,ten", &more));
	t_ok(register_saved_list(cx, &l));
	t_int(2, l.n);
	t_text("đv:\"Sở Y tế\" nữ", l.at[0].q);
	t_text("ten", l.at[0].order);
	t_text("ten,nam", l.at[0].columns);
	t_ok(register_saved_default(cx, &columns, &order));
	t_text("dong,ten", columns);
	t_text("", order);
	cx->who = &other;
	t_ok(register_saved_list(cx, &l));
	t_int(0, l.n);
	t_err(ERR_NOTFOUND, register_saved_drop(cx, id));
	cx->who = &me;
	t_ok(register_saved_drop(cx, id));
	t_ok(register_saved_list(cx, &l));
	t_int(1, l.n);
}

TEST(register_withdraw_all_is_all_or_nothing)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-YT"), nos[3];
	struct register_in in = register_grant(cx, an, "CSTDCS", "1/QĐ", date_of(2021, 12, 20));

	for (int i = 0; i < 3; i++) {
		in.decision.number = mem_text(t_mem(), "%d/QĐ", i + 1);
		nos[i] = register_put(cx, in);
	}
	in = register_grant(cx, an, "CSTDT", "9/QĐ-UBND", date_of(2023, 1, 5));
	in.bases = &nos[1];
	in.bases_n = 1;
	register_put(cx, in);
	t_commit(cx);
	t_err(ERR_INVALID, register_withdraw_all(cx, nos, 3, "nhập hai lần"));
	t_fault(cx, "nos");
	t_rollback(cx);
	t_int(4, total(cx, ""));
	t_err(ERR_INVALID, register_withdraw_all(cx, nos, 1, " "));
	t_fault(cx, "reason");
	t_rollback(cx);
	nos[1] = nos[2];
	t_ok(register_withdraw_all(cx, nos, 2, "nhập hai lần"));
	t_int(2, total(cx, ""));
}

TEST(register_correct_unit_all_moves_lines_and_changes_nothing_else)
{
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, "Nguyễn Thị An", "S-YT"), nos[3], to = register_unit(cx, "S-DL");
	struct register_in in = register_grant(cx, an, "CSTDCS", "1/QĐ", date_of(2021, 12, 20));
	struct register_line old, now = {0};
	size_t n = 0;

	in.place_no = 7;
	in.position = "Y sĩ";
	for (int i = 0; i < 3; i++) {
		in.decision.number = mem_text(t_mem(), "%d/QĐ", i + 1);
		nos[i] = register_put(cx, in);
	}
	old = line(cx, nos[0]);
	t_int(3, total(cx, "riêng đv:S-YT"));
	t_commit(cx);
	t_err(ERR_INVALID, register_correct_unit_all(cx, nos, 3, "Sở Không có", " ", &n));
	t_fault(cx, "unit");
	t_fault(cx, "reason");
	t_rollback(cx);
	t_ok(register_correct_unit_all(cx, nos, 2, "S-DL", "ghi nhầm đơn vị", &n));
	t_int(2, n);
	t_int(1, total(cx, "riêng đv:S-YT"));
	t_int(2, total(cx, "riêng đv:S-DL"));
	now = line(cx, line(cx, nos[0]).corrected_by_no);
	t_int(to, now.unit_id);
	t_text(old.unit_words, now.unit_words);
	t_text("Y sĩ", now.position);
	t_int(7, now.place_no);
	t_int(old.decision.id, now.decision.id);
	t_int(an, now.person_id);
	t_int(old.vnd, now.vnd);
	t_commit(cx);
	t_err(ERR_INVALID, register_correct_unit_all(cx, nos, 3, "S-DL", "lần nữa", &n));        /* two were replaced before */
	t_fault(cx, "corrects");
	t_int(2, cx->faults.n);         /* each is named at once */
	t_rollback(cx);
	nos[0] = line(cx, nos[0]).corrected_by_no;
	nos[1] = nos[2];
	t_ok(register_correct_unit_all(cx, nos, 2, "S-DL", "nốt", &n));
	t_int(1, n);                    /* the other is of that unit already */
	t_int(3, total(cx, "riêng đv:S-DL"));
	register_officer(cx, "S-YT");
	t_err(ERR_INVALID, register_correct_unit_all(cx, nos, 1, "S-NV", "lấy về", &n));
	t_fault(cx, "nos");
}
