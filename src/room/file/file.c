/* file.c -- the store.
 *
 * A file becomes visible by rename, after its bytes are on disk; the folder is synced after. The row is written last,
 * in the caller's transaction: if that is rolled back the bytes are an orphan, which the sweep removes after a day. */
#include "room/file/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/copy.h"
#include "base/crypt.h"
#include "base/text.h"
#include "base/zip.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/job/job.h"

#include "gen/file_sql.h"

#define ROWS "room/file/file.def"
#include "core/declare.h"

enum { WALK_STEP = 200, SNIFF_HEAD = 4096, SNIFF_TAIL = 256 * 1024, ORPHAN_S = 24 * 3600, STORE_MEM = 1 << 20 };

static struct file row_read(const struct row *r)
{
	return (struct file){
		.id = row_i64(r, "id"),
		.hash = row_text(r, "hash"),
		.name = row_text(r, "name"),
		.kind = row_text(r, "kind"),
		.size_bytes = row_i64(r, "size_bytes"),
		.added_ms = row_i64(r, "added_ms"),
		.user_id = row_i64(r, "user_id"),
		.user_name = row_text(r, "user_name"),
		.is_gone = !row_is_null(r, "gone_ms"),
	};
}

err file_get(struct ctx *cx, int64_t id, struct file *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_file_get, BIND({"id", I64(id)}), &r));
	*out = row_read(r);
	return OK;
}

static const char *path_of(struct ctx *cx, const char *hash)
{
	return mem_text(cx->mem, "%s/files/%.2s/%s", cx->data_dir, hash, hash + 2);
}

const char *file_path(struct ctx *cx, const struct file *f)
{
	return path_of(cx, f->hash);
}

const char *file_media_type(const struct file *f)
{
	static const struct {
		const char *kind, *type;
	} types[] = {
		{"pdf", "application/pdf"},
		{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"odt", "application/vnd.oasis.opendocument.text"},
		{"ods", "application/vnd.oasis.opendocument.spreadsheet"},
		{"zip", "application/zip"},
		{"doc", "application/msword"},
		{"png", "image/png"},
		{"jpeg", "image/jpeg"},
		{"text", "text/plain; charset=utf-8"},
	};

	for (size_t i = 0; i < COUNT(types); i++)
		if (text_is(types[i].kind, f->kind))
			return types[i].type;
	return "application/octet-stream";
}

/* ---- what a file is ------------------------------------------------------------------------------------------- */

static bool has(const char *p, size_t n, const char *word)
{
	return memmem(p, n, word, strlen(word)) != NULL;
}

/* The list of names in a zip stands at its end. */
static const char *zip_kind(int fd, off_t size)
{
	static _Thread_local char tail[SNIFF_TAIL];
	off_t from = size > SNIFF_TAIL ? size - SNIFF_TAIL : 0;
	ssize_t n = pread(fd, tail, sizeof tail, from);

	if (n <= 0)
		return "other";
	if (has(tail, (size_t)n, "word/document.xml"))
		return "docx";
	if (has(tail, (size_t)n, "xl/workbook.xml"))
		return "xlsx";
	return "zip";
}

static const char *kind_of(int fd, off_t size)
{
	static const struct {
		const char *magic;
		size_t n;
		const char *kind;
	} magics[] = {
		{"%PDF-", 5, "pdf"}, {"\x89PNG\r\n\x1a\n", 8, "png"}, {"\xff\xd8\xff", 3, "jpeg"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "doc"},
	};
	char head[SNIFF_HEAD];
	ssize_t got = pread(fd, head, sizeof head, 0);
	size_t n = got > 0 ? (size_t)got : 0;

	for (size_t i = 0; i < COUNT(magics); i++)
		if (n >= magics[i].n && memcmp(head, magics[i].magic, magics[i].n) == 0)
			return magics[i].kind;
	if (n >= 4 && memcmp(head, "PK\3\4", 4) == 0) {
		if (has(head, n, "mimetypeapplication/vnd.oasis.opendocument.text"))
			return "odt";
		if (has(head, n, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"))
			return "ods";
		return zip_kind(fd, size);
	}
	return n > 0 && memchr(head, '\0', n) == NULL ? "text" : "other";
}

const char *file_kind_of(const char *path)
{
	struct stat st;
	const char *kind = "other";
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return kind;
	if (fstat(fd, &st) == 0)
		kind = kind_of(fd, st.st_size);
	close(fd);
	return kind;
}

/* The last bytes of the file hold the mark; trailing noise of scanners and mailers is borne. */
static bool ends_with(const char *path, const char *mark, size_t n)
{
	enum { NOISE = 4096 };
	char tail[NOISE];
	struct stat st;
	ssize_t got = -1;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0)
		got = pread(fd, tail, sizeof tail, st.st_size > NOISE ? st.st_size - NOISE : 0);
	close(fd);
	return got > 0 && memmem(tail, (size_t)got, mark, n) != NULL;
}

bool file_is_whole(struct ctx *cx, const char *path, const char *kind)
{
	static const char *const zips[] = {"docx", "xlsx", "odt", "ods", "zip"};
	struct unzip *z;

	if (text_is(kind, "pdf"))
		return ends_with(path, "%%EOF", 5);
	if (text_is(kind, "png"))
		return ends_with(path, "IEND", 4);
	if (text_is(kind, "jpeg"))
		return ends_with(path, "\xff\xd9", 2);
	for (size_t i = 0; i < COUNT(zips); i++)
		if (text_is(kind, zips[i]))
			return unzip_open(cx->mem, path, &z) == OK;
	return true;
}

/* ---- taking ------------------------------------------------------------------------------------------------------ */

/* The bytes under a second name, or where that cannot be a copy of them; on the disk, but not yet its name. */
static err name_bytes(struct mem *m, const struct file_bytes *b, const char *files, const char *path)
{
	unsigned char chance[8];
	const char *tmp;
	err e = OK;
	int fd = b->is_ours ? open(b->path, O_RDONLY | O_CLOEXEC) : -1;

	if (fd >= 0 && fchmod(fd, 0640) == 0 && fsync(fd) == 0 && (link(b->path, path) == 0 || errno == EEXIST)) {
		close(fd);
		return OK;
	}
	if (fd >= 0)
		close(fd);
	crypt_random(chance, sizeof chance);
	tmp = mem_text(m, "%s/tmp/%s", files, crypt_hex(m, chance, sizeof chance));
	e = copy_file(b->path, tmp);
	if (e == OK && rename(tmp, path) != 0) {
		unlink(tmp);
		e = ERR_IO;
	}
	return e;
}

err file_store_open(struct mem *m, const char *data_dir)
{
	const char *files = mem_text(m, "%s/files", data_dir);

	TRY(folder_make(files));
	TRY(folder_make(mem_text(m, "%s/tmp", files)));
	for (int i = 0; i < 256; i++)
		TRY(folder_make(mem_text(m, "%s/%02x", files, (unsigned)i)));
	TRY(folder_sync(files));
	return folder_sync(data_dir);
}

static err store(struct mem *m, const struct file_bytes *b)
{
	const char *files = mem_text(m, "%s/files", b->data_dir), *folder = mem_text(m, "%s/%.2s", files, b->hash);
	const char *path = mem_text(m, "%s/%s", folder, b->hash + 2);

	if (access(folder, F_OK) != 0)
		TRY(file_store_open(m, b->data_dir));
	/* A touch keeps the sweep away from bytes that are there already; who brought them may not have synced their name yet. */
	if (utimensat(AT_FDCWD, path, NULL, 0) != 0)
		TRY(name_bytes(m, b, files, path));
	return folder_sync(folder);
}

void file_bytes_store(struct file_bytes *b)
{
	struct mem *m = mem_open(STORE_MEM);
	const char *hash;

	b->err = crypt_sum_file(m, b->path, &hash, &b->size_bytes);
	if (b->err == OK && b->size_bytes > 0) {
		snprintf(b->hash, sizeof b->hash, "%s", hash);
		b->kind = file_kind_of(b->path);
		b->err = store(m, b);
	}
	mem_close(m);
}

static const char *name_of(struct ctx *cx, const char *name)
{
	const char *clean = text_line(cx->mem, name);
	size_t n = strlen(clean);

	if (n == 0)
		return "tep";
	if (n > FILE_NAME_MAX) {
		n = FILE_NAME_MAX;
		while (n > 0 && ((unsigned char)clean[n] & 0xc0) == 0x80)
			n--;
	}
	return mem_copy(cx->mem, clean, n);
}

err file_take_bytes(struct ctx *cx, const struct file_bytes *b, const char *name, const char *field, int64_t *id_out)
{
	int64_t id;

	TRY(b->err);
	need(cx, b->size_bytes > 0, field, "Tệp này rỗng. Hãy chọn tệp có nội dung.");
	if (b->size_bytes == 0)
		return ERR_INVALID;
	name = name_of(cx, name);
	TRY(db_add(cx->db, &SQL_file_add, BIND(
	    {"hash", STR(b->hash)}, {"name", STR(name)}, {"kind", STR(b->kind)}, {"size", I64(b->size_bytes)},
	    {"now", I64(cx->now_ms)}, {"user_id", I64(cx->who->user_id)}, {"user_name", STR(cx->who->name)}), &id));
	TRY(audit_detail(cx, "file.take", id, "%" PRId64 " byte, %s", b->size_bytes, b->hash));
	*id_out = id;
	return OK;
}

err file_take(struct ctx *cx, const char *path, const char *name, const char *field, int64_t *id_out)
{
	struct file_bytes b = {.data_dir = cx->data_dir, .path = path};

	file_bytes_store(&b);
	return file_take_bytes(cx, &b, name, field, id_out);
}

err file_forget(struct ctx *cx, int64_t id)
{
	int64_t n;

	return db_sweep(cx->db, &SQL_file_forget, BIND({"id", I64(id)}, {"now", I64(cx->now_ms)}, {"name", STR("(đã xóa theo luật)")}), &n);
}

err file_release(struct ctx *cx, int64_t id, const char *words)
{
	return db_sweep(cx->db, &SQL_file_release, BIND({"id", I64(id)}, {"now", I64(cx->now_ms)}, {"name", STR(words)}), NULL);
}

/* ---- checking ---------------------------------------------------------------------------------------------------- */

/* What is wrong with the bytes of a row; NULL when nothing. */
static const char *file_wrong(struct ctx *cx, const struct file *f)
{
	const char *hash;
	int64_t size;

	if (crypt_sum_file(cx->mem, file_path(cx, f), &hash, &size) != OK)
		return "không đọc được";
	if (!text_is(hash, f->hash) || size != f->size_bytes)
		return "nội dung đã bị sửa";
	return NULL;
}

err file_verify(struct ctx *cx, struct file_check *out)
{
	struct file_check check = {.bad = ""};
	struct mem *outer = cx->mem;
	int64_t after = 0;
	bool is_end = false;

	while (!is_end) {
		MEM_EACH(cx) {
			struct rows rows;
			struct row *r;

			TRY(db_rows(cx->db, &SQL_file_walk, BIND({"after", I64(after)}, {"n", I64(WALK_STEP)}), &rows));
			is_end = rows.n == 0;
			while ((r = rows_next(&rows)) != NULL) {
				struct file f = row_read(r);
				const char *wrong = file_wrong(cx, &f);

				after = f.id;
				check.files_n++;
				if (wrong != NULL && *check.bad == '\0')
					check.bad = mem_text(outer, "tệp %" PRId64 " (%s): %s", f.id, f.name, wrong);
			}
		}
	}
	*out = check;
	return OK;
}

/* ---- sweeping ---------------------------------------------------------------------------------------------------- */

static bool is_old(struct ctx *cx, const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_mtime < cx->now_ms / 1000 - ORPHAN_S;
}

/* One folder of the store; fold is its name of two digits, or "tmp" whose files nobody can refer to. */
static err folder_sweep(struct ctx *cx, const char *fold, int64_t *n)
{
	const char *folder = mem_text(cx->mem, "%s/files/%s", cx->data_dir, fold);
	const struct dirent *entry;
	DIR *d = opendir(folder);
	err e = OK;

	if (d == NULL)
		return OK;
	while (e == OK && (entry = readdir(d)) != NULL) {
		const char *path = mem_text(cx->mem, "%s/%s", folder, entry->d_name);
		struct row *r;

		if (entry->d_name[0] == '.' || !is_old(cx, path))
			continue;
		e = db_one(cx->db, &SQL_file_has,
		           BIND({"hash", STR(mem_text(cx->mem, "%s%s", fold, entry->d_name))}), &r);
		if (e == OK && row_i64(r, "n") == 0 && is_old(cx, path) && unlink(path) == 0)
			(*n)++;
	}
	closedir(d);
	return e;
}

err file_sweep(struct ctx *cx, int64_t *n_out)
{
	int64_t n = 0;

	for (int i = 0; i <= 256; i++) {
		MEM_EACH(cx) {
			char fold[8];

			if (i < 256)
				snprintf(fold, sizeof fold, "%02x", (unsigned)i);
			else
				snprintf(fold, sizeof fold, "tmp");
			TRY(folder_sweep(cx, fold, &n));
		}
	}
	*n_out = n;
	return OK;
}

err file_sweep_job(struct ctx *cx, struct job *j)
{
	int64_t n;

	(void)j;
	return file_sweep(cx, &n);
}
