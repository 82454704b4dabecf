/* base/merkle.h -- a Merkle log as RFC 6962 hashes it: leaves and nodes, the frontier that grows by a leaf, roots,
 * and proofs that a leaf is in a log or that a log only grew.
 *
 * A leaf's hash is SHA-256(0x00, data), a node's SHA-256(0x01, left, right). The frontier holds the roots of the complete
 * subtrees of a log, largest first, so a leaf costs O(log n). Proofs need hashes of complete subtrees, which the caller
 * keeps; checking one needs nothing but the proof. Pure. */
#ifndef BASE_MERKLE_H
#define BASE_MERKLE_H

#include "base/base.h"

enum { MERKLE_HASH = 32, MERKLE_LEVELS = 63 };

struct merkle_hash {
	unsigned char b[MERKLE_HASH];
};

struct merkle_log {
	int64_t size;                           /* leaves */
	struct merkle_hash at[MERKLE_LEVELS];   /* one for each bit set in size, highest bit first */
};

struct merkle_proof {
	struct merkle_hash at[2 * MERKLE_LEVELS];
	int n;
};

/* The hash of the complete subtree over leaves [index << level, (index + 1) << level); level 0: of a leaf. */
typedef err (*merkle_get)(void *arg, int level, int64_t index, struct merkle_hash *out);

struct merkle_hash merkle_leaf(const void *data, size_t n);
struct merkle_hash merkle_node(struct merkle_hash left, struct merkle_hash right);
bool merkle_same(struct merkle_hash a, struct merkle_hash b);

int merkle_frontier_n(int64_t size);    /* hashes in the frontier of a log of that size */
/* Adds a leaf. done[i] is the root of the complete subtree of level i + 1 that it finished; how many is returned. */
int merkle_add(struct merkle_log *log, struct merkle_hash leaf, struct merkle_hash done[MERKLE_LEVELS]);
struct merkle_hash merkle_root(const struct merkle_log *log);

/* The root over the first size leaves; the errors are those of get. */
MUST err merkle_root_of(merkle_get get, void *arg, int64_t size, struct merkle_hash *out);
/* That leaf index is in the log of that size; 0 <= index < size. */
MUST err merkle_inclusion(merkle_get get, void *arg, int64_t index, int64_t size, struct merkle_proof *out);
/* That the log of size `to` begins with the log of size `from`; 0 < from <= to. */
MUST err merkle_consistency(merkle_get get, void *arg, int64_t from, int64_t to, struct merkle_proof *out);

bool merkle_is_in(struct merkle_hash leaf, int64_t index, int64_t size, const struct merkle_proof *proof,
                  struct merkle_hash root);
bool merkle_only_grew(int64_t from, struct merkle_hash from_root, int64_t to, struct merkle_hash to_root,
                      const struct merkle_proof *proof);

#endif
