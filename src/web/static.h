/* web/static.h -- the front-end files, part of the program: style sheets, scripts, fonts, pictures.
 *
 * They lie in assets/ and are put into the program at build time with their hash, a gzip variant where it is smaller,
 * and their type. An address with the right hash may be cached for ever; without, it is asked again each time. */
#ifndef WEB_STATIC_H
#define WEB_STATIC_H

#include "web/req.h"

struct asset {
	const char *name;               /* below assets/: "app.css", "fonts/x.woff2" */
	const char *url;                /* with the hash: "/tai-nguyen/app.css?v=0123456789abcdef" */
	const char *type;
	const char *hash;               /* 16 hexadecimal digits of the content's SHA-256 */
	const unsigned char *bytes;
	size_t n;
	const unsigned char *gzip;      /* NULL where it would not be smaller */
	size_t gzip_n;
};

/* Sorted by name. */
extern const struct asset assets[];
extern const size_t assets_n;

#define STATIC_PREFIX "/tai-nguyen/"

/* "/tai-nguyen/app.css?v=0123456789abcdef" for "app.css": for templates. An unknown name is a CHECK. */
const char *static_url(const char *name);
/* NULL when there is none. */
const struct asset *static_find(const char *name);
/* Fills the reply when the path lies under STATIC_PREFIX (404 for an unknown name); false for any other path. */
bool static_answer(struct req *rq);

#endif
