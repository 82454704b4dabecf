/* audit.c -- the chain.
 *
 * The canonical form of a row is its fields, each as its length, a colon and its bytes: no two rows have the same. The
 * head row gives the next number and the last hash and is locked by giving them; on PostgreSQL that lock is why entries
 * come last in a command. */
#include "room/audit/audit.h"

#include "base/buf.h"
#include "base/crypt.h"
#include "base/text.h"
#include "db/db.h"

#include "gen/audit_sql.h"

enum { REFUSALS_MAX = 16, WALK_STEP = 500, CANON_MAX = 64 * 1024, SALT = 16, BLANK_STEP = 200 };
#define ONCE_MS ((int64_t)2 * 24 * 3600 * 1000)
#define DAY_MS ((int64_t)24 * 3600 * 1000)
#define VN_OFFSET_MS ((int64_t)7 * 3600 * 1000)

struct refusal {
	struct refusal *next;
	int64_t object_id;
	const char *act, *detail;
};

static const struct {
	const char *code, *sentence;
} acts[] = {
#define ACT(code, sentence) {code, sentence},
#define ROWS "gen/rooms.def"
#include "core/rows.h"
};

const char *audit_sentence(const char *act)
{
	for (size_t i = 0; i < COUNT(acts); i++)
		if (text_is(acts[i].code, act))
			return acts[i].sentence;
	return NULL;
}

static void canon_text(struct buf *b, const char *text)
{
	buf_fmt(b, "%zu:", strlen(text));
	buf_text(b, text);
}

static void canon_i64(struct buf *b, int64_t n)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%" PRId64, n);
	canon_text(b, digits);
}

/* Of nothing said nothing is kept. */
static const char *detail_sum(struct mem *m, const char *salt, const char *detail)
{
	struct buf *b = buf_new(m, CANON_MAX);

	if (*detail == '\0')
		return "";
	canon_text(b, salt);
	canon_text(b, detail);
	CHECK(buf_err(b) == OK);
	return crypt_hash_hex(m, b->p, b->n);
}

static bool is_blanked(const struct audit_row *r)
{
	return *r->salt == '\0' && *r->detail_sum != '\0';
}

static const char *hash_of(struct mem *m, const struct audit_row *r)
{
	struct buf *b = buf_new(m, CANON_MAX);

	canon_text(b, r->prev_hash);
	canon_i64(b, r->seq);
	canon_i64(b, r->at_ms);
	canon_i64(b, r->user_id);
	canon_text(b, r->user_name);
	canon_text(b, r->act);
	canon_i64(b, r->object_id);
	canon_text(b, r->detail_sum);
	canon_text(b, r->origin);
	canon_i64(b, r->is_refusal);
	CHECK(buf_err(b) == OK);
	return crypt_hash_hex(m, b->p, b->n);
}

static struct audit_row row_read(const struct row *r)
{
	struct audit_row out = {
		.seq = row_i64(r, "seq"),
		.at_ms = row_i64(r, "at_ms"),
		.user_id = row_i64(r, "user_id"),
		.object_id = row_i64(r, "object_id"),
		.user_name = row_text(r, "user_name"),
		.act = row_text(r, "act"),
		.detail = row_text(r, "detail"),
		.salt = row_text(r, "salt"),
		.detail_sum = row_text(r, "detail_sum"),
		.origin = row_text(r, "origin"),
		.is_refusal = row_bool(r, "is_refusal"),
		.prev_hash = row_text(r, "prev_hash"),
		.hash = row_text(r, "hash"),
	};

	if (is_blanked(&out))
		out.detail = "(đã xóa theo luật)";
	out.sentence = audit_sentence(out.act);
	if (out.sentence == NULL)       /* an act of an older program */
		out.sentence = out.act;
	return out;
}

/* The first millisecond of a day in Việt Nam. */
static int64_t day_ms(date d)
{
	return d * DAY_MS - VN_OFFSET_MS;
}

err audit_list(struct ctx *cx, struct audit_filter f, struct audit_list *out)
{
	struct audit_list list = {0};
	struct rows rows;
	struct row *r;

	TRY(may(cx, R_AUDIT_READ, 0));
	CHECK(f.n > 0 && f.n <= AUDIT_LIST_MAX);
	TRY(db_rows(cx->db, &SQL_audit_list, BIND(
	    {"before", I64(f.before_seq > 0 ? f.before_seq : INT64_MAX)},
	    {"user", STR(f.user)}, {"act", STR(f.act)}, {"object_id", I64(f.object_id)},
	    {"from", I64(f.from == DATE_NONE ? INT64_MIN : day_ms(f.from))},
	    {"until", I64(f.to == DATE_NONE ? INT64_MAX : day_ms(f.to + 1))},
	    {"n", I64(f.n + 1)}), &rows));
	list.at = mem_new(cx->mem, struct audit_row, rows.n);
	while ((r = rows_next(&rows)) != NULL && list.n < (size_t)f.n)
		list.at[list.n++] = row_read(r);
	if (rows.n > (size_t)f.n)
		list.next_before_seq = list.at[list.n - 1].seq;
	*out = list;
	return OK;
}

/* Why a row does not continue the chain after seq and hash; NULL when it does. */
static const char *row_wrong(struct mem *m, const struct audit_row *r, int64_t seq, const char *hash)
{
	if (r->seq != seq + 1)
		return "thiếu dòng";
	if (!text_is(r->prev_hash, hash))
		return "không nối với dòng trước";
	if (!text_is(r->hash, hash_of(m, r)) || (!is_blanked(r) && !text_is(r->detail_sum, detail_sum(m, r->salt, r->detail))))
		return "nội dung đã bị sửa";
	return NULL;
}

/* A blanking that no act of the house tells of is an alteration. */
static err blank_wrong(struct ctx *cx, int64_t seq, const char **wrong_out)
{
	struct row *r;
	err e = db_one(cx->db, &SQL_audit_is_blanked, BIND({"seq", I64(seq)}), &r);

	*wrong_out = e == ERR_NOTFOUND ? "nội dung bị xóa mà không có việc xóa nào được ghi" : NULL;
	return e == ERR_NOTFOUND ? OK : e;
}

err audit_verify(struct ctx *cx, struct audit_check *out)
{
	struct audit_check check = {.reason = ""};
	char last_hash[CRYPT_HEX + 1] = "";
	const char *head_hash = "";
	int64_t head = 0;
	struct row *h;
	err e;

	TRY(may(cx, R_AUDIT_READ, 0));
	e = db_one(cx->db, &SQL_audit_head_get, BIND_NONE, &h);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (e == OK) {
		head = row_i64(h, "seq");
		head_hash = row_text(h, "hash");
	}
	while (check.bad_seq == 0 && check.rows_n < head) {
		int64_t before = check.rows_n;

		MEM_EACH(cx) {
			struct rows rows;
			struct row *r;

			TRY(db_rows(cx->db, &SQL_audit_walk, BIND({"after", I64(check.rows_n)}, {"last", I64(head)},
			                                          {"n", I64(WALK_STEP)}), &rows));
			while (check.bad_seq == 0 && (r = rows_next(&rows)) != NULL) {
				struct audit_row row = row_read(r);
				const char *wrong = row_wrong(cx->mem, &row, check.rows_n, last_hash);

				if (wrong == NULL && is_blanked(&row))
					TRY(blank_wrong(cx, row.seq, &wrong));
				if (wrong != NULL) {
					check.bad_seq = check.rows_n + 1;
					check.reason = wrong;
					break;
				}
				check.rows_n++;
				memcpy(last_hash, row.hash, CRYPT_HEX);
			}
		}
		if (check.bad_seq == 0 && check.rows_n == before) {
			check.bad_seq = before + 1;
			check.reason = "thiếu dòng";
		}
	}
	if (check.bad_seq == 0 && !text_is(last_hash, head_hash)) {
		check.bad_seq = head > 0 ? head : 1;
		check.reason = "dòng cuối không khớp với đầu chuỗi";
	}
	*out = check;
	return OK;
}

err audit_line(struct ctx *cx)
{
	return db_sweep(cx->db, &SQL_audit_head_hold, BIND_NONE, NULL);
}

static const char *fresh_salt(struct ctx *cx)
{
	unsigned char bytes[SALT];

	cx_random(cx, bytes, sizeof bytes);
	return crypt_hex(cx->mem, bytes, sizeof bytes);
}

static err add(struct ctx *cx, const char *act, int64_t object_id, const char *detail, bool is_refusal)
{
	struct audit_row r = {
		.at_ms = cx->now_ms,
		.user_id = cx->who->user_id,
		.user_name = cx->who->name,
		.act = act,
		.object_id = object_id,
		.detail = detail,
		.origin = cx->origin,
		.is_refusal = is_refusal,
	};
	struct row *head;

	CHECK(audit_sentence(act) != NULL);
	TRY(db_one(cx->db, &SQL_audit_head_next, BIND_NONE, &head));
	r.seq = row_i64(head, "seq");
	r.prev_hash = row_text(head, "hash");
	r.salt = *detail == '\0' ? "" : fresh_salt(cx);
	r.detail_sum = detail_sum(cx->mem, r.salt, detail);
	r.hash = hash_of(cx->mem, &r);
	TRY(db_add(cx->db, &SQL_audit_add, BIND(
	    {"seq", I64(r.seq)}, {"at", I64(r.at_ms)}, {"user_id", I64(r.user_id)}, {"user_name", STR(r.user_name)},
	    {"act", STR(r.act)}, {"object_id", I64(r.object_id)}, {"detail", STR(r.detail)}, {"salt", STR(r.salt)}, {"detail_sum", STR(r.detail_sum)}, {"origin", STR(r.origin)},
	    {"is_refusal", I64(r.is_refusal)}, {"prev_hash", STR(r.prev_hash)}, {"hash", STR(r.hash)}), NULL));
	return db_change(cx->db, &SQL_audit_head_set, BIND({"hash", STR(r.hash)}, {"seq", I64(r.seq)}));
}

err audit(struct ctx *cx, const char *act, int64_t object_id)
{
	TRY(add(cx, act, object_id, "", false));
	cx->audited_n++;
	return OK;
}

/* The words, cut at a character's border when they are too long. */
PRINTF(2, 0) static const char *detail_of(struct ctx *cx, const char *fmt, va_list ap)
{
	char *text = mem_vtext(cx->mem, fmt, ap);
	size_t n = strlen(text);

	if (n > AUDIT_DETAIL_MAX) {
		n = AUDIT_DETAIL_MAX;
		while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80)
			n--;
		text[n] = '\0';
	}
	return text;
}

err audit_detail(struct ctx *cx, const char *act, int64_t object_id, const char *fmt, ...)
{
	const char *detail;
	va_list ap;

	va_start(ap, fmt);
	detail = detail_of(cx, fmt, ap);
	va_end(ap);
	TRY(add(cx, act, object_id, detail, false));
	cx->audited_n++;
	return OK;
}

err audit_blank(struct ctx *cx, const char *act, int64_t object_id, int64_t *n_out)
{
	int64_t after = 0, sum = 0;
	bool is_over = false;

	while (!is_over) {
		struct rows rows;
		struct row *r;

		TRY(db_rows(cx->db, &SQL_audit_told,
		            BIND({"object_id", I64(object_id)}, {"act", STR(act)}, {"after", I64(after)}, {"n", I64(BLANK_STEP)}), &rows));
		is_over = rows.n < BLANK_STEP;
		while ((r = rows_next(&rows)) != NULL) {
			after = row_i64(r, "seq");
			TRY(db_change(cx->db, &SQL_audit_blank, BIND({"seq", I64(after)})));
			TRY(add(cx, "audit.blank", after, "", false));
			sum++;
		}
	}
	if (n_out != NULL)
		*n_out = sum;
	return OK;
}

void audit_refusal(struct ctx *cx, const char *act, int64_t object_id, const char *fmt, ...)
{
	struct refusal **at = &cx->refusals, *r;
	size_t n = 0;
	va_list ap;

	CHECK(audit_sentence(act) != NULL);
	for (; *at != NULL; at = &(*at)->next)
		n++;
	if (n >= REFUSALS_MAX)
		return;
	r = mem_new(cx->mem, struct refusal, 1);
	va_start(ap, fmt);
	r->detail = detail_of(cx, fmt, ap);
	va_end(ap);
	r->act = act;
	r->object_id = object_id;
	*at = r;
}

err audit_refusals_write(struct ctx *cx)
{
	for (const struct refusal *r = cx->refusals; r != NULL; r = r->next)
		TRY(add(cx, r->act, r->object_id, r->detail, true));
	cx->refusals = NULL;
	return OK;
}

/* Keys are one's own: another account's form cannot meet them. */
static const char *once_key(struct ctx *cx, const char *key)
{
	return mem_text(cx->mem, "%" PRId64 ":%s", cx->who->user_id, key);
}

err audit_once(struct ctx *cx, const char *key, const char **location_out)
{
	int64_t n;
	struct row *r;

	TRY(db_sweep(cx->db, &SQL_audit_once_add, BIND({"key", STR(once_key(cx, key))}, {"now", I64(cx->now_ms)}), &n));
	if (n == 1)
		return OK;
	TRY(db_one(cx->db, &SQL_audit_once_get, BIND({"key", STR(once_key(cx, key))}), &r));
	*location_out = row_text(r, "location");
	return ERR_TAKEN;
}

err audit_once_done(struct ctx *cx, const char *key, const char *location)
{
	return db_change(cx->db, &SQL_audit_once_done,
	                 BIND({"key", STR(once_key(cx, key))}, {"location", STR(location)}));
}

err audit_once_sweep(struct ctx *cx)
{
	return db_sweep(cx->db, &SQL_audit_once_sweep, BIND({"until", I64(cx->now_ms - ONCE_MS)}), NULL);
}
