/* core/ctx.c -- the context: clock, chance, rights, faults, and the arena of one turn of a loop.
 *
 * may() looks only at what room user loaded into cx->who, so that it is pure and can be asked anywhere. */
#include "core/ctx.h"

#include <time.h>

#include "base/crypt.h"
#include "base/text.h"
#include "db/db.h"

enum { EACH_MAX = 64 * 1024 * 1024, BUSY_TRIES = 200, BUSY_PAUSE_MS = 50, TURN_MS = 10000 };

const struct who WHO_NOBODY = {.name = "", .full_name = ""};
const struct who WHO_SYSTEM = {.name = "system", .full_name = "Hệ thống", .is_system = true, .sees_all = true};

int64_t ctx_clock_ms(void)
{
	struct timespec t;

	CHECK(clock_gettime(CLOCK_REALTIME, &t) == 0);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void ctx_init(struct ctx *cx, struct mem *m, struct db *db, int64_t now_ms, date assumed_today)
{
	*cx = (struct ctx){
		.mem = m,
		.db = db,
		.who = &WHO_NOBODY,
		.now_ms = now_ms,
		.today = assumed_today == DATE_NONE ? date_of_ms(now_ms) : assumed_today,
		.today_is_assumed = assumed_today != DATE_NONE,
		.note = "",
		.data_dir = "",
		.origin = "",
	};
	faults_init(&cx->faults, m);
}

int64_t ctx_clock_later(const struct ctx *cx)
{
	return cx->chance != 0 ? cx->now_ms : ctx_clock_ms();
}

/* A fixed generator for tests: the sequence of splitmix64, whose state is one number. */
static uint64_t chance_next(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

void cx_random(struct ctx *cx, void *out, size_t n)
{
	unsigned char *p = out;

	if (cx->chance == 0) {
		crypt_random(out, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		p[i] = (unsigned char)(chance_next(&cx->chance) >> 56);
}

const char *cx_random_code(struct ctx *cx, size_t n)
{
	static const char alphabet[] = "23456789abcdefghjkmnpqrstuvwxyz";
	enum { LETTERS = sizeof alphabet - 1, FAIR = 256 / LETTERS * LETTERS };
	char *code = mem_alloc(cx->mem, n + 1);

	for (size_t i = 0; i < n;) {
		unsigned char c;

		cx_random(cx, &c, 1);
		if (c < FAIR)   /* the rest of the byte's range would favour the first letters */
			code[i++] = alphabet[c % LETTERS];
	}
	return code;
}

void cx_note(struct ctx *cx, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	cx->note = mem_vtext(cx->mem, fmt, ap);
	va_end(ap);
}

bool in_reach(const struct ctx *cx, int64_t unit_id)
{
	const struct who *w = cx->who;
	size_t low = 0, high = w->units_n;

	if (w->is_system || w->sees_all)
		return true;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (w->units[mid] < unit_id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < w->units_n && w->units[low] == unit_id;
}

static bool holds(const struct who *w, enum right right)
{
	if (right == R_PUBLIC || w->is_system)
		return true;
	if (right == R_SIGNED_IN)
		return w->user_id != 0;
	return (w->rights[right / 64] >> (right % 64) & 1) != 0;
}

bool may_bool(const struct ctx *cx, enum right right, int64_t unit_id)
{
	CHECK(right < R_N);
	return holds(cx->who, right) && (unit_id == 0 || right == R_PUBLIC || in_reach(cx, unit_id));
}

err may(const struct ctx *cx, enum right right, int64_t unit_id)
{
	return may_bool(cx, right, unit_id) ? OK : ERR_DENIED;
}

void need(struct ctx *cx, bool ok, const char *field, const char *sentence)
{
	if (!ok)
		faults_add(&cx->faults, field, sentence);
}

void fault(struct ctx *cx, const char *field, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	faults_add(&cx->faults, field, mem_vtext(cx->mem, fmt, ap));
	va_end(ap);
}

err faults(const struct ctx *cx)
{
	return cx->faults.total > 0 ? ERR_INVALID : OK;
}

err cx_begin(struct ctx *cx, bool is_write)
{
	const struct timespec pause = {.tv_nsec = BUSY_PAUSE_MS * 1000000L};
	err e = db_begin(cx->db, cx->mem, is_write ? DB_WRITE : DB_READ);

	/* Who is in the line is let in; what stands outside of it, a copy or a person's own tool, is waited for. */
	for (int i = 0; i < BUSY_TRIES && e == ERR_BUSY; i++) {
		if (i > 0)
			nanosleep(&pause, NULL);
		if (is_write)
			TRY(db_turn_wait(cx->db, TURN_MS));
		e = db_begin(cx->db, cx->mem, is_write ? DB_WRITE : DB_READ);
		if (is_write)
			db_turn_end(cx->db);
	}
	return e;
}

struct mem_each mem_each_open(struct ctx *cx)
{
	struct mem_each e = {.cx = cx, .outer = cx->mem, .is_open = true};

	cx->mem = mem_open(EACH_MAX);
	if (cx->db != NULL && db_in_transaction(cx->db))
		e.outer_rows = db_mem(cx->db, cx->mem);
	return e;
}

void mem_each_close(struct mem_each *e)
{
	if (!e->is_open)
		return;
	e->is_open = false;
	if (e->cx->db != NULL && db_in_transaction(e->cx->db))
		(void)db_mem(e->cx->db, e->outer_rows != NULL ? e->outer_rows : e->outer);
	mem_close(e->cx->mem);
	e->cx->mem = e->outer;
}
