/* room/plan/plan_read_in.h -- the inside of reading a plan: words, the indexed lexicon, a row before it is a task. */
#ifndef ROOM_PLAN_READ_IN_H
#define ROOM_PLAN_READ_IN_H

#include "room/plan/plan_read.h"

/* ---- words ------------------------------------------------------------------------------------------------------ */

struct phrase;

/* A word or one mark of punctuation. Words are folded (lower case, no marks, final y as i, & as "va"). */
struct tok {
	const char *p;          /* where it stands in the text, n bytes */
	size_t n;
	const char *f;          /* folded; of punctuation the mark itself, dashes as "-", quotes as "\"" */
	int line;               /* from 0, within the text */
	bool is_first;          /* of its line */
	bool is_glued;          /* no space before it */
	bool is_word;
	bool is_capital;        /* its first letter is a capital */
	uint32_t body_n;        /* tokens of the longest body that begins here, when body_mark() has looked */
	const struct body_word *body;
	const struct phrase *phrase;    /* the time told from here on, when is_asked */
	bool is_asked;
	bool is_head, is_head_asked;    /* a body may begin here by its first word */
	bool hangs, hangs_asked;        /* "sau khi", "theo": a time that hangs on something else may begin here */
};

struct toks {
	struct tok *at;
	size_t n, cap;
	bool is_cut;            /* longer than PLAN_READ_TOKENS_MAX */
	bool is_marked;         /* body_mark() has looked */
};

void toks_of(struct mem *m, const char *text, struct toks *out);
bool tok_is(const struct toks *t, size_t i, const char *f);             /* false past the end */
/* How many tokens from i a pattern takes, 0 when it does not stand there: folded words split by a space, "a|b" one of
 * several, "[a|b]" one that may be missing. "cham|muon nhat [la|vao]" */
size_t toks_match(const struct toks *t, size_t i, size_t end, const char *like);
/* The same for the longest of a list that ends in NULL. */
size_t toks_match_any(const struct toks *t, size_t i, size_t end, const char *const *list);
/* The text of tokens i..j-1 on one line. */
const char *toks_text(struct mem *m, const struct toks *t, size_t i, size_t j);
/* The same with its lines. */
const char *toks_lines(struct mem *m, const struct toks *t, size_t i, size_t j);
/* A number of at most 9 digits, -1 for anything else. */
int tok_number(const struct tok *t);

/* ---- the lexicon ------------------------------------------------------------------------------------------------ */

struct body_entry;

struct body_index {
	struct mem *mem;
	struct body_entry *at;
	size_t n;
	int32_t *heads;         /* by hash of the first word: index of an entry, -1 for none */
	size_t heads_n;
};

void body_index_of(struct mem *m, const struct body_lexicon *lex, struct body_index *out);
/* Looks once for the body at every token, for whoever asks many times about parts of the same text. */
void body_mark(const struct body_index *ix, struct toks *t);
/* The longest body known at i; its tokens, 0 for none. */
size_t body_match(const struct body_index *ix, const struct toks *t, size_t i, size_t end,
                  const struct body_word **out);
/* The longest name at i that has the form of a body's, known or not; its tokens, 0 for none. */
size_t body_shape(const struct toks *t, size_t i, size_t end);
/* The words "Thường trực" at i where they end the post of a deputy ("Phó Bí thư Thường trực"), 0 where they begin a body. */
size_t body_standing(const struct toks *t, size_t i, size_t end);
/* Whether what follows a name that is known may be of it: whose it is, or what else it is for. */
bool body_goes_on(const struct toks *t, size_t i, size_t end);
/* Whether a body may begin here by its first word ("Sở …", "các …"). */
bool body_is_head(const struct toks *t, size_t i);

/* The same in whatever letters: "công an phường". */
bool body_is_named_small(const struct toks *t, size_t i);

struct body_count {
	size_t known, unknown;  /* bodies */
	size_t strange;         /* phrases that look like no body */
	size_t touching;        /* bodies that follow another without anything between */
	size_t joined;          /* of these the ones that were taken for one name */
	size_t doubtful;        /* phrases not known that may be several, or a part of one */
	size_t persons;         /* named persons: no body of the lexicon can be one */
	size_t same;            /* "nt", "như trên": what another cell says */
	size_t alone;           /* of the strange ones those that are persons or such words */
};

/* Whether tokens i..j-1 say "the same as above": "nt", "như trên", a quotation mark. */
bool body_is_above(const struct toks *t, size_t i, size_t j);
/* Whether tokens from..i-1 are a post or an office alone, which is somebody's: "Giám đốc", "Văn phòng". */
bool body_is_post(const struct toks *t, size_t from, size_t i);
/* Whether the post of one person begins at i: "Phó Giám đốc Sở". */
bool body_is_officer(const struct toks *t, size_t i);
/* Whether a person is named from i on by a title: "đ/c", "ông", "PGS.TS". */
bool body_is_person(const struct toks *t, size_t i);

/* Tokens i..j-1 as one cell of bodies; out may be NULL. */
struct body_count body_read(struct mem *m, const struct body_index *ix, const struct toks *t, size_t i, size_t j,
                            struct plan_doc_bodies *out);

/* ---- times ------------------------------------------------------------------------------------------------------ */

struct time_frame {
	struct mem *mem;
	const struct body_index *bodies;
	int year;               /* of the plan, 0 for not known */
	bool is_deadline;       /* the column is of days when things must be done: a bare day is `until` */
	enum plan_when bare;    /* what a number alone is: a MONTH, a QUARTER; 0 or TEXT: nothing */
};

struct time_count {
	size_t known;           /* milestones understood */
	size_t text;            /* milestones that are mere text */
	size_t lead;            /* tokens before the first time of each milestone */
	size_t strange;         /* words before a time that tell no act */
	size_t tails;           /* words with a capital right behind a time on its line: of the next cell, perhaps */
};

/* Tokens i..j-1 as one cell of times; out and warn may be NULL. */
struct time_count time_read(const struct time_frame *tf, const struct toks *t, size_t i, size_t j,
                            struct plan_doc_milestones *out, struct plan_doc_warnings *warn);
/* Whether a time is told from i on ("trước ngày …"); its tokens. */
size_t time_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t j);

/* Whether the words at i say what is done, or a colon that what was before is a label. */
bool time_verb_at(const struct toks *t, size_t i);

/* Whether the line comes after the last row: who gets the paper, who signs. */
bool line_is_foot(struct mem *m, const char *text);
/* Whether letters stand in it and none of them is small. */
bool is_capitals(struct mem *m, const char *s);

void warn_add(struct mem *m, struct plan_doc_warnings *w, const char *column, const char *reason);

/* ---- a row on its way -------------------------------------------------------------------------------------------- */

enum plan_column { COL_OTHER, COL_NO, COL_CONTENT, COL_DIRECT, COL_EXECUTE, COL_COORDINATE, COL_TIME, COL_N };

/* What a heading means; COL_OTHER when it says nothing of that kind. */
enum plan_column column_of_heading(struct mem *m, const char *heading);

/* The name of the column in warnings: "content", "milestones". */
const char *column_name(enum plan_column col);

/* Tokens of the longest heading known at i; 0 for none. */
size_t heading_at(const struct toks *t, size_t i, enum plan_column *col);
/* Tokens from i on that a known heading follows: a heading in other words. */
size_t heading_between(struct mem *m, const struct toks *t, size_t i, enum plan_column *col);

/* The line with a line end for each tab and bar. */
const char *heading_spread(struct mem *m, const char *text);
/* The same of its first words, enough to see whether a heading begins it. */
const char *heading_first_words(struct mem *m, const char *line);
/* Whether the reader knows what such a column holds, be it for no column of its own ("Ghi chú"). */
bool heading_is_known(struct mem *m, const char *heading);

/* What a number alone is in a column of times with that heading: under "Tháng" a month; TEXT: nothing. */
enum plan_when heading_bare(struct mem *m, const char *heading);

struct plan_reading {
	struct mem *mem;
	const struct read_doc *in;
	struct plan_doc *out;
	struct body_index bodies;
	int appendix;
	const char *section, *section_title;
	bool is_deadline;
	enum plan_when bare;    /* what a number alone is in the column of times */
	const char *above[COL_N];       /* the cells of the row before, of the same appendix; NULL for none */
	int above_appendix;
	int text_from;          /* of a text file: the line where its first table or appendix begins; 0: nowhere */
	int lost_from;          /* of a text file: the line where a table begins whose rows were not told apart; 0: nowhere */
	size_t reserve;         /* of the arena: what is left for those who use what was read */
	bool is_full;
};

/* The texts of one row by column, lines kept; "" for none. */
struct plan_row {
	const char *at[COL_N];
	int no;
	struct plan_doc_source source;
	struct plan_doc_warnings warnings;
	bool is_candidate;
};

/* Makes the row a task of the document; NULL when the limit is reached. */
struct plan_doc_task *reading_task(struct plan_reading *r, const struct plan_row *row);
void reading_unread(struct plan_reading *r, int page, const char *sheet, int from, int to, const char *text);
void reading_warn(struct plan_reading *r, const char *sentence);
/* Whether the memory for reading is used up; then a warning tells the line from which nothing more is read. */
bool reading_is_full(struct plan_reading *r, int line);
/* Whether a text is "Quý I", "Tháng 3/2024", "T3", "6 tháng đầu năm" and no more. */
bool reading_is_period(struct plan_reading *r, const char *text);
/* A section's title on one line, without the marks at its end. */
const char *title_of(struct mem *m, const char *text);
/* "IV": 4, to XVI; 0 for what is none. */
int roman_of(const char *p, size_t n);

/* Splits "II. Quý II:" into the mark and the title; false when the text does not begin with a Roman number. */
bool section_of(struct mem *m, const char *text, const char **mark, const char **title);
/* The titles of the appendices that hold tasks; after the tasks were read. */
void read_appendices(struct plan_reading *r);
/* The number of "PHỤ LỤC 2", "Phụ lục II"; 0 when the line is no such heading. */
int appendix_of(struct mem *m, const char *line);

/* What is known of a table when all of it was read. */
struct plan_table {
	size_t from;            /* its first task; all behind it are of it */
	const bool *seen;       /* the columns that its heads tell, COL_N of them */
};

/* Judges what was read from a table as a whole, and adds its doubts to the rows. */
void plan_doubt(struct plan_reading *r, const struct plan_table *t);

void read_tables(struct plan_reading *r);               /* blocks that are tables */
bool read_text_tables(struct plan_reading *r);          /* tables without cell borders; false: there is none */
void read_prose(struct plan_reading *r, bool as_candidates);
void read_head(struct plan_reading *r);
void read_links(struct plan_reading *r);
/* How alike two texts are by their words: 0..1. */
double plan_alike(struct mem *m, const char *a, const char *b);

#endif
