/* room/register/register_load.h -- a file of old awards on its way into the register, as one thing.
 *
 * reading: a job keeps what each line came to (register_load_line); read: people look, correct cells, say how columns are
 * meant; writing: a job makes decisions, persons and lines in short transactions, the lines behind the end of the log where
 * nobody sees them; published: one short transaction moved the end of the log behind them all. Undoing a load is the same
 * with withdrawals. Every job goes on where one that died stopped; one that is asked to stop takes back what it made. */
#ifndef ROOM_REGISTER_LOAD_H
#define ROOM_REGISTER_LOAD_H

#include "room/file/file.h"
#include "room/person/person.h"
#include "room/register/register_sheet.h"

enum { REGISTER_LOAD_PAGE = 50, REGISTER_LOADS_MAX = 100, REGISTER_LOAD_LINES_MAX = 200000 };

struct register_load {
	int64_t id, version, file_id, unit_id;
	const char *name, *unit_name;
	const char *map, *columns;      /* sheet_map_text(); heading, tab, field, tab, certainty: a line each */
	const char *state, *by, *reason;
	int64_t staged_n, lines_n, rows_n, errors_n, doubts_n, written_n;
	int64_t first_no, undo_no;      /* numbers of its first line and first withdrawal; 0: none */
	int64_t made_ms, ended_ms, forgotten_ms;        /* forgotten_ms 0: its rows and file are there */
};
struct register_loads {
	struct register_load *at;
	size_t n;
};

struct register_load_problem {
	bool is_error;
	enum sheet_field field;
	const char *heading, *value, *message, *accepted;
};
struct register_load_line {
	int64_t id, version, load_id, place;
	const char *sheet, *why, *said;
	int64_t line;
	bool is_row;
	const char *at[SHEET_FIELD_N];          /* of a row; "" for nothing */
	struct register_load_problem *problems;
	size_t problems_n;
	int64_t person_id;
	bool is_made;
	int64_t choice;                 /* whom a person chose: a record; -1: a new one; 0: nobody did */

	/* While the load waits to be looked at, of a row without errors of its own: whom and what it is about as the register is now. */
	bool is_seen, has_person;       /* has_person: it is about a person or household */
	int64_t names_line;             /* the line of the same file whose award it is about; 0: none */
	int64_t meant_id, about_no;     /* 0: a new record will be made; 0: it names no award */
	const char *meant;              /* name, birth, post of the record */
	struct register_load_may {
		int64_t id;
		const char *words;      /* of one line alone; a list has the numbers */
	} may[PERSON_MAY_MAX];          /* records that may be meant, for choosing */
	size_t may_n;
};
struct register_load_lines {
	struct register_load_line *at;
	size_t n;
	int64_t next_after;             /* 0: this is the last page */
};

struct register_load_filter {
	int64_t load_id, after;         /* keyset: place of the last line before */
	bool only_problems, with_look;  /* with_look: whom and what each is about */
	int n;
};

const char *register_load_state_words(const char *state);

/* Reads: need REGISTER_EDIT over the load's unit. ERR_NOTFOUND. */
MUST err register_load_get(struct ctx *cx, int64_t id, struct register_load *out);
MUST err register_load_list(struct ctx *cx, struct register_loads *out);      /* newest first */
MUST err register_load_lines(struct ctx *cx, struct register_load_filter f, struct register_load_lines *out);
MUST err register_load_line(struct ctx *cx, int64_t line_id, struct register_load_line *out);
/* The file as it came. ERR_STATE: a field of one of its lines was blanked by law, which the file still says. */
MUST err register_load_file(struct ctx *cx, int64_t id, struct file *out);

/* A stored file is to be read for a unit (0: the city); map "" takes what the unit's columns were last time. */
MUST err register_load_begin(struct ctx *cx, int64_t file_id, int64_t unit_id, const char *map, int64_t *id_out, int64_t *job_out);
/* Its columns are meant otherwise: it is read anew. ERR_STATE unless it waits to be looked at. ERR_INVALID: the map. */
MUST err register_load_again(struct ctx *cx, int64_t id, int64_t version, const char *map, int64_t *job_out);
/* Fields of one row as a person says them, and whom it is about (choice, as above); it is checked anew. ERR_STATE, ERR_STALE. */
MUST err register_load_correct(struct ctx *cx, int64_t line_id, int64_t version, const char *const at[SHEET_FIELD_N], int64_t choice);
/* All of it into the register; one whose writing stopped half-way goes on. ERR_STATE: not looked at yet, or another load is being
 * written. ERR_INVALID: errors are left. ERR_STALE. */
MUST err register_load_take(struct ctx *cx, int64_t id, int64_t version, int64_t *job_out);
/* Nothing of it; while it is being read, too. ERR_STATE. */
MUST err register_load_drop(struct ctx *cx, int64_t id, int64_t version);
/* Of loads that were dropped longer ago than such files are kept (law_keep_on()): some of their rows, in the end their file and what it
 * was called. For the job of every night and its verb; needs REGISTER_BLANK. n_out: how much, 0 when nothing is left to forget. */
MUST err register_load_forget(struct ctx *cx, int64_t *n_out);
/* Withdraws all of its lines; one whose undoing stopped half-way goes on. ERR_STATE: not published, or somebody relied on one of them: a later line names it, or a signed
 * head that has it left the house. */
MUST err register_load_undo(struct ctx *cx, int64_t id, int64_t version, const char *reason, int64_t *job_out);

#endif
