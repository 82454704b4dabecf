/* bench/idle.c -- opens many keep-alive connections, asks for one page on each, and holds them:
 *
 *     idle PORT N SECONDS PATH
 *
 * The connections come from many loopback addresses, as they would from many people. Prints “open N” when all stand. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PER_ADDRESS = 100 };

static int open_one(int port, int no)
{
	struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	from.sin_addr.s_addr = htonl(0x7F010001u + (unsigned)(no / PER_ADDRESS));
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	to.sin_port = htons((unsigned short)port);
	if (fd < 0 || bind(fd, (struct sockaddr *)&from, sizeof from) != 0 ||
	    connect(fd, (struct sockaddr *)&to, sizeof to) != 0) {
		perror("idle");
		exit(1);
	}
	return fd;
}

/* Reads the head and as much of the body as its Content-Length says. */
static int ask(int fd, const char *path)
{
	static char buf[1 << 20];
	char *end = NULL, *length;
	size_t n = 0, want = 0;
	int head = snprintf(buf, sizeof buf, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", path);

	if (write(fd, buf, (size_t)head) != head)
		return 0;
	while (end == NULL || n < want) {
		ssize_t got = read(fd, buf + n, sizeof buf - 1 - n);

		if (got <= 0)
			return 0;
		n += (size_t)got;
		buf[n] = '\0';
		if (end == NULL && (end = strstr(buf, "\r\n\r\n")) != NULL) {
			length = strcasestr(buf, "\r\nContent-Length:");
			want = (size_t)(end + 4 - buf) + (length != NULL ? strtoul(length + 17, NULL, 10) : 0);
		}
	}
	return strncmp(buf, "HTTP/1.1 200", 12) == 0;
}

int main(int argc, char **argv)
{
	struct rlimit files = {65536, 65536};
	int port, n, ok = 0, *fds;

	if (argc != 5) {
		fprintf(stderr, "idle PORT N SECONDS PATH\n");
		return 2;
	}
	setrlimit(RLIMIT_NOFILE, &files);
	port = (int)strtol(argv[1], NULL, 10);
	n = (int)strtol(argv[2], NULL, 10);
	fds = calloc((size_t)n, sizeof *fds);
	for (int i = 0; fds != NULL && i < n; i++) {
		fds[i] = open_one(port, i);
		ok += ask(fds[i], argv[4]);
	}
	printf("open %d\n", ok);
	fflush(stdout);
	sleep((unsigned)strtoul(argv[3], NULL, 10));
	return ok == n ? 0 : 1;
}
