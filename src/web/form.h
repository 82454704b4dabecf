/* web/form.h -- what the shared pieces of pages are told: forms with what was typed and what is wrong with it, pagers,
 * choices. The pieces themselves are in form.tmpl and piece.tmpl.
 *
 * A field has its label above, its hint below that, its fault above the input, and all are tied together by ids made of
 * the field's name. In a form that is shown again the typed value wins over the stored one; passwords and files are
 * never shown again. */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "web/html.h"
#include "web/req.h"

struct form {
	const char *csrf, *key;
	const struct params *typed;     /* NULL unless the form is shown again */
	const struct faults *faults;
};

struct choice {
	const char *value, *label;
};

struct choices {
	const struct choice *at;
	size_t n;
};

struct pager {
	int64_t page, pages, total;     /* page counts from 1 */
	const char *prev, *next;        /* paths; "" for none */
};

/* One step of the way here; the last has path "". */
struct crumb {
	const char *path, *label;
};

struct crumbs {
	const struct crumb *at;
	size_t n;
};

/* The form that this request shows. Never NULL. */
const struct form *form_of(const struct req *rq);
/* What the field shows: the typed value, or the stored one in a form that is fresh. */
const char *form_value(const struct form *f, const char *name, const char *stored);
bool form_checked(const struct form *f, const char *name, bool stored);
/* The sentence that says what is wrong with a field; "" when nothing is. */
const char *form_fault(const struct form *f, const char *name);
bool form_has_faults(const struct form *f);

/* Where a list lies as a file, in the forms that people take away; the room has a PAPER row of that path. */
struct papers {
	const char *xlsx, *docx, *pdf;
};
/* With the filter of this page, all rows of it. */
struct papers papers_of(const struct req *rq, const char *path);

/* Pages of per_page rows of the list at rq->path; `trang` is the page's number in the query, the rest of which stays. */
struct pager pager_of(const struct req *rq, int64_t total, int64_t per_page);

#endif
