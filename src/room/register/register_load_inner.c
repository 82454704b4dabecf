/* room/register/register_load_inner.c -- rows about an award that an earlier row of the same file grants: granted and revoked, or given
 * again, in one sheet.
 *
 * Such a row is known by who and what, or says the line ("tệp:12"). It cannot be written ahead with the others: whoever appends a line
 * meanwhile moves one of them, and a line's leaf names the leaf it is about. So it waits for the transaction that publishes, in which
 * nothing moves any more (docs/decisions/0069). */
#include "base/text.h"
#include "room/register/register_inside.h"
#include "room/register/register_load_row_in.h"

#include "gen/register_load_sql.h"
#include "gen/register_sql.h"

enum { LEAVES_ROWS = 20000 };

static bool is_grant(const char *const at[SHEET_FIELD_N])
{
	enum register_nature n = register_nature_of(at[SHEET_NATURE]);

	return n == REGISTER_GRANT || n == REGISTER_POSTHUMOUS;
}

static int64_t key_of(struct mem *m, const char *const at[SHEET_FIELD_N])
{
	uint64_t h = text_hash(mem_text(m, "%s\n%s\n%s", sheet_plain(m, at[SHEET_SUBJECT]), sheet_plain(m, at[SHEET_NAME]), at[SHEET_AWARD_CODE]));

	return (int64_t)(h >> 1) | 1;
}

int64_t load_row_key(struct mem *m, const char *const at[SHEET_FIELD_N])
{
	return is_grant(at) && *at[SHEET_NAME] != '\0' && *at[SHEET_AWARD_CODE] != '\0' ? key_of(m, at) : 0;
}

/* Nothing that both say of somebody differs. */
static bool may_be_same(struct mem *m, const char *const a[SHEET_FIELD_N], const char *const b[SHEET_FIELD_N])
{
	static const enum sheet_field said[] = {SHEET_NUMBER, SHEET_UNIT, SHEET_BIRTH};

	for (size_t i = 0; i < COUNT(said); i++)
		if (*a[said[i]] != '\0' && *b[said[i]] != '\0' && !text_is(sheet_plain(m, a[said[i]]), sheet_plain(m, b[said[i]])))
			return false;
	return true;
}

/* The grant is one of what the row speaks of. */
static bool is_of(struct mem *m, const char *const granted[SHEET_FIELD_N], const char *const at[SHEET_FIELD_N])
{
	return load_row_key(m, granted) == key_of(m, at) && may_be_same(m, granted, at);
}

int64_t load_inner_said(struct mem *m, const char *text)
{
	const char *plain = sheet_plain(m, text);

	if (strncmp(plain, "tep", 3) != 0)
		return 0;
	plain += 3;
	plain += strspn(plain, ": #");
	return *plain != '\0' && strlen(plain) < 8 && strspn(plain, "0123456789") == strlen(plain) ? strtoll(plain, NULL, 10) : 0;
}

err load_inner_find(struct ctx *cx, const struct load_writer *w, const char *const at[SHEET_FIELD_N], int64_t said_line, struct load_inner out[LOAD_INNERS],
                    size_t *n_out)
{
	int64_t key = key_of(cx->mem, at), before = w->before == 0 ? INT64_MAX : w->before;
	struct rows it;
	struct row *r;

	*n_out = 0;
	if (said_line != 0)
		TRY(db_rows(cx->db, &SQL_register_load_at_line, BIND({"load", I64(w->load.id)}, {"before", I64(before)}, {"line", I64(said_line)},
		                                                     {"sheet", STR(w->sheet)}, {"n", I64(LOAD_INNERS)}), &it));
	else
		TRY(db_rows(cx->db, &SQL_register_load_granted, BIND({"load", I64(w->load.id)}, {"before", I64(before)}, {"key", I64(key)}, {"n", I64(LOAD_INNERS)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		const char *granted[SHEET_FIELD_N];
		bool is_other;

		load_fields(cx->mem, row_text(r, "fields"), granted);
		is_other = !is_of(cx->mem, granted, at);
		if (is_grant(granted) && text_is(granted[SHEET_AWARD_CODE], at[SHEET_AWARD_CODE]) && (said_line != 0 || !is_other))
			out[(*n_out)++] = (struct load_inner){row_i64(r, "id"), row_i64(r, "line"), cell_years(granted[SHEET_YEAR]).to, granted[SHEET_NAME], is_other};
	}
	return OK;
}

err load_inner_ended(struct ctx *cx, const struct load_writer *w, int64_t names_id, int64_t *line_out)
{
	struct rows it;
	struct row *r;

	*line_out = 0;
	TRY(db_rows(cx->db, &SQL_register_load_namers, BIND({"load", I64(w->load.id)}, {"names", I64(names_id)}, {"before", I64(w->before == 0 ? INT64_MAX : w->before)},
	                                                    {"n", I64(LOAD_INNERS)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		const char *at[SHEET_FIELD_N];
		enum register_nature n;

		load_fields(cx->mem, row_text(r, "fields"), at);
		n = register_nature_of(at[SHEET_NATURE]);
		if (n == REGISTER_REVOKE || n == REGISTER_CANCEL)
			*line_out = row_i64(r, "line");
	}
	return OK;
}

err load_inner_count(struct ctx *cx, int64_t load_id, int64_t *n_out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_register_load_inner_count, BIND({"load", I64(load_id)}), &r));
	*n_out = row_i64(r, "n");
	return OK;
}

void load_inner_need(struct ctx *cx, int64_t n, const char *field)
{
	need(cx, n <= LOAD_INNER_MAX, field, "Tệp có hơn 1.000 dòng thu hồi, cấp đổi, cấp lại, điều chỉnh khen thưởng của chính tệp; hãy nạp phần tặng trước.");
}

/* ---- published ------------------------------------------------------------------------------------------------------------ */

/* A row that is named, and where it came to stand; -1: nowhere. */
struct granted {
	int64_t row, leaf;
};

static int by_row(const void *a, const void *b)
{
	const struct granted *x = a, *y = b;

	return (x->row > y->row) - (x->row < y->row);
}

static struct granted *granted_of(struct granted *all, size_t n, int64_t row)
{
	return bsearch(&(struct granted){.row = row}, all, n, sizeof *all, by_row);
}

/* The rows that others name, each once and in order. */
static struct granted *named(struct mem *m, const struct rows *inner, size_t *n_out)
{
	struct granted *all = mem_new(m, struct granted, inner->n);
	size_t n = 0;

	for (size_t i = 0; i < inner->n; i++)
		all[i] = (struct granted){row_i64(inner->at[i], "names_id"), -1};
	qsort(all, inner->n, sizeof *all, by_row);
	for (size_t i = 0; i < inner->n; i++)
		if (n == 0 || all[n - 1].row != all[i].row)
			all[n++] = all[i];
	*n_out = n;
	return all;
}

/* Where each of them came to stand, among the new lines. */
static err leaves_of(struct ctx *cx, struct granted *all, size_t n, int64_t from, int64_t until)
{
	for (; from < until; from += LEAVES_ROWS) {
		struct granted *x;
		struct rows it;
		struct row *r;

		TRY(db_rows(cx->db, &SQL_register_load_leaves, BIND({"from", I64(from)}, {"until", I64(from + LEAVES_ROWS < until ? from + LEAVES_ROWS : until)},
		                                                    {"n", I64(LEAVES_ROWS)}), &it));
		while ((r = rows_next(&it)) != NULL)
			if ((x = granted_of(all, n, row_i64(r, "load_line_id"))) != NULL)
				x->leaf = row_i64(r, "leaf");
	}
	return OK;
}

/* The line in force of the award granted there: an earlier row may have adjusted it. */
static err now_of(struct ctx *cx, int64_t leaf, int64_t *no_out)
{
	struct register_line l;

	TRY(register_get(cx, leaf + 1, &l));
	for (int i = 0; l.corrected_by_no != 0 && i < REGISTER_CHAIN_MAX; i++)
		TRY(register_get(cx, l.corrected_by_no, &l));
	*no_out = l.no;
	return OK;
}

static err publish_one(struct ctx *cx, struct load_writer *w, const struct row *r, int64_t leaf, struct merkle_log *log)
{
	const char *at[SHEET_FIELD_N], *granted[SHEET_FIELD_N];
	struct merkle_hash hash;
	int64_t no;

	load_fields(cx->mem, row_text(r, "fields"), at);
	load_fields(cx->mem, row_text(r, "granted"), granted);
	if (leaf < 0) {
		fault(cx, "", "Dòng “%s”: dòng tặng của tệp mà nó nêu không vào sổ.", at[SHEET_NAME]);
		return ERR_INVALID;
	}
	if (load_inner_said(cx->mem, at[SHEET_ABOUT]) == 0 && !is_of(cx->mem, granted, at)) {
		fault(cx, "", "Dòng “%s”: dòng tặng của tệp mà nó nêu không còn khớp với dòng này; hãy xem lại hai dòng.", at[SHEET_NAME]);
		return ERR_INVALID;
	}
	TRY(now_of(cx, leaf, &no));
	at[SHEET_ABOUT] = mem_text(cx->mem, "%" PRId64, no);
	TRY(load_row_write(cx, w, r, at, log->size, &hash));
	TRY(register_log_add(cx, log, hash));
	return register_log_keep(cx, log);
}

err load_inner_publish(struct ctx *cx, const struct register_load *l, int64_t from, struct merkle_log *log, int64_t *n_out)
{
	struct granted *all;
	struct load_writer *w;
	struct rows it;
	size_t n;

	TRY(db_rows(cx->db, &SQL_register_load_inner, BIND({"load", I64(l->id)}, {"n", I64(LOAD_INNER_MAX)}), &it));
	*n_out = (int64_t)it.n;
	if (it.n == 0)
		return OK;
	all = named(cx->mem, &it, &n);
	TRY(leaves_of(cx, all, n, from, log->size));
	TRY(load_writer_new(cx, l, &w));
	for (size_t i = 0; i < it.n; i++)
		TRY(publish_one(cx, w, it.at[i], granted_of(all, n, row_i64(it.at[i], "names_id"))->leaf, log));
	return OK;
}
