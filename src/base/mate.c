/* base/mate.c */
#include "base/mate.h"

#include <pthread.h>

struct mate {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	void (*fn)(void *arg);          /* NULL: nothing to be done */
	void *arg;
	bool is_over;
};

static void *run(void *arg)
{
	struct mate *t = arg;

	CHECK(pthread_mutex_lock(&t->lock) == 0);
	while (t->fn != NULL || !t->is_over) {
		if (t->fn == NULL) {
			CHECK(pthread_cond_wait(&t->changed, &t->lock) == 0);
			continue;
		}
		CHECK(pthread_mutex_unlock(&t->lock) == 0);
		t->fn(t->arg);
		CHECK(pthread_mutex_lock(&t->lock) == 0);
		t->fn = NULL;
		CHECK(pthread_cond_broadcast(&t->changed) == 0);
	}
	CHECK(pthread_mutex_unlock(&t->lock) == 0);
	return NULL;
}

static void end(void *ptr)
{
	struct mate *t = ptr;

	CHECK(pthread_mutex_lock(&t->lock) == 0);
	t->is_over = true;
	CHECK(pthread_cond_broadcast(&t->changed) == 0 && pthread_mutex_unlock(&t->lock) == 0);
	CHECK(pthread_join(t->thread, NULL) == 0);
	CHECK(pthread_cond_destroy(&t->changed) == 0 && pthread_mutex_destroy(&t->lock) == 0);
}

struct mate *mate_open(struct mem *m)
{
	struct mate *t = mem_new(m, struct mate, 1);

	CHECK(pthread_mutex_init(&t->lock, NULL) == 0 && pthread_cond_init(&t->changed, NULL) == 0);
	if (pthread_create(&t->thread, NULL, run, t) != 0)
		return NULL;
	mem_defer(m, end, t);
	return t;
}

static void wait_locked(struct mate *t)
{
	while (t->fn != NULL)
		CHECK(pthread_cond_wait(&t->changed, &t->lock) == 0);
}

void mate_do(struct mate *t, void (*fn)(void *arg), void *arg)
{
	if (t == NULL) {
		fn(arg);
		return;
	}
	CHECK(pthread_mutex_lock(&t->lock) == 0);
	wait_locked(t);
	t->fn = fn;
	t->arg = arg;
	CHECK(pthread_cond_broadcast(&t->changed) == 0 && pthread_mutex_unlock(&t->lock) == 0);
}

void mate_wait(struct mate *t)
{
	if (t == NULL)
		return;
	CHECK(pthread_mutex_lock(&t->lock) == 0);
	wait_locked(t);
	CHECK(pthread_mutex_unlock(&t->lock) == 0);
}
