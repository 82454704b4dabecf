/* room/register/register_figures_cli.c -- the verb of the statistics. */
#include "base/json.h"
#include "base/text.h"
#include "core/cli.h"
#include "room/register/register_figures.h"
#include "room/register/register_index.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

static void json_figure(struct mem *m, struct buf *b, const struct register_figures_ask *ask, const struct register_figure *f)
{
	buf_text(b, "{\"count\":");
	buf_fmt(b, "%" PRId64, f->n);
	if (ask->with_people)
		json_field_i64(b, "people", f->people);
	for (int i = 0; i < REGISTER_BY_N; i++)
		if (ask->by[i]) {
			json_field(b, register_by_code((enum register_by)i), i == REGISTER_BY_JOBS ? f->label[i] : f->code[i]);
			json_field(b, mem_text(m, "%s_text", register_by_code((enum register_by)i)), f->label[i]);
		}
	json_field(b, "query", f->q);
	buf_text(b, "}");
}

static void print_figure(struct buf *b, const struct register_figures_ask *ask, const struct register_figure *f)
{
	for (int by = 0; by < REGISTER_BY_N; by++)
		if (ask->by[by])
			buf_fmt(b, "%s  ", f->label[by]);
	buf_fmt(b, "%" PRId64, f->n);
	if (ask->with_people)
		buf_fmt(b, "  (%" PRId64 " người)", f->people);
	buf_text(b, "\n");
}

err register_figures_cmd(struct ctx *cx, struct args *a)
{
	struct register_figures_ask in = {.q = args_text(a, "--q"), .with_people = args_has(a, "--people")};
	struct register_figures f;
	err e;

	if (!register_by_typed(cx, "--by", args_text(a, "--by"), in.by))
		return ERR_INVALID;
	e = register_figures(cx, &in, &f);
	if (e == ERR_BUSY) {
		TRY(register_index_make(cx, NULL));
		e = register_figures(cx, &in, &f);
	}
	TRY(e);
	if (!a->is_json)
		buf_fmt(a->out, "%" PRId64 " khen thưởng đang có hiệu lực%s\n", f.total, in.with_people ? mem_text(cx->mem, ", %" PRId64 " người khác nhau", f.people) : "");
	else
		buf_fmt(a->out, "{\"total\":%" PRId64 ",\"people\":%" PRId64 ",\"figures\":[", f.total, f.people);
	for (size_t i = 0; i < f.n; i++) {
		MEM_EACH(cx) {
			struct register_figure row;

			TRY(register_figure(cx, &f, i, &row));
			buf_text(a->out, a->is_json && i > 0 ? "," : "");
			if (a->is_json)
				json_figure(cx->mem, a->out, &in, &row);
			else
				print_figure(a->out, &in, &row);
		}
	}
	buf_text(a->out, a->is_json ? "]}\n" : "");
	return OK;
}
