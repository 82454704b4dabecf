/* file -- uploaded papers, stored once by their content.
 *
 * The bytes lie under data_dir/files/ab/cdef… by their BLAKE2b hash; they are written beside, synced and renamed, so that
 * a half file never has a name. The row says who brought it, under which name. A file has no readers of its own: the room
 * that refers to it decides, and its page hands it out by rq->send_path and rq->send_name.
 * Files that no transaction kept are swept by a job.
 * Owns the table file; reads rooms audit, job. */
#ifndef ROOM_FILE_H
#define ROOM_FILE_H

#include "core/ctx.h"

enum { FILE_NAME_MAX = 200, FILE_LIST_MAX = 200 };

struct file {
	int64_t id;
	const char *hash;               /* 64 hexadecimal digits */
	const char *name;               /* as it was called by who brought it */
	const char *kind;               /* by its content: pdf docx xlsx odt ods zip doc png jpeg text other */
	int64_t size_bytes;
	int64_t added_ms, user_id;
	const char *user_name;
	bool is_gone;                   /* its bytes had to go by law: there is nothing to hand out */
};

/* ERR_NOTFOUND. No right is asked: the caller has decided. */
MUST err file_get(struct ctx *cx, int64_t id, struct file *out);
const char *file_path(struct ctx *cx, const struct file *f);    /* where the bytes lie, for reading only */
const char *file_media_type(const struct file *f);              /* "application/pdf"; safe to send */
/* The kind by content alone; the first bytes and, for zip, the names in it. "other" when unknown or unreadable. */
const char *file_kind_of(const char *path);
/* False when the bytes of that kind plainly lack their end, as after a broken transfer: a pdf, png, jpeg without its last
 * mark, an archive without its list of names. Kinds that have no end of their own are whole. */
bool file_is_whole(struct ctx *cx, const char *path, const char *kind);

/* Bytes brought into the store before any row speaks of them: what is slow about a file, done outside of transactions, so that
 * nobody waits behind somebody's disk. What no row follows is an orphan. */
struct file_bytes {
	const char *data_dir, *path;
	bool is_ours;                   /* nobody writes to path: its bytes need not be copied, they get a second name */
	err err;                        /* ERR_SPACE, ERR_IO */
	int64_t size_bytes;             /* 0: an empty file, which is not stored */
	const char *kind;
	char hash[65];
};
/* Fills the rest from data_dir, path, is_ours. Touches nothing else, so a helper thread may run it. */
void file_bytes_store(struct file_bytes *b);
/* Leaves the row, in the open write transaction; errors as of file_take(). */
MUST err file_take_bytes(struct ctx *cx, const struct file_bytes *b, const char *name, const char *field, int64_t *id_out);
/* Makes the folders of the store, so that storing need not look after them. */
MUST err file_store_open(struct mem *m, const char *data_dir);
/* Takes the bytes at path (copied, the original stays) into the store and leaves a row, in the open write transaction.
 * The same bytes are stored once; every taking is a row of its own. ERR_SPACE: disk full, nothing is left.
 * ERR_IO. ERR_INVALID: an empty file (field). */
MUST err file_take(struct ctx *cx, const char *path, const char *name, const char *field, int64_t *id_out);

/* A law or a court demands that what a file says goes: its row and hash stay, its bytes go with the sweep of
 * the next day, however often the same came. In the open write transaction; the caller has decided and audits. Gone already is OK. */
MUST err file_forget(struct ctx *cx, int64_t id);
/* The room that this one row was taken for needs it no longer; words take the place of its name. The bytes go with the sweep unless
 * another row keeps the same. In the open write transaction; the caller has decided and audits. Gone already is OK. */
MUST err file_release(struct ctx *cx, int64_t id, const char *words);

/* Every row has its bytes and they have their hash: the number checked, the first that does not hold or "". */
struct file_check {
	int64_t files_n;
	const char *bad;
};
MUST err file_verify(struct ctx *cx, struct file_check *out);
/* Removes bytes that no row keeps and nobody touched for a day; in a write transaction. For the job "file.sweep". */
MUST err file_sweep(struct ctx *cx, int64_t *n_out);

#endif
