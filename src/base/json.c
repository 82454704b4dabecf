/* base/json.c */
#include "base/json.h"

#include <jansson.h>

#include "base/text.h"

enum { DEPTH_MAX = 16, LEAVES_MAX = 10000 };

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

static err walk(struct mem *m, json_t *v, const char *parent, const char *name, int depth, struct json_leaves *out)
{
	const char *way = *parent == '\0' ? name : mem_text(m, "%s/%s", parent, name), *key, *value;
	json_t *child;
	size_t i;

	if (depth > DEPTH_MAX || out->n >= LEAVES_MAX)
		return ERR_INVALID;
	if (json_is_object(v)) {
		json_object_foreach(v, key, child)
			TRY(walk(m, child, way, text_clean(m, key, strlen(key)), depth + 1, out));
		return OK;
	}
	if (json_is_array(v)) {
		json_array_foreach(v, i, child)
			TRY(walk(m, child, way, mem_text(m, "%zu", i), depth + 1, out));
		return OK;
	}
	if (json_is_null(v))
		return OK;
	if (json_is_string(v))
		value = text_clean(m, json_string_value(v), json_string_length(v));
	else if (json_is_integer(v))
		value = mem_text(m, "%" PRId64, (int64_t)json_integer_value(v));
	else if (json_is_real(v))
		value = mem_text(m, "%g", json_real_value(v));
	else
		value = json_is_true(v) ? "true" : "false";
	*list_add(m, out) = (struct json_leaf){way, parent, name, value};
	return OK;
}

err json_leaves(struct mem *m, const char *text, struct json_leaves *out)
{
	json_t *root = json_loads(text, 0, NULL);
	struct json_leaves list = {0};
	err e;

	if (root == NULL)
		return ERR_INVALID;
	e = walk(m, root, "", "", 0, &list);
	json_decref(root);
	if (e == OK)
		*out = list;
	return e;
}
