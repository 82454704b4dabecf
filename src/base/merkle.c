/* base/merkle.c -- the hashing and the two proofs of RFC 6962, section 2.1; the checks are those of RFC 9162, 2.1.3 and
 * 2.1.4, which walk the bits of index and size upwards. */
#include "base/merkle.h"

#include <sodium.h>

struct merkle_hash merkle_leaf(const void *data, size_t n)
{
	static const unsigned char mark = 0;
	crypto_hash_sha256_state s;
	struct merkle_hash h;

	crypto_hash_sha256_init(&s);
	crypto_hash_sha256_update(&s, &mark, 1);
	crypto_hash_sha256_update(&s, data, n);
	crypto_hash_sha256_final(&s, h.b);
	return h;
}

struct merkle_hash merkle_node(struct merkle_hash left, struct merkle_hash right)
{
	unsigned char both[1 + 2 * MERKLE_HASH] = {1};
	struct merkle_hash h;

	memcpy(both + 1, left.b, MERKLE_HASH);
	memcpy(both + 1 + MERKLE_HASH, right.b, MERKLE_HASH);
	crypto_hash_sha256(h.b, both, sizeof both);
	return h;
}

bool merkle_same(struct merkle_hash a, struct merkle_hash b)
{
	return memcmp(a.b, b.b, MERKLE_HASH) == 0;
}

int merkle_frontier_n(int64_t size)
{
	return __builtin_popcountll((unsigned long long)size);
}

int merkle_add(struct merkle_log *log, struct merkle_hash leaf, struct merkle_hash done[MERKLE_LEVELS])
{
	int n = merkle_frontier_n(log->size), levels = 0;

	CHECK(log->size >= 0 && log->size < INT64_MAX);
	/* every trailing one of the size is a complete subtree as large as what has just been made */
	for (int64_t rest = log->size; rest & 1; rest >>= 1) {
		leaf = merkle_node(log->at[--n], leaf);
		done[levels++] = leaf;
	}
	log->at[n] = leaf;
	log->size++;
	return levels;
}

struct merkle_hash merkle_root(const struct merkle_log *log)
{
	int n = merkle_frontier_n(log->size);
	struct merkle_hash h;

	if (n == 0) {
		crypto_hash_sha256(h.b, (const unsigned char *)"", 0);
		return h;
	}
	h = log->at[--n];
	while (n > 0)
		h = merkle_node(log->at[--n], h);
	return h;
}

/* The largest power of two below n, as its exponent; n >= 2. */
static int split_level(int64_t n)
{
	return 63 - __builtin_clzll((unsigned long long)(n - 1));
}

/* The root over leaves [begin, begin + n), begin being a multiple of every subtree's size that lies in it. */
static err range_root(merkle_get get, void *arg, int64_t begin, int64_t n, struct merkle_hash *out)
{
	int level;
	struct merkle_hash left, right;

	if ((n & (n - 1)) == 0) {
		level = 63 - __builtin_clzll((unsigned long long)n);
		return get(arg, level, begin >> level, out);
	}
	level = split_level(n);
	TRY(get(arg, level, begin >> level, &left));
	TRY(range_root(get, arg, begin + ((int64_t)1 << level), n - ((int64_t)1 << level), &right));
	*out = merkle_node(left, right);
	return OK;
}

err merkle_root_of(merkle_get get, void *arg, int64_t size, struct merkle_hash *out)
{
	static const struct merkle_log empty;

	CHECK(size >= 0);
	if (size == 0) {
		*out = merkle_root(&empty);
		return OK;
	}
	return range_root(get, arg, 0, size, out);
}

/* Proofs are made from the root down and read from the leaf up. */
static void turn(struct merkle_proof *p)
{
	for (int i = 0; i < p->n / 2; i++) {
		struct merkle_hash h = p->at[i];

		p->at[i] = p->at[p->n - 1 - i];
		p->at[p->n - 1 - i] = h;
	}
}

err merkle_inclusion(merkle_get get, void *arg, int64_t index, int64_t size, struct merkle_proof *out)
{
	struct merkle_proof p = {.n = 0};
	int64_t begin = 0, n = size;

	CHECK(index >= 0 && index < size);
	while (n > 1) {
		int64_t half = (int64_t)1 << split_level(n);

		if (index - begin < half) {
			TRY(range_root(get, arg, begin + half, n - half, &p.at[p.n]));
			n = half;
		} else {
			TRY(range_root(get, arg, begin, half, &p.at[p.n]));
			begin += half;
			n -= half;
		}
		p.n++;
	}
	turn(&p);
	*out = p;
	return OK;
}

err merkle_consistency(merkle_get get, void *arg, int64_t from, int64_t to, struct merkle_proof *out)
{
	struct merkle_proof p = {.n = 0};
	int64_t begin = 0, n = to, m = from;
	bool is_whole = true;           /* the old log is a complete left part so far, so its root is known */

	CHECK(from > 0 && from <= to);
	while (m != n) {
		int64_t half = (int64_t)1 << split_level(n);

		if (m <= half) {
			TRY(range_root(get, arg, begin + half, n - half, &p.at[p.n]));
			n = half;
		} else {
			TRY(range_root(get, arg, begin, half, &p.at[p.n]));
			begin += half;
			m -= half;
			n -= half;
			is_whole = false;
		}
		p.n++;
	}
	if (!is_whole) {
		TRY(range_root(get, arg, begin, m, &p.at[p.n]));
		p.n++;
	}
	turn(&p);
	*out = p;
	return OK;
}

bool merkle_is_in(struct merkle_hash leaf, int64_t index, int64_t size, const struct merkle_proof *proof,
                  struct merkle_hash root)
{
	int64_t at = index, last = size - 1;

	if (index < 0 || index >= size || proof->n > MERKLE_LEVELS)
		return false;
	for (int i = 0; i < proof->n; i++) {
		if (last == 0)
			return false;
		if ((at & 1) == 1 || at == last) {
			leaf = merkle_node(proof->at[i], leaf);
			while ((at & 1) == 0 && at != 0) {
				at >>= 1;
				last >>= 1;
			}
		} else {
			leaf = merkle_node(leaf, proof->at[i]);
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && merkle_same(leaf, root);
}

bool merkle_only_grew(int64_t from, struct merkle_hash from_root, int64_t to, struct merkle_hash to_root,
                      const struct merkle_proof *proof)
{
	int64_t at = from - 1, last = to - 1;
	struct merkle_hash old, new;
	int i = 0;

	if (from < 1 || from > to || proof->n > 2 * MERKLE_LEVELS)
		return false;
	if (from == to)
		return proof->n == 0 && merkle_same(from_root, to_root);
	/* an old log that is one complete subtree is its own first hash */
	if ((from & (from - 1)) == 0) {
		old = new = from_root;
	} else {
		if (proof->n == 0)
			return false;
		old = new = proof->at[i++];
	}
	while (at & 1) {
		at >>= 1;
		last >>= 1;
	}
	for (; i < proof->n; i++) {
		if (last == 0)
			return false;
		if ((at & 1) == 1 || at == last) {
			old = merkle_node(proof->at[i], old);
			new = merkle_node(proof->at[i], new);
			while ((at & 1) == 0 && at != 0) {
				at >>= 1;
				last >>= 1;
			}
		} else {
			new = merkle_node(new, proof->at[i]);
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && merkle_same(old, from_root) && merkle_same(new, to_root);
}
