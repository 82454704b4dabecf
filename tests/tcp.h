/* tests/tcp.h -- raw sockets for tests: what no HTTP client would send, and when. */
#ifndef TESTS_TCP_H
#define TESTS_TCP_H

#include "base/base.h"

int tcp_listen(int *port);                              /* on 127.0.0.1, any port */
int tcp_connect(int port);                              /* a CHECK when nobody listens */
void tcp_send(int fd, const char *p, size_t n);         /* all of it, or as much as the peer takes before it closes */
void tcp_text(int fd, const char *text);
/* What comes until the peer closes, or until ms have passed without a byte (5 s without the first one); is_closed says which. The text is the
 * caller's until the next call. */
const char *tcp_read(int fd, int ms, bool *is_closed);
/* Connects, sends, reads until close or silence, closes. */
const char *tcp_ask(int port, const char *text, size_t n, bool *is_closed);
int tcp_status(const char *reply);                      /* of the first reply; 0 when there is none */
size_t tcp_count(const char *text, const char *what);   /* times that what stands in text */
int64_t tcp_clock_ms(void);
long tcp_rss_kb(int pid);

#endif
