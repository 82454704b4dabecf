/* room/plan/plan_hang.c -- times that hang on something else: days before or after it, its schedule, its coming up. */
#include "room/plan/plan_date_in.h"

/* What a count of days is told with, what comes up when it does, what goes by something else. */
static const char *const leads[] = {"truoc [khi|it|thoi] [nhat|toi] [nhat]",
				    "[ngay] sau [khi]",
				    "[cham] [nhat] trong [vong|thoi] [han] [khong] [qua]",
				    "cham nhat [la|sau|trong] [vong]",
				    "it nhat",
				    "toi thieu",
				    "[khong] qua",
				    "khong qua",
				    NULL};
static const char *const arise[] = {"[ngay] khi",
				    "[khi|luc] phat sinh",
				    "dot xuat",
				    "theo yeu cau",
				    "[khi] neu co",
				    "theo phat sinh",
				    "[theo|tuy] [theo] tinh hinh",
				    "tuy theo",
				    "theo su vu",
				    NULL};
static const char *const after[] = {"[ngay] sau khi",      "ngay sau", "cung voi", "theo",
				    "cung thoi gian|diem", "can cu", "sau",   NULL};

/* The first words of all these. */
static const char begins[] = "truoc|sau|ngay|luc|cham|trong|it|toi|khong|qua|khi|phat|dot|theo|neu|tinh|tuy|cung|can";

/* The last word of i..end-1; marks behind it are no part of it. */
static size_t words_end(const struct toks *t, size_t i, size_t end)
{
	while (end > i && !t->at[end - 1].is_word && !tok_is(t, end - 1, ")") && !tok_is(t, end - 1, "\""))
		end--;
	return end;
}

/* A count of days or weeks at i; its tokens. */
static size_t count_at(const struct toks *t, size_t i, size_t end, int *days)
{
	int v = i + 1 < end ? tok_number(&t->at[i]) : -1;
	size_t n = toks_match(t, i + 1, end, "ngay|tuan [lam] [viec]");

	/* "ngày 10 ngày" */
	if (v < 1 || v > 365 || n == 0)
		return 0;
	*days = tok_is(t, i + 1, "tuan") ? v * 7 : v;
	return n + 1;
}

/* "trước kỳ họp ít nhất 10 ngày", "sau khi … 5 ngày", "trong vòng 10 ngày kể từ …": N, what it is counted from. */
static size_t offset_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t end, struct when *w)
{
	static const char *const from_words = "[,] [ke|tinh] [tu] [khi]";
	size_t n = toks_match_any(t, i, end, leads), num, counted = 0, from, to;
	bool is_direct = i < end && tok_number(&t->at[i]) > 0;

	if (n == 0 && !is_direct)
		return 0;
	for (num = i + n; num < end && (counted = count_at(t, num, end, &w->days)) == 0; num++)
		;
	if (counted == 0 || (is_direct && num > i))
		return 0;
	w->kind = PLAN_WHEN_OFFSET;
	from = i + n;
	for (to = num; to > from && toks_match(t, to - 1, to, "it|nhat|toi|thieu|cham|,|la|khoang|vong|trong") > 0;)
		to--;
	if (to > from) {
		/* Told before the number: nothing may follow it. */
		if (words_end(t, num + counted, end) > num + counted)
			return 0;
		w->days = tok_is(t, i, "sau") || tok_is(t, i + 1, "sau") ? -w->days : w->days;
		w->follows = toks_text(tf->mem, t, from, to);
		return num + counted - i;
	}
	/* Counted after the number: "10 ngày trước kỳ họp", "10 ngày kể từ …". */
	from = num + counted;
	if (is_direct && toks_match(t, from, end, "truoc|sau|ke|tinh|tu") == 0)
		return 0;
	w->days = tok_is(t, from, "truoc") ? w->days : -w->days;
	from += toks_match(t, from, end, "truoc|sau");
	from += toks_match(t, from, end, from_words);
	to = words_end(t, from, end);
	w->follows = toks_text(tf->mem, t, from, to);
	return to - i;
}

static size_t loose_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t end, struct when *w)
{
	static const char *const fills[] = {"tien do [thuc|tai|trien] [hien|khai] [cua]",
					    "thoi gian|han [quy] [dinh] [cua]",
					    "lich [cua]",
					    "tai",
					    "cua",
					    NULL};
	size_t n = toks_match_any(t, i, end, arise), from, to = words_end(t, i, end);

	if (n > 0 && i + n <= to) {
		w->kind = PLAN_WHEN_ARISES;
		w->on = i + n;
		return to - i;
	}
	n = toks_match_any(t, i, end, after);
	/* "sau 15/9" tells no end. */
	if (n == 0 || i + n >= to || (n == 1 && tok_is(t, i, "sau") && tok_number(&t->at[i + 1]) >= 0))
		return 0;
	w->kind = PLAN_WHEN_FOLLOWS;
	from = i + n;
	for (size_t f; from < to && (f = toks_match_any(t, from, to, fills)) > 0 && from + f < to;)
		from += f;
	w->on = from;
	w->follows = toks_text(tf->mem, t, from, to);
	return to - i;
}

size_t hanging_at(const struct time_frame *tf, const struct toks *t, size_t i, size_t j, struct when *w)
{
	struct tok *at = &t->at[i];
	size_t n;

	if (!at->hangs_asked) {
		at->hangs_asked = true;
		at->hangs = tok_number(at) > 0 || toks_match(t, i, t->n, begins) == 0 ? tok_number(at) > 0 : toks_match_any(t, i, t->n, leads) +
							  toks_match_any(t, i, t->n, arise) +
							  toks_match_any(t, i, t->n, after) >
						      0;
	}
	if (!at->hangs)
		return 0;
	*w = when_blank(PLAN_WHEN_TEXT, 3);
	n = offset_at(tf, t, i, j, w);
	if (n == 0) {
		*w = when_blank(PLAN_WHEN_TEXT, 3);
		n = loose_at(tf, t, i, j, w);
	}
	w->at = i;
	w->to = i + n;
	return n;
}
