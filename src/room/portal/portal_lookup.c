/* room/portal/portal_lookup.c -- budgets first, the register after them. */
#include "room/portal/portal_lookup.h"

#include "base/brake.h"
#include "base/text.h"

enum { LOOK_MS = 600000, HOUR_MS = 3600000, DAY_MS = 24 * HOUR_MS, NET_TIMES = 10, MISS_BUDGETS = 5 };

/* What a miss costs; given back when it was none. */
struct miss {
	struct brake_budget at[MISS_BUDGETS];
	size_t n;
};

static int64_t take_miss(struct ctx *cx, struct miss *m)
{
	const char *place = brake_place(cx->mem, cx->origin), *net = brake_net(cx->mem, cx->origin);
	const char *hours = mem_text(cx->mem, "%s/tra-cuu-gio.count", cx->data_dir), *days = mem_text(cx->mem, "%s/tra-cuu-ngay.count", cx->data_dir);
	struct brake_budget house = {hours, "house", HOUR_MS, PORTAL_MISSES_HOUSE_MAX};
	bool is_calm = brake_take_all(&house, 1, cx->now_ms) == 0;
	uint32_t hour = is_calm ? PORTAL_MISSES_MAX : PORTAL_MISSES_STRICT_MAX;
	int64_t wait_s;

	*m = (struct miss){.at = {{hours, place, HOUR_MS, hour}, {hours, net, HOUR_MS, NET_TIMES * hour}, {days, place, DAY_MS, PORTAL_MISSES_DAY_MAX},
	                          {days, net, DAY_MS, NET_TIMES * PORTAL_MISSES_DAY_MAX}, house}, .n = MISS_BUDGETS - 1};
	wait_s = brake_take_all(m->at, m->n, cx->now_ms);
	if (is_calm && wait_s != 0)
		brake_give_all(&house, 1, cx->now_ms);
	m->n += is_calm;
	return wait_s;
}

err portal_look(struct ctx *cx, struct portal_ask ask, struct portal_found *out)
{
	struct brake_budget looks = {mem_text(cx->mem, "%s/tra-cuu.count", cx->data_dir), brake_place(cx->mem, cx->origin), LOOK_MS, PORTAL_LOOKS_MAX};
	struct portal_found f = {.wait_s = brake_take_all(&looks, 1, cx->now_ms)};
	struct miss miss;
	err e;

	if (f.wait_s == 0)
		f.wait_s = take_miss(cx, &miss);
	if (f.wait_s != 0) {
		*out = f;
		return OK;
	}
	e = *ask.certificate != '\0' ? register_public_certificate(cx, ask.certificate, ask.name, &f.is)
	                             : register_public_name(cx, ask.name, ask.year, &f.is);
	if (e != OK || f.is.n > 0)      /* something to put right, or something found: no miss */
		brake_give_all(miss.at, miss.n, cx->now_ms);
	TRY(e);
	*out = f;
	return OK;
}

err portal_follow(struct ctx *cx, const char *code, struct casefile_follow *out, int64_t *wait_s_out)
{
	struct miss miss;
	err e;

	*wait_s_out = take_miss(cx, &miss);
	if (*wait_s_out != 0)
		return OK;
	e = casefile_follow(cx, code, out);
	if (e != ERR_NOTFOUND)
		brake_give_all(miss.at, miss.n, cx->now_ms);
	return e;
}
