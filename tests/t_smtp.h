/* tests/t_smtp.h -- a mail server for tests, in a process of its own, that behaves as badly as it is told to. */
#ifndef TESTS_T_SMTP_H
#define TESTS_T_SMTP_H

#include "base/base.h"

enum smtp_way {
	SMTP_TAKES,
	SMTP_SILENT,                    /* takes the connection and says nothing */
	SMTP_BUSY,                      /* 421 at once */
	SMTP_NO_SENDER,                 /* 530 to MAIL */
	SMTP_NO_SUCH_USER,              /* 550 to RCPT of "nobody@…", takes others */
	SMTP_LATER,                     /* 450 to RCPT */
	SMTP_NO_LETTER,                 /* 554 after the letter */
	SMTP_LETTER_LATER,              /* 451 after the letter */
	SMTP_CUTS,                      /* closes in the middle of the letter */
	SMTP_TAKES_AND_CUTS,            /* keeps the letter, closes before it says so */
	SMTP_TAKES_AND_HANGS            /* keeps the letter, and never says so */
};

struct smtp {
	int pid, port;
	const char *folder;             /* letters 1.eml, 2.eml …; log: what was said to it, "+" for each connection */
};

/* folder: a new one. The process is ended by smtp_stop(), or with the test's own. */
struct smtp smtp_start(struct mem *m, const char *folder, enum smtp_way way);
void smtp_stop(const struct smtp *s);
const char *smtp_log(struct mem *m, const struct smtp *s);
const char *smtp_letter(struct mem *m, const struct smtp *s, int n);    /* "" when there is none */

#endif
