/* room/notice/notice_text.h -- the text of a notice as it is kept, and its three looks: page, plain letter, HTML letter.
 *
 * Lines. One that begins with a tab is made by us: "\t#" and a heading, or "\t-", the words, a tab, a note, a tab, a path
 * of the house. Any other is a line of a paragraph and holds no tab; an empty one ends it. Pure. */
#ifndef ROOM_NOTICE_TEXT_H
#define ROOM_NOTICE_TEXT_H

#include "base/buf.h"
#include "room/notice/notice.h"

enum notice_part_kind { NOTICE_PARAGRAPH, NOTICE_HEADING, NOTICE_ITEM };

struct notice_part {
	enum notice_part_kind kind;
	const char *text, *note, *path;
	bool is_first;                  /* of a run of its kind: where a list begins */
	bool is_last;
};

struct notice_parts {
	struct notice_part *at;
	size_t n;
};

void notice_put_text(struct buf *b, const char *text);
void notice_put_heading(struct buf *b, const char *title);
void notice_put_line(struct buf *b, const struct notice_line *line);
struct notice_parts notice_parts(struct mem *m, const char *text);

/* The two bodies of a letter. site: "https://thidua.example.vn", before the paths; the foot tells where letters are
 * chosen. A digest has no button: its lines have links of their own. */
void notice_letter_text(struct buf *b, struct mem *m, const struct notice *n, const char *site);
void notice_letter_html(struct buf *b, struct mem *m, const struct notice *n, const char *site);

#endif
