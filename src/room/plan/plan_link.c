/* room/plan/plan_link.c -- tasks that are the same event told in two appendices, and tasks that follow others. */
#include "base/text.h"
#include "room/plan/plan_read_in.h"

enum { WORDS_MAX = 400, FOLLOW_WORDS = 4 };

static const char *const shorts[][2] = {{"tdkt", "thi dua khen thuong"}, {"dhtt", "dien hinh tien tien"},
                                        {"ntvt", "nguoi tot viec tot"}, {"tp", "thanh pho"}};

/* Words alone, short forms written out. */
static size_t words_of(struct mem *m, const char *text, const char **out)
{
	struct toks t;
	size_t n = 0;

	toks_of(m, text, &t);
	for (size_t i = 0; i < t.n && n + 4 < WORDS_MAX; i++) {
		const char *f = t.at[i].f;

		if (!t.at[i].is_word)
			continue;
		for (size_t k = 0; k < COUNT(shorts); k++) {
			if (text_is(f, shorts[k][0]))
				f = shorts[k][1];
		}
		for (; *f != '\0'; f += strcspn(f, " "), f += *f == ' ')
			out[n++] = mem_copy(m, f, strcspn(f, " "));
	}
	return n;
}

/* How alike two texts are: twice the common words over all, 0..1. */
double plan_alike(struct mem *m, const char *a, const char *b)
{
	const char *wa[WORDS_MAX], *wb[WORDS_MAX];
	bool used[WORDS_MAX] = {false};
	size_t na = words_of(m, a, wa), nb = words_of(m, b, wb), common = 0;

	for (size_t i = 0; i < na; i++) {
		for (size_t k = 0; k < nb; k++) {
			if (!used[k] && text_is(wa[i], wb[k])) {
				used[k] = true;
				common++;
				break;
			}
		}
	}
	return na + nb == 0 ? 1.0 : 2.0 * (double)common / (double)(na + nb);
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

static void link_same(struct plan_reading *r, const struct plan_doc_task *t)
{
	const struct plan_doc_task *best = NULL;
	double most = 0.7;

	for (size_t i = 0; i < r->out->tasks.n; i++) {
		const struct plan_doc_task *o = &r->out->tasks.at[i];
		double alike;

		if (o->appendix >= t->appendix || o->is_candidate || !share_day(o, t))
			continue;
		alike = plan_alike(r->mem, gist(r->mem, o), gist(r->mem, t));
		if (alike > most) {
			most = alike;
			best = o;
		}
	}
	if (best != NULL)
		link_add(r, t, place_of(best), true);
}

/* How many words of a, from its first, stand together in b. */
static size_t common_run(const char *const *a, size_t na, const char *const *b, size_t nb)
{
	size_t best = 0;

	for (size_t i = 0; i < nb; i++) {
		size_t k = 0;

		while (k < na && i + k < nb && text_is(a[k], b[i + k]))
			k++;
		best = k > best ? k : best;
	}
	return best;
}

static void link_follows(struct plan_reading *r, const struct plan_doc_task *t, const char *follows)
{
	const struct plan_doc_task *best = NULL;
	const char *a[WORDS_MAX], *b[WORDS_MAX];
	size_t na = words_of(r->mem, follows, a), most = FOLLOW_WORDS - 1;
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
		run = common_run(a, na, b, words_of(r->mem, o->content, b));
		if (run > most && run * 10 >= na * 6) {
			most = run;
			best = o;
		}
	}
	if (best != NULL)
		link_add(r, t, place_of(best), false);
}

void read_links(struct plan_reading *r)
{
	for (size_t i = 0; i < r->out->tasks.n && i < 600; i++) {
		const struct plan_doc_task *t = &r->out->tasks.at[i];

		if (t->appendix > 1 && !t->is_candidate)
			link_same(r, t);
		for (size_t k = 0; k < t->milestones.n; k++) {
			if (t->milestones.at[k].kind == PLAN_WHEN_FOLLOWS)
				link_follows(r, t, t->milestones.at[k].follows);
		}
	}
}
