/* base/mail.h -- the way of a letter to a mail server: SMTP over libcurl, one connection for many letters.
 *
 * Every step has a limit of time. What the server says is told in its own words; whether another try makes sense, and
 * whether it is the letter or the server that is in the way, is told by the end. */
#ifndef BASE_MAIL_H
#define BASE_MAIL_H

#include "base/base.h"

enum { MAIL_WORDS_MAX = 300, MAIL_TIME_MS = 30000, MAIL_CONNECT_MS = 10000 };

enum mail_tls { MAIL_TLS_START, MAIL_TLS_ALWAYS, MAIL_TLS_NONE, MAIL_TLS_N };

struct mail_server {
	const char *host;
	int port;
	enum mail_tls tls;
	const char *user, *password;    /* "" for none; the password is in no message */
	const char *ca;                 /* file of certificates to trust instead of the system's; "" for none */
	const char *helo;               /* what we call ourselves: a domain */
	int time_ms, connect_ms;        /* 0: MAIL_TIME_MS, MAIL_CONNECT_MS */
};

enum mail_end {
	MAIL_SENT,
	MAIL_LATER,                     /* put off by the server: this letter, another may go */
	MAIL_REFUSED,                   /* refused for good: this letter */
	MAIL_CUT,                       /* broken off after the letter was begun: it may or may not have gone */
	MAIL_NO_SERVER                  /* not reached, or it does not take letters from us; the letter was not begun */
};

struct mail_result {
	enum mail_end end;
	const char *words;              /* Vietnamese, with the server's own words; "" when sent */
};

struct mail_line;

/* Connects at the first letter; closed with the arena. ERR_IO: the library cannot be used. */
MUST err mail_open(struct mem *m, const struct mail_server *server, struct mail_line **out);
/* bytes: a letter of mime_write(). The words live in m. */
struct mail_result mail_send(struct mail_line *l, struct mem *m, const char *from, const char *to, struct view bytes);

#endif
