/* web/body.h -- what a request brings: its path, query, cookies, form fields and files, decoded once and for all.
 *
 * Everything that passes here is valid UTF-8 in NFC without NUL; what is not is ERR_INVALID (the sender's browser
 * never writes it), what is too much ERR_FULL. Files go to disk as they come. */
#ifndef WEB_BODY_H
#define WEB_BODY_H

#include "web/req.h"

/* The path of a target that has passed the gate. */
MUST err body_path(struct mem *m, const char *p, size_t n, const char **out);
/* name=value&… with percent signs and plus. */
MUST err body_form(struct mem *m, const char *p, size_t n, size_t fields_max, struct params *out);
/* The Cookie header; a cookie that is not name=value in visible ASCII is left out. */
void body_cookies(struct mem *m, const char *header, struct params *out);
/* The name of a file without directories, leading dots, and what file systems and headers stumble over; never empty,
 * at most 200 bytes. */
const char *body_file_name(struct mem *m, const char *p, size_t n);
/* The boundary of a multipart/form-data content type; false when there is none that can be used. */
bool body_boundary(struct mem *m, const char *content_type, const char **out);

struct multipart_limits {
	size_t fields_max, files_max;
	int64_t form_max;       /* bytes of all fields together */
	int64_t file_max;       /* bytes of one file */
};

struct multipart;

/* Files lie in dir, under names of their own, until the arena is reset. */
struct multipart *multipart_open(struct mem *m, const char *boundary, struct multipart_limits limits, const char *dir);
/* The next bytes. The first error stays: ERR_INVALID not multipart/form-data, ERR_FULL, ERR_SPACE, ERR_IO. */
MUST err multipart_feed(struct multipart *mp, const char *p, size_t n);
/* The body is complete: ERR_INVALID when its last delimiter is missing. */
MUST err multipart_end(struct multipart *mp, struct params *fields, const struct upload **uploads, size_t *uploads_n);

#endif
