/* file_test.c */
#include "room/file/file.h"

#include <sys/resource.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "tests/t.h"

static struct ctx *ctx(void)
{
	struct ctx *cx = t_ctx();

	cx->data_dir = t_dir();
	return cx;
}

static struct file take(struct ctx *cx, const char *name, const char *bytes, size_t n)
{
	struct file f = {0};
	int64_t id = 0;

	t_ok(file_take(cx, t_file("in", bytes, n), name, "tep", &id));
	t_ok(file_get(cx, id, &f));
	return f;
}

TEST(file_is_stored_by_its_content)
{
	struct ctx *cx = ctx();
	struct file a = take(cx, "Kế hoạch.txt", "xin chào", 9);
	struct view got;

	t_text("Kế hoạch.txt", a.name);
	t_text("text", a.kind);
	t_int(9, a.size_bytes);
	t_text("system", a.user_name);
	t_ok(file_read(cx->mem, file_path(cx, &a), 100, &got));
	t_int(9, got.n);
	t_true(memcmp(got.p, "xin chào", 9) == 0);
	t_int(1, cx->audited_n);
}

TEST(file_of_the_same_bytes_is_stored_once)
{
	struct ctx *cx = ctx();
	struct file a = take(cx, "một", "abc", 3), b = take(cx, "hai", "abc", 3);

	t_true(a.id != b.id);
	t_text(file_path(cx, &a), file_path(cx, &b));
}

/* What the server does: the bytes before the transaction, their row in it; an upload is not copied. */
TEST(file_bytes_are_stored_before_their_row)
{
	struct ctx *cx = ctx();
	const char *path = t_file("up", "%PDF-1.7 nội dung", 19);
	struct file_bytes b = {.data_dir = cx->data_dir, .path = path, .is_ours = true}, same = b;
	struct file_bytes none = {.data_dir = cx->data_dir, .path = t_file("none", "", 0), .is_ours = true};
	struct stat up, kept;
	struct file f;
	int64_t id;

	file_bytes_store(&b);
	file_bytes_store(&same);
	t_ok(b.err);
	t_ok(same.err);
	t_text(b.hash, same.hash);
	t_ok(file_take_bytes(cx, &b, "up.pdf", "tep", &id));
	t_ok(file_get(cx, id, &f));
	t_text("pdf", f.kind);
	t_int(19, f.size_bytes);
	t_int(0, stat(path, &up));
	t_int(0, stat(file_path(cx, &f), &kept));
	t_true(up.st_ino == kept.st_ino);
	file_bytes_store(&none);
	t_err(ERR_INVALID, file_take_bytes(cx, &none, "none", "tep", &id));
	same.path = "/khong/co";
	file_bytes_store(&same);
	t_err(ERR_IO, file_take_bytes(cx, &same, "x", "tep", &id));
}

TEST(file_kind_is_told_by_the_bytes_not_the_name)
{
	struct ctx *cx = ctx();

	t_text("pdf", take(cx, "a.txt", "%PDF-1.7\n", 9).kind);
	t_text("png", take(cx, "a.pdf", "\x89PNG\r\n\x1a\n....", 12).kind);
	t_text("jpeg", take(cx, "a", "\xff\xd8\xff\xe0", 4).kind);
	t_text("doc", take(cx, "a.docx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 word", 13).kind);
	t_text("zip", take(cx, "a.docx", "PK\3\4something", 13).kind);
	t_text("docx", file_kind_of(t_source_path("tests/files/ha-noi-2024.docx")));
	t_text("xlsx", file_kind_of(t_source_path("tests/files/ha-noi-2024.xlsx")));
	t_text("pdf", file_kind_of(t_source_path("tests/files/ha-noi-2024.pdf")));
	t_text("other", take(cx, "a.txt", "a\0b", 3).kind);
	t_text("other", file_kind_of("/no/such/file"));
}

TEST(file_that_is_empty_or_not_there_is_refused)
{
	struct ctx *cx = ctx();
	int64_t id;

	t_err(ERR_INVALID, file_take(cx, t_file("empty", "", 0), "a", "tep", &id));
	t_fault(cx, "tep");
	t_err(ERR_IO, file_take(cx, "/no/such/file", "a", "tep", &id));
}

TEST(file_name_is_kept_short_and_on_one_line)
{
	struct ctx *cx = ctx();
	char name[400];

	t_text("a b", take(cx, " a\n b ", "x", 1).name);
	t_text("tep", take(cx, "  ", "x", 1).name);
	for (size_t i = 0; i + 3 < sizeof name; i += 3)
		memcpy(name + i, "ộ", 4);
	t_int(0, strlen(take(cx, name, "x", 1).name) % 3);
}

TEST(file_verify_finds_changed_and_lost_bytes)
{
	struct ctx *cx = ctx();
	struct file a = take(cx, "a", "abc", 3), b = take(cx, "b", "def", 3);
	struct file_check check;
	FILE *f;

	t_ok(file_verify(cx, &check));
	t_int(2, check.files_n);
	t_text("", check.bad);
	f = fopen(file_path(cx, &b), "w");
	t_true(f != NULL);
	fputs("dex", f);
	fclose(f);
	t_ok(file_verify(cx, &check));
	t_has("đã bị sửa", check.bad);
	t_int(0, unlink(file_path(cx, &a)));
	t_ok(file_verify(cx, &check));
	t_has("không đọc được", check.bad);
}

TEST(file_sweep_takes_only_old_bytes_that_no_row_keeps)
{
	struct ctx *cx = ctx();
	struct file kept = take(cx, "a", "kept", 4), lost;
	int64_t n;

	t_commit(cx);
	lost = take(cx, "b", "lost", 4);
	t_rollback(cx);
	cx->now_ms = ctx_clock_ms();
	t_ok(file_sweep(cx, &n));
	t_int(0, n);
	cx->now_ms += (int64_t)25 * 3600 * 1000;
	t_ok(file_sweep(cx, &n));
	t_int(1, n);
	t_int(0, access(file_path(cx, &kept), R_OK));
	t_true(access(file_path(cx, &lost), R_OK) != 0);
}

/* A limit on the size of files stands in for a full disk: the write fails in the middle in the same way. */
TEST(file_that_cannot_be_written_whole_leaves_nothing)
{
	struct ctx *cx = ctx();
	struct rlimit old, small;
	char bytes[20000];
	const char *path;
	int64_t id = 0;
	err e;

	memset(bytes, 'x', sizeof bytes);
	path = t_file("big", bytes, sizeof bytes);
	t_int(0, getrlimit(RLIMIT_FSIZE, &old));
	small = old;
	small.rlim_cur = 8192;
	signal(SIGXFSZ, SIG_IGN);
	t_int(0, setrlimit(RLIMIT_FSIZE, &small));
	e = file_take(cx, path, "big", "tep", &id);
	t_int(0, setrlimit(RLIMIT_FSIZE, &old));
	t_err(ERR_IO, e);
	t_int(0, id);
	t_rollback(cx);
	cx->now_ms = ctx_clock_ms() + (int64_t)25 * 3600 * 1000;
	t_ok(file_sweep(cx, &id));
	t_int(0, id);           /* no half file was left for the sweep to find */
}
