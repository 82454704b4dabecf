/* room/portal/portal_lookup.c -- budgets first, the register after them. */
#include "room/portal/portal_lookup.h"

#include "base/brake.h"
#include "base/text.h"

enum { LOOK_MS = 600000, HOUR_MS = 3600000, DAY_MS = 24 * HOUR_MS, NET_TIMES = 10, BUDGETS_MAX = 5 };

/* So many of a place within a window; the counters of one length of window lie in one file. */
struct budget {
	const char *file, *place;
	int64_t window_ms;
	uint32_t max;
};
struct budgets {
	struct budget at[BUDGETS_MAX];
	size_t n;
};

static bool take(struct ctx *cx, const struct budget *b)
{
	return brake_take(mem_text(cx->mem, "%s/%s.count", cx->data_dir, b->file), b->place, cx->now_ms, b->window_ms, b->max);
}

static void give_back(struct ctx *cx, const struct budgets *l)
{
	for (size_t i = 0; i < l->n; i++)
		brake_give(mem_text(cx->mem, "%s/%s.count", cx->data_dir, l->at[i].file), l->at[i].place, cx->now_ms, l->at[i].window_ms);
}

/* Takes one of each, or none; wait_s_out: 0, or how long the one that is empty stays so. */
static struct budgets take_all(struct ctx *cx, const struct budget *all, size_t n, int64_t *wait_s_out)
{
	struct budgets took = {.n = 0};

	*wait_s_out = 0;
	for (size_t i = 0; i < n; i++) {
		if (!take(cx, &all[i])) {
			give_back(cx, &took);
			took.n = 0;
			*wait_s_out = brake_wait_s(cx->now_ms, all[i].window_ms);
			break;
		}
		took.at[took.n++] = all[i];
	}
	return took;
}

/* What a miss will have cost; given back when it was none. */
static struct budgets take_miss(struct ctx *cx, int64_t *wait_s_out)
{
	const char *place = brake_place(cx->mem, cx->origin), *net = mem_text(cx->mem, "net %s", brake_net(cx->mem, cx->origin));
	struct budget house = {"tra-cuu-gio", "house", HOUR_MS, PORTAL_MISSES_HOUSE_MAX};
	bool is_calm = take(cx, &house);
	uint32_t hour = is_calm ? PORTAL_MISSES_MAX : PORTAL_MISSES_STRICT_MAX;
	struct budget all[] = {{"tra-cuu-gio", place, HOUR_MS, hour},
	                       {"tra-cuu-gio", net, HOUR_MS, NET_TIMES * hour},
	                       {"tra-cuu-ngay", place, DAY_MS, PORTAL_MISSES_DAY_MAX},
	                       {"tra-cuu-ngay", net, DAY_MS, NET_TIMES * PORTAL_MISSES_DAY_MAX}};
	struct budgets took = take_all(cx, all, COUNT(all), wait_s_out);

	if (is_calm && *wait_s_out == 0)
		took.at[took.n++] = house;
	else if (is_calm)
		give_back(cx, &(struct budgets){.at = {house}, .n = 1});
	return took;
}

err portal_look(struct ctx *cx, struct portal_ask ask, struct portal_found *out)
{
	struct budget looks = {"tra-cuu", brake_place(cx->mem, cx->origin), LOOK_MS, PORTAL_LOOKS_MAX};
	struct portal_found f = {.wait_s = 0};
	struct budgets miss;
	err e;

	take_all(cx, &looks, 1, &f.wait_s);
	if (f.wait_s == 0)
		miss = take_miss(cx, &f.wait_s);
	if (f.wait_s != 0) {
		*out = f;
		return OK;
	}
	e = *ask.certificate != '\0' ? register_public_certificate(cx, ask.certificate, ask.name, &f.is)
	                             : register_public_name(cx, ask.name, ask.year, &f.is);
	if (e != OK || f.is.n > 0)      /* something to put right, or something found: no miss */
		give_back(cx, &miss);
	TRY(e);
	*out = f;
	return OK;
}

err portal_follow(struct ctx *cx, const char *code, struct casefile_follow *out, int64_t *wait_s_out)
{
	struct budgets miss = take_miss(cx, wait_s_out);
	err e;

	if (*wait_s_out != 0)
		return OK;
	e = casefile_follow(cx, code, out);
	if (e != ERR_NOTFOUND)
		give_back(cx, &miss);
	return e;
}
