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

/* ---- the two readers are of one mind ------------------------------------------------------------------------------------- */

struct told {
	struct buf *b;
	bool in_text;
};

static void tell_open(void *at, const char *name, const char *const *attrs)
{
	struct told *t = at;

	buf_fmt(t->b, "<%s", name);
	for (size_t i = 0; attrs[i] != NULL; i += 2)
		buf_fmt(t->b, " %s=[%s]", attrs[i], attrs[i + 1]);
	buf_char(t->b, '>');
}

static void tell_close(void *at, const char *name)
{
	struct told *t = at;

	buf_fmt(t->b, "</%s>", name);
}

static void tell_text(void *at, const char *p, size_t n)
{
	struct told *t = at;

	buf_bytes(t->b, p, n);
}

/* What a reader tells of a document that comes in pieces; what was told before a refusal does not count. */
static const char *told(struct mem *m, bool is_plain, const char *p, size_t n, size_t piece)
{
	static const struct xml_face face = {.open = tell_open, .close = tell_close, .text = tell_text};
	struct told t = {.b = buf_new(m, 1024 * 1024)};
	struct xml *x = is_plain ? xml_new_plain(m, &face, &t) : xml_new(m, &face, &t);

	for (size_t at = 0; at < n || at == 0; at += piece) {
		size_t k = n - at < piece ? n - at : piece;

		if (xml_feed(x, p + at, k, at + k >= n) != OK)
			return "refused";
	}
	return t.b->p;
}

static const char *const documents[] = {
	("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<worksheet xmlns=\"a\"><sheetData><row r=\"1\" spans='1:3'><c r=\"A1\" t=\"s\"><v>12</v></c>"
	"<c r=\"B1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> Nguyễn Văn A &amp; B &lt;x&gt; &#7885;&#x1ECD; </t></is></c></row></sheetData></worksheet>"),
	"\xef\xbb\xbf<x:a xmlns:x='u'><!-- c - d --><x:b i=\"1&quot;2\t3\n4\r\n5\" j = 'x>y'/><![CDATA[<&\r\n]]]></x:a >\n<?after it?><!---->",
	"<a  b='' ><c/>text\r\nmore\rlast &apos; ] ]]</a>",
	"<?xml version='1.0' encoding='utf-8'?><w:document><w:p w:a='Ở đây' b='2'><w:t>Điều 1. Đặng\xc2\xa0Thị \xe2\x80\x9cHoa\xe2\x80\x9d</w:t></w:p><w:p/></w:document>",
};

TEST(xml_plain_says_what_the_general_reader_says)
{
	struct mem *m = mem_open(64 * 1024 * 1024);

	for (size_t i = 0; i < COUNT(documents); i++)
		for (size_t piece = 1; piece < 40; piece += piece < 4 ? 1 : 11) {
			size_t n = strlen(documents[i]), first = n < 128 ? n : 128;
			const char *want = told(m, false, documents[i], n, n);

			assert_string_not_equal(want, "refused");
			assert_string_equal(told(m, true, documents[i], n, first), want);
			assert_string_equal(told(m, true, documents[i], n, piece < 20 ? 64 + piece : piece), want);
		}
	mem_close(m);
}

TEST(xml_plain_refuses_what_the_general_reader_refuses)
{
	static const char *const signs[] = {"<", ">", "&", "\"", "'", "/", "=", " ", "!", "?", "-", "]", ";", "#", "x", "\x01", "\xff", "\xc3", "]]>", "--", "&amp;", "&b;", "<a>", "</a>",
	                                    "\r", "<?xml?>", "&#0;", "&#55296;", "<!DOCTYPE a>", "xmlns=''", "1", ":"};
	uint32_t chance = 20261125;

	for (int round = 0; round < 4000; round++) {
		struct mem *m = mem_open(16 * 1024 * 1024);
		const char *doc = documents[round % (int)COUNT(documents)], *sign;
		size_t n = strlen(doc), at, drop;
		char *made;

		chance = chance * 1664525 + 1013904223;
		at = (chance >> 8) % n;
		chance = chance * 1664525 + 1013904223;
		sign = signs[(chance >> 8) % COUNT(signs)];
		drop = (chance >> 24) % 3;
		drop = at + drop > n ? 0 : drop;
		made = mem_text(m, "%.*s%s%s", (int)at, doc, sign, doc + at + drop);
		assert_string_equal(told(m, true, made, strlen(made), strlen(made)), told(m, false, made, strlen(made), strlen(made)));
		mem_close(m);
	}
}

TEST(xml_plain_takes_long_texts_of_any_letters_as_the_general_reader_does)
{
	/* well-formed or not: brackets that could be an end, half letters, letters of four bytes, what stands for others */
	static const char *const runs[] = {"]", "\x80", "\xf0\x9f\x98\x80", "&amp;", "\r", "ộ"};
	enum { LONG = 600 * 1024, PIECE = 64 * 1024 };

	for (size_t i = 0; i < COUNT(runs); i++) {
		struct mem *m = mem_open(64 * 1024 * 1024);
		struct buf *b = buf_new(m, 2 * LONG);

		buf_text(b, "<a>");
		while (b->n < LONG)
			buf_text(b, runs[i]);
		buf_text(b, "</a>");
		assert_string_equal(told(m, true, b->p, b->n, PIECE), told(m, false, b->p, b->n, PIECE));
		mem_close(m);
	}
}
