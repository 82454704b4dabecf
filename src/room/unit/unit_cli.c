/* room/unit/unit_cli.c -- verbs of the tree of units. Units are named by their code. */
#include "base/text.h"
#include "core/cli.h"
#include "core/table.h"
#include "room/unit/unit.h"

#define ROWS "room/unit/unit.def"
#include "core/declare.h"

static void json_text(struct buf *b, const char *s)
{
	buf_char(b, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			buf_char(b, '\\');
		if ((unsigned char)*s < 0x20)
			buf_fmt(b, "\\u%04x", (unsigned)(unsigned char)*s);
		else
			buf_char(b, *s);
	}
	buf_char(b, '"');
}

static void print_units(struct ctx *cx, struct args *a, const struct unit_list *list)
{
	if (a->is_json)
		buf_text(a->out, "[");
	for (size_t i = 0; i < list->n; i++) {
		const struct unit *u = &list->at[i];

		if (a->is_json) {
			buf_text(a->out, i == 0 ? "{\"code\":" : ",{\"code\":");
			json_text(a->out, u->code);
			buf_text(a->out, ",\"kind\":");
			json_text(a->out, u->kind);
			buf_text(a->out, ",\"name\":");
			json_text(a->out, u->name);
			buf_text(a->out, ",\"short\":");
			json_text(a->out, u->short_name);
			buf_text(a->out, "}");
		} else {
			buf_fmt(a->out, "%-14s  %s%s%s%s%s\n", u->code, u->name, *u->short_name != '\0' ? " — " : "", u->short_name,
			        u->to != DATE_NONE ? " — kết thúc " : "", date_vn(cx->mem, u->to));
		}
	}
	if (a->is_json)
		buf_text(a->out, "]\n");
}

/* The unit whose code was given under that name; a fault when there is none. */
static err unit_of(struct ctx *cx, struct args *a, const char *name, struct unit *out)
{
	err e = unit_get_code(cx, args_text(a, name), out);

	if (e == ERR_NOTFOUND) {
		fault(cx, name, "Không có đơn vị mang mã “%s”; xem mã bằng: thidua unit list", args_text(a, name));
		return ERR_INVALID;
	}
	return e;
}

err unit_list_cmd(struct ctx *cx, struct args *a)
{
	struct unit_filter f = {.q = args_text(a, "WORDS"), .kind = args_text(a, "--kind"), .with_closed = args_has(a, "--all")};
	struct unit_list list;
	struct unit under;

	if (args_has(a, "--under")) {
		TRY(unit_of(cx, a, "--under", &under));
		f.under_id = under.id;
	}
	TRY(unit_list(cx, &f, &list));
	print_units(cx, a, &list);
	if (!a->is_json && list.n == 0)
		buf_text(a->out, "Không tìm thấy đơn vị nào. Nạp danh mục bằng: thidua unit load TỆP\n");
	else if (!a->is_json && list.total > (int64_t)list.n)
		buf_fmt(a->out, "… còn %" PRId64 " đơn vị nữa; hãy tìm hẹp hơn.\n", list.total - (int64_t)list.n);
	return OK;
}

err unit_tree_cmd(struct ctx *cx, struct args *a)
{
	struct unit root = {0};
	struct unit_list list;

	if (args_has(a, "CODE"))
		TRY(unit_of(cx, a, "CODE", &root));
	TRY(unit_tree(cx, root.id, &list));
	for (size_t i = 0; i < list.n; i++)
		buf_fmt(a->out, "%*s%s  (%s)\n", 2 * list.at[i].depth, "", list.at[i].name, list.at[i].code);
	return OK;
}

err unit_show_cmd(struct ctx *cx, struct args *a)
{
	struct unit u;
	struct unit_history h;

	TRY(unit_of(cx, a, "CODE", &u));
	TRY(unit_history(cx, u.id, &h));
	buf_fmt(a->out, "%s  %s\nTên viết tắt: %s\nLoại: %s\nTrực thuộc: %s\nNguồn: %s\n", u.code, u.name, u.short_name,
	        u.kind_name, u.parent_name, u.source);
	for (size_t i = 0; i < h.aliases_n; i++)
		buf_fmt(a->out, "Gọi khác: %s\n", h.aliases[i].words);
	for (size_t i = 0; i < h.classes_n; i++)
		buf_fmt(a->out, "Thuộc nhóm: %s\n", h.classes[i].name);
	for (size_t i = 0; h.names_n > 1 && i < h.names_n; i++)
		buf_fmt(a->out, "Tên từ %s đến %s: %s\n", date_vn(cx->mem, h.names[i].from), date_vn(cx->mem, h.names[i].to),
		        h.names[i].name);
	for (size_t i = 0; i < h.successors_n; i++)
		buf_fmt(a->out, "%s: %s (%s), từ %s\n", h.successors[i].is_forward ? "Tiếp nối" : "Trước đó",
		        h.successors[i].name, h.successors[i].code, date_vn(cx->mem, h.successors[i].day));
	for (size_t i = 0; i < h.acts_n; i++)
		buf_fmt(a->out, "%s  %s  %s → %s  %s\n", date_vn(cx->mem, h.acts[i].day), h.acts[i].kind, h.acts[i].before,
		        h.acts[i].after, h.acts[i].paper);
	return OK;
}

err unit_load_cmd(struct ctx *cx, struct args *a)
{
	const char *text;
	int64_t n;

	TRY(table_file(cx, args_text(a, "FILE"), &text));
	TRY(unit_load(cx, text, &n));
	buf_fmt(a->out, "Đã thêm %" PRId64 " dòng.\n", n);
	return OK;
}

err unit_add_cmd(struct ctx *cx, struct args *a)
{
	struct unit_add in = {.code = args_text(a, "--code"), .name = args_text(a, "NAME"), .short_name = args_text(a, "--short"),
	                      .kind = args_text(a, "KIND"), .paper = args_text(a, "--paper"), .from = args_date(a, "--from")};
	struct unit u;
	int64_t id;

	if (args_has(a, "--parent")) {
		TRY(unit_of(cx, a, "--parent", &u));
		in.parent_id = u.id;
	}
	TRY(unit_add(cx, in, &id));
	TRY(unit_get(cx, id, &u));
	buf_fmt(a->out, "Đã thêm %s (%s).\n", u.name, u.code);
	return OK;
}

/* The unit of CODE and what every act says. */
static err act_of(struct ctx *cx, struct args *a, struct unit *u, struct unit_act_in *in)
{
	TRY(unit_of(cx, a, "CODE", u));
	*in = (struct unit_act_in){u->id, u->version, args_date(a, "--day"), args_text(a, "--paper"), ""};
	return OK;
}

err unit_rename_cmd(struct ctx *cx, struct args *a)
{
	struct unit u;
	struct unit_act_in in;

	TRY(act_of(cx, a, &u, &in));
	TRY(unit_rename(cx, in, args_text(a, "NAME"), args_has(a, "--short") ? args_text(a, "--short") : u.short_name));
	buf_fmt(a->out, "Đã đổi tên %s.\n", u.code);
	return OK;
}

err unit_move_cmd(struct ctx *cx, struct args *a)
{
	struct unit u, parent;
	struct unit_act_in in;

	TRY(act_of(cx, a, &u, &in));
	TRY(unit_of(cx, a, "PARENT", &parent));
	TRY(unit_move(cx, in, parent.id));
	buf_fmt(a->out, "Đã chuyển %s về %s.\n", u.code, parent.code);
	return OK;
}

err unit_merge_cmd(struct ctx *cx, struct args *a)
{
	struct unit u, into;
	struct unit_act_in in;

	TRY(act_of(cx, a, &u, &in));
	TRY(unit_of(cx, a, "INTO", &into));
	TRY(unit_merge(cx, in, into.id));
	buf_fmt(a->out, "Đã sáp nhập %s vào %s.\n", u.code, into.code);
	return OK;
}

err unit_split_cmd(struct ctx *cx, struct args *a)
{
	struct unit u, one;
	struct unit_act_in in;
	int64_t into[UNIT_SPLIT_MAX];
	size_t n = 0;
	const char *code;

	TRY(act_of(cx, a, &u, &in));
	while (n < UNIT_SPLIT_MAX && (code = args_nth(a, "INTO", n)) != NULL) {
		err e = unit_get_code(cx, code, &one);

		if (e == ERR_NOTFOUND)
			fault(cx, "INTO", "Không có đơn vị mang mã “%s”.", code);
		else
			TRY(e);
		into[n++] = e == OK ? one.id : 0;
	}
	TRY(faults(cx));
	TRY(unit_split(cx, in, into, n));
	buf_fmt(a->out, "Đã chia tách %s thành %zu đơn vị.\n", u.code, n);
	return OK;
}

err unit_close_cmd(struct ctx *cx, struct args *a)
{
	struct unit u;
	struct unit_act_in in;

	TRY(act_of(cx, a, &u, &in));
	TRY(unit_close(cx, in));
	buf_fmt(a->out, "Đã ghi việc giải thể %s.\n", u.code);
	return OK;
}

/* The class whose code was given; a fault when there is none. */
static err class_of(struct ctx *cx, struct args *a, struct unit_class *out)
{
	err e = unit_class_get_code(cx, args_text(a, "CODE"), out);

	if (e == ERR_NOTFOUND) {
		fault(cx, "CODE", "Không có nhóm mang mã “%s”; xem mã bằng: thidua unit class", args_text(a, "CODE"));
		return ERR_INVALID;
	}
	return e;
}

/* What CODE names, a unit or a class, and the other words for it. */
static err named(struct ctx *cx, struct args *a, struct unit_alias *out, const struct unit_alias **aliases, size_t *n)
{
	struct unit_class c;
	struct unit_history h;
	struct unit u;
	err e = unit_class_get_code(cx, args_text(a, "CODE"), &c);

	if (e == OK) {
		out->class_id = c.id;
		return unit_class_aliases(cx, c.id, aliases, n);
	}
	if (e != ERR_NOTFOUND)
		return e;
	TRY(unit_of(cx, a, "CODE", &u));
	TRY(unit_history(cx, u.id, &h));
	out->unit_id = u.id;
	*aliases = h.aliases;
	*n = h.aliases_n;
	return OK;
}

err unit_alias_cmd(struct ctx *cx, struct args *a)
{
	struct unit_alias in = {.words = args_text(a, "WORDS")};
	const struct unit_alias *aliases;
	const char *fold = text_fold(cx->mem, in.words);
	int64_t id;
	size_t n;

	TRY(named(cx, a, &in, &aliases, &n));
	if (!args_has(a, "--remove")) {
		TRY(unit_alias_add(cx, in, &id));
		buf_text(a->out, "Đã thêm cách gọi khác.\n");
		return OK;
	}
	for (size_t i = 0; i < n; i++) {
		if (text_is(text_fold(cx->mem, aliases[i].words), fold)) {
			TRY(unit_alias_remove(cx, aliases[i].id));
			buf_text(a->out, "Đã bỏ cách gọi khác.\n");
			return OK;
		}
	}
	return ERR_NOTFOUND;
}

err unit_class_add_cmd(struct ctx *cx, struct args *a)
{
	int64_t id;

	TRY(unit_class_add(cx, args_text(a, "CODE"), args_text(a, "NAME"), args_text(a, "--note"), &id));
	buf_fmt(a->out, "Đã thêm nhóm %s.\n", args_text(a, "CODE"));
	return OK;
}

/* The class and the member that the words name; unit_id 0 when none was given. */
static err member_of(struct ctx *cx, struct args *a, struct unit_class *c, int64_t *unit_id)
{
	struct unit u = {0};

	TRY(class_of(cx, a, c));
	if (args_has(a, "UNIT"))
		TRY(unit_of(cx, a, "UNIT", &u));
	*unit_id = u.id;
	return OK;
}

err unit_class_put_cmd(struct ctx *cx, struct args *a)
{
	struct unit_class c;
	int64_t unit_id;

	TRY(member_of(cx, a, &c, &unit_id));
	TRY(unit_class_put(cx, c.id, unit_id, args_text(a, "--kind")));
	buf_fmt(a->out, "Đã đưa vào nhóm %s.\n", c.code);
	return OK;
}

err unit_class_drop_cmd(struct ctx *cx, struct args *a)
{
	struct unit_class c;
	int64_t unit_id;

	TRY(member_of(cx, a, &c, &unit_id));
	TRY(unit_class_drop(cx, c.id, unit_id, args_text(a, "--kind")));
	buf_fmt(a->out, "Đã đưa ra khỏi nhóm %s.\n", c.code);
	return OK;
}

err unit_class_cmd(struct ctx *cx, struct args *a)
{
	struct unit_class *list;
	struct unit_list members;
	size_t n;

	TRY(unit_class_list(cx, &list, &n));
	for (size_t i = 0; i < n; i++) {
		if (!args_has(a, "CODE")) {
			buf_fmt(a->out, "%-10s  %s (%" PRId64 " đơn vị)\n", list[i].code, list[i].name, list[i].members_n);
		} else if (text_is(list[i].code, args_text(a, "CODE"))) {
			TRY(unit_class_members(cx, list[i].id, &members));
			print_units(cx, a, &members);
			return OK;
		}
	}
	return args_has(a, "CODE") ? ERR_NOTFOUND : OK;
}
