/* room/plan/plan_reads.c -- from a file on disk to what it says, with the office's own names for bodies. */
#include "room/plan/plan.h"

#include "read/grid.h"
#include "room/unit/unit.h"

err plan_lexicon(struct ctx *cx, struct body_lexicon *out)
{
	struct unit_lexicon units;
	struct body_word *words;

	TRY(unit_lexicon(cx, &units));
	words = mem_new(cx->mem, struct body_word, units.n);
	for (size_t i = 0; i < units.n; i++)
		words[i] = (struct body_word){units.at[i].words, units.at[i].code, units.at[i].is_class};
	*out = (struct body_lexicon){.at = words, .n = units.n};
	plan_lexicon_index(cx->mem, out);
	return OK;
}

void plan_of_document(struct ctx *cx, const struct read_doc *doc, const struct body_lexicon *lex, struct plan_doc *out)
{
	plan_read(cx->mem, doc, lex, out);
	for (size_t i = 0; i < doc->notes.n; i++) {
		const struct fault *f = &doc->notes.at[i];

		*list_add(cx->mem, &out->warnings) =
		    *f->field != '\0' ? mem_text(cx->mem, "%s: %s", f->field, f->sentence) : f->sentence;
	}
}

err plan_read_file(struct ctx *cx, const char *path, const char *name, struct plan_doc *out)
{
	struct body_lexicon lex;
	struct read_doc doc;

	TRY(may(cx, R_PLAN_IMPORT, 0));
	TRY(plan_lexicon(cx, &lex));
	TRY(read_file(cx->mem, path, name, &cx->faults, &doc));
	plan_of_document(cx, &doc, &lex, out);
	return OK;
}
