/* base/head.h -- what a Merkle log shows to strangers, as text: signed heads, proofs, copies. Shared by the house, which
 * writes them, and by thidua-verify, which knows nothing else.
 *
 * A head says how many leaves a log has and their root, and is signed (Ed25519). A proof carries a leaf, hashes, and the
 * head it leads to; fields of the leaf that are hidden behind salted digests may be opened in it. A copy is every leaf,
 * a line each. A leaf's data is text: lines "name value-bytes value" or "name # digest", where the digest is
 * SHA-256(salt, value). Pure. */
#ifndef BASE_HEAD_H
#define BASE_HEAD_H

#include "base/buf.h"
#include "base/merkle.h"

enum {
	HEAD_LOG = 16,                  /* hexadecimal digits of a log's name */
	HEAD_SALT = 16,                 /* bytes */
	HEAD_FIELDS_MAX = 32,           /* opened fields of a proof */
	HEAD_TEXT_MAX = 1 << 20,        /* bytes of a head or proof */
	HEAD_LEAF_MAX = 64 * 1024,      /* bytes of a leaf's data */
	HEAD_KEY = 32, HEAD_SECRET = 64, HEAD_SEED = 32, HEAD_SIGNATURE = 64
};

struct head {
	const char *log;                /* HEAD_LOG digits: which log */
	int64_t size, at_ms;
	struct merkle_hash root;
	unsigned char key[HEAD_KEY], signature[HEAD_SIGNATURE];
};

/* A field that was hidden: its salt and value. */
struct head_field {
	const char *name, *value;
	unsigned char salt[HEAD_SALT];
};

struct proof {
	bool is_growth;                 /* of two sizes; else of one leaf */
	int64_t leaf;                   /* number of the leaf, or the old size */
	struct merkle_hash old_root;    /* of a growth */
	const char *data;               /* of the leaf; "" for a growth */
	struct head_field fields[HEAD_FIELDS_MAX];
	int fields_n;
	struct merkle_proof path;
	struct head head;
};

/* ---- keys ----------------------------------------------------------------------------------------------------------- */

void head_keys(const unsigned char seed[HEAD_SEED], unsigned char key[HEAD_KEY], unsigned char secret[HEAD_SECRET]);
const char *head_log_name(struct mem *m, const unsigned char first_key[HEAD_KEY]);
void head_sign(struct head *h, const unsigned char key[HEAD_KEY], const unsigned char secret[HEAD_SECRET]);
bool head_is_signed(const struct head *h);

/* ---- leaves ----------------------------------------------------------------------------------------------------------- */

/* The lines of a leaf's data; no value contains a NUL. */
void leaf_put(struct buf *b, const char *name, const char *value);
void leaf_put_i64(struct buf *b, const char *name, int64_t value);
void leaf_put_hidden(struct buf *b, const char *name, const unsigned char salt[HEAD_SALT], const char *value);
/* True when the leaf hides the field behind the digest of that salt and value. */
bool leaf_hides(const char *data, const struct head_field *f);

/* ---- text --------------------------------------------------------------------------------------------------------------- */

const char *head_text(struct mem *m, const struct head *h);
const char *proof_text(struct mem *m, const struct proof *p);
/* Reads what the two above write; "" when it is right, else why it is none, in Vietnamese. The signature is not looked at.
 * Made for what is typed or scanned from paper too: long numbers may stand in groups, over several lines, in capitals. */
const char *head_read(struct mem *m, const char *text, struct head *out);
const char *proof_read(struct mem *m, const char *text, struct proof *out);
/* "" when the proof holds to its head and the head is signed; else what does not hold. */
const char *proof_wrong(const struct proof *p);

/* A copy: the first line, then a line for each leaf. */
#define COPY_FIRST "thidua-log 1"
void copy_put(struct buf *b, struct mem *m, int64_t leaf, const char *data);
/* The hash of one line of a copy (without its end), which must be leaf number `leaf`; false when it is none. */
bool copy_line(struct mem *m, const char *line, int64_t leaf, struct merkle_hash *out);

#endif
