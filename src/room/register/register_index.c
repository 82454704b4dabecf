/* room/register/register_index.c -- the derived files opened, and what came after them told.
 *
 * A file names the last line and the last act of the audit that it has seen, with a hash of both: so a file of another register, or
 * of one that was put back to an earlier day, is known for what it is. A reading connection keeps what it opened and, for the log is
 * only appended to, reads at the next question no more than what came since (docs/decisions/0052). Told anew are: new lines; every
 * line of a chain to which something was added; lines of people whose record was edited, merged or parted; lines of which a field
 * was blanked by law. */
#include <sys/stat.h>

#include "base/crypt.h"
#include "base/text.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/register/register_index_files.h"

#include "gen/register_index_sql.h"

enum { CHUNK = 2000, ACTS_MAX = 5000 };

/* ---- a line in small numbers ------------------------------------------------------------------------------------------- */

int register_sex_of(const char *code)
{
	return text_is(code, "m") ? 1 : text_is(code, "f") ? 2 : 0;
}

uint16_t register_traits_put(struct register_traits t)
{
	return (uint16_t)(t.subject | t.nature << 2 | t.sex << 6 | t.level << 8 | t.is_direct << 10 | t.is_held << 11);
}

struct register_traits register_traits_of(uint16_t v)
{
	return (struct register_traits){v & 3, v >> 2 & 15, v >> 6 & 3, v >> 8 & 3, (v >> 10 & 1) != 0, (v >> 11 & 1) != 0};
}

int register_slot(const struct register_ids *ids, int64_t id)
{
	size_t low = 0, high = ids->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (ids->at[mid] < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < ids->n && ids->at[low] == id ? (int)low + 1 : 0;
}

static err ids_read(struct ctx *cx, struct mem *m, const struct sql *q, size_t max, struct register_ids *out)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, q, BIND({"n", I64(max + 1)}), &it));
	if (it.n > max)
		return ERR_FULL;
	out->n = 0;
	out->at = mem_new(m, int64_t, it.n);
	while ((r = rows_next(&it)) != NULL)
		out->at[out->n++] = row_i64(r, "id");
	return OK;
}

err register_slots_read(struct ctx *cx, struct mem *m, struct register_index *x)
{
	TRY(ids_read(cx, m, &SQL_register_index_awards, REGISTER_SLOTS_MAX, &x->awards));
	TRY(ids_read(cx, m, &SQL_register_index_grounds, REGISTER_SLOTS_MAX, &x->grounds));
	return ids_read(cx, m, &SQL_register_index_classes, REGISTER_CLASSES_MAX, &x->classes);
}

struct register_who register_who_of(const struct row *r)
{
	return (struct register_who){row_i64(r, "speaker_id"), register_sex_of(row_text(r, "sex"))};
}

err register_told_of(const struct register_index *x, const struct row *r, struct register_who who, struct register_told *out)
{
	struct register_traits t = register_traits_of((uint16_t)row_i64(r, "traits"));
	int award = register_slot(&x->awards, row_i64(r, "award_id")), ground = register_slot(&x->grounds, row_i64(r, "ground_id"));
	int class = register_slot(&x->classes, row_i64(r, "class_id"));
	int64_t year = row_i64(r, "year"), unit = row_i64(r, "unit_id"), person = t.subject == AWARD_PERSON ? who.speaker_id : 0;
	int64_t leaf = row_i64(r, "leaf"), from_1900 = year < 1900 ? 0 : year - 1900;

	if (year < 0 || year > FIND_KEY_MAX || from_1900 > 255 || unit >= REGISTER_NO_UNIT || person > UINT32_MAX || award == 0)
		return ERR_FULL;
	t.sex = who.sex;
	*out = (struct register_told){
		.line = {.id = leaf + 1, .name = row_text(r, "name"), .unit_id = unit,
		         .keys = {(uint16_t)year, (uint16_t)award, register_traits_put(t), (uint16_t)(ground << 4 | class)}},
		.figure = {.id = leaf + 1, .unit_id = unit == 0 ? REGISTER_NO_UNIT : unit, .person_id = person,
		           .dim = {(uint8_t)award, (uint8_t)from_1900, (uint8_t)t.sex, (uint8_t)(class * 2 + t.is_direct), (uint8_t)ground,
		                   (uint8_t)t.subject}},
		.is_held = t.is_held,
	};
	return OK;
}

/* ---- what is kept from one question to the next -------------------------------------------------------------------------- */

struct file_seen {
	uint64_t inode;
	int64_t changed_ns, bytes;
};

struct kept {
	struct mem *m;
	struct register_index x;
	struct file_seen files[2];
	int64_t seen;                   /* the last act of the audit it knows */
	unsigned char last[32];         /* hash of the line before x.size */
};

const char *register_index_path(struct ctx *cx, struct mem *m, const char *ending)
{
	return mem_text(m, "%s/register.%s", cx->data_dir, ending);
}

static struct file_seen look_at(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return (struct file_seen){0};
	return (struct file_seen){st.st_ino, (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec, st.st_size};
}

static void kept_drop(void *what)
{
	mem_close(((struct kept *)what)->m);
}

/* How long the log is, and whether the one that was `was` lines long, with that last one, is a beginning of it. */
static err size_now(struct ctx *cx, int64_t was, const unsigned char last[32], int64_t *size_out, bool *is_beginning_out)
{
	struct row *r;
	size_t n = 0;
	const void *hash;
	err e = db_one(cx->db, &SQL_register_index_size, BIND({"leaf", I64(was - 1)}), &r);

	*size_out = 0;
	*is_beginning_out = was == 0;
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	*size_out = row_i64(r, "size");
	hash = row_bytes(r, "hash", &n);
	if (was > 0)
		*is_beginning_out = was <= *size_out && n == 32 && memcmp(hash, last, 32) == 0;
	return OK;
}

/* The hash of the last of that many lines. */
static err last_hash(struct ctx *cx, int64_t size, unsigned char out[32])
{
	struct row *r;
	size_t n;
	const void *hash;
	err e = db_one(cx->db, &SQL_register_index_size, BIND({"leaf", I64(size - 1)}), &r);

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	hash = row_bytes(r, "hash", &n);
	if (n == 32)
		memcpy(out, hash, 32);
	return OK;
}

static err seen_now(struct ctx *cx, int64_t *out)
{
	struct row *r;
	err e = db_one(cx->db, &SQL_register_index_seen, BIND_NONE, &r);

	*out = e == OK ? row_i64(r, "seq") : 0;
	return e == ERR_NOTFOUND ? OK : e;
}

/* Of the last of that many lines and of an act: both are ends of chains. */
static err sum_of(struct ctx *cx, int64_t size, int64_t seen, unsigned char out[32])
{
	struct row *r;
	unsigned char line[32] = {0};
	const char *both;
	err e = db_one(cx->db, &SQL_register_index_act, BIND({"seq", I64(seen)}), &r);

	if (e != OK && e != ERR_NOTFOUND)
		return e;
	both = e == OK ? row_text(r, "hash") : "";
	TRY(last_hash(cx, size, line));
	both = mem_text(cx->mem, "%s %s", crypt_hex(cx->mem, line, sizeof line), both);
	crypt_hash(out, both, strlen(both));
	return OK;
}

err register_index_now(struct ctx *cx, int64_t *size_out, struct mark *out)
{
	bool is;

	*out = (struct mark){0};
	TRY(size_now(cx, 0, NULL, size_out, &is));
	TRY(seen_now(cx, &out->seen));
	return sum_of(cx, *size_out, out->seen, out->sum);
}

/* Does a file that has seen so many lines and these acts belong to this register, with this past? */
static err is_ours(struct ctx *cx, int64_t size, const struct mark *mark, bool *out)
{
	unsigned char sum[32] = {0};

	TRY(sum_of(cx, size, mark->seen, sum));
	*out = memcmp(sum, mark->sum, sizeof sum) == 0;
	return OK;
}

/* Maps the files; without them everything is read from the database. */
static err kept_open(struct ctx *cx, struct mem *m, struct kept *k)
{
	const char *find = register_index_path(cx, m, "find"), *tally = register_index_path(cx, m, "tally");
	const struct mark *a, *b;
	bool is_a = false, is_b = false;

	k->m = m;
	k->files[0] = look_at(find);
	k->files[1] = look_at(tally);
	if (find_open(m, find, &k->x.find) == OK && tally_open(m, tally, &k->x.tally) == OK) {
		a = find_mark(k->x.find);
		b = tally_mark(k->x.tally);
		TRY(is_ours(cx, find_last_id(k->x.find), a, &is_a));
		TRY(is_ours(cx, tally_last_id(k->x.tally), b, &is_b));
	}
	if (!is_a || !is_b) {
		k->x.find = find_empty(m);
		k->x.tally = tally_empty(m);
		TRY(seen_now(cx, &k->seen));
		return register_slots_read(cx, m, &k->x);
	}
	/* One file may have been exchanged a moment before the other: telling a line again does no harm. */
	k->x.size = find_last_id(k->x.find) < tally_last_id(k->x.tally) ? find_last_id(k->x.find) : tally_last_id(k->x.tally);
	k->seen = a->seen < b->seen ? a->seen : b->seen;
	TRY(last_hash(cx, k->x.size, k->last));
	return register_slots_read(cx, m, &k->x);
}

/* ---- what came since ------------------------------------------------------------------------------------------------------ */

static err tell(struct ctx *cx, struct kept *k, const struct row *r)
{
	struct register_told t;
	err e = register_told_of(&k->x, r, register_who_of(r), &t);

	if (e == ERR_FULL) {            /* an award or ground that is newer than the slots */
		TRY(register_slots_read(cx, k->m, &k->x));
		e = register_told_of(&k->x, r, register_who_of(r), &t);
	}
	TRY(e);
	find_tail_add(k->x.find, &t.line);
	if (t.is_held)
		tally_tail_add(k->x.tally, &t.figure);
	else
		tally_tail_drop(k->x.tally, t.figure.id);
	return OK;
}

static err tell_lines(struct ctx *cx, struct kept *k, int64_t until)
{
	int64_t from = k->x.size;
	bool is_more = true;

	while (is_more) {
		MEM_EACH(cx) {
			struct rows it;
			struct row *r;

			TRY(db_rows(cx->db, &SQL_register_index_lines, BIND({"from", I64(from)}, {"until", I64(until)}, {"n", I64(CHUNK)}), &it));
			is_more = it.n == CHUNK;
			while ((r = rows_next(&it)) != NULL) {
				TRY(tell(cx, k, r));
				from = row_i64(r, "leaf") + 1;
			}
		}
	}
	return OK;
}

/* A chain anew: of its lines those in force, which are held or not. */
static err tell_chain(struct ctx *cx, struct kept *k, int64_t root)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_register_index_chain, BIND({"root", I64(root)}, {"n", I64(REGISTER_CHAIN_MAX * 10)}), &it));
	while ((r = rows_next(&it)) != NULL)
		tally_tail_drop(k->x.tally, row_i64(r, "leaf") + 1);
	TRY(db_rows(cx->db, &SQL_register_index_root, BIND({"root", I64(root)}, {"n", I64(REGISTER_CHAIN_MAX * 10)}), &it));
	while ((r = rows_next(&it)) != NULL)
		TRY(tell(cx, k, r));
	return OK;
}

static err tell_changes(struct ctx *cx, struct kept *k, int64_t until)
{
	int64_t from = k->x.size;
	bool is_more = true;

	while (is_more) {
		MEM_EACH(cx) {
			struct rows it;
			struct row *r;

			TRY(db_rows(cx->db, &SQL_register_index_changes, BIND({"from", I64(from)}, {"until", I64(until)}, {"n", I64(CHUNK)}), &it));
			is_more = it.n == CHUNK;
			while ((r = rows_next(&it)) != NULL) {
				from = row_i64(r, "leaf") + 1;
				if (!row_is_null(r, "corrects"))
					find_tail_drop(k->x.find, row_i64(r, "corrects") + 1);
				TRY(tell_chain(cx, k, row_is_null(r, "about") ? row_i64(r, "root") : row_i64(r, "about")));
			}
		}
	}
	return OK;
}

static err tell_person(struct ctx *cx, struct kept *k, int64_t id, int64_t until)
{
	int64_t from = 0;
	bool is_more = true;

	while (is_more) {
		MEM_EACH(cx) {
			struct rows it;
			struct row *r;

			TRY(db_rows(cx->db, &SQL_register_index_person,
			            BIND({"person", I64(id)}, {"from", I64(from)}, {"until", I64(until)}, {"n", I64(CHUNK)}), &it));
			is_more = it.n == CHUNK;
			while ((r = rows_next(&it)) != NULL) {
				from = row_i64(r, "leaf") + 1;
				TRY(tell(cx, k, r));
			}
		}
	}
	return OK;
}

/* A line that says less now; one that is in force no more is in no file. */
static err tell_blanked(struct ctx *cx, struct kept *k, int64_t no, int64_t until)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_register_index_lines, BIND({"from", I64(no - 1)}, {"until", I64(no < until ? no : until)}, {"n", I64(1)}), &it));
	while ((r = rows_next(&it)) != NULL)
		TRY(tell(cx, k, r));
	return OK;
}

static err acts_since(struct ctx *cx, const struct kept *k, struct rows *out)
{
	return db_rows(cx->db, &SQL_register_index_acts, BIND({"after", I64(k->seen)}, {"n", I64(ACTS_MAX + 1)}), out);
}

/* People and lines that say something else now. */
static err tell_acts(struct ctx *cx, struct kept *k, int64_t until)
{
	struct rows it;
	struct row *r;

	TRY(acts_since(cx, k, &it));
	if (it.n > ACTS_MAX)
		return ERR_BUSY;
	while ((r = rows_next(&it)) != NULL) {
		if (text_is(row_text(r, "act"), "register.blank"))
			TRY(tell_blanked(cx, k, row_i64(r, "object_id"), until));
		else
			TRY(tell_person(cx, k, row_i64(r, "object_id"), until));
		k->seen = row_i64(r, "seq");
	}
	return OK;
}

static err catch_up(struct ctx *cx, struct kept *k, int64_t size)
{
	TRY(tell_acts(cx, k, k->x.size));
	if (size == k->x.size)
		return OK;
	TRY(tell_lines(cx, k, size));
	TRY(tell_changes(cx, k, size));
	k->x.size = size;
	return last_hash(cx, size, k->last);
}

/* What this connection keeps, if it is still true; else NULL. */
static err kept_of(struct ctx *cx, int64_t *size_out, struct kept **out)
{
	struct kept *k = db_kept(cx->db, kept_drop);
	struct file_seen now[2];
	bool is;

	TRY(size_now(cx, k == NULL ? 0 : k->x.size, k == NULL ? NULL : k->last, size_out, &is));
	now[0] = look_at(register_index_path(cx, cx->mem, "find"));
	now[1] = look_at(register_index_path(cx, cx->mem, "tally"));
	*out = k != NULL && is && memcmp(now, k->files, sizeof now) == 0 ? k : NULL;
	return OK;
}

err register_index_open(struct ctx *cx, struct register_index **out)
{
	bool is_keeping = db_only_reads(cx->db);
	struct kept *k;
	int64_t size;
	err e;

	TRY(kept_of(cx, &size, &k));
	if (k == NULL) {
		struct mem *m = is_keeping ? mem_open((size_t)1 << 30) : cx->mem;

		k = mem_new(m, struct kept, 1);
		e = kept_open(cx, m, k);
		if (e != OK && is_keeping)
			mem_close(m);
		TRY(e);
		if (is_keeping)
			db_keep(cx->db, k, kept_drop);
	}
	e = size - k->x.size > REGISTER_TAIL_MAX ? ERR_BUSY : catch_up(cx, k, size);
	if (e != OK && is_keeping)
		db_keep(cx->db, NULL, kept_drop);    /* half told: to be opened anew */
	TRY(e);
	*out = &k->x;
	return OK;
}

err register_index_late(struct ctx *cx, int64_t *n_out)
{
	struct mem *m = mem_open((size_t)1 << 30);
	struct kept *k = mem_new(m, struct kept, 1);
	struct rows acts;
	int64_t size;
	bool is;
	err e = size_now(cx, 0, NULL, &size, &is);

	if (e == OK)
		e = kept_open(cx, m, k);
	if (e == OK)
		e = acts_since(cx, k, &acts);
	if (e == OK)
		*n_out = size - k->x.size + (int64_t)acts.n;
	mem_close(m);
	return e;
}
