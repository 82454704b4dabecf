/* room/find/find_in.h -- the opened index, for the room's own files. */
#ifndef ROOM_FIND_IN_H
#define ROOM_FIND_IN_H

#include "room/find/find_file.h"

#include "base/big.h"

/* A line after the watermark, kept as find_matches() wants it, folded once. */
struct find_late {
	uint32_t id, unit;
	uint16_t keys[FIND_KEYS_N];
	uint32_t name, fold;            /* where they begin in `late_text` */
	bool is_dropped;
};

struct find_index {
	struct mem *mem;                /* what it is tied to */
	struct find_head head;
	struct find_parts p;
	struct big *late;               /* struct find_late, ascending by id */
	struct big *late_text;
	struct big *dropped;            /* places of the file that count no more, ascending */
	/* scratch, as large as the file needs it, made at the first question that wants it */
	uint64_t *fold_bits;            /* a bit a fold, all zero between questions */
	unsigned char *form_seen;       /* of each form: 0 not looked at, 1 not with the marks typed, 2 with them; zero between questions */
	struct big *looked;             /* uint32_t: forms that were, in this question */
};

/* Where the late line of this id is, or would be, among the late ones. */
size_t find_late_seek(const struct find_index *f, int64_t id);

/* The words of a question, made ready once. */
struct find_want {
	const struct find_ask *ask;
	const char *folds[FIND_WORDS_MAX];      /* folded */
	const char *marks[FIND_WORDS_MAX];      /* in lower case with their marks */
	bool has_marks;                 /* in any word: then every word is meant as it was typed, "an" is not "ân" */
	uint64_t sketch;                /* of the whole words */
};
void find_want_of(struct mem *m, const struct find_ask *ask, struct find_want *out);
bool find_fold_matches(const struct find_want *w, const char *folded);
/* m: for a moment's work. */
bool find_form_is_exact(struct mem *m, const struct find_want *w, const char *name);
bool find_keys_match(const struct find_ask *ask, const uint16_t keys[FIND_KEYS_N]);
bool find_unit_matches(const struct find_ask *ask, int64_t unit_id);

#endif
