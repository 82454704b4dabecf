/* room/award/award_view.h -- what the pages of room award tell their templates. */
#ifndef ROOM_AWARD_VIEW_H
#define ROOM_AWARD_VIEW_H

#include "room/award/award.h"
#include "web/form.h"

struct award_list_view {
	struct award_list titles, honours;
	const char *q;
	struct choices subjects;
	const char *subject;
};

/* A dated multiple of one award, with what it comes to. */
struct award_money_view {
	const struct award_multiple *multiple;
	const char *words;              /* "1,5" */
	const char *subject;
	struct award_money today;       /* known only when the row is in force today */
};

struct award_show_view {
	const struct form *form;
	struct award award;
	struct law_found place;
	struct award_aliases aliases;
	struct award_money_view *money;
	size_t money_n;
	bool may_edit;
};

/* "Cá nhân, tập thể" */
const char *award_for_words(const struct award *a);
/* Hundredths as people write them: "1,5". */
const char *award_times(struct mem *m, int64_t hundredths);

#endif
