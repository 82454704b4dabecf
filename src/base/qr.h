/* base/qr.h -- a text as a QR code: the path of an SVG picture, so that a page shows it without script or file, its
 * modules, for whoever draws it otherwise, or a picture for what holds only pictures. */
#ifndef BASE_QR_H
#define BASE_QR_H

#include "base/base.h"

enum { QR_MARGIN = 4 };         /* white modules around it that readers need; part of the size */

/* The modules row by row, without the margin: odd is black; error correction M. ERR_FULL: the text is too long for any
 * QR code. */
MUST err qr_modules(struct mem *m, const char *text, const unsigned char **modules_out, int *width_out);
/* The d of a <path> in a viewBox of 0 0 *size_out *size_out, black on white. ERR_FULL as above. */
MUST err qr_path(struct mem *m, const char *text, const char **d_out, int *size_out);
/* A PNG of it, black and white, its margin in it. ERR_FULL as above. */
MUST err qr_png(struct mem *m, const char *text, struct view *out);

#endif
