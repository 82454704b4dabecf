/* base/json.c */
#include "base/json.h"

void json_quote(struct buf *b, const char *s)
{
	buf_char(b, '"');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\') {
			buf_char(b, '\\');
			buf_char(b, *s);
		} else if (c == '\n') {
			buf_text(b, "\\n");
		} else if (c < ' ' || c == 0x7f) {
			buf_fmt(b, "\\u%04x", c);
		} else {
			buf_char(b, *s);
		}
	}
	buf_char(b, '"');
}

static void name_put(struct buf *b, const char *name)
{
	char last = b->n == 0 ? '{' : b->p[b->n - 1];

	if (last != '{' && last != '[')
		buf_char(b, ',');
	json_quote(b, name);
	buf_char(b, ':');
}

void json_field(struct buf *b, const char *name, const char *value)
{
	name_put(b, name);
	json_quote(b, value);
}

void json_field_i64(struct buf *b, const char *name, int64_t value)
{
	name_put(b, name);
	buf_i64(b, value);
}

void json_field_bool(struct buf *b, const char *name, bool value)
{
	name_put(b, name);
	buf_text(b, value ? "true" : "false");
}
