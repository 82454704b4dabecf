/* room/find/find_map.c -- opening the file, and what came after it. */
#include "room/find/find_in.h"

#include "base/crypt.h"

/* Only the head is checked: a file is written whole or not at all, and reading all of it would cost what it saves. */
static bool is_whole(const struct view *file, const struct find_head *h)
{
	unsigned char sum[32];

	if (memcmp(h->magic, FIND_MAGIC, sizeof FIND_MAGIC) != 0 || h->order != FIND_ORDER || h->bytes != file->n)
		return false;
	find_sum(h, sum);
	return memcmp(sum, h->sum, sizeof sum) == 0 && find_lay(h, NULL, NULL) == h->bytes;
}

struct find_index *find_empty(struct mem *m)
{
	struct find_index *f = mem_new(m, struct find_index, 1);

	f->mem = m;
	f->late = big_open(m, sizeof(struct find_late));
	f->late_text = big_open(m, 1);
	f->dropped = big_open(m, sizeof(uint32_t));
	return f;
}

err find_open(struct mem *m, const char *path, struct find_index **out)
{
	struct find_index *f = find_empty(m);
	struct view file;
	err e = file_map(m, path, &file);

	if (e != OK || file.n < sizeof f->head)
		return ERR_NOTFOUND;
	memcpy(&f->head, file.p, sizeof f->head);
	if (!is_whole(&file, &f->head))
		return ERR_NOTFOUND;
	/* The parts are only read; they are not const because the builder shares their names. */
	find_lay(&f->head, (unsigned char *)(uintptr_t)file.p, &f->p);
	*out = f;
	return OK;
}

int64_t find_last_id(const struct find_index *f)
{
	int64_t late = f->late->n > 0 ? BIG_AT(f->late, struct find_late)[f->late->n - 1].id : 0;

	return late > f->head.last_id ? late : f->head.last_id;
}

int64_t find_lines_n(const struct find_index *f)
{
	return (int64_t)f->head.lines_n;
}

const struct mark *find_mark(const struct find_index *f)
{
	return &f->head.mark;
}

size_t find_tail_n(const struct find_index *f)
{
	return f->late->n + f->dropped->n;
}

static uint32_t keep_text(struct find_index *f, const char *s)
{
	size_t n = strlen(s) + 1, at = f->late_text->n;

	memcpy(big_add(f->late_text, n), s, n);
	return (uint32_t)at;
}

size_t find_late_seek(const struct find_index *f, int64_t id)
{
	const struct find_late *late = BIG_AT(f->late, struct find_late);
	size_t low = 0, high = f->late->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (late[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void find_tail_add(struct find_index *f, const struct find_line *line)
{
	struct mem *m = mem_open(1 << 20);
	struct find_late late = {.id = (uint32_t)line->id, .unit = (uint32_t)line->unit_id}, *at;
	size_t i = find_late_seek(f, line->id);

	CHECK(line->id > 0 && line->id <= UINT32_MAX && line->unit_id >= 0 && line->unit_id < UINT32_MAX);
	find_tail_drop(f, line->id);
	memcpy(late.keys, line->keys, sizeof late.keys);
	late.name = keep_text(f, line->name);
	late.fold = keep_text(f, find_fold_of(m, line->name));
	at = BIG_AT(f->late, struct find_late);
	if (i == f->late->n || at[i].id != late.id) {
		big_add(f->late, 1);
		at = BIG_AT(f->late, struct find_late);
		memmove(at + i + 1, at + i, (f->late->n - 1 - i) * sizeof *at);
	}
	at[i] = late;
	mem_close(m);
}

void find_tail_drop(struct find_index *f, int64_t id)
{
	struct find_late *late = BIG_AT(f->late, struct find_late);
	uint32_t *at;
	size_t place, i = find_late_seek(f, id);

	if (i < f->late->n && late[i].id == id)
		late[i].is_dropped = true;
	place = id < 0 || id > UINT32_MAX ? f->head.lines_n : numbers_seek(f->p.line_id, f->head.lines_n, (uint32_t)id);
	if (place == f->head.lines_n || f->p.line_id[place] != id)
		return;
	i = numbers_seek(BIG_AT(f->dropped, uint32_t), f->dropped->n, (uint32_t)place);
	if (i < f->dropped->n && BIG_AT(f->dropped, uint32_t)[i] == place)
		return;
	big_add(f->dropped, 1);
	at = BIG_AT(f->dropped, uint32_t);
	memmove(at + i + 1, at + i, (f->dropped->n - 1 - i) * sizeof *at);
	at[i] = (uint32_t)place;
}
