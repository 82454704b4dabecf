/* room/plan/plan_diff.c -- what a document read anew says otherwise than the one that is kept. */
#include "base/text.h"
#include "room/plan/plan_read_in.h"

#define SAME 0.92
#define ALIKE 0.5

static bool same_place(const struct plan_doc_task *a, const struct plan_doc_task *b)
{
	return a->appendix == b->appendix && a->no == b->no && text_is(a->section, b->section);
}

static const char *times_text(struct mem *m, const struct plan_doc_task *t)
{
	struct buf *b = buf_new(m, 16 * 1024);

	for (size_t i = 0; i < t->milestones.n; i++) {
		const struct plan_doc_milestone *ms = &t->milestones.at[i];

		buf_fmt(b, "%s%s", i > 0 ? "; " : "", ms->words);
	}
	return b->p;
}

/* What the milestones mean; two ways of writing one day are no change. */
static const char *times_key(struct mem *m, const struct plan_doc_task *t)
{
	struct buf *b = buf_new(m, 32 * 1024);

	for (size_t i = 0; i < t->milestones.n; i++) {
		const struct plan_doc_milestone *ms = &t->milestones.at[i];

		buf_fmt(b, "%d|%d|%d|%d|%s|%s|%s|%s|%s\n", (int)ms->kind, ms->from, ms->end, ms->days, ms->period, ms->part,
		        text_fold(m, ms->follows), text_fold(m, ms->act), text_fold(m, ms->actors));
		if (ms->kind == PLAN_WHEN_TEXT)
			buf_fmt(b, "%s\n", ms->words);
	}
	return b->p;
}

static const char *place_text(struct mem *m, const struct plan_doc_task *t)
{
	if (*t->section == '\0')
		return mem_text(m, "Phụ lục %d, số %d", t->appendix, t->no);
	return mem_text(m, "Phụ lục %d, mục %s, số %d", t->appendix, t->section, t->no);
}

static void changed(struct mem *m, struct plan_doc_changes *out, size_t was, size_t is, const char *column,
                    const char *from, const char *to)
{
	*list_add(m, out) = (struct plan_doc_change){PLAN_CHANGE_CHANGED, was, is, column, from, to};
}

/* What a text says wherever its lines were broken: a code cut at its hyphen or slash ("NQ-" / "HĐND") is the same code. */
static const char *unbroken(struct mem *m, const char *text)
{
	char *out = mem_dup(m, text_line(m, text));
	size_t n = 0;

	for (const char *p = out; *p != '\0'; p++) {
		bool is_after = n > 0 && (out[n - 1] == '-' || out[n - 1] == '/');

		if (*p == ' ' && (is_after || p[1] == '-' || p[1] == '/'))
			continue;
		out[n++] = *p;
	}
	out[n] = '\0';
	return out;
}

static void compare(struct mem *m, const struct plan_doc *was, const struct plan_doc *is, size_t w, size_t i,
                    struct plan_doc_changes *out)
{
	const struct plan_doc_task *a = &was->tasks.at[w], *b = &is->tasks.at[i];
	const struct {
		const char *column, *from, *to;
	} texts[] = {{"content", a->content, b->content}, {"direct", a->direct_text, b->direct_text},
	             {"execute", a->execute_text, b->execute_text},
	             {"coordinate", a->coordinate_text, b->coordinate_text}, {"product", a->product, b->product}};

	for (size_t k = 0; k < COUNT(texts); k++) {
		if (!text_is(unbroken(m, texts[k].from), unbroken(m, texts[k].to)))
			changed(m, out, w, i, texts[k].column, texts[k].from, texts[k].to);
	}
	if (!text_is(times_key(m, a), times_key(m, b)))
		changed(m, out, w, i, "milestones", times_text(m, a), times_text(m, b));
	if (!same_place(a, b))
		changed(m, out, w, i, "place", place_text(m, a), place_text(m, b));
}

/* Pairs tasks that are not paired yet: in one place (any number of rounds) or alike enough. */
static void pair(struct mem *m, const struct plan_doc *was, const struct plan_doc *is, size_t *of, bool *taken,
                 bool in_place, double least)
{
	for (size_t i = 0; i < is->tasks.n; i++) {
		double most = least;
		size_t best = SIZE_MAX;

		for (size_t w = 0; of[i] == SIZE_MAX && w < was->tasks.n; w++) {
			double alike;

			if (taken[w] || (in_place && !same_place(&was->tasks.at[w], &is->tasks.at[i])))
				continue;
			alike = text_is(was->tasks.at[w].content, is->tasks.at[i].content)
			            ? 1.0
			            : least >= 1.0 ? 0.0 : plan_alike(m, was->tasks.at[w].content, is->tasks.at[i].content);
			if (alike >= most && (best == SIZE_MAX || alike > most)) {
				most = alike;
				best = w;
			}
		}
		if (best != SIZE_MAX) {
			of[i] = best;
			taken[best] = true;
		}
	}
}

void plan_diff(struct mem *m, const struct plan_doc *was, const struct plan_doc *is, struct plan_doc_changes *out)
{
	size_t *of = mem_new(m, size_t, is->tasks.n);
	bool *taken = mem_new(m, bool, was->tasks.n);

	*out = (struct plan_doc_changes){0};
	for (size_t i = 0; i < is->tasks.n; i++)
		of[i] = SIZE_MAX;
	pair(m, was, is, of, taken, true, 1.0);
	pair(m, was, is, of, taken, false, 1.0);
	pair(m, was, is, of, taken, true, ALIKE);
	pair(m, was, is, of, taken, false, SAME);
	for (size_t i = 0; i < is->tasks.n; i++) {
		if (of[i] == SIZE_MAX)
			*list_add(m, out) = (struct plan_doc_change){PLAN_CHANGE_ADDED, SIZE_MAX, i, "", "", is->tasks.at[i].content};
		else
			compare(m, was, is, of[i], i, out);
	}
	for (size_t w = 0; w < was->tasks.n; w++) {
		if (!taken[w])
			*list_add(m, out) = (struct plan_doc_change){PLAN_CHANGE_REMOVED, w, SIZE_MAX, "", was->tasks.at[w].content, ""};
	}
}
