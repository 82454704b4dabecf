/* verify.c -- thidua-verify: checks a head, a proof or a whole copy of the register, without the house and without a
 * database. One static program that anybody may keep.
 *
 *     thidua-verify [--key HEX] HEAD             the head is signed
 *     thidua-verify [--key HEX] PROOF            the line is in the register; the register only grew
 *     thidua-verify [--key HEX] HEAD COPY        the copy is what the head says, to the last line
 *
 * HEAD may be typed or scanned from paper; "-" reads what is typed in.
 * --key: the office's public key, as it was published; without it the key inside the file is believed, and that is said.
 * Exit code 0: all holds; 1: something does not; 2: it could not be looked at. */
#include "base/crypt.h"
#include "base/head.h"

#define MEM_MAX ((size_t)64 << 20)

static int wrong(const char *what)
{
	printf("SAI: %s.\n", what);
	return 1;
}

static int cannot(const char *path, const char *why)
{
	fprintf(stderr, "thidua-verify: %s: %s\n", path, why);
	return 2;
}

/* A whole small file, or what is typed in; NULL when it cannot be read or is larger than a head or proof may be. */
static const char *read_small(struct mem *m, const char *path)
{
	bool is_typed = strcmp(path, "-") == 0;
	FILE *f = is_typed ? stdin : fopen(path, "re");
	char *text = mem_alloc(m, HEAD_TEXT_MAX + 2);
	size_t n;

	if (f == NULL)
		return NULL;
	n = fread(text, 1, HEAD_TEXT_MAX + 1, f);
	if (!is_typed)
		fclose(f);
	return n > HEAD_TEXT_MAX || memchr(text, '\0', n) != NULL ? NULL : text;
}

/* Of the key that was given on the command line, or of none. */
static bool key_is_right(const struct head *h, const char *key)
{
	unsigned char want[HEAD_KEY];

	return key == NULL || (crypt_from_hex(want, HEAD_KEY, key) && crypt_same(want, h->key, HEAD_KEY));
}

static void say_head(struct mem *m, const struct head *h, const char *key)
{
	printf("Sổ %s có %" PRId64 " dòng; gốc %s.\n", h->log, h->size, crypt_hex(m, h->root.b, MERKLE_HASH));
	if (key == NULL)
		printf("Chú ý: chưa đối chiếu khóa công khai %s; hãy dùng --key với khóa đã công bố.\n", crypt_hex(m, h->key, HEAD_KEY));
}

enum { LINE_BYTES = 2 * HEAD_LEAF_MAX };

/* The next line without its end; false at the end of the file. A line that is too long comes cut, and so is none. */
static bool next_line(FILE *f, char line[LINE_BYTES])
{
	if (fgets(line, LINE_BYTES, f) == NULL)
		return false;
	line[strcspn(line, "\n")] = '\0';
	return true;
}

static int check_copy(struct mem *m, const struct head *h, const char *path)
{
	static char line[LINE_BYTES];
	FILE *f = fopen(path, "re");
	struct merkle_log log = {0};
	struct merkle_hash leaf, done[MERKLE_LEVELS];
	bool is_right;

	if (f == NULL)
		return cannot(path, "không đọc được tệp");
	is_right = next_line(f, line) && strcmp(line, COPY_FIRST) == 0;
	while (is_right && log.size < h->size && next_line(f, line)) {
		mem_reset(m);
		is_right = copy_line(m, line, log.size, &leaf);
		if (is_right)
			merkle_add(&log, leaf, done);
	}
	if (is_right && log.size == h->size)
		is_right = !next_line(f, line);
	fclose(f);
	if (log.size < h->size && is_right)
		return wrong("bản sao bị cắt: ít dòng hơn đầu sổ");
	if (!is_right && log.size == h->size)
		return wrong("bản sao có dòng thừa sau dòng cuối mà đầu sổ ghi");
	if (!is_right) {
		printf("SAI: dòng số %" PRId64 " của bản sao không đọc được hoặc không đúng thứ tự.\n", log.size + 1);
		return 1;
	}
	return merkle_same(merkle_root(&log), h->root) ? 0 : wrong("bản sao khác với đầu sổ: có dòng đã bị sửa, bỏ hoặc đổi chỗ");
}

static int check(struct mem *m, const char *key, const char *path, const char *copy)
{
	const char *text = read_small(m, path), *why;
	struct head h;
	struct proof *p = mem_new(m, struct proof, 1);
	bool is_proof;

	if (text == NULL)
		return cannot(path, "không đọc được tệp, hoặc tệp quá lớn");
	is_proof = strncmp(text, "thidua-proof", 12) == 0;
	why = is_proof ? proof_read(m, text, p) : head_read(m, text, &h);
	if (*why != '\0')
		return cannot(path, why);
	if (is_proof)
		h = p->head;
	if (!key_is_right(&h, key))
		return wrong("đầu sổ ký bằng khóa khác với khóa đã cho");
	why = is_proof ? proof_wrong(p) : head_is_signed(&h) ? "" : "chữ ký của đầu sổ không đúng";
	if (*why != '\0')
		return wrong(why);
	say_head(m, &h, key);
	if (copy != NULL) {
		struct mem *rest = mem_open(MEM_MAX);
		int rc = check_copy(rest, &h, copy);

		mem_close(rest);
		if (rc != 0)
			return rc;
		printf("ĐÚNG: bản sao là toàn bộ sổ ở đầu sổ này, không dòng nào bị sửa.\n");
	} else if (is_proof && p->is_growth) {
		printf("ĐÚNG: sổ này là sổ %" PRId64 " dòng trước đây viết thêm, không dòng cũ nào bị sửa.\n", p->leaf);
	} else if (is_proof) {
		printf("ĐÚNG: dòng số %" PRId64 " có trong sổ:\n%s", p->leaf + 1, p->data);
		for (int i = 0; i < p->fields_n; i++)
			printf("%s = %s\n", p->fields[i].name, p->fields[i].value);
	} else {
		printf("ĐÚNG: đầu sổ đã ký.\n");
	}
	return 0;
}

int main(int argc, char **argv)
{
	const char *key = NULL;
	int at = 1, rc;
	struct mem *m;

	crypt_init();
	if (argc > 2 && strcmp(argv[1], "--key") == 0) {
		key = argv[2];
		at = 3;
	}
	if (argc - at < 1 || argc - at > 2 || (argv[at][0] == '-' && argv[at][1] != '\0')) {
		fprintf(stderr, "thidua-verify [--key KHÓA] ĐẦU-SỔ-HOẶC-CHỨNG-MINH [BẢN-SAO]\n");
		return 2;
	}
	m = mem_open(MEM_MAX);
	rc = check(m, key, argv[at], argc - at == 2 ? argv[at + 1] : NULL);
	mem_close(m);
	return rc;
}
