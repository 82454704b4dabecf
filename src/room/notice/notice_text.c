/* room/notice/notice_text.c -- mail programs know little HTML: tables of no use, styles beside each element, one column. */
#include "room/notice/notice_text.h"

#include "base/text.h"

#define CHOICE_PATH "/tai-khoan/thong-bao"

/* ---- kept ----------------------------------------------------------------------------------------------------------- */

/* Tabs are ours. */
static void put_clean(struct buf *b, const char *text, bool is_line)
{
	for (const char *p = text; *p != '\0'; p++)
		buf_char(b, *p == '\t' || (is_line && *p == '\n') ? ' ' : *p);
}

void notice_put_text(struct buf *b, const char *text)
{
	if (*text == '\0')
		return;
	put_clean(b, text, false);
	buf_char(b, '\n');
}

void notice_put_heading(struct buf *b, const char *title)
{
	buf_text(b, "\t#");
	put_clean(b, title, true);
	buf_char(b, '\n');
}

void notice_put_line(struct buf *b, const struct notice_line *line)
{
	buf_text(b, "\t-");
	put_clean(b, line->text, true);
	buf_char(b, '\t');
	put_clean(b, line->note, true);
	buf_char(b, '\t');
	put_clean(b, line->path, true);
	buf_char(b, '\n');
}

/* What stands before the next tab, or the end; *p moves behind it. */
static const char *field(struct mem *m, const char **p, const char *end)
{
	const char *from = *p, *tab = memchr(from, '\t', (size_t)(end - from)), *to = tab == NULL ? end : tab;

	*p = tab == NULL ? end : tab + 1;
	return mem_copy(m, from, (size_t)(to - from));
}

static struct notice_part item_of(struct mem *m, const char *p, const char *end)
{
	const char *text = field(m, &p, end), *note = field(m, &p, end);

	return (struct notice_part){.kind = NOTICE_ITEM, .text = text, .note = note, .path = field(m, &p, end)};
}

struct notice_parts notice_parts(struct mem *m, const char *text)
{
	struct LIST(struct notice_part) list = {0};
	bool is_open = false;

	for (const char *p = text; *p != '\0';) {
		size_t n = strcspn(p, "\n");
		struct notice_part *last = list.n > 0 ? &list.at[list.n - 1] : NULL;

		if (*p == '\t' && p[1] == '#')
			*list_add(m, &list) = (struct notice_part){NOTICE_HEADING, mem_copy(m, p + 2, n - 2), "", "", false, false};
		else if (*p == '\t' && p[1] == '-')
			*list_add(m, &list) = item_of(m, p + 2, p + n);
		else if (n > 0 && is_open && last != NULL)
			last->text = mem_text(m, "%s\n%.*s", last->text, (int)n, p);
		else if (n > 0)
			*list_add(m, &list) = (struct notice_part){NOTICE_PARAGRAPH, mem_copy(m, p, n), "", "", false, false};
		is_open = n > 0 && *p != '\t';
		p += n + (p[n] == '\n');
	}
	for (size_t i = 0; i < list.n; i++) {
		list.at[i].is_first = i == 0 || list.at[i - 1].kind != list.at[i].kind;
		list.at[i].is_last = i + 1 == list.n || list.at[i + 1].kind != list.at[i].kind;
	}
	return (struct notice_parts){list.at, list.n};
}

/* ---- letters ---------------------------------------------------------------------------------------------------------- */

static bool is_digest(const struct notice *n)
{
	return text_is(n->kind, "notice.digest");
}

/* The page that the letter is about: the notice itself where it names no other. */
static const char *page_of(struct mem *m, const struct notice *n)
{
	return *n->path != '\0' ? n->path : mem_text(m, "/notice/%" PRId64, n->id);
}

void notice_letter_text(struct buf *b, struct mem *m, const struct notice *n, const char *site)
{
	struct notice_parts parts = notice_parts(m, n->text);

	buf_fmt(b, "%s\n\n", n->subject);
	for (size_t i = 0; i < parts.n; i++) {
		const struct notice_part *p = &parts.at[i];

		if (p->kind != NOTICE_ITEM) {
			buf_fmt(b, "%s\n\n", p->text);
			continue;
		}
		buf_fmt(b, "- %s%s%s%s\n", p->text, *p->note == '\0' ? "" : " (", p->note, *p->note == '\0' ? "" : ")");
		if (*p->path != '\0')
			buf_fmt(b, "  %s%s\n", site, p->path);
		if (p->is_last)
			buf_char(b, '\n');
	}
	if (n->is_outside)
		buf_fmt(b, "Xem trên trang công khai: %s%s\n\n", site, n->path);
	else if (!is_digest(n))
		buf_fmt(b, "Mở trong hệ thống: %s%s\n\n", site, page_of(m, n));
	buf_text(b, "-- \nThư tự động của hệ thống thi đua, khen thưởng; xin không trả lời thư này.\n");
	if (!n->is_outside)
		buf_fmt(b, "Chọn thư muốn nhận: %s" CHOICE_PATH "\n", site);
}

static void link_open(struct buf *b, const char *site, const char *path, const char *style)
{
	buf_text(b, "<a href=\"");
	buf_markup_lines(b, site);
	buf_markup_lines(b, path);
	buf_fmt(b, "\" style=\"%s\">", style);
}

static void item_html(struct buf *b, const struct notice_part *p, const char *site)
{
	if (p->is_first)
		buf_text(b, "<ul style=\"margin:0 0 16px;padding-left:20px\">\n");
	buf_text(b, "<li style=\"margin:0 0 6px\">");
	if (*p->path != '\0')
		link_open(b, site, p->path, "color:#0b57a4");
	buf_markup_lines(b, p->text);
	if (*p->path != '\0')
		buf_text(b, "</a>");
	if (*p->note != '\0') {
		buf_text(b, " <span style=\"color:#8a1c1c\">(");
		buf_markup_lines(b, p->note);
		buf_text(b, ")</span>");
	}
	buf_text(b, p->is_last ? "</li>\n</ul>\n" : "</li>\n");
}

void notice_letter_html(struct buf *b, struct mem *m, const struct notice *n, const char *site)
{
	struct notice_parts parts = notice_parts(m, n->text);

	buf_text(b, "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>");
	buf_markup_lines(b, n->subject);
	buf_text(b, "</title></head>\n<body style=\"margin:0;padding:16px;max-width:640px;color:#1c1c1c;background:#fff;"
	            "font:16px/1.5 Arial,sans-serif\">\n<h1 style=\"font-size:20px;margin:0 0 16px\">");
	buf_markup_lines(b, n->subject);
	buf_text(b, "</h1>\n");
	for (size_t i = 0; i < parts.n; i++) {
		const struct notice_part *p = &parts.at[i];

		if (p->kind == NOTICE_ITEM) {
			item_html(b, p, site);
			continue;
		}
		buf_text(b, p->kind == NOTICE_HEADING ? "<h2 style=\"font-size:17px;margin:16px 0 8px\">" : "<p style=\"margin:0 0 16px\">");
		buf_markup_lines(b, p->text);
		buf_text(b, p->kind == NOTICE_HEADING ? "</h2>\n" : "</p>\n");
	}
	if (!is_digest(n)) {
		buf_text(b, "<p style=\"margin:0 0 16px\">");
		link_open(b, site, page_of(m, n), "display:inline-block;padding:10px 16px;background:#0b57a4;color:#fff;text-decoration:none");
		buf_fmt(b, "%s</a></p>\n", n->is_outside ? "Xem trên trang công khai" : "Mở trong hệ thống");
	}
	buf_text(b, "<p style=\"margin:24px 0 0;font-size:13px;color:#555\">Thư tự động của hệ thống thi đua, khen thưởng; xin không "
	            "trả lời thư này. ");
	if (!n->is_outside) {
		link_open(b, site, CHOICE_PATH, "color:#0b57a4");
		buf_text(b, "Chọn thư muốn nhận</a>");
	}
	buf_text(b, "</p>\n</body></html>\n");
}
