/* tests/tcp.c -- raw sockets for tests. */
#include "tests/tcp.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

int tcp_listen(int *port)
{
	struct sockaddr_in sa = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t n = sizeof sa;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	CHECK(fd >= 0 && bind(fd, (struct sockaddr *)&sa, n) == 0 && listen(fd, 1024) == 0);
	CHECK(getsockname(fd, (struct sockaddr *)&sa, &n) == 0);
	*port = ntohs(sa.sin_port);
	return fd;
}

int tcp_connect(int port)
{
	struct sockaddr_in sa = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	                         .sin_port = htons((uint16_t)port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	CHECK(fd >= 0 && connect(fd, (struct sockaddr *)&sa, sizeof sa) == 0);
	return fd;
}

void tcp_send(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t k = send(fd, p, n, MSG_NOSIGNAL);

		if (k <= 0)
			return;
		p += k;
		n -= (size_t)k;
	}
}

void tcp_text(int fd, const char *text)
{
	tcp_send(fd, text, strlen(text));
}

/* How long the first byte may take on a busy machine. */
enum { FIRST_MS = 5000 };

const char *tcp_read(int fd, int ms, bool *is_closed)
{
	static char text[256 * 1024];
	size_t n = 0;
	struct pollfd pfd = {.fd = fd, .events = POLLIN};

	*is_closed = false;
	while (n < sizeof text - 1 && poll(&pfd, 1, n == 0 && ms > 0 && ms < FIRST_MS ? FIRST_MS : ms) > 0) {
		ssize_t k = recvfrom(fd, text + n, sizeof text - 1 - n, 0, NULL, NULL);

		if (k <= 0) {
			*is_closed = true;
			break;
		}
		n += (size_t)k;
	}
	text[n] = '\0';
	return text;
}

const char *tcp_ask(int port, const char *text, size_t n, bool *is_closed)
{
	bool will_close = memmem(text, n, "Connection: close", strlen("Connection: close")) != NULL;
	int fd = tcp_connect(port);
	const char *reply;

	tcp_send(fd, text, n);
	reply = tcp_read(fd, will_close ? 20 * 1000 : 300, is_closed);  /* a busy machine, with sanitizers */
	close(fd);
	return reply;
}

int tcp_status(const char *reply)
{
	return strncmp(reply, "HTTP/1.1 ", 9) == 0 ? (int)strtol(reply + 9, NULL, 10) : 0;
}

size_t tcp_count(const char *text, const char *what)
{
	size_t n = 0;

	while ((text = strstr(text, what)) != NULL) {
		n++;
		text += strlen(what);
	}
	return n;
}

int64_t tcp_clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

long tcp_rss_kb(int pid)
{
	char path[64], line[256];
	long kb = 0;
	FILE *in;

	snprintf(path, sizeof path, "/proc/%d/status", pid);
	in = fopen(path, "r");
	while (in != NULL && fgets(line, sizeof line, in) != NULL)
		if (strncmp(line, "VmRSS:", 6) == 0)
			kb = strtol(line + 6, NULL, 10);
	if (in != NULL)
		fclose(in);
	return kb;
}
