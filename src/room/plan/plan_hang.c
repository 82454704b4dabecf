/* room/plan/plan_hang.c -- times that hang on something else: days before or after it, its schedule, its coming up. */
#include "room/plan/plan_date_in.h"

struct at {
	const struct time_frame *tf;
	const struct toks *t;
	size_t end;
	struct when *w;
};

static bool is(const struct at *a, size_t i, const char *f)
{
	return i < a->end && tok_is(a->t, i, f);
}

static size_t text_end(const struct at *a)
{
	size_t j = a->end;

	while (j > 0 && !a->t->at[j - 1].is_word && !tok_is(a->t, j - 1, ")") && !tok_is(a->t, j - 1, "\""))
		j--;
	return j;
}

/* "trước kỳ họp ít nhất 10 ngày", "sau khi … 5 ngày", "trong vòng 10 ngày kể từ …": N, what it is counted from. */
static size_t offset_at(const struct at *a, size_t i)
{
	static const char *const leads[] = {"truoc", "sau", "trong vong", "trong thoi han", "cham nhat", "truoc khi",
	                                    "sau khi", "it nhat", "toi thieu", "trong", "khong qua", NULL};
	static const char *const fills[] = {"it nhat", "toi thieu", "cham nhat", "trong vong", "tu", "ke tu", "ngay lam viec",
	                                    "lam viec", "la", "khi", "khong qua", ",", "ke", "ke tu khi", NULL};
	size_t n = toks_match_any(a->t, i, a->end, leads), num = 0, from, to, end = text_end(a);
	int v = -1;

	if (n == 0)
		return 0;
	for (num = i + n; num + 1 < end; num++) {
		v = tok_number(&a->t->at[num]);
		if (v > 0 && v <= 365 && (is(a, num + 1, "ngay") || is(a, num + 1, "tuan")))
			break;
	}
	if (num + 1 >= end || v <= 0)
		return 0;
	a->w->kind = PLAN_WHEN_OFFSET;
	a->w->rank = 3;
	a->w->days = is(a, num + 1, "tuan") ? v * 7 : v;
	a->w->is_working = toks_match(a->t, num + 2, a->end, "lam viec") > 0;
	from = i + n;
	to = num;
	while (to > from && toks_match_any(a->t, to - 1, to, (const char *const[]){"it", "nhat", "toi", "thieu", "cham", ",", "la", NULL}))
		to--;
	if (to <= from) {
		/* Counted after the number: "10 ngày trước kỳ họp", "10 ngày kể từ …". */
		from = num + 2;
		from += toks_match(a->t, from, a->end, "lam viec");
		if (!is(a, from, "truoc"))
			a->w->days = -a->w->days;
		from += (size_t)(is(a, from, "truoc") || is(a, from, "sau"));
		for (size_t f; (f = toks_match_any(a->t, from, a->end, fills)) > 0;)
			from += f;
		to = end > from ? end : from;
	} else if (is(a, i, "sau")) {
		a->w->days = -a->w->days;
	}
	a->w->follows = toks_text(a->tf->mem, a->t, from, to);
	return end - i;
}

static size_t loose_at(const struct at *a, size_t i)
{
	static const char *const arise[] = {"khi co", "khi phat sinh", "dot xuat", "theo yeu cau", "khi can", "neu co",
	                                    "khi duoc", "khi nao", "theo phat sinh", "phat sinh", "tuy theo", "theo tinh hinh",
	                                    "khi cap tren", NULL};
	static const char *const after[] = {"sau khi", "ngay sau khi", "cung voi", "theo", "cung thoi gian", "cung thoi diem",
	                                    "can cu", NULL};
	static const char *const fills[] = {"tien do", "tien do cua", "thoi gian", "thoi gian cua", "lich", "lich cua", "tai",
	                                    "cua", "tien do thuc hien", "tien do thuc hien cua", "tien do tai", NULL};
	size_t n = toks_match_any(a->t, i, a->end, arise), from, end = text_end(a);

	a->w->rank = 3;
	if (n > 0 && i + n <= end) {
		a->w->kind = PLAN_WHEN_ARISES;
		return end - i;
	}
	n = toks_match_any(a->t, i, a->end, after);
	if (n == 0 || i + n >= end)
		return 0;
	a->w->kind = PLAN_WHEN_FOLLOWS;
	from = i + n;
	for (size_t f; from < end && (f = toks_match_any(a->t, from, end, fills)) > 0 && from + f < end;)
		from += f;
	a->w->follows = toks_text(a->tf->mem, a->t, from, end);
	return end - i;
}

size_t hanging_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t j, struct when *w)
{
	struct at a = {.tf = tf, .t = t, .end = j, .w = w};
	size_t n = offset_at(&a, i);

	if (n > 0)
		return n;
	*w = (struct when){.from = DATE_NONE, .end = DATE_NONE, .period = "", .part = "", .follows = ""};
	return loose_at(&a, i);
}
