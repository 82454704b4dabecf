/* tests/t_smtp.c -- as much of SMTP as a client of ours says. */
#include "tests/t_smtp.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "tests/tcp.h"

enum { LINE_BYTES = 4096, LETTER_BYTES = 4 * 1024 * 1024 };

struct server {
	enum smtp_way way;
	const char *folder;
	int log, fd, letters_n;
	char line[LINE_BYTES];
};

static void put(int fd, const char *p, size_t n)
{
	if (write(fd, p, n) != (ssize_t)n)
		_exit(3);
}

/* One line without its end; false at the end of the connection. */
static bool line_read(struct server *s)
{
	size_t n = 0;
	char c;

	while (n + 1 < LINE_BYTES && recv(s->fd, &c, 1, 0) == 1) {
		if (c == '\n') {
			s->line[n > 0 && s->line[n - 1] == '\r' ? n - 1 : n] = '\0';
			return true;
		}
		s->line[n++] = c;
	}
	return false;
}

/* The letter up to its dot, dots taken out again; false when the connection is over. */
static bool letter_read(struct server *s, struct buf *b)
{
	while (line_read(s)) {
		if (s->way == SMTP_CUTS && b->n > 200)
			return false;
		if (text_is(s->line, "."))
			return true;
		buf_fmt(b, "%s\r\n", s->line[0] == '.' ? s->line + 1 : s->line);
	}
	return false;
}

static void letter_keep(struct server *s, const struct buf *b)
{
	char path[4096];
	int fd;

	snprintf(path, sizeof path, "%s/%d.eml", s->folder, ++s->letters_n);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		_exit(3);
	put(fd, b->p, b->n);
	close(fd);
}

/* After DATA; false when the connection is over. */
static bool letter(struct server *s)
{
	struct mem *m = mem_open(2 * LETTER_BYTES);
	struct buf *b = buf_new(m, LETTER_BYTES);
	bool is_whole;

	tcp_text(s->fd, "354 go on\r\n");
	is_whole = letter_read(s, b);
	if (is_whole && (s->way == SMTP_TAKES || s->way == SMTP_NO_SUCH_USER || s->way >= SMTP_TAKES_AND_CUTS))
		letter_keep(s, b);
	mem_close(m);
	while (is_whole && s->way == SMTP_TAKES_AND_HANGS && line_read(s))
		;
	if (!is_whole || s->way >= SMTP_TAKES_AND_CUTS)
		return false;
	tcp_text(s->fd, s->way == SMTP_NO_LETTER      ? "554 5.7.1 we do not like it\r\n"
	                : s->way == SMTP_LETTER_LATER ? "451 4.3.0 try again\r\n"
	                                              : "250 2.0.0 taken\r\n");
	return true;
}

static const char *answer(const struct server *s)
{
	if (text_starts(s->line, "EHLO"))
		return "250-test\r\n250 8BITMIME\r\n";
	if (text_starts(s->line, "MAIL"))
		return s->way == SMTP_NO_SENDER ? "530 5.7.0 sign in first\r\n" : "250 ok\r\n";
	if (text_starts(s->line, "RCPT") && s->way == SMTP_LATER)
		return "450 4.2.1 mailbox busy\r\n";
	if (text_starts(s->line, "RCPT") && s->way == SMTP_NO_SUCH_USER && strstr(s->line, "nobody@") != NULL)
		return "550 5.1.1 no such user here\r\n";
	return "250 ok\r\n";
}

static void talk(struct server *s)
{
	put(s->log, "+\n", 2);
	if (s->way == SMTP_SILENT) {
		while (line_read(s))
			;
		return;
	}
	tcp_text(s->fd, s->way == SMTP_BUSY ? "421 4.7.0 too many\r\n" : "220 test ESMTP\r\n");
	while (s->way != SMTP_BUSY && line_read(s)) {
		put(s->log, s->line, strlen(s->line));
		put(s->log, "\n", 1);
		if (text_is(s->line, "DATA")) {
			if (!letter(s))
				return;
		} else if (text_is(s->line, "QUIT")) {
			tcp_text(s->fd, "221 bye\r\n");
			return;
		} else {
			tcp_text(s->fd, answer(s));
		}
	}
}

static _Noreturn void serve(int listener, const char *folder, enum smtp_way way, const char *log)
{
	struct server s = {.way = way, .folder = folder};
	struct pollfd pfd = {.fd = listener, .events = POLLIN};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	s.log = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	while (poll(&pfd, 1, -1) > 0) {
		s.fd = accept(listener, NULL, NULL);
		if (s.fd < 0)
			continue;
		talk(&s);
		close(s.fd);
	}
	_exit(0);
}

struct smtp smtp_start(struct mem *m, const char *folder, enum smtp_way way)
{
	struct smtp s = {.folder = mem_dup(m, folder)};
	const char *log = mem_text(m, "%s/log", folder);
	int listener = tcp_listen(&s.port);

	CHECK(mkdir(folder, 0700) == 0);
	fflush(NULL);
	s.pid = fork();
	CHECK(s.pid >= 0);
	if (s.pid == 0)
		serve(listener, folder, way, log);
	close(listener);
	return s;
}

void smtp_stop(const struct smtp *s)
{
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
}

static const char *whole(struct mem *m, const char *path)
{
	struct view v;

	return file_read(m, path, LETTER_BYTES, &v) == OK ? v.p : "";
}

const char *smtp_log(struct mem *m, const struct smtp *s)
{
	return whole(m, mem_text(m, "%s/log", s->folder));
}

const char *smtp_letter(struct mem *m, const struct smtp *s, int n)
{
	return whole(m, mem_text(m, "%s/%d.eml", s->folder, n));
}
