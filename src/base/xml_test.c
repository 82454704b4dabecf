/* base/xml_test.c -- what is refused in XML. */
#include "tests/t.h"

#include "base/buf.h"
#include "base/xml.h"

struct seen {
	int opened, closed, stop_at;
	struct xml *x;
};

static void on_open(void *at, const char *name, const char *const *attrs)
{
	struct seen *s = at;

	s->opened++;
	if (s->opened == s->stop_at)
		xml_stop(s->x);
}

static void on_close(void *at, const char *name)
{
	struct seen *s = at;

	s->closed++;
}

static err feed(struct seen *s, const char *text, bool may_have_doctype)
{
	struct xml_face face = {.open = on_open, .close = on_close, .may_have_doctype = may_have_doctype};
	struct mem *m = mem_open(16 * 1024 * 1024);
	err e;

	s->x = xml_new(m, &face, s);
	e = xml_feed(s->x, text, strlen(text), true);
	mem_close(m);
	return e;
}

TEST(xml_refuses_what_is_broken_or_declares_entities)
{
	static const char plain[] = "<!DOCTYPE html PUBLIC \"a\" \"b\"><a/>";
	struct seen s = {0};

	assert_int_equal(feed(&s, "<w:a xmlns:w='w'><w:b/></w:a>", false), OK);
	assert_int_equal(s.opened, 2);
	assert_int_equal(s.closed, 2);
	assert_int_equal(feed(&s, "<a><b></a>", false), ERR_INVALID);
	assert_int_equal(feed(&s, plain, false), ERR_INVALID);
	assert_int_equal(feed(&s, plain, true), OK);
	assert_int_equal(feed(&s, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", true), ERR_INVALID);
}

TEST(xml_refuses_what_nests_too_deeply)
{
	struct mem *m = mem_open(16 * 1024 * 1024);
	struct buf *b = buf_new(m, 1024 * 1024);
	struct seen s = {0};

	for (int i = 0; i < XML_DEPTH_MAX + 1; i++)
		buf_text(b, "<a>");
	assert_int_equal(feed(&s, b->p, false), ERR_INVALID);
	assert_true(s.opened <= XML_DEPTH_MAX);
	mem_close(m);
}

TEST(xml_stops_when_enough_was_seen)
{
	struct seen s = {.stop_at = 2};

	assert_int_equal(feed(&s, "<a><b/><c/></a>", false), OK);
	assert_int_equal(s.opened, 2);
	assert_int_equal(s.closed, 0);
}
