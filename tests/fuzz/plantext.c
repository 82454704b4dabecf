/* tests/fuzz/plantext.c -- a plan as plain text: doubt is always said, and every row has its lines. */
#include "tests/fuzz/fuzz.h"

#include "base/text.h"
#include "read/reader.h"
#include "room/plan/plan_read.h"

FUZZ_TARGET(plantext)
{
	static const struct body_word words[] = {
		{"Sở Nội vụ", "S-NV", false}, {"UBND Thành phố", "UBND", false}, {"Ban TĐKT Thành phố", "B-TDKT", false},
		{"Hội đồng TĐKT Thành phố", "HD", false}, {"Các ngành, đơn vị liên quan", "C-NDVLQ", true}};
	struct mem *m = mem_open(512 * 1024 * 1024);
	struct body_lexicon lex = {words, COUNT(words)};
	struct faults f;
	struct read_doc doc = {0};
	struct reader rd = {.mem = m, .faults = &f, .doc = &doc};
	struct plan_doc out;
	struct plan_doc_changes changes;

	faults_init(&f, m);
	faults_init(&doc.notes, m);
	if (size < 40000 && txt_read(&rd, (struct view){(const char *)data, size}) == OK) {
		plan_read(m, &doc, &lex, &out);
		for (size_t i = 0; i < out.tasks.n; i++) {
			const struct plan_doc_task *t = &out.tasks.at[i];

			CHECK((t->confidence == 1.0) == (t->warnings.n == 0));
			CHECK(t->source.from_line > 0 && t->source.to_line >= t->source.from_line);
			CHECK(!t->is_candidate || t->warnings.n > 0);
		}
		plan_doc_json(&out, buf_new(m, PLAN_JSON_MAX));
		plan_diff(m, &out, &out, &changes);
		CHECK(changes.n == 0);
	}
	mem_close(m);
	return 0;
}
