/* room/plan/plan_stub.c -- NEEDSWORK: stands in until the reader of plans is there; goes with it. */
#include "room/plan/plan_read.h"

#define STUB __attribute__((weak))

STUB void plan_read(struct mem *m, const struct read_doc *doc, const struct body_lexicon *lex, struct plan_doc *out)
{
	*out = (struct plan_doc){.title = "", .issuer = "", .number = "", .day = DATE_NONE};
}

STUB const char *plan_when_name(enum plan_when w)
{
	return "text";
}

STUB enum plan_when plan_when_of(const char *name)
{
	return PLAN_WHEN_TEXT;
}

STUB void plan_read_times(struct mem *m, const char *cell, int year, const struct body_lexicon *lex,
                          struct plan_doc_milestones *out, struct plan_doc_warnings *warn)
{
}

STUB void plan_read_bodies(struct mem *m, const char *cell, const struct body_lexicon *lex, struct plan_doc_bodies *out)
{
}

STUB void plan_doc_json(const struct plan_doc *doc, struct buf *b)
{
}

STUB void plan_diff(struct mem *m, const struct plan_doc *was, const struct plan_doc *is, struct plan_doc_changes *out)
{
}
