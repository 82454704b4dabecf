/* tests/tmpl/facts.h -- what the templates of the tests are told. */
#ifndef FACTS_H
#define FACTS_H

#include "web/html.h"

struct item {
	const char *name;
};

struct facts {
	const char *nasty, *path, *outside;
	int n;
	size_t u;
	int64_t money, ms;
	date day;
	bool yes;
	struct html html;
	struct {
		const char *const *at;
		size_t n;
	} words;
	const struct item *items;
	size_t items_n;
};

void inner_html(struct buf *b, const char *words);

#endif
