/* app/serve.c -- the processes of the server.
 *
 * All signals of the parent are blocked and read from a descriptor, so that nothing runs inside a handler of
 * signals. The wish to stop reaches a child as the end of a pipe whose other end only the parent holds: it comes also
 * when the parent is killed. */
#include "app/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"

enum {
	WORKERS_MAX = 64,
	CHILDREN_MAX = WORKERS_MAX + 1,
	BACKLOG = 4096,
	BACK_OFF_FIRST_MS = 100, BACK_OFF_LAST_MS = 30 * 1000,
	STEADY_MS = 60 * 1000,          /* a child that lived so long starts again with a clean record */
	STOP_GRACE_MS = 2 * 1000,       /* beyond what a worker itself allows its requests */
	LOG_PER_MINUTE = 10
};

struct child {
	pid_t pid;                      /* 0: not running */
	int64_t started_ms, start_at_ms;
	int back_off_ms;
};

struct parent {
	const struct serve_config *c;
	int listen_fd, signal_fd;
	int stop_pipe[2];
	struct child children[CHILDREN_MAX];    /* the last one in use is the jobs process, where there is one */
	int workers_n, children_n;
	int64_t now_ms, minute_ms;
	int said_n;
	char unix_path[sizeof ((struct sockaddr_un *)0)->sun_path];
};

static int64_t clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- the address -------------------------------------------------------------------------------------------- */

static int refused(const char *listen, const char *why)
{
	fprintf(stderr, "thidua: không mở được địa chỉ %s: %s\n", listen, why);
	return -1;
}

static const char *why_not(int error)
{
	switch (error) {
	case EADDRINUSE:
		return "cổng này đang có chương trình khác dùng; hãy dừng chương trình đó hoặc chọn cổng khác";
	case EACCES: case EPERM:
		return "không đủ quyền (cổng dưới 1024 cần quyền quản trị)";
	case EADDRNOTAVAIL:
		return "máy này không có địa chỉ đó";
	default:
		return strerror(error);
	}
}

/* A socket file that nobody answers on is left over from a killed server; any other file stays. */
static int unix_open(struct parent *p, const char *path)
{
	struct sockaddr_un sa = {.sun_family = AF_UNIX};
	socklen_t n = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path) + 1);
	struct stat st;
	int fd;

	if (strlen(path) >= sizeof sa.sun_path)
		return refused(path, "đường dẫn quá dài");
	memcpy(sa.sun_path, path, strlen(path));
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return refused(path, strerror(errno));
	if (lstat(path, &st) == 0) {
		if (!S_ISSOCK(st.st_mode) || connect(fd, (struct sockaddr *)&sa, n) == 0) {
			close(fd);
			return refused(path, "đã có tệp hoặc máy chủ khác ở đó");
		}
		unlink(path);
	}
	if (bind(fd, (struct sockaddr *)&sa, n) != 0 || chmod(path, 0660) != 0 || listen(fd, BACKLOG) != 0) {
		int error = errno;

		close(fd);
		return refused(path, why_not(error));
	}
	memcpy(p->unix_path, path, strlen(path) + 1);
	return fd;
}

/* "host:port" as two texts; false when it is none. */
static bool host_and_port(const char *listen, char host[256], char port[8])
{
	const char *colon = strrchr(listen, ':');
	size_t n = colon == NULL ? 0 : (size_t)(colon - listen);

	if (colon == NULL || n >= 256 || strlen(colon + 1) == 0 || strlen(colon + 1) > 5 ||
	    strspn(colon + 1, "0123456789") != strlen(colon + 1) || strtol(colon + 1, NULL, 10) > 65535)
		return false;
	if (n >= 2 && listen[0] == '[' && listen[n - 1] == ']') {
		listen++;
		n -= 2;
	}
	memcpy(host, listen, n);
	host[n] = '\0';
	snprintf(port, 8, "%s", colon + 1);
	return true;
}

static int tcp_open(const char *listen_at)
{
	struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM,
	                         .ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV}, *found;
	char host[256], port[8];
	int fd, one = 1, error;

	if (!host_and_port(listen_at, host, port))
		return refused(listen_at, "phải có dạng ĐỊA_CHỈ:CỔNG, ví dụ 127.0.0.1:8080, hoặc đường dẫn tới một socket");
	if (text_is(host, "localhost"))
		snprintf(host, sizeof host, "127.0.0.1");
	if (getaddrinfo(*host == '\0' ? NULL : host, port, &hints, &found) != 0)
		return refused(listen_at, "đó không phải là địa chỉ IP của máy");
	fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	error = errno;
	if (fd >= 0) {
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
		error = bind(fd, found->ai_addr, found->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0 ? 0 : errno;
	}
	freeaddrinfo(found);
	if (error == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return refused(listen_at, why_not(error));
}

static int address_open(struct parent *p, const char *listen_at)
{
	if (text_starts(listen_at, "unix:"))
		return unix_open(p, listen_at + strlen("unix:"));
	return *listen_at == '/' ? unix_open(p, listen_at) : tcp_open(listen_at);
}

/* What a person types: the port that the system chose for 0, and a name for "everywhere". */
static void address_text(const struct parent *p, char *out, size_t max)
{
	struct sockaddr_storage sa;
	socklen_t n = sizeof sa;
	char host[INET6_ADDRSTRLEN], port[8];

	if (*p->unix_path != '\0') {
		snprintf(out, max, "unix:%s", p->unix_path);
		return;
	}
	if (getsockname(p->listen_fd, (struct sockaddr *)&sa, &n) != 0 ||
	    getnameinfo((struct sockaddr *)&sa, n, host, sizeof host, port, sizeof port,
	                NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return;
	if (text_is(host, "0.0.0.0") || text_is(host, "::"))
		snprintf(host, sizeof host, "127.0.0.1");
	snprintf(out, max, strchr(host, ':') != NULL ? "http://[%s]:%s/" : "http://%s:%s/", host, port);
}

/* ---- children ------------------------------------------------------------------------------------------------ */

/* To systemd, where it waits for word: its socket is named in the environment. */
static void notify(const char *word)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un sa = {.sun_family = AF_UNIX};
	size_t n = path == NULL ? 0 : strlen(path);
	int fd;

	if (n == 0 || n >= sizeof sa.sun_path)
		return;
	memcpy(sa.sun_path, path, n);
	if (*path == '@')
		sa.sun_path[0] = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	sendto(fd, word, strlen(word), MSG_NOSIGNAL, (struct sockaddr *)&sa,
	       (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n));
	close(fd);
}

/* A child gains no rights by running other programs, leaves no image of its memory, and ends with its parent. */
static void child_settle(struct parent *p, pid_t parent)
{
	struct rlimit none = {0, 0};
	sigset_t nothing;

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (getppid() != parent)
		_exit(0);
	setrlimit(RLIMIT_CORE, &none);
	close(p->signal_fd);
	close(p->stop_pipe[1]);
	/* Ctrl-C reaches the whole group: the parent alone decides what it means. */
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_DFL);
	signal(SIGCHLD, SIG_DFL);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&nothing);
	sigprocmask(SIG_SETMASK, &nothing, NULL);
}

static int worker(struct parent *p, int no)
{
	const struct serve_config *c = p->c;
	struct http_config hc = {.listen_fd = p->listen_fd, .stop_fd = p->stop_pipe[0], .limits = c->limits,
	                         .trusted = c->trusted, .trusted_n = c->trusted_n, .tmp_dir = c->tmp_dir,
	                         .may_gzip = c->may_gzip, .handle = c->handle, .body_max = c->body_max,
	                         .turn_begin = c->turn_begin, .turn_end = c->turn_end};
	int code;

	hc.app = c->worker_start(c->arg, no);
	if (hc.app == NULL)
		return err_exit_code(ERR_DB);
	code = http_serve(&hc);
	if (c->worker_stop != NULL)
		c->worker_stop(hc.app);
	return code;
}

static void child_start(struct parent *p, int no)
{
	struct child *ch = &p->children[no];
	pid_t self = getpid(), pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		child_settle(p, self);
		if (no >= p->workers_n) {
			close(p->listen_fd);
			_exit(p->c->jobs_run(p->c->arg, p->stop_pipe[0]));
		}
		_exit(worker(p, no));
	}
	ch->started_ms = p->now_ms;
	if (pid < 0)
		ch->start_at_ms = p->now_ms + BACK_OFF_LAST_MS;
	else
		ch->pid = pid;
}

/* Not more than a few lines a minute, however fast children die. */
static void say_ended(struct parent *p, int no, int status)
{
	const char *what = no >= p->workers_n ? "tiến trình việc nền" : "tiến trình phục vụ";

	if (p->now_ms - p->minute_ms > 60 * 1000) {
		p->minute_ms = p->now_ms;
		p->said_n = 0;
	}
	if (++p->said_n > LOG_PER_MINUTE)
		return;
	if (WIFSIGNALED(status))
		fprintf(stderr, "thidua: %s %d dừng đột ngột (tín hiệu %d); chạy lại sau %d ms\n", what, no,
		        WTERMSIG(status), p->children[no].back_off_ms);
	else
		fprintf(stderr, "thidua: %s %d kết thúc (mã %d); chạy lại sau %d ms\n", what, no, WEXITSTATUS(status),
		        p->children[no].back_off_ms);
}

static void child_ended(struct parent *p, int no, int status)
{
	struct child *ch = &p->children[no];

	ch->pid = 0;
	if (p->now_ms - ch->started_ms > STEADY_MS || ch->back_off_ms == 0)
		ch->back_off_ms = BACK_OFF_FIRST_MS;
	else
		ch->back_off_ms = ch->back_off_ms * 2 < BACK_OFF_LAST_MS ? ch->back_off_ms * 2 : BACK_OFF_LAST_MS;
	ch->start_at_ms = p->now_ms + ch->back_off_ms;
}

static int running_n(const struct parent *p)
{
	int n = 0;

	for (int i = 0; i < p->children_n; i++)
		n += p->children[i].pid != 0;
	return n;
}

static void children_wait(struct parent *p, bool is_stopping)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (int i = 0; i < p->children_n; i++)
			if (p->children[i].pid == pid) {
				child_ended(p, i, status);
				if (!is_stopping)
					say_ended(p, i, status);
			}
}

/* ---- the parent ----------------------------------------------------------------------------------------------- */

static int wait_ms(const struct parent *p)
{
	int64_t least = 60 * 1000;

	for (int i = 0; i < p->children_n; i++)
		if (p->children[i].pid == 0 && p->children[i].start_at_ms - p->now_ms < least)
			least = p->children[i].start_at_ms - p->now_ms;
	return least < 0 ? 0 : (int)least;
}

/* One signal, if any comes in time; 0 for none. */
static int signal_next(const struct parent *p, int ms)
{
	struct pollfd pfd = {.fd = p->signal_fd, .events = POLLIN};
	struct signalfd_siginfo info;

	if (poll(&pfd, 1, ms) <= 0 || read(p->signal_fd, &info, sizeof info) != sizeof info)
		return 0;
	return (int)info.ssi_signo;
}

static void watch_over(struct parent *p)
{
	for (;;) {
		int sig;

		for (int i = 0; i < p->children_n; i++)
			if (p->children[i].pid == 0 && p->children[i].start_at_ms <= p->now_ms)
				child_start(p, i);
		sig = signal_next(p, wait_ms(p));
		p->now_ms = clock_ms();
		if (sig == SIGTERM || sig == SIGINT)
			return;
		children_wait(p, false);
	}
}

/* Everybody sees the end of the pipe; who is not gone in time is killed. */
static void stop_all(struct parent *p)
{
	int64_t until;

	notify("STOPPING=1");
	close(p->stop_pipe[1]);
	close(p->listen_fd);
	until = clock_ms() + p->c->limits.stop_ms + STOP_GRACE_MS;
	while (running_n(p) > 0) {
		p->now_ms = clock_ms();
		if (p->now_ms >= until)
			break;
		signal_next(p, (int)(until - p->now_ms));
		children_wait(p, true);
	}
	for (int i = 0; i < p->children_n; i++)
		if (p->children[i].pid != 0) {
			kill(p->children[i].pid, SIGKILL);
			waitpid(p->children[i].pid, NULL, 0);
		}
	if (*p->unix_path != '\0')
		unlink(p->unix_path);
}

static bool trusted_are_right(const struct serve_config *c)
{
	for (size_t i = 0; i < c->trusted_n; i++)
		if (!http_is_range(c->trusted[i])) {
			fprintf(stderr, "thidua: “%s” không phải là địa chỉ hoặc dải địa chỉ của máy chủ trung gian "
			                "(ví dụ đúng: 127.0.0.1, 10.0.0.0/8, fd00::/8)\n", c->trusted[i]);
			return false;
		}
	return true;
}

int serve(const struct serve_config *c)
{
	static struct parent p;
	sigset_t watched, before;
	char address[512] = "";

	p = (struct parent){.c = c, .now_ms = clock_ms()};
	if (!trusted_are_right(c))
		return err_exit_code(ERR_INVALID);
	p.listen_fd = address_open(&p, c->listen);
	if (p.listen_fd < 0)
		return err_exit_code(ERR_IO);
	p.workers_n = c->workers_n > 0 ? c->workers_n : (int)sysconf(_SC_NPROCESSORS_ONLN);
	p.workers_n = p.workers_n < 1 ? 1 : p.workers_n > WORKERS_MAX ? WORKERS_MAX : p.workers_n;
	p.children_n = p.workers_n + (c->jobs_run != NULL);
	sigemptyset(&watched);
	sigaddset(&watched, SIGTERM);
	sigaddset(&watched, SIGINT);
	sigaddset(&watched, SIGCHLD);
	sigaddset(&watched, SIGHUP);
	sigprocmask(SIG_BLOCK, &watched, &before);
	p.signal_fd = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
	CHECK(p.signal_fd >= 0 && pipe2(p.stop_pipe, O_CLOEXEC) == 0);
	address_text(&p, address, sizeof address);
	for (int i = 0; i < p.children_n; i++)
		child_start(&p, i);
	if (c->ready != NULL)
		c->ready(c->arg, address);
	notify("READY=1");
	watch_over(&p);
	stop_all(&p);
	close(p.stop_pipe[0]);
	close(p.signal_fd);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return 0;
}
