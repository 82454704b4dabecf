/* room/unit/unit_pages.c -- the tree, one unit with its history, a form for each act, classes. */
#include "base/text.h"
#include "room/unit/unit_view.h"
#include "web/req.h"

#include "gen/unit_tmpl.h"

#define ROWS "room/unit/unit.def"
#include "core/declare.h"

enum { PER_PAGE = 100 };

const char *unit_act_words(const char *kind)
{
	static const char *const WORDS[][2] = {{"add", "Thêm vào danh mục"}, {"rename", "Đổi tên"}, {"move", "Chuyển cấp trên"},
	                                       {"merge", "Sáp nhập"}, {"split", "Chia tách"}, {"close", "Giải thể"}};

	for (size_t i = 0; i < COUNT(WORDS); i++) {
		if (text_is(WORDS[i][0], kind))
			return WORDS[i][1];
	}
	return kind;
}

static err kind_choices(struct ctx *cx, const char *first, struct choices *out)
{
	const struct unit_kind *kinds;
	struct choice *list;
	size_t n;

	TRY(unit_kinds(cx, &kinds, &n));
	list = mem_new(cx->mem, struct choice, n + 1);
	list[0] = (struct choice){"", first};
	for (size_t i = 0; i < n; i++)
		list[i + 1] = (struct choice){kinds[i].code, kinds[i].name};
	*out = (struct choices){list, n + 1};
	return OK;
}

err unit_list_page(struct ctx *cx, struct req *rq)
{
	struct unit_list_view v = {.filter = {.q = rq_text(rq, "q"), .kind = rq_text(rq, "kind"),
	                                      .with_closed = rq_bool(rq, "all"), .page = rq_int(rq, "trang"),
	                                      .per_page = PER_PAGE},
	                           .may_edit = may_bool(cx, R_UNIT_EDIT, 0)};

	TRY(kind_choices(cx, "Mọi loại", &v.kinds));
	v.is_tree = *v.filter.q == '\0' && *v.filter.kind == '\0' && !v.filter.with_closed;
	TRY(unit_list(cx, &v.filter, &v.list));
	/* A tree larger than a few pages is searched, not scrolled. */
	v.is_tree = v.is_tree && v.list.total <= 5 * PER_PAGE;
	if (v.is_tree)
		TRY(unit_tree(cx, 0, &v.list));
	v.pager = pager_of(rq, v.is_tree ? 0 : v.list.total, PER_PAGE);
	v.papers = papers_of(rq, "/unit");
	rq_title(rq, "Đơn vị");
	unit_list_html(rq->out, &v);
	return OK;
}

static err fill(struct ctx *cx, struct req *rq, struct unit_show_view *v)
{
	*v = (struct unit_show_view){.form = form_of(rq), .today = date_vn(cx->mem, cx->today)};
	TRY(unit_get(cx, rq_id(rq), &v->unit));
	v->may_edit = may_bool(cx, R_UNIT_EDIT, v->unit.id);
	v->has_ended = v->unit.to != DATE_NONE && v->unit.to < cx->today;
	rq_title(rq, "%s", v->unit.name);
	return OK;
}

err unit_show_page(struct ctx *cx, struct req *rq)
{
	struct unit_show_view v;

	TRY(fill(cx, rq, &v));
	TRY(unit_history(cx, v.unit.id, &v.history));
	TRY(unit_tree(cx, v.unit.id, &v.below));
	unit_show_html(rq->out, &v);
	return OK;
}

err unit_add_page(struct ctx *cx, struct req *rq)
{
	struct unit_show_view v = {.form = form_of(rq)};

	TRY(kind_choices(cx, "— chọn —", &v.kinds));
	rq_title(rq, "Thêm đơn vị");
	unit_add_html(rq->out, &v, rq_text(rq, "parent"));
	return OK;
}

/* A date that was typed but is none. */
static void check_day(struct ctx *cx, struct req *rq)
{
	need(cx, *rq_text(rq, "day") == '\0' || rq_date(rq, "day") != DATE_NONE, "day",
	     "Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 01/7/2024.");
}

err unit_add_post(struct ctx *cx, struct req *rq)
{
	struct unit_add in = {.code = rq_text(rq, "code"), .name = rq_text(rq, "name"), .short_name = rq_text(rq, "short_name"),
	                      .kind = rq_text(rq, "kind"), .paper = rq_text(rq, "paper"), .from = rq_date(rq, "day"),
	                      .is_small = rq_bool(rq, "is_small")};
	int64_t id;

	check_day(cx, rq);
	TRY(unit_typed(cx, "parent", rq_text(rq, "parent"), &in.parent_id));
	TRY(unit_add(cx, in, &id));
	rq_flash(rq, "Đã thêm đơn vị.");
	return rq_goto(rq, "/unit/%" PRId64, id);
}

/* ---- acts ------------------------------------------------------------------------------------------------------------ */

static err act_page(struct ctx *cx, struct req *rq, const char *act)
{
	struct unit_show_view v;

	TRY(fill(cx, rq, &v));
	TRY(may(cx, R_UNIT_EDIT, v.unit.id));
	unit_act_page_html(rq->out, &v, act, unit_act_words(act));
	return OK;
}

static struct unit_act_in act_in(struct ctx *cx, struct req *rq)
{
	check_day(cx, rq);
	return (struct unit_act_in){rq_id(rq), rq_i64(rq, "version"), rq_date(rq, "day"), rq_text(rq, "paper"),
	                            rq_text(rq, "note")};
}

static err act_done(struct req *rq, const char *sentence)
{
	rq_flash(rq, "%s", sentence);
	return rq_goto(rq, "/unit/%" PRId64, rq_id(rq));
}

err unit_rename_page(struct ctx *cx, struct req *rq)
{
	return act_page(cx, rq, "rename");
}

err unit_rename_post(struct ctx *cx, struct req *rq)
{
	TRY(unit_rename(cx, act_in(cx, rq), rq_text(rq, "name"), rq_text(rq, "short_name")));
	return act_done(rq, "Đã đổi tên.");
}

err unit_move_page(struct ctx *cx, struct req *rq)
{
	return act_page(cx, rq, "move");
}

err unit_move_post(struct ctx *cx, struct req *rq)
{
	struct unit u;
	int64_t parent;

	need(cx, *rq_text(rq, "parent") != '\0', "parent", "Hãy ghi cấp trên mới.");
	TRY(unit_typed(cx, "parent", rq_text(rq, "parent"), &parent));
	/* Where the field is at fault the move is asked for all the same, so that the other faults are shown too. */
	TRY(unit_get(cx, rq_id(rq), &u));
	if (faults(cx) != OK)
		parent = u.parent_id;
	TRY(unit_move(cx, act_in(cx, rq), parent));
	return act_done(rq, "Đã chuyển.");
}

err unit_merge_page(struct ctx *cx, struct req *rq)
{
	return act_page(cx, rq, "merge");
}

err unit_merge_post(struct ctx *cx, struct req *rq)
{
	int64_t into;

	TRY(unit_typed(cx, "into", rq_text(rq, "into"), &into));
	TRY(unit_merge(cx, act_in(cx, rq), into));
	return act_done(rq, "Đã ghi việc sáp nhập.");
}

err unit_split_page(struct ctx *cx, struct req *rq)
{
	return act_page(cx, rq, "split");
}

err unit_split_post(struct ctx *cx, struct req *rq)
{
	int64_t into[UNIT_SPLIT_MAX];
	size_t n = 0;
	const char *p = rq_text(rq, "into");

	while (*p != '\0' && n < UNIT_SPLIT_MAX) {
		size_t len = strcspn(p, ",;");
		const char *word = text_trim(cx->mem, mem_copy(cx->mem, p, len));

		p += len + (p[len] != '\0');
		if (*word != '\0')
			TRY(unit_typed(cx, "into", word, &into[n++]));
	}
	TRY(unit_split(cx, act_in(cx, rq), into, n));
	return act_done(rq, "Đã ghi việc chia tách.");
}

err unit_close_page(struct ctx *cx, struct req *rq)
{
	return act_page(cx, rq, "close");
}

err unit_close_post(struct ctx *cx, struct req *rq)
{
	TRY(unit_close(cx, act_in(cx, rq)));
	return act_done(rq, "Đã ghi việc giải thể.");
}

static err alias_add(struct ctx *cx, struct req *rq, struct unit_alias in)
{
	int64_t id;
	err e;

	if (in.unit_id == 0 && in.class_id == 0)
		return ERR_NOTFOUND;
	e = unit_alias_add(cx, in, &id);
	if (e == ERR_TAKEN) {
		fault(cx, "alias", "“%s” đã là tên hoặc cách gọi của một đơn vị hay nhóm khác.", rq_text(rq, "alias"));
		return ERR_INVALID;
	}
	return e;
}

err unit_alias_post(struct ctx *cx, struct req *rq)
{
	TRY(alias_add(cx, rq, (struct unit_alias){.words = rq_text(rq, "alias"), .unit_id = rq_id(rq)}));
	return act_done(rq, "Đã thêm cách gọi khác.");
}

err unit_alias_remove_post(struct ctx *cx, struct req *rq)
{
	TRY(unit_alias_remove(cx, rq_arg_id(rq, "alias")));
	return act_done(rq, "Đã bỏ cách gọi khác.");
}

/* ---- classes ----------------------------------------------------------------------------------------------------------- */

/* Classes belong to nobody's subtree. */
static bool may_edit_classes(const struct ctx *cx)
{
	return may_bool(cx, R_UNIT_EDIT, 0) && (cx->who->sees_all || cx->who->is_system);
}

err unit_classes_page(struct ctx *cx, struct req *rq)
{
	struct unit_classes_view v = {.form = form_of(rq), .may_edit = may_edit_classes(cx)};

	TRY(unit_class_list(cx, &v.list, &v.list_n));
	rq_title(rq, "Các nhóm đơn vị");
	unit_classes_html(rq->out, &v);
	return OK;
}

err unit_class_page(struct ctx *cx, struct req *rq)
{
	struct unit_class_view v = {.form = form_of(rq), .may_edit = may_edit_classes(cx)};

	TRY(unit_class_get(cx, rq_id(rq), &v.class));
	TRY(unit_class_members(cx, v.class.id, &v.members));
	TRY(unit_class_entries(cx, v.class.id, &v.entries, &v.entries_n));
	TRY(unit_class_aliases(cx, v.class.id, &v.aliases, &v.aliases_n));
	TRY(kind_choices(cx, "— không —", &v.kinds));
	rq_title(rq, "%s", v.class.name);
	unit_class_html(rq->out, &v);
	return OK;
}

err unit_class_add_post(struct ctx *cx, struct req *rq)
{
	int64_t id;
	err e = unit_class_add(cx, rq_text(rq, "code"), rq_text(rq, "name"), rq_text(rq, "note"), &id);

	if (e == ERR_TAKEN) {
		fault(cx, "code", "Mã “%s” đã được dùng cho nhóm khác; hãy đặt mã khác.", rq_text(rq, "code"));
		return ERR_INVALID;
	}
	TRY(e);
	rq_flash(rq, "Đã thêm nhóm. Hãy đưa đơn vị vào nhóm.");
	return rq_goto(rq, "/unit/class/%" PRId64, id);
}

static err class_done(struct req *rq, const char *sentence)
{
	rq_flash(rq, "%s", sentence);
	return rq_goto(rq, "/unit/class/%" PRId64, rq_id(rq));
}

err unit_class_put_post(struct ctx *cx, struct req *rq)
{
	int64_t unit;

	TRY(unit_typed(cx, "unit", rq_text(rq, "unit"), &unit));
	TRY(faults(cx));
	TRY(unit_class_put(cx, rq_id(rq), unit, rq_text(rq, "kind")));
	return class_done(rq, "Đã đưa vào nhóm.");
}

err unit_class_drop_post(struct ctx *cx, struct req *rq)
{
	TRY(unit_class_drop(cx, rq_id(rq), rq_i64(rq, "member"), rq_text(rq, "member_kind")));
	return class_done(rq, "Đã đưa ra khỏi nhóm.");
}

err unit_class_alias_post(struct ctx *cx, struct req *rq)
{
	TRY(alias_add(cx, rq, (struct unit_alias){.words = rq_text(rq, "alias"), .class_id = rq_id(rq)}));
	return class_done(rq, "Đã thêm cách gọi khác.");
}

err unit_class_alias_remove_post(struct ctx *cx, struct req *rq)
{
	TRY(unit_alias_remove(cx, rq_arg_id(rq, "alias")));
	return class_done(rq, "Đã bỏ cách gọi khác.");
}
