/* web/html.h -- what compiled templates write with: every value escaped for where it stands.
 *
 * The same five characters are escaped in text and in quoted attributes, & < > " ', and the template compiler lets a
 * value stand nowhere else. Templates may also call what is declared here and in base/text.h: pure helpers. */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include "base/buf.h"
#include "base/date.h"
#include "base/text.h"

/* HTML that a block of ours has written: the only thing {{ raw }} accepts, so that a char * does not compile. */
struct html {
	const char *p;
	size_t n;
};

/* What a buffer holds, for a shell around it; lives as long as the buffer is not written to. */
struct html html_of(const struct buf *b);

void html_text(struct buf *b, const char *s);           /* {{ text }} */
void html_raw(struct buf *b, struct html h);            /* {{ raw }} */
void html_date(struct buf *b, date d);                  /* {{ date }}: dd/mm/yyyy; nothing for DATE_NONE */
void html_iso(struct buf *b, date d);                   /* {{ iso }}: YYYY-MM-DD, for datetime="" */
void html_time(struct buf *b, int64_t unix_ms);         /* {{ time }}: HH:MM dd/mm/yyyy in Việt Nam; nothing for 0 */
void html_money(struct buf *b, int64_t vnd);            /* {{ money }}: 1.234.567 */
void html_i64(struct buf *b, int64_t n);
void html_u64(struct buf *b, uint64_t n);
/* {{ int }} */
#define html_int(b, e)                                                                                    \
	_Generic((e), unsigned: html_u64, unsigned long: html_u64, unsigned long long: html_u64, default: html_i64)( \
	    (b), (e))

/* {{ url }}: the written part of a path, a percent-encoded part of it, a whole path known at run time. A whole path
 * must stay in the house (begin with / but not //, with ? or with #); anything else becomes "#". */
void html_url_literal(struct buf *b, const char *p, size_t n);
void html_url_text(struct buf *b, const char *s);
void html_path(struct buf *b, const char *path);
#define html_url_part(b, e)                                                                              \
	_Generic((e), char *: html_url_text, const char *: html_url_text, unsigned: html_u64, unsigned long: html_u64, \
	    unsigned long long: html_u64, default: html_i64)((b), (e))

#endif
