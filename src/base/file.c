/* base/file.c -- files by descriptor, so that what was measured is what is read. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

/* Reads until n bytes or the end; the number read, or -1. */
static ssize_t read_all(int fd, char *p, size_t n)
{
	size_t got = 0;

	while (got < n) {
		ssize_t k = read(fd, p + got, n - got);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return -1;
		if (k == 0)
			break;
		got += (size_t)k;
	}
	return (ssize_t)got;
}

static err slurp(struct mem *m, const char *path, size_t max, bool may_cut, struct view *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	err e = ERR_IO;
	struct stat st;
	ssize_t got;
	char *p;

	if (fd < 0)
		return ERR_IO;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		goto out;
	if ((uintmax_t)st.st_size > max && !may_cut) {
		e = ERR_FULL;
		goto out;
	}
	if ((uintmax_t)st.st_size < max)
		max = (size_t)st.st_size;
	p = mem_alloc(m, max + 1);
	got = read_all(fd, p, max);
	if (got < 0)
		goto out;
	*out = (struct view){p, (size_t)got};
	e = OK;
out:
	close(fd);
	return e;
}

err file_read(struct mem *m, const char *path, size_t max, struct view *out)
{
	return slurp(m, path, max, false, out);
}

err file_head(struct mem *m, const char *path, size_t max, struct view *out)
{
	return slurp(m, path, max, true, out);
}

err file_size(const char *path, int64_t *out)
{
	struct stat st;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return ERR_IO;
	*out = (int64_t)st.st_size;
	return OK;
}
