/* web/later.c -- two rings under one lock: what waits, in the order of coming, and the keys of what is done. */
#define BASE_MAY_ALLOC
#include "web/later.h"

#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct work {
	void (*fn)(void *arg);
	void *arg, *key;
};

struct later {
	pthread_t *threads;
	size_t threads_n;
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct work *ring;
	void **done;
	size_t max;
	/* Counts that only grow: taken out <= done <= begun <= added. */
	size_t taken_n, done_n, begun_n, added_n;
	int done_fd;
	bool is_closing;
};

static void *run(void *arg)
{
	struct later *l = arg;
	uint64_t one = 1;

	pthread_mutex_lock(&l->lock);
	for (;;) {
		struct work w;

		while (l->begun_n == l->added_n && !l->is_closing)
			pthread_cond_wait(&l->more, &l->lock);
		if (l->is_closing)
			break;
		w = l->ring[l->begun_n++ % l->max];
		pthread_mutex_unlock(&l->lock);
		w.fn(w.arg);
		pthread_mutex_lock(&l->lock);
		l->done[l->done_n++ % l->max] = w.key;
		CHECK(write(l->done_fd, &one, sizeof one) == sizeof one);
	}
	pthread_mutex_unlock(&l->lock);
	return NULL;
}

struct later *later_open(size_t queue_max, size_t threads_n)
{
	struct later *l = calloc(1, sizeof *l);
	sigset_t all, before;

	CHECK(l != NULL && queue_max > 0 && threads_n > 0);
	l->max = queue_max;
	l->ring = calloc(queue_max, sizeof *l->ring);
	l->done = calloc(queue_max, sizeof *l->done);
	l->threads = calloc(threads_n, sizeof *l->threads);
	CHECK(l->ring != NULL && l->done != NULL && l->threads != NULL);
	l->done_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	CHECK(l->done_fd >= 0);
	pthread_mutex_init(&l->lock, NULL);
	pthread_cond_init(&l->more, NULL);
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	while (l->threads_n < threads_n)
		CHECK(pthread_create(&l->threads[l->threads_n++], NULL, run, l) == 0);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return l;
}

int later_done_fd(const struct later *l)
{
	return l->done_fd;
}

bool later_add(struct later *l, void (*fn)(void *arg), void *arg, void *key)
{
	bool has_room;

	pthread_mutex_lock(&l->lock);
	has_room = l->added_n - l->taken_n < l->max;
	if (has_room) {
		l->ring[l->added_n++ % l->max] = (struct work){fn, arg, key};
		pthread_cond_signal(&l->more);
	}
	pthread_mutex_unlock(&l->lock);
	return has_room;
}

void *later_next(struct later *l)
{
	uint64_t n;
	void *key = NULL;

	pthread_mutex_lock(&l->lock);
	if (l->taken_n < l->done_n)
		key = l->done[l->taken_n++ % l->max];
	else if (read(l->done_fd, &n, sizeof n) < 0)
		key = NULL;     /* nothing was written since: as it should be */
	pthread_mutex_unlock(&l->lock);
	return key;
}

void later_close(struct later *l)
{
	pthread_mutex_lock(&l->lock);
	l->is_closing = true;
	pthread_cond_broadcast(&l->more);
	pthread_mutex_unlock(&l->lock);
	for (size_t i = 0; i < l->threads_n; i++)
		pthread_join(l->threads[i], NULL);
	pthread_cond_destroy(&l->more);
	pthread_mutex_destroy(&l->lock);
	close(l->done_fd);
	free(l->threads);
	free(l->done);
	free(l->ring);
	free(l);
}
