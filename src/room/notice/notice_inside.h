/* room/notice/notice_inside.h -- what the files of room notice share; nobody else includes it. */
#ifndef ROOM_NOTICE_INSIDE_H
#define ROOM_NOTICE_INSIDE_H

#include "base/mail.h"
#include "db/db.h"
#include "room/notice/notice.h"

#define NOTICE_CONF "mail.conf"         /* in the data folder */
#define NOTICE_DIGEST "notice.digest"

/* The mail server as mail.conf says it. */
struct notice_settings {
	struct mail_server server;
	const char *from, *from_name;
	const char *site;               /* "https://thidua.example.vn", no slash at its end */
};
/* ERR_NOTFOUND: no file, letters are off. ERR_INVALID: the faults, in *f, say what is wrong. */
MUST err notice_settings(struct ctx *cx, struct notice_settings *out, struct faults *f);

/* In the open write transaction: a letter about a notice, and the job that sends it. */
MUST err notice_mail_add(struct ctx *cx, int64_t notice_id, const char *address, int64_t *id_out);
/* The job that looks at the outbox: now (0), or at a time. */
MUST err notice_mail_poke(struct ctx *cx, int64_t at_ms);

/* What trouble the mail server makes; since_ms 0: none. */
struct notice_trouble {
	int64_t failed_n, since_ms, again_ms;
	const char *error;
};
MUST err notice_trouble_get(struct ctx *cx, struct notice_trouble *out);
MUST err notice_trouble_set(struct ctx *cx, const struct notice_trouble *t);

#endif
