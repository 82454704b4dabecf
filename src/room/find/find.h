/* find -- the search index: which of millions of numbered lines bear a name, of which units, with which keys.
 *
 * It knows no room. A room with lines to be found builds a file of them beside the database (find_build_*), maps it
 * (find_open) and asks it (find_query). The file is derived: it names the last line it has seen (the watermark), and the
 * room hands over what lies after it (find_tail), so that an answer is always what plain SQL over all lines would say;
 * a file that is lost, cut or of another version is ERR_NOTFOUND, and the room builds it anew.
 *
 * A name matches when every word typed is a word of it, in any order, marks and case aside; the last word may be cut short.
 * Where marks were typed, lines that bear every word exactly so come first ("Nguyễn Văn An" before "Nguyễn Văn Ân"); within
 * each, the newest (highest number) first. The count is exact.
 *
 * How it is quick: names are few (a quarter million for ten million lines), so words are looked up among the suffixes of the
 * distinct folded names, sorted; the rarest word typed gives a run of them, which is read once, in order: it carries for
 * each name how many lines it has and the newest, and a sketch of its words, so that most of a run needs no other memory.
 * Lists of lines by name, and of names by unit, are joined from the shorter side.
 * Owns no table. */
#ifndef ROOM_FIND_H
#define ROOM_FIND_H

#include "base/big.h"
#include "core/ctx.h"

enum {
	FIND_KEYS_N = 4,                /* small numbers of a line that the room gives meaning: year, award, … */
	FIND_KEY_MAX = 0xffff,
	FIND_WORDS_MAX = 8,             /* of one query; more are refused by find_words() */
	FIND_PHRASES_MAX = 4,
	FIND_WORD_MAX = 64,             /* bytes */
	FIND_NAME_MAX = 2000,           /* bytes of a name, folded; longer ones are found by their beginning */
	FIND_UNITS_MAX = 20000,         /* units of one query */
	FIND_N_MAX = 2000               /* lines of one answer, those skipped included */
};

struct find_line {
	int64_t id;                     /* ascending from one find_build_add() to the next, up to 2^32-1 */
	const char *name;               /* as printed */
	int64_t unit_id;                /* 1 … 2^32-1; 0 for none */
	uint16_t keys[FIND_KEYS_N];
};

/* ---- building: one process at a time; the file appears whole or not at all --------------------------------------- */

struct find_build;
/* Memory goes with m: about 60 bytes a line. */
struct find_build *find_build_open(struct mem *m);
/* ERR_FULL: more lines, or larger numbers, than the file can hold. */
MUST err find_build_add(struct find_build *b, const struct find_line *line);
/* What find_mark() will say of the file. */
void find_build_mark(struct find_build *b, const struct mark *mark);
/* Writes the file in place of an old one. `last_id` is the watermark: the room has handed over every line up to it.
 * ERR_IO, ERR_SPACE: the old file stays. */
MUST err find_build_write(struct find_build *b, const char *path, int64_t last_id);

/* ---- asking -------------------------------------------------------------------------------------------------------- */

struct find_index;
/* Maps the file, until m is released. ERR_NOTFOUND: there is none that can be used. */
MUST err find_open(struct mem *m, const char *path, struct find_index **out);
/* One of no lines, where there is no file (yet). */
struct find_index *find_empty(struct mem *m);
int64_t find_last_id(const struct find_index *f);
int64_t find_lines_n(const struct find_index *f);
const struct mark *find_mark(const struct find_index *f);
/* A line after the watermark, or one of before told anew, which takes its old place; ids in any order. */
void find_tail_add(struct find_index *f, const struct find_line *line);
size_t find_tail_n(const struct find_index *f);
/* A line that counts no more (superseded, withdrawn); of the file or of the tail. Twice is harmless. */
void find_tail_drop(struct find_index *f, int64_t id);

struct find_range {
	uint16_t low, high;             /* both in */
};
enum { FIND_SET_WORDS = (FIND_KEY_MAX + 1) / 64 };
struct find_ask {
	const char *words[FIND_WORDS_MAX];      /* as typed, one word each, lower or upper case */
	size_t words_n;
	bool is_cut;                    /* the last word may be the beginning of one */
	/* Words that must stand side by side, folded; each of them is among `words` too. */
	const char *phrases[FIND_PHRASES_MAX];
	size_t phrases_n;
	const int64_t *units;           /* any of these, ascending; none: any unit */
	size_t units_n;
	struct find_range keys[FIND_KEYS_N];    /* {0, FIND_KEY_MAX}: any */
	const uint64_t *sets[FIND_KEYS_N];      /* bits of the values let through, FIND_SET_WORDS words; NULL: all of the range */
	const int64_t *among;           /* of these lines only, ascending; NULL: of all */
	size_t among_n;
	bool by_name;                   /* as names are sorted, given name first, then the newest; marks change no order */
	size_t skip, n;                 /* the page of the answer; skip + n up to FIND_N_MAX */
};
extern const struct find_ask FIND_ANY;          /* everything, the newest 20 */
struct find_answer {
	int64_t total;
	const int64_t *ids;
	size_t n;
	size_t exact_n;                 /* of ids: those that bear the marks as typed; they come first. 0 when none were typed */
};
/* Pure but for scratch memory of the index. ids live in m. */
void find_query(struct find_index *f, struct mem *m, const struct find_ask *ask, struct find_answer *out);

/* Every line that matches, ascending or by name, into an array of uint32_t that goes with m; skip, n and marks say nothing here. */
void find_all(struct find_index *f, struct mem *m, const struct find_ask *ask, struct big **ids_out);

/* ---- words --------------------------------------------------------------------------------------------------------- */

/* Does a line match? What find_query() answers line by line, without an index: the oracle of tests. */
bool find_matches(struct mem *m, const struct find_ask *ask, const struct find_line *line, bool *is_exact_out);

/* What was typed, cut into words and fields: `đv:"Sở Y tế" năm:2019..2023 nguyễn văn a`. */
struct find_field {
	const char *name;               /* folded: "dv", "nam"; "" for a quoted phrase without a name */
	const char *said;               /* the name as typed */
	const char *value;              /* without its quotes */
	size_t words_n;                 /* how many words stand before it */
	bool is_quoted;
};
struct find_typed {
	struct LIST(const char *) words;
	struct LIST(struct find_field) fields;
	bool is_cut;                    /* what was typed ends in the last word, no space after it */
};
/* ERR_INVALID: too long, too many words, a quote that does not close; the fault on `field` says which. */
MUST err find_words(struct ctx *cx, const char *field, const char *text, struct find_typed *out);
/* "2019..2023", "2019", "..2023", "2019.."; false for anything else or outside low..high. */
bool find_range_of(const char *value, int low, int high, struct find_range *out);

#endif
