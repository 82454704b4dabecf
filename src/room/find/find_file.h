/* room/find/find_file.h -- how the index lies in its file: a head, then arrays, each at a multiple of 64 bytes, numbers in
 * the machine's own order (another order is another magic: the file is built anew). Inside the room only.
 *
 * A `place` is a line's position among all lines, ascending by id. Folds are the distinct folded names in order; forms are
 * the distinct names as printed, ordered by their fold, so that the forms of one fold lie together. */
#ifndef ROOM_FIND_FILE_H
#define ROOM_FIND_FILE_H

#include "room/find/find.h"

#define FIND_MAGIC "thidua.find.3\n"

enum { FIND_ZONE = 4096 };

/* name, type, how many */
#define FIND_PARTS(X)                                                                              \
	X(line_id, uint32_t, lines_n)           /* of each place */                                \
	X(line_form, uint32_t, lines_n)                                                            \
	X(line_unit, uint32_t, lines_n)         /* 1 + number in `unit`; 0 for none */             \
	X(line_key, uint16_t, lines_n *FIND_KEYS_N)     /* key by key: all of the first, then … */ \
	X(zone, struct find_range, zones_n *FIND_KEYS_N)        /* least and greatest key of FIND_ZONE places, key by key */ \
	X(fold_text, uint32_t, folds_n + 1)     /* where its text begins in `text` */              \
	X(fold_form, uint32_t, folds_n + 1)     /* its first form */                               \
	X(fold_line, uint32_t, folds_n + 1)     /* its first entry in `by_fold` */                 \
	X(by_fold, uint32_t, lines_n)           /* places, ascending in each fold */               \
	X(form_text, uint32_t, forms_n + 1)                                                        \
	X(form_last, uint32_t, forms_n)         /* its newest place */                             \
	X(form_rank, uint32_t, forms_n)         /* as names are sorted; the same for those that sort alike */ \
	X(suffix_fold, uint32_t, suffixes_n)         /* the sorted word-beginnings of all folds */      \
	X(suffix_at, uint16_t, suffixes_n)           /* where in the fold's text it begins */           \
	X(suffix_prev, uint32_t, suffixes_n)         /* 1 + the entry before this one of the same fold; 0 for none */ \
	X(suffix_lines, uint32_t, suffixes_n)        /* lines of its fold */                            \
	X(suffix_last, uint32_t, suffixes_n)         /* the newest place of its fold */                 \
	X(suffix_sketch, uint64_t, suffixes_n)       /* of its fold's words */                          \
	X(unit, uint32_t, units_n)              /* ids, ascending */                               \
	X(unit_pair, uint32_t, units_n + 1)     /* its first entry in `pair_*` */                  \
	X(pair_fold, uint32_t, pairs_n)         /* folds of a unit, ascending */                   \
	X(pair_line, uint32_t, pairs_n + 1)     /* its first entry in `by_unit` */                 \
	X(by_unit, uint32_t, lines_n)           /* places, ascending in each pair */               \
	X(text, char, text_n)

struct find_head {
	char magic[16];
	uint64_t order;                 /* 0x0102030405060708 as this machine writes it */
	uint64_t bytes;                 /* of the whole file */
	int64_t last_id;
	uint64_t lines_n, folds_n, forms_n, suffixes_n, units_n, pairs_n, text_n;
	struct mark mark;
	unsigned char sum[32];          /* of all above */
};
#define FIND_ORDER UINT64_C(0x0102030405060708)

struct find_parts {
#define X(name, type, count) type *name;
	FIND_PARTS(X)
#undef X
};

/* Where each part begins, given the counts of the head; the bytes of the whole. base NULL: only the size. */
uint64_t find_lay(const struct find_head *h, unsigned char *base, struct find_parts *out);
void find_sum(const struct find_head *h, unsigned char out[32]);

/* What a name is found by: folded, cut to whole words of at most FIND_NAME_MAX bytes. */
const char *find_fold_of(struct mem *m, const char *name);
/* A set of bits for the words of a folded text: a text can hold another's words only when it holds their bits. */
uint64_t find_sketch(const char *folded);
/* The length of the word at p. */
size_t find_word_n(const char *p);
/* Do the words of the phrase stand side by side in the folded text? */
bool find_has_phrase(const char *folded, const char *phrase);
/* Does the word, or a word beginning so, stand in the folded text? */
bool find_has_word(const char *folded, const char *word, bool is_cut);

#endif
