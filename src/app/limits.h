/* app/limits.h -- how much of anything one request, verb or job may use. */
#ifndef APP_LIMITS_H
#define APP_LIMITS_H

enum {
	LIMIT_REQUEST_MEM = 256 * 1024 * 1024,  /* arena of a handler: the preview of the largest document fits */
	LIMIT_PAGE = 8 * 1024 * 1024,           /* bytes of a page */
	LIMIT_VERB_MEM = 512 * 1024 * 1024,     /* arena of a verb: it may hold a whole document */
	LIMIT_VERB_OUT = 64 * 1024 * 1024,
	LIMIT_PAPER_ROWS = 10000,               /* of a sheet while its reader waits; a longer one is a job */
	LIMIT_JOB_MEM = 512 * 1024 * 1024,
	LIMIT_ROUTE_ARGS = 8,
	LIMIT_RERUNS = 3,                       /* of a handler after a serialization failure */
	LIMIT_NOBODY_BODY = 256 * 1024,         /* bytes that a request without a session may bring */
	LIMIT_FORM_BODY = 1024 * 1024,          /* bytes of a form to a row that takes no files */
};

#endif
