/* room/register/register_index.h -- the register's derived files: the search index (room find) and the figures (room tally),
 * opened as of a transaction, so that what they say is what plain SQL would say. Inside the room only.
 *
 * Lines are told to both by number. What a line is found and counted by stands in small numbers; awards, grounds and classes go
 * by slots: the place of their id among all ids, which never changes, for ids only grow. */
#ifndef ROOM_REGISTER_INDEX_H
#define ROOM_REGISTER_INDEX_H

#include "room/find/find.h"
#include "room/job/job.h"
#include "room/register/register.h"
#include "room/tally/tally.h"

enum register_key { REGISTER_KEY_YEAR, REGISTER_KEY_AWARD, REGISTER_KEY_TRAITS, REGISTER_KEY_GROUND };
enum register_dim { REGISTER_BY_AWARD, REGISTER_BY_YEAR, REGISTER_BY_SEX, REGISTER_BY_JOB, REGISTER_BY_GROUND, REGISTER_BY_SUBJECT };
enum {
	REGISTER_SLOTS_MAX = 255,
	REGISTER_CLASSES_MAX = 15,
	REGISTER_TAIL_MAX = 50000,      /* new lines that a question reads for itself; more are waited for */
	REGISTER_TAIL_DUE = 4000,       /* new lines and acts after which the files are built anew */
	REGISTER_NO_UNIT = INT32_MAX    /* the figures' unit of lines outside the catalogue */
};

/* The traits of a line in one number: subject, nature, sex, level of the decision, direct worker, whether the award is held. */
struct register_traits {
	int subject, nature, sex, level;        /* sex: 0 not known, 1 man, 2 woman; level: 0 state, 1 government, 2 province, 3 base */
	bool is_direct, is_held;
};
enum { REGISTER_TRAITS_N = 1 << 12 };
uint16_t register_traits_put(struct register_traits t);
struct register_traits register_traits_of(uint16_t v);
int register_sex_of(const char *code);

struct register_ids {
	int64_t *at;                    /* ascending */
	size_t n;
};
/* From 1; 0 for id 0 and for one that is not among them. */
int register_slot(const struct register_ids *ids, int64_t id);

struct register_index {
	struct find_index *find;
	struct tally *tally;
	struct register_ids awards, grounds, classes;
	int64_t size;                   /* of the log: every line below it is known */
};
/* ERR_BUSY: more has come than a question reads for itself; the jobs process builds the files anew. */
MUST err register_index_open(struct ctx *cx, struct register_index **out);
/* Builds both files from all lines. With a job: in short transactions, with progress. ERR_IO, ERR_SPACE, ERR_FULL. */
MUST err register_index_make(struct ctx *cx, struct job *j);
/* Lines, and acts on people and lines, that the files do not know yet; all lines where a file is missing, cut or of another register. */
MUST err register_index_late(struct ctx *cx, int64_t *n_out);

/* A row of register_v_index as both want it. ERR_FULL: a number is larger than the files can hold. */
struct register_told {
	struct find_line line;
	struct tally_line figure;
	bool is_held;
};
struct row;
/* Who the line's person is to be counted as, and of which sex: from the row itself, or as the caller knows it. */
struct register_who {
	int64_t speaker_id;
	int sex;
};
struct register_who register_who_of(const struct row *r);
MUST err register_told_of(const struct register_index *x, const struct row *r, struct register_who who, struct register_told *out);

#endif
