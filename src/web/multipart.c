/* web/multipart.c -- multipart/form-data, read as it comes, files straight to disk.
 *
 * A delimiter is CR LF, two hyphens and the boundary; CR stands only at its start, so a match that breaks off can be
 * taken back without looking again at earlier bytes. What browsers never send (text before the first delimiter, parts
 * without a name, transfer encodings, folded lines) is refused. */
#include "web/body.h"

#include <errno.h>
#include <fcntl.h>
#include <strings.h>
#include <unistd.h>

#include "base/text.h"

enum { HEAD_MAX = 4096, DELIMITER_MAX = 80, WRITE_AT_ONCE = 16 * 1024 };

enum at { AT_DATA, AT_AFTER, AT_AFTER_CR, AT_AFTER_DASH, AT_HEAD, AT_END };

struct upload_list LIST(struct upload);
struct field_list LIST(struct param);

struct multipart {
	struct mem *mem;
	struct multipart_limits limits;
	const char *dir;
	err err;
	enum at at;
	char delimiter[DELIMITER_MAX];
	size_t delimiter_n, matched;
	char head[HEAD_MAX];
	size_t head_n;
	bool has_part;                  /* false before the first delimiter: no byte may stand there */
	const char *name, *file_name;   /* file_name NULL for a field */
	struct buf *value;              /* of a field */
	int fd;                         /* of a file, -1 for none */
	const char *path;
	char *unwritten;                /* bytes of the file that wait until writing is worth a call */
	size_t unwritten_n;
	int64_t part_n, form_n;
	struct field_list fields;
	struct upload_list uploads;
};

static void fd_close(void *ptr)
{
	int *fd = ptr;

	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void path_unlink(void *ptr)
{
	unlink(ptr);
}

struct multipart *multipart_open(struct mem *m, const char *boundary, struct multipart_limits limits, const char *dir)
{
	struct multipart *mp = mem_new(m, struct multipart, 1);

	mp->mem = m;
	mp->limits = limits;
	mp->dir = dir;
	mp->delimiter_n = (size_t)snprintf(mp->delimiter, sizeof mp->delimiter, "\r\n--%s", boundary);
	CHECK(mp->delimiter_n < sizeof mp->delimiter);
	mp->matched = 2;                /* the first delimiter needs no line before it */
	mp->fd = -1;
	mem_defer(m, fd_close, &mp->fd);
	return mp;
}

/* name="…" of a content disposition: browsers write %22, %0D and %0A, others a backslash before the quote. */
static err parameter(struct mem *m, const char *p, const char *name, const char **out)
{
	size_t name_n = strlen(name), k = 0;
	char *s;

	*out = NULL;
	while (*p != '\0') {
		const char *at;
		bool is_it;

		p += strspn(p, "; \t");
		at = p;
		p += strcspn(p, "=;");
		is_it = (size_t)(p - at) == name_n && strncasecmp(at, name, name_n) == 0;
		if (*p != '=')
			continue;
		if (p[1] != '"')
			return ERR_INVALID;
		at = p += 2;
		while (*p != '"') {
			if (*p == '\0')
				return ERR_INVALID;
			p += p[0] == '\\' && p[1] == '"' ? 2 : 1;
		}
		if (is_it) {
			s = mem_alloc(m, (size_t)(p - at) + 1);
			for (; at < p; at++) {
				if (at[0] == '\\' && at[1] == '"')
					continue;
				if (strncasecmp(at, "%0d", 3) == 0 || strncasecmp(at, "%0a", 3) == 0) {
					at += 2;
				} else if (strncmp(at, "%22", 3) == 0) {
					s[k++] = '"';
					at += 2;
				} else {
					s[k++] = *at;
				}
			}
			*out = s;
			return OK;
		}
		p++;
	}
	return OK;
}

/* One line of a part's head, without its end. */
static err head_line(struct multipart *mp, const char *line)
{
	const char *colon = strchr(line, ':'), *v;
	size_t n;

	if (colon == NULL || colon == line || *line == ' ' || *line == '\t')
		return ERR_INVALID;
	n = (size_t)(colon - line);
	v = colon + 1 + strspn(colon + 1, " \t");
	if (n == 19 && strncasecmp(line, "content-disposition", n) == 0) {
		if (mp->name != NULL || strncasecmp(v, "form-data", 9) != 0 || v[9] != ';')
			return ERR_INVALID;
		TRY(parameter(mp->mem, v + 10, "name", &mp->name));
		TRY(parameter(mp->mem, v + 10, "filename", &mp->file_name));
		return mp->name == NULL || *mp->name == '\0' ? ERR_INVALID : OK;
	}
	if (n == 25 && strncasecmp(line, "content-transfer-encoding", n) == 0)
		return strcasecmp(v, "binary") == 0 || strcasecmp(v, "8bit") == 0 || strcasecmp(v, "7bit") == 0 ?
		           OK : ERR_INVALID;
	return OK;
}

static err file_open(struct multipart *mp)
{
	char *path = mem_text(mp->mem, "%s/nhan-XXXXXX", mp->dir);

	mp->fd = mkostemp(path, O_CLOEXEC);
	if (mp->fd < 0)
		return errno == ENOSPC || errno == EDQUOT ? ERR_SPACE : ERR_IO;
	mem_defer(mp->mem, path_unlink, path);
	mp->path = path;
	return OK;
}

/* The head of a part is complete, with its empty line. */
static err part_begin(struct multipart *mp)
{
	char *p = mp->head, *end = mp->head + mp->head_n - 2;

	if (!text_is_utf8(mp->head, mp->head_n))
		return ERR_INVALID;
	mp->name = mp->file_name = NULL;
	mp->part_n = 0;
	while (p < end) {
		char *cr = memchr(p, '\r', (size_t)(end - p));

		if (cr == NULL || cr[1] != '\n' || memchr(p, '\n', (size_t)(cr - p)) != NULL)
			return ERR_INVALID;
		*cr = '\0';
		TRY(head_line(mp, p));
		p = cr + 2;
	}
	if (mp->name == NULL)
		return ERR_INVALID;
	mp->name = text_clean(mp->mem, mp->name, strlen(mp->name));
	if (mp->fields.n + mp->uploads.n >= mp->limits.fields_max)
		return ERR_FULL;
	if (mp->file_name == NULL) {
		mp->value = buf_new(mp->mem, (size_t)mp->limits.form_max);
		return OK;
	}
	if (mp->uploads.n >= mp->limits.files_max)
		return ERR_FULL;
	return *mp->file_name == '\0' ? OK : file_open(mp);
}

static err file_flush(struct multipart *mp)
{
	const char *p = mp->unwritten;
	size_t n = mp->unwritten_n;

	mp->unwritten_n = 0;
	while (n > 0) {
		ssize_t k = write(mp->fd, p, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ERR_SPACE : ERR_IO;
		p += k;
		n -= (size_t)k;
	}
	return OK;
}

/* Gathered: a file of nothing but CR would otherwise be written byte by byte. */
static err file_write(struct multipart *mp, const char *p, size_t n)
{
	if (mp->unwritten == NULL)
		mp->unwritten = mem_alloc(mp->mem, WRITE_AT_ONCE);
	while (n > 0) {
		size_t room = WRITE_AT_ONCE - mp->unwritten_n, k = n < room ? n : room;

		memcpy(mp->unwritten + mp->unwritten_n, p, k);
		mp->unwritten_n += k;
		p += k;
		n -= k;
		if (mp->unwritten_n == WRITE_AT_ONCE)
			TRY(file_flush(mp));
	}
	return OK;
}

/* A file input that was left empty comes as a part without name and bytes: it is no upload. */
static err part_end(struct multipart *mp)
{
	if (!mp->has_part) {
		mp->has_part = true;
		return mp->part_n == 0 ? OK : ERR_INVALID;
	}
	if (mp->file_name == NULL) {
		if (!text_is_utf8(mp->value->p, mp->value->n))
			return ERR_INVALID;
		*list_add(mp->mem, &mp->fields) =
		    (struct param){mp->name, text_clean(mp->mem, mp->value->p, mp->value->n)};
		return OK;
	}
	if (mp->fd < 0)
		return OK;
	TRY(file_flush(mp));
	*list_add(mp->mem, &mp->uploads) =
	    (struct upload){.field = mp->name,
	                    .name = body_file_name(mp->mem, mp->file_name, strlen(mp->file_name)),
	                    .path = mp->path,
	                    .size_bytes = mp->part_n};
	if (close(mp->fd) != 0) {
		mp->fd = -1;
		return errno == ENOSPC || errno == EDQUOT ? ERR_SPACE : ERR_IO;
	}
	mp->fd = -1;
	return OK;
}

static err data(struct multipart *mp, const char *p, size_t n)
{
	if (n == 0)
		return OK;
	mp->part_n += (int64_t)n;
	if (!mp->has_part)
		return ERR_INVALID;
	if (mp->file_name == NULL) {
		mp->form_n += (int64_t)n;
		if (mp->form_n > mp->limits.form_max)
			return ERR_FULL;
		buf_bytes(mp->value, p, n);
		return OK;
	}
	if (mp->fd < 0)
		return ERR_INVALID;
	if (mp->part_n > mp->limits.file_max)
		return ERR_FULL;
	return file_write(mp, p, n);
}

/* Takes bytes of a part, up to a whole delimiter; *used says how many. */
static err feed_data(struct multipart *mp, const char *p, size_t n, size_t *used)
{
	size_t i = 0;

	while (i < n) {
		if (mp->matched == 0) {
			const char *cr = memchr(p + i, '\r', n - i);
			size_t run = cr == NULL ? n - i : (size_t)(cr - p) - i;

			TRY(data(mp, p + i, run));
			i += run;
			if (i == n)
				break;
		}
		if (p[i] == mp->delimiter[mp->matched]) {
			i++;
			if (++mp->matched == mp->delimiter_n) {
				mp->matched = 0;
				mp->at = AT_AFTER;
				*used = i;
				return part_end(mp);
			}
			continue;
		}
		/* Not the delimiter: what matched was data, and this byte is looked at afresh. */
		TRY(data(mp, mp->delimiter, mp->matched));
		mp->matched = 0;
	}
	*used = n;
	return OK;
}

/* One byte outside the data of a part. */
static err feed_mark(struct multipart *mp, char c)
{
	switch (mp->at) {
	case AT_AFTER:
		mp->at = c == '\r' ? AT_AFTER_CR : AT_AFTER_DASH;
		return c == '\r' || c == '-' ? OK : ERR_INVALID;
	case AT_AFTER_CR:
		mp->at = AT_HEAD;
		mp->head_n = 0;
		return c == '\n' ? OK : ERR_INVALID;
	case AT_AFTER_DASH:
		mp->at = AT_END;
		return c == '-' ? OK : ERR_INVALID;
	case AT_HEAD:
		if (mp->head_n == HEAD_MAX - 1)
			return ERR_INVALID;
		mp->head[mp->head_n++] = c;
		if (mp->head_n < 4 || memcmp(mp->head + mp->head_n - 4, "\r\n\r\n", 4) != 0)
			return OK;
		mp->at = AT_DATA;
		return part_begin(mp);
	case AT_END:
		return c == '\r' || c == '\n' ? OK : ERR_INVALID;
	case AT_DATA:
		break;
	}
	return ERR_INVALID;
}

err multipart_feed(struct multipart *mp, const char *p, size_t n)
{
	while (n > 0 && mp->err == OK) {
		size_t used = 1;

		mp->err = mp->at == AT_DATA ? feed_data(mp, p, n, &used) : feed_mark(mp, *p);
		p += used;
		n -= used;
	}
	return mp->err;
}

err multipart_end(struct multipart *mp, struct params *fields, const struct upload **uploads, size_t *uploads_n)
{
	TRY(mp->err);
	if (mp->at != AT_END)
		return ERR_INVALID;
	*fields = (struct params){mp->fields.at, mp->fields.n};
	*uploads = mp->uploads.at;
	*uploads_n = mp->uploads.n;
	return OK;
}
