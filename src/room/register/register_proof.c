/* room/register/register_proof.c -- heads that leave the house, proofs for strangers, and the house's own check.
 *
 * The key is a file of the data folder that only its owner reads; it signs, and nothing else. Who loses it makes a new one:
 * old heads stay checkable by the old public key, which was published (docs/vi/so-khen-thuong.md). */
#include <errno.h>

#include "base/copy.h"
#include "base/crypt.h"
#include "base/file.h"
#include "room/audit/audit.h"
#include "room/job/job.h"
#include "room/register/register_inside.h"

#include "gen/register_sql.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

#define KEY_NAME "register.key"
enum { BATCH = 500, HEADS_MAX = 200 };

static const char *key_path(struct ctx *cx)
{
	return mem_text(cx->mem, "%s/" KEY_NAME, cx->data_dir);
}

err register_key_make(struct ctx *cx)
{
	unsigned char seed[HEAD_SEED];
	int64_t size;
	err e;

	if (file_size(key_path(cx), &size) == OK)
		return OK;
	/* Never from the fixed chance of tests: a key must not be known. */
	crypt_random(seed, sizeof seed);
	e = private_make(cx->mem, key_path(cx), (const char *)seed, sizeof seed);
	secret_wipe((struct secret){(char *)seed, sizeof seed});
	return e == ERR_TAKEN ? OK : e;
}

static err keys_read(struct ctx *cx, unsigned char key[HEAD_KEY], unsigned char secret[HEAD_SECRET])
{
	struct view seed;

	if (file_read(cx->mem, key_path(cx), HEAD_SEED, &seed) != OK || seed.n != HEAD_SEED) {
		cx_note(cx, "no key of 32 bytes in %s: heads of the register cannot be signed", key_path(cx));
		return ERR_IO;
	}
	head_keys((const unsigned char *)seed.p, key, secret);
	secret_wipe((struct secret){(char *)seed.p, seed.n});
	return OK;
}

struct head register_head_of(const struct row *r)
{
	struct head h = {.log = row_text(r, "log"), .size = row_i64(r, "size"), .at_ms = row_i64(r, "at_ms")};
	size_t n;
	const void *p = row_bytes(r, "root", &n);

	if (n == MERKLE_HASH)
		memcpy(h.root.b, p, n);
	p = row_bytes(r, "key", &n);
	if (n == HEAD_KEY)
		memcpy(h.key, p, n);
	p = row_bytes(r, "signature", &n);
	if (n == HEAD_SIGNATURE)
		memcpy(h.signature, p, n);
	return h;
}

err register_heads(struct ctx *cx, int64_t before_ms, struct register_heads *out)
{
	struct rows it;
	struct row *r;
	struct register_heads list = {0};

	TRY(db_rows(cx->db, &SQL_register_heads,
	            BIND({"before", I64(before_ms == 0 ? INT64_MAX : before_ms)}, {"n", I64(HEADS_MAX)}), &it));
	list.at = mem_new(cx->mem, struct head, it.n);
	list.ids = mem_new(cx->mem, int64_t, it.n);
	while ((r = rows_next(&it)) != NULL) {
		list.ids[list.n] = row_i64(r, "id");
		list.at[list.n++] = register_head_of(r);
	}
	*out = list;
	return OK;
}

err register_head_get(struct ctx *cx, int64_t id, struct head *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_register_head_get, BIND({"id", I64(id)}), &r));
	*out = register_head_of(r);
	return OK;
}

/* The name of the log is that of its first key, and stays when the key changes. Before the first head there may be no key
 * yet: it is made; later a missing key is noticed, not replaced. */
static err log_name(struct ctx *cx, unsigned char key[HEAD_KEY], unsigned char secret[HEAD_SECRET], const char **out)
{
	struct rows it;

	TRY(db_rows(cx->db, &SQL_register_heads_walk, BIND({"after", I64(0)}, {"n", I64(1)}), &it));
	if (it.n == 0)
		TRY(register_key_make(cx));
	TRY(keys_read(cx, key, secret));
	*out = it.n == 1 ? row_text(it.at[0], "log") : head_log_name(cx->mem, key);
	return OK;
}

/* Under the lock, so that a head never runs ahead of what is kept. What is signed stands on the public page at once. */
err register_sign(struct ctx *cx, struct head *out, int64_t *id_out)
{
	unsigned char key[HEAD_KEY], secret[HEAD_SECRET];
	struct merkle_log log;
	struct head h = {.at_ms = cx->now_ms};

	TRY(register_log_next(cx, &log));
	TRY(log_name(cx, key, secret, &h.log));
	h.size = log.size;
	h.root = merkle_root(&log);
	head_sign(&h, key, secret);
	secret_wipe((struct secret){(char *)secret, sizeof secret});
	TRY(db_add(cx->db, &SQL_register_head_add,
	           BIND({"log", STR(h.log)}, {"size", I64(h.size)}, {"root", BYTES(h.root.b, MERKLE_HASH)}, {"at", I64(h.at_ms)},
	                {"key", BYTES(h.key, HEAD_KEY)}, {"signature", BYTES(h.signature, HEAD_SIGNATURE)}, {"by", STR(cx->who->name)}),
	           id_out));
	*out = h;
	return register_out_add(cx, *id_out, "page", "", 0);
}

err register_head_sign(struct ctx *cx, struct head *out)
{
	int64_t id;

	TRY(may(cx, R_REGISTER_PROVE, 0));
	TRY(register_sign(cx, out, &id));
	return audit_detail(cx, "register.head", out->size, "%" PRId64 " dòng, gốc %s", out->size,
	                    crypt_hex(cx->mem, out->root.b, MERKLE_HASH));
}

err register_head_job(struct ctx *cx, struct job *j)
{
	struct head h;
	int64_t n;

	(void)j;
	return register_head_send(cx, &h, &n);
}

/* The newest signed head of at least that size. ERR_STATE: there is none. */
static err newest(struct ctx *cx, int64_t size, struct head *out)
{
	struct rows it;

	TRY(may(cx, R_REGISTER_PROVE, 0));
	TRY(db_rows(cx->db, &SQL_register_heads, BIND({"before", I64(INT64_MAX)}, {"n", I64(1)}), &it));
	if (it.n == 0 || row_i64(it.at[0], "size") < size)
		return ERR_STATE;
	*out = register_head_of(it.at[0]);
	return OK;
}

/* One salt for all hidden fields, or one each once a field was blanked. */
static bool is_salt(size_t n)
{
	return n == HEAD_SALT || n == REGISTER_HIDDEN_N * HEAD_SALT;
}

err register_proof(struct ctx *cx, int64_t no, const char **text_out)
{
	struct register_line l;
	struct row *r;
	struct proof *p = mem_new(cx->mem, struct proof, 1);
	const unsigned char *salt;
	size_t n;

	TRY(register_get(cx, no, &l));
	TRY(newest(cx, no, &p->head));
	TRY(db_one(cx->db, &SQL_register_get, BIND({"leaf", I64(no - 1)}), &r));
	salt = row_bytes(r, "salt", &n);
	if (!is_salt(n))
		return ERR_DB;
	p->leaf = no - 1;
	p->data = register_leaf(cx->mem, &l, salt, p->fields, &p->fields_n);
	TRY(register_log_inclusion(cx, p->leaf, p->head.size, &p->path));
	*text_out = proof_text(cx->mem, p);
	return OK;
}

err register_inclusion(struct ctx *cx, int64_t no, struct register_inclusion *out)
{
	struct register_line l;
	struct row *r;
	struct register_inclusion in;
	const void *hash;
	size_t n;

	TRY(register_get(cx, no, &l));
	TRY(may(cx, R_REGISTER_PROVE, 0));
	TRY(db_one(cx->db, &SQL_register_log_get, BIND_NONE, &r));
	in.size = row_i64(r, "size");
	TRY(db_one(cx->db, &SQL_register_get, BIND({"leaf", I64(no - 1)}), &r));
	hash = row_bytes(r, "hash", &n);
	if (n != MERKLE_HASH)
		return ERR_DB;
	memcpy(in.leaf.b, hash, n);
	TRY(register_log_root(cx, in.size, &in.root));
	TRY(register_log_inclusion(cx, no - 1, in.size, &in.proof));
	*out = in;
	return OK;
}

err register_proof_growth(struct ctx *cx, int64_t from_size, const char **text_out)
{
	struct proof *p = mem_new(cx->mem, struct proof, 1);

	if (from_size < 1)
		return ERR_STATE;
	TRY(newest(cx, from_size, &p->head));
	p->is_growth = true;
	p->leaf = from_size;
	p->data = "";
	TRY(register_log_root(cx, from_size, &p->old_root));
	TRY(register_log_growth(cx, from_size, p->head.size, &p->path));
	*text_out = proof_text(cx->mem, p);
	return OK;
}

/* ---- the house's own check -------------------------------------------------------------------------------------------------- */

struct checking {
	struct ctx *cx;
	struct merkle_log log;
	const char *wrong;
};

/* The line of a row made into its leaf again; false when it is not what the log has. */
static bool leaf_holds(struct mem *m, const struct row *r, int64_t leaf, struct merkle_hash *hash)
{
	struct register_line l = register_line_of(r);
	size_t salt_n, hash_n;
	const unsigned char *salt = row_bytes(r, "salt", &salt_n);
	const void *kept = row_bytes(r, "hash", &hash_n);
	const char *data;

	if (!is_salt(salt_n) || hash_n != MERKLE_HASH || l.no != leaf + 1)
		return false;
	data = register_leaf(m, &l, salt, NULL, NULL);
	*hash = merkle_leaf(data, strlen(data));
	return memcmp(hash->b, kept, MERKLE_HASH) == 0;
}

/* Heads whose size is that of the log now must have its root and a right signature. */
static err check_heads(struct checking *k, const struct register_heads *heads, size_t *at)
{
	for (; *at < heads->n && heads->at[*at].size == k->log.size; ++*at) {
		const struct head *h = &heads->at[*at];

		if (!head_is_signed(h))
			k->wrong = mem_text(k->cx->mem, "đầu sổ %" PRId64 " dòng có chữ ký không đúng", h->size);
		else if (!merkle_same(h->root, merkle_root(&k->log)))
			k->wrong = mem_text(k->cx->mem, "sổ khác với đầu sổ đã ký khi có %" PRId64 " dòng: có dòng đã bị sửa", h->size);
	}
	return OK;
}

/* All heads, by size; few beside the lines. */
static err all_heads(struct ctx *cx, struct register_heads *out)
{
	struct LIST(struct head) list = {0};
	struct rows it;
	struct row *r;
	int64_t after = 0;

	do {
		TRY(db_rows(cx->db, &SQL_register_heads_walk, BIND({"after", I64(after)}, {"n", I64(BATCH)}), &it));
		while ((r = rows_next(&it)) != NULL) {
			*list_add(cx->mem, &list) = register_head_of(r);
			after = row_i64(r, "id");
		}
	} while (it.n == BATCH);
	*out = (struct register_heads){.at = list.at, .n = list.n};
	return OK;
}

/* A batch of lines into the log in memory; *more false after the last. */
static err check_batch(struct checking *k, const struct register_heads *heads, size_t *at, bool *more)
{
	struct rows it;
	struct row *r;
	struct merkle_hash hash, done[MERKLE_LEVELS];

	TRY(db_rows(k->cx->db, &SQL_register_walk, BIND({"from", I64(k->log.size)}, {"n", I64(BATCH)}), &it));
	while ((r = rows_next(&it)) != NULL && *k->wrong == '\0') {
		if (!leaf_holds(k->cx->mem, r, k->log.size, &hash)) {
			k->wrong = mem_text(k->cx->mem, "dòng số %" PRId64 " không còn như khi ghi, hoặc bị bỏ", k->log.size + 1);
			break;
		}
		merkle_add(&k->log, hash, done);
		TRY(check_heads(k, heads, at));
	}
	*more = it.n == BATCH && *k->wrong == '\0';
	return OK;
}

err register_verify(struct ctx *cx, struct register_check *out)
{
	struct checking k = {.cx = cx, .wrong = ""};
	struct register_heads heads;
	struct merkle_log end = {0};
	struct merkle_hash root;
	struct row *r;
	size_t at = 0;
	bool more = true;
	char wrong[256] = "";

	TRY(may(cx, R_REGISTER_PROVE, 0));
	TRY(all_heads(cx, &heads));
	TRY(check_heads(&k, &heads, &at));
	while (more) {
		err e = OK;

		MEM_EACH(cx) {
			e = check_batch(&k, &heads, &at, &more);
			snprintf(wrong, sizeof wrong, "%s", k.wrong);
			k.wrong = *wrong == '\0' ? "" : wrong;
		}
		TRY(e);
	}
	*out = (struct register_check){k.log.size, (int64_t)heads.n, mem_dup(cx->mem, wrong)};
	if (*out->wrong != '\0')
		return OK;
	if (at < heads.n) {
		out->wrong = mem_text(cx->mem, "sổ bị cắt: đầu sổ đã ký có %" PRId64 " dòng, nay chỉ còn %" PRId64, heads.at[at].size, k.log.size);
		return OK;
	}
	err e = db_one(cx->db, &SQL_register_log_get, BIND_NONE, &r);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (e == OK) {
		size_t n;
		const void *frontier = row_bytes(r, "frontier", &n);

		end.size = row_i64(r, "size");
		if (n == (size_t)merkle_frontier_n(end.size) * MERKLE_HASH && n > 0)
			memcpy(end.at, frontier, n);
	}
	e = end.size == k.log.size ? register_log_root(cx, k.log.size, &root) : ERR_NOTFOUND;
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (e == ERR_NOTFOUND || !merkle_same(merkle_root(&end), merkle_root(&k.log)) || !merkle_same(root, merkle_root(&k.log)))
		out->wrong = "phần cuối của sổ không khớp với các dòng";
	return OK;
}

err register_copy(struct ctx *cx, const char *path, int64_t *n_out)
{
	FILE *f = NULL;
	int64_t leaf = 0;
	bool more = true;
	err e = OK;

	TRY(register_may(cx, R_REGISTER_READ, 0));
	f = fopen(path, "wxe");
	if (f == NULL)
		return errno == EEXIST ? ERR_TAKEN : ERR_IO;
	if (fwrite(COPY_FIRST "\n", 1, sizeof COPY_FIRST, f) != sizeof COPY_FIRST)
		e = ERR_SPACE;
	while (e == OK && more) {
		MEM_EACH(cx) {
			struct rows it = {0};
			struct row *r;
			struct buf *b = buf_new(cx->mem, (size_t)BATCH * 4 * HEAD_LEAF_MAX);

			e = db_rows(cx->db, &SQL_register_walk, BIND({"from", I64(leaf)}, {"n", I64(BATCH)}), &it);
			while (e == OK && (r = rows_next(&it)) != NULL) {
				struct register_line l = register_line_of(r);
				size_t n;
				const unsigned char *salt = row_bytes(r, "salt", &n);

				e = is_salt(n) ? OK : ERR_DB;
				if (e == OK)
					copy_put(b, cx->mem, leaf++, register_leaf(cx->mem, &l, salt, NULL, NULL));
			}
			if (e == OK && fwrite(b->p, 1, b->n, f) != b->n)
				e = ERR_SPACE;
			more = it.n == BATCH;
		}
	}
	if (fclose(f) != 0 && e == OK)
		e = ERR_SPACE;
	if (e == OK)
		*n_out = leaf;
	else
		(void)remove(path);
	return e;
}
