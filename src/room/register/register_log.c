/* room/register/register_log.c -- the Merkle log over the lines: its end, the nodes that are kept, and proofs.
 *
 * Kept are the leaves' hashes (in the lines), the frontier in one locked row, and the root of every complete subtree of
 * 256, 65536 and 16777216 leaves. So a line costs one row, one update, and a node every 256 lines; a proof reads at most
 * 255 hashes for each of four levels, whatever the size. */
#include "room/register/register_inside.h"

#include "gen/register_sql.h"

enum { STEP = 8, LEVEL_MAX = 24 };      /* nodes are kept at each STEP levels */

static err log_of_row(const struct row *r, struct merkle_log *out)
{
	size_t n;
	const void *frontier = row_bytes(r, "frontier", &n);

	*out = (struct merkle_log){.size = row_i64(r, "size")};
	CHECK(out->size >= 0);
	if (n != (size_t)merkle_frontier_n(out->size) * MERKLE_HASH)
		return ERR_DB;
	if (n > 0)
		memcpy(out->at, frontier, n);
	return OK;
}

err register_log_next(struct ctx *cx, struct merkle_log *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_register_log_next, BIND({"empty", BYTES("", 0)}), &r));
	return log_of_row(r, out);
}

err register_log_ahead(struct ctx *cx, int64_t *n_out, int64_t *load_out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_register_log_ahead, BIND_NONE, &r));
	*n_out = row_i64(r, "ahead_n");
	*load_out = row_i64(r, "ahead_load");
	return OK;
}

err register_log_ahead_set(struct ctx *cx, int64_t n, int64_t load)
{
	return db_change(cx->db, &SQL_register_log_ahead_set, BIND({"n", I64(n)}, {"load", I64(load)}));
}

err register_log_room(struct ctx *cx, const struct merkle_log *log)
{
	int64_t n, load;

	TRY(register_log_ahead(cx, &n, &load));
	if (n == 0)
		return OK;
	return db_change(cx->db, &SQL_register_leaf_move, BIND({"from", I64(log->size)}, {"to", I64(log->size + n)}));
}

err register_log_keep(struct ctx *cx, const struct merkle_log *log)
{
	return db_change(cx->db, &SQL_register_log_set,
	                 BIND({"size", I64(log->size)},
	                      {"frontier", BYTES(log->at, (size_t)merkle_frontier_n(log->size) * MERKLE_HASH)}));
}

err register_log_add(struct ctx *cx, struct merkle_log *log, struct merkle_hash leaf)
{
	struct merkle_hash done[MERKLE_LEVELS];
	int levels = merkle_add(log, leaf, done);

	for (int level = STEP; level <= LEVEL_MAX && level <= levels; level += STEP)
		TRY(db_add(cx->db, &SQL_register_node_add,
		           BIND({"level", I64(level)}, {"at", I64((log->size >> level) - 1)},
		                {"hash", BYTES(done[level - 1].b, MERKLE_HASH)}), NULL));
	return OK;
}

static struct merkle_hash hash_of_row(const struct row *r)
{
	struct merkle_hash h = {{0}};
	size_t n;
	const void *p = row_bytes(r, "hash", &n);

	if (n == MERKLE_HASH)
		memcpy(h.b, p, MERKLE_HASH);
	return h;
}

/* merkle_get: from the nearest kept level below, folded in memory. ERR_NOTFOUND: the rows are not all there. */
static err node(void *arg, int level, int64_t index, struct merkle_hash *out)
{
	struct ctx *cx = arg;
	int base = level / STEP * STEP > LEVEL_MAX ? LEVEL_MAX : level / STEP * STEP;
	int64_t from = index << (level - base), n = (int64_t)1 << (level - base);
	struct merkle_log part = {0};
	struct merkle_hash done[MERKLE_LEVELS];
	struct rows it;
	struct row *r;

	if (base == 0)
		TRY(db_rows(cx->db, &SQL_register_hashes, BIND({"from", I64(from)}, {"until", I64(from + n)}, {"n", I64(n)}), &it));
	else
		TRY(db_rows(cx->db, &SQL_register_nodes,
		            BIND({"level", I64(base)}, {"from", I64(from)}, {"until", I64(from + n)}, {"n", I64(n)}), &it));
	if ((int64_t)it.n != n)
		return ERR_NOTFOUND;
	while ((r = rows_next(&it)) != NULL)
		merkle_add(&part, hash_of_row(r), done);
	*out = merkle_root(&part);
	return OK;
}

err register_log_inclusion(struct ctx *cx, int64_t leaf, int64_t size, struct merkle_proof *out)
{
	return merkle_inclusion(node, cx, leaf, size, out);
}

err register_log_growth(struct ctx *cx, int64_t from, int64_t to, struct merkle_proof *out)
{
	return merkle_consistency(node, cx, from, to, out);
}

err register_log_root(struct ctx *cx, int64_t size, struct merkle_hash *out)
{
	return merkle_root_of(node, cx, size, out);
}
