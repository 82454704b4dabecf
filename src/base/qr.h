/* base/qr.h -- a text as a QR code: the path of an SVG picture, so that a page shows it without script or file. */
#ifndef BASE_QR_H
#define BASE_QR_H

#include "base/base.h"

enum { QR_MARGIN = 4 };         /* white modules around it that readers need; part of the size */

/* The d of a <path> in a viewBox of 0 0 *size_out *size_out, black on white; error correction M. ERR_FULL: the text is
 * too long for any QR code. */
MUST err qr_path(struct mem *m, const char *text, const char **d_out, int *size_out);

#endif
