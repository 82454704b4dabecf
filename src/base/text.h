/* base/text.h -- Vietnamese text: valid, normalised, folded for search, keyed for sorting. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/base.h"

bool text_is_utf8(const char *p, size_t n);             /* well-formed UTF-8 without NUL */
/* NFC, line ends to \n, control characters (but \n and \t) left out: what the door does to every text once.
 * p is n bytes of valid UTF-8. */
const char *text_clean(struct mem *m, const char *p, size_t n);
/* One code point from valid UTF-8 at *p, which moves on; 0 at the end. */
uint32_t text_next(const char **p);
size_t text_put(char out[4], uint32_t c);               /* writes c as UTF-8, returns the bytes */
size_t text_chars(const char *s);                       /* code points */

const char *text_trim(struct mem *m, const char *s);    /* without white space at both ends */
const char *text_line(struct mem *m, const char *s);    /* trimmed, every run of white space one space */
const char *text_lower(struct mem *m, const char *s);
const char *text_upper(struct mem *m, const char *s);   /* as the head of a paper is set */
/* For search and comparison: lower case, without marks, đ as d, typographic quotes and dashes as ASCII, every run
 * of white space one space. “Chiến sĩ”, “CHIẾN SỸ” differ still: i and y are both kept. */
const char *text_fold(struct mem *m, const char *s);
/* Bytes whose order is the Vietnamese order of words (letter by letter a ă â … d đ, then tones ngang huyền hỏi ngã
 * sắc nặng); printable ASCII, so that both engines order it alike. */
const char *text_sortkey(struct mem *m, const char *s);
/* The same for a person's name: given name first, then middle, then family name. */
const char *text_sortkey_name(struct mem *m, const char *full_name);

/* Byte for byte. */
int text_hex(char c);                                   /* value of a hexadecimal digit, -1 for anything else */
/* For tables in memory (FNV-1a, its halves folded); never to be stored. */
uint64_t text_hash(const char *s);
bool text_starts(const char *s, const char *prefix);
bool text_ends(const char *s, const char *suffix);
static inline bool text_is(const char *a, const char *b) { return strcmp(a, b) == 0; }

#endif
