/* room/casefile/casefile_bulk_pages.c -- many cases, many lines: looked at, then one act on all of them. */
#include "base/text.h"
#include "room/casefile/casefile_view.h"
#include "web/req.h"

#include "gen/casefile_bulk_tmpl.h"

#define ROWS "room/casefile/casefile.def"
#include "core/declare.h"

/* Those that were ticked, or that the form lists which is shown again. */
static size_t picks_typed(struct req *rq, struct casefile_pick *picks)
{
	const char *ticked[CASEFILE_BULK_MAX + 1];     /* one too many is refused, not cut */
	size_t n = rq_all(rq, "chon", ticked, CASEFILE_BULK_MAX + 1), k = 0;

	for (size_t i = 0; i < n && k <= CASEFILE_BULK_MAX; i++)
		k += casefile_picks_of(ticked[i], picks + k, CASEFILE_BULK_MAX + 1 - k);
	return k;
}

/* What may be done at the step of a case, each act once. */
static err add_acts(struct ctx *cx, const struct casefile *c, struct choice *acts, size_t *n)
{
	struct casefile_arrows arrows;

	TRY(casefile_arrows(cx, c->kind_id, c->step, &arrows));
	for (size_t i = 0; c->is_open && i < arrows.n && *n < CASEFILE_STEPS_MAX; i++) {
		bool is_there = arrows.at[i].is_end || !may_bool(cx, arrows.at[i].who, c->unit_id);

		for (size_t k = 0; k < *n; k++)
			is_there |= text_is(acts[k].value, arrows.at[i].act);
		if (!is_there)
			acts[(*n)++] = (struct choice){arrows.at[i].act, arrows.at[i].name};
	}
	return OK;
}

err casefile_bulk_page(struct ctx *cx, struct req *rq)
{
	struct casefile_bulk_view v = {.form = form_of(rq)};
	struct casefile_pick *picks = mem_new(cx->mem, struct casefile_pick, CASEFILE_BULK_MAX + 1);
	struct choice *acts = mem_new(cx->mem, struct choice, CASEFILE_STEPS_MAX);
	size_t n = picks_typed(rq, picks), acts_n = 0;
	struct buf *kept = buf_new(cx->mem, (CASEFILE_BULK_MAX + 1) * 42);

	if (n == 0) {
		rq_flash(rq, "Hãy đánh dấu các hồ sơ cần xử lý trước.");
		return rq_goto(rq, "/casefile");
	}
	if (may_bool(cx, R_CASEFILE_HANDLE, 0)) {
		acts[acts_n++] = (struct choice){"take", "Tôi nhận xử lý"};
		acts[acts_n++] = (struct choice){"give", "Giao cho tài khoản ghi dưới đây"};
	}
	for (size_t i = 0; i < n; i++) {
		struct casefile c;
		const char *code;

		TRY(casefile_get(cx, picks[i].id, &c));
		TRY(add_acts(cx, &c, acts, &acts_n));
		*list_add(cx->mem, &v.list) = c;
		*list_add(cx->mem, &v.states) = casefile_state_words(cx->mem, &c, cx->today, &code);
		*list_add(cx->mem, &v.codes) = code;
		buf_fmt(kept, "%s%" PRId64 "-%" PRId64, i > 0 ? "." : "", c.id, c.version);
	}
	v.picks = kept->p;
	v.acts = (struct choices){acts, acts_n};
	rq_title(rq, "Xử lý nhiều hồ sơ");
	casefile_bulk_html(rq->out, &v);
	return OK;
}

err casefile_bulk_post(struct ctx *cx, struct req *rq)
{
	struct casefile_pick *picks = mem_new(cx->mem, struct casefile_pick, CASEFILE_BULK_MAX + 1);
	size_t n = picks_typed(rq, picks);

	TRY(casefile_bulk(cx, rq_text(rq, "act"), picks, n, rq_text(rq, "login"), rq_text(rq, "text")));
	rq_flash(rq, "Đã xử lý %zu hồ sơ.", n);
	return rq_goto(rq, "/casefile");
}

/* ---- a case for each of many lines ---------------------------------------------------------------------------------------- */

static const struct choice DOES[] = {{"reissue", "Cấp lại (bị mất)"}, {"exchange", "Cấp đổi (hư hỏng, ghi sai)"}};

/* Papers that every procedure of every level asks for could be ticked: only those known to all of them are taken. */
static err needs_of(struct ctx *cx, struct req *rq, struct casefile_needs *out)
{
	const char *ticked[CASEFILE_STEPS_MAX];
	size_t n = rq_all(rq, "papers", ticked, COUNT(ticked));
	struct casefile_kinds kinds;

	TRY(casefile_kinds(cx, &kinds));
	for (size_t i = 0; i < kinds.n; i++) {
		struct casefile_needs needs;

		TRY(casefile_needs(cx, kinds.at[i].id, cx->today, &needs));
		for (size_t k = 0; k < needs.n; k++) {
			bool is_new = true;

			for (size_t j = 0; j < out->n; j++)
				is_new &= !text_is(out->at[j].code, needs.at[k].code);
			for (size_t j = 0; j < n; j++)
				needs.at[k].is_there |= text_is(ticked[j], needs.at[k].code);
			if (is_new)
				*list_add(cx->mem, out) = needs.at[k];
		}
	}
	return OK;
}

err casefile_many_page(struct ctx *cx, struct req *rq)
{
	struct casefile_many_view v = {.form = form_of(rq), .does = {DOES, COUNT(DOES)}};
	int64_t *nos = mem_new(cx->mem, int64_t, CASEFILE_BULK_MAX + 1);
	size_t n = register_nos_of(rq_text(rq, "lines"), nos, CASEFILE_BULK_MAX + 1);
	struct faults posted = cx->faults;
	err e;

	if (n == 0) {
		rq_flash(rq, "Hãy đánh dấu các dòng của sổ trước.");
		return rq_goto(rq, "/register");
	}
	faults_init(&cx->faults, cx->mem);
	e = register_chosen(cx, nos, n, &v.lines);
	cx->faults = posted;
	if (e == ERR_INVALID)
		return ERR_NOTFOUND;
	TRY(e);
	TRY(needs_of(cx, rq, &v.needs));
	v.nos = register_nos_put(cx->mem, nos, n);
	rq_title(rq, "Lập hồ sơ cho nhiều dòng");
	casefile_many_html(rq->out, &v);
	return OK;
}

err casefile_many_post(struct ctx *cx, struct req *rq)
{
	const char *papers[CASEFILE_STEPS_MAX];
	int64_t *nos = mem_new(cx->mem, int64_t, CASEFILE_BULK_MAX + 1);
	size_t n = register_nos_of(rq_text(rq, "lines"), nos, CASEFILE_BULK_MAX + 1);
	struct casefile_request in = {.does = rq_text(rq, "does"), .applicant = rq_text(rq, "applicant"), .contact = rq_text(rq, "contact"),
	                              .reason = rq_text(rq, "reason"), .wish = "", .received = rq_date(rq, "received"), .papers = papers,
	                              .papers_n = rq_all(rq, "papers", papers, COUNT(papers))};

	need(cx, *rq_text(rq, "received") == '\0' || in.received != DATE_NONE, "received", "Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 05/01/2024.");
	TRY(faults(cx));
	TRY(casefile_receive_all(cx, in, nos, n));
	rq_flash(rq, "Đã lập %zu hồ sơ.", n);
	return rq_goto(rq, "/casefile");
}
