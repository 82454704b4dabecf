/* base/child.c -- fork, limits, exec; the parent reads both pipes until the end or a limit.
 *
 * Between fork and exec only calls are made that are safe in a process with threads. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/child.h"
#include "base/text.h"

enum { ARGV_MAX = 64, ERRORS_MAX = 4096, PIECE = 64 * 1024, ADDRESS_MAX = 2000 };

static const char *program_path(struct mem *m, const char *name)
{
	static const char *const dirs[] = {"/usr/bin", "/bin", "/usr/local/bin"};

	for (size_t i = 0; i < COUNT(dirs); i++) {
		const char *path = mem_text(m, "%s/%s", dirs[i], name);

		if (access(path, X_OK) == 0)
			return path;
	}
	return NULL;
}

static int64_t clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void limit(__rlimit_resource_t what, rlim_t n)
{
	struct rlimit r = {n, n};

	setrlimit(what, &r);
}

struct pipes {
	int out[2], errors[2];
};

/* In the child: never returns. */
static _Noreturn void become(const char *const *argv, const struct pipes *p, int time_ms)
{
	static const char *const env[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/tmp", NULL};
	int null = open("/dev/null", O_RDONLY);

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, (rlim_t)(time_ms / 1000 + 2));
	limit(RLIMIT_AS, (rlim_t)ADDRESS_MAX * 1024 * 1024);
	limit(RLIMIT_FSIZE, (rlim_t)512 * 1024 * 1024);
	if (null < 0 || dup2(null, 0) < 0 || dup2(p->out[1], 1) < 0 || dup2(p->errors[1], 2) < 0)
		_exit(127);
	close_range(3, ~0U, 0);
	execve(argv[0], (char *const *)argv, (char *const *)env);
	_exit(127);
}

/* Reads what there is; false at the end. More than max is dropped and said. */
static bool drain(int fd, struct buf *to, bool *is_over)
{
	char piece[PIECE];
	ssize_t n = read(fd, piece, sizeof piece);

	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	buf_bytes(to, piece, (size_t)n);
	if (is_over != NULL && buf_err(to) != OK)
		*is_over = true;
	return n > 0;
}

static void listen_to(const struct pipes *p, int time_ms, struct buf *out, struct buf *errors, struct child_end *end)
{
	int64_t until = clock_ms() + time_ms;
	struct pollfd fds[2] = {{.fd = p->out[0], .events = POLLIN}, {.fd = p->errors[0], .events = POLLIN}};

	while ((fds[0].fd >= 0 || fds[1].fd >= 0) && !end->is_over) {
		int64_t left = until - clock_ms();

		if (left <= 0) {
			end->is_late = true;
			return;
		}
		if (poll(fds, 2, (int)left) < 0 && errno != EINTR)
			return;
		if (fds[0].revents != 0 && !drain(fds[0].fd, out, &end->is_over))
			fds[0].fd = -1;
		if (fds[1].revents != 0 && !drain(fds[1].fd, errors, NULL))
			fds[1].fd = -1;
	}
}

static int wait_for(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static err run(struct mem *m, const char *const *argv, const struct child *in, struct child_end *end)
{
	struct buf *out = buf_new(m, in->out_max), *errors = buf_new(m, ERRORS_MAX);
	struct pipes p;
	pid_t pid;

	*end = (struct child_end){.errors = ""};
	if (pipe2(p.out, O_CLOEXEC) != 0)
		return ERR_IO;
	if (pipe2(p.errors, O_CLOEXEC) != 0) {
		close(p.out[0]);
		close(p.out[1]);
		return ERR_IO;
	}
	pid = fork();
	if (pid == 0)
		become(argv, &p, in->time_ms);
	close(p.out[1]);
	close(p.errors[1]);
	if (pid > 0) {
		listen_to(&p, in->time_ms, out, errors, end);
		if (end->is_late || end->is_over) {
			kill(-pid, SIGKILL);
			kill(pid, SIGKILL);
		}
		end->code = wait_for(pid);
	}
	close(p.out[0]);
	close(p.errors[0]);
	end->out = (struct view){out->p, out->n};
	end->errors = errors->p;
	return pid > 0 ? OK : ERR_IO;
}

struct args {
	const char *at[ARGV_MAX];
	size_t n;
};

static void arg(struct args *a, const char *s)
{
	CHECK(a->n + 1 < ARGV_MAX);
	a->at[a->n++] = s;
}

static void args(struct args *a, const char *const *s)
{
	for (; *s != NULL; s++)
		arg(a, *s);
}

static void shut_in(struct args *a, const char *bwrap, const struct child *in)
{
	static const char *const walls[] = {
		"--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--setenv", "PATH", "/usr/bin:/bin",
		"--setenv", "LC_ALL", "C.UTF-8", "--setenv", "HOME", "/tmp", "--ro-bind", "/usr", "/usr",
		"--ro-bind-try", "/lib", "/lib", "--ro-bind-try", "/lib64", "/lib64", "--ro-bind-try", "/bin", "/bin",
		"--ro-bind-try", "/etc/fonts", "/etc/fonts", "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache",
		NULL,
	};
	static const char *const inside[] = {"--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", NULL};

	arg(a, bwrap);
	args(a, walls);
	args(a, inside);
	if (in->in_path != NULL) {
		arg(a, "--ro-bind");
		arg(a, in->in_path);
		arg(a, "/in");
	}
	if (in->dir != NULL) {
		arg(a, "--bind");
		arg(a, in->dir);
		arg(a, "/dir");
	}
}

/* Whether bubblewrap can work here (a container may forbid it); asked once. */
static bool can_shut_in(struct mem *m, const char *bwrap)
{
	static int known;       /* 0 not asked, 1 yes, 2 no */
	static const char *const argv[] = {"/usr/bin/true", NULL};
	struct child try = {.argv = argv, .out_max = 1, .time_ms = 5000};
	struct args a = {0};
	struct child_end end;

	if (known == 0) {
		shut_in(&a, bwrap, &try);
		args(&a, argv);
		known = run(m, a.at, &try, &end) == OK && end.code == 0 ? 1 : 2;
	}
	return known == 1;
}

err child_run(struct mem *m, const struct child *in, struct child_end *out)
{
	const char *path = program_path(m, in->argv[0]), *bwrap = program_path(m, "bwrap");
	bool is_shut_in;
	struct args a = {0};

	if (path == NULL)
		return ERR_NOTFOUND;
	is_shut_in = bwrap != NULL && can_shut_in(m, bwrap);
	if (is_shut_in)
		shut_in(&a, bwrap, in);
	arg(&a, path);
	for (size_t i = 1; in->argv[i] != NULL && i < CHILD_ARGS_MAX; i++) {
		const char *s = in->argv[i];

		if (!is_shut_in && in->in_path != NULL && text_is(s, "/in"))
			s = in->in_path[0] == '/' ? in->in_path : mem_text(m, "./%s", in->in_path);
		if (!is_shut_in && in->dir != NULL && text_is(s, "/dir"))
			s = in->dir;
		arg(&a, s);
	}
	return run(m, a.at, in, out);
}
