/* plan_year -- what a paper says of one year, said of another: pure. For plan_next.c and plan.c.
 *
 * Years and days are found in the words themselves; everything else stays as it is written. A year moves when it is the
 * plan's own or its neighbour (last year's summing-up, next year's plan), in whatever form: “năm 2024”, “15/01/2024”, “đợt
 * 1/2024”, “tháng 12/2024”, “năm học 2023 - 2024”. It stays in the number of a paper (“09/2020/QĐ-UBND ngày 28/4/2020”), in
 * a span of several years, and when it is further away. The 29th of February becomes the 28th where there is none. */
#ifndef ROOM_PLAN_YEAR_H
#define ROOM_PLAN_YEAR_H

#include "room/plan/plan_read.h"

const char *plan_year_words(struct mem *m, const char *text, int from, int to);
/* Why the words can hardly mean every year, as a Vietnamese clause ("nhắc đến “70 năm”"); "" when nothing speaks
 * against it: a paper by its number, a span of years, a year far away, an anniversary, something numbered. */
const char *plan_year_once(struct mem *m, const char *text, int year);
/* A milestone moved by years: same day and month, its words too. lost_day: a 29th of February became the 28th. */
struct plan_doc_milestone plan_year_stone(struct mem *m, const struct plan_doc_milestone *ms, int from, int to, bool *lost_day);
/* Words in which one day is said, said of another day; "" when the day is not in them. */
const char *plan_year_redate(struct mem *m, const char *words, date was, date now);

#endif
