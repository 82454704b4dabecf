/* base/copy.c -- plain system calls with the two errors that matter to people: no space, and everything else. */
#include "base/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static err err_of_errno(void)
{
	return errno == ENOSPC || errno == EDQUOT ? ERR_SPACE : ERR_IO;
}

err folder_make(const char *path)
{
	return mkdir(path, 0750) == 0 || errno == EEXIST ? OK : err_of_errno();
}

err folder_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	err e;

	if (fd < 0)
		return ERR_IO;
	e = fsync(fd) == 0 ? OK : err_of_errno();
	close(fd);
	return e;
}

static err bytes_write(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return err_of_errno();
		p += done;
		n -= (size_t)done;
	}
	return OK;
}

static err bytes_copy(int from, int to)
{
	char block[65536];
	ssize_t n;

	while ((n = read(from, block, sizeof block)) > 0)
		TRY(bytes_write(to, block, (size_t)n));
	if (n < 0)
		return ERR_IO;
	return fsync(to) == 0 ? OK : err_of_errno();
}

/* Closes what was written; removes it when anything went wrong. */
static err finish(int fd, const char *path, err e)
{
	if (close(fd) != 0 && e == OK)
		e = err_of_errno();
	if (e != OK)
		unlink(path);
	return e;
}

err copy_file(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC), out;
	err e;

	if (in < 0)
		return ERR_IO;
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	e = out < 0 ? err_of_errno() : finish(out, to, bytes_copy(in, out));
	close(in);
	return e;
}

err copy_text(struct mem *m, const char *path, const char *p, size_t n)
{
	const char *tmp = mem_text(m, "%s.tmp", path);
	int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	err e;

	if (fd < 0)
		return err_of_errno();
	e = bytes_write(fd, p, n);
	if (e == OK && fsync(fd) != 0)
		e = err_of_errno();
	TRY(finish(fd, tmp, e));
	if (rename(tmp, path) == 0)
		return OK;
	e = err_of_errno();
	unlink(tmp);
	return e;
}

err private_make(struct mem *m, const char *path, const char *p, size_t n)
{
	const char *tmp = mem_text(m, "%s.%ld.tmp", path, (long)getpid());
	int fd = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	err e;

	if (fd < 0)
		return err_of_errno();
	e = bytes_write(fd, p, n);
	if (e == OK && fsync(fd) != 0)
		e = err_of_errno();
	TRY(finish(fd, tmp, e));
	/* A link is refused where the name is taken: of two who make it at once, one stands and both go on with it. */
	if (link(tmp, path) != 0)
		e = errno == EEXIST ? ERR_TAKEN : err_of_errno();
	unlink(tmp);
	return e;
}
