/* read/txt.c -- plain text, in whatever code it was written: every line a block, but for tables (txt_table.c). */
#include "base/buf.h"
#include "base/text.h"
#include "read/legacy.h"
#include "read/txt.h"

/* UTF-8 from UTF-16; a half pair becomes U+FFFD. */
static struct view from_utf16(struct mem *m, struct view in, bool is_big)
{
	char *out = mem_alloc(m, in.n * 2 + 4);
	const unsigned char *u = (const unsigned char *)in.p;
	size_t k = 0;

	for (size_t i = 0; i + 1 < in.n; i += 2) {
		uint32_t c = is_big ? (uint32_t)(u[i] << 8 | u[i + 1]) : (uint32_t)(u[i + 1] << 8 | u[i]);

		if (c >= 0xd800 && c < 0xdc00 && i + 3 < in.n) {
			uint32_t d = is_big ? (uint32_t)(u[i + 2] << 8 | u[i + 3]) : (uint32_t)(u[i + 3] << 8 | u[i + 2]);

			if (d >= 0xdc00 && d < 0xe000) {
				c = 0x10000 + ((c - 0xd800) << 10) + (d - 0xdc00);
				i += 2;
			}
		}
		if ((c >= 0xd800 && c < 0xe000) || c == 0)
			c = 0xfffd;
		k += text_put(out + k, c);
	}
	return (struct view){out, k};
}

static struct view decoded(struct reader *rd, struct view in)
{
	enum legacy code;

	if (in.n >= 2 && memcmp(in.p, "\xff\xfe", 2) == 0)
		return from_utf16(rd->mem, (struct view){in.p + 2, in.n - 2}, false);
	if (in.n >= 2 && memcmp(in.p, "\xfe\xff", 2) == 0)
		return from_utf16(rd->mem, (struct view){in.p + 2, in.n - 2}, true);
	code = legacy_of_text(in.p, in.n);
	if (code == LEGACY_NONE && text_is_utf8(in.p, in.n))
		return in;
	if (code == LEGACY_VNI)
		reader_note(rd, "", "Tệp dùng bảng mã VNI-Windows cũ; đã tự chuyển sang Unicode, cần đọc lại chính tả.");
	else if (code == LEGACY_NONE)
		reader_note(rd, "", "Tệp không phải Unicode (UTF-8) và không nhận ra bảng mã tiếng Việt cũ; "
		            "chữ có dấu có thể sai. Nên lưu lại tệp ở dạng UTF-8.");
	else
		reader_note(rd, "", "Tệp dùng bảng mã TCVN3 (ABC) cũ; đã tự chuyển sang Unicode, cần đọc lại chính tả.");
	return legacy_text(rd->mem, code, in.p, in.n);
}

err txt_read(struct reader *rd, struct view bytes)
{
	const char *p;
	struct txt_lines lines = {0};
	struct view v;
	int line = 0;

	rd->doc->kind = READ_TXT;
	if (mem_left(rd->mem) / 16 < bytes.n) {
		rd->is_full = true;
		return OK;
	}
	v = decoded(rd, bytes);
	p = reader_clean(rd, v.p, v.n);
	while (*p != '\0') {
		size_t n = strcspn(p, "\n");

		line++;
		if (strspn(p, " \t") < n)
			*list_add(rd->mem, &lines) = (struct txt_line){mem_copy(rd->mem, p, n), line};
		p += n + (p[n] == '\n');
	}
	for (size_t i = 0; i < lines.n && !rd->is_full;) {
		size_t n = txt_table(rd, &lines, i);
		struct read_block *b;

		i += n;
		if (n > 0)
			continue;
		b = reader_block(rd);
		b->text = lines.at[i].text;
		b->place = (struct read_place){.sheet = "", .from_line = lines.at[i].no, .to_line = lines.at[i].no};
		i++;
	}
	return OK;
}
