/* app/personal_test.c -- app/personal.def is whole: no column of text without its fate; and what it says is true. */
#include <unistd.h>

#include "base/text.h"
#include "room/audit/audit.h"
#include "room/casefile/casefile.h"
#include "room/law/law.h"
#include "room/person/person.h"
#include "room/register/register_test.h"
#include "room/unit/unit.h"
#include "room/user/user.h"
#include "tests/t.h"

enum fate { NONE, BLANKED, ENDS, KEPT };

static const struct personal {
	const char *column;
	enum fate fate;
	const char *why;
} FATES[] = {
#define PERSONAL(column, fate, why) {column, fate, why},
#include "app/personal.def"
};

static bool is_told(const char *table, const char *column, bool *used)
{
	const char *one = mem_text(t_mem(), "%s.%s", table, column), *all = mem_text(t_mem(), "%s.*", table);

	for (size_t i = 0; i < COUNT(FATES); i++)
		if (text_is(FATES[i].column, one) || text_is(FATES[i].column, all)) {
			used[i] = true;
			return true;
		}
	return false;
}

/* Columns of text of one picture that nobody said a fate of, each on a line. */
static void look(const char *schema, bool *used, struct buf *untold)
{
	char *rest = mem_dup(t_mem(), schema), *line;
	const char *table = "";

	while ((line = strsep(&rest, "\n")) != NULL) {
		char name[64], type[16];

		if (sscanf(line, "create table %63[a-z_] (", name) == 1)
			table = mem_dup(t_mem(), name);
		else if (line[0] == ')')
			table = "";
		else if (*table != '\0' && sscanf(line, "\t%63[a-z_] %15[a-z]", name, type) == 2 && text_is(type, "text") &&
		         !is_told(table, name, used))
			buf_fmt(untold, "%s.%s\n", table, name);
	}
}

TEST(personal_every_column_of_text_has_a_fate)
{
	bool used[COUNT(FATES)] = {false};
	struct buf *untold = buf_new(t_mem(), 1 << 16);
	char *rooms = mem_dup(t_mem(), t_source("src/room/ORDER")), *room;

	while ((room = strsep(&rooms, "\n")) != NULL) {
		const char *path = mem_text(t_mem(), "src/room/%s/%s_schema.sql", room, room);

		if (*room != '\0' && *room != '#' && access(t_source_path(path), R_OK) == 0)
			look(t_source(path), used, untold);
	}
	t_text("", untold->p);
	for (size_t i = 0; i < COUNT(FATES); i++) {
		if (!used[i])
			t_text("", FATES[i].column);    /* no such column */
		t_true(FATES[i].fate == NONE || *FATES[i].why != '\0');
	}
	look("create table x (\n\tid @id,\n\tnick text not null\n);\n", used, untold);
	t_text("x.nick\n", untold->p);
}

/* ---- what it says is true ------------------------------------------------------------------------------------------------- */

#define NAME "Nguyễn Thị Bích Ngà"
#define FOLD "nguyen thi bich nga"

static bool says(const char *text)
{
	return strstr(text, NAME) != NULL || strstr(text, FOLD) != NULL;
}

/* What the house's own reads still show of somebody. */
static void nothing_says(struct ctx *cx, int64_t person, int64_t line, int64_t case_id)
{
	struct audit_list journal;
	struct audit_check check;
	struct register_check log;
	struct register_line l;
	struct casefile_view v;
	struct person_history h;
	struct person p;

	t_ok(person_get(cx, person, &p));
	t_false(says(p.name));
	t_ok(person_history(cx, person, &h));
	t_true(h.names_n == 0 && h.numbers_n == 0 && h.facts_n == 0 && h.posts_n == 0);
	t_ok(register_get(cx, line, &l));
	t_true(*l.name == '\0' && *l.achievement == '\0' && l.person_id == 0);
	t_ok(casefile_view(cx, case_id, &v));
	t_false(says(v.is.subject) || says(v.is.applicant) || says(v.is.reason) || says(v.is.wish));
	for (size_t i = 0; i < v.events.n; i++)
		t_false(says(v.events.at[i].text));
	t_ok(audit_list(cx, (struct audit_filter){.user = "", .act = "", .from = DATE_NONE, .to = DATE_NONE, .n = AUDIT_LIST_MAX}, &journal));
	for (size_t i = 0; i < journal.n; i++)
		t_false(says(journal.at[i].detail));
	t_ok(audit_verify(cx, &check));
	t_int(0, check.bad_seq);
	t_ok(register_verify(cx, &log));
	t_text("", log.wrong);
}

static int64_t case_about(struct ctx *cx, int64_t line)
{
	static const char *const came[] = {"DON"};
	struct casefile c = {0};
	int64_t id = 0;

	t_ok(casefile_receive(cx, (struct casefile_request){
		.does = "reissue", .line_no = line, .applicant = NAME, .contact = "", .reason = NAME " làm mất", .wish = "", .received = DATE_NONE,
		.papers = came, .papers_n = 1}, &id));
	t_ok(casefile_get(cx, id, &c));
	t_text(NAME, c.subject);
	t_err(ERR_STATE, casefile_blank(cx, id, c.version, "Bản án số 5"));     /* it is open */
	t_ok(casefile_act(cx, id, c.version, "refuse", NAME " đã có bằng"));
	t_ok(casefile_get(cx, id, &c));
	return id;
}

TEST(personal_somebody_goes_from_everywhere_and_everything_still_verifies)
{
	static const char *const files[] = {"kinds", "steps", "acts", "clocks", "papers"};
	struct ctx *cx = register_house();
	int64_t an = register_somebody(cx, NAME, "S-YT"), twin = register_somebody(cx, NAME, "S-YT"), line, case_id, n = 0, id;
	struct register_in in = register_grant(cx, an, "CSTDCS", "12/QĐ-SNV", date_of(2023, 12, 20));
	struct register_list list;
	struct casefile c = {0};
	struct person p = {0};
	struct head h;

	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(casefile_load(cx, t_source(mem_text(t_mem(), "data/casefile/%s.tsv", files[i])), &n));
	t_ok(user_seed(cx));
	in.achievement = NAME " có thành tích";
	line = register_put(cx, in);
	register_put(cx, register_grant(cx, twin, "LDTT", "13/QĐ-SNV", date_of(2022, 12, 20)));
	t_ok(person_number_add(cx, an, "001180012345", &id));
	t_ok(person_fact_add(cx, an, (struct person_fact_in){.kind = "discipline", .value = "Khiển trách " NAME, .paper = "",
	                                                     .from = date_of(2020, 1, 1), .to = date_of(2021, 1, 1)}, &id));
	t_ok(person_merge(cx, twin, an, NAME));
	t_ok(register_head_sign(cx, &h));
	case_id = case_about(cx, line);
	t_err(ERR_INVALID, register_blank_person(cx, an, " ", &n));
	t_fault(cx, "reason");
	faults_init(&cx->faults, cx->mem);
	t_ok(register_blank_person(cx, twin, "Bản án số 5", &n));       /* an alias stands for all */
	t_int(2, n);
	t_ok(casefile_get(cx, case_id, &c));
	t_ok(casefile_blank(cx, case_id, c.version, "Bản án số 5"));
	nothing_says(cx, an, line, case_id);
	t_ok(person_get(cx, twin, &p));
	t_false(says(p.name));
	t_ok(register_ladder(cx, an, &list));
	t_int(0, list.n);
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, register_blank_person(cx, an, "x", &n));
	t_err(ERR_DENIED, person_blank(cx, an, "x"));
	t_err(ERR_DENIED, casefile_blank(cx, case_id, c.version, "x"));
}
