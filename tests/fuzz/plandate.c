/* tests/fuzz/plandate.c -- one cell of times: every milestone has a name, words, and days that exist. */
#include "tests/fuzz/fuzz.h"

#include "base/text.h"
#include "room/plan/plan_read.h"

FUZZ_TARGET(plandate)
{
	static const struct body_word words[] = {{"Sở Nội vụ", "S-NV", false}, {"Các đơn vị", "C-DV", true}};
	struct mem *m = mem_open(256 * 1024 * 1024);
	struct body_lexicon lex = {words, COUNT(words)};
	struct plan_doc_milestones ms = {0};
	struct plan_doc_warnings warn = {0};

	if (size < 20000 && text_is_utf8((const char *)data, size)) {
		plan_read_times(m, text_clean(m, (const char *)data, size), 2024, &lex, &ms, &warn);
		for (size_t i = 0; i < ms.n; i++) {
			date from, to;

			CHECK(ms.at[i].kind < PLAN_WHEN_N);
			CHECK(ms.at[i].words != NULL && ms.at[i].act != NULL && ms.at[i].actors != NULL);
			CHECK(plan_when_of(plan_when_name(ms.at[i].kind)) == ms.at[i].kind);
			plan_when_span(&ms.at[i], &from, &to);
			CHECK(ms.at[i].kind != PLAN_WHEN_TEXT || warn.n > 0);
		}
	}
	mem_close(m);
	return 0;
}
