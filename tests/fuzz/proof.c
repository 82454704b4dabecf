/* tests/fuzz/proof.c -- heads, proofs and lines of a copy from a stranger: read or refused with a reason, never believed
 * without a signature. What was read is written again as it was. */
#include "tests/fuzz/fuzz.h"

#include "base/crypt.h"
#include "base/head.h"

FUZZ_TARGET(proof)
{
	struct mem *m = mem_open(64 * 1024 * 1024);
	struct proof *p = mem_new(m, struct proof, 1);
	struct head h;
	struct merkle_hash leaf;
	char *text;

	crypt_init();
	if (size < 100000) {
		text = mem_copy(m, (const char *)data, size);
		if (*head_read(m, text, &h) == '\0') {
			CHECK(strlen(h.log) == HEAD_LOG && h.size >= 0);
			(void)head_is_signed(&h);
			CHECK(*head_read(m, head_text(m, &h), &h) == '\0');
		}
		if (*proof_read(m, text, p) == '\0') {
			const char *again = proof_text(m, p);

			CHECK(p->fields_n <= HEAD_FIELDS_MAX && p->path.n <= 2 * MERKLE_LEVELS);
			CHECK(*proof_wrong(p) == '\0' || proof_wrong(p)[1] != '\0');
			CHECK(*proof_read(m, again, p) == '\0');
			CHECK(strcmp(again, proof_text(m, p)) == 0);
		}
		(void)copy_line(m, text, 3, &leaf);
	}
	mem_close(m);
	return 0;
}
