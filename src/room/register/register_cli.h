/* room/register/register_cli.h -- what the verbs of the register share: a line as people and as programs read it. */
#ifndef ROOM_REGISTER_CLI_H
#define ROOM_REGISTER_CLI_H

#include "core/cli.h"
#include "room/register/register.h"

/* "held", "revoked", "corrected", "about" (it says something of an award), "withdrawal". */
const char *register_state_code(const struct register_line *l);
/* The fields of a line, its brace left open for more. */
void register_json_line(struct ctx *cx, struct buf *b, const struct register_line *l);
void register_print_line(struct ctx *cx, struct buf *b, const struct register_line *l);
/* As sentences, or as an array of objects. */
void register_print_lines(struct ctx *cx, struct args *a, const struct register_list *list);
/* The number of a line, which the pattern cannot check: a fault of LINE when it is none. */
int64_t register_line_given(struct ctx *cx, struct args *a);

#endif
