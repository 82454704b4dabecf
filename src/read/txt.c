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

/* A letter of box drawing as the sign that is written for it by hand: "│" as a bar, "─" as a dash, "┼" as a cross. */
static char drawn(uint32_t c)
{
	if (c < 0x2500 || c > 0x257f)
		return '\0';
	if (c == 0x2502 || c == 0x2503 || c == 0x2506 || c == 0x2507 || c == 0x250a || c == 0x250b || c == 0x2551)
		return '|';
	return c <= 0x250b || c == 0x2550 ? '-' : '+';
}

/* Without what only draws or sets off: box drawing as bars and dashes, "**KẾ HOẠCH**" and "*…*" without their stars, the
 * "> " of a letter that was sent on. */
static const char *plain(struct mem *m, const char *line, bool is_quoted)
{
	char *out, *to;
	size_t n;

	for (; is_quoted && *line == '>'; line += 1 + (line[1] == ' '))
		;
	if (strpbrk(line, "*#") == NULL && strstr(line, "\xe2\x94") == NULL && strstr(line, "\xe2\x95") == NULL)
		return line;
	line += *line == '#' ? strspn(line, "# ") : 0;
	out = to = mem_alloc(m, strlen(line) + 1);
	while (*line != '\0') {
		const char *at = line;
		uint32_t c = text_next(&line);
		char d = drawn(c);

		if (c == '*' && *line == '*' && line[1] != '*' && (to == out || to[-1] != '*')) {
			line++;
			continue;
		}
		if (d != '\0')
			*to++ = d;
		else
			while (at < line)
				*to++ = *at++;
	}
	*to = '\0';
	n = (size_t)(to - out);
	if (n > 2 && out[0] == '*' && out[n - 1] == '*' && out[1] != ' ' && out[1] != '*') {
		out[n - 1] = '\0';
		out++;
	}
	return out;
}

/* A letter that was sent on has ">" before most of its lines. */
static bool is_sent_on(const char *p)
{
	size_t lines = 0, marked = 0;

	for (; *p != '\0'; p += strcspn(p, "\n"), p += *p == '\n') {
		lines++;
		marked += *p == '>';
	}
	return marked * 2 > lines;
}

err txt_read(struct reader *rd, struct view bytes)
{
	const char *p;
	bool is_quoted;
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
	is_quoted = is_sent_on(p);
	while (*p != '\0') {
		size_t n = strcspn(p, "\n");

		line++;
		if (strspn(p, " \t") < n) {
			const char *text = plain(rd->mem, mem_copy(rd->mem, p, n), is_quoted);

			if (text[strspn(text, " \t")] != '\0')
				*list_add(rd->mem, &lines) = (struct txt_line){text, line};
		}
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
