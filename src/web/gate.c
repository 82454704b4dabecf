/* web/gate.c -- the request gate.
 *
 * A head is looked at whole: usually it comes in one piece and is read where it lies, otherwise the pieces are kept
 * until the empty line. The library may see the first pieces of a head earlier than the verdict, but it acts only on
 * a whole one, and the piece that completes a bad head never reaches it. */
#define BASE_MAY_ALLOC
#include "web/gate.h"

#include <strings.h>

#include "base/text.h"

#define DIGITS "0123456789"

enum { LINE_MORE = 32 };        /* what stands beside the target in the first line, and more */

static bool is_token(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

static bool is(const char *p, size_t n, const char *word)
{
	return n == strlen(word) && strncasecmp(p, word, n) == 0;
}

/* No NUL, no control but the tab, every line ends in CR LF, no line begins with white space. */
static bool is_clean(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c == '\r') {
			if (i + 1 >= n || p[i + 1] != '\n')
				return false;
			i++;
			if (i + 1 < n && (p[i + 1] == ' ' || p[i + 1] == '\t'))
				return false;
		} else if (c == 0x7f || (c < 0x20 && c != '\t')) {
			return false;
		}
	}
	return true;
}

/* A segment of dots only is refused even where it is written with percent signs. */
static bool is_path(const char *p, size_t n)
{
	size_t dots = 0, others = 0;

	for (size_t i = 0; i < n; i++) {
		int c = (unsigned char)p[i];

		if (c == '%') {
			if (i + 2 >= n || text_hex(p[i + 1]) < 0 || text_hex(p[i + 2]) < 0)
				return false;
			c = text_hex(p[i + 1]) * 16 + text_hex(p[i + 2]);
			if (c < 0x20 || c == 0x7f || c == '/' || c == '\\')
				return false;
			i += 2;
		} else if (c == '/') {
			if (others == 0 && (dots == 1 || dots == 2))
				return false;
			dots = others = 0;
			continue;
		}
		if (c == '.')
			dots++;
		else
			others++;
	}
	return others > 0 || dots == 0 || dots > 2;
}

static int target_status(const struct gate_limits *limits, const char *p, size_t n)
{
	const char *query = memchr(p, '?', n);

	if (n > limits->url_max)
		return 414;
	if (n == 0 || p[0] != '/')
		return 400;
	for (size_t i = 0; i < n; i++)
		if (p[i] <= ' ' || p[i] == 0x7f || strchr("\\#<>\"^`{|}", p[i]) != NULL)
			return 400;
	return is_path(p, query == NULL ? n : (size_t)(query - p)) ? 0 : 400;
}

struct line {
	bool is_get, is_post, is_11;
};

static int request_line(const struct gate_limits *limits, const char *p, size_t n, struct line *out)
{
	const char *sp = memchr(p, ' ', n), *sp2;
	size_t method_n;
	int status;

	if (sp == NULL)
		return n > limits->url_max ? 414 : 400;
	method_n = (size_t)(sp - p);
	for (size_t i = 0; i < method_n; i++)
		if (!is_token((unsigned char)p[i]))
			return 400;
	sp2 = memchr(sp + 1, ' ', n - method_n - 1);
	if (method_n == 0 || sp2 == NULL)
		return n > limits->url_max ? 414 : 400;
	out->is_get = (method_n == 3 && memcmp(p, "GET", 3) == 0) || (method_n == 4 && memcmp(p, "HEAD", 4) == 0);
	out->is_post = method_n == 4 && memcmp(p, "POST", 4) == 0;
	n -= (size_t)(sp2 + 1 - p);
	if (n != 8 || memcmp(sp2 + 1, "HTTP/", 5) != 0 || strchr(DIGITS, sp2[6]) == NULL || sp2[7] != '.' ||
	    strchr(DIGITS, sp2[8]) == NULL)
		return 400;
	if (sp2[6] != '1' || (sp2[8] != '0' && sp2[8] != '1'))
		return 505;
	out->is_11 = sp2[8] == '1';
	if (!out->is_get && !out->is_post)
		return 405;
	status = target_status(limits, sp + 1, (size_t)(sp2 - sp - 1));
	return status;
}

/* What the fields that matter here said. */
struct seen {
	size_t n, hosts, lengths, encodings, types;
	int64_t length;
	bool is_form;
};

/* A name or an address, with or without a port: what may stand in a link. */
static bool is_host(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!is_token((unsigned char)p[i]) && strchr(":[]", p[i]) == NULL)
			return false;
	return n > 0 && n <= 255;
}

/* The media type without its parameters. */
static bool is_form_type(const char *p, size_t n)
{
	size_t k = 0;

	while (k < n && p[k] != ';' && p[k] != ' ' && p[k] != '\t')
		k++;
	return is(p, k, "application/x-www-form-urlencoded") || is(p, k, "multipart/form-data");
}

static int length_of(const char *p, size_t n, int64_t *out)
{
	if (n == 0 || n > 18)
		return n == 0 ? 400 : 413;
	*out = 0;
	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return 400;
		*out = *out * 10 + (p[i] - '0');
	}
	return 0;
}

static int field(const char *p, size_t n, struct seen *s)
{
	const char *colon = memchr(p, ':', n), *v;
	size_t name_n;

	if (colon == NULL || colon == p)
		return 400;
	name_n = (size_t)(colon - p);
	for (size_t i = 0; i < name_n; i++)
		if (!is_token((unsigned char)p[i]))
			return 400;
	v = colon + 1;
	n -= name_n + 1;
	while (n > 0 && (*v == ' ' || *v == '\t')) {
		v++;
		n--;
	}
	while (n > 0 && (v[n - 1] == ' ' || v[n - 1] == '\t'))
		n--;
	s->n++;
	if (is(p, name_n, "host"))
		return s->hosts++ > 0 || !is_host(v, n) ? 400 : 0;
	if (is(p, name_n, "content-length"))
		return s->lengths++ > 0 ? 400 : length_of(v, n, &s->length);
	if (is(p, name_n, "transfer-encoding"))
		return s->encodings++ > 0 || !is(v, n, "chunked") ? 400 : 0;
	if (is(p, name_n, "content-type")) {
		s->is_form = is_form_type(v, n);
		return s->types++ > 0 ? 400 : 0;
	}
	if (is(p, name_n, "expect") && !is(v, n, "100-continue"))
		return 417;
	return 0;
}

/* The fields together with the line: what body, if any, follows. */
static int verdict(const struct gate_limits *limits, const struct line *line, const struct seen *s)
{
	bool has_body = s->encodings > 0 || s->length > 0;

	if (s->n > limits->fields_max)
		return 431;
	if ((line->is_11 && s->hosts != 1) || (s->encodings > 0 && (s->lengths > 0 || !line->is_11)))
		return 400;
	if (line->is_get && has_body)
		return 400;
	if (line->is_post && s->lengths == 0 && s->encodings == 0)
		return 411;
	if (s->length > limits->body_max)
		return 413;
	return has_body && !s->is_form ? 415 : 0;
}

int gate_head(const struct gate_limits *limits, const char *p, size_t n, struct gate_head *out)
{
	struct seen seen = {0};
	struct line line = {0};
	const char *end = p + n, *lf;
	int status;

	if (n < 4 || memcmp(end - 4, "\r\n\r\n", 4) != 0 || !is_clean(p, n))
		return 400;
	lf = memchr(p, '\n', n);
	status = request_line(limits, p, (size_t)(lf - p - 1), &line);
	for (p = lf + 1; status == 0 && end - p > 2; p = lf + 1) {
		lf = memchr(p, '\n', (size_t)(end - p));
		status = field(p, (size_t)(lf - p - 1), &seen);
	}
	if (status == 0)
		status = verdict(limits, &line, &seen);
	if (status == 0)
		*out = (struct gate_head){seen.length, seen.encodings > 0};
	return status;
}

/* ---- the stream ------------------------------------------------------------------------------------------- */

static void head_keep(struct gate *g, size_t max, const char *p, size_t n)
{
	if (g->head == NULL)
		g->head = malloc(max + 4);
	CHECK(g->head != NULL);
	CHECK(g->head_n + n <= max + 4);
	memcpy(g->head + g->head_n, p, n);
	g->head_n += n;
}

/* How many of these n bytes belong to the head, with its empty line; 0 when it does not end here. kept bytes of it
 * came before. */
static size_t head_end(const struct gate *g, const char *p, size_t n)
{
	const char *lf = p;

	while ((lf = memchr(lf, '\n', n - (size_t)(lf - p))) != NULL) {
		size_t at = (size_t)(lf - p) + 1;
		char tail[4] = {0};

		for (size_t i = 0; i < 4 && i < at + g->head_n; i++)
			tail[3 - i] = i < at ? p[at - 1 - i] : g->head[g->head_n - 1 - (i - at)];
		if (memcmp(tail, "\r\n\r\n", 4) == 0)
			return at;
		lf++;
	}
	return 0;
}

/* A head that never comes to its end must not be kept beyond what is already wrong with it. */
static int head_part(struct gate *g, const struct gate_limits *limits, const char *p, size_t n)
{
	const char *lf;

	if (g->head_n + n > limits->head_max) {
		lf = g->head_n > 0 ? memchr(g->head, '\n', g->head_n) : NULL;
		return lf == NULL && memchr(p, '\n', n) == NULL ? 414 : 431;
	}
	head_keep(g, limits->head_max, p, n);
	if (!is_token((unsigned char)g->head[0]))
		return 400;
	lf = memchr(g->head, '\n', g->head_n);
	if ((lf == NULL ? g->head_n : (size_t)(lf - g->head)) > limits->url_max + LINE_MORE)
		return 414;
	/* A lone LF may be where the sender thinks that the head ends: it would wait for an answer that never comes. */
	for (; lf != NULL; lf = memchr(lf + 1, '\n', g->head_n - (size_t)(lf + 1 - g->head)))
		if (lf == g->head || lf[-1] != '\r')
			return 400;
	return 0;
}

static int feed_head(struct gate *g, const struct gate_limits *limits, const char *p, size_t n, size_t *used)
{
	struct gate_head h;
	size_t end = head_end(g, p, n);
	int status;

	*used = n;
	if (end == 0)
		return head_part(g, limits, p, n);
	if (g->head_n + end > limits->head_max)
		return 431;
	*used = end;
	if (g->head_n > 0) {
		head_keep(g, limits->head_max, p, end);
		status = gate_head(limits, g->head, g->head_n, &h);
	} else {
		status = gate_head(limits, p, end, &h);
	}
	gate_free(g);
	if (status != 0)
		return status;
	g->heads_n++;
	g->body_n = 0;
	g->left = h.length;
	g->size_digits = 0;
	if (h.is_chunked)
		g->at = GATE_SIZE;
	else
		g->at = h.length > 0 ? GATE_BODY : GATE_HEAD;
	return 0;
}

/* One byte of what lies between chunks. No extensions, no trailer. */
static int feed_mark(struct gate *g, const struct gate_limits *limits, char c)
{
	switch (g->at) {
	case GATE_SIZE:
		if (c == '\r' && g->size_digits > 0) {
			g->at = GATE_SIZE_LF;
			return 0;
		}
		if (text_hex(c) < 0 || ++g->size_digits > 8)
			return 400;
		g->left = g->left * 16 + text_hex(c);
		return 0;
	case GATE_SIZE_LF:
		g->body_n += g->left;
		g->at = g->left > 0 ? GATE_CHUNK : GATE_END_CR;
		if (c != '\n')
			return 400;
		return g->body_n > limits->body_max ? 413 : 0;
	case GATE_CHUNK_CR:
		g->at = GATE_CHUNK_LF;
		return c == '\r' ? 0 : 400;
	case GATE_CHUNK_LF:
		g->at = GATE_SIZE;
		g->left = 0;
		g->size_digits = 0;
		return c == '\n' ? 0 : 400;
	case GATE_END_CR:
		g->at = GATE_END_LF;
		return c == '\r' ? 0 : 400;
	case GATE_END_LF:
		g->at = GATE_HEAD;
		return c == '\n' ? 0 : 400;
	case GATE_HEAD: case GATE_BODY: case GATE_CHUNK: case GATE_SHUT:
		break;
	}
	return 400;
}

static size_t feed_data(struct gate *g, size_t n)
{
	size_t used = (uint64_t)g->left < n ? (size_t)g->left : n;

	g->left -= (int64_t)used;
	if (g->left == 0)
		g->at = g->at == GATE_BODY ? GATE_HEAD : GATE_CHUNK_CR;
	return used;
}

int gate_feed(struct gate *g, const struct gate_limits *limits, const char *p, size_t n)
{
	int status = 0;

	while (n > 0 && status == 0) {
		size_t used = 1;

		if (g->at == GATE_SHUT)
			return 400;
		if (g->at == GATE_HEAD)
			status = feed_head(g, limits, p, n, &used);
		else if (g->at == GATE_BODY || g->at == GATE_CHUNK)
			used = feed_data(g, n);
		else
			status = feed_mark(g, limits, *p);
		p += used;
		n -= used;
	}
	if (status != 0) {
		gate_free(g);
		g->at = GATE_SHUT;
	}
	return status;
}

void gate_free(struct gate *g)
{
	free(g->head);
	g->head = NULL;
	g->head_n = 0;
}
