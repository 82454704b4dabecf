/* base/json_test.c */
#include <jansson.h>

#include "base/json.h"
#include "tests/t.h"

TEST(json_fields_make_an_object_that_a_parser_takes)
{
	struct buf *b = buf_new(t_mem(), 1000);
	const char *odd = "dấu \" và \\ và \n\t\x01\x7f";
	json_t *o;

	buf_char(b, '{');
	json_field(b, "a", odd);
	json_field_i64(b, "b", -5);
	json_field_bool(b, "c", true);
	buf_char(b, '}');
	o = json_loads(b->p, JSON_REJECT_DUPLICATES, NULL);
	t_true(o != NULL);
	t_text(odd, json_string_value(json_object_get(o, "a")));
	t_int(-5, json_integer_value(json_object_get(o, "b")));
	t_true(json_is_true(json_object_get(o, "c")));
	json_decref(o);
}

TEST(json_is_taken_in_as_its_leaves)
{
	struct json_leaves l = {0};

	t_ok(json_leaves(t_mem(), "{\"a\":[{\"b\":\"x\"},{\"b\":-7}],\"c/d\":true,\"e\":null}", &l));
	t_int(3, l.n);
	t_text("a/0/b", l.at[0].way);
	t_text("a/0", l.at[0].parent);
	t_text("x", l.at[0].value);
	t_text("-7", l.at[1].value);
	t_text("c/d", l.at[2].name);
	t_text("true", l.at[2].value);
	t_err(ERR_INVALID, json_leaves(t_mem(), "{\"a\":", &l));
	t_err(ERR_INVALID, json_leaves(t_mem(), "[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]", &l));
}
