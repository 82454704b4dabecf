/* room/unit/unit.c -- reads of the tree of units.
 *
 * A unit's path holds the ids from the top down to itself, so a subtree is a range of one index. */
#include "base/text.h"
#include "room/unit/unit_inside.h"

#include "gen/unit_sql.h"

struct unit_range unit_range_of(struct mem *m, const char *path)
{
	size_t n = strlen(path);
	char *high = mem_dup(m, path);

	CHECK(n > 1 && path[n - 1] == '/');
	high[n - 1] = '/' + 1;
	return (struct unit_range){path, high};
}

struct value unit_today(struct ctx *cx)
{
	return db_date(cx->mem, cx->today);
}

bool unit_has_ended(const struct unit *u, date day)
{
	return u->to != DATE_NONE && u->to < day;
}

struct unit unit_of_row(struct ctx *cx, const struct row *r)
{
	int slashes = 0;

	for (const char *p = row_text(r, "path"); *p != '\0'; p++)
		slashes += *p == '/';
	return (struct unit){
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.code = row_text(r, "code"),
		.name = row_text(r, "name"),
		.short_name = row_text(r, "short_name"),
		.kind = row_text(r, "kind"),
		.kind_name = row_text(r, "kind_name"),
		.parent_id = row_i64(r, "parent_id"),
		.parent_name = row_text(r, "parent_name"),
		.from = row_date(r, "day_from"),
		.to = row_date(r, "day_to"),
		.is_small = row_bool(r, "is_small"),
		.source = row_text(r, "source"),
		.depth = slashes - 2,
		.children_n = row_i64(r, "children_n"),
	};
}

static err get_row(struct ctx *cx, int64_t id, struct row **out)
{
	return db_one(cx->db, &SQL_unit_get, BIND({"id", I64(id)}, {"today", unit_today(cx)}), out);
}

err unit_path(struct ctx *cx, int64_t id, const char **out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_unit_path_get, BIND({"id", I64(id)}), &r));
	*out = row_text(r, "path");
	return OK;
}

err unit_get(struct ctx *cx, int64_t id, struct unit *out)
{
	struct row *r;

	TRY(get_row(cx, id, &r));
	*out = unit_of_row(cx, r);
	return OK;
}

err unit_get_code(struct ctx *cx, const char *code, struct unit *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_unit_id_of_code, BIND({"code", STR(code)}), &r));
	return unit_get(cx, row_i64(r, "id"), out);
}

err unit_find(struct ctx *cx, const char *words, struct unit *out)
{
	struct rows it;
	const char *fold = text_fold(cx->mem, text_line(cx->mem, words));

	if (*fold == '\0')
		return ERR_NOTFOUND;
	TRY(db_rows(cx->db, &SQL_unit_ids_of_words,
	            BIND({"code", STR(words)}, {"fold", STR(fold)}, {"today", unit_today(cx)}), &it));
	if (it.n != 1)
		return ERR_NOTFOUND;
	return unit_get(cx, row_i64(it.at[0], "id"), out);
}

err unit_typed(struct ctx *cx, const char *field, const char *words, int64_t *id_out)
{
	struct unit u = {0};
	err e = *words == '\0' ? OK : unit_find(cx, words, &u);

	if (e == ERR_NOTFOUND)
		fault(cx, field, "Không có đơn vị nào, hoặc có hơn một đơn vị, được gọi là “%s”; hãy ghi mã hoặc tên đầy đủ.", words);
	else
		TRY(e);
	*id_out = u.id;
	return OK;
}

err unit_sight(struct ctx *cx, int64_t under_id, struct unit_sight *out)
{
	bool sees_all = cx->who->is_system || cx->who->sees_all;
	struct unit_sight s = {.low = "", .high = ""};
	struct unit_range range;
	const char *path;

	if (under_id == 0 && !sees_all)
		under_id = cx->who->unit_id;
	s.is_nothing = !sees_all && (under_id == 0 || !in_reach(cx, under_id));
	if (!s.is_nothing && under_id != 0) {
		TRY(unit_path(cx, under_id, &path));
		range = unit_range_of(cx->mem, path);
		s.low = range.low;
		s.high = range.high;
	}
	*out = s;
	return OK;
}

static void take_rows(struct ctx *cx, struct rows *it, struct unit_list *out)
{
	struct row *r;

	out->at = mem_new(cx->mem, struct unit, it->n);
	out->n = 0;
	while ((r = rows_next(it)) != NULL)
		out->at[out->n++] = unit_of_row(cx, r);
}

err unit_list(struct ctx *cx, const struct unit_filter *f, struct unit_list *out)
{
	struct rows it;
	struct row *r;
	struct value low = SQLNULL, high = SQLNULL;
	struct value kind = db_str_or_null(f->kind == NULL ? "" : f->kind);
	struct value words = db_like(cx->mem, text_fold(cx->mem, f->q == NULL ? "" : f->q)), closed = I64(f->with_closed ? 1 : 0);
	int n = f->per_page > 0 && f->per_page < UNIT_PAGE_MAX ? f->per_page : UNIT_PAGE_MAX;
	int64_t skip = f->page > 1 ? (int64_t)(f->page - 1) * n : 0;
	struct unit_list list = {0};

	if (f->under_id != 0) {
		const char *path;
		struct unit_range range;

		TRY(unit_path(cx, f->under_id, &path));
		range = unit_range_of(cx->mem, path);
		low = STR(range.low);
		high = STR(range.high);
	}
	TRY(db_one(cx->db, &SQL_unit_list_total,
	           BIND({"kind", kind}, {"low", low}, {"high", high}, {"closed", closed}, {"words", words},
	                {"today", unit_today(cx)}), &r));
	list.total = row_i64(r, "total");
	TRY(db_rows(cx->db, &SQL_unit_list,
	            BIND({"kind", kind}, {"low", low}, {"high", high}, {"closed", closed}, {"words", words},
	                 {"today", unit_today(cx)}, {"n", I64(n)}, {"skip", I64(skip)}), &it));
	take_rows(cx, &it, &list);
	*out = list;
	return OK;
}

/* Puts parents before children, brothers in the order in which they came. Each unit's children hang on a chain, so
 * that the whole is one walk: next[i] is the next brother, first[i] the first child. */
struct weave {
	const struct unit *from;
	size_t n;
	size_t *first, *last, *next;    /* index + 1; 0 for none; place n stands for the top */
	struct unit *to;
	size_t to_n;
};

static int by_id(const void *a, const void *b)
{
	const struct unit *const *x = a, *const *y = b;

	return (*x)->id < (*y)->id ? -1 : (*x)->id > (*y)->id;
}

static size_t place_of(const struct unit *const *sorted, const struct weave *w, int64_t id)
{
	struct unit key = {.id = id};
	const struct unit *key_at = &key;
	const struct unit *const *hit = bsearch(&key_at, sorted, w->n, sizeof(*sorted), by_id);

	return hit == NULL ? w->n : (size_t)(*hit - w->from);
}

static void weave_down(struct weave *w, size_t parent, int depth)
{
	for (size_t i = w->first[parent]; i != 0; i = w->next[i - 1]) {
		struct unit *u = &w->to[w->to_n++];

		*u = w->from[i - 1];
		u->depth = depth;
		weave_down(w, i - 1, depth + 1);
		for (size_t c = w->first[i - 1]; c != 0; c = w->next[c - 1])
			u->children_n++;
	}
}

static void weave(struct mem *m, struct unit_list *list)
{
	size_t n = list->n;
	const struct unit **sorted = mem_new(m, const struct unit *, n);
	struct weave w = {list->at, n, mem_new(m, size_t, n + 1), mem_new(m, size_t, n + 1), mem_new(m, size_t, n + 1),
	                  mem_new(m, struct unit, n), 0};

	for (size_t i = 0; i < n; i++)
		sorted[i] = &list->at[i];
	qsort(sorted, n, sizeof(*sorted), by_id);
	for (size_t i = 0; i < n; i++) {
		/* A living unit below a closed one hangs at the top rather than nowhere. */
		size_t parent = place_of(sorted, &w, list->at[i].parent_id);

		if (w.last[parent] == 0)
			w.first[parent] = i + 1;
		else
			w.next[w.last[parent] - 1] = i + 1;
		w.last[parent] = i + 1;
	}
	weave_down(&w, n, 0);
	list->at = w.to;
}

err unit_tree(struct ctx *cx, int64_t root, struct unit_list *out)
{
	struct rows it;
	struct unit_range range = {"/", "0"};
	struct unit_list list = {0};
	const char *path;

	if (root != 0) {
		TRY(unit_path(cx, root, &path));
		range = unit_range_of(cx->mem, path);
	}
	TRY(db_rows(cx->db, &SQL_unit_tree,
	            BIND({"low", STR(range.low)}, {"high", STR(range.high)}, {"today", unit_today(cx)},
	                 {"n", I64(UNIT_TREE_MAX)}), &it));
	take_rows(cx, &it, &list);
	weave(cx->mem, &list);
	list.total = (int64_t)list.n;
	*out = list;
	return OK;
}

static int ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

err unit_reach(struct ctx *cx, int64_t unit_id, const int64_t **ids_out, size_t *n_out)
{
	struct rows it;
	struct row *r;
	int64_t *ids;
	size_t n = 0;

	TRY(db_rows(cx->db, &SQL_unit_reach, BIND({"unit", I64(unit_id)}, {"n", I64(UNIT_TREE_MAX)}), &it));
	ids = mem_new(cx->mem, int64_t, it.n);
	while ((r = rows_next(&it)) != NULL)
		ids[n++] = row_i64(r, "id");
	if (n > 1)
		qsort(ids, n, sizeof *ids, ascending);
	*ids_out = ids;
	*n_out = n;
	return OK;
}

err unit_ever(struct ctx *cx, const char *words, struct unit_list *out)
{
	struct rows it;
	const char *fold = text_fold(cx->mem, text_line(cx->mem, words));
	struct unit_list list = {0};

	if (*fold != '\0') {
		TRY(db_rows(cx->db, &SQL_unit_ever, BIND({"code", STR(words)}, {"fold", STR(fold)}, {"n", I64(UNIT_PAGE_MAX)}), &it));
		take_rows(cx, &it, &list);
	}
	list.total = (int64_t)list.n;
	*out = list;
	return OK;
}

err unit_lineage(struct ctx *cx, int64_t unit_id, const int64_t **ids_out, size_t *n_out)
{
	struct rows it;
	struct row *r;
	int64_t *ids;
	size_t n = 0;

	TRY(db_rows(cx->db, &SQL_unit_lineage, BIND({"id", I64(unit_id)}, {"n", I64(UNIT_TREE_MAX)}), &it));
	ids = mem_new(cx->mem, int64_t, it.n);
	while ((r = rows_next(&it)) != NULL)
		ids[n++] = row_i64(r, "id");
	*ids_out = ids;
	*n_out = n;
	return OK;
}

err unit_name_on(struct ctx *cx, int64_t id, date day, const char **out)
{
	struct unit u;
	struct rows it;

	TRY(unit_get(cx, id, &u));
	if (day != DATE_NONE) {
		TRY(db_rows(cx->db, &SQL_unit_name_on,
		            BIND({"unit", I64(id)}, {"day", db_date(cx->mem, day)}), &it));
		if (it.n == 1) {
			*out = row_text(it.at[0], "name");
			return OK;
		}
	}
	*out = u.name;
	return OK;
}

static err read_acts(struct ctx *cx, int64_t id, struct unit_history *h)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_unit_acts, BIND({"unit", I64(id)}, {"n", I64(UNIT_PAGE_MAX)}), &it));
	h->acts = mem_new(cx->mem, struct unit_act, it.n);
	while ((r = rows_next(&it)) != NULL) {
		h->acts[h->acts_n++] = (struct unit_act){
			.id = row_i64(r, "id"),
			.kind = row_text(r, "kind"),
			.day = row_date(r, "day"),
			.paper = row_text(r, "paper"),
			.note = row_text(r, "note"),
			.before = row_text(r, "before_text"),
			.after = row_text(r, "after_text"),
			.by = row_text(r, "by_login"),
			.at_ms = row_i64(r, "at_ms"),
		};
	}
	return OK;
}

static err read_names(struct ctx *cx, const struct unit *u, struct unit_history *h)
{
	struct rows it;
	struct row *r;
	date from = u->from;

	TRY(db_rows(cx->db, &SQL_unit_names, BIND({"unit", I64(u->id)}, {"n", I64(UNIT_PAGE_MAX)}), &it));
	h->names = mem_new(cx->mem, struct unit_name, it.n + 1);
	while ((r = rows_next(&it)) != NULL) {
		h->names[h->names_n++] = (struct unit_name){row_text(r, "name"), row_text(r, "short_name"),
		                                            row_date(r, "day_from"), row_date(r, "day_to")};
		from = row_date(r, "day_to") + 1;
	}
	h->names[h->names_n++] = (struct unit_name){u->name, u->short_name, from, u->to};
	return OK;
}

static err read_successors(struct ctx *cx, int64_t id, struct unit_history *h)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_unit_successors, BIND({"unit", I64(id)}, {"n", I64(UNIT_PAGE_MAX)}), &it));
	h->successors = mem_new(cx->mem, struct unit_successor, it.n);
	while ((r = rows_next(&it)) != NULL) {
		h->successors[h->successors_n++] = (struct unit_successor){
			.unit_id = row_i64(r, "unit_id"),
			.code = row_text(r, "code"),
			.name = row_text(r, "name"),
			.kind = row_text(r, "kind"),
			.day = row_date(r, "day"),
			.is_forward = row_bool(r, "is_forward"),
		};
	}
	return OK;
}

static err read_aliases(struct ctx *cx, int64_t id, struct unit_history *h)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_unit_aliases,
	            BIND({"unit", I64(id)}, {"class", SQLNULL}, {"n", I64(UNIT_PAGE_MAX)}), &it));
	h->aliases = mem_new(cx->mem, struct unit_alias, it.n);
	while ((r = rows_next(&it)) != NULL)
		h->aliases[h->aliases_n++] = (struct unit_alias){row_i64(r, "id"), row_text(r, "words"),
		                                                 row_i64(r, "unit_id"), row_i64(r, "class_id")};
	TRY(db_rows(cx->db, &SQL_unit_classes_of, BIND({"unit", I64(id)}, {"n", I64(UNIT_PAGE_MAX)}), &it));
	h->classes = mem_new(cx->mem, struct unit_class, it.n);
	while ((r = rows_next(&it)) != NULL)
		h->classes[h->classes_n++] = (struct unit_class){row_i64(r, "id"), row_i64(r, "version"),
		                                                 row_text(r, "code"), row_text(r, "name"),
		                                                 row_text(r, "note"), row_i64(r, "members_n")};
	return OK;
}

err unit_history(struct ctx *cx, int64_t id, struct unit_history *out)
{
	struct unit u;
	struct unit_history h = {0};

	TRY(unit_get(cx, id, &u));
	TRY(read_acts(cx, id, &h));
	TRY(read_names(cx, &u, &h));
	TRY(read_successors(cx, id, &h));
	TRY(read_aliases(cx, id, &h));
	*out = h;
	return OK;
}

err unit_kinds(struct ctx *cx, const struct unit_kind **out, size_t *n_out)
{
	struct rows it;
	struct row *r;
	struct unit_kind *kinds;
	size_t n = 0;

	TRY(db_rows(cx->db, &SQL_unit_kinds, BIND({"n", I64(UNIT_PAGE_MAX)}), &it));
	kinds = mem_new(cx->mem, struct unit_kind, it.n);
	while ((r = rows_next(&it)) != NULL)
		kinds[n++] = (struct unit_kind){row_text(r, "code"), row_text(r, "name")};
	*out = kinds;
	*n_out = n;
	return OK;
}

err unit_lexicon(struct ctx *cx, struct unit_lexicon *out)
{
	struct rows it;
	struct row *r;
	struct unit_lexicon lexicon = {0};

	TRY(db_rows(cx->db, &SQL_unit_lexicon, BIND({"today", unit_today(cx)}, {"n", I64(UNIT_LEXICON_MAX)}), &it));
	lexicon.at = mem_new(cx->mem, struct unit_word, it.n);
	while ((r = rows_next(&it)) != NULL)
		lexicon.at[lexicon.n++] = (struct unit_word){row_bool(r, "is_class"), row_i64(r, "id"),
		                                             row_text(r, "code"), row_text(r, "words")};
	*out = lexicon;
	return OK;
}
