/* room/plan/plan_read.h -- what a plan document says, as rows for a person to check: pure, without database or page.
 *
 * plan_read() takes a document that read/ has opened and a lexicon of bodies, and gives tasks with their milestones.
 * Nothing is guessed silently: what is not sure is a warning of its row, with the column and the reason, and what
 * stood in a table and came into no row is in `unread`. */
#ifndef ROOM_PLAN_READ_H
#define ROOM_PLAN_READ_H

#include "base/buf.h"
#include "base/date.h"

struct read_doc;

/* ---- bodies as papers call them -------------------------------------------------------------------------------- */

struct body_word {
	const char *words;      /* a name, short name or alias; case, marks, commas and dashes aside */
	const char *code;
	bool is_class;          /* code is of a class, not of a unit */
};

struct body_index;

struct body_lexicon {
	const struct body_word *at;
	size_t n;
	const struct body_index *index; /* by plan_lexicon_index(); NULL: every cell makes its own, which is slow */
};

/* ---- the document ---------------------------------------------------------------------------------------------- */

/* When a milestone is; the JSON has the lower-case name. */
enum plan_when {
	PLAN_WHEN_BEFORE,       /* before:      `from` is the first day that is too late, as written ("trước ngày") */
	PLAN_WHEN_UNTIL,        /* until:       `from` is the last day ("đến", "chậm nhất", "hạn") */
	PLAN_WHEN_RANGE,        /* range:       `from` to `end`, both days within */
	PLAN_WHEN_AROUND,       /* around:      about the day `from` ("vào dịp") */
	PLAN_WHEN_ON,           /* on:          the day `from` itself */
	PLAN_WHEN_MONTH,        /* month:       period "2024-12" */
	PLAN_WHEN_QUARTER,      /* quarter:     period "2024-Q1" */
	PLAN_WHEN_HALF_YEAR,    /* half_year:   period "2024-H1" */
	PLAN_WHEN_YEAR,         /* year:        period "2024" */
	PLAN_WHEN_RECURRING,    /* recurring:   period "always" "day" "week" "month" "quarter" "half_year" "year" */
	PLAN_WHEN_OFFSET,       /* offset:      `days` before (after, when negative) what `follows` says */
	PLAN_WHEN_FOLLOWS,      /* follows:     after the schedule of what `follows` says */
	PLAN_WHEN_ARISES,       /* when_arises */
	PLAN_WHEN_TEXT,         /* text:        only the words are known */
	PLAN_WHEN_N
};

struct plan_doc_milestone {
	enum plan_when kind;
	date from, end;         /* DATE_NONE for none */
	int days;               /* 0 for none */
	const char *period;     /* "" for none */
	const char *part;       /* of the period: "early", "mid", "late"; "" for the whole */
	const char *follows;    /* "" for none */
	const char *act, *actors;
	const char *words;      /* as written, without list mark and outer brackets */
};

struct plan_doc_body {
	const char *words;
	const char *unit;       /* code; "" when not known */
	const char *class_code; /* code; "" when it is no class */
};

struct plan_doc_warning {
	const char *column;     /* the name in the JSON: "content" "direct" "execute" "coordinate" "milestones" "no" … */
	const char *reason;     /* Vietnamese */
};

struct plan_doc_source {
	int page;               /* 0 for not known */
	const char *sheet;      /* "" for none */
	int from_line, to_line;
	const char *text;       /* the words it was read from, lines kept */
};

struct plan_doc_bodies LIST(struct plan_doc_body);
struct plan_doc_milestones LIST(struct plan_doc_milestone);
struct plan_doc_warnings LIST(struct plan_doc_warning);
struct plan_doc_texts LIST(const char *);

struct plan_doc_task {
	int appendix;           /* from 1 */
	const char *section;    /* "I"; "" for none */
	const char *section_title;
	int no;                 /* 0 for none */
	bool is_candidate;      /* read from prose: the person takes it or drops it */
	const char *content;
	struct plan_doc_texts items;
	const char *direct_text, *execute_text, *coordinate_text, *time_text;
	const char *product;    /* what other columns say (sản phẩm, ghi chú); "" for none */
	struct plan_doc_bodies direct, execute, coordinate;
	struct plan_doc_milestones milestones;
	struct plan_doc_source source;
	int64_t origin_id;      /* the task of an earlier plan that this one goes on from (plan_next.c); 0: it was read */
	const char *origin_place;       /* where that stands; "" or NULL unless origin_id is set */
	double confidence;      /* 1.0 exactly when there is no warning */
	struct plan_doc_warnings warnings;
};

/* Where a link begins or ends; no 0: the whole appendix. */
struct plan_doc_place {
	int appendix;
	const char *section;
	int no;
};

struct plan_doc_link {
	struct plan_doc_place from, to;
	bool is_same;           /* "same": the same event told twice; otherwise "follows" */
};

/* What an appendix is called: "Tiến độ thực hiện các nhiệm vụ trọng tâm …". */
struct plan_doc_appendix {
	int no;
	const char *title;
};

struct plan_doc_unread {
	int page;
	const char *sheet;
	int from_line, to_line;
	const char *text;
};

struct plan_doc_appendices LIST(struct plan_doc_appendix);
struct plan_doc_links LIST(struct plan_doc_link);
struct plan_doc_unreads LIST(struct plan_doc_unread);
struct plan_doc_tasks LIST(struct plan_doc_task);

struct plan_doc {
	int year;               /* 0 when not known */
	const char *title, *issuer;
	const char *number;     /* "" while blank */
	date day;               /* DATE_NONE while blank */
	struct plan_doc_tasks tasks;
	struct plan_doc_links links;
	struct plan_doc_appendices appendices;  /* those that have a title */
	struct plan_doc_texts unresolved;       /* words of bodies not found in the lexicon, each once */
	struct plan_doc_unreads unread;
	struct plan_doc_texts warnings;         /* of the whole document */
};

enum {
	PLAN_READ_TASKS_MAX = 5000,
	PLAN_READ_UNREAD_MAX = 2000,
	PLAN_READ_MILESTONES_MAX = 60,  /* of one task */
	PLAN_READ_BODIES_MAX = 100,     /* of one cell */
	PLAN_READ_TOKENS_MAX = 4000,    /* of one row: more is cut off, with a warning */
	PLAN_JSON_MAX = 64 << 20
};

/* Reads the whole document; a document without any task gives none and a warning. */
void plan_read(struct mem *m, const struct read_doc *doc, const struct body_lexicon *lex, struct plan_doc *out);

const char *plan_when_name(enum plan_when w);                   /* "before" */
/* PLAN_WHEN_N when there is none of that name. */
enum plan_when plan_when_of(const char *name);
/* The days within which it lies, as far as they follow from kind, days and period; DATE_NONE on an open side. The
 * last day that is in time is `to`: for "trước ngày 15/01" the 14th, for "vào dịp" none. */
void plan_when_span(const struct plan_doc_milestone *ms, date *from, date *to);

/* ---- pieces that pages and forms use alone ---------------------------------------------------------------------- */

/* What finding its words takes, made once for many cells; lives as long as the arena. */
void plan_lexicon_index(struct mem *m, struct body_lexicon *lex);
/* One cell of times. year: for dates that name none; 0 when not known. */
void plan_read_times(struct mem *m, const char *cell, int year, const struct body_lexicon *lex,
                     struct plan_doc_milestones *out, struct plan_doc_warnings *warn);
/* One cell of bodies. */
void plan_read_bodies(struct mem *m, const char *cell, const struct body_lexicon *lex, struct plan_doc_bodies *out);

/* ---- out ---------------------------------------------------------------------------------------------------------- */

/* The one object that `thidua plan import --json` prints, with a line end. Fields are added, never renamed. */
void plan_doc_json(const struct plan_doc *doc, struct buf *b);

/* ---- the same document again ------------------------------------------------------------------------------------- */

enum plan_change { PLAN_CHANGE_ADDED, PLAN_CHANGE_REMOVED, PLAN_CHANGE_CHANGED };

struct plan_doc_change {
	enum plan_change kind;
	size_t was, is;         /* indexes of tasks in the old and the new document; SIZE_MAX for none */
	const char *column;     /* CHANGED: "content" "direct" … "milestones" "place"; otherwise "" */
	const char *from, *to;  /* its value as text; "" for none */
};

struct plan_doc_changes LIST(struct plan_doc_change);

/* What the new document says otherwise than the old one. Tasks are the same when content says the same thing, or when
 * appendix, section and number agree and contents are alike; each is matched at most once. No change: none. */
void plan_diff(struct mem *m, const struct plan_doc *was, const struct plan_doc *is, struct plan_doc_changes *out);

#endif
