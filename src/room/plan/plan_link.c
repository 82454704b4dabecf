/* room/plan/plan_link.c -- tasks that are the same event told in two appendices, and tasks that follow others. */
#include "base/text.h"
#include "room/plan/plan_read_in.h"

enum { WORDS_MAX = 400, FOLLOW_WORDS = 4 };

static const char *const shorts[][2] = {{"tdkt", "thi dua khen thuong"}, {"dhtt", "dien hinh tien tien"},
                                        {"ntvt", "nguoi tot viec tot"}, {"tp", "thanh pho"}};

/* Words alone, short forms written out. */
struct words LIST(const char *);

/* What is looked at for one pair of tasks after another, read once; a text without words has a place too. */
struct links {
	struct plan_reading *r;
	struct words *contents, *gists; /* of each task; at is NULL until they are asked for */
};

static struct words words_of(struct mem *m, const char *text)
{
	struct toks t;
	struct words w = {.at = mem_new(m, const char *, 1)};

	toks_of(m, text, &t);
	for (size_t i = 0; i < t.n && w.n + 4 < WORDS_MAX; i++) {
		const char *f = t.at[i].f;

		if (!t.at[i].is_word)
			continue;
		for (size_t k = 0; k < COUNT(shorts); k++) {
			if (text_is(f, shorts[k][0]))
				f = shorts[k][1];
		}
		for (; *f != '\0'; f += strcspn(f, " "), f += *f == ' ')
			*list_add(m, &w) = mem_copy(m, f, strcspn(f, " "));
	}
	return w;
}

/* Twice the common words over all, 0..1. */
static double alike(const struct words *a, const struct words *b)
{
	bool used[WORDS_MAX] = {false};
	size_t common = 0;

	for (size_t i = 0; i < a->n; i++) {
		for (size_t k = 0; k < b->n; k++) {
			if (!used[k] && text_is(a->at[i], b->at[k])) {
				used[k] = true;
				common++;
				break;
			}
		}
	}
	return a->n + b->n == 0 ? 1.0 : 2.0 * (double)common / (double)(a->n + b->n);
}

double plan_alike(struct mem *m, const char *a, const char *b)
{
	struct words wa = words_of(m, a), wb = words_of(m, b);

	return alike(&wa, &wb);
}

static bool share_day(const struct plan_doc_task *a, const struct plan_doc_task *b)
{
	for (size_t i = 0; i < a->milestones.n; i++) {
		for (size_t k = 0; k < b->milestones.n; k++) {
			if (a->milestones.at[i].from != DATE_NONE && a->milestones.at[i].from == b->milestones.at[k].from)
				return true;
		}
	}
	return false;
}

static struct plan_doc_place place_of(const struct plan_doc_task *t)
{
	return (struct plan_doc_place){t->appendix, t->section, t->no};
}

static void link_add(struct plan_reading *r, const struct plan_doc_task *from, struct plan_doc_place to, bool is_same)
{
	*list_add(r->mem, &r->out->links) = (struct plan_doc_link){place_of(from), to, is_same};
}

static const char *gist(struct mem *m, const struct plan_doc_task *t)
{
	const char *out = "";

	if (t->items.n == 0)
		return t->content;
	for (size_t i = 0; i < t->items.n; i++)
		out = mem_text(m, "%s %s", out, t->items.at[i]);
	return out;
}

static const struct words *content_words(struct links *l, size_t i)
{
	if (l->contents[i].at == NULL)
		l->contents[i] = words_of(l->r->mem, l->r->out->tasks.at[i].content);
	return &l->contents[i];
}

static const struct words *gist_words(struct links *l, size_t i)
{
	if (l->gists[i].at == NULL)
		l->gists[i] = words_of(l->r->mem, gist(l->r->mem, &l->r->out->tasks.at[i]));
	return &l->gists[i];
}

static void link_same(struct links *l, size_t of)
{
	struct plan_reading *r = l->r;
	const struct plan_doc_task *t = &r->out->tasks.at[of];
	const struct plan_doc_task *best = NULL;
	double most = 0.7;

	for (size_t i = 0; i < r->out->tasks.n; i++) {
		const struct plan_doc_task *o = &r->out->tasks.at[i];
		double common;

		if (o->appendix >= t->appendix || o->is_candidate || !share_day(o, t))
			continue;
		common = alike(gist_words(l, i), gist_words(l, of));
		if (common > most) {
			most = common;
			best = o;
		}
	}
	if (best != NULL)
		link_add(r, t, place_of(best), true);
}

/* How many words of a, from its first, stand together in b. */
static size_t common_run(const struct words *a, const struct words *b)
{
	size_t best = 0;

	for (size_t i = 0; i < b->n; i++) {
		size_t k = 0;

		while (k < a->n && i + k < b->n && text_is(a->at[k], b->at[i + k]))
			k++;
		best = k > best ? k : best;
	}
	return best;
}

static void link_follows(struct links *l, const struct plan_doc_task *t, const char *follows)
{
	struct plan_reading *r = l->r;
	const struct plan_doc_task *best = NULL;
	struct words a = words_of(r->mem, follows);
	size_t most = FOLLOW_WORDS - 1;
	int appendix = appendix_of(r->mem, follows);

	if (appendix > 0) {
		for (size_t i = 0; i < r->out->tasks.n; i++) {
			if (r->out->tasks.at[i].appendix == appendix) {
				link_add(r, t, (struct plan_doc_place){appendix, "", 0}, false);
				return;
			}
		}
		return;
	}
	for (size_t i = 0; i < r->out->tasks.n; i++) {
		const struct plan_doc_task *o = &r->out->tasks.at[i];
		size_t run;

		if (o == t)
			continue;
		run = common_run(&a, content_words(l, i));
		if (run > most && run * 10 >= a.n * 6) {
			most = run;
			best = o;
		}
	}
	if (best != NULL)
		link_add(r, t, place_of(best), false);
}

void read_links(struct plan_reading *r)
{
	struct links l = {.r = r, .contents = mem_new(r->mem, struct words, r->out->tasks.n),
	                  .gists = mem_new(r->mem, struct words, r->out->tasks.n)};

	for (size_t i = 0; i < r->out->tasks.n && i < 600 && !r->is_full; i++) {
		const struct plan_doc_task *t = &r->out->tasks.at[i];

		if (t->appendix > 1 && !t->is_candidate)
			link_same(&l, i);
		for (size_t k = 0; k < t->milestones.n; k++) {
			if (t->milestones.at[k].kind == PLAN_WHEN_FOLLOWS)
				link_follows(&l, t, t->milestones.at[k].follows);
		}
	}
}
