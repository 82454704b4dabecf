/* room/duty/duty_letter_test.c -- the letter that urges on paper, read back. */
#include "base/file.h"
#include "core/cli.h"
#include "paper/paper.h"
#include "room/duty/duty_test.h"
#include "room/user/user.h"
#include "tests/t.h"

#define ROWS "room/duty/duty.def"
#include "core/declare.h"

/* What a paper says, as plain text. */
static const char *said(struct ctx *cx, err (*fn)(struct ctx *, const struct args *, struct paper *), const char *id)
{
	const struct args a = {.mem = cx->mem, .at = &(struct arg){"ID", id}, .n = 1};
	const char *path = mem_text(cx->mem, "%s/cong-van.txt", t_dir());
	struct paper *p;
	struct view v;

	t_ok(paper_open(cx->mem, (struct paper_to){.form = PAPER_TXT, .path = path, .tmp_dir = t_dir(), .title = "Công văn", .house = "",
	                                           .now_ms = cx->now_ms}, &p));
	t_ok(fn(cx, &a, p));
	t_ok(paper_close(p));
	t_ok(file_read(cx->mem, path, 1 << 20, &v));
	return v.p;
}

TEST(duty_letter_urges_on_paper_who_is_late_and_nobody_else)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, date_of(2024, 3, 1));
	struct duty_thing later = thing_of(4, 40, date_of(2024, 3, 20));
	const struct duty_target all = {.class_id = o.class_id};
	const char *text;
	struct duty d;

	t_ok(duty_oblige(cx, &later, &all, 1));
	t_ok(user_seed(cx));
	be(cx, "specialist", o.units[0]);
	d = duty_at(cx, 30, o.units[1]);
	t_ok(duty_suspend(cx, d.id, d.version, "Công văn số 12/UBND-TĐKT"));
	text = said(cx, duty_letter_paper, mem_text(cx->mem, "%" PRId64, o.units[2]));
	t_has("Kính gửi: ", text);
	t_has("còn 1 việc đã quá hạn", text);
	t_has("ngày 05 tháng 3 năm 2024", text);
	t_has("01/03/2024 | 4 |", text);
	t_true(strstr(text, "20/03/2024") == NULL);
	text = said(cx, duty_letters_paper, "0");
	for (int i = 0, n = 0; i < OFFICE_UNITS; i++, n = 0) {
		const char *to = mem_text(cx->mem, "Kính gửi: %s\n", duty_at(cx, 30, o.units[i]).unit_name);

		for (const char *at = text; (at = strstr(at, to)) != NULL; at++)
			n++;
		t_int(i <= 1 ? 0 : 1, n);       /* the writer's own unit, and the one that stands still */
	}
	be(cx, "unit_head", o.units[2]);
	t_err(ERR_DENIED, duty_letter_paper(cx, &(struct args){.mem = cx->mem, .at = &(struct arg){"ID", mem_text(cx->mem, "%" PRId64, o.units[2])},
	                                                       .n = 1}, NULL));
}
