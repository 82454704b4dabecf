/* base/zip.c -- a thin face over libzip. */
#include <errno.h>
#include <unistd.h>
#include <zip.h>

#include "base/zip.h"

struct unzip {
	zip_t *zip;
	zip_file_t *entry;
	uint64_t total, entry_bytes, stored_bytes;
};

static void end_entry(struct unzip *z)
{
	if (z->entry != NULL)
		zip_fclose(z->entry);
	z->entry = NULL;
}

static void release(void *ptr)
{
	struct unzip *z = ptr;

	end_entry(z);
	if (z->zip != NULL)
		zip_discard(z->zip);
}

static err opened(struct mem *m, zip_t *zip, struct unzip **out)
{
	struct unzip *z = mem_new(m, struct unzip, 1);

	z->zip = zip;
	mem_defer(m, release, z);
	if (zip_get_num_entries(zip, 0) > UNZIP_ENTRIES_MAX)
		return ERR_INVALID;
	*out = z;
	return OK;
}

err unzip_open(struct mem *m, const char *path, struct unzip **out)
{
	int code = 0;
	zip_t *zip = zip_open(path, ZIP_RDONLY, &code);

	if (zip == NULL)
		return code == ZIP_ER_OPEN || code == ZIP_ER_READ || code == ZIP_ER_NOENT ? ERR_IO : ERR_INVALID;
	return opened(m, zip, out);
}

err unzip_open_bytes(struct mem *m, struct view bytes, struct unzip **out)
{
	zip_error_t error;
	zip_source_t *source;
	zip_t *zip;

	zip_error_init(&error);
	source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
	CHECK(source != NULL);
	zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	zip_error_fini(&error);
	if (zip == NULL) {
		zip_source_free(source);
		return ERR_INVALID;
	}
	return opened(m, zip, out);
}

size_t unzip_n(const struct unzip *z)
{
	zip_int64_t n = zip_get_num_entries(z->zip, 0);

	return n < 0 ? 0 : (size_t)n;
}

const char *unzip_name(const struct unzip *z, size_t i)
{
	const char *name = zip_get_name(z->zip, i, ZIP_FL_ENC_GUESS);

	return name == NULL ? "" : name;
}

bool unzip_has(const struct unzip *z, const char *name)
{
	return zip_name_locate(z->zip, name, ZIP_FL_ENC_GUESS) >= 0;
}

uint64_t unzip_stated(const struct unzip *z, const char *name)
{
	zip_stat_t st;

	zip_stat_init(&st);
	return zip_stat(z->zip, name, ZIP_FL_ENC_GUESS, &st) == 0 && (st.valid & ZIP_STAT_SIZE) != 0 ? st.size : 0;
}

err unzip_begin(struct unzip *z, const char *name)
{
	zip_int64_t i = zip_name_locate(z->zip, name, ZIP_FL_ENC_GUESS);
	zip_stat_t st;

	end_entry(z);
	if (i < 0)
		return ERR_NOTFOUND;
	zip_stat_init(&st);
	if (zip_stat_index(z->zip, (zip_uint64_t)i, 0, &st) != 0)
		return ERR_INVALID;
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && st.encryption_method != ZIP_EM_NONE)
		return ERR_DENIED;
	z->entry = zip_fopen_index(z->zip, (zip_uint64_t)i, 0);
	if (z->entry == NULL)
		return ERR_INVALID;
	z->entry_bytes = 0;
	z->stored_bytes = (st.valid & ZIP_STAT_COMP_SIZE) != 0 ? st.comp_size : 0;
	return OK;
}

err unzip_next(struct unzip *z, char *p, size_t size, size_t *n_out)
{
	zip_int64_t n;

	CHECK(z->entry != NULL && size > 0);
	n = zip_fread(z->entry, p, size);
	if (n < 0)
		return ERR_INVALID;
	z->total += (uint64_t)n;
	z->entry_bytes += (uint64_t)n;
	if (z->total > UNZIP_TOTAL_MAX)
		return ERR_FULL;
	if (z->entry_bytes > UNZIP_RATIO_FROM && z->entry_bytes / UNZIP_RATIO_MAX > z->stored_bytes)
		return ERR_FULL;
	*n_out = (size_t)n;
	return OK;
}

err unzip_read(struct unzip *z, struct mem *m, const char *name, size_t max, struct view *out)
{
	size_t n = 0, cap = 16 * 1024;
	char *p = mem_alloc(m, cap + 1);

	TRY(unzip_begin(z, name));
	for (;;) {
		size_t got;

		if (n == cap) {
			char *more = mem_alloc(m, cap * 2 + 1);

			memcpy(more, p, n);
			p = more;
			cap *= 2;
		}
		TRY(unzip_next(z, p + n, cap - n, &got));
		if (got == 0)
			break;
		n += got;
		if (n > max)
			return ERR_FULL;
	}
	end_entry(z);
	p[n] = '\0';
	*out = (struct view){p, n};
	return OK;
}

static bool add(zip_t *zip, const struct zip_entry *e)
{
	zip_source_t *source = zip_source_buffer(zip, e->bytes.p, e->bytes.n, 0);
	zip_int64_t i;

	if (source == NULL)
		return false;
	i = zip_file_add(zip, e->name, source, ZIP_FL_ENC_UTF_8);
	if (i < 0) {
		zip_source_free(source);
		return false;
	}
	zip_file_set_dostime(zip, (zip_uint64_t)i, 0, 33, 0);   /* 1980-01-01, so that equal content is an equal file */
	return zip_set_file_compression(zip, (zip_uint64_t)i, e->is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 9) == 0;
}

err zip_write(const char *path, const struct zip_entry *entries, size_t n)
{
	int code = 0;
	zip_t *zip;

	if (unlink(path) != 0 && errno != ENOENT)
		return ERR_IO;
	zip = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code);
	if (zip == NULL)
		return ERR_IO;
	for (size_t i = 0; i < n; i++) {
		if (!add(zip, &entries[i])) {
			zip_discard(zip);
			return ERR_IO;
		}
	}
	if (zip_close(zip) != 0) {
		zip_discard(zip);
		return ERR_IO;
	}
	return OK;
}
