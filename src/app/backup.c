/* backup.c -- a copy of everything that cannot be made again, with a list of its hashes; the way back; and the check.
 *
 * A backup is a folder: the database (thidua.db, or thidua.pgdump made by pg_dump), files/, and manifest.txt with the
 * hash and size of each. It is made under another name and gets its own when it is whole. The database is copied
 * first: files are only ever added while a row may refer to them, so every row of the copy finds its bytes. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/setup.h"
#include "base/copy.h"
#include "base/crypt.h"
#include "base/file.h"
#include "base/text.h"
#include "core/cli.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/file/file.h"
#include "room/register/register.h"

#define ROWS "app/app.def"
#include "core/declare.h"

#define HEAD "thidua-backup 1\n"
#define LITE_NAME "thidua.db"
#define PG_NAME "thidua.pgdump"
enum { MANIFEST_MAX = 256 * 1024 * 1024, FOLDS = 256 };

extern char **environ;

static err refuse(struct setup *s, err e, const char *sentence, const char *word)
{
	faults_add(&s->faults, "", mem_text(s->mem, "%s%s%s", sentence, *word == '\0' ? "" : " ", word));
	return e;
}

static bool is_pg(const struct setup *s)
{
	return text_starts(s->database, "postgres:");
}

/* PostgreSQL's own tools; they read the password from ~/.pgpass or the environment when it is not in the words. */
static err tool_run(struct setup *s, const char *tool, const char *what, const char *file)
{
	char *const argv[] = {mem_dup(s->mem, tool), mem_dup(s->mem, what),
	                      mem_text(s->mem, "--dbname=%s", s->database + strlen("postgres:")),
	                      mem_dup(s->mem, file), NULL};
	pid_t pid;
	int status;

	if (posix_spawnp(&pid, tool, NULL, NULL, argv, environ) != 0)
		return refuse(s, ERR_STATE, "Với PostgreSQL cần chương trình này của gói postgresql-client:", tool);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return ERR_IO;
	if (!WIFEXITED(status) || WEXITSTATUS(status) == 127)
		return refuse(s, ERR_STATE, "Với PostgreSQL cần chương trình này của gói postgresql-client:", tool);
	return WEXITSTATUS(status) == 0 ? OK : refuse(s, ERR_IO, "Không chạy xong:", tool);
}

/* ---- backup ---------------------------------------------------------------------------------------------------------- */

struct copying {
	struct setup *s;
	const char *to;
	struct buf *manifest;
	int64_t files_n, bytes;
};

/* Notes a finished file of the backup. */
static err note(struct copying *c, const char *name)
{
	struct mem *m = mem_open(1 << 20);
	const char *hash;
	int64_t size;
	err e = crypt_sum_file(m, mem_text(m, "%s/%s", c->to, name), &hash, &size);

	if (e == OK) {
		buf_fmt(c->manifest, "%s %" PRId64 " %s\n", hash, size, name);
		c->files_n++;
		c->bytes += size;
	}
	mem_close(m);
	return e;
}

static bool is_hex(const char *s)
{
	return *s != '\0' && strspn(s, "0123456789abcdef") == strlen(s);
}

/* One folder of the store; a name that vanished meanwhile was an orphan. */
static err fold_copy(struct copying *c, int fold)
{
	const char *from = mem_text(c->s->mem, "%s/files/%02x", c->s->data_dir, (unsigned)fold);
	const char *to = mem_text(c->s->mem, "%s/files/%02x", c->to, (unsigned)fold);
	const struct dirent *entry;
	DIR *d = opendir(from);
	err e;

	if (d == NULL)
		return OK;
	e = folder_make(to);
	while (e == OK && (entry = readdir(d)) != NULL) {
		struct mem *m = mem_open(1 << 16);
		const char *path = mem_text(m, "%s/%s", from, entry->d_name);

		if (is_hex(entry->d_name)) {
			e = copy_file(path, mem_text(m, "%s/%s", to, entry->d_name));
			if (e == OK)
				e = note(c, mem_text(m, "files/%02x/%s", (unsigned)fold, entry->d_name));
			else if (access(path, F_OK) != 0)
				e = OK;
		}
		mem_close(m);
	}
	closedir(d);
	return e == OK ? folder_sync(to) : e;
}

static err database_copy(struct copying *c, struct ctx *cx)
{
	struct setup *s = c->s;
	const char *name = is_pg(s) ? PG_NAME : LITE_NAME, *path = mem_text(s->mem, "%s/%s", c->to, name);

	if (is_pg(s))
		TRY(tool_run(s, "pg_dump", "--format=custom", mem_text(s->mem, "--file=%s", path)));
	else
		TRY(db_copy(cx->db, path));
	return note(c, name);
}

static err record(struct ctx *cx, void *arg)
{
	const struct copying *c = arg;

	return audit_detail(cx, "app.backup", 0, "%" PRId64 " tệp, %" PRId64 " byte", c->files_n, c->bytes);
}

err backup_tool(struct setup *s, struct args *a)
{
	const char *folder = args_text(a, "FOLDER"), *partial = mem_text(s->mem, "%s.partial", folder);
	struct copying c = {.s = s, .to = partial, .manifest = buf_new(s->mem, MANIFEST_MAX)};
	struct ctx cx;

	if (access(folder, F_OK) == 0 || access(partial, F_OK) == 0)
		return refuse(s, ERR_STATE, "Thư mục này (hoặc bản .partial của nó) đã có; hãy chọn tên mới:", folder);
	TRY(setup_open(s, &cx));
	TRY(folder_make(partial));
	buf_text(c.manifest, HEAD);
	TRY(database_copy(&c, &cx));
	TRY(folder_make(mem_text(s->mem, "%s/files", partial)));
	for (int i = 0; i < FOLDS; i++)
		TRY(fold_copy(&c, i));
	buf_fmt(c.manifest, "end %" PRId64 "\n", c.files_n);
	TRY(buf_err(c.manifest));
	TRY(copy_text(s->mem, mem_text(s->mem, "%s/manifest.txt", partial), c.manifest->p, c.manifest->n));
	TRY(folder_sync(partial));
	if (rename(partial, folder) != 0)
		return ERR_IO;
	TRY(setup_write(&cx, record, &c));
	buf_fmt(a->out, "Đã sao lưu %" PRId64 " tệp, %" PRId64 " byte vào %s\n", c.files_n, c.bytes, folder);
	return OK;
}

/* ---- restore ------------------------------------------------------------------------------------------------------------ */

struct entry {
	const char *hash, *name;
	int64_t size;
};

struct entries LIST(struct entry);

static bool name_is_safe(const char *name)
{
	if (text_is(name, LITE_NAME) || text_is(name, PG_NAME))
		return true;
	return text_starts(name, "files/") && strlen(name) > 9 && name[8] == '/' && is_hex(name + 9) &&
	       strspn(name + 6, "0123456789abcdef") == 2;
}

/* The manifest as a list; everything in it is in its place or the whole is refused. */
static err manifest_read(struct setup *s, const char *folder, struct entries *out)
{
	const char *text, *p;
	int64_t said = -1;
	struct view whole;

	if (file_read(s->mem, mem_text(s->mem, "%s/manifest.txt", folder), MANIFEST_MAX, &whole) != OK)
		return refuse(s, ERR_STATE, "Không đọc được manifest.txt; đây không phải bản sao lưu trọn vẹn:", folder);
	text = mem_copy(s->mem, whole.p, whole.n);
	if (!text_starts(text, HEAD))
		return refuse(s, ERR_STATE, "Không phải bản sao lưu của chương trình này:", folder);
	for (p = text + strlen(HEAD); *p != '\0'; p += strcspn(p, "\n"), p += *p == '\n') {
		const char *line = mem_copy(s->mem, p, strcspn(p, "\n"));
		struct entry entry = {.hash = mem_copy(s->mem, line, strcspn(line, " "))};
		char *rest;

		if (sscanf(line, "end %" SCNd64, &said) == 1)
			break;
		entry.size = strlen(line) > CRYPT_HEX ? strtoll(line + CRYPT_HEX, &rest, 10) : -1;
		if (strlen(entry.hash) != CRYPT_HEX || entry.size < 0 || *rest != ' ' || !name_is_safe(rest + 1))
			return refuse(s, ERR_STATE, "manifest.txt có dòng không hiểu được:", line);
		entry.name = rest + 1;
		*list_add(s->mem, out) = entry;
	}
	return said == (int64_t)out->n ? OK : refuse(s, ERR_STATE, "manifest.txt thiếu phần cuối:", folder);
}

static err entries_check(struct setup *s, const char *folder, const struct entries *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct entry *entry = &list->at[i];
		struct mem *m = mem_open(1 << 20);
		const char *hash;
		int64_t size;
		bool is_right = crypt_sum_file(m, mem_text(m, "%s/%s", folder, entry->name), &hash, &size) == OK &&
		                text_is(hash, entry->hash) && size == entry->size;

		mem_close(m);
		if (!is_right)
			return refuse(s, ERR_STATE, "Bản sao lưu hỏng ở tệp này, nên không khôi phục gì:", entry->name);
	}
	return OK;
}

static bool folder_is_empty(const char *path)
{
	const struct dirent *entry;
	DIR *d = opendir(path);
	bool is_empty = true;

	if (d == NULL)
		return false;
	while ((entry = readdir(d)) != NULL)
		if (!text_is(entry->d_name, ".") && !text_is(entry->d_name, ".."))
			is_empty = false;
	closedir(d);
	return is_empty;
}

/* The files first, the database last: a folder without one is visibly not restored. */
static err entries_restore(struct setup *s, const char *folder, const struct entries *list)
{
	const char *database = NULL;

	TRY(folder_make(mem_text(s->mem, "%s/files", s->data_dir)));
	for (size_t i = 0; i < list->n; i++) {
		const char *name = list->at[i].name;

		if (!text_starts(name, "files/")) {
			database = name;
			continue;
		}
		TRY(folder_make(mem_text(s->mem, "%s/files/%.2s", s->data_dir, name + 6)));
		TRY(copy_file(mem_text(s->mem, "%s/%s", folder, name), mem_text(s->mem, "%s/%s", s->data_dir, name)));
	}
	if (database == NULL || text_is(database, PG_NAME) != is_pg(s))
		return refuse(s, ERR_STATE, "Bản sao lưu này của loại cơ sở dữ liệu khác; hãy xem lại --db.", "");
	if (is_pg(s))
		return tool_run(s, "pg_restore", "--single-transaction", mem_text(s->mem, "%s/%s", folder, database));
	TRY(copy_file(mem_text(s->mem, "%s/%s", folder, database), s->database));
	return folder_sync(s->data_dir);
}

static err restored(struct ctx *cx, void *arg)
{
	return audit_detail(cx, "app.restore", 0, "%s", (const char *)arg);
}

err restore_tool(struct setup *s, struct args *a)
{
	const char *folder = args_text(a, "FOLDER");
	struct entries list = {0};
	struct ctx cx;

	if (!folder_is_empty(s->data_dir) || (!is_pg(s) && access(s->database, F_OK) == 0))
		return refuse(s, ERR_STATE, "Chỉ khôi phục vào thư mục dữ liệu còn trống; thư mục này đã có dữ liệu:",
		              s->data_dir);
	TRY(manifest_read(s, folder, &list));
	TRY(entries_check(s, folder, &list));
	TRY(entries_restore(s, folder, &list));
	TRY(setup_open(s, &cx));
	TRY(setup_write(&cx, restored, mem_dup(s->mem, folder)));
	buf_fmt(a->out, "Đã khôi phục %zu tệp từ %s\n", list.n, folder);
	return OK;
}

/* ---- verify -------------------------------------------------------------------------------------------------------------- */

err verify_tool(struct setup *s, struct args *a)
{
	struct audit_check chain;
	struct file_check files;
	struct register_check lines;
	const char *problems;
	struct ctx cx;

	TRY(setup_open(s, &cx));
	cx.who = &WHO_SYSTEM;
	TRY(db_verify(cx.db, s->mem, &problems));
	if (*problems != '\0')
		faults_add(&s->faults, "", mem_text(s->mem, "Cơ sở dữ liệu: %s", problems));
	TRY(cx_begin(&cx, false));
	TRY(audit_verify(&cx, &chain));
	if (chain.bad_seq != 0)
		faults_add(&s->faults, "", mem_text(s->mem, "Nhật ký: dòng %" PRId64 ": %s.", chain.bad_seq, chain.reason));
	TRY(file_verify(&cx, &files));
	if (*files.bad != '\0')
		faults_add(&s->faults, "", mem_text(s->mem, "Kho tệp: %s.", files.bad));
	TRY(register_verify(&cx, &lines));
	if (*lines.wrong != '\0')
		faults_add(&s->faults, "", mem_text(s->mem, "Sổ khen thưởng: %s.", lines.wrong));
	db_rollback(cx.db);
	if (a->is_json)
		buf_fmt(a->out, "{\"ok\":%s,\"audit_rows\":%" PRId64 ",\"audit_bad\":%" PRId64 ",\"files\":%" PRId64 ",\"register_lines\":%" PRId64 "}\n",
		        s->faults.total == 0 ? "true" : "false", chain.rows_n, chain.bad_seq, files.files_n, lines.lines_n);
	else
		buf_fmt(a->out, "nhật ký: %" PRId64 " dòng\nkho tệp: %" PRId64 " tệp\nsổ khen thưởng: %" PRId64 " dòng\n%s\n", chain.rows_n,
		        files.files_n, lines.lines_n,
		        s->faults.total == 0 ? "Mọi thứ đều đúng." : "Có chỗ sai.");
	return s->faults.total == 0 ? OK : ERR_INVALID;
}
