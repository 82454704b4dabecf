/* merkle_test.c -- the vectors that every RFC 6962 log shares, then every size up to 130 against a plain recursion. */
#include "base/merkle.h"

#include "base/crypt.h"
#include "tests/t.h"

enum { MAX_SIZE = 130 };

struct tree {
	struct merkle_hash leaves[MAX_SIZE];
};

static struct merkle_hash plain_root(const struct merkle_hash *leaves, int64_t n)
{
	int64_t half = 1;

	if (n == 1)
		return leaves[0];
	while (2 * half < n)
		half *= 2;
	return merkle_node(plain_root(leaves, half), plain_root(leaves + half, n - half));
}

static err get(void *arg, int level, int64_t index, struct merkle_hash *out)
{
	const struct tree *t = arg;
	int64_t n = (int64_t)1 << level;

	t_true((index + 1) * n <= MAX_SIZE);
	*out = plain_root(t->leaves + index * n, n);
	return OK;
}

static struct tree *tree(void)
{
	struct tree *t = mem_new(t_mem(), struct tree, 1);

	for (int i = 0; i < MAX_SIZE; i++)
		t->leaves[i] = merkle_leaf(&i, sizeof i);
	return t;
}

TEST(merkle_roots_are_those_of_the_shared_vectors)
{
	static const struct {
		const char *leaf, *root;
		size_t n;
	} cases[] = {
		{"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", 0},
		{"\x00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125", 1},
		{"\x10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", 1},
		{"\x20\x21", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", 2},
		{"\x30\x31", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", 2},
		{"\x40\x41\x42\x43", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef", 4},
		{"\x50\x51\x52\x53\x54\x55\x56\x57", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", 8},
		{"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
		 "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328", 16},
	};
	struct merkle_log log = {0};
	struct merkle_hash done[MERKLE_LEVELS], root = merkle_root(&log);

	t_text("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", crypt_hex(t_mem(), root.b, sizeof root.b));
	for (size_t i = 0; i < COUNT(cases); i++) {
		merkle_add(&log, merkle_leaf(cases[i].leaf, cases[i].n), done);
		root = merkle_root(&log);
		t_text(cases[i].root, crypt_hex(t_mem(), root.b, sizeof root.b));
	}
}

TEST(merkle_frontier_and_plain_recursion_agree_at_every_size)
{
	struct tree *t = tree();
	struct merkle_log log = {0};
	struct merkle_hash done[MERKLE_LEVELS], root;

	for (int64_t n = 1; n <= MAX_SIZE; n++) {
		int levels = merkle_add(&log, t->leaves[n - 1], done);

		t_int(n, log.size);
		t_true(merkle_same(merkle_root(&log), plain_root(t->leaves, n)));
		t_ok(merkle_root_of(get, t, n, &root));
		t_true(merkle_same(root, plain_root(t->leaves, n)));
		t_int(__builtin_ctzll((unsigned long long)n), levels);
		for (int i = 0; i < levels; i++) {
			int64_t size = (int64_t)2 << i;

			t_true(merkle_same(done[i], plain_root(t->leaves + n - size, size)));
		}
	}
}

TEST(merkle_every_leaf_of_every_size_has_a_proof_and_no_other_leaf)
{
	struct tree *t = tree();
	struct merkle_proof p;

	for (int64_t n = 1; n <= MAX_SIZE; n++) {
		struct merkle_hash root = plain_root(t->leaves, n);

		for (int64_t i = 0; i < n; i++) {
			t_ok(merkle_inclusion(get, t, i, n, &p));
			t_true(merkle_is_in(t->leaves[i], i, n, &p, root));
			t_false(merkle_is_in(t->leaves[(i + 1) % MAX_SIZE], i, n, &p, root));
			t_false(merkle_is_in(t->leaves[i], i + 1, n, &p, root));
			if (p.n > 0) {
				p.n--;
				t_false(merkle_is_in(t->leaves[i], i, n, &p, root));
				p.n++;
				p.at[p.n - 1].b[0] ^= 1;
				t_false(merkle_is_in(t->leaves[i], i, n, &p, root));
			}
		}
	}
}

TEST(merkle_every_pair_of_sizes_has_a_proof_of_growing)
{
	struct tree *t = tree();
	struct merkle_proof p;

	for (int64_t to = 1; to <= MAX_SIZE; to++) {
		struct merkle_hash to_root = plain_root(t->leaves, to);

		for (int64_t from = 1; from <= to; from++) {
			struct merkle_hash from_root = plain_root(t->leaves, from), other = from_root;

			t_ok(merkle_consistency(get, t, from, to, &p));
			t_true(merkle_only_grew(from, from_root, to, to_root, &p));
			other.b[5] ^= 1;
			t_false(merkle_only_grew(from, other, to, to_root, &p));
			t_false(merkle_only_grew(from, from_root, to, other, &p));
			if (p.n > 0) {
				p.at[0].b[9] ^= 1;
				t_false(merkle_only_grew(from, from_root, to, to_root, &p));
			}
		}
	}
	t_false(merkle_only_grew(0, plain_root(t->leaves, 1), 1, plain_root(t->leaves, 1), &p));
}
