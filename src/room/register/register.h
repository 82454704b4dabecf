/* register -- every award ever decided: the memory that rules, certificates, statistics and the public read.
 *
 * A line says who was given what, on which ground, by which decision, as it was printed that day. Lines are only appended:
 * a correction is a complete new line that names the old one and why, and takes its place in lists and counts; exchange,
 * re-issue, revocation and cancellation are lines about an award. Each line is a leaf of a Merkle log (base/merkle.h),
 * written in the transaction that makes it visible; signed heads of the log leave the house, so that a line that was
 * altered, cut off or swapped is found out by anybody with an old head (docs/decisions/0041).
 * Personal fields lie in the leaf behind salted digests: one may be blanked by law one day and the log still holds.
 * Owns the tables register_*; reads rooms file, unit, person, law, award. */
#ifndef ROOM_REGISTER_H
#define ROOM_REGISTER_H

#include "base/head.h"
#include "core/ctx.h"
#include "room/award/award.h"

enum {
	REGISTER_TEXT_MAX = 2000,       /* code points of an achievement */
	REGISTER_WORDS_MAX = 500,       /* of every other text */
	REGISTER_PAGE_MAX = 200,        /* lines of one list */
	REGISTER_LADDER_MAX = 500,      /* lines of one person */
	REGISTER_BASES_MAX = 50,        /* awards that one counts on */
	REGISTER_ADDRESSES_MAX = 50,    /* where heads are mailed */
	REGISTER_CHAIN_MAX = 100
};

enum register_nature {
	REGISTER_GRANT = 1,             /* tặng */
	REGISTER_POSTHUMOUS,            /* truy tặng */
	REGISTER_EXCHANGE,              /* cấp đổi */
	REGISTER_REISSUE,               /* cấp lại */
	REGISTER_ADJUST,                /* điều chỉnh by a decision: a complete line in the place of the old one */
	REGISTER_REVOKE,                /* thu hồi */
	REGISTER_CANCEL,                /* hủy bỏ quyết định */
	REGISTER_WITHDRAW,              /* rút dòng ghi nhầm: the old one was no award at all */
	REGISTER_NATURE_END
};

struct register_decision {
	int64_t id;
	const char *number, *issuer, *level, *signer, *signer_title, *title;
	date day;
	int64_t file_id;                /* 0 for none */
	const char *file_hash;
};

struct register_line {
	int64_t no;                     /* its number for people: leaf + 1 */
	int64_t root_no;                /* of the first line of its chain */
	int64_t corrects_no, about_no;  /* 0 for none */
	enum register_nature nature;
	enum award_subject subject;
	int64_t person_id, unit_id;
	const char *unit_code, *unit_now;       /* what the unit is called today; "" outside the catalogue */
	int64_t award_id;
	const char *award_code, *award_name;
	int64_t ground_id;              /* 0 for none */
	const char *ground_code, *ground_name;
	int64_t year, place_no;         /* place_no 0: not known */
	int64_t class_id;
	const char *class_code, *class_name;
	bool is_direct;
	bool has_money;
	int64_t vnd;
	date period_from, period_to;
	const char *name, *unit_words, *position, *achievement, *movement, *certificate, *reason;
	struct register_decision decision;
	const char *by;
	int64_t added_ms;
	int64_t load_line_id;           /* the line of a loaded file that it came from; 0: written by itself */
	int64_t corrected_by_no;        /* the line that took its place; 0: this one is in force */
	int64_t ended_by_no;            /* the revocation or cancellation in force; 0: still held */
	bool may_open;                  /* it is in the reach of who asked; a list of one person shows the others without a way in */
	int64_t renewed_n;              /* exchanges and re-issues in force */
	const char *origin;             /* of its person, as recorded; with is_party filled by register_said() alone, "" or NULL otherwise */
	bool is_party, is_seen;         /* is_party: on the day of the decision; is_seen: who asks may see the record */
	const char *blanked;            /* lines "field digest": what was blanked by law; "" for nothing */
	size_t salt_n;                  /* bytes of its salt */
};

struct register_list {
	struct register_line *at;
	size_t n;
	int64_t next_year, next_no;     /* for the next page; next_no 0: this is the last */
};

struct register_filter {
	int64_t under_id;               /* unit, or below it; 0: wherever one may look */
	int64_t unit_id;                /* exactly this unit */
	int64_t award_id, year, decision_id;    /* 0: any */
	int64_t before_year, before_no; /* keyset; before_no 0 for the newest */
	int n;
};

/* What may be said of a line; the rest follows. */
struct register_in {
	enum register_nature nature;
	enum award_subject subject;
	int64_t person_id;              /* of a person or household */
	int64_t unit_id;                /* of a collective; of a person: 0 takes that of the day */
	int64_t award_id, ground_id;
	struct register_decision decision;      /* id 0; file_id of a stored file or 0 */
	int64_t place_no, year;         /* year 0: of the period's end, else of the decision */
	date period_from, period_to;
	const char *name, *unit_words, *position;       /* as printed; "": what the records say of that day */
	const char *achievement, *movement, *certificate, *reason;
	int64_t about_no;               /* exchange, re-issue, revocation, cancellation: of which line */
	int64_t corrects_no;            /* a correction or adjustment: of which line */
	const int64_t *bases;           /* numbers of lines that this award counts on */
	size_t bases_n;
};

const char *register_nature_words(enum register_nature nature);        /* "Tặng" */
enum register_nature register_nature_of(const char *code);              /* "grant" …; 0 for none */
const char *register_nature_code(enum register_nature nature);
/* "Đã thay bằng dòng khác", "Đã thu hồi hoặc hủy bỏ", "Đang có hiệu lực". */
const char *register_state_words(const struct register_line *l);
/* What the unit is called today where that says something new; "" where the printed words are its name, or how it begins. */
const char *register_now_words(const struct register_line *l);
#define REGISTER_BLANKED "(đã xóa theo luật)"
/* The name as printed, or that it was blanked by law. */
const char *register_name_words(const struct register_line *l);

/* ---- reads: need REGISTER_READ; a line is seen by whose reach holds its unit ------------------------------------------- */

MUST err register_get(struct ctx *cx, int64_t no, struct register_line *out);   /* ERR_NOTFOUND */
/* Lines in force, newest year first. */
MUST err register_list(struct ctx *cx, struct register_filter f, struct register_list *out);
/* All lines in force of one person or household, aliases too, by year. The person must be in sight. */
MUST err register_ladder(struct ctx *cx, int64_t person_id, struct register_list *out);
/* Fills in what records say of the persons of these lines: origin, is_party, is_seen. */
MUST err register_said(struct ctx *cx, struct register_line *lines, size_t n);
/* The chain of a line: every line of its root, oldest first, then what is about it. */
MUST err register_chain(struct ctx *cx, int64_t no, struct register_list *out);
/* Lines in force of awards that counted on this one, however far. */
MUST err register_dependents(struct ctx *cx, int64_t no, struct register_list *out);
/* How many awards are held: grants in force that are not revoked. */
MUST err register_held(struct ctx *cx, struct register_filter f, int64_t *n_out);

/* ---- commands ---------------------------------------------------------------------------------------------------------------- */

/* Appends a line. Needs REGISTER_EDIT over its unit; awards above the base level only from who sees all units.
 * ERR_INVALID see faults. */
MUST err register_add(struct ctx *cx, struct register_in in, int64_t *no_out);
/* What was never an award: the old line leaves lists and counts. ERR_STATE: another line is about it, or counts on it. */
MUST err register_withdraw(struct ctx *cx, int64_t no, const char *reason, int64_t *no_out);

/* A correcting line that is of another unit, all else as it was printed and known. ERR_INVALID see faults. */
MUST err register_correct_unit(struct ctx *cx, int64_t no, int64_t unit_id, const char *reason, int64_t *no_out);

/* ---- found ---------------------------------------------------------------------------------------------------------------- */

/* Queues the building of the files that search and figures are answered from, when many lines came since, or they are gone. In
 * the open write transaction; for the jobs process, now and then. */
MUST err register_index_look(struct ctx *cx);

enum {
	REGISTER_BULK_MAX = 500,
	REGISTER_CHOSEN_MAX = 200       /* of an address, which is short */
};
/* Numbers of lines as an address or a form lists them, "12.40.41", with dots, commas or blanks between; each once. How many; what comes
 * after max is left out. */
size_t register_nos_of(const char *text, int64_t *nos, size_t max);
const char *register_nos_put(struct mem *m, const int64_t *nos, size_t n);     /* with dots */
/* Lines that were chosen one by one, for a list or their slips: in the order they were chosen, corrected ones too. Needs REGISTER_READ.
 * ERR_INVALID: none, too many, or a fault of "nos" for each that is not there or out of reach. */
MUST err register_chosen(struct ctx *cx, const int64_t *nos, size_t n, struct register_list *out);

/* Withdraws all of these, or none: a fault of "reason" or "nos" names a line that cannot be withdrawn. */
MUST err register_withdraw_all(struct ctx *cx, const int64_t *nos, size_t n, const char *reason);
/* The same with register_correct_unit(); those that are of the unit already stay as they are. How many were written. */
MUST err register_correct_unit_all(struct ctx *cx, const int64_t *nos, size_t n, const char *unit, const char *reason, size_t *n_out);
/* Lines in force of a collective itself, by year. */
MUST err register_unit_ladder(struct ctx *cx, int64_t unit_id, struct register_list *out);

/* A personal field of one line goes for good, as a law or a court demands: its value and what would let it be guessed. Its
 * digest stays, so that the log, old heads and old copies still hold. Field: name position achievement reason period class
 * direct person. Needs REGISTER_BLANK. ERR_INVALID see faults: no such field, empty, blanked before, no reason. */
MUST err register_blank(struct ctx *cx, int64_t no, const char *field, const char *reason);

/* All of it: every personal field of every line of a person, whatever became of the line, then what the record says (person_blank()).
 * Needs REGISTER_BLANK and PERSON_BLANK; every line in reach. ERR_INVALID: no reason. lines_out: how many lines. */
MUST err register_blank_person(struct ctx *cx, int64_t person_id, const char *reason, int64_t *lines_out);

/* ---- proof -------------------------------------------------------------------------------------------------------------------- */

/* Makes the signing key where there is none. ERR_IO, ERR_SPACE. */
MUST err register_key_make(struct ctx *cx);
/* Signs the log as it stands now and keeps the head. ERR_IO: no key. */
MUST err register_head_sign(struct ctx *cx, struct head *out);
struct register_heads {
	struct head *at;
	int64_t *ids;
	size_t n;
};
/* Newest first. Heads are there to be seen by everybody: no right is asked. */
MUST err register_heads(struct ctx *cx, int64_t before_ms, struct register_heads *out);
MUST err register_head_get(struct ctx *cx, int64_t id, struct head *out);      /* ERR_NOTFOUND */

/* ---- heads outside (register_out.c): who holds one finds out whatever is changed later --------------------------------- */

/* How many lines the largest head that left the house covers: lines up to that number are held against us by strangers, so that
 * a load among them can no longer be undone as one act. 0: none has left. */
MUST err register_out_size(struct ctx *cx, int64_t *size_out);

struct register_out {
	int64_t head_id, size, head_ms, at_ms;
	const char *way;                /* "page", "mail", "paper" */
	const char *way_words, *whom, *by;
	const char *state;              /* of a letter: "đã gửi", "đang chờ" …; "" otherwise */
};
struct register_outs {
	struct register_out *at;
	size_t n;
	int64_t next_before_id;
};
/* Newest first. Needs REGISTER_PROVE. */
MUST err register_outs(struct ctx *cx, int64_t before_id, struct register_outs *out);
/* Signs a head now and sends it to every address; letters_out: letters queued, 0 also where no mail server is set. */
MUST err register_head_send(struct ctx *cx, struct head *out, int64_t *letters_out);
/* A printed head was handed over: to whom, in words. ERR_NOTFOUND: no such head. */
MUST err register_head_handed(struct ctx *cx, int64_t id, const char *whom);

struct register_address {
	int64_t id;
	const char *email, *who, *by;
	int64_t added_ms;
};
struct register_addresses {
	struct register_address *at;
	size_t n;
};
/* Where heads are mailed. Reading needs REGISTER_PROVE, changing REGISTER_ADDRESS. */
MUST err register_addresses(struct ctx *cx, struct register_addresses *out);
MUST err register_address_add(struct ctx *cx, const char *email, const char *who, int64_t *id_out);
MUST err register_address_end(struct ctx *cx, int64_t id);     /* ERR_NOTFOUND: none, or ended before */

/* The proof, as text, that a line is in the log, its hidden fields opened, up to the newest signed head. Needs
 * REGISTER_PROVE. ERR_STATE: no signed head has the line yet. */
MUST err register_proof(struct ctx *cx, int64_t no, const char **text_out);
/* The same without a signature: the line's leaf, the log as it ends now, and the path between them. Needs REGISTER_PROVE. */
struct register_inclusion {
	int64_t size;
	struct merkle_hash leaf, root;
	struct merkle_proof proof;
};
MUST err register_inclusion(struct ctx *cx, int64_t no, struct register_inclusion *out);
/* The proof that the log of the newest signed head begins with the one of that size. ERR_STATE: it never had that size. */
MUST err register_proof_growth(struct ctx *cx, int64_t from_size, const char **text_out);
/* Makes every leaf anew from the rows and compares: leaves, nodes, frontier, every signed head. */
struct register_check {
	int64_t lines_n, heads_n;
	const char *wrong;              /* "" when everything holds */
};
MUST err register_verify(struct ctx *cx, struct register_check *out);
/* Every leaf in order into a new file (base/head.h). ERR_TAKEN: there is such a file; ERR_IO, ERR_SPACE. Needs
 * REGISTER_READ over everything. */
MUST err register_copy(struct ctx *cx, const char *path, int64_t *n_out);

#endif
