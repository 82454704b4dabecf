/* core/right.c -- the names and sentences of the rights, read from the rooms' RIGHT rows. */
#include "core/right.h"

static const struct {
	const char *name, *sentence;
} rows[] = {
	{"PUBLIC", "Mọi người, không cần đăng nhập"},
	{"SIGNED_IN", "Mọi người đã đăng nhập"},
#define RIGHT(name, sentence) {#name, sentence},
#define ROWS "gen/rooms.def"
#include "core/rows.h"
};

const char *right_name(enum right right)
{
	CHECK(right < R_N);
	return rows[right].name;
}

const char *right_sentence(enum right right)
{
	CHECK(right < R_N);
	return rows[right].sentence;
}

enum right right_of_name(const char *name)
{
	for (int i = 0; i < (int)R_N; i++)
		if (strcmp(rows[i].name, name) == 0)
			return (enum right)i;
	return R_N;
}
