/* read/legacy.h -- Vietnamese from before Unicode: TCVN3 (ABC, .VnTime) and VNI-Windows, found out and converted. */
#ifndef READ_LEGACY_H
#define READ_LEGACY_H

#include "base/base.h"

enum legacy { LEGACY_NONE, LEGACY_TCVN3, LEGACY_TCVN3_CAPS, LEGACY_VNI };

/* By the name of a font: ".VnTime" is TCVN3, ".VnTimeH" its capitals, "VNI-Times" VNI. */
enum legacy legacy_of_font(const char *font);
/* By the letters themselves: p is n bytes, of UTF-8 when they are, else of one byte a letter. LEGACY_NONE when there is
 * no sign of the old codes. */
enum legacy legacy_of_text(const char *p, size_t n);
/* UTF-8 (not yet normalised: text_clean() comes next) from p, whose letters are the bytes of the code or, in UTF-8, the
 * Western letters that a program took them for. LEGACY_NONE reads bytes that are no UTF-8 as Windows-1252. */
struct view legacy_text(struct mem *m, enum legacy code, const char *p, size_t n);

#endif
