/* room/register/register_slips_test.c -- lines chosen one by one: their list, their slips, and what is refused. */
#include "base/file.h"
#include "base/text.h"
#include "core/cli.h"
#include "paper/paper.h"
#include "room/register/register_test.h"
#include "tests/t.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

static const char *printed(struct ctx *cx, const char *nos, const char *house, enum paper_form form)
{
	struct arg given = {"--nos", nos};
	struct args a = {.mem = cx->mem, .at = &given, .n = 1};
	const char *path = mem_text(t_mem(), "%s/trich%d", t_dir(), (int)form);
	struct view v = {"", 0};
	struct paper *p;

	t_ok(paper_open(cx->mem, (struct paper_to){.form = form, .path = path, .tmp_dir = t_dir(), .title = "Trích sổ", .house = house, .now_ms = cx->now_ms}, &p));
	t_ok(register_slips_paper(cx, &a, p));
	t_ok(paper_close(p));
	t_ok(file_read(t_mem(), path, 1 << 22, &v));
	return mem_copy(t_mem(), v.p, v.n);
}

static int64_t granted(struct ctx *cx, const char *name, const char *unit, const char *certificate)
{
	struct register_in in = register_grant(cx, register_somebody(cx, name, unit), "CSTDCS", "12/QĐ-SNV", date_of(2023, 12, 20));

	in.certificate = certificate;
	return register_put(cx, in);
}

TEST(register_slips_are_a_page_each_with_a_code_that_asks_the_public_page)
{
	struct ctx *cx = register_house();
	int64_t one = granted(cx, "Nguyễn Thị An", "S-YT", "GK-07"), two = granted(cx, "Trần <b> Bình", "S-NV", "");
	const char *nos = mem_text(t_mem(), "%" PRId64 ".%" PRId64, two, one), *html = printed(cx, nos, "https://tdkt.vn", PAPER_HTML);

	t_true(strstr(html, "Bình") < strstr(html, "Nguyễn Thị An"));   /* as they were chosen */
	t_has("<svg role=\"img\"", html);
	t_has("Quét mã", html);
	t_has("Trần &lt;b&gt; Bình", html);
	t_has_not("<b> Bình", html);
	t_has_not("<script", html);
	html = printed(cx, nos, "", PAPER_HTML);        /* nobody knows the address of the house */
	t_has_not("<svg", html);
	t_has("/tra-cuu", html);
	t_has("%PDF", printed(cx, nos, "https://tdkt.vn", PAPER_PDF));
	t_has("\f", printed(cx, nos, "https://tdkt.vn", PAPER_TXT));
}

TEST(register_chosen_lines_are_those_in_reach_or_none)
{
	struct ctx *cx = register_house();
	int64_t one = granted(cx, "Nguyễn Thị An", "S-YT", ""), two = granted(cx, "Trần Văn Bình", "S-NV", ""), nos[] = {two, one, 999};
	struct register_list list;

	t_ok(register_chosen(cx, nos, 2, &list));
	t_int(two, list.at[0].no);
	t_err(ERR_INVALID, register_chosen(cx, nos, 3, &list));
	t_int(1, cx->faults.n);
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, register_chosen(cx, nos, 0, &list));
	faults_init(&cx->faults, cx->mem);
	register_officer(cx, "S-YT");
	t_err(ERR_INVALID, register_chosen(cx, nos, 3, &list));         /* out of reach and not there are one answer */
	t_int(2, cx->faults.n);
	t_has(mem_text(t_mem(), "Dòng số %" PRId64, two), cx->faults.at[0].sentence);
	faults_init(&cx->faults, cx->mem);
	t_ok(register_chosen(cx, nos + 1, 1, &list));
	t_int(one, list.at[0].no);
	/* no line has such a number, and none before it is counted */
	t_err(ERR_INVALID, register_chosen(cx, (const int64_t[]){INT64_MIN}, 1, &list));
}

TEST(register_numbers_of_lines_are_read_as_addresses_list_them)
{
	int64_t nos[3];

	t_int(3, register_nos_of("12.40, 41.12.99", nos, 3));
	t_text("12.40.41", register_nos_put(t_mem(), nos, 3));
	t_int(2, register_nos_of("12 12 7x", nos, 3));
	t_int(0, register_nos_of("", nos, 3));
}
