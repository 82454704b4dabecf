/* base/markup.c -- text as XML and HTML hold it. One table says what each byte becomes; runs that need nothing are copied whole. */
#include "base/buf.h"

static const char *const escapes[256] = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

/* Sixteen bytes that are compared at once, in whatever the processor has for that. */
typedef unsigned char block __attribute__((vector_size(16)));

static bool is_plain(const char *p)
{
	uint64_t hits[2];
	block at;

	memcpy(&at, p, sizeof at);
	at = (block)((at == '&') | (at == '<') | (at == '>') | (at == '"') | (at == '\''));
	memcpy(hits, &at, sizeof hits);
	return (hits[0] | hits[1]) == 0;
}

/* How many bytes at p need nothing. */
static size_t plain_run(const char *p, size_t n)
{
	size_t i = 0;

	while (i + sizeof(block) <= n && is_plain(p + i))
		i += sizeof(block);
	while (i < n && escapes[(unsigned char)p[i]] == NULL)
		i++;
	return i;
}

void buf_markup_bytes(struct buf *b, const char *s, size_t n)
{
	while (n > 0) {
		size_t run = plain_run(s, n);

		buf_bytes(b, s, run);
		if (run == n)
			return;
		buf_text(b, escapes[(unsigned char)s[run]]);
		s += run + 1;
		n -= run + 1;
	}
}

void buf_markup(struct buf *b, const char *text)
{
	buf_markup_bytes(b, text, strlen(text));
}

void buf_markup_lines(struct buf *b, const char *text)
{
	for (;;) {
		size_t n = strcspn(text, "\n");

		buf_markup_bytes(b, text, n);
		if (text[n] == '\0')
			return;
		buf_text(b, "<br>\n");
		text += n + 1;
	}
}
