/* page.c -- a plain shell: the least that is a page. */
#include "app/page.h"

static void esc(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		switch (*s) {
		case '&':
			buf_text(b, "&amp;");
			break;
		case '<':
			buf_text(b, "&lt;");
			break;
		case '>':
			buf_text(b, "&gt;");
			break;
		case '"':
			buf_text(b, "&quot;");
			break;
		default:
			buf_char(b, *s);
		}
	}
}

void page_wrap(const struct ctx *cx, struct req *rq)
{
	const char *main_part = mem_copy(rq->mem, rq->out->p, rq->out->n);

	(void)cx;
	buf_reset(rq->out);
	buf_text(rq->out, "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>");
	esc(rq->out, rq->title);
	buf_text(rq->out, "</title></head><body><main>\n");
	if (rq->flash != NULL && *rq->flash != '\0') {
		buf_text(rq->out, "<p role=\"status\">");
		esc(rq->out, rq->flash);
		buf_text(rq->out, "</p>\n");
	}
	buf_text(rq->out, main_part);
	buf_text(rq->out, "</main></body></html>\n");
}

void page_error(const struct ctx *cx, struct req *rq, int status, const char *sentence)
{
	rq->status = status;
	rq->title = "Không thực hiện được";
	buf_text(rq->out, "<h1>Không thực hiện được</h1>\n<p>");
	esc(rq->out, sentence);
	buf_text(rq->out, "</p>\n");
	for (size_t i = 0; i < cx->faults.n; i++) {
		buf_text(rq->out, "<p>");
		esc(rq->out, cx->faults.at[i].sentence);
		buf_text(rq->out, "</p>\n");
	}
}
