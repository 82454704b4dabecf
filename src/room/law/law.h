/* law -- the texts that rule the work, their articles, and what a citation means.
 *
 * A text has a number, a title, the days between which it is in force, and what it amends or replaces. An article row is a
 * place in it: an article, a clause or a point, or the whole text where nobody has checked the articles yet. A row says
 * by whom it was seen: what nobody has checked against the paper is marked unverified and shown as such.
 * A citation ("Luật 06/2022/QH15, Điều 21 khoản 1") is resolved to such a place; where the clause is not stored, to the
 * article that holds it. Rooms keep the id of the place and the words.
 * Owns the tables law, law_place, law_link, law_keep; reads no other room. */
#ifndef ROOM_LAW_H
#define ROOM_LAW_H

#include "core/ctx.h"

enum {
	LAW_NUMBER_MAX = 60,            /* code points */
	LAW_TITLE_MAX = 500,
	LAW_TEXT_MAX = 4000,
	LAW_SOURCE_MAX = 500,
	LAW_KEEP_DAYS_MAX = 36500,
	LAW_CITE_MAX = 500,             /* bytes of a citation */
	LAW_LIST_MAX = 500,
	LAW_PLACES_MAX = 5000           /* places of one text */
};

struct law {
	int64_t id, version;
	const char *number;             /* "06/2022/QH15" */
	const char *kind;               /* "Luật", "Nghị định" … as the paper calls itself */
	const char *title, *issuer;
	date signed_on, from, to;       /* from..to: in force; DATE_NONE: not known, or no end */
	bool is_verified;
	const char *source;             /* who says so */
	int64_t places_n;
};

struct law_place {
	int64_t id, law_id;
	const char *article;            /* "21", "21a"; "" for the whole text */
	int64_t clause;                 /* 0 for none */
	const char *point;              /* "a"; "" for none */
	const char *title, *words;      /* heading; what it says, in our own words */
	date from, to;                  /* DATE_NONE: as the text */
	bool is_verified;
	const char *source;
};

struct law_link {
	int64_t law_id;
	const char *number, *title;
	const char *kind;               /* "amends" "replaces" "details" */
	date day;
	bool is_out;                    /* true: this text does it to the other; false: the other to this one */
};

struct law_list {
	struct law *at;
	size_t n;
};
struct law_places {
	struct law_place *at;
	size_t n;
};
struct law_links {
	struct law_link *at;
	size_t n;
};

/* How long something that the house holds of people is kept. What it is named by is the room's that holds it. */
struct law_keep {
	const char *what;               /* "casefile.ask.waiting" */
	int days;                       /* 0: no rule, so nothing goes by itself */
	date from, to;
	const char *cite, *source;
	int64_t place_id;
	bool is_verified;
};
struct law_keeps {
	struct law_keep *at;
	size_t n;
};

/* ---- citations, pure --------------------------------------------------------------------------------------------- */

/* A citation as it was written; parts that are not there are "" or 0. */
struct law_cite {
	const char *number;             /* folded, without leading zeros: "6/2022/qh15" */
	const char *name;               /* folded words that are no place and no number: "luat thi dua, khen thuong" */
	const char *article;            /* "21", "21a" */
	int64_t clause;
	const char *point;              /* one small letter, "đ" included */
};
/* Reads a citation in any of the usual orders and abbreviations ("Đ21 k1 Luật …", "điểm a khoản 2 Điều 9 NĐ 91/2017").
 * false when it names no text at all. */
bool law_cite_read(struct mem *m, const char *words, struct law_cite *out);
/* The number of a text as citations are compared: folded, zeros in front left out. */
const char *law_number_fold(struct mem *m, const char *number);
/* A name of a text as citations are compared: folded, without commas, brackets and the like. */
const char *law_name_fold(struct mem *m, const char *name);
/* A place in words: "Điều 21 khoản 1 điểm a"; "toàn văn" for the whole text. */
const char *law_place_words(struct mem *m, const struct law_place *p);

/* ---- reads: anyone signed in --------------------------------------------------------------------------------------- */

struct law_found {
	struct law law;
	struct law_place place;         /* id 0 when only the text was cited, or the text has no such article */
	bool is_exact;                  /* the place is what was cited, not what holds it */
	bool is_in_force;               /* on the day asked for */
};
/* What a citation means. By number, or by the name of a text, then the one in force on day. ERR_NOTFOUND: no such text
 * is stored, or the words name none or several. day DATE_NONE: cx->today. */
MUST err law_cite(struct ctx *cx, const char *words, date day, struct law_found *out);
/* The same for a catalogue's row, which must have a stored place: its id, or 0 and a fault under `field`. */
MUST err law_cite_place(struct ctx *cx, const char *words, date day, const char *field, int64_t *place_id_out);
/* ERR_NOTFOUND. */
MUST err law_place_get(struct ctx *cx, int64_t place_id, struct law_found *out);

/* Newest first; q: words of number or title, marks and case aside, "" for all; day: only those in force then, DATE_NONE
 * for all. At most LAW_LIST_MAX. */
MUST err law_list(struct ctx *cx, const char *q, date day, struct law_list *out);
MUST err law_get(struct ctx *cx, int64_t id, struct law *out);                          /* ERR_NOTFOUND */
MUST err law_places(struct ctx *cx, int64_t law_id, struct law_places *out);            /* in the order of the text */
MUST err law_links(struct ctx *cx, int64_t law_id, struct law_links *out);

/* The rule of a day; days 0 where there is none. For the program itself, which forgets by it. */
MUST err law_keep_on(struct ctx *cx, const char *what, date day, struct law_keep *out);
MUST err law_keeps(struct ctx *cx, struct law_keeps *out);      /* newest of each first */
/* What is kept, in words: "Đề nghị cấp lại, cấp đổi gửi qua mạng, chưa ai xem"; the code itself for one that is not known. */
const char *law_keep_words(const char *what);

/* ---- data files ------------------------------------------------------------------------------------------------------ */

/* Takes the text of a data file; its first line names the columns (core/table.h):
 *   number kind title issuer signed from to verified source                         texts
 *   law article clause point title words from to verified source                    places; law: number of a text
 *   from_law does to_law day                                                        what amends, replaces, details what
 *   keep days from to cite verified source                                          how long something is kept
 * What is there is brought to what the file says; n_out counts rows that were added or changed. All or nothing. Needs
 * LAW_EDIT over everything. */
MUST err law_load(struct ctx *cx, const char *text, int64_t *n_out);

#endif
