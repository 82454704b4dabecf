/* room/register/register_view.h -- what the pages of room register tell their templates. */
#ifndef ROOM_REGISTER_VIEW_H
#define ROOM_REGISTER_VIEW_H

#include "room/person/person.h"
#include "room/register/register.h"
#include "web/form.h"

/* A year of a ladder as a picture: awards from left to right; an empty one is a gap. */
struct register_step {
	int64_t year;
	size_t n;                       /* awards held of that year */
	bool is_high;                   /* one of them is of the city or above */
	int x, height;
};
struct register_picture {
	const struct register_step *at;
	size_t n;
	int width;
	const char *words;              /* the same said */
};

struct register_picture register_picture_of(struct mem *m, const struct register_list *list);

/* A year of a ladder; an empty one is a gap. */
struct register_rung {
	int64_t year;
	struct register_line *at;
	size_t n;
};

struct register_ladder_view {
	bool may_blank;
	struct person person;
	struct register_rung *rungs;
	size_t rungs_n;
	struct register_picture picture;
	bool may_edit;
};

struct register_show_view {
	const struct form *form;
	struct register_line line;
	struct register_list chain, dependents;
	const char *period;             /* "01/01/2023 – 31/12/2023" */
	bool may_edit, may_prove, may_receive, may_blank;
};

/* The form of a line; of a correction filled with the old one. */
struct register_form_view {
	const struct form *form;
	const char *path, *title, *back;
	int64_t old_no;                 /* 0: a new line */
	enum award_subject subject;     /* AWARD_ANYBODY: to be chosen first */
	const char *subject_words;
	int64_t person_id, unit_id;
	const char *who;                /* its name */
	struct choices titles, honours, grounds, levels, natures;
	const char *award_title, *award_honour, *ground, *level, *nature;
	struct register_line line;      /* values of the fields; texts "" */
	const char *day, *from, *to, *place, *year;
};

struct register_blank_view {
	const struct form *form;
	struct register_line line;
	struct choices fields;
	struct person person;           /* of the form that takes everything of somebody */
	int64_t lines_n;
};

struct register_heads_view {
	const struct form *form;
	struct register_heads heads;
	const char **texts;             /* of each head */
	const char *key;                /* the public key; NULL before the first head */
	struct register_outs outs;
	struct register_addresses addresses;
	bool may_address, is_mail_on;
};

#endif
