/* room/notice/notice.h -- what the house has to say to a person: an inbox, letters over SMTP, one digest a day, and the
 * secret address of a person's calendar.
 *
 * A room that has something to say calls notice_send() in the transaction of its act. That leaves a row in the person's
 * inbox and, where the person has an address, wants letters of that kind and the house has a mail server, a row in the
 * outbox; nothing else happens then. The job notice.mail sends. A kind is a row NOTICE(kind, sentence) of the room that
 * speaks: "duty.urge"; the word before the dot is the room that object_id belongs to.
 *
 * Life of a letter: queued, sending (one at a time, under a lease), sent. What the server puts off is queued again with
 * a growing pause, what it refuses for good is failed with the server's own words, and a server that does not answer
 * holds everything up and fails nothing. A crash between the server's yes and our commit sends that one letter again,
 * under the same Message-ID. The settings of the server are the file mail.conf of the data folder; without it there are
 * no letters.
 *
 * Notices are no acts: what they tell of has its own audit row. Owns the tables notice_* and notice; reads room user. */
#ifndef ROOM_NOTICE_H
#define ROOM_NOTICE_H

#include "core/ctx.h"

struct job;

enum {
	NOTICE_SUBJECT_MAX = 300,       /* code points; longer ones are cut */
	NOTICE_TEXT_MAX = 200000,       /* bytes of a whole text or digest; what does not fit is said to be left out */
	NOTICE_PATH_MAX = 500,
	NOTICE_LIST_MAX = 100,
	NOTICE_COUNT_MAX = 99,          /* more unread ones are told as NOTICE_COUNT_MAX + 1 */
	NOTICE_SECTIONS_MAX = 16,
	NOTICE_BATCH = 50               /* persons whose digests go into one short transaction */
};

/* ---- saying something ------------------------------------------------------------------------------------------- */

struct notice_in {
	const char *kind;               /* of a NOTICE row; another is a programmer's error */
	const char *subject;            /* one line */
	const char *text;               /* plain, lines and paragraphs; "" for none */
	const char *path;               /* of the house, what is to be opened: "/duty/12"; "" for none */
	int64_t object_id;              /* 0 for none */
};

/* In the open write transaction. Nothing is said to an account that is disabled or not there: OK all the same. */
MUST err notice_send(struct ctx *cx, int64_t user_id, struct notice_in in);
/* To everyone whose rights hold over the unit, or (is_own) only to those who belong to it: see user_holders(). n_out
 * (may be NULL): persons. */
MUST err notice_send_holders(struct ctx *cx, enum right right, int64_t unit_id, bool is_own, struct notice_in in,
                             int64_t *n_out);

/* A letter to an address outside the house, in the open write transaction; kind: "register.head", its room before the dot.
 * Nothing is chosen by whoever gets it: who may have such letters is the caller's. mail_id_out: of the outbox, 0 where no
 * mail server is set (and nothing is written). ERR_INVALID: no address. */
MUST err notice_letter(struct ctx *cx, const char *address, struct notice_in in, int64_t *mail_id_out);
/* An administrator's own words to one person; needs R_NOTICE_MANAGE. ERR_NOTFOUND: there is no such account. */
MUST err notice_word(struct ctx *cx, const char *login, const char *subject, const char *text);

/* ---- the digest of a day ------------------------------------------------------------------------------------------ */

struct notice_line {
	const char *text;               /* one line: "Nhiệm vụ 12: báo cáo sơ kết" */
	const char *note;               /* "quá hạn 3 ngày"; "" for none */
	const char *path;               /* "/duty/12"; "" for none */
};

struct notice_section {
	const char *title;              /* "Việc quá hạn" */
	const struct notice_line *at;
	size_t n;
};

/* One digest for a person and a day: an inbox row of the kind notice.digest and a letter as notice_send() makes them.
 * Sections without lines are left out; notices that wait for the digest by the person's choice come as the last one.
 * With nothing to say at all, nothing is written: OK. ERR_TAKEN: that day's has been made already, and nothing is
 * changed: a caller that was interrupted goes on. A few statements each: for many persons commit (job_progress()) after
 * every NOTICE_BATCH, so that no writer waits. */
MUST err notice_digest(struct ctx *cx, int64_t user_id, date day, const char *subject,
                       const struct notice_section *sections, size_t n);

/* ---- the inbox, of who asks ------------------------------------------------------------------------------------------ */

struct notice {
	int64_t id, object_id;
	const char *kind, *kind_words;
	const char *subject, *text;     /* text in the form of notice_text.h */
	const char *path;
	int64_t made_ms, read_ms;       /* read_ms 0: unread */
	bool is_outside;                /* a letter to an address outside */
};
struct notice_list {
	struct notice *at;              /* without their texts */
	size_t n;
	int64_t next_before_id;         /* 0 when this is the last page */
};

/* Unread ones, at most NOTICE_COUNT_MAX + 1; 0 for nobody. One read of an index of unread rows only. */
MUST err notice_count(struct ctx *cx, int64_t *n_out);
/* Newest first; before_id 0 for the newest. ERR_SIGNIN. */
MUST err notice_list(struct ctx *cx, bool with_read, int64_t before_id, int n, struct notice_list *out);
MUST err notice_get(struct ctx *cx, int64_t id, struct notice *out);           /* ERR_NOTFOUND also for another's */
MUST err notice_read(struct ctx *cx, int64_t id, struct notice *out);          /* marks it; twice is harmless */
MUST err notice_read_all(struct ctx *cx, int64_t *n_out);

/* ---- what a person wants by mail ----------------------------------------------------------------------------------- */

enum notice_way { NOTICE_AT_ONCE, NOTICE_IN_DIGEST, NOTICE_NEVER, NOTICE_WAY_N };
struct notice_choice {
	const char *kind, *sentence;
	enum notice_way way;            /* NOTICE_AT_ONCE unless chosen otherwise */
};
const char *notice_way_name(enum notice_way way);               /* "once", "digest", "none" */
bool notice_way_from(const char *name, enum notice_way *out);  /* false: there is no such way */
/* Of who asks, every kind of the house. ERR_SIGNIN. */
MUST err notice_choices(struct ctx *cx, const struct notice_choice **out, size_t *n_out);
/* Kinds that are not named stay as they are. ERR_INVALID: an unknown kind, or the digest itself in the digest. */
MUST err notice_choose(struct ctx *cx, const struct notice_choice *at, size_t n);

/* ---- the calendar's secret address, of who asks ------------------------------------------------------------------- */

struct notice_feed {
	int64_t made_ms;                /* 0: there is none */
};
MUST err notice_feed_get(struct ctx *cx, struct notice_feed *out);
/* A new address, "/lich/TOKEN.ics", told now and never again; the one before ends. */
MUST err notice_feed_make(struct ctx *cx, const char **path_out);
MUST err notice_feed_end(struct ctx *cx);                       /* ERR_STATE: there is none */
/* Whose calendar it is; ERR_NOTFOUND for any other word and for a disabled account. What is no token costs no read of
 * the database, any other one read of an index by hash. */
MUST err notice_feed_who(struct ctx *cx, const char *token, int64_t *user_id_out);

/* ---- the outbox: need R_NOTICE_MANAGE ------------------------------------------------------------------------------- */

struct notice_mail {
	int64_t id, version;
	const char *address, *login, *subject, *message_id;
	const char *state;              /* queued sending sent failed dropped */
	const char *error;              /* the server's words; "" for none */
	int64_t attempts, made_ms, run_after_ms, sent_ms;
};
struct notice_mails {
	struct notice_mail *at;
	size_t n;
	int64_t next_before_id;
};
struct notice_outbox {
	bool is_on;                     /* there are settings */
	const char *server, *sender;    /* "mail.example.vn:587 (STARTTLS)"; "" when off */
	const char *fault;              /* what is wrong with the settings; "" for nothing */
	int64_t queued_n, failed_n, sent_n;     /* sent: of the last day */
	int64_t oldest_ms;              /* since when the oldest queued one waits; 0: none does */
	int64_t trouble_ms, again_ms;   /* since when the server does not take letters (0: it does), the next try */
	const char *trouble;            /* its words */
};
bool notice_mail_is_on(struct ctx *cx);         /* there are settings: letters are queued */
MUST err notice_outbox(struct ctx *cx, struct notice_outbox *out);
/* Newest first; state "" for all that are not sent, "waiting" for those that the outbox counts as queued, "recent" for those it
 * counts as sent. */
MUST err notice_mail_list(struct ctx *cx, const char *state, int64_t before_id, int n, struct notice_mails *out);
bool notice_mail_is_filter(const char *state);  /* "", a state, "waiting", "recent" */
const char *notice_mail_words(const char *state);               /* "đang chờ"; "" for no state */
/* Queued again, at once. ERR_STATE: it is sent, dropped or on its way. */
MUST err notice_mail_retry(struct ctx *cx, int64_t id);
/* All failed ones, and those that wait are tried now. */
MUST err notice_mail_retry_all(struct ctx *cx, int64_t *n_out);
MUST err notice_mail_drop(struct ctx *cx, int64_t id);          /* it will not be sent; the inbox keeps the notice */
/* Sends one letter to an address here and now, outside of any transaction (commits what was done, begins again), and
 * says in words what happened. ERR_STATE: no settings, or they are wrong: the faults say which. */
MUST err notice_mail_test(struct ctx *cx, const char *address, bool *is_sent_out, const char **words_out);

/* What was said about an object by kinds that begin so goes for good, as a law or a court demands. The caller has decided and audits;
 * letters that went are gone. */
MUST err notice_blank(struct ctx *cx, const char *kind, int64_t object_id);

/* ---- for the jobs process -------------------------------------------------------------------------------------------- */

/* Once a day: what is to be swept, and the digest of those for whom no other came. */
MUST err notice_daily(struct ctx *cx);

#endif
