/* room/tally/tally_file.h -- how the figures lie in their file. Inside the room only. */
#ifndef ROOM_TALLY_FILE_H
#define ROOM_TALLY_FILE_H

#include "room/tally/tally.h"

#define TALLY_MAGIC "thidua.tally.3\n"

#define TALLY_PARTS(X)                                                                                        \
	X(id, uint32_t, lines_n)                /* of lines, ascending */                                     \
	X(place, uint32_t, lines_n)             /* of that line among those by person */                      \
	X(unit, uint32_t, units_n)              /* ids, ascending */                                          \
	X(unit_line, uint32_t, units_n + 1)     /* its first line among those by unit */                      \
	X(unit_dim, uint8_t, lines_n *TALLY_DIMS)       /* by unit, column by column */                       \
	X(unit_person, uint32_t, lines_n)       /* by unit, people of one unit together: number in `person`, from 1 */ \
	X(person, uint32_t, people_n)           /* ids, ascending */                                          \
	X(person_line, uint32_t, people_n + 2)  /* its first line among those by person; 0 is nobody */       \
	X(person_first, uint8_t, lines_n)       /* by person: 1 where another person begins */                 \
	X(person_dim, uint8_t, lines_n *TALLY_DIMS)     /* by person, column by column */                     \
	X(person_unit, uint16_t, lines_n)       /* by person: number in `unit` */

struct tally_head {
	char magic[16];
	uint64_t order, bytes;
	int64_t last_id;
	uint64_t lines_n, units_n, people_n;
	struct mark mark;
	uint32_t values[TALLY_DIMS];    /* one more than the greatest value of each dim */
	unsigned char sum[32];          /* of all above */
};
#define TALLY_ORDER UINT64_C(0x0102030405060708)

struct tally_parts {
#define X(name, type, count) type *name;
	TALLY_PARTS(X)
#undef X
};

/* Where each part begins; the bytes of the whole. base NULL: only the size. */
uint64_t tally_lay(const struct tally_head *h, unsigned char *base, struct tally_parts *out);
void tally_sum(const struct tally_head *h, unsigned char out[32]);

#endif
