/* base/head.c -- plain lines "word value", in a fixed order, so that what is signed is what is read. */
#include "base/head.h"

#include <sodium.h>

#include "base/crypt.h"

#define HEAD_FIRST "thidua-head 1"
#define PROOF_FIRST "thidua-proof 1"

_Static_assert((int)HEAD_KEY == (int)crypto_sign_PUBLICKEYBYTES && (int)HEAD_SECRET == (int)crypto_sign_SECRETKEYBYTES &&
               (int)HEAD_SEED == (int)crypto_sign_SEEDBYTES && (int)HEAD_SIGNATURE == (int)crypto_sign_BYTES, "Ed25519");

void head_keys(const unsigned char seed[HEAD_SEED], unsigned char key[HEAD_KEY], unsigned char secret[HEAD_SECRET])
{
	CHECK(crypto_sign_seed_keypair(key, secret, seed) == 0);
}

const char *head_log_name(struct mem *m, const unsigned char first_key[HEAD_KEY])
{
	struct merkle_hash h = merkle_leaf(first_key, HEAD_KEY);

	return crypt_hex(m, h.b, HEAD_LOG / 2);
}

static const char *hex(char *out, const unsigned char *p, size_t n)
{
	return sodium_bin2hex(out, 2 * n + 1, p, n);
}

/* The lines that the signature covers, into out; the bytes. */
static int signed_text(char *out, size_t max, const struct head *h)
{
	char root[2 * MERKLE_HASH + 1], key[2 * HEAD_KEY + 1];

	return snprintf(out, max, HEAD_FIRST "\nlog %s\nsize %" PRId64 "\nroot %s\ntime %" PRId64 "\nkey %s\n", h->log, h->size,
	                hex(root, h->root.b, MERKLE_HASH), h->at_ms, hex(key, h->key, HEAD_KEY));
}

void head_sign(struct head *h, const unsigned char key[HEAD_KEY], const unsigned char secret[HEAD_SECRET])
{
	char text[512];
	int n;

	memcpy(h->key, key, HEAD_KEY);
	n = signed_text(text, sizeof text, h);
	CHECK(n > 0 && (size_t)n < sizeof text);
	CHECK(crypto_sign_detached(h->signature, NULL, (const unsigned char *)text, (unsigned long long)n, secret) == 0);
}

bool head_is_signed(const struct head *h)
{
	char text[512];
	int n = signed_text(text, sizeof text, h);

	return n > 0 && (size_t)n < sizeof text &&
	       crypto_sign_verify_detached(h->signature, (const unsigned char *)text, (unsigned long long)n, h->key) == 0;
}

/* ---- leaves ----------------------------------------------------------------------------------------------------------- */

void leaf_put(struct buf *b, const char *name, const char *value)
{
	size_t n = strlen(value);

	buf_text(b, name);
	buf_char(b, ' ');
	buf_i64(b, (int64_t)n);
	buf_char(b, ' ');
	buf_bytes(b, value, n);
	buf_char(b, '\n');
}

void leaf_put_i64(struct buf *b, const char *name, int64_t value)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, value);
	leaf_put(b, name, text);
}

static void digest(char out[2 * MERKLE_HASH + 1], const unsigned char salt[HEAD_SALT], const char *value)
{
	crypto_hash_sha256_state s;
	unsigned char h[MERKLE_HASH];

	crypto_hash_sha256_init(&s);
	crypto_hash_sha256_update(&s, salt, HEAD_SALT);
	crypto_hash_sha256_update(&s, (const unsigned char *)value, strlen(value));
	crypto_hash_sha256_final(&s, h);
	hex(out, h, sizeof h);
}

void leaf_put_hidden(struct buf *b, const char *name, const unsigned char salt[HEAD_SALT], const char *value)
{
	char sum[2 * MERKLE_HASH + 1];

	digest(sum, salt, value);
	buf_text(b, name);
	buf_text(b, " # ");
	buf_bytes(b, sum, sizeof sum - 1);
	buf_char(b, '\n');
}

/* The end of the line of a leaf that begins at p, over a value of as many bytes as it says; NULL when it is no line. */
static const char *leaf_line_end(const char *p, const char *end)
{
	const char *space = memchr(p, ' ', (size_t)(end - p));
	char *after;
	unsigned long n;

	if (space == NULL || space == p)
		return NULL;
	if (space[1] == '#')
		return memchr(p, '\n', (size_t)(end - p));
	if (space[1] < '0' || space[1] > '9')
		return NULL;
	n = strtoul(space + 1, &after, 10);
	if (*after != ' ' || n > (unsigned long)(end - after - 1) || after[1 + n] != '\n')
		return NULL;
	return after + 1 + n;
}

bool leaf_hides(const char *data, const struct head_field *f)
{
	const char *end = data + strlen(data);
	char sum[2 * MERKLE_HASH + 1];
	size_t name_n = strlen(f->name);

	digest(sum, f->salt, f->value);
	for (const char *p = data; p < end;) {
		const char *stop = leaf_line_end(p, end);

		if (stop == NULL)
			return false;
		if (strncmp(p, f->name, name_n) == 0 && strncmp(p + name_n, " # ", 3) == 0)
			return (size_t)(stop - p) == name_n + 3 + 2 * MERKLE_HASH && memcmp(p + name_n + 3, sum, 2 * MERKLE_HASH) == 0;
		p = stop + 1;
	}
	return false;
}

/* ---- writing ------------------------------------------------------------------------------------------------------------- */

const char *head_text(struct mem *m, const struct head *h)
{
	char text[512];

	CHECK(signed_text(text, sizeof text, h) > 0);
	return mem_text(m, "%ssignature %s\n", text, crypt_hex(m, h->signature, HEAD_SIGNATURE));
}

const char *proof_text(struct mem *m, const struct proof *p)
{
	struct buf *b = buf_new(m, HEAD_TEXT_MAX);

	buf_fmt(b, PROOF_FIRST "\nkind %s\n%s %" PRId64 "\n", p->is_growth ? "growth" : "leaf", p->is_growth ? "from" : "leaf", p->leaf);
	if (p->is_growth)
		buf_fmt(b, "root %s\n", crypt_hex(m, p->old_root.b, MERKLE_HASH));
	else
		buf_fmt(b, "data %s\n", crypt_base64url(m, p->data, strlen(p->data)));
	for (int i = 0; i < p->fields_n; i++)
		buf_fmt(b, "field %s %s %s\n", p->fields[i].name, crypt_hex(m, p->fields[i].salt, HEAD_SALT),
		        crypt_base64url(m, p->fields[i].value, strlen(p->fields[i].value)));
	for (int i = 0; i < p->path.n; i++)
		buf_fmt(b, "path %s\n", crypt_hex(m, p->path.at[i].b, MERKLE_HASH));
	buf_text(b, head_text(m, &p->head));
	CHECK(buf_err(b) == OK);
	return b->p;
}

/* ---- reading --------------------------------------------------------------------------------------------------------------- */

struct reader {
	struct mem *m;
	const char *p;
	const char *why;                /* the first thing that was wrong; "" for nothing yet */
};

/* What stands after the word on the next line, which must begin with it; "" and a reason otherwise. Spaces at the end of a
 * line are nobody's. */
static const char *take(struct reader *r, const char *word)
{
	size_t n = strcspn(r->p, "\n"), line_n = n, word_n = strlen(word);
	const char *value = r->p + word_n;

	while (n > word_n && strchr(" \t\r", r->p[n - 1]) != NULL)
		n--;

	if (*r->why != '\0')
		return "";
	if (n < word_n || strncmp(r->p, word, word_n) != 0 || (n > word_n && *value++ != ' ')) {
		r->why = mem_text(r->m, "thiếu dòng “%s”", word);
		return "";
	}
	value = mem_copy(r->m, value, n - (size_t)(value - r->p));
	r->p += line_n + (r->p[line_n] == '\n');
	return value;
}

static bool is_next(const struct reader *r, const char *word)
{
	size_t n = strlen(word);

	return *r->why == '\0' && strncmp(r->p, word, n) == 0 && r->p[n] == ' ';
}

/* The next digit of *p in lower case, over spaces and ends of lines: people type long numbers in groups and in capitals. 0:
 * none. */
static char digit(const char **p)
{
	char c;

	*p += strspn(*p, " \t\r\n");
	c = **p;
	c = (char)(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);
	if ((c < '0' || c > '9') && (c < 'a' || c > 'f'))
		return 0;
	++*p;
	return c;
}

static void take_hex(struct reader *r, const char *word, unsigned char *out, size_t n)
{
	const char *p = r->p + strlen(word), *end;
	char *digits = mem_alloc(r->m, 2 * n + 1);
	size_t k = 0;

	if (*r->why != '\0')
		return;
	if (strncmp(r->p, word, strlen(word)) != 0 || (*p != ' ' && *p != '\r' && *p != '\n')) {
		r->why = mem_text(r->m, "thiếu dòng “%s”", word);
		return;
	}
	while (k < 2 * n && (digits[k] = digit(&p)) != 0)
		k++;
	digits[k] = '\0';
	end = p + strspn(p, " \t\r");
	if (k < 2 * n || (*end != '\n' && *end != '\0') || !crypt_from_hex(out, n, digits)) {
		r->why = mem_text(r->m, "dòng “%s” phải có %zu chữ số thập lục phân", word, 2 * n);
		return;
	}
	r->p = end + (*end == '\n');
}

static int64_t take_i64(struct reader *r, const char *word)
{
	const char *value = take(r, word);
	size_t n = strlen(value);

	if (*r->why == '\0' && (n == 0 || n > 18 || strspn(value, "0123456789") != n))
		r->why = mem_text(r->m, "dòng “%s” phải là một số", word);
	return *r->why == '\0' ? strtoll(value, NULL, 10) : 0;
}

/* Text that was written as base64url, into the arena; "" and a reason when it is none. */
static const char *text_of(struct reader *r, const char *word, const char *coded)
{
	size_t max = strlen(coded) + 1, n = 0;
	char *out = mem_alloc(r->m, max + 1);

	if (*r->why != '\0')
		return "";
	if (strlen(coded) > 2 * HEAD_LEAF_MAX || !crypt_from_base64url((unsigned char *)out, max, &n, coded) ||
	    memchr(out, '\0', n) != NULL) {
		r->why = mem_text(r->m, "dòng “%s” không đọc được", word);
		return "";
	}
	out[n] = '\0';
	return out;
}

static void read_head(struct reader *r, struct head *h)
{
	size_t n;

	take(r, HEAD_FIRST);
	h->log = take(r, "log");
	n = strlen(h->log);
	if (*r->why == '\0' && (n != HEAD_LOG || strspn(h->log, "0123456789abcdef") != n))
		r->why = "dòng “log” không phải tên của một sổ";
	h->size = take_i64(r, "size");
	take_hex(r, "root", h->root.b, MERKLE_HASH);
	h->at_ms = take_i64(r, "time");
	take_hex(r, "key", h->key, HEAD_KEY);
	take_hex(r, "signature", h->signature, HEAD_SIGNATURE);
	r->p += strspn(r->p, " \t\r\n\f");
	if (*r->why == '\0' && *r->p != '\0')
		r->why = "còn dòng thừa ở cuối";
}

const char *head_read(struct mem *m, const char *text, struct head *out)
{
	struct reader r = {m, text, strlen(text) > HEAD_TEXT_MAX ? "tệp quá lớn" : ""};
	struct head h = {0};

	read_head(&r, &h);
	if (*r.why == '\0')
		*out = h;
	return r.why;
}

static void read_field(struct reader *r, struct proof *p)
{
	const char *value = take(r, "field"), *salt = strchr(value, ' '), *text;
	struct head_field *f = &p->fields[p->fields_n];

	if (*r->why != '\0')
		return;
	if (p->fields_n == HEAD_FIELDS_MAX || salt == NULL || (text = strchr(salt + 1, ' ')) == NULL ||
	    !crypt_from_hex(f->salt, HEAD_SALT, mem_copy(r->m, salt + 1, (size_t)(text - salt - 1)))) {
		r->why = "dòng “field” phải có tên, muối và nội dung";
		return;
	}
	f->name = mem_copy(r->m, value, (size_t)(salt - value));
	f->value = text_of(r, "field", text + 1);
	p->fields_n++;
}

const char *proof_read(struct mem *m, const char *text, struct proof *out)
{
	struct reader r = {m, text, strlen(text) > HEAD_TEXT_MAX ? "tệp quá lớn" : ""};
	struct proof *p = mem_new(m, struct proof, 1);
	const char *kind;

	take(&r, PROOF_FIRST);
	kind = take(&r, "kind");
	p->is_growth = strcmp(kind, "growth") == 0;
	p->data = "";
	if (*r.why == '\0' && !p->is_growth && strcmp(kind, "leaf") != 0)
		r.why = "dòng “kind” phải là leaf hoặc growth";
	p->leaf = take_i64(&r, p->is_growth ? "from" : "leaf");
	if (p->is_growth)
		take_hex(&r, "root", p->old_root.b, MERKLE_HASH);
	else
		p->data = text_of(&r, "data", take(&r, "data"));
	while (!p->is_growth && is_next(&r, "field"))
		read_field(&r, p);
	while (is_next(&r, "path")) {
		if (p->path.n == 2 * MERKLE_LEVELS)
			r.why = "quá nhiều dòng “path”";
		else
			take_hex(&r, "path", p->path.at[p->path.n++].b, MERKLE_HASH);
	}
	read_head(&r, &p->head);
	if (*r.why == '\0')
		*out = *p;
	return r.why;
}

const char *proof_wrong(const struct proof *p)
{
	if (!head_is_signed(&p->head))
		return "chữ ký của đầu sổ không đúng";
	if (p->is_growth)
		return merkle_only_grew(p->leaf, p->old_root, p->head.size, p->head.root, &p->path) ? ""
		       : "sổ ở đầu sổ mới không phải là sổ cũ viết thêm: có dòng đã bị sửa, bỏ hoặc đổi chỗ";
	for (int i = 0; i < p->fields_n; i++) {
		if (!leaf_hides(p->data, &p->fields[i]))
			return "nội dung mở ra không khớp với dòng đã ghi vào sổ";
	}
	return merkle_is_in(merkle_leaf(p->data, strlen(p->data)), p->leaf, p->head.size, &p->path, p->head.root) ? ""
	       : "dòng này không có trong sổ ở đầu sổ đó, hoặc đã bị sửa";
}

void copy_put(struct buf *b, struct mem *m, int64_t leaf, const char *data)
{
	buf_fmt(b, "%" PRId64 " %s\n", leaf, crypt_base64url(m, data, strlen(data)));
}

bool copy_line(struct mem *m, const char *line, int64_t leaf, struct merkle_hash *out)
{
	char *after;
	long long number = strtoll(line, &after, 10);
	size_t max, n = 0;
	unsigned char *data;

	if (*line < '0' || *line > '9' || *after != ' ' || number != leaf)
		return false;
	max = strlen(after + 1) + 1;
	if (max > 2 * HEAD_LEAF_MAX)
		return false;
	data = mem_alloc(m, max);
	if (!crypt_from_base64url(data, max, &n, after + 1))
		return false;
	*out = merkle_leaf(data, n);
	return true;
}
