/* room/unit/unit_test.c -- the tree of units over time. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/unit/unit.h"

#include "test/t.h"

static const char *const FILES[] = {"data/unit/kinds.tsv", "data/unit/units.tsv", "data/unit/classes.tsv",
                                    "data/unit/bodies.tsv"};

static struct ctx *t_hanoi(void)
{
	struct ctx *cx = t_ctx();
	int64_t n;

	for (size_t i = 0; i < COUNT(FILES); i++)
		t_ok(unit_load(cx, t_source(FILES[i]), &n));
	return cx;
}

static struct unit code(struct ctx *cx, const char *c)
{
	struct unit u;

	t_ok(unit_get_code(cx, c, &u));
	return u;
}

static struct unit_act_in act(const struct unit *u)
{
	return (struct unit_act_in){u->id, u->version, date_of(2024, 3, 1), "Quyết định số 1/QĐ-UBND", "thử"};
}

TEST(unit_load_brings_hanoi_and_doubles_nothing)
{
	struct ctx *cx = t_hanoi();
	struct unit_list list;
	int64_t n;

	t_ok(unit_list(cx, &(struct unit_filter){.kind = "quan"}, &list));
	t_int(12, list.total);
	t_ok(unit_list(cx, &(struct unit_filter){.kind = "huyen"}, &list));
	t_int(17, list.total);
	t_ok(unit_list(cx, &(struct unit_filter){.kind = "thi_xa"}, &list));
	t_int(1, list.total);
	for (size_t i = 0; i < COUNT(FILES); i++) {
		t_ok(unit_load(cx, t_source(FILES[i]), &n));
		t_int(0, n);
	}
}

TEST(unit_load_lists_every_bad_line_and_keeps_nothing)
{
	struct ctx *cx = t_hanoi();
	struct unit u;
	int64_t n;

	t_commit(cx);
	t_err(ERR_INVALID, unit_load(cx, "code\tkind\tparent\tname\tshort\tfrom\tto\tsource\n"
	                                 "NEW-1\tso\tUBND\tSở Mới\t\t\t\tnguồn\n"
	                                 "new-2\tso\tUBND\tSở Mới hai\t\t\t\tnguồn\n"
	                                 "NEW-3\tlạ\tUBND\tSở Mới ba\t\t\t\tnguồn\n"
	                                 "NEW-4\tso\tKHONG-CO\tSở Mới bốn\t\t\t\tnguồn\n"
	                                 "NEW-5\tso\tUBND\t\t\t15/01/2024\t\tnguồn\n"
	                                 "NEW-6\tso\tUBND\ta\tb\t2024-02-01\t2024-01-01\tnguồn\n"
	                                 "NEW-7\tso\tUBND\ta\tb\t\t\tnguồn\tthừa\n", &n));
	t_fault(cx, "dòng 3");
	t_fault(cx, "dòng 4");
	t_fault(cx, "dòng 5");
	t_fault(cx, "dòng 6");
	t_fault(cx, "dòng 7");
	t_fault(cx, "dòng 8");
	t_text("", faults_of(&cx->faults, "dòng 2"));
	t_rollback(cx);
	t_err(ERR_NOTFOUND, unit_get_code(cx, "NEW-1", &u));
}

TEST(unit_load_refuses_a_file_whose_columns_it_does_not_know)
{
	struct ctx *cx = t_ctx();
	int64_t n;

	t_err(ERR_INVALID, unit_load(cx, "a\tb\n", &n));
	t_fault(cx, "dòng 1");
}

TEST(unit_load_checks_kinds_classes_and_aliases_line_by_line)
{
	struct ctx *cx = t_hanoi();
	int64_t n;

	t_err(ERR_INVALID, unit_load(cx, "kind_code\tkind_name\nSO\tx\nok\t\n", &n));
	t_fault(cx, "dòng 2");
	t_fault(cx, "dòng 3");
	t_rollback(cx);
	cx = t_hanoi();
	t_err(ERR_INVALID, unit_load(cx, "class\tname\tnote\tmembers\nc\tx\t\t\nC-X\t\t\t\nC-Y\ty\t\tkind:la XX\n", &n));
	t_fault(cx, "dòng 2");
	t_fault(cx, "dòng 3");
	t_fault(cx, "dòng 4");
	t_rollback(cx);
	cx = t_hanoi();
	t_err(ERR_INVALID, unit_load(cx, "kind\tcode\talias\nx\tS-NV\ta\nunit\tXX\ta\nunit\tS-NV\t\nunit\tS-NV\tSở Tư pháp\n"
	                                 "unit\tS-NV\tsở vhtt\n", &n));
	t_fault(cx, "dòng 2");
	t_fault(cx, "dòng 3");
	t_fault(cx, "dòng 4");
	t_fault(cx, "dòng 5");
	t_fault(cx, "dòng 6");
}

TEST(unit_find_knows_names_without_marks_short_names_and_aliases)
{
	struct ctx *cx = t_hanoi();
	struct unit u;

	t_ok(unit_find(cx, "so van hoa va the thao", &u));
	t_text("S-VHTT", u.code);
	t_ok(unit_find(cx, "SỞ VH&TT", &u));
	t_text("S-VHTT", u.code);
	t_ok(unit_find(cx, "Văn phòng  UBND TP", &u));
	t_text("VP-UBND", u.code);
	t_ok(unit_find(cx, "UBND quận Đống Đa", &u));
	t_text("Q-006", u.code);
	t_ok(unit_find(cx, "S-NV", &u));
	t_text("S-NV", u.code);
	t_err(ERR_NOTFOUND, unit_find(cx, "Sở Không có", &u));
	t_err(ERR_NOTFOUND, unit_find(cx, " ", &u));
}

TEST(unit_list_finds_words_takes_percent_literally_and_pages)
{
	struct ctx *cx = t_hanoi();
	struct unit_list list;

	t_ok(unit_list(cx, &(struct unit_filter){.q = "van hoa"}, &list));
	t_true(list.total >= 1);
	t_ok(unit_list(cx, &(struct unit_filter){.q = "%"}, &list));
	t_int(0, list.total);
	t_ok(unit_list(cx, &(struct unit_filter){.per_page = 10, .page = 2}, &list));
	t_int(10, list.n);
	t_true(list.total > 90);
	t_ok(unit_list(cx, &(struct unit_filter){.under_id = code(cx, "S-NV").id}, &list));
	t_int(2, list.total);
}

TEST(unit_tree_puts_parents_before_children)
{
	struct ctx *cx = t_hanoi();
	struct unit_list tree, part;
	size_t at_so = 0, at_ban = 0;

	t_ok(unit_tree(cx, 0, &tree));
	t_ok(unit_tree(cx, code(cx, "UBND").id, &part));
	t_true(part.n > 20 && part.n < tree.n);
	t_text("UBND", part.at[0].code);
	t_int(0, part.at[0].depth);
	for (size_t i = 0; i < tree.n; i++) {
		if (text_is(tree.at[i].code, "S-NV"))
			at_so = i;
		if (text_is(tree.at[i].code, "B-TDKT"))
			at_ban = i;
	}
	t_int(at_so + 1, at_ban);
	t_int(tree.at[at_so].depth + 1, tree.at[at_ban].depth);
	t_int(1, tree.at[at_so].children_n);
}

TEST(unit_reach_is_the_own_subtree)
{
	struct ctx *cx = t_hanoi();
	const int64_t *ids;
	size_t n;

	t_ok(unit_reach(cx, code(cx, "S-NV").id, &ids, &n));
	t_int(2, n);
	t_true(ids[0] < ids[1]);
	t_ok(unit_reach(cx, code(cx, "Q-001").id, &ids, &n));
	t_int(1, n);
}

TEST(unit_add_says_all_that_is_wrong_at_once)
{
	struct ctx *cx = t_hanoi();
	int64_t id;

	t_err(ERR_INVALID, unit_add(cx, (struct unit_add){.code = "x y", .name = "", .short_name = "", .kind = "la", .paper = "",
	                                                  .parent_id = 999999, .from = date_of(2030, 1, 1)}, &id));
	t_fault(cx, "code");
	t_fault(cx, "name");
	t_fault(cx, "kind");
	t_fault(cx, "parent");
	t_fault(cx, "day");
}

TEST(unit_add_makes_a_code_and_refuses_a_used_one)
{
	struct ctx *cx = t_hanoi();
	struct unit_add in = {.code = "", .name = "Phòng  Nghiệp vụ 1", .short_name = "", .kind = "phong", .paper = "",
	                      .parent_id = code(cx, "B-TDKT").id, .from = DATE_NONE, .is_small = true};
	struct unit u;
	int64_t id;

	t_ok(unit_add(cx, in, &id));
	t_ok(unit_get(cx, id, &u));
	t_text("Phòng Nghiệp vụ 1", u.name);
	t_true(text_starts(u.code, "PHONG-"));
	t_true(u.is_small);
	t_int(4, u.depth);
	t_err(ERR_INVALID, unit_add(cx, in, &id));
	t_fault(cx, "name");
	t_rollback(cx);
	cx = t_hanoi();
	in.code = "S-NV";
	in.parent_id = code(cx, "B-TDKT").id;
	t_err(ERR_TAKEN, unit_add(cx, in, &id));
}

TEST(unit_rename_keeps_the_old_name_for_its_days)
{
	struct ctx *cx = t_hanoi();
	struct unit u = code(cx, "S-DL");
	struct unit_history h;
	struct unit_list list;
	const char *name;

	t_ok(unit_rename(cx, act(&u), "Sở Du lịch và Lễ hội", "Sở DL&LH"));
	t_err(ERR_STALE, unit_rename(cx, (struct unit_act_in){u.id, u.version, date_of(2024, 3, 2), "QĐ", ""}, "Sở X", ""));
	t_ok(unit_name_on(cx, u.id, date_of(2024, 2, 29), &name));
	t_text("Sở Du lịch thành phố Hà Nội", name);
	t_ok(unit_name_on(cx, u.id, date_of(2024, 3, 1), &name));
	t_text("Sở Du lịch và Lễ hội", name);
	t_ok(unit_name_on(cx, u.id, DATE_NONE, &name));
	t_text("Sở Du lịch và Lễ hội", name);
	t_ok(unit_history(cx, u.id, &h));
	t_int(2, h.names_n);
	t_text("rename", h.acts[0].kind);
	t_ok(unit_list(cx, &(struct unit_filter){.q = "sở du lịch thành phố"}, &list));
	t_int(1, list.total);
}

TEST(unit_rename_refuses_the_same_name_a_missing_paper_and_an_earlier_day)
{
	struct ctx *cx = t_hanoi();
	struct unit u = code(cx, "S-DL");
	struct unit_act_in in = act(&u);

	in.paper = "";
	in.day = DATE_NONE;
	t_err(ERR_INVALID, unit_rename(cx, in, u.name, u.short_name));
	t_fault(cx, "paper");
	t_fault(cx, "day");
	t_fault(cx, "name");
	t_rollback(cx);
	cx = t_hanoi();
	u = code(cx, "S-DL");
	t_ok(unit_rename(cx, act(&u), "Sở Du lịch mới", ""));
	u = code(cx, "S-DL");
	in = act(&u);
	in.day = date_of(2024, 2, 1);
	t_err(ERR_INVALID, unit_rename(cx, in, "Sở Du lịch mới nữa", ""));
	t_fault(cx, "day");
}

TEST(unit_move_takes_the_subtree_along_and_never_into_itself)
{
	struct ctx *cx = t_hanoi();
	struct unit u = code(cx, "S-NV"), below = code(cx, "B-TDKT");
	const int64_t *ids;
	size_t n;

	t_err(ERR_INVALID, unit_move(cx, act(&u), below.id));
	t_fault(cx, "parent");
	t_rollback(cx);
	cx = t_hanoi();
	u = code(cx, "S-NV");
	t_ok(unit_move(cx, act(&u), code(cx, "HDND").id));
	t_ok(unit_reach(cx, code(cx, "HDND").id, &ids, &n));
	t_int(4, n);
	t_int(3, code(cx, "B-TDKT").depth);
	u = code(cx, "S-NV");
	t_ok(unit_move(cx, act(&u), 0));
	t_int(0, code(cx, "S-NV").depth);
	t_int(1, code(cx, "B-TDKT").depth);
}

TEST(unit_merge_ends_the_unit_and_hands_its_children_over)
{
	struct ctx *cx = t_hanoi();
	struct unit u = code(cx, "S-NV"), into = code(cx, "S-LDTBXH");
	struct unit_history h;

	t_ok(unit_merge(cx, act(&u), into.id));
	t_int(into.id, code(cx, "B-TDKT").parent_id);
	t_int(date_of(2024, 2, 29), code(cx, "S-NV").to);
	t_ok(unit_history(cx, into.id, &h));
	t_int(1, h.successors_n);
	t_false(h.successors[0].is_forward);
	u = code(cx, "S-NV");
	t_err(ERR_STATE, unit_close(cx, act(&u)));
	t_err(ERR_STATE, unit_rename(cx, act(&u), "Sở khác", ""));
}

TEST(unit_merge_refuses_itself_the_dead_and_its_own_subtree)
{
	struct ctx *cx = t_hanoi();
	struct unit u = code(cx, "S-NV");

	t_err(ERR_INVALID, unit_merge(cx, act(&u), u.id));
	t_fault(cx, "into");
	t_rollback(cx);
	cx = t_hanoi();
	u = code(cx, "S-NV");
	t_err(ERR_INVALID, unit_merge(cx, act(&u), code(cx, "B-TDKT").id));
	t_fault(cx, "into");
	t_rollback(cx);
	cx = t_hanoi();
	u = code(cx, "S-DL");
	t_ok(unit_close(cx, act(&u)));
	u = code(cx, "S-NV");
	t_err(ERR_INVALID, unit_merge(cx, act(&u), code(cx, "S-DL").id));
	t_fault(cx, "into");
}

TEST(unit_split_names_two_or_more_successors)
{
	struct ctx *cx = t_hanoi();
	struct unit u = code(cx, "H-018");
	int64_t into[2] = {code(cx, "Q-004").id, code(cx, "H-017").id};
	struct unit_history h;

	t_err(ERR_INVALID, unit_split(cx, act(&u), into, 1));
	t_fault(cx, "into");
	t_rollback(cx);
	cx = t_hanoi();
	u = code(cx, "H-018");
	into[0] = code(cx, "Q-004").id;
	into[1] = code(cx, "H-017").id;
	t_ok(unit_split(cx, act(&u), into, 2));
	t_ok(unit_history(cx, u.id, &h));
	t_int(2, h.successors_n);
	t_true(h.successors[0].is_forward);
}

TEST(unit_close_waits_until_nothing_lives_below)
{
	struct ctx *cx = t_hanoi();
	struct unit u = code(cx, "S-NV");
	struct unit_list list;

	t_err(ERR_STATE, unit_close(cx, act(&u)));
	u = code(cx, "B-TDKT");
	t_ok(unit_close(cx, act(&u)));
	t_ok(unit_list(cx, &(struct unit_filter){.q = "Ban Thi đua - Khen thưởng thành phố"}, &list));
	t_int(0, list.total);
	t_ok(unit_list(cx, &(struct unit_filter){.q = "Ban Thi đua - Khen thưởng thành phố", .with_closed = true}, &list));
	t_int(1, list.total);
}

TEST(unit_alias_means_one_thing_and_can_be_used_again_once_removed)
{
	struct ctx *cx = t_hanoi();
	struct unit a = code(cx, "S-NV"), b = code(cx, "S-TP");
	int64_t id;

	t_ok(unit_alias_add(cx, (struct unit_alias){.words = "Nhà số 18B", .unit_id = a.id}, &id));
	t_err(ERR_TAKEN, unit_alias_add(cx, (struct unit_alias){.words = "nha so 18b", .unit_id = b.id}, &id));
	t_err(ERR_TAKEN, unit_alias_add(cx, (struct unit_alias){.words = "Sở Nội vụ", .unit_id = b.id}, &id));
	t_err(ERR_INVALID, unit_alias_add(cx, (struct unit_alias){.words = "  ", .unit_id = b.id}, &id));
	t_rollback(cx);
	cx = t_hanoi();
	a = code(cx, "S-NV");
	b = code(cx, "S-TP");
	t_ok(unit_alias_add(cx, (struct unit_alias){.words = "Nhà số 18B", .unit_id = a.id}, &id));
	t_ok(unit_alias_remove(cx, id));
	t_err(ERR_NOTFOUND, unit_alias_remove(cx, id));
	t_ok(unit_alias_add(cx, (struct unit_alias){.words = "Nhà số 18B", .unit_id = b.id}, &id));
}

TEST(unit_class_means_kinds_and_listed_units)
{
	struct ctx *cx = t_hanoi();
	struct unit_class *list;
	struct unit_list members;
	size_t n, before;
	int64_t id;

	t_ok(unit_class_list(cx, &list, &n));
	t_int(16, n);
	t_ok(unit_class_add(cx, "C-THU", "Nhóm thử", "", &id));
	t_err(ERR_TAKEN, unit_class_add(cx, "C-THU", "Nhóm thử nữa", "", &id));
	t_rollback(cx);
	cx = t_hanoi();
	t_ok(unit_class_add(cx, "C-THU", "Nhóm thử", "", &id));
	t_ok(unit_class_put(cx, id, 0, "quan"));
	t_ok(unit_class_put(cx, id, 0, "quan"));
	t_ok(unit_class_put(cx, id, code(cx, "TX-269").id, ""));
	t_ok(unit_class_put(cx, id, code(cx, "Q-001").id, ""));
	t_ok(unit_class_members(cx, id, &members));
	t_int(13, members.n);
	before = members.n;
	t_ok(unit_class_drop(cx, id, code(cx, "TX-269").id, ""));
	t_ok(unit_class_members(cx, id, &members));
	t_int(before - 1, members.n);
	t_ok(unit_class_drop(cx, id, 0, "quan"));
	t_ok(unit_class_members(cx, id, &members));
	t_int(1, members.n);
	t_err(ERR_NOTFOUND, unit_class_put(cx, 999999, 0, "quan"));
}

TEST(unit_lexicon_holds_names_short_names_and_aliases_of_units_and_classes)
{
	struct ctx *cx = t_hanoi();
	struct unit_lexicon lex;
	int found = 0;

	t_ok(unit_lexicon(cx, &lex));
	for (size_t i = 0; i < lex.n; i++) {
		found += text_is(lex.at[i].words, "Sở VH&TT") && text_is(lex.at[i].code, "S-VHTT");
		found += text_is(lex.at[i].words, "Văn phòng UBND TP") && text_is(lex.at[i].code, "VP-UBND");
		found += text_is(lex.at[i].words, "Trưởng các cụm, khối thi đua") && lex.at[i].is_class;
	}
	t_int(3, found);
}

TEST(unit_commands_are_refused_without_the_right)
{
	struct ctx *cx = t_hanoi();
	struct unit u = code(cx, "S-NV");
	int64_t id, n;

	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, unit_add(cx, (struct unit_add){.code = "", .name = "a", .short_name = "", .kind = "so", .paper = "",
	                                                 .parent_id = u.id, .from = DATE_NONE}, &id));
	t_err(ERR_DENIED, unit_rename(cx, act(&u), "Sở khác", ""));
	t_err(ERR_DENIED, unit_close(cx, act(&u)));
	t_err(ERR_DENIED, unit_alias_add(cx, (struct unit_alias){.words = "b", .unit_id = u.id}, &id));
	t_err(ERR_DENIED, unit_class_add(cx, "C-B", "b", "", &id));
	t_err(ERR_DENIED, unit_load(cx, "", &n));
}

TEST(unit_acts_leave_audit_rows)
{
	struct ctx *cx = t_hanoi();
	struct unit u = code(cx, "S-DL");
	struct audit_list list;

	t_ok(unit_rename(cx, act(&u), "Sở Du lịch mới", ""));
	t_ok(audit_list(cx, (struct audit_filter){.user = "", .act = "unit.rename", .object_id = u.id, .from = DATE_NONE,
	                                          .to = DATE_NONE, .n = 10}, &list));
	t_int(1, list.n);
}
