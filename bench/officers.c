/* bench/officers.c -- officers of units who report at once, each with a file: officers PORT SECONDS PACE_MS WORK ACKED
 *
 * WORK has a line for each officer: the session's token and the ids of duties to report on. An officer opens a duty's page,
 * sends its form with a file of 20 to 200 kB, and goes where the answer leads, every eighth time to a list, the desk or the plans
 * instead; then again, PACE_MS after the last beginning or at once when that has passed. Every report has words of its own;
 * they are written to ACKED when the server has said that it took the report, and at no other time. Prints what was done, how
 * long it took, and what went wrong. A connection that breaks is counted and opened again; nothing is sent twice. */
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { DUTIES_MAX = 64, HEAD_MAX = 8192, BODY_MAX = 512 * 1024, TOOK_MAX = 1 << 20, FILE_MIN = 20000, FILE_MORE = 180000 };
enum step { OPEN_DUTY, SEND_REPORT, LOOK_ELSEWHERE, STEP_N };

struct officer {
	char token[72];
	long duties[DUTIES_MAX];
	int duties_n, no, fd, round, reports_n;
	enum step step;
	bool is_waiting;                /* for its next beginning */
	double began, again;            /* of the request; of the next beginning */
	char head[HEAD_MAX], tail[256]; /* of what is sent; the file's bytes lie between */
	size_t head_n, file_n, file_from, tail_n, sent;
	char *got;
	size_t got_n, got_max;
	char csrf[128], key[128], version[32], words[64];
	char location[256];
};

static struct officer *officers;
static int officers_n, port, epoll_fd;
static char *noise;
static double took[STEP_N][TOOK_MAX], pace, until;
static size_t took_n[STEP_N];
static long broken_n, wrong_n, acked_n;
static FILE *acked;

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static uint64_t chance(void)
{
	static uint64_t x = 88172645463325252u;

	x ^= x << 13;
	x ^= x >> 7;
	return x ^= x << 17;
}

/* ---- connections ---------------------------------------------------------------------------------------------------- */

static void watch(struct officer *o, uint32_t events)
{
	struct epoll_event e = {.events = events, .data.ptr = o};

	if (epoll_ctl(epoll_fd, EPOLL_CTL_MOD, o->fd, &e) != 0 && epoll_ctl(epoll_fd, EPOLL_CTL_ADD, o->fd, &e) != 0)
		abort();
}

static void hang_up(struct officer *o)
{
	if (o->fd >= 0)
		close(o->fd);
	o->fd = -1;
}

static bool call(struct officer *o)
{
	struct sockaddr_in sa = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int one = 1;

	if (o->fd >= 0)
		return true;
	o->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	setsockopt(o->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	if (connect(o->fd, (struct sockaddr *)&sa, sizeof sa) == 0 || errno == EINPROGRESS)
		return true;
	hang_up(o);
	return false;
}

/* ---- what an officer does ------------------------------------------------------------------------------------------- */

static void rest(struct officer *o, double at)
{
	o->is_waiting = true;
	o->again = at;
	o->step = OPEN_DUTY;
}

/* It is not known whether what was sent was done: nothing is said of it. */
static void broken(struct officer *o)
{
	broken_n++;
	hang_up(o);
	rest(o, now_ms() + 100);
}

static void send_some(struct officer *o)
{
	while (o->sent < o->head_n + o->file_n + o->tail_n) {
		struct iovec v[3];
		struct {
			const char *p;
			size_t n;
		} parts[3] = {{o->head, o->head_n}, {noise + o->file_from, o->file_n}, {o->tail, o->tail_n}};
		size_t skip = o->sent;
		int n = 0;
		ssize_t k;

		for (int i = 0; i < 3; i++) {
			if (skip < parts[i].n)
				v[n++] = (struct iovec){(void *)(uintptr_t)(parts[i].p + skip), parts[i].n - skip};
			skip = skip > parts[i].n ? skip - parts[i].n : 0;
		}
		k = sendmsg(o->fd, &(struct msghdr){.msg_iov = v, .msg_iovlen = (size_t)n}, MSG_NOSIGNAL);
		if (k < 0 && (errno == EAGAIN || errno == ENOTCONN)) {
			watch(o, EPOLLIN | EPOLLOUT);
			return;
		}
		if (k < 0) {
			broken(o);
			return;
		}
		o->sent += (size_t)k;
	}
	watch(o, EPOLLIN);
}

#define COMMON "Host: 127.0.0.1:%d\r\nCookie: thidua=%s\r\n"

static void begin(struct officer *o)
{
	static const char *const elsewhere[] = {"/duty", "/desk", "/plan", "/duty?state=late"};
	long duty = o->duties[o->round % o->duties_n];

	o->file_n = o->tail_n = o->sent = o->got_n = 0;
	if (o->step == OPEN_DUTY) {
		o->again = now_ms() + pace;
		o->head_n = (size_t)snprintf(o->head, HEAD_MAX, "GET /duty/%ld HTTP/1.1\r\n" COMMON "\r\n", duty, port, o->token);
	} else if (o->step == LOOK_ELSEWHERE) {
		o->head_n = (size_t)snprintf(o->head, HEAD_MAX, "GET %s HTTP/1.1\r\n" COMMON "\r\n", o->round % 8 == 0 ? elsewhere[chance() % 4] : o->location, port, o->token);
	} else {
		char form[2048];
		int form_n;

		snprintf(o->words, sizeof o->words, "bench %d-%d", o->no, ++o->reports_n);
		form_n = snprintf(form, sizeof form, "--cat\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n%s\r\n"
		                  "--cat\r\nContent-Disposition: form-data; name=\"_key\"\r\n\r\n%s\r\n"
		                  "--cat\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n%s\r\n"
		                  "--cat\r\nContent-Disposition: form-data; name=\"percent\"\r\n\r\n%d\r\n"
		                  "--cat\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n%s\r\n"
		                  "--cat\r\nContent-Disposition: form-data; name=\"evidence\"; filename=\"%d-%d.pdf\"\r\n"
		                  "Content-Type: application/pdf\r\n\r\n%%PDF-1.7 %s ", o->csrf, o->key, o->version,
		                  (int)(chance() % 99) + 1, o->words, o->no, o->reports_n, o->words);
		o->file_n = FILE_MIN + chance() % FILE_MORE;
		o->file_from = chance() % 4096;
		o->tail_n = (size_t)snprintf(o->tail, sizeof o->tail, "\n%%%%EOF\n\r\n--cat--\r\n");
		o->head_n = (size_t)snprintf(o->head, HEAD_MAX, "POST /duty/%ld/report HTTP/1.1\r\n" COMMON "Origin: http://127.0.0.1:%d\r\n"
		                             "Content-Type: multipart/form-data; boundary=cat\r\nContent-Length: %zu\r\n\r\n%s", duty, port,
		                             o->token, port, (size_t)form_n + o->file_n + o->tail_n, form);
	}
	o->is_waiting = false;
	o->began = now_ms();
	if (!call(o))
		broken(o);
	else
		send_some(o);
}

/* The value of the first input of that name. */
static bool field(const char *page, const char *name, char *out, size_t max)
{
	char want[64];
	const char *at, *tag, *v, *end;

	snprintf(want, sizeof want, "name=\"%s\"", name);
	at = strstr(page, want);
	if (at == NULL)
		return false;
	for (tag = at; tag > page && *tag != '<'; tag--)
		continue;
	end = strchr(at, '>');
	v = strstr(tag, "value=\"");
	if (end == NULL || v == NULL || v > end)
		return false;
	v += 7;
	snprintf(out, max, "%.*s", (int)strcspn(v, "\""), v);
	return true;
}

static void wrong(struct officer *o, const char *why)
{
	if (++wrong_n <= 5)
		fprintf(stderr, "officer %d, step %d: %s: %.300s\n", o->no, o->step, why, o->got);
	o->round++;
	rest(o, now_ms() + 100);
}

static bool found(const char *head, const char *name, char *out, size_t max)
{
	const char *at = strstr(head, name);

	if (at == NULL)
		return false;
	at += strlen(name);
	snprintf(out, max, "%.*s", (int)strcspn(at, "\r"), at);
	return true;
}

static void answered(struct officer *o)
{
	int status = atoi(o->got + 9);

	if (took_n[o->step] < TOOK_MAX)
		took[o->step][took_n[o->step]++] = now_ms() - o->began;
	if (strstr(o->got, "\r\nConnection: close") != NULL)
		hang_up(o);
	if (o->step == SEND_REPORT && status == 303 && found(o->got, "\r\nLocation: ", o->location, sizeof o->location)) {
		fprintf(acked, "%s\n", o->words);
		acked_n++;
		o->round++;
		o->step = LOOK_ELSEWHERE;
	} else if (o->step == OPEN_DUTY && status == 200) {
		if (!field(o->got, "_csrf", o->csrf, sizeof o->csrf) || !field(o->got, "_key", o->key, sizeof o->key) ||
		    !field(o->got, "version", o->version, sizeof o->version)) {
			wrong(o, "no form");
			return;
		}
		o->step = SEND_REPORT;
	} else if (o->step == LOOK_ELSEWHERE && status == 200) {
		rest(o, o->again);
		return;
	} else {
		wrong(o, "not what was hoped for");
		return;
	}
	if (now_ms() < until)
		begin(o);
}

/* A whole answer: its head, and as many bytes as it says. */
static bool is_whole(const struct officer *o)
{
	const char *body = strstr(o->got, "\r\n\r\n"), *length;

	if (body == NULL)
		return false;
	length = strstr(o->got, "\r\nContent-Length: ");
	if (length == NULL || length > body)
		return false;
	return o->got_n >= (size_t)(body + 4 - o->got) + strtoul(length + 18, NULL, 10);
}

static void read_some(struct officer *o)
{
	for (;;) {
		ssize_t k;

		if (o->got_max - o->got_n < 65536) {
			o->got_max = o->got_max * 2 + 131072;
			o->got = realloc(o->got, o->got_max);
		}
		k = recv(o->fd, o->got + o->got_n, o->got_max - o->got_n - 1, 0);
		if (k < 0 && errno == EAGAIN)
			return;
		if (k <= 0) {
			broken(o);
			return;
		}
		o->got_n += (size_t)k;
		o->got[o->got_n] = '\0';
		if (is_whole(o)) {
			answered(o);
			return;
		}
	}
}

/* ---- all of them ---------------------------------------------------------------------------------------------------- */

static volatile sig_atomic_t is_told_to_stop;

static void told_to_stop(int sig)
{
	(void)sig;
	is_told_to_stop = 1;
}

static void load(const char *path)
{
	FILE *f = fopen(path, "r");
	char line[4096];

	while (f != NULL && fgets(line, sizeof line, f) != NULL) {
		struct officer *o;
		char *p = strtok(line, " \n");

		officers = realloc(officers, sizeof *officers * (size_t)(officers_n + 1));
		o = &officers[officers_n];
		memset(o, 0, sizeof *o);
		o->no = officers_n++;
		o->fd = -1;
		snprintf(o->token, sizeof o->token, "%s", p);
		while ((p = strtok(NULL, " \n")) != NULL && o->duties_n < DUTIES_MAX)
			o->duties[o->duties_n++] = atol(p);
		if (o->duties_n == 0)
			abort();
	}
	if (officers_n == 0)
		abort();
	fclose(f);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static void told(const char *what, enum step s)
{
	size_t n = took_n[s];

	qsort(took[s], n, sizeof took[s][0], ascending);
	if (n > 0)
		printf("%s %zu p50 %.0f p99 %.0f max %.0f\n", what, n, took[s][n / 2], took[s][n * 99 / 100], took[s][n - 1]);
}

int main(int argc, char **argv)
{
	double start;
	FILE *f = fopen("/dev/urandom", "r");

	if (argc != 6)
		return 2;
	port = atoi(argv[1]);
	pace = atof(argv[3]);
	load(argv[4]);
	acked = fopen(argv[5], "w");
	noise = malloc(FILE_MIN + FILE_MORE + 4096);
	if (acked == NULL || noise == NULL || f == NULL || fread(noise, 1, FILE_MIN + FILE_MORE + 4096, f) == 0)
		return 1;
	epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	signal(SIGTERM, told_to_stop);
	start = now_ms();
	until = start + atof(argv[2]) * 1e3;
	for (int i = 0; i < officers_n; i++)
		rest(&officers[i], start + pace * i / officers_n);
	while (now_ms() < until && !is_told_to_stop) {
		struct epoll_event events[64];
		int n = epoll_wait(epoll_fd, events, 64, 5);
		double now = now_ms();

		for (int i = 0; i < n; i++) {
			struct officer *o = events[i].data.ptr;

			if (o->is_waiting) {
				hang_up(o);     /* the server closed a connection that rested */
				continue;
			}
			if (events[i].events & EPOLLOUT)
				send_some(o);
			if (o->fd >= 0 && !o->is_waiting && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
				read_some(o);
		}
		for (int i = 0; i < officers_n; i++)
			if (officers[i].is_waiting && officers[i].again <= now)
				begin(&officers[i]);
	}
	fclose(acked);
	printf("seconds %.1f acknowledged %ld broken %ld wrong %ld\n", (now_ms() - start) / 1e3, acked_n, broken_n, wrong_n);
	told("duty-page", OPEN_DUTY);
	told("report", SEND_REPORT);
	told("other-page", LOOK_ELSEWHERE);
	return 0;
}
