/* web/shell.h -- what the frame around a page is told: title, menu, who is signed in, the assumed day. */
#ifndef WEB_SHELL_H
#define WEB_SHELL_H

#include "web/form.h"
#include "web/static.h"

struct shell_item {
	const char *path, *label;
	bool is_now;                    /* the page lies below it */
};

struct shell {
	const char *title;              /* of the page; "" for the house's own name alone */
	struct html main;
	const char *flash;              /* "" for none */
	const struct shell_item *menu;
	size_t menu_n;
	const char *person;             /* full name; "" when nobody is signed in */
	const char *own_path;           /* the person's own page, sign in, sign out: "" where there is none */
	const char *signin_path, *signout_path;
	const char *notice_path;        /* the person's inbox; "" for none */
	const char *unread;             /* how many wait there: "3", "99+"; "" for none */
	date today;
	bool today_is_assumed;
	bool is_public;                 /* the portal's frame */
	const struct form *form;        /* for the sign-out button */
};

/* What an error's page is told. */
struct shell_error {
	int status;
	const char *title, *sentence;
	const struct fault *faults;
	size_t faults_n;
};

#endif
