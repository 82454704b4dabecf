/* room/user/user_view.h -- what the pages of room user tell their templates. */
#ifndef ROOM_USER_VIEW_H
#define ROOM_USER_VIEW_H

#include "room/user/user.h"
#include "web/form.h"

struct user_account_view {
	const struct form *form;
	struct user user;
	struct user_session *sessions;
	size_t sessions_n;
};

struct user_totp_view {
	const struct form *form;
	bool is_on;
	const char *secret, *uri;       /* waiting to be confirmed; "" for none */
	const char *qr;                 /* the address as the path of a picture; "" for none */
	int qr_size;
	struct choices codes;           /* recovery codes, just made: shown this once; else none */
};

struct user_list_view {
	struct user_list list;
	struct user_filter filter;
	struct choices roles;           /* with "" first */
	struct pager pager;
	struct papers papers;
	bool may_edit;
};

struct user_edit_view {
	const struct form *form;
	struct user user;               /* id 0: a new one */
	const char *unit_code;
	const struct user_role *roles;
	size_t roles_n;
	const bool *held;               /* beside roles */
	struct user_session *sessions;
	size_t sessions_n;
	bool may_edit, is_self;
	const char *link;               /* just made: shown this once; "" for none */
};

#endif
