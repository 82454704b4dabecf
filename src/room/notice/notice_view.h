/* room/notice/notice_view.h -- what the pages of room notice tell their templates. */
#ifndef ROOM_NOTICE_VIEW_H
#define ROOM_NOTICE_VIEW_H

#include "room/notice/notice.h"
#include "room/notice/notice_text.h"
#include "web/form.h"

struct notice_list_view {
	const struct form *form;
	struct notice_list list;
	bool with_read;
	int64_t unread_n;
	struct papers papers;
};

struct notice_show_view {
	const struct form *form;
	struct notice notice;
	struct notice_parts parts;
};

struct notice_outbox_view {
	const struct form *form;
	struct notice_outbox outbox;
	struct notice_mails list;
	const char *state;              /* "" for all that are not sent */
	struct choices states;
	struct papers papers;
};

struct notice_choice_view {
	const struct form *form;
	const struct notice_choice *choices;
	size_t choices_n;
	struct choices ways, ways_digest;       /* of a kind; of the digest itself */
	const char *email;
	int64_t feed_ms;                /* 0: no calendar */
	const char *feed_url;           /* just made: shown this once; "" else */
	bool is_mail_on;
};

#endif
