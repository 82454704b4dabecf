/* award -- the catalogue of what can be given: titles (danh hiệu thi đua) and honours (hình thức khen thưởng), the grounds
 * (loại hình) on which they are given, and what money follows. Two classes with a list each, so that one is never picked
 * for the other. All of it is dated data, and every row cites a stored place of a stored text.
 *
 * Money is computed from rows in memory by pure functions: multiple of the base salary on the day of the decision, a
 * household's share of a person's, the rounding of that day.
 * Owns the tables award, award_*; reads room law. */
#ifndef ROOM_AWARD_H
#define ROOM_AWARD_H

#include "core/ctx.h"
#include "room/law/law.h"

enum { AWARD_NAME_MAX = 300, AWARD_SOURCE_MAX = 500, AWARD_LIST_MAX = 500, AWARD_ROWS_MAX = 5000 };

enum award_class { AWARD_ANY_CLASS, AWARD_TITLE, AWARD_HONOUR };
enum award_subject { AWARD_ANYBODY, AWARD_PERSON, AWARD_COLLECTIVE, AWARD_HOUSEHOLD };

struct award {
	int64_t id, version;
	const char *code;               /* "CSTDCS" */
	enum award_class class;
	const char *name, *short_name;  /* "Chiến sĩ thi đua cơ sở", "CSTĐCS" */
	bool for_person, for_collective, for_household;
	const char *level;              /* "state" "government" "province" "base" */
	const char *decider;
	int64_t rank;                   /* within the class: lower is higher */
	int64_t width_mm, height_mm;    /* 0: not known */
	date from, to;
	const char *cite;
	int64_t place_id;               /* law_place_get() */
	bool is_verified;
	const char *source;
};

struct award_list {
	struct award *at;
	size_t n;
};

struct award_filter {
	enum award_class class;
	enum award_subject subject;     /* only what may be given to such */
	const char *q;                  /* words of name, short name, code or alias; "" or NULL */
	date day;                       /* given on that day; DATE_NONE: any */
};

struct award_ground {
	int64_t id;
	const char *code, *name;
	int64_t way_id;
	const char *way_code, *way_name;
	const char *cite;
	int64_t place_id;
	bool is_verified;
	const char *source;
};
struct award_grounds {
	struct award_ground *at;
	size_t n;
};

struct award_alias {
	int64_t id;
	const char *words;
	int64_t award_id, ground_id;    /* exactly one is set */
};
struct award_aliases {
	struct award_alias *at;
	size_t n;
};

/* ---- money, pure ---------------------------------------------------------------------------------------------------- */

struct award_multiple {
	int64_t award_id;
	enum award_subject subject;
	int64_t hundredths;
	bool is_at_most, is_verified;
	date from, to;
	const char *cite;
	int64_t place_id;
};

/* A base salary in đồng a month; a step of rounding with its direction; a household's hundredths of a person's multiple. */
struct award_figure {
	const char *kind;               /* "salary" "rounding" "household" */
	int64_t amount;
	const char *direction;          /* "" "up" "down" "near" */
	date from, to;
	const char *cite;
	int64_t place_id;
	bool is_verified;
};

struct award_rules {
	struct award_multiple *multiples;
	size_t multiples_n;
	struct award_figure *figures;
	size_t figures_n;
};

struct award_money {
	bool is_known;                  /* false: no row says anything for that day */
	bool is_at_most;                /* the sum is a bound */
	bool is_verified;               /* all rows it comes from are */
	int64_t vnd, exact_vnd;         /* rounded; before rounding */
	const struct award_figure *salary, *rounding, *household;       /* rounding, household: NULL when not applied */
	const struct award_multiple *multiple;
};

/* By the rows in force on the day. A household with no row of its own gets its share of a person's. */
struct award_money award_money_on(const struct award_rules *rules, int64_t award_id, enum award_subject subject, date day);
int64_t award_round(int64_t vnd, int64_t step, const char *direction);

/* ---- reads: anyone signed in ------------------------------------------------------------------------------------------ */

const char *award_class_words(enum award_class class);          /* "Danh hiệu thi đua" */
const char *award_class_code(enum award_class class);           /* "title", "honour"; "" for any */
enum award_class award_class_of(const char *code);
const char *award_subject_words(enum award_subject subject);    /* "Cá nhân" */
const char *award_level_words(const char *level);               /* "Cấp Nhà nước" */

MUST err award_get(struct ctx *cx, int64_t id, struct award *out);                      /* ERR_NOTFOUND */
MUST err award_get_code(struct ctx *cx, const char *code, struct award *out);           /* ERR_NOTFOUND */
/* By code, name, short name or alias, marks and case aside, within a class. ERR_NOTFOUND also when it means several. */
MUST err award_find(struct ctx *cx, const char *words, enum award_class class, struct award *out);
/* By precedence, titles first. */
MUST err award_list(struct ctx *cx, struct award_filter f, struct award_list *out);
/* Of one award; 0: all, of grounds too. One that ends in "…" is a beginning that tells enough: "Giấy khen của …". */
MUST err award_aliases(struct ctx *cx, int64_t award_id, struct award_aliases *out);
/* The dated rows of money for one award; 0: for all, a few hundred. */
MUST err award_rules(struct ctx *cx, int64_t award_id, struct award_rules *out);
MUST err award_grounds(struct ctx *cx, struct award_grounds *out);
MUST err award_ground_get_code(struct ctx *cx, const char *code, struct award_ground *out);     /* ERR_NOTFOUND */
/* By code, name or alias, as award_find(). */
MUST err award_ground_find(struct ctx *cx, const char *words, struct award_ground *out);

/* ---- commands: need AWARD_EDIT ------------------------------------------------------------------------------------------ */

/* Other words for an award or a ground. ERR_TAKEN: they mean something else already. */
MUST err award_alias_add(struct ctx *cx, struct award_alias in, int64_t *id_out);
MUST err award_alias_remove(struct ctx *cx, int64_t alias_id);          /* the row stays, marked; ERR_NOTFOUND */

/* Takes a data file (core/table.h); its first line names the columns:
 *   code class name short for level decider rank width height from to cite verified source    awards; for: p c h
 *   way_code way_name place cite                                                               ways of the statistics
 *   ground_code ground_name way place cite verified source                                     grounds
 *   kind code alias                                    other names; kind: award or ground
 *   award subject multiple at_most from to cite verified               multiples; subject: p c h
 *   figure amount direction from to cite verified                      salary, rounding, household
 * A row that is there is brought to what the file says. A citation that does not resolve is a fault of its line. */
MUST err award_load(struct ctx *cx, const char *text, int64_t *n_out);

#endif
