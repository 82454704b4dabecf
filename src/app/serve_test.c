/* app/serve_test.c -- the processes: one that dies is replaced, a stop is clean, an address that cannot be is said. */
#include "app/serve.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "tests/t.h"
#include "tests/tcp.h"

/* What the processes of a server tell the test. */
struct shared {
	char address[256];
	int started_n, jobs_stopped_n, workers_stopped_n;
};

static void ready(void *arg, const char *address)
{
	struct shared *s = arg;

	snprintf(s->address, sizeof s->address, "%s", address);
}

static void *started(void *arg, int worker_no)
{
	struct shared *s = arg;

	__atomic_add_fetch(&s->started_n, 1, __ATOMIC_SEQ_CST);
	return s;
}

static void stopped(void *app)
{
	struct shared *s = app;

	__atomic_add_fetch(&s->workers_stopped_n, 1, __ATOMIC_SEQ_CST);
}

static enum http_next handle(void *app, struct req *rq)
{
	if (text_is(rq->path, "/crash"))
		abort();
	buf_fmt(rq->out, "PID=%d remote=%s", (int)getpid(), rq->remote);
	return HTTP_DONE;
}

static int jobs(void *arg, int stop_fd)
{
	struct shared *s = arg;
	struct pollfd pfd = {.fd = stop_fd, .events = POLLIN};

	poll(&pfd, 1, 10000);
	__atomic_add_fetch(&s->jobs_stopped_n, 1, __ATOMIC_SEQ_CST);
	return 0;
}

static struct shared *shared_new(void)
{
	struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	assert_ptr_not_equal(s, MAP_FAILED);
	return s;
}

/* err_fd: where the operator's lines go; -1 leaves them. */
static pid_t server_start(struct shared *s, const char *listen, int err_fd)
{
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		struct serve_config c = {.listen = listen, .workers_n = 2, .limits = http_limits_default(),
		                         .tmp_dir = "/tmp", .arg = s, .ready = ready, .worker_start = started,
		                         .handle = handle, .worker_stop = stopped, .jobs_run = jobs};

		prctl(PR_SET_PDEATHSIG, SIGTERM);       /* a test that fails leaves no server behind */
		c.limits.stop_ms = 1000;
		if (err_fd >= 0)
			dup2(err_fd, 2);
		_exit(serve(&c));
	}
	assert_true(pid > 0);
	return pid;
}

static void until_started(struct shared *s, int n)
{
	for (int i = 0; i < 300 && __atomic_load_n(&s->started_n, __ATOMIC_SEQ_CST) < n; i++)
		usleep(10 * 1000);
	assert_int_equal(s->started_n, n);
}

static int exit_code(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int port_of(const struct shared *s)
{
	const char *colon = strrchr(s->address, ':');

	assert_non_null(colon);
	return (int)strtol(colon + 1, NULL, 10);
}

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

TEST(serve_replaces_a_worker_that_crashes_and_says_so_once)
{
	struct shared *s = shared_new();
	char said[4096] = "";
	int errs[2], port;
	bool is_closed;
	pid_t pid;

	assert_int_equal(pipe2(errs, O_CLOEXEC | O_NONBLOCK), 0);
	pid = server_start(s, "127.0.0.1:0", errs[1]);
	until_started(s, 2);
	while (s->address[0] == '\0')
		usleep(1000);
	port = port_of(s);
	assert_non_null(strstr(tcp_ask(port, GET("/"), strlen(GET("/")), &is_closed), "PID="));
	tcp_ask(port, GET("/crash"), strlen(GET("/crash")), &is_closed);
	assert_true(is_closed);
	assert_non_null(strstr(tcp_ask(port, GET("/"), strlen(GET("/")), &is_closed), "PID="));
	until_started(s, 3);
	kill(pid, SIGTERM);
	assert_int_equal(exit_code(pid), 0);
	assert_int_equal(s->jobs_stopped_n, 1);
	assert_int_equal(s->workers_stopped_n, 2);
	assert_true(read(errs[0], said, sizeof said - 1) > 0);
	assert_int_equal(tcp_count(said, "dừng đột ngột"), 1);
	close(errs[0]);
	close(errs[1]);
	munmap(s, sizeof *s);
}

TEST(serve_says_in_one_line_why_an_address_cannot_be)
{
	static const struct {
		const char *listen, *why;
	} cases[] = {
	    {"nowhere", "ĐỊA_CHỈ:CỔNG"}, {"127.0.0.1:99999", "ĐỊA_CHỈ:CỔNG"}, {"1.2.3:x", "ĐỊA_CHỈ:CỔNG"},
	    {"256.1.1.1:80", "không phải là địa chỉ IP"}, {"192.0.2.1:8080", "không có địa chỉ đó"},
	    {NULL, "đang có chương trình khác dùng"},
	};
	struct shared *s = shared_new();
	int port, taken = tcp_listen(&port);

	for (size_t i = 0; i < COUNT(cases); i++) {
		char said[1024] = "", own[64];
		int errs[2];
		pid_t pid;

		snprintf(own, sizeof own, "127.0.0.1:%d", port);
		assert_int_equal(pipe2(errs, O_CLOEXEC | O_NONBLOCK), 0);
		pid = server_start(s, cases[i].listen == NULL ? own : cases[i].listen, errs[1]);
		assert_int_equal(exit_code(pid), err_exit_code(ERR_IO));
		assert_true(read(errs[0], said, sizeof said - 1) > 0);
		if (strstr(said, cases[i].why) == NULL)
			fprintf(stderr, "%s", said);
		assert_non_null(strstr(said, cases[i].why));
		assert_int_equal(tcp_count(said, "\n"), 1);
		close(errs[0]);
		close(errs[1]);
	}
	close(taken);
	munmap(s, sizeof *s);
}

TEST(serve_listens_on_a_socket_file_and_trusts_who_comes_through_it)
{
	struct shared *s = shared_new();
	struct sockaddr_un sa = {.sun_family = AF_UNIX};
	char dir[] = "/tmp/thidua-serve-XXXXXX";
	static const char get[] = "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.2.3.4\r\nConnection: close\r\n\r\n";
	bool is_closed;
	pid_t pid;
	int fd;

	assert_non_null(mkdtemp(dir));
	snprintf(sa.sun_path, sizeof sa.sun_path, "%s/s", dir);
	/* twice: a server that was killed leaves its socket file behind */
	for (int turn = 0; turn < 2; turn++) {
		s->started_n = 0;
		pid = server_start(s, sa.sun_path, -1);
		until_started(s, 2);
		fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
		assert_int_equal(connect(fd, (struct sockaddr *)&sa, sizeof sa), 0);
		tcp_send(fd, get, sizeof get - 1);
		assert_non_null(strstr(tcp_read(fd, 20 * 1000, &is_closed), "remote=1.2.3.4"));
		close(fd);
		kill(pid, turn == 0 ? SIGKILL : SIGINT);
		if (turn == 0)
			waitpid(pid, NULL, 0);
		else
			assert_int_equal(exit_code(pid), 0);
		usleep(100 * 1000);
	}
	assert_int_equal(rmdir(dir), 0);
	munmap(s, sizeof *s);
}

TEST(serve_tells_systemd_when_it_is_ready)
{
	struct shared *s = shared_new();
	struct sockaddr_un sa = {.sun_family = AF_UNIX};
	char dir[] = "/tmp/thidua-serve-XXXXXX", word[64] = "";
	struct pollfd pfd = {.events = POLLIN};
	pid_t pid;

	assert_non_null(mkdtemp(dir));
	snprintf(sa.sun_path, sizeof sa.sun_path, "%s/n", dir);
	pfd.fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(pfd.fd, (struct sockaddr *)&sa, sizeof sa), 0);
	setenv("NOTIFY_SOCKET", sa.sun_path, 1);
	pid = server_start(s, "127.0.0.1:0", -1);
	unsetenv("NOTIFY_SOCKET");
	assert_int_equal(poll(&pfd, 1, 3000), 1);
	assert_true(read(pfd.fd, word, sizeof word - 1) > 0);
	assert_string_equal(word, "READY=1");
	kill(pid, SIGTERM);
	assert_int_equal(exit_code(pid), 0);
	close(pfd.fd);
	unlink(sa.sun_path);
	assert_int_equal(rmdir(dir), 0);
	munmap(s, sizeof *s);
}
